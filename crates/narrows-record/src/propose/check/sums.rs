//! Parts against their whole: "of the 21 promises eleven are kept, six begun
//! and two dropped; there is no other group". The parts are numbers that follow
//! each other in parallel; the whole is a number of the same kind beside them.

use super::parts::{Parts, is_same_measure, parts};
use super::quantity::{Quantity, Unit, quantities};
use super::sums_evidence::score;
use super::{CheckText, Conflict};

/// Sentences around the parts in which their whole is looked for.
const BEFORE: usize = 3;
const BEHIND: usize = 5;

/// Above this a pair is reported.
const ENOUGH: i32 = 4;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut all = parts(text);
    for parts in &mut all {
        parts.sum += abstainers(text, parts);
    }
    for (index, parts) in all.iter().enumerate() {
        // Parts that come in two runs are those of nothing that can be told.
        let whole = wholes(text, parts);
        let rank = |whole: &Whole| score(text, parts, whole);
        let agrees = whole
            .iter()
            .any(|whole| parts.can_be(whole.value) && rank(whole) > 0);
        if agrees {
            continue;
        }
        let Some(best) = whole
            .iter()
            .filter(|whole| rank(whole) >= ENOUGH)
            .max_by_key(|whole| (rank(whole), std::cmp::Reverse(whole.from)))
        else {
            continue;
        };
        // The sum of all runs of a passage may be what is meant.
        let together = all.iter().enumerate().any(|(other, more)| {
            other != index
                && more.sentence.abs_diff(parts.sentence) <= 2
                && (more.sum + parts.sum - best.value).abs() < 0.5
        });
        if together {
            continue;
        }
        let mut sides = vec![(best.from, best.until), (parts.from, parts.until)];
        sides.sort_unstable();
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides,
            confidence: 0.75,
            reason: format!(
                "The text says {}, and the parts add up to {}.",
                text.words.quote(best.from, best.until),
                parts.sum
            ),
        }
        .add_new(conflicts);
    }
}

/// A number that may be the sum of parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole {
    pub(super) value: f64,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) sentence: usize,
    pub(super) noun: Option<usize>,
    /// "of the 30", "a total of 30", "30 in all".
    pub(super) marked: bool,
}

fn wholes(text: &CheckText<'_>, parts: &Parts) -> Vec<Whole> {
    let first = parts.sentence.saturating_sub(BEFORE);
    let mut all = Vec::new();
    for (number, from, until) in text.sentences() {
        if number < first || number > parts.last_sentence + BEHIND {
            continue;
        }
        for quantity in quantities(text, from, until) {
            let inside = quantity.from < parts.until
                && parts.from < quantity.until
                && !parts.is_inner_whole(text, &quantity);
            let like = quantity.unit == parts.unit
                && parts
                    .first
                    .is_some_and(|first| is_same_measure(text, &first, &quantity))
                || quantity.large
                    && parts.large
                    && ![quantity.unit, parts.unit].contains(&Unit::Percent);
            let fits = like
                && !quantity.inexact
                && !inside
                && quantity.value >= 3.0
                // No part is larger than its whole.
                && quantity.value > parts.largest;
            if !fits || is_own_part(text, from, &quantity) {
                continue;
            }
            all.push(Whole {
                value: quantity.value,
                from: quantity.from,
                until: quantity.end(),
                sentence: number,
                noun: quantity.noun,
                marked: is_marked(text, from, &quantity, until),
            });
        }
    }
    if parts.unit == Unit::Percent && all.is_empty() && parts.sum > 102.0 {
        all.extend(single_answer(text, parts));
    }
    all.extend(shared_out(text, parts));
    // "50, 35 and 25 percent; the rest comes from China"
    if parts.unit == Unit::Percent
        && parts.sum >= 100.0
        && let Some(rest) = rest_behind(text, parts)
    {
        all.push(Whole {
            value: 99.0,
            from: rest,
            until: rest + 1,
            sentence: parts.sentence,
            noun: None,
            marked: true,
        });
    }
    all
}

/// "180 yes and 95 no votes. Ten members abstained.": those told elsewhere.
fn abstainers(text: &CheckText<'_>, parts: &Parts) -> f64 {
    if !parts.votes {
        return 0.0;
    }
    text.sentences()
        .filter(|(number, _, _)| number.abs_diff(parts.sentence) <= 1)
        .flat_map(|(_, from, until)| quantities(text, from, until))
        .filter(|number| {
            let outside = number.until <= parts.from || parts.until <= number.from;
            outside
                && (number.until..number.end() + 2).any(|at| {
                    matches!(
                        text.fold(at),
                        "abstained" | "abstentions" | "abstaining" | "abstention"
                    )
                })
        })
        .map(|number| number.value)
        .sum()
}

