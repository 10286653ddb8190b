//! The noise of reported flows, measured from the data and never assumed.

use std::collections::BTreeMap;

use narrows_core::{CodeRelation, HsCode, Year};

use crate::flow_mirrors::ReportGaps;
use crate::market::{FlowTotal, MarketAccumulator};
use crate::material_trade::{MaterialTrade, SourceTrade};
use crate::noise_draws::DRAWS;

/// Fewest flows that a scatter or a disagreement is measured from.
pub const FEWEST_FLOWS: usize = 30;

/// Fewest flows of an exporter that its own median unit value is taken from.
const FEWEST_OF_EXPORTER: usize = 3;

/// The median of absolute deviations of normal noise, times this, is its
/// standard deviation.
const MAD_TO_DEVIATION: f64 = 1.482_602_218_505_602;

/// How far the unit values of one exporter's flows lie apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitValueScatter {
    /// Robust standard deviation of the logarithm of the unit value.
    pub deviation: f64,
    /// Flows that it is measured from.
    pub flows: usize,
}

/// How far two reconciliations of the same reports lie apart in the value of
/// the same flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// Mid-quantiles of the logarithm of the ratio, ascending and symmetric:
    /// neither source is the right one.
    pub(crate) quantiles: Vec<f64>,
    /// Flows that both have.
    pub flows: usize,
    /// Share of them in which both give the same value.
    pub equal: f64,
    /// The two sources and what is compared, in words.
    pub between: String,
}

/// What is known of the noise of a flow's value.
///
/// Each part is measured from the flows themselves; a part that the lake
/// cannot tell is left out, and [`FlowNoise::words`] says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FlowNoise {
    /// From unit values.
    pub unit_values: Option<UnitValueScatter>,
    /// From a second reconciliation.
    pub disagreement: Option<Disagreement>,
    /// Whether the flows come with the gap between the reports of exporter and
    /// importer.
    pub mirrors: bool,
}

impl FlowNoise {
    /// Measures the noise of the flows under these codes in a year. `None` for
    /// the disagreement where the lake has no second reconciliation.
    #[must_use]
    pub fn measure(
        source: &SourceTrade,
        year: Year,
        codes: &[HsCode],
        disagreement: Option<Disagreement>,
    ) -> Self {
        let mut deviations = Vec::new();
        for code in codes {
            let mut market = source.market(year, &[*code]);
            unit_value_deviations(&mut market, &mut deviations);
        }
        Self {
            unit_values: scatter(deviations),
            disagreement,
            mirrors: !ReportGaps::read(source, year, codes).is_empty(),
        }
    }

    /// Noise of a given scatter alone.
    #[must_use]
    pub fn of_scatter(deviation: f64, flows: usize) -> Self {
        Self {
            unit_values: Some(UnitValueScatter { deviation, flows }),
            ..Self::default()
        }
    }

    /// Whether there is any noise at all.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.unit_values
            .is_none_or(|scatter| scatter.deviation <= 0.0)
            && self.disagreement.is_none()
            && !self.mirrors
    }

    /// What the noise is made of, and what it leaves out.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        words.push(match self.unit_values {
            Some(scatter) => format!(
                "each flow's value varied by the scatter of unit values within exporters (times \
                 or over {:.2}, one standard deviation, from {} flows)",
                libm::exp(scatter.deviation),
                scatter.flows
            ),
            None => format!(
                "the scatter of unit values is left out: fewer than {FEWEST_FLOWS} flows tell it"
            ),
        });
        words.push(match &self.disagreement {
            Some(disagreement) => format!(
                "and by the disagreement of {} ({} flows, {:.0} % of them alike)",
                disagreement.between,
                disagreement.flows,
                disagreement.equal * 100.0
            ),
            None => "the lake has no second reconciliation of these flows".to_owned(),
        });
        words.push(if self.mirrors {
            "and by the gap between the reports of exporter and importer, of the flows that have \
             both"
                .to_owned()
        } else {
            "this source publishes no mirrors, so gaps between the reports of exporter and \
             importer are left out"
                .to_owned()
        });
        words.join("; ")
    }
}

/// Deviations of the logarithm of each unit value from its exporter's median,
/// of exporters with enough flows.
fn unit_value_deviations(market: &mut MarketAccumulator, deviations: &mut Vec<f64>) {
    let mut by_exporter: BTreeMap<u16, Vec<f64>> = BTreeMap::new();
    for flow in market.flows() {
        if let Some(unit_value) = unit_value(flow) {
            by_exporter
                .entry(flow.exporter)
                .or_default()
                .push(libm::log(unit_value));
        }
    }
    for mut unit_values in by_exporter.into_values() {
        let count = unit_values.len();
        if count < FEWEST_OF_EXPORTER {
            continue;
        }
        let Some(centre) = median(&mut unit_values) else {
            continue;
        };
        // The median is taken from the same flows, which pulls it to them.
        let correction = (count as f64 / (count as f64 - 1.0)).sqrt();
        deviations.extend(
            unit_values
                .iter()
                .map(|value| (value - centre).abs() * correction),
        );
    }
}

fn scatter(mut deviations: Vec<f64>) -> Option<UnitValueScatter> {
    let flows = deviations.len();
    if flows < FEWEST_FLOWS {
        return None;
    }
    Some(UnitValueScatter {
        deviation: median(&mut deviations)? * MAD_TO_DEVIATION,
        flows,
    })
}

/// The median; of an even number, the middle between the two middle ones.
pub(crate) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let count = values.len();
    let upper = values.get(count / 2)?;
    Some(if count % 2 == 1 {
        *upper
    } else {
        0.5 * (values[count / 2 - 1] + upper)
    })
}

