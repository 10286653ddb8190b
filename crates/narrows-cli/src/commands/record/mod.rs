//! `narrows record`: the policy record, one file a subcommand.

mod evaluate;
mod propose;
mod review;

use clap::{Args, Subcommand};

use crate::arguments::Global;
use crate::failure::Failure;

/// The policy record: who promised what, how firmly, and what came of it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record propose statement.md --format html --out proposals
  narrows record evaluate --gold gold.json --text statement.md")]
pub(crate) struct RecordCommand {
    #[command(subcommand)]
    question: RecordQuestion,
}

/// What can be done with the record.
#[derive(Debug, Subcommand)]
enum RecordQuestion {
    Propose(propose::ProposeArguments),
    Review(review::ReviewArguments),
    Evaluate(evaluate::EvaluateArguments),
}

pub(crate) fn run(global: &Global, command: &RecordCommand) -> Result<(), Failure> {
    match &command.question {
        RecordQuestion::Propose(arguments) => propose::run(global, arguments),
        RecordQuestion::Review(arguments) => review::run(global, arguments),
        RecordQuestion::Evaluate(arguments) => evaluate::run(arguments),
    }
}
