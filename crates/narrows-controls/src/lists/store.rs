//! The lists that are held: those inside the program and those imported since.
//!
//! A folder with one file a snapshot and `lists.json`, which is replaced last,
//! in one rename: what it does not name is not held. A list in force is never
//! replaced by an empty or a much smaller one on the first try.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::embedded;
use super::error::ListError;
use super::original::sha256;
use super::snapshot::{ListSnapshot, SnapshotHeader};
use crate::private_files::{create_folder, lock, write_whole};

const INDEX: &str = "lists.json";
/// A new snapshot with fewer than this share of the parties in force is refused
/// on the first try.
const LEAST_SHARE: f64 = 0.9;

/// Where a snapshot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Inside the program.
    Embedded,
    /// Imported into the folder.
    Imported,
}

/// A snapshot that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldSnapshot {
    /// What is known of it.
    pub header: SnapshotHeader,
    /// Where it is.
    pub layer: Layer,
    /// Whether it is kept for comparison alone and never screened against.
    pub for_comparison: bool,
    file: String,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    #[serde(default)]
    held: Vec<IndexEntry>,
    #[serde(default)]
    refused: Vec<RefusedEntry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct IndexEntry {
    list: String,
    vintage: Date,
    file: String,
    /// SHA-256 of the file.
    sha256: String,
    for_comparison: bool,
}

/// An import that was refused once: list and checksum of its parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct RefusedEntry {
    list: String,
    sha256: String,
}

/// What an import has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportOutcome {
    /// The snapshot.
    pub header: SnapshotHeader,
    /// The snapshot that was in force before, if there was one.
    pub before: Option<SnapshotHeader>,
    /// Whether the imported one is in force now: not where it is older than the
    /// one in force, or kept for comparison.
    pub in_force: bool,
    /// Whether the same snapshot was held already.
    pub held_already: bool,
}

/// The lists that are held.
#[derive(Debug)]
pub struct ListStore {
    folder: Option<PathBuf>,
    held: Vec<HeldSnapshot>,
}

impl ListStore {
    /// The lists inside the program alone.
    ///
    /// # Panics
    /// Never: a snapshot inside the program that cannot be read is left out,
    /// and a test of this crate reads them all.
    #[must_use]
    pub fn embedded() -> Self {
        let mut held: Vec<HeldSnapshot> = embedded::snapshots()
            .filter_map(|(file, bytes)| {
                let header = ListSnapshot::header_from_bytes(Path::new(&file), bytes).ok()?;
                Some(HeldSnapshot {
                    header,
                    layer: Layer::Embedded,
                    for_comparison: false,
                    file,
                })
            })
            .collect();
        sort(&mut held);
        Self { folder: None, held }
    }

    /// The lists inside the program and those in a folder, which need not exist.
    ///
    /// # Errors
    /// If the folder cannot be read or was damaged.
    pub fn open(folder: &Path) -> Result<Self, ListError> {
        let mut store = Self::embedded();
        for entry in read_index(folder)?.held {
            let path = folder.join(&entry.file);
            let bytes = fs::read(&path).map_err(ListError::io(&path, "read"))?;
            let header = ListSnapshot::header_from_bytes(&path, &bytes)?;
            if sha256(&bytes) != entry.sha256 || header.list != entry.list {
                return Err(ListError::Store {
                    path,
                    reason: format!("not the snapshot that {INDEX} names; import the list again"),
                });
            }
            store.held.push(HeldSnapshot {
                header,
                layer: Layer::Imported,
                for_comparison: entry.for_comparison,
                file: entry.file,
            });
        }
        sort(&mut store.held);
        store.folder = Some(folder.to_owned());
        Ok(store)
    }

    /// Everything held, by list and day, the oldest first.
    #[must_use]
    pub fn held(&self) -> &[HeldSnapshot] {
        &self.held
    }

    /// The names of the lists.
    #[must_use]
    pub fn lists(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .held
            .iter()
            .map(|held| held.header.list.clone())
            .collect();
        names.dedup();
        names
    }

    /// The snapshot of a list that an answer as of a day rests on: the newest
    /// that is not younger than the day, or the oldest where all are younger.
    #[must_use]
    pub fn in_force(&self, list: &str, as_of: Option<Date>) -> Option<&HeldSnapshot> {
        let of_list = || {
            self.held
                .iter()
                .filter(move |held| held.header.list == list && !held.for_comparison)
        };
        of_list()
            .rfind(|held| as_of.is_none_or(|day| held.header.vintage <= day))
            .or_else(|| of_list().next())
    }

    /// Reads a snapshot: of a day, or the one in force.
    ///
    /// # Errors
    /// If no such snapshot is held, or its file is damaged.
    pub fn snapshot(&self, list: &str, vintage: Option<Date>) -> Result<ListSnapshot, ListError> {
        let held = match vintage {
            Some(day) => self
                .held
                .iter()
                .rfind(|held| held.header.list == list && held.header.vintage == day),
            None => self
                .in_force(list, None)
                .or_else(|| self.held.iter().rfind(|held| held.header.list == list)),
        }
        .ok_or_else(|| ListError::NotFound {
            what: vintage.map_or_else(|| list.to_owned(), |day| format!("{list}@{day}")),
        })?;
        self.read(held)
    }

