//! What holds between files: each rule is broken once.

#![allow(clippy::unwrap_used)]

use narrows_record::{RecordError, RecordSet, checksum, validate};

const REVIEW: &str = "review = { state = \"accepted\", by = \"me\", on = \"2026-11-24\" }\n";
const TEXT: &str = "They agreed to stockpile gallium.";

/// A small sound record; each test replaces or adds files.
fn files() -> Vec<(String, String)> {
    let source = format!(
        "id = \"s\"\nkind = \"source\"\nlabel = \"A statement\"\n{REVIEW}\
         [[statement]]\nproperty = \"title\"\nvalue = \"Joint statement\"\n\
         [[statement]]\nproperty = \"publisher\"\nvalue = \"A ministry\"\n\
         [[statement]]\nproperty = \"tier\"\nvalue = 1\n\
         [[statement]]\nproperty = \"published\"\nvalue = \"2024-06-27\"\n\
         [[statement]]\nproperty = \"language\"\nvalue = \"en\"\n\
         [[statement]]\nproperty = \"licence\"\nvalue = \"public_domain_us\"\n\
         [[statement]]\nproperty = \"text\"\nvalue = \"s.txt\"\n\
         [[statement]]\nproperty = \"sha256\"\nvalue = \"{}\"\n",
        checksum(TEXT)
    );
    vec![
        ("source/s.toml".to_owned(), source),
        ("texts/s.txt".to_owned(), TEXT.to_owned()),
        (
            "forum/f.toml".to_owned(),
            of(
                "forum",
                "f",
                &[
                    ("name", "\"Forum\""),
                    ("party", "\"JPN\""),
                    ("party", "\"USA\""),
                    (
                        "series",
                        "{ id = \"f-ministerial\", level = \"ministerial\" }",
                    ),
                ],
            ),
        ),
        (
            "meeting/m-1.toml".to_owned(),
            of(
                "meeting",
                "m-1",
                &[
                    ("series", "\"f-ministerial\""),
                    ("ordinal", "1"),
                    ("date", "\"2023-06-26\""),
                    ("status", "\"held\""),
                ],
            ),
        ),
        (
            "commitment/c.toml".to_owned(),
            of(
                "commitment",
                "c",
                &[
                    ("actor", "\"f\""),
                    ("force", "\"agreed\""),
                    ("action", "\"stockpile gallium\""),
                    ("meeting", "\"m-1\""),
                    ("made_on", "\"2023-06-26\""),
                    ("unmeasured", "\"stocks are not traded\""),
                ],
            ),
        ),
    ]
}

fn of(kind: &str, id: &str, statements: &[(&str, &str)]) -> String {
    let mut text = format!(
        "id = \"{id}\"\nkind = \"{kind}\"\nlabel = \"x\"\n{REVIEW}\
         sources = [{{ source = \"s\", basis = \"full_text\" }}]\n"
    );
    for (property, value) in statements {
        text.push_str(&format!(
            "[[statement]]\nproperty = \"{property}\"\nvalue = {value}\n"
        ));
    }
    text
}

/// The faults of the sound record with one file more, or in another's place.
fn faults(path: &str, text: impl Into<String>) -> String {
    let mut files = files();
    files.retain(|(name, _)| name != path);
    files.push((path.to_owned(), text.into()));
    let set = RecordSet::from_files(files.into_iter()).unwrap();
    let faults: Vec<String> = validate(&set).iter().map(ToString::to_string).collect();
    faults.join("\n")
}

fn commitment(extra: &str) -> String {
    let sound = files().pop().unwrap().1;
    format!("{sound}{extra}")
}

fn with(property: &str, value: &str) -> String {
    faults(
        "commitment/c.toml",
        commitment(&format!(
            "[[statement]]\nproperty = \"{property}\"\nvalue = {value}\n"
        )),
    )
}

#[test]
fn the_sound_record_is_sound() {
    let set = RecordSet::from_files(files().into_iter()).unwrap();
    assert_eq!(validate(&set), []);
}

#[test]
fn references_resolve_to_the_right_kind() {
    assert_eq!(
        with("instrument", "\"nowhere\""),
        "commitment/c.toml, line 26, instrument: nowhere is the id of no record"
    );
    assert!(with("instrument", "\"m-1\"").contains("m-1 is a meeting; it must be an instrument"));
    assert!(with("actor", "\"m-1\"").contains("must be a forum"));
    assert!(
        faults(
            "meeting/m-2.toml",
            of(
                "meeting",
                "m-2",
                &[
                    ("series", "\"f-working\""),
                    ("date", "\"2024\""),
                    ("status", "\"held\""),
                ]
            )
        )
        .contains("f-working is a series of no forum")
    );
    assert!(
        faults(
            "person/p.toml",
            of(
                "person",
                "p",
                &[
                    ("name", "\"P\""),
                    ("tenure", "{ post = \"q\", attested = [\"2024\"] }"),
                ]
            )
        )
        .contains("post: q is the id of no record")
    );
    assert!(
        faults(
            "commitment/c.toml",
            commitment("").replace("source = \"s\"", "source = \"t\"")
        )
        .contains("sources: t is the id of no record")
    );
}

