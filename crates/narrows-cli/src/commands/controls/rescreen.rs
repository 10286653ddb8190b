//! `narrows controls rescreen`.

use clap::Args;
use narrows_controls::{
    AuditEvent, AuditLog, ClearedMatches, Matcher, RecordedScreening, ScreenedRegister,
    ScreeningChange, ScreeningDesk, terminal_text,
};
use narrows_lake::{Progress, ProgressUnit};

use super::lists::open_store;
use super::screen::{DeskOptions, desk_request, screened_event};
use super::{controls_folder, who};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::print;
use crate::progress_bar::Bars;

/// Screen the names again whose lists have changed since, and tell what differs.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows controls lists import us-csl consolidated.json && narrows controls rescreen
  narrows controls rescreen --format json

Names screened on the lists in force are left alone. Each of the others is asked
with its own alarm rate, and what comes out takes the place of what was kept.")]
pub(crate) struct RescreenCommand {
    #[command(flatten)]
    desk: DeskOptions,
    /// JSON instead of plain text.
    #[arg(long)]
    json: bool,
    /// Who asks, for the audit log; the user's name without it.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub(crate) fn run(global: &Global, command: &RescreenCommand) -> Result<(), Failure> {
    let folder = controls_folder(global)?;
    let register = ScreenedRegister::read(&folder)?;
    let desk = ScreeningDesk::open(&open_store(global)?, &desk_request(&command.desk)?)?;
    let cleared = ClearedMatches::read(&folder)?;
    let outdated: Vec<&RecordedScreening> = register
        .all()
        .filter(|recorded| recorded.is_outdated(desk.vintages()))
        .collect();
    let untouched = register.all().count() - outdated.len();
    let bars = Bars::new(global.quiet);
    bars.start("rescreen", Some(outdated.len() as u64), ProgressUnit::Rows);
    let by = who(command.by.as_deref());
    let mut changes: Vec<ScreeningChange> = Vec::new();
    let mut events: Vec<AuditEvent> = Vec::new();
    let mut answers = Vec::new();
    for recorded in &outdated {
        let answer = desk.answer(
            &recorded.query,
            Matcher::AlarmRate(recorded.alarm_rate),
            recorded.most,
            &cleared,
        );
        let change = recorded.changes(&answer);
        if !change.is_empty() {
            changes.push(change);
        }
        events.push(screened_event(
            "rescreened",
            &by,
            &answer,
            Matcher::AlarmRate(recorded.alarm_rate),
            &desk,
        ));
        answers.push((answer, recorded.alarm_rate, recorded.most));
        bars.advance(1);
    }
    bars.finish();
    if !events.is_empty() {
        AuditLog::new(&folder).append(&events)?;
        ScreenedRegister::record(&folder, &answers, desk.vintages())?;
    }
    if command.json {
        return print(&super::json(&serde_json::json!({
            "screened_again": outdated.len(),
            "left_alone": untouched,
            "vintages": desk.vintages(),
            "changes": changes,
        })));
    }
    let mut text = format!(
        "{} names screened again, {untouched} left alone: their lists have not changed\n",
        outdated.len()
    );
    for change in &changes {
        text.push_str(&format!("\n{}\n", terminal_text(&change.name)));
        for (word, parties) in [
            ("new match", &change.new),
            ("no longer a match", &change.gone),
            ("listing amended", &change.amended),
        ] {
            for (id, name) in parties {
                text.push_str(&terminal_text(&format!("  {word}: {id} {name}")));
                text.push('\n');
            }
        }
    }
    if changes.is_empty() && !outdated.is_empty() {
        text.push_str("nothing differs\n");
    }
    print(&text)
}
