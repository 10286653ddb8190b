//! Reads where rounds were held: places in a row, "back in Tokyo", "for the second
//! time running".

use super::super::CheckText;
use super::city::place_at;
use super::nouns::{body_noun, meeting_verb, meeting_word, round_noun};
use super::topic::Topic;
use super::venue::{Seen, Venue};

/// Reads what is told of the places of rounds.
pub(super) fn venues(text: &CheckText<'_>) -> Vec<Venue> {
    let mut venues = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut push = |from: usize, until: usize, seen: Seen| {
            venues.push(Venue {
                sentence: number,
                from,
                until,
                seen,
                topic: Topic::of(text, number, from, until),
            });
        };
        let places: Vec<(String, usize, usize)> = (from..until)
            .filter_map(|at| place_at(text, number, at).map(|(name, end)| (name, at, end)))
            .filter(|(_, at, _)| *at > from)
            .collect();
        let met = (from..until).any(|at| meeting_word(text, at) || is_host(text.fold(at)));
        // "held in Davao, Cebu and Manila", "in Seoul in May and in Busan in June"
        let mut row: Vec<&(String, usize, usize)> = Vec::new();
        for place in &places {
            let joined = row.last().is_some_and(|last: &&(String, usize, usize)| {
                place.1 - last.2 <= 9
                    && (last.2..place.1).all(|at| {
                        let fold = text.fold(at);
                        matches!(
                            fold,
                            "," | "and"
                                | "in"
                                | "then"
                                | "again"
                                | "the"
                                | "at"
                                | "once"
                                | "more"
                                | "of"
                                | "early"
                                | "late"
                                | "year"
                                | "following"
                                | "next"
                                | "on"
                        ) || text.annotations.dates[number]
                            .iter()
                            .any(|date| date.from <= at && at < date.until)
                    })
                    && (last.2..place.1).any(|at| matches!(text.fold(at), "," | "and" | "then"))
            });
            if joined {
                row.push(place);
                continue;
            }
            if row.len() >= 2 {
                break;
            }
            let placed = matches!(text.fold(place.1 - 1), "in" | "at");
            row = if placed { vec![place] } else { Vec::new() };
        }
        if met
            && row.len() >= 2
            && let (Some(first), Some(last)) = (row.first(), row.last())
            && (first.1.saturating_sub(14).max(from)..first.1).any(|at| meeting_word(text, at))
        {
            push(
                first.1.saturating_sub(1).max(from),
                last.2,
                Seen::Row(row.iter().map(|place| place.0.clone()).collect()),
            );
        }
        for at in from..until {
            if let Some((end, seen)) = repeated(text, number, at, from, until) {
                push(at, end, seen);
            }
        }
        for (name, at, end) in &places {
            let near = (at.saturating_sub(7).max(from)..*at)
                .rev()
                .take_while(|at| !matches!(text.fold(*at), "," | ";" | "that" | "after"))
                .any(|at| {
                    meeting_word(text, at)
                        || matches!(text.fold(at), "closing" | "closed" | "opened" | "opening")
                });
            if matches!(text.fold(at - 1), "in" | "at") && near {
                push(at.saturating_sub(4).max(from), *end, Seen::At(name.clone()));
            }
        }
    }
    venues
}

pub(super) fn is_host(fold: &str) -> bool {
    matches!(
        fold,
        "host" | "hosts" | "hosted" | "hosting" | "honour" | "honor" | "turn" | "venue"
    )
}

/// "came back to Townsville", "hosted, as it had the one before", "for the second
/// time running".
pub(super) fn repeated(
    text: &CheckText<'_>,
    number: usize,
    at: usize,
    from: usize,
    until: usize,
) -> Option<(usize, Seen)> {
    let fold = text.fold(at);
    let any = |from: usize, words: usize, list: &[&str]| {
        (from..(from + words).min(until)).any(|at| list.contains(&text.fold(at)))
    };
    let place_within = |start: usize, words: usize| {
        (start..(start + words).min(until)).find_map(|at| place_at(text, number, at))
    };
    let met = (from..until).any(|at| meeting_word(text, at) || is_host(text.fold(at)));
    // "The two previous forums had also been held in Washington"
    // "The one before was also held in Manila"
    let before = (matches!(fold, "one") || round_noun(fold))
        && (text.fold(at + 1) == "before"
            || at > from && matches!(text.fold(at - 1), "previous" | "last" | "preceding"));
    if before
        && let Some(start) = (at + 1..(at + 9).min(until)).find(|at| text.fold(*at) == "in")
        && any(at + 1, start - at, &["also", "too", "again", "likewise"])
        && let Some((_, end)) = place_at(text, number, start + 1)
    {
        return Some((end, Seen::Again));
    }
    let plural = fold.ends_with('s') && (round_noun(fold) || body_noun(fold).is_some());
    if plural
        && any(
            at.saturating_sub(4).max(from),
            4.min(at - from),
            &[
                "previous",
                "last",
                "past",
                "both",
                "two",
                "three",
                "earlier",
                "preceding",
                "four",
            ],
        )
        && let Some(start) = (at + 1..at + 7).find(|at| text.fold(*at) == "in")
        && (at + 1..start)
            .any(|at| meeting_verb(text, at) || matches!(text.fold(at), "were" | "been"))
        && let Some((_, end)) = place_at(text, number, start + 1)
        && !matches!(text.fold(end), "and" | "," | "or")
    {
        return Some((end, Seen::Again));
    }
    match fold {
        "back" | "return" | "returned" | "returns" | "returning" => {
            let to = (at + 1..at + 3).find(|at| matches!(text.fold(*at), "to" | "in"))?;
            let (_, end) = place_within(to + 1, 2)?;
            met.then_some((end, Seen::Return))
        }
        "again" => {
            let placed =
                place_within(at + 1, 4).or_else(|| place_within(at.saturating_sub(4).max(from), 4));
            let (_, end) = placed?;
            // "in Tokyo in 2020 and in Seoul again in May" names another one.
            (met && (any(
                from,
                at - from,
                &["host", "hosted", "honour", "honor", "turn"],
            )))
            .then_some((end.max(at + 1), Seen::Again))
        }
        "as" if matches!(text.fold(at + 1), "it" | "they" | "did" | "had")
            && any(at + 1, 8, &["before", "previous", "earlier", "last"])
            && any(
                from,
                at - from,
                &["host", "hosted", "hosts", "hosting", "held"],
            ) =>
        {
            Some(((at + 7).min(until), Seen::Again))
        }
        "running" | "consecutive" | "successive" | "straight" | "row" => {
            let times = any(
                at.saturating_sub(5).max(from),
                5,
                &[
                    "time",
                    "times",
                    "second",
                    "third",
                    "second-straight",
                    "twice",
                    "year",
                    "years",
                ],
            ) || any(at, 3, &["time", "times", "year", "years"]);
            let hosted = (from..until).any(|at| is_host(text.fold(at)))
                || places_in(text, number, from, until) == 1;
            (times && hosted && met).then_some((at + 1, Seen::Again))
        }
        _ => None,
    }
}

pub(super) fn places_in(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> usize {
    (from..until)
        .filter(|at| place_at(text, number, *at).is_some())
        .count()
}
