//! "Half goes to one, a third to another and half to the next": shares of one
//! thing that add up to more than the whole of it.

use super::{CheckText, Conflict};

/// Words between two shares.
const REACH: usize = 12;

#[derive(Debug, Clone, Copy)]
struct Share {
    value: f64,
    from: usize,
    until: usize,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (_, from, until) in text.sentences() {
        let mut run: Vec<Share> = Vec::new();
        let mut at = from;
        while at < until {
            let Some(share) = share_at(text, at) else {
                at += 1;
                continue;
            };
            let goes_on = run.last().is_some_and(|last| {
                share.from - last.until <= REACH
                    && matches!(
                        text.fold(share.from - 1),
                        "and" | "," | "while" | ";" | "another"
                    )
                    && !(last.until..share.from)
                        .any(|at| matches!(text.fold(at), "of" if at > last.until))
            });
            if !goes_on {
                run.clear();
            }
            at = share.until;
            // "half of them": a share of what was just told.
            let of_part = text.fold(share.until) == "of"
                && matches!(
                    text.fold(share.until + 1),
                    "them" | "these" | "those" | "which" | "it"
                );
            if of_part {
                run.clear();
                continue;
            }
            run.push(share);
            let sum: f64 = run.iter().map(|share| share.value).sum();
            if run.len() >= 2 && sum > 1.01 {
                let (first, last) = (run[0], run[run.len() - 1]);
                Conflict {
                    kind: "count_mismatch",
                    severity: "error",
                    sides: vec![
                        (first.from, run[run.len() - 2].until),
                        (last.from, last.until),
                    ],
                    confidence: 0.7,
                    reason: "The shares add up to more than the whole.".to_owned(),
                }
                .add_new(conflicts);
            }
        }
    }
}

/// "half", "a third", "two-thirds", "three quarters".
fn share_at(text: &CheckText<'_>, at: usize) -> Option<Share> {
    let before = at.checked_sub(1).map_or("", |before| text.fold(before));
    if matches!(
        before,
        "a" | "than" | "about" | "over" | "nearly" | "almost" | "last" | "first" | "second"
    ) {
        return None;
    }
    let share = |value, until| {
        Some(Share {
            value,
            from: at,
            until,
        })
    };
    let parts = match text.fold(at) {
        "half" if !matches!(text.fold(at + 1), "a" | "an" | "-") => return share(0.5, at + 1),
        "a" | "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        _ => return None,
    };
    let next = at + 1 + usize::from(text.words.is_hyphen(at + 1));
    let pieces = match text.fold(next) {
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "sixth" => 6.0,
        "eighth" | "eighths" => 8.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    };
    // "a third company", "a quarter century"
    let goes = matches!(
        text.fold(next + 1),
        "of" | "to"
            | "from"
            | "go"
            | "goes"
            | "went"
            | "came"
            | "comes"
            | "for"
            | "in"
            | ","
            | "."
            | "and"
            | "is"
            | "are"
            | "was"
            | "were"
            | "by"
            | "on"
            | "each"
    );
    (goes && parts < pieces)
        .then(|| share(parts / pieces, next + 1))
        .flatten()
}
