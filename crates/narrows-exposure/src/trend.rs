//! Whether a figure has changed since a year, and whether that can be told.

use narrows_core::{Coverage, Figure, Interval, SourceRef, Status, Unit, Year};
use schemars::JsonSchema;
use serde::Serialize;

use crate::comparison::difference;

/// Fewest years that a slope is measured from: with fewer, the confidence
/// interval of 95 % would need ends beyond the steepest pairs.
pub const FEWEST_YEARS: usize = 5;

/// The normal quantile of a two-sided confidence of 95 %.
const CONFIDENCE_QUANTILE: f64 = 1.959_963_984_540_054;

/// What the slope says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrendReading {
    /// The interval of the slope lies above zero.
    Rising,
    /// The interval of the slope lies below zero.
    Falling,
    /// The interval of the slope holds zero.
    NoMeasurableChange,
    /// There are too few years.
    NotKnown,
}

impl TrendReading {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::NoMeasurableChange => "no measurable change",
            Self::NotKnown => "not known",
        }
    }
}

/// A figure over the years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Trend {
    /// The figure of each year from the first asked about.
    pub points: Vec<(Year, Figure)>,
    /// Theil–Sen slope, in the figure's unit a year, with its confidence
    /// interval of 95 % (Sen 1968).
    pub slope: Figure,
    /// Last year less first year, with the intervals of both.
    pub difference: Figure,
    /// What the slope says.
    pub reading: TrendReading,
}

