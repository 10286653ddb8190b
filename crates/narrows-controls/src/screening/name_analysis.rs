//! From a name in any script to words that can be compared.

use unicode_normalization::UnicodeNormalization;

use super::name_words::{NameWords, WordKind};
use super::script::Script;
use super::sound_costs::Hearing;
use super::writing::sounds::{self, Sounds};
use super::writing::{arabic, cyrillic, han, hangul, kana, latin};

/// Words beyond this number are left out: no name has so many, and a text
/// pasted by mistake must not take a second to screen.
pub const MOST_WORDS: usize = 24;

/// One word of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// In Latin letters, for exact comparison and for display.
    pub text: String,
    /// As written, where that is not Latin.
    pub written: Option<String>,
    /// Its sounds; more than one reading where the script allows several.
    pub readings: Vec<Sounds>,
    /// What it does in the name.
    pub kind: WordKind,
    /// Its meaning in the dictionary.
    pub meaning: Option<u16>,
    /// How generously its sounds are to be compared.
    pub hearing: Hearing,
}

impl Word {
    fn latin(word: latin::LatinWord) -> Word {
        let entry = NameWords::get().find(&word.text);
        let kind = entry.map_or_else(|| kind_of(&word.text), |e| e.kind);
        let bare = word.text.len() >= 3
            && word.text.bytes().all(|b| b.is_ascii_alphabetic())
            && !word
                .text
                .bytes()
                .skip(1)
                .any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u'));
        let mut readings = vec![sounds::of_latin(&word.spoken)];
        if bare {
            readings.push(sounds::of_latin_without_vowels(&word.spoken));
        }
        if word.spoken.contains("rn") {
            // Read badly by a machine, m becomes rn.
            readings.push(sounds::of_latin(&word.spoken.replace("rn", "m")));
        }
        Word {
            readings,
            kind,
            meaning: entry.map(|e| e.meaning),
            hearing: if bare {
                Hearing::Consonants
            } else {
                Hearing::Letters
            },
            text: word.text,
            written: None,
        }
    }

    /// Two words that follow each other, read as one.
    pub fn joined(&self, next: &Word) -> Word {
        let mut said = self.readings.first().cloned().unwrap_or_default();
        said.extend(next.readings.first().into_iter().flatten());
        said.dedup();
        Word {
            text: format!("{}{}", self.text, next.text),
            written: None,
            readings: vec![said],
            kind: WordKind::Name,
            meaning: None,
            hearing: self.hearing.max(next.hearing),
        }
    }
}

fn kind_of(text: &str) -> WordKind {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        WordKind::Number
    } else if text.len() == 1 {
        WordKind::Initial
    } else {
        WordKind::Name
    }
}

/// The words of a name.
pub fn words(name: &str) -> Vec<Word> {
    let mut out = match Script::of(name) {
        Script::Latin => latin::words(name).into_iter().map(Word::latin).collect(),
        _ => other_scripts(name),
    };
    out.truncate(MOST_WORDS);
    out
}

/// Cuts a name into runs of one script and reads each in its way.
fn other_scripts(name: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut run = String::new();
    let mut run_script: Option<Script> = None;
    for c in name
        .nfkc()
        .filter(|c| !latin::is_invisible(*c) || *c == '\u{200C}')
    {
        let script = match Script::of_char(c) {
            None if c.is_ascii_digit() => Some(Script::Latin),
            // Marks and apostrophes continue a word; the rest ends it.
            None if unicode_normalization::char::is_combining_mark(c)
                || latin::is_apostrophe(c)
                || c == '\u{200C}' =>
            {
                run_script
            }
            None if c == '.' && run_script == Some(Script::Latin) => run_script,
            other => other,
        };
        if script != run_script {
            flush(&mut run, run_script, &mut out);
            run_script = script;
        }
        if script.is_some() {
            run.push(c);
        }
    }
    flush(&mut run, run_script, &mut out);
    out
}

fn flush(run: &mut String, script: Option<Script>, out: &mut Vec<Word>) {
    let text = std::mem::take(run);
    if text.is_empty() {
        return;
    }
    match script {
        Some(Script::Latin) => out.extend(latin::words(&text).into_iter().map(Word::latin)),
        Some(Script::Cyrillic) => out.push(cyrillic_word(&text)),
        Some(Script::Arabic) => out.extend(arabic_words(&text)),
        Some(script @ (Script::Kana | Script::Han | Script::Hangul)) => {
            unspaced(&text, script, out);
        }
        Some(Script::Other) => {
            let lower = text.to_lowercase();
            out.push(Word {
                readings: vec![Sounds::new()],
                kind: WordKind::Name,
                meaning: None,
                hearing: Hearing::Letters,
                written: None,
                text: lower,
            });
        }
        None => {}
    }
}

