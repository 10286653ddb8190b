//! Meetings told as held, by any verb or noun, for comparing them with "the
//! first" and "never before".

use std::collections::BTreeSet;

use super::CheckText;
use super::event::{EventDate, event_date};
use super::first_deed::stems;
use super::party::Party;
use super::rank::{LEADERS, Ranks};
use super::thread::{Threads, Topic};
use crate::propose::mention::MentionType;

/// A meeting that a sentence tells of as held.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) date: Option<EventDate>,
    /// Told as earlier than the rest: "had met", "last year", "already".
    pub(super) earlier: bool,
    pub(super) party: Party,
    pub(super) topic: Topic,
    /// "the trio", "all three": the people that the text is about.
    pub(super) group: bool,
    /// What the sentence is about.
    pub(super) matter: BTreeSet<String>,
    /// Told by a noun or a deed done together: who met must be told with it.
    pub(super) weak: bool,
    /// "he and she", "the pair": those told before.
    pub(super) pronouns: bool,
}

/// Every meeting that a text tells of as held, by its date or as earlier.
pub(super) fn told_meetings(
    text: &CheckText<'_>,
    ranks: &Ranks,
    threads: &Threads,
    claims: &[(usize, usize, usize)],
) -> Vec<Told> {
    let claimed = |at: usize| {
        claims
            .iter()
            .any(|(_, from, until)| *from <= at && at < *until)
    };
    let mut all = Vec::new();
    for (number, from, until) in text.sentences() {
        if !text
            .words
            .kind_of(&text.words.sentences[number])
            .makes_statements()
        {
            continue;
        }
        for at in from..until {
            if !(is_meeting_verb(text, at, until)
                || is_meeting_word(text, number, from, at, until)
                || is_joint_deed(text, from, at, until))
                || claimed(at)
                || is_unreal(text, from, at)
                || is_apart(text, from, until, at)
            {
                continue;
            }
            let (start, end) = (clause_start(text, from, at), until);
            let date = date_near(text, number, start, at, end, &claimed);
            let earlier = is_earlier(text, start, at);
            if date.is_none() && !earlier {
                continue;
            }
            let (low, high) = date.map_or((at, at + 1), |date| {
                (date.from.min(at), date.until.max(at + 1))
            });
            // A date far from its verb is left out of what is shown.
            let (low, high) = if high - low > 26 {
                (at, at + 1)
            } else {
                (low, high)
            };
            let pronouns = (start..at).any(|at| {
                matches!(
                    (text.fold(at), text.fold(at + 1), text.fold(at + 2)),
                    ("he" | "she", "and", "she" | "he")
                        | ("the", "pair" | "duo", _)
                        | ("both", "had" | "met" | "sat", _)
                        | ("they", "had" | "met" | "sat" | "last", _)
                        | ("the", "two", "had" | "met" | "sat" | "men" | "last")
                )
            });
            // One clause tells of one meeting.
            if all
                .last()
                .is_some_and(|last: &Told| last.sentence == number && at < last.until + 4)
            {
                continue;
            }
            all.push(Told {
                sentence: number,
                from: low,
                until: high.min(until),
                date,
                earlier,
                party: party_of(text, ranks, number, (from, until), at),
                topic: threads.topic(text, number, (start, end), at),
                pronouns,
                group: (start..at).any(|at| is_group(text, at)),
                matter: matter(text, number, from, until),
                weak: !is_meeting_verb(text, at, until),
            });
        }
    }
    all
}

/// "the trio", "the three had", "all three".
fn is_group(text: &CheckText<'_>, at: usize) -> bool {
    text.fold(at) == "trio"
        || matches!(text.fold(at), "the" | "all")
            && text.fold(at + 1) == "three"
            && matches!(
                text.fold(at + 2),
                "had"
                    | "met"
                    | "sat"
                    | "have"
                    | "of"
                    | "also"
                    | "already"
                    | "men"
                    | "ministers"
                    | "last"
                    | "were"
            )
}

/// What words are about: their stems, goods and technologies.
pub(super) fn matter(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
) -> BTreeSet<String> {
    let mut matter = stems(text, from, until);
    for found in &text.annotations.found[number] {
        if matches!(found.kind, MentionType::Good | MentionType::Tech)
            && found.from >= from
            && found.until <= until
        {
            matter.insert(text.words.folded(found.from, found.until));
        }
    }
    matter
}

