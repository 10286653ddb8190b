//! The grammar of dates over words. It says where a date begins and ends and
//! what it tells; prepositions and "the" before it stay outside.

use super::calendar::{Unit, month, season, unit, weekday};
use super::expression::{DateExpression as E, Part, Which};
use crate::propose::lexicon::{numeral, ordinal};
use crate::propose::scene::Scene;
use crate::propose::words::Shape;

/// All dates of a sentence: first word, word behind the last, what it says.
pub(crate) fn find_dates(scene: &Scene<'_>) -> Vec<(usize, usize, E)> {
    let mut dates = Vec::new();
    let mut at = scene.from;
    while at < scene.until {
        match date_at(scene, at) {
            Some((until, expression)) if until > at => {
                dates.push((at, until, expression));
                at = until;
            }
            _ => at += 1,
        }
    }
    dates
}

type Parsed = Option<(usize, E)>;

fn date_at(scene: &Scene<'_>, at: usize) -> Parsed {
    part(scene, at)
        .or_else(|| recurrent(scene, at))
        .or_else(|| shift(scene, at))
        .or_else(|| length(scene, at))
        .or_else(|| whole(scene, at))
}

/// A date that parts can be taken of.
fn whole(scene: &Scene<'_>, at: usize) -> Parsed {
    calendar_day(scene, at)
        .or_else(|| which_unit(scene, at))
        .or_else(|| fiscal(scene, at))
        .or_else(|| year_like(scene, at))
}

fn which(fold: &str) -> Option<Which> {
    Some(match fold {
        "last" | "past" | "previous" => Which::Last,
        "this" | "current" => Which::This,
        "next" | "coming" | "following" => Which::Next,
        "that" | "same" => Which::Same,
        _ => return None,
    })
}

/// A year of four digits that is no amount, number or code.
fn year(scene: &Scene<'_>, at: usize) -> Option<i16> {
    if at >= scene.until || scene.words.shape(at) != Shape::Number {
        return None;
    }
    let raw = scene.words.raw(at);
    if raw.len() != 4 || !raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = raw.parse().ok()?;
    (1900..=2099).contains(&year).then_some(year)
}

fn is_amount(scene: &Scene<'_>, at: usize) -> bool {
    let before = if at > scene.from {
        scene.fold(at - 1)
    } else {
        ""
    };
    let behind = scene.fold(at + 1);
    matches!(
        before,
        "$" | "€" | "¥" | "£" | "no." | "section" | "article" | "paragraph" | "#" | "/" | "."
    ) || (at > scene.from
        && scene.words.is_hyphen(at - 1)
        && !matches!(
            scene.fold(at.saturating_sub(2)),
            "mid" | "pre" | "post" | "fy"
        ))
        || matches!(
            behind,
            "%" | "percent"
                | "million"
                | "billion"
                | "trillion"
                | "people"
                | "jobs"
                | "companies"
                | "tons"
                | "tonnes"
                | "kilometers"
                | "miles"
                | "meters"
                | "megawatts"
                | "gigawatts"
                | "units"
                | "students"
                | "dollars"
                | "yen"
                | "won"
                | "workers"
                | "troops"
                | "participants"
        )
}

