//! National customs lines below a basket code, added up by pair of economies
//! and material.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::{Economy, HsCode, Material, SourceRef, Year};
use narrows_lake::{Lake, NationalTradeRow, TableKind, TradeFlow, read_national_trade};

use super::knowledge::{Knowledge, LineHolds, NationalLine};
use crate::ExposureError;

/// Whose line, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LineKey {
    pub(crate) reporter: Economy,
    pub(crate) flow: TradeFlow,
    pub(crate) material: usize,
}

/// What the lines of a reporter say of one partner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LineSum {
    /// t, of the rows that have a weight.
    pub(crate) quantity_t: f64,
    /// Whether every row has a weight.
    pub(crate) all_weighed: bool,
    /// kUSD, where every row has a value in dollars.
    pub(crate) value_kusd: Option<f64>,
}

/// The lines of one reporter, flow and material in a year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReporterLines {
    pub(crate) source: SourceRef,
    /// Whether the year is whole: a yearly row, or all twelve months.
    pub(crate) whole_year: bool,
    pub(crate) holds: LineHolds,
    pub(crate) nomenclature: String,
    pub(crate) partners: BTreeMap<Economy, LineSum>,
}

impl ReporterLines {
    /// Whether a partner that is not listed had no trade: a table of one
    /// partner alone may be an extract.
    pub(crate) fn lists_all_partners(&self) -> bool {
        self.whole_year && self.partners.len() > 1
    }
}

/// All lines of a basket in a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NationalLines {
    pub(crate) lines: BTreeMap<LineKey, ReporterLines>,
    /// t under the whole basket, by reporter, flow and partner: no less than
    /// the rows in the lake add up to.
    pub(crate) basket_t: BTreeMap<(Economy, TradeFlow, Economy), f64>,
}

type Chosen<'a> = BTreeMap<(Economy, TradeFlow), (bool, SourceRef, Vec<&'a NationalTradeRow>)>;

impl NationalLines {
    /// Reads the lines of a year from every national source of the lake.
    pub(crate) fn read(
        lake: &Lake,
        materials: &[Material],
        hs_code: HsCode,
        year: Year,
    ) -> Result<Self, ExposureError> {
        let mut tables = Vec::new();
        for vintage in lake.national_trade_sources() {
            let table = lake.open_table(vintage, TableKind::NationalTrade)?;
            let rows: Vec<NationalTradeRow> = read_national_trade(&table, None, &[hs_code])?
                .into_iter()
                .filter(|row| row.period.year() == year.0)
                .collect();
            if !rows.is_empty() {
                tables.push((vintage.reference(), rows));
            }
        }
        Ok(Self::of_tables(&tables, materials, hs_code, year))
    }

    fn of_tables(
        tables: &[(SourceRef, Vec<NationalTradeRow>)],
        materials: &[Material],
        hs_code: HsCode,
        year: Year,
    ) -> Self {
        // One source a reporter and flow: a whole year before a part of one.
        let mut chosen: Chosen<'_> = BTreeMap::new();
        for (source, rows) in tables {
            let mut by_reporter: BTreeMap<(Economy, TradeFlow), Vec<&NationalTradeRow>> =
                BTreeMap::new();
            for row in rows {
                by_reporter
                    .entry((row.reporter, row.flow))
                    .or_default()
                    .push(row);
            }
            for (key, rows) in by_reporter {
                let months: BTreeSet<Option<u8>> =
                    rows.iter().map(|row| row.period.month()).collect();
                let whole = months.contains(&None) || months.len() == 12;
                let better = chosen.get(&key).is_none_or(|(known, _, _)| whole && !known);
                if better {
                    chosen.insert(key, (whole, source.clone(), without_months_of_years(rows)));
                }
            }
        }
        let mut found = Self::default();
        let known: Vec<&NationalLine> = Knowledge::get()
            .lines
            .iter()
            .filter(|line| line.is_of(hs_code) && line.holds_in(year))
            .collect();
        for ((reporter, flow), (whole_year, source, rows)) in chosen {
            for row in rows {
                let Some(partner) = row.partner.filter(|partner| *partner != reporter) else {
                    continue;
                };
                let tonnes = row.weight_kg.map(|weight| weight / 1000.0);
                *found.basket_t.entry((reporter, flow, partner)).or_default() +=
                    tonnes.unwrap_or(0.0);
                let code = row.national_code.to_string();
                let line = known.iter().find(|line| {
                    line.reporters.contains(&reporter)
                        && line.flows.contains(&flow)
                        && line.codes.contains(&code)
                });
                let Some((line, material)) = line.and_then(|line| {
                    let index = materials.iter().position(|one| *one == line.material)?;
                    Some((line, index))
                }) else {
                    continue;
                };
                let key = LineKey {
                    reporter,
                    flow,
                    material,
                };
                let lines = found.lines.entry(key).or_insert_with(|| ReporterLines {
                    source: source.clone(),
                    whole_year,
                    holds: line.holds,
                    nomenclature: line.nomenclature.clone(),
                    partners: BTreeMap::new(),
                });
                let sum = lines.partners.entry(partner).or_insert(LineSum {
                    quantity_t: 0.0,
                    all_weighed: true,
                    value_kusd: Some(0.0),
                });
                sum.quantity_t += tonnes.unwrap_or(0.0);
                sum.all_weighed &= tonnes.is_some();
                sum.value_kusd = sum
                    .value_kusd
                    .zip(row.value_kusd)
                    .map(|(sum, value)| sum + value);
            }
        }
        found
    }
}

