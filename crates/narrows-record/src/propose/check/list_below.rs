//! The list below a counted noun: in the next sentences, or in the items of a
//! list behind it.

use super::CheckText;
use super::coordination::{Listing, Opener, is_finite, read};
use super::counted::{Counted, counted_at};
use super::list_behind::{Between, is_noun_list};
use super::list_fits::{fits, is_past};
use crate::propose::BlockKind;
use crate::propose::lexicon::numeral;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// "Four companies will take part. They are A, B and C.", "The annex names
/// them: A, B and C.", "Four tools are on the desk. Loans, grants and stakes."
pub(super) fn in_next_sentence(
    text: &CheckText<'_>,
    number: usize,
    counted: Counted,
) -> Option<Listing> {
    let next = text.words.sentences.get(number + 1)?;
    let start = match (text.fold(next.from), text.fold(next.from + 1)) {
        ("they" | "these" | "those", "are" | "were") => {
            // "They are, in this order, A, B and C."
            let start = next.from + 2;
            let comma = (start + 1..start + 6).find(|at| text.fold(*at) == ",");
            match comma {
                Some(comma) if text.fold(start) == "," => comma + 1,
                _ => start,
            }
        }
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
pub(super) fn by_pronoun(text: &CheckText<'_>, number: usize, counted: Counted) -> Option<Listing> {
    let own = text.words.sentences.get(number)?;
    if text.words.kind_of(own) == BlockKind::Heading || counted.listed.is_named() {
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
            // "The annex names them", "They are"
            let names = (sentence.from..colon).any(|at| {
                let word = text.fold(at);
                [
                    "name", "list", "identif", "specif", "mention", "give", "gave", "spell",
                ]
                .iter()
                .any(|stem| word.starts_with(stem))
            });
            let points = (sentence.from..colon).any(|at| {
                matches!(text.fold(at), "them" | "these") && names
                    || matches!(text.fold(at), "they" | "those")
                        && matches!(text.fold(at + 1), "are" | "were" | ":")
            });
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
pub(super) fn fragment(text: &CheckText<'_>, number: usize, counted: Counted) -> Option<Listing> {
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

/// "The ministers agreed on three steps:" and the items of a list below it.
pub(super) fn in_next_blocks(
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
    if !colon && (!heading || counted.listed.is_named()) {
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
