//! A delimited table of any encoding as a stream: decoded, split and numbered
//! in constant memory, however large the file.

use std::collections::VecDeque;
use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding};

use crate::LakeError;

/// How a table is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) encoding: &'static Encoding,
    pub(crate) delimiter: u8,
    /// `None` where quotation marks mean nothing.
    pub(crate) quote: Option<u8>,
    /// Lines before the table.
    pub(crate) skip_lines: u64,
    /// Bytes of a row, decoded.
    pub(crate) row_bytes: usize,
}

/// The rows of a table, each with the line on which it begins.
pub(crate) struct DelimitedRows<'r> {
    name: String,
    reader: csv::Reader<NumberedLines<Decoded<'r>>>,
    record: csv::StringRecord,
    row_bytes: usize,
}

/// Bytes that are read ahead of the row that is split.
const BUFFER_BYTES: usize = 1 << 16;

impl<'r> DelimitedRows<'r> {
    pub(crate) fn new(name: &str, reader: &'r mut dyn Read, dialect: Dialect) -> Self {
        let lines = NumberedLines {
            inner: Decoded::new(reader, dialect.encoding),
            skip: dialect.skip_lines,
            read: 0,
            needed_from: 0,
            most_ahead: dialect.row_bytes.saturating_add(2 * BUFFER_BYTES) as u64,
            ends: VecDeque::new(),
            open_cr: None,
            line: 1,
        };
        Self {
            name: name.to_owned(),
            reader: csv::ReaderBuilder::new()
                .flexible(true)
                .has_headers(false)
                .delimiter(dialect.delimiter)
                .quote(dialect.quote.unwrap_or(b'"'))
                .quoting(dialect.quote.is_some())
                .buffer_capacity(BUFFER_BYTES)
                .from_reader(lines),
            record: csv::StringRecord::new(),
            row_bytes: dialect.row_bytes,
        }
    }

    /// The next row that says anything, and its line; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(u64, &csv::StringRecord)>, LakeError> {
        loop {
            let start = self.reader.position().byte();
            self.reader.get_mut().needed_from = start;
            let read = self.reader.read_record(&mut self.record);
            let line = self.reader.get_mut().line_of(start);
            match read {
                Ok(false) => return Ok(None),
                Ok(true) => {}
                Err(error) => {
                    return Err(LakeError::NotReadable {
                        path: self.name.clone(),
                        line: Some(line),
                        reason: format!("cannot be read any further: {error}"),
                    });
                }
            }
            if self.record.as_slice().len() > self.row_bytes {
                return Err(LakeError::Refused {
                    path: self.name.clone(),
                    reason: format!(
                        "the row that begins on line {line} is longer than {} bytes; perhaps a \
                         quotation mark is not closed",
                        self.row_bytes
                    ),
                });
            }
            if self.record.iter().any(|field| !field.trim().is_empty()) {
                break Ok(Some((line, &self.record)));
            }
        }
    }
}

/// A stream as UTF-8. What is not of the encoding becomes U+FFFD, which the
/// reader of the rows looks for. A byte order mark is obeyed and taken away.
struct Decoded<'r> {
    inner: &'r mut dyn Read,
    decoder: Decoder,
    input: Vec<u8>,
    from: usize,
    until: usize,
    ended: bool,
    finished: bool,
}

impl<'r> Decoded<'r> {
    fn new(inner: &'r mut dyn Read, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder(),
            input: vec![0; BUFFER_BYTES],
            from: 0,
            until: 0,
            ended: false,
            finished: false,
        }
    }
}

impl Read for Decoded<'_> {
    /// `out` must have room for a character.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.from == self.until && !self.ended {
                self.from = 0;
                self.until = self.inner.read(&mut self.input)?;
                self.ended = self.until == 0;
            }
            let input = &self.input[self.from..self.until];
            let (result, read, written, _) = self.decoder.decode_to_utf8(input, out, self.ended);
            self.from += read;
            self.finished = self.ended && result == encoding_rs::CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// Remembers where lines end in the text that was read ahead, since the reader
/// of rows counts them otherwise than people do where lines are blank or end
/// with CR LF.
struct NumberedLines<R> {
    inner: R,
    skip: u64,
    /// Bytes handed on.
    read: u64,
    /// Where the row that is being read begins.
    needed_from: u64,
    most_ahead: u64,
    /// First and last byte of each line's end from `needed_from` on.
    ends: VecDeque<(u64, u64)>,
    /// A CR that was read last and may be followed by LF.
    open_cr: Option<u64>,
    line: u64,
}

impl<R> NumberedLines<R> {
    /// The line of the row that begins at `start` or after the line ends that
    /// stand there. Never asked for an earlier place than the last time.
    fn line_of(&mut self, start: u64) -> u64 {
        let mut start = start;
        while let Some((first, last)) = self.ends.front().copied() {
            if first > start {
                break;
            }
            self.ends.pop_front();
            self.line += 1;
            start = start.max(last + 1);
        }
        self.line
    }
}

