//! Bounds on the materials inside 811292: on the embedded data, against
//! published totals, and with national lines.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use narrows_core::{Economy, HsRevision, Material, Status, Year};
use narrows_exposure::{
    MineralStatistics, Subject, UnmixedMaterial, Unmixing, UnmixingOptions, material_exposure,
    unmix,
};
use narrows_lake::{ImportRequest, Importer, Lake, NoProgress, import};

fn subject(codes: &[&str]) -> Subject {
    let members: Vec<Economy> = codes
        .iter()
        .map(|code| Economy::from_alpha3(code).unwrap())
        .collect();
    Subject::coalition(&members).unwrap()
}

fn unmixed_in(lake: &Lake, codes: &[&str], options: &UnmixingOptions) -> Unmixing {
    let code = "811292".parse().unwrap();
    unmix(lake, &subject(codes), code, Year(2024), options).unwrap()
}

fn unmixed(codes: &[&str]) -> Unmixing {
    unmixed_in(&Lake::embedded(), codes, &UnmixingOptions::default())
}

fn of<'a>(unmixing: &'a Unmixing, material: &str) -> &'a UnmixedMaterial {
    unmixing.baskets[0]
        .materials
        .iter()
        .find(|one| one.material == material)
        .unwrap()
}

fn tonnes(material: &UnmixedMaterial, economy: &str) -> (f64, f64) {
    let supplier = material
        .suppliers
        .iter()
        .find(|one| one.economy.alpha3() == economy);
    supplier.map_or((0.0, 0.0), |one| {
        let exact = one.quantity.value().map(|value| (value, value));
        exact.or(one.quantity.interval().ends()).unwrap()
    })
}

/// Trap 1: by unit value and balance, what Brazil sells under the code cannot
/// be much gallium, though it is among the largest exporters.
#[test]
fn brazil_is_no_large_supplier_of_gallium() {
    let world = |importers: &[&str]| -> (f64, f64, f64) {
        let (mut brazil, mut china, mut basket) = (0.0, 0.0, 0.0);
        for importer in importers {
            let found = unmixed(&[importer]);
            let gallium = of(&found, "gallium");
            brazil += tonnes(gallium, "BRA").1;
            china += tonnes(gallium, "CHN").1;
            basket += gallium
                .suppliers
                .iter()
                .filter(|one| one.economy.alpha3() == "BRA")
                .filter_map(|one| one.basket_quantity.value())
                .sum::<f64>();
        }
        (brazil, china, basket)
    };
    let (brazil, china, basket) = world(&["JPN", "KOR", "DEU", "TWN", "GBR"]);
    assert!(basket > 180.0, "{basket}");
    assert!(
        brazil < 0.1 * basket && brazil < 0.1 * china,
        "{brazil} {china}"
    );
    // As much as it gets under the code and what nobody is named for.
    for importer in ["JPN", "CHN", "USA"] {
        let found = unmixed(&[importer]);
        let most = tonnes(of(&found, "gallium"), "BRA").1;
        assert!(most > 0.0 && most < 7.0, "{importer} {most}");
    }
    let found = unmixed(&["JPN"]);
    let gallium = of(&found, "gallium");
    let ranks_above = gallium
        .suppliers
        .iter()
        .take_while(|one| one.economy.alpha3() != "BRA")
        .count();
    assert!(ranks_above >= 6, "{ranks_above}");
    assert!(
        gallium
            .reading
            .iter()
            .any(|line| line.contains("Brazil (at most 5.8 of 167 t)")),
        "{:?}",
        gallium.reading
    );
    // Without the balance, the unit value alone still halves it.
    let options = UnmixingOptions {
        balances: false,
        ..UnmixingOptions::default()
    };
    let wide = unmixed_in(&Lake::embedded(), &["CHN"], &options);
    let gallium = of(&wide, "gallium");
    let most = tonnes(gallium, "BRA").1;
    assert!(most > 7.0 && most < 400.0, "{most}");
}

