//! Days of a meeting that are told by another date: "on April 24, the morning
//! after the gathering", "two days before the seminar", "as soon as the talks
//! had closed", "a year has passed since the exercise".

use jiff::civil::Date;

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::{Occasion, Telling};
use super::claim::{Claim, phase_at, window};
use super::length::{Length, length_at};
use super::stretch::{Phase, Stretch, Window};
use crate::propose::date::DateBounds;

/// Words between a date and the length that is reckoned from it.
const GAP: usize = 11;

/// On which side of the date the meeting lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Earlier,
    Later,
}

/// All claims of a text that are reckoned from another date.
pub(super) fn reckoned(text: &CheckText<'_>, longest: i64) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let claim = between(text, number, (from, until), at, longest)
                .or_else(|| as_soon_as(text, number, (from, until), at, longest))
                .or_else(|| gone_by(text, number, (from, until), at, longest))
                .or_else(|| behind_us(text, number, (from, until), at, longest))
                .or_else(|| day_of_several(text, number, (from, until), at, longest));
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
    longest: i64,
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
    longest: i64,
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
    longest: i64,
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
                | "already-"
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
    (from, until): (usize, usize),
    at: usize,
    longest: i64,
) -> Option<Claim> {
    if !matches!(
        text.fold(at),
        "was" | "is" | "were" | "are" | "lay" | "lies" | "lie"
    ) {
        return None;
    }
    let mut start = at + 1;
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
            | "a-"
    ) {
        start += 1;
    }
    let (length, next) = length_at(text, start)?;
    let side = match (text.fold(next), text.fold(next + 1)) {
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
    let _ = until;
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

/// "on the opening day, April 24"
fn day_of_several(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: i64,
) -> Option<Claim> {
    let phase = match text.fold(at) {
        "opening" | "first" => Phase::Beginning,
        "closing" | "final" | "last" | "concluding" => Phase::End,
        _ => return None,
    };
    if !matches!(
        text.fold(at + 1),
        "day" | "morning" | "evening" | "night" | "afternoon"
    ) || at == 0
        || !matches!(
            text.fold(at - 1),
            "the" | "its" | "their" | "s" | "'s" | "’s"
        )
    {
        return None;
    }
    let next = at + 2;
    let (event, mut behind) = if text.fold(next) == "of" {
        let event = event_at(text, number, next + 1, until)?;
        let end = event.until;
        (event, end)
    } else {
        // The one told last that has days to count.
        let (place, before) = antecedent(text, at)?;
        (
            Told {
                occasion: before,
                points_at: Some(place),
                phase: None,
                from: at,
                until: next,
            },
            next,
        )
    };
    while matches!(text.fold(behind), "," | "(" | "on") {
        behind += 1;
    }
    let days = text.occasions.days_of_sentence(number);
    let date = days
        .iter()
        .find(|date| date.from == behind)
        .or_else(|| {
            days.iter().rfind(|date| {
                date.until <= at
                    && date.until + 3 >= at
                    && date.from >= from
                    && (date.until..at).all(|at| matches!(text.fold(at), "," | "the" | "(" | "its"))
            })
        })
        .copied()?;
    let event = Told {
        phase: Some(phase),
        ..event
    };
    claim(
        text,
        number,
        &date,
        Length { days: 0, slack: 0 },
        Side::Earlier,
        event,
        longest,
        (at, None),
    )
}

/// What a phrase tells of.
struct Told {
    occasion: Occasion,
    /// By a pronoun or the like: the place of the telling that is meant.
    points_at: Option<usize>,
    phase: Option<Phase>,
    from: usize,
    until: usize,
}

/// The meeting that a phrase names or points at: "the gathering", "the council
/// ended", "they had begun".
fn event_at(text: &CheckText<'_>, number: usize, at: usize, until: usize) -> Option<Told> {
    let reach = until.min(at + 7);
    let phase_behind = |end: usize| {
        (end..until.min(end + 4))
            .take_while(|at| !matches!(text.fold(*at), "," | ";" | "." | "and"))
            .find_map(|at| phase_at(text, at))
    };
    let opens = matches!(
        text.fold(at),
        "the" | "that" | "this" | "its" | "their" | "those" | "these" | "our" | "his" | "her"
    ) || text.words.is_capital(at)
        || super::super::occasion::is_meeting_noun(text.fold(at));
    if opens
        && let Some(occasion) = text.occasions.iter().find(|occasion| {
            occasion.sentence == number
                && occasion.from >= at
                && occasion.until <= reach.max(at + 8)
                && matches!(occasion.telling, Telling::Noun | Telling::Number)
                && (at..occasion.from).all(|at| {
                    !matches!(
                        text.fold(at),
                        "," | ";" | "and" | "of" | "had" | "was" | "were" | "in"
                    )
                })
        })
    {
        return Some(Told {
            occasion: occasion.clone(),
            points_at: None,
            phase: phase_behind(occasion.until),
            from: at,
            until: occasion.until,
        });
    }
    if matches!(text.fold(at), "they" | "it" | "these" | "those") {
        let phase = phase_behind(at + 1)?;
        let before = text
            .occasions
            .iter()
            .rfind(|occasion| occasion.until <= at && number - occasion.sentence <= 1)?;
        // Beside the date that is reckoned from, its own date is not told.
        let dated = before.sentence < number && before.date.is_some();
        return Some(Told {
            occasion: before.clone(),
            points_at: dated.then_some(before.from),
            phase: Some(phase),
            from: at,
            until: at + 1,
        });
    }
    None
}

/// The dated telling before a word, by its first word.
fn antecedent(text: &CheckText<'_>, at: usize) -> Option<(usize, Occasion)> {
    text.occasions
        .iter()
        .rfind(|occasion| occasion.until <= at && occasion.date.is_some_and(|date| !date.carried))
        .map(|occasion| (occasion.from, occasion.clone()))
}

/// The date that a length is reckoned from, told before it.
fn date_before(text: &CheckText<'_>, number: usize, from: usize, at: usize) -> Option<EventDate> {
    text.occasions
        .days_of_sentence(number)
        .iter()
        .rfind(|date| date.until <= at && date.from >= from)
        .filter(|date| {
            let gap = date.until..at;
            gap.len() <= GAP
                && date.bounds.lower.is_some()
                && gap.clone().all(|at| {
                    !matches!(
                        text.fold(at),
                        "and"
                            | "but"
                            | "while"
                            | ";"
                            | "was"
                            | "were"
                            | "had"
                            | "has"
                            | "will"
                            | "said"
                            | "by"
                            | "-"
                            | "–"
                            | "—"
                            | "("
                            | ")"
                            | ":"
                    )
                })
        })
        .copied()
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
fn claim(
    text: &CheckText<'_>,
    number: usize,
    date: &EventDate,
    length: Length,
    side: Side,
    event: Told,
    longest: i64,
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
    let stretch = Stretch::of(moved, phase, longest);
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
    let _ = text;
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
        day: told,
        weekday: None,
        points_at: event.points_at,
    })
}
