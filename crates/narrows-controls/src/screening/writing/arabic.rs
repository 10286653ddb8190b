//! Arabic letters, as Arabic, Persian, Urdu and Pashto use them.
//!
//! Short vowels are not written, so only consonants and long vowels remain.

use super::sounds::{self, Sounds};

/// Words of a name: a readable romanisation and sounds for each. The article
/// (ال) is split off, and parts that are written joined in one name and apart
/// in another (عبد, ابو) stand apart.
pub fn words(text: &str) -> Vec<(String, Sounds)> {
    let mut out = Vec::new();
    for word in text
        .split(|c: char| !is_letter(c))
        .filter(|w| !w.is_empty())
    {
        let letters: Vec<char> = word.chars().filter(|c| !is_mark(*c)).collect();
        split_joined(&letters, &mut out);
    }
    out
}

fn is_letter(c: char) -> bool {
    is_mark(c) || c.is_alphanumeric() || c == '\u{200C}' || c == '\u{640}'
}

fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED | 0x200C..=0x200F)
}

fn split_joined(letters: &[char], out: &mut Vec<(String, Sounds)>) {
    const PARTS: &[(&[char], &str)] = &[
        (&['ع', 'ب', 'د', 'ا', 'ل'], "abdal"),
        (&['ا', 'ل'], "al"),
        (&['أ', 'ب', 'و'], "abu"),
        (&['ا', 'ب', 'و'], "abu"),
    ];
    for (prefix, text) in PARTS {
        if letters.len() >= prefix.len() + 2 && letters.starts_with(prefix) {
            if *text == "abdal" {
                out.push(said(&letters[..3]));
                out.push(("al".into(), vec![sounds::A, sounds::L]));
            } else {
                out.push(((*text).into(), sounds::of_latin(text)));
            }
            out.push(said(&letters[prefix.len()..]));
            return;
        }
    }
    out.push(said(letters));
}

fn said(letters: &[char]) -> (String, Sounds) {
    let mut text = String::new();
    let mut sound = Sounds::new();
    for (i, &c) in letters.iter().enumerate() {
        let (latin, s) = letter(c, i == 0, i + 1 == letters.len());
        text.push_str(latin);
        for &one in s {
            if sound.last() != Some(&one) {
                sound.push(one);
            }
        }
    }
    (text, sound)
}

fn letter(c: char, first: bool, last: bool) -> (&'static str, &'static [u8]) {
    use sounds::{A, B, CH, D, F, G, H, I, J, K, KH, L, M, N, P, R, S, SH, T, TH, V, W, Y, Z, ZH};
    match c {
        'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'ة' => ("a", &[A]),
        'ب' => ("b", &[B]),
        'پ' => ("p", &[P]),
        'ت' | 'ط' | 'ٹ' | 'ټ' => ("t", &[T]),
        'ث' => ("th", &[TH]),
        'ج' => ("j", &[J]),
        'چ' => ("ch", &[CH]),
        'ح' | 'ه' | 'ہ' | 'ھ' if last => ("h", &[A]),
        'ح' | 'ه' | 'ہ' | 'ھ' => ("h", &[H]),
        'خ' | 'ځ' | 'څ' => ("kh", &[KH]),
        'د' | 'ڈ' | 'ډ' | 'ض' => ("d", &[D]),
        'ذ' | 'ز' | 'ظ' => ("z", &[Z]),
        'ر' | 'ڑ' | 'ړ' => ("r", &[R]),
        'ژ' => ("zh", &[ZH]),
        'س' | 'ص' => ("s", &[S]),
        'ش' | 'ښ' => ("sh", &[SH]),
        'ع' if first => ("a", &[A]),
        'ع' => ("'", &[]),
        'غ' => ("gh", &[G]),
        'ف' => ("f", &[F]),
        'ڤ' => ("v", &[V]),
        'ق' | 'ك' | 'ک' => ("k", &[K]),
        'گ' | 'ګ' => ("g", &[G]),
        'ل' => ("l", &[L]),
        'م' => ("m", &[M]),
        'ن' | 'ں' | 'ڼ' => ("n", &[N]),
        'و' | 'ؤ' => ("w", &[W]),
        'ي' | 'ی' | 'ئ' | 'ې' | 'ے' | 'ۍ' if last => ("i", &[I]),
        'ي' | 'ی' | 'ئ' | 'ې' | 'ے' | 'ۍ' => ("y", &[Y]),
        _ => ("", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_and_servant_compounds_stand_apart() {
        let texts: Vec<String> = words("عبدالرحمن الجزائري")
            .into_iter()
            .map(|w| w.0)
            .collect();
        assert_eq!(texts, ["abd", "al", "rhmn", "al", "jzayri"]);
    }
}
