//! What insurance and freight add to import values, learnt from the mirrors.

use std::collections::BTreeMap;

use narrows_core::{Economy, HsCode};

use super::flow_reports::FlowReports;
use super::log_histogram::LogHistogram;

/// The highest margin between CIF and FOB that is taken out of an import
/// value, as a share of the FOB value. The lowest is 0: goods do not lose
/// value by being insured and carried.
///
/// The OECD's collection of margins that customs observed (ITIC) has a
/// trade-weighted mean of 6 %; bulky goods of little value have several times
/// that. A median beyond one half is not freight but goods counted
/// differently, and is left in the gap between the mirrors.
pub const HIGHEST_MARGIN: f64 = 0.5;

/// Mirrors below which a median says nothing.
const FEWEST_MIRRORS: f64 = 30.0;
/// Mirrors that a market needs to have a median of its own, from which its
/// importers differ.
const FEWEST_IN_MARKET: usize = 5;
/// The standard error of a median of n normal numbers is this over √n times σ.
const MEDIAN_EFFICIENCY: f64 = 1.2533;

/// The margin between CIF and FOB by code and importer.
///
/// For every flow whose mirrors both give a value and a reported weight, the
/// log ratio of the importer's unit value to the exporter's is margin and
/// error; the median over many flows is margin. A flow counts by
/// min(w₁, w₂)/max(w₁, w₂), the agreement of its weights. With m̃ the median
/// of all flows, the margin of code k and importer j is
///
/// ln(1 + m) = m̃ + Bₖ(m̃ₖ − m̃) + Bⱼ·m̃ⱼ, between 0 and ln(1 + [`HIGHEST_MARGIN`]),
///
/// m̃ₖ being the median of the code and m̃ⱼ that of the importer's deviations
/// from the medians of their markets. B = τ²/(τ² + 1.2533²σ²/n) shrinks a
/// median of few flows: σ is the robust spread of a flow's ratio, n the sum of
/// weights, and τ² what the medians vary beyond their own errors.
#[derive(Debug, Clone, PartialEq)]
pub struct CifMargins {
    /// `None` where too few mirrors have weights.
    overall: Option<f64>,
    codes: BTreeMap<HsCode, f64>,
    /// By [`Economy::index`].
    importers: Vec<f64>,
}

impl CifMargins {
    /// The logarithm of CIF over FOB.
    #[must_use]
    pub fn log_ratio(&self, hs_code: HsCode, importer: Economy) -> f64 {
        let Some(overall) = self.overall else {
            return 0.0;
        };
        let code = self.codes.get(&hs_code).copied().unwrap_or(0.0);
        let importer = self.importers.get(importer.index()).copied().unwrap_or(0.0);
        (overall + code + importer).clamp(0.0, HIGHEST_MARGIN.ln_1p())
    }

    /// The margin as a share of the FOB value: CIF over FOB, less one.
    #[must_use]
    pub fn share(&self, hs_code: HsCode, importer: Economy) -> f64 {
        self.log_ratio(hs_code, importer).exp_m1()
    }

    /// Whether there were mirrors enough to estimate anything; without, import
    /// values stay as they are reported.
    #[must_use]
    pub fn are_known(&self) -> bool {
        self.overall.is_some()
    }
}

/// Gathers unit values, market by market.
#[derive(Debug, Clone)]
pub(super) struct MarginSurvey {
    overall: LogHistogram,
    codes: BTreeMap<HsCode, LogHistogram>,
    importers: Vec<Option<LogHistogram>>,
    market: Option<(i32, HsCode)>,
    /// Importer, log ratio of unit values, weight: the market being read.
    mirrors: Vec<(usize, f64, f64)>,
}

