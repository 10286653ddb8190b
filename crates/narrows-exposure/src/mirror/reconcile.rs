//! The three passes over a table of reported trade.

use narrows_core::Economy;
use narrows_lake::{KnownFrom, MirrorRange, ReportedBy, TradeRow};

use super::cif_margin::{CifMargins, MarginSurvey};
use super::flow_reports::{Amount, FlowReports, RowsAside, for_each_flow};
use super::log_histogram::LogHistogram;
use super::reliability::{GapSurvey, Reliability};
use super::reported_rows::ReportedRows;
use super::reporting_periods::{PeriodGap, ReportingPeriods};
use crate::ExposureError;

/// One reconciled flow with what its two reports say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReconciledFlow {
    /// The flow: value FOB in kUSD, net weight in t.
    pub row: TradeRow,
    /// The ends between the reports, and who reported.
    pub mirror: MirrorRange,
}

/// Counts and sums over a whole reconciliation. Values are kUSD, FOB.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ReconciliationCounts {
    /// Rows read.
    pub rows: u64,
    /// Rows of re-exports, re-imports and other parts, set aside.
    pub parts: u64,
    /// Rows of an economy's trade with itself, set aside.
    pub with_itself: u64,
    /// Rows without a positive value, set aside.
    pub without_value: u64,
    /// Flows for which no side accounts for the year, set aside.
    pub without_year: u64,
    /// Flows that both sides report, and their value.
    pub both: (u64, f64),
    /// Flows that the importer alone reports, and their value.
    pub importer_only: (u64, f64),
    /// Flows that the exporter alone reports, and their value.
    pub exporter_only: (u64, f64),
    /// Of the flows with one report: those whose other side accounts for the
    /// year without them, and their value.
    pub denied: (u64, f64),
    /// The sum of the intervals between mirrors.
    pub between_kusd: f64,
    /// Flows with both reports that agree within 10 %, and within a factor of
    /// two.
    pub within_tenth: u64,
    /// Within a factor of two.
    pub within_factor_two: u64,
    /// Flows whose quantity both sides measured.
    pub both_quantities: u64,
    /// Flows with a quantity that the publisher estimated.
    pub estimated_quantities: u64,
    /// Import reports whose own FOB value was used.
    pub own_fob: u64,
    /// First and last year of the flows.
    pub years: Option<(i32, i32)>,
}

impl ReconciliationCounts {
    /// All flows.
    #[must_use]
    pub fn flows(&self) -> u64 {
        self.both.0 + self.importer_only.0 + self.exporter_only.0
    }

    /// Value of all flows, kUSD.
    #[must_use]
    pub fn value_kusd(&self) -> f64 {
        self.both.1 + self.importer_only.1 + self.exporter_only.1
    }
}

/// What a reconciliation found beside the flows.
#[derive(Debug, Clone)]
pub struct Reconciled {
    /// Counts and sums.
    pub counts: ReconciliationCounts,
    /// The margins that were taken out.
    pub margins: CifMargins,
    /// Quartiles of CIF over FOB less one, over the import reports from which
    /// a margin was taken; `None` where there was none.
    pub margin_quartiles: Option<[f64; 3]>,
    /// The errors of values.
    pub values: Reliability,
    /// The errors of net weights.
    pub quantities: Reliability,
    /// Reporters whose months make no year.
    pub gaps: Vec<PeriodGap>,
}

