//! Every telling of a meeting in a text, with what is told of it: which series,
//! which number, who, when and where. The checks compare these tellings
//! attribute by attribute, whatever the words.

mod anchor;
mod attach;
mod calendar_names;
mod days;
mod evidence;
mod in_session;
mod likeness;
mod meeting_words;
mod participants;
mod series;
mod wording;

use super::CheckText;
use super::event::{EventDate, MeetingLevel, ordinal_of};
use crate::propose::BlockKind;
use crate::propose::mention::MentionType;

pub(crate) use anchor::{Anchor, Telling};
pub(crate) use in_session::{Ends, ends_at};
pub(crate) use likeness::{Without, likeness};
pub(crate) use meeting_words::is_meeting_noun;
pub(crate) use participants::Participants;

/// Tellings beyond which a text's others are not compared.
const MOST: usize = 300;

/// Sentences at the beginning of a text that tell of its own meeting.
const LEAD: usize = 8;

/// Where a telling stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// The meeting that the text reports.
    Main,
    /// Another one, or not said which.
    Told,
    /// One that is still to come.
    Ahead,
}

/// One telling of a meeting.
#[derive(Debug, Clone)]
pub(crate) struct Occasion {
    pub(crate) sentence: usize,
    /// The words that tell of it.
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) telling: Telling,
    /// The forum, or the body named in the text, whose meeting it is.
    pub(crate) series: Option<String>,
    pub(crate) who: Participants,
    pub(crate) ordinal: Option<(u32, usize)>,
    pub(crate) date: Option<EventDate>,
    pub(crate) place: Option<String>,
    pub(crate) time: Time,
    /// One of several that are told in a row.
    pub(crate) in_a_row: bool,
    /// "another", "a separate", "last": not the one told before.
    pub(crate) separate: bool,
    /// "last met", "the previous session": the one before the text's own.
    pub(crate) one_before: bool,
    /// In the caption of a picture.
    pub(crate) caption: bool,
}

impl Occasion {
    /// The words to show for its date.
    pub(crate) fn date_span(&self) -> (usize, usize) {
        match &self.date {
            Some(date) if date.from >= self.until && date.from - self.until <= 6 => {
                (self.from, date.until)
            }
            Some(date) if date.from < self.from && self.from - date.until.min(self.from) <= 2 => {
                (date.from, self.until)
            }
            Some(date) if date.from >= self.from && date.until <= self.until => {
                (self.from, self.until)
            }
            Some(date) => (date.from, date.until),
            None => (self.from, self.until),
        }
    }

    /// The words to show for its number.
    pub(crate) fn ordinal_span(&self) -> (usize, usize) {
        match self.ordinal {
            Some((_, at)) => (at, self.until.max(at + 1).min(at + 6)),
            None => (self.from, self.until),
        }
    }

    /// Whether two tellings can be of one series.
    pub(crate) fn shares_series(&self, other: &Self) -> bool {
        self.series.is_some() && self.series == other.series && self.who.level_fits(&other.who)
    }
}

impl Participants {
    fn level_fits(&self, other: &Self) -> bool {
        self.level.is_none() || other.level.is_none() || self.level == other.level
    }
}

/// The tellings of a text.
#[derive(Debug, Default)]
pub(crate) struct Occasions {
    /// In their order.
    pub(crate) all: Vec<Occasion>,
    /// By sentence: the forum that it names or points at.
    forums: Vec<Option<String>>,
    /// By sentence: its dates.
    days: Vec<Vec<EventDate>>,
}

impl Occasions {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Occasion> {
        self.all.iter()
    }

    /// The dates of a sentence.
    pub(crate) fn days_of_sentence(&self, number: usize) -> &[EventDate] {
        self.days.get(number).map_or(&[], Vec::as_slice)
    }

    /// The forum that a sentence names or points at.
    pub(crate) fn forum_of_sentence(&self, number: usize) -> Option<&String> {
        self.forums.get(number)?.as_ref()
    }
}

