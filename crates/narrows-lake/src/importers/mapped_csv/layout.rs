//! Where the columns of a mapping stand in one file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::column::{Column, Place};
use super::field::{FIELD_COUNT, Field};
use super::filter::Filter;
use super::mapping::Mapping;
use crate::LakeError;
use crate::text::one_line;

/// Why a field of a row was refused.
pub(super) struct Refusal {
    pub(super) field: String,
    pub(super) found: String,
    pub(super) reason: String,
}

/// A field of a row of the table.
pub(super) struct Cell<'m> {
    pub(super) column: &'m Column,
    /// The header, or what stands for it.
    pub(super) name: String,
    at: At<'m>,
}

enum At<'m> {
    /// The same header may stand over several columns, which then agree.
    Positions(Vec<usize>),
    Constant(&'m str),
    Absent,
}

impl Cell<'_> {
    pub(super) fn refusal(&self, found: &str, reason: impl Into<String>) -> Refusal {
        Refusal {
            field: self.name.clone(),
            found: found.to_owned(),
            reason: reason.into(),
        }
    }

    /// The text of the field; `None` where the file lacks the column.
    pub(super) fn text<'r>(
        &'r self,
        record: &'r csv::StringRecord,
    ) -> Result<Option<Cow<'r, str>>, Refusal> {
        let text = match &self.at {
            At::Absent => return Ok(None),
            At::Constant(text) => text,
            At::Positions(positions) => {
                let field = |position: &usize| record.get(*position).unwrap_or_default().trim();
                let text = positions.first().map(field).unwrap_or_default();
                if positions.iter().any(|position| field(position) != text) {
                    return Err(self.refusal(text, "two columns of this header do not agree"));
                }
                text
            }
        };
        if text.contains(['\u{fffd}', '\0']) {
            return Err(self.refusal(
                text,
                "a character that the encoding of the mapping does not have",
            ));
        }
        let text = self.column.words.get(text).map_or(text, String::as_str);
        if self.column.remove.is_empty() && self.column.pad == 0 {
            return Ok(Some(Cow::Borrowed(text)));
        }
        let kept: String = text
            .chars()
            .filter(|c| !self.column.remove.contains(c))
            .map(super::reading::half_width)
            .collect();
        let missing = self.column.pad.saturating_sub(kept.chars().count());
        // An empty field is no code of zeros.
        let zeros = if kept.is_empty() { 0 } else { missing };
        Ok(Some(Cow::Owned(format!("{}{kept}", "0".repeat(zeros)))))
    }
}

/// One row of the table from each row of the file.
pub(super) struct Block<'m> {
    cells: [Option<Cell<'m>>; FIELD_COUNT],
    /// What the headers of its columns say of the period.
    pub(super) year: Option<i32>,
    pub(super) month: Option<u8>,
}

impl<'m> Block<'m> {
    pub(super) fn cell(&self, field: Field) -> Option<&Cell<'m>> {
        self.cells[field as usize].as_ref()
    }

    /// The text of a field; empty where neither mapping nor file has it.
    pub(super) fn text<'r>(
        &'r self,
        field: Field,
        record: &'r csv::StringRecord,
    ) -> Result<Cow<'r, str>, Refusal> {
        match self.cell(field) {
            Some(cell) => Ok(cell.text(record)?.unwrap_or_default()),
            None => Ok(Cow::Borrowed("")),
        }
    }
}

