//! The whole panel of trade indicators, for every importer, product and year,
//! in one pass.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int32Array, RecordBatch, StringArray, UInt8Array,
    UInt16Array, UInt32Array,
};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use narrows_core::{Economy, HsCode};
use narrows_lake::TableFile;

use crate::ExposureError;
use crate::geodep::GeoDepYear;
use crate::governance::Governance;
use crate::market::{
    FlagScratch, FlowSums, FlowTotal, ImportProfile, MarketAccumulator, MarketProfile, RiskSums,
    world_exports,
};
use crate::scan::{Market, MarketKey, MarketRows, Selection, Visitor, scan_runs};

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

/// Most rows of a batch handed to the receiver, unless one market has more.
/// Small enough that what is written is still in the cache when it is read.
const BATCH_ROWS: usize = 8 * 1024;

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
    let economies: ArrayRef = Arc::new(StringArray::from_iter_values(
        Economy::all().map(Economy::alpha3),
    ));
    let mut history = History::default();
    let visitor = PanelVisitor { options };
    scan_runs(table, &options.selection, &visitor, |run| {
        for columns in run {
            let batch = columns
                .finish(&schema, &economies, &mut history)
                .map_err(|error| ExposureError::Table {
                    table: "panel".to_owned(),
                    reason: error.to_string(),
                })?;
            receive(batch)?;
        }
        Ok(())
    })
}

/// Turns markets into rows of the panel.
struct PanelVisitor<'a> {
    options: &'a PanelOptions,
}

/// Scratch memory of a worker.
#[derive(Default)]
struct Scratch {
    flags: FlagScratch,
    market: MarketAccumulator,
    profile: MarketProfile,
    plain: PlainScratch,
}

/// Of markets without flags: exports by [`Economy::index`], kUSD and t, and
/// the sums of each importer.
#[derive(Default)]
struct PlainScratch {
    exports: Vec<(f64, f64)>,
    /// Each with the row after its last one.
    sums: Vec<(usize, FlowSums)>,
    /// Only where there is governance.
    risks: Vec<RiskSums>,
}

impl PanelVisitor<'_> {
    /// The last governance up to a year.
    fn governance(&self, year: i32) -> Option<&Governance> {
        self.options
            .governance
            .iter()
            .filter(|governance| governance.year.0 <= year)
            .max_by_key(|governance| governance.year)
    }

    /// Reads a market straight from its rows, where they are sorted by importer
    /// and exporter, as they mostly are. Otherwise adds nothing and says so.
    fn sorted_rows(
        &self,
        key: MarketKey,
        rows: &MarketRows<'_>,
        plain: &mut PlainScratch,
        columns: &mut Columns,
    ) -> bool {
        let PlainScratch {
            exports,
            sums: done,
            risks: done_risks,
        } = plain;
        exports.clear();
        exports.resize(Economy::count(), (0.0, 0.0));
        done.clear();
        done_risks.clear();
        let risks = self.governance(key.year).map(Governance::by_index);
        let governed = columns.governed.is_some();
        let Some(first_key) = rows.importer_keys.first() else {
            return false;
        };
        let mut importer_key = *first_key;
        let mut sums = FlowSums::new(rows.importers[usize::from(importer_key)]);
        let mut risk_sums = RiskSums::default();
        let mut sorted = true;
        let mut next_exporter = 0;
        let flows = rows
            .importer_keys
            .iter()
            .zip(rows.exporter_keys)
            .zip(rows.values)
            .zip(rows.quantities);
        // One loop over all rows, since where an importer ends cannot be
        // predicted, and two nested loops would pay for it twice.
        for (row, (((key, exporter_key), value), quantity)) in flows.enumerate() {
            if *key != importer_key {
                importer_key = *key;
                let next = rows.importers[usize::from(importer_key)];
                sorted &= next > sums.importer;
                next_exporter = 0;
                let ended = std::mem::replace(&mut sums, FlowSums::new(next));
                done.push((row, ended));
                if governed {
                    done_risks.push(std::mem::take(&mut risk_sums));
                }
            }
            let exporter = rows.exporters[usize::from(*exporter_key)];
            sorted &= exporter >= next_exporter;
            next_exporter = exporter + 1;
            let flow = FlowTotal::one(sums.importer, exporter, *value, *quantity);
            let total = &mut exports[usize::from(exporter)];
            total.0 += flow.value_kusd;
            total.1 += flow.quantity_t;
            sums.add(&flow);
            if let Some(risks) = risks {
                risk_sums.add(&flow, risks);
            }
        }
        done.push((rows.values.len(), sums));
        if governed {
            done_risks.push(risk_sums);
        }
        if sorted {
            columns.extend_plain(done, done_risks);
            columns.close(key, exports, world_exports(exports).1);
        }
        sorted
    }
}