/// Reads all tellings of a text.
pub(crate) fn occasions(text: &CheckText<'_>) -> Occasions {
    let mut all: Vec<Occasion> = Vec::new();
    let mut forums: Vec<Option<String>> = Vec::new();
    let mut naming = series::Naming::default();
    let mut text_sentences = 0;
    let days = days::days(text);
    // "Thursday, July 18" as a line of its own, over what is on that day.
    let mut above: Option<EventDate> = None;
    for (number, sentence) in text.words.sentences.iter().enumerate() {
        if all.len() >= MOST {
            break;
        }
        let kind = text.words.kind_of(sentence);
        let heading = kind == BlockKind::Heading;
        if !kind.makes_statements() && !heading {
            forums.push(None);
            continue;
        }
        forums.push(naming.forum_of(text, number));
        let (from, until) = (sentence.from, sentence.until);
        if let Some(date) = days::only_date(text, from, until, &days[number]) {
            above = Some(date);
            continue;
        }
        let anchors = anchor::anchors(text, number, from, until);
        for (index, anchor) in anchors.iter().enumerate() {
            let clause = attach::clause(text, &anchors, index, from, until);
            let mut occasion = told(text, number, anchor, clause, &mut naming);
            // A number alone is one of a series or of nothing that meets.
            if anchor.telling == Telling::Number
                && occasion.series.is_none()
                && occasion.who.level.is_none()
                && anchor.until == anchor.from + 1
            {
                continue;
            }
            occasion.caption = kind == BlockKind::Caption;
            let mut dates =
                attach::dates(text, number, &days[number], &anchors, index, (from, until));
            if dates.is_empty()
                && let Some(date) = above
            {
                dates.push((date, None));
            }
            occasion.time = time_of(text, &occasion, &dates, text_sentences, heading, from);
            if let Some((date, place)) = dates.first() {
                occasion.date = Some(*date);
                if occasion.place.is_none() {
                    occasion.place.clone_from(place);
                }
            }
            inherit(text, &mut occasion, &all, from);
            if anchor.telling == Telling::Rounds && dates.len() < 2 {
                continue;
            }
            let row = dates.len() >= 2;
            // "Ministers met in May 2022, in June 2023 and in March": of the forum
            // that the text is about.
            if row
                && occasion.series.is_none()
                && occasion.who.level == Some(MeetingLevel::Ministerial)
            {
                occasion.series = naming.lead().cloned();
            }
            occasion.in_a_row = row;
            if anchor.telling == Telling::Rounds
                && let Some((date, _)) = dates.first()
            {
                (occasion.from, occasion.until) = (date.from, date.until);
                occasion.ordinal = None;
            }
            let more: Vec<Occasion> = dates
                .iter()
                .skip(1)
                .map(|(date, place)| Occasion {
                    from: date.from,
                    until: date.until,
                    ordinal: None,
                    date: Some(*date),
                    place: place.clone(),
                    ..occasion.clone()
                })
                .collect();
            all.push(occasion);
            all.extend(more);
        }
        naming.read_sentence(text, number);
        above = None;
        if !heading && kind != BlockKind::Caption && until - from > 8 {
            text_sentences += 1;
        }
    }
    mark_main(text, &days, &mut all);
    name_main(&mut all);
    Occasions { all, forums, days }
}

fn told(
    text: &CheckText<'_>,
    number: usize,
    anchor: &Anchor,
    clause: (usize, usize),
    naming: &mut series::Naming,
) -> Occasion {
    let ordinal = (anchor.from..anchor.until)
        .find_map(|at| ordinal_of(text.fold(at)).map(|count| (count, at)))
        .filter(|(_, at)| text.fold(at + 1) != "half" && text.fold(at + 1) != "term")
        // "the first since November", "the first time": no number in the series.
        .filter(|(count, _)| {
            *count > 1
                || anchor.telling != Telling::Number
                    && !(anchor.until..anchor.until + 5).any(|at| text.fold(at) == "since")
        });
    let start = anchor.from.saturating_sub(3).max(clause.0);
    let separate = (start..anchor.until).any(|at| {
        matches!(
            text.fold(at),
            "separate"
                | "another"
                | "other"
                | "next"
                | "preparatory"
                | "again"
                | "earlier"
                | "later"
        )
    });
    // "had been exchanged earlier"
    let separate = separate
        || anchor.telling != Telling::Noun
            && (anchor.until..anchor.until + 3)
                .take_while(|at| !matches!(text.fold(*at), "." | ";"))
                .any(|at| matches!(text.fold(at), "earlier" | "previously" | "beforehand"));
    let one_before = (start..anchor.until).any(|at| {
        matches!(text.fold(at), "last" | "previous" | "preceding")
            && !text.annotations.dates[number]
                .iter()
                .any(|date| date.from <= at && at < date.until)
    });
    // A call or a dinner is no round of a forum, unless it is called so.
    let series = if meeting_words::is_round(text.fold(anchor.until - 1))
        || anchor.telling != Telling::Noun
        || text.annotations.found[number].iter().any(|found| {
            found.kind == MentionType::Forum
                && anchor.from <= found.from
                && found.until <= anchor.until
        }) {
        naming.series_of(text, number, anchor, clause)
    } else {
        None
    };
    let mut who = participants::participants(text, number, clause.0, clause.1);
    if anchor.telling == Telling::Noun {
        // Economies behind the noun are what is talked of.
        who.economies = participants::participants(text, number, clause.0, anchor.until).economies;
    }
    who.of_series(
        series.as_deref(),
        (anchor.from..anchor.until).any(|at| text.fold(at) == "summit"),
    );
    Occasion {
        sentence: number,
        from: anchor.from,
        until: anchor.until,
        telling: anchor.telling,
        series,
        who,
        ordinal,
        date: None,
        place: attach::place(text, number, anchor, clause),
        time: Time::Told,
        in_a_row: false,
        separate,
        one_before,
        caption: false,
    }
}

