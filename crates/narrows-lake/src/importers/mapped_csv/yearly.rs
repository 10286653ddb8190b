//! Rows of the two tables that are by year: bilateral trade and mineral
//! statistics.

use narrows_core::HsCode;

use super::field::Field;
use super::form::{Repeats, ZeroRows};
use super::missing_numbers::Mark;
use super::reading::Number;
use super::rows::{Amount, RowReader, Side, Sides, Unused};
use crate::LakeError;
use crate::importers::ImportContext;
use crate::importers::baci::{pack, unpack};
use crate::manifest::TableKind;
use crate::national_trade_table::TradeFlow;
use crate::progress::ProgressUnit;
use crate::small_table::SmallTable;
use crate::sorted_runs::{ROWS_IN_MEMORY, RunRow, SortedRuns};
use crate::trade_table::{TradeRow, TradeTableWriter};

/// Takes rows of the trade table in any order.
pub(super) struct Trade {
    runs: SortedRuns,
}

impl Trade {
    pub(super) fn new(context: &ImportContext<'_>) -> Result<Self, LakeError> {
        let scratch = context.landing.scratch()?;
        Ok(Self {
            runs: SortedRuns::new(scratch, ROWS_IN_MEMORY),
        })
    }

    pub(super) fn push(
        &mut self,
        row: &RowReader<'_, '_>,
        partners: &mut Sides<'_>,
        reporters: &mut Sides<'_>,
        (file, line): (u32, u64),
    ) -> Result<(), Unused> {
        let year = row.year()?;
        let sides =
            row.block.cell(Field::Importer).is_some() && row.block.cell(Field::Exporter).is_some();
        let (importer, exporter) = if sides {
            (
                row.economy(Field::Importer, partners)?,
                row.economy(Field::Exporter, partners)?,
            )
        } else {
            let partner = row.economy(Field::Partner, partners)?;
            let reporter = row.economy(Field::Reporter, reporters)?;
            match row.flow()? {
                TradeFlow::Import => (reporter, partner),
                TradeFlow::Export => (partner, reporter),
            }
        };
        if importer == exporter {
            return Err(row
                .refusal(
                    if sides {
                        Field::Exporter
                    } else {
                        Field::Partner
                    },
                    exporter.alpha3(),
                    "importer and exporter are the same economy",
                )
                .into());
        }
        let value = row.amount(Field::Value)?;
        let weight = row.amount(Field::Weight)?;
        let zero = |amount: Amount| matches!(amount, Amount::Empty | Amount::Known(0.0));
        if row.mapping.zero_rows == ZeroRows::SetAside
            && value == Amount::Known(0.0)
            && zero(weight)
        {
            return Err(Unused::SetAside("zeros alone"));
        }
        let hs_code = hs_code(row)?;
        let Some(value) = value.known() else {
            return Err(row
                .refusal(Field::Value, "", "no value, and a flow has one")
                .into());
        };
        let currency = row.currency()?;
        let period = row.period()?;
        let Some(value_kusd) = row.value_kusd(Some(value), &currency, period) else {
            return Err(row
                .refusal(
                    Field::Value,
                    &format!("{currency} {period}"),
                    "the mapping has no rate of exchange for this currency and period",
                )
                .into());
        };
        let trade = TradeRow {
            year,
            hs_code,
            importer,
            exporter,
            value_kusd,
            quantity_t: None,
        };
        Ok(self.runs.push(RunRow {
            key: pack(&trade),
            value_kusd,
            quantity_t: weight.known().map_or(f64::NAN, |kilograms| kilograms / 1e3),
            file,
            line: placed(line, period.month()),
        })?)
    }

    pub(super) fn finish(
        self,
        context: &mut ImportContext<'_>,
        files: &[String],
        repeats: Repeats,
    ) -> Result<Option<(i32, i32)>, LakeError> {
        let path = context.landing.table_path(TableKind::Trade);
        let mut writer = TradeTableWriter::create(&path)?;
        let mut years: Option<(i32, i32)> = None;
        let mut pending: Option<RunRow> = None;
        let mut write = |row: &RunRow| {
            let trade = unpack(row);
            years = Some(years.map_or((trade.year, trade.year), |(from, _)| (from, trade.year)));
            writer.push(&trade)
        };
        let progress = context.progress;
        progress.start(
            "sort and write",
            Some(context.rows_read),
            ProgressUnit::Rows,
        );
        self.runs.drain_sorted(|row| {
            progress.advance(1);
            match &mut pending {
                Some(known)
                    if known.key == row.key
                        && repeats == Repeats::Add
                        && is_whole_year(known.line) != is_whole_year(row.line) =>
                {
                    context.reject(
                        files.get(row.file as usize).map_or("", String::as_str),
                        line_of(row.line),
                        "period",
                        "",
                        "the whole year and a month of it stand in the file for one year, code, \
                         importer and exporter; adding both would count the trade twice",
                    )
                }
                Some(known) if known.key == row.key && repeats == Repeats::Add => {
                    known.value_kusd += row.value_kusd;
                    // NaN stays NaN: a part without a weight leaves the sum
                    // without one.
                    known.quantity_t += row.quantity_t;
                    Ok(())
                }
                Some(known) if known.key == row.key => context.reject(
                    files.get(row.file as usize).map_or("", String::as_str),
                    line_of(row.line),
                    "key",
                    "",
                    "the same year, code, importer and exporter stand on an earlier line: two \
                     rows for one key",
                ),
                _ => match pending.replace(row) {
                    Some(done) => write(&done),
                    None => Ok(()),
                },
            }
        })?;
        if let Some(done) = pending {
            write(&done)?;
        }
        progress.finish();
        writer.finish()?;
        Ok(years)
    }
}

