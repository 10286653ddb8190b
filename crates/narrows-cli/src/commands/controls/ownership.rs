//! `narrows controls ownership`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use narrows_controls::lists::{ListStore, Original};
use narrows_controls::ownership::{
    ListedOwner, OwnershipFinding, OwnershipOutcome, OwnershipRule, RuleState, Shareholdings,
    assess, ownership_rules,
};
use narrows_controls::{NameKind, Party, Standing, terminal_text};
use narrows_core::fold_name;

use super::lists::open_store;
use super::party_text::wrapped;
use super::today;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{print, width};

/// Tell whether listed parties own so much of a party that their listing reaches
/// it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  narrows controls ownership --shareholdings shares.csv --party \"Alpha Trading\"
  narrows controls ownership --shareholdings shares.csv --party \"Alpha Trading\" \\
      --listed \"Holding X=SDN:36\" --as-of 2025-10-15

The file is CSV with the columns owner, owned and share, and if there are any
as_of and owner_type (person, organisation). A share is written 25 %, 0.25,
25-50 %, >50 %, or left empty where it is not known: it then counts as an interval
and never as zero. An owner counts as listed where its name is a listed name,
letter for letter but for case and marks, or where --listed says so.")]
pub(crate) struct OwnershipCommand {
    /// The file of shareholdings.
    #[arg(long, value_name = "FILE")]
    shareholdings: PathBuf,
    /// The party, as the file writes it.
    #[arg(long, value_name = "NAME")]
    party: String,
    /// The day: shareholdings, lists and rules as of it; today without it.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// A party of the file that is the listed party of an id.
    #[arg(long, value_name = "NAME=ID")]
    listed: Vec<String>,
    /// JSON instead of plain text.
    #[arg(long)]
    json: bool,
    /// Width of plain text.
    #[arg(long, value_name = "CHARACTERS")]
    width: Option<usize>,
}

pub(crate) fn run(global: &Global, command: &OwnershipCommand) -> Result<(), Failure> {
    let as_of = command.as_of.unwrap_or_else(today);
    let original = Original::read(&command.shareholdings, None)?;
    let shareholdings = Shareholdings::read(&original, as_of)?;
    let names: BTreeSet<String> = shareholdings.parties().into_iter().map(fold_name).collect();
    if !names.contains(&fold_name(&command.party)) {
        return Err(Failure::Usage(format!(
            "{:?}: not a party of {}; it has {}",
            command.party,
            command.shareholdings.display(),
            shareholdings
                .parties()
                .iter()
                .take(8)
                .map(|name| format!("{name:?}"))
                .collect::<Vec<_>>()
                .join(", ")
        )));
    }
    let said = said_to_be_listed(&command.listed, &names)?;
    let (listed, vintages) = listed_owners(&open_store(global)?, &shareholdings, &said, as_of)?;
    let findings: Vec<(OwnershipRule, OwnershipFinding)> = ownership_rules()
        .into_iter()
        .map(|rule| {
            let finding = assess(&shareholdings, &listed, &rule, &command.party, as_of);
            (rule, finding)
        })
        .collect();
    if command.json {
        let findings: Vec<_> = findings.iter().map(|(_, finding)| finding).collect();
        return print(&super::json(&serde_json::json!({
            "as_of": as_of,
            "vintages": vintages,
            "listed": listed,
            "findings": findings,
        })));
    }
    let width = width(command.width);
    let mut text = format!("{}\n", terminal_text(&command.party));
    for (rule, finding) in &findings {
        text.push_str(&finding_text(rule, finding, width));
    }
    text.push('\n');
    let owners: Vec<String> = listed
        .iter()
        .map(|owner| {
            let ids: Vec<&str> = owner
                .parties
                .iter()
                .map(|party| party.id.as_str())
                .collect();
            format!("{} ({})", owner.name, ids.join(", "))
        })
        .collect();
    let owners = if owners.is_empty() {
        "none".to_owned()
    } else {
        owners.join("; ")
    };
    text.push_str(&wrapped(
        "",
        &terminal_text(&format!("Listed parties in the file: {owners}.")),
        width,
    ));
    text.push_str(&wrapped(
        "",
        &format!(
            "As of {as_of}, on {}. Other spellings of listed names are not counted: screen the \
             owners, and name those that are listed with --listed. This is no legal advice.",
            vintages.join(", ")
        ),
        width,
    ));
    print(&text)
}

/// `NAME=ID` by name.
fn said_to_be_listed(
    listed: &[String],
    names: &BTreeSet<String>,
) -> Result<BTreeMap<String, BTreeSet<String>>, Failure> {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in listed {
        let (name, id) = text.rsplit_once('=').ok_or_else(|| {
            Failure::Usage(format!(
                "--listed {text:?}: NAME=ID, such as \"Holding X=SDN:36\""
            ))
        })?;
        let key = fold_name(name);
        if !names.contains(&key) {
            return Err(Failure::Usage(format!(
                "--listed {text:?}: {name:?} is not in the shareholdings"
            )));
        }
        said.entry(key).or_default().insert(id.trim().to_owned());
    }
    Ok(said)
}

