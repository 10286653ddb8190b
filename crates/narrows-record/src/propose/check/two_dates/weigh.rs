//! Whether two claims with days that exclude each other are of one meeting and
//! not of two: how alike the tellings are, and what their days look like.

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::{Occasion, Telling, Without, likeness};
use super::claim::Claim;

/// What the days of two claims tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// At most a week apart: a slip, or two days of one week.
    DaysApart,
    /// At most five weeks apart.
    WeeksApart,
    /// Within the year.
    MonthsApart,
    /// More than a year.
    YearsApart,
    /// June 26 and May 26.
    SameDayOfMonth,
    /// One is told by a length from another date.
    Reckoned,
    /// Only the order of a date and a meeting is told.
    OrderOnly,
    /// A date of the sentence, not beside the telling.
    Loose,
    /// Both in one city, within two months.
    PlaceSoon,
    /// Told by a pronoun or "the opening day".
    PointsAt,
    /// "a day later", "postponed": two days are told, and both may be true.
    TellsTwoDays,
    /// The date itself points back: "the same day".
    DateLeans,
    /// "the Seoul meeting", "the session of May 12", "Tuesday's talks".
    NamedByPlaceOrDay,
    /// Taken from the sentence that opens the text.
    Carried,
    /// Only a month is told on one side.
    Month,
    /// Only a season or a year.
    Coarse,
    /// Both days are told elsewhere in the text too: they are days of two things.
    ToldElsewhere,
    /// Other dated tellings lie as near: a text of many meetings.
    Crowd,
    /// The sentence that opens the text, without a noun for what it tells.
    LeadOnly,
    /// Both in one sentence.
    OneSentence,
}

/// The weight of each, as log odds, tuned over all pairs of tellings with days that
/// exclude each other.
const WEIGHTS: &[(Sign, f64)] = &[
    (Sign::DaysApart, 1.5),
    (Sign::WeeksApart, -0.1),
    (Sign::MonthsApart, -1.6),
    (Sign::YearsApart, -3.3),
    (Sign::SameDayOfMonth, 1.5),
    (Sign::Reckoned, 0.2),
    (Sign::OrderOnly, -0.3),
    (Sign::Loose, -0.5),
    (Sign::PlaceSoon, 1.2),
    (Sign::PointsAt, 0.6),
    (Sign::TellsTwoDays, -0.5),
    (Sign::DateLeans, -0.9),
    (Sign::NamedByPlaceOrDay, -0.3),
    (Sign::Carried, -0.7),
    (Sign::Month, -0.8),
    (Sign::Coarse, -2.9),
    (Sign::ToldElsewhere, -3.0),
    (Sign::Crowd, -1.5),
    (Sign::LeadOnly, -0.4),
    (Sign::OneSentence, -2.0),
];

/// How alike a telling is to the one that it points at.
const POINTED: f64 = -1.0;

/// How far likeness counts beside the days.
const TRUST: f64 = 0.9;

/// What speaks for one meeting before anything is known; with it, what is told is
/// true four times in five or more.
const BASE: f64 = -0.95;

/// Log odds that two claims are of one meeting; nothing where their days agree.
pub(super) fn weigh(text: &CheckText<'_>, all: &[Claim], a: &Claim, b: &Claim) -> Option<f64> {
    if !disagree(a, b) {
        return None;
    }
    let signs = signs(text, all, a, b);
    let weight = |sign: &Sign| {
        WEIGHTS
            .iter()
            .find(|(known, _)| known == sign)
            .map_or(0.0, |(_, weight)| *weight)
    };
    Some(alike(text, a, b) * TRUST + signs.iter().map(weight).sum::<f64>() + BASE)
}

/// How surely the tellings are of one meeting, whatever their days.
pub(super) fn alike(text: &CheckText<'_>, a: &Claim, b: &Claim) -> f64 {
    let pointed = |one: &Claim, other: &Claim| one.points_at == Some(other.occasion.from);
    if pointed(a, b) || pointed(b, a) {
        return POINTED;
    }
    likeness(text, &a.occasion, &b.occasion, Without::Date)
}

