//! Records of one kind kept in one file of a folder, for its owner alone: a JSON
//! array with a record a line.

use std::fs::{self, File};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::lists::ListError;
use crate::private_files::{create_folder, lock, write_whole};

/// The records of a folder's file; none where there is no file.
pub(crate) fn read<T: DeserializeOwned>(folder: &Path, file: &str) -> Result<Vec<T>, ListError> {
    let path = folder.join(file);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(ListError::io(&path, "read")(error)),
    };
    serde_json::from_str(&text).map_err(|error| ListError::Store {
        path,
        reason: format!("damaged ({error})"),
    })
}

/// Creates the folder where it is missing, and keeps other programs from
/// changing its records until the lock is dropped.
pub(crate) fn begin_change(folder: &Path) -> Result<File, ListError> {
    create_folder(folder)?;
    lock(folder)
}

/// Writes the records in place of those that the file had.
pub(crate) fn write<'a, T: Serialize + 'a>(
    folder: &Path,
    file: &str,
    records: impl Iterator<Item = &'a T>,
) -> Result<(), ListError> {
    let mut text = Vec::from(b"[");
    for (index, record) in records.enumerate() {
        text.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut text, record)
            .unwrap_or_else(|error| unreachable!("a record is plain data: {error}"));
    }
    text.extend_from_slice(b"\n]\n");
    write_whole(&folder.join(file), &text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn records_come_back_and_a_damaged_file_is_named() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("controls");
        assert!(read::<String>(&folder, "r.json").unwrap().is_empty());
        let lock = begin_change(&folder).unwrap();
        for records in [vec!["a".to_owned(), "b\n".to_owned()], Vec::new()] {
            write(&folder, "r.json", records.iter()).unwrap();
            assert_eq!(read::<String>(&folder, "r.json").unwrap(), records);
        }
        drop(lock);
        fs::write(folder.join("r.json"), "[\"a\"").unwrap();
        let error = read::<String>(&folder, "r.json").unwrap_err().to_string();
        assert!(error.contains("r.json: damaged ("), "{error}");
    }
}
