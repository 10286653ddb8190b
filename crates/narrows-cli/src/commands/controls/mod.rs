//! `narrows controls`: who is listed by whom.

mod lists;
mod lists_change;
mod party_text;

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;

use super::lake_folder;
use crate::arguments::Global;
use crate::failure::Failure;

/// Screen names against the lists of several jurisdictions. Answers say what
/// the lists hold; they are no legal advice.
#[derive(Debug, Subcommand)]
pub(crate) enum ControlsCommand {
    /// The lists: what is held, imports, and what changed.
    #[command(subcommand)]
    Lists(lists::ListsCommand),
}

pub(crate) fn run(global: &Global, command: &ControlsCommand) -> Result<(), Failure> {
    match command {
        ControlsCommand::Lists(command) => lists::run(global, command),
    }
}

/// The folder of what this command keeps.
fn controls_folder(global: &Global) -> Result<PathBuf, Failure> {
    lake_folder(global)
        .map(|folder| folder.join("controls"))
        .ok_or_else(|| {
            Failure::Usage("name a folder to keep it in with --lake or NARROWS_HOME".to_owned())
        })
}

/// Today, in UTC.
fn today() -> Date {
    jiff::tz::Offset::UTC
        .to_datetime(jiff::Timestamp::now())
        .date()
}

/// Plain data as JSON that a terminal shows and does not obey.
fn json(data: &impl serde::Serialize) -> String {
    let text = serde_json::to_string_pretty(data)
        .unwrap_or_else(|error| unreachable!("an answer is plain data: {error}"));
    let mut text = narrows_controls::json_text(&text);
    text.push('\n');
    text
}

/// Rows as CSV. The cells are made harmless before.
fn csv<const N: usize>(rows: &[[String; N]]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    rows.iter()
        .map(|row| format!("{}\n", row.iter().map(quoted).collect::<Vec<_>>().join(",")))
        .collect()
}
