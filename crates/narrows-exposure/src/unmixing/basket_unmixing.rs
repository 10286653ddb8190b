//! The answer: the materials of a basket for a subject, and what it rests on.

use narrows_core::{Figure, HsCode, HsRevision, Material, SourceRef, Year};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

use super::knowledge::Knowledge;
use super::{BasketSystem, UnmixedMaterial, UnmixingOptions};
use crate::ExposureError;
use crate::basket::basket_imports;
use crate::exposure_table::{ExposureTable, FigureLabels};
use crate::material_trade::{MaterialTrade, SourceTrade};
use crate::subject::Subject;

/// One basket in one source of trade.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BasketUnmixing {
    /// The code.
    pub hs_code: HsCode,
    /// The revision in which it mixes these.
    pub revision: HsRevision,
    /// The source of the trade.
    pub source: SourceRef,
    /// What the subject imports under the code, all its materials together.
    pub basket_imports: Figure,
    /// The materials, by id.
    pub materials: Vec<UnmixedMaterial>,
    /// What the basket mixes that is no material of the vocabulary.
    pub other_goods: Vec<String>,
    /// What the bounds take for granted.
    pub constraints: Vec<String>,
}

/// The materials inside a basket code, as far as they can be told apart.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Unmixing {
    /// Code of the subject: `JPN`, or `JPN+USA`.
    pub subject: String,
    /// Name of the subject.
    pub subject_name: String,
    /// The code asked about.
    pub hs_code: HsCode,
    /// The year.
    pub year: Year,
    /// One entry a source of trade that has the code in that year.
    pub baskets: Vec<BasketUnmixing>,
    /// What cannot be said, and why.
    pub not_known: Vec<String>,
}

impl Unmixing {
    /// Every source behind its figures, sorted.
    #[must_use]
    pub fn sources(&self) -> Vec<SourceRef> {
        let mut sources: Vec<SourceRef> = self
            .baskets
            .iter()
            .flat_map(|basket| {
                let figures = basket.materials.iter().flat_map(UnmixedMaterial::figures);
                std::iter::once(basket.source.clone())
                    .chain(figures.flat_map(|(_, _, figure)| figure.sources().to_vec()))
            })
            .collect();
        sources.sort();
        sources.dedup();
        sources
    }

    /// The same with one material alone.
    #[must_use]
    pub fn of_material(mut self, material: Material) -> Self {
        for basket in &mut self.baskets {
            basket.materials.retain(|one| one.material == material.id());
        }
        self.baskets.retain(|basket| !basket.materials.is_empty());
        self
    }

    /// One figure a row.
    #[must_use]
    pub fn table(&self) -> ExposureTable {
        let mut table = ExposureTable::default();
        for basket in &self.baskets {
            for material in &basket.materials {
                push_unmixed(&mut table, &self.subject, self.year, material);
            }
        }
        table
    }
}

/// The figures of a material inside a basket as rows.
pub(crate) fn push_unmixed(
    table: &mut ExposureTable,
    subject: &str,
    year: Year,
    material: &UnmixedMaterial,
) {
    let stage = format!("{} {}", material.revision, material.hs_code);
    for (name, economy, figure) in material.figures() {
        let labels = FigureLabels {
            subject,
            material: &material.material,
            year: Some(year),
            part: "unmixed",
            stage: &stage,
            name,
            partner: economy.map_or("", narrows_core::Economy::alpha3),
        };
        table.push(&labels, figure);
    }
}

