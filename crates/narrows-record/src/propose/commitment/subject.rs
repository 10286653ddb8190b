//! The subject of a verb, and the clause that both make.

use super::super::actor::{Actor, ActorKind, ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::{Force, ForceLexicon, Form};
use super::super::gazetteer::Gazetteer;
use super::super::mention::MentionType;
use super::super::words::Shape;
use super::Clause;
use super::insertion::{is_insertion, subject};
use super::may_act::may_act;
use super::memory::remember;

/// A cue with its subject right before it, or before an insertion.
pub(super) fn with_subject(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Cue,
    parties: &mut Parties,
) -> Option<Clause> {
    let actor = subject(scene, at, &cue, parties)?;
    if !may_act(scene, &actor, &cue, parties) {
        return None;
    }
    let force = match (cue.force, actor.kind) {
        (Force::Agreed, ActorKind::Named) if actor.codes.len() == 1 => pledge_of_one(scene, &cue),
        (Force::Intends, ActorKind::Instrument) => Force::Expected,
        (Force::Intends, ActorKind::Forum) if is_effect(scene, cue.until - 1) => Force::Expected,
        (force, _) => force,
    };
    remember(scene, &actor, parties);
    let effect = force == Force::Expected && cue.force == Force::Intends;
    let cue = Cue {
        takes_bare: cue.takes_bare && !effect,
        ..cue
    };
    Some(Clause {
        from: actor.from,
        cue,
        force,
        codes: actor.codes,
        confidence: match actor.kind {
            ActorKind::We | ActorKind::Named | ActorKind::Group => 0.9,
            ActorKind::Forum => 0.85,
            ActorKind::Pronoun | ActorKind::Instrument | ActorKind::Document => 0.75,
        },
        reason: "a party with a verb that carries this force",
    })
}

/// What several promise each other they agree; one alone vows or promises to do
/// something, and announces what it gives.
pub(super) fn pledge_of_one(scene: &ActorScene<'_>, cue: &Cue) -> Force {
    let to = matches!(scene.fold(cue.until), "to" | "that" | "not");
    for at in cue.from..cue.until {
        match scene.fold(at) {
            "vowed" | "vows" | "vow" if to => return Force::Intends,
            "pledged" | "promised" | "pledges" | "promises" if to => return Force::Agreed,
            "pledged" | "promised" | "pledges" | "promises" | "committed" | "vowed" => {
                return Force::Announced;
            }
            _ => {}
        }
    }
    cue.force
}

/// "will help", "will enable": what an instrument or forum is to bring about.
pub(super) fn is_effect(scene: &ActorScene<'_>, verb: usize) -> bool {
    matches!(
        scene.fold(verb),
        "help"
            | "enable"
            | "create"
            | "strengthen"
            | "drive"
            | "enhance"
            | "support"
            | "expand"
            | "bring"
            | "deliver"
            | "boost"
            | "lead"
            | "make"
            | "provide"
            | "improve"
    )
}

/// ", which plans to": a relative clause on what a party is about to do. What
/// it did is history.
pub(super) fn relative_subject(scene: &ActorScene<'_>, which: usize, verb: usize) -> Option<Actor> {
    let comma = which.checked_sub(1).filter(|comma| *comma > scene.from)?;
    if scene.fold(comma) != ","
        || !matches!(
            scene.fold(verb),
            "plans" | "intends" | "aims" | "hopes" | "wants" | "seeks" | "will"
        )
    {
        return None;
    }
    let party = scene
        .found
        .iter()
        .find(|found| found.until == comma && found.kind == MentionType::Place)?;
    let code = scene.code(party, Gazetteer::shipped())?;
    Some(Actor {
        from: which,
        until: verb,
        kind: ActorKind::Named,
        codes: vec![code],
    })
}

/// The comma that closes an insertion which the comma at `open` begins.
fn insertion_ends(scene: &ActorScene<'_>, open: usize, until: usize) -> Option<usize> {
    if scene.fold(open) != "," {
        return None;
    }
    (open + 2..until)
        .find(|close| scene.fold(*close) == ",")
        .filter(|close| is_insertion(scene, open + 1, *close))
}

/// "The leaders met in Tokyo and announced": the subject stands at the head of
/// the sentence, before a verb that carries no force.
pub(super) fn from_sentence_subject(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Cue,
    parties: &mut Parties,
) -> Option<Clause> {
    if !matches!(scene.fold(at.checked_sub(1)?), "and" | "but") || cue.passive {
        return None;
    }
    let lexicon = ForceLexicon::shipped();
    let base_form = lexicon
        .verb(scene.fold(at))
        .is_some_and(|(base, form)| form == Form::Present && base == scene.fold(at));
    let auxiliary = matches!(scene.fold(at), "are" | "have" | "will" | "is" | "has");
    if base_form && !auxiliary {
        return None;
    }
    let limit = at.min(scene.from + 40);
    let actor = (scene.from + 1..limit)
        .filter(|end| {
            (scene.words.shape(*end) == Shape::Lower
                || scene.fold(*end) == "," && insertion_ends(scene, *end, at).is_some())
                && !matches!(scene.fold(*end), "and" | "of" | "the" | "'s" | "for" | "in")
        })
        .find_map(|end| scene.subject_before(end, parties))?;
    let intro = (scene.from..actor.from).all(|word| word < scene.from + 12);
    // ", who flew in on Monday," belongs to the subject.
    let closed = insertion_ends(scene, actor.until, at).unwrap_or(actor.until);
    let other_subject = (closed..at).any(|word| {
        matches!(
            scene.fold(word),
            "who" | "which" | "that" | "where" | "because" | ";"
        )
    });
    if !intro
        || other_subject
        || !may_act(scene, &actor, &cue, parties)
        || actor.kind == ActorKind::Instrument
    {
        return None;
    }
    remember(scene, &actor, parties);
    Some(Clause {
        from: at,
        cue,
        force: cue.force,
        codes: actor.codes,
        confidence: 0.7,
        reason: "a verb whose subject stands at the head of the sentence",
    })
}
