//! Members told of a union that is named itself: "the Quad (A, B, C and D)",
//! "ASEAN, made up of A, B and C", "A, which belongs to the EU".

use super::CheckText;
use super::class_statement::{denies, goods_before, goods_from};
use super::class_table::{Class, Good, union_at};
use super::coordination::is_dash;

/// Members of the shortest list that tells whom a union is made of.
const LIST_FROM: usize = 3;

/// The unions of a sentence, each with the countries that are told of it.
pub(super) fn told_members(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
) -> Vec<(Class, Vec<Good>)> {
    (from..until)
        .filter_map(|at| {
            let union = union_at(text, at, until)?;
            let mut members = made_up_of(text, until, &union);
            if members.is_empty() {
                members = belongs(text, from, until, &union);
            }
            (!members.is_empty()).then_some((union, members))
        })
        .collect()
}

fn made_up_of(text: &CheckText<'_>, until: usize, union: &Class) -> Vec<Good> {
    let at = union.until;
    let bracket = text.fold(at) == "(" || is_dash(text, at);
    let mut next = at + 1;
    while text.fold(next) == "-" {
        next += 1;
    }
    if !bracket {
        next = at + usize::from(text.fold(at) == ",");
        let words = |step: usize| text.fold(next + step);
        let length = match (words(0), words(1), words(2)) {
            ("made", "up", "of") => 3,
            ("which", "consists" | "comprises" | "groups" | "unites" | "includes", "of") => 3,
            ("which", "comprises" | "groups" | "unites" | "includes", _) => 2,
            ("composed" | "consisting", "of", _) => 2,
            ("comprising" | "grouping" | "uniting", _, _) => 1,
            _ => return Vec::new(),
        };
        next += length;
    }
    let list = goods_from(text, union, next, until);
    let closed = list
        .last()
        .is_some_and(|last| last.until >= until || !text.words.is_capital(last.until));
    if list.len() >= LIST_FROM && closed {
        list
    } else {
        Vec::new()
    }
}

/// "A, which belongs to the EU", "A and B belong to", "the EU, to which A and
/// B belong".
fn belongs(text: &CheckText<'_>, from: usize, until: usize, union: &Class) -> Vec<Good> {
    let mut at = union.from;
    if at > from && text.fold(at - 1) == "the" {
        at -= 1;
    }
    let verb = at
        .checked_sub(2)
        .filter(|verb| *verb >= from)
        .filter(|verb| matches!(text.fold(*verb), "belongs" | "belong"))
        .filter(|_| text.fold(at - 1) == "to");
    if let Some(verb) = verb {
        if verb > from && denies(text.fold(verb - 1)) {
            return Vec::new();
        }
        let mut end = verb;
        while end > from && matches!(text.fold(end - 1), "which" | "that" | "," | "both" | "also") {
            end -= 1;
        }
        return goods_before(text, union, from, end);
    }
    if text.fold(union.until) == ","
        && text.fold(union.until + 1) == "to"
        && text.fold(union.until + 2) == "which"
    {
        let list = goods_from(text, union, union.until + 3, until);
        if list
            .last()
            .is_some_and(|last| matches!(text.fold(last.until), "belong" | "belongs"))
        {
            return list;
        }
    }
    Vec::new()
}
