//! The readers of foreign text, for the fuzz targets and the tests that change
//! small originals at random. None may panic or take more memory than its input
//! deserves.

use std::path::Path;

use crate::lists::{ListForm, ListMapping, LoadRequest, Original, load};
use crate::ownership::Shareholdings;
use crate::screening::{
    NameKind, PartyType, ScreenedName, ScreenedParty, ScreeningIndex, ScreeningQuery,
};

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

/// Screens one text for another, alone and among a few more.
pub fn fuzz_screening(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (asked, listed) = text.split_once('\n').unwrap_or((&text, ""));
    let query = ScreeningQuery {
        name: asked.to_owned(),
        ..ScreeningQuery::default()
    };
    let party = |id: &str, name: &str| ScreenedParty {
        id: id.to_owned(),
        party_type: PartyType::Unknown,
        countries: Vec::new(),
        names: vec![ScreenedName {
            text: name.to_owned(),
            kind: NameKind::Primary,
        }],
        identifiers: Vec::new(),
        birth_dates: Vec::new(),
    };
    let in_bounds = |score: f64| assert!((0.0..=1.0).contains(&score), "score {score}");
    let itself = ScreeningIndex::score_pair(&query, &party("itself", asked));
    if let Some(hit) = &itself {
        in_bounds(hit.score);
    }
    if let Some(hit) = ScreeningIndex::score_pair(&query, &party("listed", listed)) {
        in_bounds(hit.score);
        if let Some(itself) = &itself {
            assert!(
                hit.score <= itself.score + 1e-9,
                "a name is like no other more than like itself"
            );
        }
    }
    let index = ScreeningIndex::build(vec![
        party("asked", asked),
        party("listed", listed),
        party("a", "Orlov, Sergei Ivanovich"),
        party("b", "Blue Lantern Trading Co., Ltd."),
        party("c", "김춘삼"),
        party("d", "アルファ株式会社"),
        party("e", "深圳海能机械有限公司"),
    ]);
    let hits = index.screen(&query, 5);
    assert_eq!(hits, index.screen(&query, 5), "the same question twice");
    for pair in hits.windows(2) {
        assert!(pair[0].score >= pair[1].score, "best first");
    }
    for hit in &hits {
        in_bounds(hit.score);
    }
    // A party whose name is asked for, word for word, scores 1 where it scores.
    if let Some(hit) = hits.iter().find(|hit| hit.party == 0) {
        assert!(hit.score >= 0.95, "the same name scores {}", hit.score);
    }
    let percent = crate::screening::treasury_score(asked, listed);
    assert!((0.0..=100.0).contains(&percent));
}

/// Reads the bytes as an index and as queries of the benchmark's form.
pub fn fuzz_benchmark_form(bytes: &[u8]) {
    let parties = crate::screening::benchmark_form::read_index(bytes);
    let queries = crate::screening::benchmark_form::read_queries(bytes);
    if let (Ok(parties), Ok(queries)) = (parties, queries) {
        let index = ScreeningIndex::build(parties);
        for (_, query) in queries.iter().take(3) {
            let _ = index.screen(query, 3);
        }
    }
}

/// Reads the bytes as a file of parties to screen: CSV, or a workbook.
pub fn fuzz_party_file(bytes: &[u8], folder: &Path) {
    let path = folder.join("parties");
    if std::fs::write(&path, bytes).is_ok()
        && let Ok(parties) = crate::read_party_file(&path, &crate::PartyColumns::default(), None)
    {
        assert!(parties.iter().all(|party| !party.name.is_empty()));
    }
}

/// Reads the bytes as each of the files that a folder of controls keeps. An
/// audit log without a fault must be one that can be written on.
pub fn fuzz_kept_files(bytes: &[u8], folder: &Path) {
    // Log and head are parted by the first zero byte.
    let (first, second) = match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &b""[..]),
    };
    let files = [
        ("cleared.json", first),
        ("screened.json", first),
        ("audit.jsonl", first),
        ("audit.head.json", second),
    ];
    if files
        .iter()
        .any(|(name, bytes)| std::fs::write(folder.join(name), bytes).is_err())
    {
        return;
    }
    if let Ok(cleared) = crate::ClearedMatches::read(folder) {
        let _ = cleared.all().count();
    }
    if let Ok(register) = crate::ScreenedRegister::read(folder) {
        let _ = register.all().count();
    }
    let log = crate::AuditLog::new(folder);
    let Ok(check) = log.verify(None) else {
        return;
    };
    if check.faults.is_empty() {
        let event = crate::AuditEvent {
            at: "2026-01-01T00:00:00Z".to_owned(),
            who: "fuzz".to_owned(),
            what: "screened".to_owned(),
            details: serde_json::Value::Null,
        };
        let head = log.append(&[event]);
        assert_eq!(head.map(|head| head.count).ok(), Some(check.sound + 1));
    }
}
