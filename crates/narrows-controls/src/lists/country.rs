//! The economy that a list's words in the place of a country stand for.

use std::collections::HashMap;
use std::sync::LazyLock;

use narrows_core::{Economy, fold_name};

/// Spellings of the lists that the table of economies does not have.
const WORDS: &str = include_str!("../../data/country_words.csv");

static BY_WORDS: LazyLock<HashMap<String, Economy>> = LazyLock::new(|| {
    WORDS
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (words, alpha3) = line.rsplit_once(',')?;
            Some((fold_name(words), Economy::from_alpha3(alpha3)?))
        })
        .collect()
});

/// The economy of these words: a name in any of the languages that narrows
/// knows, a code of two or three letters, `NAME, WORDS BEFORE IT`, or a name
/// after `REGION:`. None for a region that is no economy.
pub(crate) fn economy(words: &str) -> Option<Economy> {
    let words = words.trim().trim_end_matches('.');
    if words.is_empty() || words.chars().count() > 80 {
        return None;
    }
    let plain = |words: &str| {
        BY_WORDS
            .get(&fold_name(words))
            .copied()
            .or_else(|| Economy::find(words).ok())
    };
    if let Some(found) = plain(words) {
        return Some(found);
    }
    if let Some((before, after)) = words.split_once(':')
        && before.trim().eq_ignore_ascii_case("region")
    {
        return economy(after);
    }
    let (name, before) = words.split_once(',')?;
    plain(&format!("{} {}", before.trim(), name.trim())).or_else(|| plain(name))
}

/// The economy that a text begins with, by the longest name that is one, and
/// what follows it. `People's Republic of China 23rd Research Institute` is
/// China and `23rd Research Institute`.
pub(crate) fn leading_economy(text: &str) -> Option<(Economy, &str)> {
    let text = text.trim();
    let ends = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || *c == ',')
        .map(|(at, _)| at)
        .chain([text.len()])
        .take(9)
        .collect::<Vec<_>>();
    for end in ends.into_iter().rev() {
        if let Some(found) = economy(&text[..end]) {
            return Some((found, text[end..].trim_start_matches([',', ' ']).trim()));
        }
    }
    // Written without spaces: the longest of the first eight letters.
    if text.is_ascii() {
        return None;
    }
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .skip(1)
        .take(7)
        .collect();
    ends.into_iter()
        .rev()
        .find_map(|end| Some((economy(&text[..end])?, text[end..].trim())))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_word_of_the_table_is_read() {
        assert_eq!(BY_WORDS.len(), WORDS.lines().count() - 1);
    }

    #[test]
    fn lists_spell_countries_in_many_ways() {
        for (words, code) in [
            ("CHINA, PEOPLE'S REPUBLIC OF", "CHN"),
            ("PRC", "CHN"),
            ("REGION: IRAN", "IRN"),
            ("MAN, ISLE OF", "IMN"),
            ("TURKIYE", "TUR"),
            ("ru", "RUS"),
            ("Islamic Republic of Iran", "IRN"),
            ("BURMA", "MMR"),
            ("日本", "JPN"),
        ] {
            assert_eq!(economy(words).unwrap().alpha3(), code, "{words}");
        }
        assert_eq!(economy("REGION: KAFIA KINGI"), None);
        assert_eq!(economy("CRIMEA (OCCUPIED)"), None);
    }

    #[test]
    fn a_name_may_follow_its_country() {
        let (found, rest) =
            leading_economy("People's Republic of China 23rd Research Institute").unwrap();
        assert_eq!((found.alpha3(), rest), ("CHN", "23rd Research Institute"));
        let (found, rest) = leading_economy("日本岐阜县各务原市川崎町1番地").unwrap();
        assert_eq!((found.alpha3(), rest), ("JPN", "岐阜县各务原市川崎町1番地"));
        assert_eq!(leading_economy("Baghdad Street 5"), None);
    }
}
