//! `narrows exposure`: its views, one file each.

mod compare;
mod explain;
mod material;
mod trend;
mod view;

use clap::{Args, Subcommand};
use narrows_core::Year;
use narrows_exposure::Subject;
use narrows_lake::Lake;

use super::brief::economies;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show the exposure of an economy or coalition to a material or HS code.
#[derive(Debug, Args)]
#[command(
    subcommand_negates_reqs = true,
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  narrows exposure --importer JPN --material graphite --year 2023 --panel
  narrows exposure --importer JPN,USA --material 260400 --format csv"
)]
pub(crate) struct ExposureCommand {
    #[command(subcommand)]
    view: Option<ExposureView>,
    #[command(flatten)]
    material: material::MaterialArguments,
}

/// The views beside the exposure itself.
#[derive(Debug, Subcommand)]
enum ExposureView {
    Compare(compare::CompareArguments),
    Trend(trend::TrendArguments),
    Explain(explain::ExplainArguments),
}

pub(crate) fn run(global: &Global, command: &ExposureCommand) -> Result<(), Failure> {
    match &command.view {
        None => material::run(global, &command.material),
        Some(ExposureView::Compare(arguments)) => compare::run(global, arguments),
        Some(ExposureView::Trend(arguments)) => trend::run(global, arguments),
        Some(ExposureView::Explain(arguments)) => explain::run(global, arguments),
    }
}

/// The lake with each of these vintages in place of the current one.
fn pinned(mut lake: Lake, vintages: &[String]) -> Result<Lake, Failure> {
    for text in vintages {
        let vintage = lake.find_vintage(text)?.reference();
        lake = lake.with_vintage(&vintage.id, &vintage.vintage)?;
    }
    Ok(lake)
}

/// The subject that `--importer` names.
fn subject(names: &[String]) -> Result<Subject, Failure> {
    let members = economies(names.iter().map(String::as_str))?;
    Subject::coalition(&members)
        .ok_or_else(|| Failure::Usage("name an importer, for example --importer JPN".to_owned()))
}

/// The year asked for, or the last one of trade in the lake.
fn year_or_last(lake: &Lake, year: Option<Year>) -> Result<Year, Failure> {
    match year {
        Some(year) => Ok(year),
        None => lake
            .trade_sources()
            .filter_map(|vintage| vintage.entry.years)
            .map(|(_, until)| Year(until))
            .max()
            .ok_or_else(|| Failure::NotDetermined("the lake holds no trade".to_owned())),
    }
}
