//! Japanese syllables, above all katakana, which writes foreign names by their
//! sound.
//!
//! A syllable always ends in a vowel (or is n), so a bare consonant of the
//! foreign name gets a vowel it never had: u as a rule, o after t and d, i
//! after ch and j. Such vowels become weak sounds that cost next to nothing.

use super::sounds::{self, Sounds};

/// Sounds of a run of kana.
pub fn sounds_of(run: &str) -> Sounds {
    let chars: Vec<char> = run.chars().map(katakana).collect();
    let mut out = Sounds::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let small = chars.get(at + 1).copied().filter(|c| is_small_vowel(*c));
        let Some((consonant, vowel)) = syllable(c) else {
            at += 1;
            continue;
        };
        match small {
            Some(small) => {
                glide(c, consonant, vowel, small, &mut out);
                at += 2;
            }
            None => {
                out.extend(consonant);
                if let Some(vowel) = vowel {
                    out.push(weaken(c, vowel));
                }
                at += 1;
            }
        }
    }
    // n before a lip sound is m.
    for i in 1..out.len() {
        if out[i - 1] == sounds::N && matches!(out[i], sounds::P | sounds::B | sounds::M) {
            out[i - 1] = sounds::M;
        }
    }
    out.dedup();
    out
}

/// Hiragana as katakana, half width as full width is left to NFKC.
fn katakana(c: char) -> char {
    match c as u32 {
        code @ 0x3041..=0x3096 => char::from_u32(code + 0x60).unwrap_or(c),
        _ => c,
    }
}

fn is_small_vowel(c: char) -> bool {
    matches!(
        c,
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ'
    )
}

fn small_vowel(c: char) -> u8 {
    match c {
        'ァ' | 'ャ' | 'ヮ' => sounds::A,
        'ィ' => sounds::I,
        'ゥ' | 'ュ' => sounds::U,
        'ェ' => sounds::E,
        _ => sounds::O,
    }
}

/// A syllable with a small vowel after it: キャ kya, シャ sha, フィ fi, ティ ti.
fn glide(c: char, consonant: &[u8], vowel: Option<u8>, small: char, out: &mut Sounds) {
    let said = small_vowel(small);
    let palatal = matches!(small, 'ャ' | 'ュ' | 'ョ');
    match (c, vowel) {
        ('ウ' | 'ヴ' | 'フ' | 'ツ' | 'ク' | 'グ' | 'ス' | 'ズ' | 'プ' | 'ブ' | 'ル' | 'ム', _) =>
        {
            match c {
                'ウ' => out.push(sounds::W),
                'ク' | 'グ' if !palatal => {
                    out.extend(consonant);
                    out.push(sounds::W);
                }
                _ => out.extend(consonant),
            }
            if palatal {
                out.push(sounds::Y);
            }
            out.push(said);
        }
        ('イ', _) => {
            out.push(sounds::Y);
            out.push(said);
        }
        ('シ' | 'チ' | 'ジ' | 'ヂ', _) => {
            out.extend(consonant);
            out.push(said);
        }
        (_, Some(sounds::I)) if palatal => {
            out.extend(consonant);
            out.push(sounds::Y);
            out.push(said);
        }
        ('テ' | 'デ' | 'ト' | 'ド', _) => {
            out.extend(consonant);
            if palatal {
                out.push(sounds::Y);
            }
            out.push(said);
        }
        _ => {
            out.extend(consonant);
            out.extend(vowel);
            if vowel != Some(said) {
                out.push(said);
            }
        }
    }
}

/// The vowel that may stand only because a consonant cannot stand bare.
fn weaken(c: char, vowel: u8) -> u8 {
    match (c, vowel) {
        ('ウ' | 'ユ', _) => vowel,
        (_, sounds::U) => sounds::WEAK_U,
        ('ト' | 'ド', _) => sounds::WEAK_O,
        ('チ' | 'ジ' | 'ヂ' | 'シ' | 'キ', _) => sounds::WEAK_I,
        _ => vowel,
    }
}