/// Where everything stands in one file.
pub(super) struct Layout<'m> {
    pub(super) blocks: Vec<Block<'m>>,
    only: Vec<(usize, &'m Filter)>,
    except: Vec<(usize, &'m Filter)>,
    /// Fields of a row at the least, and where more of them is too many.
    width: usize,
    exact: bool,
}

/// Folded header and where it stands.
type Headers = BTreeMap<String, Vec<usize>>;

fn folded(header: &str) -> String {
    one_line(header).to_lowercase()
}

impl<'m> Layout<'m> {
    pub(super) fn new(
        mapping: &'m Mapping,
        file: &str,
        line: u64,
        first: &csv::StringRecord,
    ) -> Result<Self, LakeError> {
        let mut headers = Headers::new();
        if mapping.has_header {
            for (position, header) in first.iter().enumerate() {
                headers.entry(folded(header)).or_default().push(position);
            }
        }
        let missing = |wanted: &[String]| LakeError::NotReadable {
            path: file.to_owned(),
            line: Some(line),
            reason: missing_headers(wanted, first, mapping.encoding.name()),
        };
        let mut blocks = Vec::new();
        let mut unfit = Vec::new();
        for columns in &mapping.rows {
            match resolve(columns, &headers, &mapping.months) {
                Ok(found) => blocks.extend(found),
                Err(lack) if lack.all_own => unfit.push(lack.wanted),
                Err(lack) => return Err(missing(&lack.wanted)),
            }
        }
        if blocks.is_empty() {
            return Err(missing(&unfit.into_iter().next().unwrap_or_default()));
        }
        let filters = |filters: &'m [Filter]| {
            let mut placed = Vec::new();
            for filter in filters {
                let position = match filter.position {
                    Some(position) => Some(position - 1),
                    None => filter
                        .header
                        .iter()
                        .find_map(|header| headers.get(&folded(header))?.first().copied()),
                };
                match position {
                    Some(position) => placed.push((position, filter)),
                    None if filter.optional => {}
                    None => {
                        let wanted: Vec<&str> = filter.header.iter().collect();
                        return Err(missing(&[quoted(&wanted)]));
                    }
                }
            }
            Ok(placed)
        };
        let only = filters(&mapping.only)?;
        let except = filters(&mapping.except)?;
        let last = blocks
            .iter()
            .flat_map(|block| block.cells.iter().flatten())
            .filter_map(|cell| match &cell.at {
                At::Positions(positions) => positions.iter().max().copied(),
                _ => None,
            })
            .chain(only.iter().chain(&except).map(|(position, _)| *position))
            .max();
        Ok(Self {
            blocks,
            only,
            except,
            width: if mapping.has_header {
                first.len()
            } else {
                last.map_or(0, |last| last + 1)
            },
            exact: mapping.has_header,
        })
    }

    /// Whether a row has as many fields as it must.
    pub(super) fn fits(&self, record: &csv::StringRecord) -> bool {
        let beyond = || {
            record
                .iter()
                .skip(self.width)
                .any(|field| !field.trim().is_empty())
        };
        record.len() >= self.width && !(self.exact && beyond())
    }

    /// Whether the filters of the mapping leave a row in.
    pub(super) fn admits(&self, record: &csv::StringRecord) -> bool {
        let holds = |(position, filter): &(usize, &Filter)| {
            filter.holds(record.get(*position).unwrap_or_default())
        };
        self.only.iter().all(holds) && !self.except.iter().any(holds)
    }
}

/// What a header says of the period: its year, its month.
type Capture = (Option<i32>, Option<u8>);

/// The headers that fit a column, and where they stand.
type Captured = BTreeMap<Capture, (String, Vec<usize>)>;

/// What a block lacks in a file.
struct Lack {
    wanted: Vec<String>,
    /// Whether the file has none of the headers that the block alone names.
    all_own: bool,
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    names.join(" or ")
}

fn missing_headers(wanted: &[String], found: &csv::StringRecord, encoding: &str) -> String {
    let mut list = found.iter().map(one_line).collect::<Vec<_>>().join(", ");
    if let Some((end, _)) = list.char_indices().nth(300) {
        list.truncate(end);
        list.push('…');
    }
    let hint = if list.contains(['\u{fffd}', '\0']) {
        format!("; perhaps its encoding is not {encoding}")
    } else {
        String::new()
    };
    format!(
        "the header lacks {}; found: {list}{hint}",
        wanted.join(", and ")
    )
}

