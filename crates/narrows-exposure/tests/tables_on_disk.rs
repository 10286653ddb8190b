//! A table on disk gives what the same table inside the program gives, however
//! many workers read it at once.

#![allow(clippy::unwrap_used)]

use narrows_exposure::{ExposureError, PanelOptions, Selection, panel, scan_markets};
use narrows_lake::{ExportFormat, Lake, TableFile, TableKind, export};

fn rows_of_panel(
    table: &TableFile,
    options: &PanelOptions,
) -> (usize, Vec<arrow_array::RecordBatch>) {
    let mut rows = 0;
    let mut batches = Vec::new();
    panel(table, options, |batch| {
        rows += batch.num_rows();
        batches.push(batch);
        Ok(())
    })
    .unwrap();
    (rows, batches)
}

#[test]
fn many_workers_read_one_file() {
    let lake = Lake::embedded();
    let vintage = lake.current("baci-hs92").unwrap();
    let inside = lake.open_table(vintage, TableKind::Trade).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let paths = export(&lake, vintage, ExportFormat::Parquet, folder.path()).unwrap();
    let path = paths
        .iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "parquet"))
        .unwrap();
    let on_disk = TableFile::open(path).unwrap();
    assert!(
        on_disk.metadata().num_row_groups() > 2,
        "several row groups"
    );

    let workers = rayon::ThreadPoolBuilder::new()
        .num_threads(8)
        .build()
        .unwrap();
    workers.install(|| {
        for _ in 0..3 {
            let (rows, batches) = rows_of_panel(&on_disk, &PanelOptions::default());
            let (expected_rows, expected) = rows_of_panel(&inside, &PanelOptions::default());
            assert_eq!(rows, expected_rows);
            assert_eq!(batches, expected);
        }
    });
}

/// Without governance estimates the panel has no instability: null, not zero.
#[test]
fn a_panel_without_governance_has_no_instability() {
    let lake = Lake::embedded();
    let vintage = lake.current("baci-hs92").unwrap();
    let table = lake.open_table(vintage, TableKind::Trade).unwrap();
    let options = PanelOptions {
        selection: Selection {
            years: Some(2023..=2023),
            codes: None,
        },
        ..PanelOptions::default()
    };
    let (rows, batches) = rows_of_panel(&table, &options);
    assert!(rows > 1000);
    for batch in &batches {
        for name in ["import_weighted_instability", "instability_coverage"] {
            let column = batch.column_by_name(name).unwrap();
            assert_eq!(column.null_count(), batch.num_rows(), "{name}");
        }
    }
}

/// An error of the receiver ends the scan and is handed on.
#[test]
fn a_receiver_s_refusal_ends_the_scan() {
    let lake = Lake::embedded();
    let vintage = lake.current("baci-hs92").unwrap();
    let table = lake.open_table(vintage, TableKind::Trade).unwrap();
    let mut seen = 0;
    let result = scan_markets(
        &table,
        &Selection::all(),
        |key, _, _: &mut ()| key,
        |_| {
            seen += 1;
            if seen == 10 {
                Err(ExposureError::NoData("enough".to_owned()))
            } else {
                Ok(())
            }
        },
    );
    assert_eq!(result.unwrap_err().to_string(), "enough");
    assert_eq!(seen, 10);
}
