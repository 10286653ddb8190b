//! A number against the list beside it: "three companies" and four names. The
//! list stands behind the noun, before it, or in the next sentence or block.

use super::coordination::{Listing, Opener, is_dash, is_finite, is_preposition, read};
use super::counted::{Counted, Listed, counted_at, is_plural, part_at, told_number};
use super::{CheckText, Conflict};
use crate::propose::BlockKind;
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Shape;

/// Words behind a noun in which a colon may open its list.
const COLON_REACH: usize = 18;
/// Words behind a noun in which a comma or a dash may.
const COMMA_REACH: usize = 6;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (number, from, until) in text.sentences() {
        let found = &text.annotations.found[number];
        let mut at = from;
        while at < until {
            if let Some(part) = part_at(text, from, at, until) {
                let list = behind(text, found, from, part, until)
                    .filter(|list| list.denies(part.number) && is_near(list, part));
                if let Some(list) = list {
                    conflicts.push(conflict(text, part, &list));
                }
                at = part.noun + 1;
                continue;
            }
            let Some(counted) = counted_at(text, from, at, until) else {
                at += 1;
                continue;
            };
            let list = behind(text, found, from, counted, until)
                .or_else(|| before(text, found, from, counted, until))
                .or_else(|| in_next_sentence(text, number, counted))
                .or_else(|| persons_before(text, number, from, counted));
            at += 1;
            if is_summand(text, from, counted) {
                continue;
            }
            match list {
                Some(list) if list.denies(counted.number) && is_near(&list, counted) => {
                    at = at.max(list.until.min(until));
                    conflicts.push(conflict(text, counted, &list));
                }
                Some(_) => {}
                None => {
                    if let Some((count, side)) = in_next_blocks(text, number, counted, until)
                        && count != counted.number as usize
                    {
                        conflicts.push(told_against(text, counted, count, side));
                    }
                }
            }
        }
    }
}

/// A list of far more or far fewer is that of something else.
fn is_near(list: &Listing, counted: Counted) -> bool {
    let told = counted.number as usize;
    let listed = list.items.len();
    let reach = if listed == 2 { 1 } else { (told / 3).max(2) };
    listed.abs_diff(told) <= reach
}

/// "two ministers and three envoys: ...": the list is that of both.
fn is_summand(text: &CheckText<'_>, from: usize, counted: Counted) -> bool {
    counted.at > from + 1
        && matches!(text.fold(counted.at - 1), "and" | ",")
        && (counted.at.saturating_sub(6).max(from)..counted.at - 1).any(|at| {
            text.fold(at) == "as" && text.fold(at + 1) == "many"
                || numeral(text.fold(at)).is_some_and(|number| number < 100)
        })
}

fn conflict(text: &CheckText<'_>, counted: Counted, list: &Listing) -> Conflict {
    let mut found = told_against(text, counted, list.items.len(), (list.from, list.until));
    if list.open {
        found.severity = "warning";
        found.confidence = 0.6;
    }
    found
}

fn told_against(
    text: &CheckText<'_>,
    counted: Counted,
    listed: usize,
    side: (usize, usize),
) -> Conflict {
    let told = (counted.at, counted.noun + 1);
    let mut sides = vec![told, side];
    sides.sort_unstable();
    Conflict {
        kind: "count_mismatch",
        severity: "error",
        sides,
        confidence: 0.85,
        reason: format!(
            "The text says {} and lists {listed}.",
            text.words.quote(told.0, told.1)
        ),
    }
}

