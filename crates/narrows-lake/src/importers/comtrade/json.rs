//! The JSON answer of UN Comtrade's API, today's and the older one's, row by
//! row: an answer may have a quarter of a million of them.

use std::cell::Cell;
use std::fmt::{self, Write as _};
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::columns::{COLUMNS, Column, missing};
use crate::LakeError;

/// Numbers of rows at which UN Comtrade cuts an answer: without a key, with a
/// free one, and with a paid one.
pub(super) const ROW_LIMITS: [u64; 3] = [500, 100_000, 250_000];

/// What is done with a row: its line, its place in the list from 1, its texts.
type Each<'e> = &'e mut dyn FnMut(u64, u64, &[String; COLUMNS]) -> Result<(), LakeError>;

/// Reads an answer and hands its rows on.
pub(super) fn read(
    name: &str,
    reader: &mut dyn BufRead,
    longest: usize,
    each: Each<'_>,
) -> Result<(), LakeError> {
    let line = Rc::new(Cell::new(1));
    let mut answer = Answer::default();
    let mut failure = None;
    let bytes = WatchedBytes {
        reader,
        line: line.clone(),
        longest,
        token: 0,
        in_text: false,
        escaped: false,
        broken: None,
    };
    let mut bytes = bytes;
    let read = {
        let mut deserializer = serde_json::Deserializer::from_reader(&mut bytes);
        let seed = AnswerSeed {
            answer: &mut answer,
            rows: Rows {
                line: &line,
                each,
                failure: &mut failure,
            },
        };
        seed.deserialize(&mut deserializer)
            .and_then(|()| deserializer.end())
    };
    if let Some(error) = failure {
        return Err(error);
    }
    let not_readable = |line: Option<u64>, reason: String| LakeError::NotReadable {
        path: name.to_owned(),
        line,
        reason,
    };
    if let Err(error) = read {
        if let Some(reason) = bytes.broken {
            return Err(LakeError::Refused {
                path: name.to_owned(),
                reason,
            });
        }
        let line = u64::try_from(error.line()).ok().filter(|line| *line > 0);
        return Err(not_readable(
            line,
            match error.classify() {
                Category::Eof => "the answer ends in the middle; download it again".to_owned(),
                Category::Io => {
                    format!("cannot be read any further ({error}); download it again")
                }
                _ => format!("not the JSON of UN Comtrade ({error}); save the answer as it came"),
            },
        ));
    }
    answer.check(name)
}

/// All of an answer but its rows.
#[derive(Default)]
struct Answer {
    count: Option<u64>,
    error: Option<String>,
    message: Option<String>,
    has_data: bool,
    rows: u64,
}

impl Answer {
    fn check(&self, name: &str) -> Result<(), LakeError> {
        let not_readable = |reason: String| LakeError::NotReadable {
            path: name.to_owned(),
            line: None,
            reason,
        };
        if let Some(error) = self.error.as_ref().filter(|text| !text.trim().is_empty()) {
            return Err(not_readable(format!(
                "UN Comtrade answered with an error: {}; ask again",
                shortened(error)
            )));
        }
        if !self.has_data {
            let said = self.message.as_ref().map_or_else(String::new, |message| {
                format!("; it says: {}", shortened(message))
            });
            return Err(not_readable(format!(
                "the answer lacks \"data\" (\"dataset\" in the older API){said}"
            )));
        }
        if ROW_LIMITS.contains(&self.rows) {
            return Err(not_readable(format!(
                "the answer has exactly {} rows, at which UN Comtrade cuts an answer, so that \
                 rows may be missing; ask in smaller pieces, for example one reporter or one \
                 period at a time",
                self.rows
            )));
        }
        match self.count {
            Some(count) if count != self.rows => Err(not_readable(format!(
                "its \"count\" is {count} and it has {} rows; ask again, in smaller pieces",
                self.rows
            ))),
            _ => Ok(()),
        }
    }
}

fn shortened(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(200)
        .collect()
}

struct Rows<'r, 'e> {
    line: &'r Cell<u64>,
    each: Each<'e>,
    failure: &'r mut Option<LakeError>,
}

struct AnswerSeed<'r, 'e> {
    answer: &'r mut Answer,
    rows: Rows<'r, 'e>,
}

impl<'de> DeserializeSeed<'de> for AnswerSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for AnswerSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer of UN Comtrade, with \"data\" in it")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "count" => self.answer.count = map.next_value::<Lenient>()?.0.parse().ok(),
                "error" => self.answer.error = Some(map.next_value::<Lenient>()?.0),
                "message" => self.answer.message = Some(map.next_value::<Lenient>()?.0),
                "validation" => {
                    let validation: Validation = map.next_value()?;
                    self.answer.count = validation.count;
                    self.answer.error = validation.fault;
                }
                "data" | "dataset" => {
                    if self.answer.has_data {
                        return Err(A::Error::custom("it has more than one list of rows"));
                    }
                    self.answer.has_data = true;
                    map.next_value_seed(RowsSeed {
                        answer: self.answer,
                        rows: &mut self.rows,
                    })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// What the older API said of its answer.
struct Validation {
    count: Option<u64>,
    fault: Option<String>,
}

impl<'de> serde::Deserialize<'de> for Validation {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Whole {
            #[serde(default)]
            status: Named,
            #[serde(default)]
            count: Named,
            #[serde(default)]
            message: Lenient,
        }
        #[derive(Default, serde::Deserialize)]
        #[serde(default)]
        struct Named {
            name: Lenient,
            value: Lenient,
        }
        let whole = Whole::deserialize(deserializer)?;
        let status = whole.status.name.0;
        let sound = status.is_empty() || status.eq_ignore_ascii_case("ok");
        Ok(Self {
            count: whole.count.value.0.parse().ok(),
            fault: (!sound).then(|| format!("{status} {}", whole.message.0)),
        })
    }
}

