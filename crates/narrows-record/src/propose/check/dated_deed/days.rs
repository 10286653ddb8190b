//! Reads the dates of a text as days, with those that are reckoned from a day
//! told before: "the day after", "two weeks later", "on the 27th".

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::CheckText;
use super::length::{Length, length_at, length_of_unit};
use super::when::{When, days};
use crate::propose::date::{DateExpression, Resolved, Unit, edtf_bounds};
use crate::propose::lexicon::ordinal;

/// Every date of every sentence.
pub(super) fn whens(text: &CheckText<'_>) -> Vec<Vec<When>> {
    let mut last: Option<Date> = text.dateline;
    // The date told last, and the days that it may span.
    let mut told_last: Option<(Date, i64)> = text.dateline.map(|day| (day, 0));
    let mut last_from: Option<usize> = None;
    let mut all = Vec::with_capacity(text.words.sentences.len());
    for (number, sentence) in text.words.sentences.iter().enumerate() {
        let mut found: Vec<When> = Vec::new();
        let told = text
            .annotations
            .dates
            .get(number)
            .map_or(&[][..], Vec::as_slice);
        let mut at = sentence.from;
        while at < sentence.until {
            let date = told.iter().find(|date| date.from == at);
            let when = match date {
                Some(date) if leads_on(text, date.until, sentence.until) => {
                    at = date.until.max(at + 1);
                    None
                }
                Some(date) => {
                    let when = from_told(text, date.from, date.until, told_last)
                        .or_else(|| read(text, &date.expression, &date.resolved, last, told_last))
                        .map(|(lower, upper, slack)| When {
                            from: date.from,
                            origin: last_from
                                .filter(|_| matches!(text.fold(date.from), "that" | "same"))
                                .unwrap_or(date.from),
                            until: date.until,
                            lower,
                            upper,
                            slack,
                            guessed: text.dateline.is_some()
                                && matches!(
                                    date.expression,
                                    DateExpression::Day { year: None, .. }
                                ),
                            yearless: text.dateline.is_none()
                                && matches!(
                                    date.expression,
                                    DateExpression::Day { year: None, .. }
                                        | DateExpression::Month { year: None, .. }
                                ),
                            ahead: date.future,
                        });
                    at = date.until.max(at + 1);
                    when
                }
                None => {
                    let when = bare_day(text, at, sentence.until, last)
                        .or_else(|| later(text, at, sentence.until, told_last));
                    at = when.map_or(at + 1, |when| when.until);
                    when
                }
            };
            let when = when.map(|when| of_month(text, sentence.from, when));
            if let Some(when) = when {
                last = Some(when.lower);
                told_last = Some((when.lower, days(when.lower, when.upper)));
                last_from = Some(when.origin);
                if !opens_the_text(text, sentence.from, &when) {
                    found.push(when);
                }
            }
        }
        all.push(found);
    }
    all
}

/// "TOKYO, June 27 (Kyodo) -": the day of the text, not of a deed in it.
fn opens_the_text(text: &CheckText<'_>, from: usize, when: &When) -> bool {
    when.is_day()
        && Some(when.lower) == text.dateline
        && when.from - from <= 8
        && (matches!(
            text.fold(when.until),
            "-" | "–" | "—" | "(" | "/" | "|" | "*"
        ) || text.fold(when.until) == "," && text.fold(when.until + 1) == "(")
}

/// "two weeks after the signing": no date yet, what follows is part of it.
fn leads_on(text: &CheckText<'_>, end: usize, until: usize) -> bool {
    end < until
        && matches!(text.fold(end - 1), "after" | "before" | "on")
        && text.words.shape(end) != crate::propose::words::Shape::Sign
        && !matches!(
            text.fold(end),
            "under"
                | "in"
                | "at"
                | "with"
                | "by"
                | "on"
                | "for"
                | "and"
                | "but"
                | "from"
                | "to"
                | "as"
                | "while"
        )
}

