//! The list before a counted noun: "A, B and C, the four companies", and who met
//! in the sentence before.

use super::CheckText;
use super::coordination::{Listing, Opener, is_dash, read};
use super::counted::{Counted, Listed, counted_at};
use super::list_fits::{is_name, is_past, name_end};
use crate::propose::mention::{Found, MentionType};

/// "A, B and C, the four companies that will take part", "A and B, all three
/// of them chipmakers", "A, B and C are the four pillars".
pub(super) fn before(
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

pub(super) fn has_past(text: &CheckText<'_>, list: &Listing) -> bool {
    (list.from..list.until).any(|at| is_past(text, at))
}

/// "A and B received C and D. The five ministers": all who met in the sentence
/// before, where nobody stands there without a name and no other group of the
/// text has that number.
pub(super) fn persons_before(
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
