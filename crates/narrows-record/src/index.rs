//! The index of a record: SQLite with full text. It holds nothing that is not
//! in the files and can be thrown away at any time.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, ToSql};

use crate::error::RecordError;
use crate::index_build::{VERSION, build};
use crate::read_json::from_json;
use crate::record::Record;
use crate::record_date::RecordDate;
use crate::record_set::RecordSet;
use crate::words::{Kind, MeetingStatus};

/// An index that answers questions.
#[derive(Debug)]
pub struct Index {
    connection: Connection,
}

impl Index {
    /// An index in memory.
    ///
    /// # Errors
    /// If SQLite refuses.
    pub fn in_memory(set: &RecordSet) -> Result<Self, RecordError> {
        let mut connection = Connection::open_in_memory()?;
        build(&mut connection, set, "")?;
        Ok(Self { connection })
    }

    /// Writes an index into a file: aside first, then in one rename. `stamp`
    /// names the state of the files that it was built from.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(set: &RecordSet, path: &Path, stamp: &str) -> Result<(), RecordError> {
        let failed = |error: std::io::Error| RecordError::File {
            path: path.to_owned(),
            reason: format!("cannot be written: {error}"),
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut aside = path.as_os_str().to_owned();
        aside.push(".new");
        let aside = Path::new(&aside);
        match fs::remove_file(aside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed(error));
            }
            _ => {}
        }
        {
            let mut connection = Connection::open(aside)?;
            // Nothing is lost if the machine stops: the index is built anew.
            connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
            build(&mut connection, set, stamp)?;
            connection.execute_batch("ANALYZE;")?;
        }
        fs::rename(aside, path).map_err(failed)
    }

    /// Opens an index that was built from files in this state; `None` where
    /// there is none, or it is older, of another version, or no index at all.
    #[must_use]
    pub fn open(path: &Path, stamp: &str) -> Option<Self> {
        if !path.is_file() {
            return None;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).ok()?;
        let (version, held): (i64, String) = connection
            .query_row("SELECT version, stamp FROM meta", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .ok()?;
        (version == VERSION && held == stamp).then_some(Self { connection })
    }

    /// How many statements it holds.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn statements(&self) -> Result<u64, RecordError> {
        let count: i64 = self
            .connection
            .query_row("SELECT statements FROM meta", [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// The last day that the record knows anything of: a source's publication, a
    /// meeting that was held, or something that was said.
    ///
    /// # Errors
    /// [`RecordError::NotDetermined`] for a record without any such day.
    pub fn last_day(&self) -> Result<Date, RecordError> {
        let day: Option<String> =
            self.connection
                .query_row("SELECT max(day) FROM heard", [], |row| row.get(0))?;
        day.and_then(|day| day.parse().ok()).ok_or_else(|| {
            RecordError::NotDetermined("nothing in the record has a day; say --as-of".to_owned())
        })
    }

    /// The record of that id.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn record(&self, id: &str) -> Result<Option<Record>, RecordError> {
        self.connection
            .prepare_cached("SELECT body, file FROM record WHERE id = ?1")?
            .query_row([id], body)
            .optional()?
            .map(|(body, file)| read(&body, &file))
            .transpose()
    }

    /// The record of that id and kind; an error that names near ids without it.
    ///
    /// # Errors
    /// [`RecordError::Unknown`].
    pub(crate) fn required(&self, id: &str, kind: Option<Kind>) -> Result<Record, RecordError> {
        let found = self.record(id)?;
        match (found, kind) {
            (Some(record), Some(kind)) if record.kind != kind => {
                Err(RecordError::Unknown(format!(
                    "{id:?} is {}, not {}",
                    record.kind.with_article(),
                    kind.with_article()
                )))
            }
            (Some(record), _) => Ok(record),
            (None, kind) => Err(RecordError::Unknown(self.no_such(id, kind)?)),
        }
    }

    fn no_such(&self, id: &str, kind: Option<Kind>) -> Result<String, RecordError> {
        let ids: Vec<String> = self.column(
            "SELECT id FROM record WHERE ?1 = '' OR kind = ?1 ORDER BY id",
            &[&kind.map_or("", Kind::as_str)],
        )?;
        let mut near: Vec<(f64, &String)> = ids
            .iter()
            .map(|known| {
                let distance = strsim::normalized_damerau_levenshtein(id, known);
                (
                    if known.contains(id) && id.len() >= 4 {
                        0.95
                    } else {
                        distance
                    },
                    known,
                )
            })
            .filter(|(similarity, _)| *similarity >= 0.6)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let best = near.first().map_or(0.0, |(similarity, _)| *similarity);
        near.retain(|(similarity, _)| similarity + 0.15 >= best);
        let hint: Vec<String> = near
            .iter()
            .take(3)
            .map(|(_, known)| format!("{known:?}"))
            .collect();
        let what = kind.map_or_else(|| "record".to_owned(), |kind| kind.to_string());
        Ok(if hint.is_empty() {
            format!(
                "{id:?} is the id of no {what}; `narrows record export --format csv` lists all ids"
            )
        } else {
            format!(
                "{id:?} is the id of no {what}: did you mean {}?",
                hint.join(" or ")
            )
        })
    }

    /// The records that a query of ids returns, in its order.
    pub(crate) fn records(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
    ) -> Result<Vec<Record>, RecordError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, body)?;
        let bodies: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
        bodies.iter().map(|(body, file)| read(body, file)).collect()
    }

    /// The meetings of all series, or of one, that have a date and are of this
    /// status: series, number and date.
    pub(crate) fn meetings(
        &self,
        status: MeetingStatus,
        series: Option<&str>,
    ) -> Result<Vec<(String, Option<i64>, RecordDate)>, RecordError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT series, ordinal, date FROM meeting WHERE status = ?1 \
             AND (?2 IS NULL OR series = ?2) ORDER BY record",
        )?;
        let rows = statement.query_map((status.as_str(), series), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (series, ordinal, date) = row?;
            // It was a date when the index was built.
            if let Ok(date) = RecordDate::parse(&date) {
                found.push((series, ordinal, date));
            }
        }
        Ok(found)
    }

    /// The first column of a query.
    pub(crate) fn column<T: rusqlite::types::FromSql>(
        &self,
        sql: &str,
        parameters: &[&dyn ToSql],
    ) -> Result<Vec<T>, RecordError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn body(row: &Row<'_>) -> rusqlite::Result<(String, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn read(body: &str, file: &str) -> Result<Record, RecordError> {
    from_json(body, file).map_err(|error| {
        RecordError::NotDetermined(format!(
            "the index does not hold {file} as this program writes it ({error}); run `narrows \
             record reindex`"
        ))
    })
}
