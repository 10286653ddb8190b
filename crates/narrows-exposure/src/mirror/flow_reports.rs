//! The reports of one flow: rows that follow each other, gathered by who
//! reports them.

use narrows_core::{Economy, HsCode};
use narrows_lake::{ReportedBy, ReportedFlow, ReportedTradeRow};

use super::reported_rows::ReportedRows;
use crate::ExposureError;

/// One flow: a year, a code and two economies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FlowKey {
    pub(super) year: i32,
    pub(super) hs_code: HsCode,
    pub(super) importer: Economy,
    pub(super) exporter: Economy,
}

impl FlowKey {
    fn of(row: &ReportedTradeRow) -> Self {
        Self {
            year: row.year,
            hs_code: row.hs_code,
            importer: row.importer,
            exporter: row.exporter,
        }
    }
}

/// What one side reports of a flow in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    /// kUSD in the reporter's valuation.
    pub(super) value_kusd: f64,
    /// kUSD free on board, where the reporter gives it.
    pub(super) fob_kusd: Option<f64>,
    /// t, where given.
    pub(super) weight_t: Option<f64>,
    /// Whether any of the weight is estimated.
    pub(super) weight_is_estimated: bool,
}

impl Amount {
    fn of(row: &ReportedTradeRow) -> Self {
        Self {
            value_kusd: row.value_kusd,
            // An FOB value that exceeds the CIF value is none of the flow.
            fob_kusd: row
                .value_fob_kusd
                .filter(|fob| *fob > 0.0 && row.value_cif_kusd.is_none_or(|cif| *fob <= cif)),
            weight_t: row.net_weight_t.filter(|weight| *weight > 0.0),
            weight_is_estimated: row.weight_is_estimated,
        }
    }

    /// Both together; what either lacks, the sum lacks.
    fn and(self, other: Self) -> Self {
        Self {
            value_kusd: self.value_kusd + other.value_kusd,
            fob_kusd: self.fob_kusd.zip(other.fob_kusd).map(|(a, b)| a + b),
            weight_t: self.weight_t.zip(other.weight_t).map(|(a, b)| a + b),
            weight_is_estimated: self.weight_is_estimated || other.weight_is_estimated,
        }
    }

    /// The weight, where the reporter measured it.
    pub(super) fn reported_weight_t(&self) -> Option<f64> {
        self.weight_t.filter(|_| !self.weight_is_estimated)
    }
}

/// All months of a year.
pub(super) const ALL_MONTHS: u16 = 0b1111_1111_1111;

/// What one side reports of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Side {
    pub(super) annual: Option<Amount>,
    pub(super) months: Option<Amount>,
    /// A bit a month.
    pub(super) months_seen: u16,
}

impl Side {
    /// The year as far as this flow alone tells: its annual row, or all twelve
    /// months of it.
    pub(super) fn whole_year(&self) -> Option<Amount> {
        self.annual
            .or(self.months.filter(|_| self.months_seen == ALL_MONTHS))
    }
}

/// The reports of one flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FlowReports {
    pub(super) key: FlowKey,
    pub(super) by_importer: Side,
    pub(super) by_exporter: Side,
}

/// Rows that enter no flow, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RowsAside {
    pub(super) rows: u64,
    /// Re-exports and other parts of exports and imports.
    pub(super) parts: u64,
    /// Trade of an economy with itself.
    pub(super) with_itself: u64,
    /// Values of zero or below.
    pub(super) without_value: u64,
}

/// Hands every flow to `each`, in the order of the table. `row` sees all rows
/// that count, before their flow.
pub(super) fn for_each_flow(
    table: &(impl ReportedRows + ?Sized),
    mut row_seen: impl FnMut(&ReportedTradeRow),
    mut each: impl FnMut(&FlowReports) -> Result<(), ExposureError>,
) -> Result<RowsAside, ExposureError> {
    let mut aside = RowsAside::default();
    let mut open: Option<FlowReports> = None;
    for row in table.rows()? {
        let row = row?;
        aside.rows += 1;
        if !matches!(row.flow, ReportedFlow::Import | ReportedFlow::Export) {
            aside.parts += 1;
            continue;
        }
        if row.reported_by != row.flow.reported_by() {
            return Err(fault(&row, "is reported by the wrong side"));
        }
        let key = FlowKey::of(&row);
        row_seen(&row);
        if row.importer == row.exporter {
            aside.with_itself += 1;
            continue;
        }
        // NaN is no value either.
        if row.value_kusd.partial_cmp(&0.0) != Some(std::cmp::Ordering::Greater) {
            aside.without_value += 1;
            continue;
        }
        match &open {
            Some(flow) if flow.key == key => {}
            Some(flow) if flow.key > key => {
                return Err(fault(&row, "comes after later ones: the table is unsorted"));
            }
            _ => {
                let next = FlowReports {
                    key,
                    by_importer: Side::default(),
                    by_exporter: Side::default(),
                };
                if let Some(flow) = open.replace(next) {
                    each(&flow)?;
                }
            }
        }
        let Some(flow) = &mut open else { continue };
        let side = match row.reported_by {
            ReportedBy::Importer => &mut flow.by_importer,
            ReportedBy::Exporter => &mut flow.by_exporter,
        };
        let amount = Amount::of(&row);
        match row.month {
            None => {
                if side.annual.replace(amount).is_some() {
                    return Err(fault(&row, "stands twice in the table"));
                }
            }
            Some(month) => {
                let bit = 1_u16
                    .checked_shl(u32::from(month).wrapping_sub(1))
                    .filter(|bit| bit & ALL_MONTHS != 0)
                    .ok_or_else(|| fault(&row, "has no month from 1 to 12"))?;
                if side.months_seen & bit != 0 {
                    return Err(fault(&row, "stands twice in the table"));
                }
                side.months_seen |= bit;
                side.months = Some(side.months.map_or(amount, |sum| sum.and(amount)));
            }
        }
    }
    if let Some(flow) = open {
        each(&flow)?;
    }
    Ok(aside)
}

fn fault(row: &ReportedTradeRow, what: &str) -> ExposureError {
    ExposureError::Table {
        table: "reported trade".to_owned(),
        reason: format!(
            "the row {} {} from {} to {} by the {} {what}; import the original again",
            row.period(),
            row.hs_code,
            row.exporter.alpha3(),
            row.importer.alpha3(),
            row.reported_by
        ),
    }
}