/// The list behind a counted noun, where one can be read.
pub(super) fn behind(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    counted: Counted,
    until: usize,
) -> Option<Listing> {
    let mut relation = Between::default();
    let first = counted.noun + 1;
    for at in first..until.min(first + COLON_REACH) {
        let steps = at - first;
        let opened = match text.fold(at) {
            ":" => {
                // "the two ministers said: "..."
                let parenthesis = (at.saturating_sub(5).max(first)..at)
                    .any(|at| text.fold(at) == ",")
                    && matches!(text.fold(at - 1), "said" | "says");
                let speech = text.fold(at + 1) == "\"" || relation.says && !parenthesis;
                // "all five ambassadors came: those of Japan and Korea"
                if text.fold(at + 1) == "those" && matches!(text.fold(at + 2), "of" | "from") {
                    return read(text, found, at + 3, until, Opener::Colon).and_then(|list| {
                        fits(
                            text,
                            found,
                            of_places(text, counted, at + 3),
                            list,
                            Opener::Colon,
                        )
                    });
                }
                let own = !speech && relation.is_own(text, counted, at);
                return own
                    .then(|| read(text, found, at + 1, until, Opener::Colon))
                    .flatten()
                    .filter(|list| !holds_list(text, list))
                    .and_then(|list| fits(text, found, counted, list, Opener::Colon));
            }
            "namely" | "viz" | "viz." => Some((at + 1, Opener::Colon)),
            "that" if text.fold(at + 1) == "is" && text.fold(at + 2) == "," => {
                Some((at + 3, Opener::Colon))
            }
            "," if steps <= COMMA_REACH
                && (!relation.verb || relation.clause && counted.listed.is_named()) =>
            {
                behind_comma(text, at + 1)
            }
            "(" if steps <= COMMA_REACH && !relation.verb => Some((at + 1, Opener::Bracket)),
            "-" | "–" | "—" if is_dash(text, at) && steps <= COMMA_REACH => {
                let double = text.fold(at) == "-" && text.fold(at + 1) == "-";
                Some((at + 1 + usize::from(double), Opener::Dash))
            }
            "are" | "were" if !relation.verb && steps <= COMMA_REACH => {
                is_noun_list(text, at + 1).then_some((at + 1, Opener::Verb))
            }
            "as" if relation.naming && text.fold(at - 1) != "such" => Some((at + 1, Opener::Verb)),
            "comprise" | "comprises" | "comprised" | "comprising" if !relation.verb => {
                Some((at + 1, Opener::Verb))
            }
            "of" if at > first
                && matches!(
                    text.fold(at - 1),
                    "consist" | "consists" | "consisting" | "consisted" | "composed" | "up"
                ) =>
            {
                Some((at + 1, Opener::Verb))
            }
            "including" | "include" if steps <= COMMA_REACH => Some((at + 1, Opener::Open)),
            "of" if steps == 0
                && (counted.noun == counted.at || text.words.is_hyphen(counted.at + 1)) =>
            {
                Some((at + 1, Opener::Verb))
            }
            "like" if steps == 0 => Some((at + 1, Opener::Open)),
            "such" if text.fold(at + 1) == "as" && steps == 0 => Some((at + 2, Opener::Open)),
            "in" if steps == 0 && matches!(counted.listed, Listed::Places | Listed::Sites) => {
                Some((at + 1, Opener::Open))
            }
            ";" | "." => return None,
            _ => None,
        };
        if let Some((start, opener)) = opened
            && let Some(list) = read(text, found, start, until, opener)
            && !holds_list(text, &list)
            && let Some(list) = fits(text, found, of_places(text, counted, start), list, opener)
            && (opener != Opener::Comma
                || is_apposition(counted, from, &list)
                    && !goes_on(text, counted, at)
                    && !is_series(text, &list))
        {
            return Some(list);
        }
        relation.pass(text, counted, at);
    }
    None
}

/// "four papers on lithium, beryllium and tantalum": the comma goes on with
/// what a preposition began.
fn goes_on(text: &CheckText<'_>, counted: Counted, comma: usize) -> bool {
    !counted.listed.is_named()
        && (counted.noun + 1..comma).any(|at| is_preposition(text.fold(at)) && comma - at <= 4)
}

/// "half of the ministers, those of Japan and Korea": told by their countries.
fn of_places(text: &CheckText<'_>, counted: Counted, start: usize) -> Counted {
    let those = start >= 2 && text.fold(start - 2) == "those";
    Counted {
        listed: if those && counted.listed == Listed::Persons {
            Listed::Places
        } else {
            counted.listed
        },
        ..counted
    }
}

/// "four deputies, two directors and five aides": one number after the other.
fn is_series(text: &CheckText<'_>, list: &Listing) -> bool {
    list.items
        .first()
        .is_some_and(|(from, _)| numeral(text.fold(*from)).is_some_and(|number| number != 1))
}

