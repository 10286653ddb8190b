//! What each supplier of a subject can have sent of one material: plain numbers.

use std::collections::BTreeMap;

use narrows_core::{Economy, Material, SourceRef, Year};

use super::basket_system::{BasketSystem, HeldTotal};
use super::constraint_system::Ends;
use crate::subject::Subject;

/// Plain numbers of one supplier.
pub(super) struct Supply {
    pub(super) economy: Economy,
    pub(super) flows: Vec<usize>,
    pub(super) tonnes: Ends,
    pub(super) value: Ends,
    /// As reported, implausible ones too; `None` where none is.
    pub(super) basket_t: Option<f64>,
    /// Whether one of the reported quantities is implausible.
    pub(super) implausible: bool,
    pub(super) measured: bool,
}

/// One material of a basket for one subject.
pub(super) struct Unmixer<'a> {
    pub(super) of: &'a BasketSystem,
    pub(super) subject: &'a Subject,
    pub(super) material: usize,
}

impl Unmixer<'_> {
    pub(super) fn material(&self) -> Material {
        self.of.materials[self.material]
    }

    pub(super) fn name(&self) -> &'static str {
        self.material().name()
    }

    pub(super) fn year(&self) -> Year {
        self.of.year
    }

    pub(super) fn basis(&self, what: &str) -> String {
        format!(
            "{what} of {}, unwrought and powders, inside {} {}, {}",
            self.name(),
            self.of.revision,
            self.of.hs_code,
            self.year()
        )
    }

    /// Every source whose numbers bound the material.
    pub(super) fn sources(&self, measured: bool) -> Vec<SourceRef> {
        if measured {
            let flows = &self.of.system.flows;
            return self
                .of
                .measured
                .iter()
                .filter(|((flow, material), _)| {
                    let importer = self.of.nodes[flows[*flow].importer];
                    *material == self.material && self.subject.contains(importer)
                })
                .map(|(_, measured)| measured.source.clone())
                .collect();
        }
        let lines = self
            .of
            .lines
            .lines
            .iter()
            .filter(|(key, _)| key.material == self.material)
            .map(|(_, lines)| lines.source.clone());
        let price = self.of.prices[self.material].iter();
        std::iter::once(self.of.source.clone())
            .chain(lines)
            .chain(price.map(|price| price.source.clone()))
            .chain(
                self.of
                    .limits
                    .get(&self.material)
                    .into_iter()
                    .flat_map(|limit| limit.sources.iter().cloned()),
            )
            .chain(self.total().map(|total| total.source.clone()))
            .collect()
    }

    /// A published total of exactly the subject's imports.
    pub(super) fn total(&self) -> Option<&HeldTotal> {
        self.of.totals.iter().find(|total| {
            total.material == self.material && self.subject.single() == Some(total.importer)
        })
    }

    pub(super) fn supplies(&self) -> Vec<Supply> {
        let of = self.of;
        let mut by_exporter: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, flow) in of.system.flows.iter().enumerate() {
            let from_outside = !self.subject.contains(of.nodes[flow.exporter]);
            if from_outside && self.subject.contains(of.nodes[flow.importer]) {
                by_exporter.entry(flow.exporter).or_default().push(index);
            }
        }
        let mut supplies: Vec<Supply> = by_exporter
            .into_iter()
            .map(|(node, flows)| self.supply(node, flows))
            .collect();
        // What has no upper bound comes last: it is unknown, not large.
        supplies.sort_by(|a, b| {
            let most = |one: &Supply| (one.tonnes.high.is_finite(), one.tonnes.high);
            let basket = |one: &Supply| one.basket_t.unwrap_or(0.0);
            let (a_known, a_most) = most(a);
            let (b_known, b_most) = most(b);
            b_known
                .cmp(&a_known)
                .then_with(|| b_most.total_cmp(&a_most))
                .then_with(|| basket(b).total_cmp(&basket(a)))
                .then_with(|| a.economy.cmp(&b.economy))
        });
        supplies
    }

    fn supply(&self, node: usize, flows: Vec<usize>) -> Supply {
        let of = self.of;
        let tonnes = of.system.sum_from(node, &flows, self.material, &of.ends);
        let price = of.prices[self.material].as_ref();
        let mut value = Ends {
            low: 0.0,
            high: 0.0,
        };
        for flow in &flows {
            let ends = of.ends[*flow][self.material];
            let of_flow = &of.system.flows[*flow];
            let measured = of
                .measured
                .get(&(*flow, self.material))
                .and_then(|measured| measured.value_kusd);
            if let Some(exact) = measured {
                value.low += exact;
                value.high += exact;
                continue;
            }
            value.low += price.map_or(0.0, |price| price.low * ends.low);
            let dearest = price.map_or(f64::INFINITY, |price| price.high * ends.high);
            let most = if ends.high > 0.0 { dearest } else { 0.0 };
            value.high += most.min(of_flow.value_kusd.high);
        }
        Supply {
            economy: of.nodes[node],
            measured: flows
                .iter()
                .all(|flow| of.measured.contains_key(&(*flow, self.material))),
            basket_t: flows
                .iter()
                .map(|flow| of.reported_t[*flow])
                .sum::<Option<f64>>(),
            implausible: flows.iter().any(|flow| {
                of.reported_t[*flow].is_some()
                    && !of.system.flows[*flow].quantity_t.high.is_finite()
            }),
            flows,
            tonnes,
            value,
        }
    }

    /// The sum over suppliers, within what the world can have made.
    pub(super) fn total_ends(&self, supplies: &[Supply]) -> Ends {
        let mut total = supplies.iter().fold(
            Ends {
                low: 0.0,
                high: 0.0,
            },
            |sum, one| Ends {
                low: sum.low + one.tonnes.low,
                high: sum.high + one.tonnes.high,
            },
        );
        if let Some(held) = self.total() {
            total.low = total.low.max(held.ends.low);
            total.high = total.high.min(held.ends.high);
        }
        let world = self
            .of
            .limits
            .get(&self.material)
            .and_then(|limit| limit.world_t);
        if let Some(world) = world {
            // What comes back after it was sent abroad counts again.
            let sent: f64 = self
                .of
                .system
                .flows
                .iter()
                .zip(&self.of.ends)
                .filter(|(flow, _)| {
                    self.subject.contains(self.of.nodes[flow.exporter])
                        && !self.subject.contains(self.of.nodes[flow.importer])
                })
                .map(|(_, ends)| ends[self.material].high)
                .sum();
            total.high = total.high.min(world + sent);
        }
        total
    }
}

/// The supplier whose least is more than every other's most.
pub(super) fn largest(supplies: &[Supply]) -> Option<Economy> {
    let best = supplies
        .iter()
        .max_by(|a, b| a.tonnes.low.total_cmp(&b.tonnes.low))?;
    let clear = best.tonnes.low > 0.0
        && supplies
            .iter()
            .filter(|other| other.economy != best.economy)
            .all(|other| other.tonnes.high < best.tonnes.low);
    clear.then_some(best.economy)
}
