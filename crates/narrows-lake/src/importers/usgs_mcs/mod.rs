//! The data releases of the USGS Mineral Commodity Summaries, in both of their
//! forms: the table of world data (2025), one row a country with a column for
//! each figure, and the table of all statistics (2026), one row a figure.
//!
//! What is printed is kept beside what it means. A dash is the zero of the
//! USGS; `W` is withheld; `NA` and `XX` are not available; a word such as
//! `Large` is no number. None of them but the dash becomes 0.

mod printed_value;
mod world_data;

use std::rc::Rc;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::csv_text::{CsvText, RowCount};
use crate::labels::Labels;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{one_line, read_original, year as read_year};

use printed_value::{
    Reading, is_number, is_superscript, read_value, starts_with_ignoring_case, without_footnote,
};
use world_data::read_world_data;

const VERSION: u32 = 1;

/// One figure.
struct Statistic {
    commodity: Rc<str>,
    section: &'static str,
    series: Rc<str>,
    statistic: Rc<str>,
    label: Rc<str>,
    economy: Option<&'static str>,
    unit: Rc<str>,
    year_from: i32,
    year_to: i32,
    reading: Reading,
    printed: String,
    note: Rc<str>,
}

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let path = &context.only_original()?.to_owned();
    let text = read_original(context, path)?;
    let mut table = CsvText::open(path, &text, context.request.limits)?;
    let mut count = RowCount::new(path);
    let one_row_a_figure = table
        .header()
        .iter()
        .any(|name| name.trim().eq_ignore_ascii_case("Statistics"));
    let (mut rows, edition) = if one_row_a_figure {
        read_statistics(context, &mut table, &mut count)?
    } else {
        read_world_data(context, path, &mut table, &mut count)?
    };
    count.check(rows.len())?;
    // Stable, so that figures which the original does not tell apart keep its
    // order.
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    let years = rows
        .iter()
        .map(|row| (row.year_from, row.year_to))
        .reduce(|(from, to), (a, b)| (from.min(a), to.max(b)));
    SmallTable::default()
        .repeated("commodity", rows.iter().map(|row| &*row.commodity))?
        .repeated("section", rows.iter().map(|row| row.section))?
        .repeated("series", rows.iter().map(|row| &*row.series))?
        .repeated("statistic", rows.iter().map(|row| &*row.statistic))?
        .repeated("label", rows.iter().map(|row| &*row.label))?
        .repeated_or_null("economy", rows.iter().map(|row| row.economy))?
        .repeated("unit", rows.iter().map(|row| &*row.unit))?
        .integers("year_from", rows.iter().map(|row| row.year_from))
        .integers("year_to", rows.iter().map(|row| row.year_to))
        .numbers_or_null("value", rows.iter().map(|row| row.reading.value))
        .text("printed", rows.iter().map(|row| row.printed.as_str()))?
        .repeated("qualifier", rows.iter().map(|row| row.reading.qualifier))?
        .text("note", rows.iter().map(|row| &*row.note))?
        .write(&context.landing.table_path(TableKind::MineralStatistics))?;

    let book = format!(
        "Mineral Commodity Summaries {}",
        edition.strip_prefix("MCS").unwrap_or(&edition)
    );
    Ok(Imported {
        source: "usgs-mcs".to_owned(),
        attribution: format!("Source: U.S. Geological Survey, {book}"),
        title: format!("{book}, data release"),
        vintage: context.request.vintage.clone().unwrap_or(edition),
        publisher: "U.S. Geological Survey".to_owned(),
        licence: "US public domain".to_owned(),
        address: "https://www.usgs.gov/centers/national-minerals-information-center/\
                  mineral-commodity-summaries"
            .to_owned(),
        importer_version: VERSION,
        hs_revision: None,
        years,
        note: String::new(),
        tables: vec![TableKind::MineralStatistics],
    })
}

type Key<'a> = (
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    &'a str,
    i32,
    i32,
    &'a str,
);

fn key(row: &Statistic) -> Key<'_> {
    (
        &row.commodity,
        row.section,
        &row.statistic,
        &row.series,
        &row.label,
        row.year_from,
        row.year_to,
        &row.unit,
    )
}

const STATISTICS: [&str; 9] = [
    "Section",
    "Commodity",
    "Country",
    "Statistics",
    "Statistics_detail",
    "Unit",
    "Year",
    "Value",
    "Notes",
];

/// The form with one row a figure. The edition is named after the year in
/// which it appears, the one after its last data.
fn read_statistics(
    context: &mut ImportContext<'_>,
    table: &mut CsvText<'_>,
    count: &mut RowCount,
) -> Result<(Vec<Statistic>, String), LakeError> {
    let columns = table.columns(&STATISTICS)?;
    let positions = columns.positions(STATISTICS);
    let mut rows = Vec::new();
    let mut labels = Labels::default();
    let mut last = i32::MIN;
    while let Some(row) = table.next(context, count)? {
        let fields = positions.map(|position| row.get(position));
        match read_statistic(fields) {
            Ok(mut statistic) => {
                statistic.economy = labels.economy(&statistic.label)?;
                last = last.max(statistic.year_to);
                rows.push(statistic);
            }
            Err((position, reason)) => {
                count.reject(
                    context,
                    row.line,
                    STATISTICS[position],
                    fields[position],
                    reason,
                )?;
            }
        }
    }
    Ok((rows, format!("MCS{}", last.saturating_add(1))))
}

