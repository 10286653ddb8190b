//! "The first trip by a minister of one country to another in four years":
//! against a journey of such a minister that the text tells within that time.

use super::event::{EventDate, event_date};
use super::first_claim_read::years_back;
use super::party::{government_of, state_of};
use super::rank::{LEADERS, MINISTERS, Rank, Ranks};
use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;
use jiff::ToSpan;
use jiff::civil::Date;

struct Claim {
    sentence: usize,
    from: usize,
    until: usize,
    home: &'static str,
    rank: Rank,
    host: &'static str,
    after: Date,
    day: Date,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let Some(day) = text.day().or(text.dateline) else {
        return;
    };
    let mut ranks = None;
    for (number, from, until) in text.sentences() {
        let starts = |at: usize| matches!(text.fold(at), "first" | "no" | "not" | "never");
        let visits = (from..until).any(|at| is_journey(text.fold(at)));
        let Some(at) = (from..until).find(|at| starts(*at)).filter(|_| visits) else {
            continue;
        };
        let ranks = ranks.get_or_insert_with(|| Ranks::of(text));
        let Some(claim) = claim(text, ranks, number, at, until, day) else {
            continue;
        };
        let known = conflicts.iter().any(|known| {
            known.kind == "presupposition_conflict"
                && known
                    .sides
                    .iter()
                    .any(|side| side.0 < claim.until && claim.from < side.1)
        });
        let other = text
            .sentences()
            .filter(|(other, _, _)| *other != claim.sentence && !known)
            .find_map(|place| journey(text, ranks, &claim, place));
        if let Some(other) = other {
            conflicts.push(Conflict {
                kind: "presupposition_conflict",
                severity: "error",
                sides: vec![(claim.from, claim.until), other],
                confidence: 0.7,
                reason: "Said to be the first visit in that time, but the text tells of another."
                    .to_owned(),
            });
        }
    }
}

fn is_journey(fold: &str) -> bool {
    matches!(
        fold,
        "visit"
            | "visited"
            | "visits"
            | "trip"
            | "journey"
            | "tour"
            | "travel"
            | "travels"
            | "travelled"
            | "traveled"
            | "flew"
            | "flown"
            | "been"
            | "foot"
            | "soil"
    )
}

/// Who comes, where to, and since when nobody did.
fn claim(
    text: &CheckText<'_>,
    ranks: &Ranks,
    number: usize,
    at: usize,
    until: usize,
    day: Date,
) -> Option<Claim> {
    let limit = until.min(at + 26);
    let found = &text.annotations.found[number];
    let people = ranks.people(text, number, at, limit);
    let one = people
        .iter()
        .find(|one| matches!(one.rank, MINISTERS | LEADERS))?;
    // "a Japanese industry minister", "a trade minister of Japan"
    let home = found
        .iter()
        .filter(|found| found.from + 3 >= one.from && found.from > at && found.until <= one.until)
        .find_map(state_of)?;
    let (host, end) = found
        .iter()
        .filter(|found| found.from > at && found.until <= limit)
        .filter(|found| {
            (found.from.saturating_sub(2)..found.from)
                .any(|at| matches!(text.fold(at), "to" | "visit" | "visited" | "in" | "on"))
        })
        .find_map(|found| government_of(text, found).map(|host| (host, found.until)))
        .filter(|(host, _)| *host != home)?;
    let after = years_back(text, at, limit, Some(day)).or_else(|| {
        let since = (at..limit).find(|at| text.fold(*at) == "since")?;
        text.annotations.dates[number]
            .iter()
            .filter(|date| date.from > since && date.from < since + 6)
            .filter_map(event_date)
            .find_map(|date| date.bounds.upper)
    })?;
    Some(Claim {
        sentence: number,
        from: at,
        until: end.max(one.until).min(limit),
        home,
        rank: one.rank,
        host,
        after,
        day,
    })
}

/// A journey of such a person to that state within the time.
fn journey(
    text: &CheckText<'_>,
    ranks: &Ranks,
    claim: &Claim,
    (number, from, until): (usize, usize, usize),
) -> Option<(usize, usize)> {
    if !text
        .words
        .kind_of(&text.words.sentences[number])
        .makes_statements()
    {
        return None;
    }
    let verb = (from..until).find(|at| match text.fold(*at) {
        "visited" | "travelled" | "traveled" | "flew" | "journeyed" => true,
        "went" | "came" | "been" => text.fold(at + 1) == "to",
        "was" => text.fold(at + 1) == "in",
        _ => false,
    })?;
    let unreal = (verb.saturating_sub(4).max(from)..verb).any(|at| {
        matches!(
            text.fold(at),
            "never" | "not" | "would" | "if" | "who" | "whose"
        )
    });
    let found = &text.annotations.found[number];
    let host = found
        .iter()
        .filter(|found| found.from > verb && found.from <= verb + 4)
        .find_map(|found| government_of(text, found));
    if unreal || host != Some(claim.host) {
        return None;
    }
    // The one who travels: the person or post nearest before the verb.
    let who = found
        .iter()
        .filter(|found| found.until <= verb)
        .filter(|found| found.kind == MentionType::Per)
        .find(|found| state_of(found) == Some(claim.home))
        .map(|found| (found.from, found.until))
        .or_else(|| {
            let people = ranks.people(text, number, from, verb);
            let one = people.last()?;
            found
                .iter()
                .filter(|found| found.from + 3 >= one.from && found.until <= one.until)
                .any(|found| state_of(found) == Some(claim.home))
                .then_some((one.from, one.until))
        })?;
    let same_rank = ranks
        .people(text, number, who.0, who.1)
        .iter()
        .any(|one| one.rank == claim.rank);
    if !same_rank {
        return None;
    }
    let date: EventDate = text.annotations.dates[number]
        .iter()
        .filter(|date| !date.future && date.from.abs_diff(verb) <= 12)
        .filter_map(event_date)
        .find(|date| {
            let (Some(lower), Some(upper)) = (date.bounds.lower, date.bounds.upper) else {
                return false;
            };
            lower > claim.after
                && claim
                    .day
                    .checked_sub(14.days())
                    .is_ok_and(|limit| upper < limit)
        })?;
    Some((who.0.min(date.from), date.until.max(verb + 1)))
}
