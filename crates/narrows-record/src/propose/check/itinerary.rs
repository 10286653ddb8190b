//! "A four-nation tour" and the places that the next sentences go through, from
//! the first stop to the last; the same for rounds and for speakers.

use std::collections::BTreeSet;

use super::counted::{Listed, counted_at};
use super::list_apart::tour;
use super::{CheckText, Conflict};
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Shape;

/// Sentences through which the stops may run.
const REACH: usize = 5;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let sentences: Vec<(usize, usize, usize)> = text.sentences().collect();
    for (index, (_, from, until)) in sentences.iter().enumerate() {
        for at in *from..*until {
            let claim = if let Some((number, end)) = tour(text, at, *until) {
                Some((number, end, MentionType::Place))
            } else if let Some(counted) = counted_at(text, *from, at, *until)
                && counted.noun > counted.at
            {
                let stops = matches!(
                    text.fold(counted.noun),
                    "stops" | "cities" | "venues" | "places" | "legs" | "hearings" | "workshops"
                );
                let kind = match counted.listed {
                    Listed::Rounds => Some(MentionType::Place),
                    _ if stops => Some(MentionType::Place),
                    Listed::Persons => Some(MentionType::Per),
                    _ => None,
                };
                kind.map(|kind| (counted.number as usize, counted.noun + 1, kind))
            } else {
                None
            };
            let Some((told, end, kind)) = claim.filter(|(told, _, _)| *told >= 3) else {
                continue;
            };
            let Some((named, span)) = stops(text, &sentences[index + 1..], kind) else {
                continue;
            };
            if named == told || named.abs_diff(told) > 2 || named < 3 {
                continue;
            }
            Conflict {
                kind: "count_mismatch",
                severity: "error",
                sides: vec![(at, end), span],
                confidence: 0.65,
                reason: format!(
                    "The text says {} and goes through {named}.",
                    text.words.quote(at, end)
                ),
            }
            .add_new(conflicts);
        }
    }
}

/// How many are named from the sentence with the first to that with the last.
fn stops(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    kind: MentionType,
) -> Option<(usize, (usize, usize))> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut span: Option<(usize, usize)> = None;
    for (step, (number, from, until)) in sentences.iter().take(REACH).enumerate() {
        let cue = |words: &[&str]| {
            (*from..*until)
                .any(|at| text.words.shape(at) != Shape::Sign && words.contains(&text.fold(at)))
        };
        let here: Vec<&Found> = text.annotations.found[*number]
            .iter()
            .filter(|found| found.kind == kind && is_stop(text, *from, found))
            .collect();
        if span.is_none() {
            if here.is_empty() && step == 0 {
                continue;
            }
            let begins = cue(&[
                "start",
                "began",
                "begins",
                "begin",
                "started",
                "starts",
                "first",
                "opened",
                "opening",
                "beginning",
            ]);
            if here.is_empty() || !begins || step > 1 {
                return None;
            }
        }
        for found in &here {
            names.insert(text.fold(found.until - 1).to_owned());
            span = Some((span.map_or(found.from, |span| span.0), found.until));
        }
        // The sentence before may hold an end of its own, as in "last year".
        let ends = (*from..*until).any(|at| {
            matches!(
                text.fold(at),
                "last" | "final" | "finally" | "ended" | "concluded"
            ) && !matches!(
                text.fold(at + 1),
                "year" | "month" | "week" | "summer" | "spring" | "autumn" | "fall" | "winter"
            )
        });
        if ends {
            return span.map(|span| (names.len(), span));
        }
        if here.is_empty() {
            return None;
        }
    }
    None
}

/// The subject or the place of a clause, and no owner or origin.
fn is_stop(text: &CheckText<'_>, from: usize, found: &Found) -> bool {
    let before = if found.from > from {
        text.fold(found.from - 1)
    } else {
        ""
    };
    let article = before == "the" && found.from >= from + 2;
    let before = if article {
        text.fold(found.from - 2)
    } else {
        before
    };
    let owner = text.fold(found.until) == "'s";
    // "Busan, South Korea"
    let apposed = before == ","
        && text.annotations.found.iter().flatten().any(|other| {
            other.kind == found.kind
                && other.until + 1 == found.from
                && found.kind == MentionType::Place
        })
        && text.fold(found.until) == ",";
    !owner
        && !apposed
        && (found.kind == MentionType::Per
            || matches!(
                before,
                "" | "in"
                    | "to"
                    | "at"
                    | "through"
                    | "via"
                    | "after"
                    | "was"
                    | ","
                    | ";"
                    | "and"
                    | "then"
                    | "came"
                    | "followed"
                    | "by"
            ))
}
