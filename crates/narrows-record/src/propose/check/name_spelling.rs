//! One person's name in two spellings. A successor in a post has another name
//! altogether, a relative another given name, and two people with different
//! posts may have names that are nearly alike: none of them is a conflict.

use std::collections::{BTreeMap, BTreeSet};

use super::romanisation::{letters_changed, similarity, skeleton};
use super::{CheckText, Conflict};
use crate::propose::lexicon::{Lexicon, is_function_word};
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Names of a text that are compared with each other.
const MOST_NAMES: usize = 400;

/// Two places of one person's name, and how they are alike.
type Pair = ((usize, usize), (usize, usize), Likeness);

struct Name {
    /// Words in lower case without diacritics, in their order.
    words: Vec<String>,
    place: (usize, usize),
    id: Option<String>,
    /// The posts named right before it or behind a comma.
    roles: BTreeSet<String>,
    sentence: usize,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let names = full_names(text);
    let mut found: Vec<Pair> = Vec::new();
    for (number, first) in names.iter().enumerate() {
        for second in &names[number + 1..] {
            if let Some(likeness) = likeness(first, second)
                && !are_two_people(text, first, second, likeness)
            {
                found.push((first.place, second.place, likeness));
            }
        }
    }
    found.extend(surnames(text, &names));
    for (a, b, likeness) in found {
        let (a, b) = (a.min(b), a.max(b));
        let lengthened = likeness == Likeness::Lengthened;
        conflicts.push(Conflict {
            kind: "name_spelling",
            severity: if lengthened { "warning" } else { "error" },
            sides: places(text, a, b),
            confidence: match likeness {
                Likeness::Lengthened => 0.6,
                Likeness::Surname => 0.7,
                _ => 0.85,
            },
            reason: format!(
                "One person seems to be spelled in two ways: {} and {}.",
                text.words.quote(a.0, a.1),
                text.words.quote(b.0, b.1)
            ),
        });
    }
}

/// Names of at least two words, each spelling once.
fn full_names(text: &CheckText<'_>) -> Vec<Name> {
    let mut names: BTreeMap<Vec<String>, Name> = BTreeMap::new();
    for (number, _, _) in text.sentences() {
        let found = &text.annotations.found[number];
        for person in found.iter().filter(|found| found.kind == MentionType::Per) {
            let words = words_of(text, person.from, person.until);
            if words.len() < 2 {
                continue;
            }
            let roles = found
                .iter()
                .filter(|role| {
                    role.kind == MentionType::Role
                        && (role.until == person.from
                            || (person.until + 1..=person.until + 4).contains(&role.from)
                                && text.fold(person.until) == ",")
                })
                .flat_map(|role| (role.from..role.until).map(|at| text.fold(at).to_owned()));
            names
                .entry(words.clone())
                .or_insert_with(|| Name {
                    words,
                    place: (person.from, person.until),
                    id: person.id.clone(),
                    roles: BTreeSet::new(),
                    sentence: number,
                })
                .roles
                .extend(roles);
        }
    }
    names.into_values().take(MOST_NAMES).collect()
}

fn words_of(text: &CheckText<'_>, from: usize, until: usize) -> Vec<String> {
    crate::propose::words::fold(text.words.quote(from, until))
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.']).to_owned())
        .filter(|word| !matches!(word.as_str(), "jr" | "sr" | "iii") && word.chars().count() > 1)
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Another romanisation, other hyphens.
    Sound,
    /// Letters differ.
    Letters,
    /// "Ken" and "Kenji" in one post.
    Lengthened,
    /// A surname alone.
    Surname,
}

