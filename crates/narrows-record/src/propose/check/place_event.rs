//! An event named after its place, with two dates: "at Camp David in August
//! 2023" and "the Camp David summit of August 2022".

use std::collections::BTreeMap;

use super::event::{EventDate, event_date};
use super::{CheckText, Conflict};
use crate::propose::mention::{Found, MentionType};

struct Telling {
    span: (usize, usize),
    date: EventDate,
    /// "the … summit": the place names the event.
    named: bool,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut by_place: BTreeMap<String, Vec<Telling>> = BTreeMap::new();
    for (number, from, until) in text.sentences() {
        let recurs = (from..until).any(|at| {
            matches!(
                text.fold(at),
                "annual" | "yearly" | "annually" | "every" | "each"
            )
        });
        for place in &text.annotations.found[number] {
            if place.kind != MentionType::Place || place.id.as_deref() != Some("city") {
                continue;
            }
            if let Some(telling) = telling(text, number, (from, until), place) {
                let all = by_place
                    .entry(text.words.folded(place.from, place.until))
                    .or_default();
                // What recurs has many dates.
                if recurs || all.len() >= 30 {
                    all.clear();
                    continue;
                }
                all.push(telling);
            }
        }
    }
    for tellings in by_place.values() {
        let Some(conflict) = two_dates(text, tellings) else {
            continue;
        };
        let known = conflicts.iter().any(|known| {
            known.kind == conflict.kind
                && known.sides.iter().any(|side| {
                    conflict
                        .sides
                        .iter()
                        .any(|other| side.0 < other.1 && other.0 < side.1)
                })
        });
        if !known {
            conflicts.push(conflict);
        }
    }
}

fn two_dates(text: &CheckText<'_>, tellings: &[Telling]) -> Option<Conflict> {
    let mut groups: Vec<&Telling> = Vec::new();
    for telling in tellings {
        if groups
            .iter()
            .all(|known| known.date.excludes(&telling.date))
        {
            groups.push(telling);
        }
    }
    // A third date: the place has seen several.
    let [first, second] = groups.as_slice() else {
        return None;
    };
    let named = tellings.iter().any(|telling| telling.named);
    let venue = tellings.iter().any(|telling| !telling.named);
    let apart = first.date.days_apart(&second.date)?;
    (named && venue && (21..=800).contains(&apart)).then(|| Conflict {
        kind: "date_conflict",
        severity: "error",
        sides: vec![first.span, second.span],
        confidence: 0.75,
        reason: format!(
            "One event seems to be dated twice: {} and {}.",
            text.words.quote(first.date.from, first.date.until),
            text.words.quote(second.date.from, second.date.until)
        ),
    })
}

fn telling(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    place: &Found,
) -> Option<Telling> {
    let before = |back: usize| {
        if place.from >= from + back {
            text.fold(place.from - back)
        } else {
            ""
        }
    };
    let named = text.fold(place.until) == "summit";
    let venue = before(1) == "at";
    let end = place.until + usize::from(named);
    if !named && !venue || end > until {
        return None;
    }
    let determined = matches!(before(1), "the" | "that" | "this" | "last")
        || text.annotations.dates[number]
            .iter()
            .any(|date| date.until == place.from);
    if named && !determined {
        return None;
    }
    let date = text.annotations.dates[number]
        .iter()
        .filter(|date| !date.future)
        .find(|date| {
            let behind = date.from >= end
                && date.from - end <= 3
                && (end..date.from).all(|at| {
                    matches!(
                        text.fold(at),
                        "in" | "on" | "of" | "," | "held" | "the" | "back"
                    )
                });
            let in_front = named && date.until == place.from;
            behind || in_front
        })
        .and_then(event_date)
        .filter(|date| date.month.is_some() && date.bounds.lower.is_some())?;
    Some(Telling {
        span: (place.from.min(date.from), end.max(date.until)),
        date,
        named,
    })
}