/// Reads a sorted table three times and hands its reconciled flows to `each`,
/// in the order of the table.
///
/// A flow that both sides report is the mean of the logarithms of the two, FOB,
/// with weights inverse to the reporters' error variances; `each` also gets
/// both ends. A flow that one side reports is kept as it is. Memory does not
/// grow with the number of flows.
///
/// # Errors
/// If the table cannot be read, is unsorted, or has a row twice; and what
/// `each` gives.
pub fn reconcile(
    table: &(impl ReportedRows + ?Sized),
    mut each: impl FnMut(&ReconciledFlow) -> Result<(), ExposureError>,
) -> Result<Reconciled, ExposureError> {
    let mut periods = ReportingPeriods::default();
    let mut margins = MarginSurvey::new();
    let aside = for_each_flow(
        table,
        |row| periods.see(row),
        |flow| {
            margins.add(flow);
            Ok(())
        },
    )?;
    periods.close_year();
    let margins = margins.finish();

    let (mut values, mut quantities) = (GapSurvey::new(), GapSurvey::new());
    for_each_flow(
        table,
        |_| {},
        |flow| {
            let mirrors = Mirrors::of(flow, &periods, &margins);
            if let (Some(importer), Some(exporter)) = (mirrors.importer, mirrors.exporter) {
                let (to, from) = (flow.key.importer, flow.key.exporter);
                values.add(to, from, (importer.fob_kusd / exporter.fob_kusd).ln());
                if let (Some(arrived), Some(left)) = (
                    importer.amount.reported_weight_t(),
                    exporter.amount.reported_weight_t(),
                ) {
                    quantities.add(to, from, (arrived / left).ln());
                }
            }
            Ok(())
        },
    )?;
    let (values, quantities) = (values.finish(), quantities.finish());

    let mut counts = counts_of(aside);
    let mut taken = LogHistogram::new();
    for_each_flow(
        table,
        |_| {},
        |flow| {
            let mirrors = Mirrors::of(flow, &periods, &margins);
            if let Some(margin) = mirrors.margin_taken {
                taken.add(margin, 1.0);
            }
            let Some(reconciled) = mirrors.join(flow, &values, &quantities) else {
                counts.without_year += 1;
                return Ok(());
            };
            mirrors.count(flow, &reconciled, &periods, &mut counts);
            each(&reconciled)
        },
    )?;
    let quartile = |share| taken.quantile(share).map(f64::exp_m1);
    let margin_quartiles = match (quartile(0.25), quartile(0.5), quartile(0.75)) {
        (Some(low), Some(middle), Some(high)) if margins.are_known() => Some([low, middle, high]),
        _ => None,
    };
    Ok(Reconciled {
        counts,
        margins,
        margin_quartiles,
        values,
        quantities,
        gaps: periods.gaps(),
    })
}

fn counts_of(aside: RowsAside) -> ReconciliationCounts {
    ReconciliationCounts {
        rows: aside.rows,
        parts: aside.parts,
        with_itself: aside.with_itself,
        without_value: aside.without_value,
        ..ReconciliationCounts::default()
    }
}

/// One side's report of a year on the FOB basis.
#[derive(Clone, Copy)]
struct Report {
    amount: Amount,
    fob_kusd: f64,
}

/// The reports of a flow on one basis.
struct Mirrors {
    importer: Option<Report>,
    exporter: Option<Report>,
    /// The log of CIF over FOB that was estimated and taken out.
    margin_taken: Option<f64>,
}

impl Mirrors {
    fn of(flow: &FlowReports, periods: &ReportingPeriods, margins: &CifMargins) -> Self {
        let key = &flow.key;
        let importer = periods.year_of(
            key.year,
            ReportedBy::Importer,
            key.importer,
            &flow.by_importer,
        );
        let exporter = periods.year_of(
            key.year,
            ReportedBy::Exporter,
            key.exporter,
            &flow.by_exporter,
        );
        let margin_taken = importer
            .filter(|amount| amount.fob_kusd.is_none())
            .map(|_| margins.log_ratio(key.hs_code, key.importer));
        Self {
            importer: importer.map(|amount| Report {
                fob_kusd: amount
                    .fob_kusd
                    .unwrap_or_else(|| amount.value_kusd / margin_taken.unwrap_or_default().exp()),
                amount,
            }),
            exporter: exporter.map(|amount| Report {
                fob_kusd: amount.fob_kusd.unwrap_or(amount.value_kusd),
                amount,
            }),
            margin_taken,
        }
    }

