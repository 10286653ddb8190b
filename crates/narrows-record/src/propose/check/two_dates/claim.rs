//! What a text says about when a meeting was: every dated telling, with the
//! days that it allows.

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::{Ends, Occasion, Telling, Without, ends_at, likeness};
use super::length::length_at;
use super::stretch::{Phase, Stretch, Window};

/// Days beyond which nothing is one meeting.
const LONGEST: i64 = 12;

/// One telling with its days.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) occasion: Occasion,
    pub(super) date: EventDate,
    pub(super) stretch: Stretch,
    /// Words to show.
    pub(super) span: (usize, usize),
    /// Reckoned from another date: "two days after the talks".
    pub(super) reckoned: bool,
    /// Told in the sentence of a telling, not beside it.
    pub(super) loose: bool,
    /// The day that is told: for a reckoned claim, the one reckoned from.
    pub(super) day: Option<jiff::civil::Date>,
    /// Its weekday, where nothing else is told of it.
    pub(super) weekday: Option<jiff::civil::Weekday>,
    /// The telling only points ("they", "the opening day"): at this one.
    pub(super) points_at: Option<usize>,
}

/// All claims that come from a date beside a telling.
pub(super) fn told(text: &CheckText<'_>, longest: &Longest) -> Vec<Claim> {
    text.occasions
        .iter()
        .filter_map(|occasion| {
            let date = occasion.date?;
            if heads_text(text, &date) || press(text, occasion) {
                return None;
            }
            Some(Claim {
                stretch: stretch_of(text, occasion, &date, longest.of(text, occasion)),
                span: occasion.date_span(),
                occasion: occasion.clone(),
                date,
                reckoned: false,
                loose: false,
                day: date.bounds.lower.filter(|_| date.is_day()),
                weekday: weekday_alone(text, &date),
                points_at: None,
            })
        })
        .collect()
}

/// Takes away the claims on the day of the text's first sentence where no meeting
/// is told of that day and one is told right behind of another: it is the day of
/// something else.
pub(super) fn drop_unfounded(claims: &mut Vec<Claim>) {
    let founded: Vec<_> = claims
        .iter()
        .filter(|claim| !claim.date.carried && !claim.reckoned && claim.day.is_some())
        .map(|claim| (claim.day, claim.date.from))
        .collect();
    claims.retain(|claim| {
        !claim.date.carried
            || founded.iter().any(|(day, _)| *day == claim.day)
            || !founded
                .iter()
                .any(|(_, at)| at.saturating_sub(claim.date.from) <= RIGHT_BEHIND)
    });
}

/// Claims from a definite telling without a date of its own and the one day that
/// its sentence tells: looser than a date beside it.
pub(super) fn loose(text: &CheckText<'_>, longest: &Longest, known: &[Claim]) -> Vec<Claim> {
    let speech = |at: usize| {
        matches!(
            text.fold(at),
            "said" | "told" | "wrote" | "says" | "added" | "reported" | "until" | "since" | "by"
        )
    };
    text.occasions
        .iter()
        .filter(|occasion| {
            occasion.date.is_none() || occasion.date.is_some_and(|date| date.carried)
        })
        .filter(|occasion| occasion.telling == Telling::Noun && !press(text, occasion))
        .filter_map(|occasion| {
            let article = text.fold(occasion.from.checked_sub(1)?);
            let definite = matches!(article, "the" | "that" | "this" | "'s" | "’s" | "s");
            let [date] = text.occasions.days_of_sentence(occasion.sentence) else {
                return None;
            };
            let (from, until) = (date.from.min(occasion.from), date.until.max(occasion.until));
            let said = (date.from.saturating_sub(4)..date.from).any(speech);
            let taken = known
                .iter()
                .any(|claim| claim.occasion.sentence == occasion.sentence);
            if !definite
                || said
                || taken
                || !date.is_day()
                || heads_text(text, date)
                || until - from > 24
            {
                return None;
            }
            let phase = phase_beside(text, occasion, date);
            Some(Claim {
                stretch: Stretch::of(window(date), phase, longest.of(text, occasion)),
                span: (from, until),
                occasion: Occasion {
                    date: Some(*date),
                    ..occasion.clone()
                },
                date: *date,
                reckoned: false,
                loose: true,
                day: date.bounds.lower,
                weekday: weekday_alone(text, date),
                points_at: None,
            })
        })
        .collect()
}

/// "TOKYO, July 2, 2024 (Agency) - …": the day of the text, not of a meeting.
pub(super) fn heads_text(text: &CheckText<'_>, date: &EventDate) -> bool {
    let Some(sentence) = text
        .words
        .sentences
        .iter()
        .find(|sentence| sentence.from <= date.from && date.from < sentence.until)
    else {
        return false;
    };
    text.dateline.is_some()
        && date.bounds.lower == text.dateline
        && date.bounds.upper == text.dateline
        && date.from <= sentence.from + 9
        && crate::propose::date::is_month_or_weekday(text.fold(date.from))
        && text.words.is_capital(sentence.from)
        && (sentence.from..date.from)
            .all(|at| text.words.is_capital(at) || text.fold(at) == "," || text.fold(at) == "by")
        && (date.until..date.until + 7)
            .any(|at| matches!(text.fold(at), "-" | "–" | "—" | "--" | "(" | ""))
}

