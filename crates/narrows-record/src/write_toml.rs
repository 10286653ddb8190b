//! A record as its TOML file.

use serde::Serialize;
use toml::ser::ValueSerializer;

use crate::record::{Record, Statement};
use crate::words::Rank;

/// The file of a record: what [`crate::read_record`] reads back as the same
/// record. Review and sources that all statements share stand once, above
/// them.
#[must_use]
pub fn write_record(record: &Record) -> String {
    let mut text = format!(
        "id = {}\nkind = {}\nlabel = {}\n",
        inline(&record.id),
        inline(&record.kind),
        inline(&record.label)
    );
    let shared = shared(&record.statements);
    if let Some(first) = shared {
        text.push_str(&format!("review = {}\n", inline(&first.review)));
        if !first.sources.is_empty() {
            text.push_str(&format!("sources = {}\n", inline(&first.sources)));
        }
    }
    for statement in &record.statements {
        text.push_str(&format!(
            "\n[[statement]]\nproperty = {}\nvalue = {}\n",
            inline(&statement.property),
            inline(&statement.value)
        ));
        if statement.rank != Rank::Normal {
            text.push_str(&format!("rank = {}\n", inline(&statement.rank)));
        }
        if shared.is_none() {
            text.push_str(&format!(
                "review = {}\nsources = {}\n",
                inline(&statement.review),
                inline(&statement.sources)
            ));
        }
        if let Some(note) = &statement.note {
            text.push_str(&format!("note = {}\n", inline(note)));
        }
    }
    text
}

/// A statement whose review and sources all others have too.
fn shared(statements: &[Statement]) -> Option<&Statement> {
    let first = statements.first()?;
    statements
        .iter()
        .all(|other| other.review == first.review && other.sources == first.sources)
        .then_some(first)
}

/// A value as TOML sets it in a line.
pub(crate) fn inline(value: &(impl Serialize + ?Sized)) -> String {
    let mut text = String::new();
    match value.serialize(ValueSerializer::new(&mut text)) {
        Ok(_) => text,
        Err(error) => unreachable!("a statement is plain data: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_toml::read_record;
    use crate::record_set::RecordSet;

    #[test]
    fn what_is_written_is_read_back() {
        let record = RecordSet::shipped().unwrap();
        assert!(!record.is_empty());
        for original in record.records() {
            let text = write_record(original);
            let mut again = read_record(&original.file, &text).unwrap();
            for (new, old) in again.statements.iter_mut().zip(&original.statements) {
                new.line = old.line;
            }
            assert_eq!(&again, original);
        }
    }

    #[test]
    fn quotes_and_other_scripts_survive() {
        let text = "id = \"a\"\nkind = \"claim\"\nlabel = 'He said \"no\" \\ 흑연'\n\
                    [[statement]]\nproperty = \"text\"\nvalue = 'a \"b\" \\ c'\n\
                    note = \"\"\"two\nlines\"\"\"\nreview = { state = \"proposed\" }\n";
        let record = read_record("a.toml", text).unwrap();
        let again = read_record("a.toml", &write_record(&record)).unwrap();
        assert_eq!(again.label, record.label);
        assert_eq!(again.statements[0].value, record.statements[0].value);
        assert_eq!(again.statements[0].note, record.statements[0].note);
    }
}
