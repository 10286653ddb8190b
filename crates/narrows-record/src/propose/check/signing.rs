//! One signing with two dates, told of "the framework" or "the minerals
//! agreement": a definite phrase and the only one of its kind in the text.

use super::{CheckText, Conflict};
use crate::propose::date::DateExpression;
use crate::propose::mention::MentionType;

/// Signings of a text beyond which the others are not compared.
const MOST: usize = 60;

struct Signing {
    sentence: usize,
    head: String,
    /// What the phrase says of it besides the head.
    words: Vec<String>,
    definite: bool,
    date: (usize, usize),
    /// Year where told, month, day.
    day: (Option<i16>, i8, i8),
    /// Those named as "with X", "by X" behind the verb.
    partners: Vec<String>,
}

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut all: Vec<Signing> = Vec::new();
    for (number, from, until) in text.sentences() {
        for at in from..until {
            if let Some(signing) = signing_at(text, number, (from, until), at)
                && all.len() < MOST
            {
                all.push(signing);
            }
        }
    }
    for (place, second) in all.iter().enumerate() {
        let others: Vec<&Signing> = all
            .iter()
            .enumerate()
            .filter(|(other, signing)| {
                *other != place
                    && signing.head == second.head
                    && signing.sentence != second.sentence
            })
            .map(|(_, signing)| signing)
            .collect();
        // Another that it could be: nothing is said.
        let ([first], true) = (others.as_slice(), second.definite) else {
            continue;
        };
        if !is_one(text, first, second) || !is_near(first.day, second.day) {
            continue;
        }
        let sides = vec![first.date, second.date];
        let known = conflicts.iter().any(|known| {
            known.kind == "date_conflict"
                && known
                    .sides
                    .iter()
                    .any(|side| sides.iter().any(|own| side.0 < own.1 && own.0 < side.1))
        });
        if !known {
            conflicts.push(Conflict {
                kind: "date_conflict",
                severity: "error",
                sides,
                confidence: 0.75,
                reason: format!(
                    "One signing seems to be dated twice: {} and {}.",
                    text.words.quote(first.date.0, first.date.1),
                    text.words.quote(second.date.0, second.date.1)
                ),
            });
        }
    }
}

/// What the definite phrase says fits the other telling, and nobody else signs.
fn is_one(text: &CheckText<'_>, first: &Signing, second: &Signing) -> bool {
    let range = &text.words.sentences[first.sentence];
    let told = |word: &str| (range.from..range.until).any(|at| text.fold(at) == word);
    second.words.iter().all(|word| told(word)) && second.partners.iter().all(|word| told(word))
}

/// Some days apart, or a year slipped: a mistake, not another signing.
fn is_near(a: (Option<i16>, i8, i8), b: (Option<i16>, i8, i8)) -> bool {
    let days = (i32::from(a.1) * 31 + i32::from(a.2)) - (i32::from(b.1) * 31 + i32::from(b.2));
    match (a.0, b.0) {
        (Some(one), Some(other)) if one != other => days == 0,
        _ => days != 0 && days.abs() <= 31,
    }
}

fn is_head(fold: &str) -> bool {
    matches!(
        fold,
        "framework"
            | "agreement"
            | "memorandum"
            | "accord"
            | "pact"
            | "deal"
            | "treaty"
            | "declaration"
            | "arrangement"
            | "charter"
            | "protocol"
            | "compact"
    )
}

fn day(expression: &DateExpression) -> Option<(Option<i16>, i8, i8)> {
    match expression {
        DateExpression::Day { year, month, day } => Some((*year, *month, *day)),
        _ => None,
    }
}

fn signing_at(
    text: &CheckText<'_>,
    number: usize,
    (from, until): (usize, usize),
    at: usize,
) -> Option<Signing> {
    let object = match text.fold(at) {
        "signed" | "inked" | "initialed" | "initialled" | "concluded" | "sign" => at + 1,
        "names" | "name" | "signatures" | "signature" if text.fold(at + 1) == "to" => at + 2,
        _ => return None,
    };
    let denied = (at.saturating_sub(5).max(from)..at).any(|at| {
        matches!(
            text.fold(at),
            "not" | "never" | "to" | "will" | "would" | "could" | "may" | "before" | "until"
        )
    });
    if denied {
        return None;
    }
    let dates = &text.annotations.dates[number];
    // "the framework signed …", "the memorandum was signed …", "Agreement, signed …"
    let mut before = at;
    while before > from && matches!(text.fold(before - 1), "," | "was" | "were" | "been" | "had") {
        before -= 1;
    }
    let passive = before > from && is_head(text.fold(before - 1));
    let (head, start, end, date) = if passive {
        let head = before - 1;
        let start = phrase_start(text, from, head)?;
        let date = dates
            .iter()
            .find(|date| date.from > at && date.from - at <= 10)?;
        (head, start, head + 1, date)
    } else {
        if !matches!(text.fold(object), "a" | "an" | "the" | "their" | "its") {
            return None;
        }
        let head = (object + 1..until.min(object + 8)).find(|at| is_head(text.fold(*at)))?;
        let date = dates
            .iter()
            .find(|date| date.until <= at && date.from <= from + 2)
            .or_else(|| {
                dates
                    .iter()
                    .find(|date| date.from > head && date.from - head <= 8)
            })?;
        (head, object, head + 1, date)
    };
    let clause_ends = (at.min(date.from)..at.max(date.from))
        .any(|at| matches!(text.fold(at), ";" | "after" | "before" | "since" | "while"));
    if date.future || clause_ends {
        return None;
    }
    let day = day(&date.expression)?;
    let partners = text.annotations.found[number]
        .iter()
        .filter(|found| {
            matches!(found.kind, MentionType::Place | MentionType::Norp)
                && found.from > at
                && matches!(
                    text.fold(found.from - 1),
                    "with" | "by" | "between" | "and" | "among"
                )
        })
        .map(|found| text.fold(found.from).to_owned())
        .collect();
    Some(Signing {
        sentence: number,
        head: text.fold(head).to_owned(),
        words: (start + 1..end - 1)
            .map(|at| text.fold(at).to_owned())
            .filter(|fold| fold.chars().any(char::is_alphabetic))
            .collect(),
        definite: matches!(text.fold(start), "the" | "this" | "that"),
        date: (date.from, date.until),
        day,
        partners,
    })
}

/// The determiner of a phrase, at most five words before its head.
fn phrase_start(text: &CheckText<'_>, from: usize, head: usize) -> Option<usize> {
    (head.saturating_sub(6).max(from)..head)
        .rev()
        .find(|at| matches!(text.fold(*at), "a" | "an" | "the" | "this" | "that"))
}
