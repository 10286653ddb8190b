//! From a row of a file to a row of a table.

use std::collections::HashMap;

use narrows_core::Economy;

use super::economies::Economies;
use super::exchange_rates::is_currency;
use super::field::Field;
use super::form::Repeats;
use super::layout::{Block, Cell, Refusal};
use super::mapping::Mapping;
use super::missing_numbers::Mark;
use super::reading::{Number, NumberForm, read_month};
use crate::LakeError;
use crate::national_trade_table::{NationalCode, TradeFlow};
use crate::trade_period::TradePeriod;

/// What a label of a partner or reporter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Economy(Economy),
    Total,
    SetAside,
    Unknown,
}

/// Economies by the codes and names of one mapping, each looked up once.
pub(super) struct Sides<'m> {
    table: &'m Economies,
    known: HashMap<String, Side>,
}

/// Labels that an original may have; real ones have about 300.
const MOST_LABELS: usize = 4000;
/// Bytes of the name of an economy.
const LONGEST_LABEL: usize = 200;

impl<'m> Sides<'m> {
    pub(super) fn new(table: &'m Economies) -> Self {
        let mut known = HashMap::new();
        for (code, alpha3) in &table.codes {
            let side = Economy::from_alpha3(alpha3).map_or(Side::Unknown, Side::Economy);
            known.insert(code.clone(), side);
        }
        for (labels, side) in [
            (&table.totals, Side::Total),
            (&table.set_aside, Side::SetAside),
        ] {
            known.extend(labels.iter().map(|label| (label.clone(), side)));
        }
        Self { table, known }
    }

    pub(super) fn find(&mut self, label: &str) -> Result<Side, LakeError> {
        if let Some(side) = self.known.get(label) {
            return Ok(*side);
        }
        if self.known.len() >= MOST_LABELS {
            return Err(LakeError::Refused {
                path: label.chars().take(LONGEST_LABEL).collect(),
                reason: format!(
                    "more than {MOST_LABELS} different labels of economies, as in no real original"
                ),
            });
        }
        let side = (self.table.names && !label.is_empty() && label.len() <= LONGEST_LABEL)
            .then(|| Economy::find(label).ok())
            .flatten()
            .map_or(Side::Unknown, Side::Economy);
        self.known.insert(label.to_owned(), side);
        Ok(side)
    }
}

/// Why a row makes no row of the table.
pub(super) enum Unused {
    Refused(Refusal),
    /// Left out because the mapping says so; for which reason.
    SetAside(&'static str),
    Failed(LakeError),
}

impl From<Refusal> for Unused {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<LakeError> for Unused {
    fn from(error: LakeError) -> Self {
        Self::Failed(error)
    }
}

/// One row of one file, and how it is to be read.
pub(super) struct RowReader<'a, 'm> {
    pub(super) mapping: &'m Mapping,
    pub(super) block: &'a Block<'m>,
    pub(super) record: &'a csv::StringRecord,
}

impl RowReader<'_, '_> {
    fn cell(&self, field: Field) -> Option<&Cell<'_>> {
        self.block.cell(field)
    }

    pub(super) fn refusal(&self, field: Field, found: &str, reason: &str) -> Refusal {
        match self.cell(field) {
            Some(cell) => cell.refusal(found, reason),
            None => Refusal {
                field: field.name().to_owned(),
                found: found.to_owned(),
                reason: reason.to_owned(),
            },
        }
    }

    pub(super) fn text(&self, field: Field) -> Result<String, Refusal> {
        Ok(self.block.text(field, self.record)?.into_owned())
    }

    /// The text, where there is any.
    pub(super) fn text_or_none(&self, field: Field) -> Result<Option<String>, Refusal> {
        let text = crate::text::one_line(&self.block.text(field, self.record)?);
        Ok((!text.is_empty()).then_some(text))
    }

    pub(super) fn needed(&self, field: Field) -> Result<String, Refusal> {
        let text = crate::text::one_line(&self.block.text(field, self.record)?);
        if text.is_empty() {
            return Err(self.refusal(field, "", "empty"));
        }
        Ok(text)
    }

    pub(super) fn period(&self) -> Result<TradePeriod, Refusal> {
        let mut period = self.block.year.and_then(TradePeriod::year_of);
        if period.is_none()
            && let Some(cell) = self.cell(Field::Period)
            && let Some(text) = cell.text(self.record)?
        {
            let read = cell
                .column
                .formats
                .iter()
                .find_map(|format| format.read(&text));
            period = Some(read.ok_or_else(|| {
                cell.refusal(&text, "no period of the form that the mapping names")
            })?);
        }
        if period.is_none() {
            let text = self.text(Field::Year)?;
            let text: String = text.chars().map(super::reading::half_width).collect();
            let year = text.parse().ok().and_then(TradePeriod::year_of);
            period = Some(year.ok_or_else(|| self.refusal(Field::Year, &text, "no year"))?);
        }
        let Some(period) = period else {
            return Err(self.refusal(Field::Year, "", "no year"));
        };
        let month = match self.block.month {
            Some(month) => Some(month),
            None => match self.text(Field::Month)?.as_str() {
                "" => None,
                text => Some(
                    read_month(text, &self.mapping.months)
                        .ok_or_else(|| self.refusal(Field::Month, text, "no month"))?,
                ),
            },
        };
        let combined = match (month, period.month()) {
            (None, _) => Some(period),
            (Some(month), None) => TradePeriod::month_of(period.year(), month),
            (Some(month), Some(known)) => (month == known).then_some(period),
        };
        combined.ok_or_else(|| self.refusal(Field::Month, "", "another month than the period's"))
    }

