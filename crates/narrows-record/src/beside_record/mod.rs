//! What a text tells, compared with what is recorded already.
//!
//! A finding has one span, in the text; its other side is a statement of the
//! record with source and tier. A text that tells something new contradicts
//! nothing: where the record is silent there is no finding.

mod first_since;
mod holder;
mod meeting;
mod rhythm;
mod series;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::RecordError;
use crate::index::Index;
use crate::propose::annotate::Annotations;
use crate::propose::check::{Event, events};
use crate::propose::words::Words;
use crate::propose::{Evidence, Places};
use crate::questions::Inquiry;
use crate::record::Record;
use crate::words::{Basis, DisputeState};

/// Findings beyond which a text is not compared further.
const MOST: usize = 200;

/// What a text tells otherwise than the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordFinding {
    /// `record_date`, `record_place`, `record_ordinal`, `record_holder`,
    /// `record_spelling`, `record_cadence` or `record_first_since`.
    pub kind: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// Where the text tells it.
    #[serde(flatten)]
    pub span: Evidence,
    /// How sure the rule is, 0 to 1; an ordering, no probability.
    pub confidence: f64,
    /// Why, in a sentence.
    pub reason: String,
    /// What the text tells.
    pub told: String,
    /// What the record holds.
    pub record: Vec<RecordedValue>,
    /// Where sources of the record disagree on it themselves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dispute: Option<RecordedDispute>,
}

/// A statement of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedValue {
    /// Id of the record.
    pub id: String,
    /// Which property.
    pub property: String,
    /// Its value.
    pub value: String,
    /// Id of the source of the best tier.
    pub source: Option<String>,
    /// 1 official text, 2 official summary, 3 agency or newspaper, 4 other.
    pub tier: Option<i64>,
    /// How much of the source was read.
    pub basis: Option<Basis>,
}

impl RecordedValue {
    /// Id, property, value, source and tier in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let source = match (&self.source, self.tier) {
            (Some(source), Some(tier)) => format!(" ({source}, tier {tier}"),
            (Some(source), None) => format!(" ({source}"),
            _ => " (no source".to_owned(),
        };
        let basis = match self.basis {
            Some(Basis::FullText) => ", read in full)",
            Some(Basis::Part) => ", read in part)",
            Some(Basis::Summary) => ", known from a summary alone)",
            None => ")",
        };
        format!(
            "{}, {}: {}{source}{basis}",
            self.id, self.property, self.value
        )
    }
}

/// A dispute of the record about the same value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedDispute {
    /// Its id.
    pub id: String,
    /// `open` or `resolved`.
    pub state: String,
    /// The values, each with source and tier.
    pub values: Vec<String>,
}

impl RecordedDispute {
    /// One sentence that says it.
    #[must_use]
    pub fn line(&self) -> String {
        format!(
            "the record itself holds several values: {}; dispute {} is {}",
            self.values.join(" and "),
            self.id,
            self.state
        )
    }
}

/// A finding before its place is led back to the file.
struct Difference {
    kind: &'static str,
    severity: &'static str,
    from: usize,
    until: usize,
    confidence: f64,
    reason: String,
    told: String,
    record: Vec<RecordedValue>,
    dispute: Option<RecordedDispute>,
}

/// A text beside a record.
struct Comparison<'a> {
    words: &'a Words<'a>,
    annotations: &'a Annotations,
    events: Vec<Event>,
    dateline: Option<Date>,
    index: &'a Index,
    inquiry: Inquiry<'a>,
    found: Vec<Difference>,
}

/// Compares the words of a text with a record.
///
/// # Errors
/// If the index cannot be read.
pub(crate) fn compare(
    words: &Words<'_>,
    annotations: &Annotations,
    dateline: Option<Date>,
    places: &Places<'_>,
    index: &Index,
) -> Result<Vec<RecordFinding>, RecordError> {
    let mut comparison = Comparison {
        words,
        annotations,
        events: events(words, annotations),
        dateline,
        index,
        inquiry: Inquiry::new(index, Date::MAX),
        found: Vec::new(),
    };
    let forums = comparison.forums()?;
    comparison.meetings(&forums)?;
    comparison.holders()?;
    comparison.rhythms(&forums)?;
    comparison.first_since(&forums)?;
    let mut found = comparison.found;
    found.sort_by(|a, b| (a.from, a.until, a.kind).cmp(&(b.from, b.until, b.kind)));
    // What a text repeats is one finding.
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|one| {
        let ids: Vec<String> = one.record.iter().map(|value| value.id.clone()).collect();
        seen.insert((one.kind, ids, one.told.clone()))
    });
    found.truncate(MOST);
    Ok(found
        .into_iter()
        .map(|one| RecordFinding {
            kind: one.kind.to_owned(),
            severity: one.severity.to_owned(),
            span: places.evidence(words.range(one.from, one.until)),
            confidence: one.confidence,
            reason: one.reason,
            told: one.told,
            record: one.record,
            dispute: one.dispute,
        })
        .collect())
}

impl Comparison<'_> {
    fn fold(&self, at: usize) -> &str {
        self.words.fold(at)
    }

    /// Numbers of the sentences that state something, with their words.
    fn sentences(&self) -> Vec<(usize, usize, usize)> {
        self.words
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, sentence)| self.words.kind_of(sentence).makes_statements())
            .map(|(number, sentence)| (number, sentence.from, sentence.until))
            .collect()
    }

    /// The best statement of a property with its source of the best tier.
    fn recorded(&self, record: &Record, property: &str) -> Result<RecordedValue, RecordError> {
        let mut value = RecordedValue {
            id: record.id.to_string(),
            property: property.to_owned(),
            value: String::new(),
            source: None,
            tier: None,
            basis: None,
        };
        let Some(statement) = record.best(property) else {
            return Ok(value);
        };
        value.value = statement.value.words();
        for used in &statement.sources {
            let tier = self
                .index
                .record(used.source.as_str())?
                .and_then(|source| source.whole("tier"))
                .unwrap_or(4);
            if value.tier.is_none_or(|best| tier < best) {
                value.source = Some(used.source.to_string());
                value.tier = Some(tier);
                value.basis = Some(used.basis);
            }
        }
        Ok(value)
    }

    /// The dispute about a property of a record, where there is one.
    fn dispute(&self, id: &str, property: &str) -> Result<Option<RecordedDispute>, RecordError> {
        let disputes = match self.inquiry.disputes(Some(id)) {
            Ok(answer) => answer.disputes,
            Err(RecordError::NotDetermined(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(disputes
            .into_iter()
            .find(|dispute| dispute.property == property)
            .map(|dispute| RecordedDispute {
                id: dispute.id,
                state: match dispute.state {
                    DisputeState::Open => "open",
                    _ => "resolved",
                }
                .to_owned(),
                values: dispute
                    .values
                    .iter()
                    .map(|value| format!("{} ({}, tier {})", value.value, value.source, value.tier))
                    .collect(),
            }))
    }
}
