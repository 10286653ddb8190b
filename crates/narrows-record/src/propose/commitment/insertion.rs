//! What may stand between a subject and its verb: appositions, relative clauses,
//! places and dates, brackets.

use super::super::actor::{Actor, ActorKind, ActorScene, Parties, without_contraction};
use super::super::cue::Cue;
use super::super::force::{Force, ForceLexicon, Form};
use super::super::mention::MentionType;
use super::super::words::Shape;
use super::extent::is_saying;
use super::subject::relative_subject;

/// Words of an insertion between commas beyond which it is none.
pub(super) const LONGEST_INSERTION: usize = 40;

/// Words of a place or date between a subject and its verb.
const LONGEST_ADVERBIAL: usize = 10;

/// The subject of a verb: right before it, or before what stands between.
pub(super) fn subject(
    scene: &ActorScene<'_>,
    at: usize,
    cue: &Cue,
    parties: &Parties,
) -> Option<Actor> {
    // "We're", "they'll": subject and auxiliary in one word.
    if !without_contraction(scene.fold(at)).1.is_empty() {
        return scene.subject_before(at + 1, parties);
    }
    if let Some(actor) = scene.subject_before(at, parties) {
        return Some(actor);
    }
    let before = at.checked_sub(1).filter(|before| *before > scene.from)?;
    match scene.fold(before) {
        "which" => relative_subject(scene, before, at),
        "who" if cue.force == Force::Expected => {
            let comma = before.checked_sub(1).filter(|at| scene.fold(*at) == ",")?;
            let actor = scene.subject_ending(comma, parties)?;
            Some(Actor {
                from: before,
                until: at,
                ..actor
            })
        }
        ")" => {
            let open = (scene.from..before)
                .rev()
                .take(12)
                .find(|open| scene.fold(*open) == "(")?;
            subject(scene, open, cue, parties)
        }
        "," => (scene.from + 1..before)
            .rev()
            .take(LONGEST_INSERTION)
            .filter(|open| scene.fold(*open) == "," && is_insertion(scene, open + 1, before))
            .find_map(|open| before_adverbial(scene, open, parties)),
        // `The ministers "welcomed" the work`
        "\"" => scene.subject_before(before, parties),
        // "under the agreement signed in May": a participle, no verb
        _ if is_reduced(scene, cue) => None,
        _ => before_adverbial(scene, at, parties).or_else(|| before_who(scene, at, parties)),
    }
}

/// A single past form with a place, date or doer behind it can as well belong to
/// the noun before it.
fn is_reduced(scene: &ActorScene<'_>, cue: &Cue) -> bool {
    let past = cue.until == cue.from + 1
        && ForceLexicon::shipped()
            .verb(scene.fold(cue.from))
            .is_some_and(|(base, form)| {
                form == Form::Past && !matches!(base, "agree" | "decide" | "concur" | "settle")
            });
    past && (matches!(
        scene.fold(cue.until),
        "by" | "in" | "on" | "at" | "last" | "this" | "between" | "under" | "earlier" | "during"
    ) || scene
        .found
        .iter()
        .any(|found| found.kind == MentionType::Date && found.from == cue.until))
}

/// True where nothing between two commas has a subject and verb of its own.
pub(super) fn is_insertion(scene: &ActorScene<'_>, from: usize, until: usize) -> bool {
    if matches!(scene.fold(from), "who" | "whose" | "whom" | "which") {
        return true;
    }
    let mentions = |kinds: &[MentionType], at: usize| {
        scene
            .found
            .iter()
            .any(|found| found.from == at && kinds.contains(&found.kind))
    };
    let has_verb = (from..until).any(|at| {
        is_saying(scene.fold(at))
            || matches!(
                scene.fold(at),
                "will" | "would" | "that" | "is" | "are" | "was" | "were" | "has" | "have" | "had"
            )
    });
    if has_verb {
        return false;
    }
    let titled = (from..until).any(|at| mentions(&[MentionType::Role], at));
    let names = mentions(&[MentionType::Per, MentionType::Role], from)
        || titled
            && (matches!(
                scene.fold(from),
                "the" | "a" | "an" | "his" | "her" | "then"
            ) || mentions(&[MentionType::Place, MentionType::Norp], from));
    let opens = scene.fold(from);
    let circumstance = is_adverbial_preposition(opens)
        || ForceLexicon::shipped().is_adverb(opens)
        || opens.ends_with("ing")
        || matches!(
            opens,
            "for"
                | "to"
                | "however"
                | "though"
                | "like"
                | "unlike"
                | "along"
                | "as"
                | "by"
                | "despite"
                | "more"
                | "less"
                | "too"
                | "led"
                | "represented"
                | "backed"
                | "which"
                | "not"
                | "but"
                | "once"
        );
    let short = matches!(
        opens,
        "a" | "an" | "the" | "its" | "his" | "her" | "their" | "now"
    ) && until - from <= 10;
    let bracketed = scene.words.shape(from) == Shape::Number;
    names
        || circumstance
        || (short || bracketed) && !(from..until).any(|at| scene.fold(at) == "and")
}