/// "four metals, which are lithium, nickel and cobalt, and graphite": the first
/// item has a list of its own.
fn holds_list(text: &CheckText<'_>, list: &Listing) -> bool {
    let counts = |from: usize| {
        matches!(text.fold(from), "a" | "an" | "the" | "one" | "another")
            || numeral(text.fold(from)).is_some()
    };
    let many = |from: usize| numeral(text.fold(from)).is_some_and(|number| number > 1);
    list.items
        .first()
        .is_some_and(|(from, _)| many(*from) && text.words.shape(*from) != Shape::Number)
        && !list.items.iter().all(|(from, _)| counts(*from))
}

/// What stands between a noun and a colon.
#[derive(Debug, Default)]
struct Between {
    verb: bool,
    naming: bool,
    relative: bool,
    /// "said", "asked".
    says: bool,
    /// "who attended", further from the noun.
    clause: bool,
    other_plural: bool,
    other_number: bool,
}

impl Between {
    fn pass(&mut self, text: &CheckText<'_>, counted: Counted, at: usize) {
        let fold = text.fold(at);
        self.verb = self.verb
            || is_finite(text, at)
            || text.words.shape(at) == Shape::Lower && fold.len() > 4 && fold.ends_with("ed");
        self.naming = self.naming
            || matches!(
                fold,
                "lists"
                    | "listed"
                    | "names"
                    | "named"
                    | "gives"
                    | "given"
                    | "identifies"
                    | "identified"
                    | "defines"
                    | "defined"
                    | "describes"
                    | "described"
                    | "sets"
                    | "specifies"
                    | "specified"
                    | "known"
            );
        self.other_number = self.other_number
            || told_number(text, at).is_some_and(|number| number < 100)
                && counted_at(text, at, at, at + 6).is_some();
        self.says = self.says
            || matches!(
                fold,
                "said" | "says" | "asked" | "replied" | "wrote" | "told" | "added"
            );
        self.clause =
            self.clause || !self.verb && matches!(fold, "that" | "which" | "who" | "whose");
        self.relative = self.relative
            || at <= counted.noun + 2
                && matches!(fold, "that" | "which" | "who" | "where" | "whose");
        self.other_plural = self.other_plural
            || !self.relative
                && !behind_preposition(text, counted.noun, at)
                && text.words.shape(at) == Shape::Lower
                && is_plural(fold)
                && !is_function_word(fold)
                && !matches!(
                    fold,
                    "years"
                        | "months"
                        | "weeks"
                        | "days"
                        | "talks"
                        | "sources"
                        | "officials"
                        | "means"
                        | "follows"
                        | "terms"
                        | "ministers"
                        | "countries"
                        | "sides"
                        | "governments"
                );
    }

    /// The list behind the colon at `colon` is that of the counted noun, and
    /// of no other noun that stands nearer.
    fn is_own(&self, text: &CheckText<'_>, counted: Counted, colon: usize) -> bool {
        if counted.listed.is_named() {
            return !self.other_number;
        }
        // "The two fields got a boost: ..."
        let object = (counted.noun + 1..colon).any(|at| {
            matches!(text.fold(at), "a" | "an" | "this")
                && !matches!(
                    text.fold(at - 1),
                    "on" | "in"
                        | "at"
                        | "for"
                        | "of"
                        | "with"
                        | "by"
                        | "under"
                        | "from"
                        | "to"
                        | "into"
                        | "as"
                        | "during"
                        | "after"
                )
        });
        !self.other_number && !self.other_plural && !object
    }
}

/// The noun at `at` hangs on a preposition: "by the ministers", "on the table".
fn behind_preposition(text: &CheckText<'_>, from: usize, at: usize) -> bool {
    let mut before = at;
    while before > from + 1 {
        before -= 1;
        let fold = text.fold(before);
        if is_preposition(fold) {
            return true;
        }
        if is_finite(text, before)
            || is_past(text, before)
            || text.words.shape(before) == Shape::Sign
        {
            return false;
        }
    }
    false
}

