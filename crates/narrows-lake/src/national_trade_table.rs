//! The national trade table: what one economy's customs publish at eight to
//! ten digits, by month or by year, in the currency in which they publish it.

use std::fmt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int32Builder, StringBuilder, StringDictionaryBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use narrows_core::{Economy, HsCode};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;

use crate::sorted_table::{SortedTable, TableColumns};
use crate::trade_period::TradePeriod;
use crate::{LakeError, TableFile};

/// Which way the goods went, seen from the reporter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TradeFlow {
    /// Out of the reporter.
    Export,
    /// Into the reporter.
    Import,
}

impl TradeFlow {
    /// `export` or `import`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Import => "import",
        }
    }
}

impl FromStr for TradeFlow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "export" => Ok(Self::Export),
            "import" => Ok(Self::Import),
            _ => Err(format!("{text:?} is neither export nor import")),
        }
    }
}

/// A national code of eight to ten digits, whose first six are an HS code.
/// Ordered as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationalCode {
    /// The digits, filled up with zeros to ten.
    filled: u64,
    digits: u8,
}

impl NationalCode {
    /// How many digits it has.
    #[must_use]
    pub fn digits(self) -> u8 {
        self.digits
    }

    /// Its first six digits.
    #[must_use]
    pub fn hs_code(self) -> HsCode {
        let number = u32::try_from(self.filled / 10_000).unwrap_or(0);
        HsCode::from_number(number).unwrap_or_else(|_| unreachable!("checked when it was made"))
    }

    /// As one number in the order of codes: below 2^38.
    pub(crate) fn packed(self) -> u64 {
        (self.filled << 4) | u64::from(self.digits)
    }

    pub(crate) fn unpacked(packed: u64) -> Self {
        Self {
            filled: packed >> 4,
            digits: (packed & 15) as u8,
        }
    }
}

impl fmt::Display for NationalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = usize::from(self.digits);
        let number = self.filled / 10_u64.pow(10 - u32::from(self.digits.min(10)));
        write!(f, "{number:0digits$}")
    }
}

impl fmt::Debug for NationalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NationalCode({self})")
    }
}

impl FromStr for NationalCode {
    type Err = String;

    /// Reads `81129210` and `8112921000`; nothing but digits.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("a national code has digits alone".to_owned());
        }
        if !(8..=10).contains(&text.len()) {
            return Err("a national code has eight to ten digits".to_owned());
        }
        let number: u64 = text.parse().unwrap_or(0);
        let missing = 10 - u32::try_from(text.len()).unwrap_or(10);
        let filled = number * 10_u64.pow(missing);
        let hs_code = u32::try_from(filled / 10_000).unwrap_or(0);
        if HsCode::from_number(hs_code).is_err() {
            return Err("its first six digits are no HS code".to_owned());
        }
        Ok(Self {
            filled,
            digits: u8::try_from(text.len()).unwrap_or(10),
        })
    }
}

/// One line of national customs statistics.
#[derive(Debug, Clone, PartialEq)]
pub struct NationalTradeRow {
    /// Whose customs count it.
    pub reporter: Economy,
    /// The national code.
    pub national_code: NationalCode,
    /// Month or year.
    pub period: TradePeriod,
    /// Into the reporter or out of it.
    pub flow: TradeFlow,
    /// The other side; `None` for a total over partners.
    pub partner: Option<Economy>,
    /// What the reporter calls the code.
    pub title: Option<String>,
    /// Units of `currency`; `None` where not published.
    pub value: Option<f64>,
    /// ISO 4217 code of the currency of `value`.
    pub currency: String,
    /// Thousands of current US dollars; `None` where the value is in another
    /// currency and no rate was given for the period.
    pub value_kusd: Option<f64>,
    /// In `quantity_unit`; `None` where not published.
    pub quantity: Option<f64>,
    /// As the reporter prints it.
    pub quantity_unit: Option<String>,
    /// Kilograms; `None` where no weight is published.
    pub weight_kg: Option<f64>,
}

type Key = (
    Economy,
    NationalCode,
    TradePeriod,
    TradeFlow,
    Option<Economy>,
);

impl NationalTradeRow {
    /// The first six digits of its code.
    #[must_use]
    pub fn hs_code(&self) -> HsCode {
        self.national_code.hs_code()
    }

    fn key(&self) -> Key {
        (
            self.reporter,
            self.national_code,
            self.period,
            self.flow,
            self.partner,
        )
    }
}

