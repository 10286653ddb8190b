//! Meetings of a text as events: which series, which number, when, where.

use crate::propose::annotate::{Annotations, ToldDate};
use crate::propose::date::{DateBounds, DateExpression, Part, Resolved, edtf_bounds};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::lexicon::ordinal;
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Words;

/// Events beyond which a text's others are not compared.
const MOST: usize = 300;

/// Who meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeetingLevel {
    /// Heads of state or government.
    Leaders,
    /// Ministers.
    Ministerial,
    /// Vice-ministers.
    ViceMinisterial,
    /// Officials.
    Working,
}

/// A date of an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventDate {
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) bounds: DateBounds,
    /// Its month, where it is told to the month or day; also without a year.
    pub(crate) month: Option<i8>,
    /// Its day of the month, where the year is not known.
    pub(crate) yearless_day: Option<i8>,
    /// Carried over from the sentence that opens the text.
    pub(crate) carried: bool,
    /// The sentence tells of it as still to come.
    pub(crate) ahead: bool,
}

impl EventDate {
    pub(crate) fn is_day(&self) -> bool {
        self.bounds.lower.is_some() && self.bounds.lower == self.bounds.upper
    }

    /// Its month and day, with or without a year.
    pub(crate) fn day_of_year(&self) -> Option<(i8, i8)> {
        if self.is_day() {
            return self.bounds.lower.map(|day| (day.month(), day.day()));
        }
        self.month.zip(self.yearless_day)
    }

    /// True where both cannot be the same date.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.bounds.excludes(&other.bounds)
            || matches!((self.month, other.month), (Some(a), Some(b)) if a != b)
            || matches!((self.day_of_year(), other.day_of_year()), (Some(a), Some(b)) if a != b)
    }

    /// Days between the first days of two dates.
    pub(crate) fn days_apart(&self, other: &Self) -> Option<i64> {
        let (a, b) = (self.bounds.lower?, other.bounds.lower?);
        let span = a.since((jiff::Unit::Day, b)).ok()?;
        Some(i64::from(span.get_days()).abs())
    }
}

/// A meeting as a text tells of it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) sentence: usize,
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) forum: Option<String>,
    pub(crate) level: Option<MeetingLevel>,
    /// How many parties meet, where it is said.
    pub(crate) parties: Option<u8>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) date: Option<EventDate>,
    pub(crate) place: Option<String>,
    /// The sentence that opens the text, not a named meeting.
    pub(crate) opens: bool,
    /// "the meeting": it has its series and number from the one told before.
    pub(crate) bare: bool,
}

/// Every meeting of a text.
pub(crate) fn events(words: &Words<'_>, annotations: &Annotations) -> Vec<Event> {
    let mut events = Vec::new();
    let mut last_forum: Option<(String, usize)> = None;
    let mut lead: Option<EventDate> = None;
    let mut text_sentences = 0;
    for (number, sentence) in words.sentences.iter().enumerate() {
        if events.len() >= MOST {
            break;
        }
        let kind = words.kind_of(sentence);
        if !kind.makes_statements() {
            continue;
        }
        let caption = kind == crate::propose::BlockKind::Caption;
        let found = &annotations.found[number];
        let dates = &annotations.dates[number];
        if !caption {
            text_sentences += 1;
        }
        if lead.is_none() && text_sentences <= 5 && !caption && sentence.until - sentence.from > 12
        {
            lead = lead_date(words, sentence.from, sentence.until, dates);
            if let Some(date) = lead {
                events.push(lead_event(
                    words,
                    number,
                    sentence.from,
                    sentence.until,
                    date,
                    found,
                ));
            }
        }
        for meeting in found
            .iter()
            .filter(|found| found.kind == MentionType::Meeting)
        {
            let forum = forum_of(
                words,
                found,
                meeting,
                sentence.from,
                last_forum.as_ref(),
                number,
            );
            let mut event = Event {
                sentence: number,
                from: meeting.from,
                until: meeting.until,
                level: level_of(words, meeting.from, meeting.until),
                parties: parties_of(words, meeting.from, meeting.until)
                    .or_else(|| members(forum.as_deref())),
                forum,
                ordinal: (meeting.from..meeting.until).find_map(|at| ordinal_of(words.fold(at))),
                date: date_of(words, found, dates, meeting, sentence.from),
                place: place_of(words, found, meeting, sentence.until),
                opens: false,
                bare: false,
            };
            let day_told = dates.iter().filter_map(event_date).any(|date| {
                date.is_day() && tells_of_event(words, sentence.from, sentence.until, &date)
            });
            if event.date.is_none()
                && !caption
                && text_sentences <= 6
                && !day_told
                && !plural_or_indefinite(words, meeting, sentence.from)
            {
                event.date = lead.map(|date| EventDate {
                    carried: true,
                    ..date
                });
            }
            // "the meeting": the one told before.
            let bare = meeting.until - meeting.from == 1
                && meeting.from > sentence.from
                && matches!(words.fold(meeting.from - 1), "the" | "this");
            if bare
                && let Some(before) = events
                    .iter()
                    .rfind(|before: &&Event| !before.opens)
                    .filter(|before| number - before.sentence <= 3 && number > before.sentence)
            {
                event.bare = true;
                event.forum.clone_from(&before.forum);
                event.level = before.level;
                event.parties = before.parties;
                event.ordinal = before.ordinal;
                if event.place.is_none() {
                    event.place.clone_from(&before.place);
                }
            }
            if let Some(forum) = &event.forum {
                last_forum = Some((forum.clone(), number));
            }
            events.push(event);
        }
        times(
            words,
            number,
            sentence.from,
            sentence.until,
            found,
            dates,
            last_forum.as_ref(),
            &mut events,
        );
        if let Some(forum) = found.iter().rfind(|found| found.kind == MentionType::Forum)
            && let Some(id) = forum_key(words, forum)
        {
            last_forum = Some((id, number));
        }
    }
    events
}