/// Yearly rows, and months only of those codes and partners that have none.
fn without_months_of_years(rows: Vec<&NationalTradeRow>) -> Vec<&NationalTradeRow> {
    let years: BTreeSet<_> = rows
        .iter()
        .filter(|row| row.period.month().is_none())
        .map(|row| (row.national_code, row.partner))
        .collect();
    rows.into_iter()
        .filter(|row| {
            row.period.month().is_none() || !years.contains(&(row.national_code, row.partner))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn row(code: &str, period: &str, partner: &str, kg: Option<f64>) -> NationalTradeRow {
        NationalTradeRow {
            reporter: Economy::from_alpha3("USA").unwrap(),
            national_code: code.parse().unwrap(),
            period: period.parse().unwrap(),
            flow: TradeFlow::Import,
            partner: Economy::from_alpha3(partner),
            title: None,
            value: Some(1000.0),
            currency: "USD".to_owned(),
            value_kusd: Some(1.0),
            quantity: kg,
            quantity_unit: Some("KG".to_owned()),
            weight_kg: kg,
        }
    }

    fn lines(tables: &[(SourceRef, Vec<NationalTradeRow>)]) -> NationalLines {
        let materials = [
            Material::find("gallium").unwrap(),
            Material::find("germanium").unwrap(),
        ];
        NationalLines::of_tables(tables, &materials, "811292".parse().unwrap(), Year(2024))
    }

    fn key(material: usize) -> LineKey {
        LineKey {
            reporter: Economy::from_alpha3("USA").unwrap(),
            flow: TradeFlow::Import,
            material,
        }
    }

    #[test]
    fn codes_and_months_add_up_and_a_yearly_row_stands_for_its_months() {
        let found = lines(&[(
            SourceRef::new("us-census", "1"),
            vec![
                row("8112926000", "2024-01", "BEL", Some(500.0)),
                row("8112926500", "2024-02", "BEL", Some(700.0)),
                row("8112921000", "2024", "CAN", Some(3000.0)),
                row("8112921000", "2024-03", "CAN", Some(250.0)),
                row("8112921000", "2024-03", "CHN", None),
                row("8112929999", "2024-03", "CAN", Some(40.0)),
            ],
        )]);
        let china = Economy::from_alpha3("CHN").unwrap();
        let canada = Economy::from_alpha3("CAN").unwrap();
        let belgium = Economy::from_alpha3("BEL").unwrap();
        assert_eq!(found.lines[&key(1)].partners[&belgium].quantity_t, 1.2);
        assert_eq!(
            found.lines[&key(1)].partners[&belgium].value_kusd,
            Some(2.0)
        );
        assert_eq!(found.lines[&key(0)].partners[&canada].quantity_t, 3.0);
        assert!(!found.lines[&key(0)].partners[&china].all_weighed);
        let basket = found.basket_t[&(key(0).reporter, TradeFlow::Import, canada)];
        assert!((basket - 3.04).abs() < 1e-12);
    }

    #[test]
    fn months_that_are_absent_make_no_whole_year() {
        let of_months = |count: u8| {
            let rows = (1..=count)
                .flat_map(|month| {
                    let period = format!("2024-{month:02}");
                    [
                        row("8112921000", &period, "CAN", Some(1.0)),
                        row("8112921000", &period, "CHN", Some(1.0)),
                    ]
                })
                .collect();
            lines(&[(SourceRef::new("us-census", "1"), rows)])
        };
        assert!(!of_months(11).lines[&key(0)].lists_all_partners());
        assert!(of_months(12).lines[&key(0)].lists_all_partners());
    }

    #[test]
    fn two_sources_of_one_reporter_are_not_added() {
        let part = vec![row("8112921000", "2024-01", "CAN", Some(1.0))];
        let whole = vec![row("8112921000", "2024", "CAN", Some(9.0))];
        let found = lines(&[
            (SourceRef::new("a", "1"), part),
            (SourceRef::new("b", "1"), whole),
        ]);
        let canada = Economy::from_alpha3("CAN").unwrap();
        assert_eq!(found.lines[&key(0)].partners[&canada].quantity_t, 0.009);
        assert_eq!(found.lines[&key(0)].source.id, "b");
    }
}
