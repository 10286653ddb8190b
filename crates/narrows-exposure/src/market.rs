//! The market accumulator: all flows of one product in one year.

use narrows_core::Economy;

use crate::governance::Governance;
use crate::subject::Subject;
use crate::unit_value::{is_corroborated, is_outlier, median_unit_value};

/// The total of one pair of economies in a market.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FlowTotal {
    /// [`Economy::index`] of the importer.
    pub importer: u16,
    /// [`Economy::index`] of the exporter.
    pub exporter: u16,
    /// kUSD, all of it.
    pub value_kusd: f64,
    /// t, of the part with a reported quantity.
    pub quantity_t: f64,
    /// kUSD of the part without a reported quantity.
    pub value_without_quantity_kusd: f64,
    /// kUSD of the part with an implausible unit value.
    pub flagged_value_kusd: f64,
    /// t of the part with an implausible unit value.
    pub flagged_quantity_t: f64,
}

impl FlowTotal {
    /// Of a single flow: value in kUSD, quantity in t, NaN where not reported.
    #[inline]
    pub(crate) fn one(importer: u16, exporter: u16, value_kusd: f64, quantity_t: f64) -> Self {
        let missing = quantity_t.is_nan();
        Self {
            importer,
            exporter,
            value_kusd,
            quantity_t: if missing { 0.0 } else { quantity_t },
            value_without_quantity_kusd: if missing { value_kusd } else { 0.0 },
            flagged_value_kusd: 0.0,
            flagged_quantity_t: 0.0,
        }
    }

    fn pair(&self) -> (u16, u16) {
        (self.importer, self.exporter)
    }

    fn add(&mut self, other: &Self) {
        self.value_kusd += other.value_kusd;
        self.quantity_t += other.quantity_t;
        self.value_without_quantity_kusd += other.value_without_quantity_kusd;
        self.flagged_value_kusd += other.flagged_value_kusd;
        self.flagged_quantity_t += other.flagged_quantity_t;
    }

    /// The exporter.
    #[must_use]
    pub fn exporter(&self) -> Economy {
        economy(self.exporter)
    }

    /// The importer.
    #[must_use]
    pub fn importer(&self) -> Economy {
        economy(self.importer)
    }
}

fn economy(index: u16) -> Economy {
    Economy::from_index(usize::from(index))
        .unwrap_or_else(|| unreachable!("indices come from economies"))
}

/// Takes flows in any order, joins with accumulators of the same market, and
/// is read out once all flows are in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarketAccumulator {
    flows: Vec<FlowTotal>,
    unordered: bool,
}

impl MarketAccumulator {
    /// An empty market.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one flow: value in kUSD, quantity in t, NaN where not reported.
    #[inline]
    pub fn update(&mut self, importer: u16, exporter: u16, value_kusd: f64, quantity_t: f64) {
        self.push(FlowTotal::one(importer, exporter, value_kusd, quantity_t));
    }

    #[inline]
    fn push(&mut self, flow: FlowTotal) {
        if let Some(last) = self.flows.last_mut() {
            if last.pair() == flow.pair() {
                last.add(&flow);
                return;
            }
            self.unordered |= last.pair() > flow.pair();
        }
        self.flows.push(flow);
    }

    /// Adds all flows of another accumulator.
    pub fn merge(&mut self, other: &Self) {
        if other.flows.is_empty() {
            return;
        }
        if self.flows.is_empty() {
            self.clone_from(other);
            return;
        }
        self.unordered |= other.unordered;
        for flow in &other.flows {
            self.push(*flow);
        }
    }

    /// Forgets all flows and keeps the memory.
    pub fn clear(&mut self) {
        self.flows.clear();
        self.unordered = false;
    }

