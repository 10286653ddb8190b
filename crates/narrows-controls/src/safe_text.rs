//! Names as lists and users write them may hold marks that a terminal obeys or
//! formulas that a spreadsheet runs. Here they are made harmless, each form in
//! its own way, so that nothing is lost: what was there can still be seen.

use std::fmt::Write;

/// Marks that a terminal may obey or that turn the order of what is read: all
/// control characters, and the marks of direction.
fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(
            u32::from(c),
            0x200E | 0x200F | 0x061C | 0x202A..=0x202E | 0x2066..=0x2069 | 0x2028 | 0x2029 | 0xFEFF
        )
}

/// The text for a terminal or a page: active marks as `\u{1b}`.
///
/// ```
/// use narrows_controls::terminal_text;
/// assert_eq!(terminal_text("A\u{1b}[31mB"), "A\\u{1b}[31mB");
/// assert_eq!(terminal_text("نفط"), "نفط");
/// ```
#[must_use]
pub fn terminal_text(text: &str) -> String {
    if !text.contains(is_active) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_active(c) {
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// The text for a cell of a table that a spreadsheet may open: as for a
/// terminal, and with an apostrophe before what would be taken for a formula.
///
/// ```
/// use narrows_controls::cell_text;
/// assert_eq!(cell_text("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
/// assert_eq!(cell_text("A+B"), "A+B");
/// ```
#[must_use]
pub fn cell_text(text: &str) -> String {
    let begins = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%'
        )
    };
    // A spreadsheet may drop white space before it looks.
    let formula = text.starts_with(begins) || text.trim_start().starts_with(begins);
    let safe = terminal_text(text);
    if formula { format!("'{safe}") } else { safe }
}

/// JSON text whose active marks are written as escapes; it stands for the same
/// data.
///
/// ```
/// use narrows_controls::json_text;
/// assert_eq!(json_text("[\"\u{9b}31m\"]"), "[\"\\u009b31m\"]");
/// ```
#[must_use]
pub fn json_text(json: &str) -> String {
    // Line breaks between values are no marks inside a text: JSON escapes those.
    let active = |c: char| is_active(c) && !matches!(c, '\n');
    if !json.contains(active) {
        return json.to_owned();
    }
    let mut safe = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if active(c) {
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_active_mark_is_left(text in "\\PC{0,20}|[\\x00-\\x1f\\x7f-\\u{9f}=+@\u{202e}-]{0,12}") {
            prop_assert!(!terminal_text(&text).contains(is_active));
            let cell = cell_text(&text);
            prop_assert!(!cell.contains(is_active));
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']));
        }

        #[test]
        fn json_keeps_its_data(text in ".{0,20}|[\\x7f-\\u{9f}\u{202e}\\n]{0,12}") {
            let json = serde_json::to_string(&text).unwrap();
            let back: String = serde_json::from_str(&json_text(&json)).unwrap();
            prop_assert_eq!(back, text);
        }
    }
}
