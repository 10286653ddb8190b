//! The names that were screened and what came out, so that they can be screened
//! again when the lists change, and only what differs be told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use narrows_core::fold_name;
use serde::{Deserialize, Serialize};

use crate::cleared_matches::party_state;
use crate::kept_records;
use crate::lists::ListError;
use crate::screening::ScreeningQuery;
use crate::screening_desk::{ScreeningAnswer, VintageUsed};

const FILE: &str = "screened.json";

/// A match as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedMatch {
    /// The party's primary name then.
    pub name: String,
    /// Digits that stand for all that the list said of it.
    pub state: String,
}

/// A name that was screened, and what came out last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedScreening {
    /// What was asked.
    pub query: ScreeningQuery,
    /// The alarm rate that it was asked with.
    pub alarm_rate: f64,
    /// The most matches that were kept.
    pub most: usize,
    /// The day of the answer.
    pub as_of: Date,
    /// The snapshots that the answer rests on, as `LIST@DATE:SHA256`.
    pub vintages: BTreeSet<String>,
    /// Matches by the party's id.
    pub matches: BTreeMap<String, RecordedMatch>,
}

/// What differs for a name since it was screened last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScreeningChange {
    /// The name.
    pub name: String,
    /// Parties that match now and did not: id and name.
    pub new: Vec<(String, String)>,
    /// Parties that matched and do not: id and name.
    pub gone: Vec<(String, String)>,
    /// Parties that match as before and of which the list says something else.
    pub amended: Vec<(String, String)>,
}

impl ScreeningChange {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.amended.is_empty()
    }
}

/// The register of a folder.
#[derive(Debug, Default)]
pub struct ScreenedRegister {
    by_key: BTreeMap<String, RecordedScreening>,
}

impl ScreenedRegister {
    /// Reads the register of a folder, which need not exist.
    ///
    /// # Errors
    /// If the file cannot be read or was damaged.
    pub fn read(folder: &Path) -> Result<Self, ListError> {
        let all: Vec<RecordedScreening> = kept_records::read(folder, FILE)?;
        Ok(Self {
            by_key: all
                .into_iter()
                .map(|recorded| (key(&recorded.query), recorded))
                .collect(),
        })
    }

    /// All names, in a fixed order.
    pub fn all(&self) -> impl Iterator<Item = &RecordedScreening> {
        self.by_key.values()
    }

    /// Records answers with the alarm rate and the most matches of each, in place of earlier ones of the same names.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn record(
        folder: &Path,
        answers: &[(ScreeningAnswer, f64, usize)],
        vintages: &[VintageUsed],
    ) -> Result<(), ListError> {
        let _lock = kept_records::begin_change(folder)?;
        let mut register = Self::read(folder)?;
        let vintages = vintage_names(vintages);
        for (answer, alarm_rate, most) in answers {
            register.by_key.insert(
                key(&answer.query),
                RecordedScreening {
                    query: answer.query.clone(),
                    alarm_rate: *alarm_rate,
                    most: *most,
                    as_of: answer.as_of,
                    vintages: vintages.clone(),
                    matches: recorded_matches(answer),
                },
            );
        }
        kept_records::write(folder, FILE, register.all())
    }
}

impl RecordedScreening {
    /// Whether it rests on other snapshots than these.
    #[must_use]
    pub fn is_outdated(&self, vintages: &[VintageUsed]) -> bool {
        self.vintages != vintage_names(vintages)
    }

    /// What differs in a new answer.
    #[must_use]
    pub fn changes(&self, answer: &ScreeningAnswer) -> ScreeningChange {
        let now = recorded_matches(answer);
        let pair = |(id, recorded): (&String, &RecordedMatch)| (id.clone(), recorded.name.clone());
        ScreeningChange {
            name: self.query.name.clone(),
            new: now
                .iter()
                .filter(|(id, _)| !self.matches.contains_key(*id))
                .map(pair)
                .collect(),
            gone: self
                .matches
                .iter()
                .filter(|(id, _)| !now.contains_key(*id))
                .map(pair)
                .collect(),
            amended: now
                .iter()
                .filter(|(id, recorded)| {
                    self.matches
                        .get(*id)
                        .is_some_and(|before| before.state != recorded.state)
                })
                .map(pair)
                .collect(),
        }
    }
}

fn vintage_names(vintages: &[VintageUsed]) -> BTreeSet<String> {
    vintages
        .iter()
        .map(|used| format!("{}:{}", used.name(), used.sha256))
        .collect()
}

fn recorded_matches(answer: &ScreeningAnswer) -> BTreeMap<String, RecordedMatch> {
    answer
        .matches
        .iter()
        .map(|found| {
            (
                found.party.id.clone(),
                RecordedMatch {
                    name: found.party.primary_name().to_owned(),
                    state: party_state(&found.party),
                },
            )
        })
        .collect()
}

/// A name is the same screening where type, countries and dates are.
fn key(query: &ScreeningQuery) -> String {
    let kind = query.party_type.map_or("", crate::PartyType::word);
    format!(
        "{}|{kind}|{}|{}|{}",
        fold_name(&query.name),
        query.countries.join(","),
        query.identifiers.join(","),
        query.birth_date.as_deref().unwrap_or_default()
    )
}
