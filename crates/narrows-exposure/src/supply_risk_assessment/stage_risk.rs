//! Supply risk of one stage: both sides of supply, reliance, recycling and
//! substitution put together.

use super::domestic_supply::unnamed_domestic_supply;
use super::own_sourcing::trade_side;
use super::supply_side::{Side, reliance_bounds, study_side};
use super::{RiskInputs, StageSupplyRisk, reliance_of};
use crate::concentration::ProductionConcentration;
use crate::eu_study::{StudyParameters, StudyStage, UsedSides, is_importer_of_study};
use crate::eu_supply_risk::{
    Bounds, SupplySides, WeighedConcentration, eu_supply_risk, eu_supply_risk_range,
};
use crate::mean_of_six::ChosenGovernance;
use crate::subject::Subject;
use crate::supply_shares::SupplyShare;
use crate::trade_product::TradeProduct;
use narrows_core::{Coverage, Economy, Figure, Interval, SourceRef, Unit};

pub(super) fn stage_risk(
    inputs: &RiskInputs,
    subject: &Subject,
    stage: StudyStage,
    product: Option<&TradeProduct>,
    production: &[&ProductionConcentration],
    chosen: Option<&ChosenGovernance>,
) -> Option<StageSupplyRisk> {
    let own_study = is_importer_of_study(subject);
    let parameters = inputs.parameters;
    let used = parameters.and_then(|row| row.sides(stage));
    let shares = |scope: &str| -> Vec<&SupplyShare> {
        inputs
            .shares
            .iter()
            .filter(|share| share.scope == scope && share.stage == stage.word())
            .collect()
    };
    // A stage that the study does not assess has no part in its result.
    if parameters.is_some() && used.is_none() || shares("global").is_empty() {
        return None;
    }
    let whom = if own_study {
        "the EU".to_owned()
    } else {
        subject.name_in_sentence()
    };
    let global_basis = format!("Σ s²·WGI·t of global supply, {}", stage.word());
    let own_basis = format!("Σ s²·WGI·t of the sourcing of {whom}, {}", stage.word());
    let reliance_basis = format!("net import reliance of {whom}, {}", stage.word());
    let Some(chosen) = chosen else {
        let reason = "the lake has no mean of the six governance estimates";
        return Some(without_value(stage, reason, &inputs.study()));
    };
    let governance = &chosen.governance;
    let global = study_side(
        &shares("global"),
        None,
        governance,
        own_study,
        &global_basis,
    );
    let (own, reliance, unknown_reliance) = if own_study {
        let printed = parameters.and_then(|row| row.import_reliance(stage));
        let group = parameters
            .and_then(|row| row.own_label_extraction.clone())
            .filter(|_| stage == StudyStage::Extraction);
        let basis = match &group {
            Some(group) => format!("{own_basis}; the shares are those of {group}"),
            None => own_basis.clone(),
        };
        let own = shares("eu");
        let members: Vec<Economy> = subject.members().collect();
        let domestic = unnamed_domestic_supply(&own, &shares("global"), printed, &members);
        let basis = match &domestic {
            Some(domestic) => format!(
                "{basis}; {:.0} % that the table has no supplier of are domestic supply, of {}, \
                 the EU's only producer",
                domestic.share.value * 100.0,
                domestic.producer.name()
            ),
            None => basis,
        };
        let mut side = study_side(&own, domestic, governance, true, &basis);
        side.group = group.filter(|_| side.concentration.is_some());
        (side, printed, "the study prints none at this stage")
    } else {
        (
            trade_side(subject, product, production, governance, &own_basis),
            product.and_then(reliance_of).and_then(reliance_bounds),
            "trade and production of the importer are not known on one basis at this stage",
        )
    };
    let study_reference = inputs.study();
    let import_reliance = match reliance {
        Some(bounds) if bounds.value.is_finite() => Figure::estimated(
            bounds.value,
            Unit::Share,
            if own_study {
                reliance_basis
            } else {
                // What was assumed of production stands in that row's basis.
                let of_row = product.and_then(reliance_of).map_or("", Figure::basis);
                format!("{reliance_basis}: {of_row}")
            },
            if own_study {
                Interval::between(bounds.low, bounds.high, "rounding to whole percent")
            } else {
                match product.and_then(reliance_of).map(Figure::interval) {
                    Some(Interval::Known { .. }) => Interval::between(
                        bounds.low,
                        bounds.high,
                        "as in the row of net import reliance, kept within 0 and 1",
                    ),
                    Some(Interval::Unknown { reason }) => Interval::unknown(reason.clone()),
                    None => Interval::unknown("no reliance is computed"),
                }
            },
            Coverage::unknown("the coverage of reliance is not stated"),
            if own_study {
                study_reference.clone()
            } else {
                product
                    .and_then(reliance_of)
                    .map(|figure| figure.sources().to_vec())
                    .unwrap_or_default()
            },
        ),
        _ => Figure::unavailable(
            Unit::Share,
            reliance_basis,
            unknown_reliance,
            study_reference.clone(),
        ),
    };
    let Some(parameters) = parameters else {
        let mut risk = without_value(
            stage,
            "the lake has no recycling rate and substitution index of this material alone",
            &study_reference,
        );
        risk.global_concentration = global.figure;
        risk.own_concentration = own.figure;
        risk.import_reliance = import_reliance;
        return Some(risk);
    };
    let whose = if own_study {
        ""
    } else {
        ", of the EU and taken for others"
    };
    let study_figure = |bounds: Bounds, unit: Unit, basis: String, meaning: &str| {
        Figure::estimated(
            bounds.value,
            unit,
            basis,
            Interval::between(bounds.low, bounds.high, meaning),
            Coverage::unknown("the study does not say"),
            study_reference.clone(),
        )
    };
    let recycling = study_figure(
        parameters.recycling,
        Unit::Share,
        format!("end-of-life recycling input rate of the study{whose}"),
        "rounding to whole percent",
    );
    let substitution = study_figure(
        parameters.substitution_supply,
        Unit::Ratio,
        format!("substitution index of supply risk of the study{whose}"),
        "rounding of the printed index",
    );
    let supply_risk = combine(&Combination {
        stage,
        parameters,
        // The study's own choice of sides holds for its importer alone.
        used: used.filter(|_| own_study),
        global: &global,
        own: &own,
        reliance,
        whom: &whom,
        own_study,
        reliance_held: matches!(import_reliance.interval(), Interval::Unknown { .. }),
        chosen,
    });
    Some(StageSupplyRisk {
        stage: stage.word().to_owned(),
        supply_risk,
        global_concentration: global.figure,
        own_concentration: own.figure,
        import_reliance,
        recycling,
        substitution,
    })
}

