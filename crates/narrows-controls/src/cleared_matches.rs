//! Matches that a clerk has looked at and cleared, each with its reason and the
//! day on which it expires.
//!
//! A clearance holds for one name and one listed party as the party stood when
//! it was cleared: when the listing is amended, the clearance lapses.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use narrows_core::fold_name;
use serde::{Deserialize, Serialize};

use crate::Party;
use crate::kept_records;
use crate::lists::{ListError, sha256};

const FILE: &str = "cleared.json";

/// One cleared match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The name that was screened, as written.
    pub name: String,
    /// The id of the listed party that it is not.
    pub party: String,
    /// Digits that stand for all that the list said of the party then.
    pub party_state: String,
    /// Why it was cleared.
    pub why: String,
    /// By whom.
    pub by: String,
    /// When.
    pub cleared_on: Date,
    /// The last day on which it holds.
    pub until: Date,
    /// The snapshot that the party was read from.
    pub snapshot: String,
}

/// Whether a match was cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ClearanceState {
    /// It was, and the clearance holds.
    Holds {
        /// The clearance.
        clearance: Clearance,
    },
    /// It was, and the clearance has expired.
    Expired {
        /// The clearance.
        clearance: Clearance,
    },
    /// It was, and the listing says something else now.
    Lapsed {
        /// The clearance.
        clearance: Clearance,
    },
}

/// The clearances of a folder.
#[derive(Debug, Default)]
pub struct ClearedMatches {
    by_match: BTreeMap<(String, String), Clearance>,
}

impl ClearedMatches {
    /// Reads the clearances of a folder, which need not exist.
    ///
    /// # Errors
    /// If the file cannot be read or was damaged.
    pub fn read(folder: &Path) -> Result<Self, ListError> {
        let clearances: Vec<Clearance> = kept_records::read(folder, FILE)?;
        Ok(Self {
            by_match: clearances
                .into_iter()
                .map(|clearance| (key(&clearance.name, &clearance.party), clearance))
                .collect(),
        })
    }

    /// All clearances, by name and party.
    pub fn all(&self) -> impl Iterator<Item = &Clearance> {
        self.by_match.values()
    }

    /// Whether the match of a name and a party was cleared, and whether that
    /// holds on a day.
    #[must_use]
    pub fn state(&self, name: &str, party: &Party, as_of: Date) -> Option<ClearanceState> {
        let clearance = self.by_match.get(&key(name, &party.id))?.clone();
        Some(if clearance.party_state != party_state(party) {
            ClearanceState::Lapsed { clearance }
        } else if as_of > clearance.until {
            ClearanceState::Expired { clearance }
        } else {
            ClearanceState::Holds { clearance }
        })
    }

    /// Adds a clearance, in place of an earlier one of the same match.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(folder: &Path, clearance: Clearance) -> Result<(), ListError> {
        change(folder, |cleared| {
            cleared
                .by_match
                .insert(key(&clearance.name, &clearance.party), clearance);
            true
        })
        .map(|_| ())
    }

    /// Takes a clearance back; whether there was one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn withdraw(folder: &Path, name: &str, party: &str) -> Result<bool, ListError> {
        change(folder, |cleared| {
            cleared.by_match.remove(&key(name, party)).is_some()
        })
    }
}

/// Digits that stand for all that a list says of a party, whatever its place in
/// the list.
#[must_use]
pub fn party_state(party: &Party) -> String {
    let mut bare = party.clone();
    bare.record.clear();
    bare.listing.snapshot.clear();
    let text = serde_json::to_vec(&bare)
        .unwrap_or_else(|error| unreachable!("a party is plain data: {error}"));
    sha256(&text)[..16].to_owned()
}

fn key(name: &str, party: &str) -> (String, String) {
    (fold_name(name), party.to_owned())
}

fn change(folder: &Path, act: impl FnOnce(&mut ClearedMatches) -> bool) -> Result<bool, ListError> {
    let _lock = kept_records::begin_change(folder)?;
    let mut cleared = ClearedMatches::read(folder)?;
    let changed = act(&mut cleared);
    if changed {
        kept_records::write(folder, FILE, cleared.all())?;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{Listing, NameKind, PartyName, PartyType};

    fn party() -> Party {
        Party {
            id: "EL:1".to_owned(),
            record: "record 1".to_owned(),
            party_type: PartyType::Organisation,
            names: vec![PartyName {
                text: "Alpha Trading".to_owned(),
                kind: NameKind::Primary,
            }],
            countries: Vec::new(),
            places: Vec::new(),
            identifiers: Vec::new(),
            birth_dates: Vec::new(),
            listing: Listing::new("USA", "EL"),
        }
    }

    #[test]
    fn a_clearance_holds_expires_lapses_and_is_withdrawn() {
        let folder = tempfile::tempdir().unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut listed = party();
        ClearedMatches::add(
            folder.path(),
            Clearance {
                name: "Alpha Trade".to_owned(),
                party: listed.id.clone(),
                party_state: party_state(&listed),
                why: "another town, another owner".to_owned(),
                by: "clerk".to_owned(),
                cleared_on: day("2026-01-01"),
                until: day("2026-12-31"),
                snapshot: "us-csl@2026-07-31".to_owned(),
            },
        )
        .unwrap();
        let cleared = ClearedMatches::read(folder.path()).unwrap();
        let state = |party: &Party, on: &str| cleared.state("ALPHA  TRADE", party, day(on));
        assert!(matches!(
            state(&listed, "2026-12-31"),
            Some(ClearanceState::Holds { .. })
        ));
        assert!(matches!(
            state(&listed, "2027-01-01"),
            Some(ClearanceState::Expired { .. })
        ));
        listed.record = "record 7".to_owned();
        assert!(matches!(
            state(&listed, "2026-06-01"),
            Some(ClearanceState::Holds { .. })
        ));
        listed.listing.programmes.push("another".to_owned());
        assert!(matches!(
            state(&listed, "2026-06-01"),
            Some(ClearanceState::Lapsed { .. })
        ));
        assert!(ClearedMatches::withdraw(folder.path(), "alpha trade", "EL:1").unwrap());
        assert!(!ClearedMatches::withdraw(folder.path(), "alpha trade", "EL:1").unwrap());
        assert_eq!(
            ClearedMatches::read(folder.path()).unwrap().all().count(),
            0
        );
    }
}
