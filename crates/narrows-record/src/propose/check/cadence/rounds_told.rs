//! Reads what a text says of the rounds that were held: their dates in a row, how
//! long none was held, how many there were in which time.

use super::super::CheckText;
use super::nouns::meeting_word;
use super::stretch::{Stretch, month_of};
use super::topic::Topic;
use crate::propose::annotate::ToldDate;
use crate::propose::lexicon::ordinal;

/// Statements beyond which a text's others are not compared.
const MOST: usize = 400;

/// What is told of the rounds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// Two rounds with none between them lie so many months apart.
    Gap { least: f64, most: f64 },
    /// The last round before now lies so many months back.
    Last { least: f64, most: f64 },
    /// The next one is so many months ahead.
    Next { least: f64 },
    /// None was held for at least so many months, up to now or the next one.
    Since { least: f64 },
    /// A stretch of so many months without any.
    Empty { months: f64 },
    /// So many in so many months.
    Count {
        count: f64,
        months: f64,
        whole: bool,
    },
    /// The round of that number, and when: of a series that began at a time told too.
    Numbered {
        number: u32,
        at: i32,
        start: Option<i32>,
    },
    /// One round, and when.
    Dated(Stretch),
}

impl Told {
    /// How long it is between the rounds, to prefer what is told most plainly.
    pub(super) fn length(&self) -> f64 {
        match self {
            Self::Gap { least, .. }
            | Self::Since { least }
            | Self::Next { least }
            | Self::Last { least, .. } => *least,
            Self::Empty { months } => *months,
            _ => 0.0,
        }
    }
}

/// One statement about rounds.
#[derive(Debug, Clone)]
pub(super) struct Round {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) told: Told,
    /// The words of the other round, where they stand elsewhere.
    pub(super) more: Option<(usize, usize)>,
    /// The last month that it tells of.
    pub(super) latest: Option<i32>,
    pub(super) topic: Topic,
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a CheckText<'a>,
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) dates: Vec<Stretch>,
    /// The month of the text.
    pub(super) now: Option<i32>,
    pub(super) rounds: Vec<Round>,
}

/// All that a text says of rounds.
pub(super) fn rounds(text: &CheckText<'_>) -> Vec<Round> {
    let mut all = Vec::new();
    let mut marks: Vec<Mark> = Vec::new();
    for (number, from, until) in text.sentences() {
        if all.len() >= MOST {
            break;
        }
        let mut reader = Reader {
            text,
            sentence: number,
            from,
            until,
            dates: text.annotations.dates[number]
                .iter()
                .filter(|date| !opens_dispatch(text, from, date))
                .filter_map(Stretch::of)
                .collect(),
            now: text.dateline.map(month_of),
            rounds: Vec::new(),
        };
        reader.relative_dates();
        reader.row();
        reader.last();
        reader.since();
        reader.length();
        reader.empty();
        reader.count();
        reader.numbered();
        reader.dated();
        reader.marks(&mut marks);
        all.extend(reader.rounds);
    }
    follow(&marks, &mut all);
    all
}

/// A round with its number and its date.
pub(super) struct Mark {
    pub(super) number: u32,
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) date: Stretch,
    pub(super) topic: Topic,
}

/// Rounds whose numbers follow one another, wherever the text tells of them.
fn follow(marks: &[Mark], all: &mut Vec<Round>) {
    for first in marks {
        let next = marks.iter().find(|next| {
            next.number == first.number + 1
                && next.date.first > first.date.last
                && next.sentence.abs_diff(first.sentence) <= 8
                && first.topic.likeness(&next.topic, &Topic::default()) >= 1
        });
        if let Some(next) = next {
            let (least, most) = first.date.gap_to(&next.date);
            let (named, other) = if first.topic.points_back() {
                (next, first)
            } else {
                (first, next)
            };
            all.push(Round {
                sentence: named.sentence,
                from: named.from,
                until: named.until,
                told: Told::Gap { least, most },
                more: Some((other.from, other.until)),
                latest: Some(next.date.last),
                topic: named.topic.clone(),
            });
        }
    }
}

pub(super) fn round_number(fold: &str) -> Option<u32> {
    match fold {
        "inaugural" | "maiden" | "opening" => Some(1),
        _ => ordinal(fold).filter(|number| *number <= 80),
    }
}

/// "TOKYO, June 26 (Agency) -"
fn opens_dispatch(text: &CheckText<'_>, from: usize, date: &ToldDate) -> bool {
    date.from <= from + 6
        && (date.until..date.until + 5)
            .any(|at| matches!(text.fold(at), "(" | "—" | "–" | "-" | "--"))
        && (from..date.from).all(|at| text.words.is_capital(at) || text.fold(at) == ",")
}

/// Words that bind a date to something else than the round before it.
pub(super) fn is_stop(fold: &str) -> bool {
    matches!(
        fold,
        "since"
            | "between"
            | "until"
            | "till"
            | "after"
            | "before"
            | "from"
            | "to"
            | "that"
            | "which"
            | "who"
            | "when"
            | "because"
            | "while"
            | "whose"
            | "where"
            | "as"
            | "if"
            | "by"
            | "for"
            | ";"
            | "but"
            | "although"
    )
}

impl Reader<'_> {
    pub(super) fn fold(&self, at: usize) -> &str {
        self.text.fold(at)
    }

    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        if at >= self.from + back {
            self.text.fold(at - back)
        } else {
            ""
        }
    }

    pub(super) fn push(&mut self, from: usize, until: usize, told: Told) {
        let topic = Topic::of(self.text, self.sentence, from, until);
        self.rounds.push(Round {
            sentence: self.sentence,
            from,
            until,
            told,
            more: None,
            latest: self
                .dates
                .iter()
                .filter(|date| from < date.until && date.from < until)
                .map(|date| date.last)
                .max(),
            topic,
        });
    }

    pub(super) fn any_meeting(&self, from: usize, until: usize) -> bool {
        (from.max(self.from)..until.min(self.until)).any(|at| meeting_word(self.text, at))
    }

    /// Past dates that stand behind a word, the nearest first.
    pub(super) fn date_behind(&self, at: usize, within: usize) -> Option<Stretch> {
        self.dates
            .iter()
            .find(|date| date.from >= at && date.from - at <= within)
            .copied()
            .filter(|date| !date.ahead || self.now.is_some_and(|now| date.last < now))
    }
}
