//! OFAC's SDN list as CSV: `sdn.csv` with `alt.csv` and `add.csv`, with or
//! without a row of column names, and the copies of 2023 whose columns are named
//! otherwise. The files are told apart by their numbers of columns.

use std::collections::BTreeMap;

use super::builder::{PartyDraft, PartyGatherer};
use super::delimited_text::{TextRow, rows};
use super::error::{ListError, Place};
use super::form::{FormContent, finished};
use super::ofac_text::{alias_kind, party_type, programmes, read_remarks, sdn_listing};
use super::original::Original;
use crate::NameKind;

const PARTY_COLUMNS: usize = 12;
const ALIAS_COLUMNS: usize = 5;
const ADDRESS_COLUMNS: usize = 6;

struct Table {
    file: String,
    rows: Vec<TextRow>,
}

pub(crate) fn read(originals: &[Original]) -> Result<FormContent, ListError> {
    let mut parties: Option<(Table, &Original)> = None;
    let mut aliases: Option<Table> = None;
    let mut addresses: Option<Table> = None;
    for original in originals {
        let table = table(original)?;
        let columns = table.rows.first().map_or(0, |row| row.fields.len());
        let twice = match columns {
            PARTY_COLUMNS => parties.replace((table, original)).is_some(),
            ALIAS_COLUMNS => aliases.replace(table).is_some(),
            ADDRESS_COLUMNS => addresses.replace(table).is_some(),
            _ => {
                return Err(ListError::not_readable(
                    Place::line(&original.name, 1),
                    format!(
                        "{columns} columns; parties have {PARTY_COLUMNS}, aliases {ALIAS_COLUMNS}, \
                         addresses {ADDRESS_COLUMNS}"
                    ),
                ));
            }
        };
        if twice {
            return Err(ListError::not_readable(
                Place::file(&original.name),
                format!("a second file with {columns} columns; give one of each"),
            ));
        }
    }
    let (parties, original) = parties.ok_or(ListError::Unstated {
        what: "the file of parties",
        remedy: format!("give sdn.csv, with {PARTY_COLUMNS} columns, among the files"),
    })?;
    let mut drafts: Vec<(Place, PartyDraft)> = Vec::new();
    let mut by_number: BTreeMap<String, usize> = BTreeMap::new();
    for row in &parties.rows {
        let place = Place::line(&parties.file, row.line);
        let number = number(&place, row)?;
        let mut listing = sdn_listing();
        listing.programmes = programmes(value(row, 3));
        let mut draft = PartyDraft::new(listing);
        draft.record = format!("line {}", row.line);
        draft.party_type = party_type(value(row, 2));
        draft.name(NameKind::Primary, value(row, 1));
        let call_sign = value(row, 5);
        if !call_sign.is_empty() {
            draft.identifiers.push(crate::Identifier {
                kind: "call sign".to_owned(),
                number: call_sign.to_owned(),
            });
        }
        // The flag of a vessel.
        draft.countries.push(value(row, 9).to_owned());
        read_remarks(value(row, 11), &mut draft);
        by_number.entry(number.clone()).or_insert(drafts.len());
        draft.number = Some(number);
        drafts.push((place, draft));
    }
    for (table, is_alias) in [(&aliases, true), (&addresses, false)] {
        for row in table.iter().flat_map(|table| &table.rows) {
            let file = table.as_ref().map_or("", |table| table.file.as_str());
            let place = Place::line(file, row.line);
            let number = number(&place, row)?;
            let Some((_, draft)) = by_number.get(&number).and_then(|at| drafts.get_mut(*at)) else {
                return Err(ListError::not_readable(
                    place.field("ent_num"),
                    format!(
                        "{number} is no party of {}; give files of one day",
                        parties.file
                    ),
                ));
            };
            if is_alias {
                draft.name(alias_kind(value(row, 2), false), value(row, 3));
            } else {
                draft.countries.push(value(row, 4).to_owned());
            }
        }
    }
    let mut gatherer = PartyGatherer::default();
    for (place, draft) in drafts {
        gatherer.add(&place, draft)?;
    }
    Ok(FormContent {
        remark: match (aliases.is_some(), addresses.is_some()) {
            (true, true) => None,
            (false, true) => {
                Some("Without the file of aliases: other names are those in the remarks.")
            }
            (true, false) => {
                Some("Without the file of addresses: countries are those in the remarks.")
            }
            (false, false) => {
                Some("Without the files of aliases and addresses: both are those in the remarks.")
            }
        },
        ..finished(gatherer, original, None)?
    })
}

