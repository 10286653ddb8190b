//! Who the parties of a text are, and whom its pronouns and groups stand for.

use std::collections::BTreeSet;

use super::super::gazetteer::Gazetteer;
use super::super::mention::{Found, MentionType};
use super::super::words::{Shape, Words};
use super::{ActorKind, ActorScene};

/// Who the parties of a text are, as far as it has told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parties {
    /// "We" and "the leaders": the parties to the text.
    pub(crate) text: Vec<String>,
    /// The last list of several economies, for "the two sides".
    pub(crate) last_group: Vec<String>,
    /// The last actor, for "it", "he", "they".
    pub(crate) last: Vec<String>,
    /// The economy of the last person, for "he" and "she".
    pub(crate) last_person: Vec<String>,
    /// Surnames of people whose post the text names, folded.
    pub(crate) officials: BTreeSet<String>,
    /// Names of people whom the text names in full and without a post, folded.
    pub(crate) private: BTreeSet<String>,
    /// The last person named has no post, as far as the text tells.
    pub(crate) private_person: bool,
    /// The text reports what others said: "we" outside quotation marks is its author.
    pub(crate) reporter: bool,
}

/// "we're" is "we" and "are"; the second part is empty for a plain word.
pub(crate) fn without_contraction(fold: &str) -> (&str, &str) {
    match fold.split_once('\'').or_else(|| fold.split_once('’')) {
        Some((pronoun, "re")) => (pronoun, "are"),
        Some((pronoun, "ll")) => (pronoun, "will"),
        Some((pronoun, "ve")) => (pronoun, "have"),
        Some((pronoun, "d")) => (pronoun, "would"),
        _ => (fold, ""),
    }
}

pub(super) fn pronoun(fold: &str, parties: &Parties) -> Option<(ActorKind, Vec<String>)> {
    Some(match without_contraction(fold).0 {
        "we" | "i" => (ActorKind::We, parties.text.clone()),
        "they" => (
            ActorKind::Pronoun,
            if parties.last.len() > 1 {
                parties.last.clone()
            } else {
                or(&parties.last_group, &parties.text)
            },
        ),
        "it" => (ActorKind::Pronoun, or(&parties.last, &parties.text)),
        "he" | "she" => (ActorKind::Pronoun, or(&parties.last_person, &parties.last)),
        _ => return None,
    })
}

fn or(first: &[String], second: &[String]) -> Vec<String> {
    if first.is_empty() {
        second.to_vec()
    } else {
        first.to_vec()
    }
}

/// "the two sides", "the three countries", "our leaders".
pub(super) fn group(words: &[&str], parties: &Parties) -> Vec<String> {
    let wanted = words.iter().find_map(|word| match *word {
        "two" | "both" => Some(2),
        "three" => Some(3),
        "four" => Some(4),
        _ => None,
    });
    for group in [&parties.last_group, &parties.text] {
        if wanted.is_none_or(|count| group.len() == count) && !group.is_empty() {
            return group.clone();
        }
    }
    or(&parties.text, &parties.last_group)
}

/// The parties of a text: its forum, or the economies that its title or its
/// first sentences name.
pub(crate) fn parties_of(
    words: &Words<'_>,
    found: &[Vec<Found>],
    title: Option<&str>,
) -> Vec<String> {
    let gazetteer = Gazetteer::shipped();
    if let Some(title) = title {
        let lower = super::super::words::fold(title);
        for (mark, id) in [
            ("g7", "g7"),
            ("indo-pacific economic framework", "ipef"),
            ("ipef", "ipef"),
            ("quad ", "quad"),
        ] {
            if lower.contains(mark) && !lower.contains("fact sheet") {
                return vec![id.to_owned()];
            }
        }
        let codes = codes_of_text(title);
        if (2..=5).contains(&codes.len()) {
            return codes;
        }
        // A fact sheet on many partners speaks for who issues it.
        if lower.contains("fact sheet") && lower.contains("president") && codes.is_empty() {
            return vec!["USA".to_owned()];
        }
    }
    // The first list of countries: "Japan, South Korea and the United States".
    let listed = if title.is_none() { 8 } else { 0 };
    for (sentence, found) in words.sentences.iter().zip(found).take(listed) {
        let scene = ActorScene {
            words,
            found,
            from: sentence.from,
            until: sentence.until,
        };
        let mut list: Vec<String> = Vec::new();
        let mut end = None;
        for place in found
            .iter()
            .filter(|found| matches!(found.kind, MentionType::Place | MentionType::Norp))
        {
            let Some(code) = scene.code(place, gazetteer) else {
                continue;
            };
            let joined = end.is_some_and(|end| {
                place.from - end <= 3
                    && (end..place.from).all(|at| matches!(words.fold(at), "and" | "," | "the"))
            });
            if !joined {
                if list.len() >= 2 {
                    break;
                }
                list.clear();
            }
            if words.fold(place.until) != "'s" && !list.contains(&code) {
                list.push(code);
            }
            end = Some(place.until);
        }
        if list.len() >= 2 {
            list.sort();
            return list;
        }
    }
    let mut codes = BTreeSet::new();
    for (sentence, found) in words.sentences.iter().zip(found).take(4) {
        let scene = ActorScene {
            words,
            found,
            from: sentence.from,
            until: sentence.until,
        };
        for mention in found
            .iter()
            .filter(|found| matches!(found.kind, MentionType::Place | MentionType::Norp))
        {
            if let Some(code) = scene.code(mention, gazetteer) {
                codes.insert(code);
            }
        }
        if codes.len() >= 2 {
            break;
        }
    }
    codes.into_iter().collect()
}

/// The economies that a text names, also inside compounds such as "U.S.-Japan".
fn codes_of_text(text: &str) -> Vec<String> {
    let read = super::super::reading::read(text, Some(super::super::reading::TextForm::Plain));
    let words = Words::of(&read);
    let mut codes = BTreeSet::new();
    let mut hits = Vec::new();
    for sentence in &words.sentences {
        Gazetteer::shipped().hits(&words, sentence, &mut hits);
    }
    for hit in hits {
        let place = hit.kind == super::super::gazetteer::EntryKind::Mention(MentionType::Place);
        if place && hit.id.len() == 3 && words.shape(hit.from) != Shape::Lower {
            codes.insert(hit.id.to_owned());
        }
    }
    codes.into_iter().collect()
}