/// `June 26, 2024`, `26 June 2024`, `Tuesday, June 25`, `June 2024`, `April last year`.
fn calendar_day(scene: &Scene<'_>, at: usize) -> Parsed {
    if let Some(day_name) = weekday(scene.fold(at))
        && scene.is_capital(at)
    {
        let next = at + 1 + usize::from(scene.fold(at + 1) == ",");
        if let Some((until, expression @ (E::Day { .. } | E::Days { .. }))) =
            calendar_day(scene, next)
        {
            return Some((until, expression));
        }
        let mut until = at + 1;
        if let Some(until_week) = of_week(scene, until) {
            until = until_week;
        }
        return Some((
            until,
            E::Weekday {
                weekday: day_name,
                which: Which::Plain,
            },
        ));
    }
    // 2024-06-26
    if let Some(first) = year(scene, at)
        && scene.words.is_hyphen(at + 1)
        && scene.words.is_hyphen(at + 3)
        && let (Some(month), Some(day)) = (number(scene, at + 2, 12), number(scene, at + 4, 31))
    {
        return Some((
            at + 5,
            E::Day {
                year: Some(first),
                month,
                day,
            },
        ));
    }
    // 26 June 2024, 26th of October 2025, twentieth day of October
    let spelled = || {
        ordinal(scene.fold(at))
            .filter(|day| {
                // "twentieth day of October", "eighteenth of August"
                let of_month = scene.fold(at + 1) == "of" && month(scene.fold(at + 2)).is_some();
                (scene.fold(at + 1) == "day" || of_month) && (1..=31).contains(day)
            })
            .map(|day| day as i8)
    };
    if let Some(day) = day_number(scene, at).or_else(spelled) {
        let mut next = at + 1;
        next += usize::from(scene.fold(next) == "day");
        next += usize::from(scene.fold(next) == "of");
        if scene.is_capital(next)
            && let Some(month) = month(scene.fold(next))
        {
            let (until, year) = year_behind(scene, next + 1);
            return Some((until, E::Day { year, month, day }));
        }
    }
    let mut start = at;
    let mut which_month = Which::Plain;
    if let Some(found) = which(scene.fold(at)) {
        start += 1;
        which_month = found;
    }
    let month = month(scene.fold(start))?;
    if !scene.is_capital(start) || (scene.fold(start) == "may" && !is_month_of_may(scene, start)) {
        return None;
    }
    if let Some(day) = day_number(scene, start + 1).filter(|_| which_month == Which::Plain) {
        // June 26-27, June 26 and 27
        let hyphen = matches!(scene.fold(start + 2), "-" | "–");
        if hyphen
            && let Some(last) = day_number(scene, start + 3)
            && last > day
        {
            let (until, year) = year_behind(scene, start + 4);
            return Some((
                until,
                E::Days {
                    year,
                    month,
                    from: day,
                    until: last,
                },
            ));
        }
        let (until, year) = year_behind(scene, start + 2);
        return Some((until, E::Day { year, month, day }));
    }
    if let Some(year) = year(scene, start + 1).filter(|_| !is_amount(scene, start + 1)) {
        return Some((
            start + 2,
            E::Month {
                year: Some(year),
                month,
                which: Which::Plain,
            },
        ));
    }
    if scene.fold(start + 1) == ","
        && let Some(year) = year(scene, start + 2)
    {
        return Some((
            start + 3,
            E::Month {
                year: Some(year),
                month,
                which: Which::Plain,
            },
        ));
    }
    // April last year, December of the same year, June of 2023
    let mut behind = start + 1;
    if scene.fold(behind) == "of" {
        behind += 1;
        behind += usize::from(scene.fold(behind) == "the");
        if let Some(year) = year(scene, behind) {
            return Some((
                behind + 1,
                E::Month {
                    year: Some(year),
                    month,
                    which: Which::Plain,
                },
            ));
        }
    }
    if let Some(found) = which(scene.fold(behind))
        && scene.fold(behind + 1) == "year"
    {
        return Some((behind + 2, of_year(month, found)));
    }
    Some((
        start + 1,
        E::Month {
            year: shared_year(scene, start + 1).filter(|_| which_month == Which::Plain),
            month,
            which: which_month,
        },
    ))
}

/// "April and June 2024": the year behind the last month is that of the first
/// too.
fn shared_year(scene: &Scene<'_>, at: usize) -> Option<i16> {
    let mut next = at;
    while matches!(scene.fold(next), "and" | "," | "or") {
        next += 1;
    }
    if next == at {
        return None;
    }
    next += usize::from(scene.fold(next) == "in");
    month(scene.fold(next)).filter(|_| scene.is_capital(next))?;
    year(scene, next + 1)
        .filter(|_| !is_amount(scene, next + 1))
        .or_else(|| shared_year(scene, next + 1))
}

/// "April last year": the month, within a year that is told by its place.
fn of_year(month: i8, which: Which) -> E {
    if which == Which::Same {
        return E::Month {
            year: None,
            month,
            which,
        };
    }
    E::PartOf {
        part: Part::Share(month, 12),
        of: Box::new(E::Unit {
            unit: Unit::Year,
            which,
        }),
    }
}

/// `Monday of this week`, `Tuesday last week`.
fn of_week(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let next = at + usize::from(scene.fold(at) == "of");
    (which(scene.fold(next)).is_some() && scene.fold(next + 1) == "week").then_some(next + 2)
}

fn is_month_of_may(scene: &Scene<'_>, at: usize) -> bool {
    let before = if at > scene.from {
        scene.fold(at - 1)
    } else {
        ""
    };
    scene.words.shape(at + 1) == Shape::Number
        || matches!(
            before,
            "in" | "of"
                | "since"
                | "until"
                | "by"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "and"
                | "the"
                | ","
                | "-"
                | "from"
                | "to"
                | "between"
                | "through"
                | "after"
                | "before"
                | "that"
        )
        || matches!(scene.fold(at + 1), "meeting" | "summit" | "last" | "and")
}

