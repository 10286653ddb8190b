//! Any list as delimited text, by a mapping that says what the columns mean.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::delimited_text::{Header, TextRow, rows};
use super::error::{ListError, Place};
use super::form::{FormContent, finished};
use super::original::Original;
use crate::{Identifier, Listing, NameKind, PartyType, Suspension};

/// The mappings that are part of the program.
const BUILT_IN: [(&str, &str); 4] = [
    (
        "jp-mof",
        include_str!("../../data/list_mappings/jp-mof.toml"),
    ),
    (
        "jp-export-bans",
        include_str!("../../data/list_mappings/jp-export-bans.toml"),
    ),
    (
        "kr-parties",
        include_str!("../../data/list_mappings/kr-parties.toml"),
    ),
    (
        "us-dpl",
        include_str!("../../data/list_mappings/us-dpl.toml"),
    ),
];

/// What the columns of a file mean, and what is known of the list as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListMapping {
    /// The name that the list is kept under.
    pub list: String,
    /// Its short name in listings.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Under which terms.
    pub licence: String,
    /// Where.
    #[serde(default)]
    pub address: String,
    /// Who lists: an alpha-3 code, `EU` or `UN`.
    pub jurisdiction: String,
    #[serde(default = "comma")]
    delimiter: char,
    /// Lines above the header.
    #[serde(default)]
    skip_rows: usize,
    /// Parts several values in one cell; none where empty.
    #[serde(default)]
    separator: String,
    #[serde(default = "iso_day")]
    date_format: String,
    /// A rule that every party is listed under.
    #[serde(default)]
    citation: String,
    #[serde(default)]
    licence_requirement: String,
    #[serde(default)]
    licence_policy: String,
    #[serde(default)]
    programme: String,
    columns: ListColumns,
    /// The list's words for types.
    #[serde(default)]
    types: BTreeMap<String, PartyType>,
}

/// Columns by what they mean. Only a name is needed; a column that is named and
/// not in the file reads as empty, but for the first name's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListColumns {
    number: Option<String>,
    name: Vec<String>,
    /// Parts of the name that are joined, instead of a column of names.
    #[serde(default)]
    name_parts: Vec<String>,
    #[serde(default)]
    alias: Vec<String>,
    #[serde(default)]
    weak_alias: Vec<String>,
    #[serde(default)]
    former_name: Vec<String>,
    #[serde(rename = "type")]
    party_type: Option<String>,
    #[serde(default)]
    country: Vec<String>,
    #[serde(default)]
    programme: Vec<String>,
    #[serde(default)]
    citation: Vec<String>,
    #[serde(default)]
    identifier: Vec<String>,
    #[serde(default)]
    birth_date: Vec<String>,
    licence_requirement: Option<String>,
    licence_policy: Option<String>,
    effective_from: Option<String>,
    effective_to: Option<String>,
    suspended_from: Option<String>,
    suspended_until: Option<String>,
}

fn comma() -> char {
    ','
}

fn iso_day() -> String {
    "%Y-%m-%d".to_owned()
}

impl ListMapping {
    /// Reads a mapping from a TOML file, or one that is part of the program by
    /// its name: `jp-mof`, `jp-export-bans`, `kr-parties`, `us-dpl`.
    ///
    /// # Errors
    /// If there is neither, with line and field where the file has one.
    pub fn find(path: &Path) -> Result<Self, ListError> {
        let name = path.display().to_string();
        if let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
            return Self::from_toml(&name, text);
        }
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let names: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
                return Err(ListError::not_readable(
                    Place::file(&name),
                    format!(
                        "neither a file nor a mapping that is part of the program ({})",
                        names.join(", ")
                    ),
                ));
            }
            other => other.map_err(ListError::io(path, "read"))?,
        };
        Self::from_toml(&name, &text)
    }

    /// Reads a mapping from TOML text; `name` is for messages.
    ///
    /// # Errors
    /// With line and field.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ListError> {
        let mapping: Self = toml::from_str(text).map_err(|error| {
            ListError::not_readable(Place::file(name), error.to_string().trim_end().to_owned())
        })?;
        if !mapping.delimiter.is_ascii() || mapping.delimiter.is_alphanumeric() {
            return Err(ListError::not_readable(
                Place::file(name).field("delimiter"),
                format!(
                    "{:?} is none; write \",\", \";\", \"|\" or \"\\t\"",
                    mapping.delimiter
                ),
            ));
        }
        if mapping.columns.name.is_empty() && mapping.columns.name_parts.is_empty() {
            return Err(ListError::not_readable(
                Place::file(name).field("columns.name"),
                "empty; name the column of names, or those of its parts in name_parts",
            ));
        }
        Ok(mapping)
    }
}

