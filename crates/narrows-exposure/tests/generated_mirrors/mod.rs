//! Reported trade made from trade that is taken for the truth: margins, errors
//! and silent reporters are drawn from a seed and known to the test. No such
//! table is an observation.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef};
use narrows_core::{Economy, HsCode};
use narrows_lake::{
    Lake, ReportedBy, ReportedFlow, ReportedTradeRow, TableKind, TradeRow, read_columns,
};

/// splitmix64, and normal numbers by Box and Muller.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

/// Flows of the embedded BACI, taken for the truth.
pub fn embedded_flows(source: &str, from: i32) -> Vec<TradeRow> {
    let lake = Lake::embedded();
    let vintage = lake.current(source).unwrap();
    let table = lake.open_table(vintage, TableKind::Trade).unwrap();
    let columns = [
        "year",
        "hs_code",
        "importer",
        "exporter",
        "value_kusd",
        "quantity_t",
    ];
    let mut flows = Vec::new();
    for batch in read_columns(&table, &columns).unwrap() {
        let text = |column: usize, row: usize| -> String {
            let array: &ArrayRef = batch.column(column);
            let array = array.as_dictionary::<UInt16Type>();
            let values = array.values().as_string::<i32>();
            values.value(array.key(row).unwrap()).to_owned()
        };
        let quantities = batch.column(5).as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            let year = batch.column(0).as_primitive::<Int32Type>().value(row);
            if year < from {
                continue;
            }
            flows.push(TradeRow {
                year,
                hs_code: text(1, row).parse().unwrap(),
                importer: Economy::from_alpha3(&text(2, row)).unwrap(),
                exporter: Economy::from_alpha3(&text(3, row)).unwrap(),
                value_kusd: batch.column(4).as_primitive::<Float64Type>().value(row),
                quantity_t: quantities.is_valid(row).then(|| quantities.value(row)),
            });
        }
    }
    flows
}

/// What was drawn.
pub struct Truth {
    pub flows: Vec<TradeRow>,
    pub rows: Vec<ReportedTradeRow>,
    /// Standard deviation of the log error of each reporter's values.
    pub errors: Vec<f64>,
    /// Margins between CIF and FOB by code, as a share of the FOB value.
    pub margins: BTreeMap<HsCode, f64>,
    /// Economies that report nothing.
    pub silent: Vec<bool>,
}

/// One in five reporters is noisy.
pub const NOISY: f64 = 0.7;
pub const CAREFUL: f64 = 0.08;

/// Reports of these flows.
pub fn report(flows: Vec<TradeRow>, seed: u64) -> Truth {
    let mut random = Random(seed);
    let errors: Vec<f64> = (0..Economy::count())
        .map(|_| {
            if random.uniform() < 0.2 {
                NOISY
            } else {
                CAREFUL
            }
        })
        .collect();
    let silent: Vec<bool> = (0..Economy::count())
        .map(|_| random.uniform() < 0.1)
        .collect();
    let mut margins = BTreeMap::new();
    let mut rows = Vec::new();
    for flow in &flows {
        let margin = *margins
            .entry(flow.hs_code)
            .or_insert_with(|| 0.02 + 0.12 * random.uniform());
        for reported_by in [ReportedBy::Exporter, ReportedBy::Importer] {
            let (reporter, factor, kind) = match reported_by {
                ReportedBy::Exporter => (flow.exporter, 1.0, ReportedFlow::Export),
                ReportedBy::Importer => (flow.importer, 1.0 + margin, ReportedFlow::Import),
            };
            let error = errors[reporter.index()];
            let (value, weight) = (random.normal(), random.normal());
            let left_out = random.uniform() < 0.08;
            if silent[reporter.index()] || left_out {
                continue;
            }
            rows.push(ReportedTradeRow {
                year: flow.year,
                month: None,
                hs_code: flow.hs_code,
                importer: flow.importer,
                exporter: flow.exporter,
                reported_by,
                flow: kind,
                value_kusd: flow.value_kusd * factor * (error * value).exp(),
                value_cif_kusd: None,
                value_fob_kusd: None,
                net_weight_t: flow
                    .quantity_t
                    .map(|quantity| quantity * (error * weight).exp()),
                quantity: None,
                quantity_unit: None,
                weight_is_estimated: false,
            });
        }
    }
    rows.sort_by_key(ReportedTradeRow::key);
    Truth {
        flows,
        rows,
        errors,
        margins,
        silent,
    }
}
