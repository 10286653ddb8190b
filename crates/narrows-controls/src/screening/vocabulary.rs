//! All words of all listed names, each once, with keys to find words like
//! another.

use std::collections::HashMap;

use super::fast_hash::FastHash;
use super::name_analysis::Word;
use super::name_words::WordKind;
use super::word_similarity::{Hearing, by_letters, by_sound, full_length};
use super::writing::sounds;

/// No meaning in the dictionary.
const NO_MEANING: u16 = u16::MAX;

/// Least number of parties that rarity is measured against, so that in a
/// small index a name still weighs more than a legal form.
const LEAST_PARTIES: usize = 40_000;

/// Share of parties that a word of the dictionary is taken to stand in, in an
/// index too small to tell.
const COMMON_SHARE: usize = 100;

/// Largest group of words with one shortened skeleton that is looked through.
const LARGEST_BUCKET: usize = 400;

/// Most different consonants of two Latin words that are compared at all: two
/// exchanged ones make four.
const MOST_OTHER_CONSONANTS: u32 = 4;

/// Words of listed names in flat arrays.
#[derive(Debug, Default)]
pub struct Vocabulary {
    by_text: HashMap<Box<str>, u32, FastHash>,
    texts: String,
    text_ends: Vec<u32>,
    sounds: Vec<u8>,
    sound_ends: Vec<u32>,
    kinds: Vec<WordKind>,
    meanings: Vec<u16>,
    full_lengths: Vec<u16>,
    consonants: Vec<u64>,
    /// Parties with a word of these sounds.
    frequency: Vec<u32>,
    weights: Vec<f32>,
    by_meaning: HashMap<u16, Vec<u32>>,
    /// Skeleton and word, sorted.
    skeletons: Keys,
    /// Fine skeleton and word.
    fine: Keys,
    /// Fine skeleton with one class left out, and word.
    shortened: Keys,
    /// Whether the word is only two words joined.
    joined: Vec<bool>,
    parties: usize,
    small: bool,
}

/// Pairs of key and word, sorted by key.
#[derive(Debug, Default)]
struct Keys {
    keys: Vec<u64>,
    words: Vec<u32>,
}

impl Keys {
    fn new(mut pairs: Vec<(u64, u32)>) -> Keys {
        pairs.sort_unstable();
        pairs.dedup();
        Keys {
            keys: pairs.iter().map(|p| p.0).collect(),
            words: pairs.iter().map(|p| p.1).collect(),
        }
    }

    fn get(&self, key: u64) -> &[u32] {
        let from = self.keys.partition_point(|k| *k < key);
        let to = from + self.keys[from..].partition_point(|k| *k == key);
        &self.words[from..to]
    }
}

impl Vocabulary {
    /// Number of the word, which is new or known; `joined` says that it only
    /// stands for two words.
    pub fn intern(&mut self, word: &Word, joined: bool) -> u32 {
        if let Some(known) = self.by_text.get(word.text.as_str()) {
            self.joined[*known as usize] &= joined;
            return *known;
        }
        let number = self.kinds.len() as u32;
        self.by_text.insert(word.text.as_str().into(), number);
        self.texts.push_str(&word.text);
        self.text_ends.push(self.texts.len() as u32);
        self.sounds
            .extend(word.readings.first().into_iter().flatten());
        self.sound_ends.push(self.sounds.len() as u32);
        self.consonants.push(
            word.readings
                .first()
                .map_or(0, |r| sounds::consonant_set(r)),
        );
        self.full_lengths
            .push(word.readings.first().map_or(0, |r| full_length(r)));
        self.kinds.push(word.kind);
        self.meanings.push(word.meaning.unwrap_or(NO_MEANING));
        self.frequency.push(0);
        self.joined.push(joined);
        number
    }