/// The rows of the table that one block of the mapping makes in this file:
/// one, or one for each year and month that the headers name.
fn resolve<'m>(
    columns: &'m [Column],
    headers: &Headers,
    months: &[String],
) -> Result<Vec<Block<'m>>, Lack> {
    let mut fixed: Vec<(&Column, String, At)> = Vec::new();
    let mut varying: Vec<(&Column, Captured)> = Vec::new();
    let mut wanted = Vec::new();
    for column in columns {
        match &column.place {
            Place::Constant(text) => {
                fixed.push((column, column.field.name().to_owned(), At::Constant(text)));
            }
            Place::Position(position) => {
                let name = format!("column {}", position + 1);
                fixed.push((column, name, At::Positions(vec![*position])));
            }
            Place::Header(names) => {
                let plain = names
                    .iter()
                    .filter(|name| !name.contains("{year}") && !name.contains("{month}"))
                    .find_map(|name| Some((name, headers.get(&folded(name))?)));
                if let Some((name, positions)) = plain {
                    fixed.push((column, one_line(name), At::Positions(positions.clone())));
                    continue;
                }
                let mut captures = BTreeMap::new();
                for name in names.iter().filter(|name| name.contains('{')) {
                    for (header, positions) in headers {
                        if let Some(capture) = captured(&folded(name), header, months) {
                            captures.insert(capture, (header.clone(), positions.clone()));
                        }
                    }
                    if !captures.is_empty() {
                        break;
                    }
                }
                if !captures.is_empty() {
                    varying.push((column, captures));
                } else if column.optional {
                    let name = names.first().map(|name| one_line(name)).unwrap_or_default();
                    fixed.push((column, name, At::Absent));
                } else {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    wanted.push(quoted(&names));
                }
            }
        }
    }
    let all: BTreeSet<Capture> = varying
        .iter()
        .flat_map(|(_, captures)| captures.keys().copied())
        .collect();
    let dated = |field: Field| {
        fixed
            .iter()
            .any(|(column, _, at)| column.field == field && !matches!(at, At::Absent))
    };
    let year_known = dated(Field::Period)
        || dated(Field::Year)
        || (!all.is_empty() && all.iter().all(|(year, _)| year.is_some()));
    if wanted.is_empty() && !year_known {
        wanted.push("the year: no column period or year of the mapping is there".to_owned());
    }
    if !wanted.is_empty() {
        return Err(Lack {
            all_own: own_headers_missing(columns, headers, months),
            wanted,
        });
    }
    let make = |capture: Option<Capture>| {
        let mut cells: [Option<Cell<'m>>; FIELD_COUNT] = [const { None }; FIELD_COUNT];
        for (column, name, at) in &fixed {
            cells[column.field as usize] = Some(Cell {
                column,
                name: name.clone(),
                at: match at {
                    At::Positions(positions) => At::Positions(positions.clone()),
                    At::Constant(text) => At::Constant(text),
                    At::Absent => At::Absent,
                },
            });
        }
        for (column, captures) in &varying {
            let found = capture.and_then(|capture| captures.get(&capture));
            cells[column.field as usize] = Some(match found {
                Some((name, positions)) => Cell {
                    column,
                    name: name.clone(),
                    at: At::Positions(positions.clone()),
                },
                None => Cell {
                    column,
                    name: column.field.name().to_owned(),
                    at: At::Absent,
                },
            });
        }
        let (year, month) = capture.unwrap_or((None, None));
        Block { cells, year, month }
    };
    if varying.is_empty() {
        return Ok(vec![make(None)]);
    }
    Ok(all.into_iter().map(|capture| make(Some(capture))).collect())
}

/// Whether the file has none of the headers that only this block names, so
/// that the block is about another kind of file.
fn own_headers_missing(columns: &[Column], headers: &Headers, months: &[String]) -> bool {
    let has = |name: &String| {
        let name = folded(name);
        headers.contains_key(&name)
            || (name.contains('{')
                && headers
                    .keys()
                    .any(|header| captured(&name, header, months).is_some()))
    };
    let mut own = columns
        .iter()
        .filter(|column| column.own)
        .filter_map(|column| match &column.place {
            Place::Header(names) => Some(names),
            _ => None,
        })
        .peekable();
    own.peek().is_some() && !own.any(|names| names.iter().any(has))
}

/// The year and month that a header has in place of the marks of a template.
fn captured(template: &str, header: &str, months: &[String]) -> Option<Capture> {
    let Some(open) = template.find('{') else {
        return (template == header).then_some((None, None));
    };
    let rest = header.strip_prefix(&template[..open])?;
    let after = &template[open..];
    if let Some(after) = after.strip_prefix("{year}") {
        let digits = rest
            .get(..4)
            .filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?;
        let (_, month) = captured(after, &rest[4..], months)?;
        let year = digits
            .parse()
            .ok()
            .filter(|year| (1900..=2100).contains(year))?;
        return Some((Some(year), month));
    }
    if let Some(after) = after.strip_prefix("{month}") {
        return months.iter().enumerate().find_map(|(index, name)| {
            let rest = rest.strip_prefix(&folded(name))?;
            let (year, _) = captured(after, rest, months)?;
            Some((year, u8::try_from(index + 1).ok()))
        });
    }
    // Another brace is a character as any.
    let (_, after) = after.split_at(1);
    captured(after, rest.strip_prefix('{')?, months)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_months_are_read_from_headers() {
        let months: Vec<String> = (1..=12).map(|month| month.to_string()).collect();
        let read = |template: &str, header: &str| captured(template, header, &months);
        assert_eq!(read("value {year}", "value 2023"), Some((Some(2023), None)));
        assert_eq!(
            read("{year}-{month}", "2023-11"),
            Some((Some(2023), Some(11)))
        );
        assert_eq!(read("v{month}", "v1"), Some((None, Some(1))));
        assert_eq!(read("v{month}", "v13"), None);
        assert_eq!(read("{year}", "2023 q1"), None);
        assert_eq!(read("{year}", "１２３４"), None);
        assert_eq!(read("a{b", "a{b"), Some((None, None)));
    }
}
