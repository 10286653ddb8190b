//! How supply risk by the method of the USGS and its factors come about.

use super::input_rows::{reported, single};
use super::written_formula::TERMS;
use super::{InputRow, Parts};
use crate::indicator::Indicator;
use crate::supply_risk_assessment::usgs_factors::{IndustryTerm, ProducerTerm, UsgsWorkings};
use crate::supply_risk_assessment::usgs_inputs::{GivenIndex, Rounded};
use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit, Year};

/// The numbers behind the method, of a traded product or of a material without
/// trade of its own.
pub(super) struct UsgsRows<'a> {
    workings: &'a UsgsWorkings,
    year: Year,
}

impl<'a> UsgsRows<'a> {
    /// The rows of a year; `None` where no inputs are imported.
    pub(super) fn of(workings: Option<&'a UsgsWorkings>, year: Year) -> Option<Self> {
        let workings = workings.filter(|workings| workings.source.is_some())?;
        Some(Self { workings, year })
    }

    /// How an indicator of the method comes about.
    pub(super) fn parts(&self, indicator: &Indicator) -> Option<Parts> {
        match indicator.id {
            "usgs_disruption_potential" => self.usgs_disruption_potential(indicator),
            "usgs_economic_vulnerability" => Some(self.usgs_economic_vulnerability(indicator)),
            "usgs_supply_risk" => Some(self.usgs_supply_risk(indicator)),
            _ => None,
        }
    }

    fn usgs_disruption_potential(&self, indicator: &Indicator) -> Option<Parts> {
        let usgs = self.workings;
        if usgs.producers.is_empty() {
            return None;
        }
        let rows = usgs
            .producers
            .iter()
            .map(|term| producer_row(term, usgs.source.as_slice()))
            .collect();
        let mut terms: Vec<String> = usgs
            .producers
            .iter()
            .take(TERMS)
            .map(|term| {
                format!(
                    "{:.4}² × {} × {}",
                    term.share.value().unwrap_or(0.0),
                    given(term.indices.ability),
                    given(term.indices.willingness)
                )
            })
            .collect();
        if usgs.producers.len() > TERMS {
            terms.push(format!("… ({} terms)", usgs.producers.len()));
        }
        if usgs.unattributed > 0.0 {
            terms.push(format!("0–{:.4}²", usgs.unattributed));
        }
        Some((
            "Σ PS²·ASI·WSI, with PS = share of world production, ASI and WSI = ability and \
             willingness to supply, 1 where a producer is least able or willing; what nobody is \
             named for adds between nothing and its square",
            format!("{} = {}", terms.join(" + "), indicator.figure.value_text()),
            rows,
            Vec::new(),
        ))
    }

    fn usgs_economic_vulnerability(&self, indicator: &Indicator) -> Parts {
        let usgs = self.workings;
        let source = usgs.source.as_slice();
        let rows = usgs
            .industries
            .iter()
            .map(|term| self.industry_row(term, source))
            .collect();
        let mut terms: Vec<String> = usgs
            .industries
            .iter()
            .take(TERMS)
            .filter_map(|term| {
                Some(format!(
                    "{:.6} × {:.6}",
                    term.part_of_economy?, term.expenditure_over_profit?
                ))
            })
            .collect();
        if usgs.industries.len() > TERMS {
            terms.push(format!("… ({} terms)", usgs.industries.len()));
        }
        (
            "Σ (VA/GDP)·(EXP/OP), with VA = value added, EXP = expenditure on the material, OP = \
             operating profit of an industry, GDP = gross domestic product of the importer",
            format!("{} = {}", terms.join(" + "), indicator.figure.value_text()),
            rows,
            Vec::new(),
        )
    }

    fn usgs_supply_risk(&self, indicator: &Indicator) -> Parts {
        let usgs = self.workings;
        let factors = [
            ("DP: disruption potential", &usgs.potential),
            ("TE: trade exposure", &usgs.exposure),
            ("EV: economic vulnerability", &usgs.vulnerability),
        ];
        let said = |figure: &Figure| match (figure.value(), figure.interval().ends()) {
            (Some(value), _) => format!("{value:.6}"),
            (None, Some((low, high))) => ends(low, high),
            (None, None) => "not available".to_owned(),
        };
        (
            "(DP · TE · EV)^(1/3), with TE = net import reliance, none where it is negative",
            format!(
                "({} × {} × {})^(1/3) = {}",
                said(&usgs.potential),
                said(&usgs.exposure),
                said(&usgs.vulnerability),
                indicator.figure.value_text()
            ),
            factors
                .into_iter()
                .map(|(label, figure)| single(label, figure.clone()))
                .collect(),
            Vec::new(),
        )
    }

