//! Rules by which a listing reaches parties that listed parties own, with their
//! dates. They are data: `data/ownership_rules.toml`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Party;

const RULES: &str = include_str!("../../data/ownership_rules.toml");

/// A rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnershipRule {
    /// Its short name: `bis-affiliates`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whose rule it is.
    pub jurisdiction: String,
    /// The share, 0 to 1, from which it reaches a party.
    pub threshold: f64,
    /// Its first day.
    pub effective_from: Date,
    /// Where it stands.
    pub citation: String,
    /// What follows for a party that it reaches.
    pub consequence: String,
    /// What it asks for where shares cannot be determined.
    #[serde(default)]
    pub when_unknown: Option<String>,
    /// The lists whose parties count as owners.
    pub lists: Vec<RuleList>,
    /// A time in which it has no effect.
    #[serde(default)]
    pub suspension: Option<RuleSuspension>,
}

/// A list whose parties count as owners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleList {
    /// The list.
    pub list: String,
    /// Its programmes that count; all where empty.
    #[serde(default)]
    pub programmes: Vec<String>,
}

/// A time in which a rule has no effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSuspension {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Where it stands.
    pub citation: String,
    /// What is known of the time after it.
    pub after: String,
}

/// Whether a rule has effect on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state", content = "why")]
pub enum RuleState {
    /// It has.
    InForce,
    /// It has later.
    NotYet(String),
    /// It is suspended on that day.
    Suspended(String),
    /// No source held says.
    Unknown(String),
}

/// The rules that are known, in a fixed order.
///
/// # Panics
/// Never: the rules are part of the program, and a test reads them.
#[must_use]
pub fn ownership_rules() -> Vec<OwnershipRule> {
    #[derive(Deserialize)]
    struct Rules {
        rule: Vec<OwnershipRule>,
    }
    toml::from_str::<Rules>(RULES)
        .map(|rules| rules.rule)
        .unwrap_or_default()
}

impl OwnershipRule {
    /// Whether it has effect on a day.
    #[must_use]
    pub fn state(&self, as_of: Date) -> RuleState {
        if as_of < self.effective_from {
            return RuleState::NotYet(format!("in force from {}", self.effective_from));
        }
        match &self.suspension {
            Some(suspension) if as_of > suspension.until => {
                RuleState::Unknown(suspension.after.clone())
            }
            Some(suspension) if as_of >= suspension.from => RuleState::Suspended(format!(
                "from {} to {} ({})",
                suspension.from, suspension.until, suspension.citation
            )),
            _ => RuleState::InForce,
        }
    }

    /// Whether a party counts as an owner under it.
    #[must_use]
    pub fn counts(&self, party: &Party) -> bool {
        let plain = |text: &str| text.replace(' ', "-");
        self.jurisdiction == party.listing.jurisdiction
            && self.lists.iter().any(|rule| {
                rule.list == party.listing.list
                    && (rule.programmes.is_empty()
                        || party
                            .listing
                            .programmes
                            .iter()
                            .any(|programme| rule.programmes.contains(&plain(programme))))
            })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::lists::ListStore;

    #[test]
    fn the_affiliates_rule_has_its_dates_and_says_what_is_unknown() {
        let rules = ownership_rules();
        let rule = rules
            .iter()
            .find(|rule| rule.id == "bis-affiliates")
            .unwrap();
        let state = |day: &str| rule.state(day.parse().unwrap());
        assert!(matches!(state("2025-09-29"), RuleState::NotYet(_)));
        assert_eq!(state("2025-09-30"), RuleState::InForce);
        assert_eq!(state("2025-11-09"), RuleState::InForce);
        assert!(matches!(state("2025-11-10"), RuleState::Suspended(_)));
        assert!(matches!(state("2026-11-09"), RuleState::Suspended(_)));
        assert!(matches!(state("2026-11-10"), RuleState::Unknown(_)));
    }

    #[test]
    fn every_list_and_programme_of_a_rule_is_on_the_lists_held() {
        let snapshot = ListStore::embedded().snapshot("us-csl", None).unwrap();
        for rule in ownership_rules() {
            for list in &rule.lists {
                for programme in list.programmes.iter().map(Some).chain([None]) {
                    let narrowed = OwnershipRule {
                        lists: vec![RuleList {
                            list: list.list.clone(),
                            programmes: programme.into_iter().cloned().collect(),
                        }],
                        ..rule.clone()
                    };
                    assert!(
                        snapshot.parties.iter().any(|party| narrowed.counts(party)),
                        "{}: {} {programme:?}",
                        rule.id,
                        list.list
                    );
                }
            }
        }
    }
}
