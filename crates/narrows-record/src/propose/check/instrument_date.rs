//! One instrument signed, or in force, on two dates.

use super::{CheckText, Conflict};
use crate::propose::date::{DateBounds, Resolved, edtf_bounds};
use crate::propose::mention::{Found, MentionType};

/// What happened to an instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Signed,
    InForce,
    Announced,
}

struct Told {
    name: String,
    deed: Deed,
    date: (usize, usize),
    bounds: DateBounds,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut all: Vec<Told> = Vec::new();
    for (number, from, until) in text.sentences() {
        let found = &text.annotations.found[number];
        for date in &text.annotations.dates[number] {
            let Resolved::Edtf(edtf) = &date.resolved else {
                continue;
            };
            let Some(bounds) = edtf_bounds(edtf) else {
                continue;
            };
            let Some((verb, deed)) = deed_before(text, from, date.from) else {
                continue;
            };
            let Some(name) = instrument(text, found, from, verb, date.from) else {
                continue;
            };
            let told = Told {
                name,
                deed,
                date: (date.from, date.until),
                bounds,
            };
            let other = all.iter().find(|other| {
                other.name == told.name
                    && other.deed == told.deed
                    && other.bounds.excludes(&told.bounds)
            });
            if let Some(other) = other {
                conflicts.push(Conflict {
                    kind: "date_conflict",
                    severity: "error",
                    sides: vec![other.date, told.date],
                    confidence: 0.75,
                    reason: format!(
                        "One instrument seems to be dated twice: {} and {}.",
                        text.words.quote(other.date.0, other.date.1),
                        text.words.quote(told.date.0, told.date.1)
                    ),
                });
            }
            if all.len() < 300 && until > from {
                all.push(told);
            }
        }
    }
}

/// "signed … on DATE", "took effect in DATE": the verb close before a date.
fn deed_before(text: &CheckText<'_>, from: usize, date: usize) -> Option<(usize, Deed)> {
    (from..date)
        .rev()
        .take(10)
        .find_map(|at| match text.fold(at) {
            "signed" | "concluded" | "inked" => Some((at, Deed::Signed)),
            "effect" | "force" => Some((at, Deed::InForce)),
            "released" | "issued" | "published" | "adopted" | "launched" => {
                Some((at, Deed::Announced))
            }
            _ => None,
        })
}

/// The instrument of the verb: the nearest before it, else between it and the date.
fn instrument(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    verb: usize,
    date: usize,
) -> Option<String> {
    let instruments = || {
        found
            .iter()
            .filter(|found| found.kind == MentionType::Instr && found.len() >= 1)
    };
    let nearest = instruments()
        .rfind(|found| found.from >= from && found.until <= verb && verb - found.until <= 6)
        .or_else(|| instruments().find(|found| found.from >= verb && found.until <= date))?;
    // By its words: a list may keep several instruments under one id, and a
    // bare kind alone says too little.
    (nearest.len() >= 2).then(|| text.words.folded(nearest.from, nearest.until))
}