impl<R: Read> NumberedLines<R> {
    fn skip_lines(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut after_cr = false;
        loop {
            let count = self.inner.read(out)?;
            if count == 0 {
                return Ok(0);
            }
            for at in 0..count {
                let byte = out[at];
                let second_half = after_cr && byte == b'\n';
                after_cr = byte == b'\r';
                if self.skip == 0 && !second_half {
                    out.copy_within(at..count, 0);
                    return Ok(count - at);
                }
                if (byte == b'\n' && !second_half) || byte == b'\r' {
                    self.skip -= 1;
                    self.line += 1;
                }
            }
            if self.skip == 0 && !after_cr {
                return self.inner.read(out);
            }
        }
    }
}

impl<R: Read> Read for NumberedLines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.read - self.needed_from > self.most_ahead {
            return Err(io::Error::other(
                "a row is longer than any real one; perhaps a quotation mark is not closed",
            ));
        }
        let count = if self.skip > 0 {
            self.skip_lines(out)?
        } else {
            self.inner.read(out)?
        };
        for (offset, byte) in out[..count].iter().enumerate() {
            let at = self.read + offset as u64;
            if let Some(cr) = self.open_cr.take() {
                if *byte == b'\n' {
                    self.ends.push_back((cr, at));
                    continue;
                }
                self.ends.push_back((cr, cr));
            }
            match byte {
                b'\n' => self.ends.push_back((at, at)),
                b'\r' => self.open_cr = Some(at),
                _ => {}
            }
        }
        self.read += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_KR, SHIFT_JIS, UTF_8, UTF_16LE};
    use proptest::prelude::*;

    fn rows(bytes: &[u8], encoding: &'static Encoding, skip_lines: u64) -> Vec<(u64, String)> {
        let mut reader = bytes;
        let dialect = Dialect {
            encoding,
            delimiter: b',',
            quote: Some(b'"'),
            skip_lines,
            row_bytes: 1 << 10,
        };
        let mut table = DelimitedRows::new("t", &mut reader, dialect);
        let mut rows = Vec::new();
        while let Some((line, record)) = table.next().unwrap() {
            rows.push((line, record.iter().collect::<Vec<_>>().join("|")));
        }
        rows
    }

    #[test]
    fn lines_are_those_that_people_count() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["title", "", "a,b", "\"x", "y\",1", "", "z,2", ""].join(end);
            let quoted = format!("x{end}y|1");
            let expected = [(3, "a|b"), (4, quoted.as_str()), (7, "z|2")];
            let expected = expected.map(|(line, row)| (line, row.to_owned()));
            assert_eq!(rows(text.as_bytes(), UTF_8, 2), expected, "{end:?}");
        }
    }

    #[test]
    fn encodings_are_read_and_broken_characters_marked() {
        let (bytes, _, _) = SHIFT_JIS.encode("品目,国\n鉱石,韓国\n");
        assert_eq!(rows(&bytes, SHIFT_JIS, 0)[1], (2, "鉱石|韓国".to_owned()));
        let (bytes, _, _) = EUC_KR.encode("기간,국가\n2023,일본\n");
        assert_eq!(rows(&bytes, EUC_KR, 0)[1], (2, "2023|일본".to_owned()));
        let utf_16: Vec<u8> = "\u{feff}a,b\nü,1\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows(&utf_16, UTF_16LE, 0)[1], (2, "ü|1".to_owned()));
        assert!(rows(b"a,\xff\xfe\n", UTF_8, 0)[0].1.contains('\u{fffd}'));
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_does_not_fill_the_memory() {
        let text = format!("a,b\n1,\"{}", "x\n".repeat(1 << 20));
        let mut reader = text.as_bytes();
        let dialect = Dialect {
            encoding: UTF_8,
            delimiter: b',',
            quote: Some(b'"'),
            skip_lines: 0,
            row_bytes: 1 << 10,
        };
        let mut table = DelimitedRows::new("t", &mut reader, dialect);
        assert!(table.next().is_ok());
        let error = table.next().unwrap_err().to_string();
        assert!(error.contains("line 2"), "{error}");
        assert!(error.contains("not closed"), "{error}");
    }

    proptest! {
        /// Whatever stands in a file, the lines of its rows grow and are lines
        /// that it has.
        #[test]
        fn lines_grow(text in "[a,\"\r\n]{0,60}", skip in 0_u64..4) {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n").split('\n').count() as u64;
            let found: Vec<u64> = rows(text.as_bytes(), UTF_8, skip).iter().map(|(line, _)| *line).collect();
            prop_assert!(found.is_sorted_by(|a, b| a < b), "{found:?}");
            prop_assert!(found.iter().all(|line| (1..=lines.max(1)).contains(line)), "{found:?} of {lines}");
        }
    }
}
