//! First stage: which names are worth a comparison.

use std::cell::OnceCell;

use super::index::{ScreeningIndex, may_join};
use super::name_analysis::{self, Word};
use super::similar_words::{Met, similar};
use super::sound_costs::Hearing;
use super::vocabulary::Vocabulary;
use super::word_likeness::WordAsked;
use super::{PartyType, ScreeningQuery, evidence, listed_forms};

/// Names that the first stage hands to the second.
pub(super) const CANDIDATES: usize = 80;

/// Listed words taken as like one word asked for.
const SIMILAR_WORDS: usize = 64;

/// Postings read for one query before common words are passed over.
const POSTINGS: usize = 30_000;

/// The words asked for, with what they are worth.
pub(super) struct Asked {
    pub words: Vec<Word>,
    /// The words ready for comparison.
    pub prepared: Vec<WordAsked>,
    /// Each word joined with its successor.
    pub joined: Vec<Word>,
    /// The joined words ready for comparison, once one was needed.
    pub joined_prepared: Vec<OnceCell<WordAsked>>,
    pub weights: Vec<f64>,
    pub is_person: f32,
}

/// Listed words like a word asked for, with their likeness.
pub(super) type Similar = Vec<(u32, f64)>;

/// Working memory of one thread for the first stage.
#[derive(Debug, Default)]
pub(super) struct Sums {
    names: Vec<NameSum>,
    touched: Vec<u32>,
    ranked: Vec<(f32, u32)>,
    /// Words before this one belong to earlier queries.
    first_word: u32,
}

/// What the words asked for are worth in one name.
#[derive(Debug, Clone, Copy, Default)]
struct NameSum {
    sum: f32,
    last_gain: f32,
    last_word: u32,
}

impl ScreeningIndex {
    /// The words of the query and the listed words like each of them: first
    /// those like one word, then those like two joined.
    pub(super) fn listen(
        &self,
        query: &ScreeningQuery,
        met: &mut Met,
    ) -> Option<(Asked, Vec<Similar>)> {
        let form = listed_forms::forms(&query.name)
            .into_iter()
            .next()
            .unwrap_or_default();
        let words = name_analysis::words(&form);
        if words.is_empty() || self.names.is_empty() {
            return None;
        }
        let joined: Vec<Word> = words.windows(2).map(|p| p[0].joined(&p[1])).collect();
        let prepared: Vec<WordAsked> = words.iter().map(WordAsked::new).collect();
        let joined_prepared: Vec<OnceCell<WordAsked>> =
            joined.iter().map(|_| OnceCell::new()).collect();
        let mut found: Vec<Similar> = Vec::with_capacity(words.len() + joined.len());
        let mut weights = Vec::with_capacity(words.len());
        for (word, asked) in words.iter().zip(&prepared) {
            let least = if word.hearing <= Hearing::Cyrillic {
                0.65
            } else {
                0.62
            };
            let mut like = Similar::new();
            similar(&self.vocabulary, word, asked, least, true, met, &mut like);
            let alike = like
                .iter()
                .filter(|m| m.1 >= 0.9)
                .map(|m| self.vocabulary.frequency(m.0))
                .max();
            weights.push(self.vocabulary.weight_of(word.kind, alike.unwrap_or(0)));
            found.push(most_alike(&self.vocabulary, like));
        }
        for (i, (word, prepared)) in joined.iter().zip(&joined_prepared).enumerate() {
            let mut like = Similar::new();
            if may_join(&words[i], &words[i + 1]) {
                let asked = prepared.get_or_init(|| WordAsked::new(word));
                similar(&self.vocabulary, word, asked, 0.78, false, met, &mut like);
            }
            found.push(most_alike(&self.vocabulary, like));
        }
        let is_person = is_person(query.party_type.unwrap_or(PartyType::Unknown));
        let asked = Asked {
            words,
            prepared,
            joined,
            joined_prepared,
            weights,
            is_person,
        };
        Some((asked, found))
    }

