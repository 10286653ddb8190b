//! The quarantine: rows that cannot be used, each with line, field and reason.
//! A refused row is counted and kept, never dropped in silence.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::LakeError;

/// Why one row of an original was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The original, and the member inside an archive.
    pub file: String,
    /// Line from 1.
    pub line: u64,
    /// The column's name.
    pub field: String,
    /// The text found there, cut to 200 characters.
    pub found: String,
    /// Why it cannot be used.
    pub reason: String,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, line {}, {}: {:?}: {}",
            self.file, self.line, self.field, self.found, self.reason
        )
    }
}

/// How many rows were refused, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RejectionSummary {
    /// All refused rows.
    pub total: u64,
    /// Refused rows by field and reason.
    pub by_reason: BTreeMap<(String, String), u64>,
    /// The first refused row.
    pub first: Option<Rejection>,
}

/// Writes refused rows to a CSV file, created with the first of them.
pub(crate) struct Quarantine {
    path: PathBuf,
    writer: Option<csv::Writer<BufWriter<File>>>,
    summary: RejectionSummary,
}

impl Quarantine {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            writer: None,
            summary: RejectionSummary::default(),
        }
    }

    pub(crate) fn reject(&mut self, mut rejection: Rejection) -> Result<(), LakeError> {
        if let Some((end, _)) = rejection.found.char_indices().nth(200) {
            rejection.found.truncate(end);
        }
        if self.writer.is_none() {
            let file = File::create(&self.path).map_err(LakeError::io(&self.path, "create"))?;
            let mut writer = csv::Writer::from_writer(BufWriter::new(file));
            write(
                &mut writer,
                &self.path,
                ["file", "line", "field", "found", "reason"],
            )?;
            self.writer = Some(writer);
        }
        if let Some(writer) = &mut self.writer {
            write(
                writer,
                &self.path,
                [
                    rejection.file.as_str(),
                    &rejection.line.to_string(),
                    &rejection.field,
                    &rejection.found,
                    &rejection.reason,
                ],
            )?;
        }
        self.summary.total += 1;
        // A hostile file may have a reason of its own for every row.
        if self.summary.by_reason.len() < 1000 {
            *self
                .summary
                .by_reason
                .entry((rejection.field.clone(), rejection.reason.clone()))
                .or_default() += 1;
        }
        self.summary.first.get_or_insert(rejection);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<RejectionSummary, LakeError> {
        if let Some(writer) = &mut self.writer {
            writer.flush().map_err(LakeError::io(&self.path, "write"))?;
        }
        Ok(self.summary)
    }
}

fn write<const N: usize>(
    writer: &mut csv::Writer<BufWriter<File>>,
    path: &Path,
    fields: [&str; N],
) -> Result<(), LakeError> {
    writer
        .write_record(fields)
        .map_err(|error| LakeError::io(path, "write")(error.into()))
}
