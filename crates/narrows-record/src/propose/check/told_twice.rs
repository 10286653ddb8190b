//! Two numbers for the same things: "five measures" and, further on, "all six
//! measures". The second points back, and nothing between them adds one.

use super::counted::{Counted, Listed, counted_at};
use super::{CheckText, Conflict};
use crate::propose::BlockKind;
use crate::propose::lexicon::ordinal;
use crate::propose::words::Shape;

/// How a number points back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Back {
    /// "all six", "each of the six"
    All,
    /// "the six", "these six"
    The,
    No,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    counted: Counted,
    sentence: usize,
    back: Back,
    heading: bool,
    /// "three of the", "other", "more": only some are counted.
    some: bool,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let told = told(text);
    for (index, later) in told.iter().enumerate() {
        if later.back == Back::No || later.some || is_narrowed(text, &later.counted, later.back) {
            continue;
        }
        let same: Vec<&Told> = told[..index]
            .iter()
            .filter(|earlier| is_same(text, earlier, later))
            .collect();
        let known = told.iter().any(|other| {
            other.counted.at != later.counted.at
                && other.counted.number == later.counted.number
                && is_alike(text, &other.counted, &later.counted)
        });
        // The last one told is what is pointed at.
        let Some(earlier) = same.last().filter(|earlier| !earlier.some) else {
            continue;
        };
        let several = same
            .iter()
            .any(|other| other.counted.number != earlier.counted.number);
        if known
            || several
            || earlier.counted.number == later.counted.number
            || earlier.counted.number.abs_diff(later.counted.number) > 3
            || is_changed(text, earlier, later)
        {
            continue;
        }
        let first = (earlier.counted.at, earlier.counted.noun + 1);
        let second = (later.counted.at, later.counted.noun + 1);
        let reason = format!(
            "The text says {} and {}.",
            text.words.quote(first.0, first.1),
            text.words.quote(second.0, second.1)
        );
        // A list that is held against the first number is further evidence.
        if let Some(known) = conflicts
            .iter_mut()
            .find(|known| known.kind == "count_mismatch" && known.sides.contains(&first))
        {
            known.sides.push(second);
            known.sides.sort_unstable();
            continue;
        }
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides: vec![first, second],
            confidence: 0.7,
            reason,
        }
        .add_new(conflicts);
    }
}

fn told(text: &CheckText<'_>) -> Vec<Told> {
    let mut all = Vec::new();
    for (sentence, from, until) in text.sentences() {
        let heading = text.words.kind_of(&text.words.sentences[sentence]) == BlockKind::Heading;
        for at in from..until {
            let back = back(text, from, at);
            // "each of the four" is no part of the four.
            let start = if back == Back::All { at } else { from };
            let Some(counted) = counted_at(text, start, at, until) else {
                continue;
            };
            let before = if at > from { text.fold(at - 1) } else { "" };
            let some = matches!(
                before,
                "other" | "another" | "first" | "last" | "of" | "remaining"
            ) || (at + 1..=counted.noun).any(|at| {
                matches!(
                    text.fold(at),
                    "more" | "other" | "others" | "new" | "further" | "additional" | "remaining"
                )
            });
            all.push(Told {
                counted,
                sentence,
                back,
                heading,
                some,
            });
        }
    }
    all
}

fn back(text: &CheckText<'_>, from: usize, at: usize) -> Back {
    let before = |steps: usize| {
        at.checked_sub(steps)
            .filter(|before| *before >= from)
            .map_or("", |before| text.fold(before))
    };
    match before(1) {
        "all" => Back::All,
        "the" | "these" | "those" | "its" | "their"
            if before(2) == "of"
                && matches!(before(3), "each" | "all" | "any" | "none" | "every")
                || before(2) == "all" =>
        {
            Back::All
        }
        "these" | "those" => Back::The,
        "the" if before(2) != "of" => Back::The,
        _ => Back::No,
    }
}

