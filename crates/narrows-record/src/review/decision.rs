//! Decisions that were taken, kept beside the record so that nothing is asked
//! twice.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::write_toml::inline;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It stands in the record.
    Accepted,
    /// It does not, and is not asked again.
    Rejected,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Decision {
    /// Which proposal: text, kind and place.
    pub key: String,
    /// What was decided.
    pub state: State,
    /// By whom.
    pub by: String,
    /// On which day.
    pub on: String,
    /// Why.
    pub reason: String,
    /// The record that was written.
    #[serde(default)]
    pub record: Option<String>,
}

/// All decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    by_key: BTreeMap<String, Decision>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionsFile {
    #[serde(default)]
    decision: Vec<Decision>,
}

/// Why a file of decisions cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(
    "the file of decisions cannot be read: {0}. Correct it or move it away; it is only written by the review"
)]
pub struct DecisionsError(#[from] toml::de::Error);

impl Decisions {
    /// Reads a file of decisions.
    ///
    /// # Errors
    /// If it is no TOML of this form.
    pub fn from_toml(text: &str) -> Result<Self, DecisionsError> {
        let file: DecisionsFile = toml::from_str(text)?;
        let mut decisions = Self::default();
        for decision in file.decision {
            decisions.add(decision);
        }
        Ok(decisions)
    }

    /// Adds or replaces a decision.
    pub fn add(&mut self, decision: Decision) {
        self.by_key.insert(decision.key.clone(), decision);
    }

    /// What was decided on a proposal.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Decision> {
        self.by_key.get(key)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// True without any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// The file, in the order of the keys.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text =
            String::from("# Decisions on proposals, written by `narrows record review`.\n");
        for decision in self.by_key.values() {
            let state = match decision.state {
                State::Accepted => "accepted",
                State::Rejected => "rejected",
            };
            text.push_str("\n[[decision]]\n");
            for (name, value) in [
                ("key", decision.key.as_str()),
                ("state", state),
                ("by", &decision.by),
                ("on", &decision.on),
                ("reason", &decision.reason),
            ] {
                text.push_str(&format!("{name} = {}\n", inline(value)));
            }
            if let Some(record) = &decision.record {
                text.push_str(&format!("record = {}\n", inline(record)));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_come_back_as_written() {
        let mut decisions = Decisions::default();
        decisions.add(Decision {
            key: "k".to_owned(),
            state: State::Rejected,
            by: "A \"B\"".to_owned(),
            on: "2024-06-27".to_owned(),
            reason: "no\nreason".to_owned(),
            record: None,
        });
        assert_eq!(
            Decisions::from_toml(&decisions.to_toml()).unwrap(),
            decisions
        );
        let error = Decisions::from_toml("[[decision]]\nkey = 1").unwrap_err();
        assert!(error.to_string().contains("only written by the review"));
    }
}
