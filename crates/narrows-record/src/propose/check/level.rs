//! A level that is told against who took part: "working-level" with ministers,
//! "vice-ministerial" with ministers.

use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;

/// Officials, directors-general, vice-ministers, ministers, leaders.
type Rank = u8;

const EXPERTS: Rank = 0;
const DIRECTORS: Rank = 1;
const DEPUTIES: Rank = 2;
const MINISTERS: Rank = 3;
const LEADERS: Rank = 4;

/// A level as it is told: words, and what is at that level.
#[derive(Debug, Clone, Copy)]
struct Told {
    from: usize,
    /// Behind the word for the level.
    level_end: usize,
    /// Behind the meeting that has it, where one follows.
    until: usize,
    rank: Rank,
    /// A meeting follows, or the level is told of one ("held at working level").
    of_meeting: bool,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let sentences: Vec<(usize, usize, usize)> = text.sentences().collect();
    for (index, (number, from, until)) in sentences.iter().enumerate() {
        let mut at = *from;
        while at < *until {
            let Some(told) = level_at(text, *from, at, *until) else {
                at += 1;
                continue;
            };
            at = told.until.max(at + 1);
            if !told.of_meeting || is_planned(text, *from, told.from) {
                continue;
            }
            let next = sentences.get(index + 1).copied();
            let before = index
                .checked_sub(1)
                .and_then(|index| sentences.get(index))
                .copied();
            let higher = within(text, *number, (*from, *until), told)
                .or_else(|| next.and_then(|next| sentence_behind(text, next, told)))
                .or_else(|| before.and_then(|before| sentence_before(text, before, *from, told)))
                .or_else(|| same_day(text, *number, told))
                .or_else(|| same_month(text, (*number, *from), told));
            if let Some(side) = higher {
                conflicts.push(Conflict {
                    kind: "level_conflict",
                    severity: "error",
                    sides: vec![(told.from, told.until), side],
                    confidence: 0.8,
                    reason: format!(
                        "Called {}, but {} took part.",
                        text.words.quote(told.from, told.level_end),
                        text.words.quote(side.0, side.1)
                    ),
                });
                break;
            }
        }
    }
}

