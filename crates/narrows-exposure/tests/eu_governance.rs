//! Governance of the years that EU supply risk asks for, where the user has
//! imported the six dimensions. The file is made by hand: every dimension of
//! an economy and year has the same estimate, so that the mean is plain.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use narrows_core::{Economy, Figure, Material, Year};
use narrows_exposure::{Subject, SupplyRiskAssessment, eu_study_assessments, material_exposure};
use narrows_lake::{ImportRequest, Importer, Lake, NoProgress, import};
use tempfile::TempDir;

const MEMBERS: &str = include_str!("../data/european_union_members.csv");

fn european_union() -> Subject {
    let members: Vec<Economy> = MEMBERS.lines().filter_map(Economy::from_alpha3).collect();
    Subject::coalition(&members).unwrap()
}

/// A lake with the six dimensions of all economies and these years; China's
/// estimate is -0.3 in the first and falls by 0.02 a year, others have 0.5.
fn lake_with(folder: &TempDir, years: &[i32]) -> Lake {
    let mut text = "Country Name,Country Code,Series Code".to_owned();
    for year in years {
        write!(text, ",{year} [YR{year}]").unwrap();
    }
    text.push('\n');
    for economy in Economy::all() {
        for series in ["VA", "PV", "GE", "RQ", "RL", "CC"] {
            let code = economy.alpha3();
            write!(text, "\"{}\",{code},{series}.EST", economy.name()).unwrap();
            for year in years {
                let china = -0.3 - 0.02 * f64::from(year - years[0]);
                let estimate = if code == "CHN" { china } else { 0.5 };
                write!(text, ",{estimate}").unwrap();
            }
            text.push('\n');
        }
    }
    let file = folder.path().join("databank.csv");
    std::fs::write(&file, text).unwrap();
    let lake = folder.path().join("lake");
    import(
        &lake,
        &ImportRequest::new(Importer::Wgi, vec![file]),
        &NoProgress,
    )
    .unwrap();
    Lake::open(&lake).unwrap()
}

fn processing(assessment: &SupplyRiskAssessment) -> &Figure {
    let stages = &assessment.stages;
    let stage = stages.iter().find(|one| one.stage == "processing");
    &stage.unwrap().supply_risk
}

fn names_source(figure: &Figure, source: &str) -> bool {
    let sources = figure.sources();
    sources.iter().any(|one| one.to_string().contains(source))
}

#[test]
fn the_study_is_weighed_by_governance_of_its_own_years() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake_with(&folder, &[2016, 2017, 2018, 2019, 2020, 2021]);
    let found = eu_study_assessments(&lake, &european_union()).unwrap();
    // Refined in China alone: governance times recycling times substitution.
    let dysprosium = processing(&found["dysprosium"]);
    let governance = (2.5 + 0.34) / 5.0 * 10.0;
    let expected = governance * (1.0 - 0.01) * 0.99;
    assert!((dysprosium.value().unwrap() - expected).abs() < 1e-9);
    assert!(
        dysprosium
            .basis()
            .contains("governance of 2016 to 2020, averaged"),
        "{}",
        dysprosium.basis()
    );
    assert!(names_source(dysprosium, "wgi-six-dimensions"));
    assert!(!names_source(dysprosium, "wgi-mean-of-six"));
}

#[test]
fn a_year_of_the_study_that_is_missing_leaves_the_latest() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake_with(&folder, &[2016, 2017, 2019, 2020]);
    let union = european_union();
    let found = eu_study_assessments(&lake, &union).unwrap();
    let embedded = eu_study_assessments(&Lake::embedded(), &union).unwrap();
    assert_eq!(found, embedded);
    let dysprosium = processing(&found["dysprosium"]);
    assert!(dysprosium.basis().contains("or the latest year before"));
}

#[test]
fn another_importer_is_weighed_by_governance_of_its_year() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake_with(&folder, &[2016, 2018]);
    let japan = Subject::economy(Economy::find("Japan").unwrap());
    let graphite = Material::find("graphite").unwrap();
    let risk = |lake: &Lake, year: i32| {
        let found = material_exposure(lake, &japan, graphite, Year(year)).unwrap();
        found.supply_risk.stages[0].supply_risk.clone()
    };
    for (year, words, source) in [
        (2018, "governance of 2018;", "wgi-six-dimensions"),
        (
            2019,
            "governance of 2018, the year nearest to 2019 in the lake",
            "wgi-six-dimensions",
        ),
        (
            2010,
            "governance of 2016, the year nearest to 2010 in the lake",
            "wgi-six-dimensions",
        ),
        (
            2023,
            "governance of 2024 or the latest year before",
            "wgi-mean-of-six",
        ),
    ] {
        let figure = risk(&lake, year);
        assert!(figure.basis().contains(words), "{year}: {}", figure.basis());
        assert!(names_source(&figure, source), "{year}");
        let embedded = risk(&Lake::embedded(), year);
        assert_eq!(figure == embedded, source == "wgi-mean-of-six", "{year}");
    }
}
