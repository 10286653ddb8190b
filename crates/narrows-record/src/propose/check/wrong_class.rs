//! A good named under a class that it does not belong to: gallium, germanium
//! and graphite are no rare earths. The statement stands in one sentence, or
//! "these rare earths" points back to goods named before.

use super::class_reference::{points_back, the_good, the_number_of_goods};
use super::class_statement::members;
use super::class_table::{Class, Good, class_at, good_at};
use super::union_members::told_members;
use super::{CheckText, Conflict};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let sentences: Vec<(usize, usize, usize)> = text.sentences().collect();
    for (index, (_, from, until)) in sentences.iter().enumerate() {
        for class in classes(text, *from, *until) {
            let mut members = members(text, *from, *until, &class);
            if members.is_empty() && class.is_of_goods() {
                members = points_back(text, &sentences, index, &class);
            }
            if members.is_empty() && class.is_of_goods() {
                members = the_number_of_goods(text, &sentences, index, &class);
            }
            if members.is_empty() && class.is_of_goods() {
                members = the_good(text, &sentences, index, &class);
            }
            report(text, &class, &members, conflicts);
        }
        for (union, members) in told_members(text, *from, *until) {
            report(text, &union, &members, conflicts);
        }
    }
}

/// Reports those of the members that are none of the class.
fn report(text: &CheckText<'_>, class: &Class, members: &[Good], conflicts: &mut Vec<Conflict>) {
    let wrong: Vec<&Good> = members
        .iter()
        .filter(|good| good.until <= class.from || class.until <= good.from)
        .filter(|good| class.excludes(good))
        .collect();
    let (Some(first), Some(last)) = (wrong.first(), wrong.last()) else {
        return;
    };
    let names: Vec<&str> = wrong
        .iter()
        .map(|good| text.words.quote(good.from, good.until))
        .collect();
    let mut sides = vec![(class.from, class.until), (first.from, last.until)];
    sides.extend(elsewhere(text, class, &wrong));
    conflicts.push(Conflict {
        kind: "wrong_class",
        severity: "error",
        sides,
        confidence: if class.is_of_goods() { 0.92 } else { 0.85 },
        reason: format!(
            "named under \"{}\", which {} not: {}.",
            text.words.quote(class.from, class.until),
            if names.len() == 1 {
                "it is"
            } else {
                "they are"
            },
            names.join(", ")
        ),
    });
}

/// Other places that are shown, at most.
const MOST_PLACES: usize = 3;

/// Where else the text speaks of what is named under a wrong class: those
/// places often tell what it is. What is told of it there comes first.
fn elsewhere(text: &CheckText<'_>, class: &Class, wrong: &[&Good]) -> Vec<(usize, usize)> {
    let (Some(first), Some(last)) = (wrong.first(), wrong.last()) else {
        return Vec::new();
    };
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for (_, from, until) in text.sentences() {
        let related = is_related(text, from, until, class);
        let mut at = from;
        while at < until {
            if let Some(end) = names_by_class(text, from, at, until, class, wrong) {
                places.push((0, at, end));
                at = end;
                continue;
            }
            let Some(good) = class.mention_at(text, at, until) else {
                at += 1;
                continue;
            };
            at = good.until;
            let same = wrong.iter().any(|wrong| wrong.is_same(&good));
            if same && !(first.from <= good.from && good.from < last.until) {
                let told = matches!(text.fold(good.until), "," | "(" | "–" | "—" | "is" | "are")
                    || good.from <= from + 1;
                let rank = usize::from(!told) + 2 * usize::from(!related);
                places.push((rank, good.from, good.until));
            }
        }
    }
    places.sort_unstable();
    places
        .into_iter()
        .take(MOST_PLACES)
        .map(|(_, from, until)| (from, until))
        .collect()
}

/// The classes that a sentence names, the longest at each place.
pub(super) fn classes(text: &CheckText<'_>, from: usize, until: usize) -> Vec<Class> {
    let mut found = Vec::new();
    let mut at = from;
    while at < until {
        match class_at(text, from, at, until) {
            // "non-metal", and the "gas" of "natural gas"
            Some(class) if class.is_of_goods() && at > from && text.words.is_hyphen(at - 1) => {
                at = class.until;
            }
            Some(class) => {
                at = class.until;
                // "rare earth permanent magnets" are made of the class.
                let product = matches!(
                    text.fold(at),
                    "permanent" | "magnet" | "magnets" | "sintered" | "bonded"
                );
                if !product {
                    found.push(class);
                }
            }
            None => {
                // The "gas" of "natural gas" is no class.
                at = good_at(text, at, until).map_or(at + 1, |good| good.until);
            }
        }
    }
    found
}

/// True for a sentence that tells of the class, its union, or another class
/// of its kind: there it may be told what a thing is.
fn is_related(text: &CheckText<'_>, from: usize, until: usize, class: &Class) -> bool {
    if class.is_of_goods() {
        return !classes(text, from, until).is_empty();
    }
    (from..until).any(|at| class.names_union(text, at, until))
        || classes(text, from, until)
            .iter()
            .any(|other| !other.is_of_goods())
}

/// "The Baltic state", "the fuel": a country or good called by its class.
fn names_by_class(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
    class: &Class,
    wrong: &[&Good],
) -> Option<usize> {
    if at == from || !matches!(text.fold(at - 1), "the" | "this" | "that") {
        return None;
    }
    let called = class_at(text, from, at, until)?;
    let fits = !called.several
        && (called.is_of_goods() || called.is_region())
        && !called.is_same(class)
        && called.is_of_goods() == class.is_of_goods()
        && wrong.iter().all(|good| !called.excludes(good));
    fits.then_some(called.until)
}
