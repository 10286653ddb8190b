//! Record files from accepted proposals.

use super::command::CommandError;
use crate::RecordFinding;
use crate::propose::{
    CommitmentProposal, Evidence, InconsistencyProposal, MentionProposal, MentionType, Proposals,
};
use crate::record::{self, Record, SourceUse, Statement};
use crate::record_id::RecordId;
use crate::span::Span;
use crate::words::{Basis, Kind, Rank, ReviewState};
use crate::write_toml::write_record;

/// A file to be written into the record's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// `commitment/ID.toml`
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What the reviewer says of the text as a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFacts {
    /// Id of its record.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// 1 official text, 2 official summary, 3 agency or newspaper, 4 other.
    pub tier: u8,
    /// BCP 47 code of the language.
    pub language: String,
    /// The words may be quoted: a work in the public domain.
    pub public_domain: bool,
}

/// Who decided, when and why.
pub(super) struct Review<'a> {
    pub(super) by: &'a str,
    pub(super) on: &'a str,
    pub(super) reason: &'a str,
}

/// A record being put together.
struct Draft {
    id: String,
    kind: Kind,
    label: String,
    review: record::Review,
    sources: Vec<SourceUse>,
    statements: Vec<Statement>,
}

impl Draft {
    fn new(
        id: &str,
        kind: Kind,
        label: &str,
        review: &Review<'_>,
        source: &SourceFacts,
        span: Option<Span>,
    ) -> Result<Self, CommandError> {
        let refused = |what: &str, reason: String| CommandError::NoRecord {
            what: what.to_owned(),
            reason,
        };
        // Words under rights are kept as their checksum and place.
        let span = span.map(|span| {
            if source.public_domain {
                span
            } else {
                span.without_words()
            }
        });
        Ok(Self {
            id: id.to_owned(),
            kind,
            label: plain(label),
            review: record::Review {
                state: ReviewState::Accepted,
                by: Some(review.by.to_owned()),
                on: Some(
                    review
                        .on
                        .parse()
                        .map_err(|error: jiff::Error| refused("on", error.to_string()))?,
                ),
                reason: Some(review.reason.to_owned()),
            },
            sources: vec![SourceUse {
                source: RecordId::parse(&source.id).map_err(|error| refused("source", error))?,
                basis: Basis::FullText,
                span,
            }],
            statements: Vec::new(),
        })
    }

    /// Adds a statement, where the value is one that the property can have.
    fn statement(
        &mut self,
        property: &str,
        value: impl Into<toml::Value>,
    ) -> Result<(), CommandError> {
        let refused = |reason: String| CommandError::NoRecord {
            what: property.to_owned(),
            reason,
        };
        let known = self
            .kind
            .property(property)
            .ok_or_else(|| refused(format!("no property of {}", self.kind.with_article())))?;
        let value = known
            .shape
            .read(value.into())
            .map_err(|error: toml::de::Error| refused(error.message().trim().to_owned()))?;
        self.statements.push(Statement {
            property: known.name,
            value,
            rank: Rank::Normal,
            review: self.review.clone(),
            sources: self.sources.clone(),
            note: None,
            line: 0,
        });
        Ok(())
    }

    fn file(self) -> Result<RecordFile, CommandError> {
        let path = format!("{}/{}.toml", self.kind.as_str(), self.id);
        let id = RecordId::parse(&self.id).map_err(|reason| CommandError::NoRecord {
            what: "id".to_owned(),
            reason,
        })?;
        let record = Record {
            id,
            kind: self.kind,
            label: self.label,
            statements: self.statements,
            file: path.clone(),
        };
        Ok(RecordFile {
            path,
            text: write_record(&record),
        })
    }
}

fn table(pairs: &[(&str, &str)]) -> toml::Table {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), toml::Value::from(*value)))
        .collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower-case ASCII letters, digits and hyphens, as ids are.
fn id_of(text: &str) -> String {
    let mut id = String::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let folded: String = narrows_core::fold_name(word)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        if folded.is_empty() || id.len() + folded.len() > 60 {
            continue;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&folded);
    }
    if id.is_empty() {
        "unnamed".to_owned()
    } else {
        id
    }
}

/// The words of the text with what stands around them.
fn span(evidence: &Evidence, text: &str) -> Option<Span> {
    Span::cut(text, evidence.start, evidence.end)
}

/// A commitment's record.
pub(super) fn commitment(
    proposal: &CommitmentProposal,
    action: &str,
    proposals: &Proposals,
    text: &str,
    source: &SourceFacts,
    review: &Review<'_>,
) -> Result<RecordFile, CommandError> {
    let start = proposal
        .evidence
        .first()
        .map_or(0, |evidence| evidence.start);
    let id = format!("{}-c{start}", source.id);
    let span = proposal
        .evidence
        .first()
        .and_then(|evidence| span(evidence, text));
    let label = format!("{}: {}", proposal.actors.join(", "), plain(action));
    let mut draft = Draft::new(&id, Kind::Commitment, &label, review, source, span)?;
    for actor in &proposal.actors {
        draft.statement("actor", actor.as_str())?;
    }
    draft.statement("force", proposal.force.as_str())?;
    draft.statement("action", plain(action))?;
    draft.statement(
        "unmeasured",
        "No indicator was named at the review; name one that it should move.",
    )?;
    if let Some(made_on) = &proposals.document.dateline {
        draft.statement("made_on", made_on.as_str())?;
    }
    draft.file()
}

