//! Net import reliance of the United States as it follows from the salient
//! statistics of the USGS, beside the percentage that the USGS publishes.

use std::sync::LazyLock;

use narrows_core::{Coverage, Figure, Interval, Unit};

use crate::mineral_statistics::{MineralStatistic, MineralStatistics};

const FORMULAS: &str = include_str!("../data/usgs_net_import_reliance.csv");
const SALIENT: &str = "salient-united-states";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    /// 1 − domestic supply / consumption.
    Domestic,
    /// (imports − exports) / consumption.
    NetImports,
}

#[derive(Debug, Clone, PartialEq)]
struct Formula {
    commodity: String,
    reliance: String,
    method: Method,
    consumption: String,
    first: Vec<String>,
    second: Vec<String>,
}

// Compiled in; `the_table_is_sound` is what finds a mistake in it.
static TABLE: LazyLock<Vec<Formula>> = LazyLock::new(|| {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(FORMULAS.as_bytes())
        .into_records()
        .filter_map(|record| {
            let record = record.ok()?;
            let list = |column: usize| {
                record
                    .get(column)
                    .unwrap_or_default()
                    .split('|')
                    .filter(|name| !name.is_empty())
                    .map(ToOwned::to_owned)
                    .collect::<Vec<_>>()
            };
            Some(Formula {
                commodity: record.get(0)?.to_owned(),
                reliance: record.get(1)?.to_owned(),
                method: match record.get(2)? {
                    "domestic" => Method::Domestic,
                    "net-imports" => Method::NetImports,
                    _ => return None,
                },
                consumption: record.get(3)?.to_owned(),
                first: list(4),
                second: list(5),
            })
        })
        .collect()
});

/// A printed number and what rounding hides.
#[derive(Clone, Copy)]
struct Printed {
    value: f64,
    half: f64,
}

/// Net import reliance of one published series and year, computed from the
/// salient statistics of the same edition; unit: share, at most 1. The method
/// and the denominator of each mineral stand in
/// `data/usgs_net_import_reliance.csv`. The interval holds what the rounding of
/// the printed inputs allows; where an input is printed as a bound, withheld or
/// not available, the figure is unavailable. `None` where the table has no formula for the series.
///
/// Source: U.S. Geological Survey, Mineral Commodity Summaries 2026, footnotes
/// and appendix B. Cobalt, 2024: 1 − 2,050/7,960 = 74 %, as published.
#[must_use]
pub fn net_import_reliance_usgs(
    statistics: &MineralStatistics,
    published: &MineralStatistic,
) -> Option<Figure> {
    let formula = TABLE.iter().find(|formula| {
        formula.reliance == published.series && formula.commodity == published.commodity
    })?;
    let year = published.years;
    let basis = match formula.method {
        Method::Domestic => format!(
            "1 − ({}) / ({}), {}",
            formula.first.join(" + "),
            formula.consumption,
            year.1
        ),
        Method::NetImports if formula.second.is_empty() => format!(
            "({}) / ({}), {}",
            formula.first.join(" + "),
            formula.consumption,
            year.1
        ),
        Method::NetImports => format!(
            "({} − {}) / ({}), stock changes left out, {}",
            formula.first.join(" + "),
            formula.second.join(" + "),
            formula.consumption,
            year.1
        ),
    };
    let mut estimated = false;
    let mut read = |series: &String| -> Result<Printed, String> {
        let row = statistics.rows().iter().find(|row| {
            row.section == SALIENT
                && row.source == published.source
                && row.commodity == formula.commodity
                && row.series == *series
                && row.years == year
        });
        let none = |why: &str| Err(format!("\"{series}\" is {why}"));
        let Some(row) = row else {
            return none("not in the salient statistics of the year");
        };
        estimated |= row.is_estimate();
        match (row.value, row.qualifier.as_str()) {
            (Some(value), "zero") => Ok(Printed { value, half: 0.0 }),
            (Some(value), "exact" | "estimated") => Ok(Printed {
                value,
                half: row.rounding().unwrap_or(0.0),
            }),
            (_, "withheld") => none("withheld"),
            (Some(_), _) => none("printed as a bound"),
            (None, _) => none("not available"),
        }
    };
    let mut sum = |names: &[String]| -> Result<Printed, String> {
        let mut total = Printed {
            value: 0.0,
            half: 0.0,
        };
        for name in names {
            let one = read(name)?;
            total.value += one.value;
            total.half += one.half;
        }
        Ok(total)
    };
    let inputs = (|| {
        let consumption = sum(std::slice::from_ref(&formula.consumption))?;
        let first = sum(&formula.first)?;
        let second = sum(&formula.second)?;
        if consumption.value - consumption.half <= 0.0 {
            return Err("consumption is zero, or rounded to it".to_owned());
        }
        Ok((consumption, first, second))
    })();
    let source = [published.source.clone()];
    let figure = match inputs {
        Err(reason) => Figure::unavailable(Unit::Share, basis, reason, source),
        Ok((consumption, first, second)) => {
            let (value, low, high) = reliance(formula.method, consumption, first, second);
            Figure::measured(
                value,
                Unit::Share,
                basis,
                Interval::between(low, high, "rounding of the printed inputs"),
                Coverage::known(1.0, "inputs of the formula that are printed"),
                source,
            )
        }
    };
    Some(if estimated {
        figure.as_estimate()
    } else {
        figure
    })
}

/// Value and ends; reliance is at most the whole.
fn reliance(
    method: Method,
    consumption: Printed,
    first: Printed,
    second: Printed,
) -> (f64, f64, f64) {
    let (value, low, high) = match method {
        Method::Domestic => {
            let at = |domestic: f64, consumption: f64| 1.0 - domestic.max(0.0) / consumption;
            (
                at(first.value, consumption.value),
                at(
                    first.value + first.half,
                    consumption.value - consumption.half,
                ),
                at(
                    first.value - first.half,
                    consumption.value + consumption.half,
                ),
            )
        }
        Method::NetImports => {
            let net = first.value - second.value;
            let half = first.half + second.half;
            let ends = [
                (net - half) / (consumption.value - consumption.half),
                (net - half) / (consumption.value + consumption.half),
                (net + half) / (consumption.value - consumption.half),
                (net + half) / (consumption.value + consumption.half),
            ];
            (
                net / consumption.value,
                ends.iter().copied().fold(f64::INFINITY, f64::min),
                ends.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            )
        }
    };
    (value.min(1.0), low.min(1.0), high.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_sound() {
        let lines = FORMULAS
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .count();
        assert_eq!(TABLE.len(), lines - 1);
        for formula in TABLE.iter() {
            assert!(!formula.first.is_empty(), "{formula:?}");
            assert!(
                formula.method == Method::NetImports || formula.second.is_empty(),
                "{formula:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_reliance_from_within_the_rounding_lies_within_the_interval(
            inputs in prop::array::uniform3((10.0_f64..1000.0, 0.0_f64..4.0, -1.0_f64..1.0)),
            domestic in any::<bool>(),
        ) {
            let method = if domestic { Method::Domestic } else { Method::NetImports };
            let printed = inputs.map(|(value, half, _)| Printed { value, half });
            let exact = inputs.map(|(value, half, at)| Printed { value: value + half * at, half: 0.0 });
            let (_, low, high) = reliance(method, printed[0], printed[1], printed[2]);
            let (truth, _, _) = reliance(method, exact[0], exact[1], exact[2]);
            prop_assert!(low <= truth + 1e-12 && truth <= high + 1e-12);
            prop_assert!(high <= 1.0);
        }
    }
}