fn cyrillic_word(text: &str) -> Word {
    let lower: String = text
        .chars()
        .filter(|c| !latin::is_apostrophe(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let (latin, said) = cyrillic::romanise(&lower);
    let entry = NameWords::get().find(&lower);
    let kind = entry.map_or_else(
        || {
            if lower.chars().count() == 1 {
                WordKind::Initial
            } else {
                WordKind::Name
            }
        },
        |e| e.kind,
    );
    Word {
        text: latin,
        written: Some(text.to_owned()),
        readings: vec![said],
        kind,
        meaning: entry.map(|e| e.meaning),
        hearing: Hearing::Cyrillic,
    }
}

fn arabic_words(text: &str) -> Vec<Word> {
    if let Some(entry) = NameWords::get().find(text) {
        let said = arabic::words(text);
        return vec![Word {
            text: said.iter().map(|w| w.0.as_str()).collect(),
            written: Some(text.to_owned()),
            readings: vec![said.into_iter().flat_map(|w| w.1).collect()],
            kind: entry.kind,
            meaning: Some(entry.meaning),
            hearing: Hearing::Consonants,
        }];
    }
    arabic::words(text)
        .into_iter()
        .filter(|(latin, _)| !latin.is_empty())
        .map(|(latin, said)| {
            let entry = NameWords::get()
                .find(&latin)
                .filter(|e| e.kind == WordKind::Particle);
            Word {
                written: Some(text.to_owned()),
                readings: vec![said],
                kind: entry.map_or(WordKind::Name, |e| e.kind),
                meaning: entry.map(|e| e.meaning),
                hearing: Hearing::Consonants,
                text: latin,
            }
        })
        .collect()
}

/// Cuts a run of a script without spaces into dictionary words, longest
/// first, and what is left between them.
fn unspaced(run: &str, script: Script, out: &mut Vec<Word>) {
    let dictionary = NameWords::get();
    let chars: Vec<char> = run.chars().collect();
    let mut rest_from = 0;
    let mut at = 0;
    let shortest = |start: usize, length: usize| {
        // A single character, or two kana, is a word only by itself.
        let whole = start == 0 && length == chars.len();
        let least = match script {
            Script::Kana => 4,
            _ => 2,
        };
        whole || length >= least
    };
    while at < chars.len() {
        let longest = dictionary.longest_unspaced().min(chars.len() - at);
        let found = (1..=longest).rev().find_map(|length| {
            if !shortest(at, length) {
                return None;
            }
            let word: String = chars[at..at + length].iter().collect();
            dictionary
                .find_unspaced(&word)
                .map(|entry| (length, word, entry))
        });
        match found {
            Some((length, word, entry)) => {
                leftover(&chars[rest_from..at], script, out);
                let (text, readings) = read(&word, script);
                out.push(Word {
                    text,
                    written: Some(word),
                    readings,
                    kind: entry.kind,
                    meaning: Some(entry.meaning),
                    hearing: hearing(script),
                });
                at += length;
                rest_from = at;
            }
            None => at += 1,
        }
    }
    leftover(&chars[rest_from..], script, out);
}

fn hearing(script: Script) -> Hearing {
    match script {
        Script::Kana => Hearing::Kana,
        Script::Hangul => Hearing::Hangul,
        _ => Hearing::Han,
    }
}

fn read(word: &str, script: Script) -> (String, Vec<Sounds>) {
    match script {
        Script::Kana => {
            let said = kana::sounds_of(word);
            let text = sounds::shown(&said);
            if said.contains(&sounds::F) {
                // フ also writes the h before a consonant and hu.
                let other = said
                    .iter()
                    .map(|s| if *s == sounds::F { sounds::H } else { *s })
                    .collect();
                (text, vec![said, other])
            } else {
                (text, vec![said])
            }
        }
        Script::Hangul => {
            let mut text = String::new();
            let mut said = Sounds::new();
            for (latin, sound, _) in word.chars().filter_map(hangul::syllable) {
                text.push_str(&latin);
                said.extend(sound);
            }
            said.dedup();
            (text, vec![said])
        }
        _ => {
            let (text, said) = han::chinese(word);
            let other = han::transcription(word);
            if other == said {
                (text, vec![said])
            } else {
                (text, vec![said, other])
            }
        }
    }
}

fn leftover(chars: &[char], script: Script, out: &mut Vec<Word>) {
    if chars.is_empty() {
        return;
    }
    let mut push = |part: &[char]| {
        let written: String = part.iter().collect();
        let (text, mut readings) = read(&written, script);
        if part.len() == 1 {
            readings.extend(
                part.first()
                    .and_then(|c| hangul::syllable(*c))
                    .and_then(|s| s.2),
            );
        }
        if !text.is_empty() {
            out.push(Word {
                text,
                written: Some(written),
                readings,
                kind: WordKind::Name,
                meaning: None,
                hearing: hearing(script),
            });
        }
    };
    match script {
        // A Korean personal name: one syllable a word, as lists set them.
        Script::Hangul if chars.len() <= 4 => {
            for c in chars {
                push(std::slice::from_ref(c));
            }
        }
        // A Chinese personal name: family name, given name.
        Script::Han if matches!(chars.len(), 2 | 3) => {
            push(&chars[..1]);
            push(&chars[1..]);
        }
        _ => push(chars),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str) -> Vec<String> {
        words(name).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn names_become_words() {
        assert_eq!(texts("KIM Chun-sam"), ["kim", "chun", "sam"]);
        assert_eq!(texts("김춘삼"), ["gim", "chun", "sam"]);
        assert_eq!(texts("陈明国"), ["chen", "mingguo"]);
        assert_eq!(texts("Юрий Юров"), ["yuriy", "yurov"]);
        assert_eq!(
            texts("海能機械有限公司"),
            ["hai", "neng", "jixie", "youxiangongsi"]
        );
        assert!(words("").is_empty());
    }

    #[test]
    fn dictionary_words_have_a_meaning_in_every_script() {
        let meaning = |name: &str| words(name)[0].meaning.unwrap();
        assert_eq!(meaning("завод"), meaning("plant"));
        assert_eq!(meaning("科技"), meaning("Technology"));
        assert_eq!(meaning("カンパニー"), meaning("Co."));
    }
}
