//! What was agreed, how firmly, and what came of it.

use narrows_record::AskAnswer;

use super::commitment::commitment_section;
use super::{document, joined, section, source_words, sources_section};
use crate::document::{Block, Document};

/// The answer to `ask` as a document.
#[must_use]
pub fn ask_document(answer: &AskAnswer) -> Document {
    let mut sections: Vec<_> = answer.commitments.iter().map(commitment_section).collect();
    let instruments: Vec<String> = answer
        .instruments
        .iter()
        .map(|found| {
            let kind = found.kind.map_or_else(String::new, |kind| {
                format!("{kind} of {}; ", joined(&found.parties))
            });
            format!(
                "{}: {kind}{}; sources: {}; record: {}",
                found.name,
                found.standing.words,
                source_words(&found.sources),
                found.id
            )
        })
        .collect();
    if !instruments.is_empty() {
        sections.push(section(
            "instruments",
            "Texts that name it",
            vec![Block::List(instruments)],
        ));
    }
    let left_out = (answer.commitments_found + answer.instruments_found)
        .saturating_sub(answer.commitments.len() + answer.instruments.len());
    if left_out > 0 {
        sections.push(section(
            "left-out",
            "Left out",
            vec![Block::Paragraph(format!(
                "{left_out} more; raise --limit, or narrow the question with --between or --forum."
            ))],
        ));
    }
    let sources = answer
        .commitments
        .iter()
        .flat_map(|found| &found.sources)
        .chain(answer.instruments.iter().flat_map(|found| &found.sources));
    sections.extend(sources_section(sources));
    let count = match answer.commitments_found {
        0 => "No commitment".to_owned(),
        1 => "1 commitment".to_owned(),
        many => format!("{many} commitments"),
    };
    document(
        format!("The record on {}", answer.understood),
        format!("As of {}. {count}, firmest first.", answer.as_of),
        sections,
    )
}
