//! `narrows record show`: one record with all of its statements.

use clap::Args;
use narrows_brief::show_document;
use narrows_record::Inquiry;

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show one record with all of its statements, also those that nobody has
/// accepted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record show jucip-ministerial-4
  narrows record show us-japan-minerals-framework-2025 --format json")]
pub(super) struct ShowArguments {
    /// The id of a record.
    id: String,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &ShowArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).show(&arguments.id)?;
    show(
        &arguments.answer,
        &answer,
        || show_document(&answer),
        || answer.rows(),
    )
}
