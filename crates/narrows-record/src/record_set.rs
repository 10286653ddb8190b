//! All records together.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, DirEntry, include_dir};

use crate::error::{Fault, RecordError};
use crate::read_toml::read_record;
use crate::record::Record;
use crate::record_id::RecordId;

pub(crate) static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../data/record");

/// The folder of texts beside the folders of the kinds.
const TEXTS: &str = "texts";

/// What `narrows record review` decided stands beside the records.
const DECISIONS: &str = "decisions.toml";

/// Records by id, and the texts that come with them.
#[derive(Debug, Clone, Default)]
pub struct RecordSet {
    records: BTreeMap<RecordId, Record>,
    texts: BTreeMap<String, String>,
}

impl RecordSet {
    /// The record inside the program.
    ///
    /// # Errors
    /// If a file of it cannot be used, which a test of this crate rules out.
    pub fn shipped() -> Result<Self, RecordError> {
        let mut files = Vec::new();
        collect(&SHIPPED, &mut files);
        Self::from_files(files.into_iter())
    }

    /// The record in a folder: one folder a kind, one file a record, and
    /// `texts`.
    ///
    /// # Errors
    /// If a file cannot be read, or with every fault in every file.
    pub fn read_folder(folder: &Path) -> Result<Self, RecordError> {
        let mut files = Vec::new();
        for path in record_files(folder)? {
            let name = path
                .strip_prefix(folder)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
            let text = String::from_utf8(bytes).map_err(|_| {
                RecordError::Faults(vec![Fault {
                    file: name.clone(),
                    line: None,
                    field: String::new(),
                    reason: "it is not UTF-8; save it as UTF-8".to_owned(),
                }])
            })?;
            files.push((name, text));
        }
        if !files.iter().any(|(name, _)| !is_text(name)) {
            return Err(RecordError::File {
                path: folder.to_owned(),
                reason: "holds no record; a record has folders such as meeting and commitment \
                         with one TOML file a record"
                    .to_owned(),
            });
        }
        Self::from_files(files.into_iter())
    }

    /// The record in files that were read already, each with its path inside
    /// the record's folder.
    ///
    /// # Errors
    /// Every fault in every file.
    pub fn from_files(files: impl Iterator<Item = (String, String)>) -> Result<Self, RecordError> {
        let mut set = Self::default();
        let mut faults = Vec::new();
        for (name, text) in files {
            if let Some(file) = name.strip_prefix("texts/") {
                set.texts.insert(file.to_owned(), text);
                continue;
            }
            match read_record(&name, &text) {
                Ok(record) => {
                    if let Some(other) = set.records.get(&record.id) {
                        faults.push(Fault {
                            file: name,
                            line: Some(1),
                            field: "id".to_owned(),
                            reason: format!(
                                "{} is the id of {} already; ids are unique over all kinds",
                                record.id, other.file
                            ),
                        });
                    } else {
                        set.records.insert(record.id.clone(), record);
                    }
                }
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() {
            Ok(set)
        } else {
            faults.sort();
            Err(RecordError::Faults(faults))
        }
    }

    /// This record with those of another added; where both have an id, the
    /// other's takes its place.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.records.extend(other.records);
        self.texts.extend(other.texts);
        self
    }

    /// Adds a record, or puts it in the place of the one with its id.
    pub fn insert(&mut self, record: Record) {
        self.records.insert(record.id.clone(), record);
    }

    /// The record of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Record> {
        self.records.get(id)
    }

    /// All records, by id.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// A text that comes with the record.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        self.texts.get(file).map(String::as_str)
    }

    /// The names of the texts that come with the record.
    pub fn text_files(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }
}

fn is_text(name: &str) -> bool {
    name.starts_with("texts/")
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(String, String)>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                let name = file.path().to_string_lossy().replace('\\', "/");
                if (name.ends_with(".toml") || is_text(&name))
                    && let Some(text) = file.contents_utf8()
                {
                    files.push((name, text.to_owned()));
                }
            }
        }
    }
}

/// The files of a record's folder in order: TOML files in it and in its
/// folders, and everything in `texts`. Other files are left alone.
pub(crate) fn record_files(folder: &Path) -> Result<Vec<PathBuf>, RecordError> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            let texts = path.file_name().is_some_and(|name| name == TEXTS);
            files.extend(
                entries(&path)?
                    .into_iter()
                    .filter(|inner| inner.is_file() && (texts || is_toml(inner))),
            );
        } else if is_toml(&path) && path.file_name().is_some_and(|name| name != DECISIONS) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, RecordError> {
    fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| unreadable(folder, &error))
}

pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> RecordError {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => {
            "there is no such file or folder; check the path".to_owned()
        }
        std::io::ErrorKind::NotADirectory => {
            "is no folder; give the folder that holds the record's folders".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    };
    RecordError::File {
        path: path.to_owned(),
        reason,
    }
}
