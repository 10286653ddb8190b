//! `narrows controls clear`.

use clap::Args;
use jiff::civil::Date;
use narrows_brief::{Column, Table};
use narrows_controls::{
    AuditEvent, AuditLog, Clearance, ClearedMatches, DeskRequest, ScreeningDesk, party_state,
    terminal_text,
};

use super::lists::open_store;
use super::{controls_folder, now, today, who};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width};

/// Clear a match that was looked at, until a day.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows controls clear \"Alpha Trading\" --party SDN:36 --why \"another town\" --until 2027-06-30
  narrows controls clear \"Alpha Trading\" --party SDN:36 --withdraw --why \"owner changed\"
  narrows controls clear --show

A clearance holds for that name and that listed party as it is listed now: when
the listing is amended or the day has passed, the match has to be looked at again.")]
pub(crate) struct ClearCommand {
    /// The name that was screened.
    #[arg(required_unless_present = "show")]
    name: Option<String>,
    /// The id of the listed party that it is not.
    #[arg(long, value_name = "ID", required_unless_present = "show")]
    party: Option<String>,
    /// Why, in a sentence that another officer understands.
    #[arg(long, value_name = "TEXT", required_unless_present = "show")]
    why: Option<String>,
    /// The last day on which it holds.
    #[arg(long, value_name = "DATE", required_unless_present_any = ["show", "withdraw"])]
    until: Option<Date>,
    /// Take a clearance back.
    #[arg(long, conflicts_with = "until")]
    withdraw: bool,
    /// Show the clearances.
    #[arg(long, conflicts_with_all = ["name", "party", "why", "until", "withdraw"])]
    show: bool,
    /// Who clears it; the user's name without it.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

pub(crate) fn run(global: &Global, command: &ClearCommand) -> Result<(), Failure> {
    let folder = controls_folder(global)?;
    let (Some(name), Some(id), Some(why)) = (&command.name, &command.party, &command.why) else {
        return show(&ClearedMatches::read(&folder)?, width(command.width));
    };
    if why.trim().is_empty() {
        return Err(Failure::Usage(
            "--why: say in a sentence why the match is none".to_owned(),
        ));
    }
    let by = who(command.by.as_deref());
    let log = AuditLog::new(&folder);
    if command.withdraw {
        if !ClearedMatches::withdraw(&folder, name, id)? {
            return Err(Failure::Usage(format!(
                "{name:?} and {id}: no such clearance; `narrows controls clear --show` lists them"
            )));
        }
        log.append(&[AuditEvent {
            at: now(),
            who: by,
            what: "withdrawn".to_owned(),
            details: serde_json::json!({ "name": name, "party": id, "why": why }),
        }])?;
        return print(&format!(
            "{}: the clearance for {} is withdrawn\n",
            terminal_text(name),
            terminal_text(id)
        ));
    }
    let today = today();
    let until = command
        .until
        .ok_or_else(|| Failure::Usage("name the last day with --until".to_owned()))?;
    if until < today {
        return Err(Failure::Usage(format!(
            "--until {until}: the day has passed"
        )));
    }
    let desk = ScreeningDesk::open(
        &open_store(global)?,
        &DeskRequest {
            as_of: today,
            ..DeskRequest::default()
        },
    )?;
    let party = desk.party(id).ok_or_else(|| {
        Failure::Usage(format!(
            "{id:?}: no party of the lists in force; `narrows controls screen` shows the ids of matches"
        ))
    })?;
    let snapshot = desk
        .vintages()
        .iter()
        .find(|used| used.sha256 == party.listing.snapshot)
        .map_or_else(String::new, |used| used.name());
    let clearance = Clearance {
        name: name.clone(),
        party: id.clone(),
        party_state: party_state(party),
        why: why.clone(),
        by: by.clone(),
        cleared_on: today,
        until,
        snapshot,
    };
    let details = serde_json::to_value(&clearance)
        .unwrap_or_else(|error| unreachable!("a clearance is plain data: {error}"));
    // The log first: a clearance without an entry must not exist.
    log.append(&[AuditEvent {
        at: now(),
        who: by,
        what: "cleared".to_owned(),
        details,
    }])?;
    ClearedMatches::add(&folder, clearance)?;
    print(&format!(
        "{}: the match with {} ({}) is cleared until {until}\n",
        terminal_text(name),
        terminal_text(id),
        terminal_text(party.primary_name())
    ))
}

fn show(cleared: &ClearedMatches, width: usize) -> Result<(), Failure> {
    let mut table = Table::new(vec![
        Column::words("name", 0),
        Column::words("party", 0),
        Column::words("until", 0),
        Column::words("by", 1),
        Column::words("why", 0),
    ]);
    for clearance in cleared.all() {
        table.row(vec![
            terminal_text(&clearance.name),
            terminal_text(&clearance.party),
            clearance.until.to_string(),
            terminal_text(&clearance.by),
            terminal_text(&clearance.why),
        ]);
    }
    if table.is_empty() {
        return print("no match is cleared\n");
    }
    print(&table.render(width))
}
