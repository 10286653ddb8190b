//! The materials inside a basket as a person meets them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::{Command, Output};

fn narrows(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_narrows"))
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .output()
        .unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = narrows(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

const JAPAN: [&str; 8] = [
    "exposure",
    "unmix",
    "--importer",
    "JPN",
    "--code",
    "811292",
    "--year",
    "2024",
];

fn with(more: &[&'static str]) -> Vec<&'static str> {
    JAPAN.iter().chain(more).copied().collect()
}

#[test]
fn a_basket_and_one_material_at_80_columns() {
    for (name, more) in [
        ("japan_and_811292", &[][..]),
        ("japan_and_gallium_in_811292", &["--material", "gallium"]),
    ] {
        let text = stdout(&with(more));
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{name}"
        );
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn every_form_and_the_same_bytes() {
    for format in ["json", "csv", "md", "svg"] {
        for more in [&[][..], &["--material", "germanium"]] {
            let mut asked = with(more);
            asked.extend(["--format", format]);
            let text = stdout(&asked);
            assert!(!text.is_empty(), "{format}");
            assert_eq!(text, stdout(&asked), "{format}: the same bytes");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unmixed.parquet");
    let mut asked = with(&["--format", "parquet", "--out"]);
    let path = file.to_str().unwrap().to_owned();
    asked.push(Box::leak(path.into_boxed_str()));
    stdout(&asked);
    assert!(file.metadata().unwrap().len() > 1000);
}

#[test]
fn no_point_where_only_bounds_exist() {
    let rows = stdout(&with(&["--format", "csv"]));
    let mut lines = rows.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(header[7], "value");
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let mut bounded = 0;
    for record in reader.records() {
        let record = record.unwrap();
        assert_eq!(&record[7], "", "{record:?}");
        assert!(!record[16].is_empty(), "{record:?}");
        bounded += usize::from(&record[12] == "bounded");
    }
    assert!(bounded > 100, "{bounded}");
}

#[test]
fn national_lines_in_the_lake_of_the_user_measure() {
    let folder = tempfile::tempdir().unwrap();
    let lake = folder.path().join("lake");
    let table = folder.path().join("census.csv");
    let mut text =
        "CTY_CODE,CTY_NAME,I_COMMODITY,I_COMMODITY_LDESC,GEN_VAL_MO,GEN_QY1_MO,UNIT_QY1,YEAR,MONTH\n"
            .to_owned();
    for month in 1..=12 {
        text.push_str(&format!(
            "1220,CANADA,8112921000,GALLIUM,110000,250,KG,2024,{month:02}\n\
             4280,GERMANY,8112921000,GALLIUM,90000,200,KG,2024,{month:02}\n"
        ));
    }
    std::fs::write(&table, text).unwrap();
    let (lake, table) = (lake.to_str().unwrap(), table.to_str().unwrap());
    stdout(&[
        "data",
        "import",
        "csv",
        table,
        "--mapping",
        "us-census",
        "--vintage",
        "test",
        "--lake",
        lake,
    ]);
    let view = stdout(&[
        "exposure",
        "unmix",
        "--lake",
        lake,
        "--importer",
        "USA",
        "--code",
        "811292",
        "--year",
        "2024",
        "--material",
        "gallium",
    ]);
    insta::assert_snapshot!("gallium_of_the_united_states_by_national_line", view);
    let brief = stdout(&[
        "exposure",
        "--lake",
        lake,
        "--importer",
        "USA",
        "--material",
        "gallium",
        "--year",
        "2024",
        "--format",
        "csv",
    ]);
    assert!(
        brief.lines().any(|line| line.contains("unmixed")
            && line.contains("import quantity,CAN,3,")
            && line.contains("measured")),
        "{brief}"
    );
}

#[test]
fn wrong_input_says_what_was_wrong() {
    let mut text = String::new();
    for (arguments, code) in [
        (with(&["--material", "cobalt"]), 2),
        (with(&["--price-factor", "0.5"]), 2),
        (
            vec![
                "exposure",
                "unmix",
                "--importer",
                "JPN",
                "--code",
                "8112921000",
            ],
            2,
        ),
        (
            vec!["exposure", "unmix", "--importer", "JPN", "--code", "260400"],
            3,
        ),
        (
            vec![
                "exposure",
                "unmix",
                "--importer",
                "JPN",
                "--code",
                "811292",
                "--year",
                "2019",
            ],
            3,
        ),
    ] {
        let output = narrows(&arguments);
        assert!(output.stdout.is_empty());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        text.push('\n');
    }
    insta::assert_snapshot!("what_cannot_be_unmixed_is_refused", text);
}
