//! How alike two words are by their sounds: a weighted edit distance, all
//! places of the word asked for at once.
//!
//! With `D[j][i]` the cost of the first `i` sounds asked for against the first
//! `j` listed ones, a column is kept as `FULL - (D[j][i] - P[i])`, where
//! `P[i]` is what it costs to have the first `i` sounds too many. Then a sound
//! too many is no addition but the greatest value of the places before, which
//! a few instructions find for eight places.

use super::sound_costs::{Costs, Hearing, costs};
use super::sound_lanes::Lanes;
use super::sound_length::{LONGEST, full_length};
use super::writing::sounds::COUNT;

/// Added to every cell, so that 0 is below all of them.
const FULL: i16 = 16_000;

/// The sounds of a word asked for, ready to be compared with many others.
#[derive(Debug)]
pub struct SoundsAsked {
    /// What they count together, in hundredths.
    full_length: u16,
    /// Number of sounds, at most [`LONGEST`].
    count: usize,
    /// What all of them cost when the listed word lacks them.
    all_extra: i16,
    columns: Columns,
    /// The least that a listed sound can cost against these sounds.
    least: [u16; COUNT],
}

/// What each listed sound does to each place: by the number of groups of
/// eight places (the first place is that of no sound).
#[derive(Debug)]
enum Columns {
    One(Box<[Column<1>; COUNT]>),
    Two(Box<[Column<2>; COUNT]>),
    Six(Box<[Column<6>; COUNT]>),
}

#[derive(Debug, Clone, Copy)]
struct Column<const K: usize> {
    /// What the step from the place before gains.
    gain: [Lanes; K],
    /// What it costs to lack the sound, at every place.
    missing: Lanes,
}

impl SoundsAsked {
    /// Prepares the sounds of a word asked for.
    pub fn new(sounds: &[u8], hearing: Hearing) -> SoundsAsked {
        let sounds = &sounds[..sounds.len().min(LONGEST)];
        let costs = costs(hearing);
        let columns = match sounds.len() {
            0..=7 => Columns::One(Column::all(sounds, costs)),
            8..=15 => Columns::Two(Column::all(sounds, costs)),
            _ => Columns::Six(Column::all(sounds, costs)),
        };
        let mut least = costs.missing;
        for sound in sounds {
            for (least, cost) in least.iter_mut().zip(&costs.substitute[*sound as usize]) {
                *least = (*least).min(*cost);
            }
        }
        SoundsAsked {
            full_length: full_length(sounds),
            count: sounds.len(),
            all_extra: sounds.iter().map(|s| costs.extra[*s as usize] as i16).sum(),
            columns,
            least,
        }
    }

    /// What the longer of the two words counts.
    pub fn longer(&self, listed_full_length: u16) -> u16 {
        self.full_length.max(listed_full_length)
    }

    /// Less than this the distance cannot be: each listed sound by itself.
    pub fn least_cost(&self, listed: &[u8]) -> u16 {
        listed
            .iter()
            .take(LONGEST)
            .map(|sound| self.least[*sound as usize])
            .sum()
    }

    /// What it costs to make the one word from the other, in hundredths.
    pub fn cost(&self, listed: &[u8]) -> u16 {
        let listed = &listed[..listed.len().min(LONGEST)];
        let best = match &self.columns {
            Columns::One(columns) => last_cell(columns, listed, self.count),
            Columns::Two(columns) => last_cell(columns, listed, self.count),
            Columns::Six(columns) => last_cell(columns, listed, self.count),
        };
        (FULL - best + self.all_extra).max(0) as u16
    }

    /// Likeness by sound, 0 to 1; 0 when one of the words has no sounds.
    pub fn likeness(&self, listed: &[u8]) -> f64 {
        if self.count == 0 || listed.is_empty() {
            return 0.0;
        }
        likeness(self.cost(listed), self.longer(full_length(listed)))
    }
}

/// Likeness of two words, by the cost and by what the longer one counts.
pub fn likeness(cost: u16, longer: u16) -> f64 {
    (1.0 - f64::from(cost) / f64::from(longer)).max(0.0)
}

