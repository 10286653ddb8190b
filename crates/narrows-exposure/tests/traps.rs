//! The pitfalls of the field, each held by a test on the embedded data.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use narrows_core::{CodeRelation, Economy, HsCode, Material, SourceRef, Stage, Unit, Year};
use narrows_exposure::{
    FlowTotal, Governance, MaterialExposure, MaterialTrade, MineralStatistics, Subject, geopolrisk,
    material_exposure,
};
use narrows_lake::Lake;

fn exposure(importer: &str, material: &str, year: i32) -> MaterialExposure {
    material_exposure(
        &Lake::embedded(),
        &Subject::economy(Economy::find(importer).unwrap()),
        Material::find(material).unwrap(),
        Year(year),
    )
    .unwrap()
}

/// The rounding of printed domestic production goes into every figure that
/// counts it, and so does the rounding of the total into what nobody is named
/// for.
#[test]
fn domestic_production_is_known_as_surely_as_it_is_printed() {
    // South Korea: printed as 1,000 t, so 500 to 1,500 t.
    let korea = exposure("KOR", "graphite", 2024);
    let product = &korea.products[0];
    let of = |id: &str| {
        let found = product.indicators.iter().find(|one| one.id == id).unwrap();
        found.figure.clone()
    };
    let imports = product.imports_quantity.value().unwrap();
    let instability = of("import_weighted_instability").value().unwrap();
    let concentration = korea.production[0]
        .herfindahl_hirschman_index
        .interval()
        .ends()
        .unwrap();
    let (low, high) = of("geopolrisk_score").interval().ends().unwrap();
    let score = |index: f64, produced: f64| index * instability * imports / (imports + produced);
    assert!(
        (low - score(concentration.0, 1_500.0)).abs() < 1e-9,
        "{low}"
    );
    assert!(
        (high - score(concentration.1, 500.0)).abs() < 1e-9,
        "{high}"
    );

    // Japan is not among the printed producers of aluminium. The rest is what
    // total and producers leave at most.
    let japan = exposure("JPN", "aluminium", 2024);
    let product = japan
        .products
        .iter()
        .find(|product| product.stage == Stage::Refined)
        .unwrap();
    let production = japan
        .production
        .iter()
        .find(|one| one.stage == Stage::Refined && one.source.vintage == "MCS2026")
        .unwrap();
    let least: f64 = production
        .producers
        .iter()
        .map(|one| {
            one.production
                .as_ref()
                .unwrap()
                .interval()
                .ends()
                .unwrap()
                .0
        })
        .sum();
    let rest = production
        .world
        .as_ref()
        .unwrap()
        .interval()
        .ends()
        .unwrap()
        .1
        - least;
    let found = product
        .indicators
        .iter()
        .find(|one| one.id == "net_import_reliance");
    let (low, _) = found.unwrap().figure.interval().ends().unwrap();
    let imports = product.imports_quantity.value().unwrap();
    assert!(low < imports / (imports + rest), "{low}, rest {rest}");
}

/// "E" in print: a net exporter has no reliance of zero.
#[test]
fn a_net_exporter_is_not_printed_as_zero() {
    let rare_earths = exposure("USA", "rare-earths", 2024);
    let exporter = rare_earths
        .published
        .iter()
        .find(|one| one.name.starts_with("Net import") && one.name.contains("concentrates"))
        .unwrap();
    assert_eq!(exporter.figure.status_word(), "unavailable");
    assert_eq!(exporter.figure.interval().ends(), None);
    let reason = exporter.figure.gaps().join(" ");
    assert!(reason.contains("net exporter"), "{reason}");
}

fn every_figure_has_a_source(exposure: &MaterialExposure) {
    for product in &exposure.products {
        for indicator in &product.indicators {
            // A figure that needs what no source in the lake has names none.
            let figure = &indicator.figure;
            let said = figure.value().is_some() || figure.interval().ends().is_some();
            assert!(!said || !figure.sources().is_empty(), "{}", indicator.id);
        }
        for supplier in &product.suppliers {
            assert!(!supplier.share.sources().is_empty());
        }
    }
    for stage in &exposure.supply_risk.stages {
        assert!(!stage.supply_risk.sources().is_empty(), "{}", stage.stage);
        for (name, figure) in stage.parts() {
            assert!(!figure.sources().is_empty(), "{name}");
        }
    }
    for indicator in &exposure.supply_risk.indicators {
        assert!(!indicator.figure.sources().is_empty(), "{}", indicator.id);
    }
}

