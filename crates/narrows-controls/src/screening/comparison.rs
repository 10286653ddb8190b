//! Second stage: the alignment of a name with the name asked for, and the
//! features of it.

use super::evidence::{self, Features};
use super::index::ScreeningIndex;
use super::letter_distance::{self, letter_set};
use super::name_alignment::{Aligner, Answer, LEAST_JOINED, LEAST_LIKENESS, ListedWord};
use super::name_analysis::Word;
use super::name_words::WordKind;
use super::proposal::{Asked, is_person};
use super::sound_costs::Hearing;
use super::sound_length::{LONGEST, full_length};
use super::word_likeness::{Listed, WordAsked};

/// A name as the search sees it, with how well it fits.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub name: u32,
    pub score: f64,
    /// The score by rule.
    pub plain: f64,
    pub features: Features,
    pub answers: Vec<Answer>,
}

/// The listed words of the names to compare, each once.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// For each word of the vocabulary the round in which it got a place, and
    /// the place.
    of_word: Vec<(u32, u32)>,
    round: u32,
    words: Vec<u32>,
}

impl Places {
    fn begin(&mut self, vocabulary: usize) {
        self.words.clear();
        if self.round == u32::MAX {
            self.of_word.clear();
            self.round = 0;
        }
        if self.of_word.len() < vocabulary {
            self.of_word.resize(vocabulary, (0, 0));
        }
        self.round += 1;
    }

    fn place(&mut self, word: u32) -> usize {
        let (round, place) = &mut self.of_word[word as usize];
        if *round != self.round {
            *round = self.round;
            *place = self.words.len() as u32;
            self.words.push(word);
        }
        *place as usize
    }
}

/// A listed word that is not compared yet.
const UNKNOWN: f32 = -1.0;

impl ScreeningIndex {
    /// Compares each of the names with the one asked for.
    pub(super) fn compare(
        &self,
        asked: &Asked,
        names: &[u32],
        places: &mut Places,
    ) -> Vec<Candidate> {
        places.begin(self.vocabulary.len());
        let mut words: Vec<usize> = Vec::with_capacity(names.len() * 4);
        for name in names {
            words.extend(self.words_of(*name).iter().map(|w| places.place(*w)));
        }
        let listed: Vec<Listed<'_>> = places
            .words
            .iter()
            .map(|w| self.vocabulary.listed(*w))
            .collect();
        let weights: Vec<f64> = places
            .words
            .iter()
            .map(|w| self.vocabulary.weight(*w))
            .collect();
        let mut likenesses = Vec::with_capacity(asked.words.len() * listed.len());
        for (word, prepared) in asked.words.iter().zip(&asked.prepared) {
            likenesses.extend(
                listed
                    .iter()
                    .map(|l| prepared.likeness(word, l, LEAST_LIKENESS) as f32),
            );
        }
        let mut joined = vec![UNKNOWN; asked.joined.len() * listed.len()];
        let mut aligner = Aligner::default();
        let mut rest = words.as_slice();
        let mut name_words: Vec<ListedWord<'_>> = Vec::new();
        names
            .iter()
            .map(|&name| {
                let own;
                (own, rest) = rest.split_at(self.words_of(name).len());
                name_words.clear();
                name_words.extend(own.iter().map(|&place| ListedWord {
                    text: self.vocabulary.text(places.words[place]),
                    kind: listed[place].kind,
                    meaning: listed[place].meaning,
                    weight: weights[place],
                }));
                let answers = aligner.align(
                    &asked.words,
                    &name_words,
                    |q, l| f64::from(likenesses[q * listed.len() + own[l]]),
                    |q, l| {
                        let known = &mut joined[q * listed.len() + own[l]];
                        if *known == UNKNOWN {
                            let word = &asked.joined[q];
                            let listed = &listed[own[l]];
                            let prepared =
                                asked.joined_prepared[q].get_or_init(|| WordAsked::new(word));
                            *known = prepared.likeness(word, listed, LEAST_JOINED) as f32;
                        }
                        f64::from(*known)
                    },
                    |q, l| {
                        let (first, second) = (&listed[own[l]], &listed[own[l + 1]]);
                        joined_likeness(&asked.words[q], &asked.prepared[q], first, second)
                    },
                );
                self.candidate(asked, name, &name_words, answers)
            })
            .collect()
    }

    fn candidate(
        &self,
        asked: &Asked,
        name: u32,
        listed: &[ListedWord<'_>],
        answers: Vec<Answer>,
    ) -> Candidate {
        let party = self.names[name as usize].party as usize;
        let features = evidence::features(
            &asked.words,
            &asked.weights,
            listed,
            &answers,
            asked.is_person,
            is_person(self.parties[party].party_type),
        );
        let plain = evidence::plain_score(&features);
        Candidate {
            name,
            score: plain,
            plain,
            features,
            answers,
        }
    }
}

/// Likeness of a word asked for and two listed words joined; 0 where it is
/// below [`LEAST_JOINED`].
fn joined_likeness(
    query: &Word,
    prepared: &WordAsked,
    first: &Listed<'_>,
    second: &Listed<'_>,
) -> f64 {
    let length = first.text.len() + second.text.len();
    if query.text.len() + 3 < length && query.hearing < Hearing::Hangul {
        return 0.0;
    }
    if query.text.len() == length
        && query.text.as_bytes().starts_with(first.text)
        && query.text.as_bytes().ends_with(second.text)
    {
        return 1.0;
    }
    let mut text = [0_u8; letter_distance::LONGEST];
    let mut letters = 0;
    for (place, letter) in text.iter_mut().zip(first.text.iter().chain(second.text)) {
        *place = *letter;
        letters += 1;
    }
    let mut said = [0_u8; LONGEST];
    let mut sounds = 0;
    for sound in first.sounds.iter().chain(second.sounds) {
        if sounds < LONGEST && (sounds == 0 || said[sounds - 1] != *sound) {
            said[sounds] = *sound;
            sounds += 1;
        }
    }
    prepared.likeness_of_others(
        &Listed {
            text: &text[..letters],
            sounds: &said[..sounds],
            full_length: full_length(&said[..sounds]),
            letters: letter_set(&text[..letters]),
            kind: WordKind::Name,
            meaning: None,
        },
        LEAST_JOINED,
    )
}
