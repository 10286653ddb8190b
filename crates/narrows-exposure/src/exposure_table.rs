//! An exposure as a flat table: one figure a row, for CSV and Parquet.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use narrows_core::{Coverage, Figure, Interval, Status, Year};
use narrows_lake::parquet_bytes;

use crate::ExposureError;
use crate::material_exposure::MaterialExposure;
use crate::unmixing::push_unmixed;

/// Names of the columns, all text but `value`, `low`, `high`, `coverage`.
const COLUMNS: [&str; 17] = [
    "subject",
    "material",
    "year",
    "part",
    "stage",
    "name",
    "partner",
    "value",
    "low",
    "high",
    "unit",
    "basis",
    "status",
    "reason",
    "interval_meaning",
    "coverage",
    "sources",
];
const NUMBERS: [usize; 4] = [7, 8, 9, 15];

/// What a row of an [`ExposureTable`] is about; an empty text is an empty field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FigureLabels<'a> {
    /// Code of the subject, such as `JPN` or `JPN+USA`.
    pub subject: &'a str,
    /// Id of the material, or an HS code.
    pub material: &'a str,
    /// The year asked about.
    pub year: Option<Year>,
    /// Which part of the answer, such as `supplier` or `indicator`.
    pub part: &'a str,
    /// The stage.
    pub stage: &'a str,
    /// Name or id of the figure.
    pub name: &'a str,
    /// Code of the other economy, where there is one.
    pub partner: &'a str,
}

/// Figures in rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExposureTable {
    rows: Vec<[Option<String>; 17]>,
    numbers: Vec<[Option<f64>; 4]>,
}

impl ExposureTable {
    /// All figures of an exposure.
    #[must_use]
    pub fn of(exposure: &MaterialExposure) -> Self {
        let mut table = Self::default();
        let mut add = |part: &str, stage: &str, name: &str, partner: &str, figure: &Figure| {
            let labels = FigureLabels {
                subject: &exposure.subject,
                material: &exposure.material,
                year: Some(exposure.year),
                part,
                stage,
                name,
                partner,
            };
            table.push(&labels, figure);
        };
        for product in &exposure.products {
            let stage = product.stage.to_string();
            for supplier in &product.suppliers {
                let partner = supplier.economy.alpha3();
                add(
                    "supplier",
                    &stage,
                    "share of imports",
                    partner,
                    &supplier.share,
                );
                add("supplier", &stage, "import value", partner, &supplier.value);
                add(
                    "supplier",
                    &stage,
                    "import quantity",
                    partner,
                    &supplier.quantity,
                );
            }
            add("imports", &stage, "import value", "", &product.imports);
            add(
                "imports",
                &stage,
                "import quantity",
                "",
                &product.imports_quantity,
            );
            for indicator in &product.indicators {
                add("indicator", &stage, indicator.id, "", &indicator.figure);
                if let Some(crossing) = &indicator.crossing {
                    add(
                        "crossing probability",
                        &stage,
                        indicator.id,
                        "",
                        &crossing.probability,
                    );
                }
            }
            for indicator in &product.indicators_without_implausible {
                add(
                    "indicator without implausible flows",
                    &stage,
                    indicator.id,
                    "",
                    &indicator.figure,
                );
            }
            for at in &product.over_time {
                for (supplier, share) in &at.shares {
                    add(
                        "share over time",
                        &stage,
                        &at.year.to_string(),
                        supplier.alpha3(),
                        share,
                    );
                }
            }
        }
        for production in &exposure.production {
            let stage = production.stage.to_string();
            for producer in &production.producers {
                add(
                    "producer",
                    &stage,
                    &production.series,
                    producer.economy.alpha3(),
                    &producer.share,
                );
            }
            add(
                "production",
                &stage,
                "herfindahl_hirschman_index_production",
                "",
                &production.herfindahl_hirschman_index,
            );
        }
        for risk in &exposure.supply_risk.stages {
            add(
                "supply risk",
                &risk.stage,
                "eu_supply_risk",
                "",
                &risk.supply_risk,
            );
            for (name, figure) in risk.parts() {
                add("supply risk", &risk.stage, name, "", figure);
            }
        }
        for indicator in &exposure.supply_risk.indicators {
            add("supply risk", "", indicator.id, "", &indicator.figure);
        }
        for published in &exposure.published {
            let partner = published.partner.map_or("", narrows_core::Economy::alpha3);
            add("published", "", &published.name, partner, &published.figure);
        }
        for basket in &exposure.baskets {
            let name = format!("whole basket {} {}", basket.revision, basket.hs_code);
            add("basket", "", &name, "", &basket.basket_imports);
        }
        for unmixed in &exposure.unmixed {
            push_unmixed(&mut table, &exposure.subject, exposure.year, unmixed);
        }
        table
    }

