//! "It was on August 18 that …", "They opened on Monday": a date told of the
//! meeting of the sentence before.

use super::super::CheckText;
use super::super::occasion::Occasion;
use super::claim::{Claim, Longest, phase_at, window};
use super::stretch::{Phase, Stretch};

/// Sentences back to which "it" may point.
const REACH: usize = 1;

/// Claims of sentences that open with a pronoun and a date.
pub(super) fn told_of_it(text: &CheckText<'_>, longest: &Longest) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (number, from, _) in text.sentences() {
        if !matches!(
            text.fold(from),
            "it" | "they" | "this" | "that" | "both" | "these"
        ) {
            continue;
        }
        let verb = from + 1;
        let tells = matches!(
            text.fold(verb),
            "was"
                | "were"
                | "is"
                | "had"
                | "has"
                | "fell"
                | "ran"
                | "lasted"
                | "took"
                | "happened"
                | "occurred"
                | "came"
                | "began"
                | "opened"
                | "started"
                | "ended"
                | "closed"
                | "concluded"
                | "met"
                | "convened"
                | "will"
                | "would"
                | "followed"
        );
        let Some(date) = text
            .occasions
            .days_of_sentence(number)
            .iter()
            .find(|date| date.from > verb && date.from <= verb + 5)
        else {
            continue;
        };
        let settles = (verb..date.from).all(|at| {
            phase_at(text, at).is_some()
                || matches!(
                    text.fold(at),
                    "was"
                        | "were"
                        | "is"
                        | "had"
                        | "has"
                        | "been"
                        | "held"
                        | "fell"
                        | "ran"
                        | "from"
                        | "took"
                        | "place"
                        | "happened"
                        | "occurred"
                        | "came"
                        | "met"
                        | "convened"
                        | "will"
                        | "would"
                        | "be"
                        | "on"
                        | "in"
                        | "the"
                        | "here"
                        | "scheduled"
                        | "set"
                        | "for"
                        | "all"
                        | "up"
                        | "only"
                        | "back"
                )
        });
        if !tells
            || !settles
            || text.occasions.iter().any(|other| {
                other.sentence == number
                    && other.date.is_some_and(|told| told.from == date.from)
                    && other.from > from
            })
        {
            continue;
        }
        let Some(before) = text
            .occasions
            .iter()
            .rfind(|occasion| occasion.sentence < number && number - occasion.sentence <= REACH)
        else {
            continue;
        };
        let phase = (verb..date.from)
            .find_map(|at| phase_at(text, at))
            .unwrap_or(Phase::Whole);
        claims.push(Claim {
            occasion: Occasion {
                date: Some(*date),
                ..before.clone()
            },
            date: *date,
            stretch: Stretch::of(window(date), phase, longest.of(text, before)),
            span: (from, date.until),
            reckoned: false,
            loose: false,
            day: date.bounds.lower.filter(|_| date.is_day()),
            weekday: None,
            points_at: None,
        });
    }
    claims
}