impl<const K: usize> Column<K> {
    fn all(sounds: &[u8], costs: &Costs) -> Box<[Column<K>; COUNT]> {
        Box::new(std::array::from_fn(|listed| {
            let mut gain = [[0_i16; 8]; K];
            for (at, sound) in sounds.iter().enumerate() {
                let place = at + 1;
                gain[place / 8][place % 8] = costs.extra[*sound as usize] as i16
                    - costs.substitute[*sound as usize][listed] as i16;
            }
            Column {
                gain: gain.map(Lanes::of),
                missing: Lanes::all(costs.missing[listed] as i16),
            }
        }))
    }
}

fn last_cell<const K: usize>(columns: &[Column<K>; COUNT], listed: &[u8], count: usize) -> i16 {
    let mut cells = [Lanes::all(FULL); K];
    for sound in listed {
        let column = &columns[*sound as usize % COUNT];
        let mut before = Lanes::all(0);
        let mut best = Lanes::all(0);
        for (cell, gain) in cells.iter_mut().zip(&column.gain) {
            let stepped = cell.after(before).plus(*gain);
            let kept = cell.less(column.missing);
            before = *cell;
            *cell = stepped.greater(kept).greater(best).rising();
            best = cell.last();
        }
    }
    cells[count / 8].at(count % 8)
}

#[cfg(test)]
mod tests {
    use super::super::writing::{kana, sounds::of_latin};
    use super::*;
    use proptest::prelude::*;

    /// The same by the book, cell by cell.
    fn by_the_book(query: &[u8], listed: &[u8], hearing: Hearing) -> u16 {
        let costs = costs(hearing);
        let (query, listed) = (
            &query[..query.len().min(LONGEST)],
            &listed[..listed.len().min(LONGEST)],
        );
        let mut row = vec![0_u16];
        for l in listed {
            row.push(row[row.len() - 1] + costs.missing[*l as usize]);
        }
        for q in query {
            let mut next = vec![row[0] + costs.extra[*q as usize]];
            for (j, l) in listed.iter().enumerate() {
                next.push(
                    (row[j] + costs.substitute[*q as usize][*l as usize])
                        .min(row[j + 1] + costs.extra[*q as usize])
                        .min(next[j] + costs.missing[*l as usize]),
                );
            }
            row = next;
        }
        row[listed.len()]
    }

    #[test]
    fn katakana_is_close_to_the_name_it_writes() {
        let alike = |kana_text: &str, latin: &str| {
            SoundsAsked::new(&kana::sounds_of(kana_text), Hearing::Kana).likeness(&of_latin(latin))
        };
        for (kana_text, latin) in [
            ("スヴェトラーナ", "svetlana"),
            ("シェフチェンコ", "shevchenko"),
            ("プガチョフ", "pugachyov"),
            ("ヌールッディーン", "nooruddin"),
            ("スミス", "smith"),
        ] {
            let likeness = alike(kana_text, latin);
            assert!(likeness > 0.8, "{kana_text} {latin} {likeness}");
        }
        let far = alike("スミス", "petrov");
        assert!(far < 0.4, "{far}");
        assert_eq!(alike("スミス", ""), 0.0);
    }

    proptest! {
        #[test]
        fn eight_places_at_a_time_are_as_good_as_one(
            query in prop::collection::vec(1_u8..COUNT as u8, 0..50),
            listed in prop::collection::vec(1_u8..COUNT as u8, 0..50),
            hearing in prop::sample::select(vec![
                Hearing::Letters, Hearing::Cyrillic, Hearing::Hangul,
                Hearing::Han, Hearing::Kana, Hearing::Consonants,
            ]),
        ) {
            let asked = SoundsAsked::new(&query, hearing);
            let cost = asked.cost(&listed);
            prop_assert_eq!(cost, by_the_book(&query, &listed, hearing));
            prop_assert!(asked.least_cost(&listed) <= cost);
        }
    }
}
