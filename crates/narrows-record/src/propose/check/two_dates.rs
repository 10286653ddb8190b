//! One meeting on two dates: tellings that agree on who met, in which series,
//! under which number and where, and not on when.

use super::event::{EventDate, MeetingLevel};
use super::occasion::{Occasion, Telling, Time};
use super::{CheckText, Conflict};

/// Days apart that are still a slip of the date and not another meeting.
const SLIP: i64 = 6;

/// Days between two dates of one series in one place, or of the same leaders,
/// that are no time for another meeting.
const PLACE_GAP: i64 = 45;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let dated: Vec<&Occasion> = text
        .occasions
        .iter()
        .filter(|occasion| occasion.date.is_some())
        .collect();
    let mut best: Vec<(f64, usize, usize)> = Vec::new();
    for (a, one) in dated.iter().enumerate() {
        for (b, other) in dated.iter().enumerate().skip(a + 1) {
            if let Some(confidence) = same_but_for_date(text, one, other) {
                best.push((confidence, a, b));
            }
        }
    }
    best.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
    });
    for (confidence, a, b) in best {
        let (one, other) = (dated[a], dated[b]);
        let (Some(first), Some(second)) = (one.date, other.date) else {
            continue;
        };
        Conflict {
            kind: "date_conflict",
            severity: "error",
            sides: vec![one.date_span(), other.date_span()],
            confidence,
            reason: format!(
                "One meeting seems to be dated twice: {} and {}.",
                text.words.quote(first.from, first.until),
                text.words.quote(second.from, second.until)
            ),
        }
        .add_new(conflicts);
    }
}