pub(super) fn ordinal_of(fold: &str) -> Option<u32> {
    if matches!(fold, "inaugural" | "first-ever" | "maiden") {
        Some(1)
    } else {
        ordinal(fold)
    }
}

fn plural_or_indefinite(words: &Words<'_>, meeting: &Found, from: usize) -> bool {
    let before = if meeting.from > from {
        words.fold(meeting.from - 1)
    } else {
        ""
    };
    matches!(before, "a" | "an" | "next")
        || matches!(
            words.fold(meeting.from),
            "next" | "last" | "previous" | "upcoming"
        )
}

/// "met for the fourth time, in January"
#[allow(clippy::too_many_arguments)]
fn times(
    words: &Words<'_>,
    number: usize,
    from: usize,
    until: usize,
    found: &[Found],
    dates: &[ToldDate],
    last: Option<&(String, usize)>,
    events: &mut Vec<Event>,
) {
    of_its_kind(words, number, (from, until), found, dates, last, events);
    convened(words, number, (from, until), found, dates, events);
    for at in from..until.saturating_sub(4) {
        if words.fold(at) != "for"
            || !(at.saturating_sub(4).max(from)..at).any(|at| {
                matches!(
                    words.fold(at),
                    "met"
                        | "meet"
                        | "meets"
                        | "meeting"
                        | "convened"
                        | "convening"
                        | "gathered"
                        | "convenes"
                )
            })
        {
            continue;
        }
        let the = at + 1 + usize::from(words.fold(at + 1) == "only");
        if words.fold(the) != "the" {
            continue;
        }
        let count_at = the + 1 + usize::from(words.fold(the + 1) == "only");
        let Some(count) =
            ordinal(words.fold(count_at)).filter(|_| words.fold(count_at + 1) == "time")
        else {
            continue;
        };
        let forum = found
            .iter()
            .rfind(|found| found.kind == MentionType::Forum && found.until <= at)
            .and_then(|forum| forum_key(words, forum))
            .or_else(|| last.map(|(id, _)| id.clone()));
        let date = dates
            .iter()
            .filter(|date| date.from >= at)
            .find_map(event_date);
        events.push(Event {
            sentence: number,
            from: at.saturating_sub(1),
            until: count_at + 2,
            forum,
            level: None,
            parties: None,
            ordinal: Some(count),
            date,
            place: None,
            opens: false,
            bare: false,
        });
    }
}

