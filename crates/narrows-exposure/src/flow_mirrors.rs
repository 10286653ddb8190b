//! The two reports behind each flow, of sources that keep them.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use narrows_core::{Economy, HsCode, Year};
use narrows_lake::{MIRROR_COLUMNS, TableFile};

use crate::ExposureError;
use crate::hhi::hhi_between;
use crate::market::FlowTotal;
use crate::material_trade::SourceTrade;
use crate::mineral_statistics::text_at;
use crate::scan::{MarketKey, Selection};
use crate::subject::Subject;

/// What the two reports of a flow say; nothing where it has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlowMirror {
    /// [`Economy::index`] of the importer.
    pub importer: u16,
    /// [`Economy::index`] of the exporter.
    pub exporter: u16,
    /// The lower and the higher value, kUSD FOB.
    pub value_kusd: Option<(f64, f64)>,
    /// The lower and the higher quantity, t.
    pub quantity_t: Option<(f64, f64)>,
}

/// The mirrors of a source by market, each market's by importer and exporter.
pub type SourceMirrors = BTreeMap<MarketKey, Vec<FlowMirror>>;

/// Reads the mirrors of the chosen markets; `None` where the table keeps none.
pub(crate) fn read_mirrors(
    table: &TableFile,
    selection: &Selection,
) -> Result<Option<SourceMirrors>, ExposureError> {
    let ends = &MIRROR_COLUMNS[..4];
    if ends
        .iter()
        .any(|name| table.schema().column_with_name(name).is_none())
    {
        return Ok(None);
    }
    let mut columns = vec!["year", "hs_code", "importer", "exporter"];
    columns.extend(ends);
    let mut mirrors = SourceMirrors::new();
    for batch in table.read(selection.row_groups(table)?, &columns, 32 * 1024)? {
        let batch = batch?;
        let invalid = |reason: String| ExposureError::Table {
            table: table.name().to_owned(),
            reason,
        };
        for row in 0..batch.num_rows() {
            let year = batch
                .column_by_name("year")
                .and_then(|years| years.as_primitive_opt::<Int32Type>())
                .map(|years| years.value(row))
                .ok_or_else(|| invalid("its years are no numbers".to_owned()))?;
            let text = |name: &str| text_at(&batch, name, row).unwrap_or_default();
            let hs_code: HsCode = text("hs_code")
                .parse()
                .map_err(|error| invalid(format!("{error}")))?;
            let key = MarketKey { year, hs_code };
            if !selection.holds(key) {
                continue;
            }
            let economy = |name: &str| {
                let code = text(name);
                Economy::from_alpha3(&code)
                    .and_then(|economy| u16::try_from(economy.index()).ok())
                    .ok_or_else(|| invalid(format!("{code:?} is the code of no known economy")))
            };
            mirrors.entry(key).or_default().push(FlowMirror {
                importer: economy("importer")?,
                exporter: economy("exporter")?,
                value_kusd: ends_at(&batch, ends[0], ends[1], row),
                quantity_t: ends_at(&batch, ends[2], ends[3], row),
            });
        }
    }
    for flows in mirrors.values_mut() {
        flows.sort_by_key(|flow| (flow.importer, flow.exporter));
    }
    Ok(Some(mirrors))
}

/// How far the two reports of each flow under some codes lie apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReportGaps {
    /// Sums of the lower and of the higher value by importer and exporter, of
    /// the codes under which the flow has two reports.
    told: BTreeMap<(u16, u16), Ends>,
}

impl ReportGaps {
    pub(crate) fn read(source: &SourceTrade, year: Year, codes: &[HsCode]) -> Self {
        let mut told: BTreeMap<(u16, u16), Ends> = BTreeMap::new();
        let markets = codes.iter().filter_map(|code| {
            source.mirrors.as_ref()?.get(&MarketKey {
                year: year.0,
                hs_code: *code,
            })
        });
        for flow in markets.flatten() {
            if let Some(ends) = flow.value_kusd {
                add(
                    told.entry((flow.importer, flow.exporter)).or_default(),
                    ends,
                );
            }
        }
        Self { told }
    }

    /// Whether no flow has two reports.
    pub(crate) fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Logarithm of the larger over the smaller report of a flow. Where only a
    /// part of its codes has two reports, the gap counts for that part alone.
    pub(crate) fn of(&self, flow: &FlowTotal) -> Option<f64> {
        let (low, high) = *self.told.get(&(flow.importer, flow.exporter))?;
        if low <= 0.0 || flow.value_kusd <= 0.0 {
            return None;
        }
        let part = (0.5 * (low + high) / flow.value_kusd).min(1.0);
        Some(part * libm::log(high / low))
    }
}

