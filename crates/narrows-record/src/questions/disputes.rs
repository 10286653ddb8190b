//! What sources disagree on.

use serde::Serialize;

use super::Inquiry;
use super::rows::Rows;
use crate::error::RecordError;
use crate::record::Record;
use crate::value::Value;
use crate::words::{DisputeState, Kind};

/// The disputes of a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisputesAnswer {
    /// The disputes, open ones first.
    pub disputes: Vec<DisputeAnswer>,
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisputeAnswer {
    /// Its id.
    pub id: String,
    /// Label.
    pub label: String,
    /// The record whose value is in dispute.
    pub subject: String,
    /// Its label.
    pub subject_label: String,
    /// The property.
    pub property: String,
    /// Whether it is settled.
    pub state: DisputeState,
    /// The values.
    pub values: Vec<ValueAnswer>,
    /// Which value holds, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<String>,
}

/// A value in dispute and who says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueAnswer {
    /// The value.
    pub value: String,
    /// The source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Its tier.
    pub tier: i64,
}

impl Inquiry<'_> {
    /// What sources disagree on: all disputes, or those about one record.
    ///
    /// # Errors
    /// [`RecordError::NotDetermined`] where there are none.
    pub fn disputes(&self, subject: Option<&str>) -> Result<DisputesAnswer, RecordError> {
        let records = match subject {
            None => self.index.records(
                "SELECT body, file FROM record WHERE kind = 'dispute' ORDER BY id",
                &[],
            )?,
            Some(subject) => {
                self.index.required(subject, None)?;
                self.index.records(
                    "SELECT r.body, r.file FROM link l JOIN record r ON r.number = l.record \
                     WHERE l.target = ?1 AND l.property = 'subject' ORDER BY r.id",
                    &[&subject],
                )?
            }
        };
        let mut disputes = Vec::new();
        for record in records.iter().filter(|record| record.kind == Kind::Dispute) {
            if let Some(dispute) = self.dispute(record)? {
                disputes.push(dispute);
            }
        }
        if disputes.is_empty() {
            let about = subject.map_or_else(String::new, |subject| format!(" about {subject}"));
            return Err(RecordError::NotDetermined(format!(
                "the record holds no dispute{about}; sources may still disagree where nobody has \
                 compared them"
            )));
        }
        disputes.sort_by(|a, b| a.state.cmp(&b.state).then_with(|| a.id.cmp(&b.id)));
        Ok(DisputesAnswer { disputes })
    }

    fn dispute(&self, record: &Record) -> Result<Option<DisputeAnswer>, RecordError> {
        let (Some(subject), Some(property)) =
            (record.reference("subject"), record.text("property"))
        else {
            return Ok(None);
        };
        let mut values = Vec::new();
        for statement in record.all("value") {
            if let Value::DisputedValue(disputed) = &statement.value {
                let source = self.record(disputed.source.as_str())?;
                values.push(ValueAnswer {
                    value: disputed.value.clone(),
                    source: disputed.source.to_string(),
                    title: source
                        .as_ref()
                        .map_or_else(String::new, |s| s.name().to_owned()),
                    tier: source.as_ref().and_then(|s| s.whole("tier")).unwrap_or(4),
                });
            }
        }
        values.sort_by(|a, b| a.tier.cmp(&b.tier).then_with(|| a.value.cmp(&b.value)));
        Ok(Some(DisputeAnswer {
            id: record.id.to_string(),
            label: record.label.clone(),
            subject: subject.to_string(),
            subject_label: self.label(subject.as_str())?,
            property: property.to_owned(),
            state: match record.best("state").map(|statement| &statement.value) {
                Some(Value::DisputeState(state)) => *state,
                _ => DisputeState::Open,
            },
            values,
            resolution: record.text("resolution").map(str::to_owned),
        }))
    }
}

impl DisputesAnswer {
    /// One row a value.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "dispute",
            "subject",
            "property",
            "state",
            "value",
            "source",
            "tier",
            "resolution",
        ]);
        for dispute in &self.disputes {
            for value in &dispute.values {
                rows.rows.push(vec![
                    dispute.id.clone(),
                    dispute.subject.clone(),
                    dispute.property.clone(),
                    dispute.state.as_str().to_owned(),
                    value.value.clone(),
                    value.source.clone(),
                    value.tier.to_string(),
                    dispute.resolution.clone().unwrap_or_default(),
                ]);
            }
        }
        rows
    }
}