impl Visitor for PanelVisitor<'_> {
    type Scratch = Scratch;
    type Run = Vec<Columns>;

    fn run(&self) -> Vec<Columns> {
        Vec::new()
    }

    fn visit(
        &self,
        key: MarketKey,
        market: Market<'_>,
        scratch: &mut Scratch,
        run: &mut Vec<Columns>,
    ) {
        let full = |columns: &Columns| columns.rows() + Economy::count() > BATCH_ROWS;
        if run.last().is_none_or(full) {
            run.push(Columns::new(self.options));
        }
        let Some(columns) = run.last_mut() else {
            return;
        };
        let market = match market {
            Market::Total(market) => market,
            Market::Rows(rows) => {
                let flag = self.options.flag_unit_values;
                if !flag && self.sorted_rows(key, &rows, &mut scratch.plain, columns) {
                    return;
                }
                scratch.market.clear();
                rows.accumulate(&mut scratch.market);
                &mut scratch.market
            }
        };
        if self.options.flag_unit_values {
            market.flag_unit_values(&mut scratch.flags);
        }
        let profile = &mut scratch.profile;
        market.finish_into(self.governance(key.year), profile);
        columns.extend(&profile.importers);
        columns.close(key, &profile.exports, profile.hhi_exports);
    }
}

/// For each importer and code, GeoDep's conditions in the last three years.
/// Dense by importer, since most codes are imported by most economies.
#[derive(Default)]
struct History {
    codes: HashMap<HsCode, Vec<u8>>,
    year: i32,
}

/// GeoDep's conditions can be told; one bit a year, this year the lowest.
const TOLD: u8 = 1;
/// They hold; one bit a year, above those of [`TOLD`].
const HOLDS: u8 = 1 << 3;
/// The bits of this year and the year before.
const LATER_YEARS: u8 = 0b011 * (TOLD | HOLDS);

impl History {
    /// Shifts all years on when a new one begins.
    fn turn(&mut self, year: i32) {
        if self.year == year {
            return;
        }
        let gap = if self.year == 0 { 0 } else { year - self.year };
        self.year = year;
        for _ in 0..gap.min(3) {
            for code in self.codes.values_mut() {
                for bits in code {
                    *bits = (*bits & LATER_YEARS) << 1;
                }
            }
        }
    }

    /// Adds a market's year and appends, for each of its importers, how many
    /// years can be told and how many hold.
    fn count(
        &mut self,
        key: MarketKey,
        importers: &[u16],
        now: &[u8],
        told: &mut Vec<u8>,
        holding: &mut Vec<u8>,
    ) {
        self.turn(key.year);
        let past = self
            .codes
            .entry(key.hs_code)
            .or_insert_with(|| vec![0; Economy::count()]);
        let start = told.len();
        told.resize(start + importers.len(), 0);
        holding.resize(start + importers.len(), 0);
        // One after the other through memory first, so that the counting below
        // becomes vector instructions.
        for ((importer, now), bits) in importers.iter().zip(now).zip(&mut told[start..]) {
            let past = &mut past[usize::from(*importer)];
            *past |= now;
            *bits = *past;
        }
        let counted = told[start..].iter_mut().zip(&mut holding[start..]);
        for (told, holding) in counted {
            let bits = *told;
            let count = |lowest: u8| {
                let bits = bits / lowest;
                (bits & 1) + (bits >> 1 & 1) + (bits >> 2 & 1)
            };
            *told = count(TOLD);
            *holding = count(HOLDS);
        }
    }
}

