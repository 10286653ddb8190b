//! The JSON schema of a record's file, for editors and for other tools.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value as Json, json};

use crate::property::Property;
use crate::record::{Review, SourceUse};
use crate::record_date::RecordDate;
use crate::record_id::RecordId;
use crate::value::Shape;
use crate::value_forms::{
    DisputedValue, FollowUp, IndicatorWanted, OtherName, Participant, Series, StatusSpan, Tenure,
};
use crate::words::{
    DisputeState, Force, InstrumentKind, Kind, Level, MeetingStatus, Outcome, Rank,
};

/// The schema of one record, published as `docs/schema/record.schema.json`. A
/// TOML file has it when it is read as JSON.
#[must_use]
pub fn record_schema() -> String {
    let mut generator = SchemaGenerator::default();
    let kinds: Vec<Json> = Kind::ALL
        .iter()
        .map(|kind| record_of(&mut generator, *kind))
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
        "description": "One record of the policy record of narrows",
        "oneOf": kinds,
        "$defs": generator.take_definitions(true),
    });
    let mut text = serde_json::to_string_pretty(&schema)
        .unwrap_or_else(|error| unreachable!("a schema is plain data: {error}"));
    text.push('\n');
    text
}

fn record_of(generator: &mut SchemaGenerator, kind: Kind) -> Json {
    let statements: Vec<Json> = kind
        .properties()
        .iter()
        .map(|property| statement_of(generator, property))
        .collect();
    json!({
        "title": kind.as_str(),
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "kind", "label"],
        "properties": {
            "id": of::<RecordId>(generator),
            "kind": { "const": kind.as_str() },
            "label": { "type": "string", "minLength": 1, "description": "one plain line in our own words" },
            "review": of::<Review>(generator),
            "sources": { "type": "array", "items": of::<SourceUse>(generator) },
            "statement": { "type": "array", "items": { "oneOf": statements } },
        },
    })
}

fn statement_of(generator: &mut SchemaGenerator, property: &Property) -> Json {
    json!({
        "type": "object",
        "description": property.meaning,
        "additionalProperties": false,
        "required": ["property", "value"],
        "properties": {
            "property": { "const": property.name },
            "value": shape(generator, property.shape),
            "rank": of::<Rank>(generator),
            "review": of::<Review>(generator),
            "sources": { "type": "array", "items": of::<SourceUse>(generator) },
            "note": { "type": "string" },
        },
    })
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Json {
    generator.subschema_for::<T>().to_value()
}

fn shape(generator: &mut SchemaGenerator, shape: Shape) -> Json {
    match shape {
        Shape::Text | Shape::Address | Shape::Subject => {
            json!({ "type": "string", "minLength": 1 })
        }
        Shape::Language => json!({ "type": "string", "pattern": "^[a-z]{2,3}$" }),
        Shape::Checksum => json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" }),
        Shape::TextFile => json!({ "type": "string", "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]*$" }),
        Shape::Zone => {
            json!({ "type": "string", "pattern": "^(UTC|[A-Za-z0-9_+-]+/[A-Za-z0-9_+/-]+)$" })
        }
        Shape::Whole(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Shape::Date => of::<RecordDate>(generator),
        Shape::Economy => of::<narrows_core::Economy>(generator),
        Shape::Actor => json!({
            "type": "string",
            "pattern": "^([A-Z0-9]{3}|[a-z0-9]+(-[a-z0-9]+)*)$",
            "description": "an alpha-3 code or the id of a forum",
        }),
        Shape::Material => json!({ "type": "string", "description": "the id of a material" }),
        Shape::Stage => of::<narrows_core::Stage>(generator),
        Shape::HsCode => json!({ "type": "string", "pattern": "^[0-9]{6,10}$" }),
        Shape::Reference(_) | Shape::SeriesReference => of::<RecordId>(generator),
        Shape::Level => of::<Level>(generator),
        Shape::MeetingStatus => of::<MeetingStatus>(generator),
        Shape::InstrumentKind => of::<InstrumentKind>(generator),
        Shape::Force => of::<Force>(generator),
        Shape::DisputeState => of::<DisputeState>(generator),
        Shape::Outcome => of::<Outcome>(generator),
        Shape::OtherName => of::<OtherName>(generator),
        Shape::Series => of::<Series>(generator),
        Shape::Participant => of::<Participant>(generator),
        Shape::Tenure => of::<Tenure>(generator),
        Shape::StatusSpan => of::<StatusSpan>(generator),
        Shape::Indicator => of::<IndicatorWanted>(generator),
        Shape::FollowUp => of::<FollowUp>(generator),
        Shape::DisputedValue => of::<DisputedValue>(generator),
    }
}
