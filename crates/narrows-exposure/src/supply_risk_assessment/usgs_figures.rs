//! The method of the USGS as rows of the panel.

use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit, Year};

use super::usgs_factors::{UsgsWorkings, potential_figure, producer_terms, vulnerability};
use super::usgs_inputs::UsgsInputs;
use crate::concentration::ProductionConcentration;
use crate::indicator::Indicator;
use crate::subject::Subject;
use crate::usgs_supply_risk::usgs_supply_risk;

const METHOD: &str = "Nassar et al. 2020, U.S. Geological Survey";

/// The rows of the method, and the numbers behind them.
///
/// Without imported indices, ability and willingness to supply lie within 0 and
/// 1, so that the disruption potential lies between 0 and the
/// Herfindahl–Hirschman index of production. `looked_in` are the sources in
/// which production and reliance were sought.
pub(super) fn usgs_indicators(
    inputs: Option<&UsgsInputs>,
    subject: &Subject,
    year: Year,
    production: Option<&ProductionConcentration>,
    reliance: Option<&Figure>,
    looked_in: &[SourceRef],
) -> (Vec<Indicator>, UsgsWorkings) {
    let members: Vec<_> = subject.members().collect();
    let (producers, unattributed) = production.map_or((Vec::new(), 0.0), |production| {
        producer_terms(production, inputs, &members, year)
    });
    let potential = potential_figure(
        production,
        &producers,
        unattributed,
        inputs,
        year,
        looked_in,
    );
    let (industries, vulnerability) = vulnerability(inputs, subject, year);
    let workings = UsgsWorkings {
        source: inputs.map(|inputs| inputs.source.clone()),
        producers,
        unattributed,
        industries,
        potential,
        exposure: exposure_figure(reliance, looked_in),
        vulnerability,
    };
    let mut sources: Vec<SourceRef> = production
        .map(|production| production.source.clone())
        .into_iter()
        .collect();
    sources.extend(looked_in.iter().cloned());
    for factor in [
        &workings.exposure,
        &workings.potential,
        &workings.vulnerability,
    ] {
        sources.extend(factor.sources().iter().cloned());
    }
    let row = |id, name, figure, differs| Indicator {
        crossing: None,
        id,
        name,
        method: METHOD,
        figure,
        threshold: None,
        differs,
    };
    let mut rows = vec![row(
        "usgs_disruption_potential",
        "USGS disruption potential",
        workings.potential.clone(),
        "weighs producers by how able and willing they are to supply one importer, where the EU \
         weighs them by governance and trade rules alike for all",
    )];
    if inputs.is_some() {
        rows.push(row(
            "usgs_economic_vulnerability",
            "USGS economic vulnerability",
            workings.vulnerability.clone(),
            "weighs industries by what they spend on the material against what they earn, where \
             the EU's economic importance takes a sector's whole value added",
        ));
    }
    rows.push(row(
        "usgs_supply_risk",
        "USGS supply risk",
        risk_figure(&workings, production, sources),
        "multiplies concentration, reliance and what industry would lose: zero where one of them \
         is zero, which no sum of shares is",
    ));
    (rows, workings)
}

/// Trade exposure: net import reliance, none where it is negative.
fn exposure_figure(reliance: Option<&Figure>, looked_in: &[SourceRef]) -> Figure {
    let Some(reliance) = reliance else {
        return Figure::unavailable(
            Unit::Share,
            "trade exposure: net import reliance",
            "net import reliance on the basis of production is not known",
            looked_in.iter().cloned(),
        );
    };
    let basis = format!("trade exposure: {}", reliance.basis());
    let within = |share: f64| share.clamp(0.0, 1.0);
    let interval = match reliance.interval() {
        Interval::Known { low, high, meaning } => {
            Interval::between(within(*low), within(*high), meaning.clone())
        }
        Interval::Unknown { reason } => Interval::unknown(reason.clone()),
    };
    let sources = reliance.sources().iter().cloned();
    match (reliance.value(), reliance.interval().ends()) {
        (Some(value), _) => Figure::estimated(
            within(value),
            Unit::Share,
            basis,
            interval,
            reliance.coverage().clone(),
            sources,
        ),
        (None, Some(_)) => Figure::bounded(
            Unit::Share,
            basis,
            interval,
            reliance.coverage().clone(),
            sources,
        ),
        (None, None) => Figure::unavailable(
            Unit::Share,
            basis,
            reliance.gaps().first().copied().unwrap_or("not known"),
            sources,
        ),
    }
}