/// "It was the second of its kind", "the third such meeting", "This was the
/// fifth round": the number of the meeting told before.
fn of_its_kind(
    words: &Words<'_>,
    number: usize,
    (from, until): (usize, usize),
    found: &[Found],
    dates: &[ToldDate],
    last: Option<&(String, usize)>,
    events: &mut Vec<Event>,
) {
    for at in from..until.saturating_sub(2) {
        let next = words.fold(at + 1);
        if !(matches!(next, "of" | "such" | "at") || is_gathering(next)) {
            continue;
        }
        let Some(count) = ordinal_of(words.fold(at)) else {
            continue;
        };
        let kind = words.fold(at + 1) == "of"
            && matches!(words.fold(at + 2), "its" | "the" | "their" | "this")
            && matches!(words.fold(at + 3), "kind" | "sort" | "type");
        // "the third at ministerial level"
        let leveled = next == "at"
            && matches!(
                words.fold(at + 2),
                "ministerial" | "ministers" | "leaders" | "cabinet"
            )
            && (words.fold(at + 3) == "level" || words.fold(at + 4) == "level");
        let such = words.fold(at + 1) == "such" && is_gathering(words.fold(at + 2));
        let copula = is_gathering(words.fold(at + 1))
            && matches!(words.fold(from), "it" | "this" | "that")
            && matches!(words.fold(from + 1), "was" | "is")
            && at <= from + 5;
        if !(kind || such || copula || leveled) || count == 1 && copula {
            continue;
        }
        let end = if leveled {
            (at + 4).min(until)
        } else if kind {
            at + 4
        } else {
            at + 2 + usize::from(such)
        };
        // The meeting of this sentence, or the last one told.
        let same = events
            .iter()
            .rfind(|event| {
                event.sentence == number
                    && event.from < at
                    && event.forum.is_some()
                    && event.ordinal.is_none()
            })
            .or_else(|| {
                events.iter().rfind(|event| {
                    number - event.sentence <= 1
                        && event.sentence < number
                        && event.forum.is_some()
                        && !event.opens
                })
            })
            .cloned();
        // "The San Francisco meeting, the third such gathering": the meeting
        // that was told there.
        let same = events
            .iter()
            .find(|event| {
                event.sentence == number
                    && event.from < at
                    && event.forum.is_none()
                    && event.place.is_some()
            })
            .and_then(|here| {
                events.iter().find(|event| {
                    event.sentence < number
                        && event.place == here.place
                        && event.forum.is_some()
                        && event.ordinal.is_some()
                })
            })
            .cloned()
            .or(same);
        let forum = same
            .as_ref()
            .and_then(|event| event.forum.clone())
            .or_else(|| {
                found
                    .iter()
                    .rfind(|found| found.kind == MentionType::Forum && found.until <= at)
                    .and_then(|forum| forum_key(words, forum))
            })
            .or_else(|| {
                last.filter(|(_, sentence)| number - sentence <= 2)
                    .map(|(id, _)| id.clone())
            });
        let Some(forum) = forum else {
            continue;
        };
        let own = dates
            .iter()
            .filter(|date| {
                !matches!(
                    words.fold(date.from.saturating_sub(1)),
                    "since" | "until" | "of" | "after"
                )
            })
            .find_map(event_date);
        let date = own.or_else(|| {
            let same = same.as_ref().filter(|event| event.sentence <= number)?;
            same.date.or_else(|| {
                events
                    .iter()
                    .rfind(|event| {
                        event.forum.as_ref() == Some(&forum)
                            && event.date.is_some()
                            && number - event.sentence <= 2
                    })
                    .and_then(|event| event.date)
            })
        });
        // The meeting that names its number is the one that is meant.
        events.retain(|event| {
            !(event.sentence == number
                && event.from <= at
                && at < event.until
                && event.ordinal == Some(count))
        });
        events.push(Event {
            sentence: number,
            from: at,
            until: end,
            forum: Some(forum),
            level: if leveled {
                level_of(words, at + 2, at + 3)
            } else {
                same.as_ref().and_then(|event| event.level)
            },
            parties: None,
            ordinal: Some(count),
            date,
            place: None,
            opens: false,
            bare: false,
        });
        return;
    }
}

pub(super) fn is_gathering(fold: &str) -> bool {
    matches!(
        fold,
        "meeting"
            | "session"
            | "round"
            | "gathering"
            | "ministerial"
            | "summit"
            | "talks"
            | "dialogue"
            | "conference"
            | "edition"
            | "encounter"
            | "get-together"
            | "consultations"
    )
}

