//! The bounds on one material as figures.

use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};

use super::constraint_system::Ends;
use super::supplier_bounds::{Supply, Unmixer};
use super::unmixed_material::UnmixedSupplier;
use crate::hhi::hhi_between;

/// A Herfindahl–Hirschman index whose ends are further apart is no figure.
const WIDEST_INDEX: f64 = 0.5;

impl Unmixer<'_> {
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

    pub(super) fn imports_quantity(
        &self,
        supplies: &[Supply],
        total: Ends,
        all_measured: bool,
    ) -> Figure {
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

    pub(super) fn imports_value(&self, supplies: &[Supply], all_measured: bool) -> Figure {
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

    pub(super) fn supplier(&self, one: &Supply, all: &[Supply], total: Ends) -> UnmixedSupplier {
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

    pub(super) fn index(&self, supplies: &[Supply], all_measured: bool) -> Figure {
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
}
