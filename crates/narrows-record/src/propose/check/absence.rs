//! A claim that there was none, against a sentence that tells of one in the
//! time that the claim excludes. Nothing here knows the words of one deed:
//! what the claim is about and what the other sentence is about are compared
//! term by term, and what tells the two apart is counted against them.

use std::collections::{BTreeMap, BTreeSet};

use super::absence_about::About;
use super::absence_apart::{
    acts_for_another, before_in_block, forums_apart, matters_apart, tells_another,
    tells_later_number, was_there,
};
use super::absence_claim::{Absence, Denied, absences};
use super::absence_time::{is_denied, is_unreal, same_occasion, time_told};
use super::absence_veto::{fields_apart, places_apart};
use super::absence_words::{Term, Told};
use super::event::event_date;
use super::party::Party;
use super::rank::{LEADERS, Ranks};
use super::{CheckText, Conflict};

/// Evidence from which two sentences tell of the same thing.
const ENOUGH: f64 = 2.8;

/// Evidence that outweighs what another check found for the same claim.
const SURE: f64 = 3.3;

/// The part of what is denied that the other sentence must tell of.
const COVERED: f64 = 0.5;

/// Words between what is denied and the time of the telling.
const REACH: usize = 18;

/// The weight beyond which a claim is long.
const LONG: f64 = 3.6;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let claims = absences(text);
    if claims.is_empty() {
        return;
    }
    let ranks = Ranks::of(text);
    let told = Told::of(text, &ranks);
    let frequency = told.frequency(text);
    for claim in &claims {
        let about = About::of(text, &ranks, &frequency, claim);
        let best = text
            .sentences()
            .filter(|(number, _, _)| *number != claim.sentence)
            .filter_map(|place| likeness(text, (&ranks, &told), &claims, claim, &about, place))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((score, side)) = best.filter(|(score, _)| *score >= ENOUGH) else {
            continue;
        };
        // Another check found the same telling by one word of it.
        let sentence = |at: usize| {
            text.words
                .sentences
                .partition_point(|sentence| sentence.until <= at)
        };
        if let Some(known) = conflicts.iter_mut().find(|known| {
            known.kind == "presupposition_conflict"
                && known.sides.len() == 2
                && sentence(known.sides[0].0) == claim.sentence
                && sentence(known.sides[1].0) == sentence(side.0)
        }) {
            let other = known.sides[1];
            known.sides[1] = (other.0.min(side.0), other.1.max(side.1));
            continue;
        }
        if score >= SURE
            && let Some(known) = conflicts.iter_mut().find(|known| {
                known.kind == "presupposition_conflict"
                    && known.sides.len() == 2
                    && sentence(known.sides[0].0) == claim.sentence
            })
        {
            known.sides = vec![(claim.from, claim.until), side];
            continue;
        }
        Conflict {
            kind: "presupposition_conflict",
            severity: "error",
            sides: vec![(claim.from, claim.until), side],
            confidence: (0.4 + score / 12.0).min(0.8),
            reason: match claim.denied {
                Denied::Deed => {
                    "Said to be the first, or that there was none, but the text tells of one."
                }
                Denied::Other => "Said to be the only one, but the text tells of another.",
                Denied::State => "Said not to be so, or no longer, but the text tells that it is.",
            }
            .to_owned(),
        }
        .add_new(conflicts);
    }
}

