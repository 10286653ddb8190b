//! The readers of foreign text, for the fuzz targets and the tests that change
//! small originals at random. None may panic or take more memory than its input
//! deserves.

use crate::lists::{ListForm, ListMapping, LoadRequest, Original, load};
use crate::ownership::Shareholdings;

/// Reads the bytes as a list of a form; what comes out must survive its file.
pub fn fuzz_list(form: ListForm, bytes: &[u8]) {
    let vintage = jiff::civil::Date::constant(2026, 1, 1);
    let mut request = LoadRequest {
        vintage: Some(vintage),
        list: Some("fuzz".to_owned()),
        jurisdiction: Some("UN".to_owned()),
        ..LoadRequest::new(form)
    };
    let mut table = bytes;
    if form == ListForm::Csv {
        // A mapping and a table, parted by the first zero byte.
        let (mapping, rest) = match bytes.iter().position(|byte| *byte == 0) {
            Some(at) => (&bytes[..at], &bytes[at + 1..]),
            None => (&b""[..], bytes),
        };
        table = rest;
        let text = String::from_utf8_lossy(mapping);
        request.mapping = ListMapping::from_toml("mapping.toml", &text)
            .ok()
            .or_else(|| ListMapping::find(std::path::Path::new("kr-parties")).ok());
    }
    // Several files are parted by zero bytes.
    let originals: Vec<Original> = table
        .split(|byte| *byte == 0)
        .filter_map(|part| Original::from_bytes("fuzz", part, None).ok())
        .collect();
    if let Ok(snapshot) = load(&request, &originals) {
        let bytes = snapshot.to_bytes();
        let back = crate::lists::ListSnapshot::from_bytes(std::path::Path::new("fuzz"), &bytes);
        assert_eq!(back.ok().as_ref(), Some(&snapshot));
        let ids: std::collections::BTreeSet<&str> = snapshot
            .parties
            .iter()
            .map(|party| party.id.as_str())
            .collect();
        assert_eq!(ids.len(), snapshot.parties.len(), "an id stands once");
    }
}

/// Reads the bytes as a snapshot's file.
pub fn fuzz_snapshot(bytes: &[u8]) {
    let path = std::path::Path::new("fuzz");
    let _ = crate::lists::ListSnapshot::header_from_bytes(path, bytes);
    let _ = crate::lists::ListSnapshot::from_bytes(path, bytes);
}

/// Reads the bytes as shareholdings and assesses every party.
pub fn fuzz_shareholdings(bytes: &[u8]) {
    let as_of = jiff::civil::Date::constant(2026, 1, 1);
    let Ok(original) = Original::from_bytes("fuzz", bytes, None) else {
        return;
    };
    let Ok(shareholdings) = Shareholdings::read(&original, as_of) else {
        return;
    };
    for party in shareholdings.parties().into_iter().take(20) {
        for rule in crate::ownership::ownership_rules() {
            let finding = crate::ownership::assess(&shareholdings, &[], &rule, party, as_of);
            assert!(finding.low <= finding.high + 1e-9);
        }
    }
}
