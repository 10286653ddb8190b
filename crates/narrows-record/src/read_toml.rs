//! A record from its TOML file.

use serde::Deserialize;
use toml::Spanned;

use crate::error::Fault;
use crate::record::{Record, Review, SourceUse, Statement};
use crate::record_id::RecordId;
use crate::words::{Kind, Rank, ReviewState};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordFile {
    id: Spanned<RecordId>,
    kind: Spanned<Kind>,
    label: Spanned<String>,
    /// For statements that have none of their own.
    review: Option<Review>,
    /// For statements that have none of their own.
    #[serde(default)]
    sources: Vec<SourceUse>,
    #[serde(default)]
    statement: Vec<Spanned<StatementTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementTable {
    property: Spanned<String>,
    value: Spanned<toml::Value>,
    rank: Option<Rank>,
    review: Option<Spanned<Review>>,
    sources: Option<Vec<SourceUse>>,
    note: Option<String>,
}

/// Reads a record; `file` names it in errors, and its last part without
/// `.toml` must be the id.
///
/// # Errors
/// Every fault that was found, with line and field.
pub fn read_record(file: &str, text: &str) -> Result<Record, Vec<Fault>> {
    let lines = Lines { file, text };
    let parsed: RecordFile = toml::from_str(text).map_err(|error| {
        let at = error.span().map(|span| span.start);
        vec![Fault {
            file: file.to_owned(),
            line: at.map(|at| lines.line(at)),
            field: at.map(|at| lines.key_at(at)).unwrap_or_default(),
            reason: in_plain_words(error.message()),
        }]
    })?;
    let mut faults = Vec::new();
    let kind = *parsed.kind.get_ref();
    let id = parsed.id.get_ref().clone();
    let mut path = file.trim_end_matches(".toml").rsplit(['/', '\\']);
    if path.next() != Some(id.as_str()) {
        faults.push(lines.fault(
            parsed.id.span().start,
            "id",
            format!("the file must be named after its id, {id}.toml"),
        ));
    }
    if let Some(folder) = path.next()
        && folder != kind.as_str()
    {
        faults.push(lines.fault(
            parsed.kind.span().start,
            "kind",
            format!(
                "{} belongs into the folder {}",
                kind.with_article(),
                kind.as_str()
            ),
        ));
    }
    let label = parsed.label.get_ref().trim().to_owned();
    if label.is_empty() || label.contains('\n') {
        faults.push(lines.fault(
            parsed.label.span().start,
            "label",
            "write one plain line".to_owned(),
        ));
    }
    let mut statements = Vec::new();
    for table in parsed.statement {
        let at = table.span().start;
        match statement(
            &lines,
            kind,
            table.into_inner(),
            parsed.review.as_ref(),
            &parsed.sources,
            at,
        ) {
            Ok(statement) => statements.push(statement),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(Record {
            id,
            kind,
            label,
            statements,
            file: file.to_owned(),
        })
    } else {
        Err(faults)
    }
}

fn statement(
    lines: &Lines<'_>,
    kind: Kind,
    table: StatementTable,
    review: Option<&Review>,
    sources: &[SourceUse],
    at: usize,
) -> Result<Statement, Fault> {
    let name = table.property.get_ref();
    let Some(property) = kind.property(name) else {
        let known: Vec<&str> = kind.properties().iter().map(|known| known.name).collect();
        return Err(lines.fault(
            table.property.span().start,
            "property",
            format!(
                "{name:?} is no property of {}; there are {}",
                kind.with_article(),
                known.join(", ")
            ),
        ));
    };
    let value_at = table.value.span().start;
    let value =
        property
            .shape
            .read(table.value.into_inner())
            .map_err(|error: toml::de::Error| {
                lines.fault(value_at, property.name, in_plain_words(error.message()))
            })?;
    let review_at = table.review.as_ref().map_or(at, |found| found.span().start);
    let Some(review) = table
        .review
        .map(Spanned::into_inner)
        .or_else(|| review.cloned())
    else {
        return Err(lines.fault(
            at,
            "review",
            format!(
                "the statement of {name} has none, and the record none for all of its statements"
            ),
        ));
    };
    if review.state != ReviewState::Proposed && (review.by.is_none() || review.on.is_none()) {
        return Err(lines.fault(
            review_at,
            "review",
            format!(
                "what is {} needs by, the person, and on, the day",
                review.state
            ),
        ));
    }
    Ok(Statement {
        property: property.name,
        value,
        rank: table.rank.unwrap_or(Rank::Normal),
        review,
        sources: table.sources.unwrap_or_else(|| sources.to_vec()),
        note: table.note,
        line: lines.line(value_at),
    })
}

struct Lines<'a> {
    file: &'a str,
    text: &'a str,
}

impl Lines<'_> {
    fn line(&self, byte: usize) -> usize {
        let before = self.text.as_bytes().iter().take(byte);
        1 + before.filter(|byte| **byte == b'\n').count()
    }

    /// The key that the line of this byte, or the nearest one before that
    /// names a key, begins with.
    fn key_at(&self, byte: usize) -> String {
        let last = self.line(byte);
        let key = |line: &str| {
            let (name, _) = line.split_once('=')?;
            let name = name.trim();
            (!name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))
            .then(|| name.to_owned())
        };
        let upto: Vec<&str> = self.text.lines().take(last).collect();
        upto.iter()
            .rev()
            .take_while(|line| !line.trim_start().starts_with("[["))
            .find_map(|line| key(line))
            .unwrap_or_default()
    }

    fn fault(&self, byte: usize, field: &str, reason: String) -> Fault {
        Fault {
            file: self.file.to_owned(),
            line: Some(self.line(byte)),
            field: field.to_owned(),
            reason,
        }
    }
}

