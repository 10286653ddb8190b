//! "The first new control since the gallium step", where the text tells of one
//! in between.

use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;

/// Sentences around a claim in which another measure is looked for.
const NEAR: usize = 5;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let Some((claim, other)) = first_measure(text, number, at, until) else {
                continue;
            };
            let known = conflicts.iter().any(|known| {
                known.kind == "presupposition_conflict"
                    && known
                        .sides
                        .iter()
                        .any(|side| side.0 < claim.1 && claim.0 < side.1)
            });
            if !known {
                conflicts.push(Conflict {
                    kind: "presupposition_conflict",
                    severity: "error",
                    sides: vec![claim, other],
                    confidence: 0.7,
                    reason: "Said to be the first, or that there was none, but the text tells of another one."
                        .to_owned(),
                });
            }
        }
    }
}

fn is_measure(fold: &str) -> bool {
    matches!(
        fold,
        "control"
            | "controls"
            | "curb"
            | "curbs"
            | "restriction"
            | "restrictions"
            | "measure"
            | "measures"
            | "step"
            | "steps"
            | "move"
            | "moves"
            | "ban"
            | "bans"
            | "tariff"
            | "tariffs"
            | "requirement"
            | "requirements"
            | "licensing"
            | "rule"
            | "rules"
            | "sanction"
            | "sanctions"
            | "notice"
    )
}

type Sides = ((usize, usize), (usize, usize));

/// "first new control on a mineral since the gallium step"
fn first_measure(text: &CheckText<'_>, number: usize, at: usize, until: usize) -> Option<Sides> {
    if text.fold(at) != "first" {
        return None;
    }
    let since = (at + 1..until.min(at + 12)).find(|at| text.fold(*at) == "since")?;
    if !(at..since).any(|at| is_measure(text.fold(at))) {
        return None;
    }
    let end = (since + 1..until.min(since + 10))
        .find(|at| matches!(text.fold(*at), "," | "." | ";" | "and" if is_measure(text.fold(*at - 1))))
        .or_else(|| (since + 1..until.min(since + 10)).find(|at| matches!(text.fold(*at), "," | "." | ";")))
        .unwrap_or_else(|| until.min(since + 8));
    // The goods that the mark names.
    let goods: Vec<&str> = text.annotations.found[number]
        .iter()
        .filter(|found| found.kind == MentionType::Good && found.from > since && found.until <= end)
        .map(|found| text.fold(found.until - 1))
        .collect();
    if goods.is_empty() {
        return None;
    }
    let low = number.saturating_sub(NEAR);
    let high = (number + NEAR).min(text.words.sentences.len());
    for sentence in (low..high).filter(|sentence| *sentence != number) {
        let range = &text.words.sentences[sentence];
        if !text.words.kind_of(range).makes_statements() {
            continue;
        }
        // The measure of the mark, and one that came behind it.
        let marks = goods
            .iter()
            .all(|good| (range.from..range.until).any(|at| text.fold(at) == *good));
        let Some(verb) = (range.from..range.until).find(|at| {
            text.fold(*at) == "followed" && !matches!(text.fold(*at + 1), "by" | "up")
                || text.fold(*at) == "came" && text.fold(*at + 1) == "next"
        }) else {
            continue;
        };
        let Some(good) = text.annotations.found[sentence].iter().rfind(|found| {
            found.kind == MentionType::Good
                && found.until <= verb
                && verb - found.until <= 2
                && !goods.contains(&text.fold(found.until - 1))
        }) else {
            continue;
        };
        let controlled = (range.from..good.from).any(|at| {
            is_measure(text.fold(at))
                || matches!(
                    text.fold(at),
                    "restricted" | "controlled" | "curbed" | "license" | "licence" | "permits"
                )
        });
        let own = text.annotations.found[number].iter().any(|found| {
            found.kind == MentionType::Good
                && found.from < since
                && text.fold(found.until - 1) == text.fold(good.until - 1)
        });
        let date = text.annotations.dates[sentence]
            .iter()
            .find(|date| date.from > verb && date.from - verb <= 4 && !date.future);
        if let (true, true, false, Some(date)) = (marks, controlled, own, date) {
            return Some(((at, end), (good.from, date.until)));
        }
    }
    None
}
