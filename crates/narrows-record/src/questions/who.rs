//! Who held a post on a day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use narrows_core::fold_name;
use serde::Serialize;

use super::Inquiry;
use super::cited::{SourceCited, cited};
use super::rows::Rows;
use crate::error::RecordError;
use crate::record::Record;
use crate::record_date::RecordDate;
use crate::value::Value;
use crate::words::{Kind, MeetingStatus};

/// How a holder is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoKnown {
    /// A source shows the person in the post on that day, or the day lies
    /// between the first and the last day in it.
    Stated,
    /// A source shows the person before and another after, and nobody else
    /// between.
    Between,
    /// The dates are too coarse to tell, or a source shows the person before
    /// and the next holder known began after.
    Possible,
    /// The record does not say.
    Unknown,
}

/// A person and what the record says of them and the post.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Holder {
    /// Id of the person.
    pub id: String,
    /// Name.
    pub name: String,
    /// Why, in words.
    pub why: String,
    /// Sources.
    pub sources: Vec<SourceCited>,
}

/// Who held a post on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhoAnswer {
    /// Id of the post.
    pub post: String,
    /// Its title.
    pub title: String,
    /// Its economy.
    pub economy: Option<String>,
    /// The day.
    pub on: Date,
    /// How it is known.
    pub known: WhoKnown,
    /// The holder; several where it is only possible.
    pub holders: Vec<Holder>,
    /// Who is last known in the post before, and next after, where the answer
    /// is not stated.
    pub nearest: Vec<Holder>,
}

/// What is known of one person in one post.
struct Service {
    person: Record,
    spans: Vec<(Option<RecordDate>, Option<RecordDate>)>,
    attested: Vec<RecordDate>,
}

impl Service {
    /// Whether the person was in the post on the day for certain.
    fn stated(&self, day: Date) -> Option<String> {
        if self.attested.iter().any(|date| date.day() == Some(day)) {
            return Some(format!("a source shows it on {day}"));
        }
        let at_an_end = |(from, until): &(Option<RecordDate>, Option<RecordDate>)| {
            let is_day =
                |date: &Option<RecordDate>| date.as_ref().and_then(RecordDate::day) == Some(day);
            match (is_day(from), is_day(until)) {
                (true, _) => Some("it was the first day".to_owned()),
                (_, true) => Some("it was the last day".to_owned()),
                _ => None,
            }
        };
        self.spans.iter().find_map(|span| {
            let (Some(from), Some(until)) = (&span.0, &span.1) else {
                return at_an_end(span);
            };
            let inside = from.latest()? <= day && day <= until.earliest()?;
            inside
                .then(|| format!("from {from} until {until}"))
                .or_else(|| at_an_end(span))
        })
    }

    /// Whether the dates allow it, though they do not say it.
    fn possible(&self, day: Date) -> Option<String> {
        self.spans
            .iter()
            .find_map(|(from, until)| {
                let (from, until) = (from.as_ref()?, until.as_ref()?);
                let inside = from.earliest()? <= day && day <= until.latest()?;
                inside.then(|| format!("from {from} until {until}, which is too coarse to tell"))
            })
            .or_else(|| {
                self.attested
                    .iter()
                    .find(|date| date.can_be(day))
                    .map(|date| format!("attested {date}, which is too coarse to tell"))
            })
    }

    /// Whether a term of office is known to begin on the day.
    fn began_on(&self, day: Date) -> bool {
        self.spans
            .iter()
            .any(|(from, _)| from.as_ref().and_then(RecordDate::day) == Some(day))
    }