type Owners = (Vec<ListedOwner>, Vec<String>);

/// The parties of the shareholdings that stand on a list on the day, and the
/// snapshots that were asked.
fn listed_owners(
    store: &ListStore,
    shareholdings: &Shareholdings,
    said: &BTreeMap<String, BTreeSet<String>>,
    as_of: Date,
) -> Result<Owners, Failure> {
    let mut by_name: BTreeMap<String, Vec<Party>> = shareholdings
        .parties()
        .into_iter()
        .map(|name| (fold_name(name), Vec::new()))
        .collect();
    let mut unmet: BTreeSet<&String> = said.values().flatten().collect();
    let mut vintages = Vec::new();
    for list in store.lists() {
        let Some(held) = store.in_force(&list, Some(as_of)) else {
            continue;
        };
        vintages.push(format!("{list}@{}", held.header.vintage));
        for party in store.read(held)?.parties {
            if matches!(
                party.listing.standing(as_of),
                Standing::NotYet | Standing::Ended
            ) {
                continue;
            }
            let mut keys: BTreeSet<String> = party
                .names
                .iter()
                .filter(|name| name.kind != NameKind::WeakAlias)
                .map(|name| fold_name(&name.text))
                .filter(|key| by_name.contains_key(key))
                .collect();
            for (name, ids) in said {
                if ids.contains(&party.id) {
                    keys.insert(name.clone());
                    unmet.remove(&party.id);
                }
            }
            for key in keys {
                if let Some(parties) = by_name.get_mut(&key) {
                    parties.push(party.clone());
                }
            }
        }
    }
    if let Some(id) = unmet.first() {
        return Err(Failure::Usage(format!(
            "--listed: {id:?} is no party of the lists in force on {as_of}"
        )));
    }
    let owners = shareholdings
        .parties()
        .into_iter()
        .filter_map(|name| {
            let parties = by_name.remove(&fold_name(name))?;
            (!parties.is_empty()).then(|| ListedOwner {
                name: name.to_owned(),
                parties,
            })
        })
        .collect();
    Ok((owners, vintages))
}

fn finding_text(rule: &OwnershipRule, finding: &OwnershipFinding, width: usize) -> String {
    let mut text = format!("\n  {}\n", rule.title);
    let mut facts: Vec<(&str, String)> = Vec::new();
    let shown = |share: f64| format!("{:.1} %", share * 100.0);
    let threshold = shown(rule.threshold);
    let share = if (finding.high - finding.low).abs() < 1e-9 {
        shown(finding.low)
    } else {
        format!("{} to {}", shown(finding.low), shown(finding.high))
    };
    facts.push((
        "outcome",
        match finding.outcome {
            OwnershipOutcome::Listed => "it is listed itself".to_owned(),
            OwnershipOutcome::Reached => format!(
                "reached: parties that count own {share} of it, at least {threshold}, so {}",
                rule.consequence
            ),
            OwnershipOutcome::NotReached => {
                format!("not reached: parties that count own {share} of it, less than {threshold}")
            }
            OwnershipOutcome::CannotDetermine => format!(
                "cannot be determined: parties that count own {share} of it; the rule begins at \
                 {threshold}"
            ),
        },
    ));
    facts.push((
        "the rule",
        match &finding.rule_state {
            RuleState::InForce => format!("in force since {}", rule.effective_from),
            RuleState::NotYet(why) => format!("not yet: {why}"),
            RuleState::Suspended(why) => format!("suspended {why}"),
            RuleState::Unknown(why) => format!("not known whether in force: {why}"),
        },
    ));
    for path in &finding.paths {
        let mut line = format!(
            "{} ({})",
            path.names.first().map_or("", String::as_str),
            path.listed.join(", ")
        );
        for (name, share) in path.names.iter().skip(1).zip(&path.shares) {
            line.push_str(&format!(" → {share} → {name}"));
        }
        facts.push(("path", line));
    }
    if rule.id == "bis-affiliates" && finding.outcome != OwnershipOutcome::NotReached {
        for owner in &finding.most_restrictive {
            facts.push((
                "strictest",
                format!(
                    "{} ({}): {}; {}",
                    owner.name,
                    owner.party,
                    owner
                        .licence_requirement
                        .as_deref()
                        .unwrap_or("no licence requirement stated"),
                    owner
                        .licence_policy
                        .as_deref()
                        .unwrap_or("no review policy stated")
                ),
            ));
        }
    }
    for fact in &finding.missing {
        facts.push(("missing", fact.clone()));
    }
    if finding.outcome == OwnershipOutcome::CannotDetermine
        && let Some(remark) = &rule.when_unknown
    {
        facts.push(("then", remark.clone()));
    }
    for circle in &finding.circles {
        facts.push(("circle", format!("{circle} own one another")));
    }
    facts.push(("source", rule.citation.clone()));
    for (label, fact) in facts {
        text.push_str(&wrapped(
            &format!("    {label:<11}"),
            &terminal_text(&fact),
            width,
        ));
    }
    text
}
