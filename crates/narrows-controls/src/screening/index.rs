//! The index of listed names.

use std::collections::BTreeMap;

use super::listed_forms;
use super::name_analysis::{self, Word};
use super::name_words::WordKind;
use super::vocabulary::Vocabulary;
use super::{ScreenedParty, refinement};

/// All listed names, ready to be asked. Immutable; share it between threads.
#[derive(Debug)]
pub struct ScreeningIndex {
    pub(super) parties: Vec<ScreenedParty>,
    pub(super) vocabulary: Vocabulary,
    pub(super) names: Vec<IndexedName>,
    /// What the words of each name are worth together.
    pub(super) name_weights: Vec<f32>,
    /// Words of all names, one after the other.
    words: Vec<u32>,
    /// Names of all words, one after the other.
    postings: Vec<u32>,
    posting_ends: Vec<u32>,
    /// First names of the parties with an identifier.
    pub(super) by_identifier: BTreeMap<String, Vec<u32>>,
}

/// One form of one name of one party.
#[derive(Debug, Clone, Copy)]
pub(super) struct IndexedName {
    pub party: u32,
    pub name: u32,
    words_end: u32,
}

impl ScreeningIndex {
    /// Indexes every name of every party.
    pub fn build(parties: Vec<ScreenedParty>) -> ScreeningIndex {
        let mut vocabulary = Vocabulary::default();
        let mut names = Vec::new();
        let mut words = Vec::new();
        // Words joined with their successors, for the first stage only.
        let mut joins: Vec<(u32, u32)> = Vec::new();
        let mut of_party: Vec<u32> = Vec::new();
        let mut by_identifier: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (p, party) in parties.iter().enumerate() {
            of_party.clear();
            for identifier in &party.identifiers {
                if !party.names.is_empty() {
                    let plain = refinement::plain_identifier(identifier);
                    by_identifier
                        .entry(plain)
                        .or_default()
                        .push(names.len() as u32);
                }
            }
            let forms = party.names.iter().enumerate().flat_map(|(n, name)| {
                listed_forms::forms(&name.text)
                    .into_iter()
                    .map(move |f| (n, f))
            });
            for (n, form) in forms {
                let found = name_analysis::words(&form);
                let at = names.len() as u32;
                for word in &found {
                    let number = vocabulary.intern(word, false);
                    words.push(number);
                    of_party.push(number);
                }
                for pair in found.windows(2) {
                    if let [a, b] = pair
                        && may_join(a, b)
                    {
                        joins.push((vocabulary.intern(&a.joined(b), true), at));
                    }
                }
                names.push(IndexedName {
                    party: p as u32,
                    name: n as u32,
                    words_end: words.len() as u32,
                });
            }
            of_party.sort_unstable();
            of_party.dedup();
            vocabulary.count(&of_party);
        }
        let numbers = vocabulary.finish(parties.len());
        let renumber = |word: &mut u32| *word = numbers[*word as usize];
        words.iter_mut().for_each(renumber);
        joins.iter_mut().for_each(|(word, _)| renumber(word));
        let mut index = ScreeningIndex {
            parties,
            vocabulary,
            name_weights: Vec::with_capacity(names.len()),
            names,
            words,
            postings: Vec::new(),
            posting_ends: Vec::new(),
            by_identifier,
        };
        index.weigh();
        index.post(joins);
        index
    }

    fn weigh(&mut self) {
        for at in 0..self.names.len() {
            let weight: f64 = self
                .words_of(at as u32)
                .iter()
                .map(|w| self.vocabulary.weight(*w))
                .sum();
            self.name_weights.push(weight as f32);
        }
    }

    fn post(&mut self, joins: Vec<(u32, u32)>) {
        let mut pairs = joins;
        for name in 0..self.names.len() as u32 {
            for word in self.words_of(name) {
                pairs.push((*word, name));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut ends = vec![0_u32; self.vocabulary.len()];
        for (word, _) in &pairs {
            ends[*word as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        self.postings = pairs.into_iter().map(|p| p.1).collect();
        self.posting_ends = ends;
    }

    pub(super) fn words_of(&self, name: u32) -> &[u32] {
        let at = name as usize;
        let from = if at == 0 {
            0
        } else {
            self.names[at - 1].words_end as usize
        };
        &self.words[from..self.names[at].words_end as usize]
    }

    pub(super) fn postings_of(&self, word: u32) -> &[u32] {
        let at = word as usize;
        let from = if at == 0 {
            0
        } else {
            self.posting_ends[at - 1] as usize
        };
        &self.postings[from..self.posting_ends[at] as usize]
    }

    /// Number of parties.
    pub fn len(&self) -> usize {
        self.parties.len()
    }

    /// Whether the index holds no party.
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// The parties, in the order they were given.
    pub fn parties(&self) -> &[ScreenedParty] {
        &self.parties
    }
}

/// Whether two words that follow each other may be one word elsewhere.
pub(super) fn may_join(a: &Word, b: &Word) -> bool {
    let joinable = |w: &Word| {
        matches!(
            w.kind,
            WordKind::Name | WordKind::Particle | WordKind::Initial
        )
    };
    joinable(a)
        && joinable(b)
        && (a.kind == WordKind::Name || b.kind == WordKind::Name)
        && (a.text.len().min(b.text.len()) <= 3 || a.text.len().max(b.text.len()) <= 6)
        && a.text.len() + b.text.len() <= 18
}