/// A verb by which people are told to have been together.
pub(super) fn is_meeting_verb(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    let fold = |at: usize| text.fold(at);
    let next = fold(at + 1);
    let has = |reach: usize, list: &[&str]| {
        (at + 1..(at + reach).min(until)).any(|at| list.contains(&fold(at)))
    };
    const MEETING: &[&str] = &[
        "talks",
        "meeting",
        "session",
        "consultations",
        "discussions",
        "summit",
        "round",
        "ministerial",
        "breakfast",
        "lunch",
        "dinner",
        "workshop",
        "roundtable",
        "conversation",
        "dialogue",
        "encounter",
        "gathering",
        "conference",
        "chair",
        "table",
    ];
    match fold(at) {
        "met" | "gathered" | "convened" | "conferred" | "huddled" | "assembled" | "reconvened"
        | "reunited" | "dined" | "co-chaired" => true,
        "talked" | "negotiated" | "deliberated" => true,
        "sat" | "sit" => matches!(
            next,
            "down"
                | "together"
                | "across"
                | "opposite"
                | "around"
                | "at"
                | "as"
                | "with"
                | "face"
                | "knee"
        ),
        "came" | "got" | "come" => next == "together" || has(6, &["table"]),
        "spent" => has(
            6,
            &[
                "days",
                "hours",
                "day",
                "morning",
                "afternoon",
                "evening",
                "week",
                "weekend",
                "minutes",
            ],
        ),
        "compared" | "exchanged" | "swapped" => has(3, &["notes", "views"]),
        "worked" => has(8, &["together", "workshop", "with"]),
        "brought" | "drew" | "united" => has(14, &["table", "together", "room", "roof"]),
        "hosted" | "received" => {
            has(12, MEETING)
                || text.words.is_capital(at + 1)
                || matches!(next, "her" | "his" | "their" | "both")
        }
        "held" | "opened" | "closed" | "shared" | "chaired" | "attended" | "joined" | "staged"
        | "concluded" | "wrapped" | "completed" => has(9, MEETING),
        "took" => matches!(next, "part" | "up") || has(4, &["chair", "seats"]),
        "shook" => next == "hands",
        "discussed" => true,
        "gone" | "went" | "covered" | "trod" | "trodden" => {
            has(5, &["ground"]) && has(5, &["same", "this", "that"])
        }
        "taken" => next == "up" || has(4, &["seats", "part"]),
        _ => false,
    }
}

/// Who met: the clause of the verb tells the number and rank where it can, the
/// sentence the names.
fn party_of(
    text: &CheckText<'_>,
    ranks: &Ranks,
    number: usize,
    (from, until): (usize, usize),
    verb: usize,
) -> Party {
    let parts = |at: usize| matches!(text.fold(at), "where" | "when" | "which" | "who" | ";");
    let start = (from..verb).rev().find(|at| parts(*at)).unwrap_or(from);
    let end = (verb + 1..until).find(|at| parts(*at)).unwrap_or(until);
    let mut party = Party::of(text, ranks, number, from, until);
    let clause = Party::of(text, ranks, number, start, end);
    if !clause.ranks.is_empty() {
        party.ranks.clone_from(&clause.ranks);
    }
    if clause.count.is_some() {
        party.count = clause.count;
    }
    // Who come to a summit are leaders, where nobody else is told.
    if text.fold(verb) == "summit" {
        party.ranks = [LEADERS].into();
    }
    party
}

/// A noun for a meeting that has been held: with a date, or as another one.
fn is_meeting_word(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
    until: usize,
) -> bool {
    let noun = super::event::is_gathering(text.fold(at))
        || matches!(
            text.fold(at),
            "workshop"
                | "breakfast"
                | "dinner"
                | "lunch"
                | "roundtable"
                | "seminar"
                | "exercise"
                | "retreat"
                | "discussions"
                | "training"
                | "sit-down"
                | "conversation"
        );
    let before = if at > from { text.fold(at - 1) } else { "" };
    noun && !text.words.is_hyphen(at + 1)
        && !matches!(
            before,
            "next" | "this" | "upcoming" | "future" | "first" | "inaugural"
        )
        && (text.annotations.dates[number]
            .iter()
            .any(|date| date.from.abs_diff(at) <= 12 && !date.future)
            || is_another(text, from, at))
        && !(at.saturating_sub(4).max(from)..at).any(|at| {
            matches!(
                text.fold(at),
                "since" | "before" | "next" | "ahead" | "until" | "this"
            )
        })
        && !(at + 1..until.min(at + 6)).any(|at| {
            matches!(
                text.fold(at),
                "promised"
                    | "planned"
                    | "agreed"
                    | "scheduled"
                    | "proposed"
                    | "foreseen"
                    | "announced"
                    | "expected"
            )
        })
}

