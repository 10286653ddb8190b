//! Verbs that share the subject of the clause before them.

use super::super::actor::{ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::{Force, ForceLexicon, Form};
use super::super::words::Shape;
use super::Clause;
use super::subject::pledge_of_one;

/// "signed a Proclamation ordering the Secretary to": a request inside another
/// deed.
pub(super) fn ordering(scene: &ActorScene<'_>, at: usize, last: &Clause) -> Option<Clause> {
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
pub(super) fn participle(
    scene: &ActorScene<'_>,
    at: usize,
    last: Option<&Clause>,
    parties: &Parties,
) -> Option<Clause> {
    if !matches!(scene.fold(at.checked_sub(1)?), "," | "by") || at <= scene.from + 3 {
        return None;
    }
    let lexicon = ForceLexicon::shipped();
    let (base, Form::Participle) = lexicon.verb(scene.fold(at))? else {
        return None;
    };
    let next = scene.fold(at + 1);
    let force = match base {
        "agree" | "pledge" | "vow" | "promise" | "commit" | "decide" | "resolve"
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
            // "WASHINGTON, June 28 - ": the place of the dateline does nothing.
            let body = (scene.from..limit.min(scene.from + 14))
                .find(|at| matches!(scene.fold(*at), "-" | "--" | "–" | "—"))
                .map_or(scene.from, |dash| dash + 1);
            (body + 1..limit)
                .filter(|end| scene.words.shape(*end) == Shape::Lower || scene.fold(*end) == ",")
                .filter(|end| {
                    !matches!(scene.fold(*end), "and" | "of" | "the" | "'s" | "for" | "in")
                })
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

/// A cue that shares the subject of the clause before it: "and agreed to".
pub(super) fn coordinated(
    scene: &ActorScene<'_>,
    at: usize,
    cue: Option<Cue>,
    last: &Clause,
) -> Option<Clause> {
    // `and "underlined"`: the quotation mark does not part them.
    let quoted = usize::from(scene.fold(at.checked_sub(1)?) == "\"");
    let before = scene.fold(at.checked_sub(1 + quoted)?);
    if !matches!(before, "and" | "," | ";" | "or" | "but") {
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
    // "will chair the forum and wants to": a finite verb has left the "will".
    let finite = cue.is_some()
        && scene.fold(verb) != base
        && !last.cue.passive
        && (form == Form::Present || form == Form::Past && comma);
    if last.cue.takes_bare && !auxiliary && !own_force && !finite {
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
    if found.passive && found.force != Force::Expected
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
    let force = if found.force == Force::Agreed && last.codes.len() == 1 {
        pledge_of_one(scene, &found)
    } else {
        found.force
    };
    Some(Clause {
        from: at,
        cue: found,
        force,
        codes: last.codes.clone(),
        confidence: 0.8,
        reason: "a verb that shares the subject before it",
    })
}

/// A verb takes an object or a preposition behind it; a noun of the same form
/// ("and support for", "use of") does not.
pub(super) fn takes_object(scene: &ActorScene<'_>, verb: usize) -> bool {
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
