//! OFAC's SDN list as XML, `sdn.xml`.

use jiff::civil::Date;

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::error::{ListError, Place};
use super::form::{FormContent, finished};
use super::ofac_text::{alias_kind, party_type, read_remarks, sdn_listing};
use super::original::Original;
use super::xml_records::{Element, for_each_record};
use crate::{Identifier, NameKind};

pub(crate) fn read(original: &Original) -> Result<FormContent, ListError> {
    let file = &original.name;
    let mut gatherer = PartyGatherer::default();
    let mut vintage: Option<Date> = None;
    let mut stated: Option<usize> = None;
    let mut count = 0_usize;
    for_each_record(
        file,
        &original.text,
        "sdnList",
        &["publshInformation", "sdnEntry"],
        |record| {
            let place = Place::line(file, record.line);
            if record.name == "publshInformation" {
                let day = one_line(&record.text_of("Publish_Date"));
                vintage = Date::strptime("%m/%d/%Y", &day).ok();
                stated = one_line(&record.text_of("Record_Count")).parse().ok();
                return Ok(());
            }
            count += 1;
            gatherer.add(&place, draft(&place, &record)?)
        },
    )?;
    if let Some(stated) = stated.filter(|stated| *stated != count) {
        return Err(ListError::not_readable(
            Place::file(file),
            format!("it states {stated} entries and has {count}; download it again"),
        ));
    }
    finished(gatherer, original, vintage)
}

fn full_name(element: &Element) -> String {
    let (first, last) = (element.text_of("firstName"), element.text_of("lastName"));
    match (first.trim(), last.trim()) {
        ("", last) => last.to_owned(),
        (first, last) => format!("{last}, {first}"),
    }
}

fn each<'a>(
    record: &'a Element,
    list: &'a str,
    item: &'a str,
) -> impl Iterator<Item = &'a Element> {
    record
        .children(list)
        .flat_map(move |list| list.children(item))
}

fn draft(place: &Place, record: &Element) -> Result<PartyDraft, ListError> {
    let mut listing = sdn_listing();
    for programme in each(record, "programList", "program") {
        listing.programmes.push(one_line(&programme.text()));
    }
    let mut draft = PartyDraft::new(listing);
    let number = one_line(&record.text_of("uid"));
    if number.is_empty() {
        return Err(ListError::not_readable(
            place.clone().field("uid"),
            "missing; every party of this list has a number",
        ));
    }
    draft.record = format!("line {}", record.line);
    draft.number = Some(number);
    draft.party_type = party_type(&record.text_of("sdnType"));
    draft.name(NameKind::Primary, &full_name(record));
    for alias in each(record, "akaList", "aka") {
        let weak = one_line(&alias.text_of("category")) == "weak";
        draft.name(alias_kind(&alias.text_of("type"), weak), &full_name(alias));
    }
    for (list, item) in [
        ("addressList", "address"),
        ("nationalityList", "nationality"),
        ("citizenshipList", "citizenship"),
    ] {
        for element in each(record, list, item) {
            draft.countries.push(element.text_of("country"));
        }
    }
    for birth in each(record, "dateOfBirthList", "dateOfBirthItem") {
        draft.birth_dates.push(birth.text_of("dateOfBirth"));
    }
    for id in each(record, "idList", "id") {
        draft.identifiers.push(Identifier {
            kind: id.text_of("idType"),
            number: id.text_of("idNumber"),
        });
    }
    for vessel in record.children("vesselInfo") {
        draft.countries.push(vessel.text_of("vesselFlag"));
        draft.identifiers.push(Identifier {
            kind: "call sign".to_owned(),
            number: vessel.text_of("callSign"),
        });
    }
    read_remarks(&record.text_of("remarks"), &mut draft);
    Ok(draft)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SMALL: &str = r#"<sdnList xmlns="https://example.org/sdn">
<publshInformation><Publish_Date>01/27/2023</Publish_Date><Record_Count>1</Record_Count></publshInformation>
<sdnEntry><uid>7</uid><firstName>John</firstName><lastName>DOE</lastName><sdnType>Individual</sdnType>
<programList><program>SDGT</program></programList>
<akaList><aka><uid>8</uid><type>a.k.a.</type><category>weak</category><lastName>JD</lastName></aka></akaList>
<addressList><address><country>Iran</country></address></addressList>
<idList><id><idType>Passport</idType><idNumber>X1</idNumber></id></idList>
<dateOfBirthList><dateOfBirthItem><dateOfBirth>30 Apr 1963</dateOfBirth></dateOfBirthItem></dateOfBirthList>
</sdnEntry></sdnList>"#;

    #[test]
    fn an_entry_is_read_and_a_short_file_refused() {
        let original = |text: &str| Original::from_bytes("sdn.xml", text.as_bytes(), None).unwrap();
        let content = read(&original(SMALL)).unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.primary_name(), "DOE, John");
        assert_eq!(party.names[1].kind, NameKind::WeakAlias);
        assert_eq!(party.countries[0].alpha3(), "IRN");
        assert_eq!(content.vintage.unwrap().to_string(), "2023-01-27");
        let short = SMALL.replace("<Record_Count>1<", "<Record_Count>2<");
        assert_eq!(
            read(&original(&short)).err().unwrap().to_string(),
            "sdn.xml: it states 2 entries and has 1; download it again"
        );
    }
}
