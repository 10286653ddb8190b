//! The Consolidated Screening List as JSON, in either form: trade.gov's own,
//! with `results`, and the compact one, with `tables` and `entries`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::error::{ListError, Place};
use super::form::{FormContent, finished, json_error, leading_day};
use super::original::Original;
use crate::{Identifier, Listing, NameKind, PartyType};

#[derive(Deserialize)]
struct Either {
    #[serde(default)]
    results: Option<Vec<Entry>>,
    #[serde(default)]
    entries: Option<Vec<CompactEntry>>,
    #[serde(default)]
    tables: Option<Tables>,
    #[serde(default, rename = "listAuthority")]
    authority: BTreeMap<String, Authority>,
    #[serde(default, rename = "entryCount")]
    entry_count: Option<usize>,
    #[serde(default, rename = "sourceGeneratedAt")]
    generated_at: Option<String>,
    #[serde(default)]
    search_performed_at: Option<String>,
    #[serde(default)]
    total: Option<usize>,
}

#[derive(Deserialize)]
struct Tables {
    sources: Vec<String>,
    #[serde(default, rename = "licenceRequirements")]
    requirements: Vec<String>,
    #[serde(default, rename = "licencePolicies")]
    policies: Vec<String>,
    #[serde(default)]
    programmes: Vec<String>,
    #[serde(default)]
    urls: Vec<String>,
}

#[derive(Deserialize)]
struct Authority {
    #[serde(default)]
    citation: String,
    #[serde(default)]
    effect: String,
}

#[derive(Deserialize)]
struct CompactEntry {
    n: String,
    #[serde(default)]
    a: Vec<String>,
    s: usize,
    #[serde(default)]
    t: Option<String>,
    #[serde(default)]
    c: Vec<String>,
    #[serde(default)]
    e: Option<String>,
    #[serde(default)]
    lr: Option<usize>,
    #[serde(default)]
    lp: Option<usize>,
    #[serde(default)]
    pg: Option<usize>,
    #[serde(default)]
    fr: Option<String>,
    #[serde(default)]
    u: Option<usize>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    id: Option<String>,
    source: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    alt_names: Option<Vec<Option<String>>>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    entity_number: Option<serde_json::Value>,
    #[serde(default)]
    programs: Option<Vec<Option<String>>>,
    #[serde(default)]
    addresses: Option<Vec<Option<Address>>>,
    #[serde(default)]
    citizenships: Option<Vec<Option<String>>>,
    #[serde(default)]
    nationalities: Option<Vec<Option<String>>>,
    #[serde(default)]
    dates_of_birth: Option<Vec<Option<String>>>,
    #[serde(default)]
    ids: Option<Vec<Option<Number>>>,
    #[serde(default)]
    federal_register_notice: Option<String>,
    #[serde(default)]
    license_requirement: Option<String>,
    #[serde(default)]
    license_policy: Option<String>,
    #[serde(default)]
    start_date: Option<String>,
    #[serde(default)]
    end_date: Option<String>,
    #[serde(default)]
    call_sign: Option<String>,
    #[serde(default)]
    source_list_url: Option<String>,
    #[serde(default)]
    country: Option<String>,
}

#[derive(Deserialize)]
struct Address {
    #[serde(default)]
    country: Option<String>,
}

#[derive(Deserialize)]
struct Number {
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    number: Option<String>,
}

pub(crate) fn read(original: &Original) -> Result<FormContent, ListError> {
    let file = &original.name;
    let list: Either =
        serde_json::from_str(&original.text).map_err(|error| json_error(file, &error))?;
    match (list.results, list.entries, list.tables) {
        (Some(results), _, _) => read_results(
            original,
            &results,
            list.total,
            list.search_performed_at.as_deref().and_then(leading_day),
        ),
        (None, Some(entries), Some(tables)) => {
            let counted = list.entry_count;
            let vintage = list.generated_at.as_deref().and_then(leading_day);
            check_count(original, entries.len(), counted)?;
            read_compact(original, &entries, &tables, &list.authority, vintage)
        }
        _ => Err(ListError::not_readable(
            Place::file(file),
            "neither \"results\" nor \"entries\" with \"tables\"; it is no Consolidated Screening List",
        )),
    }
}

fn check_count(original: &Original, found: usize, stated: Option<usize>) -> Result<(), ListError> {
    match stated {
        Some(stated) if stated != found => Err(ListError::not_readable(
            Place::file(&original.name),
            format!("it states {stated} entries and has {found}; download it again"),
        )),
        _ => Ok(()),
    }
}

