//! A good named under a class that it does not belong to: gallium, germanium
//! and graphite are no rare earths. The statement stands in one sentence, or
//! "these rare earths" points back to goods named before.

use super::class_statement::members;
use super::class_table::{Class, Good, class_at, good_at};
use super::coordination::is_finite;
use super::{CheckText, Conflict};
use crate::propose::lexicon::numeral;

/// Sentences back in which goods can be what "these" points to.
const REACH: usize = 6;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let sentences: Vec<(usize, usize, usize)> = text.sentences().collect();
    for (index, (_, from, until)) in sentences.iter().enumerate() {
        for class in classes(text, *from, *until) {
            let mut members = members(text, *from, *until, &class);
            if members.is_empty() && class.is_of_goods() {
                members = points_back(text, &sentences, index, &class);
            }
            let wrong: Vec<&Good> = members
                .iter()
                .filter(|good| good.until <= class.from || class.until <= good.from)
                .filter(|good| class.excludes(good))
                .collect();
            let (Some(first), Some(last)) = (wrong.first(), wrong.last()) else {
                continue;
            };
            let names: Vec<&str> = wrong
                .iter()
                .map(|good| text.words.quote(good.from, good.until))
                .collect();
            let mut sides = vec![(class.from, class.until), (first.from, last.until)];
            sides.extend(elsewhere(text, &class, &wrong));
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
    }
}

/// Other places that are shown, at most.
const MOST_PLACES: usize = 3;

