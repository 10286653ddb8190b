//! `narrows exposure origin`: direct suppliers against origins.

use clap::Args;
use narrows_brief::{credits, origin_document};
use narrows_core::Year;
use narrows_exposure::{origin_exposure, origin_exposure_of_code};

use super::material::SubjectOfTrade;
use super::view::{View, ViewOptions};
use super::{SubjectArguments, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Show where imports come from after re-exports are seen through.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows exposure origin [OPTIONS] --material <MATERIAL>\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>",
    after_help = "\
Examples:
  narrows exposure origin --importer JPN --material graphite --year 2023
  narrows exposure origin --importer JPN,KOR --material 260400 --format csv"
)]
pub(super) struct OriginArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// A material, or a six-digit HS code.
    #[arg(long, value_name = "MATERIAL")]
    material: String,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// Possible origins by net exports too, where origins by production are
    /// known.
    #[arg(long)]
    net_exports: bool,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &OriginArguments) -> Result<(), Failure> {
    let asked = SubjectOfTrade::find(&arguments.material)?;
    let lake = open_lake(global)?;
    let year = year_or_last(&lake, arguments.year)?;
    let subject = arguments.subject.subject(year)?;
    let exposure = match asked {
        SubjectOfTrade::Material(material) => origin_exposure(&lake, &subject, material, year)?,
        SubjectOfTrade::Code(code) => origin_exposure_of_code(&lake, &subject, code, year)?,
    };
    let known = |stage: &narrows_exposure::StageOrigins| {
        stage.by_production.known().is_some() || stage.by_exporter_surplus.known().is_some()
    };
    if !exposure.stages.iter().any(known) {
        let reason = if exposure.not_known.is_empty() {
            "it imports none at any stage that is in the lake.".to_owned()
        } else {
            exposure.not_known.join(" ")
        };
        return Err(Failure::NotDetermined(format!(
            "where {} gets {} from in {year} is not known: {reason}",
            subject.name_in_sentence(),
            exposure.material_name,
        )));
    }
    View {
        document: origin_document(
            &exposure,
            credits(&lake, &exposure.sources()),
            arguments.net_exports,
        ),
        table: exposure.table(),
        data: &exposure,
    }
    .show(global, &arguments.view)
}
