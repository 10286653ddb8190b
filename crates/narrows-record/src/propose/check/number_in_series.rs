//! The number of a meeting against the other numbers and the rounds that the
//! text tells of the same series.

use super::event::EventDate;
use super::occasion::{Occasion, Time};
use super::{CheckText, Conflict};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (index, occasion) in text.occasions.iter().enumerate() {
        let Some((count, _)) = occasion.ordinal else {
            continue;
        };
        let conflict = text
            .occasions
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .find_map(|(_, other)| two_numbers(text, occasion, other))
            .or_else(|| too_many_before(text, occasion, count))
            .or_else(|| next_skips(text, occasion, count));
        if let Some(conflict) = conflict {
            conflict.add_new(conflicts);
        }
    }
}

fn conflict(sides: Vec<(usize, usize)>, confidence: f64, reason: String) -> Conflict {
    Conflict {
        kind: "ordinal_conflict",
        severity: "error",
        sides,
        confidence,
        reason,
    }
}

fn is_fine(date: &EventDate) -> bool {
    matches!((date.bounds.lower, date.bounds.upper), (Some(lower), Some(upper))
        if upper.since((jiff::Unit::Day, lower)).is_ok_and(|span| span.get_days() <= 31))
}

/// One meeting under two numbers: on one date, or both the text's own, or both
/// the next one.
fn two_numbers(text: &CheckText<'_>, a: &Occasion, b: &Occasion) -> Option<Conflict> {
    let (first, second) = (a.ordinal?.0, b.ordinal?.0);
    if first >= second && (a.from >= b.from) || first == second || !a.shares_series(b) {
        return None;
    }
    a.who.agreement(&b.who)?;
    if matches!((&a.place, &b.place), (Some(x), Some(y)) if x != y) {
        return None;
    }
    // "held its first meeting and will hold its second"
    if a.sentence == b.sentence {
        return None;
    }
    // "the sixth meeting, and the fourth in person"
    let of_a_kind = |occasion: &Occasion| {
        (occasion.from..occasion.until + 3)
            .any(|at| matches!(text.fold(at), "person" | "virtual" | "online" | "physical"))
    };
    if of_a_kind(a) != of_a_kind(b) {
        return None;
    }
    let dates = match (&a.date, &b.date) {
        (Some(one), Some(other)) if !one.carried && !other.carried => {
            let year_only = a.time == Time::Ahead && b.time == Time::Ahead;
            !one.excludes(other)
                && match (one.bounds.lower, other.bounds.lower) {
                    (Some(_), Some(_)) => is_fine(one) && is_fine(other) || year_only,
                    // Without years: the same month or day.
                    (None, None) => one.month.is_some() && other.month.is_some(),
                    _ => false,
                }
        }
        _ => false,
    };
    dates
        .then(|| {
            conflict(
                vec![a.ordinal_span(), b.ordinal_span()],
                0.8,
                format!("One meeting of a series is called number {first} and number {second}."),
            )
        })
        .filter(|_| !text.words.sentences.is_empty())
}

/// Rounds of the series that the text dates before a meeting.
fn earlier<'a>(text: &'a CheckText<'_>, occasion: &Occasion) -> Vec<&'a Occasion> {
    let before = occasion.date.as_ref().and_then(|date| date.bounds.lower);
    // The text's own meeting comes behind all that it tells of the past.
    if before.is_none() && occasion.time != Time::Main {
        return Vec::new();
    }
    let mut rounds: Vec<&Occasion> = Vec::new();
    for other in text.occasions.iter() {
        let Some(date) = other
            .date
            .as_ref()
            .filter(|date| is_fine(date) && !date.carried)
        else {
            continue;
        };
        let to_come =
            (other.until..other.until + 4).any(|at| matches!(text.fold(at), "will" | "would"));
        // "It last met in July" may be told elsewhere under its number.
        if other.time == Time::Ahead
            || to_come
            || other.one_before
            || !other.shares_series(occasion)
            || other.who.agreement(&occasion.who).is_none()
            || date
                .bounds
                .upper
                .is_none_or(|upper| before.is_some_and(|before| upper >= before))
            || other.time == Time::Main
            || date
                .days_apart(occasion.date.as_ref().unwrap_or(date))
                .is_some_and(|days| occasion.date.is_some() && days < 14)
        {
            continue;
        }
        let apart = rounds.iter().all(|known| {
            known.date.as_ref().is_some_and(|known| {
                known.excludes(date) && known.days_apart(date).is_none_or(|days| days > 20)
            })
        });
        if apart {
            rounds.push(other);
        }
    }
    rounds
}

/// "the third", after three that are dated before it.
fn too_many_before(text: &CheckText<'_>, occasion: &Occasion, count: u32) -> Option<Conflict> {
    // "the second in-person session" is counted among its like.
    let of_a_kind = (occasion.from..occasion.until)
        .any(|at| matches!(text.fold(at), "person" | "virtual" | "online" | "physical"));
    // Firsts are for the checks of firsts.
    if of_a_kind || count == 1 {
        return None;
    }
    let mut rounds = earlier(text, occasion);
    if rounds.len() < count as usize {
        return None;
    }
    rounds.sort_by_key(|round| round.from);
    let (first, last) = (rounds.first()?, rounds.last()?);
    // Told in one sentence: the row of them is the other side.
    let side = if first.sentence == last.sentence {
        (
            first.date_span().0,
            last.date_span().1.max(last.date.as_ref()?.until),
        )
    } else {
        last.date_span()
    };
    Some(conflict(
        vec![occasion.ordinal_span(), side],
        0.75,
        format!(
            "Called number {count}, but the text dates {} of the series before it.",
            rounds.len()
        ),
    ))
}

/// "the third" to come, where the last one held was the first.
fn next_skips(text: &CheckText<'_>, next: &Occasion, count: u32) -> Option<Conflict> {
    if next.time != Time::Ahead {
        return None;
    }
    let held: Vec<&Occasion> = text
        .occasions
        .iter()
        .filter(|other| {
            other.time != Time::Ahead
                && other.ordinal.is_some()
                && other.shares_series(next)
                && other.who.agreement(&next.who).is_some()
        })
        .collect();
    let last = held.iter().max_by_key(|other| other.ordinal)?;
    let (number, _) = last.ordinal?;
    let main = held
        .iter()
        .any(|other| other.time == Time::Main && other.ordinal == last.ordinal);
    let told_between = text.occasions.iter().any(|other| {
        other.shares_series(next)
            && other
                .ordinal
                .is_some_and(|(told, _)| told > number && told < count)
    });
    // "met for the first time … and will reconvene for a third round"
    let beside = number == 1 && next.sentence.abs_diff(last.sentence) <= 1;
    ((main || beside) && !told_between && count > number + 1).then(|| {
        conflict(
            vec![last.ordinal_span(), next.ordinal_span()],
            0.7,
            format!("The one after number {number} is called number {count}."),
        )
    })
}
