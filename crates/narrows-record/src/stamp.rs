//! What state the files of a record are in, to tell whether an index is still
//! theirs.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use include_dir::{Dir, DirEntry};
use sha2::{Digest, Sha256};

use crate::error::RecordError;
use crate::record_set::{SHIPPED, record_files, unreadable};

/// The state of the record inside the program, and of the files in a folder:
/// names, lengths and times of change, without reading them.
///
/// # Errors
/// If the folder cannot be read.
pub fn stamp(shipped: bool, folder: Option<&Path>) -> Result<String, RecordError> {
    let mut digest = Sha256::new();
    digest.update(env!("CARGO_PKG_VERSION"));
    if shipped {
        digest_folder(&mut digest, &SHIPPED);
    }
    if let Some(folder) = folder {
        digest.update(folder.to_string_lossy().as_bytes());
        for path in record_files(folder)? {
            let about = fs::metadata(&path).map_err(|error| unreadable(&path, &error))?;
            let changed = about
                .modified()
                .ok()
                .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
                .map_or(0, |since| since.as_nanos());
            digest.update(path.to_string_lossy().as_bytes());
            digest.update(about.len().to_le_bytes());
            digest.update(changed.to_le_bytes());
        }
    }
    Ok(digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

fn digest_folder(digest: &mut Sha256, folder: &Dir<'_>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => digest_folder(digest, inner),
            DirEntry::File(file) => {
                digest.update(file.path().to_string_lossy().as_bytes());
                digest.update(file.contents());
            }
        }
    }
}
