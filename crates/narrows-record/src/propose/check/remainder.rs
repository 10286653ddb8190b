//! "Seven of the twelve have signed. The other four will follow": a part, its
//! whole, and what is said to be left.

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
    let shares = shares(text);
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
