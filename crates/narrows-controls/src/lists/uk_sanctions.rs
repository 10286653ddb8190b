//! The United Kingdom's lists as CSV: OFSI's consolidated list and the UK
//! Sanctions List. A line above the header has the day; a party has a row for
//! each of its names.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::delimited_text::{Header, TextRow, rows};
use super::error::{ListError, Place};
use super::form::{FormContent, finished};
use super::original::Original;
use crate::{Identifier, Listing, NameKind, PartyType};

/// Columns of one of the two forms; those that a form lacks are empty.
struct Columns {
    number: usize,
    given: Vec<usize>,
    family: usize,
    script: Vec<usize>,
    kind: Vec<usize>,
    strength: Vec<usize>,
    party_type: Vec<usize>,
    regime: Vec<usize>,
    listed: Vec<usize>,
    reference: Vec<usize>,
    countries: Vec<usize>,
    births: Vec<usize>,
    numbers: Vec<(usize, &'static str)>,
    sanctions: Vec<usize>,
}

impl Columns {
    fn of(header: &Header) -> Result<Self, ListError> {
        let any = |names: &[&str]| -> Vec<usize> {
            names.iter().filter_map(|name| header.find(name)).collect()
        };
        let number = match header.find("Unique ID") {
            Some(number) => number,
            None => header.need("Group ID")?,
        };
        Ok(Self {
            number,
            given: any(&["Name 1", "Name 2", "Name 3", "Name 4", "Name 5"]),
            family: header.need("Name 6")?,
            script: any(&["Name Non-Latin Script"]),
            kind: any(&["Alias Type", "Name type"]),
            strength: any(&["Alias Quality", "Alias strength"]),
            party_type: any(&["Group Type", "Individual, Entity, Ship", "Designation Type"]),
            regime: any(&["Regime", "Regime Name"]),
            listed: any(&[
                "Listed On",
                "Date Designated",
                "UK Sanctions List Date Designated",
            ]),
            reference: any(&["UN Reference Number", "UK Statement of Reasons Reference"]),
            countries: any(&[
                "Country",
                "Address Country",
                "Nationality",
                "Nationality(/ies)",
                "Current believed flag of ship",
            ]),
            births: any(&["DOB", "D.O.B"]),
            numbers: [
                ("Passport Number", "passport"),
                ("National Identification Number", "national number"),
                ("National Identifier number", "national number"),
                ("Business registration number (s)", "registration"),
                ("IMO number", "IMO"),
            ]
            .into_iter()
            .filter_map(|(name, kind)| Some((header.find(name)?, kind)))
            .collect(),
            sanctions: any(&["Sanctions Imposed"]),
        })
    }
}

pub(crate) fn read(original: &Original) -> Result<FormContent, ListError> {
    let file = &original.name;
    let rows = rows(file, &original.text, b',')?;
    // The header is the first row with the columns of names.
    let at = rows
        .iter()
        .take(5)
        .position(|row| {
            row.fields
                .iter()
                .any(|field| field.trim().eq_ignore_ascii_case("Name 6"))
        })
        .ok_or_else(|| {
            ListError::not_readable(
                Place::line(file, 1),
                "no header with \"Name 6\" in the first rows; it is neither OFSI's consolidated \
                 list nor the UK Sanctions List as CSV",
            )
        })?;
    let vintage = rows[..at].iter().find_map(day_above);
    let header = Header::new(file, &rows[at]);
    let columns = Columns::of(&header)?;
    let mut order: Vec<String> = Vec::new();
    let mut drafts: BTreeMap<String, (Place, PartyDraft)> = BTreeMap::new();
    for row in &rows[at + 1..] {
        let place = Place::line(file, row.line);
        if row.fields.len() != header.len() {
            return Err(ListError::not_readable(
                place,
                format!(
                    "{} columns where the header has {}; the file is cut or damaged, download it again",
                    row.fields.len(),
                    header.len()
                ),
            ));
        }
        let number = row.get(columns.number).to_owned();
        if number.is_empty() {
            return Err(ListError::not_readable(
                place,
                "a row without the number of its party; download the list again",
            ));
        }
        let known = drafts.contains_key(&number);
        if !known {
            order.push(number.clone());
            let draft = new_draft(&place, row, &columns, &number)?;
            drafts.insert(number.clone(), (place.clone(), draft));
        }
        if let Some((_, draft)) = drafts.get_mut(&number) {
            add_row(row, &columns, draft, known);
        }
    }
    let mut gatherer = PartyGatherer::default();
    for number in order {
        if let Some((place, draft)) = drafts.remove(&number) {
            gatherer.add(&place, draft)?;
        }
    }
    finished(gatherer, original, vintage)
}

fn first(row: &TextRow, columns: &[usize]) -> String {
    columns
        .iter()
        .map(|column| row.get(*column))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn new_draft(
    place: &Place,
    row: &TextRow,
    columns: &Columns,
    number: &str,
) -> Result<PartyDraft, ListError> {
    let mut listing = Listing::new("GBR", "UK-SANCTIONS");
    let regime = one_line(&first(row, &columns.regime));
    if !regime.is_empty() {
        listing.citations.push(regime.clone());
        listing.programmes.push(regime);
    }
    let reference = one_line(&first(row, &columns.reference));
    if !reference.is_empty() {
        listing.citations.push(reference);
    }
    let sanctions = one_line(&first(row, &columns.sanctions));
    listing.licence_requirement = (!sanctions.is_empty()).then_some(sanctions);
    let listed = first(row, &columns.listed);
    if !listed.is_empty() {
        listing.effective_from = Some(day(&listed).ok_or_else(|| {
            ListError::not_readable(
                place.clone().field("Listed On"),
                format!("{listed:?} is no day such as 31/07/2026"),
            )
        })?);
    }
    let mut draft = PartyDraft::new(listing);
    draft.number = Some(number.to_owned());
    draft.record = place.at.clone();
    draft.party_type = PartyType::from_word(&first(row, &columns.party_type));
    Ok(draft)
}

fn add_row(row: &TextRow, columns: &Columns, draft: &mut PartyDraft, known: bool) {
    let mut parts: Vec<&str> = columns
        .given
        .iter()
        .map(|column| row.get(*column))
        .collect();
    parts.push(row.get(columns.family));
    let word = first(row, &columns.kind).to_lowercase();
    let low = first(row, &columns.strength).to_lowercase().contains("low");
    let kind = if word == "primary name" || (word.is_empty() && !known) {
        NameKind::Primary
    } else if word.contains("fka") || word.contains("former") {
        NameKind::Former
    } else if low {
        NameKind::WeakAlias
    } else {
        NameKind::Alias
    };
    draft.name(kind, &parts.join(" "));
    draft.name(NameKind::Alias, &first(row, &columns.script));
    for column in &columns.countries {
        // Several nationalities stand as "(1) Iraq. (2) Syria."
        for part in row.get(*column).split(['(', ';']) {
            let part = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ')');
            draft
                .countries
                .push(part.trim().trim_end_matches('.').to_owned());
        }
    }
    for column in &columns.births {
        draft.birth_dates.push(birth_date(row.get(*column)));
    }
    for (column, kind) in &columns.numbers {
        draft.identifiers.push(Identifier {
            kind: (*kind).to_owned(),
            number: row.get(*column).to_owned(),
        });
    }
}

/// The day of `31/07/2026`, `31-Jul-2026` and `2026-07-31`.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    ["%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "%Y-%m-%d"]
        .iter()
        .find_map(|form| Date::strptime(form, text).ok())
}

