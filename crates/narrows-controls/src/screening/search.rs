//! The search: from a name asked for to the parties that fit best.

use std::cell::Cell;

use super::comparison::{Candidate, Places};
use super::evidence::{self, Features};
use super::index::ScreeningIndex;
use super::judgement::{JUDGED, SAME_IDENTIFIER};
use super::name_alignment::ListedWord;
use super::proposal::{Asked, CANDIDATES, Sums};
use super::similar_words::Met;
use super::{Alignment, ScreenedParty, ScreeningHit, ScreeningQuery};
use super::{explanation, refinement};

/// Working memory of one thread, for whatever index it asks.
#[derive(Debug, Default)]
struct Scratch {
    met: Met,
    sums: Sums,
    places: Places,
}

thread_local! {
    static SCRATCH: Cell<Scratch> = Cell::default();
}

impl ScreeningIndex {
    /// The parties that best fit `query`, best first, at most `limit`.
    /// Parties that fit equally well stand in the order of the index.
    pub fn screen(&self, query: &ScreeningQuery, limit: usize) -> Vec<ScreeningHit> {
        let Some((asked, mut candidates)) = self.candidates(query, JUDGED.max(limit)) else {
            return Vec::new();
        };
        self.judge(query, &asked, &mut candidates);
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
        let Some((_, candidates)) = self.candidates(query, CANDIDATES) else {
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

    /// The words asked for and the `most` names that look most like them,
    /// compared, with those that have an identifier in common.
    fn candidates(&self, query: &ScreeningQuery, most: usize) -> Option<(Asked, Vec<Candidate>)> {
        let mut scratch = SCRATCH.take();
        let found = self.listen(query, &mut scratch.met).map(|(asked, found)| {
            let mut names = self.propose(&asked, &found, &mut scratch.sums);
            names.truncate(most);
            for name in self.with_identifier(query) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            let candidates = self.compare(&asked, &names, &mut scratch.places);
            (asked, candidates)
        });
        SCRATCH.set(scratch);
        found
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
        let (asked, mut candidates) = index.candidates(query, CANDIDATES)?;
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
            .map(|word| {
                let known = self.vocabulary.listed(*word);
                ListedWord {
                    text: self.vocabulary.text(*word),
                    kind: known.kind,
                    meaning: known.meaning,
                    weight: self.vocabulary.weight(*word),
                }
            })
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