/// How two full names are one, if they are.
fn likeness(a: &Name, b: &Name) -> Option<Likeness> {
    if a.id.is_some() && b.id.is_some() && a.id != b.id {
        return None;
    }
    let same_id = a.id.is_some() && a.id == b.id;
    // Another order of the same words is no other spelling, nor is a name with
    // one word more.
    if a.words.iter().all(|word| b.words.contains(word))
        || b.words.iter().all(|word| a.words.contains(word))
    {
        return None;
    }
    let plain = |words: &[String]| -> String { words.concat().replace(['-', '\''], "") };
    if a.words.len() != b.words.len() {
        return (plain(&a.words) == plain(&b.words)).then_some(Likeness::Sound);
    }
    // Family name first or last: the order that has more in common.
    let straight: Vec<(&String, &String)> = a.words.iter().zip(&b.words).collect();
    let turned: Vec<(&String, &String)> = a.words.iter().zip(b.words.iter().rev()).collect();
    let common = |pairs: &[(&String, &String)]| pairs.iter().filter(|(a, b)| a == b).count();
    let pairs = if common(&turned) > common(&straight) {
        turned
    } else {
        straight
    };
    if pairs.iter().any(|(a, b)| is_short_form(a, b)) {
        return None;
    }
    if pairs.iter().all(|(a, b)| skeleton(a) == skeleton(b)) {
        return Some(Likeness::Sound);
    }
    let differing: Vec<&(&String, &String)> = pairs.iter().filter(|(a, b)| a != b).collect();
    let same_post = !a.roles.is_empty() && a.roles == b.roles;
    let [(one, other)] = differing.as_slice() else {
        // Two words differ by a letter each, in one post.
        let near = differing
            .iter()
            .all(|(a, b)| a.chars().count() >= 4 && letters_changed(a, b) <= 1);
        return (near && (same_post || same_id)).then_some(Likeness::Letters);
    };
    let alike = similarity(one, other);
    let least = one.chars().count().min(other.chars().count());
    let same_start = one.chars().next() == other.chars().next();
    if (same_id && alike >= 0.4)
        || alike >= 0.72 && least >= 4 && (same_start || same_post)
        || same_post && least >= 3 && letters_changed(one, other) <= 1
    {
        return Some(Likeness::Letters);
    }
    (same_post
        && least >= 3
        && (one.starts_with(other.as_str()) || other.starts_with(one.as_str())))
    .then_some(Likeness::Lengthened)
}

/// Relatives and namesakes, and people in posts that have no word in common.
fn are_two_people(text: &CheckText<'_>, a: &Name, b: &Name, likeness: Likeness) -> bool {
    let kin = [a.sentence, b.sentence].iter().any(|number| {
        text.words.sentences.get(*number).is_some_and(|sentence| {
            (sentence.from..sentence.until).any(|at| {
                matches!(
                    text.fold(at),
                    "brother"
                        | "sister"
                        | "son"
                        | "daughter"
                        | "father"
                        | "mother"
                        | "cousin"
                        | "namesake"
                        | "relation"
                        | "unrelated"
                        | "uncle"
                        | "nephew"
                        | "niece"
                )
            })
        })
    });
    // A slip of the pen stands once.
    let often = |name: &Name| {
        name.words.iter().all(|word| {
            let told = word.split('-').next().unwrap_or(word);
            (0..text.words.words.len())
                .filter(|at| text.fold(*at) == told)
                .count()
                >= 2
        })
    };
    let posts = !a.roles.is_empty()
        && !b.roles.is_empty()
        && !a
            .roles
            .iter()
            .any(|word| b.roles.contains(word) && !is_function_word(word));
    // In one sentence they stand side by side.
    kin || a.sentence == b.sentence && likeness == Likeness::Letters
        || posts && likeness != Likeness::Sound && often(a) && often(b)
}

/// Surnames alone that are nearly that of a person named in full.
/// Places of one spelling that are shown, at most.
const MOST_PLACES: usize = 3;

/// Both spellings, at the first places where each of them stands.
fn places(text: &CheckText<'_>, a: (usize, usize), b: (usize, usize)) -> Vec<(usize, usize)> {
    let mut all = vec![a, b];
    for side in [a, b] {
        let name = text.words.folded(side.0, side.1);
        let mut more = 0;
        for found in text.annotations.found.iter().flatten() {
            let place = (found.from, found.until);
            if more + 1 < MOST_PLACES
                && found.kind == MentionType::Per
                && !all.contains(&place)
                && text.words.folded(place.0, place.1) == name
            {
                all.push(place);
                more += 1;
            }
        }
    }
    all
}

fn surnames(text: &CheckText<'_>, names: &[Name]) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let Some(known) = alone(text, number, from, at) else {
                continue;
            };
            let word = text.fold(at).to_owned();
            if word.chars().count() < 5
                || !seen.insert(word.clone())
                || names.iter().any(|name| name.words.contains(&word))
            {
                continue;
            }
            let near: Vec<&Name> = names
                .iter()
                .filter(|name| {
                    [name.words.first(), name.words.last()]
                        .into_iter()
                        .flatten()
                        .any(|name| is_near_surname(name, &word, known))
                })
                .collect();
            // Two people of nearly that name: whose it is, is not told.
            let surnames: BTreeSet<&String> =
                near.iter().filter_map(|name| name.words.last()).collect();
            if let Some(name) = near.first().filter(|_| surnames.len() == 1) {
                found.push((name.place, (at, at + 1), Likeness::Surname));
            }
        }
    }
    found
}