/// Trap 1: a basket is not a mineral. No trade product of gallium exists, the
/// basket is shown as one, and Brazil (niobium) is bounded to little gallium.
#[test]
fn trap_1_a_basket_is_not_gallium() {
    for importer in ["JPN", "USA", "KOR"] {
        let gallium = exposure(importer, "gallium", 2024);
        assert!(gallium.products.is_empty());
        let basket = gallium
            .baskets
            .iter()
            .find(|basket| basket.hs_code.to_string() == "811292")
            .expect("the basket is shown as a basket");
        assert!(basket.mixes.iter().any(|mixed| mixed == "niobium"));
        assert!(basket.basket_imports.basis().contains("whole basket"));
        let suppliers = &gallium.unmixed[0].suppliers;
        assert!(suppliers.iter().all(|one| one.quantity.value().is_none()));
        let most = |economy: &str| {
            suppliers
                .iter()
                .find(|one| one.economy.alpha3() == economy)
                .map_or(0.0, |one| one.quantity.interval().ends().unwrap().1)
        };
        assert!(most("BRA") < 7.0, "{importer} {}", most("BRA"));
        assert!(most("BRA") < 0.7 * most("CHN"), "{importer}");
        assert!(
            gallium
                .not_known
                .iter()
                .any(|gap| gap.contains("Who sells gallium"))
        );
    }
}

/// Trap 1: HS 1992 811230 is germanium to 2006; what stands there later is
/// residue and makes no figure.
#[test]
fn trap_1_residue_of_germanium_is_not_charted() {
    let later = exposure("JPN", "germanium", 2010);
    assert!(later.products.is_empty());
    assert!(later.not_known.iter().any(|gap| gap.contains("residue")));
    let before = exposure("JPN", "germanium", 2005);
    let product = &before.products[0];
    assert_eq!(product.hs_codes, ["811230".parse::<HsCode>().unwrap()]);
    assert!(product.over_time.iter().all(|at| at.year.0 <= 2006));
}

/// Trap 2: Taiwan, whose code reads "NA" in the table, has an estimate.
#[test]
fn trap_2_taiwan_has_an_estimate() {
    let governance = Governance::read(&Lake::embedded(), Year(2023))
        .unwrap()
        .unwrap();
    let taiwan = Economy::find("Taiwan").unwrap();
    let risk = governance.risk(taiwan).unwrap();
    assert!((risk - (2.5 - 1.043_399) / 5.0).abs() < 1e-6, "{risk}");
}

/// Trap 2: a supplier without an estimate is neither 0 nor 0.5 in silence: it
/// widens the interval and lowers the coverage.
#[test]
fn trap_2_missing_governance_is_an_interval() {
    let known = Economy::find("China").unwrap();
    let unknown = Economy::find("Japan").unwrap();
    let governance =
        Governance::from_risks(Year(2023), SourceRef::new("test", "1"), [(known, 0.6)]);
    let flow = |exporter: Economy, quantity_t: f64| FlowTotal {
        exporter: u16::try_from(exporter.index()).unwrap(),
        quantity_t,
        value_kusd: quantity_t,
        ..FlowTotal::default()
    };
    let risk = geopolrisk(
        &[flow(known, 80.0), flow(unknown, 20.0)],
        0.0,
        1.0,
        &governance,
    )
    .unwrap();
    assert!((risk.import_risk_low - 0.48).abs() < 1e-12);
    assert!((risk.import_risk_high - 0.68).abs() < 1e-12);
    assert!((risk.import_risk - 0.6).abs() < 1e-12);
    assert!((risk.governance_coverage - 0.8).abs() < 1e-12);
}

