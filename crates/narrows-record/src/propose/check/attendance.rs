//! Who took part in a meeting, told by any verb of taking part, and of which
//! rank they are.

use super::CheckText;
use super::event::MeetingLevel;
use super::rank::{MINISTERS, People, Rank, Ranks};
use super::thread::{Threads, Topic};
use crate::propose::mention::MentionType;

/// People of a rank at a meeting.
#[derive(Debug, Clone)]
pub(super) struct Attendance {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// The highest among them.
    pub(super) rank: Rank,
    pub(super) topic: Topic,
    /// They lead or are all that came: "led the delegation", "was attended by".
    pub(super) all: bool,
    /// Told by what they did there or by the name of the meeting alone.
    pub(super) weak: bool,
}

/// Words between people and their verb.
const REACH: usize = 16;

/// Every attendance that a text tells as done.
pub(super) fn attendances(
    text: &CheckText<'_>,
    ranks: &Ranks,
    threads: &Threads,
) -> Vec<Attendance> {
    let mut all = Vec::new();
    for (number, from, until) in text.sentences() {
        let people = ranks.people(text, number, from, until);
        if people.is_empty() {
            continue;
        }
        let mut last = from;
        for at in from..until {
            let Some(taking_part) = taking_part(text, at, until) else {
                continue;
            };
            if is_unreal(text, from, at)
                || is_remote(text, at, until)
                || is_of_another_time(text, from)
            {
                continue;
            }
            let told = match taking_part {
                Part::Before { object, leads } => {
                    before(text, &people, from.max(last.saturating_sub(REACH)), at)
                        .map(|who| (who, (who.from, object), leads))
                }
                Part::Act => before(text, &people, from.max(last.saturating_sub(REACH)), at)
                    .map(|who| (who, (who.from, at + 1), false)),
                Part::Behind { object, exhaustive } => behind(text, &people, object, until)
                    .map(|who| (who, (at, who.until), exhaustive)),
            };
            let Some((who, (start, end), exhaustive)) = told else {
                continue;
            };
            let weak = matches!(taking_part, Part::Act);
            if weak && !is_several(text, &who) {
                continue;
            }
            last = at;
            let clause = clause_around(text, from, until, at);
            let end = end.max(at + 1).min(until);
            let span = if end - start <= 24 {
                (start, end)
            } else {
                (who.from, who.until)
            };
            all.push(Attendance {
                sentence: number,
                from: span.0,
                until: span.1,
                rank: who.rank,
                topic: threads.topic(text, number, clause, at),
                all: exhaustive,
                weak,
            });
        }
    }
    by_name_of_meeting(text, threads, &mut all);
    all
}

/// "the industry ministers' meeting", "the ministerial": who it is of.
fn by_name_of_meeting(text: &CheckText<'_>, threads: &Threads, all: &mut Vec<Attendance>) {
    for event in &text.events {
        if event.opens || event.bare || event.level != Some(MeetingLevel::Ministerial) {
            continue;
        }
        let range = &text.words.sentences[event.sentence];
        if is_unreal(text, range.from, event.from) || is_unreal(text, event.from, event.until) {
            continue;
        }
        let mut topic = threads.topic(
            text,
            event.sentence,
            clause_around(text, range.from, range.until, event.from),
            event.from,
        );
        topic.date = topic.date.or(event.date);
        all.push(Attendance {
            sentence: event.sentence,
            from: event.from,
            until: event.until,
            rank: MINISTERS,
            topic,
            all: false,
            weak: true,
        });
    }
}

/// More than one person: a list, or a plural noun.
fn is_several(text: &CheckText<'_>, who: &People) -> bool {
    (who.from..who.until).any(|at| matches!(text.fold(at), "and" | "&"))
        || matches!(
            text.fold(who.until - 1),
            "ministers" | "leaders" | "secretaries" | "chiefs" | "presidents" | "members"
        )
}

