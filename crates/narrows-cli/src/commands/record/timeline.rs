//! `narrows record timeline`: the meetings of a forum.

use clap::Args;
use narrows_brief::timeline_document;
use narrows_record::Inquiry;

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show the meetings of a forum in order, and what came of each.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record timeline --forum jucip
  narrows record timeline --forum \"economic 2+2\" --format csv")]
pub(super) struct TimelineArguments {
    /// A forum: its id, name or acronym.
    #[arg(long, value_name = "FORUM")]
    forum: String,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &TimelineArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).timeline(&arguments.forum)?;
    show(
        &arguments.answer,
        &answer,
        || timeline_document(&answer),
        || answer.rows(),
    )
}
