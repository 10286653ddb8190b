//! The least that any single pass must do: reads the panel's columns with the
//! same reader and as many threads, and sums them. No groups, no output.
//!
//! `bare_loop FILE`

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use narrows_benches::{Failure, Meter};
use narrows_lake::TableFile;
use rayon::prelude::*;

const COLUMNS: [&str; 6] = [
    "year",
    "hs_code",
    "importer",
    "exporter",
    "value_kusd",
    "quantity_t",
];

/// As many rows at a time as the panel reads.
const BATCH_ROWS: usize = 32 * 1024;

/// Sums over some rows.
#[derive(Clone, Copy, Default)]
struct Sums {
    rows: usize,
    /// Years and dictionary keys, so that they are read too.
    keys: u64,
    value_kusd: f64,
    quantity_t: f64,
}

impl Sums {
    fn join(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            keys: self.keys.wrapping_add(other.keys),
            value_kusd: self.value_kusd + other.value_kusd,
            quantity_t: self.quantity_t + other.quantity_t,
        }
    }

    fn of(batch: &RecordBatch) -> Result<Self, Failure> {
        let column = |name: &str| -> Result<&ArrayRef, Failure> {
            Ok(batch
                .column_by_name(name)
                .ok_or_else(|| format!("no column {name:?}"))?)
        };
        let mut sums = Self {
            rows: batch.num_rows(),
            ..Self::default()
        };
        for year in column("year")?.as_primitive::<Int32Type>().values() {
            sums.keys = sums.keys.wrapping_add(u64::from(year.unsigned_abs()));
        }
        for name in ["hs_code", "importer", "exporter"] {
            let keys = column(name)?.as_dictionary::<UInt16Type>().keys();
            for key in keys.values() {
                sums.keys = sums.keys.wrapping_add(u64::from(*key));
            }
        }
        sums.value_kusd = column("value_kusd")?
            .as_primitive::<Float64Type>()
            .values()
            .iter()
            .sum();
        let quantities = column("quantity_t")?.as_primitive::<Float64Type>();
        sums.quantity_t = match quantities.nulls() {
            None => quantities.values().iter().sum(),
            Some(known) => quantities
                .values()
                .iter()
                .zip(known)
                .map(|(quantity, known)| if known { *quantity } else { 0.0 })
                .sum(),
        };
        Ok(sums)
    }
}

fn main() -> Result<(), Failure> {
    let file = std::env::args().nth(1).ok_or("usage: bare_loop FILE")?;
    let meter = Meter::start();
    let table = TableFile::open(Path::new(&file))?;
    let sums = (0..table.metadata().num_row_groups())
        .into_par_iter()
        .map(|group| {
            let mut sums = Sums::default();
            for batch in table.read(vec![group], &COLUMNS, BATCH_ROWS)? {
                sums = sums.join(Sums::of(&batch?)?);
            }
            Ok::<_, Failure>(sums)
        })
        .try_reduce(Sums::default, |a, b| Ok(a.join(b)))?;
    meter.report(
        "bare loop",
        [
            ("rows_in", sums.rows.into()),
            ("rows", sums.rows.into()),
            ("keys", sums.keys.into()),
            ("value_sum", sums.value_kusd.into()),
            ("quantity_sum", sums.quantity_t.into()),
        ],
    )
}
