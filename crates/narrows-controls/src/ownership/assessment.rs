//! Whether listed parties together own so much of a party that a rule reaches
//! it.
//!
//! The cascade: a party that is reached counts as an owner itself, with all it
//! holds; the minority share of a listed party in a party that is not reached
//! does not pass on. The set is the least one that is closed under this, so
//! parties that own one another in a circle are not reached by that alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use narrows_core::fold_name;
use serde::Serialize;

use super::rule::{OwnershipRule, RuleState};
use super::shareholdings::{Shareholding, Shareholdings};
use crate::Party;

/// A share that equals a threshold but for the last bit reaches it.
const LAST_BIT: f64 = 1e-9;
/// Paths that are shown.
const MOST_PATHS: usize = 20;

/// A party of the shareholdings that stands on a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListedOwner {
    /// The name in the shareholdings.
    pub name: String,
    /// What the lists say of it.
    pub parties: Vec<Party>,
}

/// What a rule makes of the shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnershipOutcome {
    /// The party itself is listed.
    Listed,
    /// Listed parties own at least the threshold.
    Reached,
    /// They own less, whatever the missing shares are.
    NotReached,
    /// It depends on shares that the file does not tell.
    CannotDetermine,
}

/// A line of owners from a listed party down to the party asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnershipPath {
    /// Names from the listed owner to the party.
    pub names: Vec<String>,
    /// Shares between them, as written; `not known` where they are missing.
    pub shares: Vec<String>,
    /// Ids of the listed party.
    pub listed: Vec<String>,
}

/// An owner whose listing is the strictest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RestrictiveOwner {
    /// Its name in the shareholdings.
    pub name: String,
    /// The listing's id.
    pub party: String,
    /// For what a licence is needed.
    pub licence_requirement: Option<String>,
    /// How applications are reviewed.
    pub licence_policy: Option<String>,
}

/// What a rule says of a party, on the shares given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnershipFinding {
    /// The party asked for.
    pub party: String,
    /// The rule's short name.
    pub rule: String,
    /// Whether the rule has effect on the day.
    pub rule_state: RuleState,
    /// What the shares come to under it.
    pub outcome: OwnershipOutcome,
    /// The least that listed parties, and parties reached, own of it: 0 to 1.
    pub low: f64,
    /// The most that they can own of it.
    pub high: f64,
    /// Lines of owners from listed parties.
    pub paths: Vec<OwnershipPath>,
    /// The owners with the strictest listing, where the rule asks for them.
    pub most_restrictive: Vec<RestrictiveOwner>,
    /// Facts that are missing, where the outcome depends on them.
    pub missing: Vec<String>,
    /// Parties above it that own one another in a circle.
    pub circles: Vec<String>,
}

struct Graph<'a> {
    /// Owners by owned party.
    owners: BTreeMap<String, Vec<&'a Shareholding>>,
    names: BTreeMap<String, &'a str>,
    persons: BTreeSet<String>,
    /// Owned parties by owner.
    owned: BTreeMap<String, BTreeSet<String>>,
}

impl<'a> Graph<'a> {
    fn new(holdings: &'a [Shareholding]) -> Self {
        let mut graph = Self {
            owners: BTreeMap::new(),
            names: BTreeMap::new(),
            persons: BTreeSet::new(),
            owned: BTreeMap::new(),
        };
        for holding in holdings {
            let (owner, owned) = (fold_name(&holding.owner), fold_name(&holding.owned));
            graph.names.entry(owner.clone()).or_insert(&holding.owner);
            graph.names.entry(owned.clone()).or_insert(&holding.owned);
            if holding.owner_is_person {
                graph.persons.insert(owner.clone());
            }
            graph.owned.entry(owner).or_default().insert(owned.clone());
            graph.owners.entry(owned).or_default().push(holding);
        }
        graph
    }

    fn name(&self, key: &str) -> String {
        self.names.get(key).map_or(key, |name| name).to_owned()
    }

