//! What can go wrong between an original and the lake. Each message says what
//! was wrong, where, and what to do.

use std::path::{Path, PathBuf};

use thiserror::Error;

/// An error of the lake.
#[derive(Debug, Error)]
pub enum LakeError {
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
    /// The original is not what the importer reads.
    #[error("{path}{}: {reason}", place(.line))]
    NotReadable {
        /// The file, and the member inside an archive.
        path: String,
        /// Line from 1, where there is one.
        line: Option<u64>,
        /// What was found and what to try.
        reason: String,
    },
    /// An archive or a file that is larger, deeper or stranger than any real
    /// original.
    #[error("{path}: refused: {reason}")]
    Refused {
        /// The file, and the member inside an archive.
        path: String,
        /// Which limit it broke.
        reason: String,
    },
    /// A Parquet file that cannot be read or written.
    #[error("{path}: {source}")]
    Parquet {
        /// The file.
        path: String,
        /// The reader's own words.
        source: parquet::errors::ParquetError,
    },
    /// A table that lacks a column or has one of another type.
    #[error("{path}: {reason}")]
    Table {
        /// The file.
        path: String,
        /// What is missing or wrong.
        reason: String,
    },
    /// The manifest cannot be used.
    #[error("{path}: {reason}")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong in it.
        reason: String,
    },
    /// Nothing of that name is in the lake.
    #[error("{what}: not in the lake; `narrows data status` lists what is")]
    NotFound {
        /// Source, or source and vintage.
        what: String,
    },
    /// No vintage has that name, or several have it.
    #[error("{text}: no such vintage; {reason}")]
    UnknownVintage {
        /// What was asked for.
        text: String,
        /// What exists.
        reason: String,
    },
    /// Too few rows were usable to believe that the file is what it is said
    /// to be.
    #[error(
        "{path}: only {accepted} of {read} rows were usable, so nothing was imported; \
         first reason: {first}"
    )]
    TooManyRejected {
        /// The original.
        path: String,
        /// Rows read.
        read: u64,
        /// Rows that were usable.
        accepted: u64,
        /// The first rejection, with its line and field.
        first: String,
    },
    /// Something needed was not said on the command line and cannot be read
    /// from the file.
    #[error("{what} is not known from the file: {remedy}")]
    Unstated {
        /// What is missing.
        what: &'static str,
        /// How to say it.
        remedy: String,
    },
}

fn place(line: &Option<u64>) -> String {
    line.map_or_else(String::new, |line| format!(", line {line}"))
}

impl LakeError {
    pub(crate) fn io(path: &Path, action: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io {
            path,
            action,
            source,
        }
    }

    pub(crate) fn parquet(
        path: impl Into<String>,
    ) -> impl FnOnce(parquet::errors::ParquetError) -> Self {
        let path = path.into();
        move |source| Self::Parquet { path, source }
    }
}
