//! The trade of a subject as amounts with noise, for the crossing
//! probabilities of the method panel.

use std::collections::BTreeMap;

use narrows_core::{HsCode, SourceRef, Year};

use crate::crossing::{Crossing, NoisyAmount};
use crate::flow_noise::FlowNoise;
use crate::hhi::herfindahl_hirschman_index;
use crate::indicator::Indicator;
use crate::material_trade::SourceTrade;
use crate::strategic_dependency::StrategicDependency;
use crate::subject::Subject;

/// Exporters that together make this share of world trade are varied; the
/// rest, whose squares do not count, stands as reported.
const VARIED_WORLD: f64 = 0.995;

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
        let (mut internal, mut exports) = ((0.0, 0.0), (0.0, 0.0));
        let mut own: BTreeMap<u16, (f64, f64)> = BTreeMap::new();
        let mut others: BTreeMap<u16, (f64, f64)> = BTreeMap::new();
        for flow in market.flows() {
            let add = |sums: &mut (f64, f64)| {
                sums.0 += flow.value_kusd;
                sums.1 += flow.value_kusd * flow.value_kusd;
            };
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
            .map(|(exporter, (sum, squares))| {
                NoisyAmount::total(*sum, *squares, key(0, years_back, *exporter))
            })
            .collect();
        let place = |exporter: u16| own.keys().position(|known| *known == exporter);
        let mut by_size: Vec<(u16, (f64, f64))> = others.into_iter().collect();
        by_size.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0)));
        let total: f64 = by_size.iter().map(|(_, (sum, _))| sum).sum();
        let mut before = 0.0;
        let world: Vec<(Option<usize>, NoisyAmount)> = by_size
            .into_iter()
            .map(|(exporter, (sum, squares))| {
                let mut amount = NoisyAmount::total(sum, squares, key(1, years_back, exporter));
                if before >= VARIED_WORLD * total {
                    amount.weight = 0.0;
                }
                before += sum;
                (place(exporter), amount)
            })
            .collect();
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
            internal: NoisyAmount::total(internal.0, internal.1, key(3, years_back, 0)),
            exports: NoisyAmount::total(exports.0, exports.1, exports_key),
            world,
            alone,
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
        let above = |amounts: &mut dyn Iterator<Item = f64>| {
            let (mut sum, mut squares) = (0.0, 0.0);
            for amount in amounts {
                sum += amount;
                squares += amount * amount;
            }
            squares > threshold * sum * sum
        };
        above(&mut imports.iter().copied())
            && above(
                &mut self
                    .world
                    .iter()
                    .zip(world)
                    .map(|((place, _), other)| other + place.map_or(0.0, |index| imports[index]))
                    .chain(self.alone.iter().map(|index| imports[*index])),
            )
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
