//! Supply risk and economic importance of one subject and material over the
//! stages of supply: the EU's method for the EU, and generalised to others.

use std::collections::BTreeMap;

use narrows_core::{Coverage, Economy, Figure, Interval, Material, SourceRef, Stage, Unit};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::concentration::ProductionConcentration;
use crate::eu_economic_importance::{
    EU_ECONOMIC_IMPORTANCE_THRESHOLD, SectorUse, bound_of, economic_importance,
    economic_importance_range, sector_uses,
};
use crate::eu_study::{StudyParameters, StudyStage, UsedSides, is_importer_of_study};
use crate::eu_supply_risk::{
    Bounds, EU_SUPPLY_RISK_THRESHOLD, SupplySides, TRADE_PARAMETER, WeighedConcentration,
    WeighedSupplier, eu_supply_risk, eu_supply_risk_range, weighed_concentration,
};
use crate::governance::Governance;
use crate::indicator::{Indicator, Threshold};
use crate::subject::Subject;
use crate::supply_shares::{SupplyShare, shares_under};
use crate::trade_product::TradeProduct;
use crate::usgs_supply_risk::usgs_indicators;

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
}

/// What the lake holds for the assessment of one material.
pub(crate) struct RiskInputs {
    shares: Vec<SupplyShare>,
    parameters: Option<&'static StudyParameters>,
    governance: Option<Governance>,
    uses: Option<(Vec<SectorUse>, f64, SourceRef)>,
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
            governance: Governance::read_mean_of_six(lake)?,
            uses: sector_uses(lake, material)?,
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

/// One side of supply as the formula takes it, with its figure.
struct Side {
    /// Whose shares stand for the material's, where the study prints a group.
    group: Option<String>,
    concentration: Option<WeighedConcentration>,
    figure: Figure,
}

impl Side {
    fn unknown(basis: String, reason: &str, looked_in: Vec<SourceRef>) -> Self {
        Self {
            group: None,
            concentration: None,
            figure: Figure::unavailable(Unit::Ratio, basis, reason, looked_in),
        }
    }
}

/// The assessment of one subject; adds the rows of each stage to the panels.
pub(crate) fn assess(
    inputs: &RiskInputs,
    subject: &Subject,
    products: &mut [TradeProduct],
    production: &[&ProductionConcentration],
) -> SupplyRiskAssessment {
    let own_study = is_importer_of_study(subject);
    let mut assessment = SupplyRiskAssessment {
        generalised_to: (!own_study).then(|| subject.name()),
        ..SupplyRiskAssessment::default()
    };
    if inputs.covered() {
        for stage in StudyStage::ALL {
            let of_stage: Vec<usize> = products
                .iter()
                .enumerate()
                .filter(|(_, product)| study_stage(product.stage) == Some(stage))
                .map(|(position, _)| position)
                .collect();
            if own_study || of_stage.is_empty() {
                // The study's own shares, whatever form is traded.
                let Some(risk) = stage_risk(inputs, subject, stage, None, production, own_study)
                else {
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
                let product = Some(&products[position]);
                let Some(mut risk) =
                    stage_risk(inputs, subject, stage, product, production, own_study)
                else {
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
        product.indicators.extend(usgs_indicators(
            produced,
            reliance.as_ref(),
            std::slice::from_ref(&product.source),
        ));
    }
    if products.is_empty() && !production.is_empty() {
        assessment
            .indicators
            .extend(usgs_indicators(production.first().copied(), None, &[]));
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

const EU_METHOD: &str =
    "European Commission, methodology of 2017 for the list of critical raw materials";
const GENERALISED_METHOD: &str = "European Commission, methodology of 2017 for the list of \
                                  critical raw materials, generalised to any importer";
const DIFFERS: &str = "weighs every source by all six governance dimensions and counts the \
                       importer's own supply, recycling and substitution, which CDI and GeoDep \
                       do not";

fn risk_indicator(figure: Figure, own_study: bool) -> Indicator {
    Indicator {
        crossing: None,
        id: "eu_supply_risk",
        name: if own_study {
            "EU supply risk"
        } else {
            "EU supply risk, generalised"
        },
        method: if own_study {
            EU_METHOD
        } else {
            GENERALISED_METHOD
        },
        figure,
        threshold: Some(Threshold {
            above: EU_SUPPLY_RISK_THRESHOLD,
        }),
        differs: DIFFERS,
    }
}

/// The stage with the larger supply risk counts; its interval holds what the
/// other stage could add.
fn overall(
    stages: &[StageSupplyRisk],
    subject: &Subject,
    own_study: bool,
    study: Vec<SourceRef>,
) -> Indicator {
    let counted = stages
        .iter()
        .filter_map(|stage| Some((stage.supply_risk.value()?, stage)))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let whom = if own_study {
        "the EU".to_owned()
    } else {
        subject.name_in_sentence()
    };
    let ends: Vec<(f64, f64)> = stages
        .iter()
        .filter_map(|stage| stage.supply_risk.interval().ends())
        .collect();
    let highest = |pick: fn(&(f64, f64)) -> f64| {
        ends.iter().map(pick).fold(None, |most: Option<f64>, end| {
            Some(most.map_or(end, |most| most.max(end)))
        })
    };
    let range = highest(|ends| ends.0).zip(highest(|ends| ends.1));
    // A stage of which only bounds are known may have the larger one.
    let open = stages
        .iter()
        .filter(|stage| stage.supply_risk.value().is_none())
        .filter_map(|stage| Some(stage.supply_risk.interval().ends()?.1))
        .fold(f64::NEG_INFINITY, f64::max);
    let counted = counted.filter(|(value, _)| open <= *value);
    let figure = match (counted, range) {
        (Some((value, stage)), Some((low, high))) => Figure::estimated(
            value,
            Unit::Ratio,
            if stages.len() > 1 {
                format!("supply risk of {whom}; {} has the larger one", stage.stage)
            } else {
                format!("supply risk of {whom}; {} alone is assessed", stage.stage)
            },
            Interval::between(low, high, interval_meaning(&stage.supply_risk)),
            stage.supply_risk.coverage().clone(),
            stages
                .iter()
                .flat_map(|stage| stage.supply_risk.sources().iter().cloned()),
        ),
        (None, Some((low, high))) => Figure::bounded(
            Unit::Ratio,
            format!("supply risk of {whom}, the larger of the stages"),
            Interval::between(low, high, "the bounds of the stages"),
            Coverage::unknown("a stage that may have the larger one has no value"),
            stages
                .iter()
                .flat_map(|stage| stage.supply_risk.sources().iter().cloned()),
        ),
        _ => Figure::unavailable(
            Unit::Ratio,
            format!("supply risk of {whom}"),
            stages
                .iter()
                .find_map(|stage| stage.supply_risk.gaps().first().map(ToString::to_string))
                .unwrap_or_else(|| "the study assesses no stage of this material".to_owned()),
            study,
        ),
    };
    risk_indicator(figure, own_study)
}

fn interval_meaning(figure: &Figure) -> String {
    match figure.interval() {
        Interval::Known { meaning, .. } => meaning.clone(),
        Interval::Unknown { reason } => reason.clone(),
    }
}

fn stage_risk(
    inputs: &RiskInputs,
    subject: &Subject,
    stage: StudyStage,
    product: Option<&TradeProduct>,
    production: &[&ProductionConcentration],
    own_study: bool,
) -> Option<StageSupplyRisk> {
    let parameters = inputs.parameters;
    let used = parameters.and_then(|row| row.sides(stage));
    let shares = |scope: &str| -> Vec<&SupplyShare> {
        inputs
            .shares
            .iter()
            .filter(|share| share.scope == scope && share.stage == stage.word())
            .collect()
    };
    // A stage that the study does not assess has no part in its result.
    if parameters.is_some() && used.is_none() || shares("global").is_empty() {
        return None;
    }
    let whom = if own_study {
        "the EU".to_owned()
    } else {
        subject.name_in_sentence()
    };
    let global_basis = format!("Σ s²·WGI·t of global supply, {}", stage.word());
    let own_basis = format!("Σ s²·WGI·t of the sourcing of {whom}, {}", stage.word());
    let reliance_basis = format!("net import reliance of {whom}, {}", stage.word());
    let Some(governance) = &inputs.governance else {
        let reason = "the lake has no mean of the six governance estimates";
        return Some(without_value(stage, reason, &inputs.study()));
    };
    let global = study_side(&shares("global"), governance, own_study, &global_basis);
    let (own, reliance, unknown_reliance) = if own_study {
        let printed = parameters.and_then(|row| row.import_reliance(stage));
        let group = parameters
            .and_then(|row| row.own_label_extraction.clone())
            .filter(|_| stage == StudyStage::Extraction);
        let basis = match &group {
            Some(group) => format!("{own_basis}; the shares are those of {group}"),
            None => own_basis.clone(),
        };
        let mut side = study_side(&shares("eu"), governance, true, &basis);
        side.group = group.filter(|_| side.concentration.is_some());
        (side, printed, "the study prints none at this stage")
    } else {
        (
            trade_side(subject, product, production, governance, &own_basis),
            product.and_then(reliance_of).and_then(reliance_bounds),
            "trade and production of the importer are not known on one basis at this stage",
        )
    };
    let study_reference = inputs.study();
    let import_reliance = match reliance {
        Some(bounds) if bounds.value.is_finite() => Figure::estimated(
            bounds.value,
            Unit::Share,
            if own_study {
                reliance_basis
            } else {
                // What was assumed of production stands in that row's basis.
                let of_row = product.and_then(reliance_of).map_or("", Figure::basis);
                format!("{reliance_basis}: {of_row}")
            },
            if own_study {
                Interval::between(bounds.low, bounds.high, "rounding to whole percent")
            } else {
                match product.and_then(reliance_of).map(Figure::interval) {
                    Some(Interval::Known { .. }) => Interval::between(
                        bounds.low,
                        bounds.high,
                        "as in the row of net import reliance, kept within 0 and 1",
                    ),
                    Some(Interval::Unknown { reason }) => Interval::unknown(reason.clone()),
                    None => Interval::unknown("no reliance is computed"),
                }
            },
            Coverage::unknown("the coverage of reliance is not stated"),
            if own_study {
                study_reference.clone()
            } else {
                product
                    .and_then(reliance_of)
                    .map(|figure| figure.sources().to_vec())
                    .unwrap_or_default()
            },
        ),
        _ => Figure::unavailable(
            Unit::Share,
            reliance_basis,
            unknown_reliance,
            study_reference.clone(),
        ),
    };
    let Some(parameters) = parameters else {
        let mut risk = without_value(
            stage,
            "the lake has no recycling rate and substitution index of this material alone",
            &study_reference,
        );
        risk.global_concentration = global.figure;
        risk.own_concentration = own.figure;
        risk.import_reliance = import_reliance;
        return Some(risk);
    };
    let whose = if own_study {
        ""
    } else {
        ", of the EU and taken for others"
    };
    let study_figure = |bounds: Bounds, unit: Unit, basis: String, meaning: &str| {
        Figure::estimated(
            bounds.value,
            unit,
            basis,
            Interval::between(bounds.low, bounds.high, meaning),
            Coverage::unknown("the study does not say"),
            study_reference.clone(),
        )
    };
    let recycling = study_figure(
        parameters.recycling,
        Unit::Share,
        format!("end-of-life recycling input rate of the study{whose}"),
        "rounding to whole percent",
    );
    let substitution = study_figure(
        parameters.substitution_supply,
        Unit::Ratio,
        format!("substitution index of supply risk of the study{whose}"),
        "rounding of the printed index",
    );
    let supply_risk = combine(&Combination {
        stage,
        parameters,
        // The study's own choice of sides holds for its importer alone.
        used: used.filter(|_| own_study),
        global: &global,
        own: &own,
        reliance,
        whom: &whom,
        own_study,
        reliance_held: matches!(import_reliance.interval(), Interval::Unknown { .. }),
        governance,
    });
    Some(StageSupplyRisk {
        stage: stage.word().to_owned(),
        supply_risk,
        global_concentration: global.figure,
        own_concentration: own.figure,
        import_reliance,
        recycling,
        substitution,
    })
}

fn without_value(stage: StudyStage, reason: &str, looked_in: &[SourceRef]) -> StageSupplyRisk {
    let none = |unit| {
        let basis = format!("EU supply risk, {}", stage.word());
        Figure::unavailable(unit, basis, reason, looked_in.iter().cloned())
    };
    StageSupplyRisk {
        stage: stage.word().to_owned(),
        supply_risk: none(Unit::Ratio),
        global_concentration: none(Unit::Ratio),
        own_concentration: none(Unit::Ratio),
        import_reliance: none(Unit::Share),
        recycling: none(Unit::Share),
        substitution: none(Unit::Ratio),
    }
}

struct Combination<'a> {
    stage: StudyStage,
    parameters: &'a StudyParameters,
    used: Option<UsedSides>,
    global: &'a Side,
    own: &'a Side,
    reliance: Option<Bounds>,
    whom: &'a str,
    own_study: bool,
    /// Whether reliance has a value without an interval.
    reliance_held: bool,
    governance: &'a Governance,
}

fn combine(parts: &Combination<'_>) -> Figure {
    let global = parts.global.concentration;
    let own = parts.own.concentration;
    let (global, own, missing) = match parts.used {
        Some(UsedSides::Global) => (global, None, None),
        Some(UsedSides::Own) => (None, own, None),
        Some(UsedSides::Both) if own.is_none() => (
            global,
            own,
            Some("the study counts own sourcing too, whose shares it does not print"),
        ),
        _ => (global, own, None),
    };
    let sides = match (global.is_some(), own.is_some()) {
        (true, true) => "global supply and own sourcing",
        (true, false) => "global supply alone",
        _ => "own sourcing alone",
    };
    let mut basis = format!(
        "supply risk of {} at {}, {sides}, shares as an average of the study's years, governance \
         of {}",
        parts.whom,
        parts.stage.word(),
        format_args!("{} or the latest year before", parts.governance.year),
    );
    if let Some(group) = parts.own.group.as_ref().filter(|_| own.is_some()) {
        basis.push_str("; the shares of own sourcing are those of ");
        basis.push_str(group);
    }
    if let Some(missing) = missing {
        basis.push_str("; ");
        basis.push_str(missing);
    }
    if !parts.own_study {
        basis.push_str("; trade parameter t = 1 for every supplier, as none is known");
    }
    let mut sources: Vec<SourceRef> = parts.global.figure.sources().to_vec();
    sources.extend(parts.own.figure.sources().iter().cloned());
    sources.push(parts.governance.source.clone());
    let range = |side: WeighedConcentration| (side.low, side.high);
    let reliance_range = parts
        .reliance
        .map_or((0.0, 1.0), |bounds| (bounds.low, bounds.high));
    let ends = eu_supply_risk_range(
        global.map(range),
        own.map(range),
        reliance_range,
        parts.parameters.recycling,
        parts.parameters.substitution_supply,
    );
    let Some((low, high)) = ends else {
        return Figure::unavailable(
            Unit::Ratio,
            basis,
            "neither global supply nor own sourcing is known with governance",
            sources,
        );
    };
    let coverage = Coverage::known(
        [global, own]
            .into_iter()
            .flatten()
            .map(|side| side.attributed * side.governed)
            .fold(1.0, f64::min),
        "supply with a named supplier and a governance estimate, of the side with less",
    );
    let mut meaning = "rounding of the printed inputs; supply that nobody is named for spread \
                       thin or held by one; suppliers without a governance estimate best or worst"
        .to_owned();
    if parts.reliance.is_none() && global.is_some() && own.is_some() {
        meaning.push_str("; import reliance from none to full");
    } else if parts.reliance_held && global.is_some() && own.is_some() {
        meaning.push_str("; import reliance held at its value, whose interval is not known");
    }
    if !parts.own_study {
        meaning.push_str("; trade parameter from 0.8 to 1.5; own production where it is unknown");
    }
    let value = match (global, own) {
        (Some(global), Some(own)) => parts
            .reliance
            .filter(|bounds| bounds.value.is_finite())
            .map(|bounds| SupplySides::Both {
                global: global.value,
                own: own.value,
                import_reliance: bounds.value,
            }),
        (Some(one), None) | (None, Some(one)) => Some(SupplySides::One(one.value)),
        (None, None) => None,
    };
    match value {
        Some(sides) => {
            let value = eu_supply_risk(
                sides,
                parts.parameters.recycling.value,
                parts.parameters.substitution_supply.value,
            );
            Figure::estimated(
                value,
                Unit::Ratio,
                basis,
                Interval::between(low.min(value), high.max(value), meaning),
                coverage,
                sources,
            )
        }
        None => Figure::bounded(
            Unit::Ratio,
            basis,
            Interval::between(low, high, meaning),
            coverage,
            sources,
        ),
    }
}

/// Governance on the method's scale, 0 (best) to 10 (worst).
fn weight(governance: &Governance, economy: Option<Economy>) -> Option<f64> {
    Some(governance.risk(economy?)? * 10.0)
}

/// The trade parameter of other importers than the EU: not known, so 1 within
/// the method's range.
fn unknown_trade_parameter() -> Bounds {
    Bounds {
        value: 1.0,
        low: TRADE_PARAMETER.0,
        high: TRADE_PARAMETER.1,
    }
}

/// A side of supply from the study's printed shares.
fn study_side(
    shares: &[&SupplyShare],
    governance: &Governance,
    with_trade_parameter: bool,
    basis: &str,
) -> Side {
    let suppliers: Vec<WeighedSupplier> = shares
        .iter()
        .map(|share| WeighedSupplier {
            share: share.share,
            share_range: match share.share {
                Some(value) => (
                    (value - share.rounding()).max(0.0),
                    (value + share.rounding()).min(1.0),
                ),
                None => (0.0, bound_of(&share.printed)),
            },
            governance: weight(governance, share.economy),
            trade_parameter: match share.trade_parameter {
                Some(printed) if with_trade_parameter => Bounds::exact(printed),
                _ => unknown_trade_parameter(),
            },
        })
        .collect();
    let mut sources: Vec<SourceRef> = shares.iter().map(|share| share.source.clone()).collect();
    sources.push(governance.source.clone());
    side(
        &suppliers,
        basis,
        "rounding of the printed shares; supply that nobody is named for spread thin or held by \
         one; unknown weights best or worst",
        sources,
        "the study prints no shares of it at this stage",
    )
}

fn side(
    suppliers: &[WeighedSupplier],
    basis: &str,
    meaning: &str,
    sources: Vec<SourceRef>,
    missing: &str,
) -> Side {
    match weighed_concentration(suppliers) {
        Some(found) => Side {
            group: None,
            figure: concentration_figure(&found, basis, meaning, sources),
            concentration: Some(found),
        },
        None => Side::unknown(basis.to_owned(), missing, sources),
    }
}

fn concentration_figure(
    found: &WeighedConcentration,
    basis: &str,
    meaning: &str,
    sources: Vec<SourceRef>,
) -> Figure {
    Figure::estimated(
        found.value,
        Unit::Ratio,
        basis,
        Interval::between(found.low, found.high, meaning),
        Coverage::known(
            found.attributed * found.governed,
            "supply with a named supplier and a governance estimate",
        ),
        sources,
    )
}

/// A printed or computed reliance as the formula takes it. Where only bounds
/// are known the value is not a number.
fn reliance_bounds(figure: &Figure) -> Option<Bounds> {
    let within = |value: f64| value.clamp(0.0, 1.0);
    match (figure.value(), figure.interval().ends()) {
        (Some(value), ends) => {
            let (low, high) = ends.unwrap_or((value, value));
            Some(Bounds {
                value: within(value),
                low: within(low.min(value)),
                high: within(high.max(value)),
            })
        }
        (None, Some((low, high))) => Some(Bounds {
            value: f64::NAN,
            low: within(low),
            high: within(high),
        }),
        (None, None) => None,
    }
}

/// The importer's own sourcing: imports of the year, and domestic production
/// as far as it is known on the same basis.
fn trade_side(
    subject: &Subject,
    product: Option<&TradeProduct>,
    production: &[&ProductionConcentration],
    governance: &Governance,
    basis: &str,
) -> Side {
    let Some(product) = product else {
        return Side::unknown(
            basis.to_owned(),
            "no trade of the importer at this stage is the material alone",
            vec![governance.source.clone()],
        );
    };
    let imports: Vec<WeighedSupplier> = product
        .suppliers
        .iter()
        .map(|supplier| {
            let value = supplier.share.value().unwrap_or(0.0);
            let (low, high) = supplier.share.interval().ends().unwrap_or((value, value));
            WeighedSupplier {
                share: supplier.share.value(),
                share_range: (low.min(value), high.max(value)),
                governance: weight(governance, Some(supplier.economy)),
                trade_parameter: unknown_trade_parameter(),
            }
        })
        .collect();
    let Some(imports) = weighed_concentration(&imports) else {
        return Side::unknown(
            basis.to_owned(),
            "the source has no import in this year from a supplier with governance",
            vec![product.source.clone(), governance.source.clone()],
        );
    };
    let (domestic, known, domestic_words) = domestic_share(subject, product, production);
    let weights = domestic_weights(subject, governance);
    if weights.value.is_nan() && domestic.value > 0.0 {
        return Side::unknown(
            basis.to_owned(),
            "the importer's own production has no governance estimate to weigh it by",
            vec![product.source.clone(), governance.source.clone()],
        );
    }
    let found = with_domestic(imports, domestic, &weights);
    let mut sources = vec![product.source.clone(), governance.source.clone()];
    sources.extend(
        production
            .iter()
            .filter(|one| known && one.stage == product.stage)
            .map(|one| one.source.clone()),
    );
    let basis = format!(
        "{basis}: {} import sources by value, {domestic_words}",
        product.stage,
    );
    Side {
        group: None,
        figure: concentration_figure(
            &found,
            &basis,
            "sources by value and by quantity; trade parameter from 0.8 to 1.5; domestic supply as \
             far as it is not known from none to all",
            sources,
        ),
        concentration: Some(found),
    }
}

/// The share of domestic production in own sourcing, whether anything is known
/// of it, and in words what was done.
fn domestic_share(
    subject: &Subject,
    product: &TradeProduct,
    production: &[&ProductionConcentration],
) -> (Bounds, bool, &'static str) {
    let unknown = (
        Bounds {
            value: 0.0,
            low: 0.0,
            high: 1.0,
        },
        false,
        "domestic production not known on this basis and not counted",
    );
    let same = production
        .iter()
        .find(|one| one.stage == product.stage && one.basis == product.basis);
    let (Some(produced), Some(imported)) = (same, product.imports_quantity.value()) else {
        return unknown;
    };
    if produced.withholds(subject.members()) {
        return unknown;
    }
    let (low, high) = produced.domestic(subject.members());
    let share = |amount: f64| amount / (amount + imported);
    (
        Bounds {
            value: share(low),
            low: share(low),
            high: share(high),
        },
        true,
        if produced.lists_all(subject.members()) {
            "and domestic production"
        } else if high > low {
            "domestic production that the source does not list counted as none, in the interval \
             as up to all that it does not attribute"
        } else {
            "domestic production that the source does not list assumed to be none"
        },
    )
}

/// What domestic supply weighs, with the subject's own governance; the value is
/// not a number where no member has an estimate.
fn domestic_weights(subject: &Subject, governance: &Governance) -> Bounds {
    let weights: Vec<Option<f64>> = subject
        .members()
        .map(|member| weight(governance, Some(member)))
        .collect();
    let known: Vec<f64> = weights.iter().copied().flatten().collect();
    let missing = known.len() < weights.len();
    let average = known.iter().sum::<f64>() / known.len() as f64;
    let least = known.iter().copied().fold(average, f64::min);
    let most = known.iter().copied().fold(average, f64::max);
    Bounds {
        value: average,
        // Spread over all members, or in the hands of the worst governed.
        low: if missing { 0.0 } else { least } / weights.len().max(1) as f64 * TRADE_PARAMETER.0,
        high: if missing { 10.0 } else { most } * TRADE_PARAMETER.1,
    }
}

/// (1 − d)²·A + d²·B, where a share d of own sourcing is domestic. Convex in d:
/// the highest value stands at an end, the lowest may lie between.
fn with_domestic(
    imports: WeighedConcentration,
    domestic: Bounds,
    weights: &Bounds,
) -> WeighedConcentration {
    let at = |imports: f64, weight: f64, domestic: f64| {
        (1.0 - domestic).powi(2) * imports + domestic.powi(2) * weight
    };
    let lowest = {
        let turn = if imports.low + weights.low > 0.0 {
            imports.low / (imports.low + weights.low)
        } else {
            domestic.low
        };
        at(
            imports.low,
            weights.low,
            turn.clamp(domestic.low, domestic.high),
        )
    };
    let highest = at(imports.high, weights.high, domestic.low).max(at(
        imports.high,
        weights.high,
        domestic.high,
    ));
    let value = if domestic.value > 0.0 {
        at(imports.value, weights.value, domestic.value)
    } else {
        imports.value
    };
    WeighedConcentration {
        value,
        low: lowest.min(value),
        high: highest.max(value),
        ..imports
    }
}

/// Economic importance: computed for the EU, whose value added by sector the
/// study prints; of nobody else is it in the lake.
fn importance(inputs: &RiskInputs, own_study: bool) -> Option<Indicator> {
    let basis = "shares of use weighed by the value added of manufacturing sectors in the EU";
    let indicator = |figure: Figure| Indicator {
        crossing: None,
        id: "eu_economic_importance",
        name: "EU economic importance",
        method: EU_METHOD,
        figure,
        threshold: Some(Threshold {
            above: EU_ECONOMIC_IMPORTANCE_THRESHOLD,
        }),
        differs: "looks at who uses the material, not at who supplies it: the second axis of the \
                  Commission's list",
    };
    let unavailable = |reason: &str, sources: Vec<SourceRef>| {
        indicator(Figure::unavailable(Unit::Ratio, basis, reason, sources))
    };
    if !inputs.covered() {
        return None;
    }
    if !own_study {
        return Some(unavailable(
            "the lake has no value added by sector of this importer",
            inputs.study(),
        ));
    }
    let Some((uses, largest, source)) = &inputs.uses else {
        return Some(unavailable("the lake has no table of uses", inputs.study()));
    };
    let Some(parameters) = inputs.parameters else {
        return Some(unavailable(
            "the lake has no substitution index of this material alone",
            vec![source.clone()],
        ));
    };
    if uses.is_empty() {
        return Some(unavailable(
            "the tables in the lake print no uses of this material",
            vec![source.clone()],
        ));
    }
    let index = parameters.substitution_economic;
    let value = economic_importance(uses, *largest, index.value);
    let range = economic_importance_range(uses, *largest, index);
    let assigned: f64 = uses
        .iter()
        .filter(|one| one.value_added.is_some())
        .filter_map(|one| one.share)
        .sum();
    // Each share is rounded by half a percent; more than that is more than the
    // whole.
    let too_much = assigned > 1.0 + 0.005 * uses.len() as f64;
    let basis = if too_much {
        format!(
            "{basis}; the printed shares sum to {:.0} %, more than the whole",
            assigned * 100.0
        )
    } else {
        basis.to_owned()
    };
    Some(match (value, range) {
        (Some(value), Some((low, high))) => indicator(Figure::estimated(
            value,
            Unit::Ratio,
            basis,
            Interval::between(
                if too_much {
                    low.min(value / assigned)
                } else {
                    low.min(value)
                },
                high.max(value),
                "rounding of the printed shares and index, or brought down to the whole where \
                 they exceed it; uses without a sector in none or in \
                 the largest",
            ),
            if too_much {
                Coverage::unknown("the printed shares exceed the whole")
            } else {
                Coverage::known(assigned.min(1.0), "use that is assigned to a sector")
            },
            [source.clone()],
        )),
        _ => unavailable("the table of uses has no value added", vec![source.clone()]),
    })
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
            assess(&inputs, importer, &mut [], &[]),
        );
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn own_sourcing_with_domestic_supply_stays_within_its_bounds(
            imports in 0.0_f64..10.0, weight in 0.0_f64..10.0,
            low in 0.0_f64..1.0, high in 0.0_f64..1.0, at in 0.0_f64..1.0,
        ) {
            let (low, high) = (low.min(high), low.max(high));
            let side = WeighedConcentration {
                value: imports, low: imports, high: imports, attributed: 1.0, governed: 1.0,
            };
            let domestic = low + (high - low) * at;
            let found = with_domestic(
                side,
                Bounds { value: domestic, low, high },
                &Bounds::exact(weight),
            );
            prop_assert!(found.low <= found.value && found.value <= found.high);
            let there = (1.0 - high).powi(2) * imports + high.powi(2) * weight;
            prop_assert!(found.low <= there + 1e-9 && there <= found.high + 1e-9);
        }
    }
}