    /// Days on which the person is known to be in the post, in order.
    fn known_days(&self) -> Vec<Date> {
        let mut days: Vec<Date> = self
            .attested
            .iter()
            .filter_map(RecordDate::day)
            .chain(self.spans.iter().flat_map(|(from, until)| {
                [
                    from.as_ref().and_then(RecordDate::latest),
                    until.as_ref().and_then(RecordDate::earliest),
                ]
                .into_iter()
                .flatten()
            }))
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    fn holder(&self, inquiry: &Inquiry<'_>, why: String) -> Result<Holder, RecordError> {
        Ok(Holder {
            id: self.person.id.to_string(),
            name: self.person.name().to_owned(),
            why,
            sources: cited(inquiry, &self.person)?,
        })
    }
}

impl Inquiry<'_> {
    /// Who held a post on a day. `post` is an id, a title, or words that the
    /// titles, body and economy of one post hold. The answer may be unknown:
    /// that somebody began is no evidence that they stayed.
    ///
    /// # Errors
    /// [`RecordError::Unknown`] where no post or several are meant.
    pub fn who(&self, post: &str, on: Date) -> Result<WhoAnswer, RecordError> {
        let post = self.post(post)?;
        let services = self.services(&post)?;
        let mut answer = WhoAnswer {
            post: post.id.to_string(),
            title: post.name().to_owned(),
            economy: post
                .economies("economy")
                .next()
                .map(|economy| economy.name().to_owned()),
            on,
            known: WhoKnown::Unknown,
            holders: Vec::new(),
            nearest: Vec::new(),
        };
        for service in &services {
            if let Some(why) = service.stated(on) {
                answer.known = WhoKnown::Stated;
                answer.holders.push(service.holder(self, why)?);
            }
        }
        if answer.known == WhoKnown::Stated {
            return Ok(answer);
        }
        let before = nearest(&services, |day| day < on, true);
        let after = nearest(&services, |day| day > on, false);
        if let (Some((first, before)), Some((second, after))) = (before, after)
            && first == second
        {
            let why = format!("shown on {before} and on {after}, and nobody else between");
            answer.known = WhoKnown::Between;
            answer.holders.push(services[first].holder(self, why)?);
            return Ok(answer);
        }
        if let (Some((first, before)), Some((second, after))) = (before, after)
            && services[second].began_on(after)
        {
            let why = format!(
                "last shown on {before}; the next holder known, {}, began on {after}, and nobody \
                 is known between",
                services[second].person.name()
            );
            answer.known = WhoKnown::Possible;
            answer.holders.push(services[first].holder(self, why)?);
        }
        for service in &services {
            if answer
                .holders
                .iter()
                .any(|known| known.id == service.person.id.as_str())
            {
                continue;
            }
            if let Some(why) = service.possible(on) {
                answer.known = WhoKnown::Possible;
                answer.holders.push(service.holder(self, why)?);
            }
        }
        if let Some((index, day)) = before {
            let why = format!("last known in the post before, on {day}");
            answer.nearest.push(services[index].holder(self, why)?);
        }
        if let Some((index, day)) = after {
            let why = format!("next known in the post after, on {day}");
            answer.nearest.push(services[index].holder(self, why)?);
        }
        Ok(answer)
    }

    fn post(&self, asked: &str) -> Result<Record, RecordError> {
        if let Some(record) = self.index.record(asked.trim())?
            && record.kind == Kind::Post
        {
            return Ok(record);
        }
        let exact = self.index.records(
            "SELECT r.body, r.file FROM name n JOIN record r ON r.number = n.record \
             WHERE n.folded = ?1 AND n.kind = 'post' ORDER BY r.id",
            &[&fold_name(asked)],
        )?;
        let mut found = if exact.is_empty() {
            let words = crate::search_words::query(asked).ok_or_else(|| {
                RecordError::Unknown(format!("{asked:?} holds no word; name a post"))
            })?;
            self.index.records(
                "SELECT r.body, r.file FROM words w JOIN record r ON r.number = w.rowid \
                 WHERE words MATCH ?1 AND r.kind = 'post' ORDER BY r.id",
                &[&words],
            )?
        } else {
            exact
        };
        if found.len() > 1 {
            // "METI minister" means the minister, not the vice-minister whose
            // title holds the same words.
            let highest = found.iter().filter_map(level).min();
            let at_top: Vec<Record> = found
                .iter()
                .filter(|post| level(post) == highest)
                .cloned()
                .collect();
            if highest.is_some() && at_top.len() == 1 {
                found = at_top;
            }
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => {
                let ids: Vec<String> = self.index.column(
                    "SELECT id FROM record WHERE kind = 'post' ORDER BY id LIMIT 8",
                    &[],
                )?;
                Err(RecordError::Unknown(format!(
                    "{asked:?} is no post of the record; there are for example {}",
                    ids.join(", ")
                )))
            }
            _ => {
                let ids: Vec<String> = found
                    .iter()
                    .take(8)
                    .map(|post| post.id.to_string())
                    .collect();
                Err(RecordError::Unknown(format!(
                    "{asked:?} may mean several posts; say one of {}",
                    ids.join(", ")
                )))
            }
        }
    }

