//! A level told by who was not there, by the highest who was, or by "the
//! ministers who attended".

use super::CheckText;
use super::level_tie::Tie;
use super::level_told::LevelTold;
use super::level_words::level_word;
use super::rank::{DEPUTIES, DIRECTORS, MINISTERS};
use super::rank_noun::noun_of_rank;

/// "nobody above the rank of director", "no higher than section chief".
pub(super) fn ceiling(text: &CheckText<'_>, at: usize, until: usize) -> Option<LevelTold> {
    let fold = |at: usize| text.fold(at);
    let above = (at + 1..(at + 4).min(until))
        .find(|at| matches!(fold(*at), "above" | "higher" | "beyond"))?;
    let no = matches!(
        fold(at),
        "nobody" | "none" | "nothing" | "no" | "never" | "not" | "nor" | "rarely"
    ) || fold(at) == "without" && matches!(fold(at + 1), "anyone" | "anybody");
    if !no {
        return None;
    }
    let (rank, end) = (above + 1..(above + 9).min(until)).find_map(|at| {
        level_word(text, at)
            .map(|(rank, _, end)| (rank, end))
            .or_else(|| match fold(at) {
                "director" | "directors" => noun_of_rank(text, at),
                "vice" | "deputy" | "under" | "undersecretary" => Some((DEPUTIES, at + 2)),
                "assistant" => Some((DIRECTORS, at + 2)),
                _ => noun_of_rank(text, at),
            })
    })?;
    (rank < MINISTERS).then_some(LevelTold {
        from: at,
        until: end.min(until),
        rank,
        high: false,
        tie: Tie::Predicate,
        series: false,
    })
}

