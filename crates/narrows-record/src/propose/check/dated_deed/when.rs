//! When something happened: the days that a date can mean, and how loosely it
//! is told.

use jiff::civil::Date;
use jiff::{ToSpan, Unit as JiffUnit};

use super::length::Length;

/// A date of a sentence as days.
#[derive(Debug, Clone, Copy)]
pub(super) struct When {
    pub(super) from: usize,
    pub(super) until: usize,
    /// Where the telling begins: for "that day" at the day told before.
    pub(super) origin: usize,
    pub(super) lower: Date,
    pub(super) upper: Date,
    /// Days by which it may be off and still be right.
    pub(super) slack: i64,
    /// Its year is not told, and the text has no day of its own.
    pub(super) yearless: bool,
    /// Its year is not told, and taken from the day of the text.
    pub(super) guessed: bool,
    /// The sentence tells of it as still to come.
    pub(super) ahead: bool,
}

impl When {
    pub(super) fn is_day(&self) -> bool {
        self.lower == self.upper
    }

    /// A year or more.
    pub(super) fn is_long(&self) -> bool {
        days(self.lower, self.upper) > 300
    }

    /// Days between the two; nothing where they can be one date. A day without a
    /// year may be of the other's year as well as of the text's.
    pub(super) fn gap(&self, other: &Self) -> Option<i64> {
        let told = self.gap_as_told(other)?;
        if self.guessed == other.guessed {
            return Some(told);
        }
        let free = |when: &Self| Self {
            yearless: when.yearless || when.guessed,
            ..*when
        };
        free(self)
            .gap_as_told(&free(other))
            .map(|moved| moved.min(told))
    }

    fn gap_as_told(&self, other: &Self) -> Option<i64> {
        let (one, other) = in_one_year(self, other);
        let slack = one.slack + other.slack;
        let gap = if one.upper < other.lower {
            days(one.upper, other.lower)
        } else if other.upper < one.lower {
            days(other.upper, one.lower)
        } else {
            return None;
        };
        (gap > slack).then_some(gap)
    }

    /// True where this one is surely over before the other begins.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        let (one, then) = in_one_year(self, other);
        one.upper < then.lower && self.gap(other).is_some()
    }

    /// The same, so many days away.
    pub(super) fn shifted(&self, length: &Length, sign: i64) -> Option<Self> {
        let step = (length.days * sign).days();
        Some(Self {
            lower: self.lower.checked_add(step).ok()?,
            upper: self.upper.checked_add(step).ok()?,
            slack: self.slack + length.slack,
            ..*self
        })
    }
}

/// Both in one year, where one of them has none of its own.
fn in_one_year(one: &When, other: &When) -> (When, When) {
    let moved = |when: &When, year: i16| {
        let day = |day: Date| Date::new(year, day.month(), day.day()).unwrap_or(day);
        When {
            lower: day(when.lower),
            upper: day(when.upper),
            ..*when
        }
    };
    match (one.yearless, other.yearless) {
        (true, _) => (moved(one, other.lower.year()), *other),
        (false, true) => (*one, moved(other, one.lower.year())),
        _ => (*one, *other),
    }
}

pub(super) fn days(from: Date, until: Date) -> i64 {
    until
        .since((JiffUnit::Day, from))
        .map_or(0, |span| i64::from(span.get_days()))
}
