//! Codes of the Harmonized System, always with the revision they belong to:
//! 811292 is one basket in HS 2017 and another in HS 2022.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::InvalidHsCode;

/// A revision of the Harmonized System.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum HsRevision {
    /// 1988/1992, `H0`.
    #[serde(rename = "HS92")]
    Hs1992,
    /// 1996, `H1`.
    #[serde(rename = "HS96")]
    Hs1996,
    /// 2002, `H2`.
    #[serde(rename = "HS02")]
    Hs2002,
    /// 2007, `H3`.
    #[serde(rename = "HS07")]
    Hs2007,
    /// 2012, `H4`.
    #[serde(rename = "HS12")]
    Hs2012,
    /// 2017, `H5`.
    #[serde(rename = "HS17")]
    Hs2017,
    /// 2022, `H6`.
    #[serde(rename = "HS22")]
    Hs2022,
}

impl HsRevision {
    /// All revisions, oldest first.
    pub const ALL: [Self; 7] = [
        Self::Hs1992,
        Self::Hs1996,
        Self::Hs2002,
        Self::Hs2007,
        Self::Hs2012,
        Self::Hs2017,
        Self::Hs2022,
    ];

    /// The short name that BACI uses, such as `HS92`.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        match self {
            Self::Hs1992 => "HS92",
            Self::Hs1996 => "HS96",
            Self::Hs2002 => "HS02",
            Self::Hs2007 => "HS07",
            Self::Hs2012 => "HS12",
            Self::Hs2017 => "HS17",
            Self::Hs2022 => "HS22",
        }
    }

    /// The name that UN Comtrade uses, such as `H0`.
    #[must_use]
    pub fn comtrade_name(self) -> &'static str {
        match self {
            Self::Hs1992 => "H0",
            Self::Hs1996 => "H1",
            Self::Hs2002 => "H2",
            Self::Hs2007 => "H3",
            Self::Hs2012 => "H4",
            Self::Hs2017 => "H5",
            Self::Hs2022 => "H6",
        }
    }
}

impl fmt::Display for HsRevision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short_name())
    }
}

impl FromStr for HsRevision {
    type Err = InvalidHsCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.trim().to_ascii_uppercase();
        Self::ALL
            .into_iter()
            .find(|revision| {
                upper == revision.short_name() || upper == revision.comtrade_name()
            })
            .ok_or_else(|| InvalidHsCode {
                text: text.to_owned(),
                reason: "a revision is one of HS92, HS96, HS02, HS07, HS12, HS17, HS22 (or H0 to H6)",
            })
    }
}

/// A six-digit HS subheading without its revision. Leading zeros count:
/// `010111` is read back even where a table lost the zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HsCode(u32);

impl HsCode {
    /// The code from its number, `10111` for `010111`.
    ///
    /// # Errors
    /// If the number has no chapter (below `010000`) or more than six digits.
    pub fn from_number(number: u32) -> Result<Self, InvalidHsCode> {
        if (10_000..=999_999).contains(&number) {
            Ok(Self(number))
        } else {
            Err(InvalidHsCode {
                text: number.to_string(),
                reason: "six digits from 010000 to 999999 are needed",
            })
        }
    }

    /// The code as a number, leading zero lost.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// The two-digit chapter.
    #[must_use]
    pub fn chapter(self) -> u32 {
        self.0 / 10_000
    }
}

impl fmt::Display for HsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl fmt::Debug for HsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HsCode({self})")
    }
}

impl FromStr for HsCode {
    type Err = InvalidHsCode;

    /// Reads `250410`, `2504.10`, `2504 10`, and `10111` with its zero lost.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidHsCode {
            text: text.to_owned(),
            reason,
        };
        let mut number = 0_u32;
        let mut digits = 0;
        for c in text.trim().chars() {
            match c {
                '0'..='9' => {
                    digits += 1;
                    if digits > 6 {
                        return Err(invalid(
                            "more than six digits; national lines are not HS codes",
                        ));
                    }
                    number = number * 10 + (c as u32 - '0' as u32);
                }
                '.' | ' ' if digits > 0 => {}
                _ => return Err(invalid("only digits and dots belong in it")),
            }
        }
        if digits < 5 {
            return Err(invalid("a six-digit subheading is needed, such as 250410"));
        }
        Self::from_number(number).map_err(|error| invalid(error.reason))
    }
}

impl Serialize for HsCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HsCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for HsCode {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "HsCode".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{6}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_lost_leading_zero_comes_back() {
        assert_eq!("10111".parse::<HsCode>().unwrap().to_string(), "010111");
        assert_eq!("2504.10".parse::<HsCode>().unwrap().to_string(), "250410");
    }

    #[test]
    fn a_national_line_is_refused() {
        let error = "8112921000".parse::<HsCode>().unwrap_err();
        assert!(error.to_string().contains("national lines"));
    }

    proptest! {
        #[test]
        fn display_and_parse_are_inverse(number in 10_000_u32..=999_999) {
            let code = HsCode::from_number(number).unwrap();
            prop_assert_eq!(code.to_string().parse::<HsCode>().unwrap(), code);
        }

        #[test]
        fn parsing_never_panics(text in "\\PC*") {
            let _ = text.parse::<HsCode>();
        }
    }
}
