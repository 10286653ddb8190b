//! A number and the plural noun that it counts: "three priority fields", "a
//! trio of metals", "a four-part agenda". Measures (percent, years, tonnes)
//! and inexact numbers ("at least three") count nothing that is listed.

use super::CheckText;
use super::coordination::is_finite;
pub(super) use super::counted_noun::is_plural;
use super::counted_noun::{listed_by, plural_noun};
use crate::propose::lexicon::{is_function_word, is_ordinal, numeral};
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// What a counted noun is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    Persons,
    Bodies,
    Places,
    /// Plants and projects: named, or described.
    Sites,
    Goods,
    /// "five times", "four rounds": dated or placed.
    Rounds,
    /// A trio, a quartet: of whatever is named.
    Group,
    Anything,
}

impl Listed {
    /// The mentions that are its items; nothing where plain words are.
    pub(super) fn mentions(self) -> &'static [MentionType] {
        match self {
            Self::Persons => &[MentionType::Per],
            Self::Bodies => &[MentionType::Org],
            Self::Places | Self::Sites => &[MentionType::Place],
            Self::Group => &[MentionType::Per, MentionType::Org, MentionType::Place],
            Self::Goods | Self::Rounds | Self::Anything => &[],
        }
    }

    /// Items are names.
    pub(super) fn is_named(self) -> bool {
        !self.mentions().is_empty()
    }
}

/// A number and its noun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub(super) number: u32,
    pub(super) at: usize,
    /// The noun; the number itself for "the trio".
    pub(super) noun: usize,
    pub(super) listed: Listed,
}

/// The number that a word tells: "three", "14", "both", "trio".
pub(super) fn told_number(text: &CheckText<'_>, at: usize) -> Option<u32> {
    let before = at.checked_sub(1).map_or("", |before| text.fold(before));
    match text.fold(at) {
        "both" => Some(2),
        // "half a dozen", "two dozen"
        "dozen" if before == "a" && at > 1 && text.fold(at - 2) == "half" => Some(6),
        "dozen" => numeral(before).map_or(Some(12), |times| Some(times * 12)),
        _ if text.fold(at + 1) == "dozen" => None,
        fold => group_number(fold).or_else(|| numeral(fold)),
    }
}

fn group_number(fold: &str) -> Option<u32> {
    Some(match fold {
        "pair" | "duo" | "couple" => 2,
        "trio" | "threesome" | "triad" => 3,
        "quartet" | "foursome" => 4,
        "quintet" => 5,
        "sextet" => 6,
        _ => return None,
    })
}

/// Reads a number and its noun at a place.
pub(super) fn counted_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Counted> {
    if matches!(text.fold(at), "twice" | "thrice") && is_exact(text, from, at) {
        // "met twice, in March and in May"; not "twice a year", "twice as many"
        let often = matches!(
            text.fold(at + 1),
            "as" | "a"
                | "the"
                | "per"
                | "each"
                | "every"
                | "that"
                | "daily"
                | "weekly"
                | "its"
                | "what"
                | "their"
        );
        return (!often).then(|| Counted {
            number: if text.fold(at) == "twice" { 2 } else { 3 },
            at,
            noun: at,
            listed: Listed::Rounds,
        });
    }
    let number = told_number(text, at).filter(|told| (2..=40).contains(told))?;
    if !is_exact(text, from, at) {
        return None;
    }
    let counted = |noun, listed| {
        Some(Counted {
            number,
            at,
            noun,
            listed,
        })
    };
    if group_number(text.fold(at)).is_some() {
        if text.fold(at + 1) == "of" {
            let noun = plural_noun(text, at + 2, until);
            return match noun {
                Some(noun) => counted(noun, listed_by(text, noun)),
                None => counted(at, Listed::Group),
            };
        }
        return counted(at, Listed::Group);
    }
    if text.words.is_hyphen(at + 1) {
        // "a four-part agenda", "a three-member panel"
        let (noun, listed) = match text.fold(at + 2) {
            "part" | "point" | "pillar" | "item" | "step" | "track" | "pronged" | "strand"
            | "tier" | "stage" | "piece" | "fold" | "legged" => (at + 3, Listed::Anything),
            "member" | "nation" | "country" | "party" => (at + 3, Listed::Places),
            "man" | "person" | "woman" => (at + 3, Listed::Persons),
            _ => return None,
        };
        let mut noun = noun;
        while noun < until.min(at + 6)
            && text.words.shape(noun + 1) == Shape::Lower
            && !is_function_word(text.fold(noun + 1))
            && !text.fold(noun + 1).ends_with("ed")
            && !is_finite(text, noun + 1)
        {
            noun += 1;
        }
        // An adjective counts what is listed right behind its noun.
        let made_of = matches!(
            text.fold(noun + 1),
            "of" | "comprises" | "comprising" | "consists" | "consisting" | "composed"
        );
        let listed_behind = made_of
            || matches!(text.fold(noun + 1), ":" | "—" | "–" | "-" | "(" | ",")
                && !matches!(
                    text.fold(noun + 2),
                    "in" | "with" | "to" | "for" | "by" | "on"
                );
        return (text.words.shape(noun) == Shape::Lower && listed_behind).then_some(Counted {
            number,
            at,
            noun,
            listed,
        });
    }
    if text.fold(at + 1) == "of" {
        // "all three of them"
        let all = at > from
            && text.fold(at - 1) == "all"
            && matches!(text.fold(at + 2), "them" | "whom" | "which");
        return all.then(|| counted(at, Listed::Group)).flatten();
    }
    let noun = plural_noun(text, at + 1, until)?;
    counted(noun, listed_by(text, noun))
}

