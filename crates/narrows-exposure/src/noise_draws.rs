//! Draws of noise that are the same on every platform and in every run.
//!
//! Each noise is a *Latin hypercube* column: the [`DRAWS`] mid-quantiles of its
//! distribution, each once, in an order that depends on the column's key alone
//! (McKay, Beckman and Conover 1979). Every column is therefore exactly
//! symmetric, and the simulation error is at most that of plain random draws.
//! The order comes from a mixing of the draw's number, not from a state, so
//! that columns can be read in any order and by several workers.

use std::sync::OnceLock;

/// Draws of each noise; a power of two, since the mixing is one of its bits.
pub const DRAWS: usize = 1024;

const BITS: u32 = DRAWS.trailing_zeros();
const MASK: u32 = DRAWS as u32 - 1;

/// The largest standard error of a simulated probability: that of plain draws
/// at one half.
#[must_use]
pub fn simulation_error() -> f64 {
    0.5 / (DRAWS as f64).sqrt()
}

/// The standard normal mid-quantiles Φ⁻¹((k + ½)/[`DRAWS`]), ascending.
pub(crate) fn normal_quantiles() -> &'static [f64] {
    static QUANTILES: OnceLock<Vec<f64>> = OnceLock::new();
    QUANTILES.get_or_init(|| {
        let mut quantiles = vec![0.0; DRAWS];
        for place in 0..DRAWS / 2 {
            let quantile = normal_quantile((place as f64 + 0.5) / DRAWS as f64);
            quantiles[place] = quantile;
            quantiles[DRAWS - 1 - place] = -quantile;
        }
        quantiles
    })
}

/// The standard normal quantile by halving an interval; slow, exact to the
/// last bits, and needed once.
fn normal_quantile(probability: f64) -> f64 {
    let (mut low, mut high) = (-9.0_f64, 9.0_f64);
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if 0.5 * libm::erfc(-middle / std::f64::consts::SQRT_2) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Orders the quantiles of one column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    keys: [u32; 3],
    factors: [u32; 3],
}

impl Order {
    /// The order that belongs to a key.
    pub(crate) fn new(key: u64) -> Self {
        let mut state = key;
        let mut next = || {
            // SplitMix64 (Steele, Lea and Flood 2014).
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        let mut words = [0_u64; 3];
        for word in &mut words {
            *word = next();
        }
        Self {
            keys: words.map(|word| (word as u32) & MASK),
            factors: words.map(|word| ((word >> 32) as u32) | 1),
        }
    }

    /// Which quantile comes at a draw: each step can be undone, so each comes
    /// once.
    #[inline]
    pub(crate) fn at(self, draw: usize) -> usize {
        let mut place = draw as u32 & MASK;
        for (key, factor) in self.keys.iter().zip(self.factors) {
            place = (place ^ key).wrapping_mul(factor) & MASK;
            place ^= place >> (BITS / 2);
        }
        place as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_normal_distribution() {
        let quantiles = normal_quantiles();
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!(quantiles.is_sorted());
        let variance = quantiles.iter().map(|z| z * z).sum::<f64>() / DRAWS as f64;
        assert!((variance - 1.0).abs() < 0.01, "{variance}");
        let mirrored = quantiles.iter().zip(quantiles.iter().rev());
        assert!(mirrored.into_iter().all(|(low, high)| *low == -*high));
    }

    #[test]
    fn every_order_is_a_permutation() {
        for key in 0..200 {
            let order = Order::new(key);
            let mut seen = vec![false; DRAWS];
            for draw in 0..DRAWS {
                seen[order.at(draw)] = true;
            }
            assert!(seen.iter().all(|seen| *seen), "{key}");
        }
    }

    #[test]
    fn columns_are_not_correlated() {
        let quantiles = normal_quantiles();
        let orders: Vec<Order> = (0..60).map(|key| Order::new(key * 7 + 1)).collect();
        let (mut squares, mut pairs, mut largest) = (0.0, 0.0, 0.0_f64);
        for (index, a) in orders.iter().enumerate() {
            for b in &orders[..index] {
                let sum: f64 = (0..DRAWS)
                    .map(|draw| quantiles[a.at(draw)] * quantiles[b.at(draw)])
                    .sum();
                let correlation = sum / DRAWS as f64;
                squares += correlation * correlation;
                pairs += 1.0;
                largest = largest.max(correlation.abs());
            }
        }
        // Independent columns would have a root mean square of 1/√1024 = 0.031.
        let spread: f64 = (squares / pairs).sqrt();
        assert!(spread < 0.045, "{spread}");
        assert!(largest < 0.2, "{largest}");
    }
}