/// The ends of a factor; where it has a value alone, that value twice.
fn ends(figure: &Figure) -> Option<(f64, f64)> {
    match (figure.value(), figure.interval().ends()) {
        (Some(value), Some((low, high))) => Some((low.min(value), high.max(value))),
        (Some(value), None) => Some((value, value)),
        (None, ends) => ends,
    }
}

fn risk_figure(
    workings: &UsgsWorkings,
    production: Option<&ProductionConcentration>,
    sources: Vec<SourceRef>,
) -> Figure {
    let basis = "(disruption potential × net import reliance × economic vulnerability)^(1/3)";
    let UsgsWorkings {
        potential,
        exposure,
        vulnerability,
        ..
    } = workings;
    // Without imports the product is zero, whatever the unknown factors are.
    if ends(exposure).is_some_and(|(_, high)| high <= 0.0) {
        return Figure::estimated(
            0.0,
            Unit::Index01,
            basis,
            match exposure.interval() {
                Interval::Unknown { reason } => Interval::unknown(format!(
                    "a net exporter has no trade exposure; of net import reliance: {reason}"
                )),
                Interval::Known { .. } => {
                    Interval::between(0.0, 0.0, "a net exporter has no trade exposure")
                }
            },
            Coverage::known(1.0, "factors that decide the product"),
            sources,
        );
    }
    let (Some(potentials), Some(exposures), Some(losses)) =
        (ends(potential), ends(exposure), ends(vulnerability))
    else {
        let mut missing: Vec<&str> = Vec::new();
        if workings.producers.iter().all(|term| term.value.is_none()) {
            missing.push("the ability and willingness to supply of each producer (ASI, WSI)");
        }
        if ends(vulnerability).is_none() {
            missing.push(
                "value added, expenditure on the mineral and operating profit by industry (VA, \
                 EXP, OP)",
            );
        }
        if ends(exposure).is_none() {
            missing.push("net import reliance on the basis of production");
        }
        if production.is_none() || ends(potential).is_none() {
            missing.push("world production of this year");
        }
        let mut reason = format!("the lake does not have {}", missing.join("; "));
        if workings.source.is_some() && ends(vulnerability).is_none() {
            for gap in vulnerability.gaps().into_iter().take(1) {
                reason.push_str(". Of these: ");
                reason.push_str(gap);
            }
        }
        return Figure::unavailable(Unit::Index01, basis, reason, sources);
    };
    let mut meaning = format!("disruption potential: {}", meaning_of(potential));
    match exposure.interval() {
        Interval::Known { meaning: of, .. } => meaning.push_str(&format!("; reliance: {of}")),
        Interval::Unknown { .. } => {
            meaning.push_str("; reliance held at its value, whose interval is not known")
        }
    }
    match vulnerability.interval() {
        Interval::Known { meaning: of, .. } => {
            meaning.push_str(&format!("; economic vulnerability: {of}"));
        }
        Interval::Unknown { .. } => meaning
            .push_str("; economic vulnerability held at its value, whose interval is not known"),
    }
    let interval = Interval::between(
        usgs_supply_risk(potentials.0, exposures.0, losses.0),
        usgs_supply_risk(potentials.1, exposures.1, losses.1),
        meaning,
    );
    let coverage = potential.coverage().clone();
    match (potential.value(), exposure.value(), vulnerability.value()) {
        (Some(potential), Some(exposure), Some(loss)) => Figure::estimated(
            usgs_supply_risk(potential, exposure, loss),
            Unit::Index01,
            basis,
            interval,
            coverage,
            sources,
        ),
        _ => Figure::bounded(Unit::Index01, basis, interval, coverage, sources),
    }
}

fn meaning_of(figure: &Figure) -> &str {
    match figure.interval() {
        Interval::Known { meaning, .. } => meaning,
        Interval::Unknown { reason } => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use narrows_core::Economy;

    fn rows(reliance: Option<&Figure>) -> Vec<Indicator> {
        let japan = Subject::economy(Economy::find("JPN").unwrap());
        usgs_indicators(None, &japan, Year(2023), None, reliance, &[]).0
    }

    #[test]
    fn what_is_missing_is_named_and_a_net_exporter_has_no_risk() {
        let found = rows(None);
        assert_eq!(found[0].figure.status_word(), "unavailable");
        let reason = found[1].figure.gaps().join(" ");
        for input in ["ASI", "WSI", "VA", "EXP", "OP", "world production"] {
            assert!(reason.contains(input), "{reason}");
        }
        let exporter = Figure::measured(
            -0.4,
            Unit::Share,
            "",
            Interval::unknown(""),
            Coverage::unknown(""),
            [],
        );
        assert_eq!(rows(Some(&exporter))[1].figure.value(), Some(0.0));
    }
}
