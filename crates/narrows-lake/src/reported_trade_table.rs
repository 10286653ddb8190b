//! The table of reported trade: what each economy told of its own imports and
//! exports, before anybody reconciled the two sides. One flow between two
//! economies stands here up to twice, once by each reporter.

use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float64Builder, Int32Builder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use narrows_core::{Economy, HsCode};

use crate::sorted_table::{SortedTable, TableColumns, market_ends_group};
use crate::trade_period::{TradePeriod, period_text};
use crate::{LakeError, TableFile};

/// Which of the two economies told of a flow. Ordered as its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportedBy {
    /// The economy that exports.
    Exporter,
    /// The economy that imports.
    Importer,
}

impl ReportedBy {
    /// The text in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exporter => "exporter",
            Self::Importer => "importer",
        }
    }
}

impl fmt::Display for ReportedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ReportedBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Exporter, Self::Importer]
            .into_iter()
            .find(|side| side.name() == text)
            .ok_or_else(|| format!("{text:?} is neither importer nor exporter"))
    }
}

/// A flow of UN Comtrade's list of trade flows. Ordered as its text.
///
/// `Import` includes re-imports and `Export` includes re-exports; the others
/// are parts of the two and must not be added to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportedFlow {
    /// Exports of goods made in the reporting economy.
    DomesticExport,
    /// All exports.
    Export,
    /// Exports after processing inside the reporting economy.
    ExportAfterInwardProcessing,
    /// Exports for processing abroad.
    ExportForOutwardProcessing,
    /// Imports of goods made abroad.
    ForeignImport,
    /// All imports.
    Import,
    /// Imports after processing abroad.
    ImportAfterOutwardProcessing,
    /// Imports for processing inside the reporting economy.
    ImportForInwardProcessing,
    /// Exports of goods that had been imported.
    ReExport,
    /// Imports of goods that had been exported.
    ReImport,
}

impl ReportedFlow {
    /// All flows, in the order of their text.
    pub const ALL: [Self; 10] = [
        Self::DomesticExport,
        Self::Export,
        Self::ExportAfterInwardProcessing,
        Self::ExportForOutwardProcessing,
        Self::ForeignImport,
        Self::Import,
        Self::ImportAfterOutwardProcessing,
        Self::ImportForInwardProcessing,
        Self::ReExport,
        Self::ReImport,
    ];

    /// The text in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DomesticExport => "domestic export",
            Self::Export => "export",
            Self::ExportAfterInwardProcessing => "export after inward processing",
            Self::ExportForOutwardProcessing => "export for outward processing",
            Self::ForeignImport => "foreign import",
            Self::Import => "import",
            Self::ImportAfterOutwardProcessing => "import after outward processing",
            Self::ImportForInwardProcessing => "import for inward processing",
            Self::ReExport => "re-export",
            Self::ReImport => "re-import",
        }
    }

    /// Which side the reporter of such a flow is on.
    #[must_use]
    pub fn reported_by(self) -> ReportedBy {
        match self {
            Self::DomesticExport
            | Self::Export
            | Self::ExportAfterInwardProcessing
            | Self::ExportForOutwardProcessing
            | Self::ReExport => ReportedBy::Exporter,
            Self::ForeignImport
            | Self::Import
            | Self::ImportAfterOutwardProcessing
            | Self::ImportForInwardProcessing
            | Self::ReImport => ReportedBy::Importer,
        }
    }
}

impl fmt::Display for ReportedFlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ReportedFlow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|flow| flow.name() == text)
            .ok_or_else(|| format!("{text:?} is no flow of a table of reported trade"))
    }
}

