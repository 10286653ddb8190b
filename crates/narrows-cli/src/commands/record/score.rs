//! `narrows record score`: how forecasts did.

use std::path::PathBuf;

use clap::Args;
use narrows_brief::score_document;
use narrows_record::{Index, Inquiry, RecordSet, score};

use super::answer::{AnswerOptions, show};
use super::held_record::{HeldRecord, RecordOptions};
use crate::arguments::Global;
use crate::failure::Failure;

/// Score forecasts by what happened (Brier score: 0 is best).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record score --forecasts forecasts
  narrows record score --forecasts forecasts --format csv")]
pub(super) struct ScoreArguments {
    /// Folder with forecasts, as `narrows record forecast` writes it.
    #[arg(long, value_name = "DIR")]
    forecasts: Option<PathBuf>,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &ScoreArguments) -> Result<(), Failure> {
    let mut set = HeldRecord::chosen(global, arguments.record.record.as_ref()).read()?;
    if let Some(folder) = &arguments.forecasts {
        set = set.with(RecordSet::read_folder(folder)?);
    }
    let index = Index::in_memory(&set)?;
    let last_day = index.last_day()?;
    let as_of = arguments.record.as_of.unwrap_or(last_day);
    let answer = score(&set, &Inquiry::new(&index, as_of), last_day)?;
    show(
        &arguments.answer,
        &answer,
        || score_document(&answer),
        || answer.rows(),
    )
}
