//! The importer of BACI, through the public face: every form in which the
//! original comes, every row that must be refused, every file that is no
//! original, and what becomes of the lake.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef, Float64Array, Int32Array, RecordBatch, StringArray};
use narrows_core::HsRevision;
use narrows_lake::{
    ExportFormat, ImportRequest, ImportSummary, Importer, Lake, LakeError, Layer, Limits,
    NoProgress, TableKind, export, import, parquet_bytes, read_columns, verify,
};
use proptest::prelude::*;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A lake and originals in a folder of their own.
struct Bench {
    folder: TempDir,
    vintage: Option<String>,
    revision: Option<HsRevision>,
    limits: Limits,
}

impl Bench {
    /// Vintage and revision are told by the file's name alone.
    fn told_by_name() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            vintage: None,
            revision: None,
            limits: Limits::default(),
        }
    }

    fn new() -> Self {
        let bench = Self::told_by_name().vintage("V1");
        Self {
            revision: Some(HsRevision::Hs1992),
            ..bench
        }
    }

    fn vintage(self, vintage: &str) -> Self {
        Self {
            vintage: Some(vintage.to_owned()),
            ..self
        }
    }

    fn lake(&self) -> PathBuf {
        self.folder.path().join("lake")
    }

    fn request(&self, originals: Vec<PathBuf>) -> ImportRequest {
        ImportRequest {
            vintage: self.vintage.clone(),
            revision: self.revision,
            limits: self.limits,
            ..ImportRequest::new(Importer::Baci, originals)
        }
    }

    fn import(&self, files: &[(&str, &[u8])]) -> Result<ImportSummary, LakeError> {
        let originals = files
            .iter()
            .map(|(name, bytes)| {
                let path = self.folder.path().join(name);
                std::fs::write(&path, bytes).unwrap();
                path
            })
            .collect();
        import(&self.lake(), &self.request(originals), &NoProgress)
    }

    fn import_text(&self, text: &str) -> Result<ImportSummary, LakeError> {
        self.import(&[("baci.csv", text.as_bytes())])
    }

    /// The message of an import that must fail and must leave the lake, which
    /// already holds a vintage, as it was, byte for byte.
    fn refusal(&self, files: &[(&str, &[u8])]) -> String {
        let before = Bench::new().vintage("V0");
        let path = self.folder.path().join("before.csv");
        std::fs::write(&path, SMALL).unwrap();
        import(&self.lake(), &before.request(vec![path]), &NoProgress).unwrap();
        let before = self.snapshot();
        let error = self.import(files).unwrap_err();
        assert_eq!(self.snapshot(), before, "the lake is as it was: {error}");
        error.to_string()
    }

    /// Every file of the lake with its bytes; the lock is no part of it.
    fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.lake()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.lake()).unwrap().to_owned();
                    files.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
        files.remove(Path::new(".lock"));
        files
    }

    /// The folders of vintages, whether the manifest lists them or not.
    fn folders(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.lake().join("baci-hs92"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn rows(&self, summary: &ImportSummary) -> Vec<String> {
        let lake = Lake::open(&self.lake()).unwrap();
        let entry = &summary.entry;
        let vintage = lake.vintage(&entry.source, &entry.vintage).unwrap();
        assert_eq!(vintage.layer, Layer::Imported);
        assert_eq!(&vintage.entry, entry, "the manifest has what was said");
        let table = lake.open_table(vintage, TableKind::Trade).unwrap();
        assert_eq!(table.row_count().unwrap(), entry.rows());
        let mut rows = Vec::new();
        for batch in read_columns(&table, &COLUMNS).unwrap() {
            for row in 0..batch.num_rows() {
                let cells: Vec<String> = COLUMNS
                    .iter()
                    .map(|column| cell(&batch, column, row))
                    .collect();
                rows.push(cells.join(" "));
            }
        }
        rows
    }

    /// The refused rows: file, line, field, found, reason.
    fn quarantine(&self, summary: &ImportSummary) -> Vec<[String; 5]> {
        let path = summary.quarantine.as_ref().unwrap();
        let lake = Lake::open(&self.lake()).unwrap();
        let entry = &summary.entry;
        let vintage = lake.vintage(&entry.source, &entry.vintage).unwrap();
        assert_eq!(lake.quarantine_file(vintage).as_ref(), Some(path));
        let mut reader = csv::Reader::from_path(path).unwrap();
        reader
            .records()
            .map(|record| {
                let record = record.unwrap();
                std::array::from_fn(|index| record[index].to_owned())
            })
            .collect()
    }

    fn faults(&self) -> Vec<String> {
        let lake = Lake::open(&self.lake()).unwrap();
        verify(&lake, Some(&self.lake()), &NoProgress)
            .unwrap()
            .into_iter()
            .flat_map(|finding| finding.faults)
            .collect()
    }
}

const COLUMNS: [&str; 6] = [
    "year",
    "hs_code",
    "importer",
    "exporter",
    "value_kusd",
    "quantity_t",
];

fn cell(batch: &RecordBatch, column: &str, row: usize) -> String {
    let array = batch.column_by_name(column).unwrap();
    if array.is_null(row) {
        return "null".to_owned();
    }
    match column {
        "year" => array.as_primitive::<Int32Type>().value(row).to_string(),
        "value_kusd" | "quantity_t" => array.as_primitive::<Float64Type>().value(row).to_string(),
        _ => {
            let dictionary = array.as_dictionary::<UInt16Type>();
            let values = dictionary.values().as_string::<i32>();
            values.value(dictionary.key(row).unwrap()).to_owned()
        }
    }
}

const SMALL: &str = "t,i,j,k,v,q\n1995,842,392,250410,12.5,3\n";

const Y1995: &str = "t,i,j,k,v,q\n\
                     1995,842,392,250410,12.5,3.25\n\
                     1995,36,392,10111,1,NA\n\
                     1995,490,842,811292,0.001,\n";
const Y1996: &str = "t,i,j,k,v,q\n\
                     1996,156,392,250410,7,0\n\
                     1996,156,410,250410,8,2\n";
const COUNTRIES: &str = "country_code,country_name,country_iso2,country_iso3\n842,USA,US,USA\n";
const PRODUCTS: &str = "code,description\n250410,Graphite\n";

const ROWS: [&str; 5] = [
    "1995 010111 JPN AUS 1 null",
    "1995 250410 JPN USA 12.5 3.25",
    "1995 811292 USA TWN 0.001 null",
    "1996 250410 JPN CHN 7 0",
    "1996 250410 KOR CHN 8 2",
];

fn both_years() -> String {
    Y1995.to_owned() + Y1996.split_once('\n').unwrap().1
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gz_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn as_downloaded() -> Vec<u8> {
    zip_of(&[
        ("BACI_HS92_Y1996_V202601.csv", Y1996.as_bytes()),
        ("BACI_HS92_Y1995_V202601.csv", Y1995.as_bytes()),
        ("country_codes_V202601.csv", COUNTRIES.as_bytes()),
        ("product_codes_HS92_V202601.csv", PRODUCTS.as_bytes()),
        ("Readme.txt", b"BACI"),
    ])
}

fn parquet_of(names: [&str; 6]) -> Vec<u8> {
    let columns: [ArrayRef; 6] = [
        Arc::new(Int32Array::from(vec![1996, 1996, 1995, 1995, 1995])),
        Arc::new(Int32Array::from(vec![156, 156, 842, 36, 490])),
        Arc::new(StringArray::from(vec!["JPN", "410", "392", "392", "842"])),
        Arc::new(StringArray::from(vec![
            "250410", "250410", "250410", "010111", "811292",
        ])),
        Arc::new(Float64Array::from(vec![7.0, 8.0, 12.5, 1.0, 0.001])),
        Arc::new(Float64Array::from(vec![
            Some(0.0),
            Some(2.0),
            Some(3.25),
            None,
            None,
        ])),
    ];
    let batch = RecordBatch::try_from_iter_with_nullable(
        names
            .into_iter()
            .zip(columns)
            .map(|(name, column)| (name, column, true)),
    );
    parquet_bytes(&batch.unwrap()).unwrap()
}

#[test]
fn the_archive_as_downloaded() {
    let bench = Bench::told_by_name();
    let summary = bench
        .import(&[("BACI_HS92_V202601.zip", &as_downloaded())])
        .unwrap();
    assert_eq!(summary.entry.source, "baci-hs92");
    assert_eq!(summary.entry.vintage, "V202601");
    assert_eq!(summary.entry.hs_revision, Some(HsRevision::Hs1992));
    assert_eq!(summary.entry.years, Some((1995, 1996)));
    assert_eq!(summary.entry.importer, "baci 1");
    assert_eq!(summary.entry.originals[0].name, "BACI_HS92_V202601.zip");
    assert_eq!(summary.entry.rejected_rows, 0);
    assert_eq!(summary.quarantine, None);
    assert_eq!(bench.rows(&summary), ROWS);
    assert_eq!(bench.faults(), [""; 0]);
}

#[test]
fn every_form_gives_the_same_table() {
    let text = both_years();
    let windows = "\u{feff}".to_owned() + &text.replace('\n', "\r\n");
    let quoted = "\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\n1995,\"842\",392,\"250410\",12.5,3.25\n\
                  1995,36,392,\"010111\",1,NA\n1995,490,842,\"811292\",0.001,\"\"\n\
                  1996,\"156\",\"392\",\"250410\",\"7\",\"0\"\n1996,156,410,250410,8,\"2\"";
    let two_pieces = [gz_of(Y1995.as_bytes()), {
        gz_of(Y1996.split_once('\n').unwrap().1.as_bytes())
    }]
    .concat();
    let forms: [(&str, Vec<u8>); 8] = [
        ("all.zip", as_downloaded()),
        ("all.csv", text.clone().into_bytes()),
        ("windows.csv", windows.into_bytes()),
        ("quoted.csv", quoted.into()),
        ("all.csv.gz", gz_of(text.as_bytes())),
        ("pieces.csv.gz", two_pieces),
        ("all.parquet", parquet_of(["t", "i", "j", "k", "v", "q"])),
        (
            "own.parquet",
            parquet_of([
                "year",
                "exporter",
                "importer",
                "hs6",
                "value_kusd",
                "quantity_t",
            ]),
        ),
    ];
    let sums: Vec<(&str, String)> = forms
        .iter()
        .map(|(name, bytes)| {
            let bench = Bench::new();
            let summary = bench.import(&[(name, bytes)]).unwrap();
            assert_eq!(summary.rejections.total, 0, "{name}");
            assert_eq!(bench.rows(&summary), ROWS, "{name}");
            (*name, summary.entry.tables[0].sha256.clone())
        })
        .collect();
    for (name, sum) in &sums {
        assert_eq!(*sum, sums[0].1, "{name}");
    }

    let bench = Bench::new();
    let several = [("a.csv", Y1996.as_bytes()), ("b.csv", Y1995.as_bytes())];
    let summary = bench.import(&several).unwrap();
    assert_eq!(summary.entry.tables[0].sha256, sums[0].1);
    assert_eq!(summary.entry.originals.len(), 2);
}

#[test]
fn columns_are_found_by_name_and_zeros_come_back() {
    let bench = Bench::new();
    let text = "note,Q,V,K,J,I,T\n\
                \"a, b\",NA,1,10111,392,36,1995\n\
                ,,2, 250410 ,JPN,S19,1995\n\
                ,5,3,2504.90,392,842, 1995\n";
    let summary = bench.import_text(text).unwrap();
    assert_eq!(
        bench.rows(&summary),
        [
            "1995 010111 JPN AUS 1 null",
            "1995 250410 JPN TWN 2 null",
            "1995 250490 JPN USA 3 5",
        ]
    );
}

#[test]
fn a_quantity_that_was_not_reported_is_no_zero() {
    let bench = Bench::new();
    let text = "t,i,j,k,v,q\n1995,842,392,250410,1,NA\n1995,842,410,250410,1,\n\
                1995,842,156,250410,1,   \n1995,842,36,250410,1,0\n1995,842,490,250410,0,0.5\n";
    let summary = bench.import_text(text).unwrap();
    assert_eq!(
        bench.rows(&summary),
        [
            "1995 250410 AUS USA 1 0",
            "1995 250410 CHN USA 1 null",
            "1995 250410 JPN USA 1 null",
            "1995 250410 KOR USA 1 null",
            "1995 250410 TWN USA 0 0.5",
        ]
    );
}

const DOUBLED: &str = "the same year, exporter, importer and code stand on an earlier line; \
                       summing both would double the trade";

#[test]
fn rows_that_cannot_be_used_are_quarantined_with_line_field_and_reason() {
    let bad: [(&[u8], &str, &str, &str); 17] = [
        (b"1995,842,392,260111,-1,2", "v", "-1", "a negative value"),
        (b"1995,842,392,260111,NaN,2", "v", "NaN", "no finite number"),
        (b"1995,842,392,260111,inf,2", "v", "inf", "no finite number"),
        (b"1995,842,392,260111,,2", "v", "", "no finite number"),
        (
            b"1995,842,392,260111,1,-2",
            "q",
            "-2",
            "a negative quantity",
        ),
        (
            b"1995,842,392,260111,1,nan",
            "q",
            "nan",
            "neither a finite number nor empty nor NA",
        ),
        (
            b"1995,842,392,260111,1,1e999",
            "q",
            "1e999",
            "neither a finite number nor empty nor NA",
        ),
        (
            b"1995,841,392,260111,1,2",
            "i",
            "841",
            "no economy has this numeric BACI code",
        ),
        (
            b"1995,842,XYZ,260111,1,2",
            "j",
            "XYZ",
            "neither a numeric BACI code nor an alpha-3 code of a known economy",
        ),
        (
            b"1995,842,842,260111,1,2",
            "j",
            "842",
            "importer and exporter are the same economy",
        ),
        (
            b"1995,842,392,2601,1,2",
            "k",
            "2601",
            "no six-digit HS code",
        ),
        (
            b"1861,842,392,260111,1,2",
            "t",
            "1861",
            "no year between 1962 and 2100",
        ),
        (b"1995,842,392,250410,99,9", "t, i, j, k", "", DOUBLED),
        (b"1995,842,J\xff,260111,1,2", "j", "J\u{fffd}", "not UTF-8"),
        (
            b"1995,842,392,260111,1",
            "row",
            "1995,842,392,260111,1",
            "more or fewer fields than the header has",
        ),
        (
            b"1995,842,392,260111,1,5,2,5",
            "row",
            "1995,842,392,260111,1,5,2,5",
            "more or fewer fields than the header has",
        ),
        (
            b"1995,842,392,\"260111,1,2",
            "row",
            "1995,842,392,\"260111,1,2",
            "a quotation mark out of place, or not closed on its line",
        ),
    ];
    // Line ends of either kind, and blank lines, must not lead the count astray.
    for end in ["\n", "\r\n"] {
        let bench = Bench::new();
        let mut text = format!("t,i,j,k,v,q{end}1995,842,392,250410,12.5,3{end}{end}").into_bytes();
        let mut expected = Vec::new();
        for (index, (row, field, found, reason)) in bad.iter().enumerate() {
            text.extend([row, end.as_bytes()].concat());
            let good = format!("{},842,392,250410,1,1{end}", 1996 + index);
            text.extend(good.as_bytes());
            let line = (4 + 2 * index).to_string();
            expected.push([
                "baci.csv".to_owned(),
                line,
                (*field).to_owned(),
                (*found).to_owned(),
                (*reason).to_owned(),
            ]);
        }
        let summary = bench.import(&[("baci.csv", &text)]).unwrap();
        let mut refused = bench.quarantine(&summary);
        refused.sort_by_key(|row| row[1].parse::<u64>().unwrap());
        assert_eq!(refused, expected);
        assert_eq!(summary.rejections.total, 17);
        assert_eq!(summary.entry.rejected_rows, 17);
        assert_eq!(summary.rejections.by_reason.values().sum::<u64>(), 17);
        let fields = ("row".to_owned(), expected[14][4].clone());
        assert_eq!(summary.rejections.by_reason[&fields], 2);
        assert_eq!(summary.entry.rows(), 18);
        assert_eq!(
            bench.rows(&summary)[0],
            "1995 250410 JPN USA 12.5 3",
            "a repeated row is refused, not summed"
        );
        let manifest = std::fs::read_to_string(bench.lake().join("manifest.json")).unwrap();
        assert!(manifest.contains("\"rejected_rows\": 17"));
    }
}

#[test]
fn a_row_repeated_in_another_member_is_refused_there() {
    let bench = Bench::new();
    let archive = zip_of(&[("b.csv", SMALL.as_bytes()), ("a.csv", Y1995.as_bytes())]);
    let summary = bench.import(&[("x.zip", &archive)]).unwrap();
    assert_eq!(
        bench.quarantine(&summary),
        [["x.zip!b.csv", "2", "t, i, j, k", "", DOUBLED]]
    );
}

#[test]
fn an_open_quotation_mark_takes_its_row_and_no_more() {
    let bench = Bench::new();
    let mut text = "t,i,j,k,v,q\n\"1995,842,392,250410,1,1\n".to_owned();
    for year in 1996..2020 {
        text += &format!("{year},842,392,250410,1,1\n");
    }
    let summary = bench.import_text(&text).unwrap();
    assert_eq!(summary.entry.rows(), 24);
    assert_eq!(summary.rejections.total, 1);
}

#[test]
fn a_file_cut_within_a_row_does_not_give_half_a_row() {
    let bench = Bench::new();
    let cut = Y1995.rsplit_once(',').unwrap().0;
    let summary = bench.import_text(cut).unwrap();
    assert_eq!(summary.entry.rows(), 2);
    assert_eq!(bench.quarantine(&summary)[0][1..3], ["4", "row"]);
}

#[test]
fn files_that_are_no_original_are_refused_and_the_lake_is_as_it_was() {
    let utf16: Vec<u8> = "\u{feff}t,i,j,k,v,q\n1995,842,392,250410,1,1\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let archive = as_downloaded();
    let packed = gz_of(both_years().as_bytes());
    let parquet = parquet_of(["t", "i", "j", "k", "v", "q"]);
    let mut flipped = archive.clone();
    let at = flipped.windows(8).position(|w| w == b"1995_V20").unwrap();
    flipped[at + 30] ^= 0x55;
    let renamed = parquet_of(["t", "i", "j", "k", "v", "weight"]);
    let cases: [(&str, &[u8], &str); 16] = [
        (
            "utf16.csv",
            &utf16,
            "utf16.csv, line 1: it looks like UTF-16 or a binary file; save it as UTF-8 text",
        ),
        (
            "header.csv",
            b"year,from,to\n1,2,3\n",
            "header.csv, line 1: the header lacks ",
        ),
        (
            "semicolons.csv",
            b"t;i;j;k;v;q\n1995;842;392;250410;1;1\n",
            "found: t;i;j;k;v;q",
        ),
        (
            "empty.csv",
            b"",
            "empty.csv, line 1: an empty file; a BACI table starts with the header t,i,j,k,v,q",
        ),
        (
            "blank.csv",
            b"\n\r\n\n",
            "an empty file; a BACI table starts with the header t,i,j,k,v,q",
        ),
        (
            "no-rows.csv",
            b"t,i,j,k,v,q\n",
            "no-rows.csv: only 0 of 0 rows were usable, so nothing was imported",
        ),
        (
            "mostly-bad.csv",
            b"t,i,j,k,v,q\nx,842,392,250410,1,1\n1995,842,392,250410,1,1\ny,842,392,250410,1,1\n",
            "mostly-bad.csv: only 1 of 3 rows were usable, so nothing was imported; first \
             reason: mostly-bad.csv, line 2, t: \"x\": no year between 1962 and 2100",
        ),
        (
            "cut.zip",
            &archive[..archive.len() / 2],
            "cut.zip: a damaged or unsupported zip archive (",
        ),
        (
            "flipped.zip",
            &flipped,
            "flipped.zip!BACI_HS92_Y1995_V202601.csv, line 1: cannot be read any further (",
        ),
        ("cut.csv.gz", &packed[..packed.len() / 2], "cut.csv, line "),
        (
            "cut-checksum.csv.gz",
            &packed[..packed.len() - 4],
            "cut-checksum.csv, line ",
        ),
        (
            "empty.zip",
            &zip_of(&[]),
            "no BACI table in it: the archive of CEPII holds files such as",
        ),
        (
            "codes.zip",
            &zip_of(&[("country_codes_V202601.csv", COUNTRIES.as_bytes())]),
            "no BACI table in it: the archive of CEPII holds files such as",
        ),
        (
            "cut.parquet",
            &parquet[..parquet.len() / 2],
            "cut.parquet: ",
        ),
        (
            "renamed.parquet",
            &renamed,
            "renamed.parquet: it has no column q or qty_t or quantity_t",
        ),
        (
            "text.parquet",
            b"PAR1 but not really PAR1",
            "text.parquet: ",
        ),
    ];
    for (name, bytes, message) in cases {
        let refusal = Bench::new().refusal(&[(name, bytes)]);
        assert!(refusal.contains(message), "{name}: {refusal}");
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let bench = Bench::new();
    let folder = bench.folder.path().to_owned();
    let refusal = |path: PathBuf| {
        import(&bench.lake(), &bench.request(vec![path]), &NoProgress)
            .unwrap_err()
            .to_string()
    };
    assert!(refusal(folder.clone()).ends_with(": a folder; name the file inside it"));
    assert!(refusal(folder.join("absent")).contains("absent: cannot open: "));
    #[cfg(unix)]
    assert!(
        refusal("/dev/null".into())
            .ends_with("no regular file; save what it gives to a file and name that")
    );
    let nothing = bench.request(Vec::new());
    let nothing = import(&bench.lake(), &nothing, &NoProgress).unwrap_err();
    assert!(nothing.to_string().contains("name the file to import"));
}

#[test]
fn what_the_file_does_not_tell_is_asked_for() {
    let bench = Bench::told_by_name();
    let message = bench.refusal(&[("trade.csv", SMALL.as_bytes())]);
    assert!(message.contains("--revision HS92"), "{message}");
    let message = bench.refusal(&[("BACI_HS92.csv", SMALL.as_bytes())]);
    assert!(message.contains("--vintage V202601"), "{message}");
}

#[test]
fn originals_of_two_revisions_or_two_vintages_are_not_mixed() {
    let bench = Bench::told_by_name();
    let revisions = [
        ("BACI_HS92_Y1995_V202601.csv", Y1995.as_bytes()),
        ("BACI_HS17_Y2018_V202601.csv", Y1996.as_bytes()),
    ];
    let message = bench.refusal(&revisions);
    assert!(
        message.contains("HS92") && message.contains("HS17"),
        "{message}"
    );
    let message = Bench::new().refusal(&revisions);
    assert!(
        message.contains("HS92") && message.contains("HS17"),
        "{message}"
    );
    let vintages = [
        ("BACI_HS92_Y1995_V202501.csv", Y1995.as_bytes()),
        ("BACI_HS92_Y1996_V202601.csv", Y1996.as_bytes()),
    ];
    let message = bench.refusal(&vintages);
    assert!(
        message.contains("V202501") && message.contains("V202601"),
        "{message}"
    );
    // Who says the vintage knows that the names are mixed.
    Bench::new().import(&vintages).unwrap();
}

#[test]
fn a_vintage_has_a_name_that_can_be_shown_and_stored() {
    let long = "V".repeat(101);
    for vintage in ["", "  ", "V1\n", "V1\u{1b}[2J", &long] {
        let message = Bench::new()
            .vintage(vintage)
            .refusal(&[("a.csv", SMALL.as_bytes())]);
        assert!(message.contains("--vintage V202601"), "{message}");
    }
}

#[test]
fn hostile_archives_are_refused() {
    let mut bomb = b"t,i,j,k,v,q\n".to_vec();
    let line = format!("1995,842,392,250410,1,1{}\n", " ".repeat(100_000));
    while bomb.len() < 18 << 20 {
        bomb.extend(line.as_bytes());
    }
    let packed = zip_of(&[("BACI_HS92_Y1995_V1.csv", &bomb)]);
    assert!(packed.len() * 200 < bomb.len());
    let grows = "it grows to more than 200 times its packed size, as no table does";
    let refusal = Bench::new().refusal(&[("bomb.zip", &packed)]);
    assert_eq!(
        refusal,
        format!("bomb.zip!BACI_HS92_Y1995_V1.csv: refused: {grows}")
    );
    let refusal = Bench::new().refusal(&[("bomb.csv.gz", &gz_of(&bomb))]);
    assert!(refusal.ends_with(grows), "{refusal}");

    for name in ["../x.csv", "a/../../x.csv", "/etc/x.csv"] {
        let archive = zip_of(&[("a.csv", SMALL.as_bytes()), (name, SMALL.as_bytes())]);
        let refusal = Bench::new().refusal(&[("x.zip", &archive)]);
        assert!(
            refusal.contains("leads out of the archive"),
            "{name}: {refusal}"
        );
    }

    let names: Vec<String> = (0..1001).map(|index| format!("{index}.csv")).collect();
    let members: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    let refusal = Bench::new().refusal(&[("many.zip", &zip_of(&members))]);
    assert!(
        refusal.ends_with("many.zip: refused: the archive has 1001 members, more than 1000"),
        "{refusal}"
    );

    let long = format!(
        "t,i,j,k,v,q\n1995,842,392,250410,{},1\n",
        "1".repeat(1 << 20)
    );
    for (name, bytes) in [
        ("long.csv", long.clone().into_bytes()),
        ("long.csv.gz", gz_of(long.as_bytes())),
    ] {
        let refusal = Bench::new().refusal(&[(name, &bytes)]);
        assert!(
            refusal.ends_with("a line is longer than 1048576 bytes, as in no table"),
            "{refusal}"
        );
    }

    let mut bench = Bench::new();
    bench.limits.member_bytes = 50;
    let refusal = bench.refusal(&[("large.csv", Y1995.as_bytes())]);
    assert!(
        refusal.ends_with("larger than 50 bytes unpacked"),
        "{refusal}"
    );
}

#[test]
fn a_parquet_file_of_more_rows_than_it_can_hold_is_refused() {
    let rows = 1_500_000;
    let batch = RecordBatch::try_from_iter([
        (
            "t",
            Arc::new(Int32Array::from(vec![1995; rows])) as ArrayRef,
        ),
        ("i", Arc::new(Int32Array::from(vec![842; rows]))),
        ("j", Arc::new(Int32Array::from(vec![392; rows]))),
        ("k", Arc::new(Int32Array::from(vec![250_410; rows]))),
        ("v", Arc::new(Float64Array::from(vec![1.0; rows]))),
        ("q", Arc::new(Float64Array::from(vec![1.0; rows]))),
    ]);
    let bytes = parquet_bytes(&batch.unwrap()).unwrap();
    let refusal = Bench::new().refusal(&[("bomb.parquet", &bytes)]);
    assert!(
        refusal.ends_with("it grows to more than 200 times its packed size, as no table does"),
        "{refusal}"
    );
}

#[test]
fn the_same_originals_make_the_same_lake() {
    let lakes: Vec<_> = (0..2)
        .map(|_| {
            let bench = Bench::told_by_name();
            let archive = as_downloaded();
            bench
                .import(&[("BACI_HS92_V202601.zip", &archive)])
                .unwrap();
            bench.snapshot()
        })
        .collect();
    assert_eq!(lakes[0], lakes[1]);
    assert_eq!(lakes[0].len(), 2, "a manifest and a table");
}

#[test]
fn the_order_of_members_does_not_change_the_table() {
    let mut members = [
        ("BACI_HS92_Y1995_V1.csv", Y1995.as_bytes()),
        ("BACI_HS92_Y1996_V1.csv", Y1996.as_bytes()),
        ("BACI_HS92_Y1997_V1.csv", SMALL.as_bytes()),
    ];
    let sums: Vec<[String; 2]> = (0..3)
        .map(|_| {
            members.rotate_left(1);
            let bench = Bench::new();
            let summary = bench.import(&[("x.zip", &zip_of(&members))]).unwrap();
            let refused = bench.quarantine(&summary);
            assert_eq!(refused[0][0], "x.zip!BACI_HS92_Y1997_V1.csv");
            [
                summary.entry.tables[0].sha256.clone(),
                format!("{refused:?}"),
            ]
        })
        .collect();
    assert!(sums.iter().all(|sum| *sum == sums[0]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_does_not_change_the_table(
        keys in prop::collection::btree_set((1995..2000, 0..4usize, 0..4usize, 250_410..250_420), 1..60),
        order in any::<prop::sample::Index>(),
        split in any::<prop::sample::Index>(),
    ) {
        let codes = ["842", "392", "156", "36"];
        let rows: Vec<String> = keys
            .into_iter()
            .filter(|(_, exporter, importer, _)| exporter != importer)
            .map(|(year, exporter, importer, code)| {
                format!("{year},{},{},{code},{},{}\n", codes[exporter], codes[importer], exporter + 1, importer)
            })
            .collect();
        prop_assume!(!rows.is_empty());
        let mut turned = rows.clone();
        turned.rotate_left(order.index(rows.len()));
        turned.reverse();
        let (one, other) = turned.split_at(split.index(rows.len()));
        let whole = |rows: &[String]| "t,i,j,k,v,q\n".to_owned() + &rows.concat();
        let bench = Bench::new();
        let sorted = bench.import_text(&whole(&rows)).unwrap();
        let bench = Bench::new();
        let parts = [whole(one), whole(other)];
        let archive = zip_of(&[("1.csv", parts[0].as_bytes()), ("2.csv", parts[1].as_bytes())]);
        let mixed = bench.import(&[("x.zip", &archive)]).unwrap();
        prop_assert_eq!(&sorted.entry.tables[0], &mixed.entry.tables[0]);
        let read = bench.rows(&mixed);
        prop_assert!(read.is_sorted());
        prop_assert_eq!(read.len(), rows.len());
    }
}

#[test]
fn a_newer_vintage_keeps_the_old() {
    let bench = Bench::new();
    let old = bench.import_text(Y1995).unwrap();
    let bench = bench.vintage("V2");
    let new = bench.import_text(Y1996).unwrap();
    assert_eq!(bench.rows(&old), ROWS[..3]);
    assert_eq!(bench.rows(&new), ROWS[3..]);
    let lake = Lake::open(&bench.lake()).unwrap();
    assert_eq!(lake.current("baci-hs92").unwrap().entry.vintage, "V2");
    assert_eq!(bench.folders().len(), 2);
    assert_eq!(bench.faults(), [""; 0]);
}

#[test]
fn a_vintage_imported_anew_is_replaced_and_leaves_nothing_behind() {
    let bench = Bench::new();
    bench.import_text(Y1995).unwrap();
    let new = bench.import_text(Y1996).unwrap();
    assert_eq!(bench.rows(&new), ROWS[3..]);
    assert_eq!(bench.folders().len(), 1);
    assert_eq!(bench.snapshot().len(), 2, "a manifest and a table");

    // The refused rows are replaced too, where the table stays the same.
    let worse = Y1996.to_owned() + "1996,842,842,250410,1,1\n";
    let worse = bench.import_text(&worse).unwrap();
    assert_eq!(worse.entry.tables[0].sha256, new.entry.tables[0].sha256);
    assert_eq!(bench.quarantine(&worse).len(), 1);
    assert_eq!(bench.folders().len(), 1);
    assert_eq!(bench.rows(&worse), ROWS[3..]);
    let again = bench.import_text(Y1996).unwrap();
    assert_eq!(again.quarantine, None);
    assert_eq!(bench.folders().len(), 1);
    assert_eq!(bench.snapshot().len(), 2, "a manifest and a table");
    assert_eq!(bench.faults(), [""; 0]);
}

/// A table that the manifest lists is never out of its place, not even for the
/// moment in which the same content is imported again.
#[cfg(unix)]
#[test]
fn the_same_content_imported_again_stays_in_its_place() {
    use std::os::unix::fs::MetadataExt;

    let bench = Bench::new();
    let inode = |summary: &ImportSummary| {
        let path = bench.lake().join(&summary.entry.tables[0].path);
        std::fs::metadata(path).unwrap().ino()
    };
    let one = bench.import_text(Y1995).unwrap();
    let before = inode(&one);
    let two = bench.import_text(Y1995).unwrap();
    assert_eq!(one.entry, two.entry);
    assert_eq!(inode(&two), before);
}

#[test]
fn importing_again_mends_a_damaged_table() {
    let bench = Bench::new();
    let summary = bench.import_text(Y1995).unwrap();
    let path = bench.lake().join(&summary.entry.tables[0].path);
    std::fs::write(&path, b"PAR1").unwrap();
    assert_eq!(bench.faults().len(), 1);
    let summary = bench.import_text(Y1995).unwrap();
    assert_eq!(bench.rows(&summary), ROWS[..3]);
    assert_eq!(bench.faults(), [""; 0]);
    assert_eq!(bench.folders().len(), 1);
}

#[test]
fn vintages_whose_names_are_stored_alike_do_not_share_their_fate() {
    let bench = Bench::new().vintage("V.1");
    let dotted = bench.import_text(Y1995).unwrap();
    let bench = bench.vintage("V_1");
    bench.import_text(Y1995).unwrap();
    bench.import_text(Y1996).unwrap();
    assert_eq!(bench.rows(&dotted), ROWS[..3]);
    assert_eq!(bench.faults(), [""; 0]);
}

#[test]
fn what_a_killed_import_left_is_cleared_away() {
    let bench = Bench::new();
    let stray = bench.lake().join("baci-hs92/V1-0123456789ab");
    let other = bench.lake().join("baci-hs92/V0-0123456789ab-2");
    let own = bench.lake().join("baci-hs92/my notes");
    for folder in [&stray, &other, &own, &bench.lake().join(".staging/scratch")] {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join("trade.parquet"), b"half").unwrap();
    }
    let summary = bench.import_text(Y1995).unwrap();
    assert_eq!(bench.rows(&summary), ROWS[..3]);
    assert!(!stray.exists() && !other.exists());
    assert!(own.exists(), "what no import wrote is not ours to clear");
    assert!(!bench.lake().join(".staging").exists());
}

#[test]
fn a_damaged_table_is_found() {
    let bench = Bench::new();
    let summary = bench.import_text(Y1995).unwrap();
    let path = bench.lake().join(&summary.entry.tables[0].path);
    let sound = std::fs::read(&path).unwrap();
    let mut flipped = sound.clone();
    flipped[sound.len() / 2] ^= 1;
    for bytes in [&flipped, &sound[..sound.len() - 1], b""] {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(
            bench.faults(),
            ["its SHA-256 is not the manifest's: the file has changed; import it again"]
        );
    }
    std::fs::remove_file(&path).unwrap();
    assert!(bench.faults()[0].contains("cannot open"));
    std::fs::write(&path, &sound).unwrap();
    assert_eq!(bench.faults(), [""; 0]);
}

#[test]
fn a_manifest_that_does_not_fit_its_tables_is_found() {
    let bench = Bench::new();
    bench.import_text(Y1995).unwrap();
    let path = bench.lake().join("manifest.json");
    let manifest = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, manifest.replace("\"rows\": 3", "\"rows\": 4")).unwrap();
    assert_eq!(bench.faults(), ["3 rows, 4 in the manifest"]);
}

#[test]
fn a_manifest_that_leads_out_of_the_lake_is_refused() {
    let bench = Bench::new();
    let summary = bench.import_text(Y1995).unwrap();
    let path = bench.lake().join("manifest.json");
    let manifest = std::fs::read_to_string(&path).unwrap();
    let table = &summary.entry.tables[0].path;
    // Short paths too: the folder around a table is removed with the table, and
    // must not be the lake.
    for elsewhere in [
        "../elsewhere/trade.parquet",
        "/etc/passwd",
        "a/../../b/c.parquet",
        "trade.parquet",
        "baci-hs92/trade.parquet",
        "a/b/c/trade.parquet",
        "./b/trade.parquet",
        "",
    ] {
        std::fs::write(&path, manifest.replace(table, elsewhere)).unwrap();
        let error = Lake::open(&bench.lake()).unwrap_err().to_string();
        assert!(error.contains("manifest.json: the table path"), "{error}");
        let error = bench.import_text(Y1996).unwrap_err().to_string();
        assert!(error.contains("manifest.json: the table path"), "{error}");
    }
    for broken in [
        "",
        "{}",
        "[]",
        &manifest.replace("\"format\": 1", "\"format\": 2"),
    ] {
        std::fs::write(&path, broken).unwrap();
        assert!(Lake::open(&bench.lake()).is_err(), "{broken}");
    }
    std::fs::write(&path, &manifest).unwrap();
    assert_eq!(bench.rows(&summary), ROWS[..3]);
}

#[test]
fn what_is_exported_can_be_imported_again() {
    let bench = Bench::new();
    let summary = bench.import_text(&both_years()).unwrap();
    let lake = Lake::open(&bench.lake()).unwrap();
    let vintage = lake.vintage("baci-hs92", "V1").unwrap();
    for (format, name) in [
        (ExportFormat::Parquet, "trade.parquet"),
        (ExportFormat::Csv, "trade.csv"),
    ] {
        let out = bench.folder.path().join("out");
        let written = export(&lake, vintage, format, &out).unwrap();
        assert_eq!(
            written,
            [name, "SOURCE.txt"].map(|name| out.join("baci-hs92/V1").join(name))
        );
        let credit = std::fs::read_to_string(&written[1]).unwrap();
        assert!(credit.contains("Etalab Open Licence 2.0") && credit.contains("vintage: V1"));
        let bytes = std::fs::read(&written[0]).unwrap();
        let again = Bench::new();
        let again = again.import(&[(name, &bytes)]).unwrap();
        assert_eq!(again.entry.tables, summary.entry.tables, "{name}");
    }
}

#[test]
fn an_export_stays_in_its_folder() {
    let bench = Bench::new().vintage("../../../escaped");
    bench.import_text(Y1995).unwrap();
    let lake = Lake::open(&bench.lake()).unwrap();
    let vintage = lake.vintage("baci-hs92", "../../../escaped").unwrap();
    let out = bench.folder.path().join("a/b/c");
    for path in export(&lake, vintage, ExportFormat::Csv, &out).unwrap() {
        let path = path.canonicalize().unwrap();
        assert!(path.starts_with(out.canonicalize().unwrap()), "{path:?}");
    }
}
