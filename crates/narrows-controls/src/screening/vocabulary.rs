//! All words of all listed names, each once: what they are, how they sound
//! and what they are worth.

use std::collections::HashMap;

use super::fast_hash::FastHash;
use super::letter_distance::letter_set;
use super::name_analysis::Word;
use super::name_words::WordKind;
use super::skeleton_keys::{Keys, skeletons};
use super::sound_length::full_length;
use super::word_likeness::Listed;
use super::writing::sounds;

/// No meaning in the dictionary.
const NO_MEANING: u16 = u16::MAX;

/// Least number of parties that rarity is measured against, so that in a
/// small index a name still weighs more than a legal form.
const LEAST_PARTIES: usize = 40_000;

/// Share of parties that a word of the dictionary is taken to stand in, in an
/// index too small to tell.
const COMMON_SHARE: usize = 100;

/// Sounds that a record holds itself.
const SOUNDS_INSIDE: usize = 20;

/// Words of listed names.
#[derive(Debug, Default)]
pub struct Vocabulary {
    by_text: HashMap<Box<str>, u32, FastHash>,
    records: Vec<Record>,
    texts: String,
    /// Sounds of the words with more than a record holds.
    long_sounds: Vec<u8>,
    by_meaning: HashMap<u16, Vec<u32>, FastHash>,
    /// Words by skeleton.
    pub(super) skeletons: Keys,
    /// By fine skeleton.
    pub(super) fine: Keys,
    /// By fine skeleton with one class left out.
    pub(super) shortened: Keys,
    parties: usize,
    small: bool,
}

/// One word: all that a comparison reads, in one line of the processor's
/// cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Record {
    /// Its consonants as a set.
    consonants: u64,
    letters: u32,
    text_from: u32,
    /// How many words the lists had before it.
    seniority: u32,
    /// Where its sounds start in `long_sounds`, if they do not fit inside.
    sounds_from: u32,
    /// Parties with a word of these sounds.
    frequency: u32,
    weight: f32,
    text_length: u16,
    sounds_length: u16,
    full_length: u16,
    meaning: u16,
    kind: WordKind,
    /// Whether the word is only two words joined.
    joined: bool,
    sounds: [u8; SOUNDS_INSIDE],
}

impl Vocabulary {
    /// Number of the word, which is new or known; `joined` says that it only
    /// stands for two words.
    pub fn intern(&mut self, word: &Word, joined: bool) -> u32 {
        if let Some(known) = self.by_text.get(word.text.as_str()) {
            self.records[*known as usize].joined &= joined;
            return *known;
        }
        let number = self.records.len() as u32;
        self.by_text.insert(word.text.as_str().into(), number);
        let said: &[u8] = word.readings.first().map_or(&[], |r| r);
        let said = &said[..said.len().min(usize::from(u16::MAX))];
        let mut inside = [0; SOUNDS_INSIDE];
        let sounds_from = self.long_sounds.len() as u32;
        match inside.get_mut(..said.len()) {
            Some(place) => place.copy_from_slice(said),
            None => self.long_sounds.extend_from_slice(said),
        }
        let text = cut(&word.text);
        self.records.push(Record {
            consonants: sounds::consonant_set(said),
            letters: letter_set(text.as_bytes()),
            text_from: self.texts.len() as u32,
            seniority: number,
            sounds_from,
            frequency: 0,
            weight: 0.0,
            text_length: text.len() as u16,
            sounds_length: said.len() as u16,
            full_length: full_length(said),
            meaning: word.meaning.unwrap_or(NO_MEANING),
            kind: word.kind,
            joined,
            sounds: inside,
        });
        self.texts.push_str(text);
        number
    }

