//! Unit values that cannot be right.
//!
//! BACI 2021 has 492,941 t of graphite from the United States to the Dominican
//! Republic at 75 USD/t, where the United States report 8,660 t of exports to
//! all the world. Such flows are flagged, shown, and left out of a second
//! calculation; never dropped in silence.
//!
//! A market may also trade two grades: laterite nickel ore costs a hundredth
//! of concentrate, and half of the market's value lies 20 times below its
//! median. A flagged flow that costs what its exporter's other flows cost is
//! therefore *corroborated*: shown, but kept in both calculations.

/// A unit value is flagged when it is more than this many times above or below
/// the median of its market.
pub const OUTLIER_FACTOR: f64 = 20.0;

/// A flagged unit value is corroborated when it is at most this many times
/// above or below the unit value of its exporter's other flows.
pub const CORROBORATION_FACTOR: f64 = 5.0;

/// The median of the unit values (kUSD/t) of a market's flows, each flow
/// counted once; the lower one of the two middle ones where their number is
/// even. `None` without flows that have both a value and a quantity.
///
/// Weights would let the faulty quantity that is looked for decide the median.
#[must_use]
pub fn median_unit_value(unit_values: &mut [f64]) -> Option<f64> {
    if unit_values.is_empty() {
        return None;
    }
    let middle = (unit_values.len() - 1) / 2;
    let (_, median, _) = unit_values.select_nth_unstable_by(middle, f64::total_cmp);
    Some(*median)
}

/// Whether a unit value is further from the median than [`OUTLIER_FACTOR`].
#[must_use]
pub fn is_outlier(unit_value: f64, median: f64) -> bool {
    unit_value > median * OUTLIER_FACTOR || unit_value < median / OUTLIER_FACTOR
}

/// Whether a unit value is near enough to that of its exporter's other flows.
#[must_use]
pub fn is_corroborated(unit_value: f64, of_other_flows: f64) -> bool {
    unit_value <= of_other_flows * CORROBORATION_FACTOR
        && unit_value >= of_other_flows / CORROBORATION_FACTOR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_times_off_is_flagged() {
        assert_eq!(median_unit_value(&mut [3.0, 1.0, 2.0, 10.0]), Some(2.0));
        assert!(is_outlier(40.1, 2.0));
        assert!(!is_outlier(39.9, 2.0));
        assert!(is_outlier(0.075, 1.6));
    }

    #[test]
    fn a_second_grade_is_corroborated_by_its_exporter() {
        assert!(is_corroborated(0.044, 0.05));
        assert!(!is_corroborated(0.075, 3.1));
    }
}
