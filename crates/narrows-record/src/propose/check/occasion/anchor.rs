//! The words that tell of a meeting: a noun ("the third round"), a verb ("the
//! ministers sat down") or a number alone ("a fourth took place in Honolulu").

use super::super::CheckText;
use super::super::event::ordinal_of;
use super::in_session::{body_in_session, days_long};
use super::meeting_words::{is_meeting_noun, is_meeting_to_come, is_meeting_verb};
use crate::propose::BlockKind;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// How a meeting is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// "the session"
    Noun,
    /// "met"
    Verb,
    /// "its third", "a fourth", "for the second time"
    Number,
    /// "signed the memorandum"
    Signing,
    /// "the communique issued on", "the leaders pledged there": what came of it.
    Outcome,
    /// "four meetings: in May 2022, in May 2023 …"
    Rounds,
}

/// Words `from..until` that tell of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) telling: Telling,
}

/// Every telling of a sentence, in its order.
pub(super) fn anchors(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
) -> Vec<Anchor> {
    let row = text.words.kind_of(&text.words.sentences[number]) == BlockKind::TableRow;
    let mut anchors: Vec<Anchor> = Vec::new();
    for found in &text.annotations.found[number] {
        if found.kind == MentionType::Meeting {
            anchors.push(Anchor {
                from: found.from,
                until: found.until,
                telling: Telling::Noun,
            });
        }
    }
    // "the two-plus-two on Tuesday": a forum with a day is its meeting.
    for found in &text.annotations.found[number] {
        if found.kind == MentionType::Forum
            && found.id.is_some()
            && !super::series::is_body_noun(text.fold(found.until - 1))
            && text.fold(found.until) == "on"
            && (text.fold(found.until + 1) == "the"
                || crate::propose::date::is_month_or_weekday(text.fold(found.until + 1)))
            && !anchors
                .iter()
                .any(|known| known.from < found.until && found.from < known.until)
        {
            anchors.push(Anchor {
                from: found.from,
                until: found.until,
                telling: Telling::Noun,
            });
        }
    }
    for at in from..until {
        if anchors
            .iter()
            .any(|known| known.from <= at && at < known.until)
        {
            continue;
        }
        if let Some(anchor) = noun(text, from, at, until, row)
            .or_else(|| body_in_session(text, number, from, at))
            .or_else(|| days_long(text, at, until))
            .or_else(|| rounds(text, at))
            .or_else(|| verb(text, from, at))
            .or_else(|| outcome(text, number, from, at))
            .or_else(|| number_alone(text, from, at, until))
        {
            anchors.push(anchor);
        }
    }
    anchors.sort_by_key(|anchor| (anchor.from, anchor.until));
    merge(text, anchors)
}

fn noun(text: &CheckText<'_>, from: usize, at: usize, until: usize, row: bool) -> Option<Anchor> {
    let fold = text.fold(at);
    // "after the March launch in Washington"
    let launch = fold == "launch"
        && at > from
        && crate::propose::date::is_month_or_weekday(text.fold(at - 1));
    // "the National Assembly", "the Congress": bodies.
    let body = matches!(fold, "assembly" | "congress" | "mission" | "convention")
        && (text.words.is_capital(at) || !determined_by_days(text, from, at));
    if !(is_meeting_noun(fold) || launch)
        || body
        || is_meeting_noun(text.fold(at + 1))
        || text.words.is_hyphen(at + 1)
    {
        return None;
    }
    // "a trilateral effort"
    if matches!(fold, "trilateral" | "bilateral" | "quadrilateral")
        && text.words.shape(at + 1) != Shape::Sign
        && !matches!(
            text.fold(at + 1),
            "in" | "on"
                | "at"
                | "by"
                | "with"
                | "of"
                | "to"
                | "was"
                | "is"
                | "had"
                | "between"
                | "before"
                | "after"
                | "and"
        )
    {
        return None;
    }
    // "the exercise of power", "the tour de force"
    if matches!(fold, "exercise" | "tour" | "simulation")
        && matches!(text.fold(at + 1), "of" | "de")
    {
        return None;
    }
    // "ministerial statement", "round table"
    if matches!(
        fold,
        "ministerial" | "round" | "summit" | "dialogue" | "conference"
    ) && at + 1 < until
        && text.words.shape(at + 1) == Shape::Lower
        && matches!(
            text.fold(at + 1),
            "statement"
                | "level"
                | "table"
                | "declaration"
                | "room"
                | "call"
                | "calls"
                | "hall"
                | "rank"
                | "host"
                | "partner"
                | "partners"
                | "the"
        )
    {
        return None;
    }
    let mut start = at;
    while start > from && at - start < 7 && extends_left(text, start - 1) {
        start -= 1;
    }
    // Third economic "2+2"
    if start > from + 1 && start == at && matches!(text.fold(start - 1), "\"" | "“") {
        let quote = start - 1;
        let mut before = quote;
        while before > from && quote - before < 3 && extends_left(text, before - 1) {
            before -= 1;
        }
        if before < quote {
            start = before;
        }
    }
    let before = if start > from {
        text.fold(start - 1)
    } else {
        ""
    };
    let determined = matches!(
        before,
        "the" | "this" | "that" | "its" | "their" | "a" | "an" | "'s" | "’s" | "whose" | "each"
    ) || start < at
        || row;
    if !determined || matches!(before, "each" | "every" | "no" | "any") {
        return None;
    }
    Some(Anchor {
        from: start,
        until: at + 1,
        telling: Telling::Noun,
    })
}

