//! What can go wrong when a word or a code is read.

use thiserror::Error;

/// A name that stands for no known economy, material or forum.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name:?} is no known {kind}{}", hint(.kind, .near))]
pub struct UnknownName {
    /// What was looked for: `economy`, `material`, `forum`.
    pub kind: &'static str,
    /// The name as it was given.
    pub name: String,
    /// Known names that look like it, best first; may be empty.
    pub near: Vec<String>,
}

fn hint(kind: &str, near: &[String]) -> String {
    match near {
        [] if kind == "economy" => {
            "; give a name or a code of ISO 3166 such as JPN, and a union by its members".to_owned()
        }
        [] if kind == "material" => {
            "; give its name, its symbol such as Ga, or for trade its HS code".to_owned()
        }
        [] => String::new(),
        [one] => format!(": did you mean {one:?}?"),
        many => {
            let quoted: Vec<String> = many.iter().map(|name| format!("{name:?}")).collect();
            format!(": did you mean {}?", quoted.join(" or "))
        }
    }
}

/// A string that is not an HS code, or a revision that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text:?} is not an HS code: {reason}")]
pub struct InvalidHsCode {
    /// The text as it was given.
    pub text: String,
    /// Why it was refused.
    pub reason: &'static str,
}

/// A group file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {reason}")]
pub struct InvalidGroup {
    /// The file, as the caller named it.
    pub file: String,
    /// What is wrong in it, with the line where the parser knows it.
    pub reason: String,
}
