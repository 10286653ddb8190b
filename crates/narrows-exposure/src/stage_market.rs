//! The market of a material at one stage: which source and codes tell it, and
//! what production can be set beside it.

use std::collections::BTreeMap;

use narrows_core::{HsCode, HsRevision, Material, MaterialCode, Stage, WeightBasis, Year};
use narrows_lake::Lake;

use crate::ExposureError;
use crate::concentration::{ProductionConcentration, production_of_year};
use crate::market::MarketAccumulator;
use crate::material_trade::{MaterialTrade, SourceTrade};
use crate::mineral_statistics::MineralStatistics;
use crate::trade_product::ProductInputs;

/// The source and codes that tell the trade of a stage.
pub(crate) struct StageSource<'a> {
    pub(crate) source: &'a SourceTrade,
    pub(crate) codes: Vec<MaterialCode>,
    pub(crate) missing: Vec<HsCode>,
}

/// What trade is in the lake, stage by stage.
pub(crate) struct StageSources<'a> {
    pub(crate) best: BTreeMap<Stage, StageSource<'a>>,
    /// Codes of stages that no source carries.
    pub(crate) absent: BTreeMap<Stage, Vec<HsCode>>,
}

impl<'a> StageSources<'a> {
    /// For each stage the source with the most of its codes, then with the most
    /// years.
    pub(crate) fn choose(trade: &'a MaterialTrade, year: Year) -> Self {
        let mut best: BTreeMap<Stage, StageSource<'a>> = BTreeMap::new();
        let mut absent: BTreeMap<Stage, Vec<HsCode>> = BTreeMap::new();
        for source in trade.sources.iter().filter(|source| source.covers(year)) {
            let carried = source.codes();
            let mut by_stage: BTreeMap<Stage, Vec<_>> = BTreeMap::new();
            for code in trade.primary_codes(source.revision, year) {
                by_stage.entry(code.stage).or_default().push(code);
            }
            for (stage, codes) in by_stage {
                let (present, missing): (Vec<_>, Vec<_>) = codes
                    .into_iter()
                    .partition(|code| carried.contains(&code.hs_code));
                let missing: Vec<HsCode> = missing.iter().map(|code| code.hs_code).collect();
                if present.is_empty() {
                    absent.entry(stage).or_insert(missing);
                    continue;
                }
                let rank = |missing: &[HsCode], source: &SourceTrade| {
                    (missing.len(), -(source.years.1 - source.years.0))
                };
                let better = best.get(&stage).is_none_or(|known| {
                    rank(&missing, source) < rank(&known.missing, known.source)
                });
                if better {
                    best.insert(
                        stage,
                        StageSource {
                            source,
                            codes: present.into_iter().cloned().collect(),
                            missing,
                        },
                    );
                }
            }
        }
        absent.retain(|stage, _| !best.contains_key(stage));
        Self { best, absent }
    }

    /// A sentence on the stages that cannot be told, if there are any.
    pub(crate) fn not_known(&self, year: Year) -> Option<String> {
        let stages: Vec<String> = self
            .absent
            .iter()
            .map(|(stage, codes)| {
                let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
                format!("\"{stage}\" ({})", codes.join(", "))
            })
            .collect();
        let (last, others) = stages.split_last()?;
        let (noun, stages) = if others.is_empty() {
            ("stage", last.clone())
        } else {
            ("stages", format!("{} and {last}", others.join(", ")))
        };
        Some(format!(
            "Trade at the {noun} {stages} is not in the lake for {year}: import a full BACI to \
             see it."
        ))
    }
}

/// The production of a stage, or why there is none.
pub(crate) fn production_at<'a>(
    production: &[&'a ProductionConcentration],
    stage: Stage,
    year: Year,
) -> (Option<&'a ProductionConcentration>, String) {
    let reason = match production.first() {
        Some(other) => format!(
            "world production of {year} is known at the stage \"{}\", not at the stage \
             \"{stage}\"",
            other.stage
        ),
        None => format!("the lake has no world production of {year}"),
    };
    let found = production
        .iter()
        .copied()
        .find(|production| production.stage == stage);
    (found, reason)
}

/// All trade of one good at one stage in one year, and the production that may
/// be set beside it.
pub(crate) struct StageMarket<'a> {
    pub(crate) stage: Stage,
    pub(crate) basis: WeightBasis,
    pub(crate) revision: HsRevision,
    pub(crate) codes: Vec<HsCode>,
    pub(crate) year: Year,
    pub(crate) source: &'a SourceTrade,
    pub(crate) market: MarketAccumulator,
    /// Production on the basis of the trade, or why there is none.
    pub(crate) production: Result<&'a ProductionConcentration, String>,
}

