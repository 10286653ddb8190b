//! The tables of the index, and how they are filled from a record.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::{Economy, Material};
use rusqlite::{Connection, Statement as Sql, params};

use crate::error::RecordError;
use crate::read_json::to_json;
use crate::record::Record;
use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::record_set::RecordSet;
use crate::search_words::indexed;
use crate::value::Value;
use crate::words::{Force, Kind, MeetingStatus};

/// Raised when tables or their meaning change: an older index is built anew.
pub(crate) const VERSION: i64 = 1;

/// Days stand as ISO texts, which sort as they follow each other. An open
/// beginning is '0000-01-01', an open end '9999-12-31'.
const TABLES: &str = "
CREATE TABLE meta (version INTEGER NOT NULL, stamp TEXT NOT NULL, statements INTEGER NOT NULL);
CREATE TABLE record (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, file TEXT NOT NULL,
    body TEXT NOT NULL);
CREATE TABLE link (target TEXT NOT NULL, property TEXT NOT NULL, record INTEGER NOT NULL,
    PRIMARY KEY (target, property, record)) WITHOUT ROWID;
CREATE TABLE side (economy TEXT NOT NULL, record INTEGER NOT NULL,
    PRIMARY KEY (economy, record)) WITHOUT ROWID;
CREATE TABLE good (material TEXT NOT NULL, record INTEGER NOT NULL,
    PRIMARY KEY (material, record)) WITHOUT ROWID;
CREATE TABLE forum_of (forum TEXT NOT NULL, record INTEGER NOT NULL,
    PRIMARY KEY (forum, record)) WITHOUT ROWID;
CREATE TABLE series (id TEXT PRIMARY KEY, forum TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (folded TEXT NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL,
    PRIMARY KEY (folded, kind, record)) WITHOUT ROWID;
CREATE TABLE commitment (
    record INTEGER PRIMARY KEY, force INTEGER NOT NULL, made_first TEXT NOT NULL,
    made_last TEXT NOT NULL, due_last TEXT);
CREATE TABLE instrument (record INTEGER PRIMARY KEY, begun TEXT NOT NULL);
CREATE INDEX record_kind ON record (kind, id);
CREATE INDEX commitment_due ON commitment (due_last, record);
CREATE INDEX commitment_made ON commitment (made_last, record);
CREATE TABLE follow_up (record INTEGER NOT NULL, day TEXT NOT NULL, closes INTEGER NOT NULL);
CREATE INDEX follow_up_record ON follow_up (record, day);
CREATE TABLE meeting (record INTEGER PRIMARY KEY, series TEXT NOT NULL, ordinal INTEGER,
    date TEXT NOT NULL, status TEXT NOT NULL);
CREATE INDEX meeting_series ON meeting (series);
CREATE TABLE heard (day TEXT NOT NULL);
CREATE INDEX heard_day ON heard (day);
CREATE VIRTUAL TABLE words USING fts5(text, content='', detail='full');
";

pub(crate) const FIRST_DAY: &str = "0000-01-01";
pub(crate) const LAST_DAY: &str = "9999-12-31";

/// Makes the tables and fills them.
pub(crate) fn build(
    connection: &mut Connection,
    set: &RecordSet,
    stamp: &str,
) -> Result<(), RecordError> {
    let transaction = connection.transaction()?;
    transaction.execute_batch(TABLES)?;
    {
        let context = Context::of(set);
        let mut filling = Filling::prepare(&transaction)?;
        let mut statements = 0;
        for (number, record) in (1i64..).zip(set.records()) {
            statements += record.statements.len();
            filling.add(&context, number, record)?;
        }
        transaction.execute(
            "INSERT INTO meta VALUES (?1, ?2, ?3)",
            params![
                VERSION,
                stamp,
                i64::try_from(statements).unwrap_or(i64::MAX)
            ],
        )?;
    }
    transaction.commit()?;
    Ok(())
}

/// What a record must know of others to be found through them.
struct Context<'a> {
    set: &'a RecordSet,
    forum_of_series: BTreeMap<&'a RecordId, &'a Record>,
}

impl<'a> Context<'a> {
    fn of(set: &'a RecordSet) -> Self {
        let forum_of_series = set
            .records()
            .filter(|record| record.kind == Kind::Forum)
            .flat_map(|forum| forum.series().map(move |series| (&series.id, forum)))
            .collect();
        Self {
            set,
            forum_of_series,
        }
    }

