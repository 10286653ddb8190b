//! One basket, one source of trade, one year: its flows with everything that
//! is known of the materials inside them.

use std::collections::BTreeMap;

use narrows_core::{Economy, HsCode, HsRevision, Material, SourceRef, Stage, Year};
use narrows_lake::{Lake, TradeFlow};

use super::UnmixingOptions;
use super::constraint_system::{Balance, BasketFlow, ConstraintSystem, Ends, Total};
use super::knowledge::Knowledge;
use super::national_lines::{LineKey, NationalLines};
use super::price_range::PriceRange;
use super::production_limit::ProductionLimit;
use crate::ExposureError;
use crate::market::FlowTotal;
use crate::material_trade::SourceTrade;
use crate::mineral_statistics::MineralStatistics;
use crate::scan::MarketKey;
use crate::supply_shares::supply_shares;

/// Half of the last digit of the trade tables: three decimals of thousand
/// dollars and of tonnes.
const ROUNDING: f64 = 0.0005;

/// A published total that holds, as printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeldTotal {
    pub(crate) material: usize,
    pub(crate) importer: Economy,
    /// t, as printed, and within its rounding.
    pub(crate) tonnes: f64,
    pub(crate) ends: Ends,
    pub(crate) estimated: bool,
    pub(crate) source: SourceRef,
    pub(crate) name: String,
}

/// What a national line measures of one flow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measured {
    pub(crate) quantity_t: f64,
    pub(crate) value_kusd: Option<f64>,
    pub(crate) source: SourceRef,
}

/// The system, its narrowed ends, and what they rest on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BasketSystem {
    pub(crate) source: SourceRef,
    pub(crate) revision: HsRevision,
    pub(crate) hs_code: HsCode,
    pub(crate) year: Year,
    pub(crate) stage: Stage,
    pub(crate) materials: Vec<Material>,
    /// What else the basket mixes, in words.
    pub(crate) others: Vec<String>,
    pub(crate) nodes: Vec<Economy>,
    pub(crate) system: ConstraintSystem,
    /// t under the code as reported, flow by flow; implausible ones too.
    pub(crate) reported_t: Vec<Option<f64>>,
    pub(crate) ends: Vec<Vec<Ends>>,
    /// Balances that facts contradict, in words.
    pub(crate) given_up: Vec<String>,
    /// Materials whose constraints contradict each other, and how.
    pub(crate) refused: BTreeMap<usize, String>,
    pub(crate) prices: Vec<Option<PriceRange>>,
    pub(crate) limits: BTreeMap<usize, ProductionLimit>,
    pub(crate) totals: Vec<HeldTotal>,
    pub(crate) lines: NationalLines,
    /// By flow and material, where one whole line and no other measures it.
    pub(crate) measured: BTreeMap<(usize, usize), Measured>,
    /// Flows of which the lines of customs add up to more than the source of
    /// trade has.
    pub(crate) exceeded: Vec<(Economy, Economy)>,
    pub(crate) options: UnmixingOptions,
}

impl BasketSystem {
    /// Reads and narrows it; `None` where the source has no such market.
    pub(crate) fn read(
        lake: &Lake,
        source: &SourceTrade,
        hs_code: HsCode,
        year: Year,
        options: &UnmixingOptions,
    ) -> Result<Option<Self>, ExposureError> {
        let materials: Vec<Material> = Material::of_code(source.revision, hs_code).collect();
        let mut market = source.market(year, &[hs_code]);
        let flows = market.flows();
        if materials.is_empty() || flows.is_empty() {
            return Ok(None);
        }
        let code = materials[0]
            .codes()
            .iter()
            .find(|code| code.revision == source.revision && code.hs_code == hs_code);
        let others = code.map_or_else(Vec::new, |code| {
            code.mixes
                .iter()
                .filter(|name| materials.iter().all(|material| material.id() != *name))
                .cloned()
                .collect()
        });
        let mut found = Self {
            source: source.source.clone(),
            revision: source.revision,
            hs_code,
            year,
            stage: code.map_or(Stage::NotSpecified, |code| code.stage),
            others,
            nodes: Vec::new(),
            system: ConstraintSystem {
                materials: materials.iter().map(|one| one.name().to_owned()).collect(),
                lowest_price: vec![None; materials.len()],
                ..ConstraintSystem::default()
            },
            reported_t: Vec::new(),
            ends: Vec::new(),
            given_up: Vec::new(),
            refused: BTreeMap::new(),
            prices: Vec::new(),
            limits: BTreeMap::new(),
            totals: Vec::new(),
            lines: NationalLines::read(lake, &materials, hs_code, year)?,
            measured: BTreeMap::new(),
            exceeded: Vec::new(),
            options: options.clone(),
            materials,
        };
        found.add_flows(source, flows);
        found.add_lines();
        found.add_statistics(lake)?;
        found.trust_lines_over_prices();
        found.narrow();
        Ok(Some(found))
    }

    pub(super) fn node(&mut self, economy: Economy) -> usize {
        match self.nodes.iter().position(|known| *known == economy) {
            Some(node) => node,
            None => {
                self.nodes.push(economy);
                self.system.nodes.push(economy.name().to_owned());
                self.nodes.len() - 1
            }
        }
    }

    pub(super) fn add_flow(
        &mut self,
        exporter: Economy,
        importer: Economy,
        value: Ends,
        quantity: Ends,
    ) {
        let (exporter, importer) = (self.node(exporter), self.node(importer));
        self.system.flows.push(BasketFlow {
            exporter,
            importer,
            value_kusd: value,
            quantity_t: quantity,
        });
        self.system
            .known
            .push(vec![Ends::OPEN; self.materials.len()]);
        self.reported_t.push(None);
    }