    /// Counts the words once for a party.
    pub fn count(&mut self, words: &[u32]) {
        for word in words {
            self.records[*word as usize].frequency += 1;
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Makes the keys and the weights, once all words are in. Gives the words
    /// new numbers, so that words with the same consonants stand side by side
    /// in memory, and hands back the new number of each.
    pub fn finish(&mut self, parties: usize) -> Vec<u32> {
        let numbers = self.order_by_consonants();
        self.small = parties < LEAST_PARTIES / 10;
        self.parties = parties.max(LEAST_PARTIES);
        self.share_frequencies();
        for word in 0..self.len() {
            let Record {
                kind, frequency, ..
            } = self.records[word];
            self.records[word].weight = self.weight_of(kind, frequency) as f32;
        }
        self.make_keys();
        self.long_sounds.shrink_to_fit();
        numbers
    }

    fn order_by_consonants(&mut self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> = (0..self.len() as u32)
            .map(|word| (sounds::fine_skeleton(self.sounds_of(word)), word))
            .collect();
        order.sort_unstable();
        let mut numbers = vec![0; order.len()];
        let mut texts = String::with_capacity(self.texts.len());
        let mut records = Vec::with_capacity(order.len());
        for (new, (_, old)) in order.iter().enumerate() {
            numbers[*old as usize] = new as u32;
            let mut record = self.records[*old as usize];
            record.text_from = texts.len() as u32;
            texts.push_str(self.text(*old));
            records.push(record);
        }
        self.texts = texts;
        self.records = records;
        for number in self.by_text.values_mut() {
            *number = numbers[*number as usize];
        }
        numbers
    }

    /// Counts parties by the sounds and the meaning of a word, not by its
    /// spelling.
    fn share_frequencies(&mut self) {
        let mut by_sounds: HashMap<&[u8], u32, FastHash> = HashMap::default();
        for word in 0..self.len() as u32 {
            *by_sounds.entry(self.sounds_of(word)).or_default() += self.frequency(word);
        }
        let mut shared: Vec<u32> = (0..self.len() as u32)
            .map(|w| match self.sounds_of(w) {
                [] => self.frequency(w),
                said => by_sounds[said],
            })
            .collect();
        drop(by_sounds);
        let mut by_meaning: HashMap<u16, u32> = HashMap::new();
        for (word, record) in self.records.iter().enumerate() {
            if record.meaning != NO_MEANING {
                *by_meaning.entry(record.meaning).or_default() += record.frequency;
                self.by_meaning
                    .entry(record.meaning)
                    .or_default()
                    .push(word as u32);
            }
        }
        for (record, count) in self.records.iter_mut().zip(shared.drain(..)) {
            let same_meaning = by_meaning.get(&record.meaning).copied().unwrap_or(0);
            record.frequency = count.max(same_meaning);
        }
    }

    fn make_keys(&mut self) {
        let mut exact = Vec::with_capacity(self.len());
        let mut fine = Vec::with_capacity(self.len());
        let mut shortened = Vec::with_capacity(self.len() * 4);
        for word in 0..self.len() as u32 {
            if matches!(self.kind(word), WordKind::Number | WordKind::Initial) {
                continue;
            }
            let said = self.sounds_of(word);
            exact.extend(skeletons(said).map(|key| (key, word)));
            let key = sounds::fine_skeleton(said);
            if key != 0 && !self.records[word as usize].joined {
                fine.push((key, word));
                if sounds::skeleton_length(key) >= 4 {
                    shortened.extend(sounds::skeleton_deletions(key).map(|k| (k, word)));
                }
            }
        }
        self.skeletons = Keys::new(exact);
        self.fine = Keys::new(fine);
        self.shortened = Keys::new(shortened);
    }

    /// What a word of this kind, which so many parties have, is worth.
    pub fn weight_of(&self, kind: WordKind, parties_with_it: u32) -> f64 {
        let known = if self.small && kind == WordKind::Common {
            parties_with_it.max((self.parties / COMMON_SHARE) as u32)
        } else {
            parties_with_it
        };
        let rarity = ((self.parties as f64 + 1.0) / (f64::from(known) + 1.0))
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
        let record = &self.records[word as usize];
        let from = record.text_from as usize;
        &self.texts[from..from + usize::from(record.text_length)]
    }

    /// The word's sounds.
    pub fn sounds_of(&self, word: u32) -> &[u8] {
        self.sounds_in(&self.records[word as usize])
    }

    fn sounds_in<'a>(&'a self, record: &'a Record) -> &'a [u8] {
        let length = usize::from(record.sounds_length);
        let from = record.sounds_from as usize;
        match record.sounds.get(..length) {
            Some(inside) => inside,
            None => &self.long_sounds[from..from + length],
        }
    }

    /// What the word does.
    pub fn kind(&self, word: u32) -> WordKind {
        self.records[word as usize].kind
    }

    /// Parties with a word of these sounds or this meaning.
    pub fn frequency(&self, word: u32) -> u32 {
        self.records[word as usize].frequency
    }

    /// What the word is worth.
    pub fn weight(&self, word: u32) -> f64 {
        f64::from(self.records[word as usize].weight)
    }

    /// How many words the lists had before it.
    pub fn seniority(&self, word: u32) -> u32 {
        self.records[word as usize].seniority
    }

    /// Its consonants as a set, and what its sounds count.
    pub fn outline(&self, word: u32) -> (u64, u16) {
        let record = &self.records[word as usize];
        (record.consonants, record.full_length)
    }

    /// The word with this spelling.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    /// The words of a meaning.
    pub fn of_meaning(&self, meaning: u16) -> &[u32] {
        self.by_meaning.get(&meaning).map_or(&[], |words| words)
    }

    /// The word for comparison.
    pub fn listed(&self, word: u32) -> Listed<'_> {
        let record = &self.records[word as usize];
        let from = record.text_from as usize;
        Listed {
            text: &self.texts.as_bytes()[from..from + usize::from(record.text_length)],
            sounds: self.sounds_in(record),
            full_length: record.full_length,
            letters: record.letters,
            kind: record.kind,
            meaning: (record.meaning != NO_MEANING).then_some(record.meaning),
        }
    }
}

/// The text, or its beginning where it is longer than a record can say.
fn cut(text: &str) -> &str {
    let mut end = text.len().min(usize::from(u16::MAX));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
