//! One material inside a basket, from the viewpoint of a subject: bounds.

use std::collections::BTreeMap;

use narrows_core::{
    Coverage, Economy, Figure, HsCode, HsRevision, Interval, Material, SourceRef, Unit, Year,
};
use narrows_lake::TradeFlow;
use schemars::JsonSchema;
use serde::Serialize;

use super::basket_system::{BasketSystem, HeldTotal};
use super::constraint_system::Ends;
use super::knowledge::{Knowledge, NationalLine};
use super::national_lines::LineKey;
use crate::hhi::hhi_between;
use crate::subject::Subject;

/// A Herfindahl–Hirschman index whose ends are further apart is no figure.
const WIDEST_INDEX: f64 = 0.5;
/// A supplier at most this part of whose goods under the basket can be the
/// material is named as such.
const LITTLE: f64 = 0.1;
/// Suppliers of little that are named, and lines that would tighten.
const NAMED: usize = 4;

/// What one economy can have supplied.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnmixedSupplier {
    /// Who supplies.
    pub economy: Economy,
    /// t of the material.
    pub quantity: Figure,
    /// Value of the material.
    pub value: Figure,
    /// Share of the subject's imports of the material, by quantity.
    pub share: Figure,
    /// t under the whole basket, all its materials together.
    pub basket_quantity: Figure,
}

/// A material inside a basket: what the subject can have imported of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct UnmixedMaterial {
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The basket.
    pub hs_code: HsCode,
    /// The revision in which it mixes these.
    pub revision: HsRevision,
    /// The source of the trade.
    pub source: SourceRef,
    /// t of the material as unwrought metal or powder.
    pub imports_quantity: Figure,
    /// Its value.
    pub imports_value: Figure,
    /// Who can have supplied how much; the most that is possible first.
    pub suppliers: Vec<UnmixedSupplier>,
    /// Herfindahl–Hirschman index of the suppliers, by quantity.
    pub herfindahl_hirschman_index: Figure,
    /// The largest supplier, where the bounds tell who it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_supplier: Option<Economy>,
    /// What the bounds tell, and why they are as wide as they are.
    pub reading: Vec<String>,
    /// What would narrow them.
    pub would_tighten: Vec<String>,
}

impl UnmixedMaterial {
    /// Its figures with what they are of and, for those of a supplier, whose.
    pub(crate) fn figures(&self) -> Vec<(&'static str, Option<Economy>, &Figure)> {
        let mut figures = vec![
            ("import quantity", None, &self.imports_quantity),
            ("import value", None, &self.imports_value),
            (
                "herfindahl_hirschman_index_imports",
                None,
                &self.herfindahl_hirschman_index,
            ),
        ];
        for supplier in &self.suppliers {
            let economy = Some(supplier.economy);
            figures.push(("import quantity", economy, &supplier.quantity));
            figures.push(("import value", economy, &supplier.value));
            figures.push(("share of imports", economy, &supplier.share));
        }
        figures
    }
}

/// Plain numbers of one supplier.
struct Supply {
    economy: Economy,
    flows: Vec<usize>,
    tonnes: Ends,
    value: Ends,
    /// As reported, implausible ones too; `None` where none is.
    basket_t: Option<f64>,
    /// Whether one of the reported quantities is implausible.
    implausible: bool,
    measured: bool,
}

impl BasketSystem {
    /// The materials of the basket for a subject.
    pub(crate) fn unmixed(&self, subject: &Subject) -> Vec<UnmixedMaterial> {
        (0..self.materials.len())
            .map(|material| self.unmixed_material(subject, material))
            .collect()
    }

    /// One of them, by its place.
    pub(crate) fn unmixed_material(&self, subject: &Subject, material: usize) -> UnmixedMaterial {
        Unmixer {
            of: self,
            subject,
            material,
        }
        .answer()
    }
}

struct Unmixer<'a> {
    of: &'a BasketSystem,
    subject: &'a Subject,
    material: usize,
}

