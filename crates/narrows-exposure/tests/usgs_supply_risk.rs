//! Supply risk by the method of the USGS from imported inputs: a value where
//! all are given, an interval where an index is missing, and the names of what
//! is missing otherwise.

#![allow(clippy::unwrap_used)]

use narrows_core::{Economy, Figure, Material, Year};
use narrows_exposure::{
    Explanation, IndustryUse, MaterialExposure, ProducerRisk, Subject, disruption_potential,
    economic_vulnerability, explain, material_exposure, usgs_supply_risk,
};
use narrows_lake::{ImportRequest, Importer, Lake, NoProgress, import};

const YEAR: Year = Year(2023);

// Every number of these inputs is made up for this test.
const PRODUCER_HEADER: &str = "importer,economy,material,year,asi,wsi,unit,source\n";
const INDUSTRIES: &str = "\
importer,material,year,industry,value_added,expenditure,operating_profit,gdp,unit,source
JPN,graphite,2023,Batteries,1000,20,100,500000,billion JPY,made up for this test
JPN,graphite,2023,Steel,3000,5,200,500000,billion JPY,made up for this test
KOR,graphite,2023,Batteries,900,10,100,2000000,billion KRW,made up for this test
";
const ADDED: f64 = (1000.0 * 20.0 / 100.0 + 3000.0 * 5.0 / 200.0) / 500_000.0;

fn subject(names: &[&str]) -> Subject {
    let members: Vec<Economy> = names
        .iter()
        .map(|name| Economy::find(name).unwrap())
        .collect();
    match members.as_slice() {
        [one] => Subject::economy(*one),
        several => Subject::coalition(several).unwrap(),
    }
}

/// The producers of graphite in the embedded lake, with their shares.
fn producers() -> Vec<(Economy, f64)> {
    let exposure = read(&Lake::embedded(), &["JPN"]);
    let production = exposure.production.first().unwrap();
    assert_eq!(production.source.id, "usgs-mcs");
    production
        .producers
        .iter()
        .map(|producer| (producer.economy, producer.share.value().unwrap()))
        .collect()
}

/// Indices that differ by producer, so that a mix-up shows.
fn indices(position: usize) -> (f64, f64) {
    let step = position as f64;
    (0.9 - 0.04 * step, 0.2 + 0.03 * step)
}

fn rows(keep: impl Fn(usize) -> bool) -> String {
    let mut text = PRODUCER_HEADER.to_owned();
    for (position, (economy, _)) in producers().iter().enumerate() {
        if keep(position) {
            let (asi, wsi) = indices(position);
            text.push_str(&format!(
                "JPN,{},graphite,2023,{asi},{wsi},index 0-1,made up for this test\n",
                economy.alpha3()
            ));
        }
    }
    text
}

