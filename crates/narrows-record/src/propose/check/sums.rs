//! Parts against their whole: "of the 21 promises eleven are kept, six begun
//! and two dropped; there is no other group". The parts are numbers that follow
//! each other in parallel; the whole is a number of the same kind beside them.

use super::parts::{Parts, is_same_measure, parts};
use super::quantity::{Quantity, Unit, quantities};
use super::{CheckText, Conflict};
use crate::propose::words::Shape;

/// Sentences around the parts in which their whole is looked for.
const BEFORE: usize = 3;
const BEHIND: usize = 5;

/// Above this a pair is reported.
const ENOUGH: i32 = 4;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let all = parts(text);
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
struct Whole {
    value: f64,
    from: usize,
    until: usize,
    sentence: usize,
    noun: Option<usize>,
    /// "of the 30", "a total of 30", "30 in all".
    marked: bool,
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

/// How well a number fits as the whole of the parts.
fn score(text: &CheckText<'_>, parts: &Parts, whole: &Whole) -> i32 {
    let mut score = 0;
    let same_sentence = whole.sentence == parts.sentence;
    let before = whole.from < parts.from;
    if same_sentence {
        score += 1;
    } else if before && parts.sentence - whole.sentence <= 1 {
        score += 1;
    } else if before {
    } else {
        score -= 1;
    }
    // "Seven countries, five from Asia and three from Europe"
    let apposed = same_sentence && whole.until + 1 == parts.from && text.fold(whole.until) == ",";
    if apposed {
        score += 3;
    }
    // "Of this, 700 million go to Japan"
    let of_this = parts.from >= 3
        && (parts.from - 3..parts.from).any(|at| {
            text.fold(at) == "of"
                && matches!(
                    text.fold(at + 1),
                    "this" | "that" | "it" | "these" | "those" | "them"
                )
        });
    let of_which = same_sentence
        && before
        && ((whole.until..parts.from).any(|at| {
            parts.from - whole.until <= 10
                && text.fold(at) == "of"
                && matches!(text.fold(at + 1), "which" | "whom")
        }) || text.fold(parts.from + 1) == "of" && text.fold(parts.from + 2) == "whom");
    // "Four of the ten seats go to Japan, four to Korea"
    let of_whole = parts.from < whole.from && whole.until < parts.until;
    // "a 500 million dollar fund, 200 million from Tokyo"
    let fund = same_sentence && parts.large && parts.from.saturating_sub(whole.until) <= 2;
    if of_this && before && !same_sentence || of_which || of_whole || fund && before {
        score += 3;
    }
    // "Three ministers and two deputies came. The six officials"
    let pointed = !before
        && !same_sentence
        && is_pointed(text, whole)
        && parts.persons
        && whole.sentence == parts.sentence + 1;
    if pointed {
        score += 3;
    }
    if whole.marked {
        score += 2;
    }
    if let (Some(noun), Some(own)) = (whole.noun, parts.noun)
        && text.fold(noun) == text.fold(own)
    {
        score += 2;
    } else if parts.persons && whole.noun.is_some_and(|noun| is_persons(text, noun)) {
        score += 2;
    } else if parts.noun.is_none() && before && (same_sentence && whole.marked) {
        // "Of the 30 bids, 14 ..."
        score += 1;
    } else if parts.elided && whole.noun.is_some() && before {
        // "The office received 18 bids. Seven came from Japan, ..."
        score += 1;
    } else if !parts.table && parts.unit == Unit::Count && !parts.large {
        score -= 1;
    }
    if parts.of_them && before || parts.elided && parts.noun.is_none() && before {
        score += 1;
    }
    if parts.votes {
        // No division is told twice in one text with other numbers.
        let cast = text
            .sentences()
            .filter(|(number, _, _)| *number == whole.sentence)
            .any(|(_, from, until)| {
                (from..until).any(|at| {
                    matches!(
                        text.fold(at),
                        "voted"
                            | "seats"
                            | "votes"
                            | "filled"
                            | "ballots"
                            | "cast"
                            | "vote"
                            | "roll"
                    )
                })
            });
        score += if whole.marked && cast && !same_sentence {
            4
        } else {
            -2
        };
    }
    if parts.count >= 3 {
        score += 1;
    }
    // "as follows: four concerned chips, three batteries"
    if before && !parts.elided && parts.first.is_some_and(|first| first.noun.is_none()) {
        score += 1;
    }
    if parts.table {
        score += 2;
    }
    if same_sentence && before && text.fold(parts.from.saturating_sub(1)) == ":" {
        score += 2;
    }
    if is_made_up(text, whole, parts) {
        score += 2;
    }
    if closes(text, parts) {
        score += 2;
    } else if parts.sum < whole.value && !pointed {
        // What is left need not be told.
        score -= 3 - i32::from(parts.table);
        if leaves_rest(text, parts) {
            score -= 9;
        }
    } else if parts.sum > whole.value * 2.0 {
        score -= 2;
    }
    if overlaps(text, parts) {
        score -= 5;
    }
    score
}

/// "The six officials" at the head of a sentence.
fn is_pointed(text: &CheckText<'_>, whole: &Whole) -> bool {
    whole.from > 0
        && matches!(text.fold(whole.from - 1), "the" | "all")
        && text
            .words
            .sentences
            .get(whole.sentence)
            .is_some_and(|sentence| whole.from <= sentence.from + 2)
        && whole.noun == Some(whole.until - 1)
        && whole.until - whole.from == 2
        && whole.noun.is_some_and(|noun| {
            matches!(
                text.fold(noun),
                "officials"
                    | "people"
                    | "guests"
                    | "visitors"
                    | "men"
                    | "women"
                    | "participants"
                    | "delegates"
                    | "travelers"
                    | "travellers"
            )
        })
}

pub(super) fn is_persons(text: &CheckText<'_>, noun: usize) -> bool {
    super::counted::listed_by(text, noun) == super::counted::Listed::Persons
        || matches!(
            text.fold(noun),
            "deputies"
                | "vice-ministers"
                | "ministers"
                | "directors-general"
                | "generals"
                | "members"
                | "advisers"
                | "advisors"
                | "interpreters"
                | "engineers"
                | "lawyers"
                | "assistants"
                | "staff"
                | "clerks"
                | "managers"
                | "professors"
                | "students"
                | "workers"
                | "economists"
                | "soldiers"
                | "journalists"
                | "reporters"
                | "commissioners"
                | "undersecretaries"
        )
}

/// "is made up of", "consists of", "comprises" between whole and parts.
fn is_made_up(text: &CheckText<'_>, whole: &Whole, parts: &Parts) -> bool {
    whole.until <= parts.from
        && parts.from - whole.until <= 12
        && (whole.until..parts.from).any(|at| {
            matches!(
                text.fold(at),
                "comprising"
                    | "comprises"
                    | "comprised"
                    | "consisting"
                    | "consists"
                    | "consist"
                    | "consisted"
                    | "composed"
                    | "divided"
                    | "split"
                    | "namely"
                    | "made"
            )
        })
}

fn window<'a>(
    text: &'a CheckText<'_>,
    parts: &Parts,
    reach: usize,
) -> impl Iterator<Item = usize> + 'a {
    let first = parts.sentence.saturating_sub(reach);
    let last = parts.last_sentence + reach;
    text.sentences()
        .filter(move |(number, _, _)| (first..=last).contains(number))
        .flat_map(|(_, from, until)| from..until)
}

