//! The source that a mapping makes of its table, as the manifest names it.

use narrows_core::HsRevision;
use serde::Deserialize;

/// The source, as the mapping says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) licence: String,
    pub(super) attribution: String,
    #[serde(default)]
    pub(super) address: String,
    pub(super) vintage: Option<String>,
    #[serde(default)]
    pub(super) note: String,
    pub(super) hs_revision: Option<HsRevision>,
}

/// Sources of the importers that read a form of their own.
const RESERVED: [&str; 9] = [
    "baci-",
    "usgs-mcs",
    "wgi-",
    "country-codes",
    "hs-titles-",
    "eu-crm",
    "world-mining-data",
    "hs-concordance",
    "comtrade-",
];

/// Whether it can be named beside figures, and is no other importer's.
pub(super) fn check_source(source: &Source) -> Result<(), String> {
    let id = &source.id;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || id.len() > 60 || !id.chars().all(plain) {
        return Err(format!(
            "source.id: {id:?} is not made of at most 60 lower-case letters, digits and hyphens"
        ));
    }
    if RESERVED.iter().any(|reserved| id.starts_with(reserved)) {
        return Err(format!(
            "source.id: {id:?} belongs to another importer; choose another"
        ));
    }
    for (field, text) in [
        ("title", &source.title),
        ("publisher", &source.publisher),
        ("licence", &source.licence),
        ("attribution", &source.attribution),
    ] {
        if text.trim().is_empty() {
            return Err(format!(
                "source.{field} is empty: a figure is shown with its source"
            ));
        }
    }
    Ok(())
}
