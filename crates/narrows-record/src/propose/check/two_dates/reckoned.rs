//! Days of a meeting that are told by another date: "on April 24, the morning
//! after the gathering", "two days before the seminar", "as soon as the talks
//! had closed", "a year has passed since the exercise".

use jiff::civil::Date;

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::{Occasion, Telling};
use super::claim::{Claim, Longest, phase_at, window};
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
            | "a-"
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
fn eve(
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
fn days_into(
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
fn anniversary(
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
fn order(
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

/// A date right behind a phrase: "the eve of the summit, June 12".
fn date_behind(text: &CheckText<'_>, number: usize, at: usize) -> Option<EventDate> {
    text.occasions
        .days_of_sentence(number)
        .iter()
        .find(|date| {
            date.from >= at
                && date.from <= at + 3
                && date.is_day()
                && (at..date.from)
                    .all(|at| matches!(text.fold(at), "," | "(" | "on" | "which" | "was" | "fell"))
        })
        .copied()
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
                && matches!(
                    occasion.telling,
                    Telling::Noun | Telling::Number | Telling::Verb | Telling::Signing
                )
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
    // "since they last met"
    if matches!(
        text.fold(at),
        "they"
            | "we"
            | "he"
            | "she"
            | "both"
            | "all"
            | "ministers"
            | "leaders"
            | "officials"
            | "negotiators"
            | "envoys"
            | "delegates"
    ) && let Some(occasion) = text.occasions.iter().find(|occasion| {
        occasion.sentence == number
            && occasion.from > at
            && occasion.from <= at + 6
            && matches!(occasion.telling, Telling::Verb | Telling::Signing)
            && (at..occasion.from).all(|at| !matches!(text.fold(at), "," | ";" | "and" | "of"))
    }) {
        return Some(Told {
            occasion: Occasion {
                one_before: false,
                ..occasion.clone()
            },
            points_at: None,
            phase: None,
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
        loose: false,
        day: told,
        weekday: None,
        points_at: event.points_at,
    })
}