/// Trap 3: ore in gross weight and mine production in contained metal are
/// never added, and stages stand apart.
#[test]
fn trap_3_ore_and_metal_are_not_added() {
    let nickel = exposure("JPN", "nickel", 2024);
    let ore = nickel
        .products
        .iter()
        .find(|product| product.stage == Stage::OreAndConcentrate)
        .unwrap();
    for id in ["geopolrisk_score", "net_import_reliance"] {
        let indicator = ore
            .indicators
            .iter()
            .find(|indicator| indicator.id == id)
            .unwrap();
        assert_eq!(indicator.figure.value(), None, "{id}");
        assert!(
            indicator.figure.to_string().contains("contained metal"),
            "{id}"
        );
    }
    let stages: Vec<Stage> = nickel
        .products
        .iter()
        .map(|product| product.stage)
        .collect();
    let mut apart = stages.clone();
    apart.dedup();
    assert_eq!(stages, apart);
    assert!(stages.contains(&Stage::Refined));
    for product in &nickel.products {
        let relations: Vec<CodeRelation> = Material::find("nickel")
            .unwrap()
            .codes()
            .iter()
            .filter(|code| product.hs_codes.contains(&code.hs_code))
            .map(|code| code.relation)
            .collect();
        assert!(!relations.contains(&CodeRelation::Basket));
    }
}

/// Trap 4: the flow of 492,941 t of graphite at 75 USD/t is flagged, shown,
/// and the Dominican Republic's figures are given with and without it.
#[test]
fn trap_4_an_impossible_unit_value_is_flagged() {
    let graphite = exposure("Dominican Republic", "graphite", 2021);
    let product = &graphite.products[0];
    let flagged = product
        .flagged
        .iter()
        .find(|flow| flow.exporter.alpha3() == "USA" && flow.importer.alpha3() == "DOM")
        .expect("flagged");
    assert!(!flagged.corroborated);
    assert!((flagged.quantity.value().unwrap() - 492_941.0).abs() < 1.0);
    let quantity = product.imports_quantity.interval().ends().unwrap();
    assert!(
        quantity.0 < 1_000.0 && quantity.1 > 492_941.0,
        "{quantity:?}"
    );
    assert!(
        product.imports_quantity.value().unwrap() > 492_941.0,
        "never dropped"
    );
    every_figure_has_a_source(&graphite);
}

/// Trap 4, the other side: laterite ore costs a hundredth of concentrate and
/// is no error.
#[test]
fn trap_4_every_method_on_trade_is_told_with_and_without() {
    let found = |importer: &str| {
        let exposure = exposure(importer, "graphite", 2021);
        let product = exposure.products.into_iter().next().unwrap();
        let all = product.indicators.clone();
        let plausible = product.indicators_without_implausible.clone();
        (product, all, plausible)
    };
    let value = |of: &[narrows_exposure::Indicator], id: &str| {
        of.iter()
            .find(|one| one.id == id)
            .unwrap()
            .figure
            .value()
            .unwrap()
    };
    let (to_dominican_republic, _, _) = found("DOM");
    let flow = &to_dominican_republic.suppliers[0];
    assert_eq!(flow.economy.alpha3(), "USA");
    let flow = flow.value.value().unwrap();

    // What the United States export is less by that flow at least.
    let (product, all, plausible) = found("USA");
    let exports = |of: &[narrows_exposure::Indicator], imports: f64| {
        imports / value(of, "core_dependency_indicator_3")
    };
    let imports = product.imports.value().unwrap();
    let plausible_imports = product
        .imports
        .interval()
        .ends()
        .map_or(imports, |ends| ends.0);
    let with = exports(&all, imports);
    let without = exports(&plausible, plausible_imports);
    assert!(
        with - without >= flow * (1.0 - 1e-9),
        "{with} {without} {flow}"
    );
    assert!(without > 0.0);

    // Of the importer, every method changes, those by quantity too.
    let (product, all, plausible) = found("DOM");
    for one in &plausible {
        if let (Some(without), Some((low, high))) = (
            one.figure.value(),
            all.iter()
                .find(|all| all.id == one.id)
                .unwrap()
                .figure
                .interval()
                .ends(),
        ) && one.id.contains("herfindahl")
        {
            assert!(
                low - 1e-9 <= without && without <= high + 1e-9,
                "{}",
                one.id
            );
        }
    }
    for id in [
        "core_dependency_indicator_1",
        "import_weighted_instability",
        "geodep_years",
    ] {
        assert!(plausible.iter().any(|one| one.id == id), "{id}");
    }
    let instability = "import_weighted_instability";
    assert!((value(&all, instability) - value(&plausible, instability)).abs() > 1e-6);
    assert!(product.imports.value().unwrap() > 1000.0);

    // Where no flow is implausible there is nothing to compare.
    let lignite = exposure("JPN", "lignite", 1996);
    for product in &lignite.products {
        let implausible = product.flagged.iter().any(|flow| !flow.corroborated);
        assert_eq!(
            implausible,
            !product.indicators_without_implausible.is_empty()
        );
    }
}

