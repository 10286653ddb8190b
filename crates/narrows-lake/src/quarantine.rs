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

/// Reasons that are counted each by itself.
const MOST_REASONS: usize = 1000;

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
        let key = (rejection.field.clone(), rejection.reason.clone());
        // A hostile file may have a reason of its own for every row.
        let room = self.summary.by_reason.len() < MOST_REASONS;
        if room || self.summary.by_reason.contains_key(&key) {
            *self.summary.by_reason.entry(key).or_default() += 1;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_reasons_are_counted_on_where_there_are_too_many() {
        let folder = tempfile::tempdir().unwrap();
        let mut quarantine = Quarantine::new(folder.path().join("q.csv"));
        for index in [0..MOST_REASONS + 5, 0..MOST_REASONS + 5]
            .into_iter()
            .flatten()
        {
            let rejection = Rejection {
                file: "a".to_owned(),
                line: 1,
                field: format!("f{index}"),
                found: "x".repeat(300),
                reason: "r".to_owned(),
            };
            quarantine.reject(rejection).unwrap();
        }
        let summary = quarantine.finish().unwrap();
        assert_eq!(summary.total, 2 * (MOST_REASONS as u64 + 5));
        assert_eq!(summary.by_reason.len(), MOST_REASONS);
        assert!(summary.by_reason.values().all(|count| *count == 2));
        assert_eq!(summary.first.unwrap().found.len(), 200);
    }
}