/// A refused field by its place among [`STATISTICS`], and why.
type Refusal = (usize, &'static str);

fn read_statistic(fields: [&str; 9]) -> Result<Statistic, Refusal> {
    let [
        section,
        commodity,
        country,
        group,
        detail,
        unit,
        year,
        value,
        notes,
    ] = fields;
    for (position, field) in [(1, commodity), (2, country), (3, group)] {
        if field.is_empty() {
            return Err((position, EMPTY));
        }
    }
    let section = section_name(section);
    let statistic = statistic_name(group, section);
    let (year_from, year_to) = read_years(year).ok_or((6, "neither a year nor years"))?;
    let note = one_line(notes);
    let estimated = note.split("--").enumerate().any(|(index, part)| {
        let part = part.trim();
        if index == 0 {
            starts_with_ignoring_case(part, "estimated")
        } else {
            part.trim_end_matches('.').eq_ignore_ascii_case("estimated")
        }
    });
    let reading = read_value(value, &statistic, &note, estimated).map_err(|reason| (7, reason))?;
    Ok(Statistic {
        commodity: one_line(commodity).into(),
        section,
        series: series_name(detail).into(),
        statistic: statistic.into(),
        label: clean_label(country).into(),
        economy: None,
        unit: unit_name(unit).into(),
        year_from,
        year_to,
        reading,
        printed: value.to_owned(),
        note: note.into(),
    })
}

const EMPTY: &str = "empty";

fn section_name(printed: &str) -> &'static str {
    let printed = printed.to_lowercase();
    if printed.starts_with("salient statistics") {
        "salient-united-states"
    } else if printed.starts_with("import sources") {
        "import-sources-united-states"
    } else if printed.starts_with("world") {
        "world"
    } else {
        "other"
    }
}

fn statistic_name(printed: &str, section: &str) -> String {
    let name = one_line(printed).to_lowercase();
    if name.starts_with("import sources") || section == "import-sources-united-states" {
        "import-share".to_owned()
    } else if name == "net import reliance" {
        "net-import-reliance".to_owned()
    } else {
        name
    }
}

/// That a total is rounded says nothing of the series.
fn series_name(printed: &str) -> String {
    let series = one_line(printed);
    for mark in [": rounded", ", rounded"] {
        if let Some(rest) = series.strip_suffix(mark) {
            return rest.to_owned();
        }
    }
    series
}

fn unit_name(printed: &str) -> String {
    let unit = one_line(printed);
    match unit.to_lowercase().as_str() {
        "metric tons" => "t",
        "kilograms" => "kg",
        "thousand metric tons" => "kt",
        "percent" => "percent",
        "dollars per kilogram" => "USD/kg",
        "dollars per metric ton" => "USD/t",
        "dollars per pound" => "USD/lb",
        _ => return unit,
    }
    .to_owned()
}

/// `2024`, `2021–24` with any dash, `2021–2024`, and `202124`, in which the
/// dash was lost.
fn read_years(printed: &str) -> Option<(i32, i32)> {
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    let rest = printed.trim_start_matches(|c: char| c.is_ascii_digit());
    let dashes = rest.trim_end_matches(|c: char| c.is_ascii_digit()).trim();
    let from = digits.get(..4)?;
    let to = match (digits.len(), dashes) {
        (4, "") => from.to_owned(),
        (6, "" | "-" | "–" | "—" | "‑") => format!("{}{}", &digits[..2], &digits[4..]),
        (8, "-" | "–" | "—" | "‑") => digits[4..].to_owned(),
        _ => return None,
    };
    let years = (read_year(from)?, read_year(&to)?);
    (years.0 <= years.1).then_some(years)
}

/// The label without footnote marks: `World total (rounded) 10`.
fn clean_label(printed: &str) -> String {
    let mut label = one_line(printed);
    loop {
        let shorter = label.trim_end_matches(is_superscript).trim_end();
        let shorter = without_footnote(shorter);
        let shorter = shorter
            .rsplit_once(' ')
            .filter(|(_, mark)| mark.len() <= 2 && is_number(mark))
            .map_or(shorter, |(label, _)| label);
        if shorter.len() == label.len() {
            return label;
        }
        label = shorter.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::world_data::{is_of_year, mark_in_note};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn periods_lose_their_dash_and_are_read() {
        for printed in ["2021–24", "2021-24", "202124", "2021–2024"] {
            assert_eq!(read_years(printed), Some((2021, 2024)), "{printed}");
        }
        assert_eq!(read_years("2025"), Some((2025, 2025)));
        for printed in ["", "25", "2024–21", "2024 to 25", "20212024", "1021"] {
            assert_eq!(read_years(printed), None, "{printed}");
        }
    }

    #[test]
    fn labels_lose_their_footnotes() {
        for (printed, label) in [
            ("Brazil (beneficiated)", "Brazil (beneficiated)"),
            ("United\u{a0}States (kyanite)", "United States (kyanite)"),
            ("World total (rounded) 10", "World total (rounded)"),
            ("China³", "China"),
            ("Peru (3)", "Peru"),
        ] {
            assert_eq!(clean_label(printed), label);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}", note in "\\PC{0,12}") {
            let _ = read_value(&text, "production", &note, true);
            let _ = read_years(&text);
            let _ = clean_label(&text);
            let _ = mark_in_note(&note, 2024);
            let _ = is_of_year(&note, 2024);
        }
    }
}
