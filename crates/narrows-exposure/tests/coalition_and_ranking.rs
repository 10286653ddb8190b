//! A coalition and a ranking on the embedded data.

#![allow(clippy::unwrap_used)]

use narrows_core::{Economy, Material, Year};
use narrows_exposure::{Subject, coalition_exposure, material_exposure, ranking};
use narrows_lake::Lake;

fn economy(code: &str) -> Economy {
    Economy::from_alpha3(code).unwrap()
}

#[test]
fn what_is_said_of_a_coalition_agrees_with_its_exposure() {
    let lake = Lake::embedded();
    let members = [economy("JPN"), economy("USA"), economy("KOR")];
    let graphite = Material::find("graphite").unwrap();
    let coalition = coalition_exposure(&lake, &members, graphite, Year(2023)).unwrap();
    let subject = Subject::coalition(&members).unwrap();
    let exposure = material_exposure(&lake, &subject, graphite, Year(2023)).unwrap();
    assert_eq!(coalition.together, exposure);
    assert_eq!(coalition.products.len(), exposure.products.len());
    for (product, own) in coalition.products.iter().zip(&exposure.products) {
        let indicator = |id: &str| {
            let found = own.indicators.iter().find(|indicator| indicator.id == id);
            found.unwrap().figure.value().unwrap()
        };
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} and {b}");
        let together = &product.together;
        close(
            together.herfindahl_hirschman_index.value().unwrap(),
            indicator("core_dependency_indicator_1"),
        );
        close(
            together.external_share.value().unwrap(),
            indicator("core_dependency_indicator_2"),
        );
        close(
            1.0 / together.exports_over_imports.value().unwrap(),
            indicator("core_dependency_indicator_3"),
        );
        let (top, share) = together.top_source.as_ref().unwrap();
        assert_eq!(*top, own.suppliers[0].economy);
        close(
            share.value().unwrap(),
            own.suppliers[0].share.value().unwrap(),
        );
        // A candidate that joins is what a coalition of one more is.
        let candidate = &product.joining[0];
        let mut enlarged = members.to_vec();
        enlarged.push(candidate.economy);
        let enlarged = coalition_exposure(&lake, &enlarged, graphite, Year(2023)).unwrap();
        assert_eq!(enlarged.products[0].together, candidate.with_it);
    }
}

#[test]
fn a_coalition_of_one_is_refused() {
    let error = coalition_exposure(
        &Lake::embedded(),
        &[economy("JPN"), economy("JPN")],
        Material::find("graphite").unwrap(),
        Year(2023),
    )
    .unwrap_err();
    assert!(error.to_string().contains("at least two members"));
}

#[test]
fn the_ranking_says_of_a_material_what_its_exposure_says() {
    let lake = Lake::embedded();
    let subject = Subject::economy(economy("KOR"));
    let ranking = ranking(&lake, &subject, Year(2023)).unwrap();
    let graphite = Material::find("graphite").unwrap();
    let exposure = material_exposure(&lake, &subject, graphite, Year(2023)).unwrap();
    for product in &exposure.products {
        let row = ranking
            .materials
            .iter()
            .find(|row| row.id == "graphite" && row.stage == Some(product.stage))
            .unwrap();
        assert_eq!(row.imports.as_ref(), Some(&product.imports));
        for reading in &row.readings {
            if let Some(own) = product.indicators.iter().find(|own| own.id == reading.id) {
                assert_eq!(own.figure, reading.figure, "{}", reading.id);
                assert_eq!(own.reading(), Some(reading.reading), "{}", reading.id);
            }
        }
    }
    // Worst first, and nothing that cannot be told counts as safe.
    let told = |row: &narrows_exposure::RankedRow| {
        (row.above as f64 + 0.5 * row.undecided as f64) / row.readings.len() as f64
    };
    for rows in [&ranking.materials, &ranking.codes] {
        assert!(rows.iter().all(|row| !row.readings.is_empty()));
        assert!(rows.windows(2).all(|pair| told(&pair[0]) >= told(&pair[1])));
    }
    let ranked: Vec<&str> = ranking
        .materials
        .iter()
        .map(|row| row.id.as_str())
        .collect();
    for material in Material::all() {
        assert!(
            ranked.contains(&material.id())
                || ranking
                    .not_ranked
                    .iter()
                    .any(|(name, reason)| name == material.name() && !reason.is_empty()),
            "{} is neither ranked nor said not to be",
            material.name()
        );
    }
    // A basket is ranked as a code, never as a material.
    assert!(
        ranking
            .materials
            .iter()
            .all(|row| row.hs_codes.iter().all(|code| code.to_string() != "811292"))
    );
}
