//! `narrows record` as a person meets it, on a record made for tests.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/record");

fn in_home(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_narrows"))
        .arg("record")
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .output()
        .unwrap()
}

fn narrows(arguments: &[&str]) -> Output {
    in_home(tempfile::tempdir().unwrap().path(), arguments)
}

/// What a question prints, at 80 columns, from the record made for tests.
fn answer(arguments: &[&str]) -> String {
    let output = narrows(&[arguments, &["--record", RECORD, "--width", "80"]].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    if !arguments.contains(&"--format") {
        // An address is longer than a line and does not break.
        let fits = |line: &str| line.chars().count() <= 80 || line.contains("://");
        assert!(text.lines().all(fits), "{text}");
    }
    text
}

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&answer(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn what_was_agreed_on_gallium() {
    insta::assert_snapshot!(answer(&["ask", "gallium", "--between", "JPN,USA"]));
}

#[test]
fn who_was_minister() {
    insta::assert_snapshot!(answer(&[
        "who",
        "--post",
        "MOT minister",
        "--on",
        "2022-12-24"
    ]));
}

#[test]
fn unknown_is_an_answer_with_status_3() {
    let output = narrows(&[
        "who",
        "--post",
        "MOT minister",
        "--on",
        "2023-12-24",
        "--record",
        RECORD,
        "--width",
        "80",
    ]);
    assert_eq!(output.status.code(), Some(3));
    insta::assert_snapshot!(format!(
        "{}---\n{}",
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    ));
}

#[test]
fn the_timeline_of_a_forum() {
    insta::assert_snapshot!(answer(&["timeline", "--forum", "FOT"]));
}

#[test]
fn what_is_due() {
    insta::assert_snapshot!(answer(&["due", "--as-of", "2024-06-30"]));
}

#[test]
fn when_it_meets_next() {
    insta::assert_snapshot!(answer(&[
        "next",
        "--forum",
        "forum-of-tests",
        "--as-of",
        "2023-12-31"
    ]));
}

#[test]
fn what_sources_disagree_on() {
    insta::assert_snapshot!(answer(&["disputes"]));
}

#[test]
fn one_record() {
    insta::assert_snapshot!(answer(&["show", "early-warning"]));
}

#[test]
fn a_promise_and_its_numbers() {
    let text = answer(&["progress", "fewer-sources-of-graphite"]);
    insta::assert_snapshot!(text);
    let found = json(&["progress", "fewer-sources-of-graphite", "--year", "2015"]);
    assert_eq!(found["indicators"][0]["stages"][0]["verdict"], "too_early");
    let rows = answer(&["progress", "share-stocks", "--format", "csv"]);
    assert_eq!(rows.lines().count(), 2);
    assert!(rows.contains("stocks are not traded"), "{rows}");
}

#[test]
fn the_other_forms_hold_the_same() {
    let found = json(&["ask", "gallium"]);
    let forces: Vec<&str> = found["commitments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|commitment| commitment["force"].as_str().unwrap())
        .collect();
    assert_eq!(forces, ["signed", "agreed", "discussed"]);
    assert_eq!(
        found["commitments"][2]["independent_sources"], 1,
        "copies count once"
    );
    let rows = answer(&["ask", "gallium", "--format", "csv"]);
    assert_eq!(
        csv::Reader::from_reader(rows.as_bytes()).records().count(),
        4
    );
    let page = answer(&["timeline", "--forum", "FOT", "--format", "md"]);
    assert!(
        page.starts_with("# Forum of Tests") && page.contains("| date | meeting |"),
        "{page}"
    );
}

#[test]
fn wrong_input_says_what_was_wrong() {
    let mut text = String::new();
    for (arguments, status) in [
        (&["ask", "gallium", "--between", "JPN,XYZ"][..], 2),
        (&["ask", "unobtainium"], 3),
        (&["ask", "...", "--between", "JPN"], 2),
        (&["ask", "gallium", "--between", "KOR"], 3),
        (
            &["who", "--post", "Minister of War", "--on", "2024-01-01"],
            2,
        ),
        (&["timeline", "--forum", "fto"], 2),
        (
            &["due", "--material", "gallium", "--as-of", "2020-01-01"],
            3,
        ),
        (&["next", "--forum", "FOT", "--series", "fot"], 2),
        (&["disputes", "--subject", "fot-ministerial-1"], 3),
        (&["show", "fot-ministerial-5"], 2),
        (&["progress", "fot-ministerial-4"], 2),
        (&["score"], 3),
    ] {
        let output = narrows(&[arguments, &["--record", RECORD]].concat());
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}: {errors}"
        );
        assert!(output.stdout.is_empty(), "{arguments:?}");
        text.push_str(&format!(
            "$ narrows record {}\n{errors}",
            arguments.join(" ")
        ));
    }
    let missing = narrows(&["ask", "gallium", "--record", "nowhere"]);
    assert_eq!(missing.status.code(), Some(1));
    text.push_str(&String::from_utf8(missing.stderr).unwrap());
    insta::assert_snapshot!(text);
}

#[test]
fn a_record_is_checked() {
    let sound = narrows(&["validate", RECORD]);
    assert_eq!(
        String::from_utf8(sound.stdout).unwrap(),
        "18 records with 103 statements are sound\n"
    );
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join("own");
    std::fs::create_dir_all(own.join("claim")).unwrap();
    let claim = |more: &str| {
        format!(
            "id = \"a-claim\"\nkind = \"claim\"\nlabel = \"A claim\"\n\
             review = {{ state = \"accepted\", by = \"me\", on = \"2026-11-24\" }}\n\
             sources = [{{ source = \"meti-2024-06-27-jucip-4-readout\", basis = \"part\" }}]\n\
             [[statement]]\nproperty = \"author\"\nvalue = \"An analyst\"\n\
             [[statement]]\nproperty = \"text\"\nvalue = \"It was a success\"\n\
             [[statement]]\nproperty = \"made_on\"\nvalue = {more}\n"
        )
    };
    let path = own.join("claim/a-claim.toml");
    std::fs::write(&path, claim("\"2024-07\"")).unwrap();
    let alone = in_home(home.path(), &["validate", "own"]);
    assert_eq!(alone.status.code(), Some(1));
    let beside = in_home(home.path(), &["validate", "own", "--beside-shipped"]);
    assert!(beside.status.success());
    std::fs::write(&path, claim("\"July 2024\"")).unwrap();
    let wrong = in_home(home.path(), &["validate", "own"]);
    let text = [alone, wrong]
        .map(|output| String::from_utf8(output.stderr).unwrap())
        .concat();
    insta::assert_snapshot!(text);
}

#[test]
fn own_records_stand_beside_the_shipped_ones_and_an_index_follows_them() {
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join(".local/share/narrows/record");
    std::fs::create_dir_all(own.join("forum")).unwrap();
    std::fs::create_dir_all(own.join("source")).unwrap();
    for file in ["forum/forum-of-tests.toml", "source/ministry-2024.toml"] {
        std::fs::copy(Path::new(RECORD).join(file), own.join(file)).unwrap();
    }
    let show = || {
        let output = in_home(home.path(), &["show", "forum-of-tests", "--format", "csv"]);
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let before = show();
    assert!(in_home(home.path(), &["show", "jucip"]).status.success());
    let written = in_home(home.path(), &["reindex"]);
    assert!(written.status.success());
    assert!(
        home.path()
            .join(".local/share/narrows/record-index.sqlite")
            .is_file()
    );
    assert_eq!(show(), before);
    // A changed file is seen though the index is not built anew.
    let path = own.join("forum/forum-of-tests.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Forum of Tests", "Forum of Many Tests")).unwrap();
    assert!(show().contains("Forum of Many Tests"));
}

#[test]
fn forecasts_are_kept_and_scored() {
    let home = tempfile::tempdir().unwrap();
    let made = in_home(
        home.path(),
        &[
            "forecast",
            "--forum",
            "FOT",
            "--store",
            "kept",
            "--as-of",
            "2022-06-30",
            "--record",
            RECORD,
        ],
    );
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let path = "kept/expectation/forecast-fot-ministerial-2022-06-30.toml";
    let kept = std::fs::read_to_string(home.path().join(path)).unwrap();
    let scored = in_home(
        home.path(),
        &[
            "score",
            "--forecasts",
            "kept",
            "--record",
            RECORD,
            "--width",
            "80",
        ],
    );
    assert!(
        scored.status.success(),
        "{}",
        String::from_utf8_lossy(&scored.stderr)
    );
    insta::assert_snapshot!(format!(
        "{}{}---\n{kept}---\n{}",
        String::from_utf8(made.stdout).unwrap(),
        String::from_utf8(made.stderr).unwrap(),
        String::from_utf8(scored.stdout).unwrap()
    ));
}

#[test]
fn the_whole_record_for_other_tools() {
    let rows = narrows(&["export", "--format", "csv", "--record", RECORD]);
    let rows = String::from_utf8(rows.stdout).unwrap();
    assert_eq!(
        csv::Reader::from_reader(rows.as_bytes()).records().count(),
        103
    );
    let graph = narrows(&["export", "--format", "jsonld", "--record", RECORD]);
    let graph: serde_json::Value = serde_json::from_slice(&graph.stdout).unwrap();
    assert_eq!(graph["@graph"].as_array().unwrap().len(), 18 + 103);
}

/// The record in the program is sound and has an answer to what it is for.
#[test]
fn the_shipped_record_answers() {
    assert!(narrows(&["validate"]).status.success());
    for arguments in [
        &["ask", "gallium", "--between", "JPN,USA"][..],
        &["timeline", "--forum", "jucip"],
        &["due"],
        &["who", "--post", "jpn-prime-minister", "--on", "2025-10-28"],
    ] {
        let output = narrows(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
