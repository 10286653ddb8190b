//! When each series of a forum is likely to meet next.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Inquiry;
use super::rows::Rows;
use crate::error::RecordError;
use crate::forecast::{Forecast, HeldMeeting, forecast};
use crate::record_date::RecordDate;
use crate::value_forms::Series;
use crate::words::{Level, MeetingStatus};

/// The series of a forum with their forecasts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextAnswer {
    /// Id of the forum.
    pub forum: String,
    /// Its name.
    pub name: String,
    /// The day.
    pub as_of: Date,
    /// One entry a series: cadence is a property of a series, not of a forum.
    pub series: Vec<SeriesAnswer>,
}

/// One series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesAnswer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// How often it said that it would meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_cadence: Option<String>,
    /// Meetings known to have been held, in order.
    pub held: Vec<RecordDate>,
    /// Meetings announced for later.
    pub scheduled: Vec<RecordDate>,
    /// The forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forecast: Option<Forecast>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

impl Inquiry<'_> {
    /// When each series of a forum, or one of them, is likely to meet next.
    ///
    /// # Errors
    /// [`RecordError::Unknown`] for a forum or series that is not in the record.
    pub fn next(&self, forum: &str, series: Option<&str>) -> Result<NextAnswer, RecordError> {
        let forum = self.forum(forum)?;
        let all: Vec<&Series> = forum.series().collect();
        let asked: Vec<&&Series> = all
            .iter()
            .filter(|known| series.is_none_or(|id| known.id.as_str() == id))
            .collect();
        if asked.is_empty() {
            let ids: Vec<&str> = all.iter().map(|known| known.id.as_str()).collect();
            return Err(match series {
                Some(id) => RecordError::Unknown(format!(
                    "{id:?} is no series of {}; there are {}",
                    forum.id,
                    ids.join(", ")
                )),
                None => RecordError::NotDetermined(format!(
                    "the record holds no series of {}",
                    forum.name()
                )),
            });
        }
        let histories = self.histories()?;
        let mut answers = Vec::new();
        for known in asked {
            let mut held = histories
                .get(known.id.as_str())
                .cloned()
                .unwrap_or_default();
            held.sort_by_key(|meeting| {
                let (first, last) = meeting.date.order();
                (last, first)
            });
            let found = forecast(known.id.as_str(), &histories, self.as_of());
            let (forecast, refused) = match found {
                Ok(forecast) => (Some(forecast), None),
                Err(reason) => (None, Some(reason)),
            };
            answers.push(SeriesAnswer {
                id: known.id.to_string(),
                name: known
                    .name
                    .clone()
                    .unwrap_or_else(|| format!("{}, {}", forum.name(), known.level)),
                level: known.level,
                stated_cadence: known.stated_cadence.clone(),
                held: held.into_iter().map(|meeting| meeting.date).collect(),
                scheduled: self.scheduled(known)?,
                forecast,
                refused,
            });
        }
        Ok(NextAnswer {
            forum: forum.id.to_string(),
            name: forum.name().to_owned(),
            as_of: self.as_of(),
            series: answers,
        })
    }

    /// The meetings held up to the day, by series, of the whole record.
    pub(crate) fn histories(&self) -> Result<BTreeMap<String, Vec<HeldMeeting>>, RecordError> {
        let mut histories: BTreeMap<String, Vec<HeldMeeting>> = BTreeMap::new();
        for (series, ordinal, date) in self.index.meetings(MeetingStatus::Held, None)? {
            if date.latest().is_some_and(|latest| latest <= self.as_of()) {
                let meeting = HeldMeeting { ordinal, date };
                histories.entry(series).or_default().push(meeting);
            }
        }
        Ok(histories)
    }

    fn scheduled(&self, series: &Series) -> Result<Vec<RecordDate>, RecordError> {
        let mut dates: Vec<RecordDate> = self
            .index
            .meetings(MeetingStatus::Scheduled, Some(series.id.as_str()))?
            .into_iter()
            .map(|(_, _, date)| date)
            .filter(|date| !date.is_before(self.as_of()))
            .collect();
        dates.sort_by_key(RecordDate::order);
        Ok(dates)
    }
}

impl NextAnswer {
    /// Whether no series has a forecast or an announced meeting.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.series
            .iter()
            .all(|series| series.forecast.is_none() && series.scheduled.is_empty())
    }

    /// One row a series.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&[
            "series",
            "level",
            "held",
            "last_held",
            "scheduled",
            "from",
            "until",
            "probability",
            "n",
            "errors",
            "held_when_left_out",
            "refused",
        ]);
        for series in &self.series {
            let forecast = series.forecast.as_ref();
            let of = |read: &dyn Fn(&Forecast) -> String| forecast.map_or_else(String::new, read);
            rows.rows.push(vec![
                series.id.clone(),
                series.level.as_str().to_owned(),
                series.held.len().to_string(),
                series
                    .held
                    .last()
                    .map_or_else(String::new, ToString::to_string),
                series
                    .scheduled
                    .first()
                    .map_or_else(String::new, ToString::to_string),
                of(&|f| f.from.to_string()),
                of(&|f| f.until.to_string()),
                of(&|f| format!("{:.3}", f.probability)),
                of(&|f| f.n.to_string()),
                of(&|f| f.errors.to_string()),
                of(&|f| {
                    f.held_when_left_out
                        .map_or_else(String::new, |held| held.to_string())
                }),
                series.refused.clone().unwrap_or_default(),
            ]);
        }
        rows
    }
}