    /// Adds a row.
    pub fn push(&mut self, labels: &FigureLabels<'_>, figure: &Figure) {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let reason = match figure.status() {
            Status::Unavailable { reason } => Some(reason.clone()),
            _ => None,
        };
        let meaning = match figure.interval() {
            Interval::Known { meaning, .. } => meaning.clone(),
            Interval::Unknown { reason } => format!("no interval: {reason}"),
        };
        let unit = serde_name(figure);
        let sources: Vec<String> = figure.sources().iter().map(ToString::to_string).collect();
        self.rows.push([
            text(labels.subject),
            text(labels.material),
            labels.year.map(|year| year.to_string()),
            text(labels.part),
            text(labels.stage),
            text(labels.name),
            text(labels.partner),
            None,
            None,
            None,
            text(&unit),
            text(figure.basis()),
            text(figure.status_word()),
            reason,
            text(&meaning),
            None,
            text(&sources.join("; ")),
        ]);
        let coverage = match figure.coverage() {
            Coverage::Known { share, .. } => Some(*share),
            Coverage::Unknown { .. } => None,
        };
        let ends = figure.interval().ends();
        self.numbers.push([
            figure.value(),
            ends.map(|ends| ends.0),
            ends.map(|ends| ends.1),
            coverage,
        ]);
    }

    /// Adds all rows of another table.
    pub fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.numbers.extend(other.numbers);
    }

    /// The table as CSV with a header; a missing number is an empty field.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = writer.write_record(COLUMNS);
        for (row, numbers) in self.rows.iter().zip(&self.numbers) {
            let fields = (0..COLUMNS.len()).map(|column| {
                match NUMBERS.iter().position(|number| *number == column) {
                    Some(number) => numbers[number].map_or_else(String::new, |n| n.to_string()),
                    None => row[column].clone().unwrap_or_default(),
                }
            });
            let _ = writer.write_record(fields);
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The table as the bytes of a Parquet file.
    ///
    /// # Errors
    /// If the writer fails.
    pub fn to_parquet(&self) -> Result<Vec<u8>, ExposureError> {
        let mut fields = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for (column, name) in COLUMNS.iter().enumerate() {
            match NUMBERS.iter().position(|number| *number == column) {
                Some(number) => {
                    let mut builder = Float64Builder::new();
                    for row in &self.numbers {
                        builder.append_option(row[number]);
                    }
                    fields.push(Field::new(*name, DataType::Float64, true));
                    arrays.push(Arc::new(builder.finish()));
                }
                None => {
                    let mut builder = StringBuilder::new();
                    for row in &self.rows {
                        builder.append_option(row[column].as_deref());
                    }
                    fields.push(Field::new(*name, DataType::Utf8, true));
                    arrays.push(Arc::new(builder.finish()));
                }
            }
        }
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(schema, arrays).map_err(|error| ExposureError::Table {
            table: "exposure".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(parquet_bytes(&batch)?)
    }
}

/// The unit as the JSON form writes it.
fn serde_name(figure: &Figure) -> String {
    use narrows_core::Unit;
    match figure.unit() {
        Unit::Share => "share".to_owned(),
        Unit::SharePoint => "difference of shares".to_owned(),
        Unit::Index01 => "index 0-1".to_owned(),
        unit => unit.to_string(),
    }
}
