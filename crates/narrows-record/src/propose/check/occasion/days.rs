//! The dates of a text, by sentence, also those that its dates are told by
//! alone ("the 27th") and those that point at a day told before ("the day
//! before").

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::CheckText;
use super::super::event::{EventDate, event_date};
use crate::propose::annotate::ToldDate;
use crate::propose::date::{DateBounds, DateExpression};
use crate::propose::lexicon::ordinal;

/// Sentences back to which "the day before" may point.
const REACH: usize = 3;

/// All dates of a text by sentence, each list in the order of its words.
pub(super) fn days(text: &CheckText<'_>) -> Vec<Vec<EventDate>> {
    let mut all: Vec<Vec<EventDate>> = Vec::with_capacity(text.words.sentences.len());
    let mut last: Option<(Date, usize)> = None;
    for (number, sentence) in text.words.sentences.iter().enumerate() {
        let told = &text.annotations.dates[number];
        let year = last.map(|(day, _)| day);
        let mut found: Vec<EventDate> = Vec::new();
        let mut at = sentence.from;
        while at < sentence.until {
            let base = last
                .filter(|(_, before)| number - before <= REACH)
                .map(|(day, _)| day);
            let date = told.iter().find(|date| date.from <= at && at < date.until);
            let named = super::calendar_names::named(text, at, year);
            let (next, day) = match date {
                _ if named.is_some_and(|(until, _, _)| {
                    date.is_none_or(|date| date.from >= at && date.until <= until)
                }) =>
                {
                    let (until, first, last) = named.unwrap_or((at + 1, Date::MIN, Date::MIN));
                    (until, Some(from_until(at, until, first, last)))
                }
                Some(date) => (date.until, of_told(text, date, told, base, year)),
                None => match alone(text, at).or_else(|| beside(text, at, base)) {
                    Some(day) => (day.until, Some(day)),
                    None => (at + 1, None),
                },
            };
            if let Some(day) = day {
                if day.is_day()
                    && let Some(lower) = day.bounds.lower
                {
                    last = Some((lower, number));
                }
                found.push(day);
                at = day.until.max(at + 1);
                continue;
            }
            at = next.max(at + 1);
        }
        for day in &mut found {
            said_on(text, (sentence.from, sentence.until), day, told);
        }
        all.push(found);
    }
    all
}

/// `"We met yesterday," she said on June 3`: reckoned from the day on which it
/// was said.
fn said_on(
    text: &CheckText<'_>,
    (from, until): (usize, usize),
    day: &mut EventDate,
    told: &[ToldDate],
) {
    let Some(ToldDate {
        expression: DateExpression::DaysFromText(step),
        ..
    }) = told.iter().find(|date| date.from == day.from)
    else {
        return;
    };
    let quoted = (from..day.from)
        .filter(|at| matches!(text.fold(*at), "\"" | "“" | "”"))
        .count()
        % 2
        == 1;
    if !quoted {
        return;
    }
    let speech = |at: usize| {
        matches!(
            text.fold(at),
            "said"
                | "told"
                | "wrote"
                | "posted"
                | "remarked"
                | "added"
                | "announced"
                | "noted"
                | "declared"
                | "tweeted"
                | "reported"
        )
    };
    let said = told.iter().find(|date| {
        !matches!(date.expression, DateExpression::DaysFromText(_))
            && (date.from.saturating_sub(6).max(from)..date.from).any(speech)
            && date.until <= until
    });
    if let Some(said) = said.and_then(event_date)
        && said.is_day()
        && let Some(base) = said.bounds.lower
        && let Ok(moved) = base.checked_add(i64::from(*step).days())
    {
        *day = EventDate {
            ahead: day.ahead,
            ..of_day(day.from, day.until, moved)
        };
    }
}

/// A date that the grammar knows, where it is reckoned from something else than
/// the day of the text.
fn of_told(
    text: &CheckText<'_>,
    date: &ToldDate,
    others: &[ToldDate],
    base: Option<Date>,
    last: Option<Date>,
) -> Option<EventDate> {
    use DateExpression as E;
    let has = |fold: &str| (date.from..date.until).any(|at| text.fold(at) == fold);
    match &date.expression {
        // "next Friday, August 16", "Tuesday of last week, December 3"
        E::Weekday { .. }
            if others.iter().any(|other| {
                other.from >= date.until
                    && other.from <= date.until + 2
                    && matches!(other.expression, E::Day { .. })
                    && (date.until..other.from).all(|at| matches!(text.fold(at), "," | "(" | "the"))
            }) =>
        {
            let other = others.iter().find(|other| other.from >= date.until)?;
            let day = of_told(text, other, &[], base, last)?;
            Some(EventDate {
                from: date.from,
                until: other.until,
                ..day
            })
        }
        // "Tuesday of next week"
        E::Weekday { weekday, .. } if has("week") => {
            let dateline = text.dateline?;
            let step = match () {
                () if has("next") || has("following") || has("coming") => 7,
                () if has("last") || has("previous") || has("past") => -7,
                () => 0,
            };
            let monday = dateline
                .checked_sub(i64::from(dateline.weekday().to_monday_zero_offset()).days())
                .ok()?;
            let weekday = Weekday::from_monday_one_offset(*weekday).ok()?;
            let day = monday
                .checked_add((i64::from(weekday.to_monday_zero_offset()) + step).days())
                .ok()?;
            Some(EventDate {
                ahead: date.future || step > 0,
                ..of_day(date.from, date.until, day)
            })
        }
        // A text without a day of its own: beside the day told last.
        E::Weekday { weekday, .. } if text.dateline.is_none() => {
            let weekday = Weekday::from_monday_one_offset(*weekday).ok()?;
            let day = (-3..=3)
                .filter_map(|step: i64| last?.checked_add(step.days()).ok())
                .find(|day| day.weekday() == weekday)?;
            Some(of_day(date.from, date.until, day))
        }
        E::Day {
            year: None,
            month,
            day,
        } if text.dateline.is_none() => {
            let told = event_date(date)?;
            match last.and_then(|last| Date::new(last.year(), *month, *day).ok()) {
                Some(day) => Some(EventDate {
                    ahead: told.ahead,
                    ..of_day(date.from, date.until, day)
                }),
                None => Some(told),
            }
        }
        E::Unit {
            unit: crate::propose::date::Unit::Day,
            ..
        } => {
            let step = match () {
                () if has("next") || has("following") => 1,
                () if has("previous") || has("last") || has("past") => -1,
                () if has("same") || has("that") => 0,
                () => return event_date(date),
            };
            let day = base?.checked_add(step.days()).ok()?;
            Some(of_day(date.from, date.until, day))
        }
        // "a day after the summit" is told by what is behind it.
        E::Shift { .. }
            if matches!(text.fold(date.until - 1), "after" | "before")
                && !ends(text, date.until) =>
        {
            None
        }
        // "August 18 last year"
        E::Day { year: None, .. } => {
            let day = event_date(date)?;
            let last_year = others.iter().any(|other| {
                other.from >= date.until
                    && other.from <= date.until + 2
                    && text.fold(other.from) == "last"
                    && text.fold(other.from + 1) == "year"
            });
            let (Some(lower), true) = (day.bounds.lower, last_year) else {
                return Some(day);
            };
            let year = text.dateline?.year() - 1;
            let moved = Date::new(year, lower.month(), lower.day()).ok()?;
            Some(of_day(date.from, date.until, moved))
        }
        _ => event_date(date),
    }
}

