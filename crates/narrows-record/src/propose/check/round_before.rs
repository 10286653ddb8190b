//! Numbers of the round before and of the next one: "the fourth meeting … the
//! previous one, the second", "is preparing its fourth" after the second; and
//! "for the second time in this format" of a first meeting.

use super::event::{Event, MeetingLevel, is_gathering, ordinal_of, parties_of};
use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;

/// Sentences between a meeting and what is told of its neighbours.
const NEAR: usize = 12;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let found = previous(text, number, (from, until), at)
                .or_else(|| next(text, number, (from, until), at))
                .or_else(|| in_this_format(text, number, (from, until), at));
            if let Some(conflict) = found
                && !conflicts.iter().any(|known| {
                    known.kind == conflict.kind
                        && known.sides.iter().any(|side| {
                            conflict.sides[1].0 < side.1 && side.0 < conflict.sides[1].1
                        })
                })
            {
                conflicts.push(conflict);
            }
        }
    }
}

fn conflict(event: &Event, other: (usize, usize), reason: String) -> Conflict {
    Conflict {
        kind: "ordinal_conflict",
        severity: "error",
        sides: vec![(event.from, event.until), other],
        confidence: 0.75,
        reason,
    }
}

/// The level that words name.
fn level_named(text: &CheckText<'_>, from: usize, until: usize) -> Option<MeetingLevel> {
    let vice = (from..until).any(|at| {
        matches!(
            text.fold(at),
            "vice" | "vice-ministerial" | "vice-ministers" | "deputy"
        )
    });
    if vice {
        return Some(MeetingLevel::ViceMinisterial);
    }
    (from..until).find_map(|at| match text.fold(at) {
        "ministerial" | "ministers" => Some(MeetingLevel::Ministerial),
        "leaders" | "leaders'" => Some(MeetingLevel::Leaders),
        "working" | "officials" => Some(MeetingLevel::Working),
        _ => None,
    })
}

/// Whether the forum of an event is named between two words.
fn names_forum(text: &CheckText<'_>, event: &Event, number: usize, until: usize) -> bool {
    text.annotations.found[number].iter().any(|found| {
        if found.kind != MentionType::Forum || found.until > until {
            return false;
        }
        let key = found
            .id
            .clone()
            .unwrap_or_else(|| text.words.folded(found.from, found.until));
        // "the … Dialogue (SCCD)": the acronym stands right behind the meeting.
        let acronym = found.len() == 1
            && (event.from..event.until + 4).any(|at| text.fold(at) == text.fold(found.from));
        event.forum.as_ref() == Some(&key) || acronym
    })
}

/// "the previous meeting, the second": one less than the one told before.
fn previous(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
) -> Option<Conflict> {
    if !matches!(text.fold(at), "previous" | "preceding" | "last" | "prior")
        || at == from
        || !matches!(text.fold(at - 1), "the" | "its" | "their")
    {
        return None;
    }
    let noun = (at + 1..until.min(at + 4)).find(|at| {
        is_gathering(text.fold(*at)) && text.fold(*at) != "ministerial"
            || text.fold(*at) == "ministerial" && !is_gathering(text.fold(*at + 1))
            || text.fold(*at) == "one"
    })?;
    let apposition = noun + 1;
    let the = match text.fold(apposition) {
        "," | "(" | "was" | "—" | "–" => apposition + 1,
        _ => return None,
    };
    if text.fold(the) != "the" {
        return None;
    }
    let count = ordinal_of(text.fold(the + 1))?;
    if !matches!(
        text.fold(the + 2),
        "," | "." | ")" | ";" | "—" | "–" | "and" | "was"
    ) {
        return None;
    }
    let level = level_named(text, from, the).or_else(|| level_named(text, noun + 1, until));
    let mut candidates: Vec<&Event> = text
        .events
        .iter()
        .filter(|event| {
            event.from < at
                && number - event.sentence <= NEAR
                && event.ordinal.is_some()
                && !event.bare
                && (level.is_none() || event.level == level)
        })
        .collect();
    let named: Vec<&Event> = candidates
        .iter()
        .copied()
        .filter(|event| names_forum(text, event, number, at))
        .collect();
    if !named.is_empty() {
        candidates = named;
    }
    let current = *candidates.last()?;
    // Another series that the words could be of: nothing is said.
    let one_series = candidates
        .iter()
        .all(|event| event.forum == current.forum && event.level == current.level);
    let fits = candidates
        .iter()
        .any(|event| event.ordinal == Some(count + 1));
    (one_series && !fits && current.ordinal != Some(count)).then(|| {
        conflict(
            current,
            (at, the + 2),
            format!(
                "The one before number {} is called number {count}.",
                current.ordinal.unwrap_or_default()
            ),
        )
    })
}

