//! A number and a list of names of its kind that stands somewhere else: "four
//! more metals", and two sentences on "licenses are needed for" five of them.
//! Evidence that the list is that of the number is added up.

use super::counted::{Counted, Listed, counted_at, told_number};
use super::list_evidence::score;
use super::named_run::{NamedRun, RunKind, named_runs, parallel_runs};
use super::{CheckText, Conflict};

/// Sentences between a number and its list.
pub(super) const REACH: usize = 4;

/// Above this a pair is reported.
const ENOUGH: i32 = 4;

/// A number of names of one kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) number: usize,
    pub(super) kind: RunKind,
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// "trilateral talks", "a four-nation tour": by its form no part of more.
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Noun,
    /// "trilateral"
    Sided,
    /// "a four-nation tour"
    Tour,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut runs = named_runs(text);
    runs.extend(parallel_runs(text));
    let claims = claims(text);
    for claim in &claims {
        let mut best: Option<(i32, &NamedRun)> = None;
        let mut agrees = false;
        for run in runs
            .iter()
            .filter(|run| run.kind == claim.kind || run.kind == RunKind::Parallel)
        {
            if run.len() == claim.number && run.sentence.abs_diff(claim.sentence) <= REACH {
                agrees = true;
            }
            let score = score(text, claim, run, &claims, &runs);
            if score >= ENOUGH && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, run));
            }
        }
        let Some((_, run)) = best.filter(|_| !agrees) else {
            continue;
        };
        let mut sides = vec![(claim.from, claim.until), (run.from, run.until)];
        sides.sort_unstable();
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides,
            confidence: 0.7,
            reason: format!(
                "The text says {} and names {}.",
                text.words.quote(claim.from, claim.until),
                run.len()
            ),
        }
        .add_new(conflicts);
    }
}

fn claims(text: &CheckText<'_>) -> Vec<Claim> {
    let mut all = Vec::new();
    for (sentence, from, until) in text.sentences() {
        for at in from..until {
            let claim = |number: usize, kind, until, form| Claim {
                number,
                kind,
                sentence,
                from: at,
                until,
                form,
            };
            if let Some(number) = sided(text.fold(at))
                && (at + 1..until.min(at + 4)).any(|at| is_meeting(text.fold(at)))
            {
                all.push(claim(number, RunKind::Countries, at + 2, Form::Sided));
            } else if let Some((number, end)) = tour(text, at, until) {
                all.push(claim(number, RunKind::Countries, end, Form::Tour));
            } else if let Some(counted) = counted_at(text, from, at, until)
                && let Some(kind) = kind_of(text, &counted)
            {
                let number = counted.number as usize;
                all.push(claim(number, kind, counted.noun + 1, Form::Noun));
            }
        }
    }
    all
}

fn kind_of(text: &CheckText<'_>, counted: &Counted) -> Option<RunKind> {
    match counted.listed {
        Listed::Goods
            if !matches!(
                text.fold(counted.noun),
                "goods" | "products" | "commodities"
            ) =>
        {
            Some(RunKind::Substances)
        }
        Listed::Places
            if matches!(
                text.fold(counted.noun),
                "countries" | "nations" | "states" | "governments" | "economies" | "capitals"
            ) =>
        {
            Some(RunKind::Countries)
        }
        Listed::Bodies => Some(RunKind::Bodies),
        Listed::Persons => Some(RunKind::Persons),
        _ => None,
    }
}

/// "trilateral", "three-way" talks have that many sides.
fn sided(fold: &str) -> Option<usize> {
    Some(match fold {
        "trilateral" | "tripartite" => 3,
        "quadrilateral" | "quadripartite" => 4,
        "pentalateral" => 5,
        _ => return None,
    })
}

fn is_meeting(fold: &str) -> bool {
    matches!(
        fold,
        "talks"
            | "meeting"
            | "meetings"
            | "session"
            | "dialogue"
            | "conference"
            | "consultations"
            | "negotiations"
            | "gathering"
            | "summit"
            | "ministerial"
            | "round"
            | "workshop"
            | "discussions"
    )
}

/// "a four-nation tour", "his three-country swing", "a five-stop trip".
pub(super) fn tour(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, usize)> {
    let number = told_number(text, at).filter(|number| (2..=15).contains(number))?;
    let hyphen = text.words.is_hyphen(at + 1);
    let stop = matches!(
        text.fold(at + 2),
        "nation" | "country" | "stop" | "city" | "capital" | "state" | "member" | "party"
    );
    if !hyphen || !stop {
        return None;
    }
    (at + 3..until.min(at + 6))
        .find(|at| {
            matches!(
                text.fold(*at),
                "tour"
                    | "trip"
                    | "swing"
                    | "visit"
                    | "journey"
                    | "mission"
                    | "roadshow"
                    | "travels"
                    | "exercise"
                    | "drill"
                    | "group"
                    | "grouping"
                    | "bloc"
                    | "alliance"
                    | "club"
                    | "pact"
                    | "forum"
                    | "coalition"
                    | "format"
                    | "initiative"
            )
        })
        .map(|noun| (number as usize, noun + 1))
}
