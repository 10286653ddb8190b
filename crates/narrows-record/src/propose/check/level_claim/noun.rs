//! Nouns for meetings, for the sides that come to them and for their papers.

/// Nouns for a meeting, for what it is part of and for those who come to it.
pub(super) fn is_meeting(fold: &str) -> bool {
    matches!(
        fold,
        "meeting"
            | "meetings"
            | "talks"
            | "session"
            | "sessions"
            | "dialogue"
            | "dialogues"
            | "consultation"
            | "consultations"
            | "round"
            | "rounds"
            | "roundtable"
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
            | "exchanges"
            | "exercise"
            | "drill"
            | "game"
            | "get-together"
            | "negotiation"
            | "negotiations"
            | "bargaining"
            | "conversation"
            | "conversations"
            | "huddle"
            | "workshop"
            | "seminar"
            | "plenary"
            | "call"
            | "council"
            | "forum"
            | "sitting"
            | "retreat"
            | "opening"
            | "reception"
            | "ministerial"
            | "colloquy"
            | "parley"
            | "assembly"
            | "congress"
            | "symposium"
            | "visit"
            | "dinner"
            | "lunch"
            | "breakfast"
            | "videoconference"
            | "teleconference"
            | "stocktaking"
            | "review"
            | "format"
            | "track"
            | "contact"
            | "contacts"
            | "committee"
            | "panel"
    )
}

/// Bodies, sides and papers that stand for a meeting.
pub(super) fn is_side(fold: &str) -> bool {
    matches!(
        fold,
        "delegation"
            | "delegations"
            | "team"
            | "teams"
            | "side"
            | "sides"
            | "party"
            | "contingent"
            | "group"
            | "mission"
            | "visitors"
            | "half"
    )
}

pub(super) fn is_paper(fold: &str) -> bool {
    matches!(
        fold,
        "statement"
            | "declaration"
            | "document"
            | "communique"
            | "framework"
            | "agreement"
            | "accord"
            | "memorandum"
            | "pact"
            | "deal"
    )
}
