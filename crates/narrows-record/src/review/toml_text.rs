//! Text as TOML sets it.

/// A basic string with its quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut set = String::with_capacity(text.len() + 2);
    set.push('"');
    for c in text.chars() {
        match c {
            '"' => set.push_str("\\\""),
            '\\' => set.push_str("\\\\"),
            '\n' => set.push_str("\\n"),
            '\r' => set.push_str("\\r"),
            '\t' => set.push_str("\\t"),
            c if c.is_control() => set.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => set.push(c),
        }
    }
    set.push('"');
    set
}

/// Lower-case ASCII letters, digits and hyphens, as ids are.
pub(super) fn id_of(text: &str) -> String {
    let mut id = String::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let folded: String = narrows_core::fold_name(word)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        if folded.is_empty() || id.len() + folded.len() > 60 {
            continue;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(&folded);
    }
    if id.is_empty() {
        "unnamed".to_owned()
    } else {
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_survive_toml() {
        let text = "a \"b\" \\ c\nd\u{1}é";
        let table: toml::Table = toml::from_str(&format!("x = {}", quoted(text))).unwrap();
        assert_eq!(table["x"].as_str(), Some(text));
    }

    #[test]
    fn ids_are_ascii() {
        assert_eq!(id_of("Côte d’Ivoire — 2024!"), "cote-d-ivoire-2024");
        assert_eq!(id_of("経産省"), "unnamed");
    }
}
