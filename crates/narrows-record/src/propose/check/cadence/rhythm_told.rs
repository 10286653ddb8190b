//! Reads what a text says of a rhythm: "every six months", "at yearly intervals",
//! "always in spring", "in even years", "like clockwork".

use super::super::CheckText;
use super::force::{bound_of, is_of_meetings, is_wish};
use super::habit::{as_before, fixture, habit, weekday};
use super::measure::{around, month_number, season_months, skip, times, turn, unit_months};
use super::nouns::round_noun;
use super::stretch::Stretch;
use super::topic::Topic;
use crate::propose::lexicon::{numeral, ordinal};

/// What is told to recur, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Beat {
    /// Once in so many months.
    Every(f64),
    /// In these months of the year only.
    Months(Vec<i8>),
    /// On this day of the week only: Monday is 1.
    Weekday(i8),
    /// In even or in odd years only.
    Years { even: bool },
    /// "at regular intervals"
    Steady,
}

/// Which side of a rhythm is left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    AtMost,
}

/// A rhythm as it is told.
#[derive(Debug, Clone)]
pub(super) struct Rhythm {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) beat: Beat,
    /// The month since when it holds, where it is told.
    pub(super) since: Option<i32>,
    /// It is agreed or wished for, not told of what was.
    pub(super) wish: bool,
    pub(super) bound: Option<Bound>,
    /// "about once a year"
    pub(super) about: bool,
    pub(super) topic: Topic,
}

/// Rhythms beyond which a text's others are not compared.
const MOST: usize = 100;

/// Every rhythm of meetings that a text tells as a fact.
pub(super) fn rhythms(text: &CheckText<'_>) -> Vec<Rhythm> {
    let mut told = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until && told.len() < MOST {
            let read = beats(text, at, from, until);
            let Some((end, beats)) = read else {
                at += 1;
                continue;
            };
            if is_of_meetings(text, number, (from, until), at, end) {
                let wish = is_wish(text, from, at, end, &beats);
                let about = at > from
                    && matches!(
                        text.fold(at - 1),
                        "about" | "roughly" | "around" | "approximately" | "some"
                    );
                let topic = Topic::of(text, number, at, end);
                let since = text.annotations.dates[number]
                    .iter()
                    .filter(|date| date.from > end && date.from - end <= 5 || date.until <= at)
                    .find(|date| {
                        (date.from.saturating_sub(4).max(from)..date.from)
                            .any(|at| text.fold(at) == "since")
                    })
                    .and_then(Stretch::of)
                    .map(|date| date.first)
                    // "two in 2023, and every two months since then"
                    .or_else(|| {
                        let then = text.fold(end) == "since" && text.fold(end + 1) == "then";
                        text.annotations.dates[number]
                            .iter()
                            .rfind(|date| then && date.until <= at)
                            .and_then(Stretch::of)
                            .map(|date| date.last + 1)
                    });
                for beat in beats {
                    told.push(Rhythm {
                        sentence: number,
                        from: at,
                        until: end,
                        beat,
                        since,
                        wish,
                        about,
                        bound: bound_of(text, from, at),
                        topic: topic.clone(),
                    });
                }
            }
            at = end.max(at + 1);
        }
    }
    told
}

