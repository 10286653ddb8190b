//! The shipped record for other tools.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use narrows_record::{RecordSet, to_json_ld, to_statements_csv};

#[test]
fn every_statement_is_a_row() {
    let set = RecordSet::shipped().unwrap();
    let text = to_statements_csv(&set);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap).count();
    let statements: usize = set.records().map(|record| record.statements.len()).sum();
    assert_eq!(rows, statements);
}

#[test]
fn the_graph_is_closed_and_names_its_spans() {
    let set = RecordSet::shipped().unwrap();
    let graph: serde_json::Value = serde_json::from_str(&to_json_ld(&set)).unwrap();
    let nodes = graph["@graph"].as_array().unwrap();
    let ids: BTreeSet<&str> = nodes
        .iter()
        .map(|node| node["@id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), nodes.len(), "every node has an id of its own");
    let mut annotations = 0;
    for node in nodes {
        for key in ["statementOf", "hasBody", "primarySource"] {
            if let Some(target) = node[key].as_str() {
                assert!(ids.contains(target), "{target}");
            }
        }
        for source in node["derivedFrom"].as_array().into_iter().flatten() {
            assert!(ids.contains(source.as_str().unwrap()), "{source}");
        }
        if node["@type"] == "oa:Annotation" {
            annotations += 1;
            let source = node["hasTarget"]["hasSource"].as_str().unwrap();
            assert!(ids.contains(source));
            assert!(node["hasTarget"]["hasSelector"][0]["exact"].is_string());
        }
    }
    assert!(annotations > 0);
    for key in nodes
        .iter()
        .flat_map(|node| node.as_object().unwrap().keys())
    {
        assert!(
            key.starts_with('@') || graph["@context"].get(key).is_some(),
            "{key}"
        );
    }
}
