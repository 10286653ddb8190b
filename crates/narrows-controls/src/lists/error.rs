//! What can go wrong with a list. Each message says what was wrong, where, and
//! what to do.

use std::fmt;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was named.
    pub file: String,
    /// `line 12`, `record 7` or `byte 400`; empty for the file as a whole.
    pub at: String,
    /// The field, where there is one.
    pub field: Option<String>,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(name: &str) -> Self {
        Self {
            file: name.to_owned(),
            at: String::new(),
            field: None,
        }
    }

    /// A line, from 1.
    #[must_use]
    pub fn line(name: &str, line: u64) -> Self {
        Self {
            at: format!("line {line}"),
            ..Self::file(name)
        }
    }

    /// A record, from 1.
    #[must_use]
    pub fn record(name: &str, record: usize) -> Self {
        Self {
            at: format!("record {record}"),
            ..Self::file(name)
        }
    }

    /// A byte, from 1.
    #[must_use]
    pub fn byte(name: &str, byte: usize) -> Self {
        Self {
            at: format!("byte {byte}"),
            ..Self::file(name)
        }
    }

    /// The same place, and a field in it.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.at.is_empty() {
            write!(f, ", {}", self.at)?;
        }
        if let Some(field) = &self.field {
            write!(f, ", field {field:?}")?;
        }
        Ok(())
    }
}

/// An error of the lists.
#[derive(Debug, Error)]
pub enum ListError {
    /// A file could not be read or written.
    #[error("{path}: cannot {action}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What was tried, as a verb.
        action: &'static str,
        /// The system's own words.
        source: std::io::Error,
    },
    /// The original is not what the form says.
    #[error("{place}: {reason}")]
    NotReadable {
        /// Where.
        place: Place,
        /// What was found and what to try.
        reason: String,
    },
    /// A file that is larger, deeper or stranger than any real list.
    #[error("{place}: refused: {reason}")]
    Refused {
        /// Where.
        place: Place,
        /// Which limit it broke.
        reason: String,
    },
    /// Something needed was not said and cannot be read from the file.
    #[error("{what} is not known from the file: {remedy}")]
    Unstated {
        /// What is missing.
        what: &'static str,
        /// How to say it.
        remedy: String,
    },
    /// Nothing of that name is held.
    #[error("{what}: not among the lists; `narrows controls lists status` shows what is")]
    NotFound {
        /// List, vintage or party.
        what: String,
    },
    /// An import would leave a list empty or much smaller.
    #[error(
        "{list}: the import has {new} parties and the list in force {old}, so the list in force \
         stays; look at the file, and import it again with --accept-smaller if it is right"
    )]
    MuchSmaller {
        /// The list.
        list: String,
        /// Parties of the list in force.
        old: usize,
        /// Parties of the import.
        new: usize,
    },
    /// `--accept-smaller` without an import that was refused before.
    #[error(
        "{list}: --accept-smaller takes an import that was refused before, and this file was not; \
         import it without the option first"
    )]
    NotRefusedBefore {
        /// The list.
        list: String,
    },
    /// What is kept on disk was changed from outside.
    #[error("{path}: {reason}")]
    Store {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        reason: String,
    },
}

impl ListError {
    pub(crate) fn io(path: &Path, action: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            path,
            action,
            source,
        }
    }

    pub(crate) fn not_readable(place: Place, reason: impl Into<String>) -> Self {
        Self::NotReadable {
            place,
            reason: reason.into(),
        }
    }

    pub(crate) fn refused(place: Place, reason: impl Into<String>) -> Self {
        Self::Refused {
            place,
            reason: reason.into(),
        }
    }
}
