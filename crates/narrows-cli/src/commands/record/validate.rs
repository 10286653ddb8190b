//! `narrows record validate`: what is wrong in a record.

use std::path::PathBuf;

use clap::Args;
use narrows_record::{RecordError, RecordSet, validate};

use super::held_record::HeldRecord;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::print;

/// Check a record: form, references, dates, words quoted, contradictions,
/// records that nothing needs.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record validate
  narrows record validate my-records --beside-shipped")]
pub(super) struct ValidateArguments {
    /// Folder of a record; without it, the record in the program with that in
    /// NARROWS_HOME/record beside it.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The folder adds to the record in the program and may refer to it.
    #[arg(long, requires = "folder")]
    beside_shipped: bool,
}

pub(super) fn run(global: &Global, arguments: &ValidateArguments) -> Result<(), Failure> {
    let set = match &arguments.folder {
        Some(folder) => {
            let own = RecordSet::read_folder(folder)?;
            if arguments.beside_shipped {
                RecordSet::shipped()?.with(own)
            } else {
                own
            }
        }
        None => HeldRecord::chosen(global, None).read()?,
    };
    let faults = validate(&set);
    if !faults.is_empty() {
        return Err(RecordError::Faults(faults).into());
    }
    let statements: usize = set.records().map(|record| record.statements.len()).sum();
    print(&format!(
        "{} records with {statements} statements are sound\n",
        set.len()
    ))
}