/// What the readers of TOML and dates say, in one line and with what to do.
fn in_plain_words(message: &str) -> String {
    let said = message
        .trim()
        .replace('\n', " ")
        .replace("expected usize", "expected a whole number of 0 or more");
    let to_do = if said.starts_with("invalid type:") && said.ends_with("expected a string") {
        "put the value in quotation marks"
    } else if said.starts_with("missing field") {
        "add it; a record begins with id, kind, label and review"
    } else if said.contains("basic string") {
        "close the quotation mark, or write \\\" for one inside the text"
    } else if said.starts_with("failed to parse") || said.starts_with("parsed date is not valid") {
        "write a day as 2026-11-24"
    } else {
        return said;
    };
    format!("{said}; {to_do}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Value;
    use proptest::prelude::*;

    const HEAD: &str = "id = \"x-1\"\nkind = \"meeting\"\nlabel = \"A meeting\"\n\
                        review = { state = \"accepted\", by = \"me\", on = \"2026-11-24\" }\n";

    fn one(statement: &str) -> Result<Record, Vec<Fault>> {
        read_record(
            "meeting/x-1.toml",
            &format!("{HEAD}[[statement]]\n{statement}\n"),
        )
    }

    fn fault(statement: &str) -> String {
        one(statement).unwrap_err()[0].to_string()
    }

    #[test]
    fn defaults_of_the_record_hold_for_its_statements() {
        let record = one("property = \"ordinal\"\nvalue = 4").unwrap();
        assert_eq!(record.statements[0].value, Value::Whole(4));
        assert_eq!(record.statements[0].line, 7);
        assert!(record.statements[0].counts());
    }

    #[test]
    fn faults_name_file_line_and_field() {
        assert_eq!(
            fault("property = \"date\"\nvalue = \"26 June\""),
            "meeting/x-1.toml, line 7, date: \"26 June\" is no EDTF date: whitespace is not \
             allowed; write 2024-06-26, 2024-06 or 2024"
        );
        assert!(fault("property = \"dote\"\nvalue = 1").starts_with(
            "meeting/x-1.toml, line 6, property: \"dote\" is no property of a meeting; there are \
             series, ordinal, date"
        ));
        assert!(fault("property = \"status\"\nvalue = \"hold\"").contains("held"));
        assert!(fault("property = \"ordinal\"\nvalue = 0").contains("outside 1 to 1000"));
        assert!(
            fault("property = \"participant\"\nvalue = { persona = \"x\" }").contains("persona")
        );
        assert!(
            fault("property = \"ordinal\"\nvalue = 4\nreview = { state = \"accepted\" }")
                .contains("needs by")
        );
        assert!(
            read_record("meeting/y.toml", HEAD).unwrap_err()[0]
                .to_string()
                .contains("named after its id")
        );
        assert!(
            read_record("person/x-1.toml", HEAD).unwrap_err()[0]
                .to_string()
                .contains("line 2, kind")
        );
        let head_fault =
            |head: &str| read_record("meeting/x-1.toml", head).unwrap_err()[0].to_string();
        assert_eq!(
            head_fault(&HEAD.replace("\"A meeting\"", "5")),
            "meeting/x-1.toml, line 3, label: invalid type: integer `5`, expected a string; put \
             the value in quotation marks"
        );
        let day = head_fault(&HEAD.replace("2026-11-24", "2026-13-24"));
        assert!(
            day.starts_with("meeting/x-1.toml, line 4, review: ")
                && day.ends_with("write a day as 2026-11-24"),
            "{day}"
        );
        assert!(head_fault(&format!("colour = 1\n{HEAD}")).contains("line 1, colour: unknown"));
        assert!(head_fault("").contains("a record begins with id"));
        assert!(
            fault("property = \"place\"\nvalue = \"Tokyo").contains("close the quotation mark")
        );
        let broken = read_record("x-1.toml", "id = \"x-1\"\nkind = [").unwrap_err();
        assert_eq!(broken[0].line, Some(2));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,200}") {
            let _ = read_record("meeting/x-1.toml", &text);
        }

        #[test]
        fn a_value_of_any_form_is_read_or_refused(
            name in prop::sample::select(
                Kind::ALL.iter().flat_map(|kind| kind.properties()).map(|p| p.name).collect::<Vec<_>>()
            ),
            value in prop::sample::select(vec![
                "1", "-7", "1.5", "true", "\"x\"", "\"2024-06\"", "[]", "[1, 2]", "{}", "{ id = \"x\" }",
                "2024-06-26", "\"JPN\"", "\"\"", "{ value = \"signed\" }", "nan", "\"\\u0000\"",
            ]),
            kind in prop::sample::select(Kind::ALL.to_vec()),
        ) {
            let text = format!(
                "id = \"x-1\"\nkind = \"{}\"\nlabel = \"x\"\n[[statement]]\nproperty = \"{name}\"\n\
                 value = {value}\nreview = {{ state = \"proposed\" }}\n",
                kind.as_str(),
            );
            match read_record("x-1.toml", &text) {
                Ok(record) => prop_assert!(!record.statements[0].value.words().contains('\n')),
                Err(faults) => prop_assert!(faults[0].line.is_some(), "{faults:?}"),
            }
        }
    }
}
