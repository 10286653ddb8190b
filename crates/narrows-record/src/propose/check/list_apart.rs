//! A number and a list of names of its kind that stands somewhere else: "four
//! more metals", and two sentences on "licenses are needed for" five of them.
//! Evidence that the list is that of the number is added up.

use super::counted::{Counted, Listed, counted_at, told_number};
use super::named_run::{NamedRun, RunKind, named_runs, parallel_runs};
use super::quantity::quantities;
use super::{CheckText, Conflict};
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Sentences between a number and its list.
const REACH: usize = 4;

/// Above this a pair is reported.
const ENOUGH: i32 = 4;

/// A number of names of one kind.
#[derive(Debug, Clone, Copy)]
struct Claim {
    number: usize,
    kind: RunKind,
    sentence: usize,
    from: usize,
    until: usize,
    /// "trilateral talks", "a four-nation tour": by its form no part of more.
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
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
        "nation" | "country" | "stop" | "city" | "capital" | "state"
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
            )
        })
        .map(|noun| (number as usize, noun + 1))
}

fn score(
    text: &CheckText<'_>,
    claim: &Claim,
    run: &NamedRun,
    claims: &[Claim],
    runs: &[NamedRun],
) -> i32 {
    let told = claim.number;
    let named = run.len();
    let behind = run.from >= claim.until;
    let gap = run.sentence.abs_diff(claim.sentence);
    if named == told || gap > REACH || !behind && gap > 1 || told > named + 3 {
        return 0;
    }
    let open = is_open(text, run);
    if open && named < told {
        return 0;
    }
    // The list has a number of its own, in its sentence or beside it.
    let own_number = claims.iter().any(|other| {
        other.from != claim.from
            && other.kind == claim.kind
            && (other.number == named && other.sentence.abs_diff(run.sentence) <= 2
                || other.sentence == run.sentence
                || claim.until <= other.from && other.until <= run.from)
    }) || quantities(text, run.start, run.from)
        .iter()
        .any(|number| number.from >= claim.until && number.value >= 2.0 && number.value < 40.0);
    if own_number {
        return 0;
    }
    // The only list of its kind near by.
    let others = runs
        .iter()
        .filter(|other| {
            other.kind == run.kind
                && other.from != run.from
                && other.len() + 1 >= named
                && !other.names.is_subset(&run.names)
                && other.sentence.abs_diff(claim.sentence) <= REACH
        })
        .count();
    let mut score = if others == 0 { 1 } else { -1 };
    score += match (gap, behind) {
        (0 | 1, true) => 2,
        (2, true) => 1,
        (_, true) => 0,
        (_, false) => -1,
    };
    score += if named > told { 1 } else { -2 };
    score += shared(text, claim, run).min(2);
    if sets_apart(text, run) {
        score -= 4;
    }
    if names_all(text, run) {
        score += 1;
    }
    if gap == 0 && !behind {
        score -= 2;
    }
    match (claim.form, claim.kind) {
        (Form::Tour, _) => {
            score += if gap <= 1 && leads_to(text, run) {
                2
            } else {
                -3
            };
        }
        (Form::Sided, _) => {
            score += if named > told && takes_part(text, run) {
                2
            } else {
                -4
            };
        }
        // "from A, from B and from C"
        (Form::Noun, _) if run.kind == RunKind::Parallel => {
            score += if shared(text, claim, run) > 0 && gap <= 3 {
                1
            } else {
                -4
            };
        }
        (Form::Noun, RunKind::Parallel) => {}
        (Form::Noun, RunKind::Substances) => score += 1,
        // "four countries" and a list of some: most texts hold many.
        (Form::Noun, RunKind::Countries) => score -= 2,
        (Form::Noun, RunKind::Bodies) => {
            score += i32::from(named > told) - 1;
        }
        (Form::Noun, RunKind::Persons) => {
            score -= if has_role(text, claim, run) { 0 } else { 3 };
        }
    }
    score
}

fn is_open(text: &CheckText<'_>, run: &NamedRun) -> bool {
    (run.from.saturating_sub(3).max(run.start)..run.from).any(|at| {
        matches!(
            text.fold(at),
            "including"
                | "like"
                | "among"
                | "notably"
                | "especially"
                | "particularly"
                | "such"
                | "e.g."
                | "include"
                | "includes"
                | "example"
                | "instance"
        )
    }) || (run.until..run.end.min(run.until + 3))
        .any(|at| matches!(text.fold(at), "others" | "other" | "etc" | "etc."))
}

