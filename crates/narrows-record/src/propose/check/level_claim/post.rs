//! Words for people of a rank, and adjectives of level, at a word.

use super::noun::is_meeting;
use super::post_noun::noun_at;
use crate::propose::check::CheckText;
use crate::propose::check::rank::{DEPUTIES, EXPERTS, LEADERS, MINISTERS, Rank};

/// People of a rank, or an adjective that tells a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) rank: Rank,
    /// "ministers", not "a minister".
    pub(super) plural: bool,
    /// "ministerial", "working-level": said of a meeting, not of people.
    pub(super) adjective: bool,
    /// "officials": who they are is not told.
    pub(super) vague: bool,
}

/// The post whose last word, or whose only one, is at a word.
pub(super) fn post_at(text: &CheckText<'_>, start: usize, at: usize) -> Option<Post> {
    let fold = |at: usize| text.fold(at);
    let (rank, end) = adjective_at(text, start, at)
        .map(|(rank, end)| (rank, end, true))
        .or_else(|| {
            let (rank, end) = noun_at(text, start, at)?;
            // "at director-general level", "ministers' level"
            let quote = usize::from(matches!(fold(end), "'" | "’"));
            let hyphen = usize::from(text.words.is_hyphen(end + quote));
            let leveled = end + quote + hyphen;
            Some(
                if matches!(fold(leveled), "level" | "levels" | "rank" | "grade") {
                    (rank, leveled + 1, true)
                } else {
                    (rank, end, false)
                },
            )
        })
        .map(|(rank, end, adjective)| ((rank, adjective), end))?;
    let from = left_of(text, start, at);
    let (rank, adjective) = rank;
    let last = fold(end - 1);
    Some(Post {
        from,
        until: end,
        rank,
        plural: is_plural(last) || (at..end).any(|at| is_plural(fold(at))),
        adjective,
        vague: matches!(
            last,
            "officials"
                | "official"
                | "diplomats"
                | "delegates"
                | "negotiators"
                | "representatives"
        ) && rank == DEPUTIES,
    })
}

fn is_plural(fold: &str) -> bool {
    fold.ends_with('s') && !matches!(fold, "affairs" | "sales" | "press") || fold == "staff"
}

/// The word before, over one hyphen.
pub(super) fn before<'t>(text: &'t CheckText<'_>, start: usize, at: usize) -> &'t str {
    let step = if at > start + 1 && text.words.is_hyphen(at - 1) {
        2
    } else {
        1
    };
    at.checked_sub(step)
        .filter(|at| *at >= start)
        .map_or("", |at| text.fold(at))
}

/// The word that makes a lower post of the one at a word, over its field:
/// "deputy trade minister", "vice minister".
pub(super) fn lowering<'t>(text: &'t CheckText<'_>, start: usize, at: usize) -> &'t str {
    let mut step = at;
    while step > start && at - step < 6 {
        step -= 1;
        let word = text.fold(step);
        if matches!(
            word,
            "vice"
                | "deputy"
                | "assistant"
                | "parliamentary"
                | "junior"
                | "under"
                | "permanent"
                | "sub"
        ) {
            return word;
        }
        let field = text.words.is_hyphen(step)
            || matches!(
                word,
                "trade"
                    | "industry"
                    | "foreign"
                    | "economy"
                    | "economic"
                    | "finance"
                    | "commerce"
                    | "energy"
                    | "mining"
                    | "mines"
                    | "resources"
                    | "environment"
                    | "defence"
                    | "defense"
                    | "climate"
                    | "science"
                    | "state"
                    | "administrative"
                    | "security"
                    | "agriculture"
                    | "treasury"
                    | "planning"
                    | "investment"
            );
        if !field {
            break;
        }
    }
    before(text, start, at)
}