impl MarginSurvey {
    pub(super) fn new() -> Self {
        Self {
            overall: LogHistogram::new(),
            codes: BTreeMap::new(),
            importers: vec![None; Economy::count()],
            market: None,
            mirrors: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, flow: &FlowReports) {
        let market = (flow.key.year, flow.key.hs_code);
        if self.market != Some(market) {
            self.close_market();
            self.market = Some(market);
        }
        let (Some(importer), Some(exporter)) =
            (flow.by_importer.whole_year(), flow.by_exporter.whole_year())
        else {
            return;
        };
        // Whoever gives FOB itself needs no margin.
        if importer.fob_kusd.is_some() {
            return;
        }
        let (Some(arrived), Some(left)) =
            (importer.reported_weight_t(), exporter.reported_weight_t())
        else {
            return;
        };
        let ratio = (importer.value_kusd / arrived).ln() - (exporter.value_kusd / left).ln();
        if ratio.is_finite() {
            let weight = arrived.min(left) / arrived.max(left);
            self.mirrors
                .push((flow.key.importer.index(), ratio, weight));
        }
    }

    fn close_market(&mut self) {
        let Some((_, hs_code)) = self.market else {
            return;
        };
        if self.mirrors.is_empty() {
            return;
        }
        let code = self.codes.entry(hs_code).or_insert_with(LogHistogram::new);
        for (_, ratio, weight) in &self.mirrors {
            self.overall.add(*ratio, *weight);
            code.add(*ratio, *weight);
        }
        if self.mirrors.len() >= FEWEST_IN_MARKET {
            let median = weighted_median(&mut self.mirrors);
            for (importer, ratio, weight) in &self.mirrors {
                self.importers[*importer]
                    .get_or_insert_with(LogHistogram::new)
                    .add(ratio - median, *weight);
            }
        }
        self.mirrors.clear();
    }

    pub(super) fn finish(mut self) -> CifMargins {
        self.close_market();
        let (Some(overall), Some(spread), true) = (
            self.overall.median(),
            self.overall.spread(),
            self.overall.total() >= FEWEST_MIRRORS,
        ) else {
            return CifMargins {
                overall: None,
                codes: BTreeMap::new(),
                importers: Vec::new(),
            };
        };
        let codes: Vec<(f64, f64)> = self
            .codes
            .values()
            .map(|code| (code.median().unwrap_or(overall) - overall, code.total()))
            .collect();
        let importers: Vec<(f64, f64)> = self
            .importers
            .iter()
            .map(|importer| {
                importer.as_ref().map_or((0.0, 0.0), |importer| {
                    (importer.median().unwrap_or(0.0), importer.total())
                })
            })
            .collect();
        CifMargins {
            overall: Some(overall),
            codes: self
                .codes
                .keys()
                .copied()
                .zip(shrunk(&codes, spread))
                .collect(),
            importers: shrunk(&importers, spread),
        }
    }
}

/// Deviations with the sums of weights behind them, each drawn to zero by how
/// much of it may be error.
fn shrunk(deviations: &[(f64, f64)], spread: f64) -> Vec<f64> {
    let error = |total: f64| (MEDIAN_EFFICIENCY * spread).powi(2) / total;
    let (mut between, mut weights) = (0.0, 0.0);
    for (deviation, total) in deviations.iter().filter(|(_, total)| *total > 0.0) {
        between += total * (deviation * deviation - error(*total));
        weights += total;
    }
    let between = if weights > 0.0 {
        (between / weights).max(0.0)
    } else {
        0.0
    };
    deviations
        .iter()
        .map(|(deviation, total)| {
            if *total > 0.0 && between > 0.0 {
                deviation * between / (between + error(*total))
            } else {
                0.0
            }
        })
        .collect()
}

/// The median of a market's ratios, by their weights.
fn weighted_median(mirrors: &mut [(usize, f64, f64)]) -> f64 {
    mirrors.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    let total: f64 = mirrors.iter().map(|(_, _, weight)| weight).sum();
    let mut sum = 0.0;
    for (_, ratio, weight) in mirrors.iter() {
        sum += weight;
        if 2.0 * sum >= total {
            return *ratio;
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deviation_of_few_mirrors_is_drawn_to_zero() {
        let found = shrunk(
            &[(0.1, 1000.0), (-0.1, 1000.0), (0.1, 2.0), (0.0, 0.0)],
            0.4,
        );
        assert!(found[0] > 0.09 && found[1] < -0.09);
        assert!(found[2] > 0.0 && found[2] < 0.02, "{found:?}");
        assert_eq!(found[3], 0.0);
    }

    #[test]
    fn deviations_that_are_no_more_than_their_errors_vanish() {
        assert_eq!(shrunk(&[(0.05, 10.0), (-0.05, 10.0)], 0.4), [0.0, 0.0]);
    }
}
