//! A coalition of importers: together, apart, what each could cover for the
//! others, and what one more member would change.

use std::collections::BTreeMap;

use narrows_core::{
    Coverage, Economy, Figure, HsCode, HsRevision, Interval, Material, SourceRef, Stage, Unit, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::counting::{Amount, Counting};
use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::governance::Governance;
use crate::market::FlowTotal;
use crate::material_exposure::{MaterialExposure, exposures_from_trade};
use crate::material_trade::MaterialTrade;
use crate::subject::Subject;

/// How a set of economies stands in one market.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Standing {
    /// Share of all members' imports that comes from outside (CDI 2 of SWD(2021) 352).
    pub external_share: Figure,
    /// Herfindahl–Hirschman index of the sources outside.
    pub herfindahl_hirschman_index: Figure,
    /// The largest source outside and its share of the imports from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top_source: Option<(Economy, Figure)>,
    /// Exports to outside over imports from outside.
    pub exports_over_imports: Figure,
}

/// One member inside the coalition.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MemberStanding {
    /// The member.
    pub economy: Economy,
    /// Its imports, kUSD.
    pub imports: Figure,
    /// Share of its imports that the other members supply today.
    pub from_members: Figure,
    /// The member on its own.
    pub alone: Standing,
    /// The others without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others_without_it: Option<Standing>,
}

/// What one member could cover of another's imports.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Cover {
    /// Who would supply.
    pub supplier: Economy,
    /// Who would receive.
    pub receiver: Economy,
    /// Share of the receiver's imports that the supplier covers today.
    pub today: Figure,
    /// Share that it could cover if it redirected what it sells outside the
    /// coalition: an interval between its net exports and all its exports.
    pub could: Figure,
}

/// What the coalition would be with one more member.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Joining {
    /// The candidate.
    pub economy: Economy,
    /// The coalition with it.
    pub with_it: Standing,
}

/// A coalition in one product.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CoalitionProduct {
    /// The stage.
    pub stage: Stage,
    /// Revision of the codes.
    pub revision: HsRevision,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// The source.
    pub source: SourceRef,
    /// All members as one importer, trade among them netted out.
    pub together: Standing,
    /// The members.
    pub members: Vec<MemberStanding>,
    /// What each could cover for each other, pairs with something to give.
    pub cover: Vec<Cover>,
    /// Every economy that trades the product and is no member, the one that
    /// would lower the share from outside most first.
    pub joining: Vec<Joining>,
}

/// A coalition's exposure to one material in one year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CoalitionExposure {
    /// The members as one importer.
    pub together: MaterialExposure,
    /// Each member, in the order given.
    pub members: Vec<MaterialExposure>,
    /// What can only be said of the coalition, by stage.
    pub products: Vec<CoalitionProduct>,
}

impl CoalitionExposure {
    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        let mut sources: Vec<SourceRef> = std::iter::once(&self.together)
            .chain(&self.members)
            .flat_map(MaterialExposure::sources)
            .collect();
        sources.sort();
        sources.dedup();
        sources
    }

    /// Its figures in rows: the exposure of all, of each, then what is said of
    /// the coalition alone.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::of(&self.together);
        for member in &self.members {
            table.append(ExposureTable::of(member));
        }
        for product in &self.products {
            product.add_rows(&self.together, &mut table);
        }
        table
    }
}

