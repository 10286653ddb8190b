//! What a statement refers to.

use crate::record::{Record, Statement};
use crate::record_id::RecordId;
use crate::value::{Shape, Value};
use crate::words::Kind;

/// What a statement refers to: field, id, and the kinds it may be of.
pub(super) fn references<'a>(
    record: &Record,
    statement: &'a Statement,
) -> Vec<(&'static str, &'a RecordId, &'static [Kind])> {
    const POST: &[Kind] = &[Kind::Post];
    let shape = record.kind.property(statement.property).map(|p| p.shape);
    match &statement.value {
        Value::Reference(id) => match shape {
            Some(Shape::Reference(kinds)) => vec![("", id, kinds)],
            Some(Shape::Actor) => vec![("", id, &[Kind::Forum])],
            Some(Shape::Subject) => vec![("", id, Kind::ALL)],
            _ => Vec::new(),
        },
        Value::Participant(participant) => participant
            .person
            .iter()
            .map(|person| ("person", person, &[Kind::Person] as &[Kind]))
            .chain([("post", &participant.post, POST)])
            .collect(),
        Value::Tenure(tenure) => vec![("post", &tenure.post, POST)],
        Value::FollowUp(follow_up) => follow_up
            .by
            .iter()
            .map(|by| {
                (
                    "by",
                    by,
                    &[Kind::Instrument, Kind::Meeting, Kind::Commitment] as &[Kind],
                )
            })
            .collect(),
        Value::DisputedValue(disputed) => vec![("source", &disputed.source, &[Kind::Source])],
        _ => Vec::new(),
    }
}
