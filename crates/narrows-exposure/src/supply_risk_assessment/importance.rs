//! Economic importance as a row of the panel.

use super::RiskInputs;
use super::risk_indicator::EU_METHOD;
use crate::eu_economic_importance::{
    EU_ECONOMIC_IMPORTANCE_THRESHOLD, economic_importance, economic_importance_range,
};
use crate::indicator::{Indicator, Threshold};
use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};

/// Economic importance: computed for the EU, whose value added by sector the
/// study prints; of nobody else is it in the lake.
pub(super) fn importance(inputs: &RiskInputs, own_study: bool) -> Option<Indicator> {
    let basis = "shares of use weighed by the value added of manufacturing sectors in the EU";
    let indicator = |figure: Figure| Indicator {
        crossing: None,
        id: "eu_economic_importance",
        name: "EU economic importance",
        method: EU_METHOD,
        figure,
        threshold: Some(Threshold {
            above: EU_ECONOMIC_IMPORTANCE_THRESHOLD,
        }),
        differs: "looks at who uses the material, not at who supplies it: the second axis of the \
                  Commission's list",
    };
    let unavailable = |reason: &str, sources: Vec<SourceRef>| {
        indicator(Figure::unavailable(Unit::Ratio, basis, reason, sources))
    };
    if !inputs.covered() {
        return None;
    }
    if !own_study {
        return Some(unavailable(
            "the lake has no value added by sector of this importer",
            inputs.study(),
        ));
    }
    let Some((uses, largest, source)) = &inputs.uses else {
        return Some(unavailable("the lake has no table of uses", inputs.study()));
    };
    let Some(parameters) = inputs.parameters else {
        return Some(unavailable(
            "the lake has no substitution index of this material alone",
            vec![source.clone()],
        ));
    };
    if uses.is_empty() {
        return Some(unavailable(
            "the tables in the lake print no uses of this material",
            vec![source.clone()],
        ));
    }
    let index = parameters.substitution_economic;
    let value = economic_importance(uses, *largest, index.value);
    let range = economic_importance_range(uses, *largest, index);
    let assigned: f64 = uses
        .iter()
        .filter(|one| one.value_added.is_some())
        .filter_map(|one| one.share)
        .sum();
    // Each share is rounded by half a percent; more than that is more than the
    // whole.
    let too_much = assigned > 1.0 + 0.005 * uses.len() as f64;
    let basis = if too_much {
        format!(
            "{basis}; the printed shares sum to {:.0} %, more than the whole",
            assigned * 100.0
        )
    } else {
        basis.to_owned()
    };
    Some(match (value, range) {
        (Some(value), Some((low, high))) => indicator(Figure::estimated(
            value,
            Unit::Ratio,
            basis,
            Interval::between(
                if too_much {
                    low.min(value / assigned)
                } else {
                    low.min(value)
                },
                high.max(value),
                "rounding of the printed shares and index, or brought down to the whole where \
                 they exceed it; uses without a sector in none or in \
                 the largest",
            ),
            if too_much {
                Coverage::unknown("the printed shares exceed the whole")
            } else {
                Coverage::known(assigned.min(1.0), "use that is assigned to a sector")
            },
            [source.clone()],
        )),
        _ => unavailable("the table of uses has no value added", vec![source.clone()]),
    })
}
