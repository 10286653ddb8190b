//! Writes a generated trade table in the shape of BACI, for benchmarks only.
//!
//! `generate FILE [--rows N] [--years N] [--seed N]`
//!
//! The same seed gives the same table. Memory does not grow with the rows.

use std::path::PathBuf;

use narrows_benches::Failure;
use narrows_core::{Economy, HsCode};
use narrows_lake::{TradeRow, TradeTableWriter};

/// Rows of the largest table in the benchmark.
const ROWS: u64 = 33_000_000;
/// Calendar years, the last is 2024.
const YEARS: u32 = 30;
const LAST_YEAR: i32 = 2024;
/// Six-digit codes, as in one HS revision.
const CODES: usize = 5_000;
/// Economies that trade.
const ECONOMIES: usize = 230;
/// Share of flows without a reported quantity.
const MISSING_QUANTITY: f64 = 0.04;
/// Most pairs of one market.
const LARGEST_MARKET: u64 = 12_000;

/// splitmix64: small, and good enough for sizes and prices.
struct Random(u64);

impl Random {
    /// A stream of its own for each purpose, so that nothing must be kept.
    fn of(seed: u64, purpose: u64, a: u64, b: u64) -> Self {
        let mut mixed = seed;
        for part in [purpose, a, b] {
            mixed = Self(mixed ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93)).next();
        }
        Self(mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// In [0, 1).
    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Two independent standard normal numbers (Box and Muller).
    fn normals(&mut self) -> (f64, f64) {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        let (sin, cos) = (std::f64::consts::TAU * self.uniform()).sin_cos();
        (radius * cos, radius * sin)
    }
}

/// Draws places in proportion to their weights.
struct Urn(Vec<f64>);

impl Urn {
    fn new(weights: impl Iterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    fn draw(&self, random: &mut Random) -> usize {
        let point = random.uniform() * self.0.last().copied().unwrap_or(1.0);
        self.0
            .partition_point(|sum| *sum <= point)
            .min(self.0.len() - 1)
    }
}

struct Arguments {
    file: PathBuf,
    rows: u64,
    years: u32,
    seed: u64,
}

fn arguments() -> Result<Arguments, Failure> {
    let mut file = None;
    let (mut rows, mut years, mut seed) = (ROWS, YEARS, 1);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| format!("{argument} needs a number"))
        };
        match argument.as_str() {
            "--rows" => rows = value()?.parse()?,
            "--years" => years = value()?.parse()?,
            "--seed" => seed = value()?.parse()?,
            _ => file = Some(PathBuf::from(argument)),
        }
    }
    let file = file.ok_or("usage: generate FILE [--rows N] [--years N] [--seed N]")?;
    Ok(Arguments {
        file,
        rows,
        years,
        seed,
    })
}

/// How much a code is traded, before scaling: log-normal, so that few codes
/// have most of the flows.
fn code_weights(seed: u64) -> Vec<f64> {
    (0..CODES as u64)
        .map(|code| (1.1 * Random::of(seed, 1, code, 0).normals().0).exp())
        .collect()
}

/// The year's part of a market's weight: trade spreads to more pairs.
fn market_weight(seed: u64, code: usize, weight: f64, year: u32) -> f64 {
    let noise = Random::of(seed, 2, code as u64, u64::from(year))
        .normals()
        .0;
    weight * (0.02 * f64::from(year) + 0.15 * noise).exp()
}

/// The codes, spread over the chapters 01 to 97.
fn code_at(place: usize) -> Result<HsCode, Failure> {
    let chapter = 1 + place * 97 / CODES;
    let first = (chapter - 1) * CODES / 97;
    let number = chapter * 10_000 + 110 + (place - first) * 10;
    Ok(HsCode::from_number(u32::try_from(number)?)?)
}

fn round_to_thousandths(amount: f64) -> f64 {
    ((amount * 1000.0).round() / 1000.0).max(0.001)
}

fn main() -> Result<(), Failure> {
    let Arguments {
        file,
        rows,
        years,
        seed,
    } = arguments()?;
    let economies: Vec<Economy> = Economy::all().take(ECONOMIES).collect();
    let count = economies.len();
    // Sizes by rank; ranks are shuffled over the codes of the economies.
    let mut ranks: Vec<usize> = (0..count).collect();
    let mut random = Random::of(seed, 3, 0, 0);
    for place in (1..count).rev() {
        ranks.swap(place, (random.next() % (place as u64 + 1)) as usize);
    }
    let size = |economy: usize| 1.0 / (ranks[economy] as f64 + 4.0);

    let weights = code_weights(seed);
    let codes: Vec<HsCode> = (0..CODES).map(code_at).collect::<Result<_, _>>()?;
    let total: f64 = (0..years)
        .flat_map(|year| weights.iter().enumerate().map(move |pair| (year, pair)))
        .map(|(year, (code, weight))| market_weight(seed, code, *weight, year))
        .sum();

    let mut writer = TradeTableWriter::create(&file)?;
    let mut pairs = vec![0_u64; (count * count).div_ceil(64)];
    let (mut written, mut owed) = (0_u64, 0.5_f64);
    for year in 0..years {
        for (code, weight) in weights.iter().enumerate() {
            // Fractions of rows are carried on, so that the sum comes right.
            owed += rows as f64 * market_weight(seed, code, *weight, year) / total;
            let wanted = (owed as u64).clamp(1, LARGEST_MARKET).min(rows - written);
            owed -= wanted as f64;
            written += wanted;
            let mut taste = Random::of(seed, 4, code as u64, 0);
            let mut urn = |steepness: f64, spread: f64| {
                let mut weight =
                    |economy| size(economy).powf(steepness) * (spread * taste.normals().0).exp();
                Urn::new((0..count).map(&mut weight))
            };
            let importers = urn(1.6, 1.3);
            let exporters = urn(1.9, 1.8);
            let kusd_per_t = (1.0 + 2.0 * taste.normals().0).exp();

            pairs.fill(0);
            let mut random = Random::of(seed, 5, code as u64, u64::from(year));
            let mut drawn = 0;
            while drawn < wanted {
                let importer = importers.draw(&mut random);
                let exporter = exporters.draw(&mut random);
                let pair = importer * count + exporter;
                let free = pairs[pair / 64] >> (pair % 64) & 1 == 0;
                if importer != exporter && free {
                    pairs[pair / 64] |= 1 << (pair % 64);
                    drawn += 1;
                }
            }
            for (place, word) in pairs.iter().enumerate() {
                let mut word = *word;
                while word != 0 {
                    let pair = place * 64 + word.trailing_zeros() as usize;
                    word &= word - 1;
                    let (value, unit_value) = random.normals();
                    let value_kusd = round_to_thousandths((3.65 + 3.0 * value).exp());
                    let quantity = value_kusd / (kusd_per_t * (1.2 * unit_value).exp());
                    let missing = random.uniform() < MISSING_QUANTITY;
                    writer.push(&TradeRow {
                        year: LAST_YEAR + 1 - i32::try_from(years - year)?,
                        hs_code: codes[code],
                        importer: economies[pair / count],
                        exporter: economies[pair % count],
                        value_kusd,
                        quantity_t: (!missing).then(|| round_to_thousandths(quantity)),
                    })?;
                }
            }
        }
    }
    writer.finish()?;
    println!(
        "GENERATED data, not observed: {written} rows, {years} years, {CODES} codes, {count} \
         economies, seed {seed}"
    );
    Ok(())
}
