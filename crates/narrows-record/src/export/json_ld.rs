//! JSON-LD: the provenance ontology of W3C (PROV-O) for who derived what from
//! where, and Web Annotation for the words that say it.
//!
//! A record is a `prov:Entity`. A statement is one too: it belongs to its
//! record, was derived from its sources and is attributed to the person who
//! reviewed it. A span is an `oa:Annotation` whose target is the source with a
//! quote and a position selector.

use serde_json::{Map, Value as Json, json};

use crate::record::{Record, SourceUse, Statement};
use crate::record_set::RecordSet;
use crate::value::{Shape, Value};
use crate::words::Kind;

const PREFIX: &str = "urn:narrows:record:";

/// The record as one JSON-LD document.
#[must_use]
pub fn to_json_ld(set: &RecordSet) -> String {
    let mut graph: Vec<Json> = Vec::new();
    for record in set.records() {
        graph.push(record_node(record));
        for (number, statement) in (1..).zip(&record.statements) {
            let id = format!("{PREFIX}{}#{}-{number}", record.id, statement.property);
            graph.push(statement_node(record, statement, &id));
            for (place, used) in (1..).zip(&statement.sources) {
                if used.span.is_some() {
                    graph.push(annotation(used, &id, place));
                }
            }
        }
    }
    let document = json!({ "@context": context(), "@graph": graph });
    let mut text = serde_json::to_string_pretty(&document)
        .unwrap_or_else(|error| unreachable!("a graph is plain data: {error}"));
    text.push('\n');
    text
}

fn context() -> Json {
    json!({
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "narrows": "urn:narrows:vocabulary:",
        "label": "rdfs:label",
        "note": "rdfs:comment",
        "property": "narrows:property",
        "value": { "@id": "narrows:value", "@type": "@json" },
        "refersTo": { "@id": "narrows:refersTo", "@type": "@id" },
        "rank": "narrows:rank",
        "review": "narrows:review",
        "basis": "narrows:basis",
        "statementOf": { "@id": "narrows:statementOf", "@type": "@id" },
        "derivedFrom": { "@id": "prov:wasDerivedFrom", "@type": "@id" },
        "primarySource": { "@id": "prov:hadPrimarySource", "@type": "@id" },
        "attributedTo": "prov:wasAttributedTo",
        "reviewedOn": { "@id": "prov:generatedAtTime", "@type": "xsd:date" },
        "hasBody": { "@id": "oa:hasBody", "@type": "@id" },
        "hasTarget": "oa:hasTarget",
        "hasSource": { "@id": "oa:hasSource", "@type": "@id" },
        "hasSelector": "oa:hasSelector",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": { "@id": "oa:start", "@type": "xsd:nonNegativeInteger" },
        "end": { "@id": "oa:end", "@type": "xsd:nonNegativeInteger" },
        "quoteSha256": "narrows:quoteSha256"
    })
}

fn iri(id: &str) -> String {
    format!("{PREFIX}{id}")
}

fn record_node(record: &Record) -> Json {
    let mut node = Map::new();
    node.insert("@id".to_owned(), iri(record.id.as_str()).into());
    node.insert(
        "@type".to_owned(),
        json!(["prov:Entity", format!("narrows:{}", class(record.kind))]),
    );
    node.insert("label".to_owned(), record.label.clone().into());
    if let Some(origin) = record.reference("origin") {
        node.insert("primarySource".to_owned(), iri(origin.as_str()).into());
    }
    Json::Object(node)
}

fn class(kind: Kind) -> String {
    let mut letters = kind.as_str().chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn statement_node(record: &Record, statement: &Statement, id: &str) -> Json {
    let mut node = Map::new();
    let mut put = |key: &str, value: Json| {
        node.insert(key.to_owned(), value);
    };
    put("@id", id.into());
    put("@type", json!(["prov:Entity", "narrows:Statement"]));
    put("statementOf", iri(record.id.as_str()).into());
    put("property", statement.property.into());
    put(
        "value",
        serde_json::to_value(&statement.value)
            .unwrap_or_else(|error| unreachable!("a value is plain data: {error}")),
    );
    let shape = record.kind.property(statement.property).map(|p| p.shape);
    if let Value::Reference(target) = &statement.value
        && shape != Some(Shape::SeriesReference)
    {
        put("refersTo", iri(target.as_str()).into());
    }
    put("rank", statement.rank.as_str().into());
    put("review", statement.review.state.as_str().into());
    if let Some(by) = &statement.review.by {
        put(
            "attributedTo",
            json!({ "@type": "prov:Agent", "label": by }),
        );
    }
    if let Some(on) = statement.review.on {
        put("reviewedOn", on.to_string().into());
    }
    let sources: Vec<Json> = statement
        .sources
        .iter()
        .map(|used| iri(used.source.as_str()).into())
        .collect();
    if !sources.is_empty() {
        put("derivedFrom", sources.into());
        let basis: Vec<&str> = statement
            .sources
            .iter()
            .map(|used| used.basis.as_str())
            .collect();
        put("basis", json!(basis));
    }
    if let Some(note) = &statement.note {
        put("note", note.clone().into());
    }
    Json::Object(node)
}

fn annotation(used: &SourceUse, statement: &str, place: usize) -> Json {
    let Some(span) = &used.span else {
        return Json::Null;
    };
    let words = match (&span.quote, &span.quote_sha256) {
        (Some(quote), _) => json!({
            "@type": "oa:TextQuoteSelector",
            "exact": quote,
            "prefix": span.prefix,
            "suffix": span.suffix,
        }),
        (None, sum) => json!({ "@type": "oa:Selector", "quoteSha256": sum }),
    };
    json!({
        "@id": format!("{statement}-span-{place}"),
        "@type": "oa:Annotation",
        "hasBody": statement,
        "hasTarget": {
            "hasSource": iri(used.source.as_str()),
            "hasSelector": [
                words,
                { "@type": "oa:TextPositionSelector", "start": span.start, "end": span.end },
            ],
        },
    })
}
