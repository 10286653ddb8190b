//! The probability that an indicator lies above its threshold.
//!
//! A flag that says "dependent" turns with the last dollar of a flow. The
//! probability is what such a flag is worth: the share of draws of the flows'
//! noise in which the indicator lies above the threshold. The noise is
//! measured ([`FlowNoise`]); its scale is not known exactly, so the interval
//! runs from half of it to twice of it.
//!
//! An indicator joins by saying, as a closure, whether it crosses for given
//! amounts: [`Crossing::simulate`].

use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};
use schemars::JsonSchema;
use serde::Serialize;

use crate::flow_noise::FlowNoise;
use crate::noise_draws::{DRAWS, Order, normal_quantiles, simulation_error};

/// How probable it is that an indicator lies above its threshold.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Crossing {
    /// In the unit of the indicator.
    pub threshold: f64,
    /// Probability, 0–1; its interval holds half and twice the measured noise.
    pub probability: Figure,
    /// What noise is behind it, and what it leaves out.
    pub model: String,
}

/// An amount that is known up to noise: one flow, or several added up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoisyAmount {
    /// In any unit, the same for all.
    pub amount: f64,
    /// Amounts with the same key move together.
    pub key: u64,
    /// Its noise over that of a single flow, 0–1: independent noise of flows
    /// that are added up cancels in part.
    pub weight: f64,
    /// Logarithm of the larger over the smaller of the two reports of exporter
    /// and importer, where both are known.
    pub log_gap: Option<f64>,
}

impl NoisyAmount {
    /// One flow.
    #[must_use]
    pub fn flow(amount: f64, key: u64) -> Self {
        Self {
            amount,
            key,
            weight: 1.0,
            log_gap: None,
        }
    }

    /// Several flows with noise of their own, from their sum and the sum of
    /// their squares: √Σv²/Σv of the noise of one.
    #[must_use]
    pub fn total(sum: f64, squares: f64, key: u64) -> Self {
        Self {
            amount: sum,
            key,
            weight: if sum > 0.0 {
                (squares.sqrt() / sum).min(1.0)
            } else {
                0.0
            },
            log_gap: None,
        }
    }
}

/// Probabilities under half, all and twice of the measured noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CrossingProbabilities {
    /// Under half of the noise.
    pub half: f64,
    /// Under the noise as measured.
    pub measured: f64,
    /// Under twice the noise.
    pub twice: f64,
}

/// The probability that `crosses` holds when each amount is varied by its
/// noise, independently of the others. Exactly 0 or 1 without noise; otherwise
/// never quite, since [`DRAWS`] draws cannot exclude what they did not meet.
///
/// ```
/// use narrows_exposure::{FlowNoise, NoisyAmount, crossing_probabilities};
/// use narrows_exposure::herfindahl_hirschman_index;
///
/// let flows = [70.0, 20.0, 10.0];
/// let amounts: Vec<_> =
///     flows.iter().zip(0..).map(|(flow, key)| NoisyAmount::flow(*flow, key)).collect();
/// let noise = FlowNoise::of_scatter(0.3, 100);
/// let p = crossing_probabilities(&amounts, &noise, |flows| {
///     herfindahl_hirschman_index(flows.iter().copied()).is_some_and(|hhi| hhi > 0.4)
/// });
/// assert!(p.measured > 0.9);
/// ```
#[must_use]
pub fn crossing_probabilities(
    amounts: &[NoisyAmount],
    noise: &FlowNoise,
    crosses: impl Fn(&[f64]) -> bool,
) -> CrossingProbabilities {
    if noise.is_none() {
        let plain: Vec<f64> = amounts.iter().map(|amount| amount.amount).collect();
        let certain = f64::from(u8::from(crosses(&plain)));
        return CrossingProbabilities {
            half: certain,
            measured: certain,
            twice: certain,
        };
    }
    let normal = normal_quantiles();
    let scatter = noise.unit_values.map_or(0.0, |scatter| scatter.deviation);
    let steps = noise
        .disagreement
        .as_ref()
        .map(|disagreement| disagreement.quantiles.as_slice());
    struct Column {
        amount: f64,
        deviation: f64,
        weight: f64,
        normal: Order,
        step: Order,
    }
    let columns: Vec<Column> = amounts
        .iter()
        .map(|amount| {
            // Two reports of one flow differ by √2 of the noise of each.
            let gap = amount.log_gap.unwrap_or(0.0);
            Column {
                amount: amount.amount,
                deviation: (scatter * scatter + gap * gap / 2.0).sqrt() * amount.weight,
                weight: amount.weight,
                normal: Order::new(amount.key.wrapping_mul(2)),
                step: Order::new(amount.key.wrapping_mul(2).wrapping_add(1)),
            }
        })
        .collect();
    let mut varied = [const { Vec::new() }; 3];
    for varied in &mut varied {
        varied.resize(columns.len(), 0.0);
    }
    let mut counts = [0_u32; 3];
    for draw in 0..DRAWS {
        for (index, column) in columns.iter().enumerate() {
            let mut exponent = column.deviation * normal[column.normal.at(draw)];
            if let Some(steps) = steps {
                exponent += column.weight * steps[column.step.at(draw)];
            }
            let half = libm::exp(0.5 * exponent);
            let whole = half * half;
            varied[0][index] = column.amount * half;
            varied[1][index] = column.amount * whole;
            varied[2][index] = column.amount * whole * whole;
        }
        for (count, varied) in counts.iter_mut().zip(&varied) {
            *count += u32::from(crosses(varied));
        }
    }
    let [half, measured, twice] =
        counts.map(|count| (f64::from(count) + 0.5) / (DRAWS as f64 + 1.0));
    CrossingProbabilities {
        half,
        measured,
        twice,
    }
}

