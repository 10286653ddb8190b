//! Files that were damaged on the way or made to do harm: whatever stands in
//! them, an importer reads or refuses them, and the lake stays sound. The
//! originals are the seeds of the fuzz targets, which go on where this stops.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Read, Write};
use std::path::Path;

use narrows_lake::fuzzing::fuzz_import;
use narrows_lake::{Importer, Lake, Layer};
use proptest::prelude::*;
use proptest::sample::Index;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A change to a file.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Flip(Index, u8),
    Cut(Index),
    Remove(Index, usize),
    Insert(Index, Vec<u8>),
    Repeat(Index, usize, usize),
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        // One place more than there are bytes, so that there always is one.
        let at = |index: &Index| index.index(bytes.len() + 1);
        match self {
            Self::Set(index, byte) => {
                let at = at(index);
                if let Some(place) = bytes.get_mut(at) {
                    *place = *byte;
                }
            }
            Self::Flip(index, bit) => {
                let at = at(index);
                if let Some(place) = bytes.get_mut(at) {
                    *place ^= 1 << (bit % 8);
                }
            }
            Self::Cut(index) => bytes.truncate(at(index)),
            Self::Remove(index, length) => {
                let start = at(index);
                let end = (start + length).min(bytes.len());
                bytes.drain(start..end);
            }
            Self::Insert(index, piece) => {
                let at = at(index);
                bytes.splice(at..at, piece.iter().copied());
            }
            Self::Repeat(index, length, times) => {
                let start = at(index);
                let end = (start + length).min(bytes.len());
                let piece = bytes[start..end].repeat(*times);
                bytes.splice(end..end, piece);
            }
        }
    }
}

