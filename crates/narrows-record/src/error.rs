//! What can go wrong with a record.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

/// Something wrong in a record's file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: String,
    /// Its line, where one can be named.
    pub line: Option<usize>,
    /// The field or property; empty where it is about the whole file.
    pub field: String,
    /// What is wrong, and what to do.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// An error of this crate.
#[derive(Debug, Error)]
pub enum RecordError {
    /// Files that cannot be used; at least one fault.
    #[error("{}", listed(.0))]
    Faults(Vec<Fault>),
    /// A file or folder cannot be read or written.
    #[error("{}: {reason}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The index cannot be used.
    #[error("the index of the record: {0}")]
    Index(#[from] rusqlite::Error),
    /// What was asked about is not in the record.
    #[error("{0}")]
    Unknown(String),
    /// The question is sound and the record has no answer.
    #[error("{0}")]
    NotDetermined(String),
}

/// Faults named one by one before the rest is counted.
const NAMED: usize = 20;

fn listed(faults: &[Fault]) -> String {
    let mut lines: Vec<String> = faults.iter().take(NAMED).map(ToString::to_string).collect();
    if faults.len() > 1 {
        lines.insert(0, format!("{} faults", faults.len()));
    }
    if faults.len() > NAMED {
        lines.push(format!("and {} more", faults.len() - NAMED));
    }
    lines.join("\n")
}