    /// Reads a snapshot that is held.
    ///
    /// # Errors
    /// If its file cannot be read or is damaged.
    pub fn read(&self, held: &HeldSnapshot) -> Result<ListSnapshot, ListError> {
        match (held.layer, &self.folder) {
            (Layer::Imported, Some(folder)) => {
                let path = folder.join(&held.file);
                let bytes = fs::read(&path).map_err(ListError::io(&path, "read"))?;
                ListSnapshot::from_bytes(&path, &bytes)
            }
            _ => {
                let bytes = embedded::snapshots()
                    .find(|(file, _)| *file == held.file)
                    .map(|(_, bytes)| bytes)
                    .ok_or_else(|| ListError::NotFound {
                        what: held.file.clone(),
                    })?;
                ListSnapshot::from_bytes(Path::new(&held.file), bytes)
            }
        }
    }

    /// Takes a snapshot into a folder. An empty snapshot, and one with less than
    /// nine tenths of the parties in force, is refused on the first try and
    /// noted; the same snapshot with `accept_smaller` is then taken.
    ///
    /// # Errors
    /// If it is refused or the folder cannot be written; what was in force then
    /// still is.
    pub fn import(
        folder: &Path,
        snapshot: &ListSnapshot,
        accept_smaller: bool,
        for_comparison: bool,
    ) -> Result<ImportOutcome, ListError> {
        create_folder(folder)?;
        let _lock = lock(folder)?;
        let store = Self::open(folder)?;
        let header = &snapshot.header;
        let before = store
            .in_force(&header.list, None)
            .map(|held| held.header.clone());
        if let Some(held) = store.held.iter().find(|held| {
            held.header.list == header.list
                && held.header.sha256 == header.sha256
                && held.header.vintage == header.vintage
                && held.for_comparison == for_comparison
        }) {
            return Ok(ImportOutcome {
                header: held.header.clone(),
                in_force: before.as_ref() == Some(&held.header),
                before,
                held_already: true,
            });
        }
        let mut index = read_index(folder)?;
        let replaces = !for_comparison
            && before
                .as_ref()
                .is_none_or(|before| header.vintage >= before.vintage);
        let refused = RefusedEntry {
            list: header.list.clone(),
            sha256: header.sha256.clone(),
        };
        let old = before.as_ref().map_or(0, |before| before.parties);
        #[allow(clippy::cast_precision_loss)]
        let smaller = header.parties == 0 || (header.parties as f64) < LEAST_SHARE * old as f64;
        let was_refused = index.refused.contains(&refused);
        if accept_smaller && !was_refused {
            return Err(ListError::NotRefusedBefore {
                list: header.list.clone(),
            });
        }
        if replaces && smaller && !accept_smaller {
            if !was_refused {
                index.refused.push(refused);
                write_index(folder, &index)?;
            }
            return Err(ListError::MuchSmaller {
                list: header.list.clone(),
                old,
                new: header.parties,
            });
        }
        let file = format!(
            "{}-{}-{}.jsonl.gz",
            path_part(&header.list),
            header.vintage,
            &header.sha256[..12]
        );
        let bytes = snapshot.to_bytes();
        write_whole(&folder.join(&file), &bytes)?;
        index.refused.retain(|entry| *entry != refused);
        index.held.retain(|entry| entry.file != file);
        index.held.push(IndexEntry {
            list: header.list.clone(),
            vintage: header.vintage,
            file,
            sha256: sha256(&bytes),
            for_comparison,
        });
        write_index(folder, &index)?;
        Ok(ImportOutcome {
            header: header.clone(),
            before,
            in_force: replaces,
            held_already: false,
        })
    }
}

fn sort(held: &mut [HeldSnapshot]) {
    // Of two snapshots of one day, the imported one and the one imported last.
    held.sort_by(|a, b| {
        (&a.header.list, a.header.vintage, a.layer).cmp(&(
            &b.header.list,
            b.header.vintage,
            b.layer,
        ))
    });
}

fn read_index(folder: &Path) -> Result<Index, ListError> {
    let path = folder.join(INDEX);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Index::default()),
        Err(error) => return Err(ListError::io(&path, "read")(error)),
    };
    let index: Index = serde_json::from_str(&text).map_err(|error| ListError::Store {
        path: path.clone(),
        reason: format!("damaged ({error})"),
    })?;
    if let Some(entry) = index
        .held
        .iter()
        .find(|entry| entry.file.contains(['/', '\\']) || entry.file.starts_with('.'))
    {
        return Err(ListError::Store {
            path,
            reason: format!("{:?} leads out of the folder", entry.file),
        });
    }
    Ok(index)
}

fn write_index(folder: &Path, index: &Index) -> Result<(), ListError> {
    let mut text = serde_json::to_string_pretty(index)
        .unwrap_or_else(|error| unreachable!("an index is plain data: {error}"));
    text.push('\n');
    write_whole(&folder.join(INDEX), text.as_bytes())
}

/// A file name that no list, however it is named, can lead out of.
fn path_part(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect()
}
