//! Runs the whole panel over a trade table and counts what comes out.
//!
//! `panel FILE [--flag-unit-values]`, or `panel --embedded` for the trade data
//! inside the program.

use std::path::Path;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use narrows_benches::{Failure, Meter};
use narrows_exposure::{ExposureError, PanelOptions, panel};
use narrows_lake::{Lake, TableFile, TableKind};

/// The embedded source with the longest series.
const EMBEDDED_SOURCE: &str = "baci-hs92";

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let (flag_unit_values, embedded) = (has("--flag-unit-values"), has("--embedded"));
    let meter = Meter::start();
    let table = if embedded {
        let lake = Lake::embedded();
        let vintage = lake
            .current(EMBEDDED_SOURCE)
            .ok_or("the program was built without trade data")?;
        lake.open_table(vintage, TableKind::Trade)?
    } else {
        let file = arguments
            .iter()
            .find(|argument| !argument.starts_with("--"))
            .ok_or("usage: panel FILE [--flag-unit-values] | panel --embedded")?;
        TableFile::open(Path::new(file))?
    };
    let options = PanelOptions {
        flag_unit_values,
        ..PanelOptions::default()
    };
    let (mut rows, mut hhi_sum, mut share_sum) = (0_usize, 0.0, 0.0);
    panel(&table, &options, |batch| {
        rows += batch.num_rows();
        let sum = |name: &str| -> Result<f64, ExposureError> {
            let column = batch
                .column_by_name(name)
                .ok_or_else(|| ExposureError::Table {
                    table: "panel".to_owned(),
                    reason: format!("no column {name:?}"),
                })?
                .as_primitive::<Float64Type>();
            // Nulls hold zeros or are absent; either way they add nothing.
            Ok(match column.nulls() {
                None => column.values().iter().sum(),
                Some(_) => column.iter().flatten().sum(),
            })
        };
        hhi_sum += sum("herfindahl_hirschman_index_value")?;
        share_sum += sum("top_supplier_share")?;
        Ok(())
    })?;
    let program = match (embedded, flag_unit_values) {
        (true, _) => "narrows panel, embedded data",
        (false, true) => "narrows panel with unit values",
        (false, false) => "narrows panel",
    };
    meter.report(
        program,
        [
            ("rows_in", table.row_count()?.into()),
            ("rows", rows.into()),
            ("hhi_sum", hhi_sum.into()),
            ("share_sum", share_sum.into()),
        ],
    )
}
