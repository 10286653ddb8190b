//! Names in the telling of a deed: goods, economies, cities, persons.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::deed::{Deed, DeedWords};
use super::nouns::{Class, singular};
use super::thing::Thing;
use crate::propose::gazetteer::Gazetteer;
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;

/// Goods of the phrase, economies that act or are in the phrase.
pub(super) fn fill_names(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    (start, end): (usize, usize),
    deed: &DeedWords,
    acts: bool,
    thing: &mut Thing,
) {
    let gazetteer = Gazetteer::shipped();
    for found in &text.annotations.found[number] {
        if found.from < from || found.until > until {
            continue;
        }
        let inside = found.from >= start && found.until <= end;
        match found.kind {
            MentionType::Good => {
                let good = singular(text.fold(found.until - 1));
                if inside {
                    thing.goods.insert(good);
                } else {
                    thing.goods_beside.insert(good);
                }
            }
            MentionType::Place
                if found.id.as_deref() == Some("city")
                    && found.from >= deed.until
                    && found.from - deed.until <= 12
                    && matches!(text.fold(found.from - 1), "in" | "at") =>
            {
                thing
                    .places
                    .insert(text.words.folded(found.from, found.until));
            }
            MentionType::Place | MentionType::Norp | MentionType::Org => {
                let before = found.from.checked_sub(1).map_or("", |at| text.fold(at));
                // "signed with Chile", "signed by Chile and Peru"
                let partner = deed.deed == Deed::Signed
                    && found.from >= deed.until
                    && found.from - deed.until <= 6
                    && matches!(before, "with" | "by" | "between" | "and" | "the");
                let owner = matches!(text.fold(found.until), "'s" | "’s" | "'" | "’");
                let reach = if deed.noun { 3 } else { 12 };
                let doer = acts
                    && found.until <= deed.from
                    && deed.from - found.until <= reach
                    && !matches!(
                        before,
                        "in" | "at"
                            | "to"
                            | "from"
                            | "into"
                            | "near"
                            | "on"
                            | "against"
                            | "of"
                            | "and"
                            | "for"
                            | "with"
                    );
                if !(inside || doer || partner || owner && found.until <= deed.from)
                    || matches!(before, "in" | "at")
                {
                    continue;
                }
                let code = match (found.kind, found.id.as_deref()) {
                    (MentionType::Org, Some(id)) => gazetteer.body_of(id),
                    (MentionType::Place | MentionType::Norp, Some(id))
                        if id.len() == 3
                            && id.bytes().all(|letter| letter.is_ascii_uppercase()) =>
                    {
                        Some(id)
                    }
                    _ => gazetteer.capital_of(&text.words.folded(found.from, found.until)),
                };
                if let Some(code) = code.filter(|code| !code.is_empty()) {
                    thing.actors.insert(code.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// "Japanese", "China": of whom it is, not which one.
pub(super) fn is_economy(text: &CheckText<'_>, number: usize, at: usize) -> bool {
    text.annotations.found[number].iter().any(|found| {
        matches!(found.kind, MentionType::Place | MentionType::Norp)
            && (found.from..found.until).contains(&at)
            && found.id.as_deref().is_some_and(|id| id.len() == 3)
    })
}

/// The economies that open the text: what is told without a doer is theirs.
pub(super) fn home(text: &CheckText<'_>) -> BTreeSet<String> {
    let gazetteer = Gazetteer::shipped();
    let mut home = BTreeSet::new();
    for found in text.annotations.found.iter().take(3).flatten() {
        let code = match (found.kind, found.id.as_deref()) {
            (MentionType::Place | MentionType::Norp, Some(id)) if id.len() == 3 => Some(id),
            (MentionType::Place, _) => {
                gazetteer.capital_of(&text.words.folded(found.from, found.until))
            }
            (MentionType::Org, Some(id)) => gazetteer.body_of(id),
            _ => None,
        };
        home.extend(code.map(str::to_owned));
    }
    home
}

/// The person who takes an office, with the words of the post.
pub(super) fn person(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    deed: &DeedWords,
) -> Thing {
    let mut thing = Thing {
        class: Some(Class::Person),
        ..Thing::default()
    };
    let nearest = text.annotations.found[number].iter().rfind(|found| {
        found.kind == MentionType::Per && found.from >= from && found.until <= deed.from
    });
    if let Some(person) = nearest {
        thing.head = text.fold(person.until - 1).to_owned();
        thing.person = (person.from..person.until)
            .map(|at| text.fold(at).to_owned())
            .filter(|fold| fold.chars().any(char::is_alphabetic))
            .collect();
    }
    // "became deputy minister for economic affairs in July"
    let ends = |at: &usize| {
        let date = text.annotations.dates[number]
            .iter()
            .any(|date| date.from <= *at && *at < date.until);
        date || matches!(
            text.fold(*at),
            "," | "." | ";" | "in" | "on" | "by" | "after" | "at" | "and"
        )
    };
    thing.words = (deed.until..until.min(deed.until + 8))
        .take_while(|at| !ends(at))
        .map(|at| singular(text.fold(at)))
        .filter(|fold| fold.len() > 2 && !is_function_word(fold))
        .collect();
    thing
}
