//! How a number of the method panel comes about: its formula, the formula with
//! the numbers in it, and every input in a row of its own.

use narrows_core::{Coverage, Economy, Figure, Interval, SourceRef, Stage, Unit, Year};
use schemars::JsonSchema;
use serde::Serialize;

use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::geopolrisk::COPPER_REFERENCE_KUSD_PER_T;
use crate::indicator::Indicator;
use crate::market::FlowTotal;
use crate::material_exposure::MaterialExposure;
use crate::supply_risk_assessment::{StageSupplyRisk, SupplyRiskAssessment};
use crate::trade_product::TradeProduct;
use crate::workings::Workings;

/// Terms of a sum that are written out before the rest is counted.
const TERMS: usize = 4;

/// One input of a formula, or one term of its sum.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InputRow {
    /// What it is, such as a supplier or a year.
    pub label: String,
    /// The economy, where it is one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// What goes in, by column; the last is the term that the formula adds.
    pub figures: Vec<(&'static str, Figure)>,
    /// What a reader must know of it, such as an implausible unit value.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// How one indicator comes about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// Id of the indicator.
    pub indicator: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The method behind it.
    pub method: &'static str,
    /// The stage.
    pub stage: Stage,
    /// The formula in symbols.
    pub formula: String,
    /// The formula with numbers, empty where the figure is unavailable.
    pub filled_in: String,
    /// The inputs, row by row.
    pub inputs: Vec<InputRow>,
    /// Intermediate results.
    pub steps: Vec<(String, Figure)>,
    /// The figure of the panel.
    pub result: Figure,
    /// Why there are no rows, where there are none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The explanations of an exposure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExposureExplanation {
    /// Code of the subject.
    pub subject: String,
    /// Its name.
    pub subject_name: String,
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// One an indicator and stage.
    pub explanations: Vec<Explanation>,
}

/// The explanation of every indicator of an exposure.
#[must_use]
pub fn explain(exposure: &MaterialExposure) -> ExposureExplanation {
    ExposureExplanation {
        subject: exposure.subject.clone(),
        subject_name: exposure.subject_name.clone(),
        material: exposure.material.clone(),
        material_name: exposure.material_name.clone(),
        year: exposure.year,
        explanations: exposure
            .products
            .iter()
            .flat_map(|product| product.explanations(&exposure.supply_risk))
            .collect(),
    }
}

impl TradeProduct {
    /// How each indicator of the panel comes about; `supply_risk` is that of
    /// the exposure that the product belongs to.
    #[must_use]
    pub fn explanations(&self, supply_risk: &SupplyRiskAssessment) -> Vec<Explanation> {
        self.indicators
            .iter()
            .map(|indicator| explanation(self, supply_risk, indicator))
            .collect()
    }
}

/// Formula, filled in, inputs and steps.
type Parts = (&'static str, String, Vec<InputRow>, Vec<(String, Figure)>);

fn explanation(
    product: &TradeProduct,
    supply_risk: &SupplyRiskAssessment,
    indicator: &Indicator,
) -> Explanation {
    let rows = Rows {
        product,
        workings: &product.workings,
    };
    let parts: Option<Parts> = match indicator.id {
        "herfindahl_hirschman_index_imports" | "core_dependency_indicator_1" => {
            Some(rows.import_concentration(indicator))
        }
        "herfindahl_hirschman_index_world_exports" => Some(rows.world_concentration(indicator)),
        "core_dependency_indicator_2" => Some(rows.external_share(indicator)),
        "core_dependency_indicator_3" => Some(rows.imports_over_exports(indicator)),
        "geodep_years" => Some(rows.geodep(indicator)),
        "import_weighted_instability" => Some(rows.instability(indicator)),
        "geopolrisk_score" => Some(rows.geopolrisk_score(indicator)),
        "geopolrisk_characterisation_factor" => Some(rows.geopolrisk_factor(indicator)),
        "net_import_reliance" => Some(rows.net_import_reliance(indicator)),
        "herfindahl_hirschman_index_origins" => Some(rows.origin_concentration(indicator)),
        "eu_supply_risk" => supply_risk
            .stages
            .iter()
            .find(|stage| stage.supply_risk == indicator.figure)
            .map(|stage| rows.eu_supply_risk(stage, indicator)),
        _ => None,
    };
    let (formula, filled_in, inputs, steps, note) = match parts {
        None => (
            "",
            String::new(),
            Vec::new(),
            Vec::new(),
            match indicator.figure.status() {
                narrows_core::Status::Unavailable { reason } => reason.clone(),
                _ => "bounds alone are known; the basis of the figure says from what".to_owned(),
            },
        ),
        Some((formula, filled_in, inputs, steps)) => match indicator.figure.status() {
            narrows_core::Status::Unavailable { reason } => {
                (formula, String::new(), inputs, Vec::new(), reason.clone())
            }
            _ => (formula, filled_in, inputs, steps, String::new()),
        },
    };
    Explanation {
        indicator: indicator.id,
        name: indicator.name,
        method: indicator.method,
        stage: product.stage,
        formula: formula.to_owned(),
        filled_in,
        inputs,
        steps,
        result: indicator.figure.clone(),
        note,
    }
}

struct Rows<'a> {
    product: &'a TradeProduct,
    workings: &'a Workings,
}

