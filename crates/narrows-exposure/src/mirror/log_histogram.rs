//! Medians of logarithms in constant memory.

/// Bins on either side of zero.
const SIDE: usize = 200;
/// Width of a bin: half a percent.
const WIDTH: f64 = 0.005;

/// Weights by logarithm, in bins of half a percent from −1 to 1; what lies
/// further out counts as lying at the end, which leaves the median as it is.
///
/// The middle bin is centred at zero, so that equal numbers, whose logarithm
/// is zero, have a median of exactly zero.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LogHistogram {
    bins: Box<[f64]>,
    total: f64,
}

impl LogHistogram {
    pub(crate) fn new() -> Self {
        Self {
            bins: vec![0.0; 2 * SIDE + 1].into_boxed_slice(),
            total: 0.0,
        }
    }

    pub(crate) fn add(&mut self, log: f64, weight: f64) {
        let place = (log / WIDTH).round().clamp(-(SIDE as f64), SIDE as f64) + SIDE as f64;
        self.bins[place as usize] += weight;
        self.total += weight;
    }

    /// The sum of the weights.
    pub(crate) fn total(&self) -> f64 {
        self.total
    }

    /// The logarithm with the share `share` of the weight at or below it, to
    /// half a bin; `None` where nothing was added.
    pub(crate) fn quantile(&self, share: f64) -> Option<f64> {
        if self.total <= 0.0 {
            return None;
        }
        let wanted = share * self.total;
        let mut sum = 0.0;
        let mut last = None;
        for (place, weight) in self.bins.iter().enumerate() {
            if *weight > 0.0 {
                sum += weight;
                last = Some((place as f64 - SIDE as f64) * WIDTH);
                if sum >= wanted {
                    break;
                }
            }
        }
        last
    }

    pub(crate) fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }

    /// A robust standard deviation: half the middle 68.27 % of the weight,
    /// which is σ for normal numbers.
    pub(crate) fn spread(&self) -> Option<f64> {
        Some((self.quantile(0.841_345)? - self.quantile(0.158_655)?) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_right_to_half_a_bin_and_ends_do_not_move_it() {
        let mut histogram = LogHistogram::new();
        for log in [-50.0, 0.0612, 0.0612, 0.0612, 70.0, f64::INFINITY] {
            histogram.add(log, 1.0);
        }
        let median = histogram.median().unwrap_or(f64::NAN);
        assert!((median - 0.0612).abs() <= WIDTH / 2.0, "{median}");
    }

    #[test]
    fn equal_numbers_have_a_median_of_exactly_zero() {
        let mut histogram = LogHistogram::new();
        assert_eq!(histogram.median(), None);
        histogram.add(0.0, 0.3);
        assert_eq!(histogram.median(), Some(0.0));
        assert_eq!(histogram.spread(), Some(0.0));
    }
}