/// How surely two tellings with dates that exclude each other are of one
/// meeting; nothing where they are not.
fn same_but_for_date(text: &CheckText<'_>, a: &Occasion, b: &Occasion) -> Option<f64> {
    let (one, other) = (a.date.as_ref()?, b.date.as_ref()?);
    if !one.excludes(other)
        || one.carried && other.carried
        || a.sentence == b.sentence
        || points_back(text, one)
        || points_back(text, other)
        || (one.from, one.until) == (other.from, other.until)
        || (a.time == Time::Ahead) != (b.time == Time::Ahead)
    {
        return None;
    }
    let series = match (&a.series, &b.series) {
        (Some(x), Some(y)) if x != y => return None,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    let who = a.who.agreement(&b.who)?;
    let place = match (&a.place, &b.place) {
        (Some(x), Some(y)) if x != y => return None,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    let (first, second) = (number(text, a), number(text, b));
    if matches!((first, second), (Some(x), Some(y)) if x != y) {
        return None;
    }
    let numbered = first.is_some() && first == second;
    if series && numbered && fine(one) && fine(other) {
        return Some(0.85);
    }
    if a.separate
        || b.separate
        || is_row(a)
        || is_row(b)
        || tells_two_days(text, a)
        || tells_two_days(text, b)
    {
        return None;
    }
    // "the Seoul meeting of October": a series meets in one place once in a while.
    if (series || is_of_place(text, a) || is_of_place(text, b))
        && place
        && !(a.series.is_some() && b.series.is_some() && !series)
        && fine(one)
        && fine(other)
        && gap(one, other).is_some_and(|days| days <= PLACE_GAP)
    {
        return Some(0.7);
    }
    let apart = one.days_apart(other);
    let near = days_apart(one, other).is_some_and(|days| (1..=SLIP).contains(&days));
    // A named forum's meeting beside the text's own of no forum is another one.
    let beside = |main: &Occasion, told: &Occasion| {
        main.time == Time::Main && main.series.is_none() && told.series.is_some()
    };
    let near = near && !beside(a, b) && !beside(b, a);
    if near && !a.one_before && !b.one_before {
        let agree = who + u32::from(series) * 2 + u32::from(place);
        if agree >= 3 {
            return Some(0.75);
        }
        // A picture shows what the text reports.
        if a.caption != b.caption && a.series.is_some() == b.series.is_some() {
            return Some(0.6);
        }
        // "Tuesday's bilateral talks" beside the text's own meeting.
        let by_day = |occasion: &Occasion| {
            occasion.telling == Telling::Noun
                && occasion
                    .date
                    .as_ref()
                    .is_some_and(|date| date.until <= occasion.from)
        };
        // "last Friday's ceremony" beside the signing.
        let ceremony = a.telling == Telling::Signing && text.fold(b.until - 1) == "ceremony";
        if a.time == Time::Main && by_day(b) && (agree >= 1 || ceremony) {
            return Some(0.65);
        }
        // The text's own meeting, pointed at by its place or by "the talks".
        let main = a.time == Time::Main || b.time == Time::Main;
        if main && agree >= 2 {
            return Some(0.65);
        }
    }
    let leaders =
        a.who.level == Some(MeetingLevel::Leaders) && b.who.level == Some(MeetingLevel::Leaders);
    if leaders
        && !recurs(text, a)
        && !recurs(text, b)
        && fine(one)
        && fine(other)
        && apart.is_none_or(|days| days <= 400)
        && (a.time == Time::Told || b.time == Time::Told)
        && (who + u32::from(place) * 2 >= 3
            || who >= 1 && gap(one, other).is_some_and(|days| days <= PLACE_GAP))
        && alone(text, a, b)
    {
        return Some(0.7);
    }
    // "the session of May 12": of the text's own day, and of no other.
    let own = a.time == Time::Main && !one.carried && is_of_day(text, b)
        || b.time == Time::Main && !other.carried && is_of_day(text, a);
    if own && days_apart(one, other).is_some_and(|days| days <= 31) {
        return Some(0.65);
    }
    // "June 26 in Washington" and "May 26 in Washington".
    let same_year = match (one.bounds.lower, other.bounds.lower) {
        (Some(x), Some(y)) => x.year() == y.year(),
        _ => true,
    };
    let outcome = a.telling == Telling::Outcome || b.telling == Telling::Outcome;
    let same_day_of_month = matches!(
        (one.day_of_year(), other.day_of_year()),
        (Some(x), Some(y)) if x.1 == y.1 && x.0 != y.0
    );
    if same_day_of_month && same_year && place && (who >= 1 || series || outcome) {
        return Some(0.65);
    }
    None
}

/// The number of a meeting in its series: told, or one less than that of the
/// text's own for "last met".
fn number(text: &CheckText<'_>, occasion: &Occasion) -> Option<u32> {
    if let Some((count, _)) = occasion.ordinal {
        return Some(count);
    }
    if !occasion.one_before {
        return None;
    }
    // The one that the text reports, or the one told right before.
    let numbered = |other: &&Occasion| other.ordinal.is_some() && other.shares_series(occasion);
    let main = text
        .occasions
        .iter()
        .filter(numbered)
        .find(|main| main.time == Time::Main)
        .or_else(|| {
            text.occasions.iter().rfind(|other| {
                other.from < occasion.from
                    && occasion.sentence - other.sentence <= 3
                    && numbered(other)
            })
        })?;
    main.ordinal?.0.checked_sub(1).filter(|count| *count > 0)
}

/// "the Seoul meeting": definite, and named after its place.
fn is_of_place(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    occasion.telling == Telling::Noun
        && occasion.from > 0
        && text.fold(occasion.from - 1) == "the"
        && occasion.place.as_ref().is_some_and(|place| {
            text.words
                .folded(occasion.from, occasion.until)
                .starts_with(place.as_str())
        })
}

/// "the same day": reckoned from a date told before, which may be the wrong one.
fn points_back(text: &CheckText<'_>, date: &EventDate) -> bool {
    (date.from..date.until).any(|at| matches!(text.fold(at), "same" | "that" | "later" | "earlier"))
}

/// "the annual summit": what recurs has many dates.
fn recurs(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    text.words
        .sentences
        .get(occasion.sentence)
        .is_some_and(|sentence| {
            (sentence.from..sentence.until).any(|at| {
                matches!(
                    text.fold(at),
                    "annual" | "yearly" | "annually" | "every" | "each"
                )
            })
        })
}

/// "the session of May 12": definite, and told by its day alone.
fn is_of_day(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    let Some(date) = &occasion.date else {
        return false;
    };
    occasion.telling == Telling::Noun
        && occasion.until == occasion.from + 1
        && occasion.from > 0
        && text.fold(occasion.from - 1) == "the"
        && date.from == occasion.until + 1
        && text.fold(occasion.until) == "of"
        && date.day_of_year().is_some()
}

/// Days between the end of the earlier date and the beginning of the later.
fn gap(one: &EventDate, other: &EventDate) -> Option<i64> {
    let (first, second) = if one.bounds.lower <= other.bounds.lower {
        (one, other)
    } else {
        (other, one)
    };
    let span = second
        .bounds
        .lower?
        .since((jiff::Unit::Day, first.bounds.upper?))
        .ok()?;
    Some(i64::from(span.get_days()))
}

/// Days between two days, also where the text gives no year.
fn days_apart(one: &EventDate, other: &EventDate) -> Option<i64> {
    if one.is_day() && other.is_day() {
        return one.days_apart(other);
    }
    let ((month, day), (other_month, other_day)) = (one.day_of_year()?, other.day_of_year()?);
    let days = |month: i8, day: i8| i64::from(month) * 30 + i64::from(day);
    Some((days(month, day) - days(other_month, other_day)).abs())
}

fn is_row(occasion: &Occasion) -> bool {
    occasion.in_a_row
}

/// A date to the month at least.
fn fine(date: &EventDate) -> bool {
    date.month.is_some()
}

/// "a day later", "the next day", "two days of talks".
fn tells_two_days(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    let Some(sentence) = text.words.sentences.get(occasion.sentence) else {
        return false;
    };
    (sentence.from..sentence.until).any(|at| {
        matches!(
            (text.fold(at), text.fold(at + 1)),
            ("day" | "days", "later" | "earlier" | "before" | "after")
                | (
                    "next" | "previous" | "following",
                    "day" | "morning" | "evening"
                )
                | ("two" | "three" | "second" | "final", "days" | "day")
                | ("postponed" | "rescheduled" | "moved", _)
        )
    }) && occasion.telling != Telling::Number
}

/// No third date among the summits of the same people.
fn alone(text: &CheckText<'_>, a: &Occasion, b: &Occasion) -> bool {
    !text.occasions.iter().any(|other| {
        other.who.level == Some(MeetingLevel::Leaders)
            && other.time == Time::Told
            && other.who.agreement(&a.who).is_some()
            && match (&other.date, &a.date, &b.date) {
                (Some(date), Some(one), Some(two)) => {
                    fine(date) && date.excludes(one) && date.excludes(two)
                }
                _ => false,
            }
    })
}
