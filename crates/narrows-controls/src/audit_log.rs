//! The audit log: who asked or decided what, when, and on which vintage.
//!
//! One JSON line an entry. Each carries the hash of the one before it and its
//! own, and a head file beside the log has the count and the last hash, so that
//! an entry that is changed, moved, left out or cut off at the end is found.
//! Whoever may write both files can replace the whole log with another that is
//! sound in itself; only a head that is noted elsewhere shows that.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lists::ListError;
use crate::private_files::{create_folder, lock, private_options, write_whole};

const LOG: &str = "audit.jsonl";
const HEAD: &str = "audit.head.json";
/// The hash before the first entry.
const BEGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Bytes of one entry.
const LONGEST_ENTRY: u64 = 64 << 20;

/// What is to be logged.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEvent {
    /// When, as the caller writes it: `2026-11-24T14:05:00Z`.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done, in one word: `screened`, `cleared`.
    pub what: String,
    /// All else.
    pub details: Value,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    number: u64,
    at: String,
    who: String,
    what: String,
    details: Value,
    previous: String,
    hash: String,
}

/// The count of entries and the hash of the last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditHead {
    /// Entries.
    pub count: u64,
    /// Hash of the last one.
    pub hash: String,
    /// Bytes of the log.
    pub bytes: u64,
}

impl AuditHead {
    fn begin() -> Self {
        Self {
            count: 0,
            hash: BEGIN.to_owned(),
            bytes: 0,
        }
    }
}

/// What a check of the log has found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditCheck {
    /// Entries that are sound, from the first on.
    pub sound: u64,
    /// What is wrong, in sentences; empty where nothing is.
    pub faults: Vec<String>,
    /// The head that the log itself gives.
    pub head: AuditHead,
}

/// The audit log of a folder.
#[derive(Debug)]
pub struct AuditLog {
    folder: PathBuf,
}

