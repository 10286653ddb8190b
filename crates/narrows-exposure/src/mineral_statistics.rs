//! Statistics of minerals as the USGS and World Mining Data print them.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use arrow_array::{Array, RecordBatch};
use narrows_core::{Economy, Material, SourceRef};
use narrows_lake::{Lake, LakeVintage, TableKind, read_columns};

use crate::ExposureError;

/// The Mineral Commodity Summaries.
pub(crate) const USGS: &str = "usgs-mcs";
/// World Mining Data.
pub(crate) const WORLD_MINING_DATA: &str = "world-mining-data";

/// One printed statistic.
#[derive(Debug, Clone, PartialEq)]
pub struct MineralStatistic {
    /// The edition, such as `MCS2026`.
    pub source: SourceRef,
    /// What the source calls the material: a commodity or a sheet.
    pub commodity: String,
    /// `world`, `salient-united-states`, `import-sources-united-states`.
    pub section: String,
    /// Series within the statistic.
    pub series: String,
    /// `production`, `capacity`, `price`, `net-import-reliance` …
    pub statistic: String,
    /// Economy or aggregate as printed.
    pub label: String,
    /// The economy, unless an aggregate.
    pub economy: Option<Economy>,
    /// Unit as normalised by the importer.
    pub unit: String,
    /// First and last year of the period.
    pub years: (i32, i32),
    /// The number, where one is printed.
    pub value: Option<f64>,
    /// As printed.
    pub printed: String,
    /// `exact`, `estimated`, `more-than`, `less-than`, `withheld`,
    /// `not-available`, `zero`.
    pub qualifier: String,
    /// Note of the source.
    pub note: String,
}

impl MineralStatistic {
    /// The value in tonnes, where the unit is one of mass.
    #[must_use]
    pub fn tonnes(&self) -> Option<f64> {
        let factor = tonnes_in(&self.unit)?;
        self.value.map(|value| value * factor)
    }

    /// Half a unit of the last printed digit that is not a trailing zero: what
    /// rounding hides. In the unit of the value.
    #[must_use]
    pub fn rounding(&self) -> Option<f64> {
        let digits: String = self
            .printed
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        if digits.is_empty() {
            return None;
        }
        if let Some((_, fraction)) = digits.split_once('.') {
            let places = i32::try_from(fraction.len()).ok()?;
            return Some(0.5 * 10_f64.powi(-places));
        }
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        // "100" may be exact to the unit or rounded to hundreds; with all
        // digits but one zero the wider reading is the safe one.
        Some(0.5 * 10_f64.powi(i32::try_from(zeros).ok()?))
    }

    /// Whether the source calls it an estimate.
    #[must_use]
    pub fn is_estimate(&self) -> bool {
        self.qualifier == "estimated"
    }
}

pub(crate) fn tonnes_in(unit: &str) -> Option<f64> {
    match unit {
        "t" => Some(1.0),
        "kg" => Some(1e-3),
        // A metric carat is a fifth of a gram.
        "ct" => Some(2e-7),
        "kt" => Some(1e3),
        "Mt" | "million metric tons" | "million metric dry tons" => Some(1e6),
        "metric dry tons" => Some(1.0),
        "thousand metric dry tons" => Some(1e3),
        _ => None,
    }
}

/// All printed statistics of one material, from every edition in the lake.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MineralStatistics {
    rows: Vec<MineralStatistic>,
}

