//! What is overdue, falls due, is open or silent.

use narrows_record::{CommitmentAnswer, DueAnswer, StandingKind};

use super::{document, joined, section, sources_section};
use crate::document::{Block, Document};

/// The answer to `due` as a document.
#[must_use]
pub fn due_document(answer: &DueAnswer) -> Document {
    let groups = [
        (StandingKind::Overdue, "overdue", "Overdue"),
        (StandingKind::FallsDue, "falls-due", "Falls due"),
        (StandingKind::Open, "open", "Open, with a date"),
        (
            StandingKind::OpenWithoutDate,
            "no-date",
            "Open, no date given",
        ),
        (StandingKind::NoPromise, "no-promise", "No promise"),
    ];
    let mut sections = Vec::new();
    for (kind, id, heading) in groups {
        let items: Vec<String> = answer
            .commitments
            .iter()
            .filter(|found| found.standing.kind == kind)
            .map(line)
            .collect();
        if !items.is_empty() {
            sections.push(section(id, heading, vec![Block::List(items)]));
        }
    }
    let left_out = answer.found.saturating_sub(answer.commitments.len());
    if left_out > 0 {
        sections.push(section(
            "left-out",
            "Left out",
            vec![Block::Paragraph(format!("{left_out} more; raise --limit."))],
        ));
    }
    sections.extend(sources_section(
        answer.commitments.iter().flat_map(|found| &found.sources),
    ));
    document(
        super::capital(&answer.understood),
        format!(
            "As of {}. That nothing is recorded does not mean that nothing was done.",
            answer.as_of
        ),
        sections,
    )
}

fn line(found: &CommitmentAnswer) -> String {
    format!(
        "{}: {} ({}): {}; made {}; {} ({})",
        found
            .due
            .as_ref()
            .map_or_else(|| "no date".to_owned(), ToString::to_string),
        joined(&found.actors),
        found.force,
        found.action,
        found.made_on,
        found.standing.words,
        found.id
    )
}
