//! The noun phrase of a deed: where its head stands, where it begins and ends.

use super::super::CheckText;
use super::deed::{Deed, DeedWords};
use super::names::fill_names;
use super::nouns::{Class, class_of, is_determiner, singular};
use super::thing::Thing;
use crate::propose::lexicon::is_function_word;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// What "it" and "they" at the head of a sentence point back at: the first noun
/// of the sentence before.
pub(super) fn antecedent(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    edge: usize,
) -> Option<Thing> {
    let leads = (from..edge.min(from + 3)).any(|at| matches!(text.fold(at), "it" | "they"));
    let before = text.words.sentences.get(number.checked_sub(1)?)?;
    let here = text.words.sentences.get(number)?;
    if !leads || before.block != here.block {
        return None;
    }
    let head = (before.from..before.until).find(|at| {
        is_head(text, number - 1, *at) && !is_head_ahead(text, number - 1, *at, before.until)
    })?;
    let start = phrase_start(text, before.from, head);
    let words = DeedWords {
        deed: Deed::Other,
        from: head,
        until: head + 1,
        noun: true,
    };
    let mut thing = Thing {
        head: singular(text.fold(head)),
        class: class_of(text.fold(head)).or_else(|| name_class(text, number - 1, head)),
        name: text.words.is_capital(head) && head > before.from,
        ..Thing::default()
    };
    thing.words = (start..head)
        .map(|at| singular(text.fold(at)))
        .filter(|fold| fold.len() > 2 && !is_function_word(fold) && !is_determiner(fold))
        .collect();
    fill_names(
        text,
        number - 1,
        (before.from, before.until),
        (start, head + 1),
        &words,
        false,
        &mut thing,
    );
    Some(thing)
}

/// "Rapidus was set up": a name before the verb.
pub(super) fn named_subject(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    edge: usize,
) -> Option<usize> {
    let last = edge.checked_sub(1).filter(|last| *last >= from)?;
    let person = text.annotations.found[number].iter().any(|found| {
        (found.from..found.until).contains(&last)
            && !matches!(found.kind, MentionType::Org | MentionType::Forum)
    });
    (text.words.is_capital(last)
        && !is_function_word(text.fold(last))
        && !person
        && class_of(text.fold(last)).is_none())
    .then_some(last)
}

/// "and, after two months' notice, came into force": over what stands between commas.
pub(super) fn over_inserted(text: &CheckText<'_>, from: usize, edge: usize) -> usize {
    if edge <= from + 3 || text.fold(edge - 1) != "," {
        return edge;
    }
    let close = edge - 1;
    (close.saturating_sub(14).max(from)..close)
        .rev()
        .find(|at| text.fold(*at) == ",")
        .filter(|open| opens_insertion(text.fold(open + 1)))
        .unwrap_or(edge)
}

pub(super) fn opens_insertion(fold: &str) -> bool {
    matches!(
        fold,
        "after"
            | "with"
            | "following"
            | "by"
            | "under"
            | "in"
            | "on"
            | "despite"
            | "as"
            | "which"
            | "who"
            | "at"
            | "before"
            | "during"
            | "since"
            | "for"
            | "though"
            | "although"
            | "like"
            | "having"
            | "first"
            | "to"
    ) || fold.len() > 4 && fold.ends_with("ed")
}

pub(super) fn is_head(text: &CheckText<'_>, number: usize, at: usize) -> bool {
    class_of(text.fold(at)).is_some() && !(text.words.is_hyphen(at + 1))
        || name_class(text, number, at).is_some()
}

/// The head of the noun phrase before a verb: "act" in "the special act on
/// chips passed", "decision" in "the decision was published".
pub(super) fn chain_head(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    edge: usize,
) -> Option<usize> {
    let mut noun = edge.checked_sub(1).filter(|noun| *noun >= from)?;
    // "clause 2 of …"
    let content = |at: usize| {
        let fold = text.fold(at);
        (text.words.shape(at) != Shape::Sign || matches!(fold, "-" | "–"))
            && !is_function_word(fold)
            && !is_determiner(fold)
            && !matches!(
                fold,
                "it" | "they" | "which" | "that" | "who" | "he" | "she"
            )
            && !text.annotations.dates[number]
                .iter()
                .any(|date| date.from <= at && at < date.until)
    };
    if !content(noun)
        || text.words.shape(noun) == Shape::Number
        || text.fold(noun).len() < 3
        || text.fold(noun).ends_with("ly")
    {
        return None;
    }
    let mut best = noun;
    let mut of = true;
    for _ in 0..5 {
        let mut start = noun;
        let dated = |at: usize| {
            text.annotations.dates[number]
                .iter()
                .any(|date| date.from <= at && at < date.until)
        };
        while start > from && (content(start - 1) || dated(start - 1)) && noun - start < 6 {
            start -= 1;
        }
        if class_of(text.fold(noun)).is_some() || of && class_of(text.fold(best)).is_none() {
            best = noun;
        }
        let mut before = start;
        if before > from && is_determiner(text.fold(before - 1)) {
            before -= 1;
        }
        let joined = before > from + 1
            && matches!(
                text.fold(before - 1),
                "of" | "on" | "for" | "to" | "between" | "against" | "over" | "with" | "and"
            );
        of = joined && text.fold(before - 1) == "of";
        if !joined {
            break;
        }
        let mut next = before - 2;
        next -= usize::from(text.words.shape(next) == Shape::Number && next > from);
        if !content(next) {
            break;
        }
        noun = next;
    }
    // "China announced": who does it is no thing.
    let actor = class_of(text.fold(best)).is_none()
        && text.annotations.found[number].iter().any(|found| {
            matches!(
                found.kind,
                MentionType::Place | MentionType::Norp | MentionType::Per | MentionType::Role
            ) && (found.from..found.until).contains(&best)
        });
    (!actor).then_some(best)
}

