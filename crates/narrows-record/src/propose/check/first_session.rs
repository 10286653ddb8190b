//! "The council will hold its first session next month", "the bodies held
//! their first meetings in July": against an earlier meeting of the same body.

use std::collections::BTreeSet;

use super::body_noun::{ambiguous, body_at, pointed};
use super::event::{EventDate, event_date};
use super::{CheckText, Conflict};

/// Words between a body and what it does.
const REACH: usize = 5;

/// When a session is, as far as two can be put in order.
#[derive(Debug, Clone, Copy)]
enum When {
    Ahead,
    Told(EventDate),
    /// "the May round"
    Month(i8),
}

struct Claim {
    sentence: usize,
    from: usize,
    until: usize,
    bodies: BTreeSet<String>,
    when: When,
}

struct Held {
    sentence: usize,
    from: usize,
    until: usize,
    body: String,
    when: When,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let claims: Vec<Claim> = text
        .sentences()
        .filter_map(|(number, from, until)| {
            (from..until).find_map(|at| claim(text, number, from, at, until))
        })
        .collect();
    if claims.is_empty() {
        return;
    }
    let shared = ambiguous(text);
    let held: Vec<Held> = text
        .sentences()
        .filter(|(number, _, _)| {
            text.words
                .kind_of(&text.words.sentences[*number])
                .makes_statements()
        })
        .filter_map(|(number, from, until)| held(text, number, from, until))
        .collect();
    for claim in &claims {
        let other = held.iter().find(|other| {
            other.sentence != claim.sentence
                && claim.bodies.contains(&other.body)
                && !shared.contains(&other.body)
                && is_before(text, &other.when, &claim.when)
        });
        let Some(other) = other else {
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
        conflicts.push(Conflict {
            kind: "presupposition_conflict",
            severity: "error",
            sides: vec![(claim.from, claim.until), (other.from, other.until)],
            confidence: 0.7,
            reason: "Said to be the first session of a body, but the text tells of an earlier one."
                .to_owned(),
        });
    }
}

/// "its first session", "the council's inaugural meeting", "the first round of
/// the network".
fn claim(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Claim> {
    let fold = |at: usize| text.fold(at);
    if !matches!(
        fold(at),
        "first" | "first-ever" | "inaugural" | "opening" | "maiden" | "debut" | "initial"
    ) || at == from
    {
        return None;
    }
    // "The committee will meet for the first time in August."
    let time = fold(at + 1) == "time" && at >= from + 3 && fold(at - 2) == "for";
    let noun = if time {
        at + 1
    } else {
        (at + 1..until.min(at + 4)).find(|at| is_session(fold(*at)))?
    };
    // "for the first time in Lima", "… on fish": there, or on that, only.
    let bare = matches!(fold(at + 2), "," | "." | ";" | "\"")
        || text.annotations.dates[number]
            .iter()
            .any(|date| date.from >= at + 2 && date.from <= at + 3);
    if time && !bare {
        return None;
    }
    // A first of a kind only: at another level, in person, of a year.
    let narrower = (at + 1..until.min(noun + 9)).any(|at| {
        matches!(
            fold(at),
            "formal"
                | "official"
                | "regular"
                | "annual"
                | "plenary"
                | "physical"
                | "ordinary"
                | "ministerial"
                | "ministers"
                | "leaders"
                | "vice-ministers"
                | "person"
                | "in-person"
                | "face-to-face"
                | "since"
                | "under"
                | "year"
                | "years"
                | "day"
                | "outside"
                | "without"
        )
    });
    if narrower {
        return None;
    }
    let owner = at.checked_sub(1)?;
    let mut bodies = BTreeSet::new();
    match fold(owner) {
        "'s" | "'" if owner > from => {
            bodies.extend(body_at(text, owner - 1));
        }
        "its" => {
            let subject = (from..owner).find_map(|at| body_at(text, at));
            bodies.extend(subject.or_else(|| pointed(text, number, from)));
        }
        "their" => {
            let many = (from..owner).any(|at| {
                matches!(
                    fold(at),
                    "bodies"
                        | "panels"
                        | "groups"
                        | "committees"
                        | "councils"
                        | "boards"
                        | "networks"
                )
            });
            let before = number.checked_sub(1)?;
            let range = many.then(|| text.words.sentences.get(before)).flatten()?;
            bodies.extend((range.from..range.until).filter_map(|at| body_at(text, at)));
        }
        "the" if time => {
            let verb = (at.saturating_sub(6).max(from)..at).find(|at| {
                matches!(
                    fold(*at),
                    "meet" | "met" | "convene" | "convened" | "gather" | "gathered" | "sit" | "sat"
                )
            })?;
            let subject = (verb.saturating_sub(6).max(from)..verb)
                .filter_map(|at| body_at(text, at))
                .next_back();
            bodies.extend(subject);
        }
        "the" if fold(noun + 1) == "of" => {
            bodies.extend((noun + 2..until.min(noun + 9)).find_map(|at| body_at(text, at)));
        }
        _ => {}
    }
    if bodies.is_empty() {
        return None;
    }
    let reach = if time { 2 * REACH } else { REACH };
    let plan = |at: usize| {
        matches!(
            fold(at),
            "will" | "due" | "set" | "expected" | "scheduled" | "planned"
        )
    };
    let ahead = (at.saturating_sub(reach).max(from)..at)
        .any(|at| plan(at) || matches!(fold(at), "is" | "are") && fold(at + 1) == "to")
        || !time && (noun + 1..until.min(noun + 4)).any(plan);
    let when = if ahead {
        When::Ahead
    } else {
        When::Told(date_near(text, number, at, 14)?)
    };
    Some(Claim {
        sentence: number,
        from: owner,
        until: noun + 1,
        bodies,
        when,
    })
}

/// "The council's May round", "The council met in May", "It held a round".
fn held(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> Option<Held> {
    let fold = |at: usize| text.fold(at);
    for at in from..until {
        let body = if at == from && fold(at) == "it" {
            pointed(text, number, from)
        } else {
            body_at(text, at)
        };
        let Some(body) = body else {
            continue;
        };
        let end = if matches!(fold(at + 1), "'s" | "'") {
            (at + 2..until.min(at + 5)).find(|at| is_session(fold(*at)))
        } else {
            (at + 1..until.min(at + REACH)).find(|at| match fold(*at) {
                "met" | "convened" | "gathered" | "sat" | "assembled" => true,
                "spent" => (at + 1..until.min(at + 5))
                    .any(|at| matches!(fold(at), "day" | "days" | "hours" | "week")),
                "held" | "had" | "completed" | "concluded" => {
                    (at + 1..until.min(at + 6)).any(|at| is_session(fold(at)))
                }
                _ => false,
            })
        };
        let Some(end) = end else {
            continue;
        };
        let unlike = (from..until.min(end + 8)).any(|at| {
            matches!(
                fold(at),
                "will"
                    | "would"
                    | "never"
                    | "not"
                    | "yet"
                    | "next"
                    | "preparatory"
                    | "informal"
                    | "planned"
                    | "scheduled"
                    | "postponed"
                    | "cancelled"
                    | "canceled"
            )
        });
        if unlike {
            return None;
        }
        let named = (at + 1..end).find_map(|at| month(text, at));
        let dated = date_near(text, number, end, 14);
        let when = match (named, dated) {
            (Some(month), _) => When::Month(month),
            (None, Some(date)) => When::Told(date),
            _ => continue,
        };
        let high = match when {
            When::Told(date) if date.from >= end => date.until,
            _ => end + 1,
        };
        return Some(Held {
            sentence: number,
            from: at,
            until: high,
            body,
            when,
        });
    }
    None
}

/// Whether a session told as held lies before one said to be the first.
fn is_before(text: &CheckText<'_>, held: &When, first: &When) -> bool {
    let month_of = |when: &When| match when {
        When::Told(date) => date.month,
        When::Month(month) => Some(*month),
        When::Ahead => None,
    };
    match (held, first) {
        (When::Ahead, _) => false,
        (When::Told(date), When::Ahead) => !date.ahead,
        (When::Month(_), When::Ahead) => true,
        (When::Told(held), When::Told(first))
            if held.bounds.upper.is_some() && first.bounds.lower.is_some() =>
        {
            held.bounds.upper < first.bounds.lower
        }
        _ => {
            // Months without a year are those of the last twelve.
            let now = text.dateline.or_else(|| text.day()).map(|day| day.month());
            match (month_of(held), month_of(first), now) {
                (Some(held), Some(first), Some(now)) => {
                    let back = |month: i8| (now - month).rem_euclid(12);
                    back(held) > back(first)
                }
                _ => false,
            }
        }
    }
}

fn date_near(text: &CheckText<'_>, number: usize, at: usize, reach: usize) -> Option<EventDate> {
    text.annotations.dates[number]
        .iter()
        .filter(|date| !date.future && date.from.abs_diff(at) <= reach)
        .filter(|date| {
            !matches!(
                text.fold(date.from.saturating_sub(1)),
                "since" | "until" | "by" | "before" | "after"
            )
        })
        .filter_map(event_date)
        .filter(|date| date.month.is_some())
        .min_by_key(|date| date.from.abs_diff(at))
}

fn month(text: &CheckText<'_>, at: usize) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().position(|name| *name == text.fold(at))?;
    text.words
        .is_capital(at)
        .then(|| i8::try_from(place + 1).ok())
        .flatten()
}

fn is_session(fold: &str) -> bool {
    matches!(
        fold,
        "session"
            | "sessions"
            | "meeting"
            | "meetings"
            | "round"
            | "rounds"
            | "gathering"
            | "gatherings"
            | "talks"
    )
}
