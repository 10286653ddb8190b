//! A table in text, row by row, with true line numbers and refusals counted.

use std::path::Path;

use crate::LakeError;
use crate::archive::{Limits, file_name};
use crate::importers::ImportContext;
use crate::quarantine::Rejection;
use crate::text::Columns;

/// Counts the rows of one original and remembers its first refusal, so that an
/// original without a usable row can say why.
pub(crate) struct RowCount {
    file: String,
    read: u64,
    rejected: u64,
    first: Option<String>,
}

impl RowCount {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            file: file_name(path),
            read: 0,
            rejected: 0,
            first: None,
        }
    }

    /// A row was read.
    pub(crate) fn add(&mut self, context: &mut ImportContext<'_>) {
        self.read += 1;
        context.rows_read += 1;
    }

    /// Refuses a row, or one value of a row.
    pub(crate) fn reject(
        &mut self,
        context: &mut ImportContext<'_>,
        line: u64,
        field: &str,
        found: &str,
        reason: &str,
    ) -> Result<(), LakeError> {
        self.rejected += 1;
        if self.first.is_none() {
            let rejection = Rejection {
                file: self.file.clone(),
                line,
                field: field.to_owned(),
                found: found.chars().take(200).collect(),
                reason: reason.to_owned(),
            };
            self.first = Some(rejection.to_string());
        }
        context.reject(&self.file, line, field, found, reason)
    }

    /// Refuses an original of which nothing, or less than half, is usable.
    /// The import as a whole is judged alike, but there a sound original would
    /// make up for a broken one.
    pub(crate) fn check(&self, usable: usize) -> Result<(), LakeError> {
        let accepted = self.read.saturating_sub(self.rejected);
        if usable > 0 && self.rejected <= accepted {
            return Ok(());
        }
        Err(LakeError::TooManyRejected {
            path: self.file.clone(),
            read: self.read,
            accepted: if usable == 0 { 0 } else { accepted },
            first: self
                .first
                .clone()
                .unwrap_or_else(|| "there are no rows that say anything".to_owned()),
        })
    }
}

/// Lines of a text, counted forward.
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line of the byte at `offset`, which is never before the last one
    /// asked for. Lines end with LF, CR LF, or a lone CR.
    fn at(&mut self, offset: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let offset = offset.min(bytes.len());
        while self.at < offset {
            let ends = match bytes[self.at] {
                b'\n' => true,
                b'\r' => bytes.get(self.at + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line += u64::from(ends);
            self.at += 1;
        }
        self.line
    }

    /// The line of the next place at which `wanted` stands; the last line
    /// found where there is none.
    pub(crate) fn of_next(&mut self, wanted: &str) -> u64 {
        match self.text.get(self.at..).and_then(|rest| rest.find(wanted)) {
            Some(distance) => {
                let start = self.at + distance;
                let line = self.at(start);
                self.at = start + wanted.len();
                line
            }
            None => {
                // Not to search the same rest again for each of many.
                self.at = self.text.len();
                self.line
            }
        }
    }
}

/// A table in text, row by row.
pub(crate) struct CsvText<'t> {
    file: String,
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    record: csv::StringRecord,
    // The csv crate tells where it stopped reading, which with CR LF and with
    // blank lines is not the line on which the row begins.
    lines: Lines<'t>,
    header: Vec<String>,
    longest: usize,
}

/// One row of a [`CsvText`].
pub(crate) struct CsvRow<'r> {
    /// The line on which it begins, from 1.
    pub(crate) line: u64,
    record: &'r csv::StringRecord,
}

impl<'r> CsvRow<'r> {
    /// The field without white space at its ends; empty where there is none.
    pub(crate) fn get(&self, position: usize) -> &'r str {
        self.record.get(position).unwrap_or_default().trim()
    }

    /// All fields from left to right, as they stand.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.record.iter()
    }
}

impl<'t> CsvText<'t> {
    /// Reads the header.
    pub(crate) fn open(path: &Path, text: &'t str, limits: Limits) -> Result<Self, LakeError> {
        let mut table = Self {
            file: file_name(path),
            text,
            reader: csv::ReaderBuilder::new()
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes()),
            record: csv::StringRecord::new(),
            lines: Lines::new(text),
            header: Vec::new(),
            longest: limits.line_bytes,
        };
        if table.read()?.is_none() {
            return Err(LakeError::NotReadable {
                path: table.file,
                line: Some(1),
                reason: "an empty file; download it again".to_owned(),
            });
        }
        table.header = table.record.iter().map(str::to_owned).collect();
        Ok(table)
    }

    /// The header's names, as they stand.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// The header as columns, in which each of `needed` must occur.
    pub(crate) fn columns(&self, needed: &[&str]) -> Result<Columns, LakeError> {
        Columns::new(&self.file, self.header.iter().cloned(), needed)
    }

    /// Reads a record and tells the line on which it begins.
    fn read(&mut self) -> Result<Option<u64>, LakeError> {
        let more =
            self.reader
                .read_record(&mut self.record)
                .map_err(|error| LakeError::NotReadable {
                    path: self.file.clone(),
                    line: None,
                    reason: format!("cannot be read any further ({error}); download it again"),
                })?;
        if !more {
            return Ok(None);
        }
        let bytes = self.text.as_bytes();
        let mut start = self
            .record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or(0);
        while matches!(bytes.get(start), Some(b'\n' | b'\r')) {
            start += 1;
        }
        let line = self.lines.at(start);
        if self.record.as_slice().len() > self.longest {
            return Err(LakeError::Refused {
                path: format!("{}, line {line}", self.file),
                reason: format!(
                    "a row is longer than {} bytes, as in no table; a quotation mark may not be \
                     closed",
                    self.longest
                ),
            });
        }
        Ok(Some(line))
    }

    /// The next row that has the header's fields; others are refused. Rows of
    /// nothing but commas, as spreadsheets leave them, are passed over.
    pub(crate) fn next(
        &mut self,
        context: &mut ImportContext<'_>,
        count: &mut RowCount,
    ) -> Result<Option<CsvRow<'_>>, LakeError> {
        let line = loop {
            let Some(line) = self.read()? else {
                return Ok(None);
            };
            if self.record.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            count.add(context);
            let width = self.header.len();
            let beyond = self.record.iter().skip(width);
            if self.record.len() < width || beyond.into_iter().any(|field| !field.trim().is_empty())
            {
                let found = self.record.iter().collect::<Vec<_>>().join(",");
                count.reject(
                    context,
                    line,
                    "row",
                    &found,
                    "more or fewer fields than the header has",
                )?;
                continue;
            }
            break line;
        };
        Ok(Some(CsvRow {
            line,
            record: &self.record,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let mut lines = Lines::new("a\r\nb\rc\nd");
        assert_eq!(
            [0, 3, 5, 7, 99].map(|offset| lines.at(offset)),
            [1, 2, 3, 4, 4]
        );
    }
}