/// Words that say that nothing is left out.
fn closes(text: &CheckText<'_>, parts: &Parts) -> bool {
    window(text, parts, 2).any(|at| {
        let next = text.fold(at + 1);
        match text.fold(at) {
            "no" => matches!(
                next,
                "other" | "others" | "further" | "more" | "fourth" | "third"
            ),
            "nothing" => matches!(next, "else" | "more"),
            "nobody" | "none" => matches!(next, "else" | "other"),
            "in" => matches!(next, "all" | "total"),
            "all" => {
                matches!(next, "told" | "in")
                    || next == "of" && matches!(text.fold(at + 2), "them" | "these")
            }
            "altogether" => true,
            "a" => next == "total" && text.fold(at + 2) == "of",
            "each" | "every" | "one" => {
                (at..at + 6).any(|at| text.fold(at) == "once" || text.fold(at) == "single")
            }
            "add" | "adds" | "added" => next == "up",
            "such" => matches!(next, "was" | "is" | "were"),
            "twice" => {
                (at.saturating_sub(6)..at).any(|at| matches!(text.fold(at), "no" | "none" | "not"))
            }
            _ => false,
        }
    })
}

/// Words that say that something stands in two parts or beside them.
fn overlaps(text: &CheckText<'_>, parts: &Parts) -> bool {
    window(text, parts, 1).any(|at| {
        let next = text.fold(at + 1);
        match text.fold(at) {
            "overlap" | "overlaps" | "overlapping" | "multiple" | "rounding" | "rounded" => true,
            "twice" => !(at.saturating_sub(6)..at)
                .any(|at| matches!(text.fold(at), "no" | "none" | "not" | "never")),
            "more" => next == "than" && text.fold(at + 2) == "one",
            "several" => matches!(next, "answers" | "categories" | "groups" | "branches"),
            "as" => next == "well" && text.fold(at + 2) != "as",
            "under" | "in" => {
                next == "two"
                    && matches!(
                        text.fold(at + 2),
                        "branches" | "groups" | "categories" | "headings" | "lists"
                    )
            }
            "also" => parts.from <= at && at < parts.until,
            "sum" => matches!(text.fold(at + 2), "higher" | "larger" | "lower" | "greater"),
            "not" | "without" => matches!(next, "counting" | "counted" | "included"),
            _ => false,
        }
    }) || window(text, parts, 1).any(|at| {
        matches!(text.fold(at), "every" | "any" | "all")
            && parts.unit == Unit::Percent
            && matches!(
                text.fold(at + 1),
                "country"
                    | "countries"
                    | "answers"
                    | "options"
                    | "that"
                    | "supplier"
                    | "reason"
                    | "reasons"
                    | "suppliers"
            )
    })
}

/// "the rest", "the remaining two", "others".
fn leaves_rest(text: &CheckText<'_>, parts: &Parts) -> bool {
    window(text, parts, 2).any(|at| {
        at >= parts.from
            && matches!(
                text.fold(at),
                "rest" | "remaining" | "remainder" | "remains" | "others" | "other" | "abstained"
            )
            && text.fold(at.saturating_sub(1)) != "no"
            && text.words.shape(at) == Shape::Lower
    })
}
