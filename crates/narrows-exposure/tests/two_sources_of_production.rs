//! Trap 7: two sources give two numbers for the same production. Both are
//! kept, none is averaged, and by how much they differ is said.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use narrows_core::{Economy, Material, Stage, Year};
use narrows_exposure::{MaterialExposure, Subject, material_exposure};
use narrows_lake::{ImportRequest, Importer, Lake, NoProgress, import};
use tempfile::TempDir;

/// Made for this test: near the USGS for China, far from it for Russia, and
/// lithium weighed as oxide.
const SMALL: &str = "\
sheet,Country,Country_Code,Country_ISO,unit,data_source,year,qty
Gallium,China,156,CHN,metr. t,r,2024,839
Gallium,Russia,643,RUS,metr. t,e,2024,50
Gallium,Japan,392,JPN,metr. t,e,2024,
Germanium,China,156,CHN,kg,r,2024,90000
Germanium,Russia,643,RUS,kg,e,2024,10000
Lithium (Li2O),Australia,36,AUS,metr. t,r,2024,100000
Lithium (Li2O),Chile,152,CHL,metr. t,r,2024,900000
Bismuth,China,156,CHN,metr. t,r,2024,1
Phosphate Rock (P2O5),China,156,CHN,metr. t,r,2024,1
";

fn lake_with(original: &Path, folder: &Path) -> Lake {
    let lake = folder.join("lake");
    let request = ImportRequest::new(Importer::WorldMiningData, vec![original.to_owned()]);
    import(&lake, &request, &NoProgress).unwrap();
    Lake::open(&lake).unwrap()
}

fn small_lake() -> (TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("wmd.csv");
    std::fs::write(&original, SMALL).unwrap();
    let lake = lake_with(&original, folder.path());
    (folder, lake)
}

fn exposure(lake: &Lake, material: &str) -> MaterialExposure {
    let japan = Subject::economy(Economy::find("Japan").unwrap());
    material_exposure(lake, &japan, Material::find(material).unwrap(), Year(2024)).unwrap()
}

#[test]
fn trap_7_both_sources_are_kept_and_their_distance_is_told() {
    let (_folder, lake) = small_lake();
    let gallium = exposure(&lake, "gallium");
    let ids: Vec<&str> = gallium
        .production
        .iter()
        .map(|series| series.source.id.as_str())
        .collect();
    assert_eq!(ids, ["usgs-mcs", "usgs-mcs", "world-mining-data", "eu-crm"]);
    let own = &gallium.production[2];
    // The sum of what is listed, since no total is printed; Japan's empty cell
    // is no zero and makes no producer.
    assert_eq!(own.world.as_ref().unwrap().value(), Some(889.0));
    assert_eq!(own.producers.len(), 2);
    assert!(own.producers[1].share.status_word() == "estimated");

    let who: Vec<&str> = gallium
        .production_disagreements
        .iter()
        .map(|found| found.economy.map_or("world", Economy::alpha3))
        .collect();
    assert_eq!(who, ["world", "RUS"], "China's figures agree");
    for found in &gallium.production_disagreements {
        assert_ne!(found.first.sources(), found.second.sources());
        assert!(found.sentence().contains("neither is averaged"));
    }
    assert!(
        gallium.production_disagreements[1]
            .difference
            .value()
            .unwrap()
            > 5.0
    );
}

#[test]
fn the_only_source_of_a_material_contradicts_nothing() {
    let (_folder, lake) = small_lake();
    let germanium = exposure(&lake, "germanium");
    assert_eq!(germanium.production[0].source.id, "world-mining-data");
    assert_eq!(germanium.production[0].stage, Stage::Refined);
    // Kilograms are tonnes before they are shares.
    assert_eq!(
        germanium.production[0].world.as_ref().unwrap().value(),
        Some(100.0)
    );
    assert!(germanium.production_disagreements.is_empty());
    let without = exposure(&Lake::embedded(), "germanium");
    assert!(
        without
            .production
            .iter()
            .all(|series| series.source.id == "eu-crm")
    );
}

/// Lithium and its oxide are compared in shares; gross weight and content, or
/// what is weighed in a way that nobody says, are not compared at all.
#[test]
fn different_weights_are_compared_in_shares_or_not_at_all() {
    let (_folder, lake) = small_lake();
    let lithium = exposure(&lake, "lithium");
    assert!(!lithium.production_disagreements.is_empty());
    for found in &lithium.production_disagreements {
        assert!(found.economy.is_some(), "worlds are not compared");
        assert_eq!(found.first.unit(), narrows_core::Unit::Share);
    }
    for material in ["bismuth", "phosphate-rock"] {
        assert!(
            exposure(&lake, material)
                .production_disagreements
                .is_empty(),
            "{material}"
        );
    }
}

/// The published figures, where the original is at hand: in the folder of the
/// environment variable `NARROWS_ORIGINALS`, or beside the repository.
#[test]
fn trap_7_gallium_of_china_is_839_or_974_tonnes() {
    let folder = std::env::var_os("NARROWS_ORIGINALS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let original = folder.join("production/wmd/wmd_production_2018_2024.csv");
    if !original.exists() {
        eprintln!(
            "SKIPPED: {} is not there; set NARROWS_ORIGINALS",
            original.display()
        );
        return;
    }
    let into = tempfile::tempdir().unwrap();
    let lake = lake_with(&original, into.path());
    let gallium = exposure(&lake, "gallium");
    let china = gallium
        .production_disagreements
        .iter()
        .find(|found| {
            found
                .economy
                .is_some_and(|economy| economy.alpha3() == "CHN")
        })
        .unwrap();
    assert_eq!(china.first.value(), Some(839.0));
    assert_eq!(china.second.value(), Some(974.0));
    // No sheet is read into a material whose name it does not have.
    for material in Material::all() {
        for sheet in material.mining_sheets() {
            let found = exposure(&lake, material.id());
            let read = found
                .production
                .iter()
                .any(|series| series.series.starts_with(&sheet.sheet));
            assert!(read || sheet.sheet == "Natural Gas", "{}", sheet.sheet);
        }
    }
}