/// "Japan pays 40 percent of the costs, Korea 40 percent and Australia 30": what
/// is shared out comes to no more than a hundred.
fn shared_out(text: &CheckText<'_>, parts: &Parts) -> Option<Whole> {
    let first = parts.first.filter(|first| {
        parts.unit == Unit::Percent
            && parts.sum > 101.0
            && text.fold(first.until) == "of"
            && matches!(text.fold(first.until + 1), "the" | "all")
    })?;
    let shares = (first.from.saturating_sub(4)..parts.until).any(|at| {
        matches!(
            text.fold(at),
            "pays"
                | "pay"
                | "paid"
                | "bears"
                | "bear"
                | "holds"
                | "hold"
                | "owns"
                | "own"
                | "gets"
                | "get"
                | "receives"
                | "received"
                | "contributes"
                | "contributed"
                | "provides"
                | "goes"
                | "go"
                | "went"
                | "belongs"
                | "belong"
                | "buys"
                | "bought"
        )
    });
    shares.then_some(Whole {
        value: 100.0,
        from: first.from,
        until: first.until + 3,
        sentence: parts.sentence,
        noun: None,
        marked: true,
    })
}

/// "the rest", "the remainder" right behind the parts.
fn rest_behind(text: &CheckText<'_>, parts: &Parts) -> Option<usize> {
    (parts.until.saturating_sub(4)..parts.until + 12)
        .find(|at| matches!(text.fold(*at), "rest" | "remainder") && text.fold(at - 1) == "the")
}

/// "each ticked one answer": the parts are those of a hundred.
fn single_answer(text: &CheckText<'_>, parts: &Parts) -> Option<Whole> {
    text.sentences()
        .filter(|(number, _, _)| number.abs_diff(parts.sentence) <= 2)
        .find_map(|(number, from, until)| {
            let at = (from..until).find(|at| {
                matches!(text.fold(*at), "one" | "single" | "only" | "exactly")
                    && matches!(
                        text.fold(at + 1),
                        "answer"
                            | "option"
                            | "reply"
                            | "response"
                            | "choice"
                            | "country"
                            | "box"
                            | "one"
                            | "single"
                            | "reason"
                            | "cause"
                    )
            })?;
            Some(Whole {
                value: 100.0,
                from: at,
                until: at + 2,
                sentence: number,
                noun: None,
                marked: true,
            })
        })
}

/// "three of them", "the other four": no whole.
fn is_own_part(text: &CheckText<'_>, from: usize, quantity: &Quantity) -> bool {
    let before = if quantity.from > from {
        text.fold(quantity.from - 1)
    } else {
        ""
    };
    let of_them = text.fold(quantity.until) == "of"
        && matches!(
            text.fold(quantity.until + 1),
            "them" | "these" | "those" | "whom" | "which" | "the" | "its" | "their"
        );
    of_them
        || matches!(
            before,
            "other"
                | "remaining"
                | "another"
                | "further"
                | "additional"
                | "first"
                | "last"
                | "next"
                | "other's"
                | "page"
                | "to"
                | "by"
        )
        || matches!(
            text.fold(quantity.until),
            "more" | "other" | "others" | "further" | "additional"
        )
}

fn is_marked(text: &CheckText<'_>, from: usize, quantity: &Quantity, until: usize) -> bool {
    let before = |steps: usize| {
        quantity
            .from
            .checked_sub(steps)
            .filter(|before| *before >= from)
            .map_or("", |before| text.fold(before))
    };
    let determiner = usize::from(matches!(
        before(1),
        "the" | "its" | "their" | "these" | "those" | "$" | "€" | "all"
    ));
    let of = before(1 + determiner) == "of"
        && (matches!(
            before(2 + determiner),
            "total"
                | "sum"
                | ""
                | ","
                | "delegation"
                | "group"
                | "party"
                | "team"
                | "class"
                | "volume"
                | "worth"
                | "all"
                | "\""
                | "panel"
        ));
    let all = matches!(before(1), "all" | "full" | "whole" | "combined" | "total")
        || before(2) == "all" && matches!(before(1), "," | "the" | "its" | "these")
        || before(1) == "," && before(2) == "total" && before(3) == "in";
    let behind = (quantity.end()..until.min(quantity.end() + 5)).any(|at| {
        text.fold(at) == "in" && matches!(text.fold(at + 1), "all" | "total")
            || matches!(text.fold(at), "altogether" | "overall")
            || text.fold(at) == "all" && text.fold(at + 1) == "told"
    });
    // "fourteen were cast, and no more"
    let end = (quantity.end()..until).any(|at| {
        text.fold(at) == "no" && matches!(text.fold(at + 1), "more" | "fewer" | "others" | "less")
    });
    of || all || behind || end
}
