//! A good named under a class that it does not belong to: gallium, germanium
//! and graphite are no rare earths. Two goods side by side in a list are no
//! class and member; a denial ("is no rare earth") is right.

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

/// Words between a class and the list of its members.
const BEFORE_MEMBERS: &[&[&str]] = &[
    &["such", "as"],
    &["for", "example"],
    &["for", "instance"],
    &["in", "particular"],
    &["above", "all"],
    &["among", "them"],
    &["which", "include"],
    &["that", "include"],
    &["like"],
    &["including"],
    &["includes"],
    &["include"],
    &["included"],
    &["namely"],
    &["notably"],
    &["especially"],
    &["particularly"],
    &["chiefly"],
    &["mainly"],
    &["mostly"],
    &["primarily"],
    &["e.g."],
];

/// Words that lead from goods to the class they are said to be of.
const TO_CLASS: &[&str] = &[
    "a",
    "all",
    "also",
    "always",
    "among",
    "and",
    "another",
    "are",
    "as",
    "be",
    "been",
    "being",
    "belong",
    "belongs",
    "both",
    "called",
    "class",
    "classed",
    "classified",
    "considered",
    "count",
    "counted",
    "counts",
    "critical",
    "deemed",
    "described",
    "each",
    "elements",
    "family",
    "group",
    "grouped",
    "important",
    "is",
    "it",
    "itself",
    "key",
    "known",
    "listed",
    "materials",
    "members",
    "metals",
    "minerals",
    "of",
    "one",
    "or",
    "part",
    "rank",
    "ranked",
    "ranks",
    "regarded",
    "scarce",
    "seen",
    "so-called",
    "some",
    "strategic",
    "that",
    "the",
    "them",
    "themselves",
    "these",
    "they",
    "three",
    "to",
    "treated",
    "two",
    "vital",
    "was",
    "were",
    "which",
    "widely",
    "four",
    "five",
    "prized",
    "most",
    "ordinary",
    "common",
    "famous",
    "familiar",
    "coveted",
    "valuable",
    "abundant",
    "minor",
    "rare",
    "in",
    "fact",
    "actually",
    "themselves",
];

/// Of these, the ones that say that something is.
const BINDS: &[&str] = &[
    "all",
    "are",
    "be",
    "been",
    "being",
    "belong",
    "belongs",
    "both",
    "called",
    "classed",
    "classified",
    "considered",
    "counted",
    "counts",
    "deemed",
    "described",
    "each",
    "grouped",
    "is",
    "known",
    "most",
    "listed",
    "one",
    "part",
    "rank",
    "ranked",
    "ranks",
    "regarded",
    "seen",
    "treated",
    "was",
    "were",
    "three",
    "two",
    "four",
    "five",
];

/// First words of all names of classes.
static FIRST_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    CLASSES
        .class
        .iter()
        .flat_map(|class| &class.names)
        .filter_map(|name| name.split(' ').next())
        .collect()
});

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    let mut before: Vec<Found> = Vec::new();
    for (number, from, until) in text.sentences() {
        let goods: Vec<&Found> = text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Good)
            .collect();
        for class in &CLASSES.class {
            if goods.is_empty() && before.is_empty() {
                break;
            }
            let mut at = from;
            while at < until {
                let Some(end) = class_at(text, class, at, until) else {
                    at += 1;
                    continue;
                };
                let named = (at, end);
                at = end;
                // "metals" in "rare earth metals" is another class.
                if end == named.0 + 1
                    && named.0 > from
                    && matches!(
                        text.fold(named.0 - 1),
                        "earth" | "precious" | "base" | "group"
                    )
                {
                    continue;
                }
                let wrong = |good: &&&Found| {
                    !(good.from < named.1 && named.0 < good.until)
                        && class
                            .others
                            .contains(&text.words.folded(good.from, good.until))
                };
                let members = such_as(text, named.1, until, &goods)
                    .or_else(|| and_other(text, from, named.0, &goods))
                    .or_else(|| counted_list(text, from, named, until, &goods))
                    .or_else(|| said_to_be(text, from, named.0, &goods))
                    .or_else(|| right_behind(text, named, until, &goods))
                    .or_else(|| like_other(text, from, named, &goods))
                    .or_else(|| one_by_one(text, from, named, until, &goods))
                    .or_else(|| it_is(text, number, from, named).map(|good| vec![good]))
                    .or_else(|| {
                        points_back(text, from, named).then(|| {
                            before
                                .iter()
                                .filter(|good| !overlaps_class(text, good))
                                .collect()
                        })
                    })
                    .unwrap_or_default();
                if members
                    .iter()
                    .any(|good| good.from < named.1 && named.0 < good.until)
                {
                    continue;
                }
                let members: Vec<&&Found> = members.iter().filter(wrong).collect();
                let (Some(first), Some(last)) = (members.first(), members.last()) else {
                    continue;
                };
                let class_name = text.words.quote(named.0, named.1);
                let list: Vec<&str> = members
                    .iter()
                    .map(|good| text.words.quote(good.from, good.until))
                    .collect();
                conflicts.push(Conflict {
                    kind: "wrong_class",
                    severity: "error",
                    sides: vec![named, (first.from, last.until)],
                    confidence: 0.92,
                    reason: format!(
                        "named under \"{class_name}\", which {} not: {}.",
                        if list.len() == 1 { "it is" } else { "they are" },
                        list.join(", ")
                    ),
                });
            }
        }
        before = goods.into_iter().cloned().collect();
    }
}

