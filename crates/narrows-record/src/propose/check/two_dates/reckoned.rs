//! Days of a meeting that are told by another date: "on April 24, the morning
//! after the gathering", "two days before the seminar", "as soon as the talks
//! had closed", "a year has passed since the exercise".

use jiff::civil::Date;

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::Occasion;
use super::claim::{Claim, Longest, phase_at, window};
use super::days_of_several::{anniversary, day_of_several, days_into, eve, order};
use super::length::{Length, length_at};
use super::pointing::{Told, date_before, event_at};
use super::stretch::{Phase, Stretch, Window};
use crate::propose::date::DateBounds;

/// On which side of the date the meeting lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Earlier,
    Later,
}

/// All claims of a text that are reckoned from another date.
pub(super) fn reckoned(text: &CheckText<'_>, longest: &Longest) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let claim = between(text, number, (from, until), at, longest)
                .or_else(|| as_soon_as(text, number, (from, until), at, longest))
                .or_else(|| gone_by(text, number, (from, until), at, longest))
                .or_else(|| behind_us(text, number, (from, until), at, longest))
                .or_else(|| day_of_several(text, number, (from, until), at, longest))
                .or_else(|| eve(text, number, (from, until), at, longest))
                .or_else(|| days_into(text, number, (from, until), at, longest))
                .or_else(|| anniversary(text, number, (from, until), at, longest))
                .or_else(|| order(text, number, (from, until), at));
            let known = |claim: &Claim| {
                claims
                    .iter()
                    .any(|known: &Claim| known.span.0 < claim.span.1 && claim.span.0 < known.span.1)
            };
            if let Some(claim) = claim.filter(|claim| !known(claim)) {
                claims.push(claim);
            }
        }
    }
    claims
}

/// "April 24, the morning after the gathering"
fn between(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    let (length, mut next) = length_at(text, at).or_else(|| at_once(text, at))?;
    let side = match text.fold(next) {
        "after" | "following" | "behind" | "past" => Side::Earlier,
        "since" if length.days > 0 => Side::Earlier,
        "before" | "preceding" => Side::Later,
        "from" if length.days > 0 && text.fold(next + 1) == "the" => Side::Earlier,
        "ahead" if text.fold(next + 1) == "of" => {
            next += 1;
            Side::Later
        }
        "prior" if text.fold(next + 1) == "to" => {
            next += 1;
            Side::Later
        }
        _ => return None,
    };
    let date = date_before(text, number, from, at)?;
    let event = event_at(text, number, next + 1, until)?;
    claim(
        text,
        number,
        &date,
        length,
        side,
        event,
        longest,
        (at, None),
    )
}

/// "shortly after", "right before"
fn at_once(text: &CheckText<'_>, at: usize) -> Option<(Length, usize)> {
    (matches!(
        text.fold(at),
        "shortly"
            | "immediately"
            | "right"
            | "just"
            | "soon"
            | "straight"
            | "directly"
            | "minutes"
            | "hours"
    ) && matches!(text.fold(at + 1), "after" | "before"))
    .then_some((Length { days: 0, slack: 1 }, at + 1))
}

/// "left on Friday night, as soon as the talks had closed"
fn as_soon_as(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    let next = match (text.fold(at), text.fold(at + 1), text.fold(at + 2)) {
        ("as", "soon", "as") => at + 3,
        ("once" | "when" | "as", _, _) => at + 1,
        ("the", "moment" | "minute" | "instant", _) => at + 2,
        _ => return None,
    };
    let event = event_at(text, number, next, until)?;
    let phase = event.phase?;
    let date = date_before(text, number, from, at).or_else(|| {
        text.occasions
            .days_of_sentence(number)
            .iter()
            .find(|date| {
                date.from >= event.until
                    && date.from <= event.until + 6
                    && (event.until..date.from).all(|at| {
                        phase_at(text, at).is_some()
                            || matches!(
                                text.fold(at),
                                "," | "on"
                                    | "had"
                                    | "was"
                                    | "were"
                                    | "the"
                                    | "("
                                    | "up"
                                    | "at"
                                    | "noon"
                            )
                    })
            })
            .copied()
    })?;
    let side = if phase == Phase::End {
        Side::Earlier
    } else {
        Side::Later
    };
    claim(
        text,
        number,
        &date,
        Length { days: 0, slack: 0 },
        side,
        event,
        longest,
        (at, None),
    )
}

/// "a year and a quarter has now gone by since the exercise"
fn gone_by(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    let (length, next) = length_at(text, at)?;
    if length.days < 1 || at > from && text.fold(at - 1) == "first" {
        return None;
    }
    let since =
        (next..until.min(next + 7)).find(|at| matches!(text.fold(*at), "since" | "after"))?;
    let passes = |at: usize| {
        matches!(
            text.fold(at),
            "has"
                | "have"
                | "had"
                | "now"
                | "already"
                | "gone"
                | "by"
                | "passed"
                | "elapsed"
                | "went"
                | "past"
                | "lie"
                | "lies"
                | "lay"
                | "been"
                | "it"
                | "is"
                | "was"
                | "will"
                | "on"
                | "or"
                | "so"
        )
    };
    if !(next..since).all(passes) {
        return None;
    }
    let it_is = at >= 2
        && (at.saturating_sub(4)..at).any(|at| {
            matches!(
                (text.fold(at), text.fold(at + 1)),
                ("it", "is" | "was" | "has" | "had" | "'s" | "’s")
            )
        });
    let perfect = (next..since).any(|at| {
        matches!(
            text.fold(at),
            "gone" | "passed" | "elapsed" | "went" | "past"
        )
    });
    let counted = matches!(text.fold(at), "the") || at > from && text.fold(at - 1) == "the";
    if !(it_is || perfect || counted) {
        return None;
    }
    let event = event_at(text, number, since + 1, until)?;
    let date = text
        .occasions
        .days_of_sentence(number)
        .iter()
        .rfind(|date| date.until <= at && date.day_of_year().is_some())
        .copied()
        .or_else(|| day_of_text(text, at, next))?;
    claim(
        text,
        number,
        &date,
        length,
        Side::Earlier,
        event,
        longest,
        (at, None),
    )
}

