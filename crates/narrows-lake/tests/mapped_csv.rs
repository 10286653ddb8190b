//! Tables through mapping files: the shipped mappings on small files in the
//! forms and encodings of the four customs, the examples of the documentation,
//! and mappings and tables that are wrong.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{EUC_KR, SHIFT_JIS, WINDOWS_1252};
use narrows_lake::{
    ExportFormat, ImportRequest, ImportSummary, Importer, Lake, LakeError, NationalTradeRow,
    NoProgress, TableKind, export, import, read_national_trade, verify,
};
use proptest::prelude::*;
use tempfile::TempDir;

/// A folder with a lake and files to import into it.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn lake(&self) -> PathBuf {
        self.folder.path().join("lake")
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&self, mapping: &Path, files: &[PathBuf]) -> Result<ImportSummary, LakeError> {
        let request = ImportRequest {
            mapping: Some(mapping.to_owned()),
            vintage: Some("test".to_owned()),
            ..ImportRequest::new(Importer::MappedCsv, files.to_vec())
        };
        import(&self.lake(), &request, &NoProgress)
    }

    /// A table through a mapping that is part of the program.
    fn shipped(&self, mapping: &str, bytes: &[u8]) -> Result<ImportSummary, LakeError> {
        let file = self.write("table.csv", bytes);
        self.import(Path::new(mapping), &[file])
    }

    /// A table through the mapping of that text.
    fn mapped(&self, mapping: &str, table: &str) -> Result<ImportSummary, LakeError> {
        let mapping = self.write("mapping.toml", mapping.as_bytes());
        let file = self.write("table.csv", table.as_bytes());
        self.import(&mapping, &[file])
    }

    fn national(&self, summary: &ImportSummary) -> Vec<NationalTradeRow> {
        let lake = Lake::open(&self.lake()).unwrap();
        let entry = &summary.entry;
        let vintage = lake.vintage(&entry.source, &entry.vintage).unwrap();
        let table = lake.open_table(vintage, TableKind::NationalTrade).unwrap();
        read_national_trade(&table, None, &[]).unwrap()
    }

    /// The table as text, as `narrows data export` writes it.
    fn text(&self, summary: &ImportSummary) -> String {
        let lake = Lake::open(&self.lake()).unwrap();
        let entry = &summary.entry;
        let vintage = lake.vintage(&entry.source, &entry.vintage).unwrap();
        let out = self.folder.path().join("out");
        let files = export(&lake, vintage, ExportFormat::Csv, &out).unwrap();
        fs::read_to_string(&files[0]).unwrap()
    }

    fn quarantine(&self, summary: &ImportSummary) -> String {
        summary
            .quarantine
            .as_ref()
            .map_or_else(String::new, |path| fs::read_to_string(path).unwrap())
    }

    fn is_sound(&self) {
        let lake = Lake::open(&self.lake()).unwrap();
        for finding in verify(&lake, Some(&self.lake()), &NoProgress).unwrap() {
            assert!(finding.faults.is_empty(), "{finding:?}");
        }
    }
}

fn japan(rows: &[(&str, &str)]) -> String {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut text =
        "Exp or Imp,Year,HS,Country,Unit1,Unit2,Quantity1-Year,Quantity2-Year,Value-Year"
            .to_owned();
    for month in months {
        text.push_str(&format!(
            ",Quantity1-{month},Quantity2-{month},Value-{month}"
        ));
    }
    text.push_str("\r\n");
    for (key, january) in rows {
        // The year repeats January; all later months are zeros.
        text.push_str(&format!(
            "{key},{january},{january}{}\r\n",
            ",0,0,0".repeat(11)
        ));
    }
    text
}

