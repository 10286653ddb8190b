//! Who meets, for comparing two tellings: how many parties, which states, which
//! rank, which persons by name.

use std::collections::BTreeSet;

use super::CheckText;
use super::rank::{EXPERTS, MINISTERS, Rank, Ranks};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::mention::{Found, MentionType};
use narrows_core::Economy;

/// Who meets as far as some words tell.
#[derive(Debug, Clone, Default)]
pub(super) struct Party {
    pub(super) count: Option<usize>,
    pub(super) states: BTreeSet<&'static str>,
    pub(super) ranks: BTreeSet<Rank>,
    pub(super) persons: BTreeSet<String>,
}

impl Party {
    /// Reads words `from..until` of a sentence.
    pub(super) fn of(
        text: &CheckText<'_>,
        ranks: &Ranks,
        number: usize,
        from: usize,
        until: usize,
    ) -> Self {
        let mut party = Self {
            count: (from..until).find_map(|at| counted(text, at)),
            ..Self::default()
        };
        for found in text.annotations.found[number]
            .iter()
            .filter(|found| found.from >= from && found.until <= until)
        {
            if let Some(state) = state_of(found) {
                party.states.insert(state);
            }
            if found.kind == MentionType::Per && !is_owner(text, found) {
                party.persons.insert(ranks.person(text, found));
            }
        }
        for people in ranks.people(text, number, from, until) {
            // Directors are officials where it matters whether there were ministers.
            let rank = if people.rank < MINISTERS {
                EXPERTS
            } else {
                people.rank
            };
            party.ranks.insert(rank);
        }
        for at in from..until {
            match text.fold(at) {
                "ministerial" if !text.words.is_hyphen(at.saturating_sub(1)) => {
                    party.ranks.insert(MINISTERS);
                }
                // "her Japanese counterpart": of the same rank as she is.
                "officials" | "officers" | "workers" => {
                    party.ranks.insert(EXPERTS);
                }
                _ => {}
            }
        }
        party
    }

    /// How many meet, counted by states where no number is told.
    pub(super) fn parties(&self) -> Option<usize> {
        self.count.or_else(|| {
            let persons = self.persons.len();
            match self.states.len() {
                0 | 1 => (persons >= 2).then_some(persons),
                states => Some(states),
            }
        })
    }

    /// Two tellings of the same class of people, as far as both tell.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.may_be(other) && self.ranks.intersection(&other.ranks).next().is_some()
    }

    /// As many parties, and no other states.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let (Some(a), Some(b)) = (self.parties(), other.parties()) else {
            return false;
        };
        let states = self.states.len() < 2
            || other.states.len() < 2
            || self.states.is_subset(&other.states)
            || other.states.is_subset(&self.states);
        a == b && states
    }
}

/// How many parties a word tells of.
fn counted(text: &CheckText<'_>, at: usize) -> Option<usize> {
    let fold = |at: usize| text.fold(at);
    let count = match fold(at) {
        "trio" | "trilateral" | "tripartite" | "threesome" | "trilaterally" => return Some(3),
        "pair" | "duo" | "bilateral" | "bilaterally" => return Some(2),
        "quartet" | "quadrilateral" | "foursome" => return Some(4),
        "one" if text.words.is_hyphen(at + 1) && fold(at + 2) == "on" => return Some(2),
        "both" => 2,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        _ => return None,
    };
    let next = at + 1 + usize::from(text.words.is_hyphen(at + 1));
    let way = next > at + 1 && matches!(fold(next), "way" | "nation" | "country" | "sided");
    let parties = |at: usize| {
        matches!(
            fold(at),
            "countries"
                | "governments"
                | "sides"
                | "ministers"
                | "leaders"
                | "nations"
                | "states"
                | "allies"
                | "capitals"
                | "partners"
                | "delegations"
                | "secretaries"
                | "chiefs"
                | "ministries"
                | "economies"
                | "men"
                | "presidents"
                | "members"
        )
    };
    let noun = parties(at + 1) || parties(at + 2) || parties(at + 3) && fold(at + 1) != "of";
    let the = at > 0
        && matches!(fold(at - 1), "the" | "all")
        && matches!(
            fold(at + 1),
            "met"
                | "sat"
                | "had"
                | "gathered"
                | "of"
                | "talked"
                | "signed"
                | "came"
                | "held"
                | ","
                | "together"
                | "convened"
        );
    (way || noun || the || fold(at) == "both").then_some(count)
}

/// The state that a name, an adjective, a capital or a person stands for.
pub(super) fn state_of(found: &Found) -> Option<&'static str> {
    let id = found.id.as_deref();
    match found.kind {
        MentionType::Per => Gazetteer::shipped().person_of(id?),
        MentionType::Place | MentionType::Norp => {
            let id = id?;
            Economy::all()
                .find(|economy| economy.alpha3() == id)
                .map(|economy| economy.alpha3())
        }
        _ => None,
    }
}

/// The same, or the state whose capital a place is.
pub(super) fn government_of(text: &CheckText<'_>, found: &Found) -> Option<&'static str> {
    state_of(found).or_else(|| {
        (found.kind == MentionType::Place)
            .then(|| Gazetteer::shipped().capital_of(&text.words.folded(found.from, found.until)))
            .flatten()
    })
}

/// "Saito's predecessor": another person.
fn is_owner(text: &CheckText<'_>, person: &Found) -> bool {
    (person.until..person.until + 4).any(|at| {
        matches!(
            text.fold(at),
            "predecessor" | "successor" | "aide" | "aides" | "deputy" | "office" | "spokesman"
        )
    }) && matches!(text.fold(person.until), "'s" | "'")
}
