//! Words that tell that somebody was at a meeting, led it, or was alone there.

use super::deed::is_deed;
use super::noun::{is_meeting, is_side};
use crate::propose::check::CheckText;

/// How a word ties people to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// They were there.
    Present,
    /// They headed a side, or the whole: nobody above them was there.
    Led,
    /// What is done at meetings, and elsewhere too: "agreed".
    Deed,
}

/// What a word, with those behind it, tells of the people before it.
pub(super) fn cue_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<Cue> {
    let fold = |at: usize| if at < until { text.fold(at) } else { "" };
    let next = fold(at + 1);
    let reaches = |reach: usize, test: &dyn Fn(&str) -> bool| {
        (at + 1..(at + reach).min(until))
            .take_while(|at| !matches!(fold(*at), "," | ";" | "that"))
            .any(|at| test(fold(at)))
    };
    let met = |fold: &str| is_meeting(fold) || matches!(fold, "it" | "day" | "room" | "table");
    match fold(at) {
        "met" | "convened" | "gathered" | "conferred" | "attended" | "participated" | "huddled"
        | "bargained" | "haggled" | "parleyed" | "wrangled" | "negotiated" | "co-hosted"
        | "seated" | "deliberated" | "assembled" => {
            let audience = reaches(5, &|fold| {
                matches!(
                    fold,
                    "reporters" | "press" | "journalists" | "executives" | "lawmakers"
                )
            });
            (!audience).then_some(Cue::Present)
        }
        "sat" | "sitting" => matches!(
            next,
            "down"
                | "together"
                | "across"
                | "opposite"
                | "in"
                | "at"
                | "on"
                | "under"
                | "around"
                | "round"
                | "beside"
                | "facing"
                | "face"
                | "with"
                | "through"
                | "side"
                | "for"
        )
        .then_some(Cue::Present),
        "hosted" if reaches(9, &met) => Some(Cue::Led),
        "meeting"
            if at > 0
                && (text.fold(at - 1) == "," || text.fold(at - 1).ends_with('s'))
                && matches!(
                    next,
                    "in" | "at" | "on" | "for" | "under" | "behind" | "by" | "online" | "virtually"
                ) =>
        {
            Some(Cue::Present)
        }
        "got" | "came" | "come" if next == "together" => Some(Cue::Present),
        "presiding" | "chairing" | "representing" => Some(Cue::Led),
        "leading" | "heading" | "hosting" if reaches(8, &|fold| is_side(fold) || met(fold)) => {
            Some(Cue::Led)
        }
        "attending" | "participating" => Some(Cue::Present),
        "presided" | "chaired" | "co-chaired" | "cochaired" | "moderated" => Some(Cue::Led),
        "co" if text.words.is_hyphen(at + 1) && fold(at + 2) == "chaired" => Some(Cue::Led),
        "led" | "headed" | "leads" | "heads" | "fronted" | "steered" => (next == "in"
            && fold(at + 2) == "person"
            || reaches(8, &|fold| is_side(fold) || met(fold)))
        .then_some(Cue::Led),
        "head" | "leader" | "leaders" if matches!(next, "of") => {
            reaches(7, &is_side).then_some(Cue::Led)
        }
        "represented" => (next != "by").then_some(Cue::Led),
        "took" => match next {
            "part" | "turns" => Some(Cue::Present),
            "the" | "their" | "his" | "her" | "a" => matches!(
                fold(at + 2),
                "chair"
                    | "floor"
                    | "seats"
                    | "seat"
                    | "places"
                    | "place"
                    | "podium"
                    | "lead"
                    | "helm"
            )
            .then_some(Cue::Present),
            _ => None,
        },
        "hosted" | "opened" | "opens" | "opening" | "inaugurated" | "addressed" | "joined"
        | "closed" | "started" | "concluded" | "kicked" | "wrapped" | "entered" | "began" => {
            (reaches(12, &met)
                || fold(at) == "joined"
                    && matches!(next, "from" | "by" | "via" | "in" | "remotely" | "online"))
            .then_some(Cue::Present)
        }
        "told" | "briefed" | "informed" | "reminded" => ((at + 1..(at + 6).min(until))
            .take_while(|at| !matches!(fold(*at), "," | ";" | "that" | "after" | "before"))
            .any(|at| {
                is_meeting(fold(at)) || matches!(fold(at), "participants" | "delegates" | "room")
            }))
        .then_some(Cue::Present),
        "spoke" | "talked" | "conversed" => {
            let there = matches!(
                next,
                "under" | "at" | "by" | "for" | "in" | "during" | "over" | "on" | "with" | "there"
            );
            let press = reaches(6, &|fold| {
                matches!(
                    fold,
                    "reporters" | "journalists" | "press" | "television" | "radio" | "host"
                )
            });
            (there && !press).then_some(Cue::Present)
        }
        "held" | "had" | "holding" => (reaches(9, &|fold| {
            is_meeting(fold) && !matches!(fold, "visit" | "opening" | "review")
        }))
        .then_some(if fold(at) == "had" {
            Cue::Deed
        } else {
            Cue::Present
        }),
        "exchanged" | "swapped" | "compared" => {
            matches!(next, "views" | "notes").then_some(Cue::Present)
        }
        "travelled" | "traveled" | "flew" | "came" | "turned" | "showed" | "dialled" | "dialed" => {
            reaches(8, &|fold| is_meeting(fold)).then_some(Cue::Present)
        }
        "in" => match (next, fold(at + 2)) {
            ("person" | "attendance", _) => Some(Cue::Present),
            ("the", "room" | "chair" | "hall") => Some(Cue::Present),
            _ => None,
        },
        "at" | "during" if matches!(next, "their" | "his" | "her") && reaches(5, &is_meeting) => {
            Some(Cue::Present)
        }
        "at" | "around" | "round" => matches!(
            (next, fold(at + 2)),
            ("the" | "one", "table" | "keyboards" | "controls")
        )
        .then_some(Cue::Present),
        "on" => matches!(
            (next, fold(at + 2)),
            (
                "the",
                "line" | "screens" | "screen" | "call" | "phone" | "rostrum"
            )
        )
        .then_some(Cue::Present),
        "personally" | "face-to-face" => Some(Cue::Present),
        "was" | "were" => match (next, fold(at + 2)) {
            ("present" | "there" | "here", _) => Some(Cue::Present),
            ("joined" | "accompanied" | "flanked" | "seated" | "greeted" | "received", _) => {
                Some(Cue::Present)
            }
            ("the", "chair" | "chairs" | "host" | "hosts" | "heads" | "head") => Some(Cue::Led),
            ("in", "charge") => Some(Cue::Led),
            ("among", _) => Some(Cue::Present),
            _ => None,
        },
        "signed" | "adopted" | "initialled" | "initialed" | "settled" | "hammered" | "thrashed"
        | "discussed" | "issued" | "endorsed" | "agreed" | "pledged" | "approved" | "divided"
        | "shook" => Some(Cue::Deed),
        _ => None,
    }
}

