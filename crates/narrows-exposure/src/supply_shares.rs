//! Supply shares published by the EU study on critical raw materials.

use narrows_core::{Economy, Material, SourceRef};
use narrows_lake::{Lake, TableKind, read_columns};

use crate::ExposureError;
use crate::mineral_statistics::{number_at, text_at};

const SOURCE: &str = "eu-crm";

/// One economy's share of a stage of supply, an average over the years that
/// the study covers.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplyShare {
    /// Where it was published.
    pub source: SourceRef,
    /// `global` or `eu`.
    pub scope: String,
    /// `extraction` or `processing`.
    pub stage: String,
    /// The economy; `None` for an aggregate.
    pub economy: Option<Economy>,
    /// As printed.
    pub label: String,
    /// 0–1; `None` where only an upper bound is printed.
    pub share: Option<f64>,
    /// As printed.
    pub printed: String,
    /// The study's trade parameter t: 0.8 inside the EU, 1 without agreement or
    /// restriction, up to 1.5 with export restrictions.
    pub trade_parameter: Option<f64>,
}

impl SupplyShare {
    /// Half a unit of the last printed digit, as a share.
    #[must_use]
    pub fn rounding(&self) -> f64 {
        let number = self.printed.trim().trim_end_matches('%').trim();
        match number.split_once('.') {
            Some((_, fraction)) => {
                let places = i32::try_from(fraction.len()).unwrap_or(0);
                0.005 * 10_f64.powi(-places)
            }
            None => 0.005,
        }
    }
}

/// The shares of one material.
///
/// # Errors
/// If the table cannot be read.
pub fn supply_shares(lake: &Lake, material: Material) -> Result<Vec<SupplyShare>, ExposureError> {
    shares_under(lake, |label| {
        material
            .eu_crm_names()
            .iter()
            .any(|known| known.eq_ignore_ascii_case(label))
    })
}

/// The shares under the labels that are wanted.
pub(crate) fn shares_under(
    lake: &Lake,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<SupplyShare>, ExposureError> {
    let Some(vintage) = lake.current(SOURCE) else {
        return Ok(Vec::new());
    };
    if vintage.table(TableKind::SupplyShares).is_none() {
        return Ok(Vec::new());
    }
    let table = lake.open_table(vintage, TableKind::SupplyShares)?;
    let columns = [
        "material",
        "stage",
        "scope",
        "label",
        "economy",
        "share",
        "share_printed",
        "trade_parameter",
    ];
    let mut shares = Vec::new();
    for batch in read_columns(&table, &columns)? {
        for row in 0..batch.num_rows() {
            let text = |column: &str| text_at(&batch, column, row).unwrap_or_default();
            let name = text("material");
            if !wanted(&name) {
                continue;
            }
            shares.push(SupplyShare {
                source: vintage.reference(),
                scope: text("scope"),
                stage: text("stage"),
                economy: text_at(&batch, "economy", row)
                    .and_then(|code| Economy::from_alpha3(&code)),
                label: text("label"),
                share: number_at(&batch, "share", row),
                printed: text("share_printed"),
                trade_parameter: number_at(&batch, "trade_parameter", row),
            });
        }
    }
    Ok(shares)
}
