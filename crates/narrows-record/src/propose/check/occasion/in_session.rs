//! Beginnings and ends of meetings, and what they tell of: "the committee had
//! risen", "a two-day forum".

use super::super::CheckText;
use super::anchor::{Anchor, Telling};
use super::meeting_words::{is_meeting_noun, is_meeting_verb};
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Which end of a meeting a word tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Beginning,
    End,
}

/// The verbs and nouns of beginning and ending.
pub(crate) fn ends_at(text: &CheckText<'_>, at: usize) -> Option<Ends> {
    let next = text.fold(at + 1);
    Some(match text.fold(at) {
        "began" | "begun" | "begins" | "beginning" | "started" | "starts" | "starting"
        | "opened" | "opens" | "opening" | "commenced" | "commences" | "commencing" | "kicked"
        | "convened" | "outset" | "onset" => Ends::Beginning,
        "got" | "gotten" | "gets" if matches!(next, "under" | "underway" | "going") => {
            Ends::Beginning
        }
        "ended" | "ends" | "ending" | "end" | "closed" | "closes" | "closing" | "close"
        | "concluded" | "concludes" | "concluding" | "conclusion" | "finished" | "finishes"
        | "finishing" | "risen" | "rose" | "adjourned" | "adjourns" | "adjourning"
        | "dispersed" | "disbanded" | "parted" | "over" => Ends::End,
        "wrapped" | "wrap" | "wraps" | "wrapping" | "broke" | "broken" | "breaking" | "breaks"
        | "wound" | "winds" | "winding"
            if next == "up" =>
        {
            Ends::End
        }
        "come" | "came" | "comes" | "coming" | "drew" | "drawn" | "draws" | "brought"
            if next == "to" && matches!(text.fold(at + 3), "end" | "close" | "conclusion") =>
        {
            Ends::End
        }
        _ => return None,
    })
}

/// "the committee had risen", "the council ended at noon": a body of which a
/// beginning or an end is told is its meeting.
pub(super) fn body_in_session(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
) -> Option<Anchor> {
    let forum = text.annotations.found[number]
        .iter()
        .find(|found| found.kind == MentionType::Forum && found.until == at + 1);
    let start = match forum {
        Some(forum) => forum.from,
        None if super::series::is_body_noun(text.fold(at)) && at > from => {
            let the = (at.saturating_sub(4).max(from)..at)
                .rev()
                .find(|at| matches!(text.fold(*at), "the" | "this" | "that"))?;
            the + 1
        }
        None => return None,
    };
    let mut verb = at + 1;
    while matches!(
        text.fold(verb),
        "had"
            | "has"
            | "was"
            | "itself"
            | "finally"
            | "already"
            | "formally"
            | "officially"
            | "just"
    ) {
        verb += 1;
    }
    ends_at(text, verb)?;
    // "the group convened" is told by its verb.
    if is_meeting_verb(text, verb) {
        return None;
    }
    // "opened an office"
    let behind = verb + 1 + usize::from(matches!(text.fold(verb + 1), "up" | "off" | "underway"));
    let alone = text.words.shape(behind) == Shape::Sign
        || matches!(
            text.fold(behind),
            "" | "at"
                | "on"
                | "in"
                | "with"
                | "after"
                | "before"
                | "late"
                | "early"
                | "here"
                | "there"
                | "yesterday"
                | "and"
                | "under"
        );
    alone.then_some(Anchor {
        from: start,
        until: at + 1,
        telling: Telling::Noun,
    })
}

/// "a two-day forum": what lasts for days is a meeting, whatever its noun.
pub(super) fn days_long(text: &CheckText<'_>, at: usize, until: usize) -> Option<Anchor> {
    let long = crate::propose::lexicon::numeral(text.fold(at)).is_some()
        && text.words.is_hyphen(at + 1)
        && matches!(text.fold(at + 2), "day" | "hour")
        && !text.words.is_hyphen(at + 3);
    if !long {
        return None;
    }
    let noun = (at + 3..until.min(at + 7)).find(|at| {
        is_meeting_noun(text.fold(*at))
            || super::series::is_body_noun(text.fold(*at))
            || matches!(
                text.fold(*at),
                "course"
                    | "programme"
                    | "program"
                    | "festival"
                    | "strike"
                    | "hearings"
                    | "marathon"
            )
    })?;
    Some(Anchor {
        from: at,
        until: noun + 1,
        telling: Telling::Noun,
    })
}