impl Unmixer<'_> {
    fn material(&self) -> Material {
        self.of.materials[self.material]
    }

    fn name(&self) -> &'static str {
        self.material().name()
    }

    fn year(&self) -> Year {
        self.of.year
    }

    fn basis(&self, what: &str) -> String {
        format!(
            "{what} of {}, unwrought and powders, inside {} {}, {}",
            self.name(),
            self.of.revision,
            self.of.hs_code,
            self.year()
        )
    }

    /// Every source whose numbers bound the material.
    fn sources(&self, measured: bool) -> Vec<SourceRef> {
        let lines = self
            .of
            .lines
            .lines
            .iter()
            .filter(|(key, _)| key.material == self.material)
            .map(|(_, lines)| lines.source.clone());
        if measured {
            return lines.collect();
        }
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
    fn total(&self) -> Option<&HeldTotal> {
        self.of.totals.iter().find(|total| {
            total.material == self.material && self.subject.single() == Some(total.importer)
        })
    }

    fn supplies(&self) -> Vec<Supply> {
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

    fn answer(&self) -> UnmixedMaterial {
        let supplies = self.supplies();
        let refused = self.of.refused.get(&self.material);
        let total = self.total_ends(&supplies);
        let all_measured = !supplies.is_empty() && supplies.iter().all(|one| one.measured);
        let answer = UnmixedMaterial {
            material: self.material().id().to_owned(),
            material_name: self.name().to_owned(),
            hs_code: self.of.hs_code,
            revision: self.of.revision,
            source: self.of.source.clone(),
            imports_quantity: self.imports_quantity(&supplies, total, all_measured),
            imports_value: self.imports_value(&supplies, all_measured),
            herfindahl_hirschman_index: self.index(&supplies, all_measured),
            largest_supplier: if refused.is_some() {
                None
            } else {
                largest(&supplies)
            },
            reading: self.reading(&supplies, total, all_measured),
            would_tighten: self.would_tighten(&supplies),
            suppliers: if refused.is_some() {
                Vec::new()
            } else {
                supplies
                    .iter()
                    .filter(|one| one.tonnes.high > 0.0)
                    .map(|one| self.supplier(one, &supplies, total))
                    .collect()
            },
        };
        answer
    }

    /// The sum over suppliers, within what the world can have made.
    fn total_ends(&self, supplies: &[Supply]) -> Ends {
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

    fn refusal(&self, unit: Unit, basis: String) -> Option<Figure> {
        let reason = self.of.refused.get(&self.material)?;
        Some(Figure::unavailable(
            unit,
            basis,
            reason.clone(),
            self.sources(false),
        ))
    }

    fn bounded(&self, unit: Unit, basis: String, ends: Ends, coverage: Coverage) -> Figure {
        if let Some(refused) = self.refusal(unit, basis.clone()) {
            return refused;
        }
        if !ends.high.is_finite() {
            let reason = format!(
                "a flow without a plausible quantity has no upper bound, since no price of {} and \
                 no national line is in the lake",
                self.name()
            );
            return Figure::unavailable(unit, basis, reason, self.sources(false));
        }
        Figure::bounded(
            unit,
            basis,
            Interval::between(
                ends.low,
                ends.high,
                "all amounts that agree with the constraints; none is likelier than another",
            ),
            coverage,
            self.sources(false),
        )
    }

    fn measured(&self, value: f64, unit: Unit, basis: String, sources: Vec<SourceRef>) -> Figure {
        Figure::measured(
            value,
            unit,
            basis,
            Interval::unknown("customs publish no uncertainty of it"),
            Coverage::known(1.0, "imports of the material by national line"),
            sources,
        )
    }

    /// How much of the basket has a quantity that bounds.
    fn coverage(&self, supplies: &[Supply]) -> Coverage {
        let value = |bounded: bool| -> f64 {
            supplies
                .iter()
                .flat_map(|one| &one.flows)
                .map(|flow| &self.of.system.flows[*flow])
                .filter(|flow| !bounded || flow.quantity_t.high.is_finite())
                .map(|flow| flow.value_kusd.low)
                .fold(0.0, |sum: f64, value| sum + value)
        };
        let all = value(false);
        if all > 0.0 {
            Coverage::known(
                value(true) / all,
                "import value under the basket with a plausible quantity",
            )
        } else {
            Coverage::unknown("the source has no value under the code")
        }
    }

    fn no_import(&self, supplies: &[Supply], unit: Unit, basis: &str) -> Option<Figure> {
        supplies.is_empty().then(|| {
            Figure::unavailable(
                unit,
                basis.to_owned(),
                "the source has no import under this code in this year",
                [self.of.source.clone()],
            )
        })
    }

    fn imports_quantity(&self, supplies: &[Supply], total: Ends, all_measured: bool) -> Figure {
        let basis = self.basis("import quantity");
        if let Some(none) = self.no_import(supplies, Unit::Tonne, &basis) {
            return none;
        }
        if let Some(refused) = self.refusal(Unit::Tonne, basis.clone()) {
            return refused;
        }
        if all_measured {
            let sum = supplies.iter().map(|one| one.tonnes.high).sum();
            return self.measured(sum, Unit::Tonne, basis, self.sources(true));
        }
        if let Some(held) = self.total() {
            let figure = Figure::measured(
                held.tonnes,
                Unit::Tonne,
                basis,
                Interval::between(
                    held.ends.low,
                    held.ends.high,
                    "rounding of the published total of the national line",
                ),
                Coverage::known(1.0, "imports of the material by national line"),
                [held.source.clone()],
            );
            return if held.estimated {
                figure.as_estimate()
            } else {
                figure
            };
        }
        self.bounded(Unit::Tonne, basis, total, self.coverage(supplies))
    }

    fn imports_value(&self, supplies: &[Supply], all_measured: bool) -> Figure {
        let basis = self.basis("import value");
        if let Some(none) = self.no_import(supplies, Unit::KiloUsd, &basis) {
            return none;
        }
        let value = supplies.iter().fold(
            Ends {
                low: 0.0,
                high: 0.0,
            },
            |sum, one| Ends {
                low: sum.low + one.value.low,
                high: sum.high + one.value.high,
            },
        );
        let exact = value.low == value.high;
        if all_measured && exact && self.refusal(Unit::KiloUsd, String::new()).is_none() {
            return self.measured(value.low, Unit::KiloUsd, basis, self.sources(true));
        }
        self.bounded(Unit::KiloUsd, basis, value, self.coverage(supplies))
    }

    fn supplier(&self, one: &Supply, all: &[Supply], total: Ends) -> UnmixedSupplier {
        let name = one.economy.name();
        let quantity_basis = format!("{}, from {name}", self.basis("import quantity"));
        let value_basis = format!("{}, from {name}", self.basis("import value"));
        let own = std::slice::from_ref(one);
        let line_sources = || -> Vec<SourceRef> {
            one.flows
                .iter()
                .filter_map(|flow| self.of.measured.get(&(*flow, self.material)))
                .map(|measured| measured.source.clone())
                .collect()
        };
        let (quantity, value) = if one.measured {
            let tonnes = one
                .flows
                .iter()
                .filter_map(|flow| self.of.measured.get(&(*flow, self.material)))
                .map(|measured| measured.quantity_t)
                .fold(0.0, |sum, tonnes| sum + tonnes);
            let value = if one.value.low == one.value.high {
                self.measured(one.value.low, Unit::KiloUsd, value_basis, line_sources())
            } else {
                self.bounded(Unit::KiloUsd, value_basis, one.value, self.coverage(own))
            };
            (
                self.measured(tonnes, Unit::Tonne, quantity_basis, line_sources()),
                value,
            )
        } else {
            (
                self.bounded(
                    Unit::Tonne,
                    quantity_basis,
                    Ends {
                        low: one.tonnes.low,
                        high: one.tonnes.high.min(total.high),
                    },
                    self.coverage(own),
                ),
                self.bounded(Unit::KiloUsd, value_basis, one.value, self.coverage(own)),
            )
        };
        UnmixedSupplier {
            economy: one.economy,
            quantity,
            value,
            share: self.share(one, all, total),
            basket_quantity: self.basket_quantity(one),
        }
    }

    fn share(&self, one: &Supply, all: &[Supply], total: Ends) -> Figure {
        let basis = format!(
            "{}, share of {}",
            self.basis("import quantity"),
            one.economy.name()
        );
        let exact = all.iter().all(|one| one.measured);
        if exact && total.high > 0.0 {
            let sum: f64 = all.iter().map(|one| one.tonnes.high).sum();
            return self.measured(
                one.tonnes.high / sum,
                Unit::Share,
                basis,
                self.sources(true),
            );
        }
        let (mut low_of_others, mut high_of_others) = (0.0, 0.0);
        for other in all.iter().filter(|other| other.economy != one.economy) {
            low_of_others += other.tonnes.low;
            high_of_others += other.tonnes.high;
        }
        let mut share = Ends {
            low: 0.0,
            high: 1.0,
        };
        if one.tonnes.low > 0.0 {
            share.low = one.tonnes.low / (one.tonnes.low + high_of_others);
            if total.high.is_finite() {
                share.low = share.low.max(one.tonnes.low / total.high);
            }
        }
        if one.tonnes.high.is_finite() && low_of_others > 0.0 {
            share.high = one.tonnes.high / (one.tonnes.high + low_of_others);
        }
        if total.low > 0.0 {
            share.high = share.high.min(one.tonnes.high / total.low);
        }
        self.bounded(
            Unit::Share,
            basis,
            share,
            self.coverage(std::slice::from_ref(one)),
        )
    }

    fn basket_quantity(&self, one: &Supply) -> Figure {
        let basis = format!(
            "import quantity, whole basket {} {}, from {}, {}",
            self.of.revision,
            self.of.hs_code,
            one.economy.name(),
            self.year()
        );
        let source = [self.of.source.clone()];
        let Some(tonnes) = one.basket_t else {
            return Figure::unavailable(
                Unit::Tonne,
                basis,
                "no quantity is reported for this flow",
                source,
            );
        };
        Figure::measured(
            tonnes,
            Unit::Tonne,
            basis,
            Interval::unknown(if one.implausible {
                "the flow is implausible as it stands"
            } else {
                "the source publishes no uncertainty of it"
            }),
            Coverage::known(1.0, "the reported flow"),
            source,
        )
    }

    fn index(&self, supplies: &[Supply], all_measured: bool) -> Figure {
        let basis = self.basis("suppliers by import quantity");
        if let Some(none) = self.no_import(supplies, Unit::Index01, &basis) {
            return none;
        }
        if let Some(refused) = self.refusal(Unit::Index01, basis.clone()) {
            return refused;
        }
        let ends: Vec<(f64, f64)> = supplies
            .iter()
            .map(|one| (one.tonnes.low, one.tonnes.high))
            .collect();
        let finite = ends.iter().all(|ends| ends.1.is_finite());
        let Some((low, high)) = hhi_between(&ends).filter(|_| finite) else {
            let reason = if finite {
                "nothing of it was imported"
            } else {
                "too wide: the quantity of a supplier has no upper bound"
            };
            return Figure::unavailable(Unit::Index01, basis, reason, self.sources(false));
        };
        if all_measured {
            return self.measured(high, Unit::Index01, basis, self.sources(true));
        }
        if high - low > WIDEST_INDEX {
            return Figure::unavailable(
                Unit::Index01,
                basis,
                format!("too wide: anything from {low:.2} to {high:.2} agrees with the bounds"),
                self.sources(false),
            );
        }
        self.bounded(
            Unit::Index01,
            basis,
            Ends { low, high },
            self.coverage(supplies),
        )
    }

    fn reading(&self, supplies: &[Supply], total: Ends, all_measured: bool) -> Vec<String> {
        let name = self.name();
        let who = self.subject.name_in_sentence();
        let code = format!("{} {}", self.of.revision, self.of.hs_code);
        if let Some(reason) = self.of.refused.get(&self.material) {
            return vec![format!("No bounds on {name} inside {code}: {reason}.")];
        }
        if supplies.is_empty() {
            return vec![format!(
                "The source has no import of {who} under {code} in {}.",
                self.year()
            )];
        }
        if all_measured {
            return vec![format!(
                "Measured: national lines tell {name} from the other materials of {code}."
            )];
        }
        let mut reading = Vec::new();
        let basket = supplies
            .iter()
            .filter_map(|one| one.basket_t)
            .fold(0.0, |sum, tonnes| sum + tonnes);
        let how_much = if let Some(held) = self.total() {
            format!("{} t are {name}, as published", amount(held.tonnes))
        } else if total.high.is_finite() {
            format!(
                "between {} and {} t are {name}",
                amount(total.low),
                amount(total.high)
            )
        } else {
            format!("any part can be {name}")
        };
        reading.push(format!(
            "Of the {} t that {who} imported under {code} in {}, {how_much}.",
            amount(basket),
            self.year()
        ));
        reading.push(match largest(supplies) {
            Some(largest) => format!("The largest supplier is {}.", largest.name_in_sentence()),
            None if supplies.iter().all(|one| one.tonnes.low <= 0.0) => format!(
                "The bounds are too wide to rank suppliers: {}.",
                self.why_wide(supplies)
            ),
            None => format!(
                "The bounds do not tell the largest supplier: {}.",
                self.why_wide(supplies)
            ),
        });
        reading.extend(self.little(supplies, total));
        reading
    }

    /// Suppliers of much under the code who can supply little of the material.
    fn little(&self, supplies: &[Supply], total: Ends) -> Option<String> {
        let mut little: Vec<(f64, &Supply)> = supplies
            .iter()
            .filter_map(|one| Some((one.basket_t?, one)))
            .filter(|(basket, one)| {
                *basket >= 1.0
                    && one.tonnes.high < LITTLE * basket
                    && one.tonnes.high < 0.9 * total.high
            })
            .collect();
        little.sort_by(|a, b| {
            b.0.total_cmp(&a.0)
                .then_with(|| a.1.economy.cmp(&b.1.economy))
        });
        let named: Vec<String> = little
            .iter()
            .take(NAMED)
            .map(|(basket, one)| {
                format!(
                    "{} (at most {} of {} t)",
                    one.economy.name_in_sentence(),
                    amount(one.tonnes.high),
                    amount(*basket)
                )
            })
            .collect();
        (!named.is_empty()).then(|| {
            format!(
                "Little of what comes under the code from these can be {}: {}.",
                self.name(),
                named.join(", ")
            )
        })
    }

    fn why_wide(&self, supplies: &[Supply]) -> String {
        let mut why = vec![format!(
            "no national line in the lake tells {} from what else is in the code",
            self.name()
        )];
        if self.of.prices[self.material].is_none() {
            why.push(format!(
                "no price of the metal is known for {}",
                self.year()
            ));
        }
        let open = supplies
            .iter()
            .flat_map(|one| &one.flows)
            .filter(|flow| !self.of.system.flows[**flow].quantity_t.high.is_finite())
            .count();
        match open {
            0 => {}
            1 => why.push("one flow has no plausible quantity".to_owned()),
            _ => why.push(format!("{open} flows have no plausible quantity")),
        }
        why.join(", and ")
    }

    /// National lines that are not in the lake: the subject's own first, then
    /// those of the suppliers whose bounds are widest.
    fn would_tighten(&self, supplies: &[Supply]) -> Vec<String> {
        let mut wanted: Vec<(Economy, TradeFlow)> = self
            .subject
            .members()
            .map(|member| (member, TradeFlow::Import))
            .collect();
        wanted.extend(
            supplies
                .iter()
                .filter(|one| !one.measured && one.tonnes.high > one.tonnes.low)
                .take(NAMED)
                .map(|one| (one.economy, TradeFlow::Export)),
        );
        let mut unknown: Vec<&str> = Vec::new();
        let mut statements: Vec<String> = Vec::new();
        for (reporter, flow) in wanted {
            let key = LineKey {
                reporter,
                flow,
                material: self.material,
            };
            let in_lake = self.of.lines.lines.get(&key);
            if in_lake.is_some_and(|lines| lines.whole_year) {
                continue;
            }
            let line = Knowledge::get().lines.iter().find(|line| {
                line.material == self.material()
                    && line.is_of(self.of.hs_code)
                    && line.holds_in(self.year())
                    && line.reporters.contains(&reporter)
                    && line.flows.contains(&flow)
            });
            match line {
                Some(line) => statements.push(statement(reporter, flow, line, in_lake.is_some())),
                None => unknown.push(reporter.name()),
            }
        }
        if !unknown.is_empty() {
            statements.push(format!(
                "This program knows no national line of {} that holds {} alone.",
                unknown.join(", "),
                self.name()
            ));
        }
        statements
    }
}

fn statement(reporter: Economy, flow: TradeFlow, line: &NationalLine, partly: bool) -> String {
    let what = match (flow, partly) {
        (_, true) => "the missing months of",
        (TradeFlow::Import, false) => "imports of",
        (TradeFlow::Export, false) => "exports of",
    };
    let how = match &line.mapping {
        Some(mapping) => format!("`narrows data import csv FILE --mapping {mapping}`"),
        None => "with a mapping of your own; waste and scrap are in them too".to_owned(),
    };
    format!(
        "{} {} by {} ({}): {how}.",
        capital(what),
        reporter.name_in_sentence(),
        line.codes.join(" + "),
        line.nomenclature
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// The supplier whose least is more than every other's most.
fn largest(supplies: &[Supply]) -> Option<Economy> {
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

/// An amount for a sentence.
fn amount(tonnes: f64) -> String {
    if tonnes >= 100.0 {
        format!("{tonnes:.0}")
    } else if tonnes >= 0.1 || tonnes == 0.0 {
        format!("{tonnes:.1}").trim_end_matches(".0").to_owned()
    } else {
        format!("{tonnes:.3}")
    }
}
