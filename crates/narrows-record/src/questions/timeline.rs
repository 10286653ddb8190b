//! The meetings of a forum in order, and what came of each.

use jiff::civil::Date;
use serde::Serialize;

use super::Inquiry;
use super::ask::joined;
use super::cited::{SourceCited, cited};
use super::commitment_answer::disputes_about;
use super::rows::Rows;
use super::standing::force;
use crate::error::RecordError;
use crate::record::Record;
use crate::record_date::RecordDate;
use crate::value::Value;
use crate::words::{Force, Kind, Level, MeetingStatus};

/// The meetings of a forum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineAnswer {
    /// Id of the forum.
    pub forum: String,
    /// Its name.
    pub name: String,
    /// Parties by name.
    pub parties: Vec<String>,
    /// The day; later meetings are listed only where they are announced.
    pub as_of: Date,
    /// Meetings in order.
    pub meetings: Vec<MeetingAnswer>,
}

/// A meeting in an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeetingAnswer {
    /// Its id.
    pub id: String,
    /// Label.
    pub label: String,
    /// Series.
    pub series: String,
    /// Level of the series.
    pub level: Option<Level>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<i64>,
    /// When.
    pub date: Option<RecordDate>,
    /// The zone of the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_zone: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Whether it was held.
    pub status: Option<MeetingStatus>,
    /// Instruments that came of it, by id.
    pub outcomes: Vec<String>,
    /// How many commitments of each force were made at it or stand in what
    /// came of it, firmest first.
    pub commitments: Vec<(Force, usize)>,
    /// Ids of disputes about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<String>,
    /// Sources.
    pub sources: Vec<SourceCited>,
}

impl Inquiry<'_> {
    /// The meetings of a forum in order.
    ///
    /// # Errors
    /// [`RecordError::Unknown`] for a forum that is not in the record,
    /// [`RecordError::NotDetermined`] for one without meetings.
    pub fn timeline(&self, forum: &str) -> Result<TimelineAnswer, RecordError> {
        let forum = self.forum(forum)?;
        let found = self.index.records(
            "SELECT r.body, r.file FROM forum_of f JOIN record r ON r.number = f.record \
             WHERE f.forum = ?1 AND r.kind = 'meeting' ORDER BY r.id",
            &[&forum.id.as_str()],
        )?;
        let mut meetings = Vec::new();
        for meeting in &found {
            let answer = self.meeting(&forum, meeting)?;
            let held = answer.status == Some(MeetingStatus::Held);
            let later = answer
                .date
                .as_ref()
                .is_some_and(|date| date.is_after(self.as_of()));
            if !(held && later) {
                meetings.push(answer);
            }
        }
        if meetings.is_empty() {
            return Err(RecordError::NotDetermined(format!(
                "the record holds no meeting of {} up to {}",
                forum.name(),
                self.as_of()
            )));
        }
        meetings.sort_by_key(|meeting| {
            // By the last day that it can be: an open beginning is not early.
            let order = meeting.date.as_ref().map(RecordDate::order);
            (order.map(|(first, last)| (last, first)), meeting.id.clone())
        });
        Ok(TimelineAnswer {
            forum: forum.id.to_string(),
            name: forum.name().to_owned(),
            parties: forum
                .economies("party")
                .map(|party| party.name().to_owned())
                .collect(),
            as_of: self.as_of(),
            meetings,
        })
    }

    fn meeting(&self, forum: &Record, meeting: &Record) -> Result<MeetingAnswer, RecordError> {
        let series = meeting.reference("series");
        let outcomes: Vec<String> = meeting
            .all("outcome")
            .into_iter()
            .filter_map(|statement| match &statement.value {
                Value::Reference(id) => Some(id.to_string()),
                _ => None,
            })
            .collect();
        let mut commitments = self.commitments_of(meeting.id.as_str(), "meeting")?;
        for outcome in &outcomes {
            for found in self.commitments_of(outcome, "instrument")? {
                if !commitments.iter().any(|(id, _)| *id == found.0) {
                    commitments.push(found);
                }
            }
        }
        let counted = Force::ALL
            .iter()
            .map(|force| {
                (
                    *force,
                    commitments.iter().filter(|(_, of)| of == force).count(),
                )
            })
            .filter(|(_, count)| *count > 0)
            .collect();
        Ok(MeetingAnswer {
            id: meeting.id.to_string(),
            label: meeting.label.clone(),
            series: series.map_or_else(String::new, ToString::to_string),
            level: forum
                .series()
                .find(|known| Some(&known.id) == series)
                .map(|known| known.level),
            ordinal: meeting.whole("ordinal"),
            date: meeting.date("date").cloned(),
            date_zone: meeting.text("date_zone").map(str::to_owned),
            place: meeting.text("place").map(str::to_owned),
            status: match meeting.best("status").map(|statement| &statement.value) {
                Some(Value::MeetingStatus(status)) => Some(*status),
                _ => None,
            },
            outcomes,
            commitments: counted,
            disputes: disputes_about(self, meeting.id.as_str())?,
            sources: cited(self, meeting)?,
        })
    }

    fn commitments_of(
        &self,
        target: &str,
        property: &str,
    ) -> Result<Vec<(String, Force)>, RecordError> {
        let ids: Vec<String> = self.index.column(
            "SELECT r.id FROM link l JOIN record r ON r.number = l.record \
             WHERE l.target = ?1 AND l.property = ?2 AND r.kind = 'commitment' ORDER BY r.id",
            &[&target, &property],
        )?;
        let mut found = Vec::new();
        for id in ids {
            if let Some(record) = self.record(&id)?
                && record.kind == Kind::Commitment
                && let Some(force) = force(&record)
            {
                found.push((id, force));
            }
        }
        Ok(found)
    }
}

impl MeetingAnswer {
    /// The commitments in words: `2 agreed, 1 seeks`.
    #[must_use]
    pub fn commitment_words(&self) -> String {
        self.commitments
            .iter()
            .map(|(force, count)| format!("{count} {force}"))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl TimelineAnswer {
    /// One row a meeting.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "meeting",
            "series",
            "level",
            "ordinal",
            "date",
            "date_zone",
            "place",
            "status",
            "outcomes",
            "commitments",
            "disputes",
            "sources",
            "tier",
            "basis",
        ]);
        for meeting in &self.meetings {
            rows.rows.push(vec![
                meeting.id.clone(),
                meeting.series.clone(),
                meeting.level.map_or("", Level::as_str).to_owned(),
                meeting
                    .ordinal
                    .map_or_else(String::new, |number| number.to_string()),
                meeting
                    .date
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                meeting.date_zone.clone().unwrap_or_default(),
                meeting.place.clone().unwrap_or_default(),
                meeting.status.map_or("", MeetingStatus::as_str).to_owned(),
                meeting.outcomes.join("; "),
                meeting.commitment_words(),
                meeting.disputes.join("; "),
                joined(&meeting.sources, |source| source.id.clone()),
                joined(&meeting.sources, |source| source.tier.to_string()),
                joined(&meeting.sources, |source| source.basis.as_str().to_owned()),
            ]);
        }
        rows
    }
}
