//! Two sources of trade, flow by flow: where they agree, and where not.

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use narrows_core::{
    Coverage, Economy, Figure, HsCode, HsRevision, Interval, SourceRef, Unit, Year,
};
use narrows_lake::{Lake, LakeVintage, TableFile, TableKind};
use serde::Serialize;

use crate::ExposureError;
use crate::scan::{MarketKey, Selection};

/// What is to be compared.
#[derive(Debug, Clone, Copy)]
pub struct FlowComparisonRequest<'a> {
    /// The first source: `SOURCE` or `SOURCE@VINTAGE`.
    pub first: &'a str,
    /// The second one.
    pub second: &'a str,
    /// One year; all that both have without it.
    pub year: Option<Year>,
    /// One code; all without it.
    pub hs_code: Option<HsCode>,
}

/// Two flows of the same year, code and economies that differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowDisagreement {
    /// The year.
    pub year: Year,
    /// The code.
    pub hs_code: HsCode,
    /// Who imports.
    pub importer: Economy,
    /// Who exports.
    pub exporter: Economy,
    /// Value in the first source.
    pub first: Figure,
    /// Value in the second source.
    pub second: Figure,
}

/// How two sources stand to each other. A *flow* is a year, a code, an importer
/// and an exporter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowComparison {
    /// The first source.
    pub first: SourceRef,
    /// The second source.
    pub second: SourceRef,
    /// Their revision.
    pub revision: HsRevision,
    /// First and last year compared.
    pub years: (i32, i32),
    /// The code compared, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hs_code: Option<HsCode>,
    /// Flows in both.
    pub in_both: Figure,
    /// Value of these in the first source, and in the second.
    pub value_in_both: [Figure; 2],
    /// Flows in the first source alone, and in the second alone.
    pub in_one: [Figure; 2],
    /// Value of these.
    pub value_in_one: [Figure; 2],
    /// Second over first, at the shares 5, 25, 50, 75 and 95 % of the flows in
    /// both.
    pub ratio_quantiles: Vec<(u32, Figure)>,
    /// Flows in both that agree within 1 %, within 10 %, and within a factor
    /// of two, as shares.
    pub agreement: Vec<(&'static str, Figure)>,
    /// Largest differences of value first.
    pub largest: Vec<FlowDisagreement>,
    /// Codes that one source carries in these years and the other does not;
    /// their flows are not compared.
    pub codes_in_one: [Vec<HsCode>; 2],
}

/// Differences that are named.
const NAMED: usize = 10;

