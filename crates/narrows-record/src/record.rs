//! A record and its statements.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::span::Span;
use crate::value::Value;
use crate::value_forms::Series;
use crate::words::{Basis, Kind, Rank, ReviewState};

/// One record: what is stated about one thing, by whom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// What it is about.
    pub kind: Kind,
    /// One plain line in our own words.
    pub label: String,
    /// What is stated, in the order of the file.
    #[serde(rename = "statement")]
    pub statements: Vec<Statement>,
    /// The file it was read from, as errors name it.
    #[serde(skip)]
    pub file: String,
}

/// One statement: a property has a value, according to sources, as far as
/// somebody has reviewed it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// The property, one of the kind's.
    pub property: &'static str,
    /// Its value.
    pub value: Value,
    /// How much it counts.
    pub rank: Rank,
    /// Who reviewed it.
    pub review: Review,
    /// Where it is said.
    pub sources: Vec<SourceUse>,
    /// A remark in our own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The line of the file.
    #[serde(skip)]
    pub line: usize,
}

/// Who decided about a statement, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// What was decided.
    pub state: ReviewState,
    /// By whom; needed unless proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// On which day; needed unless proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub on: Option<Date>,
    /// Why, in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How a source is used for a statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceUse {
    /// The source's id.
    pub source: RecordId,
    /// How much of it was read.
    pub basis: Basis,
    /// The words that say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Statement {
    /// Whether answers may use it: accepted by a person and not deprecated.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.review.state == ReviewState::Accepted && self.rank != Rank::Deprecated
    }
}

impl Record {
    /// The statements of a property that count, preferred ones first.
    #[must_use]
    pub fn all(&self, property: &str) -> Vec<&Statement> {
        let mut found: Vec<&Statement> = self
            .statements
            .iter()
            .filter(|statement| statement.property == property && statement.counts())
            .collect();
        found.sort_by_key(|statement| statement.rank);
        found
    }

    /// The statement of a property to use: the first preferred one, or else the
    /// first.
    #[must_use]
    pub fn best(&self, property: &str) -> Option<&Statement> {
        self.all(property).into_iter().next()
    }

    /// The text of a property.
    #[must_use]
    pub fn text(&self, property: &str) -> Option<&str> {
        match &self.best(property)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The date of a property.
    #[must_use]
    pub fn date(&self, property: &str) -> Option<&RecordDate> {
        match &self.best(property)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The whole number of a property.
    #[must_use]
    pub fn whole(&self, property: &str) -> Option<i64> {
        match &self.best(property)?.value {
            Value::Whole(number) => Some(*number),
            _ => None,
        }
    }

    /// The id that a property points to.
    #[must_use]
    pub fn reference(&self, property: &str) -> Option<&RecordId> {
        match &self.best(property)?.value {
            Value::Reference(id) => Some(id),
            _ => None,
        }
    }

    /// The texts of a property that repeats, in the order of the file.
    pub fn texts<'a>(&'a self, property: &'a str) -> impl Iterator<Item = &'a str> {
        self.all(property)
            .into_iter()
            .filter_map(|statement| match &statement.value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
    }

    /// The economies of a property that repeats.
    pub fn economies<'a>(
        &'a self,
        property: &'a str,
    ) -> impl Iterator<Item = narrows_core::Economy> + 'a {
        self.all(property)
            .into_iter()
            .filter_map(|statement| match &statement.value {
                Value::Economy(economy) => Some(*economy),
                _ => None,
            })
    }

    /// The series of a forum.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.all("series")
            .into_iter()
            .filter_map(|statement| match &statement.value {
                Value::Series(series) => Some(series),
                _ => None,
            })
    }

    /// The name or title by which people know it; the label without one.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text("name")
            .or_else(|| self.text("title"))
            .unwrap_or(&self.label)
    }

    /// All its names and titles.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        ["name", "title"]
            .into_iter()
            .filter_map(|property| self.text(property))
            .chain(
                ["other_name", "other_title"]
                    .into_iter()
                    .flat_map(|property| self.all(property))
                    .filter_map(|statement| match &statement.value {
                        Value::OtherName(name) => Some(name.text.as_str()),
                        _ => None,
                    }),
            )
            .collect()
    }

    /// Every source that a statement which counts rests on, each once, with the
    /// fullest reading of it.
    #[must_use]
    pub fn sources(&self) -> Vec<(&RecordId, Basis)> {
        let mut found: Vec<(&RecordId, Basis)> = Vec::new();
        for used in self
            .statements
            .iter()
            .filter(|statement| statement.counts())
            .flat_map(|statement| &statement.sources)
        {
            match found.iter_mut().find(|(id, _)| *id == &used.source) {
                Some((_, basis)) => *basis = (*basis).min(used.basis),
                None => found.push((&used.source, used.basis)),
            }
        }
        found
    }
}
