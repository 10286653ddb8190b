//! What speaks for a number being the whole of some parts, and what against.

use super::CheckText;
use super::parts::Parts;
use super::quantity::Unit;
use super::sums::Whole;
use crate::propose::words::Shape;

/// How well a number fits as the whole of the parts.
pub(super) fn score(text: &CheckText<'_>, parts: &Parts, whole: &Whole) -> i32 {
    let mut score = 0;
    let same_sentence = whole.sentence == parts.sentence;
    let before = whole.from < parts.from;
    if same_sentence || before && parts.sentence - whole.sentence <= 1 {
        score += 1;
    } else if !before {
        score -= 1;
    }
    // "Seven countries, five from Asia and three from Europe"
    let led_by_of = (whole.from.saturating_sub(2)..whole.from).any(|at| text.fold(at) == "of");
    let apposed = same_sentence
        && !led_by_of
        && whole.until + 1 == parts.from
        && text.fold(whole.until) == ",";
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
pub(super) fn is_pointed(text: &CheckText<'_>, whole: &Whole) -> bool {
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
    super::counted_noun::listed_by(text, noun) == super::counted::Listed::Persons
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
pub(super) fn is_made_up(text: &CheckText<'_>, whole: &Whole, parts: &Parts) -> bool {
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

pub(super) fn window<'a>(
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
pub(super) fn closes(text: &CheckText<'_>, parts: &Parts) -> bool {
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
pub(super) fn overlaps(text: &CheckText<'_>, parts: &Parts) -> bool {
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
pub(super) fn leaves_rest(text: &CheckText<'_>, parts: &Parts) -> bool {
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
