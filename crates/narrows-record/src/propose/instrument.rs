//! Instruments named in lower case ("joint statement", "memorandum of
//! cooperation on nickel processing"), and definite references to what has
//! been named ("the framework", "this Agreement").

use std::collections::BTreeMap;

use super::gazetteer::EntryKind;
use super::mention::{Found, MentionType};
use super::scene::Scene;
use super::words::Shape;

/// Finds instruments in lower case that are named by a phrase.
pub(crate) fn find_plain_instruments(scene: &mut Scene<'_>) {
    for head in scene.from..scene.until {
        if scene.fold(head) == "letter"
            && scene.fold(head + 1) == "of"
            && matches!(scene.fold(head + 2), "intent" | "exchange")
        {
            scene.push(Found::new(
                MentionType::Instr,
                head,
                head + 3,
                0.85,
                "an instrument named by its kind",
            ));
            continue;
        }
        if scene.words.shape(head) != Shape::Lower
            || !scene.lexicon.instrument_plain.contains(scene.fold(head))
        {
            continue;
        }
        if scene.fold(head) == "partnership" || scene.words.is_hyphen(head + 1) {
            continue;
        }
        let from = left_end(scene, head);
        let until = right_end(scene, head);
        let determiner = if from > scene.from {
            scene.fold(from - 1)
        } else {
            ""
        };
        let plural = scene.fold(head).ends_with('s') && scene.fold(head) != "principles";
        let memorandum = until > head + 1;
        let definite = matches!(
            determiner,
            "the"
                | "a"
                | "an"
                | "this"
                | "their"
                | "its"
                | "'s"
                | "our"
                | "under"
                | "in"
                | "landmark"
                | "historic"
                | "new"
                | "comprehensive"
                | "broad"
                | "final"
        );
        let bare_memorandum =
            scene.fold(head) == "memorandum" && scene.fold(head + 1) == "on" && determiner == "a";
        let strong = from < head && strong_modifier(scene, from, head);
        let body_resolution = matches!(
            scene.fold(head),
            "resolutions" | "resolution" | "agreements"
        ) && scene
            .hit_before(head, MentionType::Org)
            .or_else(|| scene.hit_before(head, MentionType::Forum))
            .is_some();
        if bare_memorandum
            || body_resolution
            || (memorandum || (strong && (definite || place_statement(scene, head)))) && !plural
        {
            scene.push(Found::new(
                MentionType::Instr,
                from,
                until,
                0.8,
                "an instrument named by its kind",
            ));
        }
    }
}

fn left_end(scene: &Scene<'_>, head: usize) -> usize {
    scene.left_run(head, |scene, start| {
        let before = start - 1;
        if let Some(hit) = scene
            .hits
            .iter()
            .filter(|hit| {
                hit.until == start
                    && matches!(
                        hit.kind,
                        EntryKind::Mention(
                            MentionType::Forum
                                | MentionType::Place
                                | MentionType::Org
                                | MentionType::Norp
                                | MentionType::Good
                                | MentionType::Tech
                        )
                    )
            })
            .min_by_key(|hit| hit.from)
        {
            let compound = hit.from > scene.from && scene.words.is_hyphen(hit.from - 1);
            return (!compound).then_some(hit.from);
        }
        if scene
            .lexicon
            .instrument_modifier
            .contains(scene.fold(before))
        {
            return Some(before);
        }
        None
    })
}

fn strong_modifier(scene: &Scene<'_>, from: usize, head: usize) -> bool {
    let forum = scene.hits.iter().any(|hit| {
        hit.from >= from && hit.until <= head && hit.kind == EntryKind::Mention(MentionType::Forum)
    });
    let words: Vec<&str> = (from..head).map(|at| scene.fold(at)).collect();
    let kind = scene.fold(head);
    let body = scene
        .hit_before(head, MentionType::Org)
        .is_some_and(|hit| hit.from >= from && scene.is_capital(hit.from));
    (forum && kind != "framework")
        || place_statement(scene, head)
        || (body && matches!(kind, "framework" | "guidelines" | "initiative"))
        || matches!(
            (words.last(), kind),
            (
                Some(&"joint"),
                "statement" | "declaration" | "communique" | "communiqué"
            )
        )
        || matches!((words.last(), kind), (Some(&"executive"), "order"))
        || matches!(
            (words.last(), kind),
            (Some(&"chain"), "agreement" | "framework")
        )
        || matches!((words.last(), kind), (Some(&"action"), "plan"))
        || matches!(
            (words.last(), kind),
            (
                Some(
                    &"trade"
                        | &"tariff"
                        | &"minerals"
                        | &"investment"
                        | &"framework"
                        | &"partnership"
                        | &"economic"
                        | &"peace"
                ),
                "agreement" | "deal" | "pact" | "accord"
            )
        )
        || matches!(
            (words.last(), kind),
            (
                Some(&"trilateral" | &"quantum"),
                "framework" | "agreement" | "statement"
            )
        )
}