/// What breaks readers: marks of formats, quotation marks, line ends, numbers
/// that are none or too large, text that is no UTF-8.
const PIECES: [&[u8]; 22] = [
    b"\"",
    b"\"\"",
    b",",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\x93",
    b"NA",
    b"nan",
    b"inf",
    b"-0",
    b"1e400",
    b"99999999999999999999",
    b"0.000000000000000000000000000001",
    b"{",
    b"]",
    b"\\u0000",
    b"PK\x03\x04",
    b"PAR1",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let piece = prop_oneof![
        prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 1..8),
    ];
    let change = prop_oneof![
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, bit)| Change::Flip(at, bit)),
        1 => any::<Index>().prop_map(Change::Cut),
        2 => (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        4 => (any::<Index>(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        1 => (any::<Index>(), 1..80_usize, 1..200_usize)
            .prop_map(|(at, length, times)| Change::Repeat(at, length, times)),
    ];
    prop::collection::vec(change, 0..6)
}

/// Imports the bytes into a lake of their own and looks at what is left.
fn import(importer: Importer, name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    fuzz_import(importer, name, bytes, folder.path());
    check(&folder.path().join("lake"));
}

fn check(folder: &Path) {
    assert!(!folder.join(".staging").exists());
    let lake = Lake::open(folder).unwrap();
    for vintage in lake.vintages() {
        if vintage.layer == Layer::Embedded {
            continue;
        }
        assert!(vintage.entry.rows() > 0);
        for entry in &vintage.entry.tables {
            let table = lake.open_table(vintage, entry.kind).unwrap();
            assert_eq!(table.row_count().unwrap(), entry.rows);
        }
        let refused = vintage.entry.rejected_rows > 0;
        assert_eq!(refused, lake.quarantine_file(vintage).is_some());
    }
}

fn changed(original: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    for change in changes {
        change.apply(&mut bytes);
    }
    bytes
}

fn zip_of(members: [(&str, &[u8]); 2]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gz_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

macro_rules! seed {
    ($path:literal) => {
        include_bytes!(concat!("../../../fuzz/seeds/", $path))
    };
}

const BACI: &[u8] = seed!("baci/table.csv");

/// The file without what the fuzz target puts around its input.
fn parquet() -> Vec<u8> {
    [b"PAR1", seed!("baci_parquet/table").as_slice(), b"PAR1"].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn baci_as_text(changes in changes()) {
        import(Importer::Baci, "baci.csv", &changed(BACI, &changes));
        import(Importer::Baci, "baci.csv", &changed(seed!("baci/own_names.csv"), &changes));
    }

    #[test]
    fn baci_in_a_damaged_archive(changes in changes()) {
        let archive = [b"PK\x03\x04", seed!("baci_zip/archive").as_slice()].concat();
        import(Importer::Baci, "baci.zip", &changed(&archive, &changes));
    }

    #[test]
    fn baci_damaged_in_an_archive(changes in changes()) {
        let member = changed(BACI, &changes);
        let archive = zip_of([("a.csv", BACI), ("b.csv", &member)]);
        import(Importer::Baci, "baci.zip", &archive);
    }

    #[test]
    fn baci_in_gzip(inner in changes(), outer in changes()) {
        let packed = gz_of(&changed(BACI, &inner));
        import(Importer::Baci, "baci.csv.gz", &packed);
        import(Importer::Baci, "baci.csv.gz", &changed(&packed, &outer));
    }

    #[test]
    fn baci_as_parquet(changes in changes()) {
        import(Importer::Baci, "baci.parquet", &changed(&parquet(), &changes));
    }

    #[test]
    fn usgs_mcs(changes in changes()) {
        for original in [&seed!("usgs_mcs/statistics.csv")[..], seed!("usgs_mcs/world.csv")] {
            import(Importer::UsgsMcs, "mcs.csv", &changed(original, &changes));
        }
    }

    #[test]
    fn wgi(changes in changes()) {
        for original in [
            &seed!("wgi/table.csv")[..],
            seed!("wgi/means.json"),
            seed!("wgi/year_columns.xlsx"),
            seed!("wgi/long.xlsx"),
            seed!("wgi/dimension_sheets.xlsx"),
            seed!("wgi/long.csv"),
            seed!("wgi/databank.csv"),
            seed!("wgi/api.csv"),
        ] {
            import(Importer::Wgi, "wgi", &changed(original, &changes));
        }
    }

    #[test]
    fn country_codes(changes in changes()) {
        let original = seed!("country_codes/table.csv");
        import(Importer::CountryCodes, "codes.csv", &changed(original, &changes));
    }

    #[test]
    fn hs_titles(changes in changes()) {
        for original in [&seed!("hs_titles/titles.json")[..], seed!("hs_titles/titles.csv")] {
            import(Importer::HsTitles, "titles", &changed(original, &changes));
        }
    }

    #[test]
    fn comtrade(changes in changes()) {
        for original in [
            &seed!("comtrade_json/answer.json")[..],
            seed!("comtrade_json/older.json"),
            seed!("comtrade_csv/bulk.txt"),
            seed!("comtrade_csv/older.csv"),
        ] {
            import(Importer::Comtrade, "comtrade", &changed(original, &changes));
        }
        let packed = gz_of(seed!("comtrade_json/answer.json"));
        import(Importer::Comtrade, "comtrade.json.gz", &changed(&packed, &changes));
    }

    #[test]
    fn eu_crm(changes in changes()) {
        for original in [
            &seed!("eu_crm/shares.csv")[..],
            seed!("eu_crm/uses.csv"),
            seed!("eu_crm/scores.csv"),
        ] {
            import(Importer::EuCrm, "GlobalSupply.csv", &changed(original, &changes));
        }
    }

    #[test]
    fn usgs_supply_risk(changes in changes()) {
        for original in [
            &seed!("usgs_supply_risk/producers.csv")[..],
            seed!("usgs_supply_risk/industries.csv"),
        ] {
            import(Importer::UsgsSupplyRisk, "inputs.csv", &changed(original, &changes));
        }
    }

    #[test]
    fn world_mining_data(changes in changes()) {
        for original in [
            &seed!("world_mining_data/production.csv")[..],
            seed!("world_mining_data/production.xlsx"),
        ] {
            import(Importer::WorldMiningData, "6.4.xlsx", &changed(original, &changes));
        }
    }

    #[test]
    fn hs_concordance(changes in changes()) {
        for original in [
            &seed!("hs_concordance/tables.xls")[..],
            seed!("hs_concordance/tables.xlsx"),
        ] {
            import(Importer::HsConcordance, "tables.xls", &changed(original, &changes));
        }
    }

    /// The archive is sound, what is in it is not.
    #[test]
    fn the_parts_of_a_workbook(changes in changes(), part in any::<Index>()) {
        let bytes = repacked(seed!("hs_concordance/tables.xlsx"), |at, bytes, parts| {
            if at == part.index(parts) { changed(&bytes, &changes) } else { bytes }
        });
        import(Importer::HsConcordance, "tables.xlsx", &bytes);
        let bytes = repacked(seed!("world_mining_data/production.xlsx"), |at, bytes, parts| {
            if at == part.index(parts) { changed(&bytes, &changes) } else { bytes }
        });
        import(Importer::WorldMiningData, "6.4.xlsx", &bytes);
    }
}

/// The archive with each member as `change` makes it of its place, its bytes
/// and the number of members.
fn repacked(archive: &[u8], change: impl Fn(usize, Vec<u8>, usize) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let parts = archive.len();
        let mut member = archive.by_index(at).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&change(at, bytes, parts)).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The records of an `.xls` are laid out in its one stream byte by byte.
#[test]
fn every_byte_of_an_old_workbook_may_be_wrong() {
    let sound = seed!("hs_concordance/tables.xls");
    let folder = tempfile::tempdir().unwrap();
    for at in 0..sound.len() {
        // Most of a compound file is padding.
        if sound[at] == 0 && at % 16 != 0 {
            continue;
        }
        let mut bytes = sound.to_vec();
        bytes[at] = !sound[at];
        fuzz_import(Importer::HsConcordance, "tables.xls", &bytes, folder.path());
    }
    check(&folder.path().join("lake"));
}

/// A Parquet file says in its footer where everything lies, and how large.
#[test]
fn every_byte_of_a_parquet_footer_may_be_wrong() {
    let sound = parquet();
    let length = sound.len();
    let footer = u32::from_le_bytes(sound[length - 8..length - 4].try_into().unwrap());
    let start = length - 8 - usize::try_from(footer).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for at in start..length - 4 {
        let mut bytes = sound.clone();
        for value in [1, 0x80, 0xff] {
            bytes[at] = sound[at] ^ value;
            fuzz_import(Importer::Baci, "baci.parquet", &bytes, folder.path());
        }
    }
    check(&folder.path().join("lake"));
}