#[test]
fn japan_customs_by_month_in_yen() {
    let bench = Bench::new();
    let text = japan(&[
        ("2,2023,'811292100',105,  ,KG", "0,2500,146000"),
        ("2,2023,'811292100',205,  ,KG", "0,10,900"),
        ("1,2023,'850511000',103,NO,KG", "400,80,5000"),
        ("2,2023,'811292100',702,  ,KG", "0,1,2"),
        ("2,2023,'811292100',999,  ,KG", "0,1,2"),
    ]);
    let (bytes, _, _) = SHIFT_JIS.encode(&text);
    let summary = bench.shipped("japan-customs", &bytes).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows.len(), 3, "{rows:?}");
    let gallium = &rows[0];
    assert_eq!(gallium.national_code.to_string(), "811292100");
    assert_eq!(gallium.hs_code().to_string(), "811292");
    assert_eq!(gallium.period.to_string(), "2023-01");
    assert_eq!(gallium.partner.unwrap().alpha3(), "CHN");
    assert_eq!(gallium.value, Some(146_000_000.0));
    assert_eq!(gallium.currency, "JPY");
    assert_eq!(gallium.value_kusd, None, "yen are not dollars");
    assert_eq!(gallium.weight_kg, Some(2500.0));
    assert_eq!(gallium.quantity_unit.as_deref(), Some("KG"));
    let magnets = &rows[2];
    assert_eq!(magnets.flow.name(), "export");
    assert_eq!(magnets.quantity, Some(400.0));
    assert_eq!(magnets.quantity_unit.as_deref(), Some("NO"));
    assert_eq!(magnets.weight_kg, Some(80.0));
    // An unknown country is refused once, for the month that has trade.
    assert!(
        bench
            .quarantine(&summary)
            .contains("table.csv,6,Country,999,")
    );
    assert!(
        summary.entry.note.contains("zeros alone"),
        "{}",
        summary.entry.note
    );
    bench.is_sound();
}

#[test]
fn us_imports_and_exports_by_name() {
    let bench = Bench::new();
    let imports = "CTY_CODE,CTY_NAME,I_COMMODITY,I_COMMODITY_LDESC,GEN_VAL_MO,GEN_QY1_MO,UNIT_QY1,\
                   YEAR,MONTH,I_COMMODITY\n\
                   5700,CHINA,8112921000,GALLIUM,\"1,250,000\",4100,KG,2023,04,8112921000\n\
                   -,TOTAL FOR ALL COUNTRIES,8112921000,GALLIUM,1250000,4100,KG,2023,04,8112921000\n\
                   0003,EUROPEAN UNION,8112921000,GALLIUM,1,1,KG,2023,04,8112921000\n\
                   5800,\"KOREA, SOUTH\",8112921000,GALLIUM,5000,10,KG,2023,04,8112921000\n\
                   5880,JAPAN,8112921000,GALLIUM,5000,10,KG,2023,04,8112929000\n";
    let summary = bench.shipped("us-census", imports.as_bytes()).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[0].partner.unwrap().alpha3(), "CHN");
    assert_eq!(rows[0].value, Some(1_250_000.0));
    assert_eq!(rows[0].value_kusd, Some(1250.0));
    assert_eq!(rows[0].title.as_deref(), Some("GALLIUM"));
    assert_eq!(rows[0].weight_kg, Some(4100.0));
    assert_eq!(rows[1].partner.unwrap().alpha3(), "KOR");
    let quarantine = bench.quarantine(&summary);
    assert!(
        quarantine.contains("6,I_COMMODITY,8112921000,two columns"),
        "{quarantine}"
    );
    assert!(
        summary.entry.note.contains("2 (filters of the mapping)"),
        "{}",
        summary.entry.note
    );

    let exports = "CTY_CODE,CTY_NAME,E_COMMODITY,ALL_VAL_MO,QTY_1_MO,UNIT_QY1,time\n\
                   5880,JAPAN,2504101000,99,3,T,2023-04\n";
    let summary = bench.shipped("us-census", exports.as_bytes()).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(
        (rows[0].flow.name(), rows[0].weight_kg),
        ("export", Some(3000.0))
    );

    let dataweb = "HTS Number,Description,Country,2022,2023\n\
                   8112.92.10.00,Gallium,China,\"1,000\",2000\n8112.92.10.00,Gallium,Japan,,5\n";
    let summary = bench.shipped("us-dataweb", dataweb.as_bytes()).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows.len(), 3, "an empty cell makes no row");
    assert_eq!(rows[0].period.to_string(), "2022");
    bench.is_sound();
}