impl Crossing {
    /// The crossing of an indicator whose value is above `threshold` where
    /// `crosses` holds. The probability is unavailable where the scatter of
    /// unit values is: noise that was not measured is not assumed.
    ///
    /// `basis` says of what, for example `CDI 1 above 0.4, 2023`.
    #[must_use]
    pub fn simulate(
        threshold: f64,
        basis: impl Into<String>,
        amounts: &[NoisyAmount],
        noise: &FlowNoise,
        sources: impl IntoIterator<Item = SourceRef>,
        crosses: impl Fn(&[f64]) -> bool,
    ) -> Self {
        if noise.unit_values.is_none() {
            return Self::unavailable(threshold, basis, noise, noise.words(), sources);
        }
        let found = crossing_probabilities(amounts, noise, crosses);
        let ends = [found.half, found.measured, found.twice];
        Self {
            threshold,
            probability: Figure::estimated(
                found.measured,
                Unit::Share,
                basis,
                Interval::between(
                    ends.into_iter().fold(1.0, f64::min),
                    ends.into_iter().fold(0.0, f64::max),
                    "half and twice the measured noise",
                ),
                Coverage::unknown(
                    "errors that all flows share, and goods under a wrong code, are in no noise",
                ),
                sources,
            ),
            model: format!(
                "{}; {DRAWS} draws, simulation error at most {:.1} points",
                noise.words(),
                simulation_error() * 100.0
            ),
        }
    }

    /// The probability in whole percent, as `73 %`, `>99 %` or `n/a`; finer
    /// digits would be those of the simulation.
    #[must_use]
    pub fn probability_text(&self) -> String {
        match self.probability.value() {
            None => "n/a".to_owned(),
            Some(value) if value > 0.0 && value < 0.01 => "<1 %".to_owned(),
            Some(value) if value < 1.0 && value > 0.99 => ">99 %".to_owned(),
            Some(value) => format!("{:.0} %", value * 100.0),
        }
    }

    /// A crossing that holds or does not whatever the noise, and why.
    #[must_use]
    pub fn certain(
        threshold: f64,
        basis: impl Into<String>,
        above: bool,
        why: &str,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        let probability = f64::from(u8::from(above));
        Self {
            threshold,
            probability: Figure::estimated(
                probability,
                Unit::Share,
                basis,
                Interval::between(probability, probability, why),
                Coverage::unknown("flows that nobody reported are in no noise"),
                sources,
            ),
            model: why.to_owned(),
        }
    }

