//! A numeral in a title or heading against the list that the text gives:
//! "sets four priority areas" and "three areas: A, B and C".

use super::counted::{Counted, counted_at};
use super::list_behind::behind;
use super::{CheckText, Conflict};
use crate::propose::BlockKind;

/// Sentences behind a title, or behind a heading, in which its list is looked for.
const BEHIND_TITLE: usize = 30;
const BEHIND_HEADING: usize = 6;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (index, (number, from, until)) in text.sentences().enumerate() {
        let heading = text.words.kind_of(&text.words.sentences[number]) == BlockKind::Heading;
        // A title has no full stop; the first lines of a text may be no heading.
        let title = index < 2 && until > from && text.fold(until - 1) != ".";
        if !heading && !title {
            continue;
        }
        let reach = if title { BEHIND_TITLE } else { BEHIND_HEADING };
        for at in from..until {
            let Some(told) = counted_at(text, from, at, until).filter(|told| is_whole(text, told))
            else {
                continue;
            };
            let others: Vec<(Counted, bool)> = text
                .sentences()
                .skip(index + 1)
                .take(reach)
                .flat_map(|sentence| told_again(text, sentence, told))
                .collect();
            if others.iter().any(|(other, _)| other.number == told.number) {
                continue;
            }
            let whole = others.iter().find(|(_, listed)| *listed);
            if let Some((other, _)) = whole {
                conflicts.push(Conflict {
                    kind: "count_mismatch",
                    severity: "error",
                    sides: vec![(told.at, told.noun + 1), (other.at, other.noun + 1)],
                    confidence: 0.75,
                    reason: format!(
                        "A title says {}, the text {}.",
                        text.words.quote(told.at, told.noun + 1),
                        text.words.quote(other.at, other.noun + 1)
                    ),
                });
            }
        }
    }
}

/// No "three other fields", no "two new fields".
fn is_whole(text: &CheckText<'_>, told: &Counted) -> bool {
    told.number <= 12
        && (told.at + 1..told.noun).all(|at| {
            !matches!(
                text.fold(at),
                "other" | "more" | "new" | "further" | "additional"
            )
        })
        && !told
            .at
            .checked_sub(1)
            .is_some_and(|before| matches!(text.fold(before), "other" | "more" | "another" | "of"))
}

/// The same noun with a number in a sentence; true where its list, or what the
/// sentence says, is the whole of it.
fn told_again(
    text: &CheckText<'_>,
    (number, from, until): (usize, usize, usize),
    told: Counted,
) -> Vec<(Counted, bool)> {
    (from..until)
        .filter_map(|at| counted_at(text, from, at, until))
        .filter(|other| text.fold(other.noun) == text.fold(told.noun) && is_whole(text, other))
        .map(|other| {
            let found = &text.annotations.found[number];
            let list = behind(text, found, from, other, until);
            let whole = !told.listed.is_named() && list.is_some_and(|list| !list.open);
            (other, whole)
        })
        .collect()
}
