//! All that a list says of a party, as plain text.

use jiff::civil::Date;
use narrows_controls::lists::SnapshotHeader;
use narrows_controls::{Party, terminal_text};

/// The party, one fact a line, wrapped at a width.
pub(super) fn party_text(
    header: &SnapshotHeader,
    party: &Party,
    as_of: Date,
    width: usize,
) -> String {
    let listing = &party.listing;
    let mut facts: Vec<(&str, String)> = vec![
        ("id", party.id.clone()),
        ("type", party.party_type.word().to_owned()),
    ];
    for name in party.names.iter().skip(1) {
        facts.push((name.kind.word(), name.text.clone()));
    }
    let countries: Vec<String> = party
        .countries
        .iter()
        .map(|economy| economy.name().to_owned())
        .chain(party.places.iter().cloned())
        .collect();
    if !countries.is_empty() {
        facts.push(("country", countries.join("; ")));
    }
    for identifier in &party.identifiers {
        facts.push((
            "identifier",
            format!("{} {}", identifier.kind, identifier.number),
        ));
    }
    if !party.birth_dates.is_empty() {
        facts.push(("born", party.birth_dates.join("; ")));
    }
    facts.push((
        "listed",
        format!(
            "{} by {}, {} on {as_of}",
            listing.list,
            listing.jurisdiction,
            listing.standing(as_of).words()
        ),
    ));
    if let Some(from) = listing.effective_from {
        facts.push(("since", from.to_string()));
    }
    if let Some(to) = listing.effective_to {
        facts.push(("until", to.to_string()));
    }
    if let Some(suspension) = &listing.suspension {
        let until = suspension
            .until
            .map_or_else(|| "no stated end".to_owned(), |day| day.to_string());
        facts.push((
            "suspended",
            format!("{} to {until} ({})", suspension.from, suspension.citation),
        ));
    }
    if !listing.programmes.is_empty() {
        facts.push(("programme", listing.programmes.join("; ")));
    }
    if let Some(text) = &listing.licence_requirement {
        facts.push(("licence", text.clone()));
    }
    if let Some(text) = &listing.licence_policy {
        facts.push(("review", text.clone()));
    }
    for citation in &listing.citations {
        facts.push(("rule", citation.clone()));
    }
    if let Some(address) = &listing.address {
        facts.push(("address", address.clone()));
    }
    facts.push((
        "vintage",
        format!(
            "{}@{}, sha256 {}",
            header.list,
            header.vintage,
            &header.sha256[..header.sha256.len().min(16)]
        ),
    ));
    let mut text = terminal_text(party.primary_name());
    text.push('\n');
    for (label, fact) in facts {
        let fact = terminal_text(&fact);
        text.push_str(&wrapped(&format!("  {label:<13}"), &fact, width));
    }
    text
}

/// The text behind its label, further lines indented as far.
pub(super) fn wrapped(label: &str, text: &str, width: usize) -> String {
    let indent = label.chars().count();
    let room = width.saturating_sub(indent).max(20);
    let mut out = String::from(label);
    let mut used = 0;
    for word in text.split(' ') {
        let length: usize = word.chars().map(columns).sum();
        if used > 0 && used + 1 + length > room {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out.push('\n');
    out
}

/// How many columns of a terminal a character takes: two for the wide ones of
/// East Asian scripts.
fn columns(c: char) -> usize {
    match u32::from(c) {
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6 => 2,
        _ => 1,
    }
}
