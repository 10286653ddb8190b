//! How the indices of concentration come about.

use super::input_rows::Rows;
use super::written_formula::{TERMS, sum_of_squares};
use super::{InputRow, Parts};
use crate::indicator::Indicator;
use narrows_core::{Economy, Unit};

impl Rows<'_> {
    pub(super) fn import_concentration(&self, indicator: &Indicator) -> Parts {
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

    pub(super) fn world_concentration(&self, indicator: &Indicator) -> Parts {
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

    pub(super) fn origin_concentration(&self, indicator: &Indicator) -> Parts {
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
}
