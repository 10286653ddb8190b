//! "The first since …", where the record has another one in between.

use jiff::civil::Date;

use super::series::KnownForum;
use super::{Comparison, Difference};
use crate::error::RecordError;
use crate::propose::date::{Resolved, edtf_bounds};

/// Days before the text within which a meeting may be the one that it tells of.
const OWN_MEETING: i32 = 31;

impl Comparison<'_> {
    pub(super) fn first_since(&mut self, forums: &[KnownForum]) -> Result<(), RecordError> {
        let mut found = Vec::new();
        for (number, from, until) in self.sentences() {
            if found.len() >= super::MOST {
                break;
            }
            let Some(first) = (from..until).find(|at| self.fold(*at) == "first") else {
                continue;
            };
            let Some(since) = (first..until.min(first + 20)).find(|at| self.fold(*at) == "since")
            else {
                continue;
            };
            let Some(series) = self.series_in(number, forums) else {
                continue;
            };
            let Some((after, end)) = self.annotations.dates[number]
                .iter()
                .filter(|date| date.from > since && date.from < until.min(since + 9))
                .find_map(|date| match &date.resolved {
                    Resolved::Edtf(edtf) => Some((edtf_bounds(edtf)?.upper?, date.until)),
                    _ => None,
                })
            else {
                continue;
            };
            let Some((day, told)) = self.claimed_day(number, first) else {
                continue;
            };
            let between = series.meetings.iter().find(|meeting| {
                let (Some(earliest), Some(latest)) =
                    (meeting.date.earliest(), meeting.date.latest())
                else {
                    return false;
                };
                let own = !told
                    && day
                        .since((jiff::Unit::Day, latest))
                        .is_ok_and(|span| span.get_days() <= OWN_MEETING);
                meeting.held && earliest > after && latest < day && !own
            });
            let Some(meeting) = between else {
                continue;
            };
            found.push(Difference {
                kind: "record_first_since",
                severity: "error",
                from: first,
                until: end,
                confidence: if told { 0.8 } else { 0.65 },
                reason: format!(
                    "Said to be the first since then; the record has one in between, on {}.",
                    meeting.date
                ),
                told: self.words.quote(first, end).to_owned(),
                record: vec![self.recorded(&meeting.record, "date")?],
                dispute: self.dispute(meeting.record.id.as_str(), "date")?,
            });
        }
        self.found.extend(found);
        Ok(())
    }

    /// The day of the meeting that is called the first, and whether the text
    /// tells it; else the day of the text.
    fn claimed_day(&self, sentence: usize, first: usize) -> Option<(Date, bool)> {
        let told = self.annotations.dates[sentence]
            .iter()
            .filter(|date| date.until <= first)
            .find_map(|date| match &date.resolved {
                Resolved::Edtf(edtf) => edtf_bounds(edtf).filter(|b| b.lower == b.upper)?.lower,
                _ => None,
            })
            .or_else(|| {
                self.events
                    .iter()
                    .filter(|event| event.sentence == sentence && event.from >= first)
                    .filter_map(|event| event.date.filter(|date| !date.carried && date.is_day()))
                    .find_map(|date| date.bounds.lower)
            });
        told.map(|day| (day, true))
            .or_else(|| self.dateline.map(|day| (day, false)))
    }
}