/// The first six digits of the code.
fn hs_code(row: &RowReader<'_, '_>) -> Result<HsCode, Unused> {
    let text = row.text(Field::Code)?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let code = text
        .get(..6)
        .filter(|_| digits)
        .and_then(|six| six.parse().ok());
    code.ok_or_else(|| {
        row.refusal(
            Field::Code,
            &text,
            "no code of six digits or more; remove and pad help",
        )
        .into()
    })
}

/// One figure.
struct Statistic {
    commodity: String,
    section: String,
    series: String,
    statistic: String,
    label: String,
    economy: Option<&'static str>,
    unit: String,
    year: i32,
    month: Option<u8>,
    value: Option<f64>,
    printed: String,
    qualifier: String,
    note: String,
    file: u32,
    line: u64,
}

impl Statistic {
    fn key(&self) -> (&str, &str, &str, &str, &str, i32, &str) {
        (
            &self.commodity,
            &self.section,
            &self.statistic,
            &self.series,
            &self.label,
            self.year,
            &self.unit,
        )
    }
}

/// Rows of a table that is sorted in memory.
const MOST_STATISTICS: usize = 2_000_000;

/// The qualifiers that the table knows.
const QUALIFIERS: [&str; 7] = [
    "exact",
    "estimated",
    "more-than",
    "less-than",
    "withheld",
    "not-available",
    "zero",
];

/// Takes rows of the table of mineral statistics.
#[derive(Default)]
pub(super) struct Minerals {
    rows: Vec<Statistic>,
}

/// What a sum is where its parts are these. A part that is withheld leaves the
/// sum withheld; bounds in both directions leave nothing known.
fn sum_of(a: &str, b: &str) -> &'static str {
    let either = |what: &str| a == what || b == what;
    if either("withheld") {
        "withheld"
    } else if either("not-available") || (either("less-than") && either("more-than")) {
        "not-available"
    } else if either("less-than") {
        "less-than"
    } else if either("more-than") {
        "more-than"
    } else if a == b {
        if a == "zero" {
            "zero"
        } else if a == "exact" {
            "exact"
        } else {
            "estimated"
        }
    } else if either("estimated") {
        "estimated"
    } else {
        "exact"
    }
}

/// Bits of a line's number; above them stands the month, 0 for a whole year.
const LINE_BITS: u32 = 56;

fn placed(line: u64, month: Option<u8>) -> u64 {
    (u64::from(month.unwrap_or(0)) << LINE_BITS) | (line & ((1 << LINE_BITS) - 1))
}

fn line_of(placed: u64) -> u64 {
    placed & ((1 << LINE_BITS) - 1)
}

fn is_whole_year(placed: u64) -> bool {
    placed >> LINE_BITS == 0
}

