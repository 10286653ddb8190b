//! Published statistics of the USGS: each anchor to the printed digit, and net
//! import reliance computed from the published inputs. Run with `-- --nocapture`
//! to see what agrees.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use narrows_core::{Economy, Material, Year};
use narrows_exposure::{
    MineralStatistic, MineralStatistics, Subject, material_exposure, net_import_reliance_usgs,
};
use narrows_lake::Lake;

const ANCHORS: &str = include_str!("fixtures/usgs_mcs2026_anchors.csv");
const PAGE: &str = include_str!("../../../docs/src/methods/net-import-reliance.md");

/// Where an anchor stands in the edition: commodity, statistic, start of the
/// series.
fn series(material: &str, metric: &str) -> (&'static str, &'static str, &'static str) {
    match (material, metric) {
        ("gallium", "NIR") => ("Gallium", "net-import-reliance", "Net import reliance"),
        ("gallium", "imports_metal") => ("Gallium", "import", "Imports for consumption: Metal"),
        ("gallium", "import_price") => ("Gallium", "price", "Price"),
        ("gallium", "world_primary") => ("Gallium", "production", ""),
        ("germanium", "NIR") => ("Germanium", "net-import-reliance", "Net import reliance"),
        ("germanium", "imports_metal") => (
            "Germanium",
            "import",
            "Imports for consumption: Germanium metal",
        ),
        ("germanium", "imports_dioxide_Ge") => (
            "Germanium",
            "import",
            "Imports for consumption: Germanium dioxide",
        ),
        ("germanium", "price_metal") => (
            "Germanium",
            "price",
            "Price, annual average, dollars per kilogram: Germanium metal",
        ),
        ("graphite", "NIR") => (
            "Graphite (Natural)",
            "net-import-reliance",
            "Net import reliance",
        ),
        ("graphite", "imports") => ("Graphite (Natural)", "import", "Imports for consumption"),
        ("graphite", "exports") => ("Graphite (Natural)", "export", "Exports"),
        ("graphite", "world_mine") => ("Graphite (Natural)", "production", ""),
        ("nickel", "NIR") => ("Nickel", "net-import-reliance", "Net import reliance"),
        ("nickel", "world_mine") => ("Nickel", "production", ""),
        ("cobalt", "NIR") => ("Cobalt", "net-import-reliance", "Net import reliance"),
        ("cobalt", "apparent") => (
            "Cobalt",
            "consumption",
            "Consumption (includes secondary): Apparent",
        ),
        ("cobalt", "secondary") => ("Cobalt", "production", "Production: Secondary"),
        ("rare earths compounds", "NIR") => (
            "Rare Earths",
            "net-import-reliance",
            "Net import reliance as a percentage of apparent consumption: Compounds and metals",
        ),
        ("rare earths compounds", "apparent") => (
            "Rare Earths",
            "consumption",
            "Consumption, apparent, compounds and metals",
        ),
        ("rare earths compounds", "production") => (
            "Rare Earths",
            "production",
            "Production: Compounds and metals",
        ),
        ("rare earths", "world_mine") => ("Rare Earths", "production", ""),
        other => panic!("the anchors have a row without a series: {other:?}"),
    }
}

fn printed(row: &MineralStatistic) -> String {
    row.printed.replace(',', "")
}

#[test]
fn every_anchor_stands_in_the_lake_as_printed() {
    let statistics = MineralStatistics::read_all(&Lake::embedded(), "MCS2026").unwrap();
    let mut checked = 0;
    for record in csv::Reader::from_reader(ANCHORS.as_bytes()).records() {
        let record = record.unwrap();
        let (material, metric) = (&record[0], &record[1]);
        let (commodity, statistic, start) = series(material, metric);
        let world = metric.starts_with("world");
        for (column, year) in (2..7).zip(2021..) {
            let anchor = &record[column];
            if anchor.is_empty() {
                continue;
            }
            let found: Vec<&MineralStatistic> = statistics
                .rows()
                .iter()
                .filter(|row| {
                    row.commodity == commodity
                        && row.statistic == statistic
                        && row.years == (year, year)
                        && if world {
                            row.section == "world" && row.label.to_lowercase().starts_with("world")
                        } else {
                            row.section == "salient-united-states" && row.series.starts_with(start)
                        }
                })
                .collect();
            // The anchors are in kilograms and tonnes, as the edition is.
            let same = found.iter().any(|row| {
                printed(row) == *anchor
                    || row.value == anchor.parse().ok()
                    || row.value.map(|value| value * 1000.0) == anchor.parse().ok()
            });
            assert!(
                same,
                "{material} {metric} {year}: {anchor}, found {:?}",
                found.iter().map(|row| &row.printed).collect::<Vec<_>>()
            );
            checked += 1;
        }
    }
    println!("{checked} anchors stand in the lake as printed");
    assert!(checked >= 80, "{checked}");
}