pub(crate) fn read(original: &Original, mapping: &ListMapping) -> Result<FormContent, ListError> {
    let file = &original.name;
    let delimiter = u8::try_from(mapping.delimiter).unwrap_or(b',');
    let rows = rows(file, &original.text, delimiter)?;
    let Some(top) = rows.get(mapping.skip_rows) else {
        return Err(ListError::not_readable(
            Place::file(file),
            "an empty file; a row of column names and a row a party are needed",
        ));
    };
    let header = Header::new(file, top);
    let columns = &mapping.columns;
    if let Some(first) = columns.name.first().or(columns.name_parts.first()) {
        header.need(first)?;
    }
    let mut gatherer = PartyGatherer::default();
    for row in &rows[mapping.skip_rows + 1..] {
        let place = Place::line(file, row.line);
        if row.fields.len() > header.len() {
            return Err(ListError::not_readable(
                place,
                format!(
                    "{} columns where the header has {}; the file is damaged or parted by another mark",
                    row.fields.len(),
                    header.len()
                ),
            ));
        }
        let reader = RowReader {
            row,
            header: &header,
            mapping,
            place: &place,
        };
        gatherer.add(&place, reader.draft()?)?;
    }
    finished(gatherer, original, None)
}

struct RowReader<'a> {
    row: &'a TextRow,
    header: &'a Header,
    mapping: &'a ListMapping,
    place: &'a Place,
}

