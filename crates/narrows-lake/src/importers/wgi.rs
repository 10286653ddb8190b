//! The Worldwide Governance Indicators, in two forms: the table of the
//! political stability estimate by economy and year (CSV), and the mean of the
//! six estimates of the latest year (JSON).
//!
//! `nan` and `None` are missing: they make no row and no zero.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use narrows_core::Economy;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, Lines, RowCount};
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{finite_number, one_line, read_original, year as read_year};

const VERSION: u32 = 1;

/// One estimate of one economy.
struct Estimate {
    economy: String,
    label: String,
    year_from: i32,
    year_to: i32,
    value: f64,
}

/// What the two forms differ in.
struct Form {
    source: &'static str,
    dimension: &'static str,
    title: &'static str,
    note: &'static str,
}

const POLITICAL_STABILITY: Form = Form {
    source: "wgi-political-stability",
    dimension: "political-stability-estimate",
    title: "Worldwide Governance Indicators, political stability and absence of \
            violence/terrorism, estimate",
    note: "The method behind the published percentile ranks changed in 2023; build ranks anew \
           from the estimate.",
};

const MEAN_OF_SIX: Form = Form {
    source: "wgi-mean-of-six",
    dimension: "mean-of-six-estimates",
    title: "Worldwide Governance Indicators, mean of the six estimates, latest year",
    note: "The mean of six estimates is no indicator of the World Bank. The method behind the \
           published percentile ranks changed in 2023; build ranks anew from the estimate.",
};

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let path = &context.only_original()?.to_owned();
    let text = read_original(context, path)?;
    let mut count = RowCount::new(path);
    let (form, mut rows) = if text.trim_start().starts_with('{') {
        (MEAN_OF_SIX, read_json(context, path, &text, &mut count)?)
    } else {
        (
            POLITICAL_STABILITY,
            read_csv(context, path, &text, &mut count)?,
        )
    };
    count.check(rows.len())?;
    rows.sort_by(|a, b| (&a.economy, a.year_from).cmp(&(&b.economy, b.year_from)));
    let years = rows
        .iter()
        .map(|row| (row.year_from, row.year_to))
        .reduce(|(from, to), (a, b)| (from.min(a), to.max(b)));
    SmallTable::default()
        .repeated("economy", rows.iter().map(|row| row.economy.as_str()))?
        .repeated("label", rows.iter().map(|row| row.label.as_str()))?
        .repeated("dimension", rows.iter().map(|_| form.dimension))?
        .integers("year_from", rows.iter().map(|row| row.year_from))
        .integers("year_to", rows.iter().map(|row| row.year_to))
        .numbers("value", rows.iter().map(|row| row.value))
        .write(&context.landing.table_path(TableKind::Governance))?;

    let (first, last) = years.unwrap_or_default();
    Ok(Imported {
        source: form.source.to_owned(),
        vintage: context
            .request
            .vintage
            .clone()
            .unwrap_or_else(|| format!("{first}-{last}")),
        title: form.title.to_owned(),
        publisher: "World Bank".to_owned(),
        licence: "CC BY 4.0".to_owned(),
        attribution: "Source: World Bank, Worldwide Governance Indicators (Kaufmann, Kraay and \
                      Mastruzzi)"
            .to_owned(),
        address: "https://www.worldbank.org/en/publication/worldwide-governance-indicators"
            .to_owned(),
        importer_version: VERSION,
        hs_revision: None,
        years,
        note: form.note.to_owned(),
        tables: vec![TableKind::Governance],
    })
}

/// An estimate; they lie within about ±2.5, those of the worst years within
/// ±3.5.
fn read_estimate(text: &str) -> Result<f64, &'static str> {
    match finite_number(text) {
        Some(value) if (-4.0..=4.0).contains(&value) => Ok(value),
        Some(_) => Err("no estimate lies outside -4 to 4"),
        None => Err("no number"),
    }
}

fn is_missing(text: &str) -> bool {
    text.is_empty() || text.eq_ignore_ascii_case("nan") || text == "None"
}

/// A value and where it stands.
struct Cell {
    label: String,
    value: f64,
    line: u64,
    printed: String,
}

