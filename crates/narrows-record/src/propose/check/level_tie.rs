//! How words for a level are tied to a meeting that the text tells of.

use super::CheckText;
use super::level_told::LevelTold;
use super::level_words::{is_copula, is_meeting_noun};
use crate::propose::words::Shape;

/// How words for a level are tied to what has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// "a working-level session": one that was not told before.
    Indefinite,
    /// "the working-level session".
    Definite,
    /// "it was at working level", "no minister took part".
    Predicate,
}

/// A word by which the sentence tells of a meeting before its level.
pub(super) fn tells_of_meeting(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "held"
            | "took"
            | "met"
            | "kept"
            | "stayed"
            | "remained"
            | "conducted"
            | "convened"
            | "pitched"
            | "sits"
            | "meets"
            | "gathered"
            | "operates"
            | "works"
            | "run"
            | "was"
            | "is"
            | "were"
            | "took-place"
            | "happened"
            | "left"
            | "set"
    ) || is_meeting_noun(text.fold(at))
}

/// How a noun phrase whose level begins at `at` is tied to what is told.
pub(super) fn tie_of(text: &CheckText<'_>, from: usize, at: usize, may_be_generic: bool) -> Tie {
    let fold = |at: usize| text.fold(at);
    // Back over adjectives to the article.
    let mut start = at;
    while start > from
        && at - start < 6
        && (text.words.shape(start - 1) == Shape::Lower
            || text.words.is_hyphen(start - 1)
            || fold(start - 1) == "'s"
                && start >= from + 2
                && matches!(fold(start - 2), "it" | "that" | "he"))
        && !is_copula(fold(start - 1))
        && !matches!(
            fold(start - 1),
            "a" | "an"
                | "the"
                | "this"
                | "that"
                | "its"
                | "their"
                | "these"
                | "those"
                | "of"
                | "in"
                | "for"
                | "and"
                | "to"
                | "by"
                | "with"
                | "from"
                | "at"
                | "on"
                | "after"
                | "what"
                | "than"
                | "hold"
                | "held"
                | "including"
                | "through"
                | "between"
        )
    {
        start -= 1;
    }
    let article = if start > from { fold(start - 1) } else { "" };
    let indefinite = matches!(article, "a" | "an");
    let mut head = if indefinite { start - 1 } else { start };
    while head > from
        && matches!(
            fold(head - 1),
            "\"" | "'" | "strictly" | "purely" | "merely" | "only" | "just" | "still" | "but"
        )
    {
        head -= 1;
    }
    let lead = if head > from { fold(head - 1) } else { "" };
    if is_copula(lead) || is_copula(article) {
        return Tie::Predicate;
    }
    if matches!(
        article,
        "the" | "this" | "that" | "its" | "their" | "these" | "those"
    ) || article == "'s"
    {
        return Tie::Definite;
    }
    // ", a body of technicians,": an apposition; "A body of section chiefs, it …".
    if indefinite && may_be_generic && (head == from || matches!(lead, "," | "–" | "—" | "-" | "("))
    {
        return Tie::Predicate;
    }
    Tie::Indefinite
}

/// "agreed to hold working-level talks", "after working-level talks": another
/// meeting than the one told; "usually at working level": another time.
pub(super) fn is_of_another(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    told: &LevelTold,
) -> bool {
    let fold = |at: usize| text.fold(at);
    let start = told.from.saturating_sub(5).max(from);
    let before = if told.tie == Tie::Predicate {
        (start..told.from).any(|at| {
            matches!(
                fold(at),
                "usually"
                    | "normally"
                    | "often"
                    | "will"
                    | "would"
                    | "until"
                    | "formerly"
                    | "once"
                    | "previously"
                    | "longer"
                    | "from"
                    | "than"
                    | "next"
                    | "earlier"
                    | "could"
                    | "should"
                    | "not"
                    | "never"
                    | "ceased"
                    | "beyond"
                    | "previous"
                    | "hitherto"
            )
        }) && !matches!(
            fold(told.from),
            "no" | "never" | "not" | "without" | "nobody" | "none"
        )
    } else {
        (start..told.from).any(|at| {
            matches!(
                fold(at),
                "after"
                    | "before"
                    | "following"
                    | "hold"
                    | "holding"
                    | "begin"
                    | "start"
                    | "launch"
                    | "instructed"
                    | "planned"
                    | "plan"
                    | "by"
                    | "through"
                    | "from"
                    | "continue"
                    | "will"
                    | "would"
                    | "earlier"
                    | "previous"
                    | "prior"
                    | "further"
                    | "more"
                    | "other"
                    | "preparatory"
                    | "separate"
                    | "next"
                    | "resume"
                    | "convene"
                    | "schedule"
                    | "since"
                    | "via"
                    | "preceded"
                    | "until"
                    | "parallel"
                    | "follow-up"
                    | "regular"
                    | "monthly"
            )
        })
    };
    let ahead = (told.until..until.min(told.until + 14)).any(|at| {
        matches!(fold(at), "will" | "would")
            && matches!(
                fold(at + 1),
                "be" | "prepare" | "follow" | "continue" | "precede" | "resume" | "take"
            )
    }) || (told.until..until.min(told.until + 8)).any(|at| {
        matches!(
            fold(at),
            "prepared" | "paved" | "preceded" | "laid" | "expected" | "planned" | "scheduled"
        )
    });
    before || ahead && told.tie != Tie::Predicate
}
