//! The CSV of reported trade, comma or tab, line by line.

use std::io::{self, Read};

use super::columns::{COLUMNS, Column, missing};
use super::json;
use super::reading::{Place, Reading};
use super::row::Fields;
use crate::LakeError;
use crate::line_text::{Lines, split_line};

impl Reading<'_, '_> {
    pub(super) fn read_csv(
        &mut self,
        name: &str,
        file: u32,
        reader: &mut dyn Read,
    ) -> Result<(), LakeError> {
        let mut short = ShortLines {
            reader,
            longest: self.context.request.limits.line_bytes,
            line: 0,
            broken: None,
        };
        let read = self.read_lines(name, file, &mut short);
        match (read, short.broken) {
            (Err(_), Some(reason)) => Err(LakeError::Refused {
                path: name.to_owned(),
                reason,
            }),
            (read, _) => read,
        }
    }

    fn read_lines(
        &mut self,
        name: &str,
        file: u32,
        reader: &mut dyn Read,
    ) -> Result<(), LakeError> {
        let mut lines = Lines::new(reader);
        let not_readable = |reason: String| LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason,
        };
        if !lines.next(name)? {
            return Err(not_readable("an empty file; download it again".to_owned()));
        }
        let mut record = csv::ByteRecord::new();
        let header = lines.header(name)?;
        let delimiter = delimiter_of(header);
        split_line(header, delimiter, &mut record);
        let width = record.len();
        let mut positions = [None; COLUMNS];
        for (position, field) in record.iter().enumerate() {
            if let Some(column) = Column::of(&String::from_utf8_lossy(field)) {
                positions[column as usize].get_or_insert(position);
            }
        }
        let missing = missing(|column| positions[column as usize].is_some());
        if !missing.is_empty() {
            let found: Vec<String> = record
                .iter()
                .map(|field| String::from_utf8_lossy(field).trim().to_owned())
                .collect();
            let found: String = found.join(", ").chars().take(300).collect();
            return Err(not_readable(format!(
                "the header lacks {}; found: {found}",
                missing.join(", ")
            )));
        }
        let mut rows = 0;
        while lines.next(name)? {
            rows += 1;
            let line = lines.number;
            let closed = split_line(&lines.text, delimiter, &mut record);
            let mut beyond = record.iter().skip(width);
            let refused = if !closed {
                Some("a quotation mark out of place, or not closed on its line")
            } else if record.len() < width || beyond.any(|field| !field.trim_ascii().is_empty()) {
                Some("more or fewer fields than the header has")
            } else {
                None
            };
            if let Some(reason) = refused {
                self.context.rows_read += 1;
                let found = String::from_utf8_lossy(&lines.text);
                self.context.reject(name, line, "row", &found, reason)?;
                continue;
            }
            let mut fields = Fields([""; COLUMNS]);
            let mut broken = None;
            for (index, position) in positions.iter().enumerate() {
                let Some(bytes) = position.and_then(|position| record.get(position)) else {
                    continue;
                };
                match std::str::from_utf8(bytes) {
                    Ok(text) => fields.0[index] = text,
                    // A name may be in an older encoding; its code tells more.
                    Err(_) if index == Column::UnitName as usize => {}
                    Err(_) => broken = Some((index, bytes)),
                }
            }
            if let Some((index, bytes)) = broken {
                self.context.rows_read += 1;
                let column = Column::name_at(index);
                let found = String::from_utf8_lossy(bytes);
                self.context
                    .reject(name, line, column, &found, "not UTF-8")?;
                continue;
            }
            self.take(name, Place { file, line }, None, &fields)?;
        }
        if json::ROW_LIMITS.contains(&rows) {
            self.cut.push(name.to_owned());
        }
        Ok(())
    }
}

/// What parts the fields of a header: the mark that occurs most often.
fn delimiter_of(header: &[u8]) -> u8 {
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    // The last of several equal ones is taken.
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

/// Stops at a line that is longer than any of a real table.
struct ShortLines<'r> {
    reader: &'r mut dyn Read,
    longest: usize,
    line: usize,
    broken: Option<String>,
}

impl Read for ShortLines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        for (index, piece) in buffer[..count].split(|byte| *byte == b'\n').enumerate() {
            if index > 0 {
                self.line = 0;
            }
            self.line += piece.len();
            if self.line > self.longest {
                let reason = format!(
                    "a line is longer than {} bytes, as in no table",
                    self.longest
                );
                self.broken = Some(reason.clone());
                return Err(io::Error::other(reason));
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_their_delimiter() {
        assert_eq!(delimiter_of(b"a,b\tc,d"), b',');
        assert_eq!(delimiter_of(b"a\tb\tc"), b'\t');
        assert_eq!(delimiter_of(b"alone"), b',');
    }
}