impl Rows<'_> {
    /// A number that goes in as it is reported.
    fn reported(&self, value: f64, unit: Unit, basis: &str, sources: &[SourceRef]) -> Figure {
        Figure::measured(
            value,
            unit,
            format!("{basis}, {}", self.workings.year),
            Interval::unknown("an input as it is reported; the interval is that of the result"),
            Coverage::known(1.0, "what is reported of it"),
            sources.iter().cloned(),
        )
    }

    fn trade(&self, value: f64, unit: Unit, basis: &str) -> Figure {
        self.reported(
            value,
            unit,
            basis,
            std::slice::from_ref(&self.product.source),
        )
    }

    fn missing(&self, unit: Unit, basis: &str, reason: &str) -> Figure {
        Figure::unavailable(unit, basis, reason, [self.product.source.clone()])
    }

    fn imports_kusd(&self) -> f64 {
        self.workings.flows.iter().map(|flow| flow.value_kusd).sum()
    }

    fn imports_t(&self) -> f64 {
        self.workings.flows.iter().map(|flow| flow.quantity_t).sum()
    }

    /// Value, quantity and unit value of a flow.
    fn flow_figures(&self, flow: &FlowTotal) -> Vec<(&'static str, Figure)> {
        let quantity = if flow.quantity_t > 0.0 {
            self.trade(flow.quantity_t, Unit::Tonne, "import quantity")
        } else {
            self.missing(Unit::Tonne, "import quantity", "no quantity is reported")
        };
        let valued = flow.value_kusd - flow.value_without_quantity_kusd;
        let unit_value = if flow.quantity_t > 0.0 && valued > 0.0 {
            self.trade(valued / flow.quantity_t, Unit::UsdPerKilogram, "unit value")
        } else {
            self.missing(
                Unit::UsdPerKilogram,
                "unit value",
                "no quantity is reported",
            )
        };
        vec![
            (
                "value",
                self.trade(flow.value_kusd, Unit::KiloUsd, "import value"),
            ),
            ("quantity", quantity),
            ("unit value", unit_value),
        ]
    }

    /// Whether a flow's unit value stands out, in words.
    fn flow_note(&self, flow: &FlowTotal) -> String {
        let mut of_flow = self.product.flagged.iter().filter(|flagged| {
            flagged.exporter == flow.exporter() && self.workings.members.contains(&flagged.importer)
        });
        match of_flow.next() {
            None => String::new(),
            Some(first) if first.corroborated && of_flow.all(|flagged| flagged.corroborated) => {
                "unit value far off, like its exporter's other flows".to_owned()
            }
            Some(_) => "implausible unit value".to_owned(),
        }
    }

    fn flow_rows(
        &self,
        columns: &[&str],
        more: impl Fn(usize, &FlowTotal) -> Vec<(&'static str, Figure)>,
    ) -> Vec<InputRow> {
        self.workings
            .flows
            .iter()
            .enumerate()
            .map(|(index, flow)| {
                let mut figures = self.flow_figures(flow);
                figures.retain(|(column, _)| columns.contains(column));
                figures.extend(more(index, flow));
                InputRow {
                    label: flow.exporter().name().to_owned(),
                    partner: Some(flow.exporter()),
                    figures,
                    note: self.flow_note(flow),
                }
            })
            .collect()
    }

    fn import_concentration(&self, indicator: &Indicator) -> Parts {
        let total = self.imports_kusd();
        let rows = self.flow_rows(&["value", "quantity", "unit value"], |_, flow| {
            let share = flow.value_kusd / total;
            vec![
                ("share", self.trade(share, Unit::Share, "share of imports")),
                (
                    "share²",
                    self.trade(share * share, Unit::Index01, "squared share of imports"),
                ),
            ]
        });
        let shares = self
            .workings
            .flows
            .iter()
            .map(|flow| flow.value_kusd / total);
        (
            "Σ sᵢ², with sᵢ = value of supplier i / value of all imports",
            sum_of_squares(shares, &indicator.figure),
            rows,
            vec![(
                "all imports".to_owned(),
                self.trade(total, Unit::KiloUsd, "import value"),
            )],
        )
    }

    fn world_concentration(&self, indicator: &Indicator) -> Parts {
        let total: f64 = self.workings.world.iter().map(|(_, value)| value).sum();
        let rows = self
            .workings
            .world
            .iter()
            .map(|(economy, value)| {
                let share = value / total;
                InputRow {
                    label: economy.name().to_owned(),
                    partner: Some(*economy),
                    figures: vec![
                        ("value", self.trade(*value, Unit::KiloUsd, "export value")),
                        (
                            "share",
                            self.trade(share, Unit::Share, "share of world exports"),
                        ),
                        (
                            "share²",
                            self.trade(share * share, Unit::Index01, "squared share"),
                        ),
                    ],
                    note: String::new(),
                }
            })
            .collect();
        (
            "Σ sᵢ², with sᵢ = exports of i / exports of all economies, by value",
            sum_of_squares(
                self.workings.world.iter().map(|(_, value)| value / total),
                &indicator.figure,
            ),
            rows,
            vec![(
                "world exports".to_owned(),
                self.trade(total, Unit::KiloUsd, "export value"),
            )],
        )
    }

    /// A single number with a name.
    fn single(&self, label: &str, figure: Figure) -> InputRow {
        InputRow {
            label: label.to_owned(),
            partner: None,
            figures: vec![("amount", figure)],
            note: String::new(),
        }
    }

    fn origin_concentration(&self, indicator: &Indicator) -> Parts {
        let origins: Vec<(Economy, f64)> = self
            .workings
            .origins
            .iter()
            .copied()
            .filter(|(_, share)| *share > 0.0)
            .collect();
        let sum: f64 = origins.iter().map(|(_, share)| share).sum();
        let terms: Vec<String> = origins
            .iter()
            .take(TERMS)
            .map(|(_, share)| format!("{share:.4}²"))
            .collect();
        let rest = origins.len().saturating_sub(TERMS);
        let more = if rest > 0 {
            format!(" + {rest} more")
        } else {
            String::new()
        };
        let sources = indicator.figure.sources();
        let rows = origins
            .iter()
            .map(|(economy, share)| InputRow {
                label: economy.name().to_owned(),
                partner: Some(*economy),
                figures: vec![(
                    "origin share",
                    self.reported(
                        *share,
                        Unit::Share,
                        "produced there, or exported there without explanation",
                        sources,
                    )
                    .as_estimate(),
                )],
                note: String::new(),
            })
            .collect();
        (
            "Σ o² / (Σ o)², o the share of imports that an economy produced, or exports beyond \
             its production and imports",
            format!(
                "({}{more}) / {sum:.4}² = {}",
                terms.join(" + "),
                indicator.figure.value_text()
            ),
            rows,
            Vec::new(),
        )
    }

    fn eu_supply_risk(&self, stage: &StageSupplyRisk, indicator: &Indicator) -> Parts {
        let rows = stage
            .parts()
            .into_iter()
            .map(|(label, figure)| self.single(label, figure.clone()))
            .collect();
        let said = |figure: &Figure| {
            figure
                .value()
                .map_or_else(String::new, |v| format!("{v:.4}"))
        };
        let sides = match (
            stage.global_concentration.value(),
            stage.own_concentration.value(),
        ) {
            (Some(_), Some(_)) => format!(
                "[{} · {}/2 + {} · (1 − {}/2)]",
                said(&stage.global_concentration),
                said(&stage.import_reliance),
                said(&stage.own_concentration),
                said(&stage.import_reliance)
            ),
            (Some(_), None) => said(&stage.global_concentration),
            _ => said(&stage.own_concentration),
        };
        (
            "[HHI_GS · IR/2 + HHI_own · (1 − IR/2)] · (1 − EoL_RIR) · SI_SR; where one side of \
             supply is known, that one alone",
            format!(
                "{sides} · (1 − {}) · {} = {}",
                said(&stage.recycling),
                said(&stage.substitution),
                indicator.figure.value_text()
            ),
            rows,
            Vec::new(),
        )
    }

    fn external_share(&self, indicator: &Indicator) -> Parts {
        let (external, internal) = (self.imports_kusd(), self.workings.internal_kusd);
        (
            "external / (external + internal)",
            format!(
                "{} / ({} + {}) = {}",
                plain(external),
                plain(external),
                plain(internal),
                indicator.figure.value_text()
            ),
            vec![
                self.single(
                    "external: imports from outside",
                    self.trade(external, Unit::KiloUsd, "import value"),
                ),
                self.single(
                    "internal: trade among the members",
                    self.trade(internal, Unit::KiloUsd, "value of internal trade"),
                ),
            ],
            Vec::new(),
        )
    }

    fn imports_over_exports(&self, indicator: &Indicator) -> Parts {
        let (imports, exports) = (self.imports_kusd(), self.workings.exports_kusd);
        (
            "M / X, imports over exports, both with the outside and by value",
            format!(
                "{} / {} = {}",
                plain(imports),
                plain(exports),
                indicator.figure.value_text()
            ),
            vec![
                self.single(
                    "M: imports",
                    self.trade(imports, Unit::KiloUsd, "import value"),
                ),
                self.single(
                    "X: exports",
                    self.trade(exports, Unit::KiloUsd, "export value"),
                ),
            ],
            Vec::new(),
        )
    }

    fn geodep(&self, indicator: &Indicator) -> Parts {
        let none = "the source has no such trade in this year";
        let mut holding = Vec::new();
        let rows = self
            .workings
            .geodep
            .iter()
            .map(|(year, told)| {
                let figure = |value: Option<f64>, unit, basis: &str, why: &str| match value {
                    Some(value) => Figure::measured(
                        value,
                        unit,
                        format!("{basis}, {year}"),
                        Interval::unknown("an input of the conditions"),
                        Coverage::known(1.0, "reported trade value"),
                        [self.product.source.clone()],
                    ),
                    None => self.missing(unit, basis, why),
                };
                let holds = told.as_ref().and_then(crate::geodep::GeoDepYear::holds);
                holding.push(match holds {
                    Some(true) => "1",
                    Some(false) => "0",
                    None => "?",
                });
                InputRow {
                    label: year.to_string(),
                    partner: None,
                    figures: vec![
                        (
                            "import HHI",
                            figure(
                                told.and_then(|told| told.hhi_imports),
                                Unit::Index01,
                                "HHI of imports",
                                none,
                            ),
                        ),
                        (
                            "world HHI",
                            figure(
                                told.and_then(|told| told.hhi_exports),
                                Unit::Index01,
                                "HHI of world exports",
                                none,
                            ),
                        ),
                        (
                            "M / X",
                            figure(
                                told.and_then(|told| told.imports_over_exports),
                                Unit::Ratio,
                                "imports over exports",
                                "no exports: the third condition holds",
                            ),
                        ),
                        (
                            "holds",
                            figure(
                                holds.map(|holds| f64::from(u8::from(holds))),
                                Unit::Count,
                                "1 where all three conditions hold",
                                "the source does not tell this year",
                            ),
                        ),
                    ],
                    note: String::new(),
                }
            })
            .collect();
        (
            "years in which import HHI > 0.4 and world HHI > 0.4 and M / X > 1",
            format!(
                "{} = {}",
                holding.join(" + "),
                indicator.figure.value_text()
            ),
            rows,
            Vec::new(),
        )
    }

    /// Σ of instability times quantity, and quantity with an estimate.
    fn weighted(&self) -> (f64, f64) {
        let mut sums = (0.0, 0.0);
        for (flow, risk) in self.workings.flows.iter().zip(&self.workings.instability) {
            if let Some(risk) = risk {
                sums.0 += risk * flow.quantity_t;
                sums.1 += flow.quantity_t;
            }
        }
        sums
    }

    /// Rows of suppliers with instability; the last figure is the term
    /// g·q / (P + F).
    fn instability_rows(&self, production: f64, columns: &[&str]) -> Vec<InputRow> {
        let (weighted, covered) = self.weighted();
        let average = if covered > 0.0 {
            weighted / covered
        } else {
            0.0
        };
        let supply = self.imports_t() + production;
        let mut sources = vec![self.product.source.clone()];
        let of = self.workings.governance.as_ref();
        sources.extend(of.map(|(source, _)| source.clone()));
        self.flow_rows(columns, |index, flow| {
            let estimate = self.workings.instability.get(index).copied().flatten();
            let basis = match of {
                Some((_, year)) => format!("political instability of {year}, 1 is worst; for"),
                None => "political instability; for".to_owned(),
            };
            let own = &sources[1..];
            let figure = self.reported(estimate.unwrap_or(average), Unit::Index01, &basis, own);
            let figure = if estimate.is_some() {
                figure
            } else {
                figure.as_estimate()
            };
            let term = estimate.unwrap_or(average) * flow.quantity_t / supply;
            vec![
                ("instability", figure),
                (
                    "term",
                    self.reported(
                        term,
                        Unit::Index01,
                        "instability × part of supply",
                        &sources,
                    ),
                ),
            ]
        })
    }

    fn terms(rows: &[InputRow]) -> Vec<f64> {
        let mut terms: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.figures.last()?.1.value())
            .collect();
        terms.sort_by(|a, b| b.total_cmp(a));
        terms
    }

    fn instability(&self, indicator: &Indicator) -> Parts {
        let rows = self.instability_rows(0.0, &["quantity"]);
        let filled = sum_of(&Self::terms(&rows), &indicator.figure);
        (
            "Σ gᵢ·qᵢ / F, with gᵢ = (2.5 − estimate of i)/5, qᵢ = tonnes from i, F = all import \
             tonnes; a supplier without an estimate gets the average of the others",
            filled,
            rows,
            vec![(
                "F: imports".to_owned(),
                self.trade(self.imports_t(), Unit::Tonne, "import quantity"),
            )],
        )
    }

    /// HHI of production, domestic production and imports as steps.
    fn supply_steps(&self) -> (f64, f64, Vec<(String, Figure)>) {
        let Some(production) = &self.workings.production else {
            return (0.0, 0.0, Vec::new());
        };
        let (domestic, _) = production.domestic(self.workings.members.iter().copied());
        let index = &production.herfindahl_hirschman_index;
        let source = [production.source.clone()];
        let listed = production.lists_all(self.workings.members.iter().copied());
        let produced = if listed {
            self.reported(domestic, Unit::Tonne, "production", &source)
        } else {
            // Not listed is not the same as none.
            self.reported(
                domestic,
                Unit::Tonne,
                "production, what the source does not list assumed to be none",
                &source,
            )
            .as_estimate()
        };
        (
            index.value().unwrap_or(0.0),
            domestic,
            vec![
                ("HHI of world production".to_owned(), index.clone()),
                (
                    if listed {
                        "P: domestic production".to_owned()
                    } else {
                        "P: domestic production, none listed".to_owned()
                    },
                    produced,
                ),
                (
                    "F: imports".to_owned(),
                    self.trade(self.imports_t(), Unit::Tonne, "import quantity"),
                ),
            ],
        )
    }

    fn geopolrisk_score(&self, indicator: &Indicator) -> Parts {
        let (index, domestic, steps) = self.supply_steps();
        let rows = self.instability_rows(domestic, &["quantity"]);
        let terms = Self::terms(&rows);
        (
            "HHI of world production · Σ gᵢ·qᵢ / (P + F)",
            format!(
                "{index:.4} × ({}) = {}",
                written_out(&terms),
                indicator.figure.value_text()
            ),
            rows,
            steps,
        )
    }

    fn geopolrisk_factor(&self, indicator: &Indicator) -> Parts {
        let (index, domestic, mut steps) = self.supply_steps();
        let rows = self.instability_rows(domestic, &["quantity", "unit value"]);
        let score = index * Self::terms(&rows).iter().sum::<f64>();
        let valued: f64 = self
            .workings
            .flows
            .iter()
            .map(|flow| flow.value_kusd - flow.value_without_quantity_kusd)
            .sum();
        let price = valued / self.imports_t();
        steps.push((
            "price: value over quantity of imports".to_owned(),
            self.trade(
                price,
                Unit::UsdPerKilogram,
                "value of flows with a quantity over that quantity",
            ),
        ));
        (
            "score · price / 0.409412948, with the score HHI · Σ gᵢ·qᵢ / (P + F) and the price in \
             kUSD/t (USD/kg)",
            format!(
                "{score:.4} × {price:.4} / {COPPER_REFERENCE_KUSD_PER_T} = {}",
                indicator.figure.value_text()
            ),
            rows,
            steps,
        )
    }

    fn net_import_reliance(&self, indicator: &Indicator) -> Parts {
        let (imports, exports) = (self.imports_t(), self.workings.exports_t);
        let mut rows = vec![
            self.single(
                "M: imports",
                self.trade(imports, Unit::Tonne, "import quantity"),
            ),
            self.single(
                "X: exports",
                self.trade(exports, Unit::Tonne, "export quantity"),
            ),
        ];
        let mut produced = String::new();
        if let Some(production) = &self.workings.production {
            let (low, high) = production.domestic(self.workings.members.iter().copied());
            let source = [production.source.clone()];
            let basis = format!("production, {}", self.workings.year);
            let coverage = || Coverage::known(1.0, "what the source prints or leaves open");
            let (figure, text) = if high > low {
                let interval = Interval::between(low, high, "what the source does not attribute");
                (
                    Figure::bounded(Unit::Tonne, basis, interval, coverage(), source),
                    format!("({} to {})", plain(low), plain(high)),
                )
            } else {
                let figure = self.reported(low, Unit::Tonne, "production", &source);
                let all = production.lists_all(self.workings.members.iter().copied());
                (if all { figure } else { figure.as_estimate() }, plain(low))
            };
            let label = if production.lists_all(self.workings.members.iter().copied()) {
                "P: domestic production"
            } else {
                "P: domestic production, not all listed"
            };
            rows.push(self.single(label, figure));
            produced = text;
        }
        (
            "(M − X) / (P + M − X), in tonnes",
            format!(
                "({} − {}) / ({produced} + {} − {}) = {}",
                plain(imports),
                plain(exports),
                plain(imports),
                plain(exports),
                indicator.figure.value_text()
            ),
            rows,
            Vec::new(),
        )
    }
}

