//! Every indicator of the panel is computed anew from the rows of its
//! explanation, and comes out the same.

#![allow(clippy::unwrap_used)]

use narrows_core::{Economy, Material, Year};
use narrows_exposure::{
    COPPER_REFERENCE_KUSD_PER_T, Explanation, InputRow, Subject, explain, material_exposure,
    net_import_reliance,
};
use narrows_lake::Lake;

fn column(row: &InputRow, name: &str) -> Option<f64> {
    let (_, figure) = row.figures.iter().find(|(column, _)| *column == name)?;
    figure.value()
}

fn total(explanation: &Explanation, name: &str) -> f64 {
    explanation
        .inputs
        .iter()
        .filter_map(|row| column(row, name))
        .sum()
}

fn step(explanation: &Explanation, start: &str) -> f64 {
    let found = explanation
        .steps
        .iter()
        .find(|(label, _)| label.starts_with(start));
    found.unwrap().1.value().unwrap()
}

fn amount(explanation: &Explanation, start: &str) -> f64 {
    let found = explanation
        .inputs
        .iter()
        .find(|row| row.label.starts_with(start));
    column(found.unwrap(), "amount").unwrap()
}

/// The formula applied to the rows alone: amounts, shares and weights as they
/// are printed, not the terms that the explanation has computed.
fn recomputed(explanation: &Explanation) -> Option<f64> {
    let e = explanation;
    let weighted = || -> f64 {
        e.inputs
            .iter()
            .filter_map(|row| Some(column(row, "quantity")? * column(row, "instability")?))
            .sum()
    };
    Some(match e.indicator {
        "herfindahl_hirschman_index_imports"
        | "herfindahl_hirschman_index_world_exports"
        | "core_dependency_indicator_1" => {
            let all = total(e, "value");
            let squares: f64 = e
                .inputs
                .iter()
                .filter_map(|row| column(row, "value"))
                .map(|value| (value / all).powi(2))
                .sum();
            squares
        }
        "core_dependency_indicator_2" => {
            amount(e, "external") / (amount(e, "external") + amount(e, "internal"))
        }
        "core_dependency_indicator_3" => amount(e, "M:") / amount(e, "X:"),
        "geodep_years" => e
            .inputs
            .iter()
            .filter(|row| {
                column(row, "import HHI").unwrap() > 0.4
                    && column(row, "world HHI").unwrap() > 0.4
                    && column(row, "M / X").is_none_or(|ratio| ratio > 1.0)
            })
            .count() as f64,
        "import_weighted_instability" => weighted() / step(e, "F:"),
        "geopolrisk_score" => step(e, "HHI") * weighted() / (step(e, "P:") + step(e, "F:")),
        "geopolrisk_characterisation_factor" => {
            let score = step(e, "HHI") * weighted() / (step(e, "P:") + step(e, "F:"));
            let value: f64 = e
                .inputs
                .iter()
                .filter_map(|row| Some(column(row, "quantity")? * column(row, "unit value")?))
                .sum();
            score * value / total(e, "quantity") / COPPER_REFERENCE_KUSD_PER_T
        }
        "net_import_reliance" => {
            net_import_reliance(amount(e, "M:"), amount(e, "X:"), amount(e, "P:"))?
        }
        "herfindahl_hirschman_index_origins" => {
            let shares: Vec<f64> = e
                .inputs
                .iter()
                .filter_map(|row| column(row, "origin share"))
                .collect();
            let sum: f64 = shares.iter().sum();
            shares.iter().map(|share| share * share).sum::<f64>() / (sum * sum)
        }
        "eu_supply_risk" => {
            let part = |label: &str| {
                let row = e.inputs.iter().find(|row| row.label == label).unwrap();
                column(row, "amount")
            };
            let (global, own) = (
                part("weighed HHI of global supply"),
                part("weighed HHI of own sourcing"),
            );
            let concentration = match (global, own) {
                (Some(global), Some(own)) => {
                    let reliance = part("import reliance").unwrap();
                    global * reliance / 2.0 + own * (1.0 - reliance / 2.0)
                }
                (one, other) => one.or(other).unwrap(),
            };
            concentration
                * (1.0 - part("end-of-life recycling").unwrap())
                * part("substitution index").unwrap()
        }
        _ => return None,
    })
}

#[test]
fn every_indicator_follows_from_its_rows() {
    let lake = Lake::embedded();
    let mut checked = std::collections::BTreeMap::new();
    for (importers, material, year) in [
        (&["Japan"][..], "graphite", 2023),
        (&["Japan", "United States"], "graphite", 2023),
        (&["United States"], "lithium", 2024),
        (&["South Korea"], "nickel", 2022),
        (&["Germany", "France", "Italy"], "tungsten", 2019),
    ] {
        let members: Vec<Economy> = importers
            .iter()
            .map(|name| Economy::find(name).unwrap())
            .collect();
        let subject = Subject::coalition(&members).unwrap();
        let material = Material::find(material).unwrap();
        let exposure = material_exposure(&lake, &subject, material, Year(year)).unwrap();
        let indicators: usize = exposure.products.iter().map(|p| p.indicators.len()).sum();
        let explained = explain(&exposure);
        assert_eq!(explained.explanations.len(), indicators);
        for explanation in &explained.explanations {
            let Some(result) = explanation.result.value() else {
                if explanation.result.interval().ends().is_none() {
                    assert!(!explanation.note.is_empty(), "a gap has its reason");
                }
                continue;
            };
            assert!(!explanation.filled_in.is_empty());
            let anew = recomputed(explanation)
                .unwrap_or_else(|| panic!("{} is not recomputed", explanation.indicator));
            let id = explanation.indicator;
            assert!(
                (anew - result).abs() <= 1e-9 * result.abs().max(1.0),
                "{} {id}: {anew} {result}",
                subject.code()
            );
            *checked.entry(id).or_insert(0) += 1;
            for row in &explanation.inputs {
                for (_, figure) in &row.figures {
                    assert!(!figure.sources().is_empty(), "{id}: {}", row.label);
                }
            }
        }
    }
    println!("{checked:?}");
    assert_eq!(checked.len(), 12, "{checked:?}");
}

/// A factor that has no value stays a letter, with its range told; no formula
/// has a hole where a number should be.
#[test]
fn a_formula_has_no_holes() {
    let exposure = material_exposure(
        &Lake::embedded(),
        &Subject::economy(Economy::find("USA").unwrap()),
        Material::find("cobalt").unwrap(),
        Year(2022),
    )
    .unwrap();
    let all = explain(&exposure).explanations;
    for explanation in &all {
        for hole in ["· /", "− /", "+  ·", "()", "− )"] {
            let text = &explanation.filled_in;
            assert!(!text.contains(hole), "{}: {text}", explanation.indicator);
        }
    }
    let risk = all
        .iter()
        .find(|one| one.indicator == "eu_supply_risk")
        .unwrap();
    assert!(risk.filled_in.contains("· IR/2"), "{}", risk.filled_in);
    assert!(
        risk.filled_in.ends_with(", with IR anywhere from 0 to 1"),
        "{}",
        risk.filled_in
    );
}
