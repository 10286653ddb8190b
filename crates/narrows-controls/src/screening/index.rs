//! The index of listed names and the search in it.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::calibration::Calibration;
use super::evidence::{self, Features};
use super::fast_hash::FastHash;
use super::listed_forms;
use super::name_alignment::{Answer, ListedWord, align};
use super::name_analysis::{self, Word};
use super::name_words::WordKind;
use super::script::Script;
use super::vocabulary::{Listed, Vocabulary, likeness};
use super::word_similarity::Hearing;
use super::{Alignment, PartyType, ScreenedParty, ScreeningHit, ScreeningQuery};
use super::{explanation, refinement};

/// Names that the first stage hands to the second.
const CANDIDATES: usize = 80;

/// Least score of a party with the identifier asked for.
const SAME_IDENTIFIER: f64 = 0.99;

/// Least score of a name that differs from the listed one in its legal form
/// alone.
const SAME_BUT_FOR_FORM: f64 = 0.95;

/// Names that the calibration judges.
const JUDGED: usize = 24;

/// Listed words taken as like one word asked for.
const SIMILAR_WORDS: usize = 64;

/// Postings read for one query before common words are passed over.
const POSTINGS: usize = 30_000;

/// All listed names, ready to be asked. Immutable; share it between threads.
#[derive(Debug)]
pub struct ScreeningIndex {
    parties: Vec<ScreenedParty>,
    vocabulary: Vocabulary,
    names: Vec<IndexedName>,
    /// Words of all names, one after the other.
    words: Vec<u32>,
    /// Names of all words, one after the other.
    postings: Vec<u32>,
    posting_ends: Vec<u32>,
    /// First names of the parties with an identifier.
    by_identifier: BTreeMap<String, Vec<u32>>,
}

#[derive(Debug, Clone, Copy)]
struct IndexedName {
    party: u32,
    name: u32,
    words_end: u32,
    weight: f32,
}

/// Working memory of one thread.
#[derive(Debug, Default)]
struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
    last_word: Vec<u8>,
    last_gain: Vec<f32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

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

