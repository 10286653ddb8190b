//! A calendar year or a month of it, and the one way in which tables write it.

use std::fmt;
use std::str::FromStr;

/// A calendar year, or one month of it. Years come before their months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TradePeriod {
    year: i32,
    month: u8,
}

impl TradePeriod {
    /// A whole year from 1900 to 2100; `None` outside.
    #[must_use]
    pub fn year_of(year: i32) -> Option<Self> {
        (1900..=2100)
            .contains(&year)
            .then_some(Self { year, month: 0 })
    }

    /// A month from 1 to 12 of a year from 1900 to 2100; `None` outside.
    #[must_use]
    pub fn month_of(year: i32, month: u8) -> Option<Self> {
        let whole = Self::year_of(year)?;
        (1..=12).contains(&month).then_some(Self { month, ..whole })
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month from 1 to 12; `None` for a whole year.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }
}

/// `2023`, or `2023-04` for a month.
pub(crate) fn period_text(year: i32, month: Option<u8>) -> String {
    match month {
        Some(month) => format!("{year:04}-{month:02}"),
        None => format!("{year:04}"),
    }
}

impl fmt::Display for TradePeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&period_text(self.year, self.month()))
    }
}

impl FromStr for TradePeriod {
    type Err = String;

    /// Reads `2023` and `2023-04`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = |part: &str, digits: usize| {
            part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let period = match text.split_once('-') {
            Some((year, month)) if plain(year, 4) && plain(month, 2) => {
                Self::month_of(year.parse().unwrap_or(0), month.parse().unwrap_or(0))
            }
            None if plain(text, 4) => Self::year_of(text.parse().unwrap_or(0)),
            _ => None,
        };
        period.ok_or_else(|| format!("{text:?} is no period such as 2023 or 2023-04"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_years_or_months() {
        for text in ["2023", "2023-04"] {
            assert_eq!(text.parse::<TradePeriod>().unwrap().to_string(), text);
        }
        for text in ["2023-13", "2023-4", "23", "1800", "2023-00", "+023"] {
            assert!(text.parse::<TradePeriod>().is_err(), "{text}");
        }
    }
}
