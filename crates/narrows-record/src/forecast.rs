//! When a series meets next: an interval from its own history.
//!
//! The centre is the last meeting plus the geometric mean of the intervals
//! between the series' meetings. How wide the interval must be is learnt by
//! leaving each known interval out, of all series of the record, and predicting
//! it from the others of its series: the logarithms of actual over predicted.
//! If the next interval errs as those did (exchangeability), the interval from
//! the k-th smallest to the k-th largest of m such errors holds it with a
//! probability of at least (m + 1 − 2k) / (m + 1). The largest k is taken that
//! keeps [`TARGET`]; with few errors even k = 1 does not reach it, and the
//! probability that is reached is what the forecast states.
//!
//! What it cannot tell: whether a government changes its mind. It knows dates
//! alone.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::questions::days_between;
use crate::record_date::RecordDate;

/// Probability that an interval should hold, where there are errors enough.
pub const TARGET: f64 = 0.8;

/// Intervals that must be known of a series: two dates are no trend.
pub const FEWEST_INTERVALS: usize = 2;

/// Dates wider than this many days are no dates of a meeting.
const WIDEST_DATE: i32 = 31;

/// A meeting that was held.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldMeeting {
    /// Its number in the series, where known.
    pub ordinal: Option<i64>,
    /// When.
    pub date: RecordDate,
}

/// A forecast of the next meeting of a series.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Forecast {
    /// First day of the interval.
    pub from: Date,
    /// Last day of the interval.
    pub until: Date,
    /// Probability that the next meeting falls into it.
    pub probability: f64,
    /// Intervals of the series that the centre rests on.
    pub n: usize,
    /// Those intervals in days, in order.
    pub intervals: Vec<i32>,
    /// Their geometric mean in days.
    pub typical_days: f64,
    /// Errors that the width rests on, over all series.
    pub errors: usize,
    /// Series that they come from.
    pub series_of_errors: usize,
    /// How many of these errors an interval made from the others holds; absent
    /// with fewer than three errors, which cannot be left out in turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_when_left_out: Option<usize>,
    /// Whether the day asked about lies inside the interval already, so that
    /// its beginning has been cut off.
    pub already_begun: bool,
}

/// The intervals in days between meetings that follow each other. Between
/// meetings whose numbers do not follow each other there is a gap, and a date
/// wider than a month gives none.
#[must_use]
pub fn intervals(meetings: &[HeldMeeting]) -> Vec<i32> {
    let mut known: Vec<&HeldMeeting> = meetings.iter().collect();
    known.sort_by_key(|meeting| (meeting.ordinal, meeting.date.order()));
    if known.iter().any(|meeting| meeting.ordinal.is_none()) {
        known.sort_by_key(|meeting| meeting.date.order());
    }
    known
        .windows(2)
        .filter_map(|pair| {
            let (first, second) = (pair[0], pair[1]);
            let follows = match (first.ordinal, second.ordinal) {
                (Some(a), Some(b)) => b == a + 1,
                _ => true,
            };
            let days = days_between(middle(&first.date)?, middle(&second.date)?);
            (follows && days > 0).then_some(days)
        })
        .collect()
}

/// The middle of a date that is narrow enough.
fn middle(date: &RecordDate) -> Option<Date> {
    let (from, until) = (date.earliest()?, date.latest()?);
    let width = days_between(from, until);
    if width > WIDEST_DATE {
        return None;
    }
    from.checked_add((width / 2).days()).ok()
}

/// Logarithm of each interval over what the others of its series predict.
fn errors_when_left_out(intervals: &[i32]) -> Vec<f64> {
    if intervals.len() < FEWEST_INTERVALS {
        return Vec::new();
    }
    let logs: Vec<f64> = intervals.iter().map(|days| f64::from(*days).ln()).collect();
    let sum: f64 = logs.iter().sum();
    let others = (logs.len() - 1) as f64;
    logs.iter().map(|log| log - (sum - log) / others).collect()
}

/// How many errors are cut off on each side of `m`, and the probability that is
/// left; `None` with fewer than two.
fn cut(m: usize) -> Option<(usize, f64)> {
    if m < 2 {
        return None;
    }
    let ranks = (m + 1) as f64;
    // The last k with (m + 1 − 2k) / (m + 1) at least the target.
    let k = (ranks * (1.0 - TARGET) / 2.0 + 1e-9).floor() as usize;
    let k = k.clamp(1, m / 2);
    Some((k, (ranks - 2.0 * k as f64) / ranks))
}

/// Ends and probability of the interval of errors; `None` with fewer than two.
fn ends(sorted: &[f64]) -> Option<(f64, f64, f64)> {
    let (k, probability) = cut(sorted.len())?;
    Some((sorted[k - 1], sorted[sorted.len() - k], probability))
}

