//! `narrows exposure unmix`: bounds on the materials inside a basket code.

use clap::Args;
use narrows_brief::{credits, unmixing_document};
use narrows_core::{HsCode, InvalidHsCode, Material, Year};
use narrows_exposure::{PRICE_FACTOR, UnmixingOptions, unmix};

use super::view::{View, ViewOptions};
use super::{SubjectArguments, pinned, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Show between which bounds each material inside a basket code lies.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows exposure unmix [OPTIONS] --code <CODE>\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>",
    after_help = "\
Examples:
  narrows exposure unmix --importer JPN --code 811292 --year 2024
  narrows exposure unmix --importer USA --code 811292 --material gallium --format csv

National lines (narrows data import csv) turn bounds into measurements."
)]
pub(super) struct UnmixArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// A six-digit HS code that mixes materials.
    #[arg(long, value_name = "CODE")]
    code: String,
    /// One material of the basket alone.
    #[arg(long, visible_alias = "mineral", value_name = "MATERIAL")]
    material: Option<String>,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// How many times below or above a published price a traded tonne may have
    /// cost.
    #[arg(long, value_name = "TIMES", default_value_t = PRICE_FACTOR)]
    price_factor: f64,
    /// Leave out that no economy sends more than it produces and gets.
    #[arg(long)]
    without_balances: bool,
    /// Leave out published totals of national lines.
    #[arg(long)]
    without_totals: bool,
    /// A vintage in place of the current one of its source, as SOURCE:VINTAGE
    /// or its name alone; may be given for several sources.
    #[arg(long, value_name = "VINTAGE")]
    vintage: Vec<String>,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &UnmixArguments) -> Result<(), Failure> {
    let code: HsCode = arguments
        .code
        .parse()
        .map_err(|error: InvalidHsCode| Failure::Usage(error.to_string()))?;
    let material = arguments
        .material
        .as_deref()
        .map(Material::find)
        .transpose()?;
    if !(arguments.price_factor >= 1.0 && arguments.price_factor.is_finite()) {
        return Err(Failure::Usage(format!(
            "--price-factor {} would exclude the published price itself; give 1 or more",
            arguments.price_factor
        )));
    }
    let lake = pinned(open_lake(global)?, &arguments.vintage)?;
    let year = year_or_last(&lake, arguments.year)?;
    let subject = arguments.subject.subject(year)?;
    let options = UnmixingOptions {
        price_factor: arguments.price_factor,
        balances: !arguments.without_balances,
        published_totals: !arguments.without_totals,
    };
    let mut found = unmix(&lake, &subject, code, year, &options)?;
    if found.baskets.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "{code} of {year} cannot be unmixed: {}",
            found.not_known.join("; ")
        )));
    }
    if let Some(material) = material {
        let mixed: Vec<String> = found
            .baskets
            .iter()
            .flat_map(|basket| &basket.materials)
            .map(|one| one.material_name.clone())
            .collect();
        found = found.of_material(material);
        if found.baskets.is_empty() {
            return Err(Failure::Usage(format!(
                "{} is not in {code}, which mixes {}",
                material.name(),
                mixed.join(", ")
            )));
        }
    }
    View {
        document: unmixing_document(&found, credits(&lake, &found.sources())),
        table: found.table(),
        data: &found,
    }
    .show(global, &arguments.view)
}
