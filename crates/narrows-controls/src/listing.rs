//! A listing: on which list a party stands, under which rule, and since when.

use jiff::civil::Date;

/// A time during which a listing has no effect.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Suspension {
    /// First day.
    pub from: Date,
    /// Last day; none where it has no stated end.
    pub until: Option<Date>,
    /// Where that is written.
    pub citation: String,
}

/// What it means for a party to be on a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Listing {
    /// Who lists: an alpha-3 code, `EU` or `UN`.
    pub jurisdiction: String,
    /// Short name of the list: `EL`, `SDN`, `METI-EUL`.
    pub list: String,
    /// Programmes or grounds, in the list's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub programmes: Vec<String>,
    /// For what a licence is needed, where the list or its rule says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_requirement: Option<String>,
    /// How applications are reviewed, where the list says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence_policy: Option<String>,
    /// Rules and notices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<String>,
    /// First day of effect, where the list says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<Date>,
    /// Last day of effect, where the list says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<Date>,
    /// A suspension, where the list or its rule says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<Suspension>,
    /// Where the publisher shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// SHA-256 of the snapshot that it was read from, in hexadecimal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub snapshot: String,
}

/// Whether a listing has effect on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It has effect, as far as its list says.
    InForce,
    /// It has effect later.
    NotYet,
    /// It had effect earlier.
    Ended,
    /// It is suspended on that day.
    Suspended,
}

impl Standing {
    /// The words for it in English.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::NotYet => "not yet in force",
            Self::Ended => "ended",
            Self::Suspended => "suspended",
        }
    }
}

impl Listing {
    /// A listing of which nothing but list and jurisdiction is known.
    #[must_use]
    pub fn new(jurisdiction: &str, list: &str) -> Self {
        Self {
            jurisdiction: jurisdiction.to_owned(),
            list: list.to_owned(),
            programmes: Vec::new(),
            licence_requirement: None,
            licence_policy: None,
            citations: Vec::new(),
            effective_from: None,
            effective_to: None,
            suspension: None,
            address: None,
            snapshot: String::new(),
        }
    }

    /// Its standing on a day. Days that the list does not state do not limit
    /// it: a listing without dates is in force.
    #[must_use]
    pub fn standing(&self, as_of: Date) -> Standing {
        if self.effective_from.is_some_and(|from| as_of < from) {
            return Standing::NotYet;
        }
        if self.effective_to.is_some_and(|to| as_of > to) {
            return Standing::Ended;
        }
        if let Some(suspension) = &self.suspension
            && as_of >= suspension.from
            && suspension.until.is_none_or(|until| as_of <= until)
        {
            return Standing::Suspended;
        }
        Standing::InForce
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn standing_follows_the_dates() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let mut listing = Listing::new("USA", "DPL");
        assert_eq!(listing.standing(day("2026-01-01")), Standing::InForce);
        listing.effective_from = Some(day("2020-01-01"));
        listing.effective_to = Some(day("2030-01-01"));
        listing.suspension = Some(Suspension {
            from: day("2025-11-10"),
            until: Some(day("2026-11-09")),
            citation: "a notice".to_owned(),
        });
        for (on, standing) in [
            ("2019-12-31", Standing::NotYet),
            ("2020-01-01", Standing::InForce),
            ("2025-11-10", Standing::Suspended),
            ("2026-11-09", Standing::Suspended),
            ("2026-11-10", Standing::InForce),
            ("2030-01-02", Standing::Ended),
        ] {
            assert_eq!(listing.standing(day(on)), standing, "{on}");
        }
    }
}