fn read_csv(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    count: &mut RowCount,
) -> Result<Vec<Estimate>, LakeError> {
    let needed = ["Country/Territory", "Code"];
    let mut table = CsvText::open(path, text, context.request.limits)?;
    let columns = table.columns(&needed)?;
    let [label_at, code_at] = columns.positions(needed);
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for (position, name) in columns.names().iter().enumerate() {
        if let Some(year) = read_year(name)
            && years.insert(year, position).is_some()
        {
            let reason = format!("the header has the year {year} twice");
            return Err(not_readable(path, Some(1), reason));
        }
    }
    if years.is_empty() {
        return Err(not_readable(
            path,
            Some(1),
            "the header has no years; found: ".to_owned() + &columns.names().join(", "),
        ));
    }
    let mut cells: BTreeMap<(String, i32), Vec<Cell>> = BTreeMap::new();
    while let Some(row) = table.next(context, count)? {
        let code = row.get(code_at);
        // Codes of areas, such as R20, are not ISO 3166 and are kept too.
        let like_a_code = code.len() == 3
            && code
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if !like_a_code {
            count.reject(context, row.line, needed[1], code, "no three-letter code")?;
            continue;
        }
        let economy = Economy::from_alpha3(code).map_or(code, |economy| economy.alpha3());
        for (year, position) in &years {
            let printed = row.get(*position);
            if is_missing(printed) {
                continue;
            }
            match read_estimate(printed) {
                Ok(value) => cells
                    .entry((economy.to_owned(), *year))
                    .or_default()
                    .push(Cell {
                        label: one_line(row.get(label_at)),
                        value,
                        line: row.line,
                        printed: printed.to_owned(),
                    }),
                Err(reason) => {
                    count.reject(context, row.line, &year.to_string(), printed, reason)?;
                }
            }
        }
    }
    let mut rows = Vec::new();
    for ((economy, year), cells) in cells {
        if cells.iter().all(|cell| cell.value == cells[0].value) {
            rows.extend(cells.into_iter().take(1).map(|cell| Estimate {
                economy: economy.clone(),
                label: cell.label,
                year_from: year,
                year_to: year,
                value: cell.value,
            }));
            continue;
        }
        for cell in cells {
            count.reject(
                context,
                cell.line,
                needed[1],
                &format!("{economy}, {year}: {}", cell.printed),
                "another line has the same code and another value; which is right is not said",
            )?;
        }
    }
    Ok(rows)
}

/// The members of a JSON object in their order, repeated ones included.
struct Members(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of codes and estimates")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[derive(Deserialize)]
struct Means {
    source: String,
    wgi: Members,
}

fn read_json(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    count: &mut RowCount,
) -> Result<Vec<Estimate>, LakeError> {
    let means: Means = serde_json::from_str(text).map_err(|error| {
        not_readable(
            path,
            u64::try_from(error.line()).ok(),
            format!("not the JSON of governance estimates ({error}); download it again"),
        )
    })?;
    let (year_from, year_to) = period_in(&means.source).ok_or_else(|| {
        not_readable(
            path,
            None,
            format!(
                "its \"source\" does not tell the years, such as 2015-2024; found: {:?}",
                means.source
            ),
        )
    })?;
    let mut lines = Lines::new(text);
    lines.of_next("\"wgi\"");
    let mut rows: Vec<Estimate> = Vec::new();
    for (code, value) in means.wgi.0 {
        let line = lines.of_next(&format!("\"{code}\""));
        count.add(context);
        // By the code alone: as a name, NA is a missing value; as a code it is
        // Namibia.
        let economy = Economy::all().find(|economy| economy.alpha2() == code);
        let Some(economy) = economy.filter(|_| !code.is_empty()) else {
            let reason = "no economy has this alpha-2 code";
            count.reject(context, line, "wgi", &code, reason)?;
            continue;
        };
        let printed = match &value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        };
        if is_missing(&printed) {
            continue;
        }
        if rows.iter().any(|row| row.economy == economy.alpha3()) {
            let reason = "the same code stands on an earlier line";
            count.reject(context, line, "wgi", &code, reason)?;
            continue;
        }
        match read_estimate(&printed) {
            Ok(value) => rows.push(Estimate {
                economy: economy.alpha3().to_owned(),
                label: economy.name().to_owned(),
                year_from,
                year_to,
                value,
            }),
            Err(reason) => count.reject(context, line, &code, &printed, reason)?,
        }
    }
    Ok(rows)
}

/// The first `2015-2024` in a text.
fn period_in(text: &str) -> Option<(i32, i32)> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '-' || c == '–'))
        .find_map(|word| {
            let (from, to) = word.split_once(['-', '–'])?;
            let years = (read_year(from)?, read_year(to)?);
            (years.0 <= years.1).then_some(years)
        })
}

fn not_readable(path: &Path, line: Option<u64>, reason: String) -> LakeError {
    LakeError::NotReadable {
        path: file_name(path),
        line,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_tells_the_years() {
        assert_eq!(
            period_in("Indicators (mean of 6 estimates, latest yr 2015-2024)"),
            Some((2015, 2024))
        );
        assert_eq!(period_in("latest year"), None);
    }
}
