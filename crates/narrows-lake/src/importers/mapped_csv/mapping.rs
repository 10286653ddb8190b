//! The mapping file: what the columns of a table mean. Everything in it is
//! checked before a row is read.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use encoding_rs::Encoding;
use narrows_core::{Economy, HsRevision};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::builtin;
use super::reading::{PeriodFormat, ValueUnit, weight_unit};
use crate::LakeError;
use crate::delimited_rows::Dialect;
use crate::trade_period::TradePeriod;

/// Which table the rows go into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Target {
    Trade,
    NationalTrade,
    MineralStatistics,
}

/// What a column can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    Period,
    Year,
    Month,
    Reporter,
    Partner,
    Flow,
    Importer,
    Exporter,
    Code,
    Title,
    Value,
    Currency,
    Quantity,
    QuantityUnit,
    SecondQuantity,
    SecondQuantityUnit,
    Weight,
    Commodity,
    Section,
    Series,
    Statistic,
    Label,
    Unit,
    Qualifier,
    Note,
}

/// The fields, by their place in `Field`.
pub(super) const FIELD_COUNT: usize = Field::Note as usize + 1;

impl Field {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Year => "year",
            Self::Month => "month",
            Self::Reporter => "reporter",
            Self::Partner => "partner",
            Self::Flow => "flow",
            Self::Importer => "importer",
            Self::Exporter => "exporter",
            Self::Code => "code",
            Self::Title => "title",
            Self::Value => "value",
            Self::Currency => "currency",
            Self::Quantity => "quantity",
            Self::QuantityUnit => "quantity_unit",
            Self::SecondQuantity => "second_quantity",
            Self::SecondQuantityUnit => "second_quantity_unit",
            Self::Weight => "weight",
            Self::Commodity => "commodity",
            Self::Section => "section",
            Self::Series => "series",
            Self::Statistic => "statistic",
            Self::Label => "label",
            Self::Unit => "unit",
            Self::Qualifier => "qualifier",
            Self::Note => "note",
        }
    }

    fn belongs_to(self, target: Target) -> bool {
        use Field as F;
        match self {
            F::Period | F::Year | F::Month | F::Value => true,
            F::Reporter | F::Partner | F::Flow | F::Code | F::Currency | F::Weight => {
                target != Target::MineralStatistics
            }
            F::Importer | F::Exporter => target == Target::Trade,
            F::Title
            | F::Quantity
            | F::QuantityUnit
            | F::SecondQuantity
            | F::SecondQuantityUnit => target == Target::NationalTrade,
            F::Commodity
            | F::Section
            | F::Series
            | F::Statistic
            | F::Label
            | F::Unit
            | F::Qualifier
            | F::Note => target == Target::MineralStatistics,
        }
    }
}

/// One text or several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Texts {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl Texts {
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::None => [].as_slice(),
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts.as_slice(),
        }
        .iter()
        .map(String::as_str)
    }

    fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// Where a field stands and how it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnTable {
    #[serde(default)]
    header: Texts,
    position: Option<usize>,
    constant: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    format: Texts,
    unit: Option<String>,
    factor: Option<f64>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    remove: String,
    pad: Option<usize>,
}

/// A column: its header alone, or a table.
#[derive(Debug, Clone)]
struct RawColumn(ColumnTable);

impl<'de> Deserialize<'de> for RawColumn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawColumn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the header of a column, or a table such as { header = \"Year\" }")
            }

            fn visit_str<E>(self, text: &str) -> Result<RawColumn, E> {
                Ok(RawColumn(ColumnTable {
                    header: Texts::One(text.to_owned()),
                    ..ColumnTable::default()
                }))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<RawColumn, M::Error> {
                ColumnTable::deserialize(MapAccessDeserializer::new(map)).map(RawColumn)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Where a field stands.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// Under the first of these headers that the file has.
    Header(Vec<String>),
    /// Counted from 0.
    Position(usize),
    /// The same in every row.
    Constant(String),
}

/// A checked column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) place: Place,
    pub(super) optional: bool,
    /// Whether a table `[[rows]]` names it, and not `[columns]`.
    pub(super) own: bool,
    pub(super) formats: Vec<PeriodFormat>,
    /// By which a number is multiplied.
    pub(super) factor: f64,
    /// Currency that the unit of a value names.
    pub(super) currency: Option<String>,
    pub(super) words: BTreeMap<String, String>,
    pub(super) remove: Vec<char>,
    pub(super) pad: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) licence: String,
    pub(super) attribution: String,
    #[serde(default)]
    pub(super) address: String,
    pub(super) vintage: Option<String>,
    #[serde(default)]
    pub(super) note: String,
    pub(super) hs_revision: Option<HsRevision>,
}