fn is_near_surname(known: &str, word: &str, is_person: bool) -> bool {
    let length = known.chars().count();
    if length < 5 || known.starts_with(word) || word.starts_with(known) {
        return false;
    }
    let changed = letters_changed(known, word);
    let same_start = known.chars().next() == word.chars().next();
    same_start && (changed <= 1 || similarity(known, word) >= if is_person { 0.75 } else { 0.8 })
        || is_person && skeleton(known) == skeleton(word)
}

/// A name word that stands alone: true where it is known for a person's name;
/// nothing where it is no name.
fn alone(text: &CheckText<'_>, number: usize, from: usize, at: usize) -> Option<bool> {
    let found = &text.annotations.found[number];
    if let Some(mention) = found
        .iter()
        .find(|found| found.from <= at && at < found.until)
    {
        return (mention.kind == MentionType::Per && mention.len() == 1).then_some(true);
    }
    let plain = text.words.shape(at) == Shape::Capital
        && !text.words.is_hyphen(at + 1)
        && !text.words.is_capital(at + 1)
        && (at == from || !text.words.is_hyphen(at - 1) && !text.words.is_capital(at - 1))
        && !is_function_word(text.fold(at));
    if !plain {
        return None;
    }
    // At the head of a sentence every word has a capital: a verb of a person
    // must follow, and the word must not stand elsewhere in small letters.
    let opens = at == from || matches!(text.fold(at - 1), "\"" | "*" | "'" | "[" | "(");
    let next = text.fold(at + 1);
    let acts = Lexicon::shipped().speaking.contains(next)
        || matches!(
            next,
            "is" | "was" | "has" | "had" | "will" | "would" | "'s" | "who" | ","
        )
        || next.ends_with("ed") && next.len() > 3;
    let common = text
        .words
        .words
        .iter()
        .enumerate()
        .any(|(other, word)| word.shape == Shape::Lower && text.fold(other) == text.fold(at));
    let long = text.words.raw(at).chars().count() >= 6;
    (!common && (long || !opens || acts || summed_up(text, at))).then_some(false)
}

/// "Olson summed up": a verb with its particle.
fn summed_up(text: &CheckText<'_>, at: usize) -> bool {
    matches!(
        text.fold(at + 1),
        "took"
            | "spoke"
            | "left"
            | "met"
            | "went"
            | "came"
            | "gave"
            | "made"
            | "put"
            | "sat"
            | "led"
            | "summed"
            | "told"
            | "flew"
            | "held"
            | "chaired"
            | "hopes"
            | "wants"
            | "plans"
    )
}

fn is_short_form(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let short_forms = [
        ("joe", "joseph"),
        ("tony", "antony"),
        ("tony", "anthony"),
        ("jim", "james"),
        ("mike", "michael"),
        ("bill", "william"),
        ("bob", "robert"),
        ("rob", "robert"),
        ("don", "donald"),
        ("pete", "peter"),
        ("chris", "christopher"),
        ("jen", "jennifer"),
        ("kate", "katherine"),
        ("kathy", "katherine"),
        ("dan", "daniel"),
        ("matt", "matthew"),
        ("steve", "steven"),
        ("doug", "douglas"),
        ("tom", "thomas"),
        ("dave", "david"),
        ("ed", "edward"),
        ("alex", "alexander"),
        ("nick", "nicholas"),
        ("sam", "samuel"),
        ("tim", "timothy"),
    ];
    short_forms.contains(&(short, long))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name {
            words: text.split(' ').map(str::to_lowercase).collect(),
            place: (0, 1),
            id: None,
            roles: BTreeSet::new(),
            sentence: 0,
        }
    }

    fn is_one(a: &str, b: &str) -> bool {
        likeness(&name(a), &name(b)).is_some()
    }

    #[test]
    fn spellings_are_told_from_other_people() {
        assert!(is_one("Ahn Duk-geun", "Ahn Deok-geun"));
        assert!(is_one("Ahn Dukgeun", "Ahn Duk-geun"));
        assert!(is_one("Ahn Duk-geun", "Deok-geun Ahn"));
        assert!(is_one("Alfredo Pascual", "Alfredo Pasqual"));
        assert!(!is_one("Ken Saito", "Saito Ken"));
        assert!(!is_one("Ken Saito", "Yoji Muto"));
        assert!(!is_one("Joe Biden", "Joseph Biden"));
        assert!(!is_one("Kim Yong-beom", "Kim Jung-kwan"));
    }
}