#[test]
fn what_is_needed_is_there() {
    let text = of(
        "meeting",
        "m-2",
        &[("series", "\"f-ministerial\""), ("status", "\"held\"")],
    );
    assert_eq!(
        faults("meeting/m-2.toml", text),
        "meeting/m-2.toml, date: a meeting needs it: when it took place or shall; add a \
         [[statement]]"
    );
    let bare = commitment("").replace(
        "sources = [{ source = \"s\", basis = \"full_text\" }]\n",
        "",
    );
    assert!(faults("commitment/c.toml", bare).contains("names no source"));
    let silent = commitment("").replace("unmeasured", "technology");
    assert!(faults("commitment/c.toml", silent).contains("say in unmeasured"));
}

#[test]
fn spans_hold_their_words() {
    let spanned = |span: &str| {
        faults(
            "commitment/c.toml",
            commitment("").replace(
                "basis = \"full_text\"",
                &format!("basis = \"full_text\", span = {span}"),
            ),
        )
    };
    assert_eq!(
        spanned(
            "{ quote = \"agreed to stockpile\", prefix = \"They \", suffix = \" gallium.\", start = 5, end = 24 }"
        ),
        ""
    );
    assert!(
        spanned("{ quote = \"agreed to stockpile\", prefix = \"They \", suffix = \" gallium.\", start = 3, end = 22 }")
            .contains("now stand at start = 5, end = 24")
    );
    assert!(
        spanned("{ quote = \"agreed to sell\", start = 5, end = 19 }")
            .contains("orphaned: its words do not stand in the text")
    );
    let another = faults("texts/s.txt", "They talked.");
    assert!(
        another.contains("source/s.toml, line 28, sha256: texts/s.txt has another checksum")
            && another.contains("restore the text"),
        "{another}"
    );
}

#[test]
fn contradictions_are_named() {
    assert!(
        with("made_on", "\"2023-06-27\"").contains("\"2023-06-27\" contradicts \"2023-06-26\"")
    );
    let dispute = of(
        "dispute",
        "d",
        &[
            ("subject", "\"c\""),
            ("property", "\"made_on\""),
            ("value", "{ value = \"2023-06-26\", source = \"s\" }"),
            ("value", "{ value = \"2023-06-27\", source = \"s\" }"),
            ("state", "\"open\""),
        ],
    );
    let mut all = files();
    all.pop();
    all.push((
        "commitment/c.toml".to_owned(),
        commitment("[[statement]]\nproperty = \"made_on\"\nvalue = \"2023-06-27\"\n"),
    ));
    all.push(("dispute/d.toml".to_owned(), dispute.clone()));
    let set = RecordSet::from_files(all.into_iter()).unwrap();
    assert_eq!(validate(&set), []);
    assert!(
        faults(
            "dispute/d.toml",
            dispute.replace("27\", source", "26\", source")
        )
        .contains("two values that differ")
    );
    assert!(
        faults(
            "dispute/d.toml",
            dispute.replace("\"open\"", "\"resolved\"")
        )
        .contains("needs it")
    );
}

#[test]
fn dates_are_in_order() {
    assert!(with("due", "\"2023-05\"").contains("lies before made_on"));
    assert!(with("follow_up", "{ kind = \"repeated\", on = \"2022\" }").contains("before made_on"));
    assert!(
        faults(
            "meeting/m-2.toml",
            of(
                "meeting",
                "m-2",
                &[
                    ("series", "\"f-ministerial\""),
                    ("ordinal", "2"),
                    ("date", "\"2022-06-26\""),
                    ("status", "\"held\""),
                ]
            )
        )
        .contains(
            "number 2 of f-ministerial is dated 2022-06-26, and number 1 is dated 2023-06-26"
        )
    );
}

#[test]
fn nothing_is_left_over() {
    assert!(
        faults(
            "post/q.toml",
            of(
                "post",
                "q",
                &[("title", "\"Minister\""), ("economy", "\"JPN\"")]
            )
        )
        .contains("no record refers to this post")
    );
    assert!(faults("texts/other.txt", "words").contains("no source names it"));
}

#[test]
fn ids_are_unique_over_kinds() {
    let mut all = files();
    all.push(("post/c.toml".to_owned(), of("post", "c", &[])));
    let error = RecordSet::from_files(all.into_iter()).unwrap_err();
    assert!(matches!(&error, RecordError::Faults(faults) if faults.len() == 1));
    assert!(
        error.to_string().contains("unique over all kinds"),
        "{error}"
    );
}
