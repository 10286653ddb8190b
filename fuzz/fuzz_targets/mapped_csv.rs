//! A mapping file and a table, parted by the first zero byte.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use narrows_lake::fuzzing::fuzz_mapping;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for temporary files"));

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (mapping, table) = bytes.split_at(at);
    fuzz_mapping(mapping, table.get(1..).unwrap_or_default(), FOLDER.path());
});
