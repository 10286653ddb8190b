//! Dates as they are known: EDTF texts with the first and last day they can
//! mean.

use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date of EDTF level 1 (ISO 8601-2:2019), as written, with its bounds.
///
/// `~` (approximate) and `?` (uncertain) do not widen the bounds: they tell how
/// sure the writer was, not by how much it may be off.
///
/// ```
/// use narrows_record::RecordDate;
/// use jiff::civil::date;
///
/// let month: RecordDate = "2024-06".parse()?;
/// assert_eq!(month.earliest(), Some(date(2024, 6, 1)));
/// assert_eq!(month.latest(), Some(date(2024, 6, 30)));
/// let open: RecordDate = "../2024-01-01".parse()?;
/// assert_eq!(open.earliest(), None);
/// # Ok::<(), narrows_record::InvalidDate>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RecordDate {
    text: String,
    earliest: Option<Date>,
    latest: Option<Date>,
    hedged: bool,
}

/// A text that is no date of EDTF level 0 or 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no EDTF date: {reason}; write 2024-06-26, 2024-06 or 2024")]
pub struct InvalidDate {
    /// The text as it was given.
    pub text: String,
    /// Why it was refused.
    pub reason: String,
}

impl RecordDate {
    /// Reads a date.
    ///
    /// # Errors
    /// [`InvalidDate`] for a text that is not EDTF, one of level 2 (sets), one
    /// with a time of day, and years that a calendar of four digits lacks.
    pub fn parse(text: &str) -> Result<Self, InvalidDate> {
        let invalid = |reason: String| InvalidDate {
            text: text.to_owned(),
            reason,
        };
        let parsed =
            Edtf::parse(text).map_err(|error| invalid(format!("{}", Sentence(error.message))))?;
        if parsed.level() > 1 {
            return Err(invalid(
                "it is of level 2, and the record keeps to level 1; write an interval such as \
                 2023-11/2024-03"
                    .to_owned(),
            ));
        }
        if matches!(parsed, Edtf::DateTime(_)) {
            return Err(invalid(
                "it has a time of day; write the day, and its zone as date_zone".to_owned(),
            ));
        }
        let bounds = parsed.bounds();
        let earliest = day(bounds.earliest)
            .map_err(|()| invalid("its year lies outside 0 to 9999".to_owned()))?;
        let latest = day(bounds.latest)
            .map_err(|()| invalid("its year lies outside 0 to 9999".to_owned()))?;
        if let (Some(earliest), Some(latest)) = (earliest, latest)
            && earliest > latest
        {
            return Err(invalid("it ends before it begins".to_owned()));
        }
        Ok(Self {
            text: text.to_owned(),
            earliest,
            latest,
            hedged: parsed.is_approximate() || parsed.is_uncertain(),
        })
    }

    /// A single day.
    #[must_use]
    pub fn of_day(day: Date) -> Self {
        Self {
            text: day.to_string(),
            earliest: Some(day),
            latest: Some(day),
            hedged: false,
        }
    }

    /// Both days and all between.
    #[must_use]
    pub fn between(from: Date, until: Date) -> Self {
        let (from, until) = (from.min(until), from.max(until));
        Self {
            text: format!("{from}/{until}"),
            earliest: Some(from),
            latest: Some(until),
            hedged: false,
        }
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day it can mean; `None` where its beginning is open or
    /// unknown.
    #[must_use]
    pub fn earliest(&self) -> Option<Date> {
        self.earliest
    }

    /// The last day it can mean; `None` where its end is open or unknown.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.latest
    }

    /// The day, where it is known to the day and stated without hedge.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        (self.earliest == self.latest && !self.hedged)
            .then_some(self.earliest)
            .flatten()
    }

    /// Whether its writer marked it as approximate or uncertain.
    #[must_use]
    pub fn hedged(&self) -> bool {
        self.hedged
    }

    /// Whether it can mean this day.
    #[must_use]
    pub fn can_be(&self, day: Date) -> bool {
        self.earliest.is_none_or(|from| from <= day) && self.latest.is_none_or(|until| day <= until)
    }

    /// Whether it lies before the day for certain.
    #[must_use]
    pub fn is_before(&self, day: Date) -> bool {
        self.latest.is_some_and(|latest| latest < day)
    }

    /// Whether it lies after the day for certain.
    #[must_use]
    pub fn is_after(&self, day: Date) -> bool {
        self.earliest.is_some_and(|earliest| earliest > day)
    }

    /// A day to sort by: the first, or the last where the first is open.
    #[must_use]
    pub fn order(&self) -> (Date, Date) {
        let first = self.earliest.or(self.latest).unwrap_or(Date::MIN);
        (first, self.latest.unwrap_or(Date::MAX))
    }
}

/// The parser's message without its capital and full stop.
struct Sentence(&'static str);

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end_matches('.'))
    }
}