    /// Counts the words once for a party.
    pub fn count(&mut self, words: &[u32]) {
        for word in words {
            self.frequency[*word as usize] += 1;
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Makes the keys and the weights, once all words are in.
    pub fn finish(&mut self, parties: usize) {
        self.small = parties < LEAST_PARTIES / 10;
        self.parties = parties.max(LEAST_PARTIES);
        let mut by_sounds: HashMap<&[u8], u32> = HashMap::new();
        for word in 0..self.len() as u32 {
            *by_sounds.entry(self.sounds_of(word)).or_default() += self.frequency[word as usize];
        }
        let shared: Vec<u32> = (0..self.len() as u32)
            .map(|w| {
                let own = self.frequency[w as usize];
                if self.sounds_of(w).is_empty() {
                    own
                } else {
                    by_sounds[self.sounds_of(w)].max(own)
                }
            })
            .collect();
        drop(by_sounds);
        let mut meaning_counts: HashMap<u16, u32> = HashMap::new();
        for word in 0..self.len() {
            if self.meanings[word] != NO_MEANING {
                *meaning_counts.entry(self.meanings[word]).or_default() += self.frequency[word];
                self.by_meaning
                    .entry(self.meanings[word])
                    .or_default()
                    .push(word as u32);
            }
        }
        for (word, count) in shared.into_iter().enumerate() {
            let count = count.max(
                meaning_counts
                    .get(&self.meanings[word])
                    .copied()
                    .unwrap_or(0),
            );
            self.frequency[word] = count;
            self.weights
                .push(self.weight_of(self.kinds[word], count) as f32);
        }
        let mut exact = Vec::new();
        let mut fine = Vec::new();
        let mut shortened = Vec::new();
        for word in 0..self.len() as u32 {
            if matches!(
                self.kinds[word as usize],
                WordKind::Number | WordKind::Initial
            ) {
                continue;
            }
            let said = self.sounds_of(word);
            for key in skeletons(said) {
                exact.push((key, word));
            }
            let key = sounds::fine_skeleton(said);
            if key != 0 && !self.joined[word as usize] {
                fine.push((key, word));
                if sounds::skeleton_length(key) >= 4 {
                    shortened.extend(sounds::skeleton_deletions(key).map(|k| (k, word)));
                }
            }
        }
        self.skeletons = Keys::new(exact);
        self.fine = Keys::new(fine);
        self.shortened = Keys::new(shortened);
        self.texts.shrink_to_fit();
        self.sounds.shrink_to_fit();
    }

    /// What a word of this kind, which so many parties have, is worth.
    pub fn weight_of(&self, kind: WordKind, parties_with_it: u32) -> f64 {
        let known = if self.small && kind == WordKind::Common {
            parties_with_it.max((self.parties / COMMON_SHARE) as u32)
        } else {
            parties_with_it
        };
        let parties_with_it = known;
        let rarity = ((self.parties as f64 + 1.0) / (f64::from(parties_with_it) + 1.0))
            .ln()
            .max(0.2);
        match kind {
            WordKind::Name | WordKind::Number => rarity,
            WordKind::Common => rarity.min(6.0) * 0.6,
            WordKind::Initial => 1.0,
            WordKind::Particle | WordKind::Title => 0.4,
            WordKind::Legal => 0.25,
        }
    }

    /// The word as text.
    pub fn text(&self, word: u32) -> &str {
        let at = word as usize;
        let from = if at == 0 {
            0
        } else {
            self.text_ends[at - 1] as usize
        };
        &self.texts[from..self.text_ends[at] as usize]
    }

    /// The word's sounds.
    pub fn sounds_of(&self, word: u32) -> &[u8] {
        let at = word as usize;
        let from = if at == 0 {
            0
        } else {
            self.sound_ends[at - 1] as usize
        };
        &self.sounds[from..self.sound_ends[at] as usize]
    }

    /// What the word does.
    pub fn kind(&self, word: u32) -> WordKind {
        self.kinds[word as usize]
    }

    /// Its meaning in the dictionary.
    pub fn meaning(&self, word: u32) -> Option<u16> {
        let meaning = self.meanings[word as usize];
        (meaning != NO_MEANING).then_some(meaning)
    }

    /// Parties with a word of these sounds or this meaning.
    pub fn frequency(&self, word: u32) -> u32 {
        self.frequency[word as usize]
    }

    /// What the word is worth.
    pub fn weight(&self, word: u32) -> f64 {
        f64::from(self.weights[word as usize])
    }

    /// The word with this spelling.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    /// How alike a word asked for and a listed one are, 0 to 1.
    pub fn likeness(&self, query: &Word, listed: u32) -> f64 {
        likeness(query, &self.listed(listed))
    }

    fn listed(&self, word: u32) -> Listed<'_> {
        Listed {
            text: self.text(word),
            sounds: self.sounds_of(word),
            kind: self.kind(word),
            meaning: self.meaning(word),
        }
    }

    /// Listed words like this one, with their likeness of `least` or more.
    pub fn similar(&self, query: &Word, least: f64, fuzzy: bool, into: &mut Vec<(u32, f64)>) {
        into.clear();
        if let Some(word) = self.find(&query.text) {
            into.push((word, 1.0));
        }
        if let Some(meaning) = query.meaning {
            for word in self.by_meaning.get(&meaning).into_iter().flatten() {
                into.push((*word, SAME_MEANING));
            }
        }
        if matches!(query.kind, WordKind::Name | WordKind::Common) {
            let mut keys: Vec<u64> = query.readings.iter().flat_map(|r| skeletons(r)).collect();
            keys.sort_unstable();
            keys.dedup();
            let mut found: Vec<u32> = Vec::new();
            let latin = query.hearing == Hearing::Letters;
            for key in keys {
                let words = self.skeletons.get(key);
                let short = key == ONLY_VOWELS || sounds::skeleton_length(key) <= 2;
                if !latin || short || words.len() <= LARGEST_BUCKET {
                    found.extend_from_slice(words);
                }
            }
            if latin {
                for reading in &query.readings {
                    found.extend_from_slice(self.fine.get(sounds::fine_skeleton(reading)));
                }
            }
            if fuzzy {
                for reading in &query.readings {
                    self.with_other_consonants(reading, &mut found);
                }
            }
            found.sort_unstable();
            found.dedup();
            let full = query
                .readings
                .iter()
                .map(|r| full_length(r))
                .max()
                .unwrap_or(0);
            let sets: Vec<u64> = query
                .readings
                .iter()
                .map(|r| sounds::consonant_set(r))
                .collect();
            for word in found {
                let set = self.consonants[word as usize];
                if latin
                    && sets
                        .iter()
                        .all(|s| (s ^ set).count_ones() > MOST_OTHER_CONSONANTS)
                {
                    continue;
                }
                if query.hearing <= Hearing::Cyrillic
                    && too_unlike(full, self.full_lengths[word as usize], least)
                {
                    continue;
                }
                let likeness = likeness_of_others(query, &self.listed(word));
                if likeness >= least {
                    into.push((word, likeness));
                }
            }
        }
        into.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        into.dedup_by_key(|m| m.0);
    }
}

impl Vocabulary {
    /// Words whose consonants differ from the reading's in one place.
    fn with_other_consonants(&self, reading: &[u8], found: &mut Vec<u32>) {
        let mut add = |words: &[u32]| {
            if words.len() <= LARGEST_BUCKET {
                found.extend_from_slice(words);
            }
        };
        let key = sounds::fine_skeleton(reading);
        let length = sounds::skeleton_length(key);
        if length >= 3 {
            add(self.shortened.get(key));
        }
        if length >= 4 {
            for shorter in sounds::skeleton_deletions(key) {
                add(self.fine.get(shorter));
                add(self.shortened.get(shorter));
            }
        }
    }
}

/// Whether two words differ so much in length that they cannot be `least`
/// alike: a sound more costs at least three tenths of what it counts.
fn too_unlike(a: u16, b: u16, least: f64) -> bool {
    let (shorter, longer) = (f64::from(a.min(b)), f64::from(a.max(b)));
    longer > 0.0 && 1.0 - 0.3 * (longer - shorter) / longer < least
}

/// Likeness of two different words with one meaning.
const SAME_MEANING: f64 = 0.95;

/// A listed word for comparison.
pub struct Listed<'a> {
    /// Its spelling.
    pub text: &'a str,
    /// Its sounds.
    pub sounds: &'a [u8],
    /// What it does.
    pub kind: WordKind,
    /// Its meaning.
    pub meaning: Option<u16>,
}

