//! Lengths of time: "two days", "a little less than twenty-four hours", "the
//! morning", "a year and a quarter".

use super::super::CheckText;
use crate::propose::lexicon::numeral;

/// So many days, give or take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Length {
    pub(super) days: i64,
    pub(super) slack: i64,
}

/// The days of a unit.
fn unit(fold: &str) -> Option<f64> {
    Some(match fold {
        "minute" | "minutes" | "moment" | "moments" => 0.0,
        "hour" | "hours" => 1.0 / 24.0,
        "day" | "days" | "night" | "nights" | "morning" | "mornings" | "evening" | "evenings" => {
            1.0
        }
        "week" | "weeks" => 7.0,
        "fortnight" | "fortnights" => 14.0,
        "month" | "months" => 30.44,
        "quarter" | "quarters" => 91.3,
        "year" | "years" => 365.25,
        _ => return None,
    })
}

fn count(text: &CheckText<'_>, at: usize) -> Option<(f64, usize)> {
    // "twenty-four"
    if matches!(
        text.fold(at),
        "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "seventy" | "eighty" | "ninety"
    ) {
        let tens = [
            "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        ]
        .iter()
        .position(|word| *word == text.fold(at))
        .map(|place| (place as f64 + 2.0) * 10.0)?;
        if text.words.is_hyphen(at + 1)
            && let Some(ones) = numeral(text.fold(at + 2)).filter(|ones| (1..10).contains(ones))
        {
            return Some((tens + f64::from(ones), at + 3));
        }
        return Some((tens, at + 1));
    }
    match (text.fold(at), text.fold(at + 1)) {
        ("a" | "an" | "one", "couple") => {
            Some((2.0, at + 2 + usize::from(text.fold(at + 2) == "of")))
        }
        ("half", "a" | "an") => Some((0.5, at + 2)),
        ("a" | "an" | "one", _) => Some((1.0, at + 1)),
        (fold, _) => numeral(fold).map(|count| (f64::from(count), at + 1)),
    }
}

/// A length that begins at a word, and the word behind it.
pub(super) fn length_at(text: &CheckText<'_>, at: usize) -> Option<(Length, usize)> {
    // "the day after", "the morning before": one day.
    if text.fold(at) == "the" || text.fold(at) == "on" && text.fold(at + 1) == "the" {
        let noun = at + 1 + usize::from(text.fold(at) == "on");
        return matches!(
            text.fold(noun),
            "day" | "morning" | "evening" | "night" | "afternoon"
        )
        .then_some((Length { days: 1, slack: 0 }, noun + 1));
    }
    // "the week after", "the weekend before", "the month following"
    if text.fold(at) == "the" {
        let (days, slack) = match text.fold(at + 1) {
            "week" => (7, 6),
            "weekend" => (4, 4),
            "month" => (30, 30),
            "fortnight" => (8, 8),
            "hour" | "minute" | "moment" => (0, 0),
            _ => return None,
        };
        return Some((Length { days, slack }, at + 2));
    }
    // "a quarter of an hour", "half an hour", "three quarters of an hour"
    if text.fold(at + 1) == "quarter" && text.fold(at + 2) == "of" && text.fold(at + 4) == "hour" {
        return Some((Length { days: 0, slack: 0 }, at + 5));
    }
    let (mut amount, mut next) = count(text, at)?;
    // "a full week", "two whole days", "five working days"
    let mut loose = 0.0;
    match text.fold(next) {
        "full" | "whole" | "good" | "calendar" | "clear" => next += 1,
        "working" | "business" => {
            next += 1;
            loose = amount;
        }
        _ => {}
    }
    let days = unit(text.fold(next))?;
    next += 1;
    // "a year and a quarter", "a week and a half"
    if text.fold(next) == "and" && text.fold(next + 1) == "a" {
        match text.fold(next + 2) {
            "half" => amount += 0.5,
            "quarter" => amount += 0.25,
            _ => {}
        }
        if matches!(text.fold(next + 2), "half" | "quarter") {
            next += 3;
        }
    }
    let total = amount * days;
    let about = at > 0
        && (at.saturating_sub(4)..at).any(|at| {
            matches!(
                text.fold(at),
                "about"
                    | "around"
                    | "some"
                    | "roughly"
                    | "nearly"
                    | "almost"
                    | "over"
                    | "more"
                    | "less"
                    | "under"
                    | "barely"
                    | "within"
                    | "approximately"
                    | "hardly"
                    | "quite"
            )
        });
    // "a year to the day after", "exactly two weeks before"
    let exact =
        text.fold(next) == "to" && text.fold(next + 1) == "the" && text.fold(next + 2) == "day";
    next += usize::from(exact) * 3;
    let exact = exact || at > 0 && matches!(text.fold(at - 1), "exactly" | "precisely");
    // Days are counted, weeks and months are rounded.
    let mut slack = match days {
        days if days < 1.0 => 0.0,
        days if days < 7.0 => 0.0,
        days if days < 30.0 => total / 7.0,
        days if days < 91.0 => total * 0.25,
        _ => total * 0.2,
    } + loose;
    if exact {
        slack = if total > 25.0 { 3.0 } else { 0.0 };
    }
    if about {
        slack += (total * 0.2).max(if days < 1.0 { 0.0 } else { 1.0 });
    }
    Some((
        Length {
            days: total.round() as i64,
            slack: slack.ceil() as i64,
        },
        next,
    ))
}
