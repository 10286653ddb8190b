//! `narrows controls`: who is listed by whom.

mod answer_text;
mod audit;
mod clear;
mod lists;
mod lists_change;
mod ownership;
mod party_text;
mod rescreen;
mod screen;

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
    Screen(Box<screen::ScreenCommand>),
    Clear(clear::ClearCommand),
    Rescreen(rescreen::RescreenCommand),
    Ownership(ownership::OwnershipCommand),
    /// Check the audit log of screenings and clearances.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
}

pub(crate) fn run(global: &Global, command: &ControlsCommand) -> Result<(), Failure> {
    match command {
        ControlsCommand::Lists(command) => lists::run(global, command),
        ControlsCommand::Screen(command) => screen::run(global, command),
        ControlsCommand::Clear(command) => clear::run(global, command),
        ControlsCommand::Rescreen(command) => rescreen::run(global, command),
        ControlsCommand::Ownership(command) => ownership::run(global, command),
        ControlsCommand::Audit(command) => audit::run(global, command),
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

/// Now, in UTC to the second, for the audit log.
fn now() -> String {
    let now = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now());
    format!(
        "{}T{:02}:{:02}:{:02}Z",
        now.date(),
        now.hour(),
        now.minute(),
        now.second()
    )
}

/// Who acts: as given, or the name of the system's user.
fn who(given: Option<&str>) -> String {
    given.map(str::to_owned).unwrap_or_else(|| {
        ["USER", "USERNAME", "LOGNAME"]
            .iter()
            .find_map(|name| std::env::var(name).ok())
            .unwrap_or_else(|| "unknown".to_owned())
    })
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
