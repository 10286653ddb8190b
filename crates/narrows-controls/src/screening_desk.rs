//! The lists in force on a day, put into one index, and what they answer to a
//! name.

use std::collections::BTreeSet;

use jiff::civil::Date;
use narrows_core::Economy;
use rayon::prelude::*;
use serde::Serialize;

use crate::cleared_matches::{ClearanceState, ClearedMatches};
use crate::lists::{ListError, ListStore};
use crate::screening::{
    Alignment, ScreenedName, ScreenedParty, ScreeningHit, ScreeningIndex, ScreeningQuery, Script,
    alarm_threshold, treasury_score,
};
use crate::{NameKind, Party, PartyType, Standing};

/// Which listed parties are to be asked.
#[derive(Debug, Clone, Default)]
pub struct DeskRequest {
    /// The day of the answer.
    pub as_of: Date,
    /// Jurisdictions, as listings write them; all where empty.
    pub jurisdictions: Vec<String>,
    /// Lists, such as `EL`, or collections, such as `us-csl`; all where empty.
    pub lists: Vec<String>,
    /// Economies: parties of others are left out, parties without one are not.
    pub countries: Vec<Economy>,
    /// Types: parties of others are left out, parties of unknown type are not.
    pub party_types: Vec<PartyType>,
}

/// A snapshot that an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
pub struct VintageUsed {
    /// The list.
    pub list: String,
    /// Its day.
    pub vintage: Date,
    /// Its SHA-256.
    pub sha256: String,
    /// Whether it is younger than the day asked for, because no older one is
    /// held.
    pub younger_than_asked: bool,
}

impl VintageUsed {
    /// `us-csl@2026-07-31`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}@{}", self.list, self.vintage)
    }
}

/// A listed party that a name may stand for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyMatch {
    /// How well the names agree, 0 to 1.
    pub score: f64,
    /// The listed name that agrees best.
    pub listed_name: String,
    /// What that name is to the party.
    pub name_kind: NameKind,
    /// The party.
    pub party: Party,
    /// Whether its listing has effect on the day.
    pub standing: Standing,
    /// Why the names agree.
    pub alignment: Alignment,
    /// Whether the match was cleared before.
    pub cleared: Option<ClearanceState>,
}

impl PartyMatch {
    /// Whether somebody has to look at it: its listing has or may soon have
    /// effect again, and no clearance holds.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.standing, Standing::InForce | Standing::Suspended)
            && !matches!(self.cleared, Some(ClearanceState::Holds { .. }))
    }
}

/// What the lists answer to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerStatus {
    /// No listed name agrees as well as the threshold asks.
    NoMatch,
    /// Every match was cleared, or its listing has no effect on the day.
    Cleared,
    /// At least one match has to be looked at.
    Match,
    /// The name has no letters or digits, so nothing can be said.
    NotScreened,
}

impl AnswerStatus {
    /// The words for it in English.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoMatch => "no match",
            Self::Cleared => "cleared",
            Self::Match => "match",
            Self::NotScreened => "not screened",
        }
    }
}

/// Which search is used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matcher {
    /// The search of narrows, at the share of ordinary names that may alert.
    AlarmRate(f64),
    /// A search in the manner of the US Treasury's, from a score of 0 to 100.
    Treasury(f64),
}

/// The lists that the US Treasury's own search covers.
pub const TREASURY_LISTS: [&str; 6] = ["SDN", "SSI", "CMIC", "NS-MBS", "PLC", "CAP"];

/// The answer for one name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScreeningAnswer {
    /// What was asked.
    pub query: ScreeningQuery,
    /// The day of the answer.
    pub as_of: Date,
    /// Scores below it are no match.
    pub threshold: f64,
    /// The outcome.
    pub status: AnswerStatus,
    /// Matches, best first.
    pub matches: Vec<PartyMatch>,
}

/// The index over the lists in force.
pub struct ScreeningDesk {
    as_of: Date,
    vintages: Vec<VintageUsed>,
    parties: Vec<Party>,
    index: ScreeningIndex,
}