/// "The JUCIP ministers met in Washington on June 26": a meeting told by a verb.
fn convened(
    words: &Words<'_>,
    number: usize,
    (from, until): (usize, usize),
    found: &[Found],
    dates: &[ToldDate],
    events: &mut Vec<Event>,
) {
    let Some(verb) = (from..until).find(|at| {
        matches!(words.fold(*at), "met" | "convened" | "gathered")
            && !matches!(words.fold(at.saturating_sub(1)), "not" | "never")
    }) else {
        return;
    };
    let forum = found
        .iter()
        .rfind(|found| {
            found.kind == MentionType::Forum && found.until <= verb && verb - found.until <= 6
        })
        .and_then(|forum| forum_key(words, forum));
    let level = (verb.saturating_sub(8).max(from)..verb).find_map(|at| match words.fold(at) {
        "leaders" | "presidents" => Some(MeetingLevel::Leaders),
        "ministers" if !matches!(words.fold(at - 1), "vice" | "-" | "prime") => {
            Some(MeetingLevel::Ministerial)
        }
        _ => None,
    });
    let place = found
        .iter()
        .filter(|place| place.kind == MentionType::Place && place.id.as_deref() == Some("city"))
        .filter(|place| place.from > verb && place.from < verb + 8)
        .find(|place| matches!(words.fold(place.from - 1), "in" | "at"))
        .map(|place| words.folded(place.from, place.until));
    let numbered = (verb..until.min(verb + 6)).any(|at| words.fold(at) == "time");
    if numbered || (forum.is_none() && (level != Some(MeetingLevel::Leaders) || place.is_none())) {
        return;
    }
    let date = dates
        .iter()
        .filter(|date| date.from > verb && date.from - verb <= 9 && !date.future)
        .find(|date| {
            !(verb..date.from).any(|at| {
                matches!(
                    words.fold(at),
                    "since" | "after" | "before" | "until" | "and" | ","
                )
            })
        })
        .or_else(|| dates.iter().find(|date| date.until <= from + 5))
        .and_then(event_date);
    let Some(date) = date else {
        return;
    };
    if events
        .iter()
        .any(|event| event.sentence == number && event.from >= verb && event.from < date.from)
    {
        return;
    }
    events.push(Event {
        sentence: number,
        from: verb,
        until: date.until.max(verb + 1).min(until),
        forum,
        level,
        parties: None,
        ordinal: None,
        date: Some(date),
        place,
        opens: false,
        bare: false,
    });
}

pub(super) fn event_date(date: &ToldDate) -> Option<EventDate> {
    let open = DateBounds {
        lower: None,
        upper: None,
    };
    let mut yearless_day = None;
    let (bounds, month) = match (&date.resolved, &date.expression) {
        (Resolved::Edtf(edtf), _) => {
            let bounds = edtf_bounds(edtf)?;
            let month = match (bounds.lower, bounds.upper) {
                (Some(lower), Some(upper))
                    if lower.year() == upper.year() && lower.month() == upper.month() =>
                {
                    Some(lower.month())
                }
                _ => None,
            };
            (bounds, month)
        }
        (
            Resolved::NeedsDateline,
            DateExpression::Month { month, .. } | DateExpression::Day { month, .. },
        ) => {
            if let DateExpression::Day { day, .. } = &date.expression {
                yearless_day = Some(*day);
            }
            (open, Some(*month))
        }
        // "September last year"
        (
            Resolved::NeedsDateline,
            DateExpression::PartOf {
                part: Part::Share(month, 12),
                ..
            },
        ) => (open, Some(*month)),
        // "late March"
        (Resolved::NeedsDateline, DateExpression::PartOf { of, .. }) => match of.as_ref() {
            DateExpression::Month { month, .. } => (open, Some(*month)),
            _ => return None,
        },
        _ => return None,
    };
    Some(EventDate {
        from: date.from,
        until: date.until,
        bounds,
        month,
        yearless_day,
        carried: false,
        ahead: date.future,
    })
}

/// The day on which what the text opens with took place.
fn lead_date(
    words: &Words<'_>,
    from: usize,
    until: usize,
    dates: &[ToldDate],
) -> Option<EventDate> {
    dates
        .iter()
        // "a day later" is of another event than the one before.
        .filter(|date| !date.future && !matches!(date.expression, DateExpression::Shift { .. }))
        .filter_map(|date| event_date(date).filter(EventDate::is_day))
        .find(|date| tells_of_event(words, from, until, date))
}