/// What the USGS publishes of the imports of the United States lies within the
/// bounds that do not know it.
#[test]
fn published_totals_lie_within_the_bounds() {
    let lake = Lake::embedded();
    let options = UnmixingOptions {
        published_totals: false,
        ..UnmixingOptions::default()
    };
    let found = unmixed_in(&lake, &["USA"], &options);
    for (material, series) in [
        ("gallium", "Imports for consumption: Metal"),
        ("germanium", "Imports for consumption: Germanium metal"),
        ("hafnium", "Imports: Hafnium, unwrought"),
        ("indium", "Imports for consumption"),
        (
            "rhenium",
            "Imports for consumption: Rhenium, unwrought and powders",
        ),
    ] {
        let statistics = MineralStatistics::read(&lake, Material::find(material).unwrap()).unwrap();
        let published = statistics
            .of("salient-united-states", "import")
            .find(|row| row.series == series && row.years == (2024, 2024))
            .and_then(narrows_exposure::MineralStatistic::tonnes)
            .unwrap();
        let figure = &of(&found, material).imports_quantity;
        assert_eq!(*figure.status(), Status::Bounded, "{material}");
        let (low, high) = figure.interval().ends().unwrap();
        assert!(
            low <= published && published <= high,
            "{material}: {published} {figure}"
        );
    }
    // The value of gallium is its published unit value times its quantity.
    let (low, high) = of(&found, "gallium")
        .imports_value
        .interval()
        .ends()
        .unwrap();
    assert!(low <= 11.0 * 439.0 && 11.0 * 439.0 <= high);
}

#[test]
fn a_published_total_measures_the_sum_and_bounds_its_parts() {
    let found = unmixed(&["USA"]);
    let gallium = of(&found, "gallium");
    assert_eq!(gallium.imports_quantity.value(), Some(11.0));
    assert_eq!(*gallium.imports_quantity.status(), Status::Measured);
    for supplier in &gallium.suppliers {
        assert_eq!(*supplier.quantity.status(), Status::Bounded);
        assert!(supplier.quantity.interval().ends().unwrap().1 <= 11.6);
        assert!(!supplier.quantity.sources().is_empty());
    }
    // A coalition is not the one that it is published of.
    let both = unmixed(&["USA", "JPN"]);
    assert_eq!(
        *of(&both, "gallium").imports_quantity.status(),
        Status::Bounded
    );
}

#[test]
fn every_figure_is_bounded_or_says_why_not() {
    for importer in ["JPN", "KOR", "DEU", "BRA", "AND"] {
        let found = unmixed(&[importer]);
        let basket = &found.baskets[0];
        assert_eq!(basket.revision, HsRevision::Hs2017);
        assert_eq!(basket.materials.len(), 7);
        for material in &basket.materials {
            let figures = [
                &material.imports_quantity,
                &material.imports_value,
                &material.herfindahl_hirschman_index,
            ];
            let of_suppliers = material
                .suppliers
                .iter()
                .flat_map(|one| [&one.quantity, &one.value, &one.share]);
            for figure in figures.into_iter().chain(of_suppliers) {
                assert_eq!(figure.value(), None, "{importer} {}", material.material);
                assert!(!figure.sources().is_empty());
                match figure.status() {
                    Status::Bounded => assert!(figure.interval().ends().is_some()),
                    Status::Unavailable { reason } => assert!(!reason.is_empty()),
                    other => panic!("{importer} {} {other:?}", material.material),
                }
            }
            assert!(!material.reading.is_empty());
        }
    }
}

#[test]
fn further_constraints_never_widen() {
    let lake = Lake::embedded();
    let options = |price_factor, balances, published_totals| UnmixingOptions {
        price_factor,
        balances,
        published_totals,
    };
    let steps = [
        options(100.0, false, false),
        options(4.0, false, false),
        options(4.0, true, false),
        options(4.0, true, true),
        options(1.5, true, true),
    ];
    for importer in ["USA", "JPN"] {
        let found: Vec<Unmixing> = steps
            .iter()
            .map(|options| unmixed_in(&lake, &[importer], options))
            .collect();
        for pair in found.windows(2) {
            for narrow in &pair[1].baskets[0].materials {
                let wide = of(&pair[0], &narrow.material);
                for one in &narrow.suppliers {
                    if let Some((_, high)) = one.quantity.interval().ends() {
                        let before = tonnes_or_open(wide, one.economy.alpha3());
                        assert!(high <= before * (1.0 + 1e-9), "{importer} {high} {before}");
                    }
                }
            }
        }
    }
}

