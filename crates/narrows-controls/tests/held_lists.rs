//! The lists inside the program, and what the store does with imports.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use narrows_controls::lists::{
    ChangeReport, Layer, ListError, ListForm, ListSnapshot, ListStore, LoadRequest, Original,
    SnapshotHeader, load,
};

const MOFCOM: &str = r#"[
{"id": "cn-1", "list_id": "cn-attention-list", "entity_name": "SUBARU Corporation", "date_added": "2026-02-24", "last_verified": "2026-07-19"},
{"id": "cn-2", "list_id": "cn-unreliable-entity-list", "entity_name": "Alpha Arms", "date_added": "2025-01-02", "last_verified": "2026-07-19"}
]"#;

fn snapshot(text: &str) -> ListSnapshot {
    let original = Original::from_bytes("cn.json", text.as_bytes(), None).unwrap();
    load(&LoadRequest::new(ListForm::CnMofcom), &[original]).unwrap()
}

/// A snapshot with so many made-up parties.
fn made_up(count: usize, verified: &str) -> ListSnapshot {
    let records: Vec<String> = (0..count)
        .map(|index| {
            format!(
                r#"{{"id": "cn-{index}", "list_id": "cn-attention-list", "entity_name": "Party {index}", "last_verified": "{verified}"}}"#
            )
        })
        .collect();
    snapshot(&format!("[{}]", records.join(",")))
}

#[test]
fn every_embedded_list_is_whole() {
    let store = ListStore::embedded();
    assert_eq!(
        store.lists(),
        ["cn-mofcom", "jp-meti-eul", "un-consolidated", "us-csl"]
    );
    for (list, parties) in [
        ("cn-mofcom", 240),
        ("jp-meti-eul", 835),
        ("un-consolidated", 1003),
        ("us-csl", 25_917),
    ] {
        let snapshot = store.snapshot(list, None).unwrap();
        assert_eq!(snapshot.parties.len(), parties, "{list}");
        assert!(snapshot.header.set_aside.is_empty(), "{list}");
        let ids: BTreeSet<&str> = snapshot
            .parties
            .iter()
            .map(|party| party.id.as_str())
            .collect();
        assert_eq!(ids.len(), parties, "{list}: every id stands once");
        for party in &snapshot.parties {
            assert!(!party.primary_name().is_empty());
            assert_eq!(party.listing.snapshot, snapshot.header.sha256);
        }
    }
}

/// METI's names that stood behind the country are names, and no country is lost.
#[test]
fn the_end_user_list_is_repaired() {
    let snapshot = ListStore::embedded().snapshot("jp-meti-eul", None).unwrap();
    let name = |wanted: &str| {
        snapshot
            .parties
            .iter()
            .find(|party| party.names.iter().any(|name| name.text == wanted))
            .unwrap_or_else(|| panic!("{wanted}"))
    };
    assert_eq!(name("Abascience Tech Co. Ltd").countries[0].alpha3(), "CHN");
    assert_eq!(
        name("23rd Research Institute").primary_name(),
        "23rd Research Institute"
    );
    assert!(
        snapshot
            .parties
            .iter()
            .all(|party| party.countries.len() == 1)
    );
    assert!(snapshot.parties.iter().all(|party| party.places.is_empty()));
    assert!(
        snapshot
            .parties
            .iter()
            .all(|party| !party.listing.programmes.is_empty())
    );
}

#[test]
fn a_snapshot_survives_its_file_and_a_changed_file_is_found() {
    let snapshot = snapshot(MOFCOM);
    let bytes = snapshot.to_bytes();
    assert_eq!(
        bytes,
        snapshot.to_bytes(),
        "the same snapshot, the same bytes"
    );
    let back = ListSnapshot::from_bytes(Path::new("x"), &bytes).unwrap();
    assert_eq!(back, snapshot);
    let mut other = snapshot.clone();
    other.parties[0].names[0].text = "Another".to_owned();
    // The header's checksum is that of the parties before the change.
    let error = ListSnapshot::from_bytes(Path::new("x"), &other.to_bytes()).unwrap_err();
    assert!(error.to_string().contains("checksum"), "{error}");
    assert!(ListSnapshot::from_bytes(Path::new("x"), &bytes[..bytes.len() / 2]).is_err());
}

#[test]
fn a_much_smaller_list_is_asked_for_twice() {
    let folder = tempfile::tempdir().unwrap();
    let import = |snapshot: &ListSnapshot, accept: bool| {
        ListStore::import(folder.path(), snapshot, accept, false)
    };
    let in_force = || {
        let store = ListStore::open(folder.path()).unwrap();
        store.in_force("cn-mofcom", None).unwrap().header.clone()
    };
    // More than the 240 inside the program, then fewer than nine tenths.
    let large = made_up(300, "2026-08-01");
    assert!(import(&large, false).unwrap().in_force);
    let small = made_up(200, "2026-09-01");
    assert!(matches!(
        import(&small, true),
        Err(ListError::NotRefusedBefore { .. })
    ));
    let error = import(&small, false).unwrap_err().to_string();
    assert_eq!(
        error,
        "cn-mofcom: the import has 200 parties and the list in force 300, so the list in force \
         stays; look at the file, and import it again with --accept-smaller if it is right"
    );
    assert_eq!(in_force().parties, 300);
    // Another small file is not the one that was refused.
    assert!(matches!(
        import(&made_up(150, "2026-09-02"), true),
        Err(ListError::NotRefusedBefore { .. })
    ));
    assert!(import(&small, true).unwrap().in_force);
    assert_eq!(in_force().parties, 200);
    // An empty list is refused in the same way.
    let empty = ListSnapshot::new(
        SnapshotHeader {
            vintage: "2026-10-01".parse().unwrap(),
            ..small.header.clone()
        },
        Vec::new(),
    );
    assert!(matches!(
        import(&empty, false),
        Err(ListError::MuchSmaller { new: 0, .. })
    ));
    assert_eq!(in_force().parties, 200);
}

