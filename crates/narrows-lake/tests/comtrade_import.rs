//! The importer of UN Comtrade, through the public face: every form in which
//! trade is downloaded, every extract that must be refused, and what becomes
//! of the lake. All numbers are made up.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};
use std::path::PathBuf;

use narrows_core::HsRevision;
use narrows_lake::{
    ExportFormat, ImportRequest, ImportSummary, Importer, Lake, LakeError, Limits, NoProgress,
    ReportedTradeReader, TableFile, TableKind, export, import, read_columns, reported_trade_schema,
    verify,
};
use parquet::arrow::ArrowWriter;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ANSWER: &str = include_str!("../../../fuzz/seeds/comtrade_json/answer.json");
const OLDER_ANSWER: &str = include_str!("../../../fuzz/seeds/comtrade_json/older.json");
const BULK: &str = include_str!("../../../fuzz/seeds/comtrade_csv/bulk.txt");
const OLDER_CSV: &str = include_str!("../../../fuzz/seeds/comtrade_csv/older.csv");

struct Bench {
    folder: TempDir,
    vintage: Option<&'static str>,
    revision: Option<HsRevision>,
    limits: Limits,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            vintage: Some("test"),
            revision: None,
            limits: Limits::default(),
        }
    }

    fn lake(&self) -> PathBuf {
        self.folder.path().join("lake")
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
        let request = ImportRequest {
            vintage: self.vintage.map(str::to_owned),
            revision: self.revision,
            limits: self.limits,
            ..ImportRequest::new(Importer::Comtrade, originals)
        };
        import(&self.lake(), &request, &NoProgress)
    }

    /// The message of an import that must leave no trace in the lake.
    fn refusal(&self, files: &[(&str, &[u8])]) -> String {
        let error = self.import(files).unwrap_err().to_string();
        let left: Vec<_> = std::fs::read_dir(self.lake())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .filter(|name| name != ".lock")
            .collect();
        assert!(left.is_empty(), "{left:?} after {error}");
        error
    }

    fn rows(&self, summary: &ImportSummary) -> Vec<String> {
        let lake = Lake::open(&self.lake()).unwrap();
        let entry = &summary.entry;
        let vintage = lake.vintage(&entry.source, &entry.vintage).unwrap();
        let table = lake.open_table(vintage, TableKind::ReportedTrade).unwrap();
        let shown = |number: Option<f64>| number.map_or("-".to_owned(), |n| n.to_string());
        ReportedTradeReader::new(&table)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                format!(
                    "{} {} {}<{} {} {}: {} cif {} fob {} t {}{} {} {}",
                    row.period(),
                    row.hs_code,
                    row.importer.alpha3(),
                    row.exporter.alpha3(),
                    row.reported_by,
                    row.flow,
                    row.value_kusd,
                    shown(row.value_cif_kusd),
                    shown(row.value_fob_kusd),
                    shown(row.net_weight_t),
                    if row.weight_is_estimated { "e" } else { "" },
                    shown(row.quantity),
                    row.quantity_unit.as_deref().unwrap_or("-"),
                )
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

fn gz_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
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

/// Columns of a small CSV; dimensions are partner2, customs, transport.
const HEADER: &str = "period,reporterCode,flowCode,partnerCode,partner2Code,classificationCode,\
                      cmdCode,customsCode,motCode,netWgt,primaryValue\n";

fn csv(rows: &[&str]) -> String {
    HEADER.to_owned() + &rows.join("\n") + "\n"
}

#[test]
fn an_answer_of_the_api() {
    let bench = Bench::new();
    let summary = bench.import(&[("a.json", ANSWER.as_bytes())]).unwrap();
    assert_eq!(
        bench.rows(&summary),
        [
            "2023 250410 JPN<CHN exporter export: 11.0001 cif - fob 11.0001 t 2.9 2900 kg",
            "2023 250410 JPN<CHN importer import: 12.5 cif 12.5 fob - t 3.0005e 3000.5 kg",
            "2023-04 811292 JPN<TWN importer import: 0.07 cif 0.07 fob - t - - -",
        ]
    );
    let entry = &summary.entry;
    assert_eq!(entry.source, "comtrade-hs22");
    assert_eq!(entry.hs_revision, Some(HsRevision::Hs2022));
    assert_eq!(entry.years, Some((2023, 2023)));
    assert_eq!(entry.rejected_rows, 0);
    assert!(entry.licence.contains("redistribution restricted"));
    assert_eq!(entry.attribution, "Source: UN Comtrade");
    for told in [
        "1 row of totals over codes",
        "1 row with the world or a group",
        "Annual and monthly rows stand side by side for JPN 2023",
    ] {
        assert!(entry.note.contains(told), "{told}: {}", entry.note);
    }
    assert_eq!(bench.faults(), [""; 0]);
    let lake = Lake::open(&bench.lake()).unwrap();
    let vintage = lake.vintage("comtrade-hs22", "test").unwrap();
    let out = bench.folder.path().join("out");
    let written = export(&lake, vintage, ExportFormat::Csv, &out).unwrap();
    let text = std::fs::read_to_string(&written[0]).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "year,period,hs_code,importer,exporter,reported_by,flow,value_kusd,value_cif_kusd,\
             value_fob_kusd,net_weight_t,quantity,quantity_unit,weight_is_estimated",
            "2023,2023,250410,JPN,CHN,exporter,export,11.0001,,11.0001,2.9,2900,kg,false",
        ]
    );
}

