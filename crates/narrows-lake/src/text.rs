//! Whole small originals: size limit, encoding, rows and fields on the way in,
//! a table's columns on the way out.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{StringBuilder, StringDictionaryBuilder};
use arrow_array::types::UInt16Type;
use arrow_array::{ArrayRef, Float64Array, Int32Array, RecordBatch};
use arrow_schema::{Field, Schema};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use narrows_core::Economy;

use crate::LakeError;
use crate::archive::{Limits, file_name, for_each_member};
use crate::importers::ImportContext;
use crate::parquet_table::write_table;
use crate::progress::ProgressUnit;
use crate::quarantine::Rejection;

/// [`read_text`] with the progress told.
pub(crate) fn read_original(context: &ImportContext<'_>, path: &Path) -> Result<String, LakeError> {
    let progress = context.progress;
    let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    progress.start(
        &format!("read {}", file_name(path)),
        Some(bytes),
        ProgressUnit::Bytes,
    );
    let text = read_text(path, context.request.limits, &|count| {
        progress.advance(count);
    })?;
    progress.finish();
    Ok(text)
}

/// The text of a small original. UTF-8 and UTF-16 are told by their marks or
/// by being valid; what is neither is read as Windows-1252, in which the
/// statistical offices' spreadsheets save.
pub(crate) fn read_text(
    path: &Path,
    limits: Limits,
    consumed: &(dyn Fn(u64) + Sync),
) -> Result<String, LakeError> {
    let limits = Limits {
        member_bytes: limits.whole_bytes.min(limits.member_bytes),
        // JSON without line breaks is one long line.
        line_bytes: usize::MAX,
        ..limits
    };
    let mut text = None;
    for_each_member(
        path,
        limits,
        |_| true,
        consumed,
        |name, reader| {
            if text.is_some() {
                return Err(LakeError::NotReadable {
                    path: path.display().to_string(),
                    line: None,
                    reason: "an archive with more than one file; unpack it and name the file that \
                         is meant"
                        .to_owned(),
                });
            }
            let mut bytes = Vec::new();
            reader
                .read_to_end(&mut bytes)
                .map_err(|source| LakeError::NotReadable {
                    path: name.to_owned(),
                    line: None,
                    reason: format!("cannot be read to its end ({source}); download it again"),
                })?;
            text = Some(decode(name, bytes)?);
            Ok(())
        },
    )?;
    text.ok_or_else(|| LakeError::NotReadable {
        path: path.display().to_string(),
        line: None,
        reason: "an empty archive".to_owned(),
    })
}

fn decode(name: &str, bytes: Vec<u8>) -> Result<String, LakeError> {
    let (encoding, mark) = if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        (UTF_8, 3)
    } else if bytes.starts_with(&[0xFF, 0xFE]) {
        (UTF_16LE, 2)
    } else if bytes.starts_with(&[0xFE, 0xFF]) {
        (UTF_16BE, 2)
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return checked(name, text),
            Err(error) => {
                let (text, _) = WINDOWS_1252.decode_without_bom_handling(error.as_bytes());
                return checked(name, text.into_owned());
            }
        }
    };
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if broken {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: None,
            reason: format!(
                "it says that it is {} and is not; save it again as UTF-8",
                encoding.name()
            ),
        });
    }
    checked(name, text.into_owned())
}

fn checked(name: &str, text: String) -> Result<String, LakeError> {
    if text.contains('\0') {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: None,
            reason: "it holds zero bytes, so it is no text; give the file as downloaded".to_owned(),
        });
    }
    Ok(text)
}

/// A header row mapped to columns by name.
pub(crate) struct Columns {
    names: Vec<String>,
}

