//! The mapping file: what the columns of a table mean. Everything in it is
//! checked before a row is read.

use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::Encoding;
use serde::Deserialize;
use toml::Spanned;

use super::builtin;
use super::column::{Column, RawColumn, checked};
use super::economies::Economies;
use super::exchange_rates::{Rates, RawRates, checked_rates};
use super::field::{Field, Target};
use super::filter::{Filter, check_filter};
use super::form::{RawForm, Repeats, ZeroRows, encoding};
use super::missing_numbers::{Mark, ZeroWeight};
use super::needed_columns::check_complete;
use super::reading::weight_unit;
use super::source_entry::{Source, check_source};
use crate::LakeError;
use crate::delimited_rows::Dialect;

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
        let (decimal, thousands) = form.number_marks().map_err(fault)?;
        form.check().map_err(fault)?;
        let encoding = encoding(&form.encoding).map_err(fault)?;
        for filter in raw.only.iter().chain(&raw.except) {
            check_filter(filter, form.header).map_err(fault)?;
        }
        raw.partners.check("partners").map_err(fault)?;
        raw.reporters.check("reporters").map_err(fault)?;
        if !raw.reporters.totals.is_empty() {
            return Err(fault(
                "reporters.totals: a reporter is one economy".to_owned(),
            ));
        }
        let rates = checked_rates(raw.rates).map_err(fault)?;
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
            delimiter: form.delimiter().map_err(fault)?,
            quote: form.quote().map_err(fault)?,
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