    /// The year, for tables that are by year.
    pub(super) fn year(&self) -> Result<i32, Refusal> {
        let period = self.period()?;
        if period.month().is_some() && self.mapping.repeats != Repeats::Add {
            return Err(self.refusal(
                Field::Period,
                &period.to_string(),
                "a month, and this table is by year; repeats = \"add\" adds the months",
            ));
        }
        Ok(period.year())
    }

    /// An economy; a total or a label that is set aside makes no row.
    pub(super) fn economy(&self, field: Field, sides: &mut Sides<'_>) -> Result<Economy, Unused> {
        match self.side(field, sides)? {
            Some(economy) => Ok(economy),
            None => Err(Unused::SetAside("totals over partners")),
        }
    }

    /// An economy; `None` for a total over partners.
    pub(super) fn side(
        &self,
        field: Field,
        sides: &mut Sides<'_>,
    ) -> Result<Option<Economy>, Unused> {
        let Some(cell) = self.cell(field) else {
            return Ok(None);
        };
        let Some(text) = cell.text(self.record)? else {
            return Ok(None);
        };
        match sides.find(&text)? {
            Side::Economy(economy) => Ok(Some(economy)),
            Side::Total => Ok(None),
            Side::SetAside => Err(Unused::SetAside("partners that are no single economy")),
            Side::Unknown => Err(Unused::Refused(cell.refusal(
                &text,
                "neither a code of the mapping nor the name of a known economy",
            ))),
        }
    }

    pub(super) fn flow(&self) -> Result<TradeFlow, Refusal> {
        let text = self.text(Field::Flow)?;
        text.parse().map_err(|_| {
            self.refusal(
                Field::Flow,
                &text,
                "neither import nor export, nor a word that the mapping makes one of them",
            )
        })
    }

    pub(super) fn national_code(&self) -> Result<NationalCode, Refusal> {
        let text = self.text(Field::Code)?;
        text.parse()
            .map_err(|reason: String| self.refusal(Field::Code, &text, &reason))
    }

    /// A number that is not negative, times the factor of its column.
    pub(super) fn amount(&self, field: Field) -> Result<Amount, Refusal> {
        let Some(cell) = self.cell(field) else {
            return Ok(Amount::Empty);
        };
        let Some(text) = cell.text(self.record)? else {
            return Ok(Amount::Empty);
        };
        match self.number_form().read(&text) {
            Ok(Number::Known(number)) if number >= 0.0 => {
                let number = number * cell.column.factor;
                if number.is_finite() {
                    Ok(Amount::Known(number))
                } else {
                    Err(cell.refusal(&text, "no finite number"))
                }
            }
            Ok(Number::Known(_)) => Err(cell.refusal(&text, "a negative amount")),
            Ok(Number::Absent(Mark::Withheld)) => Ok(Amount::Withheld),
            Ok(Number::Absent(_)) => Ok(Amount::Empty),
            Ok(Number::LessThan(_) | Number::MoreThan(_)) => {
                Err(cell.refusal(&text, "a bound, not a number"))
            }
            Err(reason) => Err(cell.refusal(&text, reason)),
        }
    }

    pub(super) fn number_form(&self) -> NumberForm<'_> {
        NumberForm {
            decimal: self.mapping.decimal,
            thousands: self.mapping.thousands,
            marks: &self.mapping.marks,
        }
    }

    pub(super) fn currency(&self) -> Result<String, Refusal> {
        if let Some(currency) = self
            .cell(Field::Value)
            .and_then(|cell| cell.column.currency.clone())
        {
            return Ok(currency);
        }
        let text = self.text(Field::Currency)?;
        if is_currency(&text) {
            return Ok(text);
        }
        Err(self.refusal(
            Field::Currency,
            &text,
            "no currency code of three capital letters",
        ))
    }

    /// Thousands of US dollars; `None` without a rate of the mapping.
    pub(super) fn value_kusd(
        &self,
        value: Option<f64>,
        currency: &str,
        period: TradePeriod,
    ) -> Option<f64> {
        let value = value?;
        if currency == "USD" {
            return Some(value / 1e3);
        }
        let per_usd = self.mapping.rates_of(currency)?.per_usd(period)?;
        Some(value / per_usd / 1e3).filter(|value| value.is_finite())
    }
}

/// An amount of trade as published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    Known(f64),
    /// Nothing is said, or that nothing is known.
    Empty,
    /// It exists and is not published.
    Withheld,
}

impl Amount {
    pub(super) fn known(self) -> Option<f64> {
        match self {
            Self::Known(number) => Some(number),
            _ => None,
        }
    }
}
