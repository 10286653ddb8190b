//! The importers: one file a source. Each reads originals as they are
//! downloaded, writes its tables into a landing and its refused rows into the
//! quarantine.

mod baci;
mod comtrade;
mod country_codes;
mod eu_crm;
mod hs_concordance;
mod hs_titles;
mod mapped_csv;
mod shared_texts;
mod usgs_mcs;
mod usgs_supply_risk;
mod wgi;
mod world_mining_data;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use narrows_core::HsRevision;

use crate::LakeError;
use crate::archive::{Limits, file_name};
use crate::landing::{Landing, sha256_of_file};
use crate::manifest::{Original, TableKind, VintageEntry};
use crate::progress::{Progress, ProgressUnit};
use crate::quarantine::{Quarantine, Rejection, RejectionSummary};

/// Which kind of original is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Importer {
    /// CEPII BACI bilateral trade: the zip as downloaded, CSV, or Parquet.
    Baci,
    /// USGS Mineral Commodity Summaries data release (CSV).
    UsgsMcs,
    /// Worldwide Governance Indicators.
    Wgi,
    /// Codes and names of economies.
    CountryCodes,
    /// Titles of HS codes (UN Comtrade classification JSON, or HS 2022 CSV).
    HsTitles,
    /// Tables of the EU study on critical raw materials.
    EuCrm,
    /// Any delimited table, through a mapping file.
    MappedCsv,
    /// World Mining Data: production by economy (xlsx, or CSV).
    WorldMiningData,
    /// Correlation and conversion tables between HS revisions (xls or xlsx).
    HsConcordance,
    /// UN Comtrade: the API's JSON, or CSV files of reported trade.
    Comtrade,
    /// Inputs of the USGS supply risk, in the forms of this project (CSV).
    UsgsSupplyRisk,
}

impl Importer {
    /// All importers.
    pub const ALL: [Self; 11] = [
        Self::Baci,
        Self::UsgsMcs,
        Self::Wgi,
        Self::CountryCodes,
        Self::HsTitles,
        Self::EuCrm,
        Self::MappedCsv,
        Self::WorldMiningData,
        Self::HsConcordance,
        Self::Comtrade,
        Self::UsgsSupplyRisk,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Baci => "baci",
            Self::UsgsMcs => "usgs-mcs",
            Self::Wgi => "wgi",
            Self::CountryCodes => "country-codes",
            Self::HsTitles => "hs-titles",
            Self::EuCrm => "eu-crm",
            Self::MappedCsv => "csv",
            Self::WorldMiningData => "world-mining-data",
            Self::HsConcordance => "hs-concordance",
            Self::Comtrade => "comtrade",
            Self::UsgsSupplyRisk => "usgs-supply-risk",
        }
    }
}

impl fmt::Display for Importer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Importer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|importer| importer.name() == text)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|importer| importer.name()).collect();
                format!("{text:?} is no importer; there are {}", names.join(", "))
            })
    }
}

/// What to import.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// How to read it.
    pub importer: Importer,
    /// The files, in any order.
    pub originals: Vec<PathBuf>,
    /// The vintage, where the file does not tell it or tells it wrongly.
    pub vintage: Option<String>,
    /// The HS revision, where the file does not tell it.
    pub revision: Option<HsRevision>,
    /// What a reader must know of this vintage.
    pub note: String,
    /// The mapping file of [`Importer::MappedCsv`], or the name of a mapping
    /// that is part of the program; no other importer takes one.
    pub mapping: Option<PathBuf>,
    /// Limits for hostile files.
    pub limits: Limits,
}

impl ImportRequest {
    /// A request with the vintage and revision to be read from the files.
    #[must_use]
    pub fn new(importer: Importer, originals: Vec<PathBuf>) -> Self {
        Self {
            importer,
            originals,
            vintage: None,
            revision: None,
            note: String::new(),
            mapping: None,
            limits: Limits::default(),
        }
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSummary {
    /// The vintage as the manifest now has it.
    pub entry: VintageEntry,
    /// The refused rows.
    pub rejections: RejectionSummary,
    /// Their file, where there are any.
    pub quarantine: Option<PathBuf>,
}

/// What an importer is given to work with.
pub(crate) struct ImportContext<'a> {
    pub(crate) request: &'a ImportRequest,
    pub(crate) landing: &'a Landing,
    pub(crate) quarantine: Quarantine,
    pub(crate) progress: &'a dyn Progress,
    /// Rows read, refused ones included.
    pub(crate) rows_read: u64,
}

impl ImportContext<'_> {
    /// Refuses a row.
    pub(crate) fn reject(
        &mut self,
        file: &str,
        line: u64,
        field: &str,
        found: &str,
        reason: &str,
    ) -> Result<(), LakeError> {
        self.quarantine.reject(Rejection {
            file: file.to_owned(),
            line,
            field: field.to_owned(),
            found: found.to_owned(),
            reason: reason.to_owned(),
        })
    }

