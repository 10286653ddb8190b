//! `narrows record next`: when a series is likely to meet next.

use clap::Args;
use narrows_brief::next_document;
use narrows_record::Inquiry;

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show when each series of a forum is likely to meet next: an interval from
/// its own history, or why there is none.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record next --forum jucip --as-of 2024-12-31
  narrows record next --forum epcc --series epcc-ministerial")]
pub(super) struct NextArguments {
    /// A forum: its id, name or acronym.
    #[arg(long, value_name = "FORUM")]
    forum: String,
    /// One series by its id.
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &NextArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).next(&arguments.forum, arguments.series.as_deref())?;
    show(
        &arguments.answer,
        &answer,
        || next_document(&answer),
        || answer.rows(),
    )?;
    if answer.is_unknown() {
        return Err(Failure::NotDetermined(format!(
            "the record does not carry a forecast for {}",
            answer.name
        )));
    }
    Ok(())
}
