//! The trade table: bilateral flows sorted by year, HS code, importer and
//! exporter, in row groups that never cut a market (one year and one code) in
//! two unless the market alone fills them.

use std::path::Path;
use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Float64Builder, Int32Builder, StringDictionaryBuilder};
use arrow_array::types::UInt16Type;
use arrow_schema::{DataType, Field, Schema};
use narrows_core::{Economy, HsCode};

use crate::LakeError;
use crate::sorted_table::{SortedTable, TableColumns, market_ends_group};

/// One flow between two economies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TradeRow {
    /// Calendar year.
    pub year: i32,
    /// Six-digit code, in the revision of the vintage.
    pub hs_code: HsCode,
    /// Who imports.
    pub importer: Economy,
    /// Who exports.
    pub exporter: Economy,
    /// Thousands of current US dollars, free on board.
    pub value_kusd: f64,
    /// Metric tonnes, gross; `None` where not reported.
    pub quantity_t: Option<f64>,
}

/// Which sides of a flow are behind its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownFrom {
    /// Importer and exporter.
    Both,
    /// The importer alone.
    Importer,
    /// The exporter alone.
    Exporter,
}

impl KnownFrom {
    /// The word in the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Importer => "importer",
            Self::Exporter => "exporter",
        }
    }
}

/// What the two reports of a flow say, on one basis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MirrorRange {
    /// The lower and the higher value, kUSD; `None` without two.
    pub value_kusd: Option<(f64, f64)>,
    /// The lower and the higher quantity, t; `None` without two.
    pub quantity_t: Option<(f64, f64)>,
    /// Who reports the flow.
    pub known_from: KnownFrom,
}

/// The columns that a trade table with mirrors has beside those of
/// [`trade_schema`].
pub const MIRROR_COLUMNS: [&str; 5] = [
    "value_low_kusd",
    "value_high_kusd",
    "quantity_low_t",
    "quantity_high_t",
    "known_from",
];

/// [`trade_schema`] with [`MIRROR_COLUMNS`], all nullable.
#[must_use]
pub fn trade_schema_with_mirrors() -> Arc<Schema> {
    let mut fields: Vec<Arc<Field>> = trade_schema().fields().iter().cloned().collect();
    fields.extend(MIRROR_COLUMNS.map(|name| {
        Arc::new(if name == "known_from" {
            let text = DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::Utf8));
            Field::new(name, text, true)
        } else {
            Field::new(name, DataType::Float64, true)
        })
    }));
    Arc::new(Schema::new(fields))
}

/// The columns of a trade table. Codes are text, so that `hs_code = '010111'`
/// keeps its zero and `importer = 'JPN'` reads as it is said; they are stored
/// as dictionaries and cost a byte or two a row.
#[must_use]
pub fn trade_schema() -> Arc<Schema> {
    let text = || DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::Utf8));
    Arc::new(Schema::new(vec![
        Field::new("year", DataType::Int32, false),
        Field::new("hs_code", text(), false),
        Field::new("importer", text(), false),
        Field::new("exporter", text(), false),
        Field::new("value_kusd", DataType::Float64, false),
        Field::new("quantity_t", DataType::Float64, true),
    ]))
}

/// Rows handed to the Parquet writer at a time.
const BATCH_ROWS: usize = 64 * 1024;

struct Columns {
    year: Int32Builder,
    hs_code: StringDictionaryBuilder<UInt16Type>,
    importer: StringDictionaryBuilder<UInt16Type>,
    exporter: StringDictionaryBuilder<UInt16Type>,
    value_kusd: Float64Builder,
    quantity_t: Float64Builder,
    mirrors: Option<MirrorBuilders>,
    rows: usize,
}

/// The columns of [`MIRROR_COLUMNS`].
#[derive(Default)]
struct MirrorBuilders {
    value_low: Float64Builder,
    value_high: Float64Builder,
    quantity_low: Float64Builder,
    quantity_high: Float64Builder,
    known_from: StringDictionaryBuilder<UInt16Type>,
}

