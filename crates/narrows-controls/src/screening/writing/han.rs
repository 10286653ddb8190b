//! Han characters: Chinese readings, and the Chinese way to write foreign
//! names by their sound.

use pinyin::ToPinyin;

use super::sounds::{self, Sounds};

/// The pinyin of a run of characters without tones, and its sounds. Characters
/// without a reading are left out.
pub fn chinese(run: &str) -> (String, Sounds) {
    let mut text = String::new();
    let mut said = Sounds::new();
    for syllable in run.to_pinyin().flatten() {
        let plain: String = syllable
            .plain()
            .chars()
            .map(|c| if c == 'ü' { 'u' } else { c })
            .collect();
        said.extend(syllable_sounds(&plain));
        text.push_str(&plain);
    }
    (text, said)
}

/// Sounds of a pinyin syllable, as those of the Latin letters that listings
/// use for it.
fn syllable_sounds(syllable: &str) -> Sounds {
    sounds::of_latin(syllable)
}

/// Sounds of a run read as a foreign name written by sound: characters such as
/// 斯 or 克 often stand for a bare consonant, so their vowel is weak.
pub fn transcription(run: &str) -> Sounds {
    let mut said = Sounds::new();
    for c in run.chars() {
        if let Some((_, bare)) = BARE.iter().find(|(chars, _)| chars.contains(c)) {
            said.extend_from_slice(bare);
            continue;
        }
        let Some(syllable) = c.to_pinyin() else {
            continue;
        };
        let plain = syllable.plain();
        let (initial, rest) = match plain.split_at_checked(1) {
            Some(("x", rest)) => (Some(sounds::SH), rest),
            Some(("q", rest)) => (Some(sounds::CH), rest),
            Some(("z", rest)) if !rest.starts_with('h') => (Some(sounds::TS), rest),
            Some(("c", rest)) if !rest.starts_with('h') => (Some(sounds::TS), rest),
            _ => (None, plain),
        };
        said.extend(initial);
        said.extend(sounds::of_latin(rest));
    }
    said.dedup();
    said
}

/// Characters that often stand for a bare consonant in transcriptions.
const BARE: &[(&str, &[u8])] = {
    use sounds::{B, CH, D, F, G, J, K, L, M, P, S, SH, T, TS, V, WEAK_I, WEAK_U, Z};
    &[
        ("斯思丝", &[S, WEAK_U]),
        ("兹茨", &[Z, WEAK_U]),
        ("克科", &[K, WEAK_U]),
        ("格", &[G, WEAK_U]),
        ("特", &[T, WEAK_U]),
        ("德", &[D, WEAK_U]),
        ("尔尓爾", &[L]),
        ("姆穆", &[M, WEAK_U]),
        ("普", &[P, WEAK_U]),
        ("布", &[B, WEAK_U]),
        ("夫弗", &[F, WEAK_U]),
        ("福", &[F, WEAK_U]),
        ("维威", &[V, WEAK_I]),
        ("奇", &[CH, WEAK_I]),
        ("什", &[SH, WEAK_I]),
        ("吉", &[J, WEAK_I]),
        ("茨", &[TS, WEAK_U]),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_read_in_chinese() {
        assert_eq!(chinese("海昇").0, "haisheng");
        assert_eq!(sounds::shown(&transcription("马丁")), "mading");
        assert_eq!(sounds::shown(&transcription("哈里斯")), "halisu");
    }
}