/// The columns of a national trade table. Texts that few distinct values fill
/// are dictionaries; titles and units are plain, since an original may have
/// any number of them.
#[must_use]
pub fn national_trade_schema() -> Arc<Schema> {
    let text = || DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::Utf8));
    Arc::new(Schema::new(vec![
        Field::new("period", text(), false),
        Field::new("year", DataType::Int32, false),
        Field::new("reporter", text(), false),
        Field::new("flow", text(), false),
        Field::new("partner", text(), true),
        Field::new("national_code", text(), false),
        Field::new("hs_code", text(), false),
        Field::new("title", DataType::Utf8, true),
        Field::new("value", DataType::Float64, true),
        Field::new("currency", text(), false),
        Field::new("value_kusd", DataType::Float64, true),
        Field::new("quantity", DataType::Float64, true),
        Field::new("quantity_unit", DataType::Utf8, true),
        Field::new("weight_kg", DataType::Float64, true),
    ]))
}

/// The names of the columns, in order.
pub(crate) const COLUMNS: [&str; 14] = [
    "period",
    "year",
    "reporter",
    "flow",
    "partner",
    "national_code",
    "hs_code",
    "title",
    "value",
    "currency",
    "value_kusd",
    "quantity",
    "quantity_unit",
    "weight_kg",
];

/// Rows of a row group.
const ROW_GROUP_ROWS: usize = 256 * 1024;
/// National codes of a row group: 16 bits number the texts of a dictionary.
const ROW_GROUP_CODES: usize = 60_000;
/// Rows handed to the Parquet writer at a time.
const BATCH_ROWS: usize = 64 * 1024;

type Texts = StringDictionaryBuilder<UInt16Type>;

#[derive(Default)]
struct Columns {
    period: Texts,
    year: Int32Builder,
    reporter: Texts,
    flow: Texts,
    partner: Texts,
    national_code: Texts,
    hs_code: Texts,
    title: StringBuilder,
    value: Float64Builder,
    currency: Texts,
    value_kusd: Float64Builder,
    quantity: Float64Builder,
    quantity_unit: StringBuilder,
    weight_kg: Float64Builder,
    rows: usize,
}

impl TableColumns for Columns {
    fn rows(&self) -> usize {
        self.rows
    }

    fn take(&mut self) -> Vec<ArrayRef> {
        let mut columns = std::mem::take(self);
        vec![
            Arc::new(columns.period.finish()),
            Arc::new(columns.year.finish()),
            Arc::new(columns.reporter.finish()),
            Arc::new(columns.flow.finish()),
            Arc::new(columns.partner.finish()),
            Arc::new(columns.national_code.finish()),
            Arc::new(columns.hs_code.finish()),
            Arc::new(columns.title.finish()),
            Arc::new(columns.value.finish()),
            Arc::new(columns.currency.finish()),
            Arc::new(columns.value_kusd.finish()),
            Arc::new(columns.quantity.finish()),
            Arc::new(columns.quantity_unit.finish()),
            Arc::new(columns.weight_kg.finish()),
        ]
    }
}

/// Writes a national trade table row by row, in constant memory.
pub struct NationalTradeTableWriter {
    table: SortedTable<Key, Columns>,
    group_codes: usize,
}

