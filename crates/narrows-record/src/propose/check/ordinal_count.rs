//! Ordinals against the number of what they count through: "three bodies … the
//! first … the second … a fourth". An ordinal beyond the number contradicts it;
//! so does a last one before it.

use super::counted::{Counted, Listed, counted_at};
use super::{CheckText, Conflict};
use crate::propose::lexicon::{Lexicon, numeral, ordinal};
use crate::propose::words::Shape;

/// Sentences behind a number in which its ordinals are looked for.
const REACH: usize = 7;

/// One ordinal that counts through something.
#[derive(Debug, Clone, Copy)]
struct Rank {
    number: u32,
    at: usize,
    until: usize,
    /// "and last", "completes the list".
    last: bool,
    /// The noun is that of the number.
    noun: bool,
    /// A noun for the meetings that are counted.
    meeting: bool,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut told: Vec<(usize, Counted)> = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let told_at =
                counted_at(text, from, at, until).or_else(|| pointed_plan(text, at, until));
            if let Some(counted) = told_at
                && counted.number >= 2
                && counted.number <= 12
                && !matches!(text.fold(at), "twice" | "thrice")
                && !has_more(text, &counted)
            {
                told.push((number, counted));
            }
        }
    }
    for (sentence, counted) in &told {
        // "Four rounds" and a fifth: the later telling of the same noun counts.
        let ranks = ranks(text, *sentence, counted, &told);
        let Some((rank, reason)) = against(counted.number, &ranks) else {
            continue;
        };
        // The same number told again nearer to the ordinal.
        let nearer = told.iter().any(|(_, other)| {
            other.at > counted.at
                && other.at < rank.at
                && other.number == counted.number
                && text.fold(other.noun) == text.fold(counted.noun)
        });
        if nearer {
            continue;
        }
        // Another number of the same things that the ordinal fits.
        let other = told.iter().any(|(_, other)| {
            other.at != counted.at
                && text.fold(other.noun) == text.fold(counted.noun)
                && other.number >= rank.number
        });
        if other {
            continue;
        }
        let from = ranks
            .iter()
            .map(|rank| rank.at)
            .min()
            .unwrap_or(rank.at)
            .min(rank.at);
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides: vec![(counted.at, counted.noun + 1), (from, rank.until)],
            confidence: 0.75,
            reason: format!(
                "The text says {}, and {reason} {}.",
                text.words.quote(counted.at, counted.noun + 1),
                text.words.quote(rank.at, rank.until)
            ),
        }
        .add_new(conflicts);
    }
}

/// "a four-point plan": of four points.
fn pointed_plan(text: &CheckText<'_>, at: usize, until: usize) -> Option<Counted> {
    let number = numeral(text.fold(at)).filter(|number| (2..=15).contains(number))?;
    let point = matches!(
        text.fold(at + 2),
        "point" | "part" | "step" | "chapter" | "pillar" | "stage" | "item" | "article"
    );
    (text.words.is_hyphen(at + 1) && point && at + 3 < until).then_some(Counted {
        number,
        at,
        noun: at + 2,
        listed: Listed::Anything,
    })
}

/// "has six articles", "runs to five chapters": all that there are.
fn is_held(text: &CheckText<'_>, counted: &Counted) -> bool {
    let part = matches!(
        text.fold(counted.noun),
        "chapters"
            | "articles"
            | "points"
            | "parts"
            | "items"
            | "sections"
            | "pillars"
            | "steps"
            | "annexes"
            | "paragraphs"
            | "clauses"
            | "pages"
            | "appendices"
            | "point"
            | "part"
            | "step"
            | "chapter"
            | "pillar"
            | "volumes"
            | "priorities"
    );
    part || (counted.at.saturating_sub(3)..counted.at).any(|at| {
        matches!(
            text.fold(at),
            "has"
                | "have"
                | "had"
                | "contains"
                | "comprises"
                | "includes"
                | "lists"
                | "only"
                | "just"
                | "exactly"
                | "consists"
                | "divided"
        )
    })
}

fn has_more(text: &CheckText<'_>, counted: &Counted) -> bool {
    (counted.at + 1..counted.noun)
        .any(|at| matches!(text.fold(at), "more" | "other" | "new" | "further"))
        || matches!(
            text.fold(counted.at.saturating_sub(1)),
            "other" | "another" | "first" | "last"
        )
}

/// The ordinal that the number cannot have.
fn against(number: u32, ranks: &[Rank]) -> Option<(Rank, &'static str)> {
    // A run from the first on, or the noun itself, says what is counted through.
    let runs_from_first = |beyond: &Rank| {
        (1..beyond.number)
            .filter(|step| ranks.iter().any(|rank| rank.number == *step))
            .count()
            + 2
            >= beyond.number as usize
            && ranks
                .iter()
                .any(|rank| rank.number == 1 || rank.number + 1 == beyond.number)
    };
    if let Some(beyond) = ranks
        .iter()
        .filter(|rank| rank.number > number && rank.number <= number + 3)
        .find(|rank| rank.noun || runs_from_first(rank))
    {
        return Some((*beyond, "tells of"));
    }
    ranks
        .iter()
        .max_by_key(|rank| rank.number)
        .filter(|rank| {
            rank.last && rank.number < number && rank.number >= 2 && runs_from_first(rank)
        })
        .map(|rank| (*rank, "ends with"))
}

