//! `narrows record disputes`: what sources disagree on.

use clap::Args;
use narrows_brief::disputes_document;
use narrows_record::Inquiry;

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show what sources disagree on.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record disputes
  narrows record disputes --subject jucip-ministerial-4")]
pub(super) struct DisputesArguments {
    /// Only disputes about this record.
    #[arg(long, value_name = "ID")]
    subject: Option<String>,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &DisputesArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).disputes(arguments.subject.as_deref())?;
    show(
        &arguments.answer,
        &answer,
        || disputes_document(&answer),
        || answer.rows(),
    )
}
