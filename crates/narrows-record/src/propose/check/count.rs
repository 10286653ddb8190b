//! A numeral against the list behind it: "three companies" and four names.

use super::{CheckText, Conflict};
use crate::propose::lexicon::numeral;
use crate::propose::mention::{Found, MentionType};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let found = &text.annotations.found[number];
        let mut at = from;
        while at + 2 < until {
            if let Some(conflict) = conflict_at(text, found, from, at, until) {
                at = conflict
                    .sides
                    .iter()
                    .map(|side| side.1)
                    .max()
                    .unwrap_or(at + 1);
                conflicts.push(conflict);
            } else {
                at += 1;
            }
        }
    }
}

fn conflict_at(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    at: usize,
    until: usize,
) -> Option<Conflict> {
    let told = numeral(text.fold(at)).filter(|told| (2..=20).contains(told))?;
    if at > from
        && (matches!(
            text.fold(at - 1),
            "$" | "of"
                | "article"
                | "section"
                | "least"
                | "than"
                | "about"
                | "over"
                | "some"
                | "nearly"
        ) || text.words.is_hyphen(at - 1))
    {
        return None;
    }
    if text.words.is_hyphen(at + 1) {
        return None;
    }
    // The noun that is counted, with up to three words before it.
    let noun = (at + 1..until.min(at + 5)).find(|word| counted(text.fold(*word)).is_some())?;
    if (at + 1..noun).any(|word| {
        text.words.is_capital(word) && counted(text.fold(word)).is_none() && !is_norp(found, word)
            || matches!(text.fold(word), "," | "of" | "the" | "and")
    }) {
        return None;
    }
    let kinds = counted(text.fold(noun))?;
    let (list_from, opener) = list_start(text, noun + 1, until)?;
    let (listed, list_until) = listed(text, found, list_from, until, kinds)?;
    if listed == told as usize || listed < 2 || (opener == "in" && listed < told as usize) {
        return None;
    }
    Some(Conflict {
        kind: "count_mismatch",
        severity: if opener == "in" { "warning" } else { "error" },
        sides: vec![(at, noun + 1), (list_from, list_until)],
        confidence: if opener == "in" { 0.6 } else { 0.85 },
        reason: format!(
            "The text says {} and lists {listed}.",
            text.words.quote(at, noun + 1)
        ),
    })
}

fn is_norp(found: &[Found], at: usize) -> bool {
    found.iter().any(|found| {
        found.from <= at
            && at < found.until
            && matches!(found.kind, MentionType::Norp | MentionType::Place)
    })
}

/// What a counted noun is a list of; an empty list means plain words.
fn counted(fold: &str) -> Option<&'static [MentionType]> {
    use MentionType as M;
    Some(match fold {
        "companies" | "firms" | "chipmakers" | "automakers" | "conglomerates" | "laboratories"
        | "bodies" | "businesses" | "miners" | "refiners" | "traders" | "utilities" | "makers"
        | "manufacturers" | "producers" | "suppliers" | "groups" | "corporations"
        | "universities" | "banks" | "agencies" | "institutes" | "ministries" | "organizations"
        | "outlets" => &[M::Org],
        "countries" | "nations" | "states" | "governments" | "capitals" | "economies"
        | "members" | "cities" | "provinces" | "partners" => &[M::Place],
        "projects" | "sites" | "plants" | "locations" | "ports" => &[M::Place],
        "ministers" | "leaders" | "officials" | "secretaries" | "presidents" | "people"
        | "envoys" => &[M::Per],
        "minerals" | "metals" | "materials" | "goods" | "products" | "items" | "commodities"
        | "elements" => &[M::Good],
        "technologies" => &[M::Tech],
        "pillars" | "areas" | "working groups" | "measures" | "aims" | "goals" | "tasks"
        | "chapters" | "subjects" | "issues" | "domains" | "industries" | "working"
        | "programs" | "programmes" | "fields" | "sectors" | "topics" | "priorities"
        | "principles" | "categories" | "tracks" | "themes" | "agreements" | "points" | "steps" => {
            &[]
        }
        _ => return None,
    })
}

