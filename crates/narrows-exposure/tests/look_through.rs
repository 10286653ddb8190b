//! Mass balance, origins and network measures on the embedded data, and
//! centrality beside networkx.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use narrows_core::{Economy, Material, Stage, Status, Year};
use narrows_exposure::{
    FindingKind, OriginExposure, REFUSED_ABOVE, Subject, betweenness_centrality,
    eigenvector_centrality, mass_balance, material_exposure, origin_exposure,
    origin_exposure_of_code, trade_network,
};
use narrows_lake::Lake;

fn economy(name: &str) -> Economy {
    Economy::find(name).unwrap()
}

fn origins(members: &[&str], material: &str, year: i32) -> OriginExposure {
    let members: Vec<Economy> = members.iter().map(|name| economy(name)).collect();
    origin_exposure(
        &Lake::embedded(),
        &Subject::coalition(&members).unwrap(),
        Material::find(material).unwrap(),
        Year(year),
    )
    .unwrap()
}

/// Produced and unexplained add up to all imports.
#[test]
fn origins_of_graphite_add_up_for_every_importer() {
    for members in [
        &["Japan"][..],
        &["United States"],
        &["Germany"],
        &["Japan", "South Korea"],
    ] {
        let found = origins(members, "graphite", 2023);
        let known = found.stages[0].by_production.known().expect("same basis");
        if known.shares.is_empty() {
            assert!(
                known.unexplained.value().unwrap() > REFUSED_ABOVE,
                "{members:?}"
            );
            continue;
        }
        let produced: f64 = known
            .shares
            .iter()
            .filter_map(|one| one.origin.value())
            .sum();
        let sum = produced + known.unexplained.value().unwrap();
        assert!((sum - 1.0).abs() < 1e-9, "{members:?}: {sum}");
        let direct: f64 = known
            .shares
            .iter()
            .filter_map(|one| one.direct.value())
            .sum();
        assert!((direct - 1.0).abs() < 1e-9, "{members:?}: {direct}");
        for one in &known.shares {
            let Some((low, high)) = one.origin.interval().ends() else {
                // A supplier that no source lists as a producer is not known to
                // produce nothing.
                assert!(matches!(one.origin.status(), Status::Unavailable { .. }));
                assert!(one.direct.value().is_some());
                continue;
            };
            assert!(low >= 0.0 && high <= 1.0 && low <= high);
            assert_ne!(*one.origin.status(), Status::Measured, "mixing is assumed");
        }
    }
}

/// The members of a coalition supply themselves nothing.
#[test]
fn a_coalition_is_one_node() {
    let together = origins(&["Japan", "China"], "graphite", 2023);
    let known = together.stages[0].best().unwrap();
    let outside = |one: &&narrows_exposure::OriginShare| {
        ["JPN", "CHN"].contains(&one.economy.alpha3()) && one.direct.value().is_some()
    };
    assert_eq!(known.shares.iter().filter(outside).count(), 0);
}

/// Trap 3: nickel ore is traded in gross weight and produced in contained
/// metal; neither balance nor origin adds them.
#[test]
fn trap_3_contained_metal_is_refused() {
    let lake = Lake::embedded();
    let nickel = Material::find("nickel").unwrap();
    let balance = mass_balance(&lake, nickel, Year(2023)).unwrap();
    let ore = balance
        .refused
        .iter()
        .find(|refused| refused.stage == Stage::OreAndConcentrate)
        .expect("ore is refused");
    assert!(
        ore.reason.contains("their tonnes cannot be added"),
        "{}",
        ore.reason
    );
    let found = origins(&["Japan"], "nickel", 2023);
    let ore = found
        .stages
        .iter()
        .find(|stage| stage.stage == Stage::OreAndConcentrate)
        .unwrap();
    assert!(ore.by_production.known().is_none());
    // Net exports need no production and stay apart, as an estimate.
    let surplus = ore.by_exporter_surplus.known().unwrap();
    assert!(
        surplus
            .shares
            .iter()
            .all(|one| *one.origin.status() == Status::Estimated)
    );
}

/// Trap 4: the implausible flow from the United States to the Dominican
/// Republic makes the United States its origin, and the interval tells that
/// nothing is left of that without the flow.
#[test]
fn trap_4_an_implausible_flow_is_shown_with_and_without() {
    let lake = Lake::embedded();
    let found = origins(&["Dominican Republic"], "graphite", 2021);
    let surplus = found.stages[0].by_exporter_surplus.known().unwrap();
    assert_eq!(surplus.shares[0].economy, economy("United States"));
    let (low, high) = surplus.shares[0].origin.interval().ends().unwrap();
    assert!(
        low < 0.01 && high > 0.9,
        "without the flow nothing is left of it"
    );
    // No edition in the embedded data has production of that year.
    let graphite = Material::find("graphite").unwrap();
    let balance = mass_balance(&lake, graphite, Year(2021)).unwrap();
    assert!(balance.balances.is_empty());
    assert!(
        balance.refused[0]
            .reason
            .contains("no world production of 2021")
    );
}

