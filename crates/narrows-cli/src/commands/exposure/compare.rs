//! `narrows exposure compare`: the same exposure under two vintages.

use clap::Args;
use narrows_brief::{comparison_document, credits};
use narrows_core::{Material, Year};
use narrows_exposure::compare_vintages;
use narrows_lake::LakeVintage;

use super::view::{View, ViewOptions};
use super::{SubjectArguments, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Compare an exposure under two vintages of the same source.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows exposure compare [OPTIONS] --material <MATERIAL>\n           --vintage <VINTAGE> --vintage <VINTAGE>\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>",
    after_help = "\
Examples:
  narrows exposure compare --importer JPN --material graphite --year 2024 --vintage MCS2025 --vintage MCS2026
  narrows exposure compare --importer USA --material cobalt --year 2023 --vintage usgs-mcs:MCS2025 --vintage usgs-mcs:MCS2026 --format csv"
)]
pub(super) struct CompareArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// A material.
    #[arg(long, value_name = "MATERIAL")]
    material: String,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// A vintage, as SOURCE:VINTAGE or its name alone; to be given twice.
    #[arg(long, required = true, value_name = "VINTAGE")]
    vintage: Vec<String>,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &CompareArguments) -> Result<(), Failure> {
    let [first, second] = arguments.vintage.as_slice() else {
        return Err(Failure::Usage(format!(
            "{} vintage(s) named; a comparison needs two: --vintage A --vintage B",
            arguments.vintage.len()
        )));
    };
    let material = Material::find(&arguments.material)?;
    let lake = open_lake(global)?;
    let year = year_or_last(&lake, arguments.year)?;
    let subject = arguments.subject.subject(year)?;
    let first = lake.find_vintage(first).map(LakeVintage::reference)?;
    let second = lake.find_vintage(second).map(LakeVintage::reference)?;
    if first.id != second.id || first == second {
        return Err(Failure::Usage(format!(
            "name two vintages of one source; {first} and {second} are not"
        )));
    }
    let comparison = compare_vintages(&lake, &subject, material, year, &first, &second)?;
    let sources: Vec<_> = comparison
        .figures
        .iter()
        .flat_map(|figure| figure.difference.sources().iter().cloned())
        .collect();
    View {
        document: comparison_document(&comparison, credits(&lake, &sources)),
        table: comparison.table(),
        data: &comparison,
    }
    .show(global, &arguments.view)
}
