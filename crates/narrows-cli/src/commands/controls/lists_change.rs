//! `narrows controls lists diff`.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use narrows_controls::lists::{ChangeReport, ListSnapshot, ListStore};
use narrows_controls::{Party, cell_text, terminal_text};

use super::lists::open_store;
use super::party_text::wrapped;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width};

/// Form of a change report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Plain text.
    Table,
    /// CSV, one change a row.
    Csv,
    /// JSON.
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct DiffCommand {
    /// The earlier snapshot: LIST@DATE, or LIST for the one in force.
    from: String,
    /// The later one.
    to: String,
    /// Compare one list of a collection, such as EL or SDN.
    #[arg(long, value_name = "CODE")]
    list: Option<String>,
    /// Parties to show of each kind in plain text.
    #[arg(long, default_value_t = 20, value_name = "NUMBER")]
    most: usize,
    /// Form.
    #[arg(long, value_enum, default_value = "table")]
    format: Form,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

pub(super) fn run(global: &Global, command: &DiffCommand) -> Result<(), Failure> {
    let store = open_store(global)?;
    let report = ChangeReport::between(
        &snapshot(&store, &command.from)?,
        &snapshot(&store, &command.to)?,
        command.list.as_deref(),
    );
    print(&match command.format {
        Form::Table => text(&report, command.most, width(command.width)),
        Form::Csv => csv(&report),
        Form::Json => super::json(&report),
    })
}

/// The snapshot that `LIST` or `LIST@DATE` names.
pub(super) fn snapshot(store: &ListStore, name: &str) -> Result<ListSnapshot, Failure> {
    match name.rsplit_once('@') {
        None => Ok(store.snapshot(name, None)?),
        Some((list, day)) => {
            let day: Date = day.parse().map_err(|_| {
                Failure::Usage(format!("{name:?}: {day:?} is no day such as 2026-07-31"))
            })?;
            Ok(store.snapshot(list, Some(day))?)
        }
    }
}

fn line(party: &Party) -> String {
    let countries: Vec<&str> = party
        .countries
        .iter()
        .map(|economy| economy.alpha3())
        .collect();
    terminal_text(&format!(
        "{} {}{}",
        party.id,
        party.primary_name(),
        if countries.is_empty() {
            String::new()
        } else {
            format!(" ({})", countries.join(", "))
        }
    ))
}

fn text(report: &ChangeReport, most: usize, width: usize) -> String {
    let mut text = format!(
        "{} to {}\n{} added, {} removed, {} amended, {} unchanged\n",
        report.from,
        report.to,
        report.added.len(),
        report.removed.len(),
        report.amended.len(),
        report.unchanged
    );
    for note in &report.notes {
        text.push_str(&wrapped("note: ", note, width));
    }
    let rest = |count: usize| {
        if count > most {
            format!(
                "  and {} more; --most or --format csv shows them\n",
                count - most
            )
        } else {
            String::new()
        }
    };
    for (title, parties) in [("Added", &report.added), ("Removed", &report.removed)] {
        if parties.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{title}\n"));
        for party in parties.iter().take(most) {
            text.push_str(&wrapped("  ", &line(party), width));
        }
        text.push_str(&rest(parties.len()));
    }
    if !report.amended.is_empty() {
        text.push_str("\nAmended\n");
        for amendment in report.amended.iter().take(most) {
            text.push_str(&wrapped("  ", &line(&amendment.after), width));
            for change in &amendment.changes {
                text.push_str(&wrapped("    ", &terminal_text(change), width));
            }
        }
        text.push_str(&rest(report.amended.len()));
    }
    text
}

fn csv(report: &ChangeReport) -> String {
    let mut rows = vec![["change", "id", "list", "name", "country", "what"].map(str::to_owned)];
    let row = |change: &str, party: &Party, what: &str| {
        let countries: Vec<&str> = party
            .countries
            .iter()
            .map(|economy| economy.alpha3())
            .collect();
        [
            change.to_owned(),
            party.id.clone(),
            party.listing.list.clone(),
            party.primary_name().to_owned(),
            countries.join(";"),
            what.to_owned(),
        ]
        .map(|cell| cell_text(&cell))
    };
    rows.extend(report.added.iter().map(|party| row("added", party, "")));
    rows.extend(report.removed.iter().map(|party| row("removed", party, "")));
    for amendment in &report.amended {
        rows.extend(
            amendment
                .changes
                .iter()
                .map(|change| row("amended", &amendment.after, change)),
        );
    }
    super::csv(&rows)
}