fn overlaps_class(text: &CheckText<'_>, good: &Found) -> bool {
    text.words.folded(good.from, good.until).contains("earth")
}

/// The end of a class's name that begins at `at`, the longest; hyphens do not
/// matter.
fn class_at(text: &CheckText<'_>, class: &Class, at: usize, until: usize) -> Option<usize> {
    if !FIRST_WORDS.contains(text.fold(at)) {
        return None;
    }
    let mut name = String::new();
    let mut best = None;
    for next in at..until.min(at + 6) {
        if !text.words.is_hyphen(next) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(text.fold(next));
            if class.names.contains(&name) {
                best = Some(next + 1);
            }
        }
    }
    best
}

fn any_of(text: &CheckText<'_>, at: usize, list: &[&[&str]]) -> Option<usize> {
    list.iter()
        .find(|words| (0..words.len()).all(|step| text.fold(at + step) == words[step]))
        .map(|words| words.len())
}

/// "rare earths such as A, B and C", "rare earths (A and B)", "exports of rare
/// earths, notably A".
fn such_as<'a>(
    text: &CheckText<'_>,
    behind: usize,
    until: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let mut at = behind;
    let mut steps = 0;
    while steps < 2
        && matches!(
            text.fold(at),
            "exports"
                | "imports"
                | "shipments"
                | "supplies"
                | "metals"
                | "elements"
                | "minerals"
                | "ores"
                | "oxides"
                | "group"
        )
    {
        at += 1;
        steps += 1;
    }
    let sign = matches!(text.fold(at), "(" | "–" | "—" | ":" | "--");
    let mut next = at + usize::from(sign || matches!(text.fold(at), "," | "-"));
    while matches!(text.fold(next), "-") {
        next += 1;
    }
    let opens = any_of(text, next, BEFORE_MEMBERS);
    if opens.is_none() && !sign {
        return None;
    }
    next += opens.unwrap_or(0);
    let list = run_of_goods(text, next, until, goods);
    // A dash may also go on with another thing.
    let dash = opens.is_none() && matches!(text.fold(at), "–" | "—" | "--");
    let closed = !dash
        || list
            .last()
            .is_some_and(|good| !text.words.is_capital(good.until));
    (!list.is_empty() && closed).then_some(list)
}

