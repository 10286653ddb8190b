//! The published schema of a record's file, and the shipped record under it.

#![allow(clippy::unwrap_used)]

use narrows_record::record_schema;

/// After a change of the form:
/// `UPDATE_SCHEMA=1 cargo test -p narrows-record --test published_schema`.
#[test]
fn the_published_schema_is_the_code_s() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../docs/schema/record.schema.json"
    );
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, record_schema()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), record_schema());
}

fn errors(toml_text: &str) -> Vec<String> {
    let instance: serde_json::Value = toml::from_str(toml_text).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&record_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator
        .iter_errors(&instance)
        .map(|error| error.to_string())
        .collect()
}

#[test]
fn every_shipped_file_has_the_schema() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/record");
    let mut files = 0;
    for kind in std::fs::read_dir(folder).unwrap() {
        let kind = kind.unwrap().path();
        if kind.ends_with("texts") || !kind.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(kind).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(errors(&text), Vec::<String>::new(), "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 0);
}

#[test]
fn a_wrong_file_has_not() {
    let wrong = "id = \"a\"\nkind = \"meeting\"\nlabel = \"x\"\n[[statement]]\n\
                 property = \"ordinal\"\nvalue = \"four\"\n";
    assert!(!errors(wrong).is_empty());
}
