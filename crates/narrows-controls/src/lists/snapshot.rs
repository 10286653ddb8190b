//! A snapshot: one list as it stood on one day, in one compact file.
//!
//! The file is gzip around JSON lines: the header, then a party a line. The
//! header has the SHA-256 of the lines of parties, so that a change from outside
//! is found when the file is read.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::civil::Date;

use super::builder::SetAside;
use super::error::ListError;
use super::original::sha256;
use crate::Party;

/// Bytes of a snapshot, unpacked.
const MOST_BYTES: u64 = 1 << 30;

/// An original that a snapshot was read from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OriginalRef {
    /// Its file name.
    pub name: String,
    /// Its bytes.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// What is known of a snapshot as a whole.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SnapshotHeader {
    /// Name of the list: `us-csl`.
    pub list: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Under which terms.
    pub licence: String,
    /// Where.
    pub address: String,
    /// Who lists: an alpha-3 code, `EU` or `UN`.
    pub jurisdiction: String,
    /// The day whose state it shows.
    pub vintage: Date,
    /// The form that it was read in.
    pub form: String,
    /// The files that it was read from.
    pub originals: Vec<OriginalRef>,
    /// Parties in it.
    pub parties: usize,
    /// Records of the originals that stand a second time, word for word.
    pub repeated: u64,
    /// Records from which no party could be made.
    pub set_aside: Vec<SetAside>,
    /// A remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// SHA-256 of the lines of parties, in hexadecimal.
    pub sha256: String,
}

/// A list as it stood on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSnapshot {
    /// What is known of it as a whole.
    pub header: SnapshotHeader,
    /// Its parties, in the order of the original. Each listing carries the
    /// snapshot's SHA-256.
    pub parties: Vec<Party>,
}

impl ListSnapshot {
    /// A snapshot of these parties; the header's checksum is computed.
    #[must_use]
    pub fn new(mut header: SnapshotHeader, mut parties: Vec<Party>) -> Self {
        header.sha256 = sha256(&lines(&parties));
        header.parties = parties.len();
        for party in &mut parties {
            party.listing.snapshot.clone_from(&header.sha256);
        }
        Self { header, parties }
    }

    /// The snapshot as a file. The same snapshot gives the same bytes.
    ///
    /// # Panics
    /// Never: it writes into memory.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bare = self.parties.clone();
        for party in &mut bare {
            party.listing.snapshot.clear();
        }
        let mut text = json_line(&self.header);
        text.extend_from_slice(&lines(&bare));
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed
            .write_all(&text)
            .and_then(|()| packed.finish())
            .unwrap_or_else(|error| unreachable!("memory can be written: {error}"))
    }

    /// Reads a snapshot's file.
    ///
    /// # Errors
    /// If it is damaged, or was changed after it was written.
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Self, ListError> {
        let broken = |reason: String| ListError::Store {
            path: path.to_owned(),
            reason,
        };
        let mut text = Vec::new();
        GzDecoder::new(bytes)
            .take(MOST_BYTES)
            .read_to_end(&mut text)
            .map_err(|error| broken(format!("damaged ({error}); import the list again")))?;
        let end = text
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(text.len());
        let header: SnapshotHeader = serde_json::from_slice(&text[..end])
            .map_err(|error| broken(format!("no snapshot of a list ({error})")))?;
        let body = text.get(end + 1..).unwrap_or_default();
        if sha256(body) != header.sha256 {
            return Err(broken(
                "its parties are not those that were imported (checksum); import the list again"
                    .to_owned(),
            ));
        }
        let mut parties = Vec::with_capacity(header.parties.min(1 << 20));
        for (index, line) in body.split(|byte| *byte == b'\n').enumerate() {
            if line.is_empty() {
                continue;
            }
            let mut party: Party = serde_json::from_slice(line)
                .map_err(|error| broken(format!("line {}: {error}", index + 2)))?;
            party.listing.snapshot.clone_from(&header.sha256);
            parties.push(party);
        }
        Ok(Self { header, parties })
    }

    /// Reads the header of a snapshot's file alone.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn header_from_bytes(path: &Path, bytes: &[u8]) -> Result<SnapshotHeader, ListError> {
        let broken = |reason: String| ListError::Store {
            path: path.to_owned(),
            reason,
        };
        let mut line = Vec::new();
        BufReader::new(GzDecoder::new(bytes))
            .take(16 << 20)
            .read_until(b'\n', &mut line)
            .map_err(|error| broken(format!("damaged ({error}); import the list again")))?;
        serde_json::from_slice(&line)
            .map_err(|error| broken(format!("no snapshot of a list ({error})")))
    }
}

fn json_line(value: &impl serde::Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value)
        .unwrap_or_else(|error| unreachable!("a party is plain data: {error}"));
    line.push(b'\n');
    line
}

fn lines(parties: &[Party]) -> Vec<u8> {
    parties.iter().flat_map(json_line).collect()
}