/// Where the list begins behind a comma.
fn behind_comma(text: &CheckText<'_>, at: usize) -> Option<(usize, Opener)> {
    let fold = text.fold(at);
    if matches!(fold, "including" | "notably" | "especially") {
        return Some((at + 1, Opener::Open));
    }
    if fold == "namely" {
        return Some((at + 1, Opener::Colon));
    }
    if fold == "such" && text.fold(at + 1) == "as" {
        return Some((at + 2, Opener::Open));
    }
    // "four metals, led by tungsten"
    if matches!(text.fold(at + 1), "by" | "among") && text.words.shape(at) == Shape::Lower {
        return Some((at + 2, Opener::Open));
    }
    // "half of the delegations, those of A, B and C"
    if fold == "those" && matches!(text.fold(at + 1), "of" | "from" | "in") {
        return Some((at + 2, Opener::Comma));
    }
    if fold == "among" && matches!(text.fold(at + 1), "them" | "which") {
        return Some((at + 2, Opener::Open));
    }
    let opens = matches!(fold, "the" | "a" | "an" | "in" | "one" | "between" | "on")
        || !is_function_word(fold);
    (opens && !is_finite(text, at)).then_some((at, Opener::Comma))
}

/// "The four pillars are trade and energy", not "are working" or "are in".
fn is_noun_list(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    let verb = text.words.shape(at) == Shape::Lower
        && (fold.ends_with("ing") && text.fold(at + 1) != "," || fold.ends_with("ed"));
    !verb && (fold == "the" || fold == "a" || !is_function_word(fold))
}

/// "After talks with three companies, A and B announced": the names are the
/// subject of what follows, and no apposition.
fn is_apposition(counted: Counted, from: usize, list: &Listing) -> bool {
    list.closed || counted.at <= from + 1 && list.items.len() > counted.number as usize
}

