//! The workbook as it was to the edition of 2022: a sheet for each dimension,
//! economies below one another, and for each year a group of columns
//! (Estimate, StdErr, NumSrc, Rank, Lower, Upper) under the year.

use std::collections::BTreeMap;
use std::path::Path;

use super::estimates::PrintedEstimate;
use super::{Dimension, Estimates, PrintedRow, not_readable};
use crate::LakeError;
use crate::importers::ImportContext;
use crate::text::year as read_year;
use crate::workbook::Sheet;

/// Columns that belong to a year.
const GROUP: u32 = 6;

struct Header {
    name: u32,
    code: u32,
    /// The columns of the estimates.
    years: BTreeMap<u32, i32>,
}

/// Reads a sheet of this form; `false` if it has another one.
pub(super) fn read_sheet(
    context: &mut ImportContext<'_>,
    path: &Path,
    sheet: &Sheet,
    estimates: &mut Estimates,
    part: usize,
) -> Result<bool, LakeError> {
    let Some(dimension) = Dimension::find(&sheet.name) else {
        return Ok(false);
    };
    let Some((header, first)) = header(path, sheet)? else {
        return Ok(false);
    };
    for row in &sheet.rows[first..] {
        let row = PrintedRow::of_sheet(row);
        let code = row.get(header.code);
        // Notes below the table have no code.
        if code.is_empty() {
            continue;
        }
        estimates.count(part).add(context);
        for (column, year) in &header.years {
            estimates.put(
                context,
                &PrintedEstimate {
                    part,
                    number: row.number,
                    dimension,
                    code,
                    name: row.get(header.name),
                    year: *year,
                    field: &format!("{}: {year} Estimate", sheet.name),
                    printed: row.get(*column),
                },
            )?;
        }
    }
    Ok(true)
}

/// The header, and the position of the first row below it.
fn header(path: &Path, sheet: &Sheet) -> Result<Option<(Header, usize)>, LakeError> {
    let mut above: Option<PrintedRow> = None;
    for (position, row) in PrintedRow::at_the_top(sheet) {
        let columns = (
            row.named(&["Country/Territory", "Country", "Economy"]),
            row.named(&["Code", "WBCode"]),
        );
        let (Some(name), Some(code)) = columns else {
            above = Some(row);
            continue;
        };
        let at = |column: u32, reason: String| {
            not_readable(
                path,
                Some(row.number),
                format!(
                    "sheet {:?}, column {}: {reason}",
                    sheet.name,
                    letters(column)
                ),
            )
        };
        let years_above: Vec<(u32, i32)> = above
            .iter()
            .flat_map(|above| above.cells())
            .filter_map(|(column, cell)| Some((column, read_year(cell)?)))
            .collect();
        let mut years = BTreeMap::new();
        for (column, cell) in row.cells() {
            if !cell.eq_ignore_ascii_case("Estimate") {
                continue;
            }
            // The year stands over each column of its group, or over the first.
            let year = years_above
                .iter()
                .rev()
                .find(|(over, _)| *over <= column && column - over < GROUP)
                .map(|(_, year)| *year)
                .ok_or_else(|| at(column, "no year stands over this Estimate".to_owned()))?;
            if years.values().any(|known| *known == year) {
                return Err(at(column, format!("the header has the year {year} twice")));
            }
            years.insert(column, year);
        }
        if years.is_empty() {
            return Err(at(code, "the header has no column Estimate".to_owned()));
        }
        return Ok(Some((Header { name, code, years }, position + 1)));
    }
    Ok(None)
}

/// A column as the spreadsheet names it, from 0: A, Z, AA.
fn letters(column: u32) -> String {
    let mut name = String::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_in_the_spreadsheet() {
        assert_eq!(
            [0, 25, 26, 701, 702].map(letters),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }
}
