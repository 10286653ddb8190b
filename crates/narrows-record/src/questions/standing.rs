//! Where an instrument or a commitment stands on a day.

use jiff::civil::Date;
use serde::Serialize;

use crate::record::Record;
use crate::record_date::RecordDate;
use crate::value::Value;
use crate::value_forms::{FollowUp, StatusSpan};
use crate::words::{FollowUpKind, Force, InstrumentKind, InstrumentStatus};

/// The status of an instrument on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InstrumentStanding {
    /// The status; absent where the record has none for the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<InstrumentStatus>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<RecordDate>,
    /// Until when, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<RecordDate>,
    /// In words; signed is not in force, and it says so.
    pub words: String,
}

impl InstrumentStanding {
    /// The status on a day: the last one to begin that had not ended.
    #[must_use]
    pub fn of(instrument: &Record, day: Date) -> Self {
        let mut current: Option<&StatusSpan> = None;
        for statement in instrument.all("status") {
            let Value::StatusSpan(status) = &statement.value else {
                continue;
            };
            let begun = status.from.as_ref().is_none_or(|from| !from.is_after(day));
            let ended = status
                .until
                .as_ref()
                .is_some_and(|until| until.is_before(day));
            let order = |status: &StatusSpan| {
                let begins = status.from.as_ref().and_then(RecordDate::earliest);
                (begins.unwrap_or(Date::MIN), status.value)
            };
            if begun && !ended && current.is_none_or(|other| order(status) > order(other)) {
                current = Some(status);
            }
        }
        let kind = match instrument.best("instrument_kind").map(|s| &s.value) {
            Some(Value::InstrumentKind(kind)) => Some(*kind),
            _ => None,
        };
        let Some(status) = current else {
            return Self {
                status: None,
                since: None,
                until: None,
                words: "its status on that day is not in the record".to_owned(),
            };
        };
        Self {
            status: Some(status.value),
            since: status.from.clone(),
            until: status.until.clone(),
            words: status_words(status, kind),
        }
    }
}

fn status_words(status: &StatusSpan, kind: Option<InstrumentKind>) -> String {
    let mut words = match status.value {
        InstrumentStatus::InForce => "in force".to_owned(),
        other => other.to_string(),
    };
    if let Some(from) = &status.from {
        words.push_str(&format!(" since {from}"));
    }
    if let Some(until) = &status.until {
        words.push_str(&format!(", until {until}"));
    }
    let statement = matches!(
        kind,
        Some(InstrumentKind::JointStatement | InstrumentKind::Readout | InstrumentKind::Principles)
    );
    match status.value {
        InstrumentStatus::Announced if statement => {
            words.push_str("; such a text is made known and never comes into force");
        }
        InstrumentStatus::Announced => words.push_str("; neither signed nor in force"),
        InstrumentStatus::Signed => words.push_str("; not in force as far as the record knows"),
        _ => {}
    }
    words
}

/// Where a commitment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingKind {
    /// Its day has passed and nothing says that it was done.
    Overdue,
    /// The day lies within the dates that it may be due.
    FallsDue,
    /// It is due later.
    Open,
    /// It is open and has no date.
    OpenWithoutDate,
    /// Nobody promised anything.
    NoPromise,
    /// Done, broken, superseded or lapsed.
    Closed,
}

/// Where a commitment stands on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Where.
    pub kind: StandingKind,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<FollowUpKind>,
    /// Days since it was due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_overdue: Option<i32>,
    /// When the record last heard of it: a follow-up, or that it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_heard: Option<RecordDate>,
    /// In words.
    pub words: String,
}

/// The force of a commitment.
pub(super) fn force(commitment: &Record) -> Option<Force> {
    match commitment.best("force").map(|statement| &statement.value) {
        Some(Value::Force(force)) => Some(*force),
        _ => None,
    }
}

/// The follow-ups of a commitment that had happened on a day, in order.
pub(super) fn follow_ups(commitment: &Record, day: Date) -> Vec<&FollowUp> {
    let mut found: Vec<&FollowUp> = commitment
        .all("follow_up")
        .into_iter()
        .filter_map(|statement| match &statement.value {
            Value::FollowUp(follow_up) if !follow_up.on.is_after(day) => Some(follow_up),
            _ => None,
        })
        .collect();
    found.sort_by_key(|follow_up| follow_up.on.order());
    found
}

impl Standing {
    /// Where a commitment stands on a day.
    #[must_use]
    pub fn of(commitment: &Record, day: Date) -> Self {
        let follow_ups = follow_ups(commitment, day);
        let made_on = commitment.date("made_on");
        let last_heard = follow_ups
            .last()
            .map(|follow_up| &follow_up.on)
            .or(made_on)
            .cloned();
        let due = commitment.date("due");
        let silent = match (follow_ups.last(), made_on) {
            (Some(last), _) => format!("last heard of on {} ({})", last.on, last.kind),
            (None, Some(made_on)) => match years_since(made_on, day) {
                Some(span) => format!("the record has nothing later: silent for {span}"),
                None => "the record has nothing later".to_owned(),
            },
            (None, None) => "the record has nothing later".to_owned(),
        };
        let closing = follow_ups.iter().rev().find(|f| f.kind.closes());
        let (kind, days_overdue, words) = if let Some(closing) = closing {
            let words = format!("{} on {}", closing.kind, closing.on);
            (StandingKind::Closed, None, words)
        } else if let Some(due) = due {
            match due.latest() {
                Some(latest) if latest < day => {
                    let days = days_between(latest, day);
                    (
                        StandingKind::Overdue,
                        Some(days),
                        format!("was due {due}, {days} days ago; {silent}"),
                    )
                }
                _ if due.can_be(day) => (
                    StandingKind::FallsDue,
                    None,
                    format!("falls due, {due}; {silent}"),
                ),
                _ => (
                    StandingKind::Open,
                    None,
                    format!("open, due {due}; {silent}"),
                ),
            }
        } else if force(commitment).is_some_and(Force::promises) {
            (
                StandingKind::OpenWithoutDate,
                None,
                format!("open, no date was given; {silent}"),
            )
        } else {
            (
                StandingKind::NoPromise,
                None,
                format!("nothing was promised, so nothing is due; {silent}"),
            )
        };
        Self {
            kind,
            closed_by: closing.map(|follow_up| follow_up.kind),
            days_overdue,
            last_heard,
            words,
        }
    }
}

/// Days from one day to another.
pub(crate) fn days_between(from: Date, until: Date) -> i32 {
    // Days of the calendar fit by far.
    from.until(until).map_or(0, |span| span.get_days())
}

/// How long ago, in words.
fn years_since(date: &RecordDate, day: Date) -> Option<String> {
    let days = days_between(date.latest()?, day);
    match days {
        ..=0 => None,
        1 => Some("1 day".to_owned()),
        2..=90 => Some(format!("{days} days")),
        91..=729 => Some(format!("{} months", (f64::from(days) / 30.44).round())),
        _ => Some(format!("{:.1} years", f64::from(days) / 365.25)),
    }
}
