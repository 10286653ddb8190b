//! Which date and which place of a sentence belong to which telling.

use super::super::CheckText;
use super::super::event::EventDate;
use super::anchor::{Anchor, Telling};
use crate::propose::BlockKind;
use crate::propose::mention::MentionType;

/// Words that begin a clause of its own.
fn begins_clause(fold: &str) -> bool {
    matches!(
        fold,
        ";" | "—"
            | "–"
            | "while"
            | "whereas"
            | "but"
            | "although"
            | "though"
            | "after"
            | "before"
            | "since"
            | "following"
            | "ahead"
            | "until"
    )
}

/// The clause of a telling: the words around it up to the next telling or the
/// next word that begins a clause.
pub(super) fn clause(
    text: &CheckText<'_>,
    anchors: &[Anchor],
    index: usize,
    from: usize,
    until: usize,
) -> (usize, usize) {
    let anchor = anchors[index];
    let low = index
        .checked_sub(1)
        .and_then(|before| anchors.get(before))
        .map_or(from, |before| before.until.max(from));
    let high = anchors
        .get(index + 1)
        .map_or(until, |next| next.from.min(until));
    let start = (low..anchor.from)
        .rev()
        .find(|at| begins_clause(text.fold(*at)))
        .map_or(low, |at| at + 1);
    let end = (anchor.until..high)
        .find(|at| begins_clause(text.fold(*at)) || text.fold(*at) == ",")
        .map_or(high, |at| {
            // Lists of people behind a verb have commas.
            if text.fold(at) == "," {
                (at..high)
                    .find(|at| begins_clause(text.fold(*at)))
                    .unwrap_or(high)
            } else {
                at
            }
        });
    (start.min(anchor.from), end.max(anchor.until))
}

/// Dates of a telling, the first its own; more where several rounds are told in
/// a row ("in Washington in May 2022, in Detroit in May 2023").
pub(super) fn dates(
    text: &CheckText<'_>,
    number: usize,
    all: &[EventDate],
    anchors: &[Anchor],
    index: usize,
    (from, until): (usize, usize),
) -> Vec<(EventDate, Option<String>)> {
    let anchor = anchors[index];
    let next = anchors.get(index + 1).map_or(until, |next| next.from);
    let previous = index
        .checked_sub(1)
        .and_then(|before| anchors.get(before))
        .map_or(from, |before| before.until);
    // Inside the words, or right before them: "the June round", "Tuesday's talks".
    if let Some(own) = all.iter().find(|date| {
        date.from >= anchor.from && date.until <= anchor.until
            || date.until <= anchor.from
                && (date.until..anchor.from)
                    .all(|at| matches!(text.fold(at), "'s" | "’s" | "'" | "’" | "s"))
    }) {
        return vec![(*own, None)];
    }
    let mut behind: Vec<(EventDate, Option<String>)> = Vec::new();
    // "four meetings between 2022 and 2024: in May 2022 …"
    let mut end = match anchor.telling {
        Telling::Rounds => (anchor.until..next)
            .find(|at| matches!(text.fold(*at), ":" | "—" | "–"))
            .map_or(anchor.until, |colon| colon + 1),
        _ => anchor.until,
    };
    let start = end;
    for date in all
        .iter()
        .filter(|date| date.from >= start && date.until <= next)
    {
        let gap = end..date.from;
        let first = behind.is_empty();
        let reach = if first { 14 } else { 9 };
        // "the exercise that the ports held in the spring": told of the noun.
        // "On the sidelines of the meeting, Japan and Canada met on Wednesday"
        if first && fronted_beside(text, anchor.from) && gap.clone().any(|at| text.fold(at) == ",")
        {
            break;
        }
        let held = first && relative_of_holding(text, gap.clone());
        let barred = gap.len() > reach + usize::from(held) * 8
            || !held
                && gap.clone().any(|at| {
                    let fold = text.fold(at);
                    begins_clause(fold)
                        || matches!(
                            fold,
                            "that"
                                | "said"
                                | "who"
                                | "because"
                                | "so"
                                | ":"
                                | "followed"
                                | "preceded"
                        ) && !(fold == ":" && first && text.fold(at + 1) == "in")
                        || fold == "and" && first && gap.len() > 6
                        || matches!(fold, "by" | "from" | "of" | "for")
                            && at + 2 >= date.from
                            && !(fold == "of" && gap.len() <= 2)
                });
        if barred {
            break;
        }
        // Only a row of "in A in May, in B in June" goes on behind a comma.
        let row = first
            || gap
                .clone()
                .any(|at| matches!(text.fold(at), "," | "and" | ";"))
                && gap
                    .clone()
                    .any(|at| matches!(text.fold(at), "in" | "at" | "on" | "again"));
        if !row {
            break;
        }
        let place = place_in(
            text,
            number,
            end,
            date.until + 4.min(next.saturating_sub(date.until)),
        );
        behind.push((*date, place));
        end = date.until;
    }
    if !behind.is_empty() {
        return behind;
    }
    // "In November 2023, … the three ministers gathered"
    all.iter()
        .rev()
        .filter(|date| date.until <= anchor.from && date.from >= previous)
        .find(|date| {
            let gap = date.until..anchor.from;
            // "absent on Thursday, when the group convened"
            let when = gap.start + usize::from(text.fold(gap.start) == ",");
            let when = match (text.fold(when), text.fold(when + 1)) {
                ("when" | "as", _) => Some(when + 1),
                ("on" | "at", "which") => Some(when + 2),
                ("the", "day") => Some(when + 2),
                _ => None,
            };
            let gap = when.unwrap_or(gap.start)..gap.end;
            let preposition = date.from.checked_sub(1).map_or("", |at| text.fold(at));
            gap.len() <= 26
                && !matches!(preposition, "since" | "until" | "by" | "after" | "before")
                && !gap.clone().any(|at| {
                    begins_clause(text.fold(at))
                        || matches!(text.fold(at), "said" | "that" | "when")
                })
                && (date.from <= from + 6 || gap.len() <= 8 || when.is_some())
        })
        .map(|date| vec![(*date, None)])
        .unwrap_or_default()
}

