//! One person's name in two spellings. A successor in a post has another name
//! altogether and is no conflict.

use std::collections::BTreeMap;

use super::{CheckText, Conflict};
use crate::propose::mention::MentionType;

struct Name {
    /// Words in lower case, in their order.
    words: Vec<String>,
    place: (usize, usize),
    id: Option<String>,
    /// The post named right before it.
    role: Option<String>,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut names: BTreeMap<Vec<String>, Name> = BTreeMap::new();
    for (number, _, _) in text.sentences() {
        for person in text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Per)
        {
            let quote = text.words.quote(person.from, person.until);
            let words: Vec<String> = quote
                .split_whitespace()
                .map(|word| word.trim_end_matches([',', '.']).to_lowercase())
                .filter(|word| {
                    !matches!(word.as_str(), "jr" | "sr" | "iii") && word.chars().count() > 1
                })
                .collect();
            if words.len() < 2 {
                continue;
            }
            names.entry(words.clone()).or_insert_with(|| Name {
                words,
                place: (person.from, person.until),
                id: person.id.clone(),
                role: text.annotations.found[number]
                    .iter()
                    .find(|role| role.kind == MentionType::Role && role.until == person.from)
                    .map(|role| text.words.folded(role.from, role.until)),
            });
        }
    }
    let names: Vec<Name> = names.into_values().take(400).collect();
    surnames(text, &names, conflicts);
    for (number, first) in names.iter().enumerate() {
        for second in &names[number + 1..] {
            let lengthened = same_post_longer_name(first, second);
            if lengthened || is_other_spelling(first, second) {
                let (a, b) = if first.place <= second.place {
                    (first, second)
                } else {
                    (second, first)
                };
                conflicts.push(Conflict {
                    kind: "name_spelling",
                    severity: if lengthened { "warning" } else { "error" },
                    sides: vec![a.place, b.place],
                    confidence: if lengthened { 0.6 } else { 0.85 },
                    reason: format!(
                        "One person seems to be spelled in two ways: {} and {}.",
                        text.words.quote(a.place.0, a.place.1),
                        text.words.quote(b.place.0, b.place.1)
                    ),
                });
            }
        }
    }
}

/// A surname alone that is nearly that of a person named in full.
fn surnames(text: &CheckText<'_>, names: &[Name], conflicts: &mut Vec<Conflict>) {
    let mut seen = std::collections::BTreeSet::new();
    for (number, from, until) in text.sentences() {
        let alone = text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Per && found.len() == 1)
            .map(|found| (found.from, found.until, 0.75));
        // A capital word that no rule knows needs to be nearer.
        let unknown = (from..until)
            .filter(|at| {
                text.words.shape(*at) == crate::propose::words::Shape::Capital
                    && text.words.raw(*at).chars().count() >= 6
                    && !text.words.is_hyphen(at + 1)
                    && !text.words.is_capital(at + 1)
                    && (*at == from || !text.words.is_capital(at - 1))
                    && !text.annotations.found[number]
                        .iter()
                        .any(|found| found.from <= *at && *at < found.until)
            })
            .map(|at| (at, at + 1, 0.8));
        for (person_from, person_until, least) in alone.chain(unknown) {
            let word = text.words.quote(person_from, person_until).to_lowercase();
            if word.chars().count() < 5
                || !seen.insert(word.clone())
                || names.iter().any(|name| name.words.contains(&word))
            {
                continue;
            }
            let near = names.iter().find(|name| {
                let ends = [name.words.first(), name.words.last()];
                ends.into_iter().flatten().any(|known| {
                    known.chars().count() >= 5
                        && known.chars().next() == word.chars().next()
                        && similarity(known, &word) >= least
                        && !known.starts_with(word.as_str())
                        && !word.starts_with(known.as_str())
                })
            });
            if let Some(name) = near {
                conflicts.push(Conflict {
                    kind: "name_spelling",
                    severity: "error",
                    sides: vec![name.place, (person_from, person_until)],
                    confidence: 0.7,
                    reason: format!(
                        "One person seems to be spelled in two ways: {} and {}.",
                        text.words.quote(name.place.0, name.place.1),
                        text.words.quote(person_from, person_until)
                    ),
                });
            }
        }
    }
}

