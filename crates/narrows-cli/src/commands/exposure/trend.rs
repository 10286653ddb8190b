//! `narrows exposure trend`: how an exposure changed since a year.

use clap::Args;
use narrows_brief::{credits, trend_document};
use narrows_core::{Material, Year};
use narrows_exposure::exposure_trend;

use super::view::{View, ViewOptions};
use super::{SubjectArguments, pinned, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Show how an exposure changed since a year, and whether that can be told.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows exposure trend [OPTIONS] --material <MATERIAL> --since <SINCE>\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>",
    after_help = "\
Examples:
  narrows exposure trend --importer JPN --material graphite --since 2015
  narrows exposure trend --importer JPN --material graphite --since 2015 --indicator core_dependency_indicator_1"
)]
pub(super) struct TrendArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// A material.
    #[arg(long, value_name = "MATERIAL")]
    material: String,
    /// The first year.
    #[arg(long)]
    since: Year,
    /// The last year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// One indicator by its id, with its years.
    #[arg(long, value_name = "ID")]
    indicator: Option<String>,
    /// A vintage in place of the current one of its source, as SOURCE:VINTAGE
    /// or its name alone; may be given for several sources.
    #[arg(long, value_name = "VINTAGE")]
    vintage: Vec<String>,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &TrendArguments) -> Result<(), Failure> {
    let material = Material::find(&arguments.material)?;
    let lake = pinned(open_lake(global)?, &arguments.vintage)?;
    let until = year_or_last(&lake, arguments.year)?;
    let subject = arguments.subject.subject(until)?;
    if arguments.since >= until {
        return Err(Failure::Usage(format!(
            "--since {} leaves no years for a trend up to {until}; name an earlier year",
            arguments.since
        )));
    }
    let mut trends = exposure_trend(&lake, &subject, material, arguments.since, until)?;
    if let Some(id) = &arguments.indicator {
        let known = trends.ids().join(", ");
        trends = trends.only(id).ok_or_else(|| {
            Failure::Usage(format!("{id:?} is no indicator here; there are {known}"))
        })?;
    }
    View {
        document: trend_document(&trends, credits(&lake, &trends.sources())),
        table: trends.table(),
        data: &trends,
    }
    .show(global, &arguments.view)
}
