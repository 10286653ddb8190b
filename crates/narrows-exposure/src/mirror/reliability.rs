//! How far reporters err, read off the gaps between mirrors.

use narrows_core::Economy;

/// The least error that any reporter is credited with, as a standard deviation
/// of the logarithm: half a percent.
pub const LOWEST_ERROR: f64 = 0.005;

/// Bins of a gap's size: from half a percent, four to a factor of two.
const BINS: usize = 40;
const SMALLEST: f64 = 0.005;
const BINS_PER_DOUBLING: f64 = 4.0;

/// Gaps beyond so many standard deviations count as lying there.
const CUT: f64 = 2.0;
/// The mean of min(z², 4) for a standard normal z, by which the cut lowers a
/// variance.
const CUT_MEAN: f64 = 0.920_54;

/// Mirrors' worth of weight that draws a reporter's error to the average.
const PRIOR_MIRRORS: f64 = 10.0;
const ROUNDS: usize = 200;

/// Sizes of gaps by importer and exporter.
#[derive(Debug, Clone)]
pub(super) struct GapSurvey {
    economies: usize,
    /// Importer × exporter × bin.
    counts: Vec<u32>,
}

impl GapSurvey {
    pub(super) fn new() -> Self {
        let economies = Economy::count();
        Self {
            economies,
            counts: vec![0; economies * economies * BINS],
        }
    }

    /// Adds the log of importer's over exporter's report.
    pub(super) fn add(&mut self, importer: Economy, exporter: Economy, gap: f64) {
        let bin = (BINS_PER_DOUBLING * (gap.abs() / SMALLEST).log2()).floor() + 1.0;
        // The first bin holds all that is smaller, zero among it.
        let bin = bin.clamp(0.0, (BINS - 1) as f64) as usize;
        let pair = importer.index() * self.economies + exporter.index();
        let count = &mut self.counts[pair * BINS + bin];
        *count = count.saturating_add(1);
    }

    /// The square of a gap in each bin.
    fn squares() -> [f64; BINS] {
        std::array::from_fn(|bin| {
            if bin == 0 {
                0.0
            } else {
                (SMALLEST * ((bin as f64 - 0.5) / BINS_PER_DOUBLING).exp2()).powi(2)
            }
        })
    }

    pub(super) fn finish(&self) -> Reliability {
        let squares = Self::squares();
        let pairs: Vec<Pair> = self
            .counts
            .chunks_exact(BINS)
            .enumerate()
            .filter_map(|(place, counts)| {
                let mirrors: f64 = counts.iter().map(|count| f64::from(*count)).sum();
                (mirrors > 0.0).then(|| Pair {
                    importer: place / self.economies,
                    exporter: place % self.economies,
                    mirrors,
                    counts: counts.to_vec(),
                })
            })
            .collect();
        decompose(&pairs, &squares, self.economies)
    }
}

/// The gaps of one pair of economies.
struct Pair {
    importer: usize,
    exporter: usize,
    mirrors: f64,
    counts: Vec<u32>,
}

impl Pair {
    /// The variance of the gaps, each cut at [`CUT`] of the standard deviation
    /// that is believed now.
    fn variance(&self, squares: &[f64; BINS], believed: f64) -> f64 {
        let most = CUT * CUT * believed;
        let sum: f64 = self
            .counts
            .iter()
            .zip(squares)
            .map(|(count, square)| f64::from(*count) * square.min(most))
            .sum();
        sum / self.mirrors / CUT_MEAN
    }
}

/// One reporter's error on one side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReporterError {
    /// Standard deviation of the log of a report around the truth.
    pub log_error: f64,
    /// Mirrors it was read from.
    pub mirrors: u64,
}

