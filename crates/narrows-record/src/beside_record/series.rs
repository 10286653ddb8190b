//! Which series of the record a meeting of a text belongs to.

use super::Comparison;
use crate::error::RecordError;
use crate::propose::MeetingLevel;
use crate::propose::check::Event;
use crate::propose::mention::MentionType;
use crate::propose::words::Words;
use crate::record::Record;
use crate::record_date::RecordDate;
use crate::value::Value;
use crate::words::{Level, MeetingStatus};

/// A meeting of the record.
pub(super) struct Recorded {
    pub(super) record: Record,
    pub(super) ordinal: Option<u32>,
    pub(super) date: RecordDate,
    /// Every date that a source gives and somebody accepted.
    pub(super) dates: Vec<RecordDate>,
    pub(super) held: bool,
}

/// A series of the record.
pub(super) struct KnownSeries {
    pub(super) level: Level,
    /// Words of its name.
    name: Vec<String>,
    pub(super) meetings: Vec<Recorded>,
}

/// A forum of the record.
pub(super) struct KnownForum {
    pub(super) id: String,
    names: Vec<String>,
    pub(super) series: Vec<KnownSeries>,
}

impl Comparison<'_> {
    /// Every forum of the record with its meetings in order.
    pub(super) fn forums(&self) -> Result<Vec<KnownForum>, RecordError> {
        let records = self.index.records(
            "SELECT body, file FROM record WHERE kind = 'forum' ORDER BY id",
            &[],
        )?;
        let meetings = self.index.records(
            "SELECT body, file FROM record WHERE kind = 'meeting' ORDER BY id",
            &[],
        )?;
        let mut forums = Vec::new();
        for record in records {
            let mut series = Vec::new();
            for known in record.series() {
                let mut of_series: Vec<Recorded> = meetings
                    .iter()
                    .filter(|meeting| meeting.reference("series") == Some(&known.id))
                    .filter_map(recorded)
                    .collect();
                of_series.sort_by_key(|meeting| meeting.date.order());
                series.push(KnownSeries {
                    level: known.level,
                    name: Words::folds_of(known.name.as_deref().unwrap_or_default()),
                    meetings: of_series,
                });
            }
            forums.push(KnownForum {
                id: record.id.to_string(),
                names: record
                    .names()
                    .into_iter()
                    .map(narrows_core::fold_name)
                    .collect(),
                series,
            });
        }
        Ok(forums)
    }

    /// The series of an event; nothing where two could be meant.
    pub(super) fn series_of<'k>(
        &self,
        event: &Event,
        forums: &'k [KnownForum],
    ) -> Option<&'k KnownSeries> {
        let told: Vec<&str> = (event.from..event.until).map(|at| self.fold(at)).collect();
        let named: Vec<&KnownSeries> = forums
            .iter()
            .flat_map(|forum| &forum.series)
            .filter(|series| series.name.len() >= 3 && series.is_named_in(&told))
            .collect();
        let Some(forum) = &event.forum else {
            return match named.as_slice() {
                [one] => Some(one),
                _ => None,
            };
        };
        let forum = forum_of(forum, forums)?;
        let fitting: Vec<&KnownSeries> = forum
            .series
            .iter()
            .filter(|series| {
                event
                    .level
                    .is_none_or(|level| is_level(level, series.level))
            })
            .collect();
        match fitting.as_slice() {
            // A level that is not told is not guessed among several.
            [one] => (forum.series.len() == 1 || event.level.is_some()).then_some(*one),
            several => {
                let mut named = several.iter().filter(|series| series.is_named_in(&told));
                named.next().filter(|_| named.next().is_none()).copied()
            }
        }
    }

    /// The series that a sentence speaks of: that of its meeting, or the only
    /// one of its forum.
    pub(super) fn series_in<'k>(
        &self,
        sentence: usize,
        forums: &'k [KnownForum],
    ) -> Option<&'k KnownSeries> {
        let events = self
            .events
            .iter()
            .filter(|event| event.sentence == sentence && !event.opens);
        if let Some(series) = events
            .into_iter()
            .find_map(|event| self.series_of(event, forums))
        {
            return Some(series);
        }
        let mut ids = self.annotations.found[sentence]
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
            .filter_map(|found| found.id.as_deref())
            .filter_map(|id| forum_of(id, forums));
        let forum = ids.next()?;
        if ids.any(|other| other.id != forum.id) {
            return None;
        }
        match forum.series.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

impl KnownSeries {
    /// Whether all words of its name that tell it from others stand there.
    fn is_named_in(&self, told: &[&str]) -> bool {
        !self.name.is_empty()
            && self
                .name
                .iter()
                .filter(|word| {
                    word.chars().any(char::is_alphanumeric)
                        && !matches!(word.as_str(), "and" | "of" | "the" | "meeting" | "on" | "s")
                })
                .all(|word| told.contains(&word.as_str()))
    }
}

fn forum_of<'k>(id: &str, forums: &'k [KnownForum]) -> Option<&'k KnownForum> {
    let folded = narrows_core::fold_name(id);
    forums
        .iter()
        .find(|forum| forum.id == id)
        .or_else(|| forums.iter().find(|forum| forum.names.contains(&folded)))
}

fn is_level(told: MeetingLevel, recorded: Level) -> bool {
    match told {
        MeetingLevel::Leaders => recorded == Level::Leaders,
        MeetingLevel::Ministerial => recorded == Level::Ministerial,
        MeetingLevel::ViceMinisterial => recorded == Level::ViceMinisterial,
        MeetingLevel::Working => matches!(recorded, Level::Working | Level::DirectorGeneral),
    }
}

fn recorded(meeting: &Record) -> Option<Recorded> {
    let status = meeting.best("status").map(|statement| &statement.value);
    if status == Some(&Value::MeetingStatus(MeetingStatus::Forecast)) {
        return None;
    }
    Some(Recorded {
        ordinal: meeting
            .whole("ordinal")
            .and_then(|number| u32::try_from(number).ok()),
        date: meeting.date("date")?.clone(),
        dates: meeting
            .all("date")
            .into_iter()
            .filter_map(|statement| match &statement.value {
                Value::Date(date) => Some(date.clone()),
                _ => None,
            })
            .collect(),
        held: status == Some(&Value::MeetingStatus(MeetingStatus::Held)),
        record: meeting.clone(),
    })
}
