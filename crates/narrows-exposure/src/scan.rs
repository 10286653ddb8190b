//! One pass over a sorted trade table, market by market, row groups in
//! parallel.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowDictionaryKeyType, Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use narrows_core::{Economy, HsCode};
use narrows_lake::TableFile;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;
use rayon::prelude::*;

use crate::ExposureError;
use crate::market::MarketAccumulator;

/// Which market: a year and a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarketKey {
    /// Calendar year.
    pub year: i32,
    /// The code, in the revision of the table.
    pub hs_code: HsCode,
}

/// Which markets to read; row groups that hold none of them are not touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Years, all where `None`.
    pub years: Option<RangeInclusive<i32>>,
    /// Codes, all where `None`.
    pub codes: Option<BTreeSet<HsCode>>,
}

impl Selection {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// These codes in all years.
    #[must_use]
    pub fn codes(codes: impl IntoIterator<Item = HsCode>) -> Self {
        Self {
            years: None,
            codes: Some(codes.into_iter().collect()),
        }
    }

    fn holds(&self, key: MarketKey) -> bool {
        self.years
            .as_ref()
            .is_none_or(|years| years.contains(&key.year))
            && self
                .codes
                .as_ref()
                .is_none_or(|codes| codes.contains(&key.hs_code))
    }

    /// Whether a row group's statistics leave room for a chosen market.
    /// A group without statistics is read.
    fn may_hold(&self, group: &RowGroupMetaData, columns: &KeyColumns) -> bool {
        let years =
            self.years
                .as_ref()
                .is_none_or(|years| match group.column(columns.year).statistics() {
                    Some(Statistics::Int32(range)) => match (range.min_opt(), range.max_opt()) {
                        (Some(min), Some(max)) => min <= years.end() && years.start() <= max,
                        _ => true,
                    },
                    _ => true,
                });
        let codes = self.codes.as_ref().is_none_or(|codes| {
            match group.column(columns.hs_code).statistics() {
                Some(Statistics::ByteArray(range)) => {
                    let code = |bytes: Option<&[u8]>| {
                        std::str::from_utf8(bytes?).ok()?.parse::<HsCode>().ok()
                    };
                    match (code(range.min_bytes_opt()), code(range.max_bytes_opt())) {
                        (Some(min), Some(max)) => codes.range(min..=max).next().is_some(),
                        _ => true,
                    }
                }
                _ => true,
            }
        });
        years && codes
    }
}

/// Where the key columns stand in the file.
struct KeyColumns {
    year: usize,
    hs_code: usize,
}

const COLUMNS: [&str; 6] = [
    "year",
    "hs_code",
    "importer",
    "exporter",
    "value_kusd",
    "quantity_t",
];

/// Rows decoded at a time.
const BATCH_ROWS: usize = 32 * 1024;

/// What one row group gave: its first and last market may go on in the
/// neighbours, so they are handed on unread.
struct Piece<T> {
    head: Option<(MarketKey, MarketAccumulator)>,
    done: Vec<T>,
    tail: Option<(MarketKey, MarketAccumulator)>,
}

