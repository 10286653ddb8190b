//! The table of the political stability estimate by economy and year (CSV).

use std::collections::BTreeMap;
use std::path::Path;

use narrows_core::Economy;

use super::{Estimate, is_missing, not_readable, read_estimate};
use crate::LakeError;
use crate::csv_text::{CsvText, RowCount};
use crate::importers::ImportContext;
use crate::text::{one_line, year as read_year};

const DIMENSION: &str = "political-stability-estimate";

/// A value and where it stands.
struct Cell {
    label: String,
    value: f64,
    line: u64,
    printed: String,
}

pub(super) fn read(
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
                dimension: DIMENSION,
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
