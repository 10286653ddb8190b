//! What was agreed on a good between whom, how firmly, and what came of it.

use jiff::civil::Date;
use narrows_core::{Economy, Material};
use rusqlite::ToSql;
use serde::Serialize;

use super::Inquiry;
use super::cited::{SourceCited, cited};
use super::commitment_answer::CommitmentAnswer;
use super::rows::Rows;
use super::standing::InstrumentStanding;
use crate::error::RecordError;
use crate::record::Record;
use crate::search_words::query;
use crate::value::Value;
use crate::words::InstrumentKind;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct AskRequest<'a> {
    /// A material, a forum, or words.
    pub about: &'a str,
    /// Economies that must all be sides to it.
    pub between: &'a [Economy],
    /// Only what belongs to this forum.
    pub forum: Option<&'a str>,
    /// Most commitments and most instruments to return.
    pub limit: usize,
}

/// What the record holds on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskAnswer {
    /// What was asked, as it was understood.
    pub understood: String,
    /// The day.
    pub as_of: Date,
    /// Commitments, firmest first and the latest of equals first.
    pub commitments: Vec<CommitmentAnswer>,
    /// How many there are, also beyond the limit.
    pub commitments_found: usize,
    /// Instruments that name it or belong to it, latest first.
    pub instruments: Vec<InstrumentAnswer>,
    /// How many there are, also beyond the limit.
    pub instruments_found: usize,
}

/// An instrument in an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InstrumentAnswer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of text.
    pub kind: Option<InstrumentKind>,
    /// Parties by name.
    pub parties: Vec<String>,
    /// Where it stands.
    pub standing: InstrumentStanding,
    /// Sources.
    pub sources: Vec<SourceCited>,
}

impl InstrumentAnswer {
    pub(super) fn of(inquiry: &Inquiry<'_>, record: &Record) -> Result<Self, RecordError> {
        Ok(Self {
            id: record.id.to_string(),
            name: record.name().to_owned(),
            kind: match record.best("instrument_kind").map(|s| &s.value) {
                Some(Value::InstrumentKind(kind)) => Some(*kind),
                _ => None,
            },
            parties: record
                .economies("party")
                .map(|party| party.name().to_owned())
                .collect(),
            standing: InstrumentStanding::of(record, inquiry.as_of()),
            sources: cited(inquiry, record)?,
        })
    }
}

