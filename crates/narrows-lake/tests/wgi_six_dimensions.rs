//! The Worldwide Governance Indicators with all six dimensions, in the forms
//! in which the World Bank publishes them: small files made by hand in their
//! layouts. The workbooks are those of the fuzz targets.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use narrows_lake::{
    ImportRequest, ImportSummary, Importer, Lake, LakeError, Layer, NoProgress, TableKind, import,
    read_columns,
};
use tempfile::TempDir;

macro_rules! seed {
    ($path:literal) => {
        include_bytes!(concat!("../../../fuzz/seeds/wgi/", $path))
    };
}

struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn import(&self, files: &[(&str, &[u8])]) -> Result<ImportSummary, LakeError> {
        let originals: Vec<PathBuf> = files
            .iter()
            .map(|(name, bytes)| {
                let path = self.folder.path().join(name);
                std::fs::write(&path, bytes).unwrap();
                path
            })
            .collect();
        let request = ImportRequest::new(Importer::Wgi, originals);
        import(&self.folder.path().join("lake"), &request, &NoProgress)
    }

    fn lake(&self) -> Lake {
        Lake::open(&self.folder.path().join("lake")).unwrap()
    }

    /// The message of an import that must fail and leave the lake alone.
    fn refusal(&self, files: &[(&str, &[u8])]) -> String {
        let error = self.import(files).unwrap_err().to_string();
        let lake = self.lake();
        let imported = |layer| layer == Layer::Imported;
        assert!(!lake.vintages().iter().any(|one| imported(one.layer)));
        error
    }

    /// Economy, dimension, year and value.
    fn rows(&self, summary: &ImportSummary) -> Vec<(String, String, i32, f64)> {
        let lake = self.lake();
        let entry = &summary.entry;
        let vintage = lake.vintage(&entry.source, &entry.vintage).unwrap();
        let table = lake.open_table(vintage, TableKind::Governance).unwrap();
        let columns = ["economy", "dimension", "year_from", "value"];
        let mut rows = Vec::new();
        for batch in read_columns(&table, &columns).unwrap() {
            let text = |name: &str, row: usize| {
                let column = batch.column_by_name(name).unwrap();
                let column = column.as_dictionary::<UInt16Type>();
                let values = column.values().as_string::<i32>();
                values.value(column.key(row).unwrap()).to_owned()
            };
            for row in 0..batch.num_rows() {
                let column = |name: &str| batch.column_by_name(name).unwrap();
                rows.push((
                    text("economy", row),
                    text("dimension", row),
                    column("year_from").as_primitive::<Int32Type>().value(row),
                    column("value").as_primitive::<Float64Type>().value(row),
                ));
            }
        }
        rows
    }

    fn means(&self, summary: &ImportSummary) -> Vec<(String, i32, f64)> {
        self.rows(summary)
            .into_iter()
            .filter(|row| row.1 == "mean-of-six-estimates")
            .map(|(economy, _, year, value)| (economy, year, value))
            .collect()
    }

    /// The refused rows without the name of the file.
    fn quarantine(&self, summary: &ImportSummary) -> Vec<String> {
        let Some(path) = &summary.quarantine else {
            return Vec::new();
        };
        std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .skip(1)
            .map(ToOwned::to_owned)
            .collect()
    }
}

fn mean(economy: &str, year: i32, value: f64) -> (String, i32, f64) {
    (economy.to_owned(), year, value)
}

