//! Rows of the national trade table on their way through the sort.

use narrows_core::Economy;

use super::field::Field;
use super::form::{Repeats, ZeroRows};
use super::missing_numbers::ZeroWeight;
use super::rows::{Amount, RowReader, Sides, Unused};
use crate::LakeError;
use crate::importers::ImportContext;
use crate::importers::shared_texts::{SharedTexts, TextLimits};
use crate::manifest::TableKind;
use crate::national_trade_table::{
    NationalCode, NationalTradeRow, NationalTradeTableWriter, TradeFlow,
};
use crate::progress::ProgressUnit;
use crate::sorted_runs::{RunRecord, SortedRuns, eight, four};
use crate::trade_period::TradePeriod;

/// Rows held in memory: 112 bytes each.
const ROWS_IN_MEMORY: usize = 1_000_000;

/// A row of fixed size; NaN is a number that is not published.
#[derive(Debug, Clone, Copy)]
struct Record {
    key: u128,
    value: f64,
    value_kusd: f64,
    quantity: f64,
    weight_kg: f64,
    title: u32,
    unit: u32,
    currency: u32,
    file: u32,
    line: u64,
}

impl RunRecord for Record {
    type Order = (u128, u32, u64);
    const BYTES: usize = 72;

    fn order(&self) -> Self::Order {
        (self.key, self.file, self.line)
    }

    fn write(&self, bytes: &mut [u8]) {
        bytes[..16].copy_from_slice(&self.key.to_le_bytes());
        let numbers = [self.value, self.value_kusd, self.quantity, self.weight_kg];
        for (part, number) in bytes[16..48].chunks_exact_mut(8).zip(numbers) {
            part.copy_from_slice(&number.to_le_bytes());
        }
        let indices = [self.title, self.unit, self.currency, self.file];
        for (part, index) in bytes[48..64].chunks_exact_mut(4).zip(indices) {
            part.copy_from_slice(&index.to_le_bytes());
        }
        bytes[64..72].copy_from_slice(&self.line.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        let mut sixteen = [0; 16];
        sixteen.copy_from_slice(&bytes[..16]);
        let eight = |at: usize| eight(bytes, at);
        let four = |at: usize| u32::from_le_bytes(four(bytes, at));
        Self {
            key: u128::from_le_bytes(sixteen),
            value: f64::from_le_bytes(eight(16)),
            value_kusd: f64::from_le_bytes(eight(24)),
            quantity: f64::from_le_bytes(eight(32)),
            weight_kg: f64::from_le_bytes(eight(40)),
            title: four(48),
            unit: four(52),
            currency: four(56),
            file: four(60),
            line: u64::from_le_bytes(eight(64)),
        }
    }
}

struct Key {
    reporter: Economy,
    code: NationalCode,
    period: TradePeriod,
    flow: TradeFlow,
    partner: Option<Economy>,
}

impl Key {
    /// 10 bits of reporter, 40 of code, 12 of year, 4 of month, 1 of flow and
    /// 11 of partner, so that the order of keys is the number's order.
    fn pack(&self) -> u128 {
        let partner = self
            .partner
            .map_or(0, |partner| partner.index() as u128 + 1);
        let mut key = self.reporter.index() as u128;
        for (value, bits) in [
            (u128::from(self.code.packed()), 40),
            (u128::from(self.period.year().unsigned_abs()), 12),
            (u128::from(self.period.month().unwrap_or(0)), 4),
            (u128::from(self.flow == TradeFlow::Import), 1),
            (partner, 11),
        ] {
            key = (key << bits) | value;
        }
        key
    }