impl Inquiry<'_> {
    /// What the record holds on a good, a forum or some words.
    ///
    /// # Errors
    /// [`RecordError::NotDetermined`] where it holds nothing, and for words
    /// that name nothing; that nothing is held does not mean that nothing was
    /// agreed.
    pub fn ask(&self, request: &AskRequest<'_>) -> Result<AskAnswer, RecordError> {
        let about = request.about.trim();
        let forum = request.forum.map(|name| self.forum(name)).transpose()?;
        let material = Material::find(about).ok();
        let asked_forum = self.forum(about).ok();
        let mut conditions: Vec<&str> = Vec::new();
        let mut parameters: Vec<Box<dyn ToSql>> = Vec::new();
        let mut understood;
        if let Some(material) = material {
            understood = material.name().to_owned();
            // A text may speak of a good without a statement of the material.
            conditions.push(
                "IN (SELECT record FROM good WHERE material = ? \
                 UNION SELECT rowid FROM words WHERE words MATCH ?)",
            );
            parameters.push(Box::new(material.id()));
            parameters.push(Box::new(query(material.name()).unwrap_or_default()));
        } else if let Some(asked) = &asked_forum {
            understood = asked.name().to_owned();
            conditions.push("IN (SELECT record FROM forum_of WHERE forum = ?)");
            parameters.push(Box::new(asked.id.to_string()));
        } else {
            understood = format!("the words {about:?}");
            let words = query(about).ok_or_else(|| {
                RecordError::Unknown(format!(
                    "{about:?} holds no word; name a material, a forum, or words to look for"
                ))
            })?;
            conditions.push("IN (SELECT rowid FROM words WHERE words MATCH ?)");
            parameters.push(Box::new(words));
        }
        for economy in request.between {
            conditions.push("IN (SELECT record FROM side WHERE economy = ?)");
            parameters.push(Box::new(economy.alpha3()));
        }
        if let Some(forum) = &forum {
            conditions.push("IN (SELECT record FROM forum_of WHERE forum = ?)");
            parameters.push(Box::new(forum.id.to_string()));
        }
        let names: Vec<String> = request
            .between
            .iter()
            .map(|economy| economy.name_in_sentence())
            .collect();
        match names.as_slice() {
            [] => {}
            [one] => understood.push_str(&format!(", with {one} as a side")),
            [first @ .., last] => {
                understood.push_str(&format!(", between {} and {last}", first.join(", ")));
            }
        }
        if let Some(forum) = &forum {
            understood.push_str(&format!(", in {}", forum.name()));
        }
        let as_of = self.as_of().to_string();
        let all = |column: &str| {
            let each: Vec<String> = conditions
                .iter()
                .map(|condition| format!("{column} {condition}"))
                .collect();
            each.join(" AND ")
        };
        // Numbers of records follow their ids.
        let commitments = self.numbers(
            &format!(
                "SELECT c.record FROM commitment c WHERE {} AND c.made_first <= ? \
                 ORDER BY c.force, c.made_last DESC, c.record",
                all("c.record")
            ),
            &parameters,
            Some(&as_of),
        )?;
        let instruments = self.numbers(
            &format!(
                "SELECT i.record FROM instrument i WHERE {} ORDER BY i.begun DESC, i.record",
                all("i.record")
            ),
            &parameters,
            None,
        )?;
        if commitments.is_empty() && instruments.is_empty() {
            return Err(RecordError::NotDetermined(format!(
                "the record holds nothing on {understood} as of {as_of}; that is not to say that \
                 nothing was agreed"
            )));
        }
        let mut answer = AskAnswer {
            understood,
            as_of: self.as_of(),
            commitments: Vec::new(),
            commitments_found: commitments.len(),
            instruments: Vec::new(),
            instruments_found: instruments.len(),
        };
        for number in commitments.iter().take(request.limit) {
            if let Some(record) = self.numbered(*number)?
                && let Some(commitment) = CommitmentAnswer::of(self, &record)?
            {
                answer.commitments.push(commitment);
            }
        }
        for number in instruments.iter().take(request.limit) {
            if let Some(record) = self.numbered(*number)? {
                answer
                    .instruments
                    .push(InstrumentAnswer::of(self, &record)?);
            }
        }
        Ok(answer)
    }

    fn numbers(
        &self,
        sql: &str,
        parameters: &[Box<dyn ToSql>],
        last: Option<&String>,
    ) -> Result<Vec<i64>, RecordError> {
        let mut all: Vec<&dyn ToSql> = parameters.iter().map(AsRef::as_ref).collect();
        if let Some(last) = last {
            all.push(last);
        }
        self.index.column(sql, &all)
    }
}

impl AskAnswer {
    /// One row a commitment and one an instrument.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "record",
            "kind",
            "force",
            "what",
            "actors",
            "made_on",
            "made_in",
            "status",
            "standing",
            "came_of_it",
            "sources",
            "tier",
            "basis",
        ]);
        for found in &self.commitments {
            rows.rows.push(vec![
                found.id.clone(),
                "commitment".to_owned(),
                found.force.as_str().to_owned(),
                found.action.clone(),
                found.actors.join("; "),
                found.made_on.to_string(),
                found
                    .instrument
                    .as_ref()
                    .or(found.meeting.as_ref())
                    .map_or_else(String::new, |made| made.id.clone()),
                found
                    .instrument
                    .as_ref()
                    .map_or_else(String::new, |made| made.standing.clone()),
                found.standing.words.clone(),
                found
                    .follow_ups
                    .iter()
                    .map(super::FollowUpAnswer::words)
                    .collect::<Vec<_>>()
                    .join("; "),
                joined(&found.sources, |source| source.id.clone()),
                joined(&found.sources, |source| source.tier.to_string()),
                joined(&found.sources, |source| source.basis.as_str().to_owned()),
            ]);
        }
        for found in &self.instruments {
            rows.rows.push(vec![
                found.id.clone(),
                "instrument".to_owned(),
                String::new(),
                found.name.clone(),
                found.parties.join("; "),
                found
                    .standing
                    .since
                    .as_ref()
                    .map_or_else(String::new, ToString::to_string),
                String::new(),
                found.standing.words.clone(),
                String::new(),
                String::new(),
                joined(&found.sources, |source| source.id.clone()),
                joined(&found.sources, |source| source.tier.to_string()),
                joined(&found.sources, |source| source.basis.as_str().to_owned()),
            ]);
        }
        rows
    }
}

pub(super) fn joined(sources: &[SourceCited], part: impl Fn(&SourceCited) -> String) -> String {
    sources.iter().map(part).collect::<Vec<_>>().join("; ")
}
