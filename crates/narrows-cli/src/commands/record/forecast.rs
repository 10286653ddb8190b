//! `narrows record forecast`: forecasts kept as expectations.

use std::path::PathBuf;

use clap::Args;
use narrows_record::{Inquiry, expectation, write_record};

use super::held_record::RecordOptions;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, write_file};

/// Keep the forecasts of the next meetings as records, to be scored later.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record forecast --forum jucip --store forecasts
  narrows record score --forecasts forecasts")]
pub(super) struct ForecastArguments {
    /// A forum: its id, name or acronym.
    #[arg(long, value_name = "FORUM")]
    forum: String,
    /// One series by its id.
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    /// Folder to write the expectations into.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    #[command(flatten)]
    record: RecordOptions,
}

pub(super) fn run(global: &Global, arguments: &ForecastArguments) -> Result<(), Failure> {
    let (index, as_of) = arguments.record.open(global)?;
    let answer = Inquiry::new(&index, as_of).next(&arguments.forum, arguments.series.as_deref())?;
    let mut written = 0;
    for series in &answer.series {
        let Some(forecast) = &series.forecast else {
            if !global.quiet {
                let reason = series.refused.as_deref().unwrap_or_default();
                eprintln!("{}: no forecast: {reason}", series.id);
            }
            continue;
        };
        let record = expectation(&series.id, &series.name, forecast, as_of)?;
        let path = arguments.store.join(&record.file);
        write_file(&path, write_record(&record).as_bytes())?;
        print(&format!("{}\n", path.display()))?;
        written += 1;
    }
    if written == 0 {
        return Err(Failure::NotDetermined(format!(
            "the record does not carry a forecast for {}",
            answer.name
        )));
    }
    Ok(())
}