/// "no minister took part", "without ministers", "ministers stayed away", "you
/// won't see a politician there".
pub(super) fn absence(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<LevelTold> {
    let fold = |at: usize| text.fold(at);
    let told = |from: usize, until: usize| {
        Some(LevelTold {
            from,
            until,
            rank: DEPUTIES,
            high: false,
            tie: Tie::Predicate,
            series: false,
        })
    };
    let minister_at = |start: usize, reach: usize| {
        (start..(start + reach).min(until)).find_map(|at| {
            noun_of_rank(text, at)
                .filter(|(rank, _)| *rank == MINISTERS)
                .map(|(_, end)| (at, end))
        })
    };
    match fold(at) {
        "no" | "without" | "neither" | "nor" | "not" | "minus" | "none" => {
            if fold(at) == "not" && !matches!(fold(at + 1), "a" | "one" | "any") {
                return None;
            }
            let (noun, end) = minister_at(at + 1, 6)?;
            if (at + 1..noun).any(|at| {
                !matches!(
                    fold(at),
                    "a" | "an"
                        | "any"
                        | "the"
                        | "one"
                        | "single"
                        | "of"
                        | "either"
                        | "their"
                        | "japanese"
                        | "american"
                        | "korean"
                        | "foreign"
                        | "trade"
                        | "member"
                        | "members"
                        | "cabinet"
                        | "elected"
                        | "senior"
                        | "industry"
                        | "its"
                )
            }) {
                return None;
            }
            let without = matches!(fold(at), "without" | "minus");
            // "without the ministers' consent"
            if matches!(fold(end), "'" | "'s") {
                return None;
            }
            let present = (end..until.min(end + 9)).find(|at| is_presence(text, *at));
            let sign = matches!(
                fold(end),
                "," | "." | ";" | "and" | "" | "present" | "\"" | "in" | "at" | "—" | "–"
            );
            match (without, present) {
                (_, Some(present)) => told(at, (present + 1).min(until)),
                (true, None) if sign => told(at, end),
                _ => None,
            }
        }
        // "nobody of cabinet rank", "no one with a minister's title"
        "nobody" => {
            let (_, end) = minister_at(at + 1, 8).or_else(|| {
                (at + 1..(at + 6).min(until))
                    .find(|at| matches!(fold(*at), "cabinet" | "ministerial" | "elected"))
                    .map(|at| (at, at + 1))
            })?;
            told(at, end)
        }
        // "won't see a politician", "has never seen a minister"
        "never" | "won't" | "n't" | "hardly" | "cannot" | "don't" | "didn't" => {
            let see = (at + 1..(at + 4).min(until)).find(|at| {
                matches!(
                    fold(*at),
                    "see"
                        | "saw"
                        | "seen"
                        | "find"
                        | "found"
                        | "meet"
                        | "included"
                        | "involved"
                        | "drew"
                        | "attracted"
                )
            })?;
            let (_, end) = minister_at(see + 1, 4)?;
            told(at, end)
        }
        _ => {
            // "ministers stayed away"
            let (noun, end) = minister_at(at, 1)?;
            let verb = (end..(end + 7).min(until)).find(|at| {
                let next = fold(at + 1);
                match fold(*at) {
                    "stayed" | "kept" | "remained" | "stay" => {
                        matches!(next, "away" | "out" | "home" | "at" | "absent" | "outside")
                    }
                    "were" | "was" => {
                        matches!(next, "absent" | "missing" | "elsewhere")
                            || next == "not"
                                && matches!(
                                    fold(at + 2),
                                    "present" | "there" | "in" | "at" | "invited" | "involved"
                                )
                    }
                    "did" | "do" | "does" => {
                        next == "not"
                            && matches!(
                                fold(at + 2),
                                "attend"
                                    | "take"
                                    | "travel"
                                    | "come"
                                    | "join"
                                    | "sit"
                                    | "show"
                                    | "appear"
                                    | "participate"
                            )
                    }
                    "skipped" => true,
                    "sent" => matches!(next, "deputies" | "their") && fold(at + 2) != "regrets",
                    "left" => next == "it" || next == "the" && fold(at + 3) == "to",
                    _ => false,
                }
            })?;
            // "the ministers who stayed away from …": of some only
            let some = (noun.saturating_sub(3).max(from)..noun).any(|at| {
                matches!(
                    fold(at),
                    "some"
                        | "other"
                        | "two"
                        | "one"
                        | "several"
                        | "finance"
                        | "foreign"
                        | "defense"
                        | "defence"
                )
            });
            let named = text.words.is_capital(noun) && noun > from;
            if some || named {
                return None;
            }
            told(noun, (verb + 3).min(until))
        }
    }
}

/// A word for being at a meeting.
fn is_presence(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "attended"
            | "present"
            | "attend"
            | "attends"
            | "attending"
            | "part"
            | "sat"
            | "sits"
            | "sit"
            | "table"
            | "room"
            | "joined"
            | "came"
            | "showed"
            | "traveled"
            | "travelled"
            | "involved"
            | "participated"
            | "seated"
            | "sight"
            | "anywhere"
            | "near"
            | "appeared"
            | "turned"
            | "flew"
            | "attendance"
            | "graced"
            | "bothered"
            | "there"
            | "among"
            | "met"
            | "spoke"
            | "opened"
            | "addressed"
    )
}

/// "the ministers who attended".
pub(super) fn those_who_attended(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
) -> Option<LevelTold> {
    let (rank, end) = noun_of_rank(text, at).filter(|(rank, _)| *rank >= MINISTERS)?;
    let fold = |at: usize| text.fold(at);
    let who = matches!(fold(end), "who" | "that")
        && matches!(
            fold(end + 1),
            "attended"
                | "took"
                | "sat"
                | "gathered"
                | "participated"
                | "met"
                | "flew"
                | "came"
                | "were"
        )
        && (fold(end + 1) != "took" || fold(end + 2) == "part")
        && (fold(end + 1) != "were" || matches!(fold(end + 2), "present" | "there" | "at"));
    let present = matches!(
        fold(end),
        "present" | "attending" | "participating" | "attended" | "assembled"
    ) && matches!(
        fold(end + 1),
        "at" | "the" | "in" | "also" | "said" | "agreed"
    );
    let verb = end + usize::from(who) + 1;
    let plain = !(at.saturating_sub(2)..at).any(|at| {
        matches!(
            fold(at),
            "former" | "other" | "vice" | "deputy" | "no" | "without"
        )
    });
    ((who || present && fold(end) != "attended") && plain).then_some(LevelTold {
        from: at,
        until: verb.min(until),
        rank,
        high: true,
        tie: Tie::Definite,
        series: false,
    })
}