fn time_of(
    text: &CheckText<'_>,
    occasion: &Occasion,
    dates: &[(EventDate, Option<String>)],
    text_sentences: usize,
    heading: bool,
    from: usize,
) -> Time {
    let to_come = meeting_words::is_meeting_to_come(text, occasion.from);
    let past = !to_come
        && matches!(
            occasion.telling,
            Telling::Verb | Telling::Signing | Telling::Outcome | Telling::Rounds
        );
    // What lies behind the day of the text is not to come.
    let past = past
        || dates.first().is_some_and(|(date, _)| {
            matches!((date.bounds.upper, text.dateline), (Some(end), Some(day)) if end <= day)
        });
    let dated_ahead = dates.iter().any(|(date, _)| date.ahead);
    let told_ahead = (occasion.from.saturating_sub(8).max(from)..occasion.from)
        .rev()
        .take_while(|at| !matches!(text.fold(*at), "." | ";" | "said" | "after"))
        .any(|at| {
            let for_number = text.fold(at) == "for" && occasion.telling == Telling::Number;
            for_number
                || matches!(
                    text.fold(at),
                    "will"
                        | "hold"
                        | "host"
                        | "convene"
                        | "would"
                        | "next"
                        | "upcoming"
                        | "expected"
                        | "plan"
                        | "plans"
                        | "planned"
                        | "hosting"
                        | "scheduled"
                        | "preparing"
                        | "prepare"
                        | "prepares"
                        | "offered"
                        | "propose"
                        | "proposed"
                )
        });
    let to_come = to_come
        || (occasion.until..occasion.until + 4).any(|at| {
            matches!(text.fold(at), "will" | "would")
                || matches!(text.fold(at), "is" | "are" | "has")
                    && matches!(
                        text.fold(at + 1),
                        "expected"
                            | "due"
                            | "scheduled"
                            | "to"
                            | "planned"
                            | "slated"
                            | "set"
                            | "yet"
                    )
        });
    let ahead = !past && (dated_ahead || told_ahead || to_come);
    if ahead {
        return Time::Ahead;
    }
    // "The gathering was the third time that …"
    let bare = occasion.telling == Telling::Noun
        && occasion
            .ordinal
            .is_some_and(|(_, at)| at > occasion.from + 1)
        && dates.is_empty()
        && text.fold(from) == "the"
        && occasion.from == from + 1;
    let this = bare
        || occasion.from > from && text.fold(occasion.from - 1) == "this"
        || text.fold(occasion.from) == "this";
    let early = if occasion.ordinal.is_some() { 5 } else { 2 };
    let lead =
        text_sentences < early && dates.is_empty() && !occasion.one_before && !occasion.separate;
    if heading || this || lead {
        Time::Main
    } else {
        Time::Told
    }
}

/// "It was the second of its kind", "That gathering, the third under the
/// partnership": what was told before goes on.
fn inherit(text: &CheckText<'_>, occasion: &mut Occasion, all: &[Occasion], from: usize) {
    let opens = text.fold(from);
    let points = matches!(opens, "it" | "this" | "that")
        && occasion.from <= from + 6
        && (matches!(text.fold(from + 1), "was" | "is" | "marked" | "came")
            || occasion.telling == Telling::Noun && occasion.from <= from + 1);
    if !points {
        return;
    }
    let Some(before) = all.iter().rfind(|before| {
        occasion.sentence - before.sentence <= 1 && before.sentence < occasion.sentence
    }) else {
        // "Saito went to Washington in April. That gathering …"
        if occasion.date.is_none()
            && let Some(number) = occasion.sentence.checked_sub(1)
        {
            occasion.date = text.annotations.dates[number]
                .iter()
                .rev()
                .filter_map(super::event::event_date)
                .find(|date| date.month.is_some());
        }
        return;
    };
    if occasion.series.is_none() {
        occasion.series.clone_from(&before.series);
    }
    if occasion.who.level.is_none() {
        occasion.who.level = before.who.level;
    }
    if occasion.date.is_none() {
        occasion.date = before.date;
        if before.time == Time::Main {
            occasion.time = Time::Main;
        }
    }
    if occasion.place.is_none() {
        occasion.place.clone_from(&before.place);
    }
}

