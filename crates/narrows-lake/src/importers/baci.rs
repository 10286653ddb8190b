//! BACI, the reconciled bilateral trade of CEPII (Gaulier and Zignago 2010):
//! the zip as downloaded, its CSV files plain or gzipped, or a Parquet table
//! with the same columns.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::str::FromStr;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int16Type, Int32Type, Int64Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_schema::DataType;
use narrows_core::{BaciCode, Economy, HsCode, HsRevision};
use parquet::file::metadata::ParquetMetaData;

use super::{ImportContext, Imported};
use crate::archive::{file_name, for_each_member};
use crate::manifest::TableKind;
use crate::progress::ProgressUnit;
use crate::sorted_runs::{ROWS_IN_MEMORY, RunRow, SortedRuns};
use crate::text::Columns;
use crate::trade_table::{TradeRow, TradeTableWriter};
use crate::{LakeError, TableFile};

const VERSION: u32 = 1;

/// The columns by BACI's names, and by those in use elsewhere, the lake's own
/// among them.
const COLUMNS: [&[&str]; 6] = [
    &["t", "year"],
    &["i", "exporter"],
    &["j", "importer"],
    &["k", "hs6", "hs_code"],
    &["v", "value_kusd"],
    &["q", "qty_t", "quantity_t"],
];

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let hints = Hints::of(&request.originals);
    if let [one, other, ..] = hints.revisions.as_slice() {
        // The same code is another basket in another revision.
        return Err(LakeError::Unstated {
            what: "the HS revision",
            remedy: format!(
                "the names of the files tell {one} and {other}; import each revision by itself"
            ),
        });
    }
    if let ([one, other, ..], None) = (hints.vintages.as_slice(), &request.vintage) {
        return Err(LakeError::Unstated {
            what: "the vintage",
            remedy: format!(
                "the names of the files tell {one} and {other}; import each vintage by itself, or \
                 name the whole with --vintage"
            ),
        });
    }
    let vintage = request
        .vintage
        .clone()
        .or(hints.vintages.into_iter().next());
    let revision = request.revision.or(hints.revisions.into_iter().next());
    let landing = context.landing;
    let mut runs = SortedRuns::new(landing.scratch()?, ROWS_IN_MEMORY);
    let mut files: Vec<String> = Vec::new();
    let progress = context.progress;
    for path in &request.originals {
        let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        progress.start(
            &format!("read {}", file_name(path)),
            Some(bytes),
            ProgressUnit::Bytes,
        );
        if is_parquet(path)? {
            let index = register(&mut files, &file_name(path));
            // The decoder panics on some damaged files. Nothing that it touched
            // is used afterwards: the import fails as a whole.
            let read = AssertUnwindSafe(|| read_parquet(context, path, index, &mut runs));
            catch_unwind(read).unwrap_or_else(|_| Err(damaged_parquet(path)))?;
        } else {
            for_each_member(
                path,
                request.limits,
                is_trade_member,
                &|count| progress.advance(count),
                |name, reader| {
                    let index = register(&mut files, name);
                    read_csv(context, name, index, reader, &mut runs)
                },
            )?;
        }
        progress.finish();
    }
    if files.is_empty() {
        return Err(LakeError::NotReadable {
            path: request.originals[0].display().to_string(),
            line: None,
            reason: "no BACI table in it: the archive of CEPII holds files such as \
                     BACI_HS92_Y2023_V202601.csv"
                .to_owned(),
        });
    }

    let mut writer = TradeTableWriter::create(&landing.table_path(TableKind::Trade))?;
    let mut last = None;
    let mut years: Option<(i32, i32)> = None;
    progress.start(
        "sort and write",
        Some(context.rows_read),
        ProgressUnit::Rows,
    );
    runs.drain_sorted(|row| {
        progress.advance(1);
        if last == Some(row.key) {
            return context.reject(
                &files[row.file as usize],
                row.line,
                "t, i, j, k",
                "",
                "the same year, exporter, importer and code stand on an earlier line; \
                 summing both would double the trade",
            );
        }
        last = Some(row.key);
        let trade = unpack(&row);
        years = Some(years.map_or((trade.year, trade.year), |(from, _)| (from, trade.year)));
        writer.push(&trade)
    })?;
    progress.finish();
    writer.finish()?;

    // Asked for last, so that an unreadable file is told as that.
    let revision = revision.ok_or_else(|| LakeError::Unstated {
        what: "the HS revision",
        remedy: "say it with --revision, for example --revision HS92".to_owned(),
    })?;
    let vintage = vintage.ok_or_else(|| LakeError::Unstated {
        what: "the vintage",
        remedy: "say it with --vintage, for example --vintage V202601".to_owned(),
    })?;
    Ok(Imported {
        source: format!("baci-{}", revision.short_name().to_ascii_lowercase()),
        vintage,
        title: format!("BACI, international trade database at the product level, {revision}"),
        publisher: "CEPII".to_owned(),
        licence: "Etalab Open Licence 2.0".to_owned(),
        attribution: "Source: CEPII, BACI (Gaulier and Zignago 2010), built from UN Comtrade data"
            .to_owned(),
        address: "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37".to_owned(),
        importer_version: VERSION,
        hs_revision: Some(revision),
        years,
        note: String::new(),
        tables: vec![TableKind::Trade],
    })
}

