//! World Mining Data and the tables between HS revisions, through the public
//! face: what a workbook becomes, and what becomes of one that is not as it
//! should be. The small workbooks are those of the fuzz targets, written by
//! openpyxl and xlwt.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};
use std::path::PathBuf;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, RecordBatch};
use narrows_lake::{
    ImportRequest, ImportSummary, Importer, Lake, LakeError, NoProgress, TableKind, import,
    read_columns,
};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

macro_rules! seed {
    ($path:literal) => {
        include_bytes!(concat!("../../../fuzz/seeds/", $path))
    };
}

struct Bench {
    folder: TempDir,
    importer: Importer,
}

impl Bench {
    fn new(importer: Importer) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            importer,
        }
    }

    fn lake(&self) -> PathBuf {
        self.folder.path().join("lake")
    }

    fn import(&self, name: &str, bytes: &[u8]) -> Result<ImportSummary, LakeError> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        import(
            &self.lake(),
            &ImportRequest::new(self.importer, vec![path]),
            &NoProgress,
        )
    }

    fn refusal(&self, name: &str, bytes: &[u8]) -> String {
        self.import(name, bytes).unwrap_err().to_string()
    }

    fn rows(&self, summary: &ImportSummary, kind: TableKind, columns: &[&str]) -> Vec<String> {
        let lake = Lake::open(&self.lake()).unwrap();
        let vintage = lake
            .vintage(&summary.entry.source, &summary.entry.vintage)
            .unwrap();
        let table = lake.open_table(vintage, kind).unwrap();
        let mut rows = Vec::new();
        for batch in read_columns(&table, columns).unwrap() {
            for row in 0..batch.num_rows() {
                let cells: Vec<String> = columns
                    .iter()
                    .map(|column| cell(&batch, column, row))
                    .collect();
                rows.push(cells.join(" | "));
            }
        }
        rows
    }
}

fn cell(batch: &RecordBatch, column: &str, row: usize) -> String {
    let array = batch.column_by_name(column).unwrap();
    if array.is_null(row) {
        return "null".to_owned();
    }
    if let Some(numbers) = array.as_primitive_opt::<Float64Type>() {
        return numbers.value(row).to_string();
    }
    if let Some(numbers) = array.as_primitive_opt::<Int32Type>() {
        return numbers.value(row).to_string();
    }
    if let Some(texts) = array.as_dictionary_opt::<UInt16Type>() {
        let values = texts.values().as_string::<i32>();
        return values.value(texts.key(row).unwrap()).to_owned();
    }
    array.as_string::<i32>().value(row).to_owned()
}

const PRODUCTION: [&str; 7] = [
    "commodity",
    "label",
    "economy",
    "year_from",
    "value",
    "qualifier",
    "printed",
];

/// A workbook of which a part is lost is refused, or the part held no cell:
/// it never lands with fewer rows and without a word.
#[test]
fn a_damaged_workbook_does_not_land_in_part() {
    let sound = seed!("hs_concordance/tables.xls");
    let rows = |bytes: &[u8]| {
        let bench = Bench::new(Importer::HsConcordance);
        bench
            .import("tables.xls", bytes)
            .ok()
            .map(|summary| summary.entry.rows() + summary.rejections.total)
    };
    let whole = rows(sound).unwrap();
    let mut refused = 0;
    for sector in 1..sound.len() / 512 {
        let mut damaged = sound.to_vec();
        damaged[sector * 512..(sector + 1) * 512].fill(0);
        match rows(&damaged) {
            None => refused += 1,
            Some(landed) => assert_eq!(landed, whole, "sector {sector}"),
        }
    }
    assert!(refused > 3, "{refused}");
}