/// The same things: the same noun with no other words before it, or a general
/// noun such as "points" that may stand for it.
fn is_same(text: &CheckText<'_>, earlier: &Told, later: &Told) -> bool {
    let (first, second) = (&earlier.counted, &later.counted);
    let close = later.sentence - earlier.sentence <= 8;
    if first.noun == first.at || second.noun == second.at || earlier.heading && !close {
        return false;
    }
    let same_noun = text.fold(first.noun) == text.fold(second.noun);
    let modifiers = |counted: &Counted| {
        (counted.at + 1..counted.noun)
            .map(|at| text.fold(at).to_owned())
            .collect::<Vec<String>>()
    };
    let (one, two) = (modifiers(first), modifiers(second));
    let fits = two.iter().all(|word| one.contains(word));
    match second.listed {
        // Which ministers and which countries are meant changes from one
        // sentence to the next.
        Listed::Persons | Listed::Places | Listed::Group => {
            // The larger group holds the smaller one, not the other way round.
            let grows = later.back == Back::The
                && second.number > first.number
                && one.is_empty()
                && later.sentence - earlier.sentence <= 4;
            same_noun
                && one == two
                && (later.back == Back::All && (!one.is_empty() || close) || grows)
        }
        Listed::Rounds => false,
        _ if same_noun => fits && (later.back == Back::All || close),
        Listed::Anything => {
            later.back == Back::All
                && close
                && two.is_empty()
                && is_general(text.fold(second.noun))
                && is_general(text.fold(first.noun))
        }
        _ => false,
    }
}

fn is_alike(text: &CheckText<'_>, one: &Counted, other: &Counted) -> bool {
    text.fold(one.noun) == text.fold(other.noun)
        || one.listed == other.listed
        || matches!(one.listed, Listed::Group)
}

/// Nouns for what a paper or a plan holds.
fn is_general(fold: &str) -> bool {
    matches!(
        fold,
        "points"
            | "priorities"
            | "items"
            | "steps"
            | "measures"
            | "areas"
            | "fields"
            | "goals"
            | "aims"
            | "objectives"
            | "tasks"
            | "topics"
            | "themes"
            | "subjects"
            | "issues"
            | "actions"
            | "proposals"
            | "demands"
            | "conditions"
            | "commitments"
            | "promises"
            | "pledges"
            | "recommendations"
            | "principles"
            | "elements"
            | "parts"
            | "strands"
            | "tools"
            | "instruments"
            | "things"
            | "matters"
            | "requests"
            | "ideas"
    )
}

/// "the two countries with mines", "the three that stayed": some of them.
fn is_narrowed(text: &CheckText<'_>, counted: &Counted, back: Back) -> bool {
    match text.fold(counted.noun + 1) {
        "with" | "that" | "who" | "whose" | "which" | "where" | "without" | "now" | "from"
        | "named" | "chosen" | "under" | "still" | "left" | "it" | "he" | "she" | "they" | "to" => {
            true
        }
        "of" | "in" | "on" | "at" => back != Back::All,
        _ => false,
    }
}

/// Between the two numbers one is added, left out, or told of as another time.
fn is_changed(text: &CheckText<'_>, earlier: &Told, later: &Told) -> bool {
    let end = text
        .words
        .sentences
        .get(later.sentence)
        .map_or(later.counted.noun + 1, |sentence| sentence.until);
    let start = text
        .words
        .sentences
        .get(earlier.sentence)
        .map_or(earlier.counted.at, |sentence| sentence.from);
    (start..end).any(|at| {
        let fold = text.fold(at);
        let near_ordinal = ordinal(fold).is_some_and(|number| {
            (earlier.counted.number.min(later.counted.number)
                ..=earlier.counted.number.max(later.counted.number))
                .contains(&number)
                && number >= 3
        });
        near_ordinal
            || matches!(
                fold,
                "another"
                    | "added"
                    | "adds"
                    | "joined"
                    | "joins"
                    | "join"
                    | "joining"
                    | "dropped"
                    | "withdrew"
                    | "withdrawn"
                    | "left"
                    | "merged"
                    | "plus"
                    | "additional"
                    | "more"
                    | "besides"
                    | "previous"
                    | "earlier"
                    | "until"
                    | "originally"
                    | "now"
                    | "except"
                    | "excluding"
                    | "without"
                    | "expanded"
                    | "grew"
                    | "grown"
                    | "raised"
                    | "cut"
                    | "separate"
                    | "other"
            )
            || fold == "last" && text.words.shape(at) == Shape::Lower && text.fold(at + 1) == "year"
    })
}
