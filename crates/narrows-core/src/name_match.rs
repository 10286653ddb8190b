//! Names across scripts and spellings: one folding, one way to suggest.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a name so that spellings of one name compare equal: compatibility
/// normalisation (full-width to ASCII), lower case, Latin, Greek and Cyrillic
/// diacritics dropped, everything but letters and digits dropped.
///
/// Kana voicing marks and Hangul are letters of their own and stay.
///
/// ```
/// use narrows_core::fold_name;
/// assert_eq!(fold_name("Côte d’Ivoire"), fold_name("COTE D'IVOIRE"));
/// assert_ne!(fold_name("ガーナ"), fold_name("カーナ"));
/// ```
#[must_use]
pub fn fold_name(name: &str) -> String {
    let stripped = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c) || is_kana_voicing(*c));
    stripped
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() || is_kana_voicing(*c))
        .collect()
}

fn is_kana_voicing(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}')
}

/// Letters beyond which a text is no name.
const LONGEST_NAME: usize = 120;

/// The known names nearest to `name`, best first, at most `limit`; none where
/// nothing is near enough to be a slip of the pen.
pub(crate) fn near_names<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
    limit: usize,
) -> Vec<String> {
    let wanted = fold_name(name);
    // Longer than any name: no slip of the pen, and slow to compare.
    if wanted.chars().count() > LONGEST_NAME {
        return Vec::new();
    }
    let mut scored: Vec<(f64, &str)> = known
        .map(|candidate| {
            let folded = fold_name(candidate);
            let similarity = if wanted.chars().count() >= 4 && folded.starts_with(&wanted) {
                0.95
            } else {
                strsim::normalized_damerau_levenshtein(&wanted, &folded)
            };
            (similarity, candidate)
        })
        .filter(|(similarity, _)| *similarity >= 0.6)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let best = scored.first().map_or(0.0, |(similarity, _)| *similarity);
    let mut names: Vec<String> = Vec::new();
    for (similarity, candidate) in scored {
        if similarity + 0.15 < best || names.len() == limit {
            break;
        }
        let folded = fold_name(candidate);
        if !names.iter().any(|name| fold_name(name) == folded) {
            names.push(candidate.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_spellings_of_one_name() {
        for (left, right) in [
            ("Türkiye", "turkiye"),
            ("ＪＡＰＡＮ", "Japan"),
            ("Korea, Rep.", "korea rep"),
            ("Россия", "россия"),
            ("한국", "한국"),
        ] {
            assert_eq!(fold_name(left), fold_name(right), "{left} and {right}");
        }
    }

    #[test]
    fn a_text_longer_than_any_name_suggests_nothing() {
        let long = "graphite".repeat(100);
        assert!(near_names(&long, ["graphite"].into_iter(), 3).is_empty());
    }

    #[test]
    fn a_name_like_nothing_suggests_nothing() {
        assert!(near_names("xqzw", ["graphite", "nickel"].into_iter(), 3).is_empty());
    }
}
