//! Days told by a name or a place in the month: "Christmas Eve", "the first
//! Monday of October", "the last day of August", "the day after tomorrow".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::CheckText;
use crate::propose::date::{month_number, weekday_number};
use crate::propose::lexicon::{numeral, ordinal};

/// Days told by a name at a word: the word behind it, its first and its last day.
pub(super) fn named(
    text: &CheckText<'_>,
    at: usize,
    last: Option<Date>,
) -> Option<(usize, Date, Date)> {
    holiday(text, at, last)
        .or_else(|| of_month(text, at, last))
        .or_else(|| from_today(text, at))
        .or_else(|| weekend(text, at))
}

/// The year of a day that is told without: the one that puts it nearest to the
/// day of the text, or the year told last.
fn nearest(
    text: &CheckText<'_>,
    last: Option<Date>,
    of: impl Fn(i16) -> Option<Date>,
) -> Option<Date> {
    let base = text.dateline.or(last)?;
    (-1..=1)
        .filter_map(|step| of(base.year() + step))
        .min_by_key(|day| {
            day.since((jiff::Unit::Day, base))
                .map_or(i32::MAX, |span| span.get_days().abs())
        })
}

/// Holidays of a fixed day, and those of a weekday in a month.
fn holiday(text: &CheckText<'_>, at: usize, last: Option<Date>) -> Option<(usize, Date, Date)> {
    if !text.words.is_capital(at) {
        return None;
    }
    let word = |step: usize| text.fold(at + step);
    let apostrophe = usize::from(matches!(word(1), "'s" | "’s" | "'" | "’" | "s"));
    let fixed = |month: i8, day: i8| nearest(text, last, |year| Date::new(year, month, day).ok());
    let nth = |month: i8, nth: i8, weekday: Weekday| {
        nearest(text, last, |year| {
            Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, weekday)
                .ok()
        })
    };
    let (until, day) = match (word(0), word(1)) {
        ("christmas", "eve") => (at + 2, fixed(12, 24)),
        ("christmas", "day") => (at + 2, fixed(12, 25)),
        ("christmas", _) if matches!(text.fold(at.wrapping_sub(1)), "on" | "at") => {
            (at + 1, fixed(12, 25))
        }
        ("boxing", "day") => (at + 2, fixed(12, 26)),
        ("new", "year" | "year's") => {
            let next = at + 2 + usize::from(matches!(word(2), "'s" | "’s" | "s"));
            match text.fold(next) {
                "eve" => (next + 1, fixed(12, 31)),
                "day" => (next + 1, fixed(1, 1)),
                _ => return None,
            }
        }
        ("halloween", _) => (at + 1, fixed(10, 31)),
        ("epiphany", _) => (at + 1, fixed(1, 6)),
        ("bastille", "day") => (at + 2, fixed(7, 14)),
        ("may", "day") => (at + 2, fixed(5, 1)),
        ("valentine" | "valentine's", _) if text.fold(at + 1 + apostrophe) == "day" => {
            (at + 2 + apostrophe, fixed(2, 14))
        }
        ("thanksgiving", _) => (at + 1, nth(11, 4, Weekday::Thursday)),
        ("labor" | "labour", "day") => (at + 2, nth(9, 1, Weekday::Monday)),
        ("memorial", "day") => (at + 2, nth(5, -1, Weekday::Monday)),
        ("columbus", "day") => (at + 2, nth(10, 2, Weekday::Monday)),
        ("veterans", "day") => (at + 2, fixed(11, 11)),
        ("armistice", "day") => (at + 2, fixed(11, 11)),
        ("liberation", "day") => (at + 2, fixed(8, 15)),
        ("hangul" | "hangeul", "day") => (at + 2, fixed(10, 9)),
        _ => return None,
    };
    let day = day?;
    Some((until, day, day))
}

