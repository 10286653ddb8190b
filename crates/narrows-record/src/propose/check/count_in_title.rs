//! A numeral in a title or heading against the list that the text gives:
//! "sets four priority areas" and "three areas: A, B and C".

use super::count::{counted, list_start, listed, told_number};
use super::{CheckText, Conflict};
use crate::propose::BlockKind;

/// Sentences behind a title, or behind a heading, in which its list is looked for.
const BEHIND_TITLE: usize = 14;
const BEHIND_HEADING: usize = 4;

pub(super) fn check(text: &CheckText<'_>, conflicts: &mut Vec<Conflict>) {
    for (index, (number, from, until)) in text.sentences().enumerate() {
        let heading = text.words.kind_of(&text.words.sentences[number]) == BlockKind::Heading;
        // A title has no full stop; the first lines of a text may be no heading.
        let title = index < 2 && until > from && text.fold(until - 1) != ".";
        if !heading && !title {
            continue;
        }
        let reach = if title { BEHIND_TITLE } else { BEHIND_HEADING };
        for at in from..until {
            let Some((told, noun)) = told_noun(text, from, at, until) else {
                continue;
            };
            let other = text
                .sentences()
                .skip(index + 1)
                .take(reach)
                .find_map(|sentence| whole_list(text, sentence, noun));
            if let Some((count, side)) = other
                && count != told
            {
                conflicts.push(Conflict {
                    kind: "count_mismatch",
                    severity: "error",
                    sides: vec![(at, noun + 1), side],
                    confidence: 0.75,
                    reason: format!(
                        "A title says {}, the text lists {count}.",
                        text.words.quote(at, noun + 1)
                    ),
                });
            }
        }
    }
}

/// "four priority areas": the number and the counted noun.
fn told_noun(text: &CheckText<'_>, from: usize, at: usize, until: usize) -> Option<(u32, usize)> {
    let told = told_number(text, at).filter(|told| (2..=12).contains(told))?;
    let unsure = at > from
        && (text.words.is_hyphen(at - 1)
            || matches!(
                text.fold(at - 1),
                "of" | "least" | "than" | "about" | "other" | "more" | "another" | "$"
            ));
    if unsure || text.words.is_hyphen(at + 1) {
        return None;
    }
    let noun = (at + 1..until.min(at + 4)).find(|at| counted(text.fold(*at)).is_some())?;
    let bare = (at + 1..noun).all(|at| {
        !matches!(
            text.fold(at),
            "," | "and" | "of" | "the" | "other" | "more" | "new"
        )
    });
    bare.then_some((told, noun))
}

/// A list of that noun behind a colon, as long as its own numeral says.
fn whole_list(
    text: &CheckText<'_>,
    (number, from, until): (usize, usize, usize),
    noun: usize,
) -> Option<(u32, (usize, usize))> {
    (from..until).find_map(|at| {
        let (told, own) = told_noun(text, from, at, until)?;
        if text.fold(own) != text.fold(noun) {
            return None;
        }
        let (start, opener) = list_start(text, own + 1, until)?;
        let kinds = counted(text.fold(own))?;
        let (count, end) = listed(text, &text.annotations.found[number], start, until, kinds)?;
        (opener == ":" && count == told as usize).then_some((told, (at, end)))
    })
}
