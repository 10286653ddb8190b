//! What a deed is told of: the noun at the head of its phrase, and all that
//! says which one is meant.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::deed::{Deed, DeedWords};
use crate::propose::gazetteer::Gazetteer;
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// What sort of thing a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Rules, controls, tariffs: what takes effect and ends.
    Measure,
    /// Agreements and papers: what is signed and published.
    Document,
    /// Forums and bodies: what is launched.
    Body,
    /// Plants and mines.
    Works,
    /// Talks, exercises, fairs.
    Activity,
    /// Somebody who takes an office.
    Person,
}

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

/// The noun in the singular.
pub(super) fn singular(fold: &str) -> String {
    match fold {
        "memoranda" => "memorandum".to_owned(),
        "duties" => "duty".to_owned(),
        "licence" | "licences" | "licenses" => "license".to_owned(),
        "licencing" => "licensing".to_owned(),
        "centre" | "centres" | "centers" => "center".to_owned(),
        "programme" | "programmes" => "program".to_owned(),
        "pass" | "process" | "status" | "access" => fold.to_owned(),
        _ => match fold.strip_suffix("ies") {
            Some(stem) if stem.len() > 3 => format!("{stem}y"),
            _ => fold
                .strip_suffix('s')
                .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
                .unwrap_or(fold)
                .to_owned(),
        },
    }
}

/// The class of a noun at the head of a phrase.
pub(super) fn class_of(fold: &str) -> Option<Class> {
    Some(match singular(fold).as_str() {
        "control" | "curb" | "rule" | "regime" | "requirement" | "permit" | "license"
        | "licensing" | "order" | "ordinance" | "ban" | "embargo" | "tariff" | "duty" | "levy"
        | "regulation" | "restriction" | "measure" | "sanction" | "catalogue" | "catalog"
        | "list" | "quota" | "prohibition" | "decree" | "directive" | "amendment"
        | "moratorium" | "suspension" | "truce" | "clause" | "obligation" | "exemption"
        | "waiver" | "surcharge" | "blacklist" | "act" | "law" | "legislation" | "bill"
        | "statute" | "revision" | "notice" | "announcement" | "mechanism" | "check" | "limit"
        | "cap" | "subsidy" | "threshold" | "system" | "scheme" | "control-list" | "standstill"
        | "crackdown" | "freeze" | "pause" | "provision" | "proclamation" => Class::Measure,
        "agreement"
        | "memorandum"
        | "mou"
        | "pact"
        | "deal"
        | "treaty"
        | "contract"
        | "arrangement"
        | "framework"
        | "accord"
        | "protocol"
        | "charter"
        | "letter"
        | "declaration"
        | "statement"
        | "communique"
        | "text"
        | "paper"
        | "document"
        | "convention"
        | "compact"
        | "covenant"
        | "term"
        | "plan"
        | "roadmap"
        | "strategy"
        | "report"
        | "study"
        | "guideline"
        | "signature"
        | "settlement"
        | "lease"
        | "offtake"
        | "partnership-agreement"
        | "undertaking"
        | "note"
        | "blueprint"
        | "list-of-projects"
        | "pillar"
        | "annex"
        | "survey"
        | "brochure"
        | "map"
        | "paperwork" => Class::Document,
        "forum" | "network" | "alliance" | "partnership" | "council" | "committee" | "dialogue"
        | "institute" | "center" | "group" | "coalition" | "club" | "initiative" | "hotline"
        | "fund" | "task" | "agency" | "body" | "platform" | "program" | "taskforce"
        | "consortium" | "venture" | "format" | "secretariat" | "office" | "unit" | "academy"
        | "scholarship" | "desk" | "company" | "ministry" | "department" | "bureau"
        | "authority" | "commission" | "jucip" | "channel" | "corridor" | "panel" | "board"
        | "portal" => Class::Body,
        "plant" | "factory" | "mine" | "smelter" | "refinery" | "line" | "fab" | "facility"
        | "laboratory" | "pier" | "terminal" | "warehouse" | "stockpile" | "construction"
        | "production" | "operation" | "depot" | "campus" | "furnace" | "foundry" => Class::Works,
        "talk" | "negotiation" | "exercise" | "drill" | "probe" | "investigation"
        | "consultation" | "inquiry" | "hearing" | "tender" | "auction" | "trial" | "review"
        | "application" => Class::Activity,
        _ => return None,
    })
}

