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
    for (index, alias) in record.children("nameAlias").enumerate() {
        let whole = one_line(alias.attribute("wholeName"));
        let name = if whole.is_empty() {
            ["firstName", "middleName", "lastName"]
                .map(|part| alias.attribute(part))
                .join(" ")
        } else {
            whole
        };
        let kind = if index == 0 {
            NameKind::Primary
        } else if alias.attribute("strong") == "false" {
            NameKind::WeakAlias
        } else {
            NameKind::Alias
        };
        draft.name(kind, &name);
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
    for birth in record.children("birthdate") {
        let (day, year) = (birth.attribute("birthdate"), birth.attribute("year"));
        draft
            .birth_dates
            .push(if day.is_empty() { year } else { day }.to_owned());
    }
    for number in record.children("identification") {
        draft.identifiers.push(Identifier {
            kind: number.attribute("identificationTypeCode").to_owned(),
            number: number.attribute("number").to_owned(),
        });
    }
    Ok(draft)
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
}
