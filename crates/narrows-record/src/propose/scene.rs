//! One sentence with what is known of its words: the gazetteer's names, and
//! what the rules have found so far.

use super::gazetteer::{EntryKind, Gazetteer, Hit};
use super::lexicon::{Lexicon, is_function_word};
use super::mention::{Found, MentionType};
use super::words::{Sentence, Shape, Words};

/// A sentence under the rules.
pub(crate) struct Scene<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) hits: Vec<Hit>,
    pub(crate) found: Vec<Found>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(words: &'a Words<'a>, sentence: &Sentence) -> Self {
        let mut hits = Vec::new();
        Gazetteer::shipped().hits(words, sentence, &mut hits);
        Self {
            words,
            lexicon: Lexicon::shipped(),
            from: sentence.from,
            until: sentence.until,
            hits,
            found: Vec::new(),
        }
    }

    pub(crate) fn fold(&self, at: usize) -> &str {
        if at < self.until {
            self.words.fold(at)
        } else {
            ""
        }
    }

    pub(crate) fn is_capital(&self, at: usize) -> bool {
        at < self.until && self.words.is_capital(at)
    }

    /// A capital word that can be part of a name.
    pub(crate) fn is_name_word(&self, at: usize) -> bool {
        self.is_capital(at) && !is_function_word(self.fold(at))
    }

    pub(crate) fn is_sign(&self, at: usize) -> bool {
        at >= self.until || self.words.shape(at) == Shape::Sign
    }

    /// The longest name of that type that begins at `at`.
    pub(crate) fn hit_at(&self, at: usize, kind: MentionType) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|hit| hit.from == at && hit.kind == EntryKind::Mention(kind))
            .max_by_key(|hit| hit.until)
    }

    /// The longest name of that type that ends before `end`.
    pub(crate) fn hit_before(&self, end: usize, kind: MentionType) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|hit| hit.until == end && hit.kind == EntryKind::Mention(kind))
            .min_by_key(|hit| hit.from)
    }

    /// The longest name, of any type, that begins at `at`.
    pub(crate) fn any_hit_at(&self, at: usize) -> Option<&Hit> {
        self.hits
            .iter()
            .filter(|hit| hit.from == at)
            .max_by_key(|hit| hit.until)
    }

    pub(crate) fn is_covered(&self, at: usize, kinds: &[MentionType]) -> bool {
        self.found
            .iter()
            .any(|found| found.from <= at && at < found.until && kinds.contains(&found.kind))
    }

    pub(crate) fn push(&mut self, found: Found) {
        if found.from < found.until && found.until <= self.until && found.from >= self.from {
            self.found.push(found);
        }
    }

    /// True where a hyphen ties the words `from..until` to a neighbour, as
    /// "Japan" in "Japan-US".
    pub(crate) fn is_in_compound(&self, from: usize, until: usize) -> bool {
        // "then-Japanese Prime Minister" is Japanese.
        let then = from >= self.from + 2 && matches!(self.fold(from - 2), "then" | "ex");
        (from > self.from && self.words.is_hyphen(from - 1) && !then)
            || (until < self.until && self.words.is_hyphen(until))
            || (until < self.until && self.fold(until) == "/" && self.words.is_joined(until))
    }

    /// The first word of the determiner, adjective or noun run to the left of
    /// `at` that passes `belongs`.
    pub(crate) fn left_run(
        &self,
        at: usize,
        belongs: impl Fn(&Self, usize) -> Option<usize>,
    ) -> usize {
        let mut start = at;
        while start > self.from {
            match belongs(self, start) {
                Some(next) if next < start && next >= self.from => start = next,
                _ => break,
            }
        }
        start
    }
}
