//! `narrows record evaluate`.

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use narrows_record::evaluate::{Evaluation, Gold, evaluate, to_text};
use narrows_record::propose::{Decoded, ProposeRequest, propose};

use super::propose::read_text;
use crate::failure::Failure;
use crate::output::print;

/// Form of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MeasureFormat {
    /// A table.
    Terminal,
    /// JSON.
    Json,
}

/// Measure proposals against annotated texts.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows record evaluate --gold gold.json --text statement.md
  narrows record evaluate --gold a.json b.json --text a.md b.md --format json

Several pairs are put together in their order. Mentions count where span and
type are the same; commitments where the spans overlap by half of the shorter;
contradictions where both sides do.")]
pub(crate) struct EvaluateArguments {
    /// Annotations, one file a text.
    #[arg(long, required = true, num_args = 1.., value_name = "GOLD.json")]
    gold: Vec<PathBuf>,
    /// The texts, in the same order.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    text: Vec<PathBuf>,
    /// The day of the texts, where they do not say it.
    #[arg(long, value_name = "DATE")]
    dateline: Option<Date>,
    /// Form; a table without it.
    #[arg(long, value_enum, default_value = "terminal")]
    format: MeasureFormat,
}

pub(crate) fn run(arguments: &EvaluateArguments) -> Result<(), Failure> {
    if arguments.gold.len() != arguments.text.len() {
        return Err(Failure::Usage(format!(
            "{} gold files and {} texts: give one text for each gold file, in the same order",
            arguments.gold.len(),
            arguments.text.len()
        )));
    }
    let mut total = Evaluation::default();
    for (gold_path, text_path) in arguments.gold.iter().zip(&arguments.text) {
        let json = fs::read_to_string(gold_path).map_err(|error| {
            Failure::Failed(format!("{}: cannot be read: {error}", gold_path.display()))
        })?;
        let gold = Gold::from_json(&json)
            .map_err(|error| Failure::Failed(format!("{}: {error}", gold_path.display())))?;
        let bytes = read_text(text_path)?;
        let request = ProposeRequest {
            dateline: arguments.dateline,
            form: None,
        };
        let proposals = propose(&bytes, &request);
        let evaluation =
            evaluate(&gold, &proposals, &Decoded::new(&bytes).text).map_err(|error| {
                Failure::Failed(format!(
                    "{} with {}: {error}",
                    gold_path.display(),
                    text_path.display()
                ))
            })?;
        total.add(&evaluation);
        if arguments.gold.len() == 1 {
            total.differences = evaluation.differences;
        }
    }
    match arguments.format {
        MeasureFormat::Terminal => print(&to_text(&total)),
        MeasureFormat::Json => {
            let mut json = serde_json::to_string_pretty(&total)
                .map_err(|error| Failure::Failed(error.to_string()))?;
            json.push('\n');
            print(&json)
        }
    }
}