/// "left to", "chaired by", "in the hands of": those behind it were there and
/// nobody above them. `at` is the preposition.
pub(super) fn excludes_others(text: &CheckText<'_>, start: usize, at: usize) -> Option<Cue> {
    let verb = (start..at)
        .rev()
        .take(7)
        .take_while(|at| {
            !matches!(
                text.fold(*at),
                "," | ";" | "by" | "that" | "which" | "who" | "." | ":"
            )
        })
        .map(|at| text.fold(at))
        .find(|fold| {
            fold.ends_with("ed")
                || matches!(
                    *fold,
                    "left"
                        | "run"
                        | "led"
                        | "done"
                        | "meant"
                        | "struck"
                        | "fell"
                        | "made"
                        | "hands"
                        | "consisting"
                        | "preserve"
                        | "business"
                        | "work"
                        | "outset"
                        | "leaving"
                        | "matter"
                        | "hand"
                        | "task"
                        | "affair"
                        | "overseen"
                        | "begun"
                        | "open"
                        | "entrusting"
                        | "put"
                        | "remained"
                        | "job"
                        | "held"
                        | "worked"
                )
        })
        .unwrap_or("");
    // "they left it to the experts": after they had been there
    if verb == "left"
        && (start..at).rev().take(8).any(|at| {
            text.fold(at) == "left"
                && at > start
                && matches!(
                    text.fold(at - 1),
                    "they" | "he" | "she" | "who" | "ministers" | "leaders" | "then" | "and"
                )
        })
    {
        return None;
    }
    match (text.fold(at), verb) {
        (
            "to",
            "left" | "confined" | "limited" | "restricted" | "delegated" | "entrusted" | "fell"
            | "handed" | "assigned" | "leaving" | "open" | "reserved" | "relegated" | "downgraded"
            | "reduced" | "entrusting",
        )
        | (
            "for",
            "reserved" | "meant" | "intended" | "planned" | "outset" | "matter" | "task" | "job"
            | "designed" | "convened",
        )
        | (
            "of",
            "hands" | "made" | "composed" | "consisting" | "consisted" | "preserve" | "business"
            | "work" | "affair" | "matter",
        )
        | ("in", "hands" | "remained")
        | (
            "by",
            "conducted" | "run" | "staffed" | "handled" | "manned" | "led" | "headed" | "chaired"
            | "chaperoned" | "done" | "settled" | "negotiated" | "fronted" | "carried"
            | "co-chaired" | "moderated" | "overseen" | "presided" | "steered" | "held"
            | "organised" | "organized" | "guided" | "mediated" | "supervised" | "worked"
            | "managed" | "directed",
        ) => Some(Cue::Led),
        (
            "by",
            "attended" | "received" | "represented" | "signed" | "adopted" | "hosted" | "opened"
            | "joined" | "addressed" | "convened" | "occupied" | "inaugurated" | "graced"
            | "initialled" | "approved" | "accompanied" | "flanked" | "launched" | "started"
            | "announced" | "hammered" | "haggled" | "thrashed" | "brokered" | "seated" | "closed"
            | "sealed" | "visited" | "issued" | "discussed" | "debated" | "taken" | "greeted"
            | "welcomed" | "reached" | "struck" | "concluded" | "drafted" | "agreed",
        ) => Some(Cue::Present),
        ("by", verb)
            if is_deed(verb)
                && !matches!(
                    verb,
                    "prepared"
                        | "overshadowed"
                        | "followed"
                        | "preceded"
                        | "inspired"
                        | "drafted"
                        | "created"
                        | "agreed"
                        | "set"
                        | "made"
                        | "left"
                ) =>
        {
            Some(Cue::Deed)
        }
        _ => None,
    }
}

/// "alone", "only", "by themselves" beside people.
pub(super) fn is_alone(
    text: &CheckText<'_>,
    start: usize,
    from: usize,
    until: usize,
    end: usize,
) -> bool {
    let fold = |at: usize| text.fold(at);
    let before = (from.saturating_sub(3).max(start)..from).any(|at| {
        matches!(
            fold(at),
            "only" | "merely" | "mere" | "solely" | "exclusively" | "purely" | "but"
        ) && (fold(at) != "but"
            || matches!(fold(at.saturating_sub(1)), "nothing" | "none" | "nobody"))
            && !matches!(fold(at.saturating_sub(1)), "the" | "not")
    }) || fold(from) == "mere";
    let behind = (until..(until + 4).min(end)).any(|at| matches!(fold(at), "only" | "alone"))
        || (until..(until + 16).min(end)).any(|at| {
            matches!(fold(at), "to" | "by" | "among" | "amongst") && fold(at + 1) == "themselves"
        });
    before || behind
}
