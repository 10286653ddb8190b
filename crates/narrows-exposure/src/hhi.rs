//! The Herfindahl–Hirschman index of concentration.

/// Σ sᵢ², where sᵢ is each amount's share of the sum: 1/n where n amounts are
/// equal, 1 where there is one. Unit: index 0–1. `None` where the amounts sum
/// to nothing; amounts that are not positive are passed over.
///
/// Source: Hirschman 1945, Herfindahl 1950. What the shares are shares of
/// (import sources, world production, world exports) belongs in the basis of
/// the figure.
///
/// World primary gallium 2024 (USGS MCS 2026: China 839,000 kg, Russia 6,000,
/// Japan 3,000):
///
/// ```
/// use narrows_exposure::herfindahl_hirschman_index;
/// let hhi = herfindahl_hirschman_index([839_000.0, 6_000.0, 3_000.0]).unwrap();
/// assert!((hhi - 0.9789).abs() < 1e-4);
/// assert_eq!(herfindahl_hirschman_index([]), None);
/// ```
///
/// It cannot tell a stable supplier from an unstable one, nor a market of one
/// firm from a market of many firms in one economy.
#[must_use]
pub fn herfindahl_hirschman_index(amounts: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut sum = 0.0;
    let mut squares = 0.0;
    for amount in amounts {
        if amount > 0.0 {
            sum += amount;
            squares += amount * amount;
        }
    }
    // The bounds hold in exact arithmetic; rounding may leave them by an ulp.
    (sum > 0.0).then(|| (squares / (sum * sum)).min(1.0))
}

/// The range of the index where part of the whole is not attributed to any
/// economy: from many small suppliers to a single one behind `unattributed`.
/// `None` where there is nothing at all.
///
/// ```
/// use narrows_exposure::hhi_bounds;
/// let (low, high) = hhi_bounds(&[60.0, 20.0], 20.0).unwrap();
/// assert!((low - 0.40).abs() < 1e-12);
/// assert!((high - 0.44).abs() < 1e-12);
/// ```
#[must_use]
pub fn hhi_bounds(named: &[f64], unattributed: f64) -> Option<(f64, f64)> {
    let unattributed = unattributed.max(0.0);
    let sum: f64 = named.iter().filter(|amount| **amount > 0.0).sum::<f64>() + unattributed;
    if sum <= 0.0 {
        return None;
    }
    let low: f64 = named
        .iter()
        .filter(|amount| **amount > 0.0)
        .map(|amount| (amount / sum).powi(2))
        .sum();
    let high = (low + (unattributed / sum).powi(2)).min(1.0);
    Some((low.min(high), high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn hhi_lies_between_one_over_n_and_one(amounts in prop::collection::vec(1e-6_f64..1e9, 1..60)) {
            let hhi = herfindahl_hirschman_index(amounts.iter().copied()).unwrap();
            let n = amounts.len() as f64;
            prop_assert!(hhi >= 1.0 / n - 1e-12);
            prop_assert!(hhi <= 1.0);
        }

        #[test]
        fn the_true_index_lies_within_the_bounds(
            named in prop::collection::vec(1e-3_f64..1e6, 1..20),
            hidden in prop::collection::vec(1e-3_f64..1e6, 0..20),
        ) {
            let (low, high) = hhi_bounds(&named, hidden.iter().sum()).unwrap();
            let all = named.iter().chain(&hidden).copied();
            let truth = herfindahl_hirschman_index(all).unwrap();
            prop_assert!(low <= truth + 1e-12 && truth <= high + 1e-12);
        }
    }
}
