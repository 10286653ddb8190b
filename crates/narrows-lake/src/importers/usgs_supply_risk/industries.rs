//! What the industries that use a material add, spend on it and earn.

use std::collections::{BTreeMap, BTreeSet};

use super::printed_number::{PrintedNumber, amount_or_missing, number_or_missing, rounding, value};
use super::row_key::{Names, source_of, year_of};
use super::{ImportContext, Refusal, each_row};
use crate::LakeError;
use crate::csv_text::{CsvText, RowCount};
use crate::importers::mapped_csv::value_unit;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::text::one_line;

/// The columns of the form; all four amounts are in the unit of the row.
pub(super) const NEEDED: [&str; 10] = [
    "importer",
    "material",
    "year",
    "industry",
    "value_added",
    "expenditure",
    "operating_profit",
    "gdp",
    "unit",
    "source",
];

struct Row {
    importer: &'static str,
    material: &'static str,
    year: i32,
    industry: String,
    // In millions of the currency.
    value_added: Option<PrintedNumber>,
    expenditure: Option<PrintedNumber>,
    operating_profit: Option<PrintedNumber>,
    gross_domestic_product: Option<PrintedNumber>,
    currency: String,
    source: String,
}

/// Currency and gross domestic product as the first row has them.
type Economy = (String, Option<PrintedNumber>);

#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    keys: BTreeSet<(&'static str, &'static str, i32, String)>,
    economies: BTreeMap<(&'static str, i32), Economy>,
    names: Names,
}

impl Rows {
    pub(super) fn read(
        &mut self,
        context: &mut ImportContext<'_>,
        table: &mut CsvText<'_>,
        count: &mut RowCount,
    ) -> Result<usize, LakeError> {
        let before = self.rows.len();
        each_row(context, table, count, NEEDED, |fields| self.add(fields))?;
        Ok(self.rows.len() - before)
    }

    fn add(&mut self, fields: [&str; 10]) -> Result<Result<(), Refusal>, LakeError> {
        let [
            importer,
            material,
            year,
            industry,
            value_added,
            expenditure,
            operating_profit,
            gdp,
            unit,
            source,
        ] = fields;
        let importer = self.names.economy("importer", importer)?;
        let made = (|| -> Result<Row, Refusal> {
            let (factor, currency) = value_unit(unit).map_err(|reason| ("unit", reason))?;
            let millions = factor / 1e6;
            let amount = |column, printed| match amount_or_missing(printed) {
                Ok(found) => Ok(found.map(|number| number.times(millions))),
                Err(reason) => Err((column, reason)),
            };
            Ok(Row {
                importer: importer?,
                material: self.names.material(material)?,
                year: year_of(year)?,
                industry: industry_of(industry)?,
                value_added: amount("value_added", value_added)?,
                expenditure: amount("expenditure", expenditure)?,
                // An industry may make a loss; the formula says what follows.
                operating_profit: number_or_missing(operating_profit)
                    .map_err(|reason| ("operating_profit", reason))?
                    .map(|number| number.times(millions)),
                gross_domestic_product: amount("gdp", gdp)?,
                currency,
                source: source_of(source)?,
            })
        })();
        Ok(made.and_then(|row: Row| self.keep(row)))
    }

    fn keep(&mut self, row: Row) -> Result<(), Refusal> {
        if row.value_added.is_none() && row.expenditure.is_none() && row.operating_profit.is_none()
        {
            return Err((
                "value_added",
                "neither value added nor expenditure nor operating profit is given".to_owned(),
            ));
        }
        let key = (
            row.importer,
            row.material,
            row.year,
            row.industry.to_lowercase(),
        );
        if self.keys.contains(&key) {
            return Err((
                "industry",
                "an earlier row has this importer, material, year and industry".to_owned(),
            ));
        }
        let first = self
            .economies
            .entry((row.importer, row.year))
            .or_insert_with(|| (row.currency.clone(), row.gross_domestic_product));
        if first.0 != row.currency {
            return Err((
                "unit",
                format!(
                    "an earlier row of this importer and year is in {}; give all in one currency",
                    first.0
                ),
            ));
        }
        match (first.1, row.gross_domestic_product) {
            (Some(earlier), Some(gdp))
                if (earlier.value - gdp.value).abs() > 1e-9 * earlier.value.abs() =>
            {
                return Err((
                    "gdp",
                    format!(
                        "an earlier row of this importer and year has {} million {}; an \
                         economy has one gross domestic product a year",
                        earlier.value, row.currency
                    ),
                ));
            }
            (None, Some(gdp)) => first.1 = Some(gdp),
            _ => {}
        }
        self.keys.insert(key);
        self.rows.push(row);
        Ok(())
    }

