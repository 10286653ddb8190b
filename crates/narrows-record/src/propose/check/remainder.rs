//! "Seven of the twelve have signed. The other four will follow": a part, its
//! whole, and what is said to be left.

use super::named_run::{NamedRun, RunKind, named_runs};
use super::quantity::{Quantity, Unit, quantities};
use super::{CheckText, Conflict};

/// Sentences behind a part in which what is left is told.
const REACH: usize = 5;

/// "seven of the twelve members".
#[derive(Debug, Clone, Copy)]
struct Share {
    part: f64,
    whole: f64,
    /// "all but one": the rest may be meant by either.
    but: bool,
    sentence: usize,
    from: usize,
    until: usize,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    rest_of_hundred(text, conflicts);
    let shares = shares(text);
    let runs = named_runs(text);
    for share in &shares {
        if let Some((from, until, named)) = missing_names(text, share, &runs) {
            let mut sides = vec![(share.from, share.until), (from, until)];
            sides.sort_unstable();
            Conflict {
                kind: "count_mismatch",
                severity: "error",
                sides,
                confidence: 0.75,
                reason: format!(
                    "{} leaves {}, and the text names {named}.",
                    text.words.quote(share.from, share.until),
                    share.whole - share.part
                ),
            }
            .add_new(conflicts);
        }
    }
    for (index, share) in shares.iter().enumerate() {
        let until_next = shares.get(index + 1).map_or(usize::MAX, |next| next.from);
        let Some(left) = left_over(text, share, until_next) else {
            continue;
        };
        let rest = share.whole - share.part;
        let told = left.value;
        let fits = (rest - told).abs() < 0.5 || share.but && (share.part - told).abs() < 0.5;
        // "another three abstained": not all of the rest.
        if fits || told < rest && !left.whole {
            continue;
        }
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides: vec![(share.from, share.until), (left.from, left.until)],
            confidence: 0.75,
            reason: format!(
                "{} leaves {rest}, and the text says {}.",
                text.words.quote(share.from, share.until),
                text.words.quote(left.from, left.until)
            ),
        }
        .add_new(conflicts);
    }
}

/// "Twelve of the fourteen joined. Only Brunei, Fiji and India stayed away."
fn missing_names(
    text: &CheckText<'_>,
    share: &Share,
    runs: &[NamedRun],
) -> Option<(usize, usize, usize)> {
    let run = runs.iter().find(|run| {
        run.sentence.abs_diff(share.sentence) <= 3
            && (run.from >= share.until || run.until <= share.from)
            && matches!(
                run.kind,
                RunKind::Countries | RunKind::Persons | RunKind::Bodies
            )
            && {
                let before = (run.from.saturating_sub(3).max(run.start)..run.from).any(|at| {
                    matches!(
                        text.fold(at),
                        "only" | "except" | "but" | "save" | "excluding"
                    )
                });
                let absent = (run.start..run.end).any(|at| {
                    matches!(
                        text.fold(at),
                        "away"
                            | "absent"
                            | "missing"
                            | "abstained"
                            | "declined"
                            | "refused"
                            | "skipped"
                            | "boycotted"
                            | "not"
                            | "outside"
                            | "missed"
                            | "all"
                            | "every"
                    )
                });
                before && absent
            }
    })?;
    let left = share.whole - share.part;
    let named = run.len() as f64;
    let end = run.end.min(run.until + 3);
    ((left - named).abs() > 0.5 && !share.but).then_some((
        run.from.saturating_sub(1),
        end,
        run.len(),
    ))
}

/// "Sixty percent belong to a fund, the remaining 30 percent to the state".
fn rest_of_hundred(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (_, from, until) in text.sentences() {
        let told: Vec<_> = quantities(text, from, until)
            .into_iter()
            .filter(|number| number.unit == Unit::Percent)
            .collect();
        let Some(rest) = told.iter().position(|number| {
            number.from >= from + 2
                && matches!(text.fold(number.from - 1), "remaining" | "other")
                && matches!(text.fold(number.from - 2), "the" | "its")
        }) else {
            continue;
        };
        let share = told
            .first()
            .is_some_and(|first| text.fold(first.until) == "of");
        let exact = told[..=rest].iter().all(|number| !number.inexact);
        let sum: f64 = told[..=rest].iter().map(|number| number.value).sum();
        if rest == 0 || !share || !exact || (sum - 100.0).abs() <= 1.5 {
            continue;
        }
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides: vec![
                (told[0].from, told[rest - 1].until),
                (told[rest].from - 1, told[rest].until),
            ],
            confidence: 0.75,
            reason: format!("The shares add up to {sum} percent."),
        }
        .add_new(conflicts);
    }
}

