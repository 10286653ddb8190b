//! Commitments: clauses in which a party takes a position, with their force.

use super::actor::{Actor, ActorKind, ActorScene, Parties, parties_of};
use super::annotate::Annotations;
use super::cue::Cue;
use super::force::{Force, ForceLexicon, Form};
use super::gazetteer::Gazetteer;
use super::mention::{Found, MentionType};
use super::proposal::{CommitmentProposal, Places};
use super::reading::BlockKind;
use super::words::{Sentence, Shape, Words};

/// A clause with a force.
struct Clause {
    from: usize,
    cue: Cue,
    force: Force,
    codes: Vec<String>,
    confidence: f64,
    reason: &'static str,
}

/// What an item of a list inherits from the sentence that leads to it.
#[derive(Clone)]
struct Lead {
    codes: Vec<String>,
    /// The items begin with bare verbs ("will:") and not with participles.
    bare: bool,
}

/// Finds every commitment of a text.
pub(crate) fn find_commitments(
    words: &Words<'_>,
    annotations: &Annotations,
    title: Option<&str>,
    places: &Places<'_>,
) -> Vec<CommitmentProposal> {
    let mut parties = Parties {
        text: parties_of(words, &annotations.found, title),
        ..Parties::default()
    };
    let mut lead: Option<Lead> = None;
    let mut proposals = Vec::new();
    for (sentence, found) in words.sentences.iter().zip(&annotations.found) {
        let kind = words.kind_of(sentence);
        if !kind.makes_statements() || kind == BlockKind::Caption {
            if kind == BlockKind::Heading {
                lead = None;
            }
            continue;
        }
        let scene = ActorScene {
            words,
            found,
            from: sentence.from,
            until: sentence.until,
        };
        if kind != BlockKind::ListItem && opens_block(words, sentence) {
            lead = None;
        }
        let clauses = clauses(&scene, sentence, kind, lead.as_ref(), &mut parties);
        if scene.fold(sentence.until - 1) == ":" {
            lead = lead_of(&scene, &clauses, &parties).or(lead);
        }
        remember_groups(&scene, &mut parties);
        for (number, clause) in clauses.iter().enumerate() {
            let end = match clauses.get(number + 1) {
                Some(next) => trim_end(&scene, clause.from, next.from),
                None => trim_end(&scene, clause.from, clause_end(&scene, sentence.until)),
            };
            if end <= clause.from {
                continue;
            }
            proposals.push(CommitmentProposal {
                force: clause.force.name().to_owned(),
                actors: clause.codes.clone(),
                evidence: vec![places.evidence(words.range(clause.from, end))],
                cue: places.evidence(words.range(
                    clause.cue.from.max(clause.from),
                    clause.cue.until.min(end).max(clause.cue.from + 1),
                )),
                confidence: clause.confidence,
                reason: clause.reason.to_owned(),
            });
        }
    }
    proposals
}

fn opens_block(words: &Words<'_>, sentence: &Sentence) -> bool {
    let block_start = words
        .blocks
        .get(sentence.block)
        .map_or(0, |block| block.start);
    words.range(sentence.from, sentence.from + 1).0 <= block_start + 4
}

fn clauses(
    scene: &ActorScene<'_>,
    sentence: &Sentence,
    kind: BlockKind,
    lead: Option<&Lead>,
    parties: &mut Parties,
) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    if let Some(clause) = opening(scene, sentence, kind, lead, parties) {
        clauses.push(clause);
    }
    let reported = scene.is_reported();
    let mut at = sentence.from;
    while at < sentence.until {
        let Some(cue) = scene.cue_at(at) else {
            if let Some(last) = clauses.last()
                && at >= last.cue.until
                && let Some(clause) =
                    coordinated(scene, at, None, last).or_else(|| ordering(scene, at, last))
            {
                at = clause.cue.until.max(at + 1);
                clauses.push(clause);
                continue;
            }
            if let Some(clause) = participle(scene, at, clauses.last(), parties) {
                at = clause.cue.until.max(at + 1);
                clauses.push(clause);
                continue;
            }
            at += 1;
            continue;
        };
        if clauses.last().is_some_and(|last| at < last.cue.until) || (cue.reported && !reported) {
            at += 1;
            continue;
        }
        if let Some(clause) =
            with_subject(scene, at, cue, parties).or_else(|| passive(scene, at, cue, parties))
        {
            at = clause.cue.until.max(at + 1);
            clauses.push(clause);
            continue;
        }
        if clauses.is_empty()
            && let Some(clause) = from_sentence_subject(scene, at, cue, parties)
        {
            at = clause.cue.until.max(at + 1);
            clauses.push(clause);
            continue;
        }
        if let Some(last) = clauses.last()
            && let Some(clause) = coordinated(scene, at, Some(cue), last)
        {
            at = clause.cue.until.max(at + 1);
            clauses.push(clause);
            continue;
        }
        at += 1;
    }
    clauses
}

