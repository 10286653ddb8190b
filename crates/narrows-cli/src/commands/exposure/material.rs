//! `narrows exposure --importer … --material …`: one subject, one material or
//! code, one year.

use clap::Args;
use narrows_brief::{credits, exposure_document};
use narrows_core::{HsCode, InvalidHsCode, Material, Year};
use narrows_exposure::{ExposureTable, code_exposure, material_exposure};

use super::view::{View, ViewOptions};
use super::{pinned, subject, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// What the exposure itself is asked with.
#[derive(Debug, Args)]
pub(super) struct MaterialArguments {
    /// An economy, or several with commas between them as one coalition.
    #[arg(long, value_delimiter = ',', required = true, value_name = "ECONOMY")]
    importer: Vec<String>,
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
    let subject = subject(&arguments.importer)?;
    let name = arguments.material.as_deref().unwrap_or_default();
    let subject_of_trade = SubjectOfTrade::find(name)?;
    let lake = pinned(open_lake(global)?, &arguments.vintage)?;
    let year = year_or_last(&lake, arguments.year)?;
    let exposure = match subject_of_trade {
        SubjectOfTrade::Material(material) => material_exposure(&lake, &subject, material, year)?,
        SubjectOfTrade::Code(code) => code_exposure(&lake, &subject, code, year)?,
    };
    if exposure.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "nothing is known of {} and {} in {year}: {}",
            subject.name(),
            exposure.material_name,
            exposure.not_known.join(" ")
        )));
    }
    let credits = credits(&lake, &exposure.sources());
    View {
        document: exposure_document(&exposure, credits, arguments.panel),
        table: ExposureTable::of(&exposure),
        data: &exposure,
    }
    .show(global, &arguments.view)
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
