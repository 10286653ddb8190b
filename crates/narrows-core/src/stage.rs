//! Where along its chain a material stands, and what its weight means.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The stage of processing at which a flow or a production figure is counted.
/// Stages are never added up.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Ores and concentrates, and minerals as mined.
    OreAndConcentrate,
    /// Matte, mixed hydroxide and other half-refined forms.
    Intermediate,
    /// Unwrought metal or refined mineral.
    Refined,
    /// Oxides, salts and other compounds.
    Compound,
    /// Alloys, ferro-alloys among them.
    Alloy,
    /// Wrought or shaped goods.
    Manufactured,
    /// Waste and scrap.
    Scrap,
    /// A code that the vocabulary ties to no stage.
    NotSpecified,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OreAndConcentrate => "ore and concentrate",
            Self::Intermediate => "intermediate",
            Self::Refined => "refined",
            Self::Compound => "compound",
            Self::Alloy => "alloy",
            Self::Manufactured => "manufactured",
            Self::Scrap => "scrap",
            Self::NotSpecified => "stage not specified",
        })
    }
}

/// What a tonne is a tonne of. Nickel ore is 1 to 2 % nickel: a tonne of gross
/// weight and a tonne of contained metal never share a column.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct WeightBasis(String);

impl WeightBasis {
    /// Gross weight, as customs declare it.
    #[must_use]
    pub fn gross() -> Self {
        Self("gross weight".to_owned())
    }

    /// A basis in the words of its source, such as `contained metal`.
    #[must_use]
    pub fn named(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The words for this basis.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WeightBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
