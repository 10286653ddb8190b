//! Units as types inside the code, and [`Unit`] as the word beside a figure.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
                Self(items.map(|item| item.0).sum())
            }
        }
    };
}

quantity!(
    /// A mass in metric tonnes. Whether gross or contained stands in the
    /// figure's basis.
    Tonnes
);
quantity!(
    /// A value in thousands of current US dollars.
    KiloUsd
);
quantity!(
    /// A fraction from 0 to 1.
    Share
);

/// A calendar year.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Year(pub i32);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Year {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse::<i32>() {
            Ok(year) if (1900..=2100).contains(&year) => Ok(Self(year)),
            _ => Err(format!(
                "{text:?} is no year between 1900 and 2100, such as 2023"
            )),
        }
    }
}

/// The unit of a figure.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Unit {
    /// A fraction from 0 to 1, shown to people in percent.
    #[serde(rename = "share")]
    Share,
    /// The difference of two shares as a fraction, shown to people in percentage
    /// points: from 40 % to 45 % are 5 points, and 12.5 percent more.
    #[serde(rename = "difference of shares")]
    SharePoint,
    /// An index from 0 to 1, such as the Herfindahl–Hirschman index.
    #[serde(rename = "index 0-1")]
    Index01,
    /// A ratio without an upper bound.
    #[serde(rename = "ratio")]
    Ratio,
    /// Metric tonnes.
    #[serde(rename = "t")]
    Tonne,
    /// Thousands of current US dollars.
    #[serde(rename = "kUSD")]
    KiloUsd,
    /// US dollars per kilogram.
    #[serde(rename = "USD/kg")]
    UsdPerKilogram,
    /// Kilograms of copper equivalent per kilogram (GeoPolRisk).
    #[serde(rename = "kg Cu-eq/kg")]
    CopperEquivalent,
    /// A count.
    #[serde(rename = "count")]
    Count,
}

impl Unit {
    /// The unit of the difference of two figures in this unit.
    #[must_use]
    pub fn of_difference(self) -> Self {
        match self {
            Self::Share => Self::SharePoint,
            unit => unit,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Share => "%",
            Self::SharePoint => "pp",
            Self::Index01 => "index 0–1",
            Self::Ratio => "ratio",
            Self::Tonne => "t",
            Self::KiloUsd => "kUSD",
            Self::UsdPerKilogram => "USD/kg",
            Self::CopperEquivalent => "kg Cu-eq/kg",
            Self::Count => "count",
        })
    }
}