impl Minerals {
    pub(super) fn push(
        &mut self,
        row: &RowReader<'_, '_>,
        labels: &mut Sides<'_>,
        (file, line): (u32, u64),
    ) -> Result<(), Unused> {
        if self.rows.len() >= MOST_STATISTICS {
            return Err(LakeError::Refused {
                path: row.mapping.name.clone(),
                reason: format!("more than {MOST_STATISTICS} statistics"),
            }
            .into());
        }
        let label = row.needed(Field::Label)?;
        let economy = match labels.find(&label)? {
            Side::Economy(economy) => Some(economy.alpha3()),
            Side::SetAside => return Err(Unused::SetAside("labels of no single economy")),
            // As in the other tables of minerals, totals have a label and no
            // economy.
            Side::Total => None,
            Side::Unknown => {
                return Err(row
                    .refusal(
                        Field::Label,
                        &label,
                        "no economy, and the mapping names it neither as a total nor to be set \
                         aside",
                    )
                    .into());
            }
        };
        let printed = row.text(Field::Value)?;
        let factor = row
            .block
            .cell(Field::Value)
            .map_or(1.0, |cell| cell.column.factor);
        let number = row
            .number_form()
            .read(&printed)
            .map_err(|reason| row.refusal(Field::Value, &printed, reason))?;
        if let Number::Known(number) | Number::LessThan(number) | Number::MoreThan(number) = number
            && number < 0.0
        {
            return Err(row
                .refusal(
                    Field::Value,
                    &printed,
                    "negative, and no amount of minerals is",
                )
                .into());
        }
        let (value, qualifier) = match number {
            Number::Known(number) if number == 0.0 && !printed.contains('0') => (Some(0.0), "zero"),
            Number::Known(number) => (Some(number), "exact"),
            Number::LessThan(number) => (Some(number), "less-than"),
            Number::MoreThan(number) => (Some(number), "more-than"),
            Number::Absent(Mark::Withheld) => (None, "withheld"),
            Number::Absent(_) => (None, "not-available"),
        };
        let said = row.text(Field::Qualifier)?;
        let qualifier = match said.as_str() {
            said if qualifier != "exact" || said.is_empty() => qualifier,
            said => QUALIFIERS
                .into_iter()
                .find(|known| *known == said)
                .ok_or_else(|| {
                    row.refusal(Field::Qualifier, said, "no qualifier that the table knows")
                })?,
        };
        let or_else = |field, default: &str| -> Result<String, Unused> {
            Ok(row
                .text_or_none(field)?
                .unwrap_or_else(|| default.to_owned()))
        };
        self.rows.push(Statistic {
            commodity: row.needed(Field::Commodity)?,
            section: or_else(Field::Section, "world")?,
            series: or_else(Field::Series, "")?,
            statistic: row.needed(Field::Statistic)?,
            label,
            economy,
            unit: row.needed(Field::Unit)?,
            year: row.year()?,
            month: row.period()?.month(),
            value: value
                .map(|value| value * factor)
                .filter(|value| value.is_finite()),
            printed,
            qualifier: qualifier.to_owned(),
            note: or_else(Field::Note, "")?,
            file,
            line,
        });
        Ok(())
    }

    pub(super) fn finish(
        mut self,
        context: &mut ImportContext<'_>,
        files: &[String],
        repeats: Repeats,
    ) -> Result<Option<(i32, i32)>, LakeError> {
        self.rows
            .sort_by(|a, b| (a.key(), a.file, a.line).cmp(&(b.key(), b.file, b.line)));
        let mut rows: Vec<Statistic> = Vec::new();
        for row in self.rows {
            match rows.last_mut() {
                Some(known)
                    if known.key() == row.key()
                        && repeats == Repeats::Add
                        && known.month.is_none() != row.month.is_none() =>
                {
                    context.reject(
                        files.get(row.file as usize).map_or("", String::as_str),
                        row.line,
                        "period",
                        &row.label,
                        "the whole year and a month of it stand in the file for one commodity, \
                         statistic and label; adding both would count it twice",
                    )?;
                }
                Some(known) if known.key() == row.key() && repeats == Repeats::Add => {
                    known.value = known.value.zip(row.value).map(|(sum, part)| sum + part);
                    known.printed = format!("{} + {}", known.printed, row.printed);
                    known.qualifier = sum_of(&known.qualifier, &row.qualifier).to_owned();
                    if matches!(known.qualifier.as_str(), "withheld" | "not-available") {
                        known.value = None;
                    }
                }
                Some(known) if known.key() == row.key() => context.reject(
                    files.get(row.file as usize).map_or("", String::as_str),
                    row.line,
                    "key",
                    &row.label,
                    "the same commodity, statistic, label, unit and year stand on an earlier \
                     line: two rows for one key",
                )?,
                _ => rows.push(row),
            }
        }
        let years = rows
            .iter()
            .map(|row| (row.year, row.year))
            .reduce(|(from, to), (a, b)| (from.min(a), to.max(b)));
        SmallTable::default()
            .repeated("commodity", rows.iter().map(|row| row.commodity.as_str()))?
            .repeated("section", rows.iter().map(|row| row.section.as_str()))?
            .repeated("series", rows.iter().map(|row| row.series.as_str()))?
            .repeated("statistic", rows.iter().map(|row| row.statistic.as_str()))?
            .repeated("label", rows.iter().map(|row| row.label.as_str()))?
            .repeated_or_null("economy", rows.iter().map(|row| row.economy))?
            .repeated("unit", rows.iter().map(|row| row.unit.as_str()))?
            .integers("year_from", rows.iter().map(|row| row.year))
            .integers("year_to", rows.iter().map(|row| row.year))
            .numbers_or_null("value", rows.iter().map(|row| row.value))
            .text("printed", rows.iter().map(|row| row.printed.as_str()))?
            .repeated("qualifier", rows.iter().map(|row| row.qualifier.as_str()))?
            .text("note", rows.iter().map(|row| row.note.as_str()))?
            .write(&context.landing.table_path(TableKind::MineralStatistics))?;
        Ok(years)
    }
}