/// "working-level", "ministerial", "of cabinet rank".
fn adjective_at(text: &CheckText<'_>, start: usize, at: usize) -> Option<(Rank, usize)> {
    let fold = |at: usize| text.fold(at);
    let hyphen = usize::from(text.words.is_hyphen(at + 1));
    let leveled = matches!(
        fold(at + 1 + hyphen),
        "level" | "levels" | "rank" | "grade" | "tier"
    );
    let leveled_end = at + 2 + hyphen;
    match fold(at) {
        "ministerial" => {
            let rank = match lowering(text, start, at) {
                "vice" | "deputy" | "sub" | "junior" | "under" => DEPUTIES,
                "inter" => return None,
                _ => MINISTERS,
            };
            Some((rank, if leveled { leveled_end } else { at + 1 }))
        }
        "presidential" | "leader" | "leaders" | "summit" if leveled => Some((LEADERS, leveled_end)),
        "summit" | "summits" => {
            let other = matches!(fold(at + 1), "'s" | "of" | "declaration" | "statement")
                || (at.saturating_sub(5).max(start)..at).any(|at| {
                    matches!(
                        fold(at),
                        "before"
                            | "after"
                            | "since"
                            | "ahead"
                            | "margins"
                            | "sidelines"
                            | "until"
                            | "from"
                            | "following"
                            | "fringes"
                            | "edges"
                            | "fruit"
                            | "next"
                            | "last"
                            | "by"
                            | "business"
                            | "vice"
                            | "preparations"
                            | "prepare"
                            | "preparing"
                            | "camp"
                            | "david"
                            | "network"
                            | "its"
                            | "earlier"
                            | "previous"
                            | "and"
                            | "apec"
                    )
                });
            (!other).then_some((LEADERS, at + 1))
        }
        "vice-ministerial" | "subministerial" | "subcabinet" => {
            Some((DEPUTIES, if leveled { leveled_end } else { at + 1 }))
        }
        "high" | "highest" | "top" | "senior" => None,
        "working" | "expert" | "experts" | "technical" | "staff" | "desk" | "junior"
        | "clerical" | "specialist" | "technocratic" | "lower" | "mid" | "middle" | "low"
        | "administrative"
            if leveled =>
        {
            // "lower-level officials" are people.
            (!matches!(
                fold(leveled_end),
                "officials" | "official" | "staff" | "diplomats"
            ))
            .then_some((EXPERTS, leveled_end))
        }
        "official" | "officials" | "bureaucratic" if leveled => Some((DEPUTIES, leveled_end)),
        // "technical talks", "an expert workshop"
        "technical" | "expert" | "technocratic" if is_meeting(fold(at + 1)) => {
            Some((EXPERTS, at + 1))
        }
        "sherpa" | "ambassadorial" | "vice-minister" if leveled => Some((DEPUTIES, leveled_end)),
        "cabinet" | "political" if leveled => {
            let people = matches!(fold(leveled_end), "officials" | "official");
            (!people).then_some((
                if before(text, start, at) == "sub" {
                    DEPUTIES
                } else {
                    MINISTERS
                },
                leveled_end,
            ))
        }
        _ => None,
    }
}

/// From the first adjective or numeral of a post on.
fn left_of(text: &CheckText<'_>, start: usize, at: usize) -> usize {
    let mut from = at;
    while from > start && at - from < 8 {
        let word = text.fold(from - 1);
        let part = text.words.is_hyphen(from - 1)
            || matches!(
                word,
                "vice"
                    | "deputy"
                    | "assistant"
                    | "under"
                    | "prime"
                    | "foreign"
                    | "trade"
                    | "industry"
                    | "commerce"
                    | "economy"
                    | "economic"
                    | "energy"
                    | "finance"
                    | "mining"
                    | "resources"
                    | "defence"
                    | "defense"
                    | "justice"
                    | "section"
                    | "division"
                    | "department"
                    | "desk"
                    | "bureau"
                    | "unit"
                    | "duty"
                    | "civil"
                    | "national"
                    | "security"
                    | "cabinet"
                    | "member"
                    | "members"
                    | "of"
                    | "senior"
                    | "junior"
                    | "mere"
                    | "working"
                    | "level"
                    | "mid"
                    | "parliamentary"
                    | "permanent"
                    | "sub"
                    | "business"
                    | "treasury"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
            );
        // "of" only inside "members of the cabinet"
        if !part
            || word == "of"
                && !(from >= start + 2 && matches!(text.fold(from - 2), "member" | "members"))
        {
            break;
        }
        from -= 1;
    }
    from
}
