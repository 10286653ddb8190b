//! How surely two claims are of one thing.

use std::collections::{BTreeSet, HashMap};

use super::claim::Claim;
use super::deed::Deed;
use super::nouns::{Class, family};
use super::thing::Thing;
use crate::propose::date::is_month_or_weekday;
use crate::propose::lexicon::is_function_word;

/// What the whole text tells.
pub(super) struct Frame {
    /// The economies that open the text.
    pub(super) home: BTreeSet<String>,
    /// The sentence in which each word comes first.
    pub(super) first_seen: HashMap<String, usize>,
}

/// The sum of what speaks for one thing, less what speaks for two; nothing
/// where they cannot be one.
pub(super) fn sameness(a: &Claim, b: &Claim, frame: &Frame) -> Option<f64> {
    let (one, other) = (&a.thing, &b.thing);
    if a.deed == Deed::Due && b.deed == Deed::Due && !a.moved && !b.moved {
        return Some(same_deadline(a, b));
    }
    if a.moved || b.moved || a.unreal || b.unreal {
        return None;
    }
    let mut score = match (one.class, other.class) {
        (Some(x), Some(y)) if x == y => 1.0,
        // "the agreement" and "the rules" of it; a paper may be a measure.
        (Some(Class::Measure), Some(Class::Document))
        | (Some(Class::Document), Some(Class::Measure)) => 0.0,
        (Some(_), Some(_)) => return None,
        // Nouns of no class: the same noun is of the same class.
        _ if !one.head.is_empty() && one.head == other.head => 1.0,
        _ => 0.0,
    };
    if one.class == Some(Class::Person) {
        return same_office(a, b);
    }
    let (first, second) = if a.side.0 < b.side.0 { (a, b) } else { (b, a) };
    let (early, late) = (&first.thing, &second.thing);
    if (early.head.is_empty() || late.head.is_empty()) && !late.definite && !second.reckoned {
        return None;
    }
    let heads = !one.head.is_empty() && one.head == other.head;
    if heads {
        score += 2.0;
    } else if family(&one.head) != 0
        && family(&one.head) == family(&other.head)
        && !(one.name && other.name)
    {
        score += 1.0;
    } else if stands_for(late, &second.context, early) || stands_for(early, &first.context, late) {
        score += 2.0;
    } else if one.head.is_empty() || other.head.is_empty() {
        score += 0.5;
    } else {
        score -= 1.0;
    }
    let common = one.words.intersection(&other.words);
    let shared = common.clone().count();
    let weight: f64 = common
        .map(|word| if is_common(word) { 0.3 } else { 1.0 })
        .sum();
    score += weight.min(3.0);
    // Each says something of it that the other does not.
    let apart = one
        .words
        .difference(&other.words)
        .count()
        .min(other.words.difference(&one.words).count());
    if apart > 0 {
        score -= match (one.name && other.name, shared) {
            (true, 0) => 4.0,
            (true, _) => 2.5,
            (false, 0) if one.head == other.head => 2.0,
            (false, 0) => 1.0,
            (false, _) => 0.5,
        };
    }
    score += set(&one.goods, &other.goods, 1.0, -4.0);
    let all = |thing: &Thing| thing.goods.union(&thing.goods_beside).cloned().collect();
    score += set(&all(one), &all(other), 1.0, -1.5);
    score += set(&one.actors, &other.actors, 1.0, -4.0);
    score += set(&one.numbers, &other.numbers, 2.0, -9.0);
    // What is told without a doer is done by those that open the text.
    for (told, silent) in [(one, other), (other, one)] {
        if silent.actors.is_empty()
            && !told.actors.is_empty()
            && told.actors.is_disjoint(&frame.home)
        {
            score -= 2.0;
        }
    }
    score += set(&one.places, &other.places, 0.5, -2.0);
    if late.definite && late.words.iter().all(|word| first.context.contains(word)) {
        score += 1.0;
    } else if early.words.is_empty()
        && late.words.iter().any(|word| {
            frame
                .first_seen
                .get(word)
                .is_none_or(|seen| *seen > first.sentence)
        })
    {
        // "the tariff on cars", where no car was told of before.
        score -= 1.5;
    }
    if late.indefinite {
        score -= if early.indefinite { 3.0 } else { 2.0 };
    }
    if early.other != late.other {
        score -= 3.0;
    }
    if late.renewed && !early.renewed {
        score -= 2.0;
    } else if early.renewed && !late.renewed && !late.definite {
        score -= 1.0;
    }
    if (a.word == "concluded") != (b.word == "concluded") {
        score -= 1.5;
    }
    if a.word == b.word {
        score += 0.5;
    }
    // A whole year says little.
    if a.deed != Deed::Founded && [a, b].iter().any(|claim| claim.when.is_long()) {
        score -= 1.0;
    }
    if a.sentence.abs_diff(b.sentence) <= 4 {
        score += 0.5;
    }
    if a.when.ahead != b.when.ahead {
        score -= 1.0;
    }
    match a.when.gap(&b.when) {
        // A year slipped.
        Some(_)
            if a.when.is_day()
                && b.when.is_day()
                && (a.when.lower.month(), a.when.lower.day())
                    == (b.when.lower.month(), b.when.lower.day()) =>
        {
            score += 0.5;
        }
        // What is founded is founded once.
        Some(days) if days > 370 && a.deed != Deed::Founded => score -= 2.0,
        Some(days) if days <= 45 => score += 0.5,
        _ => {}
    }
    if a.reckoned || b.reckoned {
        score += 0.5;
    }
    Some(score)
}