/// A market that ends before row `end`.
struct Span {
    key: MarketKey,
    world_hhi: f64,
    end: usize,
}

/// Rows of whole markets, on their way to a batch. NaN is missing.
struct Columns {
    markets: Vec<Span>,
    importer: Vec<u16>,
    suppliers: Vec<u32>,
    top_supplier: Vec<u16>,
    imports_kusd: Vec<f64>,
    imports_t: Vec<f64>,
    value_without_quantity_kusd: Vec<f64>,
    hhi_value: Vec<f64>,
    hhi_quantity: Vec<f64>,
    top_share: Vec<f64>,
    exports_kusd: Vec<f64>,
    exports_t: Vec<f64>,
    imports_over_exports: Vec<f64>,
    /// Where unit values are flagged.
    flagged: Option<Flagged>,
    /// Where there is governance.
    governed: Option<Governed>,
    /// GeoDep's conditions in this year: [`TOLD`] and [`HOLDS`].
    geodep: Vec<u8>,
}

#[derive(Default)]
struct Flagged {
    value_kusd: Vec<f64>,
    hhi_value_unflagged: Vec<f64>,
}

#[derive(Default)]
struct Governed {
    instability: Vec<f64>,
    coverage: Vec<f64>,
}

impl Governed {
    fn push(&mut self, imports_t: f64, risk_weighted_t: f64, without_governance_t: f64) {
        let governed_t = imports_t - without_governance_t;
        self.instability.push(ratio(risk_weighted_t, governed_t));
        self.coverage.push(ratio(governed_t, imports_t));
    }
}

#[inline]
fn ratio(numerator: f64, denominator: f64) -> f64 {
    if denominator > 0.0 {
        numerator / denominator
    } else {
        f64::NAN
    }
}

impl Columns {
    fn new(options: &PanelOptions) -> Self {
        // Room from the start: to grow would be to copy all columns anew.
        let numbers = || Vec::with_capacity(BATCH_ROWS);
        Self {
            markets: Vec::new(),
            importer: Vec::with_capacity(BATCH_ROWS),
            suppliers: Vec::with_capacity(BATCH_ROWS),
            top_supplier: Vec::with_capacity(BATCH_ROWS),
            imports_kusd: numbers(),
            imports_t: numbers(),
            value_without_quantity_kusd: numbers(),
            hhi_value: numbers(),
            hhi_quantity: numbers(),
            top_share: numbers(),
            exports_kusd: numbers(),
            exports_t: numbers(),
            imports_over_exports: numbers(),
            geodep: Vec::with_capacity(BATCH_ROWS),
            flagged: options.flag_unit_values.then(Flagged::default),
            governed: (!options.governance.is_empty()).then(Governed::default),
        }
    }

    /// Rows of closed markets.
    fn rows(&self) -> usize {
        self.markets.last().map_or(0, |market| market.end)
    }

