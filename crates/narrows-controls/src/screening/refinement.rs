//! What is known beside the name: identifiers, birth date, countries.
//!
//! The benchmark has no such fields, so the steps below are judgement, not a
//! fit: an identifier decides, a birth date weighs much, a country little.

use super::{ScreenedParty, ScreeningQuery};

/// Log-odds for the same full birth date.
const SAME_BIRTH_DAY: f64 = 3.0;
/// Log-odds for the same birth year, or a year's difference (lists often give
/// an estimate).
const SAME_BIRTH_YEAR: f64 = 1.5;
/// Log-odds against, for birth years further apart.
const OTHER_BIRTH_YEAR: f64 = -3.0;
/// Log-odds for a country in common.
const SAME_COUNTRY: f64 = 0.5;
/// Log-odds against, for countries on both sides and none in common.
const OTHER_COUNTRY: f64 = -0.5;

/// An identifier with nothing but its letters and digits, in capitals.
pub fn plain_identifier(identifier: &str) -> String {
    identifier
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// What the fields beside the name add to the log-odds, with a note for each,
/// and whether an identifier is the same.
pub fn beside_the_name(query: &ScreeningQuery, party: &ScreenedParty) -> (f64, bool, Vec<String>) {
    let mut notes = Vec::new();
    let mut sum = 0.0;
    let same = query.identifiers.iter().find(|asked| {
        let plain = plain_identifier(asked);
        plain.len() >= 4
            && party
                .identifiers
                .iter()
                .any(|i| plain_identifier(i) == plain)
    });
    if let Some(identifier) = same {
        notes.push(format!("identifier {identifier} is the same"));
    }
    if let Some(born) = &query.birth_date
        && !party.birth_dates.is_empty()
    {
        let (step, note) = birth(born, &party.birth_dates);
        sum += step;
        notes.extend(note);
    }
    if !query.countries.is_empty() && !party.countries.is_empty() {
        let common = query
            .countries
            .iter()
            .find(|c| party.countries.iter().any(|p| p.eq_ignore_ascii_case(c)));
        match common {
            Some(country) => {
                sum += SAME_COUNTRY;
                notes.push(format!("country {country} is the same"));
            }
            None => {
                sum += OTHER_COUNTRY;
                notes.push(format!(
                    "country {} is not among the listed {}",
                    query.countries.join(", "),
                    party.countries.join(", ")
                ));
            }
        }
    }
    (sum, same.is_some(), notes)
}

fn year(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

fn birth(asked: &str, listed: &[String]) -> (f64, Option<String>) {
    if asked.len() >= 10 && listed.iter().any(|d| d == asked) {
        return (
            SAME_BIRTH_DAY,
            Some(format!("birth date {asked} is the same")),
        );
    }
    let Some(year_asked) = year(asked) else {
        return (0.0, None);
    };
    let apart = listed
        .iter()
        .filter_map(|d| year(d))
        .map(|y| (y - year_asked).abs())
        .min();
    match apart {
        None => (0.0, None),
        Some(0) => (
            SAME_BIRTH_YEAR,
            Some(format!("birth year {year_asked} is the same")),
        ),
        Some(1) => (
            SAME_BIRTH_YEAR / 2.0,
            Some("birth years are one apart".to_owned()),
        ),
        Some(years) => (
            OTHER_BIRTH_YEAR,
            Some(format!("birth years are {years} apart")),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birth_dates_speak_for_and_against() {
        let listed = ["1960-05-01".to_owned()];
        assert_eq!(birth("1960-05-01", &listed).0, SAME_BIRTH_DAY);
        assert_eq!(birth("1960", &listed).0, SAME_BIRTH_YEAR);
        assert_eq!(birth("1975", &listed).0, OTHER_BIRTH_YEAR);
        assert_eq!(birth("unknown", &listed).0, 0.0);
        assert_eq!(birth("ß", &listed).0, 0.0);
    }

    #[test]
    fn identifiers_are_compared_without_punctuation() {
        assert_eq!(plain_identifier("imo 91-25 451"), "IMO9125451");
    }
}
