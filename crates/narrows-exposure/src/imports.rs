//! The imports of a subject as plain numbers: what suppliers' shares and the
//! method panel are computed from.

use narrows_core::{Coverage, HsCode, Interval, Year};

use crate::counting::Counting;
use crate::flow_mirrors::{AmountEnds, Ends, ImportMirrors, MirroredFlows};
use crate::geodep::GeoDepYear;
use crate::hhi::herfindahl_hirschman_index;
use crate::market::FlowTotal;
use crate::material_trade::SourceTrade;
use crate::subject::Subject;

/// Why a figure from trade has no interval.
pub(crate) const NO_UNCERTAINTY: &str =
    "no flow is flagged, and the source keeps neither uncertainty nor the two reports of a flow";
/// The same where the source keeps both reports of a flow, but these have one.
pub(crate) const ONE_REPORT: &str = "no flow is flagged, and each of these has one report";
/// The same where the reports of a flow are not looked at.
pub(crate) const REPORTS_NOT_USED: &str =
    "no flow is flagged, and what lies between two reports of a flow is not followed here";
/// The same where implausible flows are left out already.
const LEFT_OUT: &str = "implausible flows are left out here, and what else varies is not followed";
pub(crate) const WITHOUT_FLAGGED: &str = "with and without flagged flows";

/// The imports of a subject as plain numbers, by value and by quantity.
pub(crate) struct Imports {
    pub(crate) flows: Vec<FlowTotal>,
    pub(crate) value: f64,
    pub(crate) quantity: f64,
    pub(crate) unquantified: f64,
    pub(crate) flagged_value: f64,
    pub(crate) flagged_quantity: f64,
    pub(crate) internal_kusd: f64,
    flagged_internal_kusd: f64,
    pub(crate) exports_kusd: f64,
    pub(crate) exports_t: f64,
    pub(crate) flagged_exports_kusd: f64,
    pub(crate) flagged_exports_t: f64,
    pub(crate) hhi_world_exports: Option<f64>,
    pub(crate) hhi_world_exports_unflagged: Option<f64>,
    pub(crate) world_flagged: bool,
    /// Where the source keeps both reports of a flow.
    pub(crate) mirrors: Option<ImportMirrors>,
    /// Whether implausible flows are left out.
    pub(crate) plausible_alone: bool,
}

impl Imports {
    pub(crate) fn read(
        source: &SourceTrade,
        year: Year,
        codes: &[HsCode],
        subject: &Subject,
    ) -> Self {
        let mut market = source.market(year, codes);
        let mut flows = market.imports_of(subject);
        flows.sort_by(|a, b| {
            b.value_kusd
                .total_cmp(&a.value_kusd)
                .then(a.exporter.cmp(&b.exporter))
        });
        let sum = |part: fn(&FlowTotal) -> f64| flows.iter().map(part).sum::<f64>();
        let exports = market.exports_of(subject);
        let internal = market.internal_trade_of(subject);
        Self {
            value: sum(|flow| flow.value_kusd),
            quantity: sum(|flow| flow.quantity_t),
            unquantified: sum(|flow| flow.value_without_quantity_kusd),
            flagged_value: sum(|flow| flow.flagged_value_kusd),
            flagged_quantity: sum(|flow| flow.flagged_quantity_t),
            internal_kusd: internal.value_kusd,
            flagged_internal_kusd: internal.flagged_value_kusd,
            exports_kusd: exports.value_kusd,
            exports_t: exports.quantity_t,
            flagged_exports_kusd: exports.flagged_value_kusd,
            flagged_exports_t: exports.flagged_quantity_t,
            hhi_world_exports_unflagged: herfindahl_hirschman_index(
                market.unflagged_exports_by_economy(),
            ),
            world_flagged: market
                .flows()
                .iter()
                .any(|flow| flow.flagged_value_kusd > 0.0),
            hhi_world_exports: herfindahl_hirschman_index(
                market
                    .exports_by_economy()
                    .into_iter()
                    .map(|(_, value, _)| value),
            ),
            mirrors: ImportMirrors::read(source, year, codes, subject),
            flows,
            plausible_alone: false,
        }
    }

    /// The same without implausible flows. What lies between two reports of a
    /// flow is left out too.
    pub(crate) fn plausible(mut self) -> Self {
        for flow in &mut self.flows {
            flow.value_kusd -= flow.flagged_value_kusd;
            flow.quantity_t -= flow.flagged_quantity_t;
            (flow.flagged_value_kusd, flow.flagged_quantity_t) = (0.0, 0.0);
        }
        self.flows.retain(|flow| flow.value_kusd > 0.0);
        let sum = |part: fn(&FlowTotal) -> f64| self.flows.iter().map(part).sum::<f64>();
        Self {
            value: sum(|flow| flow.value_kusd),
            quantity: sum(|flow| flow.quantity_t),
            flagged_value: 0.0,
            flagged_quantity: 0.0,
            internal_kusd: self.internal_kusd - self.flagged_internal_kusd,
            flagged_internal_kusd: 0.0,
            exports_kusd: self.exports_kusd - self.flagged_exports_kusd,
            exports_t: self.exports_t - self.flagged_exports_t,
            flagged_exports_kusd: 0.0,
            flagged_exports_t: 0.0,
            hhi_world_exports: self.hhi_world_exports_unflagged,
            world_flagged: false,
            mirrors: None,
            plausible_alone: true,
            ..self
        }
    }

