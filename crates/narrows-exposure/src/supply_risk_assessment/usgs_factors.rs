//! The two factors of the method of the USGS that need imported inputs, term
//! by term: disruption potential and economic vulnerability.

use narrows_core::{Coverage, Economy, Figure, Interval, SourceRef, Unit, Year};

use super::usgs_inputs::{Indices, IndustryRow, UsgsInputs};
use crate::concentration::ProductionConcentration;
use crate::hhi::most_weighed_squares;
use crate::subject::Subject;
use crate::usgs_supply_risk::{
    IndustryUse, ProducerRisk, disruption_potential, economic_vulnerability,
};

/// One producer in the sum of the disruption potential.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProducerTerm {
    pub(crate) economy: Economy,
    pub(crate) share: Figure,
    pub(crate) indices: Indices,
    /// PS²·ASI·WSI; `None` where an index is not given.
    pub(crate) value: Option<f64>,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl ProducerTerm {
    fn share_range(&self) -> (f64, f64) {
        share_range(&self.share)
    }
}

/// The ends of a share, its value inside.
fn share_range(share: &Figure) -> (f64, f64) {
    let value = share.value().unwrap_or(0.0);
    let (least, most) = share.interval().ends().unwrap_or((value, value));
    (least.min(value), most.max(value))
}

/// One industry in the sum of the economic vulnerability.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct IndustryTerm {
    pub(crate) row: IndustryRow,
    /// Value added over gross domestic product.
    pub(crate) part_of_economy: Option<f64>,
    /// Expenditure over operating profit.
    pub(crate) expenditure_over_profit: Option<f64>,
    /// VA·EXP/OP over gross domestic product.
    pub(crate) value: Option<f64>,
    /// The same within the rounding of the amounts; the upper end is infinite
    /// where profit or product may round from nothing.
    pub(crate) ends: (f64, f64),
}

/// The numbers behind the method, kept so that it can be explained.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UsgsWorkings {
    pub(crate) source: Option<SourceRef>,
    pub(crate) producers: Vec<ProducerTerm>,
    /// The most that the share can be that no producer is named for.
    pub(crate) unattributed: f64,
    pub(crate) industries: Vec<IndustryTerm>,
    pub(crate) potential: Figure,
    pub(crate) exposure: Figure,
    pub(crate) vulnerability: Figure,
}

/// Each producer with its indices, and the most that the share can be that
/// nobody is named for.
pub(super) fn producer_terms(
    production: &ProductionConcentration,
    inputs: Option<&UsgsInputs>,
    members: &[Economy],
    year: Year,
) -> (Vec<ProducerTerm>, f64) {
    let Some(inputs) = inputs else {
        return (Vec::new(), 0.0);
    };
    let terms = production
        .producers
        .iter()
        .filter_map(|producer| {
            let share = producer.share.value()?;
            let (least, most) = share_range(&producer.share);
            let indices = inputs.indices(members, producer.economy, year);
            let term = |production_share, ability_to_supply, willingness_to_supply| {
                disruption_potential(&[ProducerRisk {
                    production_share,
                    ability_to_supply,
                    willingness_to_supply,
                }])
            };
            let (ability, willingness) = (indices.ability, indices.willingness);
            Some(ProducerTerm {
                economy: producer.economy,
                share: producer.share.clone(),
                value: ability
                    .value()
                    .zip(willingness.value())
                    .map(|(ability, willingness)| term(share, ability, willingness)),
                low: term(least, ability.low, willingness.low),
                high: term(most, ability.high, willingness.high),
                indices,
            })
        })
        .collect();
    (terms, production.unattributed_most_share)
}