/// True where the days of two claims exclude each other.
pub(super) fn disagree(a: &Claim, b: &Claim) -> bool {
    let pointing = |one: &Claim, other: &Claim| {
        one.points_at
            .is_some_and(|place| place != other.occasion.from)
    };
    if pointing(a, b) || pointing(b, a) || a.span == b.span {
        return false;
    }
    if a.date.carried && b.date.carried {
        return false;
    }
    // A date and what is reckoned from it.
    if (a.reckoned || b.reckoned)
        && a.day.is_some()
        && a.day == b.day
        && a.occasion.sentence == b.occasion.sentence
    {
        return false;
    }
    // "will meet on Tuesday" and "Tuesday's meeting": the week is only guessed.
    let weekday = |claim: &Claim| claim.day.map(jiff::civil::Date::weekday);
    if (a.weekday.is_some() && a.weekday == weekday(b)
        || b.weekday.is_some() && b.weekday == weekday(a))
        && a.stretch.apart(&b.stretch).is_some_and(|days| days <= 7)
    {
        return false;
    }
    a.stretch.excludes(&b.stretch)
        || !a.reckoned
            && !b.reckoned
            && (a.date.bounds.lower.is_none() || b.date.bounds.lower.is_none())
            && a.date.excludes(&b.date)
}

/// What the days of two claims tell.
pub(super) fn signs(text: &CheckText<'_>, all: &[Claim], a: &Claim, b: &Claim) -> Vec<Sign> {
    use Sign as S;
    let mut found = Vec::new();
    let mut add = |holds: bool, sign: S| {
        if holds {
            found.push(sign);
        }
    };
    let apart = a
        .stretch
        .apart(&b.stretch)
        .map(i64::abs)
        .or_else(|| yearless_days_apart(&a.date, &b.date));
    match apart {
        Some(days) if days <= 7 => add(true, S::DaysApart),
        Some(days) if days <= 35 => add(true, S::WeeksApart),
        Some(days) if days <= 366 => add(true, S::MonthsApart),
        Some(_) => add(true, S::YearsApart),
        None => add(true, S::MonthsApart),
    }
    if !a.reckoned && !b.reckoned {
        let (one, other) = (a.date.day_of_year(), b.date.day_of_year());
        let year = |date: &EventDate| date.bounds.lower.map(|day| day.year());
        if let (Some(one), Some(other)) = (one, other) {
            let same_year = match (year(&a.date), year(&b.date)) {
                (Some(x), Some(y)) => x == y,
                _ => true,
            };
            add(
                one.1 == other.1 && one.0 != other.0 && same_year,
                S::SameDayOfMonth,
            );
        }
    }
    let width = |claim: &Claim| claim.stretch.first.width();
    let widest = match (width(a), width(b)) {
        (Some(x), Some(y)) => Some(x.max(y)),
        _ => None,
    };
    add(
        widest.is_some_and(|days| (20..=45).contains(&days)) && !(a.reckoned || b.reckoned),
        S::Month,
    );
    add(
        widest.is_some_and(|days| days > 45) && !(a.reckoned || b.reckoned),
        S::Coarse,
    );
    add(
        told_elsewhere(text, a, b) && told_elsewhere(text, b, a),
        S::ToldElsewhere,
    );
    let lead = |claim: &Claim| {
        claim.occasion.from == claim.date.from
            && !claim.reckoned
            && claim.occasion.telling == Telling::Verb
    };
    add(lead(a) || lead(b), S::LeadOnly);
    let order = |claim: &Claim| {
        claim.reckoned && (claim.stretch.first.low.is_none() || claim.stretch.last.high.is_none())
    };
    add(order(a) || order(b), S::OrderOnly);
    add(a.loose || b.loose, S::Loose);
    add(
        a.occasion.place.is_some()
            && a.occasion.place == b.occasion.place
            && apart.is_some_and(|days| days <= 62)
            && !(a.occasion.in_a_row || b.occasion.in_a_row),
        S::PlaceSoon,
    );
    add(
        (a.reckoned || b.reckoned) && !(order(a) || order(b)),
        S::Reckoned,
    );
    add(a.points_at.is_some() || b.points_at.is_some(), S::PointsAt);
    add(
        !a.reckoned && !b.reckoned && (tells_two_days(text, a) || tells_two_days(text, b)),
        S::TellsTwoDays,
    );
    add(leans(text, a) || leans(text, b), S::DateLeans);
    add(
        named_by_place_or_day(text, a) || named_by_place_or_day(text, b),
        S::NamedByPlaceOrDay,
    );
    add(a.date.carried || b.date.carried, S::Carried);
    add(crowd(all, a, b) >= 2, S::Crowd);
    add(a.occasion.sentence == b.occasion.sentence, S::OneSentence);
    found
}