fn number(scene: &Scene<'_>, at: usize, most: i8) -> Option<i8> {
    if at >= scene.until || scene.words.shape(at) != Shape::Number {
        return None;
    }
    let raw = scene.words.raw(at);
    if raw.len() > 2 {
        return None;
    }
    raw.parse()
        .ok()
        .filter(|number| (1..=most).contains(number))
}

fn day_number(scene: &Scene<'_>, at: usize) -> Option<i8> {
    number(scene, at, 31).or_else(|| {
        let fold = scene.fold(at);
        (fold.starts_with(|c: char| c.is_ascii_digit()))
            .then(|| ordinal(fold))
            .flatten()
            .filter(|day| (1..=31).contains(day))
            .map(|day| day as i8)
    })
}

/// "two thousand and twenty-five"
fn spelled_year(scene: &Scene<'_>, at: usize) -> Option<(usize, i16)> {
    if scene.fold(at) != "two" || scene.fold(at + 1) != "thousand" {
        return None;
    }
    let next = at + 2 + usize::from(scene.fold(at + 2) == "and");
    let tens =
        numeral(scene.fold(next)).or_else(|| (scene.fold(next) == "thirty").then_some(30))?;
    if scene.words.is_hyphen(next + 1)
        && let Some(ones) = numeral(scene.fold(next + 2))
    {
        return Some((next + 3, 2000 + (tens + ones) as i16));
    }
    Some((next + 1, 2000 + tens as i16))
}

fn year_behind(scene: &Scene<'_>, at: usize) -> (usize, Option<i16>) {
    let comma = at + usize::from(scene.fold(at) == ",");
    if let Some((until, year)) = spelled_year(scene, comma) {
        return (until, Some(year));
    }
    if let Some(year) = year(scene, at) {
        return (at + 1, Some(year));
    }
    if scene.fold(at) == ","
        && let Some(year) = year(scene, at + 1)
    {
        return (at + 2, Some(year));
    }
    (at, None)
}

/// `today`, `last month`, `next week`, `this summer`, `summer 2024`, `last Friday`.
fn which_unit(scene: &Scene<'_>, at: usize) -> Parsed {
    let fold = scene.fold(at);
    match fold {
        "today" | "tonight" => return Some((at + 1, E::DaysFromText(0))),
        "yesterday" => return Some((at + 1, E::DaysFromText(-1))),
        "tomorrow" => return Some((at + 1, E::DaysFromText(1))),
        _ => {}
    }
    if let Some(number) = season(fold) {
        if fold == "fall" && !scene_season(scene, at)
            || fold == "spring" && !scene_season(scene, at)
        {
            return None;
        }
        let mut next = at + 1;
        next += usize::from(scene.fold(next) == "of");
        if let Some(year) = year(scene, next) {
            return Some((
                next + 1,
                E::Season {
                    season: number,
                    year: Some(year),
                    which: Which::Plain,
                },
            ));
        }
        return Some((
            at + 1,
            E::Season {
                season: number,
                year: None,
                which: Which::Plain,
            },
        ));
    }
    let found = which(fold)?;
    if let Some(number) = season(scene.fold(at + 1)) {
        return Some((
            at + 2,
            E::Season {
                season: number,
                year: None,
                which: found,
            },
        ));
    }
    if let Some(number) = weekday(scene.fold(at + 1)) {
        return Some((
            at + 2,
            E::Weekday {
                weekday: number,
                which: found,
            },
        ));
    }
    let told = unit(scene.fold(at + 1))?;
    let plural = scene.fold(at + 1).ends_with('s') || scene.fold(at + 1) == "centuries";
    // "this day" and "that day" point, "that week" too; plurals are lengths.
    if plural || (fold == "following" && told == Unit::Century) {
        return None;
    }
    // "this year's meeting" yes, "past year" as a length too: both are one year.
    Some((
        at + 2,
        E::Unit {
            unit: told,
            which: found,
        },
    ))
}

fn scene_season(scene: &Scene<'_>, at: usize) -> bool {
    let before = if at > scene.from {
        scene.fold(at - 1)
    } else {
        ""
    };
    matches!(
        before,
        "in" | "the"
            | "this"
            | "last"
            | "next"
            | "of"
            | "early"
            | "late"
            | "since"
            | "by"
            | "that"
            | "every"
            | "until"
    ) && (year(scene, at + 1).is_some()
        || scene.is_sign(at + 1)
        || matches!(
            scene.fold(at + 1),
            "of" | "and" | "when" | "as" | "to" | "after"
        ))
        || year(scene, at + 1).is_some()
}

