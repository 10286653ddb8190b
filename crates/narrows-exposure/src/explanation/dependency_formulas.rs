//! How the indicators of dependency come about.

use super::input_rows::Rows;
use super::written_formula::plain;
use super::{InputRow, Parts};
use crate::indicator::Indicator;
use narrows_core::{Coverage, Figure, Interval, Unit};

impl Rows<'_> {
    pub(super) fn external_share(&self, indicator: &Indicator) -> Parts {
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

    pub(super) fn imports_over_exports(&self, indicator: &Indicator) -> Parts {
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

    pub(super) fn geodep(&self, indicator: &Indicator) -> Parts {
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

    pub(super) fn net_import_reliance(&self, indicator: &Indicator) -> Parts {
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
            let domestic = production.domestic(self.workings.members.iter().copied());
            let source = [production.source.clone()];
            let basis = format!("production, {}", self.workings.year);
            let coverage = || Coverage::known(1.0, "what the source prints or leaves open");
            let (figure, text) = if domestic.holds_unattributed {
                let interval = Interval::between(
                    domestic.low,
                    domestic.high,
                    "what the source does not attribute, within the rounding of its figures",
                );
                (
                    Figure::bounded(Unit::Tonne, basis, interval, coverage(), source),
                    format!("({} to {})", plain(domestic.low), plain(domestic.high)),
                )
            } else {
                let all = production.lists_all(self.workings.members.iter().copied());
                (
                    self.domestic_figure(&domestic, all, "production", &source),
                    plain(domestic.value),
                )
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