/// What happens to a row whose key another has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Repeats {
    #[default]
    Refuse,
    Add,
}

/// What happens to a row whose numbers are all 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ZeroRows {
    #[default]
    Keep,
    SetAside,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RawForm {
    encoding: String,
    delimiter: String,
    quote: String,
    skip_rows: u64,
    header: bool,
    decimal: String,
    thousands: String,
    months: Vec<String>,
    zero_rows: ZeroRows,
    repeats: Repeats,
    repeats_reason: String,
}

impl Default for RawForm {
    fn default() -> Self {
        Self {
            encoding: "utf-8".to_owned(),
            delimiter: ",".to_owned(),
            quote: "\"".to_owned(),
            skip_rows: 0,
            header: true,
            decimal: ".".to_owned(),
            thousands: String::new(),
            months: (1..=12).map(|month| format!("{month:02}")).collect(),
            zero_rows: ZeroRows::Keep,
            repeats: Repeats::Refuse,
            repeats_reason: String::new(),
        }
    }
}

/// What a mark in place of a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mark {
    NotAvailable,
    Withheld,
    Zero,
}

/// How codes and names of economies are read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Economies {
    /// Whether names and ISO codes are understood beside `codes`.
    pub(super) names: bool,
    pub(super) codes: BTreeMap<String, String>,
    pub(super) totals: Vec<String>,
    pub(super) set_aside: Vec<String>,
}

impl Default for Economies {
    fn default() -> Self {
        Self {
            names: true,
            codes: BTreeMap::new(),
            totals: Vec::new(),
            set_aside: Vec::new(),
        }
    }
}

/// A condition on one column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    #[serde(default)]
    pub(super) header: Texts,
    pub(super) position: Option<usize>,
    #[serde(default)]
    pub(super) equals: Vec<String>,
    #[serde(default)]
    pub(super) starts_with: Vec<String>,
    /// Numbers of characters, without those that stand in `remove`.
    #[serde(default)]
    pub(super) lengths: Vec<usize>,
    #[serde(default)]
    pub(super) remove: String,
    #[serde(default)]
    pub(super) optional: bool,
}