/// The disruption potential: a value where both indices of every named
/// producer are given, an interval where some are, and the concentration of
/// production above it where none is.
pub(super) fn potential_figure(
    production: Option<&ProductionConcentration>,
    terms: &[ProducerTerm],
    unattributed: f64,
    inputs: Option<&UsgsInputs>,
    year: Year,
    looked_in: &[SourceRef],
) -> Figure {
    let Some(production) = production else {
        return Figure::unavailable(
            Unit::Index01,
            "Σ PS²·ASI·WSI over producers",
            "the lake has no world production of this year to weigh",
            looked_in.iter().cloned(),
        );
    };
    let mut basis = format!(
        "Σ PS²·ASI·WSI over producers, {}, {}",
        production.series.to_lowercase(),
        production.period
    );
    let index = &production.herfindahl_hirschman_index;
    let given = terms
        .iter()
        .any(|term| term.indices.ability.high < 1.0 || !term.indices.cited.is_empty());
    if !given {
        if let Some(years) = inputs.map(UsgsInputs::producer_years)
            && !years.is_empty()
        {
            basis.push_str(&format!(
                "; ASI and WSI are imported for {}, not for a producer of {year}",
                in_words(&years)
            ));
        }
        return match index.interval().ends() {
            Some((_, high)) => Figure::bounded(
                Unit::Index01,
                basis,
                Interval::between(
                    0.0,
                    high,
                    "each producer's ability and willingness to supply anywhere between best and \
                     worst",
                ),
                index.coverage().clone(),
                index.sources().iter().cloned(),
            ),
            None => Figure::unavailable(
                Unit::Index01,
                basis,
                "the concentration of production is not known",
                index.sources().iter().cloned(),
            ),
        };
    }
    basis.push_str(", ASI and WSI as imported");
    let low: f64 = terms.iter().map(|term| term.low).sum();
    let high = most_weighed_squares(
        terms.iter().map(|term| {
            let weight = term.indices.ability.high * term.indices.willingness.high;
            (term.share_range(), weight)
        }),
        unattributed,
    );
    let unknown: Vec<String> = terms
        .iter()
        .filter(|term| term.value.is_none())
        .map(|term| term.economy.name_in_sentence())
        .collect();
    let mut meaning = "rounding of the printed production and indices; production not attributed \
                       to an economy able and willing, or the opposite"
        .to_owned();
    if !unknown.is_empty() {
        meaning.push_str(&format!(
            "; ASI or WSI of {} not given, anywhere from 0 to 1",
            named(&unknown)
        ));
    }
    let coverage = if production.unknown.is_empty() {
        let covered: f64 = terms
            .iter()
            .filter(|term| term.value.is_some())
            .filter_map(|term| term.share.value())
            .sum();
        Coverage::known(
            covered.min(1.0),
            "world production whose producer has both indices",
        )
    } else {
        index.coverage().clone()
    };
    let mut sources = index.sources().to_vec();
    sources.extend(inputs.map(|inputs| inputs.source.clone()));
    let interval = Interval::between(low, high.clamp(low, 1.0), meaning);
    if unknown.is_empty() {
        let value: f64 = terms.iter().filter_map(|term| term.value).sum();
        Figure::estimated(value, Unit::Index01, basis, interval, coverage, sources)
    } else {
        Figure::bounded(Unit::Index01, basis, interval, coverage, sources)
    }
}