    fn services(&self, post: &Record) -> Result<Vec<Service>, RecordError> {
        let mut services: BTreeMap<String, Service> = BTreeMap::new();
        let people = self.index.records(
            "SELECT r.body, r.file FROM link l JOIN record r ON r.number = l.record \
             WHERE l.target = ?1 AND l.property = 'tenure' ORDER BY r.id",
            &[&post.id.as_str()],
        )?;
        for person in people {
            let id = person.id.to_string();
            let service = services.entry(id).or_insert_with(|| Service {
                person: person.clone(),
                spans: Vec::new(),
                attested: Vec::new(),
            });
            for statement in person.all("tenure") {
                if let Value::Tenure(tenure) = &statement.value
                    && tenure.post == post.id
                {
                    service
                        .spans
                        .push((tenure.from.clone(), tenure.until.clone()));
                    service.attested.extend(tenure.attested.iter().cloned());
                }
            }
        }
        // Who took part in a meeting that was held was in the post that day.
        let meetings = self.index.records(
            "SELECT r.body, r.file FROM link l JOIN record r ON r.number = l.record \
             WHERE l.target = ?1 AND l.property = 'participant' ORDER BY r.id",
            &[&post.id.as_str()],
        )?;
        for meeting in &meetings {
            let held = meeting.best("status").map(|statement| &statement.value)
                == Some(&Value::MeetingStatus(MeetingStatus::Held));
            let Some(date) = meeting.date("date").filter(|_| held) else {
                continue;
            };
            for statement in meeting.all("participant") {
                let Value::Participant(participant) = &statement.value else {
                    continue;
                };
                let Some(person) = participant
                    .person
                    .as_ref()
                    .filter(|_| participant.post == post.id)
                else {
                    continue;
                };
                if let Some(record) = self.record(person.as_str())? {
                    services
                        .entry(person.to_string())
                        .or_insert_with(|| Service {
                            person: (*record).clone(),
                            spans: Vec::new(),
                            attested: Vec::new(),
                        })
                        .attested
                        .push(date.clone());
                }
            }
        }
        Ok(services.into_values().collect())
    }
}

fn level(post: &Record) -> Option<crate::words::Level> {
    match post.best("level").map(|statement| &statement.value) {
        Some(Value::Level(level)) => Some(*level),
        _ => None,
    }
}

/// The service with the last known day before, or the first one after.
fn nearest(services: &[Service], side: impl Fn(Date) -> bool, last: bool) -> Option<(usize, Date)> {
    let days = services
        .iter()
        .enumerate()
        .flat_map(|(index, service)| {
            service
                .known_days()
                .into_iter()
                .map(move |day| (index, day))
        })
        .filter(|(_, day)| side(*day));
    if last {
        days.max_by_key(|(index, day)| (*day, *index))
    } else {
        days.min_by_key(|(index, day)| (*day, *index))
    }
}

impl WhoAnswer {
    /// One row a holder; one without a holder where it is unknown.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut rows = Rows::new(&["post", "title", "on", "known", "person", "name", "why"]);
        let known = match self.known {
            WhoKnown::Stated => "stated",
            WhoKnown::Between => "between",
            WhoKnown::Possible => "possible",
            WhoKnown::Unknown => "unknown",
        };
        let head = |known: &str| {
            vec![
                self.post.clone(),
                self.title.clone(),
                self.on.to_string(),
                known.to_owned(),
            ]
        };
        if self.holders.is_empty() {
            let mut row = head(known);
            row.extend([String::new(), String::new(), String::new()]);
            rows.rows.push(row);
        }
        for holder in &self.holders {
            let mut row = head(known);
            row.extend([holder.id.clone(), holder.name.clone(), holder.why.clone()]);
            rows.rows.push(row);
        }
        rows
    }
}
