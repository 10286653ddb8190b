//! One alphabet of sounds for all scripts.
//!
//! Every word, in whatever script, becomes a short string of these codes. Two
//! words are compared by what it costs to turn one string into the other;
//! how much each step costs depends on the script of the name asked for
//! ([`super::super::word_similarity`]).

/// A string of sound codes.
pub type Sounds = Vec<u8>;

macro_rules! sounds {
    ($($name:ident = $code:literal, $text:literal;)*) => {
        $(pub const $name: u8 = $code;)*
        /// How a sound is shown.
        pub const SHOWN: &[(u8, &str)] = &[$(($name, $text)),*];
    };
}

sounds! {
    P = 1, "p"; B = 2, "b"; T = 3, "t"; D = 4, "d"; K = 5, "k"; G = 6, "g";
    F = 7, "f"; V = 8, "v"; S = 9, "s"; Z = 10, "z"; SH = 11, "sh"; ZH = 12, "zh";
    CH = 13, "ch"; TS = 14, "ts"; J = 15, "j"; H = 16, "h"; M = 17, "m"; N = 18, "n";
    R = 19, "r"; L = 20, "l"; Y = 21, "y"; W = 22, "w"; TH = 23, "th"; KH = 24, "kh";
    A = 25, "a"; E = 26, "e"; I = 27, "i"; O = 28, "o"; U = 29, "u";
    // Vowels that a syllabary may have put in only because it cannot write a
    // bare consonant.
    WEAK_U = 30, "u"; WEAK_O = 31, "o"; WEAK_I = 32, "i";
    // ng before a consonant or at the end.
    NG = 33, "ng";
}

/// Number of codes, 0 included.
pub const COUNT: usize = 34;

/// Whether the code is a vowel.
pub fn is_vowel(sound: u8) -> bool {
    (A..=WEAK_I).contains(&sound)
}

/// The coarse consonant class of a sound, 0 for those that spellings add and
/// drop freely (vowels, h, y, w).
pub fn consonant_class(sound: u8) -> u8 {
    match sound {
        P => 1,
        B | V | F => 2,
        T | D | TH => 3,
        K | G | KH => 4,
        S | Z | SH | ZH | CH | TS | J => 5,
        M => 6,
        N | NG => 7,
        R | L => 8,
        _ => 0,
    }
}

/// A finer class: voice is told apart, and hisses from hushes.
fn fine_class(sound: u8) -> u8 {
    match sound {
        P => 1,
        B | V | F => 2,
        T | TH => 3,
        D => 4,
        K | KH => 5,
        G => 6,
        S | Z | TS => 7,
        SH | ZH | CH | J => 8,
        M => 9,
        N | NG => 10,
        R | L => 11,
        _ => 0,
    }
}

/// The consonant classes of a word as one number, four bits a class, at most
/// fifteen; 0 when it has none. Repeated classes count once.
pub fn skeleton(sounds: &[u8]) -> u64 {
    key_of(sounds, consonant_class)
}

/// The skeleton of the word with each `sound` said as `other`.
pub fn skeleton_with(sounds: &[u8], sound: u8, other: u8) -> u64 {
    key_of(sounds, |s| {
        consonant_class(if s == sound { other } else { s })
    })
}

/// The same with finer classes.
pub fn fine_skeleton(sounds: &[u8]) -> u64 {
    key_of(sounds, fine_class)
}

fn key_of(sounds: &[u8], class_of: impl Fn(u8) -> u8) -> u64 {
    // Without vowels, equal neighbours had one between them.
    let bare = sounds.len() >= 3 && !sounds[1..].iter().any(|s| is_vowel(*s));
    let mut key = 0_u64;
    let mut last = 0;
    let mut length = 0;
    for &sound in sounds {
        let class = class_of(sound);
        if class == 0 {
            if is_vowel(sound) {
                last = 0;
            }
            continue;
        }
        if (bare || class != last) && length < 15 {
            key = (key << 4) | u64::from(class);
            length += 1;
        }
        last = class;
    }
    key
}

/// Number of classes in a skeleton.
pub fn skeleton_length(key: u64) -> usize {
    (64 - key.leading_zeros() as usize).div_ceil(4)
}

/// The skeleton without each of its classes in turn.
pub fn skeleton_deletions(key: u64) -> impl Iterator<Item = u64> {
    let length = skeleton_length(key);
    (0..length).map(move |i| {
        let low_bits = i * 4;
        let low = key & ((1_u64 << low_bits) - 1);
        let high = (key >> low_bits) >> 4;
        (high << low_bits) | low
    })
}

/// The set of consonants of a word, one bit each.
pub fn consonant_set(sounds: &[u8]) -> u64 {
    sounds
        .iter()
        .filter(|s| !is_vowel(**s))
        .fold(0, |set, s| set | (1 << s))
}

