//! The importer's own sourcing: imports of the year and domestic production.

use super::supply_side::{Side, concentration_figure, unknown_trade_parameter, weight};
use crate::concentration::ProductionConcentration;
use crate::eu_supply_risk::{
    Bounds, TRADE_PARAMETER, WeighedConcentration, WeighedSupplier, weighed_concentration,
};
use crate::governance::Governance;
use crate::subject::Subject;
use crate::trade_product::TradeProduct;

/// The importer's own sourcing: imports of the year, and domestic production
/// as far as it is known on the same basis.
pub(super) fn trade_side(
    subject: &Subject,
    product: Option<&TradeProduct>,
    production: &[&ProductionConcentration],
    governance: &Governance,
    basis: &str,
) -> Side {
    let Some(product) = product else {
        return Side::unknown(
            basis.to_owned(),
            "no trade of the importer at this stage is the material alone",
            vec![governance.source.clone()],
        );
    };
    let imports: Vec<WeighedSupplier> = product
        .suppliers
        .iter()
        .map(|supplier| {
            let value = supplier.share.value().unwrap_or(0.0);
            let (low, high) = supplier.share.interval().ends().unwrap_or((value, value));
            WeighedSupplier {
                share: supplier.share.value(),
                share_range: (low.min(value), high.max(value)),
                governance: weight(governance, Some(supplier.economy)),
                trade_parameter: unknown_trade_parameter(),
            }
        })
        .collect();
    let Some(imports) = weighed_concentration(&imports) else {
        return Side::unknown(
            basis.to_owned(),
            "the source has no import in this year from a supplier with governance",
            vec![product.source.clone(), governance.source.clone()],
        );
    };
    let (domestic, known, domestic_words) = domestic_share(subject, product, production);
    let weights = domestic_weights(subject, governance);
    if weights.value.is_nan() && domestic.value > 0.0 {
        return Side::unknown(
            basis.to_owned(),
            "the importer's own production has no governance estimate to weigh it by",
            vec![product.source.clone(), governance.source.clone()],
        );
    }
    let found = with_domestic(imports, domestic, &weights);
    let mut sources = vec![product.source.clone(), governance.source.clone()];
    sources.extend(
        production
            .iter()
            .filter(|one| known && one.stage == product.stage)
            .map(|one| one.source.clone()),
    );
    let basis = format!(
        "{basis}: {} import sources by value, {domestic_words}",
        product.stage,
    );
    Side {
        group: None,
        figure: concentration_figure(
            &found,
            &basis,
            "sources by value and by quantity; trade parameter from 0.8 to 1.5; domestic supply \
             within its rounding, and as far as it is not known from none to all",
            sources,
        ),
        concentration: Some(found),
    }
}

/// The share of domestic production in own sourcing, whether anything is known
/// of it, and in words what was done.
fn domestic_share(
    subject: &Subject,
    product: &TradeProduct,
    production: &[&ProductionConcentration],
) -> (Bounds, bool, &'static str) {
    let unknown = (
        Bounds {
            value: 0.0,
            low: 0.0,
            high: 1.0,
        },
        false,
        "domestic production not known on this basis and not counted",
    );
    let same = production
        .iter()
        .find(|one| one.stage == product.stage && one.basis == product.basis);
    let (Some(produced), Some(imported)) = (same, product.imports_quantity.value()) else {
        return unknown;
    };
    if produced.withholds(subject.members()) {
        return unknown;
    }
    let found = produced.domestic(subject.members());
    let share = |amount: f64, imported: f64| amount / (amount + imported);
    let (imported_low, imported_high) = product
        .imports_quantity
        .interval()
        .ends()
        .unwrap_or((imported, imported));
    (
        Bounds {
            value: share(found.value, imported),
            low: share(found.low, imported_high.max(imported)),
            high: share(found.high, imported_low.min(imported)),
        },
        true,
        if produced.lists_all(subject.members()) {
            "and domestic production"
        } else if found.holds_unattributed {
            "domestic production that the source does not list counted as none, in the interval \
             as up to all that it does not attribute"
        } else {
            "domestic production that the source does not list assumed to be none"
        },
    )
}

/// What domestic supply weighs, with the subject's own governance; the value is
/// not a number where no member has an estimate.
fn domestic_weights(subject: &Subject, governance: &Governance) -> Bounds {
    let weights: Vec<Option<f64>> = subject
        .members()
        .map(|member| weight(governance, Some(member)))
        .collect();
    let known: Vec<f64> = weights.iter().copied().flatten().collect();
    let missing = known.len() < weights.len();
    let average = known.iter().sum::<f64>() / known.len() as f64;
    let least = known.iter().copied().fold(average, f64::min);
    let most = known.iter().copied().fold(average, f64::max);
    Bounds {
        value: average,
        // Spread over all members, or in the hands of the worst governed.
        low: if missing { 0.0 } else { least } / weights.len().max(1) as f64 * TRADE_PARAMETER.0,
        high: if missing { 10.0 } else { most } * TRADE_PARAMETER.1,
    }
}

/// (1 − d)²·A + d²·B, where a share d of own sourcing is domestic. Convex in d:
/// the highest value stands at an end, the lowest may lie between.
fn with_domestic(
    imports: WeighedConcentration,
    domestic: Bounds,
    weights: &Bounds,
) -> WeighedConcentration {
    let at = |imports: f64, weight: f64, domestic: f64| {
        (1.0 - domestic).powi(2) * imports + domestic.powi(2) * weight
    };
    let lowest = {
        let turn = if imports.low + weights.low > 0.0 {
            imports.low / (imports.low + weights.low)
        } else {
            domestic.low
        };
        at(
            imports.low,
            weights.low,
            turn.clamp(domestic.low, domestic.high),
        )
    };
    let highest = at(imports.high, weights.high, domestic.low).max(at(
        imports.high,
        weights.high,
        domestic.high,
    ));
    let value = if domestic.value > 0.0 {
        at(imports.value, weights.value, domestic.value)
    } else {
        imports.value
    };
    WeighedConcentration {
        value,
        low: lowest.min(value),
        high: highest.max(value),
        ..imports
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn own_sourcing_with_domestic_supply_stays_within_its_bounds(
            imports in 0.0_f64..10.0, weight in 0.0_f64..10.0,
            low in 0.0_f64..1.0, high in 0.0_f64..1.0, at in 0.0_f64..1.0,
        ) {
            let (low, high) = (low.min(high), low.max(high));
            let side = WeighedConcentration {
                value: imports, low: imports, high: imports, attributed: 1.0, governed: 1.0,
            };
            let domestic = low + (high - low) * at;
            let found = with_domestic(
                side,
                Bounds { value: domestic, low, high },
                &Bounds::exact(weight),
            );
            prop_assert!(found.low <= found.value && found.value <= found.high);
            let there = (1.0 - high).powi(2) * imports + high.powi(2) * weight;
            prop_assert!(found.low <= there + 1e-9 && there <= found.high + 1e-9);
        }
    }
}
