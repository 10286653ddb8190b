//! `narrows controls screen`, `clear` and `rescreen` as a person meets them.
//! The names are such that any engine finds or does not find them: scores are
//! left out, since they belong to the engine.

#![allow(clippy::unwrap_used)]

mod desk;

use desk::Desk;

/// Two small lists of two jurisdictions, so that nothing else can match.
fn small_desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "kr.csv",
        "number,name,name_local,alias,type,country,programme,effective_from,effective_to\n\
         1,Zarqumand Trading Company,,Zarqumand Tijarat,organisation,Iran,missiles,2024-05-01,\n\
         2,Former Zarqumand Works,,,organisation,Iran,,2019-01-01,2020-01-01\n\
         3,\u{1b}[31mKvxtjark Shipping,,,organisation,,,,\n",
    );
    desk.stdout(&[
        "lists",
        "import",
        "csv",
        "kr.csv",
        "--mapping",
        "kr-parties",
        "--vintage",
        "2026-01-01",
    ]);
    desk
}

const AS_OF: [&str; 4] = ["--as-of", "2026-11-24", "--list", "kr-parties"];

/// A rate at which a small list surely alerts on its own names.
const OFTEN: [&str; 2] = ["--alarm-rate", "0.5"];

fn with<'a>(start: &[&'a str]) -> Vec<&'a str> {
    let screen = start.first() == Some(&"screen");
    start
        .iter()
        .copied()
        .chain(AS_OF)
        .chain(OFTEN.into_iter().filter(|_| screen))
        .collect()
}

/// The text without what belongs to the engine.
fn without_scores(text: &str) -> String {
    text.lines()
        .map(|line| {
            line.split(' ')
                .map(|word| {
                    let score =
                        word.len() == 4 && word.starts_with(['0', '1']) && word.contains('.');
                    if score { "S.SS" } else { word }
                })
                .collect::<Vec<_>>()
                .join(" ")
                + "\n"
        })
        .collect()
}

#[test]
fn a_match_with_its_rule_and_vintage() {
    let desk = small_desk();
    let text = desk.stdout(&with(&[
        "screen",
        "Zarqumand Trading Company",
        "--most",
        "1",
    ]));
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    insta::assert_snapshot!(without_scores(&text));
    let explained = desk.stdout(&with(&["screen", "Zarqumand Trading Company", "--explain"]));
    assert!(explained.contains("words"), "{explained}");
}