/// The errors of all reporters, as importers and as exporters.
///
/// The log gap d of a flow's mirrors, margins taken out, is the error of the
/// importer's report less that of the exporter's. As these do not know of each
/// other, E d² = sⱼ + tᵢ: the variances of the two. They are fitted to the
/// pairs' mean squares by least squares, a pair weighing n/(sⱼ + tᵢ)², the
/// inverse of the variance of its mean square. A gap counts no further than
/// two standard deviations out, so that a single slip of a decimal point
/// decides nothing; ten mirrors' worth of the average is added to everyone.
///
/// Adding a number to all sⱼ and taking it from all tᵢ leaves every sum as it
/// is: the mirrors alone cannot tell whether importers or exporters report
/// better. The two are set equal, on the average over all mirrors.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Variances by [`Economy::index`].
    importers: Vec<f64>,
    exporters: Vec<f64>,
    importer_mirrors: Vec<f64>,
    exporter_mirrors: Vec<f64>,
}

impl Reliability {
    /// The weight of the importer's report beside the exporter's, 0–1.
    #[must_use]
    pub fn importer_weight(&self, importer: Economy, exporter: Economy) -> f64 {
        let (own, other) = (
            self.importers[importer.index()],
            self.exporters[exporter.index()],
        );
        other / (own + other)
    }

    /// A reporter's error about its imports; `None` without mirrors.
    #[must_use]
    pub fn of_imports(&self, reporter: Economy) -> Option<ReporterError> {
        error(&self.importers, &self.importer_mirrors, reporter)
    }

    /// A reporter's error about its exports; `None` without mirrors.
    #[must_use]
    pub fn of_exports(&self, reporter: Economy) -> Option<ReporterError> {
        error(&self.exporters, &self.exporter_mirrors, reporter)
    }

    /// Both sides of a reporter together, each by its mirrors.
    #[must_use]
    pub fn of(&self, reporter: Economy) -> Option<ReporterError> {
        let sides = [self.of_imports(reporter), self.of_exports(reporter)];
        let mirrors: u64 = sides.iter().flatten().map(|side| side.mirrors).sum();
        let squares: f64 = sides
            .iter()
            .flatten()
            .map(|side| side.log_error.powi(2) * side.mirrors as f64)
            .sum();
        (mirrors > 0).then(|| ReporterError {
            log_error: (squares / mirrors as f64).sqrt(),
            mirrors,
        })
    }
}

fn error(variances: &[f64], mirrors: &[f64], reporter: Economy) -> Option<ReporterError> {
    let index = reporter.index();
    (mirrors[index] > 0.0).then(|| ReporterError {
        log_error: variances[index].sqrt(),
        mirrors: mirrors[index] as u64,
    })
}

fn decompose(pairs: &[Pair], squares: &[f64; BINS], economies: usize) -> Reliability {
    let floor = LOWEST_ERROR * LOWEST_ERROR;
    let mut importer_mirrors = vec![0.0; economies];
    let mut exporter_mirrors = vec![0.0; economies];
    let mut all = 0.0;
    for pair in pairs {
        importer_mirrors[pair.importer] += pair.mirrors;
        exporter_mirrors[pair.exporter] += pair.mirrors;
        all += pair.mirrors;
    }
    // To begin with, everyone has half of a variance that the cut does not
    // yet touch.
    let first = pairs
        .iter()
        .map(|pair| pair.variance(squares, f64::INFINITY) * pair.mirrors)
        .sum::<f64>()
        / if all > 0.0 { all } else { 1.0 };
    let mut importers = vec![(first / 2.0).max(floor); economies];
    let mut exporters = importers.clone();
    for _ in 0..ROUNDS {
        let half = importers
            .iter()
            .zip(&importer_mirrors)
            .chain(exporters.iter().zip(&exporter_mirrors))
            .map(|(variance, mirrors)| variance * mirrors)
            .sum::<f64>()
            / if all > 0.0 { 2.0 * all } else { 1.0 };
        let half = half.max(floor);
        let prior = PRIOR_MIRRORS / (2.0 * half).powi(2);
        let mut moved = 0.0_f64;
        for importing in [true, false] {
            let mut sums = vec![prior * half; economies];
            let mut weights = vec![prior; economies];
            for pair in pairs {
                let (own, other) = if importing {
                    (pair.importer, exporters[pair.exporter])
                } else {
                    (pair.exporter, importers[pair.importer])
                };
                let believed = importers[pair.importer] + exporters[pair.exporter];
                let weight = pair.mirrors / (believed * believed);
                sums[own] += weight * (pair.variance(squares, believed) - other);
                weights[own] += weight;
            }
            let variances = if importing {
                &mut importers
            } else {
                &mut exporters
            };
            for (variance, (sum, weight)) in variances.iter_mut().zip(sums.iter().zip(&weights)) {
                let next = (sum / weight).max(floor);
                moved = moved.max((next / *variance).ln().abs());
                *variance = next;
            }
        }
        level(
            &mut importers,
            &mut exporters,
            &importer_mirrors,
            &exporter_mirrors,
            floor,
        );
        if moved < 1e-6 {
            break;
        }
    }
    Reliability {
        importers,
        exporters,
        importer_mirrors,
        exporter_mirrors,
    }
}

