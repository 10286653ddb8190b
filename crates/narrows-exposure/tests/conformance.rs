//! Conformance with published reference results. Run with
//! `cargo test -p narrows-exposure --test conformance -- --nocapture` to see
//! peer, cells and the worst difference.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use narrows_core::{BaciCode, Economy, HsCode, Material, Year};
use narrows_exposure::{
    FlowTotal, Governance, MaterialTrade, Subject, characterisation_factor, geopolrisk,
    herfindahl_hirschman_index,
};
use narrows_lake::Lake;

const REFERENCE: &str = include_str!("fixtures/geopolrisk_2_0_1.csv");
const PRODUCTION: &str = include_str!("fixtures/production_of_tested_cells.csv");

/// The codes that the library adds up for each material.
fn codes(material: &str) -> (&'static str, &'static [&'static str]) {
    match material {
        "Antimony" => ("antimony", &["261710"]),
        "Cobalt" => ("cobalt", &["282200", "810510"]),
        "Germanium" => ("germanium", &["811230"]),
        "Graphite" => ("graphite", &["250410", "250490"]),
        "Lithium" => ("lithium", &["282520", "283691"]),
        "Nickel" => ("nickel", &["260400"]),
        "Rare earth" => ("rare-earths", &["280530", "284610", "284690"]),
        "Tungsten" => ("tungsten", &["261100", "810110"]),
        other => panic!("the reference has a material {other:?} without codes"),
    }
}

/// Estimates as the library has them: what is missing is 0.5, and Taiwan is
/// missing, since its code reads "NA" there. narrows itself does neither.
fn governance_of_the_library(lake: &Lake, year: Year) -> Governance {
    let own = Governance::read(lake, year).unwrap().unwrap();
    assert_eq!(own.year, year);
    let taiwan = Economy::from_alpha3("TWN").unwrap();
    assert!(own.risk(taiwan).is_some(), "narrows knows Taiwan");
    let risks = Economy::all().map(|economy| {
        let risk = own.risk(economy).filter(|_| economy != taiwan);
        (economy, risk.unwrap_or(0.5))
    });
    Governance::from_risks(year, own.source.clone(), risks)
}

#[test]
fn geopolrisk_py_2_0_1() {
    let lake = Lake::embedded();
    let mut production: BTreeMap<(String, i32), Vec<(u16, f64)>> = BTreeMap::new();
    for record in csv::Reader::from_reader(PRODUCTION.as_bytes()).records() {
        let record = record.unwrap();
        production
            .entry((record[0].to_owned(), record[1].parse().unwrap()))
            .or_default()
            .push((record[2].parse().unwrap(), record[3].parse().unwrap()));
    }
    let mut trades: BTreeMap<String, MaterialTrade> = BTreeMap::new();
    let mut worst = (0.0, String::new());
    let mut cells = 0;
    for record in csv::Reader::from_reader(REFERENCE.as_bytes()).records() {
        let record = record.unwrap();
        let (importer, name) = (&record[0], &record[1]);
        let year = Year(record[2].parse().unwrap());
        let expected: Vec<f64> = (3..8)
            .map(|column| record[column].parse().unwrap())
            .collect();

        let (id, hs_codes) = codes(name);
        let material = Material::find(id).unwrap();
        let trade = trades
            .entry(id.to_owned())
            .or_insert_with(|| MaterialTrade::read(&lake, material).unwrap());
        let source = trade
            .sources
            .iter()
            .find(|source| source.source.id == "baci-hs92")
            .unwrap();
        let hs_codes: Vec<HsCode> = hs_codes.iter().map(|code| code.parse().unwrap()).collect();
        let economy = Economy::from_alpha3(importer).unwrap();
        let imports = source
            .market(year, &hs_codes)
            .imports_of(&Subject::economy(economy));

        let produced = &production[&(name.to_owned(), year.0)];
        let hhi = herfindahl_hirschman_index(produced.iter().map(|(_, tonnes)| *tonnes)).unwrap();
        let domestic: f64 = produced
            .iter()
            .filter(|(code, _)| Economy::from_baci(BaciCode(*code)) == Some(economy))
            .map(|(_, tonnes)| *tonnes)
            .sum();
        let governance = governance_of_the_library(&lake, year);
        let risk = geopolrisk(&imports, domestic, hhi, &governance).unwrap();
        // The library divides all value by the reported quantity, also the
        // value of flows without one; narrows leaves these out of the price.
        let sum = |part: fn(&FlowTotal) -> f64| imports.iter().map(part).sum::<f64>();
        let quantity = sum(|flow| flow.quantity_t);
        let price = if imports.is_empty() {
            // The library prints 0 for a price that does not exist.
            assert!(risk.price_kusd_per_t.is_nan());
            0.0
        } else {
            sum(|flow| flow.value_kusd) / quantity
        };
        let unquantified = sum(|flow| flow.value_without_quantity_kusd);
        if !imports.is_empty() {
            let own = price - unquantified / quantity;
            assert!((risk.price_kusd_per_t - own).abs() <= 1e-9 * own);
        }
        let computed = [
            risk.score(),
            characterisation_factor(risk.score(), price),
            hhi,
            risk.import_risk,
            price,
        ];
        for (computed, expected) in computed.iter().zip(&expected) {
            cells += 1;
            let difference = (computed - expected).abs() / expected.abs().max(1e-12);
            let difference = if *expected == 0.0 {
                computed.abs()
            } else {
                difference
            };
            if difference > worst.0 {
                worst = (difference, format!("{importer} {name} {year}"));
            }
        }
    }
    println!(
        "geopolrisk-py 2.0.1: {cells} numbers, worst relative difference {:.2e} ({})",
        worst.0, worst.1
    );
    assert_eq!(cells, 240);
    assert!(worst.0 <= 1e-6, "{worst:?}");
}