#[test]
fn the_exposure_shows_the_published_percentage_and_the_computed_one_beside_it() {
    let lake = Lake::embedded();
    let united_states = Subject::economy(Economy::from_alpha3("USA").unwrap());
    for (name, year, percent) in [("cobalt", 2024, 74.0), ("nickel", 2023, 41.0)] {
        let material = Material::find(name).unwrap();
        let exposure = material_exposure(&lake, &united_states, material, Year(year)).unwrap();
        let of = |start: &str| {
            &exposure
                .published
                .iter()
                .find(|one| one.name.starts_with(start))
                .unwrap()
                .figure
        };
        let published = of("Net import reliance").value().unwrap();
        assert!((published * 100.0 - percent).abs() < 1e-9);
        let computed = of("The same, computed");
        assert!((computed.value().unwrap() * 100.0 - percent).abs() < 1.0);
        assert!(computed.interval().ends().is_some());
    }
}

/// A published percentage and the one computed from the same edition.
struct Comparison {
    commodity: String,
    year: i32,
    published: f64,
    computed: f64,
    within_rounding: bool,
}

fn comparisons() -> (Vec<Comparison>, usize) {
    let statistics = MineralStatistics::read_all(&Lake::embedded(), "MCS2026").unwrap();
    let mut found = Vec::new();
    let mut published = 0;
    for row in statistics.of("salient-united-states", "net-import-reliance") {
        let Some(percent) = row
            .value
            .filter(|_| matches!(row.qualifier.as_str(), "exact" | "estimated"))
        else {
            continue;
        };
        published += 1;
        let Some(figure) = net_import_reliance_usgs(&statistics, row) else {
            continue;
        };
        let (Some(value), Some((low, high))) = (figure.value(), figure.interval().ends()) else {
            continue;
        };
        found.push(Comparison {
            commodity: row.commodity.clone(),
            year: row.years.1,
            published: percent,
            computed: value * 100.0,
            within_rounding: low * 100.0 - 0.5 <= percent && percent <= high * 100.0 + 0.5,
        });
    }
    (found, published)
}

#[test]
fn net_import_reliance_of_every_commodity_that_prints_its_inputs() {
    let (comparisons, published) = comparisons();
    let close =
        |one: &&Comparison| (one.computed - one.published).abs() <= 1.0 || one.within_rounding;
    let agree = comparisons.iter().filter(close).count();
    let commodities: std::collections::BTreeSet<&str> = comparisons
        .iter()
        .map(|one| one.commodity.as_str())
        .collect();
    let summary = format!(
        "{agree} of {} computed percentages of {} commodities agree; {published} are published",
        comparisons.len(),
        commodities.len()
    );
    println!("{summary}");
    let mut missing: Vec<String> = Vec::new();
    for one in comparisons.iter().filter(|one| !close(one)) {
        let line = format!(
            "| {} | {} | {} | {:.1} |",
            one.commodity, one.year, one.published, one.computed
        );
        println!("{line}");
        if !PAGE.contains(&line) {
            missing.push(line);
        }
    }
    assert!(missing.is_empty(), "not in the documentation: {missing:#?}");
    assert!(
        PAGE.contains(&summary),
        "not in the documentation: {summary}"
    );
    // The anchored ones, to the printed percent as far as rounding tells.
    for name in ["Cobalt", "Nickel", "Graphite (Natural)"] {
        let mut years = comparisons
            .iter()
            .filter(|one| one.commodity == name)
            .peekable();
        assert!(years.peek().is_some(), "{name}");
        for one in years {
            let difference = (one.computed - one.published).abs();
            assert!(
                one.within_rounding || difference <= 1.0,
                "{name} {}",
                one.year
            );
        }
    }
}
