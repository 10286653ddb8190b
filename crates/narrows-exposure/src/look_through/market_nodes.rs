//! The economies of a market as nodes of a supply network; a coalition is one.

use narrows_core::Economy;

use crate::market::FlowTotal;
use crate::stage_market::StageMarket;
use crate::subject::Subject;
use crate::supply_network::SupplyFlow;

/// The economies of a market as nodes; a coalition is one.
pub(super) struct Nodes {
    /// Node of each economy by index.
    pub(super) of_economy: Vec<Option<usize>>,
    pub(super) economies: Vec<Economy>,
    /// The subject's node is always the first.
    pub(super) flows: Vec<FlowTotal>,
    pub(super) value: f64,
    pub(super) value_without_quantity: f64,
}

pub(super) const SUBJECT: usize = 0;

impl Nodes {
    pub(super) fn of(market: &mut StageMarket<'_>, subject: &Subject) -> Self {
        let flows = market.market.flows().to_vec();
        let mut active = vec![false; Economy::count()];
        for flow in &flows {
            active[usize::from(flow.exporter)] = true;
            active[usize::from(flow.importer)] = true;
        }
        if let Ok(production) = &market.production {
            for (economy, _) in &production.named_t {
                active[economy.index()] = true;
            }
        }
        let mut of_economy = vec![None; Economy::count()];
        let mut economies: Vec<Economy> = subject.members().take(1).collect();
        for economy in Economy::all() {
            if subject.contains(economy) {
                of_economy[economy.index()] = Some(SUBJECT);
            } else if active[economy.index()] {
                of_economy[economy.index()] = Some(economies.len());
                economies.push(economy);
            }
        }
        Self {
            of_economy,
            economies,
            value: flows.iter().map(|flow| flow.value_kusd).sum(),
            value_without_quantity: flows
                .iter()
                .map(|flow| flow.value_without_quantity_kusd)
                .sum(),
            flows,
        }
    }

    pub(super) fn node(&self, economy: Economy) -> Option<usize> {
        self.of_economy[economy.index()]
    }

    pub(super) fn supply_flows(&self, amount: impl Fn(&FlowTotal) -> f64) -> Vec<SupplyFlow> {
        self.flows
            .iter()
            .filter_map(|flow| {
                Some(SupplyFlow {
                    exporter: self.of_economy[usize::from(flow.exporter)]?,
                    importer: self.of_economy[usize::from(flow.importer)]?,
                    amount: amount(flow),
                })
            })
            .collect()
    }

    /// Share of trade value that has no quantity.
    pub(super) fn unquantified(&self) -> f64 {
        if self.value > 0.0 {
            self.value_without_quantity / self.value
        } else {
            0.0
        }
    }
}