impl ScreeningDesk {
    /// Reads the lists in force on the day and builds the index.
    ///
    /// # Errors
    /// If a snapshot cannot be read, or a list or jurisdiction is asked for that
    /// is not held.
    pub fn open(store: &ListStore, request: &DeskRequest) -> Result<Self, ListError> {
        let mut vintages = Vec::new();
        let mut parties = Vec::new();
        let mut codes: BTreeSet<String> = BTreeSet::new();
        let mut jurisdictions: BTreeSet<String> = BTreeSet::new();
        for list in store.lists() {
            let Some(held) = store.in_force(&list, Some(request.as_of)) else {
                continue;
            };
            let snapshot = store.read(held)?;
            codes.insert(list.clone());
            let before = parties.len();
            for party in snapshot.parties {
                codes.insert(party.listing.list.clone());
                jurisdictions.insert(party.listing.jurisdiction.clone());
                if wanted(request, &list, &party) {
                    parties.push(party);
                }
            }
            let asked_for = request.lists.is_empty() || request.lists.contains(&list);
            if parties.len() > before || (asked_for && request.jurisdictions.is_empty()) {
                vintages.push(VintageUsed {
                    list,
                    vintage: snapshot.header.vintage,
                    sha256: snapshot.header.sha256,
                    younger_than_asked: snapshot.header.vintage > request.as_of,
                });
            }
        }
        let missing = |asked: &[String], known: &BTreeSet<String>, what: &str| {
            asked
                .iter()
                .find(|name| !known.contains(*name))
                .map(|name| ListError::NotFound {
                    what: format!("{what} {name:?}"),
                })
        };
        if let Some(error) = missing(&request.lists, &codes, "list")
            .or_else(|| missing(&request.jurisdictions, &jurisdictions, "jurisdiction"))
        {
            return Err(error);
        }
        let index = ScreeningIndex::build(parties.iter().map(screened).collect());
        Ok(Self {
            as_of: request.as_of,
            vintages,
            parties,
            index,
        })
    }

    /// The snapshots that answers rest on.
    #[must_use]
    pub fn vintages(&self) -> &[VintageUsed] {
        &self.vintages
    }

    /// How many listed parties are asked.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties.len()
    }

    /// Screens one name; `most` is the number of matches kept.
    #[must_use]
    pub fn answer(
        &self,
        query: &ScreeningQuery,
        matcher: Matcher,
        most: usize,
        cleared: &ClearedMatches,
    ) -> ScreeningAnswer {
        let (threshold, hits) = match matcher {
            Matcher::AlarmRate(rate) => (
                alarm_threshold(rate, Script::of(&query.name), query.party_type),
                self.index.screen(query, most),
            ),
            Matcher::Treasury(least) => {
                (least / 100.0, self.treasury_hits(&query.name, least, most))
            }
        };
        let mut answer = ScreeningAnswer {
            query: query.clone(),
            as_of: self.as_of,
            threshold,
            status: AnswerStatus::NoMatch,
            matches: Vec::new(),
        };
        if !query.name.chars().any(char::is_alphanumeric) {
            answer.status = AnswerStatus::NotScreened;
            return answer;
        }
        for hit in hits {
            let (Some(party), true) = (self.parties.get(hit.party), hit.score >= threshold) else {
                continue;
            };
            let name = party.names.get(hit.name).or(party.names.first());
            answer.matches.push(PartyMatch {
                score: hit.score,
                listed_name: name.map_or_else(String::new, |name| name.text.clone()),
                name_kind: name.map_or(NameKind::Primary, |name| name.kind),
                standing: party.listing.standing(self.as_of),
                cleared: cleared.state(&query.name, party, self.as_of),
                party: party.clone(),
                alignment: hit.alignment,
            });
        }
        if answer.matches.iter().any(PartyMatch::is_open) {
            answer.status = AnswerStatus::Match;
        } else if !answer.matches.is_empty() {
            answer.status = AnswerStatus::Cleared;
        }
        answer
    }

    /// Every listed name against the name, the best of each party.
    fn treasury_hits(&self, name: &str, least: f64, most: usize) -> Vec<ScreeningHit> {
        let mut hits: Vec<ScreeningHit> = self
            .parties
            .iter()
            .enumerate()
            .filter_map(|(position, party)| {
                let (at, score) = party
                    .names
                    .iter()
                    .map(|listed| treasury_score(name, &listed.text))
                    .enumerate()
                    // Of equal scores the first name.
                    .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
                (score >= least).then(|| ScreeningHit {
                    party: position,
                    name: at,
                    score: score / 100.0,
                    alignment: Alignment::default(),
                })
            })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.party.cmp(&b.party)));
        hits.truncate(most);
        hits
    }

    /// Screens many names on all cores; answers in the order of the names.
    /// `done` hears of each name.
    #[must_use]
    pub fn answer_all(
        &self,
        queries: &[ScreeningQuery],
        matcher: Matcher,
        most: usize,
        cleared: &ClearedMatches,
        done: &(dyn Fn() + Sync),
    ) -> Vec<ScreeningAnswer> {
        queries
            .par_iter()
            .map(|query| {
                let answer = self.answer(query, matcher, most, cleared);
                done();
                answer
            })
            .collect()
    }

    /// The listed party of an id.
    #[must_use]
    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }
}

