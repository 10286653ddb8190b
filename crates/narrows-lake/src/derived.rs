//! Vintages that are computed from others in the lake, with all the guarantees
//! of an import.

use std::path::Path;

use crate::importers::check_vintage;
use crate::lake::{Lake, LakeVintage, Layer};
use crate::landing::{Landing, sha256_of_file};
use crate::manifest::{TableKind, VintageEntry};
use crate::trade_table::TradeTableWriter;
use crate::{LakeError, TableFile};

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

impl Lake {
    /// Opens a table after its SHA-256 was found to be the manifest's, so that
    /// what is derived from it can name it by its checksum.
    ///
    /// # Errors
    /// As [`Lake::open_table`], and if the file is not the one that was landed.
    pub fn open_sound_table(
        &self,
        vintage: &LakeVintage,
        kind: TableKind,
    ) -> Result<TableFile, LakeError> {
        let table = self.open_table(vintage, kind)?;
        // The embedded files are checked when they are built in.
        if let (Layer::Imported, Some(folder), Some(entry)) =
            (vintage.layer, self.folder(), vintage.table(kind))
        {
            let path = folder.join(&entry.path);
            if sha256_of_file(&path, &mut |_| {})? != entry.sha256 {
                return Err(LakeError::Table {
                    path: path.display().to_string(),
                    reason: "its SHA-256 is not the manifest's: the file has changed; import it \
                             again"
                        .to_owned(),
                });
            }
        }
        Ok(table)
    }
}