/// "the session was a week behind us", "the fair is three days off"
fn behind_us(
    text: &CheckText<'_>,
    number: usize,
    (from, _): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    if !matches!(
        text.fold(at),
        "was" | "is" | "were" | "are" | "lay" | "lies" | "lie" | "had" | "has" | "have"
    ) {
        return None;
    }
    let mut start = at + 1;
    start += usize::from(text.fold(start) == "been");
    // "had been over for a day", "has been under way for a week"
    let state = match (text.fold(start), text.fold(start + 1)) {
        ("over" | "finished" | "closed" | "done" | "concluded", _) => Some((Phase::End, start + 1)),
        ("under", "way") | ("in", "session" | "progress") => Some((Phase::Beginning, start + 2)),
        ("underway" | "running" | "ongoing", _) => Some((Phase::Beginning, start + 1)),
        _ => None,
    };
    let mut phase = None;
    if let Some((found, next)) = state {
        if text.fold(next) != "for" {
            return None;
        }
        phase = Some(found);
        start = next + 1;
    }
    while matches!(
        text.fold(start),
        "already"
            | "now"
            | "just"
            | "only"
            | "still"
            | "exactly"
            | "about"
            | "some"
            | "nearly"
            | "almost"
            | "barely"
            | "over"
            | "more"
            | "than"
            | "less"
            | "hardly"
    ) {
        start += 1;
    }
    let (length, next) = length_at(text, start)?;
    let side = match (text.fold(next), text.fold(next + 1)) {
        _ if phase.is_some() => Side::Earlier,
        ("behind", _) | ("ago", _) | ("old", _) | ("past", _) => Side::Earlier,
        ("in", "the") | ("into", "the") if text.fold(next + 2) == "past" => Side::Earlier,
        ("off" | "away" | "hence" | "ahead", _) => Side::Later,
        ("in", "the") if text.fold(next + 2) == "future" => Side::Later,
        _ => return None,
    };
    if length.days < 1 {
        return None;
    }
    // What is told stands before the verb.
    let event = (at.saturating_sub(8).max(from)..at)
        .rev()
        .find_map(|start| event_at(text, number, start, at))?;
    let date = text
        .occasions
        .days_of_sentence(number)
        .iter()
        .rfind(|date| date.until <= event.from && date.day_of_year().is_some())
        .copied()
        .or_else(|| day_of_text(text, start, next))?;
    let event = Told {
        phase: phase.or(event.phase),
        ..event
    };
    claim(
        text,
        number,
        &date,
        length,
        side,
        event,
        longest,
        (event_start(&date, start), Some(next + 1)),
    )
}

fn event_start(date: &EventDate, start: usize) -> usize {
    if date.from < start { date.from } else { start }
}

fn day_of_text(text: &CheckText<'_>, from: usize, until: usize) -> Option<EventDate> {
    let day = text.dateline?;
    Some(EventDate {
        from,
        until,
        bounds: DateBounds {
            lower: Some(day),
            upper: Some(day),
        },
        month: Some(day.month()),
        yearless_day: None,
        carried: false,
        ahead: false,
    })
}

#[allow(clippy::too_many_arguments)]
pub(super) fn claim(
    text: &CheckText<'_>,
    number: usize,
    date: &EventDate,
    length: Length,
    side: Side,
    event: Told,
    longest: &Longest,
    (start, end): (usize, Option<usize>),
) -> Option<Claim> {
    let days = match side {
        Side::Earlier => -length.days,
        Side::Later => length.days,
    };
    let moved: Window = window(date).moved(days, length.slack);
    let low: Date = moved.low?;
    let told = date.bounds.lower.filter(|_| date.is_day());
    let phase = event.phase.unwrap_or(match side {
        Side::Earlier => Phase::End,
        Side::Later => Phase::Beginning,
    });
    let most = longest.of(text, &event.occasion);
    let stretch = Stretch::of(moved, phase, most);
    let date = EventDate {
        bounds: DateBounds {
            lower: Some(low),
            upper: moved.high,
        },
        month: None,
        yearless_day: None,
        carried: false,
        ..*date
    };
    let until = end.unwrap_or(event.until).max(start + 1);
    Some(Claim {
        occasion: Occasion {
            sentence: number,
            date: Some(date),
            ..event.occasion
        },
        date,
        stretch,
        span: (date.from.min(start).min(event.from), until.max(date.until)),
        reckoned: true,
        loose: false,
        day: told,
        weekday: None,
        points_at: event.points_at,
    })
}
