//! Words by which a text turns to another meeting.

use super::noun::is_meeting;
use crate::propose::check::CheckText;

/// "earlier", "another", "had met".
pub(super) fn is_shift(
    text: &CheckText<'_>,
    (from, until): (usize, usize),
    at: usize,
    claim: (usize, usize),
) -> bool {
    let fold = |at: usize| if at < until { text.fold(at) } else { "" };
    match fold(at) {
        "previous" | "previously" | "earlier" | "formerly" | "preparatory" | "precursor"
        | "preceding" | "preceded" | "predecessor" | "predecessors" | "forerunner"
        | "rehearsal" | "sister" | "twin" | "companion" | "subcommittee" | "subgroup"
        | "sub-committee" | "originally" | "initially" | "elsewhere" | "simultaneously"
        | "upstairs" | "downstairs" | "unlike" | "bygone" | "usually" | "normally"
        | "traditionally" | "subsequent" => true,
        "another" | "separate" | "different" | "other" | "parallel" => {
            (at + 1..at + 4).any(|at| is_meeting(fold(at)))
        }
        "afterwards" | "afterward" | "later" | "once" => {
            at == from
                || matches!(
                    text.fold(at - 1),
                    "days" | "weeks" | "months" | "years" | "week" | "month" | "year" | "day"
                )
        }
        "last" => {
            matches!(
                fold(at + 1),
                "year" | "time" | "month" | "spring" | "autumn" | "such" | "round" | "of"
            ) || fold(at + 1) == "time" && at > from && fold(at - 1) == "the"
        }
        "had" => {
            // "noted that the session had been confined": tense of reported speech
            let reported = (from..at).any(|at| {
                fold(at) == "that"
                    && at > from
                    && (is_speech(fold(at - 1)) || fold(at - 1) == "time")
                    || is_speech(fold(at)) && !matches!(fold(at + 1), "," | "\"")
            });
            let near = at + 4 >= claim.0 && at <= claim.1 + 3;
            let absent = (claim.0..claim.1).any(|at| {
                matches!(
                    fold(at),
                    "no" | "none" | "nobody" | "without" | "neither" | "never" | "absence"
                )
            });
            let next = (at + 1..at + 4)
                .find(|at| {
                    !matches!(
                        fold(*at),
                        "not"
                            | "already"
                            | "also"
                            | "never"
                            | "both"
                            | "all"
                            | "just"
                            | "only"
                            | "then"
                            | "themselves"
                    )
                })
                .map_or("", fold);
            near && !reported
                && !absent
                && (next == "been"
                    || next.len() > 4 && next.ends_with("ed")
                    || matches!(
                        next,
                        "met"
                            | "sat"
                            | "led"
                            | "held"
                            | "sent"
                            | "taken"
                            | "come"
                            | "seen"
                            | "spoken"
                            | "brought"
                            | "gone"
                    ))
        }
        "used" => fold(at + 1) == "to",
        "ordinarily" | "typically" | "hitherto" | "beforehand" | "ensuing" | "eve" => true,
        "day" | "night" | "evening" | "week" | "month" | "year" => {
            matches!(fold(at + 1), "earlier" | "later")
                || at > from
                    && text.fold(at - 1) == "the"
                    && matches!(fold(at + 1), "before" | "after")
                    && matches!(fold(at + 2), "," | "." | "and" | "")
                || at > from && matches!(text.fold(at - 1), "following" | "next" | "previous")
        }
        "trial" | "dry" => matches!(fold(at + 1), "run" | "session"),
        "those" => fold(at + 1) == "days",
        "at" => fold(at + 1) == "that" && fold(at + 2) == "time" || fold(at + 1) == "first",
        "next" => fold(at + 1) == "door" || fold(at + 1) == "room",
        "first" | "second" => fold(at + 1) == "attempt",
        "ago" => true,
        "spring" | "summer" | "autumn" | "winter" => {
            at > from && matches!(text.fold(at - 1), "the" | "last" | "that" | "previous")
        }
        "follow" => at > from && fold(at + 1) == "up",
        "back" => fold(at + 1) == "then",
        _ => false,
    }
}

fn is_speech(fold: &str) -> bool {
    matches!(
        fold,
        "said"
            | "noted"
            | "recalled"
            | "stressed"
            | "added"
            | "explained"
            | "reported"
            | "remarked"
            | "observed"
            | "complained"
            | "confirmed"
            | "insisted"
            | "emphasized"
            | "emphasised"
            | "told"
            | "pointed"
            | "mentioned"
            | "acknowledged"
            | "admitted"
            | "conceded"
    )
}
