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