fn with_inputs(files: &[&str], check: impl FnOnce(&Lake)) {
    let folder = tempfile::tempdir().unwrap();
    let originals = files
        .iter()
        .enumerate()
        .map(|(position, text)| {
            let path = folder.path().join(format!("{position}.csv"));
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let request = ImportRequest {
        vintage: Some("test-1".to_owned()),
        ..ImportRequest::new(Importer::UsgsSupplyRisk, originals)
    };
    let lake = folder.path().join("lake");
    import(&lake, &request, &NoProgress).unwrap();
    check(&Lake::open(&lake).unwrap());
}

fn read(lake: &Lake, importer: &[&str]) -> MaterialExposure {
    let graphite = Material::find("graphite").unwrap();
    material_exposure(lake, &subject(importer), graphite, YEAR).unwrap()
}

fn figure(exposure: &MaterialExposure, id: &str) -> Figure {
    let found = exposure.products.iter().find_map(|product| {
        product
            .indicators
            .iter()
            .find(|indicator| indicator.id == id && indicator.figure.status_word() != "unavailable")
            .or_else(|| {
                product
                    .indicators
                    .iter()
                    .find(|indicator| indicator.id == id)
            })
    });
    found.unwrap().figure.clone()
}

fn explanation(exposure: &MaterialExposure, id: &str) -> Explanation {
    explain(exposure)
        .explanations
        .into_iter()
        .find(|explanation| explanation.indicator == id)
        .unwrap()
}

fn column(explanation: &Explanation, row: usize, name: &str) -> f64 {
    let figures = &explanation.inputs[row].figures;
    let found = figures.iter().find(|(column, _)| *column == name);
    found.unwrap().1.value().unwrap()
}

#[test]
fn all_inputs_give_a_value_that_the_rows_of_its_explanation_give_too() {
    with_inputs(&[&rows(|_| true), INDUSTRIES], |lake| {
        let exposure = read(lake, &["JPN"]);
        let risks: Vec<ProducerRisk> = producers()
            .iter()
            .enumerate()
            .map(|(position, (_, share))| ProducerRisk {
                production_share: *share,
                ability_to_supply: indices(position).0,
                willingness_to_supply: indices(position).1,
            })
            .collect();
        let potential = figure(&exposure, "usgs_disruption_potential");
        let expected = disruption_potential(&risks);
        assert!((potential.value().unwrap() - expected).abs() < 1e-9);
        let (low, high) = potential.interval().ends().unwrap();
        assert!(low < expected && expected < high, "{potential:?}");
        assert!(potential.coverage_text().contains("both indices"));

        let vulnerability = figure(&exposure, "usgs_economic_vulnerability");
        assert!((vulnerability.value().unwrap() - ADDED).abs() < 1e-12);
        let uses = [(1000.0, 20.0, 100.0), (3000.0, 5.0, 200.0)].map(
            |(value_added, expenditure, operating_profit)| IndustryUse {
                value_added,
                expenditure,
                operating_profit,
            },
        );
        assert_eq!(
            economic_vulnerability(&uses, 500_000.0).map(|value| (value * 1e12).round()),
            Some((ADDED * 1e12).round())
        );
        assert!(
            vulnerability
                .gaps()
                .iter()
                .any(|gap| gap.contains("every industry"))
        );

        // Every amount within half a unit of its last digit that is no trailing
        // zero: 1000 is 500 to 1500, 20 is 15 to 25, 100 is 50 to 150 …
        let term = |added: f64, spent: f64, earned: f64| added * spent / earned;
        let (low, high) = vulnerability.interval().ends().unwrap();
        let least = term(500.0, 15.0, 150.0) + term(2500.0, 4.5, 250.0);
        let most = term(1500.0, 25.0, 50.0) + term(3500.0, 5.5, 150.0);
        assert!((low - least / 550_000.0).abs() < 1e-12, "{low}");
        assert!((high - most / 450_000.0).abs() < 1e-12, "{high}");
        let indices = explanation(&exposure, "usgs_disruption_potential");
        let (_, ability) = &indices.inputs[0].figures[1];
        let (low, high) = ability.interval().ends().unwrap();
        assert!(low < 0.9 && 0.9 < high && high <= 1.0, "{ability:?}");

        let reliance = figure(&exposure, "net_import_reliance").value().unwrap();
        let risk = figure(&exposure, "usgs_supply_risk");
        let value = usgs_supply_risk(expected, reliance, ADDED);
        assert!((risk.value().unwrap() - value).abs() < 1e-9, "{risk:?}");
        assert_eq!(risk.status_word(), "estimated");
        let (low, high) = risk.interval().ends().unwrap();
        assert!(low < value && value < high);
        let sources: Vec<&str> = risk.sources().iter().map(|one| one.id.as_str()).collect();
        assert!(sources.contains(&"usgs-supply-risk-inputs") && sources.contains(&"usgs-mcs"));
        assert!(
            risk.sources()
                .iter()
                .any(|source| source.vintage == "test-1")
        );

        let potentials = explanation(&exposure, "usgs_disruption_potential");
        let sum: f64 = (0..potentials.inputs.len())
            .map(|row| {
                column(&potentials, row, "share of production").powi(2)
                    * column(&potentials, row, "ASI")
                    * column(&potentials, row, "WSI")
            })
            .sum();
        assert!((sum - expected).abs() < 1e-9);
        assert!(
            potentials.filled_in.contains("² × 0.900 × 0.200"),
            "{}",
            potentials.filled_in
        );
        let industries = explanation(&exposure, "usgs_economic_vulnerability");
        let sum: f64 = (0..2)
            .map(|row| column(&industries, row, "VA/GDP") * column(&industries, row, "EXP/OP"))
            .sum();
        assert!((sum - ADDED).abs() < 1e-12);
        for part in [
            "EXP 20000 million JPY",
            "GDP 500000000 million JPY",
            "made up",
        ] {
            assert!(
                industries.inputs[0].note.contains(part),
                "{}",
                industries.inputs[0].note
            );
        }
        let whole = explanation(&exposure, "usgs_supply_risk");
        let product: f64 = (0..3).map(|row| column(&whole, row, "amount")).product();
        assert!((product.cbrt() - value).abs() < 1e-9);
        assert!(whole.filled_in.contains("^(1/3) = "), "{}", whole.filled_in);
    });
}

#[test]
fn a_producer_without_an_index_makes_an_interval_and_is_no_zero() {
    with_inputs(&[&rows(|position| position != 0), INDUSTRIES], |lake| {
        let exposure = read(lake, &["JPN"]);
        let (largest, share) = producers()[0];
        let potential = figure(&exposure, "usgs_disruption_potential");
        assert_eq!(potential.status_word(), "bounded");
        let (low, high) = potential.interval().ends().unwrap();
        assert!(high - low >= share * share, "{potential:?}");
        let narrows_core::Interval::Known { meaning, .. } = potential.interval() else {
            panic!("{potential:?}");
        };
        assert!(meaning.contains(&largest.name_in_sentence()), "{meaning}");
        let risk = figure(&exposure, "usgs_supply_risk");
        assert_eq!((risk.status_word(), risk.value()), ("bounded", None));
        let (low, high) = risk.interval().ends().unwrap();
        assert!(low > 0.0 && low < high);
        let row = &explanation(&exposure, "usgs_disruption_potential").inputs[0];
        assert!(row.note.contains("not given"), "{row:?}");
        assert!(
            row.figures
                .iter()
                .all(|(_, figure)| figure.value() != Some(0.0))
        );
    });
}

#[test]
fn what_is_missing_is_named_with_the_years_that_there_are() {
    let other_year = rows(|_| true).replace("2023", "2019");
    with_inputs(&[&other_year], |lake| {
        let exposure = read(lake, &["JPN"]);
        let potential = figure(&exposure, "usgs_disruption_potential");
        assert!(
            potential.basis().contains("imported for 2019"),
            "{}",
            potential.basis()
        );
        let reason = figure(&exposure, "usgs_supply_risk").gaps().join(" ");
        for part in [
            "ASI, WSI",
            "VA, EXP, OP",
            "of Japan for 2023 are not imported",
        ] {
            assert!(reason.contains(part), "{reason}");
        }
    });
    let without = INDUSTRIES.replace("3000,5,200", "3000,,200");
    with_inputs(&[&rows(|_| true), &without], |lake| {
        let figure = figure(&read(lake, &["JPN"]), "usgs_economic_vulnerability");
        assert_eq!(figure.status_word(), "unavailable");
        let reason = figure.gaps().join(" ");
        assert!(
            reason.contains("of Steel") && reason.contains("alone make 4.0e-4"),
            "{reason}"
        );
    });
    let lost = INDUSTRIES.replace("3000,5,200", "3000,5,-200");
    with_inputs(&[&rows(|_| true), &lost], |lake| {
        let figure = figure(&read(lake, &["JPN"]), "usgs_economic_vulnerability");
        assert!(figure.gaps().join(" ").contains("not above zero"));
    });
}

#[test]
fn a_coalition_needs_the_inputs_of_every_member_in_one_currency() {
    with_inputs(&[&rows(|_| true), INDUSTRIES], |lake| {
        let reason = figure(&read(lake, &["JPN", "KOR"]), "usgs_economic_vulnerability")
            .gaps()
            .join(" ");
        assert!(reason.contains("JPY and KRW"), "{reason}");
        let potential = figure(&read(lake, &["JPN", "KOR"]), "usgs_disruption_potential");
        // Korea has no rows of its own, and none holds for every importer.
        assert_eq!(potential.status_word(), "bounded");
        let reason = figure(&read(lake, &["JPN", "USA"]), "usgs_economic_vulnerability")
            .gaps()
            .join(" ");
        assert!(reason.contains("United States"), "{reason}");
    });
    let general = rows(|_| true).replace("\nJPN,", "\n,");
    with_inputs(&[&general, INDUSTRIES], |lake| {
        let potential = figure(&read(lake, &["KOR"]), "usgs_disruption_potential");
        assert_eq!(potential.status_word(), "estimated");
    });
}

#[test]
fn a_material_without_trade_of_its_own_is_explained_too() {
    let of_gallium = |lake: &Lake| {
        let gallium = Material::find("gallium").unwrap();
        material_exposure(lake, &subject(&["JPN"]), gallium, Year(2024)).unwrap()
    };
    let without = of_gallium(&Lake::embedded());
    assert!(without.products.is_empty());
    let bounds = explanation(&without, "usgs_disruption_potential");
    assert!(bounds.inputs.is_empty() && !bounds.note.is_empty());
    let producers = without.production.first().unwrap().producers.clone();
    let mut text = PRODUCER_HEADER.to_owned();
    for producer in &producers {
        text.push_str(&format!(
            "JPN,{},gallium,2024,0.5,0.4,index 0-1,made up for this test\n",
            producer.economy.alpha3()
        ));
    }
    with_inputs(&[&text], |lake| {
        let exposure = of_gallium(lake);
        let potential = explanation(&exposure, "usgs_disruption_potential");
        assert_eq!(potential.inputs.len(), producers.len());
        let sum: f64 = (0..producers.len())
            .map(|row| column(&potential, row, "term"))
            .sum();
        assert!((sum - potential.result.value().unwrap()).abs() < 1e-12);
        let squares: f64 = producers
            .iter()
            .map(|producer| producer.share.value().unwrap().powi(2))
            .sum();
        assert!((sum - 0.2 * squares).abs() < 1e-12, "{sum} {squares}");
    });
}

/// What nobody is named for may be as much as the rounding of total and
/// producers leaves, in the hands of the least able and willing.
#[test]
fn what_nobody_is_named_for_is_bounded_by_the_rounding() {
    let nickel = |lake: &Lake| {
        material_exposure(
            lake,
            &subject(&["JPN"]),
            Material::find("nickel").unwrap(),
            YEAR,
        )
        .unwrap()
    };
    let embedded = nickel(&Lake::embedded());
    let production = &embedded.production[0];
    let mut rows = PRODUCER_HEADER.to_owned();
    for producer in &production.producers {
        rows.push_str(&format!(
            ",{},nickel,2023,0.1,0.1,index 0-1,made up for this test\n",
            producer.economy.alpha3()
        ));
    }
    with_inputs(&[&rows], |lake| {
        let exposure = nickel(lake);
        let potential = figure(&exposure, "usgs_disruption_potential");
        let least: Vec<f64> = production
            .producers
            .iter()
            .map(|producer| producer.share.interval().ends().unwrap().0)
            .collect();
        let rest = 1.0 - least.iter().sum::<f64>();
        let reached = 0.01 * least.iter().map(|share| share * share).sum::<f64>() + rest * rest;
        let (low, high) = potential.interval().ends().unwrap();
        assert!(reached <= high + 1e-12, "{reached} {high}");
        let value = potential.value().unwrap();
        assert!(low <= value && value <= high);
        // The bound is near what can be reached.
        assert!(high < reached + 0.01, "{reached} {high}");
    });
}
