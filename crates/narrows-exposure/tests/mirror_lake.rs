//! From reported trade in a lake to intervals in an exposure.
#![allow(clippy::unwrap_used)]

// Each test looks at a part of what was drawn.
#[allow(dead_code)]
mod generated_mirrors;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generated_mirrors::{embedded_flows, report};
use narrows_core::{Economy, HsRevision, Unit, Year};
use narrows_exposure::{
    FlowComparisonRequest, ReconcileRequest, Subject, code_exposure, flow_comparison,
    reconcile_vintage,
};
use narrows_lake::{
    ExportFormat, Lake, Manifest, NoProgress, ReportedTradeRow, ReportedTradeWriter, TableEntry,
    TableKind, VintageEntry, export, verify,
};
use sha2::{Digest, Sha256};

/// Puts reported trade into a lake, as its importer would.
fn lake_with(folder: &Path, rows: &[ReportedTradeRow]) {
    let path = "comtrade-hs92/V1-0123456789ab/reported_trade.parquet";
    fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
    let mut writer = ReportedTradeWriter::create(&folder.join(path)).unwrap();
    for row in rows {
        writer.push(row).unwrap();
    }
    writer.finish().unwrap();
    let manifest = Manifest {
        format: 1,
        vintages: vec![VintageEntry {
            source: "comtrade-hs92".to_owned(),
            vintage: "V1".to_owned(),
            title: "Reported trade, generated".to_owned(),
            publisher: "Nobody".to_owned(),
            licence: "none".to_owned(),
            attribution: "Generated, not observed.".to_owned(),
            address: "https://example.org".to_owned(),
            importer: "test 1".to_owned(),
            hs_revision: Some(HsRevision::Hs1992),
            years: Some((2021, 2024)),
            note: String::new(),
            originals: Vec::new(),
            tables: vec![TableEntry {
                kind: TableKind::ReportedTrade,
                path: path.to_owned(),
                rows: rows.len() as u64,
                bytes: fs::metadata(folder.join(path)).unwrap().len(),
                sha256: sha256_of(&folder.join(path)),
            }],
            rejected_rows: 0,
        }],
    };
    fs::write(
        folder.join("manifest.json"),
        serde_json::to_string(&manifest).unwrap(),
    )
    .unwrap();
}

fn sha256_of(path: &Path) -> String {
    let digest = Sha256::digest(fs::read(path).unwrap());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn request(folder: &Path) -> ReconcileRequest<'_> {
    ReconcileRequest {
        source: "comtrade-hs92",
        vintage: None,
        folder,
    }
}

/// Every file of a lake with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(
                    path.strip_prefix(folder).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

#[test]
fn a_reconciliation_lands_is_read_and_gives_intervals() {
    let lake = tempfile::tempdir().unwrap();
    let folder = lake.path();
    let truth = report(embedded_flows("baci-hs92", 2021), 11);
    lake_with(folder, &truth.rows);
    let summary = reconcile_vintage(&Lake::open(folder).unwrap(), &request(folder)).unwrap();
    println!("{}", summary.text());
    for line in summary.text().lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let entry = &summary.entry;
    assert_eq!(
        (entry.source.as_str(), entry.vintage.as_str(), entry.years),
        ("comtrade-hs92-reconciled", "V1", Some((2021, 2024)))
    );
    assert_eq!(
        entry.originals[0].name,
        "comtrade-hs92 V1, reported_trade.parquet"
    );
    let table = folder.join("comtrade-hs92/V1-0123456789ab/reported_trade.parquet");
    assert_eq!(entry.originals[0].sha256, sha256_of(&table));
    let margin = summary.cif_margin.value().unwrap();
    assert!((0.05..0.11).contains(&margin), "{margin}");
    assert!(summary.cif_margin.interval().ends().is_some());
    assert!(summary.reporters.len() > 100);

    // The same rows give the same bytes.
    let landed = files(folder);
    reconcile_vintage(&Lake::open(folder).unwrap(), &request(folder)).unwrap();
    assert_eq!(landed, files(folder));

    let lake = Lake::open(folder).unwrap();
    let findings = verify(&lake, Some(folder), &NoProgress).unwrap();
    let own = findings
        .iter()
        .find(|finding| finding.vintage.starts_with("comtrade-hs92-reconciled"))
        .unwrap();
    assert!(own.faults.is_empty(), "{:?}", own.faults);
    let out = tempfile::tempdir().unwrap();
    let vintage = lake.current("comtrade-hs92-reconciled").unwrap();
    let csv = export(&lake, vintage, ExportFormat::Csv, out.path())
        .unwrap()
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "csv"))
        .map(|path| fs::read_to_string(path).unwrap())
        .unwrap();
    assert!(csv.lines().next().unwrap().ends_with(
        "value_kusd,quantity_t,value_low_kusd,value_high_kusd,quantity_low_t,quantity_high_t,known_from"
    ));

    exposure_has_intervals(&lake);
    comparison_with_the_truth(&lake);
}