fn shares(text: &CheckText<'_>) -> Vec<Share> {
    let mut all = Vec::new();
    for (sentence, from, until) in text.sentences() {
        let told = quantities(text, from, until);
        for pair in told.windows(2) {
            let [part, whole] = pair else { continue };
            let near = whole.from - part.until <= 4;
            let of = (part.until..whole.from).any(|at| text.fold(at) == "of")
                && (part.until..whole.from).all(|at| {
                    matches!(
                        text.fold(at),
                        "of" | "the"
                            | "its"
                            | "their"
                            | "these"
                            | "those"
                            | "all"
                            | "our"
                            | "members"
                    )
                });
            let whole_noun = whole.noun.is_some()
                || matches!(
                    text.fold(whole.end()),
                    "have" | "has" | "had" | "were" | "are" | "," | "took" | "voted" | "signed"
                );
            let sane = part.unit == Unit::Count
                && whole.unit == Unit::Count
                && !part.inexact
                && !whole.inexact
                && part.value < whole.value
                && whole.value <= 500.0
                && part.value.fract() == 0.0
                && whole.value.fract() == 0.0;
            if !(near && of && sane && whole_noun) {
                continue;
            }
            let but = part.from >= from + 2
                && matches!(text.fold(part.from - 1), "but" | "except")
                && text.fold(part.from - 2) == "all";
            all.push(Share {
                part: if but {
                    whole.value - part.value
                } else {
                    part.value
                },
                whole: whole.value,
                but,
                sentence,
                from: if but { part.from - 2 } else { part.from },
                until: whole.end(),
            });
        }
    }
    all
}

#[derive(Debug, Clone, Copy)]
struct Left {
    value: f64,
    from: usize,
    until: usize,
    /// "the other four": all that is left.
    whole: bool,
}

/// "the other four", "the remaining six members", "the four others".
fn left_over(text: &CheckText<'_>, share: &Share, before: usize) -> Option<Left> {
    for (number, from, until) in text.sentences() {
        if number < share.sentence || number > share.sentence + REACH {
            continue;
        }
        let told = quantities(text, from, until);
        for quantity in &told {
            if quantity.from < share.until || quantity.from >= before {
                continue;
            }
            if let Some((start, end)) = is_left(text, from, quantity) {
                // "Two came; the other four stayed at home."
                let first = told
                    .iter()
                    .find(|first| number > share.sentence && start - first.from.min(start) <= 25);
                let start = first.map_or(start, |first| first.from.min(start));
                return (!quantity.inexact).then_some(Left {
                    value: quantity.value,
                    from: start,
                    until: end,
                    whole: true,
                });
            }
            // Another number for something else that "the other" may point at.
            if quantity.unit == Unit::Count
                && number > share.sentence
                && quantity.noun.is_some()
                && !share.but
            {
                return None;
            }
        }
    }
    None
}

fn is_left(text: &CheckText<'_>, from: usize, quantity: &Quantity) -> Option<(usize, usize)> {
    if quantity.unit != Unit::Count || text.fold(quantity.until) == "of" {
        return None;
    }
    let before = |steps: usize| {
        quantity
            .from
            .checked_sub(steps)
            .filter(|before| *before >= from)
            .map_or("", |before| text.fold(before))
    };
    let definite = matches!(before(2), "the" | "its" | "their");
    if definite && matches!(before(1), "other" | "remaining") {
        return Some((quantity.from - 1, quantity.end()));
    }
    let behind = matches!(text.fold(quantity.until), "others" | "remaining");
    (behind && before(1) == "the").then_some((quantity.from, quantity.until + 1))
}
