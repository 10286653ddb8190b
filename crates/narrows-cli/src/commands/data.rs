//! `narrows data`.

use std::path::Path;

use narrows_brief::{Column, Table};
use narrows_lake::{
    ExportFormat, ImportRequest, ImportSummary, Lake, Layer, Recipe, export, import, verify,
};

use super::{lake_folder, open_lake};
use crate::arguments::{DataCommand, ExportCommand, ExportForm, Global, ImportCommand};
use crate::failure::Failure;
use crate::output::{print, width};
use crate::progress_bar::Bars;

pub(crate) fn run(global: &Global, command: &DataCommand) -> Result<(), Failure> {
    match command {
        DataCommand::Import(command) => run_import(global, command),
        DataCommand::Status => status(&open_lake(global)?),
        DataCommand::Verify => run_verify(global),
        DataCommand::Vintages { source } => vintages(&open_lake(global)?, source.as_deref()),
        DataCommand::Export(command) => run_export(global, command),
        DataCommand::Concordance(command) => super::concordance::run(global, command),
        DataCommand::Reconcile(command) => super::reconcile::run_reconcile(global, command),
        DataCommand::CompareFlows(command) => super::reconcile::run_compare_flows(global, command),
    }
}

fn run_import(global: &Global, command: &ImportCommand) -> Result<(), Failure> {
    let folder = lake_folder(global).ok_or_else(|| {
        Failure::Usage("name the lake's folder with --lake or NARROWS_HOME".to_owned())
    })?;
    let requests = match (&command.recipe, &command.originals, command.importer) {
        (Some(recipe), Some(originals), _) => Recipe::read(recipe)?.requests(originals)?,
        (_, _, Some(importer)) => vec![ImportRequest {
            vintage: command.vintage.clone(),
            revision: command.revision,
            mapping: command.mapping.clone(),
            ..ImportRequest::new(importer, command.files.clone())
        }],
        _ => {
            return Err(Failure::Usage(
                "name an importer and files, or a recipe".to_owned(),
            ));
        }
    };
    let bars = Bars::new(global.quiet);
    for request in &requests {
        let summary = import(&folder, request, &bars)?;
        print(&summary_text(&summary, &folder))?;
    }
    Ok(())
}

fn summary_text(summary: &ImportSummary, folder: &Path) -> String {
    let entry = &summary.entry;
    let mut text = format!(
        "{} {}: {} rows in {} table{}, {} refused, into {}\n",
        entry.source,
        entry.vintage,
        entry.rows(),
        entry.tables.len(),
        if entry.tables.len() == 1 { "" } else { "s" },
        summary.rejections.total,
        folder.display()
    );
    for ((field, reason), count) in &summary.rejections.by_reason {
        text.push_str(&format!("  {count} rows: {field}: {reason}\n"));
    }
    if let Some(path) = &summary.quarantine {
        text.push_str(&format!("  refused rows: {}\n", path.display()));
    }
    if !entry.note.is_empty() {
        text.push_str(&format!("  note: {}\n", entry.note));
    }
    text
}

fn status(lake: &Lake) -> Result<(), Failure> {
    let mut table = Table::new(vec![
        Column::words("source", 0),
        Column::words("vintage", 0),
        Column::words("where", 0),
        Column::numbers("years", 1),
        Column::numbers("rows", 0),
        Column::numbers("refused", 2),
        Column::words("licence", 3),
    ]);
    for vintage in lake.vintages() {
        let entry = &vintage.entry;
        table.row(vec![
            entry.source.clone(),
            entry.vintage.clone(),
            match vintage.layer {
                Layer::Embedded => "embedded".to_owned(),
                Layer::Imported => "imported".to_owned(),
            },
            entry
                .years
                .map_or_else(String::new, |(from, until)| format!("{from}–{until}")),
            entry.rows().to_string(),
            entry.rejected_rows.to_string(),
            entry.licence.clone(),
        ]);
    }
    print(&table.render(width(None)))
}

fn vintages(lake: &Lake, source: Option<&str>) -> Result<(), Failure> {
    let mut text = String::new();
    for vintage in lake.vintages() {
        let entry = &vintage.entry;
        if source.is_some_and(|source| source != entry.source) {
            continue;
        }
        let current = lake.current(&entry.source) == Some(vintage);
        text.push_str(&format!(
            "{} {}{}\n  {}, {}\n  {}\n  licence: {}\n",
            entry.source,
            entry.vintage,
            if current { " (current)" } else { "" },
            entry.title,
            entry.publisher,
            entry.address,
            entry.licence,
        ));
        if !entry.note.is_empty() {
            text.push_str(&format!("  {}\n", entry.note));
        }
        for original in &entry.originals {
            text.push_str(&format!(
                "  original: {} ({} bytes, sha256 {})\n",
                original.name, original.bytes, original.sha256
            ));
        }
        for table in &entry.tables {
            text.push_str(&format!(
                "  table: {} ({} rows, {} bytes)\n",
                table.kind, table.rows, table.bytes
            ));
        }
    }
    if text.is_empty() {
        return Err(Failure::Usage(format!(
            "{}: not in the lake; `narrows data status` lists what is",
            source.unwrap_or("any source")
        )));
    }
    print(&text)
}

fn run_verify(global: &Global) -> Result<(), Failure> {
    let lake = open_lake(global)?;
    let folder = lake_folder(global);
    let findings = verify(&lake, folder.as_deref(), &Bars::new(global.quiet))?;
    let mut text = String::new();
    let mut faulty = 0;
    for finding in &findings {
        if finding.faults.is_empty() {
            text.push_str(&format!("sound   {} {}\n", finding.vintage, finding.table));
        } else {
            faulty += 1;
            text.push_str(&format!(
                "FAULTY  {} {}: {}\n",
                finding.vintage,
                finding.table,
                finding.faults.join("; ")
            ));
        }
    }
    print(&text)?;
    if faulty > 0 {
        return Err(Failure::Failed(format!(
            "{faulty} of {} tables are faulty",
            findings.len()
        )));
    }
    Ok(())
}

fn run_export(global: &Global, command: &ExportCommand) -> Result<(), Failure> {
    let lake = open_lake(global)?;
    let vintage = match &command.vintage {
        Some(vintage) => lake.vintage(&command.source, vintage)?,
        None => lake.current(&command.source).ok_or_else(|| {
            Failure::Usage(format!(
                "{}: not in the lake; `narrows data status` lists what is",
                command.source
            ))
        })?,
    };
    let format = match command.format {
        ExportForm::Parquet => ExportFormat::Parquet,
        ExportForm::Csv => ExportFormat::Csv,
    };
    let mut text = String::new();
    for path in export(&lake, vintage, format, &command.out)? {
        text.push_str(&format!("{}\n", path.display()));
    }
    print(&text)
}
