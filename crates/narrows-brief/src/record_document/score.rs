//! How forecasts did.

use narrows_record::ScoreAnswer;

use super::{document, section};
use crate::document::{Block, Document};

/// The answer to `score` as a document.
#[must_use]
pub fn score_document(answer: &ScoreAnswer) -> Document {
    let items: Vec<String> = answer
        .forecasts
        .iter()
        .map(|forecast| {
            let score = forecast
                .brier
                .map_or_else(String::new, |score| format!("; Brier score {score:.3}"));
            format!(
                "{}, made {}: {} with {:.0} %; {}{score} ({})",
                forecast.series,
                forecast.made_on,
                forecast.interval,
                forecast.probability * 100.0,
                forecast.words,
                forecast.id
            )
        })
        .collect();
    let mean = match answer.mean_brier {
        Some(mean) => format!(
            "Mean Brier score {mean:.3} over {}; 0 is best, and saying 50 % each time would give \
             0.25.",
            match answer.scored {
                1 => "the one forecast that is settled".to_owned(),
                many => format!("{many} forecasts that are settled"),
            }
        ),
        None => "No forecast is settled yet.".to_owned(),
    };
    document(
        "Forecasts and what happened".to_owned(),
        format!("As of {}. {mean}", answer.as_of),
        vec![section("forecasts", "Forecasts", vec![Block::List(items)])],
    )
}
