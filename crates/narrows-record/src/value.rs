//! The value of a statement, and the shapes that values can have.

use narrows_core::{Economy, Material, Stage};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::value_forms::{
    DisputedValue, FollowUp, IndicatorWanted, OtherName, Participant, Series, StatusSpan, Tenure,
};
use crate::words::{DisputeState, Force, InstrumentKind, Kind, Level, MeetingStatus, Outcome};

/// What the value of a property looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of text.
    Text,
    /// A web address or a place where a text can be found.
    Address,
    /// A language as ISO 639.
    Language,
    /// A SHA-256 sum in 64 hexadecimal digits.
    Checksum,
    /// The name of a file below `texts`.
    TextFile,
    /// A time zone by its name in the IANA database.
    Zone,
    /// A whole number from one bound to another, both included.
    Whole(i64, i64),
    /// A number from 0 to 1.
    Share,
    /// A date.
    Date,
    /// An economy as ISO 3166-1 alpha-3.
    Economy,
    /// An economy or a forum.
    Actor,
    /// The id of a material.
    Material,
    /// A stage of processing.
    Stage,
    /// An HS code of six digits, or a national line of up to ten.
    HsCode,
    /// The id of a record of one of these kinds.
    Reference(&'static [Kind]),
    /// The id of a series of meetings.
    SeriesReference,
    /// The id of a record, or words of our own.
    Subject,
    /// A level.
    Level,
    /// Whether a meeting was held.
    MeetingStatus,
    /// What sort of instrument.
    InstrumentKind,
    /// How firmly it was said.
    Force,
    /// Whether a dispute is settled.
    DisputeState,
    /// How a forecast ended.
    Outcome,
    /// Another name.
    OtherName,
    /// A series of meetings.
    Series,
    /// Who took part.
    Participant,
    /// When a post was held.
    Tenure,
    /// A status with its dates.
    StatusSpan,
    /// An indicator to be moved.
    Indicator,
    /// What came of it.
    FollowUp,
    /// A value in dispute.
    DisputedValue,
}

/// The value of a statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Words, codes and addresses.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number from 0 to 1.
    Share(f64),
    /// A date.
    Date(RecordDate),
    /// An economy.
    Economy(Economy),
    /// A stage of processing.
    Stage(Stage),
    /// The id of a record or a series.
    Reference(RecordId),
    /// A level.
    Level(Level),
    /// Whether a meeting was held.
    MeetingStatus(MeetingStatus),
    /// What sort of instrument.
    InstrumentKind(InstrumentKind),
    /// How firmly it was said.
    Force(Force),
    /// Whether a dispute is settled.
    DisputeState(DisputeState),
    /// How a forecast ended.
    Outcome(Outcome),
    /// Another name.
    OtherName(OtherName),
    /// A series of meetings.
    Series(Series),
    /// Who took part.
    Participant(Participant),
    /// When a post was held.
    Tenure(Tenure),
    /// A status with its dates.
    StatusSpan(StatusSpan),
    /// An indicator to be moved.
    Indicator(IndicatorWanted),
    /// What came of it.
    FollowUp(FollowUp),
    /// A value in dispute.
    DisputedValue(DisputedValue),
}