/// Bounds on the materials inside a basket code for a subject and year.
///
/// ```
/// use narrows_core::{Economy, Year};
/// use narrows_exposure::{Subject, UnmixingOptions, unmix};
/// use narrows_lake::Lake;
///
/// let japan = Subject::economy(Economy::find("Japan")?);
/// let code = "811292".parse()?;
/// let options = UnmixingOptions::default();
/// let found = unmix(&Lake::embedded(), &japan, code, Year(2024), &options)?;
/// let gallium = &found.baskets[0].materials[0];
/// assert_eq!(gallium.material, "gallium");
/// // An interval, and no value.
/// assert_eq!(gallium.imports_quantity.value(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the lake cannot be read, or a factor below 1 is asked for.
pub fn unmix(
    lake: &Lake,
    subject: &Subject,
    hs_code: HsCode,
    year: Year,
    options: &UnmixingOptions,
) -> Result<Unmixing, ExposureError> {
    if !(options.price_factor >= 1.0 && options.price_factor.is_finite()) {
        return Err(ExposureError::NoData(format!(
            "a price factor of {} would exclude the published prices; give 1 or more",
            options.price_factor
        )));
    }
    let mut found = Unmixing {
        subject: subject.code(),
        subject_name: subject.name(),
        hs_code,
        year,
        baskets: Vec::new(),
        not_known: Vec::new(),
    };
    let mut revisions: Vec<HsRevision> = Vec::new();
    for vintage in lake.trade_sources() {
        let (Some(revision), Some(years)) = (vintage.entry.hs_revision, vintage.entry.years) else {
            continue;
        };
        if !(years.0..=years.1).contains(&year.0) {
            continue;
        }
        revisions.push(revision);
        if !is_basket(revision, hs_code) {
            continue;
        }
        let source = SourceTrade::read(lake, vintage, revision, years, [hs_code])?;
        let Some(system) = BasketSystem::read(lake, &source, hs_code, year, options)? else {
            continue;
        };
        let imports = basket_imports(&source, revision, hs_code, subject, year);
        found.baskets.push(BasketUnmixing {
            hs_code,
            revision,
            source: source.source.clone(),
            basket_imports: imports,
            materials: system.unmixed(subject),
            other_goods: system.others.clone(),
            constraints: system.constraints(),
        });
    }
    if found.baskets.is_empty() {
        found
            .not_known
            .push(why_none(lake, hs_code, year, &revisions));
    }
    Ok(found)
}

fn is_basket(revision: HsRevision, hs_code: HsCode) -> bool {
    Material::of_code(revision, hs_code).any(|material| {
        material.codes().iter().any(|code| {
            code.revision == revision
                && code.hs_code == hs_code
                && code.relation == narrows_core::CodeRelation::Basket
        })
    })
}

fn why_none(lake: &Lake, hs_code: HsCode, year: Year, revisions: &[HsRevision]) -> String {
    let baskets: Vec<String> = HsRevision::ALL
        .into_iter()
        .filter(|revision| is_basket(*revision, hs_code))
        .map(|revision| revision.to_string())
        .collect();
    if baskets.is_empty() {
        return format!(
            "{hs_code} mixes no materials that this program knows; `narrows exposure --material \
             {hs_code}` shows its trade"
        );
    }
    let in_lake = lake.trade_sources().any(|vintage| {
        vintage
            .entry
            .hs_revision
            .is_some_and(|revision| is_basket(revision, hs_code))
    });
    if revisions
        .iter()
        .any(|revision| is_basket(*revision, hs_code))
        || in_lake
    {
        return format!(
            "the lake has no trade under {hs_code} in {year}; import a full BACI to see it"
        );
    }
    format!(
        "{hs_code} is a basket in {}, and the lake has no trade of {year} in these revisions",
        baskets.join(", ")
    )
}

/// What the baskets of a material say of it, for its exposure; empty where
/// nothing narrows it.
pub(crate) fn systems_of(
    lake: &Lake,
    trade: &MaterialTrade,
    year: Year,
) -> Result<Vec<BasketSystem>, ExposureError> {
    let mut systems = Vec::new();
    for source in trade.sources.iter().filter(|source| source.covers(year)) {
        for code in trade.basket_codes(source.revision) {
            if !code.holds_in(year) || !Knowledge::get().knows(trade.material, code.hs_code) {
                continue;
            }
            let options = UnmixingOptions::default();
            systems.extend(BasketSystem::read(
                lake,
                source,
                code.hs_code,
                year,
                &options,
            )?);
        }
    }
    Ok(systems)
}

/// The material inside each of its baskets, for a subject that imports under
/// them.
pub(crate) fn unmixed_of(
    systems: &[BasketSystem],
    material: Material,
    subject: &Subject,
) -> Vec<UnmixedMaterial> {
    systems
        .iter()
        .filter_map(|system| {
            let place = system.materials.iter().position(|one| *one == material)?;
            let found = system.unmixed_material(subject, place);
            // Without a bound that is tighter than the basket itself, the
            // basket says all.
            system.narrows(place).then_some(found)
        })
        .collect()
}
