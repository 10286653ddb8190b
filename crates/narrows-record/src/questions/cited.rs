//! Sources as answers cite them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Inquiry;
use crate::error::RecordError;
use crate::record::Record;
use crate::value::Value;
use crate::words::Basis;

/// A source with what a reader needs to weigh it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceCited {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// 1 official text, 2 official summary, 3 agency or newspaper, 4 other.
    pub tier: i64,
    /// When it was published, in EDTF.
    pub published: String,
    /// How much of it was read.
    pub basis: Basis,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The release that it is a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// The words that say it, where they may be shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
}

impl SourceCited {
    /// The tier in words.
    #[must_use]
    pub fn tier_words(&self) -> &'static str {
        match self.tier {
            1 => "official text",
            2 => "official summary",
            3 => "agency or newspaper",
            _ => "other",
        }
    }

    /// How much was read, in words.
    #[must_use]
    pub fn basis_words(&self) -> &'static str {
        match self.basis {
            Basis::FullText => "read in full",
            Basis::Part => "read in part",
            Basis::Summary => "known from a summary alone",
        }
    }
}

/// How many releases stand behind these sources: copies of one release count
/// once.
pub(super) fn independent(
    inquiry: &Inquiry<'_>,
    sources: &[SourceCited],
) -> Result<usize, RecordError> {
    let mut roots = BTreeSet::new();
    for source in sources {
        let mut root = source.id.clone();
        // The validator refuses circles; a record that was not validated may
        // have one.
        for _ in 0..16 {
            let Some(origin) = inquiry
                .record(&root)?
                .and_then(|record| record.reference("origin").map(ToString::to_string))
            else {
                break;
            };
            root = origin;
        }
        roots.insert(root);
    }
    Ok(roots.len())
}

/// The sources of a record's statements that count, best tier first.
pub(super) fn cited(
    inquiry: &Inquiry<'_>,
    record: &Record,
) -> Result<Vec<SourceCited>, RecordError> {
    let mut found = Vec::new();
    for (id, basis) in record.sources() {
        let mut quotes: Vec<String> = Vec::new();
        let spans = record
            .statements
            .iter()
            .filter(|statement| statement.counts())
            .flat_map(|statement| &statement.sources)
            .filter(|used| used.source == *id)
            .filter_map(|used| used.span.as_ref()?.quote.as_deref());
        for quote in spans {
            let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
            if !quotes.contains(&quote) {
                quotes.push(quote);
            }
        }
        found.push(match inquiry.record(id.as_str())? {
            Some(source) => SourceCited {
                id: id.to_string(),
                title: source.name().to_owned(),
                publisher: source.text("publisher").unwrap_or_default().to_owned(),
                tier: source.whole("tier").unwrap_or(4),
                published: source
                    .date("published")
                    .map_or_else(String::new, ToString::to_string),
                basis,
                address: source.all("address").first().and_then(|statement| {
                    match &statement.value {
                        Value::Text(address) => Some(address.clone()),
                        _ => None,
                    }
                }),
                copy_of: source.reference("origin").map(ToString::to_string),
                quotes,
            },
            None => SourceCited {
                id: id.to_string(),
                title: "not in the record".to_owned(),
                publisher: String::new(),
                tier: 4,
                published: String::new(),
                basis,
                address: None,
                copy_of: None,
                quotes,
            },
        });
    }
    found.sort_by(|a, b| a.tier.cmp(&b.tier).then_with(|| a.id.cmp(&b.id)));
    Ok(found)
}
