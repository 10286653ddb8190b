//! `narrows controls lists`, `ownership` and `audit` as a person meets them.

#![allow(clippy::unwrap_used)]

mod desk;

use std::path::Path;

use desk::Desk;

fn fits(text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

const PLAIN: &str = "number,name,country,effective_from\n1,Alpha Trading,Iran,2024-05-01\n2,Beta Works,CHN,2025-01-01\n";

#[test]
fn status_at_80_columns() {
    let desk = Desk::new();
    let text = desk.stdout(&["lists", "status", "--as-of", "2026-11-24"]);
    fits(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn a_party_as_its_lists_show_it() {
    let desk = Desk::new();
    let text = desk.stdout(&["lists", "show", "SDN:36"]);
    fits(&text);
    // The day of the answer is today.
    let text: String = text
        .lines()
        .map(|line| match line.find(" in force on ") {
            Some(at) => format!("{} in force on TODAY\n", &line[..at]),
            None => format!("{line}\n"),
        })
        .collect();
    insta::assert_snapshot!(text);
}

#[test]
fn an_import_a_change_and_its_report() {
    let desk = Desk::new();
    desk.write("one.csv", PLAIN);
    desk.write(
        "two.csv",
        "number,name,alias,country,effective_from\n1,Alpha Trading,Alfa,Iran,2024-05-01\n3,=HYPERLINK(1),,,\n",
    );
    let import = |file: &str, day: &str| {
        desk.stdout(&[
            "lists",
            "import",
            "csv",
            file,
            "--mapping",
            "kr-parties",
            "--vintage",
            day,
        ])
    };
    let mut text = import("one.csv", "2026-01-01");
    text.push_str(&import("two.csv", "2026-02-01"));
    text.push_str(&desk.stdout(&[
        "lists",
        "diff",
        "kr-parties@2026-01-01",
        "kr-parties@2026-02-01",
    ]));
    text.push_str(&desk.stdout(&[
        "lists",
        "diff",
        "kr-parties@2026-01-01",
        "kr-parties@2026-02-01",
        "--format",
        "csv",
    ]));
    fits(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn imports_that_are_refused_leave_the_list_in_force() {
    let desk = Desk::new();
    desk.write("sound.csv", PLAIN);
    desk.write("cut.csv", "number,name\n1,\"Alpha");
    desk.write("twice.csv", "number,name\n1,Alpha\n1,Beta\n");
    desk.write("small.csv", "number,name\n1,Alpha Trading\n");
    desk.write("day.csv", "name,effective_from\nAlpha,tomorrow\n");
    desk.write(
        "bomb.xml",
        "<!DOCTYPE a [<!ENTITY b \"bb\">]><CONSOLIDATED_LIST/>",
    );
    desk.write("open.xml", "<CONSOLIDATED_LIST><INDIVIDUALS>");
    desk.write("list.json", "[1, 2");
    std::fs::write(desk.path("latin.csv"), b"number,name\n1,M\xfcller\n").unwrap();
    desk.write("long.csv", &format!("name\n{}\n", "x".repeat(2 << 20)));
    desk.stdout(&[
        "lists",
        "import",
        "csv",
        "sound.csv",
        "--mapping",
        "kr-parties",
        "--vintage",
        "2026-01-01",
    ]);
    let before = desk.stdout(&["lists", "status", "--as-of", "2026-11-24"]);
    let mut text = String::new();
    for file in [
        "cut.csv",
        "twice.csv",
        "small.csv",
        "day.csv",
        "latin.csv",
        "long.csv",
        "none.csv",
    ] {
        text.push_str(&desk.failure(&[
            "lists",
            "import",
            "csv",
            file,
            "--mapping",
            "kr-parties",
            "--vintage",
            "2026-02-01",
        ]));
    }
    for arguments in [
        &["lists", "import", "un-consolidated", "bomb.xml"][..],
        &["lists", "import", "un-consolidated", "open.xml"],
        &["lists", "import", "us-csl", "list.json"],
        &["lists", "import", "eu-consolidated", "bomb.xml"],
        &["lists", "import", "follow-the-money", "list.json"],
        &["lists", "import", "csv", "sound.csv"],
        &[
            "lists",
            "import",
            "csv",
            "sound.csv",
            "--mapping",
            "none.toml",
        ],
        &[
            "lists",
            "import",
            "csv",
            "sound.csv",
            "--mapping",
            "kr-parties",
        ],
        &[
            "lists",
            "import",
            "ofac-sdn-csv",
            "sound.csv",
            "--vintage",
            "2026-01-01",
        ],
        &["lists", "import", "us-csl", "sound.csv", "list.json"],
        &["lists", "diff", "us-csl@never", "us-csl"],
        &["lists", "diff", "nowhere", "us-csl"],
        &["lists", "show", "Nobody At All"],
    ] {
        text.push_str(&desk.failure(arguments));
    }
    insta::assert_snapshot!(text);
    assert_eq!(
        desk.stdout(&["lists", "status", "--as-of", "2026-11-24"]),
        before,
        "the list in force stays"
    );
    // The small list is taken when it is asked for a second time.
    let text = desk.stdout(&[
        "lists",
        "import",
        "csv",
        "small.csv",
        "--mapping",
        "kr-parties",
        "--vintage",
        "2026-02-01",
        "--accept-smaller",
    ]);
    assert!(
        text.contains("in force now, instead of 2026-01-01 with 2 parties"),
        "{text}"
    );
}

const SHARES: &str = "owner,owned,share,owner_type
AEROCARIBBEAN AIRLINES,Holding A,60 %,
Somebody,Holding A,40 %,person
Holding A,Target,30 %,
\"Huawei Technologies Co., Ltd.\",Target,25 %,
Other,Target,,
Holding A,Daughter,100 %,
";

#[test]
fn ownership_with_paths_and_what_is_missing() {
    let desk = Desk::new();
    desk.write("shares.csv", SHARES);
    let mut text = String::new();
    for (party, day) in [
        ("Daughter", "2025-10-15"),
        ("Target", "2026-01-15"),
        ("Target", "2026-11-24"),
    ] {
        text.push_str(&desk.stdout(&[
            "ownership",
            "--shareholdings",
            "shares.csv",
            "--party",
            party,
            "--as-of",
            day,
        ]));
        text.push('\n');
    }
    fits(&text);
    insta::assert_snapshot!(text);
    let json = desk.stdout(&[
        "ownership",
        "--shareholdings",
        "shares.csv",
        "--party",
        "Daughter",
        "--as-of",
        "2025-10-15",
        "--json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["findings"][0]["outcome"], "reached");
}

#[test]
fn wrong_shareholdings_say_what_was_wrong() {
    let desk = Desk::new();
    desk.write("shares.csv", SHARES);
    desk.write("whole.csv", "owner,owned,share\nA,C,60 %\nB,C,70 %\n");
    desk.write("half.csv", "owner,owned,share\nA,C,half\n");
    desk.write("columns.csv", "owner,share\nA,1\n");
    let mut text = String::new();
    for file in ["whole.csv", "half.csv", "columns.csv"] {
        text.push_str(&desk.failure(&["ownership", "--shareholdings", file, "--party", "C"]));
    }
    for arguments in [
        &["--party", "Nobody"][..],
        &["--party", "Target", "--listed", "Other"],
        &["--party", "Target", "--listed", "Nobody=SDN:36"],
        &["--party", "Target", "--listed", "Other=SDN:0"],
    ] {
        let all: Vec<&str> = [
            "ownership",
            "--shareholdings",
            "shares.csv",
            "--as-of",
            "2026-11-24",
        ]
        .into_iter()
        .chain(arguments.iter().copied())
        .collect();
        text.push_str(&desk.failure(&all));
    }
    insta::assert_snapshot!(text);
}

fn entries(path: &Path) -> Vec<String> {
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_changed_audit_log_is_found() {
    let desk = Desk::new();
    desk.write("p.csv", "name\nSUBARU Corporation\nHarmless Flower Shop\n");
    desk.stdout(&["screen", "--file", "p.csv", "--as-of", "2026-11-24"]);
    let sound = desk.stdout(&["audit", "verify"]);
    assert!(sound.starts_with("sound: 2 entries"), "{sound}");
    let head = desk.stdout(&["audit", "head"]);
    let noted = desk.stdout(&["audit", "verify", "--head", head.trim()]);
    assert!(noted.contains("the head noted is among them"), "{noted}");
    let log = desk.path(".local/share/narrows/controls/audit.jsonl");
    let lines = entries(&log);
    assert!(lines[0].contains("SUBARU") && lines[0].contains("\"who\":\"clerk\""));
    assert!(
        lines[0].contains("cn-mofcom@2026-07-19:"),
        "the vintage is logged"
    );
    let mut text = String::new();
    for changed in [
        lines[0].replace("SUBARU", "SUZUKI") + "\n" + &lines[1] + "\n",
        lines[0].clone() + "\n",
        lines[1].clone() + "\n" + &lines[0] + "\n",
    ] {
        std::fs::write(&log, changed).unwrap();
        text.push_str(&desk.failure(&["audit", "verify"]));
    }
    text.push_str(&desk.failure(&["audit", "verify", "--head", "nonsense"]));
    insta::assert_snapshot!(text);
}