    fn unpack(mut key: u128) -> Self {
        let mut take = |bits: u32| {
            let value = key & ((1 << bits) - 1);
            key >>= bits;
            value as u64
        };
        let partner = take(11);
        let import = take(1) == 1;
        let month = take(4);
        let year = take(12);
        let code = NationalCode::unpacked(take(40));
        let reporter = take(10);
        let economy = |index: u64| {
            Economy::from_index(index as usize).unwrap_or_else(|| unreachable!("packed by `pack`"))
        };
        let year = i32::try_from(year).unwrap_or(0);
        let period = match month {
            0 => TradePeriod::year_of(year),
            month => TradePeriod::month_of(year, month as u8),
        };
        Self {
            reporter: economy(reporter),
            code,
            period: period.unwrap_or_else(|| unreachable!("packed by `pack`")),
            flow: if import {
                TradeFlow::Import
            } else {
                TradeFlow::Export
            },
            partner: partner.checked_sub(1).map(economy),
        }
    }
}

/// The number of no text.
const NONE: u32 = 0;
/// Limits of each column of texts; the titles of a tariff take 2 MB.
const LIMITS: TextLimits = TextLimits {
    most: usize::MAX,
    longest: usize::MAX,
    bytes: 128 << 20,
    advice: "; leave the column out of the mapping",
};

/// Takes rows of the national trade table in any order.
pub(super) struct NationalTrade {
    runs: SortedRuns<Record>,
    titles: SharedTexts<u32>,
    units: SharedTexts<u32>,
    currencies: SharedTexts<u32>,
}

impl NationalTrade {
    pub(super) fn new(context: &ImportContext<'_>) -> Result<Self, LakeError> {
        Ok(Self {
            runs: SortedRuns::new(context.landing.scratch()?, ROWS_IN_MEMORY),
            titles: SharedTexts::new("title", LIMITS),
            units: SharedTexts::new("quantity unit", LIMITS),
            currencies: SharedTexts::new("currency", LIMITS),
        })
    }

    pub(super) fn push(
        &mut self,
        row: &RowReader<'_, '_>,
        partners: &mut Sides<'_>,
        reporters: &mut Sides<'_>,
        (file, line): (u32, u64),
    ) -> Result<(), Unused> {
        // Looked at first: a line of twelve months has an unknown partner once for
        // each month with trade, not twelve times.
        let value = row.amount(Field::Value)?;
        let quantities = [
            (
                row.amount(Field::Quantity)?,
                row.text_or_none(Field::QuantityUnit)?,
            ),
            (
                row.amount(Field::SecondQuantity)?,
                row.text_or_none(Field::SecondQuantityUnit)?,
            ),
        ];
        let weight = row.amount(Field::Weight)?;
        let amounts = [value, quantities[0].0, quantities[1].0, weight];
        if row.block.month.or(row.block.year.map(|_| 0)).is_some()
            && amounts.iter().all(|amount| *amount == Amount::Empty)
        {
            return Err(Unused::SetAside("empty cells of a period"));
        }
        let zero = |amount: &Amount| matches!(amount, Amount::Empty | Amount::Known(0.0));
        let some_zero = amounts.contains(&Amount::Known(0.0));
        if row.mapping.zero_rows == ZeroRows::SetAside && some_zero && amounts.iter().all(zero) {
            return Err(Unused::SetAside("zeros alone"));
        }
        let period = row.period()?;
        let partner = row.side(Field::Partner, partners)?;
        let reporter = row.economy(Field::Reporter, reporters)?;
        let key = Key {
            reporter,
            code: row.national_code()?,
            period,
            flow: row.flow()?,
            partner,
        };
        let currency = row.currency()?;
        let value = value.known();
        // A quantity of nothing is none, whatever figure fills its place.
        let units = [Field::QuantityUnit, Field::SecondQuantityUnit];
        let no_unit = |unit: Option<&str>, field| match unit {
            Some(unit) => row.mapping.no_unit.iter().any(|known| known == unit),
            None => {
                row.block.cell(field).is_some() && row.mapping.no_unit.iter().any(String::is_empty)
            }
        };
        let mut units = units.into_iter();
        let quantities = quantities.map(|(amount, unit)| {
            let field = units.next().unwrap_or(Field::QuantityUnit);
            if no_unit(unit.as_deref(), field) {
                (Amount::Empty, None)
            } else {
                (amount, unit)
            }
        });
        let told = weight.known().filter(|kilograms| {
            *kilograms > 0.0
                || row.mapping.zero_weight == ZeroWeight::Rounded
                || value.is_none_or(|value| value <= 0.0)
        });
        let weight_kg = told.or_else(|| {
            quantities.iter().find_map(|(amount, unit)| {
                let kilograms = row.mapping.unit_weights.get(unit.as_deref()?)?;
                Some(amount.known()? * kilograms)
            })
        });
        // The second stands alone where the first has no unit.
        let [first, second] = quantities;
        let first_is_used = first.1.is_some() || second.1.is_none();
        let (quantity, unit) = if first_is_used { first } else { second };
        let nan = |number: Option<f64>| number.unwrap_or(f64::NAN);
        let record = Record {
            key: key.pack(),
            value: nan(value),
            value_kusd: nan(row.value_kusd(value, &currency, period)),
            quantity: nan(quantity.known()),
            weight_kg: nan(weight_kg),
            title: self
                .titles
                .number(&row.text_or_none(Field::Title)?.unwrap_or_default())?,
            unit: self.units.number(&unit.unwrap_or_default())?,
            currency: self.currencies.number(&currency)?,
            file,
            line,
        };
        Ok(self.runs.push(record)?)
    }