    /// The text of the only original, or an error that says that one is read.
    pub(crate) fn only_original(&self) -> Result<&Path, LakeError> {
        match self.request.originals.as_slice() {
            [one] => Ok(one),
            _ => Err(LakeError::Unstated {
                what: "the original",
                remedy: format!("{} reads one file at a time", self.request.importer),
            }),
        }
    }
}

/// What an importer hands back: all of the manifest's entry that it knows.
pub(crate) struct Imported {
    pub(crate) source: String,
    pub(crate) vintage: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) licence: String,
    pub(crate) attribution: String,
    pub(crate) address: String,
    /// Raised when the importer reads the same original differently.
    pub(crate) importer_version: u32,
    pub(crate) hs_revision: Option<HsRevision>,
    pub(crate) years: Option<(i32, i32)>,
    pub(crate) note: String,
    pub(crate) tables: Vec<TableKind>,
}

/// Imports originals into the lake in `folder`.
///
/// # Errors
/// If an original cannot be read, breaks a limit, or holds too few usable
/// rows. The lake is then as it was before.
pub fn import(
    folder: &Path,
    request: &ImportRequest,
    progress: &dyn Progress,
) -> Result<ImportSummary, LakeError> {
    if request.originals.is_empty() {
        return Err(LakeError::Unstated {
            what: "the original",
            remedy: "name the file to import".to_owned(),
        });
    }
    if let Some(vintage) = &request.vintage {
        check_vintage(vintage)?;
    }
    let mut originals = request
        .originals
        .iter()
        .map(|path| describe_original(path, progress))
        .collect::<Result<Vec<_>, _>>()?;
    if let Some(mapping) = &request.mapping {
        if request.importer != Importer::MappedCsv {
            return Err(LakeError::NotReadable {
                path: mapping.display().to_string(),
                line: None,
                reason: format!(
                    "{} reads a form of its own and takes no mapping; the importer csv does",
                    request.importer
                ),
            });
        }
        originals.push(mapped_csv::describe(mapping)?);
    }
    let landing = Landing::begin(folder)?;
    let mut context = ImportContext {
        request,
        landing: &landing,
        quarantine: Quarantine::new(landing.quarantine_path()),
        progress,
        rows_read: 0,
    };
    let imported = match request.importer {
        Importer::Baci => baci::import(&mut context),
        Importer::UsgsMcs => usgs_mcs::import(&mut context),
        Importer::Wgi => wgi::import(&mut context),
        Importer::CountryCodes => country_codes::import(&mut context),
        Importer::HsTitles => hs_titles::import(&mut context),
        Importer::EuCrm => eu_crm::import(&mut context),
        Importer::MappedCsv => mapped_csv::import(&mut context),
        Importer::WorldMiningData => world_mining_data::import(&mut context),
        Importer::HsConcordance => hs_concordance::import(&mut context),
        Importer::Comtrade => comtrade::import(&mut context),
        Importer::UsgsSupplyRisk => usgs_supply_risk::import(&mut context),
    }?;
    let rows_read = context.rows_read;
    let rejections = context.quarantine.finish()?;
    let accepted = rows_read.saturating_sub(rejections.total);
    if accepted == 0 || rejections.total > accepted {
        return Err(LakeError::TooManyRejected {
            path: originals[..request.originals.len()]
                .iter()
                .map(|original| original.name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            read: rows_read,
            accepted,
            first: rejections
                .first
                .map_or_else(|| "there are no rows".to_owned(), |first| first.to_string()),
        });
    }
    check_vintage(&imported.vintage)?;
    let note = [imported.note.as_str(), request.note.as_str()]
        .into_iter()
        .filter(|note| !note.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let entry = VintageEntry {
        source: imported.source,
        vintage: imported.vintage,
        title: imported.title,
        publisher: imported.publisher,
        licence: imported.licence,
        attribution: imported.attribution,
        address: imported.address,
        importer: format!("{} {}", request.importer, imported.importer_version),
        hs_revision: imported.hs_revision,
        years: imported.years,
        note,
        originals,
        tables: Vec::new(),
        rejected_rows: rejections.total,
    };
    let entry = landing.commit(entry, &imported.tables)?;
    let quarantine = (rejections.total > 0)
        .then(|| entry.tables.first())
        .flatten()
        .map(|table| {
            folder
                .join(&table.path)
                .with_file_name(crate::landing::QUARANTINE_FILE)
        });
    Ok(ImportSummary {
        entry,
        rejections,
        quarantine,
    })
}

/// The name of a vintage is shown, typed and made part of a path.
pub(crate) fn check_vintage(vintage: &str) -> Result<(), LakeError> {
    let usable = !vintage.trim().is_empty()
        && vintage.chars().count() <= 100
        && !vintage.chars().any(char::is_control);
    if usable {
        return Ok(());
    }
    Err(LakeError::Unstated {
        what: "a usable name of the vintage",
        remedy: "say one of at most 100 characters with --vintage, for example --vintage V202601"
            .to_owned(),
    })
}

fn describe_original(path: &Path, progress: &dyn Progress) -> Result<Original, LakeError> {
    let metadata = std::fs::metadata(path).map_err(LakeError::io(path, "open"))?;
    if metadata.is_dir() {
        return Err(LakeError::NotReadable {
            path: path.display().to_string(),
            line: None,
            reason: "a folder; name the file inside it".to_owned(),
        });
    }
    if !metadata.is_file() {
        // It could be read only once, or without end.
        return Err(LakeError::NotReadable {
            path: path.display().to_string(),
            line: None,
            reason: "no regular file; save what it gives to a file and name that".to_owned(),
        });
    }
    let bytes = metadata.len();
    let name = file_name(path);
    progress.start(
        &format!("checksum {name}"),
        Some(bytes),
        ProgressUnit::Bytes,
    );
    let sha256 = sha256_of_file(path, &mut |count| progress.advance(count))?;
    progress.finish();
    Ok(Original {
        name,
        bytes,
        sha256,
    })
}

/// Runs one importer over arbitrary bytes in a folder of its own.
#[doc(hidden)]
pub fn fuzz_import(importer: Importer, file_name: &str, bytes: &[u8], folder: &Path) {
    let path = folder.join(file_name);
    if std::fs::write(&path, bytes).is_err() {
        return;
    }
    let request = ImportRequest {
        vintage: Some("fuzz".to_owned()),
        revision: Some(HsRevision::Hs1992),
        limits: Limits {
            member_bytes: 1 << 22,
            whole_bytes: 1 << 22,
            line_bytes: 1 << 16,
            ..Limits::default()
        },
        ..ImportRequest::new(importer, vec![path])
    };
    let _ = import(&folder.join("lake"), &request, &crate::NoProgress);
}

/// Imports a table through a mapping, both of them arbitrary bytes.
#[doc(hidden)]
pub fn fuzz_mapping(mapping: &[u8], table: &[u8], folder: &Path) {
    let mapping_path = folder.join("mapping.toml");
    let table_path = folder.join("table.csv");
    if std::fs::write(&mapping_path, mapping).is_err()
        || std::fs::write(&table_path, table).is_err()
    {
        return;
    }
    let request = ImportRequest {
        vintage: Some("fuzz".to_owned()),
        revision: Some(HsRevision::Hs2022),
        mapping: Some(mapping_path),
        limits: Limits {
            member_bytes: 1 << 22,
            whole_bytes: 1 << 22,
            line_bytes: 1 << 16,
            ..Limits::default()
        },
        ..ImportRequest::new(Importer::MappedCsv, vec![table_path])
    };
    let _ = import(&folder.join("lake"), &request, &crate::NoProgress);
}

/// The names of the mappings that are part of the program, with commas
/// between them.
#[must_use]
pub fn shipped_mappings() -> String {
    mapped_csv::builtin_names()
}
