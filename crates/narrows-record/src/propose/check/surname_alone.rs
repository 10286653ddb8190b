//! A surname alone that is nearly that of a person named in full: "Mr. Saitou"
//! of Ken Saito; and a part of a name that is no surname: "Mr. Yoji".

use std::collections::BTreeSet;

use super::CheckText;
use super::name_reader::Name;
use super::romanisation::{letters_changed, similarity, skeleton};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::lexicon::{Lexicon, is_function_word};
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Two places of one person's name.
type Pair = ((usize, usize), (usize, usize));

/// Where a surname alone is nearly that of one person named in full.
pub(super) fn places_of_surnames<'a>(
    text: &'a CheckText<'_>,
    names: &'a [Name],
) -> impl Iterator<Item = Pair> + 'a {
    let mut seen = BTreeSet::new();
    let usage = Usage::of(text);
    text.sentences().flat_map(move |(number, from, until)| {
        let mut found = Vec::new();
        for at in from..until {
            let Some((end, surname)) = surname_at(text, (number, from), at, &usage) else {
                continue;
            };
            if !seen.insert(surname.word.clone())
                || names
                    .iter()
                    .any(|name| !name.guessed && name.words.contains(&surname.word))
            {
                continue;
            }
            let near: Vec<&Name> = names
                .iter()
                .filter(|name| !name.guessed && may_be_of(name, &surname))
                .collect();
            // Two people of nearly that name: whose it is, is not told.
            let surnames: BTreeSet<&String> =
                near.iter().filter_map(|name| name.words.last()).collect();
            if let Some(name) = near.first().filter(|_| surnames.len() == 1) {
                found.push((name.place, (at, end)));
            }
        }
        found
    })
}

/// How words stand in the whole text; read once, for every word asks.
struct Usage<'a> {
    /// "the Akasaka Palace": words right before one with a capital.
    before_capital: BTreeSet<&'a str>,
    in_small_letters: BTreeSet<&'a str>,
}

impl<'a> Usage<'a> {
    fn of(text: &'a CheckText<'_>) -> Self {
        let words = &text.words.words;
        let with = |holds: &dyn Fn(usize) -> bool| -> BTreeSet<&'a str> {
            (0..words.len())
                .filter(|at| holds(*at))
                .map(|at| text.fold(at))
                .collect()
        };
        Self {
            before_capital: with(&|at| text.words.is_capital(at + 1)),
            in_small_letters: with(&|at| words[at].shape == Shape::Lower),
        }
    }
}

/// A surname that stands alone.
struct Surname {
    word: String,
    /// A title or a verb shows that it is a person's.
    is_person: bool,
    /// The post right before it.
    post: BTreeSet<String>,
    /// "Mr." or a post before it.
    titled: bool,
}

fn surname_at(
    text: &CheckText<'_>,
    (number, from): (usize, usize),
    at: usize,
    usage: &Usage<'_>,
) -> Option<(usize, Surname)> {
    let post: BTreeSet<String> = text.annotations.found[number]
        .iter()
        .filter(|role| role.kind == MentionType::Role && role.until == at)
        .flat_map(|role| (role.from..role.until).map(|at| text.fold(at).to_owned()))
        .filter(|word| !is_function_word(word))
        .collect();
    let courtesy = at > from
        && matches!(
            text.fold(at - 1),
            "mr." | "mrs." | "ms." | "dr." | "mr" | "mrs" | "ms" | "dr"
        );
    let titled = courtesy || !post.is_empty();
    // "Secretary Yulo-Layzaga"
    let double = text.words.is_hyphen(at + 1)
        && text.words.is_capital(at)
        && text.words.is_capital(at + 2)
        && !text.words.is_capital(at + 3)
        && titled;
    let (end, is_person) = if double {
        (at + 3, true)
    } else {
        (at + 1, alone(text, (number, from), at, usage)? || titled)
    };
    let word = if double {
        format!("{}-{}", text.fold(at), text.fold(at + 2))
    } else {
        text.fold(at).to_owned()
    };
    let place = at > from
        && !is_person
        && matches!(
            text.fold(at - 1),
            "in" | "at" | "near" | "the" | "from" | "to"
        );
    // "the Akasaka Palace" elsewhere: a place or a body
    let place = place || !is_person && usage.before_capital.contains(word.as_str());
    if word.chars().count() < 5 || place || is_introduced(text, from, at) {
        return None;
    }
    let surname = Surname {
        word,
        is_person,
        post,
        titled,
    };
    Some((end, surname))
}

