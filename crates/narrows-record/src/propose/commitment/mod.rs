//! Commitments: clauses in which a party takes a position, with their force.

mod coordinated;
mod extent;
mod headline;
mod insertion;
mod may_act;
mod memory;
mod opening;
mod passive;
mod speaker;
mod subject;

use super::actor::{ActorScene, Parties, parties_of};
use super::annotate::Annotations;
use super::cue::Cue;
use super::force::Force;
use super::proposal::{CommitmentProposal, Places};
use super::reading::BlockKind;
use super::words::{Sentence, Words};
use coordinated::{coordinated, ordering, participle};
use extent::{clause_end, trim_end};
use headline::headline;
use memory::{officials_of, private_names, remember_groups};
use opening::{Lead, lead_of, opening};
use passive::passive;
use speaker::is_report;
use subject::{from_sentence_subject, with_subject};

/// Words between "that" and the verb behind it.
const LONGEST_SUBJECT: usize = 8;

/// A clause with a force.
struct Clause {
    from: usize,
    cue: Cue,
    force: Force,
    codes: Vec<String>,
    confidence: f64,
    reason: &'static str,
}

/// Finds every commitment of a text.
pub(crate) fn find_commitments(
    words: &Words<'_>,
    annotations: &Annotations,
    title: Option<&str>,
    places: &Places<'_>,
) -> Vec<CommitmentProposal> {
    let officials = officials_of(words, &annotations.found);
    let mut parties = Parties {
        text: parties_of(words, &annotations.found, title),
        private: private_names(words, &annotations.found, &officials),
        officials,
        reporter: is_report(words),
        ..Parties::default()
    };
    let mut lead: Option<Lead> = None;
    let mut proposals = Vec::new();
    let mut before_text = true;
    for (sentence, found) in words.sentences.iter().zip(&annotations.found) {
        let kind = words.kind_of(sentence);
        let scene = ActorScene {
            words,
            found,
            from: sentence.from,
            until: sentence.until,
        };
        if !kind.makes_statements() || kind == BlockKind::Caption {
            if kind == BlockKind::Heading {
                lead = None;
                if before_text {
                    let clauses: Vec<Clause> = headline(&scene, &parties).into_iter().collect();
                    propose_clauses(&scene, &clauses, places, &mut proposals);
                }
            }
            continue;
        }
        before_text = false;
        if is_question(&scene) {
            continue;
        }
        if kind != BlockKind::ListItem && opens_block(words, sentence) {
            lead = None;
        }
        let clauses = clauses(&scene, sentence, kind, lead.as_ref(), &mut parties);
        // "The parties will" before a list, with or without its colon
        if matches!(scene.fold(sentence.until - 1), ":" | "will" | "shall") {
            lead = lead_of(&scene, &clauses, &parties).or(lead);
        }
        remember_groups(&scene, &mut parties);
        propose_clauses(&scene, &clauses, places, &mut proposals);
    }
    proposals
}

/// Each clause up to the next.
fn propose_clauses(
    scene: &ActorScene<'_>,
    clauses: &[Clause],
    places: &Places<'_>,
    proposals: &mut Vec<CommitmentProposal>,
) {
    let words = scene.words;
    for (number, clause) in clauses.iter().enumerate() {
        let end = match clauses.get(number + 1) {
            Some(next) => trim_end(scene, clause.from, next.from),
            None => trim_end(
                scene,
                clause.from,
                clause_end(scene, clause.from, scene.until),
            ),
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

/// "pledged that Japan would": what was pledged is no commitment of its own.
fn is_complement(scene: &ActorScene<'_>, last: &Clause, at: usize) -> bool {
    scene.fold(last.cue.until) == "that"
        && at - last.cue.until <= LONGEST_SUBJECT
        && !(last.cue.until..at).any(|word| matches!(scene.fold(word), "," | "and" | ";"))
}

/// A question commits nobody.
fn is_question(scene: &ActorScene<'_>) -> bool {
    (scene.from..scene.until)
        .rev()
        .find(|at| !matches!(scene.fold(*at), "\"" | "'" | ")"))
        .is_some_and(|at| scene.fold(at) == "?")
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
        if clauses
            .last()
            .is_some_and(|last| is_complement(scene, last, at))
        {
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
