//! How able and willing producers are to supply.

use std::collections::BTreeSet;

use super::printed_number::{PrintedNumber, amount_or_missing, rounding, value};
use super::row_key::{Names, source_of, year_of};
use super::{ImportContext, Refusal, each_row};
use crate::LakeError;
use crate::csv_text::{CsvText, RowCount};
use crate::manifest::TableKind;
use crate::small_table::SmallTable;

/// The columns of the form; `importer` may be empty, for a row that holds for
/// every importer.
pub(super) const NEEDED: [&str; 8] = [
    "importer", "economy", "material", "year", "asi", "wsi", "unit", "source",
];

struct Row {
    importer: Option<&'static str>,
    economy: &'static str,
    material: &'static str,
    year: i32,
    ability: Option<PrintedNumber>,
    willingness: Option<PrintedNumber>,
    source: String,
}

#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    keys: BTreeSet<(Option<&'static str>, &'static str, &'static str, i32)>,
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

    fn add(&mut self, fields: [&str; 8]) -> Result<Result<(), Refusal>, LakeError> {
        let [importer, economy, material, year, asi, wsi, unit, source] = fields;
        let importer = if importer.is_empty() {
            Ok(None)
        } else {
            self.names.economy("importer", importer)?.map(Some)
        };
        let economy = self.names.economy("economy", economy)?;
        let made = (|| -> Result<Row, Refusal> {
            let factor = index_factor(unit)?;
            Ok(Row {
                importer: importer?,
                economy: economy?,
                material: self.names.material(material)?,
                year: year_of(year)?,
                ability: index("asi", asi, factor)?,
                willingness: index("wsi", wsi, factor)?,
                source: source_of(source)?,
            })
        })();
        Ok(made.and_then(|row: Row| {
            if row.ability.is_none() && row.willingness.is_none() {
                return Err(("asi", "neither ASI nor WSI is given".to_owned()));
            }
            if !self
                .keys
                .insert((row.importer, row.economy, row.material, row.year))
            {
                return Err((
                    "economy",
                    "an earlier row has this importer, economy, material and year".to_owned(),
                ));
            }
            self.rows.push(row);
            Ok(())
        }))
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
            (a.material, a.year, a.economy, a.importer)
                .cmp(&(b.material, b.year, b.economy, b.importer))
        });
        let rows = &self.rows;
        SmallTable::default()
            .repeated_or_null("importer", rows.iter().map(|row| row.importer))?
            .repeated("economy", rows.iter().map(|row| row.economy))?
            .repeated("material", rows.iter().map(|row| row.material))?
            .integers("year", rows.iter().map(|row| row.year))
            .numbers_or_null(
                "ability_to_supply",
                rows.iter().map(|row| value(row.ability)),
            )
            .numbers_or_null(
                "ability_to_supply_rounding",
                rows.iter().map(|row| rounding(row.ability)),
            )
            .numbers_or_null(
                "willingness_to_supply",
                rows.iter().map(|row| value(row.willingness)),
            )
            .numbers_or_null(
                "willingness_to_supply_rounding",
                rows.iter().map(|row| rounding(row.willingness)),
            )
            .text("cited_source", rows.iter().map(|row| row.source.as_str()))?
            .write(&context.landing.table_path(TableKind::ProducerSupply))?;
        Ok(true)
    }
}

/// What one unit of the column is on the scale from 0 to 1.
fn index_factor(unit: &str) -> Result<f64, Refusal> {
    match unit {
        "index 0-1" => Ok(1.0),
        "index 0-100" => Ok(0.01),
        _ => Err((
            "unit",
            "neither \"index 0-1\" nor \"index 0-100\"".to_owned(),
        )),
    }
}

fn index(
    column: &'static str,
    printed: &str,
    factor: f64,
) -> Result<Option<PrintedNumber>, Refusal> {
    let within = |number: &PrintedNumber| (0.0..=1.0).contains(&(number.value * factor));
    match amount_or_missing(printed) {
        Ok(Some(number)) if !within(&number) => Err((
            column,
            format!("beyond the end of its unit, {}", 1.0 / factor),
        )),
        Ok(found) => Ok(found.map(|number| number.times(factor))),
        Err(reason) => Err((column, reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn indices_lie_within_their_unit() {
        let found = |printed, factor| index("asi", printed, factor).unwrap().unwrap();
        assert_eq!(found("0.4", 1.0).value, 0.4);
        assert_eq!(found("40", 0.01).value, 0.4);
        assert!((found("0.4", 1.0).rounding - 0.05).abs() < 1e-12);
        assert!((found("43", 0.01).rounding - 0.005).abs() < 1e-12);
        assert_eq!(index("asi", "", 1.0), Ok(None));
        assert!(index("asi", "40", 1.0).is_err());
        assert!(index("asi", "101", 0.01).is_err());
        assert!(index_factor("percent").is_err());
    }

    proptest! {
        #[test]
        fn any_row_is_read_or_refused(fields in prop::collection::vec("\\PC{0,12}", 8)) {
            let fields: [&str; 8] = std::array::from_fn(|at| fields[at].as_str());
            prop_assert!(Rows::default().add(fields).is_ok());
        }
    }
}
