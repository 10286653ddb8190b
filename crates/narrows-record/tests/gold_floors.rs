//! What the rules find on the texts that they were made on, against what people
//! annotated. The floors lie a little below the figures on the day they were
//! set; falling below one is a regression.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use narrows_record::evaluate::{Evaluation, Gold, evaluate};
use narrows_record::propose::{Decoded, ProposeRequest, propose};

/// Articles of the development part that were unseen until the checks of
/// contradictions were rebuilt; the floors on commitments were set without them.
const FORMERLY_UNSEEN: [&str; 14] = [
    "article4",
    "article6",
    "article7",
    "article18",
    "article19",
    "article20",
    "article41",
    "article42",
    "article43",
    "article44",
    "article45",
    "article46",
    "article47",
    "article48",
];

fn measure(part: &str, wanted: impl Fn(&str) -> bool) -> Evaluation {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut total = Evaluation::default();
    let mut files: Vec<_> = fs::read_dir(tests.join("gold").join(part))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| wanted(&file.file_stem().unwrap().to_string_lossy()))
        .collect();
    files.sort();
    assert!(files.len() >= 20, "{} gold files", files.len());
    for file in files {
        let gold = Gold::from_json(&fs::read_to_string(&file).unwrap()).unwrap();
        let text = tests
            .join("texts")
            .join(file.with_extension("md").file_name().unwrap());
        let bytes = fs::read(&text).unwrap();
        let proposals = propose(&bytes, &ProposeRequest::default());
        let evaluation = evaluate(&gold, &proposals, &Decoded::new(&bytes).text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        total.add(&evaluation);
    }
    total
}

fn at_least(what: &str, value: Option<f64>, floor: f64) {
    let value = value.unwrap_or(0.0);
    assert!(value >= floor, "{what}: {value:.3} is below {floor}");
}

#[test]
fn the_development_part_stays_above_its_floors() {
    let total = measure("dev", |_| true);
    at_least("mentions, F1", total.all_mentions.f1(), 0.95);
    for (kind, floor) in [
        ("PER", 0.93),
        ("ROLE", 0.95),
        ("ORG", 0.92),
        ("FORUM", 0.93),
        ("PLACE", 0.98),
        ("DATE", 0.96),
        ("GOOD", 0.94),
    ] {
        at_least(kind, total.mentions[kind].f1(), floor);
    }
    let former = measure("dev", |name| !FORMERLY_UNSEEN.contains(&name));
    for (what, total, precision, recall) in [
        ("commitments with force", &former, 0.93, 0.90),
        ("the same, with newer articles", &total, 0.91, 0.88),
    ] {
        let score = total.commitments_with_force;
        at_least(&format!("{what}, precision"), score.precision(), precision);
        at_least(&format!("{what}, recall"), score.recall(), recall);
    }
    at_least(
        "contradictions, precision",
        total.inconsistencies.precision(),
        0.90,
    );
    at_least(
        "contradictions, recall",
        total.inconsistencies.recall(),
        0.70,
    );
}

#[test]
fn gold_of_another_text_is_refused() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let gold = Gold::from_json(&fs::read_to_string(tests.join("gold/dev/article1.json")).unwrap())
        .unwrap();
    let bytes = fs::read(tests.join("texts/article2.md")).unwrap();
    let proposals = propose(&bytes, &ProposeRequest::default());
    let error = evaluate(&gold, &proposals, &Decoded::new(&bytes).text).unwrap_err();
    assert!(error.to_string().contains("another text"), "{error}");
}
