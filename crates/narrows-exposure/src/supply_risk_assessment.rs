//! Supply risk and economic importance of one subject and material over the
//! stages of supply: the EU's method for the EU, and generalised to others.

mod domestic_supply;
mod importance;
mod own_sourcing;
mod risk_indicator;
mod stage_risk;
mod supply_side;
pub(crate) mod usgs_factors;
mod usgs_figures;
pub(crate) mod usgs_inputs;

use self::importance::importance;
use self::risk_indicator::{overall, risk_indicator};
use self::stage_risk::stage_risk;
use self::usgs_factors::UsgsWorkings;
use self::usgs_figures::usgs_indicators;
use self::usgs_inputs::UsgsInputs;
use crate::ExposureError;
use crate::concentration::ProductionConcentration;
use crate::eu_economic_importance::{SectorUse, sector_uses};
use crate::eu_study::{STUDY_YEARS, StudyParameters, StudyStage, is_importer_of_study};
use crate::indicator::Indicator;
use crate::mean_of_six::MeanOfSix;
use crate::subject::Subject;
use crate::supply_shares::{SupplyShare, shares_under};
use crate::trade_product::TradeProduct;
use narrows_core::{Figure, Material, SourceRef, Stage, Year};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Supply risk at one stage, with every part of the formula.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StageSupplyRisk {
    /// `extraction` or `processing`.
    pub stage: String,
    /// Supply risk of the stage.
    pub supply_risk: Figure,
    /// Σ s²·WGI·t of global supply.
    pub global_concentration: Figure,
    /// Σ s²·WGI·t of the subject's own sourcing.
    pub own_concentration: Figure,
    /// Net import reliance, IR.
    pub import_reliance: Figure,
    /// End-of-life recycling input rate, EoL-RIR.
    pub recycling: Figure,
    /// Substitution index, SI_SR.
    pub substitution: Figure,
}

impl StageSupplyRisk {
    /// The parts with their names, in the order of the formula.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &Figure); 5] {
        [
            ("weighed HHI of global supply", &self.global_concentration),
            ("weighed HHI of own sourcing", &self.own_concentration),
            ("import reliance", &self.import_reliance),
            ("end-of-life recycling", &self.recycling),
            ("substitution index", &self.substitution),
        ]
    }
}

/// What the methods that look at the whole of supply say of a material.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SupplyRiskAssessment {
    /// Whom the EU's method is generalised to; `None` for the EU itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generalised_to: Option<String>,
    /// EU supply risk by stage; empty where the study does not cover the
    /// material.
    pub stages: Vec<StageSupplyRisk>,
    /// Supply risk (the stage with the larger one), economic importance, and
    /// the method of the USGS.
    pub indicators: Vec<Indicator>,
    /// The numbers behind the method of the USGS and their stage, where no
    /// trade is the material and the rows stand here.
    #[serde(skip)]
    pub(crate) usgs_without_trade: Option<(Stage, UsgsWorkings)>,
}

/// What the lake holds for the assessment of one material.
pub(crate) struct RiskInputs {
    shares: Vec<SupplyShare>,
    parameters: Option<&'static StudyParameters>,
    governance: MeanOfSix,
    uses: Option<(Vec<SectorUse>, f64, SourceRef)>,
    usgs: Option<UsgsInputs>,
}

impl RiskInputs {
    pub(crate) fn read(
        lake: &Lake,
        material: Material,
        shares: &[SupplyShare],
    ) -> Result<Self, ExposureError> {
        let parameters = StudyParameters::of(material);
        let mut shares = shares.to_vec();
        if let Some(group) = parameters.and_then(|row| row.own_label_extraction.as_deref()) {
            let of_group = shares_under(lake, |label| label.eq_ignore_ascii_case(group))?;
            shares.extend(
                of_group
                    .into_iter()
                    .filter(|share| share.scope == "eu" && share.stage == "extraction"),
            );
        }
        Ok(Self {
            shares,
            parameters,
            governance: MeanOfSix::read(lake)?,
            uses: sector_uses(lake, material)?,
            usgs: UsgsInputs::read(lake, material)?,
        })
    }

    /// The study's vintage in the lake.
    fn study(&self) -> Vec<SourceRef> {
        self.shares
            .first()
            .map(|share| share.source.clone())
            .into_iter()
            .collect()
    }

    fn covered(&self) -> bool {
        !self.shares.is_empty() || self.parameters.is_some()
    }
}

