//! Full names of people in a text: those that the annotations know, and runs
//! of words with capitals that may be such a name in another spelling.

use std::collections::{BTreeMap, BTreeSet};

use super::CheckText;
use crate::propose::date::is_calendar_word;
use crate::propose::lexicon::{Lexicon, is_function_word};
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Names of a text that are compared with each other.
const MOST_NAMES: usize = 400;

/// Words of the longest name.
const LONGEST_NAME: usize = 5;

pub(super) struct Name {
    /// Words in lower case without diacritics, in their order.
    pub(super) words: Vec<String>,
    pub(super) place: (usize, usize),
    pub(super) id: Option<String>,
    /// The posts named right before it or behind a comma.
    pub(super) roles: BTreeSet<String>,
    pub(super) sentence: usize,
    /// Only a run of capitals: it is a name if it is nearly one that is known.
    pub(super) guessed: bool,
}

/// Names of at least two words, each spelling once.
pub(super) fn full_names(text: &CheckText<'_>) -> Vec<Name> {
    let mut names: BTreeMap<Vec<String>, Name> = BTreeMap::new();
    for (number, _, _) in text.sentences() {
        let found = &text.annotations.found[number];
        for person in found.iter().filter(|found| found.kind == MentionType::Per) {
            let words = words_of(text, person.from, person.until);
            if words.len() < 2 {
                continue;
            }
            let roles = found
                .iter()
                .filter(|role| {
                    role.kind == MentionType::Role
                        && (role.until == person.from
                            || (person.until + 1..=person.until + 4).contains(&role.from)
                                && text.fold(person.until) == ",")
                })
                .flat_map(|role| (role.from..role.until).map(|at| text.fold(at).to_owned()));
            names
                .entry(words.clone())
                .or_insert_with(|| Name {
                    words,
                    place: (person.from, person.until),
                    id: person.id.clone(),
                    roles: BTreeSet::new(),
                    sentence: number,
                    guessed: false,
                })
                .roles
                .extend(roles);
        }
    }
    for name in runs(text) {
        names.entry(name.words.clone()).or_insert(name);
    }
    names.into_values().take(MOST_NAMES).collect()
}

pub(super) fn words_of(text: &CheckText<'_>, from: usize, until: usize) -> Vec<String> {
    crate::propose::words::fold(text.words.quote(from, until))
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.']).to_owned())
        .filter(|word| !matches!(word.as_str(), "jr" | "sr" | "iii") && word.chars().count() > 1)
        .collect()
}

/// Runs of words with capitals that nothing else is known of.
fn runs(text: &CheckText<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until {
            let end = run_end(text, number, at, until);
            let words = words_of(text, at, end);
            if (2..=LONGEST_NAME).contains(&words.len()) {
                names.push(Name {
                    words,
                    place: (at, end),
                    id: None,
                    roles: BTreeSet::new(),
                    sentence: number,
                    guessed: true,
                });
            }
            at = end.max(at + 1);
        }
    }
    names
}

fn run_end(text: &CheckText<'_>, number: usize, at: usize, until: usize) -> usize {
    let mut end = at;
    while end < until {
        if is_name_word(text, number, end) {
            end += 1;
            // "Duk-geun"
            if text.words.is_hyphen(end) && end + 1 < until {
                end += 2;
            }
        } else if end > at && is_particle(text.fold(end)) {
            end += 1;
        } else {
            break;
        }
    }
    while end > at && is_particle(text.fold(end - 1)) {
        end -= 1;
    }
    end
}

fn is_particle(fold: &str) -> bool {
    matches!(
        fold,
        "de" | "van"
            | "von"
            | "der"
            | "den"
            | "bin"
            | "al"
            | "da"
            | "di"
            | "la"
            | "el"
            | "du"
            | "dos"
            | "del"
            | "ter"
    )
}

fn is_name_word(text: &CheckText<'_>, number: usize, at: usize) -> bool {
    let fold = text.fold(at);
    text.words.shape(at) == Shape::Capital
        && !is_function_word(fold)
        && !is_calendar_word(fold)
        && !Lexicon::shipped().organisation.contains(fold)
        && !Lexicon::shipped().meeting.contains(fold)
        && !Lexicon::shipped().instrument.contains(fold)
        && !text.annotations.found[number]
            .iter()
            .any(|found| found.from <= at && at < found.until && found.kind != MentionType::Per)
}
