//! The index of listed names and the search in it.

use std::collections::BTreeMap;

use super::{AlignedToken, Alignment, ScreenedParty, ScreeningHit, ScreeningQuery};

/// All listed names, ready to be asked. Immutable; share it between threads.
#[derive(Debug)]
pub struct ScreeningIndex {
    parties: Vec<ScreenedParty>,
    names: Vec<(u32, u32)>,
    words: Vec<Vec<String>>,
    postings: BTreeMap<String, Vec<u32>>,
}

fn words_of(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

impl ScreeningIndex {
    /// Indexes every name of every party.
    pub fn build(parties: Vec<ScreenedParty>) -> ScreeningIndex {
        let mut names = Vec::new();
        let mut words = Vec::new();
        let mut postings: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (p, party) in parties.iter().enumerate() {
            for (n, name) in party.names.iter().enumerate() {
                let at = names.len() as u32;
                let tokens = words_of(&name.text);
                for token in &tokens {
                    let list = postings.entry(token.clone()).or_default();
                    if list.last() != Some(&at) {
                        list.push(at);
                    }
                }
                names.push((p as u32, n as u32));
                words.push(tokens);
            }
        }
        ScreeningIndex {
            parties,
            names,
            words,
            postings,
        }
    }

    /// Number of parties.
    pub fn len(&self) -> usize {
        self.parties.len()
    }

    /// Whether the index holds no party.
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
    }

    /// The parties that best fit `query`, best first, at most `limit`.
    /// Parties that fit equally well stand in the order of the index.
    pub fn screen(&self, query: &ScreeningQuery, limit: usize) -> Vec<ScreeningHit> {
        let asked = words_of(&query.name);
        let total = self.names.len().max(1) as f64;
        let weight = |w: &String| {
            let df = self.postings.get(w).map_or(0, Vec::len) as f64;
            ((total + 1.0) / (df + 1.0)).ln().max(0.1)
        };
        let asked_weight: f64 = asked.iter().map(weight).sum();
        let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
        for word in &asked {
            for name in self.postings.get(word).into_iter().flatten() {
                *sums.entry(*name).or_default() += weight(word);
            }
        }
        let mut best: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        for (name, sum) in sums {
            let (party, _) = self.names[name as usize];
            let listed: f64 = self.words[name as usize].iter().map(weight).sum();
            let score = (2.0 * sum / (asked_weight + listed)).min(1.0);
            let entry = best.entry(party).or_insert((score, name));
            if score > entry.0 {
                *entry = (score, name);
            }
        }
        let mut hits: Vec<(u32, (f64, u32))> = best.into_iter().collect();
        hits.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0)));
        hits.truncate(limit);
        hits.into_iter()
            .map(|(party, (score, name))| {
                let listed = &self.words[name as usize];
                let mut alignment = Alignment::default();
                for word in &asked {
                    if listed.contains(word) {
                        alignment.pairs.push(AlignedToken {
                            query: word.clone(),
                            listed: word.clone(),
                            similarity: 1.0,
                            weight: weight(word) / asked_weight,
                        });
                    } else {
                        alignment.unmatched_query.push(word.clone());
                    }
                }
                alignment.unmatched_listed = listed
                    .iter()
                    .filter(|w| !asked.contains(w))
                    .cloned()
                    .collect();
                ScreeningHit {
                    party: party as usize,
                    name: self.names[name as usize].1 as usize,
                    score,
                    alignment,
                }
            })
            .collect()
    }
}