/// "A, B and other rare earths", "A and similar rare earths".
fn and_other<'a>(
    text: &CheckText<'_>,
    from: usize,
    named: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let mut at = named;
    let mut other = false;
    while at > from && named - at < 5 {
        let fold = text.fold(at - 1);
        if matches!(
            fold,
            "other" | "similar" | "further" | "more" | "such" | "another" | "related" | "remaining"
        ) {
            other = true;
        } else if !matches!(
            fold,
            "the"
                | "some"
                | "several"
                | "many"
                | "various"
                | "any"
                | "all"
                | "critical"
                | "important"
                | "key"
                | "strategic"
                | "valuable"
                | "coveted"
                | "scarce"
                | "a"
                | "few"
                | "number"
                | "of"
                | "chinese"
        ) {
            break;
        }
        at -= 1;
    }
    let before = at.checked_sub(1)?;
    let binder = matches!(text.fold(before), "and" | "or" | "&");
    // "A, like the other rare earths, is …"
    let like = matches!(text.fold(before), "like" | "with" | "as")
        && before > from
        && matches!(
            (text.fold(before - 1), text.fold(before)),
            (",", "like" | "as") | ("as", "with")
        );
    if !other || !(binder || like) {
        return None;
    }
    let list = goods_before(text, from, before, goods);
    (!list.is_empty()).then_some(list)
}

/// Goods that end right before `end`, bound by commas and "and".
fn goods_before<'a>(
    text: &CheckText<'_>,
    from: usize,
    end: usize,
    goods: &[&'a Found],
) -> Vec<&'a Found> {
    let mut list: Vec<&Found> = Vec::new();
    let mut end = end;
    loop {
        while end > from
            && matches!(
                text.fold(end - 1),
                "," | "and" | "or" | "the" | "both" | "as" | "well"
            )
        {
            end -= 1;
        }
        match goods.iter().find(|good| good.until == end) {
            Some(good) => {
                list.insert(0, good);
                end = good.from;
            }
            None => break,
        }
    }
    list
}

/// "three rare earths, A, B and C", "the two rare earths — A and B".
fn counted_list<'a>(
    text: &CheckText<'_>,
    from: usize,
    named: (usize, usize),
    until: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let counts = (named.0.saturating_sub(3).max(from)..named.0).any(|at| {
        crate::propose::lexicon::numeral(text.fold(at)).is_some_and(|count| count > 1)
            || matches!(text.fold(at), "these" | "pair" | "trio")
    });
    if !counts || text.fold(named.1) != "," {
        return None;
    }
    let list = run_of_goods(text, named.1 + 1, until, goods);
    (!list.is_empty()).then_some(list)
}

/// "A is a rare earth", "A and B, both rare earths", "A, a rare earth", "A
/// belongs to the rare earths".
fn said_to_be<'a>(
    text: &CheckText<'_>,
    from: usize,
    named: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let mut end = named;
    let mut bound = false;
    let mut article = false;
    let mut comma = None;
    while end > from && named - end < 9 {
        let word = text.fold(end - 1);
        if matches!(word, "," | "—" | "–" | "(") && comma.is_none() {
            comma = Some(end - 1);
        } else if word == "and" && end == named || !TO_CLASS.contains(&word) {
            break;
        }
        bound = bound || BINDS.contains(&word);
        article = article || matches!(word, "a" | "an" | "another");
        end -= 1;
    }
    if end == named || goods.iter().all(|good| good.until != end) {
        // "A and B, rare earths used in chips": closed by no comma, so no list.
        return None;
    }
    let apposition = comma == Some(end) && (article || bound);
    // "A, B and rare earths" has no verb and no article.
    let bare = comma == Some(end)
        && end + 1 == named
        && matches!(
            behind_class(text, named),
            "used"
                | "needed"
                | "vital"
                | "essential"
                | "critical"
                | "that"
                | "which"
                | "crucial"
                | "key"
                | "mined"
                | "whose"
        )
        && text.fold(
            goods
                .iter()
                .find(|good| good.until == end)?
                .from
                .saturating_sub(1),
        ) == "and";
    let verb = comma.is_none() && bound && !matches!(text.fold(end), "and" | "or" | "both");
    let relative = comma.is_some()
        && bound
        && matches!(
            text.fold(end + 1),
            "which"
                | "both"
                | "all"
                | "each"
                | "two"
                | "three"
                | "known"
                | "classified"
                | "one"
                | "considered"
        );
    if !(apposition || bare || verb || relative) {
        return None;
    }
    let list = goods_before(text, from, end, goods);
    (!list.is_empty()).then_some(list)
}

/// The word behind the class that begins at `named`.
fn behind_class<'t>(text: &'t CheckText<'_>, named: usize) -> &'t str {
    let class = CLASSES
        .class
        .iter()
        .find_map(|class| class_at(text, class, named, named + 6));
    text.fold(class.unwrap_or(named + 1))
}