impl Filter {
    pub(super) fn holds(&self, text: &str) -> bool {
        let text = text.trim();
        let length = || text.chars().filter(|c| !self.remove.contains(*c)).count();
        self.equals.iter().any(|known| known == text)
            || self
                .starts_with
                .iter()
                .any(|start| text.starts_with(start.as_str()))
            || (!self.lengths.is_empty() && self.lengths.contains(&length()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRates {
    currency: String,
    source: String,
    per_usd: BTreeMap<String, f64>,
}

/// Rates of exchange of one currency.
#[derive(Debug)]
pub(super) struct Rates {
    pub(super) currency: String,
    pub(super) source: String,
    /// Units of the currency that one US dollar costs.
    per_usd: BTreeMap<TradePeriod, f64>,
}

impl Rates {
    /// The rate of the month, else of its year.
    pub(super) fn per_usd(&self, period: TradePeriod) -> Option<f64> {
        let year = TradePeriod::year_of(period.year())?;
        let rate = self.per_usd.get(&period);
        rate.or_else(|| self.per_usd.get(&year)).copied()
    }
}

type RawColumns = BTreeMap<Spanned<Field>, RawColumn>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMapping {
    table: Target,
    source: Source,
    #[serde(default)]
    form: RawForm,
    columns: RawColumns,
    #[serde(default)]
    rows: Vec<RawColumns>,
    #[serde(default)]
    only: Vec<Filter>,
    #[serde(default)]
    except: Vec<Filter>,
    #[serde(default)]
    partners: Economies,
    #[serde(default)]
    reporters: Economies,
    #[serde(default)]
    marks: BTreeMap<String, Mark>,
    #[serde(default)]
    rates: Vec<RawRates>,
    #[serde(default)]
    unit_weights: BTreeMap<String, String>,
    #[serde(default)]
    no_unit: Vec<String>,
    #[serde(default)]
    zero_weight: ZeroWeight,
}

/// What a weight of zero beside a value says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ZeroWeight {
    /// Less than half of the unit.
    #[default]
    Rounded,
    /// That no weight is told.
    Missing,
}

/// A checked mapping.
#[derive(Debug)]
pub(super) struct Mapping {
    /// File name, or the name of a shipped mapping.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) target: Target,
    pub(super) source: Source,
    pub(super) encoding: &'static Encoding,
    delimiter: u8,
    quote: Option<u8>,
    skip_rows: u64,
    pub(super) has_header: bool,
    pub(super) decimal: char,
    pub(super) thousands: Option<char>,
    pub(super) months: Vec<String>,
    pub(super) zero_rows: ZeroRows,
    pub(super) repeats: Repeats,
    pub(super) repeats_reason: String,
    /// A row of the table for each, from every row of the file.
    pub(super) rows: Vec<Vec<Column>>,
    pub(super) only: Vec<Filter>,
    pub(super) except: Vec<Filter>,
    pub(super) partners: Economies,
    pub(super) reporters: Economies,
    pub(super) marks: BTreeMap<String, Mark>,
    pub(super) rates: Vec<Rates>,
    /// Kilograms of a unit of quantity.
    pub(super) unit_weights: BTreeMap<String, f64>,
    /// Words in place of a unit that say that there is no quantity.
    pub(super) no_unit: Vec<String>,
    pub(super) zero_weight: ZeroWeight,
}

/// Bytes of a mapping; the longest tables of codes take a few thousand.
const LONGEST: u64 = 1 << 20;
/// Rows of the table from one row of the file, before months and years.
const MOST_ROWS: usize = 100;

impl Mapping {
    /// Reads a shipped mapping by its name, or a file.
    pub(super) fn read(path: &Path) -> Result<Self, LakeError> {
        if let Some(text) = path.to_str().and_then(builtin::text_of) {
            return Self::parse(&path.display().to_string(), text);
        }
        let unreadable = |reason: String| LakeError::NotReadable {
            path: path.display().to_string(),
            line: None,
            reason,
        };
        let metadata = std::fs::metadata(path).map_err(|source| {
            unreadable(format!(
                "neither a mapping file ({source}) nor one of the mappings that are part of the \
                 program: {}",
                builtin::names()
            ))
        })?;
        if !metadata.is_file() || metadata.len() > LONGEST {
            return Err(unreadable(format!(
                "no regular file of at most {LONGEST} bytes, so no mapping"
            )));
        }
        let text = std::fs::read_to_string(path).map_err(LakeError::io(path, "read"))?;
        Self::parse(&path.display().to_string(), &text)
    }

    pub(super) fn parse(name: &str, text: &str) -> Result<Self, LakeError> {
        let line_of = |offset: usize| {
            let before = text.get(..offset).unwrap_or(text);
            before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1
        };
        let invalid = |line: Option<u64>, reason: String| LakeError::NotReadable {
            path: name.to_owned(),
            line,
            reason,
        };
        let raw: RawMapping = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_of(span.start));
            invalid(line, error.message().to_owned())
        })?;
        let fault = |reason: String| invalid(None, reason);
        check_source(&raw.source).map_err(fault)?;

        let target = raw.table;
        if raw.rows.len() > MOST_ROWS {
            return Err(fault(format!("more than {MOST_ROWS} tables [[rows]]")));
        }
        let check = |columns: &RawColumns| {
            columns
                .iter()
                .map(|(field, column)| {
                    checked(*field.get_ref(), &column.0, target, raw.form.header).map_err(
                        |reason| {
                            let line = line_of(field.span().start);
                            invalid(Some(line), format!("{}: {reason}", field.get_ref().name()))
                        },
                    )
                })
                .collect::<Result<Vec<Column>, _>>()
        };
        let common = check(&raw.columns)?;
        let mut rows = Vec::new();
        for overriding in &raw.rows {
            let mut columns = check(overriding)?;
            for column in &mut columns {
                column.own = true;
            }
            let own: Vec<Field> = columns.iter().map(|column| column.field).collect();
            let inherited = common.iter().filter(|column| !own.contains(&column.field));
            columns.extend(inherited.cloned());
            rows.push(columns);
        }
        if rows.is_empty() {
            rows.push(common);
        }
        for columns in &rows {
            check_complete(columns, target).map_err(fault)?;
        }
        let form = raw.form;
        let one_byte = |field: &str, text: &str| match text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'\r' | b'\n') => Ok(*byte),
            _ => Err(fault(format!(
                "form.{field}: {text:?} is no single ASCII character"
            ))),
        };
        let one_char = |field: &str, text: &str| {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) if !c.is_ascii_digit() && !"+-".contains(c) => Ok(c),
                _ => Err(fault(format!(
                    "form.{field}: {text:?} is no single character"
                ))),
            }
        };
        let decimal = one_char("decimal", &form.decimal)?;
        let thousands = match form.thousands.as_str() {
            "" => None,
            text => Some(one_char("thousands", text)?),
        };
        if thousands == Some(decimal) {
            return Err(fault(
                "form.thousands is the same as form.decimal".to_owned(),
            ));
        }
        if form.months.len() != 12 {
            return Err(fault("form.months must name twelve months".to_owned()));
        }
        if form.repeats == Repeats::Add && form.repeats_reason.trim().is_empty() {
            return Err(fault(
                "form.repeats = \"add\" needs form.repeats_reason: why two rows of one key are \
                 parts of a whole and not the same row twice"
                    .to_owned(),
            ));
        }
        let encoding = encoding(&form.encoding).map_err(fault)?;
        for filter in raw.only.iter().chain(&raw.except) {
            check_filter(filter, form.header).map_err(fault)?;
        }
        for (table, economies) in [("partners", &raw.partners), ("reporters", &raw.reporters)] {
            for (code, alpha3) in &economies.codes {
                if Economy::from_alpha3(alpha3).is_none() {
                    return Err(fault(format!(
                        "{table}.codes: {code:?} is said to be {alpha3:?}, which is no alpha-3 \
                         code of a known economy"
                    )));
                }
            }
        }
        if !raw.reporters.totals.is_empty() {
            return Err(fault(
                "reporters.totals: a reporter is one economy".to_owned(),
            ));
        }
        let rates: Vec<Rates> = raw
            .rates
            .into_iter()
            .map(checked_rates)
            .collect::<Result<Vec<_>, _>>()
            .map_err(fault)?;
        for (position, one) in rates.iter().enumerate() {
            if rates[..position]
                .iter()
                .any(|other| other.currency == one.currency)
            {
                return Err(fault(format!(
                    "rates: {} stands twice; put all its periods into one table",
                    one.currency
                )));
            }
        }
        let unit_weights = raw
            .unit_weights
            .into_iter()
            .map(|(unit, weight)| match weight_unit(&weight) {
                Some(kilograms) => Ok((unit, kilograms)),
                None => Err(format!("unit_weights: {weight:?} is no unit of weight")),
            })
            .collect::<Result<BTreeMap<_, _>, _>>()
            .map_err(fault)?;
        Ok(Self {
            name: Path::new(name).file_name().map_or_else(
                || name.to_owned(),
                |name| name.to_string_lossy().into_owned(),
            ),
            bytes: text.as_bytes().to_vec(),
            target,
            source: raw.source,
            encoding,
            delimiter: one_byte("delimiter", &form.delimiter)?,
            quote: match form.quote.as_str() {
                "" => None,
                text => Some(one_byte("quote", text)?),
            },
            skip_rows: form.skip_rows,
            has_header: form.header,
            decimal,
            thousands,
            months: form.months,
            zero_rows: form.zero_rows,
            repeats: form.repeats,
            repeats_reason: form.repeats_reason,
            rows,
            only: raw.only,
            except: raw.except,
            partners: raw.partners,
            reporters: raw.reporters,
            marks: raw.marks,
            rates,
            unit_weights,
            no_unit: raw.no_unit,
            zero_weight: raw.zero_weight,
        })
    }

    pub(super) fn dialect(&self, row_bytes: usize) -> Dialect {
        Dialect {
            encoding: self.encoding,
            delimiter: self.delimiter,
            quote: self.quote,
            skip_lines: self.skip_rows,
            row_bytes,
        }
    }

    /// Rates of a currency, where the mapping gives any.
    pub(super) fn rates_of(&self, currency: &str) -> Option<&Rates> {
        self.rates.iter().find(|rates| rates.currency == currency)
    }
}

