//! Supply risk as the European Commission computes it for its list of critical
//! raw materials, for any importer.

/// The trade parameter's range in the method: 0.8 for supply from inside the
/// EU, 1 without agreement or restriction, up to 1.5 under export prohibition.
pub const TRADE_PARAMETER: (f64, f64) = (0.8, 1.5);

/// The worst governance weight: the World Bank's estimates end near −2.5.
const WORST_GOVERNANCE: f64 = 10.0;

/// The threshold of supply risk above which the Commission calls a material
/// critical if it is also important to the economy.
pub const EU_SUPPLY_RISK_THRESHOLD: f64 = 1.0;

/// A weight that lies between two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The best estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Bounds {
    /// A number without uncertainty.
    #[must_use]
    pub fn exact(value: f64) -> Self {
        Self {
            value,
            low: value,
            high: value,
        }
    }

    /// A printed number that may lie half a digit lower or higher, kept within
    /// 0 and `most`.
    #[must_use]
    pub fn rounded(value: f64, half: f64, most: f64) -> Self {
        Self {
            value,
            low: (value - half).max(0.0),
            high: (value + half).min(most),
        }
    }
}

/// One supplier as the index weighs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeighedSupplier {
    /// Share of supply, 0–1; `None` where only an upper bound is known, which
    /// `share_range` holds.
    pub share: Option<f64>,
    /// The range of the share.
    pub share_range: (f64, f64),
    /// Governance from 0 (best) to 10 (worst): ten times (2.5 − mean of the six
    /// estimates)/5; `None` where no estimate is published.
    pub governance: Option<f64>,
    /// The trade parameter t.
    pub trade_parameter: Bounds,
}

/// Σ s²·WGI·t of one side of supply.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeighedConcentration {
    /// From the shares and weights that are known; suppliers without a
    /// governance estimate weigh the average of the others.
    pub value: f64,
    /// With every share at its lower end and the unknown weights at their best.
    pub low: f64,
    /// With the shares, the supply that nobody is named for, and the unknown
    /// weights at their worst.
    pub high: f64,
    /// Share of supply that is attributed to a supplier.
    pub attributed: f64,
    /// Share of the attributed supply that has a governance estimate.
    pub governed: f64,
}

/// Σ s²·WGI·t over suppliers, from 0 to 15: the Herfindahl–Hirschman index
/// weighed by governance and trade. `None` where no share is known or no
/// supplier has a governance estimate.
///
/// Source: European Commission, Methodology for establishing the EU list of
/// critical raw materials, 2017. The result does not depend on the order of
/// the suppliers beyond rounding.
///
/// World refining of dysprosium in the study of 2023 is China's alone (100 %,
/// t = 1, governance 5.49: a mean of six estimates of −0.245):
///
/// ```
/// use narrows_exposure::{Bounds, WeighedSupplier, weighed_concentration};
/// let supplier = |share: f64, governance: f64, t: f64| WeighedSupplier {
///     share: Some(share),
///     share_range: (share - 0.0005, share),
///     governance: Some(governance),
///     trade_parameter: Bounds::exact(t),
/// };
/// let side = weighed_concentration(&[supplier(1.0, 5.49, 1.0)]).unwrap();
/// assert_eq!(side.value, 5.49);
/// let two = weighed_concentration(&[supplier(0.5, 5.49, 1.0), supplier(0.5, 2.0, 0.8)]).unwrap();
/// assert!((two.value - (0.25 * 5.49 + 0.25 * 1.6)).abs() < 1e-12);
/// ```
#[must_use]
pub fn weighed_concentration(suppliers: &[WeighedSupplier]) -> Option<WeighedConcentration> {
    let attributed: f64 = suppliers.iter().filter_map(|one| one.share).sum();
    let mut governed = 0.0;
    let mut weighed = 0.0;
    for one in suppliers {
        if let (Some(share), Some(governance)) = (one.share, one.governance) {
            governed += share;
            weighed += share * governance;
        }
    }
    if !(governed > 0.0 && attributed > 0.0) {
        return None;
    }
    let average = weighed / governed;
    let mut value = 0.0;
    let mut low = 0.0;
    // The highest index: from every share at its lower end, with the rest held
    // by one, supply is moved to the suppliers where it weighs most. The index
    // is convex in the rest, so the highest value stands at an end of a step.
    let mut base = 0.0;
    let mut rest = 1.0;
    let mut steps: Vec<(f64, f64)> = Vec::with_capacity(suppliers.len());
    for one in suppliers {
        let (from, to) = one.share_range;
        let worst = one.governance.unwrap_or(WORST_GOVERNANCE) * one.trade_parameter.high;
        if let Some(share) = one.share {
            value += share * share * one.governance.unwrap_or(average) * one.trade_parameter.value;
        }
        low += from * from * one.governance.unwrap_or(0.0) * one.trade_parameter.low;
        base += from * from * worst;
        rest -= from;
        if to > from {
            steps.push((to - from, worst * (to + from)));
        }
    }
    steps.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.total_cmp(&a.0)));
    let held_by_one =
        |rest: f64| WORST_GOVERNANCE * TRADE_PARAMETER.1 * rest.max(0.0) * rest.max(0.0);
    let mut high = base + held_by_one(rest);
    for (amount, slope) in steps {
        // Shares cannot sum to more than the whole.
        let amount = amount.min(rest.max(0.0));
        base += amount * slope;
        rest -= amount;
        high = high.max(base + held_by_one(rest));
    }
    Some(WeighedConcentration {
        value,
        low: low.min(value),
        high: high.max(value),
        attributed: attributed.min(1.0),
        governed: (governed / attributed).min(1.0),
    })
}