#[test]
fn an_answer_as_of_a_day_rests_on_the_vintage_of_that_day() {
    let folder = tempfile::tempdir().unwrap();
    let older = made_up(250, "2026-01-01");
    let outcome = ListStore::import(folder.path(), &older, false, false).unwrap();
    assert!(!outcome.in_force, "older than the list inside the program");
    let store = ListStore::open(folder.path()).unwrap();
    let vintage = |day: &str| {
        let held = store
            .in_force("cn-mofcom", Some(day.parse().unwrap()))
            .unwrap();
        (held.header.vintage.to_string(), held.layer)
    };
    assert_eq!(
        vintage("2026-11-24"),
        ("2026-07-19".to_owned(), Layer::Embedded)
    );
    assert_eq!(
        vintage("2026-03-01"),
        ("2026-01-01".to_owned(), Layer::Imported)
    );
    assert_eq!(
        vintage("2020-01-01").0,
        "2026-01-01",
        "the oldest where all are younger"
    );
    let again = ListStore::import(folder.path(), &older, false, false).unwrap();
    assert!(again.held_already);
}

#[test]
fn a_damaged_store_is_found() {
    let folder = tempfile::tempdir().unwrap();
    ListStore::import(folder.path(), &made_up(300, "2026-08-01"), false, false).unwrap();
    let file = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "gz"))
        .unwrap();
    std::fs::write(&file, made_up(300, "2026-08-02").to_bytes()).unwrap();
    // The parties are the same, and the header differs in its day alone.
    let error = ListStore::open(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("not the snapshot that lists.json names"),
        "{error}"
    );
    std::fs::write(folder.path().join("lists.json"), "{").unwrap();
    assert!(
        ListStore::open(folder.path())
            .unwrap_err()
            .to_string()
            .contains("damaged")
    );
    std::fs::write(
        folder.path().join("lists.json"),
        r#"{"held": [{"list": "a", "vintage": "2026-01-01", "file": "../x", "sha256": "", "for_comparison": false}]}"#,
    )
    .unwrap();
    assert!(
        ListStore::open(folder.path())
            .unwrap_err()
            .to_string()
            .contains("leads out")
    );
}

#[test]
fn what_changed_is_told_party_by_party() {
    let before = snapshot(MOFCOM);
    let after = snapshot(
        &MOFCOM
            .replace(
                "\"SUBARU Corporation\"",
                "\"SUBARU Corporation\", \"aliases\": [\"斯巴鲁\"]",
            )
            .replace("Alpha Arms", "Beta Arms"),
    );
    let report = ChangeReport::between(&before, &after, None);
    assert_eq!((report.added.len(), report.removed.len()), (1, 1));
    assert_eq!(report.amended[0].changes, ["name added: \"斯巴鲁\""]);
    let one = ChangeReport::between(&before, &after, Some("CN-ATTENTION"));
    assert_eq!((one.added.len(), one.amended.len()), (0, 1));
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("controls/lists");
    ListStore::import(&folder, &made_up(300, "2026-08-01"), false, false).unwrap();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.path());
    }
    assert_eq!(
        std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777,
        0o700
    );
}

#[test]
fn hostile_originals_are_refused_with_their_place() {
    let error = |bytes: &[u8]| {
        Original::from_bytes("list.csv", bytes, None)
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(error(b"PK\x03\x04").contains("a zip archive; unpack it"));
    assert_eq!(
        error(b"name\n\xff\n"),
        "list.csv, byte 6: it is no UTF-8 from here on; name its encoding with --encoding, such as \
         windows-1252, shift_jis, euc-kr or gb18030"
    );
    assert!(error(b"a\0b").contains("byte 2: a zero byte"));
    assert!(error(&[0xff, 0xfe, 0x00, 0xd8]).contains("it says that it is UTF-16LE and is not"));
    assert!(error(&[0x1f, 0x8b, 8, 0]).contains("cannot be unpacked to its end"));
    let shift_jis = [0x83, 0x41]; // ア
    assert_eq!(
        Original::from_bytes("l", &shift_jis, Some("shift_jis"))
            .unwrap()
            .text,
        "ア"
    );
    assert!(
        Original::from_bytes("l", &shift_jis, Some("klingon"))
            .unwrap_err()
            .to_string()
            .contains("no known encoding")
    );
}

#[test]
fn a_packed_bomb_is_refused() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..40 {
        packed.write_all(&zeros).unwrap();
    }
    let bytes = packed.finish().unwrap();
    let error = Original::from_bytes("l.gz", &bytes, None)
        .unwrap_err()
        .to_string();
    assert!(error.contains("refused: larger unpacked"), "{error}");
}
