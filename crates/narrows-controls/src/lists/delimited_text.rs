//! Lists as delimited text: rows with their lines, columns by name.

use super::error::{ListError, Place};

/// Bytes of one line; the longest of the lists at hand has 4,000.
const LONGEST_LINE: usize = 1 << 20;

/// A row and the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TextRow {
    pub(crate) line: u64,
    pub(crate) fields: Vec<String>,
}

impl TextRow {
    /// A field, white space at its ends removed; empty past the last one.
    pub(crate) fn get(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.trim())
    }
}

/// The rows of a delimited text. A line longer than any, and a text that ends
/// inside a quoted field, are refused.
pub(crate) fn rows(file: &str, text: &str, delimiter: u8) -> Result<Vec<TextRow>, ListError> {
    for (index, line) in text.lines().enumerate() {
        if line.len() > LONGEST_LINE {
            return Err(ListError::refused(
                Place::line(file, index as u64 + 1),
                format!("a line of more than {LONGEST_LINE} bytes, as in no list"),
            ));
        }
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                if record.iter().all(|field| field.trim().is_empty()) {
                    continue;
                }
                rows.push(TextRow {
                    line,
                    fields: record.iter().map(str::to_owned).collect(),
                });
            }
            Ok(false) => break,
            Err(error) => {
                return Err(ListError::not_readable(
                    Place::line(file, line),
                    format!("damaged text ({error}); download it again"),
                ));
            }
        }
    }
    // The reader takes the end of the text for the end of a quoted field.
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        let line = rows.last().map_or(1, |row| row.line);
        return Err(ListError::not_readable(
            Place::line(file, line),
            "it ends inside a quoted field; download it again",
        ));
    }
    Ok(rows)
}

/// A header row: columns by name.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    file: String,
    line: u64,
    names: Vec<String>,
}

impl Header {
    pub(crate) fn new(file: &str, row: &TextRow) -> Self {
        Self {
            file: file.to_owned(),
            line: row.line,
            names: row
                .fields
                .iter()
                .map(|name| name.trim().to_owned())
                .collect(),
        }
    }

    /// Where a column stands, if it does; capitals do not matter.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name.trim()))
    }

    /// Where a column stands.
    pub(crate) fn need(&self, name: &str) -> Result<usize, ListError> {
        self.find(name).ok_or_else(|| {
            let mut found = self.names.join(", ");
            if let Some((end, _)) = found.char_indices().nth(300) {
                found.truncate(end);
                found.push('…');
            }
            ListError::not_readable(
                Place::line(&self.file, self.line),
                format!("the header lacks {name:?}; found: {found}"),
            )
        })
    }

    /// How many columns there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_that_ends_inside_a_field_is_refused() {
        let error = rows("f.csv", "a,b\n1,\"two", b',').unwrap_err().to_string();
        assert_eq!(
            error,
            "f.csv, line 2: it ends inside a quoted field; download it again"
        );
    }

    #[test]
    fn a_long_line_is_refused_with_its_number() {
        let text = format!("a,b\n{}\n", "x".repeat(LONGEST_LINE + 1));
        let error = rows("f.csv", &text, b',').unwrap_err().to_string();
        assert!(
            error.starts_with("f.csv, line 2: refused: a line of more than"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_column_is_named_with_what_there_is() {
        let found = rows("f.csv", "Name,Country\n", b',').unwrap();
        let header = Header::new("f.csv", &found[0]);
        assert_eq!(header.find("name"), Some(0));
        let error = header.need("Regime").unwrap_err().to_string();
        assert_eq!(
            error,
            "f.csv, line 1: the header lacks \"Regime\"; found: Name, Country"
        );
    }
}
