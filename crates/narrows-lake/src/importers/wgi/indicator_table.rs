//! The tables of the World Bank's databank and API: a row for each economy and
//! series (`VA.EST`, since 2025 `GOV_WGI_VA.EST`), years as columns.

use std::collections::BTreeMap;
use std::path::Path;

use super::estimates::PrintedEstimate;
use super::printed_row::TITLE_ROWS;
use super::{Dimension, Estimates, PrintedRow, not_readable};
use crate::LakeError;
use crate::csv_text::CsvText;
use crate::importers::ImportContext;
use crate::text::year as read_year;
use crate::workbook::Sheet;

struct Header {
    name: Option<u32>,
    code: u32,
    series: u32,
    years: BTreeMap<u32, i32>,
}

impl Header {
    fn of(row: &PrintedRow) -> Option<Self> {
        Some(Self {
            name: row.named(&["Country Name", "Economy Name"]),
            code: row.named(&["Country Code", "Economy Code"])?,
            series: row.named(&["Indicator Code", "Series Code"])?,
            years: row
                .cells()
                .filter_map(|(column, cell)| Some((column, year_of(cell)?)))
                .collect(),
        })
    }

    /// An error where a table of these columns could not be read.
    fn check(&self, path: &Path, place: &str, number: u64) -> Result<(), LakeError> {
        let mut seen = std::collections::BTreeSet::new();
        let twice = self.years.values().find(|year| !seen.insert(**year));
        let reason = match twice {
            Some(year) => format!("{place}the header has the year {year} twice"),
            None if self.years.is_empty() => format!("{place}the header has no years"),
            None => return Ok(()),
        };
        Err(not_readable(path, Some(number), reason))
    }
}

/// `1996`, or `1996 [YR1996]` of the databank.
fn year_of(cell: &str) -> Option<i32> {
    let year = match cell.split_once(' ') {
        None => cell,
        Some((year, mark)) if mark == format!("[YR{year}]") => year,
        Some(_) => return None,
    };
    read_year(year)
}

/// Where the line of the header begins in the text, and how many lines stand
/// above it.
fn header_line(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for (above, line) in text.split_inclusive('\n').take(TITLE_ROWS).enumerate() {
        let fields = line.split(',').map(|name| name.trim().trim_matches('"'));
        if Header::of(&PrintedRow::of_fields(1, fields)).is_some() {
            return Some((start, above));
        }
        start += line.len();
    }
    None
}

/// Whether a text has the header of this form.
pub(super) fn is_one(text: &str) -> bool {
    header_line(text).is_some()
}

/// Reads a table in text.
pub(super) fn read(
    context: &mut ImportContext<'_>,
    path: &Path,
    text: &str,
    estimates: &mut Estimates,
    part: usize,
) -> Result<(), LakeError> {
    let Some((start, above)) = header_line(text) else {
        return Ok(());
    };
    // What stands above is taken out, its lines left for the numbers of those
    // below; and so are the lines on the database at the end.
    let body = &text[start..];
    let end = ["\nData from database", "\n\"Data from database"]
        .iter()
        .filter_map(|mark| body.find(mark))
        .min()
        .unwrap_or(body.len());
    let text = "\n".repeat(above) + &body[..end];
    let mut table = CsvText::open(path, &text, context.request.limits)?;
    let head = PrintedRow::of_fields(1, table.header().iter().map(String::as_str));
    let Some(header) = Header::of(&head) else {
        return Ok(());
    };
    header.check(path, "", u64::try_from(above).unwrap_or_default() + 1)?;
    while let Some(row) = table.next(context, estimates.count(part))? {
        let row = PrintedRow::of_fields(row.line, row.fields());
        put(context, &row, &header, "", estimates, part)?;
    }
    Ok(())
}

/// Reads a sheet of this form; `false` if it has another one.
pub(super) fn read_sheet(
    context: &mut ImportContext<'_>,
    path: &Path,
    sheet: &Sheet,
    estimates: &mut Estimates,
    part: usize,
) -> Result<bool, LakeError> {
    let found = PrintedRow::at_the_top(sheet)
        .find_map(|(position, row)| Some((position, row.number, Header::of(&row)?)));
    let Some((position, number, header)) = found else {
        return Ok(false);
    };
    // The workbook of the databank has a sheet on the series as well.
    if header.years.is_empty() {
        return Ok(false);
    }
    header.check(path, &format!("sheet {:?}: ", sheet.name), number)?;
    let place = format!("{}: ", sheet.name);
    for row in &sheet.rows[position + 1..] {
        let row = PrintedRow::of_sheet(row);
        if row.get(header.series).is_empty() {
            continue;
        }
        estimates.count(part).add(context);
        put(context, &row, &header, &place, estimates, part)?;
    }
    Ok(true)
}

fn put(
    context: &mut ImportContext<'_>,
    row: &PrintedRow,
    header: &Header,
    place: &str,
    estimates: &mut Estimates,
    part: usize,
) -> Result<(), LakeError> {
    // Ranks, errors and numbers of sources have series of their own.
    let Some(dimension) = Dimension::of_series(row.get(header.series)) else {
        return Ok(());
    };
    for (column, year) in &header.years {
        estimates.put(
            context,
            &PrintedEstimate {
                part,
                number: row.number,
                dimension,
                code: row.get(header.code),
                name: header.name.map_or("", |column| row.get(column)),
                year: *year,
                field: &format!("{place}{} {year}", row.get(header.series)),
                printed: row.get(*column),
            },
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn years_are_written_in_two_ways() {
        assert_eq!(year_of("1996"), Some(1996));
        assert_eq!(year_of("1996 [YR1996]"), Some(1996));
        assert_eq!(year_of("1996 [YR1997]"), None);
        assert_eq!(year_of("Series Name"), None);
    }
}
