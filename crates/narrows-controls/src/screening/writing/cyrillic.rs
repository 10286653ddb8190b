//! Cyrillic letters of Russian, Ukrainian, Belarusian, Serbian and others.

use super::sounds::{self, Sounds};

/// A word in Latin letters, for reading and for the dictionary, and its
/// sounds.
pub fn romanise(word: &str) -> (String, Sounds) {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut text = String::new();
    let mut said = Sounds::new();
    for (i, &c) in letters.iter().enumerate() {
        let after_vowel_or_start = i == 0
            || matches!(
                letters[i - 1],
                'а' | 'е'
                    | 'ё'
                    | 'и'
                    | 'і'
                    | 'о'
                    | 'у'
                    | 'ы'
                    | 'э'
                    | 'ю'
                    | 'я'
                    | 'ь'
                    | 'ъ'
                    | 'ї'
                    | 'є'
            );
        let (latin, sound): (&str, &[u8]) = letter(c, after_vowel_or_start);
        text.push_str(latin);
        for &s in sound {
            if said.last() != Some(&s) {
                said.push(s);
            }
        }
    }
    (text, said)
}

fn letter(c: char, open: bool) -> (&'static str, &'static [u8]) {
    use sounds::{
        A, B, CH, D, E, F, G, H, I, J, K, KH, L, M, N, O, P, R, S, SH, T, TS, U, V, W, Y, Z, ZH,
    };
    match c {
        'а' => ("a", &[A]),
        'б' => ("b", &[B]),
        'в' => ("v", &[V]),
        'г' => ("g", &[G]),
        'ґ' => ("g", &[G]),
        'д' => ("d", &[D]),
        'е' if open => ("ye", &[Y, E]),
        'е' => ("e", &[E]),
        'ё' => ("yo", &[Y, O]),
        'ж' => ("zh", &[ZH]),
        'з' => ("z", &[Z]),
        'и' | 'і' => ("i", &[I]),
        'ї' => ("yi", &[Y, I]),
        'й' | 'ј' => ("y", &[I]),
        'к' => ("k", &[K]),
        'л' => ("l", &[L]),
        'м' => ("m", &[M]),
        'н' => ("n", &[N]),
        'о' => ("o", &[O]),
        'п' => ("p", &[P]),
        'р' => ("r", &[R]),
        'с' => ("s", &[S]),
        'т' => ("t", &[T]),
        'у' => ("u", &[U]),
        'ў' => ("u", &[W]),
        'ф' => ("f", &[F]),
        'х' => ("kh", &[KH]),
        'ц' => ("ts", &[TS]),
        'ч' | 'ћ' => ("ch", &[CH]),
        'ш' => ("sh", &[SH]),
        'щ' => ("shch", &[SH, CH]),
        'ы' => ("y", &[I]),
        'э' => ("e", &[E]),
        'є' => ("ye", &[Y, E]),
        'ю' => ("yu", &[Y, U]),
        'я' => ("ya", &[Y, A]),
        'ђ' | 'џ' => ("dj", &[J]),
        'љ' => ("lj", &[L]),
        'њ' => ("nj", &[N]),
        'қ' => ("k", &[K]),
        'ғ' => ("g", &[G]),
        'ң' => ("ng", &[N, G]),
        'ү' | 'ұ' => ("u", &[U]),
        'ө' => ("o", &[O]),
        'ә' => ("a", &[A]),
        'һ' => ("h", &[H]),
        _ => ("", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_is_romanised() {
        let (text, said) = romanise("Шхагошев");
        assert_eq!(text, "shkhagoshev");
        assert_eq!(said, sounds::of_latin("shkhagoshev"));
    }
}
