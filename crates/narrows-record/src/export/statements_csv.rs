//! One statement a row.

use crate::questions::Rows;
use crate::record_set::RecordSet;

/// All statements as CSV, one a row, also those that do not count. Values of
/// several parts are JSON.
#[must_use]
pub fn to_statements_csv(set: &RecordSet) -> String {
    let mut rows = Rows::new(&[
        "record", "kind", "label", "property", "value", "rank", "review", "by", "on", "sources",
        "basis", "note",
    ]);
    for record in set.records() {
        for statement in &record.statements {
            let value = match serde_json::to_value(&statement.value) {
                Ok(serde_json::Value::String(text)) => text,
                Ok(other) => other.to_string(),
                Err(error) => unreachable!("a value is plain data: {error}"),
            };
            let joined = |parts: Vec<&str>| parts.join("; ");
            rows.rows.push(vec![
                record.id.to_string(),
                record.kind.as_str().to_owned(),
                record.label.clone(),
                statement.property.to_owned(),
                value,
                statement.rank.as_str().to_owned(),
                statement.review.state.as_str().to_owned(),
                statement.review.by.clone().unwrap_or_default(),
                statement
                    .review
                    .on
                    .map_or_else(String::new, |day| day.to_string()),
                joined(
                    statement
                        .sources
                        .iter()
                        .map(|used| used.source.as_str())
                        .collect(),
                ),
                joined(
                    statement
                        .sources
                        .iter()
                        .map(|used| used.basis.as_str())
                        .collect(),
                ),
                statement.note.clone().unwrap_or_default(),
            ]);
        }
    }
    rows.to_csv()
}
