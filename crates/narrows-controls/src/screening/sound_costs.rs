//! What it costs to take one sound for another, by the script of the name
//! asked for.

use std::sync::OnceLock;

use super::writing::sounds::{self, COUNT};

/// How generously sounds are compared: what the script of the name asked for
/// cannot write costs little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hearing {
    /// Latin letters on both sides.
    Letters = 0,
    /// Cyrillic: nearly all sounds are written.
    Cyrillic = 1,
    /// Korean: voiced and voiceless, r and l are not told apart.
    Hangul = 2,
    /// Chinese readings and transcriptions.
    Han = 3,
    /// Japanese syllables: l as r, v as b, th as s, and vowels put in.
    Kana = 4,
    /// Vowels are missing: Arabic writing, or a Latin word without vowels.
    Consonants = 5,
}

/// What it costs to change one sound string into another, in hundredths.
pub struct Costs {
    /// One sound for another, by the code asked for and the listed one.
    pub substitute: [[u16; COUNT]; COUNT],
    /// A sound of the name asked for that the listed one lacks.
    pub extra: [u16; COUNT],
    /// A sound of the listed name that the one asked for lacks.
    pub missing: [u16; COUNT],
}

/// The costs for one way of hearing.
pub fn costs(hearing: Hearing) -> &'static Costs {
    static TABLES: OnceLock<Vec<Costs>> = OnceLock::new();
    &TABLES.get_or_init(|| {
        [
            Hearing::Letters,
            Hearing::Cyrillic,
            Hearing::Hangul,
            Hearing::Han,
            Hearing::Kana,
            Hearing::Consonants,
        ]
        .map(Costs::new)
        .into()
    })[hearing as usize]
}

impl Costs {
    fn new(hearing: Hearing) -> Costs {
        let mut costs = Costs {
            substitute: [[100; COUNT]; COUNT],
            extra: [100; COUNT],
            missing: [100; COUNT],
        };
        for sound in 1..COUNT as u8 {
            costs.substitute[sound as usize][sound as usize] = 0;
            if sounds::is_vowel(sound) {
                costs.drop(sound, 50);
                for other in sounds::A..=sounds::WEAK_I {
                    if sound != other {
                        costs.substitute[sound as usize][other as usize] = 40;
                    }
                }
            }
        }
        costs.general();
        match hearing {
            Hearing::Letters => {}
            Hearing::Cyrillic => costs.cyrillic(),
            Hearing::Hangul => costs.hangul(),
            Hearing::Han => costs.han(),
            Hearing::Kana => costs.kana(),
            Hearing::Consonants => costs.consonants(),
        }
        costs
    }

    fn pair(&mut self, a: u8, b: u8, cost: u16) {
        self.substitute[a as usize][b as usize] = cost;
        self.substitute[b as usize][a as usize] = cost;
    }

    fn drop(&mut self, sound: u8, cost: u16) {
        self.extra[sound as usize] = cost;
        self.missing[sound as usize] = cost;
    }