fn register(files: &mut Vec<String>, name: &str) -> u32 {
    files.push(name.to_owned());
    u32::try_from(files.len() - 1).unwrap_or(u32::MAX)
}

/// The archive's own tables of codes and titles are not trade.
fn is_trade_member(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let file = lower.rsplit(['/', '!']).next().unwrap_or(&lower);
    file.ends_with(".csv")
        && !file.starts_with("country_codes")
        && !file.starts_with("product_codes")
}

/// What file names such as `BACI_HS92_V202601.zip` tell, each once.
struct Hints {
    vintages: Vec<String>,
    revisions: Vec<HsRevision>,
}

impl Hints {
    fn of(originals: &[std::path::PathBuf]) -> Self {
        let mut vintages = BTreeSet::new();
        let mut revisions = BTreeSet::new();
        for path in originals {
            let name = file_name(path);
            let mut vintage = None;
            let mut revision = None;
            for part in name.split(['_', '-', '.']) {
                let digits = part.strip_prefix(['V', 'v']).unwrap_or_default();
                if digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    vintage.get_or_insert(format!("V{digits}"));
                } else if let Ok(told) = HsRevision::from_str(part) {
                    revision.get_or_insert(told);
                }
            }
            vintages.extend(vintage);
            revisions.extend(revision);
        }
        Self {
            vintages: vintages.into_iter().collect(),
            revisions: revisions.into_iter().collect(),
        }
    }
}

fn is_parquet(path: &Path) -> Result<bool, LakeError> {
    let mut magic = [0; 4];
    let mut file = std::fs::File::open(path).map_err(LakeError::io(path, "open"))?;
    Ok(file.read_exact(&mut magic).is_ok() && &magic == b"PAR1")
}

/// 12 bits of year, 20 of code, 10 and 10 of economies.
pub(super) fn pack(row: &TradeRow) -> u64 {
    let year = row.year.unsigned_abs();
    (u64::from(year) << 40)
        | (u64::from(row.hs_code.number()) << 20)
        | ((row.importer.index() as u64) << 10)
        | row.exporter.index() as u64
}

pub(super) fn unpack(row: &RunRow) -> TradeRow {
    let bits = |shift: u32, width: u32| ((row.key >> shift) & ((1 << width) - 1)) as u32;
    let economy = |index: u32| {
        Economy::from_index(index as usize).unwrap_or_else(|| unreachable!("packed by `pack`"))
    };
    TradeRow {
        year: bits(40, 12).cast_signed(),
        hs_code: HsCode::from_number(bits(20, 20))
            .unwrap_or_else(|_| unreachable!("packed by `pack`")),
        importer: economy(bits(10, 10)),
        exporter: economy(bits(0, 10)),
        value_kusd: row.value_kusd,
        quantity_t: (!row.quantity_t.is_nan()).then_some(row.quantity_t),
    }
}

/// Why a field was refused.
type Refusal = (&'static str, &'static str);

fn parse_year(text: &str) -> Result<i32, Refusal> {
    match text.parse::<i32>() {
        Ok(year) if (1962..=2100).contains(&year) => Ok(year),
        _ => Err(("t", "no year between 1962 and 2100")),
    }
}

fn parse_economy(text: &str, field: &'static str) -> Result<Economy, Refusal> {
    match text.parse::<u16>() {
        Ok(code) => Economy::from_baci(BaciCode(code))
            .ok_or((field, "no economy has this numeric BACI code")),
        Err(_) => Economy::from_alpha3(text).ok_or((
            field,
            "neither a numeric BACI code nor an alpha-3 code of a known economy",
        )),
    }
}

