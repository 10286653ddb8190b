//! The trade of a subject as amounts with noise, for the crossing
//! probabilities of the method panel.

use std::collections::BTreeMap;

use narrows_core::{HsCode, SourceRef, Year};

use crate::crossing::{Crossing, NoisyAmount};
use crate::flow_mirrors::ReportGaps;
use crate::flow_noise::FlowNoise;
use crate::hhi::herfindahl_hirschman_index;
use crate::indicator::Indicator;
use crate::material_trade::SourceTrade;
use crate::strategic_dependency::StrategicDependency;
use crate::subject::Subject;

/// Exporters that together make this share of world trade are varied; the
/// rest, whose squares do not count, stands as reported.
const VARIED_WORLD: f64 = 0.98;

/// The amounts of one year that the panel's thresholds depend on.
pub(crate) struct NoisyTrade {
    /// Imports of the subject, one an exporter.
    imports: Vec<NoisyAmount>,
    internal: NoisyAmount,
    exports: NoisyAmount,
    /// World exports that are not imports of the subject: the place of the
    /// same exporter among `imports`, where it is there, and the amount.
    world: Vec<(Option<usize>, NoisyAmount)>,
    /// Imports whose exporter is not in `world`.
    alone: Vec<usize>,
    /// Sum and sum of squares of the exporters that are not varied and sell
    /// nothing to the subject.
    rest: (f64, f64),
}

/// Flows added up, with what their noise is computed from.
#[derive(Debug, Clone, Copy, Default)]
struct NoisySum {
    sum: f64,
    squares: f64,
    /// Σ (value × gap)², of flows whose two reports are known.
    gap_squares: f64,
}

impl NoisySum {
    fn add(&mut self, value: f64, gap: Option<f64>) {
        self.sum += value;
        self.squares += value * value;
        self.gap_squares += (value * gap.unwrap_or(0.0)).powi(2);
    }

    /// The gaps of flows are independent: the gap of the sum is their mean,
    /// weighed by the squares of the values.
    fn amount(&self, key: u64) -> NoisyAmount {
        let mut amount = NoisyAmount::total(self.sum, self.squares, key);
        if self.gap_squares > 0.0 {
            amount.log_gap = Some((self.gap_squares / self.squares).sqrt());
        }
        amount
    }
}

/// Keys of noise: what is varied, in which of three years, of whom.
fn key(part: u64, years_back: u64, economy: u16) -> u64 {
    (part * 4 + years_back) * 4096 + u64::from(economy)
}

impl NoisyTrade {
    pub(crate) fn read(
        source: &SourceTrade,
        year: Year,
        codes: &[HsCode],
        subject: &Subject,
        years_back: u64,
    ) -> Self {
        let mut market = source.market(year, codes);
        let gaps = ReportGaps::read(source, year, codes);
        let (mut internal, mut exports) = (NoisySum::default(), NoisySum::default());
        let mut own: BTreeMap<u16, NoisySum> = BTreeMap::new();
        let mut others: BTreeMap<u16, NoisySum> = BTreeMap::new();
        for flow in market.flows() {
            let gap = gaps.of(flow);
            let add = |sums: &mut NoisySum| sums.add(flow.value_kusd, gap);
            let (inwards, outwards) = (
                subject.contains(flow.importer()),
                subject.contains(flow.exporter()),
            );
            match (inwards, outwards) {
                (true, true) => add(&mut internal),
                (false, true) => add(&mut exports),
                _ => {}
            }
            if inwards && !outwards {
                add(own.entry(flow.exporter).or_default());
            } else {
                add(others.entry(flow.exporter).or_default());
            }
        }
        let imports: Vec<NoisyAmount> = own
            .iter()
            .map(|(exporter, sums)| sums.amount(key(0, years_back, *exporter)))
            .collect();
        let place = |exporter: u16| own.keys().position(|known| *known == exporter);
        let mut by_size: Vec<(u16, NoisySum)> = others.into_iter().collect();
        by_size.sort_by(|a, b| b.1.sum.total_cmp(&a.1.sum).then(a.0.cmp(&b.0)));
        let total: f64 = by_size.iter().map(|(_, sums)| sums.sum).sum();
        let (mut before, mut rest) = (0.0, (0.0, 0.0));
        let mut world = Vec::new();
        for (exporter, sums) in by_size {
            let sum = sums.sum;
            let mut amount = sums.amount(key(1, years_back, exporter));
            let varied = before < VARIED_WORLD * total;
            before += sum;
            match place(exporter) {
                None if !varied => {
                    rest.0 += sum;
                    rest.1 += sum * sum;
                }
                place => {
                    if !varied {
                        amount.weight = 0.0;
                    }
                    world.push((place, amount));
                }
            }
        }
        let alone = (0..imports.len())
            .filter(|index| world.iter().all(|(place, _)| *place != Some(*index)))
            .collect();
        // The exports of one economy are the same flows as its part of world
        // exports, so they carry the same noise.
        let exports_key = match subject.single() {
            Some(economy) => key(
                1,
                years_back,
                u16::try_from(economy.index()).unwrap_or(u16::MAX),
            ),
            None => key(2, years_back, 0),
        };
        Self {
            imports,
            internal: internal.amount(key(3, years_back, 0)),
            exports: exports.amount(exports_key),
            world,
            alone,
            rest,
        }
    }

    /// All amounts in one row: imports, exports, world.
    fn row(&self) -> Vec<NoisyAmount> {
        let mut row = self.imports.clone();
        row.push(self.exports);
        row.extend(self.world.iter().map(|(_, amount)| *amount));
        row
    }