/// "said Friday" is when it was said, and "June 26 (Reuters) -" a dateline.
fn tells_of_event(words: &Words<'_>, from: usize, until: usize, date: &EventDate) -> bool {
    let before = if date.from > from {
        words.fold(date.from - 1)
    } else {
        ""
    };
    let said = matches!(before, "said" | "says")
        || (before == "on" && matches!(words.fold(date.from.saturating_sub(2)), "said"));
    let dateline = (date.until..until.min(date.until + 6))
        .any(|at| matches!(words.fold(at), "(" | "—" | "–"))
        && date.from <= from + 4
        || matches!(words.fold(date.until), "-" | "–" | "—");
    !said && !dateline
}

fn lead_event(
    words: &Words<'_>,
    number: usize,
    from: usize,
    until: usize,
    date: EventDate,
    found: &[Found],
) -> Event {
    let economies: std::collections::BTreeSet<&str> = found
        .iter()
        .filter(|place| matches!(place.kind, MentionType::Place | MentionType::Norp))
        .filter_map(|place| place.id.as_deref())
        .filter(|id| id.len() == 3 && id.bytes().all(|letter| letter.is_ascii_uppercase()))
        .collect();
    let level = (from..until).find_map(|at| match words.fold(at) {
        "leaders" | "presidents" => Some(MeetingLevel::Leaders),
        "ministers" => Some(MeetingLevel::Ministerial),
        _ => None,
    });
    Event {
        sentence: number,
        from: date.from,
        until: date.until,
        forum: None,
        level,
        parties: (economies.len() == 3).then_some(3),
        ordinal: None,
        date: Some(date),
        place: None,
        opens: true,
        bare: false,
    }
}

/// How many economies meet in a forum of few.
fn members(forum: Option<&str>) -> Option<u8> {
    let members = Gazetteer::shipped().members_of(forum?);
    u8::try_from(members.len()).ok().filter(|count| *count > 0)
}

/// A key for a forum: its id, or its name.
pub(super) fn forum_key(words: &Words<'_>, forum: &Found) -> Option<String> {
    if let Some(id) = &forum.id {
        // "the economic 2+2" is another one than the 2+2.
        let economic = id == "scc" && forum.from > 0 && words.fold(forum.from - 1) == "economic";
        return Some(if economic {
            "epcc".to_owned()
        } else {
            id.clone()
        });
    }
    (forum.len() >= 2).then(|| words.folded(forum.from, forum.until))
}

fn forum_of(
    words: &Words<'_>,
    found: &[Found],
    meeting: &Found,
    from: usize,
    last: Option<&(String, usize)>,
    number: usize,
) -> Option<String> {
    let forums = || {
        found
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
    };
    if let Some(inside) = forums().find(|forum| meeting.covers(forum)) {
        return forum_key(words, inside);
    }
    // "the Camp David summit" is named after its place, and of no forum.
    let summit = (meeting.from..meeting.until).any(|at| words.fold(at) == "summit");
    let of_place = found.iter().any(|place| {
        place.kind == MentionType::Place
            && place.id.as_deref() == Some("city")
            && place.from == meeting.from
            && meeting.covers(place)
    });
    if summit && of_place {
        return None;
    }
    // "the committee", "held its second meeting": the forum before it.
    let before = if meeting.from > from {
        words.fold(meeting.from - 1)
    } else {
        ""
    };
    let definite = matches!(before, "its" | "the" | "their" | "that") || before == "'s";
    if !definite || parties_of(words, meeting.from, meeting.until).is_some() {
        return None;
    }
    if let Some(earlier) = forums().rfind(|forum| forum.until <= meeting.from) {
        return forum_key(words, earlier);
    }
    // "At its fourth meeting, the JUCIP agreed": named behind it.
    if before == "its"
        && meeting.from <= from + 2
        && let Some(behind) = forums().find(|forum| forum.from >= meeting.until)
    {
        return forum_key(words, behind);
    }
    last.filter(|(_, sentence)| number - sentence <= 2)
        .map(|(id, _)| id.clone())
}

fn level_of(words: &Words<'_>, from: usize, until: usize) -> Option<MeetingLevel> {
    let any = |list: &[&str]| (from..until).any(|at| list.contains(&words.fold(at)));
    if any(&["vice", "vice-ministerial", "deputy"]) {
        return Some(MeetingLevel::ViceMinisterial);
    }
    if any(&["ministerial", "ministers", "minister"]) {
        return Some(MeetingLevel::Ministerial);
    }
    if any(&["leaders", "leader", "summit"]) {
        return Some(MeetingLevel::Leaders);
    }
    if any(&["working", "director", "general", "officials", "expert"]) {
        return Some(MeetingLevel::Working);
    }
    None
}

