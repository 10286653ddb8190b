//! An indicator: a figure with its method and, where the method has one, its
//! threshold.

use narrows_core::Figure;
use schemars::JsonSchema;
use serde::Serialize;

use crate::crossing::Crossing;

/// The value above which a method speaks of dependency or risk.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Threshold {
    /// In the unit of the figure.
    pub above: f64,
}

/// How a figure stands to its threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ThresholdReading {
    /// Value and interval lie above.
    Above,
    /// Value and interval lie at or below.
    Below,
    /// The interval has the threshold inside.
    Undecided,
}

impl ThresholdReading {
    /// How a figure stands to a threshold; `None` without a number.
    #[must_use]
    pub fn of(figure: &Figure, threshold: f64) -> Option<Self> {
        let (low, high) = match (figure.value(), figure.interval().ends()) {
            (Some(value), Some((low, high))) => (low.min(value), high.max(value)),
            (Some(value), None) => (value, value),
            (None, Some(ends)) => ends,
            (None, None) => return None,
        };
        Some(if low > threshold {
            Self::Above
        } else if high <= threshold {
            Self::Below
        } else {
            Self::Undecided
        })
    }

    /// One word for a table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
            Self::Undecided => "undecided",
        }
    }
}

/// One indicator of one method.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Indicator {
    /// Stable identifier, such as `herfindahl_hirschman_index_imports`.
    pub id: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// Paper, regulation or handbook the formula is from.
    pub method: &'static str,
    /// The figure.
    pub figure: Figure,
    /// The method's threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
    /// How probable it is that the figure lies above the threshold, where the
    /// method is a function of flows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crossing: Option<Crossing>,
    /// How it differs from its neighbours in the panel.
    pub differs: &'static str,
}

impl Indicator {
    /// How the figure stands to the threshold; `None` without a threshold or
    /// without a number.
    #[must_use]
    pub fn reading(&self) -> Option<ThresholdReading> {
        ThresholdReading::of(&self.figure, self.threshold?.above)
    }
}