/// "published its decision on": the last noun of the first phrase behind a verb.
pub(super) fn object_noun(
    text: &CheckText<'_>,
    number: usize,
    from: usize,
    until: usize,
) -> Option<usize> {
    let mut at = from;
    while at < until && (is_determiner(text.fold(at)) || text.words.shape(at) == Shape::Number) {
        at += 1;
    }
    let start = at;
    while at < until
        && text.words.shape(at) != Shape::Sign
        && !is_function_word(text.fold(at))
        && !text.annotations.dates[number]
            .iter()
            .any(|date| date.from == at)
    {
        at += 1;
    }
    (at > start && at - start <= 6 && text.fold(at - 1).len() > 2).then(|| at - 1)
}

/// "export control list": the last noun of a row is the head.
pub(super) fn is_head_ahead(text: &CheckText<'_>, number: usize, at: usize, until: usize) -> bool {
    at + 1 < until && is_head(text, number, at + 1)
}

/// A name that ends here: of a forum, body or instrument.
pub(super) fn name_class(text: &CheckText<'_>, number: usize, at: usize) -> Option<Class> {
    text.annotations.found[number]
        .iter()
        .filter(|found| found.until == at + 1)
        .find_map(|found| match found.kind {
            MentionType::Instr => Some(Class::Document),
            MentionType::Forum => Some(Class::Body),
            _ => None,
        })
}

/// "the announcement of the controls", "the launch of the forum", "the agreement's entry into force".
pub(super) fn noun_head(
    text: &CheckText<'_>,
    from: usize,
    until: usize,
    deed: &DeedWords,
) -> Option<usize> {
    let known = |at: &usize| class_of(text.fold(*at)).is_some();
    if !matches!(
        text.fold(deed.from),
        "announcement" | "signature" | "signatures" | "license"
    ) && known(&deed.from)
    {
        return Some(deed.from);
    }
    if text.fold(deed.until) == "of"
        && text.words.shape(deed.until + 1) != Shape::Number
        && !crate::propose::date::is_month_or_weekday(text.fold(deed.until + 1))
    {
        return (deed.until + 1..until.min(deed.until + 9))
            .take_while(|at| !matches!(text.fold(*at), "," | "." | ";" | "on" | "in"))
            .filter(|at| known(at))
            .last();
    }
    let own =
        matches!(text.fold(deed.from), "notice" | "notices" | "announcement").then_some(deed.from);
    (deed.from.saturating_sub(3).max(from)..deed.from)
        .rev()
        .find(known)
        .or(own)
}

/// The first word of a noun phrase.
pub(super) fn phrase_start(text: &CheckText<'_>, from: usize, head: usize) -> usize {
    let mut start = head;
    while start > from && head - start < 7 {
        let before = text.fold(start - 1);
        if is_determiner(before) {
            return start - 1;
        }
        let stops = text.words.shape(start - 1) == Shape::Sign
            && !matches!(before, "-" | "–" | "'" | "’")
            || is_function_word(before) && !matches!(before, "and" | "other" | "last" | "next");
        if stops {
            break;
        }
        start -= 1;
    }
    start
}

/// The end of a noun phrase with what "of", "on" and "for" add to it.
pub(super) fn phrase_end(text: &CheckText<'_>, number: usize, head: usize, until: usize) -> usize {
    let mut end = head + 1;
    let goes_on = matches!(
        text.fold(end),
        "of" | "on" | "for" | "with" | "between" | "against" | "no." | "to" | "over"
    ) && !text.annotations.dates[number]
        .iter()
        .any(|date| date.from == end + 1 || date.from == end + 2);
    if !goes_on {
        return end;
    }
    while end < until.min(head + 9) {
        let fold = text.fold(end);
        let stops = matches!(
            fold,
            "," | "."
                | ";"
                | ":"
                | "("
                | "which"
                | "that"
                | "who"
                | "was"
                | "were"
                | "has"
                | "had"
                | "have"
                | "is"
                | "are"
                | "took"
                | "came"
                | "will"
                | "in"
        ) || end > head + 2 && matches!(fold, "on" | "from");
        if stops {
            break;
        }
        end += 1;
    }
    end
}