/// "Tuesday", and no date that says which.
pub(super) fn weekday_alone(
    text: &CheckText<'_>,
    date: &EventDate,
) -> Option<jiff::civil::Weekday> {
    let alone = date.is_day()
        && date.until == date.from + 1
        && crate::propose::date::weekday_number(text.fold(date.from)).is_some();
    date.bounds.lower.filter(|_| alone).map(|day| day.weekday())
}

/// "a press conference": not the meeting.
fn press(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    (occasion.from.saturating_sub(1)..occasion.until)
        .any(|at| matches!(text.fold(at), "press" | "news" | "media"))
}

/// The longest meeting of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Longest {
    days: i64,
    /// The telling that says so.
    told: Option<Occasion>,
}

impl Longest {
    /// How many days a telling may be spread over.
    pub(super) fn of(&self, text: &CheckText<'_>, occasion: &Occasion) -> i64 {
        let same = self.told.as_ref().is_none_or(|told| {
            told.from == occasion.from || likeness(text, told, occasion, Without::Date) > APART
        });
        if same { self.days.max(1) } else { 1 }
    }
}

/// Words from the first day of a text within which another meeting is told.
const RIGHT_BEHIND: usize = 40;

/// Likeness below which a meeting of several days is another one.
const APART: f64 = -1.5;

/// The meeting that lasts longest, as far as the text counts days.
pub(super) fn longest(text: &CheckText<'_>) -> Longest {
    let told = text.occasions.iter().filter_map(|occasion| {
        let date = occasion.date?;
        let (first, last) = several_days(text, &date)?;
        days_between(first, last).map(|days| (days + 1, Some(occasion.clone())))
    });
    let counted = text.sentences().flat_map(|(number, from, until)| {
        (from..until).filter_map(move |at| {
            let (length, next) = days_long(text, at)?;
            let meets = (next..(next + 7).min(until))
                .any(|at| super::super::occasion::is_meeting_noun(text.fold(at)));
            let occasion = text
                .occasions
                .iter()
                .find(|occasion| occasion.sentence == number && occasion.until > at)
                .cloned();
            meets.then_some((length, occasion))
        })
    });
    told.chain(counted)
        .filter(|(days, _)| *days <= LONGEST)
        .max_by_key(|(days, _)| *days)
        .map_or_else(Longest::default, |(days, told)| Longest { days, told })
}

/// "two-day", "three days of", "after two days in": how long something lasted.
fn days_long(text: &CheckText<'_>, at: usize) -> Option<(i64, usize)> {
    if text.words.is_hyphen(at + 1) && text.fold(at + 2) == "day" {
        let count = crate::propose::lexicon::numeral(text.fold(at))?;
        return (2..=12)
            .contains(&count)
            .then_some((i64::from(count), at + 3));
    }
    let (length, next) = length_at(text, at)?;
    (matches!(text.fold(next), "of" | "in" | "at")
        && text.fold(next - 1) == "days"
        && (2..=LONGEST).contains(&length.days))
    .then_some((length.days, next))
}

/// "June 26-27": the first day and the last.
fn several_days(
    text: &CheckText<'_>,
    date: &EventDate,
) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let (first, last) = date.bounds.lower.zip(date.bounds.upper)?;
    let joined = (date.from..date.until)
        .any(|at| matches!(text.fold(at), "-" | "–" | "to" | "and" | "through"));
    (first < last && joined && days_between(first, last).is_some_and(|days| days < LONGEST))
        .then_some((first, last))
}

fn days_between(first: jiff::civil::Date, last: jiff::civil::Date) -> Option<i64> {
    let span = last.since((jiff::Unit::Day, first)).ok()?;
    Some(i64::from(span.get_days()))
}

/// The days that a date beside a telling allows.
fn stretch_of(
    text: &CheckText<'_>,
    occasion: &Occasion,
    date: &EventDate,
    longest: i64,
) -> Stretch {
    if let Some((first, last)) = several_days(text, date) {
        return Stretch::exact(first, last);
    }
    let window = window(date);
    let phase = phase_beside(text, occasion, date);
    // "three days of talks, ending on Tuesday"
    let own = text
        .words
        .sentences
        .get(occasion.sentence)
        .and_then(|sentence| {
            (sentence.from..sentence.until).find_map(|at| days_long(text, at).map(|found| found.0))
        });
    if let (Some(length), true) = (own, phase != Phase::Whole) {
        let other = length - 1;
        return match phase {
            Phase::Beginning => Stretch {
                first: window,
                last: window.moved(other, 0),
            },
            _ => Stretch {
                first: window.moved(-other, 0),
                last: window,
            },
        };
    }
    Stretch::of(window, phase, longest)
}

pub(super) fn window(date: &EventDate) -> Window {
    Window {
        low: date.bounds.lower,
        high: date.bounds.upper,
    }
}

/// Whether the words around a telling tell of its beginning or its end.
fn phase_beside(text: &CheckText<'_>, occasion: &Occasion, date: &EventDate) -> Phase {
    let behind = if date.from >= occasion.until {
        occasion.until..date.from.min(occasion.until + 10)
    } else {
        occasion.until..occasion.until + 4
    };
    for at in behind.chain(occasion.from.saturating_sub(3)..occasion.from) {
        // "which closed a week of talks" is told of another.
        if let Some(phase) = phase_at(text, at) {
            return phase;
        }
    }
    Phase::Whole
}

/// Which end of a meeting a word tells of.
pub(super) fn phase_at(text: &CheckText<'_>, at: usize) -> Option<Phase> {
    Some(match ends_at(text, at)? {
        Ends::Beginning => Phase::Beginning,
        Ends::End => Phase::End,
    })
}
