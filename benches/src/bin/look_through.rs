//! Look-through of every economy's supply in 74 codes over 30 years.
//!
//! `look_through` takes no arguments. The markets are generated, not observed,
//! by arithmetic that `benches/peers/numpy_look_through.py` repeats: 200
//! economies that all trade with one another, which is more than any market of
//! raw materials has.

use narrows_benches::{Failure, Meter};
use narrows_exposure::{SupplyFlow, SupplyNetwork};
use rayon::prelude::*;

const ECONOMIES: u64 = 200;
const CODES: u64 = 74;
const YEARS: u64 = 30;

/// In [0, 1), the same in the peer: the mixing step of splitmix64.
fn uniform(place: u64) -> f64 {
    let mut z = place.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// All flows under a code, t.
fn flows(code: u64) -> Vec<SupplyFlow> {
    let mut flows = Vec::new();
    for exporter in 0..ECONOMIES {
        for importer in (0..ECONOMIES).filter(|importer| *importer != exporter) {
            let place = (code * ECONOMIES + exporter) * ECONOMIES + importer;
            flows.push(SupplyFlow {
                exporter: exporter as usize,
                importer: importer as usize,
                amount: 10.0 * uniform(place).powi(3) + 0.001,
            });
        }
    }
    flows
}

/// A third of the economies produce, each year another amount.
fn production(year: u64) -> Vec<f64> {
    (0..ECONOMIES)
        .map(|economy| {
            if economy % 3 == 0 {
                200.0 + 400.0 * uniform(1_000_000_000 + year * ECONOMIES + economy)
            } else {
                0.0
            }
        })
        .collect()
}

fn main() -> Result<(), Failure> {
    let by_code: Vec<Vec<SupplyFlow>> = (0..CODES).map(flows).collect();
    let meter = Meter::start();
    let sums: Vec<f64> = (0..CODES * YEARS)
        .into_par_iter()
        .map(|market| {
            let trade = by_code[(market / YEARS) as usize].iter().copied();
            let network = SupplyNetwork::new(production(market % YEARS), trade);
            let Some(origins) = network.origins_of_supply() else {
                return f64::NAN;
            };
            (0..ECONOMIES as usize)
                .map(|holder| {
                    let supply = network.supply(holder);
                    let shares = origins.of(holder).iter().map(|amount| amount / supply);
                    shares.map(|share| share * share).sum::<f64>()
                })
                .sum()
        })
        .collect();
    meter.report(
        "narrows look-through",
        [
            ("markets", sums.len().into()),
            ("columns", (sums.len() as u64 * ECONOMIES).into()),
            ("hhi_sum", sums.iter().sum::<f64>().into()),
        ],
    )
}
