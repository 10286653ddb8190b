//! What differs between two snapshots of a list.

use std::collections::{BTreeMap, BTreeSet};

use super::snapshot::ListSnapshot;
use crate::Party;

/// A party that is in both snapshots and not the same in both.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Amendment {
    /// As it was.
    pub before: Party,
    /// As it is.
    pub after: Party,
    /// What differs, in words: `name added: "…"`.
    pub changes: Vec<String>,
}

/// What differs between two snapshots. A party is the same party where its id
/// is; a list without numbers of its own shows a renamed party as removed and
/// added.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ChangeReport {
    /// Name and day of the earlier snapshot: `us-csl@2026-07-31`.
    pub from: String,
    /// Name and day of the later one.
    pub to: String,
    /// Parties of the later one alone.
    pub added: Vec<Party>,
    /// Parties of the earlier one alone.
    pub removed: Vec<Party>,
    /// Parties that say something else now.
    pub amended: Vec<Amendment>,
    /// Parties that say the same.
    pub unchanged: usize,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

impl ChangeReport {
    /// Compares two snapshots; `list` keeps the parties of one list alone.
    #[must_use]
    pub fn between(from: &ListSnapshot, to: &ListSnapshot, list: Option<&str>) -> Self {
        let wanted = |party: &&Party| list.is_none_or(|list| party.listing.list == list);
        let before: BTreeMap<&str, &Party> = from
            .parties
            .iter()
            .filter(wanted)
            .map(|party| (party.id.as_str(), party))
            .collect();
        let mut report = Self {
            from: name(from),
            to: name(to),
            added: Vec::new(),
            removed: Vec::new(),
            amended: Vec::new(),
            unchanged: 0,
            notes: Vec::new(),
        };
        let same_form = from.header.form == to.header.form;
        let mut met: BTreeSet<&str> = BTreeSet::new();
        for after in to.parties.iter().filter(wanted) {
            met.insert(&after.id);
            match before.get(after.id.as_str()) {
                None => report.added.push(after.clone()),
                Some(before) => {
                    let changes = changes(before, after, same_form);
                    if changes.is_empty() {
                        report.unchanged += 1;
                    } else {
                        report.amended.push(Amendment {
                            before: (*before).clone(),
                            after: after.clone(),
                            changes,
                        });
                    }
                }
            }
        }
        report.removed = from
            .parties
            .iter()
            .filter(wanted)
            .filter(|party| !met.contains(party.id.as_str()))
            .cloned()
            .collect();
        if !same_form {
            report.notes.push(format!(
                "the first was read as {}, the second as {}: names, type, countries, programmes and days \
                 in force are compared, and a name that only one form carries shows as a change",
                from.header.form, to.header.form
            ));
        }
        report
    }
}

fn name(snapshot: &ListSnapshot) -> String {
    format!("{}@{}", snapshot.header.list, snapshot.header.vintage)
}

/// What differs in words. Rules and numbers are compared only where both come
/// from one form, since each form words and carries them in its own way.
fn changes(before: &Party, after: &Party, same_form: bool) -> Vec<String> {
    let mut changes = Vec::new();
    let names = |party: &Party| -> BTreeSet<String> {
        party.names.iter().map(|name| name.text.clone()).collect()
    };
    set_changes("name", &names(before), &names(after), &mut changes);
    if before.primary_name() != after.primary_name() {
        changes.push(format!(
            "primary name: {:?} became {:?}",
            before.primary_name(),
            after.primary_name()
        ));
    }
    if before.party_type != after.party_type {
        changes.push(format!(
            "type: {} became {}",
            before.party_type.word(),
            after.party_type.word()
        ));
    }
    let countries = |party: &Party| -> BTreeSet<String> {
        party
            .countries
            .iter()
            .map(|economy| economy.alpha3().to_owned())
            .chain(party.places.iter().cloned())
            .collect()
    };
    set_changes(
        "country",
        &countries(before),
        &countries(after),
        &mut changes,
    );
    let numbers = |party: &Party| -> BTreeSet<String> {
        party
            .identifiers
            .iter()
            .map(|identifier| format!("{} {}", identifier.kind, identifier.number))
            .collect()
    };
    if same_form {
        set_changes(
            "identifier",
            &numbers(before),
            &numbers(after),
            &mut changes,
        );
        let dates = |party: &Party| party.birth_dates.iter().cloned().collect::<BTreeSet<_>>();
        set_changes("date of birth", &dates(before), &dates(after), &mut changes);
    }
    let (old, new) = (&before.listing, &after.listing);
    let set = |texts: &[String]| texts.iter().cloned().collect::<BTreeSet<_>>();
    set_changes(
        "programme",
        &set(&old.programmes),
        &set(&new.programmes),
        &mut changes,
    );
    if same_form {
        set_changes(
            "citation",
            &set(&old.citations),
            &set(&new.citations),
            &mut changes,
        );
    }
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let suspension = |listing: &crate::Listing| {
        listing.suspension.as_ref().map(|suspension| {
            format!(
                "from {} to {}",
                suspension.from,
                suspension
                    .until
                    .map_or_else(|| "no stated end".to_owned(), |until| until.to_string())
            )
        })
    };
    for (what, one, other) in [
        (
            "licence requirement",
            old.licence_requirement.clone(),
            new.licence_requirement.clone(),
        ),
        (
            "licence policy",
            old.licence_policy.clone(),
            new.licence_policy.clone(),
        ),
        (
            "in force from",
            day(old.effective_from),
            day(new.effective_from),
        ),
        ("in force to", day(old.effective_to), day(new.effective_to)),
        ("suspended", suspension(old), suspension(new)),
    ] {
        let worded = what.starts_with("licence");
        if one != other && (same_form || !worded) {
            let shown = |text: Option<String>| {
                text.map_or_else(|| "not stated".to_owned(), |text| format!("{text:?}"))
            };
            changes.push(format!("{what}: {} became {}", shown(one), shown(other)));
        }
    }
    changes
}

fn set_changes(
    what: &str,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
    changes: &mut Vec<String>,
) {
    for added in after.difference(before) {
        changes.push(format!("{what} added: {added:?}"));
    }
    for removed in before.difference(after) {
        changes.push(format!("{what} removed: {removed:?}"));
    }
}
