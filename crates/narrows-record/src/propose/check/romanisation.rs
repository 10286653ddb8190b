//! How near two spellings of one name are.

/// 1 where two words are equal, 0 where nothing is: one minus the share of
/// letters that must be changed.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    let longest = a.chars().count().max(b.chars().count());
    if longest == 0 || longest > 40 {
        return 0.0;
    }
    1.0 - letters_changed(a, b) as f64 / longest as f64
}

/// Letters to be changed, put in, left out, or swapped with their neighbour.
pub(super) fn letters_changed(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let mut least = (rows[i][j] + usize::from(left != right))
                .min(rows[i][j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *right && *left == b[j - 1] {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// What romanisations of Korean and Japanese names have in common.
pub(super) fn skeleton(word: &str) -> String {
    let word = word.to_lowercase().replace(['-', '\'', '’'], "");
    let word = word
        .replace("ch", "j")
        .replace("ph", "f")
        .replace("ce", "se")
        .replace("ci", "si")
        .replace('z', "s")
        .replace("ah", "a")
        .replace("eo", "u")
        .replace("eu", "u")
        .replace("oo", "u")
        .replace("ou", "o")
        .replace("oh", "o")
        .replace("uh", "u");
    let word = word
        .replace(['k', 'c', 'q'], "g")
        .replace('t', "d")
        .replace('p', "b")
        .replace('r', "l");
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Korean and Chinese family names in the spellings that are in use.
const FAMILIES: &[&[&str]] = &[
    &["ahn", "an"],
    &["baek", "paek", "baik", "paik", "back"],
    &["byun", "byeon", "pyon"],
    &["chang", "jang"],
    &["cho", "jo", "joe"],
    &["choi", "choe", "choy"],
    &["chung", "jung", "jeong", "cheong", "chong"],
    &["chun", "jeon", "jun", "chon", "cheon"],
    &["chu", "joo", "ju"],
    &["gil", "kil"],
    &["go", "ko", "koh"],
    &["gu", "koo", "ku", "goo"],
    &["heo", "huh", "hur"],
    &["im", "lim", "rim", "yim"],
    &["kang", "gang"],
    &["kim", "gim"],
    &["kwak", "gwak"],
    &["kwon", "gwon", "kweon"],
    &["lee", "yi", "rhee", "ri", "rhie", "i"],
    &["min", "minn"],
    &["moon", "mun"],
    &["noh", "roh", "no", "ro"],
    &["oh", "o"],
    &["park", "pak", "bak", "bahk", "pahk"],
    &["seo", "suh", "so"],
    &["shin", "sin"],
    &["son", "sohn"],
    &["sung", "seong", "song"],
    &["woo", "u", "wu"],
    &["yang", "ryang"],
    &["yeo", "yuh"],
    &["yoo", "yu", "ryu", "you", "rhyu", "yoou"],
    &["yoon", "yun", "youn"],
    &["yum", "yeom"],
];

/// True for two spellings of one Korean family name.
pub(super) fn is_same_family(a: &str, b: &str) -> bool {
    a == b
        || FAMILIES
            .iter()
            .any(|family| family.contains(&a) && family.contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_letters_are_one_change() {
        assert_eq!(letters_changed("axelrod", "axlerod"), 1);
        assert_eq!(letters_changed("roque", "rocque"), 1);
        assert_eq!(letters_changed("saito", "muto"), 3);
    }

    #[test]
    fn romanisations_of_one_name_are_alike() {
        assert_eq!(skeleton("duk-geun"), skeleton("deok-keun"));
        assert_ne!(skeleton("saito"), skeleton("sato"));
    }
}
