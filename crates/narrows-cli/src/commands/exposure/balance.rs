//! `narrows exposure balance`: does production and trade add up?

use clap::Args;
use narrows_brief::{balance_document, credits};
use narrows_core::Year;
use narrows_exposure::mass_balance;

use super::material::SubjectOfTrade;
use super::view::{View, ViewOptions};
use super::year_or_last;
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Audit production against trade: who exports more than it can have.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows exposure balance --material graphite --year 2023
  narrows exposure balance --material chromium --year 2024 --format csv")]
pub(super) struct BalanceArguments {
    /// A material.
    #[arg(long, value_name = "MATERIAL")]
    material: String,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &BalanceArguments) -> Result<(), Failure> {
    let material = match SubjectOfTrade::find(&arguments.material)? {
        SubjectOfTrade::Material(material) => material,
        SubjectOfTrade::Code(code) => {
            return Err(Failure::Usage(format!(
                "{code} is a code, and production is counted by material: name a material, for \
                 example --material graphite"
            )));
        }
    };
    let lake = open_lake(global)?;
    let year = year_or_last(&lake, arguments.year)?;
    let balance = mass_balance(&lake, material, year)?;
    if balance.balances.is_empty() {
        let mut reasons: Vec<String> = balance
            .refused
            .iter()
            .map(|refused| format!("at the stage \"{}\" {}.", refused.stage, refused.reason))
            .collect();
        reasons.extend(balance.not_known.iter().cloned());
        return Err(Failure::NotDetermined(format!(
            "{} cannot be balanced in {year}: {}",
            material.name(),
            reasons.join(" ")
        )));
    }
    View {
        document: balance_document(&balance, credits(&lake, &balance.sources())),
        table: balance.table(),
        data: &balance,
    }
    .show(global, &arguments.view)
}