/// A word for a level below ministers.
fn level_at(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<Told> {
    let fold = |at: usize| text.fold(at);
    let level_word = |at: usize| match (text.words.is_hyphen(at), fold(at), fold(at + 1)) {
        (true, _, "level") => Some(at + 2),
        (_, "level", _) => Some(at + 1),
        _ => None,
    };
    if let Some(told) = meeting_of_low_ranks(text, at, until) {
        return Some(told);
    }
    let (rank, level_end) = match fold(at) {
        "working" | "expert" | "experts" | "official" | "officials" | "officer" | "technical"
        | "staff" | "aide" | "technocrat" | "bureaucrat" => (EXPERTS, level_word(at + 1)?),
        "director" if text.words.is_hyphen(at + 1) || fold(at + 1) == "general" => {
            let general = at + 1 + usize::from(text.words.is_hyphen(at + 1));
            (
                DIRECTORS,
                level_word(general + 1).filter(|_| fold(general) == "general")?,
            )
        }
        "directors" | "bureau" | "division" => (DIRECTORS, (at + 1..at + 4).find_map(level_word)?),
        "deputy" | "deputies" | "subministerial" => (DEPUTIES, level_word(at + 1)?),
        "vice" => {
            let minister = at + 1 + usize::from(text.words.is_hyphen(at + 1));
            match fold(minister) {
                "ministerial" => (DEPUTIES, level_word(minister + 1).unwrap_or(minister + 1)),
                "minister" => (DEPUTIES, level_word(minister + 1)?),
                _ => return None,
            }
        }
        "vice-ministerial" => (DEPUTIES, level_word(at + 1).unwrap_or(at + 1)),
        _ => return None,
    };
    if level_end > until {
        return None;
    }
    let mut noun = level_end;
    while noun < level_end + 2
        && matches!(
            fold(noun),
            "trilateral"
                | "bilateral"
                | "policy"
                | "trade"
                | "economic"
                | "security"
                | "affair"
                | "two"
                | "day"
                | "-"
        )
    {
        noun += 1;
    }
    let meeting = matches!(
        fold(noun),
        "meeting"
            | "talks"
            | "session"
            | "dialogue"
            | "consultations"
            | "round"
            | "gathering"
            | "conference"
            | "summit"
            | "encounter"
            | "forum"
            | "event"
            | "discussions"
            | "affair"
            | "exchange"
            | "exercise"
            | "get-together"
            | "committee"
            | "discussion"
            | "consultation"
            | "rounds"
            | "negotiations"
    );
    // "held at (the) working level", "was strictly working-level"
    let before = |step: usize| {
        at.checked_sub(step)
            .filter(|at| *at >= from)
            .map_or("", |at| text.fold(at))
    };
    let predicate = (before(1) == "at" || (before(1) == "the" && before(2) == "at"))
        && (from..at).any(|at| {
            matches!(
                fold(at),
                "held"
                    | "took"
                    | "meeting"
                    | "talks"
                    | "session"
                    | "round"
                    | "dialogue"
                    | "met"
                    | "gathering"
            )
        })
        || matches!(
            before(1),
            "was" | "were" | "strictly" | "purely" | "merely" | "only" | "as"
        ) && !is_noun_of_people(fold(level_end));
    let behind = if meeting { noun + 1 } else { level_end };
    Some(Told {
        from: at,
        level_end,
        until: behind.min(until),
        rank,
        of_meeting: meeting || predicate,
    })
}

/// "a low-key affair among section chiefs", "a meeting of bureaucrats".
fn meeting_of_low_ranks(text: &CheckText<'_>, at: usize, until: usize) -> Option<Told> {
    let meeting = matches!(
        text.fold(at),
        "affair" | "meeting" | "session" | "gathering" | "talks" | "exercise" | "exchange"
    ) && matches!(text.fold(at + 1), "among" | "of" | "between" | "for");
    let end = match (text.fold(at + 2), text.fold(at + 3)) {
        ("section" | "division" | "desk", "chiefs" | "heads" | "officers") => at + 4,
        ("junior" | "working-level" | "mid-level", "officials" | "staff") => at + 4,
        ("bureaucrats" | "clerks" | "technocrats" | "staffers", _) => at + 3,
        _ => return None,
    };
    (meeting && end <= until).then_some(Told {
        from: at,
        level_end: end,
        until: end,
        rank: EXPERTS,
        of_meeting: true,
    })
}

/// "the June 2024 talks were an affair among section chiefs", where ministers
/// gathered in June 2024.
fn same_month(
    text: &CheckText<'_>,
    (number, from): (usize, usize),
    told: Told,
) -> Option<(usize, usize)> {
    let is_year = |at: usize| {
        let year = text.fold(at);
        year.len() == 4 && (year.starts_with("20") || year.starts_with("19"))
    };
    let the = (from..told.from).find(|at| {
        text.fold(*at) == "the"
            && text.words.is_capital(at + 1)
            && is_year(at + 2)
            && matches!(
                text.fold(at + 3),
                "talks" | "meeting" | "session" | "gathering" | "round"
            )
            && matches!(text.fold(at + 4), "was" | "were" | "remained" | "amounted")
    })?;
    let (month, year) = (text.fold(the + 1), text.fold(the + 2));
    text.sentences()
        .filter(|(other, _, _)| *other != number)
        .find_map(|(other, from, until)| {
            let on = (from..until).find(|at| {
                matches!(text.fold(*at), "met" | "gathered" | "convened")
                    && text.fold(at + 1) == "in"
                    && text.fold(at + 2) == month
                    && text.fold(at + 3) == year
            })?;
            higher(text, other, from, on, told.rank)
        })
}

fn is_noun_of_people(fold: &str) -> bool {
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

/// "agreed to hold working-level talks", "after working-level talks": another
/// meeting than the one the ministers are at.
fn is_planned(text: &CheckText<'_>, from: usize, level: usize) -> bool {
    let start = level.saturating_sub(4).max(from);
    (start..level).any(|at| {
        matches!(
            text.fold(at),
            "after"
                | "before"
                | "following"
                | "hold"
                | "holding"
                | "begin"
                | "start"
                | "launch"
                | "instructed"
                | "planned"
                | "plan"
                | "by"
                | "through"
                | "from"
                | "continue"
                | "will"
                | "would"
                | "earlier"
                | "previous"
                | "prior"
                | "further"
                | "more"
                | "other"
                | "preparatory"
                | "separate"
                | "next"
                | "resume"
                | "convene"
                | "schedule"
                | "since"
                | "via"
                | "preceded"
                | "until"
        )
    }) || (level..level + 14).any(|at| {
        text.fold(at) == "will"
            && matches!(
                text.fold(at + 1),
                "be" | "prepare" | "follow" | "continue" | "precede"
            )
    })
}

/// Verbs with the meeting before them and who took part behind.
fn is_attended(fold: &str) -> bool {
    matches!(
        fold,
        "attended"
            | "attendance"
            | "joined"
            | "opened"
            | "led"
            | "chaired"
            | "co-chaired"
            | "cochaired"
            | "present"
            | "hosted"
            | "headed"
            | "participated"
            | "presided"
            | "between"
            | "brought"
            | "gathered"
            | "represented"
            | "participating"
            | "attending"
            | "among"
            | "co-hosted"
            | "assembled"
            | "drew"
            | "included"
            | "saw"
            | "featured"
            | "convened"
            | "participants"
            | "attendees"
            | "reunited"
            | "united"
            | "closed"
            | "sat"
            | "of"
            | "with"
    )
}

/// Verbs with who took part before them and the meeting behind.
fn is_attending(text: &CheckText<'_>, verb: usize) -> bool {
    matches!(
        text.fold(verb),
        "attended"
            | "chaired"
            | "co-chaired"
            | "opened"
            | "joined"
            | "led"
            | "hosted"
            | "headed"
            | "held"
            | "co-hosted"
            | "convened"
            | "addressed"
            | "closed"
    ) || matches!(
        (text.fold(verb), text.fold(verb + 1)),
        ("took", "part")
            | ("participated", "in")
            | ("met", "at" | "for" | "in")
            | ("sat", "down" | "in")
            | ("gathered", "for" | "at")
            | ("came", "to" | "together")
            | ("represented", _)
            | ("presided", "over")
            | ("traveled" | "flew" | "travelled", _)
            | ("assembled" | "convened", "for")
    )
}

/// In the sentence of the level itself.
fn within(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    told: Told,
) -> Option<(usize, usize)> {
    // Behind: "was attended by ministers".
    if let Some(verb) = (told.level_end..until).find(|at| is_attended(text.fold(*at))) {
        let limit = (verb..until)
            .find(|at| {
                matches!(
                    text.fold(*at),
                    ";" | "before" | "after" | "ahead" | "whom" | "while"
                )
            })
            .unwrap_or(until);
        let vague = matches!(text.fold(verb), "of" | "with");
        let near = if vague { limit.min(verb + 6) } else { limit };
        let other = (told.level_end..verb).any(|at| {
            matches!(
                text.fold(at),
                "will" | "would" | "prepare" | "prepared" | "followed" | "preceded" | "before"
            )
        });
        if !other && let Some(side) = higher(text, number, verb, near, told.rank) {
            return Some(side);
        }
    }
    // "a working-level affair, though two ministers opened it"
    let though = (told.level_end..until)
        .find(|at| matches!(text.fold(*at), "though" | "although" | "but" | "even"));
    if let Some(though) = though
        && let Some(verb) = (though..until).find(|at| is_attending(text, *at))
        && let Some(side) = higher(text, number, though, verb, told.rank)
    {
        return Some(side);
    }
    // Before: "Ministers X and Y attended the working-level talks".
    let verb = (from..told.from)
        .rev()
        .take(9)
        .find(|at| is_attending(text, *at))?;
    let infinitive = verb > from && matches!(text.fold(verb - 1), "to" | "will" | "would" | "not");
    // Only prepositions, articles and dates between verb and meeting.
    let direct = (verb + 1..told.from).all(|at| {
        matches!(
            text.fold(at),
            "the"
                | "a"
                | "an"
                | "at"
                | "for"
                | "in"
                | "part"
                | "down"
                | "over"
                | "to"
                | "this"
                | "their"
                | "together"
                | "its"
                | "first"
                | "second"
                | "third"
                | "fourth"
                | "two"
                | "-"
                | "day"
                | "trilateral"
                | "bilateral"
                | "what"
                | "was"
                | "called"
                | "wednesday"
                | "tuesday"
                | "latest"
                | "inaugural"
                | "s"
                | "'s"
                | "tokyo"
                | "washington"
                | "on"
                | "seoul"
                | "on-site"
        ) || crate::propose::lexicon::is_ordinal(text.fold(at))
    });
    (!infinitive && direct)
        .then(|| higher(text, number, from, verb, told.rank))
        .flatten()
}

/// "The working-level meeting was held in Seoul. Minister X attended."
fn sentence_behind(
    text: &CheckText<'_>,
    (number, from, until): (usize, usize, usize),
    told: Told,
) -> Option<(usize, usize)> {
    let opens = matches!(
        text.fold(from),
        "it" | "the"
            | "both"
            | "among"
            | "those"
            | "they"
            | "participants"
            | "attending"
            | "attendees"
            | "leading"
    ) || text.annotations.found[number].iter().any(|found| {
        found.from <= from + 1 && matches!(found.kind, MentionType::Role | MentionType::Per)
    });
    let attended = (from..until).any(|at| {
        matches!(
            text.fold(at),
            "attended"
                | "attending"
                | "chaired"
                | "co-chaired"
                | "opened"
                | "attendees"
                | "participants"
                | "led"
                | "represented"
                | "participated"
                | "present"
                | "presided"
        ) || text.fold(at) == "took" && text.fold(at + 1) == "part"
            || text.fold(at) == "sat" && text.fold(at + 1) == "down"
    });
    let other = (from..until)
        .any(|at| text.fold(at) == "will" || level_at(text, from, at, until).is_some())
        || text.annotations.found[number]
            .iter()
            .any(|found| found.kind == MentionType::Meeting && found.len() > 1);
    (opens && attended && !other)
        .then(|| higher(text, number, from, until, told.rank))
        .flatten()
}

/// "The three ministers met in Washington. It was a working-level meeting."
fn sentence_before(
    text: &CheckText<'_>,
    (number, from, until): (usize, usize, usize),
    own: usize,
    told: Told,
) -> Option<(usize, usize)> {
    let opens = text.fold(own);
    let points = matches!(
        (opens, text.fold(own + 1)),
        ("it" | "this", "was" | "remained" | "is" | "remains")
    ) || matches!(opens, "the" | "this") && own + 1 == told.from
        || matches!(opens, "the" | "this" | "both")
            && matches!(
                text.fold(own + 1),
                "meeting" | "talks" | "session" | "gathering" | "round" | "encounter" | "event"
            )
            && told.from - own <= 10;
    let met = (from..until).find(|at| {
        matches!(
            text.fold(*at),
            "met"
                | "gathered"
                | "convened"
                | "attended"
                | "talked"
                | "co-chaired"
                | "chaired"
                | "hosted"
        ) || matches!(text.fold(*at), "sat" | "held")
            && matches!(text.fold(*at + 1), "down" | "talks" | "a" | "their" | "the")
    })?;
    let lower = (from..until).any(|at| level_at(text, from, at, until).is_some());
    let future = (from..met).any(|at| matches!(text.fold(at), "will" | "would" | "vice" | "to"));
    (points && !lower && !future)
        .then(|| {
            higher(text, number, from, met, told.rank)
                .or_else(|| higher(text, number, met, until, told.rank))
        })
        .flatten()
}

/// "the working-level meeting of April 10", where ministers met on that day.
fn same_day(text: &CheckText<'_>, number: usize, told: Told) -> Option<(usize, usize)> {
    let event = text.events.iter().find(|event| {
        event.sentence == number && event.from <= told.from && told.from < event.until
    })?;
    let date = event.date.filter(|date| date.is_day() && !date.carried)?;
    let other = text.events.iter().find(|other| {
        other.sentence != number
            && other.forum.is_some()
            && (event.forum.is_none() || event.forum == other.forum)
            && other.date.is_some_and(|on| {
                !on.carried && on.bounds.lower == date.bounds.lower && on.is_day()
            })
            && !matches!(
                other.level,
                Some(super::MeetingLevel::Working | super::MeetingLevel::ViceMinisterial)
            )
    })?;
    (other.sentence..other.sentence + 2).find_map(|sentence| {
        let range = text
            .words
            .sentences
            .get(sentence)
            .filter(|_| sentence != number)?;
        higher(text, sentence, range.from, range.until, told.rank)
    })
}

/// Somebody above that rank, between two words.
fn higher(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
    rank: Rank,
) -> Option<(usize, usize)> {
    let found = &text.annotations.found[number];
    found
        .iter()
        .filter(|found| {
            found.kind == MentionType::Role && found.from >= from && found.until <= until
        })
        .find(|role| {
            rank_of(text, role.from, role.until)
                .is_some_and(|role| role > rank && role >= MINISTERS)
        })
        .map(|role| {
            let until = found
                .iter()
                .find(|person| person.kind == MentionType::Per && person.from == role.until)
                .map_or(role.until, |person| person.until);
            (role.from, until)
        })
        .or_else(|| {
            (from..until)
                .find(|at| {
                    matches!(text.fold(*at), "ministers" | "leaders" | "presidents")
                        && !(*at > from
                            && matches!(
                                text.fold(at - 1),
                                "vice" | "deputy" | "-" | "junior" | "their" | "former" | "of"
                            ))
                        && !(text.fold(at + 1) == "'" || text.fold(at + 1) == "’")
                })
                .map(|at| {
                    let start = (from..at)
                        .rev()
                        .take(3)
                        .take_while(|at| {
                            matches!(
                                text.fold(*at),
                                "two"
                                    | "three"
                                    | "the"
                                    | "industry"
                                    | "trade"
                                    | "foreign"
                                    | "commerce"
                                    | "both"
                                    | "all"
                            )
                        })
                        .last()
                        .unwrap_or(at);
                    (start, at + 1)
                })
        })
}

/// The rank of a post; nothing for those who speak or advise.
fn rank_of(text: &CheckText<'_>, from: usize, until: usize) -> Option<Rank> {
    let words: Vec<&str> = (from.saturating_sub(1)..until)
        .map(|at| text.fold(at))
        .collect();
    let role = &words[usize::from(words.len() > until - from)..];
    let any = |list: &[&str]| role.iter().any(|word| list.contains(word));
    if any(&[
        "assistant",
        "under",
        "undersecretary",
        "parliamentary",
        "advisor",
        "adviser",
        "press",
        "spokesman",
        "spokesperson",
        "former",
        "deputies",
        "private",
    ]) || words
        .first()
        .is_some_and(|word| matches!(*word, "former" | "then" | "deputy" | "vice" | "ex"))
    {
        return None;
    }
    if any(&["vice", "deputy"]) {
        return (!any(&["president"])).then_some(DEPUTIES);
    }
    if any(&["director", "directors"]) {
        return Some(DIRECTORS);
    }
    if any(&["prime", "president", "presidents", "premier", "chancellor"]) {
        return Some(LEADERS);
    }
    any(&[
        "minister",
        "ministers",
        "secretary",
        "secretaries",
        "attorney",
    ])
    .then_some(MINISTERS)
}
