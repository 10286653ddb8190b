//! One pass over a sorted trade table, market by market, row groups in
//! parallel.

use std::collections::BTreeSet;
use std::marker::PhantomData;
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef, PrimitiveArray, RecordBatch, StringArray};
use arrow_buffer::{ArrowNativeType, ScalarBuffer};
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

    pub(crate) fn holds(&self, key: MarketKey) -> bool {
        self.years
            .as_ref()
            .is_none_or(|years| years.contains(&key.year))
            && self
                .codes
                .as_ref()
                .is_none_or(|codes| codes.contains(&key.hs_code))
    }

    /// The row groups that may hold a chosen market.
    pub(crate) fn row_groups(&self, table: &TableFile) -> Result<Vec<usize>, ExposureError> {
        let key_columns = key_columns(table)?;
        Ok(table
            .metadata()
            .row_groups()
            .iter()
            .enumerate()
            .filter(|(_, group)| self.may_hold(group, &key_columns))
            .map(|(index, _)| index)
            .collect())
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

/// A market as the scan meets it.
pub(crate) enum Market<'a> {
    /// All of it lies in one batch: its rows as they were decoded, in no order
    /// that has been checked.
    Rows(MarketRows<'a>),
    /// It was put together from several batches.
    Total(&'a mut MarketAccumulator),
}

/// What is done with the markets of a table. Markets come to a run in the
/// order of the table, many to a run.
pub(crate) trait Visitor: Sync {
    /// Memory that one worker uses again from market to market.
    type Scratch: Default;
    /// The results of markets that follow each other.
    type Run: Send;

    /// An empty run.
    fn run(&self) -> Self::Run;

    /// Adds a market to a run.
    fn visit(
        &self,
        key: MarketKey,
        market: Market<'_>,
        scratch: &mut Self::Scratch,
        run: &mut Self::Run,
    );
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
    let visitor = Accumulating {
        finish,
        results: PhantomData,
    };
    scan_runs(table, selection, &visitor, |results| {
        results.into_iter().try_for_each(&mut each)
    })
}

/// Accumulates every market before it is looked at.
struct Accumulating<F, T, S> {
    finish: F,
    results: PhantomData<fn(S) -> T>,
}

impl<F, T, S> Visitor for Accumulating<F, T, S>
where
    F: Fn(MarketKey, &mut MarketAccumulator, &mut S) -> T + Sync,
    T: Send,
    S: Default,
{
    type Scratch = (MarketAccumulator, S);
    type Run = Vec<T>;

    fn run(&self) -> Vec<T> {
        Vec::new()
    }

    fn visit(
        &self,
        key: MarketKey,
        market: Market<'_>,
        (spare, scratch): &mut Self::Scratch,
        run: &mut Vec<T>,
    ) {
        let market = match market {
            Market::Total(market) => market,
            Market::Rows(rows) => {
                spare.clear();
                rows.accumulate(spare);
                spare
            }
        };
        run.push((self.finish)(key, market, scratch));
    }
}

/// What one row group gave: its first market, and its last one where it runs
/// up to the end, may go on in the neighbours, so they are handed on unread.
struct Piece<R> {
    head: Option<(MarketKey, MarketAccumulator)>,
    run: R,
    /// First and last market of the run.
    span: Option<(MarketKey, MarketKey)>,
    tail: Option<(MarketKey, MarketAccumulator)>,
}

/// Hands every chosen market to the visitor, in parallel, and its runs to
/// `each`, in the order of the table.
pub(crate) fn scan_runs<V: Visitor>(
    table: &TableFile,
    selection: &Selection,
    visitor: &V,
    mut each: impl FnMut(V::Run) -> Result<(), ExposureError>,
) -> Result<(), ExposureError> {
    let groups = selection.row_groups(table)?;
    let mut carried: Option<(MarketKey, MarketAccumulator)> = None;
    let mut scratch = V::Scratch::default();
    // The run that the carried market will end.
    let mut current = visitor.run();
    let mut order = Order::new(table);
    for wave in groups.chunks(rayon::current_num_threads().max(1) * 2) {
        let pieces: Vec<Result<Piece<V::Run>, ExposureError>> = wave
            .par_iter()
            .map(|group| read_group(table, *group, selection, visitor))
            .collect();
        for piece in pieces {
            let piece = piece?;
            if let Some((key, market)) = piece.head {
                match &mut carried {
                    Some((open, accumulator)) if *open == key => accumulator.merge(&market),
                    _ => {
                        if let Some((open, mut market)) = carried.replace((key, market)) {
                            order.advance(open)?;
                            visitor.visit(
                                open,
                                Market::Total(&mut market),
                                &mut scratch,
                                &mut current,
                            );
                        }
                    }
                }
            }
            if piece.span.is_some() || piece.tail.is_some() {
                if let Some((open, mut market)) = std::mem::replace(&mut carried, piece.tail) {
                    order.advance(open)?;
                    visitor.visit(open, Market::Total(&mut market), &mut scratch, &mut current);
                }
                if let Some((first, last)) = piece.span {
                    each(std::mem::replace(&mut current, piece.run))?;
                    order.advance(first)?;
                    order.last = Some(last);
                }
            }
        }
    }
    if let Some((open, mut market)) = carried {
        order.advance(open)?;
        visitor.visit(open, Market::Total(&mut market), &mut scratch, &mut current);
    }
    each(current)
}

/// Makes sure that the markets come sorted, each once.
struct Order<'a> {
    table: &'a TableFile,
    last: Option<MarketKey>,
}

impl<'a> Order<'a> {
    fn new(table: &'a TableFile) -> Self {
        Self { table, last: None }
    }

    fn advance(&mut self, key: MarketKey) -> Result<(), ExposureError> {
        if self.last.is_some_and(|last| last >= key) {
            return Err(ExposureError::Table {
                table: self.table.name().to_owned(),
                reason: format!(
                    "the market {} {} comes again after others: the table is not sorted by year \
                     and hs_code; import it with `narrows data import`",
                    key.year, key.hs_code
                ),
            });
        }
        self.last = Some(key);
        Ok(())
    }
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

fn read_group<V: Visitor>(
    table: &TableFile,
    group: usize,
    selection: &Selection,
    visitor: &V,
) -> Result<Piece<V::Run>, ExposureError> {
    let mut piece = Piece {
        head: None,
        run: visitor.run(),
        span: None,
        tail: None,
    };
    let mut scratch = V::Scratch::default();
    let mut order = Order::new(table);
    let mut open: Option<(MarketKey, MarketAccumulator)> = None;
    let mut memory = Memory::default();
    for batch in table.read(vec![group], &COLUMNS, BATCH_ROWS)? {
        let batch = Batch::new(table, &batch?, &mut memory)?;
        let mut start = 0;
        while start < batch.rows {
            let key = batch.key(start);
            let end = batch.end_of_market(start);
            let rows = start..end;
            start = end;
            if !selection.holds(key) {
                continue;
            }
            if let Some((_, market)) = open.as_mut().filter(|(open, _)| *open == key) {
                batch.market(rows).accumulate(market);
                continue;
            }
            let mut visit = |key: MarketKey, market: Market<'_>| {
                order.advance(key)?;
                let first = piece.span.map_or(key, |(first, _)| first);
                piece.span = Some((first, key));
                visitor.visit(key, market, &mut scratch, &mut piece.run);
                Ok::<_, ExposureError>(())
            };
            let mut first = false;
            match open.take() {
                Some(closed) if piece.head.is_none() => piece.head = Some(closed),
                Some((closed, mut market)) => visit(closed, Market::Total(&mut market))?,
                None => first = piece.head.is_none(),
            }
            if first || end == batch.rows {
                let mut market = MarketAccumulator::new();
                batch.market(rows).accumulate(&mut market);
                open = Some((key, market));
            } else {
                visit(key, Market::Rows(batch.market(rows)))?;
            }
        }
        memory.quantities = batch.quantities;
    }
    if piece.head.is_none() {
        piece.head = open;
    } else {
        piece.tail = open;
    }
    Ok(piece)
}

/// The rows of one market inside a batch.
pub(crate) struct MarketRows<'a> {
    /// Codes of the importers, to be looked up in `importers`.
    pub importer_keys: &'a [u16],
    /// Codes of the exporters, to be looked up in `exporters`.
    pub exporter_keys: &'a [u16],
    /// [`Economy::index`] by code.
    pub importers: &'a [u16],
    /// [`Economy::index`] by code.
    pub exporters: &'a [u16],
    /// kUSD.
    pub values: &'a [f64],
    /// t, NaN where not reported.
    pub quantities: &'a [f64],
}

