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

/// Bounds of the index where each amount is only known to lie between two
/// ends. `None` where nothing can be above zero.
///
/// Each share lies between its amount's lowest end with the others' highest
/// and the other way round. The lower bound is the least Σ s² of shares inside
/// these that sum to 1: all as near to each other as their ends allow. For the
/// upper bound, s² is at most its chord (l + h)·s − l·h on [l, h], and the sum
/// of chords is greatest where the shares with the largest l + h are filled
/// first. Both are outer bounds: the index of any amounts between the ends lies
/// within them, but the bounds themselves need not be reached.
///
/// ```
/// use narrows_exposure::hhi_between;
/// let (low, high) = hhi_between(&[(40.0, 60.0), (40.0, 60.0)]).unwrap();
/// assert!((low - 0.5).abs() < 1e-9 && (high - 0.52).abs() < 1e-9);
/// ```
#[must_use]
pub fn hhi_between(ends: &[(f64, f64)]) -> Option<(f64, f64)> {
    let (lows, highs) = ends
        .iter()
        .fold((0.0, 0.0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1));
    let mut shares: Vec<(f64, f64)> = ends
        .iter()
        .filter(|(_, high)| *high > 0.0)
        .map(|(low, high)| {
            let least = low / (low + (highs - high).max(0.0)).max(f64::MIN_POSITIVE);
            let most = high / (high + (lows - low).max(0.0));
            (least.min(most), most.max(least))
        })
        .collect();
    if shares.is_empty() {
        return None;
    }
    // The level to which all shares are raised or cut, by halving.
    let (mut below, mut above) = (0.0_f64, 1.0_f64);
    for _ in 0..100 {
        let level = (below + above) / 2.0;
        let sum: f64 = shares.iter().map(|(l, h)| level.clamp(*l, *h)).sum();
        if sum < 1.0 {
            below = level;
        } else {
            above = level;
        }
    }
    let low: f64 = shares
        .iter()
        .map(|(l, h)| below.clamp(*l, *h).powi(2))
        .sum();
    shares.sort_by(|a, b| (b.0 + b.1).total_cmp(&(a.0 + a.1)));
    let mut left = 1.0 - shares.iter().map(|(l, _)| l).sum::<f64>();
    let mut high = 0.0;
    for (l, h) in &shares {
        let more = left.clamp(0.0, h - l);
        left -= more;
        high += l * l + (l + h) * more;
    }
    let high = high.min(1.0);
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
        fn amounts_between_their_ends_have_an_index_between_the_bounds(
            amounts in prop::collection::vec((0.0_f64..1e4, 0.0_f64..1e4, 0.0_f64..=1.0), 1..15),
            corner in any::<bool>(),
        ) {
            let ends: Vec<(f64, f64)> = amounts.iter().map(|(a, b, _)| (a.min(*b), a.max(*b))).collect();
            let values: Vec<f64> = ends.iter().zip(&amounts).map(|(ends, (_, _, place))| {
                let place = if corner { place.round() } else { *place };
                ends.0 + place * (ends.1 - ends.0)
            }).collect();
            if let Some(index) = herfindahl_hirschman_index(values) {
                let (low, high) = hhi_between(&ends).unwrap();
                prop_assert!(low <= index + 1e-9 && index <= high + 1e-9, "{low} {index} {high}");
            }
        }

        #[test]
        fn without_width_the_bounds_are_the_index(amounts in prop::collection::vec(1e-3_f64..1e6, 1..20)) {
            let ends: Vec<(f64, f64)> = amounts.iter().map(|a| (*a, *a)).collect();
            let index = herfindahl_hirschman_index(amounts).unwrap();
            let (low, high) = hhi_between(&ends).unwrap();
            prop_assert!((low - index).abs() < 1e-9 && (high - index).abs() < 1e-9);
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
