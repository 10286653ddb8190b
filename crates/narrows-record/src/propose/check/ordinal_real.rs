//! Ordinals of what is not, not yet or no longer there: "a fourth was dropped".

use super::CheckText;
use crate::propose::words::Shape;

/// "may follow", "was dropped", "had withdrawn", "would bring": one that is
/// not, or not yet, among them; or one that came later.
pub(super) fn is_unreal(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> bool {
    let end = (at + 1..until)
        .find(|at| matches!(text.fold(*at), ";" | "."))
        .unwrap_or(until);
    let start = (from..at)
        .rev()
        .find(|at| matches!(text.fold(*at), ";" | "."))
        .unwrap_or(from);
    (at + 1..end.min(at + 22)).any(|at| is_unreal_word(text, at))
        || (start.max(at.saturating_sub(10))..at).any(|at| is_unreal_word(text, at))
        || behind_drops(text, until)
}

/// "It was struck out", "That was dropped" in the next sentence.
pub(super) fn behind_drops(text: &CheckText<'_>, until: usize) -> bool {
    matches!(text.fold(until), "it" | "that" | "this")
        && (until + 1..until + 6).any(|at| is_dropping(text.fold(at)))
}

pub(super) fn is_dropping(fold: &str) -> bool {
    matches!(
        fold,
        "dropped"
            | "struck"
            | "deleted"
            | "removed"
            | "withdrew"
            | "withdrawn"
            | "cancelled"
            | "canceled"
            | "rejected"
            | "merged"
            | "abandoned"
            | "postponed"
            | "scrapped"
            | "lost"
            | "cut"
            | "excluded"
            | "omitted"
            | "closed"
    )
}

pub(super) fn is_unreal_word(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    // "May 26"
    if text.words.shape(at) != Shape::Lower && fold == "may" {
        return false;
    }
    is_dropping(fold)
        || matches!(
            fold,
            "may" | "might"
                | "could"
                | "would"
                | "should"
                | "if"
                | "planned"
                | "proposed"
                | "possible"
                | "not"
                | "n't"
                | "never"
                | "no"
                | "without"
                | "instead"
                | "left"
                | "considered"
                | "considering"
                | "wanted"
                | "wants"
                | "hoped"
                | "hopes"
                | "expected"
                | "later"
                | "since"
                | "added"
                | "joined"
                | "unofficial"
                | "until"
                | "unless"
                | "taken"
                | "footnote"
                | "separate"
                | "separately"
                | "draft"
                | "guest"
                | "observer"
        )
        // "a fourth was to follow"
        || matches!(fold, "was" | "is" | "are" | "were") && text.fold(at + 1) == "to"
        || fold == "had" && text.words.shape(at + 1) == Shape::Lower && text.fold(at + 1) != "a"
}
