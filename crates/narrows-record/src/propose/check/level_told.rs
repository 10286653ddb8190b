//! Levels as a text tells them: "working-level session", "a body of section
//! chiefs", "nobody above the rank of director", "cabinet-level".

use super::CheckText;
use super::rank::{DEPUTIES, DIRECTORS, EXPERTS, LEADERS, MINISTERS, Rank, noun_of_rank};

/// How words for a level are tied to what has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// "a working-level session": one that was not told before.
    Indefinite,
    /// "the working-level session".
    Definite,
    /// "it was at working level", "no minister took part".
    Predicate,
}

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

fn is_body_noun(fold: &str) -> bool {
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
fn level_word(text: &CheckText<'_>, at: usize) -> Option<(Rank, bool, usize)> {
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
fn low_adjective(text: &CheckText<'_>, at: usize) -> Option<(Rank, usize)> {
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
    if !(body || is_meeting_noun(fold(at)) || fold(at) == "matter" || fold(at) == "gathering")
        && !matches!(
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
        )
    {
        return None;
    }
    let mut people = at + 1;
    let passive = !(body || is_meeting_noun(fold(at)) || fold(at) == "matter");
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

/// "nobody above the rank of director", "no higher than section chief".
fn ceiling(text: &CheckText<'_>, at: usize, until: usize) -> Option<LevelTold> {
    let fold = |at: usize| text.fold(at);
    let above = (at + 1..(at + 4).min(until))
        .find(|at| matches!(fold(*at), "above" | "higher" | "beyond"))?;
    let no = matches!(
        fold(at),
        "nobody" | "none" | "nothing" | "no" | "never" | "not" | "nor" | "rarely"
    ) || fold(at) == "without" && matches!(fold(at + 1), "anyone" | "anybody");
    if !no {
        return None;
    }
    let (rank, end) = (above + 1..(above + 9).min(until)).find_map(|at| {
        level_word(text, at)
            .map(|(rank, _, end)| (rank, end))
            .or_else(|| match fold(at) {
                "director" | "directors" => noun_of_rank(text, at),
                "vice" | "deputy" | "under" | "undersecretary" => Some((DEPUTIES, at + 2)),
                "assistant" => Some((DIRECTORS, at + 2)),
                _ => noun_of_rank(text, at),
            })
    })?;
    (rank < MINISTERS).then_some(LevelTold {
        from: at,
        until: end.min(until),
        rank,
        high: false,
        tie: Tie::Predicate,
        series: false,
    })
}

/// "no minister took part", "without ministers", "ministers stayed away", "you
/// won't see a politician there".
fn absence(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<LevelTold> {
    let fold = |at: usize| text.fold(at);
    let told = |from: usize, until: usize| {
        Some(LevelTold {
            from,
            until,
            rank: DEPUTIES,
            high: false,
            tie: Tie::Predicate,
            series: false,
        })
    };
    let minister_at = |start: usize, reach: usize| {
        (start..(start + reach).min(until)).find_map(|at| {
            noun_of_rank(text, at)
                .filter(|(rank, _)| *rank == MINISTERS)
                .map(|(_, end)| (at, end))
        })
    };
    match fold(at) {
        "no" | "without" | "neither" | "nor" | "not" | "minus" | "none" => {
            if fold(at) == "not" && !matches!(fold(at + 1), "a" | "one" | "any") {
                return None;
            }
            let (noun, end) = minister_at(at + 1, 6)?;
            if (at + 1..noun).any(|at| {
                !matches!(
                    fold(at),
                    "a" | "an"
                        | "any"
                        | "the"
                        | "one"
                        | "single"
                        | "of"
                        | "either"
                        | "their"
                        | "japanese"
                        | "american"
                        | "korean"
                        | "foreign"
                        | "trade"
                        | "member"
                        | "members"
                        | "cabinet"
                        | "elected"
                        | "senior"
                        | "industry"
                        | "its"
                )
            }) {
                return None;
            }
            let without = matches!(fold(at), "without" | "minus");
            // "without the ministers' consent"
            if matches!(fold(end), "'" | "'s") {
                return None;
            }
            let present = (end..until.min(end + 9)).find(|at| is_presence(text, *at));
            let sign = matches!(
                fold(end),
                "," | "." | ";" | "and" | "" | "present" | "\"" | "in" | "at" | "—" | "–"
            );
            match (without, present) {
                (_, Some(present)) => told(at, (present + 1).min(until)),
                (true, None) if sign => told(at, end),
                _ => None,
            }
        }
        // "nobody of cabinet rank", "no one with a minister's title"
        "nobody" => {
            let (_, end) = minister_at(at + 1, 8).or_else(|| {
                (at + 1..(at + 6).min(until))
                    .find(|at| matches!(fold(*at), "cabinet" | "ministerial" | "elected"))
                    .map(|at| (at, at + 1))
            })?;
            told(at, end)
        }
        // "won't see a politician", "has never seen a minister"
        "never" | "won't" | "n't" | "hardly" | "cannot" | "don't" | "didn't" => {
            let see = (at + 1..(at + 4).min(until)).find(|at| {
                matches!(
                    fold(*at),
                    "see"
                        | "saw"
                        | "seen"
                        | "find"
                        | "found"
                        | "meet"
                        | "included"
                        | "involved"
                        | "drew"
                        | "attracted"
                )
            })?;
            let (_, end) = minister_at(see + 1, 4)?;
            told(at, end)
        }
        _ => {
            // "ministers stayed away"
            let (noun, end) = minister_at(at, 1)?;
            let verb = (end..(end + 7).min(until)).find(|at| {
                let next = fold(at + 1);
                match fold(*at) {
                    "stayed" | "kept" | "remained" | "stay" => {
                        matches!(next, "away" | "out" | "home" | "at" | "absent" | "outside")
                    }
                    "were" | "was" => {
                        matches!(next, "absent" | "missing" | "elsewhere")
                            || next == "not"
                                && matches!(
                                    fold(at + 2),
                                    "present" | "there" | "in" | "at" | "invited" | "involved"
                                )
                    }
                    "did" | "do" | "does" => {
                        next == "not"
                            && matches!(
                                fold(at + 2),
                                "attend"
                                    | "take"
                                    | "travel"
                                    | "come"
                                    | "join"
                                    | "sit"
                                    | "show"
                                    | "appear"
                                    | "participate"
                            )
                    }
                    "skipped" => true,
                    "sent" => matches!(next, "deputies" | "their") && fold(at + 2) != "regrets",
                    "left" => next == "it" || next == "the" && fold(at + 3) == "to",
                    _ => false,
                }
            })?;
            // "the ministers who stayed away from …": of some only
            let some = (noun.saturating_sub(3).max(from)..noun).any(|at| {
                matches!(
                    fold(at),
                    "some"
                        | "other"
                        | "two"
                        | "one"
                        | "several"
                        | "finance"
                        | "foreign"
                        | "defense"
                        | "defence"
                )
            });
            let named = text.words.is_capital(noun) && noun > from;
            if some || named {
                return None;
            }
            told(noun, (verb + 3).min(until))
        }
    }
}

/// A word for being at a meeting.
fn is_presence(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "attended"
            | "present"
            | "attend"
            | "attends"
            | "attending"
            | "part"
            | "sat"
            | "sits"
            | "sit"
            | "table"
            | "room"
            | "joined"
            | "came"
            | "showed"
            | "traveled"
            | "travelled"
            | "involved"
            | "participated"
            | "seated"
            | "sight"
            | "anywhere"
            | "near"
            | "appeared"
            | "turned"
            | "flew"
            | "attendance"
            | "graced"
            | "bothered"
            | "there"
            | "among"
            | "met"
            | "spoke"
            | "opened"
            | "addressed"
    )
}

/// "the ministers who attended".
fn those_who_attended(text: &CheckText<'_>, at: usize, until: usize) -> Option<LevelTold> {
    let (rank, end) = noun_of_rank(text, at).filter(|(rank, _)| *rank >= MINISTERS)?;
    let fold = |at: usize| text.fold(at);
    let who = matches!(fold(end), "who" | "that")
        && matches!(
            fold(end + 1),
            "attended"
                | "took"
                | "sat"
                | "gathered"
                | "participated"
                | "met"
                | "flew"
                | "came"
                | "were"
        )
        && (fold(end + 1) != "took" || fold(end + 2) == "part")
        && (fold(end + 1) != "were" || matches!(fold(end + 2), "present" | "there" | "at"));
    let present = matches!(
        fold(end),
        "present" | "attending" | "participating" | "attended" | "assembled"
    ) && matches!(
        fold(end + 1),
        "at" | "the" | "in" | "also" | "said" | "agreed"
    );
    let verb = end + usize::from(who) + 1;
    let plain = !(at.saturating_sub(2)..at).any(|at| {
        matches!(
            fold(at),
            "former" | "other" | "vice" | "deputy" | "no" | "without"
        )
    });
    ((who || present && fold(end) != "attended") && plain).then_some(LevelTold {
        from: at,
        until: verb.min(until),
        rank,
        high: true,
        tie: Tie::Definite,
        series: false,
    })
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

fn is_people_noun(fold: &str) -> bool {
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

/// A word by which the sentence tells of a meeting before its level.
fn tells_of_meeting(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at),
        "held"
            | "took"
            | "met"
            | "kept"
            | "stayed"
            | "remained"
            | "conducted"
            | "convened"
            | "pitched"
            | "sits"
            | "meets"
            | "gathered"
            | "operates"
            | "works"
            | "run"
            | "was"
            | "is"
            | "were"
            | "took-place"
            | "happened"
            | "left"
            | "set"
    ) || is_meeting_noun(text.fold(at))
}

/// How a noun phrase whose level begins at `at` is tied to what is told.
fn tie_of(text: &CheckText<'_>, from: usize, at: usize, may_be_generic: bool) -> Tie {
    let fold = |at: usize| text.fold(at);
    // Back over adjectives to the article.
    let mut start = at;
    while start > from
        && at - start < 6
        && (text.words.shape(start - 1) == crate::propose::words::Shape::Lower
            || text.words.is_hyphen(start - 1)
            || fold(start - 1) == "'s"
                && start >= from + 2
                && matches!(fold(start - 2), "it" | "that" | "he"))
        && !is_copula(fold(start - 1))
        && !matches!(
            fold(start - 1),
            "a" | "an"
                | "the"
                | "this"
                | "that"
                | "its"
                | "their"
                | "these"
                | "those"
                | "of"
                | "in"
                | "for"
                | "and"
                | "to"
                | "by"
                | "with"
                | "from"
                | "at"
                | "on"
                | "after"
                | "what"
                | "than"
                | "hold"
                | "held"
                | "including"
                | "through"
                | "between"
        )
    {
        start -= 1;
    }
    let article = if start > from { fold(start - 1) } else { "" };
    let indefinite = matches!(article, "a" | "an");
    let mut head = if indefinite { start - 1 } else { start };
    while head > from
        && matches!(
            fold(head - 1),
            "\"" | "'" | "strictly" | "purely" | "merely" | "only" | "just" | "still" | "but"
        )
    {
        head -= 1;
    }
    let lead = if head > from { fold(head - 1) } else { "" };
    if is_copula(lead) || is_copula(article) {
        return Tie::Predicate;
    }
    if matches!(
        article,
        "the" | "this" | "that" | "its" | "their" | "these" | "those"
    ) || article == "'s"
    {
        return Tie::Definite;
    }
    // ", a body of technicians,": an apposition; "A body of section chiefs, it …".
    if indefinite && may_be_generic && (head == from || matches!(lead, "," | "–" | "—" | "-" | "("))
    {
        return Tie::Predicate;
    }
    Tie::Indefinite
}

/// "agreed to hold working-level talks", "after working-level talks": another
/// meeting than the one told; "usually at working level": another time.
pub(super) fn is_of_another(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    told: &LevelTold,
) -> bool {
    let fold = |at: usize| text.fold(at);
    let start = told.from.saturating_sub(5).max(from);
    let before = if told.tie == Tie::Predicate {
        (start..told.from).any(|at| {
            matches!(
                fold(at),
                "usually"
                    | "normally"
                    | "often"
                    | "will"
                    | "would"
                    | "until"
                    | "formerly"
                    | "once"
                    | "previously"
                    | "longer"
                    | "from"
                    | "than"
                    | "next"
                    | "earlier"
                    | "could"
                    | "should"
                    | "not"
                    | "never"
                    | "ceased"
                    | "beyond"
                    | "previous"
                    | "hitherto"
            )
        }) && !matches!(
            fold(told.from),
            "no" | "never" | "not" | "without" | "nobody" | "none"
        )
    } else {
        (start..told.from).any(|at| {
            matches!(
                fold(at),
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
                    | "parallel"
                    | "follow-up"
                    | "regular"
                    | "monthly"
            )
        })
    };
    let ahead = (told.until..until.min(told.until + 14)).any(|at| {
        matches!(fold(at), "will" | "would")
            && matches!(
                fold(at + 1),
                "be" | "prepare" | "follow" | "continue" | "precede" | "resume" | "take"
            )
    }) || (told.until..until.min(told.until + 8)).any(|at| {
        matches!(
            fold(at),
            "prepared" | "paved" | "preceded" | "laid" | "expected" | "planned" | "scheduled"
        )
    });
    before || ahead && told.tie != Tie::Predicate
}
