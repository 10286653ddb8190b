//! The table of world data (2025): one row a country, a column for each figure.

use std::path::Path;
use std::rc::Rc;

use super::super::ImportContext;
use super::printed_value::{is_described, is_less_than_half, read_value};
use super::{EMPTY, Statistic, clean_label, series_name, unit_name};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, RowCount};
use crate::labels::Labels;
use crate::text::{one_line, year as read_year};

pub(super) const WORLD: [&str; 5] = ["SOURCE", "COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS"];

/// A column of figures of the world data, such as `PROD_EST_ 2024`.
struct Figures {
    name: String,
    position: usize,
    note: usize,
    statistic: &'static str,
    estimated: bool,
    year: i32,
}

/// No release has more than five; a header may claim any number.
const MOST_FIGURES: usize = 16;

fn figure_columns(path: &Path, table: &CsvText<'_>) -> Result<Vec<Figures>, LakeError> {
    let columns = table.columns(&WORLD)?;
    let mut figures: Vec<Figures> = Vec::new();
    for (position, name) in columns.names().iter().enumerate() {
        let plain: String = name
            .to_uppercase()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let Some((statistic, note, rest)) = [
            ("production", "PROD_NOTES", "PROD_"),
            ("capacity", "CAP_NOTES", "CAP_"),
            ("reserves", "RESERVE_NOTES", "RESERVES_"),
        ]
        .into_iter()
        .find_map(|(statistic, note, prefix)| Some((statistic, note, plain.strip_prefix(prefix)?))) else {
            continue;
        };
        let (rest, estimated) = match rest.strip_prefix("EST_") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        if let Some(year) = read_year(rest) {
            let [note] = columns.positions([note]);
            figures.push(Figures {
                name: name.clone(),
                position,
                note,
                statistic,
                estimated,
                year,
            });
        }
    }
    if figures.is_empty() || figures.len() > MOST_FIGURES {
        return Err(LakeError::NotReadable {
            path: file_name(path),
            line: Some(1),
            reason: format!(
                "the header has {} columns of figures such as PROD_2023 or RESERVES_2024, and 1 \
                 to {MOST_FIGURES} are read; found: {}",
                figures.len(),
                columns
                    .names()
                    .iter()
                    .take(30)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        });
    }
    Ok(figures)
}

/// The form with one row a country. The edition stands in each row.
pub(super) fn read_world_data(
    context: &mut ImportContext<'_>,
    path: &Path,
    table: &mut CsvText<'_>,
    count: &mut RowCount,
) -> Result<(Vec<Statistic>, String), LakeError> {
    let figures = figure_columns(path, table)?;
    let positions = table.columns(&WORLD)?.positions(WORLD);
    let mut rows = Vec::new();
    let mut labels = Labels::default();
    let mut edition: Option<String> = None;
    while let Some(row) = table.next(context, count)? {
        let fields = positions.map(|position| row.get(position));
        let [source, commodity, country, kind, unit] = fields;
        let line = row.line;
        if let Some(position) = fields[..4].iter().position(|field| field.is_empty()) {
            count.reject(context, line, WORLD[position], "", EMPTY)?;
            continue;
        }
        if *edition.get_or_insert_with(|| source.to_owned()) != source {
            count.reject(
                context,
                line,
                "SOURCE",
                source,
                "another edition than in the rows before; import each by itself",
            )?;
            continue;
        }
        let commodity: Rc<str> = one_line(commodity).into();
        let series: Rc<str> = series_name(kind).into();
        let label: Rc<str> = clean_label(country).into();
        let economy = labels.economy(&label)?;
        let mut notes: Vec<(usize, Rc<str>)> = Vec::new();
        for figure in &figures {
            let note = match notes.iter().find(|(position, _)| *position == figure.note) {
                Some((_, note)) => note.clone(),
                None => {
                    let note: Rc<str> = one_line(row.get(figure.note)).into();
                    notes.push((figure.note, note.clone()));
                    note
                }
            };
            let cell = row.get(figure.position);
            let printed = if cell.is_empty() {
                mark_in_note(&note, figure.year)
            } else {
                cell
            };
            if printed.is_empty() {
                continue;
            }
            let estimated = figure.estimated || is_estimated(figure, &series, &note);
            match read_value(printed, figure.statistic, &note, estimated) {
                Ok(reading) => rows.push(Statistic {
                    commodity: commodity.clone(),
                    section: "world",
                    series: series.clone(),
                    statistic: figure_statistic(figure, &series).into(),
                    label: label.clone(),
                    economy,
                    unit: figure_unit(figure, unit, &note).into(),
                    year_from: figure.year,
                    year_to: figure.year,
                    reading,
                    printed: printed.to_owned(),
                    note,
                }),
                Err(reason) => count.reject(context, line, &figure.name, printed, reason)?,
            }
        }
    }
    Ok((rows, edition.unwrap_or_default()))
}

/// The columns of production hold capacities too, as of cement clinker.
fn figure_statistic(figure: &Figures, series: &str) -> &'static str {
    let series = series.to_lowercase();
    if figure.statistic == "production"
        && series.contains("capacity")
        && !series.contains("production")
    {
        "capacity"
    } else {
        figure.statistic
    }
}

/// Reserves may be in another unit than production; the note then says so.
fn figure_unit(figure: &Figures, unit: &str, note: &str) -> String {
    let note = note.to_lowercase();
    let other = ["thousand metric tons", "million metric tons"]
        .into_iter()
        .find(|unit| figure.statistic == "reserves" && note.contains(unit));
    unit_name(other.unwrap_or(unit))
}

/// Whether the note calls the figure an estimate; or the whole series of
/// production is one, and the note does not call this figure reported.
fn is_estimated(figure: &Figures, series: &str, note: &str) -> bool {
    let note = note.to_lowercase();
    match note.strip_prefix("estimated") {
        Some(rest) => is_of_year(rest, figure.year),
        None => {
            figure.statistic == "production"
                && series.to_lowercase().contains("estimated")
                && !note.contains("reported")
        }
    }
}

/// Whether a note that goes on as ` for 2023` or ` 2023` is of this year; one
/// that names no year is of all.
pub(super) fn is_of_year(rest: &str, year: i32) -> bool {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("for ").unwrap_or(rest);
    rest.get(..4)
        .and_then(read_year)
        .is_none_or(|named| named == year)
}

/// The mark that a note gives for an empty cell: `W for 23-24`, `NA`, `Large`.
/// Empty where the note is about something else.
pub(super) fn mark_in_note(note: &str, year: i32) -> &str {
    let (mark, rest) = match note.split_once(" for ") {
        Some((mark, rest)) => (mark, rest),
        None => (note.split_once(" (").map_or(note, |(mark, _)| mark), ""),
    };
    let mark = mark.trim_end_matches('.');
    if !is_of_year(rest, year) {
        return "";
    }
    let means = ["NA", "na", "XX", "xx", "W"].contains(&mark)
        || is_described(mark)
        || is_less_than_half(mark);
    if means { mark } else { "" }
}