/// Where else the text speaks of what is named under a wrong class: those
/// places often tell what it is. What is told of it there comes first.
fn elsewhere(text: &CheckText<'_>, class: &Class, wrong: &[&Good]) -> Vec<(usize, usize)> {
    let (Some(first), Some(last)) = (wrong.first(), wrong.last()) else {
        return Vec::new();
    };
    let mut places: Vec<(bool, usize, usize)> = Vec::new();
    for (_, from, until) in text.sentences() {
        let mut at = from;
        while at < until {
            let Some(good) = class.mention_at(text, at, until) else {
                at += 1;
                continue;
            };
            at = good.until;
            let same = wrong.iter().any(|wrong| wrong.is_same(&good, text));
            if same && !(first.from <= good.from && good.from < last.until) {
                let told = matches!(text.fold(good.until), "," | "(" | "–" | "—" | "is" | "are")
                    || good.from <= from + 1;
                places.push((!told, good.from, good.until));
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
fn classes(text: &CheckText<'_>, from: usize, until: usize) -> Vec<Class> {
    let mut found = Vec::new();
    let mut at = from;
    while at < until {
        match class_at(text, from, at, until) {
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
            None => at += 1,
        }
    }
    found
}

fn goods(text: &CheckText<'_>, from: usize, until: usize) -> Vec<Good> {
    let mut found = Vec::new();
    let mut at = from;
    while at < until {
        match good_at(text, at, until) {
            Some(good) => {
                at = good.until;
                found.push(good);
            }
            None => at += 1,
        }
    }
    found
}

/// "These rare earths", "the two rare earths", "both are rare earths", "it is
/// a rare earth": the goods of the nearest sentence before that names any,
/// unless it names the class as well.
fn points_back(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    index: usize,
    class: &Class,
) -> Vec<Good> {
    let (number, from, _) = sentences[index];
    let Some(pointer) = pointer(text, from, class) else {
        return Vec::new();
    };
    // "These critical minerals" are those of a product as well.
    let wide = (class.from..class.until)
        .any(|at| matches!(text.fold(at), "critical" | "strategic" | "raw"));
    if wide {
        return Vec::new();
    }
    // Goods of the same sentence stand nearer.
    if !goods(text, from, class.from).is_empty() {
        return Vec::new();
    }
    let reach = if pointer == Pointer::Several {
        REACH
    } else {
        2
    };
    for (before, start, end) in sentences[..index].iter().rev().take(reach) {
        if classes(text, *start, *end)
            .iter()
            .any(|other| other.is_same(class))
        {
            return Vec::new();
        }
        let list = goods(text, *start, *end);
        if list.is_empty() {
            continue;
        }
        if list.iter().any(|good| class.holds(good)) {
            return Vec::new();
        }
        let block = |number: usize| text.words.sentences[number].block;
        return match pointer {
            Pointer::Several if list.len() >= 2 => list,
            Pointer::Class
                if list.len() >= 2
                    && index > 0
                    && *before == sentences[index - 1].0
                    && !is_named_before(text, sentences, index, class) =>
            {
                list
            }
            // The good that opens the sentence, or the only one.
            Pointer::One if block(*before) == block(number) => {
                let opens = list[0].from <= start + 1;
                if opens || list.len() == 1 {
                    list.into_iter().take(1).collect()
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        };
    }
    Vec::new()
}

fn is_named_before(
    text: &CheckText<'_>,
    sentences: &[(usize, usize, usize)],
    index: usize,
    class: &Class,
) -> bool {
    sentences[..index].iter().any(|(_, from, until)| {
        classes(text, *from, *until)
            .iter()
            .any(|other| other.is_same(class))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pointer {
    /// "these C", "the two C", "they are C".
    Several,
    /// "The C are", of a class not named before.
    Class,
    /// "It is a C".
    One,
}

fn pointer(text: &CheckText<'_>, from: usize, class: &Class) -> Option<Pointer> {
    let mut head = from;
    while matches!(
        text.fold(head),
        "\"" | "'" | "but" | "and" | "yet" | "*" | "so"
    ) {
        head += 1;
    }
    let before = |step: usize| {
        class
            .from
            .checked_sub(step)
            .filter(|at| *at >= from)
            .map_or("", |at| text.fold(at))
    };
    // "these C", "these two strategic C", "the three C", "both C"
    for step in 1..=3 {
        let pointed = match before(step) {
            "these" | "those" => true,
            "both" => step == 1 || before(1) == "these",
            word => {
                numeral(word).is_some_and(|count| (2..=9).contains(&count))
                    && matches!(before(step + 1), "the" | "all" | "these" | "those")
            }
        };
        if pointed {
            let bare = (1..step).all(|near| {
                !matches!(
                    before(near),
                    "," | "of" | "and" | "as" | "is" | "are" | "other" | "like" | "among" | "for"
                )
            });
            return bare.then_some(Pointer::Several);
        }
        if before(step) == "such" && step == 1 {
            return (text.fold(class.until) != "as").then_some(Pointer::Several);
        }
    }
    let between: Vec<&str> = (head..class.from).map(|at| text.fold(at)).collect();
    if between.iter().any(|word| {
        matches!(
            *word,
            "not" | "no" | "never" | "neither" | "hardly" | "," | "other"
        ) || word.ends_with("n't")
    }) || between.len() > 9
    {
        return None;
    }
    let bound = between.iter().any(|word| {
        matches!(
            *word,
            "is" | "are" | "was" | "were" | "belong" | "belongs" | "count" | "counts"
        )
    });
    let to_class = between.last().is_some_and(|word| {
        matches!(
            *word,
            "a" | "an" | "the" | "as" | "are" | "were" | "both" | "all" | "of" | "among" | "under"
        )
    }) || between.len() >= 2
        && matches!(between[between.len() - 2], "a" | "an" | "are" | "the");
    if bound && to_class {
        return match between.as_slice() {
            ["they" | "both" | "these" | "all", ..] => Some(Pointer::Several),
            ["the", number, ..] if numeral(number).is_some() => Some(Pointer::Several),
            ["it", "is" | "was", "a" | "an", ..] | ["this" | "that", "is", "a", ..]
                if is_whole(text, class.until) =>
            {
                Some(Pointer::One)
            }
            _ => None,
        };
    }
    (between == ["the"] && (is_finite(text, class.until) || text.fold(class.until) == "come"))
        .then_some(Pointer::Class)
}

/// "It is a rare earth that …", not "a rare earth plant".
fn is_whole(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "." | ","
            | ";"
            | "that"
            | "which"
            | "nobody"
            | "few"
            | "used"
            | "and"
            | "found"
            | "mined"
            | "with"
            | "in"
            | "for"
            | "of"
            | "\""
            | "but"
            | "whose"
            | "only"
            | ""
            | "?"
    )
}
