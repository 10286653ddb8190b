//! The long table, a row for each economy, year and dimension: since the
//! edition of 2023 as one sheet (`code`, `countryname`, `year`, `indicator`,
//! `estimate`), in that of 2025 as a sheet for each dimension under longer
//! names. The same as CSV.

use std::path::Path;

use super::estimates::PrintedEstimate;
use super::{Dimension, Estimates, PrintedRow};
use crate::LakeError;
use crate::csv_text::CsvText;
use crate::importers::ImportContext;
use crate::text::year as read_year;
use crate::workbook::Sheet;

struct Header {
    code: u32,
    name: Option<u32>,
    year: u32,
    /// None where the sheet is that of one dimension.
    indicator: Option<u32>,
    estimate: u32,
    /// The names that these columns have in the file.
    words: [String; 3],
}

impl Header {
    fn of(row: &PrintedRow) -> Option<Self> {
        let code = row.named(&["code", "Economy (code)"])?;
        let year = row.named(&["year"])?;
        let indicator = row.named(&["indicator", "Governance dimension"]);
        let estimate = row
            .cells()
            .find(|(_, cell)| {
                let cell = cell.to_ascii_lowercase();
                cell == "estimate" || cell.starts_with("governance estimate")
            })
            .map(|(column, _)| column)?;
        let word = |column: Option<u32>| column.map_or("", |at| row.get(at)).to_owned();
        Some(Self {
            code,
            name: row.named(&["countryname", "Economy (name)"]),
            year,
            indicator,
            estimate,
            words: [word(Some(year)), word(indicator), word(Some(estimate))],
        })
    }
}

/// Whether a text begins with the header of this form.
pub(super) fn is_one(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default();
    let row = PrintedRow::of_fields(1, head.split(',').map(|name| name.trim_matches(['"', ' '])));
    Header::of(&row).is_some_and(|header| header.indicator.is_some())
}

/// Reads a table in text.
pub(super) fn read_text(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    estimates: &mut Estimates,
    part: usize,
) -> Result<(), LakeError> {
    let mut table = CsvText::open(path, text, context.request.limits)?;
    let head = PrintedRow::of_fields(1, table.header().iter().map(String::as_str));
    let Some(header) = Header::of(&head) else {
        return Ok(());
    };
    while let Some(row) = table.next(context, estimates.count(part))? {
        let row = PrintedRow::of_fields(row.line, row.fields());
        put(context, &row, &header, None, "", estimates, part)?;
    }
    Ok(())
}

/// Reads a sheet of this form; `false` if it has another one.
pub(super) fn read_sheet(
    context: &mut ImportContext<'_>,
    _path: &Path,
    sheet: &Sheet,
    estimates: &mut Estimates,
    part: usize,
) -> Result<bool, LakeError> {
    let of_sheet = Dimension::find(&sheet.name);
    let found = PrintedRow::at_the_top(sheet).find_map(|(position, row)| {
        let header = Header::of(&row)?;
        (header.indicator.is_some() || of_sheet.is_some()).then_some((position, header))
    });
    let Some((position, header)) = found else {
        return Ok(false);
    };
    let place = format!("{}: ", sheet.name);
    for row in &sheet.rows[position + 1..] {
        let row = PrintedRow::of_sheet(row);
        // Notes below the table.
        if row.get(header.code).is_empty() && row.get(header.estimate).is_empty() {
            continue;
        }
        estimates.count(part).add(context);
        put(context, &row, &header, of_sheet, &place, estimates, part)?;
    }
    Ok(true)
}

fn put(
    context: &mut ImportContext<'_>,
    row: &PrintedRow,
    header: &Header,
    of_sheet: Option<Dimension>,
    place: &str,
    estimates: &mut Estimates,
    part: usize,
) -> Result<(), LakeError> {
    let [year_word, indicator_word, estimate_word] = &header.words;
    let mut refuse = |word: &str, found: &str, reason: &str| {
        let field = format!("{place}{word}");
        estimates
            .count(part)
            .reject(context, row.number, &field, found, reason)
    };
    let Some(year) = read_year(row.get(header.year)) else {
        return refuse(year_word, row.get(header.year), "no year from 1900 to 2100");
    };
    let said = header.indicator.map_or("", |column| row.get(column));
    let by_row = Dimension::find(said);
    let Some(dimension) = by_row.or(of_sheet.filter(|_| said.is_empty())) else {
        return refuse(
            indicator_word,
            said,
            "none of the six dimensions va, pv, ge, rq, rl, cc",
        );
    };
    if of_sheet.is_some_and(|of_sheet| of_sheet != dimension) {
        return refuse(
            indicator_word,
            said,
            "another dimension than that of the sheet",
        );
    }
    estimates.put(
        context,
        &PrintedEstimate {
            part,
            number: row.number,
            dimension,
            code: row.get(header.code),
            name: header.name.map_or("", |column| row.get(column)),
            year,
            field: &format!("{place}{estimate_word}"),
            printed: row.get(header.estimate),
        },
    )
}
