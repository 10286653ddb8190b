//! `narrows data concordance` as a person meets it.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

fn narrows(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_narrows"))
        .args(["data", "concordance"])
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

#[test]
fn a_basket_and_its_trade_at_80_columns() {
    let text = stdout(&[
        "811292,250410",
        "--from",
        "HS17",
        "--to",
        "HS92",
        "--source",
        "baci-hs17",
        "--year",
        "2024",
        "--width",
        "80",
    ]);
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!(text);
}

#[test]
fn pairs_as_csv() {
    insta::assert_snapshot!(stdout(&[
        "811230,380110",
        "--from",
        "HS92",
        "--to",
        "HS22",
        "--format",
        "csv"
    ]));
}

#[test]
fn json_has_a_figure_for_each_counterpart() {
    let text = stdout(&[
        "811292",
        "--from",
        "HS17",
        "--to",
        "HS22",
        "--source",
        "baci-hs17",
        "--year",
        "2024",
        "--format",
        "json",
    ]);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let counterparts = answer["codes"][0]["counterparts"].as_array().unwrap();
    assert_eq!(counterparts.len(), 3);
    for counterpart in counterparts {
        assert_eq!(counterpart["value"]["status"]["kind"], "bounded");
    }
}

#[test]
fn wrong_input_says_what_and_where() {
    for (arguments, status, words) in [
        (&["811292", "--from", "HS18", "--to", "HS92"][..], 2, "HS18"),
        (&["8112", "--from", "HS17", "--to", "HS92"], 2, "six-digit"),
        (&["811292", "--from", "HS17"], 2, "--to"),
        (
            &["811292", "--from", "HS17", "--to", "HS92", "--year", "2024"],
            2,
            "--source",
        ),
        (
            &["123456", "--from", "HS17", "--to", "HS92"],
            3,
            "no code of HS17",
        ),
        (
            &[
                "811230",
                "--from",
                "HS92",
                "--to",
                "HS17",
                "--source",
                "baci-hs17",
                "--year",
                "2024",
            ],
            3,
            "say --from HS17",
        ),
    ] {
        let output = narrows(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}: {errors}"
        );
        assert!(errors.contains(words), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn the_parts_of_a_code_are_drawn() {
    let of_year = [
        "811292",
        "--from",
        "HS17",
        "--to",
        "HS22",
        "--source",
        "baci-hs17",
        "--year",
        "2024",
    ];
    let asked = |more: &[&'static str]| [&of_year[..], more].concat();
    let svg = stdout(&asked(&["--format", "svg"]));
    for words in ["HS22 811231", "811292, all", "0–1,105,872 kUSD", "BACI"] {
        assert!(svg.contains(words), "{words}");
    }
    let png = narrows(&asked(&["--format", "png"]));
    assert!(png.stdout.starts_with(b"\x89PNG"));

    let chart = narrows(&asked(&["--chart", "1"]));
    assert_eq!(chart.status.code(), Some(2));
    // Without trade there is nothing to draw.
    let without = narrows(&[
        "811292", "--from", "HS17", "--to", "HS22", "--format", "svg",
    ]);
    assert_eq!(without.status.code(), Some(3));
    assert!(without.stdout.is_empty());
}
