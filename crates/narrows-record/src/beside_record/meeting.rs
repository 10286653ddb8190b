//! One meeting, with another day, place or number than the record has.

use super::series::{KnownForum, KnownSeries, Recorded};
use super::{Comparison, Difference};
use crate::error::RecordError;
use crate::propose::check::{Event, EventDate};
use crate::record_date::RecordDate;

impl Comparison<'_> {
    pub(super) fn meetings(&mut self, forums: &[KnownForum]) -> Result<(), RecordError> {
        let mut found = Vec::new();
        for event in self.events.iter().filter(|event| !event.opens) {
            let Some(series) = self.series_of(event, forums) else {
                continue;
            };
            let plural = self.fold(event.until.saturating_sub(1)).ends_with('s')
                && self.fold(event.until.saturating_sub(1)) != "talks";
            if plural {
                continue;
            }
            let number = event.ordinal.filter(|_| !self.is_relative(event));
            let same_number = number.and_then(|number| {
                series
                    .meetings
                    .iter()
                    .find(|meeting| meeting.ordinal == Some(number))
            });
            if let Some(meeting) = same_number {
                let by_day = self.other_date(event, meeting)?;
                // One slip of the pen is one finding: a day that belongs to
                // another meeting is told as that meeting's number.
                found.extend(by_day);
                found.extend(self.other_place(event, meeting)?);
                continue;
            }
            if let Some(meeting) = on_the_day(event, series) {
                if let (Some(told), Some(recorded)) = (number, meeting.ordinal)
                    && told != recorded
                {
                    let (from, until) = (event.from, event.until);
                    found.push(Difference {
                        kind: "record_ordinal",
                        severity: "error",
                        from,
                        until,
                        confidence: self.confidence(event, 0.8),
                        reason: format!(
                            "The text calls it number {told}; the record has number {recorded} of \
                             the series for that date."
                        ),
                        told: told.to_string(),
                        record: vec![self.recorded(&meeting.record, "ordinal")?],
                        dispute: self.dispute(meeting.record.id.as_str(), "ordinal")?,
                    });
                } else if event.date.is_some_and(|date| date.is_day()) {
                    found.extend(self.other_place(event, meeting)?);
                }
                continue;
            }
            if let (Some(number), Some(date)) = (number, event.date.filter(|date| !date.carried)) {
                found.extend(self.out_of_order(event, number, date, series)?);
            }
        }
        self.found.extend(found);
        Ok(())
    }

    /// "the first since …", "the first in three years": no number of a series.
    fn is_relative(&self, event: &Event) -> bool {
        let end = self
            .words
            .sentences
            .get(event.sentence)
            .map_or(event.until, |sentence| sentence.until);
        (event.until..end.min(event.until + 6)).any(|at| {
            self.fold(at) == "since"
                || self.fold(at) == "in"
                    && matches!(
                        self.fold(at + 2),
                        "years" | "year" | "months" | "decades" | "decade"
                    )
        })
    }

    fn confidence(&self, event: &Event, full: f64) -> f64 {
        let carried = event.date.is_some_and(|date| date.carried);
        if event.bare || carried {
            full - 0.2
        } else {
            full
        }
    }

    fn other_date(
        &self,
        event: &Event,
        meeting: &Recorded,
    ) -> Result<Option<Difference>, RecordError> {
        let Some(date) = event.date.filter(|date| excludes(date, &meeting.date)) else {
            return Ok(None);
        };
        let apart = days_apart(&date, &meeting.date);
        // The day of the text's opening is carried over only where it is near.
        if date.carried && !apart.is_some_and(|days| (1..=6).contains(&days)) {
            return Ok(None);
        }
        let sides = meeting.dates.iter().any(|known| !excludes(&date, known));
        let told = self.words.quote(date.from, date.until).to_owned();
        let zone = if apart == Some(1) {
            " They lie one day apart, which the zone of the date can make."
        } else {
            ""
        };
        let reason = if sides {
            format!(
                "The record prefers {} and holds the text's date as well.{zone}",
                meeting.date
            )
        } else {
            format!(
                "The record has another date for this meeting: {}.{zone}",
                meeting.date
            )
        };
        let (from, until) = if date.carried {
            (event.from, event.until)
        } else {
            (event.from.min(date.from), event.until.max(date.until))
        };
        Ok(Some(Difference {
            kind: "record_date",
            severity: if sides || apart == Some(1) {
                "warning"
            } else {
                "error"
            },
            from,
            until,
            confidence: self.confidence(event, if sides { 0.75 } else { 0.85 }),
            reason,
            told,
            record: vec![self.recorded(&meeting.record, "date")?],
            dispute: self.dispute(meeting.record.id.as_str(), "date")?,
        }))
    }

    fn other_place(
        &self,
        event: &Event,
        meeting: &Recorded,
    ) -> Result<Option<Difference>, RecordError> {
        let (Some(told), Some(recorded)) = (&event.place, meeting.record.text("place")) else {
            return Ok(None);
        };
        // A city can lie in the country that the record names.
        let country = narrows_core::Economy::all().any(|economy| economy.name() == recorded);
        let (one, other) = (
            narrows_core::fold_name(told),
            narrows_core::fold_name(recorded),
        );
        if country || one.contains(&other) || other.contains(&one) {
            return Ok(None);
        }
        let end = self
            .words
            .sentences
            .get(event.sentence)
            .map_or(event.until, |sentence| sentence.until);
        let until = (event.until..end)
            .find(|at| told.starts_with(self.fold(*at)) && self.fold(*at).len() > 2)
            .map_or(event.until, |at| at + 1);
        Ok(Some(Difference {
            kind: "record_place",
            severity: "error",
            from: event.from,
            until,
            confidence: self.confidence(event, 0.8),
            reason: format!("The record has another place for this meeting: {recorded}."),
            told: told.clone(),
            record: vec![self.recorded(&meeting.record, "place")?],
            dispute: self.dispute(meeting.record.id.as_str(), "place")?,
        }))
    }

    /// A number that the record does not have, dated against those it has.
    fn out_of_order(
        &self,
        event: &Event,
        number: u32,
        date: EventDate,
        series: &KnownSeries,
    ) -> Result<Option<Difference>, RecordError> {
        let wrong = series.meetings.iter().find(|meeting| {
            let Some(known) = meeting.ordinal.filter(|_| meeting.held) else {
                return false;
            };
            let earlier = matches!((date.bounds.upper, meeting.date.earliest()), (Some(told), Some(day)) if told < day);
            let later = matches!((date.bounds.lower, meeting.date.latest()), (Some(told), Some(day)) if told > day);
            (number > known && earlier) || (number < known && later)
        });
        let Some(meeting) = wrong else {
            return Ok(None);
        };
        Ok(Some(Difference {
            kind: "record_ordinal",
            severity: "error",
            from: event.from.min(date.from),
            until: event.until.max(date.until),
            confidence: self.confidence(event, 0.75),
            reason: format!(
                "Number {number} of the series is dated against the order of the record, which has \
                 number {} on {}.",
                meeting.ordinal.unwrap_or_default(),
                meeting.date
            ),
            told: number.to_string(),
            record: vec![
                self.recorded(&meeting.record, "ordinal")?,
                self.recorded(&meeting.record, "date")?,
            ],
            dispute: self.dispute(meeting.record.id.as_str(), "date")?,
        }))
    }
}