/// The ordinals behind a number that count through its things.
fn ranks(
    text: &CheckText<'_>,
    sentence: usize,
    counted: &Counted,
    told: &[(usize, Counted)],
) -> Vec<Rank> {
    let mut all: Vec<Rank> = Vec::new();
    let mut last_sentence = None;
    for (number, from, until) in text.sentences() {
        if number < sentence || number > sentence + REACH {
            continue;
        }
        for at in from.max(counted.noun + 1)..until {
            let Some(mut rank) = rank_at(text, number, (from, until), at, counted, &all) else {
                continue;
            };
            // "A fourth company, which came too late": not of the three, unless
            // they were gone through.
            let indefinite = rank.at > from && matches!(text.fold(rank.at - 1), "a" | "an");
            rank.noun &=
                last_sentence.is_some() || rank.number <= counted.number || is_held(text, counted);
            rank.noun &= !indefinite || last_sentence.is_some() || rank.number <= counted.number;
            // A nearer number of other things is what bare ordinals go
            // through; and they begin with the first, right behind the number.
            let other_number = told
                .iter()
                .any(|(_, other)| other.at > counted.at && other.at < rank.at);
            let begins = rank.number == 1 && number <= sentence + 1 && !other_number;
            let goes_on = last_sentence.is_some_and(|last| number <= last + 2);
            if rank.noun || rank.meeting || begins || goes_on {
                last_sentence = Some(number);
                all.push(rank);
            }
        }
    }
    // A second "first" begins with other things.
    if let Some(again) = all
        .iter()
        .enumerate()
        .skip(1)
        .find(|(at, rank)| rank.number == 1 && all[at - 1].number >= 1)
        .map(|(at, _)| at)
    {
        all.truncate(again);
    }
    all
}

fn rank_at(
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
fn is_repeated(text: &CheckText<'_>, counted: &Counted) -> bool {
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
fn one_or_other(
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
fn ends_list(text: &CheckText<'_>, sentence: usize, at: usize) -> bool {
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
fn own_noun(text: &CheckText<'_>, at: usize, until: usize, counted: &Counted) -> Option<usize> {
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
fn is_bare(text: &CheckText<'_>, at: usize, until: usize) -> bool {
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
fn is_verb_s(text: &CheckText<'_>, at: usize) -> bool {
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
fn is_date_or_share(text: &CheckText<'_>, at: usize) -> bool {
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
fn is_of_other(text: &CheckText<'_>, at: usize, until: usize, counted: &Counted) -> bool {
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

/// "may follow", "was dropped", "had withdrawn", "would bring": one that is
/// not, or not yet, among them; or one that came later.
fn is_unreal(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> bool {
    let end = (at + 1..until)
        .find(|at| matches!(text.fold(*at), ";" | "."))
        .unwrap_or(until);
    let start = (from..at)
        .rev()
        .find(|at| matches!(text.fold(*at), ";" | "."))
        .unwrap_or(from);
    (at + 1..end.min(at + 22)).any(|at| is_unreal_word(text, at))
        || (start.max(at.saturating_sub(10))..at).any(|at| is_unreal_word(text, at))
        || behind_drops(text, until)
}

/// "It was struck out", "That was dropped" in the next sentence.
fn behind_drops(text: &CheckText<'_>, until: usize) -> bool {
    matches!(text.fold(until), "it" | "that" | "this")
        && (until + 1..until + 6).any(|at| is_dropping(text.fold(at)))
}

fn is_dropping(fold: &str) -> bool {
    matches!(
        fold,
        "dropped"
            | "struck"
            | "deleted"
            | "removed"
            | "withdrew"
            | "withdrawn"
            | "cancelled"
            | "canceled"
            | "rejected"
            | "merged"
            | "abandoned"
            | "postponed"
            | "scrapped"
            | "lost"
            | "cut"
            | "excluded"
            | "omitted"
            | "closed"
    )
}

fn is_unreal_word(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    // "May 26"
    if text.words.shape(at) != Shape::Lower && fold == "may" {
        return false;
    }
    is_dropping(fold)
        || matches!(
            fold,
            "may" | "might"
                | "could"
                | "would"
                | "should"
                | "if"
                | "planned"
                | "proposed"
                | "possible"
                | "not"
                | "n't"
                | "never"
                | "no"
                | "without"
                | "instead"
                | "left"
                | "considered"
                | "considering"
                | "wanted"
                | "wants"
                | "hoped"
                | "hopes"
                | "expected"
                | "later"
                | "since"
                | "added"
                | "joined"
                | "unofficial"
                | "until"
                | "unless"
                | "taken"
                | "footnote"
                | "separate"
                | "separately"
                | "draft"
                | "guest"
                | "observer"
        )
        // "a fourth was to follow"
        || matches!(fold, "was" | "is" | "are" | "were") && text.fold(at + 1) == "to"
        || fold == "had" && text.words.shape(at + 1) == Shape::Lower && text.fold(at + 1) != "a"
}