    fn target(&self, record: &'a Record, property: &str) -> Option<&'a Record> {
        self.set.get(record.reference(property)?.as_str())
    }

    /// The forum that a meeting, instrument or commitment belongs to.
    fn forum(&self, record: &'a Record) -> Option<&'a Record> {
        match record.kind {
            Kind::Forum => Some(record),
            Kind::Meeting => self
                .forum_of_series
                .get(record.reference("series")?)
                .copied(),
            Kind::Instrument => self
                .target(record, "forum")
                .or_else(|| self.forum(self.target(record, "meeting")?)),
            Kind::Commitment => {
                let actor = record
                    .all("actor")
                    .into_iter()
                    .find_map(|statement| match &statement.value {
                        Value::Reference(id) => self.set.get(id.as_str()),
                        _ => None,
                    });
                actor
                    .or_else(|| self.forum(self.target(record, "meeting")?))
                    .or_else(|| self.forum(self.target(record, "instrument")?))
            }
            _ => None,
        }
    }

    /// The economies between which something was said: actors, the parties of
    /// the instrument, and those of the forum.
    fn sides(&self, record: &'a Record) -> BTreeSet<Economy> {
        let mut sides: BTreeSet<Economy> = record
            .economies("actor")
            .chain(record.economies("party"))
            .collect();
        if let Some(instrument) = self.target(record, "instrument") {
            sides.extend(instrument.economies("party"));
        }
        if let Some(forum) = self.forum(record) {
            sides.extend(forum.economies("party"));
        }
        sides
    }

    /// All that a record can be found by in full text.
    fn words(&self, record: &'a Record) -> String {
        let mut words = format!("{} {}", record.id, record.label);
        let mut add = |text: &str| {
            words.push(' ');
            words.push_str(text);
        };
        for statement in record.statements.iter().filter(|s| s.counts()) {
            match &statement.value {
                Value::Text(code) if statement.property == "material" => {
                    add(code);
                    if let Ok(material) = Material::find(code) {
                        add(material.name());
                    }
                }
                Value::Text(_)
                    if matches!(
                        statement.property,
                        "sha256" | "address" | "text" | "language"
                    ) => {}
                Value::Economy(economy) => {
                    add(economy.alpha3());
                    add(economy.name());
                }
                value => add(&value.words()),
            }
        }
        if record.kind != Kind::Forum
            && let Some(forum) = self.forum(record)
        {
            for name in forum.names() {
                add(name);
            }
        }
        for property in ["instrument", "meeting"] {
            if let Some(target) = self.target(record, property) {
                add(target.name());
            }
        }
        words
    }
}

struct Filling<'c> {
    record: Sql<'c>,
    link: Sql<'c>,
    side: Sql<'c>,
    good: Sql<'c>,
    forum_of: Sql<'c>,
    series: Sql<'c>,
    name: Sql<'c>,
    commitment: Sql<'c>,
    instrument: Sql<'c>,
    follow_up: Sql<'c>,
    meeting: Sql<'c>,
    heard: Sql<'c>,
    words: Sql<'c>,
}

impl<'c> Filling<'c> {
    fn prepare(connection: &'c Connection) -> Result<Self, RecordError> {
        Ok(Self {
            record: connection.prepare("INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5)")?,
            link: connection.prepare("INSERT OR IGNORE INTO link VALUES (?1, ?2, ?3)")?,
            side: connection.prepare("INSERT OR IGNORE INTO side VALUES (?1, ?2)")?,
            good: connection.prepare("INSERT OR IGNORE INTO good VALUES (?1, ?2)")?,
            forum_of: connection.prepare("INSERT OR IGNORE INTO forum_of VALUES (?1, ?2)")?,
            series: connection.prepare("INSERT OR IGNORE INTO series VALUES (?1, ?2)")?,
            name: connection.prepare("INSERT OR IGNORE INTO name VALUES (?1, ?2, ?3)")?,
            commitment: connection.prepare("INSERT INTO commitment VALUES (?1, ?2, ?3, ?4, ?5)")?,
            instrument: connection.prepare("INSERT INTO instrument VALUES (?1, ?2)")?,
            follow_up: connection.prepare("INSERT INTO follow_up VALUES (?1, ?2, ?3)")?,
            meeting: connection.prepare("INSERT INTO meeting VALUES (?1, ?2, ?3, ?4, ?5)")?,
            heard: connection.prepare("INSERT INTO heard VALUES (?1)")?,
            words: connection.prepare("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?,
        })
    }

    fn add(
        &mut self,
        context: &Context<'_>,
        number: i64,
        record: &Record,
    ) -> Result<(), RecordError> {
        self.record.execute(params![
            number,
            record.id.as_str(),
            record.kind.as_str(),
            record.file,
            to_json(record)
        ])?;
        self.words
            .execute(params![number, indexed(&context.words(record))])?;
        for name in record.names() {
            let folded = narrows_core::fold_name(name);
            self.name
                .execute(params![folded, record.kind.as_str(), number])?;
        }
        if matches!(
            record.kind,
            Kind::Meeting | Kind::Instrument | Kind::Commitment
        ) {
            for economy in context.sides(record) {
                self.side.execute(params![economy.alpha3(), number])?;
            }
            if let Some(forum) = context.forum(record) {
                self.forum_of.execute(params![forum.id.as_str(), number])?;
            }
        }
        for statement in record.statements.iter().filter(|s| s.counts()) {
            match &statement.value {
                Value::Reference(id) => self.link_to(id, statement.property, number)?,
                Value::Participant(participant) => {
                    self.link_to(&participant.post, "participant", number)?;
                    if let Some(person) = &participant.person {
                        self.link_to(person, "participant", number)?;
                    }
                }
                Value::Tenure(tenure) => self.link_to(&tenure.post, "tenure", number)?,
                Value::Series(series) => {
                    self.series
                        .execute(params![series.id.as_str(), record.id.as_str()])?;
                }
                Value::Text(material) if statement.property == "material" => {
                    self.good.execute(params![material, number])?;
                }
                Value::FollowUp(follow_up) => {
                    self.follow_up.execute(params![
                        number,
                        first_day(&follow_up.on),
                        follow_up.kind.closes()
                    ])?;
                }
                Value::Date(date) if is_heard(record.kind, statement.property) => {
                    if let Some(day) = date.earliest() {
                        self.heard.execute(params![day.to_string()])?;
                    }
                }
                _ => {}
            }
        }
        if record.kind == Kind::Instrument {
            self.instrument.execute(params![number, begun(record)])?;
        }
        if record.kind == Kind::Meeting {
            self.add_meeting(number, record)?;
        }
        if record.kind == Kind::Commitment
            && let Some(Value::Force(force)) = record.best("force").map(|s| &s.value)
            && let Some(made_on) = record.date("made_on")
        {
            self.commitment.execute(params![
                number,
                firmness(*force),
                first_day(made_on),
                last_day(made_on),
                record.date("due").map(last_day)
            ])?;
        }
        Ok(())
    }

    fn add_meeting(&mut self, number: i64, meeting: &Record) -> Result<(), RecordError> {
        let status = match meeting.best("status").map(|statement| &statement.value) {
            Some(Value::MeetingStatus(status)) => *status,
            _ => return Ok(()),
        };
        let (Some(series), Some(date)) = (meeting.reference("series"), meeting.date("date")) else {
            return Ok(());
        };
        self.meeting.execute(params![
            number,
            series.as_str(),
            meeting.whole("ordinal"),
            date.as_str(),
            status.as_str()
        ])?;
        if status == MeetingStatus::Held
            && let Some(day) = date.latest()
        {
            self.heard.execute(params![day.to_string()])?;
        }
        Ok(())
    }

    fn link_to(&mut self, id: &RecordId, property: &str, number: i64) -> Result<(), RecordError> {
        self.link.execute(params![id.as_str(), property, number])?;
        Ok(())
    }
}

/// The place of a force among all, firmest first, from 0.
pub(crate) fn firmness(force: Force) -> i64 {
    Force::ALL
        .iter()
        .position(|known| *known == force)
        .and_then(|place| i64::try_from(place).ok())
        .unwrap_or(i64::MAX)
}

/// The first day of an instrument's first status.
fn begun(instrument: &Record) -> String {
    instrument
        .all("status")
        .into_iter()
        .filter_map(|statement| match &statement.value {
            Value::StatusSpan(status) => status.from.as_ref().map(first_day),
            _ => None,
        })
        .min()
        .unwrap_or_else(|| FIRST_DAY.to_owned())
}

/// Whether a date tells that the record knows of that day: publications, and
/// what was said. A forecast knows nothing of its day.
fn is_heard(kind: Kind, property: &str) -> bool {
    match kind {
        Kind::Source => property == "published",
        Kind::Commitment | Kind::Claim => property == "made_on",
        _ => false,
    }
}

fn first_day(date: &RecordDate) -> String {
    date.earliest()
        .map_or_else(|| FIRST_DAY.to_owned(), |day| day.to_string())
}

fn last_day(date: &RecordDate) -> String {
    date.latest()
        .map_or_else(|| LAST_DAY.to_owned(), |day| day.to_string())
}