impl<'a> StageMarket<'a> {
    /// The market behind a product of an exposure.
    pub(crate) fn of(inputs: &ProductInputs<'a>) -> Option<Self> {
        Self::new(
            inputs.source,
            &inputs.codes,
            &inputs.missing,
            inputs.year,
            inputs.production,
            &inputs.no_production,
        )
    }

    pub(crate) fn new(
        source: &'a SourceTrade,
        codes: &[MaterialCode],
        missing: &[HsCode],
        year: Year,
        production: Option<&'a ProductionConcentration>,
        no_production: &str,
    ) -> Option<Self> {
        let first = codes.first()?;
        let hs_codes: Vec<HsCode> = codes.iter().map(|code| code.hs_code).collect();
        let production = comparable_production(first, missing, production, no_production);
        Some(Self {
            stage: first.stage,
            basis: first.basis.clone(),
            revision: source.revision,
            market: source.market(year, &hs_codes),
            codes: hs_codes,
            year,
            source,
            production,
        })
    }
}

/// Production that may be set against the trade under some codes, or why not: one
/// rule for every method that adds the two.
pub(crate) fn comparable_production<'a>(
    code: &MaterialCode,
    missing: &[HsCode],
    production: Option<&'a ProductionConcentration>,
    no_production: &str,
) -> Result<&'a ProductionConcentration, String> {
    match production {
        None => Err(no_production.to_owned()),
        // Tonnes of ore and tonnes of metal in it are never added.
        Some(production) if production.basis != code.basis => Err(format!(
            "production is counted in {}, trade in {}: their tonnes cannot be added",
            production.basis, code.basis
        )),
        Some(_) if !missing.is_empty() => {
            let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
            Err(format!(
                "the trade source lacks {}, which belong to what production counts",
                missing.join(", ")
            ))
        }
        Some(production) => Ok(production),
    }
}

/// Reads the markets of a material and hands them on, with sentences on the
/// stages that are not in the lake.
pub(crate) fn with_markets_of_material<T>(
    lake: &Lake,
    material: Material,
    year: Year,
    compute: impl FnOnce(Vec<StageMarket<'_>>, Vec<String>) -> T,
) -> Result<T, ExposureError> {
    let trade = MaterialTrade::read(lake, material)?;
    let statistics = MineralStatistics::read(lake, material)?;
    let production = production_of_year(material, &statistics, year);
    let production: Vec<&ProductionConcentration> = production.iter().collect();
    let sources = StageSources::choose(&trade, year);
    let mut not_known: Vec<String> = sources.not_known(year).into_iter().collect();
    let markets: Vec<StageMarket<'_>> = sources
        .best
        .iter()
        .filter_map(|(stage, chosen)| {
            let (found, reason) = production_at(&production, *stage, year);
            StageMarket::new(
                chosen.source,
                &chosen.codes,
                &chosen.missing,
                year,
                found,
                &reason,
            )
        })
        .collect();
    if markets.is_empty() && not_known.is_empty() {
        not_known.push(crate::material_exposure::no_trade(&trade, year));
    }
    Ok(compute(markets, not_known))
}

/// Reads the markets of a code, one from each source that has it.
pub(crate) fn with_markets_of_code<T>(
    lake: &Lake,
    hs_code: HsCode,
    year: Year,
    compute: impl FnOnce(Vec<StageMarket<'_>>, Vec<String>) -> T,
) -> Result<T, ExposureError> {
    let mut sources = Vec::new();
    for vintage in lake.trade_sources() {
        let (Some(revision), Some(years)) = (vintage.entry.hs_revision, vintage.entry.years) else {
            continue;
        };
        if (years.0..=years.1).contains(&year.0) {
            let source = SourceTrade::read(lake, vintage, revision, years, [hs_code])?;
            if !source.markets.is_empty() {
                sources.push(source);
            }
        }
    }
    let markets: Vec<StageMarket<'_>> = sources
        .iter()
        .filter_map(|source| {
            let known = Material::of_code(source.revision, hs_code)
                .flat_map(|material| material.codes())
                .find(|code| code.revision == source.revision && code.hs_code == hs_code);
            let code = known.map_or_else(
                || MaterialCode::unknown(source.revision, hs_code),
                Clone::clone,
            );
            StageMarket::new(
                source,
                &[code],
                &[],
                year,
                None,
                "world production is counted by material, not by code",
            )
        })
        .collect();
    let not_known = if markets.is_empty() {
        vec![format!(
            "The lake has no trade under {hs_code} in {year}; import a full BACI to see it."
        )]
    } else {
        Vec::new()
    };
    Ok(compute(markets, not_known))
}
