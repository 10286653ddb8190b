//! Screens the queries of the benchmark against its index, and prints what was
//! measured as one line of JSON.
//!
//! `screening_benchmark INDEX QUERIES [NEGATIVES] OUT [--features FILE] [--treasury]`
//!
//! With `--treasury` every query is compared with every listed name by
//! Jaro-Winkler and Soundex, in the manner of Treasury's search, without an index.

#[path = "screening_meter/mod.rs"]
mod screening_meter;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::time::Instant;

use narrows_controls::screening::{
    ScreenedParty, ScreeningIndex, ScreeningQuery, benchmark_form, treasury_score,
};
use rayon::prelude::*;
use screening_meter::{cpu_seconds, peak_mb, percentile, resident_mb};

/// Time in microseconds and the hits (party, score) of a query.
type Answer = (f64, Vec<(usize, f64)>);

fn treasury(parties: &[ScreenedParty], queries: &[(String, ScreeningQuery)]) -> Vec<Answer> {
    queries
        .par_iter()
        .map(|(_, query)| {
            let start = Instant::now();
            let best = |party: &ScreenedParty| {
                party
                    .names
                    .iter()
                    .map(|listed| treasury_score(&query.name, &listed.text) / 100.0)
                    .fold(0.0, f64::max)
            };
            let mut hits: Vec<(usize, f64)> = parties.iter().map(best).enumerate().collect();
            hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            hits.truncate(10);
            hits.shrink_to_fit();
            (start.elapsed().as_secs_f64() * 1e6, hits)
        })
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut features = None;
    if let Some(at) = arguments.iter().position(|a| a == "--features") {
        features = arguments.get(at + 1).cloned();
        arguments.drain(at..(at + 2).min(arguments.len()));
    }
    let by_treasury = arguments.iter().any(|a| a == "--treasury");
    arguments.retain(|a| a != "--treasury");
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
    let (start, cpu) = (Instant::now(), cpu_seconds()?);
    let index = ScreeningIndex::build(parties);
    let (build, build_cpu) = (start.elapsed(), cpu_seconds()? - cpu);
    let resident = resident_mb()?;
    eprintln!(
        "{} parties: read in {read:.2?}, indexed in {build:.2?}",
        index.len(),
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
    let (start, cpu) = (Instant::now(), cpu_seconds()?);
    let answers = if by_treasury {
        treasury(index.parties(), &queries)
    } else {
        benchmark_form::screen_all(&index, &queries, 10)
    };
    let query_cpu = cpu_seconds()? - cpu;
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
    file.flush()?;
    let mut times: Vec<f64> = answers.iter().map(|a| a.0).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{}",
        serde_json::json!({
            "parties": index.len(), "queries": queries.len(),
            "threads": rayon::current_num_threads(),
            "build_s": build.as_secs_f64(), "build_cpu_s": build_cpu,
            "resident_mb": resident, "peak_mb": peak_mb()?,
            "wall_s": seconds, "cpu_s": query_cpu,
            "p50_us": percentile(&times, 0.5), "p99_us": percentile(&times, 0.99),
        })
    );
    Ok(())
}
