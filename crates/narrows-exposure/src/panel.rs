//! The whole panel of trade indicators, for every importer, product and year,
//! in one pass.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{
    Float64Builder, Int32Builder, StringDictionaryBuilder, UInt8Builder, UInt32Builder,
};
use arrow_array::types::UInt16Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use narrows_core::{Economy, HsCode};
use narrows_lake::TableFile;

use crate::ExposureError;
use crate::geodep::GeoDepYear;
use crate::governance::Governance;
use crate::market::{FlagScratch, ImportProfile, MarketProfile};
use crate::scan::{MarketKey, Selection, scan_markets};

/// What goes into a panel.
#[derive(Debug, Clone, Default)]
pub struct PanelOptions {
    /// Which markets.
    pub selection: Selection,
    /// Political instability by year; the last year before a gap is used.
    pub governance: Vec<Governance>,
    /// Whether to flag implausible unit values, which takes a median of every
    /// market.
    pub flag_unit_values: bool,
}

/// Columns of the panel: one row an importer, code and year. Missing is null.
#[must_use]
pub fn panel_schema() -> Arc<Schema> {
    let text = || DataType::Dictionary(Box::new(DataType::UInt16), Box::new(DataType::Utf8));
    let number = |name: &str, missing: bool| Field::new(name, DataType::Float64, missing);
    Arc::new(Schema::new(vec![
        Field::new("year", DataType::Int32, false),
        Field::new("hs_code", text(), false),
        Field::new("importer", text(), false),
        number("imports_kusd", false),
        number("imports_t", false),
        number("value_without_quantity_kusd", false),
        number("flagged_value_kusd", true),
        Field::new("suppliers", DataType::UInt32, false),
        number("herfindahl_hirschman_index_value", true),
        number("herfindahl_hirschman_index_value_unflagged", true),
        number("herfindahl_hirschman_index_quantity", true),
        Field::new("top_supplier", text(), true),
        number("top_supplier_share", true),
        number("exports_kusd", false),
        number("exports_t", false),
        number("imports_over_exports", true),
        number("world_exports_herfindahl_hirschman_index", true),
        number("import_weighted_instability", true),
        number("instability_coverage", true),
        Field::new("geodep_years_told", DataType::UInt8, false),
        Field::new("geodep_years_holding", DataType::UInt8, false),
    ]))
}

/// A market made ready in a worker.
struct Done {
    key: MarketKey,
    world_hhi: f64,
    importers: Vec<(ImportProfile, f64, f64)>,
}

/// Scratch memory of a worker.
#[derive(Default)]
struct Scratch {
    flags: FlagScratch,
    profile: MarketProfile,
}

/// Rows of a batch handed to the receiver.
const BATCH_ROWS: usize = 32 * 1024;

/// Computes the panel of a trade table and hands it on in batches of
/// [`panel_schema`], ordered by year, code and importer. Memory is bounded,
/// however long the table is.
///
/// # Errors
/// If the table cannot be read, or `receive` refuses a batch.
pub fn panel(
    table: &TableFile,
    options: &PanelOptions,
    mut receive: impl FnMut(RecordBatch) -> Result<(), ExposureError>,
) -> Result<(), ExposureError> {
    let schema = panel_schema();
    let mut columns = Columns::default();
    let mut history = History::default();
    let governance = |year: i32| {
        options
            .governance
            .iter()
            .filter(|governance| governance.year.0 <= year)
            .max_by_key(|governance| governance.year)
    };
    scan_markets(
        table,
        &options.selection,
        |key, market, scratch: &mut Scratch| {
            if options.flag_unit_values {
                market.flag_unit_values(&mut scratch.flags);
            }
            let profile = &mut scratch.profile;
            market.finish_into(governance(key.year), profile);
            Done {
                key,
                world_hhi: profile.hhi_exports,
                importers: profile
                    .importers
                    .iter()
                    .map(|importer| {
                        let (value, quantity) = profile.exports[usize::from(importer.importer)];
                        (*importer, value, quantity)
                    })
                    .collect(),
            }
        },
        |done| {
            for (profile, exports_kusd, exports_t) in &done.importers {
                let conditions = history.conditions(&done, profile, *exports_kusd);
                columns.push(&done, profile, *exports_kusd, *exports_t, conditions);
                if columns.rows == BATCH_ROWS {
                    receive(columns.finish(&schema)?)?;
                }
            }
            Ok(())
        },
    )?;
    if columns.rows > 0 {
        receive(columns.finish(&schema)?)?;
    }
    Ok(())
}

/// Two bits a year for the last years of each importer and code: whether
/// GeoDep's conditions can be told, and whether they hold. Dense by importer,
/// since most codes are imported by most economies.
#[derive(Default)]
struct History {
    codes: HashMap<HsCode, Vec<[u8; 2]>>,
    year: i32,
}