/// An amount as it stands in a formula.
fn plain(value: f64) -> String {
    if value.abs() >= 1000.0 || value == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.3}")
    }
}

/// `0.901² + 0.026² + … (25 terms) = 0.813`.
fn sum_of_squares(shares: impl Iterator<Item = f64>, result: &Figure) -> String {
    let mut shares: Vec<f64> = shares.collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    let mut terms: Vec<String> = shares
        .iter()
        .take(TERMS)
        .map(|share| format!("{share:.4}²"))
        .collect();
    if shares.len() > TERMS {
        terms.push(format!("… ({} terms)", shares.len()));
    }
    format!("{} = {}", terms.join(" + "), result.value_text())
}

fn written_out(terms: &[f64]) -> String {
    let mut words: Vec<String> = terms
        .iter()
        .take(TERMS)
        .map(|term| format!("{term:.4}"))
        .collect();
    if terms.len() > TERMS {
        words.push(format!("… ({} terms)", terms.len()));
    }
    words.join(" + ")
}

fn sum_of(terms: &[f64], result: &Figure) -> String {
    format!("{} = {}", written_out(terms), result.value_text())
}

impl ExposureExplanation {
    /// Every input, step and result as a row.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for explanation in &self.explanations {
            let stage = explanation.stage.to_string();
            let mut add = |part: &str, partner: &str, figure: &Figure| {
                table.push(
                    &FigureLabels {
                        subject: &self.subject,
                        material: &self.material,
                        year: Some(self.year),
                        part,
                        stage: &stage,
                        name: explanation.indicator,
                        partner,
                    },
                    figure,
                );
            };
            for row in &explanation.inputs {
                for (column, figure) in &row.figures {
                    let part = match row.partner {
                        Some(_) => format!("input: {column}"),
                        None => format!("input: {column}, {}", row.label),
                    };
                    add(&part, row.partner.map_or("", Economy::alpha3), figure);
                }
            }
            for (label, figure) in &explanation.steps {
                add(&format!("step: {label}"), "", figure);
            }
            add("result", "", &explanation.result);
        }
        table
    }
}
