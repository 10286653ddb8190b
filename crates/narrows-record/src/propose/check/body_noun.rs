//! Bodies by the noun of their names: "the council", "It" behind it.

use std::collections::{BTreeMap, BTreeSet};

use super::CheckText;
use crate::propose::mention::MentionType;

/// A body named, or pointed at by "the" and its noun.
pub(super) fn body_at(text: &CheckText<'_>, at: usize) -> Option<String> {
    let fold = text.fold(at);
    let noun = matches!(
        fold,
        "council"
            | "committee"
            | "network"
            | "board"
            | "panel"
            | "commission"
            | "dialogue"
            | "group"
    );
    let told = text.words.is_capital(at)
        || at > 0
            && matches!(
                text.fold(at - 1),
                "the" | "that" | "this" | "working" | "steering" | "expert" | "contact"
            );
    // "the Group of Seven"
    let of_states = fold == "group" && text.fold(at + 1) == "of";
    (noun && told && !of_states).then(|| fold.to_owned())
}

/// "It" at the head of a sentence: the body that the one before is about.
pub(super) fn pointed(text: &CheckText<'_>, number: usize, from: usize) -> Option<String> {
    if text.fold(from) != "it" {
        return None;
    }
    let range = text.words.sentences.get(number.checked_sub(1)?)?;
    (range.from..range.until.min(range.from + 6)).find_map(|at| body_at(text, at))
}

/// Nouns that stand in the names of two bodies of the text.
pub(super) fn ambiguous(text: &CheckText<'_>) -> BTreeSet<String> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (number, from, until) in text.sentences() {
        let in_person = |at: usize| {
            text.annotations.found[number]
                .iter()
                .any(|found| found.kind == MentionType::Per && found.from <= at && at < found.until)
        };
        for at in from + 1..until {
            let Some(body) = body_at(text, at) else {
                continue;
            };
            if text.words.is_capital(at) && text.words.is_capital(at - 1) && !in_person(at - 1) {
                let before = text.fold(at - 1).to_owned();
                names.entry(body).or_default().insert(before);
            }
        }
    }
    names
        .into_iter()
        .filter(|(_, before)| before.len() > 1)
        .map(|(body, _)| body)
        .collect()
}
