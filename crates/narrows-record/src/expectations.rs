//! Forecasts as records, and how they are scored when the day has come.

use jiff::civil::Date;
use serde::Serialize;

use crate::error::RecordError;
use crate::forecast::{Forecast, brier_score};
use crate::questions::{Inquiry, Rows};
use crate::record::{Record, Review, Statement};
use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::record_set::RecordSet;
use crate::value::Value;
use crate::words::{Kind, Outcome, Rank, ReviewState};

/// Who holds the forecasts that this crate makes.
pub const OWN_HOLDER: &str = "narrows";

/// A forecast as an expectation record, to be scored later.
///
/// # Errors
/// If the series' id is too long to be part of an id.
pub fn expectation(
    series: &str,
    name: &str,
    forecast: &Forecast,
    as_of: Date,
) -> Result<Record, RecordError> {
    let id =
        RecordId::parse(&format!("forecast-{series}-{as_of}")).map_err(RecordError::Unknown)?;
    let review = Review {
        state: ReviewState::Accepted,
        by: Some(OWN_HOLDER.to_owned()),
        on: Some(as_of),
        reason: Some("computed from the dates in the record; no party said it".to_owned()),
    };
    let n = i64::try_from(forecast.n).unwrap_or(i64::MAX);
    let values = [
        ("holder", Value::Text(OWN_HOLDER.to_owned())),
        ("modality", Value::Text("forecast".to_owned())),
        (
            "about",
            Value::Reference(RecordId::parse(series).map_err(RecordError::Unknown)?),
        ),
        ("made_on", Value::Date(RecordDate::of_day(as_of))),
        ("horizon", Value::Date(RecordDate::of_day(forecast.until))),
        (
            "interval",
            Value::Date(RecordDate::between(forecast.from, forecast.until)),
        ),
        ("probability", Value::Share(forecast.probability)),
        ("n", Value::Whole(n)),
    ];
    Ok(Record {
        file: format!("expectation/{id}.toml"),
        id,
        kind: Kind::Expectation,
        label: format!("Next meeting of {name}, as forecast on {as_of}"),
        statements: values
            .into_iter()
            .map(|(property, value)| Statement {
                property,
                value,
                rank: Rank::Normal,
                review: review.clone(),
                sources: Vec::new(),
                note: None,
                line: 0,
            })
            .collect(),
    })
}

/// How forecasts did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreAnswer {
    /// The day.
    pub as_of: Date,
    /// The forecasts by id.
    pub forecasts: Vec<ScoredForecast>,
    /// Mean Brier score of those that can be scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_brier: Option<f64>,
    /// How many can be scored.
    pub scored: usize,
}

/// How one forecast did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoredForecast {
    /// Its id.
    pub id: String,
    /// The series.
    pub series: String,
    /// When it was made.
    pub made_on: RecordDate,
    /// When the meeting should fall.
    pub interval: RecordDate,
    /// How probable that was.
    pub probability: f64,
    /// How it ended; absent while it cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Brier score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brier: Option<f64>,
    /// In words.
    pub words: String,
}

/// Scores the forecasts of a record on a day. A forecast is settled by the
/// first meeting of its series that was held after it was made, or by its
/// interval having passed without one, up to the last day that the record knows
/// of.
///
/// # Errors
/// [`RecordError::NotDetermined`] where there is no forecast of a series.
pub fn score(
    set: &RecordSet,
    inquiry: &Inquiry<'_>,
    known_until: Date,
) -> Result<ScoreAnswer, RecordError> {
    let histories = inquiry.histories()?;
    let known_until = known_until.min(inquiry.as_of());
    let mut forecasts = Vec::new();
    for record in set
        .records()
        .filter(|record| record.kind == Kind::Expectation)
    {
        let (Some(series), Some(made_on), Some(interval), Some(probability)) = (
            record.reference("about"),
            record.date("made_on"),
            record.date("interval"),
            share(record, "probability"),
        ) else {
            continue;
        };
        if made_on.is_after(inquiry.as_of()) {
            continue;
        }
        let mut meetings: Vec<&RecordDate> = histories
            .get(series.as_str())
            .into_iter()
            .flatten()
            .map(|meeting| &meeting.date)
            .filter(|date| made_on.latest().is_some_and(|made| date.is_after(made)))
            .collect();
        meetings.sort_by_key(|date| date.order());
        let (outcome, words) = settle(meetings.first().copied(), interval, known_until);
        let brier = outcome.and_then(|outcome| match outcome {
            Outcome::Occurred => Some(brier_score(probability, true)),
            Outcome::NotOccurred => Some(brier_score(probability, false)),
            Outcome::Void => None,
        });
        forecasts.push(ScoredForecast {
            id: record.id.to_string(),
            series: series.to_string(),
            made_on: made_on.clone(),
            interval: interval.clone(),
            probability,
            outcome,
            brier,
            words,
        });
    }
    if forecasts.is_empty() {
        return Err(RecordError::NotDetermined(
            "there is no forecast with an interval and a probability; `narrows record forecast \
             --store DIR` makes some"
                .to_owned(),
        ));
    }
    let scores: Vec<f64> = forecasts
        .iter()
        .filter_map(|forecast| forecast.brier)
        .collect();
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    Ok(ScoreAnswer {
        as_of: inquiry.as_of(),
        scored: scores.len(),
        mean_brier: (!scores.is_empty()).then_some(mean),
        forecasts,
    })
}

fn settle(
    met: Option<&RecordDate>,
    interval: &RecordDate,
    known_until: Date,
) -> (Option<Outcome>, String) {
    let (Some(from), Some(until)) = (interval.earliest(), interval.latest()) else {
        return (
            Some(Outcome::Void),
            "its interval is open, so nothing settles it".to_owned(),
        );
    };
    match met {
        Some(date) if date.is_before(from) => (
            Some(Outcome::NotOccurred),
            format!("met {date}, before the interval"),
        ),
        Some(date) if date.is_after(until) => (
            Some(Outcome::NotOccurred),
            format!("met {date}, after the interval"),
        ),
        Some(date)
            if date.earliest().is_some_and(|day| day >= from)
                && date.latest().is_some_and(|day| day <= until) =>
        {
            (Some(Outcome::Occurred), format!("met {date}"))
        }
        Some(date) => (
            Some(Outcome::Void),
            format!("met {date}, which is too coarse to tell"),
        ),
        None if until < known_until => (
            Some(Outcome::NotOccurred),
            format!("no meeting is known up to {known_until}"),
        ),
        None => (
            None,
            format!("not settled: the record knows up to {known_until}"),
        ),
    }
}

fn share(record: &Record, property: &str) -> Option<f64> {
    match &record.best(property)?.value {
        Value::Share(number) => Some(*number),
        _ => None,
    }
}

impl ScoreAnswer {
    /// One row a forecast.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "forecast",
            "series",
            "made_on",
            "interval",
            "probability",
            "outcome",
            "brier",
        ]);
        for forecast in &self.forecasts {
            rows.rows.push(vec![
                forecast.id.clone(),
                forecast.series.clone(),
                forecast.made_on.to_string(),
                forecast.interval.to_string(),
                format!("{:.3}", forecast.probability),
                forecast.outcome.map_or("", Outcome::as_str).to_owned(),
                forecast
                    .brier
                    .map_or_else(String::new, |score| format!("{score:.4}")),
            ]);
        }
        rows
    }
}