/// The forecast for one series among all of a record.
///
/// # Errors
/// Why there is none, in words.
pub fn forecast(
    series: &str,
    histories: &BTreeMap<String, Vec<HeldMeeting>>,
    as_of: Date,
) -> Result<Forecast, String> {
    let own = histories.get(series).map_or(&[][..], Vec::as_slice);
    let own_intervals = intervals(own);
    if own_intervals.len() < FEWEST_INTERVALS {
        return Err(format!(
            "{} of its meetings {} in the record and {} between them {} known to a month; a \
             forecast needs {FEWEST_INTERVALS}, since two dates are no trend",
            counted(own.len(), "", ""),
            if own.len() == 1 { "is" } else { "are" },
            counted(own_intervals.len(), "interval", "intervals"),
            if own_intervals.len() == 1 {
                "is"
            } else {
                "are"
            },
        ));
    }
    let last = own
        .iter()
        .filter_map(|meeting| middle(&meeting.date))
        .max()
        .ok_or_else(|| "no meeting has a day".to_owned())?;
    let per_series: Vec<Vec<f64>> = histories
        .values()
        .map(|history| errors_when_left_out(&intervals(history)))
        .filter(|errors| !errors.is_empty())
        .collect();
    let mut errors = per_series.concat();
    errors.sort_by(f64::total_cmp);
    let logs: f64 = own_intervals.iter().map(|days| f64::from(*days).ln()).sum();
    let typical_days = (logs / own_intervals.len() as f64).exp();
    let elapsed = f64::from(days_between(last, as_of));
    let already = |error: &f64| typical_days * error.exp() <= elapsed;
    let begun = ends(&errors).is_some_and(|(low, _, _)| already(&low));
    let (from, until, probability) = if begun {
        // Given that it has not met so far, the next interval ranks anywhere
        // among the errors that are still ahead.
        let ahead: Vec<f64> = errors
            .iter()
            .copied()
            .filter(|error| !already(error))
            .collect();
        let m = ahead.len();
        if m == 0 {
            return Err(format!(
                "its last meeting known is of {last}, {elapsed:.0} days before, which is longer \
                 than any interval that the record's series would let expect (typically \
                 {typical_days:.0} days)"
            ));
        }
        let reached = |k: usize| (m + 1 - k) as f64 / (m + 1) as f64;
        let k = (1..=m).rev().find(|k| reached(*k) >= TARGET).unwrap_or(1);
        let until = after(last, typical_days * ahead[m - k].exp())?;
        (as_of, until.max(as_of), reached(k))
    } else {
        let (low, high, probability) = ends(&errors).ok_or_else(|| {
            "fewer than two intervals of the record can be left out and predicted".to_owned()
        })?;
        (
            after(last, typical_days * low.exp())?,
            after(last, typical_days * high.exp())?,
            probability,
        )
    };
    Ok(Forecast {
        from,
        until,
        probability,
        n: own_intervals.len(),
        intervals: own_intervals,
        typical_days,
        errors: errors.len(),
        series_of_errors: per_series.len(),
        held_when_left_out: (errors.len() > 2).then(|| held_when_left_out(&errors)),
        already_begun: begun,
    })
}

/// How many errors lie in the interval that the others make.
fn held_when_left_out(sorted: &[f64]) -> usize {
    let Some((k, _)) = cut(sorted.len() - 1) else {
        return 0;
    };
    let highest = sorted.len() - k;
    (0..sorted.len())
        .filter(|left_out| {
            // The ends of the others: one place on where the one left out
            // stood before them.
            let low = sorted[k - usize::from(*left_out >= k)];
            let high = sorted[highest - usize::from(*left_out >= highest)];
            (low..=high).contains(&sorted[*left_out])
        })
        .count()
}

fn after(day: Date, days: f64) -> Result<Date, String> {
    // Rounded outwards by no more than half a day; a century is no forecast.
    let days = days.round();
    if !(0.0..=36_525.0).contains(&days) {
        return Err(format!(
            "its history is so uneven that the interval would reach {days:.0} days ahead"
        ));
    }
    day.checked_add((days as i64).days())
        .map_err(|_| "the interval leaves the calendar".to_owned())
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
        .trim_end()
        .to_owned()
}

