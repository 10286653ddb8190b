//! Where a subject's imports come from after re-exports are seen through.
//!
//! See [`SupplyNetwork`] for the formula. Two ways to know who produces are
//! kept apart: figures of production on the basis of the trade, and, where
//! there are none, what each economy exports beyond its imports.

mod layout;
mod market_nodes;
mod variants;
mod way;

use self::market_nodes::Nodes;
use self::variants::{by_exporter_surplus, by_production};
use crate::ExposureError;
use crate::indicator::Indicator;
use crate::stage_market::{StageMarket, with_markets_of_code, with_markets_of_material};
use crate::subject::Subject;
use narrows_core::{
    Economy, Figure, HsCode, HsRevision, Material, SourceRef, Stage, Unit, WeightBasis, Year,
};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

/// Above this unexplained share of the subject's imports, origins are refused:
/// more of them would be unknown than known.
pub const REFUSED_ABOVE: f64 = 0.5;

/// Above this unexplained share of the subject's imports, the interval of every
/// origin holds the whole unexplained part: it may be anyone's. Below it, it
/// may be the produce of whoever exports it.
pub const ANYONES_ABOVE: f64 = 0.1;

/// How it is known who produces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OriginVariant {
    /// Published production on the basis of the trade.
    Production,
    /// What an economy exports beyond its imports: who could have produced it.
    ExporterSurplus,
}

impl OriginVariant {
    /// In words for a heading.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Production => "origins by production",
            Self::ExporterSurplus => {
                "possible origins by net exports (who could have produced it; no production known)"
            }
        }
    }
}

/// One economy as direct supplier and as origin.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OriginShare {
    /// The economy; a member of the subject, or the subject itself, where its
    /// own goods come back.
    pub economy: Economy,
    /// Share of the imports that come straight from it.
    pub direct: Figure,
    /// Share of the imports that it produced.
    pub origin: Figure,
}

/// The imports of one subject, direct and looked through.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LookThrough {
    /// How it is known who produces.
    pub variant: OriginVariant,
    /// What is counted: tonnes, or value where too few tonnes are reported.
    pub measure: String,
    /// Direct suppliers and origins, the largest origin first; empty where
    /// origins are refused.
    pub shares: Vec<OriginShare>,
    /// Share of the imports whose origin nothing explains.
    pub unexplained: Figure,
    /// Herfindahl–Hirschman index of the direct suppliers, in the same measure.
    pub herfindahl_hirschman_index_direct: Figure,
    /// Herfindahl–Hirschman index of the origins.
    pub herfindahl_hirschman_index_origins: Figure,
    /// What a reader must know of it.
    pub notes: Vec<String>,
    /// The share that each economy produced or exports without explanation: what
    /// the index of origins is made of.
    #[serde(skip)]
    pub(crate) held: Vec<(Economy, f64)>,
}

/// What can be said of a subject's origins at one stage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StageOrigins {
    /// The stage.
    pub stage: Stage,
    /// What a tonne is a tonne of.
    pub basis: WeightBasis,
    /// Revision of the codes.
    pub revision: HsRevision,
    /// The codes that are added up.
    pub hs_codes: Vec<HsCode>,
    /// The source of the trade.
    pub source: SourceRef,
    /// By production, or why not.
    pub by_production: Determined,
    /// By net exports, or why not.
    pub by_exporter_surplus: Determined,
}

/// A look-through, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Determined {
    /// It could be computed.
    Known(Box<LookThrough>),
    /// It could not.
    Refused {
        /// Why, in words.
        reason: String,
    },
}

impl Determined {
    /// The look-through, where there is one.
    #[must_use]
    pub fn known(&self) -> Option<&LookThrough> {
        match self {
            Self::Known(found) => Some(found),
            Self::Refused { .. } => None,
        }
    }
}

/// The origins of a subject's imports of a material or code in a year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OriginExposure {
    /// Code of the subject.
    pub subject: String,
    /// Name of the subject.
    pub subject_name: String,
    /// Id of the material, or the code.
    pub material: String,
    /// Its name.
    pub material_name: String,
    /// The year.
    pub year: Year,
    /// One entry a stage.
    pub stages: Vec<StageOrigins>,
    /// What cannot be said, and why.
    pub not_known: Vec<String>,
}

/// The origins of a subject's imports of a material, stage by stage.
///
/// # Errors
/// If the lake cannot be read.
pub fn origin_exposure(
    lake: &Lake,
    subject: &Subject,
    material: Material,
    year: Year,
) -> Result<OriginExposure, ExposureError> {
    with_markets_of_material(lake, material, year, |markets, not_known| {
        gathered(
            subject,
            material.id(),
            material.name(),
            year,
            markets,
            not_known,
        )
    })
}

