//! How a view is shown: the options of form that all views share, and the
//! forms themselves.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use narrows_brief::{Document, Extent, to_markdown, to_terminal};
use narrows_exposure::ExposureTable;
use serde::Serialize;

use crate::arguments::Global;
use crate::commands::picture::{PictureForm, check_picture, deliver, picture};
use crate::failure::Failure;
use crate::output::width;

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
        let form = match options.format {
            ViewFormat::Svg => Some(PictureForm::Svg),
            ViewFormat::Png => Some(PictureForm::Png),
            _ => None,
        };
        check_picture(form, options.chart, options.out.as_deref())?;
        if let Some(form) = form {
            let bytes = picture(global, &self.document, form, options.chart)?;
            return deliver(global, options.out.as_deref(), &bytes);
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
            ViewFormat::Svg | ViewFormat::Png => unreachable!("pictures are drawn above"),
        };
        deliver(global, options.out.as_deref(), &bytes)
    }
}

fn json(data: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(data)
        .unwrap_or_else(|error| unreachable!("a view is plain data: {error}"));
    text.push('\n');
    text
}