/// "A Portuguese official of the name of Esteves", "one Esteves": another
/// person is introduced.
fn is_introduced(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    (at.saturating_sub(3).max(from)..at).any(|before| {
        matches!(
            text.fold(before),
            "name" | "named" | "called" | "another" | "one" | "certain" | "surnamed" | "unrelated"
        )
    })
}

fn may_be_of(name: &Name, surname: &Surname) -> bool {
    let same_post = !surname.post.is_empty()
        && surname
            .post
            .iter()
            .filter(|word| name.roles.contains(*word))
            .count()
            * 2
            > surname.post.len();
    [name.words.first(), name.words.last()]
        .into_iter()
        .flatten()
        .any(|known| is_near_surname(known, surname, same_post))
}

fn is_near_surname(known: &str, surname: &Surname, same_post: bool) -> bool {
    let word = surname.word.as_str();
    let length = known.chars().count();
    let changed = letters_changed(known, word);
    let same_start = known.chars().next() == word.chars().next();
    // "Muto" and "Mutoh", "Ms. Lago" and "Ms. Largo"
    if length == 4 {
        return same_start && changed == 1 && (surname.titled || skeleton(known) == skeleton(word));
    }
    if length < 5 {
        return false;
    }
    if known.starts_with(word) || word.starts_with(known) {
        // "Mr. Axelrode", "Mr. Saitou"; "Johns" is not "Johnson"
        return surname.titled && changed == 1;
    }
    let least = if surname.is_person { 0.75 } else { 0.8 };
    same_start && (changed <= 1 || similarity(known, word) >= least)
        || surname.is_person && skeleton(known) == skeleton(word)
        || same_post && length >= 6 && (changed <= 1 || similarity(known, word) >= 0.7)
}

/// "Mr. Yoji" of Yoji Muto, "Minister Kim" of Gan Kim Yong: a part of the name
/// by which nobody is called.
pub(super) fn wrong_part<'a>(
    text: &'a CheckText<'_>,
    names: &'a [Name],
) -> impl Iterator<Item = Pair> + 'a {
    text.sentences().flat_map(move |(number, from, until)| {
        (from..until)
            .filter_map(move |at| {
                let found = &text.annotations.found[number];
                let titled = at > from
                    && (matches!(
                        text.fold(at - 1),
                        "mr." | "mrs." | "ms." | "mr" | "ms" | "mrs"
                    ) || found
                        .iter()
                        .any(|role| role.kind == MentionType::Role && role.until == at));
                let lone = text.words.shape(at) == Shape::Capital
                    && !text.words.is_capital(at + 1)
                    && !text.words.is_hyphen(at + 1);
                if !titled || !lone {
                    return None;
                }
                let word = text.fold(at);
                let mut bearers = names
                    .iter()
                    .filter(|name| !name.guessed && name.words.iter().any(|part| part == word));
                let name = bearers.next()?;
                let other = bearers.any(|other| other.id.is_none() || other.id != name.id);
                (!other && is_given_part(name, word)).then_some((name.place, (at, at + 1)))
            })
            .take(1)
    })
}

/// Economies whose people are called by a family name.
const BY_FAMILY_NAME: &[&str] = &[
    "JPN", "KOR", "USA", "GBR", "DEU", "FRA", "ITA", "AUS", "CAN", "EU", "CHN", "PRK",
];

fn is_given_part(name: &Name, word: &str) -> bool {
    match name.words.as_slice() {
        // The middle of "Gan Kim Yong", where all three are short.
        [family, middle, given] => {
            middle == word
                && [family, middle, given]
                    .iter()
                    .all(|part| (2..=5).contains(&part.chars().count()))
        }
        [given, family] => {
            let by_family = name
                .id
                .as_deref()
                .and_then(|id| Gazetteer::shipped().person_of(id))
                .is_some_and(|economy| BY_FAMILY_NAME.contains(&economy));
            let known = &Lexicon::shipped().given_names;
            by_family
                && given == word
                && known.contains(given)
                && !known.contains(family)
                && !family.contains('-')
        }
        _ => false,
    }
}

/// A name word that stands alone: true where it is known for a person's name;
/// nothing where it is no name.
fn alone(
    text: &CheckText<'_>,
    (number, from): (usize, usize),
    at: usize,
    usage: &Usage<'_>,
) -> Option<bool> {
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
    let common = usage.in_small_letters.contains(text.fold(at));
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
