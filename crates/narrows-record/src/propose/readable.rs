//! Whether a file holds a text that the rules can read: words, and in English.

/// Letters of the head of a file that are looked at.
const HEAD: usize = 200_000;

/// Words below which nothing is said of their language.
const FEWEST_WORDS: usize = 40;

/// English words that no other language of the Latin script has as often.
const ENGLISH: [&str; 9] = ["the", "of", "and", "to", "in", "that", "is", "for", "with"];

/// Why little or nothing can be proposed from a text, in a sentence; none
/// where it reads as English.
///
/// `decoded` is the whole file, `read` its running text without markup.
pub(crate) fn why_hardly_readable(
    bytes: usize,
    decoded: &str,
    read: &str,
    malformed: usize,
) -> Option<String> {
    if bytes == 0 {
        return Some("The file is empty: there is nothing to read.".to_owned());
    }
    let (mut letters, mut foreign, mut signs, mut all) = (0usize, 0usize, malformed, 0usize);
    for c in decoded.chars().take(HEAD) {
        all += 1;
        if c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}') {
            signs += 1;
        } else if c.is_alphabetic() {
            letters += 1;
            foreign += usize::from(!is_latin(c));
        }
    }
    if signs * 50 > all {
        return Some(
            "The file does not look like text: many of its bytes are no letters, so what is proposed means nothing. If it comes from a word processor or a scanner, export or extract its text first and give that."
                .to_owned(),
        );
    }
    if letters == 0 {
        return Some("The file holds no words: there is nothing to read.".to_owned());
    }
    if foreign * 2 > letters {
        return Some(
            "Most letters of the file are not of the Latin script. The rules read English only, so what the text says is hardly proposed at all: give an English version."
                .to_owned(),
        );
    }
    let (mut words, mut english) = (0usize, 0usize);
    for word in read
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(HEAD / 5)
    {
        words += 1;
        english += usize::from(
            ENGLISH
                .iter()
                .any(|common| word.eq_ignore_ascii_case(common)),
        );
    }
    if words == 0 {
        return Some(
            "The file holds markup alone and no words of a text: there is nothing to read."
                .to_owned(),
        );
    }
    (words >= FEWEST_WORDS && english * 100 < words * 6).then(|| {
        format!(
            "The text seems not to be English: {english} of its {words} words are of the commonest English ones. The rules read English only, so proposals are few and may be wrong: give an English version."
        )
    })
}

fn is_latin(c: char) -> bool {
    matches!(u32::from(c), 0x41..=0x24F | 0x1E00..=0x1EFF | 0xFB00..=0xFB06)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        why_hardly_readable(text.len(), text, text, 0).unwrap_or_default()
    }

    #[test]
    fn what_is_no_english_text_is_said() {
        assert!(said("").contains("empty"));
        assert!(said(" \n\n").contains("no words"));
        assert!(
            said("日本と米国は木曜日、重要鉱物に関する会合を開いた。").contains("English only")
        );
        let french = "Les ministres du Japon et des Etats-Unis ont convenu de partager des alertes sur les restrictions. Ils se sont engages a renforcer la cooperation dans le domaine des minerais critiques et des semi-conducteurs, et ont decide de se revoir au printemps prochain, a Tokyo, avec les representants de la Commission.";
        assert!(said(french).contains("not to be English"));
        assert!(said("\u{1}\u{2}abc\u{3}def\u{4}").contains("does not look like text"));
        assert!(
            why_hardly_readable(20, "<html><p></p></html>", "", 0)
                .unwrap()
                .contains("markup alone")
        );
    }

    #[test]
    fn english_passes_also_with_names_in_other_scripts_and_page_breaks() {
        let text = "The ministers of Japan (経済産業大臣) and the United States agreed to meet in the spring, and to share early warnings on export restrictions that affect the supply of critical minerals.\u{c}Both sides noted that the dialogue is of use for companies with plants in the region.";
        assert_eq!(said(text), "");
        assert_eq!(said("Japan agreed."), "");
    }
}