impl CoalitionProduct {
    fn add_rows(&self, together: &MaterialExposure, table: &mut ExposureTable) {
        let stage = self.stage.to_string();
        let mut add = |part: &str, name: &str, partner: &str, figure: &Figure| {
            let labels = FigureLabels {
                subject: &together.subject,
                material: &together.material,
                year: Some(together.year),
                part,
                stage: &stage,
                name,
                partner,
            };
            table.push(&labels, figure);
        };
        let mut standing = |part: &str, partner: &str, standing: &Standing| {
            add(part, "external share", partner, &standing.external_share);
            add(
                part,
                "herfindahl_hirschman_index_imports",
                partner,
                &standing.herfindahl_hirschman_index,
            );
            add(
                part,
                "exports over imports",
                partner,
                &standing.exports_over_imports,
            );
        };
        standing("coalition", "", &self.together);
        for member in &self.members {
            standing("member alone", member.economy.alpha3(), &member.alone);
            if let Some(others) = &member.others_without_it {
                standing("coalition without", member.economy.alpha3(), others);
            }
        }
        for joining in &self.joining {
            standing("coalition with", joining.economy.alpha3(), &joining.with_it);
        }
        for member in &self.members {
            let partner = member.economy.alpha3();
            add(
                "member",
                "share from other members",
                partner,
                &member.from_members,
            );
        }
        for cover in &self.cover {
            let name = |what: &str| format!("{what} of the imports of {}", cover.receiver.alpha3());
            let partner = cover.supplier.alpha3();
            add("cover", &name("covers today"), partner, &cover.today);
            add("cover", &name("could cover"), partner, &cover.could);
        }
    }
}

/// The exposure of a coalition.
///
/// # Errors
/// If it has fewer than two members or the lake cannot be read.
pub fn coalition_exposure(
    lake: &Lake,
    members: &[Economy],
    material: Material,
    year: Year,
) -> Result<CoalitionExposure, ExposureError> {
    let coalition = Subject::coalition(members)
        .filter(|coalition| coalition.single().is_none())
        .ok_or_else(|| {
            ExposureError::NoData("a coalition has at least two members; name more".to_owned())
        })?;
    let members: Vec<Economy> = coalition.members().collect();
    let mut subjects: Vec<Subject> = members.iter().copied().map(Subject::economy).collect();
    subjects.push(coalition);
    let trade = MaterialTrade::read(lake, material)?;
    let governance = Governance::read(lake, year)?;
    let mut exposures = exposures_from_trade(lake, &trade, governance.as_ref(), &subjects, year)?;
    let together = exposures
        .pop()
        .ok_or_else(|| ExposureError::NoData("no subject was given".to_owned()))?;
    let products = together
        .products
        .iter()
        .filter_map(|product| {
            let source = trade
                .sources
                .iter()
                .find(|source| source.source == product.source)?;
            let mut market = source.market(year, &product.hs_codes);
            let market = Market {
                flows: market.flows(),
                year,
                source: &product.source,
                derived: source.is_derived(),
            };
            Some(CoalitionProduct {
                stage: product.stage,
                revision: product.revision,
                hs_codes: product.hs_codes.clone(),
                source: product.source.clone(),
                together: market.standing(&members),
                members: market.members(&members),
                cover: market.cover(&members),
                joining: market.joining(&members),
            })
        })
        .collect();
    Ok(CoalitionExposure {
        together,
        members: exposures,
        products,
    })
}

/// The flows of one product in one year, each pair of economies once.
struct Market<'a> {
    flows: &'a [FlowTotal],
    year: Year,
    source: &'a SourceRef,
    /// Whether the source is a reconciliation of this program.
    derived: bool,
}

const BY_VALUE: Amount = |flow| flow.value_kusd;

/// Sums over a set of members in one way of counting.
struct Sums {
    from_outside: BTreeMap<u16, f64>,
    inside: f64,
    to_outside: f64,
}

impl Sums {
    fn external(&self) -> f64 {
        self.from_outside.values().sum()
    }
}