    /// Why a figure of the imports cannot be given where there are none.
    pub(crate) fn none(&self) -> &'static str {
        if self.plausible_alone {
            "no plausible import is left"
        } else {
            "the source has no import in this year"
        }
    }

    /// The mirrors, where any import has two reports.
    pub(crate) fn two_reports(&self) -> Option<&ImportMirrors> {
        self.reported_twice(MirroredFlows::Imports)
    }

    /// The mirrors, where any of these flows has two reports.
    pub(crate) fn reported_twice(&self, flows: MirroredFlows) -> Option<&ImportMirrors> {
        self.mirrors.as_ref().filter(|mirrors| mirrors.any(flows))
    }

    /// Why there is no interval where there is none.
    pub(crate) fn no_uncertainty(&self) -> &'static str {
        if self.plausible_alone {
            LEFT_OUT
        } else if self.mirrors.is_some() {
            ONE_REPORT
        } else {
            NO_UNCERTAINTY
        }
    }

    /// The interval of an amount: with and without its flagged part, and
    /// between the reports.
    pub(crate) fn amount_interval(
        &self,
        with: f64,
        flagged: f64,
        ends: impl Fn(&ImportMirrors) -> Ends,
    ) -> Interval {
        let ends = self.two_reports().map(ends);
        let ways = if flagged > 0.0 {
            vec![with, with - flagged]
        } else {
            Vec::new()
        };
        self.interval(ways, ends, WITHOUT_FLAGGED)
    }

    /// The hull of several ways to compute a number and of its ends between
    /// the reports; `meaning` says what the ways are.
    pub(crate) fn interval(&self, ways: Vec<f64>, ends: Option<Ends>, meaning: &str) -> Interval {
        self.interval_of(MirroredFlows::Imports, ways, ends, meaning)
    }

    /// The same, of a number that other flows than the imports go into.
    pub(crate) fn interval_of(
        &self,
        flows: MirroredFlows,
        mut ways: Vec<f64>,
        ends: Option<Ends>,
        meaning: &str,
    ) -> Interval {
        match (ends, self.reported_twice(flows)) {
            (Some((low, high)), Some(mirrors)) => {
                let meaning = if ways.is_empty() {
                    mirrors.meaning(flows)
                } else {
                    format!("{meaning}; {}", mirrors.meaning(flows))
                };
                ways.extend([low, high]);
                hull(&ways, &meaning)
            }
            _ if ways.is_empty() => Interval::unknown(self.no_uncertainty()),
            _ => hull(&ways, meaning),
        }
    }

    /// The ends, over value and quantity, of what is computed from the
    /// mirrors; quantity counts where [`Counting`] counts it.
    pub(crate) fn mirror_ends(
        &self,
        compute: impl Fn(&ImportMirrors, fn(&AmountEnds) -> Ends) -> Option<Ends>,
    ) -> Option<Ends> {
        let mirrors = self.two_reports()?;
        let (low, high) = compute(mirrors, |amount| amount.value_kusd)?;
        let by_quantity = if self.unquantified <= 0.1 * self.value {
            compute(mirrors, |amount| amount.quantity_t)
        } else {
            None
        };
        let (other_low, other_high) = by_quantity.unwrap_or((low, high));
        Some((low.min(other_low), high.max(other_high)))
    }

    /// The ways in which the imports can be counted.
    pub(crate) fn counting(&self) -> Counting {
        Counting::of(&self.flows)
    }

    pub(crate) fn quantity_coverage(&self) -> Coverage {
        Coverage::known(
            1.0 - self.unquantified / self.value,
            "import value with a reported quantity",
        )
    }

    pub(crate) fn geodep(&self) -> GeoDepYear {
        GeoDepYear {
            hhi_imports: herfindahl_hirschman_index(self.flows.iter().map(|flow| flow.value_kusd)),
            hhi_exports: self.hhi_world_exports,
            imports_over_exports: (self.exports_kusd > 0.0).then(|| self.value / self.exports_kusd),
            imports: self.value > 0.0,
        }
    }
}

pub(crate) fn hull(values: &[f64], meaning: &str) -> Interval {
    let low = values.iter().copied().reduce(f64::min);
    let high = values.iter().copied().reduce(f64::max);
    match (low, high) {
        (Some(low), Some(high)) => Interval::between(low, high, meaning),
        _ => Interval::unknown("none of the ways to compute it has data"),
    }
}