/// "on the sidelines of the meeting", "ahead of the summit", "after the talks":
/// what is told behind is another thing.
fn fronted_beside(text: &CheckText<'_>, from: usize) -> bool {
    (from.saturating_sub(5)..from).any(|at| {
        matches!(
            text.fold(at),
            "sidelines"
                | "margins"
                | "margin"
                | "fringes"
                | "edges"
                | "ahead"
                | "before"
                | "after"
                | "following"
                | "prior"
                | "since"
        )
    })
}

/// "that Japan and its partners held in", "which Seoul hosted on".
fn relative_of_holding(text: &CheckText<'_>, mut gap: std::ops::Range<usize>) -> bool {
    let opens = gap.start + usize::from(text.fold(gap.start) == ",");
    let holds = |at: usize| {
        matches!(
            text.fold(at),
            "held"
                | "hosted"
                | "staged"
                | "organised"
                | "organized"
                | "convened"
                | "ran"
                | "conducted"
                | "attended"
                | "had"
        )
    };
    let end = gap.end;
    matches!(text.fold(opens), "that" | "which")
        && gap.any(|at| holds(at) && at + 7 >= end && end > at)
}

/// The city in which a meeting is held.
pub(super) fn place(
    text: &CheckText<'_>,
    number: usize,
    anchor: &Anchor,
    clause: (usize, usize),
) -> Option<String> {
    let cities = || {
        text.annotations.found[number]
            .iter()
            .filter(|place| place.kind == MentionType::Place && place.id.as_deref() == Some("city"))
    };
    if let Some(house) = seat(text, anchor, clause) {
        return Some(house.to_owned());
    }
    if let Some(inside) =
        cities().find(|place| place.from >= anchor.from && place.until <= anchor.until)
    {
        return Some(text.words.folded(inside.from, inside.until));
    }
    let row = text.words.kind_of(&text.words.sentences[number]) == BlockKind::TableRow;
    place_in(text, number, anchor.until, clause.1.min(anchor.until + 10))
        .or_else(|| {
            cities()
                .find(|_| row)
                .map(|place| text.words.folded(place.from, place.until))
        })
        // "Last week in Washington the council met"
        .or_else(|| {
            (anchor.telling == Telling::Verb)
                .then(|| place_in(text, number, clause.0, anchor.from))
                .flatten()
        })
        // "at Camp David, where the leaders …", "was born at Camp David. On
        // August 18, the leaders …"
        .or_else(|| {
            if anchor.telling != Telling::Outcome {
                return None;
            }
            let sentence = &text.words.sentences[number];
            place_in(text, number, sentence.from, anchor.from).or_else(|| {
                let before = number.checked_sub(1)?;
                let range = text.words.sentences.get(before)?;
                place_in(
                    text,
                    before,
                    range.until.saturating_sub(6).max(range.from),
                    range.until,
                )
            })
        })
}

fn place_in(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> Option<String> {
    text.annotations.found[number]
        .iter()
        .filter(|place| {
            place.kind == MentionType::Place
                && place.id.as_deref() == Some("city")
                && place.from >= from
                && place.until <= until
        })
        .find(|place| matches!(text.fold(place.from.saturating_sub(1)), "in" | "at" | "to"))
        .map(|place| text.words.folded(place.from, place.until))
}

/// "the White House summit", "at the State Department": the city of a seat of
/// government.
fn seat(text: &CheckText<'_>, anchor: &Anchor, clause: (usize, usize)) -> Option<&'static str> {
    (anchor.from..clause.1.min(anchor.until + 5)).find_map(|at| {
        match (text.fold(at), text.fold(at + 1)) {
            ("white", "house") | ("state" | "commerce", "department") => Some("washington"),
            ("akasaka", "palace") | ("kantei", _) => Some("tokyo"),
            ("blue", "house") => Some("seoul"),
            _ => None,
        }
    })
}
