//! `narrows data reconcile` and `narrows data compare-flows`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use narrows_brief::{Extent, credits, flow_comparison_document, to_markdown, to_terminal};
use narrows_core::{HsCode, Year};
use narrows_exposure::{
    FlowComparisonRequest, ReconcileRequest, flow_comparison, reconcile_vintage,
};

use super::picture::{PictureForm, check_picture, deliver, picture};
use super::{lake_folder, open_lake};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width};

/// Which reported trade is to be reconciled.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows data reconcile comtrade-hs17
  narrows data reconcile comtrade-hs17 --vintage 2026-08 --lake lake

What comes out is a source of its own, SOURCE-reconciled, with both ends of
each flow that two sides report.")]
pub(crate) struct ReconcileCommand {
    /// A source of reported trade.
    source: String,
    /// Its vintage; the current one without it.
    #[arg(long)]
    vintage: Option<String>,
}

pub(crate) fn run_reconcile(global: &Global, command: &ReconcileCommand) -> Result<(), Failure> {
    let folder = lake_folder(global).ok_or_else(|| {
        Failure::Usage("name the lake's folder with --lake or NARROWS_HOME".to_owned())
    })?;
    let request = ReconcileRequest {
        source: &command.source,
        vintage: command.vintage.as_deref(),
        folder: &folder,
    };
    let summary = reconcile_vintage(&open_lake(global)?, &request)?;
    print(&summary.text())
}

/// Form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Plain text.
    Table,
    /// JSON.
    Json,
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

/// Which sources are to be compared.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows data compare-flows comtrade-hs17-reconciled baci-hs17 --year 2023
  narrows data compare-flows baci-hs92@V202501 baci-hs92@V202601 --code 250410

Both must number goods in the same revision of the Harmonized System.")]
pub(crate) struct CompareFlowsCommand {
    /// A source of trade, or SOURCE@VINTAGE.
    first: String,
    /// Another one.
    second: String,
    /// One year; all that both have without it.
    #[arg(long)]
    year: Option<Year>,
    /// One six-digit code; all without it.
    #[arg(long)]
    code: Option<HsCode>,
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

pub(crate) fn run_compare_flows(
    global: &Global,
    command: &CompareFlowsCommand,
) -> Result<(), Failure> {
    check_picture(
        command.format.picture(),
        command.chart,
        command.out.as_deref(),
    )?;
    let lake = open_lake(global)?;
    let comparison = flow_comparison(
        &lake,
        &FlowComparisonRequest {
            first: &command.first,
            second: &command.second,
            year: command.year,
            hs_code: command.code,
        },
    )?;
    let document = || {
        let sources = [comparison.first.clone(), comparison.second.clone()];
        flow_comparison_document(&comparison, credits(&lake, &sources))
    };
    if let Some(form) = command.format.picture() {
        let bytes = picture(global, &document(), form, command.chart)?;
        return deliver(global, command.out.as_deref(), &bytes);
    }
    let text = match command.format {
        Form::Svg | Form::Png => unreachable!("pictures are drawn above"),
        Form::Table => to_terminal(&document(), width(command.width), Extent::Full),
        Form::Md => to_markdown(&document()),
        Form::Json => {
            let mut text = serde_json::to_string_pretty(&comparison)
                .unwrap_or_else(|error| unreachable!("a comparison is plain data: {error}"));
            text.push('\n');
            text
        }
    };
    deliver(global, command.out.as_deref(), text.as_bytes())
}
