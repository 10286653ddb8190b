//! Words for how often: units, months and seasons, "three times", "every other year".

use super::super::CheckText;
use super::nouns::{body_noun, round_noun};
use crate::propose::lexicon::{numeral, ordinal};

/// The next word, over hyphens.
pub(super) fn skip(text: &CheckText<'_>, at: usize) -> usize {
    let mut at = at;
    while matches!(text.fold(at), "-" | "–" | "‑") && text.words.is_joined(at) {
        at += 1;
    }
    at
}

/// Months of a unit of time.
pub(super) fn unit_months(fold: &str) -> Option<f64> {
    Some(match fold {
        "day" | "days" => 1.0 / 30.0,
        "week" | "weeks" => 0.25,
        "fortnight" | "fortnights" => 0.5,
        "month" | "months" => 1.0,
        "quarter" | "quarters" => 3.0,
        "semester" | "semesters" => 6.0,
        "year" | "years" | "twelvemonth" => 12.0,
        "decade" | "decades" => 120.0,
        _ => return None,
    })
}

pub(super) fn season_months(fold: &str) -> Option<Vec<i8>> {
    Some(match fold {
        "spring" | "springtime" => vec![2, 3, 4, 5, 6],
        "summer" | "midsummer" => vec![5, 6, 7, 8, 9],
        "autumn" | "fall" => vec![8, 9, 10, 11, 12],
        "winter" | "midwinter" => vec![11, 12, 1, 2, 3],
        _ => return None,
    })
}

pub(super) fn month_number(fold: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS
        .iter()
        .position(|month| *month == fold || fold.strip_suffix('s') == Some(month))
        .and_then(|at| i8::try_from(at + 1).ok())
}

/// A month with its neighbours: meetings slip by some weeks.
pub(super) fn around(month: i8) -> Vec<i8> {
    vec![(month + 10) % 12 + 1, month, month % 12 + 1]
}

/// How often: "once", "twice", "three times".
pub(super) fn times(text: &CheckText<'_>, at: usize) -> Option<(usize, f64)> {
    match text.fold(at) {
        "once" => Some((at + 1, 1.0)),
        "twice" => Some((at + 1, 2.0)),
        "thrice" => Some((at + 1, 3.0)),
        fold => {
            let count = numeral(fold)?;
            let next = text.fold(at + 1);
            (next == "times" || round_noun(next) || body_noun(next).is_some())
                .then_some((at + 2, f64::from(count)))
        }
    }
}

/// "every six months", "in each fiscal year": how long one turn lasts.
pub(super) fn turn(text: &CheckText<'_>, at: usize) -> Option<(usize, f64)> {
    let mut next = skip(text, at);
    // "once in two years"
    if text.fold(next) == "in"
        && let Some(count) = numeral(text.fold(next + 1))
        && let Some(unit) = unit_months(text.fold(next + 2))
    {
        return Some((next + 3, f64::from(count) * unit));
    }
    if matches!(text.fold(next), "in" | "for" | "during" | "within" | "over") {
        next += 1;
    }
    if !matches!(
        text.fold(next),
        "every" | "each" | "per" | "a" | "any" | "the"
    ) {
        return None;
    }
    let article = matches!(text.fold(next), "a" | "the");
    if article && text.fold(next) == "the" {
        return None;
    }
    next = skip(text, next + 1);
    while matches!(
        text.fold(next),
        "single"
            | "full"
            | "passing"
            | "new"
            | "working"
            | "calendar"
            | "fiscal"
            | "financial"
            | "given"
            | "school"
    ) {
        next = skip(text, next + 1);
    }
    let mut count = 1.0;
    if !article {
        if text.fold(next) == "other" {
            count = 2.0;
            next = skip(text, next + 1);
        } else if let Some(number) = numeral(text.fold(next)) {
            count = f64::from(number);
            next = skip(text, next + 1);
            // "every two to three months"
            if matches!(text.fold(next), "to" | "or" | "-" | "–")
                && let Some(number) = numeral(text.fold(next + 1))
            {
                count = f64::from(number);
                next = skip(text, next + 2);
            }
        } else if let Some(number) = ordinal(text.fold(next)).filter(|number| *number >= 2) {
            count = f64::from(number);
            next += 1;
        } else if text.fold(next) == "half" {
            count = 0.5;
            next = skip(text, next + 1);
            next += usize::from(text.fold(next) == "a");
        }
    }
    if text.fold(next) == "leap" && text.fold(next + 1) == "year" {
        return Some((next + 2, 48.0));
    }
    // "every other autumn", "on the first Monday of each month"
    let months = unit_months(text.fold(next))
        .or_else(|| (count > 1.0 && season_months(text.fold(next)).is_some()).then_some(12.0))?;
    // "every day", "each week": rather a saying.
    (count * months >= 0.2).then_some((next + 1, count * months))
}
