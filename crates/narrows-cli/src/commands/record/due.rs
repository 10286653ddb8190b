//! `narrows record due`: what is overdue, falls due, is open or silent.

use clap::Args;
use narrows_brief::due_document;
use narrows_core::Material;
use narrows_record::{DueRequest, Inquiry};

use super::answer::{AnswerOptions, show};
use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;

/// Show which commitments are overdue, fall due, or are open, and since when
/// nothing was heard of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record due --as-of 2026-06-30
  narrows record due --material rare-earths --format csv")]
pub(super) struct DueArguments {
    /// Only commitments on this material.
    #[arg(long, value_name = "MATERIAL")]
    material: Option<String>,
    /// Only commitments of this forum.
    #[arg(long, value_name = "FORUM")]
    forum: Option<String>,
    /// Most commitments to show.
    #[arg(long, default_value_t = 50, value_name = "NUMBER")]
    limit: usize,
    #[command(flatten)]
    record: RecordOptions,
    #[command(flatten)]
    answer: AnswerOptions,
}

pub(super) fn run(global: &Global, arguments: &DueArguments) -> Result<(), Failure> {
    let material = arguments
        .material
        .as_deref()
        .map(Material::find)
        .transpose()?;
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).due(&DueRequest {
        material,
        forum: arguments.forum.as_deref(),
        limit: arguments.limit,
    })?;
    show(
        &arguments.answer,
        &answer,
        || due_document(&answer),
        || answer.rows(),
    )
}