/// One flow between two economies as one of them reported it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportedTradeRow {
    /// Calendar year.
    pub year: i32,
    /// Month from 1 to 12; `None` for the year as a whole.
    pub month: Option<u8>,
    /// Six-digit code, in the revision of the vintage.
    pub hs_code: HsCode,
    /// Who imports.
    pub importer: Economy,
    /// Who exports.
    pub exporter: Economy,
    /// Which of the two reported.
    pub reported_by: ReportedBy,
    /// What was reported.
    pub flow: ReportedFlow,
    /// Thousands of current US dollars: the reporter's primary value, as a
    /// rule CIF for imports and FOB for exports.
    pub value_kusd: f64,
    /// Cost, insurance and freight, thousands of current US dollars.
    pub value_cif_kusd: Option<f64>,
    /// Free on board, thousands of current US dollars.
    pub value_fob_kusd: Option<f64>,
    /// Metric tonnes, net; `None` where not reported.
    pub net_weight_t: Option<f64>,
    /// In `quantity_unit`; `None` where not reported.
    pub quantity: Option<f64>,
    /// Unit of the quantity, as the reporter's statistics name it.
    pub quantity_unit: Option<Arc<str>>,
    /// Whether the source estimated the net weight.
    pub weight_is_estimated: bool,
}

/// What a table of reported trade is sorted by; each key stands once.
pub type ReportedTradeKey = (
    i32,
    HsCode,
    Economy,
    Economy,
    Option<u8>,
    ReportedBy,
    ReportedFlow,
);

impl ReportedTradeRow {
    /// Year, code, importer, exporter, month, reporting side and flow. The year
    /// as a whole comes before its months.
    #[must_use]
    pub fn key(&self) -> ReportedTradeKey {
        (
            self.year,
            self.hs_code,
            self.importer,
            self.exporter,
            self.month,
            self.reported_by,
            self.flow,
        )
    }

    /// The period as the table has it: `2023`, or `2023-04` for a month.
    #[must_use]
    pub fn period(&self) -> String {
        period_text(self.year, self.month)
    }

    /// The economy that reported.
    #[must_use]
    pub fn reporter(&self) -> Economy {
        match self.reported_by {
            ReportedBy::Importer => self.importer,
            ReportedBy::Exporter => self.exporter,
        }
    }

    /// The economy that the reporter named as its partner.
    #[must_use]
    pub fn partner(&self) -> Economy {
        match self.reported_by {
            ReportedBy::Importer => self.exporter,
            ReportedBy::Exporter => self.importer,
        }
    }
}

/// The columns in their order.
const COLUMNS: [&str; 14] = [
    "year",
    "period",
    "hs_code",
    "importer",
    "exporter",
    "reported_by",
    "flow",
    "value_kusd",
    "value_cif_kusd",
    "value_fob_kusd",
    "net_weight_t",
    "quantity",
    "quantity_unit",
    "weight_is_estimated",
];

/// The columns of a table of reported trade.
#[must_use]
pub fn reported_trade_schema() -> Arc<Schema> {
    let text = || DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::Utf8));
    Arc::new(Schema::new(vec![
        Field::new("year", DataType::Int32, false),
        Field::new("period", text(), false),
        Field::new("hs_code", text(), false),
        Field::new("importer", text(), false),
        Field::new("exporter", text(), false),
        Field::new("reported_by", text(), false),
        Field::new("flow", text(), false),
        Field::new("value_kusd", DataType::Float64, false),
        Field::new("value_cif_kusd", DataType::Float64, true),
        Field::new("value_fob_kusd", DataType::Float64, true),
        Field::new("net_weight_t", DataType::Float64, true),
        Field::new("quantity", DataType::Float64, true),
        Field::new("quantity_unit", text(), true),
        Field::new("weight_is_estimated", DataType::Boolean, false),
    ]))
}

/// Rows handed to the Parquet writer, or taken from the reader, at a time.
const BATCH_ROWS: usize = 32 * 1024;

#[derive(Default)]
struct Builders {
    year: Int32Builder,
    texts: [StringDictionaryBuilder<UInt16Type>; 6],
    numbers: [Float64Builder; 5],
    quantity_unit: StringDictionaryBuilder<UInt16Type>,
    weight_is_estimated: BooleanBuilder,
    rows: usize,
}

impl Builders {
    fn push(&mut self, row: &ReportedTradeRow) {
        self.year.append_value(row.year);
        let texts = [
            row.period(),
            row.hs_code.to_string(),
            row.importer.alpha3().to_owned(),
            row.exporter.alpha3().to_owned(),
            row.reported_by.name().to_owned(),
            row.flow.name().to_owned(),
        ];
        for (builder, text) in self.texts.iter_mut().zip(texts) {
            builder.append_value(text);
        }
        let numbers = [
            Some(row.value_kusd),
            row.value_cif_kusd,
            row.value_fob_kusd,
            row.net_weight_t,
            row.quantity,
        ];
        for (builder, number) in self.numbers.iter_mut().zip(numbers) {
            builder.append_option(number);
        }
        self.quantity_unit
            .append_option(row.quantity_unit.as_deref());
        self.weight_is_estimated
            .append_value(row.weight_is_estimated);
        self.rows += 1;
    }
}