fn ends_at(batch: &RecordBatch, low: &str, high: &str, row: usize) -> Option<(f64, f64)> {
    let number = |name: &str| {
        let column = batch
            .column_by_name(name)?
            .as_primitive_opt::<Float64Type>()?;
        column.is_valid(row).then(|| column.value(row))
    };
    number(low).zip(number(high))
}

/// An amount between its lowest and its highest report.
pub(crate) type Ends = (f64, f64);

fn add(sum: &mut Ends, ends: Ends) {
    sum.0 += ends.0;
    sum.1 += ends.1;
}

/// Value and quantity of one economy between their reports.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct AmountEnds {
    pub(crate) value_kusd: Ends,
    pub(crate) quantity_t: Ends,
}

/// The imports of a subject between the reports of their flows. A flow with
/// one report has no width: nothing is known of it, which
/// [`ImportMirrors::meaning`] tells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImportMirrors {
    /// By [`Economy::index`] of the supplier.
    suppliers: BTreeMap<u16, AmountEnds>,
    pub(crate) internal_kusd: Ends,
    pub(crate) exports_kusd: Ends,
    /// Exports of all economies, kUSD.
    world_exports_kusd: BTreeMap<u16, Ends>,
    /// kUSD of imports with two reports, and of all imports.
    imports_told: Told,
    exports_told: Told,
    world_told: Told,
}

/// kUSD of flows with two reports, and of all flows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Told {
    twice_kusd: f64,
    all_kusd: f64,
}

impl Told {
    fn add(&mut self, value_kusd: f64, twice: bool) {
        self.all_kusd += value_kusd;
        if twice {
            self.twice_kusd += value_kusd;
        }
    }

    fn percent(self) -> f64 {
        100.0 * self.twice_kusd / self.all_kusd
    }
}

/// Which flows stand between two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MirroredFlows {
    /// Imports of the subject.
    Imports,
    /// Imports and exports of the subject.
    Both,
    /// Exports of all economies.
    World,
}

impl ImportMirrors {
    /// `None` where the source keeps no mirrors.
    pub(crate) fn read(
        source: &SourceTrade,
        year: Year,
        codes: &[HsCode],
        subject: &Subject,
    ) -> Option<Self> {
        let mirrors = source.mirrors.as_ref()?;
        let mut found = Self {
            suppliers: BTreeMap::new(),
            internal_kusd: (0.0, 0.0),
            exports_kusd: (0.0, 0.0),
            world_exports_kusd: BTreeMap::new(),
            imports_told: Told::default(),
            exports_told: Told::default(),
            world_told: Told::default(),
        };
        for hs_code in codes {
            let key = MarketKey {
                year: year.0,
                hs_code: *hs_code,
            };
            let Some(market) = source.markets.get(&key) else {
                continue;
            };
            let known = mirrors.get(&key).map_or(&[][..], Vec::as_slice);
            for flow in market.clone().flows() {
                let mirror = known
                    .binary_search_by_key(&(flow.importer, flow.exporter), |mirror| {
                        (mirror.importer, mirror.exporter)
                    })
                    .ok()
                    .map(|place| known[place]);
                found.add(flow, mirror, subject);
            }
        }
        Some(found)
    }

    fn add(&mut self, flow: &FlowTotal, mirror: Option<FlowMirror>, subject: &Subject) {
        let value_kusd = mirror
            .and_then(|mirror| mirror.value_kusd)
            .unwrap_or((flow.value_kusd, flow.value_kusd));
        let quantity_t = mirror
            .and_then(|mirror| mirror.quantity_t)
            .unwrap_or((flow.quantity_t, flow.quantity_t));
        let twice = mirror.is_some_and(|mirror| mirror.value_kusd.is_some());
        let world = self.world_exports_kusd.entry(flow.exporter).or_default();
        add(world, value_kusd);
        self.world_told.add(flow.value_kusd, twice);
        match (
            subject.contains(flow.importer()),
            subject.contains(flow.exporter()),
        ) {
            (true, true) => add(&mut self.internal_kusd, value_kusd),
            (false, true) => {
                add(&mut self.exports_kusd, value_kusd);
                self.exports_told.add(flow.value_kusd, twice);
            }
            (true, false) => {
                let supplier = self.suppliers.entry(flow.exporter).or_default();
                add(&mut supplier.value_kusd, value_kusd);
                add(&mut supplier.quantity_t, quantity_t);
                self.imports_told.add(flow.value_kusd, twice);
            }
            (false, false) => {}
        }
    }