/// Letters for a string of sounds, to show to a reader.
pub fn shown(sounds: &[u8]) -> String {
    sounds
        .iter()
        .filter_map(|s| {
            SHOWN
                .iter()
                .find(|(code, _)| code == s)
                .map(|(_, text)| *text)
        })
        .collect()
}

/// Sounds of a word in Latin letters, as a reader who does not know its
/// language would say it: digraphs of the common romanisations first, and
/// doubled letters once.
pub fn of_latin(word: &str) -> Sounds {
    read_latin(word, false)
}

/// The same for a word whose vowels were left out: a doubled letter may have
/// had a vowel between, so both are kept.
pub fn of_latin_without_vowels(word: &str) -> Sounds {
    read_latin(word, true)
}

fn read_latin(word: &str, doubled: bool) -> Sounds {
    let letters: Vec<u8> = word.bytes().filter(u8::is_ascii_lowercase).collect();
    let mut out: Sounds = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let rest = &letters[at..];
        if rest.starts_with(b"ng")
            && !rest.get(2).is_some_and(|c| {
                matches!(
                    c,
                    b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' | b'r' | b'l' | b'h'
                )
            })
        {
            out.push(NG);
            at += if rest.get(2) == Some(&b'g') { 3 } else { 2 };
            continue;
        }
        let (length, said): (usize, &[u8]) = LATIN
            .iter()
            .find(|(spelling, _)| {
                spelling.as_bytes()[0] == rest[0] && rest.starts_with(spelling.as_bytes())
            })
            .map_or_else(
                || (1, single(rest)),
                |(spelling, said)| (spelling.len(), *said),
            );
        for &sound in said {
            if doubled || out.last() != Some(&sound) {
                out.push(sound);
            }
        }
        at += length;
    }
    out
}

fn single(rest: &[u8]) -> &'static [u8] {
    let next = rest.get(1).copied().unwrap_or(0);
    match rest[0] {
        b'a' => &[A],
        b'b' => &[B],
        b'c' if matches!(next, b'e' | b'i' | b'y') => &[TS],
        b'c' | b'k' | b'q' => &[K],
        b'd' => &[D],
        b'e' => &[E],
        b'f' => &[F],
        b'g' => &[G],
        b'h' => &[H],
        b'i' => &[I],
        b'j' => &[J],
        b'l' => &[L],
        b'm' => &[M],
        b'n' => &[N],
        b'o' => &[O],
        b'p' => &[P],
        b'r' => &[R],
        b's' => &[S],
        b't' => &[T],
        b'u' => &[U],
        b'v' => &[V],
        b'w' => &[W],
        b'x' => &[K, S],
        b'y' if matches!(next, b'a' | b'e' | b'o' | b'u' | b'i') => &[Y],
        b'y' => &[I],
        b'z' => &[Z],
        _ => &[],
    }
}

/// Spellings of more than one letter, longest first.
const LATIN: &[(&str, &[u8])] = &[
    ("schtsch", &[SH, CH]),
    ("shtsh", &[SH, CH]),
    ("stsch", &[SH, CH]),
    ("tsch", &[CH]),
    ("dsch", &[J]),
    ("shch", &[SH, CH]),
    ("sjtj", &[SH, CH]),
    ("sztj", &[SH, CH]),
    ("zsch", &[CH]),
    ("tch", &[CH]),
    ("tsh", &[CH]),
    ("sch", &[SH]),
    ("dzh", &[J]),
    ("dsj", &[J]),
    ("tsj", &[CH]),
    ("ght", &[T]),
    ("sh", &[SH]),
    ("sj", &[SH]),
    ("ch", &[CH]),
    ("cz", &[CH]),
    ("cs", &[CH]),
    ("tj", &[CH]),
    ("zh", &[ZH]),
    ("zs", &[ZH]),
    ("zj", &[ZH]),
    ("kh", &[KH]),
    ("th", &[TH]),
    ("ph", &[F]),
    ("gh", &[G]),
    ("ts", &[TS]),
    ("tz", &[TS]),
    ("dj", &[J]),
    ("dz", &[Z]),
    ("dg", &[J]),
    ("ck", &[K]),
    ("qu", &[K, W]),
    ("oo", &[U]),
    ("ou", &[U]),
    ("ee", &[I]),
    ("ii", &[I]),
    ("iy", &[I]),
    ("ij", &[I]),
    ("yy", &[I]),
    ("wr", &[R]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn romanisations_of_one_name_sound_alike() {
        assert_eq!(of_latin("yuriy"), vec![Y, U, R, I]);
        assert_eq!(of_latin("shchukin"), of_latin("schtschukin"));
        assert_eq!(shown(&of_latin("abdulla")), "abdula");
    }

    #[test]
    fn a_skeleton_loses_one_class_at_a_time() {
        let key = skeleton(&of_latin("larson"));
        assert_eq!(skeleton_length(key), 4);
        assert_eq!(skeleton_deletions(key).count(), 4);
        assert!(skeleton_deletions(key).all(|k| skeleton_length(k) == 3));
        assert_eq!(skeleton(&[A, E]), 0);
    }
}
