//! A number against the list beside it: "three companies" and four names. The
//! list stands behind the noun, before it, or in the next sentence or block.

use super::coordination::Listing;
use super::counted::{Counted, counted_at, part_at};
use super::list_before::{before, persons_before};
use super::list_behind::behind;
use super::list_below::{in_next_blocks, in_next_sentence};
use super::{CheckText, Conflict};
use crate::propose::lexicon::numeral;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let found = &text.annotations.found[number];
        let mut at = from;
        while at < until {
            if let Some(part) = part_at(text, from, at, until) {
                let list = behind(text, found, from, part, until)
                    .filter(|list| list.denies(part.number) && is_near(text, list, part));
                if let Some(list) = list {
                    conflicts.push(conflict(text, part, &list));
                }
                at = part.noun + 1;
                continue;
            }
            let Some(counted) = counted_at(text, from, at, until) else {
                at += 1;
                continue;
            };
            let list = behind(text, found, from, counted, until)
                .or_else(|| before(text, found, from, counted, until))
                .or_else(|| in_next_sentence(text, number, counted))
                .or_else(|| persons_before(text, number, from, counted));
            at += 1;
            if is_summand(text, from, counted) {
                continue;
            }
            match list {
                Some(list) if list.denies(counted.number) && is_near(text, &list, counted) => {
                    at = at.max(list.until.min(until));
                    conflicts.push(conflict(text, counted, &list));
                }
                Some(_) => {}
                None => {
                    if let Some((count, side)) = in_next_blocks(text, number, counted, until)
                        && count != counted.number as usize
                    {
                        conflicts.push(told_against(text, counted, count, side));
                    }
                }
            }
        }
    }
}

/// A list of far more or far fewer is that of something else.
fn is_near(text: &CheckText<'_>, list: &Listing, counted: Counted) -> bool {
    let told = counted.number as usize;
    let listed = list.items.len();
    let reach = if listed == 2 { 1 } else { (told / 3).max(2) };
    // "14 members: seven from one region and five from another" add up.
    let sums = list.from > 0 && text.fold(list.from - 1) == ":";
    list.counts
        .iter()
        .filter(|_| sums)
        .chain(std::iter::once(&listed))
        .any(|count| count.abs_diff(told) <= reach)
}

/// "two ministers and three envoys: ...": the list is that of both.
fn is_summand(text: &CheckText<'_>, from: usize, counted: Counted) -> bool {
    counted.at > from + 1
        && matches!(text.fold(counted.at - 1), "and" | ",")
        && (counted.at.saturating_sub(6).max(from)..counted.at - 1).any(|at| {
            text.fold(at) == "as" && text.fold(at + 1) == "many"
                || numeral(text.fold(at)).is_some_and(|number| number < 100)
        })
}

fn conflict(text: &CheckText<'_>, counted: Counted, list: &Listing) -> Conflict {
    let mut found = told_against(text, counted, list.items.len(), (list.from, list.until));
    if list.open {
        found.severity = "warning";
        found.confidence = 0.6;
    }
    found
}

fn told_against(
    text: &CheckText<'_>,
    counted: Counted,
    listed: usize,
    side: (usize, usize),
) -> Conflict {
    let told = (counted.at, counted.noun + 1);
    let mut sides = vec![told, side];
    sides.sort_unstable();
    Conflict {
        kind: "count_mismatch",
        severity: "error",
        sides,
        confidence: 0.85,
        reason: format!(
            "The text says {} and lists {listed}.",
            text.words.quote(told.0, told.1)
        ),
    }
}
