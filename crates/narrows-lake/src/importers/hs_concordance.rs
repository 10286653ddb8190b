//! Correlation and conversion tables between revisions of the Harmonized
//! System, as the United Nations Statistics Division publishes them: one
//! workbook a pair of revisions, `.xls` or `.xlsx`, each laid out a little
//! differently. A correlation table has every pair of codes that share goods,
//! a conversion table the one code to which all of a code is to be put.

use std::collections::{BTreeMap, BTreeSet};

use narrows_core::{HsCode, HsRevision};

use super::{ImportContext, Imported};
use crate::LakeError;
use crate::archive::file_name;
use crate::csv_text::RowCount;
use crate::manifest::TableKind;
use crate::small_table::SmallTable;
use crate::workbook::{Cell, Sheet, SheetRow, is_workbook, read_workbook};

const VERSION: u32 = 1;

const RELATIONSHIPS: [&str; 4] = ["1:1", "1:n", "n:1", "n:n"];

/// Rows above the header that a sheet may have.
const TITLE_ROWS: usize = 20;

/// Pairs of codes of one table, with the relationship where it is printed.
type Pairs = BTreeMap<(HsCode, HsCode), Option<&'static str>>;

pub(crate) fn import(context: &mut ImportContext<'_>) -> Result<Imported, LakeError> {
    let path = &context.only_original()?.to_owned();
    let not_readable = |reason: String| LakeError::NotReadable {
        path: file_name(path),
        line: None,
        reason,
    };
    if !is_workbook(path)? {
        return Err(not_readable(
            "no workbook of Excel (.xls or .xlsx); give the file as downloaded".to_owned(),
        ));
    }
    let sheets = read_workbook(context, path)?;
    let mut count = RowCount::new(path);
    let mut revisions: Option<(HsRevision, HsRevision)> = None;
    let mut correlation = Pairs::new();
    let mut conversion = Pairs::new();
    for sheet in &sheets {
        let Some((header, body)) = header(sheet) else {
            continue;
        };
        let pair = (header.from, header.to);
        if *revisions.get_or_insert(pair) != pair {
            return Err(not_readable(format!(
                "the sheet {:?} is about {} and {}, an earlier one about others",
                sheet.name, header.from, header.to
            )));
        }
        let pairs = if header.relationship.is_some() {
            &mut correlation
        } else {
            &mut conversion
        };
        read_pairs(context, &mut count, &header, body, pairs)?;
    }
    let Some((from, to)) = revisions else {
        return Err(not_readable(format!(
            "no sheet has a header with two revisions of the Harmonized System, such as \"HS \
             2017\" and \"HS 2012\"; tables to SITC or BEC are not read; sheets: {}",
            sheets
                .iter()
                .take(10)
                .map(|sheet| format!("{:?}", sheet.name))
                .collect::<Vec<_>>()
                .join(", ")
        )));
    };
    count.check(correlation.len() + conversion.len())?;
    if correlation.is_empty() {
        return Err(not_readable(
            "no correlation table is in it, and the conversion table alone hides which codes \
             split"
                .to_owned(),
        ));
    }
    write(context, from, to, &correlation, &conversion)?;
    Ok(Imported {
        source: "hs-concordance".to_owned(),
        vintage: context
            .request
            .vintage
            .clone()
            .unwrap_or_else(|| format!("{from}-{to}")),
        title: format!("Correlation and conversion tables, {from} to {to}"),
        publisher: "United Nations Statistics Division".to_owned(),
        licence: "As published by the United Nations Statistics Division; credit given".to_owned(),
        attribution: format!(
            "Source: United Nations Statistics Division, correlation and conversion tables, \
             {from} to {to}"
        ),
        address: "https://unstats.un.org/unsd/classifications/Econ".to_owned(),
        importer_version: VERSION,
        hs_revision: None,
        years: None,
        note: String::new(),
        tables: vec![TableKind::HsConcordance],
    })
}

fn write(
    context: &ImportContext<'_>,
    from: HsRevision,
    to: HsRevision,
    correlation: &Pairs,
    conversion: &Pairs,
) -> Result<(), LakeError> {
    // A conversion table has one target a code: only sources can be many.
    let mut sources: BTreeMap<HsCode, usize> = BTreeMap::new();
    for (_, target) in conversion.keys() {
        *sources.entry(*target).or_default() += 1;
    }
    let rows: Vec<(&'static str, String, String, &'static str)> = conversion
        .keys()
        .map(|(code, target)| {
            let many = sources.get(target).is_some_and(|count| *count > 1);
            (
                "conversion",
                code.to_string(),
                target.to_string(),
                if many { "n:1" } else { "1:1" },
            )
        })
        .chain(correlation.iter().map(|((code, target), relationship)| {
            (
                "correlation",
                code.to_string(),
                target.to_string(),
                relationship.unwrap_or("n:n"),
            )
        }))
        .collect();
    SmallTable::default()
        .repeated("from_revision", rows.iter().map(|_| from.short_name()))?
        .repeated("from_code", rows.iter().map(|row| row.1.as_str()))?
        .repeated("to_revision", rows.iter().map(|_| to.short_name()))?
        .repeated("to_code", rows.iter().map(|row| row.2.as_str()))?
        .repeated("relationship", rows.iter().map(|row| row.3))?
        .repeated("table", rows.iter().map(|row| row.0))?
        .write(&context.landing.table_path(TableKind::HsConcordance))
}

