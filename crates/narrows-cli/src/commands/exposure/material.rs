//! `narrows exposure --importer … --material …`: one subject, one material or
//! code, one year.

use clap::Args;
use narrows_brief::{coalition_document, credits, exposure_document};
use narrows_core::{Economy, HsCode, InvalidHsCode, Material, Year};
use narrows_exposure::{
    ExposureTable, MaterialExposure, coalition_exposure, code_exposure, material_exposure,
};
use narrows_lake::Lake;

use super::view::{View, ViewOptions};
use super::{SubjectArguments, pinned, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// What the exposure itself is asked with.
#[derive(Debug, Args)]
pub(super) struct MaterialArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// A material, or a six-digit HS code.
    #[arg(long, required = true, value_name = "MATERIAL")]
    material: Option<String>,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// A vintage in place of the current one of its source, as SOURCE:VINTAGE
    /// or its name alone; may be given for several sources.
    #[arg(long, value_name = "VINTAGE")]
    vintage: Vec<String>,
    /// Every method, and why they disagree.
    #[arg(long)]
    panel: bool,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &MaterialArguments) -> Result<(), Failure> {
    let name = arguments.material.as_deref().unwrap_or_default();
    let subject_of_trade = SubjectOfTrade::find(name)?;
    let lake = pinned(open_lake(global)?, &arguments.vintage)?;
    let year = year_or_last(&lake, arguments.year)?;
    let members = arguments.subject.members(year)?;
    if let (false, SubjectOfTrade::Material(material)) =
        (arguments.subject.coalition.is_empty(), &subject_of_trade)
    {
        return coalition(global, arguments, &lake, &members, *material, year);
    }
    let subject = arguments.subject.subject(year)?;
    let exposure = match subject_of_trade {
        SubjectOfTrade::Material(material) => material_exposure(&lake, &subject, material, year)?,
        SubjectOfTrade::Code(code) => code_exposure(&lake, &subject, code, year)?,
    };
    known(&exposure)?;
    let credits = credits(&lake, &exposure.sources());
    View {
        document: exposure_document(&exposure, credits, arguments.panel),
        table: ExposureTable::of(&exposure),
        data: &exposure,
    }
    .show(global, &arguments.view)
}

/// The same for a coalition: together, apart, and what each could cover.
fn coalition(
    global: &Global,
    arguments: &MaterialArguments,
    lake: &Lake,
    members: &[Economy],
    material: Material,
    year: Year,
) -> Result<(), Failure> {
    let exposure = coalition_exposure(lake, members, material, year)?;
    known(&exposure.together)?;
    View {
        document: coalition_document(
            &exposure,
            credits(lake, &exposure.sources()),
            arguments.panel,
        ),
        table: exposure.table(),
        data: &exposure,
    }
    .show(global, &arguments.view)
}

fn known(exposure: &MaterialExposure) -> Result<(), Failure> {
    if exposure.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "nothing is known of {} and {} in {}: {}",
            exposure.subject_name,
            exposure.material_name,
            exposure.year,
            exposure.not_known.join(" ")
        )));
    }
    Ok(())
}

/// What is asked about: a material, or a code as such.
pub(super) enum SubjectOfTrade {
    Material(Material),
    Code(HsCode),
}

impl SubjectOfTrade {
    pub(super) fn find(name: &str) -> Result<Self, Failure> {
        if name.trim().starts_with(|c: char| c.is_ascii_digit()) {
            return name
                .parse()
                .map(Self::Code)
                .map_err(|error: InvalidHsCode| Failure::Usage(error.to_string()));
        }
        Ok(Self::Material(Material::find(name)?))
    }
}
