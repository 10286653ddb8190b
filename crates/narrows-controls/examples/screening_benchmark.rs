//! Screens the queries of the benchmark against its index.
//!
//! `screening_benchmark INDEX QUERIES [NEGATIVES] OUT [--features FILE]`

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::time::Instant;

use narrows_controls::screening::{ScreeningIndex, benchmark_form};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut features = None;
    if let Some(at) = arguments.iter().position(|a| a == "--features") {
        features = arguments.get(at + 1).cloned();
        arguments.drain(at..(at + 2).min(arguments.len()));
    }
    if arguments.len() < 3 {
        return Err(
            "usage: screening_benchmark INDEX QUERIES [NEGATIVES] OUT [--features FILE]".into(),
        );
    }
    let out = arguments.pop().unwrap_or_default();
    let open = |path: &String| {
        File::open(path)
            .map(BufReader::new)
            .map_err(|e| format!("{path}: {e}"))
    };
    let start = Instant::now();
    let parties = benchmark_form::read_index(open(&arguments[0])?)?;
    let read = start.elapsed();
    let start = Instant::now();
    let index = ScreeningIndex::build(parties);
    eprintln!(
        "{} parties: read in {read:.2?}, indexed in {:.2?}",
        index.len(),
        start.elapsed()
    );
    let mut queries = Vec::new();
    for path in &arguments[1..] {
        queries.extend(benchmark_form::read_queries(open(path)?)?);
    }
    if let Some(path) = features {
        let rows: Vec<String> = queries
            .par_iter()
            .map(|(qid, query)| {
                let mut text = String::new();
                for (party, score, features) in index.evidence(query, 12) {
                    let values: Vec<String> = features.iter().map(ToString::to_string).collect();
                    text += &format!(
                        "{qid}\t{}\t{score}\t{}\n",
                        index.parties()[party].id,
                        values.join("\t")
                    );
                }
                text
            })
            .collect();
        let mut file = BufWriter::new(File::create(path)?);
        for row in rows {
            file.write_all(row.as_bytes())?;
        }
    }
    let start = Instant::now();
    let answers = benchmark_form::screen_all(&index, &queries, 10);
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "{} queries in {seconds:.2} s: {:.0} a second",
        queries.len(),
        queries.len() as f64 / seconds
    );
    let mut file = BufWriter::new(File::create(out)?);
    for ((qid, _), (us, hits)) in queries.iter().zip(&answers) {
        let hits: Vec<(&str, f64)> = hits
            .iter()
            .map(|(p, s)| (index.parties()[*p].id.as_str(), *s))
            .collect();
        serde_json::to_writer(
            &mut file,
            &serde_json::json!({"qid": qid, "us": us, "hits": hits}),
        )?;
        file.write_all(b"\n")?;
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        for line in status
            .lines()
            .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
        {
            eprintln!("{line}");
        }
    }
    Ok(())
}