/// "the three-day congress": an event, and no body or paper.
fn determined_by_days(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(4).max(from)..at).any(|at| matches!(text.fold(at), "day" | "annual"))
}

/// Words that stand between the article and the noun.
fn extends_left(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    !matches!(
        fold,
        "the"
            | "this"
            | "that"
            | "its"
            | "their"
            | "a"
            | "an"
            | "'s"
            | "’s"
            | "of"
            | "in"
            | "at"
            | "for"
            | "and"
            | "on"
            | "to"
            | "after"
            | "before"
            | "during"
            | "with"
            | "by"
            | "from"
            | "since"
            | "until"
            | "held"
            | "hold"
            | "was"
            | "is"
            | "were"
            | "every"
            | "each"
            | "no"
            | "any"
            | "as"
            | "or"
            | "but"
            | "when"
            | "while"
            | "that's"
            | "whose"
            | "hosted"
            | "attended"
            | "opened"
            | "called"
            | "said"
            | "into"
            | "between"
    ) && !matches!(
        fold,
        "," | ";" | ":" | "(" | ")" | "\"" | "“" | "”" | "—" | "–" | "." | "'" | "’"
    )
}

/// "held four meetings: in May 2022 …", "come together five times: in Manila …".
fn rounds(text: &CheckText<'_>, at: usize) -> Option<Anchor> {
    let plural = matches!(
        text.fold(at),
        "meetings" | "sessions" | "rounds" | "gatherings" | "ministerials" | "times"
    );
    let before = at.checked_sub(1).map_or("", |at| text.fold(at));
    let numbered = crate::propose::lexicon::numeral(before).is_some();
    (plural && at > 0 && (numbered || text.fold(at) != "times")).then(|| Anchor {
        from: if numbered { at - 1 } else { at },
        until: at + 1,
        telling: Telling::Rounds,
    })
}

/// "the communique issued on June 26", "President X and Prime Minister Y pledged
/// … on August 18": what came of a meeting, on its day.
fn outcome(text: &CheckText<'_>, number: usize, from: usize, at: usize) -> Option<Anchor> {
    let paper = matches!(text.fold(at), "issued" | "released" | "published" | "dated")
        && at > from
        && (at.saturating_sub(3).max(from)..at).any(|at| {
            matches!(
                text.fold(at),
                "communique" | "statement" | "declaration" | "readout"
            )
        });
    let deed = matches!(
        text.fold(at),
        "issued"
            | "announced"
            | "pledged"
            | "promised"
            | "committed"
            | "agreed"
            | "launched"
            | "unveiled"
            | "adopted"
    );
    let leaders = deed
        && text.annotations.found[number]
            .iter()
            .filter(|found| {
                found.kind == MentionType::Per && found.until <= at && at - found.from <= 24
            })
            .count()
            >= 2
        && (at.saturating_sub(26).max(from)..at)
            .filter(|at| matches!(text.fold(*at), "president" | "prime" | "premier"))
            .count()
            >= 2;
    (paper || leaders).then_some(Anchor {
        from: at,
        until: at + 1,
        telling: Telling::Outcome,
    })
}

fn verb(text: &CheckText<'_>, from: usize, at: usize) -> Option<Anchor> {
    let before = if at > from { text.fold(at - 1) } else { "" };
    // "have met several times" dates nothing.
    let negated = matches!(before, "not" | "never" | "to" | "have" | "has");
    if matches!(before, "have" | "has") && is_meeting_verb(text, at) {
        return Some(Anchor {
            from: at,
            until: at + 1,
            telling: Telling::Rounds,
        });
    }
    if is_meeting_verb(text, at) && !negated {
        // "met the needs", "met with criticism"
        if text.fold(at) == "met"
            && matches!(
                text.fold(at + 1),
                "the" | "their" | "its" | "all" | "those" | "that" | "these"
            )
            && !text.words.is_capital(at + 2)
        {
            return None;
        }
        return Some(Anchor {
            from: at,
            until: at + 1,
            telling: Telling::Verb,
        });
    }
    if is_meeting_to_come(text, at) {
        return Some(Anchor {
            from: at,
            until: at + 1,
            telling: Telling::Verb,
        });
    }
    let next = text.fold(at + 1);
    // "signed on to the deal", but "signed on May 6"
    let day = next == "on"
        && (crate::propose::date::is_month_or_weekday(text.fold(at + 2))
            || text.words.shape(at + 2) == Shape::Number
            || text.fold(at + 2) == "the" && text.words.shape(at + 3) == Shape::Number);
    let signing = matches!(
        text.fold(at),
        "signed" | "inked" | "signing" | "initialled" | "initialed" | "countersigned"
    ) && (day || !matches!(next, "off" | "up" | "on" | "ceremony" | "session"))
        || text.fold(at) == "pen" && next == "to" && text.fold(at + 2) == "paper"
        || matches!(text.fold(at), "signature" | "signatures") && before == "the"
        || text.fold(at) == "exchanged" && exchanges_papers(text, from, at);
    (signing && !negated).then_some(Anchor {
        from: at,
        until: at + 1,
        telling: Telling::Signing,
    })
}

