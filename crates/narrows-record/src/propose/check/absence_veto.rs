//! What tells a claim and a telling apart, whichever check put them together:
//! ministers of other fields, other parties, another place, a meeting that was
//! called off.

use std::collections::BTreeSet;

use super::absence_words::{is_place_within, terms};
use super::event::is_gathering;
use super::party::Party;
use super::rank::{LEADERS, Ranks};
use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;

/// Words beside a side that still tell of it.
const BESIDE: usize = 6;

/// Drops claims of absence that the other side does not touch.
pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let asked = conflicts
        .iter()
        .any(|conflict| conflict.kind == "presupposition_conflict");
    if !asked {
        return;
    }
    let ranks = Ranks::of(text);
    conflicts.retain(|conflict| {
        conflict.kind != "presupposition_conflict"
            || !matches!(conflict.sides[..], [claim, told, ..] if is_other(text, &ranks, claim, told))
    });
}

fn is_other(
    text: &CheckText<'_>,
    ranks: &Ranks,
    claim: (usize, usize),
    told: (usize, usize),
) -> bool {
    let sentence = |at: usize| {
        text.words
            .sentences
            .partition_point(|sentence| sentence.until <= at)
    };
    let (claimed, other) = (sentence(claim.0), sentence(told.0));
    let (Some(own), Some(range)) = (
        text.words.sentences.get(claimed),
        text.words.sentences.get(other),
    ) else {
        return false;
    };
    let low = told.0.saturating_sub(BESIDE).max(range.from);
    let high = (told.1 + BESIDE).min(range.until);
    fields_apart(text, (own.from, claim.1), (told.0, told.1))
        || is_off(text, low, high)
        || people_apart(text, ranks, (claimed, claim), (other, low, high))
        || parties_apart(
            text,
            ranks,
            (claimed, own.from, claim.1),
            (other, low, high),
        )
        || is_bound(text, claim.0) && places_apart(text, (claimed, claim), (other, low, high))
}

/// Ministers of other fields: of finance and of trade.
pub(super) fn fields_apart(text: &CheckText<'_>, a: (usize, usize), b: (usize, usize)) -> bool {
    let fields = |(from, until): (usize, usize)| -> BTreeSet<&str> {
        (from..until)
            .filter_map(|at| {
                let field = field(text.fold(at))?;
                (at + 1..until.min(at + 5))
                    .any(|at| {
                        let fold = text.fold(at);
                        fold.starts_with("minist") || fold.starts_with("secretar")
                    })
                    .then_some(field)
            })
            .collect()
    };
    let (a, b) = (fields(a), fields(b));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

fn field(fold: &str) -> Option<&'static str> {
    Some(match fold {
        "foreign" => "foreign",
        "finance" | "treasury" => "finance",
        "commerce" | "industry" | "trade" | "economy" | "economic" | "economics" => "trade",
        "defense" | "defence" => "defence",
        "energy" | "mining" | "mines" | "resources" => "energy",
        "labor" | "labour" | "health" => "health",
        "agriculture" | "farm" | "fisheries" => "farm",
        "digital" | "science" | "technology" => "science",
        "justice" | "interior" | "transport" | "environment" => "other",
        _ => return None,
    })
}

/// "was called off", "fell through".
fn is_off(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        matches!(
            text.fold(at),
            "cancelled" | "canceled" | "postponed" | "scrapped" | "shelved"
        ) || text.fold(at) == "called" && text.fold(at + 1) == "off"
            || text.fold(at) == "fell" && matches!(text.fold(at + 1), "through" | "victim")
    })
}

/// "for bilateral talks" and a three-way summit; ministers and leaders.
fn people_apart(
    text: &CheckText<'_>,
    ranks: &Ranks,
    (claimed, claim): (usize, (usize, usize)),
    (other, low, high): (usize, usize, usize),
) -> bool {
    let end = (claim.1 + BESIDE).min(text.words.sentences[claimed].until);
    let count = Party::of(text, ranks, claimed, claim.0, end).count;
    // Behind "since" stands another meeting.
    let since = (claim.0..claim.1)
        .find(|at| text.fold(*at) == "since")
        .unwrap_or(claim.1);
    let own = Party::of(text, ranks, claimed, claim.0, since);
    let told = Party::of(text, ranks, other, low, high);
    let meets = (low..high).any(|at| is_gathering(text.fold(at)) || text.fold(at) == "met");
    let levels = meets
        && !own.ranks.is_empty()
        && !told.ranks.is_empty()
        && own.ranks.is_disjoint(&told.ranks);
    // Who come to a summit are leaders.
    let summit = (low..high).any(|at| text.fold(at) == "summit")
        && !own.ranks.contains(&LEADERS)
        && (claim.0..since).any(|at| {
            let fold = text.fold(at);
            fold.starts_with("ministr") || fold.starts_with("minister") || fold == "officials"
        });
    levels || summit || matches!((count, told.count), (Some(own), Some(told)) if own != told)
}

/// Two or more parties on each side, and not the same ones.
fn parties_apart(
    text: &CheckText<'_>,
    ranks: &Ranks,
    (claimed, from, until): (usize, usize, usize),
    (other, low, high): (usize, usize, usize),
) -> bool {
    let parties = |number: usize, from: usize, until: usize| -> BTreeSet<String> {
        terms(text, ranks, number, from, until)
            .into_iter()
            .filter(|term| term.name.starts_with('@') && !is_where(text, term.at))
            .map(|term| term.name)
            .collect()
    };
    let own = parties(claimed, from, until);
    let told = parties(other, low, high);
    own.len() >= 2 && told.len() >= 2 && !own.is_subset(&told) && !told.is_subset(&own)
}

/// "in Hawaii": where, not who.
fn is_where(text: &CheckText<'_>, at: usize) -> bool {
    at > 0
        && matches!(
            text.fold(at - 1),
            "in" | "at" | "near" | "from" | "to" | "via" | "outside"
        )
}

/// "never in Hawaii": the place bounds what is denied.
fn is_bound(text: &CheckText<'_>, at: usize) -> bool {
    matches!(text.fold(at), "never" | "no" | "not" | "none")
}

/// "never in Hawaii", and a meeting in Washington.
pub(super) fn places_apart(
    text: &CheckText<'_>,
    (claimed, claim): (usize, (usize, usize)),
    (other, low, high): (usize, usize, usize),
) -> bool {
    let places = |number: usize, from: usize, until: usize| -> BTreeSet<String> {
        text.annotations.found[number]
            .iter()
            .filter(|found| {
                found.kind == MentionType::Place
                    && found.from >= from
                    && found.until <= until
                    && found.from > 0
                    && matches!(text.fold(found.from - 1), "in" | "at")
            })
            .map(|found| text.words.folded(found.from, found.until))
            .collect()
    };
    let own = places(claimed, claim.0, claim.1);
    let told = places(other, low, high);
    !own.is_empty()
        && !told.is_empty()
        && !told.iter().any(|place| {
            own.iter()
                .any(|own| own == place || is_place_within(place, own))
        })
}
