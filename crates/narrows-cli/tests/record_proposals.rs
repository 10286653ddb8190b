//! `narrows record propose`, `review` and `evaluate`, as they are run.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TEXT: &str = "---\ndate: '2024-06-27'\ntitle: A statement of Japan and the United States\n---\n\n\
Japan and the United States agreed Wednesday to share warnings. The two sides discussed graphite.\n";

fn narrows(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_narrows"))
        .args(arguments)
        .current_dir(folder)
        // No record of whoever runs the test.
        .env("NARROWS_HOME", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that ends before it reads all is no failure.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).unwrap()
}

fn folder_with_text() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("statement.md");
    fs::write(&path, TEXT).unwrap();
    (folder, path)
}

#[test]
fn proposals_are_printed_and_written() {
    let (folder, _) = folder_with_text();
    let output = narrows(folder.path(), &["record", "propose", "statement.md"], "");
    assert!(output.status.success(), "{}", text(&output.stderr));
    insta::assert_snapshot!("record_propose", text(&output.stdout));

    let output = narrows(
        folder.path(),
        &["record", "propose", "statement.md", "--out", "out"],
        "",
    );
    assert!(output.status.success());
    let mut written: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(
        written,
        [
            "statement.proposals.html",
            "statement.proposals.json",
            "statement.proposals.txt"
        ]
    );
    let json: serde_json::Value = serde_json::from_str(
        &fs::read_to_string(folder.path().join("out/statement.proposals.json")).unwrap(),
    )
    .unwrap();
    let place = &json["mentions"][0];
    assert_eq!(place["type"], "PLACE");
    let (start, end) = (
        place["start_byte"].as_u64().unwrap() as usize,
        place["end_byte"].as_u64().unwrap() as usize,
    );
    assert_eq!(&TEXT[start..end], place["quote"].as_str().unwrap());
    assert_eq!(json["commitments"][0]["force"], "agreed");
    assert_eq!(json["commitments"][1]["force"], "discussed");
}

