//! Korean syllables.
//!
//! One syllable has as many spellings in Latin letters as there are systems
//! (McCune–Reischauer in the North and in lists, Revised in the South, and
//! what people chose themselves). What the systems disagree on costs nothing
//! in the comparison; here a syllable becomes one string of sounds, with a
//! second one where the South drops or changes an initial r or n.

use super::sounds::{self, Sounds};

const FIRST: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;

/// Whether a character is a whole syllable.
pub fn is_syllable(c: char) -> bool {
    (FIRST..=LAST).contains(&(c as u32))
}

/// One syllable: Latin letters (Revised romanisation), sounds, and the sounds
/// by the other law of initials where they differ.
pub fn syllable(c: char) -> Option<(String, Sounds, Option<Sounds>)> {
    use sounds::{I, L, N, R, Y};
    if !is_syllable(c) {
        return None;
    }
    let index = c as u32 - FIRST;
    let (initial, vowel, coda) = (index / 588, (index % 588) / 28, index % 28);
    let (initial_text, initial_sound) = INITIALS[initial as usize];
    let (vowel_text, vowel_sound) = VOWELS[vowel as usize];
    let (coda_text, coda_sound) = codas(coda);
    let text = format!("{initial_text}{vowel_text}{coda_text}");
    let with = |first: &[u8]| [first, vowel_sound, coda_sound].concat();
    let front = matches!(vowel_sound.first(), Some(&I | &Y));
    let other = match initial {
        // ㄹ and ㄴ fall before i and y, ㄹ becomes n before the rest.
        5 if front => Some(with(&[])),
        5 => Some(with(&[N])),
        2 if front => Some(with(&[])),
        11 if front => Some(with(&[R])),
        _ => None,
    };
    let _ = L;
    Some((text, with(initial_sound), other))
}

const INITIALS: [(&str, &[u8]); 19] = {
    use sounds::{CH, D, G, H, J, K, M, N, P, R, S, T};
    [
        ("g", &[G]),
        ("kk", &[K]),
        ("n", &[N]),
        ("d", &[D]),
        ("tt", &[T]),
        ("r", &[R]),
        ("m", &[M]),
        ("b", &[P]),
        ("pp", &[P]),
        ("s", &[S]),
        ("ss", &[S]),
        ("", &[]),
        ("j", &[J]),
        ("jj", &[J]),
        ("ch", &[CH]),
        ("k", &[K]),
        ("t", &[T]),
        ("p", &[P]),
        ("h", &[H]),
    ]
};

const VOWELS: [(&str, &[u8]); 21] = {
    use sounds::{A, E, I, O, U, W, Y};
    [
        ("a", &[A]),
        ("ae", &[A, E]),
        ("ya", &[Y, A]),
        ("yae", &[Y, A, E]),
        ("eo", &[O]),
        ("e", &[E]),
        ("yeo", &[Y, O]),
        ("ye", &[Y, E]),
        ("o", &[O]),
        ("wa", &[W, A]),
        ("wae", &[W, A, E]),
        ("oe", &[O, E]),
        ("yo", &[Y, O]),
        ("u", &[U]),
        ("wo", &[W, O]),
        ("we", &[W, E]),
        ("wi", &[W, I]),
        ("yu", &[Y, U]),
        ("eu", &[U]),
        ("ui", &[U, I]),
        ("i", &[I]),
    ]
};

fn codas(coda: u32) -> (&'static str, &'static [u8]) {
    use sounds::{K, L, M, N, NG, P, T};
    match coda {
        1..=3 | 9 | 24 => ("k", &[K]),
        4..=6 => ("n", &[N]),
        7 | 19 | 20 | 22 | 23 | 25 | 27 => ("t", &[T]),
        8 | 11..=13 | 15 => ("l", &[L]),
        10 | 16 => ("m", &[M]),
        14 | 17 | 18 | 26 => ("p", &[P]),
        21 => ("ng", &[NG]),
        _ => ("", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_have_both_laws_of_initials() {
        let (text, said, other) = syllable('리').unwrap();
        assert_eq!(text, "ri");
        assert_eq!(sounds::shown(&said), "ri");
        assert_eq!(sounds::shown(&other.unwrap()), "i");
        assert_eq!(syllable('경').unwrap().0, "gyeong");
        assert!(syllable('a').is_none());
    }
}