fn without_value(stage: StudyStage, reason: &str, looked_in: &[SourceRef]) -> StageSupplyRisk {
    let none = |unit| {
        let basis = format!("EU supply risk, {}", stage.word());
        Figure::unavailable(unit, basis, reason, looked_in.iter().cloned())
    };
    StageSupplyRisk {
        stage: stage.word().to_owned(),
        supply_risk: none(Unit::Ratio),
        global_concentration: none(Unit::Ratio),
        own_concentration: none(Unit::Ratio),
        import_reliance: none(Unit::Share),
        recycling: none(Unit::Share),
        substitution: none(Unit::Ratio),
    }
}

struct Combination<'a> {
    stage: StudyStage,
    parameters: &'a StudyParameters,
    used: Option<UsedSides>,
    global: &'a Side,
    own: &'a Side,
    reliance: Option<Bounds>,
    whom: &'a str,
    own_study: bool,
    /// Whether reliance has a value without an interval.
    reliance_held: bool,
    chosen: &'a ChosenGovernance,
}

fn combine(parts: &Combination<'_>) -> Figure {
    let global = parts.global.concentration;
    let own = parts.own.concentration;
    let (global, own, missing) = match parts.used {
        Some(UsedSides::Global) => (global, None, None),
        Some(UsedSides::Own) => (None, own, None),
        Some(UsedSides::Both) if own.is_none() => (
            global,
            own,
            Some("the study counts own sourcing too, whose shares it does not print"),
        ),
        _ => (global, own, None),
    };
    let sides = match (global.is_some(), own.is_some()) {
        (true, true) => "global supply and own sourcing",
        (true, false) => "global supply alone",
        _ => "own sourcing alone",
    };
    let mut basis = format!(
        "supply risk of {} at {}, {sides}, shares as an average of the study's years, governance \
         of {}",
        parts.whom,
        parts.stage.word(),
        parts.chosen.years,
    );
    if let Some(group) = parts.own.group.as_ref().filter(|_| own.is_some()) {
        basis.push_str("; the shares of own sourcing are those of ");
        basis.push_str(group);
    }
    if let Some(missing) = missing {
        basis.push_str("; ");
        basis.push_str(missing);
    }
    if !parts.own_study {
        basis.push_str("; trade parameter t = 1 for every supplier, as none is known");
    }
    let mut sources: Vec<SourceRef> = parts.global.figure.sources().to_vec();
    sources.extend(parts.own.figure.sources().iter().cloned());
    sources.push(parts.chosen.governance.source.clone());
    let range = |side: WeighedConcentration| (side.low, side.high);
    let reliance_range = parts
        .reliance
        .map_or((0.0, 1.0), |bounds| (bounds.low, bounds.high));
    let ends = eu_supply_risk_range(
        global.map(range),
        own.map(range),
        reliance_range,
        parts.parameters.recycling,
        parts.parameters.substitution_supply,
    );
    let Some((low, high)) = ends else {
        return Figure::unavailable(
            Unit::Ratio,
            basis,
            "neither global supply nor own sourcing is known with governance",
            sources,
        );
    };
    let coverage = Coverage::known(
        [global, own]
            .into_iter()
            .flatten()
            .map(|side| side.attributed * side.governed)
            .fold(1.0, f64::min),
        "supply with a named supplier and a governance estimate, of the side with less",
    );
    let mut meaning = "rounding of the printed inputs; supply that nobody is named for spread \
                       thin or held by one; suppliers without a governance estimate best or worst"
        .to_owned();
    if parts.reliance.is_none() && global.is_some() && own.is_some() {
        meaning.push_str("; import reliance from none to full");
    } else if parts.reliance_held && global.is_some() && own.is_some() {
        meaning.push_str("; import reliance held at its value, whose interval is not known");
    }
    if !parts.own_study {
        meaning.push_str("; trade parameter from 0.8 to 1.5; own production where it is unknown");
    }
    let value = match (global, own) {
        (Some(global), Some(own)) => parts
            .reliance
            .filter(|bounds| bounds.value.is_finite())
            .map(|bounds| SupplySides::Both {
                global: global.value,
                own: own.value,
                import_reliance: bounds.value,
            }),
        (Some(one), None) | (None, Some(one)) => Some(SupplySides::One(one.value)),
        (None, None) => None,
    };
    match value {
        Some(sides) => {
            let value = eu_supply_risk(
                sides,
                parts.parameters.recycling.value,
                parts.parameters.substitution_supply.value,
            );
            Figure::estimated(
                value,
                Unit::Ratio,
                basis,
                Interval::between(low.min(value), high.max(value), meaning),
                coverage,
                sources,
            )
        }
        None => Figure::bounded(
            Unit::Ratio,
            basis,
            Interval::between(low, high, meaning),
            coverage,
            sources,
        ),
    }
}
