//! The command line as a person meets it: whole outputs and every error.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Output};

/// Runs narrows with a home of its own, so that no imported data are read.
fn narrows(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    narrows_in(home.path(), arguments)
}

fn narrows_in(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_narrows"))
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .output()
        .unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = narrows(arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Exit status and message of a command that must fail.
fn failure(arguments: &[&str]) -> String {
    let output = narrows(arguments);
    assert!(!output.status.success(), "{arguments:?} should fail");
    assert!(output.stdout.is_empty(), "an error is no result");
    format!(
        "exit {}\n{}",
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn brief_jucip_at_80_columns() {
    let text = stdout(&["brief", "jucip"]);
    for line in text.lines() {
        assert!(
            line.chars().count() <= 80,
            "{} characters: {line}",
            line.chars().count()
        );
    }
    insta::assert_snapshot!(text);
    let full = stdout(&["brief", "jucip", "--full"]);
    assert!(full.lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!("brief_jucip_in_full", full);
}

#[test]
fn help_of_the_exposure_fits_80_columns() {
    let views = [
        "", "rank", "origin", "balance", "network", "compare", "trend", "explain", "unmix",
    ];
    let exposure = views.map(|view| vec!["exposure", view]);
    let data = ["import", "concordance", "reconcile", "compare-flows"].map(|one| vec!["data", one]);
    for mut command in exposure.into_iter().chain(data) {
        command.retain(|word| !word.is_empty());
        command.push("--help");
        let home = tempfile::tempdir().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_narrows"))
            .args(&command)
            .env_clear()
            .env("HOME", home.path())
            .env("COLUMNS", "80")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("Usage: narrows"), "{command:?}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{command:?}: {line}");
        }
    }
}

#[test]
fn every_forum_has_a_brief() {
    for forum in ["epcc", "trilateral", "ipef", "g7", "JPN,KOR,PHL"] {
        let mut arguments = vec!["brief", forum, "--format", "md"];
        if forum.contains(',') {
            arguments.extend(["--goods", "nickel"]);
        }
        let text = stdout(&arguments);
        assert!(text.contains("## To say aloud"), "{forum}");
        assert!(text.contains("Licence"), "{forum}");
    }
}

/// A briefing of a year without production figures shows the nearest year
/// under its own name.
#[test]
fn another_year_stands_under_its_own_name() {
    let text = stdout(&[
        "brief",
        "jucip",
        "--as-of",
        "2005-06-01",
        "--format",
        "md",
        "--goods",
        "graphite",
    ]);
    assert!(
        text.contains("| China in world mine production, 2023 |"),
        "{text}"
    );
    assert!(text.contains("has no world production of natural graphite for 2005"));
}

#[test]
fn the_same_vintages_give_the_same_bytes() {
    for format in ["html", "md", "json", "terminal"] {
        let arguments = ["brief", "jucip", "--format", format];
        assert_eq!(stdout(&arguments), stdout(&arguments), "{format}");
    }
}

#[test]
fn the_page_is_self_contained_and_its_anchors_resolve() {
    let page = stdout(&["brief", "jucip", "--format", "html"]);
    for forbidden in ["<script", "<link", "src=\"http", "url(", "@import", "<img"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    let mut anchors = 0;
    for target in page.split("href=\"#").skip(1) {
        let id = target.split('"').next().unwrap();
        anchors += 1;
        assert!(
            page.contains(&format!("id=\"{id}\"")),
            "no element has the id {id}"
        );
    }
    assert!(anchors > 20);
    let say = page
        .split("<ol class=\"say\">")
        .nth(1)
        .and_then(|rest| rest.split("</ol>").next())
        .unwrap();
    assert_eq!(say.matches("<li>").count(), 5);
    assert!(say.matches("class=\"backing\"").count() >= 5);
}

#[test]
fn the_brief_s_files_land_in_a_folder() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("briefing");
    let output = narrows_in(
        home.path(),
        &["brief", "jucip", "--out", out.to_str().unwrap()],
    );
    assert!(output.status.success());
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["jucip.html", "jucip.json", "jucip.md", "jucip.txt"]);
}

#[test]
fn exposure_of_japan_to_graphite() {
    insta::assert_snapshot!(stdout(&[
        "exposure",
        "--importer",
        "JPN",
        "--material",
        "graphite",
        "--year",
        "2023",
        "--panel",
    ]));
}

#[test]
fn exposure_to_gallium_says_what_cannot_be_said() {
    insta::assert_snapshot!(stdout(&[
        "exposure",
        "--importer",
        "United States",
        "--material",
        "갈륨",
        "--year",
        "2024",
    ]));
}

#[test]
fn exposure_as_csv_keeps_every_part_of_a_figure() {
    let csv = stdout(&[
        "exposure",
        "--importer",
        "USA",
        "--material",
        "germanium",
        "--year",
        "2024",
        "--format",
        "csv",
    ]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut bounded = 0;
    for record in reader.records() {
        let record = record.unwrap();
        for name in ["unit", "basis", "status", "interval_meaning", "sources"] {
            assert!(!record[column(name)].is_empty(), "{name} in {record:?}");
        }
        match &record[column("status")] {
            "bounded" => {
                bounded += 1;
                assert!(record[column("value")].is_empty());
                assert!(!record[column("low")].is_empty());
            }
            "unavailable" => {
                assert!(record[column("value")].is_empty());
                assert!(!record[column("reason")].is_empty());
            }
            _ => assert!(!record[column("value")].is_empty(), "{record:?}"),
        }
    }
    assert!(
        bounded > 0,
        "net import reliance of germanium is only known as > 50 %"
    );
}

#[test]
fn exposure_as_json_names_unit_and_status() {
    let json: serde_json::Value = serde_json::from_str(&stdout(&[
        "exposure",
        "--importer",
        "JPN,USA",
        "--material",
        "graphite",
        "--year",
        "2023",
        "--format",
        "json",
    ]))
    .unwrap();
    assert_eq!(json["subject"], "JPN+USA");
    let share = &json["products"][0]["suppliers"][0]["share"];
    assert_eq!(share["unit"], "share");
    assert_eq!(share["status"]["kind"], "measured");
    assert_eq!(share["sources"][0]["id"], "baci-hs92");
}

#[test]
fn exposure_by_code_is_the_code_s_own_trade() {
    let text = stdout(&[
        "exposure",
        "--importer",
        "JPN",
        "--material",
        "2504.10",
        "--year",
        "2023",
    ]);
    assert!(text.contains("HS92 250410"), "{text}");
    assert!(!text.contains("250490)"), "{text}");
}

#[test]
fn data_status() {
    insta::assert_snapshot!(stdout(&["data", "status"]));
}

#[test]
fn embedded_data_verify() {
    let text = stdout(&["data", "verify"]);
    assert!(text.lines().count() >= 15);
    assert!(text.lines().all(|line| line.starts_with("sound")), "{text}");
}

#[test]
fn errors_say_what_was_wrong_and_what_to_do() {
    let cases: [&[&str]; 11] = [
        &["brief", "jucpi"],
        &["brief", "JPN,Atlantis"],
        &["brief", "JPN,USA"],
        &["brief", "jucip", "--goods", "grafite"],
        &["brief", "jucip", "--as-of", "1990-01-01"],
        &[
            "exposure",
            "--importer",
            "Phillipines",
            "--material",
            "nickel",
        ],
        &["exposure", "--importer", "JPN", "--material", "250"],
        &["exposure", "--importer", "JPN", "--material", "999999"],
        &[
            "exposure",
            "--importer",
            "JPN",
            "--material",
            "graphite",
            "--format",
            "parquet",
        ],
        &["data", "import", "baci", "no-such-file.zip"],
        &["data", "export", "no-such-source", "--out", "nowhere"],
    ];
    let mut text = String::new();
    for arguments in cases {
        text.push_str(&format!(
            "$ narrows {}\n{}\n",
            arguments.join(" "),
            failure(arguments)
        ));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            stdout(&["completions", shell]).contains("exposure"),
            "{shell}"
        );
    }
}

#[test]
fn a_coalition_together_apart_and_with_one_more() {
    let text = stdout(&[
        "exposure",
        "--coalition",
        "trilateral",
        "--material",
        "graphite",
        "--year",
        "2023",
    ]);
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    // The exposure that follows has a snapshot of its own.
    let end = text.find("imports of natural graphite").unwrap();
    insta::assert_snapshot!(&text[..end]);
}

#[test]
fn a_ranking_worst_first_and_why() {
    let text = stdout(&[
        "exposure",
        "rank",
        "--importer",
        "KOR",
        "--year",
        "2023",
        "--top",
        "6",
    ]);
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!(text);
}

#[test]
fn an_importer_may_be_named_by_its_number_in_m49() {
    let of = |importer: &str| {
        stdout(&[
            "exposure",
            "--importer",
            importer,
            "--material",
            "cobalt",
            "--year",
            "2020",
        ])
    };
    let named = of("JPN");
    for other in ["392", "JP", "Japan"] {
        assert_eq!(of(other), named, "{other}");
    }
}

#[test]
fn a_ranking_says_when_production_is_of_another_year() {
    let text = stdout(&["exposure", "rank", "--importer", "CHN", "--year", "2030"]);
    assert!(text.lines().all(|line| line.chars().count() <= 80));
    let markdown = stdout(&[
        "exposure",
        "rank",
        "--importer",
        "CHN",
        "--year",
        "2030",
        "--format",
        "md",
    ]);
    assert!(
        markdown.contains("gallium, world production 2025"),
        "{markdown}"
    );
    let same = stdout(&[
        "exposure",
        "rank",
        "--importer",
        "CHN",
        "--year",
        "2024",
        "--format",
        "md",
    ]);
    assert!(!same.contains("world production 2024"));
}

#[test]
fn importer_and_coalition_exclude_one_another() {
    for arguments in [
        vec!["exposure", "--material", "graphite"],
        vec![
            "exposure",
            "--importer",
            "JPN",
            "--coalition",
            "jucip",
            "--material",
            "graphite",
        ],
        vec![
            "exposure",
            "--coalition",
            "jucipp",
            "--material",
            "graphite",
        ],
        vec!["exposure", "--coalition", "JPN", "--material", "graphite"],
        vec!["exposure", "rank"],
    ] {
        let output = narrows(&arguments);
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(matches!(output.status.code(), Some(2 | 3)), "{arguments:?}");
    }
}

/// A picture travels without its page: it has its own colours, says what it
/// shows and where that comes from.
#[test]
fn a_chart_stands_on_its_own() {
    for arguments in [
        vec!["exposure", "rank", "--importer", "JPN", "--top", "5"],
        vec!["exposure", "--coalition", "jucip", "--material", "nickel"],
        vec![
            "exposure",
            "origin",
            "--importer",
            "JPN",
            "--material",
            "graphite",
        ],
        vec!["exposure", "network", "--material", "graphite"],
        vec!["exposure", "--importer", "JPN", "--material", "graphite"],
        vec![
            "exposure",
            "trend",
            "--importer",
            "JPN",
            "--material",
            "graphite",
            "--since",
            "2015",
        ],
    ] {
        let mut arguments = arguments;
        arguments.extend(["--format", "svg"]);
        let svg = stdout(&arguments);
        assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
        for used in svg.split("var(--").skip(1) {
            let name = used.split(')').next().unwrap();
            assert!(svg.contains(&format!("--{name}:")), "{arguments:?}: {name}");
        }
        assert!(svg.contains("<title>"), "{arguments:?}");
        assert!(svg.contains("CEPII"), "{arguments:?} names no source");
    }
}