/// A cue with its subject right before it, or before an insertion.
fn with_subject(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Cue,
    parties: &mut Parties,
) -> Option<Clause> {
    let actor = subject(scene, at, parties)?;
    if !may_act(scene, &actor, &cue, parties) {
        return None;
    }
    let force = match (cue.force, actor.kind) {
        // One side's pledge is announced, a common one agreed.
        (Force::Agreed, ActorKind::Named) if actor.codes.len() == 1 && is_pledge(scene, &cue) => {
            Force::Announced
        }
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
            ActorKind::Pronoun | ActorKind::Instrument => 0.75,
        },
        reason: "a party with a verb that carries this force",
    })
}

fn is_pledge(scene: &ActorScene<'_>, cue: &Cue) -> bool {
    (cue.from..cue.until).any(|at| {
        matches!(
            scene.fold(at),
            "pledged" | "committed" | "promised" | "vowed" | "pledges"
        )
    })
}

/// "will help", "will enable": what an instrument or forum is to bring about.
fn is_effect(scene: &ActorScene<'_>, verb: usize) -> bool {
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

fn may_act(scene: &ActorScene<'_>, actor: &Actor, cue: &Cue, parties: &Parties) -> bool {
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
fn follows_company(scene: &ActorScene<'_>, at: usize) -> bool {
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

fn is_state(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "We" inside quotation marks is whoever speaks, unless several speak.
fn in_quote_of_one(scene: &ActorScene<'_>, at: usize) -> bool {
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

/// The subject of a cue: right before it, or before a bracket or an insertion
/// between commas.
fn subject(scene: &ActorScene<'_>, at: usize, parties: &Parties) -> Option<Actor> {
    if let Some(actor) = scene.subject_before(at, parties) {
        return Some(actor);
    }
    let before = at.checked_sub(1).filter(|before| *before > scene.from)?;
    match scene.fold(before) {
        "which" => relative_subject(scene, before, at),
        ")" => {
            let open = (scene.from..before)
                .rev()
                .take(12)
                .find(|open| scene.fold(*open) == "(")?;
            subject(scene, open, parties)
        }
        "," => (scene.from + 1..before)
            .rev()
            .take(30)
            .filter(|open| scene.fold(*open) == ",")
            .find_map(|open| {
                // Nothing that has a verb of its own stands between.
                let inner = (open + 1..before)
                    .any(|word| matches!(scene.fold(word), "will" | "and" | "that"));
                let names = scene.found.iter().any(|found| {
                    found.from == open + 1
                        && matches!(found.kind, MentionType::Per | MentionType::Role)
                });
                if inner && !names {
                    return None;
                }
                scene.subject_before(open, parties)
            }),
        _ => {
            // "Japan's embassy in Manila on Tuesday called": a date in between.
            let date = scene
                .found
                .iter()
                .find(|found| found.kind == MentionType::Date && found.until == at)?;
            let end = if matches!(scene.fold(date.from.saturating_sub(1)), "on" | "in" | "of") {
                date.from - 1
            } else {
                date.from
            };
            scene.subject_before(end, parties)
        }
    }
}

/// ", which plans to": a relative clause on what a party is about to do. What
/// it did is history.
fn relative_subject(scene: &ActorScene<'_>, which: usize, verb: usize) -> Option<Actor> {
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

/// "signed a Proclamation ordering the Secretary to": a request inside another
/// deed.
fn ordering(scene: &ActorScene<'_>, at: usize, last: &Clause) -> Option<Clause> {
    let requests = matches!(
        scene.fold(at),
        "ordering" | "directing" | "instructing" | "urging"
    ) || scene.fold(at) == "calling"
        && matches!(scene.fold(at + 1), "on" | "for" | "upon");
    let infinitive = (at + 1..scene.until.min(at + 16)).any(|word| scene.fold(word) == "to");
    (requests && infinitive && last.force != Force::Noted && last.force != Force::Requested).then(
        || Clause {
            from: at,
            cue: Cue {
                from: at,
                until: at + 1,
                force: Force::Requested,
                takes_bare: false,
                passive: false,
                reported: false,
            },
            force: Force::Requested,
            codes: last.codes.clone(),
            confidence: 0.7,
            reason: "a request inside another deed",
        },
    )
}

/// "held a meeting on Wednesday, agreeing to strengthen": a participle behind a
/// comma, whose subject is that of the sentence.
fn participle(
    scene: &ActorScene<'_>,
    at: usize,
    last: Option<&Clause>,
    parties: &Parties,
) -> Option<Clause> {
    if scene.fold(at.checked_sub(1)?) != "," || at <= scene.from + 3 {
        return None;
    }
    let lexicon = ForceLexicon::shipped();
    let (base, Form::Participle) = lexicon.verb(scene.fold(at))? else {
        return None;
    };
    let next = scene.fold(at + 1);
    let force = match base {
        "agree" | "pledge" | "vow" | "promise" | "commit"
            if matches!(next, "to" | "that" | "on") =>
        {
            Force::Agreed
        }
        "call" if matches!(next, "on" | "for") => Force::Requested,
        "urge" => Force::Requested,
        "condemn" | "oppose" => Force::Concerned,
        "welcome" | "reaffirm" | "reiterate" => Force::Noted,
        "express" => (at + 1..scene.until.min(at + 6))
            .find_map(|word| lexicon.expressed(scene.fold(word)))?,
        _ => return None,
    };
    let codes = match last {
        Some(last) => last.codes.clone(),
        None => {
            let limit = at.min(scene.from + 60);
            (scene.from + 1..limit)
                .filter(|end| scene.words.shape(*end) == Shape::Lower || scene.fold(*end) == ",")
                .find_map(|end| scene.subject_before(end, parties))?
                .codes
        }
    };
    Some(Clause {
        from: at,
        cue: Cue {
            from: at,
            until: at + 1,
            force,
            takes_bare: false,
            passive: false,
            reported: false,
        },
        force,
        codes,
        confidence: 0.7,
        reason: "a participle with the subject of the sentence",
    })
}

/// "The leaders met in Tokyo and announced": the subject stands at the head of
/// the sentence, before a verb that carries no force.
fn from_sentence_subject(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Cue,
    parties: &mut Parties,
) -> Option<Clause> {
    if scene.fold(at.checked_sub(1)?) != "and" || cue.passive {
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
            scene.words.shape(*end) == Shape::Lower
                && !matches!(scene.fold(*end), "and" | "of" | "the" | "'s" | "for" | "in")
        })
        .find_map(|end| scene.subject_before(end, parties))?;
    let intro = (scene.from..actor.from).all(|word| word < scene.from + 12);
    let other_subject = (actor.until..at)
        .any(|word| matches!(scene.fold(word), "who" | "which" | "that" | "because" | ";"));
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

/// Cues whose subject is what is acted on: a meeting that is expected, a plan
/// that was considered.
fn passive(scene: &ActorScene<'_>, at: usize, cue: Cue, parties: &Parties) -> Option<Clause> {
    if !cue.passive {
        return None;
    }
    let from = match cue.force {
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
            passive_start(scene, at)?
        }
        Force::Discussed
            if at <= scene.from + 12
                && scene.fold(scene.from) != "it"
                && scene.fold(cue.from) != "is" =>
        {
            scene.from
        }
        _ => return None,
    };
    if cue.force != Force::Discussed && scene.fold(from) == "it" {
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

/// "will be led", "is to be replaced": what is acted on is told by a rule of
/// the parties, not a state of things ("will be a driver").
fn plain_passive(scene: &ActorScene<'_>, at: usize, cue: &Cue) -> bool {
    let participle = scene.fold(cue.until - 1);
    let later = scene.fold(cue.until);
    let ending = |fold: &str| {
        fold.ends_with("ed")
            || matches!(
                fold,
                "led" | "held" | "set" | "built" | "made" | "put" | "given" | "subject" | "taken"
            )
    };
    let future = matches!(scene.fold(at), "will" | "shall") && ending(participle);
    let planned = cue.force == Force::Expected
        && scene.fold(cue.until - 1) == "to"
        && participle != "be"
        && later == "be"
        || cue.force == Force::Expected && participle == "be" && ending(later)
        || cue.force == Force::Expected && later == "to" && scene.fold(cue.until + 1) == "be";
    future || planned
}

/// The beginning of the noun phrase before a passive, where it is short and
/// stands at the head of its clause.
fn passive_start(scene: &ActorScene<'_>, at: usize) -> Option<usize> {
    let mut start = at;
    while start > scene.from && at - start < 12 {
        let before = scene.fold(start - 1);
        if matches!(before, "said" | "that" | "," | ";" | ":" | "-" | "says") {
            break;
        }
        if matches!(
            before,
            "which" | "who" | "what" | "if" | "when" | "and" | "or" | "whether" | "how" | "why"
        ) {
            return None;
        }
        start -= 1;
    }
    let closed =
        start == scene.from || matches!(scene.fold(start - 1), "said" | "," | ";" | ":" | "says");
    (closed && start < at && scene.words.shape(start) != Shape::Sign).then_some(start)
}

/// A cue that shares the subject of the clause before it: "and agreed to".
fn coordinated(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Option<Cue>,
    last: &Clause,
) -> Option<Clause> {
    let before = scene.fold(at.checked_sub(1)?);
    if !matches!(before, "and" | "," | ";" | "or") {
        return None;
    }
    let comma = before == "," || before == ";" || (at >= 2 && scene.fold(at - 2) == ",");
    let lexicon = ForceLexicon::shipped();
    let mut verb = at;
    while lexicon.is_adverb(scene.fold(verb)) {
        verb += 1;
    }
    let infinitive =
        (last.cue.until..at).any(|word| scene.fold(word) == "to" && scene.fold(word + 1) != ":");
    let subordinate = (last.cue.until..at)
        .any(|word| matches!(scene.fold(word), "that" | "which" | "who" | "whether"));
    let (base, form) = match lexicon.verb(scene.fold(verb)) {
        Some((base, form)) => (base.to_owned(), form),
        None => (String::new(), Form::Past),
    };
    let auxiliary = matches!(
        scene.fold(verb),
        "will" | "are" | "have" | "has" | "is" | "would" | "remain"
    );
    let own_force = cue.is_some()
        && !lexicon.is_action(&base)
        && scene.fold(verb) == base
        && lexicon.force_of(&base).is_some();
    if last.cue.takes_bare && !auxiliary && !own_force {
        let bare = scene.fold(verb) == base && lexicon.is_action(&base);
        let close = verb <= last.cue.until + 1;
        let closing = before == "and" && comma;
        if !bare || close || (infinitive && !closing) || subordinate || !takes_object(scene, verb) {
            return None;
        }
        let found = cue.unwrap_or(Cue {
            from: at,
            until: verb + 1,
            force: Force::Intends,
            takes_bare: true,
            passive: false,
            reported: false,
        });
        let force = match base.as_str() {
            "welcome" => Force::Noted,
            "commit" | "recommit" => Force::Agreed,
            "encourage" | "urge" | "call" | "invite" => Force::Requested,
            _ => Force::Intends,
        };
        return Some(Clause {
            from: at,
            cue: Cue {
                takes_bare: true,
                ..found
            },
            force,
            codes: last.codes.clone(),
            confidence: 0.75,
            reason: "a verb that shares the subject before it",
        });
    }
    let found = cue?;
    let third = form == Form::Present && scene.fold(verb) != base;
    if found.passive
        || subordinate && (auxiliary && before == "," || third && !comma || auxiliary && !comma)
        || last.force == Force::Expected && form == Form::Present && !auxiliary
    {
        return None;
    }
    let base_form = form == Form::Present && !auxiliary;
    let past_form = form == Form::Past && !auxiliary;
    let last_past = matches!(
        lexicon.verb(scene.fold(last.cue.until - 1)),
        Some((_, Form::Past))
    );
    // A base form behind an infinitive continues the infinitive; a verb of
    // speaking does not.
    let speech = matches!(
        base.as_str(),
        "reaffirm"
            | "reiterate"
            | "urge"
            | "condemn"
            | "underscore"
            | "emphasize"
            | "emphasise"
            | "affirm"
            | "welcome"
            | "call"
            | "recognize"
            | "acknowledge"
            | "express"
            | "state"
            | "declare"
    );
    if base_form && (last_past || infinitive && !comma && !speech || !takes_object(scene, verb)) {
        return None;
    }
    if past_form && base == "commit" && !last_past {
        return None;
    }
    if past_form && subordinate && !comma {
        return None;
    }
    let pledge = is_pledge(scene, &found) && last.codes.len() == 1 && found.force == Force::Agreed;
    Some(Clause {
        from: at,
        cue: found,
        force: if pledge {
            Force::Announced
        } else {
            found.force
        },
        codes: last.codes.clone(),
        confidence: 0.8,
        reason: "a verb that shares the subject before it",
    })
}

/// A verb takes an object or a preposition behind it; a noun of the same form
/// ("and support for", "use of") does not.
fn takes_object(scene: &ActorScene<'_>, verb: usize) -> bool {
    let next = scene.fold(verb + 1);
    if matches!(
        scene.fold(verb),
        "call"
            | "look"
            | "work"
            | "cooperate"
            | "collaborate"
            | "coordinate"
            | "stand"
            | "continue"
            | "commit"
            | "agree"
            | "engage"
            | "invest"
    ) {
        return true;
    }
    !matches!(
        next,
        "" | "of"
            | "for"
            | ","
            | "."
            | ";"
            | "and"
            | "in"
            | "between"
            | "among"
            | "as"
            | "is"
            | "are"
            | "or"
            | "by"
            | "at"
    )
}

/// What can open a sentence without a subject: an item of a list of intentions,
/// a preamble ("Recognizing …;"), "Signed at …".
fn opening(
    scene: &ActorScene<'_>,
    sentence: &Sentence,
    kind: BlockKind,
    lead: Option<&Lead>,
    parties: &Parties,
) -> Option<Clause> {
    let lexicon = ForceLexicon::shipped();
    let mut at = sentence.from;
    while scene.words.shape(at) == Shape::Sign && at + 1 < sentence.until {
        at += 1;
    }
    let fold = scene.fold(at);
    let opens = opens_block(scene.words, sentence);
    let clause = |force, codes: Vec<String>, confidence, reason| Clause {
        from: at,
        cue: Cue {
            from: at,
            until: at + 1,
            force,
            takes_bare: force == Force::Intends,
            passive: false,
            reported: false,
        },
        force,
        codes,
        confidence,
        reason,
    };
    if kind == BlockKind::ListItem
        && opens
        && let Some(lead) = lead
    {
        let mut verb = at;
        // "In a new partnership, coordinate …"
        if !lexicon.is_action(fold) && matches!(fold, "in" | "through" | "with") {
            verb = (at..sentence.until.min(at + 8))
                .find(|word| scene.fold(*word) == ",")
                .map_or(at, |comma| comma + 1);
        }
        let (base, form) = lexicon.verb(scene.fold(verb))?;
        let fits = if lead.bare {
            scene.fold(verb) == base && lexicon.is_action(base)
        } else {
            form == Form::Participle
        };
        if fits {
            let mut found = clause(
                Force::Intends,
                lead.codes.clone(),
                0.85,
                "an item of a list of intentions",
            );
            found.from = verb;
            found.cue.from = verb;
            found.cue.until = verb + 1;
            return Some(found);
        }
    }
    if opens && fold == "signed" && matches!(scene.fold(at + 1), "at" | "in" | "on") {
        return Some(clause(
            Force::Signed,
            parties.text.clone(),
            0.85,
            "the closing formula of an instrument",
        ));
    }
    let closes = scene.fold(sentence.until - 1);
    let preamble = opens && (closes == ";" || closes == ",");
    if preamble {
        let mut verb = at;
        while lexicon.is_adverb(scene.fold(verb)) {
            verb += 1;
        }
        if let Some((base, Form::Participle)) = lexicon.verb(scene.fold(verb)) {
            let force = match base {
                "consider" | "believe" | "express" => Some(Force::Noted),
                base => lexicon.force_of(base),
            };
            if let Some(force) = force {
                return Some(clause(force, parties.text.clone(), 0.85, "a preamble"));
            }
        }
    }
    if matches!(fold, "have" | "has") && opens {
        let cue = scene.cue_at(at)?;
        return (cue.force == Force::Agreed).then(|| Clause {
            cue,
            ..clause(
                Force::Agreed,
                parties.text.clone(),
                0.8,
                "the formula that opens what was agreed",
            )
        });
    }
    // "The purpose of this Memorandum is to …"
    let is = (sentence.from..sentence.until.min(sentence.from + 14))
        .find(|word| scene.fold(*word) == "is" && scene.fold(word + 1) == "to")?;
    let noun = (sentence.from..is).find(|word| {
        matches!(
            scene.fold(*word),
            "purpose" | "objective" | "objectives" | "aim" | "goal"
        )
    })?;
    let from = (sentence.from..=noun)
        .rev()
        .take_while(|word| !matches!(scene.fold(*word), ","))
        .last()
        .unwrap_or(noun);
    let mut found = clause(Force::Intends, parties.text.clone(), 0.75, "a purpose");
    found.from = from;
    found.cue.from = is;
    found.cue.until = is + 2;
    Some(found)
}

/// What the items of a list inherit from a sentence that ends with a colon.
fn lead_of(scene: &ActorScene<'_>, clauses: &[Clause], parties: &Parties) -> Option<Lead> {
    let last = scene.until - 1;
    let before = scene.fold(last - 1);
    if matches!(before, "will" | "to" | "shall") {
        let subject = (scene.from..last)
            .rev()
            .find_map(|at| scene.subject_before(at, parties));
        return Some(Lead {
            codes: subject.map_or_else(|| parties.text.clone(), |actor| actor.codes),
            bare: true,
        });
    }
    // "Areas of cooperation are intended to include:"
    let names_intention =
        (scene.from..last).any(|at| matches!(scene.fold(at), "intended" | "intend"));
    if clauses.is_empty() && names_intention {
        return Some(Lead {
            codes: parties.text.clone(),
            bare: false,
        });
    }
    let clause = clauses.last()?;
    if !matches!(clause.force, Force::Intends | Force::Agreed)
        || matches!(before, "including" | "by" | "particular" | "following")
    {
        return None;
    }
    Some(Lead {
        codes: clause.codes.clone(),
        bare: false,
    })
}

fn remember(scene: &ActorScene<'_>, actor: &Actor, parties: &mut Parties) {
    if actor.codes.is_empty() {
        return;
    }
    parties.last.clone_from(&actor.codes);
    if actor.codes.len() >= 2 {
        parties.last_group.clone_from(&actor.codes);
    }
    let gazetteer = Gazetteer::shipped();
    let person = scene.found.iter().rfind(|found| {
        found.kind == MentionType::Per && found.from >= actor.from && found.until <= actor.until
    });
    if let Some(person) = person {
        parties.last_person = scene.code(person, gazetteer).into_iter().collect();
        if parties.last_person.is_empty() {
            parties.last_person.clone_from(&actor.codes);
        }
    }
}

/// Remembers lists of economies, for "the two sides" behind them.
fn remember_groups(scene: &ActorScene<'_>, parties: &mut Parties) {
    let gazetteer = Gazetteer::shipped();
    let mut list: Vec<String> = Vec::new();
    let mut end = usize::MAX;
    let places: Vec<&Found> = scene
        .found
        .iter()
        .filter(|found| found.kind == MentionType::Place)
        .collect();
    for place in places {
        let Some(code) = scene.code(place, gazetteer) else {
            continue;
        };
        let near = place.from >= end
            && place.from - end <= 3
            && (end..place.from).all(|at| matches!(scene.fold(at), "and" | "," | "the"));
        if !near {
            list.clear();
        }
        if !list.contains(&code) {
            list.push(code);
        }
        end = place.until;
        if list.len() >= 2 {
            let mut sorted = list.clone();
            sorted.sort();
            parties.last_group = sorted;
        }
    }
}

/// Without ", the official said" at the end, and without the closing stop.
fn clause_end(scene: &ActorScene<'_>, until: usize) -> usize {
    let comma = (scene.from..until)
        .rev()
        .take(16)
        .find(|at| scene.fold(*at) == ",");
    if let Some(comma) = comma {
        let says = (comma..until).any(|at| matches!(scene.fold(at), "said" | "says" | "according"));
        if says && comma > scene.from + 4 {
            return comma;
        }
    }
    until
}

fn trim_end(scene: &ActorScene<'_>, from: usize, until: usize) -> usize {
    let mut end = until;
    while end > from + 1
        && (matches!(
            scene.fold(end - 1),
            "and" | "," | "." | ";" | ":" | "\"" | "but" | "while" | "that" | ")" | "or" | "as"
        ) && !(scene.fold(end - 1) == ")" && (from..end - 1).any(|at| scene.fold(at) == "(")))
    {
        end -= 1;
    }
    end
}