/// What recurs, read from one word on.
fn beats(text: &CheckText<'_>, at: usize, from: usize, until: usize) -> Option<(usize, Vec<Beat>)> {
    let fold = text.fold(at);
    let before = |back: usize| {
        if at >= from + back {
            text.fold(at - back)
        } else {
            ""
        }
    };
    // "of which there are two a year"
    if numeral(fold).is_some_and(|count| count > 1)
        && matches!(text.fold(at + 1), "a" | "per" | "each" | "every")
        && text.fold(at + 2) == "year"
        && let Some(count) = numeral(fold)
    {
        return Some((at + 3, vec![Beat::Every(12.0 / f64::from(count))]));
    }
    // "three times a year", "once in every two years"
    if let Some((next, count)) = times(text, at) {
        let next = skip(text, next);
        // "two calls in three months" counts what was.
        let counted = count > 1.0 && numeral(text.fold(next + 1)).is_some();
        if let Some((end, months)) = turn(text, next)
            && !counted
        {
            return Some((end, vec![Beat::Every(months / count)]));
        }
        if matches!(text.fold(next), "yearly" | "annually") {
            return Some((next + 1, vec![Beat::Every(12.0 / count)]));
        }
        if matches!(text.fold(next), "monthly" | "weekly") {
            return Some((next + 1, vec![Beat::Every(1.0 / count)]));
        }
    }
    if matches!(fold, "every" | "each") {
        if matches!(before(1), "not" | "almost" | "nearly" | "hardly" | "from") {
            return None;
        }
        if let Some((end, months)) = turn(text, at) {
            // "in May and November of every year"
            if before(1) == "of" && text.fold(end - 1) == "year" {
                let named: Vec<i8> = (at.saturating_sub(6).max(from)..at)
                    .filter(|at| text.words.is_capital(*at))
                    .filter_map(|at| month_number(text.fold(at)))
                    .collect();
                if !named.is_empty() {
                    let allowed = named.into_iter().flat_map(around).collect();
                    return Some((end, vec![Beat::Months(allowed)]));
                }
            }
            return Some((end, vec![Beat::Every(months)]));
        }
        let next = at + 1 + usize::from(matches!(text.fold(at + 1), "early" | "late" | "single"));
        if let Some(season) = season_months(text.fold(next)) {
            return Some((next + 1, vec![Beat::Every(12.0), Beat::Months(season)]));
        }
        if let Some(weekday) = crate::propose::date::weekday_number(text.fold(next)) {
            return Some((next + 1, vec![Beat::Weekday(weekday)]));
        }
        // "each of the past five years"
        if text.fold(at + 1) == "of"
            && let Some(end) = (at + 2..at + 8).find(|at| text.fold(*at) == "years")
            && (at + 2..end).any(|at| matches!(text.fold(at), "last" | "past" | "previous"))
        {
            return Some((end + 1, vec![Beat::Every(12.0)]));
        }
        if let Some(month) = month_number(text.fold(next)) {
            return Some((
                next + 1,
                vec![Beat::Every(12.0), Beat::Months(around(month))],
            ));
        }
        return None;
    }
    if let Some(months) = adjective(text, at, from) {
        return Some((at + 1, vec![Beat::Every(months)]));
    }
    // "six-month intervals", "half-year intervals", "intervals of four months"
    if matches!(fold, "intervals" | "interval") {
        if matches!(before(1), "regular" | "even" | "fixed" | "steady" | "set")
            && text.fold(at + 1) != "of"
        {
            return Some((at + 1, vec![Beat::Steady]));
        }
        if text.fold(at + 1) == "of"
            && fold == "intervals"
            && let Some(count) =
                numeral(text.fold(at + 2)).or((text.fold(at + 2) == "a").then_some(1))
            && let Some(unit) = unit_months(text.fold(at + 3))
        {
            return Some((at + 4, vec![Beat::Every(f64::from(count) * unit)]));
        }
    }
    if let Some(unit) = unit_months(fold)
        && matches!(
            text.fold(skip(text, at + 1)),
            "intervals" | "rhythm" | "cycle" | "apart"
        )
    {
        let mut start = at;
        while start > from && matches!(text.fold(start - 1), "-" | "–") {
            start -= 1;
        }
        let count = start
            .checked_sub(1)
            .filter(|start| *start >= from)
            .and_then(|count| match text.fold(count) {
                "half" => Some(0.5),
                fold => numeral(fold).map(f64::from),
            })?;
        let end = skip(text, at + 1) + 1;
        let spaced = text.fold(end - 1) != "apart"
            || (start.saturating_sub(4).max(from)..start)
                .any(|at| matches!(text.fold(at), "spaced" | "always"));
        return spaced.then(|| (end, vec![Beat::Every(count * unit)]));
    }
    // "for the fourth year running", "five years in a row", "three straight years"
    if unit_months(fold) == Some(12.0)
        && (matches!(text.fold(at + 1), "running")
            || text.fold(at + 1) == "in" && matches!(text.fold(at + 2), "succession")
            || text.fold(at + 1) == "in" && text.fold(at + 2) == "a" && text.fold(at + 3) == "row"
            || matches!(before(1), "consecutive" | "straight" | "successive"))
    {
        let row = matches!(before(1), "consecutive" | "straight" | "successive");
        let start = at.saturating_sub(1 + usize::from(row));
        let long = numeral(text.fold(start)).or(ordinal(text.fold(start)))?;
        return (long >= 3).then(|| (at + 1, vec![Beat::Every(12.0)]));
    }
    // "year after year", "year in, year out"
    if unit_months(fold).is_some()
        && (text.fold(at + 1) == "after" && text.fold(at + 2) == fold
            || text.fold(at + 1) == "in"
                && matches!(text.fold(at + 2), "," | "and")
                && text.fold(at + 3) == fold)
    {
        return Some((at + 3, vec![Beat::Every(unit_months(fold)?)]));
    }
    // "in years that end in an even number"
    if matches!(fold, "even" | "odd")
        && text.fold(at + 1) == "number"
        && (at.saturating_sub(6).max(from)..at).any(|at| text.fold(at) == "years")
    {
        return Some((
            at + 2,
            vec![Beat::Years {
                even: fold == "even",
            }],
        ));
    }
    if matches!(fold, "even" | "odd") {
        let mut next = skip(text, at + 1);
        if matches!(text.fold(next), "numbered") {
            next += 1;
        }
        // "in odd years here, in even ones there" is of places.
        let other = if fold == "even" { "odd" } else { "even" };
        if text.fold(next) == "years" && !(from..until).any(|at| text.fold(at) == other) {
            return Some((
                next + 1,
                vec![Beat::Years {
                    even: fold == "even",
                }],
            ));
        }
    }
    weekday(text, at, from)
        .or_else(|| steady(text, at))
        .or_else(|| as_before(text, at, until))
        .or_else(|| fixture(text, at, from))
        .or_else(|| habit(text, at, from, until))
}

