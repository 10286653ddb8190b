//! An ordinal that counts through the things of a number: "the second", "a
//! fourth body", "chapter six", "the other".

use super::CheckText;
use super::counted::{Counted, Listed};
use super::ordinal_real::is_unreal;
use crate::propose::lexicon::{Lexicon, numeral, ordinal};
use crate::propose::words::Shape;

/// One ordinal that counts through something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rank {
    pub(super) number: u32,
    pub(super) at: usize,
    pub(super) until: usize,
    /// "and last", "completes the list".
    pub(super) last: bool,
    /// The noun is that of the number.
    pub(super) noun: bool,
    /// A noun for the meetings that are counted.
    pub(super) meeting: bool,
}

pub(super) fn rank_at(
    text: &CheckText<'_>,
    sentence: usize,
    (from, until): (usize, usize),
    at: usize,
    counted: &Counted,
    run: &[Rank],
) -> Option<Rank> {
    // "chapter six"
    if is_singular_of(text.fold(at), text.fold(counted.noun))
        && let Some(number) = numeral(text.fold(at + 1)).filter(|number| (1..=16).contains(number))
        && at + 2 < until
        && text.words.shape(at + 2) != Shape::Capital
        && !is_repeated(text, counted)
        && !is_unreal(text, from, at, until)
    {
        return Some(Rank {
            number,
            at,
            until: at + 2,
            last: false,
            meeting: false,
            noun: true,
        });
    }
    if let Some(number) = one_or_other(text, from, at, until, counted, run) {
        return Some(Rank {
            number,
            at,
            until: at + 1,
            last: false,
            meeting: false,
            noun: false,
        });
    }
    let word = text.fold(at);
    // "Secondly,"
    let word = word
        .strip_suffix("ly")
        .filter(|_| at == from && text.fold(at + 1) == ",")
        .unwrap_or(word);
    let number = ordinal(word).filter(|number| (1..=16).contains(number))?;
    if text.words.is_hyphen(at + 1) || at > from && text.words.is_hyphen(at - 1) {
        return None;
    }
    let article = at > from && matches!(text.fold(at - 1), "the" | "a" | "its" | "their");
    let opens = at == from || text.words.shape(at) == Shape::Capital;
    if !article && !opens || is_date_or_share(text, at) {
        return None;
    }
    let own = own_noun(text, at, until, counted);
    // "as a fourth Mary Kuroda"
    let as_one = at >= 2
        && matches!(text.fold(at - 1), "a" | "the")
        && text.fold(at - 2) == "as"
        && (text.words.is_capital(at + 1) || text.fold(at + 1) == ",");
    // "the second and third rounds", "the second and final day"
    let shares_noun = text.fold(at + 1) == "and"
        && own.is_none()
        && (ordinal(text.fold(at + 2)).is_some() || matches!(text.fold(at + 2), "last" | "final"))
        && !is_bare(text, at + 2, until);
    let bare = !shares_noun && (as_one || is_bare(text, at, until));
    if own.is_none() && !bare
        || !as_one && text.fold(from + 1) != "," && is_unreal(text, from, at, until)
        || is_of_other(text, at, until, counted)
    {
        return None;
    }
    let end = own.map_or(at + 1, |noun| noun + 1);
    let last = (at + 1..until.min(at + 4)).any(|at| {
        matches!(text.fold(at), "last" | "final")
            && matches!(text.fold(at - 1), "and" | "," | "the")
    });
    Some(Rank {
        number,
        at,
        until: end,
        last: last || ends_list(text, sentence, at),
        meeting: own.is_some() && counted.listed == Listed::Rounds,
        noun: as_one || own.is_some() && !is_repeated(text, counted),
    })
}

/// Meetings, editions and phases go on past those that a text counts.
pub(super) fn is_repeated(text: &CheckText<'_>, counted: &Counted) -> bool {
    let plural = text.fold(counted.noun);
    let singular = plural.strip_suffix('s').unwrap_or(plural);
    let lexicon = Lexicon::shipped();
    counted.listed == Listed::Rounds
        || [singular, plural]
            .iter()
            .any(|noun| lexicon.meeting.contains(*noun) || lexicon.meeting_plain.contains(*noun))
        || matches!(
            plural,
            "editions"
                | "exercises"
                | "drills"
                | "seminars"
                | "courses"
                | "years"
                | "stages"
                | "phases"
                | "visits"
                | "forums"
                | "reports"
                | "events"
                | "quarters"
                | "terms"
                | "generations"
        )
}

/// "One is Samsung, the other is Hanwha": the first and the second of two.
pub(super) fn one_or_other(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
    counted: &Counted,
    run: &[Rank],
) -> Option<u32> {
    let next_in_run = run.last().map(|rank| rank.number + 1);
    // "The one in Ulsan tests cells, the one in Daegu magnets"
    let place = matches!(
        text.fold(at + 1),
        "in" | "at" | "with" | "on" | "from" | "near" | "under" | "of"
    );
    if text.fold(at) == "one" && at > from && text.fold(at - 1) == "the" && place {
        return Some(next_in_run.unwrap_or(1));
    }
    if text.fold(at) == "another"
        && counted.number > 2
        && (is_verb_s(text, at + 1) || matches!(text.fold(at + 1), "is" | "was" | "will"))
    {
        return next_in_run;
    }
    let before = if at > from { text.fold(at - 1) } else { "" };
    let verb = |at: usize| {
        at < until
            && matches!(
                text.fold(at),
                "is" | "was"
                    | "has"
                    | "had"
                    | "will"
                    | ","
                    | "comes"
                    | "came"
                    | "went"
                    | "gets"
                    | "got"
                    | "makes"
                    | "made"
                    | "builds"
                    | "in"
                    | "on"
                    | "at"
                    | "from"
                    | "to"
            )
    };
    match text.fold(at) {
        "one" if matches!(before, "" | "," | ";" | "\"") => {
            let of_them = text.fold(at + 1) == "of" && text.fold(at + 2) == "them";
            let deals = text.fold(at + 1).len() > 4
                && text.fold(at + 1).ends_with('s')
                && text.words.shape(at + 1) == Shape::Lower;
            (of_them || verb(at + 1) || deals).then_some(1)
        }
        "other" if counted.number == 2 && before == "the" && verb(at + 1) => Some(2),
        "another" if counted.number == 2 && verb(at + 1) => Some(2),
        _ => None,
    }
}

