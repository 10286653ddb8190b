//! Names in Latin letters: marks, look-alikes, invisible characters, and
//! digits in the place of letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::script::Script;

/// One word of a Latin name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatinWord {
    /// Letters a to z and digits.
    pub text: String,
    /// The same with digraphs for letters whose mark changes the sound
    /// (š as sh), to take the sounds from.
    pub spoken: String,
}

/// Whether a character is invisible or joins and orders others.
pub fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180E
        | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFE00..=0xFE0F | 0xFEFF
        | 0xFFA0 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Whether a character is an apostrophe or a sign that romanisations set
/// inside a word.
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '‘'
            | '’'
            | '‛'
            | 'ʻ'
            | 'ʼ'
            | 'ʾ'
            | 'ʿ'
            | 'ʹ'
            | 'ʺ'
            | '′'
            | '＇'
            | '\u{2BD}'
            | '\u{2C8}'
    )
}

/// Splits a name into words of plain Latin letters and digits.
pub fn words(name: &str) -> Vec<LatinWord> {
    let mut out = Vec::new();
    for chunk in split(name) {
        push_word(&chunk, &mut out);
    }
    join_dotted(out)
}

/// A word and whether a full stop follows it directly.
struct Chunk {
    text: String,
    stop: bool,
}

fn split(name: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut current = String::new();
    for c in name
        .nfkc()
        .filter(|c| !is_invisible(*c) && !is_apostrophe(*c))
    {
        if c.is_alphanumeric() || is_combining_mark(c) {
            current.push(c);
        } else {
            if !current.is_empty() {
                chunks.push(Chunk {
                    text: std::mem::take(&mut current),
                    stop: c == '.',
                });
            }
            if c == '&' || c == '+' {
                chunks.push(Chunk {
                    text: "and".into(),
                    stop: false,
                });
            }
        }
    }
    if !current.is_empty() {
        chunks.push(Chunk {
            text: current,
            stop: false,
        });
    }
    chunks
}

fn push_word(chunk: &Chunk, out: &mut Vec<(LatinWord, bool)>) {
    let has_latin = chunk
        .text
        .chars()
        .any(|c| Script::of_char(c) == Some(Script::Latin));
    // A small l among capitals is an I that was copied badly.
    let capitals = chunk.text.chars().filter(|c| c.is_uppercase()).count();
    let small = chunk.text.chars().any(|c| c.is_lowercase() && c != 'l');
    let lower: String = chunk
        .text
        .chars()
        .map(|c| {
            if c == 'l' && capitals >= 2 && !small {
                'I'
            } else {
                c
            }
        })
        .flat_map(char::to_lowercase)
        .collect();
    let lower = if has_latin {
        lower.chars().map(look_alike).collect()
    } else {
        lower
    };
    let lower = letters_for_digits(&lower);
    let mut text = String::with_capacity(lower.len());
    let mut spoken = String::with_capacity(lower.len());
    for c in lower.nfc() {
        if c.is_ascii_alphanumeric() {
            text.push(c);
            spoken.push(c);
            continue;
        }
        if let Some((plain, said)) = special_letter(c) {
            text.push_str(plain);
            spoken.push_str(said);
            continue;
        }
        for d in c.to_string().nfkd() {
            if d.is_ascii_alphanumeric() {
                text.push(d.to_ascii_lowercase());
                spoken.push(d.to_ascii_lowercase());
            } else if let Some((plain, said)) = special_letter(d) {
                text.push_str(plain);
                spoken.push_str(said);
            }
        }
    }
    if let Some(number) = number_of(&text) {
        spoken.clone_from(&number);
        text = number;
    }
    if !text.is_empty() {
        out.push((LatinWord { text, spoken }, chunk.stop));
    }
}

/// Ordinals ("140th", "5y") and Roman numerals of two letters or more as
/// plain numbers.
fn number_of(word: &str) -> Option<String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let ordinal = matches!(
            &word[digits..],
            "st" | "nd" | "rd" | "th" | "y" | "i" | "ya" | "aya" | "oy" | "ii" | "yi"
        );
        return ordinal.then(|| word[..digits].to_owned());
    }
    let roman = [
        "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii",
    ];
    let values = [2, 3, 4, 6, 7, 8, 9, 11, 12, 13];
    roman
        .iter()
        .position(|r| *r == word)
        .map(|at| format!("{}", values[at]))
}