#[test]
fn trap_4_a_second_grade_is_kept() {
    let nickel = exposure("JPN", "nickel", 2024);
    let ore = &nickel.products[0];
    let caledonia = ore
        .flagged
        .iter()
        .find(|flow| flow.exporter.alpha3() == "NCL" && flow.importer.alpha3() == "JPN")
        .expect("more than 20 times below the median");
    assert!(caledonia.corroborated);
    let top = &ore.suppliers[0];
    assert_eq!(top.economy.alpha3(), "NCL");
    assert!(top.share.interval().ends().unwrap().0 > 0.3);
}

/// Trap 6: flows without a quantity count in value, are told in the coverage,
/// and never become a quantity of zero.
#[test]
fn trap_6_missing_quantities_are_told() {
    let trade =
        MaterialTrade::read(&Lake::embedded(), Material::find("rare-earths").unwrap()).unwrap();
    let source = trade
        .sources
        .iter()
        .find(|source| source.source.id == "baci-hs92")
        .unwrap();
    let code: HsCode = "284690".parse().unwrap();
    let mut market = source.market(Year(1996), &[code]);
    assert!(
        market
            .flows()
            .iter()
            .any(|flow| flow.value_without_quantity_kusd > 0.0)
    );
    let rare_earths = exposure("JPN", "rare-earths", 1996);
    let product = rare_earths
        .products
        .iter()
        .find(|product| product.hs_codes.contains(&code))
        .unwrap();
    assert!(product.imports.value().unwrap() > 0.0);
    if product.imports_quantity.value().is_none() {
        assert!(
            product
                .imports_quantity
                .to_string()
                .starts_with("not available")
        );
    } else {
        assert!(
            !product
                .imports_quantity
                .coverage_text()
                .starts_with("100 %")
        );
    }
    assert_ne!(product.imports_quantity.value(), Some(0.0));
}

/// Trap 8: the USGS tables' marks are read as what they mean.
#[test]
fn trap_8_marks_of_the_usgs_are_read() {
    let lake = Lake::embedded();
    let statistics =
        |name: &str| MineralStatistics::read(&lake, Material::find(name).unwrap()).unwrap();
    let gallium = statistics("gallium");
    let china = gallium
        .of("world", "production")
        .find(|row| {
            row.label == "China" && row.years == (2024, 2024) && row.source.vintage == "MCS2026"
        })
        .unwrap();
    assert_eq!(china.printed, "839,000");
    assert_eq!(china.tonnes(), Some(839.0));
    let states = gallium
        .of("world", "production")
        .find(|row| {
            row.label == "United States"
                && row.years == (2024, 2024)
                && row.source.vintage == "MCS2026"
        })
        .unwrap();
    assert_eq!(
        (states.qualifier.as_str(), states.value),
        ("zero", Some(0.0))
    );
    let exports = gallium
        .of("salient-united-states", "export")
        .find(|row| row.years == (2024, 2024))
        .unwrap();
    assert_eq!(
        (exports.qualifier.as_str(), exports.value),
        ("not-available", None)
    );
    let reliance = statistics("germanium")
        .of("salient-united-states", "net-import-reliance")
        .find(|row| row.years == (2024, 2024))
        .cloned()
        .unwrap();
    assert_eq!(
        (reliance.qualifier.as_str(), reliance.value),
        ("more-than", Some(50.0))
    );

    let germanium = exposure("USA", "germanium", 2024);
    let published = germanium
        .published
        .iter()
        .find(|published| published.name.starts_with("Net import reliance"))
        .unwrap();
    assert_eq!(published.figure.value(), None);
    assert_eq!(published.figure.interval().ends(), Some((0.5, 1.0)));
}

