//! Landing: tables are written aside, synced, and moved into place; the
//! manifest, replaced last and in one step, is what makes them part of the
//! lake. A process killed at any moment leaves the lake as it was.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::manifest::{Manifest, TableEntry, TableKind, VintageEntry};
use crate::{LakeError, TableFile};

const STAGING: &str = ".staging";
const LOCK: &str = ".lock";
pub(crate) const QUARANTINE_FILE: &str = "quarantine.csv";

/// One import on its way into a lake. Dropped before [`Landing::commit`], it
/// leaves nothing behind; killed, it leaves a folder that the next import
/// clears away.
pub(crate) struct Landing {
    lake: PathBuf,
    staging: PathBuf,
    _lock: File,
}

impl Landing {
    /// Takes the lake's lock and an empty folder to write into.
    pub(crate) fn begin(lake: &Path) -> Result<Self, LakeError> {
        fs::create_dir_all(lake).map_err(LakeError::io(lake, "create the lake's folder"))?;
        let lock_path = lake.join(LOCK);
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(LakeError::io(&lock_path, "open the lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(LakeError::Refused {
                    path: lake.display().to_string(),
                    reason: "another import is under way; try again when it is done".to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => {
                return Err(LakeError::io(&lock_path, "lock")(error));
            }
        }
        // Whoever held the lock before is gone, so its staging is a wreck.
        let staging = lake.join(STAGING);
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(LakeError::io(&staging, "clear away"))?;
        }
        fs::create_dir_all(&staging).map_err(LakeError::io(&staging, "create"))?;
        Ok(Self {
            lake: lake.to_owned(),
            staging,
            _lock: lock,
        })
    }

    /// Where a table is to be written.
    pub(crate) fn table_path(&self, kind: TableKind) -> PathBuf {
        self.staging.join(format!("{}.parquet", kind.file_stem()))
    }

    /// Where refused rows are to be written.
    pub(crate) fn quarantine_path(&self) -> PathBuf {
        self.staging.join(QUARANTINE_FILE)
    }

    /// A folder for runs that do not land.
    pub(crate) fn scratch(&self) -> Result<PathBuf, LakeError> {
        let path = self.staging.join("scratch");
        fs::create_dir_all(&path).map_err(LakeError::io(&path, "create"))?;
        Ok(path)
    }

    /// Moves the tables into place and records them. `entry.tables` is filled
    /// from the files of `kinds`.
    pub(crate) fn commit(
        self,
        mut entry: VintageEntry,
        kinds: &[TableKind],
    ) -> Result<VintageEntry, LakeError> {
        let scratch = self.staging.join("scratch");
        if scratch.exists() {
            fs::remove_dir_all(&scratch).map_err(LakeError::io(&scratch, "clear away"))?;
        }
        let mut tables = Vec::new();
        for kind in kinds {
            let path = self.table_path(*kind);
            let file = File::open(&path).map_err(LakeError::io(&path, "open"))?;
            file.sync_all().map_err(LakeError::io(&path, "sync"))?;
            let bytes = file.metadata().map_err(LakeError::io(&path, "read"))?.len();
            let rows = TableFile::open(&path)?.row_count()?;
            tables.push((*kind, rows, bytes, sha256_of_file(&path, &mut |_| {})?));
        }
        let quarantine = self.quarantine_path();
        if quarantine.exists() {
            File::open(&quarantine)
                .and_then(|file| file.sync_all())
                .map_err(LakeError::io(&quarantine, "sync"))?;
        }
        sync_folder(&self.staging)?;

        // The folder's name carries the content, so that a vintage imported
        // anew never overwrites files that the manifest still points to.
        let mut digest = Sha256::new();
        for (_, _, _, sha256) in &tables {
            digest.update(sha256.as_bytes());
        }
        let content = hexadecimal(&digest.finalize());
        let source = path_part(&entry.source);
        let by_content = format!(
            "{source}/{}-{}",
            path_part(&entry.vintage),
            &content[..CONTENT_DIGITS]
        );
        let mut manifest = Manifest::read(&self.lake)?;
        let mut folder = by_content.clone();
        let mut copies = 1;
        // A folder that the manifest points to stays as it is, whatever comes.
        // It is taken over where it holds the very same files; where only the
        // refused rows differ, or a file in it is damaged, another is made.
        while manifest.points_into(&folder) && !same_files(&self.staging, &self.lake.join(&folder))
        {
            copies += 1;
            folder = format!("{by_content}-{copies}");
        }
        entry.tables = tables
            .into_iter()
            .map(|(kind, rows, bytes, sha256)| TableEntry {
                kind,
                path: format!("{folder}/{}.parquet", kind.file_stem()),
                rows,
                bytes,
                sha256,
            })
            .collect();

        if !manifest.points_into(&folder) {
            let target = self.lake.join(&folder);
            if target.exists() {
                // Left by an import that was killed after the move and before
                // the manifest.
                fs::remove_dir_all(&target).map_err(LakeError::io(&target, "replace"))?;
            }
            let parent = self.lake.join(&source);
            fs::create_dir_all(&parent).map_err(LakeError::io(&parent, "create"))?;
            fs::rename(&self.staging, &target)
                .map_err(LakeError::io(&target, "move into place"))?;
            sync_folder(&parent)?;
        }
        manifest.put(entry.clone());
        manifest.write(&self.lake)?;
        self.sweep(&source, &manifest);
        Ok(entry)
    }