/// The letters in brackets after a source's name: `Entity List (EL) - Bureau
/// of Industry and Security`. The whole name where there are none.
fn list_code(source: &str) -> String {
    let code = source
        .rsplit_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(inside, _)| inside.trim().trim_end_matches(" List").to_owned())
        .or_else(|| {
            // `Non-SDN Menu-Based Sanctions List (NS-MBS List)` and sources
            // without brackets.
            source.split(" - ").next().map(str::to_owned)
        })
        .unwrap_or_default();
    if code.is_empty() {
        source.to_owned()
    } else {
        code
    }
}

fn words(text: &str) -> Option<String> {
    let text = one_line(text);
    (!text.is_empty()).then_some(text)
}

fn programmes(text: &str) -> Vec<String> {
    text.split(';').filter_map(words).collect()
}

fn read_compact(
    original: &Original,
    entries: &[CompactEntry],
    tables: &Tables,
    authority: &BTreeMap<String, Authority>,
    vintage: Option<jiff::civil::Date>,
) -> Result<FormContent, ListError> {
    let mut gatherer = PartyGatherer::default();
    for (index, entry) in entries.iter().enumerate() {
        let place = Place::record(&original.name, index + 1);
        let look = |table: &[String], at: Option<usize>, field: &str| match at {
            None => Ok(None),
            Some(at) => table.get(at).map(|text| words(text)).ok_or_else(|| {
                ListError::not_readable(
                    place.clone().field(field),
                    format!(
                        "{at} points past the table of {} rows; download it again",
                        table.len()
                    ),
                )
            }),
        };
        let source = look(&tables.sources, Some(entry.s), "s")?.unwrap_or_default();
        let mut listing = Listing::new("USA", &list_code(&source));
        if let Some(authority) = authority.get(&source) {
            listing.citations.extend(words(&authority.citation));
            listing.licence_requirement = words(&authority.effect);
        }
        if let Some(requirement) = look(&tables.requirements, entry.lr, "lr")? {
            listing.licence_requirement = Some(requirement);
        }
        listing.licence_policy = look(&tables.policies, entry.lp, "lp")?;
        listing.programmes = look(&tables.programmes, entry.pg, "pg")?
            .map(|text| programmes(&text))
            .unwrap_or_default();
        listing
            .citations
            .extend(entry.fr.as_deref().and_then(words));
        listing.address = look(&tables.urls, entry.u, "u")?;
        let mut draft = PartyDraft::new(listing);
        draft.number.clone_from(&entry.e);
        draft.record = format!("record {}", index + 1);
        draft.party_type = PartyType::from_word(entry.t.as_deref().unwrap_or_default());
        draft.name(NameKind::Primary, &entry.n);
        for alias in &entry.a {
            draft.name(NameKind::Alias, alias);
        }
        draft.countries.clone_from(&entry.c);
        gatherer.add(&place, draft)?;
    }
    finished(gatherer, original, vintage)
}

