//! Word lists of the rules, read once from `data/lexicon`.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct HeadsFile {
    forum: HashSet<String>,
    organisation: HashSet<String>,
    instrument: HashSet<String>,
    meeting: HashSet<String>,
    meeting_modifier: HashSet<String>,
    meeting_plain: HashSet<String>,
    instrument_plain: HashSet<String>,
    instrument_modifier: HashSet<String>,
    good_modifier: HashSet<String>,
    speaking: HashSet<String>,
}

#[derive(Debug, Deserialize)]
struct TitlesFile {
    bare: Vec<String>,
    open: Vec<String>,
    fields: HashSet<String>,
}

/// All lists.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) forum: HashSet<String>,
    pub(crate) organisation: HashSet<String>,
    pub(crate) instrument: HashSet<String>,
    pub(crate) meeting: HashSet<String>,
    pub(crate) meeting_modifier: HashSet<String>,
    pub(crate) meeting_plain: HashSet<String>,
    pub(crate) instrument_plain: HashSet<String>,
    pub(crate) instrument_modifier: HashSet<String>,
    pub(crate) good_modifier: HashSet<String>,
    pub(crate) speaking: HashSet<String>,
    /// Titles as lists of words, longest first; true where they take a field.
    pub(crate) titles: Vec<(Vec<String>, bool)>,
    pub(crate) title_fields: HashSet<String>,
    pub(crate) given_names: HashSet<String>,
}

static SHIPPED: LazyLock<Lexicon> = LazyLock::new(|| {
    let heads: HeadsFile = match toml::from_str(include_str!("../../data/lexicon/heads.toml")) {
        Ok(heads) => heads,
        // Part of the program; every test reads it.
        Err(error) => unreachable!("data/lexicon/heads.toml: {error}"),
    };
    let titles: TitlesFile = match toml::from_str(include_str!("../../data/lexicon/titles.toml")) {
        Ok(titles) => titles,
        Err(error) => unreachable!("data/lexicon/titles.toml: {error}"),
    };
    let mut all: Vec<(Vec<String>, bool)> = Vec::new();
    for (list, open) in [(titles.bare, false), (titles.open, true)] {
        for title in list {
            all.push((super::words::Words::folds_of(&title), open));
        }
    }
    all.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    Lexicon {
        forum: heads.forum,
        organisation: heads.organisation,
        instrument: heads.instrument,
        meeting: heads.meeting,
        meeting_modifier: heads.meeting_modifier,
        meeting_plain: heads.meeting_plain,
        instrument_plain: heads.instrument_plain,
        instrument_modifier: heads.instrument_modifier,
        good_modifier: heads.good_modifier,
        speaking: heads.speaking,
        titles: all,
        title_fields: titles.fields,
        given_names: include_str!("../../data/lexicon/given_names.txt")
            .split_whitespace()
            .map(super::words::fold)
            .collect(),
    }
});

impl Lexicon {
    /// The lists that are part of the program.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }
}

/// Words that begin sentences or bind phrases, and are no part of a name even
/// with a capital.
pub(crate) fn is_function_word(fold: &str) -> bool {
    matches!(
        fold,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "our"
            | "its"
            | "their"
            | "his"
            | "her"
            | "my"
            | "your"
            | "we"
            | "they"
            | "he"
            | "she"
            | "it"
            | "i"
            | "you"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "of"
            | "to"
            | "with"
            | "within"
            | "under"
            | "over"
            | "through"
            | "during"
            | "after"
            | "before"
            | "since"
            | "until"
            | "as"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "if"
            | "when"
            | "while"
            | "where"
            | "who"
            | "which"
            | "what"
            | "how"
            | "both"
            | "also"
            | "not"
            | "no"
            | "all"
            | "each"
            | "every"
            | "some"
            | "any"
            | "such"
            | "there"
            | "then"
            | "than"
            | "so"
            | "because"
            | "although"
            | "though"
            | "however"
            | "meanwhile"
            | "together"
            | "following"
            | "including"
            | "according"
            | "building"
            | "throughout"
            | "between"
            | "among"
            | "against"
            | "about"
            | "into"
            | "upon"
            | "via"
            | "per"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "earlier"
            | "later"
            | "here"
            | "now"
            | "once"
            | "one"
            | "other"
            | "others"
            | "more"
            | "last"
            | "next"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "shall"
            | "should"
            | "do"
            | "does"
            | "did"
            | "us"
            | "them"
            | "said"
            | "says"
            | "agreed"
            | "announced"
            | "held"
            | "hosted"
            | "met"
            | "signed"
            | "launched"
            | "recalling"
            | "noting"
            | "recognizing"
            | "welcoming"
            | "reaffirming"
            | "expressing"
            | "having"
            | "given"
            | "based"
            | "consistent"
            | "pursuant"
            | "speaking"
            | "asked"
            | "whereas"
            | "let"
            | "let's"
            | "yet"
            | "still"
            | "despite"
            | "amid"
            | "photo"
            | "separately"
            | "finally"
            | "additionally"
            | "furthermore"
            | "moreover"
            | "specifically"
            | "notably"
            | "same"
            | "fact"
            | "sheet"
    )
}

/// `first`, `10th`, `second`.
pub(crate) fn is_ordinal(fold: &str) -> bool {
    ordinal(fold).is_some()
}

/// The number of an ordinal word.
pub(crate) fn ordinal(fold: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(at) = WORDS.iter().position(|word| *word == fold) {
        return Some(at as u32 + 1);
    }
    let digits = fold
        .strip_suffix("st")
        .or_else(|| fold.strip_suffix("nd"))
        .or_else(|| fold.strip_suffix("rd"))
        .or_else(|| fold.strip_suffix("th"))?;
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    digits.parse().ok()
}

/// The number of a numeral: `three`, `14`, `dozen`.
pub(crate) fn numeral(fold: &str) -> Option<u32> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(at) = WORDS.iter().position(|word| *word == fold) {
        return Some(at as u32);
    }
    if fold == "dozen" {
        return Some(12);
    }
    if fold.len() > 6 {
        return None;
    }
    fold.parse().ok()
}