    fn join(
        &self,
        flow: &FlowReports,
        values: &Reliability,
        quantities: &Reliability,
    ) -> Option<ReconciledFlow> {
        let key = &flow.key;
        let (value, known_from, value_range) = match (self.importer, self.exporter) {
            (Some(importer), Some(exporter)) => {
                let weight = values.importer_weight(key.importer, key.exporter);
                let (value, range) = mean_of_logs(importer.fob_kusd, exporter.fob_kusd, weight);
                (value, KnownFrom::Both, Some(range))
            }
            (Some(importer), None) => (importer.fob_kusd, KnownFrom::Importer, None),
            (None, Some(exporter)) => (exporter.fob_kusd, KnownFrom::Exporter, None),
            (None, None) => return None,
        };
        let (quantity_t, quantity_range) = self.quantity(key.importer, key.exporter, quantities);
        Some(ReconciledFlow {
            row: TradeRow {
                year: key.year,
                hs_code: key.hs_code,
                importer: key.importer,
                exporter: key.exporter,
                value_kusd: value,
                quantity_t,
            },
            mirror: MirrorRange {
                value_kusd: value_range,
                quantity_t: quantity_range,
                known_from,
            },
        })
    }

    /// A measured weight goes before an estimated one, which then still is an
    /// end of the interval.
    fn quantity(
        &self,
        importer: Economy,
        exporter: Economy,
        quantities: &Reliability,
    ) -> (Option<f64>, Option<(f64, f64)>) {
        let report = |side: Option<Report>| side.map(|report| report.amount);
        let (arrived, left) = (report(self.importer), report(self.exporter));
        let weight_t = |side: Option<Amount>| side.and_then(|amount| amount.weight_t);
        match (weight_t(arrived), weight_t(left)) {
            (Some(a), Some(b)) => {
                let estimated =
                    |side: Option<Amount>| side.is_some_and(|amount| amount.weight_is_estimated);
                let weight = match (estimated(arrived), estimated(left)) {
                    (false, true) => 1.0,
                    (true, false) => 0.0,
                    _ => quantities.importer_weight(importer, exporter),
                };
                let (quantity, range) = mean_of_logs(a, b, weight);
                (Some(quantity), Some(range))
            }
            (one, other) => (one.or(other), None),
        }
    }

    fn count(
        &self,
        flow: &FlowReports,
        reconciled: &ReconciledFlow,
        periods: &ReportingPeriods,
        counts: &mut ReconciliationCounts,
    ) {
        let key = &flow.key;
        let value = reconciled.row.value_kusd;
        let (place, other) = match reconciled.mirror.known_from {
            KnownFrom::Both => (&mut counts.both, None),
            KnownFrom::Importer => (
                &mut counts.importer_only,
                Some((ReportedBy::Exporter, key.exporter)),
            ),
            KnownFrom::Exporter => (
                &mut counts.exporter_only,
                Some((ReportedBy::Importer, key.importer)),
            ),
        };
        place.0 += 1;
        place.1 += value;
        if other.is_some_and(|(side, reporter)| periods.covers_year(key.year, side, reporter)) {
            counts.denied.0 += 1;
            counts.denied.1 += value;
        }
        if let Some((low, high)) = reconciled.mirror.value_kusd {
            counts.between_kusd += high - low;
            counts.within_tenth += u64::from(high <= low * 1.1);
            counts.within_factor_two += u64::from(high <= low * 2.0);
        }
        let sides = [self.importer, self.exporter];
        let weighed = |report: &Report| report.amount.weight_t.is_some();
        let measured = |report: &Report| report.amount.reported_weight_t().is_some();
        if sides.iter().flatten().filter(|side| measured(side)).count() == 2 {
            counts.both_quantities += 1;
        }
        if sides.iter().flatten().any(weighed) && !sides.iter().flatten().any(measured) {
            counts.estimated_quantities += 1;
        }
        if self
            .importer
            .is_some_and(|report| report.amount.fob_kusd.is_some())
        {
            counts.own_fob += 1;
        }
        let (first, last) = counts.years.unwrap_or((key.year, key.year));
        counts.years = Some((first.min(key.year), last.max(key.year)));
    }
}

/// exp(w·ln a + (1 − w)·ln b) and the two in order. Rounding neither carries
/// the mean out of them nor off one that has all the weight.
fn mean_of_logs(a: f64, b: f64, weight: f64) -> (f64, (f64, f64)) {
    let (low, high) = (a.min(b), a.max(b));
    let mean = if weight >= 1.0 {
        a
    } else if weight <= 0.0 {
        b
    } else {
        (weight * a.ln() + (1.0 - weight) * b.ln()).exp()
    };
    (mean.clamp(low, high), (low, high))
}
