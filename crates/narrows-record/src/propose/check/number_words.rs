//! The words of a number: digits and numerals, what multiplies them, units, and
//! what makes them inexact or mere names.

use super::CheckText;
use super::quantity::Unit;
use crate::propose::lexicon::numeral;
use crate::propose::words::Shape;

pub(super) fn is_amount(fold: &str) -> bool {
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
pub(super) fn number_at(text: &CheckText<'_>, at: usize) -> Option<(f64, usize)> {
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

pub(super) fn tens(fold: &str) -> Option<u32> {
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

pub(super) fn multiplier(fold: &str) -> Option<f64> {
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

pub(super) fn unit_behind(text: &CheckText<'_>, at: usize) -> Option<(Unit, usize)> {
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

/// A year, a day of a month, the number of an article.
pub(super) fn is_named_number(text: &CheckText<'_>, from: usize, at: usize, end: usize) -> bool {
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

pub(super) fn is_inexact(text: &CheckText<'_>, from: usize, at: usize, end: usize) -> bool {
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