impl Market<'_> {
    fn sums(&self, members: &[Economy], amount: Amount) -> Sums {
        let mut is_member = vec![false; Economy::count()];
        for member in members {
            is_member[member.index()] = true;
        }
        let mut sums = Sums {
            from_outside: BTreeMap::new(),
            inside: 0.0,
            to_outside: 0.0,
        };
        for flow in self.flows {
            let (importer, exporter) = (
                is_member[usize::from(flow.importer)],
                is_member[usize::from(flow.exporter)],
            );
            let counted = amount(flow);
            match (importer, exporter) {
                (true, true) => sums.inside += counted,
                (true, false) => *sums.from_outside.entry(flow.exporter).or_default() += counted,
                (false, true) => sums.to_outside += counted,
                (false, false) => {}
            }
        }
        sums
    }

    /// The ways to count the imports of these economies, and their exports
    /// where they go into the figure.
    fn counting(&self, members: &[Economy], with_exports: bool) -> Counting {
        Counting::of(self.flows.iter().filter(|flow| {
            members.contains(&flow.importer()) || with_exports && members.contains(&flow.exporter())
        }))
    }

    fn estimated_if_derived(&self, figure: Figure) -> Figure {
        if self.derived {
            figure.as_estimate()
        } else {
            figure
        }
    }

    fn figure(
        &self,
        unit: Unit,
        basis: &str,
        reason: &str,
        covered: f64,
        counting: &Counting,
        compute: impl Fn(Amount) -> Option<f64>,
    ) -> Figure {
        let basis = format!("{basis}, {}", self.year);
        match compute(BY_VALUE).filter(|value| value.is_finite()) {
            Some(value) => self.estimated_if_derived(Figure::measured(
                value,
                unit,
                basis,
                counting.interval(&compute),
                Coverage::known(covered, "import value with a reported quantity"),
                [self.source.clone()],
            )),
            None => Figure::unavailable(unit, basis, reason, [self.source.clone()]),
        }
    }

    /// The part of the members' import value that has a quantity.
    fn covered(&self, members: &[Economy]) -> f64 {
        let (mut value, mut unquantified) = (0.0, 0.0);
        for flow in self.flows {
            if members.contains(&flow.importer()) {
                value += flow.value_kusd;
                unquantified += flow.value_without_quantity_kusd;
            }
        }
        if value > 0.0 {
            1.0 - unquantified / value
        } else {
            0.0
        }
    }

    fn standing(&self, members: &[Economy]) -> Standing {
        let covered = self.covered(members);
        let (imports, both) = (self.counting(members, false), self.counting(members, true));
        let no_imports = "the source has no import of these economies in this year";
        let by_value = self.sums(members, BY_VALUE);
        // Ties go to the economy that comes first, so that order never varies.
        let top = by_value
            .from_outside
            .iter()
            .fold(None::<(u16, f64)>, |best, (exporter, value)| match best {
                Some((_, most)) if most >= *value => best,
                _ => Some((*exporter, *value)),
            })
            .filter(|(_, value)| *value > 0.0)
            .map(|(exporter, _)| exporter);
        Standing {
            external_share: self.figure(
                Unit::Share,
                "imports from outside over all members' imports",
                no_imports,
                covered,
                &imports,
                |amount| {
                    let sums = self.sums(members, amount);
                    let all = sums.external() + sums.inside;
                    (all > 0.0).then(|| sums.external() / all)
                },
            ),
            herfindahl_hirschman_index: self.figure(
                Unit::Index01,
                "sources outside",
                no_imports,
                covered,
                &imports,
                |amount| {
                    let sums = self.sums(members, amount);
                    crate::hhi::herfindahl_hirschman_index(sums.from_outside.into_values())
                },
            ),
            top_source: top.and_then(|exporter| {
                let economy = Economy::from_index(usize::from(exporter))?;
                let share = self.figure(
                    Unit::Share,
                    "of the imports from outside",
                    no_imports,
                    covered,
                    &imports,
                    |amount| {
                        let sums = self.sums(members, amount);
                        let all = sums.external();
                        let own = sums.from_outside.get(&exporter).copied().unwrap_or(0.0);
                        (all > 0.0).then(|| own / all)
                    },
                );
                Some((economy, share))
            }),
            exports_over_imports: self.figure(
                Unit::Ratio,
                "exports to outside over imports from outside",
                no_imports,
                covered,
                &both,
                |amount| {
                    let sums = self.sums(members, amount);
                    let external = sums.external();
                    (external > 0.0).then(|| sums.to_outside / external)
                },
            ),
        }
    }

    fn members(&self, members: &[Economy]) -> Vec<MemberStanding> {
        members
            .iter()
            .map(|member| {
                let own = [*member];
                let others: Vec<Economy> = members
                    .iter()
                    .copied()
                    .filter(|other| other != member)
                    .collect();
                let covered = self.covered(&own);
                let own_imports = self.counting(&own, false);
                let no_imports = "the source has no import of it in this year";
                let imports: f64 = self.sums(&own, BY_VALUE).external();
                let unflagged: f64 = self
                    .sums(&own, |flow| flow.value_kusd - flow.flagged_value_kusd)
                    .external();
                let basis = format!("import value, {}", self.year);
                MemberStanding {
                    economy: *member,
                    imports: if imports > 0.0 {
                        self.estimated_if_derived(Figure::measured(
                            imports,
                            Unit::KiloUsd,
                            basis,
                            if unflagged < imports {
                                Interval::between(
                                    unflagged,
                                    imports,
                                    crate::imports::WITHOUT_FLAGGED,
                                )
                            } else {
                                Interval::unknown("no flow is flagged")
                            },
                            Coverage::known(1.0, "import value under the codes"),
                            [self.source.clone()],
                        ))
                    } else {
                        Figure::unavailable(Unit::KiloUsd, basis, no_imports, [self.source.clone()])
                    },
                    from_members: self.figure(
                        Unit::Share,
                        "of its imports, from other members",
                        no_imports,
                        covered,
                        &own_imports,
                        |amount| {
                            let sums = self.sums(&own, amount);
                            let all = sums.external();
                            let inside: f64 = others
                                .iter()
                                .filter_map(|other| {
                                    let index = u16::try_from(other.index()).ok()?;
                                    sums.from_outside.get(&index)
                                })
                                .sum();
                            (all > 0.0).then(|| inside / all)
                        },
                    ),
                    alone: self.standing(&own),
                    others_without_it: (!others.is_empty()).then(|| self.standing(&others)),
                }
            })
            .collect()
    }

    /// What each member could cover for each other: at least what it sells to
    /// it today, at most also all that it sells outside the coalition. Of that,
    /// what it imported from outside may only have passed through, so the lower
    /// end counts net exports.
    fn cover(&self, members: &[Economy]) -> Vec<Cover> {
        let mut found = Vec::new();
        for supplier in members {
            for receiver in members.iter().filter(|receiver| *receiver != supplier) {
                let numbers = |amount: Amount| -> Option<(f64, f64, f64)> {
                    let (mut today, mut needed) = (0.0, 0.0);
                    let (mut outward, mut inward) = (0.0, 0.0);
                    for flow in self.flows {
                        let counted = amount(flow);
                        if flow.importer() == *receiver {
                            needed += counted;
                            if flow.exporter() == *supplier {
                                today += counted;
                            }
                        }
                        if flow.exporter() == *supplier && !members.contains(&flow.importer()) {
                            outward += counted;
                        }
                        if flow.importer() == *supplier && !members.contains(&flow.exporter()) {
                            inward += counted;
                        }
                    }
                    (needed > 0.0).then(|| {
                        let share = |more: f64| ((today + more) / needed).min(1.0);
                        (
                            today / needed,
                            share((outward - inward).max(0.0)),
                            share(outward),
                        )
                    })
                };
                let Some((today, _, most)) = numbers(BY_VALUE) else {
                    continue;
                };
                if most <= 0.0 {
                    continue;
                }
                let counting = Counting::of(self.flows.iter().filter(|flow| {
                    flow.importer() == *receiver
                        || flow.exporter() == *supplier
                        || flow.importer() == *supplier
                }));
                let all: Vec<(f64, f64, f64)> = counting
                    .amounts
                    .iter()
                    .filter_map(|amount| numbers(*amount))
                    .collect();
                let covered = self.covered(&[*receiver]);
                let coverage = || Coverage::known(covered, "import value with a reported quantity");
                let low = all.iter().map(|ways| ways.1).fold(1.0, f64::min);
                let high = all.iter().map(|ways| ways.2).fold(0.0, f64::max);
                found.push(Cover {
                    supplier: *supplier,
                    receiver: *receiver,
                    today: self.estimated_if_derived(Figure::measured(
                        today,
                        Unit::Share,
                        format!("of the receiver's imports, {}", self.year),
                        counting.interval(|amount| Some(numbers(amount)?.0)),
                        coverage(),
                        [self.source.clone()],
                    )),
                    could: Figure::bounded(
                        Unit::Share,
                        format!(
                            "of the receiver's imports, if the supplier redirected what it sells \
                             outside the coalition, {}",
                            self.year
                        ),
                        Interval::between(
                            low,
                            high,
                            format!(
                                "net exports to outside, or all exports to outside; {}; grades and \
                                 contracts not considered",
                                if counting.amounts.len() > 1 {
                                    counting.meaning
                                } else {
                                    "by value"
                                }
                            ),
                        ),
                        coverage(),
                        [self.source.clone()],
                    ),
                });
            }
        }
        found
    }

    fn joining(&self, members: &[Economy]) -> Vec<Joining> {
        let mut traders = vec![false; Economy::count()];
        for flow in self.flows {
            traders[usize::from(flow.exporter)] = true;
        }
        // An economy that exports nothing brings only its own imports.
        let mut found: Vec<Joining> = Economy::all()
            .filter(|economy| traders[economy.index()] && !members.contains(economy))
            .map(|economy| {
                let mut enlarged = members.to_vec();
                enlarged.push(economy);
                Joining {
                    economy,
                    with_it: self.standing(&enlarged),
                }
            })
            .collect();
        let share = |joining: &Joining| joining.with_it.external_share.value().unwrap_or(2.0);
        found.sort_by(|a, b| {
            share(a)
                .total_cmp(&share(b))
                .then(a.economy.cmp(&b.economy))
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn flows() -> impl Strategy<Value = Vec<FlowTotal>> {
        prop::collection::btree_map(
            (0_u16..7, 0_u16..7),
            (0.001_f64..1e6, 0.001_f64..1e6),
            1..40,
        )
        .prop_map(|flows| {
            flows
                .into_iter()
                .filter(|((importer, exporter), _)| importer != exporter)
                .map(|((importer, exporter), (value, quantity))| {
                    FlowTotal::one(importer, exporter, value, quantity)
                })
                .collect()
        })
    }

    fn economies(range: std::ops::Range<usize>) -> Vec<Economy> {
        range.filter_map(Economy::from_index).collect()
    }

    proptest! {
        #[test]
        fn one_more_member_never_raises_what_the_others_buy_outside(flows in flows()) {
            let source = SourceRef::new("test", "1");
            let market = Market { flows: &flows, year: Year(2023), source: &source, derived: false };
            let members = economies(0..3);
            let before = market.sums(&members, BY_VALUE);
            for joining in market.joining(&members) {
                let mut enlarged = members.clone();
                enlarged.push(joining.economy);
                let after = market.sums(&enlarged, BY_VALUE);
                let brought = market.sums(&[joining.economy], BY_VALUE).external();
                prop_assert!(after.external() <= (before.external() + brought) * (1.0 + 1e-12));
                prop_assert!(after.inside >= before.inside);
            }
        }

        #[test]
        fn what_is_covered_lies_in_its_bounds(flows in flows()) {
            let source = SourceRef::new("test", "1");
            let market = Market { flows: &flows, year: Year(2023), source: &source, derived: false };
            let members = economies(0..4);
            for cover in market.cover(&members) {
                let (low, high) = cover.could.interval().ends().unwrap();
                let today = cover.today.value().unwrap();
                prop_assert!(0.0 <= low && low <= high && high <= 1.0);
                prop_assert!(today <= high + 1e-12);
            }
            for member in market.members(&members) {
                if let Some(share) = member.from_members.value() {
                    prop_assert!((0.0..=1.0 + 1e-12).contains(&share));
                }
                // Alone, every import comes from outside.
                if let Some(share) = member.alone.external_share.value() {
                    prop_assert!((share - 1.0).abs() < 1e-12);
                }
            }
        }

        #[test]
        fn the_order_of_members_does_not_matter(flows in flows()) {
            let source = SourceRef::new("test", "1");
            let market = Market { flows: &flows, year: Year(2023), source: &source, derived: false };
            let members = economies(0..4);
            let reversed: Vec<Economy> = members.iter().rev().copied().collect();
            prop_assert_eq!(market.standing(&members), market.standing(&reversed));
        }
    }
}