/// "which are not affected", "restricted earlier", "besides", "a guest".
fn sets_apart(text: &CheckText<'_>, run: &NamedRun) -> bool {
    (run.start..run.end).any(|at| {
        matches!(
            text.fold(at),
            "not"
                | "n't"
                | "never"
                | "except"
                | "besides"
                | "other"
                | "others"
                | "another"
                | "already"
                | "remain"
                | "remains"
                | "stay"
                | "free"
                | "exempt"
                | "earlier"
                | "before"
                | "previously"
                | "formerly"
                | "until"
                | "without"
                | "instead"
                | "neither"
                | "later"
                | "guest"
                | "guests"
                | "observer"
                | "observers"
                | "would"
                | "could"
                | "may"
                | "if"
                | "outside"
                | "missing"
                | "rose"
                | "fell"
                | "prices"
                | "than"
                | "unlike"
                | "whereas"
                | "reserves"
                | "produces"
                | "percent"
                | "since"
                | "wants"
                | "wanted"
                | "asked"
        )
    })
}

/// "names", "covers", "are needed for": what leads to a whole list.
fn names_all(text: &CheckText<'_>, run: &NamedRun) -> bool {
    (run.start..run.from).any(|at| {
        matches!(
            text.fold(at),
            "names"
                | "named"
                | "lists"
                | "listed"
                | "covers"
                | "cover"
                | "covered"
                | "applies"
                | "apply"
                | "are"
                | "were"
                | "comprises"
                | "concerns"
                | "concerned"
                | "affects"
                | "needed"
                | "required"
                | "namely"
                | ":"
                | "received"
                | "came"
        )
    })
}

fn leads_to(text: &CheckText<'_>, run: &NamedRun) -> bool {
    (run.from.saturating_sub(6).max(run.start)..run.from).any(|at| {
        matches!(
            text.fold(at),
            "to" | "in"
                | "through"
                | "visit"
                | "visited"
                | "visits"
                | "visiting"
                | ":"
                | "of"
                | "covering"
                | "takes"
                | "took"
                | "includes"
                | "stops"
        )
    })
}

/// "Delegations from A, B, C and D sat", "A, B and C sent negotiators".
fn takes_part(text: &CheckText<'_>, run: &NamedRun) -> bool {
    let before = (run.from.saturating_sub(4).max(run.start)..run.from).any(|at| {
        matches!(
            text.fold(at),
            "delegations"
                | "delegates"
                | "officials"
                | "representatives"
                | "ministers"
                | "envoys"
                | "negotiators"
                | "diplomats"
                | "teams"
                | "experts"
                | "participants"
                | "deputies"
                | "secretaries"
        )
    });
    let behind = (run.until..run.end.min(run.until + 4)).any(|at| {
        matches!(
            text.fold(at),
            "sat"
                | "met"
                | "took"
                | "attended"
                | "sent"
                | "gathered"
                | "convened"
                | "joined"
                | "were"
                | "began"
                | "opened"
                | "held"
                | "negotiated"
        )
    });
    before && behind
}

/// "were the ministers on the American side": the noun of the number, or each
/// with a title of that noun.
fn has_role(text: &CheckText<'_>, claim: &Claim, run: &NamedRun) -> bool {
    let noun = text.fold(claim.until - 1);
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    let told = (run.until..run.end.min(run.until + 6))
        .any(|at| text.fold(at) == noun || text.fold(at) == singular);
    let titles = text.annotations.found[run.sentence]
        .iter()
        .filter(|found| {
            found.kind == MentionType::Role
                && run.from <= found.until
                && found.from <= run.until
                && text.fold(found.until - 1) == singular
        })
        .count();
    told || titles >= run.len() || titles + 1 >= run.len() && titles >= 2
}

/// Words of the number's sentence that come again in that of the list.
fn shared(text: &CheckText<'_>, claim: &Claim, run: &NamedRun) -> i32 {
    let Some(sentence) = text.words.sentences.get(claim.sentence) else {
        return 0;
    };
    if claim.sentence == run.sentence {
        return 1;
    }
    let stem = |at: usize| {
        let fold = text.fold(at);
        let plain =
            (text.words.shape(at) == Shape::Lower || at == run.start) && !is_function_word(fold);
        let stem: String = fold.trim_end_matches('s').chars().take(5).collect();
        (plain && stem.len() >= 3).then_some(stem)
    };
    let told: Vec<String> = (sentence.from..sentence.until).filter_map(stem).collect();
    let mut common: Vec<String> = (run.start..run.end)
        .filter(|at| *at < run.from || run.until <= *at)
        .filter_map(stem)
        // "bids", "bidders"
        .filter(|stem| {
            told.iter()
                .any(|told| told.starts_with(stem.as_str()) || stem.starts_with(told.as_str()))
        })
        .collect();
    common.sort_unstable();
    common.dedup();
    i32::try_from(common.len()).unwrap_or(2)
}