impl MarketRows<'_> {
    /// Adds all rows to an accumulator.
    pub fn accumulate(&self, market: &mut MarketAccumulator) {
        for row in 0..self.values.len() {
            market.update(
                self.importers[usize::from(self.importer_keys[row])],
                self.exporters[usize::from(self.exporter_keys[row])],
                self.values[row],
                self.quantities[row],
            );
        }
    }
}

/// A decoded batch.
struct Batch {
    rows: usize,
    years: ScalarBuffer<i32>,
    codes: Coded<HsCode>,
    importers: Coded<u16>,
    exporters: Coded<u16>,
    values: ScalarBuffer<f64>,
    /// NaN where not reported.
    quantities: Vec<f64>,
}

impl Batch {
    fn new(
        table: &TableFile,
        batch: &RecordBatch,
        memory: &mut Memory,
    ) -> Result<Self, ExposureError> {
        let invalid = |reason: String| ExposureError::Table {
            table: table.name().to_owned(),
            reason,
        };
        for (name, expected) in [
            ("year", DataType::Int32),
            ("value_kusd", DataType::Float64),
            ("quantity_t", DataType::Float64),
        ] {
            let found = column(batch, name)?.data_type();
            if *found != expected {
                return Err(invalid(format!(
                    "the column {name:?} is {found}, not {expected}"
                )));
            }
        }
        if column(batch, "year")?.null_count() + column(batch, "value_kusd")?.null_count() > 0 {
            return Err(invalid("a year or a value is missing".to_owned()));
        }
        let economy = |text: &str| {
            Economy::from_alpha3(text)
                .and_then(|economy| u16::try_from(economy.index()).ok())
                .ok_or_else(|| format!("{text:?} is the code of no known economy"))
        };
        let code = |text: &str| text.parse::<HsCode>().map_err(|error| error.to_string());
        let quantities = column(batch, "quantity_t")?.as_primitive::<Float64Type>();
        Ok(Self {
            rows: batch.num_rows(),
            years: column(batch, "year")?
                .as_primitive::<Int32Type>()
                .values()
                .clone(),
            codes: Coded::new(column(batch, "hs_code")?, &mut memory.codes, code)
                .map_err(&invalid)?,
            importers: Coded::new(column(batch, "importer")?, &mut memory.importers, economy)
                .map_err(&invalid)?,
            exporters: Coded::new(column(batch, "exporter")?, &mut memory.exporters, economy)
                .map_err(&invalid)?,
            values: column(batch, "value_kusd")?
                .as_primitive::<Float64Type>()
                .values()
                .clone(),
            quantities: known_or_nan(quantities, std::mem::take(&mut memory.quantities)),
        })
    }

