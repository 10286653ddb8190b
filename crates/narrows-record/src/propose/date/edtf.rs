//! The part of EDTF level 1 that dates in texts need, and its bounds in days.

use jiff::ToSpan;
use jiff::civil::Date;

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

/// Bounds of an EDTF level 1 date: a day, month, season or year, an interval of
/// them, with `..` for an open end and `?`, `~`, `%` for doubt (which does not
/// move the bounds). Nothing where the text is no such date.
///
/// ```
/// use narrows_record::propose::edtf_bounds;
/// let bounds = edtf_bounds("2024-02").unwrap();
/// assert_eq!(bounds.upper.unwrap().to_string(), "2024-02-29");
/// assert!(edtf_bounds("2024-13").is_none());
/// ```
#[must_use]
pub fn edtf_bounds(text: &str) -> Option<DateBounds> {
    if let Some((from, until)) = text.split_once('/') {
        let open = |side: &str| side.is_empty() || side == "..";
        let lower = if open(from) {
            None
        } else {
            single(from)?.lower
        };
        let upper = if open(until) {
            None
        } else {
            single(until)?.upper
        };
        if let (Some(lower), Some(upper)) = (lower, upper)
            && lower > upper
        {
            return None;
        }
        return Some(DateBounds { lower, upper });
    }
    single(text)
}

fn single(text: &str) -> Option<DateBounds> {
    let text = text.trim_end_matches(['?', '~', '%']);
    let digits = |part: &str, length: usize| -> Option<i16> {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let mut parts = text.split('-');
    let year_text = parts.next()?;
    // 202X and 19XX
    if let Some(stem) = year_text.strip_suffix("XX") {
        let century = digits(stem, 2)? * 100;
        return bounds(
            Date::new(century, 1, 1).ok()?,
            Date::new(century + 99, 12, 31).ok()?,
        );
    }
    if let Some(stem) = year_text.strip_suffix('X') {
        let decade = digits(stem, 3)? * 10;
        return bounds(
            Date::new(decade, 1, 1).ok()?,
            Date::new(decade + 9, 12, 31).ok()?,
        );
    }
    let year = digits(year_text, 4)?;
    let Some(month_text) = parts.next() else {
        return bounds(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    };
    let month = digits(month_text, 2)? as i8;
    if let Some(day_text) = parts.next() {
        let day = digits(day_text, 2)? as i8;
        if parts.next().is_some() {
            return None;
        }
        let date = Date::new(year, month, day).ok()?;
        return bounds(date, date);
    }
    // Seasons of the northern half: spring March to May, winter December to February.
    if (21..=24).contains(&month) {
        let first = Date::new(year, (month - 20) * 3, 1).ok()?;
        return bounds(first, first.checked_add(2.months()).ok()?.last_of_month());
    }
    let first = Date::new(year, month, 1).ok()?;
    bounds(first, first.last_of_month())
}

fn bounds(lower: Date, upper: Date) -> Option<DateBounds> {
    Some(DateBounds {
        lower: Some(lower),
        upper: Some(upper),
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