/// Sources of the importers that read a form of their own.
const RESERVED: [&str; 9] = [
    "baci-",
    "usgs-mcs",
    "wgi-",
    "country-codes",
    "hs-titles-",
    "eu-crm",
    "world-mining-data",
    "hs-concordance",
    "comtrade-",
];

fn check_source(source: &Source) -> Result<(), String> {
    let id = &source.id;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 60 || !id.chars().all(plain) {
        return Err(format!(
            "source.id: {id:?} is not made of at most 60 lower-case letters, digits and hyphens"
        ));
    }
    if RESERVED.iter().any(|reserved| id.starts_with(reserved)) {
        return Err(format!(
            "source.id: {id:?} belongs to another importer; choose another"
        ));
    }
    for (field, text) in [
        ("title", &source.title),
        ("publisher", &source.publisher),
        ("licence", &source.licence),
        ("attribution", &source.attribution),
    ] {
        if text.trim().is_empty() {
            return Err(format!(
                "source.{field} is empty: a figure is shown with its source"
            ));
        }
    }
    Ok(())
}

fn checked(
    field: Field,
    raw: &ColumnTable,
    target: Target,
    has_header: bool,
) -> Result<Column, String> {
    use Field as F;
    if !field.belongs_to(target) {
        return Err("has no place in this table".to_owned());
    }
    let given = [
        !raw.header.is_empty(),
        raw.position.is_some(),
        raw.constant.is_some(),
    ];
    if given.iter().filter(|given| **given).count() != 1 {
        return Err("needs one of header, position and constant".to_owned());
    }
    let place = match (raw.position, &raw.constant) {
        (Some(0), _) => return Err("positions are counted from 1".to_owned()),
        (Some(position), _) => Place::Position(position - 1),
        (_, Some(text)) => Place::Constant(text.clone()),
        _ if !has_header => {
            return Err("the form has no header; say the position".to_owned());
        }
        _ => {
            let headers: Vec<String> = raw.header.iter().map(str::to_owned).collect();
            let many = |header: &String, mark| header.matches(mark).count() > 1;
            if headers
                .iter()
                .any(|header| many(header, "{year}") || many(header, "{month}"))
            {
                return Err("{year} and {month} may stand once in a header".to_owned());
            }
            Place::Header(headers)
        }
    };
    let number = matches!(
        field,
        F::Value | F::Quantity | F::SecondQuantity | F::Weight
    );
    if !number && (raw.unit.is_some() || raw.factor.is_some()) {
        return Err("unit and factor belong to columns of numbers".to_owned());
    }
    if field != F::Period && !raw.format.is_empty() {
        return Err("format belongs to period alone".to_owned());
    }
    let mut factor = raw.factor.unwrap_or(1.0);
    if !(factor.is_finite() && factor > 0.0) {
        return Err("the factor must be a number above 0".to_owned());
    }
    let mut currency = None;
    match (field, &raw.unit) {
        (F::Value, Some(unit)) if target != Target::MineralStatistics => {
            let unit = ValueUnit::parse(unit)?;
            factor *= unit.factor;
            currency = unit.currency;
        }
        (F::Weight, Some(unit)) => {
            factor *= weight_unit(unit)
                .ok_or_else(|| format!("{unit:?} is no unit of weight such as kg, t or lb"))?;
        }
        (F::Weight, None) => return Err("needs a unit, such as unit = \"kg\"".to_owned()),
        (_, Some(_)) => return Err("its unit is a column of its own".to_owned()),
        _ => {}
    }
    let mut formats: Vec<PeriodFormat> = raw
        .format
        .iter()
        .map(PeriodFormat::parse)
        .collect::<Result<_, _>>()?;
    if formats.is_empty() {
        formats = PeriodFormat::usual();
    }
    let pad = raw.pad.unwrap_or(0);
    if pad > 20 {
        return Err("pad is more than 20 digits".to_owned());
    }
    Ok(Column {
        field,
        place,
        optional: raw.optional,
        own: false,
        formats,
        factor,
        currency,
        words: raw.words.clone(),
        remove: raw.remove.chars().collect(),
        pad,
    })
}