/// "the rare earth element gallium", "the rare earths gallium and germanium".
fn right_behind<'a>(
    text: &CheckText<'_>,
    named: (usize, usize),
    until: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    goods.iter().find(|good| good.from == named.1)?;
    let list = run_of_goods(text, named.1, until, goods);
    (!list.is_empty()).then_some(list)
}

/// "Like other rare earths, A comes from China."
fn like_other<'a>(
    text: &CheckText<'_>,
    from: usize,
    named: (usize, usize),
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let start = named.0.saturating_sub(4).max(from);
    let like = (start..named.0).any(|at| {
        matches!(text.fold(at), "like" | "as")
            && matches!(text.fold(at + 1), "other" | "the" | "all" | "most" | "with")
    });
    let other = named.0 > from && text.fold(named.0 - 1) == "other";
    if !(like && other) || text.fold(named.1) != "," {
        return None;
    }
    let list = run_of_goods(text, named.1 + 1, usize::MAX, goods);
    (!list.is_empty()).then_some(list)
}

/// "These rare earths", "The two rare earths": the goods of the sentence before.
fn points_back(text: &CheckText<'_>, from: usize, named: (usize, usize)) -> bool {
    let mut at = from;
    at += usize::from(text.fold(at) == "but" || text.fold(at) == "and");
    if named.0 > at + 6 {
        return false;
    }
    let words: Vec<&str> = (at..named.0).map(|at| text.fold(at)).collect();
    matches!(
        words.as_slice(),
        ["these"]
            | ["both"]
            | ["these", "two"]
            | ["these", "three"]
            | ["the", "two"]
            | ["the", "three"]
            | ["both", "of", "these"]
            | ["both" | "all" | "these" | "they", "are"]
            | ["all", "three", "are"]
            | ["the", "two", "are"]
            | ["both", "are", "considered" | "classified"]
    )
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

/// "The rare earths are moving, A a little, B and C a lot."
fn one_by_one<'a>(
    text: &CheckText<'_>,
    from: usize,
    named: (usize, usize),
    until: usize,
    goods: &[&'a Found],
) -> Option<Vec<&'a Found>> {
    let subject = named.0 <= from + 3
        && matches!(
            text.fold(named.1),
            "are" | "were" | "have" | "rose" | "fell" | "moved"
        );
    let measured = |at: usize| {
        matches!(
            (text.fold(at), text.fold(at + 1)),
            ("a", "little" | "lot" | "bit") | ("the", "most" | "least")
        )
    };
    if !subject {
        return None;
    }
    let end = goods
        .iter()
        .filter(|good| good.until < until && measured(good.until))
        .map(|good| good.until)
        .max()?;
    let list = goods_before(text, named.1, end, goods);
    let start = list.first()?.from;
    (text.fold(start - 1) == ",").then_some(list)
}

/// "It is a rare earth that …": the good that opens one of the two sentences
/// before, in the same paragraph.
fn it_is<'a>(
    text: &'a CheckText<'_>,
    number: usize,
    from: usize,
    named: (usize, usize),
) -> Option<&'a Found> {
    let mut at = from;
    while matches!(text.fold(at), "\"" | "“" | "'" | "‘") {
        at += 1;
    }
    let predicate = text.fold(at) == "it"
        && matches!(text.fold(at + 1), "is" | "was")
        && matches!(text.fold(at + 2), "a" | "an")
        && named.0 >= at + 3
        && named.0 <= at + 5;
    let whole = matches!(
        text.fold(named.1),
        "." | "," | ";" | "that" | "which" | "nobody" | "few" | "used" | "and" | "found" | "mined"
    );
    if !predicate || !whole {
        return None;
    }
    let block = text.words.sentences[number].block;
    (1..=2)
        .filter_map(|back| number.checked_sub(back))
        .filter(|before| text.words.sentences[*before].block == block)
        .find_map(|before| {
            let start = text.words.sentences[before].from;
            text.annotations.found[before].iter().find(|good| {
                good.kind == MentionType::Good
                    && good.from == start
                    && matches!(
                        text.fold(good.until),
                        "is" | "was" | "has" | "comes" | "had" | "goes"
                    )
            })
        })
}
