//! From what a date says to EDTF, reckoned from the day of the text and from
//! the dates that were told before it.

use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, Unit as JiffUnit};

use super::calendar::Unit;
use super::edtf_bounds;
use super::expression::{DateExpression, Part, Which};

/// What dates are reckoned from.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateContext {
    /// The day of the text.
    pub(crate) dateline: Option<Date>,
    /// The last day told, for "one day earlier".
    pub(crate) last_day: Option<Date>,
    /// The last year told, for "that November" and "the same year".
    pub(crate) last_year: Option<i16>,
    /// The sentence speaks of the future.
    pub(crate) future: bool,
}

/// A date reckoned out, or why it could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resolved {
    Edtf(String),
    /// No point in time: a length or a recurrence.
    Timeless,
    /// The text's own day is not known.
    NeedsDateline,
    /// It points at a date told before, and none was.
    NeedsEarlierDate,
}

impl DateContext {
    /// Reckons out one date and remembers it for those behind it.
    pub(crate) fn resolve(&mut self, expression: &DateExpression) -> Resolved {
        let resolved = self.reckon(expression);
        if let Resolved::Edtf(edtf) = &resolved
            && let Some(bounds) = edtf_bounds(edtf)
            && !matches!(
                expression,
                DateExpression::Decade(_) | DateExpression::Century(_) | DateExpression::Years(..)
            )
            && let Some(lower) = bounds.lower
        {
            self.last_year = Some(lower.year());
            if bounds.lower == bounds.upper {
                self.last_day = Some(lower);
            }
        }
        resolved
    }

    fn reckon(&self, expression: &DateExpression) -> Resolved {
        use DateExpression as E;
        match expression {
            E::Day {
                year: Some(year),
                month,
                day,
            } => day_text(*year, *month, *day),
            E::Day {
                year: None,
                month,
                day,
            } => self.day_without_year(*month, *day),
            E::Days {
                year,
                month,
                from,
                until,
            } => {
                let year = match (year, self.dateline) {
                    (Some(year), _) => *year,
                    (None, Some(dateline)) => nearest_year(dateline, *month, *from),
                    (None, None) => return Resolved::NeedsDateline,
                };
                edtf(format!(
                    "{year:04}-{month:02}-{from:02}/{year:04}-{month:02}-{until:02}"
                ))
            }
            E::Month {
                year: Some(year),
                month,
                ..
            } => edtf(format!("{year:04}-{month:02}")),
            E::Month {
                year: None,
                month,
                which,
            } => self.month_without_year(*month, *which),
            E::Year(year) => edtf(format!("{year:04}")),
            E::Decade(year) => edtf(format!("{}X", year / 10)),
            E::Century(number) => edtf(format!("{:02}XX", number - 1)),
            E::Years(from, until) => edtf(format!("{from:04}/{until:04}")),
            E::Weekday { weekday, which } => self.weekday(*weekday, *which),
            E::Season {
                season,
                year,
                which,
            } => self.season(*season, *year, *which),
            E::Unit { unit, which } => self.unit(*unit, *which),
            E::DaysFromText(days) => match self.dateline {
                Some(dateline) => shifted(dateline, *days, Unit::Day),
                None => Resolved::NeedsDateline,
            },
            E::Shift {
                count,
                unit,
                from_text,
            } => {
                let base = if *from_text {
                    self.dateline
                } else {
                    self.last_day
                };
                match base {
                    Some(base) => shifted(base, *count, *unit),
                    None if *from_text => Resolved::NeedsDateline,
                    None => Resolved::NeedsEarlierDate,
                }
            }
            E::PartOf { part, of } => match self.reckon(of) {
                Resolved::Edtf(whole) => part_of(*part, &whole),
                other => other,
            },
            E::Length { .. } | E::Recurrent { .. } => Resolved::Timeless,
        }
    }

    fn day_without_year(&self, month: i8, day: i8) -> Resolved {
        match (self.dateline, self.last_year) {
            (Some(dateline), _) => day_text(nearest_year(dateline, month, day), month, day),
            (None, _) => Resolved::NeedsDateline,
        }
    }

    fn month_without_year(&self, month: i8, which: Which) -> Resolved {
        if which == Which::Same {
            return match self.last_year {
                Some(year) => edtf(format!("{year:04}-{month:02}")),
                None => Resolved::NeedsEarlierDate,
            };
        }
        let Some(dateline) = self.dateline else {
            return Resolved::NeedsDateline;
        };
        let year = match which {
            Which::Next => dateline.year() + i16::from(month <= dateline.month()),
            Which::Last => dateline.year() - i16::from(month >= dateline.month()),
            Which::This => dateline.year(),
            _ if self.future => dateline.year() + i16::from(month < dateline.month()),
            _ => dateline.year() - i16::from(month > dateline.month()),
        };
        edtf(format!("{year:04}-{month:02}"))
    }