/// "The two sides in a statement", "Japan's embassy in Manila on Tuesday".
fn before_adverbial(scene: &ActorScene<'_>, at: usize, parties: &Parties) -> Option<Actor> {
    if let Some(actor) = scene.subject_before(at, parties) {
        return Some(actor);
    }
    let date = scene
        .found
        .iter()
        .find(|found| found.kind == MentionType::Date && found.until == at)
        .map(|found| found.from);
    if let Some(actor) = date.and_then(|date| scene.subject_before(date, parties)) {
        return Some(actor);
    }
    let last = at.checked_sub(1).filter(|last| *last > scene.from)?;
    // "first compared notes": the object of a verb, no verb of its own
    let object = scene.fold(last).ends_with("ed")
        && ForceLexicon::shipped()
            .verb(scene.fold(at))
            .is_some_and(|(_, form)| form == Form::Present);
    if object || !ends_phrase(scene, last) {
        return None;
    }
    for start in (scene.from + 1..last).rev().take(LONGEST_ADVERBIAL) {
        let fold = scene.fold(start);
        if parts_clauses(fold) {
            return None;
        }
        // "the chairs of the two bodies"
        let of_group =
            fold == "of" && ForceLexicon::shipped().is_group(scene.fold(start.saturating_sub(1)));
        if (is_adverbial_preposition(fold) || of_group)
            && let Some(actor) = scene.subject_before(start, parties)
            && actor.kind != ActorKind::Instrument
        {
            return Some(actor);
        }
    }
    None
}

/// "The ministers who attended the meeting also reviewed".
fn before_who(scene: &ActorScene<'_>, at: usize, parties: &Parties) -> Option<Actor> {
    let last = at.checked_sub(1)?;
    if !ends_phrase(scene, last) {
        return None;
    }
    let who = (scene.from + 1..last)
        .rev()
        .take(LONGEST_ADVERBIAL + 4)
        .take_while(|word| !matches!(scene.fold(*word), "," | ";" | ":" | "and" | "that" | "\""))
        .find(|word| scene.fold(*word) == "who")?;
    if who + 2 >= at {
        return None;
    }
    scene
        .subject_before(who, parties)
        .filter(|actor| matches!(actor.kind, ActorKind::Named | ActorKind::Group))
}

/// A noun phrase can end with this word: no preposition, article or adverb.
fn ends_phrase(scene: &ActorScene<'_>, last: usize) -> bool {
    let fold = scene.fold(last);
    scene.words.shape(last) != Shape::Sign
        && !is_adverbial_preposition(fold)
        && !parts_clauses(fold)
        && !ForceLexicon::shipped().is_adverb(fold)
        && !matches!(
            fold,
            "the"
                | "a"
                | "an"
                | "of"
                | "for"
                | "by"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "new"
                | "joint"
                | "or"
                | "no"
                | "any"
                | "not"
        )
}

fn is_adverbial_preposition(fold: &str) -> bool {
    matches!(
        fold,
        "in" | "on"
            | "at"
            | "during"
            | "after"
            | "under"
            | "with"
            | "from"
            | "before"
            | "through"
            | "following"
            | "over"
            | "across"
    )
}

/// Words that begin another clause or part of one.
fn parts_clauses(fold: &str) -> bool {
    is_saying(fold)
        || matches!(
            fold,
            "," | ";"
                | ":"
                | "\""
                | "."
                | "who"
                | "which"
                | "that"
                | "whose"
                | "to"
                | "will"
                | "would"
                | "is"
                | "are"
                | "was"
                | "were"
                | "has"
                | "have"
                | "had"
                | "but"
                | "while"
                | "because"
                | "and"
        )
}
