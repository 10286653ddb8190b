//! The data releases of the USGS Mineral Commodity Summaries, in both of their
//! forms: the table of world data (2025), one row a country with a column for
//! each figure, and the table of all statistics (2026), one row a figure.
//!
//! What is printed is kept beside what it means. A dash is the zero of the
//! USGS; `W` is withheld; `NA` and `XX` are not available; a word such as
//! `Large` is no number. None of them but the dash becomes 0.

use std::path::Path;
use std::rc::Rc;

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::{CsvText, RowCount};
use crate::labels::Labels;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{finite_number, one_line, read_original, year as read_year};

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

/// What a printed value means.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Reading {
    value: Option<f64>,
    qualifier: &'static str,
}

impl Reading {
    fn new(value: impl Into<Option<f64>>, qualifier: &'static str) -> Self {
        Self {
            value: value.into(),
            qualifier,
        }
    }
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

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The text without a footnote mark such as `(3)` at its end, where something
/// stands before it.
fn without_footnote(text: &str) -> &str {
    match text
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
    {
        Some((before, mark)) if is_number(mark) && !before.trim().is_empty() => before.trim_end(),
        _ => text,
    }
}

/// Statistics that may be negative: changes of stocks, shipments into a
/// stockpile, and what is computed as a difference.
const SIGNED: [&str; 5] = [
    "stock",
    "shipment",
    "consumption",
    "supply",
    "net-import-reliance",
];

/// Reads a value as it is printed.
fn read_value(
    printed: &str,
    statistic: &str,
    note: &str,
    estimated: bool,
) -> Result<Reading, &'static str> {
    let exact = |estimated| if estimated { "estimated" } else { "exact" };
    let text = printed
        .trim_matches(|c: char| c.is_whitespace() || is_superscript(c))
        .trim();
    let text = without_footnote(text);
    match text {
        "" | "NA" | "na" | "XX" | "xx" => return Ok(Reading::new(None, "not-available")),
        "W" => return Ok(Reading::new(None, "withheld")),
        "—" | "--" => return Ok(Reading::new(0.0, "zero")),
        // A net exporter: the reliance is below zero, by how much is not said.
        "E" if statistic == "net-import-reliance" => return Ok(Reading::new(0.0, "less-than")),
        // The note stands in place of the value; most say how small it is.
        _ if is_less_than_half(text) => return Ok(Reading::new(0.5, "less-than")),
        "s" if says_less_than_half(note) => return Ok(Reading::new(0.5, "less-than")),
        "s" if !note.is_empty() => return Ok(Reading::new(None, "not-available")),
        _ => {}
    }
    if is_described(text) {
        return Ok(Reading::new(None, "not-available"));
    }
    let (number, qualifier) = if let Some(rest) = text.strip_prefix('>') {
        (rest, "more-than")
    } else if let Some(rest) = text.strip_prefix('<') {
        (rest, "less-than")
    } else if let Some(rest) = text.strip_prefix(['e', 'ᵉ']) {
        (rest, exact(true))
    } else {
        (text, exact(estimated))
    };
    // `f64` would read words and exponents too.
    let plain = number
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,-−".contains(c));
    match finite_number(&number.replace('−', "-")) {
        Some(value) if plain && (value >= 0.0 || SIGNED.contains(&statistic)) => {
            Ok(Reading::new(value, qualifier))
        }
        Some(_) if plain => Err("a negative quantity"),
        _ => Err(unreadable(text)),
    }
}

/// Why a value is refused.
fn unreadable(text: &str) -> &'static str {
    let bound = |part: &str| finite_number(part).is_some_and(|value| value >= 0.0);
    let range = ['–', '—', '-', '‑'].into_iter().any(|dash| {
        text.split_once(dash)
            .is_some_and(|(low, high)| bound(low) && bound(high))
    });
    if range {
        "a range, not one number"
    } else if text.contains(['?', '\u{fffd}']) {
        "a character was lost in the original, perhaps a minus"
    } else if text.starts_with('(') && text.ends_with(')') {
        "a footnote mark in place of the value"
    } else {
        "neither a number nor a mark that the USGS explains"
    }
}

const LESS_THAN_HALF: [&str; 2] = ["less than ½", "less than 1/2"];

fn is_less_than_half(text: &str) -> bool {
    let text = text.to_lowercase();
    LESS_THAN_HALF
        .into_iter()
        .any(|words| text.starts_with(words))
}

fn says_less_than_half(note: &str) -> bool {
    let note = note.to_lowercase();
    LESS_THAN_HALF.into_iter().any(|words| note.contains(words))
}

/// Words that the USGS prints where it has no number.
fn is_described(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "large",
        "moderate",
        "moderate to large",
        "small",
        "very small",
    ]
    .contains(&text.as_str())
        || text.starts_with("variable, depending on ")
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

const WORLD: [&str; 5] = ["SOURCE", "COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS"];

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
fn read_world_data(
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
fn is_of_year(rest: &str, year: i32) -> bool {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("for ").unwrap_or(rest);
    rest.get(..4)
        .and_then(read_year)
        .is_none_or(|named| named == year)
}

/// The mark that a note gives for an empty cell: `W for 23-24`, `NA`, `Large`.
/// Empty where the note is about something else.
fn mark_in_note(note: &str, year: i32) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn printed_values_mean_what_the_usgs_says() {
        let production = |printed| read_value(printed, "production", "", false);
        for (printed, value, qualifier) in [
            ("839,000", Some(839_000.0), "exact"),
            ("839,000¹", Some(839_000.0), "exact"),
            ("1,200 (3)", Some(1200.0), "exact"),
            ("e1,200", Some(1200.0), "estimated"),
            ("68\u{a0}", Some(68.0), "exact"),
            (">50", Some(50.0), "more-than"),
            ("<1,000", Some(1000.0), "less-than"),
            ("W", None, "withheld"),
            ("NA", None, "not-available"),
            ("Large", None, "not-available"),
            ("—", Some(0.0), "zero"),
            ("0", Some(0.0), "exact"),
        ] {
            assert_eq!(
                production(printed),
                Ok(Reading::new(value, qualifier)),
                "{printed}"
            );
        }
        for (printed, reason) in [
            ("50–300", "a range, not one number"),
            ("10,000 - 15,000", "a range, not one number"),
            (
                "?10",
                "a character was lost in the original, perhaps a minus",
            ),
            ("(1)", "a footnote mark in place of the value"),
            ("1,5", "neither a number nor a mark that the USGS explains"),
            ("1e5", "neither a number nor a mark that the USGS explains"),
            ("E", "neither a number nor a mark that the USGS explains"),
            ("inf", "neither a number nor a mark that the USGS explains"),
            ("-5", "a negative quantity"),
        ] {
            assert_eq!(production(printed), Err(reason), "{printed}");
        }
        assert_eq!(
            read_value("E", "net-import-reliance", "", true),
            Ok(Reading::new(0.0, "less-than"))
        );
        assert_eq!(
            read_value("s", "import", "Estimated. -- Less than ½ unit.", true),
            Ok(Reading::new(0.5, "less-than"))
        );
        assert_eq!(
            read_value("s", "reserves", "Included in “World total.”", false),
            Ok(Reading::new(None, "not-available"))
        );
        assert_eq!(
            read_value("-5", "stock", "", true),
            Ok(Reading::new(-5.0, "estimated"))
        );
    }

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