/// Compares all flows of two sources in the years that both cover. Memory does
/// not grow with the number of flows.
///
/// # Errors
/// If a source is not in the lake or holds no trade, if their codes belong to
/// different revisions of the Harmonized System, or if they have no year or no
/// flow in common.
pub fn flow_comparison(
    lake: &Lake,
    request: &FlowComparisonRequest<'_>,
) -> Result<FlowComparison, ExposureError> {
    let (first, second) = (named(lake, request.first)?, named(lake, request.second)?);
    let (revision, first_years) = trade_of(first)?;
    let (other, second_years) = trade_of(second)?;
    let (one, two) = (first.reference(), second.reference());
    if revision != other {
        return Err(ExposureError::NoData(format!(
            "{one} has codes of {revision} and {two} codes of {other}: the same six digits need \
             not be the same goods, so flows cannot be set side by side; compare two sources of \
             one revision (`narrows data concordance` shows how codes correspond)"
        )));
    }
    if one == two {
        return Err(ExposureError::NoData(format!(
            "{one} is named twice; name two sources, or two vintages as SOURCE@VINTAGE"
        )));
    }
    let years = (
        first_years.0.max(second_years.0),
        first_years.1.min(second_years.1),
    );
    let years = request
        .year
        .map_or(years, |year| (years.0.max(year.0), years.1.min(year.0)));
    if years.0 > years.1 {
        return Err(ExposureError::NoData(format!(
            "{one} covers {}–{}, {two} {}–{}: there is no year{} to compare",
            first_years.0,
            first_years.1,
            second_years.0,
            second_years.1,
            request
                .year
                .map_or_else(String::new, |year| format!(" {year}"))
        )));
    }
    let selection = Selection {
        years: Some(years.0..=years.1),
        codes: request.hs_code.map(|code| [code].into_iter().collect()),
    };
    let open = |vintage| lake.open_table(vintage, TableKind::Trade);
    let (first_table, second_table) = (open(first)?, open(second)?);
    let mut found = Comparison::new();
    let mut left = flows(&first_table, &selection)?.peekable();
    let mut right = flows(&second_table, &selection)?.peekable();
    loop {
        // Errors come before any comparison of keys.
        for side in [&mut left, &mut right] {
            if side.peek().is_some_and(Result::is_err) {
                side.next().transpose()?;
            }
        }
        let key = |flow: Option<&Result<Flow, ExposureError>>| {
            flow.and_then(|flow| flow.as_ref().ok())
                .map(|flow| flow.key)
        };
        let (a, b) = (key(left.peek()), key(right.peek()));
        let (take_left, take_right) = match (a, b) {
            (None, None) => break,
            (Some(_), None) => (true, false),
            (None, Some(_)) => (false, true),
            (Some(a), Some(b)) => (a <= b, b <= a),
        };
        let a = if take_left {
            left.next().transpose()?
        } else {
            None
        };
        let b = if take_right {
            right.next().transpose()?
        } else {
            None
        };
        found.add(a, b);
    }
    if found.codes.is_empty() {
        return Err(ExposureError::NoData(format!(
            "neither {one} nor {two} has a flow of these codes and years"
        )));
    }
    Ok(found.finish([one, two], revision, years, request.hs_code))
}

fn named<'a>(lake: &'a Lake, name: &str) -> Result<&'a LakeVintage, ExposureError> {
    Ok(match name.split_once('@') {
        Some((source, vintage)) => lake.vintage(source, vintage)?,
        None => lake
            .current(name)
            .ok_or_else(|| narrows_lake::LakeError::NotFound {
                what: name.to_owned(),
            })?,
    })
}

fn trade_of(vintage: &LakeVintage) -> Result<(HsRevision, (i32, i32)), ExposureError> {
    match (
        vintage.table(TableKind::Trade),
        vintage.entry.hs_revision,
        vintage.entry.years,
    ) {
        (Some(_), Some(revision), Some(years)) => Ok((revision, years)),
        _ => Err(ExposureError::NoData(format!(
            "{} holds no bilateral trade by HS code; `narrows data status` lists the sources",
            vintage.reference()
        ))),
    }
}

type Key = (i32, HsCode, Economy, Economy);

#[derive(Debug, Clone, Copy)]
struct Flow {
    key: Key,
    value_kusd: f64,
}

/// The chosen flows of a trade table, in its order.
fn flows(
    table: &TableFile,
    selection: &Selection,
) -> Result<impl Iterator<Item = Result<Flow, ExposureError>>, ExposureError> {
    let columns = ["year", "hs_code", "importer", "exporter", "value_kusd"];
    let name = table.name().to_owned();
    let selection = selection.clone();
    let batches = table.read(selection.row_groups(table)?, &columns, 32 * 1024)?;
    let mut failed = false;
    Ok(batches
        .map(move |batch| {
            decoded(&batch?, &selection).ok_or_else(|| ExposureError::Table {
                table: name.clone(),
                reason: "its key columns are not of a trade table".to_owned(),
            })
        })
        .flat_map(|batch| {
            let (flows, error) = match batch {
                Ok(flows) => (flows, None),
                Err(error) => (Vec::new(), Some(Err(error))),
            };
            flows.into_iter().map(Ok).chain(error)
        })
        .take_while(move |flow| {
            let go_on = !failed;
            failed |= flow.is_err();
            go_on
        }))
}