#[test]
fn korean_rows_hold_exports_and_imports() {
    let bench = Bench::new();
    let text = "기간,국가,HS코드,품목명,수출 중량,수출 금액,수입 중량,수입 금액,무역수지\r\n\
                총계,,,,1,1,1,1,0\r\n\
                2023.04,중국,8112921000,갈륨,0,0,\"1,200\",\"350\",-350\r\n\
                2023.04,일본,8112921000,갈륨,20,8,5,3,5\r\n\
                2023.04,일본,811292,갈륨,20,8,5,3,5\r\n";
    let (bytes, _, broken) = EUC_KR.encode(text);
    assert!(!broken);
    let summary = bench.shipped("korea-customs", &bytes).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert_eq!(rows[0].flow.name(), "export");
    let chinese = &rows[1];
    assert_eq!(chinese.partner.unwrap().alpha3(), "CHN");
    assert_eq!(chinese.value, Some(350_000.0));
    assert_eq!(chinese.value_kusd, Some(350.0));
    assert_eq!(chinese.weight_kg, Some(1200.0));
    assert_eq!(chinese.title.as_deref(), Some("갈륨"));
    assert_eq!(summary.rejections.total, 0);
    // As UTF-8 with a mark it is known too.
    let marked = format!("\u{feff}{text}");
    let again = bench.shipped("korea-customs", marked.as_bytes()).unwrap();
    assert_eq!(bench.national(&again), rows);
    bench.is_sound();
}

#[test]
fn comext_of_both_generations() {
    let bench = Bench::new();
    let new = "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,\
               PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n\
               DE,CN,E,81129289,68999,1,1,NO_SU,202304,1000,1000,10,0\n\
               DE,CN,E,81129289,68999,1,2,NO_SU,202304,500,500,4,0\n\
               DE,GB,E,81129289,68999,2,1,NO_SU,202304,70,70,1,0\n\
               DE,QP,E,81129289,68999,1,1,NO_SU,202304,7,7,1,0\n\
               EL,JP,E,81SSS100,68999,1,1,NO_SU,202304,7,7,1,0\n";
    let summary = bench.shipped("eu-comext", new.as_bytes()).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(
        (rows[1].value, rows[1].weight_kg),
        (Some(1500.0), Some(14.0))
    );
    assert_eq!(
        (rows[1].currency.as_str(), rows[1].value_kusd),
        ("EUR", None)
    );
    assert!(
        summary.entry.note.contains("were added"),
        "{}",
        summary.entry.note
    );
    assert_eq!(summary.rejections.total, 1);

    let old = "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_REGIME,\
               SUPP_UNIT,PERIOD,VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY\n\
               001,FR,0003,NL,I,81129289,1,1,A,200152,2580,600,1\n\
               001,FR,0003,NL,I,TOTAL,1,1,A,200152,2580,600,1\n";
    let summary = bench.shipped("eu-comext", old.as_bytes()).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows[0].reporter.alpha3(), "FRA");
    assert_eq!(rows[0].period.to_string(), "2001");
    bench.is_sound();
}

