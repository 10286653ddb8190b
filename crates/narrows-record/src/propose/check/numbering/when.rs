//! When and where a numbered meeting was, and the verbs that tell of meetings.

use super::super::CheckText;
use super::super::event::{EventDate, event_date};
use super::claim::{Scope, is_one_of};
use crate::propose::mention::MentionType;

/// Verbs of meeting, in any form.
pub(super) fn is_meeting_form(text: &CheckText<'_>, at: usize) -> bool {
    const VERBS: [&str; 36] = [
        "met",
        "meet",
        "meets",
        "convened",
        "convene",
        "convenes",
        "convening",
        "gathered",
        "gather",
        "gathers",
        "assembled",
        "assemble",
        "assembles",
        "reconvened",
        "reconvene",
        "staged",
        "stage",
        "stages",
        "held",
        "hold",
        "holds",
        "holding",
        "organised",
        "organized",
        "huddled",
        "conferred",
        "confer",
        "regrouped",
        "hosted",
        "host",
        "hosts",
        "sitting",
        "congregated",
        "consulted",
        "rallied",
        "conducted",
    ];
    let next = text.fold(at + 1);
    match text.fold(at) {
        // "The committee, meeting in Seoul for the fifth time"
        "meeting" if at > 0 && text.fold(at - 1) == "," => {
            matches!(next, "in" | "for" | "at" | "on")
        }
        "meeting" | "gathering" => {
            at > 0 && is_one_of(text, at - 1, &["was", "were", "are", "is", "been", "be"])
        }
        "sat" | "sit" | "sits" => matches!(
            next,
            "down"
                | "together"
                | "across"
                | "only"
                | "just"
                | "in"
                | "for"
                | "on"
                | "twice"
                | "once"
        ),
        "come" | "came" | "got" | "get" | "comes" => next == "together",
        "took" | "taken" | "take" | "takes" => next == "place",
        fold => VERBS.contains(&fold),
    }
}

/// Days from a date to the day of the text.
pub(super) fn days_before(text: &CheckText<'_>, date: &EventDate) -> Option<i32> {
    let day = text.dateline.or_else(|| text.day())?;
    day.since((jiff::Unit::Day, date.bounds.upper?))
        .ok()
        .map(|span| span.get_days())
}

/// The date told beside a number.
pub(super) fn date_near(
    text: &CheckText<'_>,
    scope: &Scope<'_>,
    (low, high): (usize, usize),
) -> Option<EventDate> {
    let barred = |range: std::ops::Range<usize>| {
        range.clone().any(|at| {
            is_one_of(
                text,
                at,
                &[
                    ";", "and", "after", "before", "since", "while", "but", "than", "when", "which",
                ],
            )
        })
    };
    text.annotations.dates[scope.number]
        .iter()
        .filter(|date| {
            date.from >= high && date.from - high <= 9 && !barred(high..date.from)
                || date.until <= low
                    && low - date.until <= 7
                    && !barred(date.until..low)
                    // "The party, set up four years ago, was meeting"
                    && (date.from <= scope.from + 2 || text.fold(date.until) != ",")
        })
        .filter(|date| {
            !is_one_of(
                text,
                date.from.saturating_sub(1),
                &["since", "until", "of", "after", "before", "by", "than"],
            )
        })
        .min_by_key(|date| {
            if date.from >= high {
                date.from - high
            } else {
                low - date.until + 2
            }
        })
        .and_then(event_date)
}

/// The city told beside a number.
pub(super) fn place_near(
    text: &CheckText<'_>,
    scope: &Scope<'_>,
    (low, high): (usize, usize),
) -> Option<String> {
    text.annotations.found[scope.number]
        .iter()
        .filter(|found| found.kind == MentionType::Place)
        .filter(|found| is_one_of(text, found.from.saturating_sub(1), &["in", "at", "to"]))
        .filter(|found| {
            let near_on = found.from >= high && found.from - high <= 6;
            let near_back = found.until <= low
                && low - found.until <= 8
                && !(found.until..low)
                    .any(|at| is_one_of(text, at, &[";", "and", "after", "but", "while"]));
            near_on || near_back
        })
        .map(|found| text.words.folded(found.from, found.until))
        .next()
}
