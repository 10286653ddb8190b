//! What tells a claim of absence and another sentence apart, or together: who
//! acts, where, in which forum, and whether another thing is meant.

use std::collections::BTreeSet;

use super::CheckText;
use super::absence_about::About;
use super::absence_claim::{Absence, Denied};
use super::absence_words::{Term, Told};
use crate::propose::lexicon::ordinal;
use crate::propose::mention::MentionType;

/// "the second round": the first one came before it and remains the first.
pub(super) fn tells_later_number(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| ordinal(text.fold(at)).is_some_and(|number| number > 1))
}

/// Persons and countries of the sentence before, in the same block.
pub(super) fn before_in_block<'a>(
    text: &CheckText<'_>,
    told: &'a Told,
    number: usize,
) -> Vec<&'a Term> {
    let sentences = &text.words.sentences;
    number
        .checked_sub(1)
        .filter(|before| sentences[*before].block == sentences[number].block)
        .map(|before| {
            told.in_sentence(before)
                .iter()
                .filter(|term| term.name.starts_with(['@', '%']))
                .collect()
        })
        .unwrap_or_default()
}

/// Where there is said to be only one: "a", "another", "the … that" with the
/// noun of the claim.
pub(super) fn tells_another(
    text: &CheckText<'_>,
    claim: &Absence,
    (from, until): (usize, usize),
    hits: &[&Term],
) -> bool {
    let end = (claim.from + 1..claim.until)
        .find(|at| {
            matches!(
                text.fold(*at),
                "of" | "for"
                    | "in"
                    | "that"
                    | "to"
                    | "with"
                    | "on"
                    | "at"
                    | "from"
                    | "which"
                    | "where"
                    | "submitted"
                    | "held"
                    | "by"
                    | "who"
            )
        })
        .unwrap_or(claim.until);
    let head = text.fold(end - 1);
    let head: String = head.chars().take(4).collect();
    hits.len() >= 2
        && (from..until).any(|noun| {
            text.fold(noun).starts_with(&head)
                && !text.words.is_hyphen(noun + 1)
                && ((noun.saturating_sub(4).max(from)..noun).any(|at| {
                    matches!(
                        text.fold(at),
                        "a" | "an" | "another" | "other" | "second" | "two" | "three" | "several"
                    )
                }) || (noun + 1..noun + 3).any(|at| matches!(text.fold(at), "that" | "which"))
                    && text.fold(noun.saturating_sub(1)) == "the")
        })
}

/// Both name a forum, and not the same one.
pub(super) fn forums_apart(text: &CheckText<'_>, a: usize, b: usize) -> bool {
    let forums = |number: usize| {
        text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
            .filter(|found| text.words.is_capital(found.from))
            .map(|found| {
                found
                    .id
                    .clone()
                    .unwrap_or_else(|| text.words.folded(found.from, found.until))
            })
            .collect::<BTreeSet<String>>()
    };
    let (a, b) = (forums(a), forums(b));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

/// "In March 2023 Tokyo …": where the sentence begins behind its time.
fn behind_time(text: &CheckText<'_>, from: usize) -> usize {
    let number = text
        .words
        .sentences
        .partition_point(|sentence| sentence.until <= from);
    let start = from + usize::from(matches!(text.fold(from), "in" | "on" | "during" | "by"));
    text.annotations.found.get(number).map_or(from, |found| {
        found
            .iter()
            .filter(|date| date.kind == MentionType::Date && date.from == start)
            .map(|date| date.until + usize::from(text.fold(date.until) == ","))
            .max()
            .unwrap_or(from)
    })
}

/// "for the first time on fish": the matter that a claim names with "on", which
/// the other sentence does not tell of.
pub(super) fn matters_apart(
    text: &CheckText<'_>,
    claim: &Absence,
    claimed: &[Term],
    names: &BTreeSet<&str>,
) -> bool {
    let until = text.words.sentences[claim.sentence]
        .until
        .min(claim.until + 4);
    let mut matters = (claim.subject..until)
        .filter(|at| matches!(text.fold(*at), "on" | "about" | "concerning" | "regarding"))
        .flat_map(|on| {
            claimed.iter().filter(move |term| {
                (on + 1..on + 4).contains(&term.at) && !term.name.starts_with(['#', '@', '%'])
            })
        })
        .peekable();
    matters.peek().is_some() && !matters.any(|term| names.contains(term.name.as_str()))
}

/// "China imposed …" where the Commission is said to have done so never: who
/// is told to have acted is nobody of the claim.
pub(super) fn acts_for_another(
    text: &CheckText<'_>,
    claim: &Absence,
    about: &About,
    told: &[Term],
    from: usize,
) -> bool {
    let anybody = claim.denied == Denied::Other
        || matches!(
            text.fold(claim.from),
            "no" | "none" | "nobody" | "neither" | "without" | "uninterrupted"
        );
    !anybody
        && about
            .subject
            .keys()
            .chain(about.focus.keys())
            .any(|name| !about.subject.is_empty() || name.starts_with('@'))
        && told
            .iter()
            .find(|term| term.name.starts_with('@'))
            .filter(|term| {
                term.at <= behind_time(text, from) + 1
                    && !matches!(text.fold(term.at + 1), "'s" | "'")
                    && !matches!(
                        text.fold(term.at.saturating_sub(1)),
                        "in" | "at" | "on" | "from"
                    )
            })
            .is_some_and(|term| {
                !about.focus.contains_key(&term.name) && !about.subject.contains_key(&term.name)
            })
}

/// "Kim was in Washington": a visit of the person, told by no word for one.
pub(super) fn was_there(
    text: &CheckText<'_>,
    about: &About,
    told: &[Term],
    names: &BTreeSet<&str>,
) -> bool {
    let person = about
        .focus
        .keys()
        .chain(about.subject.keys())
        .any(|name| name.starts_with('%') && names.contains(name.as_str()));
    about.focus.contains_key("#visit")
        && person
        && !names.contains("#visit")
        && told.iter().any(|term| {
            about.focus.contains_key(&term.name)
                && term.name.starts_with('@')
                && term.at > 0
                && matches!(
                    text.fold(term.at - 1),
                    "in" | "to" | "at" | "near" | "through"
                )
        })
}