/// Any deed in the past that is told as done together.
fn is_joint_deed(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> bool {
    let fold = text.fold(at);
    let past = fold.len() > 4
        && fold.ends_with("ed")
        && !matches!(
            fold,
            "united" | "agreed" | "need" | "shared" | "pledged" | "promised"
        )
        || matches!(
            fold,
            "went"
                | "ate"
                | "broke"
                | "stood"
                | "found"
                | "ran"
                | "flew"
                | "put"
                | "were"
                | "drew"
                | "wrote"
                | "shared"
        );
    past && (at.saturating_sub(10).max(from)..until.min(at + 14)).any(|at| {
        matches!(
            text.fold(at),
            "together"
                | "jointly"
                | "table"
                | "roof"
                | "counterparts"
                | "colleagues"
                | "side-by-side"
                | "bread"
                | "handshake"
                | "in-person"
                | "face-to-face"
                | "hands"
        ) || text.fold(at) == "same"
            && matches!(text.fold(at + 1), "room" | "table" | "stage" | "podium")
            || text.fold(at) == "each" && text.fold(at + 1) == "other"
            || text.fold(at) == "in" && text.fold(at + 1) == "person"
    })
}

fn clause_start(text: &CheckText<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|at| {
            matches!(
                text.fold(*at),
                ";" | "while" | "but" | "although" | "though" | "whereas"
            )
        })
        .map_or(from, |at| at + 1)
}

/// The date of a telling: the nearest in its sentence that is no mark.
fn date_near(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    verb: usize,
    until: usize,
    claimed: &dyn Fn(usize) -> bool,
) -> Option<EventDate> {
    text.annotations.dates[number]
        .iter()
        .filter(|date| {
            date.from >= from && date.until <= until && !date.future && !claimed(date.from)
        })
        .filter(|date| {
            !matches!(
                text.fold(date.from.saturating_sub(1)),
                "since" | "until" | "by" | "from" | "for" | "before" | "every"
            )
        })
        .filter(|date| {
            // Another verb with its own date stands between.
            let (low, high) = if date.from > verb {
                (verb + 1, date.from)
            } else {
                (date.until, verb)
            };
            !(low..high).any(|at| matches!(text.fold(at), "said" | ";" | "since" | "until" | "who"))
        })
        .filter_map(event_date)
        .min_by_key(|date| date.from.abs_diff(verb))
}

/// "the previous round", "another meeting".
fn is_another(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(4).max(from)..at)
        .any(|at| matches!(text.fold(at), "previous" | "earlier" | "another"))
}

fn is_earlier(text: &CheckText<'_>, from: usize, verb: usize) -> bool {
    is_another(text, from, verb)
        || (verb.saturating_sub(6).max(from)..verb).any(|at| {
            matches!(
                text.fold(at),
                "had" | "already" | "previously" | "earlier" | "last" | "once" | "twice"
            )
        })
        || (verb + 1..verb + 9).any(|at| {
            matches!(
                text.fold(at),
                "twice" | "again" | "ago" | "before" | "earlier" | "previously"
            )
        })
}

fn is_unreal(text: &CheckText<'_>, from: usize, verb: usize) -> bool {
    (verb.saturating_sub(6).max(from)..verb).any(|at| {
        matches!(
            text.fold(at),
            "will"
                | "would"
                | "not"
                | "never"
                | "could"
                | "should"
                | "might"
                | "no"
                | "if"
                | "nobody"
                | "without"
                | "planned"
                | "scheduled"
                | "agreed"
                | "promised"
                | "n't"
                | "cannot"
                | "unless"
                | "asked"
                | "directed"
                | "neither"
                | "canceled"
                | "cancelled"
        ) || text.fold(at) == "to" && at + 1 == verb
            // Not the month.
            || text.fold(at) == "may" && !text.words.is_capital(at)
    })
}

/// By telephone, with reporters, apart from each other.
fn is_apart(text: &CheckText<'_>, from: usize, until: usize, verb: usize) -> bool {
    (verb.saturating_sub(8).max(from)..until.min(verb + 14)).any(|at| {
        matches!(
            text.fold(at),
            "phone"
                | "telephone"
                | "video"
                | "online"
                | "virtually"
                | "virtual"
                | "letter"
                | "letters"
                | "reporters"
                | "separately"
                | "journalists"
                | "remotely"
                | "executives"
                | "businesspeople"
                | "lawmakers"
                | "students"
        )
    })
}
