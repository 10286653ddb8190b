//! `narrows controls lists`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use narrows_brief::{Column, Table};
use narrows_controls::lists::{
    Layer, ListForm, ListMapping, ListRecipe, ListSnapshot, ListStore, LoadRequest, Original, load,
};
use narrows_controls::terminal_text;
use narrows_core::fold_name;

use super::lists_change::{self, DiffCommand};
use super::party_text::{party_text, wrapped};
use super::{controls_folder, today};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width, write_file};

/// What can be asked of the lists.
#[derive(Debug, Subcommand)]
pub(crate) enum ListsCommand {
    /// Show which lists are held, of which day, and which are in force.
    #[command(after_help = "\
Examples:
  narrows controls lists status
  narrows controls lists status --as-of 2026-03-01")]
    Status(StatusCommand),
    /// Import a list as it was downloaded.
    #[command(after_help = "\
Examples:
  narrows controls lists import us-csl consolidated.json
  narrows controls lists import ofac-sdn-csv sdn.csv alt.csv add.csv --vintage 2026-08-31
  narrows controls lists import csv asset-freeze.csv --mapping jp-mof --vintage 2026-08-31

Forms: us-csl, ofac-sdn-csv, ofac-sdn-xml, us-ecfr-744, un-consolidated,
eu-consolidated, uk-sanctions, jp-end-users, cn-mofcom, follow-the-money, csv.
Mappings that are part of the program: jp-mof, jp-export-bans, kr-parties, us-dpl.

A file that is damaged, cut or hostile is refused with the place named, and the
list in force stays. So does it when the new list is empty or has less than nine
tenths of its parties; if that is right, import the file a second time with
--accept-smaller.")]
    Import(ImportCommand),
    /// Show what changed between two snapshots.
    #[command(after_help = "\
Examples:
  narrows controls lists diff us-csl@2026-07-31 us-csl@2026-08-31
  narrows controls lists diff us-csl@2026-07-31 us-csl@2026-08-31 --list EL --format csv")]
    Diff(DiffCommand),
    /// Show all that the lists say of a party.
    #[command(after_help = "\
Examples:
  narrows controls lists show SDN:36
  narrows controls lists show \"Huawei Technologies Co., Ltd.\"")]
    Show(ShowCommand),
}

