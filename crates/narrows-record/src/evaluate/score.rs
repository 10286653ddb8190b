//! Counting what was found, missed and wrong.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::gold::{Gold, GoldError, GoldEvidence};
use crate::propose::{Evidence, MentionType, Proposals};

/// Counts, and what follows from them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Proposed and in the gold.
    pub right: usize,
    /// Proposed and not in the gold.
    pub wrong: usize,
    /// In the gold and not proposed.
    pub missed: usize,
}

impl Score {
    /// Share of the proposals that are right; nothing without proposals.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong)
    }

    /// Share of the gold that was proposed; nothing without gold.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of both, 2·right / (2·right + wrong + missed).
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A difference between proposals and gold, for whoever improves the rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// First scalar.
    pub start: usize,
    /// Scalar behind the last.
    pub end: usize,
    /// `missed`, `wrong`, or `force` or `actors` where only these differ.
    pub what: String,
    /// Type, force or kind; for force and actors, "gold/proposed".
    pub label: String,
}

/// The measure of one text, or of several put together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    /// Mentions by type: strict span and type.
    pub mentions: BTreeMap<String, Score>,
    /// Mentions of all types.
    pub all_mentions: Score,
    /// Commitments matched by place.
    pub commitments: Score,
    /// Commitments matched by place and with the right force.
    pub commitments_with_force: Score,
    /// Commitments matched by place, with the right force and the same actors.
    pub commitments_with_actors: Score,
    /// Contradictions with both sides.
    pub inconsistencies: Score,
    /// What differs.
    pub differences: Vec<Difference>,
}

impl Evaluation {
    /// Adds the counts of another text.
    pub fn add(&mut self, other: &Self) {
        for (kind, score) in &other.mentions {
            self.mentions.entry(kind.clone()).or_default().add(*score);
        }
        self.all_mentions.add(other.all_mentions);
        self.commitments.add(other.commitments);
        self.commitments_with_force
            .add(other.commitments_with_force);
        self.commitments_with_actors
            .add(other.commitments_with_actors);
        self.inconsistencies.add(other.inconsistencies);
    }
}

/// Measures the proposals for a text against its gold.
///
/// `text` is the decoded file: a country tied to a neighbour by a hyphen is
/// neutral, and only the text shows that.
///
/// # Errors
/// If the gold was made for another text.
pub fn evaluate(gold: &Gold, proposals: &Proposals, text: &str) -> Result<Evaluation, GoldError> {
    if !gold
        .doc
        .sha256
        .eq_ignore_ascii_case(&proposals.document.sha256)
    {
        return Err(GoldError::OtherText {
            expected: gold.doc.sha256.clone(),
            found: proposals.document.sha256.clone(),
        });
    }
    let range = gold.doc.range.unwrap_or([0, usize::MAX]);
    let mut evaluation = Evaluation::default();
    if gold.doc.has_layer("mentions") {
        mentions(gold, proposals, text, range, &mut evaluation);
    }
    if gold.doc.has_layer("commitments") {
        commitments(gold, proposals, range, &mut evaluation);
    }
    if gold.doc.has_layer("inconsistencies") {
        inconsistencies(gold, proposals, range, &mut evaluation);
    }
    evaluation.differences.sort();
    Ok(evaluation)
}

fn inside(start: usize, end: usize, range: [usize; 2]) -> bool {
    range[0] <= start && end <= range[1]
}

type Key = (usize, usize, MentionType);

fn mentions(
    gold: &Gold,
    proposals: &Proposals,
    text: &str,
    range: [usize; 2],
    evaluation: &mut Evaluation,
) {
    let letters: Vec<char> = text.chars().collect();
    let key = |kind: &str, start, end| MentionType::from_name(kind).map(|kind| (start, end, kind));
    let neutral: BTreeSet<Key> = gold
        .neutral
        .iter()
        .filter_map(|mention| key(&mention.kind, mention.start, mention.end))
        .collect();
    let in_compound = |(start, end, kind): &Key| {
        *kind == MentionType::Place && is_in_compound(&letters, *start, *end)
    };
    let wanted: BTreeSet<Key> = gold
        .mentions
        .iter()
        .filter_map(|mention| key(&mention.kind, mention.start, mention.end))
        .filter(|key| inside(key.0, key.1, range) && !in_compound(key))
        .collect();
    let names: Vec<(usize, usize)> = wanted
        .iter()
        .filter(|(_, _, kind)| {
            matches!(
                kind,
                MentionType::Instr
                    | MentionType::Forum
                    | MentionType::Org
                    | MentionType::Meeting
                    | MentionType::Role
            )
        })
        .map(|(start, end, _)| (*start, *end))
        .collect();
    let proposed: BTreeSet<Key> = proposals
        .mentions
        .iter()
        .map(|mention| (mention.span.start, mention.span.end, mention.kind))
        .filter(|key| inside(key.0, key.1, range))
        .filter(|key| wanted.contains(key) || !(neutral.contains(key) || in_compound(key)))
        .filter(|key| {
            let in_name = matches!(key.2, MentionType::Good | MentionType::Tech)
                && names
                    .iter()
                    .any(|(start, end)| *start <= key.0 && key.1 <= *end);
            wanted.contains(key) || !in_name
        })
        .collect();
    for kind in MentionType::ALL {
        let of = |set: &BTreeSet<Key>| -> BTreeSet<Key> {
            set.iter().filter(|key| key.2 == kind).copied().collect()
        };
        let (wanted, proposed) = (of(&wanted), of(&proposed));
        let score = Score {
            right: wanted.intersection(&proposed).count(),
            wrong: proposed.difference(&wanted).count(),
            missed: wanted.difference(&proposed).count(),
        };
        evaluation.all_mentions.add(score);
        evaluation.mentions.insert(kind.name().to_owned(), score);
        for (what, keys) in [
            ("missed", wanted.difference(&proposed)),
            ("wrong", proposed.difference(&wanted)),
        ] {
            for (start, end, _) in keys {
                evaluation.differences.push(Difference {
                    start: *start,
                    end: *end,
                    what: what.to_owned(),
                    label: kind.name().to_owned(),
                });
            }
        }
    }
}

