//! One subject, one material, one year: all that the lake can say, and what it
//! cannot.

use narrows_core::{
    CodeRelation, Coverage, Economy, Figure, Interval, Material, SourceRef, Unit, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use crate::ExposureError;
use crate::basket::{BasketStatement, basket_statement};
use crate::concentration::{
    ProductionConcentration, production_of_eu_study, production_of_year, production_years,
};
use crate::flow_noise::disagreement;
use crate::governance::Governance;
use crate::material_trade::MaterialTrade;
use crate::mineral_statistics::{MineralStatistic, MineralStatistics};
use crate::production_disagreement::{ProductionDisagreement, production_disagreements};
use crate::stage_market::{StageSources, production_at};
use crate::subject::Subject;
use crate::supply_risk_assessment::{RiskInputs, SupplyRiskAssessment, assess};
use crate::supply_shares::supply_shares;
use crate::trade_product::{ProductInputs, TradeProduct, trade_product};
use crate::unmixing::{UnmixedMaterial, systems_of, unmixed_of};
use crate::usgs_reliance::net_import_reliance_usgs;

/// A figure that a source publishes as such, shown beside the computed ones.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PublishedFigure {
    /// What it is, in the source's terms.
    pub name: String,
    /// Whom it is about.
    pub economy: Economy,
    /// Where the material comes from, for import sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// The figure.
    pub figure: Figure,
    /// The source's own note, shortened to its first sentences.
    pub note: String,
}

/// All that the lake says of a subject's exposure.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MaterialExposure {
    /// Code of the subject: `JPN`, or `JPN+USA`.
    pub subject: String,
    /// Name of the subject.
    pub subject_name: String,
    /// The name as it stands inside an English sentence.
    #[serde(skip)]
    pub subject_in_sentence: String,
    /// Id of the material.
    pub material: String,
    /// Name of the material.
    pub material_name: String,
    /// The year asked about.
    pub year: Year,
    /// Trade by stage; empty where no code is the material.
    pub products: Vec<TradeProduct>,
    /// Codes that mix it with other materials.
    pub baskets: Vec<BasketStatement>,
    /// Bounds on the material inside these codes, where anything tells it from
    /// the others.
    pub unmixed: Vec<UnmixedMaterial>,
    /// World production, one entry a source and stage.
    pub production: Vec<ProductionConcentration>,
    /// Supply risk over the stages, and economic importance.
    pub supply_risk: SupplyRiskAssessment,
    /// Where two sources of world production contradict each other.
    pub production_disagreements: Vec<ProductionDisagreement>,
    /// Published figures: reliance, import sources, prices.
    pub published: Vec<PublishedFigure>,
    /// What cannot be said, and why.
    pub not_known: Vec<String>,
}

impl MaterialExposure {
    /// Whether there is not one figure in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.products.is_empty()
            && self.baskets.is_empty()
            && self.production.is_empty()
            && self.published.is_empty()
    }

    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        let mut sources: Vec<SourceRef> = self
            .products
            .iter()
            .flat_map(|product| {
                std::iter::once(product.source.clone()).chain(
                    product
                        .indicators
                        .iter()
                        .flat_map(|indicator| indicator.figure.sources().iter().cloned()),
                )
            })
            .chain(self.baskets.iter().map(|basket| basket.source.clone()))
            .chain(self.unmixed.iter().flat_map(|unmixed| {
                unmixed
                    .figures()
                    .into_iter()
                    .flat_map(|(_, _, figure)| figure.sources().to_vec())
            }))
            .chain(
                self.production
                    .iter()
                    .map(|production| production.source.clone()),
            )
            .chain(
                self.supply_risk
                    .indicators
                    .iter()
                    .flat_map(|indicator| indicator.figure.sources().iter().cloned()),
            )
            .chain(
                self.published
                    .iter()
                    .flat_map(|published| published.figure.sources().iter().cloned()),
            )
            .collect();
        sources.sort();
        sources.dedup();
        sources
    }
}

/// The exposure of one subject.
///
/// # Errors
/// If the lake cannot be read.
pub fn material_exposure(
    lake: &Lake,
    subject: &Subject,
    material: Material,
    year: Year,
) -> Result<MaterialExposure, ExposureError> {
    material_exposures(lake, std::slice::from_ref(subject), material, year)?
        .pop()
        .ok_or_else(|| ExposureError::NoData("no subject was given".to_owned()))
}

/// The exposures of several subjects, the lake read once.
///
/// # Errors
/// If the lake cannot be read.
pub fn material_exposures(
    lake: &Lake,
    subjects: &[Subject],
    material: Material,
    year: Year,
) -> Result<Vec<MaterialExposure>, ExposureError> {
    let trade = MaterialTrade::read(lake, material)?;
    let governance = Governance::read(lake, year)?;
    exposures_from_trade(lake, &trade, governance.as_ref(), subjects, year)
}