    /// Removes folders of a source to which the manifest does not point: those
    /// that were replaced, and those of imports that were killed. A failure to
    /// tidy up is no failure of the import.
    fn sweep(&self, source: &str, manifest: &Manifest) {
        let Ok(entries) = fs::read_dir(self.lake.join(source)) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| is_written_by_landing(name)) else {
                continue;
            };
            if !manifest.points_into(&format!("{source}/{name}")) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// Hexadecimal digits in the name of a vintage's folder.
const CONTENT_DIGITS: usize = 12;

/// Whether a folder's name is such as [`Landing::commit`] gives.
fn is_written_by_landing(name: &str) -> bool {
    let is_content = |part: &str| {
        part.len() == CONTENT_DIGITS
            && part
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let is_copy = |part: &str| part.parse::<u32>().is_ok_and(|copy| copy > 1);
    let mut parts = name.rsplit('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(last), Some(_), _) if is_content(last) => true,
        (Some(last), Some(content), Some(_)) => is_copy(last) && is_content(content),
        _ => false,
    }
}

/// Whether two folders hold files of the same names and the same content.
fn same_files(one: &Path, other: &Path) -> bool {
    let files = |folder: &Path| -> Option<BTreeMap<OsString, String>> {
        fs::read_dir(folder)
            .ok()?
            .map(|entry| {
                let entry = entry.ok()?;
                let sha256 = sha256_of_file(&entry.path(), &mut |_| {}).ok()?;
                Some((entry.file_name(), sha256))
            })
            .collect()
    };
    files(one).is_some_and(|one| files(other) == Some(one))
}

impl Drop for Landing {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// A file name that no vintage, however it is spelled, can lead out of.
fn path_part(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '-' || c == '_' {
                c
            } else {
                '_'
            }
        })
        .collect()
}

/// Writes a file whole or not at all: aside, synced, renamed.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), LakeError> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    let aside = PathBuf::from(aside);
    let mut file = File::create(&aside).map_err(LakeError::io(&aside, "create"))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(LakeError::io(&aside, "write"))?;
    fs::rename(&aside, path).map_err(LakeError::io(path, "replace"))?;
    path.parent().map_or(Ok(()), sync_folder)
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> Result<(), LakeError> {
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(LakeError::io(path, "sync"))
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), LakeError> {
    Ok(())
}

/// SHA-256 of a file in hexadecimal; `read` hears of each piece's size.
pub(crate) fn sha256_of_file(path: &Path, read: &mut dyn FnMut(u64)) -> Result<String, LakeError> {
    let mut file = File::open(path).map_err(LakeError::io(path, "open"))?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        let count = file
            .read(&mut buffer)
            .map_err(LakeError::io(path, "read"))?;
        if count == 0 {
            return Ok(hexadecimal(&digest.finalize()));
        }
        digest.update(&buffer[..count]);
        read(count as u64);
    }
}

pub(crate) fn sha256_of_bytes(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
