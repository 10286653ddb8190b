//! Contradictions by kind, over the gold files of a folder or files of passages:
//! `cargo run --example measure_contradictions -- GOLD_DIR TEXT_DIR [KIND]`, or
//! `... -- --passages FOLDER [KIND]`. With `SHOW=1` each missed and each false one
//! with the words of its sides; of passages those whose number three divides are
//! held out: they are counted apart and never shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use narrows_record::evaluate::{Gold, read_passages};
use narrows_record::propose::{Decoded, ProposeRequest, propose};

type Sides = Vec<(usize, usize)>;

struct Text {
    name: String,
    bytes: Vec<u8>,
    wanted: Vec<(String, Sides)>,
}

/// Right, wrong and missed, by kind.
type Scores = BTreeMap<String, [usize; 3]>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = std::env::var_os("SHOW").is_some();
    let argument = |at: usize| arguments.get(at).map(String::as_str);
    if argument(0) == Some("--passages") {
        let folder = PathBuf::from(argument(1).unwrap_or_default());
        let (held, open): (Vec<Text>, Vec<Text>) = passages(&folder, argument(2))
            .into_iter()
            .partition(|text| number(&text.name).is_multiple_of(3));
        measure("passages to work on", &open, show, argument(2));
        measure("passages held out", &held, false, argument(2));
    } else {
        let folder = |at: usize| PathBuf::from(argument(at).unwrap_or_default());
        measure("", &articles(&folder(0), &folder(1)), show, argument(2));
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    files
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn number(name: &str) -> usize {
    name.split('-')
        .find_map(|part| part.parse().ok())
        .unwrap_or(1)
}

fn articles(gold_folder: &Path, text_folder: &Path) -> Vec<Text> {
    let mut texts = Vec::new();
    for file in sorted(gold_folder) {
        let name = stem(&file);
        let gold = std::fs::read_to_string(&file)
            .ok()
            .and_then(|json| Gold::from_json(&json).ok());
        let bytes = std::fs::read(text_folder.join(format!("{name}.md")));
        let (Some(gold), Ok(bytes)) = (gold, bytes) else {
            println!("{name}: no gold or no text");
            continue;
        };
        if gold.doc.has_layer("inconsistencies") {
            let wanted = gold.inconsistencies.iter().map(|found| {
                let sides = found.evidence.iter().map(|side| (side.start, side.end));
                (found.kind.clone(), sides.collect())
            });
            texts.push(Text {
                name,
                bytes,
                wanted: wanted.collect(),
            });
        }
    }
    texts
}

fn passages(folder: &Path, only: Option<&str>) -> Vec<Text> {
    let mut texts = Vec::new();
    for file in sorted(folder) {
        let kind = stem(&file);
        if only.is_some_and(|only| only != kind) {
            continue;
        }
        let read = std::fs::read_to_string(&file).unwrap_or_default();
        match read_passages(&read) {
            Ok(passages) => texts.extend(passages.into_iter().map(|passage| {
                Text {
                    name: passage.name,
                    bytes: passage.text.into_bytes(),
                    wanted: passage
                        .sides
                        .map(|sides| {
                            let sides = sides.iter().map(|side| (side.start, side.end));
                            (kind.clone(), sides.collect())
                        })
                        .into_iter()
                        .collect(),
                }
            })),
            Err(error) => println!("{}: {error}", file.display()),
        }
    }
    texts
}

fn measure(what: &str, texts: &[Text], show: bool, only: Option<&str>) {
    let mut scores = Scores::new();
    for text in texts {
        score(text, &mut scores, show, only);
    }
    println!("{what:<26}right wrong missed");
    let mut total = [0; 3];
    for (kind, score) in &scores {
        println!("{kind:<26}{:>5}{:>6}{:>7}", score[0], score[1], score[2]);
        for (sum, part) in total.iter_mut().zip(score) {
            *sum += part;
        }
    }
    println!("{:<26}{:>5}{:>6}{:>7}", "all", total[0], total[1], total[2]);
}

fn score(text: &Text, scores: &mut Scores, show: bool, only: Option<&str>) {
    let letters: Vec<char> = Decoded::new(&text.bytes).text.chars().collect();
    let print = |what: &str, kind: &str, sides: &Sides, why: &str| {
        if !show || only.is_some_and(|only| only != kind) {
            return;
        }
        println!("{what} {kind} {} {why}", text.name);
        for (start, end) in sides {
            let words: String = letters[*start..*end].iter().collect();
            println!("    | {}", words.replace('\n', " "));
        }
    };
    let proposals = propose(&text.bytes, &ProposeRequest::default());
    let mut proposed: Vec<(&str, Sides, &str)> = proposals
        .inconsistencies
        .iter()
        .map(|found| {
            let sides = found.evidence.iter().map(|side| (side.start, side.end));
            (found.kind.as_str(), sides.collect(), found.reason.as_str())
        })
        .collect();
    for (kind, sides) in &text.wanted {
        let found = proposed
            .iter()
            .position(|(proposed, found, _)| proposed == kind && fits(found, sides))
            .or_else(|| proposed.iter().position(|(_, found, _)| fits(found, sides)));
        let score = scores.entry(kind.clone()).or_default();
        if let Some(at) = found {
            proposed.remove(at);
            score[0] += 1;
        } else {
            score[2] += 1;
            print("missed", kind, sides, "");
        }
    }
    for (kind, sides, reason) in &proposed {
        scores.entry((*kind).to_owned()).or_default()[1] += 1;
        print("false ", kind, sides, reason);
    }
}

/// Whether two sides of what was found touch both sides of what was wanted.
fn fits(found: &Sides, wanted: &Sides) -> bool {
    let touches = |a: &(usize, usize), b: &(usize, usize)| a.0 < b.1 && b.0 < a.1;
    let [first, second, ..] = wanted.as_slice() else {
        return false;
    };
    found.iter().enumerate().any(|(a, one)| {
        found
            .iter()
            .enumerate()
            .any(|(b, other)| a != b && touches(one, first) && touches(other, second))
    })
}