/// The exposures of several subjects from trade that is read already.
pub(crate) fn exposures_from_trade(
    lake: &Lake,
    trade: &MaterialTrade,
    governance: Option<&Governance>,
    subjects: &[Subject],
    year: Year,
) -> Result<Vec<MaterialExposure>, ExposureError> {
    let material = trade.material;
    let statistics = MineralStatistics::read(lake, material)?;
    let shares = supply_shares(lake, material)?;
    let risk_inputs = RiskInputs::read(lake, material, &shares)?;
    let systems = systems_of(lake, trade, year)?;
    Ok(subjects
        .iter()
        .map(|subject| {
            let mut production = production_of_year(material, &statistics, year);
            let mut not_known = Vec::new();
            if production.is_empty() {
                not_known.push(no_production(material, &statistics, year));
                // The nearest year is better than none, under its own year.
                if let Some(near) = production_years(material, &statistics)
                    .into_iter()
                    .min_by_key(|other| ((other.0 - year.0).abs(), -other.0))
                {
                    production = production_of_year(material, &statistics, near);
                }
            }
            let of_year: Vec<&ProductionConcentration> = production
                .iter()
                .filter(|production| production.period == year.to_string())
                .collect();
            let mut products = products(trade, subject, year, governance, &of_year, &mut not_known);
            let supply_risk = assess(&risk_inputs, subject, year, &mut products, &of_year);
            let baskets: Vec<BasketStatement> = trade
                .sources
                .iter()
                .flat_map(|source| {
                    trade
                        .basket_codes(source.revision)
                        .filter_map(|code| basket_statement(source, code, subject, year))
                })
                .collect();
            let unmixed = unmixed_of(&systems, material, subject);
            if products.is_empty() {
                not_known.push(no_trade(trade, year));
            }
            let production_disagreements = production_disagreements(&production);
            production.extend(production_of_eu_study(&shares));
            let published = published(&statistics, subject, year);
            MaterialExposure {
                subject: subject.code(),
                subject_name: subject.name(),
                subject_in_sentence: subject.name_in_sentence(),
                material: material.id().to_owned(),
                material_name: material.name().to_owned(),
                year,
                products,
                baskets,
                unmixed,
                production,
                supply_risk,
                production_disagreements,
                published,
                not_known,
            }
        })
        .collect())
}

fn no_production(material: Material, statistics: &MineralStatistics, year: Year) -> String {
    if material.production_series().is_empty() && production_years(material, statistics).is_empty()
    {
        return format!(
            "The USGS publishes no world production of {} by economy that can be used here.",
            material.name()
        );
    }
    let years: Vec<String> = production_years(material, statistics)
        .iter()
        .map(ToString::to_string)
        .collect();
    format!(
        "The lake has no world production of {} for {year}; it has {}.",
        material.name(),
        if years.is_empty() {
            "none of any year".to_owned()
        } else {
            years.join(", ")
        }
    )
}

/// Why there is no bilateral trade that is the material.
pub(crate) fn no_trade(trade: &MaterialTrade, year: Year) -> String {
    let name = trade.material.name();
    let ended: Vec<String> = trade
        .material
        .codes()
        .iter()
        .filter(|code| code.relation != CodeRelation::Basket && code.primary)
        .filter_map(|code| {
            let until = code.until()?;
            let carried = trade.sources.iter().any(|source| {
                source.revision == code.revision && source.codes().contains(&code.hs_code)
            });
            (carried && until < year).then(|| {
                format!(
                    "{} {} was {name} to {until}; what stands under it later is residue of \
                     reclassification",
                    code.revision, code.hs_code
                )
            })
        })
        .collect();
    let has_code = trade
        .material
        .codes()
        .iter()
        .any(|code| code.relation != CodeRelation::Basket && code.holds_in(year));
    if has_code {
        let years: Vec<String> = trade
            .sources
            .iter()
            .map(|source| format!("{} {}–{}", source.source, source.years.0, source.years.1))
            .collect();
        return format!(
            "The lake has no trade in {name} for {year}{}; import a full BACI to see it.",
            if years.is_empty() {
                String::new()
            } else {
                format!(" (it has {})", years.join(", "))
            }
        );
    }
    let mut sentence = format!(
        "Who sells {name} to whom cannot be read from the six-digit trade statistics of {year} \
         in the lake: no code in them is this material alone."
    );
    for note in ended {
        sentence.push(' ');
        sentence.push_str(&note);
        sentence.push('.');
    }
    sentence
}

/// One product a stage, each from the source that has the most of its codes.
fn products(
    trade: &MaterialTrade,
    subject: &Subject,
    year: Year,
    governance: Option<&Governance>,
    production: &[&ProductionConcentration],
    not_known: &mut Vec<String>,
) -> Vec<TradeProduct> {
    let disagreement = disagreement(trade);
    let sources = StageSources::choose(trade, year);
    not_known.extend(sources.not_known(year));
    sources
        .best
        .into_iter()
        .filter_map(|(stage, chosen)| {
            let (found, no_production) = production_at(production, stage, year);
            trade_product(&ProductInputs {
                source: chosen.source,
                codes: chosen.codes,
                missing: chosen.missing,
                subject,
                year,
                governance,
                disagreement: disagreement.as_ref(),
                production: found,
                no_production,
            })
        })
        .collect()
}

