//! What must follow what: days, and numbers of meetings.

use std::collections::BTreeMap;

use super::Check;
use crate::record::{Record, Statement};
use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::value::Value;
use crate::words::Kind;

impl Check<'_> {
    /// Days within one record.
    pub(super) fn dates(&mut self, record: &Record, statement: &Statement) {
        let reversed = |from: &Option<RecordDate>, until: &Option<RecordDate>| {
            from.as_ref()
                .and_then(RecordDate::earliest)
                .zip(until.as_ref().and_then(RecordDate::latest))
                .is_some_and(|(from, until)| until < from)
        };
        let reason = match &statement.value {
            Value::StatusSpan(status) if reversed(&status.from, &status.until) => {
                "until lies before from".to_owned()
            }
            Value::Tenure(tenure) if reversed(&tenure.from, &tenure.until) => {
                "until lies before from".to_owned()
            }
            Value::Tenure(tenure) => {
                let outside = tenure.attested.iter().find(|attested| {
                    reversed(&tenure.from, &Some((*attested).clone()))
                        || reversed(&Some((*attested).clone()), &tenure.until)
                });
                match outside {
                    Some(attested) => format!("attested on {attested}, outside from and until"),
                    None if tenure.from.is_none()
                        && tenure.until.is_none()
                        && tenure.attested.is_empty() =>
                    {
                        "it names no day at all; give from, until or attested".to_owned()
                    }
                    None => return,
                }
            }
            Value::FollowUp(follow_up) => {
                let Some(made_on) = record.date("made_on") else {
                    return;
                };
                if reversed(&Some(made_on.clone()), &Some(follow_up.on.clone())) {
                    format!("{} lies before made_on, {made_on}", follow_up.on)
                } else {
                    return;
                }
            }
            Value::Date(due) if statement.property == "due" => {
                let Some(made_on) = record.date("made_on") else {
                    return;
                };
                if reversed(&Some(made_on.clone()), &Some(due.clone())) {
                    format!("{due} lies before made_on, {made_on}")
                } else {
                    return;
                }
            }
            _ => return,
        };
        self.fault(record, statement, reason);
    }

    /// Numbers within a series follow the dates.
    pub(super) fn series_in_order(&mut self) {
        let mut of_series: BTreeMap<&RecordId, Vec<(i64, &RecordDate, &Record)>> = BTreeMap::new();
        for record in self.set.records().filter(|r| r.kind == Kind::Meeting) {
            if let (Some(series), Some(ordinal), Some(date)) = (
                record.reference("series"),
                record.whole("ordinal"),
                record.date("date"),
            ) {
                of_series
                    .entry(series)
                    .or_default()
                    .push((ordinal, date, record));
            }
        }
        for (series, mut meetings) in of_series {
            meetings.sort_by_key(|(ordinal, date, _)| (*ordinal, date.order()));
            for pair in meetings.windows(2) {
                let [(ordinal, date, _), (next_ordinal, next_date, next)] = pair else {
                    continue;
                };
                let reversed = date
                    .earliest()
                    .zip(next_date.latest())
                    .is_some_and(|(first, second)| second < first);
                if ordinal == next_ordinal || reversed {
                    self.fault_of_file(
                        next,
                        "ordinal",
                        format!(
                            "number {next_ordinal} of {series} is dated {next_date}, and number \
                             {ordinal} is dated {date}"
                        ),
                    );
                }
            }
        }
    }
}
