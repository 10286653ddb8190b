//! What a value means as the USGS prints it: numbers, marks, words.

use crate::text::finite_number;

/// What a printed value means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reading {
    pub(super) value: Option<f64>,
    pub(super) qualifier: &'static str,
}

impl Reading {
    fn new(value: impl Into<Option<f64>>, qualifier: &'static str) -> Self {
        Self {
            value: value.into(),
            qualifier,
        }
    }
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The text without a footnote mark such as `(3)` at its end, where something
/// stands before it.
pub(super) fn without_footnote(text: &str) -> &str {
    match text
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
    {
        Some((before, mark)) if is_number(mark) && !before.trim().is_empty() => before.trim_end(),
        _ => text,
    }
}

/// Statistics that may be negative: changes of stocks, shipments into a
/// stockpile, and what is computed as a difference.
pub(super) const SIGNED: [&str; 5] = [
    "stock",
    "shipment",
    "consumption",
    "supply",
    "net-import-reliance",
];

/// Reads a value as it is printed.
pub(super) fn read_value(
    printed: &str,
    statistic: &str,
    note: &str,
    estimated: bool,
) -> Result<Reading, &'static str> {
    let exact = |estimated| if estimated { "estimated" } else { "exact" };
    let text = printed
        .trim_matches(|c: char| c.is_whitespace() || is_superscript(c))
        .trim();
    let text = without_footnote(text);
    match text {
        "" | "NA" | "na" | "XX" | "xx" => return Ok(Reading::new(None, "not-available")),
        "W" => return Ok(Reading::new(None, "withheld")),
        "—" | "--" => return Ok(Reading::new(0.0, "zero")),
        // A net exporter: the reliance is below zero, by how much is not said.
        "E" if statistic == "net-import-reliance" => return Ok(Reading::new(0.0, "less-than")),
        // The note stands in place of the value; most say how small it is.
        _ if is_less_than_half(text) => return Ok(Reading::new(0.5, "less-than")),
        "s" if says_less_than_half(note) => return Ok(Reading::new(0.5, "less-than")),
        "s" if !note.is_empty() => return Ok(Reading::new(None, "not-available")),
        _ => {}
    }
    if is_described(text) {
        return Ok(Reading::new(None, "not-available"));
    }
    let (number, qualifier) = if let Some(rest) = text.strip_prefix('>') {
        (rest, "more-than")
    } else if let Some(rest) = text.strip_prefix('<') {
        (rest, "less-than")
    } else if let Some(rest) = text.strip_prefix(['e', 'ᵉ']) {
        (rest, exact(true))
    } else {
        (text, exact(estimated))
    };
    // `f64` would read words and exponents too.
    let plain = number
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,-−".contains(c));
    match finite_number(&number.replace('−', "-")) {
        Some(value) if plain && (value >= 0.0 || SIGNED.contains(&statistic)) => {
            Ok(Reading::new(value, qualifier))
        }
        Some(_) if plain => Err("a negative quantity"),
        _ => Err(unreadable(text)),
    }
}

/// Why a value is refused.
pub(super) fn unreadable(text: &str) -> &'static str {
    let bound = |part: &str| finite_number(part).is_some_and(|value| value >= 0.0);
    let range = ['–', '—', '-', '‑'].into_iter().any(|dash| {
        text.split_once(dash)
            .is_some_and(|(low, high)| bound(low) && bound(high))
    });
    if range {
        "a range, not one number"
    } else if text.contains(['?', '\u{fffd}']) {
        "a character was lost in the original, perhaps a minus"
    } else if text.starts_with('(') && text.ends_with(')') {
        "a footnote mark in place of the value"
    } else {
        "neither a number nor a mark that the USGS explains"
    }
}

pub(super) const LESS_THAN_HALF: [&str; 2] = ["less than ½", "less than 1/2"];

pub(super) fn is_less_than_half(text: &str) -> bool {
    let text = text.to_lowercase();
    LESS_THAN_HALF
        .into_iter()
        .any(|words| text.starts_with(words))
}

pub(super) fn says_less_than_half(note: &str) -> bool {
    let note = note.to_lowercase();
    LESS_THAN_HALF.into_iter().any(|words| note.contains(words))
}

/// Words that the USGS prints where it has no number.
pub(super) fn is_described(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "large",
        "moderate",
        "moderate to large",
        "small",
        "very small",
    ]
    .contains(&text.as_str())
        || text.starts_with("variable, depending on ")
}

pub(super) fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_values_mean_what_the_usgs_says() {
        let production = |printed| read_value(printed, "production", "", false);
        for (printed, value, qualifier) in [
            ("839,000", Some(839_000.0), "exact"),
            ("839,000¹", Some(839_000.0), "exact"),
            ("1,200 (3)", Some(1200.0), "exact"),
            ("e1,200", Some(1200.0), "estimated"),
            ("68\u{a0}", Some(68.0), "exact"),
            (">50", Some(50.0), "more-than"),
            ("<1,000", Some(1000.0), "less-than"),
            ("W", None, "withheld"),
            ("NA", None, "not-available"),
            ("Large", None, "not-available"),
            ("—", Some(0.0), "zero"),
            ("0", Some(0.0), "exact"),
        ] {
            assert_eq!(
                production(printed),
                Ok(Reading::new(value, qualifier)),
                "{printed}"
            );
        }
        for (printed, reason) in [
            ("50–300", "a range, not one number"),
            ("10,000 - 15,000", "a range, not one number"),
            (
                "?10",
                "a character was lost in the original, perhaps a minus",
            ),
            ("(1)", "a footnote mark in place of the value"),
            ("1,5", "neither a number nor a mark that the USGS explains"),
            ("1e5", "neither a number nor a mark that the USGS explains"),
            ("E", "neither a number nor a mark that the USGS explains"),
            ("inf", "neither a number nor a mark that the USGS explains"),
            ("-5", "a negative quantity"),
        ] {
            assert_eq!(production(printed), Err(reason), "{printed}");
        }
        assert_eq!(
            read_value("E", "net-import-reliance", "", true),
            Ok(Reading::new(0.0, "less-than"))
        );
        assert_eq!(
            read_value("s", "import", "Estimated. -- Less than ½ unit.", true),
            Ok(Reading::new(0.5, "less-than"))
        );
        assert_eq!(
            read_value("s", "reserves", "Included in “World total.”", false),
            Ok(Reading::new(None, "not-available"))
        );
        assert_eq!(
            read_value("-5", "stock", "", true),
            Ok(Reading::new(-5.0, "estimated"))
        );
    }
}