/// "annual", "twice-yearly", "semi-annual", "six-monthly".
fn adjective(text: &CheckText<'_>, at: usize, from: usize) -> Option<f64> {
    // "the Quarterly Roundtable" is a name.
    if at > from
        && text.words.is_capital(at)
        && text.words.is_capital(at + 1)
        && !matches!(text.fold(at - 1), "\"" | "“")
    {
        return None;
    }
    let mut start = at;
    while start > from && matches!(text.fold(start - 1), "-" | "–") {
        start -= 1;
    }
    let before = if start > from {
        text.fold(start - 1)
    } else {
        ""
    };
    if matches!(before, "non" | "multi" | "irregular" | "not") {
        return None;
    }
    let months = match text.fold(at) {
        "annual" | "annually" | "yearly" => match before {
            "half" | "semi" | "bi" => 6.0,
            "twice" | "once" | "thrice" => return None,
            "times" => return None,
            _ => 12.0,
        },
        "quarterly" => 3.0,
        "monthly" => {
            if let Some(count) = numeral(before) {
                f64::from(count)
            } else if before == "bi" {
                2.0
            } else if start < at {
                return None;
            } else {
                1.0
            }
        }
        "bimonthly" => 2.0,
        "halfyearly" | "biannual" | "biannually" | "semiannual" | "semiannually" => 6.0,
        "biennial" | "biennially" => 24.0,
        "triennial" | "triennially" => 36.0,
        "fortnightly" => 0.5,
        "weekly" => 0.25,
        _ => return None,
    };
    Some(months)
}

/// "like clockwork", "without interruption", "never missed a year".
fn steady(text: &CheckText<'_>, at: usize) -> Option<(usize, Vec<Beat>)> {
    let next = text.fold(at + 1);
    match text.fold(at) {
        "like" if next == "clockwork" => Some((at + 2, vec![Beat::Steady])),
        "regularity" => Some((at + 1, vec![Beat::Steady])),
        "evenly" if matches!(next, "spread" | "spaced" | "distributed") => {
            Some((at + 2, vec![Beat::Steady]))
        }
        // "Not a year has gone by without a meeting"
        "not" | "never"
            if (at + 1..at + 6).any(|at| text.fold(at) == "year")
                && (at + 2..at + 12)
                    .any(|at| matches!(text.fold(at), "without" | "missed" | "skipped")) =>
        {
            let end = (at + 1..at + 12)
                .find(|at| matches!(text.fold(*at), "without" | "missed" | "skipped"))?;
            Some((end + 1, vec![Beat::Every(12.0)]))
        }
        "not" if matches!(next, "missed" | "skipped") => {
            let year = (at + 2..at + 6).any(|at| text.fold(at) == "year");
            year.then(|| (at + 2, vec![Beat::Every(12.0)]))
        }
        "clockwork" if next == "regularity" => Some((at + 2, vec![Beat::Steady])),
        "without" => {
            let end = at + 1 + usize::from(matches!(next, "a" | "an" | "any"));
            matches!(
                text.fold(end),
                "interruption"
                    | "interruptions"
                    | "break"
                    | "fail"
                    | "gap"
                    | "gaps"
                    | "pause"
                    | "exception"
            )
            .then(|| (end + 1, vec![Beat::Steady]))
        }
        "uninterrupted" | "uninterruptedly" | "unbroken" | "punctually" => {
            Some((at + 1, vec![Beat::Steady]))
        }
        "regularly" => Some((at + 1, vec![Beat::Steady])),
        "never"
            if matches!(
                next,
                "missed" | "skipped" | "missing" | "skipping" | "failed"
            ) =>
        {
            let end = (at + 2..at + 6).find(|at| {
                unit_months(text.fold(*at)).is_some()
                    || round_noun(text.fold(*at))
                    || matches!(text.fold(*at), "appointment" | "beat" | "one" | "date")
            })?;
            let beat = match unit_months(text.fold(end)) {
                Some(months) => Beat::Every(months),
                None => Beat::Steady,
            };
            Some((end + 1, vec![beat]))
        }
        _ => None,
    }
}