#[test]
fn what_is_no_english_text_is_said_once_and_in_80_columns() {
    let folder = tempfile::tempdir().unwrap();
    let proposed = |bytes: &[u8]| {
        fs::write(folder.path().join("text.txt"), bytes).unwrap();
        let output = narrows(folder.path(), &["record", "propose", "text.txt"], "");
        assert!(output.status.success(), "{}", text(&output.stderr));
        let out = text(&output.stdout);
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(proposed(b"").contains("The file is empty"));
    assert!(proposed("日本と米国は会合を開いた。".as_bytes()).contains("read English only"));
    assert!(proposed(&[0, 1, 2, 3, 200, 7, 8, 255, 14, 15]).contains("does not look like text"));
    let out = proposed(
        "Japan and the United States agreed Wednesday to share warnings on gallium. "
            .repeat(9)
            .as_bytes(),
    );
    assert_eq!(out.matches("The day of the text is not known").count(), 1);

    for (name, status, said) in [
        (".", 2, "is a folder"),
        ("absent.md", 1, "there is no such file"),
    ] {
        let output = narrows(folder.path(), &["record", "propose", name], "");
        assert_eq!(output.status.code(), Some(status));
        let error = text(&output.stderr);
        assert!(
            error.contains(said) && !error.contains("os error"),
            "{error}"
        );
    }
}

#[test]
fn a_review_by_lines_writes_what_is_accepted_and_remembers_the_rest() {
    let (folder, _) = folder_with_text();
    let arguments = [
        "record",
        "review",
        "statement.md",
        "--source",
        "example-2024-06-27",
        "--by",
        "A. Reader",
        "--on",
        "2026-11-24",
        "--record",
        "record",
    ];
    // Words under rights are not copied, so "a" alone is refused first.
    let output = narrows(
        folder.path(),
        &arguments,
        "a\na share early warnings\nr only a report\n",
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout).contains("in your own words"),
        "{}",
        text(&output.stdout)
    );
    assert!(
        text(&output.stderr).contains("accepted 1, wrote 2 files"),
        "{}",
        text(&output.stderr)
    );
    let decisions = fs::read_to_string(folder.path().join("record/decisions.toml")).unwrap();
    assert!(
        decisions.contains("state = \"rejected\"")
            && decisions.contains("only a report")
            && decisions.contains("A. Reader")
    );
    let commitments: Vec<PathBuf> = fs::read_dir(folder.path().join("record/commitment"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(commitments.len(), 1);
    let record = fs::read_to_string(&commitments[0]).unwrap();
    assert!(
        record.contains("share early warnings")
            && record.contains("state = \"accepted\"")
            && !record.contains("Wednesday")
    );

    let output = narrows(folder.path(), &arguments, "");
    assert!(
        text(&output.stderr).contains("accepted 0"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn a_measure_needs_its_own_text() {
    let (folder, _) = folder_with_text();
    let propose = narrows(
        folder.path(),
        &["record", "propose", "statement.md", "--format", "json"],
        "",
    );
    let json: serde_json::Value = serde_json::from_slice(&propose.stdout).unwrap();
    let sha256 = json["document"]["sha256"].as_str().unwrap();
    let start = TEXT.find("Japan and the United States agreed").unwrap();
    let gold = serde_json::json!({
        "doc": {"sha256": sha256, "note": "unknown keys are ignored"},
        "mentions": [{"type": "PLACE", "quote": "Japan", "start": start, "end": start + 5}],
        "commitments": [{"force": "agreed", "actors": ["JPN", "USA"], "evidence": [{"quote": "", "start": start, "end": start + 60}]}],
        "inconsistencies": []
    });
    fs::write(folder.path().join("gold.json"), gold.to_string()).unwrap();
    let output = narrows(
        folder.path(),
        &[
            "record",
            "evaluate",
            "--gold",
            "gold.json",
            "--text",
            "statement.md",
            "--format",
            "json",
        ],
        "",
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    let measure: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(measure["mentions"]["PLACE"]["right"], 1);
    assert_eq!(measure["commitments_with_force"]["right"], 1);
    assert_eq!(measure["commitments_with_force"]["wrong"], 1);

    fs::write(folder.path().join("other.md"), "another text").unwrap();
    let output = narrows(
        folder.path(),
        &[
            "record",
            "evaluate",
            "--gold",
            "gold.json",
            "--text",
            "other.md",
        ],
        "",
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("another text"));
    let output = narrows(
        folder.path(),
        &[
            "record",
            "evaluate",
            "--gold",
            "gold.json",
            "--text",
            "other.md",
            "statement.md",
        ],
        "",
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_is_no_text_is_refused_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), b"%PDF-1.7 ...").unwrap();
    let output = narrows(folder.path(), &["record", "propose", "a.pdf"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("pdftotext"));
    let output = narrows(folder.path(), &["record", "propose", "missing.md"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("missing.md"));
}

#[test]
fn a_text_is_compared_with_the_record_unless_that_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("article.txt"),
        "The fourth JUCIP ministerial was held in Washington on May 30, 2024.\n",
    )
    .unwrap();
    let propose = ["record", "propose", "article.txt"];
    let output = narrows(folder.path(), &propose, "");
    // Lines break at 80 columns.
    let shown = text(&output.stdout)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        shown.contains("record_date")
            && shown.contains("jucip-ministerial-4, date: 2024-06-26")
            && shown.contains("tier 1")
            && shown.contains("dispute-jucip-4-date"),
        "{shown}{}",
        text(&output.stderr)
    );
    let output = narrows(
        folder.path(),
        &[&propose[..], &["--without-record"]].concat(),
        "",
    );
    assert!(!text(&output.stdout).contains("record_date"));

    // A record of one's own, complete in itself, that holds nothing of it.
    let own = folder.path().join("own/forum");
    fs::create_dir_all(&own).unwrap();
    fs::write(
        own.join("f.toml"),
        "id = \"f\"\nkind = \"forum\"\nlabel = \"A forum\"\n",
    )
    .unwrap();
    let output = narrows(
        folder.path(),
        &[&propose[..], &["--record", "own"]].concat(),
        "",
    );
    assert!(
        text(&output.stdout).contains("Against the record (0)"),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
}