impl Shape {
    /// Reads a value of this shape from TOML, JSON or any other form.
    ///
    /// # Errors
    /// The deserialiser's, with what is wrong in words.
    pub fn read<'de, D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        Ok(match self {
            Self::Text | Self::Address => Value::Text(line(from)?),
            Self::Language => Value::Text(checked(from, language)?),
            Self::Checksum => Value::Text(checked(from, checksum)?),
            Self::TextFile => Value::Text(checked(from, text_file)?),
            Self::Zone => Value::Text(checked(from, zone)?),
            Self::HsCode => Value::Text(checked(from, hs_code)?),
            Self::Material => Value::Text(checked(from, material)?),
            Self::Whole(least, most) => {
                let number = i64::deserialize(from)?;
                if !(least..=most).contains(&number) {
                    return Err(D::Error::custom(format!(
                        "{number} lies outside {least} to {most}"
                    )));
                }
                Value::Whole(number)
            }
            Self::Share => {
                let number = f64::deserialize(from)?;
                if !(0.0..=1.0).contains(&number) {
                    return Err(D::Error::custom(format!("{number} lies outside 0 to 1")));
                }
                Value::Share(number)
            }
            Self::Date => Value::Date(RecordDate::deserialize(from)?),
            Self::Economy => Value::Economy(Economy::deserialize(from)?),
            Self::Stage => Value::Stage(Stage::deserialize(from)?),
            Self::Reference(_) | Self::SeriesReference => {
                Value::Reference(RecordId::deserialize(from)?)
            }
            Self::Actor => {
                let text = line(from)?;
                match Economy::from_alpha3(&text) {
                    Some(economy) => Value::Economy(economy),
                    None => Value::Reference(RecordId::parse(&text).map_err(|_| {
                        D::Error::custom(format!(
                            "{text:?} is neither an alpha-3 code nor the id of a forum"
                        ))
                    })?),
                }
            }
            Self::Subject => {
                let text = line(from)?;
                // Words of our own have a space; an id has none.
                match RecordId::parse(&text) {
                    Ok(id) => Value::Reference(id),
                    Err(_) => Value::Text(text),
                }
            }
            Self::Level => Value::Level(Level::deserialize(from)?),
            Self::MeetingStatus => Value::MeetingStatus(MeetingStatus::deserialize(from)?),
            Self::InstrumentKind => Value::InstrumentKind(InstrumentKind::deserialize(from)?),
            Self::Force => Value::Force(Force::deserialize(from)?),
            Self::DisputeState => Value::DisputeState(DisputeState::deserialize(from)?),
            Self::Outcome => Value::Outcome(Outcome::deserialize(from)?),
            Self::OtherName => {
                let name = OtherName::deserialize(from)?;
                if let Some(code) = &name.language {
                    language(code).map_err(D::Error::custom)?;
                }
                Value::OtherName(name)
            }
            Self::Series => {
                let series = Series::deserialize(from)?;
                if let Some(cadence) = &series.stated_cadence
                    && cadence.parse::<jiff::Span>().is_err()
                {
                    return Err(D::Error::custom(format!(
                        "{cadence:?} is no duration of ISO 8601, such as P1Y or P6M"
                    )));
                }
                Value::Series(series)
            }
            Self::Participant => Value::Participant(Participant::deserialize(from)?),
            Self::Tenure => Value::Tenure(Tenure::deserialize(from)?),
            Self::StatusSpan => Value::StatusSpan(StatusSpan::deserialize(from)?),
            Self::Indicator => {
                let wanted = IndicatorWanted::deserialize(from)?;
                material(&wanted.material).map_err(D::Error::custom)?;
                Value::Indicator(wanted)
            }
            Self::FollowUp => {
                let follow_up = FollowUp::deserialize(from)?;
                if follow_up
                    .score
                    .is_some_and(|score| !(-1..=1).contains(&score))
                {
                    return Err(D::Error::custom("score lies outside -1 to 1"));
                }
                Value::FollowUp(follow_up)
            }
            Self::DisputedValue => Value::DisputedValue(DisputedValue::deserialize(from)?),
        })
    }
}