/// Hands every chosen market to `finish`, in parallel, and the results to
/// `each`, in the order of the table. Memory is bounded by a few row groups,
/// however long the table is.
///
/// # Errors
/// If the table is damaged, unsorted, or holds codes of no known economy.
pub fn scan_markets<T: Send, S: Default>(
    table: &TableFile,
    selection: &Selection,
    finish: impl Fn(MarketKey, &mut MarketAccumulator, &mut S) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), ExposureError>,
) -> Result<(), ExposureError> {
    let key_columns = key_columns(table)?;
    let groups: Vec<usize> = table
        .metadata()
        .row_groups()
        .iter()
        .enumerate()
        .filter(|(_, group)| selection.may_hold(group, &key_columns))
        .map(|(index, _)| index)
        .collect();
    let mut carried: Option<(MarketKey, MarketAccumulator)> = None;
    let mut scratch = S::default();
    let mut last: Option<MarketKey> = None;
    let mut advance = |key: MarketKey| {
        if last.is_some_and(|last| last >= key) {
            return Err(ExposureError::Table {
                table: table.name().to_owned(),
                reason: format!(
                    "the market {} {} comes again after others: the table is not sorted by year \
                     and hs_code; import it with `narrows data import`",
                    key.year, key.hs_code
                ),
            });
        }
        last = Some(key);
        Ok(())
    };
    for wave in groups.chunks(rayon::current_num_threads().max(1) * 2) {
        let pieces: Vec<Result<Piece<(MarketKey, T)>, ExposureError>> = wave
            .par_iter()
            .map(|group| read_group(table, *group, selection, &finish))
            .collect();
        for piece in pieces {
            let piece = piece?;
            if let Some((key, market)) = piece.head {
                match &mut carried {
                    Some((open, accumulator)) if *open == key => accumulator.merge(&market),
                    _ => {
                        if let Some((open, mut accumulator)) = carried.replace((key, market)) {
                            advance(open)?;
                            each(finish(open, &mut accumulator, &mut scratch))?;
                        }
                    }
                }
            }
            if let Some(tail) = piece.tail {
                if let Some((open, mut accumulator)) = carried.replace(tail) {
                    advance(open)?;
                    each(finish(open, &mut accumulator, &mut scratch))?;
                }
                for (key, result) in piece.done {
                    advance(key)?;
                    each(result)?;
                }
            }
        }
    }
    if let Some((open, mut accumulator)) = carried {
        advance(open)?;
        each(finish(open, &mut accumulator, &mut scratch))?;
    }
    Ok(())
}

fn key_columns(table: &TableFile) -> Result<KeyColumns, ExposureError> {
    let position = |name: &str| {
        table
            .metadata()
            .file_metadata()
            .schema_descr()
            .columns()
            .iter()
            .position(|column| column.name() == name)
            .ok_or_else(|| ExposureError::Table {
                table: table.name().to_owned(),
                reason: format!("it has no column {name:?}, so it is no trade table"),
            })
    };
    Ok(KeyColumns {
        year: position("year")?,
        hs_code: position("hs_code")?,
    })
}

fn read_group<T, S: Default>(
    table: &TableFile,
    group: usize,
    selection: &Selection,
    finish: &(impl Fn(MarketKey, &mut MarketAccumulator, &mut S) -> T + Sync),
) -> Result<Piece<(MarketKey, T)>, ExposureError> {
    let mut piece = Piece {
        head: None,
        done: Vec::new(),
        tail: None,
    };
    let mut scratch = S::default();
    let mut open: Option<(MarketKey, MarketAccumulator)> = None;
    let mut spare = MarketAccumulator::new();
    for batch in table.read(vec![group], &COLUMNS, BATCH_ROWS)? {
        let batch = Batch::new(table, batch?)?;
        let mut start = 0;
        while start < batch.rows {
            let key = batch.key(start);
            let end = batch.end_of_market(start);
            if selection.holds(key) {
                if open.as_ref().is_none_or(|(open, _)| *open != key) {
                    let market = std::mem::take(&mut spare);
                    if let Some((closed, mut accumulator)) = open.replace((key, market)) {
                        if piece.head.is_none() {
                            piece.head = Some((closed, accumulator));
                        } else {
                            let result = finish(closed, &mut accumulator, &mut scratch);
                            piece.done.push((closed, result));
                            accumulator.clear();
                            spare = accumulator;
                        }
                    }
                }
                if let Some((_, accumulator)) = &mut open {
                    batch.accumulate(start..end, accumulator);
                }
            }
            start = end;
        }
    }
    if piece.head.is_none() {
        piece.head = open;
    } else {
        piece.tail = open;
    }
    Ok(piece)
}

/// A decoded batch with its codes turned into numbers.
struct Batch {
    rows: usize,
    batch: RecordBatch,
    codes: Vec<HsCode>,
    importers: Vec<u16>,
    exporters: Vec<u16>,
}

