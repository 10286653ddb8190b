//! Supply risk as a row of the panel, and the stage that counts.

use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};

use super::StageSupplyRisk;
use crate::eu_supply_risk::EU_SUPPLY_RISK_THRESHOLD;
use crate::indicator::{Indicator, Threshold};
use crate::subject::Subject;

pub(super) const EU_METHOD: &str =
    "European Commission, methodology of 2017 for the list of critical raw materials";

const GENERALISED_METHOD: &str = "European Commission, methodology of 2017 for the list of \
                                  critical raw materials, generalised to any importer";

const DIFFERS: &str = "weighs every source by all six governance dimensions and counts the \
                       importer's own supply, recycling and substitution, which CDI and GeoDep \
                       do not";

pub(super) fn risk_indicator(figure: Figure, own_study: bool) -> Indicator {
    Indicator {
        crossing: None,
        id: "eu_supply_risk",
        name: if own_study {
            "EU supply risk"
        } else {
            "EU supply risk, generalised"
        },
        method: if own_study {
            EU_METHOD
        } else {
            GENERALISED_METHOD
        },
        figure,
        threshold: Some(Threshold {
            above: EU_SUPPLY_RISK_THRESHOLD,
        }),
        differs: DIFFERS,
    }
}

/// The stage with the larger supply risk counts; its interval holds what the
/// other stage could add.
pub(super) fn overall(
    stages: &[StageSupplyRisk],
    subject: &Subject,
    own_study: bool,
    study: Vec<SourceRef>,
) -> Indicator {
    let counted = stages
        .iter()
        .filter_map(|stage| Some((stage.supply_risk.value()?, stage)))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let whom = if own_study {
        "the EU".to_owned()
    } else {
        subject.name_in_sentence()
    };
    let ends: Vec<(f64, f64)> = stages
        .iter()
        .filter_map(|stage| stage.supply_risk.interval().ends())
        .collect();
    let highest = |pick: fn(&(f64, f64)) -> f64| {
        ends.iter().map(pick).fold(None, |most: Option<f64>, end| {
            Some(most.map_or(end, |most| most.max(end)))
        })
    };
    let range = highest(|ends| ends.0).zip(highest(|ends| ends.1));
    // A stage of which only bounds are known may have the larger one.
    let open = stages
        .iter()
        .filter(|stage| stage.supply_risk.value().is_none())
        .filter_map(|stage| Some(stage.supply_risk.interval().ends()?.1))
        .fold(f64::NEG_INFINITY, f64::max);
    let counted = counted.filter(|(value, _)| open <= *value);
    let figure = match (counted, range) {
        (Some((value, stage)), Some((low, high))) => Figure::estimated(
            value,
            Unit::Ratio,
            if stages.len() > 1 {
                format!("supply risk of {whom}; {} has the larger one", stage.stage)
            } else {
                format!("supply risk of {whom}; {} alone is assessed", stage.stage)
            },
            Interval::between(low, high, interval_meaning(&stage.supply_risk)),
            stage.supply_risk.coverage().clone(),
            stages
                .iter()
                .flat_map(|stage| stage.supply_risk.sources().iter().cloned()),
        ),
        (None, Some((low, high))) => Figure::bounded(
            Unit::Ratio,
            format!("supply risk of {whom}, the larger of the stages"),
            Interval::between(low, high, "the bounds of the stages"),
            Coverage::unknown("a stage that may have the larger one has no value"),
            stages
                .iter()
                .flat_map(|stage| stage.supply_risk.sources().iter().cloned()),
        ),
        _ => Figure::unavailable(
            Unit::Ratio,
            format!("supply risk of {whom}"),
            stages
                .iter()
                .find_map(|stage| stage.supply_risk.gaps().first().map(ToString::to_string))
                .unwrap_or_else(|| "the study assesses no stage of this material".to_owned()),
            study,
        ),
    };
    risk_indicator(figure, own_study)
}

fn interval_meaning(figure: &Figure) -> String {
    match figure.interval() {
        Interval::Known { meaning, .. } => meaning.clone(),
        Interval::Unknown { reason } => reason.clone(),
    }
}
