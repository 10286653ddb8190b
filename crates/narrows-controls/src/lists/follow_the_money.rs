//! Parties as FollowTheMoney entities, one JSON object a line.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::builder::{PartyDraft, PartyGatherer};
use super::error::{ListError, Place};
use super::form::{FormContent, finished};
use super::original::Original;
use crate::{Identifier, Listing, NameKind, PartyType};

/// Bytes of one line.
const LONGEST_LINE: usize = 4 << 20;

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<serde_json::Value>>,
    #[serde(default)]
    datasets: Vec<String>,
}

/// Reads entities. Those that are no parties, such as addresses and
/// relationships, are passed over; that is what the form holds beside them.
pub(crate) fn read(
    original: &Original,
    jurisdiction: &str,
    list: &str,
) -> Result<FormContent, ListError> {
    let file = &original.name;
    let mut gatherer = PartyGatherer::default();
    for (index, line) in original.text.lines().enumerate() {
        let place = Place::line(file, index as u64 + 1);
        if line.len() > LONGEST_LINE {
            return Err(ListError::refused(
                place,
                format!("a line of more than {LONGEST_LINE} bytes, as no entity has"),
            ));
        }
        if line.trim().is_empty() {
            continue;
        }
        let entity: Entity = serde_json::from_str(line).map_err(|error| {
            ListError::not_readable(
                place.clone(),
                format!(
                    "no entity of FollowTheMoney ({error}); the file is cut or of another form"
                ),
            )
        })?;
        let party_type = match entity.schema.as_str() {
            "Person" => PartyType::Person,
            "Organization" | "Company" | "PublicBody" => PartyType::Organisation,
            "LegalEntity" => PartyType::Unknown,
            "Vessel" => PartyType::Vessel,
            "Airplane" => PartyType::Aircraft,
            _ => continue,
        };
        let all = |names: &[&str]| -> Vec<String> {
            names
                .iter()
                .filter_map(|name| entity.properties.get(*name))
                .flatten()
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect()
        };
        let mut listing = Listing::new(jurisdiction, list);
        listing.programmes = all(&["programId", "program"]);
        if listing.programmes.is_empty() {
            listing.programmes.clone_from(&entity.datasets);
        }
        listing.address = all(&["sourceUrl"]).into_iter().next();
        let mut draft = PartyDraft::new(listing);
        draft.record.clone_from(&place.at);
        draft.party_type = party_type;
        draft.name(NameKind::Primary, &entity.caption);
        for (property, kind) in [
            ("name", NameKind::Alias),
            ("alias", NameKind::Alias),
            ("weakAlias", NameKind::WeakAlias),
            ("abbreviation", NameKind::WeakAlias),
            ("previousName", NameKind::Former),
        ] {
            for name in all(&[property]) {
                draft.name(kind, &name);
            }
        }
        draft.countries = all(&[
            "country",
            "nationality",
            "citizenship",
            "jurisdiction",
            "flag",
            "mainCountry",
        ]);
        draft.birth_dates = all(&["birthDate"]);
        for property in [
            "imoNumber",
            "mmsi",
            "passportNumber",
            "idNumber",
            "registrationNumber",
            "taxNumber",
            "innCode",
            "ogrnCode",
            "leiCode",
            "serialNumber",
        ] {
            for number in all(&[property]) {
                draft.identifiers.push(Identifier {
                    kind: property.to_owned(),
                    number,
                });
            }
        }
        draft.number = Some(entity.id);
        gatherer.add(&place, draft)?;
    }
    finished(gatherer, original, None)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn parties_are_read_and_relationships_passed_over() {
        let text = r#"{"id": "a", "schema": "Company", "caption": "Alpha", "datasets": ["x"], "properties": {"name": ["Alpha", "アルファ"], "country": ["jp"], "weakAlias": ["A"], "registrationNumber": ["1"]}}
{"id": "b", "schema": "Ownership", "properties": {}}
{"id": "c", "schema": "Vessel", "caption": "Ship", "properties": {"imoNumber": ["IMO1"], "flag": ["pa"]}}"#;
        let original = Original::from_bytes("e.jsonl", text.as_bytes(), None).unwrap();
        let content = read(&original, "EU", "OWN").unwrap();
        let [company, ship] = &content.loaded.parties[..] else {
            panic!("two parties")
        };
        assert_eq!(company.names.len(), 3);
        assert_eq!(company.countries[0].alpha3(), "JPN");
        assert_eq!(ship.party_type, PartyType::Vessel);
        let cut = Original::from_bytes("e.jsonl", &text.as_bytes()[..250], None).unwrap();
        let error = read(&cut, "EU", "OWN").err().unwrap().to_string();
        assert!(error.starts_with("e.jsonl, line "), "{error}");
        let twice = text.replace("\"id\": \"c\"", "\"id\": \"a\"");
        let twice = Original::from_bytes("e.jsonl", twice.as_bytes(), None).unwrap();
        assert!(
            read(&twice, "EU", "OWN")
                .err()
                .unwrap()
                .to_string()
                .contains("a second time")
        );
    }
}
