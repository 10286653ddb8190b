//! Where a number came from.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A source in the lake's manifest and the vintage that was read.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct SourceRef {
    /// The manifest id, for example `baci-hs92`.
    pub id: String,
    /// The release or day of the data, for example `V202601`.
    pub vintage: String,
}

impl SourceRef {
    /// A reference to one vintage of one source.
    #[must_use]
    pub fn new(id: impl Into<String>, vintage: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            vintage: vintage.into(),
        }
    }
}

impl fmt::Display for SourceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.vintage)
    }
}