/// The items are of the kind that the noun names; the last is cut where its
/// name ends.
fn fits(
    text: &CheckText<'_>,
    found: &[Found],
    counted: Counted,
    mut list: Listing,
    opener: Opener,
) -> Option<Listing> {
    let sure = matches!(opener, Opener::Colon | Opener::Dash | Opener::Bracket);
    let kinds = counted.listed.mentions();
    match counted.listed {
        Listed::Sites | Listed::Bodies
            if (sure && counted.noun + 1 == list.from - 1
                || sure && counted.listed == Listed::Sites
                || opener == Opener::Verb && counted.noun + 2 == list.from)
                && are_described(text, &list) =>
        {
            Some(list)
        }
        // "two guests, an Australian, a Chilean and a Canadian"
        Listed::Persons
            if opener == Opener::Comma
                && list.items.iter().all(|(from, until)| {
                    matches!(text.fold(*from), "a" | "an")
                        && until - from == 2
                        && text.words.is_capital(from + 1)
                }) =>
        {
            Some(list)
        }
        // "six members: the minister, two deputies and three reporters"
        Listed::Persons | Listed::Places | Listed::Group
            if sure
                && list.items.len() >= 2
                && list
                    .items
                    .iter()
                    .any(|(from, _)| numeral(text.fold(*from)).is_some())
                && list.items.iter().all(|(from, _)| {
                    numeral(text.fold(*from)).is_some()
                        || matches!(
                            text.fold(*from),
                            "a" | "an" | "the" | "his" | "her" | "its" | "their"
                        )
                }) =>
        {
            list.counts.remove(&list.items.len());
            Some(list)
        }
        Listed::Persons | Listed::Group | Listed::Places | Listed::Sites | Listed::Bodies => {
            let last = list.items.last_mut()?;
            let end = name_end(text, found, *last);
            if end < last.1 {
                last.1 = end;
                if !sure {
                    list.until = end;
                    list.closed = false;
                }
            }
            let named = list
                .items
                .iter()
                .filter(|item| is_name(text, found, **item))
                .count();
            let places_or_things = matches!(
                counted.listed,
                Listed::Bodies | Listed::Places | Listed::Sites
            );
            let parts = list
                .items
                .iter()
                .all(|item| numeral(text.fold(item.0)).is_some());
            let enough = named == list.items.len()
                || sure && named * 2 >= list.items.len() && named > 0
                || sure && places_or_things && parts;
            // "Collahuasi and Escondida in Chile, Antamina in Peru": two countries.
            if counted.listed == Listed::Places {
                let placed: Vec<usize> = (list.from..list.until)
                    .filter(|at| {
                        text.fold(*at) == "in"
                            && found.iter().any(|found| {
                                found.kind == MentionType::Place && found.from == at + 1
                            })
                    })
                    .collect();
                if placed.len() >= 2 {
                    list.counts.insert(placed.len());
                }
            }
            if counted.listed == Listed::Persons || counted.listed == Listed::Group {
                // "A, the minister, and B": roles between commas are no persons.
                let persons = found
                    .iter()
                    .filter(|found| {
                        kinds.contains(&found.kind)
                            && list.from <= found.from
                            && found.until <= list.until
                    })
                    .count();
                let named_persons = || {
                    list.items.iter().all(|(from, until)| {
                        let names = (*from..*until).all(|at| text.words.is_capital(at));
                        until - from >= 2
                            && text.words.is_capital(until - 1)
                            && text.words.is_capital(until - 2)
                            || names
                                && until - from <= 2
                                && !found.iter().any(|found| {
                                    found.from == *from
                                        && matches!(
                                            found.kind,
                                            MentionType::Place
                                                | MentionType::Org
                                                | MentionType::Date
                                                | MentionType::Norp
                                                | MentionType::Forum
                                                | MentionType::Instr
                                        )
                                })
                    })
                };
                if counted.listed == Listed::Persons && persons == 0 && !named_persons() {
                    return None;
                }
                if persons >= 2 && counted.listed == Listed::Persons && !named_persons() {
                    list.counts.insert(persons);
                }
            }
            enough.then_some(list)
        }
        _ if list.runs_on => None,
        Listed::Rounds => {
            // "and then twice in 2024": how often, and the days of it.
            if (list.from..list.until).any(|at| matches!(text.fold(at), "twice" | "times")) {
                return None;
            }
            let placed = list.items.iter().all(|(from, until)| {
                matches!(
                    text.fold(*from),
                    "in" | "on" | "at" | "again" | "once" | "first"
                ) || found.iter().any(|found| {
                    *from <= found.from
                        && found.until <= *until
                        && matches!(found.kind, MentionType::Date | MentionType::Place)
                })
            });
            placed.then_some(list)
        }
        Listed::Goods | Listed::Anything => {
            // "thirteen materials (geologists only)"
            if opener == Opener::Bracket && text.fold(list.until - 1) == "only" {
                return None;
            }
            // A comma or a verb may lead to anything: only plain lists.
            let led = |item: &(usize, usize)| text.fold(item.0).ends_with("ing");
            if !sure
                && opener != Opener::Verb
                && (counted.number > 12 || list.items.first().is_some_and(led))
            {
                return None;
            }
            let plain = sure
                || opener == Opener::Verb
                || list
                    .items
                    .iter()
                    .all(|(from, until)| (*from..*until).all(|at| !is_past(text, at)));
            plain.then_some(list)
        }
    }
}

/// "a smelter in Ohio, a mine in Queensland", "the council and the board".
fn are_described(text: &CheckText<'_>, list: &Listing) -> bool {
    list.items.iter().all(|(from, _)| {
        matches!(
            text.fold(*from),
            "a" | "an" | "the" | "one" | "its" | "their" | "another"
        ) || text.words.is_capital(*from)
    })
}

fn is_past(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    text.words.shape(at) == Shape::Lower && fold.len() > 4 && fold.ends_with("ed")
}

/// An item that begins with a name, behind articles, owners and titles.
fn is_name(text: &CheckText<'_>, found: &[Found], (from, until): (usize, usize)) -> bool {
    let mut at = from;
    while at < until
        && (matches!(
            text.fold(at),
            "the" | "a" | "an" | "its" | "south" | "north" | "mr." | "ms."
        ) || numeral(text.fold(at)).is_some())
    {
        at += 1;
    }
    at < until
        && (text.words.is_capital(at)
            || found.iter().any(|found| {
                found.from == at
                    && matches!(
                        found.kind,
                        MentionType::Per
                            | MentionType::Org
                            | MentionType::Place
                            | MentionType::Role
                            | MentionType::Forum
                    )
            }))
}

