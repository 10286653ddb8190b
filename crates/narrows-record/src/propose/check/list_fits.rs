//! Whether a list is one of what a counted noun names: people, bodies, places,
//! goods, dated rounds.

use super::CheckText;
use super::coordination::{Listing, Opener};
use super::counted::{Counted, Listed};
use crate::propose::lexicon::numeral;
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Shape;

/// The items are of the kind that the noun names; the last is cut where its
/// name ends.
pub(super) fn fits(
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
            if (sure && (counted.noun + 1 == list.from - 1 || counted.listed == Listed::Sites)
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
                        || text.fold(*from) == "one" && *until > from + 1
                }) =>
        {
            Some(list)
        }
        // "six members: the minister, two deputies and three reporters"
        Listed::Persons | Listed::Places | Listed::Group
            if sure
                && (counted.listed != Listed::Places
                    || matches!(text.fold(counted.noun), "members" | "participants"))
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
pub(super) fn are_described(text: &CheckText<'_>, list: &Listing) -> bool {
    list.items.iter().all(|(from, _)| {
        matches!(
            text.fold(*from),
            "a" | "an" | "the" | "one" | "its" | "their" | "another"
        ) || text.words.is_capital(*from)
    })
}

pub(super) fn is_past(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    text.words.shape(at) == Shape::Lower && fold.len() > 4 && fold.ends_with("ed")
}

/// An item that begins with a name, behind articles, owners and titles.
pub(super) fn is_name(
    text: &CheckText<'_>,
    found: &[Found],
    (from, until): (usize, usize),
) -> bool {
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
pub(super) fn name_end(
    text: &CheckText<'_>,
    found: &[Found],
    (from, until): (usize, usize),
) -> usize {
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
