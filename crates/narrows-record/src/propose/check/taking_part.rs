//! Verbs and phrases by which people are told to take part in a meeting.

use super::CheckText;
use crate::propose::mention::MentionType;

/// On which side of the verb those stand who took part.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Before {
        object: usize,
        leads: bool,
    },
    Behind {
        object: usize,
        exhaustive: bool,
    },
    /// "discussed", "issued": what was done there.
    Act,
}

/// A verb of taking part at a word, told as done.
pub(super) fn taking_part(text: &CheckText<'_>, at: usize, until: usize) -> Option<Part> {
    let fold = |at: usize| text.fold(at);
    let before = |object: usize| {
        Some(Part::Before {
            object,
            leads: false,
        })
    };
    let next = fold(at + 1);
    match fold(at) {
        "attended" | "chaired" | "joined" | "opened" | "led" | "hosted" | "headed"
        | "addressed" | "closed" | "convened" | "presided" | "represented" | "gathered"
        | "staffed" | "moderated" | "graced" | "cochaired" | "ran" | "steered"
            if next == "by" || next == "jointly" && fold(at + 2) == "by" || next == "only" =>
        {
            Some(Part::Behind {
                object: at + 2,
                exhaustive: !matches!(fold(at), "joined" | "addressed"),
            })
        }
        "participants" | "attendees" | "delegates" | "attending" | "present"
            if matches!(next, "were" | "included" | "include" | ":") =>
        {
            Some(Part::Behind {
                object: at + 2,
                exhaustive: false,
            })
        }
        "brought" | "drew" | "assembled" | "included" | "united" | "reunited" | "featured"
        | "saw" | "pitted" | "seated" => Some(Part::Behind {
            object: at + 1,
            exhaustive: false,
        }),
        "sent" | "dispatched" => Some(Part::Behind {
            object: at + 1,
            exhaustive: true,
        }),
        "quartet" | "trio" | "foursome" | "threesome" | "pair" | "duo" if next == "of" => {
            Some(Part::Behind {
                object: at + 2,
                exhaustive: false,
            })
        }
        "attended" | "met" | "gathered" | "convened" | "conferred" | "huddled" | "reconvened"
        | "participated" | "presided" | "co-chaired" | "cochaired" | "chaired" => {
            let object = object_end(text, at, until);
            (!is_audience(text, at)).then_some(Part::Before {
                object,
                leads: false,
            })
        }
        "sat" => (matches!(
            next,
            "down"
                | "together"
                | "across"
                | "opposite"
                | "in"
                | "at"
                | "around"
                | "face"
                | "with"
                | "between"
                | "through"
                | "as"
                | "knee"
                | "side"
        ))
        .then(|| before(at + 2))
        .flatten(),
        "took" => match next {
            "part" | "turns" => before(at + 2),
            "the" | "a" | "their" | "his" | "her" => matches!(
                fold(at + 2),
                "chair" | "floor" | "seats" | "places" | "podium" | "helm" | "lead"
            )
            .then(|| before(at + 3))
            .flatten(),
            _ => None,
        },
        "talked" | "spoke" | "negotiated" | "deliberated" | "debated" => {
            let reached = matches!(
                next,
                "for" | "about" | "at" | "in" | "over" | "on" | "there" | "with" | "behind" | ","
            );
            (reached && !is_audience(text, at)).then_some(Part::Before {
                object: at + 2,
                leads: false,
            })
        }
        "exchanged" => (next == "views").then(|| before(at + 2)).flatten(),
        "held" | "had" => (at + 1..until.min(at + 7))
            .find(|at| {
                matches!(
                    fold(*at),
                    "talks"
                        | "meeting"
                        | "session"
                        | "consultations"
                        | "discussions"
                        | "summit"
                        | "round"
                        | "ministerial"
                )
            })
            .filter(|_| fold(at) == "held")
            .and_then(|noun| before(noun + 1)),
        "told" | "briefed" | "welcomed" | "greeted" if !is_audience(text, at) => (at + 1
            ..until.min(at + 5))
            .find(|at| {
                matches!(
                    fold(*at),
                    "room"
                        | "session"
                        | "meeting"
                        | "gathering"
                        | "participants"
                        | "table"
                        | "delegates"
                        | "delegations"
                        | "forum"
                        | "summit"
                        | "audience"
                        | "conference"
                )
            })
            .and_then(|noun| before(noun + 1)),
        "flew" | "dropped" | "travelled" | "traveled" | "came" | "turned" | "showed" | "walked"
        | "stopped" => {
            let object = (at + 1..until.min(at + 9)).find(|at| is_meeting_reference(text, *at))?;
            before(object + 1)
        }
        "joined" | "opened" | "led" | "hosted" | "headed" | "addressed" | "closed"
        | "co-hosted" | "inaugurated" | "kicked" | "moderated" | "graced" | "launched" => {
            if matches!(next, "delegations" | "delegation") || leads_side(text, at, until) {
                return Some(Part::Before {
                    object: side_end(text, at, until),
                    leads: true,
                });
            }
            let hosts = matches!(fold(at), "hosted" | "co-hosted");
            let object = (at + 1..until.min(at + 6))
                .take_while(|at| !matches!(fold(*at), "," | ";" | "." | "that" | "and"))
                .find(|at| is_meeting_reference(text, *at));
            match object {
                Some(object) => before(object + 1),
                // "hosted her counterpart"
                None if hosts && text.words.is_capital(at + 1) => before(at + 1),
                None if hosts && matches!(next, "her" | "his" | "their" | "both" | "the") => {
                    before(at + 3)
                }
                None if fold(at) == "joined"
                    && matches!(next, "her" | "his" | "them" | "him" | "in") =>
                {
                    before(at + 2)
                }
                None => None,
            }
        }
        verb if is_deed(verb) => Some(Part::Act),
        "discussed" | "agreed" | "issued" | "signed" | "adopted" | "concurred" | "reviewed"
        | "endorsed" | "released" => Some(Part::Act),
        // "For Tokyo there were Minister X and Minister Y"
        "for" | "from"
            if text.annotations.found[number_of(text, at)?]
                .iter()
                .any(|place| place.kind == MentionType::Place && place.from == at + 1) =>
        {
            let mark = (at + 2..until.min(at + 6)).find(|at| {
                matches!(
                    fold(*at),
                    "," | "there" | "came" | "sat" | "it" | ":" | "was" | "were"
                )
            })?;
            Some(Part::Behind {
                object: mark + 1,
                exhaustive: false,
            })
        }
        // "Secretary X for Washington, Minister Y for Tokyo"
        // "was in the chair", "at the table"
        "was" | "were" | "stood" => match (next, fold(at + 2), fold(at + 3)) {
            ("in", "the", "chair" | "room") => before(at + 4),
            ("in", "attendance", _) => before(at + 3),
            ("at" | "around", "the", "table") => before(at + 4),
            ("present" | "there", _, _) => before(at + 2),
            ("among", "the", "participants" | "attendees" | "delegates" | "speakers") => {
                before(at + 4)
            }
            _ => None,
        },
        // "with ministers present", "with the two ministers in attendance"
        "with" => {
            let end = until.min(at + 14);
            let mark = (at + 2..end).find(|at| {
                fold(*at) == "present"
                    || fold(*at) == "in"
                        && matches!(fold(at + 1), "attendance" | "the")
                        && matches!(fold(at + 2), "room" | "chair" | "," | "." | "and" | "")
                    || fold(*at) == "at" && fold(at + 1) == "the" && fold(at + 2) == "table"
                    || fold(*at) == "in" && fold(at + 1) == "attendance"
            })?;
            (mark > at).then_some(Part::Behind {
                object: at + 1,
                exhaustive: false,
            })
        }
        // "talks between", "a meeting of"
        "between" | "among" => {
            let noun = at.checked_sub(1).map_or("", fold);
            matches!(
                noun,
                "meeting"
                    | "talks"
                    | "session"
                    | "consultations"
                    | "summit"
                    | "round"
                    | "dialogue"
                    | "encounter"
                    | "gathering"
                    | "discussion"
                    | "discussions"
                    | "conversation"
            )
            .then_some(Part::Behind {
                object: at + 1,
                exhaustive: false,
            })
        }
        _ => None,
    }
}

