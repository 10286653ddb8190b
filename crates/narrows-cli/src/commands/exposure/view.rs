//! How a view is shown: the options of form that all views share, and the
//! forms themselves.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use narrows_brief::{
    Block, Chart, Document, Extent, chart_file, chart_picture, to_markdown, to_terminal,
};
use narrows_exposure::ExposureTable;
use serde::Serialize;

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print_bytes, refuse_terminal, width, write_file};

/// Characters of a caption that are listed whole.
const LONGEST_CAPTION: usize = 120;

/// Form of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ViewFormat {
    /// Plain text.
    Table,
    /// JSON.
    Json,
    /// CSV, one figure a row.
    Csv,
    /// Parquet, one figure a row; needs --out.
    Parquet,
    /// Markdown.
    Md,
    /// A chart of the view as SVG, light or dark as the reader's program is.
    Svg,
    /// The same chart as PNG, light.
    Png,
}

/// Options of form.
#[derive(Debug, Args)]
pub(super) struct ViewOptions {
    /// Form.
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: ViewFormat,
    /// File to write, instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    pub(super) width: Option<usize>,
    /// Which chart, counted from 1, where the view has several; for svg and
    /// png. The first one without it.
    #[arg(long, value_name = "NUMBER")]
    pub(super) chart: Option<usize>,
}

/// What a command has found, before it is set in a form: the same figures as a
/// document, as rows and as plain data.
pub(super) struct View<'a, T: Serialize> {
    pub(super) document: Document,
    pub(super) table: ExposureTable,
    pub(super) data: &'a T,
}

impl<T: Serialize> View<'_, T> {
    /// Prints it or writes it into the file asked for.
    pub(super) fn show(&self, global: &Global, options: &ViewOptions) -> Result<(), Failure> {
        let pictures = matches!(options.format, ViewFormat::Svg | ViewFormat::Png);
        if options.chart.is_some() && !pictures {
            return Err(Failure::Usage(
                "--chart chooses among pictures: add --format svg or --format png".to_owned(),
            ));
        }
        if options.format == ViewFormat::Png && options.out.is_none() {
            refuse_terminal("a picture")?;
        }
        let bytes = match options.format {
            ViewFormat::Json => json(self.data).into_bytes(),
            ViewFormat::Csv => self.table.to_csv().into_bytes(),
            ViewFormat::Parquet => {
                if options.out.is_none() {
                    return Err(Failure::Usage(
                        "Parquet is no text: name a file with --out".to_owned(),
                    ));
                }
                self.table.to_parquet()?
            }
            ViewFormat::Md => to_markdown(&self.document).into_bytes(),
            ViewFormat::Table => {
                to_terminal(&self.document, width(options.width), Extent::Full).into_bytes()
            }
            ViewFormat::Svg => {
                chart_file(&self.document, self.chart(global, options)?)?.into_bytes()
            }
            ViewFormat::Png => chart_picture(&self.document, self.chart(global, options)?)?,
        };
        match &options.out {
            Some(path) => {
                write_file(path, &bytes)?;
                if !global.quiet {
                    eprintln!("wrote {}", path.display());
                }
                Ok(())
            }
            None => print_bytes(&bytes),
        }
    }

    /// The chart asked for; says which others there are.
    fn chart(&self, global: &Global, options: &ViewOptions) -> Result<&Chart, Failure> {
        let charts: Vec<&Chart> = self
            .document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Chart(chart) => Some(chart),
                _ => None,
            })
            .collect();
        if charts.is_empty() {
            return Err(Failure::NotDetermined(
                "this view has no figure that could be drawn".to_owned(),
            ));
        }
        let list = || -> String {
            charts
                .iter()
                .enumerate()
                .map(|(index, chart)| {
                    format!("\n  --chart {}: {}", index + 1, shortened(chart.caption()))
                })
                .collect()
        };
        let number = options.chart.unwrap_or(1);
        let chosen = number
            .checked_sub(1)
            .and_then(|index| charts.get(index))
            .ok_or_else(|| {
                Failure::Usage(format!(
                    "there is no chart {number} here; there are{}",
                    list()
                ))
            })?;
        if charts.len() > 1 && options.chart.is_none() && !global.quiet {
            eprintln!("drew chart 1 of {}:{}", charts.len(), list());
        }
        Ok(chosen)
    }
}

/// A caption in a list, cut at a space where it is long.
fn shortened(caption: &str) -> String {
    let Some((end, _)) = caption.char_indices().nth(LONGEST_CAPTION) else {
        return caption.to_owned();
    };
    let cut = caption[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &caption[..cut])
}

fn json(data: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(data)
        .unwrap_or_else(|error| unreachable!("a view is plain data: {error}"));
    text.push('\n');
    text
}
