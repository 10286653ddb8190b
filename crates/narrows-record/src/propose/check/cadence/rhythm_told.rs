//! Reads what a text says of a rhythm: "every six months", "at yearly intervals",
//! "always in spring", "in even years", "like clockwork".

use super::super::CheckText;
use super::stretch::Stretch;
use super::topic::{Topic, body_noun, meeting_verb, meeting_word, round_noun};
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

/// Every rhythm of meetings that a text tells as a fact.
pub(super) fn rhythms(text: &CheckText<'_>) -> Vec<Rhythm> {
    let mut told = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until {
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
                    .map(|date| date.first);
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

/// The next word, over hyphens.
fn skip(text: &CheckText<'_>, at: usize) -> usize {
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

fn month_number(fold: &str) -> Option<i8> {
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
fn around(month: i8) -> Vec<i8> {
    vec![(month + 10) % 12 + 1, month, month % 12 + 1]
}

/// How often: "once", "twice", "three times".
fn times(text: &CheckText<'_>, at: usize) -> Option<(usize, f64)> {
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
fn turn(text: &CheckText<'_>, at: usize) -> Option<(usize, f64)> {
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

/// "on Wednesdays only", "always on a Friday"
fn weekday(text: &CheckText<'_>, at: usize, from: usize) -> Option<(usize, Vec<Beat>)> {
    use crate::propose::date::weekday_number;
    let fold = text.fold(at);
    let plural = fold.strip_suffix('s').and_then(weekday_number);
    let always = || {
        (at.saturating_sub(5).max(from)..at)
            .any(|at| matches!(text.fold(at), "always" | "invariably" | "only" | "fixed"))
    };
    let day = plural.or_else(|| weekday_number(fold).filter(|_| at > from && always()))?;
    Some((at + 1, vec![Beat::Weekday(day)]))
}

/// The months that a season or month behind a word allows, and their end.
fn months_at(text: &CheckText<'_>, at: usize) -> Option<(usize, Vec<i8>)> {
    let mut next = at;
    while matches!(
        text.fold(next),
        "the"
            | "early"
            | "late"
            | "mid"
            | "-"
            | "month"
            | "of"
            | "first"
            | "second"
            | "third"
            | "last"
            | "week"
            | "half"
            | "days"
            | "end"
            | "beginning"
            | "start"
            | "fourth"
            | "weeks"
    ) && next < at + 7
    {
        next += 1;
    }
    let months = season_months(text.fold(next)).or_else(|| {
        month_number(text.fold(next))
            .filter(|_| text.words.is_capital(next))
            .map(around)
    })?;
    let dated = text.fold(next + 1).parse::<u32>().is_ok();
    (!dated).then_some((next + 1, months))
}

/// "As in previous years, the forum convened in November": so it was before.
fn as_before(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, Vec<Beat>)> {
    if text.fold(at) != "as" {
        return None;
    }
    let next = text.fold(at + 1);
    let end = match next {
        "usual" | "always" | "ever" => at + 2,
        "every" | "each" if text.fold(at + 2) == "year" => at + 3,
        "in" => {
            (at + 2..at + 7)
                .find(|at| matches!(text.fold(*at), "years" | "year"))
                .filter(|end| {
                    (at + 2..*end).any(|at| {
                        matches!(
                            text.fold(at),
                            "previous"
                                | "every"
                                | "each"
                                | "past"
                                | "other"
                                | "earlier"
                                | "all"
                                | "preceding"
                        )
                    })
                })?
                + 1
        }
        "it" | "they" if text.fold(at + 2) == "does" || text.fold(at + 2) == "do" => {
            (at + 3..at + 6).find(|at| text.fold(*at) == "year")? + 1
        }
        _ => return None,
    };
    (end..(end + 18).min(until)).find_map(|at| {
        if text.fold(at) != "in" {
            return None;
        }
        let (_, months) = months_at(text, at + 1)?;
        Some((end, vec![Beat::Months(months)]))
    })
}

/// "a November fixture", "its customary spring meeting"
fn fixture(text: &CheckText<'_>, at: usize, from: usize) -> Option<(usize, Vec<Beat>)> {
    let (end, months) = months_at(text, at).filter(|(end, _)| *end == at + 1)?;
    let before = if at > from { text.fold(at - 1) } else { "" };
    let ritual = matches!(
        text.fold(end),
        "fixture" | "ritual" | "tradition" | "routine" | "staple"
    );
    let customary = matches!(
        before,
        "customary" | "traditional" | "usual" | "regular" | "habitual"
    ) && (round_noun(text.fold(end)) || body_noun(text.fold(end)).is_some());
    (ritual || customary).then(|| (end + 1, vec![Beat::Months(months)]))
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

/// "always held in spring", "meets in March and September", "in the spring of
/// each year".
fn habit(text: &CheckText<'_>, at: usize, from: usize, until: usize) -> Option<(usize, Vec<Beat>)> {
    let (until, fold) = (until.min(at + 14), text.fold(at));
    if fold == "in" || fold == "during" {
        let mut next = at + 1;
        while matches!(text.fold(next), "the" | "early" | "late" | "mid" | "-") {
            next += 1;
        }
        let months =
            season_months(text.fold(next)).or_else(|| month_number(text.fold(next)).map(around))?;
        if text.fold(next + 1) == "of"
            && matches!(text.fold(next + 2), "each" | "every")
            && text.fold(next + 3) == "year"
        {
            return Some((next + 4, vec![Beat::Every(12.0), Beat::Months(months)]));
        }
        return None;
    }
    let customary = matches!(
        fold,
        "always"
            | "invariably"
            | "traditionally"
            | "customarily"
            | "usually"
            | "normally"
            | "typically"
            | "habitually"
            | "tradition"
            | "custom"
            | "rule"
            | "routinely"
            | "fail"
            | "fixed"
            | "unfailingly"
            | "regularly"
    );
    let present = matches!(
        fold,
        "meets" | "sits" | "convenes" | "gathers" | "assembles" | "meet" | "sit" | "convene"
    ) && (fold.ends_with('s') || at > from);
    // "fall in the autumn", "is held in the first week of May"
    let falls = matches!(fold, "fall" | "falls") && text.fold(at + 1) == "in"
        || matches!(fold, "is" | "are") && text.fold(at + 1) == "held"
        || matches!(fold, "takes" | "take") && text.fold(at + 1) == "place";
    let present = present || falls && at > from;
    if !customary && !present {
        return None;
    }
    let limit = if customary { until } else { until.min(at + 8) };
    let start = (at + 1..limit)
        .take_while(|at| !matches!(text.fold(*at), "," | ";" | "." | "and" | "when" | "before"))
        .find(|at| {
            matches!(text.fold(*at), "in" | "during" | "for" | "each" | "every") && {
                let mut next = *at + 1;
                while matches!(
                    text.fold(next),
                    "the"
                        | "early"
                        | "late"
                        | "mid"
                        | "-"
                        | "month"
                        | "of"
                        | "months"
                        | "first"
                        | "week"
                        | "second"
                        | "third"
                        | "fourth"
                        | "weeks"
                        | "half"
                        | "end"
                        | "days"
                ) {
                    next += 1;
                }
                season_months(text.fold(next)).is_some()
                    || month_number(text.fold(next)).is_some() && text.words.is_capital(next)
            }
        })?;
    let mut months: Vec<i8> = Vec::new();
    let mut end = start + 1;
    let mut next = start + 1;
    while next < until {
        let word = text.fold(next);
        if let Some(season) = season_months(word) {
            months.extend(season);
            end = next + 1;
        } else if let Some(month) = month_number(word).filter(|_| text.words.is_capital(next)) {
            months.extend(around(month));
            end = next + 1;
        } else if !matches!(
            word,
            "the"
                | "early"
                | "late"
                | "mid"
                | "-"
                | ","
                | "and"
                | "or"
                | "in"
                | "month"
                | "months"
                | "of"
        ) {
            break;
        }
        next += 1;
    }
    // "in March 2024" is one date.
    let dated = text.fold(next).parse::<u32>().is_ok()
        || matches!(text.fold(next), "last" | "this" | "next")
        || (start..end).any(|at| matches!(text.fold(at), "last" | "this" | "next"));
    (!months.is_empty() && !dated).then(|| (end, vec![Beat::Months(months)]))
}

/// "the annual budget" is no rhythm of meetings.
fn is_of_meetings(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    end: usize,
) -> bool {
    let adverb = text.fold(at).ends_with("ly")
        && !matches!(
            text.fold(at),
            "yearly" | "monthly" | "quarterly" | "weekly" | "fortnightly"
        );
    let attributive = end == at + 1
        && !adverb
        && matches!(
            text.fold(at),
            "annual"
                | "yearly"
                | "quarterly"
                | "monthly"
                | "biannual"
                | "semiannual"
                | "biennial"
                | "triennial"
                | "fortnightly"
                | "weekly"
        );
    if attributive {
        let opens = text.fold(end);
        // "is biennial", "on a yearly basis", "meetings were quarterly"
        if !text.fold(end).chars().all(char::is_alphabetic)
            || matches!(
                opens,
                "basis"
                    | "affair"
                    | "event"
                    | "fixture"
                    | "rhythm"
                    | "schedule"
                    | "cycle"
                    | "intervals"
                    | "timetable"
                    | "calendar"
                    | "pattern"
                    | "tempo"
                    | "cadence"
                    | "frequency"
                    | "format"
                    | "routine"
                    | "exercise"
                    | "ritual"
                    | "tradition"
                    | "practice"
                    | "matter"
                    | "get"
                    | "stock"
                    | "and"
                    | "under"
                    | "from"
                    | "since"
                    | "in"
                    | "but"
            )
        {
            return (at.saturating_sub(10).max(from)..at).any(|at| meeting_word(text, at))
                || matches!(opens, "get" | "stock") && text.fold(end + 1) == "-"
                || matches!(opens, "affair" | "event" | "fixture");
        }
        return (end..until.min(end + 6))
            .take_while(|at| {
                !matches!(
                    text.fold(*at),
                    "," | ";" | "." | "of" | "in" | "for" | "to" | "by" | "on" | "and" | "with"
                )
            })
            .any(|at| {
                let fold = text.fold(at);
                round_noun(fold)
                    || body_noun(fold).is_some_and(|noun| {
                        !matches!(
                            noun,
                            "week" | "day" | "review" | "audit" | "force" | "table"
                        )
                    })
            });
    }
    // "year after year" alone tells of anything.
    let near = (at.saturating_sub(12).max(from)..at)
        .rev()
        .take_while(|at| !matches!(text.fold(*at), ";" | "."))
        .any(|at| meeting_word(text, at))
        || (end..until.min(end + 9))
            .take_while(|at| !matches!(text.fold(*at), ";" | "." | ","))
            .any(|at| meeting_verb(text, at) || meeting_word(text, at));
    if near {
        return !text.fold(at.saturating_sub(1)).ends_with("percent");
    }
    // "Twice every year, delegates of the dialogue compare notes"
    if at <= from + 2 && (end..until.min(end + 14)).any(|at| meeting_word(text, at))
        || (at..end).any(|at| round_noun(text.fold(at)))
    {
        return true;
    }
    // An answer to "How often do they talk?"
    at <= from + 4
        && number > 0
        && text.words.sentences.get(number - 1).is_some_and(|before| {
            text.fold(before.until.saturating_sub(1)) == "?"
                && (before.from..before.until).any(|at| {
                    meeting_word(text, at) || matches!(text.fold(at), "often" | "frequently")
                })
        })
}

fn is_soft(text: &CheckText<'_>, at: usize) -> bool {
    let soft = |at: usize| {
        matches!(
            text.fold(at),
            "usually" | "normally" | "typically" | "generally" | "mostly" | "often"
        )
    };
    at > 0 && soft(at - 1) || soft(at + 1)
}

/// "meets", "is held", "has convened": told as it is.
fn is_fact(text: &CheckText<'_>, at: usize, end: usize) -> bool {
    let fold = text.fold(at);
    let verb = |at: usize| at < end && meeting_verb(text, at);
    matches!(
        fold,
        "meets" | "sits" | "convenes" | "gathers" | "assembles" | "takes" | "comes" | "confers"
    ) && verb(at)
        || matches!(fold, "is" | "are" | "has" | "have" | "had")
            && (verb(at + 1) && text.fold(at + 1) != "put"
                || text.fold(at + 1) == "been" && verb(at + 2)
                || text.fold(at + 1) == "taken" && verb(at + 1))
            && !matches!(text.fold(at + 1), "scheduled")
}

/// A rule that is wished for, planned, given up or denied says nothing of what was.
fn is_wish(text: &CheckText<'_>, from: usize, at: usize, end: usize, beats: &[Beat]) -> bool {
    let soft = beats.iter().any(|beat| matches!(beat, Beat::Every(_)));
    // "will hold their annual dialogue": that it is annual is no plan.
    let owned = end == at + 1
        && at > from
        && (matches!(
            text.fold(at - 1),
            "their" | "its" | "the" | "this" | "whose"
        ) || matches!(text.fold(at - 1), "'s" | "’s"));
    if owned && meeting_word(text, end) | meeting_word(text, end + 1) | meeting_word(text, end + 2)
    {
        return false;
    }
    let start = at.saturating_sub(14).max(from);
    let before = (start..at)
        .rev()
        .take_while(|at| !matches!(text.fold(*at), ";" | "." | ":"))
        .take_while(|at| !is_fact(text, *at, end) || is_soft(text, *at))
        .any(|here| {
            let next = text.fold(here + 1);
            match text.fold(here) {
                "should" | "would" | "wants" | "want" | "wanted" | "will" | "shall" | "may"
                | "could" | "might" | "ought" | "must" | "supposed" | "intended" | "meant"
                | "proposal" | "proposed" | "proposes" | "suggested" | "suggests" | "agreed"
                | "agree" | "pledged" | "pledge" | "promised" | "promise" | "undertook"
                | "vowed" | "plan" | "plans" | "planned" | "hope" | "hopes" | "hoped" | "aim"
                | "aims" | "become" | "becoming" | "until" | "formerly" | "originally"
                | "hitherto" | "previously" | "longer" | "instead" | "if" | "whether"
                | "demand" | "demanded" | "urged" | "asked" | "committed" | "decided"
                | "pledging" | "promising" | "used" | "expected" => {
                    !(text.fold(here) == "used" && next != "to")
                }
                "usually" | "normally" | "typically" | "generally" | "mostly" | "often"
                | "sometimes" | "ideally" => soft,
                "not" | "n't" | "never" => here + 4 > at,
                "was" | "were" | "are" | "is" => next == "to",
                "to" => matches!(next, "be" | "make") && here + 5 > at,
                "no" => here + 3 > at,
                _ => false,
            }
        });
    before
        || (end..end + 5).any(|here| {
            let dated = |at: usize| {
                text.annotations
                    .dates
                    .iter()
                    .flatten()
                    .any(|date| date.from == at || date.from == at + 1)
            };
            matches!(text.fold(here), "from" | "until" | "till" | "starting")
                && (dated(here + 1)
                    || matches!(
                        text.fold(here + 1),
                        "now" | "next" | "then" | "last" | "recently"
                    ))
        })
}

/// "at least twice a year" may be oftener, "at most" more seldom.
fn bound_of(text: &CheckText<'_>, from: usize, at: usize) -> Option<Bound> {
    let before = |back: usize| {
        if at >= from + back {
            text.fold(at - back)
        } else {
            ""
        }
    };
    match (before(2), before(1)) {
        ("at", "least") | ("more", "than") | ("less" | "fewer", "than")
            if before(2) != "less" && before(2) != "fewer" || before(3) == "no" =>
        {
            Some(if before(2) == "more" && before(3) == "no" {
                Bound::AtMost
            } else {
                Bound::AtLeast
            })
        }
        ("at", "most") | ("up", "to") | ("less" | "fewer", "than") => Some(Bound::AtMost),
        _ => None,
    }
}