/// "the first Monday of October", "the last day of August", "the third week of May".
fn of_month(text: &CheckText<'_>, at: usize, last: Option<Date>) -> Option<(usize, Date, Date)> {
    let which = match text.fold(at) {
        "last" | "final" => -1,
        fold => i8::try_from(ordinal(fold)?).ok()?,
    };
    if !matches!(which, -1 | 1..=5) || !matches!(text.fold(at + 2), "of" | "in") {
        return None;
    }
    let month = month_number(text.fold(at + 3)).filter(|_| text.words.is_capital(at + 3))?;
    let mut until = at + 4;
    let year: Option<i16> = text
        .fold(until)
        .parse()
        .ok()
        .filter(|year| (1900..2100).contains(year));
    until += usize::from(year.is_some());
    let first = |year: i16| Date::new(year, month, 1).ok();
    let unit = text.fold(at + 1);
    if let Some(weekday) = weekday_number(unit) {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let of = |year: i16| first(year)?.nth_weekday_of_month(which, weekday).ok();
        let day = match year {
            Some(year) => of(year),
            None => nearest(text, last, of),
        }?;
        return Some((until, day, day));
    }
    let start = match year {
        Some(year) => first(year),
        None => nearest(text, last, first),
    }?;
    match unit {
        "day" => {
            let day = if which == -1 {
                start.last_of_month()
            } else {
                start.checked_add(i64::from(which - 1).days()).ok()?
            };
            Some((until, day, day))
        }
        "week" => {
            let low = if which == -1 {
                start.last_of_month().checked_sub(8.days()).ok()?
            } else {
                start
                    .checked_add((i64::from(which - 1) * 7 - 2).days())
                    .ok()?
            };
            let high = low.checked_add(10.days()).ok()?;
            Some((until, low, high))
        }
        _ => None,
    }
}

/// "the day after tomorrow", "two weeks from now", "in three days' time".
fn from_today(text: &CheckText<'_>, at: usize) -> Option<(usize, Date, Date)> {
    let dateline = text.dateline?;
    let day = |days: i64| dateline.checked_add(days.days()).ok();
    match (text.fold(at), text.fold(at + 1), text.fold(at + 2)) {
        ("day", "after", "tomorrow") => {
            let day = day(2)?;
            return Some((at + 3, day, day));
        }
        ("day", "before", "yesterday") => {
            let day = day(-2)?;
            return Some((at + 3, day, day));
        }
        _ => {}
    }
    let count = match text.fold(at) {
        "a" | "one" => 1,
        fold => i64::from(numeral(fold)?),
    };
    let (unit, next) = match text.fold(at + 1) {
        "day" | "days" => (1, at + 2),
        "week" | "weeks" => (7, at + 2),
        "fortnight" => (14, at + 2),
        _ => return None,
    };
    let mut next = next;
    while matches!(text.fold(next), "'" | "’" | "s" | "'s" | "’s") {
        next += 1;
    }
    let until = match (text.fold(next), text.fold(next + 1)) {
        ("from", "now" | "today") => next + 2,
        ("hence", _) => next + 1,
        ("time", _) if at > 0 && text.fold(at - 1) == "in" => next + 1,
        _ => return None,
    };
    if count > 60 {
        return None;
    }
    let slack = if unit == 1 { 0 } else { count.min(4) };
    Some((
        until,
        day(count * unit - slack)?,
        day(count * unit + slack)?,
    ))
}

/// "over the weekend", "last weekend", "next weekend".
fn weekend(text: &CheckText<'_>, at: usize) -> Option<(usize, Date, Date)> {
    if text.fold(at) != "weekend" || at == 0 {
        return None;
    }
    let dateline = text.dateline?;
    let monday = dateline
        .checked_sub(i64::from(dateline.weekday().to_monday_zero_offset()).days())
        .ok()?;
    let step = match text.fold(at - 1) {
        "next" | "coming" => 5,
        "last" | "past" => -2,
        // "over the weekend" is the one that is over, on a Saturday the one that is.
        "the" if matches!(text.fold(at.wrapping_sub(2)), "over" | "on" | "at") => {
            if dateline.weekday().to_monday_zero_offset() >= 5 {
                5
            } else {
                -2
            }
        }
        _ => return None,
    };
    let first = monday.checked_add(i64::from(step).days()).ok()?;
    let last = first.checked_add(1.days()).ok()?;
    Some((at + 1, first, last))
}
