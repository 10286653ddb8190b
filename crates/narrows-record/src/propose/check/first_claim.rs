//! Words that claim that there was none of a kind before: "the first time",
//! "never before", "no … ever", "after a two-year pause".

use super::CheckText;
use super::told_before::is_meeting_verb;

/// Claims of one text beyond which the rest is not looked after.
const MOST: usize = 40;

/// Words that claim that there was none before.
pub(super) fn claims(text: &CheckText<'_>) -> Vec<(usize, usize, usize)> {
    let mut claims = Vec::new();
    for (number, from, until) in text.sentences() {
        let mut at = from;
        while at < until && claims.len() < MOST {
            let end = match text.fold(at) {
                "first" | "first-ever" | "inaugural" | "maiden" | "only" => {
                    first(text, from, at, until)
                }
                "never" => never(text, at, until),
                "no" | "not" | "n't" | "nor" => none_ever(text, at, until),
                "precedent" | "novelty" => Some(at + 1),
                "unprecedented" | "unheard" | "debut" | "premiere" => Some(at + 1),
                "yet" if text.fold(at + 1) == "to" => never(text, at, until),
                "last" => last(text, at, until),
                "hiatus" | "pause" | "gap" | "interruption" | "lull" | "absence" | "silence"
                | "standstill" | "break" => after_pause(text, from, at),
                "until" => only_apart(text, at, until),
                "none" | "neither" => none_ever(text, at, until),
                _ => None,
            };
            if let Some(end) = end {
                claims.push((number, at, end.min(until)));
                at = end;
            }
            at += 1;
        }
    }
    claims
}

