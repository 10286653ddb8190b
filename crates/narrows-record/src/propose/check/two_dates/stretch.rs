//! How long a meeting lasted, as far as one telling says: a window for its
//! first day and a window for its last.

use jiff::ToSpan;
use jiff::civil::Date;

/// Days between which something lies; open where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Window {
    pub(super) low: Option<Date>,
    pub(super) high: Option<Date>,
}

/// Windows for the first and for the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stretch {
    pub(super) first: Window,
    pub(super) last: Window,
}

/// Which end of a meeting a date is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Whole,
    Beginning,
    End,
}

impl Window {
    /// So many days later, and wider by a slack on both sides.
    pub(super) fn moved(self, days: i64, slack: i64) -> Self {
        Self {
            low: self.low.and_then(|day| add(day, days - slack)),
            high: self.high.and_then(|day| add(day, days + slack)),
        }
    }

    /// Days between its ends.
    pub(super) fn width(self) -> Option<i64> {
        days_between(self.low?, self.high?)
    }

    /// Its middle, in days behind its lower end.
    fn middle(self) -> Option<Date> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => add(low, days_between(low, high)? / 2),
            (low, high) => low.or(high),
        }
    }

    fn excludes(self, other: Self) -> bool {
        before(self.high, other.low) || before(other.high, self.low)
    }
}

impl Stretch {
    /// A date told of one phase of a meeting of at most so many days.
    pub(super) fn of(window: Window, phase: Phase, most: i64) -> Self {
        let longer = (most - 1).max(0);
        let early = Window {
            low: window.low.and_then(|day| add(day, -longer)),
            high: window.high,
        };
        let late = Window {
            low: window.low,
            high: window.high.and_then(|day| add(day, longer)),
        };
        match phase {
            Phase::Whole => Self {
                first: early,
                last: late,
            },
            Phase::Beginning => Self {
                first: window,
                last: late,
            },
            Phase::End => Self {
                first: early,
                last: window,
            },
        }
    }

    /// Not over before a day, or not begun behind it.
    pub(super) fn beyond(day: Date, earlier: bool) -> Self {
        let (low, high) = if earlier {
            (None, Some(day))
        } else {
            (Some(day), None)
        };
        let window = Window { low, high };
        if earlier {
            Self {
                last: window,
                ..Self::default()
            }
        } else {
            Self {
                first: window,
                ..Self::default()
            }
        }
    }

    /// From the first day to the last.
    pub(super) fn exact(first: Date, last: Date) -> Self {
        let day = |day| Window {
            low: Some(day),
            high: Some(day),
        };
        Self {
            first: day(first),
            last: day(last),
        }
    }

    /// True where no meeting can have lasted so long by both tellings.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.first.excludes(other.first)
            || self.last.excludes(other.last)
            || before(self.last.high, other.first.low)
            || before(other.last.high, self.first.low)
    }

    /// Days between the middles of two.
    pub(super) fn apart(&self, other: &Self) -> Option<i64> {
        let apart = |a: Window, b: Window| days_between(a.middle()?, b.middle()?).map(i64::abs);
        match (apart(self.first, other.first), apart(self.last, other.last)) {
            (Some(x), Some(y)) => Some(x.max(y)),
            (x, y) => x.or(y),
        }
    }
}

fn days_between(first: Date, last: Date) -> Option<i64> {
    let span = last.since((jiff::Unit::Day, first)).ok()?;
    Some(i64::from(span.get_days()))
}

fn before(a: Option<Date>, b: Option<Date>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a < b)
}

fn add(day: Date, days: i64) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_end_before_a_beginning_excludes() {
        let day = |day: i8| Window {
            low: Some(date(2024, 6, day)),
            high: Some(date(2024, 6, day)),
        };
        let opened = Stretch::of(day(12), Phase::Beginning, 3);
        assert!(opened.excludes(&Stretch::of(day(11), Phase::End, 3)));
        assert!(!opened.excludes(&Stretch::of(day(14), Phase::End, 3)));
        assert!(opened.excludes(&Stretch::of(day(17), Phase::Whole, 3)));
        assert!(opened.excludes(&Stretch::beyond(date(2024, 6, 11), true)));
    }
}