    fn key(&self, row: usize) -> MarketKey {
        MarketKey {
            year: self.years[row],
            hs_code: self.codes.value(row),
        }
    }

    fn end_of_market(&self, start: usize) -> usize {
        let mut end = start;
        // A code may have several keys.
        while end < self.rows && self.codes.value(end) == self.codes.value(start) {
            end += run_length(&self.codes.keys[end..]);
        }
        start + run_length(&self.years[start..end])
    }

    fn market(&self, rows: Range<usize>) -> MarketRows<'_> {
        MarketRows {
            importer_keys: &self.importers.keys[rows.clone()],
            exporter_keys: &self.exporters.keys[rows.clone()],
            importers: &self.importers.values,
            exporters: &self.exporters.values,
            values: &self.values[rows.clone()],
            quantities: &self.quantities[rows],
        }
    }
}

/// The values in `room`, NaN for null.
fn known_or_nan(array: &PrimitiveArray<Float64Type>, mut room: Vec<f64>) -> Vec<f64> {
    room.clear();
    match array.nulls().filter(|nulls| nulls.null_count() > 0) {
        None => room.extend_from_slice(array.values()),
        Some(nulls) => {
            room.resize(array.len(), f64::NAN);
            for (start, end) in nulls.valid_slices() {
                room[start..end].copy_from_slice(&array.values()[start..end]);
            }
        }
    }
    room
}

