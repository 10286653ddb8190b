//! All rules for mentions, in their order, over a whole text.

use std::collections::BTreeMap;

use super::acronym::Acronyms;
use super::date::{DateContext, DateExpression, Resolved, find_dates};
use super::gazetteer::EntryKind;
use super::good::{find_goods, find_technologies};
use super::instrument::{Named, find_plain_instruments};
use super::meeting::find_meetings;
use super::mention::{Found, MentionType};
use super::person::{Surnames, find_persons};
use super::phrase::{find_phrases, find_plain_bodies};
use super::reading::BlockKind;
use super::role::find_roles;
use super::scene::Scene;
use super::words::Words;

/// A date of the text.
#[derive(Debug, Clone)]
pub(crate) struct ToldDate {
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) expression: DateExpression,
    pub(crate) resolved: Resolved,
    /// The sentence speaks of the future.
    pub(crate) future: bool,
}

/// What the rules found in a text, by sentence.
pub(crate) struct Annotations {
    pub(crate) found: Vec<Vec<Found>>,
    pub(crate) dates: Vec<Vec<ToldDate>>,
}

/// Runs all rules for mentions.
pub(crate) fn annotate(words: &Words<'_>, context: &mut DateContext) -> Annotations {
    let mut acronyms = Acronyms::default();
    let mut surnames = Surnames::default();
    let mut named = Named::default();
    let mut all = Vec::with_capacity(words.sentences.len());
    let mut all_dates = Vec::with_capacity(words.sentences.len());
    for sentence in &words.sentences {
        let mut scene = Scene::new(words, sentence);
        let dates = find_dates(&scene);
        find_roles(&mut scene);
        find_persons(&mut scene, words.kind_of(sentence) == BlockKind::Byline);
        gazetteer_names(&mut scene);
        find_phrases(&mut scene);
        find_plain_bodies(&mut scene);
        acronyms.learn(&mut scene);
        acronyms.find(&mut scene);
        find_plain_instruments(&mut scene);
        find_meetings(&mut scene, &dates);
        find_goods(&mut scene);
        find_technologies(&mut scene);
        let persons: Vec<Found> = scene
            .found
            .iter()
            .filter(|found| found.kind == MentionType::Per)
            .cloned()
            .collect();
        surnames.find(&mut scene);
        for person in &persons {
            surnames.learn(&scene, person);
        }
        named.find(&mut scene);
        let sentence_future = speaks_of_future(&scene);
        let mut told = Vec::with_capacity(dates.len());
        for (from, until, expression) in dates {
            context.future = looks_ahead(&scene, from, sentence_future);
            let resolved = context.resolve(&expression);
            let mut found = Found::new(MentionType::Date, from, until, 0.95, reason_of(&resolved));
            if let Resolved::Edtf(edtf) = &resolved {
                found.id = Some(edtf.clone());
            }
            scene.push(found);
            told.push(ToldDate {
                from,
                until,
                expression,
                resolved,
                future: context.future,
            });
        }
        let mut found = settle(&mut scene);
        found.sort_by_key(|found| (found.from, std::cmp::Reverse(found.until), found.kind));
        for mention in &found {
            named.learn(&scene, mention);
        }
        all.push(found);
        all_dates.push(told);
    }
    Annotations {
        found: all,
        dates: all_dates,
    }
}

fn reason_of(resolved: &Resolved) -> &'static str {
    match resolved {
        Resolved::Edtf(_) => "a date",
        Resolved::Timeless => "a length of time or a recurrence",
        Resolved::NeedsDateline => "a date that needs the day of the text, which is not known",
        Resolved::NeedsEarlierDate => "a date that points at one told before, and none was",
    }
}

/// Whether a date lies ahead: the nearest verb before it decides, else the
/// sentence.
fn looks_ahead(scene: &Scene<'_>, date: usize, sentence: bool) -> bool {
    for at in (scene.from..date).rev().take(10) {
        let fold = scene.fold(at);
        if fold == "by" && (date - at == 1 || date - at == 2 && scene.fold(at + 1) == "the") {
            return true;
        }
        if matches!(
            fold,
            "will" | "would" | "scheduled" | "due" | "expected" | "upcoming" | "shall" | "until"
        ) {
            return true;
        }
        let past = matches!(
            fold,
            "after"
                | "since"
                | "following"
                | "met"
                | "held"
                | "said"
                | "took"
                | "came"
                | "began"
                | "was"
                | "were"
                | "had"
                | "sat"
                | "last"
        ) || (fold.len() > 4
            && fold.ends_with("ed")
            && !matches!(fold, "united" | "need" | "advanced" | "shared" | "limited"));
        if past {
            return false;
        }
    }
    sentence
}