/// "the company": the one named right before.
fn stands_for(thing: &Thing, context: &BTreeSet<String>, named: &Thing) -> bool {
    thing.definite
        && !thing.name
        && thing.words.is_empty()
        && thing.class == Some(Class::Body)
        && named.class == Some(Class::Body)
        && named.name
        && context.contains(&named.head)
}

/// One person who takes one office.
fn same_office(a: &Claim, b: &Claim) -> Option<f64> {
    let (one, other) = (&a.thing, &b.thing);
    let within = |x: &BTreeSet<String>, y: &BTreeSet<String>| x.is_subset(y) || y.is_subset(x);
    if one.person.is_empty() || other.person.is_empty() || !within(&one.person, &other.person) {
        return None;
    }
    let near = a.when.gap(&b.when).is_some_and(|days| days <= 60);
    let posts = !one.words.is_empty() && !other.words.is_empty();
    // Where only one names the post, another may be meant.
    if posts && !within(&one.words, &other.words) || !posts && !near {
        return None;
    }
    Some(4.0)
}

/// A deadline: by what has to be done.
fn same_deadline(a: &Claim, b: &Claim) -> f64 {
    let (first, second) = if a.side.0 < b.side.0 { (a, b) } else { (b, a) };
    let shared = a
        .context
        .intersection(&b.context)
        .filter(|word| {
            word.len() > 3
                && !is_function_word(word)
                && !is_common(word)
                && !is_month_or_weekday(word)
                && word.chars().all(char::is_alphabetic)
        })
        .count();
    let mut score = 1.0 + (shared as f64 * 0.7).min(2.5);
    if second.thing.definite && second.word == "deadline" {
        score += 1.5;
    }
    if first.thing.other != second.thing.other {
        score -= 3.0;
    }
    if a.sentence.abs_diff(b.sentence) <= 4 {
        score += 0.5;
    }
    score
}

/// Words that many things of a text have.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "executive"
            | "joint"
            | "export"
            | "import"
            | "critical"
            | "mineral"
            | "international"
            | "bilateral"
            | "trilateral"
            | "trade"
            | "national"
            | "economic"
            | "supply"
            | "chain"
            | "security"
            | "rare"
            | "earth"
            | "chinese"
            | "china"
            | "japanese"
            | "japan"
            | "american"
            | "korean"
            | "korea"
            | "united"
            | "state"
            | "government"
            | "ministry"
            | "industry"
            | "strategic"
            | "public"
            | "new"
            | "industrial"
    )
}

/// True where a claim of the same class is of another thing: the text tells of
/// several.
pub(super) fn are_apart(a: &Claim, b: &Claim) -> bool {
    let (one, other) = (&a.thing, &b.thing);
    one.class == other.class
        && (set(&one.goods, &other.goods, 0.0, -1.0) < 0.0
            || set(&one.actors, &other.actors, 0.0, -1.0) < 0.0
            || one.other != other.other)
}

/// What two sets say: they share something, they are apart, or one is silent.
fn set(one: &BTreeSet<String>, other: &BTreeSet<String>, shared: f64, apart: f64) -> f64 {
    if one.is_empty() || other.is_empty() {
        0.0
    } else if one.is_disjoint(other) {
        apart
    } else {
        shared
    }
}