    pub(super) fn years(&self) -> impl Iterator<Item = i32> {
        self.rows.iter().map(|row| row.year)
    }

    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row.source.as_str())
    }

    /// Writes the table; whether there is one.
    pub(super) fn write(mut self, context: &ImportContext<'_>) -> Result<bool, LakeError> {
        if self.rows.is_empty() {
            return Ok(false);
        }
        self.rows.sort_by(|a, b| {
            (a.importer, a.material, a.year, &a.industry).cmp(&(
                b.importer,
                b.material,
                b.year,
                &b.industry,
            ))
        });
        let rows = &self.rows;
        SmallTable::default()
            .repeated("importer", rows.iter().map(|row| row.importer))?
            .repeated("material", rows.iter().map(|row| row.material))?
            .integers("year", rows.iter().map(|row| row.year))
            .text("industry", rows.iter().map(|row| row.industry.as_str()))?
            .numbers_or_null("value_added", rows.iter().map(|row| value(row.value_added)))
            .numbers_or_null(
                "value_added_rounding",
                rows.iter().map(|row| rounding(row.value_added)),
            )
            .numbers_or_null("expenditure", rows.iter().map(|row| value(row.expenditure)))
            .numbers_or_null(
                "expenditure_rounding",
                rows.iter().map(|row| rounding(row.expenditure)),
            )
            .numbers_or_null(
                "operating_profit",
                rows.iter().map(|row| value(row.operating_profit)),
            )
            .numbers_or_null(
                "operating_profit_rounding",
                rows.iter().map(|row| rounding(row.operating_profit)),
            )
            .numbers_or_null(
                "gross_domestic_product",
                rows.iter().map(|row| value(row.gross_domestic_product)),
            )
            .numbers_or_null(
                "gross_domestic_product_rounding",
                rows.iter().map(|row| rounding(row.gross_domestic_product)),
            )
            .repeated("currency", rows.iter().map(|row| row.currency.as_str()))?
            .text("cited_source", rows.iter().map(|row| row.source.as_str()))?
            .write(&context.landing.table_path(TableKind::IndustryExpenditure))?;
        Ok(true)
    }
}

fn industry_of(text: &str) -> Result<String, Refusal> {
    let industry = one_line(text);
    if industry.is_empty() {
        return Err(("industry", "empty".to_owned()));
    }
    Ok(industry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn added(rows: &mut Rows, fields: [&str; 10]) -> Result<(), Refusal> {
        rows.add(fields).unwrap()
    }

    // Made up for this test.
    const FIRST: [&str; 10] = [
        "USA",
        "cobalt",
        "2023",
        "A",
        "10",
        "1",
        "2",
        "100",
        "million USD",
        "test",
    ];

    #[test]
    fn an_economy_has_one_product_and_one_currency_a_year() {
        let mut rows = Rows::default();
        added(&mut rows, FIRST).unwrap();
        let mut other = FIRST;
        other[3] = "B";
        other[7] = "101";
        assert_eq!(added(&mut rows, other).unwrap_err().0, "gdp");
        other[7] = "100000";
        other[8] = "thousand USD";
        added(&mut rows, other).unwrap();
        assert_eq!(value(rows.rows[1].value_added), Some(0.01));
        other[3] = "C";
        other[8] = "million EUR";
        assert_eq!(added(&mut rows, other).unwrap_err().0, "unit");
        assert_eq!(added(&mut rows, FIRST).unwrap_err().0, "industry");
        other[8] = "kg";
        assert_eq!(added(&mut rows, other).unwrap_err().0, "unit");
    }

    proptest! {
        #[test]
        fn any_row_is_read_or_refused(fields in prop::collection::vec("\\PC{0,12}", 10)) {
            let fields: [&str; 10] = std::array::from_fn(|at| fields[at].as_str());
            prop_assert!(Rows::default().add(fields).is_ok());
        }
    }
}
