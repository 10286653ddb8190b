//! The first and the last day of a date in a text.

use jiff::civil::Date;

use crate::record_date::RecordDate;

/// The first and the last day that a date can mean; open where it has no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateBounds {
    /// No day before this.
    pub lower: Option<Date>,
    /// No day after this.
    pub upper: Option<Date>,
}

impl DateBounds {
    /// True where no day can be in both.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        let before = |upper: Option<Date>, lower: Option<Date>| match (upper, lower) {
            (Some(upper), Some(lower)) => upper < lower,
            _ => false,
        };
        before(self.upper, other.lower) || before(other.upper, self.lower)
    }
}

/// Bounds of an EDTF date of level 1, as [`RecordDate`] reads it; nothing where
/// the text is no such date.
///
/// ```
/// use narrows_record::propose::edtf_bounds;
/// let bounds = edtf_bounds("2024-02").unwrap();
/// assert_eq!(bounds.upper.unwrap().to_string(), "2024-02-29");
/// assert!(edtf_bounds("2024-13").is_none());
/// ```
#[must_use]
pub fn edtf_bounds(text: &str) -> Option<DateBounds> {
    let date = RecordDate::parse(text).ok()?;
    Some(DateBounds {
        lower: date.earliest(),
        upper: date.latest(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_each_form() {
        let of = |text| {
            let bounds = edtf_bounds(text).unwrap();
            (
                bounds
                    .lower
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
                bounds
                    .upper
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
            )
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("2024-06-26?"), pair("2024-06-26", "2024-06-26"));
        assert_eq!(of("2024-24"), pair("2024-12-01", "2025-02-28"));
        assert_eq!(of("202X"), pair("2020-01-01", "2029-12-31"));
        assert_eq!(of("2023-11/2024-03"), pair("2023-11-01", "2024-03-31"));
        assert_eq!(of("../2024-01-01"), pair("", "2024-01-01"));
        assert_eq!(edtf_bounds("2024-03/2023-11"), None);
        assert_eq!(edtf_bounds("2024-02-30"), None);
    }
}
