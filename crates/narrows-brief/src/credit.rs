//! The credit that each source asks for.

use narrows_core::{HsRevision, SourceRef};
use narrows_exposure::{CompiledInSource, compiled_in_source};
use narrows_lake::Lake;
use schemars::JsonSchema;
use serde::Serialize;

/// A source as it is credited at the end of every output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceCredit {
    /// Number by which figures refer to it in a document, from 1.
    pub number: usize,
    /// Id and vintage.
    pub source: SourceRef,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Licence.
    pub licence: String,
    /// The credit the licence asks for.
    pub attribution: String,
    /// Where it is published.
    pub address: String,
    /// Revision of the Harmonized System, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hs_revision: Option<HsRevision>,
    /// What a reader must know of the vintage.
    pub note: String,
    /// SHA-256 of the originals.
    pub originals_sha256: Vec<String>,
}

/// The credits of these sources, numbered in their order.
#[must_use]
pub fn credits(lake: &Lake, sources: &[SourceRef]) -> Vec<SourceCredit> {
    let mut sorted = sources.to_vec();
    sorted.sort();
    sorted.dedup();
    (1..)
        .zip(sorted)
        .map(|(number, source)| {
            let entry = lake
                .vintage(&source.id, &source.vintage)
                .ok()
                .map(|vintage| &vintage.entry);
            let compiled_in = compiled_in_source(&source);
            let text = |read: fn(&narrows_lake::VintageEntry) -> &String,
                        built_in: fn(CompiledInSource) -> &'static str| {
                entry.map_or_else(
                    || compiled_in.map_or_else(String::new, |source| built_in(source).to_owned()),
                    |entry| read(entry).clone(),
                )
            };
            SourceCredit {
                number,
                title: text(|entry| &entry.title, |source| source.title),
                publisher: text(|entry| &entry.publisher, |source| source.publisher),
                licence: text(|entry| &entry.licence, |source| source.licence),
                attribution: text(|entry| &entry.attribution, |source| source.attribution),
                address: text(|entry| &entry.address, |source| source.address),
                note: text(|entry| &entry.note, |_| "Part of the program."),
                hs_revision: entry.and_then(|entry| entry.hs_revision),
                originals_sha256: entry.map_or_else(Vec::new, |entry| {
                    entry
                        .originals
                        .iter()
                        .map(|original| original.sha256.clone())
                        .collect()
                }),
                source,
            }
        })
        .collect()
}
