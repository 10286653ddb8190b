//! Political stability as a weight of risk.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, UInt16Type};
use narrows_core::{Economy, SourceRef, Year};
use narrows_lake::{Lake, TableKind, read_columns};

use crate::ExposureError;

/// The source read by [`Governance::read`].
const POLITICAL_STABILITY: &str = "wgi-political-stability";
/// Its dimension.
const ESTIMATE: &str = "political-stability-estimate";

/// The World Bank's estimate (about −2.5 to 2.5, higher is more stable)
/// rescaled to 0–1, where 1 is worst: (2.5 − estimate)/5. Estimates beyond
/// ±2.5 give values a little outside 0–1, as in the GeoPolRisk literature.
///
/// ```
/// use narrows_exposure::political_instability;
/// assert_eq!(political_instability(2.5), 0.0);
/// assert_eq!(political_instability(-2.5), 1.0);
/// ```
#[must_use]
pub fn political_instability(estimate: f64) -> f64 {
    (2.5 - estimate) / 5.0
}

/// Political instability of each economy in one year; `None` where no estimate
/// was published, which is neither 0 nor 0.5.
#[derive(Debug, Clone, PartialEq)]
pub struct Governance {
    risk: Vec<Option<f64>>,
    /// The year of the estimates.
    pub year: Year,
    /// Where they come from.
    pub source: SourceRef,
}

impl Governance {
    /// Weights given by hand, for reconstructing published results.
    #[must_use]
    pub fn from_risks(
        year: Year,
        source: SourceRef,
        risks: impl IntoIterator<Item = (Economy, f64)>,
    ) -> Self {
        let mut risk = vec![None; Economy::count()];
        for (economy, value) in risks {
            risk[economy.index()] = Some(value);
        }
        Self { risk, year, source }
    }

    /// The estimates of a year, or of the last year before it that has any.
    ///
    /// # Errors
    /// If the table cannot be read.
    pub fn read(lake: &Lake, year: Year) -> Result<Option<Self>, ExposureError> {
        let Some((source, rows)) = governance_rows(lake, POLITICAL_STABILITY, ESTIMATE)? else {
            return Ok(None);
        };
        let Some(found) = rows
            .iter()
            .map(|(row_year, _, _)| *row_year)
            .filter(|row_year| *row_year <= year.0)
            .max()
        else {
            return Ok(None);
        };
        let risks = rows
            .into_iter()
            .filter(|(row_year, _, _)| *row_year == found)
            .map(|(_, economy, value)| (economy, political_instability(value)));
        Ok(Some(Self::from_risks(Year(found), source, risks)))
    }

    /// The weight of an economy, where there is one.
    #[must_use]
    pub fn risk(&self, economy: Economy) -> Option<f64> {
        self.risk.get(economy.index()).copied().flatten()
    }

    pub(crate) fn by_index(&self) -> &[Option<f64>] {
        &self.risk
    }
}

/// A year, an economy and its estimate.
pub(crate) type GovernanceRow = (i32, Economy, f64);

/// The estimates of one dimension in the current vintage of a source; `None`
/// where the lake has no vintage.
pub(crate) fn governance_rows(
    lake: &Lake,
    source: &str,
    dimension: &str,
) -> Result<Option<(SourceRef, Vec<GovernanceRow>)>, ExposureError> {
    let Some(vintage) = lake.current(source) else {
        return Ok(None);
    };
    let table = lake.open_table(vintage, TableKind::Governance)?;
    let batches = read_columns(&table, &["economy", "dimension", "year_to", "value"])?;
    let mut rows = Vec::new();
    for batch in &batches {
        let column = |name: &str| {
            batch
                .column_by_name(name)
                .ok_or_else(|| ExposureError::Table {
                    table: table.name().to_owned(),
                    reason: format!("no column {name:?}"),
                })
        };
        let economies = column("economy")?.as_dictionary::<UInt16Type>();
        let names = economies.values().as_string::<i32>();
        let dimensions = column("dimension")?.as_dictionary::<UInt16Type>();
        let dimension_names = dimensions.values().as_string::<i32>();
        let years = column("year_to")?.as_primitive::<Int32Type>();
        let values = column("value")?.as_primitive::<Float64Type>();
        for row in 0..batch.num_rows() {
            let of_row = dimensions.key(row).map(|key| dimension_names.value(key));
            let economy = economies
                .key(row)
                .and_then(|key| Economy::from_alpha3(names.value(key)));
            if let (Some(economy), true) = (economy, of_row == Some(dimension)) {
                rows.push((years.value(row), economy, values.value(row)));
            }
        }
    }
    Ok(Some((vintage.reference(), rows)))
}
