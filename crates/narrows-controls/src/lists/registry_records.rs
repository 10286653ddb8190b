//! Japan's End User List and China's lists as JSON records of one schema:
//! `entity_name`, `aliases`, `addresses`, `list_id`, `date_added`, `reason`.
//!
//! The publishers set their lists in PDF and in web pages; these records were
//! made from them by others, with faults that are repaired here: in the End User
//! List the name often stands behind the country in `addresses`, and a Latin and
//! a Chinese name stand in one field.

use jiff::civil::Date;
use serde::Deserialize;

use super::builder::{PartyDraft, PartyGatherer, one_line};
use super::country::leading_economy;
use super::error::{ListError, Place};
use super::form::{FormContent, finished, json_error, leading_day};
use super::original::Original;
use crate::{Listing, NameKind, PartyType};

#[derive(Deserialize)]
struct Record {
    id: String,
    list_id: String,
    #[serde(default)]
    entity_name: String,
    #[serde(default)]
    entity_type: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    addresses: Vec<String>,
    #[serde(default)]
    date_added: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    source_url: String,
    #[serde(default)]
    last_verified: String,
}

fn records(original: &Original) -> Result<Vec<Record>, ListError> {
    serde_json::from_str(&original.text).map_err(|error| json_error(&original.name, &error))
}

/// Japan's End User List.
pub(crate) fn read_end_users(original: &Original) -> Result<FormContent, ListError> {
    let mut gatherer = PartyGatherer::default();
    let mut published = None;
    for (index, record) in records(original)?.iter().enumerate() {
        let place = Place::record(&original.name, index + 1);
        expect_list(&place, record, &["jp-end-user-list"])?;
        let day = day_in_address(&record.source_url);
        published = published.max(day);
        let mut listing = Listing::new("JPN", "METI-EUL");
        listing.programmes = concerns(&record.reason);
        listing.licence_requirement = Some(
            "A licence for any goods or technology not controlled by another row (catch-all, \
             row 16), unless it is plain that they will not serve the concern stated"
                .to_owned(),
        );
        listing.citations.push(match day {
            Some(day) => format!("METI, End User List of {day}"),
            None => "METI, End User List".to_owned(),
        });
        let address = one_line(&record.source_url);
        listing.address = (!address.is_empty()).then_some(address);
        let mut draft = PartyDraft::new(listing);
        draft.record.clone_from(&record.id);
        draft.party_type = PartyType::from_word(&record.entity_type);
        push_names(&mut draft, NameKind::Primary, &record.entity_name);
        for address in &record.addresses {
            match leading_economy(address) {
                Some((economy, rest)) => {
                    draft.countries.push(economy.alpha3().to_owned());
                    if record.entity_name.trim().is_empty() {
                        push_names(&mut draft, NameKind::Primary, rest);
                    }
                }
                None if record.entity_name.trim().is_empty() => {
                    push_names(&mut draft, NameKind::Primary, address);
                }
                None => draft.countries.push(address.clone()),
            }
        }
        for alias in &record.aliases {
            push_names(&mut draft, NameKind::Alias, alias);
        }
        gatherer.add(&place, draft)?;
    }
    finished(gatherer, original, published)
}

/// China's three lists.
pub(crate) fn read_mofcom(original: &Original) -> Result<FormContent, ListError> {
    let mut gatherer = PartyGatherer::default();
    let mut verified = None;
    for (index, record) in records(original)?.iter().enumerate() {
        let place = Place::record(&original.name, index + 1);
        expect_list(
            &place,
            record,
            &[
                "cn-export-control-watchlist",
                "cn-unreliable-entity-list",
                "cn-attention-list",
            ],
        )?;
        verified = verified.max(leading_day(&record.last_verified));
        let (code, requirement, citation) = match record.list_id.as_str() {
            "cn-export-control-watchlist" => (
                "CN-CONTROL",
                "No dual-use items may be exported to it, nor items of Chinese origin passed on to \
                 it from anywhere; an exporter may apply in special cases",
                "Export Control Law; Regulations on Export Control of Dual-Use Items",
            ),
            "cn-attention-list" => (
                "CN-ATTENTION",
                "No general licence and no exemption; single applications with a risk assessment \
                 and written assurances",
                "Regulations on Export Control of Dual-Use Items",
            ),
            _ => (
                "CN-UEL",
                "As each notice says: trade with China, investment and entry may be restricted or \
                 forbidden",
                "Provisions on the Unreliable Entity List",
            ),
        };
        let mut listing = Listing::new("CHN", code);
        listing.licence_requirement = Some(requirement.to_owned());
        listing.citations.push(citation.to_owned());
        if let Some(day) = record.date_added.as_deref() {
            listing.effective_from = Some(leading_day(day).ok_or_else(|| {
                ListError::not_readable(
                    place.clone().field("date_added"),
                    format!("{day:?} is no day such as 2026-07-31"),
                )
            })?);
        }
        let address = one_line(&record.source_url);
        listing.address = (!address.is_empty()).then_some(address);
        let mut draft = PartyDraft::new(listing);
        draft.record.clone_from(&record.id);
        draft.party_type = PartyType::from_word(&record.entity_type);
        push_names(&mut draft, NameKind::Primary, &record.entity_name);
        for alias in &record.aliases {
            push_names(&mut draft, NameKind::Alias, alias);
        }
        for address in &record.addresses {
            if let Some((economy, _)) = leading_economy(address) {
                draft.countries.push(economy.alpha3().to_owned());
            }
        }
        gatherer.add(&place, draft)?;
    }
    finished(gatherer, original, verified)
}