/// `fiscal 2025`, `fiscal year 2024`, `FY2024`.
fn fiscal(scene: &Scene<'_>, at: usize) -> Parsed {
    if scene.fold(at) == "fiscal" {
        let next = at + 1 + usize::from(scene.fold(at + 1) == "year");
        if let Some(found) = year(scene, next) {
            return Some((next + 1, E::Year(found)));
        }
    }
    if scene.fold(at) == "fy"
        && let Some(found) = year(scene, at + 1)
    {
        return Some((at + 2, E::Year(found)));
    }
    let digits = scene.fold(at).strip_prefix("fy")?;
    let year: i16 = digits.parse().ok()?;
    (1990..2100)
        .contains(&year)
        .then_some((at + 1, E::Year(year)))
}

/// `2024`, `2020s`, `21st century`, `2023-2024`, `2021 to 2023`.
fn year_like(scene: &Scene<'_>, at: usize) -> Parsed {
    let fold = scene.fold(at);
    if let Some(decade) = fold.strip_suffix('s')
        && decade.len() == 4
        && let Ok(start) = decade.parse::<i16>()
        && (1900..2100).contains(&start)
        && start % 10 == 0
    {
        return Some((at + 1, E::Decade(start)));
    }
    if scene.fold(at + 1) == "century"
        && let Some(number) = ordinal(fold).filter(|number| (15..=22).contains(number))
    {
        return Some((at + 2, E::Century(number as i16)));
    }
    let found = year(scene, at)?;
    if is_amount(scene, at) {
        return None;
    }
    if matches!(scene.fold(at + 1), "-" | "–")
        && let Some(last) = year(scene, at + 2)
        && last > found
    {
        return Some((at + 3, E::Years(found, last)));
    }
    Some((at + 1, E::Year(found)))
}

/// `end of 2024`, `early next month`, `mid-2025`, `second half of next year`, `fourth quarter of 2025`.
fn part(scene: &Scene<'_>, at: usize) -> Parsed {
    let fold = scene.fold(at);
    let simple = match fold {
        "early" => Some(Part::Early),
        "mid" | "middle" => Some(Part::Mid),
        "late" | "later" => Some(Part::Late),
        "earlier" => Some(Part::Early),
        "end" => Some(Part::End),
        "beginning" | "start" => Some(Part::Start),
        _ => None,
    };
    if let Some(found) = simple {
        let mut next = at + 1;
        if matches!(fold, "end" | "beginning" | "start" | "middle") {
            if scene.fold(next) != "of" {
                return None;
            }
            next += 1;
            if scene.fold(next) == "the" {
                next += 1;
                let told = unit(scene.fold(next))?;
                if scene.fold(next).ends_with('s') {
                    return None;
                }
                return Some((
                    next + 1,
                    E::PartOf {
                        part: found,
                        of: Box::new(E::Unit {
                            unit: told,
                            which: Which::This,
                        }),
                    },
                ));
            }
        } else if scene.words.is_hyphen(next) {
            next += 1;
        }
        let (until, of) = whole(scene, next)?;
        let relative = matches!(of, E::Unit { .. });
        if matches!(fold, "later" | "earlier") && !relative {
            return None;
        }
        return Some((
            until,
            E::PartOf {
                part: found,
                of: Box::new(of),
            },
        ));
    }
    let number = ordinal(fold).or_else(|| (fold == "latter").then_some(2))?;
    let of = match scene.fold(at + 1) {
        "half" => 2,
        "quarter" => 4,
        _ => return None,
    };
    if number > of || scene.fold(at + 2) != "of" {
        return None;
    }
    let mut next = at + 3;
    if scene.fold(next) == "the" {
        next += 1;
        if scene.fold(next) == "year" {
            let year = E::Unit {
                unit: Unit::Year,
                which: Which::This,
            };
            return Some((
                next + 1,
                E::PartOf {
                    part: Part::Share(number as i8, of as i8),
                    of: Box::new(year),
                },
            ));
        }
    }
    let (until, whole) = whole(scene, next)?;
    Some((
        until,
        E::PartOf {
            part: Part::Share(number as i8, of as i8),
            of: Box::new(whole),
        },
    ))
}

