//! Dates reckoned in months, for how far apart rounds lie.

use crate::propose::annotate::ToldDate;
use crate::propose::date::{DateExpression, Resolved, edtf_bounds};

/// A date as whole months since the year 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) first: i32,
    pub(super) last: i32,
    /// Told to the year only.
    pub(super) years: bool,
    pub(super) ahead: bool,
    /// The day of the week of a single day: Monday is 1.
    pub(super) weekday: Option<i8>,
}

pub(super) fn month_of(day: jiff::civil::Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

impl Stretch {
    /// The months of a date; nothing where it is no point in time.
    pub(super) fn of(date: &ToldDate) -> Option<Self> {
        if matches!(
            date.expression,
            DateExpression::Recurrent { .. }
                | DateExpression::Length { .. }
                | DateExpression::Decade(_)
                | DateExpression::Century(_)
        ) {
            return None;
        }
        let Resolved::Edtf(edtf) = &date.resolved else {
            return None;
        };
        let bounds = edtf_bounds(edtf)?;
        let (first, last) = (month_of(bounds.lower?), month_of(bounds.upper?));
        Some(Self {
            from: date.from,
            until: date.until,
            first,
            last,
            years: last - first >= 11,
            ahead: date.future,
            weekday: (bounds.lower == bounds.upper)
                .then(|| bounds.lower.map(|day| day.weekday().to_monday_one_offset()))
                .flatten(),
        })
    }

    /// Least and most months from this to a later one; years are reckoned as such.
    pub(super) fn gap_to(&self, later: &Self) -> (f64, f64) {
        if self.years
            && later.years
            && self.last - self.first == 11
            && later.last - later.first == 11
        {
            let years = f64::from(later.first - self.first);
            return (years, years);
        }
        (
            f64::from(later.first - self.last),
            f64::from(later.last - self.first),
        )
    }

    /// The month of the year, where it is told to the month.
    pub(super) fn month(&self) -> Option<i8> {
        (self.first == self.last)
            .then(|| i8::try_from(self.first.rem_euclid(12) + 1).ok())
            .flatten()
    }

    /// The year, where it lies within one.
    pub(super) fn year(&self) -> Option<i32> {
        let year = self.first.div_euclid(12);
        (year == self.last.div_euclid(12)).then_some(year)
    }
}