/// The text's own meeting: the tellings on the day that the text opens with.
fn mark_main(text: &CheckText<'_>, days: &[Vec<EventDate>], all: &mut Vec<Occasion>) {
    let lead = text
        .events
        .iter()
        .find(|event| event.opens)
        .and_then(|event| event.date);
    // "August 18 last year" is read with its year by the days of the sentence.
    let lead = lead.map(|date| {
        days.iter()
            .flatten()
            .find(|day| day.from == date.from)
            .copied()
            .unwrap_or(date)
    });
    let day = lead.or_else(|| {
        all.iter()
            .take_while(|occasion| occasion.sentence <= LEAD)
            .filter(|occasion| occasion.time != Time::Ahead)
            .filter_map(|occasion| occasion.date)
            .find(|date| date.day_of_year().is_some())
    });
    let Some(day) = day.filter(|day| {
        // What lies weeks before the text is its history.
        text.dateline.is_none_or(|dateline| {
            day.bounds.lower.is_none_or(|lower| {
                dateline
                    .since((jiff::Unit::Day, lower))
                    .is_ok_and(|span| span.get_days().abs() <= 45)
            })
        })
    }) else {
        return;
    };
    // The sentence that opens the text tells of its meeting without a noun.
    if lead.is_some()
        && let Some(event) = text.events.iter().find(|event| event.opens)
        && let Some(sentence) = text.words.sentences.get(event.sentence)
        && (sentence.from..sentence.until).any(|at| {
            is_meeting_noun(text.fold(at))
                || meeting_words::is_meeting_verb(text, at)
                || matches!(
                    text.fold(at),
                    "agreed"
                        | "pledged"
                        | "vowed"
                        | "promised"
                        | "committed"
                        | "resolved"
                        | "endorsed"
                        | "declared"
                        | "undertook"
                )
        })
        && !(sentence.from..sentence.until)
            .any(|at| matches!(text.fold(at), "returned" | "trip" | "signed" | "visit"))
    {
        all.push(Occasion {
            sentence: event.sentence,
            from: event.from,
            until: event.until,
            telling: Telling::Verb,
            series: None,
            who: participants::participants(text, event.sentence, sentence.from, sentence.until),
            ordinal: None,
            date: Some(day),
            place: None,
            time: Time::Main,
            in_a_row: false,
            separate: false,
            one_before: false,
            caption: false,
        });
        all.sort_by_key(|occasion| (occasion.from, occasion.until));
    }
    for occasion in all.iter_mut() {
        let same = occasion.date.is_some_and(|date| {
            date.day_of_year().is_some()
                && date.day_of_year() == day.day_of_year()
                && !date.bounds.excludes(&day.bounds)
        });
        if occasion.date.is_none() && same_day(text, occasion) {
            occasion.date = Some(day);
            occasion.time = Time::Main;
            continue;
        }
        if same && occasion.time != Time::Ahead {
            occasion.time = Time::Main;
        } else if occasion.time == Time::Main && occasion.date.is_none() {
            occasion.date = Some(EventDate {
                carried: true,
                ..day
            });
        }
    }
}

/// "The same morning", "earlier that day": on the day of the text's own meeting.
fn same_day(text: &CheckText<'_>, occasion: &Occasion) -> bool {
    text.words
        .sentences
        .get(occasion.sentence)
        .is_some_and(|sentence| {
            (sentence.from..occasion.from).take(6).any(|at| {
                matches!(text.fold(at), "same" | "that")
                    && matches!(
                        text.fold(at + 1),
                        "day" | "morning" | "afternoon" | "evening"
                    )
            })
        })
}

/// A text about a body that no list has: its own numbered meeting is of the one
/// body whose rounds it tells in a row.
fn name_main(all: &mut [Occasion]) {
    if all
        .iter()
        .any(|occasion| occasion.time == Time::Main && occasion.series.is_some())
    {
        return;
    }
    let mut bodies: Vec<String> = all
        .iter()
        .filter(|occasion| occasion.in_a_row)
        .filter_map(|occasion| occasion.series.clone())
        .filter(|key| key.starts_with("the "))
        .collect();
    bodies.dedup();
    let [body] = bodies.as_slice() else {
        return;
    };
    for occasion in all.iter_mut().filter(|occasion| {
        occasion.time == Time::Main
            && occasion.ordinal.is_some()
            && occasion.who.level != Some(MeetingLevel::Leaders)
    }) {
        occasion.series = Some(body.clone());
    }
}
