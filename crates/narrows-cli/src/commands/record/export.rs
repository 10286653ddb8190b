//! `narrows record export`: the record for other tools.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use narrows_record::{to_json_ld, to_statements_csv};

use super::held_record::HeldRecord;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, write_file};

/// Form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// JSON-LD with PROV and Web Annotation.
    Jsonld,
    /// CSV, one statement a row.
    Csv,
}

/// Write the whole record for other tools.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record export --format jsonld --out record.jsonld
  narrows record export --format csv > statements.csv")]
pub(super) struct ExportArguments {
    /// Form.
    #[arg(long, value_enum)]
    format: ExportFormat,
    /// File to write, instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Folder of a record that is complete in itself; without it, the record in
    /// the program, with the records in NARROWS_HOME/record beside it.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
}

pub(super) fn run(global: &Global, arguments: &ExportArguments) -> Result<(), Failure> {
    let set = HeldRecord::chosen(global, arguments.record.as_ref()).read()?;
    let text = match arguments.format {
        ExportFormat::Jsonld => to_json_ld(&set),
        ExportFormat::Csv => to_statements_csv(&set),
    };
    match &arguments.out {
        Some(path) => {
            write_file(path, text.as_bytes())?;
            if !global.quiet {
                eprintln!("wrote {}", path.display());
            }
            Ok(())
        }
        None => print(&text),
    }
}