fn decoded(batch: &RecordBatch, selection: &Selection) -> Option<Vec<Flow>> {
    let years = batch.column(0).as_primitive_opt::<Int32Type>()?;
    let codes = dictionary(batch, 1, |text| text.parse::<HsCode>().ok())?;
    let importers = dictionary(batch, 2, Economy::from_alpha3)?;
    let exporters = dictionary(batch, 3, Economy::from_alpha3)?;
    let values = batch.column(4).as_primitive_opt::<Float64Type>()?;
    let mut flows = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let key = MarketKey {
            year: years.value(row),
            hs_code: codes[row],
        };
        if selection.holds(key) {
            flows.push(Flow {
                key: (key.year, key.hs_code, importers[row], exporters[row]),
                value_kusd: values.value(row),
            });
        }
    }
    Some(flows)
}

/// A column of texts, each distinct one parsed once.
fn dictionary<T: Copy>(
    batch: &RecordBatch,
    column: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let array = batch.column(column).as_dictionary_opt::<UInt16Type>()?;
    let texts = array.values().as_string_opt::<i32>()?;
    let parsed: Vec<Option<T>> = texts.iter().map(|text| parse(text?)).collect();
    (0..array.len())
        .map(|row| parsed.get(array.key(row)?).copied().flatten())
        .collect()
}

/// Flows and value on both sides of one code.
#[derive(Debug, Clone, Copy, Default)]
struct CodeSums {
    flows: [u64; 2],
    alone: [u64; 2],
    alone_kusd: [f64; 2],
}

struct Comparison {
    codes: BTreeMap<HsCode, CodeSums>,
    both: u64,
    both_kusd: [f64; 2],
    /// Of the log ratio, in thousandths.
    ratios: Vec<u64>,
    within: [u64; 3],
    largest: Vec<(f64, Key, [f64; 2])>,
}

const LIMITS: [(&str, f64); 3] = [
    ("within 1 %", 1.01),
    ("within 10 %", 1.1),
    ("within a factor of 2", 2.0),
];
/// The log ratio at which bins end: a factor of a thousand.
const BIN_SIDE: usize = 6908;
const BIN_WIDTH: f64 = 0.001;

impl Comparison {
    fn new() -> Self {
        Self {
            codes: BTreeMap::new(),
            both: 0,
            both_kusd: [0.0; 2],
            ratios: vec![0; 2 * BIN_SIDE + 1],
            within: [0; 3],
            largest: Vec::new(),
        }
    }

    fn add(&mut self, first: Option<Flow>, second: Option<Flow>) {
        let Some(one) = first.or(second) else { return };
        let sums = self.codes.entry(one.key.1).or_default();
        for (side, flow) in [first, second].into_iter().enumerate() {
            sums.flows[side] += u64::from(flow.is_some());
        }
        let (Some(a), Some(b)) = (first, second) else {
            let side = usize::from(first.is_none());
            sums.alone[side] += 1;
            sums.alone_kusd[side] += one.value_kusd;
            return;
        };
        self.both += 1;
        let values = [a.value_kusd, b.value_kusd];
        self.both_kusd[0] += values[0];
        self.both_kusd[1] += values[1];
        let ratio = values[1] / values[0];
        for (count, (_, factor)) in self.within.iter_mut().zip(LIMITS) {
            // A limit holds to the rounding of its own decimal number.
            let factor = factor * (1.0 + 1e-12);
            *count += u64::from(ratio <= factor && 1.0 / ratio <= factor);
        }
        let place = (ratio.ln() / BIN_WIDTH)
            .round()
            .clamp(-(BIN_SIDE as f64), BIN_SIDE as f64)
            + BIN_SIDE as f64;
        self.ratios[place as usize] += 1;
        let difference = (values[1] - values[0]).abs();
        let enters = self.largest.len() < NAMED
            || self.largest.last().is_some_and(|last| last.0 < difference);
        if difference > 0.0 && enters {
            let place = self.largest.partition_point(|known| known.0 >= difference);
            self.largest.insert(place, (difference, a.key, values));
            self.largest.truncate(NAMED);
        }
    }

    fn quantile(&self, percent: u32) -> f64 {
        let wanted = (u64::from(percent) * self.both).div_ceil(100).max(1);
        let mut sum = 0;
        for (place, count) in self.ratios.iter().enumerate() {
            sum += count;
            if sum >= wanted {
                return ((place as f64 - BIN_SIDE as f64) * BIN_WIDTH).exp();
            }
        }
        f64::NAN
    }

