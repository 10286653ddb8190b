//! Numbers in order, as they are written: `fourth`, `21st`, `twenty-first`,
//! `inaugural`, `III`.

use super::super::CheckText;
use crate::propose::lexicon::ordinal;
use crate::propose::words::Shape;

impl CheckText<'_> {
    pub(super) fn raw_roman(&self, at: usize) -> &str {
        if self.words.shape(at) == Shape::Upper {
            self.words.raw(at)
        } else {
            ""
        }
    }
}

/// `II` to `XII`; a single letter is a name.
pub(super) fn roman(raw: &str) -> Option<u32> {
    const NUMERALS: [&str; 11] = [
        "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let place = NUMERALS.iter().position(|numeral| *numeral == raw)?;
    u32::try_from(place + 2).ok()
}

/// A number in order, with the words it takes: `fourth`, `twenty-first`, `inaugural`.
pub(super) fn number_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
) -> Option<(u32, usize, usize)> {
    let fold = text.fold(at);
    if matches!(
        fold,
        "inaugural" | "first-ever" | "maiden" | "debut" | "founding"
    ) {
        return Some((1, at, at + 1));
    }
    if let Some((tens, unit)) = fold.split_once('-') {
        let count = tens_of(tens)? + ordinal(unit).filter(|count| *count < 10)?;
        return Some((count, at, at + 1));
    }
    let count = ordinal(fold)
        .or_else(|| tens_ordinal(fold))
        .filter(|count| *count < 400)?;
    if at >= from + 2 && text.words.is_hyphen(at - 1) {
        let tens = tens_of(text.fold(at - 2)).filter(|_| count < 10)?;
        return Some((tens + count, at - 2, at + 1));
    }
    Some((count, at, at + 1))
}

fn tens_of(fold: &str) -> Option<u32> {
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let place = TENS.iter().position(|tens| *tens == fold)?;
    u32::try_from(place * 10 + 20).ok()
}

fn tens_ordinal(fold: &str) -> Option<u32> {
    let stem = fold.strip_suffix("ieth")?;
    tens_of(&format!("{stem}y"))
}
