//! Whether a sentence tells of the time in which there is said to have been
//! none, and of a deed that was done.

use super::CheckText;
use super::absence_claim::{Absence, Denied};
use super::event::event_date;
use jiff::ToSpan;
use jiff::civil::Date;

/// Evidence that a sentence tells of the time that is excluded; nothing where
/// it tells of another time.
pub(super) fn time_told(
    text: &CheckText<'_>,
    claim: &Absence,
    (number, from, until): (usize, usize, usize),
) -> Option<(f64, Option<usize>)> {
    let now = claim.day;
    let mut dated = None;
    let mut outside = false;
    for date in &text.annotations.dates[number] {
        let mark = claim.denied == Denied::Deed
            && (date.from.saturating_sub(2)..date.from)
                .any(|at| matches!(text.fold(at), "since" | "until" | "by" | "before"))
            && text.fold(date.from.saturating_sub(1)) != "the";
        // "would be as good as last year": the date is past all the same.
        let past = event_date(date)
            .and_then(|told| told.bounds.upper)
            .zip(now)
            .is_some_and(|(upper, now)| upper < now);
        if date.future && !past || mark {
            outside = true;
            continue;
        }
        let Some(told) = event_date(date) else {
            continue;
        };
        match (told.bounds.lower, told.bounds.upper) {
            (Some(lower), Some(upper)) => {
                if is_within(claim, now, lower, upper) {
                    dated = Some((1.2, Some(date.from)));
                } else {
                    outside = true;
                }
            }
            _ if claim.after.is_none() && told.month.is_some() => {
                dated = Some((0.7, Some(date.from)));
            }
            _ => {}
        }
    }
    if dated.is_some() {
        return dated;
    }
    // "again": there was one before, whenever this one was.
    let again = !claim.numbers
        && claim.denied == Denied::Deed
        && claim.after.is_none()
        && (from..until).any(|at| {
            matches!(
                text.fold(at),
                "again" | "anew" | "resumed" | "repeatedly" | "renewed" | "reiterated" | "repeated"
            ) || matches!(text.fold(at), "second" | "third" | "fourth" | "fifth")
                && text.fold(at + 1) == "time"
                || text.fold(at) == "once" && text.fold(at + 1) == "more"
        });
    if again {
        return Some((0.9, None));
    }
    if claim.denied != Denied::Deed {
        return (!outside).then_some((0.0, None));
    }
    let recent = !claim.dated
        || match (now, text.dateline) {
            (Some(now), Some(dateline)) => dateline
                .checked_sub(20.days())
                .is_ok_and(|limit| now >= limit),
            (Some(_), None) => false,
            _ => true,
        };
    if outside || claim.after.is_some() || !recent {
        return None;
    }
    let earlier = (from..until).find(|at| {
        let at = *at;
        matches!(
            text.fold(at),
            "earlier"
                | "previous"
                | "previously"
                | "predecessor"
                | "predecessors"
                | "already"
                | "ago"
                | "recalled"
                | "remembered"
                | "former"
                | "again"
                | "repeated"
                | "second"
                | "third"
                | "once"
                | "twice"
                | "inaugural"
        ) || text.fold(at) == "last" && !matches!(text.fold(at + 1), "stake" | "word")
            || text.fold(at) == "opening" && !text.words.is_capital(at)
    });
    earlier.map(|at| (0.6, Some(at)))
}

fn is_within(claim: &Absence, now: Option<Date>, lower: Date, upper: Date) -> bool {
    let behind = claim.after.is_none_or(|after| lower > after);
    // What is so no longer is told of as of these days.
    if claim.denied == Denied::State {
        return now.is_some_and(|now| {
            now.checked_sub(60.days())
                .is_ok_and(|limit| lower >= limit && upper <= now)
        });
    }
    let before = now.is_none_or(|now| {
        let limit = if claim.denied == Denied::Deed { 3 } else { 0 };
        now.checked_sub(limit.days())
            .is_ok_and(|limit| upper < limit || claim.denied != Denied::Deed && upper <= limit)
    });
    behind && before
}

/// The date of the other sentence is told with the claim too: both speak of
/// the same occasion.
pub(super) fn same_occasion(text: &CheckText<'_>, claim: &Absence, other: usize) -> bool {
    let bounds = |number: usize| {
        text.annotations.dates[number]
            .iter()
            .filter(|date| text.fold(date.from.saturating_sub(1)) != "since")
            .filter_map(event_date)
            .filter(|date| date.month.is_some())
            .collect::<Vec<_>>()
    };
    let told = bounds(other);
    (claim.sentence.saturating_sub(1)..=claim.sentence)
        .filter(|number| *number != other)
        .flat_map(bounds)
        .any(|own| told.iter().any(|date| !date.excludes(&own)))
}

/// "had not met": the sentence denies it too.
pub(super) fn is_denied(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(5).max(from)..at).any(|at| {
        matches!(
            text.fold(at),
            "not"
                | "no"
                | "never"
                | "nobody"
                | "none"
                | "without"
                | "n't"
                | "nor"
                | "neither"
                | "will"
                | "would"
                | "could"
                | "should"
                | "might"
                | "shall"
                | "cannot"
        )
    })
}

/// What was only wanted, planned or broken off did not take place.
pub(super) fn is_unreal(text: &CheckText<'_>, from: usize, until: usize, hit: usize) -> bool {
    (hit.saturating_sub(7).max(from)..until.min(hit + 5)).any(|at| {
        matches!(
            text.fold(at),
            "wanted"
                | "hoped"
                | "planned"
                | "promised"
                | "foreseen"
                | "envisaged"
                | "plans"
                | "cancelled"
                | "canceled"
                | "postponed"
                | "scrapped"
                | "withdrew"
                | "withdrawn"
                | "failed"
                | "refused"
                | "rejected"
                | "instead"
                | "proposed"
                | "next"
                | "if"
                | "almost"
                | "nearly"
                | "unofficial"
                | "privately"
                | "alone"
                | "letter"
                | "letters"
                | "video"
                | "telephone"
                | "separately"
                | "bilaterally"
                | "deputies"
        ) || text.fold(at) == "called" && text.fold(at + 1) == "off"
            || text.fold(at) == "fell" && text.fold(at + 1) == "through"
    })
}
