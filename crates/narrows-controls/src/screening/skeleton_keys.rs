//! Keys under which words with the same consonants stand, and the table that
//! finds the words of a key.

use super::writing::sounds;

/// The key of words without consonants.
pub const ONLY_VOWELS: u64 = u64::MAX;

/// Sounds that some readers say another way, and that way.
const OTHER_WAYS: &[(u8, u8)] = &[
    (sounds::J, sounds::Y),
    (sounds::W, sounds::V),
    (sounds::CH, sounds::K),
    (sounds::TS, sounds::K),
    (sounds::KH, sounds::H),
];

/// The skeletons of a word: as spelt, and with each sound that has one said
/// the other way.
pub fn skeletons(said: &[u8]) -> impl Iterator<Item = u64> + '_ {
    let with = move |change: Option<(u8, u8)>| {
        let key = match change {
            None => sounds::skeleton(said),
            Some((sound, other)) => sounds::skeleton_with(said, sound, other),
        };
        if key == 0 { ONLY_VOWELS } else { key }
    };
    let others = OTHER_WAYS
        .iter()
        .filter(|(sound, _)| said.contains(sound))
        .map(|way| Some(*way));
    std::iter::once(None).chain(others).map(with)
}

/// Words by key.
#[derive(Debug, Default)]
pub struct Keys {
    /// Key, and where its words start and end; an empty place has no words.
    places: Vec<(u64, u32, u32)>,
    words: Vec<u32>,
}

impl Keys {
    /// The table of these pairs of key and word.
    pub fn new(mut pairs: Vec<(u64, u32)>) -> Keys {
        pairs.sort_unstable();
        pairs.dedup();
        let groups = pairs.chunk_by(|a, b| a.0 == b.0);
        let size = (groups.count() * 2).next_power_of_two().max(2);
        let mut keys = Keys {
            places: vec![(0, 0, 0); size],
            words: pairs.iter().map(|p| p.1).collect(),
        };
        let mut from = 0;
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let to = from + group.len() as u32;
            let mut at = keys.place(group[0].0);
            while keys.places[at].2 != 0 {
                at = (at + 1) & (size - 1);
            }
            keys.places[at] = (group[0].0, from, to);
            from = to;
        }
        keys
    }

    fn place(&self, key: u64) -> usize {
        let mixed = (key ^ (key >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize & (self.places.len() - 1)
    }

    /// The words of a key, in ascending order.
    pub fn get(&self, key: u64) -> &[u32] {
        if self.places.is_empty() {
            return &[];
        }
        let mut at = self.place(key);
        loop {
            let (found, from, to) = self.places[at];
            if to == 0 {
                return &[];
            }
            if found == key {
                return &self.words[from as usize..to as usize];
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_under_its_keys() {
        let pairs: Vec<(u64, u32)> = (0..500_u32).map(|i| (u64::from(i % 37) << 20, i)).collect();
        let keys = Keys::new(pairs.clone());
        for (key, word) in pairs {
            assert!(keys.get(key).contains(&word));
        }
        assert!(keys.get(5).is_empty());
        assert!(Keys::default().get(5).is_empty());
        assert!(Keys::new(Vec::new()).get(0).is_empty());
    }

    #[test]
    fn a_sound_said_another_way_is_another_key() {
        let said = sounds::of_latin("wagner");
        let keys: Vec<u64> = skeletons(&said).collect();
        assert_eq!(keys.len(), 2);
        assert!(keys.contains(&sounds::skeleton(&sounds::of_latin("vagner"))));
        assert_eq!(skeletons(&[sounds::A]).collect::<Vec<_>>(), [ONLY_VOWELS]);
    }
}