/// `annual`, `annually`, `every six months`, `twice a year`, `each year`.
fn recurrent(scene: &Scene<'_>, at: usize) -> Parsed {
    let fold = scene.fold(at);
    let months = match fold {
        "annual" | "annually" | "yearly" => 12,
        "quarterly" => 3,
        "monthly" => 1,
        "biannual" | "biannually" | "semiannual" | "semiannually" | "semi-annually" => 6,
        "biennial" | "biennially" => 24,
        _ => 0,
    };
    if months > 0 {
        return Some((
            at + 1,
            E::Recurrent {
                months: Some(months),
            },
        ));
    }
    if matches!(fold, "weekly") {
        return Some((at + 1, E::Recurrent { months: None }));
    }
    if matches!(fold, "every" | "each") {
        if let Some(told) = unit(scene.fold(at + 1)) {
            return Some((
                at + 2,
                E::Recurrent {
                    months: months_of(1, told),
                },
            ));
        }
        if let Some(count) =
            numeral(scene.fold(at + 1)).or_else(|| (scene.fold(at + 1) == "other").then_some(2))
            && let Some(told) = unit(scene.fold(at + 2))
        {
            return Some((
                at + 3,
                E::Recurrent {
                    months: months_of(count, told),
                },
            ));
        }
        if fold == "every" && season(scene.fold(at + 1)).is_some() {
            return Some((at + 2, E::Recurrent { months: Some(12) }));
        }
    }
    // "intervals of six months", "six-month intervals"
    if matches!(fold, "intervals" | "interval")
        && scene.fold(at + 1) == "of"
        && let Some(count) = numeral(scene.fold(at + 2))
        && let Some(told) = unit(scene.fold(at + 3))
    {
        return Some((
            at + 4,
            E::Recurrent {
                months: months_of(count, told),
            },
        ));
    }
    if matches!(fold, "once" | "twice" | "times")
        && matches!(scene.fold(at + 1), "a" | "per" | "every" | "each")
        && let Some(told) = unit(scene.fold(at + 2))
    {
        let each =
            months_of(1, told).map(|months| if fold == "twice" { months / 2 } else { months });
        return Some((at + 3, E::Recurrent { months: each }));
    }
    None
}

fn months_of(count: u32, unit: Unit) -> Option<u32> {
    Some(match unit {
        Unit::Month => count,
        Unit::Quarter => count.saturating_mul(3),
        Unit::Year => count.saturating_mul(12),
        Unit::Decade => count.saturating_mul(120),
        _ => return None,
    })
}

/// `two years ago`, `one day earlier`, `a month later`, `the day before`.
fn shift(scene: &Scene<'_>, at: usize) -> Parsed {
    let count = match scene.fold(at) {
        "a" | "an" => 1,
        fold => numeral(fold)?,
    };
    let told = unit(scene.fold(at + 1))?;
    let (sign, from_text) = match scene.fold(at + 2) {
        "ago" => (-1, true),
        "earlier" | "before" => (-1, false),
        "later" | "after" => (1, false),
        _ => return None,
    };
    let count = i32::try_from(count).ok()?;
    Some((
        at + 3,
        E::Shift {
            count: sign * count,
            unit: told,
            from_text,
        },
    ))
}

/// `next 30 years`, `past decade`, `coming decades`, `90 days`, `two-year`.
fn length(scene: &Scene<'_>, at: usize) -> Parsed {
    let fold = scene.fold(at);
    let found = which(fold).filter(|which| !matches!(which, Which::This | Which::Same));
    if let Some(found) = found {
        let mut next = at + 1;
        next += usize::from(matches!(scene.fold(next), "few" | "several"));
        let count = numeral(scene.fold(next));
        next += usize::from(count.is_some());
        let told = unit(scene.fold(next))?;
        let plural = scene.fold(next).ends_with('s');
        if count.is_none() && !plural {
            return None;
        }
        return Some((
            next + 1,
            E::Length {
                count,
                unit: told,
                which: found,
            },
        ));
    }
    let count = numeral(fold)?;
    if at > scene.from && matches!(scene.fold(at - 1), "$" | "€" | "¥") {
        return None;
    }
    if scene.words.is_hyphen(at + 1) {
        let told = unit(scene.fold(at + 2))?;
        let old = scene.words.is_hyphen(at + 3);
        return (!old && !scene.fold(at + 2).ends_with('s')).then_some((
            at + 3,
            E::Length {
                count: Some(count),
                unit: told,
                which: Which::Plain,
            },
        ));
    }
    let told = unit(scene.fold(at + 1))?;
    if told == Unit::Quarter || (scene.fold(at + 2) == "old") {
        return None;
    }
    Some((
        at + 2,
        E::Length {
            count: Some(count),
            unit: told,
            which: Which::Plain,
        },
    ))
}
