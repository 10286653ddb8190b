//! "It was the first time that …", "never before had …": that there has been
//! none of a kind, against another one that the text tells of.

use std::collections::BTreeSet;

use super::absence_veto::fields_apart;
use super::event::{EventDate, event_date};
use super::first_claim::claims;
use super::first_claim_read::{Claim, read_claim};
use super::rank::Ranks;
use super::thread::Threads;
use super::told_before::{Told, told_meetings};
use super::{CheckText, Conflict};
use crate::propose::gazetteer::Gazetteer;
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let spans = claims(text);
    if spans.is_empty() {
        return;
    }
    let ranks = Ranks::of(text);
    let threads = Threads::of(text);
    let told = told_meetings(text, &ranks, &threads, &spans);
    for (number, from, until) in spans.iter().copied() {
        let claim = read_claim(text, &ranks, &threads, number, from, until);
        let Some(claim) = claim else {
            continue;
        };
        let mut fits: Vec<(u32, &Told)> = told
            .iter()
            .filter_map(|other| likeness(text, &claim, other).map(|score| (score, other)))
            .collect();
        fits.sort_by_key(|(score, other)| (std::cmp::Reverse(*score), other.from));
        let Some((_, other)) = fits.first() else {
            continue;
        };
        let side = (other.from, other.until);
        let known = conflicts.iter_mut().find(|known| {
            known.kind == "presupposition_conflict" && known.sides.get(1) == Some(&side)
        });
        if let Some(known) = known {
            // Two claims against one meeting.
            known.sides.push((claim.from, claim.until));
            continue;
        }
        conflicts.push(Conflict {
            kind: "presupposition_conflict",
            severity: "error",
            sides: vec![(claim.from, claim.until), side],
            confidence: 0.75,
            reason: "Said to be the first, or none since then, but the text tells of another one."
                .to_owned(),
        });
    }
}

/// How well another meeting fits a claim that there was none.
fn likeness(text: &CheckText<'_>, claim: &Claim, other: &Told) -> Option<u32> {
    // "met in May, the first time": what is said to be the first itself.
    if other.sentence == claim.sentence && other.from < claim.until
        || !lies_before(text, claim, other)
        || claim.place && claim.topic.place != other.topic.place
        || fields_apart(
            text,
            (claim.from, claim.until),
            (other.from.saturating_sub(8), other.until),
        )
    {
        return None;
    }
    let distance = u32::try_from(other.sentence.abs_diff(claim.sentence)).unwrap_or(20);
    let near = 20_u32.saturating_sub(distance);
    let dated = u32::from(other.date.is_some()) * 10;
    let named_pair = claim.party.persons.len() == 2
        || claim.party.persons.len() == 1
            && !claim.pointed.is_empty()
            && claim.party.count.is_none();
    if named_pair && claim.party.count.is_none_or(|count| count == 2) {
        return same_persons(claim, other).then_some(60 + near + dated);
    }
    // "the pair's first meeting": those of the sentence before.
    let owned = matches!(
        text.fold(claim.from.saturating_sub(1)),
        "his" | "her" | "their"
    ) && claim.party.count.is_none();
    if claim.party.persons.is_empty() && (claim.party.count == Some(2) || owned) {
        let both: BTreeSet<&String> = claim.pointed.iter().map(|(key, _)| key).collect();
        if both.len() == 2 {
            let same = other.pronouns && distance <= 2
                || both.iter().all(|key| other.party.persons.contains(*key));
            return same.then_some(60 + near + dated);
        }
    }
    let ranks_apart = !claim.party.ranks.is_empty()
        && !other.party.ranks.is_empty()
        && claim.party.ranks.is_disjoint(&other.party.ranks);
    // "no JUCIP meeting since 2022": any of the forum behind the mark.
    let bounded = claim.after.is_some() && !ranks_apart;
    let of_forum = claim.topic.named.is_some()
        && (claim.topic.named == other.topic.named
            || other.topic.named.is_none()
                && distance <= 2
                && claim.topic.named == other.topic.carried);
    if bounded && of_forum {
        return Some(40 + near + dated);
    }
    let plain = claim.party.parties().is_none()
        && other.party.parties().is_none()
        && !claim.party.ranks.is_empty()
        && claim.party.ranks == other.party.ranks
        && claim.topic.named == other.topic.named;
    if bounded && plain && distance <= 3 {
        return Some(20 + near + dated);
    }
    let forum = match (&claim.topic.named, &other.topic.named) {
        (Some(a), Some(b)) => a == b,
        // "the first session of the forum": of the forum, whoever else met.
        (Some(named), None) => other.topic.carried.as_ref() == Some(named),
        _ => true,
    };
    let told = !other.weak || other.party.count.is_some() && claim.party.count.is_some();
    // "The pair last met in April", right behind the claim.
    let goes_on = other.pronouns
        && distance <= 2
        && other
            .party
            .count
            .is_none_or(|count| claim.party.count == Some(count));
    // "The trio had met in Lima."
    let group = other.group
        && other.party.ranks.is_empty()
        && other.topic.named.is_none()
        && claim.party.count.is_some()
        && other.party.count == claim.party.count
        && claim.party.may_be(&other.party);
    // "the three governments", since a day: whoever met for all three.
    let whole = (bounded || claim.after_yearless.is_some())
        && claim.party.ranks.is_empty()
        && claim.party.persons.is_empty()
        && claim.party.count.is_some_and(|count| count >= 3)
        && other.party.count == claim.party.count
        && !other.weak
        && claim.party.may_be(&other.party);
    // Where no rank is told, the matter must be the same.
    let shared: usize = claim
        .matter
        .intersection(&other.matter)
        .map(|word| 1 + usize::from(word.chars().count() > 5))
        .sum();
    let matter = claim.party.ranks.is_empty() && shared >= 2 && claim.party.may_be(&other.party);
    (forum && told && (claim.party.is_like(&other.party) || goes_on || group || whole || matter))
        .then_some(30 + near + dated)
}

