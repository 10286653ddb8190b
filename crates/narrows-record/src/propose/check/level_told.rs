//! Levels as a text tells them: "working-level session", "a body of section
//! chiefs", "nobody above the rank of director", "cabinet-level".

use super::CheckText;
use super::level_absence::{absence, ceiling, those_who_attended};
use super::level_tie::{Tie, tells_of_meeting, tie_of};
use super::level_words::{
    is_body_noun, is_copula, is_meeting_noun, is_people_noun, level_word, low_adjective,
};
use super::rank::{MINISTERS, Rank};
use super::rank_noun::noun_of_rank;

/// A level as it is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct LevelTold {
    pub(super) from: usize,
    /// Behind the meeting that has it, where one follows.
    pub(super) until: usize,
    pub(super) rank: Rank,
    /// At least that rank, not at most.
    pub(super) high: bool,
    pub(super) tie: Tie,
    /// Told of a body or series, not of one meeting.
    pub(super) series: bool,
}

/// A level told at a word.
pub(super) fn level_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<LevelTold> {
    absence(text, from, at, until)
        .or_else(|| ceiling(text, at, until))
        .or_else(|| made_up_of(text, from, at, until))
        .or_else(|| those_who_attended(text, at, until))
        .or_else(|| adjective(text, from, at, until))
        .filter(|told| told.until <= until && told.from >= from)
}

/// "working-level session", "held at working level".
fn adjective(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<LevelTold> {
    let fold = |at: usize| text.fold(at);
    let (rank, high, level_end, noun_needed) = match level_word(text, at) {
        Some((rank, high, end)) => (rank, high, end, false),
        None => low_adjective(text, at).map(|(rank, end)| (rank, false, end, true))?,
    };
    let mut noun = level_end;
    while noun < level_end + 3
        && matches!(
            fold(noun),
            "trilateral"
                | "bilateral"
                | "three"
                | "way"
                | "policy"
                | "trade"
                | "economic"
                | "security"
                | "two"
                | "one"
                | "day"
                | "-"
                | "joint"
                | "industry"
        )
    {
        noun += 1;
    }
    let meeting = is_meeting_noun(fold(noun));
    let body = is_body_noun(fold(noun));
    let before = |step: usize| {
        at.checked_sub(step)
            .filter(|at| *at >= from)
            .map_or("", |at| text.fold(at))
    };
    // "at (the) working level"
    let at_level = before(1) == "at"
        || matches!(
            before(1),
            "the" | "a" | "strictly" | "purely" | "mere" | "merely"
        ) && before(2) == "at"
        || before(1) == "on" && !meeting
        || before(1) == "a" && before(2) == "on" && !meeting;
    if at_level && !meeting {
        let start = if before(1) == "at" || before(1) == "on" {
            at - 1
        } else {
            at - 2
        };
        let held = (from..start).any(|at| tells_of_meeting(text, at));
        return held.then_some(LevelTold {
            from: at,
            until: level_end,
            rank,
            high,
            tie: Tie::Predicate,
            series: false,
        });
    }
    let bare =
        !meeting && !body && !noun_needed && is_copula(before(1)) && !is_people_noun(fold(noun));
    if !(meeting || body || bare) || body && matches!(fold(noun), "group" | "channel") {
        return None;
    }
    let tie = if bare {
        Tie::Predicate
    } else {
        tie_of(text, from, at, body)
    };
    // A body with an adjective of level is another body, if it is not said of one.
    if body && tie != Tie::Predicate {
        return None;
    }
    Some(LevelTold {
        from: at,
        until: if bare { level_end } else { noun + 1 }.min(until),
        rank,
        high,
        tie,
        series: body
            || high
            || matches!(
                fold(noun),
                "meetings" | "gatherings" | "sessions" | "rounds"
            ),
    })
}

/// "a body of section chiefs", "an exercise run by directors-general".
fn made_up_of(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<LevelTold> {
    let fold = |at: usize| text.fold(at);
    let body = is_body_noun(fold(at));
    let noun = body || is_meeting_noun(fold(at)) || fold(at) == "matter";
    let passive = matches!(
        fold(at),
        "run"
            | "staffed"
            | "left"
            | "confined"
            | "limited"
            | "restricted"
            | "reserved"
            | "made"
            | "composed"
            | "attended"
    );
    if !noun && !passive {
        return None;
    }
    let mut people = at + 1;
    while people < (at + 7).min(until)
        && matches!(
            fold(people),
            "of" | "among"
                | "between"
                | "for"
                | "run"
                | "staffed"
                | "made"
                | "up"
                | "by"
                | "composed"
                | "limited"
                | "confined"
                | "reserved"
                | "restricted"
                | "left"
                | "to"
                | "attended"
                | "only"
                | "entirely"
                | "mere"
                | "merely"
                | "junior"
                | "mid"
                | "level"
                | "-"
                | "working"
                | "senior"
                | "solely"
                | "the"
                | "ministry"
                | "exclusively"
        )
    {
        people += 1;
    }
    let linked = (at + 1..people)
        .any(|at| matches!(fold(at), "of" | "among" | "between" | "for" | "by" | "to"));
    if !linked {
        return None;
    }
    let (rank, end) = (people..(people + 3).min(until)).find_map(|at| noun_of_rank(text, at))?;
    if rank >= MINISTERS || (end..end + 4).any(|at| is_high_noun(text, at)) {
        return None;
    }
    let only = |fold: &str| {
        matches!(
            fold,
            "only" | "entirely" | "mere" | "merely" | "solely" | "exclusively"
        )
    };
    if passive {
        // "run by directors", "left to officials", "limited to experts"
        let run = matches!(
            fold(at),
            "run" | "staffed" | "confined" | "limited" | "restricted" | "reserved" | "composed"
        ) || fold(at) == "made" && fold(at + 1) == "up"
            || fold(at) == "left" && fold(at + 1) == "to"
            || (at.saturating_sub(1)..people).any(|at| only(fold(at)));
        let copula = (at.saturating_sub(4).max(from)..at).any(|at| is_copula(fold(at)));
        // "industrial policy was left to bureaucrats" is of no meeting.
        let of_meeting = (at.saturating_sub(9).max(from)..at).any(|at| {
            is_meeting_noun(fold(at))
                || is_body_noun(fold(at))
                || matches!(fold(at), "it" | "ministerial" | "partnership" | "this")
        });
        return (run && copula && of_meeting).then_some(LevelTold {
            from: at,
            until: end,
            rank,
            high: false,
            tie: Tie::Predicate,
            series: true,
        });
    }
    let tie = tie_of(text, from, at, true);
    (tie == Tie::Predicate).then_some(LevelTold {
        from: at,
        until: end,
        rank,
        high: false,
        tie,
        series: body,
    })
}

fn is_high_noun(text: &CheckText<'_>, at: usize) -> bool {
    noun_of_rank(text, at).is_some_and(|(rank, _)| rank >= MINISTERS)
}
