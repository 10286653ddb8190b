//! `narrows data concordance`: codes of one HS revision in another.

use clap::{Args, ValueEnum};
use narrows_brief::{Extent, concordance_document, credits, to_markdown, to_terminal};
use narrows_core::{HsCode, HsRevision, Year};
use narrows_exposure::{TradeOf, concordance_answer};

use super::open_lake;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width};

/// Form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Plain text.
    Table,
    /// JSON.
    Json,
    /// CSV, one pair of codes a row.
    Csv,
    /// Markdown.
    Md,
}

/// What is asked of the tables between revisions.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows data concordance 811292 --from HS17 --to HS92
  narrows data concordance 811292,250410 --from HS17 --to HS22 --source baci-hs17 --year 2024")]
pub(crate) struct ConcordanceCommand {
    /// Six-digit HS codes, with commas between them.
    #[arg(required = true, value_delimiter = ',', value_name = "CODE")]
    codes: Vec<HsCode>,
    /// The revision of the codes.
    #[arg(long, value_name = "REVISION")]
    from: HsRevision,
    /// The revision of the counterparts.
    #[arg(long, value_name = "REVISION")]
    to: HsRevision,
    /// A source of trade in the revision of the codes: how much of its value
    /// can be carried over.
    #[arg(long, requires = "year")]
    source: Option<String>,
    /// The year of the trade.
    #[arg(long, requires = "source")]
    year: Option<Year>,
    /// Form.
    #[arg(long, value_enum, default_value = "table")]
    format: Form,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

pub(crate) fn run(global: &Global, command: &ConcordanceCommand) -> Result<(), Failure> {
    let lake = open_lake(global)?;
    let trade = match (&command.source, command.year) {
        (Some(source), Some(year)) => Some(TradeOf { source, year }),
        _ => None,
    };
    let answer = concordance_answer(&lake, &command.codes, command.from, command.to, trade)?;
    let document = || concordance_document(&answer, credits(&lake, &answer.sources));
    let text = match command.format {
        Form::Table => to_terminal(&document(), width(command.width), Extent::Full),
        Form::Md => to_markdown(&document()),
        Form::Csv => answer.to_csv(),
        Form::Json => {
            let mut text = serde_json::to_string_pretty(&answer)
                .unwrap_or_else(|error| unreachable!("an answer is plain data: {error}"));
            text.push('\n');
            text
        }
    };
    print(&text)
}