/// A dispute's record, from a contradiction.
pub(super) fn dispute(
    proposal: &InconsistencyProposal,
    words: &str,
    text: &str,
    source: &SourceFacts,
    review: &Review<'_>,
) -> Result<RecordFile, CommandError> {
    let start = proposal
        .evidence
        .first()
        .map_or(0, |evidence| evidence.start);
    let id = format!("{}-d{start}", source.id);
    let span = proposal
        .evidence
        .first()
        .and_then(|evidence| span(evidence, text));
    let mut draft = Draft::new(&id, Kind::Dispute, words, review, source, span)?;
    draft.statement("subject", source.id.as_str())?;
    draft.statement("property", proposal.kind.as_str())?;
    for evidence in &proposal.evidence {
        let value = if source.public_domain {
            plain(&evidence.quote)
        } else {
            format!("characters {} to {}", evidence.start, evidence.end)
        };
        draft.statement("value", table(&[("value", &value), ("source", &source.id)]))?;
    }
    draft.statement("state", "open")?;
    draft.file()
}

/// A dispute's record, between the text and the record.
pub(super) fn dispute_with_record(
    finding: &RecordFinding,
    words: &str,
    text: &str,
    source: &SourceFacts,
    review: &Review<'_>,
) -> Result<RecordFile, CommandError> {
    let id = format!("{}-r{}", source.id, finding.span.start);
    let span = span(&finding.span, text);
    let mut draft = Draft::new(&id, Kind::Dispute, words, review, source, span)?;
    if let Some(recorded) = finding.record.first() {
        draft.statement("subject", recorded.id.as_str())?;
        draft.statement("property", recorded.property.as_str())?;
        draft.statement(
            "value",
            table(&[
                ("value", &recorded.value),
                ("source", recorded.source.as_deref().unwrap_or(&source.id)),
            ]),
        )?;
    }
    draft.statement(
        "value",
        table(&[("value", &plain(&finding.told)), ("source", &source.id)]),
    )?;
    draft.statement("state", "open")?;
    draft.file()
}

/// A person's, forum's or instrument's record, from a mention.
pub(super) fn name(
    mention: &MentionProposal,
    text: &str,
    source: &SourceFacts,
    review: &Review<'_>,
) -> Result<Option<RecordFile>, CommandError> {
    let kind = match mention.kind {
        MentionType::Per => Kind::Person,
        MentionType::Forum => Kind::Forum,
        MentionType::Instr => Kind::Instrument,
        _ => return Ok(None),
    };
    let name = plain(&mention.span.quote);
    let id = id_of(&name);
    let span = span(&mention.span, text);
    let mut draft = Draft::new(&id, kind, &name, review, source, span)?;
    draft.statement("name", name.as_str())?;
    if kind == Kind::Instrument {
        draft.statement("instrument_kind", instrument_kind(&name))?;
    }
    draft.file().map(Some)
}

fn instrument_kind(name: &str) -> &'static str {
    let lower = name.to_lowercase();
    for (word, kind) in [
        ("memorandum", "memorandum"),
        ("principles", "principles"),
        ("joint statement", "joint_statement"),
        ("statement", "joint_statement"),
        ("declaration", "joint_statement"),
        ("framework", "framework"),
        ("action plan", "action_plan"),
        ("plan", "action_plan"),
        (" act", "law"),
        ("law", "law"),
        ("order", "law"),
        ("notice", "notice"),
    ] {
        if lower.contains(word) {
            return kind;
        }
    }
    "agreement"
}

/// The source's own record.
pub(super) fn source(
    proposals: &Proposals,
    facts: &SourceFacts,
    review: &Review<'_>,
) -> Result<RecordFile, CommandError> {
    let document = &proposals.document;
    let title = document.title.clone().unwrap_or_else(|| facts.id.clone());
    let mut draft = Draft::new(&facts.id, Kind::Source, &title, review, facts, None)?;
    draft.statement("title", plain(&title))?;
    draft.statement("publisher", facts.publisher.as_str())?;
    draft.statement("tier", i64::from(facts.tier))?;
    if let Some(published) = &document.dateline {
        draft.statement("published", published.as_str())?;
        draft.statement("published_basis", document.dateline_basis.as_str())?;
    }
    draft.statement("language", facts.language.as_str())?;
    draft.statement("sha256", document.sha256.as_str())?;
    if facts.public_domain {
        draft.statement("licence", "public_domain")?;
    }
    draft.file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ascii() {
        assert_eq!(id_of("Côte d’Ivoire — 2024!"), "cote-d-ivoire-2024");
        assert_eq!(id_of("経産省"), "unnamed");
    }
}