/// Where the name of an item ends: capital words, mentions, and "of", "and",
/// brackets and titles between them.
fn name_end(text: &CheckText<'_>, found: &[Found], (from, until): (usize, usize)) -> usize {
    let mut end = from;
    let mut at = from;
    while at < until {
        if let Some(mention) = found
            .iter()
            .filter(|found| found.from == at && found.kind != MentionType::Date)
            .max_by_key(|found| found.until)
        {
            end = mention.until.min(until);
            at = end.max(at + 1);
            continue;
        }
        let fold = text.fold(at);
        if text.words.is_capital(at) || matches!(fold, "'s" | ")") {
            end = at + 1;
        } else if !matches!(
            fold,
            "of" | "the" | "and" | "for" | "in" | "(" | "-" | "a" | "," | "from" | "&" | "its"
        ) && end > from
        {
            break;
        }
        at += 1;
    }
    if end == from { until } else { end }
}

/// "A, B and C, the four companies that will take part", "A and B, all three
/// of them chipmakers", "A, B and C are the four pillars".
fn before(
    text: &CheckText<'_>,
    found: &[Found],
    from: usize,
    counted: Counted,
    until: usize,
) -> Option<Listing> {
    let mut sign = counted.at.checked_sub(1)?;
    while sign > from && matches!(text.fold(sign), "the" | "all" | "its" | "their" | "these") {
        sign -= 1;
    }
    let article = sign + 1 < counted.at || text.fold(counted.at) == "both";
    let verb = matches!(text.fold(sign), "are" | "were");
    let signed = text.fold(sign) == "," || is_dash(text, sign);
    if sign <= from || !article || !(verb || signed) {
        return None;
    }
    if text.fold(sign) == "-" && text.fold(sign - 1) == "-" {
        sign -= 1;
    }
    // "the three others", "the other two"
    if (counted.at..=counted.noun).any(|at| matches!(text.fold(at), "other" | "others")) {
        return None;
    }
    let behind_noun = text.fold(counted.noun + 1);
    if matches!(behind_noun, "and" | "or") && signed {
        return None;
    }
    let kinds = counted.listed.mentions();
    let starts = std::iter::once(from)
        .chain(
            found
                .iter()
                .filter(|found| kinds.contains(&found.kind) || found.kind == MentionType::Role)
                .map(|found| found.from),
        )
        .filter(|start| *start < sign);
    for start in starts {
        let Some(list) = read(text, found, start, sign, Opener::Verb) else {
            continue;
        };
        if list.until + 1 < sign || list.items.len() < 2 {
            continue;
        }
        let named = !counted.listed.is_named()
            || list
                .items
                .iter()
                .all(|item| is_name(text, found, *item) && name_end(text, found, *item) == item.1);
        let plain = counted.listed.is_named() || start == from && !has_past(text, &list);
        // A clause before the comma is no list.
        if named && plain && (verb || counted.listed.is_named()) {
            return Some(list);
        }
    }
    let _ = until;
    None
}

fn has_past(text: &CheckText<'_>, list: &Listing) -> bool {
    (list.from..list.until).any(|at| is_past(text, at))
}

/// "Four companies will take part. They are A, B and C.", "The annex names
/// them: A, B and C.", "Four tools are on the desk. Loans, grants and stakes."
fn in_next_sentence(text: &CheckText<'_>, number: usize, counted: Counted) -> Option<Listing> {
    let next = text.words.sentences.get(number + 1)?;
    let start = match (text.fold(next.from), text.fold(next.from + 1)) {
        ("they" | "these" | "those", "are" | "were") => next.from + 2,
        ("the" | "all", word)
            if numeral(word) == Some(counted.number)
                && matches!(text.fold(next.from + 2), "are" | "were") =>
        {
            next.from + 3
        }
        _ => {
            return by_pronoun(text, number, counted)
                .or_else(|| fragment(text, number + 1, counted));
        }
    };
    if !is_noun_list(text, start) {
        return None;
    }
    let found = text.annotations.found.get(number + 1)?;
    let list = read(text, found, start, next.until, Opener::Verb)?;
    fits(text, found, counted, list, Opener::Verb)
}