/// A country tied to a neighbour by a hyphen, as in "Japan-US".
fn is_in_compound(letters: &[char], start: usize, end: usize) -> bool {
    let hyphen = |c: Option<&char>| c.is_some_and(|c| matches!(c, '-' | '‐' | '‑' | '–'));
    let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '.');
    (hyphen(letters.get(end)) && word(letters.get(end + 1)))
        || (start >= 2 && hyphen(letters.get(start - 1)) && word(letters.get(start - 2)))
}

/// Scalars in both, where they are at least half of the shorter; otherwise 0.
fn half_overlap(a: &[(usize, usize)], b: &[(usize, usize)]) -> usize {
    let mut best = 0;
    for (a_start, a_end) in a {
        for (b_start, b_end) in b {
            let both = (*a_end.min(b_end)).saturating_sub(*a_start.max(b_start));
            let shorter = (a_end - a_start).min(b_end - b_start);
            if both > 0 && both * 2 >= shorter {
                best = best.max(both);
            }
        }
    }
    best
}

fn gold_spans(evidence: &[GoldEvidence]) -> Vec<(usize, usize)> {
    evidence.iter().map(|span| (span.start, span.end)).collect()
}

fn proposed_spans(evidence: &[Evidence]) -> Vec<(usize, usize)> {
    evidence.iter().map(|span| (span.start, span.end)).collect()
}

fn all_inside(spans: &[(usize, usize)], range: [usize; 2]) -> bool {
    spans.iter().all(|(start, end)| inside(*start, *end, range))
}

/// Pairs up by the largest score first; each is used once.
fn pair(scores: &mut [(usize, usize, usize)]) -> Vec<(usize, usize)> {
    scores.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (score, a, b) in scores.iter() {
        if *score > 0 && !left.contains(a) && !right.contains(b) {
            left.insert(*a);
            right.insert(*b);
            pairs.push((*a, *b));
        }
    }
    pairs
}

fn commitments(gold: &Gold, proposals: &Proposals, range: [usize; 2], evaluation: &mut Evaluation) {
    let wanted: Vec<_> = gold
        .commitments
        .iter()
        .map(|commitment| (commitment, gold_spans(&commitment.evidence)))
        .filter(|(_, spans)| all_inside(spans, range))
        .collect();
    let proposed: Vec<_> = proposals
        .commitments
        .iter()
        .map(|commitment| (commitment, proposed_spans(&commitment.evidence)))
        .filter(|(_, spans)| all_inside(spans, range))
        .collect();
    let mut scores = Vec::new();
    for (a, (wanted, wanted_spans)) in wanted.iter().enumerate() {
        for (b, (proposed, proposed_spans)) in proposed.iter().enumerate() {
            let overlap = half_overlap(wanted_spans, proposed_spans);
            // The closest pairs first: shared length over joint length; between
            // equals the right force decides.
            let length = |spans: &[(usize, usize)]| {
                spans.iter().map(|(start, end)| end - start).sum::<usize>()
            };
            let joint = (length(wanted_spans) + length(proposed_spans))
                .saturating_sub(overlap)
                .max(1);
            let right = usize::from(wanted.force == proposed.force);
            scores.push((
                if overlap == 0 {
                    0
                } else {
                    (overlap * 10_000 / joint) * 2 + right + 1
                },
                a,
                b,
            ));
        }
    }
    let pairs = pair(&mut scores);
    let count = |right: usize| Score {
        right,
        wrong: proposed.len() - right,
        missed: wanted.len() - right,
    };
    let (mut force, mut actors) = (0, 0);
    for (a, b) in &pairs {
        let (gold, spans) = &wanted[*a];
        let found = proposed[*b].0;
        if gold.force == found.force {
            force += 1;
            let sorted = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
            let same = sorted(&gold.actors) == sorted(&found.actors);
            actors += usize::from(same);
            if !same {
                push(
                    evaluation,
                    "actors",
                    spans,
                    format!("{}/{}", gold.actors.join("+"), found.actors.join("+")),
                );
            }
        } else {
            push(
                evaluation,
                "force",
                spans,
                format!("{}/{}", gold.force, found.force),
            );
        }
    }
    evaluation.commitments = count(pairs.len());
    evaluation.commitments_with_force = count(force);
    evaluation.commitments_with_actors = count(actors);
    for (number, (gold, spans)) in wanted.iter().enumerate() {
        if !pairs.iter().any(|(a, _)| *a == number) {
            push(evaluation, "missed", spans, gold.force.clone());
        }
    }
    for (number, (found, spans)) in proposed.iter().enumerate() {
        if !pairs.iter().any(|(_, b)| *b == number) {
            push(evaluation, "wrong", spans, found.force.clone());
        }
    }
}