/// Consonants and vowel of one full-size katakana; none for marks of length.
fn syllable(c: char) -> Option<(&'static [u8], Option<u8>)> {
    use sounds::{A, B, CH, D, E, F, G, H, I, J, K, M, N, O, P, R, S, SH, T, TS, U, V, W, Y, Z};
    let (consonant, vowel): (&'static [u8], u8) = match c {
        'ア' | 'ァ' => (&[], A),
        'イ' | 'ィ' | 'ヰ' => (&[], I),
        'ウ' | 'ゥ' => (&[], U),
        'エ' | 'ェ' | 'ヱ' => (&[], E),
        'オ' | 'ォ' | 'ヲ' => (&[], O),
        'カ' | 'ヵ' => (&[K], A),
        'キ' => (&[K], I),
        'ク' => (&[K], U),
        'ケ' | 'ヶ' => (&[K], E),
        'コ' => (&[K], O),
        'ガ' => (&[G], A),
        'ギ' => (&[G], I),
        'グ' => (&[G], U),
        'ゲ' => (&[G], E),
        'ゴ' => (&[G], O),
        'サ' => (&[S], A),
        'シ' => (&[SH], I),
        'ス' => (&[S], U),
        'セ' => (&[S], E),
        'ソ' => (&[S], O),
        'ザ' => (&[Z], A),
        'ジ' | 'ヂ' => (&[J], I),
        'ズ' | 'ヅ' => (&[Z], U),
        'ゼ' => (&[Z], E),
        'ゾ' => (&[Z], O),
        'タ' => (&[T], A),
        'チ' => (&[CH], I),
        'ツ' => (&[TS], U),
        'テ' => (&[T], E),
        'ト' => (&[T], O),
        'ダ' => (&[D], A),
        'デ' => (&[D], E),
        'ド' => (&[D], O),
        'ナ' => (&[N], A),
        'ニ' => (&[N], I),
        'ヌ' => (&[N], U),
        'ネ' => (&[N], E),
        'ノ' => (&[N], O),
        'ハ' => (&[H], A),
        'ヒ' => (&[H], I),
        'フ' => (&[F], U),
        'ヘ' => (&[H], E),
        'ホ' => (&[H], O),
        'バ' => (&[B], A),
        'ビ' => (&[B], I),
        'ブ' => (&[B], U),
        'ベ' => (&[B], E),
        'ボ' => (&[B], O),
        'パ' => (&[P], A),
        'ピ' => (&[P], I),
        'プ' => (&[P], U),
        'ペ' => (&[P], E),
        'ポ' => (&[P], O),
        'マ' => (&[M], A),
        'ミ' => (&[M], I),
        'ム' => (&[M], U),
        'メ' => (&[M], E),
        'モ' => (&[M], O),
        'ヤ' | 'ャ' => (&[Y], A),
        'ユ' | 'ュ' => (&[Y], U),
        'ヨ' | 'ョ' => (&[Y], O),
        'ラ' => (&[R], A),
        'リ' => (&[R], I),
        'ル' => (&[R], U),
        'レ' => (&[R], E),
        'ロ' => (&[R], O),
        'ワ' | 'ヮ' => (&[W], A),
        'ヴ' => (&[V], U),
        'ヷ' => (&[V], A),
        'ン' => return Some((&[N], None)),
        _ => return None,
    };
    Some((consonant, Some(vowel)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn katakana_becomes_the_sounds_of_the_foreign_name() {
        assert_eq!(sounds::shown(&sounds_of("スヴェトラーナ")), "suvetorana");
        assert_eq!(sounds::shown(&sounds_of("シッピング")), "shipingu");
        assert_eq!(sounds::shown(&sounds_of("ウィリアム")), "wiriamu");
        assert_eq!(sounds::shown(&sounds_of("ディミトリ")), "dimitori");
        assert_eq!(sounds_of("ー・"), Sounds::new());
    }
}