    /// Whether any of these flows has two reports.
    pub(crate) fn any(&self, flows: MirroredFlows) -> bool {
        match flows {
            MirroredFlows::Imports => self.imports_told.twice_kusd > 0.0,
            MirroredFlows::Both => {
                self.imports_told.twice_kusd + self.exports_told.twice_kusd > 0.0
            }
            MirroredFlows::World => self.world_told.twice_kusd > 0.0,
        }
    }

    /// What an interval between the reports says.
    pub(crate) fn meaning(&self, flows: MirroredFlows) -> String {
        let share = match flows {
            MirroredFlows::Imports => {
                format!(
                    "{:.0} % of the import value has",
                    self.imports_told.percent()
                )
            }
            MirroredFlows::Both => format!(
                "{:.0} % of the import value and {:.0} % of the export value have",
                self.imports_told.percent(),
                self.exports_told.percent()
            ),
            MirroredFlows::World => {
                format!("{:.0} % of world trade has", self.world_told.percent())
            }
        };
        format!("between the two reports of each flow, which {share}")
    }

    /// What one supplier delivers.
    pub(crate) fn supplier(&self, exporter: u16) -> AmountEnds {
        self.suppliers.get(&exporter).copied().unwrap_or_default()
    }

    /// What all suppliers deliver.
    pub(crate) fn imports(&self) -> AmountEnds {
        let mut sum = AmountEnds::default();
        for supplier in self.suppliers.values() {
            add(&mut sum.value_kusd, supplier.value_kusd);
            add(&mut sum.quantity_t, supplier.quantity_t);
        }
        sum
    }

    /// The least and the greatest share of a supplier: its own lowest report
    /// with the others' highest, and the other way round.
    pub(crate) fn share(&self, exporter: u16, of: fn(&AmountEnds) -> Ends) -> Option<Ends> {
        share_ends(of(&self.supplier(exporter)), of(&self.imports()))
    }

    /// Bounds of the Herfindahl–Hirschman index of import sources.
    pub(crate) fn hhi(&self, of: fn(&AmountEnds) -> Ends) -> Option<Ends> {
        hhi_between(&self.suppliers.values().map(of).collect::<Vec<_>>())
    }

    /// Bounds of the index of world exports, by value.
    pub(crate) fn hhi_world_exports(&self) -> Option<Ends> {
        hhi_between(
            &self
                .world_exports_kusd
                .values()
                .copied()
                .collect::<Vec<_>>(),
        )
    }

    /// External over all imports.
    pub(crate) fn external_share(&self) -> Option<Ends> {
        let mut whole = self.imports().value_kusd;
        add(&mut whole, self.internal_kusd);
        share_ends(self.imports().value_kusd, whole)
    }

    /// External imports over exports.
    pub(crate) fn imports_over_exports(&self) -> Option<Ends> {
        let imports = self.imports().value_kusd;
        (self.exports_kusd.0 > 0.0).then(|| {
            (
                imports.0 / self.exports_kusd.1,
                imports.1 / self.exports_kusd.0,
            )
        })
    }
}

/// The ends of part/whole where `part` is one of the amounts that `whole` sums.
fn share_ends(part: Ends, whole: Ends) -> Option<Ends> {
    let share = |part: f64, others: f64| {
        let whole = part + others.max(0.0);
        (whole > 0.0).then(|| part / whole)
    };
    Some((
        share(part.0, whole.1 - part.1)?,
        share(part.1, whole.0 - part.0)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_within_the_ends_of_flows_lie_within_the_ends_of_shares(
            flows in prop::collection::vec((0.01_f64..1e4, 1.0_f64..5.0, 0.0_f64..=1.0), 1..12)
        ) {
            let ends: Vec<Ends> = flows.iter().map(|(low, factor, _)| (*low, low * factor)).collect();
            let values: Vec<f64> = ends.iter().zip(&flows).map(|(ends, (_, _, place))| ends.0 + place * (ends.1 - ends.0)).collect();
            let whole = ends.iter().fold((0.0, 0.0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1));
            let sum: f64 = values.iter().sum();
            for (value, ends) in values.iter().zip(&ends) {
                let (low, high) = share_ends(*ends, whole).unwrap();
                prop_assert!(low <= value / sum + 1e-9 && value / sum <= high + 1e-9);
            }
        }
    }
}