/// So long away from a date; days and weeks only from a day.
fn away((from, span): (Date, i64), length: &Length, sign: i64) -> Option<(Date, i64)> {
    if span > 3 && length.days < 25 || span > 100 && length.days < 300 {
        return None;
    }
    let day = from.checked_add((length.days * sign).days()).ok()?;
    Some((day, length.slack + span))
}

/// "the following day", "the previous week": reckoned from the day told last.
fn from_told(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    last: Option<(Date, i64)>,
) -> Option<(Date, Date, i64)> {
    let sign = match text.fold(from) {
        "that" | "same" if text.fold(from + 1) == "day" => {
            let (day, span) = last.filter(|(_, span)| *span == 0)?;
            return (until == from + 2).then_some((day, day, span));
        }
        "following" => 1,
        "previous" | "preceding" => -1,
        _ => return None,
    };
    let length = (until == from + 2)
        .then(|| length_of_unit(text.fold(from + 1), 1))
        .flatten()?;
    let (day, slack) = away(last?, &length, sign)?;
    Some((day, day, slack + length.days / 4))
}

/// "the day before", "thirty-six months later", "a few weeks earlier".
fn later(text: &CheckText<'_>, at: usize, until: usize, last: Option<(Date, i64)>) -> Option<When> {
    let told = |length: Length, end: usize, sign: i64| {
        let (day, slack) = away(last?, &length, sign)?;
        Some(When {
            from: at,
            origin: at,
            until: end,
            lower: day,
            upper: day,
            slack,
            yearless: false,
            guessed: false,
            ahead: false,
        })
    };
    if text.fold(at) == "the"
        && let sign @ (1 | -1) = match text.fold(at + 1) {
            "next" => 1,
            "preceding" => -1,
            _ => 0,
        }
        && let Some(length) = length_of_unit(text.fold(at + 2), 1)
        && text.fold(at + 2) == "day"
    {
        return told(length, at + 3, sign);
    }
    let length = length_at(text, at, until)?;
    let sign = match text.fold(length.until) {
        "later" | "afterwards" | "afterward" => 1,
        "earlier" => -1,
        "after" | "on" if !leads_on(text, length.until + 1, until) => 1,
        "before" | "previously" if !leads_on(text, length.until + 1, until) => -1,
        _ => return None,
    };
    told(length, length.until + 1, sign)
}

/// First and last day, and slack.
fn read(
    text: &CheckText<'_>,
    expression: &DateExpression,
    resolved: &Resolved,
    last: Option<Date>,
    told_last: Option<(Date, i64)>,
) -> Option<(Date, Date, i64)> {
    use DateExpression as E;
    if let E::Shift {
        count,
        unit,
        from_text: false,
    } = expression
    {
        let length = Length::of(i64::from(count.abs()), *unit);
        let (day, slack) = away(told_last?, &length, i64::from(count.signum()))?;
        return Some((day, day, slack));
    }
    if let E::Shift {
        count,
        unit: unit @ (Unit::Week | Unit::Day),
        from_text: true,
    } = expression
    {
        let length = Length::of(i64::from(count.abs()), *unit);
        let day = text
            .dateline?
            .checked_add((length.days * i64::from(count.signum())).days())
            .ok()?;
        return Some((day, day, length.slack));
    }
    if let (
        E::Month {
            year: None,
            month,
            which: _,
        },
        None,
        false,
    ) = (
        expression,
        text.dateline,
        matches!(resolved, Resolved::Edtf(_)),
    ) {
        let first = Date::new(last.map_or(2000, Date::year), *month, 1).ok()?;
        return Some((first, first.last_of_month(), 0));
    }
    // Without the day of the text a day without a year still is one of the year
    // told last.
    if let (
        E::Day {
            year: None,
            month,
            day,
        },
        None,
    ) = (expression, text.dateline)
    {
        let day = Date::new(last.map_or(2000, Date::year), *month, *day).ok()?;
        return Some((day, day, 0));
    }
    let Resolved::Edtf(edtf) = resolved else {
        return None;
    };
    let bounds = edtf_bounds(edtf)?;
    let slack = match expression {
        E::Day { .. } | E::Days { .. } | E::Weekday { .. } | E::Month { .. } | E::Year(_) => 0,
        E::DaysFromText(_) => 0,
        E::Season { .. } => 25,
        E::PartOf { of, .. } => match **of {
            E::Month { .. }
            | E::Unit {
                unit: Unit::Month, ..
            } => 4,
            E::Unit {
                unit: Unit::Year, ..
            }
            | E::Year(_) => 40,
            _ => 7,
        },
        E::Shift { unit, count, .. } => match unit {
            Unit::Month => 8 * i64::from(count.abs()).min(4),
            _ => 60,
        },
        E::Unit {
            unit: Unit::Week, ..
        } => 2,
        E::Unit { .. } => 0,
        _ => return None,
    };
    Some((bounds.lower?, bounds.upper?, slack))
}