/// "S.A." is one word, "J. Smith" is not: single letters with full stops
/// between them are joined when there are two or more.
fn join_dotted(words: Vec<(LatinWord, bool)>) -> Vec<LatinWord> {
    let mut out: Vec<LatinWord> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let mut end = at;
        while end < words.len() && words[end].0.text.len() == 1 && words[end].1 {
            end += 1;
        }
        // The last letter of an abbreviation often has no full stop.
        if end > at && end < words.len() && words[end].0.text.len() == 1 {
            end += 1;
        }
        if end - at >= 2 {
            let text: String = words[at..end].iter().map(|w| w.0.text.as_str()).collect();
            out.push(LatinWord {
                spoken: text.clone(),
                text,
            });
            at = end;
        } else {
            out.push(words[at].0.clone());
            at += 1;
        }
    }
    out
}

/// Letters that decompose to nothing useful, or whose mark changes the sound:
/// plain spelling and spoken spelling.
fn special_letter(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        'š' | 'ş' | 'ș' | 'ś' => ("s", "sh"),
        'č' | 'ć' | 'ç' => ("c", "ch"),
        'ž' | 'ź' | 'ż' => ("z", "zh"),
        'ß' => ("ss", "s"),
        'æ' => ("ae", "e"),
        'œ' => ("oe", "e"),
        'ø' | 'ö' | 'ő' => ("o", "o"),
        'ä' => ("a", "e"),
        'ü' | 'ű' => ("u", "u"),
        'å' => ("a", "o"),
        'đ' => ("d", "d"),
        'ð' => ("d", "d"),
        'þ' => ("th", "th"),
        'ł' => ("l", "l"),
        'ħ' => ("h", "h"),
        'ı' => ("i", "i"),
        'ə' => ("a", "a"),
        'ŋ' => ("ng", "ng"),
        'ñ' => ("n", "ny"),
        _ => return None,
    })
}

/// The Latin letter that a letter of another script imitates.
fn look_alike(c: char) -> char {
    match c {
        'а' | 'α' | 'ɑ' => 'a',
        'ь' | 'в' | 'Ь' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ё' | 'ε' | 'є' => 'e',
        'ғ' => 'f',
        'ɡ' => 'g',
        'һ' | 'н' => 'h',
        'і' | 'ї' | 'ι' | 'ı' | 'ɩ' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' | 'ⅼ' => 'l',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' | 'σ' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ζ' => 'z',
        _ => c,
    }
}

/// Digits inside a word of letters stand for the letters they look like:
/// "d0netsk". A digit at either end, or a word with more digits than that,
/// is left alone ("mtu5", "a320").
fn letters_for_digits(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    let letters = chars.iter().filter(|c| c.is_alphabetic()).count();
    if digits == 0 || letters < 3 || digits * 2 > letters {
        return word.to_owned();
    }
    let is_letter = |i: Option<usize>| {
        i.and_then(|i| chars.get(i))
            .is_some_and(|c| c.is_alphabetic())
    };
    chars
        .iter()
        .enumerate()
        .map(|(i, &c)| {
            let before = is_letter(i.checked_sub(1));
            let after = is_letter(Some(i + 1));
            let inner = before && after;
            let edge = (before || after) && letters >= 4 && digits == 1;
            match c {
                '0' if inner || edge => 'o',
                '1' if inner => 'l',
                '3' if inner => 'e',
                '4' if inner => 'a',
                '5' if inner || edge => 's',
                '7' if inner => 't',
                '8' if inner => 'b',
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str) -> Vec<String> {
        words(name).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn marks_look_alikes_and_invisible_characters_fold_away() {
        assert_eq!(texts("Škoda a.s."), ["skoda", "as"]);
        assert_eq!(texts("Nаta"), ["nata"]); // the first a is Cyrillic
        assert_eq!(texts("COMPA\u{200B}NY"), ["company"]);
        assert_eq!(texts("D0NETSK 322"), ["donetsk", "322"]);
        assert_eq!(texts("Sha’ban Al-Rawi"), ["shaban", "al", "rawi"]);
        assert_eq!(texts("S.A. de C.V."), ["sa", "de", "cv"]);
        assert_eq!(texts("J. Smith"), ["j", "smith"]);
        assert_eq!(texts("J & R"), ["j", "and", "r"]);
        assert_eq!(texts("ＦＵＬＬ"), ["full"]);
    }

    #[test]
    fn a_mark_that_changes_the_sound_is_kept_for_the_sounds() {
        assert_eq!(words("Vaščanka")[0].spoken, "vashchanka");
    }
}
