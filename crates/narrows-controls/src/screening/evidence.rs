//! What an alignment is worth: a few numbers about it, and the score.

use super::name_alignment::{Answer, ListedWord};
use super::name_analysis::Word;
use super::name_words::WordKind;
use super::sound_costs::Hearing;

/// Number of features.
pub const FEATURES: usize = 26;

/// The features, by name and in order.
pub const FEATURE_NAMES: [&str; FEATURES] = [
    "asked_cover",
    "listed_cover",
    "matched_weight",
    "least_likeness",
    "mean_likeness",
    "matched_names",
    "asked_missing_weight",
    "listed_missing_weight",
    "asked_words",
    "listed_words",
    "hearing",
    "query_is_person",
    "listed_is_person",
    "whole_likeness",
    "heaviest_missing",
    "best_word",
    "exact_share",
    "number_differs",
    "initials",
    "matched_common",
    "asked_weight",
    "listed_weight",
    "weakest_name",
    "joined",
    "asked_names_missing",
    "listed_names_missing",
];

/// Features of one alignment.
pub type Features = [f32; FEATURES];

/// What a likeness counts: little below 0.7, all at 1.
pub fn credit(likeness: f64) -> f64 {
    ((likeness - 0.45) / 0.55).clamp(0.0, 1.0).powf(1.25)
}

/// The features of an alignment. `weights` are those of the words asked for.
pub fn features(
    query: &[Word],
    weights: &[f64],
    listed: &[ListedWord<'_>],
    answers: &[Answer],
    query_is_person: f32,
    listed_is_person: f32,
) -> Features {
    let asked_weight: f64 = weights.iter().sum();
    let listed_weight: f64 = listed.iter().map(|l| l.weight).sum();
    let mut asked = 0.0;
    let mut heard = 0.0;
    let mut matched = 0.0;
    let mut least = 1.0_f64;
    let mut weakest_name = 1.0_f64;
    let mut likeness_sum = 0.0;
    let mut likeness_weight = 0.0;
    let mut names = 0.0;
    let mut commons = 0.0;
    let mut exact = 0.0;
    let mut initials = 0.0;
    let mut joined = 0.0;
    let mut best_word = 0.0_f64;
    let (mut used_query, mut used_listed) = (0_u32, 0_u32);
    for answer in answers {
        let likeness = f64::from(answer.likeness);
        let q = answer.query.0 as usize..(answer.query.0 + answer.query.1) as usize;
        let l = answer.listed.0 as usize..(answer.listed.0 + answer.listed.1) as usize;
        let query_weight: f64 = weights[q.clone()].iter().sum();
        let word_weight: f64 = listed[l.clone()].iter().map(|w| w.weight).sum();
        let credit = credit(likeness);
        asked += query_weight * credit;
        heard += word_weight * credit;
        let shared = query_weight.min(word_weight);
        matched += shared * credit;
        best_word = best_word.max(shared * credit);
        for i in q.clone() {
            used_query |= 1 << i;
        }
        for i in l.clone() {
            used_listed |= 1 << i;
        }
        let kind = query[q.start].kind;
        if kind == WordKind::Initial || listed[l.start].kind == WordKind::Initial {
            initials += 1.0;
        }
        if answer.query.1 + answer.listed.1 > 2 {
            joined += 1.0;
        }
        let name = matches!(kind, WordKind::Name) && listed[l.start].kind != WordKind::Initial;
        if name {
            names += credit;
            weakest_name = weakest_name.min(likeness);
        }
        if kind == WordKind::Common {
            commons += credit;
        }
        if !matches!(kind, WordKind::Legal | WordKind::Particle | WordKind::Title) {
            least = least.min(likeness);
        }
        likeness_sum += likeness * shared;
        likeness_weight += shared;
        if likeness >= 1.0 {
            exact += query_weight;
        }
    }
    let mut heaviest_missing = 0.0_f64;
    let mut asked_names_missing = 0.0;
    let mut number_differs = 0.0;
    for (i, word) in query.iter().enumerate() {
        if used_query & (1 << i) == 0 {
            heaviest_missing = heaviest_missing.max(weights[i]);
            if matches!(word.kind, WordKind::Name | WordKind::Number) {
                asked_names_missing += 1.0;
            }
            if word.kind == WordKind::Number {
                number_differs += 1.0;
            }
        }
    }
    let mut listed_names_missing = 0.0;
    for (i, word) in listed.iter().enumerate() {
        if used_listed & (1 << i) == 0 {
            if matches!(word.kind, WordKind::Name | WordKind::Number) {
                listed_names_missing += 1.0;
            }
            if word.kind == WordKind::Number {
                number_differs += 1.0;
            }
        }
    }
    let hearing = query
        .iter()
        .map(|w| w.hearing)
        .max()
        .unwrap_or(Hearing::Letters);
    let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    [
        ratio(asked, asked_weight) as f32,
        ratio(heard, listed_weight) as f32,
        matched as f32,
        if answers.is_empty() {
            0.0
        } else {
            least as f32
        },
        ratio(likeness_sum, likeness_weight) as f32,
        names as f32,
        (asked_weight - asked) as f32,
        (listed_weight - heard) as f32,
        query.len() as f32,
        listed.len() as f32,
        hearing as u8 as f32,
        query_is_person,
        listed_is_person,
        ratio(2.0 * matched, asked_weight + listed_weight) as f32,
        heaviest_missing as f32,
        best_word as f32,
        ratio(exact, asked_weight) as f32,
        number_differs,
        initials,
        commons as f32,
        asked_weight as f32,
        listed_weight as f32,
        weakest_name as f32,
        joined,
        asked_names_missing,
        listed_names_missing,
    ]
}

/// The score by rule, 0 to 1, before calibration.
pub fn plain_score(features: &Features) -> f64 {
    let asked = f64::from(features[0]);
    let listed = f64::from(features[1]);
    (0.55 * asked + 0.45 * listed).clamp(0.0, 1.0)
}

/// The score of two names without a list: the score by rule, less a step for
/// each name word that stands against another one.
pub fn pair_score(features: &Features) -> f64 {
    let contradictions = f64::from(features[24].min(features[25]));
    (plain_score(features) - 0.15 * contradictions).clamp(0.0, 1.0)
}

/// Whether the alignment rests on more than a legal form or one word that many
/// parties share.
pub fn has_substance(features: &Features) -> bool {
    let [names, commons, matched] = [features[5], features[19], features[2]];
    let initials = features[18];
    names > 0.0
        || commons >= 1.5
        || (initials > 0.0 && commons > 0.0)
        || (features[15] >= 4.0 && matched >= 4.0)
}
