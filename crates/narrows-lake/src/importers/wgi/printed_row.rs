//! A row of a sheet or of a table in text, read alike.

use std::collections::BTreeMap;

use crate::text::one_line;
use crate::workbook::{Sheet, SheetRow};

/// Rows above the header that an original may have.
pub(super) const TITLE_ROWS: usize = 30;

/// The filled cells of a row, as text.
pub(super) struct PrintedRow {
    /// The row of the sheet, or the line of the text, from 1.
    pub(super) number: u64,
    cells: BTreeMap<u32, String>,
}

impl PrintedRow {
    pub(super) fn of_sheet(row: &SheetRow) -> Self {
        Self {
            number: row.number,
            cells: row
                .cells()
                .map(|(column, _)| (column, one_line(&row.text(column))))
                .collect(),
        }
    }

    pub(super) fn of_fields<'f>(number: u64, fields: impl Iterator<Item = &'f str>) -> Self {
        Self {
            number,
            cells: (0..)
                .zip(fields)
                .map(|(column, field)| (column, one_line(field)))
                .filter(|(_, field)| !field.is_empty())
                .collect(),
        }
    }

    /// The cell without white space at its ends; empty where there is none.
    pub(super) fn get(&self, column: u32) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    /// Columns and cells from left to right.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, &str)> {
        self.cells
            .iter()
            .map(|(column, cell)| (*column, cell.as_str()))
    }

    /// The first column whose cell is one of these, whatever its case.
    pub(super) fn named(&self, wanted: &[&str]) -> Option<u32> {
        self.cells()
            .find(|(_, cell)| wanted.iter().any(|name| cell.eq_ignore_ascii_case(name)))
            .map(|(column, _)| column)
    }

    /// The rows among which the header of a sheet is, with their position.
    pub(super) fn at_the_top(sheet: &Sheet) -> impl Iterator<Item = (usize, Self)> {
        sheet
            .rows
            .iter()
            .take(TITLE_ROWS)
            .map(Self::of_sheet)
            .enumerate()
    }
}