/// The median of the slopes of all pairs, and the ends of its confidence
/// interval of 95 %. `None` with fewer than [`FEWEST_YEARS`] points.
///
/// Sources: Theil 1950; Sen 1968 (doi:10.1080/01621459.1968.10480934), the
/// interval from the variance of Kendall's S, corrected for ties. It takes the
/// years as independent of each other; where a level persists from year to
/// year, the true interval is wider.
///
/// ```
/// use narrows_exposure::theil_sen;
/// let points: Vec<_> = (0..10).map(|n| (f64::from(n), 2.0 * f64::from(n))).collect();
/// assert_eq!(theil_sen(&points), Some((2.0, 2.0, 2.0)));
/// ```
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<(f64, f64, f64)> {
    let count = points.len();
    if count < FEWEST_YEARS {
        return None;
    }
    let mut slopes = Vec::with_capacity(count * (count - 1) / 2);
    for (index, a) in points.iter().enumerate() {
        for b in &points[..index] {
            if a.0 != b.0 {
                slopes.push((a.1 - b.1) / (a.0 - b.0));
            }
        }
    }
    if slopes.is_empty() {
        return None;
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let pairs = slopes.len();
    let middle = if pairs % 2 == 1 {
        slopes[pairs / 2]
    } else {
        0.5 * (slopes[pairs / 2 - 1] + slopes[pairs / 2])
    };
    let of_group = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let mut values: Vec<f64> = points.iter().map(|point| point.1).collect();
    values.sort_unstable_by(f64::total_cmp);
    let ties: f64 = values
        .chunk_by(|a, b| a == b)
        .map(|group| of_group(group.len() as f64))
        .sum();
    let deviation = ((of_group(count as f64) - ties) / 18.0).max(0.0).sqrt();
    let reach = CONFIDENCE_QUANTILE * deviation;
    let last = pairs - 1;
    let upper = (((pairs as f64 + reach) / 2.0).round() as usize).min(last);
    let lower = (((pairs as f64 - reach) / 2.0).round() - 1.0).max(0.0) as usize;
    Some((middle, slopes[lower.min(last)], slopes[upper]))
}

/// The trend of a yearly series from a year to another; years without a value
/// are passed over, and the coverage counts them.
#[must_use]
pub fn trend(series: &[(Year, Figure)], since: Year, until: Year) -> Trend {
    let points: Vec<(Year, Figure)> = series
        .iter()
        .filter(|(year, _)| (since..=until).contains(year))
        .cloned()
        .collect();
    let mut known: Vec<(Year, f64, &Figure)> = points
        .iter()
        .filter_map(|(year, figure)| Some((*year, figure.value()?, figure)))
        .collect();
    known.sort_by_key(|(year, _, _)| *year);
    let unit = points
        .first()
        .map_or(Unit::Index01, |(_, figure)| figure.unit())
        .of_difference();
    let mut sources: Vec<SourceRef> = points
        .iter()
        .flat_map(|(_, figure)| figure.sources().iter().cloned())
        .collect();
    sources.sort();
    sources.dedup();
    let period = match (known.first(), known.last()) {
        (Some((from, _, _)), Some((until, _, _))) => format!("{from}–{until}"),
        _ => format!("since {since}"),
    };
    let basis = format!("change a year, {period}");
    let asked = f64::from((until.0 - since.0 + 1).max(1));
    let coverage = || Coverage::known(known.len() as f64 / asked, "the years asked about");
    let plain: Vec<(f64, f64)> = known
        .iter()
        .map(|(year, value, _)| (f64::from(year.0), *value))
        .collect();
    let (slope, reading) = match theil_sen(&plain) {
        Some((slope, low, high)) => {
            let figure = Figure::estimated(
                slope,
                unit,
                basis,
                Interval::between(
                    low,
                    high,
                    "95 % confidence of the Theil–Sen slope (Sen 1968)",
                ),
                coverage(),
                sources.clone(),
            );
            let reading = if low > 0.0 {
                TrendReading::Rising
            } else if high < 0.0 {
                TrendReading::Falling
            } else {
                TrendReading::NoMeasurableChange
            };
            (figure, reading)
        }
        None => (
            Figure::unavailable(
                unit,
                basis,
                format!(
                    "{} of the years have a value; a slope needs {FEWEST_YEARS}",
                    known.len()
                ),
                sources.clone(),
            ),
            TrendReading::NotKnown,
        ),
    };
    let difference = match (known.first(), known.last()) {
        (Some((from, _, first)), Some((until, _, last))) if from != until => {
            let found = difference(first, last);
            rebased(found, format!("change from {from} to {until}"))
        }
        _ => Figure::unavailable(
            unit,
            format!("change since {since}"),
            "fewer than two years have a value",
            sources,
        ),
    };
    Trend {
        points,
        slope,
        difference,
        reading,
    }
}

/// The same figure under another basis.
fn rebased(figure: Figure, basis: String) -> Figure {
    let Some(value) = figure.value() else {
        return figure;
    };
    let new = Figure::measured(
        value,
        figure.unit(),
        basis,
        figure.interval().clone(),
        figure.coverage().clone(),
        figure.sources().iter().cloned(),
    );
    if *figure.status() == Status::Measured {
        new
    } else {
        new.as_estimate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn series(values: &[f64]) -> Vec<(Year, Figure)> {
        (2000..)
            .zip(values)
            .map(|(year, value)| {
                let figure = Figure::measured(
                    *value,
                    Unit::Index01,
                    format!("test, {year}"),
                    Interval::between(value - 0.01, value + 0.01, "test"),
                    Coverage::known(1.0, "test"),
                    [],
                );
                (Year(year), figure)
            })
            .collect()
    }

    /// The ends of the interval as counted by hand: of n = 10 untied points
    /// S has the variance 125, so that the interval runs from the 11.5th
    /// smallest to the 11.5th largest of 45 slopes.
    #[test]
    fn the_interval_is_that_of_sen() {
        let values = [0.3, 0.1, 0.4, 0.15, 0.5, 0.9, 0.2, 0.6, 0.53, 0.58];
        let points: Vec<(f64, f64)> = (0..10).map(f64::from).zip(values).collect();
        let mut slopes = Vec::new();
        for a in 0..10 {
            for b in 0..a {
                slopes.push((values[a] - values[b]) / (a as f64 - b as f64));
            }
        }
        slopes.sort_by(f64::total_cmp);
        let (middle, low, high) = theil_sen(&points).unwrap();
        assert_eq!(middle, slopes[22]);
        // (45 ± 1.96·√125)/2 = 11.54 and 33.46.
        assert_eq!((low, high), (slopes[11], slopes[33]));
    }

    #[test]
    fn a_rise_a_fall_and_neither() {
        let rising: Vec<f64> = (0..12).map(|n| 0.2 + 0.02 * f64::from(n)).collect();
        assert_eq!(
            trend(&series(&rising), Year(2000), Year(2030)).reading,
            TrendReading::Rising
        );
        let falling: Vec<f64> = rising.iter().rev().copied().collect();
        assert_eq!(
            trend(&series(&falling), Year(2000), Year(2030)).reading,
            TrendReading::Falling
        );
        let still = [0.3, 0.31, 0.3, 0.29, 0.3, 0.31, 0.3, 0.29];
        let still = trend(&series(&still), Year(2000), Year(2030));
        assert_eq!(still.reading, TrendReading::NoMeasurableChange);
        assert_eq!(
            still
                .slope
                .interval()
                .ends()
                .map(|(low, high)| low <= 0.0 && high >= 0.0),
            Some(true)
        );
    }

    #[test]
    fn too_few_years_tell_no_slope_but_a_difference() {
        let found = trend(&series(&[0.3, 0.4, 0.5, 0.6, 0.7]), Year(2002), Year(2004));
        assert_eq!(found.reading, TrendReading::NotKnown);
        assert_eq!(found.slope.value(), None);
        assert!(found.slope.to_string().contains("a slope needs 5"));
        assert!((found.difference.value().unwrap() - 0.2).abs() < 1e-12);
        let (low, high) = found.difference.interval().ends().unwrap();
        assert!((low - 0.18).abs() < 1e-12 && (high - 0.22).abs() < 1e-12);
        let nothing = trend(&[], Year(2002), Year(2004));
        assert_eq!(nothing.difference.value(), None);
    }

    proptest! {
        #[test]
        fn the_slope_lies_in_its_interval(values in prop::collection::vec(0.0_f64..1.0, 5..30)) {
            let points: Vec<(f64, f64)> = (0..30).map(f64::from).zip(values).collect();
            let (slope, low, high) = theil_sen(&points).unwrap();
            prop_assert!(low <= slope && slope <= high);
        }

        #[test]
        fn a_level_does_not_move_the_slope(values in prop::collection::vec(0.0_f64..1.0, 5..20)) {
            let points: Vec<(f64, f64)> = (0..20).map(f64::from).zip(values).collect();
            let raised: Vec<(f64, f64)> = points.iter().map(|(x, y)| (*x, y + 4.0)).collect();
            let (a, b) = (theil_sen(&points).unwrap(), theil_sen(&raised).unwrap());
            prop_assert!((a.0 - b.0).abs() < 1e-9);
        }
    }
}
