//! A briefing as JSON, and the schema of that JSON.

use crate::compose::Brief;

/// The briefing as JSON, indented, with a line feed at the end.
#[must_use]
pub fn to_json(brief: &Brief) -> String {
    // A brief holds no map with keys that are not text and no number that is
    // not finite, which are all that can fail.
    let mut text = serde_json::to_string_pretty(brief)
        .unwrap_or_else(|error| unreachable!("a brief is plain data: {error}"));
    text.push('\n');
    text
}

/// The JSON schema of [`to_json`]'s output, published as
/// `docs/schema/brief.schema.json`.
#[must_use]
pub fn brief_schema() -> String {
    let schema = schemars::schema_for!(Brief);
    let mut text = serde_json::to_string_pretty(&schema)
        .unwrap_or_else(|error| unreachable!("a schema is plain data: {error}"));
    text.push('\n');
    text
}
