//! `narrows exposure explain`: how the figures of a panel come about.

use clap::Args;
use narrows_brief::{credits, explanation_document, explanation_sources};
use narrows_core::Year;
use narrows_exposure::{code_exposure, explain, material_exposure};

use super::material::SubjectOfTrade;
use super::view::{View, ViewOptions};
use super::{SubjectArguments, pinned, year_or_last};
use crate::arguments::Global;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Show how each figure of the panel comes about, input by input.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows exposure explain [OPTIONS] --material <MATERIAL>\n           <--importer <ECONOMY>|--coalition <ECONOMY|FORUM>>",
    after_help = "\
Examples:
  narrows exposure explain --importer JPN --material graphite --year 2023
  narrows exposure explain --importer JPN --material graphite --year 2023 --indicator geopolrisk_score --format csv"
)]
pub(super) struct ExplainArguments {
    #[command(flatten)]
    subject: SubjectArguments,
    /// A material, or a six-digit HS code.
    #[arg(long, value_name = "MATERIAL")]
    material: String,
    /// The year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    /// One indicator by its id, such as herfindahl_hirschman_index_imports.
    #[arg(long, value_name = "ID")]
    indicator: Option<String>,
    /// One stage, such as "ore and concentrate".
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// A vintage in place of the current one of its source, as SOURCE:VINTAGE
    /// or its name alone; may be given for several sources.
    #[arg(long, value_name = "VINTAGE")]
    vintage: Vec<String>,
    #[command(flatten)]
    view: ViewOptions,
}

pub(super) fn run(global: &Global, arguments: &ExplainArguments) -> Result<(), Failure> {
    let of = SubjectOfTrade::find(&arguments.material)?;
    let lake = pinned(open_lake(global)?, &arguments.vintage)?;
    let year = year_or_last(&lake, arguments.year)?;
    let subject = arguments.subject.subject(year)?;
    let exposure = match of {
        SubjectOfTrade::Material(material) => material_exposure(&lake, &subject, material, year)?,
        SubjectOfTrade::Code(code) => code_exposure(&lake, &subject, code, year)?,
    };
    let mut explained = explain(&exposure);
    if explained.explanations.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "there is no indicator of {} and {} in {year} to explain: {}",
            exposure.subject_name,
            exposure.material_name,
            exposure.not_known.join(" ")
        )));
    }
    if let Some(wanted) = &arguments.stage {
        // "ore-and-concentrate", as files write it, is the same stage.
        let wanted = wanted.replace('-', " ");
        let mut known: Vec<String> = Vec::new();
        explained.explanations.retain(|explanation| {
            let stage = explanation.stage.to_string();
            let chosen = stage.replace('-', " ") == wanted;
            if !known.contains(&stage) {
                known.push(stage);
            }
            chosen
        });
        if explained.explanations.is_empty() {
            return Err(Failure::Usage(format!(
                "{wanted:?} is no stage here; there are {}",
                known.join(", ")
            )));
        }
    }
    if let Some(id) = &arguments.indicator {
        let mut known: Vec<&str> = Vec::new();
        explained.explanations.retain(|explanation| {
            if !known.contains(&explanation.indicator) {
                known.push(explanation.indicator);
            }
            explanation.indicator == id
        });
        if explained.explanations.is_empty() {
            return Err(Failure::Usage(format!(
                "{id:?} is no indicator here; there are {}",
                known.join(", ")
            )));
        }
    }
    View {
        document: explanation_document(
            &explained,
            credits(&lake, &explanation_sources(&explained)),
        ),
        table: explained.table(),
        data: &explained,
    }
    .show(global, &arguments.view)
}