fn example(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/examples");
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_examples_of_the_documentation() {
    let bench = Bench::new();
    for (name, encoding) in [
        ("yen-customs", SHIFT_JIS),
        ("company-ledger", WINDOWS_1252),
        ("production-table", encoding_rs::UTF_8),
    ] {
        let text = example(&format!("{name}.csv"));
        let (bytes, _, broken) = encoding.encode(&text);
        assert!(!broken, "{name}");
        let file = bench.write(&format!("{name}.csv"), &bytes);
        let mapping = bench.write("mapping.toml", example(&format!("{name}.toml")).as_bytes());
        let summary = bench.import(&mapping, &[file]).unwrap();
        insta::assert_snapshot!(
            name,
            format!(
                "{}\n{}\n{}",
                bench.text(&summary),
                bench.quarantine(&summary),
                summary.entry.note
            )
        );
    }
    bench.is_sound();
}

/// A small mapping with something put in place of a part.
fn mapping_with(from: &str, to: &str) -> String {
    let text = r#"table = "national-trade"

[source]
id = "own"
title = "t"
publisher = "p"
licence = "l"
attribution = "a"

[form]
thousands = ","

[columns]
period = "Year"
reporter = { constant = "JPN" }
flow = { constant = "import" }
partner = "Country"
code = "HS"
value = { header = ["Value", "Amount"], unit = "JPY" }
"#;
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

const TABLE: &str = "Year,Country,HS,Value\n2023,China,81129210,5\n2023,Chile,81129210,6\n";

#[test]
fn a_wrong_mapping_is_told_by_file_line_and_field() {
    let bench = Bench::new();
    let mut messages = String::new();
    for (from, to) in [
        ("thousands", "thousand"),
        ("national-trade", "nationaltrade"),
        ("partner = \"Country\"", "parner = \"Country\""),
        ("code = \"HS\"", "code = { header = \"HS\", padding = 9 }"),
        ("code = \"HS\"\n", ""),
        ("unit = \"JPY\"", "unit = \"yen\""),
        (", unit = \"JPY\"", ""),
        ("id = \"own\"", "id = \"usgs-mcs\""),
        ("licence = \"l\"", "licence = \"\""),
        ("[form]", "[form]\nrepeats = \"add\""),
        ("[form]", "[form]\nencoding = \"klingon\""),
        ("[form]", "[form]\nheader = false"),
        (
            "period = \"Year\"",
            "period = { header = \"Year\", format = \"%y\" }",
        ),
        ("[form]", "[partners.codes]\n1 = \"XYZ\"\n[form]"),
        (
            "[form]",
            "[[rates]]\ncurrency = \"JPY\"\nsource = \"s\"\nper_usd = { 2023 = 0.0 }\n[form]",
        ),
        ("[form]", "[form"),
        (
            "partner = \"Country\"",
            "partner = \"Country\"\ncommodity = \"x\"",
        ),
        (
            "partner = \"Country\"",
            "partner = { header = \"Country\", position = 2 }",
        ),
    ] {
        let error = bench
            .mapped(&mapping_with(from, to), TABLE)
            .unwrap_err()
            .to_string();
        let folder = bench.folder.path().display().to_string();
        messages.push_str(&error.replace(&folder, ""));
        messages.push('\n');
    }
    insta::assert_snapshot!("wrong_mappings", messages);
    assert!(
        bench
            .import(Path::new("no-such"), &[bench.write("t.csv", b"a")])
            .is_err()
    );
}

#[test]
fn a_wrong_table_is_told_with_what_was_wanted_and_found() {
    let bench = Bench::new();
    let plain = mapping_with("thousands", "thousands");
    for (table, part) in [
        (
            "Year,Land,HS,Betrag\n",
            "the header lacks \"Country\", and \"Value\" or \"Amount\"; found: Year, Land, HS, Betrag",
        ),
        ("", "no row in it"),
        ("Year,Country,HS,Value\n", "there are no rows"),
        (
            "Year,Country,HS,Value\n2023,Atlantis,81129210,5\n",
            "neither a code of the mapping nor",
        ),
    ] {
        let error = bench.mapped(&plain, table).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
        assert!(error.contains("table.csv"), "{error}");
    }
    let wrong_rows = "Year,Country,HS,Value\n2023,China,81129210,5\n2023,Chile,81129210,\"1,23\"\n\
                      2023,Chile,8112,6\n23,Chile,81129210,6\n2023,Chile,81129210,-1\n\
                      2023,Chile,81129210\n2023,China,81129210,7\n2023,Japan,81129210,1\n\
                      2023,Peru,81129210,1\n2023,Mexico,81129210,1\n2023,Brazil,81129210,1\n2023,Kenya,81129210,1\n";
    let summary = bench.mapped(&plain, wrong_rows).unwrap();
    insta::assert_snapshot!("wrong_rows", bench.quarantine(&summary));
    let seven = bench.write("t.7z", b"7z\xbc\xaf\x27\x1c....");
    let mapping = bench.write("mapping.toml", plain.as_bytes());
    let error = bench.import(&mapping, &[seven]).unwrap_err().to_string();
    assert!(error.contains("unpack it"), "{error}");
}

#[test]
fn two_rows_for_one_key_are_refused_or_added() {
    let bench = Bench::new();
    let twice = "Year,Country,HS,Value\n2023,China,81129210,5\n2023,China,81129210,7\n2023,Chile,81129210,1\n";
    let summary = bench
        .mapped(&mapping_with("thousands", "thousands"), twice)
        .unwrap();
    assert!(bench.quarantine(&summary).contains("two rows for one key"));
    assert_eq!(bench.national(&summary)[1].value, Some(5.0));
    let add = mapping_with(
        "[form]",
        "[form]\nrepeats = \"add\"\nrepeats_reason = \"by district\"",
    );
    let summary = bench.mapped(&add, twice).unwrap();
    assert_eq!(bench.national(&summary)[1].value, Some(12.0));
    // A part that is not known makes the sum unknown, never smaller.
    let withheld = twice.replace(",7\n", ",\n");
    let summary = bench.mapped(&add, &withheld).unwrap();
    assert_eq!(bench.national(&summary)[1].value, None);
    // A year beside its months would count the trade twice.
    let months = "Year,Country,HS,Value\n2023,China,81129210,5\n2023-01,China,81129210,2\n2022-01,China,81129210,2\n";
    let summary = bench.mapped(&add, months).unwrap();
    assert!(
        bench.quarantine(&summary).contains("3,key,2023-01"),
        "{}",
        bench.quarantine(&summary)
    );
}

/// What is not counted is null, whatever figure fills its place.
#[test]
fn a_zero_in_place_of_nothing_is_missing() {
    let bench = Bench::new();
    let table = "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,\
                 PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n\
                 DE,CN,E,81129289,68999,1,1,NO_SU,202304,1000,1000,10,0\n\
                 DE,CN,E,85414300,77639,1,1,NAR,202304,4000,4000,0,12\n\
                 XI,CN,E,81129289,68999,1,1,NO_SU,202304,7,7,1,0\n";
    let summary = bench.shipped("eu-comext", table.as_bytes()).unwrap();
    let rows = bench.national(&summary);
    assert_eq!(rows.len(), 2, "a part of a reporter is not the reporter");
    assert_eq!((rows[0].quantity, rows[0].weight_kg), (None, Some(10.0)));
    assert_eq!((rows[1].quantity, rows[1].weight_kg), (Some(12.0), None));
}

/// A year and its months in one file are never added, whatever repeats mean.
#[test]
fn a_year_is_not_added_to_its_months() {
    let bench = Bench::new();
    let mapping = mapping_with(
        "[form]",
        "[form]\nrepeats = \"add\"\nrepeats_reason = \"by month\"",
    )
    .replace("national-trade", "trade")
    .replace("unit = \"JPY\"", "unit = \"USD\"");
    let mapping = mapping.replace("id = \"own\"", "id = \"own\"\nhs_revision = \"HS17\"");
    for months in [
        "Year,Country,HS,Value\n2023,China,81129210,1000\n2023-01,China,81129210,400\n2023-02,China,81129210,600\n",
        "Year,Country,HS,Value\n2023-01,China,81129210,400\n2023-02,China,81129210,600\n2023,China,81129210,1000\n",
    ] {
        // Sound rows beside it: a file of faults alone is refused whole.
        let months = format!("{months}2023,Chile,811292,5\n2023,Peru,811292,6\n")
            .replace("81129210", "811292");
        let summary = bench.mapped(&mapping, &months).unwrap();
        let text = bench.text(&summary);
        let value: f64 = text
            .lines()
            .find(|line| line.contains("CHN"))
            .unwrap()
            .split(',')
            .nth(4)
            .unwrap()
            .parse()
            .unwrap();
        assert!((value - 1.0).abs() < 1e-12, "{text}");
        assert!(bench.quarantine(&summary).contains("count the trade twice"));
    }
}

#[test]
fn a_mapping_takes_no_other_importer_s_name() {
    let bench = Bench::new();
    for id in [
        "comtrade-hs17",
        "world-mining-data",
        "hs-concordance",
        "baci-hs17",
    ] {
        let mapping = mapping_with("id = \"own\"", &format!("id = \"{id}\""));
        let error = bench.mapped(&mapping, TABLE).unwrap_err().to_string();
        assert!(error.contains("belongs to another importer"), "{error}");
    }
}

#[test]
fn same_originals_same_bytes_in_any_order() {
    let tables: Vec<Vec<String>> = (0..2)
        .map(|turn| {
            let bench = Bench::new();
            let mapping = bench.write("m.toml", mapping_with("thousands", "thousands").as_bytes());
            let mut files = vec![
                bench.write("a.csv", TABLE.as_bytes()),
                bench.write("b.csv", TABLE.replace("2023", "2022").as_bytes()),
            ];
            if turn == 1 {
                files.reverse();
            }
            let summary = bench.import(&mapping, &files).unwrap();
            assert!(
                summary
                    .entry
                    .originals
                    .iter()
                    .any(|original| original.name == "mapping m.toml")
            );
            summary
                .entry
                .tables
                .into_iter()
                .map(|table| table.sha256)
                .collect()
        })
        .collect();
    assert_eq!(tables[0], tables[1]);
}

#[test]
fn a_recipe_names_a_mapping_and_other_importers_take_none() {
    let bench = Bench::new();
    let recipe = bench.write(
        "recipe.toml",
        b"[[import]]\nimporter = \"csv\"\noriginals = [\"t.csv\"]\nmapping = \"us-census\"\nvintage = \"v\"\n",
    );
    bench.write(
        "t.csv",
        b"CTY_NAME,E_COMMODITY,ALL_VAL_MO,time\nJAPAN,2504101000,99,2023-04\n",
    );
    let requests = narrows_lake::Recipe::read(&recipe)
        .unwrap()
        .requests(bench.folder.path())
        .unwrap();
    let summary = import(&bench.lake(), &requests[0], &NoProgress).unwrap();
    assert_eq!(summary.entry.rows(), 1);
    let request = ImportRequest {
        mapping: Some("us-census".into()),
        ..ImportRequest::new(Importer::Wgi, vec![bench.folder.path().join("t.csv")])
    };
    let error = import(&bench.lake(), &request, &NoProgress)
        .unwrap_err()
        .to_string();
    assert!(error.contains("takes no mapping"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever stands in a mapping and a table, it is read or refused.
    #[test]
    fn anything_is_read_or_refused(
        cut in 0_usize..400,
        piece in "[\\[\\]{}\"=a-z%0-9\n\u{fffd}]{0,12}",
        row in "[0-9a-zA-Z,\"\r\n\u{0}年-]{0,60}",
    ) {
        let bench = Bench::new();
        let mapping = mapping_with("thousands", "thousands");
        let at = cut.min(mapping.len());
        let changed = format!("{}{piece}{}", &mapping[..at], &mapping[at..]);
        let _ = bench.mapped(&changed, TABLE);
        let _ = bench.mapped(&mapping, &format!("{TABLE}{row}"));
        narrows_lake::fuzzing::fuzz_mapping(changed.as_bytes(), row.as_bytes(), bench.folder.path());
        bench.is_sound();
    }
}