/// Makes the average variance of imports that of exports, every sum of the two
/// kept.
fn level(
    importers: &mut [f64],
    exporters: &mut [f64],
    importer_mirrors: &[f64],
    exporter_mirrors: &[f64],
    floor: f64,
) {
    let mean = |variances: &[f64], mirrors: &[f64]| {
        let all: f64 = mirrors.iter().sum();
        let sum: f64 = variances.iter().zip(mirrors).map(|(v, n)| v * n).sum();
        if all > 0.0 { sum / all } else { 0.0 }
    };
    let excess = (mean(importers, importer_mirrors) - mean(exporters, exporter_mirrors)) / 2.0;
    for variance in importers.iter_mut() {
        *variance = (*variance - excess).max(floor);
    }
    for variance in exporters.iter_mut() {
        *variance = (*variance + excess).max(floor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn economy(index: usize) -> Economy {
        Economy::from_index(index).unwrap_or_else(|| unreachable!("there are more economies"))
    }

    /// Gaps of ±√(s + t), whose mean square is the sum of the variances.
    #[test]
    fn variances_are_found_again_and_ranked() {
        let importers = [0.01, 0.01, 0.04, 0.36];
        let exporters = [0.36, 0.04, 0.01, 0.01];
        let mut survey = GapSurvey::new();
        for (j, s) in importers.iter().enumerate() {
            for (i, t) in exporters.iter().enumerate() {
                for place in 0..400 {
                    // Quantiles of a normal distribution, by its logistic
                    // likeness.
                    let p = (f64::from(place) + 0.5) / 400.0;
                    let z = (p / (1.0 - p)).ln() / 1.702;
                    survey.add(economy(j), economy(10 + i), z * f64::sqrt(s + t));
                }
            }
        }
        let found = survey.finish();
        let of = |index| {
            found
                .of_imports(economy(index))
                .map_or(f64::NAN, |error| error.log_error)
        };
        assert!(
            of(3) > 2.0 * of(2) && of(2) > of(0),
            "{} {} {}",
            of(0),
            of(2),
            of(3)
        );
        assert!((of(3) - 0.6).abs() < 0.06, "{}", of(3));
        assert!((of(2) - 0.2).abs() < 0.05, "{}", of(2));
        assert!(found.importer_weight(economy(3), economy(13)) < 0.1);
        assert!(found.importer_weight(economy(0), economy(10)) > 0.9);
        assert_eq!(found.of_exports(economy(0)), None);
    }

    #[test]
    fn without_gaps_both_sides_weigh_the_same() {
        let mut survey = GapSurvey::new();
        survey.add(economy(0), economy(1), 0.0);
        let found = survey.finish();
        assert_eq!(found.importer_weight(economy(0), economy(1)), 0.5);
        // Nor do economies that were never compared.
        assert_eq!(found.importer_weight(economy(5), economy(6)), 0.5);
    }

    #[test]
    fn one_slip_of_a_decimal_point_decides_nothing() {
        let mut survey = GapSurvey::new();
        for _ in 0..100 {
            survey.add(economy(0), economy(1), 0.1);
        }
        survey.add(economy(0), economy(1), 1000_f64.ln());
        let error = survey.finish().of_imports(economy(0));
        assert!(
            error.is_some_and(|error| error.log_error < 0.1),
            "{error:?}"
        );
    }
}
