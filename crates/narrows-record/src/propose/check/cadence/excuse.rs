//! Words that keep the check quiet.

use super::super::CheckText;
use super::nouns::round_noun;

/// Words that say that a rule was broken, or that something else is told of.
pub(super) fn excuses(text: &CheckText<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| {
        let next = text.fold(at + 1);
        match text.fold(at) {
            "pandemic" | "covid" | "postponed" | "postponement" | "postponing" | "delayed"
            | "overdue" | "irregular" | "irregularly" | "unevenly" | "drifted" | "slipped"
            | "lapsed" | "extraordinary" | "emergency" | "unscheduled" | "supposed"
            | "nominally" | "officially" | "theoretically" | "exceptionally" | "exception"
            | "informal" | "informally" | "preparatory" | "separately" | "despite" | "although"
            | "swapped" | "swap" => {
                text.fold(at) != "exception" || at > 0 && text.fold(at - 1) != "without"
            }
            "in" => matches!(next, "practice" | "reality" | "theory" | "principle"),
            "on" => {
                matches!(next, "paper" | "average")
                    || next == "the" && {
                        text.fold(at + 2) == "other" && text.fold(at + 3) == "hand"
                    }
            }
            "than" => matches!(
                next,
                "planned" | "scheduled" | "expected" | "usual" | "foreseen"
            ),
            "by" => next == "contrast",
            "rescheduled" | "belated" | "belatedly" | "delay" | "delays" | "lockdown"
            | "lockdowns" | "typhoon" | "earthquake" | "coronavirus" | "covid-19" | "unlike"
            | "hitherto" | "formerly" | "nonetheless" | "extra" | "additional" | "instead"
            | "outlived" | "misnomer" | "infrequent" | "sporadic" | "sporadically" | "patchy"
            | "gaps" | "interrupted" | "broken" | "abandoned" | "breached" | "flouted" => true,
            "late" => matches!(
                text.fold(at - at.min(1)),
                "year" | "month" | "months" | "weeks"
            ),
            "pushed" | "moved" | "brought" => matches!(next, "back" | "forward" | "up" | "ahead"),

            "because" => true,
            "owing" | "due" | "thanks" => next == "to",
            "out" => next == "of" && text.fold(at + 2) == "turn",
            "behind" => next == "schedule",
            "used" => next == "to",
            "no" => next == "longer",
            "ad" => next == "hoc",
            "special" => round_noun(next),
            "another" => next == "reason",
            _ => false,
        }
    })
}
