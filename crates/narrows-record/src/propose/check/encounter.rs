//! "The pair's first meeting since December", where the text tells of another
//! one of the same people; "the first visit by a minister since 1995", where it
//! tells of a later one.

use std::collections::BTreeSet;

use super::event::event_date;
use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;
use jiff::ToSpan;
use jiff::civil::Date;

/// Sentences around a claim in which another encounter is looked for.
const NEAR: usize = 25;

struct Claim {
    sentence: usize,
    from: usize,
    since: usize,
    until: usize,
    after: Date,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let Some(claim) = (from..until).find_map(|at| claim_at(text, number, at, until)) else {
            continue;
        };
        let known = conflicts.iter().any(|known| {
            known.kind == "presupposition_conflict"
                && known
                    .sides
                    .iter()
                    .any(|side| side.0 < claim.until && claim.from < side.1)
        });
        if known {
            continue;
        }
        let other = if is_visit(text, claim.from, claim.since) {
            other_visit(text, &claim)
        } else {
            other_encounter(text, from, &claim)
        };
        if let Some(other) = other {
            conflicts.push(Conflict {
                kind: "presupposition_conflict",
                severity: "error",
                sides: vec![(claim.from, claim.until), other],
                confidence: 0.75,
                reason: "Said to be the first since then, but the text tells of another one."
                    .to_owned(),
            });
        }
    }
}

/// "first … since … DATE".
fn claim_at(text: &CheckText<'_>, number: usize, at: usize, until: usize) -> Option<Claim> {
    if text.fold(at) != "first" {
        return None;
    }
    let since = (at + 1..until.min(at + 16)).find(|at| text.fold(*at) == "since")?;
    if (at..since).any(|at| matches!(text.fold(at), ";" | "but" | "while" | "although")) {
        return None;
    }
    let date = text.annotations.dates[number]
        .iter()
        .find(|date| date.from > since && date.from < until.min(since + 40))?;
    let crate::propose::date::Resolved::Edtf(edtf) = &date.resolved else {
        return None;
    };
    let after = crate::propose::date::edtf_bounds(edtf)?.upper?;
    Some(Claim {
        sentence: number,
        from: at,
        since,
        until: date.until,
        after,
    })
}

fn is_visit(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| matches!(text.fold(at), "visit" | "trip" | "tour"))
}

/// Persons named between two words, by the last word of the name.
fn persons(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
    owners: bool,
) -> BTreeSet<String> {
    text.annotations.found[number]
        .iter()
        .filter(|found| {
            found.kind == MentionType::Per && found.from >= from && found.until <= until
        })
        .filter(|found| {
            // "Saito's predecessor" is another person.
            owners
                || !(found.until..found.until + 4).any(|at| {
                    matches!(
                        text.fold(at),
                        "predecessor" | "successor" | "aide" | "aides" | "deputy" | "office"
                    )
                })
        })
        .flat_map(|found| [text.fold(found.from), text.fold(found.until - 1)])
        .filter(|fold| fold.chars().count() >= 3)
        .map(str::to_owned)
        .collect()
}

fn person_count(text: &CheckText<'_>, number: usize) -> usize {
    text.annotations.found[number]
        .iter()
        .filter(|found| found.kind == MentionType::Per)
        .count()
}

/// Dates of other tellings that lie after the mark, before the claim's own day.
fn dates_after(
    text: &CheckText<'_>,
    claim: &Claim,
    sentence: usize,
) -> Vec<super::event::EventDate> {
    let Some(now) = text.day().or(text.dateline) else {
        return Vec::new();
    };
    let own: Vec<super::event::EventDate> = (claim.sentence.saturating_sub(1)..=claim.sentence)
        .flat_map(|number| text.annotations.dates[number].iter())
        .filter(|date| date.from < claim.since || date.from >= claim.until)
        .filter_map(event_date)
        .filter(|date| date.month.is_some())
        .collect();
    text.annotations.dates[sentence]
        .iter()
        .filter(|date| !date.future)
        .filter(|date| {
            !matches!(
                text.fold(date.from.saturating_sub(1)),
                "since" | "until" | "by" | "from" | "for"
            )
        })
        .filter_map(event_date)
        .filter(|date| {
            let fine = date.month.is_some();
            let within = matches!(
                (date.bounds.lower, date.bounds.upper),
                (Some(lower), Some(upper)) if lower > claim.after
                    && now.checked_sub(21.days()).is_ok_and(|limit| upper < limit)
            );
            fine && within && own.iter().all(|own| own.excludes(date))
        })
        .collect()
}

