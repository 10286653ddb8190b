//! Screening against the development half of the benchmark on real lists and
//! against labelled pairs. Both are read from outside the project; without
//! them the tests say so and pass.
#![allow(clippy::unwrap_used)]

mod made_up;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use made_up::{asked, party};
use narrows_controls::screening::{PartyType, ScreeningIndex, ScreeningQuery, benchmark_form};

fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("NARROWS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join(path);
    if path.exists() {
        Some(path)
    } else {
        eprintln!(
            "SKIPPED: {} is not here; set NARROWS_SHARED to its folder",
            path.display()
        );
        None
    }
}

/// Every so manieth query of each task, so that debug builds stay quick.
const STEP: usize = 12;

#[test]
fn parties_are_found_in_every_script() {
    let Some(folder) = shared("reference/screening") else {
        return;
    };
    let open = |name: &str| BufReader::new(File::open(folder.join(name)).unwrap());
    let index = ScreeningIndex::build(benchmark_form::read_index(open("index.jsonl")).unwrap());
    let queries = benchmark_form::read_queries(open("queries.jsonl")).unwrap();
    let text = std::fs::read_to_string(folder.join("queries.jsonl")).unwrap();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    let mut answers: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (line, query) in text.lines().zip(queries) {
        let parsed: serde_json::Value = serde_json::from_str(line).unwrap();
        let task = parsed["task"].as_str().unwrap().to_owned();
        let count = seen.entry(task.clone()).or_default();
        *count += 1;
        if *count % STEP == 1 {
            let right = parsed["answers"].as_array().unwrap();
            let right = right
                .iter()
                .map(|a| a.as_str().unwrap().to_owned())
                .collect();
            answers.push((task, right));
            chosen.push(query);
        }
    }
    let found = benchmark_form::screen_all(&index, &chosen, 3);
    let mut rates: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for ((task, right), (_, hits)) in answers.iter().zip(&found) {
        let good = hits
            .first()
            .is_some_and(|(p, _)| right.contains(&index.parties()[*p].id));
        for group in [task.as_str(), "all"] {
            let rate = rates.entry(group).or_default();
            rate.0 += 1;
            rate.1 += usize::from(good);
        }
    }
    for (group, least) in [
        ("all", 0.75),
        ("x_ja_kana", 0.80),
        ("x_cyrillic", 0.70),
        ("alias_variant", 0.85),
    ] {
        let (count, good) = rates[group];
        let rate = good as f64 / count as f64;
        assert!(
            rate >= least,
            "{group}: {good} of {count} are first; at least {least} is expected"
        );
    }
}

#[test]
fn labelled_pairs_are_told_apart() {
    let Some(file) = shared("data/lists/name-matching/nomenklatura/cases.csv") else {
        return;
    };
    let mut reader = csv::Reader::from_path(file).unwrap();
    let mut pairs: Vec<(f64, bool)> = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let party_type = match &row[1] {
            "Person" => PartyType::Person,
            "Company" | "Organization" => PartyType::Organisation,
            "Vessel" => PartyType::Vessel,
            _ => PartyType::Unknown,
        };
        let query = ScreeningQuery {
            party_type: Some(party_type),
            ..asked(&row[2])
        };
        let listed = party("", party_type, &[&row[3]]);
        let score = ScreeningIndex::score_pair(&query, &listed).map_or(0.0, |h| h.score);
        pairs.push((score, &row[4] == "true"));
    }
    assert!(pairs.len() > 800, "{} pairs", pairs.len());
    let half = |rest: usize| -> Vec<(f64, bool)> {
        pairs
            .iter()
            .enumerate()
            .filter(|(i, _)| i % 2 == rest)
            .map(|(_, p)| *p)
            .collect()
    };
    for (fit, check) in [(0, 1), (1, 0)] {
        let fit = half(fit);
        let threshold = fit
            .iter()
            .map(|p| p.0)
            .max_by(|a, b| f1(&fit, *a).total_cmp(&f1(&fit, *b)))
            .unwrap();
        let reached = f1(&half(check), threshold);
        eprintln!("threshold {threshold:.3}: F1 {reached:.3} on the other half");
        assert!(reached > 0.80, "F1 {reached}");
    }
}

/// F1 of calling a pair a match when it scores `threshold` or more.
fn f1(pairs: &[(f64, bool)], threshold: f64) -> f64 {
    let count = |called: bool, right: bool| {
        pairs
            .iter()
            .filter(|(s, m)| (*s >= threshold) == called && *m == right)
            .count() as f64
    };
    let hit = count(true, true);
    2.0 * hit / (2.0 * hit + count(true, false) + count(false, true))
}
