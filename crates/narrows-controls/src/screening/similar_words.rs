//! Listed words like one word asked for.

use super::name_analysis::Word;
use super::name_words::WordKind;
use super::skeleton_keys::{ONLY_VOWELS, skeletons};
use super::sound_costs::Hearing;
use super::sound_length::full_length;
use super::vocabulary::Vocabulary;
use super::word_likeness::{SAME_MEANING, WordAsked};
use super::writing::sounds;

/// Largest group of words with one shortened skeleton that is looked through.
const LARGEST_BUCKET: usize = 400;

/// Most different consonants of two Latin words that are compared at all: two
/// exchanged ones make four.
const MOST_OTHER_CONSONANTS: u32 = 4;

/// Which words were met, without clearing anything between two searches.
#[derive(Debug, Default)]
pub struct Met {
    rounds: Vec<u32>,
    round: u32,
}

impl Met {
    /// Forgets all, and makes room for so many words.
    pub fn begin(&mut self, words: usize) {
        if self.round == u32::MAX {
            self.rounds.clear();
            self.round = 0;
        }
        if self.rounds.len() < words {
            self.rounds.resize(words, 0);
        }
        self.round += 1;
    }

    /// Whether the word was not met before.
    pub fn is_new(&mut self, word: u32) -> bool {
        let round = &mut self.rounds[word as usize];
        let new = *round != self.round;
        *round = self.round;
        new
    }
}

/// Finds listed words like `query`, with their likeness of `least` or more,
/// in the order of their numbers; `fuzzy` also tries other consonants.
pub fn similar(
    vocabulary: &Vocabulary,
    query: &Word,
    asked: &WordAsked,
    least: f64,
    fuzzy: bool,
    met: &mut Met,
    into: &mut Vec<(u32, f64)>,
) {
    into.clear();
    if let Some(word) = vocabulary.find(&query.text) {
        into.push((word, 1.0));
    }
    if let Some(meaning) = query.meaning {
        for word in vocabulary.of_meaning(meaning) {
            into.push((*word, SAME_MEANING));
        }
    }
    if matches!(query.kind, WordKind::Name | WordKind::Common) {
        let outline = Outline::new(query, least);
        met.begin(vocabulary.len());
        groups(vocabulary, query, fuzzy, |words| {
            for &word in words {
                if !met.is_new(word) || !outline.may_fit(vocabulary.outline(word)) {
                    continue;
                }
                let likeness = asked.likeness_of_others(&vocabulary.listed(word), least);
                if likeness >= least {
                    into.push((word, likeness));
                }
            }
        });
    }
    into.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    into.dedup_by_key(|m| m.0);
}

/// The groups of words whose consonants are those of the query, or nearly.
fn groups(vocabulary: &Vocabulary, query: &Word, fuzzy: bool, mut look: impl FnMut(&[u32])) {
    let latin = query.hearing == Hearing::Letters;
    for reading in &query.readings {
        for key in skeletons(reading) {
            let words = vocabulary.skeletons.get(key);
            let short = key == ONLY_VOWELS || sounds::skeleton_length(key) <= 2;
            if !latin || short || words.len() <= LARGEST_BUCKET {
                look(words);
            }
        }
    }
    for reading in &query.readings {
        let key = sounds::fine_skeleton(reading);
        if latin {
            look(vocabulary.fine.get(key));
        }
        if !fuzzy {
            continue;
        }
        let mut look_if_small = |words: &[u32]| {
            if words.len() <= LARGEST_BUCKET {
                look(words);
            }
        };
        let length = sounds::skeleton_length(key);
        if length >= 3 {
            look_if_small(vocabulary.shortened.get(key));
        }
        if length >= 4 {
            for shorter in sounds::skeleton_deletions(key) {
                look_if_small(vocabulary.fine.get(shorter));
                look_if_small(vocabulary.shortened.get(shorter));
            }
        }
    }
}

/// What tells without a comparison that a word cannot be like the query.
struct Outline {
    consonants: Vec<u64>,
    /// The query's sounds count so much, in hundredths of a consonant.
    full_length: u16,
    latin: bool,
    by_length: bool,
    least: f64,
}

impl Outline {
    fn new(query: &Word, least: f64) -> Outline {
        Outline {
            consonants: query
                .readings
                .iter()
                .map(|r| sounds::consonant_set(r))
                .collect(),
            full_length: query
                .readings
                .iter()
                .map(|r| full_length(r))
                .max()
                .unwrap_or(0),
            latin: query.hearing == Hearing::Letters,
            by_length: query.hearing <= Hearing::Cyrillic,
            least,
        }
    }

    fn may_fit(&self, (consonants, full_length): (u64, u16)) -> bool {
        let others = |own: &u64| (own ^ consonants).count_ones() > MOST_OTHER_CONSONANTS;
        if self.latin && self.consonants.iter().all(others) {
            return false;
        }
        // A sound more costs at least three tenths of what it counts.
        let (own, other) = (f64::from(self.full_length), f64::from(full_length));
        let longer = own.max(other);
        !self.by_length || longer <= 0.0 || 1.0 - 0.3 * (own - other).abs() / longer >= self.least
    }
}