/// Both persons of a claim, one of them perhaps as a pronoun or by the post.
fn same_persons(claim: &Claim, other: &Told) -> bool {
    let named: Vec<&String> = claim.party.persons.iter().collect();
    if named.len() == 2 {
        return other.pronouns && other.party.persons.is_empty()
            || named.iter().all(|key| other.party.persons.contains(*key));
    }
    let Some(one) = named.first() else {
        return false;
    };
    if !other.party.persons.contains(*one) {
        return false;
    }
    // "the Japanese minister", "his first conversation with her"
    let states: Vec<&str> = claim.party.states.iter().copied().collect();
    let own = Gazetteer::shipped().person_of(one);
    claim.pointed.iter().any(|(key, state)| {
        key != *one
            && other.party.persons.contains(key)
            && (states.iter().all(|state| Some(*state) == own)
                || state.is_none_or(|state| states.contains(&state)))
    })
}

/// Before the meeting of the claim, and behind its mark.
fn lies_before(text: &CheckText<'_>, claim: &Claim, other: &Told) -> bool {
    let now = claim.day.or(text.dateline);
    if let Some(after) = claim.after_yearless {
        // All of one year: months and days are in order.
        let told = other.date.as_ref().and_then(|date| yearless(text, date));
        let own = lead_day(text);
        return matches!((told, own), (Some(told), Some(own)) if after < told && told < own);
    }
    let Some(date) = &other.date else {
        let of_text = claim.day == text.day();
        return other.earlier && claim.after.is_none() && of_text;
    };
    let (Some(lower), Some(upper)) = (date.bounds.lower, date.bounds.upper) else {
        // A month without a year is of the last twelve months.
        let month = date.month;
        let own = now.map(|now| now.month()).or_else(|| lead_month(text));
        return claim.after.is_none() && month.is_some() && month != own;
    };
    if claim.after_last_year {
        return false;
    }
    if claim.after.is_some_and(|after| lower <= after) {
        return false;
    }
    let upper = early_end(text, date).unwrap_or(upper);
    match now {
        Some(now) => now.checked_sub(3.days()).is_ok_and(|limit| upper < limit),
        None => is_dated_apart(text, date),
    }
}

/// "the first days of May": not later than the tenth.
fn is_early(text: &CheckText<'_>, date: &EventDate) -> bool {
    let from = date.from;
    from >= 2
        && text.fold(from - 1) == "of"
        && (from.saturating_sub(4)..from - 1)
            .any(|at| matches!(text.fold(at), "first" | "opening" | "beginning" | "start"))
}

fn early_end(text: &CheckText<'_>, date: &EventDate) -> Option<Date> {
    let lower = date.bounds.lower.filter(|_| !date.is_day())?;
    is_early(text, date)
        .then(|| lower.checked_add(9.days()).ok())
        .flatten()
}

/// The last month and day that a date without a year can be.
fn yearless(text: &CheckText<'_>, date: &EventDate) -> Option<(i8, i8)> {
    let month = date.month?;
    date.day_of_year().or_else(|| {
        let last = if is_early(text, date) { 10 } else { 31 };
        Some((month, last))
    })
}

/// Month and day of the first day that the text tells.
fn lead_day(text: &CheckText<'_>) -> Option<(i8, i8)> {
    text.annotations
        .dates
        .iter()
        .take(8)
        .flatten()
        .filter(|date| !date.future)
        .filter_map(event_date)
        .find_map(|date| date.day_of_year())
}

/// The month of the first day that the text tells.
fn lead_month(text: &CheckText<'_>) -> Option<i8> {
    text.annotations
        .dates
        .iter()
        .take(8)
        .flatten()
        .filter(|date| !date.future)
        .filter_map(event_date)
        .find_map(|date| date.month)
}

/// Without a day of the text: not the date of what it opens with.
fn is_dated_apart(text: &CheckText<'_>, date: &EventDate) -> bool {
    let lead = text
        .annotations
        .dates
        .iter()
        .take(6)
        .flatten()
        .filter_map(event_date)
        .find(EventDate::is_day);
    lead.is_none_or(|lead| lead.excludes(date))
}