fn expect_list(place: &Place, record: &Record, known: &[&str]) -> Result<(), ListError> {
    if known.contains(&record.list_id.as_str()) {
        return Ok(());
    }
    Err(ListError::not_readable(
        place.clone().field("list_id"),
        format!(
            "{:?} is not of this form, which has {}",
            record.list_id,
            known.join(", ")
        ),
    ))
}

/// The letters for the concerns at the end of each part of the reason: B, C, M
/// and N for weapons of mass destruction, CW for conventional ones.
fn concerns(reason: &str) -> Vec<String> {
    let mut concerns = Vec::new();
    // Some letters are set in full width.
    let narrow: String = reason
        .chars()
        .map(|c| match u32::from(c) {
            wide @ 0xFF21..=0xFF3A => char::from_u32(wide - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect();
    for part in narrow.split(|c: char| !c.is_ascii_alphabetic()) {
        if ["B", "C", "M", "N", "CW"].contains(&part) && !concerns.iter().any(|known| known == part)
        {
            concerns.push(part.to_owned());
        }
    }
    concerns
}

/// The day in an address such as `…/2025/09/20250929006/…`: the first eight
/// digits in a row that are a day.
fn day_in_address(address: &str) -> Option<Date> {
    address
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() >= 8)
        .find_map(|digits| {
            Date::new(
                digits[..4].parse().ok()?,
                digits[4..6].parse().ok()?,
                digits[6..8].parse().ok()?,
            )
            .ok()
        })
}

/// Adds a name, or two where a Latin one and a Chinese, Japanese or Korean one
/// stand one after the other.
fn push_names(draft: &mut PartyDraft, kind: NameKind, text: &str) {
    let text = one_line(text);
    match two_scripts(&text) {
        Some((first, second)) => {
            draft.name(kind, &first);
            draft.name(NameKind::Alias, &second);
        }
        None => draft.name(kind, &text),
    }
}

/// The two parts of a text that changes its script once, each of at least four
/// letters. Spaces inside the part that is written without them are breaks of
/// the original's lines and fall away.
fn two_scripts(text: &str) -> Option<(String, String)> {
    let is_east_asian = |c: char| matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF);
    let start = text.find(is_east_asian)?;
    let (latin, east) = text.split_at(start);
    let latin = latin.trim().trim_end_matches(['(', '（', ',', '/']).trim();
    if latin.chars().filter(|c| c.is_alphabetic()).count() < 4
        || east.chars().filter(|c| is_east_asian(*c)).count() < 4
        || east.chars().any(|c| c.is_ascii_alphabetic())
    {
        return None;
    }
    let east: String = east
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .trim_end_matches([')', '）'])
        .to_owned();
    Some((latin.to_owned(), east))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn original(text: &str) -> Original {
        Original::from_bytes("jp.json", text.as_bytes(), None).unwrap()
    }

    #[test]
    fn a_name_behind_its_country_is_found() {
        let content = read_end_users(&original(
            r#"[{"id": "jp-eul-478", "list_id": "jp-end-user-list", "entity_name": "",
                 "addresses": ["People's Republic of China 23rd Research Institute"],
                 "aliases": ["BIRM", "Second Academy 中国航天科工 集団"], "entity_type": "organization",
                 "reason": "大量破壊兵器等の懸念: ミサイル M; 通常兵器の懸念: CW",
                 "source_url": "https://www.meti.go.jp/press/2025/09/20250929006/20250929006.html"}]"#,
        ))
        .unwrap();
        let party = &content.loaded.parties[0];
        assert_eq!(party.primary_name(), "23rd Research Institute");
        assert_eq!(party.countries[0].alpha3(), "CHN");
        assert_eq!(party.listing.programmes, ["M", "CW"]);
        let names: Vec<&str> = party.names.iter().map(|name| name.text.as_str()).collect();
        assert_eq!(
            names,
            [
                "23rd Research Institute",
                "BIRM",
                "Second Academy",
                "中国航天科工集団"
            ]
        );
        assert_eq!(content.vintage.unwrap().to_string(), "2025-09-29");
    }

    #[test]
    fn a_list_of_another_form_is_refused_with_its_record() {
        let text = r#"[{"id": "x", "list_id": "us", "entity_name": "A"}]"#;
        let error = read_mofcom(&original(text)).err().unwrap().to_string();
        assert!(
            error.starts_with("jp.json, record 1, field \"list_id\": \"us\" is not of this form")
        );
    }

    #[test]
    fn concerns_are_letters_in_any_width() {
        assert_eq!(
            concerns("大量破壊兵器等の懸念: ミサイル、核 M、Ｎ"),
            ["M", "N"]
        );
        assert_eq!(concerns("ミサイルM; 通常兵器の懸念: CW"), ["M", "CW"]);
    }

    #[test]
    fn one_script_stays_one_name() {
        assert_eq!(
            two_scripts("TDK株式会社"),
            None,
            "three letters are a brand"
        );
        assert_eq!(two_scripts("斯巴鲁株式会社"), None);
        assert_eq!(two_scripts("KGM (Gifu) 製作所 Works"), None);
    }
}
