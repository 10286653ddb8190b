//! The European Union's consolidated list of financial sanctions as XML (the
//! form that the Commission calls full sanctions list 1.1).

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::error::{ListError, Place};
use super::form::{FormContent, finished, leading_day};
use super::original::Original;
use super::xml_records::{Element, for_each_record};
use crate::{Identifier, Listing, NameKind, PartyType};

pub(crate) fn read(original: &Original) -> Result<FormContent, ListError> {
    let file = &original.name;
    let mut gatherer = PartyGatherer::default();
    let root = for_each_record(
        file,
        &original.text,
        "export",
        &["sanctionEntity"],
        |record| {
            let place = Place::line(file, record.line);
            gatherer.add(&place, draft(&place, &record)?)
        },
    )?;
    finished(
        gatherer,
        original,
        leading_day(root.attribute("generationDate")),
    )
}

fn draft(place: &Place, record: &Element) -> Result<PartyDraft, ListError> {
    let mut listing = Listing::new("EU", "EU-FSF");
    listing.licence_requirement = Some(
        "Funds and economic resources are frozen, and none may be made available to it; see the \
         regulation"
            .to_owned(),
    );
    for regulation in record.children("regulation") {
        let programme = one_line(regulation.attribute("programme"));
        if !programme.is_empty() && !listing.programmes.contains(&programme) {
            listing.programmes.push(programme);
        }
        let title = one_line(regulation.attribute("numberTitle"));
        if !title.is_empty() {
            listing.citations.push(title);
        }
        let text = regulation.attribute("entryIntoForceDate");
        if !text.is_empty() {
            let day = leading_day(text).ok_or_else(|| {
                ListError::not_readable(
                    place.clone().field("entryIntoForceDate"),
                    format!("{text:?} is no day such as 2026-07-31"),
                )
            })?;
            // Of several regulations the first is the one that listed it.
            listing.effective_from =
                Some(listing.effective_from.map_or(day, |known| known.min(day)));
        }
        if listing.address.is_none() {
            let address = one_line(&regulation.text_of("publicationUrl"));
            listing.address = (!address.is_empty()).then_some(address);
        }
    }
    let mut draft = PartyDraft::new(listing);
    let number = one_line(record.attribute("logicalId"));
    if number.is_empty() {
        return Err(ListError::not_readable(
            place.clone().field("logicalId"),
            "missing; every party of this list has a number",
        ));
    }
    draft.number = Some(number);
    draft.record = one_line(record.attribute("euReferenceNumber"));
    for subject in record.children("subjectType") {
        draft.party_type = match PartyType::from_word(subject.attribute("code")) {
            PartyType::Unknown => PartyType::from_word(subject.attribute("classificationCode")),
            known => known,
        };
    }
    let aliases: Vec<(bool, String)> = record
        .children("nameAlias")
        .map(|alias| (alias.attribute("strong") == "false", alias_name(alias)))
        .filter(|(_, name)| !name.is_empty())
        .collect();
    // The primary name is the first that the list does not call weak.
    let primary = aliases.iter().position(|(weak, _)| !weak).unwrap_or(0);
    for (index, (weak, name)) in aliases.iter().enumerate() {
        let kind = match (index == primary, weak) {
            (true, _) => NameKind::Primary,
            (false, true) => NameKind::WeakAlias,
            (false, false) => NameKind::Alias,
        };
        draft.name(kind, name);
    }
    for element in ["citizenship", "address", "birthdate"] {
        for place in record.children(element) {
            let code = place.attribute("countryIso2Code");
            // The list writes 00 where the country is not known.
            if element != "birthdate" && code != "00" {
                draft.countries.push(code.to_owned());
            }
        }
    }
    draft
        .birth_dates
        .extend(record.children("birthdate").map(birth_date));
    for number in record.children("identification") {
        draft.identifiers.push(Identifier {
            kind: number.attribute("identificationTypeCode").to_owned(),
            number: number.attribute("number").to_owned(),
        });
    }
    Ok(draft)
}

/// The whole name, or its parts where the list leaves the whole empty.
fn alias_name(alias: &Element) -> String {
    let whole = one_line(alias.attribute("wholeName"));
    if !whole.is_empty() {
        return whole;
    }
    let parts = ["firstName", "middleName", "lastName"].map(|part| alias.attribute(part));
    one_line(&parts.join(" "))
}