/// Which sides of supply are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SupplySides {
    /// Global supply and the importer's own sourcing.
    Both {
        /// Σ s²·WGI·t of global supply.
        global: f64,
        /// The same of the importer's own sourcing: imports and domestic
        /// production.
        own: f64,
        /// Net imports over apparent consumption, 0–1.
        import_reliance: f64,
    },
    /// One side alone, which then counts in full.
    One(f64),
}

/// SR = [HHI_GS·IR/2 + HHI_own·(1 − IR/2)]·(1 − EoL_RIR)·SI_SR, from 0 to 15;
/// above 1.0 the Commission speaks of supply risk. Where one side of supply is
/// known it counts alone.
///
/// Source: European Commission, Methodology for establishing the EU list of
/// critical raw materials, 2017, used for the lists of 2017, 2020 and 2023.
///
/// Antimony ore in the study of 2023: recycling 28 %, substitution index 0.94,
/// import reliance 100 %; the study prints 1.8.
///
/// ```
/// use narrows_exposure::{SupplySides, eu_supply_risk};
/// let sides = SupplySides::Both { global: 2.314, own: 3.008, import_reliance: 1.0 };
/// assert!((eu_supply_risk(sides, 0.28, 0.94) - 1.80).abs() < 0.005);
/// ```
///
/// It tells nothing of capacity, stocks or prices, and a restriction counts
/// only as far as t says so.
#[must_use]
pub fn eu_supply_risk(
    sides: SupplySides,
    end_of_life_recycling: f64,
    substitution_index: f64,
) -> f64 {
    let concentration = match sides {
        SupplySides::Both {
            global,
            own,
            import_reliance,
        } => global * import_reliance / 2.0 + own * (1.0 - import_reliance / 2.0),
        SupplySides::One(side) => side,
    };
    concentration * (1.0 - end_of_life_recycling) * substitution_index
}