fn parse_value(text: &str) -> Result<f64, Refusal> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() && value >= 0.0 => Ok(value),
        Ok(value) if value < 0.0 => Err(("v", "a negative value")),
        _ => Err(("v", "no finite number")),
    }
}

/// An empty field and `NA` are a quantity that was not reported.
fn parse_quantity(text: &str) -> Result<f64, Refusal> {
    if text.is_empty() || text == "NA" {
        return Ok(f64::NAN);
    }
    match text.parse::<f64>() {
        Ok(quantity) if quantity.is_finite() && quantity >= 0.0 => Ok(quantity),
        Ok(quantity) if quantity < 0.0 => Err(("q", "a negative quantity")),
        _ => Err(("q", "neither a finite number nor empty nor NA")),
    }
}

fn parse_row(fields: [&str; 6]) -> Result<(TradeRow, f64), (usize, Refusal)> {
    let [t, i, j, k, v, q] = fields.map(str::trim);
    let at = |index| move |refusal| (index, refusal);
    let quantity = parse_quantity(q).map_err(at(5))?;
    let row = TradeRow {
        year: parse_year(t).map_err(at(0))?,
        exporter: parse_economy(i, "i").map_err(at(1))?,
        importer: parse_economy(j, "j").map_err(at(2))?,
        hs_code: k.parse().map_err(|_| (3, ("k", "no six-digit HS code")))?,
        value_kusd: parse_value(v).map_err(at(4))?,
        quantity_t: None,
    };
    if row.importer == row.exporter {
        return Err((2, ("j", "importer and exporter are the same economy")));
    }
    Ok((row, quantity))
}

/// Reads a table line by line. A BACI table has no text that could hold a line
/// break, so a quotation mark that is not closed costs its own line and no
/// other, and the line's number is always right.
fn read_csv(
    context: &mut ImportContext<'_>,
    name: &str,
    file: u32,
    reader: &mut dyn Read,
    runs: &mut SortedRuns,
) -> Result<(), LakeError> {
    let mut lines = Lines::new(reader);
    let mut record = csv::ByteRecord::new();
    if !lines.next(name)? {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason: "an empty file; a BACI table starts with the header t,i,j,k,v,q".to_owned(),
        });
    }
    let header = lines.text.as_slice();
    if header.starts_with(&[0xFF, 0xFE]) || header.starts_with(&[0xFE, 0xFF]) || header.contains(&0)
    {
        return Err(LakeError::NotReadable {
            path: name.to_owned(),
            line: Some(1),
            reason: "it looks like UTF-16 or a binary file; save it as UTF-8 text".to_owned(),
        });
    }
    split_line(
        header.strip_prefix(UTF8_MARK).unwrap_or(header),
        &mut record,
    );
    let header: Vec<String> = record
        .iter()
        .map(|field| String::from_utf8_lossy(field).trim().to_owned())
        .collect();
    let needed = COLUMNS.map(|known| {
        known
            .iter()
            .copied()
            .find(|column| header.iter().any(|name| name.eq_ignore_ascii_case(column)))
            .unwrap_or(known[0])
    });
    let width = header.len();
    let positions = Columns::new(name, header.into_iter(), &needed)?.positions(needed);
    while lines.next(name)? {
        context.rows_read += 1;
        let line = lines.number;
        let closed = split_line(&lines.text, &mut record);
        let beyond = record.iter().skip(width);
        let refused = if !closed {
            Some("a quotation mark out of place, or not closed on its line")
        } else if record.len() < width
            || beyond
                .into_iter()
                .any(|field| !field.trim_ascii().is_empty())
        {
            Some("more or fewer fields than the header has")
        } else {
            None
        };
        if let Some(reason) = refused {
            let found = String::from_utf8_lossy(&lines.text);
            context.reject(name, line, "row", &found, reason)?;
            continue;
        }
        let bytes = positions.map(|position| record.get(position).unwrap_or_default());
        let fields = bytes.map(std::str::from_utf8);
        if let Some(position) = fields.iter().position(Result::is_err) {
            let found = String::from_utf8_lossy(bytes[position]);
            context.reject(name, line, COLUMNS[position][0], &found, "not UTF-8")?;
            continue;
        }
        let fields = fields.map(Result::unwrap_or_default);
        push(context, name, file, line, fields, runs)?;
    }
    Ok(())
}

const UTF8_MARK: &[u8] = "\u{feff}".as_bytes();