/// Where a table's columns are, and what they are about.
struct Header {
    from: HsRevision,
    to: HsRevision,
    from_column: u32,
    to_column: u32,
    relationship: Option<u32>,
}

/// The header of a sheet and the rows below it.
fn header(sheet: &Sheet) -> Option<(Header, &[SheetRow])> {
    for (index, row) in sheet.rows.iter().take(TITLE_ROWS).enumerate() {
        let named: Vec<(u32, String)> = row
            .cells()
            .filter_map(|(column, cell)| match cell {
                Cell::Text(text) => Some((column, text.to_lowercase())),
                Cell::Number(_) => None,
            })
            .collect();
        let mut revisions = named
            .iter()
            .filter_map(|(column, name)| Some((*column, revision(name)?)));
        let (Some((from_column, from)), Some((to_column, to))) =
            (revisions.next(), revisions.next())
        else {
            continue;
        };
        let relationship = named
            .iter()
            .find(|(_, name)| name.starts_with("relation"))
            .map(|(column, _)| *column);
        let header = Header {
            from,
            to,
            from_column,
            to_column,
            relationship,
        };
        return Some((header, &sheet.rows[index + 1..]));
    }
    None
}

/// `HS 2017`, `HS1996`, `From HS2022`, `HS92`; nothing for other
/// classifications and for titles.
fn revision(name: &str) -> Option<HsRevision> {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let name = name
        .strip_prefix("from")
        .or_else(|| name.strip_prefix("to"))
        .unwrap_or(&name);
    let year = name.strip_prefix("hs")?;
    let year = match year.len() {
        2 => year,
        4 if year.starts_with("19") || year.starts_with("20") => &year[2..],
        _ => return None,
    };
    format!("HS{year}").parse().ok()
}

fn read_pairs(
    context: &mut ImportContext<'_>,
    count: &mut RowCount,
    header: &Header,
    rows: &[SheetRow],
    pairs: &mut Pairs,
) -> Result<(), LakeError> {
    let mut targets: BTreeSet<HsCode> = BTreeSet::new();
    for row in rows {
        let (from, to) = (row.get(header.from_column), row.get(header.to_column));
        if from.is_none() && to.is_none() {
            continue;
        }
        count.add(context);
        let mut refuse = |field: &str, found: &str, reason: &str| {
            count.reject(context, row.number, field, found, reason)
        };
        let Some(code) = from.and_then(hs_code) else {
            refuse("from", &row.text(header.from_column), NO_CODE)?;
            continue;
        };
        let Some(target) = to.and_then(hs_code) else {
            refuse("to", &row.text(header.to_column), NO_CODE)?;
            continue;
        };
        let relationship = match header.relationship {
            None => {
                if !targets.insert(code) {
                    refuse(
                        "from",
                        &code.to_string(),
                        "a second target in a conversion table, which has one a code",
                    )?;
                    continue;
                }
                None
            }
            Some(column) => {
                let printed = row.text(column);
                // One of the tables has an apostrophe in front of each.
                let plain = printed.trim_matches(|c: char| c == '\'' || c.is_whitespace());
                let Some(known) = RELATIONSHIPS.into_iter().find(|known| *known == plain) else {
                    refuse("relationship", &printed, "none of 1:1, 1:n, n:1, n:n")?;
                    continue;
                };
                Some(known)
            }
        };
        if pairs.insert((code, target), relationship).is_some() {
            refuse(
                "from",
                &format!("{code} {target}"),
                "the same pair stands on an earlier row",
            )?;
        }
    }
    Ok(())
}

const NO_CODE: &str = "not an HS code of six digits";

/// A code as text of six digits, or as a number that may have lost its zero.
fn hs_code(cell: &Cell) -> Option<HsCode> {
    match cell {
        Cell::Text(text) => {
            let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        }
        Cell::Number(number) => number.to_string().parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_name_revisions_or_something_else() {
        for (name, found) in [
            ("hs 2017", Some(HsRevision::Hs2017)),
            (" hs2017", Some(HsRevision::Hs2017)),
            ("from hs 2022", Some(HsRevision::Hs2022)),
            ("hs92", Some(HsRevision::Hs1992)),
            ("s31988", None),
            ("s3", None),
            ("from", None),
            ("hs 2018", None),
            ("hs codes of 2017", None),
        ] {
            assert_eq!(revision(name), found, "{name}");
        }
    }
}