fn read_results(
    original: &Original,
    results: &[Entry],
    total: Option<usize>,
    vintage: Option<jiff::civil::Date>,
) -> Result<FormContent, ListError> {
    check_count(original, results.len(), total)?;
    let mut gatherer = PartyGatherer::default();
    for (index, entry) in results.iter().enumerate() {
        let place = Place::record(&original.name, index + 1);
        let mut listing = Listing::new("USA", &list_code(&entry.source));
        listing.programmes = entry
            .programs
            .iter()
            .flatten()
            .flatten()
            .flat_map(|text| programmes(text))
            .collect();
        listing.licence_requirement = entry.license_requirement.as_deref().and_then(words);
        listing.licence_policy = entry.license_policy.as_deref().and_then(words);
        listing
            .citations
            .extend(entry.federal_register_notice.as_deref().and_then(words));
        listing.address = entry.source_list_url.as_deref().and_then(words);
        for (text, field, day) in [
            (&entry.start_date, "start_date", &mut listing.effective_from),
            (&entry.end_date, "end_date", &mut listing.effective_to),
        ] {
            if let Some(text) = text
                .as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
            {
                *day = Some(leading_day(text).ok_or_else(|| {
                    ListError::not_readable(
                        place.clone().field(field),
                        format!("{text:?} is no day such as 2026-07-31"),
                    )
                })?);
            }
        }
        let mut draft = PartyDraft::new(listing);
        draft.number = match &entry.entity_number {
            Some(serde_json::Value::Number(number)) => Some(number.to_string()),
            Some(serde_json::Value::String(number)) => words(number),
            _ => None,
        };
        draft.record = entry
            .id
            .clone()
            .unwrap_or_else(|| format!("record {}", index + 1));
        draft.party_type = PartyType::from_word(entry.kind.as_deref().unwrap_or_default());
        draft.name(NameKind::Primary, entry.name.as_deref().unwrap_or_default());
        for alias in entry.alt_names.iter().flatten().flatten() {
            draft.name(NameKind::Alias, alias);
        }
        draft.countries = entry
            .addresses
            .iter()
            .flatten()
            .flatten()
            .filter_map(|address| address.country.clone())
            .chain(entry.citizenships.iter().flatten().flatten().cloned())
            .chain(entry.nationalities.iter().flatten().flatten().cloned())
            .chain(entry.country.clone())
            .collect();
        draft.birth_dates = entry
            .dates_of_birth
            .iter()
            .flatten()
            .flatten()
            .cloned()
            .collect();
        draft.identifiers = entry
            .ids
            .iter()
            .flatten()
            .flatten()
            .map(|number| Identifier {
                kind: number.kind.clone().unwrap_or_default(),
                number: number.number.clone().unwrap_or_default(),
            })
            .chain(entry.call_sign.iter().map(|sign| Identifier {
                kind: "call sign".to_owned(),
                number: sign.clone(),
            }))
            .collect();
        gatherer.add(&place, draft)?;
    }
    finished(gatherer, original, vintage)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn original(text: &str) -> Original {
        Original::from_bytes("csl.json", text.as_bytes(), None).unwrap()
    }

    #[test]
    fn list_codes_stand_in_brackets() {
        for (source, code) in [
            ("Entity List (EL) - Bureau of Industry and Security", "EL"),
            (
                "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
                "NS-MBS",
            ),
            (
                "Military End User (MEU) List - Bureau of Industry and Security",
                "MEU",
            ),
            ("A new list - Some Department", "A new list"),
        ] {
            assert_eq!(list_code(source), code);
        }
    }

    #[test]
    fn the_form_of_trade_gov_is_read_with_dates_and_numbers() {
        let content = read(&original(
            r#"{"search_performed_at": "2026-07-31T00:00:00", "results": [
                {"id": "abc", "source": "Denied Persons List (DPL) - Bureau of Industry and Security",
                 "name": "Example  Person", "type": "Individual", "alt_names": ["E. Person"],
                 "addresses": [{"country": "IR"}, {"country": null}, null], "start_date": "2020-01-02",
                 "end_date": "2030-01-02", "federal_register_notice": "85 F.R. 1",
                 "ids": [{"type": "Passport", "number": "X1"}], "dates_of_birth": ["1970", null],
                 "programs": null, "citizenships": [null], "nationalities": null, "entity_number": "",
                 "call_sign": null, "standard_order": 4}], "sources": [], "total": 1}"#,
        ))
        .unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.primary_name(), "Example Person");
        assert_eq!(party.listing.list, "DPL");
        assert_eq!(party.countries[0].alpha3(), "IRN");
        assert_eq!(
            party.listing.effective_to.unwrap().to_string(),
            "2030-01-02"
        );
        assert_eq!(party.identifiers[0].number, "X1");
        assert_eq!(content.vintage.unwrap().to_string(), "2026-07-31");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let error = |text: &str| read(&original(text)).err().unwrap().to_string();
        assert!(error("{\"results\": [\n{\"name\": 7}]}").starts_with("csl.json, line 2: "));
        assert!(error("{}").contains("neither \"results\" nor"));
        let cut = r#"{"entryCount": 2, "tables": {"sources": ["L (EL)"]}, "entries": [{"n": "A", "s": 0}]}"#;
        assert_eq!(
            error(cut),
            "csl.json: it states 2 entries and has 1; download it again"
        );
        let stray = r#"{"tables": {"sources": ["L (EL)"]}, "entries": [{"n": "A", "s": 3}]}"#;
        assert_eq!(
            error(stray),
            "csl.json, record 1, field \"s\": 3 points past the table of 1 rows; download it again"
        );
        let day = r#"{"results": [{"source": "L (EL)", "name": "A", "start_date": "soon"}]}"#;
        assert!(error(day).contains("field \"start_date\": \"soon\" is no day"));
    }
}