/// Reliance, import sources and prices that the USGS publishes of the United
/// States, where the subject is or contains them.
fn published(
    statistics: &MineralStatistics,
    subject: &Subject,
    year: Year,
) -> Vec<PublishedFigure> {
    let Some(united_states) = Economy::from_alpha3("USA").filter(|usa| subject.contains(*usa))
    else {
        return Vec::new();
    };
    let salient = "salient-united-states";
    let mut found = Vec::new();
    for row in statistics
        .of(salient, "net-import-reliance")
        .filter(|row| row.years == (year.0, year.0))
    {
        found.push(PublishedFigure {
            name: row.series.clone(),
            economy: united_states,
            partner: None,
            figure: percent(row, format!("{}, {year}", row.series)),
            note: row.note.clone(),
        });
        if let Some(figure) = net_import_reliance_usgs(statistics, row) {
            found.push(PublishedFigure {
                name: "The same, computed from the published inputs".to_owned(),
                economy: united_states,
                partner: None,
                figure,
                note: String::new(),
            });
        }
    }
    let mut sources: Vec<&MineralStatistic> = statistics
        .of("import-sources-united-states", "import-share")
        .filter(|row| row.years.0 <= year.0 && year.0 <= row.years.1)
        .collect();
    // Largest first within each series, series in the order of the source.
    sources.sort_by(|a, b| {
        a.series
            .cmp(&b.series)
            .then(b.value.unwrap_or(0.0).total_cmp(&a.value.unwrap_or(0.0)))
            .then_with(|| a.label.cmp(&b.label))
    });
    for row in sources {
        let Some(partner) = row.economy else { continue };
        found.push(PublishedFigure {
            name: format!(
                "Import sources {}–{}, {}",
                row.years.0, row.years.1, row.series
            ),
            economy: united_states,
            partner: Some(partner),
            figure: percent(
                row,
                format!(
                    "of imports, {}, {}–{}",
                    row.series, row.years.0, row.years.1
                ),
            ),
            note: row.note.clone(),
        });
    }
    for row in statistics
        .of(salient, "price")
        .filter(|row| row.years == (year.0, year.0))
    {
        let factor = match row.unit.as_str() {
            "USD/kg" => 1.0,
            "USD/t" => 1e-3,
            _ => continue,
        };
        let Some(value) = row.value else { continue };
        let rounding = row.rounding().unwrap_or(0.0);
        let figure = Figure::measured(
            value * factor,
            Unit::UsdPerKilogram,
            format!("{}, {year}", row.series),
            Interval::between(
                (value - rounding) * factor,
                (value + rounding) * factor,
                "rounding of the printed figure",
            ),
            Coverage::unknown("the source does not say what share of trade the price covers"),
            [row.source.clone()],
        );
        found.push(PublishedFigure {
            name: if factor < 1.0 {
                format!("{} (here per kilogram)", row.series)
            } else {
                row.series.clone()
            },
            economy: united_states,
            partner: None,
            figure: if row.is_estimate() {
                figure.as_estimate()
            } else {
                figure
            },
            note: row.note.clone(),
        });
    }
    found
}

/// A printed percentage as a share, with its sign and its rounding.
fn percent(row: &MineralStatistic, basis: String) -> Figure {
    let source = [row.source.clone()];
    let coverage = || Coverage::unknown("the source does not say");
    let Some(value) = row.value else {
        let reason = match row.qualifier.as_str() {
            "withheld" => "withheld by the source to protect companies",
            _ => "the source prints no figure",
        };
        return Figure::unavailable(Unit::Share, basis, reason, source);
    };
    let share = value / 100.0;
    match row.qualifier.as_str() {
        "more-than" => Figure::bounded(
            Unit::Share,
            basis,
            Interval::between(share, 1.0, format!("published as more than {value} %")),
            coverage(),
            source,
        ),
        // A net exporter: no end below is known, and none is zero.
        "less-than" if value <= 0.0 => Figure::unavailable(
            Unit::Share,
            basis,
            "published as a net exporter, which is a reliance below zero; the source prints no \
             number",
            source,
        ),
        "less-than" => Figure::bounded(
            Unit::Share,
            basis,
            Interval::between(0.0, share, format!("published as less than {value} %")),
            coverage(),
            source,
        ),
        _ => {
            let figure = Figure::measured(
                share,
                Unit::Share,
                basis,
                Interval::between(
                    (share - 0.005).max(0.0),
                    (share + 0.005).min(1.0),
                    "rounding to whole percent",
                ),
                coverage(),
                source,
            );
            if row.is_estimate() {
                figure.as_estimate()
            } else {
                figure
            }
        }
    }
}