/// The lines of a stream that say anything, with their numbers.
struct Lines<'r> {
    reader: BufReader<&'r mut dyn Read>,
    /// Without the line's end.
    text: Vec<u8>,
    number: u64,
}

impl<'r> Lines<'r> {
    fn new(reader: &'r mut dyn Read) -> Self {
        Self {
            reader: BufReader::with_capacity(1 << 18, reader),
            text: Vec::new(),
            number: 0,
        }
    }

    /// Goes to the next line; false at the end. How long a line may be is for
    /// the reader below to say.
    fn next(&mut self, name: &str) -> Result<bool, LakeError> {
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
            let end = self.text.trim_ascii_end().len();
            self.text.truncate(end);
            if end > 0 {
                return Ok(true);
            }
        }
    }
}

/// Splits a line at its commas and takes quotation marks off the fields. False
/// where a mark is not closed or stands inside a field.
fn split_line(line: &[u8], record: &mut csv::ByteRecord) -> bool {
    record.clear();
    if !line.contains(&b'"') {
        for field in line.split(|byte| *byte == b',') {
            record.push_field(field);
        }
        return true;
    }
    let mut field = Vec::new();
    let mut quoted = false;
    let mut before = b',';
    for byte in line.iter().copied() {
        match byte {
            b'"' if quoted || field.is_empty() => quoted = !quoted,
            // Doubled, it stands for itself.
            b'"' if before == b'"' => {
                field.push(byte);
                quoted = true;
            }
            b'"' => return false,
            b',' if !quoted => {
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

fn push(
    context: &mut ImportContext<'_>,
    name: &str,
    file: u32,
    line: u64,
    fields: [&str; 6],
    runs: &mut SortedRuns,
) -> Result<(), LakeError> {
    match parse_row(fields) {
        Ok((row, quantity_t)) => runs.push(RunRow {
            key: pack(&row),
            value_kusd: row.value_kusd,
            quantity_t,
            file,
            line,
        }),
        Err((position, (field, reason))) => {
            context.reject(name, line, field, fields[position], reason)
        }
    }
}

/// Bytes of a row where it is text, at the least.
const ROW_BYTES: u64 = 20;

fn read_parquet(
    context: &mut ImportContext<'_>,
    path: &Path,
    file: u32,
    runs: &mut SortedRuns,
) -> Result<(), LakeError> {
    let table = TableFile::open(path)?;
    let shown = file_name(path);
    let packed = std::fs::metadata(path)
        .map_err(LakeError::io(path, "read"))?
        .len();
    // Columns of one value repeated pack without bound.
    let check_rows = |rows: u64| {
        context
            .request
            .limits
            .check_size(packed, rows.saturating_mul(ROW_BYTES))
            .map_err(|reason| LakeError::Refused {
                path: shown.clone(),
                reason,
            })
    };
    check_rows(table.row_count()?)?;
    if !places_are_inside(table.metadata(), packed) {
        return Err(damaged_parquet(path));
    }
    let mut names = [""; 6];
    for (position, known) in COLUMNS.iter().enumerate() {
        names[position] = known
            .iter()
            .copied()
            .find(|column| table.schema().column_with_name(column).is_some())
            .ok_or_else(|| LakeError::NotReadable {
                path: path.display().to_string(),
                line: None,
                reason: format!("it has no column {}", known.join(" or ")),
            })?;
    }
    let groups = (0..table.metadata().num_row_groups()).collect();
    let mut line = 0;
    for batch in table.read(groups, &names, 8192)? {
        let batch = batch?;
        check_rows(line + batch.num_rows() as u64)?;
        let mut columns = Vec::new();
        for column in names {
            let cells = batch
                .column_by_name(column)
                .and_then(|array| Cells::of(array));
            columns.push(cells.ok_or_else(|| LakeError::NotReadable {
                path: shown.clone(),
                line: None,
                reason: format!("the column {column:?} is neither text nor numbers"),
            })?);
        }
        for row in 0..batch.num_rows() {
            line += 1;
            context.rows_read += 1;
            let fields: [String; 6] = std::array::from_fn(|column| columns[column].text(row));
            let fields = fields.each_ref().map(String::as_str);
            push(context, &shown, file, line, fields, runs)?;
        }
    }
    Ok(())
}

fn damaged_parquet(path: &Path) -> LakeError {
    LakeError::NotReadable {
        path: path.display().to_string(),
        line: None,
        reason: "a damaged Parquet file; download it again".to_owned(),
    }
}

/// Whether all columns lie inside the file, as the decoder takes for granted.
fn places_are_inside(footer: &ParquetMetaData, file_bytes: u64) -> bool {
    footer.row_groups().iter().all(|group| {
        group.columns().iter().all(|column| {
            let start = match column.dictionary_page_offset() {
                Some(dictionary) => dictionary,
                None => column.data_page_offset(),
            };
            match (
                u64::try_from(start),
                u64::try_from(column.compressed_size()),
            ) {
                (Ok(start), Ok(length)) => start
                    .checked_add(length)
                    .is_some_and(|end| end <= file_bytes),
                _ => false,
            }
        })
    })
}

/// A column of a Parquet table whose cells are read as the CSV would have them.
struct Cells<'b> {
    array: &'b dyn Array,
    read: Box<dyn Fn(usize) -> String + 'b>,
}

impl<'b> Cells<'b> {
    /// `None` where the column is neither text nor numbers.
    fn of(array: &'b dyn Array) -> Option<Self> {
        fn numbers<'b, T: ArrowPrimitiveType>(
            array: &'b dyn Array,
        ) -> Option<Box<dyn Fn(usize) -> String + 'b>>
        where
            T::Native: ToString,
        {
            let array = array.as_primitive_opt::<T>()?;
            Some(Box::new(|row| array.value(row).to_string()))
        }

        let read: Box<dyn Fn(usize) -> String + 'b> = match array.data_type() {
            DataType::Utf8 => {
                let array = array.as_string_opt::<i32>()?;
                Box::new(|row| array.value(row).to_owned())
            }
            DataType::LargeUtf8 => {
                let array = array.as_string_opt::<i64>()?;
                Box::new(|row| array.value(row).to_owned())
            }
            DataType::Utf8View => {
                let array = array.as_string_view_opt()?;
                Box::new(|row| array.value(row).to_owned())
            }
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary_opt()?;
                let values = Cells::of(dictionary.values())?;
                let keys = if dictionary.values().is_empty() {
                    Vec::new()
                } else {
                    dictionary.normalized_keys()
                };
                Box::new(move |row| {
                    keys.get(row)
                        .map_or_else(String::new, |key| values.text(*key))
                })
            }
            DataType::Int16 => numbers::<Int16Type>(array)?,
            DataType::Int32 => numbers::<Int32Type>(array)?,
            DataType::Int64 => numbers::<Int64Type>(array)?,
            DataType::UInt16 => numbers::<UInt16Type>(array)?,
            DataType::UInt32 => numbers::<UInt32Type>(array)?,
            DataType::UInt64 => numbers::<UInt64Type>(array)?,
            DataType::Float32 => numbers::<Float32Type>(array)?,
            DataType::Float64 => numbers::<Float64Type>(array)?,
            _ => return None,
        };
        Some(Self { array, read })
    }

    /// The cell; empty where it is null.
    fn text(&self, row: usize) -> String {
        if self.array.is_null(row) {
            String::new()
        } else {
            (self.read)(row)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packing_keeps_the_row_and_the_order(
            year in 1962_i32..2100,
            code in 10_000_u32..=999_999,
            importer in 0..Economy::count(),
            exporter in 0..Economy::count(),
        ) {
            let row = TradeRow {
                year,
                hs_code: HsCode::from_number(code).unwrap(),
                importer: Economy::from_index(importer).unwrap(),
                exporter: Economy::from_index(exporter).unwrap(),
                value_kusd: 1.0,
                quantity_t: Some(2.0),
            };
            let run = RunRow { key: pack(&row), value_kusd: 1.0, quantity_t: 2.0, file: 0, line: 0 };
            prop_assert_eq!(unpack(&run), row);
        }

        #[test]
        fn a_row_of_any_text_is_parsed_or_refused(fields in prop::array::uniform6("\\PC{0,12}")) {
            let _ = parse_row(fields.each_ref().map(String::as_str));
        }
    }

    #[test]
    fn quotation_marks_are_taken_off_and_must_fit() {
        let split = |line: &str| {
            let mut record = csv::ByteRecord::new();
            let closed = split_line(line.as_bytes(), &mut record);
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

    #[test]
    fn file_names_tell_release_and_revision() {
        let hints = Hints::of(&["BACI_HS17_V202601.zip".into()]);
        assert_eq!(hints.vintages, ["V202601"]);
        assert_eq!(hints.revisions, [HsRevision::Hs2017]);
    }
}