/// "the heads of terms were exchanged", "exchanged notes"
fn exchanges_papers(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(8).max(from)..at + 5).any(|at| {
        matches!(
            text.fold(at),
            "notes"
                | "papers"
                | "documents"
                | "letters"
                | "instruments"
                | "memorandum"
                | "memoranda"
                | "memorandums"
                | "terms"
                | "copies"
                | "texts"
                | "agreements"
                | "contracts"
        )
    })
}

/// "its third at ministerial level", "a fourth took place", "the second under
/// the partnership", "the third time ministers had sat down".
fn number_alone(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<Anchor> {
    ordinal_of(text.fold(at))?;
    let before = if at > from { text.fold(at - 1) } else { "" };
    if !matches!(before, "the" | "a" | "its" | "their" | "as" | "only") && at > from {
        return None;
    }
    if text.words.is_hyphen(at + 1) {
        return None;
    }
    let next = if at + 1 < until {
        text.fold(at + 1)
    } else {
        "."
    };
    let meets_behind = (at + 2..until.min(at + 14))
        .any(|at| is_meeting_verb(text, at) || text.fold(at) == "format");
    let meets_before = (at.saturating_sub(6).max(from)..at).any(|at| is_meeting_verb(text, at));
    let time = next == "time" && (meets_behind || meets_before);
    let kind = next == "of"
        && matches!(text.fold(at + 2), "its" | "the" | "their" | "this")
        && matches!(text.fold(at + 3), "kind" | "sort" | "type" | "series");
    let alone = matches!(
        next,
        "under"
            | "took"
            | "followed"
            | "came"
            | "at"
            | "in"
            | "since"
            | "was"
            | "is"
            | "will"
            | "convened"
            | "on"
            | "such"
            | "held"
    );
    // "has offered to host the third"
    let hosted = matches!(next, "," | "." | "next" | "this")
        && (at.saturating_sub(3).max(from)..at)
            .any(|at| matches!(text.fold(at), "host" | "hold" | "stage" | "convene"));
    (time || kind || alone || hosted).then_some(Anchor {
        from: at,
        until: at + 1 + usize::from(time || kind),
        telling: Telling::Number,
    })
}

/// "met for the fourth ministerial meeting", "The June round, its third at
/// ministerial level": two words for one meeting.
fn merge(text: &CheckText<'_>, anchors: Vec<Anchor>) -> Vec<Anchor> {
    let mut merged: Vec<Anchor> = Vec::new();
    for anchor in anchors {
        let Some(before) = merged.last_mut() else {
            merged.push(anchor);
            continue;
        };
        let between = before.until.min(anchor.from)..anchor.from;
        let apposition = anchor.telling == Telling::Number
            && before.telling == Telling::Noun
            && between.len() <= 12
            && between
                .clone()
                .filter(|at| matches!(text.fold(*at), "," | "—" | "–" | "("))
                .count()
                == 1
            && between.clone().all(|at| {
                !matches!(
                    text.fold(at),
                    "after" | "and" | "while" | "since" | "before" | "following" | "that"
                )
            });
        // "The gathering was the third time that ministers had met"
        let copula = anchor.telling == Telling::Number
            && before.telling == Telling::Noun
            && between.len() <= 4
            && between.clone().all(|at| {
                matches!(
                    text.fold(at),
                    "was" | "is" | "marked" | "became" | "the" | "only" | "already"
                )
            });
        let same_rounds = anchor.telling == Telling::Rounds
            && before.telling == Telling::Rounds
            && between.len() <= 4;
        let held_for = before.telling == Telling::Verb
            && matches!(anchor.telling, Telling::Noun | Telling::Number)
            && between.len() <= 12
            && between
                .clone()
                .any(|at| matches!(text.fold(at), "for" | "at" | "in"))
            && between.clone().all(|at| {
                !matches!(
                    text.fold(at),
                    "and"
                        | "after"
                        | "before"
                        | "since"
                        | "following"
                        | "while"
                        | "ahead"
                        | ";"
                        | "margins"
                        | "sidelines"
                        | "outside"
                )
            });
        if apposition || held_for || copula || same_rounds {
            before.until = anchor.until;
            if held_for && anchor.telling == Telling::Noun {
                before.telling = Telling::Noun;
                before.from = anchor.from;
            }
            continue;
        }
        merged.push(anchor);
    }
    merged
}