impl Columns {
    /// The columns of a header, in which each of `needed` must occur.
    pub(crate) fn new(
        file: &str,
        header: impl Iterator<Item = String>,
        needed: &[&str],
    ) -> Result<Self, LakeError> {
        let names: Vec<String> = header.map(|name| name.trim().to_owned()).collect();
        let missing: Vec<&str> = needed
            .iter()
            .copied()
            .filter(|column| !names.iter().any(|name| name.eq_ignore_ascii_case(column)))
            .collect();
        if missing.is_empty() {
            return Ok(Self { names });
        }
        let mut found = names.join(", ");
        if let Some((end, _)) = found.char_indices().nth(300) {
            found.truncate(end);
            found.push('…');
        }
        Err(LakeError::NotReadable {
            path: file.to_owned(),
            line: Some(1),
            reason: format!(
                "the header lacks {}; found: {found}",
                missing
                    .iter()
                    .map(|column| format!("{column:?}"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        })
    }

    /// Where a column stands, where it does.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(column))
    }

    /// Where each of some columns stands; past every row for one that is not
    /// there, so that it reads as empty.
    pub(crate) fn positions<const N: usize>(&self, columns: [&str; N]) -> [usize; N] {
        columns.map(|column| self.position(column).unwrap_or(usize::MAX))
    }

    /// The header's names, in order.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }
}

/// A number that may be written with thousands commas and spaces. `None`
/// where it is no finite number, or where a comma does not part thousands:
/// `1,5` may be one and a half.
pub(crate) fn finite_number(text: &str) -> Option<f64> {
    let spaceless: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = spaceless.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = spaceless.contains(',');
    if grouped
        && !((1..=3).contains(&first.len())
            && groups.all(|group| group.len() == 3)
            && spaceless.matches(',').count() == whole.matches(',').count())
    {
        return None;
    }
    spaceless
        .replace(',', "")
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
}

/// The text with each run of white space, line breaks and no-break spaces
/// among them, as one space, and none at the ends.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year, where the text is one.
pub(crate) fn year(text: &str) -> Option<i32> {
    text.parse()
        .ok()
        .filter(|year| (1900..=2100).contains(year))
}

/// Economies by the labels of one original, each looked up once: the look-up
/// of an unknown name is slow, since it goes through near names.
#[derive(Default)]
pub(crate) struct Labels {
    known: HashMap<String, Option<&'static str>>,
}

impl Labels {
    /// Labels that an original may have; real ones have about 200.
    const MOST: usize = 2000;
    /// Bytes of the name of an economy.
    const LONGEST: usize = 200;

    /// The alpha-3 code of the economy that the label names, if need be
    /// without what stands in brackets behind it: `Brazil (beneficiated)` is
    /// Brazil, and `Congo (Kinshasa)` is a name as a whole. Totals and groups
    /// of countries are no economy.
    pub(crate) fn economy(&mut self, label: &str) -> Result<Option<&'static str>, LakeError> {
        if let Some(economy) = self.known.get(label) {
            return Ok(*economy);
        }
        if self.known.len() == Self::MOST {
            return Err(LakeError::Refused {
                path: label.chars().take(Self::LONGEST).collect(),
                reason: format!(
                    "more than {} different labels of countries, as in no real original",
                    Self::MOST
                ),
            });
        }
        let find = |name: &str| {
            (name.len() <= Self::LONGEST)
                .then(|| Economy::find(name).ok())
                .flatten()
        };
        let economy = find(label).or_else(|| {
            let (name, _) = label.strip_suffix(')')?.split_once(" (")?;
            find(name)
        });
        let economy = economy.map(Economy::alpha3);
        self.known.insert(label.to_owned(), economy);
        Ok(economy)
    }
}

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

/// A small table on its way into a Parquet file, column by column.
#[derive(Default)]
pub(crate) struct SmallTable {
    fields: Vec<Field>,
    columns: Vec<ArrayRef>,
}

impl SmallTable {
    fn push(mut self, name: &str, nullable: bool, column: ArrayRef) -> Self {
        self.fields
            .push(Field::new(name, column.data_type().clone(), nullable));
        self.columns.push(column);
        self
    }

    fn dictionary<'a>(
        self,
        name: &str,
        nullable: bool,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        let mut builder = StringDictionaryBuilder::<UInt16Type>::new();
        for value in values {
            match value {
                Some(value) => {
                    builder.append(value).map_err(|_| LakeError::Table {
                        path: name.to_owned(),
                        reason: "more than 65536 different texts in this column, as in no real \
                                 original"
                            .to_owned(),
                    })?;
                }
                None => builder.append_null(),
            }
        }
        Ok(self.push(name, nullable, Arc::new(builder.finish())))
    }

