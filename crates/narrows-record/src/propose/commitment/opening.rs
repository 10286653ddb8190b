//! What opens a sentence without a subject: items of lists, preambles, formulas.

use super::super::actor::{ActorScene, Parties};
use super::super::cue::Cue;
use super::super::force::{Force, ForceLexicon, Form};
use super::super::reading::BlockKind;
use super::super::words::{Sentence, Shape};
use super::{Clause, opens_block};

/// What an item of a list inherits from the sentence that leads to it.
#[derive(Clone)]
pub(super) struct Lead {
    pub(super) codes: Vec<String>,
    /// The items begin with bare verbs ("will:") and not with participles.
    pub(super) bare: bool,
}

/// What can open a sentence without a subject: an item of a list of intentions,
/// a preamble ("Recognizing …;"), "Signed at …".
pub(super) fn opening(
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
            "purpose" | "objective" | "objectives" | "aim" | "goal" | "intention"
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
pub(super) fn lead_of(
    scene: &ActorScene<'_>,
    clauses: &[Clause],
    parties: &Parties,
) -> Option<Lead> {
    let last = if scene.fold(scene.until - 1) == ":" {
        scene.until - 1
    } else {
        scene.until
    };
    let before = scene.fold(last.checked_sub(1)?);
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
