//! How the measures of supply risk come about.

use super::input_rows::Rows;
use super::written_formula::{sum_of, written_out};
use super::{InputRow, Parts};
use crate::concentration::DomesticProduction;
use crate::geopolrisk::COPPER_REFERENCE_KUSD_PER_T;
use crate::indicator::Indicator;
use crate::supply_risk_assessment::StageSupplyRisk;
use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};

impl Rows<'_> {
    pub(super) fn eu_supply_risk(&self, stage: &StageSupplyRisk, indicator: &Indicator) -> Parts {
        let rows = stage
            .parts()
            .into_iter()
            .map(|(label, figure)| self.single(label, figure.clone()))
            .collect();
        // A factor without a value stays a letter, and is told after the result.
        let mut unknown: Vec<String> = Vec::new();
        let mut said = |figure: &Figure, symbol: &str| match figure.value() {
            Some(value) => format!("{value:.4}"),
            None => {
                let (low, high) = figure.interval().ends().unwrap_or((0.0, 1.0));
                let told = format!("{symbol} anywhere from {low} to {high}");
                if !unknown.contains(&told) {
                    unknown.push(told);
                }
                symbol.to_owned()
            }
        };
        let sides = match (
            stage.global_concentration.value(),
            stage.own_concentration.value(),
        ) {
            (Some(_), Some(_)) => format!(
                "[{} · {}/2 + {} · (1 − {}/2)]",
                said(&stage.global_concentration, "HHI_GS"),
                said(&stage.import_reliance, "IR"),
                said(&stage.own_concentration, "HHI_own"),
                said(&stage.import_reliance, "IR")
            ),
            (Some(_), None) => said(&stage.global_concentration, "HHI_GS"),
            _ => said(&stage.own_concentration, "HHI_own"),
        };
        let (recycling, substitution) = (
            said(&stage.recycling, "EoL_RIR"),
            said(&stage.substitution, "SI_SR"),
        );
        let with = if unknown.is_empty() {
            String::new()
        } else {
            format!(", with {}", unknown.join(", "))
        };
        (
            "[HHI_GS · IR/2 + HHI_own · (1 − IR/2)] · (1 − EoL_RIR) · SI_SR; where one side of \
             supply is known, that one alone",
            format!(
                "{sides} · (1 − {recycling}) · {substitution} = {}{with}",
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

    /// Domestic production as it is printed, an estimate where not all of the
    /// subject is listed.
    pub(super) fn domestic_figure(
        &self,
        domestic: &DomesticProduction,
        all_listed: bool,
        basis: &str,
        source: &[SourceRef],
    ) -> Figure {
        let interval = if domestic.high > domestic.low {
            let meaning = if domestic.holds_unattributed {
                "rounding of the printed figures; what the source attributes to nobody"
            } else {
                "rounding of the printed figures"
            };
            Interval::between(domestic.low, domestic.high, meaning)
        } else {
            Interval::unknown("no production is printed, so none is rounded")
        };
        let figure = Figure::measured(
            domestic.value,
            Unit::Tonne,
            format!("{basis}, {}", self.workings.year),
            interval,
            Coverage::known(1.0, "what the source prints or leaves open"),
            source.iter().cloned(),
        );
        if all_listed {
            figure
        } else {
            figure.as_estimate()
        }
    }

    /// HHI of production, domestic production and imports as steps.
    pub(super) fn supply_steps(&self) -> (f64, f64, Vec<(String, Figure)>) {
        let Some(production) = &self.workings.production else {
            return (0.0, 0.0, Vec::new());
        };
        let domestic = production.domestic(self.workings.members.iter().copied());
        let index = &production.herfindahl_hirschman_index;
        let source = [production.source.clone()];
        let listed = production.lists_all(self.workings.members.iter().copied());
        let produced = self.domestic_figure(
            &domestic,
            listed,
            if listed {
                "production"
            } else {
                // Not listed is not the same as none.
                "production, what the source does not list assumed to be none"
            },
            &source,
        );
        (
            index.value().unwrap_or(0.0),
            domestic.value,
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