#[test]
fn the_balance_of_graphite_adds_up() {
    let graphite = Material::find("graphite").unwrap();
    let found = mass_balance(&Lake::embedded(), graphite, Year(2023)).unwrap();
    let balance = &found.balances[0];
    for one in &balance.economies {
        let Some(consumption) = one.apparent_consumption.value() else {
            continue;
        };
        let part = |figure: &narrows_core::Figure| figure.value().unwrap_or(0.0);
        let expected = part(&one.production) + part(&one.imports) - part(&one.exports);
        assert!(
            (consumption - expected).abs() < 1e-6,
            "{}",
            one.economy.name()
        );
        assert!((part(&one.unexplained) - (-consumption).max(0.0)).abs() < 1e-6);
    }
    let sum = |read: fn(&narrows_exposure::EconomyBalance) -> &narrows_core::Figure| {
        balance
            .economies
            .iter()
            .filter_map(|one| read(one).value())
            .sum::<f64>()
    };
    assert!((sum(|one| &one.imports) - sum(|one| &one.exports)).abs() < 1e-6);
    let unexplained = balance.unexplained.value().unwrap();
    assert!((sum(|one| &one.unexplained) - unexplained).abs() < 1e-6);
    assert!(
        balance
            .findings
            .iter()
            .any(|finding| finding.kind == FindingKind::WorldTotals)
    );
}

#[test]
fn a_code_is_looked_through_by_net_exports_alone() {
    let found = origin_exposure_of_code(
        &Lake::embedded(),
        &Subject::economy(economy("Japan")),
        "260400".parse().unwrap(),
        Year(2023),
    )
    .unwrap();
    assert!(!found.stages.is_empty());
    for stage in &found.stages {
        assert!(stage.by_production.known().is_none());
        assert!(stage.by_exporter_surplus.known().is_some());
    }
}

#[test]
fn the_panel_has_the_origins_beside_the_suppliers() {
    let japan = Subject::economy(economy("Japan"));
    let graphite = Material::find("graphite").unwrap();
    let exposure = material_exposure(&Lake::embedded(), &japan, graphite, Year(2023)).unwrap();
    let product = &exposure.products[0];
    assert!(
        product
            .indicators
            .iter()
            .any(|one| one.id == "herfindahl_hirschman_index_origins")
    );
    let sentence = product
        .origins
        .sentence("Japan", "natural graphite")
        .unwrap();
    assert!(sentence.contains("come from"), "{sentence}");
}

#[test]
fn the_network_is_made_of_shares() {
    let graphite = Material::find("graphite").unwrap();
    let network = trade_network(&Lake::embedded(), graphite, Year(2023)).unwrap();
    let market = &network.markets[0];
    let sum: f64 = market
        .economies
        .iter()
        .filter_map(|one| one.world_export_share.value())
        .sum();
    assert!((sum - 1.0).abs() < 1e-9);
    assert_eq!(market.economies[0].economy, economy("China"));
    let length: f64 = market
        .economies
        .iter()
        .filter_map(|one| one.eigenvector_exports.value())
        .map(|value| value * value)
        .sum();
    assert!((length - 1.0).abs() < 1e-9);
}

/// Peer: networkx 3.6.1; see fixtures/centrality_networkx.py for the graph.
#[test]
fn centrality_is_that_of_networkx() {
    const NODES: usize = 14;
    let mut weights = Vec::new();
    for i in 0..NODES {
        for j in 0..NODES {
            let weight = ((7 * i + 13 * j + 3 * i * j) % 17).pow(2) as f64;
            if i != j && weight >= 16.0 {
                weights.push((i, j, weight));
            }
        }
    }
    let total: f64 = weights.iter().map(|(_, _, weight)| weight).sum();
    let lengths: Vec<_> = weights
        .iter()
        .map(|(i, j, w)| (*i, *j, total / w))
        .collect();
    let turned: Vec<_> = weights.iter().map(|(i, j, w)| (*j, *i, *w)).collect();
    let between = betweenness_centrality(NODES, &lengths);
    let exports = eigenvector_centrality(NODES, &weights).unwrap();
    let imports = eigenvector_centrality(NODES, &turned).unwrap();
    let mut worst = 0.0_f64;
    for line in include_str!("fixtures/centrality_networkx.csv")
        .lines()
        .skip(1)
    {
        let numbers: Vec<f64> = line
            .split(',')
            .map(|field| field.parse().unwrap())
            .collect();
        let node = numbers[0] as usize;
        let out: f64 = weights
            .iter()
            .filter(|(i, _, _)| *i == node)
            .map(|(_, _, w)| w)
            .sum();
        for (ours, theirs) in [out, between[node], exports[node], imports[node]]
            .into_iter()
            .zip(&numbers[1..])
        {
            worst = worst.max((ours - theirs).abs());
        }
    }
    assert!(worst < 1e-9, "{worst}");
}
