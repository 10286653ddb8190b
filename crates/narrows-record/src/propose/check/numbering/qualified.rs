//! Words that make a number one of something narrower than its series: of a
//! year, of those in person, of one host or one person.

use super::super::CheckText;
use super::claim::is_one_of;
use crate::propose::lexicon::numeral;
use crate::propose::mention::MentionType;

/// "since the committee was founded": of all there were.
pub(super) fn since_founding(text: &CheckText<'_>, since: usize, until: usize) -> bool {
    (since + 1..until.min(since + 9)).any(|at| {
        is_one_of(
            text,
            at,
            &[
                "founded",
                "founding",
                "foundation",
                "launched",
                "launch",
                "inception",
                "established",
                "establishment",
                "created",
                "creation",
                "began",
                "started",
                "start",
                "formed",
                "set",
                "beginning",
                "signed",
            ],
        )
    })
}

/// "the third meeting in two days", "… this year", "… in a row": of those only.
pub(super) fn counted_in_span(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    let clause = (at..until.min(at + 9))
        .take_while(|at| !is_one_of(text, *at, &[",", ";", ".", "was", "had", "will", "\""]));
    clause.into_iter().any(|at| {
        let next = text.fold(at + 1);
        let span = |at: usize| {
            is_one_of(
                text,
                at,
                &[
                    "day", "days", "week", "weeks", "month", "months", "year", "years", "hours",
                    "decade",
                ],
            )
        };
        match text.fold(at) {
            "in" | "within" | "over" => {
                (numeral(next).is_some() || matches!(next, "a" | "as" | "under" | "less"))
                    && (span(at + 2)
                        || span(at + 3)
                        || text.fold(at + 2) == "row"
                        || text.fold(at + 2) == "many")
            }
            "this" => matches!(next, "year" | "month"),
            "consecutive" | "straight" | "successive" => true,
            _ => false,
        }
    })
}

/// "the fourth in person", "… meeting held online": numbered among its like only.
pub(super) fn narrow_behind(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    (at..until.min(at + 5))
        .take_while(|at| !is_one_of(text, *at, &[",", ";", ".", "and"]))
        .any(|at| {
            is_one_of(
                text,
                at,
                &["in-person", "online", "virtually", "face-to-face", "face"],
            ) || text.fold(at) == "in" && text.fold(at + 1) == "person"
        })
}

/// Firsts of a kind, which are for the checks of firsts.
pub(super) fn narrower_first(text: &CheckText<'_>, at: usize) -> bool {
    is_one_of(
        text,
        at + 1,
        &[
            "such",
            "in-person",
            "formal",
            "full",
            "joint",
            "stand-alone",
            "standalone",
        ],
    )
}

/// "For Nishimura it was the first", "Japan's fifth as host", "her third".
pub(super) fn personal(text: &CheckText<'_>, number: usize, from: usize, at: usize) -> bool {
    let for_person = text.annotations.found[number].iter().any(|found| {
        found.kind == MentionType::Per
            && found.until <= at
            && at - found.from <= 12
            && (found.from.saturating_sub(2).max(from)..found.from).any(|at| text.fold(at) == "for")
    });
    // "For Farrell it was the third dialogue", also where the name is not known.
    let for_name = (from..at).any(|at| {
        text.fold(at) == "for"
            && text.words.is_capital(at + 1)
            && (at + 2..at + 5).any(|at| {
                is_one_of(text, at, &["it", "this"]) && is_one_of(text, at + 1, &["was", "is"])
            })
    });
    let host = (at + 1..at + 4).any(|at| {
        text.fold(at) == "as"
            && is_one_of(
                text,
                at + 1,
                &["host", "chair", "chairman", "president", "minister"],
            )
    });
    let holder = at > from && is_one_of(text, at - 1, &["his", "her", "my", "your"]);
    for_person || for_name || host || holder
}