/// "With that the list ends", "nothing after it".
pub(super) fn ends_list(text: &CheckText<'_>, sentence: usize, at: usize) -> bool {
    text.sentences()
        .filter(|(number, _, _)| *number == sentence || *number == sentence + 1)
        .any(|(_, from, until)| {
            (from.max(at)..until).any(|at| {
                text.fold(at) == "list"
                    && matches!(text.fold(at + 1), "ends" | "ended" | "closes" | "closed")
                    || matches!(text.fold(at), "nothing" | "none" | "no")
                        && matches!(
                            text.fold(at + 1),
                            "after" | "since" | "followed" | "follows"
                        )
            })
        })
}

/// The noun of the number behind an ordinal, in the singular.
pub(super) fn own_noun(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
    counted: &Counted,
) -> Option<usize> {
    let plural = text.fold(counted.noun);
    let mut next = at + 1;
    while next < until.min(at + 4) {
        let fold = text.fold(next);
        if text.words.shape(next) != Shape::Lower
            || matches!(fold, "of" | "in" | "and" | "to" | "on" | "is" | "was")
        {
            return None;
        }
        let meeting = counted.listed == Listed::Rounds
            && matches!(
                fold,
                "meeting" | "round" | "session" | "gathering" | "encounter" | "sitting"
            );
        if meeting || is_singular_of(fold, plural) {
            return Some(next);
        }
        next += 1;
    }
    None
}

pub(super) fn is_singular_of(singular: &str, plural: &str) -> bool {
    if singular.len() < 3 {
        return false;
    }
    plural == singular
        || plural.strip_suffix('s') == Some(singular)
        || plural.strip_suffix("es") == Some(singular)
        || plural
            .strip_suffix("ies")
            .is_some_and(|stem| singular.strip_suffix('y') == Some(stem))
        || matches!(
            (singular, plural),
            ("woman", "women") | ("man", "men") | ("person", "people")
        )
}

/// No noun behind it: "the second is", "the third with", "a fourth,".
pub(super) fn is_bare(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    if at + 1 >= until {
        return false;
    }
    let next = text.fold(at + 1);
    let verb = text.words.shape(at + 1) == Shape::Lower
        && (next.len() > 4 && next.ends_with("ed")
            || next.len() > 4
                && next.ends_with("s")
                && !next.ends_with("ss")
                && is_verb_s(text, at + 1));
    verb || matches!(
        next,
        "," | ";"
            | "."
            | ":"
            | "is"
            | "was"
            | "are"
            | "were"
            | "will"
            | "would"
            | "has"
            | "had"
            | "and"
            | "with"
            | "on"
            | "in"
            | "at"
            | "for"
            | "about"
            | "of"
            | "to"
            | "they"
            | "by"
            | "as"
            | "came"
            | "went"
            | "took"
            | "followed"
            | "who"
            | "which"
            | "covers"
            | "deals"
            | "goes"
            | "comes"
    )
}

/// "the second deals with chips": a verb in -s has no finite verb behind it soon.
pub(super) fn is_verb_s(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at + 1),
        "the"
            | "a"
            | "an"
            | "with"
            | "to"
            | "on"
            | "in"
            | "for"
            | "about"
            | "how"
            | "what"
            | "from"
    )
}

/// "the third of June", "a third of exports", "the first time".
pub(super) fn is_date_or_share(text: &CheckText<'_>, at: usize) -> bool {
    let month = |at: usize| {
        matches!(
            text.fold(at),
            "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
        )
    };
    let share = matches!(
        text.fold(at),
        "third" | "fourth" | "fifth" | "sixth" | "eighth" | "tenth"
    ) && matches!(text.fold(at - at.min(1)), "a")
        && matches!(
            text.fold(at + 1),
            "of" | "in" | "to" | "more" | "less" | "." | "by" | "this" | "over" | "from"
        );
    share
        || month(at + 1)
        || text.fold(at + 1) == "of" && month(at + 2)
        || matches!(
            text.fold(at + 1),
            "time" | "year" | "day" | "quarter" | "week" | "month" | "half" | "floor"
        )
        || text.fold(at - at.min(1)) == "on" && text.words.shape(at) == Shape::Number
}

/// "the first of these deals", "the second in a year": of other things.
pub(super) fn is_of_other(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
    counted: &Counted,
) -> bool {
    // "at the second of energy, at the fourth of money"
    let gapped = text.fold(at.saturating_sub(1)) == "the"
        && at >= 2
        && matches!(text.fold(at - 2), "at" | "in" | "during");
    // "the sixth ship of the convoy"
    let own = own_noun(text, at, until, counted);
    if own.is_some_and(|noun| text.fold(noun + 1) == "of") {
        return true;
    }
    if text.fold(at + 1) != "of" || gapped {
        return false;
    }
    !(at + 2..until.min(at + 6)).any(|at| {
        text.fold(at) == text.fold(counted.noun)
            || matches!(text.fold(at), "them" | "these" | "those")
            || numeral(text.fold(at)) == Some(counted.number)
    })
}
