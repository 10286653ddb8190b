//! Origins, balances and networks as a person meets them.

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

fn stdout(arguments: &str) -> String {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let output = narrows(&arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn failure(arguments: &str) -> String {
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let output = narrows(&arguments);
    assert!(output.stdout.is_empty(), "an error is no result");
    format!(
        "exit {}\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr)
    )
}

const VIEWS: [(&str, &str); 3] = [
    (
        "origin",
        "exposure origin --importer JPN --material graphite --year 2023",
    ),
    (
        "balance",
        "exposure balance --material graphite --year 2023",
    ),
    (
        "network",
        "exposure network --material graphite --year 2023 --top 3",
    ),
];

#[test]
fn views_at_80_columns() {
    for (name, arguments) in VIEWS {
        let text = stdout(arguments);
        assert!(
            text.lines().all(|line| line.chars().count() <= 80),
            "{name}"
        );
        insta::assert_snapshot!(format!("{name}_of_graphite"), text);
    }
}

#[test]
fn every_form_of_every_view() {
    for (name, arguments) in VIEWS {
        for format in ["json", "csv", "md", "svg"] {
            let asked = format!("{arguments} --format {format}");
            let text = stdout(&asked);
            assert!(!text.is_empty(), "{name} {format}");
            assert_eq!(text, stdout(&asked), "{name} {format}: the same bytes");
        }
    }
}

/// Every view, and a chart that is not its first one.
const PICTURES: [&str; 11] = [
    "exposure --importer JPN --material graphite --year 2023",
    // No code is gallium alone, and the source of this code has one year.
    "exposure --importer JPN --material gallium",
    "exposure --importer JPN --material 811292",
    "exposure --coalition trilateral --material nickel --year 2023",
    "exposure rank --importer JPN --year 2023",
    "exposure origin --importer JPN --material graphite --year 2023",
    "exposure balance --material graphite --year 2023 --chart 2",
    "exposure network --material graphite --year 2023",
    "exposure trend --importer JPN --material graphite --since 2015 --year 2023",
    "exposure compare --importer JPN --material graphite --year 2024 --vintage MCS2025 --vintage \
     MCS2026",
    "exposure explain --importer JPN --material graphite --year 2023",
];

#[test]
fn every_view_as_a_picture() {
    for view in PICTURES {
        let arguments = format!("{view} --format png");
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let picture = narrows(&arguments);
        let errors = String::from_utf8_lossy(&picture.stderr).into_owned();
        assert!(picture.status.success(), "{view}: {errors}");
        assert!(picture.stdout.starts_with(b"\x89PNG\r\n"), "{view}");
        assert!(picture.stdout.len() > 5000, "{view}: next to nothing drawn");
        assert_eq!(picture.stdout, narrows(&arguments).stdout, "{view}");
    }
}

#[test]
fn another_chart_is_another_picture() {
    let folder = tempfile::tempdir().unwrap();
    let view = "exposure compare --importer JPN --material graphite --year 2024 --vintage MCS2025 \
                --vintage MCS2026 --format png";
    let pictures: Vec<Vec<u8>> = ["1", "2"]
        .into_iter()
        .map(|number| {
            let path = folder.path().join(format!("{number}.png"));
            let mut arguments: Vec<&str> = view.split(' ').collect();
            arguments.extend(["--chart", number, "--out", path.to_str().unwrap()]);
            let output = narrows(&arguments);
            assert!(output.status.success() && output.stdout.is_empty());
            std::fs::read(&path).unwrap()
        })
        .collect();
    assert_ne!(pictures[0], pictures[1]);
    let first = narrows(&view.split(' ').collect::<Vec<_>>());
    assert_eq!(first.stdout, pictures[0], "the first one without --chart");
    assert!(String::from_utf8_lossy(&first.stderr).contains("--chart 2: "));
}

#[test]
fn what_cannot_be_told_is_refused() {
    let refusals = [
        "exposure balance --material nickel --year 2023",
        "exposure balance --material 260400",
        "exposure origin --importer USA --material gallium --year 2023",
        "exposure origin --importer JPN --material 999999 --year 2023",
        "exposure network --material grafite",
        "exposure balance --material graphite --year 2023 --format png --chart 9",
        "exposure balance --material graphite --year 2023 --chart 1",
    ];
    let text: Vec<String> = refusals
        .into_iter()
        .map(|arguments| format!("$ narrows {arguments}\n{}", failure(arguments)))
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn nickel_ore_has_no_origin_by_production() {
    let text = stdout("exposure origin --importer JPN --material nickel --year 2023 --format md");
    assert!(text.contains("their tonnes cannot be added"));
    assert!(text.contains("no production known"));
}