fn wanted(request: &DeskRequest, collection: &str, party: &Party) -> bool {
    let listing = &party.listing;
    (request.jurisdictions.is_empty() || request.jurisdictions.contains(&listing.jurisdiction))
        && (request.lists.is_empty()
            || request
                .lists
                .iter()
                .any(|list| *list == listing.list || list == collection))
        && (request.countries.is_empty()
            || party.countries.is_empty()
            || party
                .countries
                .iter()
                .any(|economy| request.countries.contains(economy)))
        && (request.party_types.is_empty()
            || party.party_type == PartyType::Unknown
            || request.party_types.contains(&party.party_type))
}

/// The party as the engine sees it: countries as alpha-2 codes.
fn screened(party: &Party) -> ScreenedParty {
    ScreenedParty {
        id: party.id.clone(),
        party_type: party.party_type,
        countries: party
            .countries
            .iter()
            .map(|economy| economy.alpha2().to_owned())
            .filter(|code| !code.is_empty())
            .collect(),
        names: party
            .names
            .iter()
            .map(|name| ScreenedName {
                text: name.text.clone(),
                kind: name.kind,
            })
            .collect(),
        identifiers: party
            .identifiers
            .iter()
            .map(|identifier| identifier.number.clone())
            .collect(),
        birth_dates: party
            .birth_dates
            .iter()
            .flat_map(|text| screened_dates(text))
            .collect(),
    }
}

/// The days, months or years that a list's words for a date of birth stand for,
/// such as `1971-03-02` for `02 Mar 1971`; every year of a span of up to 20.
fn screened_dates(text: &str) -> Vec<String> {
    let text = text.trim().trim_start_matches("circa ").trim();
    if let Some((from, to)) = text.split_once(" to ")
        && let (Ok(from), Ok(to)) = (from.trim().parse::<i32>(), to.trim().parse::<i32>())
        && (0..=20).contains(&(to - from))
    {
        return (from..=to).map(|year| year.to_string()).collect();
    }
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let month = |word: &str| {
        months
            .iter()
            .position(|month| word.to_lowercase().starts_with(month))
            .map(|at| at + 1)
    };
    match words[..] {
        [day, name, year] if day.parse::<u8>().is_ok() && month(name).is_some() => {
            vec![format!(
                "{year}-{:02}-{:0>2}",
                month(name).unwrap_or_default(),
                day
            )]
        }
        [name, year] if month(name).is_some() => {
            vec![format!("{year}-{:02}", month(name).unwrap_or_default())]
        }
        _ => vec![text.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_birth_are_put_into_one_form() {
        for (text, dates) in [
            ("1971-03-02", vec!["1971-03-02"]),
            ("02 Mar 1971", vec!["1971-03-02"]),
            ("Mar 1971", vec!["1971-03"]),
            ("circa 1971", vec!["1971"]),
            ("1970 to 1972", vec!["1970", "1971", "1972"]),
        ] {
            assert_eq!(screened_dates(text), dates);
        }
    }
}
