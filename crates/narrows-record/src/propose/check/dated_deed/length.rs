//! Lengths of time in words: "two weeks", "a fortnight", "a year and a half".

use super::super::CheckText;
use crate::propose::date::Unit;
use crate::propose::lexicon::numeral;

/// A length of time: "two weeks", "a fortnight", "a year and a half".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) until: usize,
    pub(super) days: i64,
    pub(super) slack: i64,
}

impl Length {
    pub(super) fn of(count: i64, unit: Unit) -> Self {
        let (each, slack) = match unit {
            Unit::Day => (1, i64::from(count > 5)),
            Unit::Week => (7, if count == 1 { 1 } else { 1 + count }),
            Unit::Month => (30, (5 + 4 * count).min(40)),
            Unit::Quarter => (91, 20),
            Unit::Year => (365, 45 + 20 * count),
            Unit::Decade => (3652, 400),
            Unit::Century => (36524, 4000),
        };
        Self {
            until: 0,
            days: each * count,
            slack,
        }
    }
}

/// The length of time that begins at a word.
pub(super) fn length_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<Length> {
    if at >= until {
        return None;
    }
    let (mut next, mut count, mut loose) = match text.fold(at) {
        "a" | "an" | "the" | "one" => (at + 1, 1, false),
        "couple" if text.fold(at + 1) == "of" => (at + 2, 2, true),
        _ => {
            let (next, count) = number_at(text, at)?;
            (next, count, false)
        }
    };
    if text.fold(next) == "couple" && text.fold(next + 1) == "of" {
        (next, count, loose) = (next + 2, 2, true);
    }
    if text.fold(next) == "full" || text.fold(next) == "whole" {
        next += 1;
    }
    if text.fold(next) == "few" {
        (next, count, loose) = (next + 1, 3, true);
    }
    if matches!(text.fold(next), "morning" | "evening") && text.fold(at) != "the" {
        return None;
    }
    let mut length = length_of_unit(text.fold(next), count)?;
    length.until = next + 1;
    let each = length_of_unit(text.fold(next), 1)?.days;
    if text.fold(next + 1) == "and" && matches!(text.fold(next + 2), "a" | "one") {
        let part = match text.fold(next + 3) {
            "half" => each / 2,
            "quarter" => each / 4,
            _ => 0,
        };
        if part > 0 {
            length.days += part;
            length.until = next + 4;
        }
    }
    let about = at.checked_sub(1).map_or("", |at| text.fold(at));
    if loose
        || matches!(
            about,
            "about"
                | "around"
                | "roughly"
                | "nearly"
                | "almost"
                | "some"
                | "than"
                | "over"
                | "barely"
                | "approximately"
                | "within"
                | "under"
        )
    {
        length.slack += 2 + length.days / 3;
    }
    Some(length)
}

pub(super) fn length_of_unit(fold: &str, count: i64) -> Option<Length> {
    Some(match fold {
        "day" | "days" | "morning" | "evening" => Length::of(count, Unit::Day),
        "week" | "weeks" => Length::of(count, Unit::Week),
        "month" | "months" => Length::of(count, Unit::Month),
        "year" | "years" => Length::of(count, Unit::Year),
        "fortnight" | "fortnights" => Length::of(2 * count, Unit::Week),
        _ => return None,
    })
}

pub(super) fn number_at(text: &CheckText<'_>, at: usize) -> Option<(usize, i64)> {
    let fold = text.fold(at);
    let tens = match fold {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => 0,
    };
    if tens > 0 {
        let hyphen = matches!(text.fold(at + 1), "-" | "–");
        return match numeral(text.fold(at + 2)).filter(|ones| hyphen && *ones < 10) {
            Some(ones) => Some((at + 3, tens + i64::from(ones))),
            None => Some((at + 1, tens)),
        };
    }
    let count = numeral(fold).filter(|count| *count <= 400)?;
    Some((at + 1, i64::from(count)))
}