/// How many items from the first on are equal to it. Looks at many at a time,
/// since most runs are long.
fn run_length<T: Copy + PartialEq>(items: &[T]) -> usize {
    const STEP: usize = 32;
    let Some(first) = items.first() else {
        return 0;
    };
    let mut length = 0;
    for step in items.chunks_exact(STEP) {
        // No early exit, so that it becomes a few vector instructions.
        if !step.iter().fold(true, |same, item| same & (item == first)) {
            break;
        }
        length += STEP;
    }
    length
        + items[length..]
            .iter()
            .position(|item| item != first)
            .unwrap_or(items.len() - length)
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, ExposureError> {
    batch
        .column_by_name(name)
        .ok_or_else(|| ExposureError::Table {
            table: "trade table".to_owned(),
            reason: format!("no column {name:?}"),
        })
}

/// What the batches of a row group share.
#[derive(Default)]
struct Memory {
    /// Room for the next batch's quantities.
    quantities: Vec<f64>,
    // The dictionaries last read: mostly there is one for all batches.
    codes: Option<Dictionary<HsCode>>,
    importers: Option<Dictionary<u16>>,
    exporters: Option<Dictionary<u16>>,
}

/// A dictionary and what its texts mean. Holds the texts, so that no other
/// dictionary can come to lie at the same place.
struct Dictionary<T> {
    texts: StringArray,
    values: Rc<Vec<T>>,
}

impl<T> Dictionary<T> {
    fn is(&self, texts: &StringArray) -> bool {
        self.texts.values().ptr_eq(texts.values())
            && std::ptr::eq(
                self.texts.value_offsets().as_ptr(),
                texts.value_offsets().as_ptr(),
            )
            && self.texts.len() == texts.len()
    }
}

/// A column of codes: a key a row, and what each key means. Equal keys mean
/// equal values; a value may have several keys.
struct Coded<T> {
    keys: ScalarBuffer<u16>,
    values: Rc<Vec<T>>,
}

impl<T: Copy + PartialEq> Coded<T> {
    /// Each distinct text of a dictionary is read once, and of plain text only
    /// where it differs from the row before.
    fn new(
        array: &ArrayRef,
        last: &mut Option<Dictionary<T>>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Self, String> {
        if array.null_count() > 0 {
            return Err("a code is missing".to_owned());
        }
        let too_many = |_| "a batch has more distinct codes than 65536".to_owned();
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let texts = dictionary
                .values()
                .as_string_opt::<i32>()
                .ok_or_else(|| "a dictionary of codes does not hold text".to_owned())?;
            let known = last.take().filter(|last| last.is(texts));
            let known = match known {
                Some(known) => known,
                None => Dictionary {
                    texts: texts.clone(),
                    values: Rc::new(
                        (0..texts.len())
                            .map(|index| read(texts.value(index)))
                            .collect::<Result<_, _>>()?,
                    ),
                },
            };
            let values = known.values.clone();
            *last = Some(known);
            let keys = if let Some(array) = array.as_dictionary_opt::<UInt16Type>() {
                array.keys().values().clone()
            } else if let Some(array) = array.as_dictionary_opt::<Int32Type>() {
                let keys = array.keys().values().iter();
                keys.map(|key| u16::try_from(key.as_usize()).map_err(too_many))
                    .collect::<Result<_, _>>()?
            } else {
                return Err(format!(
                    "a column of codes has the keys of {}",
                    array.data_type()
                ));
            };
            return Ok(Self { keys, values });
        }
        let Some(texts) = array.as_string_opt::<i32>() else {
            return Err(format!(
                "a column of codes is {}, not text",
                array.data_type()
            ));
        };
        let mut values: Vec<T> = Vec::new();
        let mut keys: Vec<u16> = Vec::with_capacity(texts.len());
        for row in 0..texts.len() {
            let text = texts.value(row);
            let key = match keys.last() {
                Some(key) if texts.value(row - 1) == text => *key,
                _ => {
                    let value = read(text)?;
                    let place = values.iter().position(|known| *known == value);
                    let place = place.unwrap_or_else(|| {
                        values.push(value);
                        values.len() - 1
                    });
                    u16::try_from(place).map_err(too_many)?
                }
            };
            keys.push(key);
        }
        Ok(Self {
            keys: keys.into(),
            values: Rc::new(values),
        })
    }

    fn value(&self, row: usize) -> T {
        self.values[usize::from(self.keys[row])]
    }
}
