//! What a text opens with: when, where and of whom.

use std::collections::BTreeSet;

use super::setting::LEAD;
use crate::propose::check::CheckText;
use crate::propose::check::event::{EventDate, event_date};
use crate::propose::check::party::state_of;
use crate::propose::mention::MentionType;

/// What a text opens with.
pub(super) struct Own {
    pub(super) dates: Vec<EventDate>,
    pub(super) states: BTreeSet<&'static str>,
    /// The month of the text.
    pub(super) month: Option<i8>,
    pub(super) places: BTreeSet<String>,
}

impl Own {
    pub(super) fn of(text: &CheckText<'_>) -> Self {
        let lead = || text.sentences().take(LEAD + 1);
        let dates = lead()
            .flat_map(|(number, _, _)| dates(text, number))
            .filter(is_short)
            .collect();
        let places = lead()
            .flat_map(|(number, _, _)| &text.annotations.found[number])
            .filter(|found| found.kind == MentionType::Place && state_of(found).is_none())
            .map(|found| text.words.folded(found.from, found.until))
            .collect();
        let month = text.dateline.map(|day| day.month());
        let states = lead()
            .flat_map(|(number, _, _)| &text.annotations.found[number])
            .filter_map(state_of)
            .collect();
        Self {
            dates,
            states,
            month,
            places,
        }
    }
}

/// A day, a week, a month.
pub(super) fn is_short(date: &EventDate) -> bool {
    match (date.bounds.lower, date.bounds.upper) {
        (Some(lower), Some(upper)) => {
            lower.year() == upper.year() && upper.month() - lower.month() <= 1
        }
        _ => date.month.is_some(),
    }
}

/// The dates of a sentence on which something was, without that of the text.
pub(super) fn dates<'t>(
    text: &'t CheckText<'_>,
    number: usize,
) -> impl Iterator<Item = EventDate> + 't {
    let (from, until) = {
        let sentence = &text.words.sentences[number];
        (sentence.from, sentence.until)
    };
    text.annotations.dates[number]
        .iter()
        .filter(move |date| {
            let before = if date.from > from {
                text.fold(date.from - 1)
            } else {
                ""
            };
            let dateline = date.from <= from + 6
                && (date.until..until.min(date.until + 6)).any(|at| {
                    matches!(text.fold(at), "(" | "—" | "–" | "-") && !text.words.is_hyphen(at)
                })
                && !matches!(before, "on" | "in" | "of");
            !dateline
                && !matches!(
                    before,
                    "since" | "until" | "by" | "after" | "before" | "said"
                )
        })
        .filter_map(move |date| {
            let mut told = event_date(date)?;
            // "on Tuesday" in a text of Tuesday is the same day, not a week before.
            let weekday = date.until <= date.from + 2 && text.fold(date.from).ends_with("day");
            if let (Some(day), Some(dateline)) = (told.bounds.lower, text.dateline)
                && weekday
                && told.is_day()
                && dateline.weekday() == day.weekday()
            {
                told.bounds.lower = Some(dateline);
                told.bounds.upper = Some(dateline);
                told.month = Some(dateline.month());
            }
            // "Tuesday's session" was, whatever else the sentence tells.
            let ahead = told.bounds.lower > text.dateline && text.dateline.is_some();
            if ahead && text.fold(date.until) == "'s" && told.is_day() {
                let week = jiff::Span::new().days(7);
                told.bounds.lower = told.bounds.lower.and_then(|day| day.checked_sub(week).ok());
                told.bounds.upper = told.bounds.lower;
                told.month = told.bounds.lower.map(|day| day.month());
            }
            Some(told)
        })
}
