//! What stands where a number is not: marks, and weights of zero.

use serde::Deserialize;

/// What a mark in place of a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mark {
    NotAvailable,
    Withheld,
    Zero,
}

/// What a weight of zero beside a value says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ZeroWeight {
    /// Less than half of the unit.
    #[default]
    Rounded,
    /// That no weight is told.
    Missing,
}