    /// The names that share most weight with the words asked for, best first.
    pub(super) fn propose(&self, asked: &Asked, found: &[Similar], sums: &mut Sums) -> Vec<u32> {
        let count = asked.words.len();
        let mut order: Vec<usize> = (0..found.len()).collect();
        let gain = |i: usize| {
            if i < count {
                asked.weights[i]
            } else {
                (asked.weights[i - count] + asked.weights[i - count + 1]) * 0.9
            }
        };
        order.sort_by(|a, b| gain(*b).total_cmp(&gain(*a)).then(a.cmp(b)));
        sums.begin(self.names.len(), found.len());
        let mut read = 0;
        for i in order {
            let weight = gain(i);
            for (word, likeness) in &found[i] {
                let postings = self.postings_of(*word);
                if read > 0 && read + postings.len() > POSTINGS {
                    continue;
                }
                read += postings.len();
                let worth = (weight.min(self.vocabulary.weight(*word).max(weight * 0.5))
                    * evidence::credit(*likeness)) as f32;
                sums.add(postings, i as u32, worth);
            }
        }
        let asked_weight: f64 = asked.weights.iter().sum();
        let own = 0.6 * asked_weight as f32;
        sums.best(|name| own + 0.4 * self.name_weights[name as usize])
    }
}

/// The words most like the one asked for; of equals those that the lists had
/// first.
fn most_alike(vocabulary: &Vocabulary, mut found: Similar) -> Similar {
    let by_likeness = |a: &(u32, f64), b: &(u32, f64)| {
        b.1.total_cmp(&a.1)
            .then_with(|| vocabulary.seniority(a.0).cmp(&vocabulary.seniority(b.0)))
    };
    if found.len() > SIMILAR_WORDS {
        found.select_nth_unstable_by(SIMILAR_WORDS - 1, by_likeness);
        found.truncate(SIMILAR_WORDS);
    }
    found.sort_unstable_by(by_likeness);
    found
}

impl Sums {
    fn begin(&mut self, names: usize, words: usize) {
        self.touched.clear();
        if self.names.len() < names {
            self.names.resize(names, NameSum::default());
        }
        let words = words as u32;
        // 0 is the word of a name that was never touched.
        self.first_word = self.first_word.max(1);
        match self
            .first_word
            .checked_add(2 * words.max(2 * name_analysis::MOST_WORDS as u32))
        {
            Some(_) => {}
            None => {
                self.names.fill(NameSum::default());
                self.first_word = 1;
            }
        }
    }

    /// Gives each name what the word asked for is worth in it; of several
    /// listed words like it the most.
    fn add(&mut self, names: &[u32], word: u32, worth: f32) {
        let word = self.first_word + word;
        for &name in names {
            let sum = &mut self.names[name as usize];
            if sum.last_word < self.first_word {
                self.touched.push(name);
                *sum = NameSum {
                    sum: worth,
                    last_gain: worth,
                    last_word: word,
                };
            } else if sum.last_word == word {
                let more = worth - sum.last_gain;
                if more > 0.0 {
                    sum.sum += more;
                    sum.last_gain = worth;
                }
            } else {
                sum.sum += worth;
                sum.last_word = word;
                sum.last_gain = worth;
            }
        }
    }

    /// The names with the greatest share of `whole`, and the end of the query.
    fn best(&mut self, whole: impl Fn(u32) -> f32) -> Vec<u32> {
        self.ranked.clear();
        let names = &self.names;
        self.ranked.extend(
            self.touched
                .iter()
                .map(|&name| (names[name as usize].sum / whole(name), name)),
        );
        let ranked = &mut self.ranked;
        let by_rank = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if ranked.len() > CANDIDATES {
            ranked.select_nth_unstable_by(CANDIDATES - 1, by_rank);
            ranked.truncate(CANDIDATES);
        }
        ranked.sort_unstable_by(by_rank);
        self.first_word += 2 * name_analysis::MOST_WORDS as u32;
        ranked.iter().map(|r| r.1).collect()
    }
}

/// How far a party of this type is a person: 1, 0, or a half where not known.
pub(super) fn is_person(party_type: PartyType) -> f32 {
    match party_type {
        PartyType::Person => 1.0,
        PartyType::Unknown => 0.5,
        _ => 0.0,
    }
}
