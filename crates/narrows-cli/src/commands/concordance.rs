//! `narrows data concordance`: codes of one HS revision in another.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use narrows_brief::{Extent, concordance_document, credits, to_markdown, to_terminal};
use narrows_core::{HsCode, HsRevision, Year};
use narrows_exposure::{TradeOf, concordance_answer};

use super::open_lake;
use super::picture::{PictureForm, check_picture, deliver, picture};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::width;

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
    /// A chart as SVG, light or dark as the reader's program is.
    Svg,
    /// The same chart as PNG, light.
    Png,
}

impl Form {
    fn picture(self) -> Option<PictureForm> {
        match self {
            Self::Svg => Some(PictureForm::Svg),
            Self::Png => Some(PictureForm::Png),
            _ => None,
        }
    }
}

/// What is asked of the tables between revisions.
#[derive(Debug, Args)]
#[command(
    override_usage = "narrows data concordance [OPTIONS] --from <REVISION> --to <REVISION>\n           <CODE>...",
    after_help = "\
Examples:
  narrows data concordance 811292 --from HS17 --to HS92
  narrows data concordance 811292,250410 --from HS17 --to HS22 --source baci-hs17 --year 2024"
)]
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
    /// File to write, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Which chart, counted from 1, where there are several; for svg and png.
    /// The first one without it.
    #[arg(long, value_name = "NUMBER")]
    chart: Option<usize>,
}

pub(crate) fn run(global: &Global, command: &ConcordanceCommand) -> Result<(), Failure> {
    check_picture(
        command.format.picture(),
        command.chart,
        command.out.as_deref(),
    )?;
    let lake = open_lake(global)?;
    let trade = match (&command.source, command.year) {
        (Some(source), Some(year)) => Some(TradeOf { source, year }),
        _ => None,
    };
    let answer = concordance_answer(&lake, &command.codes, command.from, command.to, trade)?;
    let document = || concordance_document(&answer, credits(&lake, &answer.sources));
    if let Some(form) = command.format.picture() {
        let bytes = picture(global, &document(), form, command.chart)?;
        return deliver(global, command.out.as_deref(), &bytes);
    }
    let text = match command.format {
        Form::Svg | Form::Png => unreachable!("pictures are drawn above"),
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
    deliver(global, command.out.as_deref(), text.as_bytes())
}