/// Whether the columns say all that a row of the table needs.
fn check_complete(columns: &[Column], target: Target) -> Result<(), String> {
    use Field as F;
    let of = |field: F| columns.iter().find(|column| column.field == field);
    let has = |field: F| of(field).is_some();
    let templated = columns.iter().any(|column| match &column.place {
        Place::Header(headers) => headers.iter().any(|header| header.contains("{year}")),
        _ => false,
    });
    let need = |fields: &[F], what: &str| {
        if fields.iter().any(|field| has(*field)) {
            return Ok(());
        }
        Err(format!("columns: {what} is missing"))
    };
    if !templated {
        need(&[F::Period, F::Year], "period or year")?;
    }
    match target {
        Target::Trade | Target::NationalTrade => {
            need(&[F::Code], "code")?;
            if target == Target::NationalTrade {
                need(&[F::Reporter], "reporter")?;
                need(&[F::Flow], "flow")?;
                need(
                    &[F::Value, F::Quantity, F::Weight],
                    "value, quantity or weight",
                )?;
            } else {
                need(&[F::Value], "value")?;
                let sides = has(F::Importer) && has(F::Exporter);
                let flow = has(F::Reporter) && has(F::Partner) && has(F::Flow);
                if !(sides || flow) {
                    return Err(
                        "columns: importer and exporter are missing, or reporter, partner and flow"
                            .to_owned(),
                    );
                }
            }
            if of(F::Value).is_some_and(|value| value.currency.is_none()) && !has(F::Currency) {
                return Err(
                    "columns: the value has no currency: say it in its unit, such as unit = \
                     \"thousand JPY\", or give a column currency"
                        .to_owned(),
                );
            }
            if target == Target::NationalTrade && !has(F::Value) && !has(F::Currency) {
                return Err("columns: currency is missing".to_owned());
            }
        }
        Target::MineralStatistics => {
            for (field, name) in [
                (F::Commodity, "commodity"),
                (F::Statistic, "statistic"),
                (F::Label, "label (the economy or total)"),
                (F::Unit, "unit"),
                (F::Value, "value"),
            ] {
                need(&[field], name)?;
            }
        }
    }
    Ok(())
}