/// The one meeting that can be of the event's date, where that is told to the
/// month at least.
fn on_the_day<'k>(event: &Event, series: &'k KnownSeries) -> Option<&'k Recorded> {
    let date = event.date.filter(|date| !date.carried)?;
    let (lower, upper) = (date.bounds.lower?, date.bounds.upper?);
    let days = upper.since((jiff::Unit::Day, lower)).ok()?.get_days();
    if days > 31 {
        return None;
    }
    let mut fitting = series
        .meetings
        .iter()
        .filter(|meeting| !excludes(&date, &meeting.date));
    fitting.next().filter(|_| fitting.next().is_none())
}

fn excludes(told: &EventDate, known: &RecordDate) -> bool {
    let before = matches!((told.bounds.upper, known.earliest()), (Some(a), Some(b)) if a < b);
    let after = matches!((told.bounds.lower, known.latest()), (Some(a), Some(b)) if a > b);
    before || after
}

/// Days between two days.
fn days_apart(told: &EventDate, known: &RecordDate) -> Option<i32> {
    if !told.is_day() || known.earliest() != known.latest() {
        return None;
    }
    let apart = told
        .bounds
        .lower?
        .since((jiff::Unit::Day, known.earliest()?));
    apart.ok().map(|span| span.get_days().abs())
}
