//! What a deed is told of: the noun at the head of its phrase, and all that
//! says which one is meant.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::deed::{Deed, DeedWords};
use super::names::{fill_names, is_economy, person};
use super::nouns::{Class, class_of, is_determiner, is_other, is_renewed, singular, usual_class};
use super::phrase::{
    antecedent, chain_head, is_head, is_head_ahead, name_class, named_subject, noun_head,
    object_noun, over_inserted, phrase_end, phrase_start,
};
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// The thing of a deed.
#[derive(Debug, Clone, Default)]
pub(super) struct Thing {
    pub(super) class: Option<Class>,
    /// The noun, in the singular; empty for "it" and where none is told.
    pub(super) head: String,
    /// Words of its phrase, besides the noun.
    pub(super) words: BTreeSet<String>,
    /// Goods named in its phrase, by their last word.
    pub(super) goods: BTreeSet<String>,
    /// Goods named elsewhere in the sentence.
    pub(super) goods_beside: BTreeSet<String>,
    /// Economies that its phrase or the doer names.
    pub(super) actors: BTreeSet<String>,
    /// The words of a person's name.
    pub(super) person: BTreeSet<String>,
    /// Cities in which it was done.
    pub(super) places: BTreeSet<String>,
    /// Numbers of notices and orders.
    pub(super) numbers: BTreeSet<String>,
    /// "the", "this", "its", or a pronoun.
    pub(super) definite: bool,
    /// "a", "an".
    pub(super) indefinite: bool,
    /// "another", "second", "separate".
    pub(super) other: bool,
    /// "new", "revised": another one only beside one that is not.
    pub(super) renewed: bool,
    /// "the ratification": of what is not told.
    pub(super) bare_noun: bool,
    /// A name with capitals.
    pub(super) name: bool,
}

