//! The imports of a subject as plain numbers: what suppliers' shares and the
//! method panel are computed from.

use narrows_core::{Coverage, HsCode, Interval, Year};

use crate::geodep::GeoDepYear;
use crate::hhi::herfindahl_hirschman_index;
use crate::market::FlowTotal;
use crate::material_trade::SourceTrade;
use crate::subject::Subject;

/// Why a figure from trade has no interval.
pub(crate) const NO_UNCERTAINTY: &str =
    "no flow is flagged; BACI publishes no uncertainty and mirror gaps are not measured yet";
pub(crate) const SPREAD: &str = "by value and by quantity, with and without flagged flows";
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
    pub(crate) exports_kusd: f64,
    pub(crate) exports_t: f64,
    pub(crate) hhi_world_exports: Option<f64>,
    pub(crate) hhi_world_exports_unflagged: Option<f64>,
    pub(crate) world_flagged: bool,
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
        Self {
            value: sum(|flow| flow.value_kusd),
            quantity: sum(|flow| flow.quantity_t),
            unquantified: sum(|flow| flow.value_without_quantity_kusd),
            flagged_value: sum(|flow| flow.flagged_value_kusd),
            flagged_quantity: sum(|flow| flow.flagged_quantity_t),
            internal_kusd: market.internal_trade_of(subject).value_kusd,
            exports_kusd: exports.value_kusd,
            exports_t: exports.quantity_t,
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
            flows,
        }
    }

    /// A number computed in the four ways: by value and quantity, with and
    /// without flagged flows; those that are defined.
    pub(crate) fn four_ways(
        &self,
        compute: impl Fn(&dyn Fn(&FlowTotal) -> f64) -> Option<f64>,
    ) -> Vec<f64> {
        let value = |flow: &FlowTotal| flow.value_kusd;
        let value_unflagged = |flow: &FlowTotal| flow.value_kusd - flow.flagged_value_kusd;
        let quantity = |flow: &FlowTotal| flow.quantity_t;
        let quantity_unflagged = |flow: &FlowTotal| flow.quantity_t - flow.flagged_quantity_t;
        let mut found: Vec<f64> = [compute(&value), compute(&value_unflagged)]
            .into_iter()
            .flatten()
            .collect();
        // Where much of the trade has no quantity, its shares mean little.
        if self.unquantified <= 0.1 * self.value {
            found.extend(compute(&quantity));
            found.extend(compute(&quantity_unflagged));
        }
        found
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