    /// The least and the most of a party that the parties of two sets hold:
    /// those that surely count, and those that may.
    fn share(
        &self,
        party: &str,
        sure: &BTreeSet<String>,
        possible: &BTreeSet<String>,
    ) -> (f64, f64) {
        let Some(owners) = self.owners.get(party) else {
            return (
                0.0,
                if self.persons.contains(party) {
                    0.0
                } else {
                    1.0
                },
            );
        };
        let mut low = 0.0;
        let mut others = 0.0;
        for holding in owners {
            let owner = fold_name(&holding.owner);
            if sure.contains(&owner) {
                low += holding.low;
            }
            if !possible.contains(&owner) {
                others += holding.low;
            }
        }
        (low.min(1.0), (1.0 - others).max(low).clamp(0.0, 1.0))
    }

    /// The parties that surely count and those that may: the least sets that
    /// hold the listed ones and every party of which they hold the threshold.
    fn reached(
        &self,
        listed: &BTreeSet<String>,
        threshold: f64,
    ) -> (BTreeSet<String>, BTreeSet<String>) {
        let mut sure = listed.clone();
        let mut possible = listed.clone();
        loop {
            let before = (sure.len(), possible.len());
            for party in self.names.keys() {
                let (low, high) = self.share(party, &sure, &possible);
                if low + LAST_BIT >= threshold {
                    sure.insert(party.clone());
                }
                if high + LAST_BIT >= threshold {
                    possible.insert(party.clone());
                }
            }
            if (sure.len(), possible.len()) == before {
                return (sure, possible);
            }
        }
    }
}

/// What a rule says of a party. `listed` are the parties of the shareholdings
/// that stand on a list; those that the rule does not count are left out here.
#[must_use]
pub fn assess(
    shareholdings: &Shareholdings,
    listed: &[ListedOwner],
    rule: &OwnershipRule,
    party: &str,
    as_of: Date,
) -> OwnershipFinding {
    let graph = Graph::new(&shareholdings.holdings);
    let key = fold_name(party);
    let counted: BTreeMap<String, Vec<&Party>> = listed
        .iter()
        .filter_map(|owner| {
            let parties: Vec<&Party> = owner
                .parties
                .iter()
                .filter(|party| rule.counts(party))
                .collect();
            (!parties.is_empty()).then(|| (fold_name(&owner.name), parties))
        })
        .collect();
    let keys: BTreeSet<String> = counted.keys().cloned().collect();
    let (sure, possible) = graph.reached(&keys, rule.threshold);
    let (low, high) = graph.share(&key, &sure, &possible);
    let outcome = if counted.contains_key(&key) {
        OwnershipOutcome::Listed
    } else if low + LAST_BIT >= rule.threshold {
        OwnershipOutcome::Reached
    } else if high + LAST_BIT >= rule.threshold {
        OwnershipOutcome::CannotDetermine
    } else {
        OwnershipOutcome::NotReached
    };
    let above = above(&graph, &key);
    let mut paths = Vec::new();
    gather_paths(&graph, &key, &counted, &possible, &mut vec![], &mut paths);
    let missing = if outcome == OwnershipOutcome::CannotDetermine {
        missing(&graph, &key, &sure, &possible, &keys)
    } else {
        Vec::new()
    };
    OwnershipFinding {
        party: graph.name(&key),
        rule: rule.id.clone(),
        rule_state: rule.state(as_of),
        outcome,
        low,
        high,
        most_restrictive: strictest(&paths, &counted, &graph),
        paths,
        missing,
        circles: circles(&graph, &above),
    }
}

/// Every party above one, itself among them.
fn above(graph: &Graph<'_>, key: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([key.to_owned()]);
    let mut open = vec![key.to_owned()];
    while let Some(party) = open.pop() {
        for holding in graph.owners.get(&party).into_iter().flatten() {
            let owner = fold_name(&holding.owner);
            if found.insert(owner.clone()) {
                open.push(owner);
            }
        }
    }
    found
}

