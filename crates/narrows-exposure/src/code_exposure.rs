//! One subject, one HS code, one year: the code's own trade, whatever
//! materials it carries.

use narrows_core::{CodeRelation, HsCode, HsRevision, Material, MaterialCode, Year};
use narrows_lake::{Lake, TableKind, read_columns};

use crate::ExposureError;
use crate::concordance::Concordance;
use crate::governance::Governance;
use crate::material_exposure::MaterialExposure;
use crate::material_trade::SourceTrade;
use crate::mineral_statistics::text_at;
use crate::subject::Subject;
use crate::trade_product::{ProductInputs, trade_product};

/// The exposure of a subject to one six-digit code, from every source of trade
/// that has it in that year. World production belongs to materials, not to
/// codes, and is not in it.
///
/// # Errors
/// If the lake cannot be read.
pub fn code_exposure(
    lake: &Lake,
    subject: &Subject,
    hs_code: HsCode,
    year: Year,
) -> Result<MaterialExposure, ExposureError> {
    let governance = Governance::read(lake, year)?;
    let mut exposure = MaterialExposure {
        subject: subject.code(),
        subject_name: subject.name(),
        subject_in_sentence: subject.name_in_sentence(),
        material: hs_code.to_string(),
        material_name: format!("HS {hs_code}"),
        year,
        products: Vec::new(),
        baskets: Vec::new(),
        unmixed: Vec::new(),
        production: Vec::new(),
        supply_risk: crate::SupplyRiskAssessment::default(),
        production_disagreements: Vec::new(),
        published: Vec::new(),
        not_known: Vec::new(),
    };
    let mut materials: Vec<&str> = Vec::new();
    for vintage in lake.trade_sources() {
        let (Some(revision), Some(years)) = (vintage.entry.hs_revision, vintage.entry.years) else {
            continue;
        };
        if !(years.0..=years.1).contains(&year.0) {
            continue;
        }
        let source = SourceTrade::read(lake, vintage, revision, years, [hs_code])?;
        if source.markets.is_empty() {
            continue;
        }
        let known: Vec<(Material, &MaterialCode)> = Material::of_code(revision, hs_code)
            .filter_map(|material| {
                let code = material
                    .codes()
                    .iter()
                    .find(|code| code.revision == revision && code.hs_code == hs_code)?;
                Some((material, code))
            })
            .collect();
        materials.extend(known.iter().map(|(material, _)| material.name()));
        let mut code = known.first().map_or_else(
            || MaterialCode::unknown(revision, hs_code),
            |(_, code)| (*code).clone(),
        );
        code.note = title(lake, revision.short_name(), hs_code)?.unwrap_or(code.note);
        if known
            .iter()
            .any(|(_, code)| code.relation == CodeRelation::Basket)
        {
            exposure.not_known.push(format!(
                "{revision} {hs_code} mixes several materials; its figures are those of the \
                 whole basket and of no single material in it. `narrows exposure unmix --code \
                 {hs_code}` gives bounds on each."
            ));
        }
        if known.iter().all(|(_, code)| !code.holds_in(year)) && !known.is_empty() {
            exposure.not_known.push(format!(
                "{revision} {hs_code} no longer carries the material it is named after in {year}; \
                 what stands under it is residue of reclassification."
            ));
        }
        let inputs = ProductInputs {
            source: &source,
            codes: vec![code],
            missing: Vec::new(),
            subject,
            year,
            governance: governance.as_ref(),
            production: None,
            disagreement: None,
            no_production: "world production is counted by material, not by code".to_owned(),
        };
        exposure.products.extend(trade_product(&inputs));
    }
    materials.sort_unstable();
    materials.dedup();
    if exposure.products.is_empty() {
        exposure.not_known.push(format!(
            "The lake has no trade under {hs_code} in {year}; import a full BACI to see it."
        ));
        exposure
            .not_known
            .extend(other_revision(lake, hs_code, year)?);
        return Ok(exposure);
    }
    exposure.not_known.push(if materials.is_empty() {
        "World production is counted by material, not by code.".to_owned()
    } else {
        format!(
            "World production is counted by material, not by code: ask for {}.",
            materials.join(" or ")
        )
    });
    Ok(exposure)
}

/// Where the code belongs to another revision than the trade of the year.
/// Nothing is converted.
fn other_revision(
    lake: &Lake,
    hs_code: HsCode,
    year: Year,
) -> Result<Option<String>, ExposureError> {
    let concordance = Concordance::read(lake)?;
    let known = |revision: &HsRevision| concordance.knows(*revision, hs_code);
    let Some(own) = HsRevision::ALL.into_iter().rfind(known) else {
        return Ok(None);
    };
    Ok(lake
        .trade_sources()
        .filter(|vintage| {
            vintage
                .entry
                .years
                .is_some_and(|(from, until)| (from..=until).contains(&year.0))
        })
        .filter_map(|vintage| vintage.entry.hs_revision)
        .find(|revision| {
            !known(revision)
                && !concordance
                    .counterparts(hs_code, own, *revision)
                    .counterparts
                    .is_empty()
        })
        .map(|revision| {
            format!(
                "{hs_code} is a code of {own} and none of {revision}, in which the lake has trade \
                 of {year}; `narrows data concordance {hs_code} --from {own} --to {revision}` \
                 shows which codes hold the same goods."
            )
        }))
}

/// The title of a code in its revision, where the lake has it.
fn title(lake: &Lake, revision: &str, hs_code: HsCode) -> Result<Option<String>, ExposureError> {
    let source = format!("hs-titles-{}", revision.to_ascii_lowercase());
    let Some(vintage) = lake.current(&source) else {
        return Ok(None);
    };
    let table = lake.open_table(vintage, TableKind::HsTitles)?;
    let wanted = hs_code.to_string();
    for batch in read_columns(&table, &["code", "title"])? {
        for row in 0..batch.num_rows() {
            if text_at(&batch, "code", row).as_deref() == Some(wanted.as_str()) {
                return Ok(text_at(&batch, "title", row));
            }
        }
    }
    Ok(None)
}