    /// A crossing that cannot be told, and why.
    #[must_use]
    pub fn unavailable(
        threshold: f64,
        basis: impl Into<String>,
        noise: &FlowNoise,
        reason: impl Into<String>,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        Self {
            threshold,
            probability: Figure::unavailable(Unit::Share, basis, reason, sources),
            model: noise.words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow_noise::Disagreement;
    use crate::hhi::herfindahl_hirschman_index;
    use proptest::prelude::*;

    fn amounts(flows: &[f64]) -> Vec<NoisyAmount> {
        flows
            .iter()
            .zip(10..)
            .map(|(flow, key)| NoisyAmount::flow(*flow, key))
            .collect()
    }

    fn hhi_above(flows: &[f64], scatter: f64, threshold: f64) -> CrossingProbabilities {
        crossing_probabilities(
            &amounts(flows),
            &FlowNoise::of_scatter(scatter, 100),
            |flows| {
                herfindahl_hirschman_index(flows.iter().copied()).is_some_and(|hhi| hhi > threshold)
            },
        )
    }

    #[test]
    fn far_above_is_near_one_and_far_below_near_zero() {
        assert!(hhi_above(&[95.0, 3.0, 2.0], 0.3, 0.4).measured > 0.999);
        assert!(hhi_above(&[10.0; 10], 0.3, 0.4).measured < 0.001);
        // Two suppliers are above 0.4 whatever they deliver.
        assert!(hhi_above(&[50.0, 50.0], 1.0, 0.4).twice > 0.999);
    }

    #[test]
    fn at_the_threshold_with_symmetric_noise_it_is_one_half() {
        // A ratio of two amounts with equal noise is symmetric on the log scale.
        let found = crossing_probabilities(
            &amounts(&[100.0, 100.0]),
            &FlowNoise::of_scatter(0.5, 100),
            |flows| flows[0] / flows[1] > 1.0,
        );
        for probability in [found.half, found.measured, found.twice] {
            assert!(
                (probability - 0.5).abs() < 2.0 * simulation_error(),
                "{found:?}"
            );
        }
    }

    #[test]
    fn without_noise_the_flag_is_certain() {
        assert_eq!(hhi_above(&[70.0, 30.0], 0.0, 0.4).measured, 1.0);
        assert_eq!(hhi_above(&[25.0; 4], 0.0, 0.4).measured, 0.0);
        let near = hhi_above(&[60.0, 20.0, 20.0], 1e-9, 0.4399);
        assert!(near.measured > 0.999, "{near:?}");
    }

    /// A share of two flows is a logistic function of their log ratio, whose
    /// probability is known in closed form.
    #[test]
    fn it_agrees_with_the_closed_form() {
        for (ratio, scatter) in [(1.2, 0.3), (2.0, 0.7), (0.6, 0.5), (1.05, 0.1)] {
            let found = crossing_probabilities(
                &amounts(&[ratio, 1.0]),
                &FlowNoise::of_scatter(scatter, 100),
                |flows| flows[0] > flows[1],
            );
            let z = libm::log(ratio) / (scatter * std::f64::consts::SQRT_2);
            let exact = 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
            assert!(
                (found.measured - exact).abs() < 2.5 * simulation_error(),
                "{found:?} {exact}"
            );
        }
    }

    /// The delta method on the logarithm of the index, where it is valid.
    #[test]
    fn it_agrees_with_the_delta_method_for_small_noise() {
        let flows = [60.0, 25.0, 10.0, 5.0];
        let sum: f64 = flows.iter().sum();
        let hhi = herfindahl_hirschman_index(flows).unwrap();
        let scatter = 0.05;
        let deviation = flows
            .iter()
            .map(|flow| 2.0 * flow / sum * (flow / sum - hhi))
            .map(|slope| slope * slope)
            .sum::<f64>()
            .sqrt()
            * scatter;
        for shift in [-1.5, -0.5, 0.0, 0.5, 1.5] {
            let found = hhi_above(&flows, scatter, hhi + shift * deviation).measured;
            let exact = 0.5 * libm::erfc(shift / std::f64::consts::SQRT_2);
            assert!((found - exact).abs() < 0.04, "{shift} {found} {exact}");
        }
    }

    #[test]
    fn gaps_and_disagreement_add_to_the_noise() {
        let flows = [64.0, 18.0, 18.0];
        let plain = hhi_above(&flows, 0.05, 0.44).measured;
        let crosses = |flows: &[f64]| {
            herfindahl_hirschman_index(flows.iter().copied()).is_some_and(|hhi| hhi > 0.44)
        };
        let mut noise = FlowNoise::of_scatter(0.05, 100);
        noise.disagreement = Disagreement::of_ratios(&[0.5, 0.4, 0.0, 0.3], "test");
        let wider = crossing_probabilities(&amounts(&flows), &noise, crosses).measured;
        assert!(plain > 0.97 && wider < plain, "{plain} {wider}");
        let mut noise = FlowNoise::of_scatter(0.05, 100);
        noise.mirrors = true;
        let mut gapped = amounts(&flows);
        for amount in &mut gapped {
            amount.log_gap = Some(1.0);
        }
        let wider = crossing_probabilities(&gapped, &noise, crosses).measured;
        assert!(wider < plain, "{plain} {wider}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_higher_threshold_is_never_crossed_more_often(
            flows in prop::collection::vec(0.1_f64..1e4, 2..12),
            scatter in 0.01_f64..1.5,
            low in 0.1_f64..0.9,
            step in 0.0_f64..0.3,
        ) {
            let (a, b) = (hhi_above(&flows, scatter, low), hhi_above(&flows, scatter, low + step));
            prop_assert!(a.half >= b.half && a.measured >= b.measured && a.twice >= b.twice);
        }

        #[test]
        fn the_unit_of_the_flows_does_not_matter(
            flows in prop::collection::vec(0.1_f64..1e4, 2..12),
            scatter in 0.01_f64..1.5,
        ) {
            // A power of two, so that not even the last bit differs.
            let scaled: Vec<f64> = flows.iter().map(|flow| flow * 1024.0).collect();
            prop_assert_eq!(hhi_above(&flows, scatter, 0.4), hhi_above(&scaled, scatter, 0.4));
        }
    }
}
