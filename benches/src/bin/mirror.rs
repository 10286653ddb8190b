//! Reconciles a table of reported trade, and generates one to reconcile.
//!
//! `mirror generate FILE [--years N]` writes about half a million rows a year,
//! the same for the same number of years; `mirror FILE OUT` reconciles them.

use std::path::Path;

use narrows_benches::{Failure, Meter};
use narrows_core::{Economy, HsCode};
use narrows_exposure::reconcile;
use narrows_lake::{
    ReportedBy, ReportedFlow, ReportedTradeRow, ReportedTradeWriter, TableFile, TradeTableWriter,
};

const LAST_YEAR: i32 = 2024;
const CODES: u32 = 1_000;
const ECONOMIES: usize = 230;
/// Share of all pairs of economies that trade in a market.
const TRADING: f64 = 0.0052;
/// Share of flows that a side leaves out.
const LEFT_OUT: f64 = 0.08;

/// splitmix64, and normal numbers by Box and Muller.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

fn generate(path: &Path, years: i32) -> Result<(), Failure> {
    let economies: Vec<Economy> = Economy::all().take(ECONOMIES).collect();
    let mut random = Random(1);
    let errors: Vec<f64> = economies
        .iter()
        .map(|_| if random.uniform() < 0.2 { 0.7 } else { 0.08 })
        .collect();
    let mut writer = ReportedTradeWriter::create(path)?;
    let (mut rows, pairs) = (0_u64, ECONOMIES * ECONOMIES);
    for year in LAST_YEAR + 1 - years..=LAST_YEAR {
        for code in 0..CODES {
            let hs_code = HsCode::from_number(10_110 + code * 960)?;
            let margin = 1.02 + 0.1 * f64::from(code) / f64::from(CODES);
            let mut pair = 0;
            loop {
                // The number of pairs that are passed over is geometric.
                let gap = (1.0 - random.uniform()).ln() / (1.0 - TRADING).ln();
                pair += 1 + gap as usize;
                if pair >= pairs {
                    break;
                }
                let (importer, exporter) = (pair / ECONOMIES, pair % ECONOMIES);
                if importer == exporter {
                    continue;
                }
                let value = (3.65 + 3.0 * random.normal()).exp();
                let weight = value * random.normal().exp();
                for reported_by in [ReportedBy::Exporter, ReportedBy::Importer] {
                    let (reporter, factor, flow) = match reported_by {
                        ReportedBy::Exporter => (exporter, 1.0, ReportedFlow::Export),
                        ReportedBy::Importer => (importer, margin, ReportedFlow::Import),
                    };
                    let error = errors[reporter];
                    let (of_value, of_weight) = (random.normal(), random.normal());
                    if random.uniform() < LEFT_OUT {
                        continue;
                    }
                    rows += 1;
                    writer.push(&ReportedTradeRow {
                        year,
                        month: None,
                        hs_code,
                        importer: economies[importer],
                        exporter: economies[exporter],
                        reported_by,
                        flow,
                        value_kusd: value * factor * (error * of_value).exp(),
                        value_cif_kusd: None,
                        value_fob_kusd: None,
                        net_weight_t: Some(weight * (error * of_weight).exp()),
                        quantity: None,
                        quantity_unit: None,
                        weight_is_estimated: false,
                    })?;
                }
            }
        }
    }
    writer.finish()?;
    println!("GENERATED reports, not observed: {rows} rows, {years} years, {CODES} codes");
    Ok(())
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (reported, out) = match arguments[..] {
        ["generate", file] => return generate(Path::new(file), 20),
        ["generate", file, "--years", years] => return generate(Path::new(file), years.parse()?),
        [reported, out] => (Path::new(reported), Path::new(out)),
        _ => return Err("usage: mirror generate FILE [--years N] | mirror FILE OUT".into()),
    };
    let meter = Meter::start();
    let table = TableFile::open(reported)?;
    let mut writer = TradeTableWriter::create_with_mirrors(out)?;
    let found = reconcile(&table, |flow| {
        Ok(writer.push_with_mirrors(&flow.row, &flow.mirror)?)
    })?;
    writer.finish()?;
    let margin = found
        .margin_quartiles
        .map_or(f64::NAN, |quartiles| quartiles[1]);
    meter.report(
        "narrows mirror reconciliation",
        [
            ("rows_in", found.counts.rows.into()),
            ("rows", found.counts.flows().into()),
            ("both", found.counts.both.0.into()),
            ("margin", margin.into()),
        ],
    )
}