/// Walks upwards over owners that may count, as far as listed ones.
fn gather_paths(
    graph: &Graph<'_>,
    key: &str,
    counted: &BTreeMap<String, Vec<&Party>>,
    possible: &BTreeSet<String>,
    below: &mut Vec<(String, String)>,
    paths: &mut Vec<OwnershipPath>,
) {
    for holding in graph.owners.get(key).into_iter().flatten() {
        let owner = fold_name(&holding.owner);
        let in_circle = owner == key || below.iter().any(|(party, _)| *party == owner);
        if paths.len() >= MOST_PATHS || in_circle || !possible.contains(&owner) {
            continue;
        }
        let share = if holding.written.is_empty() {
            "not known".to_owned()
        } else {
            holding.written.clone()
        };
        below.push((key.to_owned(), share));
        if let Some(parties) = counted.get(&owner) {
            let mut names = vec![holding.owner.clone()];
            names.extend(below.iter().rev().map(|(party, _)| graph.name(party)));
            paths.push(OwnershipPath {
                names,
                shares: below.iter().rev().map(|(_, share)| share.clone()).collect(),
                listed: parties.iter().map(|party| party.id.clone()).collect(),
            });
        } else {
            gather_paths(graph, &owner, counted, possible, below, paths);
        }
        below.pop();
    }
}

/// The facts on which it depends whether the threshold is reached.
fn missing(
    graph: &Graph<'_>,
    key: &str,
    sure: &BTreeSet<String>,
    possible: &BTreeSet<String>,
    listed: &BTreeSet<String>,
) -> Vec<String> {
    let mut facts = Vec::new();
    let mut open = vec![key.to_owned()];
    let mut met = BTreeSet::from([key.to_owned()]);
    while let Some(party) = open.pop() {
        let name = graph.name(&party);
        let Some(owners) = graph.owners.get(&party) else {
            if !graph.persons.contains(&party) {
                facts.push(format!("who owns {name:?}: the file has no owner of it"));
            }
            continue;
        };
        let known: f64 = owners.iter().map(|holding| holding.low).sum();
        for holding in owners {
            let owner = fold_name(&holding.owner);
            if holding.high - holding.low > LAST_BIT {
                facts.push(format!(
                    "the share of {:?} in {name:?} (line {}): {:.1} to {:.1} %",
                    holding.owner,
                    holding.line,
                    holding.low * 100.0,
                    holding.high * 100.0
                ));
            }
            let undecided =
                possible.contains(&owner) && !sure.contains(&owner) && !listed.contains(&owner);
            if undecided && met.insert(owner.clone()) {
                open.push(owner);
            }
        }
        if 1.0 - known > 0.005 {
            facts.push(format!(
                "who holds the other {:.1} % of {name:?}",
                (1.0 - known) * 100.0
            ));
        }
    }
    facts
}