#[test]
fn the_workbook_with_years_as_groups_of_columns() {
    let bench = Bench::new();
    let summary = bench
        .import(&[("wgidataset.xlsx", seed!("year_columns.xlsx"))])
        .unwrap();
    assert_eq!(summary.entry.source, "wgi-six-dimensions");
    assert_eq!(summary.entry.vintage, "2019-2020");
    assert_eq!(summary.entry.years, Some((2019, 2020)));
    assert_eq!(summary.entry.licence, "CC BY 4.0");
    assert_eq!(summary.entry.originals[0].name, "wgidataset.xlsx");
    assert_eq!(summary.rejections.total, 0);
    // The code ZAR is not that of ISO 3166; its 2020 lacks one of six.
    let means = bench.means(&summary);
    let whom: Vec<(&str, i32)> = means.iter().map(|row| (row.0.as_str(), row.1)).collect();
    assert_eq!(
        whom,
        [
            ("ABW", 2019),
            ("ABW", 2020),
            ("AND", 2019),
            ("AND", 2020),
            ("COD", 2019)
        ]
    );
    let aruba =
        (1.264_367_2 + 1.349_796 + 1.024_024_6 + 0.855_567_16 + 1.256_259_7 + 1.213_882) / 6.0;
    assert!((means[0].2 - aruba).abs() < 1e-9, "{}", means[0].2);
    assert_eq!(means[4].2, -1.5);
    let rows = bench.rows(&summary);
    // Three economies, two years, six dimensions, one missing; and the means.
    assert_eq!(rows.len(), 3 * 2 * 6 - 1 + 5);
    assert!(
        !rows
            .iter()
            .any(|row| row.0 == "COD" && row.2 == 2020 && row.1 == "regulatory-quality-estimate")
    );
    assert!(rows.contains(&(
        "AND".to_owned(),
        "rule-of-law-estimate".to_owned(),
        2020,
        1.688_274_9
    )));
}

#[test]
fn the_long_table_says_the_same_in_all_its_forms() {
    // Estimates rise by an eighth a dimension: the mean is the first plus 5/16.
    let chile = [mean("CHL", 2016, 1.3125), mean("CHL", 2017, 1.375)];
    let congo = [mean("COD", 2016, -1.1875), mean("COD", 2017, -1.125)];
    for (name, bytes, of_congo) in [
        ("wgidataset.xlsx", &seed!("long.xlsx")[..], 1),
        ("wgidataset.csv", seed!("long.csv"), 1),
        ("wgidataset_2025.xlsx", seed!("dimension_sheets.xlsx"), 2),
    ] {
        let bench = Bench::new();
        let summary = bench.import(&[(name, bytes)]).unwrap();
        assert_eq!(summary.rejections.total, 0, "{name}");
        let expected: Vec<_> = chile.iter().chain(&congo[..of_congo]).cloned().collect();
        assert_eq!(bench.means(&summary), expected, "{name}");
    }
}

#[test]
fn the_table_of_the_databank_has_series_as_rows() {
    let bench = Bench::new();
    let summary = bench
        .import(&[("databank.csv", seed!("databank.csv"))])
        .unwrap();
    assert_eq!(summary.rejections.total, 0);
    // 2017 lacks one of six; ranks are no estimates.
    assert_eq!(bench.means(&summary), [mean("CHL", 2016, 1.3125)]);
    assert_eq!(bench.rows(&summary).len(), 6 + 5 + 1);
}

