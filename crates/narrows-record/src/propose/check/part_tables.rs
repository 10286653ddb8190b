//! Parts that stand in the lines of a table or a list: "Chemicals: 64".

use super::CheckText;
use super::parts::Parts;
use super::quantity::{Quantity, Unit};
use crate::propose::BlockKind;

/// "Chemicals: 64 Machines: 41 Metals: 52".
pub(super) fn table_in(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
) -> Option<Parts> {
    let rows: Vec<Quantity> = (from + 1..until)
        .filter(|at| text.fold(at - 1) == ":")
        .filter_map(|at| super::quantity::quantity_at(text, from, at, until))
        .filter(|row| {
            row.until >= until
                || text.words.is_capital(row.until)
                || matches!(text.fold(row.until), "," | ";" | "." | "-" | "*" | "|")
        })
        .collect();
    (rows.len() >= 3)
        .then(|| of_rows(number, number, &rows))
        .flatten()
}

pub(super) fn of_rows(sentence: usize, last_sentence: usize, rows: &[Quantity]) -> Option<Parts> {
    let (first, last) = (rows.first()?, rows.last()?);
    let alike = rows
        .iter()
        .all(|row| row.unit == first.unit && !row.inexact);
    (alike && first.unit != Unit::Measure).then(|| Parts {
        sentence,
        last_sentence,
        from: first.from.saturating_sub(2),
        until: last.until,
        sum: rows.iter().map(|row| row.value).sum(),
        doubtful: 0.0,
        largest: rows.iter().map(|row| row.value).fold(0.0, f64::max),
        count: rows.len(),
        unit: first.unit,
        noun: None,
        persons: false,
        elided: true,
        of_them: false,
        table: true,
        votes: false,
        large: rows.iter().all(|row| row.large),
        first: Some(*first),
    })
}

/// List items that each end in ": 64".
pub(super) fn list_tables(text: &CheckText<'_>, sentences: &[(usize, usize, usize)]) -> Vec<Parts> {
    let mut all = Vec::new();
    let mut rows: Vec<Quantity> = Vec::new();
    let mut first = 0;
    let mut last = 0;
    for (number, from, until) in sentences {
        let item = text.words.kind_of(&text.words.sentences[*number]) == BlockKind::ListItem
            || until - from <= 9;
        let row = (*from..*until)
            .find(|at| text.fold(*at) == ":")
            .filter(|_| item)
            .and_then(|colon| super::quantity::quantity_at(text, *from, colon + 1, *until))
            .filter(|row| row.end() + 1 >= *until);
        match row {
            Some(row) => {
                if rows.is_empty() {
                    first = *number;
                }
                last = *number;
                rows.push(row);
            }
            None => {
                if rows.len() >= 3 {
                    all.extend(of_rows(first, last, &rows));
                }
                rows.clear();
            }
        }
    }
    if rows.len() >= 3 {
        all.extend(of_rows(first, last, &rows));
    }
    all
}