/// Where the list begins behind the noun: after a comma, colon, dash or
/// bracket, or "in" for places.
fn list_start<'a>(text: &'a CheckText<'_>, at: usize, until: usize) -> Option<(usize, &'a str)> {
    let mut next = at;
    // "of battery materials", "from Japan"
    while next < until.min(at + 5)
        && matches!(
            text.words.shape(next),
            crate::propose::words::Shape::Lower | crate::propose::words::Shape::Capital
        )
        && !matches!(
            text.fold(next),
            "in" | "and"
                | "including"
                | "such"
                | "like"
                | "namely"
                | "are"
                | "is"
                | "were"
                | "will"
                | "to"
                | "that"
                | "which"
                | "who"
                | "with"
        )
    {
        next += 1;
    }
    let opener = text.fold(next);
    match opener {
        "," | ":" | "(" | "—" | "–" => {
            let mut start = next + 1;
            if matches!(
                text.fold(start),
                "including"
                    | "such"
                    | "like"
                    | "and"
                    | "which"
                    | "who"
                    | "as"
                    | "but"
                    | "according"
                    | "in"
                    | "for"
                    | "with"
                    | "while"
                    | "especially"
                    | "at"
                    | "from"
            ) {
                return None;
            }
            if matches!(text.fold(start), "namely") {
                start += 1;
            }
            Some((start, opener))
        }
        "-" if text.fold(next + 1) == "-" => Some((next + 2, "—")),
        "in" if next == at => Some((next + 1, opener)),
        "namely" => Some((next + 1, opener)),
        _ => None,
    }
}

/// How many are listed, and where the list ends.
fn listed(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    until: usize,
    kinds: &[MentionType],
) -> Option<(usize, usize)> {
    if kinds.is_empty() {
        return plain_list(text, from, until);
    }
    mention_list(text, found, from, until, kinds).or_else(|| capital_list(text, from, until))
}

/// Items that begin with a capital: names that no list has.
fn capital_list(text: &CheckText<'_>, from: usize, until: usize) -> Option<(usize, usize)> {
    let (count, end) = plain_list(text, from, until)?;
    let mut opens = true;
    for at in from..end {
        if matches!(text.fold(at), "," | "and") {
            opens = true;
        } else if opens {
            if text.fold(at) == "the" {
                continue;
            }
            if !text.words.is_capital(at) {
                return None;
            }
            opens = false;
        }
    }
    Some((count, end))
}

/// Items that are mentions of the kind that is counted.
fn mention_list(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    until: usize,
    kinds: &[MentionType],
) -> Option<(usize, usize)> {
    let mut count = 0;
    let mut end = from;
    let mut next = from;
    let mut closed = false;
    loop {
        while matches!(text.fold(next), "the" | "," | "and" | "&") {
            closed = closed || (text.fold(next) == "and" && count > 0);
            next += 1;
        }
        // "Minister X", "Dowa Holdings of Japan", "a and b of c"
        let here = found
            .iter()
            .filter(|found| found.from == next)
            .max_by_key(|found| found.until);
        match here {
            Some(item) if kinds.contains(&item.kind) => {
                count += 1;
                next = item.until;
                end = next;
            }
            Some(item)
                if matches!(item.kind, MentionType::Role | MentionType::Norp)
                    || (item.kind == MentionType::Place
                        && count > 0
                        && matches!(text.fold(next - 1), "of")) =>
            {
                next = item.until;
            }
            _ => {
                let of = text.fold(next) == "of" && count > 0;
                if of {
                    next += 1;
                    next += usize::from(text.fold(next) == "the");
                    if let Some(place) = found
                        .iter()
                        .find(|found| found.from == next && found.kind == MentionType::Place)
                    {
                        next = place.until;
                        end = next;
                        continue;
                    }
                }
                break;
            }
        }
        if next >= until {
            break;
        }
    }
    // The list must be whole: closed by "and", and nothing listed behind it.
    (count >= 2 && closed).then_some((count, end))
}

/// "trade, supply chains and clean economy": items of up to four words.
fn plain_list(text: &CheckText<'_>, from: usize, until: usize) -> Option<(usize, usize)> {
    let mut items = 0;
    let mut length = 0;
    let mut last = false;
    let mut closed = false;
    let mut at = from;
    while at < until {
        let fold = text.fold(at);
        match fold {
            "," | "and" | "or" => {
                if length == 0 && fold != "and" {
                    return None;
                }
                items += usize::from(length > 0);
                length = 0;
                if last {
                    closed = true;
                    break;
                }
                last = fold != ",";
            }
            "." | ";" | ")" | "—" | "–" | "(" => {
                break;
            }
            _ => {
                length += 1;
                if length > 4
                    || matches!(
                        fold,
                        "is" | "are" | "will" | "said" | "to" | "which" | "that" | "has" | "have"
                    )
                {
                    return None;
                }
            }
        }
        at += 1;
    }
    if length > 0 && !closed {
        items += 1;
    }
    (last && items >= 2).then_some((items, at))
}
