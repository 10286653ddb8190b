//! A record from the JSON that it is kept as in the index.

use serde::Deserialize;

use crate::record::{Record, Review, SourceUse, Statement};
use crate::record_id::RecordId;
use crate::words::{Kind, Rank};

#[derive(Deserialize)]
struct JsonRecord {
    id: RecordId,
    kind: Kind,
    label: String,
    statement: Vec<JsonStatement>,
}

#[derive(Deserialize)]
struct JsonStatement {
    property: String,
    value: serde_json::Value,
    rank: Rank,
    review: Review,
    sources: Vec<SourceUse>,
    note: Option<String>,
}

/// Reads a record as `serde_json` writes it.
pub(crate) fn from_json(text: &str, file: &str) -> Result<Record, serde_json::Error> {
    use serde::de::Error as _;

    let parsed: JsonRecord = serde_json::from_str(text)?;
    let statements = parsed
        .statement
        .into_iter()
        .map(|statement| {
            let property = parsed.kind.property(&statement.property).ok_or_else(|| {
                serde_json::Error::custom(format!(
                    "{:?} is no property of {}",
                    statement.property,
                    parsed.kind.with_article()
                ))
            })?;
            Ok(Statement {
                property: property.name,
                value: property.shape.read(statement.value)?,
                rank: statement.rank,
                review: statement.review,
                sources: statement.sources,
                note: statement.note,
                line: 0,
            })
        })
        .collect::<Result<_, serde_json::Error>>()?;
    Ok(Record {
        id: parsed.id,
        kind: parsed.kind,
        label: parsed.label,
        statements,
        file: file.to_owned(),
    })
}

/// The record as JSON.
pub(crate) fn to_json(record: &Record) -> String {
    serde_json::to_string(record)
        .unwrap_or_else(|error| unreachable!("a record is plain data: {error}"))
}