/// "the 27th": the one nearest to the day of the text.
fn alone(text: &CheckText<'_>, at: usize) -> Option<EventDate> {
    let fold = text.fold(at);
    if !fold.starts_with(|letter: char| letter.is_ascii_digit())
        || at == 0
        || text.fold(at - 1) != "the"
    {
        return None;
    }
    let day = ordinal(fold).filter(|day| (1..=31).contains(day))?;
    let next = text.fold(at + 1);
    let ends = matches!(
        next,
        "" | ","
            | "."
            | ";"
            | ":"
            | ")"
            | "("
            | "—"
            | "–"
            | "!"
            | "?"
            | "\""
            | "”"
            | "at"
            | "in"
            | "and"
            | "or"
            | "to"
            | "by"
            | "over"
            | "after"
            | "before"
            | "when"
            | "while"
            | "with"
            | "for"
            | "was"
            | "were"
            | "is"
            | "as"
            | "that"
            | "but"
            | "had"
            | "has"
            | "only"
            | "just"
            | "did"
            | "of"
    ) && (next != "of" || text.fold(at + 2) == "this" || text.fold(at + 3) == "month");
    if !ends {
        return None;
    }
    let dateline = text.dateline?;
    let day = i8::try_from(day).ok()?;
    let nearest = (-1..=1)
        .filter_map(|step: i32| {
            let month = dateline
                .first_of_month()
                .checked_add(i64::from(step).months())
                .ok()?;
            let day = Date::new(month.year(), month.month(), day).ok()?;
            let apart = day.since((jiff::Unit::Day, dateline)).ok()?.get_days();
            // What is said of the past lies a little farther back.
            let far = if apart > 0 { apart + 3 } else { -apart };
            Some((far, day))
        })
        .min()?;
    Some(of_day(at, at + 1, nearest.1))
}

/// "the day before", "the morning after", "two days earlier": beside the day told last.
fn beside(text: &CheckText<'_>, at: usize, base: Option<Date>) -> Option<EventDate> {
    let part = matches!(
        text.fold(at),
        "day" | "morning" | "evening" | "night" | "afternoon"
    );
    if !part || at == 0 || text.fold(at - 1) != "the" {
        return None;
    }
    let step = match text.fold(at + 1) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    // "the day after the summit" is told by what is behind it.
    if !ends(text, at + 2) {
        return None;
    }
    let day = base?.checked_add(step.days()).ok()?;
    Some(of_day(at, at + 2, day))
}

/// Whether "the day before" ends in front of a word.
fn ends(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "" | ","
            | "."
            | ";"
            | ":"
            | ")"
            | "—"
            | "–"
            | "!"
            | "?"
            | "\""
            | "”"
            | "under"
            | "in"
            | "at"
            | "with"
            | "and"
            | "to"
            | "but"
            | "for"
            | "by"
            | "on"
            | "over"
    )
}

fn of_day(from: usize, until: usize, day: Date) -> EventDate {
    from_until(from, until, day, day)
}

fn from_until(from: usize, until: usize, first: Date, last: Date) -> EventDate {
    EventDate {
        from,
        until,
        bounds: DateBounds {
            lower: Some(first),
            upper: Some(last),
        },
        month: (first.month() == last.month()).then(|| first.month()),
        yearless_day: None,
        carried: false,
        ahead: false,
    }
}

/// "Thursday, July 18" and nothing else.
pub(super) fn only_date(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    days: &[EventDate],
) -> Option<EventDate> {
    let [date] = days else {
        return None;
    };
    let others = (from..until)
        .filter(|at| !(date.from..date.until).contains(at))
        .filter(|at| {
            !crate::propose::date::is_month_or_weekday(text.fold(*at))
                && !matches!(text.fold(*at), "date" | "day" | "when" | "on" | "the")
                && text.words.shape(*at) != crate::propose::words::Shape::Sign
        })
        .count();
    (others == 0 && date.is_day()).then_some(*date)
}
