//! The one table renderer: aligned columns that fit a width, dropping the
//! least important ones and saying which.

use comfy_table::presets;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table as Grid, Width};

use unicode_width::UnicodeWidthStr;

use crate::table_widths::column_widths;

/// Blanks after a column.
const GAP: u16 = 2;

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    name: String,
    align: Align,
    /// Columns of the highest number are dropped first; 0 is never dropped.
    rank: u8,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(name: &str, rank: u8) -> Self {
        Self {
            name: name.to_owned(),
            align: Align::Left,
            rank,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(name: &str, rank: u8) -> Self {
        Self {
            name: name.to_owned(),
            align: Align::Right,
            rank,
        }
    }
}

/// Rows of text under named columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row; missing cells are empty.
    pub fn row(&mut self, mut cells: Vec<String>) {
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// The cells, row by row.
    pub(crate) fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text of at most `width` characters a line. Text wraps;
    /// columns are dropped where even that does not fit, and named below.
    #[must_use]
    pub fn render(&self, width: usize) -> String {
        let mut shown: Vec<usize> = (0..self.columns.len()).collect();
        let mut dropped: Vec<usize> = Vec::new();
        while self.least_width(&shown) > width {
            let Some(last) = shown
                .iter()
                .copied()
                .filter(|index| self.columns[*index].rank > 0)
                .max_by_key(|index| (self.columns[*index].rank, *index))
            else {
                break;
            };
            shown.retain(|index| *index != last);
            dropped.push(last);
        }
        let mut text = self.grid(&shown, width);
        if !dropped.is_empty() {
            dropped.sort_unstable();
            let names: Vec<&str> = dropped
                .iter()
                .map(|index| self.columns[*index].name.as_str())
                .collect();
            text.push_str(&format!("(left out at this width: {})\n", names.join(", ")));
        }
        text
    }

    /// The width below which the columns cannot be set: numbers never wrap,
    /// words wrap down to their longest word or 11 characters.
    fn least_width(&self, shown: &[usize]) -> usize {
        let widths = shown
            .iter()
            .map(|index| self.column_floor(*index) + usize::from(GAP));
        widths.sum::<usize>().saturating_sub(usize::from(GAP))
    }

    /// How wide each shown column is set: what is left beyond the floors goes
    /// where it saves the most lines.
    fn widths(&self, shown: &[usize], width: usize) -> Vec<usize> {
        let columns: Vec<Vec<&str>> = shown
            .iter()
            .map(|index| {
                std::iter::once(self.columns[*index].name.as_str())
                    .chain(self.rows.iter().map(|row| row[*index].as_str()))
                    .collect()
            })
            .collect();
        let floors: Vec<usize> = shown
            .iter()
            .map(|index| self.column_floor(*index))
            .collect();
        // The last column has no gap to its right.
        let gaps = usize::from(GAP) * shown.len().saturating_sub(1);
        column_widths(&columns, floors, width.saturating_sub(gaps))
    }

    fn column_floor(&self, index: usize) -> usize {
        let column = &self.columns[index];
        let cells = || std::iter::once(&column.name).chain(self.rows.iter().map(|row| &row[index]));
        match column.align {
            Align::Right => cells().map(|cell| cell.width()).max().unwrap_or(0),
            Align::Left => {
                let longest = cells().map(|cell| cell.width()).max().unwrap_or(0);
                let word = cells()
                    .flat_map(|cell| cell.split_whitespace())
                    .map(UnicodeWidthStr::width)
                    .max()
                    .unwrap_or(0);
                longest.min(word.max(11))
            }
        }
    }

    fn grid(&self, shown: &[usize], width: usize) -> String {
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        grid.set_header(shown.iter().map(|index| self.columns[*index].name.clone()));
        for row in &self.rows {
            grid.add_row(shown.iter().map(|index| row[*index].clone()));
        }
        let widths = self.widths(shown, width);
        for ((position, index), width) in shown.iter().enumerate().zip(widths) {
            if let Some(column) = grid.column_mut(position) {
                column.set_padding((0, GAP));
                if self.columns[*index].align == Align::Right {
                    column.set_cell_alignment(CellAlignment::Right);
                }
                let width = u16::try_from(width).unwrap_or(u16::MAX).saturating_add(GAP);
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
        }
        let mut text = String::new();
        for line in grid.to_string().lines() {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// The table in Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let escape = |cell: &String| cell.replace('|', "\\|").replace('\n', " ");
        let mut text = String::new();
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|column| escape(&column.name))
            .collect();
        text.push_str(&format!("| {} |\n|", names.join(" | ")));
        for column in &self.columns {
            text.push_str(match column.align {
                Align::Left => " --- |",
                Align::Right => " ---: |",
            });
        }
        text.push('\n');
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(escape).collect();
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(vec![
            Column::words("supplier", 0),
            Column::numbers("share", 0),
            Column::words("source", 9),
        ]);
        table.row(vec![
            "China".to_owned(),
            "81.9 %".to_owned(),
            "a long name of a source that needs room".to_owned(),
        ]);
        table
    }

    #[test]
    fn what_does_not_fit_is_dropped_and_named() {
        let narrow = table().render(24);
        assert!(narrow.contains("81.9 %"), "{narrow}");
        assert!(
            narrow.contains("left out at this width: source"),
            "{narrow}"
        );
        let wide = table().render(100);
        assert!(wide.contains("needs room"), "{wide}");
        assert!(wide.lines().all(|line| line.chars().count() <= 100));
    }
}