fn tonnes_or_open(material: &UnmixedMaterial, economy: &str) -> f64 {
    material
        .suppliers
        .iter()
        .find(|one| one.economy.alpha3() == economy)
        .map_or(0.0, |one| {
            one.quantity
                .interval()
                .ends()
                .map_or(f64::INFINITY, |ends| ends.1)
        })
}

/// The embedded lake with a table of US customs in the form of the Census
/// Bureau.
fn with_us_lines(folder: &Path, table: &str) -> Lake {
    let home = folder.join("lake");
    let file = folder.join("census.csv");
    fs::write(&file, table).unwrap();
    let request = ImportRequest {
        mapping: Some("us-census".into()),
        vintage: Some("test".to_owned()),
        ..ImportRequest::new(Importer::MappedCsv, vec![file])
    };
    import(&home, &request, &NoProgress).unwrap();
    Lake::open(&home).unwrap()
}

/// A lake with Germany's exports of gallium in 2024 in the form of Comext:
/// partner and kilograms.
fn with_german_exports(folder: &Path, exports: &[(&str, u32)]) -> Lake {
    let file = folder.join("comext.csv");
    let mut table =
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,\
         VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n"
            .to_owned();
    for (partner, kilograms) in exports {
        table.push_str(&format!(
            "DE,{partner},E,81129289,2,1,NO_SU,202452,900000,900000,{kilograms},0\n"
        ));
    }
    fs::write(&file, table).unwrap();
    let request = ImportRequest {
        mapping: Some("eu-comext".into()),
        vintage: Some("test".to_owned()),
        ..ImportRequest::new(Importer::MappedCsv, vec![file])
    };
    let home = folder.join("lake");
    import(&home, &request, &NoProgress).unwrap();
    Lake::open(&home).unwrap()
}

const HEADER: &str =
    "CTY_CODE,CTY_NAME,I_COMMODITY,I_COMMODITY_LDESC,GEN_VAL_MO,GEN_QY1_MO,UNIT_QY1,YEAR,MONTH\n";

/// Twelve months of gallium from Canada and Germany, and of germanium from
/// Belgium.
fn us_table(months: u32) -> String {
    let mut table = HEADER.to_owned();
    for month in 1..=months {
        for (code, name, national, value, kilograms) in [
            (1220, "CANADA", "8112921000", 110_000, 250),
            (4280, "GERMANY", "8112921000", 90_000, 200),
            (4231, "BELGIUM", "8112926000", 300_000, 150),
            (4231, "BELGIUM", "8112926500", 100_000, 50),
            (4280, "GERMANY", "8112926000", 200_000, 100),
        ] {
            table.push_str(&format!(
                "{code},{name},{national},X,{value},{kilograms},KG,2024,{month:02}\n"
            ));
        }
    }
    table
}

