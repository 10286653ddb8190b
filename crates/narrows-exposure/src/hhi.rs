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
    let shares: Vec<(f64, f64)> = ends
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
    let high = most_weighed_squares(shares.into_iter().map(|ends| (ends, 1.0)), 0.0).min(1.0);
    Some((low.min(high), high))
}

/// Where the true total of a printed table can lie: within its rounding, and
/// nowhere below the least sum of its parts. `total` is the larger of the
/// printed total and the sum of the printed parts. Where even the least sum of
/// the parts exceeds the printed total, the total leaves something out and the
/// parts alone are the whole.
pub(crate) fn total_range(
    parts: &[(f64, f64)],
    printed: f64,
    rounding: f64,
    total: f64,
) -> (f64, f64) {
    let (lows, highs) = parts
        .iter()
        .fold((0.0, 0.0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1));
    let most = if printed + rounding < lows {
        highs
    } else {
        printed + rounding
    };
    ((printed - rounding).max(lows).min(total), most.max(total))
}

/// Range of each part's share of a total: least over the largest total, most
/// over the least total that can hold it beside the least of the others.
pub(crate) fn share_ranges(parts: &[(f64, f64)], total: (f64, f64)) -> Vec<(f64, f64)> {
    let lows: f64 = parts.iter().map(|(low, _)| low).sum();
    parts
        .iter()
        .map(|(low, high)| {
            let least_total = total.0.max(high + (lows - low).max(0.0));
            let share = |amount: f64, total: f64| {
                if total > 0.0 {
                    (amount / total).min(1.0)
                } else {
                    0.0
                }
            };
            (share(*low, total.1), share(*high, least_total))
        })
        .collect()
}

/// Bounds of the index where parts and total are known between ends and what
/// the parts leave of the total is spread over many or held by one.
///
/// The lower bound is reached with every part at its least, the total at its
/// most, and the rest spread thin. The upper bound fills the shares from their
/// least until they sum to 1, along the chord of each square, the steepest
/// first, as [`hhi_between`] does; the rest is one more share.
pub(crate) fn hhi_of_parts(parts: &[(f64, f64)], total: (f64, f64)) -> (f64, f64) {
    let ranges = share_ranges(parts, total);
    let low: f64 = ranges.iter().map(|(least, _)| least * least).sum();
    let rest = (1.0 - ranges.iter().map(|(least, _)| least).sum::<f64>()).max(0.0);
    let high = most_weighed_squares(ranges.into_iter().map(|ends| (ends, 1.0)), rest).min(1.0);
    (low.min(high), high)
}

/// The most that Σ w·s² can be, where each share s lies between its ends and
/// has the weight w, a further share between nothing and `rest` has the weight
/// 1, and all sum to 1. An outer bound: [`fill_along_chords`].
pub(crate) fn most_weighed_squares(
    shares: impl IntoIterator<Item = ((f64, f64), f64)>,
    rest: f64,
) -> f64 {
    let mut all: Vec<WeighedRange> = shares
        .into_iter()
        .map(|((least, most), weight)| WeighedRange {
            least,
            most,
            weight,
        })
        .collect();
    all.push(WeighedRange {
        least: 0.0,
        most: rest,
        weight: 1.0,
    });
    fill_along_chords(all)
}

/// A share between two ends, and what its square weighs.
struct WeighedRange {
    least: f64,
    most: f64,
    weight: f64,
}

impl WeighedRange {
    /// Slope of the chord of w·s² over the range.
    fn slope(&self) -> f64 {
        self.weight * (self.least + self.most)
    }
}

/// The greatest sum of chords of the weighed squares of shares that sum to 1.
fn fill_along_chords(mut shares: Vec<WeighedRange>) -> f64 {
    shares.sort_by(|a, b| b.slope().total_cmp(&a.slope()));
    let mut left = 1.0 - shares.iter().map(|share| share.least).sum::<f64>();
    let mut sum = 0.0;
    for share in &shares {
        let more = left.clamp(0.0, (share.most - share.least).max(0.0));
        left -= more;
        sum += share.weight * share.least * share.least + share.slope() * more;
    }
    sum
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

        #[test]
        fn shares_that_round_to_the_printed_ones_have_an_index_within_the_bounds(
            named in prop::collection::vec(0_u32..5_000, 1..8),
            hidden in prop::collection::vec(0_u32..2_000, 0..4),
            digit in prop::sample::select(vec![1.0_f64, 10.0, 100.0]),
            total_digit in prop::sample::select(vec![1.0_f64, 100.0, 1_000.0]),
        ) {
            let round = |amount: f64, digit: f64| (amount / digit).round() * digit;
            let truth: Vec<f64> = named.iter().map(|amount| f64::from(*amount)).collect();
            let whole = truth.iter().sum::<f64>() + hidden.iter().map(|a| f64::from(*a)).sum::<f64>();
            let parts: Vec<(f64, f64)> = truth
                .iter()
                .map(|amount| round(*amount, digit))
                .map(|printed| ((printed - digit / 2.0).max(0.0), printed + digit / 2.0))
                .collect();
            let printed = round(whole, total_digit);
            let sum: f64 = truth.iter().map(|amount| round(*amount, digit)).sum();
            let total = total_range(&parts, printed, total_digit / 2.0, printed.max(sum));
            let all = truth.iter().copied().chain(hidden.iter().map(|amount| f64::from(*amount)));
            if let Some(index) = herfindahl_hirschman_index(all) {
                let (low, high) = hhi_of_parts(&parts, total);
                prop_assert!(low <= index + 1e-9 && index <= high + 1e-9, "{low} {index} {high}");
                for (amount, (least, most)) in truth.iter().zip(share_ranges(&parts, total)) {
                    let share = amount / whole;
                    prop_assert!(least <= share + 1e-9 && share <= most + 1e-9, "{least} {share} {most}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn weighed_shares_within_their_ends_stay_below_the_bound(
            amounts in prop::collection::vec((1e-3_f64..1.0, 0.0_f64..0.3, 0.0_f64..1.0), 1..12),
            hidden in 0.0_f64..1.0,
        ) {
            let whole: f64 = amounts.iter().map(|one| one.0).sum::<f64>() + hidden;
            let shares: Vec<(f64, f64)> = amounts.iter().map(|one| (one.0 / whole, one.2)).collect();
            let ranges: Vec<((f64, f64), f64)> = shares
                .iter()
                .zip(&amounts)
                .map(|((share, weight), one)| {
                    ((share * (1.0 - one.1), (share * (1.0 + one.1)).min(1.0)), *weight)
                })
                .collect();
            let rest = 1.0 - ranges.iter().map(|one| one.0.0).sum::<f64>();
            let reached = shares.iter().map(|(share, weight)| weight * share * share).sum::<f64>()
                + (hidden / whole).powi(2);
            prop_assert!(reached <= most_weighed_squares(ranges, rest) + 1e-9);
        }
    }

    /// Printed 48, 47 and a total of 100 rounded to tens: 48 and 47 of 95 are
    /// possible, an index of 0.5001, more than the squares over 100 allow.
    #[test]
    fn a_total_rounded_up_hides_a_higher_index() {
        let parts = [(47.5, 48.5), (46.5, 47.5)];
        let (low, high) = hhi_of_parts(&parts, total_range(&parts, 100.0, 5.0, 100.0));
        let possible = herfindahl_hirschman_index([48.0, 47.0]).unwrap();
        assert!(low <= possible && possible <= high, "{low} {high}");
        assert!(high < 0.52, "{high}");
    }
}
