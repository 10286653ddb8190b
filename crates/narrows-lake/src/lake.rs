//! [`Lake`]: what can be read, from the user's folder and from the program.

use std::path::{Path, PathBuf};

use narrows_core::SourceRef;

use crate::manifest::{Manifest, TableEntry, TableKind, VintageEntry};
use crate::{LakeError, TableFile, embedded};

/// Where a vintage comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Inside the program.
    Embedded,
    /// In the user's folder.
    Imported,
}

/// One vintage that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LakeVintage {
    /// What the manifest says of it.
    pub entry: VintageEntry,
    /// Where it is.
    pub layer: Layer,
}

impl LakeVintage {
    /// How figures refer to it.
    #[must_use]
    pub fn reference(&self) -> SourceRef {
        SourceRef::new(&self.entry.source, &self.entry.vintage)
    }

    /// The table of that kind, where the vintage has one.
    #[must_use]
    pub fn table(&self, kind: TableKind) -> Option<&TableEntry> {
        self.entry.tables.iter().find(|table| table.kind == kind)
    }
}

/// The embedded data and, over them, what the user imported.
#[derive(Debug, Clone)]
pub struct Lake {
    folder: Option<PathBuf>,
    vintages: Vec<LakeVintage>,
}

impl Lake {
    /// The data inside the program alone.
    #[must_use]
    pub fn embedded() -> Self {
        let vintages = embedded::manifest()
            .vintages
            .into_iter()
            .map(|entry| LakeVintage {
                entry,
                layer: Layer::Embedded,
            })
            .collect();
        Self {
            folder: None,
            vintages,
        }
    }

    /// The embedded data and the lake in `folder`, which need not exist yet.
    /// A vintage that both have is read from the folder.
    ///
    /// # Errors
    /// If the folder's manifest cannot be read.
    pub fn open(folder: &Path) -> Result<Self, LakeError> {
        let mut lake = Self::embedded();
        let imported = Manifest::read(folder)?.vintages;
        lake.vintages.retain(|known| {
            !imported.iter().any(|entry| {
                (&entry.source, &entry.vintage) == (&known.entry.source, &known.entry.vintage)
            })
        });
        lake.vintages
            .extend(imported.into_iter().map(|entry| LakeVintage {
                entry,
                layer: Layer::Imported,
            }));
        lake.vintages.sort_by(|a, b| {
            (&a.entry.source, &a.entry.vintage).cmp(&(&b.entry.source, &b.entry.vintage))
        });
        lake.folder = Some(folder.to_owned());
        Ok(lake)
    }

    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// All vintages, by source and vintage.
    #[must_use]
    pub fn vintages(&self) -> &[LakeVintage] {
        &self.vintages
    }

    /// All vintages of one source, oldest name first.
    pub fn vintages_of<'a, 'b>(
        &'a self,
        source: &'b str,
    ) -> impl Iterator<Item = &'a LakeVintage> + use<'a, 'b> {
        self.vintages
            .iter()
            .filter(move |vintage| vintage.entry.source == source)
    }

    /// The vintage that is read unless another is asked for: what the user
    /// imported before what is embedded, then the last by name.
    #[must_use]
    pub fn current(&self, source: &str) -> Option<&LakeVintage> {
        self.vintages_of(source)
            .max_by(|a, b| (a.layer, &a.entry.vintage).cmp(&(b.layer, &b.entry.vintage)))
    }

    /// One vintage of a source.
    ///
    /// # Errors
    /// [`LakeError::NotFound`].
    pub fn vintage(&self, source: &str, vintage: &str) -> Result<&LakeVintage, LakeError> {
        self.vintages_of(source)
            .find(|known| known.entry.vintage == vintage)
            .ok_or_else(|| LakeError::NotFound {
                what: format!("{source} {vintage}"),
            })
    }

    /// Keeps the vintages that are chosen.
    pub(crate) fn retain_vintages(&mut self, chosen: impl FnMut(&LakeVintage) -> bool) {
        self.vintages.retain(chosen);
    }

    /// The current vintages of all sources that hold bilateral trade.
    pub fn trade_sources(&self) -> impl Iterator<Item = &LakeVintage> {
        self.sources_with(TableKind::Trade)
    }

    /// The current vintages of all sources that hold national customs
    /// statistics.
    pub fn national_trade_sources(&self) -> impl Iterator<Item = &LakeVintage> {
        self.sources_with(TableKind::NationalTrade)
    }

    /// The current vintages of all sources that have a table of this kind.
    pub fn sources_with(&self, kind: TableKind) -> impl Iterator<Item = &LakeVintage> {
        let mut sources: Vec<&str> = self
            .vintages
            .iter()
            .filter(|vintage| vintage.table(kind).is_some())
            .map(|vintage| vintage.entry.source.as_str())
            .collect();
        sources.dedup();
        sources
            .into_iter()
            .filter_map(|source| self.current(source))
    }

    /// Opens a table of a vintage.
    ///
    /// # Errors
    /// If the vintage has no such table or the file cannot be opened.
    pub fn open_table(
        &self,
        vintage: &LakeVintage,
        kind: TableKind,
    ) -> Result<TableFile, LakeError> {
        let missing = || LakeError::NotFound {
            what: format!("{} {}: {kind}", vintage.entry.source, vintage.entry.vintage),
        };
        let entry = vintage.table(kind).ok_or_else(missing)?;
        match (vintage.layer, &self.folder) {
            (Layer::Imported, Some(folder)) => TableFile::open(&folder.join(&entry.path)),
            _ => embedded::file(&entry.path)
                .map(|bytes| TableFile::from_bytes(format!("(embedded)/{}", entry.path), bytes))
                .ok_or_else(missing),
        }
    }

    /// The quarantine file of an imported vintage, where rows were refused.
    #[must_use]
    pub fn quarantine_file(&self, vintage: &LakeVintage) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        let table = vintage.entry.tables.first()?;
        let path = folder
            .join(&table.path)
            .with_file_name(crate::landing::QUARANTINE_FILE);
        (vintage.layer == Layer::Imported && path.exists()).then_some(path)
    }
}
