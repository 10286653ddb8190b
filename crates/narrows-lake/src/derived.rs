//! Vintages that are computed from others in the lake, with all the guarantees
//! of an import.

use std::path::Path;

use crate::LakeError;
use crate::importers::check_vintage;
use crate::landing::Landing;
use crate::manifest::{TableKind, VintageEntry};
use crate::trade_table::TradeTableWriter;

/// Lands a trade table with mirror columns that `write` fills. `write` returns
/// the manifest's entry; its tables are filled in here, and its originals
/// should name the tables that it was derived from. The vintage lands whole or
/// not at all.
///
/// # Errors
/// If `write` fails, or nothing can be written. The lake is then as it was
/// before.
pub fn derive_trade<E: From<LakeError>>(
    folder: &Path,
    write: impl FnOnce(&mut TradeTableWriter) -> Result<VintageEntry, E>,
) -> Result<VintageEntry, E> {
    let landing = Landing::begin(folder)?;
    let mut writer = TradeTableWriter::create_with_mirrors(&landing.table_path(TableKind::Trade))?;
    let entry = write(&mut writer)?;
    check_vintage(&entry.vintage)?;
    writer.finish()?;
    Ok(landing.commit(entry, &[TableKind::Trade])?)
}