/// A verb in the past that tells of a deed, not of speech.
fn is_deed(fold: &str) -> bool {
    matches!(
        fold,
        "shook"
            | "stood"
            | "ate"
            | "broke"
            | "kept"
            | "gave"
            | "heard"
            | "left"
            | "began"
            | "spent"
            | "drew"
            | "ran"
            | "dined"
            | "rose"
            | "went"
            | "put"
    ) || fold.len() > 4 && fold.ends_with("ed") && !tells_no_presence(fold)
}

/// Past forms that tell of no presence: of speaking, asking and planning, and
/// adjectives of that form.
pub(super) fn tells_no_presence(fold: &str) -> bool {
    matches!(
        fold,
        "united"
            | "need"
            | "advanced"
            | "shared"
            | "limited"
            | "called"
            | "urged"
            | "added"
            | "noted"
            | "stressed"
            | "warned"
            | "asked"
            | "wanted"
            | "hoped"
            | "planned"
            | "praised"
            | "criticized"
            | "criticised"
            | "replied"
            | "expected"
            | "indeed"
            | "responded"
            | "remarked"
            | "commented"
            | "insisted"
            | "argued"
            | "declined"
            | "succeeded"
            | "replaced"
            | "resigned"
            | "promised"
            | "expressed"
            | "voiced"
            | "instructed"
            | "directed"
            | "tasked"
            | "briefed"
            | "based"
            | "related"
    )
}

