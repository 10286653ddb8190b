//! Who acted last, for the pronouns and groups that follow.

use super::super::actor::{Actor, ActorScene, Parties};
use super::super::gazetteer::Gazetteer;
use super::super::mention::{Found, MentionType};
use super::super::words::Words;
use std::collections::BTreeSet;

pub(super) fn remember(scene: &ActorScene<'_>, actor: &Actor, parties: &mut Parties) {
    if actor.codes.is_empty() {
        return;
    }
    parties.last.clone_from(&actor.codes);
    if actor.codes.len() >= 2 {
        parties.last_group.clone_from(&actor.codes);
    }
    let gazetteer = Gazetteer::shipped();
    let person = scene.found.iter().rfind(|found| {
        found.kind == MentionType::Per && found.from >= actor.from && found.until <= actor.until
    });
    if let Some(person) = person {
        parties.last_person = scene.code(person, gazetteer).into_iter().collect();
        if parties.last_person.is_empty() {
            parties.last_person.clone_from(&actor.codes);
        }
    }
}

/// The words of a name that can stand for it alone: the surname comes first or
/// last, by the language.
pub(super) fn name_words<'a>(
    person: &Found,
    fold: impl Fn(usize) -> &'a str,
) -> impl Iterator<Item = &'a str> {
    [person.from, person.until.saturating_sub(1)]
        .into_iter()
        .map(fold)
        .filter(|word| word.len() > 2 && !word.ends_with('.'))
}

/// The surnames of people whose post the text names right beside them.
pub(super) fn officials_of(words: &Words<'_>, found: &[Vec<Found>]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for mentions in found {
        let of = |kind: MentionType| mentions.iter().filter(move |found| found.kind == kind);
        for person in of(MentionType::Per) {
            let posted = of(MentionType::Role).any(|role| {
                role.until <= person.from && person.from - role.until <= 1
                    || role.from >= person.until && role.from - person.until <= 3
            });
            if posted {
                names.extend(name_words(person, |at| words.fold(at)).map(str::to_owned));
            }
        }
    }
    names
}

/// The names of people in no office: named in full at least once, and unknown
/// to the gazetteer and to `officials`.
pub(super) fn private_names(
    words: &Words<'_>,
    found: &[Vec<Found>],
    officials: &BTreeSet<String>,
) -> BTreeSet<String> {
    found
        .iter()
        .flatten()
        .filter(|person| {
            person.kind == MentionType::Per
                && person.id.is_none()
                && person.until - person.from >= 2
                && !name_words(person, |at| words.fold(at)).any(|word| officials.contains(word))
        })
        .flat_map(|person| name_words(person, |at| words.fold(at)).map(str::to_owned))
        .collect()
}

/// True for a person whom the text names in full, and in no office.
pub(super) fn is_private_name(scene: &ActorScene<'_>, person: &Found, parties: &Parties) -> bool {
    person.id.is_none()
        && name_words(person, |at| scene.words.fold(at)).any(|word| parties.private.contains(word))
        && !name_words(person, |at| scene.words.fold(at))
            .any(|word| parties.officials.contains(word))
}

/// Whether whom "he" or "she" at `at` means holds no office.
pub(super) fn is_private(scene: &ActorScene<'_>, at: usize, parties: &Parties) -> bool {
    scene
        .found
        .iter()
        .rfind(|found| found.kind == MentionType::Per && found.until <= at)
        .map_or(parties.private_person, |person| {
            is_private_name(scene, person, parties)
        })
}

/// Remembers lists of economies, for "the two sides" behind them, and what kind
/// of person was named last.
pub(super) fn remember_groups(scene: &ActorScene<'_>, parties: &mut Parties) {
    parties.private_person = is_private(scene, scene.until, parties);
    let gazetteer = Gazetteer::shipped();
    let mut list: Vec<String> = Vec::new();
    let mut end = usize::MAX;
    let places: Vec<&Found> = scene
        .found
        .iter()
        .filter(|found| found.kind == MentionType::Place)
        .collect();
    for place in places {
        let Some(code) = scene.code(place, gazetteer) else {
            continue;
        };
        let near = place.from >= end
            && place.from - end <= 3
            && (end..place.from).all(|at| matches!(scene.fold(at), "and" | "," | "the"));
        if !near {
            list.clear();
        }
        if !list.contains(&code) {
            list.push(code);
        }
        end = place.until;
        if list.len() >= 2 {
            let mut sorted = list.clone();
            sorted.sort();
            parties.last_group = sorted;
        }
    }
}