    fn finish(
        self,
        sources: [SourceRef; 2],
        revision: HsRevision,
        years: (i32, i32),
        hs_code: Option<HsCode>,
    ) -> FlowComparison {
        let period = if years.0 == years.1 {
            years.0.to_string()
        } else {
            format!("{}–{}", years.0, years.1)
        };
        let plain = "it is a count or a sum of what the sources hold";
        let shared = "codes that both sources carry";
        let figure = |value: f64, unit, basis: String, interval| {
            Figure::measured(
                value,
                unit,
                basis,
                interval,
                Coverage::known(1.0, shared),
                sources.clone(),
            )
        };
        let count = |value: u64, basis: String| {
            figure(value as f64, Unit::Count, basis, Interval::unknown(plain))
        };
        let value =
            |kusd: f64, basis: String| figure(kusd, Unit::KiloUsd, basis, Interval::unknown(plain));
        let carried = |side: usize| {
            self.codes
                .values()
                .filter(|sums| sums.flows[1 - side] > 0)
                .fold((0, 0.0), |sum, sums| {
                    (sum.0 + sums.alone[side], sum.1 + sums.alone_kusd[side])
                })
        };
        let alone = [carried(0), carried(1)];
        let codes_in_one = [0, 1].map(|side| {
            self.codes
                .iter()
                .filter(|(_, sums)| sums.flows[side] > 0 && sums.flows[1 - side] == 0)
                .map(|(code, _)| *code)
                .collect()
        });
        let of_both = |value: f64, unit, basis: String, interval| {
            if self.both > 0 {
                figure(value, unit, basis, interval)
            } else {
                Figure::unavailable(unit, basis, "no flow is in both sources", sources.clone())
            }
        };
        let ratio_quantiles = [5, 25, 50, 75, 95]
            .into_iter()
            .map(|percent| {
                let ratio = self.quantile(percent);
                let half = (BIN_WIDTH / 2.0).exp();
                let figure = of_both(
                    ratio,
                    Unit::Ratio,
                    format!("value in the second over the first source, {percent} % of flows lie below, {period}"),
                    Interval::between(ratio / half, ratio * half, "bins of a thousandth"),
                );
                (percent, figure)
            })
            .collect();
        let agreement = LIMITS
            .iter()
            .zip(self.within)
            .map(|((name, _), within)| {
                let figure = of_both(
                    within as f64 / self.both as f64,
                    Unit::Share,
                    format!("of flows in both, values {name}, {period}"),
                    Interval::unknown(plain),
                );
                (*name, figure)
            })
            .collect();
        let largest = self
            .largest
            .iter()
            .map(|(_, (year, hs_code, importer, exporter), values)| {
                let of = |side: usize| {
                    Figure::measured(
                        values[side],
                        Unit::KiloUsd,
                        format!("{hs_code}, {exporter} to {importer}, {year}"),
                        Interval::unknown("it is compared as it stands in the source"),
                        Coverage::known(1.0, "the flow"),
                        [sources[side].clone()],
                    )
                };
                FlowDisagreement {
                    year: Year(*year),
                    hs_code: *hs_code,
                    importer: *importer,
                    exporter: *exporter,
                    first: of(0),
                    second: of(1),
                }
            })
            .collect();
        let only = |side: usize, what: &str| format!("{what} in {} alone, {period}", sources[side]);
        FlowComparison {
            in_both: count(self.both, format!("flows in both sources, {period}")),
            value_in_both: [0, 1].map(|side| {
                value(
                    self.both_kusd[side],
                    format!("flows in both, as in {}, {period}", sources[side]),
                )
            }),
            in_one: [0, 1].map(|side| count(alone[side].0, only(side, "flows"))),
            value_in_one: [0, 1].map(|side| value(alone[side].1, only(side, "flows"))),
            ratio_quantiles,
            agreement,
            largest,
            codes_in_one,
            revision,
            years,
            hs_code,
            first: sources[0].clone(),
            second: sources[1].clone(),
        }
    }
}