/// The Brier score of one forecast: the square of probability less outcome,
/// 0 at best and 1 at worst (Brier 1950).
///
/// ```
/// use narrows_record::brier_score;
/// assert_eq!(brier_score(0.8, true), 0.03999999999999998);
/// assert_eq!(brier_score(1.0, false), 1.0);
/// ```
#[must_use]
pub fn brier_score(probability: f64, occurred: bool) -> f64 {
    let outcome = if occurred { 1.0 } else { 0.0 };
    (probability - outcome) * (probability - outcome)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn held(days: &[Date]) -> Vec<HeldMeeting> {
        (1..)
            .zip(days)
            .map(|(ordinal, day)| HeldMeeting {
                ordinal: Some(ordinal),
                date: RecordDate::of_day(*day),
            })
            .collect()
    }

    fn yearly(first: Date, count: usize, drift: i64) -> Vec<HeldMeeting> {
        let mut day = first;
        let mut days = vec![day];
        for number in 1..count as i64 {
            day = day
                .checked_add((365 + drift * (number % 3 - 1)).days())
                .unwrap();
            days.push(day);
        }
        held(&days)
    }

    #[test]
    fn two_dates_are_no_trend() {
        let one = BTreeMap::from([(
            "a".to_owned(),
            held(&[date(2023, 5, 26), date(2024, 4, 10)]),
        )]);
        let reason = forecast("a", &one, date(2024, 6, 1)).unwrap_err();
        assert!(reason.contains("two dates are no trend"), "{reason}");
        assert!(forecast("b", &one, date(2024, 6, 1)).is_err());
    }

    #[test]
    fn gaps_in_the_numbers_and_coarse_dates_give_no_interval() {
        let mut meetings = held(&[date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)]);
        meetings[2].ordinal = Some(4);
        assert_eq!(intervals(&meetings), vec![366]);
        meetings[0].date = "2020".parse().unwrap();
        assert_eq!(intervals(&meetings), Vec::<i32>::new());
        meetings[0].date = "2020-01".parse().unwrap();
        assert_eq!(intervals(&meetings), vec![351]);
    }

    #[test]
    fn a_regular_series_is_foreseen() {
        let histories = BTreeMap::from([
            ("a".to_owned(), yearly(date(2015, 6, 1), 8, 20)),
            ("b".to_owned(), yearly(date(2016, 3, 1), 7, 30)),
        ]);
        let found = forecast("a", &histories, date(2022, 8, 1)).unwrap();
        assert_eq!(found.n, 7);
        assert_eq!(found.errors, 13);
        assert!(found.probability >= TARGET, "{found:?}");
        assert!(
            found.from > date(2023, 4, 1) && found.until < date(2023, 8, 1),
            "{found:?}"
        );
        let (from, until) = (found.from, found.until);
        assert!(from < date(2023, 5, 28) && until > date(2023, 5, 28));
        assert!(!found.already_begun);
    }

    #[test]
    fn silence_cuts_the_beginning_and_then_ends_the_forecast() {
        let histories = BTreeMap::from([("a".to_owned(), yearly(date(2015, 6, 1), 8, 20))]);
        let calm = forecast("a", &histories, date(2022, 8, 1)).unwrap();
        let later = calm.from.checked_add(2.days()).unwrap();
        let cut = forecast("a", &histories, later).unwrap();
        assert!(cut.already_begun && cut.from == later && cut.until >= later);
        let reason = forecast("a", &histories, date(2030, 1, 1)).unwrap_err();
        assert!(reason.contains("longer than any interval"), "{reason}");
    }

    proptest! {
        #[test]
        fn an_interval_is_an_interval(
            gaps in prop::collection::vec(1i64..900, 2..12),
            wait in 0i64..2000,
        ) {
            let mut day = date(2000, 1, 1);
            let mut days = vec![day];
            for gap in &gaps {
                day = day.checked_add(gap.days()).unwrap();
                days.push(day);
            }
            let as_of = day.checked_add(wait.days()).unwrap();
            let histories = BTreeMap::from([("a".to_owned(), held(&days))]);
            if let Ok(found) = forecast("a", &histories, as_of) {
                prop_assert!(found.from <= found.until);
                prop_assert!(found.until >= as_of || !found.already_begun);
                prop_assert!(found.probability > 0.0 && found.probability < 1.0);
                prop_assert_eq!(found.n, gaps.len());
                prop_assert!(found.held_when_left_out.is_none_or(|held| held <= found.errors));
            }
        }

        /// The short way gives what leaving out by hand does.
        #[test]
        fn leaving_out_is_leaving_out(errors in prop::collection::vec(-2.0f64..2.0, 3..40)) {
            let mut sorted = errors.clone();
            sorted.sort_by(f64::total_cmp);
            let by_hand = (0..sorted.len())
                .filter(|left_out| {
                    let mut others = sorted.clone();
                    let error = others.remove(*left_out);
                    ends(&others).is_some_and(|(low, high, _)| (low..=high).contains(&error))
                })
                .count();
            prop_assert_eq!(held_when_left_out(&sorted), by_hand);
        }

        /// Exchangeable errors are held at least as often as stated.
        #[test]
        fn stated_probability_is_that_of_ranks(errors in prop::collection::vec(-2.0f64..2.0, 3..30)) {
            let mut sorted = errors.clone();
            sorted.sort_by(f64::total_cmp);
            // Leave each out: with ties aside, the share held is exact.
            let m = sorted.len();
            let stated = ends(&sorted[1..]).unwrap().2;
            let held = held_when_left_out(&sorted);
            prop_assert!(held as f64 >= stated * m as f64 - 1e-9, "{held} of {m}, stated {stated}");
        }
    }
}
