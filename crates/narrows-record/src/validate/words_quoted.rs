//! Whether quoted words stand where their span says.

use crate::record::{Record, SourceUse};
use crate::record_set::RecordSet;
use crate::span::Anchor;

/// Most characters of a quote: the record points to words, it does not carry
/// texts.
const LONGEST_QUOTE: usize = 400;

/// Whether the span's words are where it says, or why not.
pub(super) fn span_holds(set: &RecordSet, source: &Record, used: &SourceUse) -> Result<(), String> {
    let Some(span) = &used.span else {
        return Ok(());
    };
    if source.text("sha256").is_none() {
        return Err(format!(
            "{} has no sha256, so nobody can tell which text the offsets count in",
            source.id
        ));
    }
    if let Some(quote) = &span.quote {
        let free = source
            .text("licence")
            .is_some_and(|l| l.starts_with("public_domain"));
        if !free {
            return Err(format!(
                "{} is not marked as public domain; give quote_sha256 in place of quote, prefix \
                 and suffix",
                source.id
            ));
        }
        if quote.chars().count() > LONGEST_QUOTE {
            return Err(format!(
                "the quote has more than {LONGEST_QUOTE} characters; quote the words that count"
            ));
        }
    }
    let Some(text) = source.text("text").and_then(|file| set.text(file)) else {
        // The words are with the reader; the offsets must at least hold some.
        return if span.start < span.end {
            Ok(())
        } else {
            Err(format!("it runs from {} to {}", span.start, span.end))
        };
    };
    match span.anchor(text) {
        Anchor::InPlace => Ok(()),
        Anchor::Moved { start, end, .. } => Err(format!(
            "its words now stand at start = {start}, end = {end}"
        )),
        Anchor::Orphaned(why) => Err(format!("orphaned: {why}")),
    }
}
