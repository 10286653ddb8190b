//! Taking tables out of the lake, for tools that read Parquet or CSV.

use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

use crate::lake::{Lake, LakeVintage};
use crate::landing::write_whole;
use crate::parquet_table::copy_table;
use crate::{LakeError, TableFile};

/// The form of exported tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The lake's own files.
    Parquet,
    /// UTF-8 text with a header; missing values are empty fields.
    Csv,
}

/// Writes the tables of a vintage and a `SOURCE.txt` with its credit into a
/// folder; returns the files written.
///
/// # Errors
/// If a table cannot be read or a file cannot be written.
pub fn export(
    lake: &Lake,
    vintage: &LakeVintage,
    format: ExportFormat,
    out: &Path,
) -> Result<Vec<PathBuf>, LakeError> {
    let entry = &vintage.entry;
    let folder = out
        .join(folder_name(&entry.source))
        .join(folder_name(&entry.vintage));
    fs::create_dir_all(&folder).map_err(LakeError::io(&folder, "create"))?;
    let mut written = Vec::new();
    for table in &entry.tables {
        let file = lake.open_table(vintage, table.kind)?;
        let ending = match format {
            ExportFormat::Parquet => "parquet",
            ExportFormat::Csv => "csv",
        };
        let path = folder.join(format!("{}.{ending}", table.kind.file_stem()));
        match format {
            ExportFormat::Parquet => copy_table(&file, &path)?,
            ExportFormat::Csv => write_csv(&file, &path)?,
        }
        written.push(path);
    }
    let credit = format!(
        "{}\n{}\nvintage: {}\nlicence: {}\n{}\n{}\n{}\n",
        entry.title,
        entry.publisher,
        entry.vintage,
        entry.licence,
        entry.attribution,
        entry.address,
        entry.note
    );
    let path = folder.join("SOURCE.txt");
    write_whole(&path, credit.trim_end().as_bytes())?;
    written.push(path);
    Ok(written)
}

/// The name as that of a folder, and of no other place: a manifest may come
/// from anywhere.
fn folder_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_.+ ".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    match name.strip_prefix('.') {
        Some(rest) => format!("_{rest}"),
        None => name,
    }
}

fn write_csv(file: &TableFile, path: &Path) -> Result<(), LakeError> {
    let names: Vec<String> = file
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect();
    let columns: Vec<&str> = names.iter().map(String::as_str).collect();
    let failed = |error: csv::Error| LakeError::io(path, "write")(error.into());
    let mut writer = csv::Writer::from_path(path).map_err(failed)?;
    writer.write_record(&columns).map_err(failed)?;
    let groups = (0..file.metadata().num_row_groups()).collect();
    for batch in file.read(groups, &columns, 8192)? {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            for column in batch.columns() {
                let cell = cell_text(column, row).ok_or_else(|| LakeError::Table {
                    path: file.name().to_owned(),
                    reason: format!("no text form for a column of type {}", column.data_type()),
                })?;
                writer.write_field(cell).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
    }
    writer.flush().map_err(LakeError::io(path, "write"))
}

fn cell_text(array: &ArrayRef, row: usize) -> Option<String> {
    if array.is_null(row) {
        return Some(String::new());
    }
    Some(match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).to_owned(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_dictionary_opt::<UInt16Type>()?;
            let values = dictionary.values().as_string_opt::<i32>()?;
            values.value(dictionary.key(row)?).to_owned()
        }
        _ => return None,
    })
}