#[test]
fn production_is_read_from_the_workbook() {
    let bench = Bench::new(Importer::WorldMiningData);
    let summary = bench
        .import("6.4.xlsx", seed!("world_mining_data/production.xlsx"))
        .unwrap();
    assert_eq!(summary.entry.source, "world-mining-data");
    assert_eq!(summary.entry.vintage, "2023-2024");
    assert_eq!(summary.entry.years, Some((2023, 2024)));
    assert_eq!(
        bench.rows(&summary, TableKind::MineralStatistics, &PRODUCTION),
        [
            "Gallium | China | CHN | 2023 | 900 | exact | 900",
            "Gallium | China | CHN | 2024 | 974 | exact | 974",
            "Gallium | Japan | JPN | 2023 | 3 | estimated | 3",
            "Gallium | Japan | JPN | 2024 | 3 | estimated | 3",
            // The total of 2023 is a formula that was never computed.
            "Gallium | Total | null | 2023 | null | not-available | ",
            "Gallium | Total | null | 2024 | 977 | exact | 977",
            "Gallium | Ukraine | UKR | 2023 | null | not-available | ",
            "Gallium | Ukraine | UKR | 2024 | 0 | zero | 0",
            "Lithium (Li2O) | Australia | AUS | 2023 | 191000 | exact | 191000",
            "Lithium (Li2O) | Australia | AUS | 2024 | null | not-available | -",
            "Lithium (Li2O) | Congo, D.R. | COD | 2023 | null | not-available | ",
            // Neither reported nor estimated: taken for an estimate.
            "Lithium (Li2O) | Congo, D.R. | COD | 2024 | 5 | estimated | 5",
            "Lithium (Li2O) | Total | null | 2023 | null | not-available | ",
            "Lithium (Li2O) | Total | null | 2024 | 6 | exact | 6",
        ]
    );
    assert!(summary.entry.note.contains("Contents"));
    assert!(
        !summary.entry.note.contains("Lithium (Li2O) 2024"),
        "a total that is off by rounding alone is not told: {}",
        summary.entry.note
    );
}

#[test]
fn production_is_read_from_the_csv_and_a_name_goes_before_a_code() {
    let bench = Bench::new(Importer::WorldMiningData);
    let summary = bench
        .import("wmd.csv", seed!("world_mining_data/production.csv"))
        .unwrap();
    assert_eq!(
        bench.rows(&summary, TableKind::MineralStatistics, &PRODUCTION),
        [
            "Gallium | China | CHN | 2024 | 974 | exact | 974",
            "Gallium | Japan | JPN | 2024 | 3 | estimated | 3",
            "Gallium | Total | null | 2024 | 977 | exact | 977",
            "Gallium | Ukraine | UKR | 2024 | 0 | zero | 0",
            "Gold | French Guiana | GUF | 2024 | 1320 | exact | 1320",
            "Gold | Guyana | GUY | 2024 | null | not-available | ",
        ]
    );
    assert!(summary.entry.note.contains("French Guiana (GUY)"));
    let units = bench.rows(&summary, TableKind::MineralStatistics, &["unit"]);
    assert_eq!(units, ["t", "t", "t", "t", "kg", "kg"]);
}

#[test]
fn a_total_that_does_not_add_up_is_told() {
    let bench = Bench::new(Importer::WorldMiningData);
    let text = "sheet,Country,Country_Code,Country_ISO,unit,data_source,year,qty\n\
                Tin,Peru,604,PER,metr. t,r,2023,100\n\
                Tin,Total,DELETE,DELETE,metr. t,,2023,150\n\
                Tin,Peru,604,PER,metr. t,r,2023,100\n\
                Tin,Brazil,76,BRA,metr. t,r,2023,-1\n\
                Tin,China,156,CHN,metr. t,r,20x3,1\n";
    let error = bench.refusal("wmd.csv", text.as_bytes());
    assert!(error.contains("only 2 of 5 rows were usable"), "{error}");
    let text = "sheet,Country,Country_Code,Country_ISO,unit,data_source,year,qty\n\
                Tin,Peru,604,PER,metr. t,r,2023,100\n\
                Tin,Total,DELETE,DELETE,metr. t,,2023,150\n\
                Tin,Peru,604,PER,metr. t,r,2023,100\n";
    let summary = bench.import("wmd.csv", text.as_bytes()).unwrap();
    assert_eq!(summary.rejections.total, 1);
    assert!(
        summary.entry.note.contains("Tin 2023: 100 instead of 150"),
        "{}",
        summary.entry.note
    );
}

