//! `narrows exposure rank`: every material and code, worst first, and why.

use clap::Args;
use narrows_brief::{credits, ranking_document};
use narrows_core::Year;
use narrows_exposure::ranking;

use super::view::{View, ViewOptions};
use super::{SubjectArguments, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Rank every material and HS code in the lake for an importer, worst first,
/// and say why.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows exposure rank [OPTIONS]\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>",
    after_help = "\
Examples:
  narrows exposure rank --importer JPN
  narrows exposure rank --coalition trilateral --year 2023 --format csv --out rank.csv"
)]
pub(super) struct RankArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// Rows of each list in plain text, Markdown and charts; the other forms
    /// have all.
    #[arg(long, default_value_t = 20, value_name = "ROWS")]
    top: usize,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &RankArguments) -> Result<(), Failure> {
    let lake = open_lake(global)?;
    let year = year_or_last(&lake, arguments.year)?;
    let subject = arguments.subject.subject(year)?;
    let ranking = ranking(&lake, &subject, year)?;
    if ranking.materials.is_empty() && ranking.codes.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "the lake has no trade of {} and no world production in {year}",
            ranking.subject_name
        )));
    }
    View {
        document: ranking_document(&ranking, credits(&lake, &ranking.sources()), arguments.top),
        table: ranking.table(),
        data: &ranking,
    }
    .show(global, &arguments.view)
}
