//! The dictionary of words that stand in the names of many parties: legal
//! forms, industries, titles, particles. Facts about languages, no names of
//! parties. The table is `data/screening/name_words.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::script::Script;
use super::writing::{cyrillic, latin};

/// What a word does in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordKind {
    /// Tells parties apart.
    Name,
    /// An industry, a kind of body, a place: many parties share it.
    Common,
    /// A legal form.
    Legal,
    /// A particle or a function word.
    Particle,
    /// A title or an honorific.
    Title,
    /// A single letter.
    Initial,
    /// Digits.
    Number,
}

/// What the dictionary says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it does.
    pub kind: WordKind,
    /// Number of its meaning; words of one meaning answer each other.
    pub meaning: u16,
}

/// The dictionary, ready for lookups.
#[derive(Debug)]
pub struct NameWords {
    meanings: Vec<String>,
    whole: HashMap<String, Entry>,
    stems: HashMap<String, Entry>,
    /// Words of scripts without spaces between words.
    unspaced: HashMap<String, Entry>,
    longest_unspaced: usize,
}

static TABLE: &str = include_str!("../../data/screening/name_words.tsv");

impl NameWords {
    /// The dictionary of this crate.
    pub fn get() -> &'static NameWords {
        static WORDS: OnceLock<NameWords> = OnceLock::new();
        WORDS.get_or_init(|| NameWords::read(TABLE))
    }

    fn read(table: &str) -> NameWords {
        let mut words = NameWords {
            meanings: Vec::new(),
            whole: HashMap::new(),
            stems: HashMap::new(),
            unspaced: HashMap::new(),
            longest_unspaced: 0,
        };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(meaning), Some(forms)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let kind = match kind {
                "legal" => WordKind::Legal,
                "title" => WordKind::Title,
                "particle" => WordKind::Particle,
                _ => WordKind::Common,
            };
            let entry = Entry {
                kind,
                meaning: words.meanings.len() as u16,
            };
            words.meanings.push(meaning.to_owned());
            for form in forms.split('|') {
                words.add(form.trim(), entry);
            }
        }
        words
    }

    fn add(&mut self, form: &str, entry: Entry) {
        let (form, stem) = match form.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (form, false),
        };
        match Script::of(form) {
            Script::Han | Script::Kana | Script::Hangul => {
                self.longest_unspaced = self.longest_unspaced.max(form.chars().count());
                self.unspaced.entry(form.to_owned()).or_insert(entry);
            }
            Script::Latin => {
                let text: String = latin::words(form).into_iter().map(|w| w.text).collect();
                self.put(text, stem, entry);
            }
            Script::Cyrillic => {
                let lower = form.to_lowercase();
                let (romanised, _) = cyrillic::romanise(&lower);
                if romanised.len() >= 4 {
                    self.put(romanised, stem, entry);
                }
                self.put(lower, stem, entry);
            }
            Script::Arabic | Script::Other => self.put(form.to_owned(), stem, entry),
        }
    }

    fn put(&mut self, form: String, stem: bool, entry: Entry) {
        let table = if stem {
            &mut self.stems
        } else {
            &mut self.whole
        };
        table.entry(form).or_insert(entry);
    }

    /// Looks up one word of a script with spaces, in small letters.
    pub fn find(&self, word: &str) -> Option<Entry> {
        if let Some(entry) = self.whole.get(word) {
            return Some(*entry);
        }
        let mut ends: Vec<usize> = word.char_indices().map(|(i, _)| i).skip(3).collect();
        ends.push(word.len());
        ends.iter()
            .rev()
            .find_map(|end| self.stems.get(&word[..*end]).copied())
    }

    /// Looks up a word of Han, kana or Hangul.
    pub fn find_unspaced(&self, word: &str) -> Option<Entry> {
        self.unspaced.get(word).copied()
    }

    /// Longest word of the scripts without spaces, in characters.
    pub fn longest_unspaced(&self) -> usize {
        self.longest_unspaced
    }

    /// What a meaning is called, in English.
    #[cfg(test)]
    pub fn meaning(&self, number: u16) -> &str {
        &self.meanings[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_share_its_number() {
        let words = NameWords::get();
        let plant = words.find("завод").unwrap();
        assert_eq!(plant.kind, WordKind::Common);
        assert_eq!(words.find("zavod"), Some(plant));
        assert_eq!(words.find("factory"), Some(plant));
        assert_eq!(words.find_unspaced("工厂"), Some(plant));
        assert_eq!(words.meaning(plant.meaning), "plant");
        assert_eq!(words.find("ооо").unwrap().kind, WordKind::Legal);
        assert!(words.find("larson").is_none());
    }
}