    fn general(&mut self) {
        #[allow(clippy::wildcard_imports)]
        use sounds::*;

        for (a, b, cost) in [
            (A, E, 30),
            (E, I, 25),
            (O, U, 20),
            (A, O, 35),
            (I, Y, 10),
            (E, Y, 25),
            (U, W, 10),
            (O, W, 25),
            (U, WEAK_U, 0),
            (O, WEAK_O, 0),
            (I, WEAK_I, 0),
            (Y, WEAK_I, 10),
            (P, B, 35),
            (T, D, 35),
            (K, G, 35),
            (F, V, 25),
            (V, W, 10),
            (B, V, 35),
            (P, F, 40),
            (F, H, 60),
            (S, Z, 20),
            (S, SH, 30),
            (S, TS, 20),
            (S, TH, 40),
            (S, CH, 50),
            (S, ZH, 60),
            (Z, ZH, 25),
            (Z, TS, 25),
            (Z, J, 35),
            (SH, CH, 30),
            (SH, ZH, 25),
            (SH, J, 45),
            (SH, TS, 45),
            (CH, TS, 30),
            (CH, J, 30),
            (CH, ZH, 40),
            (CH, K, 35),
            (CH, KH, 30),
            (CH, H, 50),
            (J, ZH, 15),
            (J, Y, 15),
            (J, I, 20),
            (J, G, 30),
            (J, H, 40),
            (J, KH, 45),
            (K, KH, 25),
            (K, TS, 30),
            (H, KH, 10),
            (G, KH, 35),
            (G, H, 35),
            (K, H, 60),
            (T, TH, 10),
            (D, TH, 35),
            (Z, TH, 45),
            (D, Z, 50),
            (T, TS, 40),
            (T, CH, 50),
            (M, N, 45),
            (N, NG, 10),
            (M, NG, 45),
            (G, NG, 50),
            (R, L, 60),
            (U, V, 40),
            (Y, L, 60),
        ] {
            self.pair(a, b, cost);
        }
        for (sound, cost) in [
            (H, 40),
            (Y, 30),
            (W, 50),
            (KH, 70),
            (I, 45),
            (WEAK_U, 40),
            (WEAK_O, 40),
            (WEAK_I, 40),
        ] {
            self.drop(sound, cost);
        }
    }

    fn vowels(&mut self, extra: u16, missing: u16, substitute: u16) {
        for a in sounds::A..=sounds::WEAK_I {
            self.extra[a as usize] = self.extra[a as usize].min(extra);
            self.missing[a as usize] = self.missing[a as usize].min(missing);
            for b in sounds::A..=sounds::WEAK_I {
                let cost = &mut self.substitute[a as usize][b as usize];
                *cost = (*cost).min(substitute);
            }
        }
    }

    fn cyrillic(&mut self) {
        #[allow(clippy::wildcard_imports)]
        use sounds::*;

        self.vowels(40, 40, 30);
        for (a, b, cost) in [
            (KH, H, 5),
            (CH, KH, 15),
            (ZH, J, 5),
            (G, H, 15),
            (V, W, 5),
            (TS, S, 20),
            (TS, K, 20),
            (Y, I, 5),
            (Y, J, 5),
            (S, Z, 15),
            (T, TH, 5),
            (Z, TH, 35),
            (K, CH, 25),
            (A, E, 25),
            (E, I, 20),
            (D, TH, 20),
        ] {
            self.pair(a, b, cost);
        }
        self.missing[H as usize] = 20;
        self.extra[Y as usize] = 12;
        self.missing[Y as usize] = 12;
        self.missing[J as usize] = 50;
    }

    fn hangul(&mut self) {
        #[allow(clippy::wildcard_imports)]
        use sounds::*;

        self.vowels(25, 25, 35);
        for (a, b, cost) in [
            (P, B, 3),
            (T, D, 3),
            (K, G, 3),
            (CH, J, 3),
            (R, L, 0),
            (S, SH, 3),
            (O, U, 10),
            (O, E, 15),
            (U, E, 15),
            (A, E, 20),
            (E, I, 25),
            (U, W, 3),
            (O, W, 10),
            (Y, I, 8),
            (N, R, 40),
            (N, L, 40),
            (T, S, 35),
        ] {
            self.pair(a, b, cost);
        }
        self.missing[H as usize] = 15;
        self.missing[E as usize] = 8;
        self.extra[E as usize] = 12;
        self.missing[R as usize] = 45;
        self.extra[Y as usize] = 25;
        self.missing[Y as usize] = 25;
    }