fn day(bound: Bound) -> Result<Option<Date>, ()> {
    let Bound::Date(BoundDate { year, month, day }) = bound else {
        return Ok(None);
    };
    let year = i16::try_from(year).map_err(|_| ())?;
    let month = i8::try_from(month).map_err(|_| ())?;
    let day = i8::try_from(day).map_err(|_| ())?;
    if !(0..=9999).contains(&year) {
        return Err(());
    }
    Date::new(year, month, day).map(Some).map_err(|_| ())
}

impl std::str::FromStr for RecordDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Display for RecordDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for RecordDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for RecordDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for RecordDate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RecordDate".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "EDTF of level 0 or 1 (ISO 8601-2:2019), without a time of day: \
                            2024-06-26, 2024-06, 2024, 2023-11/2024-03, 2024-06-26?, 2024-06~, \
                            ../2024-01-01"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn bounds_of_every_form() {
        for (text, earliest, latest) in [
            (
                "2024-06-26",
                Some(date(2024, 6, 26)),
                Some(date(2024, 6, 26)),
            ),
            ("2024-02", Some(date(2024, 2, 1)), Some(date(2024, 2, 29))),
            ("2024", Some(date(2024, 1, 1)), Some(date(2024, 12, 31))),
            (
                "2023-11/2024-03",
                Some(date(2023, 11, 1)),
                Some(date(2024, 3, 31)),
            ),
            (
                "2024-06-26?",
                Some(date(2024, 6, 26)),
                Some(date(2024, 6, 26)),
            ),
            ("2024-06~", Some(date(2024, 6, 1)), Some(date(2024, 6, 30))),
            ("../2024-01-01", None, Some(date(2024, 1, 1))),
            ("2024-01-01/..", Some(date(2024, 1, 1)), None),
            ("2024-01-01/", Some(date(2024, 1, 1)), None),
            ("202X", Some(date(2020, 1, 1)), Some(date(2029, 12, 31))),
        ] {
            let parsed = RecordDate::parse(text).unwrap();
            assert_eq!(
                (parsed.earliest(), parsed.latest()),
                (earliest, latest),
                "{text}"
            );
            assert_eq!(parsed.as_str(), text);
        }
        assert_eq!(
            RecordDate::parse("2024-06-26").unwrap().day(),
            Some(date(2024, 6, 26))
        );
        assert_eq!(RecordDate::parse("2024-06-26?").unwrap().day(), None);
    }

    #[test]
    fn what_is_no_date_is_refused_with_the_reason() {
        for (text, words) in [
            ("26 June 2024", "no EDTF date"),
            ("2024-02-30", "no EDTF date"),
            ("", "no EDTF date"),
            ("[2024,2025]", "level 2"),
            ("2024-06-26T10:00:00Z", "time of day"),
            ("Y170000002", "outside 0 to 9999"),
            ("2024-03/2023-11", "EDTF"),
        ] {
            let error = RecordDate::parse(text).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in "\\PC{0,24}") {
            let _ = RecordDate::parse(&text);
        }

        #[test]
        fn a_day_is_its_own_bounds(year in 1i16..9999, month in 1i8..=12, day in 1i8..=28) {
            let day = date(year, month, day);
            let parsed = RecordDate::parse(&day.to_string()).unwrap();
            prop_assert_eq!(parsed.day(), Some(day));
            prop_assert_eq!(&parsed, &RecordDate::of_day(day));
        }

        #[test]
        fn an_interval_holds_what_its_ends_hold(
            from in (1900i16..2100, 1i8..=12),
            length in 0i32..4000,
            hedge in prop::sample::select(vec!["", "?", "~", "%"]),
        ) {
            let start = date(from.0, from.1, 1);
            let end = start.checked_add(jiff::Span::new().days(length)).unwrap();
            let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
            let text = format!("{}{hedge}/{}", month(start), month(end));
            let parsed = RecordDate::parse(&text).unwrap();
            let first = RecordDate::parse(&month(start)).unwrap();
            let last = RecordDate::parse(&month(end)).unwrap();
            prop_assert_eq!(parsed.earliest(), first.earliest());
            prop_assert_eq!(parsed.latest(), last.latest());
            prop_assert!(parsed.can_be(start) && parsed.can_be(end));
            prop_assert_eq!(parsed.hedged(), !hedge.is_empty());
            prop_assert!(!parsed.is_before(end) && !parsed.is_after(start));
        }

        #[test]
        fn bounds_are_never_reversed(text in "[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?(/[0-9]{4}(-[0-9]{2}){0,2})?") {
            if let Ok(parsed) = RecordDate::parse(&text)
                && let (Some(earliest), Some(latest)) = (parsed.earliest(), parsed.latest())
            {
                prop_assert!(earliest <= latest);
            }
        }
    }
}