#[test]
fn a_file_in_every_form() {
    let desk = small_desk();
    desk.write(
        "p.csv",
        "id,name,country\n7,Zarqumand Trading Company,Iran\n8,Quiet Flower Shop,NLD\n9,=cmd|' /C calc'!A0,\n",
    );
    let text = desk.stdout(&with(&["screen", "--file", "p.csv", "--most", "1"]));
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    insta::assert_snapshot!("a_file_as_a_table", without_scores(&text));
    let csv = desk.stdout(&with(&["screen", "--file", "p.csv", "--format", "csv"]));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(&rows[0][0], "2", "the row of the file");
    assert_eq!(&rows[0][1], "7", "the user's own number");
    assert_eq!(&rows[0][8], "KR-PARTIES:1");
    assert_eq!(&rows[0][20], "kr-parties@2026-01-01");
    assert!(
        rows.iter().any(|row| &row[2] == "'=cmd|' /C calc'!A0"),
        "{csv}"
    );
    let json = desk.stdout(&with(&["screen", "--file", "p.csv", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["answers"][0]["status"], "match");
    assert_eq!(json["answers"][1]["status"], "no_match");
    let out = desk.run(&with(&[
        "screen", "--file", "p.csv", "--format", "xlsx", "--out", "a.xlsx", "--no-log",
    ]));
    assert!(out.status.success());
    let first = std::fs::read(desk.home.path().join("a.xlsx")).unwrap();
    assert!(first.starts_with(b"PK"));
    desk.run(&with(&[
        "screen", "--file", "p.csv", "--format", "xlsx", "--out", "b.xlsx", "--no-log",
    ]));
    let second = std::fs::read(desk.home.path().join("b.xlsx")).unwrap();
    assert_eq!(first, second, "the same answers, the same bytes");
    // What was written can be screened again as a workbook.
    let again = desk.stdout(&with(&[
        "screen", "--file", "a.xlsx", "--format", "json", "--no-log",
    ]));
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(
        again["answers"][0]["query"]["name"],
        "Zarqumand Trading Company"
    );
}

#[test]
fn a_name_with_terminal_marks_is_shown_and_not_obeyed() {
    let desk = small_desk();
    for format in ["table", "csv", "json"] {
        let text = desk.stdout(&with(&[
            "screen",
            "\u{1b}[31mKvxtjark Shipping",
            "--format",
            format,
        ]));
        assert!(text.contains("Kvxtjark"), "{format}: {text}");
        assert!(!text.contains('\u{1b}'), "{format}: {text}");
    }
    let show = desk.stdout(&["lists", "show", "KR-PARTIES:3"]);
    assert!(
        show.contains("\\u{1b}[31m") && !show.contains('\u{1b}'),
        "{show}"
    );
}

#[test]
fn a_cleared_match_stays_cleared_until_its_day_or_its_listing_changes() {
    let desk = small_desk();
    let status = |desk: &Desk| {
        let json = desk.stdout(&with(&[
            "screen",
            "Zarqumand Trading",
            "--most",
            "1",
            "--format",
            "json",
        ]));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        json["answers"][0]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&desk), "match");
    let text = desk.stdout(&[
        "clear",
        "Zarqumand Trading",
        "--party",
        "KR-PARTIES:1",
        "--why",
        "another town",
        "--until",
        "2199-12-31",
        "--by",
        "an officer",
    ]);
    assert_eq!(
        text,
        "Zarqumand Trading: the match with KR-PARTIES:1 (Zarqumand Trading Company) is cleared \
         until 2199-12-31\n"
    );
    insta::assert_snapshot!("clearances", desk.stdout(&["clear", "--show"]));
    assert_eq!(status(&desk), "cleared");
    // The listing is amended: the clearance lapses, and rescreening tells.
    let list = std::fs::read_to_string(desk.home.path().join("kr.csv")).unwrap();
    desk.write("kr2.csv", &list.replace("missiles", "missiles;nuclear"));
    desk.stdout(&[
        "lists",
        "import",
        "csv",
        "kr2.csv",
        "--mapping",
        "kr-parties",
        "--vintage",
        "2026-02-01",
    ]);
    let text = desk.stdout(&with(&["rescreen"]));
    insta::assert_snapshot!("rescreened", text);
    assert_eq!(status(&desk), "match");
    let text = desk.stdout(&with(&["rescreen"]));
    assert!(text.starts_with("0 names screened again"), "{text}");
    desk.stdout(&[
        "clear",
        "Zarqumand Trading",
        "--party",
        "KR-PARTIES:1",
        "--withdraw",
        "--why",
        "amended",
    ]);
    assert_eq!(desk.stdout(&["clear", "--show"]), "no match is cleared\n");
    let log = desk
        .home
        .path()
        .join(".local/share/narrows/controls/audit.jsonl");
    let log = std::fs::read_to_string(log).unwrap();
    for what in ["screened", "cleared", "rescreened", "withdrawn"] {
        assert!(log.contains(&format!("\"what\":\"{what}\"")), "{what}");
    }
    assert!(log.contains("another town"), "why is logged");
}

#[test]
fn an_ended_listing_is_shown_as_ended_and_opens_nothing() {
    let desk = small_desk();
    let json = desk.stdout(&with(&[
        "screen",
        "Former Zarqumand Works",
        "--format",
        "json",
    ]));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let ended = json["answers"][0]["matches"]
        .as_array()
        .unwrap()
        .iter()
        .find(|found| found["party"]["id"] == "KR-PARTIES:2")
        .unwrap();
    assert_eq!(ended["standing"], "ended");
}

#[test]
fn json_lines_are_screened_against_json_lines() {
    let desk = Desk::new();
    desk.write(
        "i.jsonl",
        "{\"id\": \"a\", \"names\": [\"Zarqumand Trading\"], \"schema\": \"Org\", \"country\": [\"IR\"]}\n",
    );
    desk.write(
        "q.jsonl",
        "{\"qid\": \"1\", \"query\": \"Zarqumand Trading\", \"schema\": \"Org\"}\n",
    );
    let out = desk.run(&[
        "screen",
        "--index",
        "i.jsonl",
        "--queries",
        "q.jsonl",
        "--out",
        "r.jsonl",
    ]);
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let results = std::fs::read_to_string(desk.home.path().join("r.jsonl")).unwrap();
    assert!(
        results.contains("\"qid\":\"1\"") && results.contains("[\"a\","),
        "{results}"
    );
}

#[test]
fn a_search_in_the_manner_of_the_treasury_covers_its_lists() {
    let desk = Desk::new();
    let json = desk.stdout(&[
        "screen",
        "Aerocaribean Airlines",
        "--emulate",
        "treasury",
        "--as-of",
        "2026-11-24",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let best = &json["answers"][0]["matches"][0];
    assert_eq!(best["party"]["id"], "SDN:36");
    assert!(best["score"].as_f64().unwrap() > 0.9);
    assert_eq!(json["vintages"].as_array().unwrap().len(), 1);
}

#[test]
fn wrong_questions_say_what_was_wrong() {
    let desk = small_desk();
    desk.write("columns.csv", "who\nA\n");
    desk.write("empty.csv", "name,country\nA,JPN\n,JPN\n");
    desk.write("land.csv", "name,country\nA,Atlantis\n");
    desk.write("broken.xlsx", "PK\u{3}\u{4} and no more");
    let mut text = String::new();
    for arguments in [
        &["screen", "***"][..],
        &["screen", "A", "--alarm-rate", "2"],
        &[
            "screen",
            "A",
            "--emulate",
            "treasury",
            "--minimum-score",
            "200",
        ],
        &["screen", "A", "--format", "xlsx"],
        &["screen", "A", "--jurisdiction", "Atlantis"],
        &["screen", "A", "--jurisdiction", "FRA"],
        &["screen", "A", "--list", "NOPE"],
        &["screen", "A", "--country", "Frnace"],
        &["screen", "--file", "columns.csv"],
        &["screen", "--file", "empty.csv"],
        &["screen", "--file", "land.csv"],
        &["screen", "--file", "broken.xlsx"],
        &["screen", "--file", "none.csv"],
        &["screen", "--file", "columns.csv", "--name-column", "what"],
        &[
            "clear",
            "A",
            "--party",
            "SDN:0",
            "--why",
            "w",
            "--until",
            "2199-01-01",
        ],
        &[
            "clear",
            "A",
            "--party",
            "SDN:36",
            "--why",
            " ",
            "--until",
            "2199-01-01",
        ],
        &[
            "clear",
            "A",
            "--party",
            "SDN:36",
            "--why",
            "w",
            "--until",
            "2000-01-01",
        ],
        &[
            "clear",
            "A",
            "--party",
            "SDN:36",
            "--why",
            "w",
            "--withdraw",
        ],
    ] {
        text.push_str(&desk.failure(arguments));
    }
    insta::assert_snapshot!(text);
}

/// A message repeats words of the file and of the command line; a terminal must
/// not obey them.
#[test]
fn messages_of_errors_hold_no_orders_for_the_terminal() {
    let desk = Desk::new();
    desk.write("f.csv", "a\u{1b}[31mb,c\u{202e}\n1,2\n");
    for arguments in [
        &["screen", "--file", "f.csv"][..],
        &["screen", "--file", "\u{1b}[31mx.csv"],
        &["ownership", "--shareholdings", "f.csv", "--party", "x"],
    ] {
        let output = desk.run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains("\\u{1b}[31m"), "{errors}");
        assert!(!errors.contains(['\u{1b}', '\u{202e}']), "{errors:?}");
    }
}
