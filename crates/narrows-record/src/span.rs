//! Spans: the words of a text that say something, and how to find them again
//! when the text has changed.
//!
//! A span is quote, prefix, suffix and the checksum of the text that it was cut
//! from. Its offsets are a cache. In a text with another checksum the quote is
//! searched, and a place is taken only where the words around it agree well
//! enough; otherwise the span is orphaned, and whoever asked is told so.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Characters of context kept on each side.
pub const CONTEXT: usize = 40;

/// Least agreement of the context, from 0 to 1, for a quote to be taken as the
/// same one at another place.
pub const LEAST_AGREEMENT: f64 = 0.6;

/// How much better the best place must agree than the next best.
const LEAST_LEAD: f64 = 0.05;

/// A passage of a source's text.
///
/// Either `quote` or, for texts whose words may not be carried,
/// `quote_sha256`: the reader then needs a copy of the text to see the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// SHA-256 of the words in UTF-8, in their place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_sha256: Option<String>,
    /// The words before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// The words after.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// First character, counted in Unicode scalar values from 0.
    pub start: usize,
    /// The character after the last one.
    pub end: usize,
}

/// Where a span stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Anchor {
    /// Where its offsets say.
    InPlace,
    /// Elsewhere, in scalar offsets, with the agreement of its context.
    Moved {
        /// First character.
        start: usize,
        /// The character after the last one.
        end: usize,
        /// How well the context agrees, from 0 to 1.
        agreement: f64,
    },
    /// It cannot be found for certain; why, in words.
    Orphaned(String),
}

impl Span {
    /// The span of a text from one scalar offset to another, with its context.
    /// `None` where the offsets lie outside the text or hold nothing.
    #[must_use]
    pub fn cut(text: &str, start: usize, end: usize) -> Option<Self> {
        let bytes = byte_range(text, start, end)?;
        if bytes.is_empty() {
            return None;
        }
        Some(Self {
            quote: Some(text[bytes.clone()].to_owned()),
            quote_sha256: None,
            prefix: last_characters(&text[..bytes.start], CONTEXT).to_owned(),
            suffix: first_characters(&text[bytes.end..], CONTEXT).to_owned(),
            start,
            end,
        })
    }

    /// The same span without any words of the text.
    #[must_use]
    pub fn without_words(&self) -> Self {
        Self {
            quote: None,
            quote_sha256: self
                .quote
                .as_deref()
                .map(checksum)
                .or_else(|| self.quote_sha256.clone()),
            prefix: String::new(),
            suffix: String::new(),
            start: self.start,
            end: self.end,
        }
    }

    /// Finds the span in a text.
    #[must_use]
    pub fn anchor(&self, text: &str) -> Anchor {
        if self.start >= self.end {
            return Anchor::Orphaned(format!(
                "it runs from {} to {}, which holds nothing",
                self.start, self.end
            ));
        }
        let there = byte_range(text, self.start, self.end).map(|bytes| &text[bytes]);
        match (&self.quote, &self.quote_sha256) {
            (Some(quote), _) if there == Some(quote) => Anchor::InPlace,
            (Some(quote), _) => self.search_words(quote, text),
            (None, Some(sum)) if there.is_some_and(|words| checksum(words) == *sum) => {
                Anchor::InPlace
            }
            (None, Some(sum)) => self.search_sum(sum, text),
            (None, None) => Anchor::Orphaned("it has neither quote nor quote_sha256".to_owned()),
        }
    }

