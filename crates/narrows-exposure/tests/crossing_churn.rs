//! Trap 9: a binary flag churns. What was flagged in 2018 and is gone in 2019,
//! and whether the crossing probability of 2018 tells it better than the flag.
//! `cargo test -p narrows-exposure --test crossing_churn -- --nocapture`
//! prints the numbers of `docs/src/methods/crossing-probability.md`.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use narrows_core::{HsCode, Year};
use narrows_exposure::{
    FlagScratch, FlowNoise, MarketAccumulator, MarketKey, NoisyAmount, Selection, SourceTrade,
    StrategicDependency, crossing_probabilities, herfindahl_hirschman_index, scan_markets,
};
use narrows_lake::{Lake, TableKind};

const FROM: i32 = 2018;

fn markets() -> SourceTrade {
    let lake = Lake::embedded();
    let vintage = lake.current("baci-hs92").unwrap();
    let table = lake.open_table(vintage, TableKind::Trade).unwrap();
    let selection = Selection {
        years: Some(FROM..=FROM + 1),
        codes: None,
    };
    let mut markets: BTreeMap<MarketKey, MarketAccumulator> = BTreeMap::new();
    scan_markets(
        &table,
        &selection,
        |key, market, _: &mut FlagScratch| (key, market.clone()),
        |(key, market)| {
            markets.insert(key, market);
            Ok(())
        },
    )
    .unwrap();
    SourceTrade {
        source: vintage.reference(),
        revision: vintage.entry.hs_revision.unwrap(),
        years: (FROM, FROM + 1),
        markets,
        mirrors: None,
    }
}

/// Import values by importer and exporter.
fn imports(trade: &SourceTrade, year: i32, code: HsCode) -> BTreeMap<u16, Vec<(u16, f64)>> {
    let mut found: BTreeMap<u16, Vec<(u16, f64)>> = BTreeMap::new();
    for flow in trade.market(Year(year), &[code]).flows() {
        let of = found.entry(flow.importer).or_default();
        of.push((flow.exporter, flow.value_kusd));
    }
    found
}

fn hhi(flows: &[(u16, f64)]) -> f64 {
    herfindahl_hirschman_index(flows.iter().map(|(_, value)| *value)).unwrap()
}

/// Mean squared difference of a forecast from what came.
fn brier(forecasts: &[(f64, bool)]) -> f64 {
    let sum: f64 = forecasts
        .iter()
        .map(|(forecast, came)| (forecast - f64::from(u8::from(*came))).powi(2))
        .sum();
    sum / forecasts.len() as f64
}

#[test]
fn trap_9_the_probability_tells_churn_better_than_the_flag() {
    let trade = markets();
    let threshold = StrategicDependency::THRESHOLDS[0];
    let (mut flagged, mut without_imports, mut gone, mut new, mut unmeasured) = (0, 0, 0, 0, 0);
    let (mut by_flag, mut by_probability) = (Vec::new(), Vec::new());
    let (mut flagged_by_flag, mut flagged_by_probability) = (Vec::new(), Vec::new());
    let (mut by_half, mut by_twice) = (Vec::new(), Vec::new());
    let mut bins = [(0_usize, 0_usize, 0.0_f64); 10];
    let codes = trade.codes();
    for code in &codes {
        let noise = FlowNoise::measure(&trade, Year(FROM), &[*code], None);
        let (before, after) = (
            imports(&trade, FROM, *code),
            imports(&trade, FROM + 1, *code),
        );
        for (importer, flows) in &before {
            let flag = hhi(flows) > threshold;
            flagged += usize::from(flag);
            let Some(later) = after.get(importer) else {
                without_imports += usize::from(flag);
                continue;
            };
            let later = hhi(later) > threshold;
            gone += usize::from(flag && !later);
            new += usize::from(!flag && later);
            if noise.unit_values.is_none() {
                unmeasured += 1;
                continue;
            }
            let amounts: Vec<NoisyAmount> = flows
                .iter()
                .map(|(exporter, value)| NoisyAmount::flow(*value, u64::from(*exporter)))
                .collect();
            let probability = crossing_probabilities(&amounts, &noise, |values| {
                herfindahl_hirschman_index(values.iter().copied())
                    .is_some_and(|hhi| hhi > threshold)
            });
            let scales = probability;
            let probability = scales.measured;
            let certain = f64::from(u8::from(flag));
            by_flag.push((certain, later));
            by_probability.push((probability, later));
            by_half.push((scales.half, later));
            by_twice.push((scales.twice, later));
            if flag {
                flagged_by_flag.push((certain, later));
                flagged_by_probability.push((probability, later));
            }
            let bin = &mut bins[((probability * 10.0) as usize).min(9)];
            bin.0 += 1;
            bin.1 += usize::from(later);
            bin.2 += probability;
        }
    }
    println!("codes {}, flagged in {FROM}: {flagged}", codes.len());
    println!("of these without imports a year later: {without_imports}; below: {gone}");
    println!("newly above: {new}; cells whose code has no measured scatter: {unmeasured}");
    let scores = [
        ("all cells", &by_flag, &by_probability),
        ("flagged cells", &flagged_by_flag, &flagged_by_probability),
    ];
    for (what, flag, probability) in scores {
        println!(
            "Brier score, {what} ({}): flag {:.4}, probability {:.4}",
            flag.len(),
            brier(flag),
            brier(probability)
        );
    }
    println!(
        "Brier score, all cells, under half and twice the noise: {:.4}, {:.4}",
        brier(&by_half),
        brier(&by_twice)
    );
    println!("probability: cells, mean probability, share above a year later");
    for (cells, above, sum) in bins {
        println!(
            "  {cells:>5} {:.2} {:.2}",
            sum / cells as f64,
            above as f64 / cells as f64
        );
    }

    // What the data said when this was written; a new vintage may move them.
    assert!(gone > 300 && without_imports > 500, "the flag churns");
    assert!(brier(&by_probability) < 0.8 * brier(&by_flag));
    // The measured noise is of the right size: neither half nor twice is better.
    assert!(brier(&by_probability) < brier(&by_half));
    assert!(brier(&by_probability) < brier(&by_twice));
    assert!(brier(&flagged_by_probability) < 0.9 * brier(&flagged_by_flag));
    for (cells, above, sum) in bins {
        let (said, came) = (sum / cells as f64, above as f64 / cells as f64);
        assert!((said - came).abs() < 0.15, "{said} {came}");
    }
}
