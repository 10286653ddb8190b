//! Which words of two names answer each other.

use super::name_analysis::Word;
use super::name_words::WordKind;

/// Words less alike than this do not answer each other.
pub const LEAST_LIKENESS: f64 = 0.55;

/// Two words and one that are less alike than this do not answer each other.
pub const LEAST_JOINED: f64 = 0.75;

/// What an initial is worth against a word that begins with it.
pub const INITIAL_LIKENESS: f64 = 0.75;

/// One group of words and its answer: one word to one, or two joined to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// First word asked for, and how many.
    pub query: (u8, u8),
    /// First listed word, and how many.
    pub listed: (u8, u8),
    /// From [`LEAST_LIKENESS`] to 1.
    pub likeness: f32,
}

/// A listed word while names are aligned.
#[derive(Debug, Clone, Copy)]
pub struct ListedWord<'a> {
    /// Its spelling.
    pub text: &'a str,
    /// What it does.
    pub kind: WordKind,
    /// Its meaning in the dictionary.
    pub meaning: Option<u16>,
    /// What it is worth.
    pub weight: f64,
}

/// Aligns names one after the other.
#[derive(Debug, Default)]
pub struct Aligner {
    proposals: Vec<Answer>,
}

impl Aligner {
    /// Aligns the words of two names: the most alike pairs first, each word in
    /// one pair. `likeness` compares a word asked for with a listed word (or the
    /// word asked for at the first position joined with its successor when the
    /// third argument says so).
    pub fn align(
        &mut self,
        query: &[Word],
        listed: &[ListedWord<'_>],
        mut single: impl FnMut(usize, usize) -> f64,
        mut query_joined: impl FnMut(usize, usize) -> f64,
        mut listed_joined: impl FnMut(usize, usize) -> f64,
    ) -> Vec<Answer> {
        let proposals = &mut self.proposals;
        proposals.clear();
        let mut best_query = [0.0_f64; 32];
        let mut best_listed = [0.0_f64; 32];
        let (m, n) = (query.len().min(24), listed.len().min(24));
        for q in 0..m {
            for l in 0..n {
                let mut likeness = single(q, l);
                if likeness < LEAST_LIKENESS {
                    likeness = initial(&query[q], &listed[l]);
                }
                if likeness >= LEAST_LIKENESS {
                    best_query[q] = best_query[q].max(likeness);
                    best_listed[l] = best_listed[l].max(likeness);
                    proposals.push(answer((q, 1), (l, 1), likeness));
                }
            }
        }
        let poor = 0.9;
        for q in 0..m.saturating_sub(1) {
            if best_query[q] >= poor && best_query[q + 1] >= poor {
                continue;
            }
            for (l, best) in best_listed.iter().enumerate().take(n) {
                if *best < poor {
                    let likeness = query_joined(q, l);
                    if likeness >= LEAST_JOINED {
                        proposals.push(answer((q, 2), (l, 1), likeness));
                    }
                }
            }
        }
        for l in 0..n.saturating_sub(1) {
            if best_listed[l] >= poor && best_listed[l + 1] >= poor {
                continue;
            }
            for (q, best) in best_query.iter().enumerate().take(m) {
                if *best < poor {
                    let likeness = listed_joined(q, l);
                    if likeness >= LEAST_JOINED {
                        proposals.push(answer((q, 1), (l, 2), likeness));
                    }
                }
            }
        }
        let rank = |a: &Answer| {
            let words = f32::from(a.query.1 + a.listed.1 - 2);
            a.likeness + 0.02 * words
        };
        let apart = |a: &Answer| (i16::from(a.query.0) - i16::from(a.listed.0)).abs();
        proposals.sort_unstable_by(|a, b| {
            rank(b)
                .total_cmp(&rank(a))
                .then(apart(a).cmp(&apart(b)))
                .then(a.query.cmp(&b.query))
                .then(a.listed.cmp(&b.listed))
        });
        let (mut used_query, mut used_listed) = (0_u32, 0_u32);
        let mut answers = Vec::with_capacity(m.min(n));
        for &proposal in proposals.iter() {
            let (q, l) = (mask(proposal.query), mask(proposal.listed));
            if used_query & q == 0 && used_listed & l == 0 {
                used_query |= q;
                used_listed |= l;
                answers.push(proposal);
            }
        }
        answers.sort_unstable_by_key(|a| a.query);
        answers
    }
}

fn answer(query: (usize, u8), listed: (usize, u8), likeness: f64) -> Answer {
    Answer {
        query: (query.0 as u8, query.1),
        listed: (listed.0 as u8, listed.1),
        likeness: likeness as f32,
    }
}

fn mask((from, count): (u8, u8)) -> u32 {
    ((1_u32 << count) - 1) << from
}

fn initial(query: &Word, listed: &ListedWord<'_>) -> f64 {
    let (short, kind, long) = if query.kind == WordKind::Initial {
        (query.text.as_str(), listed.kind, listed.text)
    } else if listed.kind == WordKind::Initial {
        (listed.text, query.kind, query.text.as_str())
    } else {
        return 0.0;
    };
    let fits = !short.is_empty()
        && !matches!(kind, WordKind::Legal | WordKind::Number | WordKind::Initial)
        && long.len() > short.len()
        && long.starts_with(short);
    if fits { INITIAL_LIKENESS } else { 0.0 }
}