    /// Whether there is no flow.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.flows.is_empty()
    }

    /// The flows by importer and exporter, each pair once.
    pub fn flows(&mut self) -> &[FlowTotal] {
        if self.unordered {
            self.flows.sort_by_key(FlowTotal::pair);
            self.flows.dedup_by(|next, kept| {
                let same = next.pair() == kept.pair();
                if same {
                    kept.add(next);
                }
                same
            });
            self.unordered = false;
        }
        &self.flows
    }

    /// Marks the flows whose unit value is more than 20 times off the median
    /// and not corroborated by their exporter's other flows; returns the median
    /// in kUSD/t. To be called on the market of one code, before codes are
    /// merged: a median over several goods means nothing.
    pub fn flag_unit_values(&mut self, scratch: &mut FlagScratch) -> Option<f64> {
        self.flows();
        scratch.unit_values.clear();
        scratch
            .unit_values
            .extend(self.flows.iter().filter_map(unit_value));
        let median = median_unit_value(&mut scratch.unit_values)?;
        // Most markets have no outlier, and then need no exporters' totals.
        scratch.exporters.clear();
        for index in 0..self.flows.len() {
            let flow = self.flows[index];
            let outlier = unit_value(&flow).is_some_and(|value| is_outlier(value, median));
            if outlier && scratch.exporters.is_empty() {
                self.total_exporters(&mut scratch.exporters);
            }
            let implausible = outlier && !corroborated(&flow, &scratch.exporters);
            let (value, quantity) = if implausible {
                (
                    flow.value_kusd - flow.value_without_quantity_kusd,
                    flow.quantity_t,
                )
            } else {
                (0.0, 0.0)
            };
            let flow = &mut self.flows[index];
            flow.flagged_value_kusd = value;
            flow.flagged_quantity_t = quantity;
        }
        Some(median)
    }

    /// Value with a quantity, and quantity, of each exporter by index.
    fn total_exporters(&self, totals: &mut Vec<(f64, f64)>) {
        totals.resize(Economy::count(), (0.0, 0.0));
        for flow in &self.flows {
            let total = &mut totals[usize::from(flow.exporter)];
            total.0 += flow.value_kusd - flow.value_without_quantity_kusd;
            total.1 += flow.quantity_t;
        }
    }

    /// Flows whose unit value is more than 20 times off `median`, with whether
    /// their exporter's other flows corroborate them.
    pub fn outliers(&mut self, median: f64) -> Vec<(FlowTotal, bool)> {
        self.flows();
        let mut totals = Vec::new();
        self.total_exporters(&mut totals);
        self.flows
            .iter()
            .filter(|flow| unit_value(flow).is_some_and(|value| is_outlier(value, median)))
            .map(|flow| (*flow, corroborated(flow, &totals)))
            .collect()
    }

    /// The imports of a subject by exporter (`importer` is then the subject's
    /// first member), its internal trade netted out.
    pub fn imports_of(&mut self, subject: &Subject) -> Vec<FlowTotal> {
        let mut imports: Vec<FlowTotal> = self
            .flows()
            .iter()
            .filter(|flow| subject.contains(flow.importer()) && !subject.contains(flow.exporter()))
            .copied()
            .collect();
        imports.sort_by_key(|flow| (flow.exporter, flow.importer));
        imports.dedup_by(|next, kept| {
            let same = next.exporter == kept.exporter;
            if same {
                kept.add(next);
            }
            same
        });
        imports
    }

    /// The sum of a subject's exports to others.
    pub fn exports_of(&mut self, subject: &Subject) -> FlowTotal {
        self.sum(|flow| subject.contains(flow.exporter()) && !subject.contains(flow.importer()))
    }

    /// The sum of the trade among a subject's members.
    pub fn internal_trade_of(&mut self, subject: &Subject) -> FlowTotal {
        self.sum(|flow| subject.contains(flow.exporter()) && subject.contains(flow.importer()))
    }

    fn sum(&mut self, chosen: impl Fn(&FlowTotal) -> bool) -> FlowTotal {
        let mut total = FlowTotal::default();
        for flow in self.flows().iter().filter(|flow| chosen(flow)) {
            total.add(flow);
        }
        total
    }

    /// World exports by exporter, implausible flows left out: the value of
    /// each, kUSD.
    pub fn unflagged_exports_by_economy(&mut self) -> Vec<f64> {
        let mut totals = vec![0.0; Economy::count()];
        for flow in self.flows() {
            totals[usize::from(flow.exporter)] += flow.value_kusd - flow.flagged_value_kusd;
        }
        totals
    }

    /// World exports by exporter: value and quantity of each.
    pub fn exports_by_economy(&mut self) -> Vec<(Economy, f64, f64)> {
        let mut totals = vec![(0.0, 0.0); Economy::count()];
        for flow in self.flows() {
            let total = &mut totals[usize::from(flow.exporter)];
            total.0 += flow.value_kusd;
            total.1 += flow.quantity_t;
        }
        Economy::all()
            .zip(totals)
            .filter(|(_, (value, _))| *value > 0.0)
            .map(|(exporter, (value, quantity))| (exporter, value, quantity))
            .collect()
    }

    /// Reads the market out for every importer at once.
    pub fn finish(&mut self, governance: Option<&Governance>) -> MarketProfile {
        let mut profile = MarketProfile::default();
        self.finish_into(governance, &mut profile);
        profile
    }

    /// [`MarketAccumulator::finish`] into memory that is used again.
    pub fn finish_into(&mut self, governance: Option<&Governance>, profile: &mut MarketProfile) {
        self.flows();
        profile.exports.clear();
        profile.exports.resize(Economy::count(), (0.0, 0.0));
        profile.importers.clear();
        for flows in self.flows.chunk_by(|a, b| a.importer == b.importer) {
            for flow in flows {
                let total = &mut profile.exports[usize::from(flow.exporter)];
                total.0 += flow.value_kusd;
                total.1 += flow.quantity_t;
            }
            profile
                .importers
                .push(ImportProfile::of(flows[0].importer, flows, governance));
        }
        (profile.world_value_kusd, profile.hhi_exports) = world_exports(&profile.exports);
    }
}