/// "the Lima statement"
fn place_statement(scene: &Scene<'_>, head: usize) -> bool {
    matches!(
        scene.fold(head),
        "statement" | "declaration" | "communique" | "communiqué"
    ) && scene.hit_before(head, MentionType::Place).is_some()
}

fn right_end(scene: &Scene<'_>, head: usize) -> usize {
    let fold = scene.fold(head);
    if fold == "memorandum"
        && scene.fold(head + 1) == "of"
        && matches!(
            scene.fold(head + 2),
            "cooperation" | "understanding" | "agreement" | "intent"
        )
    {
        let end = head + 3;
        if matches!(scene.fold(end), "on" | "for" | "concerning" | "regarding") {
            return topic_end(scene, end + 1).unwrap_or(end);
        }
        return end;
    }
    head + 1
}

/// "nickel processing", "critical minerals supply chains": nouns up to a
/// function word or sign.
fn topic_end(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    while end < scene.until && end < at + 8 {
        let fold = scene.fold(end);
        if scene.is_sign(end) && !scene.words.is_hyphen(end) {
            break;
        }
        if super::lexicon::is_function_word(fold)
            || super::date::is_calendar_word(fold)
            || scene.lexicon.speaking.contains(fold)
        {
            break;
        }
        end += 1;
    }
    (end > at).then_some(end)
}

/// What the text has named so far, by the last word of the name.
#[derive(Debug, Default)]
pub(crate) struct Named {
    heads: BTreeMap<String, (MentionType, Option<String>)>,
}

impl Named {
    /// Learns the heads of a name.
    pub(crate) fn learn(&mut self, scene: &Scene<'_>, found: &Found) {
        if !matches!(
            found.kind,
            MentionType::Forum | MentionType::Instr | MentionType::Meeting
        ) || found.len() < 2
        {
            return;
        }
        let lexicon = scene.lexicon;
        for at in found.from..found.until {
            let fold = scene.fold(at);
            let is_head = match found.kind {
                MentionType::Meeting => lexicon.meeting_plain.contains(fold),
                MentionType::Forum => {
                    lexicon.forum.contains(fold) || lexicon.instrument.contains(fold)
                }
                _ => {
                    lexicon.instrument.contains(fold)
                        && fold != "resolution"
                        && fold != "resolutions"
                }
            };
            if is_head {
                self.heads
                    .insert(fold.to_owned(), (found.kind, found.id.clone()));
            }
        }
    }

    /// Finds definite references: "the framework", "this Agreement".
    pub(crate) fn find(&self, scene: &mut Scene<'_>) {
        for at in scene.from + 1..scene.until {
            let article = |at: usize| matches!(scene.fold(at), "the" | "this" | "that" | "these");
            let adjective = at >= scene.from + 2
                && matches!(
                    scene.fold(at - 1),
                    "historic" | "landmark" | "new" | "same" | "groundbreaking" | "earlier"
                )
                && article(at - 2);
            let definite = article(at - 1) || adjective;
            let signed = matches!(scene.fold(at - 1), "a" | "an")
                && scene.words.shape(at) == Shape::Capital
                && matches!(scene.fold(at), "proclamation" | "memorandum");
            if !(definite || signed)
                || scene.is_covered(
                    at,
                    &[
                        MentionType::Forum,
                        MentionType::Instr,
                        MentionType::Meeting,
                        MentionType::Org,
                        MentionType::Role,
                    ],
                )
            {
                continue;
            }
            let fold = scene.fold(at).to_owned();
            let next_name = scene.words.is_hyphen(at + 1)
                || (scene.is_name_word(at + 1) && scene.is_capital(at));
            if next_name || noun_follows(scene, at + 1) {
                continue;
            }
            if let Some((kind, id)) = self.heads.get(&fold) {
                if *kind == MentionType::Forum
                    && scene.words.shape(at) == Shape::Lower
                    && matches!(
                        fold.as_str(),
                        "group" | "council" | "alliance" | "committee" | "force" | "partnership"
                    )
                {
                    continue;
                }
                let mut found = Found::new(
                    *kind,
                    at,
                    at + 1,
                    0.8,
                    "a definite reference to what was named before",
                );
                found.id = id.clone();
                scene.push(found);
            } else if scene.words.shape(at) == Shape::Capital
                && scene.lexicon.instrument.contains(&fold)
                && !matches!(
                    fold.as_str(),
                    "mission"
                        | "list"
                        | "process"
                        | "challenge"
                        | "commitment"
                        | "order"
                        | "award"
                        | "vision"
                        | "project"
                )
            {
                scene.push(Found::new(
                    MentionType::Instr,
                    at,
                    at + 1,
                    0.75,
                    "a document called by its kind, with a capital",
                ));
            }
        }
    }
}

/// "the agreement text": then the head is a modifier.
fn noun_follows(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.fold(at),
        "negotiations"
            | "process"
            | "partners"
            | "members"
            | "countries"
            | "text"
            | "statement"
            | "meeting"
            | "level"
    )
}