impl AuditLog {
    /// The log of a folder, which need not exist.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The head: the count of entries and the last hash.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn head(&self) -> Result<AuditHead, ListError> {
        let path = self.folder.join(HEAD);
        match fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| ListError::Store {
                path,
                reason: format!("damaged ({error}); run `narrows controls audit verify`"),
            }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(AuditHead::begin()),
            Err(error) => Err(ListError::io(&path, "read")(error)),
        }
    }

    /// Appends entries, all or none. A run that was cut off between the log and
    /// its head leaves lines behind the head; they are dropped, and an entry says
    /// so.
    ///
    /// # Errors
    /// If the log cannot be written, or is shorter than its head says.
    pub fn append(&self, events: &[AuditEvent]) -> Result<AuditHead, ListError> {
        create_folder(&self.folder)?;
        let _lock = lock(&self.folder)?;
        let mut head = self.head()?;
        let path = self.folder.join(LOG);
        let mut file = private_options()
            .create(true)
            .read(true)
            .append(true)
            .open(&path)
            .map_err(ListError::io(&path, "open"))?;
        let length = file.metadata().map_err(ListError::io(&path, "read"))?.len();
        if length < head.bytes {
            return Err(ListError::Store {
                path,
                reason: format!(
                    "{length} bytes long, and its head says {}: entries were cut off; run `narrows \
                     controls audit verify`",
                    head.bytes
                ),
            });
        }
        let mut text = Vec::new();
        if length > head.bytes {
            file.set_len(head.bytes)
                .map_err(ListError::io(&path, "repair"))?;
            let first = events.first();
            let event = AuditEvent {
                at: first.map_or_else(String::new, |event| event.at.clone()),
                who: first.map_or_else(String::new, |event| event.who.clone()),
                what: "repaired".to_owned(),
                details: serde_json::json!({
                    "dropped_bytes": length - head.bytes,
                    "why": "lines behind the head: a run was cut off, or lines were added from outside",
                }),
            };
            push(&mut text, &mut head, &event);
        }
        for event in events {
            push(&mut text, &mut head, event);
        }
        file.write_all(&text)
            .and_then(|()| file.sync_all())
            .map_err(ListError::io(&path, "write"))?;
        head.bytes += text.len() as u64;
        let mut line = serde_json::to_vec(&head)
            .unwrap_or_else(|error| unreachable!("a head is plain data: {error}"));
        line.push(b'\n');
        write_whole(&self.folder.join(HEAD), &line)?;
        Ok(head)
    }

    /// Checks every entry, the chain and the head. `noted` is a head that was
    /// written down elsewhere: the log must still contain it.
    ///
    /// # Errors
    /// If a file cannot be read. What is wrong with the entries is no error but
    /// a finding.
    pub fn verify(&self, noted: Option<(u64, &str)>) -> Result<AuditCheck, ListError> {
        let path = self.folder.join(LOG);
        let mut faults = Vec::new();
        let mut head = AuditHead::begin();
        let mut noted_hash = noted.and_then(|(count, _)| (count == 0).then(|| BEGIN.to_owned()));
        match fs::File::open(&path) {
            Ok(file) => {
                let mut reader = BufReader::new(file);
                let mut line = Vec::new();
                loop {
                    line.clear();
                    let read = Read::by_ref(&mut reader)
                        .take(LONGEST_ENTRY)
                        .read_until(b'\n', &mut line)
                        .map_err(ListError::io(&path, "read"))?;
                    if read == 0 {
                        break;
                    }
                    match check(&line, &head) {
                        Ok(hash) => {
                            head.count += 1;
                            head.hash = hash;
                            head.bytes += read as u64;
                            if noted.is_some_and(|(count, _)| count == head.count) {
                                noted_hash = Some(head.hash.clone());
                            }
                        }
                        Err(reason) => {
                            faults.push(format!("line {}: {reason}", head.count + 1));
                            break;
                        }
                    }
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(ListError::io(&path, "open")(error)),
        }
        match self.head() {
            Err(error) => faults.push(error.to_string()),
            Ok(stated) if faults.is_empty() && stated != head => faults.push(if stated.count > head.count {
                format!(
                    "the head states {} entries and the log has {}: entries were cut off at the end",
                    stated.count, head.count
                )
            } else if stated.count < head.count {
                format!(
                    "the log has {} entries and the head states {}: a run was cut off, or entries \
                     were added from outside",
                    head.count, stated.count
                )
            } else {
                "the last entry is not the one that the head states: entries were replaced".to_owned()
            }),
            Ok(_) => {}
        }
        if let Some((count, hash)) = noted {
            match noted_hash {
                None => faults.push(format!(
                    "the head noted has {count} entries and only {} of the log are sound",
                    head.count
                )),
                Some(found) if found != hash => faults.push(format!(
                    "entry {count} is not the one noted: the log was replaced"
                )),
                Some(_) => {}
            }
        }
        Ok(AuditCheck {
            sound: head.count,
            faults,
            head,
        })
    }
}

fn hash_of(number: u64, event: &AuditEvent, previous: &str) -> String {
    // The parts one after the other, each with its length before it, so that no
    // two entries have the same text.
    let mut text = String::new();
    for part in [
        number.to_string().as_str(),
        &event.at,
        &event.who,
        &event.what,
        &event.details.to_string(),
        previous,
    ] {
        text.push_str(&format!("{}:{part}\n", part.len()));
    }
    crate::lists::sha256(text.as_bytes())
}

fn push(text: &mut Vec<u8>, head: &mut AuditHead, event: &AuditEvent) {
    let number = head.count + 1;
    let hash = hash_of(number, event, &head.hash);
    let entry = Entry {
        number,
        at: event.at.clone(),
        who: event.who.clone(),
        what: event.what.clone(),
        details: event.details.clone(),
        previous: head.hash.clone(),
        hash: hash.clone(),
    };
    let line = serde_json::to_string(&entry)
        .unwrap_or_else(|error| unreachable!("an entry is plain data: {error}"));
    text.extend_from_slice(crate::json_text(&line).as_bytes());
    text.push(b'\n');
    head.count = number;
    head.hash = hash;
}

/// The hash of a sound line; otherwise what is wrong with it.
fn check(line: &[u8], head: &AuditHead) -> Result<String, String> {
    let Some(bare) = line.strip_suffix(b"\n") else {
        return Err("cut off".to_owned());
    };
    let entry: Entry =
        serde_json::from_slice(bare).map_err(|error| format!("no entry ({error})"))?;
    if entry.number != head.count + 1 {
        return Err(format!(
            "entry {} where {} should stand: entries were moved, left out or added",
            entry.number,
            head.count + 1
        ));
    }
    if entry.previous != head.hash {
        return Err("it does not follow the entry before it: entries were replaced".to_owned());
    }
    let event = AuditEvent {
        at: entry.at,
        who: entry.who,
        what: entry.what,
        details: entry.details,
    };
    if hash_of(entry.number, &event, &entry.previous) != entry.hash {
        return Err("it was changed after it was written".to_owned());
    }
    Ok(entry.hash)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn event(what: &str) -> AuditEvent {
        AuditEvent {
            at: "2026-11-24T14:00:00Z".to_owned(),
            who: "clerk".to_owned(),
            what: what.to_owned(),
            details: serde_json::json!({"name": "A \u{9b} B", "score": 0.875}),
        }
    }

    fn log(folder: &Path, entries: usize) -> AuditLog {
        let log = AuditLog::new(folder);
        for index in 0..entries {
            log.append(&[event(&format!("screened {index}"))]).unwrap();
        }
        log
    }

    fn faults_after(change: impl FnOnce(Vec<String>) -> String) -> String {
        let folder = tempfile::tempdir().unwrap();
        let log = log(folder.path(), 4);
        assert!(log.verify(None).unwrap().faults.is_empty());
        let path = folder.path().join(LOG);
        let lines = fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        fs::write(&path, change(lines)).unwrap();
        log.verify(None).unwrap().faults.join("; ")
    }

    #[test]
    fn tampering_truncation_and_reordering_are_found() {
        let whole = |lines: &[String]| lines.join("\n") + "\n";
        let changed = faults_after(|lines| whole(&lines).replacen("screened 1", "screened 9", 1));
        assert_eq!(changed, "line 2: it was changed after it was written");
        let cut = faults_after(|lines| whole(&lines[..3]));
        assert_eq!(
            cut,
            "the head states 4 entries and the log has 3: entries were cut off at the end"
        );
        let torn = faults_after(|lines| whole(&lines).trim_end().to_owned());
        assert_eq!(torn, "line 4: cut off");
        let moved = faults_after(|mut lines| {
            lines.swap(1, 2);
            whole(&lines)
        });
        assert!(
            moved.starts_with("line 2: entry 3 where 2 should stand"),
            "{moved}"
        );
        let left_out = faults_after(|mut lines| {
            lines.remove(0);
            whole(&lines)
        });
        assert!(
            left_out.starts_with("line 1: entry 2 where 1 should stand"),
            "{left_out}"
        );
    }

    #[test]
    fn a_log_made_anew_is_found_by_a_noted_head_alone() {
        let folder = tempfile::tempdir().unwrap();
        let old = log(folder.path(), 3);
        let noted = old.head().unwrap();
        fs::remove_file(folder.path().join(LOG)).unwrap();
        fs::remove_file(folder.path().join(HEAD)).unwrap();
        let forged = AuditLog::new(folder.path());
        for _ in 0..5 {
            forged.append(&[event("forged")]).unwrap();
        }
        assert!(forged.verify(None).unwrap().faults.is_empty());
        let faults = forged
            .verify(Some((noted.count, &noted.hash)))
            .unwrap()
            .faults;
        assert_eq!(
            faults,
            ["entry 3 is not the one noted: the log was replaced"]
        );
    }

    #[test]
    fn a_run_that_was_cut_off_is_repaired_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let log = log(folder.path(), 2);
        let path = folder.path().join(LOG);
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("{\"number\": 3, \"at\"");
        fs::write(&path, text).unwrap();
        assert!(!log.verify(None).unwrap().faults.is_empty());
        let head = log.append(&[event("screened")]).unwrap();
        assert_eq!(head.count, 4);
        assert!(log.verify(None).unwrap().faults.is_empty());
        assert!(fs::read_to_string(&path).unwrap().contains("\"repaired\""));
    }

    #[cfg(unix)]
    #[test]
    fn files_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("controls");
        log(&folder, 1);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for file in [LOG, HEAD] {
            assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
        }
    }
}
