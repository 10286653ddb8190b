//! When a series is likely to meet next.

use narrows_record::{Forecast, NextAnswer, RecordDate, SeriesAnswer};

use super::{document, section};
use crate::document::{Block, Document};

/// The answer to `next` as a document.
#[must_use]
pub fn next_document(answer: &NextAnswer) -> Document {
    let sections = answer
        .series
        .iter()
        .map(|series| {
            section(
                &series.id,
                series.name.clone(),
                vec![Block::List(lines(series))],
            )
        })
        .collect();
    document(
        format!("{}: next meetings", answer.name),
        format!(
            "As of {}. Each series has its own cadence; a forecast knows dates alone, no politics.",
            answer.as_of
        ),
        sections,
    )
}

fn lines(series: &SeriesAnswer) -> Vec<String> {
    let days = |dates: &[RecordDate]| {
        dates
            .iter()
            .map(RecordDate::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut lines = Vec::new();
    if !series.scheduled.is_empty() {
        lines.push(format!("announced: {}", days(&series.scheduled)));
    }
    match (&series.forecast, &series.refused) {
        (Some(forecast), _) => lines.extend(forecast_lines(forecast)),
        (None, Some(reason)) => lines.push(format!("no forecast: {reason}")),
        (None, None) => {}
    }
    lines.push(if series.held.is_empty() {
        "held so far: none is in the record".to_owned()
    } else {
        format!("held so far: {}", days(&series.held))
    });
    if let Some(cadence) = &series.stated_cadence {
        lines.push(format!("stated cadence: {cadence}, which is an intention"));
    }
    lines.push(format!("series: {} ({})", series.id, series.level));
    lines
}

fn forecast_lines(forecast: &Forecast) -> Vec<String> {
    let intervals: Vec<String> = forecast.intervals.iter().map(ToString::to_string).collect();
    let cut = if forecast.already_begun {
        "; given that it has not met by then"
    } else {
        ""
    };
    let checked = match forecast.held_when_left_out {
        Some(held) => format!("; the range made from the rest held {held} of them"),
        None => "; too few to check the range itself".to_owned(),
    };
    vec![
        format!(
            "forecast: {} to {}, with a probability of {:.0} %{cut}",
            forecast.from,
            forecast.until,
            forecast.probability * 100.0
        ),
        format!(
            "from: {} intervals of its own ({} days; typically {:.0})",
            forecast.n,
            intervals.join(", "),
            forecast.typical_days
        ),
        format!(
            "calibrated on: {} intervals of {} series, each left out and predicted from the others \
             of its series{checked}",
            forecast.errors, forecast.series_of_errors
        ),
    ]
}
