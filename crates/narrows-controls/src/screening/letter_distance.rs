//! How alike two words are by their letters: the edit distance in which two
//! exchanged neighbours count once, with one bit a letter (Hyyrö 2003).

/// Letters of a word beyond this number are not compared.
pub const LONGEST: usize = 40;

/// The letters of a word asked for, ready to be compared with many others.
#[derive(Debug)]
pub struct LettersAsked {
    length: usize,
    /// Where each letter stands.
    places: Box<[u64; 256]>,
    set: u32,
}

/// The letters of a word as a set of 32 classes: each Latin letter is one,
/// digits and all else share the rest.
pub fn letter_set(text: &[u8]) -> u32 {
    text.iter()
        .take(LONGEST)
        .fold(0, |set, letter| set | (1 << class(*letter)))
}

fn class(letter: u8) -> u32 {
    match letter {
        b'a'..=b'z' => u32::from(letter - b'a'),
        other => 26 + u32::from(other) % 6,
    }
}

impl LettersAsked {
    /// Prepares a word asked for.
    pub fn new(text: &str) -> LettersAsked {
        let mut places = Box::new([0_u64; 256]);
        let mut length = 0;
        for letter in text.bytes().take(LONGEST) {
            places[letter as usize] |= 1 << length;
            length += 1;
        }
        LettersAsked {
            length,
            places,
            set: letter_set(text.as_bytes()),
        }
    }

    /// Whether a word of this length and these letters may be `least` alike.
    pub fn may_be_like(&self, listed_length: usize, listed_set: u32, least: f64) -> bool {
        let listed_length = listed_length.min(LONGEST);
        let longer = self.length.max(listed_length);
        let other = (self.set & !listed_set)
            .count_ones()
            .max((listed_set & !self.set).count_ones());
        let distance = self.length.abs_diff(listed_length).max(other as usize);
        1.0 - distance as f64 / longer.max(1) as f64 >= least
    }

    /// Likeness by letters, 0 to 1: one less the restricted
    /// Damerau-Levenshtein distance over the longer length.
    pub fn likeness(&self, listed: &[u8]) -> f64 {
        let listed = &listed[..listed.len().min(LONGEST)];
        let longer = self.length.max(listed.len());
        if longer == 0 {
            return 1.0;
        }
        1.0 - self.distance(listed) as f64 / longer as f64
    }

    fn distance(&self, listed: &[u8]) -> usize {
        if self.length == 0 {
            return listed.len();
        }
        let last = 1_u64 << (self.length - 1);
        let (mut rises, mut falls) = (u64::MAX, 0_u64);
        let (mut diagonal, mut places_before) = (0_u64, 0_u64);
        let mut distance = self.length;
        for letter in listed {
            let places = self.places[usize::from(*letter)];
            let exchanged = ((!diagonal & places) << 1) & places_before;
            diagonal = ((places & rises).wrapping_add(rises) ^ rises) | places | falls | exchanged;
            let across_rises = falls | !(diagonal | rises);
            let across_falls = diagonal & rises;
            distance += usize::from(across_rises & last != 0);
            distance -= usize::from(across_falls & last != 0);
            let across_rises = (across_rises << 1) | 1;
            rises = (across_falls << 1) | !(diagonal | across_rises);
            falls = across_rises & diagonal;
            places_before = places;
        }
        distance
    }
}

/// Likeness by letters of two words, for one comparison.
pub fn by_letters(a: &str, b: &str) -> f64 {
    LettersAsked::new(a).likeness(b.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by the book, cell by cell.
    fn by_the_book(a: &[u8], b: &[u8]) -> usize {
        let mut cells = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    cells[i][j] = i + j;
                    continue;
                }
                let mut best = (cells[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]))
                    .min(cells[i - 1][j] + 1)
                    .min(cells[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(cells[i - 2][j - 2] + 1);
                }
                cells[i][j] = best;
            }
        }
        cells[a.len()][b.len()]
    }

    #[test]
    fn letters_count_edits() {
        assert_eq!(by_letters("larson", "larson"), 1.0);
        assert!((by_letters("buildnig", "building") - 0.875).abs() < 1e-9);
        assert_eq!(by_letters("", "abc"), 0.0);
        assert_eq!(by_letters("", ""), 1.0);
    }

    proptest! {
        #[test]
        fn bits_count_as_cells_do(a in "[a-d0]{0,45}", b in "[a-d0]{0,45}") {
            let asked = LettersAsked::new(&a);
            let (x, y) = (&a.as_bytes()[..a.len().min(LONGEST)], &b.as_bytes()[..b.len().min(LONGEST)]);
            prop_assert_eq!(asked.distance(y), by_the_book(x, y));
            let likeness = asked.likeness(b.as_bytes());
            prop_assert!(asked.may_be_like(b.len(), letter_set(b.as_bytes()), likeness - 1e-9));
        }
    }
}