/// The assessment of one subject; adds the rows of each stage to the panels.
pub(crate) fn assess(
    inputs: &RiskInputs,
    subject: &Subject,
    year: Year,
    products: &mut [TradeProduct],
    production: &[&ProductionConcentration],
) -> SupplyRiskAssessment {
    let own_study = is_importer_of_study(subject);
    let mut assessment = SupplyRiskAssessment {
        generalised_to: (!own_study).then(|| subject.name()),
        ..SupplyRiskAssessment::default()
    };
    if inputs.covered() {
        let governance = if own_study {
            inputs.governance.over(STUDY_YEARS.0, STUDY_YEARS.1)
        } else {
            inputs.governance.nearest(year)
        };
        let governance = governance.as_ref();
        let at_stage = |stage: StudyStage, product: Option<&TradeProduct>| {
            stage_risk(inputs, subject, stage, product, production, governance)
        };
        for stage in StudyStage::ALL {
            let of_stage: Vec<usize> = products
                .iter()
                .enumerate()
                .filter(|(_, product)| study_stage(product.stage) == Some(stage))
                .map(|(position, _)| position)
                .collect();
            if own_study || of_stage.is_empty() {
                // The study's own shares, whatever form is traded.
                let Some(risk) = at_stage(stage, None) else {
                    continue;
                };
                for position in of_stage {
                    let row = risk_indicator(risk.supply_risk.clone(), own_study);
                    products[position].indicators.push(row);
                }
                assessment.stages.push(risk);
                continue;
            }
            // Each form that is traded has sources of its own.
            let several = of_stage.len() > 1;
            for position in of_stage {
                let Some(mut risk) = at_stage(stage, Some(&products[position])) else {
                    continue;
                };
                if several {
                    risk.stage = format!("{}, {}", risk.stage, products[position].stage);
                }
                let row = risk_indicator(risk.supply_risk.clone(), own_study);
                products[position].indicators.push(row);
                assessment.stages.push(risk);
            }
        }
        assessment.indicators.push(overall(
            &assessment.stages,
            subject,
            own_study,
            inputs.study(),
        ));
    }
    let importance = importance(inputs, own_study);
    assessment.indicators.extend(importance);
    for product in products.iter_mut() {
        let reliance = reliance_of(product).cloned();
        let produced = production
            .iter()
            .copied()
            .find(|production| production.stage == product.stage);
        let (rows, workings) = usgs_indicators(
            inputs.usgs.as_ref(),
            subject,
            year,
            produced,
            reliance.as_ref(),
            std::slice::from_ref(&product.source),
        );
        product.indicators.extend(rows);
        product.workings.usgs = Some(workings);
    }
    if let (true, Some(first)) = (products.is_empty(), production.first()) {
        let (rows, workings) =
            usgs_indicators(inputs.usgs.as_ref(), subject, year, Some(*first), None, &[]);
        assessment.usgs_without_trade = Some((first.stage, workings));
        assessment.indicators.extend(rows);
    }
    assessment
}

/// Which of the study's stages a stage of trade belongs to.
fn study_stage(stage: Stage) -> Option<StudyStage> {
    match stage {
        Stage::OreAndConcentrate => Some(StudyStage::Extraction),
        Stage::Refined | Stage::Compound | Stage::Intermediate | Stage::Alloy => {
            Some(StudyStage::Processing)
        }
        Stage::Manufactured | Stage::Scrap | Stage::NotSpecified => None,
    }
}

fn reliance_of(product: &TradeProduct) -> Option<&Figure> {
    product
        .indicators
        .iter()
        .find(|indicator| indicator.id == "net_import_reliance")
        .map(|indicator| &indicator.figure)
}

/// The supply risk by stage of the study's own importer, by material id and
/// stage; for the comparison with the printed values.
///
/// # Errors
/// If the lake cannot be read.
pub fn eu_study_assessments(
    lake: &Lake,
    importer: &Subject,
) -> Result<BTreeMap<String, SupplyRiskAssessment>, ExposureError> {
    let mut found = BTreeMap::new();
    for material in Material::all().filter(|one| StudyParameters::of(*one).is_some()) {
        let shares = crate::supply_shares::supply_shares(lake, material)?;
        let inputs = RiskInputs::read(lake, material, &shares)?;
        found.insert(
            material.id().to_owned(),
            assess(&inputs, importer, Year(2023), &mut [], &[]),
        );
    }
    Ok(found)
}