    fn add_flows(&mut self, source: &SourceTrade, flows: &[FlowTotal]) {
        let key = MarketKey {
            year: self.year.0,
            hs_code: self.hs_code,
        };
        let mirrors = source
            .mirrors
            .as_ref()
            .and_then(|mirrors| mirrors.get(&key));
        for flow in flows {
            let mirror = mirrors.and_then(|mirrors| {
                mirrors
                    .iter()
                    .find(|one| (one.importer, one.exporter) == (flow.importer, flow.exporter))
            });
            let around = |amount: f64, reports: Option<(f64, f64)>| {
                let (low, high) = reports.unwrap_or((amount, amount));
                Ends {
                    low: (low.min(amount) - ROUNDING).max(0.0),
                    high: high.max(amount) + ROUNDING,
                }
            };
            // A quantity that is missing in part or implausible bounds nothing.
            let quantity = if flow.quantity_t > 0.0
                && flow.value_without_quantity_kusd <= 0.0
                && flow.flagged_quantity_t <= 0.0
            {
                around(flow.quantity_t, mirror.and_then(|one| one.quantity_t))
            } else {
                Ends::OPEN
            };
            let value = around(flow.value_kusd, mirror.and_then(|one| one.value_kusd));
            self.add_flow(flow.exporter(), flow.importer(), value, quantity);
            if let Some(reported) = self.reported_t.last_mut() {
                *reported = (flow.quantity_t > 0.0).then_some(flow.quantity_t);
            }
        }
    }

    /// Prices, production and published totals.
    fn add_statistics(&mut self, lake: &Lake) -> Result<(), ExposureError> {
        let statistics = MineralStatistics::read_each(lake, &self.materials)?;
        for (index, material) in self.materials.clone().into_iter().enumerate() {
            let of = &statistics[index];
            let price = PriceRange::of(material, of, self.year, self.options.price_factor);
            self.system.lowest_price[index] = price.as_ref().map(|price| price.low);
            self.prices.push(price);
            if self.options.published_totals {
                self.add_totals(index, material, of);
            }
            if !self.options.balances || Knowledge::get().balance(material).is_none() {
                continue;
            }
            let shares = supply_shares(lake, material)?;
            if let Some(limit) = ProductionLimit::of(material, of, &shares, self.stage, self.year) {
                for (node, economy) in self.nodes.iter().enumerate() {
                    if let Some(produced_t) = limit.of_economy(*economy) {
                        self.system.balances.push(Balance {
                            material: index,
                            node,
                            produced_t,
                        });
                    }
                }
                self.limits.insert(index, limit);
            }
        }
        Ok(())
    }

    fn add_totals(&mut self, index: usize, material: Material, statistics: &MineralStatistics) {
        for known in &Knowledge::get().totals {
            let lines = LineKey {
                reporter: known.importer,
                flow: TradeFlow::Import,
                material: index,
            };
            // The lines themselves tell more than their sum.
            if known.material != material || self.lines.lines.contains_key(&lines) {
                continue;
            }
            let row = statistics
                .of("salient-united-states", "import")
                .filter(|row| row.series == known.series && row.years == (self.year.0, self.year.0))
                .max_by(|a, b| a.source.cmp(&b.source));
            let Some((row, tonnes)) = row.and_then(|row| Some((row, row.tonnes()?))) else {
                continue;
            };
            let (Some(value), Some(rounding)) = (row.value, row.rounding()) else {
                continue;
            };
            let rounding = if value > 0.0 {
                tonnes / value * rounding
            } else {
                0.0
            };
            let flows: Vec<usize> = self
                .system
                .flows
                .iter()
                .enumerate()
                .filter(|(_, flow)| self.nodes[flow.importer] == known.importer)
                .map(|(flow, _)| flow)
                .collect();
            if flows.is_empty() {
                continue;
            }
            let held = HeldTotal {
                material: index,
                importer: known.importer,
                tonnes,
                ends: Ends {
                    low: (tonnes - rounding).max(0.0),
                    high: tonnes + rounding,
                },
                estimated: row.is_estimate(),
                source: row.source.clone(),
                name: known.source.clone(),
            };
            self.system.totals.push(Total {
                material: index,
                flows,
                quantity_t: held.ends,
                name: format!("{} ({})", held.name, held.source),
            });
            self.totals.push(held);
        }
    }

    /// Narrows the ends. A balance is an assumption: one that lines or totals
    /// contradict is given up for that economy. Of a material whose constraints contradict each other,
    /// nothing is said, and the others are narrowed without them.
    fn narrow(&mut self) {
        loop {
            match self.system.narrowed() {
                Ok(ends) => {
                    self.ends = ends;
                    return;
                }
                Err(conflict) => {
                    let material = conflict.material;
                    if let Some(node) = conflict.balance_of {
                        self.given_up.push(conflict.constraints.join(", though "));
                        self.system
                            .balances
                            .retain(|one| (one.material, one.node) != (material, node));
                        continue;
                    }
                    self.refused.insert(material, conflict.to_string());
                    self.system
                        .balances
                        .retain(|balance| balance.material != material);
                    self.system
                        .totals
                        .retain(|total| total.material != material);
                    for known in &mut self.system.known {
                        known[material] = Ends::OPEN;
                    }
                    self.measured.retain(|(_, of), _| *of != material);
                }
            }
        }
    }
}
