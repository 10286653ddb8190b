//! Days counted within a meeting, and those that stand beside it by their name:
//! "on the opening day, April 24", "the third day of the fair", "the eve of the
//! summit", "its first anniversary", "on Friday after the talks".

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::Occasion;
use super::claim::{Claim, Longest};
use super::length::{Length, length_at};
use super::pointing::{Told, antecedent, date_before, date_behind, event_at};
use super::reckoned::{Side, claim};
use super::stretch::{Phase, Stretch};

/// "on the opening day, April 24"
pub(super) fn day_of_several(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
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

/// "on June 12, the eve of the summit"
pub(super) fn eve(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    let eve = matches!(text.fold(at), "eve" | "vigil")
        && text.fold(at + 1) == "of"
        && at > from
        && matches!(text.fold(at - 1), "the" | "on");
    if !eve {
        return None;
    }
    let event = event_at(text, number, at + 2, until)?;
    let date = date_before(text, number, from, at - 1)
        .or_else(|| date_behind(text, number, event.until))?;
    let length = Length { days: 1, slack: 0 };
    claim(
        text,
        number,
        &date,
        length,
        Side::Later,
        event,
        longest,
        (at, None),
    )
}

/// "on Friday, three days into the talks", "on April 30, the third day of the fair"
pub(super) fn days_into(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    let (length, next, start) = match length_at(text, at) {
        Some((length, next))
            if matches!(text.fold(next), "into" | "in")
                && length.days > 0
                && text.fold(next) == "into" =>
        {
            // "three days in" may count the first day or not.
            let days = length.days - 1;
            (
                Length {
                    days: days.max(0),
                    slack: length.slack + 1,
                },
                next + 1,
                at,
            )
        }
        _ => {
            let count = match text.fold(at) {
                "penultimate" => return None,
                fold => i64::from(crate::propose::lexicon::ordinal(fold)?),
            };
            let unit = matches!(
                text.fold(at + 1),
                "day" | "morning" | "evening" | "night" | "afternoon"
            );
            if !unit
                || text.fold(at + 2) != "of"
                || at == from
                || !(2..=12).contains(&count)
                || text.words.is_capital(at + 3)
            {
                return None;
            }
            (
                Length {
                    days: count - 1,
                    slack: 0,
                },
                at + 3,
                at,
            )
        }
    };
    let event = event_at(text, number, next, until)?;
    let date = date_before(text, number, from, start)
        .or_else(|| date_before(text, number, from, start.saturating_sub(1)))
        .or_else(|| date_behind(text, number, event.until))?;
    let event = Told {
        phase: Some(Phase::Beginning),
        ..event
    };
    claim(
        text,
        number,
        &date,
        length,
        Side::Earlier,
        event,
        longest,
        (start, None),
    )
}

/// "on April 11, the first anniversary of the summit"
pub(super) fn anniversary(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
    longest: &Longest,
) -> Option<Claim> {
    if !matches!(text.fold(at), "anniversary" | "birthday") || at == from {
        return None;
    }
    let years = i64::from(crate::propose::lexicon::ordinal(text.fold(at - 1))?);
    if years > 30 || text.fold(at + 1) != "of" {
        return None;
    }
    let event = event_at(text, number, at + 2, until)?;
    let date = date_before(text, number, from, at - 1)
        .or_else(|| date_behind(text, number, event.until))?;
    let length = Length {
        days: (years as f64 * 365.25).round() as i64,
        slack: 1,
    };
    claim(
        text,
        number,
        &date,
        length,
        Side::Earlier,
        event,
        longest,
        (at - 1, None),
    )
}

/// "on Friday after the talks", "on May 2, before the meeting": only the order.
pub(super) fn order(
    text: &CheckText<'_>,
    number: usize,
    (from, _): (usize, usize),
    at: usize,
) -> Option<Claim> {
    let (earlier, next) = match (text.fold(at), text.fold(at + 1)) {
        ("after" | "following", _) => (true, at + 1),
        ("before", _) => (false, at + 1),
        ("ahead", "of") | ("prior", "to") => (false, at + 2),
        _ => return None,
    };
    let sentence = text.words.sentences.get(number)?;
    let event = event_at(text, number, next, sentence.until)?;
    // "a day after" is reckoned, and "shortly after" too.
    let date = text
        .occasions
        .days_of_sentence(number)
        .iter()
        .rfind(|date| date.until <= at && date.from >= from)
        .filter(|date| {
            date.is_day()
                && (date.until..at).all(|at| {
                    matches!(
                        text.fold(at),
                        "," | "morning" | "evening" | "afternoon" | "night" | "only" | "and"
                    )
                })
        })?;
    let bound = if earlier {
        date.bounds.upper?
    } else {
        date.bounds.lower?
    };
    Some(Claim {
        occasion: Occasion {
            sentence: number,
            date: Some(*date),
            ..event.occasion
        },
        date: EventDate {
            month: None,
            ..*date
        },
        stretch: Stretch::beyond(bound, earlier),
        span: (date.from, event.until),
        reckoned: true,
        loose: false,
        day: date.bounds.lower,
        weekday: None,
        points_at: event.points_at,
    })
}
