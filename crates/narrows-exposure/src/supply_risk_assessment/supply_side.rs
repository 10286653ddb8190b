//! One side of supply, global or own, as the formula takes it.

use super::domestic_supply::DomesticSupply;
use crate::eu_economic_importance::bound_of;
use crate::eu_supply_risk::{
    Bounds, TRADE_PARAMETER, WeighedConcentration, WeighedSupplier, weighed_concentration,
};
use crate::governance::Governance;
use crate::supply_shares::SupplyShare;
use narrows_core::{Coverage, Economy, Figure, Interval, SourceRef, Unit};

/// One side of supply as the formula takes it, with its figure.
pub(super) struct Side {
    /// Whose shares stand for the material's, where the study prints a group.
    pub(super) group: Option<String>,
    pub(super) concentration: Option<WeighedConcentration>,
    pub(super) figure: Figure,
}

impl Side {
    pub(super) fn unknown(basis: String, reason: &str, looked_in: Vec<SourceRef>) -> Self {
        Self {
            group: None,
            concentration: None,
            figure: Figure::unavailable(Unit::Ratio, basis, reason, looked_in),
        }
    }
}

/// Governance on the method's scale, 0 (best) to 10 (worst).
pub(super) fn weight(governance: &Governance, economy: Option<Economy>) -> Option<f64> {
    Some(governance.risk(economy?)? * 10.0)
}

/// The trade parameter of other importers than the EU: not known, so 1 within
/// the method's range.
pub(super) fn unknown_trade_parameter() -> Bounds {
    Bounds {
        value: 1.0,
        low: TRADE_PARAMETER.0,
        high: TRADE_PARAMETER.1,
    }
}

/// A side of supply from the study's printed shares, and domestic supply that
/// is missing among them.
pub(super) fn study_side(
    shares: &[&SupplyShare],
    domestic: Option<DomesticSupply>,
    governance: &Governance,
    with_trade_parameter: bool,
    basis: &str,
) -> Side {
    let mut suppliers: Vec<WeighedSupplier> = shares
        .iter()
        .map(|share| WeighedSupplier {
            share: share.share,
            share_range: match share.share {
                Some(value) => (
                    (value - share.rounding()).max(0.0),
                    (value + share.rounding()).min(1.0),
                ),
                None => (0.0, bound_of(&share.printed)),
            },
            governance: weight(governance, share.economy),
            trade_parameter: match share.trade_parameter {
                Some(printed) if with_trade_parameter => Bounds::exact(printed),
                _ => unknown_trade_parameter(),
            },
        })
        .collect();
    suppliers.extend(domestic.map(|domestic| WeighedSupplier {
        share: Some(domestic.share.value),
        share_range: (domestic.share.low, domestic.share.high),
        governance: weight(governance, Some(domestic.producer)),
        trade_parameter: Bounds::exact(domestic.trade_parameter),
    }));
    let mut sources: Vec<SourceRef> = shares.iter().map(|share| share.source.clone()).collect();
    sources.push(governance.source.clone());
    side(
        &suppliers,
        basis,
        "rounding of the printed shares; supply that nobody is named for spread thin or held by \
         one; unknown weights best or worst",
        sources,
        "the study prints no shares of it at this stage",
    )
}

pub(super) fn side(
    suppliers: &[WeighedSupplier],
    basis: &str,
    meaning: &str,
    sources: Vec<SourceRef>,
    missing: &str,
) -> Side {
    match weighed_concentration(suppliers) {
        Some(found) => Side {
            group: None,
            figure: concentration_figure(&found, basis, meaning, sources),
            concentration: Some(found),
        },
        None => Side::unknown(basis.to_owned(), missing, sources),
    }
}

pub(super) fn concentration_figure(
    found: &WeighedConcentration,
    basis: &str,
    meaning: &str,
    sources: Vec<SourceRef>,
) -> Figure {
    Figure::estimated(
        found.value,
        Unit::Ratio,
        basis,
        Interval::between(found.low, found.high, meaning),
        Coverage::known(
            found.attributed * found.governed,
            "supply with a named supplier and a governance estimate",
        ),
        sources,
    )
}

/// A printed or computed reliance as the formula takes it. Where only bounds
/// are known the value is not a number.
pub(super) fn reliance_bounds(figure: &Figure) -> Option<Bounds> {
    let within = |value: f64| value.clamp(0.0, 1.0);
    match (figure.value(), figure.interval().ends()) {
        (Some(value), ends) => {
            let (low, high) = ends.unwrap_or((value, value));
            Some(Bounds {
                value: within(value),
                low: within(low.min(value)),
                high: within(high.max(value)),
            })
        }
        (None, Some((low, high))) => Some(Bounds {
            value: f64::NAN,
            low: within(low),
            high: within(high),
        }),
        (None, None) => None,
    }
}
