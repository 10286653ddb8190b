//! The indicators and suppliers of one exposure over the years.

use std::collections::BTreeMap;

use narrows_core::{Economy, Figure, HsCode, Material, SourceRef, Stage, Year};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::governance::Governance;
use crate::material_exposure::{MaterialExposure, exposures_from_trade};
use crate::material_trade::MaterialTrade;
use crate::subject::Subject;
use crate::trade_product::TradeProduct;
use crate::trend::{Trend, trend};

/// Largest suppliers of the last year that get a trend.
const SUPPLIERS: usize = 4;

/// The trend of one figure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct NamedTrend {
    /// Id of the indicator, or `share of imports`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The supplier, of a share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// Its trend.
    pub trend: Trend,
}

/// The trends at one stage, all from one source and the same codes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StageTrend {
    /// The stage.
    pub stage: Stage,
    /// The source; years that only another source has are left out, since a
    /// change of source is no change of the world.
    pub source: SourceRef,
    /// Codes added up.
    pub hs_codes: Vec<HsCode>,
    /// The trends.
    pub trends: Vec<NamedTrend>,
}

/// The trends of an exposure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExposureTrend {
    /// Code of the subject.
    pub subject: String,
    /// Its name.
    pub subject_name: String,
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// First year.
    pub since: Year,
    /// Last year.
    pub until: Year,
    /// One entry a stage.
    pub stages: Vec<StageTrend>,
    /// What cannot be said.
    pub not_known: Vec<String>,
}

/// The trend of every indicator and of the largest suppliers' shares from
/// `since` to `until`. Each year is computed as the exposure of that year is.
///
/// # Errors
/// If the lake cannot be read, or holds no trade in the material in these
/// years.
pub fn exposure_trend(
    lake: &Lake,
    subject: &Subject,
    material: Material,
    since: Year,
    until: Year,
) -> Result<ExposureTrend, ExposureError> {
    if since >= until {
        return Err(ExposureError::NoData(format!(
            "a trend needs years after {since}; the last one asked about is {until}"
        )));
    }
    let trade = MaterialTrade::read(lake, material)?;
    let mut exposures: Vec<MaterialExposure> = Vec::new();
    for year in (since.0..=until.0).map(Year) {
        let governance = Governance::read(lake, year)?;
        let subject = std::slice::from_ref(subject);
        exposures.extend(exposures_from_trade(
            lake,
            &trade,
            governance.as_ref(),
            subject,
            year,
        )?);
    }
    let mut by_stage: BTreeMap<Stage, Vec<(Year, &TradeProduct)>> = BTreeMap::new();
    for exposure in &exposures {
        for product in &exposure.products {
            let of_stage = by_stage.entry(product.stage).or_default();
            of_stage.push((exposure.year, product));
        }
    }
    let Some(last) = exposures.last() else {
        return Err(ExposureError::NoData("no year was asked about".to_owned()));
    };
    if by_stage.is_empty() {
        return Err(ExposureError::NoData(format!(
            "there is no trend of {} and {}: {}",
            last.subject_name,
            last.material_name,
            last.not_known.join(" ")
        )));
    }
    let mut not_known = Vec::new();
    let stages = by_stage
        .into_iter()
        .filter_map(|(stage, products)| {
            stage_trend(stage, &products, (since, until), &mut not_known)
        })
        .collect();
    Ok(ExposureTrend {
        subject: last.subject.clone(),
        subject_name: last.subject_name.clone(),
        material: last.material.clone(),
        material_name: last.material_name.clone(),
        since,
        until,
        stages,
        not_known,
    })
}