impl RowReader<'_> {
    fn cell(&self, column: Option<&String>) -> String {
        column
            .and_then(|name| self.header.find(name))
            .map_or_else(String::new, |column| one_line(self.row.get(column)))
    }

    fn cells(&self, columns: &[String]) -> Vec<String> {
        let separator = &self.mapping.separator;
        columns
            .iter()
            .map(|column| self.cell(Some(column)))
            .flat_map(|cell| {
                if separator.is_empty() {
                    vec![cell]
                } else {
                    cell.split(separator.as_str()).map(one_line).collect()
                }
            })
            .filter(|text| !text.is_empty())
            .collect()
    }

    fn day(&self, column: Option<&String>) -> Result<Option<Date>, ListError> {
        let text = self.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        Date::strptime(&self.mapping.date_format, &text)
            .map(Some)
            .map_err(|_| {
                ListError::not_readable(
                    self.place.clone().field(column.map_or("", String::as_str)),
                    format!(
                        "{text:?} is no day of the form {}",
                        self.mapping.date_format
                    ),
                )
            })
    }

    fn draft(&self) -> Result<PartyDraft, ListError> {
        let mapping = self.mapping;
        let columns = &mapping.columns;
        let mut listing = Listing::new(&mapping.jurisdiction, &mapping.code);
        let or = |cell: String, standing: &str| {
            let text = if cell.is_empty() {
                standing.to_owned()
            } else {
                cell
            };
            (!text.is_empty()).then_some(text)
        };
        listing.programmes = self.cells(&columns.programme);
        if listing.programmes.is_empty() && !mapping.programme.is_empty() {
            listing.programmes.push(mapping.programme.clone());
        }
        listing.licence_requirement = or(
            self.cell(columns.licence_requirement.as_ref()),
            &mapping.licence_requirement,
        );
        listing.licence_policy = or(
            self.cell(columns.licence_policy.as_ref()),
            &mapping.licence_policy,
        );
        if !mapping.citation.is_empty() {
            listing.citations.push(mapping.citation.clone());
        }
        listing.citations.extend(self.cells(&columns.citation));
        listing.effective_from = self.day(columns.effective_from.as_ref())?;
        listing.effective_to = self.day(columns.effective_to.as_ref())?;
        let until = self.day(columns.suspended_until.as_ref())?;
        match self.day(columns.suspended_from.as_ref())? {
            Some(from) => {
                listing.suspension = Some(Suspension {
                    from,
                    until,
                    citation: mapping.title.clone(),
                });
            }
            None if until.is_some() => {
                return Err(ListError::not_readable(
                    self.place.clone(),
                    "a suspension with a last day and no first day; write both or neither",
                ));
            }
            None => {}
        }
        listing.address = (!mapping.address.is_empty()).then(|| mapping.address.clone());
        let mut draft = PartyDraft::new(listing);
        let number = self.cell(columns.number.as_ref());
        draft.number = (!number.is_empty()).then_some(number);
        draft.record.clone_from(&self.place.at);
        let word = self.cell(columns.party_type.as_ref());
        draft.party_type = match mapping.types.get(&word) {
            Some(known) => *known,
            None => PartyType::from_word(&word),
        };
        let parts: Vec<String> = columns
            .name_parts
            .iter()
            .map(|part| self.cell(Some(part)))
            .collect();
        draft.name(NameKind::Primary, &parts.join(" "));
        for (index, name) in columns.name.iter().enumerate() {
            let kind = if index == 0 {
                NameKind::Primary
            } else {
                NameKind::Alias
            };
            draft.name(kind, &self.cell(Some(name)));
        }
        for (columns, kind) in [
            (&columns.alias, NameKind::Alias),
            (&columns.weak_alias, NameKind::WeakAlias),
            (&columns.former_name, NameKind::Former),
        ] {
            for name in self.cells(columns) {
                draft.name(kind, &name);
            }
        }
        draft.countries = self.cells(&columns.country);
        draft.birth_dates = self.cells(&columns.birth_date);
        draft.identifiers = self
            .cells(&columns.identifier)
            .into_iter()
            .map(|number| Identifier {
                kind: "number".to_owned(),
                number,
            })
            .collect();
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read_by(mapping: &str, text: &str) -> Result<FormContent, ListError> {
        let mapping = ListMapping::find(Path::new(mapping)).unwrap();
        read(
            &Original::from_bytes("list.csv", text.as_bytes(), None).unwrap(),
            &mapping,
        )
    }

    #[test]
    fn every_built_in_mapping_is_read() {
        for (name, _) in BUILT_IN {
            assert_eq!(ListMapping::find(Path::new(name)).unwrap().list, name);
        }
    }

    #[test]
    fn the_form_of_our_own_is_read() {
        let content = read_by(
            "kr-parties",
            "number,name,name_local,alias,type,country,effective_from,suspended_from\n\
             7,Alpha Trading,알파무역,Alfa; Alpha Co,단체,Iran;Syria,2024-05-01,2026-01-01\n",
        )
        .unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.id, "KR-PARTIES:7");
        assert_eq!(party.party_type, PartyType::Organisation);
        assert_eq!(party.names.len(), 4);
        assert_eq!(party.countries.len(), 2);
        assert!(party.listing.suspension.is_some());
        assert_eq!(
            party.listing.effective_from.unwrap().to_string(),
            "2024-05-01"
        );
    }

    #[test]
    fn the_denied_persons_list_is_read_with_its_dates() {
        let content = read_by(
            "us-dpl",
            "\"Name\"\t\"Country\"\t\"Effective_Date\"\t\"Expiration_Date\"\t\"FR_Citation\"\n\
             \" I. ASH\"\t\"US\"\t\"06/19/2003\"\t\"06/29/2056\"\t\"68 F.R. 38290\"\n",
        )
        .unwrap();
        let listing = &content.loaded.parties[0].listing;
        assert_eq!(listing.effective_to.unwrap().to_string(), "2056-06-29");
        assert_eq!(listing.citations.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let error = |mapping: &str, text: &str| read_by(mapping, text).err().unwrap().to_string();
        assert!(error("kr-parties", "who\nA\n").contains("the header lacks \"name\"; found: who"));
        assert!(
            error("kr-parties", "name,effective_from\nA,soon\n").contains(
                "line 2, field \"effective_from\": \"soon\" is no day of the form %Y-%m-%d"
            )
        );
        assert!(error("kr-parties", "name\nA,B\n").contains("2 columns where the header has 1"));
        assert!(
            error("kr-parties", "name,suspended_until\nA,2026-01-01\n").contains("no first day")
        );
        let mapping = |text: &str| {
            ListMapping::from_toml("m.toml", text)
                .unwrap_err()
                .to_string()
        };
        assert!(mapping("list = 1").starts_with("m.toml: "));
        let head =
            "list='a'\ncode='A'\ntitle='t'\npublisher='p'\nlicence='l'\njurisdiction='KOR'\n";
        assert!(
            mapping(&format!("{head}[columns]\nname=[]\n"))
                .contains("field \"columns.name\": empty")
        );
        assert!(
            mapping(&format!("{head}delimiter='x'\n[columns]\nname=['n']\n"))
                .contains("\"delimiter\"")
        );
        let none = ListMapping::find(Path::new("none.toml"))
            .unwrap_err()
            .to_string();
        assert!(none.contains("neither a file nor a mapping that is part of the program"));
    }
}
