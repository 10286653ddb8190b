//! The manifest: which vintages the lake holds, from which originals, under
//! which licence. A vintage that is not in the manifest is not in the lake.

use std::fmt;
use std::path::Path;

use narrows_core::HsRevision;
use serde::{Deserialize, Serialize};

use crate::LakeError;
use crate::landing::write_whole;

/// What a table holds; its columns are in `docs/src/data/tables.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// Bilateral flows by year and HS code.
    Trade,
    /// Mineral statistics: production, capacity, reserves, prices, reliance.
    MineralStatistics,
    /// Governance estimates by economy and year.
    Governance,
    /// Codes and names of economies.
    Economies,
    /// Titles of HS codes.
    HsTitles,
    /// Supply shares by material, stage and economy.
    SupplyShares,
    /// Uses of materials by sector.
    MaterialUses,
    /// Published criticality scores over the assessments.
    CriticalityScores,
    /// National customs statistics at eight to ten digits.
    NationalTrade,
    /// Which HS codes of two revisions hold the same goods.
    HsConcordance,
    /// Trade as each economy reported it, both sides of a flow.
    ReportedTrade,
    /// How able and willing producers are to supply an importer.
    ProducerSupply,
    /// What industries add, spend on a material and earn.
    IndustryExpenditure,
}

impl TableKind {
    /// The file name without its ending.
    #[must_use]
    pub fn file_stem(self) -> &'static str {
        match self {
            Self::Trade => "trade",
            Self::MineralStatistics => "mineral_statistics",
            Self::Governance => "governance",
            Self::Economies => "economies",
            Self::HsTitles => "hs_titles",
            Self::SupplyShares => "supply_shares",
            Self::MaterialUses => "material_uses",
            Self::CriticalityScores => "criticality_scores",
            Self::NationalTrade => "national_trade",
            Self::HsConcordance => "hs_concordance",
            Self::ReportedTrade => "reported_trade",
            Self::ProducerSupply => "producer_supply",
            Self::IndustryExpenditure => "industry_expenditure",
        }
    }
}

impl fmt::Display for TableKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file_stem().replace('_', " "))
    }
}

/// A file as it was downloaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Original {
    /// File name without its folder.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// One Parquet file of a vintage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// What it holds.
    pub kind: TableKind,
    /// Path below the lake's folder, with `/`.
    pub path: String,
    /// Rows.
    pub rows: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// One vintage of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VintageEntry {
    /// Source id, such as `baci-hs92`.
    pub source: String,
    /// The release, such as `V202601`.
    pub vintage: String,
    /// Title for people.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Licence, by name.
    pub licence: String,
    /// The credit that the licence asks for.
    pub attribution: String,
    /// Where the original is published.
    pub address: String,
    /// Importer and its version, such as `baci 1`.
    pub importer: String,
    /// Revision of the Harmonized System, for trade and titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hs_revision: Option<HsRevision>,
    /// First and last year in the tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<(i32, i32)>,
    /// What a reader must know of this vintage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The files it was built from.
    pub originals: Vec<Original>,
    /// The tables it consists of.
    pub tables: Vec<TableEntry>,
    /// Rows that were refused and stand in the quarantine file.
    pub rejected_rows: u64,
}

impl VintageEntry {
    /// Rows of all tables.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// All vintages, ordered by source and vintage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this file's form; 1.
    pub format: u32,
    /// The vintages.
    pub vintages: Vec<VintageEntry>,
}

const FORMAT: u32 = 1;
pub(crate) const FILE_NAME: &str = "manifest.json";

impl Manifest {
    pub(crate) fn from_json(path: &Path, text: &str) -> Result<Self, LakeError> {
        let invalid = |reason: String| LakeError::Manifest {
            path: path.to_owned(),
            reason,
        };
        let manifest: Self = serde_json::from_str(text)
            .map_err(|error| invalid(format!("not a manifest of narrows: {error}")))?;
        if manifest.format != FORMAT {
            return Err(invalid(format!(
                "its format is {}, this program reads {FORMAT}; use the narrows that wrote it",
                manifest.format
            )));
        }
        for table in manifest.vintages.iter().flat_map(|entry| &entry.tables) {
            // No other form is ever written, and none is followed: neither one
            // that leads out of the lake nor one whose folder holds others.
            let path = Path::new(&table.path);
            let inside = path
                .components()
                .all(|part| matches!(part, std::path::Component::Normal(_)));
            if !inside || path.components().count() != 3 {
                return Err(invalid(format!(
                    "the table path {:?} is not of the form source/vintage/table, so it may lead \
                     out of the lake",
                    table.path
                )));
            }
        }
        Ok(manifest)
    }

    /// Reads the manifest of a lake folder; an absent one is an empty one.
    pub(crate) fn read(lake: &Path) -> Result<Self, LakeError> {
        let path = lake.join(FILE_NAME);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::from_json(&path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self {
                format: FORMAT,
                vintages: Vec::new(),
            }),
            Err(error) => Err(LakeError::io(&path, "read the manifest")(error)),
        }
    }

    /// Whether a table lies in this folder. Some systems do not tell upper case
    /// from lower.
    pub(crate) fn points_into(&self, folder: &str) -> bool {
        let folder = folder.to_lowercase();
        self.vintages
            .iter()
            .flat_map(|entry| &entry.tables)
            .filter_map(|table| table.path.rsplit_once('/'))
            .any(|(known, _)| known.to_lowercase() == folder)
    }

    /// Puts the entry in its place, instead of the same vintage's old one.
    pub(crate) fn put(&mut self, entry: VintageEntry) {
        self.format = FORMAT;
        self.vintages
            .retain(|known| (&known.source, &known.vintage) != (&entry.source, &entry.vintage));
        self.vintages.push(entry);
        self.vintages
            .sort_by(|a, b| (&a.source, &a.vintage).cmp(&(&b.source, &b.vintage)));
    }

    pub(crate) fn write(&self, lake: &Path) -> Result<(), LakeError> {
        let path = lake.join(FILE_NAME);
        let mut text = serde_json::to_string_pretty(self).map_err(|error| LakeError::Manifest {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        text.push('\n');
        write_whole(&path, text.as_bytes())
    }
}
