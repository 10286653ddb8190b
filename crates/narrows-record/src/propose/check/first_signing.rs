//! "Had never signed any accord on …", "the first text on …": against one that
//! the text says was signed before by the same parties on the same matter.

use super::event::{EventDate, event_date};
use super::party::Party;
use super::rank::Ranks;
use super::{CheckText, Conflict};
use crate::propose::lexicon::is_function_word;
use jiff::ToSpan;

/// Words on each side between a verb of signing and its paper.
const REACH: usize = 14;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut ranks = None;
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let Some((end, topic)) = claim(text, at, until) else {
                continue;
            };
            let ranks = ranks.get_or_insert_with(|| Ranks::of(text));
            let marks: Vec<EventDate> = (number.saturating_sub(1)..=number)
                .flat_map(|number| text.annotations.dates[number].iter())
                .filter_map(event_date)
                .collect();
            let party = Party::of(text, ranks, number, from, until);
            let other = text
                .sentences()
                .filter(|(other, _, _)| *other != number)
                .find_map(|(other, from, until)| {
                    signed_before(text, ranks, (other, from, until), &topic, &party, &marks)
                });
            let Some(other) = other else {
                continue;
            };
            conflicts.push(Conflict {
                kind: "presupposition_conflict",
                severity: "error",
                sides: vec![(at, end), other],
                confidence: 0.7,
                reason: "Said to be the first, or that there was none, but the text tells of another one."
                    .to_owned(),
            });
            break;
        }
    }
}

/// Where a claim at a word ends, and the words for what the paper is on.
fn claim<'a>(text: &'a CheckText<'_>, at: usize, until: usize) -> Option<(usize, Vec<&'a str>)> {
    if !matches!(text.fold(at), "first" | "never" | "no" | "not") {
        return None;
    }
    let limit = until.min(at + 2 * REACH);
    let verb = (at + 1..limit).find(|at| is_signing(text, *at))?;
    let noun = (at + 1..limit)
        .filter(|at| is_paper(text.fold(*at)))
        .min_by_key(|noun| noun.abs_diff(verb))?;
    let time = matches!(text.fold(at), "never" | "no" | "not")
        || (at + 1..at + 3)
            .any(|at| matches!(text.fold(at), "time" | "occasion") || is_paper(text.fold(at)));
    let on = (noun + 1..noun + 4)
        .find(|at| matches!(text.fold(*at), "on" | "about" | "for" | "covering"))?;
    let topic: Vec<&str> = (on + 1..until.min(on + 6))
        .map(|at| text.fold(at))
        .take_while(|fold| fold.chars().all(char::is_alphabetic) && !is_function_word(fold))
        .collect();
    (time && !topic.is_empty()).then(|| (on + 1 + topic.len(), topic))
}

/// A verb of signing.
fn is_signing(text: &CheckText<'_>, at: usize) -> bool {
    match text.fold(at) {
        "signed" | "inked" | "concluded" | "sealed" | "initialed" | "initialled" | "struck" => true,
        "put" | "set" | "affixed" => (at + 1..at + 5)
            .any(|at| matches!(text.fold(at), "names" | "name" | "signatures" | "signature")),
        _ => false,
    }
}

fn is_paper(fold: &str) -> bool {
    matches!(
        fold,
        "accord"
            | "agreement"
            | "pact"
            | "deal"
            | "treaty"
            | "paper"
            | "document"
            | "text"
            | "instrument"
            | "memorandum"
            | "framework"
            | "arrangement"
            | "letter"
            | "protocol"
            | "understanding"
            | "undertaking"
            | "compact"
            | "declaration"
    )
}

/// One that was signed before, in this sentence.
fn signed_before(
    text: &CheckText<'_>,
    ranks: &Ranks,
    (number, from, until): (usize, usize, usize),
    topic: &[&str],
    claimed: &Party,
    marks: &[EventDate],
) -> Option<(usize, usize)> {
    let verb = (from..until).find(|at| is_signing(text, *at))?;
    let unreal = (verb.saturating_sub(4).max(from)..verb).any(|at| {
        matches!(
            text.fold(at),
            "never" | "not" | "no" | "to" | "will" | "would" | "first" | "hopes" | "may" | "could"
        )
    });
    let paper = (verb.saturating_sub(REACH).max(from)..until.min(verb + REACH))
        .filter(|at| is_paper(text.fold(*at)))
        .min_by_key(|paper| paper.abs_diff(verb))?;
    // The matter is named here, or in what is said of it next to this.
    let near = |number: usize| {
        text.words.sentences.get(number).is_some_and(|range| {
            topic
                .iter()
                .all(|word| (range.from..range.until).any(|at| text.fold(at) == *word))
        })
    };
    let here = near(number);
    let definite = matches!(
        text.fold(paper.saturating_sub(2)),
        "the" | "that" | "earlier" | "older" | "previous"
    ) || matches!(text.fold(paper.saturating_sub(1)), "the" | "that");
    // Another matter is named in the paper's own name.
    let beside = topic.last().is_some_and(|word| {
        (number.saturating_sub(1)..=number + 1)
            .filter_map(|number| text.words.sentences.get(number))
            .any(|range| (range.from..range.until).any(|at| text.fold(at) == *word))
    });
    if unreal || !(here || definite && beside && !text.words.is_capital(paper)) {
        return None;
    }
    let date = text.annotations.dates[number]
        .iter()
        .filter(|date| {
            date.from > verb.saturating_sub(8) && date.from < verb + REACH && !date.future
        })
        .find_map(event_date)?;
    let day = text.dateline.or_else(|| text.day());
    let before = match (day, date.bounds.upper) {
        (Some(day), Some(upper)) => day.checked_sub(3.days()).is_ok_and(|limit| upper < limit),
        _ => true,
    };
    let told = Party::of(text, ranks, number, from, until);
    // An empty set is part of any.
    let same = told.states.is_subset(&claimed.states) || claimed.states.is_subset(&told.states);
    let fits = before && same && marks.iter().all(|mark| mark.excludes(&date));
    fits.then(|| {
        (
            paper.min(verb).min(date.from),
            date.until.max(verb + 1).max(paper + 1),
        )
    })
}
