//! The questions that a record answers, one file each.

mod ask;
mod cited;
mod commitment_answer;
mod disputes;
mod due;
mod next;
mod progress;
mod rows;
mod show;
mod standing;
mod timeline;
mod who;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use jiff::civil::Date;

use crate::error::RecordError;
use crate::index::Index;
use crate::record::Record;
use crate::words::Kind;

pub use ask::{AskAnswer, AskRequest, InstrumentAnswer};
pub use cited::SourceCited;
pub use commitment_answer::{CommitmentAnswer, FollowUpAnswer, MadeIn};
pub use disputes::{DisputeAnswer, DisputesAnswer, ValueAnswer};
pub use due::{DueAnswer, DueRequest};
pub use next::{NextAnswer, SeriesAnswer};
pub use progress::{IndicatorAsked, ProgressQuestion};
pub use rows::Rows;
pub use show::{ShowAnswer, StatementAnswer};
pub(crate) use standing::days_between;
pub use standing::{InstrumentStanding, Standing, StandingKind};
pub use timeline::{MeetingAnswer, TimelineAnswer};
pub use who::{Holder, WhoAnswer, WhoKnown};

/// A record that is asked on one day.
#[derive(Debug)]
pub struct Inquiry<'a> {
    index: &'a Index,
    as_of: Date,
    read: RefCell<BTreeMap<String, Option<Rc<Record>>>>,
}

impl<'a> Inquiry<'a> {
    /// Questions as of a day: what was not yet known to have happened on it is
    /// left out.
    #[must_use]
    pub fn new(index: &'a Index, as_of: Date) -> Self {
        Self {
            index,
            as_of,
            read: RefCell::default(),
        }
    }

    /// The day.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The record of that id, read once.
    fn record(&self, id: &str) -> Result<Option<Rc<Record>>, RecordError> {
        if let Some(known) = self.read.borrow().get(id) {
            return Ok(known.clone());
        }
        let found = self.index.record(id)?.map(Rc::new);
        self.read.borrow_mut().insert(id.to_owned(), found.clone());
        Ok(found)
    }

    /// The record of that number in the index.
    fn numbered(&self, number: i64) -> Result<Option<Rc<Record>>, RecordError> {
        let ids: Vec<String> = self
            .index
            .column("SELECT id FROM record WHERE number = ?1", &[&number])?;
        ids.first().map_or(Ok(None), |id| self.record(id))
    }

    /// The label of a record; its id where it is not there.
    fn label(&self, id: &str) -> Result<String, RecordError> {
        Ok(self
            .record(id)?
            .map_or_else(|| id.to_owned(), |record| record.label.clone()))
    }

    /// The forum of that id, name or acronym.
    fn forum(&self, name: &str) -> Result<Record, RecordError> {
        if let Some(record) = self.index.record(name)?
            && record.kind == Kind::Forum
        {
            return Ok(record);
        }
        let folded = narrows_core::fold_name(name);
        let mut found = self.index.records(
            "SELECT r.body, r.file FROM name n JOIN record r ON r.number = n.record \
             WHERE (n.folded = ?1 OR r.id = ?2) AND n.kind = 'forum' ORDER BY r.id",
            &[&folded, &name.to_lowercase()],
        )?;
        if found.is_empty() {
            found = self.index.records(
                "SELECT body, file FROM record WHERE id = ?1 AND kind = 'forum'",
                &[&name.to_lowercase()],
            )?;
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => {
                let known: Vec<String> = self.index.column(
                    "SELECT id FROM record WHERE kind = 'forum' ORDER BY id",
                    &[],
                )?;
                Err(RecordError::Unknown(format!(
                    "{name:?} is no forum of the record; there are {}",
                    known.join(", ")
                )))
            }
            _ => {
                let ids: Vec<String> = found.iter().map(|forum| forum.id.to_string()).collect();
                Err(RecordError::Unknown(format!(
                    "{name:?} is the name of several forums; say one of {}",
                    ids.join(", ")
                )))
            }
        }
    }
}
