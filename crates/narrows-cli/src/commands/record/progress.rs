//! `narrows record progress`: a promise and the numbers that it should move.

use clap::Args;
use narrows_brief::{commitment_progress, credits, progress_document};
use narrows_core::Year;
use narrows_record::Inquiry;

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::commands::exposure::year_or_last;
use crate::commands::open_lake;
use crate::failure::Failure;

/// Show what the indicators that a commitment should move have done since it
/// was made.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record progress jucip-4-supply-of-gallium-germanium-graphite
  narrows record progress us-japan-framework-investment-ministerial")]
pub(super) struct ProgressArguments {
    /// The id of a commitment.
    id: String,
    /// The last year; without it, the last one of trade in the lake.
    #[arg(long)]
    year: Option<Year>,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &ProgressArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let question = Inquiry::new(&index, as_of).progress(&arguments.id)?;
    let lake = open_lake(global)?;
    let mut until = year_or_last(&lake, arguments.year)?;
    if let Some(day) = arguments.record.as_of {
        until = until.min(Year(i32::from(day.year())));
    }
    let progress = commitment_progress(&lake, &question, until)?;
    show(
        &arguments.answer,
        &progress,
        || progress_document(&progress, credits(&lake, &progress.sources())),
        || progress.rows(),
    )
}
