//! How the measures of supply risk come about.

use super::input_rows::Rows;
use super::written_formula::{sum_of, written_out};
use super::{InputRow, Parts};
use crate::geopolrisk::COPPER_REFERENCE_KUSD_PER_T;
use crate::indicator::Indicator;
use crate::supply_risk_assessment::StageSupplyRisk;
use narrows_core::{Figure, Unit};

impl Rows<'_> {
    pub(super) fn eu_supply_risk(&self, stage: &StageSupplyRisk, indicator: &Indicator) -> Parts {
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

    /// Σ of instability times quantity, and quantity with an estimate.
    pub(super) fn weighted(&self) -> (f64, f64) {
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
    pub(super) fn instability_rows(&self, production: f64, columns: &[&str]) -> Vec<InputRow> {
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

    pub(super) fn terms(rows: &[InputRow]) -> Vec<f64> {
        let mut terms: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.figures.last()?.1.value())
            .collect();
        terms.sort_by(|a, b| b.total_cmp(a));
        terms
    }

    pub(super) fn instability(&self, indicator: &Indicator) -> Parts {
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
    pub(super) fn supply_steps(&self) -> (f64, f64, Vec<(String, Figure)>) {
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

    pub(super) fn geopolrisk_score(&self, indicator: &Indicator) -> Parts {
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

    pub(super) fn geopolrisk_factor(&self, indicator: &Indicator) -> Parts {
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
}
