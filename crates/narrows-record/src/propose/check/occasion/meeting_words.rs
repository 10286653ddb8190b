//! Nouns and verbs of meeting.

use super::super::CheckText;
use super::super::event::is_gathering;
use crate::propose::words::Shape;

/// Nouns for one meeting.
pub(crate) fn is_meeting_noun(fold: &str) -> bool {
    is_gathering(fold)
        || matches!(
            fold,
            "retreat"
                | "sitting"
                | "plenary"
                | "roundtable"
                | "conclave"
                | "2+2"
                | "huddle"
                | "ceremony"
                | "two-plus-two"
                | "trilateral"
                | "bilateral"
                | "quadrilateral"
                | "parley"
                | "congress"
                | "convention"
                | "assembly"
                | "hearing"
                | "briefing"
                | "negotiations"
                | "reunion"
                | "powwow"
                | "colloquium"
                | "seminar"
                | "symposium"
                | "workshop"
                | "webinar"
                | "fair"
                | "expo"
                | "exhibition"
                | "exercise"
                | "drill"
                | "simulation"
                | "visit"
                | "trip"
                | "tour"
                | "stopover"
                | "dinner"
                | "luncheon"
                | "lunch"
                | "breakfast"
                | "banquet"
                | "reception"
                | "phone-call"
                | "discussions"
                | "deliberations"
                | "event"
                | "rendezvous"
                | "sit-down"
                | "audience"
                | "gala"
                | "stay"
                | "journey"
                | "mission"
                | "call"
                | "call-in"
                | "vigil"
                | "hackathon"
                | "pitch"
                | "videoconference"
                | "teleconference"
        )
}

/// Verbs of meeting, in the past.
pub(crate) fn is_meeting_verb(text: &CheckText<'_>, at: usize) -> bool {
    match text.fold(at) {
        "met" | "convened" | "gathered" | "assembled" | "huddled" | "conferred" | "reconvened"
        | "regrouped" => true,
        "sat" => matches!(text.fold(at + 1), "down" | "together" | "across"),
        "came" | "got" | "come" => text.fold(at + 1) == "together",
        "spoke" | "talked" => {
            matches!(text.fold(at + 1), "by" | "via" | "over" | "on")
                && (at + 2..at + 5).any(|at| {
                    matches!(
                        text.fold(at),
                        "phone" | "telephone" | "video" | "videolink" | "link"
                    )
                })
        }
        "put" => text.fold(at + 1) == "their" && text.fold(at + 2) == "heads",
        _ => false,
    }
}

/// "will meet on Tuesday", "ministers meet in Turin on April 28": what is to come,
/// told with its day or its place.
pub(crate) fn is_meeting_to_come(text: &CheckText<'_>, at: usize) -> bool {
    let verb = matches!(
        text.fold(at),
        "meet"
            | "meets"
            | "convene"
            | "convenes"
            | "gather"
            | "gathers"
            | "assemble"
            | "reconvene"
            | "confer"
    );
    let next = text.fold(at + 1);
    let told = matches!(
        next,
        "on" | "in" | "at" | "here" | "again" | "for" | "next" | "tomorrow" | "today" | "this"
    ) || crate::propose::date::is_month_or_weekday(next)
        && text.words.is_capital(at + 1);
    // "and meet President Lee on Friday"
    let told = told
        || matches!(text.fold(at), "meet" | "meets")
            && text.words.is_capital(at + 1)
            && (at + 2..at + 9).any(|at| {
                text.fold(at) == "on"
                    && (crate::propose::date::is_month_or_weekday(text.fold(at + 1))
                        || text.words.shape(at + 1) == Shape::Number)
            });
    let negated = at > 0
        && matches!(
            text.fold(at - 1),
            "not" | "never" | "rarely" | "often" | "usually" | "regularly" | "who"
        );
    verb && told && !negated
}

/// Nouns for one meeting that may be one of a series, and not a call or a dinner.
pub(super) fn is_round(fold: &str) -> bool {
    !matches!(
        fold,
        "call"
            | "call-in"
            | "visit"
            | "trip"
            | "tour"
            | "stay"
            | "journey"
            | "stopover"
            | "mission"
            | "dinner"
            | "lunch"
            | "luncheon"
            | "breakfast"
            | "banquet"
            | "reception"
            | "gala"
            | "event"
            | "audience"
            | "ceremony"
            | "fair"
            | "expo"
            | "exhibition"
    )
}
