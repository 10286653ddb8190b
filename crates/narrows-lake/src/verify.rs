//! Whether the lake is what its manifest says: sizes, checksums, row counts,
//! and the order of the tables of trade.

use std::path::Path;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, UInt16Type};

use crate::lake::{Lake, LakeVintage, Layer};
use crate::landing::{sha256_of_bytes, sha256_of_file};
use crate::manifest::{TableEntry, TableKind};
use crate::progress::{Progress, ProgressUnit};
use crate::{LakeError, ReportedTradeReader, TableFile, embedded, national_trade_table};

/// What was found of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Source and vintage.
    pub vintage: String,
    /// The table.
    pub table: TableKind,
    /// What is wrong; empty where the table is sound.
    pub faults: Vec<String>,
}

/// Checks every table of the lake; `folder` is the user's folder, where there
/// is one.
///
/// # Errors
/// Only if nothing can be checked; what is wrong with a table is a finding.
pub fn verify(
    lake: &Lake,
    folder: Option<&Path>,
    progress: &dyn Progress,
) -> Result<Vec<Finding>, LakeError> {
    let mut findings = Vec::new();
    for vintage in lake.vintages() {
        for table in &vintage.entry.tables {
            let name = format!("{} {}", vintage.entry.source, vintage.entry.vintage);
            progress.start(
                &format!("verify {name}"),
                Some(table.bytes),
                ProgressUnit::Bytes,
            );
            let faults = check(lake, folder, vintage, table, progress)
                .unwrap_or_else(|error| vec![error.to_string()]);
            progress.finish();
            findings.push(Finding {
                vintage: name,
                table: table.kind,
                faults,
            });
        }
    }
    Ok(findings)
}

fn check(
    lake: &Lake,
    folder: Option<&Path>,
    vintage: &LakeVintage,
    table: &TableEntry,
    progress: &dyn Progress,
) -> Result<Vec<String>, LakeError> {
    let mut faults = Vec::new();
    let sha256 = match (vintage.layer, folder) {
        (Layer::Imported, Some(folder)) => {
            sha256_of_file(&folder.join(&table.path), &mut |count| {
                progress.advance(count)
            })?
        }
        _ => embedded::file(&table.path)
            .map(|bytes| sha256_of_bytes(&bytes))
            .unwrap_or_default(),
    };
    if sha256 != table.sha256 {
        // A damaged file is not worth reading further.
        return Ok(vec![
            "its SHA-256 is not the manifest's: the file has changed; import it again".to_owned(),
        ]);
    }
    let file = lake.open_table(vintage, table.kind)?;
    let rows = file.row_count()?;
    if rows != table.rows {
        faults.push(format!("{rows} rows, {} in the manifest", table.rows));
    }
    if table.kind == TableKind::Trade {
        faults.extend(first_row_out_of_order(&file)?);
    }
    if table.kind == TableKind::NationalTrade {
        faults.extend(national_trade_table::first_fault(&file)?);
    }
    if table.kind == TableKind::ReportedTrade {
        faults.extend(first_reported_row_out_of_order(&file)?);
    }
    Ok(faults)
}

fn first_reported_row_out_of_order(file: &TableFile) -> Result<Option<String>, LakeError> {
    let mut last = None;
    for (index, row) in ReportedTradeReader::new(file)?.enumerate() {
        let key = Some(row?.key());
        if last >= key {
            return Ok(Some(format!(
                "row {} is out of order or repeated",
                index + 1
            )));
        }
        last = key;
    }
    Ok(None)
}

fn first_row_out_of_order(file: &TableFile) -> Result<Option<String>, LakeError> {
    let columns = ["year", "hs_code", "importer", "exporter"];
    let groups = (0..file.metadata().num_row_groups()).collect();
    let mut last: Option<(i32, String, String, String)> = None;
    let mut row = 0_u64;
    for batch in file.read(groups, &columns, 8192)? {
        let batch = batch?;
        for index in 0..batch.num_rows() {
            row += 1;
            let Some(key) = key_of(&batch, index) else {
                return Ok(Some("its key columns are not of a trade table".to_owned()));
            };
            if last.as_ref().is_some_and(|last| *last >= key) {
                return Ok(Some(format!("row {row} is out of order or repeated")));
            }
            last = Some(key);
        }
    }
    Ok(None)
}

fn key_of(batch: &RecordBatch, row: usize) -> Option<(i32, String, String, String)> {
    let year = batch.column(0).as_primitive_opt::<Int32Type>()?.value(row);
    let text = |column: usize| {
        let array = batch.column(column).as_dictionary_opt::<UInt16Type>()?;
        let values = array.values().as_string_opt::<i32>()?;
        Some(values.value(array.key(row)?).to_owned())
    };
    Some((year, text(1)?, text(2)?, text(3)?))
}