/// `1970-05-31` for `31/05/1970`; the list writes `00`, `dd` and `mm` for what
/// is not known, so `00/05/1970` is `1970-05` and `dd/mm/1970` is `1970`.
fn birth_date(text: &str) -> String {
    let text = text.trim();
    if let Some(day) = day(text) {
        return day.to_string();
    }
    let known = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()) && part != "00";
    match text.split('/').collect::<Vec<_>>()[..] {
        [_, month, year] if known(month) && known(year) && month.len() == 2 => {
            format!("{year}-{month}")
        }
        [_, _, year] if known(year) => year.to_owned(),
        _ => text.to_owned(),
    }
}

/// The day in a row such as `Last Updated,31/07/2026` or `Report Date:
/// 31-Jul-2026`.
fn day_above(row: &TextRow) -> Option<Date> {
    row.fields
        .iter()
        .flat_map(|field| [field.as_str(), field.rsplit(':').next().unwrap_or_default()])
        .find_map(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read_text(text: &str) -> Result<FormContent, ListError> {
        read(&Original::from_bytes("uk.csv", text.as_bytes(), None).unwrap())
    }

    #[test]
    fn the_rows_of_one_party_are_its_names() {
        let content = read_text(
            "Last Updated,14/02/2024\n\
             Name 6,Name 1,Name 2,DOB,Nationality,Passport Number,Country,Group Type,Alias Type,Alias Quality,Regime,Listed On,Group ID,Name Non-Latin Script\n\
             EXAMPLE,Ada,,00/00/1970,(1) Iraq. (2) Syria.,P1,,Individual,Primary name,,Iraq,12/06/2003,7,آدا\n\
             EXAMPEL,Aida,,,,,,Individual,AKA,Low quality,Iraq,12/06/2003,7,\n\
             SHIPPING CO,,,,,,Iran,Entity,Primary name,,Iran,01/02/2010,8,\n",
        )
        .unwrap();
        let [person, company] = &content.loaded.parties[..] else {
            panic!("two parties")
        };
        assert_eq!(person.primary_name(), "Ada EXAMPLE");
        let kinds: Vec<NameKind> = person.names.iter().map(|name| name.kind).collect();
        assert_eq!(
            kinds,
            [NameKind::Primary, NameKind::Alias, NameKind::WeakAlias]
        );
        let codes: Vec<&str> = person
            .countries
            .iter()
            .map(|economy| economy.alpha3())
            .collect();
        assert_eq!(codes, ["IRQ", "SYR"]);
        assert_eq!(person.birth_dates, ["1970"]);
        assert_eq!(
            person.listing.effective_from.unwrap().to_string(),
            "2003-06-12"
        );
        assert_eq!(company.countries[0].alpha3(), "IRN");
        assert_eq!(content.vintage.unwrap().to_string(), "2024-02-14");
    }

    #[test]
    fn the_form_of_the_uk_sanctions_list_is_read() {
        let content = read_text(
            "Report Date: 20-Nov-2025\n\
             Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name type,Alias strength,Name non-latin script,Regime Name,\"Individual, Entity, Ship\",Sanctions Imposed,Address Country,Date Designated\n\
             01/01/2025,RUS0001,1,,TANKER,,Primary Name,,,Russia,Ship,Trust Services,,24/02/2022\n",
        )
        .unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.id, "UK-SANCTIONS:RUS0001");
        assert_eq!(party.party_type, PartyType::Vessel);
        assert_eq!(
            party.listing.licence_requirement.as_deref(),
            Some("Trust Services")
        );
        assert_eq!(content.vintage.unwrap().to_string(), "2025-11-20");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let error = |text: &str| read_text(text).err().unwrap().to_string();
        assert!(error("a,b\n1,2\n").starts_with("uk.csv, line 1: no header with \"Name 6\""));
        assert!(
            error("Name 6,Group ID\nA,1\nB\n")
                .starts_with("uk.csv, line 3: 1 columns where the header has 2")
        );
        assert!(
            error("Name 6,Group ID,Listed On\nA,1,soon\n")
                .contains("field \"Listed On\": \"soon\" is no day")
        );
        assert!(error("Name 6,Group ID\nA,\n").contains("without the number of its party"));
    }

    #[test]
    fn the_turns_of_the_real_files_are_read() {
        for (text, date) in [
            ("31/05/1970", "1970-05-31"),
            ("00/05/1970", "1970-05"),
            ("00/00/1970", "1970"),
            ("dd/mm/1970", "1970"),
            ("dd/05/1970", "1970-05"),
            ("1970", "1970"),
            ("about 1970", "about 1970"),
            ("", ""),
        ] {
            assert_eq!(birth_date(text), date, "{text}");
        }
        // A mark of byte order, a quoted field over two lines, an empty line, a
        // name that a later row repeats, a ship.
        let content = read_text(
            "\u{feff}Report Date: 20-Nov-2025,,,,,,,,,\r\n\
             Unique ID,NAME 6,Name 1,Name type,Alias strength,\"Individual, Entity, Ship\",Current believed flag of ship,IMO number,D.O.B,Other Information\r\n\
             UKR1,TANKER,,Primary Name,,Ship,Gabon,9187629,,\"first\r\nsecond\"\r\n\
             \r\n\
             UKR1,TANKER,,Primary Name Variation,,Ship,Gabon,9187629,,\r\n\
             UKR1,OLD TANKER,,Alias,Low quality AKA,Ship,Gabon,9187629,,\r\n",
        )
        .unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.countries[0].alpha3(), "GAB");
        assert_eq!(party.identifiers[0].number, "9187629");
        assert_eq!(party.names.len(), 2);
        assert_eq!(party.names[1].kind, NameKind::WeakAlias);
    }
}
