//! What speaks for a list being that of a number that stands apart from it, and
//! what against.

use super::CheckText;
use super::list_apart::{Claim, Form, REACH};
use super::named_run::{NamedRun, RunKind};
use super::quantity::quantities;
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

pub(super) fn score(
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

pub(super) fn is_open(text: &CheckText<'_>, run: &NamedRun) -> bool {
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
pub(super) fn sets_apart(text: &CheckText<'_>, run: &NamedRun) -> bool {
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
pub(super) fn names_all(text: &CheckText<'_>, run: &NamedRun) -> bool {
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

pub(super) fn leads_to(text: &CheckText<'_>, run: &NamedRun) -> bool {
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
                | "together"
                | "comprises"
                | "unites"
                | "links"
                | "groups"
                | "consists"
                | "takes"
                | "took"
                | "includes"
                | "stops"
        )
    })
}

/// "Delegations from A, B, C and D sat", "A, B and C sent negotiators".
pub(super) fn takes_part(text: &CheckText<'_>, run: &NamedRun) -> bool {
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
pub(super) fn has_role(text: &CheckText<'_>, claim: &Claim, run: &NamedRun) -> bool {
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
pub(super) fn shared(text: &CheckText<'_>, claim: &Claim, run: &NamedRun) -> i32 {
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