/// World trade in kUSD, and the Herfindahl–Hirschman index of world exports by
/// value, NaN without trade. Takes value and quantity of each exporter.
pub(crate) fn world_exports(exports: &[(f64, f64)]) -> (f64, f64) {
    let (mut sum, mut squares) = (0.0, 0.0);
    for (value, _) in exports {
        sum += value;
        squares += value * value;
    }
    (sum, index(squares, sum))
}

/// The Herfindahl–Hirschman index from a sum of squares and a sum, NaN where
/// the sum is none.
#[inline]
fn index(squares: f64, sum: f64) -> f64 {
    if sum > 0.0 {
        (squares / (sum * sum)).min(1.0)
    } else {
        f64::NAN
    }
}

/// Memory that flagging uses again from market to market.
#[derive(Debug, Clone, Default)]
pub struct FlagScratch {
    unit_values: Vec<f64>,
    exporters: Vec<(f64, f64)>,
}

fn corroborated(flow: &FlowTotal, exporters: &[(f64, f64)]) -> bool {
    let (value, quantity) = exporters[usize::from(flow.exporter)];
    let others = (
        value - (flow.value_kusd - flow.value_without_quantity_kusd),
        quantity - flow.quantity_t,
    );
    unit_value(flow).is_some_and(|own| {
        others.1 > 0.0 && others.0 > 0.0 && is_corroborated(own, others.0 / others.1)
    })
}

fn unit_value(flow: &FlowTotal) -> Option<f64> {
    let value = flow.value_kusd - flow.value_without_quantity_kusd;
    (value > 0.0 && flow.quantity_t > 0.0).then(|| value / flow.quantity_t)
}

/// What can be said of one importer in one market. NaN stands for "not
/// defined" here, where millions of rows pass; it becomes a reason when a
/// figure is made of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ImportProfile {
    /// [`Economy::index`].
    pub importer: u16,
    /// Economies that it imports from.
    pub suppliers: u32,
    /// kUSD.
    pub imports_kusd: f64,
    /// t, where reported.
    pub imports_t: f64,
    /// kUSD of imports without a reported quantity.
    pub value_without_quantity_kusd: f64,
    /// kUSD of imports with an implausible unit value.
    pub flagged_value_kusd: f64,
    /// Herfindahl–Hirschman index of import sources, by value.
    pub hhi_value: f64,
    /// The same, by quantity.
    pub hhi_quantity: f64,
    /// The same, by value, flagged flows left out.
    pub hhi_value_unflagged: f64,
    /// [`Economy::index`] of the largest supplier by value.
    pub top_supplier: u16,
    /// Its share of the import value.
    pub top_share: f64,
    /// Σ gᵢ·qᵢ over suppliers with a governance estimate, in t.
    pub risk_weighted_t: f64,
    /// t from suppliers without a governance estimate.
    pub quantity_without_governance_t: f64,
}