    /// A column of texts that occur again and again.
    pub(crate) fn repeated<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = &'a str>,
    ) -> Result<Self, LakeError> {
        self.dictionary(name, false, values.map(Some))
    }

    /// The same, where some may be missing.
    pub(crate) fn repeated_or_null<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        self.dictionary(name, true, values)
    }

    fn strings<'a>(
        self,
        name: &str,
        nullable: bool,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        let mut builder = StringBuilder::new();
        for value in values {
            let length = builder.values_slice().len() + value.map_or(0, str::len);
            if i32::try_from(length).is_err() {
                return Err(LakeError::Table {
                    path: name.to_owned(),
                    reason: "more than 2 GiB of text in this column, as in no real original"
                        .to_owned(),
                });
            }
            builder.append_option(value);
        }
        Ok(self.push(name, nullable, Arc::new(builder.finish())))
    }

    /// A column of free text.
    pub(crate) fn text<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = &'a str>,
    ) -> Result<Self, LakeError> {
        self.strings(name, false, values.map(Some))
    }

    /// The same, where some may be missing.
    pub(crate) fn text_or_null<'a>(
        self,
        name: &str,
        values: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<Self, LakeError> {
        self.strings(name, true, values)
    }

    /// A column of whole numbers.
    pub(crate) fn integers(self, name: &str, values: impl Iterator<Item = i32>) -> Self {
        let column = Int32Array::from_iter_values(values);
        self.push(name, false, Arc::new(column))
    }

    /// The same, where some may be missing.
    pub(crate) fn integers_or_null(
        self,
        name: &str,
        values: impl Iterator<Item = Option<i32>>,
    ) -> Self {
        let column: Int32Array = values.collect();
        self.push(name, true, Arc::new(column))
    }

    /// A column of numbers.
    pub(crate) fn numbers(self, name: &str, values: impl Iterator<Item = f64>) -> Self {
        let column = Float64Array::from_iter_values(values);
        self.push(name, false, Arc::new(column))
    }

    /// The same, where some may be missing.
    pub(crate) fn numbers_or_null(
        self,
        name: &str,
        values: impl Iterator<Item = Option<f64>>,
    ) -> Self {
        let column: Float64Array = values.collect();
        self.push(name, true, Arc::new(column))
    }

    /// Writes the file.
    pub(crate) fn write(self, path: &Path) -> Result<(), LakeError> {
        let schema = Arc::new(Schema::new(self.fields));
        let batch = RecordBatch::try_new(schema.clone(), self.columns).map_err(|error| {
            LakeError::Table {
                path: path.display().to_string(),
                reason: error.to_string(),
            }
        })?;
        write_table(path, &schema, &batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_commas_part_thousands() {
        assert_eq!(finite_number("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(finite_number(" -1 200 "), Some(-1200.0));
        for text in [
            "1,5",
            "12,34,567",
            ",123",
            "1,234,",
            "1.234,5",
            "inf",
            "nan",
            "",
        ] {
            assert_eq!(finite_number(text), None, "{text}");
        }
    }

    #[test]
    fn labels_name_economies_or_none() {
        let mut labels = Labels::default();
        for (label, economy) in [
            ("Brazil (beneficiated)", Some("BRA")),
            ("Congo (Kinshasa)", Some("COD")),
            ("United States (kyanite)", Some("USA")),
            ("World total (rounded)", None),
            ("United States and Canada", None),
            (" (", None),
        ] {
            for _ in 0..2 {
                assert_eq!(labels.economy(label).ok(), Some(economy), "{label}");
            }
        }
    }

    #[test]
    fn lines_end_in_three_ways() {
        let mut lines = Lines::new("a\r\nb\rc\nd");
        assert_eq!(
            [0, 3, 5, 7, 99].map(|offset| lines.at(offset)),
            [1, 2, 3, 4, 4]
        );
    }
}