#[test]
fn national_lines_measure() {
    let folder = tempfile::tempdir().unwrap();
    let lake = with_us_lines(folder.path(), &us_table(12));
    let found = unmixed_in(&lake, &["USA"], &UnmixingOptions::default());
    let gallium = of(&found, "gallium");
    assert_eq!(*gallium.imports_quantity.status(), Status::Measured);
    assert!((gallium.imports_quantity.value().unwrap() - 5.4).abs() < 1e-9);
    assert!((gallium.imports_value.value().unwrap() - 2400.0).abs() < 1e-6);
    assert_eq!(gallium.imports_quantity.sources()[0].id, "us-census");
    assert_eq!(gallium.largest_supplier.unwrap().alpha3(), "CAN");
    let names: Vec<&str> = gallium
        .suppliers
        .iter()
        .map(|one| one.economy.alpha3())
        .collect();
    assert_eq!(names, ["CAN", "DEU"]);
    assert!((gallium.suppliers[0].share.value().unwrap() - 5.0 / 9.0).abs() < 1e-9);
    let index = gallium.herfindahl_hirschman_index.value().unwrap();
    assert!((index - (25.0 + 16.0) / 81.0).abs() < 1e-9, "{index}");
    assert!(
        gallium.would_tighten.is_empty(),
        "{:?}",
        gallium.would_tighten
    );
    // Two codes of one material add up.
    let germanium = of(&found, "germanium");
    assert!((germanium.imports_quantity.value().unwrap() - 3.6).abs() < 1e-9);
    // What the lines take up in a flow is left to no other material.
    let wide = unmixed(&["USA"]);
    let (before, after) = (
        tonnes(of(&wide, "indium"), "DEU").1,
        tonnes(of(&found, "indium"), "DEU").1,
    );
    assert!((before - after - 3.6).abs() < 1e-3, "{before} {after}");
    // Japan does not report them, and its bounds stay.
    let japan = unmixed_in(&lake, &["JPN"], &UnmixingOptions::default());
    assert_eq!(
        *of(&japan, "gallium").imports_quantity.status(),
        Status::Bounded
    );
}

/// Customs may know a flow that the source of trade does not have, and more
/// of one than it has; a partner alone says nothing of others.
#[test]
fn lines_beyond_the_source_of_trade_are_believed() {
    let folder = tempfile::tempdir().unwrap();
    let mut table = HEADER.to_owned();
    // Nothing comes from Portugal in the source, and 0.002 t from Australia.
    for (code, name, kilograms) in [(4710, "PORTUGAL", 1000), (6021, "AUSTRALIA", 2000)] {
        for month in 1..=12 {
            table.push_str(&format!(
                "{code},{name},8112921000,X,400000,{kilograms},KG,2024,{month:02}\n"
            ));
        }
    }
    let lake = with_us_lines(folder.path(), &table);
    let options = UnmixingOptions::default();
    let found = unmixed_in(&lake, &["USA"], &options);
    let gallium = of(&found, "gallium");
    assert_eq!(gallium.imports_quantity.value(), Some(36.0));
    assert_eq!(tonnes(gallium, "PRT"), (12.0, 12.0));
    assert_eq!(tonnes(gallium, "AUS"), (24.0, 24.0));
    let constraints = found.baskets[0].constraints.join(" ");
    assert!(
        constraints.contains("Portugal → United States"),
        "{constraints}"
    );
    // By its balance Portugal could not have it: the balance is given up.
    assert!(
        constraints.contains("Portugal sends at least 12.0 t of gallium, though it produces"),
        "{constraints}"
    );

    let folder = tempfile::tempdir().unwrap();
    let alone: String = table
        .lines()
        .filter(|line| !line.contains("PORTUGAL"))
        .map(|line| format!("{line}\n"))
        .collect();
    let lake = with_us_lines(folder.path(), &alone);
    let found = unmixed_in(&lake, &["USA"], &options);
    let figure = &of(&found, "gallium").imports_quantity;
    assert_eq!(*figure.status(), Status::Bounded, "{figure}");
    assert!(tonnes(of(&found, "gallium"), "CHN").1 > 100.0);
}

/// Reports of the two sides give the interval between them.
#[test]
fn two_reports_of_one_flow_are_an_interval() {
    let folder = tempfile::tempdir().unwrap();
    with_us_lines(folder.path(), &us_table(12));
    let lake = with_german_exports(folder.path(), &[("US", 2_900), ("JP", 500)]);
    let found = unmixed_in(&lake, &["USA"], &UnmixingOptions::default());
    let (low, high) = tonnes(of(&found, "gallium"), "DEU");
    assert!(
        (low - 2.4).abs() < 1e-6 && (high - 2.9).abs() < 1e-6,
        "{low} {high}"
    );
    let (low, high) = of(&found, "gallium")
        .imports_quantity
        .interval()
        .ends()
        .unwrap();
    assert!(
        (low - 5.4).abs() < 1e-6 && (high - 5.9).abs() < 1e-6,
        "{low} {high}"
    );
    let japan = unmixed_in(&lake, &["JPN"], &UnmixingOptions::default());
    assert_eq!(tonnes(of(&japan, "gallium"), "DEU"), (0.5, 0.5));
    assert_eq!(
        *of(&japan, "gallium").imports_quantity.status(),
        Status::Bounded
    );
}

