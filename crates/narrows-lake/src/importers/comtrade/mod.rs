//! UN Comtrade: trade as each economy reported it, from the JSON of the API or
//! from CSV files, annual or monthly, under today's names of columns or the
//! older ones.

mod areas;
mod columns;
mod csv_lines;
mod json;
mod landed_table;
mod publication_day;
mod reading;
mod record;
mod repeats;
mod row;
mod set_aside;
mod whole_import;

use self::reading::Reading;
use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::{Limits, file_name, for_each_member};
use crate::progress::ProgressUnit;

const VERSION: u32 = 2;

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let request = context.request;
    let progress = context.progress;
    let mut reading = Reading::begin(context)?;
    let limits = Limits {
        // An answer in JSON may be one long line; lines of CSV are watched by
        // their own reader.
        line_bytes: usize::MAX,
        ..request.limits
    };
    for path in &request.originals {
        let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        progress.start(
            &format!("read {}", file_name(path)),
            Some(bytes),
            ProgressUnit::Bytes,
        );
        for_each_member(
            path,
            limits,
            is_table_member,
            &|count| progress.advance(count),
            |name, reader| reading.read(name, reader),
        )?;
        progress.finish();
    }
    reading.write()
}

/// Other files of an archive, such as a readme, hold no trade.
fn is_table_member(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".csv", ".txt", ".tsv", ".json"]
        .iter()
        .any(|ending| lower.ends_with(ending))
        && !lower.contains("readme")
}