/// The thing of a deed in a sentence.
pub(super) fn thing_of(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    floor: usize,
    deed: &DeedWords,
) -> Thing {
    if deed.deed == Deed::Chaired {
        let mut thing = Thing {
            head: "chair".to_owned(),
            definite: true,
            ..Thing::default()
        };
        let all = (from, until);
        fill_names(
            text,
            number,
            all,
            (deed.from, deed.until),
            deed,
            true,
            &mut thing,
        );
        return thing;
    }
    if deed.deed == Deed::Office {
        return person(text, number, (from, until), deed);
    }
    let auxiliary = |at: usize| {
        matches!(
            text.fold(at),
            "was"
                | "were"
                | "is"
                | "are"
                | "be"
                | "been"
                | "being"
                | "has"
                | "have"
                | "had"
                | "having"
                | "will"
                | "would"
                | "to"
                | "shall"
                | "should"
                | "could"
                | "may"
                | "must"
                | "did"
                | "not"
                | "only"
                | "first"
                | "also"
                | "then"
                | "now"
                | "since"
                | "there"
                | "both"
                | "all"
                | "just"
                | "due"
                | "set"
        ) || text.fold(at).ends_with("ly") && text.fold(at).len() > 4
    };
    let mut passive = false;
    let mut edge = over_inserted(text, from, deed.from);
    while edge > from
        && (auxiliary(edge - 1)
            || matches!(text.fold(edge - 1), "," | "which" | "that" | "-") && edge < deed.from + 1)
    {
        passive |= matches!(
            text.fold(edge - 1),
            "was" | "were" | "is" | "are" | "be" | "been" | "being"
        );
        edge -= 1;
    }

    let behind = text.fold(deed.until);
    let by_preposition = deed.until >= until
        || text.words.shape(deed.until) == Shape::Sign
        || matches!(
            behind,
            "on" | "in"
                | "at"
                | "by"
                | "last"
                | "here"
                | "there"
                | "this"
                | "from"
                | "since"
                | "as"
                | "early"
                | "late"
                | "yesterday"
                | "earlier"
                | "between"
                | "during"
                | "with"
                | "only"
                | "after"
                | "before"
                | "two"
                | "three"
                | "a"
        ) && !(behind == "a" || behind == "this")
        || text.words.shape(deed.until) == Shape::Number
        || text.annotations.dates[number]
            .iter()
            .any(|date| date.from == deed.until);
    // "passed the National Assembly": a chamber is no thing that is passed.
    let chamber = deed.deed == Deed::Approved
        && (deed.until..deed.until + 5).any(|at| {
            matches!(
                text.fold(at),
                "senate"
                    | "house"
                    | "parliament"
                    | "assembly"
                    | "diet"
                    | "chamber"
                    | "congress"
                    | "bundestag"
                    | "legislature"
                    | "cabinet"
                    | "committee"
                    | "council"
            )
        });
    let object = deed.deed.takes_object() && !deed.noun && !passive && !by_preposition && !chamber;
    let named = (deed.deed == Deed::Founded && !deed.noun)
        .then(|| named_subject(text, number, from, edge))
        .flatten();
    let head = if named.is_some() && !object {
        named
    } else if text.fold(deed.from).starts_with("put") && deed.deed == Deed::Signed {
        // "put their names to a memorandum"
        (matches!(text.fold(deed.until), "to" | "under" | "on"))
            .then(|| {
                (deed.until + 1..until.min(deed.until + 8))
                    .take_while(|at| !matches!(text.fold(*at), "." | ";" | "that" | "in"))
                    .find(|at| {
                        is_head(text, number, *at) && !is_head_ahead(text, number, *at, until)
                    })
            })
            .flatten()
    } else if deed.noun {
        noun_head(text, from, until, deed)
    } else if object {
        (deed.until..until.min(deed.until + 12))
            .take_while(|at| !matches!(text.fold(*at), "." | ";" | "that"))
            .find(|at| is_head(text, number, *at) && !is_head_ahead(text, number, *at, until))
            .or_else(|| object_noun(text, number, deed.until, until))
    } else {
        let low = deed.from.saturating_sub(14).max(from);
        chain_head(text, number, from, edge)
            .or_else(|| (low..edge).rev().find(|at| is_head(text, number, *at)))
    };
    let mut thing = Thing::default();
    let (start, end) = match head {
        Some(head) => {
            thing.head = singular(text.fold(head));
            thing.class = class_of(text.fold(head))
                .or_else(|| name_class(text, number, head))
                .or(named.map(|_| Class::Body));
            let start = phrase_start(text, from, head);
            let end = phrase_end(text, number, head, until);
            thing.name = text.words.is_capital(head) && (head > from || named.is_some());
            if start > from || is_determiner(text.fold(start)) {
                match text.fold(start) {
                    "the" | "this" | "that" | "these" | "those" | "its" | "their" | "his"
                    | "her" | "both" => {
                        thing.definite = true;
                    }
                    "a" | "an" => thing.indefinite = true,
                    _ => {}
                }
            }
            (start, end)
        }
        None => {
            let pronoun = (from..edge)
                .rev()
                .take(3)
                .any(|at| matches!(text.fold(at), "it" | "they" | "this" | "these" | "both"));
            if pronoun && let Some(mut told) = antecedent(text, number, from, edge) {
                told.definite = true;
                told.indefinite = false;
                told.other = false;
                return told;
            }
            thing.definite = deed.noun && deed.from > from && text.fold(deed.from - 1) == "the";
            (deed.from, deed.until)
        }
    };
    // "banned exports" is a ban.
    let act = match text.fold(deed.from) {
        "banned" | "barred" | "forbade" | "prohibited" | "embargoed" => "ban",
        "restricted" => "restriction",
        "curbed" => "curb",
        _ => "",
    };
    if deed.deed == Deed::Imposed && !act.is_empty() {
        thing.head = act.to_owned();
        thing.class = Some(Class::Measure);
    }
    thing.class = thing.class.or_else(|| usual_class(deed.deed));
    if head.is_none()
        && deed.deed == Deed::Announced
        && (deed.until..until.min(deed.until + 8)).any(|at| text.fold(at) == "that")
    {
        // "announced that it would license exports"
        thing.class = Some(Class::Measure);
    }
    // "since construction started"
    thing.definite |= !thing.indefinite
        && matches!(
            thing.head.as_str(),
            "construction" | "production" | "operation"
        );
    thing.bare_noun = deed.noun && head.is_none();
    if thing.bare_noun {
        thing.definite |= (deed.from.saturating_sub(5).max(from)..deed.from)
            .any(|at| matches!(text.fold(at), "the" | "this" | "that"));
    }
    let in_date = |at: usize| {
        text.annotations.dates[number]
            .iter()
            .any(|date| date.from <= at && at < date.until)
    };
    for at in start..end {
        let fold = text.fold(at);
        if head.is_none_or(|head| at < head) && !in_date(at) {
            let renewed = is_renewed(fold);
            thing.renewed |= renewed;
            thing.other |= is_other(fold) && !renewed;
        }
        if Some(at) != head
            && text.words.shape(at) != Shape::Number
            && fold.len() > 2
            && !is_function_word(fold)
            && text.words.shape(at) != Shape::Sign
            && !is_determiner(fold)
            && !is_economy(text, number, at)
            && !(deed.from..deed.until).contains(&at)
            && !text.annotations.dates[number]
                .iter()
                .any(|date| date.from <= at && at < date.until)
        {
            thing.words.insert(singular(fold));
        }
    }
    for at in start..until.min(end + 3) {
        if at > from
            && text.words.shape(at) == Shape::Number
            && matches!(
                text.fold(at - 1),
                "no." | "nos." | "number" | "order" | "phase" | "part"
            )
        {
            thing.numbers.insert(text.fold(at).to_owned());
        }
    }
    // "another of its kind": told before the phrase begins.
    thing.other |= (start.saturating_sub(2).max(from)..start)
        .any(|at| is_other(text.fold(at)) && !is_renewed(text.fold(at)) && !in_date(at));
    let acts = object || deed.noun || head.is_none() || matches!(text.fold(start), "its" | "their");
    fill_names(
        text,
        number,
        (floor.min(start), until),
        (start, end),
        deed,
        acts,
        &mut thing,
    );
    for found in &text.annotations.found[number] {
        if found.kind == MentionType::Good && !(start..end).contains(&found.from) {
            thing
                .goods_beside
                .insert(singular(text.fold(found.until - 1)));
        }
    }
    thing
}
