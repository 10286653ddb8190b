//! Parties and questions made up for the tests of screening.
#![allow(dead_code)]

use narrows_controls::screening::{
    NameKind, PartyType, ScreenedName, ScreenedParty, ScreeningQuery,
};

/// A party with these names and nothing else.
pub fn party(id: &str, party_type: PartyType, names: &[&str]) -> ScreenedParty {
    ScreenedParty {
        id: id.to_owned(),
        party_type,
        countries: Vec::new(),
        names: names
            .iter()
            .map(|text| ScreenedName {
                text: (*text).to_owned(),
                kind: NameKind::Alias,
            })
            .collect(),
        identifiers: Vec::new(),
        birth_dates: Vec::new(),
    }
}

/// A name asked for, with nothing known beside it.
pub fn asked(name: &str) -> ScreeningQuery {
    ScreeningQuery {
        name: name.to_owned(),
        ..ScreeningQuery::default()
    }
}
