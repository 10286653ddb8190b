//! `narrows exposure network`: who is central in a market.

use clap::Args;
use narrows_brief::{credits, network_document};
use narrows_core::Year;
use narrows_exposure::{trade_network, trade_network_of_code};

use super::material::SubjectOfTrade;
use super::view::{View, ViewOptions};
use super::year_or_last;
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Show who is central in the trade of a material or HS code.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows exposure network --material graphite --year 2023
  narrows exposure network --material 260400 --top 15 --format json")]
pub(super) struct NetworkArguments {
    /// A material, or a six-digit HS code.
    #[arg(long, value_name = "MATERIAL")]
    material: String,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// How many economies of each measure to show; CSV and JSON have all.
    #[arg(long, default_value = "10", value_name = "ECONOMIES")]
    top: usize,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &NetworkArguments) -> Result<(), Failure> {
    let asked = SubjectOfTrade::find(&arguments.material)?;
    let lake = open_lake(global)?;
    let year = year_or_last(&lake, arguments.year)?;
    let network = match asked {
        SubjectOfTrade::Material(material) => trade_network(&lake, material, year)?,
        SubjectOfTrade::Code(code) => trade_network_of_code(&lake, code, year)?,
    };
    if network.markets.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "who is central in the trade of {} in {year} is not known: {}",
            network.material_name,
            network.not_known.join(" ")
        )));
    }
    View {
        document: network_document(&network, credits(&lake, &network.sources()), arguments.top),
        table: network.table(),
        data: &network,
    }
    .show(global, &arguments.view)
}
