//! The first visit, demand, control or document of a kind against one that the
//! text tells of earlier: same deed, same matter, same parties.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{EventDate, event_date};
use super::party::Party;
use super::rank::Ranks;
use super::{CheckText, Conflict};
use crate::propose::lexicon::is_function_word;
use jiff::ToSpan;
use jiff::civil::Date;

/// Claims of one text beyond which the rest is not looked after.
const MOST: usize = 40;

/// A stem told in more sentences than these says little of one matter.
const RARE: usize = 6;

/// A kind of deed, by its verbs and nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Visit,
    Demand,
    Control,
    Document,
    Topic,
}

fn deed(fold: &str) -> Option<Deed> {
    Some(match fold {
        "visit" | "visited" | "trip" | "travelled" | "traveled" | "toured" | "tour" | "flew"
        | "inspected" | "foot" => Deed::Visit,
        "asked" | "ask" | "urged" | "demanded" | "demand" | "requested" | "request" | "pressed"
        | "appealed" | "appeal" => Deed::Demand,
        "control" | "controls" | "curb" | "curbs" | "restriction" | "restrictions"
        | "restricted" | "license" | "licence" | "licenses" | "licences" | "licensing"
        | "permit" | "permits" | "ban" | "bans" | "banned" | "curbed" | "sanctions" | "tariff"
        | "tariffs" | "quota" | "quotas" => Deed::Control,
        "issued" | "released" | "published" | "statement" | "communique" | "declaration"
        | "document" => Deed::Document,
        "discussed" | "raised" | "addressed" | "mentioned" | "named" => Deed::Topic,
        _ => return None,
    })
}

struct Claim {
    sentence: usize,
    from: usize,
    until: usize,
    deed: Deed,
    after: Option<Date>,
    since: Option<usize>,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let claims = claims(text);
    if claims.is_empty() {
        return;
    }
    let ranks = Ranks::of(text);
    let frequency = frequency(text);
    for claim in &claims {
        let known = conflicts.iter().any(|known| {
            known.kind == "presupposition_conflict"
                && known
                    .sides
                    .iter()
                    .any(|side| side.0 < claim.until && claim.from < side.1)
        });
        if known {
            continue;
        }
        let range = &text.words.sentences[claim.sentence];
        let edge = claim.since.unwrap_or(range.until);
        let party = Party::of(text, &ranks, claim.sentence, range.from, edge);
        let stems = stems(text, range.from, edge);
        let other = text
            .sentences()
            .filter(|(other, _, _)| *other != claim.sentence)
            .filter_map(|place| done_before(text, &ranks, claim, &party, &stems, &frequency, place))
            .max_by_key(|(score, side)| (*score, std::cmp::Reverse(*side)));
        if let Some((_, side)) = other {
            conflicts.push(Conflict {
                kind: "presupposition_conflict",
                severity: "error",
                sides: vec![(claim.from, claim.until), side],
                confidence: 0.65,
                reason: "Said to be the first, or that there was none, but the text tells of another one."
                    .to_owned(),
            });
        }
    }
}

fn claims(text: &CheckText<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            if claims.len() >= MOST {
                return claims;
            }
            let reach = match text.fold(at) {
                "first" | "first-ever" if text.fold(at + 1) == "time" => 18,
                "first" | "first-ever" => 7,
                "never" => 9,
                "no" if at + 1 < until => 6,
                _ => continue,
            };
            if at > from && matches!(text.fold(at - 1), "at" | "in") {
                continue;
            }
            let limit = until.min(at + reach);
            let Some((word, deed)) = (at + 1..limit)
                .take_while(|at| !matches!(text.fold(*at), "," | ";" | "."))
                .find_map(|at| deed(text.fold(at)).map(|deed| (at, deed)))
            else {
                continue;
            };
            let since = (word..until.min(word + 16)).find(|at| text.fold(*at) == "since");
            // "no ban" alone denies nothing that was before.
            let bare_no = text.fold(at) == "no"
                && since.is_none()
                && !(at..word + 4).any(|at| matches!(text.fold(at), "ever" | "before"));
            if bare_no {
                continue;
            }
            let after = since.and_then(|since| {
                text.annotations.dates[number]
                    .iter()
                    .filter(|date| date.from > since && date.from < since + 30)
                    .filter_map(event_date)
                    .find_map(|date| date.bounds.upper)
            });
            if since.is_some() && after.is_none() {
                continue;
            }
            let end = (word + 1..until.min(word + 14))
                .find(|at| matches!(text.fold(*at), "," | ";" | "." | "\""))
                .unwrap_or_else(|| until.min(word + 14));
            claims.push(Claim {
                sentence: number,
                from: at,
                until: end,
                deed,
                after,
                since,
            });
            break;
        }
    }
    claims
}