/// A date of birth in the words that other lists use: `1937-04-28`, `1937-04`,
/// `1937`, `circa 1937`, `1935 to 1938`; empty where nothing is stated.
fn birth_date(birth: &Element) -> String {
    let number = |name: &str| {
        birth
            .attribute(name)
            .trim()
            .parse::<u16>()
            .ok()
            .filter(|n| *n > 0)
    };
    let day = birth.attribute("birthdate").trim();
    let about = birth.attribute("circa") == "true";
    let date = match (day, number("year"), number("monthOfYear")) {
        ("", Some(year), Some(month)) if month <= 12 => format!("{year}-{month:02}"),
        ("", Some(year), _) => year.to_string(),
        ("", None, _) => match (number("yearRangeFrom"), number("yearRangeTo")) {
            (Some(from), Some(to)) => return format!("{from} to {to}"),
            (Some(year), None) | (None, Some(year)) => return format!("circa {year}"),
            (None, None) => return String::new(),
        },
        (day, _, _) => day.to_owned(),
    };
    if about { format!("circa {date}") } else { date }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_entity_is_read_with_its_regulation() {
        let text = r#"<export xmlns="http://example.org/fsd" generationDate="2026-02-01T10:00:00+01:00">
<sanctionEntity euReferenceNumber="EU.27.28" logicalId="13">
<regulation programme="IRQ" numberTitle="1210/2003 (OJ L169)" entryIntoForceDate="2003-07-07"><publicationUrl>https://example.org/a.pdf</publicationUrl></regulation>
<regulation programme="IRQ" numberTitle="2024/1" entryIntoForceDate="2024-01-07"/>
<subjectType code="person" classificationCode="P"/>
<nameAlias wholeName="Ada &quot;A&quot; Example" strong="true"/>
<nameAlias wholeName="" firstName="Aida" lastName="Example" strong="false"/>
<citizenship countryIso2Code="IQ"/><address countryIso2Code="00"/>
<birthdate birthdate="1937-04-28" year="1937"/>
<identification identificationTypeCode="passport" number="P1"/>
</sanctionEntity></export>"#;
        let original = Original::from_bytes("eu.xml", text.as_bytes(), None).unwrap();
        let content = read(&original).unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.id, "EU-FSF:13");
        assert_eq!(party.primary_name(), "Ada \"A\" Example");
        assert_eq!(party.names[1].kind, NameKind::WeakAlias);
        assert_eq!(party.party_type, PartyType::Person);
        assert_eq!(
            party.listing.effective_from.unwrap().to_string(),
            "2003-07-07"
        );
        assert_eq!(party.listing.programmes, ["IRQ"]);
        assert!(party.places.is_empty());
        assert_eq!(content.vintage.unwrap().to_string(), "2026-02-01");
    }

    /// What the Commission's file has and small examples lack: a prefix, a mark
    /// of byte order, weak names first, empty whole names, spans of years.
    #[test]
    fn the_turns_of_the_real_file_are_read() {
        let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned()
            + r#"<ns:export xmlns:ns="http://example.org/fsd" generationDate="2026-02-01T10:00:00.000+01:00" globalFileId="1">
<ns:sanctionEntity designationDate="" euReferenceNumber="EU.1.1" unitedNationId="" logicalId="20">
<ns:remark>Quoted &amp; <![CDATA[<b>kept</b>]]></ns:remark>
<ns:regulation regulationType="amendment" entryIntoForceDate="" programme="UKR" numberTitle="1/2022"/>
<ns:subjectType code="enterprise" classificationCode="E"/>
<ns:nameAlias wholeName="" firstName="" lastName="" strong="true"/>
<ns:nameAlias wholeName="EXCO" strong="false"/>
<ns:nameAlias wholeName="" firstName="" middleName="" lastName="Example  Company" strong="true" nameLanguage="EN"/>
<ns:nameAlias wholeName="Пример" strong="true" nameLanguage="RU"/>
<ns:birthdate circa="true" year="1960" birthdate=""/>
<ns:birthdate circa="false" yearRangeFrom="1970" yearRangeTo="1973"/>
<ns:birthdate circa="false" year="1975" monthOfYear="5" dayOfMonth=""/>
<ns:birthdate circa="false" countryIso2Code="00"/>
<ns:identification identificationTypeCode="regnumber" number=""/>
</ns:sanctionEntity></ns:export>"#;
        let original = Original::from_bytes("eu.xml", text.as_bytes(), None).unwrap();
        let content = read(&original).unwrap();
        let party = &content.loaded.parties[0];
        let names: Vec<(NameKind, &str)> = party
            .names
            .iter()
            .map(|name| (name.kind, name.text.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                (NameKind::Primary, "Example Company"),
                (NameKind::WeakAlias, "EXCO"),
                (NameKind::Alias, "Пример"),
            ]
        );
        assert_eq!(party.party_type, PartyType::Organisation);
        assert_eq!(party.birth_dates, ["1970 to 1973", "1975-05", "circa 1960"]);
        assert_eq!(party.listing.effective_from, None);
        assert!(party.identifiers.is_empty() && party.countries.is_empty());
    }
}