fn push(evaluation: &mut Evaluation, what: &str, spans: &[(usize, usize)], label: String) {
    let start = spans.iter().map(|span| span.0).min().unwrap_or(0);
    let end = spans.iter().map(|span| span.1).max().unwrap_or(0);
    evaluation.differences.push(Difference {
        start,
        end,
        what: what.to_owned(),
        label,
    });
}

fn touches(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Both sides of a proposed pair touch different sides of the gold.
fn both_sides(gold: &[(usize, usize)], proposed: &[(usize, usize)]) -> bool {
    proposed.iter().enumerate().any(|(i, first)| {
        proposed.iter().skip(i + 1).any(|second| {
            gold.iter().enumerate().any(|(j, side)| {
                gold.iter().skip(j + 1).any(|other| {
                    (touches(*first, *side) && touches(*second, *other))
                        || (touches(*first, *other) && touches(*second, *side))
                })
            })
        })
    })
}

fn inconsistencies(
    gold: &Gold,
    proposals: &Proposals,
    range: [usize; 2],
    evaluation: &mut Evaluation,
) {
    let wanted: Vec<_> = gold
        .inconsistencies
        .iter()
        .map(|found| (found, gold_spans(&found.evidence)))
        .filter(|(_, spans)| all_inside(spans, range))
        .collect();
    let proposed: Vec<_> = proposals
        .inconsistencies
        .iter()
        .map(|found| (found, proposed_spans(&found.evidence)))
        .filter(|(_, spans)| spans.len() >= 2 && all_inside(spans, range))
        .collect();
    let mut scores = Vec::new();
    for (a, (gold, wanted)) in wanted.iter().enumerate() {
        for (b, (found, proposed)) in proposed.iter().enumerate() {
            let fits = both_sides(wanted, proposed);
            scores.push((
                if fits {
                    1 + usize::from(gold.kind == found.kind)
                } else {
                    0
                },
                a,
                b,
            ));
        }
    }
    let pairs = pair(&mut scores);
    evaluation.inconsistencies = Score {
        right: pairs.len(),
        wrong: proposed.len() - pairs.len(),
        missed: wanted.len() - pairs.len(),
    };
    for (number, (found, spans)) in wanted.iter().enumerate() {
        if !pairs.iter().any(|(a, _)| *a == number) {
            push(evaluation, "missed", spans, found.kind.clone());
        }
    }
    for (number, (found, spans)) in proposed.iter().enumerate() {
        if !pairs.iter().any(|(_, b)| *b == number) {
            push(evaluation, "wrong", spans, found.kind.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_measured_on_the_shorter_span() {
        assert_eq!(half_overlap(&[(0, 100)], &[(90, 110)]), 10);
        assert_eq!(half_overlap(&[(0, 100)], &[(91, 110)]), 0);
        assert_eq!(half_overlap(&[(0, 10)], &[(0, 100)]), 10);
    }

    #[test]
    fn a_pair_needs_both_sides() {
        assert!(both_sides(&[(0, 5), (10, 15)], &[(12, 20), (1, 2)]));
        assert!(!both_sides(&[(0, 5), (10, 15)], &[(12, 20), (20, 22)]));
        assert!(!both_sides(&[(0, 5), (10, 15)], &[(1, 2), (3, 4)]));
    }

    #[test]
    fn hyphens_make_a_country_neutral() {
        let letters: Vec<char> = "Japan-U.S. and Japan - ROK".chars().collect();
        assert!(is_in_compound(&letters, 0, 5));
        assert!(is_in_compound(&letters, 6, 10));
        assert!(!is_in_compound(&letters, 15, 20));
    }

    #[test]
    fn shares_without_a_whole_are_unknown() {
        assert_eq!(Score::default().precision(), None);
        let score = Score {
            right: 3,
            wrong: 1,
            missed: 3,
        };
        assert_eq!(score.precision(), Some(0.75));
        assert_eq!(score.recall(), Some(0.5));
        assert_eq!(score.f1(), Some(0.6));
    }
}