fn stage_trend(
    stage: Stage,
    products: &[(Year, &TradeProduct)],
    (since, until): (Year, Year),
    not_known: &mut Vec<String>,
) -> Option<StageTrend> {
    // The same source and codes in all years: those that cover most of them.
    let mut kinds: Vec<(&SourceRef, &[HsCode], usize)> = Vec::new();
    for (_, product) in products {
        match kinds
            .iter_mut()
            .find(|(source, codes, _)| **source == product.source && *codes == product.hs_codes)
        {
            Some((_, _, years)) => *years += 1,
            None => kinds.push((&product.source, &product.hs_codes, 1)),
        }
    }
    let most = kinds.iter().map(|(_, _, years)| *years).max()?;
    let (source, codes, _) = *kinds.iter().rev().find(|(_, _, years)| *years == most)?;
    let chosen: Vec<(Year, &TradeProduct)> = products
        .iter()
        .copied()
        .filter(|(_, product)| product.source == *source && product.hs_codes == codes)
        .collect();
    let left_out: Vec<String> = products
        .iter()
        .filter(|(year, _)| chosen.iter().all(|(known, _)| known != year))
        .map(|(year, product)| format!("{year} ({})", product.source))
        .collect();
    if !left_out.is_empty() {
        not_known.push(format!(
            "At the stage \"{stage}\" these years stand in another source or under other codes \
             and are left out: {}.",
            left_out.join(", ")
        ));
    }
    let absent: Vec<String> = (since.0..=until.0)
        .filter(|year| products.iter().all(|(known, _)| known.0 != *year))
        .map(|year| year.to_string())
        .collect();
    if !absent.is_empty() {
        not_known.push(format!(
            "At the stage \"{stage}\" the lake has no trade that is the material in {}.",
            absent.join(", ")
        ));
    }
    let (_, last) = chosen.last()?;
    let mut trends: Vec<NamedTrend> = last
        .indicators
        .iter()
        .map(|indicator| {
            let series: Vec<(Year, Figure)> = chosen
                .iter()
                .filter_map(|(year, product)| {
                    let same = product
                        .indicators
                        .iter()
                        .find(|other| other.id == indicator.id)?;
                    Some((*year, same.figure.clone()))
                })
                .collect();
            NamedTrend {
                id: indicator.id.to_owned(),
                name: indicator.name.to_owned(),
                partner: None,
                trend: trend(&series, since, until),
            }
        })
        .collect();
    for supplier in last.suppliers.iter().take(SUPPLIERS) {
        let series: Vec<(Year, Figure)> = chosen
            .iter()
            .filter_map(|(year, product)| Some((*year, share_of(product, supplier.economy)?)))
            .collect();
        trends.push(NamedTrend {
            id: "share of imports".to_owned(),
            name: format!("{}, share of imports", supplier.economy.name()),
            partner: Some(supplier.economy),
            trend: trend(&series, since, until),
        });
    }
    Some(StageTrend {
        stage,
        source: source.clone(),
        hs_codes: codes.to_vec(),
        trends,
    })
}

/// The share of a supplier in a year. Where there are imports and none from it
/// is recorded, none is an estimate: a flow that nobody reported is not there
/// either.
fn share_of(product: &TradeProduct, economy: Economy) -> Option<Figure> {
    if let Some(supplier) = product
        .suppliers
        .iter()
        .find(|supplier| supplier.economy == economy)
    {
        return Some(supplier.share.clone());
    }
    let any = product.suppliers.first()?;
    Some(Figure::estimated(
        0.0,
        any.share.unit(),
        format!("{}, no flow recorded", any.share.basis()),
        narrows_core::Interval::unknown("no flow from this supplier is recorded"),
        any.share.coverage().clone(),
        any.share.sources().iter().cloned(),
    ))
}

impl ExposureTrend {
    /// Only the trends of an indicator; `None` where there is no such one.
    #[must_use]
    pub fn only(mut self, id: &str) -> Option<Self> {
        for stage in &mut self.stages {
            stage.trends.retain(|trend| trend.id == id);
        }
        self.stages.retain(|stage| !stage.trends.is_empty());
        (!self.stages.is_empty()).then_some(self)
    }

    /// The ids that have a trend, each once.
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for trend in self.stages.iter().flat_map(|stage| &stage.trends) {
            if !ids.contains(&trend.id.as_str()) {
                ids.push(&trend.id);
            }
        }
        ids
    }

    /// Every source behind it.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        self.stages
            .iter()
            .flat_map(|stage| &stage.trends)
            .flat_map(|named| &named.trend.points)
            .flat_map(|(_, figure)| figure.sources().iter().cloned())
            .collect()
    }

    /// The figures as rows: slope, difference and each year.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for stage in &self.stages {
            let stage_name = stage.stage.to_string();
            for named in &stage.trends {
                let mut add = |part: &str, year: Option<Year>, figure: &Figure| {
                    table.push(
                        &FigureLabels {
                            subject: &self.subject,
                            material: &self.material,
                            year,
                            part,
                            stage: &stage_name,
                            name: &named.id,
                            partner: named.partner.map_or("", Economy::alpha3),
                        },
                        figure,
                    );
                };
                add("slope", None, &named.trend.slope);
                add("difference", None, &named.trend.difference);
                for (year, figure) in &named.trend.points {
                    add("year", Some(*year), figure);
                }
            }
        }
        table
    }
}
