//! A rhythm that a text tells, against the dates of the record.

use super::series::KnownForum;
use super::{Comparison, Difference};
use crate::error::RecordError;
use crate::propose::date::DateExpression;

impl Comparison<'_> {
    pub(super) fn rhythms(&mut self, forums: &[KnownForum]) -> Result<(), RecordError> {
        let mut found = Vec::new();
        for (number, from, until) in self.sentences() {
            if found.len() >= super::MOST {
                break;
            }
            // What is meant for later contradicts nothing that was.
            let intended = (from..until).any(|at| {
                matches!(
                    self.fold(at),
                    "agree"
                        | "agreed"
                        | "will"
                        | "would"
                        | "should"
                        | "plan"
                        | "plans"
                        | "intend"
                        | "intends"
                        | "proposed"
                        | "decided"
                )
            });
            if intended {
                continue;
            }
            for date in &self.annotations.dates[number] {
                let DateExpression::Recurrent {
                    months: Some(months),
                } = date.expression
                else {
                    continue;
                };
                let Some(series) = self.series_in(number, forums).filter(|_| !date.future) else {
                    continue;
                };
                let held: Vec<_> = series
                    .meetings
                    .iter()
                    .filter(|meeting| meeting.held)
                    .collect();
                let wanted = f64::from(months) * 30.44;
                let worst = held
                    .windows(2)
                    .filter(|pair| {
                        matches!((pair[0].ordinal, pair[1].ordinal), (Some(a), Some(b)) if b == a + 1)
                    })
                    .filter_map(|pair| {
                        let (first, second) = (pair[0].date.day()?, pair[1].date.day()?);
                        let days = second.since((jiff::Unit::Day, first)).ok()?.get_days();
                        Some((pair, days))
                    })
                    .filter(|(_, days)| {
                        f64::from(*days) > wanted * 1.5 || f64::from(*days) < wanted / 2.0
                    })
                    .max_by_key(|(_, days)| {
                        ((f64::from(*days) / wanted).ln().abs() * 1000.0) as i64
                    });
                let Some((pair, days)) = worst else {
                    continue;
                };
                let mut record = Vec::new();
                for meeting in pair {
                    record.push(self.recorded(&meeting.record, "date")?);
                }
                found.push(Difference {
                    kind: "record_cadence",
                    severity: "warning",
                    from: date.from,
                    until: date.until,
                    confidence: 0.65,
                    reason: format!(
                        "Told as every {months} months; two meetings that follow each other in the \
                         record lie {days} days apart."
                    ),
                    told: format!("every {months} months"),
                    record,
                    dispute: None,
                });
            }
        }
        self.found.extend(found);
        Ok(())
    }
}
