//! What sources disagree on.

use narrows_record::{DisputeState, DisputesAnswer};

use super::{document, section};
use crate::document::{Block, Document};

/// The answer to `disputes` as a document.
#[must_use]
pub fn disputes_document(answer: &DisputesAnswer) -> Document {
    let open = answer
        .disputes
        .iter()
        .filter(|dispute| dispute.state == DisputeState::Open)
        .count();
    let sections = answer
        .disputes
        .iter()
        .map(|dispute| {
            let mut lines: Vec<String> = dispute
                .values
                .iter()
                .map(|value| {
                    format!(
                        "{}: {}, {} (tier {})",
                        value.value, value.source, value.title, value.tier
                    )
                })
                .collect();
            if let Some(resolution) = &dispute.resolution {
                lines.push(format!("resolution: {resolution}"));
            }
            lines.push(format!(
                "about: {} of {} ({}); record: {}",
                dispute.property, dispute.subject, dispute.subject_label, dispute.id
            ));
            section(
                &dispute.id,
                format!("{} ({})", dispute.label, dispute.state),
                vec![Block::List(lines)],
            )
        })
        .collect();
    document(
        "What sources disagree on".to_owned(),
        match answer.disputes.len() {
            1 => format!("1 dispute, {}.", if open == 1 { "open" } else { "settled" }),
            many => format!("{many} disputes, {open} of them open."),
        },
        sections,
    )
}