impl ImportProfile {
    /// The profile of one importer's flows, one an exporter.
    #[must_use]
    pub fn of(importer: u16, flows: &[FlowTotal], governance: Option<&Governance>) -> Self {
        let risks = governance.map(Governance::by_index);
        let mut sums = FlowSums::new(importer);
        let mut weighted = RiskSums::default();
        let (mut flagged_value_kusd, mut unflagged_squares) = (0.0, 0.0);
        for flow in flows {
            sums.add(flow);
            if let Some(risks) = risks {
                weighted.add(flow, risks);
            }
            flagged_value_kusd += flow.flagged_value_kusd;
            let unflagged = flow.value_kusd - flow.flagged_value_kusd;
            unflagged_squares += unflagged * unflagged;
        }
        Self {
            importer,
            suppliers: u32::try_from(flows.len()).unwrap_or(u32::MAX),
            imports_kusd: sums.imports_kusd,
            imports_t: sums.imports_t,
            value_without_quantity_kusd: sums.value_without_quantity_kusd,
            flagged_value_kusd,
            hhi_value: sums.hhi_value(),
            hhi_quantity: sums.hhi_quantity(),
            hhi_value_unflagged: index(unflagged_squares, sums.imports_kusd - flagged_value_kusd),
            top_supplier: sums.top_supplier,
            top_share: sums.top_share(),
            risk_weighted_t: weighted.risk_weighted_t,
            quantity_without_governance_t: weighted.quantity_without_governance_t,
        }
    }
}

/// Sums over the flows of one importer, one an exporter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FlowSums {
    /// [`Economy::index`].
    pub importer: u16,
    /// [`Economy::index`] of the exporter of the largest flow by value.
    pub top_supplier: u16,
    /// kUSD.
    pub imports_kusd: f64,
    /// t, where reported.
    pub imports_t: f64,
    /// kUSD of flows without a reported quantity.
    pub value_without_quantity_kusd: f64,
    /// Sum of squared values, kUSD².
    value_squares: f64,
    /// Sum of squared quantities, t².
    quantity_squares: f64,
    /// Value of the largest flow, kUSD.
    top_kusd: f64,
}

impl FlowSums {
    #[inline]
    pub(crate) fn new(importer: u16) -> Self {
        Self {
            importer,
            top_supplier: importer,
            imports_kusd: 0.0,
            imports_t: 0.0,
            value_without_quantity_kusd: 0.0,
            value_squares: 0.0,
            quantity_squares: 0.0,
            top_kusd: -1.0,
        }
    }

    #[inline]
    pub(crate) fn add(&mut self, flow: &FlowTotal) {
        self.imports_kusd += flow.value_kusd;
        self.imports_t += flow.quantity_t;
        self.value_without_quantity_kusd += flow.value_without_quantity_kusd;
        self.value_squares += flow.value_kusd * flow.value_kusd;
        self.quantity_squares += flow.quantity_t * flow.quantity_t;
        // Two choices without a branch: which flow is the largest cannot be
        // predicted.
        let larger = flow.value_kusd > self.top_kusd;
        self.top_kusd = if larger {
            flow.value_kusd
        } else {
            self.top_kusd
        };
        self.top_supplier = if larger {
            flow.exporter
        } else {
            self.top_supplier
        };
    }

    /// The Herfindahl–Hirschman index of import sources, by value.
    #[inline]
    pub(crate) fn hhi_value(&self) -> f64 {
        index(self.value_squares, self.imports_kusd)
    }

    /// The same, by quantity.
    #[inline]
    pub(crate) fn hhi_quantity(&self) -> f64 {
        index(self.quantity_squares, self.imports_t)
    }

    /// The share of the largest supplier by value.
    #[inline]
    pub(crate) fn top_share(&self) -> f64 {
        if self.imports_kusd > 0.0 {
            self.top_kusd / self.imports_kusd
        } else {
            f64::NAN
        }
    }
}

/// Quantities of one importer, weighted by political instability.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RiskSums {
    /// As [`ImportProfile::risk_weighted_t`].
    pub risk_weighted_t: f64,
    /// As [`ImportProfile::quantity_without_governance_t`].
    pub quantity_without_governance_t: f64,
}

impl RiskSums {
    /// Adds a flow; `risks` are weights by [`Economy::index`].
    #[inline]
    pub(crate) fn add(&mut self, flow: &FlowTotal, risks: &[Option<f64>]) {
        match risks[usize::from(flow.exporter)] {
            Some(risk) => self.risk_weighted_t += risk * flow.quantity_t,
            None => self.quantity_without_governance_t += flow.quantity_t,
        }
    }
}

