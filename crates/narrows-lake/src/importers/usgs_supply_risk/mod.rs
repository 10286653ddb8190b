//! Inputs of the supply risk of the U.S. Geological Survey that no source of
//! the lake has: how able and willing producers are to supply an importer, and
//! what its industries add, spend on the material and earn. The forms are this
//! project's own; `docs/src/methods/usgs-supply-risk.md` describes them.

mod industries;
mod printed_number;
mod producers;
mod row_key;

use std::path::Path;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, RowCount};
use crate::manifest::TableKind;
use crate::text::read_original;

const VERSION: u32 = 2;

/// Which table a file holds; told by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    Producers,
    Industries,
}

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let mut found_producers = producers::Rows::default();
    let mut found_industries = industries::Rows::default();
    for path in &request.originals {
        let text = read_original(context, path)?;
        let mut table = CsvText::open(path, &text, request.limits)?;
        let mut count = RowCount::new(path);
        let usable = match content_of(path, table.header())? {
            Content::Producers => found_producers.read(context, &mut table, &mut count)?,
            Content::Industries => found_industries.read(context, &mut table, &mut count)?,
        };
        count.check(usable)?;
    }
    // Asked for after reading, so that an unreadable file is told as that.
    let vintage = request.vintage.clone().ok_or_else(|| LakeError::Unstated {
        what: "the vintage",
        remedy: "say it with --vintage, for example --vintage 2024-03".to_owned(),
    })?;
    let years = found_producers
        .years()
        .chain(found_industries.years())
        .map(|year| (year, year))
        .reduce(|(from, to), (year, _)| (from.min(year), to.max(year)));
    let cited = found_producers
        .sources()
        .chain(found_industries.sources())
        .fold(std::collections::BTreeSet::new(), |mut set, source| {
            set.insert(source.to_owned());
            set
        });
    let mut tables = Vec::new();
    if found_producers.write(context)? {
        tables.push(TableKind::ProducerSupply);
    }
    if found_industries.write(context)? {
        tables.push(TableKind::IndustryExpenditure);
    }
    Ok(Imported {
        source: "usgs-supply-risk-inputs".to_owned(),
        vintage,
        title: "Inputs of the supply risk of Nassar et al. 2020, as imported by the user"
            .to_owned(),
        publisher: "as the rows say".to_owned(),
        licence: "not stated; see the sources of the rows".to_owned(),
        attribution: format!(
            "Imported by the user, who names as sources: {}",
            named(&cited)
        ),
        address: String::new(),
        importer_version: VERSION,
        hs_revision: None,
        years,
        note: String::new(),
        tables,
    })
}

/// The sources that rows name, cut short where there are many.
fn named(cited: &std::collections::BTreeSet<String>) -> String {
    const SHOWN: usize = 5;
    let mut words: Vec<String> = cited
        .iter()
        .take(SHOWN)
        .map(|source| source.chars().take(120).collect())
        .collect();
    if cited.len() > SHOWN {
        words.push(format!("and {} more", cited.len() - SHOWN));
    }
    words.join("; ")
}

fn content_of(path: &Path, header: &[String]) -> Result<Content, LakeError> {
    let has = |column: &str| {
        header
            .iter()
            .any(|name| name.trim().eq_ignore_ascii_case(column))
    };
    match (
        producers::NEEDED.into_iter().all(has),
        industries::NEEDED.into_iter().all(has),
    ) {
        (true, false) => Ok(Content::Producers),
        (false, true) => Ok(Content::Industries),
        (both, _) => Err(LakeError::NotReadable {
            path: file_name(path),
            line: Some(1),
            reason: format!(
                "{}; there are {} (producers) and {} (industries). Found: {}",
                if both {
                    "the header is that of both forms, give each a file of its own"
                } else {
                    "neither form has this header"
                },
                producers::NEEDED.join(","),
                industries::NEEDED.join(","),
                header
                    .iter()
                    .take(30)
                    .map(|name| name.chars().take(60).collect::<String>())
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        }),
    }
}

/// Hands the wanted fields of every row to `add`; a row that it refuses goes to
/// the quarantine with the column it names.
fn each_row<const N: usize>(
    context: &mut ImportContext<'_>,
    table: &mut CsvText<'_>,
    count: &mut RowCount,
    needed: [&str; N],
    mut add: impl FnMut([&str; N]) -> Result<Result<(), Refusal>, LakeError>,
) -> Result<(), LakeError> {
    let positions = table.columns(&needed)?.positions(needed);
    while let Some(row) = table.next(context, count)? {
        let fields = positions.map(|position| row.get(position));
        if let Err((column, reason)) = add(fields)? {
            let found = needed
                .iter()
                .position(|name| *name == column)
                .map_or("", |at| fields[at]);
            count.reject(context, row.line, column, found, &reason)?;
        }
    }
    Ok(())
}

/// A refused field: its column and why.
type Refusal = (&'static str, String);