/// Nouns that newspapers use for one another.
pub(super) fn family(head: &str) -> u8 {
    match head {
        "control" | "curb" | "rule" | "regime" | "requirement" | "permit" | "license"
        | "licensing" | "regulation" | "restriction" | "measure" | "order" | "ordinance"
        | "system" | "scheme" | "obligation" | "decree" | "notice" | "announcement" | "limit"
        | "crackdown" | "legislation" => 1,
        "ban" | "embargo" | "prohibition" => 2,
        "tariff" | "duty" | "levy" | "surcharge" => 3,
        "act" | "law" | "bill" | "statute" => 4,
        "catalogue" | "catalog" | "list" | "blacklist" => 5,
        "agreement" | "pact" | "deal" | "accord" | "treaty" | "compact" | "arrangement"
        | "contract" | "memorandum" | "mou" | "framework" | "text" | "paper" | "document"
        | "convention" | "note" | "term" => 6,
        "declaration" | "statement" | "communique" => 7,
        "report" | "study" | "survey" => 8,
        "forum" | "network" | "alliance" | "partnership" | "council" | "committee" | "dialogue"
        | "group" | "coalition" | "club" | "initiative" | "body" | "platform" | "format"
        | "panel" => 9,
        "plant" | "factory" | "smelter" | "refinery" | "facility" | "fab" | "foundry" => 10,
        "talk" | "negotiation" | "consultation" => 11,
        "exercise" | "drill" => 12,
        "suspension" | "truce" | "moratorium" | "pause" | "freeze" | "standstill" => 13,
        _ => 0,
    }
}