pub(super) fn parties_of(words: &Words<'_>, from: usize, until: usize) -> Option<u8> {
    (from..until).find_map(|at| match words.fold(at) {
        "trilateral" => Some(3),
        "three"
            if matches!(words.fold(at + 2), "way" | "countries")
                || matches!(
                    words.fold(at + 1),
                    "countries" | "governments" | "leaders" | "sides"
                ) =>
        {
            Some(3)
        }
        "bilateral" => Some(2),
        "two"
            if matches!(words.fold(at + 2), "way")
                || matches!(words.fold(at + 1), "countries" | "governments" | "sides") =>
        {
            Some(2)
        }
        "one" if words.fold(at + 2) == "on" => Some(2),
        "pair" => Some(2),
        "quadrilateral" => Some(4),
        _ => None,
    })
}

/// The date that belongs to a meeting: inside its noun phrase, else the nearest
/// behind it, else the nearest before it.
fn date_of(
    words: &Words<'_>,
    found: &[Found],
    dates: &[ToldDate],
    meeting: &Found,
    from: usize,
) -> Option<EventDate> {
    if let Some(inside) = dates
        .iter()
        .find(|date| date.from >= meeting.from && date.until <= meeting.until)
    {
        return event_date(inside);
    }
    // "June 2024: Fourth ministerial", as in a list of dates.
    let heads = dates.iter().find(|date| {
        date.from <= from + 1 && words.fold(date.until) == ":" && meeting.from <= date.until + 2
    });
    if let Some(date) = heads {
        return event_date(date);
    }
    // "since that summit in Tokyo in February": the date is part of the phrase.
    let adjacent = dates.iter().find(|date| {
        date.from >= meeting.until
            && (meeting.until..date.from)
                .all(|at| matches!(words.fold(at), "in" | "on" | "," | "of"))
            && date.from - meeting.until <= 2
    });
    if let Some(date) = adjacent {
        return event_date(date);
    }
    // "after the meeting" dates something else.
    let mut before = meeting.from;
    while before > from
        && matches!(
            words.fold(before - 1),
            "the" | "their" | "a" | "its" | "this"
        )
    {
        before -= 1;
    }
    let link = if before > from {
        words.fold(before - 1)
    } else {
        ""
    };
    if matches!(
        link,
        "after" | "before" | "following" | "since" | "until" | "of" | "from" | "than"
    ) {
        let close = before >= 2
            && matches!(
                words.fold(before - 2),
                "right" | "immediately" | "shortly" | "straight"
            );
        if !close {
            return None;
        }
    }
    let other_meeting = |a: usize, b: usize| {
        found.iter().any(|other| {
            other.kind == MentionType::Meeting
                && other.from >= a
                && other.until <= b
                && other.from != meeting.from
        })
    };
    let behind = dates
        .iter()
        .filter(|date| {
            date.from >= meeting.until
                && date.from - meeting.until <= 14
                && !other_meeting(meeting.until, date.from)
        })
        .find(|date| {
            !(meeting.until..date.from)
                .any(|at| matches!(words.fold(at), "that" | "since" | "and" | "while" | "after"))
        })
        .and_then(event_date);
    if behind.is_some() {
        return behind;
    }
    dates
        .iter()
        .rfind(|date| {
            date.until <= meeting.from
                && meeting.from - date.until <= 12
                && !other_meeting(date.until, meeting.from)
        })
        .filter(|date| {
            !(date.until..meeting.from).any(|at| matches!(words.fold(at), "since" | "and"))
        })
        .and_then(event_date)
}

/// The city in which a meeting is held.
fn place_of(words: &Words<'_>, found: &[Found], meeting: &Found, until: usize) -> Option<String> {
    // "the Camp David summit"
    if let Some(inside) = found.iter().find(|place| {
        place.kind == MentionType::Place
            && place.id.as_deref() == Some("city")
            && meeting.covers(place)
    }) {
        return Some(words.folded(inside.from, inside.until));
    }
    found
        .iter()
        .filter(|place| place.kind == MentionType::Place && place.id.as_deref() == Some("city"))
        .filter(|place| place.from >= meeting.from && place.from < until.min(meeting.until + 10))
        .find(|place| matches!(words.fold(place.from.saturating_sub(1)), "in" | "at"))
        .map(|place| words.folded(place.from, place.until))
}
