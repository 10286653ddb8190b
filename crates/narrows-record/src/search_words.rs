//! Words for full-text search, the same for records and for questions.
//!
//! Words are folded as names are. Scripts that set no spaces between words are
//! cut into their characters, and a run of them is searched as a phrase.

use narrows_core::fold_name;

/// The words of a text; each is one token, or several in a row for a run of
/// characters without spaces.
fn runs(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\u{30fc}') {
        let mut letters = String::new();
        let mut phrase: Vec<String> = Vec::new();
        let flush = |letters: &mut String, phrase: &mut Vec<String>| {
            let folded = fold_name(letters);
            letters.clear();
            if !folded.is_empty() {
                phrase.push(folded);
            }
        };
        for character in word.chars() {
            if is_unspaced(character) {
                flush(&mut letters, &mut phrase);
                let folded = fold_name(&character.to_string());
                if !folded.is_empty() {
                    phrase.push(folded);
                }
            } else {
                letters.push(character);
            }
        }
        flush(&mut letters, &mut phrase);
        if !phrase.is_empty() {
            found.push(phrase);
        }
    }
    found
}

/// Han, kana and Hangul.
fn is_unspaced(character: char) -> bool {
    matches!(
        u32::from(character),
        0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7a3 | 0xf900..=0xfaff
            | 0x20000..=0x3ffff
    )
}

/// The text as the index keeps it: tokens with spaces between.
pub(crate) fn indexed(text: &str) -> String {
    runs(text).concat().join(" ")
}

/// A full-text query that wants all words of a question, each from its
/// beginning; `None` for a question without any word.
pub(crate) fn query(text: &str) -> Option<String> {
    let wanted: Vec<String> = runs(text)
        .iter()
        .map(|phrase| {
            // Tokens hold letters and digits alone, so they cannot end the
            // quotation. A short word is no beginning of another.
            let prefix = match phrase.as_slice() {
                [word] if word.chars().count() >= 4 => "*",
                _ => "",
            };
            format!("\"{}\"{prefix}", phrase.join(" "))
        })
        .collect();
    (!wanted.is_empty()).then(|| wanted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_folded_and_unspaced_scripts_cut() {
        assert_eq!(indexed("Côte d’Ivoire, 2+2"), "cote d ivoire 2 2");
        assert_eq!(indexed("日米 JUCIP会合"), "日 米 jucip 会 合");
        assert_eq!(
            query("gallium JUCIP 会合").as_deref(),
            Some("\"gallium\"* \"jucip\"* \"会 合\"")
        );
        assert_eq!(query("AI").as_deref(), Some("\"ai\""));
        assert_eq!(query(" \"*- "), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_query(text in "\\PC{0,40}") {
            if let Some(query) = query(&text) {
                let connection = rusqlite::Connection::open_in_memory().unwrap();
                connection
                    .execute_batch("CREATE VIRTUAL TABLE words USING fts5(text)")
                    .unwrap();
                let hits: i64 = connection
                    .query_row("SELECT count(*) FROM words WHERE words MATCH ?1", [query], |row| row.get(0))
                    .unwrap();
                prop_assert_eq!(hits, 0);
            }
        }

        #[test]
        fn a_text_is_found_by_itself(text in "[a-zé日米흑연0-9 .,-]{1,30}") {
            if let Some(query) = query(&text) {
                let connection = rusqlite::Connection::open_in_memory().unwrap();
                connection
                    .execute_batch("CREATE VIRTUAL TABLE words USING fts5(text)")
                    .unwrap();
                connection.execute("INSERT INTO words VALUES (?1)", [indexed(&text)]).unwrap();
                let hits: i64 = connection
                    .query_row("SELECT count(*) FROM words WHERE words MATCH ?1", [query], |row| row.get(0))
                    .unwrap();
                prop_assert_eq!(hits, 1);
            }
        }
    }
}