    fn search_words(&self, quote: &str, text: &str) -> Anchor {
        let held = Collapsed::of(text);
        let wanted = Collapsed::of(quote).text;
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Anchor::Orphaned("its quote holds no words".to_owned());
        }
        let prefix = Collapsed::of(&self.prefix).text;
        let suffix = Collapsed::of(&self.suffix).text;
        let mut places: Vec<(f64, Range<usize>)> = held
            .text
            .match_indices(wanted)
            .map(|(at, found)| {
                let end = at + found.len();
                let before = last_characters(held.text[..at].trim_end(), CONTEXT);
                let after = first_characters(held.text[end..].trim_start(), CONTEXT);
                let agreement = agreement(&prefix, before, &suffix, after);
                (agreement, held.scalars(at..end))
            })
            .collect();
        places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        let Some((best, place)) = places.first().cloned() else {
            return Anchor::Orphaned("its words do not stand in the text".to_owned());
        };
        if best < LEAST_AGREEMENT {
            return Anchor::Orphaned(format!(
                "its words stand in the text, but those around them agree by {best:.2}, less than \
                 {LEAST_AGREEMENT}"
            ));
        }
        if places
            .get(1)
            .is_some_and(|(next, _)| best - next < LEAST_LEAD)
        {
            return Anchor::Orphaned(format!(
                "its words stand at {} places that agree equally well",
                places.len()
            ));
        }
        Anchor::Moved {
            start: place.start,
            end: place.end,
            agreement: best,
        }
    }

    /// Without words there is no context to compare: only a passage that stands
    /// in the text once, to the letter, is taken.
    fn search_sum(&self, sum: &str, text: &str) -> Anchor {
        let length = self.end - self.start;
        let offsets: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let mut found = offsets
            .windows(length + 1)
            .enumerate()
            .filter(|(_, window)| checksum(&text[window[0]..window[length]]) == sum)
            .map(|(start, _)| start);
        match (found.next(), found.next()) {
            (Some(start), None) => Anchor::Moved {
                start,
                end: start + length,
                agreement: 1.0,
            },
            (Some(_), Some(_)) => Anchor::Orphaned("its words stand at several places".to_owned()),
            (None, _) => Anchor::Orphaned("its words do not stand in the text".to_owned()),
        }
    }
}

/// SHA-256 in hexadecimal digits.
#[must_use]
pub fn checksum(text: &str) -> String {
    checksum_of_bytes(text.as_bytes())
}

/// SHA-256 of bytes in hexadecimal digits.
#[must_use]
pub fn checksum_of_bytes(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The bytes from one scalar offset to another; `None` where the text ends
/// before, or the offsets are reversed.
///
/// ```
/// use narrows_record::{byte_range, scalar_range};
/// let text = "半導体 and 흑연";
/// assert_eq!(byte_range(text, 0, 3), Some(0..9));
/// assert_eq!(scalar_range(text, 0..9), Some(0..3));
/// ```
#[must_use]
pub fn byte_range(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    if start > end {
        return None;
    }
    let mut offsets = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .skip(start);
    let first = offsets.next()?;
    let last = match end - start {
        0 => first,
        length => offsets.nth(length - 1)?,
    };
    Some(first..last)
}

/// The scalar offsets of a range of bytes; `None` where it lies outside the
/// text or cuts a character.
#[must_use]
pub fn scalar_range(text: &str, bytes: Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..bytes.start)?;
    let inside = text.get(bytes)?;
    let start = before.chars().count();
    Some(start..start + inside.chars().count())
}

/// A text with runs of white space as one space, and where each of its bytes
/// stands in the original, in scalars. Lines are broken anew by every site.
struct Collapsed {
    text: String,
    /// (byte here, scalar there) of each character.
    places: Vec<(usize, usize)>,
    scalars: usize,
}

impl Collapsed {
    fn of(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut places = Vec::new();
        let mut scalars = 0;
        for (scalar, character) in original.chars().enumerate() {
            scalars = scalar + 1;
            let character = if character.is_whitespace() {
                if text.ends_with(' ') {
                    continue;
                }
                ' '
            } else {
                character
            };
            places.push((text.len(), scalar));
            text.push(character);
        }
        Self {
            text,
            places,
            scalars,
        }
    }

    /// The scalars of the original that a range of bytes here stands for.
    fn scalars(&self, bytes: Range<usize>) -> Range<usize> {
        let at = |byte: usize| match self.places.binary_search_by_key(&byte, |place| place.0) {
            Ok(index) => self.places[index].1,
            Err(_) => self.scalars,
        };
        // The end is that of the last character, not the start of the next:
        // white space that was dropped lies between.
        let end = match self.places.partition_point(|place| place.0 < bytes.end) {
            0 => 0,
            index => self.places[index - 1].1 + 1,
        };
        at(bytes.start)..end
    }
}

/// How well two contexts agree: similarity by edit distance, weighed by length.
/// Without any stored context, nothing speaks against the place.
fn agreement(prefix: &str, before: &str, suffix: &str, after: &str) -> f64 {
    let prefix = last_characters(prefix.trim(), CONTEXT);
    let suffix = first_characters(suffix.trim(), CONTEXT);
    let before = last_characters(before, prefix.chars().count());
    let after = first_characters(after, suffix.chars().count());
    let weight = |text: &str| text.chars().count() as f64;
    let whole = weight(prefix) + weight(suffix);
    if whole == 0.0 {
        return 1.0;
    }
    let alike = |a: &str, b: &str| strsim::normalized_levenshtein(a, b);
    (alike(prefix, before) * weight(prefix) + alike(suffix, after) * weight(suffix)) / whole
}