#[test]
fn the_older_forms() {
    let bench = Bench::new();
    let summary = bench
        .import(&[
            ("a.csv", OLDER_CSV.as_bytes()),
            ("b.json", OLDER_ANSWER.as_bytes()),
        ])
        .unwrap();
    assert_eq!(summary.entry.source, "comtrade-hs12");
    assert_eq!(
        bench.rows(&summary),
        [
            "2015-04 010111 JPN<CHN exporter re-export: 0.01 cif - fob - t - 2 u",
            "2015 250410 JPN<CHN exporter export: 7 cif - fob - t 0.005e 5 kg",
            "2015-04 250410 JPN<CHN importer import: 7 cif - fob - t 0.005 5 kg",
        ]
    );
}

#[test]
fn every_form_gives_the_same_table() {
    let comma = BULK.replace('\t', ",");
    let windows = "\u{feff}".to_owned() + &BULK.replace('\n', "\r\n");
    let upper = BULK.replacen("primaryValue", "PRIMARYVALUE", 1);
    let forms: [(&str, Vec<u8>); 7] = [
        ("a.txt", BULK.into()),
        ("a.csv", comma.clone().into()),
        ("windows.csv", windows.into()),
        ("upper.csv", upper.into()),
        ("semicolon.csv", BULK.replace('\t', ";").into()),
        ("a.txt.gz", gz_of(BULK.as_bytes())),
        (
            "a.zip",
            zip_of(&[("a/a.csv", comma.as_bytes()), ("readme.txt", b"terms")]),
        ),
    ];
    let sums: Vec<String> = forms
        .iter()
        .map(|(name, bytes)| {
            let summary = Bench::new().import(&[(name, bytes)]).unwrap();
            assert_eq!(summary.entry.rejected_rows, 0, "{name}");
            assert!(
                summary
                    .entry
                    .note
                    .contains("1 row with areas that are no economy (Areas, nes: 1), 0.79 %"),
                "{}",
                summary.entry.note
            );
            summary.entry.tables[0].sha256.clone()
        })
        .collect();
    assert!(sums.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn a_file_with_old_years_is_imported_and_its_former_areas_are_counted() {
    let old = csv(&[
        "1989,392,M,156,0,H0,250410,C00,0,5,6000",
        // Two Yemens, and Yugoslavia before it fell apart, are no economy here.
        "1989,392,M,886,0,H0,250410,C00,0,5,1000",
        "1989,392,M,720,0,H0,250410,C00,0,5,500",
        "1989,890,X,392,0,H0,250410,C00,0,5,500",
        // The Soviet Union, Czechoslovakia and both German states are.
        "1989,392,M,810,0,H0,250410,C00,0,5,1000",
        "1989,392,M,200,0,H0,250410,C00,0,5,400",
        "1989,392,M,278,0,H0,250410,C00,0,5,300",
        "1989,392,M,280,0,H0,250410,C00,0,5,300",
    ]);
    let bench = Bench::new();
    let summary = bench.import(&[("a.csv", old.as_bytes())]).unwrap();
    assert_eq!(summary.entry.rejected_rows, 0);
    assert_eq!(
        bench.rows(&summary),
        [
            "1989 250410 JPN<CHN importer import: 6 cif - fob - t 0.005 - -",
            "1989 250410 JPN<CSK importer import: 0.4 cif - fob - t 0.005 - -",
            "1989 250410 JPN<DDR importer import: 0.3 cif - fob - t 0.005 - -",
            "1989 250410 JPN<DEU importer import: 0.3 cif - fob - t 0.005 - -",
            "1989 250410 JPN<SUN importer import: 1 cif - fob - t 0.005 - -",
        ]
    );
    assert!(
        summary.entry.note.contains(
            "3 rows with former areas, whose trade is not divided among their successors (Fmr \
             Arab Rep. of Yemen: 1; Fmr Dem. Yemen: 1; Fmr Yugoslavia: 1), 20.00 % of the value \
             of imports and exports read"
        ),
        "{}",
        summary.entry.note
    );
}

#[test]
fn names_of_bulk_files_tell_the_vintage() {
    let mut bench = Bench::new();
    bench.vintage = None;
    let summary = bench
        .import(&[(
            "COMTRADE-FINAL-CA392202301H6[2024-05-01].gz",
            &gz_of(BULK.as_bytes()),
        )])
        .unwrap();
    assert_eq!(summary.entry.vintage, "2024-05-01");
    let message = bench.import(&[("a.txt", BULK.as_bytes())]).unwrap_err();
    assert!(message.to_string().contains("--vintage"), "{message}");
}

#[test]
fn an_extract_without_filters_is_refused_with_the_cause() {
    let unfiltered = csv(&[
        "2023,392,M,156,0,H6,250410,C00,0,5,1000000",
        "2023,392,M,156,0,H6,250410,C00,1000,1,400000",
        "2023,392,M,156,0,H6,250410,C00,2100,4,600000",
        "2023,392,M,842,0,H6,250410,C00,0,5,1000000",
        "2023,392,M,842,0,H6,250410,C04,0,5,1000000",
        "2023,392,M,842,842,H6,250410,C00,0,5,500000",
    ]);
    let message = Bench::new().refusal(&[("a.csv", unfiltered.as_bytes())]);
    assert_eq!(
        message,
        "a.csv, line 3: refused: the same reporter, partner, flow, period and code as in a.csv, \
         line 2 (JPN, import from CHN, 2023, 250410). 2 combinations are repeated, by 4 further \
         rows. The extract was pulled without filters, so that rows differ only in partner2Code, \
         customsCode, motCode; these two in motCode (0 and 1000). Adding all rows would have \
         overstated trade by 2500 kUSD, 125 % (4500 instead of 2000 kUSD). What to do: ask for \
         totals alone, with partner2Code=0, customsCode=C00 and motCode=0, and import that"
    );
}

#[test]
fn repeats_without_a_cause_in_the_columns_are_refused() {
    let message = Bench::new().refusal(&[
        ("a.csv", OLDER_CSV.as_bytes()),
        ("again.csv", OLDER_CSV.as_bytes()),
    ]);
    assert_eq!(
        message,
        "again.csv, line 3: refused: the same reporter, partner, flow, period and code as in \
         a.csv, line 3 (CHN, re-export to JPN, 2015-04, 010111). 2 combinations are repeated, by \
         2 further rows. They differ neither in partner2Code nor in customsCode nor in motCode: a \
         file, or a part of one, was given twice, or the extract was cut down to fewer columns. \
         Adding all rows would have overstated trade by 7.0 kUSD, 100 % (14.0 instead of 7.0 \
         kUSD). What to do: give each file once, or ask for totals alone, with partner2Code=0, \
         customsCode=C00 and motCode=0, and import that"
    );
    // The older CSV, with columns for the dimensions cut off.
    let short = "Classification,Period,Trade Flow,Reporter Code,Partner Code,Commodity Code,\
                 Trade Value (US$)\n\
                 H4,2015,Import,392,156,250410,1000\n\
                 H4,2015,Import,392,156,250410,400\n";
    let message = Bench::new().refusal(&[("short.csv", short.as_bytes())]);
    assert!(
        message.starts_with("short.csv, line 3: refused:"),
        "{message}"
    );
    assert!(message.contains("fewer columns"), "{message}");
    assert!(message.contains("by 0.4 kUSD"), "{message}");
}

#[test]
fn parts_without_their_totals_are_refused() {
    let sea = csv(&["2023,392,M,156,0,H6,250410,C00,2100,5,1000"]);
    let message = Bench::new().refusal(&[("sea.csv", sea.as_bytes())]);
    assert!(message.contains("motCode is 2100"), "{message}");
    assert!(message.contains("motCode=0"), "{message}");
}

#[test]
fn totals_alone_pass() {
    let bench = Bench::new();
    let totals = csv(&[
        "2023,392,M,156,0,H6,250410,C00,0,5,1000",
        "2023,392,RM,156,,H6,250410,,,5,10",
        "202301,392,M,156,0,H6,250410,C00,0,5,100",
        "2023,156,X,392,0,H6,250410,C00,0,5,900",
    ]);
    let summary = bench.import(&[("a.csv", totals.as_bytes())]).unwrap();
    assert_eq!(summary.entry.rows(), 4);
}

#[test]
fn two_codes_of_one_economy_are_not_added() {
    let bench = Bench::new();
    // Belgium, and Belgium-Luxembourg.
    let both = csv(&[
        "1998,392,M,56,0,H0,250410,C00,0,5,1000",
        "1998,392,M,58,0,H0,250410,C00,0,5,1100",
    ]);
    let summary = bench.import(&[("a.csv", both.as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "comtrade-hs92");
    assert_eq!(summary.entry.rows(), 1);
    let first = summary.rejections.first.unwrap();
    assert_eq!((first.line, first.found.as_str()), (3, "392, 58"));
}

#[test]
fn what_is_no_hs_trade_is_refused_as_a_whole() {
    let row = |classification: &str| {
        csv(&[&format!(
            "2023,392,M,156,0,{classification},250410,C00,0,5,1000"
        )])
    };
    let message = Bench::new().refusal(&[("a.csv", row("S4").as_bytes())]);
    assert!(
        message.contains("\"S4\"") && message.contains("SITC"),
        "{message}"
    );
    let message = Bench::new().refusal(&[("a.csv", row("HS").as_bytes())]);
    assert!(message.contains("--revision"), "{message}");
    let message = Bench::new().refusal(&[
        ("a.csv", row("H5").as_bytes()),
        ("b.csv", row("H6").as_bytes()),
    ]);
    assert!(
        message.contains("H6 here and H5 in a.csv, line 2"),
        "{message}"
    );
    let services = ANSWER.replace("\"typeCode\":\"C\"", "\"typeCode\":\"S\"");
    let message = Bench::new().refusal(&[("a.json", services.as_bytes())]);
    assert!(
        message.starts_with("a.json, line 2: trade in services"),
        "{message}"
    );
    let mut bench = Bench::new();
    bench.revision = Some(HsRevision::Hs2017);
    let message = bench.refusal(&[("a.csv", row("H6").as_bytes())]);
    assert!(message.contains("leave out --revision"), "{message}");
    let summary = bench.import(&[("a.csv", row("HS").as_bytes())]).unwrap();
    assert_eq!(summary.entry.source, "comtrade-hs17");
}

#[test]
fn an_answer_that_is_not_whole_is_refused() {
    let limit = ANSWER.replace("\"count\":5", "\"count\":6");
    let message = Bench::new().refusal(&[("a.json", limit.as_bytes())]);
    assert!(
        message.contains("\"count\" is 6 and it has 5 rows"),
        "{message}"
    );
    let error = ANSWER.replace("\"error\":\"\"", "\"error\":\"quota exceeded\"");
    let message = Bench::new().refusal(&[("a.json", error.as_bytes())]);
    assert!(message.contains("quota exceeded"), "{message}");
    let denied = r#"{"statusCode":401,"message":"Access denied"}"#;
    let message = Bench::new().refusal(&[("a.json", denied.as_bytes())]);
    assert!(message.contains("Access denied"), "{message}");
    let older = OLDER_ANSWER.replace("\"name\":\"Ok\"", "\"name\":\"NotAllowed\"");
    let message = Bench::new().refusal(&[("a.json", older.as_bytes())]);
    assert!(message.contains("NotAllowed"), "{message}");
    let row = r#"{"period":2023,"reporterCode":392,"flowCode":"M","partnerCode":156,"cmdCode":"TOTAL","classificationCode":"H6","primaryValue":1}"#;
    let cut = format!("{{\"data\":[{}]}}", vec![row; 500].join(",\n"));
    let message = Bench::new().refusal(&[("a.json", cut.as_bytes())]);
    assert!(message.contains("exactly 500 rows"), "{message}");
    let bare = format!("[{row}]");
    let message = Bench::new().refusal(&[("a.json", bare.as_bytes())]);
    assert!(message.contains("as it came"), "{message}");
    for end in [100, 900, ANSWER.len() - 20] {
        let message = Bench::new().refusal(&[("a.json", &ANSWER.as_bytes()[..end])]);
        assert!(message.contains("ends in the middle"), "{message}");
    }
    let packed = gz_of(ANSWER.as_bytes());
    let message = Bench::new().refusal(&[("a.json.gz", &packed[..packed.len() / 2])]);
    assert!(message.contains("download it again"), "{message}");
}

#[test]
fn columns_that_lack_are_named() {
    let message = Bench::new().refusal(&[("a.csv", b"period,flowCode,cmdCode\n2023,M,250410\n")]);
    assert_eq!(
        message,
        "a.csv, line 1: the header lacks \"reporterCode\" or \"Reporter Code\" or \"rtCode\", \
         \"partnerCode\" or \"Partner Code\" or \"ptCode\", \"primaryValue\" or \"Trade Value \
         (US$)\" or \"TradeValue\"; found: period, flowCode, cmdCode"
    );
    let message = Bench::new().refusal(&[("a.json", br#"{"data":[{"period":"2023"}]}"#)]);
    assert!(
        message.contains("its rows lack \"reporterCode\""),
        "{message}"
    );
}

#[test]
fn faulty_rows_go_to_the_quarantine() {
    let bench = Bench::new();
    let mut text = csv(&[
        "2023,392,M,156,0,H6,250410,C00,0,5,1000",
        "2023,392,M,842,0,H6,250410,C00,0,5,1000",
        "2023,392,M,36,0,H6,250410,C00,0,5,1000",
        "2023,392,M,410,0,H6,250410,C00,0,5,1000",
        "2023,392,M,998,0,H6,250410,C00,0,5,1000",
        "2023,392,M,704,0,H6,250410,C00,0,5,NaN",
        "2023,392,M,704,0,H6,250410,C00,0,-5,1",
    ])
    .into_bytes();
    text.extend_from_slice(b"2023,392,M,\xff,0,H6,250410,C00,0,5,1\n");
    let summary = bench.import(&[("a.csv", &text)]).unwrap();
    assert_eq!(summary.entry.rows(), 4);
    let quarantine = std::fs::read_to_string(summary.quarantine.unwrap()).unwrap();
    let lines: Vec<&str> = quarantine.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "a.csv,6,partnerCode,998,narrows knows no area of this code in UN Comtrade",
            "a.csv,7,primaryValue,NaN,no finite number",
            "a.csv,8,netWgt,-5,a negative number",
            "a.csv,9,partnerCode,\u{fffd},not UTF-8",
        ]
    );
}

#[test]
fn faulty_rows_of_one_line_of_json_are_told_by_their_place() {
    let bench = Bench::new();
    let row = |partner: u32| {
        format!(
            "{{\"period\":2023,\"reporterCode\":392,\"flowCode\":\"M\",\"partnerCode\":{partner},\
             \"cmdCode\":\"250410\",\"classificationCode\":\"H6\",\"primaryValue\":1}}"
        )
    };
    let text = format!("{{\"data\":[{},{},{}]}}", row(156), row(842), row(998));
    let summary = bench.import(&[("a.json", text.as_bytes())]).unwrap();
    let first = summary.rejections.first.unwrap();
    assert_eq!((first.line, first.found.as_str()), (1, "998 (row 3)"));
}

#[test]
fn limits_hold() {
    let mut bench = Bench::new();
    bench.limits.line_bytes = 500;
    let long = csv(&["2023,392,M,156,0,H6,250410,C00,0,5,1000"]) + &"x".repeat(600);
    let message = bench.refusal(&[("a.csv", long.as_bytes())]);
    assert!(
        message.contains("a line is longer than 500 bytes"),
        "{message}"
    );
    let text = ANSWER.replace("0.09 secs", &"x".repeat(600));
    let message = bench.refusal(&[("a.json", text.as_bytes())]);
    assert!(message.contains("longer than 500 bytes"), "{message}");
    // One long line of JSON is none.
    let line = ANSWER.replace('\n', "");
    assert!(bench.import(&[("a.json", line.as_bytes())]).is_ok());
    bench.limits.member_bytes = 300;
    let message = Bench {
        limits: bench.limits,
        ..Bench::new()
    }
    .refusal(&[("a.json", ANSWER.as_bytes())]);
    assert!(message.contains("larger than 300 bytes"), "{message}");
}

#[test]
fn totals_and_groups_alone_are_no_table() {
    let message = Bench::new().refusal(&[(
        "a.csv",
        csv(&[
            "2023,392,M,0,0,H6,250410,C00,0,5,1000",
            "2023,392,M,156,0,H6,2504,C00,0,5,1000",
        ])
        .as_bytes(),
    )]);
    assert!(
        message.contains("nothing in it can stand in the table"),
        "{message}"
    );
}

#[test]
fn a_table_out_of_order_is_found() {
    let bench = Bench::new();
    let summary = bench.import(&[("a.json", ANSWER.as_bytes())]).unwrap();
    let entry = &summary.entry.tables[0];
    let path = bench.lake().join(&entry.path);
    let table = TableFile::open(&path).unwrap();
    let schema = reported_trade_schema();
    let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    let batch = read_columns(&table, &names).unwrap().remove(0);
    // The last row first, under a manifest that vouches for the file.
    let mut writer = ArrowWriter::try_new(Vec::new(), schema.clone(), None).unwrap();
    writer.write(&batch.slice(2, 1)).unwrap();
    writer.write(&batch.slice(0, 2)).unwrap();
    let bytes = writer.into_inner().unwrap();
    std::fs::write(&path, &bytes).unwrap();
    let sha256: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let manifest = bench.lake().join("manifest.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace(&entry.sha256, &sha256)).unwrap();
    assert_eq!(bench.faults(), ["row 2 is out of order or repeated"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// In whatever order rows come, and over however many files, the table is
    /// the same; and every row is in it once.
    #[test]
    fn the_order_of_rows_does_not_matter(
        partners in prop::collection::btree_set(
            prop::sample::select(vec![36, 124, 156, 410, 490, 699, 704, 842]), 2..8),
        values in prop::collection::vec(0_u32..1_000_000, 8),
        cut in 1_usize..7,
    ) {
        let rows: Vec<String> = partners
            .iter()
            .zip(&values)
            .map(|(partner, value)| {
                format!("2023,392,M,{partner},0,H6,250410,C00,0,5,{value}")
            })
            .collect();
        let whole: Vec<&str> = rows.iter().map(String::as_str).collect();
        let mut turned = whole.clone();
        turned.reverse();
        let cut = cut.min(turned.len() - 1);
        let one = Bench::new().import(&[("a.csv", csv(&whole).as_bytes())]).unwrap();
        let (head, tail) = turned.split_at(cut);
        let two = Bench::new()
            .import(&[("a.csv", csv(head).as_bytes()), ("b.csv", csv(tail).as_bytes())])
            .unwrap();
        prop_assert_eq!(one.entry.rows(), partners.len() as u64);
        prop_assert_eq!(&one.entry.tables[0].sha256, &two.entry.tables[0].sha256);
    }

    /// Any row given again is refused, wherever it stands.
    #[test]
    fn any_repeated_row_is_refused(at in 0_usize..4, place in 0_usize..5) {
        let mut rows = vec![
            "2023,392,M,156,0,H6,250410,C00,0,5,1000",
            "2023,392,M,842,0,H6,250410,C00,0,5,1000",
            "2023,392,X,842,0,H6,250410,C00,0,5,1000",
            "202304,392,M,842,0,H6,250410,C00,0,5,1000",
        ];
        rows.insert(place, rows[at]);
        let error = Bench::new().import(&[("a.csv", csv(&rows).as_bytes())]).unwrap_err();
        prop_assert!(error.to_string().contains("overstated trade by 1.0 kUSD"), "{}", error);
    }
}
