//! What the words behind "after" and "since" point at, and the date that they are
//! reckoned from.

use super::super::CheckText;
use super::super::event::EventDate;
use super::super::occasion::{Occasion, Telling, is_meeting_noun};
use super::claim::phase_at;
use super::stretch::Phase;

/// Words between a date and the length that is reckoned from it.
const GAP: usize = 11;

/// What a phrase tells of.
pub(super) struct Told {
    pub(super) occasion: Occasion,
    /// By a pronoun or the like: the place of the telling that is meant.
    pub(super) points_at: Option<usize>,
    pub(super) phase: Option<Phase>,
    pub(super) from: usize,
    pub(super) until: usize,
}

/// The meeting that a phrase names or points at: "the gathering", "the council
/// ended", "they had begun".
pub(super) fn event_at(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
    until: usize,
) -> Option<Told> {
    let reach = until.min(at + 7);
    let phase_behind = |end: usize| {
        (end..until.min(end + 4))
            .take_while(|at| !matches!(text.fold(*at), "," | ";" | "." | "and"))
            .find_map(|at| phase_at(text, at))
    };
    let opens = matches!(
        text.fold(at),
        "the" | "that" | "this" | "its" | "their" | "those" | "these" | "our" | "his" | "her"
    ) || text.words.is_capital(at)
        || is_meeting_noun(text.fold(at));
    if opens
        && let Some(occasion) = text.occasions.iter().find(|occasion| {
            occasion.sentence == number
                && occasion.from >= at
                && occasion.until <= reach.max(at + 8)
                && matches!(
                    occasion.telling,
                    Telling::Noun | Telling::Number | Telling::Verb | Telling::Signing
                )
                && (at..occasion.from).all(|at| {
                    !matches!(
                        text.fold(at),
                        "," | ";" | "and" | "of" | "had" | "was" | "were" | "in"
                    )
                })
        })
    {
        return Some(Told {
            occasion: occasion.clone(),
            points_at: None,
            phase: phase_behind(occasion.until),
            from: at,
            until: occasion.until,
        });
    }
    // "since they last met"
    if matches!(
        text.fold(at),
        "they"
            | "we"
            | "he"
            | "she"
            | "both"
            | "all"
            | "ministers"
            | "leaders"
            | "officials"
            | "negotiators"
            | "envoys"
            | "delegates"
    ) && let Some(occasion) = text.occasions.iter().find(|occasion| {
        occasion.sentence == number
            && occasion.from > at
            && occasion.from <= at + 6
            && matches!(occasion.telling, Telling::Verb | Telling::Signing)
            && (at..occasion.from).all(|at| !matches!(text.fold(at), "," | ";" | "and" | "of"))
    }) {
        return Some(Told {
            occasion: Occasion {
                one_before: false,
                ..occasion.clone()
            },
            points_at: None,
            phase: None,
            from: at,
            until: occasion.until,
        });
    }
    if matches!(text.fold(at), "they" | "it" | "these" | "those") {
        let phase = phase_behind(at + 1)?;
        let before = text
            .occasions
            .iter()
            .rfind(|occasion| occasion.until <= at && number - occasion.sentence <= 1)?;
        // Beside the date that is reckoned from, its own date is not told.
        let dated = before.sentence < number && before.date.is_some();
        return Some(Told {
            occasion: before.clone(),
            points_at: dated.then_some(before.from),
            phase: Some(phase),
            from: at,
            until: at + 1,
        });
    }
    None
}

/// The dated telling before a word, by its first word.
pub(super) fn antecedent(text: &CheckText<'_>, at: usize) -> Option<(usize, Occasion)> {
    text.occasions
        .iter()
        .rfind(|occasion| occasion.until <= at && occasion.date.is_some_and(|date| !date.carried))
        .map(|occasion| (occasion.from, occasion.clone()))
}

/// The date that a length is reckoned from, told before it.
pub(super) fn date_before(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
) -> Option<EventDate> {
    text.occasions
        .days_of_sentence(number)
        .iter()
        .rfind(|date| date.until <= at && date.from >= from)
        .filter(|date| {
            let gap = date.until..at;
            gap.len() <= GAP
                && date.bounds.lower.is_some()
                && gap.clone().all(|at| {
                    !matches!(
                        text.fold(at),
                        "and"
                            | "but"
                            | "while"
                            | ";"
                            | "was"
                            | "were"
                            | "had"
                            | "has"
                            | "will"
                            | "said"
                            | "by"
                            | "-"
                            | "–"
                            | "—"
                            | "("
                            | ")"
                            | ":"
                    )
                })
        })
        .copied()
}

/// A date right behind a phrase: "the eve of the summit, June 12".
pub(super) fn date_behind(text: &CheckText<'_>, number: usize, at: usize) -> Option<EventDate> {
    text.occasions
        .days_of_sentence(number)
        .iter()
        .find(|date| {
            date.from >= at
                && date.from <= at + 3
                && date.is_day()
                && (at..date.from)
                    .all(|at| matches!(text.fold(at), "," | "(" | "on" | "which" | "was" | "fell"))
        })
        .copied()
}
