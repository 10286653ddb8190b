//! Words and sentences of a running text.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::reading::{Block, BlockKind, ReadText};

/// Words of a sentence beyond which it is cut into parts.
const LONGEST_SENTENCE: usize = 400;

/// Letters of one word beyond which it is cut.
const LONGEST_WORD: usize = 200;

/// One word, number or sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Number of the folded form.
    fold: u32,
    /// No space before it.
    pub(crate) joined: bool,
    pub(crate) shape: Shape,
}

/// What a word looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `minister`
    Lower,
    /// `Minister`, `U.S.`
    Capital,
    /// `METI`
    Upper,
    /// `2024`, `10th`
    Number,
    /// Letters without case, as in Japanese.
    Caseless,
    /// `,`
    Sign,
}

/// A sentence: words `from..until`, and the block it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence {
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) block: usize,
}

/// All words and sentences of a text.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: Vec<Word>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) blocks: &'a [Block],
    folds: Vec<Box<str>>,
    /// Sentences that were cut because they were too long.
    pub(crate) cut_sentences: usize,
}

impl<'a> Words<'a> {
    /// Splits every block that belongs to the text.
    pub(crate) fn of(read: &'a ReadText) -> Self {
        let mut splitter = Splitter {
            words: Self {
                text: read.run.as_str(),
                words: Vec::new(),
                sentences: Vec::new(),
                blocks: &read.blocks,
                folds: Vec::new(),
                cut_sentences: 0,
            },
            known: HashMap::new(),
        };
        for (number, block) in read.blocks.iter().enumerate() {
            if block.kind.is_text() {
                let from = splitter.words.words.len();
                splitter.split(block.start, block.end);
                splitter.words.sentences_of(from, number);
            }
        }
        splitter.words
    }

    /// Splits one piece of text, for patterns that are to be compared with words.
    pub(crate) fn folds_of(text: &str) -> Vec<String> {
        let mut splitter = Splitter {
            words: Words {
                text,
                words: Vec::new(),
                sentences: Vec::new(),
                blocks: &[],
                folds: Vec::new(),
                cut_sentences: 0,
            },
            known: HashMap::new(),
        };
        splitter.split(0, text.len());
        let words = splitter.words;
        (0..words.words.len())
            .map(|at| words.fold(at).to_owned())
            .collect()
    }

    /// The folded form: lower case, without diacritics.
    pub(crate) fn fold(&self, at: usize) -> &str {
        self.words
            .get(at)
            .map_or("", |word| &self.folds[word.fold as usize])
    }