/// "Minister Ken Saito" and "Minister Kenji Saito".
fn same_post_longer_name(a: &Name, b: &Name) -> bool {
    if a.role.is_none() || a.role != b.role || a.words.len() != b.words.len() {
        return false;
    }
    let pairs: Vec<(&String, &String)> = a
        .words
        .iter()
        .zip(&b.words)
        .filter(|(one, other)| one != other)
        .collect();
    let [(one, other)] = pairs.as_slice() else {
        return false;
    };
    one.chars().count().min(other.chars().count()) >= 3
        && (one.starts_with(other.as_str()) || other.starts_with(one.as_str()))
        && !is_short_form(one, other)
}

fn is_other_spelling(a: &Name, b: &Name) -> bool {
    let (mut first, mut second) = (a.words.clone(), b.words.clone());
    first.sort();
    second.sort();
    // Another order of the same words is no other spelling, nor is a name with
    // one word more.
    if first == second
        || first.iter().all(|word| second.contains(word))
        || second.iter().all(|word| first.contains(word))
    {
        return false;
    }
    let plain = |words: &[String]| -> String { words.concat().replace(['-', '\'', '’'], "") };
    if a.words.len() != b.words.len() {
        return plain(&a.words) == plain(&b.words);
    }
    // Both names in another romanisation: "Ahn Duk-geun", "An Duk-kun".
    if a.words.len() >= 2
        && a.words
            .iter()
            .zip(&b.words)
            .all(|(one, other)| romanisation(one) == romanisation(other))
    {
        return true;
    }
    let common = first.iter().filter(|word| second.contains(word)).count();
    if common == 0 || common + 1 != first.len() {
        return false;
    }
    let one = a.words.iter().find(|word| !b.words.contains(word));
    let other = b.words.iter().find(|word| !a.words.contains(word));
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    if a.id.is_some() && b.id.is_some() && a.id != b.id {
        return false;
    }
    let same_id = a.id.is_some() && a.id == b.id;
    // "Joe" for "Joseph" and the like are no spellings.
    if is_short_form(one, other) {
        return false;
    }
    let skeleton = |word: &str| romanisation(word);
    let alike = similarity(one, other);
    (same_id && alike >= 0.4)
        || skeleton(one) == skeleton(other)
        || (alike >= 0.72 && one.chars().count() >= 4 && one.chars().next() == other.chars().next())
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
        ("don", "donald"),
        ("pete", "peter"),
        ("chris", "christopher"),
        ("jen", "jennifer"),
        ("kate", "katherine"),
        ("dan", "daniel"),
        ("matt", "matthew"),
        ("steve", "steven"),
        ("doug", "douglas"),
    ];
    short_forms.contains(&(short, long))
}

/// What romanisations of Korean and Japanese names have in common.
fn romanisation(word: &str) -> String {
    let word = word.to_lowercase().replace(['-', '\'', '’'], "");
    let word = word
        .replace("ch", "j")
        .replace("ah", "a")
        .replace("eo", "u")
        .replace("eu", "u")
        .replace("oo", "u")
        .replace("ou", "o")
        .replace("oh", "o")
        .replace("uh", "u");
    let word = word
        .replace(['k', 'c', 'q'], "g")
        .replace('t', "d")
        .replace('p', "b")
        .replace('r', "l");
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// 1 where two words are equal, 0 where nothing is: one minus the share of
/// letters that must be changed.
fn similarity(a: &str, b: &str) -> f64 {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let longest = a.len().max(b.len());
    if longest == 0 || longest > 40 {
        return 0.0;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let changed = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    1.0 - row[b.len()] as f64 / longest as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name {
            words: text.split(' ').map(str::to_lowercase).collect(),
            place: (0, 1),
            id: None,
            role: None,
        }
    }

    #[test]
    fn spellings_are_told_from_other_people() {
        assert!(is_other_spelling(
            &name("Ahn Duk-geun"),
            &name("Ahn Deok-geun")
        ));
        assert!(is_other_spelling(
            &name("Ahn Dukgeun"),
            &name("Ahn Duk-geun")
        ));
        assert!(is_other_spelling(
            &name("Alfredo Pascual"),
            &name("Alfredo Pasqual")
        ));
        assert!(!is_other_spelling(&name("Ken Saito"), &name("Saito Ken")));
        assert!(!is_other_spelling(&name("Ken Saito"), &name("Yoji Muto")));
        assert!(!is_other_spelling(
            &name("Joe Biden"),
            &name("Joseph Biden")
        ));
        assert!(!is_other_spelling(
            &name("Kim Yong-beom"),
            &name("Kim Jung-kwan")
        ));
    }
}
