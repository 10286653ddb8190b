//! Numbers as they are told: "twenty-two cases", "34 percent", "2.4 billion
//! dollars", "half a dozen plants", "as many". For adding them up.

use super::CheckText;
use super::counted::is_plural;
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

fn is_amount(fold: &str) -> bool {
    matches!(
        fold,
        "tonnes"
            | "tons"
            | "kilograms"
            | "kilos"
            | "meters"
            | "metres"
            | "hectares"
            | "acres"
            | "megawatts"
            | "gigawatts"
            | "barrels"
            | "liters"
            | "litres"
            | "kilometers"
            | "kilometres"
            | "miles"
    )
}

/// A number in words or digits, and where it ends.
fn number_at(text: &CheckText<'_>, at: usize) -> Option<(f64, usize)> {
    let fold = text.fold(at);
    match fold {
        "half" if text.fold(at + 1) == "a" && text.fold(at + 2) == "dozen" => {
            return Some((6.0, at + 3));
        }
        "a" if text.fold(at + 1) == "dozen" => return Some((12.0, at + 2)),
        "a" if matches!(text.fold(at + 1), "hundred" | "thousand") => return Some((1.0, at + 1)),
        "a" if text.fold(at + 1) == "pair" && text.fold(at + 2) == "of" => {
            return Some((2.0, at + 3));
        }
        "both" | "zero" => return None,
        _ => {}
    }
    if let Some(tens) = tens(fold) {
        let (hyphen, next) = if text.words.is_hyphen(at + 1) {
            (true, at + 2)
        } else {
            (false, at + 1)
        };
        let digit = numeral(text.fold(next)).filter(|digit| (1..10).contains(digit));
        return match digit {
            Some(digit) if text.words.shape(next) != Shape::Number => {
                Some((f64::from(tens + digit), next + 1))
            }
            _ if hyphen => None,
            _ => Some((f64::from(tens), at + 1)),
        };
    }
    if let Some(number) = numeral(fold) {
        return Some((f64::from(number), at + 1));
    }
    let digits = text.words.shape(at) == Shape::Number
        && fold
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    digits
        .then(|| fold.replace(',', "").parse().ok())
        .flatten()
        .map(|value| (value, at + 1))
}

fn tens(fold: &str) -> Option<u32> {
    Some(match fold {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

fn multiplier(fold: &str) -> Option<f64> {
    Some(match fold {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" => 1e12,
        _ => return None,
    })
}

fn unit_behind(text: &CheckText<'_>, at: usize) -> Option<(Unit, usize)> {
    let fold = text.fold(at);
    match fold {
        "%" | "percent" => return Some((Unit::Percent, at + 1)),
        "per" if text.fold(at + 1) == "cent" => return Some((Unit::Percent, at + 2)),
        "u.s." | "us" | "canadian" | "australian"
            if matches!(text.fold(at + 1), "dollar" | "dollars") =>
        {
            return Some((Unit::Money, at + 2));
        }
        _ => {}
    }
    // "square meters", "metric tons"
    if matches!(fold, "square" | "cubic" | "metric") && is_amount(text.fold(at + 1)) {
        return Some((Unit::Measure, at + 2));
    }
    let unit = match fold {
        "dollar" | "dollars" | "yen" | "won" | "euro" | "euros" | "pound" | "pounds" | "yuan"
        | "rupees" | "pesos" | "cents" | "francs" => Unit::Money,
        "year" | "years" | "month" | "months" | "week" | "weeks" | "day" | "days" | "hour"
        | "hours" | "minute" | "minutes" | "seconds" | "decades" | "centuries" | "quarters"
        | "nights" | "tonne" | "tonnes" | "ton" | "tons" | "kilograms" | "kilogram" | "kilos"
        | "kilometer" | "kilometers" | "kilometres" | "miles" | "mile" | "meter" | "meters"
        | "metres" | "square" | "cubic" | "liters" | "litres" | "barrels" | "ounces" | "grams"
        | "nanometers" | "nanometres" | "degrees" | "acres" | "hectares" | "megawatts"
        | "gigawatts" | "metric" | "percentage" | "basis" | "points" | "gigawatt"
        | "kilowatt-hours" | "p.m." | "a.m." | "o'clock" | "thirds" | "fifths" | "quarter"
        | "times" => Unit::Measure,
        _ => return None,
    };
    Some((unit, at + 1))
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
        )
}

/// A year, a day of a month, the number of an article.
fn is_named_number(text: &CheckText<'_>, from: usize, at: usize, end: usize) -> bool {
    let month = |fold: &str| {
        matches!(
            fold.trim_end_matches('.'),
            "january"
                | "february"
                | "march"
                | "april"
                | "may"
                | "june"
                | "july"
                | "august"
                | "september"
                | "october"
                | "november"
                | "december"
                | "jan"
                | "feb"
                | "aug"
                | "sep"
                | "sept"
                | "oct"
                | "nov"
                | "dec"
        )
    };
    let digits = text.words.shape(at) == Shape::Number;
    let before = if at > from { text.fold(at - 1) } else { "" };
    let year = digits
        && text
            .fold(at)
            .parse()
            .is_ok_and(|year: u32| (1900..2100).contains(&year));
    let capital_before = |folds: &[&str]| folds.contains(&before);
    year || digits && (month(before) || month(text.fold(end)))
        || text.words.is_capital(at) && digits
        || capital_before(&[
            "no.",
            "nos.",
            "article",
            "articles",
            "section",
            "sections",
            "chapter",
            "chapters",
            "annex",
            "item",
            "figure",
            "paragraph",
            "page",
            "phase",
            "group",
            "category",
            "number",
            "line",
            "room",
            "route",
            "aged",
        ])
}

fn is_inexact(text: &CheckText<'_>, from: usize, at: usize, end: usize) -> bool {
    let before = |steps: usize| {
        at.checked_sub(steps)
            .filter(|before| *before >= from)
            .map_or("", |before| text.fold(before))
    };
    let sign = usize::from(matches!(before(1), "$" | "€" | "£" | "¥" | "₩"));
    matches!(
        before(1 + sign),
        "about"
            | "around"
            | "roughly"
            | "approximately"
            | "nearly"
            | "almost"
            | "over"
            | "some"
            | "circa"
            | "above"
            | "below"
            | "least"
            | "most"
            | "than"
            | "near"
            | "or"
    ) || before(1 + sign) == "to" && (before(2 + sign) == "up" || before(2 + sign) == "close")
        || text.fold(end) == "or" && matches!(text.fold(end + 1), "so" | "more" | "fewer" | "less")
        || text.fold(end) == "-" && text.fold(end + 1) == "odd"
}
