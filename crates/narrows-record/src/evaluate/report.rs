//! The measure as a table for people.

use std::fmt::Write;

use super::score::{Evaluation, Score};
use crate::propose::MentionType;

/// Sets an evaluation as plain text.
#[must_use]
pub fn to_text(evaluation: &Evaluation) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{:<28}{:>7}{:>7}{:>7}{:>11}{:>8}{:>7}",
        "", "right", "wrong", "missed", "precision", "recall", "F1"
    );
    for kind in MentionType::ALL {
        if let Some(score) = evaluation.mentions.get(kind.name()) {
            row(&mut text, kind.name(), *score);
        }
    }
    row(&mut text, "all mentions", evaluation.all_mentions);
    row(&mut text, "commitments", evaluation.commitments);
    row(
        &mut text,
        "  with the right force",
        evaluation.commitments_with_force,
    );
    row(
        &mut text,
        "  and the same actors",
        evaluation.commitments_with_actors,
    );
    row(&mut text, "contradictions", evaluation.inconsistencies);
    text
}

fn row(text: &mut String, name: &str, score: Score) {
    let set =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
    let _ = writeln!(
        text,
        "{name:<28}{:>7}{:>7}{:>7}{:>11}{:>8}{:>7}",
        score.right,
        score.wrong,
        score.missed,
        set(score.precision()),
        set(score.recall()),
        set(score.f1())
    );
}