/// "The annex names them: A, B and C", where no other number stands between.
fn by_pronoun(text: &CheckText<'_>, number: usize, counted: Counted) -> Option<Listing> {
    let own = text.words.sentences.get(number)?;
    if text.words.kind_of(own) == BlockKind::Heading {
        return None;
    }
    for next in number + 1..=number + 4 {
        let sentence = text.words.sentences.get(next)?;
        if sentence.block > own.block + 2 {
            return None;
        }
        let colon = (sentence.from..sentence.until.min(sentence.from + 16))
            .find(|at| text.fold(*at) == ":");
        let counts = |from: usize, until: usize| {
            (from..until).any(|at| counted_at(text, from, at, until).is_some())
        };
        if let Some(colon) = colon {
            let points = (sentence.from..colon)
                .any(|at| matches!(text.fold(at), "them" | "they" | "these" | "those" | "which"));
            let found = text.annotations.found.get(next)?;
            if !points || counts(sentence.from, colon) {
                return None;
            }
            return read(text, found, colon + 1, sentence.until, Opener::Colon)
                .and_then(|list| fits(text, found, counted, list, Opener::Colon));
        }
        if counts(sentence.from, sentence.until) {
            return None;
        }
    }
    None
}

/// A sentence that is nothing but a list, behind the sentence with the number.
fn fragment(text: &CheckText<'_>, number: usize, counted: Counted) -> Option<Listing> {
    let sentence = text.words.sentences.get(number)?;
    let before = text.words.sentences.get(number.checked_sub(1)?)?;
    let found = text.annotations.found.get(number)?;
    // A dateline below a heading is no list.
    let dated = found
        .iter()
        .any(|found| matches!(found.kind, MentionType::Date | MentionType::Role));
    if sentence.block != before.block || dated {
        return None;
    }
    let mut from = sentence.from;
    while matches!(text.fold(from), "\"" | "'") {
        from += 1;
    }
    let list = read(text, found, from, sentence.until, Opener::Colon)?;
    let last = list.items.last()?;
    let short = list
        .items
        .iter()
        .all(|(from, until)| until - from <= 6 && (*from..*until).all(|at| !is_finite(text, at)));
    // What follows the list may only say whose words they are.
    let rest = (list.until..sentence.until)
        .filter(|at| text.words.shape(*at) == Shape::Lower)
        .count();
    let said = (list.until..sentence.until).any(|at| {
        crate::propose::lexicon::Lexicon::shipped()
            .speaking
            .contains(text.fold(at))
            || matches!(text.fold(at), "listed" | "counted" | "enumerated" | "named")
    });
    let verb = (list.from..last.1).any(|at| is_past(text, at));
    let plain = list.items.len() >= 3
        && short
        && !verb
        && list
            .items
            .iter()
            .skip(1)
            .all(|(from, _)| !text.words.is_capital(*from) || counted.listed.is_named());
    let end = last.1;
    (plain && (rest == 0 || said && rest <= 8))
        .then(|| fits(text, found, counted, list, Opener::Colon))
        .flatten()
        // "A, B and C came": a sentence of its own.
        .filter(|list| list.items.last().is_some_and(|last| last.1 == end))
}

