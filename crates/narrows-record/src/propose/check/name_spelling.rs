//! One person's name in two spellings. A successor in a post has another name
//! altogether, a relative another given name, and two people with different
//! posts may have names that are nearly alike: none of them is a conflict.

use super::body_spelling::places_of_bodies;
use super::name_reader::{Name, full_names};
use super::romanisation::{is_same_family, letters_changed, similarity, skeleton};
use super::surname_alone::{places_of_surnames, wrong_part};
use super::{CheckText, Conflict};
use crate::propose::lexicon::{Lexicon, is_function_word};
use crate::propose::mention::MentionType;

/// Two places of one person's name, and how they are alike.
type Pair = ((usize, usize), (usize, usize), Likeness);

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let names = full_names(text);
    let mut found: Vec<Pair> = Vec::new();
    if declares_spellings(text) {
        return;
    }
    for (number, first) in names.iter().enumerate() {
        for second in &names[number + 1..] {
            if let Some(likeness) = likeness(first, second)
                && !are_two_people(text, first, second, likeness)
            {
                found.push((first.place, second.place, likeness));
            }
        }
    }
    let surnames = places_of_surnames(text, &names);
    found.extend(surnames.map(|(a, b)| (a, b, Likeness::Surname)));
    found.extend(wrong_part(text, &names).map(|(a, b)| (a, b, Likeness::Surname)));
    found.extend(
        places_of_bodies(text)
            .into_iter()
            .map(|(a, b)| (a, b, Likeness::Surname)),
    );
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
                "One name seems to be spelled in two ways: {} and {}.",
                text.words.quote(a.0, a.1),
                text.words.quote(b.0, b.1)
            ),
        });
    }
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
    if a.id.is_some() && b.id.is_some() && a.id != b.id || are_known_to_differ(a, b) {
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
    let differing: Vec<&(&String, &String)> = pairs.iter().filter(|(a, b)| a != b).collect();
    if a.guessed || b.guessed {
        return is_slip(&differing, &pairs, a.guessed && b.guessed).then_some(Likeness::Letters);
    }
    if pairs.iter().all(|(a, b)| skeleton(a) == skeleton(b)) {
        return Some(Likeness::Sound);
    }
    let same_post = !a.roles.is_empty() && a.roles == b.roles;
    if is_other_romanisation(&pairs, same_post || same_id) {
        return Some(Likeness::Sound);
    }
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
    // "Amanda Lacasse": a given name that is shared speaks for one person.
    let same_given = pairs[0].0 == pairs[0].1
        && Lexicon::shipped().given_names.contains(pairs[0].0)
        && !is_family_of_many(pairs[0].0);
    if (same_id && alike >= 0.4)
        || alike >= 0.72 && least >= 4 && (same_start || same_post)
        || alike >= 0.66 && least >= 5 && same_start && same_given
        || same_post && least >= 3 && letters_changed(one, other) <= 1
        || pairs.len() > 2 && least >= 2 && letters_changed(one, other) <= 1 && same_start
    {
        return Some(Likeness::Letters);
    }
    (same_post
        && least >= 3
        && (one.starts_with(other.as_str()) || other.starts_with(one.as_str())))
    .then_some(Likeness::Lengthened)
}

/// People in office whose names are nearly alike.
const LIKE_NAMES: &[[&str; 2]] = &[
    ["lee chang-yang", "lee chang-yong"],
    ["cho tae-yul", "cho tae-yong"],
];

fn are_known_to_differ(a: &Name, b: &Name) -> bool {
    let (a, b) = (a.words.join(" "), b.words.join(" "));
    LIKE_NAMES
        .iter()
        .any(|pair| pair.contains(&a.as_str()) && pair.contains(&b.as_str()))
}

/// A run of capitals is a name in another spelling where one word differs by
/// a letter from one that is known, and is no other form of that word.
fn is_slip(
    differing: &[&(&String, &String)],
    pairs: &[(&String, &String)],
    both_guessed: bool,
) -> bool {
    let [(one, other)] = differing else {
        return false;
    };
    let derived = one.starts_with(other.as_str()) || other.starts_with(one.as_str());
    let least = one.chars().count().min(other.chars().count());
    let same_start = one.chars().next() == other.chars().next();
    let least_wanted = if pairs.len() > 2 { 4 } else { 5 };
    let known = !both_guessed
        || pairs.len() > 2
        || pairs
            .iter()
            .any(|(a, b)| a == b && Lexicon::shipped().given_names.contains(*a));
    !derived && known && same_start && least >= least_wanted && letters_changed(one, other) <= 1
}

/// "Choi Yun-bum" and "Choe Yoon-bum": the family name in another spelling
/// that is in use, and a given name that sounds nearly alike.
fn is_other_romanisation(pairs: &[(&String, &String)], same_post: bool) -> bool {
    let Some(((one, other), given)) = pairs.split_first() else {
        return false;
    };
    if one == other || !is_same_family(one, other) {
        return false;
    }
    let joined = |side: fn(&(&String, &String)) -> String| -> String {
        skeleton(&given.iter().map(side).collect::<String>())
    };
    let (a, b) = (joined(|pair| pair.0.clone()), joined(|pair| pair.1.clone()));
    let syllables = |side: fn(&(&String, &String)) -> usize| given.iter().map(side).sum::<usize>();
    let as_many =
        syllables(|pair| pair.0.split('-').count()) == syllables(|pair| pair.1.split('-').count());
    a == b || as_many && similarity(&a, &b) >= if same_post { 0.5 } else { 0.7 }
}

/// Given names that are family names of many Koreans and Chinese.
fn is_family_of_many(word: &str) -> bool {
    word.chars().count() <= 4
}

/// "John Kerry and John Kelly".
fn stand_in_a_list(text: &CheckText<'_>, a: &Name, b: &Name) -> bool {
    let (first, second) = if a.place < b.place { (a, b) } else { (b, a) };
    (first.place.1..second.place.0).all(|at| matches!(text.fold(at), "," | "and" | "or"))
}

/// The text says itself that a name is written in more than one way, or that
/// two people have one name.
fn declares_spellings(text: &CheckText<'_>) -> bool {
    (0..text.words.words.len()).any(|at| {
        let fold = text.fold(at);
        matches!(
            fold,
            "spelled"
                | "spelt"
                | "spelling"
                | "spellings"
                | "romanised"
                | "romanized"
                | "romanisation"
                | "romanization"
                | "transliterated"
                | "transliteration"
                | "namesake"
                | "namesakes"
                | "misspelled"
                | "misspelt"
        ) && text.fold(at + 1) != "out"
    })
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
                        | "husband"
                        | "wife"
                        | "widow"
                        | "widower"
                        | "spouse"
                        | "another"
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
    kin || a.sentence == b.sentence
        && (likeness == Likeness::Letters || stand_in_a_list(text, a, b))
        || posts && likeness != Likeness::Sound && often(a) && often(b)
}

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
    use std::collections::BTreeSet;

    use super::*;

    fn name(text: &str) -> Name {
        Name {
            words: text.split(' ').map(str::to_lowercase).collect(),
            place: (0, 1),
            id: None,
            roles: BTreeSet::new(),
            sentence: 0,
            guessed: false,
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