struct RowsSeed<'r, 's, 'e> {
    answer: &'s mut Answer,
    rows: &'s mut Rows<'r, 'e>,
}

impl<'de> DeserializeSeed<'de> for RowsSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut texts: [String; COLUMNS] = Default::default();
        loop {
            let mut row = Row {
                texts: &mut texts,
                present: [false; COLUMNS],
                line: 0,
                at: self.rows.line,
            };
            if list.next_element_seed(&mut row)?.is_none() {
                return Ok(());
            }
            let (present, line) = (row.present, row.line);
            self.answer.rows += 1;
            if self.answer.rows == 1 {
                let missing = missing(|column| present[column as usize]);
                if !missing.is_empty() {
                    return Err(A::Error::custom(format!(
                        "its rows lack {}",
                        missing.join(", ")
                    )));
                }
            }
            if let Err(error) = (self.rows.each)(line, self.answer.rows, &texts) {
                *self.rows.failure = Some(error);
                return Err(A::Error::custom("refused"));
            }
        }
    }
}

struct Row<'t> {
    texts: &'t mut [String; COLUMNS],
    present: [bool; COLUMNS],
    line: u64,
    at: &'t Cell<u64>,
}

impl<'de> DeserializeSeed<'de> for &mut Row<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // The brace that opens the row has been seen, and nothing behind it.
        self.line = self.at.get();
        self.texts.iter_mut().for_each(String::clear);
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Row<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(column) = map.next_key_seed(ColumnSeed)? {
            match column {
                Some(column) => {
                    let first = std::mem::replace(&mut self.present[column as usize], true)
                        .then(|| std::mem::take(&mut self.texts[column as usize]));
                    map.next_value_seed(Text(&mut self.texts[column as usize]))?;
                    // Which of two different values is meant cannot be known.
                    if first.is_some_and(|first| first != self.texts[column as usize]) {
                        return Err(A::Error::custom(format!(
                            "a row has two different values of {}",
                            column.name()
                        )));
                    }
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct ColumnSeed;

impl<'de> DeserializeSeed<'de> for ColumnSeed {
    type Value = Option<Column>;

    fn deserialize<D: serde::Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for ColumnSeed {
    type Value = Option<Column>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a column")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Column::of(name))
    }
}

/// Any scalar as its text; a list or an object becomes a text that no field
/// may have.
struct Text<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Text<'_> {
    fn set<E>(self, value: impl fmt::Display) -> Result<(), E> {
        self.0.clear();
        // Writing to a string does not fail.
        let _ = write!(self.0, "{value}");
        Ok(())
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.clear();
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.set(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.set(value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.set(value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.set(value)
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.set(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.set("[list]")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.set("{object}")
    }
}

/// [`Text`] of its own.
#[derive(Default)]
struct Lenient(String);

impl<'de> serde::Deserialize<'de> for Lenient {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut text = String::new();
        Text(&mut text).deserialize(deserializer)?;
        Ok(Self(text))
    }
}

/// Counts lines, and stops where one text or number is longer than any that a
/// real answer holds, before it fills the memory.
struct WatchedBytes<'r> {
    reader: &'r mut dyn BufRead,
    line: Rc<Cell<u64>>,
    longest: usize,
    token: usize,
    in_text: bool,
    escaped: bool,
    broken: Option<String>,
}

impl WatchedBytes<'_> {
    fn watch(&mut self, byte: u8) {
        if byte == b'\n' {
            self.line.set(self.line.get() + 1);
        }
        self.token += 1;
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => {
                    self.in_text = false;
                    self.token = 0;
                }
                _ => {}
            }
        } else {
            match byte {
                b'"' => {
                    self.in_text = true;
                    self.token = 0;
                }
                b',' | b':' | b'{' | b'}' | b'[' | b']' | b' ' | b'\t' | b'\r' | b'\n' => {
                    self.token = 0;
                }
                _ => {}
            }
        }
    }
}

impl Read for WatchedBytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.reader.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.reader.consume(count);
        for byte in &buffer[..count] {
            self.watch(*byte);
        }
        if self.token > self.longest {
            let reason = format!(
                "a text or a number is longer than {} bytes, as in no answer",
                self.longest
            );
            self.broken = Some(reason.clone());
            return Err(io::Error::other(reason));
        }
        Ok(count)
    }
}
