//! How an answer is shown: the options of form and the forms themselves.

use clap::{Args, ValueEnum};
use narrows_brief::{Document, Extent, to_markdown, to_terminal};
use narrows_record::Rows;
use serde::Serialize;

use crate::failure::Failure;
use crate::output::{print, width};

/// Form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AnswerFormat {
    /// Plain text.
    Table,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// Markdown.
    Md,
}

/// Options of form.
#[derive(Debug, Args)]
pub(super) struct AnswerOptions {
    /// Form.
    #[arg(long, value_enum, default_value = "table")]
    format: AnswerFormat,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

/// Prints an answer: the same as a document, as rows and as plain data.
pub(super) fn show(
    options: &AnswerOptions,
    data: &impl Serialize,
    document: impl FnOnce() -> Document,
    rows: impl FnOnce() -> Rows,
) -> Result<(), Failure> {
    let text = match options.format {
        AnswerFormat::Table => to_terminal(&document(), width(options.width), Extent::Full),
        AnswerFormat::Md => to_markdown(&document()),
        AnswerFormat::Csv => rows().to_csv(),
        AnswerFormat::Json => {
            let mut text = serde_json::to_string_pretty(data)
                .unwrap_or_else(|error| unreachable!("an answer is plain data: {error}"));
            text.push('\n');
            text
        }
    };
    print(&text)
}