/// Each industry of the subject's members with its term, and the sum over
/// their economies: Σ(VA·EXP/OP) of all members over the sum of their gross
/// domestic products.
pub(super) fn vulnerability(
    inputs: Option<&UsgsInputs>,
    subject: &Subject,
    year: Year,
) -> (Vec<IndustryTerm>, Figure) {
    let basis = format!(
        "Σ(VA·EXP/OP) over the industries of {} / GDP, {year}",
        subject.name_in_sentence()
    );
    let source: Vec<SourceRef> = inputs.iter().map(|inputs| inputs.source.clone()).collect();
    let missing = |reason: String| {
        Figure::unavailable(Unit::Ratio, basis.clone(), reason, source.iter().cloned())
    };
    let Some(inputs) = inputs else {
        return (
            Vec::new(),
            missing(
                "value added, expenditure on the mineral and operating profit by industry (VA, \
                 EXP, OP) are not imported"
                    .to_owned(),
            ),
        );
    };
    let mut rows: Vec<&IndustryRow> = Vec::new();
    let (mut products, mut products_low, mut products_high) = (0.0, 0.0, 0.0);
    for member in subject.members() {
        let found = inputs.industries(member, year);
        let name = member.name_in_sentence();
        if found.is_empty() {
            let years = inputs.industry_years(member);
            let other = if years.is_empty() {
                String::new()
            } else {
                format!("; they are for {}", in_words(&years))
            };
            return (
                Vec::new(),
                missing(format!(
                    "value added, expenditure on the mineral and operating profit by industry \
                     (VA, EXP, OP) of {name} for {year} are not imported{other}"
                )),
            );
        }
        // The same on every row, so as sure as where it is printed best.
        let product = found
            .iter()
            .filter_map(|row| row.gross_domestic_product)
            .min_by(|a, b| a.rounding.total_cmp(&b.rounding));
        match product.filter(|product| product.value > 0.0) {
            Some(product) => {
                products += product.value;
                products_low += product.low();
                products_high += product.high();
            }
            None => {
                return (
                    Vec::new(),
                    missing(format!(
                        "the gross domestic product (GDP) of {name} for {year} is not imported, \
                         or zero"
                    )),
                );
            }
        }
        rows.extend(found);
    }
    if let Some(other) = rows.iter().find(|row| row.currency != rows[0].currency) {
        return (
            Vec::new(),
            missing(format!(
                "the industries of the members are in {} and {}, which cannot be added",
                rows[0].currency, other.currency
            )),
        );
    }
    let terms: Vec<IndustryTerm> = rows
        .into_iter()
        .map(|row| {
            let over_profit = row
                .expenditure
                .zip(row.operating_profit.filter(|profit| profit.value > 0.0))
                .map(|(expenditure, profit)| expenditure.value / profit.value);
            let amounts = row
                .value_added
                .zip(row.expenditure)
                .zip(row.operating_profit);
            IndustryTerm {
                part_of_economy: row.value_added.map(|added| added.value / products),
                expenditure_over_profit: over_profit,
                value: amounts.and_then(|((added, spent), earned)| {
                    economic_vulnerability(
                        &[IndustryUse {
                            value_added: added.value,
                            expenditure: spent.value,
                            operating_profit: earned.value,
                        }],
                        products,
                    )
                }),
                ends: amounts.map_or((0.0, f64::INFINITY), |((added, spent), earned)| {
                    let most = added.high() * spent.high();
                    let under = earned.low() * products_low;
                    (
                        added.low() * spent.low() / (earned.high() * products_high),
                        if most <= 0.0 {
                            0.0
                        } else if under > 0.0 {
                            most / under
                        } else {
                            f64::INFINITY
                        },
                    )
                }),
                row: row.clone(),
            }
        })
        .collect();
    let without: Vec<String> = terms
        .iter()
        .filter(|term| term.value.is_none())
        .map(|term| term.row.industry.clone())
        .collect();
    let sum: f64 = terms.iter().filter_map(|term| term.value).sum();
    let figure = if without.is_empty() {
        Figure::estimated(
            sum,
            Unit::Ratio,
            format!("{basis}, as imported"),
            vulnerability_interval(&terms),
            Coverage::unknown(
                "whether the imported rows name every industry that uses the material is not told",
            ),
            source.iter().cloned(),
        )
    } else {
        missing(format!(
            "of {}, value added, expenditure or operating profit (VA, EXP, OP) is not given, or \
             the operating profit is not above zero; the other industries alone make {}",
            named(&without),
            written(sum)
        ))
    };
    (terms, figure)
}

/// The sum of the terms' ends, where each has an upper one.
fn vulnerability_interval(terms: &[IndustryTerm]) -> Interval {
    let open: Vec<String> = terms
        .iter()
        .filter(|term| !term.ends.1.is_finite())
        .map(|term| term.row.industry.clone())
        .collect();
    if open.is_empty() {
        Interval::between(
            terms.iter().map(|term| term.ends.0).sum(),
            terms.iter().map(|term| term.ends.1).sum(),
            "rounding of the imported amounts; an industry that no row names would add to it",
        )
    } else {
        Interval::unknown(format!(
            "as they are rounded, the operating profit of {} or the gross domestic product may be \
             nothing, so that no upper end is known",
            named(&open)
        ))
    }
}

fn written(value: f64) -> String {
    if value != 0.0 && value < 0.001 {
        format!("{value:.1e}")
    } else {
        format!("{value:.4}")
    }
}

/// Names with commas between them, the rest counted.
fn named(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut words = names
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        words.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    words
}

fn in_words(years: &[i32]) -> String {
    let words: Vec<String> = years.iter().map(ToString::to_string).collect();
    words.join(", ")
}
