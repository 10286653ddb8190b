//! Numbers as they are told: "twenty-two cases", "34 percent", "2.4 billion
//! dollars", "half a dozen plants", "as many". For adding them up.

use super::CheckText;
use super::counted_noun::is_plural;
use super::number_words::{
    is_amount, is_inexact, is_named_number, multiplier, number_at, unit_behind,
};
use crate::propose::lexicon::{is_function_word, numeral};
use crate::propose::words::Shape;

/// What a number measures: only like is added to like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Things, or a number that stands alone.
    Count,
    Percent,
    Money,
    /// Years, tonnes, meters.
    Measure,
}

/// A number at words `from..until`; the noun is no part of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantity {
    pub(super) value: f64,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) unit: Unit,
    /// The plural noun that it counts, where one follows.
    pub(super) noun: Option<usize>,
    /// "about", "at least": no sum can be held against it.
    pub(super) inexact: bool,
    /// "million" or "billion" is part of it.
    pub(super) large: bool,
    /// The word of a mass, an area or a power, all of which add up.
    pub(super) measure: Option<usize>,
}

impl Quantity {
    /// Past the noun.
    pub(super) fn end(&self) -> usize {
        self.noun.map_or(self.until, |noun| noun + 1)
    }
}

/// All numbers of the words `from..until`, in their order.
pub(super) fn quantities(text: &CheckText<'_>, from: usize, until: usize) -> Vec<Quantity> {
    let mut all: Vec<Quantity> = Vec::new();
    let mut at = from;
    while at < until {
        // "Six cases concerned displays, as many chips"
        if text.fold(at) == "as"
            && text.fold(at + 1) == "many"
            && text.fold(at + 2) != "as"
            && let Some(last) = all.last().copied()
        {
            all.push(Quantity {
                from: at,
                until: at + 2,
                noun: noun_behind(text, at + 2, until),
                ..last
            });
            at += 2;
            continue;
        }
        match quantity_at(text, from, at, until) {
            Some(quantity) => {
                at = quantity.until.max(at + 1);
                all.push(quantity);
            }
            None => at += 1,
        }
    }
    all
}

/// The number that begins at a place.
pub(super) fn quantity_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Quantity> {
    let (mut value, mut end) = number_at(text, at)?;
    if at > from && text.words.is_hyphen(at - 1) || is_named_number(text, from, at, end) {
        return None;
    }
    let mut large = false;
    while let Some(times) = multiplier(text.fold(end)) {
        value *= times;
        large |= times >= 1e6;
        end += 1;
    }
    if end > until || text.words.is_hyphen(end) {
        return None;
    }
    let sign = at > from && matches!(text.fold(at - 1), "$" | "€" | "£" | "¥" | "₩");
    let unit = match unit_behind(text, end) {
        Some((unit, past)) => {
            end = past;
            unit
        }
        None if sign => Unit::Money,
        None => Unit::Count,
    };
    let noun = match unit {
        Unit::Count if text.fold(end) == "of" => None,
        Unit::Count => noun_behind(text, end, until),
        _ => None,
    };
    Some(Quantity {
        value,
        from: at,
        until: end,
        unit,
        noun,
        inexact: is_inexact(text, from, at, end),
        large,
        measure: (unit == Unit::Measure)
            .then(|| end - 1)
            .filter(|word| is_amount(text.fold(*word)) && at + 1 < end),
    })
}

/// The head of a plural noun phrase behind a number: the last plural before
/// anything that is no part of it.
fn noun_behind(text: &CheckText<'_>, at: usize, until: usize) -> Option<usize> {
    let mut noun = None;
    for next in at..until.min(at + 7) {
        let fold = text.fold(next);
        if text.words.is_hyphen(next) {
            continue;
        }
        let word = matches!(
            text.words.shape(next),
            Shape::Lower | Shape::Capital | Shape::Upper
        );
        let bound = is_function_word(fold) && !matches!(fold, "more" | "other" | "such")
            || numeral(fold).is_some();
        if !word || bound {
            break;
        }
        // "directors-general"
        let general = text.words.is_hyphen(next + 1) && text.fold(next + 2) == "general";
        if is_plural(fold) && (general || !text.words.is_hyphen(next + 1)) {
            noun = Some(next);
            if general {
                break;
            }
            if !is_plural(text.fold(next + 1)) {
                break;
            }
        } else if noun.is_some() || is_verb_like(text, next) {
            break;
        }
    }
    noun
}

fn is_verb_like(text: &CheckText<'_>, at: usize) -> bool {
    text.words.shape(at) == Shape::Lower
        && matches!(
            text.fold(at),
            "came"
                | "went"
                | "said"
                | "named"
                | "made"
                | "make"
                | "got"
                | "took"
                | "gave"
                | "come"
                | "go"
                | "say"
                | "take"
                | "give"
                | "get"
                | "produce"
                | "sell"
                | "work"
                | "want"
                | "need"
                | "use"
                | "supply"
                | "export"
                | "import"
                | "build"
                | "built"
                | "sold"
                | "sent"
                | "send"
                | "held"
                | "hold"
                | "lost"
                | "won"
                | "chose"
                | "found"
                | "deal"
                | "dealt"
                | "concern"
                | "concerned"
                | "fell"
                | "left"
                | "backed"
                | "cited"
                | "opposed"
                | "favored"
                | "favoured"
                | "mentioned"
                | "received"
                | "belong"
                | "belonged"
                | "involved"
                | "involve"
                | "covered"
                | "cover"
                | "represent"
                | "represented"
                | "joined"
                | "visited"
                | "called"
                | "rejected"
                | "approved"
                | "picked"
                | "expected"
                | "see"
                | "saw"
                | "failed"
                | "passed"
                | "expect"
                | "fear"
                | "think"
                | "believe"
                | "hope"
                | "plan"
                | "favor"
                | "favour"
                | "support"
                | "oppose"
                | "vote"
                | "remain"
                | "have"
                | "know"
                | "pay"
                | "paid"
                | "buy"
                | "bought"
                | "call"
                | "live"
                | "find"
                | "attend"
                | "reject"
                | "carry"
                | "contain"
                | "show"
                | "offer"
                | "refine"
        )
}
