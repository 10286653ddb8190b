//! Which record is asked: the one inside the program with the user's own beside
//! it, or a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use narrows_record::{Index, RecordSet, stamp};

use crate::arguments::Global;
use crate::commands::lake_folder;
use crate::failure::Failure;

/// The folder of the user's own records, inside that of the lake.
const OWN_RECORD: &str = "record";
/// The file of the index, inside that of the lake.
const INDEX: &str = "record-index.sqlite";

/// Which record, and as of which day.
#[derive(Debug, Args)]
pub(super) struct RecordOptions {
    /// Folder of a record that is complete in itself; without it, the record in
    /// the program, with the records in NARROWS_HOME/record beside it.
    #[arg(long, value_name = "DIR")]
    pub(super) record: Option<PathBuf>,
    /// The day of the question; without it, the day of the record's last
    /// source.
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
}

/// A record that was chosen, not yet read.
pub(super) struct HeldRecord {
    shipped: bool,
    folder: Option<PathBuf>,
    index: Option<PathBuf>,
}

impl HeldRecord {
    pub(super) fn chosen(global: &Global, record: Option<&PathBuf>) -> Self {
        let home = lake_folder(global);
        let index = home.as_ref().map(|home| home.join(INDEX));
        match record {
            Some(folder) => Self {
                shipped: false,
                folder: Some(folder.clone()),
                index,
            },
            None => Self {
                shipped: true,
                folder: home
                    .map(|home| home.join(OWN_RECORD))
                    .filter(|folder| folder.is_dir()),
                index,
            },
        }
    }

    /// The records themselves.
    pub(super) fn read(&self) -> Result<RecordSet, Failure> {
        let own = self
            .folder
            .as_deref()
            .map(RecordSet::read_folder)
            .transpose()?;
        Ok(match (self.shipped, own) {
            (true, Some(own)) => RecordSet::shipped()?.with(own),
            (true, None) => RecordSet::shipped()?,
            (false, own) => own.unwrap_or_default(),
        })
    }

    /// An index of the records with those of another folder beside them; of a
    /// folder that holds no record yet there is nothing beside.
    pub(super) fn index_beside(&self, folder: &Path) -> Result<Index, Failure> {
        let holds_records = narrows_record::Kind::ALL
            .iter()
            .any(|kind| folder.join(kind.as_str()).is_dir());
        if !holds_records {
            return self.index();
        }
        let beside = RecordSet::read_folder(folder)?;
        Ok(Index::in_memory(&self.read()?.with(beside))?)
    }

    fn stamp(&self) -> Result<String, Failure> {
        Ok(stamp(self.shipped, self.folder.as_deref())?)
    }

    /// The index in the user's folder where it fits the files, or else one in
    /// memory.
    pub(super) fn index(&self) -> Result<Index, Failure> {
        if let Some(path) = self.index.as_ref().filter(|path| path.is_file())
            && let Some(index) = Index::open(path, &self.stamp()?)
        {
            return Ok(index);
        }
        Ok(Index::in_memory(&self.read()?)?)
    }

    /// Writes the index; returns its path and how many records it holds.
    pub(super) fn reindex(&self) -> Result<(PathBuf, usize), Failure> {
        let path = self.index.clone().ok_or_else(|| {
            Failure::Usage("there is no folder for the index; say --lake DIR".to_owned())
        })?;
        let stamp = self.stamp()?;
        let set = self.read()?;
        Index::write(&set, &path, &stamp)?;
        Ok((path, set.len()))
    }
}

impl RecordOptions {
    /// The index to ask and the day to ask for.
    pub(super) fn open(&self, global: &Global) -> Result<(Index, Date), Failure> {
        let index = HeldRecord::chosen(global, self.record.as_ref()).index()?;
        let as_of = match self.as_of {
            Some(day) => day,
            None => index.last_day()?,
        };
        Ok((index, as_of))
    }
}
