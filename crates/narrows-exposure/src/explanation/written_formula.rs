//! Formulas with their numbers written out.

use narrows_core::Figure;

/// Terms of a sum that are written out before the rest is counted.
pub(super) const TERMS: usize = 4;

/// An amount as it stands in a formula.
pub(super) fn plain(value: f64) -> String {
    if value.abs() >= 1000.0 || value == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.3}")
    }
}

/// `0.901² + 0.026² + … (25 terms) = 0.813`.
pub(super) fn sum_of_squares(shares: impl Iterator<Item = f64>, result: &Figure) -> String {
    let mut shares: Vec<f64> = shares.collect();
    shares.sort_by(|a, b| b.total_cmp(a));
    let mut terms: Vec<String> = shares
        .iter()
        .take(TERMS)
        .map(|share| format!("{share:.4}²"))
        .collect();
    if shares.len() > TERMS {
        terms.push(format!("… ({} terms)", shares.len()));
    }
    format!("{} = {}", terms.join(" + "), result.value_text())
}

pub(super) fn written_out(terms: &[f64]) -> String {
    let mut words: Vec<String> = terms
        .iter()
        .take(TERMS)
        .map(|term| format!("{term:.4}"))
        .collect();
    if terms.len() > TERMS {
        words.push(format!("… ({} terms)", terms.len()));
    }
    words.join(" + ")
}

pub(super) fn sum_of(terms: &[f64], result: &Figure) -> String {
    format!("{} = {}", written_out(terms), result.value_text())
}