/// A market read out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarketProfile {
    /// World trade, kUSD.
    pub world_value_kusd: f64,
    /// Herfindahl–Hirschman index of world exports, by value.
    pub hhi_exports: f64,
    /// Exports by [`Economy::index`]: kUSD and t.
    pub exports: Vec<(f64, f64)>,
    /// The importers, by index.
    pub importers: Vec<ImportProfile>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flows() -> impl Strategy<Value = Vec<(u16, u16, f64, f64)>> {
        prop::collection::vec((0_u16..8, 0_u16..8, 0.001_f64..1e6, 0.001_f64..1e6), 1..80).prop_map(
            |flows| {
                flows
                    .into_iter()
                    .filter(|(importer, exporter, _, _)| importer != exporter)
                    .collect()
            },
        )
    }

    fn market(flows: &[(u16, u16, f64, f64)]) -> MarketAccumulator {
        let mut market = MarketAccumulator::new();
        for (importer, exporter, value, quantity) in flows {
            market.update(*importer, *exporter, *value, *quantity);
        }
        market
    }

    fn close(a: f64, b: f64) -> bool {
        (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
    }

    fn first_members(count: usize) -> Vec<Economy> {
        Economy::all().take(count).collect()
    }

    proptest! {
        #[test]
        fn the_order_of_merging_does_not_matter(left in flows(), right in flows()) {
            let (mut a, mut b) = (market(&left), market(&right));
            a.merge(&market(&right));
            b.merge(&market(&left));
            let (a, b) = (a.finish(None), b.finish(None));
            prop_assert_eq!(a.importers.len(), b.importers.len());
            for (x, y) in a.importers.iter().zip(&b.importers) {
                prop_assert_eq!((x.importer, x.suppliers), (y.importer, y.suppliers));
                prop_assert!(close(x.imports_kusd, y.imports_kusd));
                prop_assert!(close(x.hhi_value, y.hhi_value));
                prop_assert!(close(x.hhi_quantity, y.hhi_quantity));
            }
            prop_assert!(close(a.hhi_exports, b.hhi_exports));
        }

        #[test]
        fn splitting_a_market_and_merging_it_gives_the_market(flows in flows(), cut in 0_usize..80) {
            let cut = cut.min(flows.len());
            let mut joined = market(&flows[..cut]);
            joined.merge(&market(&flows[cut..]));
            let (whole, joined) = (market(&flows).finish(None), joined.finish(None));
            prop_assert_eq!(whole.importers.len(), joined.importers.len());
            for (x, y) in whole.importers.iter().zip(&joined.importers) {
                prop_assert!(close(x.imports_kusd, y.imports_kusd));
                prop_assert!(close(x.hhi_value, y.hhi_value));
            }
        }

        #[test]
        fn hhi_and_shares_stay_in_their_bounds(flows in flows()) {
            let mut market = market(&flows);
            let profile = market.finish(None);
            for importer in &profile.importers {
                let n = f64::from(importer.suppliers);
                prop_assert!(importer.hhi_value >= 1.0 / n - 1e-12 && importer.hhi_value <= 1.0);
                prop_assert!(importer.top_share >= 1.0 / n - 1e-12 && importer.top_share <= 1.0);
                let subject = Subject::economy(economy(importer.importer));
                let imports = market.imports_of(&subject);
                let shares: f64 = imports.iter().map(|flow| flow.value_kusd / importer.imports_kusd).sum();
                prop_assert!(close(shares, 1.0));
            }
        }

        #[test]
        fn a_coalition_of_one_equals_its_member(flows in flows(), member in 0_usize..8) {
            let mut market = market(&flows);
            let member = Economy::from_index(member).unwrap();
            let alone = market.imports_of(&Subject::economy(member));
            let coalition = market.imports_of(&Subject::coalition(&[member, member]).unwrap());
            prop_assert_eq!(alone, coalition);
            prop_assert_eq!(market.internal_trade_of(&Subject::economy(member)).value_kusd, 0.0);
        }

        #[test]
        fn netting_never_raises_imports(flows in flows(), size in 1_usize..8) {
            let mut market = market(&flows);
            let members = first_members(size);
            let together: f64 = market
                .imports_of(&Subject::coalition(&members).unwrap())
                .iter()
                .map(|flow| flow.value_kusd)
                .sum();
            let apart: f64 = members
                .iter()
                .map(|member| -> f64 {
                    market.imports_of(&Subject::economy(*member)).iter().map(|flow| flow.value_kusd).sum()
                })
                .sum();
            prop_assert!(together <= apart * (1.0 + 1e-12));
        }
    }

    #[test]
    fn a_missing_quantity_is_not_a_quantity_of_zero() {
        let mut market = MarketAccumulator::new();
        market.update(1, 2, 10.0, f64::NAN);
        market.update(1, 3, 30.0, 5.0);
        let profile = market.finish(None).importers[0];
        assert_eq!(profile.imports_t, 5.0);
        assert_eq!(profile.value_without_quantity_kusd, 10.0);
        assert_eq!(profile.hhi_quantity, 1.0);
    }
}