const PAIRS: [&str; 6] = [
    "from_revision",
    "from_code",
    "to_revision",
    "to_code",
    "relationship",
    "table",
];

#[test]
fn both_tables_between_revisions_are_read_from_xlsx() {
    let bench = Bench::new(Importer::HsConcordance);
    let summary = bench
        .import("tables.xlsx", seed!("hs_concordance/tables.xlsx"))
        .unwrap();
    assert_eq!(summary.entry.source, "hs-concordance");
    assert_eq!(summary.entry.vintage, "HS22-HS17");
    let rows = bench.rows(&summary, TableKind::HsConcordance, &PAIRS);
    assert_eq!(
        rows,
        [
            "HS22 | 030721 | HS17 | 030721 | 1:1 | conversion",
            "HS22 | 250410 | HS17 | 250410 | 1:1 | conversion",
            "HS22 | 811231 | HS17 | 811292 | n:1 | conversion",
            "HS22 | 811241 | HS17 | 811292 | n:1 | conversion",
            "HS22 | 811292 | HS17 | 811292 | n:1 | conversion",
            "HS22 | 030721 | HS17 | 030721 | 1:n | correlation",
            "HS22 | 030721 | HS17 | 030791 | 1:n | correlation",
            "HS22 | 250410 | HS17 | 250410 | 1:1 | correlation",
            "HS22 | 811231 | HS17 | 811292 | n:1 | correlation",
            "HS22 | 811241 | HS17 | 811292 | n:1 | correlation",
            "HS22 | 811292 | HS17 | 811292 | n:1 | correlation",
        ]
    );
}

#[test]
fn both_tables_between_revisions_are_read_from_xls() {
    let bench = Bench::new(Importer::HsConcordance);
    let summary = bench
        .import("tables.xls", seed!("hs_concordance/tables.xls"))
        .unwrap();
    assert_eq!(
        bench.rows(&summary, TableKind::HsConcordance, &PAIRS),
        [
            "HS96 | 010111 | HS92 | 010111 | 1:1 | conversion",
            "HS96 | 271011 | HS92 | 271011 | 1:1 | conversion",
            "HS96 | 380993 | HS92 | 380993 | 1:1 | conversion",
            "HS96 | 010111 | HS92 | 010111 | 1:1 | correlation",
            "HS96 | 380993 | HS92 | 380993 | 1:n | correlation",
            "HS96 | 380993 | HS92 | 380999 | 1:n | correlation",
        ]
    );
    // A text of five digits may have lost a zero or a digit.
    assert_eq!(summary.rejections.total, 1);
}

#[test]
fn the_same_original_twice_gives_the_same_bytes() {
    let sums: Vec<String> = (0..2)
        .map(|_| {
            let bench = Bench::new(Importer::HsConcordance);
            let summary = bench
                .import("tables.xls", seed!("hs_concordance/tables.xls"))
                .unwrap();
            summary.entry.tables[0].sha256.clone()
        })
        .collect();
    assert_eq!(sums[0], sums[1]);
}

/// A workbook with one sheet of this XML.
fn workbook(sheet: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Tin\" \
                 sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>"),
        ),
    ] {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn text_cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The last result of a formula is read, and a sheet that calls itself huge,
/// with cells in opposite corners, costs no more than its cells.
#[test]
fn formulas_have_results_and_dimensions_are_not_believed() {
    let header: String = ["Country", "unit", "2023", "data source"]
        .into_iter()
        .zip(["A2", "B2", "C2", "D2"])
        .map(|(text, place)| text_cell(place, text))
        .collect();
    let sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"2\">{header}</row><row \
         r=\"3\">{}{}<c r=\"C3\"><f>40+2</f><v>42</v></c>{}</row><row r=\"1048576\"><c \
         r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
        text_cell("A3", "Peru"),
        text_cell("B3", "metr. t"),
        text_cell("D3", "r"),
    );
    let bench = Bench::new(Importer::WorldMiningData);
    let summary = bench.import("6.4.xlsx", &workbook(&sheet)).unwrap();
    assert_eq!(
        bench.rows(&summary, TableKind::MineralStatistics, &PRODUCTION),
        ["Tin | Peru | PER | 2023 | 42 | exact | 42"]
    );
}

