//! How a mapping reads partners and reporters.

use std::collections::BTreeMap;

use narrows_core::Economy;
use serde::Deserialize;

/// How codes and names of economies are read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Economies {
    /// Whether names and ISO codes are understood beside `codes`.
    pub(super) names: bool,
    pub(super) codes: BTreeMap<String, String>,
    pub(super) totals: Vec<String>,
    pub(super) set_aside: Vec<String>,
}

impl Default for Economies {
    fn default() -> Self {
        Self {
            names: true,
            codes: BTreeMap::new(),
            totals: Vec::new(),
            set_aside: Vec::new(),
        }
    }
}

impl Economies {
    /// Whether the codes of `table` are those of known economies.
    pub(super) fn check(&self, table: &str) -> Result<(), String> {
        for (code, alpha3) in &self.codes {
            if Economy::from_alpha3(alpha3).is_none() {
                return Err(format!(
                    "{table}.codes: {code:?} is said to be {alpha3:?}, which is no alpha-3 code \
                     of a known economy"
                ));
            }
        }
        Ok(())
    }
}
