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
            let behind = (date.until..until.min(date.until + 2))
                .find(|at| matches!(text.fold(*at), "signed" | "concluded" | "inked"));
            let (verb, deed, end) = match (behind, deed_before(text, from, date.from)) {
                (Some(verb), _) => (verb, Deed::Signed, until.min(verb + 8)),
                (None, Some((verb, deed))) => (verb, deed, date.from),
                (None, None) => continue,
            };
            let Some(name) = instrument(text, found, from, verb, end) else {
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
    days_after(text, &all, conflicts);
}

/// "broke ground on July 8, one day after the memorandum was signed", where it
/// was signed on July 3.
fn days_after(text: &CheckText<'_>, all: &[Told], conflicts: &mut Vec<Conflict>) {
    let signed: Vec<&Told> = all
        .iter()
        .filter(|told| told.deed == Deed::Signed)
        .collect();
    let Some(first) = signed.first() else {
        return;
    };
    // Which one is meant is only sure where one was signed.
    if signed
        .iter()
        .any(|told| told.bounds.excludes(&first.bounds))
    {
        return;
    }
    let Some(signed_on) = first
        .bounds
        .lower
        .filter(|_| first.bounds.lower == first.bounds.upper)
    else {
        return;
    };
    for (number, _, until) in text.sentences() {
        for pair in text.annotations.dates[number].windows(2) {
            let [day, shift] = pair else {
                continue;
            };
            let crate::propose::date::DateExpression::Shift {
                count,
                unit: crate::propose::date::Unit::Day,
                from_text: false,
            } = shift.expression
            else {
                continue;
            };
            let of_signing = shift.from - day.until <= 2
                && (shift.until..until.min(shift.until + 7))
                    .any(|at| matches!(text.fold(at), "signed" | "signing" | "signature"));
            let Resolved::Edtf(edtf) = &day.resolved else {
                continue;
            };
            let Some(told) = edtf_bounds(edtf)
                .filter(|bounds| bounds.lower == bounds.upper)
                .and_then(|bounds| bounds.lower)
            else {
                continue;
            };
            let apart = told
                .since((jiff::Unit::Day, signed_on))
                .map_or(0, |span| span.get_days());
            if of_signing && apart != count {
                let end = (shift.until..until)
                    .find(|at| matches!(text.fold(*at), "signed" | "signing" | "signature"))
                    .map_or(shift.until, |at| at + 1);
                conflicts.push(Conflict {
                    kind: "date_conflict",
                    severity: "error",
                    sides: vec![first.date, (day.from, end)],
                    confidence: 0.8,
                    reason: format!(
                        "{} is {apart} days after {}, where it was signed.",
                        text.words.quote(day.from, day.until),
                        text.words.quote(first.date.0, first.date.1)
                    ),
                });
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
            "signed" | "concluded" | "inked" | "initialed" | "initialled" => {
                Some((at, Deed::Signed))
            }
            "names" | "signatures" if text.fold(at + 1) == "to" => Some((at, Deed::Signed)),
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
