//! What OFAC's lists have in common in every form: programmes, types, and the
//! remarks in which dates of birth, nationalities and numbers stand.

use super::builder::{PartyDraft, one_line};
use crate::{Identifier, Listing, NameKind, PartyType};

/// Numbers that the remarks give, by the words before them; the longer first.
const NUMBERS: [&str; 24] = [
    "Vessel Registration Identification",
    "Business Registration Number",
    "Aircraft Construction Number",
    "Commercial Registry Number",
    "Matricula Mercantil No",
    "Government Gazette Number",
    "Identification Number",
    "Folio Mercantil No.",
    "Registration Number",
    "Aircraft Tail Number",
    "Trade License No.",
    "Registration ID",
    "National ID No.",
    "Company Number",
    "Tax ID No.",
    "Cedula No.",
    "C.U.R.P.",
    "Passport",
    "R.F.C.",
    "D.N.I.",
    "MMSI",
    "SSN",
    "NIT",
    "RUC",
];

/// A listing on the SDN list.
pub(crate) fn sdn_listing() -> Listing {
    let mut listing = Listing::new("USA", "SDN");
    listing.licence_requirement = Some(
        "Property is blocked; dealings by US persons are forbidden unless OFAC licenses or exempts \
         them. For some programmes a BIS licence is needed too (15 CFR 744.8)."
            .to_owned(),
    );
    listing.citations.push("31 CFR chapter V".to_owned());
    listing.address = Some("https://sanctionslist.ofac.treas.gov/Home/SdnList".to_owned());
    listing
}

/// `NPWMD] [IFSR` as two programmes.
pub(crate) fn programmes(text: &str) -> Vec<String> {
    text.split(']')
        .map(|part| one_line(part.trim_matches(['[', ' '])))
        .map(|part| part.trim_start_matches(['[', ' ']).to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// OFAC's word for a type; an empty one is an organisation.
pub(crate) fn party_type(word: &str) -> PartyType {
    match PartyType::from_word(word) {
        PartyType::Unknown if word.trim().is_empty() => PartyType::Organisation,
        known => known,
    }
}

/// OFAC's word for the kind of another name.
pub(crate) fn alias_kind(word: &str, weak: bool) -> NameKind {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    match word.as_str() {
        "fka" => NameKind::Former,
        _ if weak => NameKind::WeakAlias,
        _ => NameKind::Alias,
    }
}

/// Takes from the remarks what is said of the party itself.
pub(crate) fn read_remarks(remarks: &str, draft: &mut PartyDraft) {
    for part in remarks.split(';') {
        let part = part.trim().trim_end_matches('.');
        let part = part.strip_prefix("alt. ").unwrap_or(part);
        if let Some(name) = part
            .strip_prefix("a.k.a. '")
            .and_then(|rest| rest.strip_suffix('\''))
        {
            // The quotation marks are OFAC's sign for a weak alias.
            draft.name(NameKind::WeakAlias, name);
        } else if let Some(date) = part.strip_prefix("DOB ") {
            draft.birth_dates.push(date.to_owned());
        } else if let Some(country) = part
            .strip_prefix("nationality ")
            .or_else(|| part.strip_prefix("citizen "))
        {
            draft.countries.push(country.to_owned());
        } else if let Some((kind, rest)) = NUMBERS
            .iter()
            .find_map(|kind| Some((*kind, part.strip_prefix(kind)?)))
        {
            let number = rest.split(" (").next().unwrap_or_default().trim();
            if number.chars().any(|c| c.is_ascii_digit()) {
                draft.identifiers.push(Identifier {
                    kind: kind.trim_end_matches(['.', ' ']).to_owned(),
                    number: number.to_owned(),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_give_dates_countries_numbers_and_weak_names() {
        let mut draft = PartyDraft::new(sdn_listing());
        read_remarks(
            "DOB 30 Apr 1963; nationality Iran; Gender Male; National ID No. 0048894753 (Iran); \
             a.k.a. 'BNC'; alt. DOB 1964; Passport A001 (Iran) expires 2020; Linked To: OTHER.",
            &mut draft,
        );
        assert_eq!(draft.birth_dates, ["30 Apr 1963", "1964"]);
        assert_eq!(draft.countries, ["Iran"]);
        assert_eq!(draft.names, [(NameKind::WeakAlias, "BNC".to_owned())]);
        let numbers: Vec<&str> = draft
            .identifiers
            .iter()
            .map(|i| i.number.as_str())
            .collect();
        assert_eq!(numbers, ["0048894753", "A001"]);
        assert_eq!(programmes("NPWMD] [IFSR"), ["NPWMD", "IFSR"]);
        assert_eq!(programmes("CUBA"), ["CUBA"]);
    }
}
