//! The UN Security Council's consolidated list as XML.

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
        "CONSOLIDATED_LIST",
        &["INDIVIDUAL", "ENTITY"],
        |record| {
            let place = Place::line(file, record.line);
            gatherer.add(&place, draft(&place, &record)?)
        },
    )?;
    finished(
        gatherer,
        original,
        leading_day(root.attribute("dateGenerated")),
    )
}

fn draft(place: &Place, record: &Element) -> Result<PartyDraft, ListError> {
    let person = record.name == "INDIVIDUAL";
    let prefix = if person { "INDIVIDUAL" } else { "ENTITY" };
    let mut listing = Listing::new("UN", "UNSC");
    let regime = one_line(&record.text_of("UN_LIST_TYPE"));
    if !regime.is_empty() {
        listing.programmes.push(regime);
    }
    let reference = one_line(&record.text_of("REFERENCE_NUMBER"));
    if !reference.is_empty() {
        listing
            .citations
            .push(format!("UN permanent reference {reference}"));
    }
    let listed_on = record.text_of("LISTED_ON");
    if !listed_on.trim().is_empty() {
        listing.effective_from = Some(leading_day(listed_on.trim()).ok_or_else(|| {
            ListError::not_readable(
                place.clone().field("LISTED_ON"),
                format!("{:?} is no day such as 2012-12-31", listed_on.trim()),
            )
        })?);
    }
    let mut draft = PartyDraft::new(listing);
    let number = one_line(&record.text_of("DATAID"));
    if number.is_empty() {
        return Err(ListError::not_readable(
            place.clone().field("DATAID"),
            "missing; every party of this list has a number",
        ));
    }
    draft.number = Some(number);
    draft.record = reference;
    draft.party_type = if person {
        PartyType::Person
    } else {
        PartyType::Organisation
    };
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
    let name: Vec<String> = parts.iter().map(|part| record.text_of(part)).collect();
    draft.name(NameKind::Primary, &name.join(" "));
    draft.name(NameKind::Alias, &record.text_of("NAME_ORIGINAL_SCRIPT"));
    for alias in record.children(&format!("{prefix}_ALIAS")) {
        let kind = match one_line(&alias.text_of("QUALITY")).as_str() {
            "Low" => NameKind::WeakAlias,
            "f.k.a." => NameKind::Former,
            _ => NameKind::Alias,
        };
        draft.name(kind, &alias.text_of("ALIAS_NAME"));
        draft.birth_dates.push(alias.text_of("DATE_OF_BIRTH"));
    }
    for address in record.children(&format!("{prefix}_ADDRESS")) {
        draft.countries.push(address.text_of("COUNTRY"));
    }
    for nationality in record.children("NATIONALITY") {
        for value in nationality.children("VALUE") {
            draft.countries.push(value.text());
        }
    }
    for birth in record.children("INDIVIDUAL_DATE_OF_BIRTH") {
        let day = birth.text_of("DATE");
        let year = birth.text_of("YEAR");
        let (from, to) = (birth.text_of("FROM_YEAR"), birth.text_of("TO_YEAR"));
        if !day.trim().is_empty() {
            draft.birth_dates.push(day);
        } else if !year.trim().is_empty() {
            draft.birth_dates.push(year);
        } else if !from.trim().is_empty() || !to.trim().is_empty() {
            draft
                .birth_dates
                .push(format!("{} to {}", from.trim(), to.trim()));
        }
    }
    for document in record.children("INDIVIDUAL_DOCUMENT") {
        draft.identifiers.push(Identifier {
            kind: document.text_of("TYPE_OF_DOCUMENT"),
            number: document.text_of("NUMBER"),
        });
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const SMALL: &str = r#"<?xml version="1.0"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z">
 <INDIVIDUALS>
  <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>Ada</FIRST_NAME><SECOND_NAME>Example</SECOND_NAME>
   <UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER>
   <LISTED_ON>2012-12-31</LISTED_ON>
   <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The &amp; Eagle</ALIAS_NAME></INDIVIDUAL_ALIAS>
   <INDIVIDUAL_DATE_OF_BIRTH><FROM_YEAR>1970</FROM_YEAR><TO_YEAR>1973</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  </INDIVIDUAL>
 </INDIVIDUALS>
 <ENTITIES>
  <ENTITY><DATAID>2</DATAID><FIRST_NAME>Front Company</FIRST_NAME>
   <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Front</ALIAS_NAME></ENTITY_ALIAS>
   <ENTITY_ADDRESS><COUNTRY>Democratic People&apos;s Republic of Korea</COUNTRY></ENTITY_ADDRESS>
  </ENTITY>
 </ENTITIES>
</CONSOLIDATED_LIST>"#;

    fn original(text: &str) -> Original {
        Original::from_bytes("un.xml", text.as_bytes(), None).unwrap()
    }

    #[test]
    fn names_quality_dates_and_countries_are_read() {
        let content = read(&original(SMALL)).unwrap();
        let [person, company] = &content.loaded.parties[..] else {
            panic!("two parties")
        };
        assert_eq!(person.primary_name(), "Ada Example");
        assert_eq!(person.names[1].text, "The & Eagle");
        assert_eq!(person.names[1].kind, NameKind::WeakAlias);
        assert_eq!(person.birth_dates, ["1970 to 1973"]);
        assert_eq!(
            person.listing.effective_from.unwrap().to_string(),
            "2012-12-31"
        );
        assert_eq!(company.names[1].kind, NameKind::Former);
        assert_eq!(company.countries[0].alpha3(), "PRK");
        assert_eq!(company.id, "UNSC:2");
        assert_eq!(content.vintage.unwrap().to_string(), "2026-02-27");
    }

    #[test]
    fn hostile_and_cut_files_are_refused_with_the_line() {
        let error = |text: &str| read(&original(text)).err().unwrap().to_string();
        let bomb = SMALL.replacen(
            "<CONSOLIDATED_LIST",
            "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>\n<CONSOLIDATED_LIST",
            1,
        );
        assert!(
            error(&bomb).starts_with("un.xml, line 2: refused: a document type declaration"),
            "{}",
            error(&bomb)
        );
        let entity = SMALL.replacen("Ada", "&ada;", 1);
        assert_eq!(
            error(&entity),
            "un.xml, line 4: refused: the entity \"ada\", which XML does not define"
        );
        let cut = &SMALL[..SMALL.len() - 60];
        assert!(error(cut).contains("download it again"), "{}", error(cut));
        let other = "<sdnList/>";
        assert_eq!(
            error(other),
            "un.xml, line 1: it begins with <sdnList> and not with <CONSOLIDATED_LIST>; name another form"
        );
        let deep = format!("<CONSOLIDATED_LIST>{}", "<a>".repeat(100));
        assert!(error(&deep).contains("more than 64 deep"));
        let twice = SMALL.replacen("<DATAID>2<", "<DATAID>1<", 1);
        assert!(error(&twice).contains("\"UNSC:1\" stands a second time, first at line 4"));
        assert!(error("not xml at all").contains("no XML"));
    }
}
