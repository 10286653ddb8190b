//! Numbers and dates within one series of meetings.

use super::event::Event;
use super::{CheckText, Conflict};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut used = std::collections::BTreeSet::new();
    for (number, first) in text.events.iter().enumerate() {
        for second in &text.events[number + 1..] {
            if first.sentence == second.sentence && first.from == second.from {
                continue;
            }
            let conflict = first_of_all(first, second)
                .or_else(|| ordinals(text, first, second))
                .or_else(|| dates(text, first, second))
                .or_else(|| places(text, first, second));
            if let Some(conflict) = conflict
                && !used.contains(&(first.from, first.until))
                && !used.contains(&(second.from, second.until))
                && !conflicts.iter().any(|known| touches_both(known, &conflict))
            {
                // The later telling is the odd one: it is not reported again.
                used.insert((second.from, second.until));
                conflicts.push(conflict);
            }
        }
    }
}

fn touches_both(a: &Conflict, b: &Conflict) -> bool {
    let touch = |x: (usize, usize), y: (usize, usize)| x.0 < y.1 && y.0 < x.1;
    a.kind == b.kind
        && b.sides
            .iter()
            .all(|side| a.sides.iter().any(|other| touch(*side, *other)))
}

/// Whether two tellings can be of one series.
fn same_series(a: &Event, b: &Event) -> bool {
    let level = a.level.is_none() || b.level.is_none() || a.level == b.level;
    let parties = a.parties.is_none() || b.parties.is_none() || a.parties == b.parties;
    level
        && parties
        && (a.forum.is_some() && a.forum == b.forum || a.forum.is_none() && b.forum.is_none())
}

fn sides(text: &CheckText<'_>, a: &Event, b: &Event) -> Vec<(usize, usize)> {
    let _ = text;
    vec![(a.from, a.until), (b.from, b.until)]
}

/// The first of a series, and one dated before it.
fn first_of_all(a: &Event, b: &Event) -> Option<Conflict> {
    let (inaugural, other) = match (a.ordinal, b.ordinal) {
        (Some(1), None) => (a, b),
        (None, Some(1)) => (b, a),
        _ => return None,
    };
    let known = inaugural.forum.is_some()
        && inaugural.forum == other.forum
        && (inaugural.level == other.level || inaugural.level.is_none())
        && !other.opens;
    let (first, second) = (inaugural.date.as_ref()?, other.date.as_ref()?);
    let before = matches!((second.bounds.upper, first.bounds.lower), (Some(end), Some(start)) if end < start);
    // A few days apart it is one meeting with two dates.
    let near = first.days_apart(second).is_some_and(|days| days <= 6);
    (known && before && !near && !first.carried && !second.carried).then(|| Conflict {
        kind: "ordinal_conflict",
        severity: "error",
        sides: vec![
            (inaugural.from, inaugural.until),
            (other.from, other.until.max(second.until)),
        ],
        confidence: 0.7,
        reason: "called the first of its series, but another one is dated before it.".to_owned(),
    })
}

/// One meeting with two numbers.
fn ordinals(text: &CheckText<'_>, a: &Event, b: &Event) -> Option<Conflict> {
    let (first, second) = (a.ordinal?, b.ordinal?);
    if a.bare
        || b.bare
        || a.sentence == b.sentence
        || first == second
        || !same_series(a, b)
        || a.level != b.level
    {
        return None;
    }
    if a.forum.is_none() && (a.level.is_none() || a.parties.is_none()) {
        return None;
    }
    let (one, other) = (a.date.as_ref()?, b.date.as_ref()?);
    if one.carried || other.carried {
        return None;
    }
    let fine = |event: &Event| {
        event.date.as_ref().is_some_and(|date| {
            matches!((date.bounds.lower, date.bounds.upper), (Some(lower), Some(upper)) if upper.since((jiff::Unit::Day, lower)).is_ok_and(|span| span.get_days() <= 31))
        })
    };
    let elsewhere = matches!((&a.place, &b.place), (Some(x), Some(y)) if x != y);
    if !one.excludes(other) {
        if !fine(a) || !fine(b) || elsewhere {
            return None;
        }
        return Some(Conflict {
            kind: "ordinal_conflict",
            severity: "error",
            sides: sides(text, a, b),
            confidence: 0.82,
            reason: format!(
                "One meeting of a series is called number {first} and number {second}."
            ),
        });
    }
    None
}