/// "the 15th of this month": the day, not the month.
fn of_month(text: &CheckText<'_>, from: usize, when: When) -> When {
    let month = (27..=31).contains(&(days(when.lower, when.upper) + 1));
    if !month || when.from < from + 2 || text.fold(when.from - 1) != "of" {
        return when;
    }
    let day = ordinal(text.fold(when.from - 2))
        .and_then(|day| i8::try_from(day).ok())
        .and_then(|day| Date::new(when.lower.year(), when.lower.month(), day).ok());
    match day {
        Some(day) => When {
            from: when.from - 2,
            origin: when.from - 2,
            lower: day,
            upper: day,
            ..when
        },
        None => when,
    }
}

/// "on the 27th", "the eighteenth": of the month told last, or of the text's.
fn bare_day(text: &CheckText<'_>, at: usize, until: usize, last: Option<Date>) -> Option<When> {
    if text.fold(at) != "the" || at + 1 >= until {
        return None;
    }
    let fold = text.fold(at + 1);
    let digits = fold.starts_with(|letter: char| letter.is_ascii_digit());
    let before = at.checked_sub(1).map_or("", |at| text.fold(at));
    let day = ordinal(fold).filter(|day| {
        (1..=31).contains(day) && digits && !fold.bytes().all(|c| c.is_ascii_digit())
    })?;
    let led = matches!(
        before,
        "on" | "from" | "since" | "until" | "by" | "," | "of" | "to" | "before" | "after"
    );
    let end = text.fold(at + 2);
    let closed = at + 2 >= until
        || text.words.shape(at + 2) == crate::propose::words::Shape::Sign
        || matches!(
            end,
            "in" | "at"
                | "by"
                | "and"
                | "when"
                | "with"
                | "after"
                | "before"
                | "without"
                | "that"
                | "over"
                | "for"
                | "to"
                | "but"
                | "as"
                | "while"
                | "he"
                | "she"
                | "they"
                | "the"
        );
    if !led || !closed {
        return None;
    }
    let day = i8::try_from(day).ok()?;
    // The last such day before the text, or the nearest to the date told last.
    let base = text.dateline.or(last)?;
    let of_month = |date: Date| Date::new(date.year(), date.month(), day).ok();
    let found = match last.filter(|last| days(*last, base).abs() > 40) {
        Some(last) => of_month(last)?,
        None => {
            let this = of_month(base);
            match this {
                Some(this) if days(base, this) <= 3 => this,
                _ => of_month(base.first_of_month().checked_sub(1.days()).ok()?).or(this)?,
            }
        }
    };
    Some(When {
        from: at + 1,
        origin: at + 1,
        until: at + 2,
        lower: found,
        upper: found,
        slack: 0,
        yearless: false,
        guessed: false,
        ahead: false,
    })
}
