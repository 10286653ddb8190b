//! One record with all of its statements.

use narrows_record::{ReviewState, ShowAnswer};

use super::{document, section, sources_section};
use crate::document::{Block, Document};
use crate::table::{Column, Table};

/// The answer to `show` as a document.
#[must_use]
pub fn show_document(answer: &ShowAnswer) -> Document {
    let mut table = Table::new(vec![
        Column::words("property", 0),
        Column::words("value", 0),
        Column::words("reviewed", 2),
        Column::words("rank", 4),
        Column::words("sources", 3),
    ]);
    let mut notes = Vec::new();
    for statement in &answer.statements {
        let review = match (&statement.by, statement.review) {
            (Some(by), ReviewState::Accepted) => by.clone(),
            (Some(by), state) => format!("{state} by {by}"),
            (None, state) => state.to_string(),
        };
        let sources: Vec<String> = statement
            .sources
            .iter()
            .map(|(id, basis)| format!("{id} ({})", basis.replace('_', " ")))
            .collect();
        table.row(vec![
            statement.property.to_owned(),
            statement.value.clone(),
            review,
            statement.rank.to_string(),
            sources.join("; "),
        ]);
        if let Some(note) = &statement.note {
            notes.push(format!("{}: {note}", statement.property));
        }
    }
    let mut blocks = vec![Block::Rows(String::new(), table)];
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    let mut sections = vec![section("statements", "Statements", blocks)];
    if !answer.disputes.is_empty() {
        sections.push(section(
            "disputes",
            "In dispute",
            vec![Block::List(answer.disputes.clone())],
        ));
    }
    if !answer.referred_by.is_empty() {
        let items = answer
            .referred_by
            .iter()
            .map(|(id, property)| format!("{id} ({property})"))
            .collect();
        sections.push(section(
            "referred-by",
            "Referred to by",
            vec![Block::List(items)],
        ));
    }
    sections.extend(sources_section(answer.sources.iter()));
    let standing = answer
        .standing
        .as_ref()
        .map_or_else(String::new, |words| format!(" {}.", super::capital(words)));
    document(
        answer.label.clone(),
        format!(
            "{} {}.{standing}",
            super::capital(&answer.kind.to_string()),
            answer.id
        ),
        sections,
    )
}