    fn weekday(&self, number: i8, which: Which) -> Resolved {
        let Some(dateline) = self.dateline else {
            return Resolved::NeedsDateline;
        };
        let Ok(weekday) = Weekday::from_monday_one_offset(number) else {
            return Resolved::Timeless;
        };
        let same = dateline.weekday() == weekday;
        let found = match which {
            Which::Plain if same => Ok(dateline),
            Which::Plain if self.future => dateline.nth_weekday(1, weekday),
            Which::Next => dateline.nth_weekday(1, weekday),
            Which::This if same => Ok(dateline),
            Which::This => dateline.nth_weekday(1, weekday),
            _ => dateline.nth_weekday(-1, weekday),
        };
        match found {
            Ok(date) => edtf(date.to_string()),
            Err(_) => Resolved::Timeless,
        }
    }

    fn season(&self, season: i8, year: Option<i16>, which: Which) -> Resolved {
        let year = match (year, which, self.dateline) {
            (Some(year), _, _) => year,
            (None, Which::Same, _) => match self.last_year {
                Some(year) => year,
                None => return Resolved::NeedsEarlierDate,
            },
            (None, _, None) => return Resolved::NeedsDateline,
            (None, which, Some(dateline)) => {
                let middle = (season - 20) * 3 + 1;
                let over = dateline.month() > middle;
                match which {
                    Which::Last => dateline.year() - i16::from(!over),
                    Which::Next => dateline.year() + i16::from(over),
                    Which::This => dateline.year(),
                    _ if self.future => dateline.year() + i16::from(over),
                    _ => dateline.year() - i16::from(dateline.month() < middle - 1),
                }
            }
        };
        edtf(format!("{year:04}-{season:02}"))
    }

    fn unit(&self, unit: Unit, which: Which) -> Resolved {
        let base = match which {
            Which::Same => self.last_day.or_else(|| {
                (unit == Unit::Year)
                    .then_some(self.last_year)?
                    .and_then(|year| Date::new(year, 1, 1).ok())
            }),
            _ => self.dateline,
        };
        let Some(base) = base else {
            return if which == Which::Same {
                Resolved::NeedsEarlierDate
            } else {
                Resolved::NeedsDateline
            };
        };
        let step = match which {
            Which::Last => -1,
            Which::Next => 1,
            _ => 0,
        };
        match unit {
            Unit::Day => shifted(base, step, Unit::Day),
            Unit::Week => {
                let Ok(day) = base.checked_add((i64::from(step) * 7).days()) else {
                    return Resolved::Timeless;
                };
                let monday =
                    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                match monday.and_then(|monday| Ok((monday, monday.checked_add(6.days())?))) {
                    Ok((monday, sunday)) => edtf(format!("{monday}/{sunday}")),
                    Err(_) => Resolved::Timeless,
                }
            }
            Unit::Month => match base.first_of_month().checked_add(step.months()) {
                Ok(day) => edtf(format!("{:04}-{:02}", day.year(), day.month())),
                Err(_) => Resolved::Timeless,
            },
            Unit::Quarter => {
                let first = Date::new(base.year(), (base.month() - 1) / 3 * 3 + 1, 1);
                match first.and_then(|first| first.checked_add((step * 3).months())) {
                    Ok(day) => edtf(format!(
                        "{:04}-{:02}/{:04}-{:02}",
                        day.year(),
                        day.month(),
                        day.year(),
                        day.month() + 2
                    )),
                    Err(_) => Resolved::Timeless,
                }
            }
            Unit::Year => edtf(format!("{:04}", base.year() + step as i16)),
            Unit::Decade => edtf(format!("{}X", (base.year() + 10 * step as i16) / 10)),
            Unit::Century => Resolved::Timeless,
        }
    }
}

fn edtf(text: String) -> Resolved {
    match edtf_bounds(&text) {
        Some(_) => Resolved::Edtf(text),
        None => Resolved::Timeless,
    }
}

fn day_text(year: i16, month: i8, day: i8) -> Resolved {
    edtf(format!("{year:04}-{month:02}-{day:02}"))
}

/// The year that puts a day nearest to the day of the text.
fn nearest_year(dateline: Date, month: i8, day: i8) -> i16 {
    (-1..=1)
        .map(|step| dateline.year() + step)
        .filter_map(|year| {
            let date = Date::new(year, month, day)
                .or_else(|_| Date::new(year, month, 1))
                .ok()?;
            let apart = date.since((JiffUnit::Day, dateline)).ok()?.get_days().abs();
            Some((apart, year))
        })
        .min()
        .map_or(dateline.year(), |(_, year)| year)
}

