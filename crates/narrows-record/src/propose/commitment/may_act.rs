//! Whether a subject can make the commitment that its verb would carry.

use super::super::actor::{Actor, ActorKind, ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::Force;

pub(super) fn may_act(scene: &ActorScene<'_>, actor: &Actor, cue: &Cue, parties: &Parties) -> bool {
    if actor.kind == ActorKind::Instrument {
        let mut before = actor.from;
        while before > scene.from && matches!(scene.fold(before - 1), "the" | "this" | "that") {
            if scene.fold(before - 1) == "that" {
                return false;
            }
            before -= 1;
        }
        return matches!(
            cue.force,
            Force::Intends | Force::Noted | Force::Expected | Force::Signed
        ) && (!actor.codes.is_empty() || cue.force == Force::Signed)
            && scene.fold(cue.from) != "is";
    }
    if actor.kind == ActorKind::We
        && !matches!(cue.force, Force::Intends | Force::Discussed)
        && in_quote_of_one(scene, actor.from)
    {
        return false;
    }
    if cue.passive && cue.force == Force::Intends && matches!(scene.fold(actor.from), "he" | "she")
    {
        return false;
    }
    if cue.reported
        && actor.from > scene.from
        && matches!(scene.fold(actor.from - 1), "whether" | "if")
    {
        return false;
    }
    if actor.kind == ActorKind::Pronoun && scene.fold(actor.from) == "it" && actor.codes.is_empty()
    {
        return false;
    }
    // "the company said it would": a company's deed.
    if matches!(scene.fold(actor.from), "it" | "they") && follows_company(scene, actor.from) {
        return false;
    }
    // Measures that take effect are no instrument that does.
    if actor.kind == ActorKind::Pronoun
        && cue.force == Force::Signed
        && scene.fold(cue.until - 1) == "effect"
    {
        return false;
    }
    if (actor.from..actor.until).any(|at| scene.fold(at) == "mayor") {
        return false;
    }
    // Aims of others than the parties; what China does itself is a position.
    let own_deed = matches!(
        cue.force,
        Force::Announced | Force::Requested | Force::Concerned
    ) && actor.codes == ["CHN"];
    if actor.kind == ActorKind::Named
        && !own_deed
        && parties.text.len() >= 2
        && !actor.codes.is_empty()
        && actor.codes.iter().all(|code| {
            is_state(code) && !parties.text.contains(code) && !parties.last_group.contains(code)
        })
        && actor
            .codes
            .iter()
            .all(|code| matches!(code.as_str(), "CHN" | "RUS" | "PRK" | "IRN" | "UKR"))
    {
        return false;
    }
    true
}

/// True where a company speaks right before: "the company said that it".
pub(super) fn follows_company(scene: &ActorScene<'_>, at: usize) -> bool {
    (scene.from.max(at.saturating_sub(5))..at).any(|word| {
        matches!(
            scene.fold(word),
            "company"
                | "companies"
                | "firm"
                | "firms"
                | "maker"
                | "makers"
                | "manufacturer"
                | "manufacturers"
                | "automaker"
                | "automakers"
                | "refiner"
                | "smelter"
                | "analysts"
        )
    })
}

pub(super) fn is_state(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "We" inside quotation marks is whoever speaks, unless several speak.
pub(super) fn in_quote_of_one(scene: &ActorScene<'_>, at: usize) -> bool {
    let quotes = |from: usize, until: usize| {
        (from..until)
            .filter(|at| matches!(scene.words.raw(*at), "\"" | "“" | "”"))
            .count()
    };
    let before = quotes(scene.from, at);
    let behind = quotes(at, scene.until);
    if before % 2 == 0 || behind == 0 {
        return false;
    }
    let together = (scene.from..scene.until).any(|at| {
        matches!(
            scene.fold(at),
            "ministers" | "leaders" | "statement" | "governments" | "sides"
        )
    });
    !together
}
