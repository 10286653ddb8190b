//! Queries and answers as JSON lines: the form of the screening benchmark.
//!
//! An index line is `{"id", "names": [...], "schema", "country": [...]}`, a
//! query line `{"qid", "query", "schema"}`, an answer line
//! `{"qid", "us", "hits": [[id, score], ...]}`.

use std::io::{BufRead, Write};
use std::time::Instant;

use rayon::prelude::*;

use super::{NameKind, PartyType, ScreenedName, ScreenedParty, ScreeningIndex, ScreeningQuery};

/// What went wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum BenchmarkFormError {
    /// The file could not be read or written.
    #[error("{what}: {source}")]
    Io {
        /// Which file.
        what: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A line is not of the form.
    #[error("line {line} of the {what}: {reason}; one JSON object a line is expected")]
    Line {
        /// Which file.
        what: &'static str,
        /// Its line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
}

#[derive(serde::Deserialize)]
struct IndexLine {
    id: String,
    names: Vec<String>,
    #[serde(default)]
    schema: String,
    #[serde(default)]
    country: Vec<String>,
}

#[derive(serde::Deserialize)]
struct QueryLine {
    qid: String,
    query: String,
    #[serde(default)]
    schema: String,
}

#[derive(serde::Serialize)]
struct AnswerLine<'a> {
    qid: &'a str,
    us: f64,
    hits: Vec<(&'a str, f64)>,
}

fn party_type(schema: &str) -> PartyType {
    match schema {
        "Person" => PartyType::Person,
        "Org" | "Organization" | "Organisation" | "Company" => PartyType::Organisation,
        "Vessel" => PartyType::Vessel,
        "Aircraft" | "Airplane" => PartyType::Aircraft,
        _ => PartyType::Unknown,
    }
}

fn lines<T: serde::de::DeserializeOwned>(
    reader: impl BufRead,
    what: &'static str,
) -> Result<Vec<T>, BenchmarkFormError> {
    let mut out = Vec::new();
    for (at, line) in reader.lines().enumerate() {
        let line = line.map_err(|source| BenchmarkFormError::Io { what, source })?;
        if line.trim().is_empty() {
            continue;
        }
        out.push(
            serde_json::from_str(&line).map_err(|e| BenchmarkFormError::Line {
                what,
                line: at + 1,
                reason: e.to_string(),
            })?,
        );
    }
    Ok(out)
}

/// Reads the parties of an index file.
pub fn read_index(reader: impl BufRead) -> Result<Vec<ScreenedParty>, BenchmarkFormError> {
    let parsed: Vec<IndexLine> = lines(reader, "index")?;
    Ok(parsed
        .into_iter()
        .map(|line| ScreenedParty {
            id: line.id,
            party_type: party_type(&line.schema),
            countries: line.country,
            names: line
                .names
                .into_iter()
                .enumerate()
                .map(|(i, text)| ScreenedName {
                    text,
                    kind: if i == 0 {
                        NameKind::Primary
                    } else {
                        NameKind::Alias
                    },
                })
                .collect(),
            identifiers: Vec::new(),
            birth_dates: Vec::new(),
        })
        .collect())
}

/// Reads the queries of a file, with their numbers.
pub fn read_queries(
    reader: impl BufRead,
) -> Result<Vec<(String, ScreeningQuery)>, BenchmarkFormError> {
    let parsed: Vec<QueryLine> = lines(reader, "queries")?;
    Ok(parsed
        .into_iter()
        .map(|line| {
            let query = ScreeningQuery {
                name: line.query,
                party_type: Some(party_type(&line.schema)).filter(|t| *t != PartyType::Unknown),
                ..ScreeningQuery::default()
            };
            (line.qid, query)
        })
        .collect())
}

/// Screens every query against the index, on all threads, and writes one
/// answer line a query in the order of the queries. `us` is the time of that
/// query on its thread, in microseconds.
pub fn run(
    index: impl BufRead,
    queries: impl BufRead,
    mut out: impl Write,
    limit: usize,
) -> Result<usize, BenchmarkFormError> {
    let index = ScreeningIndex::build(read_index(index)?);
    let queries = read_queries(queries)?;
    let answers = screen_all(&index, &queries, limit);
    for ((qid, _), (us, hits)) in queries.iter().zip(&answers) {
        let line = AnswerLine {
            qid,
            us: *us,
            hits: hits
                .iter()
                .map(|(p, s)| (index.parties()[*p].id.as_str(), *s))
                .collect(),
        };
        serde_json::to_writer(&mut out, &line).map_err(|e| BenchmarkFormError::Io {
            what: "results",
            source: e.into(),
        })?;
        out.write_all(b"\n")
            .map_err(|source| BenchmarkFormError::Io {
                what: "results",
                source,
            })?;
    }
    out.flush().map_err(|source| BenchmarkFormError::Io {
        what: "results",
        source,
    })?;
    Ok(queries.len())
}

/// Time in microseconds and the hits (party, score) of each query.
pub fn screen_all(
    index: &ScreeningIndex,
    queries: &[(String, ScreeningQuery)],
    limit: usize,
) -> Vec<(f64, Vec<(usize, f64)>)> {
    queries
        .par_iter()
        .map(|(_, query)| {
            let start = Instant::now();
            let hits = index.screen(query, limit);
            let us = start.elapsed().as_secs_f64() * 1e6;
            (us, hits.into_iter().map(|h| (h.party, h.score)).collect())
        })
        .collect()
}
