//! The JSON form and its published schema.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use narrows_brief::{BriefRequest, brief_schema, compose, forums, to_json};
use narrows_lake::Lake;
use narrows_record::{Index, RecordSet};

/// The published schema is what the code writes. After a change of the form:
/// `UPDATE_SCHEMA=1 cargo test -p narrows-brief --test published_schema`.
#[test]
fn the_published_schema_is_the_code_s() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/schema/brief.schema.json"
    );
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, brief_schema()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), brief_schema());
}

#[test]
fn a_brief_has_the_schema() {
    let request = BriefRequest::for_forum(&forums().unwrap(), "jucip").unwrap();
    let record = Index::in_memory(&RecordSet::shipped().unwrap()).unwrap();
    let brief = compose(&Lake::embedded(), &record, &request).unwrap();
    let instance: serde_json::Value = serde_json::from_str(&to_json(&brief)).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&brief_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| error.instance_path().to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}