/// "half of the six delegations", "three of the five", "two of them": a part
/// whose own list may follow.
pub(super) fn part_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Counted> {
    let whole_at = |of: usize| {
        let mut next = of + 1;
        while matches!(
            text.fold(next),
            "the" | "its" | "their" | "these" | "those" | "all" | "our"
        ) {
            next += 1;
        }
        let whole = told_number(text, next).filter(|told| (2..=60).contains(told))?;
        let noun = plural_noun(text, next + 1, until)?;
        Some((whole, noun))
    };
    let (parts, pieces, of) = match (text.fold(at), text.fold(at + 1)) {
        ("half", "of") => (1, 2, at + 1),
        ("half", "the") => (1, 2, at),
        ("third" | "quarter" | "fifth", "of") => (1, share_of(text.fold(at))?, at + 1),
        (_, "third" | "thirds" | "quarters" | "fifths") if text.fold(at + 2) == "of" => (
            numeral(text.fold(at))?,
            share_of(text.fold(at + 1).trim_end_matches('s'))?,
            at + 2,
        ),
        (_, "-") if text.fold(at + 3) == "of" => (
            numeral(text.fold(at))?,
            share_of(text.fold(at + 2).trim_end_matches('s'))?,
            at + 3,
        ),
        (_, "of") => {
            let part = told_number(text, at).filter(|told| (2..=40).contains(told))?;
            let (whole, noun) = whole_at(at + 1)?;
            let exact = is_exact(text, from, at) && part < whole;
            return exact.then(|| Counted {
                number: part,
                at,
                noun,
                listed: listed_by(text, noun),
            });
        }
        _ => return None,
    };
    let (whole, noun) = whole_at(of)?;
    let exact = whole * parts % pieces == 0 && parts < pieces && is_exact(text, from, at);
    exact.then(|| Counted {
        number: whole * parts / pieces,
        at,
        noun,
        listed: listed_by(text, noun),
    })
}

fn share_of(fold: &str) -> Option<u32> {
    Some(match fold {
        "half" => 2,
        "third" => 3,
        "quarter" => 4,
        "fifth" => 5,
        _ => return None,
    })
}

/// No "at least", no "$", no hyphen before it, no part of a larger whole.
fn is_exact(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= from) else {
        return true;
    };
    let part = is_part(text, from, at);
    let range =
        text.fold(before) == "to" && before > from && numeral(text.fold(before - 1)).is_some();
    !part
        && !range
        && !text.words.is_hyphen(before)
        && !matches!(
            text.fold(before),
            "$" | "€"
                | "article"
                | "articles"
                | "section"
                | "chapter"
                | "annex"
                | "no."
                | "least"
                | "most"
                | "than"
                | "about"
                | "over"
                | "some"
                | "nearly"
                | "almost"
                | "around"
                | "or"
                | "fewer"
                | "roughly"
                | "approximately"
                | "every"
                | "first"
                | "last"
                | "next"
                | "june"
                | "july"
                | "may"
                | "march"
                | "april"
                | "january"
                | "february"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
        )
}

/// "two of the four", "the last of its four", "half of the framework's four",
/// "instead of four": not what is counted whole.
fn is_part(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    let mut of = at;
    for steps in 1..=4 {
        let Some(before) = at.checked_sub(steps).filter(|before| *before > from) else {
            return false;
        };
        of = before;
        if text.fold(of) == "of" {
            break;
        }
        if !matches!(
            text.fold(of),
            "the" | "its" | "their" | "these" | "those" | "our" | "'s" | "'" | "his" | "her"
        ) && !matches!(text.fold(of + 1), "'s" | "'")
        {
            return false;
        }
    }
    if text.fold(of) != "of" {
        return false;
    }
    let part = text.fold(of - 1);
    told_number(text, of - 1).is_some() && part != "both"
        || is_ordinal(part)
        || matches!(
            part,
            "some"
                | "most"
                | "many"
                | "much"
                | "several"
                | "few"
                | "each"
                | "any"
                | "part"
                | "parts"
                | "either"
                | "one"
                | "none"
                | "instead"
                | "half"
                | "third"
                | "thirds"
                | "quarter"
                | "quarters"
                | "majority"
                | "minority"
                | "out"
                | "rest"
                | "remainder"
                | "more"
                | "last"
                | "latter"
                | "largest"
                | "biggest"
                | "smallest"
                | "members"
                | "all"
                    if of + 1 == at || part != "all" && part != "each"
        )
}