    /// Whether GeoDep's conditions hold for a row of amounts.
    fn geodep_holds(&self, row: &[f64]) -> bool {
        let (imports, rest) = row.split_at(self.imports.len());
        let Some((exports, world)) = rest.split_first() else {
            return false;
        };
        let sum: f64 = imports.iter().sum();
        // Imports without exports meet the third condition.
        if *exports > 0.0 && sum <= *exports {
            return false;
        }
        let threshold = StrategicDependency::THRESHOLDS[0];
        let squares: f64 = imports.iter().map(|amount| amount * amount).sum();
        if squares <= threshold * sum * sum {
            return false;
        }
        let (mut sum, mut squares) = self.rest;
        let mut add = |amount: f64| {
            sum += amount;
            squares += amount * amount;
        };
        for ((place, _), other) in self.world.iter().zip(world) {
            add(other + place.map_or(0.0, |index| imports[index]));
        }
        for index in &self.alone {
            add(imports[*index]);
        }
        squares > threshold * sum * sum
    }
}

/// Sets the crossing probability of every indicator of the panel that has a
/// threshold and is a function of flows.
pub(crate) fn set_crossings(
    panel: &mut [Indicator],
    source: &SourceTrade,
    year: Year,
    codes: &[HsCode],
    subject: &Subject,
    noise: &FlowNoise,
    geodep_years: usize,
) {
    let now = NoisyTrade::read(source, year, codes, subject, 0);
    for indicator in panel {
        let Some(threshold) = indicator.threshold.map(|threshold| threshold.above) else {
            continue;
        };
        if indicator.figure.value().is_none() && indicator.figure.interval().ends().is_none() {
            continue;
        }
        let crossing = Simulation {
            now: &now,
            noise,
            source: &source.source,
            basis: format!(
                "probability of {} above {threshold}, {year}",
                indicator.name
            ),
            threshold,
        };
        indicator.crossing = match indicator.id {
            "core_dependency_indicator_1" => Some(crossing.concentration()),
            "core_dependency_indicator_2" => Some(crossing.external_share()),
            "core_dependency_indicator_3" => Some(crossing.imports_over_exports()),
            "geodep_years" => Some(crossing.geodep(geodep_years, |back| {
                let past = Year(year.0 - back);
                NoisyTrade::read(source, past, codes, subject, back.unsigned_abs().into())
            })),
            _ => None,
        };
    }
}

struct Simulation<'a> {
    now: &'a NoisyTrade,
    noise: &'a FlowNoise,
    source: &'a SourceRef,
    basis: String,
    threshold: f64,
}

impl Simulation<'_> {
    fn simulate(self, amounts: &[NoisyAmount], crosses: impl Fn(&[f64]) -> bool) -> Crossing {
        Crossing::simulate(
            self.threshold,
            self.basis,
            amounts,
            self.noise,
            [self.source.clone()],
            crosses,
        )
    }

    fn concentration(self) -> Crossing {
        let threshold = self.threshold;
        // With n suppliers the index is at least 1/n.
        if self.now.imports.len() == 1 {
            return Crossing::certain(
                threshold,
                self.basis,
                true,
                "with a single supplier the index is 1 whatever the noise",
                [self.source.clone()],
            );
        }
        let imports = &self.now.imports;
        self.simulate(imports, |flows| {
            herfindahl_hirschman_index(flows.iter().copied()).is_some_and(|hhi| hhi > threshold)
        })
    }

    fn external_share(self) -> Crossing {
        let threshold = self.threshold;
        let mut amounts = self.now.imports.clone();
        amounts.push(self.now.internal);
        self.simulate(&amounts, |row| {
            let external: f64 = row[..row.len() - 1].iter().sum();
            external > threshold * (external + row[row.len() - 1])
        })
    }

    fn imports_over_exports(self) -> Crossing {
        let threshold = self.threshold;
        let mut amounts = self.now.imports.clone();
        amounts.push(self.now.exports);
        self.simulate(&amounts, |row| {
            row[..row.len() - 1].iter().sum::<f64>() > threshold * row[row.len() - 1]
        })
    }

    /// At least two of three years, the noise of each year of its own.
    fn geodep(self, told: usize, past: impl Fn(i32) -> NoisyTrade) -> Crossing {
        if told < 3 {
            return Crossing::unavailable(
                self.threshold,
                self.basis,
                self.noise,
                "a year of the three cannot be told",
                [self.source.clone()],
            );
        }
        let (last, before) = (past(1), past(2));
        let years = [self.now, &last, &before];
        let mut amounts = Vec::new();
        let mut ends = Vec::new();
        for year in years {
            amounts.extend(year.row());
            ends.push(amounts.len());
        }
        let basis = format!("{}: dependent in GeoDep's sense, 2 of 3 years", self.basis);
        Self { basis, ..self }.simulate(&amounts, |row| {
            let mut start = 0;
            let mut holding = 0;
            for (year, end) in years.iter().zip(&ends) {
                holding += u8::from(year.geodep_holds(&row[start..*end]));
                start = *end;
            }
            holding >= 2
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_of_a_sum_is_that_of_its_large_flows() {
        let mut sums = NoisySum::default();
        sums.add(100.0, Some(0.5));
        sums.add(1.0, None);
        let amount = sums.amount(1);
        assert_eq!(amount.amount, 101.0);
        assert!((amount.log_gap.unwrap() - 0.5).abs() < 1e-4);
        let mut one = NoisySum::default();
        one.add(7.0, None);
        assert_eq!(one.amount(1).log_gap, None);
    }
}