impl NationalTradeTableWriter {
    /// Creates the file.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(path: &Path) -> Result<Self, LakeError> {
        let columns = Columns::default();
        let table = SortedTable::create(path, national_trade_schema(), columns, BATCH_ROWS)?;
        Ok(Self {
            table,
            group_codes: 0,
        })
    }

    /// Adds a row. Rows must come sorted by reporter, HS code, national code,
    /// year, period, flow and partner (totals first), each key once.
    ///
    /// # Errors
    /// If the row is out of order or the file cannot be written.
    pub fn push(&mut self, row: &NationalTradeRow) -> Result<(), LakeError> {
        let key = row.key();
        let group_codes = &mut self.group_codes;
        self.table.push(
            key,
            |last, rows| {
                *group_codes += usize::from((last.0, last.1) != (key.0, key.1));
                let ends = rows >= ROW_GROUP_ROWS || *group_codes >= ROW_GROUP_CODES;
                if ends {
                    *group_codes = 0;
                }
                ends
            },
            |columns| {
                columns.period.append_value(row.period.to_string());
                columns.year.append_value(row.period.year());
                columns.reporter.append_value(row.reporter.alpha3());
                columns.flow.append_value(row.flow.name());
                columns
                    .partner
                    .append_option(row.partner.map(Economy::alpha3));
                columns
                    .national_code
                    .append_value(row.national_code.to_string());
                columns.hs_code.append_value(row.hs_code().to_string());
                columns.title.append_option(row.title.as_deref());
                columns.value.append_option(row.value);
                columns.currency.append_value(&row.currency);
                columns.value_kusd.append_option(row.value_kusd);
                columns.quantity.append_option(row.quantity);
                columns
                    .quantity_unit
                    .append_option(row.quantity_unit.as_deref());
                columns.weight_kg.append_option(row.weight_kg);
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

/// Hands every row of a national trade table that belongs to one of `hs_codes`
/// (to any, where there are none) and to `reporter` (any, where `None`) to
/// `each`, in the order of the table. Row groups that cannot hold such a row
/// are not touched.
///
/// # Errors
/// If the table is damaged or is none of this kind, and what `each` returns.
pub fn for_each_national_trade_row<E: From<LakeError>>(
    table: &TableFile,
    reporter: Option<Economy>,
    hs_codes: &[HsCode],
    mut each: impl FnMut(NationalTradeRow) -> Result<(), E>,
) -> Result<(), E> {
    let metadata = table.metadata();
    let position = |name: &str| {
        table
            .schema()
            .column_with_name(name)
            .map(|(position, _)| position)
    };
    let columns = (position("reporter"), position("hs_code"));
    let groups = (0..metadata.num_row_groups())
        .filter(|group| may_hold(metadata.row_group(*group), columns, reporter, hs_codes))
        .collect();
    for batch in table.read(groups, &COLUMNS, 8192)? {
        let batch = batch?;
        for index in 0..batch.num_rows() {
            let row = row_at(&batch, index).ok_or_else(|| LakeError::Table {
                path: table.name().to_owned(),
                reason: "a column is not as in a national trade table".to_owned(),
            })?;
            let wanted = reporter.is_none_or(|reporter| reporter == row.reporter)
                && (hs_codes.is_empty() || hs_codes.contains(&row.hs_code()));
            if wanted {
                each(row)?;
            }
        }
    }
    Ok(())
}

/// [`for_each_national_trade_row`], all rows at once.
///
/// # Errors
/// If the table is damaged or is none of this kind.
pub fn read_national_trade(
    table: &TableFile,
    reporter: Option<Economy>,
    hs_codes: &[HsCode],
) -> Result<Vec<NationalTradeRow>, LakeError> {
    let mut rows = Vec::new();
    for_each_national_trade_row(table, reporter, hs_codes, |row| {
        rows.push(row);
        Ok::<(), LakeError>(())
    })?;
    Ok(rows)
}

/// Whether a row group's statistics leave room for a wanted row; a group
/// without statistics is read.
fn may_hold(
    group: &RowGroupMetaData,
    (reporters, codes): (Option<usize>, Option<usize>),
    reporter: Option<Economy>,
    hs_codes: &[HsCode],
) -> bool {
    let range = |column: Option<usize>| -> Option<(String, String)> {
        let Some(Statistics::ByteArray(range)) = group.column(column?).statistics() else {
            return None;
        };
        let text = |bytes: Option<&[u8]>| Some(std::str::from_utf8(bytes?).ok()?.to_owned());
        Some((text(range.min_bytes_opt())?, text(range.max_bytes_opt())?))
    };
    let holds =
        |range: &(String, String), text: &str| range.0.as_str() <= text && text <= range.1.as_str();
    let reporter = reporter.is_none_or(|reporter| {
        range(reporters).is_none_or(|range| holds(&range, reporter.alpha3()))
    });
    let code = hs_codes.is_empty()
        || range(codes)
            .is_none_or(|range| hs_codes.iter().any(|code| holds(&range, &code.to_string())));
    reporter && code
}

/// A row of a batch with [`COLUMNS`] in any order; `None` where a column is of
/// another type or holds what no writer writes.
fn row_at(batch: &RecordBatch, row: usize) -> Option<NationalTradeRow> {
    let dictionary = |name: &str| -> Option<Option<&str>> {
        let array = batch
            .column_by_name(name)?
            .as_dictionary_opt::<UInt16Type>()?;
        let values = array.values().as_string_opt::<i32>()?;
        Some(array.key(row).map(|key| values.value(key)))
    };
    let text = |name: &str| -> Option<Option<String>> {
        let array = batch.column_by_name(name)?.as_string_opt::<i32>()?;
        Some(array.is_valid(row).then(|| array.value(row).to_owned()))
    };
    let number = |name: &str| -> Option<Option<f64>> {
        let array = batch
            .column_by_name(name)?
            .as_primitive_opt::<Float64Type>()?;
        Some(array.is_valid(row).then(|| array.value(row)))
    };
    let partner = match dictionary("partner")? {
        Some(code) => Some(Economy::from_alpha3(code)?),
        None => None,
    };
    Some(NationalTradeRow {
        reporter: Economy::from_alpha3(dictionary("reporter")??)?,
        national_code: dictionary("national_code")??.parse().ok()?,
        period: dictionary("period")??.parse().ok()?,
        flow: dictionary("flow")??.parse().ok()?,
        partner,
        title: text("title")?,
        value: number("value")?,
        currency: dictionary("currency")??.to_owned(),
        value_kusd: number("value_kusd")?,
        quantity: number("quantity")?,
        quantity_unit: text("quantity_unit")?,
        weight_kg: number("weight_kg")?,
    })
}

/// What is wrong with the order or the derived columns of a table, where
/// something is.
pub(crate) fn first_fault(table: &TableFile) -> Result<Option<String>, LakeError> {
    let groups = (0..table.metadata().num_row_groups()).collect();
    let mut last = None;
    let mut number = 0_u64;
    for batch in table.read(groups, &COLUMNS, 8192)? {
        let batch = batch?;
        let years = batch
            .column_by_name("year")
            .and_then(|column| column.as_primitive_opt::<Int32Type>());
        let codes = batch
            .column_by_name("hs_code")
            .and_then(|column| column.as_dictionary_opt::<UInt16Type>());
        let codes = codes.and_then(|codes| Some((codes, codes.values().as_string_opt::<i32>()?)));
        for index in 0..batch.num_rows() {
            number += 1;
            let (Some(row), Some(years), Some((codes, texts))) =
                (row_at(&batch, index), years, codes)
            else {
                return Ok(Some(
                    "its columns are not of a national trade table".to_owned(),
                ));
            };
            let code = codes.key(index).map(|key| texts.value(key));
            if years.value(index) != row.period.year()
                || code != Some(row.hs_code().to_string().as_str())
            {
                return Ok(Some(format!(
                    "row {number}: its year or HS code is not that of its period or code"
                )));
            }
            if last.is_some_and(|last| last >= row.key()) {
                return Ok(Some(format!("row {number} is out of order or repeated")));
            }
            last = Some(row.key());
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(code: &str, period: &str, partner: Option<&str>) -> NationalTradeRow {
        NationalTradeRow {
            reporter: Economy::from_alpha3("JPN").unwrap(),
            national_code: code.parse().unwrap(),
            period: period.parse().unwrap(),
            flow: TradeFlow::Import,
            partner: partner.map(|code| Economy::from_alpha3(code).unwrap()),
            title: None,
            value: Some(1_250_000.0),
            currency: "JPY".to_owned(),
            value_kusd: None,
            quantity: Some(3.0),
            quantity_unit: Some("NO".to_owned()),
            weight_kg: None,
        }
    }

    #[test]
    fn codes_are_ordered_as_text() {
        let texts = [
            "01012100",
            "811292100",
            "8112921000",
            "8112921001",
            "81129211",
        ];
        let codes: Vec<NationalCode> = texts.iter().map(|text| text.parse().unwrap()).collect();
        assert!(codes.is_sorted());
        for (code, text) in codes.iter().zip(texts) {
            assert_eq!(code.to_string(), text);
            assert_eq!(NationalCode::unpacked(code.packed()), *code);
        }
        assert_eq!(codes[0].hs_code().to_string(), "010121");
        for text in ["811292", "81129210001", "8112.9210", "00112233", ""] {
            assert!(text.parse::<NationalCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn rows_are_read_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("national_trade.parquet");
        let mut writer = NationalTradeTableWriter::create(&path).unwrap();
        let rows = [
            row("811292100", "2023", None),
            row("811292100", "2023-04", Some("CHN")),
            row("811292100", "2023-04", Some("KOR")),
            row("811299000", "2023", Some("CHN")),
        ];
        for row in &rows {
            writer.push(row).unwrap();
        }
        assert!(writer.push(&rows[0]).is_err());
        writer.finish().unwrap();
        let table = TableFile::open(&path).unwrap();
        assert_eq!(read_national_trade(&table, None, &[]).unwrap(), rows);
        let code = "811299".parse().unwrap();
        assert_eq!(
            read_national_trade(&table, None, &[code]).unwrap(),
            rows[3..]
        );
        let korea = Economy::from_alpha3("KOR");
        assert!(read_national_trade(&table, korea, &[]).unwrap().is_empty());
        assert_eq!(first_fault(&table).unwrap(), None);
    }

    #[test]
    fn no_dictionary_grows_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("national_trade.parquet");
        let mut writer = NationalTradeTableWriter::create(&path).unwrap();
        let count = 150_000;
        for number in 0..count {
            let code = format!("{:010}", 8_112_920_000_u64 + number);
            writer.push(&row(&code, "2023", None)).unwrap();
        }
        writer.finish().unwrap();
        let table = TableFile::open(&path).unwrap();
        let rows = read_national_trade(&table, None, &[]).unwrap();
        assert_eq!(rows.len() as u64, count);
    }
}
