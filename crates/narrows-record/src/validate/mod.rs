//! What holds between the files of a record.

mod order;
mod references;
mod words_quoted;

use std::collections::{BTreeMap, BTreeSet};

use references::references;
use words_quoted::span_holds;

use crate::error::Fault;
use crate::record::{Record, Statement};
use crate::record_id::RecordId;
use crate::record_set::RecordSet;
use crate::span::checksum;
use crate::value::{Shape, Value};
use crate::words::{DisputeState, Kind, ReviewState};

/// Every fault between the files, in the order of the files: references that
/// lead nowhere, spans that no longer hold their words, contradictions that no
/// dispute names, dates out of order, records that nothing needs.
#[must_use]
pub fn validate(set: &RecordSet) -> Vec<Fault> {
    let mut check = Check::new(set);
    for record in set.records() {
        check.required(record);
        check.contradictions(record);
        for statement in &record.statements {
            check.references(record, statement);
            check.sources(record, statement);
            check.dates(record, statement);
        }
        match record.kind {
            Kind::Source => check.source(record),
            Kind::Commitment => check.commitment(record),
            Kind::Dispute => check.dispute(record),
            _ => {}
        }
    }
    check.series_in_order();
    check.orphans();
    check.faults.sort();
    check.faults
}

struct Check<'a> {
    set: &'a RecordSet,
    /// Series by id, with the forum's id.
    series: BTreeMap<&'a RecordId, &'a RecordId>,
    /// (record, property) pairs that a dispute names.
    disputed: BTreeSet<(&'a RecordId, &'a str)>,
    /// Ids that another record refers to.
    needed: BTreeSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn new(set: &'a RecordSet) -> Self {
        let mut check = Self {
            set,
            series: BTreeMap::new(),
            disputed: BTreeSet::new(),
            needed: BTreeSet::new(),
            faults: Vec::new(),
        };
        for record in set.records() {
            for statement in &record.statements {
                for used in &statement.sources {
                    check.needed.insert(used.source.as_str());
                }
                for (_, id, _) in references(record, statement) {
                    check.needed.insert(id.as_str());
                }
                if let Value::Series(series) = &statement.value
                    && let Some(other) = check.series.insert(&series.id, &record.id)
                {
                    check.fault(
                        record,
                        statement,
                        format!("the series {} stands in {other} already", series.id),
                    );
                }
            }
            if record.kind == Kind::Dispute
                && let (Some(subject), Some(property)) =
                    (record.reference("subject"), record.text("property"))
            {
                check.disputed.insert((subject, property));
            }
        }
        check
    }

    fn fault(&mut self, record: &Record, statement: &Statement, reason: String) {
        self.faults.push(Fault {
            file: record.file.clone(),
            line: Some(statement.line),
            field: statement.property.to_owned(),
            reason,
        });
    }

    /// A fault of the record as a whole; its line is that of the first statement
    /// of `field`, where there is one.
    fn fault_of_file(&mut self, record: &Record, field: &str, reason: String) {
        let stated = record.statements.iter().find(|s| s.property == field);
        self.faults.push(Fault {
            file: record.file.clone(),
            line: stated.map(|statement| statement.line),
            field: field.to_owned(),
            reason,
        });
    }

    fn required(&mut self, record: &Record) {
        for property in record.kind.properties().iter().filter(|p| p.required) {
            let there = record.statements.iter().any(|statement| {
                statement.property == property.name
                    && statement.review.state != ReviewState::Rejected
            });
            if !there {
                self.fault_of_file(
                    record,
                    property.name,
                    format!(
                        "{} needs it: {}; add a [[statement]]",
                        record.kind.with_article(),
                        property.meaning
                    ),
                );
            }
        }
    }

    fn contradictions(&mut self, record: &'a Record) {
        for property in record.kind.properties().iter().filter(|p| !p.repeats) {
            let stated = record.all(property.name);
            let Some((first, others)) = stated.split_first() else {
                continue;
            };
            if let Some(other) = others.iter().find(|other| other.value != first.value)
                && !self.disputed.contains(&(&record.id, property.name))
            {
                self.fault(
                    record,
                    other,
                    format!(
                        "{:?} contradicts {:?} in line {}; add a dispute that names both, or set \
                         rank = \"deprecated\"",
                        other.value.words(),
                        first.value.words(),
                        first.line
                    ),
                );
            }
        }
    }

    fn references(&mut self, record: &Record, statement: &Statement) {
        for (field, id, kinds) in references(record, statement) {
            let reason = match self.set.get(id.as_str()) {
                // What is expected of a series is about the series.
                None if kinds == Kind::ALL && self.series.contains_key(id) => continue,
                None => format!("{id} is the id of no record"),
                Some(found) if !kinds.contains(&found.kind) => {
                    let words: Vec<String> = kinds.iter().map(|kind| kind.with_article()).collect();
                    format!(
                        "{id} is {}; it must be {}",
                        found.kind.with_article(),
                        words.join(" or ")
                    )
                }
                Some(found) if found.id == record.id => "it refers to itself".to_owned(),
                Some(_) => continue,
            };
            let reason = if field.is_empty() {
                reason
            } else {
                format!("{field}: {reason}")
            };
            self.fault(record, statement, reason);
        }
        if let Value::Reference(id) = &statement.value
            && record.kind.property(statement.property).map(|p| p.shape)
                == Some(Shape::SeriesReference)
            && !self.series.contains_key(id)
        {
            self.fault(
                record,
                statement,
                format!("{id} is a series of no forum; add a statement of series to its forum"),
            );
        }
    }

    fn sources(&mut self, record: &Record, statement: &Statement) {
        let own = matches!(
            record.kind,
            Kind::Source | Kind::Dispute | Kind::Expectation
        );
        if statement.sources.is_empty() && statement.counts() && !own {
            self.fault(
                record,
                statement,
                "it names no source; add sources to it or to the record".to_owned(),
            );
        }
        for used in &statement.sources {
            match self.set.get(used.source.as_str()) {
                None => self.fault(
                    record,
                    statement,
                    format!("sources: {} is the id of no record", used.source),
                ),
                Some(found) if found.kind != Kind::Source => self.fault(
                    record,
                    statement,
                    format!(
                        "sources: {} is {}, not a source",
                        used.source,
                        found.kind.with_article()
                    ),
                ),
                Some(source) => {
                    if let Err(reason) = span_holds(self.set, source, used) {
                        self.fault(record, statement, format!("span: {reason}"));
                    }
                }
            }
        }
    }

    fn source(&mut self, record: &Record) {
        if let Some(file) = record.text("text") {
            let fault = match (self.set.text(file), record.text("sha256")) {
                (None, _) => Some((
                    "text",
                    format!("texts/{file} is not there; put it there, or leave text out"),
                )),
                (_, None) => Some(("text", "a source with a text needs its sha256".to_owned())),
                (Some(text), Some(sum)) if checksum(text) != sum => Some((
                    "sha256",
                    format!(
                        "texts/{file} has another checksum, {}; restore the text, or write this \
                         one and look at the spans in it again",
                        checksum(text)
                    ),
                )),
                _ => record.text("licence").is_none().then(|| {
                    (
                        "text",
                        "a text that is carried needs its licence".to_owned(),
                    )
                }),
            };
            if let Some((field, reason)) = fault {
                self.fault_of_file(record, field, reason);
            }
        }
        // A copy of a copy of … itself would have no release behind it.
        let mut seen = BTreeSet::from([&record.id]);
        let mut next = record.reference("origin");
        while let Some(id) = next {
            if !seen.insert(id) {
                self.fault_of_file(
                    record,
                    "origin",
                    "the origins go round in a circle".to_owned(),
                );
                break;
            }
            next = self
                .set
                .get(id.as_str())
                .and_then(|source| source.reference("origin"));
        }
    }

    fn commitment(&mut self, record: &Record) {
        let has = |property: &str| record.statements.iter().any(|s| s.property == property);
        if !has("indicator") && !has("unmeasured") {
            self.fault_of_file(
                record,
                "indicator",
                "name an indicator that it should move, or say in unmeasured why nothing measures \
                 it"
                .to_owned(),
            );
        }
        if has("indicator") && has("unmeasured") {
            self.fault_of_file(
                record,
                "unmeasured",
                "it has an indicator; leave one of the two out".to_owned(),
            );
        }
    }

    fn dispute(&mut self, record: &Record) {
        let values = record.all("value");
        let distinct: BTreeSet<String> = values
            .iter()
            .filter_map(|statement| match &statement.value {
                Value::DisputedValue(disputed) => Some(disputed.value.clone()),
                _ => None,
            })
            .collect();
        if distinct.len() < 2 {
            self.fault_of_file(
                record,
                "value",
                "a dispute needs two values that differ".to_owned(),
            );
        }
        if let (Some(subject), Some(property)) =
            (record.reference("subject"), record.text("property"))
            && let Some(subject) = self.set.get(subject.as_str())
            // What a text says twice is no property of the text as a source.
            && subject.kind != Kind::Source
            && subject.kind.property(property).is_none()
        {
            self.fault_of_file(
                record,
                "property",
                format!(
                    "{property:?} is no property of {}",
                    subject.kind.with_article()
                ),
            );
        }
        let resolved = record.best("state").map(|statement| &statement.value)
            == Some(&Value::DisputeState(DisputeState::Resolved));
        if resolved && record.text("resolution").is_none() {
            self.fault_of_file(
                record,
                "resolution",
                "a dispute that is resolved needs it".to_owned(),
            );
        }
    }

    fn orphans(&mut self) {
        let used_texts: BTreeSet<&str> = self
            .set
            .records()
            .flat_map(|record| record.text("text").filter(|_| record.kind == Kind::Source))
            .collect();
        let faults: Vec<Fault> = self
            .set
            .text_files()
            .filter(|file| !used_texts.contains(file))
            .map(|file| Fault {
                file: format!("texts/{file}"),
                line: None,
                field: String::new(),
                reason: "no source names it as its text; remove it or name it".to_owned(),
            })
            .collect();
        self.faults.extend(faults);
        let set = self.set;
        for record in set.records() {
            let orphan = match record.kind {
                Kind::Source | Kind::Post => true,
                Kind::Person => !record.statements.iter().any(|s| s.property == "tenure"),
                _ => false,
            };
            if orphan && !self.needed.contains(record.id.as_str()) {
                self.fault_of_file(
                    record,
                    "",
                    format!(
                        "no record refers to this {}; remove it or use it",
                        record.kind
                    ),
                );
            }
        }
    }
}