/// One file an indicator, as the API gives them.
#[test]
fn files_of_the_api_are_read_together() {
    let template = std::str::from_utf8(seed!("api.csv")).unwrap();
    let texts: Vec<(String, String)> = ["VA", "PV", "GE", "RQ", "RL", "CC"]
        .iter()
        .map(|code| {
            let text = template.replace("_VA.", &format!("_{code}."));
            (format!("API_GOV_WGI_{code}.EST.csv"), text)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let bench = Bench::new();
    // Without one of the six there is no mean.
    let lacking = bench.refusal(&files[..5]);
    assert!(lacking.contains("no estimate of cc"), "{lacking}");
    let summary = bench.import(&files).unwrap();
    assert_eq!(bench.means(&summary), [mean("CHL", 2016, 1.0)]);
    assert_eq!(summary.entry.originals.len(), 6);
    // The aggregate has no estimate and is passed over.
    assert_eq!(summary.rejections.total, 0);
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place() {
    let long = std::str::from_utf8(seed!("long.csv")).unwrap();
    let more = "X,CHL,Chile,2016,va,1.0,,,,,\n\
                X,CHL,Chile,2016,pv,1.5,,,,,\n\
                X,CHL,Chile,1800,va,1.0,,,,,\n\
                X,CHL,Chile,2018,zz,1.0,,,,,\n\
                X,CHL,Chile,2018,va,99,,,,,\n\
                X,CHL,Chile,2018,pv,x,,,,,\n\
                X,CHL,Chile,2018,ge,nan,,,,,\n\
                X,CHL,Chile,2018,rq,#N/A,,,,,\n\
                X,QQQ,Nowhere,2018,va,1.0,,,,,\n\
                X,CHL\n";
    let bench = Bench::new();
    let summary = bench
        .import(&[("wgi.csv", format!("{long}{more}").as_bytes())])
        .unwrap();
    let duplicate = "the same economy, year and dimension stand on another row";
    let contradiction = "another row has the same economy, year and dimension and another value; \
                         which is right is not said";
    assert_eq!(
        bench.quarantine(&summary),
        [
            "wgi.csv,28,year,1800,no year from 1900 to 2100".to_owned(),
            "wgi.csv,29,indicator,zz,\"none of the six dimensions va, pv, ge, rq, rl, cc\""
                .to_owned(),
            "wgi.csv,30,estimate,99,no estimate lies outside -4 to 4".to_owned(),
            "wgi.csv,31,estimate,x,no number".to_owned(),
            "wgi.csv,34,code,QQQ Nowhere,neither the code nor the name is that of an economy"
                .to_owned(),
            "wgi.csv,35,row,\"X,CHL\",more or fewer fields than the header has".to_owned(),
            format!("wgi.csv,26,estimate,\"CHL, 2016, va: 1.0\",\"{duplicate}\""),
            format!("wgi.csv,3,estimate,\"CHL, 2016, pv: 1.125\",\"{contradiction}\""),
            format!("wgi.csv,27,estimate,\"CHL, 2016, pv: 1.5\",\"{contradiction}\""),
        ]
    );
    // Political stability of 2016 is not known any more, so there is no mean.
    assert_eq!(
        bench.means(&summary),
        [mean("CHL", 2017, 1.375), mean("COD", 2016, -1.1875)]
    );
}

#[test]
fn what_is_no_table_of_the_indicators_is_refused() {
    let workbook = include_bytes!("../../../fuzz/seeds/world_mining_data/production.xlsx");
    let yearless = b"Country Name,Country Code,Series Code\nChile,CHL,VA.EST\n";
    let twice = b"Country Code,Series Code,2016,2016 [YR2016]\nCHL,VA.EST,1,1\n";
    for (name, bytes, reason) in [
        ("a.xlsx", &workbook[..], "no sheet holds the indicators"),
        ("a.csv", yearless, "a.csv, line 1: the header has no years"),
        (
            "a.csv",
            twice,
            "a.csv, line 1: the header has the year 2016 twice",
        ),
        ("a.xlsx", &seed!("long.xlsx")[..900], "zip archive"),
    ] {
        let error = Bench::new().refusal(&[(name, bytes)]);
        assert!(error.contains(reason), "{name}: {error}");
    }
    let error = Bench::new().refusal(&[
        ("a.csv", seed!("databank.csv")),
        ("b.csv", b"Country/Territory,Code,2016\nChile,CHL,1\n"),
    ]);
    assert!(error.contains("b.csv: neither a workbook nor"), "{error}");
}

/// A year that stands over no group, or over two.
#[test]
fn the_sheet_and_column_of_a_broken_header_are_named() {
    use std::io::Write as _;
    let sheet = |years: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
             <sheetData><row r=\"1\">{years}</row><row r=\"2\">{}</row></sheetData></worksheet>",
            [
                ("A", "Country/Territory"),
                ("B", "Code"),
                ("C", "Estimate"),
                ("I", "Estimate")
            ]
            .map(|(column, text)| format!(
                "<c r=\"{column}2\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
            ))
            .concat()
        )
    };
    let workbook = |years: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        let document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        for (name, text) in [
            (
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                    .to_owned(),
            ),
            (
                "_rels/.rels",
                format!(
                    "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r\" Type=\"{document}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{spreadsheet}\" xmlns:r=\"{document}\"><sheets><sheet name=\"RuleofLaw\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!(
                    "<Relationships xmlns=\"{relations}\"><Relationship Id=\"s\" Type=\"{document}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
                ),
            ),
            ("xl/worksheets/sheet1.xml", sheet(years)),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let bench = Bench::new();
    let over_one = bench.refusal(&[("w.xlsx", &workbook("<c r=\"C1\"><v>2019</v></c>"))]);
    assert!(
        over_one.contains("w.xlsx, line 2: sheet \"RuleofLaw\", column I: no year stands over"),
        "{over_one}"
    );
    let twice = "<c r=\"C1\"><v>2019</v></c><c r=\"I1\"><v>2019</v></c>";
    let twice = bench.refusal(&[("w.xlsx", &workbook(twice))]);
    assert!(
        twice.contains("column I: the header has the year 2019 twice"),
        "{twice}"
    );
}