/// Whether the day of a claim is told elsewhere in the text too, outside both claims.
fn told_elsewhere(text: &CheckText<'_>, claim: &Claim, other: &Claim) -> bool {
    let inside = |at: usize, span: (usize, usize)| span.0 <= at && at < span.1;
    (0..text.words.sentences.len()).any(|number| {
        text.occasions.days_of_sentence(number).iter().any(|date| {
            date.is_day()
                && date.bounds.lower == claim.day
                && date.from != claim.date.from
                && date.from != other.date.from
                && !inside(date.from, claim.span)
                && !inside(date.from, other.span)
                && !super::claim::heads_text(text, date)
        })
    })
}

/// How many days near two claims are told of other tellings.
fn crowd(all: &[Claim], a: &Claim, b: &Claim) -> usize {
    let mut days: Vec<jiff::civil::Date> = all
        .iter()
        .filter(|other| !other.reckoned && !other.date.carried)
        .filter(|other| other.stretch.excludes(&a.stretch) && other.stretch.excludes(&b.stretch))
        .filter(|other| {
            [a, b].iter().any(|near| {
                near.stretch
                    .apart(&other.stretch)
                    .is_some_and(|days| days <= 45)
            })
        })
        .filter_map(|other| other.date.bounds.lower)
        .collect();
    days.sort_unstable();
    days.dedup();
    days.len()
}

/// Days between two days where the text gives no year.
fn yearless_days_apart(one: &EventDate, other: &EventDate) -> Option<i64> {
    let day = |date: &EventDate| {
        let day = date.day_of_year().map_or(15, |(_, day)| day);
        Some(i64::from(date.month?) * 30 + i64::from(day))
    };
    Some((day(one)? - day(other)?).abs())
}

/// "the same day", "two days later": reckoned from a date told before, which may
/// be the wrong one.
fn leans(text: &CheckText<'_>, claim: &Claim) -> bool {
    (claim.date.from..claim.date.until).any(|at| {
        matches!(
            text.fold(at),
            "same" | "that" | "later" | "earlier" | "following" | "previous" | "before" | "after"
        )
    })
}

/// "the Seoul meeting", "the session of May 12", "Tuesday's bilateral talks".
fn named_by_place_or_day(text: &CheckText<'_>, claim: &Claim) -> bool {
    let occasion: &Occasion = &claim.occasion;
    if occasion.telling != Telling::Noun || claim.reckoned {
        return false;
    }
    let the = occasion.from > 0 && text.fold(occasion.from - 1) == "the"
        || text.fold(occasion.from) == "the";
    let place = the
        && occasion.place.as_ref().is_some_and(|place| {
            text.words
                .folded(occasion.from, occasion.until)
                .contains(place.as_str())
        });
    let of_day = the
        && claim.date.from <= occasion.until + 1
        && claim.date.from > occasion.until
        && text.fold(occasion.until) == "of";
    let by_day = claim.date.until <= occasion.from
        && (claim.date.until..occasion.from)
            .all(|at| matches!(text.fold(at), "'s" | "’s" | "s" | "'" | "’"))
        || claim.date.from >= occasion.from && claim.date.until < occasion.until;
    place || of_day || by_day
}

/// "a day later", "the next day", "postponed".
fn tells_two_days(text: &CheckText<'_>, claim: &Claim) -> bool {
    let Some(sentence) = text.words.sentences.get(claim.occasion.sentence) else {
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
                | ("second" | "final", "day")
                | (
                    "postponed"
                        | "rescheduled"
                        | "moved"
                        | "delayed"
                        | "originally"
                        | "initially"
                        | "brought",
                    _
                )
        )
    })
}
