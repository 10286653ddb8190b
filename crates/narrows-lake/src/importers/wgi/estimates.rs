//! The six estimates as they are gathered, over all files of an import, and
//! their mean.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use narrows_core::Economy;

use super::{Dimension, Estimate, MEAN_OF_SIX, is_missing, read_estimate};
use crate::LakeError;
use crate::csv_text::RowCount;
use crate::importers::ImportContext;
use crate::labels::Labels;

/// One estimate as it is printed, and where.
pub(super) struct PrintedEstimate<'p> {
    /// The file, as [`Estimates::begin`] counts.
    pub(super) part: usize,
    /// The line or row.
    pub(super) number: u64,
    pub(super) dimension: Dimension,
    /// The code of the World Bank, mostly that of ISO 3166.
    pub(super) code: &'p str,
    pub(super) name: &'p str,
    pub(super) year: i32,
    /// The column, with the sheet where the file has sheets.
    pub(super) field: &'p str,
    pub(super) printed: &'p str,
}

/// What stands for one economy, year and dimension.
struct Cell {
    part: usize,
    number: u64,
    field: String,
    printed: String,
    value: f64,
}

/// One file, and how many of its estimates were taken in.
struct Part {
    count: RowCount,
    taken: usize,
}

#[derive(Default)]
pub(super) struct Estimates {
    parts: Vec<Part>,
    labels: Labels,
    /// By economy.
    names: BTreeMap<&'static str, String>,
    cells: BTreeMap<(&'static str, i32, Dimension), Vec<Cell>>,
    /// Rows of areas that are no economy: file and row.
    areas: BTreeSet<(usize, u64)>,
}

/// Whether the cell says that there is no estimate.
pub(super) fn is_absent(printed: &str) -> bool {
    is_missing(printed)
        || ["..", "#N/A", "#N/A N/A", "N/A", "NA", "-"]
            .iter()
            .any(|mark| printed.eq_ignore_ascii_case(mark))
}

impl Estimates {
    /// Begins a file, and tells by which number its estimates are put in.
    pub(super) fn begin(&mut self, path: &Path) -> usize {
        self.parts.push(Part {
            count: RowCount::new(path),
            taken: 0,
        });
        self.parts.len() - 1
    }

    /// Counts the rows of a file.
    pub(super) fn count(&mut self, part: usize) -> &mut RowCount {
        &mut self.parts[part].count
    }

    /// Takes an estimate in; a missing one is passed over, and one that cannot
    /// be used refused.
    pub(super) fn put(
        &mut self,
        context: &mut ImportContext<'_>,
        one: &PrintedEstimate<'_>,
    ) -> Result<(), LakeError> {
        if is_absent(one.printed) {
            return Ok(());
        }
        let value = match read_estimate(one.printed) {
            Ok(value) => value,
            Err(reason) => {
                return self.parts[one.part].count.reject(
                    context,
                    one.number,
                    one.field,
                    one.printed,
                    reason,
                );
            }
        };
        let Some(economy) = self.economy(one.code, one.name)? else {
            // Once a row, however many years it has.
            if self.areas.insert((one.part, one.number)) {
                self.parts[one.part].count.reject(
                    context,
                    one.number,
                    "code",
                    &format!("{} {}", one.code, one.name),
                    "neither the code nor the name is that of an economy",
                )?;
            }
            return Ok(());
        };
        self.names
            .entry(economy)
            .or_insert_with(|| one.name.to_owned());
        self.cells
            .entry((economy, one.year, one.dimension))
            .or_default()
            .push(Cell {
                part: one.part,
                number: one.number,
                field: one.field.to_owned(),
                printed: one.printed.to_owned(),
                value,
            });
        Ok(())
    }

    /// By the code, and where it is not that of ISO 3166 (`ROM`, `ZAR`) by the
    /// name.
    fn economy(&mut self, code: &str, name: &str) -> Result<Option<&'static str>, LakeError> {
        match Economy::from_alpha3(code) {
            Some(economy) => Ok(Some(economy.alpha3())),
            None if name.is_empty() => Ok(None),
            None => self.labels.economy(name),
        }
    }

    /// The estimates, and their mean where all six are there.
    pub(super) fn finish(
        mut self,
        context: &mut ImportContext<'_>,
    ) -> Result<Vec<Estimate>, LakeError> {
        let mut known: BTreeMap<(&'static str, i32), BTreeMap<Dimension, f64>> = BTreeMap::new();
        for ((economy, year, dimension), cells) in std::mem::take(&mut self.cells) {
            let agree = cells.iter().all(|cell| cell.value == cells[0].value);
            for cell in cells.iter().skip(usize::from(agree)) {
                self.parts[cell.part].count.reject(
                    context,
                    cell.number,
                    &cell.field,
                    &format!("{economy}, {year}, {}: {}", dimension.code(), cell.printed),
                    if agree {
                        "the same economy, year and dimension stand on another row"
                    } else {
                        "another row has the same economy, year and dimension and another value; \
                         which is right is not said"
                    },
                )?;
            }
            if agree {
                self.parts[cells[0].part].taken += 1;
                known
                    .entry((economy, year))
                    .or_default()
                    .insert(dimension, cells[0].value);
            }
        }
        for part in &self.parts {
            part.count.check(part.taken)?;
        }
        let found: BTreeSet<Dimension> = known
            .values()
            .flat_map(|of_year| of_year.keys().copied())
            .collect();
        let lacking: Vec<&str> = Dimension::ALL
            .into_iter()
            .filter(|dimension| !found.contains(dimension))
            .map(Dimension::code)
            .collect();
        // A vintage without a mean would stand before one that has it.
        if !lacking.is_empty() {
            return Err(LakeError::Unstated {
                what: "all six dimensions of governance",
                remedy: format!(
                    "no estimate of {} is in the files; give the files of all six together",
                    lacking.join(", ")
                ),
            });
        }
        let mut rows = Vec::new();
        for ((economy, year), estimates) in &known {
            let mut push = |dimension: &'static str, value: f64| {
                rows.push(Estimate {
                    economy: (*economy).to_owned(),
                    label: self.names.get(economy).cloned().unwrap_or_default(),
                    dimension,
                    year_from: *year,
                    year_to: *year,
                    value,
                });
            };
            for (dimension, value) in estimates {
                push(dimension.name(), *value);
            }
            if estimates.len() == Dimension::ALL.len() {
                #[allow(clippy::cast_precision_loss)]
                let mean = estimates.values().sum::<f64>() / estimates.len() as f64;
                push(MEAN_OF_SIX, mean);
            }
        }
        Ok(rows)
    }
}