    /// The word as it stands.
    pub(crate) fn raw(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| {
            &self.text[word.start as usize..word.end as usize]
        })
    }

    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.words.get(at).map_or(Shape::Sign, |word| word.shape)
    }

    /// True for `Minister` and `METI`.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Shape::Capital | Shape::Upper)
    }

    /// True where no space stands between this word and the one before.
    pub(crate) fn is_joined(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.joined)
    }

    /// True for a hyphen between two words, as in `Japan-US`.
    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.fold(at), "-" | "–") && self.is_joined(at) && self.is_joined(at + 1)
    }

    /// Bytes of the text covered by words `from..until`.
    pub(crate) fn range(&self, from: usize, until: usize) -> (usize, usize) {
        let start = self.words.get(from).map_or(0, |word| word.start as usize);
        let end = until
            .checked_sub(1)
            .and_then(|last| self.words.get(last))
            .map_or(start, |word| word.end as usize);
        (start, end.max(start))
    }

    /// The text of words `from..until`.
    pub(crate) fn quote(&self, from: usize, until: usize) -> &'a str {
        let (start, end) = self.range(from, until);
        &self.text[start..end]
    }

    /// The folded words `from..until` with single spaces.
    pub(crate) fn folded(&self, from: usize, until: usize) -> String {
        let mut text = String::new();
        for at in from..until {
            if at > from {
                text.push(' ');
            }
            text.push_str(self.fold(at));
        }
        text
    }

    pub(crate) fn kind_of(&self, sentence: &Sentence) -> BlockKind {
        self.blocks
            .get(sentence.block)
            .map_or(BlockKind::Paragraph, |block| block.kind)
    }

    fn sentences_of(&mut self, from: usize, block: usize) {
        let end = self.words.len();
        let mut start = from;
        for at in from..end {
            // Closing quotes went into the sentence before.
            if at < start {
                continue;
            }
            let too_long = at + 1 - start >= LONGEST_SENTENCE;
            // Wide gaps part columns and signatures.
            let gap = at + 1 < end && self.words[at + 1].start - self.words[at].end >= 4;
            if !(gap || self.ends_sentence(at, end) || too_long) {
                continue;
            }
            // Closing quotes and brackets belong to the sentence.
            let mut until = at + 1;
            while until < end && self.is_joined(until) && is_closing(self.fold(until)) {
                until += 1;
            }
            if until <= start {
                continue;
            }
            self.cut_sentences += usize::from(too_long && !gap && !self.ends_sentence(at, end));
            self.sentences.push(Sentence {
                from: start,
                until,
                block,
            });
            start = until;
        }
        if start < end {
            self.sentences.push(Sentence {
                from: start,
                until: end,
                block,
            });
        }
    }

    fn ends_sentence(&self, at: usize, end: usize) -> bool {
        let sign = self.fold(at);
        let mut next = at + 1;
        while next < end && self.is_joined(next) && is_closing(self.fold(next)) {
            next += 1;
        }
        if next >= end {
            return true;
        }
        match sign {
            "。" | "！" | "？" => true,
            "." | "!" | "?" => {
                !self.is_joined(next)
                    && (self.is_capital(next)
                        || matches!(self.shape(next), Shape::Number | Shape::Caseless)
                        || matches!(self.fold(next), "\"" | "'" | "(" | "[" | "•"))
            }
            // An abbreviation at the end of a sentence, before a word that
            // begins sentences.
            _ if sign.ends_with('.') && self.shape(at) != Shape::Sign && sign.len() > 2 => {
                !self.is_joined(next)
                    && self.shape(next) == Shape::Capital
                    && SENTENCE_OPENERS.contains(&self.fold(next))
                    && !is_title_abbreviation(sign)
            }
            _ => false,
        }
    }
}

const SENTENCE_OPENERS: &[&str] = &[
    "the",
    "it",
    "in",
    "on",
    "at",
    "he",
    "she",
    "they",
    "we",
    "this",
    "these",
    "that",
    "but",
    "and",
    "both",
    "as",
    "for",
    "after",
    "before",
    "while",
    "according",
    "under",
    "however",
    "its",
    "their",
    "an",
    "a",
    "if",
    "when",
    "to",
    "our",
    "there",
    "together",
    "since",
    "with",
    "also",
    "his",
    "her",
    "last",
    "officials",
    "ministers",
];

fn is_title_abbreviation(fold: &str) -> bool {
    matches!(
        fold,
        "mr."
            | "mrs."
            | "ms."
            | "dr."
            | "gen."
            | "gov."
            | "sen."
            | "rep."
            | "prof."
            | "st."
            | "no."
            | "lt."
            | "col."
            | "adm."
            | "amb."
            | "vs."
            | "e.g."
            | "i.e."
            | "rev."
            | "hon."
    )
}

fn is_closing(fold: &str) -> bool {
    matches!(fold, "\"" | "'" | ")" | "]" | "»" | "」" | "』")
}

struct Splitter<'a> {
    words: Words<'a>,
    known: HashMap<Box<str>, u32>,
}

impl Splitter<'_> {
    fn push(&mut self, start: usize, end: usize) {
        let raw = &self.words.text[start..end];
        let folded = fold(raw);
        let number = match self.known.get(folded.as_str()) {
            Some(number) => *number,
            None => {
                let number = self.words.folds.len() as u32;
                let folded: Box<str> = folded.into();
                self.words.folds.push(folded.clone());
                self.known.insert(folded, number);
                number
            }
        };
        let joined = self
            .words
            .words
            .last()
            .is_some_and(|last| last.end as usize == start);
        self.words.words.push(Word {
            start: start as u32,
            end: end as u32,
            fold: number,
            joined,
            shape: shape(raw),
        });
    }

    fn split(&mut self, from: usize, until: usize) {
        let text = self.words.text;
        let mut at = from;
        while at < until {
            let Some(c) = text[at..until].chars().next() else {
                break;
            };
            if c.is_whitespace() || is_ignorable(c) {
                at += c.len_utf8();
                continue;
            }
            let end = if c.is_alphanumeric() {
                word_end(text, at, until)
            } else if c == '\'' || c == '’' {
                at + possessive(&text[at..until]).unwrap_or(c.len_utf8())
            } else {
                at + c.len_utf8()
            };
            self.push(at, end);
            at = end;
        }
    }
}

fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' | '\u{202A}'..='\u{202E}')
}

/// Bytes of `'s` at the head of the text.
fn possessive(text: &str) -> Option<usize> {
    let mut letters = text.chars();
    let mark = letters.next()?;
    let s = letters.next()?;
    if !matches!(s, 's' | 'S') || letters.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    Some(mark.len_utf8() + 1)
}

fn word_end(text: &str, at: usize, until: usize) -> usize {
    let mut end = at;
    let mut letters = text[at..until].char_indices().peekable();
    let mut count = 0;
    let mut previous = ' ';
    let script_first = text[at..until].chars().next().map_or(0, script);
    while let Some((offset, c)) = letters.next() {
        let next = letters.peek().map(|(_, c)| *c);
        let goes_on = c.is_alphanumeric() && script(c) == script_first
            || is_combining_mark(c)
            || is_ignorable(c)
            // 1,000 and 2.5
            || (matches!(c, ',' | '.') && previous.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()))
            // O'Brien, Xi'an
            || (matches!(c, '\'' | '’')
                && previous.is_alphabetic()
                && next.is_some_and(char::is_alphabetic)
                && possessive(&text[at + offset..until]).is_none());
        if !goes_on {
            break;
        }
        if is_ignorable(c) {
            continue;
        }
        previous = c;
        end = at + offset + c.len_utf8();
        count += 1;
        if count >= LONGEST_WORD {
            return end;
        }
    }
    // U.S., p.m., Mr., Jan.
    let rest = &text[end..until];
    if rest.starts_with('.') {
        let word = &text[at..end];
        if let Some(length) = initials(&text[at..until]) {
            return at + length;
        }
        if is_abbreviation(word) {
            return end + 1;
        }
        let one_letter = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if one_letter {
            return end + 1;
        }
    }
    end
}

/// Kana, Han and Hangul run on without spaces; Latin digits beside them are
/// words of their own.
fn script(c: char) -> u8 {
    match c {
        '\u{3040}'..='\u{30FF}' => 2,
        '\u{3400}'..='\u{9FFF}' => 3,
        '\u{AC00}'..='\u{D7AF}' => 4,
        _ => 1,
    }
}

/// Bytes of `U.S.` or `a.m.` at the head of the text.
fn initials(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len()
        && at < 16
        && bytes[at].is_ascii_alphabetic()
        && bytes[at + 1] == b'.'
    {
        at += 2;
    }
    (at >= 4 && !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)).then_some(at)
}

fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "Gen"
            | "Gov"
            | "Sen"
            | "Rep"
            | "Lt"
            | "Col"
            | "Adm"
            | "Amb"
            | "Jr"
            | "Sr"
            | "St"
            | "Inc"
            | "Corp"
            | "Co"
            | "Ltd"
            | "Bros"
            | "No"
            | "Nos"
            | "vs"
            | "Jan"
            | "Feb"
            | "Aug"
            | "Sept"
            | "Sep"
            | "Oct"
            | "Nov"
            | "Dec"
            | "Hon"
            | "Rev"
            | "Ph"
            | "approx"
            | "Vol"
    )
}

fn shape(raw: &str) -> Shape {
    let mut letters = raw.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else {
        return Shape::Sign;
    };
    if first.is_numeric() {
        return Shape::Number;
    }
    if first.is_uppercase() {
        let (mut upper, mut lower) = (1, 0);
        for c in letters {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
        return if upper > 1 && lower == 0 && !raw.contains('.') {
            Shape::Upper
        } else {
            Shape::Capital
        };
    }
    if first.is_lowercase() {
        return Shape::Lower;
    }
    Shape::Caseless
}

/// Lower case, compatibility forms, without Latin diacritics; one form for each
/// kind of quote and dash.
pub(crate) fn fold(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    let folded: String = raw
        .nfkd()
        .filter(|c| !is_combining_mark(*c) || matches!(*c, '\u{3099}' | '\u{309A}'))
        .filter(|c| !is_ignorable(*c))
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | '‛' | '′' | '`' => '\'',
            '“' | '”' | '„' | '″' => '"',
            '‐' | '‑' | '−' => '-',
            c => c,
        })
        .collect();
    if folded.is_empty() {
        raw.to_owned()
    } else {
        folded
    }
}