fn unit_value(flow: &FlowTotal) -> Option<f64> {
    let value = flow.value_kusd - flow.value_without_quantity_kusd;
    (value > 0.0 && flow.quantity_t > 0.0).then(|| value / flow.quantity_t)
}

/// The disagreement of two sources on the flows of a material, over the codes
/// that mean the same in both and the years that both cover. `None` where
/// there are fewer than [`FEWEST_FLOWS`] such flows.
#[must_use]
pub fn disagreement(trade: &MaterialTrade) -> Option<Disagreement> {
    let mut sources = trade.sources.iter();
    while let Some(first) = sources.next() {
        for second in sources.clone() {
            let found = disagreement_of(trade, first, second);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

fn disagreement_of(
    trade: &MaterialTrade,
    first: &SourceTrade,
    second: &SourceTrade,
) -> Option<Disagreement> {
    let years = first.years.0.max(second.years.0)..=first.years.1.min(second.years.1);
    let same_meaning = |code: HsCode, year: Year| {
        let of = |revision| {
            trade.material.codes().iter().find(move |known| {
                known.revision == revision
                    && known.hs_code == code
                    && known.relation != CodeRelation::Basket
                    && known.holds_in(year)
            })
        };
        match (of(first.revision), of(second.revision)) {
            (Some(a), Some(b)) => a.stage == b.stage && a.relation == b.relation,
            _ => false,
        }
    };
    let mut ratios = Vec::new();
    let mut compared: Vec<HsCode> = Vec::new();
    let mut compared_years: Vec<Year> = Vec::new();
    for key in first.markets.keys() {
        let year = Year(key.year);
        if !years.contains(&key.year)
            || !second.markets.contains_key(key)
            || !same_meaning(key.hs_code, year)
        {
            continue;
        }
        let (mut a, mut b) = (
            first.market(year, &[key.hs_code]),
            second.market(year, &[key.hs_code]),
        );
        let values: BTreeMap<(u16, u16), f64> = b
            .flows()
            .iter()
            .map(|flow| ((flow.importer, flow.exporter), flow.value_kusd))
            .collect();
        for flow in a.flows() {
            let other = values.get(&(flow.importer, flow.exporter));
            if let Some(other) = other.filter(|other| **other > 0.0 && flow.value_kusd > 0.0) {
                ratios.push(libm::log(other / flow.value_kusd));
            }
        }
        compared.push(key.hs_code);
        compared_years.push(year);
    }
    if ratios.len() < FEWEST_FLOWS {
        return None;
    }
    compared.sort();
    compared.dedup();
    let listed: Vec<String> = compared.iter().map(ToString::to_string).collect();
    let (from, until) = (compared_years.iter().min()?, compared_years.iter().max()?);
    let period = if from == until {
        from.to_string()
    } else {
        format!("{from}–{until}")
    };
    Disagreement::of_ratios(
        &ratios,
        format!(
            "{} and {} on {}, {period}",
            first.source,
            second.source,
            listed.join(", ")
        ),
    )
}

impl Disagreement {
    /// From the logarithms of ratios; `between` says of what. `None` without
    /// any.
    #[must_use]
    pub fn of_ratios(ratios: &[f64], between: impl Into<String>) -> Option<Self> {
        let mut sizes: Vec<f64> = ratios.iter().map(|ratio| ratio.abs()).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        if sizes.is_empty() {
            return None;
        }
        // Half of the draws go up and half go down by each size.
        let half = DRAWS / 2;
        let mut quantiles = vec![0.0; DRAWS];
        for place in 0..half {
            let size = sizes[(2 * place + 1) * sizes.len() / DRAWS];
            quantiles[half + place] = size;
            quantiles[half - 1 - place] = -size;
        }
        Some(Self {
            quantiles,
            flows: sizes.len(),
            // Both sources print three decimals of a thousand dollars.
            equal: sizes.iter().filter(|size| **size < 1e-6).count() as f64 / sizes.len() as f64,
            between: between.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise_draws::{Order, normal_quantiles};

    #[test]
    fn the_scatter_of_known_noise_is_found_again() {
        let mut market = MarketAccumulator::new();
        for exporter in 0..20_u16 {
            let order = Order::new(u64::from(exporter));
            for importer in 20..60_u16 {
                // Exporters differ in price, their own flows by 0.4.
                let noise = 0.4 * normal_quantiles()[order.at(usize::from(importer))];
                let unit_value = libm::exp(f64::from(exporter) / 4.0 + noise);
                market.update(importer, exporter, 100.0 * unit_value, 100.0);
            }
        }
        let mut deviations = Vec::new();
        unit_value_deviations(&mut market, &mut deviations);
        let found = scatter(deviations).unwrap();
        assert_eq!(found.flows, 800);
        assert!((found.deviation - 0.4).abs() < 0.04, "{found:?}");
    }

    #[test]
    fn few_flows_tell_no_scatter() {
        let mut market = MarketAccumulator::new();
        for importer in 1..9_u16 {
            market.update(importer, 0, 10.0, 1.0);
        }
        let mut deviations = Vec::new();
        unit_value_deviations(&mut market, &mut deviations);
        assert_eq!(scatter(deviations), None);
    }

    #[test]
    fn disagreement_is_symmetric_and_keeps_its_quantiles() {
        let ratios: Vec<f64> = (0..40).map(|n| if n < 30 { 0.0 } else { 0.5 }).collect();
        let found = Disagreement::of_ratios(&ratios, "test").unwrap();
        assert_eq!(found.equal, 0.75);
        assert_eq!(found.quantiles.iter().sum::<f64>(), 0.0);
        assert!(found.quantiles.is_sorted());
        let moved = found.quantiles.iter().filter(|q| **q != 0.0).count();
        assert_eq!(moved, DRAWS / 4);
    }
}