/// "A and B received C and D. The five ministers": all who met in the sentence
/// before, where nobody stands there without a name and no other group of the
/// text has that number.
fn persons_before(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    counted: Counted,
) -> Option<Listing> {
    let opens = counted.at <= from + 2
        && (matches!(text.fold(from), "the" | "all" | "both") || counted.at == from);
    let others = matches!(text.fold(counted.at + 1), "more" | "other");
    if !opens || others || !matches!(counted.listed, Listed::Persons | Listed::Group) {
        return None;
    }
    let before = number.checked_sub(1)?;
    let sentence = text.words.sentences.get(before)?;
    let found = text.annotations.found.get(before)?;
    let persons: Vec<&Found> = found
        .iter()
        .filter(|found| found.kind == MentionType::Per)
        .collect();
    let mut names: Vec<&str> = persons
        .iter()
        .map(|person| text.fold(person.until - 1))
        .collect();
    names.sort_unstable();
    names.dedup();
    let told = counted.number as usize;
    // Posts without a name, helpers, and those who held a post before.
    let unnamed = found.iter().any(|role| {
        role.kind == MentionType::Role
            && !persons
                .iter()
                .any(|person| person.from <= role.until + 2 && role.from <= person.until + 3)
    }) || (sentence.from..sentence.until).any(|at| {
        matches!(
            text.fold(at),
            "counterpart"
                | "counterparts"
                | "colleague"
                | "colleagues"
                | "predecessor"
                | "successor"
                | "succeeded"
                | "replaced"
                | "former"
                | "others"
                | "officials"
                | "ministers"
                | "delegation"
                | "guests"
                | "secretaries"
                | "envoys"
                | "trio"
                | "absent"
        )
    });
    let met = (sentence.from..sentence.until).any(|at| {
        matches!(
            text.fold(at),
            "met"
                | "hosted"
                | "received"
                | "welcomed"
                | "joined"
                | "gathered"
                | "attended"
                | "greeted"
                | "sat"
                | "faced"
                | "convened"
                | "represented"
                | "signed"
                | "sent"
                | "flanked"
                | "dined"
                | "assembled"
        )
    });
    let roles = found
        .iter()
        .filter(|role| role.kind == MentionType::Role)
        .count();
    let standing = text
        .sentences()
        .take_while(|(other, _, _)| *other < number)
        .any(|(_, start, until)| {
            (start..until).any(|at| {
                counted_at(text, start, at, until).is_some_and(|other| {
                    other.number == counted.number
                        && matches!(
                            other.listed,
                            Listed::Persons | Listed::Group | Listed::Places
                        )
                })
            })
        });
    if names.len() < 2 || unnamed || !met || roles < names.len() || standing {
        return None;
    }
    // Fewer may be meant of those who are named, but not more.
    (told > names.len()).then(|| Listing {
        items: persons
            .iter()
            .map(|person| (person.from, person.until))
            .collect(),
        counts: std::iter::once(names.len()).collect(),
        from: persons
            .iter()
            .map(|person| person.from)
            .min()
            .unwrap_or(sentence.from),
        until: persons
            .iter()
            .map(|person| person.until)
            .max()
            .unwrap_or(sentence.until),
        closed: true,
        open: false,
        runs_on: false,
    })
}

/// "The ministers agreed on three steps:" and the items of a list below it.
fn in_next_blocks(
    text: &CheckText<'_>,
    number: usize,
    counted: Counted,
    until: usize,
) -> Option<(usize, (usize, usize))> {
    let sentence = text.words.sentences.get(number)?;
    let heading = text.words.kind_of(sentence) == BlockKind::Heading
        && (counted.at == sentence.from
            || counted.at == sentence.from + 1 && text.fold(sentence.from) == "the");
    let colon = text.fold(until - 1) == ":";
    // "The ministers agreed on three steps." and the steps below it.
    let full_stop = text.words.kind_of(sentence) == BlockKind::Paragraph
        && counted.noun + 2 == until
        && text.fold(until - 1) == "."
        && (sentence.from..until)
            .all(|at| at == counted.at || counted_at(text, sentence.from, at, until).is_none());
    let heading = heading || full_stop;
    if !colon && !heading || counted.listed.is_named() && !colon {
        return None;
    }
    let mut relation = Between::default();
    for at in counted.noun + 1..until - usize::from(colon) {
        relation.pass(text, counted, at);
    }
    if !heading && !relation.is_own(text, counted, until - 1) {
        return None;
    }
    let mut blocks = Vec::new();
    let mut end = until;
    for sentence in &text.words.sentences[number + 1..] {
        if text.words.kind_of(sentence) != BlockKind::ListItem {
            break;
        }
        if blocks.last() != Some(&sentence.block) {
            blocks.push(sentence.block);
        }
        end = sentence.until;
    }
    // Names, and not what is said of them.
    let short = !counted.listed.is_named() || end - until <= blocks.len() * 8;
    (blocks.len() >= 2 && short).then_some((blocks.len(), (until, end)))
}