/// The class of thing that a deed without a noun is told of.
pub(super) fn usual_class(deed: Deed) -> Option<Class> {
    match deed {
        Deed::Signed => Some(Class::Document),
        Deed::InForce | Deed::Imposed | Deed::Suspended | Deed::Lifted | Deed::SuspensionEnds => {
            Some(Class::Measure)
        }
        Deed::Office => Some(Class::Person),
        _ => None,
    }
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
        fill_names(text, number, all, (deed.from, deed.until), deed, &mut thing);
        return thing;
    }
    if deed.deed == Deed::Office {
        return person(text, number, from, deed);
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
        None
    } else if deed.noun {
        noun_head(text, from, until, deed)
    } else if object {
        (deed.until..until.min(deed.until + 12))
            .take_while(|at| !matches!(text.fold(*at), "." | ";" | "that"))
            .find(|at| is_head(text, number, *at) && !is_head_ahead(text, number, *at, until))
            .or_else(|| object_noun(text, number, deed.until, until))
    } else {
        let low = deed.from.saturating_sub(14).max(from);
        let nearest = chain_head(text, number, from, edge)
            .or_else(|| (low..edge).rev().find(|at| is_head(text, number, *at)));
        nearest
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
            if text.words.shape(at) != Shape::Number {
                thing.words.insert(singular(fold));
            }
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
    fill_names(
        text,
        number,
        (floor.min(start), until),
        (start, end),
        deed,
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

/// What "it" and "they" at the head of a sentence point back at: the first noun
/// of the sentence before.
fn antecedent(text: &CheckText<'_>, number: usize, from: usize, edge: usize) -> Option<Thing> {
    let leads = (from..edge.min(from + 3)).any(|at| matches!(text.fold(at), "it" | "they"));
    let before = text.words.sentences.get(number.checked_sub(1)?)?;
    let here = text.words.sentences.get(number)?;
    if !leads || before.block != here.block {
        return None;
    }
    let head = (before.from..before.until).find(|at| {
        is_head(text, number - 1, *at) && !is_head_ahead(text, number - 1, *at, before.until)
    })?;
    let start = phrase_start(text, before.from, head);
    let words = DeedWords {
        deed: Deed::Other,
        from: head,
        until: head + 1,
        noun: true,
    };
    let mut thing = Thing {
        head: singular(text.fold(head)),
        class: class_of(text.fold(head)).or_else(|| name_class(text, number - 1, head)),
        name: text.words.is_capital(head) && head > before.from,
        ..Thing::default()
    };
    thing.words = (start..head)
        .map(|at| singular(text.fold(at)))
        .filter(|fold| fold.len() > 2 && !is_function_word(fold) && !is_determiner(fold))
        .collect();
    fill_names(
        text,
        number - 1,
        (before.from, before.until),
        (start, head + 1),
        &words,
        &mut thing,
    );
    Some(thing)
}

/// "Rapidus was set up": a name before the verb.
fn named_subject(text: &CheckText<'_>, number: usize, from: usize, edge: usize) -> Option<usize> {
    let last = edge.checked_sub(1).filter(|last| *last >= from)?;
    let person = text.annotations.found[number].iter().any(|found| {
        (found.from..found.until).contains(&last)
            && !matches!(found.kind, MentionType::Org | MentionType::Forum)
    });
    (text.words.is_capital(last)
        && !is_function_word(text.fold(last))
        && !person
        && class_of(text.fold(last)).is_none())
    .then_some(last)
}

/// "and, after two months' notice, came into force": over what stands between commas.
fn over_inserted(text: &CheckText<'_>, from: usize, edge: usize) -> usize {
    if edge <= from + 3 || text.fold(edge - 1) != "," {
        return edge;
    }
    let close = edge - 1;
    (close.saturating_sub(14).max(from)..close)
        .rev()
        .find(|at| text.fold(*at) == ",")
        .filter(|open| opens_insertion(text.fold(open + 1)))
        .unwrap_or(edge)
}

fn opens_insertion(fold: &str) -> bool {
    matches!(
        fold,
        "after"
            | "with"
            | "following"
            | "by"
            | "under"
            | "in"
            | "on"
            | "despite"
            | "as"
            | "which"
            | "who"
            | "at"
            | "before"
            | "during"
            | "since"
            | "for"
            | "though"
            | "although"
            | "like"
            | "having"
            | "first"
            | "to"
    ) || fold.len() > 4 && fold.ends_with("ed")
}

fn is_renewed(fold: &str) -> bool {
    matches!(
        fold,
        "new"
            | "newer"
            | "revised"
            | "amended"
            | "expanded"
            | "updated"
            | "latest"
            | "preliminary"
            | "extended"
    )
}

/// Words that make it another one.
fn is_other(fold: &str) -> bool {
    matches!(
        fold,
        "another"
            | "other"
            | "second"
            | "third"
            | "fourth"
            | "separate"
            | "similar"
            | "new"
            | "newer"
            | "draft"
            | "revised"
            | "further"
            | "additional"
            | "different"
            | "earlier"
            | "previous"
            | "preliminary"
            | "provisional"
            | "interim"
            | "subsequent"
            | "later"
            | "next"
            | "follow-up"
            | "comparable"
            | "parallel"
            | "supplementary"
            | "old"
            | "older"
            | "former"
            | "smaller"
            | "wider"
            | "successor"
            | "amended"
            | "expanded"
            | "updated"
            | "first"
            | "own"
            | "rival"
            | "alternative"
            | "extended"
            | "remaining"
            | "latest"
            | "again"
            | "non-disclosure"
            | "companion"
            | "sister"
    )
}

fn is_determiner(fold: &str) -> bool {
    matches!(
        fold,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "both"
            | "each"
            | "every"
            | "no"
            | "any"
    )
}

fn is_head(text: &CheckText<'_>, number: usize, at: usize) -> bool {
    class_of(text.fold(at)).is_some() && !(text.words.is_hyphen(at + 1))
        || name_class(text, number, at).is_some()
}

/// The head of the noun phrase before a verb: "act" in "the special act on
/// chips passed", "decision" in "the decision was published".
fn chain_head(text: &CheckText<'_>, number: usize, from: usize, edge: usize) -> Option<usize> {
    let mut noun = edge.checked_sub(1).filter(|noun| *noun >= from)?;
    // "clause 2 of …"
    let content = |at: usize| {
        let fold = text.fold(at);
        (text.words.shape(at) != Shape::Sign || matches!(fold, "-" | "–"))
            && !is_function_word(fold)
            && !is_determiner(fold)
            && !matches!(
                fold,
                "it" | "they" | "which" | "that" | "who" | "he" | "she"
            )
            && !text.annotations.dates[number]
                .iter()
                .any(|date| date.from <= at && at < date.until)
    };
    if !content(noun)
        || text.words.shape(noun) == Shape::Number
        || text.fold(noun).len() < 3
        || text.fold(noun).ends_with("ly")
    {
        return None;
    }
    let mut best = noun;
    let mut of = true;
    for _ in 0..5 {
        let mut start = noun;
        let dated = |at: usize| {
            text.annotations.dates[number]
                .iter()
                .any(|date| date.from <= at && at < date.until)
        };
        while start > from && (content(start - 1) || dated(start - 1)) && noun - start < 6 {
            start -= 1;
        }
        if class_of(text.fold(noun)).is_some() || of && class_of(text.fold(best)).is_none() {
            best = noun;
        }
        let mut before = start;
        if before > from && is_determiner(text.fold(before - 1)) {
            before -= 1;
        }
        let joined = before > from + 1
            && matches!(
                text.fold(before - 1),
                "of" | "on" | "for" | "to" | "between" | "against" | "over" | "with" | "and"
            );
        of = joined && text.fold(before - 1) == "of";
        if !joined {
            break;
        }
        let mut next = before - 2;
        next -= usize::from(text.words.shape(next) == Shape::Number && next > from);
        if !content(next) {
            break;
        }
        noun = next;
    }
    // "China announced": who does it is no thing.
    let actor = class_of(text.fold(best)).is_none()
        && text.annotations.found[number].iter().any(|found| {
            matches!(
                found.kind,
                MentionType::Place | MentionType::Norp | MentionType::Per | MentionType::Role
            ) && (found.from..found.until).contains(&best)
        });
    (!actor).then_some(best)
}

/// "published its decision on": the last noun of the first phrase behind a verb.
fn object_noun(text: &CheckText<'_>, number: usize, from: usize, until: usize) -> Option<usize> {
    let mut at = from;
    while at < until && (is_determiner(text.fold(at)) || text.words.shape(at) == Shape::Number) {
        at += 1;
    }
    let start = at;
    while at < until
        && text.words.shape(at) != Shape::Sign
        && !is_function_word(text.fold(at))
        && !text.annotations.dates[number]
            .iter()
            .any(|date| date.from == at)
    {
        at += 1;
    }
    (at > start && at - start <= 6 && text.fold(at - 1).len() > 2).then(|| at - 1)
}

/// "export control list": the last noun of a row is the head.
fn is_head_ahead(text: &CheckText<'_>, number: usize, at: usize, until: usize) -> bool {
    at + 1 < until && is_head(text, number, at + 1)
}

/// A name that ends here: of a forum, body or instrument.
fn name_class(text: &CheckText<'_>, number: usize, at: usize) -> Option<Class> {
    text.annotations.found[number]
        .iter()
        .filter(|found| found.until == at + 1)
        .find_map(|found| match found.kind {
            MentionType::Instr => Some(Class::Document),
            MentionType::Forum => Some(Class::Body),
            _ => None,
        })
}

/// "the announcement of the controls", "the launch of the forum", "the agreement's entry into force".
fn noun_head(text: &CheckText<'_>, from: usize, until: usize, deed: &DeedWords) -> Option<usize> {
    let known = |at: &usize| class_of(text.fold(*at)).is_some();
    if !matches!(
        text.fold(deed.from),
        "announcement" | "signature" | "signatures" | "license"
    ) && known(&deed.from)
    {
        return Some(deed.from);
    }
    if text.fold(deed.until) == "of"
        && text.words.shape(deed.until + 1) != Shape::Number
        && !crate::propose::date::is_month_or_weekday(text.fold(deed.until + 1))
    {
        return (deed.until + 1..until.min(deed.until + 9))
            .take_while(|at| !matches!(text.fold(*at), "," | "." | ";" | "on" | "in"))
            .filter(|at| known(at))
            .last();
    }
    let own =
        matches!(text.fold(deed.from), "notice" | "notices" | "announcement").then_some(deed.from);
    (deed.from.saturating_sub(3).max(from)..deed.from)
        .rev()
        .find(known)
        .or(own)
}

/// The first word of a noun phrase.
fn phrase_start(text: &CheckText<'_>, from: usize, head: usize) -> usize {
    let mut start = head;
    while start > from && head - start < 7 {
        let before = text.fold(start - 1);
        if is_determiner(before) {
            return start - 1;
        }
        let stops = text.words.shape(start - 1) == Shape::Sign
            && !matches!(before, "-" | "–" | "'" | "’")
            || is_function_word(before) && !matches!(before, "and" | "other" | "last" | "next")
            || matches!(before, "'s" | "’s") && false;
        if stops {
            break;
        }
        start -= 1;
    }
    start
}

/// The end of a noun phrase with what "of", "on" and "for" add to it.
fn phrase_end(text: &CheckText<'_>, number: usize, head: usize, until: usize) -> usize {
    let mut end = head + 1;
    let goes_on = matches!(
        text.fold(end),
        "of" | "on" | "for" | "with" | "between" | "against" | "no." | "to" | "over"
    ) && !text.annotations.dates[number]
        .iter()
        .any(|date| date.from == end + 1 || date.from == end + 2);
    if !goes_on {
        return end;
    }
    while end < until.min(head + 9) {
        let fold = text.fold(end);
        let stops = matches!(
            fold,
            "," | "."
                | ";"
                | ":"
                | "("
                | "which"
                | "that"
                | "who"
                | "was"
                | "were"
                | "has"
                | "had"
                | "have"
                | "is"
                | "are"
                | "took"
                | "came"
                | "will"
                | "in"
        ) || end > head + 2 && matches!(fold, "on" | "from");
        if stops {
            break;
        }
        end += 1;
    }
    end
}

/// Goods of the phrase, economies that act or are in the phrase.
fn fill_names(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    (start, end): (usize, usize),
    deed: &DeedWords,
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
                let owner = matches!(text.fold(found.until), "'s" | "’s" | "'" | "’");
                let reach = if deed.noun { 3 } else { 12 };
                let doer = found.until <= deed.from
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
                if !inside && !(doer || owner && found.until <= deed.from)
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
fn is_economy(text: &CheckText<'_>, number: usize, at: usize) -> bool {
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

/// The person who takes an office.
fn person(text: &CheckText<'_>, number: usize, from: usize, deed: &DeedWords) -> Thing {
    let mut thing = Thing {
        class: Some(Class::Person),
        ..Thing::default()
    };
    let nearest = text.annotations.found[number]
        .iter()
        .filter(|found| {
            found.kind == MentionType::Per && found.from >= from && found.until <= deed.from
        })
        .next_back();
    match nearest {
        Some(person) => thing.head = text.fold(person.until - 1).to_owned(),
        None => {
            thing.definite = (from..deed.from)
                .rev()
                .take(5)
                .any(|at| matches!(text.fold(at), "he" | "she" | "who"));
        }
    }
    thing
}
