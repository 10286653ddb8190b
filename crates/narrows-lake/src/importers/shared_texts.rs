//! Texts that many rows of an original share, such as units and titles: each is
//! held once, and rows refer to it by number.

use std::collections::HashMap;
use std::sync::Arc;

use crate::LakeError;

/// How much a column may hold before the file is taken for hostile.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLimits {
    /// Different texts.
    pub(super) most: usize,
    /// Bytes of one text.
    pub(super) longest: usize,
    /// Bytes of all texts, with what holds them.
    pub(super) bytes: usize,
    /// What to do about it, for the error.
    pub(super) advice: &'static str,
}

/// Bytes that hold a text, beside the text.
const HOLDING: usize = 64;

/// The different texts of one column. `N` is the type of their numbers; number
/// 0 is the empty text, which stands for none.
pub(super) struct SharedTexts<N> {
    column: &'static str,
    limits: TextLimits,
    numbers: HashMap<Arc<str>, N>,
    texts: Vec<Arc<str>>,
    bytes: usize,
}

impl<N: Copy + Default + TryFrom<usize> + TryInto<usize>> SharedTexts<N> {
    /// No text yet; `column` names it in errors.
    pub(super) fn new(column: &'static str, limits: TextLimits) -> Self {
        let empty: Arc<str> = "".into();
        Self {
            column,
            limits,
            numbers: HashMap::from([(empty.clone(), N::default())]),
            texts: vec![empty],
            bytes: 0,
        }
    }

    /// The number of a text, a new one for a new text.
    pub(super) fn number(&mut self, text: &str) -> Result<N, LakeError> {
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        let limits = self.limits;
        if text.len() > limits.longest {
            return Err(self.refused(format!("a text of more than {} bytes", limits.longest)));
        }
        if self.texts.len() > limits.most {
            return Err(self.refused(format!("more than {} different texts", limits.most)));
        }
        self.bytes += text.len() + HOLDING;
        if self.bytes > limits.bytes {
            return Err(self.refused(format!("more than {} bytes of text", limits.bytes)));
        }
        let number = N::try_from(self.texts.len())
            .map_err(|_| self.refused(format!("more than {} different texts", self.texts.len())))?;
        let shared: Arc<str> = text.into();
        self.texts.push(shared.clone());
        self.numbers.insert(shared, number);
        Ok(number)
    }

    fn refused(&self, what: String) -> LakeError {
        LakeError::Refused {
            path: self.column.to_owned(),
            reason: format!("{what}, as in no real original{}", self.limits.advice),
        }
    }

    /// The text of a number, the empty one for a number that was not given.
    pub(super) fn shared(&self, number: N) -> Arc<str> {
        number
            .try_into()
            .ok()
            .and_then(|place: usize| self.texts.get(place))
            .unwrap_or(&self.texts[0])
            .clone()
    }

    /// The same; `None` for the empty text.
    pub(super) fn text(&self, number: N) -> Option<String> {
        let text = self.shared(number);
        (!text.is_empty()).then(|| text.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(most: usize, longest: usize, bytes: usize) -> SharedTexts<u16> {
        let advice = "; leave it out";
        SharedTexts::new(
            "unit",
            TextLimits {
                most,
                longest,
                bytes,
                advice,
            },
        )
    }

    #[test]
    fn equal_texts_have_one_number_and_none_has_zero() {
        let mut units = texts(10, 10, 10_000);
        let kg = units.number("kg").unwrap();
        assert_eq!(units.number("t").unwrap(), 2);
        assert_eq!(units.number("kg").unwrap(), kg);
        assert_eq!(units.number("").unwrap(), 0);
        assert_eq!(units.text(kg).as_deref(), Some("kg"));
        assert_eq!((units.text(0), units.text(99)), (None, None));
    }

    #[test]
    fn hostile_columns_are_refused_and_named() {
        let said = |mut units: SharedTexts<u16>, all: &[&str]| {
            all.iter()
                .find_map(|text| units.number(text).err())
                .unwrap()
                .to_string()
        };
        let longest = said(texts(10, 3, 10_000), &["kg", "kilogram"]);
        assert!(longest.contains("unit") && longest.contains("3 bytes"));
        let most = said(texts(2, 10, 10_000), &["a", "b", "c"]);
        assert!(most.contains("more than 2 different texts"), "{most}");
        let bytes = said(texts(10, 100, 130), &["a", "b", "c"]);
        assert!(bytes.contains("130 bytes") && bytes.ends_with("; leave it out"));
    }
}