/// Groups of parties above one that own one another in a circle.
fn circles(graph: &Graph<'_>, above: &BTreeSet<String>) -> Vec<String> {
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut circles = Vec::new();
    for party in above {
        if told.contains(party) {
            continue;
        }
        // The parties that it owns, however far, and that own it.
        let mut owned = BTreeSet::new();
        let mut open = vec![party.clone()];
        while let Some(at) = open.pop() {
            for next in graph.owned.get(&at).into_iter().flatten() {
                if owned.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        if !owned.contains(party) {
            continue;
        }
        let owners = self::above(graph, party);
        let circle: BTreeSet<String> = owned.intersection(&owners).cloned().collect();
        let names: Vec<String> = circle.iter().map(|key| graph.name(key)).collect();
        circles.push(names.join(", "));
        told.extend(circle);
    }
    circles
}

/// How strict a listing is: all items before some, denial before review.
fn strictness(party: &Party) -> (u8, u8) {
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().to_lowercase();
    let requirement = text(&party.listing.licence_requirement);
    let policy = text(&party.listing.licence_policy);
    let breadth = if party.listing.list == "SDN" || requirement.contains("all items") {
        2
    } else {
        1
    };
    let case_by_case = policy.contains("case-by-case") || policy.contains("case by case");
    let denial = policy.contains("denial");
    let review = match (denial, case_by_case) {
        // Section 744.8(d): presumption of denial.
        _ if party.listing.list == "SDN" => 3,
        (true, false) => 3,
        (true, true) => 2,
        (false, _) => 1,
    };
    (breadth, review)
}

fn strictest(
    paths: &[OwnershipPath],
    counted: &BTreeMap<String, Vec<&Party>>,
    graph: &Graph<'_>,
) -> Vec<RestrictiveOwner> {
    let owners: BTreeSet<String> = paths
        .iter()
        .filter_map(|path| path.names.first())
        .map(|name| fold_name(name))
        .collect();
    let listings: Vec<(&String, &Party)> = owners
        .iter()
        .flat_map(|owner| {
            counted
                .get(owner)
                .into_iter()
                .flatten()
                .map(move |party| (owner, *party))
        })
        .collect();
    let Some(most) = listings.iter().map(|(_, party)| strictness(party)).max() else {
        return Vec::new();
    };
    listings
        .into_iter()
        .filter(|(_, party)| strictness(party) == most)
        .map(|(owner, party)| RestrictiveOwner {
            name: graph.name(owner),
            party: party.id.clone(),
            licence_requirement: party.listing.licence_requirement.clone(),
            licence_policy: party.listing.licence_policy.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::lists::Original;
    use crate::ownership::ownership_rules;
    use crate::{Listing, NameKind, PartyName, PartyType};

    fn listed(name: &str, list: &str, policy: &str) -> ListedOwner {
        let mut listing = Listing::new("USA", list);
        listing.licence_policy = Some(policy.to_owned());
        listing.licence_requirement = Some("For all items subject to the EAR".to_owned());
        ListedOwner {
            name: name.to_owned(),
            parties: vec![Party {
                id: format!("{list}:{name}"),
                record: String::new(),
                party_type: PartyType::Organisation,
                names: vec![PartyName {
                    text: name.to_owned(),
                    kind: NameKind::Primary,
                }],
                countries: Vec::new(),
                places: Vec::new(),
                identifiers: Vec::new(),
                birth_dates: Vec::new(),
                listing,
            }],
        }
    }

    fn finding(csv: &str, listed: &[ListedOwner], rule: &str, party: &str) -> OwnershipFinding {
        let as_of: Date = "2025-10-15".parse().unwrap();
        let original = Original::from_bytes("s.csv", csv.as_bytes(), None).unwrap();
        let shareholdings = Shareholdings::read(&original, as_of).unwrap();
        let rules = ownership_rules();
        let rule = rules.iter().find(|known| known.id == rule).unwrap();
        assess(&shareholdings, listed, rule, party, as_of)
    }

    fn ofac(csv: &str, names: &[&str], party: &str) -> OwnershipFinding {
        let listed: Vec<ListedOwner> = names.iter().map(|name| listed(name, "SDN", "")).collect();
        finding(csv, &listed, "ofac-50", party)
    }

    /// OFAC's own examples: frequently asked question 401.
    #[test]
    fn indirect_ownership_passes_on_where_the_middle_is_owned_by_half() {
        // X owns half of A, and A owns half of B: B is blocked.
        let csv = "owner,owned,share,owner_type\nX,A,50 %,person\nP,A,50 %,person\nA,B,50 %,\nQ,B,50 %,person\n";
        let found = ofac(csv, &["X"], "B");
        assert_eq!(found.outcome, OwnershipOutcome::Reached);
        assert_eq!(found.paths[0].names, ["X", "A", "B"]);
        assert_eq!(found.paths[0].shares, ["50 %", "50 %"]);
        // X owns half of A and of B; A and B own 25 % each of C: C is blocked.
        let csv = "owner,owned,share,owner_type\nX,A,50 %,person\nX,B,50 %,person\nP,A,50 %,person\nP,B,50 %,person\nA,C,25 %,\nB,C,25 %,\nP,C,50 %,person\n";
        assert_eq!(ofac(csv, &["X"], "C").outcome, OwnershipOutcome::Reached);
        // X owns half of A and a tenth of B; A owns 40 % of B: B is blocked.
        let csv = "owner,owned,share,owner_type\nX,A,50 %,person\nP,A,50 %,person\nX,B,10 %,person\nA,B,40 %,\nP,B,50 %,person\n";
        let found = ofac(csv, &["X"], "B");
        assert_eq!(found.outcome, OwnershipOutcome::Reached);
        assert!((found.low - 0.5).abs() < 1e-9);
        // X owns half of A and a tenth of B, A owns 39 %: it is not.
        let csv = csv.replace("40 %", "39 %").replace("P,B,50 %", "P,B,51 %");
        assert_eq!(
            ofac(&csv, &["X"], "B").outcome,
            OwnershipOutcome::NotReached
        );
        // X owns 25 % of A, and A owns all of B: the share does not pass on.
        let csv = "owner,owned,share,owner_type\nX,A,25 %,person\nP,A,75 %,person\nA,B,100 %,\n";
        let found = ofac(csv, &["X"], "B");
        assert_eq!(found.outcome, OwnershipOutcome::NotReached);
        assert_eq!((found.low, found.high), (0.0, 0.0));
    }

    #[test]
    fn two_listed_owners_are_added_up() {
        let csv =
            "owner,owned,share,owner_type\nX,A,25 %,person\nY,A,25 %,person\nP,A,50 %,person\n";
        assert_eq!(
            ofac(csv, &["X", "Y"], "A").outcome,
            OwnershipOutcome::Reached
        );
        assert_eq!(ofac(csv, &["X"], "A").outcome, OwnershipOutcome::NotReached);
    }

    #[test]
    fn missing_shares_are_never_zero() {
        let csv = "owner,owned,share,owner_type\nX,A,30 %,person\nP,A,40 %,person\n";
        let found = ofac(csv, &["X"], "A");
        assert_eq!(found.outcome, OwnershipOutcome::CannotDetermine);
        assert!((found.low - 0.3).abs() < 1e-9 && (found.high - 0.6).abs() < 1e-9);
        assert_eq!(found.missing, ["who holds the other 30.0 % of \"A\""]);
        let csv = "owner,owned,share,owner_type\nX,A,,person\nP,A,40 %,person\n";
        let found = ofac(csv, &["X"], "A");
        assert_eq!(found.outcome, OwnershipOutcome::CannotDetermine);
        assert!(found.missing[0].contains("the share of \"X\" in \"A\" (line 2): 0.0 to 60.0 %"));
        let csv = "owner,owned,share\nHolding,A,100 %\n";
        let found = ofac(csv, &["X"], "A");
        assert_eq!(
            found.missing,
            ["who owns \"Holding\": the file has no owner of it"]
        );
    }

    #[test]
    fn a_circle_reaches_nobody_by_itself_and_is_named() {
        let csv = "owner,owned,share,owner_type\nA,B,60 %,\nP,B,40 %,person\nB,A,60 %,\nX,A,40 %,person\n";
        let found = ofac(csv, &["X"], "B");
        assert_eq!(found.outcome, OwnershipOutcome::NotReached);
        assert_eq!(found.circles, ["A, B"]);
        let csv = csv
            .replace("B,A,60 %", "B,A,50 %")
            .replace("X,A,40 %", "X,A,50 %");
        assert_eq!(ofac(&csv, &["X"], "B").outcome, OwnershipOutcome::Reached);
    }

    #[test]
    fn the_strictest_owner_is_named() {
        let csv = "owner,owned,share,owner_type\nX,A,30 %,\nY,A,30 %,\nP,A,40 %,person\n";
        let owners = [
            listed("X", "EL", "Case-by-case review"),
            listed("Y", "MEU", "Presumption of denial"),
        ];
        let found = finding(csv, &owners, "bis-affiliates", "A");
        assert_eq!(found.outcome, OwnershipOutcome::Reached);
        assert_eq!(found.rule_state, RuleState::InForce);
        assert_eq!(found.most_restrictive.len(), 1);
        assert_eq!(found.most_restrictive[0].name, "Y");
        // OFAC's rule does not count parties of the Entity List.
        let other = finding(csv, &owners, "ofac-50", "A");
        assert_eq!(other.low, 0.0);
    }

    #[test]
    fn a_listed_party_is_listed_whoever_owns_it() {
        let csv = "owner,owned,share,owner_type\nP,X,100 %,person\n";
        assert_eq!(ofac(csv, &["X"], "X").outcome, OwnershipOutcome::Listed);
    }
}