#[derive(Debug, Args)]
pub(crate) struct StatusCommand {
    /// Show which snapshots an answer as of this day rests on; today without it.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct ImportCommand {
    /// The form of the files.
    #[arg(required_unless_present = "recipe")]
    form: Option<ListForm>,
    /// The files of one list.
    #[arg(required_unless_present = "recipe")]
    files: Vec<PathBuf>,
    /// The day whose state the files show, where they do not say it.
    #[arg(long, value_name = "DATE")]
    vintage: Option<Date>,
    /// Name to keep the list under, instead of the form's own.
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// Who lists, for follow-the-money: an economy, EU or UN.
    #[arg(long, value_name = "JURISDICTION")]
    jurisdiction: Option<String>,
    /// For csv: the mapping file that says what the columns mean, or the name of
    /// a mapping that is part of the program.
    #[arg(long, value_name = "MAPPING")]
    mapping: Option<PathBuf>,
    /// A remark to keep with it.
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
    /// Encoding of the files, where it is neither UTF-8 nor UTF-16.
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Take a list that was refused because it is empty or much smaller.
    #[arg(long)]
    accept_smaller: bool,
    /// Keep it to compare with; names are not screened against it.
    #[arg(long)]
    for_comparison: bool,
    /// Build snapshots that a recipe names, into the folder of --into.
    #[arg(
        long,
        value_name = "FILE",
        requires_all = ["originals", "into"],
        conflicts_with_all = ["form", "files"]
    )]
    recipe: Option<PathBuf>,
    /// Folder that the recipe's paths start from.
    #[arg(long, value_name = "DIR")]
    originals: Option<PathBuf>,
    /// Folder for the snapshots of a recipe.
    #[arg(long, value_name = "DIR", requires = "recipe")]
    into: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ShowCommand {
    /// Its id, such as SDN:36, or a name of it, written out.
    party: String,
    /// JSON instead of plain text.
    #[arg(long)]
    json: bool,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

pub(crate) fn run(global: &Global, command: &ListsCommand) -> Result<(), Failure> {
    match command {
        ListsCommand::Status(command) => status(global, command),
        ListsCommand::Import(command) => match (&command.recipe, &command.originals, &command.into)
        {
            (Some(recipe), Some(originals), Some(into)) => {
                for snapshot in ListRecipe::read(recipe)?.build(originals)? {
                    let path = into.join(format!("{}.jsonl.gz", snapshot.header.list));
                    write_file(&path, &snapshot.to_bytes())?;
                    print(&import_text(&snapshot))?;
                }
                Ok(())
            }
            _ => import(global, command),
        },
        ListsCommand::Diff(command) => lists_change::run(global, command),
        ListsCommand::Show(command) => show(global, command),
    }
}

/// The lists that are held: inside the program, and imported.
pub(super) fn open_store(global: &Global) -> Result<ListStore, Failure> {
    match controls_folder(global) {
        Ok(folder) => Ok(ListStore::open(&folder.join("lists"))?),
        Err(_) => Ok(ListStore::embedded()),
    }
}

fn status(global: &Global, command: &StatusCommand) -> Result<(), Failure> {
    let store = open_store(global)?;
    let as_of = command.as_of.unwrap_or_else(today);
    let mut table = Table::new(vec![
        Column::words("list", 0),
        Column::words("as of", 0),
        Column::words("where", 1),
        Column::words("use", 0),
        Column::numbers("parties", 0),
        Column::numbers("set aside", 2),
        Column::words("licence", 3),
    ]);
    for held in store.held() {
        let header = &held.header;
        let in_force = store.in_force(&header.list, Some(as_of)) == Some(held);
        table.row(vec![
            terminal_text(&header.list),
            header.vintage.to_string(),
            match held.layer {
                Layer::Embedded => "embedded".to_owned(),
                Layer::Imported => "imported".to_owned(),
            },
            match (held.for_comparison, in_force) {
                (true, _) => "to compare".to_owned(),
                (false, true) => "in force".to_owned(),
                (false, false) => "older".to_owned(),
            },
            header.parties.to_string(),
            header.set_aside.len().to_string(),
            terminal_text(&header.licence),
        ]);
    }
    let mut text = table.render(width(command.width));
    text.push('\n');
    text.push_str(&wrapped(
        "",
        &format!(
            "An answer as of {as_of} rests on the snapshots in force. What was listed after the \
             day of a snapshot is not in it; import the lists anew to screen against today's."
        ),
        width(command.width),
    ));
    print(&text)
}

fn import(global: &Global, command: &ImportCommand) -> Result<(), Failure> {
    let folder = controls_folder(global)?;
    let form = command
        .form
        .ok_or_else(|| Failure::Usage("name the form of the files".to_owned()))?;
    let originals = command
        .files
        .iter()
        .map(|path| Original::read(path, command.encoding.as_deref()))
        .collect::<Result<Vec<_>, _>>()?;
    let request = LoadRequest {
        vintage: command.vintage,
        list: command.list.clone(),
        jurisdiction: command
            .jurisdiction
            .as_deref()
            .map(super::screen::jurisdiction)
            .transpose()?,
        mapping: command
            .mapping
            .as_deref()
            .map(ListMapping::find)
            .transpose()?,
        note: command.note.clone(),
        ..LoadRequest::new(form)
    };
    let snapshot = load(&request, &originals)?;
    let outcome = ListStore::import(
        &folder.join("lists"),
        &snapshot,
        command.accept_smaller,
        command.for_comparison,
    )?;
    let mut text = import_text(&snapshot);
    if outcome.held_already {
        text.push_str("  held already; nothing was changed\n");
    } else if command.for_comparison {
        text.push_str("  kept to compare with; names are not screened against it\n");
    } else if !outcome.in_force {
        text.push_str("  older than the list in force, which stays in force\n");
    } else if let Some(before) = &outcome.before {
        text.push_str(&format!(
            "  in force now, instead of {} with {} parties\n  what changed is shown by\n  narrows controls lists \
             diff {}@{} {}@{}\n",
            before.vintage,
            before.parties,
            before.list,
            before.vintage,
            outcome.header.list,
            outcome.header.vintage
        ));
    }
    print(&text)
}

fn import_text(snapshot: &ListSnapshot) -> String {
    let header = &snapshot.header;
    let mut text = format!(
        "{} as of {}: {} part{}\n",
        terminal_text(&header.list),
        header.vintage,
        header.parties,
        if header.parties == 1 { "y" } else { "ies" }
    );
    if header.repeated > 0 {
        text.push_str(&format!(
            "  {} records stand a second time, word for word, and are kept once\n",
            header.repeated
        ));
    }
    if !header.note.is_empty() {
        text.push_str(&format!("  note: {}\n", terminal_text(&header.note)));
    }
    for aside in &header.set_aside {
        text.push_str(&terminal_text(&format!(
            "  set aside: {}: {}",
            aside.place, aside.reason
        )));
        text.push('\n');
    }
    text
}

fn show(global: &Global, command: &ShowCommand) -> Result<(), Failure> {
    let store = open_store(global)?;
    let wanted = fold_name(&command.party);
    let mut found = Vec::new();
    for list in store.lists() {
        let Some(held) = store.in_force(&list, None) else {
            continue;
        };
        let snapshot = store.read(held)?;
        for party in snapshot.parties {
            let by_name = || {
                !wanted.is_empty()
                    && party
                        .names
                        .iter()
                        .any(|name| fold_name(&name.text) == wanted)
            };
            if party.id == command.party || by_name() {
                found.push((held.header.clone(), party));
            }
        }
    }
    if found.is_empty() {
        return Err(Failure::NotDetermined(format!(
            "{:?} is neither an id nor a name written out on the lists held; `narrows controls \
             screen` finds names that are written otherwise",
            command.party
        )));
    }
    if command.json {
        let parties: Vec<_> = found.iter().map(|(_, party)| party).collect();
        return print(&super::json(&parties));
    }
    let mut text = String::new();
    for (header, party) in &found {
        text.push_str(&party_text(header, party, today(), width(command.width)));
        text.push('\n');
    }
    print(&text)
}