/// The rows of a file, all with the same number of columns. A row of names at
/// the top and the end mark of old systems at the bottom are left out.
fn table(original: &Original) -> Result<Table, ListError> {
    let mut rows = rows(&original.name, &original.text, b',')?;
    if rows
        .last()
        .is_some_and(|row| row.get(0) == "\u{1a}" && row.fields[1..].iter().all(String::is_empty))
    {
        rows.pop();
    }
    if rows
        .first()
        .is_some_and(|row| row.get(0).parse::<u64>().is_err())
    {
        rows.remove(0);
    }
    let columns = rows.first().map_or(0, |row| row.fields.len());
    if let Some(row) = rows.iter().find(|row| row.fields.len() != columns) {
        return Err(ListError::not_readable(
            Place::line(&original.name, row.line),
            format!(
                "{} columns where the rows before have {columns}; the file is cut or damaged, \
                 download it again",
                row.fields.len()
            ),
        ));
    }
    Ok(Table {
        file: original.name.clone(),
        rows,
    })
}

/// A field; empty for OFAC's `-0-`.
fn value(row: &TextRow, column: usize) -> &str {
    match row.get(column) {
        "-0-" => "",
        text => text,
    }
}

fn number(place: &Place, row: &TextRow) -> Result<String, ListError> {
    let text = row.get(0);
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    Err(ListError::not_readable(
        place.clone().field("ent_num"),
        format!("{text:?} is no number of a party; the file is cut or damaged, download it again"),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SDN: &str = "36,\"AEROCARIBBEAN AIRLINES\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n40,\"DOE, John\",\"individual\",\"SDGT] [IFSR\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1970.\"\r\n\u{1a}";
    const ALT: &str =
        "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n40,13,\"fka\",\"ROE, John\",-0- \r\n\u{1a}";
    const ADD: &str = "36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n\u{1a}";

    fn file(name: &str, text: &str) -> Original {
        Original::from_bytes(name, text.as_bytes(), None).unwrap()
    }

    #[test]
    fn three_files_make_one_list_in_any_order() {
        let content = read(&[
            file("add.csv", ADD),
            file("sdn.csv", SDN),
            file("alt.csv", ALT),
        ])
        .unwrap();
        let [airline, person] = &content.loaded.parties[..] else {
            panic!("two parties")
        };
        assert_eq!(airline.id, "SDN:36");
        assert_eq!(airline.names[1].text, "AERO-CARIBBEAN");
        assert_eq!(airline.countries[0].alpha3(), "CUB");
        assert_eq!(person.listing.programmes, ["SDGT", "IFSR"]);
        assert_eq!(person.names[1].kind, NameKind::Former);
    }

    #[test]
    fn the_copy_of_2023_with_other_column_names_is_read() {
        let named = format!(
            "ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\n{}",
            SDN.replace("\u{1a}", "\u{1a},,,,,,,,,,,")
        );
        assert_eq!(
            read(&[file("sdn.csv", &named)])
                .unwrap()
                .loaded
                .parties
                .len(),
            2
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let error = |files: &[Original]| read(files).err().unwrap().to_string();
        let cut = &SDN[..110];
        assert!(
            error(&[file("sdn.csv", cut)]).starts_with("sdn.csv, line "),
            "{}",
            error(&[file("sdn.csv", cut)])
        );
        assert!(error(&[file("alt.csv", ALT)]).contains("give sdn.csv"));
        let stray = "99,1,\"aka\",\"X\",-0- ";
        assert_eq!(
            error(&[file("sdn.csv", SDN), file("alt.csv", stray)]),
            "alt.csv, line 1, field \"ent_num\": 99 is no party of sdn.csv; give files of one day"
        );
        let twice = SDN.replace("40,\"DOE", "36,\"DOE");
        assert!(error(&[file("sdn.csv", &twice)]).contains("\"SDN:36\" stands a second time"));
        assert!(error(&[file("x.csv", "1,2\n")]).contains("2 columns"));
    }
}
