//! `narrows record reindex`: the index in the user's folder.

use std::path::PathBuf;

use clap::Args;

use super::held_record::HeldRecord;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::print;

/// Build the index in NARROWS_HOME anew. Without one, or once the files have
/// changed, questions are answered from an index in memory.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record reindex
  narrows record reindex --record my-record")]
pub(super) struct ReindexArguments {
    /// Folder of a record that is complete in itself.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
}

pub(super) fn run(global: &Global, arguments: &ReindexArguments) -> Result<(), Failure> {
    let (path, records) = HeldRecord::chosen(global, arguments.record.as_ref()).reindex()?;
    print(&format!(
        "{records} records indexed in {}\n",
        path.display()
    ))
}