#[test]
fn what_is_no_table_is_refused_with_a_reason() {
    let sound = seed!("hs_concordance/tables.xlsx");
    let old = seed!("hs_concordance/tables.xls");
    let empty = workbook("<sheetData/>");
    for (importer, name, bytes, reason) in [
        (
            Importer::HsConcordance,
            "a.xlsx",
            &sound[..sound.len() / 2],
            "zip archive",
        ),
        (
            Importer::HsConcordance,
            "a.xls",
            &old[..old.len() / 2],
            "cannot be read",
        ),
        (
            Importer::HsConcordance,
            "a.xls",
            b"HS 2017,HS 2012\n",
            "no workbook of Excel",
        ),
        (
            Importer::HsConcordance,
            "a.xls",
            b"",
            "no workbook of Excel",
        ),
        (
            Importer::HsConcordance,
            "a.xlsx",
            &empty,
            "no sheet has a header",
        ),
        (
            Importer::WorldMiningData,
            "a.xlsx",
            &empty,
            "none of its 1 sheets",
        ),
        (Importer::WorldMiningData, "a.csv", b"", "empty file"),
        (
            Importer::WorldMiningData,
            "a.csv",
            b"a,b\n1,2\n",
            "the header lacks",
        ),
        (
            Importer::WorldMiningData,
            "a.xlsx",
            seed!("hs_concordance/tables.xlsx"),
            "none of its 2 sheets",
        ),
        (
            Importer::HsConcordance,
            "a.xlsx",
            seed!("world_mining_data/production.xlsx"),
            "no sheet has a header",
        ),
    ] {
        let error = Bench::new(importer).refusal(name, bytes);
        assert!(error.contains(reason), "{name}: {error}");
    }
}

/// A sheet of nothing but spaces packs to a thousandth of its size.
#[test]
fn a_workbook_that_grows_without_bounds_is_refused() {
    let bench = Bench::new(Importer::WorldMiningData);
    let error = bench.refusal("bomb.xlsx", &workbook(&" ".repeat(60 << 20)));
    assert!(error.contains("refused"), "{error}");
}

/// The original, where it is at hand: in the folder of the environment
/// variable `NARROWS_ORIGINALS`, or beside the repository.
fn originals() -> Option<PathBuf> {
    let folder = std::env::var_os("NARROWS_ORIGINALS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let found = folder
        .join("production/wmd/wmd_production_2018_2024.csv")
        .exists();
    if !found {
        eprintln!(
            "SKIPPED: {} has no World Mining Data; set NARROWS_ORIGINALS",
            folder.display()
        );
    }
    found.then_some(folder)
}

#[test]
fn the_csv_of_65_minerals_is_read_whole() {
    let Some(folder) = originals() else { return };
    let bytes = std::fs::read(folder.join("production/wmd/wmd_production_2018_2024.csv")).unwrap();
    let bench = Bench::new(Importer::WorldMiningData);
    let summary = bench.import("wmd.csv", &bytes).unwrap();
    assert_eq!(summary.entry.rows(), 13_678);
    assert_eq!(summary.rejections.total, 0);
    let unnamed: Vec<String> = bench
        .rows(
            &summary,
            TableKind::MineralStatistics,
            &["label", "economy"],
        )
        .into_iter()
        .filter(|row| row.ends_with("null"))
        .collect();
    assert_eq!(unnamed, Vec::<String>::new());
}