/// The origins of a subject's imports under one code, by net exports alone:
/// production is counted by material.
///
/// # Errors
/// If the lake cannot be read.
pub fn origin_exposure_of_code(
    lake: &Lake,
    subject: &Subject,
    hs_code: HsCode,
    year: Year,
) -> Result<OriginExposure, ExposureError> {
    with_markets_of_code(lake, hs_code, year, |markets, not_known| {
        let (id, name) = (hs_code.to_string(), format!("HS {hs_code}"));
        gathered(subject, &id, &name, year, markets, not_known)
    })
}

fn gathered(
    subject: &Subject,
    material: &str,
    material_name: &str,
    year: Year,
    markets: Vec<StageMarket<'_>>,
    not_known: Vec<String>,
) -> OriginExposure {
    OriginExposure {
        subject: subject.code(),
        subject_name: subject.name(),
        material: material.to_owned(),
        material_name: material_name.to_owned(),
        year,
        stages: markets
            .into_iter()
            .map(|mut market| stage_origins(&mut market, subject))
            .collect(),
        not_known,
    }
}

/// Both variants for one market.
pub(crate) fn stage_origins(market: &mut StageMarket<'_>, subject: &Subject) -> StageOrigins {
    let found = |result: Result<LookThrough, String>| match result {
        Ok(known) => Determined::Known(Box::new(known)),
        Err(reason) => Determined::Refused { reason },
    };
    let nodes = Nodes::of(market, subject);
    StageOrigins {
        stage: market.stage,
        basis: market.basis.clone(),
        revision: market.revision,
        hs_codes: market.codes.clone(),
        source: market.source.source.clone(),
        by_production: found(by_production(market, subject, &nodes)),
        by_exporter_surplus: found(by_exporter_surplus(market, subject, &nodes)),
    }
}

impl StageOrigins {
    /// Origins by production with the shares that the index counts, where they
    /// are known.
    pub(crate) fn known_by_production(&self) -> Vec<(Economy, f64)> {
        match &self.by_production {
            Determined::Known(known) => known.held.clone(),
            Determined::Refused { .. } => Vec::new(),
        }
    }

    /// The row of the method panel.
    pub(crate) fn indicator(&self, year: Year, sources: Vec<SourceRef>) -> Indicator {
        let figure = match &self.by_production {
            Determined::Known(known) => known.herfindahl_hirschman_index_origins.clone(),
            Determined::Refused { reason } => Figure::unavailable(
                Unit::Index01,
                format!(
                    "origins after look-through, by import quantity, {}, {year}",
                    self.basis
                ),
                reason.clone(),
                sources,
            ),
        };
        Indicator {
            crossing: None,
            id: "herfindahl_hirschman_index_origins",
            name: "HHI of origins",
            method: "Look-through O = diag(P + U)(I − B)⁻¹ of bilateral trade, after Kastner, \
                     Kastner and Nonhebel 2011",
            figure,
            threshold: None,
            differs: "sees through re-exporters such as trading hubs; needs production on the \
                      same basis",
        }
    }

    /// The better known of the two: by production, else by net exports.
    #[must_use]
    pub fn best(&self) -> Option<&LookThrough> {
        self.by_production
            .known()
            .filter(|known| !known.shares.is_empty())
            .or_else(|| self.by_exporter_surplus.known())
    }

    /// The same with at most `count` economies a variant, for outputs that have
    /// no room for more.
    #[must_use]
    pub fn shortened(mut self, count: usize) -> Self {
        for found in [&mut self.by_production, &mut self.by_exporter_surplus] {
            if let Determined::Known(known) = found {
                known.shares.truncate(count);
            }
        }
        self
    }

    /// What look-through changes, as a sentence; `None` where the origins are
    /// not known. `subject` is its name inside a sentence.
    #[must_use]
    pub fn sentence(&self, subject: &str, material: &str) -> Option<String> {
        let known = self.best()?;
        let percent = |figure: &Figure| match figure.value() {
            Some(share) => Some(format!("{:.0} %", share * 100.0)),
            None => figure
                .interval()
                .ends()
                .map(|(low, high)| format!("{:.0}–{:.0} %", low * 100.0, high * 100.0)),
        };
        let top = known.shares.first()?;
        let origin = percent(&top.origin)?;
        let direct = percent(&top.direct).unwrap_or_else(|| "none".to_owned());
        let how = match known.variant {
            OriginVariant::Production => "an estimated",
            OriginVariant::ExporterSurplus => "judged by net exports alone, an estimated",
        };
        let owner = if subject.ends_with('s') { "'" } else { "'s" };
        let mut sentence = format!(
            "Seen through re-exporters, {how} {origin} of {subject}{owner} imports of {material} \
             ({}) come from {}, against {direct} that come straight from there",
            self.stage,
            top.economy.name_in_sentence()
        );
        if let Some(share) = known.unexplained.value().filter(|share| *share >= 0.005) {
            sentence.push_str(&format!("; {:.0} % have no known origin", share * 100.0));
        }
        sentence.push('.');
        Some(sentence)
    }
}
