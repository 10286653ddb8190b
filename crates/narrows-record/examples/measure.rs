//! Measures all gold files of a folder against the texts that they name, one
//! table for all: `cargo run --example measure -- GOLD_DIR TEXT_DIR...`

use std::path::{Path, PathBuf};

use narrows_record::evaluate::{Evaluation, Gold, evaluate, to_text};
use narrows_record::propose::{Decoded, ProposeRequest, propose};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let gold_folder = PathBuf::from(arguments.next().unwrap_or_default());
    let texts: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    let verbose = std::env::var_os("VERBOSE").is_some();
    let mut total = Evaluation::default();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&gold_folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.sort();
    for file in files {
        let Ok(json) = std::fs::read_to_string(&file) else {
            continue;
        };
        let gold = match Gold::from_json(&json) {
            Ok(gold) => gold,
            Err(error) => {
                println!("{}: {error}", file.display());
                continue;
            }
        };
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = texts
            .iter()
            .map(|folder: &PathBuf| folder.join(format!("{name}.md")))
            .find(|path: &PathBuf| Path::exists(path));
        let Some(bytes) = text.and_then(|path| std::fs::read(path).ok()) else {
            println!("{name}: no text");
            continue;
        };
        let proposals = propose(&bytes, &ProposeRequest::default());
        let decoded = Decoded::new(&bytes);
        match evaluate(&gold, &proposals, &decoded.text) {
            Ok(evaluation) => {
                let show = |value: Option<f64>| {
                    value.map_or_else(|| "   – ".to_owned(), |value| format!("{value:.3}"))
                };
                println!(
                    "{:<50} mentions {} force P {} R {} contradictions {:?}",
                    name.chars().take(50).collect::<String>(),
                    show(evaluation.all_mentions.f1()),
                    show(evaluation.commitments_with_force.precision()),
                    show(evaluation.commitments_with_force.recall()),
                    (
                        evaluation.inconsistencies.right,
                        evaluation.inconsistencies.wrong,
                        evaluation.inconsistencies.missed
                    ),
                );
                if verbose {
                    let letters: Vec<char> = decoded.text.chars().collect();
                    for difference in &evaluation.differences {
                        let slice = |from: usize, until: usize| -> String {
                            letters[from.min(letters.len())..until.min(letters.len())]
                                .iter()
                                .map(|c| if *c == '\n' { ' ' } else { *c })
                                .collect()
                        };
                        println!(
                            "  {:<7}{:<22}{}[{}]{}",
                            difference.what,
                            difference.label,
                            slice(difference.start.saturating_sub(30), difference.start),
                            slice(difference.start, difference.end),
                            slice(difference.end, difference.end + 25),
                        );
                    }
                }
                total.add(&evaluation);
            }
            Err(error) => println!("{name}: {error}"),
        }
    }
    println!("{}", to_text(&total));
}
