//! Words for a level, and for what has one.

use super::CheckText;
use super::rank::{DEPUTIES, DIRECTORS, EXPERTS, LEADERS, MINISTERS, Rank};

pub(super) fn is_meeting_noun(fold: &str) -> bool {
    matches!(
        fold,
        "meeting"
            | "meetings"
            | "talks"
            | "session"
            | "sessions"
            | "dialogue"
            | "consultations"
            | "consultation"
            | "round"
            | "rounds"
            | "gathering"
            | "gatherings"
            | "conference"
            | "summit"
            | "encounter"
            | "event"
            | "discussions"
            | "discussion"
            | "affair"
            | "exchange"
            | "exercise"
            | "get-together"
            | "negotiations"
            | "conversation"
            | "huddle"
            | "workshop"
            | "seminar"
            | "chat"
            | "business"
            | "plenary"
    )
}

pub(super) fn is_body_noun(fold: &str) -> bool {
    matches!(
        fold,
        "body"
            | "club"
            | "panel"
            | "forum"
            | "committee"
            | "network"
            | "track"
            | "format"
            | "channel"
            | "circle"
            | "mechanism"
            | "grouping"
            | "platform"
            | "exercise"
            | "board"
            | "outfit"
            | "arrangement"
            | "partnership"
            | "council"
            | "group"
    )
}

/// The rank of an adjective of level, and where it ends.
pub(super) fn level_word(text: &CheckText<'_>, at: usize) -> Option<(Rank, bool, usize)> {
    let fold = |at: usize| text.fold(at);
    let level = |at: usize| match (text.words.is_hyphen(at), fold(at), fold(at + 1)) {
        (true, _, "level" | "rank") => Some(at + 2),
        (_, "level" | "rank", _) => Some(at + 1),
        _ => None,
    };
    let skip = |at: usize| at + usize::from(text.words.is_hyphen(at));
    let before = at.checked_sub(1).map_or("", fold);
    let low = |rank: Rank, end: usize| Some((rank, false, end));
    match fold(at) {
        "working" | "expert" | "experts" | "official" | "officials" | "officer" | "technical"
        | "staff" | "aide" | "technocrat" | "bureaucrat" | "clerk" | "desk" | "junior"
        | "lower" | "mid" | "middle" | "administrative" | "specialist" | "experts'"
        | "officials'" => low(EXPERTS, level(skip_quote(text, at + 1))?),
        "section" | "division" | "department" => low(EXPERTS, (at + 1..at + 4).find_map(level)?),
        "bureau" => low(DIRECTORS, (at + 1..at + 5).find_map(level)?),
        "director" | "directors" => low(DIRECTORS, (at + 1..at + 4).find_map(level)?),
        "deputy" | "deputies" | "subministerial" => {
            low(DEPUTIES, (at + 1..at + 4).find_map(level)?)
        }
        "sub" if fold(skip(at + 1)) == "ministerial" => {
            let end = skip(at + 1) + 1;
            low(DEPUTIES, level(end).unwrap_or(end))
        }
        "vice" => {
            let minister = skip(at + 1);
            match fold(minister) {
                "ministerial" => low(DEPUTIES, level(minister + 1).unwrap_or(minister + 1)),
                "minister" | "ministers" => low(DEPUTIES, level(skip_quote(text, minister + 1))?),
                _ => None,
            }
        }
        "vice-ministerial" => low(DEPUTIES, level(at + 1).unwrap_or(at + 1)),
        "cabinet" | "ministerial" | "minister" | "ministers"
            if !matches!(before, "vice" | "deputy" | "sub" | "prime" | "-") =>
        {
            Some((MINISTERS, true, level(skip_quote(text, at + 1))?))
        }
        "leader" | "leaders" => Some((LEADERS, true, level(skip_quote(text, at + 1))?)),
        _ => None,
    }
}

fn skip_quote(text: &CheckText<'_>, at: usize) -> usize {
    at + usize::from(matches!(text.fold(at), "'" | "'s"))
}

/// "expert gatherings", "technical consultations", "officials' talks".
pub(super) fn low_adjective(text: &CheckText<'_>, at: usize) -> Option<(Rank, usize)> {
    let end = match text.fold(at) {
        "expert" | "technical" => at + 1,
        "officials" | "experts" | "technicians" | "bureaucrats" | "clerks" | "specialists"
        | "technocrats"
            if text.fold(at + 1) == "'" =>
        {
            at + 2
        }
        _ => return None,
    };
    Some((EXPERTS, end))
}

pub(super) fn is_copula(fold: &str) -> bool {
    matches!(
        fold,
        "was"
            | "were"
            | "is"
            | "are"
            | "remained"
            | "remains"
            | "stayed"
            | "strictly"
            | "purely"
            | "merely"
            | "only"
            | "as"
            | "called"
            | "'s"
            | "became"
            | "'re"
            | "been"
            | "amounted"
            | "like"
    )
}

pub(super) fn is_people_noun(fold: &str) -> bool {
    matches!(
        fold,
        "officials"
            | "experts"
            | "official"
            | "staff"
            | "contacts"
            | "group"
            | "groups"
            | "people"
            | "team"
            | "teams"
            | "delegation"
            | "channels"
            | "delegates"
            | "negotiators"
            | "task"
    )
}
