//! What a date in a text says, before it is reckoned out.

use super::calendar::Unit;

/// Which one of a recurring thing is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// `Wednesday`, `April`
    Plain,
    /// `last`, `past`
    Last,
    /// `this`
    This,
    /// `next`, `coming`
    Next,
    /// `that`, `the same`: the one told before
    Same,
}

/// Which part of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
    End,
    Start,
    /// One of so many equal parts: half 1 of 2, quarter 3 of 4.
    Share(i8, i8),
}

/// A date as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DateExpression {
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
    /// Several days: `June 26-27`.
    Days {
        year: Option<i16>,
        month: i8,
        from: i8,
        until: i8,
    },
    Month {
        year: Option<i16>,
        month: i8,
        which: Which,
    },
    Year(i16),
    Decade(i16),
    Century(i16),
    Years(i16, i16),
    Weekday {
        weekday: i8,
        which: Which,
    },
    Season {
        season: i8,
        year: Option<i16>,
        which: Which,
    },
    /// `last month`, `this year`, `today` (day 0).
    Unit {
        unit: Unit,
        which: Which,
    },
    /// `tomorrow` is one day after the text.
    DaysFromText(i32),
    /// `two years ago`, `one day earlier`, counted from the text or from the date told before.
    Shift {
        count: i32,
        unit: Unit,
        from_text: bool,
    },
    PartOf {
        part: Part,
        of: Box<DateExpression>,
    },
    /// `next 30 years`, `90 days`: how long, not when.
    Length {
        count: Option<u32>,
        unit: Unit,
        which: Which,
    },
    /// `annually`, `every six months`: each so many months.
    Recurrent {
        months: Option<u32>,
    },
}