    /// Sorts and writes the table; tells the first and last year.
    pub(super) fn finish(
        self,
        context: &mut ImportContext<'_>,
        files: &[String],
        repeats: Repeats,
    ) -> Result<Option<(i32, i32)>, LakeError> {
        let Self {
            runs,
            titles,
            units,
            currencies,
        } = self;
        let path = context.landing.table_path(TableKind::NationalTrade);
        let mut writer = NationalTradeTableWriter::create(&path)?;
        let mut years: Option<(i32, i32)> = None;
        let mut pending: Option<Record> = None;
        let mut whole_year = WholeYears::default();
        let number = |number: f64| (!number.is_nan()).then_some(number);
        let mut write = |record: &Record| {
            let key = Key::unpack(record.key);
            let year = key.period.year();
            years = Some(years.map_or((year, year), |(from, to)| (from.min(year), to.max(year))));
            writer.push(&NationalTradeRow {
                reporter: key.reporter,
                national_code: key.code,
                period: key.period,
                flow: key.flow,
                partner: key.partner,
                title: titles.text(record.title),
                value: number(record.value),
                currency: currencies.text(record.currency).unwrap_or_default(),
                value_kusd: number(record.value_kusd),
                quantity: number(record.quantity),
                quantity_unit: units.text(record.unit),
                weight_kg: number(record.weight_kg),
            })
        };
        let progress = context.progress;
        progress.start(
            "sort and write",
            Some(context.rows_read),
            ProgressUnit::Rows,
        );
        runs.drain_sorted(|record| {
            progress.advance(1);
            let refused = match &mut pending {
                Some(known) if known.key == record.key => match repeats {
                    Repeats::Refuse => Some(
                        "the same period, code, flow, reporter and partner stand on an earlier \
                         line: two rows for one key",
                    ),
                    Repeats::Add if known.currency != record.currency => {
                        Some("another currency than the rows of this key before")
                    }
                    Repeats::Add => {
                        add(known, &record);
                        return Ok(());
                    }
                },
                _ => whole_year.contradicts(&Key::unpack(record.key)).then_some(
                    "a month, and the whole year of this code and flow stands in the original \
                     too, of this partner or another; the table holds years or months of one \
                     code and flow, not both",
                ),
            };
            if let Some(reason) = refused {
                let file = files.get(record.file as usize).map_or("", String::as_str);
                let key = Key::unpack(record.key);
                let found = format!("{} {} {}", key.period, key.code, key.flow.name());
                return context.reject(file, record.line, "key", &found, reason);
            }
            if let Some(done) = pending.replace(record) {
                write(&done)?;
            }
            Ok(())
        })?;
        if let Some(done) = pending {
            write(&done)?;
        }
        progress.finish();
        writer.finish()?;
        Ok(years)
    }
}

/// Adds a row of the same key. A part that is not published makes the sum
/// unknown, and so does another unit.
fn add(sum: &mut Record, part: &Record) {
    sum.value += part.value;
    sum.value_kusd += part.value_kusd;
    sum.weight_kg += part.weight_kg;
    if sum.unit == part.unit {
        sum.quantity += part.quantity;
    } else {
        sum.quantity = f64::NAN;
        sum.unit = NONE;
    }
    if sum.title == NONE {
        sum.title = part.title;
    }
}

/// Years come before their months, so that a month of a year that was told
/// whole is seen.
#[derive(Default)]
struct WholeYears {
    of: Option<(Economy, NationalCode, i32)>,
    flows: [bool; 2],
}

impl WholeYears {
    fn contradicts(&mut self, key: &Key) -> bool {
        let of = (key.reporter, key.code, key.period.year());
        if self.of != Some(of) {
            *self = Self {
                of: Some(of),
                flows: [false; 2],
            };
        }
        let flow = usize::from(key.flow == TradeFlow::Import);
        match key.period.month() {
            None => {
                self.flows[flow] = true;
                false
            }
            Some(_) => self.flows[flow],
        }
    }
}