fn number_of(text: &CheckText<'_>, at: usize) -> Option<usize> {
    let number = text
        .words
        .sentences
        .partition_point(|sentence| sentence.until <= at);
    (number < text.words.sentences.len()).then_some(number)
}

/// "the session", "it", "the morning": a meeting as an object.
pub(super) fn is_meeting_reference(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "meeting"
            | "session"
            | "talks"
            | "table"
            | "room"
            | "gathering"
            | "round"
            | "dialogue"
            | "consultations"
            | "committee"
            | "conference"
            | "summit"
            | "forum"
            | "proceedings"
            | "discussion"
            | "discussions"
            | "network"
            | "panel"
            | "ministerial"
            | "partnership"
            | "event"
            | "events"
            | "encounter"
            | "day"
            | "morning"
            | "afternoon"
            | "it"
            | "exchange"
            | "plenary"
            | "workshop"
            | "roundtable"
            | "affair"
            | "conversation"
            | "body"
            | "group"
            | "club"
    )
}

/// "led the American side", "headed Japan's delegation".
fn leads_side(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    matches!(text.fold(at), "led" | "headed") && side_end(text, at, until) > at + 1
}

fn side_end(text: &CheckText<'_>, at: usize, until: usize) -> usize {
    (at + 1..until.min(at + 7))
        .take_while(|at| !matches!(text.fold(*at), "," | ";"))
        .find(|at| {
            matches!(
                text.fold(*at),
                "side" | "delegation" | "team" | "delegations" | "contingent"
            )
        })
        .map_or(at + 1, |noun| noun + 1)
}

/// "met reporters", "spoke with executives": those are no other party.
fn is_audience(text: &CheckText<'_>, at: usize) -> bool {
    (at + 1..at + 5).any(|at| {
        matches!(
            text.fold(at),
            "reporters"
                | "press"
                | "journalists"
                | "executives"
                | "lawmakers"
                | "media"
                | "students"
                | "companies"
                | "phone"
                | "telephone"
                | "television"
                | "news"
        )
    })
}

fn object_end(text: &CheckText<'_>, at: usize, until: usize) -> usize {
    (at + 1..until.min(at + 6))
        .take_while(|at| !matches!(text.fold(*at), "," | ";" | "." | "and"))
        .find(|at| is_meeting_reference(text, *at))
        .map_or(at + 1, |noun| noun + 1)
}