/// The stems that say what a few words are about.
pub(super) fn stems(text: &CheckText<'_>, from: usize, until: usize) -> BTreeSet<String> {
    (from..until)
        .map(|at| text.fold(at))
        .filter(|fold| {
            fold.chars().count() >= 4
                && fold.chars().all(char::is_alphabetic)
                && !is_function_word(fold)
                && deed(fold).is_none()
                && !is_common(fold)
        })
        .map(|fold| fold.chars().take(5).collect())
        .collect()
}

fn is_common(fold: &str) -> bool {
    matches!(
        fold,
        "first"
            | "time"
            | "since"
            | "ever"
            | "never"
            | "before"
            | "year"
            | "years"
            | "month"
            | "said"
            | "countries"
            | "country"
            | "government"
            | "governments"
            | "that"
            | "with"
            | "have"
            | "been"
            | "would"
            | "which"
            | "their"
            | "they"
            | "when"
            | "were"
            | "this"
            | "also"
            | "after"
            | "other"
            | "japan"
            | "united"
            | "states"
            | "korea"
            | "south"
            | "china"
            | "last"
            | "such"
            | "kind"
            | "washington"
            | "tokyo"
            | "seoul"
            | "beijing"
            | "japanese"
            | "american"
            | "korean"
    )
}

/// In how many sentences each stem stands.
fn frequency(text: &CheckText<'_>) -> BTreeMap<String, usize> {
    let mut frequency = BTreeMap::new();
    for (_, from, until) in text.sentences() {
        for stem in stems(text, from, until) {
            *frequency.entry(stem).or_insert(0) += 1;
        }
    }
    frequency
}

/// The same deed in the same matter, told with an earlier date.
fn done_before(
    text: &CheckText<'_>,
    ranks: &Ranks,
    claim: &Claim,
    party: &Party,
    wanted: &BTreeSet<String>,
    frequency: &BTreeMap<String, usize>,
    (number, from, until): (usize, usize, usize),
) -> Option<(usize, (usize, usize))> {
    if !text
        .words
        .kind_of(&text.words.sentences[number])
        .makes_statements()
    {
        return None;
    }
    let told = stems(text, from, until);
    let shared: Vec<&String> = wanted.intersection(&told).collect();
    let rare = shared
        .iter()
        .filter(|stem| frequency.get(**stem).is_some_and(|count| *count <= RARE))
        .count();
    if shared.len() < 2 || rare < 1 {
        return None;
    }
    let day = text.day().or(text.dateline);
    let word = (from..until).find(|at| {
        deed(text.fold(*at)) == Some(claim.deed)
            && !(at.saturating_sub(5).max(from)..*at).any(|at| {
                matches!(
                    text.fold(at),
                    "will"
                        | "would"
                        | "not"
                        | "never"
                        | "no"
                        | "first"
                        | "could"
                        | "to"
                        | "plans"
                        | "planned"
                        | "if"
                )
            })
    })?;
    let date: EventDate = text.annotations.dates[number]
        .iter()
        .filter(|date| !date.future && date.from.abs_diff(word) <= 16)
        .filter(|date| {
            !matches!(
                text.fold(date.from.saturating_sub(1)),
                "since" | "until" | "by" | "before"
            )
        })
        .filter_map(event_date)
        .find(|date| {
            let (Some(lower), Some(upper)) = (date.bounds.lower, date.bounds.upper) else {
                return false;
            };
            claim.after.is_none_or(|after| lower > after)
                && day
                    .is_some_and(|day| day.checked_sub(14.days()).is_ok_and(|limit| upper < limit))
        })?;
    let other = Party::of(text, ranks, number, from, until);
    let apart = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| {
        !a.is_empty() && !b.is_empty() && a.intersection(b).next().is_none()
    };
    let ranks_apart = !party.ranks.is_empty()
        && !other.ranks.is_empty()
        && party.ranks.intersection(&other.ranks).next().is_none();
    if apart(&party.states, &other.states) || ranks_apart {
        return None;
    }
    let span = (word.min(date.from), date.until.max(word + 1));
    Some((shared.len() + rare, span))
}