impl History {
    /// Shifts all years on when a new one begins.
    fn turn(&mut self, year: i32) {
        if self.year == year {
            return;
        }
        let gap = if self.year == 0 { 0 } else { year - self.year };
        self.year = year;
        for bits in self.codes.values_mut().flatten() {
            for half in bits.iter_mut() {
                *half = if gap >= 3 { 0 } else { (*half << gap) & 0b111 };
            }
        }
    }

    fn conditions(&mut self, done: &Done, profile: &ImportProfile, exports_kusd: f64) -> (u8, u8) {
        self.turn(done.key.year);
        let known = |value: f64| (!value.is_nan()).then_some(value);
        let holds = GeoDepYear {
            hhi_imports: known(profile.hhi_value),
            hhi_exports: known(done.world_hhi),
            imports_over_exports: (exports_kusd > 0.0).then(|| profile.imports_kusd / exports_kusd),
            imports: profile.imports_kusd > 0.0,
        }
        .holds();
        let bits = &mut self
            .codes
            .entry(done.key.hs_code)
            .or_insert_with(|| vec![[0, 0]; Economy::count()])[usize::from(profile.importer)];
        bits[0] |= u8::from(holds.is_some());
        bits[1] |= u8::from(holds == Some(true));
        (
            bits[0].count_ones().try_into().unwrap_or(u8::MAX),
            bits[1].count_ones().try_into().unwrap_or(u8::MAX),
        )
    }
}

#[derive(Default)]
struct Columns {
    rows: usize,
    year: Int32Builder,
    hs_code: StringDictionaryBuilder<UInt16Type>,
    importer: StringDictionaryBuilder<UInt16Type>,
    suppliers: UInt32Builder,
    top_supplier: StringDictionaryBuilder<UInt16Type>,
    numbers: [Float64Builder; 14],
    geodep: [UInt8Builder; 2],
}

impl Columns {
    fn push(
        &mut self,
        done: &Done,
        profile: &ImportProfile,
        exports_kusd: f64,
        exports_t: f64,
        geodep: (u8, u8),
    ) {
        let alpha3 =
            |index: u16| Economy::from_index(usize::from(index)).map_or("", Economy::alpha3);
        self.rows += 1;
        self.year.append_value(done.key.year);
        self.hs_code.append_value(done.key.hs_code.to_string());
        self.importer.append_value(alpha3(profile.importer));
        self.suppliers.append_value(profile.suppliers);
        if profile.top_share.is_nan() {
            self.top_supplier.append_null();
        } else {
            self.top_supplier.append_value(alpha3(profile.top_supplier));
        }
        let governed_t = profile.imports_t - profile.quantity_without_governance_t;
        let ratio = |numerator: f64, denominator: f64| {
            if denominator > 0.0 {
                numerator / denominator
            } else {
                f64::NAN
            }
        };
        let numbers = [
            profile.imports_kusd,
            profile.imports_t,
            profile.value_without_quantity_kusd,
            profile.flagged_value_kusd,
            profile.hhi_value,
            profile.hhi_value_unflagged,
            profile.hhi_quantity,
            profile.top_share,
            exports_kusd,
            exports_t,
            ratio(profile.imports_kusd, exports_kusd),
            done.world_hhi,
            ratio(profile.risk_weighted_t, governed_t),
            ratio(governed_t, profile.imports_t),
        ];
        for (column, number) in self.numbers.iter_mut().zip(numbers) {
            column.append_option((!number.is_nan()).then_some(number));
        }
        self.geodep[0].append_value(geodep.0);
        self.geodep[1].append_value(geodep.1);
    }

    fn finish(&mut self, schema: &Arc<Schema>) -> Result<RecordBatch, ExposureError> {
        let mut taken = std::mem::take(self);
        let mut numbers = taken
            .numbers
            .iter_mut()
            .map(|column| Arc::new(column.finish()) as ArrayRef);
        let mut number = || {
            numbers
                .next()
                .unwrap_or_else(|| unreachable!("fourteen numbers"))
        };
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(taken.year.finish()),
            Arc::new(taken.hs_code.finish()),
            Arc::new(taken.importer.finish()),
            number(),
            number(),
            number(),
            number(),
            Arc::new(taken.suppliers.finish()),
            number(),
            number(),
            number(),
            Arc::new(taken.top_supplier.finish()),
            number(),
            number(),
            number(),
            number(),
            number(),
            number(),
            number(),
            Arc::new(taken.geodep[0].finish()),
            Arc::new(taken.geodep[1].finish()),
        ];
        RecordBatch::try_new(schema.clone(), arrays).map_err(|error| ExposureError::Table {
            table: "panel".to_owned(),
            reason: error.to_string(),
        })
    }
}