fn last_characters(text: &str, count: usize) -> &str {
    match count
        .checked_sub(1)
        .and_then(|n| text.char_indices().rev().nth(n))
    {
        Some((at, _)) => &text[at..],
        None if count == 0 => "",
        None => text,
    }
}

fn first_characters(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The ministers discussed gallium.\nThey agreed to cooperate on gallium and \
                        germanium, and will meet each year.";

    fn span_of(words: &str, nth: usize) -> Span {
        let (at, found) = TEXT.match_indices(words).nth(nth).unwrap();
        let scalars = scalar_range(TEXT, at..at + found.len()).unwrap();
        Span::cut(TEXT, scalars.start, scalars.end).unwrap()
    }

    #[test]
    fn the_right_one_of_two_is_found_again() {
        let span = span_of("gallium", 1);
        assert_eq!(span.anchor(TEXT), Anchor::InPlace);
        let longer = format!("Joint   readout\n\n{}", TEXT.replace(' ', "\n"));
        let Anchor::Moved {
            start,
            end,
            agreement,
        } = span.anchor(&longer)
        else {
            panic!("{:?}", span.anchor(&longer));
        };
        assert!(agreement > 0.9, "{agreement}");
        let bytes = byte_range(&longer, start, end).unwrap();
        assert_eq!(&longer[bytes.clone()], "gallium");
        assert!(longer[..bytes.start].ends_with("cooperate\non\n"));
    }

    #[test]
    fn another_context_orphans() {
        let span = span_of("gallium", 1);
        let other = "Prices of gallium fell in the spring, as traders had expected they would.";
        assert!(matches!(span.anchor(other), Anchor::Orphaned(why) if why.contains("agree by")));
        assert!(matches!(span.anchor("nothing"), Anchor::Orphaned(why) if why.contains("do not")));
    }

    #[test]
    fn two_equal_places_orphan() {
        let span = Span {
            prefix: String::new(),
            suffix: String::new(),
            start: 0,
            end: 7,
            ..span_of("gallium", 0)
        };
        assert!(matches!(span.anchor(TEXT), Anchor::Orphaned(why) if why.contains("2 places")));
    }

    #[test]
    fn without_words_only_the_letter_counts() {
        let span = span_of("germanium", 0).without_words();
        assert_eq!(span.quote, None);
        assert_eq!(span.anchor(TEXT), Anchor::InPlace);
        let moved = format!("{}{TEXT}", "é".repeat(5));
        assert!(
            matches!(span.anchor(&moved), Anchor::Moved { start, .. } if start == span.start + 5)
        );
        assert!(matches!(span.anchor("germanic"), Anchor::Orphaned(_)));
    }

    proptest! {
        #[test]
        fn bytes_and_scalars_are_inverse(text in "\\PC{0,40}", a in 0usize..45, b in 0usize..45) {
            match byte_range(&text, a, b) {
                Some(bytes) => prop_assert_eq!(scalar_range(&text, bytes), Some(a..b)),
                None => prop_assert!(a > b || b > text.chars().count()),
            }
        }

        #[test]
        fn what_is_cut_is_found_in_place(text in "\\PC{1,60}", a in 0usize..60, length in 1usize..20) {
            if let Some(span) = Span::cut(&text, a, a + length) {
                prop_assert_eq!(span.anchor(&text), Anchor::InPlace);
                prop_assert_eq!(span.without_words().anchor(&text), Anchor::InPlace);
            }
        }

        #[test]
        fn a_span_found_elsewhere_has_its_words(
            text in "[a-zé半 \n]{30,80}",
            before in "\\PC{0,10}",
            a in 0usize..60,
            length in 1usize..20,
        ) {
            if let Some(span) = Span::cut(&text, a, a + length) {
                let later = format!("{before}{text}");
                if let Anchor::Moved { start, end, .. } = span.anchor(&later) {
                    let bytes = byte_range(&later, start, end).unwrap();
                    let words = |text: &str| Collapsed::of(text).text.trim().to_owned();
                    prop_assert_eq!(words(&later[bytes]), words(span.quote.as_deref().unwrap()));
                }
            }
        }

        #[test]
        fn anchoring_never_panics(
            quote in "\\PC{0,20}", prefix in "\\PC{0,20}", suffix in "\\PC{0,20}",
            text in "\\PC{0,80}", start in 0usize..200, end in 0usize..200,
        ) {
            let span = Span { quote: Some(quote), quote_sha256: None, prefix, suffix, start, end };
            let _ = span.anchor(&text);
            let _ = span.without_words().anchor(&text);
        }
    }
}
