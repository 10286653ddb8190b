//! Parties on their way from an original into a snapshot: cleaned, numbered,
//! checked for repeats.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::{Economy, fold_name};

use super::country::economy;
use super::error::{ListError, Place};
use super::original::sha256;
use crate::{Identifier, Listing, NameKind, Party, PartyName, PartyType};

/// Characters of the longest name that is taken; the longest on the lists at
/// hand has 381.
const LONGEST_NAME: usize = 2_000;
/// Names of one party; the most on the lists at hand are 96.
const MOST_NAMES: usize = 2_000;
/// Parties of one list; the largest public collections have a million.
const MOST_PARTIES: usize = 2_000_000;

/// What an original says of one party, as it says it.
#[derive(Debug, Clone)]
pub(crate) struct PartyDraft {
    /// The list's own number, unique in it.
    pub(crate) number: Option<String>,
    /// Where it stands, for people.
    pub(crate) record: String,
    pub(crate) party_type: PartyType,
    pub(crate) names: Vec<(NameKind, String)>,
    /// Words in the place of a country.
    pub(crate) countries: Vec<String>,
    pub(crate) identifiers: Vec<Identifier>,
    pub(crate) birth_dates: Vec<String>,
    pub(crate) listing: Listing,
}

impl PartyDraft {
    pub(crate) fn new(listing: Listing) -> Self {
        Self {
            number: None,
            record: String::new(),
            party_type: PartyType::Unknown,
            names: Vec::new(),
            countries: Vec::new(),
            identifiers: Vec::new(),
            birth_dates: Vec::new(),
            listing,
        }
    }

    pub(crate) fn name(&mut self, kind: NameKind, text: &str) {
        self.names.push((kind, text.to_owned()));
    }
}

/// A record of an original from which no party could be made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SetAside {
    /// Where it stands.
    pub place: String,
    /// Why it could not be used.
    pub reason: String,
}

/// What a loader has read.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) parties: Vec<Party>,
    pub(crate) set_aside: Vec<SetAside>,
    /// Records that stand a second time, word for word.
    pub(crate) repeated: u64,
}

/// Gathers parties.
#[derive(Debug, Default)]
pub(crate) struct PartyGatherer {
    parties: Vec<Party>,
    by_id: BTreeMap<String, (usize, String)>,
    set_aside: Vec<SetAside>,
    repeated: u64,
}

impl PartyGatherer {
    /// Takes a party. A record without a name is set aside; a number that
    /// stands twice refuses the file.
    pub(crate) fn add(&mut self, place: &Place, draft: PartyDraft) -> Result<(), ListError> {
        if self.parties.len() >= MOST_PARTIES {
            return Err(ListError::refused(
                place.clone(),
                format!("more than {MOST_PARTIES} parties, as on no list"),
            ));
        }
        let names = clean_names(place, &draft.names)?;
        if names.is_empty() {
            self.set_aside(place, "it has no name");
            return Ok(());
        }
        let mut countries: BTreeSet<Economy> = BTreeSet::new();
        let mut places: BTreeSet<String> = BTreeSet::new();
        for words in &draft.countries {
            match economy(words) {
                Some(economy) => {
                    countries.insert(economy);
                }
                None => {
                    let words = one_line(words);
                    if !words.is_empty() {
                        places.insert(words);
                    }
                }
            }
        }
        let list = &draft.listing.list;
        let official = draft
            .number
            .as_deref()
            .map(|number| format!("{list}:{number}"));
        let id = official.clone().unwrap_or_else(|| {
            let codes: Vec<&str> = countries.iter().map(|economy| economy.alpha3()).collect();
            let key = format!("{}|{}", fold_name(&names[0].text), codes.join(","));
            format!("{list}:{}", &sha256(key.as_bytes())[..10])
        });
        let mut party = Party {
            id: id.clone(),
            record: one_line(&draft.record),
            party_type: draft.party_type,
            names,
            countries: countries.into_iter().collect(),
            places: places.into_iter().collect(),
            identifiers: draft
                .identifiers
                .into_iter()
                .map(|identifier| Identifier {
                    kind: one_line(&identifier.kind),
                    number: one_line(&identifier.number),
                })
                .filter(|identifier| !identifier.number.is_empty())
                .collect(),
            birth_dates: draft
                .birth_dates
                .iter()
                .map(|date| one_line(date))
                .filter(|date| !date.is_empty())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            listing: draft.listing,
        };
        let mut copies = 1;
        while let Some((position, first)) = self.by_id.get(&party.id) {
            if official.is_some() {
                return Err(ListError::not_readable(
                    place.clone().field("number"),
                    format!(
                        "{:?} stands a second time, first at {first}; download the list again",
                        party.id
                    ),
                ));
            }
            let twin = &self.parties[*position];
            let mut same = party.clone();
            same.id.clone_from(&twin.id);
            if same.says_the_same_as(twin) {
                self.repeated += 1;
                return Ok(());
            }
            copies += 1;
            party.id = format!("{id}-{copies}");
        }
        self.by_id
            .insert(party.id.clone(), (self.parties.len(), place.at.clone()));
        self.parties.push(party);
        Ok(())
    }