/// A day so many units away; a month or year away is only known to the month
/// or year.
fn shifted(base: Date, count: i32, unit: Unit) -> Resolved {
    let moved = match unit {
        Unit::Day => base.checked_add(i64::from(count).days()),
        Unit::Week => base.checked_add((i64::from(count) * 7).days()),
        Unit::Month => base.checked_add(count.months()),
        Unit::Quarter => base.checked_add((count.saturating_mul(3)).months()),
        Unit::Year | Unit::Century => base.checked_add(count.years()),
        Unit::Decade => base.checked_add((count.saturating_mul(10)).years()),
    };
    let Ok(date) = moved else {
        return Resolved::Timeless;
    };
    match unit {
        Unit::Day => edtf(date.to_string()),
        Unit::Week => edtf(format!("{date}~")),
        Unit::Month | Unit::Quarter => edtf(format!("{:04}-{:02}", date.year(), date.month())),
        _ => edtf(format!("{:04}", date.year())),
    }
}

fn part_of(part: Part, whole: &str) -> Resolved {
    let Some((Some(lower), Some(upper))) =
        edtf_bounds(whole).map(|bounds| (bounds.lower, bounds.upper))
    else {
        return Resolved::Timeless;
    };
    let days = upper
        .since((JiffUnit::Day, lower))
        .map_or(0, |span| i64::from(span.get_days()))
        + 1;
    let (from, until) = match part {
        Part::Early | Part::Start => (0, days / 3),
        Part::Mid => (days / 3, days - days / 3),
        Part::Late => (days - days / 3, days),
        Part::End => (days - days / 4, days),
        Part::Share(number, of) => {
            let of = i64::from(of.max(1));
            let number = i64::from(number).clamp(1, of);
            if let Some(exact) = share_in_months(lower, days, number, of) {
                return exact;
            }
            (days * (number - 1) / of, days * number / of)
        }
    };
    let first = lower.checked_add(from.days());
    let last = lower.checked_add((until.max(from + 1) - 1).days());
    match (first, last) {
        (Ok(first), Ok(last)) if days > 45 => edtf(format!(
            "{:04}-{:02}~/{:04}-{:02}~",
            first.year(),
            first.month(),
            last.year(),
            last.month()
        )),
        (Ok(first), Ok(last)) => edtf(format!("{first}~/{last}~")),
        _ => Resolved::Timeless,
    }
}

/// Halves and quarters of a year are whole months.
fn share_in_months(lower: Date, days: i64, number: i64, of: i64) -> Option<Resolved> {
    if !(365..=366).contains(&days) || 12 % of != 0 {
        return None;
    }
    let length = 12 / of;
    let first = lower.checked_add((length * (number - 1)).months()).ok()?;
    let last = lower.checked_add((length * number - 1).months()).ok()?;
    Some(edtf(format!(
        "{:04}-{:02}/{:04}-{:02}",
        first.year(),
        first.month(),
        last.year(),
        last.month()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> DateContext {
        DateContext {
            dateline: Date::new(2024, 6, 27).ok(),
            last_day: Date::new(2024, 6, 26).ok(),
            last_year: Some(2023),
            future: false,
        }
    }

    #[test]
    fn relative_dates_are_reckoned_from_the_text_and_from_what_was_told() {
        let of = |expression| match context().reckon(&expression) {
            Resolved::Edtf(text) => text,
            other => format!("{other:?}"),
        };
        use DateExpression as E;
        assert_eq!(
            of(E::Weekday {
                weekday: 3,
                which: Which::Plain
            }),
            "2024-06-26"
        );
        assert_eq!(
            of(E::Shift {
                count: -1,
                unit: Unit::Day,
                from_text: false
            }),
            "2024-06-25"
        );
        assert_eq!(
            of(E::Month {
                year: None,
                month: 11,
                which: Which::Same
            }),
            "2023-11"
        );
        assert_eq!(
            of(E::Month {
                year: None,
                month: 8,
                which: Which::Last
            }),
            "2023-08"
        );
        assert_eq!(
            of(E::Unit {
                unit: Unit::Month,
                which: Which::Last
            }),
            "2024-05"
        );
        assert_eq!(
            of(E::Season {
                season: 22,
                year: None,
                which: Which::Plain
            }),
            "2024-22"
        );
        assert_eq!(
            of(E::PartOf {
                part: Part::Share(2, 2),
                of: Box::new(E::Unit {
                    unit: Unit::Year,
                    which: Which::Next
                })
            }),
            "2025-07/2025-12"
        );
        assert_eq!(of(E::DaysFromText(0)), "2024-06-27");
    }

    #[test]
    fn without_a_dateline_nothing_is_guessed() {
        let mut context = DateContext::default();
        assert_eq!(
            context.resolve(&DateExpression::Unit {
                unit: Unit::Month,
                which: Which::Last
            }),
            Resolved::NeedsDateline
        );
        assert_eq!(
            context.resolve(&DateExpression::Shift {
                count: -1,
                unit: Unit::Day,
                from_text: false
            }),
            Resolved::NeedsEarlierDate
        );
    }
}
