//! A numeral against the list behind it: "three companies" and four names.

use super::{CheckText, Conflict};
use crate::propose::lexicon::numeral;
use crate::propose::mention::{Found, MentionType};

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let found = &text.annotations.found[number];
        let mut at = from;
        while at + 2 < until {
            if told_number(text, at).is_none() {
                at += 1;
                continue;
            }
            let conflict = conflict_at(text, found, from, at, until)
                .or_else(|| group_of(text, found, at, until))
                .or_else(|| parts_of_total(text, from, at, until))
                .or_else(|| list_before(text, found, from, at, until))
                .or_else(|| listed_in_next(text, number, from, at, until));
            if let Some(conflict) = conflict {
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
    let told = told_number(text, at).filter(|told| (2..=20).contains(told))?;
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
                | "almost"
                | "around"
                | "to"
                | "fewer"
                | "roughly"
                | "up"
                | "only"
        ) || text.words.is_hyphen(at - 1))
    {
        return None;
    }
    if text.words.is_hyphen(at + 1) {
        return None;
    }
    // The noun that is counted, with up to three words before it.
    let noun = (at + 1..until.min(at + 5)).find(|word| counted(text.fold(*word)).is_some())?;
    let group = matches!(
        text.fold(at),
        "trio" | "pair" | "duo" | "quartet" | "quintet" | "handful"
    );
    if (at + 1..noun).any(|word| {
        text.words.is_capital(word) && counted(text.fold(word)).is_none() && !is_norp(found, word)
            || matches!(text.fold(word), "," | "the" | "and")
            || text.fold(word) == "of" && !(group && word == at + 1)
    }) {
        return None;
    }
    let kinds = counted(text.fold(noun))?;
    let (list_from, opener) = list_start(text, noun + 1, until)?;
    let (listed, list_until) = listed(text, found, list_from, until, kinds)?;
    let open = matches!(opener, "in" | "including");
    if listed == told as usize || listed < 2 || (open && listed < told as usize) {
        return None;
    }
    // "After talks with three companies, A and B announced": the list is the
    // subject of what follows, not an apposition.
    if opener == ","
        && !is_closed(text, list_until, until)
        && (at > from + 1 || listed < told as usize)
    {
        return None;
    }
    // "five agreements, two on minerals and three on chips": parts, not items.
    if numeral(text.fold(list_from)).is_some() {
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

/// A sign, or the end, stands behind an apposition.
fn is_closed(text: &CheckText<'_>, at: usize, until: usize) -> bool {
    at >= until
        || matches!(
            text.fold(at),
            "," | "." | ";" | ":" | ")" | "—" | "–" | "-" | "\"" | "?"
        )
}

/// The number that a word counts: "three", "14", "both", "trio".
pub(super) fn told_number(text: &CheckText<'_>, at: usize) -> Option<u32> {
    match text.fold(at) {
        "both" | "pair" | "duo" => Some(2),
        "trio" | "threesome" => Some(3),
        "quartet" | "foursome" => Some(4),
        "quintet" => Some(5),
        fold => numeral(fold),
    }
}

/// "the quartet of A, B and C".
fn group_of(text: &CheckText<'_>, found: &[Found], at: usize, until: usize) -> Option<Conflict> {
    let told = match text.fold(at) {
        "quintet" => 5,
        "quartet" | "foursome" => 4,
        "trio" | "threesome" => 3,
        "pair" | "duo" => 2,
        _ => return None,
    };
    if text.fold(at + 1) != "of" {
        return None;
    }
    let (listed, end) = mention_list(
        text,
        found,
        at + 2,
        until,
        &[MentionType::Per, MentionType::Org, MentionType::Place],
    )?;
    (listed != told).then(|| Conflict {
        kind: "count_mismatch",
        severity: "error",
        sides: vec![(at, at + 1), (at + 2, end)],
        confidence: 0.8,
        reason: format!("The text says {} and lists {listed}.", text.fold(at)),
    })
}

/// "five agreements, two on minerals and two on chips".
fn parts_of_total(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<Conflict> {
    let total = numeral(text.fold(at)).filter(|total| (3..=60).contains(total))?;
    if at > from
        && (matches!(
            text.fold(at - 1),
            "$" | "article" | "section" | "least" | "than" | "about" | "over"
        ) || text.words.is_hyphen(at - 1))
    {
        return None;
    }
    let noun = (at + 1..until.min(at + 5)).find(|word| counted(text.fold(*word)).is_some())?;
    let opener = (noun + 1..until.min(noun + 4))
        .find(|at| matches!(text.fold(*at), "," | ":" | "—" | "–" | "("))?;
    let mut sum = 0;
    let mut parts = 0;
    let mut next = opener + 1;
    let mut end = next;
    loop {
        while matches!(text.fold(next), "," | "and" | "another" | "the" | "other") {
            next += 1;
        }
        let Some(part) = numeral(text.fold(next)).filter(|part| *part < total) else {
            break;
        };
        // "two on minerals", "three for chips", "one in Busan"
        let mut preposition = next + 1;
        if counted(text.fold(preposition)).is_some() {
            preposition += 1;
        }
        if !matches!(
            text.fold(preposition),
            "on" | "for"
                | "in"
                | "from"
                | "about"
                | "with"
                | "of"
                | "covering"
                | "dealing"
                | "by"
                | "at"
        ) {
            return None;
        }
        sum += part;
        parts += 1;
        end = preposition + 1;
        while end < until && !matches!(text.fold(end), "," | "and" | "." | ";" | ")" | "—" | "–")
        {
            end += 1;
        }
        next = end;
        // "minerals and metals and two on chips"
        let more = (next..until.min(next + 8)).find(|at| {
            numeral(text.fold(*at)).is_some()
                && matches!(text.fold(at - 1), "and" | "," | "another")
        });
        match more {
            Some(at) => next = at,
            None => break,
        }
    }
    (parts >= 2 && sum != total).then(|| Conflict {
        kind: "count_mismatch",
        severity: "error",
        sides: vec![(at, noun + 1), (opener + 1, end)],
        confidence: 0.8,
        reason: format!(
            "The text says {} and tells of {sum} in parts.",
            text.words.quote(at, noun + 1)
        ),
    })
}

/// "A, B and C, the four companies that will take part", "A and B, all three
/// of them chipmakers".
fn list_before(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    at: usize,
    until: usize,
) -> Option<Conflict> {
    let told = told_number(text, at).filter(|told| (2..=12).contains(told))?;
    let mut comma = at.checked_sub(1)?;
    let article = matches!(text.fold(comma), "the" | "all" | "are");
    if article {
        comma = comma.checked_sub(1)?;
        if text.fold(comma) == "all" {
            comma = comma.checked_sub(1)?;
        }
    }
    let verb = text.fold(at - 1) == "the" && text.fold(comma) == "are";
    if comma <= from
        || !(verb || matches!(text.fold(comma), "," | "—" | "–"))
        || !article && !matches!(text.fold(at), "both")
    {
        return None;
    }
    let noun = (at + 1..until.min(at + 5)).find(|word| counted(text.fold(*word)).is_some())?;
    if (at + 1..noun).any(|word| matches!(text.fold(word), "," | "and" | "other")) {
        return None;
    }
    let kinds = counted(text.fold(noun)).filter(|kinds| !kinds.is_empty())?;
    // The mentions that end right before the comma, as a list.
    let mut items: Vec<(usize, usize)> = Vec::new();
    let mut end = comma;
    let mut closed = false;
    loop {
        let mut binders = 0;
        while end > from
            && matches!(text.fold(end - 1), "," | "and" | "the" | "&")
            && !items.is_empty()
        {
            closed = closed || text.fold(end - 1) == "and";
            end -= 1;
            binders += 1;
        }
        if !items.is_empty() && binders == 0 {
            break;
        }
        let Some(item) = found
            .iter()
            .filter(|found| found.until == end && kinds.contains(&found.kind))
            .min_by_key(|found| found.from)
        else {
            break;
        };
        items.push((item.from, item.until));
        end = item.from;
        // "Minister Ken Saito": the title belongs to the item.
        if let Some(role) = found
            .iter()
            .find(|found| found.until == end && found.kind == MentionType::Role)
        {
            end = role.from;
        }
    }
    let start = items.last()?.0;
    if !closed || items.len() < 2 || items.len() == told as usize {
        return None;
    }
    Some(Conflict {
        kind: "count_mismatch",
        severity: "error",
        sides: vec![(start, comma), (at, noun + 1)],
        confidence: 0.75,
        reason: format!(
            "The text lists {} and says {}.",
            items.len(),
            text.words.quote(at, noun + 1)
        ),
    })
}

/// "Four companies will take part. They are A, B and C."
fn listed_in_next(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Conflict> {
    let told = told_number(text, at).filter(|told| (2..=20).contains(told))?;
    if at > from
        && (matches!(
            text.fold(at - 1),
            "of" | "least" | "than" | "about" | "over" | "nearly"
        ) || text.words.is_hyphen(at - 1))
    {
        return None;
    }
    let noun = (at + 1..until.min(at + 5)).find(|word| counted(text.fold(*word)).is_some())?;
    if text.words.is_hyphen(at + 1) {
        return None;
    }
    let kinds = counted(text.fold(noun))?;
    let next = text.words.sentences.get(number + 1)?;
    // The list stands there in a colon's place, or behind "they are".
    let start = match (text.fold(next.from), text.fold(next.from + 1)) {
        ("they" | "these", "are" | "were" | "include") if text.fold(next.from + 1) != "include" => {
            next.from + 2
        }
        ("the" | "all", word)
            if numeral(word) == Some(told)
                && matches!(text.fold(next.from + 2), "are" | "were") =>
        {
            next.from + 3
        }
        _ => return None,
    };
    let found = text.annotations.found.get(number + 1)?;
    let (listed, end) = listed(text, found, start, next.until, kinds)?;
    (listed != told as usize && listed >= 2).then(|| Conflict {
        kind: "count_mismatch",
        severity: "error",
        sides: vec![(at, noun + 1), (start, end)],
        confidence: 0.8,
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
pub(super) fn counted(fold: &str) -> Option<&'static [MentionType]> {
    use MentionType as M;
    Some(match fold {
        "companies" | "firms" | "smelters" | "carmakers" | "startups" | "enterprises"
        | "vendors" | "operators" | "contractors" | "trading houses" | "buyers" | "lenders"
        | "regulators" | "chipmakers" | "automakers" | "conglomerates" | "laboratories"
        | "bodies" | "businesses" | "miners" | "refiners" | "traders" | "utilities" | "makers"
        | "manufacturers" | "producers" | "suppliers" | "groups" | "corporations"
        | "universities" | "banks" | "agencies" | "institutes" | "ministries" | "organizations"
        | "outlets" => &[M::Org],
        "countries" | "nations" | "states" | "governments" | "capitals" | "economies"
        | "members" | "cities" | "provinces" | "partners" | "allies" | "parties"
        | "signatories" | "participants" | "powers" | "neighbors" | "neighbours" | "regions"
        | "democracies" => &[M::Place],
        "projects" | "sites" | "plants" | "locations" | "ports" | "mines" | "places" | "venues"
        | "islands" => &[M::Place],
        "ministers" | "leaders" | "officials" | "secretaries" | "presidents" | "people"
        | "envoys" | "speakers" | "negotiators" | "delegates" | "signers" | "politicians"
        | "researchers" | "experts" | "executives" => &[M::Per],
        "minerals" | "metals" | "materials" | "goods" | "products" | "items" | "commodities"
        | "elements" => &[M::Good],
        "technologies" => &[M::Tech],
        "pillars"
        | "areas"
        | "working groups"
        | "measures"
        | "aims"
        | "goals"
        | "tasks"
        | "chapters"
        | "subjects"
        | "issues"
        | "domains"
        | "industries"
        | "working"
        | "programs"
        | "programmes"
        | "fields"
        | "sectors"
        | "topics"
        | "priorities"
        | "principles"
        | "categories"
        | "tracks"
        | "themes"
        | "documents"
        | "memorandums"
        | "memoranda"
        | "deals"
        | "accords"
        | "pacts"
        | "conditions"
        | "remedies"
        | "options"
        | "answers"
        | "solutions"
        | "ideas"
        | "lessons"
        | "demands"
        | "criteria"
        | "questions"
        | "proposals"
        | "objectives"
        | "tools"
        | "items on the agenda"
        | "subcommittees"
        | "initiatives"
        | "strands"
        | "instruments"
        | "aspects"
        | "elements of"
        | "stages"
        | "phases"
        | "parts"
        | "reasons"
        | "rounds"
        | "commitments"
        | "agreements"
        | "points"
        | "steps" => &[],
        _ => return None,
    })
}

/// Where the list begins behind the noun: after a comma, colon, dash or
/// bracket, or "in" for places.
pub(super) fn list_start<'a>(
    text: &'a CheckText<'_>,
    at: usize,
    until: usize,
) -> Option<(usize, &'a str)> {
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
    // "Four companies will take part: A, B and C"
    if matches!(
        text.fold(next),
        "will"
            | "were"
            | "are"
            | "have"
            | "was"
            | "would"
            | "to"
            | "had"
            | "took"
            | "signed"
            | "that"
            | "which"
            | "who"
            | "in"
            | "with"
    ) {
        let colon = (next..until.min(next + 12))
            .find(|at| matches!(text.fold(*at), ":" | "," | ";" | "—" | "–"))
            .filter(|at| text.fold(*at) == ":");
        if let Some(colon) = colon {
            return Some((colon + 1, ":"));
        }
    }
    let opener = text.fold(next);
    match opener {
        "are" | "were" if next == at => Some((next + 1, "are")),
        "including" => Some((next + 1, "including")),
        "consist" | "comprise" | "comprising" => {
            Some((next + 1 + usize::from(text.fold(next + 1) == "of"), "are"))
        }
        "," | ":" | "(" | "—" | "–" => {
            let mut start = next + 1;
            if text.fold(start) == "including" {
                return Some((start + 1, "including"));
            }
            if matches!(
                text.fold(start),
                "such"
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
        // "Three firms have sounded out the ministry about subsidies: A and B"
        _ => {
            let colon = (at..until.min(at + 14)).find(|at| {
                matches!(text.fold(*at), ":" | "," | ";" | "—" | "–")
                    || told_number(text, *at).is_some()
            })?;
            let named = text.words.is_capital(colon + 1) || text.fold(colon + 1) == "the";
            (text.fold(colon) == ":" && named).then_some((colon + 1, ":"))
        }
    }
}

/// How many are listed, and where the list ends.
pub(super) fn listed(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    until: usize,
    kinds: &[MentionType],
) -> Option<(usize, usize)> {
    if kinds.is_empty() {
        let colon = from > 0 && text.fold(from - 1) == ":";
        return plain_list(text, from, until, if colon { 6 } else { 4 });
    }
    mention_list(text, found, from, until, kinds).or_else(|| capital_list(text, from, until))
}

/// Items that begin with a capital: names that no list has.
fn capital_list(text: &CheckText<'_>, from: usize, until: usize) -> Option<(usize, usize)> {
    let (count, end) = plain_list(text, from, until, 4)?;
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
    let mut last = false;
    let mut closed = false;
    loop {
        // "the Federation of Industries (FKI)"
        if count > 0 && text.fold(next) == "(" && text.fold(next + 2) == ")" {
            next += 3;
        }
        while matches!(text.fold(next), "the" | "," | "and" | "&") {
            last = last || (text.fold(next) == "and" && count > 0);
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
                // An "and" before something unknown closes no list.
                closed = last;
                next = item.until;
                end = next;
            }
            // "Japan's Keidanren"
            Some(item)
                if item.kind == MentionType::Place && behind_owner(text, item.until).is_some() =>
            {
                next = behind_owner(text, item.until).unwrap_or(item.until);
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

/// Behind an owner's "'s".
fn behind_owner(text: &CheckText<'_>, at: usize) -> Option<usize> {
    let sign = at + usize::from(matches!(text.fold(at), "'" | "’"));
    matches!(text.fold(sign), "s" | "'s" | "’s").then_some(sign + 1)
}

/// "trade, supply chains and clean economy": items of up to `longest` words.
fn plain_list(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    longest: usize,
) -> Option<(usize, usize)> {
    let mut commas = 0;
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
                commas += usize::from(fold == ",");
                // "research and development, trade and energy"
                if last && fold == "," && commas == 1 && longest > 4 {
                    return None;
                }
                if last {
                    closed = true;
                    break;
                }
                last = fold != ",";
            }
            "." | ";" | ")" | "—" | "–" | "(" => {
                break;
            }
            "-" if text.fold(at + 1) == "-" => break,
            _ => {
                length += 1;
                if length > longest
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
