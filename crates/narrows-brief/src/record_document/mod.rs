//! Answers of the policy record laid out as documents.

mod ask;
mod commitment;
mod disputes;
mod due;
mod next;
mod progress;
mod score;
mod show;
mod timeline;
mod who;

use narrows_core::Economy;
use narrows_record::SourceCited;

use crate::document::{Block, Document, Section};

pub use ask::ask_document;
pub(crate) use commitment::{commitment_sources, force_words};
pub use disputes::disputes_document;
pub use due::due_document;
pub use next::next_document;
pub use progress::progress_document;
pub use score::score_document;
pub use show::show_document;
pub use timeline::timeline_document;
pub use who::who_document;

/// A document without credits: the record's sources stand in a section of
/// their own.
fn document(title: String, subtitle: String, sections: Vec<Section>) -> Document {
    Document {
        title,
        subtitle,
        sections,
        credits: Vec::new(),
    }
}

fn section(id: &str, heading: impl Into<String>, blocks: Vec<Block>) -> Section {
    Section {
        id: id.to_owned(),
        heading: heading.into(),
        level: 2,
        detail: false,
        blocks,
    }
}

/// The sources, each once, as a section.
fn sources_section<'a>(sources: impl Iterator<Item = &'a SourceCited>) -> Option<Section> {
    let mut shown: Vec<&SourceCited> = Vec::new();
    for source in sources {
        if !shown.iter().any(|known| known.id == source.id) {
            shown.push(source);
        }
    }
    shown.sort_by(|a, b| a.tier.cmp(&b.tier).then_with(|| a.id.cmp(&b.id)));
    let items: Vec<String> = shown
        .into_iter()
        .map(|source| {
            let mut words = format!(
                "{}: {} ({}), {}; published {}; tier {}, {}",
                source.id,
                source.title,
                source.publisher,
                source.basis_words(),
                source.published,
                source.tier,
                source.tier_words()
            );
            if let Some(origin) = &source.copy_of {
                words.push_str(&format!("; a copy of {origin}"));
            }
            if let Some(address) = &source.address {
                words.push_str(&format!(". {address}"));
            }
            words
        })
        .collect();
    (!items.is_empty()).then(|| section("record-sources", "Sources", vec![Block::List(items)]))
}

/// Ids of sources with tier and how much was read, on one line.
fn source_words(sources: &[SourceCited]) -> String {
    sources
        .iter()
        .map(|source| {
            format!(
                "{} (tier {}, {})",
                source.id,
                source.tier,
                source.basis_words()
            )
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// A list of names as it is said: `Japan and the United States`.
pub(crate) fn joined(names: &[String]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| Economy::find(name).map_or_else(|_| name.clone(), Economy::name_in_sentence))
        .collect();
    match names.as_slice() {
        [] => "nobody named".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The same with its first letter in upper case.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
