//! A good named under a class that it does not belong to: gallium, germanium
//! and graphite are no rare earths.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{CheckText, Conflict};
use crate::propose::mention::{Found, MentionType};

#[derive(Debug, Deserialize)]
struct ClassesFile {
    class: Vec<Class>,
}

#[derive(Debug, Deserialize)]
struct Class {
    names: HashSet<String>,
    others: HashSet<String>,
}

static CLASSES: LazyLock<ClassesFile> = LazyLock::new(|| {
    match toml::from_str(include_str!("../../../data/lexicon/classes.toml")) {
        Ok(classes) => classes,
        // Part of the program; every test reads it.
        Err(error) => unreachable!("data/lexicon/classes.toml: {error}"),
    }
});

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let goods: Vec<&Found> = text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Good)
            .collect();
        for class in &CLASSES.class {
            for named in goods.iter().filter(|good| {
                class
                    .names
                    .contains(&text.words.folded(good.from, good.until))
            }) {
                let wrong = |good: &&&Found| {
                    class
                        .others
                        .contains(&text.words.folded(good.from, good.until))
                };
                let members = such_as(text, named.until, until, &goods)
                    .or_else(|| and_other(text, from, named.from, &goods))
                    .or_else(|| apposition(text, named, &goods))
                    .unwrap_or_default();
                let members: Vec<&&Found> = members.iter().filter(wrong).collect();
                let (Some(first), Some(last)) = (members.first(), members.last()) else {
                    continue;
                };
                let class_name = text.words.quote(named.from, named.until);
                let list: Vec<&str> = members
                    .iter()
                    .map(|good| text.words.quote(good.from, good.until))
                    .collect();
                conflicts.push(Conflict {
                    kind: "wrong_class",
                    severity: "error",
                    sides: vec![(named.from, named.until), (first.from, last.until)],
                    confidence: 0.92,
                    reason: format!(
                        "named under \"{class_name}\", which {} not: {}.",
                        if list.len() == 1 { "it is" } else { "they are" },
                        list.join(", ")
                    ),
                });
            }
        }
    }
}

/// "rare earths such as A, B and C", "rare earths (A and B)", "rare earths, including A".
fn such_as<'a>(
    text: &CheckText<'_>,
    behind: usize,
    until: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let fold = |at: usize| text.fold(at);
    let mut at = behind;
    if matches!(fold(at), "," | "(" | "-" | "–" | "—" | ":") {
        at += 1;
    }
    let opens = match fold(at) {
        "such" if fold(at + 1) == "as" => 2,
        "like" | "including" | "includes" | "include" | "namely" => 1,
        "for" if fold(at + 1) == "example" => 2,
        "e.g." => 1,
        _ if matches!(fold(behind), "(" | ":" | "—" | "–") => 0,
        _ => return None,
    };
    let list = run_of_goods(text, at + opens, until, goods);
    (!list.is_empty()).then_some(list)
}

/// "A, B and other rare earths".
fn and_other<'a>(
    text: &CheckText<'_>,
    from: usize,
    named: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let before = named.checked_sub(2).filter(|before| *before > from)?;
    if text.fold(named - 1) != "other" || !matches!(text.fold(before), "and" | "or" | "&") {
        return None;
    }
    let mut list: Vec<&Found> = Vec::new();
    let mut end = before;
    loop {
        while end > from && matches!(text.fold(end - 1), "," | "and" | "the") {
            end -= 1;
        }
        match goods.iter().find(|good| good.until == end) {
            Some(good) => {
                list.push(good);
                end = good.from;
            }
            None => break,
        }
    }
    list.reverse();
    (!list.is_empty()).then_some(list)
}

/// "gallium, a rare earth", "the rare earth element gallium", "gallium is a rare earth".
fn apposition<'a>(
    text: &CheckText<'_>,
    named: &Found,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let start = named.from
        - usize::from(named.from > 0 && matches!(text.fold(named.from - 1), "a" | "the"));
    if start >= 1
        && matches!(
            text.fold(start - 1),
            "," | "is" | "are" | "—" | "–" | "(" | "as"
        )
    {
        let end = start - 1;
        let before = goods.iter().find(|good| good.until == end);
        if let Some(good) =
            before.filter(|_| start < named.from || matches!(text.fold(end), "is" | "are"))
        {
            return Some(vec![good]);
        }
    }
    // "gallium and germanium, both rare earths", "are classified as rare earths"
    let mut end = named.from;
    let mut bound = false;
    while end > 0 && named.from - end < 6 {
        let word = text.fold(end - 1);
        if !matches!(
            word,
            "all"
                | "both"
                | "two"
                | "three"
                | "which"
                | "are"
                | "is"
                | "as"
                | "known"
                | "classified"
                | "called"
                | "of"
                | "—"
                | "–"
                | ","
        ) {
            break;
        }
        bound = bound || matches!(word, "all" | "both" | "are" | "is" | "as" | "two" | "three");
        end -= 1;
    }
    if bound && let Some(last) = goods.iter().find(|good| good.until == end) {
        let mut list = vec![*last];
        let mut at = last.from;
        loop {
            while at > 0 && matches!(text.fold(at - 1), "," | "and") {
                at -= 1;
            }
            match goods.iter().find(|good| good.until == at) {
                Some(good) => {
                    list.insert(0, good);
                    at = good.from;
                }
                None => break,
            }
        }
        return Some(list);
    }
    let singular = matches!(
        text.fold(named.until - 1),
        "earth" | "earths" | "element" | "elements" | "metal" | "metals" | "mineral" | "minerals"
    );
    if singular {
        let list = run_of_goods(text, named.until, usize::MAX, goods);
        return (!list.is_empty()).then_some(list);
    }
    None
}

/// Goods that follow each other from `at`, bound by commas and "and".
fn run_of_goods<'a>(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
    goods: &[&'a Found],
) -> Vec<&'a Found> {
    let mut list = Vec::new();
    let mut next = at;
    while next < until {
        while matches!(text.fold(next), "," | "and" | "or" | "the" | "both") {
            next += 1;
        }
        match goods.iter().find(|good| good.from == next) {
            Some(good) => {
                list.push(*good);
                next = good.until;
            }
            None => break,
        }
    }
    list
}
