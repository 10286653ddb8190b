//! What a claim that there was none before is about: who, since when, and the
//! day of the meeting that is said to be the first.

use std::collections::BTreeSet;

use super::CheckText;
use super::event::{EventDate, event_date};
use super::party::Party;
use super::rank::Ranks;
use super::thread::{Threads, Topic};
use super::told_before::matter;
use crate::propose::annotate::ToldDate;
use crate::propose::date::{Resolved, edtf_bounds};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::mention::MentionType;
use jiff::ToSpan;
use jiff::civil::Date;

/// That there has been none of a kind before.
pub(super) struct Claim {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// The last day that may have had one.
    pub(super) after: Option<Date>,
    /// "since … last year", in a text without a day of its own.
    pub(super) after_last_year: bool,
    /// The same as month and day, in a text that tells no year.
    pub(super) after_yearless: Option<(i8, i8)>,
    /// The day of what the claim is made of.
    pub(super) day: Option<Date>,
    pub(super) party: Party,
    /// Persons of the sentences before that a pronoun or a post can mean.
    pub(super) pointed: Vec<(String, Option<&'static str>)>,
    pub(super) topic: Topic,
    pub(super) place: bool,
    pub(super) matter: BTreeSet<String>,
}

pub(super) fn read_claim(
    text: &CheckText<'_>,
    ranks: &Ranks,
    threads: &Threads,
    number: usize,
    from: usize,
    until: usize,
) -> Option<Claim> {
    let range = text.words.sentences[number];
    let since = (from..until)
        .find(|at| matches!(text.fold(*at), "since" | "after"))
        .or_else(|| (text.fold(from) == "last").then_some(from + 1));
    let edge = since.unwrap_or(until);
    // "first under this government"
    if (from..edge).any(|at| matches!(text.fold(at), "under" | "outside" | "without")) {
        return None;
    }
    let dates = &text.annotations.dates[number];
    let mark = since.and_then(|since| {
        dates
            .iter()
            .filter(|date| date.from > since && date.from < since + 40 && date.until <= range.until)
            .find_map(bounds)
            .and_then(|(_, upper)| upper)
    });
    let mark =
        mark.or_else(|| since.and_then(|since| named_mark(text, number, since, range.until)));
    let then = since
        .filter(|since| mark.is_none() && text.fold(since + 1) == "then")
        .and_then(|_| then_mark(text, number, from));
    let mark = mark.or_else(|| then.and_then(|date| date.bounds.upper));
    let yearless = then
        .filter(|_| mark.is_none())
        .and_then(|date| date.day_of_year());
    let last_year = since.is_some_and(|since| {
        (since..range.until.min(since + 14))
            .any(|at| text.fold(at) == "last" && text.fold(at + 1) == "year")
    });
    if since.is_some() && mark.is_none() && yearless.is_none() && !last_year {
        return None;
    }
    // A day at or before the mark is another meeting's.
    let day = claim_day(text, number, from, edge)
        .filter(|day| mark.is_none_or(|mark| *day > mark))
        .or(text.dateline);
    // "the first session this year"
    let this_year = (from..until)
        .any(|at| text.fold(at) == "this" && text.fold(at + 1) == "year")
        .then(|| day.or(text.dateline))
        .flatten()
        .and_then(|day| Date::new(day.year() - 1, 12, 31).ok());
    let span = years_back(text, from, range.until, day);
    let subject = clause_from(text, range.from, from);
    let mut party = Party::of(text, ranks, number, subject, edge);
    // "It was the first such meeting": of those told right before.
    // "the first occasion since then at which the three talked"
    let mut whole = false;
    if party.count.is_none()
        && let Some(which) =
            (edge..until).find(|at| matches!(text.fold(*at), "which" | "where" | "that"))
    {
        party.count = Party::of(text, ranks, number, which, until).count;
        // "that the three governments": as such, whoever of them met.
        whole = (which..until).any(|at| {
            matches!(
                text.fold(at),
                "governments" | "countries" | "capitals" | "nations" | "sides" | "economies"
            )
        });
    }
    let points = matches!(text.fold(range.from), "it" | "this" | "that")
        || (subject..edge)
            .any(|at| matches!(text.fold(at), "such" | "they" | "their" | "pair" | "trio"));
    if let Some(before) = number.checked_sub(1)
        && points
        && !whole
        && (party.ranks.is_empty() || party.parties().is_none())
        && party.persons.is_empty()
    {
        let range = text.words.sentences[before];
        let told = Party::of(text, ranks, before, range.from, range.until);
        if party.ranks.is_empty() {
            party.ranks = told.ranks;
        }
        if party.parties().is_none() {
            party.count = told.count;
        }
    }
    let place = text.annotations.found[number].iter().any(|found| {
        found.kind == MentionType::Place
            && found.id.as_deref() == Some("city")
            && found.from > from
            && found.until <= edge
            && text.fold(found.from - 1) == "in"
    });
    let mut pointed = Vec::new();
    for back in (number.saturating_sub(1)..=number).rev() {
        for person in text.annotations.found[back].iter().filter(|found| {
            found.kind == MentionType::Per && (back < number || found.until <= from)
        }) {
            pointed.push((
                ranks.person(text, person),
                person
                    .id
                    .as_deref()
                    .and_then(|id| Gazetteer::shipped().person_of(id)),
            ));
        }
    }
    Some(Claim {
        sentence: number,
        from,
        until,
        after: mark.or(this_year).or(span),
        after_yearless: yearless,
        after_last_year: mark.is_none() && last_year,
        day,
        party,
        pointed,
        topic: threads.topic(text, number, (range.from, range.until), from),
        place,
        matter: matter(text, number, from, edge.max(until)),
    })
}

/// "since Camp David": the day that the text gives the meeting there.
fn named_mark(text: &CheckText<'_>, number: usize, since: usize, until: usize) -> Option<Date> {
    let place = text.annotations.found[number].iter().find(|found| {
        matches!(found.kind, MentionType::Place | MentionType::Forum)
            && found.from > since
            && found.from <= since + 4
            && found.until <= until
    })?;
    let name = text.words.folded(place.from, place.until);
    text.sentences().find_map(|(number, _, _)| {
        let named = text.annotations.found[number]
            .iter()
            .find(|found| text.words.folded(found.from, found.until) == name)?;
        text.annotations.dates[number]
            .iter()
            .filter(|date| date.from >= named.until && date.from - named.until <= 4)
            .find_map(bounds)
            .and_then(|(_, upper)| upper)
    })
}

/// "since then": the last day told before, up to two sentences back.
pub(super) fn then_mark(text: &CheckText<'_>, number: usize, from: usize) -> Option<EventDate> {
    // In its own sentence mostly the day of the claim is told.
    let order = (number.saturating_sub(2)..number).rev().chain([number]);
    order.into_iter().find_map(|back| {
        text.annotations.dates[back]
            .iter()
            .filter(|date| !date.future && date.until <= from)
            .filter_map(event_date)
            .rfind(|date| date.month.is_some())
    })
}

fn clause_from(text: &CheckText<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|at| matches!(text.fold(*at), ";" | ":" | "\""))
        .map_or(from, |at| at + 1)
}

