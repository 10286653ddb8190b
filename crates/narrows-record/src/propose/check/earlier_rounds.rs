//! A number against how many came before: "the fourth meeting, after two
//! earlier rounds".

use super::{CheckText, Conflict};
use crate::propose::lexicon::numeral;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        for at in from..until {
            if !matches!(
                text.fold(at),
                "after" | "following" | "follows" | "followed"
            ) {
                continue;
            }
            let Some(count) = numeral(text.fold(at + 1)) else {
                continue;
            };
            if !matches!(text.fold(at + 2), "earlier" | "previous" | "prior" | "past") {
                continue;
            }
            let noun = (at + 3..until.min(at + 6)).find(|at| {
                matches!(
                    text.fold(*at),
                    "rounds"
                        | "meetings"
                        | "sessions"
                        | "gatherings"
                        | "ministerials"
                        | "summits"
                        | "round"
                        | "meeting"
                        | "session"
                        | "editions"
                )
            });
            let event = text
                .events
                .iter()
                .find(|event| event.sentence == number && event.ordinal.is_some());
            let (Some(noun), Some(event)) = (noun, event) else {
                continue;
            };
            let Some(ordinal) = event.ordinal.filter(|ordinal| *ordinal != count + 1) else {
                continue;
            };
            conflicts.push(Conflict {
                kind: "ordinal_conflict",
                severity: "error",
                sides: vec![
                    (event.from, event.until.min(at).max(event.from + 1)),
                    (at, noun + 1),
                ],
                confidence: 0.8,
                reason: format!(
                    "Called number {ordinal}, but {count} are said to have come before."
                ),
            });
        }
    }
}