/// How alike a word asked for and a listed one are, 0 to 1.
pub fn likeness(query: &Word, listed: &Listed<'_>) -> f64 {
    if query.text == listed.text {
        return 1.0;
    }
    if query.meaning.is_some() && query.meaning == listed.meaning {
        return SAME_MEANING;
    }
    likeness_of_others(query, listed)
}

/// The same for words that neither are spelt alike nor mean the same.
fn likeness_of_others(query: &Word, listed: &Listed<'_>) -> f64 {
    let fixed = |k| matches!(k, WordKind::Number | WordKind::Initial);
    if fixed(query.kind) || fixed(listed.kind) {
        return 0.0;
    }
    let mut best = 0.0_f64;
    for reading in &query.readings {
        best = best.max(by_sound(reading, listed.sounds, query.hearing) * 0.97);
    }
    if query.written.is_none() && best > 0.42 {
        best = best.max(by_letters(&query.text, listed.text));
    }
    best
}

/// Sounds that some readers say another way, and that way.
const OTHER_WAYS: &[(u8, u8)] = &[
    (sounds::J, sounds::Y),
    (sounds::W, sounds::V),
    (sounds::CH, sounds::K),
    (sounds::TS, sounds::K),
    (sounds::KH, sounds::H),
];

/// The key of words without consonants.
const ONLY_VOWELS: u64 = u64::MAX;

/// The skeletons of a word: as spelt, and with each sound that has one said
/// the other way.
fn skeletons(said: &[u8]) -> Vec<u64> {
    let mut keys = vec![sounds::skeleton(said)];
    for (sound, other) in OTHER_WAYS {
        if said.contains(sound) {
            let changed: Vec<u8> = said
                .iter()
                .map(|s| if s == sound { *other } else { *s })
                .collect();
            keys.push(sounds::skeleton(&changed));
        }
    }
    for key in &mut keys {
        if *key == 0 {
            *key = ONLY_VOWELS;
        }
    }
    keys.dedup();
    keys
}
