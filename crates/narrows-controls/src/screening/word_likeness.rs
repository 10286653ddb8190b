//! How alike a word asked for and a listed word are.

use super::letter_distance::LettersAsked;
use super::name_analysis::Word;
use super::name_words::WordKind;
use super::sound_distance::{self, SoundsAsked};

/// Likeness of two different words with one meaning.
pub const SAME_MEANING: f64 = 0.95;

/// Two words that sound alike are not quite the same word.
const BY_SOUND: f64 = 0.97;

/// Letters are compared only if the sounds cost at most this share of the
/// longer word.
const SOUNDS_FOR_LETTERS: f64 = 0.55;

/// A listed word for comparison.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its spelling.
    pub text: &'a [u8],
    /// Its sounds.
    pub sounds: &'a [u8],
    /// What the sounds count.
    pub full_length: u16,
    /// Its letters as a set.
    pub letters: u32,
    /// What it does.
    pub kind: WordKind,
    /// Its meaning.
    pub meaning: Option<u16>,
}

/// A word asked for, ready to be compared with many listed ones.
#[derive(Debug)]
pub struct WordAsked {
    readings: Vec<SoundsAsked>,
    /// Its letters, where it was written in Latin ones.
    letters: Option<LettersAsked>,
    is_fixed: bool,
}

/// Numbers and initials are the same or not, never alike.
fn is_fixed(kind: WordKind) -> bool {
    matches!(kind, WordKind::Number | WordKind::Initial)
}

impl WordAsked {
    /// Prepares a word.
    pub fn new(word: &Word) -> WordAsked {
        let is_fixed = is_fixed(word.kind);
        let readings = if is_fixed {
            Vec::new()
        } else {
            word.readings
                .iter()
                .filter(|reading| !reading.is_empty())
                .map(|reading| SoundsAsked::new(reading, word.hearing))
                .collect()
        };
        WordAsked {
            letters: (word.written.is_none() && !is_fixed).then(|| LettersAsked::new(&word.text)),
            readings,
            is_fixed,
        }
    }

    /// Likeness from 0 to 1, or 0 where it is below `least`. `word` is the
    /// word this was made from.
    pub fn likeness(&self, word: &Word, listed: &Listed<'_>, least: f64) -> f64 {
        if word.text.as_bytes() == listed.text {
            return 1.0;
        }
        if word.meaning.is_some() && word.meaning == listed.meaning {
            return SAME_MEANING;
        }
        self.likeness_of_others(listed, least)
    }

    /// The same for words that neither are spelt alike nor mean the same.
    pub fn likeness_of_others(&self, listed: &Listed<'_>, least: f64) -> f64 {
        if self.is_fixed || is_fixed(listed.kind) || listed.sounds.is_empty() {
            return 0.0;
        }
        let mut by_letters: Option<f64> = None;
        let mut best = 0.0_f64;
        let mut sounds_allow_letters = false;
        for reading in &self.readings {
            let longer = f64::from(reading.longer(listed.full_length));
            let least_cost = f64::from(reading.least_cost(listed.sounds));
            if least_cost > longer * SOUNDS_FOR_LETTERS {
                continue;
            }
            let by_letters = *by_letters.get_or_insert_with(|| self.by_letters(listed, least));
            let dearest = if by_letters > 0.0 {
                SOUNDS_FOR_LETTERS
            } else {
                1.0 - least / BY_SOUND
            };
            if least_cost > longer * dearest {
                continue;
            }
            let cost = reading.cost(listed.sounds);
            sounds_allow_letters |= f64::from(cost) <= longer * SOUNDS_FOR_LETTERS;
            let by_sound = sound_distance::likeness(cost, longer as u16) * BY_SOUND;
            best = best.max(by_sound);
        }
        if sounds_allow_letters {
            best = best.max(by_letters.unwrap_or(0.0));
        }
        if best >= least { best } else { 0.0 }
    }

    fn by_letters(&self, listed: &Listed<'_>, least: f64) -> f64 {
        self.letters
            .as_ref()
            .filter(|l| l.may_be_like(listed.text.len(), listed.letters, least))
            .map(|l| l.likeness(listed.text))
            .filter(|likeness| *likeness >= least)
            .unwrap_or(0.0)
    }
}