    fn han(&mut self) {
        #[allow(clippy::wildcard_imports)]
        use sounds::*;

        self.vowels(35, 30, 35);
        for (a, b, cost) in [
            (R, L, 15),
            (B, P, 20),
            (D, T, 20),
            (G, K, 20),
            (ZH, CH, 20),
            (ZH, J, 10),
            (CH, J, 20),
            (SH, S, 15),
            (TS, Z, 10),
            (TS, CH, 20),
            (TS, S, 20),
            (F, V, 15),
            (W, V, 5),
            (U, W, 5),
            (H, KH, 5),
            (TH, S, 20),
            (SH, H, 40),
            (F, H, 40),
            (K, CH, 15),
            (SH, K, 30),
        ] {
            self.pair(a, b, cost);
        }
        self.extra[N as usize] = 50;
        self.extra[G as usize] = 40;
        self.missing[R as usize] = 45;
        self.extra[WEAK_U as usize] = 5;
        self.extra[WEAK_I as usize] = 10;
        self.extra[H as usize] = 40;
        self.missing[H as usize] = 25;
        self.extra[Y as usize] = 20;
        self.missing[Y as usize] = 20;
    }

    fn kana(&mut self) {
        #[allow(clippy::wildcard_imports)]
        use sounds::*;

        self.vowels(40, 30, 30);
        for (a, b, cost) in [
            (R, L, 0),
            (V, B, 3),
            (F, H, 15),
            (F, V, 20),
            (TH, S, 5),
            (TH, Z, 10),
            (TH, T, 8),
            (J, Z, 10),
            (J, ZH, 0),
            (Z, ZH, 15),
            (S, SH, 15),
            (CH, T, 15),
            (TS, T, 15),
            (TS, CH, 20),
            (TS, S, 15),
            (KH, H, 0),
            (G, H, 30),
            (CH, H, 30),
            (V, W, 8),
            (U, W, 5),
            (N, M, 20),
            (D, J, 30),
            (D, Z, 35),
            (A, E, 20),
            (A, O, 25),
            (E, I, 20),
            (O, U, 15),
            (Y, I, 5),
            (K, G, 30),
            (T, D, 30),
            (K, KH, 20),
            (J, G, 15),
            (A, U, 30),
            (S, Z, 15),
            (Y, J, 10),
        ] {
            self.pair(a, b, cost);
        }
        self.extra[WEAK_U as usize] = 3;
        self.extra[WEAK_O as usize] = 3;
        self.extra[WEAK_I as usize] = 5;
        for weak in [WEAK_U, WEAK_O, WEAK_I] {
            for vowel in [A, E, I, O, U] {
                self.pair(weak, vowel, 20);
            }
        }
        self.pair(WEAK_U, U, 0);
        self.pair(WEAK_O, O, 0);
        self.pair(WEAK_I, I, 0);
        self.missing[R as usize] = 35;
        self.missing[H as usize] = 20;
        self.missing[G as usize] = 70;
        self.extra[Y as usize] = 20;
        self.missing[Y as usize] = 15;
        self.missing[W as usize] = 35;
        self.missing[E as usize] = 20;
        self.extra[G as usize] = 45;
    }

    fn consonants(&mut self) {
        #[allow(clippy::wildcard_imports)]
        use sounds::*;

        self.vowels(30, 12, 20);
        for (a, b, cost) in [
            (W, U, 3),
            (W, O, 5),
            (W, V, 5),
            (W, F, 60),
            (Y, I, 3),
            (Y, E, 10),
            (Y, A, 25),
            (W, A, 30),
            (J, G, 10),
            (J, ZH, 5),
            (K, G, 15),
            (K, KH, 20),
            (H, KH, 15),
            (TH, S, 10),
            (TH, T, 10),
            (Z, D, 30),
            (Z, TH, 10),
            (G, KH, 20),
            (B, P, 25),
            (F, V, 20),
            (CH, J, 20),
            (CH, SH, 30),
            (S, Z, 20),
            (T, D, 30),
            (D, TH, 20),
        ] {
            self.pair(a, b, cost);
        }
        self.extra[W as usize] = 25;
        self.extra[Y as usize] = 20;
        self.missing[W as usize] = 30;
        self.missing[Y as usize] = 12;
        self.missing[H as usize] = 30;
        self.extra[H as usize] = 35;
        self.extra[A as usize] = 20;
    }
}