/// The same people, at another time.
fn other_encounter(text: &CheckText<'_>, from: usize, claim: &Claim) -> Option<(usize, usize)> {
    let words = || (from..claim.since).map(|at| text.fold(at));
    let three = words().any(|fold| matches!(fold, "three" | "trio" | "trilateral"));
    let pair = words().any(|fold| matches!(fold, "pair" | "two" | "duo" | "both"));
    let meeting = words().any(|fold| {
        matches!(
            fold,
            "meeting"
                | "encounter"
                | "talks"
                | "face-to-face"
                | "conversation"
                | "gathering"
                | "met"
                | "together"
                | "sit-down"
                | "summit"
        )
    });
    let mut who = persons(text, claim.sentence, from, claim.since, false);
    let named = text.annotations.found[claim.sentence]
        .iter()
        .filter(|found| found.kind == MentionType::Per && found.until <= claim.since)
        .count();
    let wanted = if three { 3 } else { 2 };
    if !meeting || !(three || pair || named >= 2) {
        return None;
    }
    if named < wanted {
        let before = (claim.sentence.saturating_sub(4)..claim.sentence)
            .rev()
            .find(|number| person_count(text, *number) >= 2)?;
        if person_count(text, before) != wanted {
            return None;
        }
        let range = text.words.sentences.get(before)?;
        who = persons(text, before, range.from, range.until, false);
    } else if named > wanted {
        return None;
    }
    let low = claim.sentence.saturating_sub(NEAR);
    let high = (claim.sentence + NEAR).min(text.words.sentences.len());
    for sentence in (low..high).filter(|sentence| *sentence != claim.sentence) {
        let range = &text.words.sentences[sentence];
        if !text.words.kind_of(range).makes_statements() {
            continue;
        }
        let Some(verb) = met_at(text, range.from, range.until) else {
            continue;
        };
        let told = persons(text, sentence, range.from, range.until, three);
        // First and last words of a name both count: people by their shared ones.
        let shared = shared_people(text, sentence, &who, three);
        if shared < 2 || told.is_empty() || three && person_count(text, sentence) < 3 {
            continue;
        }
        if let Some(date) = dates_after(text, claim, sentence).first() {
            return Some((verb.min(date.from), date.until.max(verb + 1)));
        }
    }
    None
}

fn shared_people(
    text: &CheckText<'_>,
    number: usize,
    who: &BTreeSet<String>,
    owners: bool,
) -> usize {
    text.annotations.found[number]
        .iter()
        .filter(|found| found.kind == MentionType::Per)
        .filter(|found| {
            persons(text, number, found.from, found.until, owners)
                .iter()
                .any(|name| who.contains(name))
        })
        .map(|found| text.fold(found.until - 1))
        .collect::<BTreeSet<_>>()
        .len()
}

/// A verb of meeting in person, told as done.
fn met_at(text: &CheckText<'_>, from: usize, until: usize) -> Option<usize> {
    let remote = (from..until).any(|at| {
        matches!(
            text.fold(at),
            "phone"
                | "telephone"
                | "call"
                | "online"
                | "virtually"
                | "video"
                | "letter"
                | "reporters"
                | "never"
                | "not"
                | "separately"
        )
    });
    if remote {
        return None;
    }
    (from..until).find(|at| match text.fold(*at) {
        "met" | "talked" | "conferred" | "gathered" | "huddled" | "dined" => true,
        "sat" => text.fold(*at + 1) == "down" || text.fold(*at + 1) == "together",
        "held" => matches!(text.fold(*at + 1), "talks" | "a" | "consultations"),
        _ => false,
    })
}

/// "toured … as industry minister in October 2022", of the same post.
fn other_visit(text: &CheckText<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let by = (claim.from..claim.since)
        .find(|at| text.fold(*at) == "by" && matches!(text.fold(*at + 1), "a" | "an" | "any"))?;
    let post: Vec<&str> = (by + 2..claim.since).map(|at| text.fold(at)).collect();
    if post.len() < 2 || post.len() > 6 {
        return None;
    }
    let places = |number: usize, from: usize, until: usize| -> BTreeSet<String> {
        text.annotations.found[number]
            .iter()
            .filter(|found| {
                found.kind == MentionType::Place && found.from >= from && found.until <= until
            })
            .map(|found| text.words.folded(found.from, found.until))
            .collect()
    };
    let own_places = places(claim.sentence, claim.from, by);
    let low = claim.sentence.saturating_sub(NEAR);
    let high = (claim.sentence + NEAR).min(text.words.sentences.len());
    for sentence in (low..high).filter(|sentence| *sentence != claim.sentence) {
        let range = &text.words.sentences[sentence];
        if !text.words.kind_of(range).makes_statements() {
            continue;
        }
        let Some(verb) = (range.from..range.until)
            .find(|at| matches!(text.fold(*at), "toured" | "visited" | "inspected"))
        else {
            continue;
        };
        let has_post = (range.from..range.until.saturating_sub(post.len() - 1))
            .any(|at| (0..post.len()).all(|step| text.fold(at + step) == post[step]));
        let told = places(sentence, verb, range.until);
        // A place without a name in both: "the works", "the furnace hall".
        let same_place = if own_places.is_empty() {
            told.is_empty() && text.fold(verb + 1) == "the"
        } else {
            own_places.intersection(&told).next().is_some()
        };
        if !has_post || !same_place {
            continue;
        }
        if let Some(date) = dates_after(text, claim, sentence)
            .iter()
            .find(|date| date.from > verb)
        {
            return Some((verb, date.until));
        }
    }
    None
}