fn exposure_has_intervals(lake: &Lake) {
    let subject = Subject::economy(Economy::from_alpha3("DEU").unwrap());
    let exposure = code_exposure(lake, &subject, "250410".parse().unwrap(), Year(2023)).unwrap();
    let product = |source: &str| {
        exposure
            .products
            .iter()
            .find(|product| product.source.id == source)
            .unwrap()
    };
    let reconciled = product("comtrade-hs92-reconciled");
    let (low, high) = reconciled.imports.interval().ends().unwrap();
    let value = reconciled.imports.value().unwrap();
    assert!(low < value && value < high, "{low} {value} {high}");
    let meaning = |figure: &narrows_core::Figure| serde_json::to_string(figure.interval()).unwrap();
    assert!(meaning(&reconciled.imports).contains("two reports of each flow, which"));
    let shares: f64 = reconciled
        .suppliers
        .iter()
        .map(|supplier| {
            let (low, high) = supplier.share.interval().ends().unwrap();
            let share = supplier.share.value().unwrap();
            assert!(0.0 <= low && low <= share && share <= high && high <= 1.0 + 1e-12);
            share
        })
        .sum();
    assert!((shares - 1.0).abs() < 1e-9);
    for indicator in &reconciled.indicators {
        let figure = &indicator.figure;
        if let (Some(value), Some((low, high))) = (figure.value(), figure.interval().ends()) {
            assert!(
                low <= value + 1e-12 && value <= high + 1e-12,
                "{}",
                indicator.id
            );
        }
    }
    let hhi = reconciled
        .indicators
        .iter()
        .find(|indicator| indicator.id == "herfindahl_hirschman_index_imports")
        .unwrap();
    assert!(meaning(&hhi.figure).contains("two reports"));

    // What lies between the reports is noise of the probability as well.
    let crossing = reconciled
        .indicators
        .iter()
        .find_map(|indicator| indicator.crossing.as_ref())
        .unwrap();
    assert!(
        crossing
            .model
            .contains("and by the gap between the reports of exporter and importer, of the flows"),
        "{}",
        crossing.model
    );

    // A source without mirrors says so.
    let baci = product("baci-hs92");
    let without = serde_json::to_string(&baci.over_time).unwrap();
    assert!(without.contains("keeps neither uncertainty nor the two reports of a flow"));
    assert!(
        !serde_json::to_string(baci)
            .unwrap()
            .contains("between the two reports")
    );
}

fn comparison_with_the_truth(lake: &Lake) {
    let compare = |first, second| {
        flow_comparison(
            lake,
            &FlowComparisonRequest {
                first,
                second,
                year: Some(Year(2023)),
                hs_code: None,
            },
        )
    };
    let found = compare("comtrade-hs92-reconciled", "baci-hs92").unwrap();
    let both = found.in_both.value().unwrap();
    assert!(both > 20_000.0);
    // Nothing was made up: every reconciled flow is one of the truth.
    assert_eq!(found.in_one[0].value(), Some(0.0));
    assert!(found.in_one[1].value().unwrap() > 0.0);
    let median = &found.ratio_quantiles[2];
    assert_eq!(median.0, 50);
    assert_eq!(median.1.unit(), Unit::Ratio);
    assert!((median.1.value().unwrap() - 1.0).abs() < 0.02);
    let shares: Vec<f64> = found
        .agreement
        .iter()
        .map(|(_, share)| share.value().unwrap())
        .collect();
    assert!(shares[0] < shares[1] && shares[1] < shares[2] && shares[2] > 0.9);
    assert_eq!(found.largest.len(), 10);

    let error = compare("baci-hs92", "baci-hs17").unwrap_err().to_string();
    assert!(error.contains("need not be the same goods"), "{error}");
    let error = compare("baci-hs92", "usgs-mcs").unwrap_err().to_string();
    assert!(error.contains("no bilateral trade"), "{error}");
    let error = compare("baci-hs92", "baci-hs92").unwrap_err().to_string();
    assert!(error.contains("named twice"), "{error}");
}

#[test]
fn a_reconciliation_that_fails_leaves_the_lake_as_it_was() {
    let lake = tempfile::tempdir().unwrap();
    let folder = lake.path();
    // Months of a single quarter account for no year.
    let flows = embedded_flows("baci-hs92", 2024);
    let mut rows = report(flows.into_iter().take(200).collect(), 3).rows;
    for row in &mut rows {
        row.month = Some(2);
    }
    lake_with(folder, &rows);
    let before = files(folder);
    let error = reconcile_vintage(&Lake::open(folder).unwrap(), &request(folder)).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no reporter accounts for a whole year"),
        "{error}"
    );
    let mut after = files(folder);
    after.remove(Path::new(".lock"));
    assert_eq!(before, after);

    // What was derived from a changed file would name the wrong one.
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let table = folder.join("comtrade-hs92/V1-0123456789ab/reported_trade.parquet");
    let other = manifest.replace(&sha256_of(&table), &"0".repeat(64));
    fs::write(folder.join("manifest.json"), other).unwrap();
    let error = reconcile_vintage(&Lake::open(folder).unwrap(), &request(folder)).unwrap_err();
    assert!(
        error.to_string().contains("the file has changed"),
        "{error}"
    );

    let unknown = ReconcileRequest {
        source: "baci-hs92",
        ..request(folder)
    };
    let error = reconcile_vintage(&Lake::open(folder).unwrap(), &unknown).unwrap_err();
    assert!(error.to_string().contains("reported trade"), "{error}");
}

/// Writes a lake to look at with the program; run by hand with a folder in
/// `NARROWS_GENERATED_LAKE`.
#[test]
#[ignore = "writes outside the temporary folder; for looking with the program"]
fn write_a_generated_lake() {
    let folder = PathBuf::from(std::env::var_os("NARROWS_GENERATED_LAKE").unwrap());
    fs::create_dir_all(&folder).unwrap();
    lake_with(&folder, &report(embedded_flows("baci-hs92", 2021), 11).rows);
}
