//! The meetings of a forum.

use narrows_record::TimelineAnswer;

use super::{document, joined, section, sources_section};
use crate::document::{Block, Document};
use crate::table::{Column, Table};

/// The answer to `timeline` as a document.
#[must_use]
pub fn timeline_document(answer: &TimelineAnswer) -> Document {
    let mut table = Table::new(vec![
        Column::words("date", 0),
        Column::words("meeting", 0),
        Column::words("level", 3),
        Column::words("status", 0),
        Column::words("commitments", 0),
        Column::words("place", 4),
        Column::words("known from", 2),
    ]);
    for meeting in &answer.meetings {
        let from = meeting.sources.first().map_or_else(String::new, |source| {
            format!("tier {}, {}", source.tier, source.basis)
        });
        let disputed = if meeting.disputes.is_empty() {
            ""
        } else {
            " (in dispute)"
        };
        table.row(vec![
            meeting
                .date
                .as_ref()
                .map_or_else(String::new, |date| format!("{date}{disputed}")),
            meeting.label.clone(),
            meeting
                .level
                .map_or_else(String::new, |level| level.to_string()),
            meeting
                .status
                .map_or_else(String::new, |status| status.to_string()),
            meeting.commitment_words(),
            meeting.place.clone().unwrap_or_default(),
            from,
        ]);
    }
    let mut sections = vec![section(
        "meetings",
        "Meetings",
        vec![Block::Rows(String::new(), table)],
    )];
    sections.extend(sources_section(
        answer.meetings.iter().flat_map(|meeting| &meeting.sources),
    ));
    document(
        answer.name.clone(),
        format!("{}. As of {}.", joined(&answer.parties), answer.as_of),
        sections,
    )
}
