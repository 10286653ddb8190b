//! The values that are inline tables.

use narrows_core::Economy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::words::{Direction, FollowUpKind, InstrumentStatus, Level, NameKind};

/// Another name of a forum, person, post or instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherName {
    /// The name.
    pub text: String,
    /// Its language, as ISO 639: `en`, `ja`, `ko`, `zh`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What sort of name.
    pub kind: NameKind,
}

/// A series of meetings of one forum at one level. Cadence is a property of a
/// series, never of a forum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Id, unique over all forums: `jucip-ministerial`.
    pub id: RecordId,
    /// Who meets.
    pub level: Level,
    /// Name for people; without it, the forum's name and the level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How often it said that it would meet, as a duration of ISO 8601: `P1Y`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_cadence: Option<String>,
}

/// Who took part in a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The person, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<RecordId>,
    /// The post held on that day.
    pub post: RecordId,
}

/// When a person held a post, as far as it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tenure {
    /// The post.
    pub post: RecordId,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<RecordDate>,
    /// Last day; absent where it is not known, which is not "until today".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<RecordDate>,
    /// Days on which a source shows the person in the post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<RecordDate>,
}

/// A status of an instrument and when it held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusSpan {
    /// The status.
    pub value: InstrumentStatus,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<RecordDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<RecordDate>,
}

/// An indicator that a commitment should move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorWanted {
    /// Id of an indicator of `narrows exposure`, such as
    /// `herfindahl_hirschman_index_imports`, or `share_of_imports` with a
    /// partner.
    pub indicator: String,
    /// Whose exposure.
    pub importer: Economy,
    /// Id of the material.
    pub material: String,
    /// The supplier, of `share_of_imports`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// Which way it should move.
    pub direction: Direction,
}

/// What came of a commitment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// What happened.
    pub kind: FollowUpKind,
    /// When.
    pub on: RecordDate,
    /// Whose doing; all actors without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Economy>,
    /// −1 not kept, 0 in part or in progress, +1 kept, as the G7 Research
    /// Group scores compliance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1, max = 1))]
    pub score: Option<i8>,
    /// The instrument, meeting or commitment that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<RecordId>,
    /// What was done, in words of our own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

/// One of the values that contradict each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisputedValue {
    /// The value, as text.
    pub value: String,
    /// The source that says it.
    pub source: RecordId,
}
