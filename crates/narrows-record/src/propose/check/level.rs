//! "Working-level" with ministers present.

use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let Some(level) = (from..until).find(|at| {
            text.fold(*at) == "working"
                && (text.words.is_hyphen(at + 1) && text.fold(at + 2) == "level"
                    || text.fold(at + 1) == "level")
        }) else {
            continue;
        };
        let level_end = level
            + if text.fold(level + 1) == "level" {
                2
            } else {
                3
            };
        if matches!(
            text.fold(level_end),
            "officials" | "experts" | "official" | "staff" | "contacts"
        ) {
            continue;
        }
        let attended = (from..until).any(|at| {
            matches!(
                text.fold(at),
                "attended"
                    | "attendance"
                    | "attend"
                    | "joined"
                    | "opened"
                    | "led"
                    | "chaired"
                    | "co-chaired"
                    | "present"
                    | "hosted"
                    | "headed"
                    | "participated"
                    | "presided"
                    | "between"
                    | "brought"
                    | "gathered"
                    | "took"
                    | "represented"
                    | "participating"
                    | "attending"
                    | "with"
            )
        });
        if !attended {
            next_sentence(text, number, (level, (level_end + 1).min(until)), conflicts);
            continue;
        }
        let found = &text.annotations.found[number];
        let minister = found
            .iter()
            .filter(|found| found.kind == MentionType::Role && found.from >= level_end)
            .find(|role| is_minister(text, role.from, role.until))
            .map(|role| {
                let until = found
                    .iter()
                    .find(|person| person.kind == MentionType::Per && person.from == role.until)
                    .map_or(role.until, |person| person.until);
                (role.from, until)
            })
            .or_else(|| {
                (level_end..until)
                    .find(|at| {
                        text.fold(*at) == "ministers"
                            && !(*at > from && matches!(text.fold(at - 1), "vice" | "deputy" | "-"))
                    })
                    .map(|at| (at, at + 1))
            });
        let Some(minister) = minister else {
            continue;
        };
        conflicts.push(Conflict {
            kind: "level_conflict",
            severity: "error",
            sides: vec![(level, (level_end + 1).min(until)), minister],
            confidence: 0.85,
            reason: "called working-level, but ministers took part.".to_owned(),
        });
    }
}

/// "The working-level meeting was held in Seoul. Minister X attended."
fn next_sentence(
    text: &CheckText<'_>,
    number: usize,
    level: (usize, usize),
    conflicts: &mut Vec<Conflict>,
) {
    let Some(next) = text.words.sentences.get(number + 1) else {
        return;
    };
    let goes_on = matches!(
        text.fold(next.from),
        "it" | "the" | "both" | "among" | "those" | "they" | "participants" | "attending"
    ) || text.annotations.found[number + 1].iter().any(|found| {
        found.from == next.from && matches!(found.kind, MentionType::Role | MentionType::Per)
    });
    let attended = (next.from..next.until).any(|at| {
        matches!(
            text.fold(at),
            "attended"
                | "attending"
                | "chaired"
                | "co-chaired"
                | "opened"
                | "attendees"
                | "participants"
                | "led"
                | "took"
        )
    });
    if !goes_on || !attended {
        return;
    }
    let minister = text.annotations.found[number + 1]
        .iter()
        .find(|role| role.kind == MentionType::Role && is_minister(text, role.from, role.until));
    if let Some(role) = minister {
        conflicts.push(Conflict {
            kind: "level_conflict",
            severity: "error",
            sides: vec![level, (role.from, role.until)],
            confidence: 0.7,
            reason: "called working-level, but a minister took part.".to_owned(),
        });
    }
}

/// A minister or a member of the cabinet, no deputy.
fn is_minister(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    let words: Vec<&str> = (from..until).map(|at| text.fold(at)).collect();
    let deputy = words.iter().any(|word| {
        matches!(
            *word,
            "vice"
                | "deputy"
                | "assistant"
                | "under"
                | "undersecretary"
                | "parliamentary"
                | "director"
                | "advisor"
                | "adviser"
                | "press"
                | "spokesman"
                | "spokesperson"
                | "former"
        )
    });
    let high = words.iter().any(|word| {
        matches!(
            *word,
            "minister"
                | "ministers"
                | "secretary"
                | "secretaries"
                | "president"
                | "attorney"
                | "premier"
        )
    });
    high && !deputy
}
