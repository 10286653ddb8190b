//! `narrows exposure`: its views, one file each.

mod balance;
mod compare;
mod explain;
mod material;
mod network;
mod origin;
mod rank;
mod trend;
mod unmix;
mod view;

use clap::{Args, Subcommand};
use jiff::civil::date;
use narrows_brief::forums;
use narrows_core::{Economy, Forum, Year};
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
    override_usage = "narrows exposure [OPTIONS] --material <MATERIAL>\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>\n       narrows exposure <COMMAND>",
    after_help = "\
Examples:
  narrows exposure --importer JPN --material graphite --year 2023 --panel
  narrows exposure --coalition trilateral --material nickel
  narrows exposure rank --importer JPN"
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
    Rank(rank::RankArguments),
    Origin(origin::OriginArguments),
    Balance(balance::BalanceArguments),
    Network(network::NetworkArguments),
    Compare(compare::CompareArguments),
    Trend(trend::TrendArguments),
    Explain(explain::ExplainArguments),
    Unmix(unmix::UnmixArguments),
}

pub(crate) fn run(global: &Global, command: &ExposureCommand) -> Result<(), Failure> {
    match &command.view {
        None => material::run(global, &command.material),
        Some(ExposureView::Rank(arguments)) => rank::run(global, arguments),
        Some(ExposureView::Origin(arguments)) => origin::run(global, arguments),
        Some(ExposureView::Balance(arguments)) => balance::run(global, arguments),
        Some(ExposureView::Network(arguments)) => network::run(global, arguments),
        Some(ExposureView::Compare(arguments)) => compare::run(global, arguments),
        Some(ExposureView::Trend(arguments)) => trend::run(global, arguments),
        Some(ExposureView::Explain(arguments)) => explain::run(global, arguments),
        Some(ExposureView::Unmix(arguments)) => unmix::run(global, arguments),
    }
}

/// Whose exposure.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct SubjectArguments {
    /// An economy, or several with commas between them as one importer.
    #[arg(long, value_delimiter = ',', value_name = "ECONOMY")]
    importer: Vec<String>,
    /// Economies with commas between them, or a forum: as one importer, as its
    /// members, what each could cover for the others, and who else could join.
    #[arg(long, value_delimiter = ',', value_name = "ECONOMY|FORUM")]
    coalition: Vec<String>,
}

impl SubjectArguments {
    /// The economies named; a forum stands for its members at the end of the
    /// year.
    fn members(&self, year: Year) -> Result<Vec<Economy>, Failure> {
        if self.coalition.is_empty() {
            return economies(self.importer.iter().map(String::as_str));
        }
        let forums = forums()?;
        let mut members = Vec::new();
        for name in &self.coalition {
            match Forum::find(&forums, name) {
                Ok(forum) => {
                    let day =
                        i16::try_from(year.0).map_or(date(2000, 12, 31), |year| date(year, 12, 31));
                    let of_forum = forum.group.members_on(day);
                    if of_forum.is_empty() {
                        return Err(Failure::Usage(format!(
                            "{} had no members at the end of {year}; choose another --year, or \
                             name economies",
                            forum.group.name
                        )));
                    }
                    members.extend(of_forum);
                }
                Err(_) => members.push(crate::commands::economy(name)?),
            }
        }
        Ok(members)
    }

    /// The economies named as one importer.
    fn subject(&self, year: Year) -> Result<Subject, Failure> {
        Subject::coalition(&self.members(year)?).ok_or_else(|| {
            Failure::Usage("name an importer, for example --importer JPN".to_owned())
        })
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

/// The year asked for, or the last one of trade in the lake.
pub(crate) fn year_or_last(lake: &Lake, year: Option<Year>) -> Result<Year, Failure> {
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