/// The lowest and highest supply risk when every input lies within its bounds.
/// It rises with each side and with substitution, falls with recycling, and is
/// linear in reliance, so the extremes stand at the ends.
#[must_use]
pub(crate) fn eu_supply_risk_range(
    global: Option<(f64, f64)>,
    own: Option<(f64, f64)>,
    import_reliance: (f64, f64),
    recycling: Bounds,
    substitution: Bounds,
) -> Option<(f64, f64)> {
    let at = |pick: fn((f64, f64)) -> f64, recycling: f64, substitution: f64| {
        let ends = [import_reliance.0, import_reliance.1];
        let risks = ends.map(|import_reliance| {
            let sides = match (global, own) {
                (Some(global), Some(own)) => SupplySides::Both {
                    global: pick(global),
                    own: pick(own),
                    import_reliance,
                },
                (Some(one), None) | (None, Some(one)) => SupplySides::One(pick(one)),
                (None, None) => return None,
            };
            Some(eu_supply_risk(sides, recycling, substitution))
        });
        Some((risks[0]?, risks[1]?))
    };
    let low = at(|ends| ends.0, recycling.high, substitution.low)?;
    let high = at(|ends| ends.1, recycling.low, substitution.high)?;
    Some((low.0.min(low.1), high.0.max(high.1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn supplier() -> impl Strategy<Value = (f64, f64, f64)> {
        (0.001_f64..1.0, 0.0_f64..10.0, 0.8_f64..1.5)
    }

    /// Shares that sum to the whole, rounded as a study prints them.
    fn printed(suppliers: &[(f64, f64, f64)]) -> Vec<WeighedSupplier> {
        let sum: f64 = suppliers.iter().map(|one| one.0).sum();
        suppliers
            .iter()
            .map(|(amount, governance, t)| {
                let share = (amount / sum * 100.0).round() / 100.0;
                WeighedSupplier {
                    share: Some(share),
                    share_range: ((share - 0.005).max(0.0), (share + 0.005).min(1.0)),
                    governance: Some(*governance),
                    trade_parameter: Bounds::exact(*t),
                }
            })
            .collect()
    }

    proptest! {
        #[test]
        fn the_true_index_lies_within_its_bounds(
            suppliers in prop::collection::vec(supplier(), 1..12),
            hidden in 0_usize..3,
        ) {
            let sum: f64 = suppliers.iter().map(|one| one.0).sum();
            let truth: f64 = suppliers.iter().map(|(a, g, t)| (a / sum).powi(2) * g * t).sum();
            let printed = printed(&suppliers);
            // The first ones are not printed: supply that nobody is named for.
            let shown = &printed[hidden.min(printed.len() - 1)..];
            if let Some(side) = weighed_concentration(shown) {
                prop_assert!(side.low <= truth + 1e-9, "{side:?} {truth}");
                prop_assert!(truth <= side.high + 1e-9, "{side:?} {truth}");
                prop_assert!(side.low <= side.value && side.value <= side.high);
            }
        }

        #[test]
        fn the_order_of_suppliers_is_of_no_account(
            suppliers in prop::collection::vec(supplier(), 1..12),
        ) {
            let mut printed = printed(&suppliers);
            let forward = weighed_concentration(&printed);
            printed.reverse();
            let backward = weighed_concentration(&printed);
            match (forward, backward) {
                (Some(a), Some(b)) => {
                    prop_assert!((a.value - b.value).abs() < 1e-9);
                    prop_assert!((a.high - b.high).abs() < 1e-9);
                }
                (a, b) => prop_assert_eq!(a, b),
            }
        }

        #[test]
        fn risk_moves_with_reliance_towards_the_global_side(
            global in 0.0_f64..15.0, own in 0.0_f64..15.0,
            less in 0.0_f64..1.0, more in 0.0_f64..1.0,
            recycling in 0.0_f64..1.0, substitution in 0.0_f64..1.0,
        ) {
            let at = |import_reliance: f64| eu_supply_risk(
                SupplySides::Both { global, own, import_reliance }, recycling, substitution);
            let (less, more) = (less.min(more), less.max(more));
            if global >= own {
                prop_assert!(at(less) <= at(more) + 1e-9);
            } else {
                prop_assert!(at(more) <= at(less) + 1e-9);
            }
            prop_assert!(at(less) >= 0.0 && at(less) <= 15.0);
        }

        #[test]
        fn a_risk_from_within_the_bounds_lies_within_the_range(
            global in (0.0_f64..7.0, 0.0_f64..7.0), own in (0.0_f64..7.0, 0.0_f64..7.0),
            reliance in (0.0_f64..1.0, 0.0_f64..1.0), at in prop::array::uniform5(0.0_f64..1.0),
        ) {
            let order = |(a, b): (f64, f64)| (a.min(b), a.max(b));
            let (global, own, reliance) = (order(global), order(own), order(reliance));
            let within = |(low, high): (f64, f64), at: f64| low + (high - low) * at;
            let recycling = Bounds::rounded(0.28, 0.005, 1.0);
            let substitution = Bounds::rounded(0.94, 0.005, 1.0);
            let risk = eu_supply_risk(
                SupplySides::Both {
                    global: within(global, at[0]),
                    own: within(own, at[1]),
                    import_reliance: within(reliance, at[2]),
                },
                within((recycling.low, recycling.high), at[3]),
                within((substitution.low, substitution.high), at[4]),
            );
            let (low, high) =
                eu_supply_risk_range(Some(global), Some(own), reliance, recycling, substitution)
                    .unwrap();
            prop_assert!(low <= risk + 1e-9 && risk <= high + 1e-9);
        }
    }

    #[test]
    fn a_supplier_without_governance_widens_the_range_and_is_not_zero() {
        let known = WeighedSupplier {
            share: Some(0.5),
            share_range: (0.5, 0.5),
            governance: Some(4.0),
            trade_parameter: Bounds::exact(1.0),
        };
        let missing = WeighedSupplier {
            governance: None,
            ..known
        };
        let side = weighed_concentration(&[known, missing]).unwrap();
        assert!((side.value - 2.0).abs() < 1e-12);
        assert!((side.low - 1.0).abs() < 1e-12);
        assert!((side.high - 3.5).abs() < 1e-12);
        assert!((side.governed - 0.5).abs() < 1e-12);
        assert_eq!(weighed_concentration(&[missing]), None);
    }
}
