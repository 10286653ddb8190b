//! A commitment with all that an answer says of it.

use narrows_core::Economy;
use serde::Serialize;

use super::Inquiry;
use super::cited::{SourceCited, cited, independent};
use super::standing::{InstrumentStanding, Standing, follow_ups, force};
use crate::error::RecordError;
use crate::record::Record;
use crate::record_date::RecordDate;
use crate::value::Value;
use crate::words::{FollowUpKind, Force};

/// A commitment with its force, where it was made, where it stands, what came
/// of it, and its sources.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommitmentAnswer {
    /// Its id.
    pub id: String,
    /// Label.
    pub label: String,
    /// Who said it: names of economies and forums.
    pub actors: Vec<String>,
    /// How firmly.
    pub force: Force,
    /// Whether somebody said that they would do something.
    pub promises: bool,
    /// What, in our words.
    pub action: String,
    /// When.
    pub made_on: RecordDate,
    /// In which instrument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instrument: Option<MadeIn>,
    /// At which meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MadeIn>,
    /// Materials by id.
    pub materials: Vec<String>,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<RecordDate>,
    /// Where it stands.
    pub standing: Standing,
    /// What came of it, in order.
    pub follow_ups: Vec<FollowUpAnswer>,
    /// Sources, best tier first.
    pub sources: Vec<SourceCited>,
    /// How many releases stand behind the sources: copies of one count once.
    pub independent_sources: usize,
    /// Ids of disputes about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<String>,
}

/// The instrument or meeting in which a commitment was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MadeIn {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// An instrument's status; a meeting's status and date.
    pub standing: String,
}

/// What came of a commitment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FollowUpAnswer {
    /// What happened.
    pub kind: FollowUpKind,
    /// When.
    pub on: RecordDate,
    /// Whose doing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Economy>,
    /// −1, 0 or +1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<i8>,
    /// The record that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

impl FollowUpAnswer {
    /// In one line.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = format!("{} {}", self.on, self.kind);
        if let Some(party) = self.party {
            words.push_str(&format!(" by {}", party.name_in_sentence()));
        }
        if let Some(score) = self.score {
            match score {
                0 => words.push_str(", score 0"),
                _ => words.push_str(&format!(", score {score:+}")),
            }
        }
        if let Some(what) = &self.what {
            words.push_str(&format!(": {what}"));
        }
        if let Some(by) = &self.by {
            words.push_str(&format!(" ({by})"));
        }
        words
    }
}

impl CommitmentAnswer {
    /// The answer of a commitment; `None` where it lacks force, action or date,
    /// as one that is only proposed does.
    pub(super) fn of(inquiry: &Inquiry<'_>, record: &Record) -> Result<Option<Self>, RecordError> {
        let (Some(force), Some(action), Some(made_on)) =
            (force(record), record.text("action"), record.date("made_on"))
        else {
            return Ok(None);
        };
        let sources = cited(inquiry, record)?;
        let made_in = |property: &str| -> Result<Option<MadeIn>, RecordError> {
            let Some(id) = record.reference(property) else {
                return Ok(None);
            };
            let Some(target) = inquiry.record(id.as_str())? else {
                return Ok(None);
            };
            let standing = if property == "instrument" {
                InstrumentStanding::of(&target, inquiry.as_of()).words
            } else {
                meeting_standing(&target)
            };
            Ok(Some(MadeIn {
                id: id.to_string(),
                name: target.name().to_owned(),
                standing,
            }))
        };
        let independent_sources = independent(inquiry, &sources)?;
        Ok(Some(Self {
            id: record.id.to_string(),
            label: record.label.clone(),
            actors: actors(inquiry, record)?,
            force,
            promises: force.promises(),
            action: action.to_owned(),
            made_on: made_on.clone(),
            instrument: made_in("instrument")?,
            meeting: made_in("meeting")?,
            materials: record.texts("material").map(str::to_owned).collect(),
            due: record.date("due").cloned(),
            standing: Standing::of(record, inquiry.as_of()),
            follow_ups: follow_ups(record, inquiry.as_of())
                .into_iter()
                .map(|follow_up| FollowUpAnswer {
                    kind: follow_up.kind,
                    on: follow_up.on.clone(),
                    party: follow_up.party,
                    score: follow_up.score,
                    by: follow_up.by.as_ref().map(ToString::to_string),
                    what: follow_up.what.clone(),
                })
                .collect(),
            sources,
            independent_sources,
            disputes: disputes_about(inquiry, record.id.as_str())?,
        }))
    }
}

/// Who said it: economies by name, forums by their first acronym or name.
pub(super) fn actors(inquiry: &Inquiry<'_>, record: &Record) -> Result<Vec<String>, RecordError> {
    let mut names = Vec::new();
    for statement in record.all("actor") {
        match &statement.value {
            Value::Economy(economy) => names.push(economy.name().to_owned()),
            Value::Reference(id) => names.push(
                inquiry
                    .record(id.as_str())?
                    .map_or_else(|| id.to_string(), |forum| forum.name().to_owned()),
            ),
            _ => {}
        }
    }
    Ok(names)
}

/// Ids of the disputes about a record.
pub(super) fn disputes_about(inquiry: &Inquiry<'_>, id: &str) -> Result<Vec<String>, RecordError> {
    inquiry.index.column(
        "SELECT r.id FROM link l JOIN record r ON r.number = l.record \
         WHERE l.target = ?1 AND l.property = 'subject' ORDER BY r.id",
        &[&id],
    )
}

/// Whether a meeting was held and when.
pub(super) fn meeting_standing(meeting: &Record) -> String {
    let status = match meeting.best("status").map(|statement| &statement.value) {
        Some(Value::MeetingStatus(status)) => status.to_string(),
        _ => "whether it was held is not in the record".to_owned(),
    };
    match meeting.date("date") {
        Some(date) => format!("{status} {date}"),
        None => status,
    }
}
