//! Large tables in text, line by line, in constant memory. A field holds no
//! line break, so a quotation mark that is not closed costs its own line and
//! no other, and the line's number is always right.

use std::io::{BufRead, BufReader, Read};

use crate::LakeError;

const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// The lines of a stream that say anything, with their numbers.
pub(crate) struct Lines<'r> {
    reader: BufReader<&'r mut dyn Read>,
    /// Without the line's end.
    pub(crate) text: Vec<u8>,
    /// From 1.
    pub(crate) number: u64,
}

impl<'r> Lines<'r> {
    pub(crate) fn new(reader: &'r mut dyn Read) -> Self {
        Self {
            reader: BufReader::with_capacity(1 << 18, reader),
            text: Vec::new(),
            number: 0,
        }
    }

    /// Goes to the next line; false at the end. How long a line may be is for
    /// the reader below to say.
    pub(crate) fn next(&mut self, name: &str) -> Result<bool, LakeError> {
        loop {
            self.text.clear();
            self.number += 1;
            let count = self
                .reader
                .read_until(b'\n', &mut self.text)
                .map_err(|error| LakeError::NotReadable {
                    path: name.to_owned(),
                    line: Some(self.number),
                    reason: format!("cannot be read any further ({error}); download it again"),
                })?;
            if count == 0 {
                return Ok(false);
            }
            // A tab at the end parts two fields, of which the last is empty.
            while let Some(b'\n' | b'\r' | b' ') = self.text.last() {
                self.text.pop();
            }
            if !self.text.trim_ascii().is_empty() {
                return Ok(true);
            }
        }
    }

    /// The line as a header, without the mark of UTF-8.
    pub(crate) fn header(&self, name: &str) -> Result<&[u8], LakeError> {
        let header = self.text.as_slice();
        if header.starts_with(&[0xFF, 0xFE])
            || header.starts_with(&[0xFE, 0xFF])
            || header.contains(&0)
        {
            return Err(LakeError::NotReadable {
                path: name.to_owned(),
                line: Some(1),
                reason: "it looks like UTF-16 or a binary file; save it as UTF-8 text".to_owned(),
            });
        }
        Ok(header.strip_prefix(UTF8_MARK).unwrap_or(header))
    }
}

/// Splits a line at its delimiters and takes quotation marks off the fields. False
/// where a mark is not closed or stands inside a field.
pub(crate) fn split_line(line: &[u8], delimiter: u8, record: &mut csv::ByteRecord) -> bool {
    record.clear();
    if !line.contains(&b'"') {
        for field in line.split(|byte| *byte == delimiter) {
            record.push_field(field);
        }
        return true;
    }
    let mut field = Vec::new();
    let mut quoted = false;
    let mut before = delimiter;
    for byte in line.iter().copied() {
        match byte {
            b'"' if quoted || field.is_empty() => quoted = !quoted,
            // Doubled, it stands for itself.
            b'"' if before == b'"' => {
                field.push(byte);
                quoted = true;
            }
            b'"' => return false,
            byte if byte == delimiter && !quoted => {
                record.push_field(&field);
                field.clear();
            }
            byte => field.push(byte),
        }
        before = byte;
    }
    record.push_field(&field);
    !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_taken_off_and_must_fit() {
        let split = |line: &str| {
            let mut record = csv::ByteRecord::new();
            let closed = split_line(line.as_bytes(), b',', &mut record);
            let fields = record
                .iter()
                .map(|field| String::from_utf8_lossy(field).into_owned());
            closed.then(|| fields.collect::<Vec<_>>().join("|"))
        };
        for (line, fields) in [
            ("a,,b", "a||b"),
            ("\"a\",\"\",\"b, c\",", "a||b, c|"),
            ("\"say \"\"b\"\"\",c", "say \"b\"|c"),
        ] {
            assert_eq!(split(line).as_deref(), Some(fields), "{line}");
        }
        for line in ["\"a,b", "a,\"b\"\"", "a\"b\",c", "\""] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
