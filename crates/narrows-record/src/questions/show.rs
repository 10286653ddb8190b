//! One record with all of its statements, also those that do not count.

use serde::Serialize;

use super::Inquiry;
use super::cited::{SourceCited, cited};
use super::commitment_answer::disputes_about;
use super::rows::Rows;
use super::standing::{InstrumentStanding, Standing};
use crate::error::RecordError;
use crate::words::{Kind, Rank, ReviewState};

/// A record as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShowAnswer {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Label.
    pub label: String,
    /// Where an instrument or commitment stands on the day of the inquiry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<String>,
    /// Statements in the order of the file.
    pub statements: Vec<StatementAnswer>,
    /// Sources.
    pub sources: Vec<SourceCited>,
    /// Ids of disputes about it.
    pub disputes: Vec<String>,
    /// Records that refer to it, with the property by which they do.
    pub referred_by: Vec<(String, String)>,
}

/// A statement as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementAnswer {
    /// The property.
    pub property: &'static str,
    /// The value in words.
    pub value: String,
    /// How much it counts.
    pub rank: Rank,
    /// What was decided about it.
    pub review: ReviewState,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Whether answers use it.
    pub counts: bool,
    /// Ids of its sources with how much was read.
    pub sources: Vec<(String, String)>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Inquiry<'_> {
    /// The record of an id.
    ///
    /// # Errors
    /// [`RecordError::Unknown`] with near ids.
    pub fn show(&self, id: &str) -> Result<ShowAnswer, RecordError> {
        let record = self.index.required(id, None)?;
        let mut links: Vec<(String, String)> = Vec::new();
        for property in [
            "actor",
            "instrument",
            "meeting",
            "outcome",
            "origin",
            "about",
            "forum",
            "participant",
            "tenure",
        ] {
            let ids: Vec<String> = self.index.column(
                "SELECT r.id FROM link l JOIN record r ON r.number = l.record \
                 WHERE l.target = ?1 AND l.property = ?2 ORDER BY r.id",
                &[&id, &property],
            )?;
            links.extend(ids.into_iter().map(|id| (id, property.to_owned())));
        }
        Ok(ShowAnswer {
            id: record.id.to_string(),
            kind: record.kind,
            label: record.label.clone(),
            standing: match record.kind {
                Kind::Instrument => Some(InstrumentStanding::of(&record, self.as_of()).words),
                Kind::Commitment => Some(Standing::of(&record, self.as_of()).words),
                _ => None,
            },
            statements: record
                .statements
                .iter()
                .map(|statement| StatementAnswer {
                    property: statement.property,
                    value: statement.value.words(),
                    rank: statement.rank,
                    review: statement.review.state,
                    by: statement.review.by.clone(),
                    counts: statement.counts(),
                    sources: statement
                        .sources
                        .iter()
                        .map(|used| (used.source.to_string(), used.basis.as_str().to_owned()))
                        .collect(),
                    note: statement.note.clone(),
                })
                .collect(),
            sources: cited(self, &record)?,
            disputes: disputes_about(self, id)?,
            referred_by: links,
        })
    }
}

impl ShowAnswer {
    /// One row a statement.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "record", "kind", "property", "value", "rank", "review", "by", "sources", "basis",
            "note",
        ]);
        for statement in &self.statements {
            let part = |pick: fn(&(String, String)) -> &String| {
                statement
                    .sources
                    .iter()
                    .map(|used| pick(used).clone())
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            rows.rows.push(vec![
                self.id.clone(),
                self.kind.as_str().to_owned(),
                statement.property.to_owned(),
                statement.value.clone(),
                statement.rank.as_str().to_owned(),
                statement.review.as_str().to_owned(),
                statement.by.clone().unwrap_or_default(),
                part(|used| &used.0),
                part(|used| &used.1),
                statement.note.clone().unwrap_or_default(),
            ]);
        }
        rows
    }
}
