//! A column of a mapping: where a field stands, and how it is written.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::field::{Field, Target};
use super::reading::{PeriodFormat, ValueUnit, weight_unit};
use super::texts::Texts;

/// Where a field stands and how it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnTable {
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
pub(super) struct RawColumn(pub(super) ColumnTable);

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

/// The column, if what the mapping says of it holds together.
pub(super) fn checked(
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