impl MineralStatistics {
    /// Reads the statistics under the material's labels in either source.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub fn read(lake: &Lake, material: Material) -> Result<Self, ExposureError> {
        let mut rows = Vec::new();
        let commodities: Vec<&str> = material
            .usgs_commodities()
            .iter()
            .map(String::as_str)
            .collect();
        for vintage in lake.vintages_of(USGS) {
            read_edition(lake, vintage, Some(&commodities), &mut rows)?;
        }
        let sheets: Vec<&str> = material
            .mining_sheets()
            .iter()
            .map(|sheet| sheet.sheet.as_str())
            .collect();
        for vintage in lake.vintages_of(WORLD_MINING_DATA) {
            read_edition(lake, vintage, Some(&sheets), &mut rows)?;
        }
        Ok(Self { rows })
    }

    /// Reads the statistics of several materials, in their order, each table
    /// once.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub(crate) fn read_each(
        lake: &Lake,
        materials: &[Material],
    ) -> Result<Vec<Self>, ExposureError> {
        let labels = |of: Material| -> Vec<&'static str> {
            let sheets = of.mining_sheets().iter().map(|sheet| &sheet.sheet);
            let commodities = of.usgs_commodities().iter();
            commodities.chain(sheets).map(String::as_str).collect()
        };
        let all: Vec<&str> = materials.iter().flat_map(|of| labels(*of)).collect();
        let mut rows = Vec::new();
        for source in [USGS, WORLD_MINING_DATA] {
            for vintage in lake.vintages_of(source) {
                read_edition(lake, vintage, Some(&all), &mut rows)?;
            }
        }
        Ok(materials
            .iter()
            .map(|material| {
                let of_source = |row: &&MineralStatistic| {
                    if row.source.id == USGS {
                        material.usgs_commodities().contains(&row.commodity)
                    } else {
                        let mut sheets = material.mining_sheets().iter();
                        sheets.any(|sheet| sheet.sheet == row.commodity)
                    }
                };
                Self {
                    rows: rows.iter().filter(of_source).cloned().collect(),
                }
            })
            .collect())
    }

    /// Reads the statistics of every commodity of one edition of the USGS, such
    /// as `MCS2026`, also of those that are no material of the vocabulary.
    ///
    /// # Errors
    /// If a table cannot be read.
    pub fn read_all(lake: &Lake, edition: &str) -> Result<Self, ExposureError> {
        let mut rows = Vec::new();
        for vintage in lake.vintages_of(USGS) {
            if vintage.reference().vintage == edition {
                read_edition(lake, vintage, None, &mut rows)?;
            }
        }
        Ok(Self { rows })
    }

    /// All of them.
    #[must_use]
    pub fn rows(&self) -> &[MineralStatistic] {
        &self.rows
    }

    /// Those of one section and statistic.
    pub fn of<'a>(
        &'a self,
        section: &'a str,
        statistic: &'a str,
    ) -> impl Iterator<Item = &'a MineralStatistic> {
        self.rows
            .iter()
            .filter(move |row| row.section == section && row.statistic == statistic)
    }
}

fn read_edition(
    lake: &Lake,
    vintage: &LakeVintage,
    labels: Option<&[&str]>,
    rows: &mut Vec<MineralStatistic>,
) -> Result<(), ExposureError> {
    let table = lake.open_table(vintage, TableKind::MineralStatistics)?;
    let columns = [
        "commodity",
        "section",
        "series",
        "statistic",
        "label",
        "economy",
        "unit",
        "year_from",
        "year_to",
        "value",
        "printed",
        "qualifier",
        "note",
    ];
    for batch in read_columns(&table, &columns)? {
        for row in 0..batch.num_rows() {
            let text = |column: &str| text_at(&batch, column, row).unwrap_or_default();
            let commodity = text("commodity");
            if labels.is_some_and(|labels| !labels.contains(&commodity.as_str())) {
                continue;
            }
            let year = |column: &str| {
                batch
                    .column_by_name(column)
                    .and_then(|array| array.as_primitive_opt::<Int32Type>())
                    .map_or(0, |array| array.value(row))
            };
            let value = batch
                .column_by_name("value")
                .and_then(|array| array.as_primitive_opt::<Float64Type>())
                .filter(|array| array.is_valid(row))
                .map(|array| array.value(row));
            rows.push(MineralStatistic {
                source: vintage.reference(),
                commodity,
                section: text("section"),
                series: text("series"),
                statistic: text("statistic"),
                label: text("label"),
                economy: text_at(&batch, "economy", row)
                    .and_then(|code| Economy::from_alpha3(&code)),
                unit: text("unit"),
                years: (year("year_from"), year("year_to")),
                value,
                printed: text("printed"),
                qualifier: text("qualifier"),
                note: text("note"),
            });
        }
    }
    Ok(())
}

/// A text cell, plain or from a dictionary; `None` where it is null.
pub(crate) fn text_at(batch: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let array = batch.column_by_name(column)?;
    if array.is_null(row) {
        return None;
    }
    if let Some(dictionary) = array.as_dictionary_opt::<UInt16Type>() {
        let texts = dictionary.values().as_string_opt::<i32>()?;
        return Some(texts.value(dictionary.key(row)?).to_owned());
    }
    Some(array.as_string_opt::<i32>()?.value(row).to_owned())
}

/// A cell of a whole number; `None` where it is null.
pub(crate) fn integer_at(batch: &RecordBatch, column: &str, row: usize) -> Option<i32> {
    let array = batch
        .column_by_name(column)?
        .as_primitive_opt::<Int32Type>()?;
    array.is_valid(row).then(|| array.value(row))
}

/// A number cell; `None` where it is null.
pub(crate) fn number_at(batch: &RecordBatch, column: &str, row: usize) -> Option<f64> {
    let array = batch
        .column_by_name(column)?
        .as_primitive_opt::<Float64Type>()?;
    array.is_valid(row).then(|| array.value(row))
}