    fn industry_row(&self, term: &IndustryTerm, source: &[SourceRef]) -> InputRow {
        let row = &term.row;
        let figure = |value: Option<f64>, unit, basis: &str, missing: &str| match value {
            Some(value) => reported(value, unit, basis, self.year, source),
            None => Figure::unavailable(unit, basis, missing, source.iter().cloned()),
        };
        let amount = |name: &str, value: Option<Rounded>| match value {
            Some(Rounded { value, .. }) => format!("{name} {value} million {}", row.currency),
            None => format!("{name} not given"),
        };
        InputRow {
            label: format!("{}, {}", row.industry, row.importer.alpha3()),
            partner: None,
            figures: vec![
                (
                    "VA/GDP",
                    figure(
                        term.part_of_economy,
                        Unit::Share,
                        "value added over gross domestic product",
                        "value added is not given",
                    ),
                ),
                (
                    "EXP/OP",
                    figure(
                        term.expenditure_over_profit,
                        Unit::Ratio,
                        "expenditure on the material over operating profit",
                        "expenditure or a profit above zero is not given",
                    ),
                ),
                (
                    "term",
                    match term.value {
                        Some(value) => Figure::measured(
                            value,
                            Unit::Ratio,
                            format!("VA·EXP/OP over gross domestic product, {}", self.year),
                            if term.ends.1.is_finite() {
                                Interval::between(
                                    term.ends.0,
                                    term.ends.1,
                                    "rounding of the imported amounts",
                                )
                            } else {
                                Interval::unknown("as rounded, the operating profit may be nothing")
                            },
                            Coverage::known(1.0, "inputs of the term"),
                            source.iter().cloned(),
                        ),
                        None => Figure::unavailable(
                            Unit::Ratio,
                            "VA·EXP/OP over gross domestic product",
                            "an input is not given",
                            source.iter().cloned(),
                        ),
                    },
                ),
            ],
            note: format!(
                "{}, {}, {}, {}; {}",
                amount("VA", row.value_added),
                amount("EXP", row.expenditure),
                amount("OP", row.operating_profit),
                amount("GDP", row.gross_domestic_product),
                row.cited
            ),
        }
    }
}

fn producer_row(term: &ProducerTerm, source: &[SourceRef]) -> InputRow {
    let index = |index: GivenIndex, basis: &str| {
        let (low, high) = (index.low, index.high);
        if let Some(value) = index.value() {
            Figure::estimated(
                value,
                Unit::Index01,
                basis,
                Interval::between(low, high, "rounding of the imported index"),
                Coverage::known(1.0, "what is imported of it"),
                source.iter().cloned(),
            )
        } else {
            Figure::bounded(
                Unit::Index01,
                basis,
                Interval::between(low, high, "not given, or not the same for all members"),
                Coverage::unknown("it is not given for every importer"),
                source.iter().cloned(),
            )
        }
    };
    let (ability, willingness) = (term.indices.ability, term.indices.willingness);
    let mut sources = term.share.sources().to_vec();
    sources.extend(source.iter().cloned());
    let interval = Interval::between(
        term.low,
        term.high,
        "rounding of the share and the indices; an index that is not given from 0 to 1",
    );
    let coverage = Coverage::known(1.0, "inputs of the term");
    let basis = "PS²·ASI·WSI";
    let product = match term.value {
        Some(value) => Figure::estimated(value, Unit::Index01, basis, interval, coverage, sources),
        None => Figure::bounded(
            Unit::Index01,
            basis,
            interval,
            Coverage::unknown("an index is not given"),
            sources,
        ),
    };
    InputRow {
        label: term.economy.name().to_owned(),
        partner: Some(term.economy),
        figures: vec![
            ("share of production", term.share.clone()),
            ("ASI", index(ability, "ability to supply, 1 is least able")),
            (
                "WSI",
                index(willingness, "willingness to supply, 1 is least willing"),
            ),
            ("term", product),
        ],
        note: if term.indices.cited.is_empty() {
            "ASI and WSI not given".to_owned()
        } else {
            term.indices.cited.join("; ")
        },
    }
}

/// An index as it stands in a formula.
fn given(index: GivenIndex) -> String {
    index.value().map_or_else(
        || ends(index.low, index.high),
        |value| format!("{value:.3}"),
    )
}

/// One number where the ends are one, both otherwise.
fn ends(low: f64, high: f64) -> String {
    if low.total_cmp(&high).is_eq() {
        format!("{low:.3}")
    } else {
        format!("[{low:.3}, {high:.3}]")
    }
}