    /// Notes a record from which no party can be made.
    pub(crate) fn set_aside(&mut self, place: &Place, reason: &str) {
        self.set_aside.push(SetAside {
            place: place.to_string(),
            reason: reason.to_owned(),
        });
    }

    /// What was read; an error where so much was set aside that the file cannot
    /// be what it is said to be.
    pub(crate) fn finish(self, file: &str) -> Result<Loaded, ListError> {
        let most = (self.parties.len() / 50).max(5);
        if self.set_aside.len() > most {
            let first = &self.set_aside[0];
            return Err(ListError::not_readable(
                Place::file(file),
                format!(
                    "{} records cannot be used, so nothing was imported; the first, {}: {}",
                    self.set_aside.len(),
                    first.place,
                    first.reason
                ),
            ));
        }
        Ok(Loaded {
            parties: self.parties,
            set_aside: self.set_aside,
            repeated: self.repeated,
        })
    }
}

fn clean_names(place: &Place, names: &[(NameKind, String)]) -> Result<Vec<PartyName>, ListError> {
    let mut clean: Vec<PartyName> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (kind, text) in names {
        if text.len() > LONGEST_NAME && text.chars().count() > LONGEST_NAME {
            return Err(ListError::refused(
                place.clone().field("name"),
                format!("a name of more than {LONGEST_NAME} characters, as on no list"),
            ));
        }
        let text = one_line(text);
        // Marks alone, such as "-" or "N/A" written as "--", are no name.
        if !text.chars().any(char::is_alphanumeric) || !seen.insert(text.clone()) {
            continue;
        }
        clean.push(PartyName { text, kind: *kind });
    }
    if clean.len() > MOST_NAMES {
        return Err(ListError::refused(
            place.clone().field("name"),
            format!("more than {MOST_NAMES} names of one party, as on no list"),
        ));
    }
    if let Some(first) = clean.iter().position(|name| name.kind == NameKind::Primary) {
        let primary = clean.remove(first);
        clean.insert(0, primary);
    } else if let Some(first) = clean.first_mut() {
        first.kind = NameKind::Primary;
    }
    Ok(clean)
}

/// The text with each run of white space as one space, and none at the ends.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn draft(number: Option<&str>, name: &str) -> PartyDraft {
        let mut draft = PartyDraft::new(Listing::new("USA", "EL"));
        draft.number = number.map(str::to_owned);
        draft.name(NameKind::Primary, name);
        draft
    }

    #[test]
    fn a_number_that_stands_twice_refuses_the_file() {
        let mut gatherer = PartyGatherer::default();
        gatherer
            .add(&Place::line("f", 1), draft(Some("7"), "A"))
            .unwrap();
        let error = gatherer
            .add(&Place::line("f", 9), draft(Some("7"), "B"))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "f, line 9, field \"number\": \"EL:7\" stands a second time, first at line 1; \
             download the list again"
        );
    }

    #[test]
    fn the_same_record_twice_is_kept_once_and_another_of_its_name_too() {
        let mut gatherer = PartyGatherer::default();
        gatherer
            .add(&Place::line("f", 1), draft(None, "Alpha"))
            .unwrap();
        gatherer
            .add(&Place::line("f", 2), draft(None, "ALPHA"))
            .unwrap();
        gatherer
            .add(&Place::line("f", 3), draft(None, "Alpha"))
            .unwrap();
        let loaded = gatherer.finish("f").unwrap();
        assert_eq!(
            loaded.parties.len(),
            2,
            "another spelling is another record"
        );
        assert_eq!(loaded.repeated, 1);
        assert!(loaded.parties[1].id.ends_with("-2"));
    }

    #[test]
    fn too_many_records_without_a_name_refuse_the_file() {
        let mut gatherer = PartyGatherer::default();
        for line in 1..=6 {
            gatherer
                .add(&Place::line("f", line), draft(None, "--"))
                .unwrap();
        }
        let text = gatherer.finish("f").unwrap_err().to_string();
        assert!(
            text.contains("6 records cannot be used") && text.contains("line 1"),
            "{text}"
        );
    }
}
