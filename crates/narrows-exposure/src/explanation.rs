//! How a number of the method panel comes about: its formula, the formula with
//! the numbers in it, and every input in a row of its own.

mod concentration_formulas;
mod dependency_formulas;
mod input_rows;
mod risk_formulas;
mod usgs_formulas;
mod written_formula;

use self::input_rows::Rows;
use self::usgs_formulas::UsgsRows;
use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::indicator::Indicator;
use crate::material_exposure::MaterialExposure;
use crate::supply_risk_assessment::SupplyRiskAssessment;
use crate::trade_product::TradeProduct;
use narrows_core::{Economy, Figure, Stage, Year};
use schemars::JsonSchema;
use serde::Serialize;

/// One input of a formula, or one term of its sum.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct InputRow {
    /// What it is, such as a supplier or a year.
    pub label: String,
    /// The economy, where it is one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// What goes in, by column; the last is the term that the formula adds.
    pub figures: Vec<(&'static str, Figure)>,
    /// What a reader must know of it, such as an implausible unit value.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// How one indicator comes about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Explanation {
    /// Id of the indicator.
    pub indicator: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The method behind it.
    pub method: &'static str,
    /// The stage.
    pub stage: Stage,
    /// The formula in symbols.
    pub formula: String,
    /// The formula with numbers, empty where the figure is unavailable.
    pub filled_in: String,
    /// The inputs, row by row.
    pub inputs: Vec<InputRow>,
    /// Intermediate results.
    pub steps: Vec<(String, Figure)>,
    /// The figure of the panel.
    pub result: Figure,
    /// Why there are no rows, where there are none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The explanations of an exposure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExposureExplanation {
    /// Code of the subject.
    pub subject: String,
    /// Its name.
    pub subject_name: String,
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// One an indicator and stage.
    pub explanations: Vec<Explanation>,
}

/// The explanation of every indicator of an exposure.
#[must_use]
pub fn explain(exposure: &MaterialExposure) -> ExposureExplanation {
    ExposureExplanation {
        subject: exposure.subject.clone(),
        subject_name: exposure.subject_name.clone(),
        material: exposure.material.clone(),
        material_name: exposure.material_name.clone(),
        year: exposure.year,
        explanations: exposure
            .products
            .iter()
            .flat_map(|product| product.explanations(&exposure.supply_risk))
            .chain(without_trade(&exposure.supply_risk, exposure.year))
            .collect(),
    }
}

impl TradeProduct {
    /// How each indicator of the panel comes about; `supply_risk` is that of
    /// the exposure that the product belongs to.
    #[must_use]
    pub fn explanations(&self, supply_risk: &SupplyRiskAssessment) -> Vec<Explanation> {
        self.indicators
            .iter()
            .map(|indicator| explanation(self, supply_risk, indicator))
            .collect()
    }
}

/// Formula, filled in, inputs and steps.
type Parts = (&'static str, String, Vec<InputRow>, Vec<(String, Figure)>);

fn explanation(
    product: &TradeProduct,
    supply_risk: &SupplyRiskAssessment,
    indicator: &Indicator,
) -> Explanation {
    let rows = Rows {
        product,
        workings: &product.workings,
    };
    let parts: Option<Parts> = match indicator.id {
        "herfindahl_hirschman_index_imports" | "core_dependency_indicator_1" => {
            Some(rows.import_concentration(indicator))
        }
        "herfindahl_hirschman_index_world_exports" => Some(rows.world_concentration(indicator)),
        "core_dependency_indicator_2" => Some(rows.external_share(indicator)),
        "core_dependency_indicator_3" => Some(rows.imports_over_exports(indicator)),
        "geodep_years" => Some(rows.geodep(indicator)),
        "import_weighted_instability" => Some(rows.instability(indicator)),
        "geopolrisk_score" => Some(rows.geopolrisk_score(indicator)),
        "geopolrisk_characterisation_factor" => Some(rows.geopolrisk_factor(indicator)),
        "net_import_reliance" => Some(rows.net_import_reliance(indicator)),
        "herfindahl_hirschman_index_origins" => Some(rows.origin_concentration(indicator)),
        "eu_supply_risk" => supply_risk
            .stages
            .iter()
            .find(|stage| stage.supply_risk == indicator.figure)
            .map(|stage| rows.eu_supply_risk(stage, indicator)),
        _ => UsgsRows::of(product.workings.usgs.as_ref(), product.workings.year)
            .and_then(|rows| rows.parts(indicator)),
    };
    explained(parts, product.stage, indicator)
}

/// The rows of the method of the USGS for a material without trade of its own.
fn without_trade(supply_risk: &SupplyRiskAssessment, year: Year) -> Vec<Explanation> {
    let Some((stage, workings)) = &supply_risk.usgs_without_trade else {
        return Vec::new();
    };
    supply_risk
        .indicators
        .iter()
        .filter(|indicator| indicator.id.starts_with("usgs_"))
        .map(|indicator| {
            let parts = UsgsRows::of(Some(workings), year).and_then(|rows| rows.parts(indicator));
            explained(parts, *stage, indicator)
        })
        .collect()
}

fn explained(parts: Option<Parts>, stage: Stage, indicator: &Indicator) -> Explanation {
    let (formula, filled_in, inputs, steps, note) = match parts {
        None => (
            "",
            String::new(),
            Vec::new(),
            Vec::new(),
            match indicator.figure.status() {
                narrows_core::Status::Unavailable { reason } => reason.clone(),
                _ => "bounds alone are known; the basis of the figure says from what".to_owned(),
            },
        ),
        Some((formula, filled_in, inputs, steps)) => match indicator.figure.status() {
            narrows_core::Status::Unavailable { reason } => {
                (formula, String::new(), inputs, Vec::new(), reason.clone())
            }
            _ => (formula, filled_in, inputs, steps, String::new()),
        },
    };
    Explanation {
        indicator: indicator.id,
        name: indicator.name,
        method: indicator.method,
        stage,
        formula: formula.to_owned(),
        filled_in,
        inputs,
        steps,
        result: indicator.figure.clone(),
        note,
    }
}

impl ExposureExplanation {
    /// Every input, step and result as a row.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for explanation in &self.explanations {
            let stage = explanation.stage.to_string();
            let mut add = |part: &str, partner: &str, figure: &Figure| {
                table.push(
                    &FigureLabels {
                        subject: &self.subject,
                        material: &self.material,
                        year: Some(self.year),
                        part,
                        stage: &stage,
                        name: explanation.indicator,
                        partner,
                    },
                    figure,
                );
            };
            for row in &explanation.inputs {
                for (column, figure) in &row.figures {
                    let part = match row.partner {
                        Some(_) => format!("input: {column}"),
                        None => format!("input: {column}, {}", row.label),
                    };
                    add(&part, row.partner.map_or("", Economy::alpha3), figure);
                }
            }
            for (label, figure) in &explanation.steps {
                add(&format!("step: {label}"), "", figure);
            }
            add("result", "", &explanation.result);
        }
        table
    }
}
