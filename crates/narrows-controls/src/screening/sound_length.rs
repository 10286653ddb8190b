//! How long a word is to the ear.

use super::writing::sounds;

/// Sounds of a word beyond this number are not compared.
pub const LONGEST: usize = 40;

/// What all sounds of a word count, in hundredths of a consonant.
pub fn full_length(sounds: &[u8]) -> u16 {
    sounds.iter().take(LONGEST).map(|s| full(*s)).sum()
}

/// What a sound counts in the length of a word, in hundredths.
fn full(sound: u8) -> u16 {
    match sound {
        sounds::WEAK_I | sounds::WEAK_O | sounds::WEAK_U => 10,
        s if sounds::is_vowel(s) => 50,
        sounds::H | sounds::Y => 40,
        _ => 100,
    }
}
