//! Which commitments are overdue, fall due, are open or silent.

use jiff::civil::Date;
use narrows_core::Material;
use rusqlite::ToSql;
use serde::Serialize;

use super::Inquiry;
use super::commitment_answer::CommitmentAnswer;
use super::rows::Rows;
use crate::error::RecordError;
use crate::index_build::firmness;
use crate::words::Force;

/// What is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct DueRequest<'a> {
    /// Only commitments on this material.
    pub material: Option<Material>,
    /// Only commitments that belong to this forum.
    pub forum: Option<&'a str>,
    /// Most commitments to return.
    pub limit: usize,
}

/// Commitments that are not closed, overdue ones first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueAnswer {
    /// What was asked, as it was understood.
    pub understood: String,
    /// The day.
    pub as_of: Date,
    /// The commitments: overdue first, longest first; then by the day they are
    /// due; then those without a date, longest silent first.
    pub commitments: Vec<CommitmentAnswer>,
    /// How many there are, also beyond the limit.
    pub found: usize,
}

impl Inquiry<'_> {
    /// The commitments that were made up to the day and are not closed. Talk is
    /// left out: nothing is due from it unless a day was named.
    ///
    /// # Errors
    /// [`RecordError::NotDetermined`] where there are none.
    pub fn due(&self, request: &DueRequest<'_>) -> Result<DueAnswer, RecordError> {
        let mut understood = "commitments that are open".to_owned();
        let as_of = self.as_of().to_string();
        let last_promise = firmness(Force::Intends);
        let mut conditions = String::new();
        let mut parameters: Vec<Box<dyn ToSql>> =
            vec![Box::new(as_of.clone()), Box::new(last_promise)];
        if let Some(material) = request.material {
            parameters.push(Box::new(material.id()));
            conditions.push_str(&format!(
                " AND c.record IN (SELECT record FROM good WHERE material = ?{})",
                parameters.len()
            ));
            understood.push_str(&format!(" on {}", material.name()));
        }
        if let Some(forum) = request.forum {
            let forum = self.forum(forum)?;
            parameters.push(Box::new(forum.id.to_string()));
            conditions.push_str(&format!(
                " AND c.record IN (SELECT record FROM forum_of WHERE forum = ?{})",
                parameters.len()
            ));
            understood.push_str(&format!(" in {}", forum.name()));
        }
        let sql = format!(
            "SELECT c.record FROM commitment c WHERE c.made_first <= ?1 AND (c.force <= ?2 OR c.due_last IS NOT NULL) \
             AND NOT EXISTS (SELECT 1 FROM follow_up f \
                 WHERE f.record = c.record AND f.closes AND f.day <= ?1){conditions} \
             ORDER BY c.due_last IS NULL, c.due_last, \
                 coalesce((SELECT max(day) FROM follow_up f WHERE f.record = c.record AND f.day <= ?1), \
                     c.made_last), c.record"
        );
        let borrowed: Vec<&dyn ToSql> = parameters.iter().map(AsRef::as_ref).collect();
        let numbers: Vec<i64> = self.index.column(&sql, &borrowed)?;
        if numbers.is_empty() {
            return Err(RecordError::NotDetermined(format!(
                "the record holds no {understood} as of {as_of}"
            )));
        }
        let mut commitments = Vec::new();
        for number in numbers.iter().take(request.limit) {
            if let Some(record) = self.numbered(*number)?
                && let Some(commitment) = CommitmentAnswer::of(self, &record)?
            {
                commitments.push(commitment);
            }
        }
        Ok(DueAnswer {
            understood,
            as_of: self.as_of(),
            commitments,
            found: numbers.len(),
        })
    }
}

impl DueAnswer {
    /// One row a commitment.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "commitment",
            "standing",
            "due",
            "days_overdue",
            "last_heard",
            "force",
            "what",
            "actors",
            "made_on",
        ]);
        for found in &self.commitments {
            let standing = serde_json::to_value(found.standing.kind).unwrap_or_default();
            rows.rows.push(vec![
                found.id.clone(),
                standing.as_str().unwrap_or_default().to_owned(),
                found
                    .due
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                found
                    .standing
                    .days_overdue
                    .map_or_else(String::new, |days| days.to_string()),
                found
                    .standing
                    .last_heard
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                found.force.as_str().to_owned(),
                found.action.clone(),
                found.actors.join("; "),
                found.made_on.to_string(),
            ]);
        }
        rows
    }
}
