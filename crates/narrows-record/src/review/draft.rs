//! Record files from accepted proposals.

use std::fmt::Write;

use super::toml_text::{id_of, quoted};
use crate::RecordFinding;
use crate::propose::{
    CommitmentProposal, Evidence, InconsistencyProposal, MentionProposal, MentionType, Proposals,
};

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

/// A file being set: head, then statements.
struct Draft<'a> {
    text: String,
    review: &'a Review<'a>,
    source: String,
}

impl<'a> Draft<'a> {
    fn new(
        id: &str,
        kind: &str,
        label: &str,
        review: &'a Review<'a>,
        source: &SourceFacts,
        span: Option<&Span>,
    ) -> Self {
        let text = format!(
            "id = {}\nkind = {}\nlabel = {}\n",
            quoted(id),
            quoted(kind),
            quoted(label)
        );
        let mut reference = format!("{{ source = {}, basis = \"full_text\"", quoted(&source.id));
        if let Some(span) = span.filter(|_| source.public_domain) {
            let _ = write!(
                reference,
                ", span = {{ quote = {}, prefix = {}, suffix = {}, start = {}, end = {} }}",
                quoted(&span.quote),
                quoted(&span.prefix),
                quoted(&span.suffix),
                span.start,
                span.end
            );
        }
        reference.push_str(" }");
        Self {
            text,
            review,
            source: reference,
        }
    }

    /// Adds a statement; `value` is TOML already.
    fn statement(&mut self, property: &str, value: &str) {
        let _ = write!(
            self.text,
            "\n[[statement]]\nproperty = {}\nvalue = {value}\nreview = {{ state = \"accepted\", by = {}, on = {}, reason = {} }}\nsources = [{}]\n",
            quoted(property),
            quoted(self.review.by),
            quoted(self.review.on),
            quoted(self.review.reason),
            self.source
        );
    }

    fn file(self, kind: &str, id: &str) -> RecordFile {
        RecordFile {
            path: format!("{kind}/{id}.toml"),
            text: self.text,
        }
    }
}

/// A quote with its neighbourhood.
struct Span {
    quote: String,
    prefix: String,
    suffix: String,
    start: usize,
    end: usize,
}

/// Letters of context kept on each side.
const CONTEXT: usize = 32;

fn span(evidence: &Evidence, letters: &[char]) -> Span {
    let one_line = |from: usize, until: usize| -> String {
        letters
            .get(from..until.min(letters.len()))
            .unwrap_or_default()
            .iter()
            .collect()
    };
    Span {
        quote: evidence.quote.clone(),
        prefix: one_line(
            evidence.start.saturating_sub(CONTEXT).min(letters.len()),
            evidence.start,
        ),
        suffix: one_line(evidence.end.min(letters.len()), evidence.end + CONTEXT),
        start: evidence.start,
        end: evidence.end,
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A commitment's record.
pub(super) fn commitment(
    proposal: &CommitmentProposal,
    action: &str,
    proposals: &Proposals,
    letters: &[char],
    source: &SourceFacts,
    review: &Review<'_>,
) -> RecordFile {
    let start = proposal
        .evidence
        .first()
        .map_or(0, |evidence| evidence.start);
    let id = format!("{}-c{start}", source.id);
    let span = proposal
        .evidence
        .first()
        .map(|evidence| span(evidence, letters));
    let label = format!("{}: {}", proposal.actors.join(", "), plain(action));
    let mut draft = Draft::new(&id, "commitment", &label, review, source, span.as_ref());
    for actor in &proposal.actors {
        draft.statement("actor", &quoted(actor));
    }
    draft.statement("force", &quoted(&proposal.force));
    draft.statement("action", &quoted(&plain(action)));
    if let Some(made_on) = &proposals.document.dateline {
        draft.statement("made_on", &quoted(made_on));
    }
    draft.file("commitment", &id)
}

/// A dispute's record, from a contradiction.
pub(super) fn dispute(
    proposal: &InconsistencyProposal,
    words: &str,
    letters: &[char],
    source: &SourceFacts,
    review: &Review<'_>,
) -> RecordFile {
    let start = proposal
        .evidence
        .first()
        .map_or(0, |evidence| evidence.start);
    let id = format!("{}-d{start}", source.id);
    let span = proposal
        .evidence
        .first()
        .map(|evidence| span(evidence, letters));
    let mut draft = Draft::new(&id, "dispute", &plain(words), review, source, span.as_ref());
    draft.statement("subject", &quoted(&source.id));
    draft.statement("property", &quoted(&proposal.kind));
    for evidence in &proposal.evidence {
        let value = if source.public_domain {
            plain(&evidence.quote)
        } else {
            format!("characters {} to {}", evidence.start, evidence.end)
        };
        draft.statement(
            "value",
            &format!(
                "{{ value = {}, source = {} }}",
                quoted(&value),
                quoted(&source.id)
            ),
        );
    }
    draft.statement("state", "\"open\"");
    draft.file("dispute", &id)
}

/// A dispute's record, between the text and the record.
pub(super) fn dispute_with_record(
    finding: &RecordFinding,
    words: &str,
    letters: &[char],
    source: &SourceFacts,
    review: &Review<'_>,
) -> RecordFile {
    let id = format!("{}-r{}", source.id, finding.span.start);
    let span = span(&finding.span, letters);
    let mut draft = Draft::new(&id, "dispute", &plain(words), review, source, Some(&span));
    if let Some(recorded) = finding.record.first() {
        draft.statement("subject", &quoted(&recorded.id));
        draft.statement("property", &quoted(&recorded.property));
        draft.statement(
            "value",
            &format!(
                "{{ value = {}, source = {} }}",
                quoted(&recorded.value),
                quoted(recorded.source.as_deref().unwrap_or(&source.id))
            ),
        );
    }
    draft.statement(
        "value",
        &format!(
            "{{ value = {}, source = {} }}",
            quoted(&plain(&finding.told)),
            quoted(&source.id)
        ),
    );
    draft.statement("state", "\"open\"");
    draft.file("dispute", &id)
}

/// A person's, forum's or instrument's record, from a mention.
pub(super) fn name(
    mention: &MentionProposal,
    letters: &[char],
    source: &SourceFacts,
    review: &Review<'_>,
) -> Option<RecordFile> {
    let kind = match mention.kind {
        MentionType::Per => "person",
        MentionType::Forum => "forum",
        MentionType::Instr => "instrument",
        _ => return None,
    };
    let name = plain(&mention.span.quote);
    let id = id_of(&name);
    let span = span(&mention.span, letters);
    let mut draft = Draft::new(&id, kind, &name, review, source, Some(&span));
    draft.statement("name", &quoted(&name));
    if kind == "instrument" {
        draft.statement("instrument_kind", &quoted(instrument_kind(&name)));
    }
    Some(draft.file(kind, &id))
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
) -> RecordFile {
    let document = &proposals.document;
    let title = document.title.clone().unwrap_or_else(|| facts.id.clone());
    let mut draft = Draft::new(&facts.id, "source", &plain(&title), review, facts, None);
    draft.statement("title", &quoted(&plain(&title)));
    draft.statement("publisher", &quoted(&facts.publisher));
    draft.statement("tier", &facts.tier.to_string());
    if let Some(published) = &document.dateline {
        draft.statement("published", &quoted(published));
        draft.statement("published_basis", &quoted(&document.dateline_basis));
    }
    draft.statement("language", &quoted(&facts.language));
    draft.statement("sha256", &quoted(&document.sha256));
    if facts.public_domain {
        draft.statement("licence", "\"public_domain\"");
    }
    draft.file("source", &facts.id)
}
