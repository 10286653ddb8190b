//! `narrows record ask`: what was agreed, how firmly, and what came of it.

use clap::Args;
use narrows_brief::ask_document;
use narrows_record::{AskRequest, Inquiry};

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::commands::brief::economies;
use crate::failure::Failure;

/// Show what was said on a good, a forum or some words: how firmly, by whom,
/// and what came of it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record ask gallium --between JPN,USA
  narrows record ask \"stockpiling\" --forum jucip --as-of 2025-12-31")]
pub(super) struct AskArguments {
    /// A material, a forum, or words that must all be there.
    about: String,
    /// Economies with commas between them that must all be sides to it.
    #[arg(long, value_delimiter = ',', value_name = "ECONOMY")]
    between: Vec<String>,
    /// Only what belongs to this forum.
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// Most commitments, and most texts, to show.
    #[arg(long, default_value_t = 20, value_name = "NUMBER")]
    limit: usize,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &AskArguments) -> Result<(), Failure> {
    let between = economies(arguments.between.iter().map(String::as_str))?;
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).ask(&AskRequest {
        about: &arguments.about,
        between: &between,
        forum: arguments.forum.as_deref(),
        limit: arguments.limit,
    })?;
    show(
        &arguments.answer,
        &answer,
        || ask_document(&answer),
        || answer.rows(),
    )
}