    /// Adds the importers of a market.
    fn extend(&mut self, profiles: &[ImportProfile]) {
        let all = profiles.iter();
        self.importer.extend(all.clone().map(|p| p.importer));
        self.suppliers.extend(all.clone().map(|p| p.suppliers));
        self.top_supplier
            .extend(all.clone().map(|p| p.top_supplier));
        self.imports_kusd
            .extend(all.clone().map(|p| p.imports_kusd));
        self.imports_t.extend(all.clone().map(|p| p.imports_t));
        self.value_without_quantity_kusd
            .extend(all.clone().map(|p| p.value_without_quantity_kusd));
        self.hhi_value.extend(all.clone().map(|p| p.hhi_value));
        self.hhi_quantity
            .extend(all.clone().map(|p| p.hhi_quantity));
        self.top_share.extend(all.clone().map(|p| p.top_share));
        if let Some(flagged) = &mut self.flagged {
            flagged
                .value_kusd
                .extend(all.clone().map(|p| p.flagged_value_kusd));
            flagged
                .hhi_value_unflagged
                .extend(all.clone().map(|p| p.hhi_value_unflagged));
        }
        if let Some(governed) = &mut self.governed {
            for profile in all {
                governed.push(
                    profile.imports_t,
                    profile.risk_weighted_t,
                    profile.quantity_without_governance_t,
                );
            }
        }
    }

    /// Adds the importers of a market without flags. `risks` is empty where
    /// there is no governance.
    fn extend_plain(&mut self, sums: &[(usize, FlowSums)], risks: &[RiskSums]) {
        let mut start = 0;
        self.suppliers.extend(sums.iter().map(|(end, _)| {
            let rows = end - std::mem::replace(&mut start, *end);
            u32::try_from(rows).unwrap_or(u32::MAX)
        }));
        let all = sums.iter().map(|(_, sums)| sums);
        self.importer.extend(all.clone().map(|s| s.importer));
        self.top_supplier
            .extend(all.clone().map(|s| s.top_supplier));
        self.imports_kusd
            .extend(all.clone().map(|s| s.imports_kusd));
        self.imports_t.extend(all.clone().map(|s| s.imports_t));
        self.value_without_quantity_kusd
            .extend(all.clone().map(|s| s.value_without_quantity_kusd));
        self.hhi_value.extend(all.clone().map(FlowSums::hhi_value));
        self.hhi_quantity
            .extend(all.clone().map(FlowSums::hhi_quantity));
        self.top_share.extend(all.clone().map(FlowSums::top_share));
        if let Some(governed) = &mut self.governed {
            for (sums, risks) in all.zip(risks) {
                governed.push(
                    sums.imports_t,
                    risks.risk_weighted_t,
                    risks.quantity_without_governance_t,
                );
            }
        }
    }

    /// Ends a market, once the exports of every economy are summed.
    fn close(&mut self, key: MarketKey, exports: &[(f64, f64)], world_hhi: f64) {
        let known = |value: f64| (!value.is_nan()).then_some(value);
        let start = self.rows();
        let end = self.importer.len();
        let own = |importer: &u16| exports[usize::from(*importer)];
        let importers = &self.importer[start..];
        self.exports_kusd
            .extend(importers.iter().map(|importer| own(importer).0));
        self.exports_t
            .extend(importers.iter().map(|importer| own(importer).1));
        let trade = self.imports_kusd[start..]
            .iter()
            .zip(&self.exports_kusd[start..]);
        self.imports_over_exports
            .extend(trade.map(|(imports, exports)| ratio(*imports, *exports)));
        let conditions = self.imports_kusd[start..]
            .iter()
            .zip(&self.imports_over_exports[start..])
            .zip(&self.hhi_value[start..]);
        self.geodep
            .extend(conditions.map(|((imports, over_exports), hhi)| {
                let holds = GeoDepYear {
                    hhi_imports: known(*hhi),
                    hhi_exports: known(world_hhi),
                    imports_over_exports: known(*over_exports),
                    imports: *imports > 0.0,
                }
                .holds();
                (TOLD * u8::from(holds.is_some())) | (HOLDS * u8::from(holds == Some(true)))
            }));
        self.markets.push(Span {
            key,
            world_hhi,
            end,
        });
    }