/// Trap 10: graphite is several codes; natural and artificial stand apart, and
/// the stage that the lake lacks is said to be lacking.
#[test]
fn trap_10_one_code_is_not_the_mineral() {
    let graphite = exposure("JPN", "graphite", 2023);
    let codes: Vec<String> = graphite.products[0]
        .hs_codes
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(codes, ["250410", "250490"]);
    let artificial = exposure("JPN", "artificial-graphite", 2023);
    assert!(artificial.products.is_empty());
    assert!(
        artificial
            .not_known
            .iter()
            .any(|gap| gap.contains("380110") && gap.contains("import")),
        "{:?}",
        artificial.not_known
    );
}

/// Trap 7, as far as the data go: two editions of one source are both kept.
#[test]
fn two_editions_that_disagree_are_both_shown() {
    let graphite = exposure("USA", "graphite", 2024);
    let shares: Vec<(String, f64)> = graphite
        .production
        .iter()
        .filter(|production| production.source.id == "usgs-mcs")
        .map(|production| {
            (
                production.source.vintage.clone(),
                production.producers[0].share.value().unwrap(),
            )
        })
        .collect();
    assert_eq!(shares.len(), 2);
    assert!((shares[0].1 - shares[1].1).abs() > 0.01, "{shares:?}");
}

/// Coalitions are one importer.
#[test]
fn a_coalition_is_one_importer() {
    let lake = Lake::embedded();
    let members = [Economy::find("JPN").unwrap(), Economy::find("USA").unwrap()];
    let graphite = Material::find("graphite").unwrap();
    let value = |subject: &Subject| {
        material_exposure(&lake, subject, graphite, Year(2023))
            .unwrap()
            .products[0]
            .imports
            .value()
            .unwrap()
    };
    let together = value(&Subject::coalition(&members).unwrap());
    let apart: f64 = members
        .iter()
        .map(|member| value(&Subject::economy(*member)))
        .sum();
    assert!(together < apart, "trade between the two is netted out");
    let exposure = material_exposure(
        &lake,
        &Subject::coalition(&members).unwrap(),
        graphite,
        Year(2023),
    )
    .unwrap();
    assert!(
        exposure.products[0]
            .suppliers
            .iter()
            .all(|supplier| { !members.contains(&supplier.economy) })
    );
    assert_eq!(exposure.products[0].imports.unit(), Unit::KiloUsd);
}

/// An economy that the source of production does not list is assumed to produce
/// nothing: the figure is an estimate and says the word.
#[test]
fn production_that_is_not_listed_is_an_assumption() {
    let reliance = |importer: &str| {
        exposure(importer, "graphite", 2024).products[0]
            .indicators
            .iter()
            .find(|indicator| indicator.id == "net_import_reliance")
            .map(|indicator| indicator.figure.clone())
            .unwrap()
    };
    let japan = reliance("JPN");
    assert_eq!(japan.status_word(), "estimated");
    assert!(japan.basis().contains("assumed"));
    // The USGS lists the United States, with none.
    assert_eq!(reliance("USA").status_word(), "measured");
}

/// A share of a total that holds estimates is one itself, whoever's it is.
#[test]
fn a_share_of_an_estimated_total_is_an_estimate() {
    let gallium = exposure("JPN", "gallium", 2024);
    let production = gallium
        .production
        .iter()
        .find(|production| production.source.vintage == "MCS2026")
        .unwrap();
    assert_eq!(
        production.world.as_ref().unwrap().status_word(),
        "estimated"
    );
    let top = &production.producers[0];
    assert_eq!(top.production.as_ref().unwrap().status_word(), "measured");
    for producer in &production.producers {
        assert_eq!(producer.share.status_word(), "estimated");
    }
}
