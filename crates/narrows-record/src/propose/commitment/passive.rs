//! Verbs in the passive: the subject is what is acted on.

use super::super::actor::{ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::{Force, ForceLexicon};
use super::super::mention::MentionType;
use super::super::words::Shape;
use super::Clause;
use super::insertion::{LONGEST_INSERTION, is_insertion};
use super::may_act::is_dated_history;
use super::speaker::said_by_outsider;

/// Cues whose subject is what is acted on: a meeting that is expected, a plan
/// that was considered.
pub(super) fn passive(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Cue,
    parties: &Parties,
) -> Option<Clause> {
    if !cue.passive || said_by_outsider(scene, at, parties) {
        return None;
    }
    // "The exercise agreed in May, at the third round, is to be held"
    let behind = before_insertion(scene, at);
    let from = match cue.force {
        // ", which is to be reviewed in May"
        Force::Expected
            if at > scene.from + 1
                && scene.fold(at - 1) == "which"
                && scene.fold(at - 2) == ","
                && plain_passive(scene, at, &cue) =>
        {
            at - 1
        }
        Force::Expected if scene.meeting_ends(at).is_some() => {
            scene.meeting_ends(at).map(|from| {
                if from > scene.from
                    && matches!(scene.fold(from - 1), "the" | "its" | "their" | "a")
                {
                    from - 1
                } else {
                    from
                }
            })?
        }
        Force::Expected | Force::Intends if plain_passive(scene, at, &cue) => {
            passive_start(scene, behind)?
        }
        Force::Expected => {
            passive_start(scene, behind).filter(|from| proceeds(scene, *from, at))?
        }
        Force::Agreed => passive_start(scene, at).filter(|from| at - from <= 6)?,
        Force::Signed => passive_start(scene, behind).filter(|from| is_paper(scene, *from, at))?,
        Force::Announced => {
            passive_start(scene, at).filter(|_| !is_dated_history(scene, at, scene.until))?
        }
        Force::Requested => passive_start(scene, at)?,
        Force::Concerned | Force::Noted => {
            passive_start(scene, at).filter(|_| is_done_by_party(scene, cue.until))?
        }
        Force::Discussed
            if at <= scene.from + 12
                && scene.fold(scene.from) != "it"
                && (scene.fold(cue.from) != "is"
                    || matches!(scene.fold(cue.from + 1), "being" | "under")) =>
        {
            scene.from
        }
        _ => return None,
    };
    if !matches!(cue.force, Force::Discussed | Force::Agreed) && scene.fold(from) == "it" {
        return None;
    }
    let codes = if parties.last_group.is_empty() {
        parties.text.clone()
    } else {
        parties.last_group.clone()
    };
    Some(Clause {
        from,
        cue,
        force: cue.force,
        codes,
        confidence: 0.65,
        reason: "a verb in the passive that carries this force",
    })
}

/// Talks, lists and invitations are what governments expect; prices are not.
fn proceeds(scene: &ActorScene<'_>, from: usize, at: usize) -> bool {
    let lexicon = ForceLexicon::shipped();
    let market = (at..at + 6).any(|word| {
        scene.fold(word) == "reach" && scene.words.shape(word + 1) != Shape::Capital
            || matches!(
                scene.fold(word),
                "rise"
                    | "fall"
                    | "climb"
                    | "drop"
                    | "ease"
                    | "grow"
                    | "double"
                    | "exceed"
                    | "slip"
                    | "remain"
                    | "stay"
                    | "peak"
                    | "shrink"
                    | "close"
                    | "cost"
            )
    });
    let dated = !market
        && scene.found.iter().any(|found| {
            found.kind == MentionType::Date && found.from > at + 1 && found.from <= at + 7
        })
        && (at..at + 6)
            .any(|word| matches!(scene.fold(word), "for" | "in" | "by" | "on" | "before"));
    (dated || (from..at).any(|word| lexicon.is_proceeding(scene.fold(word))))
        && !(from..at).any(|word| lexicon.is_outsider(scene.fold(word)))
}

/// "by all three", "by Tokyo and Seoul": a party behind the passive does it.
fn is_done_by_party(scene: &ActorScene<'_>, by: usize) -> bool {
    let lexicon = ForceLexicon::shipped();
    let near = by + 1..scene.until.min(by + 7);
    !near.clone().any(|at| lexicon.is_outsider(scene.fold(at)))
        && (near.clone().any(|at| {
            lexicon.is_group(scene.fold(at)) || matches!(scene.fold(at), "all" | "both" | "three")
        }) || scene.found.iter().any(|found| {
            found.from == by + 1
                && matches!(
                    found.kind,
                    MentionType::Place | MentionType::Per | MentionType::Role | MentionType::Forum
                )
        }))
}

/// What is signed or concluded between governments.
fn is_paper(scene: &ActorScene<'_>, from: usize, at: usize) -> bool {
    scene
        .found
        .iter()
        .any(|found| found.kind == MentionType::Instr && found.from >= from && found.until <= at)
        || (from..at).any(|word| {
            matches!(
                scene.fold(word),
                "document"
                    | "documents"
                    | "memorandum"
                    | "memorandums"
                    | "memoranda"
                    | "letter"
                    | "letters"
                    | "agreement"
                    | "agreements"
                    | "arrangement"
                    | "arrangements"
                    | "instrument"
                    | "instruments"
                    | "pact"
                    | "pacts"
                    | "accord"
                    | "accords"
                    | "treaty"
                    | "treaties"
                    | "text"
                    | "texts"
                    | "deal"
                    | "deals"
                    | "statement"
                    | "protocol"
                    | "protocols"
                    | "declaration"
                    | "framework"
                    | "papers"
            )
        })
}

/// "will be led", "is to be replaced": what is acted on is told by a rule of
/// the parties, not a state of things ("will be a driver").
pub(super) fn plain_passive(scene: &ActorScene<'_>, at: usize, cue: &Cue) -> bool {
    let participle = scene.fold(cue.until - 1);
    let later = scene.fold(cue.until);
    let ending = |fold: &str| {
        fold.ends_with("ed")
            || matches!(
                fold,
                "led" | "held" | "set" | "built" | "made" | "put" | "given" | "subject" | "taken"
            )
    };
    let future = (matches!(scene.fold(at), "will" | "shall") || cue.reported) && ending(participle);
    let planned = cue.force == Force::Expected
        && scene.fold(cue.until - 1) == "to"
        && participle != "be"
        && later == "be"
        || cue.force == Force::Expected && participle == "be" && ending(later)
        || cue.force == Force::Expected && later == "to" && scene.fold(cue.until + 1) == "be";
    future || planned
}

/// Where the noun phrase before an insertion between commas ends; `at` without
/// one.
fn before_insertion(scene: &ActorScene<'_>, at: usize) -> usize {
    let Some(close) = at
        .checked_sub(1)
        .filter(|close| *close > scene.from && scene.fold(*close) == ",")
    else {
        return at;
    };
    (scene.from + 1..close)
        .rev()
        .take(LONGEST_INSERTION)
        .find(|open| scene.fold(*open) == ",")
        .filter(|open| is_insertion(scene, open + 1, close))
        .unwrap_or(at)
}

/// The beginning of the noun phrase before a passive, where it is short and
/// stands at the head of its clause.
pub(super) fn passive_start(scene: &ActorScene<'_>, at: usize) -> Option<usize> {
    let mut start = at;
    while start > scene.from && at - start < 12 {
        let before = scene.fold(start - 1);
        if matches!(before, "said" | "that" | "," | ";" | ":" | "-" | "says") {
            break;
        }
        if matches!(
            before,
            "which"
                | "who"
                | "what"
                | "if"
                | "when"
                | "or"
                | "whether"
                | "how"
                | "why"
                | "after"
                | "before"
                | "since"
                | "once"
                | "until"
                | "nothing"
                | "neither"
                | "none"
                | "no"
        ) {
            return None;
        }
        if before == "and" {
            // ", and invitations are expected": a clause of its own.
            if start >= scene.from + 2 && scene.fold(start - 2) == "," {
                break;
            }
            return None;
        }
        start -= 1;
    }
    let closed = start == scene.from
        || matches!(
            scene.fold(start - 1),
            "said" | "," | ";" | ":" | "says" | "and" | "that"
        );
    (closed && start < at && scene.words.shape(start) != Shape::Sign).then_some(start)
}
