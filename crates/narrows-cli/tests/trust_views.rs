//! The views that tell how far a figure can be trusted: trend, compare,
//! explain, and an exposure pinned to a vintage.

#![allow(clippy::unwrap_used)]

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
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, String::from_utf8(narrows(arguments).stdout).unwrap());
    text
}

fn fits(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

fn failure(arguments: &[&str]) -> String {
    let output = narrows(arguments);
    assert!(output.stdout.is_empty(), "{arguments:?}");
    format!(
        "exit {}\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn trend_of_japan_and_graphite() {
    let text = stdout(&[
        "exposure",
        "trend",
        "--importer",
        "JPN",
        "--material",
        "graphite",
        "--since",
        "2015",
        "--year",
        "2024",
    ]);
    fits(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn trend_of_one_indicator_as_csv_and_svg() {
    let mut arguments = vec![
        "exposure",
        "trend",
        "--importer",
        "JPN",
        "--material",
        "graphite",
        "--since",
        "2019",
        "--year",
        "2024",
        "--indicator",
        "core_dependency_indicator_1",
        "--format",
    ];
    arguments.push("csv");
    insta::assert_snapshot!(stdout(&arguments));
    arguments.pop();
    arguments.push("svg");
    assert!(stdout(&arguments).starts_with("<svg"));
}

#[test]
fn compare_two_editions_of_production() {
    let text = stdout(&[
        "exposure",
        "compare",
        "--importer",
        "JPN",
        "--material",
        "graphite",
        "--year",
        "2024",
        "--vintage",
        "MCS2025",
        "--vintage",
        "usgs-mcs:MCS2026",
    ]);
    fits(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn explain_japan_and_graphite() {
    let text = stdout(&[
        "exposure",
        "explain",
        "--importer",
        "JPN",
        "--material",
        "graphite",
        "--year",
        "2023",
        "--stage",
        "ore-and-concentrate",
    ]);
    fits(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn a_pinned_exposure_names_its_vintage() {
    let text = stdout(&[
        "exposure",
        "--importer",
        "JPN",
        "--material",
        "graphite",
        "--year",
        "2024",
        "--vintage",
        "MCS2025",
    ]);
    assert!(text.contains("usgs-mcs MCS2025") && !text.contains("MCS2026"));
}

#[test]
fn crossing_probabilities_are_in_every_form() {
    let of = |form: &str| {
        stdout(&[
            "exposure",
            "--importer",
            "JPN",
            "--material",
            "graphite",
            "--year",
            "2023",
            "--panel",
            "--format",
            form,
        ])
    };
    assert!(of("csv").contains("crossing probability"));
    assert!(of("json").contains("\"crossing\""));
    let markdown = of("md");
    assert!(markdown.contains("publishes no mirrors"), "{markdown}");
    assert!(markdown.contains("p\u{a0}"));
}

#[test]
fn wrong_input_says_what_was_wrong() {
    let subject = ["--importer", "JPN", "--material", "graphite"];
    let with = |view: &'static str, more: &[&'static str]| {
        let mut arguments = vec!["exposure", view];
        arguments.extend(subject);
        arguments.extend(more);
        failure(&arguments)
    };
    let messages = [
        with("compare", &["--vintage", "MCS2025"]),
        with("compare", &["--vintage", "MCS2025", "--vintage", "MCS1999"]),
        with(
            "compare",
            &[
                "--vintage",
                "usgs-mcs:MCS2025",
                "--vintage",
                "usgs-mcs:MCS1999",
            ],
        ),
        with(
            "compare",
            &["--vintage", "MCS2025", "--vintage", "V202601-extract"],
        ),
        with("trend", &["--since", "2030"]),
        with("trend", &["--since", "2015", "--indicator", "nothing"]),
        with("explain", &["--year", "2023", "--indicator", "nothing"]),
        with("explain", &["--year", "2023", "--stage", "nothing"]),
        failure(&[
            "exposure",
            "trend",
            "--importer",
            "JPN",
            "--material",
            "gallium",
            "--since",
            "2015",
        ]),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}
