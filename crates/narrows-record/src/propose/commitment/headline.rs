//! What the headline of an article tells: "Tokyo, Seoul vow joint front".

use super::super::actor::{ActorKind, ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::{Force, ForceLexicon, Form};
use super::Clause;
use super::subject::pledge_of_one;

/// Words of a headline before its verb.
const LONGEST_SUBJECT: usize = 16;

/// The one clause of a headline: a party at its head with a verb in the present
/// or "to" behind it.
pub(super) fn headline(scene: &ActorScene<'_>, parties: &Parties) -> Option<Clause> {
    let colon = (scene.from..scene.until.min(scene.from + 6)).find(|at| scene.fold(*at) == ":");
    let head = colon.map_or(scene.from, |colon| colon + 1);
    let lexicon = ForceLexicon::shipped();
    for at in head + 1..scene.until.min(head + LONGEST_SUBJECT) {
        let fold = scene.fold(at);
        let announced = fold == "to" && lexicon.is_base(scene.fold(at + 1));
        let cue = if announced {
            Cue {
                from: at,
                until: at + 2,
                force: Force::Expected,
                takes_bare: false,
                passive: false,
                reported: false,
            }
        } else {
            let present = lexicon
                .verb(fold)
                .is_some_and(|(_, form)| form == Form::Present);
            let Some(cue) = scene.headline_cue(at).filter(|_| present) else {
                continue;
            };
            cue
        };
        let Some(actor) = scene.subject_before(at, parties) else {
            continue;
        };
        if actor.from != head || !matches!(actor.kind, ActorKind::Named | ActorKind::Group) {
            return None;
        }
        let force = if cue.force == Force::Agreed && actor.codes.len() == 1 {
            pledge_of_one(scene, &cue)
        } else {
            cue.force
        };
        return Some(Clause {
            from: head,
            cue,
            force,
            codes: actor.codes,
            confidence: 0.7,
            reason: "a party and its verb in a headline",
        });
    }
    None
}