impl TableColumns for Builders {
    fn rows(&self) -> usize {
        self.rows
    }

    fn take(&mut self) -> Vec<ArrayRef> {
        let mut builders = std::mem::take(self);
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(builders.year.finish())];
        for builder in &mut builders.texts {
            arrays.push(Arc::new(builder.finish()));
        }
        for builder in &mut builders.numbers {
            arrays.push(Arc::new(builder.finish()));
        }
        arrays.push(Arc::new(builders.quantity_unit.finish()));
        arrays.push(Arc::new(builders.weight_is_estimated.finish()));
        arrays
    }
}

/// Writes a table of reported trade row by row, in constant memory.
pub struct ReportedTradeWriter {
    table: SortedTable<ReportedTradeKey, Builders>,
}

impl ReportedTradeWriter {
    /// Creates the file.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(path: &Path) -> Result<Self, LakeError> {
        let columns = Builders::default();
        let table = SortedTable::create(path, reported_trade_schema(), columns, BATCH_ROWS)?;
        Ok(Self { table })
    }

    /// Adds a row; rows must come in the table's order, each key once.
    ///
    /// # Errors
    /// If the row is out of order or the file cannot be written.
    pub fn push(&mut self, row: &ReportedTradeRow) -> Result<(), LakeError> {
        let key = row.key();
        self.table.push(
            key,
            |last, rows| market_ends_group((last.0, last.1) != (key.0, key.1), rows),
            |columns| columns.push(row),
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

/// Reads a table of reported trade row by row, in the table's order and in
/// constant memory.
///
/// ```no_run
/// # fn main() -> Result<(), narrows_lake::LakeError> {
/// use narrows_lake::{Lake, ReportedTradeReader, TableKind};
///
/// let lake = Lake::open("lake".as_ref())?;
/// let vintage = lake.vintage("comtrade-hs22", "2026-08")?;
/// let table = lake.open_table(vintage, TableKind::ReportedTrade)?;
/// for row in ReportedTradeReader::new(&table)? {
///     let row = row?;
///     println!("{} {} {}", row.period(), row.reporter(), row.value_kusd);
/// }
/// # Ok(())
/// # }
/// ```
pub struct ReportedTradeReader {
    name: String,
    batches: Box<dyn Iterator<Item = Result<RecordBatch, LakeError>>>,
    rows: std::vec::IntoIter<ReportedTradeRow>,
    failed: bool,
}

impl ReportedTradeReader {
    /// A reader of all rows.
    ///
    /// # Errors
    /// If a column is missing or the file is damaged.
    pub fn new(table: &TableFile) -> Result<Self, LakeError> {
        Self::of_row_groups(table, (0..table.metadata().num_row_groups()).collect())
    }

    /// A reader of the rows of some row groups, which hold whole markets (year
    /// and code) unless one market alone fills more than one.
    ///
    /// # Errors
    /// If a column is missing or the file is damaged.
    pub fn of_row_groups(table: &TableFile, row_groups: Vec<usize>) -> Result<Self, LakeError> {
        let batches = table.read(row_groups, &COLUMNS, BATCH_ROWS)?;
        Ok(Self {
            name: table.name().to_owned(),
            batches: Box::new(batches),
            rows: Vec::new().into_iter(),
            failed: false,
        })
    }

    fn decode(&self, batch: &RecordBatch) -> Result<Vec<ReportedTradeRow>, LakeError> {
        rows_of(batch).map_err(|reason| LakeError::Table {
            path: self.name.clone(),
            reason,
        })
    }
}

impl Iterator for ReportedTradeReader {
    type Item = Result<ReportedTradeRow, LakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.rows.next() {
                return Some(Ok(row));
            }
            if self.failed {
                return None;
            }
            match self.batches.next()?.and_then(|batch| self.decode(&batch)) {
                Ok(rows) => self.rows = rows.into_iter(),
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// The rows of a batch that has all columns, or what is wrong with it.
fn rows_of(batch: &RecordBatch) -> Result<Vec<ReportedTradeRow>, String> {
    let column = |name: &str| {
        batch
            .column_by_name(name)
            .ok_or_else(|| format!("it has no column {name:?}"))
    };
    let wrong = |name: &str| format!("the column {name:?} is of another type");
    let years = column("year")?;
    let years = years
        .as_primitive_opt::<Int32Type>()
        .ok_or_else(|| wrong("year"))?;
    let periods = Texts::of(batch, "period")?;
    let parsed_periods = periods.parsed(str::parse::<TradePeriod>)?;
    let codes = Texts::of(batch, "hs_code")?;
    let parsed_codes = codes.parsed(|text| text.parse::<HsCode>())?;
    let economy = |text: &str| Economy::from_alpha3(text).ok_or("no economy");
    let importers = Texts::of(batch, "importer")?;
    let parsed_importers = importers.parsed(economy)?;
    let exporters = Texts::of(batch, "exporter")?;
    let parsed_exporters = exporters.parsed(economy)?;
    let sides = Texts::of(batch, "reported_by")?;
    let parsed_sides = sides.parsed(str::parse::<ReportedBy>)?;
    let flows = Texts::of(batch, "flow")?;
    let parsed_flows = flows.parsed(str::parse::<ReportedFlow>)?;
    let units = Texts::of(batch, "quantity_unit")?;
    let parsed_units = units.parsed(|text| Ok::<Arc<str>, &str>(text.into()))?;
    let mut numbers = Vec::new();
    for name in &COLUMNS[7..12] {
        let array = column(name)?;
        numbers.push(
            array
                .as_primitive_opt::<Float64Type>()
                .ok_or_else(|| wrong(name))?,
        );
    }
    let estimated = column("weight_is_estimated")?;
    let estimated = estimated
        .as_boolean_opt()
        .ok_or_else(|| wrong("weight_is_estimated"))?;
    let number = |index: usize, row: usize| {
        numbers[index]
            .is_valid(row)
            .then(|| numbers[index].value(row))
    };
    (0..batch.num_rows())
        .map(|row| {
            let missing = |name: &str| format!("the column {name:?} is empty in a row");
            let period = *periods
                .get(&parsed_periods, row)
                .ok_or_else(|| missing("period"))?;
            let (year, month) = (period.year(), period.month());
            if years.is_null(row) || years.value(row) != year {
                return Err("\"year\" and \"period\" of a row disagree".to_owned());
            }
            Ok(ReportedTradeRow {
                year,
                month,
                hs_code: *codes
                    .get(&parsed_codes, row)
                    .ok_or_else(|| missing("hs_code"))?,
                importer: *importers
                    .get(&parsed_importers, row)
                    .ok_or_else(|| missing("importer"))?,
                exporter: *exporters
                    .get(&parsed_exporters, row)
                    .ok_or_else(|| missing("exporter"))?,
                reported_by: *sides
                    .get(&parsed_sides, row)
                    .ok_or_else(|| missing("reported_by"))?,
                flow: *flows
                    .get(&parsed_flows, row)
                    .ok_or_else(|| missing("flow"))?,
                value_kusd: number(0, row).ok_or_else(|| missing("value_kusd"))?,
                value_cif_kusd: number(1, row),
                value_fob_kusd: number(2, row),
                net_weight_t: number(3, row),
                quantity: number(4, row),
                quantity_unit: units.get(&parsed_units, row).cloned(),
                weight_is_estimated: estimated.is_valid(row) && estimated.value(row),
            })
        })
        .collect()
}

/// A dictionary column: every text is parsed once a batch, not once a row.
struct Texts<'b> {
    name: &'static str,
    dictionary: &'b arrow_array::DictionaryArray<UInt16Type>,
}

impl<'b> Texts<'b> {
    fn of(batch: &'b RecordBatch, name: &'static str) -> Result<Self, String> {
        batch
            .column_by_name(name)
            .and_then(|array| array.as_dictionary_opt::<UInt16Type>())
            .map(|dictionary| Self { name, dictionary })
            .ok_or_else(|| format!("the column {name:?} is no dictionary of texts"))
    }

    fn parsed<T, E: fmt::Display>(
        &self,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<Vec<T>, String> {
        let values = self
            .dictionary
            .values()
            .as_string_opt::<i32>()
            .ok_or_else(|| format!("the column {:?} is no dictionary of texts", self.name))?;
        values
            .iter()
            .map(|text| {
                let text = text.unwrap_or_default();
                parse(text).map_err(|error| format!("{:?} in {:?}: {error}", text, self.name))
            })
            .collect()
    }

    fn get<'v, T>(&self, parsed: &'v [T], row: usize) -> Option<&'v T> {
        parsed.get(self.dictionary.key(row)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows() -> impl Strategy<Value = Vec<ReportedTradeRow>> {
        let row = (
            (1990_i32..1993, prop::option::of(1_u8..=12)),
            prop::sample::select(vec![10_111_u32, 250_410, 811_292]),
            (0..Economy::count(), 0..Economy::count()),
            prop::sample::select(ReportedFlow::ALL.to_vec()),
            prop::array::uniform5(prop::option::of(0.0_f64..1e9)),
            prop::option::of(prop::sample::select(vec!["kg", "u", "m²"])),
            any::<bool>(),
        );
        let row = row.prop_map(
            |((year, month), code, (importer, exporter), flow, numbers, unit, estimated)| {
                ReportedTradeRow {
                    year,
                    month,
                    hs_code: HsCode::from_number(code).unwrap(),
                    importer: Economy::from_index(importer).unwrap(),
                    exporter: Economy::from_index(exporter).unwrap(),
                    reported_by: flow.reported_by(),
                    flow,
                    value_kusd: numbers[0].unwrap_or(0.0),
                    value_cif_kusd: numbers[1],
                    value_fob_kusd: numbers[2],
                    net_weight_t: numbers[3],
                    quantity: numbers[4],
                    quantity_unit: unit.map(Arc::from),
                    weight_is_estimated: estimated,
                }
            },
        );
        prop::collection::vec(row, 1..40).prop_map(|mut rows| {
            rows.sort_by_key(ReportedTradeRow::key);
            rows.dedup_by_key(|row| row.key());
            rows
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        /// What is written is read back, row for row.
        #[test]
        fn written_and_read_are_the_same(rows in rows()) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("reported_trade.parquet");
            let mut writer = ReportedTradeWriter::create(&path).unwrap();
            for row in &rows {
                writer.push(row).unwrap();
            }
            writer.finish().unwrap();
            let table = TableFile::open(&path).unwrap();
            let schema = reported_trade_schema();
            prop_assert_eq!(table.schema().fields(), schema.fields());
            let read: Result<Vec<_>, _> = ReportedTradeReader::new(&table).unwrap().collect();
            prop_assert_eq!(read.unwrap(), rows);
        }
    }

    #[test]
    fn the_order_of_keys_is_the_order_of_texts() {
        assert!(ReportedFlow::ALL.is_sorted());
        assert!(ReportedFlow::ALL.map(ReportedFlow::name).is_sorted());
        assert!(ReportedBy::Exporter < ReportedBy::Importer);
        assert!(ReportedBy::Exporter.name() < ReportedBy::Importer.name());
    }

    #[test]
    fn a_row_twice_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reported_trade.parquet");
        let mut writer = ReportedTradeWriter::create(&path).unwrap();
        let row = ReportedTradeRow {
            year: 2023,
            month: Some(4),
            hs_code: HsCode::from_number(250_410).unwrap(),
            importer: Economy::from_alpha3("JPN").unwrap(),
            exporter: Economy::from_alpha3("CHN").unwrap(),
            reported_by: ReportedBy::Importer,
            flow: ReportedFlow::Import,
            value_kusd: 1.0,
            value_cif_kusd: None,
            value_fob_kusd: None,
            net_weight_t: None,
            quantity: None,
            quantity_unit: None,
            weight_is_estimated: false,
        };
        assert_eq!(row.period(), "2023-04");
        assert_eq!(row.reporter().alpha3(), "JPN");
        assert_eq!(row.partner().alpha3(), "CHN");
        writer.push(&row).unwrap();
        assert!(writer.push(&row).is_err());
    }
}
