//! Ordinals against the number of what they count through: "three bodies … the
//! first … the second … a fourth". An ordinal beyond the number contradicts it;
//! so does a last one before it.

use super::counted::{Counted, Listed, counted_at};
use super::ordinal_rank::{Rank, rank_at};
use super::{CheckText, Conflict};
use crate::propose::lexicon::numeral;

/// Sentences behind a number in which its ordinals are looked for.
const REACH: usize = 7;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut told: Vec<(usize, Counted)> = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            let told_at = counted_at(text, from, at, until)
                .or_else(|| first_of(text, from, at, until))
                .or_else(|| pointed_plan(text, at, until));
            if let Some(counted) = told_at
                && counted.number >= 2
                && counted.number <= 12
                && !matches!(text.fold(at), "twice" | "thrice")
                && !has_more(text, &counted)
            {
                told.push((number, counted));
            }
        }
    }
    for (sentence, counted) in &told {
        // "Four rounds" and a fifth: the later telling of the same noun counts.
        let ranks = ranks(text, *sentence, counted, &told);
        let Some((rank, reason)) = against(counted.number, &ranks) else {
            continue;
        };
        // The same number told again nearer to the ordinal.
        let nearer = told.iter().any(|(_, other)| {
            other.at > counted.at
                && other.at < rank.at
                && other.number == counted.number
                && text.fold(other.noun) == text.fold(counted.noun)
        });
        if nearer {
            continue;
        }
        // Another number of the same things that the ordinal fits.
        let other = told.iter().any(|(_, other)| {
            other.at != counted.at
                && text.fold(other.noun) == text.fold(counted.noun)
                && other.number >= rank.number
        });
        if other {
            continue;
        }
        let from = ranks
            .iter()
            .map(|rank| rank.at)
            .min()
            .unwrap_or(rank.at)
            .min(rank.at);
        Conflict {
            kind: "count_mismatch",
            severity: "error",
            sides: vec![(counted.at, counted.noun + 1), (from, rank.until)],
            confidence: 0.75,
            reason: format!(
                "The text says {}, and {reason} {}.",
                text.words.quote(counted.at, counted.noun + 1),
                text.words.quote(rank.at, rank.until)
            ),
        }
        .add_new(conflicts);
    }
}

/// "the first of four seminars": the run begins with the number.
fn first_of(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<Counted> {
    let first = at >= from + 3 && text.fold(at - 1) == "of" && text.fold(at - 2) == "first"
        || at >= from + 4
            && matches!(text.fold(at - 1), "the" | "its" | "these")
            && text.fold(at - 2) == "of"
            && text.fold(at - 3) == "first";
    first.then(|| counted_at(text, at, at, until)).flatten()
}

/// "a four-point plan": of four points.
fn pointed_plan(text: &CheckText<'_>, at: usize, until: usize) -> Option<Counted> {
    let number = numeral(text.fold(at)).filter(|number| (2..=15).contains(number))?;
    let point = matches!(
        text.fold(at + 2),
        "point" | "part" | "step" | "chapter" | "pillar" | "stage" | "item" | "article"
    );
    (text.words.is_hyphen(at + 1) && point && at + 3 < until).then_some(Counted {
        number,
        at,
        noun: at + 2,
        listed: Listed::Anything,
    })
}

/// "has six articles", "runs to five chapters": all that there are.
fn is_held(text: &CheckText<'_>, counted: &Counted) -> bool {
    let part = matches!(
        text.fold(counted.noun),
        "chapters"
            | "articles"
            | "points"
            | "parts"
            | "items"
            | "sections"
            | "pillars"
            | "steps"
            | "annexes"
            | "paragraphs"
            | "clauses"
            | "pages"
            | "appendices"
            | "point"
            | "part"
            | "step"
            | "chapter"
            | "pillar"
            | "volumes"
            | "priorities"
    );
    part || (counted.at.saturating_sub(3)..counted.at).any(|at| {
        matches!(
            text.fold(at),
            "has"
                | "have"
                | "had"
                | "contains"
                | "comprises"
                | "includes"
                | "lists"
                | "only"
                | "just"
                | "exactly"
                | "consists"
                | "divided"
        )
    })
}

fn has_more(text: &CheckText<'_>, counted: &Counted) -> bool {
    (counted.at + 1..counted.noun)
        .any(|at| matches!(text.fold(at), "more" | "other" | "new" | "further"))
        || matches!(
            text.fold(counted.at.saturating_sub(1)),
            "other" | "another" | "first" | "last"
        )
}

/// The ordinal that the number cannot have.
fn against(number: u32, ranks: &[Rank]) -> Option<(Rank, &'static str)> {
    // A run from the first on, or the noun itself, says what is counted through.
    let runs_from_first = |beyond: &Rank| {
        (1..beyond.number)
            .filter(|step| ranks.iter().any(|rank| rank.number == *step))
            .count()
            + 2
            >= beyond.number as usize
            && ranks
                .iter()
                .any(|rank| rank.number == 1 || rank.number + 1 == beyond.number)
    };
    if let Some(beyond) = ranks
        .iter()
        .filter(|rank| rank.number > number && rank.number <= number + 3)
        .find(|rank| rank.noun || runs_from_first(rank))
    {
        return Some((*beyond, "tells of"));
    }
    ranks
        .iter()
        .max_by_key(|rank| rank.number)
        .filter(|rank| {
            rank.last && rank.number < number && rank.number >= 2 && runs_from_first(rank)
        })
        .map(|rank| (*rank, "ends with"))
}

/// The ordinals behind a number that count through its things.
fn ranks(
    text: &CheckText<'_>,
    sentence: usize,
    counted: &Counted,
    told: &[(usize, Counted)],
) -> Vec<Rank> {
    let mut all: Vec<Rank> = Vec::new();
    let first = text.fold(counted.at.saturating_sub(2)) == "first"
        || text.fold(counted.at.saturating_sub(3)) == "first";
    let mut last_sentence = first.then_some(sentence);
    for (number, from, until) in text.sentences() {
        if number < sentence || number > sentence + REACH {
            continue;
        }
        for at in from.max(counted.noun + 1)..until {
            let Some(mut rank) = rank_at(text, number, (from, until), at, counted, &all) else {
                continue;
            };
            // "A fourth company, which came too late": not of the three, unless
            // they were gone through.
            let indefinite = rank.at > from && matches!(text.fold(rank.at - 1), "a" | "an");
            rank.noun &=
                last_sentence.is_some() || rank.number <= counted.number || is_held(text, counted);
            rank.noun &= !indefinite || last_sentence.is_some() || rank.number <= counted.number;
            // A nearer number of other things is what bare ordinals go
            // through; and they begin with the first, right behind the number.
            let other_number = told
                .iter()
                .any(|(_, other)| other.at > counted.at && other.at < rank.at);
            let begins = rank.number == 1 && number <= sentence + 1 && !other_number;
            let goes_on = last_sentence.is_some_and(|last| number <= last + 2);
            if rank.noun || rank.meeting || begins || goes_on {
                last_sentence = Some(number);
                all.push(rank);
            }
        }
    }
    // A second "first" begins with other things.
    if let Some(again) = all
        .iter()
        .enumerate()
        .skip(1)
        .find(|(at, rank)| rank.number == 1 && all[at - 1].number >= 1)
        .map(|(at, _)| at)
    {
        all.truncate(again);
    }
    all
}
