//! The gold format: what people found in a text, by offsets.

use serde::Deserialize;

use crate::propose::MentionType;

/// Annotations of one text.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// Which text.
    pub doc: GoldDocument,
    /// Mentions.
    #[serde(default)]
    pub mentions: Vec<GoldMention>,
    /// Spans that are neither missed nor wrong.
    #[serde(default)]
    pub neutral: Vec<GoldMention>,
    /// Commitments.
    #[serde(default)]
    pub commitments: Vec<GoldCommitment>,
    /// Contradictions.
    #[serde(default)]
    pub inconsistencies: Vec<GoldInconsistency>,
}

/// Which text was annotated, and which part of it.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDocument {
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The annotated part, in Unicode scalars; all of it without.
    #[serde(default)]
    pub range: Option<[usize; 2]>,
    /// What was annotated: `mentions`, `commitments`, `inconsistencies`; all of
    /// it without. What was not annotated is not scored.
    #[serde(default)]
    pub layers: Option<Vec<String>>,
}

impl GoldDocument {
    /// True if that layer was annotated.
    #[must_use]
    pub fn has_layer(&self, name: &str) -> bool {
        self.layers
            .as_ref()
            .is_none_or(|layers| layers.iter().any(|layer| layer == name))
    }
}

/// One mention; offsets in Unicode scalars, end exclusive.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldMention {
    /// Its type, by name.
    #[serde(rename = "type")]
    pub kind: String,
    /// First scalar.
    pub start: usize,
    /// Scalar behind the last.
    pub end: usize,
}

/// A stretch of text that shows something.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvidence {
    /// First scalar.
    pub start: usize,
    /// Scalar behind the last.
    pub end: usize,
}

/// One commitment.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldCommitment {
    /// Its force.
    pub force: String,
    /// Who commits.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Where.
    pub evidence: Vec<GoldEvidence>,
}

/// One contradiction with both sides.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldInconsistency {
    /// Which kind.
    pub kind: String,
    /// The sides.
    pub evidence: Vec<GoldEvidence>,
}

/// Why a gold file cannot be used with a text.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// No JSON of this format.
    #[error(
        "the gold file cannot be read: {0}. Offsets are integers, and \"doc\" needs \"sha256\""
    )]
    Format(#[from] serde_json::Error),
    /// A type that does not exist.
    #[error(
        "mention {number} of the gold file has the unknown type \"{name}\"; known are PER ROLE ORG FORUM MEETING INSTR GOOD TECH PLACE NORP DATE"
    )]
    UnknownType {
        /// Which mention, from 1.
        number: usize,
        /// The type given.
        name: String,
    },
    /// An end before its start.
    #[error("{what} {number} of the gold file ends at {end} before it starts at {start}")]
    Backwards {
        /// What.
        what: &'static str,
        /// Which, from 1.
        number: usize,
        /// Its start.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// Another text.
    #[error(
        "the gold file was made for another text: it names SHA-256 {expected}, the text has {found}"
    )]
    OtherText {
        /// In the gold file.
        expected: String,
        /// Of the text.
        found: String,
    },
}

impl Gold {
    /// Reads and checks a gold file.
    ///
    /// # Errors
    /// If it is no JSON of this format, has an unknown type, or a span that
    /// ends before it starts.
    pub fn from_json(json: &str) -> Result<Self, GoldError> {
        let gold: Self = serde_json::from_str(json)?;
        for (number, mention) in (1..).zip(gold.mentions.iter().chain(&gold.neutral)) {
            if MentionType::from_name(&mention.kind).is_none() {
                return Err(GoldError::UnknownType {
                    number,
                    name: mention.kind.clone(),
                });
            }
            backwards("mention", number, mention.start, mention.end)?;
        }
        for (number, commitment) in (1..).zip(&gold.commitments) {
            for span in &commitment.evidence {
                backwards("commitment", number, span.start, span.end)?;
            }
        }
        for (number, found) in (1..).zip(&gold.inconsistencies) {
            for span in &found.evidence {
                backwards("inconsistency", number, span.start, span.end)?;
            }
        }
        Ok(gold)
    }
}

fn backwards(what: &'static str, number: usize, start: usize, end: usize) -> Result<(), GoldError> {
    if end < start {
        return Err(GoldError::Backwards {
            what,
            number,
            start,
            end,
        });
    }
    Ok(())
}