/// The words asked for, with what they are worth.
pub(super) struct Asked {
    pub words: Vec<Word>,
    pub joined: Vec<Word>,
    pub weights: Vec<f64>,
    pub is_person: f32,
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
                    weight: 0.0,
                });
            }
            of_party.sort_unstable();
            of_party.dedup();
            vocabulary.count(&of_party);
        }
        vocabulary.finish(parties.len());
        let mut index = ScreeningIndex {
            parties,
            vocabulary,
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
            self.names[at].weight = weight as f32;
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

    fn words_of(&self, name: u32) -> &[u32] {
        let at = name as usize;
        let from = if at == 0 {
            0
        } else {
            self.names[at - 1].words_end as usize
        };
        &self.words[from..self.names[at].words_end as usize]
    }

    fn postings_of(&self, word: u32) -> &[u32] {
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

    /// The parties that best fit `query`, best first, at most `limit`.
    /// Parties that fit equally well stand in the order of the index.
    pub fn screen(&self, query: &ScreeningQuery, limit: usize) -> Vec<ScreeningHit> {
        let Some((asked, mut candidates)) = self.candidates(query) else {
            return Vec::new();
        };
        self.judge(query, &asked, &mut candidates, limit);
        self.best_of_each_party(candidates)
            .into_iter()
            .take(limit)
            .map(|c| {
                let name = self.names[c.name as usize];
                ScreeningHit {
                    party: name.party as usize,
                    name: name.name as usize,
                    score: c.score,
                    alignment: self.explain(query, &asked, &c),
                }
            })
            .collect()
    }

    /// Party and features of the best names, for fitting the calibration.
    pub fn evidence(&self, query: &ScreeningQuery, limit: usize) -> Vec<(usize, f64, Features)> {
        let Some((_, candidates)) = self.candidates(query) else {
            return Vec::new();
        };
        self.best_of_each_party(candidates)
            .into_iter()
            .take(limit)
            .map(|c| {
                (
                    self.names[c.name as usize].party as usize,
                    c.score,
                    c.features,
                )
            })
            .collect()
    }

    fn best_of_each_party(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        candidates.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(b.plain.total_cmp(&a.plain))
                .then(a.name.cmp(&b.name))
        });
        let mut seen: Vec<u32> = Vec::new();
        candidates.retain(|c| {
            let party = self.names[c.name as usize].party;
            let new = !seen.contains(&party);
            seen.push(party);
            new
        });
        candidates
    }

    fn candidates(&self, query: &ScreeningQuery) -> Option<(Asked, Vec<Candidate>)> {
        let form = listed_forms::forms(&query.name)
            .into_iter()
            .next()
            .unwrap_or_default();
        let words = name_analysis::words(&form);
        if words.is_empty() || self.names.is_empty() {
            return None;
        }
        let joined: Vec<Word> = words.windows(2).map(|p| p[0].joined(&p[1])).collect();
        let mut similar: Vec<Vec<(u32, f64)>> = Vec::with_capacity(words.len());
        let mut weights = Vec::with_capacity(words.len());
        let mut buffer = Vec::new();
        for word in &words {
            let least = if word.hearing <= Hearing::Cyrillic {
                0.65
            } else {
                0.62
            };
            self.vocabulary.similar(word, least, true, &mut buffer);
            let alike = buffer
                .iter()
                .filter(|m| m.1 >= 0.9)
                .map(|m| self.vocabulary.frequency(m.0))
                .max();
            weights.push(self.vocabulary.weight_of(word.kind, alike.unwrap_or(0)));
            buffer.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            buffer.truncate(SIMILAR_WORDS);
            similar.push(buffer.clone());
        }
        for (i, word) in joined.iter().enumerate() {
            if may_join(&words[i], &words[i + 1]) {
                self.vocabulary.similar(word, 0.78, false, &mut buffer);
                buffer.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                buffer.truncate(SIMILAR_WORDS);
                similar.push(buffer.clone());
            } else {
                similar.push(Vec::new());
            }
        }
        let is_person = is_person(query.party_type.unwrap_or(PartyType::Unknown));
        let asked = Asked {
            words,
            joined,
            weights,
            is_person,
        };
        let mut names = self.propose(&asked, &similar);
        for name in self.with_identifier(query) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut cache = HashMap::default();
        let candidates = names
            .into_iter()
            .map(|name| self.compare(&asked, name, &mut cache))
            .collect();
        Some((asked, candidates))
    }

    /// First stage: the names that share most weight with the words asked for.
    fn propose(&self, asked: &Asked, similar: &[Vec<(u32, f64)>]) -> Vec<u32> {
        let count = asked.words.len();
        let mut order: Vec<usize> = (0..similar.len()).collect();
        let gain = |i: usize| {
            if i < count {
                asked.weights[i]
            } else {
                (asked.weights[i - count] + asked.weights[i - count + 1]) * 0.9
            }
        };
        order.sort_by(|a, b| gain(*b).total_cmp(&gain(*a)).then(a.cmp(b)));
        let asked_weight: f64 = asked.weights.iter().sum();
        SCRATCH.with(|scratch| {
            let Ok(mut scratch) = scratch.try_borrow_mut() else {
                return Vec::new();
            };
            let scratch = &mut *scratch;
            if scratch.sums.len() < self.names.len() {
                scratch.sums.resize(self.names.len(), 0.0);
                scratch.last_word.resize(self.names.len(), u8::MAX);
                scratch.last_gain.resize(self.names.len(), 0.0);
            }
            let mut read = 0;
            for i in order {
                let weight = gain(i);
                for (word, likeness) in &similar[i] {
                    let postings = self.postings_of(*word);
                    if read > 0 && read + postings.len() > POSTINGS {
                        continue;
                    }
                    read += postings.len();
                    let worth = (weight.min(self.vocabulary.weight(*word).max(weight * 0.5))
                        * evidence::credit(*likeness)) as f32;
                    for &name in postings {
                        let at = name as usize;
                        if scratch.sums[at] == 0.0 {
                            scratch.touched.push(name);
                        }
                        if scratch.last_word[at] == i as u8 {
                            let more = worth - scratch.last_gain[at];
                            if more > 0.0 {
                                scratch.sums[at] += more;
                                scratch.last_gain[at] = worth;
                            }
                        } else {
                            scratch.sums[at] += worth;
                            scratch.last_word[at] = i as u8;
                            scratch.last_gain[at] = worth;
                        }
                    }
                }
            }
            let mut ranked: Vec<(f32, u32)> = scratch
                .touched
                .iter()
                .map(|&name| {
                    let at = name as usize;
                    let sum = scratch.sums[at];
                    let whole = 0.6 * asked_weight as f32 + 0.4 * self.names[at].weight;
                    (sum / whole, name)
                })
                .collect();
            for &name in &scratch.touched {
                scratch.sums[name as usize] = 0.0;
                scratch.last_word[name as usize] = u8::MAX;
            }
            scratch.touched.clear();
            let by_rank = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
            if ranked.len() > CANDIDATES {
                ranked.select_nth_unstable_by(CANDIDATES - 1, by_rank);
                ranked.truncate(CANDIDATES);
            }
            ranked.sort_by(by_rank);
            ranked.into_iter().map(|r| r.1).collect()
        })
    }

    /// Second stage: the alignment of one name and what it is worth.
    fn compare(
        &self,
        asked: &Asked,
        name: u32,
        cache: &mut HashMap<u64, f32, FastHash>,
    ) -> Candidate {
        let numbers = self.words_of(name);
        let listed: Vec<ListedWord<'_>> = numbers.iter().map(|w| self.listed_word(*w)).collect();
        let mut answers = Vec::new();
        let count = asked.words.len();
        let cache = RefCell::new(cache);
        let cached = |slot: usize, word: &Word, number: u32| -> f64 {
            f64::from(
                *cache
                    .borrow_mut()
                    .entry(((slot as u64) << 32) | u64::from(number))
                    .or_insert_with(|| self.vocabulary.likeness(word, number) as f32),
            )
        };
        align(
            &asked.words,
            &listed,
            |q, l| cached(q, &asked.words[q], numbers[l]),
            |q, l| cached(count + q, &asked.joined[q], numbers[l]),
            |q, l| joined_likeness(&asked.words[q], &listed[l], &listed[l + 1]),
            &mut answers,
        );
        let party = self.names[name as usize].party as usize;
        let features = evidence::features(
            &asked.words,
            &asked.weights,
            &listed,
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

    fn listed_word(&self, word: u32) -> ListedWord<'_> {
        ListedWord {
            text: self.vocabulary.text(word),
            sounds: self.vocabulary.sounds_of(word),
            kind: self.vocabulary.kind(word),
            meaning: self.vocabulary.meaning(word),
            weight: self.vocabulary.weight(word),
        }
    }

    /// Third step: the calibrated score, with what is known beside the name.
    fn judge(
        &self,
        query: &ScreeningQuery,
        asked: &Asked,
        candidates: &mut Vec<Candidate>,
        limit: usize,
    ) {
        // Those found by their identifier are judged whatever their name.
        let by_identifier = self.with_identifier(query);
        let most = JUDGED.max(limit);
        let mut at = 0;
        candidates.retain(|c| {
            at += 1;
            at <= most || by_identifier.contains(&c.name)
        });
        let calibration = Calibration::get();
        let script = Script::of(&query.name);
        for candidate in candidates.iter_mut() {
            let party = &self.parties[self.names[candidate.name as usize].party as usize];
            let (beside, same_identifier, _) = refinement::beside_the_name(query, party);
            let odds = calibration.log_odds(&candidate.features);
            let odds = calibration.compared(odds, script, asked.is_person > 0.75) + beside;
            candidate.score = if same_identifier {
                calibration.score(odds).max(SAME_IDENTIFIER)
            } else if beside >= 0.0 && self.is_identical(asked, candidate) {
                1.0
            } else if beside >= 0.0 && self.differs_in_form_alone(asked, candidate) {
                calibration.score(odds).max(SAME_BUT_FOR_FORM)
            } else if evidence::has_substance(&candidate.features) {
                calibration.score(odds)
            } else {
                0.0
            };
        }
        candidates.retain(|c| c.score > 0.0);
    }

    /// Whether the two names have the same words, in any order.
    fn is_identical(&self, asked: &Asked, candidate: &Candidate) -> bool {
        let listed = self.words_of(candidate.name);
        let pairs = candidate.answers.len();
        let telling = |kind| matches!(kind, WordKind::Name | WordKind::Common | WordKind::Number);
        asked.words.iter().any(|w| telling(w.kind))
            && pairs == listed.len()
            && pairs == asked.words.len()
            && candidate.answers.iter().all(|a| {
                let number = listed[a.listed.0 as usize];
                asked.words[a.query.0 as usize].text == self.vocabulary.text(number)
            })
    }

    /// Whether the two names differ in legal forms, titles and particles alone.
    /// Many parties of one group share their telling words, which the fit takes
    /// for doubt about which of them is meant; for an alarm it is none.
    fn differs_in_form_alone(&self, asked: &Asked, candidate: &Candidate) -> bool {
        let listed = self.words_of(candidate.name);
        let telling =
            |kind| !matches!(kind, WordKind::Legal | WordKind::Title | WordKind::Particle);
        let count =
            |kinds: &mut dyn Iterator<Item = WordKind>| kinds.filter(|k| telling(*k)).count();
        let asked_telling = count(&mut asked.words.iter().map(|word| word.kind));
        let listed_telling = count(&mut listed.iter().map(|word| self.vocabulary.kind(*word)));
        let same = candidate
            .answers
            .iter()
            .filter(|answer| {
                let word = &asked.words[answer.query.0 as usize];
                telling(word.kind)
                    && answer.query.1 == 1
                    && answer.listed.1 == 1
                    && word.text == self.vocabulary.text(listed[answer.listed.0 as usize])
            })
            .count();
        let names = asked.words.iter().any(|word| word.kind == WordKind::Name);
        names && asked_telling == listed_telling && same == asked_telling
    }

    /// Best names of parties with an identifier that is asked for.
    fn with_identifier(&self, query: &ScreeningQuery) -> Vec<u32> {
        let mut out = Vec::new();
        for identifier in &query.identifiers {
            let plain = refinement::plain_identifier(identifier);
            out.extend(
                self.by_identifier
                    .get(&plain)
                    .into_iter()
                    .flatten()
                    .copied(),
            );
        }
        out
    }

    /// How alike the name asked for and one party's best fitting name are,
    /// without an index. Nothing when no word fits.
    ///
    /// The score is the likeness of two names by rule, 0 to 1, and not the
    /// calibrated score of [`ScreeningIndex::screen`]: without a list there is
    /// no false-alarm rate to calibrate to.
    pub fn score_pair(query: &ScreeningQuery, party: &ScreenedParty) -> Option<ScreeningHit> {
        let index = ScreeningIndex::build(vec![party.clone()]);
        let (asked, mut candidates) = index.candidates(query)?;
        let (beside, same_identifier, _) = refinement::beside_the_name(query, party);
        for candidate in &mut candidates {
            let likeness = if index.is_identical(&asked, candidate) {
                1.0
            } else if evidence::has_substance(&candidate.features) {
                evidence::pair_score(&candidate.features)
            } else {
                0.0
            };
            // A step of log-odds beside the name moves the likeness by a twentieth.
            candidate.score = (likeness + beside.min(0.0) / 20.0).clamp(0.0, 1.0);
            if same_identifier {
                candidate.score = candidate.score.max(SAME_IDENTIFIER);
            }
        }
        candidates.retain(|c| c.score > 0.0);
        let best = index.best_of_each_party(candidates).into_iter().next()?;
        let name = index.names[best.name as usize];
        Some(ScreeningHit {
            party: 0,
            name: name.name as usize,
            score: best.score,
            alignment: index.explain(query, &asked, &best),
        })
    }

    fn explain(&self, query: &ScreeningQuery, asked: &Asked, candidate: &Candidate) -> Alignment {
        let listed: Vec<ListedWord<'_>> = self
            .words_of(candidate.name)
            .iter()
            .map(|w| self.listed_word(*w))
            .collect();
        let mut alignment =
            explanation::explain(&asked.words, &asked.weights, &listed, &candidate.answers);
        let party = &self.parties[self.names[candidate.name as usize].party as usize];
        alignment
            .notes
            .extend(refinement::beside_the_name(query, party).2);
        alignment
    }
}

/// Whether two words that follow each other may be one word elsewhere.
fn may_join(a: &Word, b: &Word) -> bool {
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

fn joined_likeness(query: &Word, first: &ListedWord<'_>, second: &ListedWord<'_>) -> f64 {
    if query.text.len() + 3 < first.text.len() + second.text.len()
        && query.hearing < Hearing::Hangul
    {
        return 0.0;
    }
    let text = format!("{}{}", first.text, second.text);
    let mut said: Vec<u8> = first.sounds.to_vec();
    said.extend_from_slice(second.sounds);
    said.dedup();
    likeness(
        query,
        &Listed {
            text: &text,
            sounds: &said,
            kind: WordKind::Name,
            meaning: None,
        },
    )
}

fn is_person(party_type: PartyType) -> f32 {
    match party_type {
        PartyType::Person => 1.0,
        PartyType::Unknown => 0.5,
        _ => 0.0,
    }
}