/// On which side of the verb those stand who took part.
#[derive(Debug, Clone, Copy)]
enum Part {
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
fn taking_part(text: &CheckText<'_>, at: usize, until: usize) -> Option<Part> {
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
    ) || fold.len() > 4
        && fold.ends_with("ed")
        && !matches!(
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

/// Those before a verb, with the list that they stand in.
fn before(text: &CheckText<'_>, people: &[People], from: usize, verb: usize) -> Option<People> {
    let nearest = people
        .iter()
        .rposition(|one| one.until <= verb && one.from >= from && verb - one.until <= REACH)?;
    let mut who = people[nearest];
    // Another subject stands between them: a name without a rank, a pronoun.
    let stopped = (who.until..verb).any(|at| {
        matches!(
            text.fold(at),
            ";" | "said" | "says" | "told" | "while" | "whereas" | "it" | "they" | "we"
        ) && !(text.fold(at) == "told" && at + 1 >= verb)
    }) && !(who.until..verb).any(|at| matches!(text.fold(at), "who"));
    if stopped {
        return None;
    }
    for other in people[..nearest].iter().rev() {
        let listed = who.from >= other.until
            && who.from - other.until <= 5
            && (other.until..who.from).any(|at| matches!(text.fold(at), "," | "and" | "&"))
            && !(other.until..who.from).any(|at| {
                matches!(
                    text.fold(at),
                    ";" | "who" | "said" | "met" | "to" | "for" | "with"
                )
            });
        if !listed {
            break;
        }
        who = People {
            from: other.from,
            until: who.until,
            rank: who.rank.max(other.rank),
        };
    }
    Some(who)
}

/// Those behind a verb, with the list that they stand in.
fn behind(text: &CheckText<'_>, people: &[People], object: usize, until: usize) -> Option<People> {
    let near = people
        .iter()
        .position(|one| one.from >= object && one.from <= object + 7)?;
    let clear = (object..people[near].from).all(|at| {
        !matches!(
            text.fold(at),
            ";" | "." | "that" | "before" | "after" | "ahead" | "whom" | "while" | "for" | "to"
        )
    });
    if !clear {
        return None;
    }
    let mut who = people[near];
    for other in &people[near + 1..] {
        let listed = other.from >= who.until
            && other.from - who.until <= 5
            && other.until <= until
            && (who.until..other.from).all(|at| {
                !matches!(
                    text.fold(at),
                    ";" | "." | "who" | "said" | "before" | "after" | "ahead" | "while" | "to"
                )
            });
        if !listed {
            break;
        }
        who = People {
            from: who.from,
            until: other.until,
            rank: who.rank.max(other.rank),
        };
    }
    Some(who)
}

/// Planned, denied or wished for.
fn is_unreal(text: &CheckText<'_>, from: usize, verb: usize) -> bool {
    let start = verb.saturating_sub(4).max(from);
    (start..verb).any(|at| {
        matches!(
            text.fold(at),
            "will"
                | "would"
                | "not"
                | "never"
                | "could"
                | "should"
                | "may"
                | "might"
                | "cannot"
                | "no"
                | "nobody"
                | "none"
                | "without"
                | "if"
                | "won't"
                | "n't"
                | "neither"
                | "nor"
                | "hardly"
                | "rarely"
                | "unless"
                | "planned"
                | "expected"
                | "upcoming"
                | "scheduled"
                | "proposed"
                | "next"
                | "future"
        ) || text.fold(at) == "to" && at + 1 == verb
            || text.fold(at) == "be" && at + 1 == verb
    })
}

/// "At that time Japan was represented by …": another meeting.
fn is_of_another_time(text: &CheckText<'_>, from: usize) -> bool {
    matches!(
        (text.fold(from), text.fold(from + 1), text.fold(from + 2)),
        ("at", "that" | "the", "time" | "meeting")
            | ("back" | "then" | "earlier" | "previously", _, _)
    )
}

/// "by video link", told as that.
fn is_remote(text: &CheckText<'_>, verb: usize, until: usize) -> bool {
    (verb..until.min(verb + 12)).any(|at| {
        matches!(
            text.fold(at),
            "video" | "videotaped" | "recorded" | "prerecorded" | "remotely"
        ) || text.fold(at) == "letter" && matches!(text.fold(at.saturating_sub(1)), "a" | "by")
    })
}

/// The clause that a verb stands in.
fn clause_around(text: &CheckText<'_>, from: usize, until: usize, verb: usize) -> (usize, usize) {
    let parts = |at: usize| {
        matches!(
            text.fold(at),
            ";" | "while" | "but" | "although" | "though" | "whereas" | "—" | "–"
        ) && !text.words.is_hyphen(at)
    };
    let start = (from..verb)
        .rev()
        .find(|at| parts(*at))
        .map_or(from, |at| at + 1);
    let end = (verb + 1..until).find(|at| parts(*at)).unwrap_or(until);
    (start, end)
}

impl Attendance {
    /// Ministers or above.
    pub(super) fn is_high(&self) -> bool {
        self.rank >= MINISTERS
    }
}
