//! A company's name in two spellings: "Resonac" and "Resonak".

use std::collections::BTreeMap;

use super::CheckText;
use super::membership_table::{Memberships, Named};
use super::romanisation::letters_changed;
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Letters of the shortest name that is compared.
const SHORTEST: usize = 5;

/// Places of a company that is known and of a word that is nearly its name.
pub(super) fn places_of_bodies(text: &CheckText<'_>) -> Vec<((usize, usize), (usize, usize))> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let fold = text.fold(at);
            let alone = text.words.shape(at) == Shape::Capital
                && fold.chars().count() >= SHORTEST
                && !text.words.is_hyphen(at + 1)
                && !(at > from && text.words.is_hyphen(at - 1))
                && !is_function_word(fold);
            if !alone {
                continue;
            }
            let company = Memberships::shipped()
                .named_at(text, at, at + 1, |named| {
                    matches!(named, Named::Company(_)).then_some(())
                })
                .is_some();
            let other = text.annotations.found[number].iter().any(|found| {
                found.from <= at
                    && at < found.until
                    && (found.id.is_some() || found.kind != MentionType::Org)
            });
            if company {
                known.entry(fold.to_owned()).or_insert(at);
            } else if !other {
                unknown.entry(fold.to_owned()).or_insert(at);
            }
        }
    }
    let small = |word: &str| {
        (0..text.words.words.len())
            .any(|at| text.words.shape(at) == Shape::Lower && text.fold(at) == word)
    };
    let mut found = Vec::new();
    for (name, at) in &known {
        for (word, other) in &unknown {
            let derived = name.starts_with(word.as_str()) || word.starts_with(name.as_str());
            let same_start = name.chars().take(2).eq(word.chars().take(2));
            if !derived && same_start && letters_changed(name, word) == 1 && !small(word) {
                found.push(((*at, *at + 1), (*other, *other + 1)));
            }
        }
    }
    found
}
