//! Whether a subject can make the commitment that its verb would carry.

use super::super::actor::{Actor, ActorKind, ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::Force;
use super::super::gazetteer::Gazetteer;
use super::super::mention::MentionType;
use super::extent::is_saying;
use super::memory::is_private;
use super::speaker::{is_outside_speaker, is_quoted, said_by_official, said_by_outsider};

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
    if actor.kind == ActorKind::Document {
        let force_begins = cue.force == Force::Signed
            && (cue.from..cue.until + 2).any(|at| matches!(scene.fold(at), "force" | "effect"));
        let speaks = matches!(
            cue.force,
            Force::Noted | Force::Requested | Force::Concerned | Force::Agreed | Force::Discussed
        ) && !cue.passive;
        return force_begins || speaks;
    }
    if said_by_outsider(scene, actor.from, parties) {
        return false;
    }
    if actor.kind == ActorKind::We && parties.reporter && !is_quoted(scene, actor.from) {
        return false;
    }
    if matches!(scene.fold(actor.from), "he" | "she") && is_private(scene, actor.from, parties) {
        return false;
    }
    // "Perhaps they will come": a guess.
    if (actor.from.saturating_sub(3).max(scene.from)..cue.until).any(|at| is_guess(scene.fold(at)))
    {
        return false;
    }
    // "I" commits somebody only where it is a quoted official.
    if matches!(scene.fold(actor.from), "i" | "i'll" | "i've")
        && !(in_quote_of_one(scene, actor.from) && said_by_official(scene, actor.from, parties))
    {
        return false;
    }
    if actor.kind == ActorKind::We
        && !matches!(cue.force, Force::Intends | Force::Discussed)
        && in_quote_of_one(scene, actor.from)
        && !said_by_official(scene, actor.from, parties)
    {
        return false;
    }
    // "the makers' council": a body of companies
    let mut owned = actor.from.saturating_sub(1)..actor.until;
    if actor.kind == ActorKind::Group
        && owned.any(|at| {
            at > scene.from
                && matches!(scene.fold(at), "'" | "'s" | "’" | "’s")
                && is_outside_speaker(scene.fold(at - 1))
        })
    {
        return false;
    }
    if hangs_on_noun(scene, actor.from) || is_candidate(scene, actor, cue) {
        return false;
    }
    // "She singled out a ban" is a remark; a statement that does it takes note.
    if scene.fold(cue.from) == "singled" && actor.kind != ActorKind::Document {
        return false;
    }
    // "It was signed in May": told of a text named before.
    if cue.passive && cue.force == Force::Signed && actor.kind == ActorKind::Pronoun {
        return false;
    }
    // "Tokyo was criticised by": the subject does nothing; a rule of its own
    // looks for who does.
    if cue.passive && matches!(cue.force, Force::Concerned | Force::Noted) {
        return false;
    }
    if is_question_or_history(scene, actor, cue) {
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
    if (actor.from..actor.until)
        .any(|at| matches!(scene.fold(at), "mayor" | "governor" | "provincial"))
    {
        return false;
    }
    // Aims of others than the parties; what China does itself is a position.
    let own_deed = matches!(
        cue.force,
        Force::Announced | Force::Requested | Force::Concerned | Force::Agreed
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

/// Adverbs of whoever guesses.
fn is_guess(fold: &str) -> bool {
    matches!(
        fold,
        "perhaps"
            | "maybe"
            | "possibly"
            | "presumably"
            | "probably"
            | "conceivably"
            | "arguably"
            | "supposedly"
            | "allegedly"
            | "hopefully"
    )
}

/// "the fact that Tokyo", "for the first time that they": a clause behind "that"
/// stands for itself only where somebody says it.
fn hangs_on_noun(scene: &ActorScene<'_>, from: usize) -> bool {
    let Some(that) = from
        .checked_sub(1)
        .filter(|that| *that > scene.from && scene.fold(*that) == "that")
    else {
        return false;
    };
    // "under that agreement the two"
    if matches!(
        scene.fold(that - 1),
        "under" | "at" | "in" | "on" | "with" | "to"
    ) {
        return false;
    }
    let counted = (that.saturating_sub(6).max(scene.from)..that).any(|at| {
        scene.fold(at) == "time"
            && matches!(
                scene.fold(at.saturating_sub(1)),
                "first" | "second" | "third" | "last" | "only"
            )
    });
    counted
        || !(that.saturating_sub(10).max(scene.from)..that).any(|at| {
            is_saying(scene.fold(at))
                || matches!(
                    scene.fold(at),
                    "say"
                        | "saying"
                        | "and"
                        | "is"
                        | "are"
                        | "was"
                        | "clear"
                        | "known"
                        | "provided"
                        | "informed"
                        | "assured"
                        | "announced"
                        | "confirmed"
                        | "according"
                )
        })
}

/// "the Republican nominee", "vowed to scrap the pact": whoever stands for an
/// office speaks for no government yet.
fn is_candidate(scene: &ActorScene<'_>, actor: &Actor, cue: &Cue) -> bool {
    let stands = (actor.from..cue.from).any(|at| {
        matches!(
            scene.fold(at),
            "nominee" | "candidate" | "challenger" | "frontrunner" | "front-runner" | "hopeful"
        )
    });
    let person = scene.found.iter().any(|found| {
        found.kind == MentionType::Per && found.from >= actor.from && found.until <= actor.until
    });
    let undoes = scene.fold(cue.until) == "to"
        && matches!(
            scene.fold(cue.until + 1),
            "kill" | "scrap" | "tear" | "rip" | "bury" | "ditch"
        );
    stands || person && undoes
}

/// "what Korea will get", "where the leaders issued a sheet", "on which they
/// signed", "he will fly": asked, told as history, or a person's travel.
fn is_question_or_history(scene: &ActorScene<'_>, actor: &Actor, cue: &Cue) -> bool {
    let before = |back: usize| {
        actor
            .from
            .checked_sub(back)
            .filter(|at| *at >= scene.from)
            .map_or("", |at| scene.fold(at))
    };
    let past = matches!(cue.force, Force::Announced | Force::Signed | Force::Agreed)
        && !matches!(scene.fold(cue.from), "will" | "would" | "shall");
    if matches!(cue.force, Force::Intends | Force::Concerned)
        && matches!(before(1), "what" | "how" | "why" | "if" | "whether")
    {
        return true;
    }
    if (past || cue.passive)
        && cue.force != Force::Announced
        && before(1) == "which"
        && matches!(
            before(2),
            "on" | "in" | "at" | "under" | "within" | "by" | "through"
        )
    {
        return true;
    }
    if matches!(cue.force, Force::Announced | Force::Discussed)
        && scene.fold(cue.from) == "had"
        && !(cue.force == Force::Discussed && is_saying(before(1)))
    {
        return true;
    }
    // "first discussed the idea in 2022"
    if cue.force == Force::Discussed
        && actor.kind != ActorKind::Document
        && (actor.until..cue.until).any(|at| scene.fold(at) == "first")
        && is_dated_history(scene, cue.until, scene.until)
    {
        return true;
    }
    // "created the partnership in November 2021": how a body came about.
    if cue.force == Force::Announced
        && matches!(
            scene.fold(cue.from),
            "created" | "formed" | "founded" | "established" | "set"
        )
        && matches!(scene.fold(cue.until), "the" | "its" | "their")
        && is_dated_history(scene, cue.until, scene.until)
    {
        return true;
    }
    if cue.force == Force::Announced
        && cue.passive
        && is_dated_history(scene, cue.until, scene.until)
    {
        return true;
    }
    if cue.force == Force::Announced && past && matches!(before(1), "where" | "after" | "since") {
        return true;
    }
    let person = actor.kind == ActorKind::Named
        && scene
            .found
            .iter()
            .any(|found| found.kind == MentionType::Per && found.until == actor.until);
    // "Raimondo will return on Friday"
    if person
        && cue.force == Force::Intends
        && matches!(
            scene.fold(cue.until - 1),
            "fly" | "return" | "stay" | "travel" | "depart" | "arrive"
        )
    {
        return true;
    }
    matches!(scene.fold(actor.from), "he" | "she")
        && (cue.from..cue.until + 1).any(|at| {
            matches!(
                scene.fold(at),
                "meet" | "fly" | "stay" | "return" | "accompanied"
            )
        })
}

/// "in November 2021", "last year": what was launched then is history.
pub(super) fn is_dated_history(scene: &ActorScene<'_>, from: usize, until: usize) -> bool {
    (from..until)
        .take_while(|at| !matches!(scene.fold(*at), ";" | "," | "and" | "which"))
        .any(|at| {
            let fold = scene.fold(at);
            let year = fold.len() == 4
                && (fold.starts_with("19") || fold.starts_with("20"))
                && fold.bytes().all(|byte| byte.is_ascii_digit());
            year || fold == "ago"
                || fold == "last" && matches!(scene.fold(at + 1), "year" | "month" | "summer")
        })
}

/// True where a company speaks right before: "the company said that it".
fn follows_company(scene: &ActorScene<'_>, at: usize) -> bool {
    let near = scene.from.max(at.saturating_sub(5));
    // "Toyota said it would"
    let named = at > near
        && is_saying(scene.fold(at - 1))
        && scene.found.iter().any(|found| {
            found.kind == MentionType::Org
                && found.until == at - 1
                && !scene.is_public_body(found.until)
                && found
                    .id
                    .as_deref()
                    .is_none_or(|id| Gazetteer::shipped().body_of(id).is_none())
        });
    // "has told firms it will": firms are spoken to.
    let speaks = |word: usize| {
        is_outside_speaker(scene.fold(word))
            && !(near..word).any(|before| {
                matches!(
                    scene.fold(before),
                    "told" | "tell" | "tells" | "assured" | "assure" | "informed" | "promised"
                )
            })
    };
    named || (near..at).any(speaks)
}

fn is_state(code: &str) -> bool {
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
