//! Who held a post.

use narrows_record::{Holder, WhoAnswer, WhoKnown};

use super::{document, section, sources_section};
use crate::document::{Block, Document};

/// The answer to `who` as a document.
#[must_use]
pub fn who_document(answer: &WhoAnswer) -> Document {
    let line = |holder: &Holder| format!("{} ({}): {}", holder.name, holder.id, holder.why);
    let mut blocks = Vec::new();
    let heading = match answer.known {
        WhoKnown::Stated => "Known",
        WhoKnown::Between => "Known by inference",
        WhoKnown::Possible => "Possible, not known",
        WhoKnown::Unknown => "Unknown",
    };
    if answer.holders.is_empty() {
        blocks.push(Block::Paragraph(
            "The record does not say who it was on that day. That somebody is shown in a post on \
             one day does not tell until when they held it."
                .to_owned(),
        ));
    } else {
        blocks.push(Block::List(answer.holders.iter().map(line).collect()));
    }
    let mut sections = vec![section("holders", heading, blocks)];
    if !answer.nearest.is_empty() {
        sections.push(section(
            "nearest",
            "Before and after",
            vec![Block::List(answer.nearest.iter().map(line).collect())],
        ));
    }
    sections.extend(sources_section(
        answer
            .holders
            .iter()
            .chain(&answer.nearest)
            .flat_map(|holder| &holder.sources),
    ));
    let economy = answer
        .economy
        .as_ref()
        .map_or_else(String::new, |economy| format!(", {economy}"));
    document(
        format!("{}{economy}, on {}", answer.title, answer.on),
        format!("Post {}.", answer.post),
        sections,
    )
}