/// "is now preparing its fourth ministerial", after the second was held.
fn next(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
) -> Option<Conflict> {
    let count = ordinal_of(text.fold(at))?;
    if at < from + 2 || !matches!(text.fold(at - 1), "its" | "their" | "the") {
        return None;
    }
    let noun = (at + 1..until.min(at + 4)).find(|at| is_gathering(text.fold(*at)))?;
    let ahead = (at.saturating_sub(5).max(from)..at - 1).any(|at| {
        matches!(
            text.fold(at),
            "preparing"
                | "prepare"
                | "prepares"
                | "preparations"
                | "planning"
                | "plans"
                | "plan"
                | "arranging"
                | "scheduling"
                | "next"
        )
    });
    if !ahead {
        return None;
    }
    let level = level_named(text, at, noun + 2);
    let held: Vec<&Event> = text
        .events
        .iter()
        .filter(|event| {
            event.from < at
                && event.until <= at
                && number - event.sentence <= 4
                && event.ordinal.is_some()
                && event.date.is_some()
                && (level.is_none() || event.level.is_none() || event.level == level)
                && names_forum(text, event, number, at)
        })
        .collect();
    let last = held.iter().max_by_key(|event| event.ordinal)?;
    let number_held = last.ordinal?;
    (count > number_held + 1).then(|| {
        conflict(
            last,
            (at, noun + 1),
            format!("The one after number {number_held} is called number {count}."),
        )
    })
}

/// "gathered in June 2024 for the second time in this format", where that
/// meeting is called the inaugural one.
fn in_this_format(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
) -> Option<Conflict> {
    let count = ordinal_of(text.fold(at))?;
    if text.fold(at + 1) != "time" || !matches!(text.fold(at + 2), "in" | "as" | "at") {
        return None;
    }
    let format = (at + 3..until.min(at + 7)).find(|at| {
        matches!(
            text.fold(*at),
            "format"
                | "circle"
                | "setting"
                | "constellation"
                | "configuration"
                | "grouping"
                | "lineup"
                | "line-up"
                | "threesome"
                | "trio"
                | "formation"
                | "composition"
        )
    })?;
    let level = level_named(text, from, at)?;
    let persons = text.annotations.found[number]
        .iter()
        .filter(|found| found.kind == MentionType::Per && found.until <= at)
        .count();
    let parties = parties_of(text.words, from, until)
        .or_else(|| u8::try_from(persons).ok().filter(|count| *count >= 2))?;
    let names_other_forum = text.annotations.found[number].iter().any(|found| {
        found.kind == MentionType::Forum && found.id.as_deref() != Some("jpn-kor-usa")
    });
    if names_other_forum {
        return None;
    }
    let date = text.annotations.dates[number]
        .iter()
        .filter(|date| !date.future)
        .filter_map(super::event::event_date)
        .find(|date| date.month.is_some() && date.bounds.lower.is_some())?;
    let same: Vec<&Event> = text
        .events
        .iter()
        .filter(|event| {
            event.sentence != number
                && event.ordinal.is_some()
                && event.level == Some(level)
                && event.parties == Some(parties)
                && event.date.is_some_and(|told| {
                    told.bounds.lower.is_some() && told.month.is_some() && !told.excludes(&date)
                })
        })
        .collect();
    let first = same.first()?;
    let agrees = same.iter().any(|event| event.ordinal == Some(count));
    (!agrees).then(|| {
        conflict(
            first,
            (at, format + 1),
            format!(
                "One meeting is called number {} and number {count}.",
                first.ordinal.unwrap_or_default()
            ),
        )
    })
}
