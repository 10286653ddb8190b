//! The Worldwide Governance Indicators: all six estimates of all years, as the
//! World Bank publishes them (workbooks, and tables of its databank); the
//! table of the political stability estimate by economy and year (CSV); and
//! the mean of the six estimates of the latest year (JSON).
//!
//! What stands for a missing estimate makes no row and no zero.

mod dimension;
mod estimates;
mod indicator_table;
mod latest_means;
mod long_table;
mod political_stability;
mod printed_row;
mod year_columns;

use std::path::Path;

use self::dimension::Dimension;
use self::estimates::Estimates;
use self::printed_row::PrintedRow;
use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::{Limits, file_name, for_each_member};
use crate::csv_text::RowCount;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::{finite_number, read_original};
use crate::workbook::{Sheet, is_workbook, read_workbook_up_to};

const VERSION: u32 = 1;

/// The dimension of the mean, beside the six.
const MEAN_OF_SIX: &str = "mean-of-six-estimates";

/// Bytes of a workbook, unpacked: the edition of 2025 carries the data of its
/// sources along and has 10 MB packed.
const MOST_BYTES: u64 = 192 << 20;

/// One estimate of one economy.
struct Estimate {
    economy: String,
    label: String,
    dimension: &'static str,
    year_from: i32,
    year_to: i32,
    value: f64,
}

/// What the forms differ in.
struct Form {
    source: &'static str,
    title: &'static str,
    note: &'static str,
}

const POLITICAL_STABILITY: Form = Form {
    source: "wgi-political-stability",
    title: "Worldwide Governance Indicators, political stability and absence of \
            violence/terrorism, estimate",
    note: "The method behind the published percentile ranks changed in 2023; build ranks anew \
           from the estimate.",
};

const LATEST_MEANS: Form = Form {
    source: "wgi-mean-of-six",
    title: "Worldwide Governance Indicators, mean of the six estimates, latest year",
    note: "The mean of six estimates is no indicator of the World Bank. The method behind the \
           published percentile ranks changed in 2023; build ranks anew from the estimate.",
};

const SIX_DIMENSIONS: Form = Form {
    source: "wgi-six-dimensions",
    title: "Worldwide Governance Indicators, six estimates by economy and year, and their mean",
    note: "The mean of six estimates is no indicator of the World Bank; it is formed where all \
           six are there. Each edition revises the estimates of earlier years too.",
};

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let originals = &context.request.originals;
    let mut estimates = Estimates::default();
    for path in originals {
        if holds_workbook(path, context.request.limits)? {
            let sheets = read_workbook_up_to(context, path, MOST_BYTES)?;
            let part = estimates.begin(path);
            read_sheets(context, path, &sheets, &mut estimates, part)?;
            continue;
        }
        let text = read_original(context, path)?;
        if indicator_table::is_one(&text) {
            let part = estimates.begin(path);
            indicator_table::read(context, path, &text, &mut estimates, part)?;
        } else if long_table::is_one(&text) {
            let part = estimates.begin(path);
            long_table::read_text(context, path, &text, &mut estimates, part)?;
        } else if originals.len() > 1 {
            return Err(not_readable(
                path,
                None,
                "neither a workbook nor a table of the six dimensions; of other forms wgi reads one \
                 file at a time"
                    .to_owned(),
            ));
        } else {
            return one_dimension(context, path, &text);
        }
    }
    let rows = estimates.finish(context)?;
    write(context, &SIX_DIMENSIONS, rows)
}

/// The sheets of a workbook in either of its forms.
fn read_sheets(
    context: &mut ImportContext<'_>,
    path: &Path,
    sheets: &[Sheet],
    estimates: &mut Estimates,
    part: usize,
) -> Result<(), LakeError> {
    let mut read = 0;
    for sheet in sheets {
        if long_table::read_sheet(context, path, sheet, estimates, part)?
            || year_columns::read_sheet(context, path, sheet, estimates, part)?
            || indicator_table::read_sheet(context, path, sheet, estimates, part)?
        {
            read += 1;
        }
    }
    if read > 0 {
        return Ok(());
    }
    let names: Vec<String> = sheets
        .iter()
        .take(10)
        .map(|sheet| format!("{:?}", sheet.name.chars().take(40).collect::<String>()))
        .collect();
    Err(not_readable(
        path,
        None,
        format!(
            "no sheet holds the indicators, as a sheet for each dimension or as one table with \
             country, year, indicator and estimate; its sheets: {}",
            names.join(", ")
        ),
    ))
}

/// The forms that hold one number a year: one dimension, or the mean.
fn one_dimension(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
) -> Result<Imported, LakeError> {
    let mut count = RowCount::new(path);
    let (form, rows) = if text.trim_start().starts_with('{') {
        (
            &LATEST_MEANS,
            latest_means::read(context, path, text, &mut count)?,
        )
    } else {
        (
            &POLITICAL_STABILITY,
            political_stability::read(context, path, text, &mut count)?,
        )
    };
    count.check(rows.len())?;
    write(context, form, rows)
}

fn write(
    context: &ImportContext<'_>,
    form: &Form,
    mut rows: Vec<Estimate>,
) -> Result<Imported, LakeError> {
    rows.sort_by(|a, b| {
        (&a.economy, a.year_from, a.dimension).cmp(&(&b.economy, b.year_from, b.dimension))
    });
    let years = rows
        .iter()
        .map(|row| (row.year_from, row.year_to))
        .reduce(|(from, to), (a, b)| (from.min(a), to.max(b)));
    SmallTable::default()
        .repeated("economy", rows.iter().map(|row| row.economy.as_str()))?
        .repeated("label", rows.iter().map(|row| row.label.as_str()))?
        .repeated("dimension", rows.iter().map(|row| row.dimension))?
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

/// Whether the file is a workbook, and no zip of a table in text.
fn holds_workbook(path: &Path, limits: Limits) -> Result<bool, LakeError> {
    if !is_workbook(path)? {
        return Ok(false);
    }
    let mut members = false;
    let mut parts = false;
    for_each_member(
        path,
        limits,
        |_| true,
        &|_| {},
        |name, _| {
            members = true;
            parts |= name.ends_with("![Content_Types].xml");
            Ok(())
        },
    )?;
    // What is no zip is a workbook of the older kind.
    Ok(parts || !members)
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

fn not_readable(path: &Path, line: Option<u64>, reason: String) -> LakeError {
    LakeError::NotReadable {
        path: file_name(path),
        line,
        reason,
    }
}
