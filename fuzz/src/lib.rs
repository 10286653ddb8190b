//! What the targets share: a folder to import into, kept from one run of a
//! target to the next so that lakes are replaced too.

use std::path::Path;
use std::sync::LazyLock;

use narrows_lake::Importer;
use narrows_lake::fuzzing::fuzz_import;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for temporary files"));

/// The folder.
pub fn folder() -> &'static Path {
    FOLDER.path()
}

/// Imports the bytes as a file of that name.
pub fn import(importer: Importer, file_name: &str, bytes: &[u8]) {
    fuzz_import(importer, file_name, bytes, FOLDER.path());
}