impl Batch {
    fn new(table: &TableFile, batch: RecordBatch) -> Result<Self, ExposureError> {
        let invalid = |reason: String| ExposureError::Table {
            table: table.name().to_owned(),
            reason,
        };
        for (name, expected) in [
            ("year", DataType::Int32),
            ("value_kusd", DataType::Float64),
            ("quantity_t", DataType::Float64),
        ] {
            let found = column(&batch, name)?.data_type().clone();
            if found != expected {
                return Err(invalid(format!(
                    "the column {name:?} is {found}, not {expected}"
                )));
            }
        }
        if column(&batch, "year")?.null_count() + column(&batch, "value_kusd")?.null_count() > 0 {
            return Err(invalid("a year or a value is missing".to_owned()));
        }
        let economy = |text: &str| {
            Economy::from_alpha3(text)
                .and_then(|economy| u16::try_from(economy.index()).ok())
                .ok_or_else(|| format!("{text:?} is the code of no known economy"))
        };
        let code = |text: &str| text.parse::<HsCode>().map_err(|error| error.to_string());
        Ok(Self {
            rows: batch.num_rows(),
            codes: decoded(column(&batch, "hs_code")?, code).map_err(&invalid)?,
            importers: decoded(column(&batch, "importer")?, economy).map_err(&invalid)?,
            exporters: decoded(column(&batch, "exporter")?, economy).map_err(&invalid)?,
            batch,
        })
    }

    fn years(&self) -> &[i32] {
        self.batch
            .column(self.position("year"))
            .as_primitive::<Int32Type>()
            .values()
    }

    /// The columns come in the order of the file, whatever was asked for.
    fn position(&self, name: &str) -> usize {
        self.batch
            .schema_ref()
            .column_with_name(name)
            .map_or(0, |(position, _)| position)
    }

    fn key(&self, row: usize) -> MarketKey {
        MarketKey {
            year: self.years()[row],
            hs_code: self.codes[row],
        }
    }

    fn end_of_market(&self, start: usize) -> usize {
        let years = self.years();
        let (year, code) = (years[start], self.codes[start]);
        years[start..]
            .iter()
            .zip(&self.codes[start..])
            .position(|(y, c)| *y != year || *c != code)
            .map_or(self.rows, |length| start + length)
    }

    fn accumulate(&self, rows: std::ops::Range<usize>, market: &mut MarketAccumulator) {
        let values = self
            .batch
            .column(self.position("value_kusd"))
            .as_primitive::<Float64Type>();
        let quantities = self
            .batch
            .column(self.position("quantity_t"))
            .as_primitive::<Float64Type>();
        let all_known = quantities.null_count() == 0;
        let (values, amounts) = (values.values(), quantities.values());
        for row in rows {
            let quantity = if all_known || quantities.is_valid(row) {
                amounts[row]
            } else {
                f64::NAN
            };
            market.update(
                self.importers[row],
                self.exporters[row],
                values[row],
                quantity,
            );
        }
    }
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, ExposureError> {
    batch
        .column_by_name(name)
        .ok_or_else(|| ExposureError::Table {
            table: "trade table".to_owned(),
            reason: format!("no column {name:?}"),
        })
}

/// A text column as numbers: each distinct text of a dictionary is read once,
/// and of plain text only where it differs from the row before.
fn decoded<T: Copy>(
    array: &ArrayRef,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    if array.null_count() > 0 {
        return Err("a code is missing".to_owned());
    }
    if let Some(dictionary) = array.as_dictionary_opt::<UInt16Type>() {
        return decoded_dictionary(dictionary, read);
    }
    if let Some(dictionary) = array.as_dictionary_opt::<Int32Type>() {
        return decoded_dictionary(dictionary, read);
    }
    let Some(texts) = array.as_string_opt::<i32>() else {
        return Err(format!(
            "a column of codes is {}, not text",
            array.data_type()
        ));
    };
    let mut last: Option<(&str, T)> = None;
    (0..texts.len())
        .map(|row| {
            let text = texts.value(row);
            match last {
                Some((known, value)) if known == text => Ok(value),
                _ => {
                    let value = read(text)?;
                    last = Some((text, value));
                    Ok(value)
                }
            }
        })
        .collect()
}

fn decoded_dictionary<K: ArrowDictionaryKeyType, T: Copy>(
    dictionary: &DictionaryArray<K>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let texts = dictionary
        .values()
        .as_string_opt::<i32>()
        .ok_or_else(|| "a dictionary of codes does not hold text".to_owned())?;
    let values = (0..texts.len())
        .map(|index| read(texts.value(index)))
        .collect::<Result<Vec<T>, String>>()?;
    Ok(dictionary
        .keys()
        .values()
        .iter()
        .map(|key| values[key.as_usize()])
        .collect())
}
