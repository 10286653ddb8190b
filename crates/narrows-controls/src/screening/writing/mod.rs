//! How each script writes names: from text to words with their sounds.

pub(super) mod arabic;
pub(super) mod cyrillic;
pub(super) mod han;
pub(super) mod hangul;
pub(super) mod kana;
pub(super) mod latin;
pub(super) mod sounds;
