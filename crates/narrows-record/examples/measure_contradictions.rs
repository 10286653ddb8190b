//! Contradictions by kind, over all gold files of a folder:
//! `cargo run --example measure_contradictions -- GOLD_DIR TEXT_DIR [KIND]`.
//! With `SHOW=1` each missed and each false one with the words of its sides.

use std::collections::BTreeMap;
use std::path::PathBuf;

use narrows_record::evaluate::Gold;
use narrows_record::propose::{Decoded, ProposeRequest, propose};

type Sides = Vec<(usize, usize)>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let gold_folder = PathBuf::from(arguments.next().unwrap_or_default());
    let text_folder = PathBuf::from(arguments.next().unwrap_or_default());
    let only = arguments.next();
    let show = std::env::var_os("SHOW").is_some();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&gold_folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    // Right, wrong, missed.
    let mut kinds: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for file in files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let gold = std::fs::read_to_string(&file)
            .ok()
            .and_then(|json| Gold::from_json(&json).ok());
        let bytes = std::fs::read(text_folder.join(format!("{name}.md")));
        let (Some(gold), Ok(bytes)) = (gold, bytes) else {
            println!("{name}: no gold or no text");
            continue;
        };
        if !gold.doc.has_layer("inconsistencies") {
            continue;
        }
        let letters: Vec<char> = Decoded::new(&bytes).text.chars().collect();
        let print = |what: &str, kind: &str, sides: &Sides, why: &str| {
            if !show || only.as_deref().is_some_and(|only| only != kind) {
                return;
            }
            println!("{what} {kind} {name} {why}");
            for (start, end) in sides {
                let words: String = letters[*start..*end].iter().collect();
                println!("    | {}", words.replace('\n', " "));
            }
        };
        let proposals = propose(&bytes, &ProposeRequest::default());
        let mut proposed: Vec<(&str, Sides, &str)> = proposals
            .inconsistencies
            .iter()
            .map(|found| {
                let sides = found.evidence.iter().map(|side| (side.start, side.end));
                (found.kind.as_str(), sides.collect(), found.reason.as_str())
            })
            .collect();
        for wanted in &gold.inconsistencies {
            let sides: Sides = wanted
                .evidence
                .iter()
                .map(|side| (side.start, side.end))
                .collect();
            let touches = |a: &(usize, usize), b: &(usize, usize)| a.0 < b.1 && b.0 < a.1;
            let fits = |found: &Sides| {
                found.len() >= 2
                    && (0..found.len()).any(|a| {
                        (0..found.len()).any(|b| {
                            a != b && touches(&found[a], &sides[0]) && touches(&found[b], &sides[1])
                        })
                    })
            };
            let found = proposed
                .iter()
                .position(|(kind, found, _)| *kind == wanted.kind && fits(found))
                .or_else(|| proposed.iter().position(|(_, found, _)| fits(found)));
            let score = kinds.entry(wanted.kind.clone()).or_default();
            if let Some(at) = found {
                proposed.remove(at);
                score[0] += 1;
            } else {
                score[2] += 1;
                print("missed", &wanted.kind, &sides, "");
            }
        }
        for (kind, sides, reason) in &proposed {
            kinds.entry((*kind).to_owned()).or_default()[1] += 1;
            print("false ", kind, sides, reason);
        }
    }
    println!("{:<26}right wrong missed", "");
    let mut total = [0; 3];
    for (kind, score) in &kinds {
        println!("{kind:<26}{:>5}{:>6}{:>7}", score[0], score[1], score[2]);
        for (sum, part) in total.iter_mut().zip(score) {
            *sum += part;
        }
    }
    println!("{:<26}{:>5}{:>6}{:>7}", "all", total[0], total[1], total[2]);
}
