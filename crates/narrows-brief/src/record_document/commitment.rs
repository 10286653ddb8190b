//! A commitment as a section.

use narrows_record::{CommitmentAnswer, Force};

use super::{joined, section, source_words};
use crate::document::{Block, Section};

/// What a force means, so that talk is not read as a promise.
pub(crate) fn force_words(force: Force) -> &'static str {
    match force {
        Force::Signed => "signed, in words that bind",
        Force::Agreed => "agreed",
        Force::Announced => "announced",
        Force::Intends => "intended, which is less than agreed",
        Force::Seeks => "sought, which is no promise",
        Force::Requested => "requested, which is no promise",
        Force::Expected => "expected, which is no promise",
        Force::Discussed => "discussed, which is not agreed",
        Force::Noted => "noted, which is not agreed",
        Force::Concerned => "a concern, which is not agreed",
    }
}

/// A commitment with its force, where it was made, where it stands, what came
/// of it, and its sources.
pub(super) fn commitment_section(found: &CommitmentAnswer) -> Section {
    section(
        &found.id,
        format!(
            "{}: {}",
            super::capital(&found.force.to_string()),
            found.action
        ),
        vec![Block::List(lines(found))],
    )
}

fn lines(found: &CommitmentAnswer) -> Vec<String> {
    let mut lines = vec![
        format!("who: {}", joined(&found.actors)),
        format!("how firmly: {}", force_words(found.force)),
    ];
    let mut made = format!("made: {}", found.made_on);
    if let Some(meeting) = &found.meeting {
        made.push_str(&format!(", {} ({})", meeting.name, meeting.standing));
    }
    if let Some(instrument) = &found.instrument {
        made.push_str(&format!(
            ", in {} ({})",
            instrument.name, instrument.standing
        ));
    }
    lines.push(made);
    lines.push(format!("where it stands: {}", found.standing.words));
    if found.follow_ups.is_empty() {
        lines.push("what came of it: nothing is recorded".to_owned());
    }
    for follow_up in &found.follow_ups {
        lines.push(format!("what came of it: {}", follow_up.words()));
    }
    for quote in found.sources.iter().flat_map(|source| &source.quotes) {
        lines.push(format!("the words: \u{201c}{quote}\u{201d}"));
    }
    lines.push(format!("sources: {}", commitment_sources(found)));
    for dispute in &found.disputes {
        lines.push(format!(
            "in dispute: {dispute}; see narrows record disputes --subject {}",
            found.id
        ));
    }
    lines.push(format!("record: {}", found.id));
    lines
}

/// The sources of a commitment on one line, and how many of them are
/// independent.
pub(crate) fn commitment_sources(found: &CommitmentAnswer) -> String {
    let independent = match found.independent_sources {
        0 | 1 => String::new(),
        many => format!("; {many} independent releases"),
    };
    format!("{}{independent}", source_words(&found.sources))
}
