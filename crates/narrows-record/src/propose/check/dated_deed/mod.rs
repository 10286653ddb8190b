//! Dates of everything that is no meeting: measures, agreements, forums,
//! offices. Every telling is a claim (what, which deed, when); all pairs of one
//! deed are compared, and what speaks for one thing is added up.

mod attach;
mod claim;
mod dated_noun;
mod days;
mod deed;
mod length;
mod names;
mod nouns;
mod phrase;
mod reckon;
mod same;
mod thing;
mod when;

use std::collections::HashMap;

use super::{CheckText, Conflict};
use claim::{Claim, claims};
use days::whens;
use deed::Deed;
use names::home;
use nouns::singular;
use same::{Frame, are_apart, sameness};

/// The sum from which two claims are of one thing.
const ENOUGH: f64 = 3.5;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let whens = whens(text);
    let claims = claims(text, &whens);
    let mut first_seen = HashMap::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            first_seen.entry(singular(text.fold(at))).or_insert(number);
        }
    }
    let frame = Frame {
        home: home(text),
        first_seen,
    };
    let mut best: Vec<(f64, usize, usize, bool)> = Vec::new();
    for (place, a) in claims.iter().enumerate() {
        for (other, b) in claims.iter().enumerate().skip(place + 1) {
            let Some((score, order)) = clash(&claims, a, b, &frame) else {
                continue;
            };
            if score >= ENOUGH {
                best.push((score, place, other, order));
            }
        }
    }
    best.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
    });
    for (score, a, b, order) in best {
        let (a, b) = (&claims[a], &claims[b]);
        let quote = |claim: &Claim| text.words.quote(claim.when.from, claim.when.until);
        let reason = if order {
            format!(
                "The {} ({}) seems to be dated before the {} ({}).",
                b.deed.name(),
                quote(b),
                a.deed.name(),
                quote(a)
            )
        } else {
            format!(
                "One {} seems to be dated twice: {} and {}.",
                a.deed.name(),
                quote(a),
                quote(b)
            )
        };
        Conflict {
            kind: "date_conflict",
            severity: "error",
            sides: [Some(a.side), Some(b.side), a.base, b.base]
                .into_iter()
                .flatten()
                .collect(),
            confidence: (0.4 + score / 14.0).min(0.85),
            reason,
        }
        .add_new(conflicts);
    }
}

/// How surely two claims are of one thing, where their dates cannot be of one.
fn clash(claims: &[Claim], a: &Claim, b: &Claim, frame: &Frame) -> Option<(f64, bool)> {
    if a.sentence == b.sentence && !a.reckoned && !b.reckoned {
        return None;
    }
    // "restricted on July 3": announced, as long as the dates are near.
    let imposed = [a.deed, b.deed].contains(&Deed::Imposed)
        && [a.deed, b.deed]
            .iter()
            .all(|deed| matches!(deed, Deed::Imposed | Deed::Announced));
    if imposed && a.when.gap(&b.when).is_none_or(|days| days > 21) {
        return None;
    }
    // A reckoned day is not checked against what it was reckoned from.
    if a.base == Some(b.side) || b.base == Some(a.side) {
        return None;
    }
    let order = a.deed != b.deed && !imposed;
    if order {
        let (first, then) = match (a.deed, b.deed) {
            (Deed::Announced, Deed::InForce)
            | (Deed::Signed, Deed::InForce)
            | (Deed::Imposed, Deed::InForce) => (a, b),
            (Deed::InForce, Deed::Announced)
            | (Deed::InForce, Deed::Signed)
            | (Deed::InForce, Deed::Imposed) => (b, a),
            _ => return None,
        };
        if !then.when.is_before(&first.when) {
            return None;
        }
    } else {
        a.when.gap(&b.when)?;
    }
    let mut score = sameness(a, b, frame)?;
    if order {
        score -= 1.0;
    }
    if imposed {
        score -= 0.5;
    }
    // The only one of its kind: a definite noun is of it.
    let second = if a.side.0 < b.side.0 { b } else { a };
    let alone = claims
        .iter()
        .all(|third| !are_apart(third, a) && !are_apart(third, b));
    let first = if a.side.0 < b.side.0 { a } else { b };
    let known = second.thing.words.iter().all(|word| {
        frame
            .first_seen
            .get(word)
            .is_some_and(|seen| *seen <= first.sentence)
    });
    if alone && known && second.thing.definite {
        score += 0.5;
    }
    // "the ratification": the only one of the text.
    let same_deed =
        |third: &&Claim| third.deed == a.deed && third.side != a.side && third.side != b.side;
    if !order
        && second.thing.bare_noun
        && second.thing.definite
        && !claims.iter().any(|third| same_deed(&third))
    {
        score += 1.5;
    }
    // A thing told by its day alone: another with that day may be meant.
    for (named, other) in [(a, b), (b, a)] {
        let fits = named.by_date
            && claims.iter().any(|third| {
                third.side != named.side
                    && third.side != other.side
                    && !third.by_date
                    && third.thing.class == named.thing.class
                    && third.when.gap(&named.when).is_none()
            });
        if fits {
            return None;
        }
    }
    // Another telling that one of them agrees with: it may be of that.
    let explained = claims.iter().any(|third| {
        third.deed == b.deed
            && third.side != a.side
            && third.side != b.side
            && [a, b].into_iter().any(|claim| {
                third.sentence != claim.sentence
                    && third.deed == claim.deed
                    && third.when.gap(&claim.when).is_none()
                    && sameness(third, claim, frame).is_some_and(|other| other > score)
            })
    });
    // "the protocol signed on April 9", where one of that day was told before.
    let named_before = claims.iter().any(|third| {
        third.deed == second.deed
            && third.side != first.side
            && third.side.0 < second.side.0
            && third.sentence != second.sentence
            && third.thing.head == second.thing.head
            && third.when.is_day()
            && second.when.is_day()
            && third.when.gap(&second.when).is_none()
    });
    if named_before {
        score -= 2.5;
    }
    if explained {
        score -= 0.5;
    }
    Some((score, order))
}