fn bounds(date: &ToldDate) -> Option<(Option<Date>, Option<Date>)> {
    let Resolved::Edtf(edtf) = &date.resolved else {
        return None;
    };
    edtf_bounds(edtf).map(|bounds| (bounds.lower, bounds.upper))
}

/// "in five years": back from the day of the claim.
pub(super) fn years_back(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    day: Option<Date>,
) -> Option<Date> {
    // "a two-year hiatus"
    let pause = matches!(
        text.fold(from),
        "hiatus"
            | "pause"
            | "gap"
            | "interruption"
            | "lull"
            | "absence"
            | "silence"
            | "standstill"
            | "break"
    );
    let start = if pause { from.saturating_sub(7) } else { from };
    let unit = (start..until.min(from + 24)).find(|at| {
        pause && *at < from && matches!(text.fold(*at), "years" | "months" | "year" | "month")
            || matches!(
                text.fold(*at),
                "years" | "months" | "year" | "decade" | "decades" | "weeks"
            ) && (at.saturating_sub(4)..*at).any(|at| matches!(text.fold(at), "in" | "for"))
    })?;
    let count = (unit.saturating_sub(3)..unit)
        .find_map(|at| crate::propose::lexicon::numeral(text.fold(at)))
        .unwrap_or(1);
    let count = i32::try_from(count.min(200)).ok()?;
    let back = match text.fold(unit) {
        "weeks" => (count * 7).days(),
        "months" | "month" => count.months(),
        "decade" | "decades" => (count * 10).years(),
        _ => count.years(),
    };
    day.or(text.dateline)?
        .checked_sub(back)
        .ok()?
        .checked_add(20.days())
        .ok()
}

/// The day of the meeting that is said to be the first.
fn claim_day(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> Option<Date> {
    let range = text.words.sentences[number];
    let day_in = |number: usize, low: usize, high: usize| {
        text.annotations.dates[number]
            .iter()
            .filter(|date| date.from >= low && date.until <= high && !date.future)
            .filter(|date| {
                !matches!(
                    text.fold(date.from.saturating_sub(1)),
                    "since" | "until" | "after" | "before" | "said" | "for"
                )
            })
            .filter_map(event_date)
            .filter(|date| date.month.is_some())
            .filter_map(|date| date.bounds.lower)
            .max()
    };
    day_in(number, range.from, until)
        .or_else(|| {
            // "the first meeting, held in Lima on June 3"
            let end = (until..range.until)
                .find(|at| matches!(text.fold(*at), ";" | "since" | "although" | "but" | "after"))
                .unwrap_or(range.until);
            day_in(number, from, end)
        })
        .or_else(|| {
            let points = matches!(text.fold(range.from), "it" | "this" | "that")
                || from > range.from && text.fold(from - 1) == "s";
            let before = number.checked_sub(1)?;
            let range = text.words.sentences[before];
            points
                .then(|| day_in(before, range.from, range.until))
                .flatten()
        })
        .or_else(|| text.day())
}