    fn finish(
        self,
        schema: &Arc<Schema>,
        economies: &ArrayRef,
        history: &mut History,
    ) -> Result<RecordBatch, ArrowError> {
        let rows = self.importer.len();
        let mut year = Vec::with_capacity(rows);
        let mut world_hhi = Vec::with_capacity(rows);
        let mut code_keys: Vec<u16> = Vec::with_capacity(rows);
        let mut codes: HashMap<HsCode, u16> = HashMap::new();
        let mut code_texts: Vec<String> = Vec::new();
        let mut told = Vec::with_capacity(rows);
        let mut holding = Vec::with_capacity(rows);
        let mut start = 0;
        for Span {
            key,
            world_hhi: hhi,
            end,
        } in &self.markets
        {
            year.resize(*end, key.year);
            world_hhi.resize(*end, *hhi);
            // A batch has fewer markets than there are keys.
            let next = u16::try_from(codes.len()).unwrap_or(u16::MAX);
            let code_key = *codes.entry(key.hs_code).or_insert_with(|| {
                code_texts.push(key.hs_code.to_string());
                next
            });
            code_keys.resize(*end, code_key);
            history.count(
                *key,
                &self.importer[start..*end],
                &self.geodep[start..*end],
                &mut told,
                &mut holding,
            );
            start = *end;
        }
        let codes: ArrayRef = Arc::new(StringArray::from(code_texts));
        let text = |keys: Vec<u16>, nulls: Option<NullBuffer>, values: &ArrayRef| {
            let keys = UInt16Array::new(keys.into(), nulls);
            DictionaryArray::try_new(keys, values.clone()).map(|array| Arc::new(array) as ArrayRef)
        };
        let all_known = |values: Vec<f64>| Arc::new(Float64Array::from(values)) as ArrayRef;
        let nulls_of_top = nulls(&self.top_share);
        let nulls_of_quantity = nulls(&self.hhi_quantity);
        let hhi_value = number(self.hhi_value);
        let unknown = || Arc::new(Float64Array::new_null(rows)) as ArrayRef;
        let (flagged_value, unflagged_hhi) = match self.flagged {
            Some(flagged) => (
                number(flagged.value_kusd),
                number(flagged.hhi_value_unflagged),
            ),
            // Not asked for, so not known.
            None => (unknown(), unknown()),
        };
        let (instability, coverage) = match self.governed {
            Some(governed) => (number(governed.instability), number(governed.coverage)),
            None => (unknown(), unknown()),
        };
        let hhi_quantity = Float64Array::new(self.hhi_quantity.into(), nulls_of_quantity);
        let top_share = Float64Array::new(self.top_share.into(), nulls_of_top.clone());
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(Int32Array::from(year)),
            text(code_keys, None, &codes)?,
            text(self.importer, None, economies)?,
            all_known(self.imports_kusd),
            all_known(self.imports_t),
            all_known(self.value_without_quantity_kusd),
            flagged_value,
            Arc::new(UInt32Array::from(self.suppliers)),
            hhi_value,
            unflagged_hhi,
            Arc::new(hhi_quantity),
            text(self.top_supplier, nulls_of_top, economies)?,
            Arc::new(top_share),
            all_known(self.exports_kusd),
            all_known(self.exports_t),
            number(self.imports_over_exports),
            number(world_hhi),
            instability,
            coverage,
            Arc::new(UInt8Array::from(told)),
            Arc::new(UInt8Array::from(holding)),
        ];
        RecordBatch::try_new(schema.clone(), arrays)
    }
}

/// A column of numbers; NaN becomes null.
fn number(values: Vec<f64>) -> ArrayRef {
    let nulls = nulls(&values);
    Arc::new(Float64Array::new(values.into(), nulls))
}

/// Where the values are NaN; `None` where none is.
fn nulls(values: &[f64]) -> Option<NullBuffer> {
    // No early exit, so that it becomes a few vector instructions.
    let missing = values
        .iter()
        .fold(false, |missing, value| missing | value.is_nan());
    missing.then(|| {
        NullBuffer::new(BooleanBuffer::collect_bool(values.len(), |row| {
            !values[row].is_nan()
        }))
    })
}