fn speaks_of_future(scene: &Scene<'_>) -> bool {
    (scene.from..scene.until).any(|at| {
        scene.fold(at) == "plan"
            && scene.fold(at + 1) == "to"
            && !(at > scene.from && matches!(scene.fold(at - 1), "a" | "the"))
            || matches!(
                scene.fold(at),
                "will"
                    | "plans"
                    | "intend"
                    | "intends"
                    | "scheduled"
                    | "due"
                    | "expected"
                    | "upcoming"
                    | "would"
            )
    })
}

/// Names of the gazetteer that need no other rule.
fn gazetteer_names(scene: &mut Scene<'_>) {
    let mut best: BTreeMap<(usize, MentionType), (usize, &'static str)> = BTreeMap::new();
    for hit in &scene.hits {
        if let EntryKind::Mention(
            kind @ (MentionType::Place
            | MentionType::Norp
            | MentionType::Org
            | MentionType::Forum
            | MentionType::Instr),
        ) = hit.kind
        {
            let entry = best.entry((hit.from, kind)).or_insert((hit.until, hit.id));
            if hit.until > entry.0 {
                *entry = (hit.until, hit.id);
            }
        }
    }
    let regions: Vec<(usize, usize)> = scene
        .hits
        .iter()
        .filter(|hit| hit.kind == EntryKind::Region)
        .map(|hit| (hit.from, hit.until))
        .collect();
    let all: Vec<(usize, usize, MentionType)> = best
        .iter()
        .map(|((from, kind), (until, _))| (*from, *until, *kind))
        .collect();
    for ((from, kind), (until, id)) in best {
        // "Korea" in "Republic of Korea"
        let covered = all.iter().any(|(start, end, outer)| {
            *start <= from && until <= *end && end - start > until - from && *outer == kind
        });
        if covered {
            continue;
        }
        let inside_region = regions
            .iter()
            .any(|(start, end)| *start <= from && until <= *end && end - start > until - from);
        if matches!(kind, MentionType::Place | MentionType::Norp)
            && (scene.is_in_compound(from, until) || inside_region)
        {
            continue;
        }
        // "SK hynix Inc.", "Toyota Motor Corp."
        let until = if kind == MentionType::Org
            && matches!(
                scene.fold(until),
                "inc." | "co." | "corp." | "ltd." | "inc" | "corp" | "plc"
            )
            && scene.is_capital(until)
        {
            until + 1
        } else {
            until
        };
        scene.push(Found::new(kind, from, until, 0.95, "a name in the gazetteer").with_id(id));
    }
}

/// Settles overlaps: within a type the longest stays; inside a longer name only
/// those types that count there.
fn settle(scene: &mut Scene<'_>) -> Vec<Found> {
    let mut candidates = std::mem::take(&mut scene.found);
    candidates.sort_by(|a, b| {
        b.len()
            .cmp(&a.len())
            .then_with(|| b.confidence.total_cmp(&a.confidence))
            .then_with(|| a.from.cmp(&b.from))
            .then_with(|| a.kind.cmp(&b.kind))
    });
    let mut kept: Vec<Found> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let clash = kept.iter().any(|longer| {
            if !longer.overlaps(&candidate) {
                return false;
            }
            if !longer.covers(&candidate) {
                // Half inside, half outside: one of the two is wrong.
                return true;
            }
            if longer.from == candidate.from && longer.until == candidate.until {
                return true;
            }
            !may_nest(longer.kind, &candidate)
        });
        if !clash {
            kept.push(candidate);
        }
    }
    kept
}

fn may_nest(outer: MentionType, inner: &Found) -> bool {
    use MentionType as M;
    if outer == inner.kind {
        return false;
    }
    match outer {
        M::Place | M::Per | M::Norp | M::Date | M::Good | M::Tech => false,
        M::Role => matches!(inner.kind, M::Place | M::Norp | M::Org),
        M::Org | M::Forum | M::Instr | M::Meeting => {
            matches!(
                inner.kind,
                M::Place | M::Norp | M::Per | M::Forum | M::Org | M::Date
            )
        }
    }
}