/// "first time that …", "first meeting of …", "first face-to-face encounter".
fn first(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<usize> {
    let fold = |at: usize| text.fold(at);
    if at > from && matches!(fold(at - 1), "at" | "until" | "come" | "came" | "since") {
        return None;
    }
    // "the meeting was the first of the three", "the first between them"
    let of = matches!(fold(at + 1), "of" | "between" | "among" | "since" | "in")
        && (at.saturating_sub(9).max(from)..at).any(|at| {
            matches!(
                fold(at),
                "meeting"
                    | "session"
                    | "talks"
                    | "encounter"
                    | "gathering"
                    | "it"
                    | "this"
                    | "visit"
            )
        })
        && matches!(fold(at.saturating_sub(1)), "the" | "their" | "its" | "'s");
    if of {
        let limit = until.min(at + 44);
        return (at + 1..limit)
            .find(|at| matches!(fold(*at), ";" | "." | "although"))
            .or(Some(limit));
    }
    // "a first", "met as a trio first"
    if at > from
        && matches!(fold(at - 1), "a" | "another")
        && matches!(fold(at + 1), "," | "." | ";" | "for" | "in" | "—" | "–")
    {
        return Some(at + 1);
    }
    let noun = (at + 1..until.min(at + 9))
        .take_while(|word| {
            // "first full, in-person meeting"
            fold(*word) == "," && *word <= at + 3
                || fold(*word) == "in" && text.words.is_hyphen(word + 1)
                || !matches!(fold(*word), "," | ";" | "." | "in" | "was" | "half")
        })
        .take_while(|at| fold(*at) != "to" || text.words.is_hyphen(at - 1))
        .find(|at| {
            matches!(
                fold(*at),
                "time"
                    | "occasion"
                    | "meeting"
                    | "encounter"
                    | "conversation"
                    | "gathering"
                    | "session"
                    | "talks"
                    | "sit-down"
                    | "face-to-face"
                    | "contact"
                    | "instance"
                    | "round"
                    | "tete-a-tete"
                    | "exchange"
                    | "get-together"
                    | "handshake"
                    | "summit"
                    | "ministerial"
                    | "visit"
                    | "trip"
                    | "kind"
                    | "workshop"
                    | "roundtable"
                    | "dialogue"
                    | "consultations"
                    | "discussions"
                    | "breakfast"
                    | "dinner"
                    | "lunch"
                    | "such"
                    | "ever"
                    | "look"
                    | "ministers"
                    | "leaders"
                    | "officials"
                    | "secretary"
                    | "minister"
                    | "appearance"
            )
        })?;
    // "the first ministers ever to sit down"
    let people = matches!(
        fold(noun),
        "ministers" | "leaders" | "officials" | "secretary" | "minister"
    );
    if matches!(fold(noun), "visit" | "trip")
        || people && !(noun + 1..noun + 3).any(|at| fold(at) == "to")
    {
        return None;
    }
    // "its first meeting", "at the first session": a number, not a claim, if
    // nothing is said of who met.
    let limit = until.min(noun + 22);
    let end = (noun + 1..limit)
        .find(|at| {
            matches!(
                fold(*at),
                "," | ";"
                    | "."
                    | "but"
                    | "although"
                    | "though"
                    | "while"
                    | "despite"
                    | "following"
                    | "\""
            )
        })
        .unwrap_or(limit);
    Some(end)
}

/// "never before had the ministers sat down", "had never met".
fn never(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let limit = until.min(at + 22);
    let verb = (at + 1..limit)
        .take_while(|at| !matches!(text.fold(*at), ";" | "."))
        .find(|at| {
            is_meeting_verb(text, *at, until)
                || matches!(
                    text.fold(*at),
                    "sit"
                        | "meet"
                        | "gather"
                        | "together"
                        | "convene"
                        | "table"
                        | "room"
                        | "face"
                        | "faced"
                        | "seen"
                )
        })?;
    let end = (verb + 1..until.min(verb + 6))
        .find(|at| matches!(text.fold(*at), "," | "." | ";" | "and"))
        .unwrap_or_else(|| until.min(verb + 5));
    Some(end)
}

/// "they last met in May 2022", "the last time was in 2019".
fn last(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let verb = if text.fold(at + 1) == "time" {
        (at + 2..until.min(at + 14)).find(|at| matches!(text.fold(*at), "was" | "were"))?
    } else {
        let next = at + 1;
        (is_meeting_verb(text, next, until)
            || matches!(text.fold(next), "convened" | "held" | "came"))
        .then_some(next)?
    };
    (verb + 1..until.min(verb + 9))
        .find(|at| text.fold(*at).len() == 4 && text.fold(*at).starts_with("20"))
        .map(|year| year + 1)
}

/// "after a two-year hiatus": none in that time.
fn after_pause(text: &CheckText<'_>, from: usize, at: usize) -> Option<usize> {
    (at.saturating_sub(7).max(from)..at)
        .any(|at| matches!(text.fold(at), "year" | "years" | "month" | "months"))
        .then_some(at + 1)
}

/// "Until Wednesday they had only met in pairs": never all of them.
fn only_apart(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let only = (at + 1..until.min(at + 16)).find(|at| text.fold(*at) == "only")?;
    (at + 1..until.min(only + 8))
        .any(|at| is_meeting_verb(text, at, until) || text.fold(at) == "spoken")
        .then(|| until.min(only + 8))
}

/// "no minister had ever met", "not once had they met".
fn none_ever(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let verb = (at + 1..until.min(at + 8)).find(|at| {
        is_meeting_verb(text, *at, until)
            || matches!(text.fold(*at), "meeting" | "talks" | "held" | "session")
    });
    if let Some(verb) = verb
        && let Some(since) = (verb..until.min(verb + 12)).find(|at| text.fold(*at) == "since")
    {
        let end = (since + 1..until)
            .find(|at| matches!(text.fold(*at), "," | "." | ";"))
            .unwrap_or(until);
        return Some(end);
    }
    let ever = (at + 1..until.min(at + 12))
        .find(|at| matches!(text.fold(*at), "ever" | "before" | "once"))?;
    let verb = (at + 1..until.min(ever + 8)).find(|at| is_meeting_verb(text, *at, until))?;
    Some(verb.max(ever) + 1)
}