#[test]
fn a_part_of_a_year_bounds_from_below_alone() {
    let folder = tempfile::tempdir().unwrap();
    let lake = with_us_lines(folder.path(), &us_table(9));
    let found = unmixed_in(&lake, &["USA"], &UnmixingOptions::default());
    let gallium = of(&found, "gallium");
    assert_eq!(*gallium.imports_quantity.status(), Status::Bounded);
    let (low, high) = gallium.imports_quantity.interval().ends().unwrap();
    assert!((low - 4.05).abs() < 1e-6 && high > 100.0, "{low} {high}");
    assert!(
        gallium.would_tighten[0].contains("missing months"),
        "{:?}",
        gallium.would_tighten
    );
}

/// Facts that contradict each other are refused by name, and the other
/// materials are still bounded.
#[test]
fn a_contradiction_is_refused_with_its_constraints() {
    let folder = tempfile::tempdir().unwrap();
    // The USGS prints 11 t for all imports of the United States.
    let lake = with_german_exports(folder.path(), &[("US", 15_000), ("JP", 500)]);
    let found = unmixed_in(&lake, &["USA"], &UnmixingOptions::default());
    let gallium = of(&found, "gallium");
    let Status::Unavailable { reason } = gallium.imports_quantity.status() else {
        panic!("{}", gallium.imports_quantity);
    };
    assert!(reason.contains("10.5 to 11.5 t"), "{reason}");
    assert!(reason.contains("at least 15.0 t of gallium"), "{reason}");
    assert!(gallium.suppliers.is_empty());
    assert_eq!(
        *of(&found, "germanium").imports_quantity.status(),
        Status::Bounded
    );
    let without = UnmixingOptions {
        published_totals: false,
        ..UnmixingOptions::default()
    };
    let found = unmixed_in(&lake, &["USA"], &without);
    assert_eq!(tonnes(of(&found, "gallium"), "DEU"), (15.0, 15.0));
}

#[test]
fn other_codes_and_years_say_why_there_is_nothing() {
    let lake = Lake::embedded();
    let japan = subject(&["JPN"]);
    let options = UnmixingOptions::default();
    let ask = |code: &str, year: i32| {
        unmix(&lake, &japan, code.parse().unwrap(), Year(year), &options).unwrap()
    };
    let found = ask("811292", 2019);
    assert!(found.baskets.is_empty());
    assert!(found.not_known[0].contains("2019"), "{:?}", found.not_known);
    let found = ask("260400", 2024);
    assert!(
        found.not_known[0].contains("mixes no materials"),
        "{:?}",
        found.not_known
    );
    // Germanium of HS 1992 is residue after 2006, and no basket.
    assert!(ask("811230", 2010).baskets.is_empty());
    let wrong = UnmixingOptions {
        price_factor: 0.5,
        ..UnmixingOptions::default()
    };
    let code = "811292".parse().unwrap();
    assert!(unmix(&lake, &japan, code, Year(2024), &wrong).is_err());
}

#[test]
fn the_exposure_of_a_material_has_its_bounds() {
    let lake = Lake::embedded();
    for material in ["gallium", "germanium"] {
        let found = material_exposure(
            &lake,
            &subject(&["JPN"]),
            Material::find(material).unwrap(),
            Year(2024),
        )
        .unwrap();
        assert!(found.products.is_empty());
        assert_eq!(found.unmixed.len(), 1);
        assert_eq!(found.unmixed[0], *of(&unmixed(&["JPN"]), material));
    }
    // Nothing narrows xenon inside the rare gases.
    let xenon = Material::find("xenon").unwrap();
    let found = material_exposure(&lake, &subject(&["JPN"]), xenon, Year(2024)).unwrap();
    assert!(found.unmixed.is_empty());
}