/// One meeting on two dates.
fn dates(text: &CheckText<'_>, a: &Event, b: &Event) -> Option<Conflict> {
    let (one, other) = (a.date.as_ref()?, b.date.as_ref()?);
    if !one.excludes(other)
        || (one.from, one.until) == (other.from, other.until)
        || (one.carried && other.carried)
    {
        return None;
    }
    let same_number = a.ordinal.is_some()
        && a.ordinal == b.ordinal
        && same_series(a, b)
        && (a.forum.is_some() || (a.level.is_some() && a.level == b.level));
    let near = one.is_day()
        && other.is_day()
        && one
            .days_apart(other)
            .is_some_and(|days| (1..=6).contains(&days));
    let same_place = a.place.is_some() && a.place == b.place;
    let same_forum = a.forum.is_some() && a.forum == b.forum;
    // Two tellings that name the forum need not both name the level.
    let level = a.level.is_some() && a.level == b.level
        || same_forum && (a.level.is_none() || b.level.is_none()) && a.sentence != b.sentence;
    let parties = a.parties.is_none() || b.parties.is_none() || a.parties == b.parties;
    let ordinals = a.ordinal.is_none() || b.ordinal.is_none() || a.ordinal == b.ordinal;
    let forums = a.forum.is_none() || b.forum.is_none() || a.forum == b.forum;
    let near_same = near
        && parties
        && ordinals
        && forums
        && level
        && (same_place || a.opens || b.opens || same_forum)
        && !is_separate(text, a)
        && !is_separate(text, b);
    // "the Camp David summit": one summit of leaders in one place.
    let leaders = Some(super::MeetingLevel::Leaders);
    let one_summit = same_place
        && a.level == leaders
        && b.level == leaders
        && a.forum.is_none()
        && b.forum.is_none()
        && one.days_apart(other).is_some_and(|days| days <= 62)
        && !is_separate(text, a)
        && !is_separate(text, b);
    if !same_number && !near_same && !one_summit {
        return None;
    }
    // Events that only adopt the opening date need the same number.
    if (one.carried || other.carried) && !(near && (same_number || same_place)) {
        return None;
    }
    Some(Conflict {
        kind: "date_conflict",
        severity: "error",
        sides: vec![(one.from, one.until), (other.from, other.until)],
        confidence: if same_number { 0.85 } else { 0.75 },
        reason: format!(
            "One meeting seems to be dated twice: {} and {}.",
            text.words.quote(one.from, one.until),
            text.words.quote(other.from, other.until)
        ),
    })
}

/// "a separate meeting", "the next day": another one.
fn is_separate(text: &CheckText<'_>, event: &Event) -> bool {
    if event.opens {
        return false;
    }
    let from = text
        .words
        .sentences
        .get(event.sentence)
        .map_or(event.from, |sentence| sentence.from);
    let start = event.from.saturating_sub(3).max(from);
    (start..event.until).any(|at| {
        matches!(
            text.fold(at),
            "separate"
                | "another"
                | "other"
                | "next"
                | "previous"
                | "preparatory"
                | "second"
                | "last"
                | "earlier"
        )
    })
}

/// One meeting in two places.
fn places(text: &CheckText<'_>, a: &Event, b: &Event) -> Option<Conflict> {
    let (one, other) = (a.place.as_ref()?, b.place.as_ref()?);
    let same_number = a.ordinal.is_some()
        && a.ordinal == b.ordinal
        && a.forum.is_some()
        && same_series(a, b)
        && a.level == b.level;
    if one == other || !same_number {
        return None;
    }
    Some(Conflict {
        kind: "place_conflict",
        severity: "error",
        sides: sides(text, a, b),
        confidence: 0.75,
        reason: format!("One meeting seems to be in two places: {one} and {other}."),
    })
}
