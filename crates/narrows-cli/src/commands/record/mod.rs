//! `narrows record`: the policy record, one file a subcommand.

mod answer;
mod ask;
mod disputes;
mod due;
mod evaluate;
mod export;
mod forecast;
mod held_record;
mod next;
mod progress;
mod propose;
mod reindex;
mod review;
mod score;
mod show;
mod timeline;
mod validate;
mod who;

use clap::{Args, Subcommand};

use crate::arguments::Global;
use crate::failure::Failure;

/// Ask the policy record: who promised what, how firmly, and what came of it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record ask gallium --between JPN,USA
  narrows record timeline --forum jucip")]
pub(crate) struct RecordCommand {
    #[command(subcommand)]
    question: RecordQuestion,
}

/// What can be asked of the record and done with it.
#[derive(Debug, Subcommand)]
enum RecordQuestion {
    Ask(ask::AskArguments),
    Who(who::WhoArguments),
    Timeline(timeline::TimelineArguments),
    Due(due::DueArguments),
    Next(next::NextArguments),
    Disputes(disputes::DisputesArguments),
    Show(show::ShowArguments),
    Progress(progress::ProgressArguments),
    Forecast(forecast::ForecastArguments),
    Score(score::ScoreArguments),
    Validate(validate::ValidateArguments),
    Reindex(reindex::ReindexArguments),
    Export(export::ExportArguments),
    Propose(propose::ProposeArguments),
    Review(review::ReviewArguments),
    Evaluate(evaluate::EvaluateArguments),
}

/// The record in the program with the user's own beside it, ready to be asked.
pub(crate) fn held_record(global: &Global) -> Result<narrows_record::Index, Failure> {
    held_record::HeldRecord::chosen(global, None).index()
}

pub(crate) fn run(global: &Global, command: &RecordCommand) -> Result<(), Failure> {
    match &command.question {
        RecordQuestion::Ask(arguments) => ask::run(global, arguments),
        RecordQuestion::Who(arguments) => who::run(global, arguments),
        RecordQuestion::Timeline(arguments) => timeline::run(global, arguments),
        RecordQuestion::Due(arguments) => due::run(global, arguments),
        RecordQuestion::Next(arguments) => next::run(global, arguments),
        RecordQuestion::Disputes(arguments) => disputes::run(global, arguments),
        RecordQuestion::Show(arguments) => show::run(global, arguments),
        RecordQuestion::Progress(arguments) => progress::run(global, arguments),
        RecordQuestion::Forecast(arguments) => forecast::run(global, arguments),
        RecordQuestion::Score(arguments) => score::run(global, arguments),
        RecordQuestion::Validate(arguments) => validate::run(global, arguments),
        RecordQuestion::Reindex(arguments) => reindex::run(global, arguments),
        RecordQuestion::Export(arguments) => export::run(global, arguments),
        RecordQuestion::Propose(arguments) => propose::run(global, arguments),
        RecordQuestion::Review(arguments) => review::run(global, arguments),
        RecordQuestion::Evaluate(arguments) => evaluate::run(arguments),
    }
}