fn check_filter(filter: &Filter, has_header: bool) -> Result<(), String> {
    let by_header = !filter.header.is_empty();
    if by_header == filter.position.is_some() || filter.position == Some(0) {
        return Err("only, except: needs a header, or a position counted from 1".to_owned());
    }
    if by_header && !has_header {
        return Err("only, except: the form has no header; say the position".to_owned());
    }
    if filter.equals.is_empty() && filter.starts_with.is_empty() && filter.lengths.is_empty() {
        return Err("only, except: needs equals, starts_with or lengths".to_owned());
    }
    Ok(())
}

fn checked_rates(raw: RawRates) -> Result<Rates, String> {
    if !is_currency(&raw.currency) || raw.currency == "USD" {
        return Err(format!(
            "rates.currency: {:?} is no currency code such as JPY, other than USD",
            raw.currency
        ));
    }
    if raw.source.trim().is_empty() {
        return Err("rates.source is empty: say whose rates they are".to_owned());
    }
    let per_usd = raw
        .per_usd
        .into_iter()
        .map(|(period, rate)| {
            let period: TradePeriod = period
                .parse()
                .map_err(|reason| format!("rates.per_usd: {reason}"))?;
            if rate.is_finite() && rate > 0.0 {
                Ok((period, rate))
            } else {
                Err(format!(
                    "rates.per_usd: the rate of {period} is no number above 0"
                ))
            }
        })
        .collect::<Result<_, String>>()?;
    Ok(Rates {
        currency: raw.currency,
        source: raw.source,
        per_usd,
    })
}

/// Three capital letters, as in ISO 4217.
pub(super) fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The encoding of that name, with the names that Python and Excel use.
fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let label = match name.to_ascii_lowercase().as_str() {
        "cp932" => "shift_jis".to_owned(),
        "cp949" | "uhc" => "euc-kr".to_owned(),
        "latin-1" => "windows-1252".to_owned(),
        "cp1252" => "windows-1252".to_owned(),
        other => other.to_owned(),
    };
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        format!(
            "form.encoding: {name:?} is not known; there are utf-8, utf-16, shift_jis (cp932), \
             euc-jp, euc-kr (cp949), gb18030, big5, windows-1252 (latin-1) and others of the \
             WHATWG standard"
        )
    })
}
