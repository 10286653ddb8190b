//! "The first time that one side had asked the others for …": against the same
//! demand that the text tells of earlier, in whatever words.

use std::collections::BTreeSet;

use super::event::event_date;
use super::party::government_of;
use super::{CheckText, Conflict};
use jiff::ToSpan;

/// What is asked for, by nouns that mean much the same.
const THINGS: &[&[&str]] = &[
    &[
        "factory",
        "factories",
        "plant",
        "plants",
        "smelter",
        "smelters",
        "refinery",
        "refineries",
        "mill",
        "mills",
        "works",
    ],
    &[
        "aid",
        "grant",
        "grants",
        "subsidy",
        "subsidies",
        "handout",
        "handouts",
        "assistance",
        "donation",
        "donations",
    ],
    &[
        "loan",
        "loans",
        "credit",
        "credits",
        "financing",
        "guarantee",
        "guarantees",
    ],
    &[
        "exemption",
        "exemptions",
        "waiver",
        "waivers",
        "exception",
        "exceptions",
        "carve-out",
    ],
    &["tariff", "tariffs", "duty", "duties", "levy", "levies"],
    &[
        "license", "licence", "licenses", "licences", "permit", "permits",
    ],
    &["stockpile", "stockpiles", "reserve", "reserves", "stocks"],
    &[
        "training",
        "engineers",
        "technicians",
        "experts",
        "instructors",
    ],
    &["data", "information", "figures", "statistics"],
    &["timetable", "deadline", "schedule", "calendar"],
];

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let Some(first) = (from..until).find(|at| {
            matches!(text.fold(*at), "first" | "first-ever")
                && matches!(text.fold(at + 1), "time" | "occasion")
                || text.fold(*at) == "never"
        }) else {
            continue;
        };
        let limit = until.min(first + 24);
        if (first..limit).any(|at| matches!(text.fold(at), "since" | "under" | "in" | "this")) {
            continue;
        }
        // "Seoul asked for a waiver for the first time on Wednesday"
        let behind = first >= from + 3 && text.fold(first - 2) == "for";
        let verb = if behind {
            (from..first).rfind(|at| is_demand(text.fold(*at)))
        } else {
            (first + 1..limit).find(|at| is_demand(text.fold(*at)))
        };
        let Some(verb) = verb else {
            continue;
        };
        let wanted = things(text, verb, if behind { first } else { limit });
        let actor = actor(text, number, from, verb);
        let (Some(actor), false) = (actor, wanted.is_empty()) else {
            continue;
        };
        let other = text
            .sentences()
            .filter(|(other, _, _)| *other != number)
            .find_map(|place| asked_before(text, place, actor, &wanted));
        let Some(other) = other else {
            continue;
        };
        let end = (verb.max(first) + 1..limit)
            .find(|at| matches!(text.fold(*at), "," | "." | ";" | "\""))
            .unwrap_or(limit);
        let known = conflicts.iter().any(|known| {
            known.kind == "presupposition_conflict"
                && known
                    .sides
                    .iter()
                    .any(|side| side.0 < end && first < side.1)
        });
        if known {
            continue;
        }
        conflicts.push(Conflict {
            kind: "presupposition_conflict",
            severity: "error",
            sides: vec![(first.min(verb), end), other],
            confidence: 0.65,
            reason: "Said to be asked for the first time, but the text tells of the same demand earlier."
                .to_owned(),
        });
    }
}

fn is_demand(fold: &str) -> bool {
    matches!(
        fold,
        "asked"
            | "asking"
            | "demanded"
            | "demanding"
            | "requested"
            | "requesting"
            | "sought"
            | "seeking"
            | "urged"
            | "urging"
            | "pressed"
            | "pressing"
            | "pushed"
            | "pushing"
            | "appealed"
            | "appealing"
            | "called"
            | "calling"
            | "pleaded"
            | "pleading"
            | "lobbied"
            | "lobbying"
    )
}

/// The classes of things named, in words `from..until`.
fn things(text: &CheckText<'_>, from: usize, until: usize) -> BTreeSet<usize> {
    THINGS
        .iter()
        .enumerate()
        .filter(|(_, names)| (from..until).any(|at| names.contains(&text.fold(at))))
        .map(|(index, _)| index)
        .collect()
}

/// The state that asks: the name nearest before the verb.
fn actor(text: &CheckText<'_>, number: usize, from: usize, verb: usize) -> Option<&'static str> {
    text.annotations.found[number]
        .iter()
        .filter(|found| found.from >= from && found.until <= verb && verb - found.until <= 6)
        .filter(|found| {
            !matches!(
                text.fold(found.from.saturating_sub(1)),
                "in" | "to" | "from" | "at" | "with"
            )
        })
        .filter_map(|found| government_of(text, found))
        .next_back()
}

/// The same state asked for the same things, told as earlier.
fn asked_before(
    text: &CheckText<'_>,
    (number, from, until): (usize, usize, usize),
    actor_wanted: &str,
    wanted: &BTreeSet<usize>,
) -> Option<(usize, usize)> {
    if !text
        .words
        .kind_of(&text.words.sentences[number])
        .makes_statements()
    {
        return None;
    }
    let verb = (from..until).find(|at| is_demand(text.fold(*at)))?;
    let end = (verb + 1..until.min(verb + 14))
        .find(|at| matches!(text.fold(*at), "," | "." | ";"))
        .unwrap_or_else(|| until.min(verb + 14));
    // All that is asked for, also what it is asked in place of.
    let same = wanted.is_subset(&things(text, verb, end))
        && actor(text, number, from, verb) == Some(actor_wanted);
    let unreal = (verb.saturating_sub(6).max(from)..verb).any(|at| {
        matches!(
            text.fold(at),
            "never" | "not" | "will" | "would" | "could" | "if" | "first" | "to"
        )
    });
    if !same || unreal {
        return None;
    }
    let now = text.dateline.or_else(|| text.day());
    let dated = text.annotations.dates[number]
        .iter()
        .filter(|date| !date.future && date.from.abs_diff(verb) <= 14)
        .filter_map(event_date)
        .any(|date| {
            matches!((date.bounds.upper, now), (Some(upper), Some(now))
                if now.checked_sub(7.days()).is_ok_and(|limit| upper < limit))
        });
    let past = (verb.saturating_sub(5).max(from)..verb)
        .find(|at| matches!(text.fold(*at), "had" | "already" | "previously" | "once"));
    if !dated && past.is_none() {
        return None;
    }
    Some((
        past.map_or(verb, |past| past.saturating_sub(1).max(from)),
        end,
    ))
}