impl MirrorBuilders {
    fn push(&mut self, mirror: Option<&MirrorRange>) {
        let ends = |ends: Option<(f64, f64)>| (ends.map(|ends| ends.0), ends.map(|ends| ends.1));
        let (low, high) = ends(mirror.and_then(|mirror| mirror.value_kusd));
        self.value_low.append_option(low);
        self.value_high.append_option(high);
        let (low, high) = ends(mirror.and_then(|mirror| mirror.quantity_t));
        self.quantity_low.append_option(low);
        self.quantity_high.append_option(high);
        self.known_from
            .append_option(mirror.map(|mirror| mirror.known_from.word()));
    }

    fn finish(&mut self) -> [ArrayRef; 5] {
        [
            Arc::new(self.value_low.finish()),
            Arc::new(self.value_high.finish()),
            Arc::new(self.quantity_low.finish()),
            Arc::new(self.quantity_high.finish()),
            Arc::new(self.known_from.finish()),
        ]
    }
}

impl Columns {
    fn new(with_mirrors: bool) -> Self {
        Self {
            year: Int32Builder::new(),
            hs_code: StringDictionaryBuilder::new(),
            importer: StringDictionaryBuilder::new(),
            exporter: StringDictionaryBuilder::new(),
            value_kusd: Float64Builder::new(),
            quantity_t: Float64Builder::new(),
            mirrors: with_mirrors.then(MirrorBuilders::default),
            rows: 0,
        }
    }
}

impl TableColumns for Columns {
    fn rows(&self) -> usize {
        self.rows
    }

    fn take(&mut self) -> Vec<ArrayRef> {
        let next = Columns::new(self.mirrors.is_some());
        let mut columns = std::mem::replace(self, next);
        let mut arrays: Vec<ArrayRef> = vec![
            Arc::new(columns.year.finish()),
            Arc::new(columns.hs_code.finish()),
            Arc::new(columns.importer.finish()),
            Arc::new(columns.exporter.finish()),
            Arc::new(columns.value_kusd.finish()),
            Arc::new(columns.quantity_t.finish()),
        ];
        if let Some(mirrors) = &mut columns.mirrors {
            arrays.extend(mirrors.finish());
        }
        arrays
    }
}

/// Writes a trade table row by row, in constant memory.
pub struct TradeTableWriter {
    table: SortedTable<(i32, HsCode, Economy, Economy), Columns>,
}

impl TradeTableWriter {
    /// Creates the file.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(path: &Path) -> Result<Self, LakeError> {
        Self::create_with(path, false)
    }

    /// Creates the file of a table that also has [`MIRROR_COLUMNS`].
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create_with_mirrors(path: &Path) -> Result<Self, LakeError> {
        Self::create_with(path, true)
    }

    fn create_with(path: &Path, mirrors: bool) -> Result<Self, LakeError> {
        let schema = if mirrors {
            trade_schema_with_mirrors()
        } else {
            trade_schema()
        };
        let table = SortedTable::create(path, schema, Columns::new(mirrors), BATCH_ROWS)?;
        Ok(Self { table })
    }

    /// Adds a row; rows must come in the table's order, each key once.
    ///
    /// # Errors
    /// If the row is out of order or the file cannot be written.
    pub fn push(&mut self, row: &TradeRow) -> Result<(), LakeError> {
        self.push_row(row, None)
    }

    /// Adds a row with its mirrors, to a table that was created with them.
    ///
    /// # Errors
    /// As [`TradeTableWriter::push`].
    pub fn push_with_mirrors(
        &mut self,
        row: &TradeRow,
        mirror: &MirrorRange,
    ) -> Result<(), LakeError> {
        self.push_row(row, Some(mirror))
    }

    fn push_row(&mut self, row: &TradeRow, mirror: Option<&MirrorRange>) -> Result<(), LakeError> {
        let key = (row.year, row.hs_code, row.importer, row.exporter);
        self.table.push(
            key,
            |last, rows| market_ends_group((last.0, last.1) != (key.0, key.1), rows),
            |columns| {
                columns.year.append_value(row.year);
                columns.hs_code.append_value(row.hs_code.to_string());
                columns.importer.append_value(row.importer.alpha3());
                columns.exporter.append_value(row.exporter.alpha3());
                columns.value_kusd.append_value(row.value_kusd);
                columns.quantity_t.append_option(row.quantity_t);
                if let Some(mirrors) = &mut columns.mirrors {
                    mirrors.push(mirror);
                }
                columns.rows += 1;
            },
        )
    }

    /// Writes the rest and closes the file.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn finish(self) -> Result<(), LakeError> {
        self.table.finish()
    }
}
