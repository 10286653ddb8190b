//! National lines as bounds on the flows of a basket.

use std::collections::BTreeMap;

use narrows_core::Economy;
use narrows_lake::TradeFlow;

use super::basket_system::{BasketSystem, Measured};
use super::constraint_system::Ends;
use super::knowledge::LineHolds;
use super::national_lines::LineKey;

/// What one report bounds, and what it measures where it is whole.
type Report = (Ends, Option<Measured>);

impl BasketSystem {
    /// The flow between two economies, added where the source has none.
    fn flow_between(&mut self, exporter: Economy, importer: Economy) -> usize {
        let (from, to) = (self.node(exporter), self.node(importer));
        let found = self
            .system
            .flows
            .iter()
            .position(|flow| (flow.exporter, flow.importer) == (from, to));
        found.unwrap_or_else(|| {
            let none = Ends {
                low: 0.0,
                high: 0.0,
            };
            self.add_flow(exporter, importer, none, none);
            self.system.flows.len() - 1
        })
    }

    /// National lines as ends of what they hold. Where two economies report one
    /// flow, the ends hold both reports.
    pub(super) fn add_lines(&mut self) {
        let lines = self.lines.clone();
        let mut reported: BTreeMap<(usize, usize), Vec<Report>> = BTreeMap::new();
        for (key, of) in &lines.lines {
            let pair = |partner: Economy| match key.flow {
                TradeFlow::Import => (partner, key.reporter),
                TradeFlow::Export => (key.reporter, partner),
            };
            for (partner, sum) in &of.partners {
                let (exporter, importer) = pair(*partner);
                let flow = self.flow_between(exporter, importer);
                let whole = of.whole_year && sum.all_weighed;
                let metal = of.holds == LineHolds::Metal;
                let ends = Ends {
                    low: if metal { sum.quantity_t } else { 0.0 },
                    high: if whole { sum.quantity_t } else { f64::INFINITY },
                };
                let measured = (whole && metal).then(|| Measured {
                    quantity_t: sum.quantity_t,
                    value_kusd: sum.value_kusd,
                    source: of.source.clone(),
                });
                reported
                    .entry((flow, key.material))
                    .or_default()
                    .push((ends, measured));
                self.make_room(flow, key, *partner, sum.value_kusd);
            }
            if of.lists_all_partners() {
                let known: Vec<(usize, Economy)> = self
                    .system
                    .flows
                    .iter()
                    .enumerate()
                    .filter_map(|(index, flow)| {
                        let (own, other) = match key.flow {
                            TradeFlow::Import => (flow.importer, flow.exporter),
                            TradeFlow::Export => (flow.exporter, flow.importer),
                        };
                        (self.nodes[own] == key.reporter).then(|| (index, self.nodes[other]))
                    })
                    .filter(|(_, other)| !of.partners.contains_key(other))
                    .collect();
                for (flow, _) in known {
                    let none = Ends {
                        low: 0.0,
                        high: 0.0,
                    };
                    let measured = Measured {
                        quantity_t: 0.0,
                        value_kusd: Some(0.0),
                        source: of.source.clone(),
                    };
                    reported
                        .entry((flow, key.material))
                        .or_default()
                        .push((none, Some(measured)));
                }
            }
        }
        for ((flow, material), reports) in reported {
            let ends = reports
                .iter()
                .map(|(ends, _)| *ends)
                .reduce(|a, b| Ends {
                    low: a.low.min(b.low),
                    high: a.high.max(b.high),
                })
                .unwrap_or(Ends::OPEN);
            self.system.known[flow][material] = ends;
            if let [(_, Some(measured))] = reports.as_slice() {
                self.measured.insert((flow, material), measured.clone());
            }
        }
    }

    /// Customs may have more under the code than the source of trade, which
    /// reconciles two reports: the flow then holds up to what they have.
    fn make_room(&mut self, flow: usize, key: &LineKey, partner: Economy, value: Option<f64>) {
        let basket = (key.reporter, key.flow, partner);
        let tonnes = self.lines.basket_t.get(&basket).copied().unwrap_or(0.0);
        let of = &mut self.system.flows[flow];
        let exceeds =
            tonnes > of.quantity_t.high || value.is_some_and(|value| value > of.value_kusd.high);
        of.quantity_t.high = of.quantity_t.high.max(tonnes);
        if value.is_none_or(|value| value > of.value_kusd.high) {
            // Without its value in dollars the line has no price to hold against
            // the flow's.
            of.value_kusd.high = f64::INFINITY;
        }
        if exceeds {
            let pair = (self.nodes[of.exporter], self.nodes[of.importer]);
            if !self.exceeded.contains(&pair) {
                self.exceeded.push(pair);
            }
        }
    }

    /// A line is a fact and the lowest price a choice: a flow whose lines are
    /// cheaper than that is bounded by quantity alone.
    pub(super) fn trust_lines_over_prices(&mut self) {
        for (flow, known) in self.system.flows.iter_mut().zip(&self.system.known) {
            let worth: f64 = known
                .iter()
                .zip(&self.system.lowest_price)
                .map(|(ends, price)| ends.low * price.unwrap_or(0.0))
                .sum();
            if worth > flow.value_kusd.high {
                flow.value_kusd.high = f64::INFINITY;
            }
        }
    }
}
