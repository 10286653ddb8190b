//! `narrows record who`: who held a post on a day.

use clap::Args;
use jiff::civil::Date;
use narrows_brief::who_document;
use narrows_record::{Inquiry, WhoKnown};

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show who held a post on a day; the answer may be that it is unknown, with
/// exit status 3.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record who --post jpn-prime-minister --on 2025-10-28
  narrows record who --post \"METI minister\" --on 2024-06-27")]
pub(super) struct WhoArguments {
    /// A post: its id, its title, or words of its title, body and economy.
    #[arg(long, value_name = "POST")]
    post: String,
    /// The day.
    #[arg(long, value_name = "DATE")]
    on: Date,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &WhoArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).who(&arguments.post, arguments.on)?;
    show(
        &arguments.answer,
        &answer,
        || who_document(&answer),
        || answer.rows(),
    )?;
    match answer.known {
        WhoKnown::Stated | WhoKnown::Between => Ok(()),
        WhoKnown::Possible | WhoKnown::Unknown => Err(Failure::NotDetermined(format!(
            "the record does not say who was {} on {}",
            answer.title, answer.on
        ))),
    }
}