impl Value {
    /// The value in words, for tables and search.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Share(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Economy(economy) => economy.alpha3().to_owned(),
            Self::Stage(stage) => stage.to_string(),
            Self::Reference(id) => id.to_string(),
            Self::Level(word) => word.to_string(),
            Self::MeetingStatus(word) => word.to_string(),
            Self::InstrumentKind(word) => word.to_string(),
            Self::Force(word) => word.to_string(),
            Self::DisputeState(word) => word.to_string(),
            Self::Outcome(word) => word.to_string(),
            Self::OtherName(name) => name.text.clone(),
            Self::Series(series) => format!("{} ({})", series.id, series.level),
            Self::Participant(participant) => match &participant.person {
                Some(person) => format!("{person} as {}", participant.post),
                None => participant.post.to_string(),
            },
            Self::Tenure(tenure) => {
                let mut text = tenure.post.to_string();
                if let Some(from) = &tenure.from {
                    text.push_str(&format!(", from {from}"));
                }
                if let Some(until) = &tenure.until {
                    text.push_str(&format!(", until {until}"));
                }
                if !tenure.attested.is_empty() {
                    let days: Vec<&str> = tenure.attested.iter().map(RecordDate::as_str).collect();
                    text.push_str(&format!(", attested {}", days.join(", ")));
                }
                text
            }
            Self::StatusSpan(status) => {
                let mut text = status.value.to_string();
                if let Some(from) = &status.from {
                    text.push_str(&format!(", from {from}"));
                }
                if let Some(until) = &status.until {
                    text.push_str(&format!(", until {until}"));
                }
                text
            }
            Self::Indicator(wanted) => format!(
                "{} of {} for {}, {}",
                wanted.indicator,
                wanted.material,
                wanted.importer.alpha3(),
                wanted.direction
            ),
            Self::FollowUp(follow_up) => {
                let mut text = format!("{} {}", follow_up.kind, follow_up.on);
                if let Some(party) = follow_up.party {
                    text.push_str(&format!(", {}", party.alpha3()));
                }
                if let Some(score) = follow_up.score {
                    text.push_str(&format!(", score {}", signed(score)));
                }
                if let Some(by) = &follow_up.by {
                    text.push_str(&format!(", by {by}"));
                }
                if let Some(what) = &follow_up.what {
                    text.push_str(&format!(": {what}"));
                }
                text
            }
            Self::DisputedValue(disputed) => {
                format!("{:?} according to {}", disputed.value, disputed.source)
            }
        }
    }
}

/// A score with its sign; nothing stands before 0.
fn signed(score: i8) -> String {
    if score == 0 {
        "0".to_owned()
    } else {
        format!("{score:+}")
    }
}

fn line<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    checked(from, |text| {
        if text.trim().is_empty() {
            Err("it is empty".to_owned())
        } else if text.contains('\n') {
            Err("it has a line break; write one line".to_owned())
        } else {
            Ok(())
        }
    })
}

fn checked<'de, D: Deserializer<'de>>(
    from: D,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<String, D::Error> {
    let text = String::deserialize(from)?;
    check(&text).map_err(D::Error::custom)?;
    Ok(text)
}

fn language(text: &str) -> Result<(), String> {
    let sound = (2..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase());
    if sound {
        Ok(())
    } else {
        Err(format!(
            "{text:?} is no language code, such as en, ja or ko"
        ))
    }
}

fn checksum(text: &str) -> Result<(), String> {
    let sound = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if sound {
        Ok(())
    } else {
        Err(format!(
            "{text:?} is no SHA-256 sum of 64 hexadecimal digits in lower case"
        ))
    }
}

fn text_file(text: &str) -> Result<(), String> {
    let sound = !text.is_empty()
        && !text.starts_with('.')
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    if sound {
        Ok(())
    } else {
        Err(format!("{text:?} is no plain file name below texts"))
    }
}

fn zone(text: &str) -> Result<(), String> {
    let sound = text == "UTC"
        || text.split_once('/').is_some_and(|(area, place)| {
            let word = |part: &str| {
                !part.is_empty()
                    && part.bytes().all(|b| {
                        b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'/' | b'+')
                    })
            };
            word(area) && word(place)
        });
    if sound {
        Ok(())
    } else {
        Err(format!("{text:?} is no zone name, such as Asia/Tokyo"))
    }
}

fn hs_code(text: &str) -> Result<(), String> {
    if (6..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        Ok(())
    } else {
        Err(format!("{text:?} is no HS code of six to ten digits"))
    }
}

fn material(text: &str) -> Result<(), String> {
    let found = Material::find(text).map_err(|error| error.to_string())?;
    if found.id() == text {
        Ok(())
    } else {
        Err(format!(
            "{text:?} is no material id; write {:?}",
            found.id()
        ))
    }
}