/// How well a sentence tells of what a claim denies.
fn likeness(
    text: &CheckText<'_>,
    (ranks, all): (&Ranks, &Told),
    claims: &[Absence],
    claim: &Absence,
    about: &About,
    (number, from, until): (usize, usize, usize),
) -> Option<(f64, (usize, usize))> {
    if !text
        .words
        .kind_of(&text.words.sentences[number])
        .makes_statements()
        || claims
            .iter()
            .any(|other| other.sentence == number && (!other.numbers || claim.numbers))
    {
        return None;
    }
    let told = all.in_sentence(number);
    // Who is told of goes on from the sentence before.
    let carried = if number == claim.sentence + 1 {
        Vec::new()
    } else {
        before_in_block(text, all, number)
    };
    let names: BTreeSet<&str> = told
        .iter()
        .chain(carried)
        .map(|term| term.name.as_str())
        .collect();
    // The very word says more than another one of its class.
    let same_word = |name: &str| {
        !name.starts_with('#')
            || told
                .iter()
                .any(|term| term.name == name && about.stems.contains(&term.stem))
    };
    let shared = |terms: &BTreeMap<String, f64>| -> f64 {
        terms
            .iter()
            .filter(|(name, _)| names.contains(name.as_str()))
            .map(|(name, weight)| {
                if same_word(name) {
                    *weight
                } else {
                    weight * 0.75
                }
            })
            .sum()
    };
    let elsewhere = about.outside.as_ref().is_some_and(|outside| {
        names
            .iter()
            .any(|name| name.starts_with('@') && name != outside)
    });
    if about.outside.is_some() && !elsewhere {
        return None;
    }
    // Of a long list not every word is told again.
    let whole = about.focus.values().sum::<f64>().min(LONG);
    let was_there = was_there(text, about, told, &names);
    let focus = shared(&about.focus) + if was_there { 1.0 } else { 0.0 };
    let covered = if whole > 0.0 { focus / whole } else { 0.0 };
    if covered < COVERED {
        return None;
    }
    let hits: Vec<&Term> = told
        .iter()
        .filter(|term| about.focus.contains_key(&term.name))
        .collect();
    if hits.iter().any(|term| is_denied(text, from, term.at))
        || hits
            .iter()
            .any(|term| is_unreal(text, from, until, term.at))
    {
        return None;
    }
    let (time, mark) = time_told(text, claim, (number, from, until))?;
    // A long sentence tells of much; what is denied must stand near its time.
    let near = |at: usize| mark.is_none_or(|mark| mark.abs_diff(at) <= REACH);
    if hits.iter().filter(|term| near(term.at)).count() * 2 < hits.len().max(2)
        || same_occasion(text, claim, number)
        || forums_apart(text, claim.sentence, number)
        || claim.numbers && tells_later_number(text, from, until)
    {
        return None;
    }
    // What the text opens with is what an undated claim speaks of.
    let opens = !claim.dated
        && text.annotations.dates.iter().position(|dates| {
            dates
                .iter()
                .filter_map(event_date)
                .any(|date| date.is_day())
        }) == Some(number);
    if opens || claim.denied == Denied::Other && !tells_another(text, claim, (from, until), &hits) {
        return None;
    }
    let party = Party::of(text, ranks, number, from, until);
    // Those who come to a summit are leaders.
    let summit = !about.party.ranks.is_empty()
        && !about.party.ranks.contains(&LEADERS)
        && hits
            .iter()
            .filter(|term| term.name == "#meet")
            .min_by_key(|term| mark.map_or(0, |mark| mark.abs_diff(term.at)))
            .is_some_and(|term| text.fold(term.at) == "summit");
    if summit {
        return None;
    }
    let range = text.words.sentences[claim.sentence];
    let claimed = (claim.sentence, (claim.from, claim.until));
    if fields_apart(text, (range.from, range.until), (from, until))
        || places_apart(text, claimed, (number, from, until))
    {
        return None;
    }
    let counts_apart = matches!((about.party.count, party.count), (Some(a), Some(b)) if a != b);
    let ranks_apart = !about.party.ranks.is_empty()
        && !party.ranks.is_empty()
        && about.party.ranks.is_disjoint(&party.ranks);
    if counts_apart || ranks_apart {
        return None;
    }
    let hit = |mark: char, terms: &BTreeMap<String, f64>| {
        terms
            .keys()
            .any(|name| name.starts_with(mark) && names.contains(name.as_str()))
    };
    let is_plain = |name: &str| !name.starts_with(['#', '@', '%']);
    let objects = hits
        .iter()
        .map(|term| term.name.as_str())
        .filter(|name| is_plain(name))
        .collect::<BTreeSet<_>>()
        .len();
    let owned = about
        .subject
        .iter()
        .filter(|(name, weight)| is_plain(name) && **weight >= 0.8 && names.contains(name.as_str()))
        .count();
    let same_count = about.party.count.is_some() && about.party.count == party.count;
    let same_rank = !about.party.ranks.is_disjoint(&party.ranks);
    let persons = hit('%', &about.focus) || hit('%', &about.subject);
    let places = hit('@', &about.focus);
    let deed = hit('#', &about.focus) || was_there;
    // The same deed alone says nothing: its object, those who did it or the
    // place must be the same too.
    let grounded = if deed {
        objects >= 1 || owned >= 1 || same_count && same_rank || persons || places || elsewhere
    } else {
        objects >= 2
    };
    if !grounded {
        return None;
    }
    // "the inaugural summit": of whom, or of what, must be told again.
    let inaugural = text.fold(claim.from) == "inaugural";
    if inaugural && objects < 2 && !same_rank && !persons {
        return None;
    }
    if matters_apart(text, claim, all.in_sentence(claim.sentence), &names) {
        return None;
    }
    if !same_count && acts_for_another(text, claim, about, told, from) {
        return None;
    }
    let subject = shared(&about.subject).min(2.0);
    let mut score = focus + 0.5 * subject + time;
    if elsewhere {
        score += 1.0;
    }
    if same_count {
        score += 0.6;
    }
    if same_rank {
        score += 0.4;
    }
    // "the first round" may only count; more must agree.
    if claim.plain {
        score -= 0.8;
    }
    let low = hits.iter().map(|term| term.at).min()?;
    let high = hits.iter().map(|term| term.at + 1).max()?;
    Some((
        score,
        (low.saturating_sub(2).max(from), (high + 2).min(until)),
    ))
}

#[cfg(test)]
mod tests {
    use crate::propose::{ProposeRequest, propose};

    fn alarms(text: &str) -> bool {
        propose(
            text.as_bytes(),
            &ProposeRequest {
                dateline: "2024-10-09".parse().ok(),
                form: None,
            },
        )
        .inconsistencies
        .into_iter()
        .any(|found| found.kind == "presupposition_conflict")
    }

    #[test]
    fn any_deed_is_compared() {
        for text in [
            "Norway's government has never used its power to screen outgoing investment, the minister said. The two cases of 2022 in which the government used its power to screen outgoing investment had shown that it worked.",
            "It is the sole refinery in Indonesia that makes battery-grade nickel, the company said. In costs it comes second, behind a refinery on an island that makes battery-grade nickel as well.",
            "Chile and Norway issued their first joint statement on copper scrap on Tuesday. It is longer than the joint statement on copper scrap that the two governments issued in May 2022.",
        ] {
            assert!(alarms(text), "{text}");
        }
    }

    #[test]
    fn other_parties_and_fields_are_none() {
        for text in [
            "Chile and Norway issued their first joint statement on copper scrap on Tuesday. Peru and Japan issued a joint statement on copper scrap in May 2022.",
            "Norway's government has never used its power to screen outgoing investment, the minister said. In 2022 it had planned to screen one investment.",
        ] {
            assert!(!alarms(text), "{text}");
        }
    }
}
