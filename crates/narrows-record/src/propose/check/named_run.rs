//! Names of one kind that follow each other anywhere in a sentence: metals,
//! countries, people, bodies, bound by commas and "and".

use std::collections::BTreeSet;

use super::CheckText;
use super::coordination::{is_finite, is_preposition};
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Shape;

/// What the items of a run are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunKind {
    Substances,
    Countries,
    Persons,
    Bodies,
    /// Whatever stands behind a preposition that is said again.
    Parallel,
}

/// A run of at least two names.
#[derive(Debug, Clone)]
pub(super) struct NamedRun {
    pub(super) kind: RunKind,
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// Where the sentence begins.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Different names.
    pub(super) names: BTreeSet<String>,
}

impl NamedRun {
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }
}

/// All runs of a text.
pub(super) fn named_runs(text: &CheckText<'_>) -> Vec<NamedRun> {
    let mut all = Vec::new();
    for (sentence, from, until) in text.sentences() {
        for kind in [
            RunKind::Substances,
            RunKind::Countries,
            RunKind::Persons,
            RunKind::Bodies,
        ] {
            let items: Vec<&Found> = text.annotations.found[sentence]
                .iter()
                .filter(|found| is_item(text, kind, found))
                .collect();
            let mut run: Vec<&Found> = Vec::new();
            let mut push = |run: &[&Found]| {
                let (Some(first), Some(last)) = (run.first(), run.last()) else {
                    return;
                };
                let names: BTreeSet<String> =
                    run.iter().map(|found| name_of(text, found)).collect();
                let joined = run.windows(2).any(|pair| {
                    (pair[0].until..pair[1].from)
                        .any(|at| matches!(text.fold(at), "and" | "or" | "plus" | "&"))
                });
                if names.len() >= 2 && names.len() == run.len() && (joined || run.len() >= 3) {
                    all.push(NamedRun {
                        kind,
                        sentence,
                        from: first.from,
                        until: last.until,
                        start: from,
                        end: until,
                        names,
                    });
                }
            };
            for item in items {
                let bound = run
                    .last()
                    .is_some_and(|last| is_bound(text, kind, last.until, item.from));
                if !bound {
                    push(&run);
                    run.clear();
                }
                run.push(item);
            }
            push(&run);
        }
    }
    all
}

/// "from a trading house, from the Korean firm and from a consortium".
pub(super) fn parallel_runs(text: &CheckText<'_>) -> Vec<NamedRun> {
    let mut all = Vec::new();
    for (sentence, from, until) in text.sentences() {
        for word in ["from", "by", "of", "for"] {
            let places: Vec<usize> = (from..until).filter(|at| text.fold(*at) == word).collect();
            let Some(first) = places.first().copied() else {
                continue;
            };
            let mut items = vec![first];
            for at in places.into_iter().skip(1) {
                let joint = matches!(text.fold(at - 1), "," | "and" | "or");
                if joint && at - items[items.len() - 1] <= 9 {
                    items.push(at);
                }
            }
            let joined = items
                .iter()
                .any(|at| matches!(text.fold(at.saturating_sub(1)), "and" | "or"));
            let Some(last) = items.last().copied().filter(|_| items.len() >= 2 && joined) else {
                continue;
            };
            let end = (last + 1..until)
                .find(|at| matches!(text.fold(*at), "," | ";" | "."))
                .unwrap_or(until);
            all.push(NamedRun {
                kind: RunKind::Parallel,
                sentence,
                from: first + 1,
                until: end,
                start: from,
                end: until,
                names: items.iter().map(|at| at.to_string()).collect(),
            });
        }
    }
    all
}

fn is_item(text: &CheckText<'_>, kind: RunKind, found: &Found) -> bool {
    let owner = text.fold(found.until) == "'s";
    match kind {
        RunKind::Substances => {
            found.kind == MentionType::Good && found.id.as_deref() == Some("metals")
        }
        RunKind::Countries => {
            !owner && (found.kind == MentionType::Place || found.id.as_deref() == Some("eu"))
        }
        RunKind::Persons => !owner && found.kind == MentionType::Per,
        RunKind::Parallel => false,
        RunKind::Bodies => {
            !owner && found.kind == MentionType::Org && found.id.as_deref() != Some("eu")
        }
    }
}

fn name_of(text: &CheckText<'_>, found: &Found) -> String {
    match found.kind {
        // "natural graphite", "graphite"
        MentionType::Good => text.words.folded(found.from, found.until),
        MentionType::Per => text.fold(found.until - 1).to_owned(),
        _ => match &found.id {
            Some(id) if !matches!(id.as_str(), "city" | "us-state") => id.clone(),
            _ => text.words.folded(found.from, found.until),
        },
    }
}

/// Nothing but signs and words that bind, and titles, stand between two items.
fn is_bound(text: &CheckText<'_>, kind: RunKind, from: usize, until: usize) -> bool {
    if until <= from || until - from > 8 {
        return false;
    }
    let mut binders = 0;
    for at in from..until {
        let fold = text.fold(at);
        match fold {
            "," | "and" | "or" | "&" | "plus" => binders += 1,
            "as" | "well" | "the" | "a" | "an" | "both" | "'s" | "\"" | "finally" | "also" => {}
            "but" | "while" | "not" | "with" | "who" | "which" | "that" | "than" | "between"
            | "against" => return false,
            _ if is_preposition(fold)
                && kind != RunKind::Substances
                && !is_place_of(text, from, at) => {}
            _ if is_preposition(fold) => return false,
            _ if is_finite(text, at) => return false,
            _ if text.words.shape(at) == Shape::Sign => return false,
            _ if kind == RunKind::Substances || kind == RunKind::Countries => return false,
            _ if text.words.shape(at) == Shape::Lower && fold.len() > 4 && fold.ends_with("ed") => {
                return false;
            }
            _ => {}
        }
    }
    binders >= 1
}

/// "Japan in May and Korea": the preposition belongs to the item before.
fn is_place_of(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    at == from && !matches!(text.fold(at), "," | "and")
}
