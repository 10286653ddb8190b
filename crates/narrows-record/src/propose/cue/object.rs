//! What the object of a verb says of its force.

use super::super::actor::ActorScene;
use super::super::force::{Force, ForceLexicon};

impl ActorScene<'_> {
    /// "signed off on the text", "sign the guest book", "settled nothing": the
    /// words behind the verb leave no agreement.
    pub(super) fn object_voids(&self, base: &str, next: usize) -> bool {
        if matches!(self.fold(next), "no" | "neither" | "nothing" | "little") {
            return true;
        }
        match base {
            "sign" => {
                matches!(self.fold(next), "off" | "in" | "autographs")
                    || self.fold(next) == "up" && self.fold(next + 1) != "to"
                    || matches!(self.fold(next), "the" | "a")
                        && matches!(
                            self.fold(next + 1),
                            "guest" | "guestbook" | "visitors" | "condolence" | "book"
                        )
            }
            "agree" | "settle" | "decide" | "conclude" | "resolve" | "announce" => {
                self.fold(next) == "nothing"
                    || self.fold(next) == "on" && self.fold(next + 1) == "nothing"
            }
            // "took up his post"
            "take" => {
                self.fold(next) == "up"
                    && (next + 1..next + 6).any(|at| {
                        matches!(
                            self.fold(at),
                            "post"
                                | "posts"
                                | "office"
                                | "role"
                                | "job"
                                | "chair"
                                | "seat"
                                | "position"
                                | "positions"
                                | "presidency"
                                | "duties"
                                | "portfolio"
                                | "most"
                                | "much"
                                | "half"
                                | "space"
                        )
                    })
            }
            _ => false,
        }
    }

    /// "express their deep concern": the first telling noun within the object.
    pub(super) fn expressed_object(&self, at: usize, base: &str) -> Option<Force> {
        let lexicon = ForceLexicon::shipped();
        for word in at..self.until.min(at + 7) {
            let fold = self.fold(word);
            if matches!(
                fold,
                "that" | "of" | "to" | "for" | "," | "in" | "on" | "over" | "at" | "with"
            ) {
                return None;
            }
            if let Some(force) = lexicon.expressed(fold) {
                // "Reaffirmed their determination" notes; "share determination" intends.
                let said_again = matches!(
                    base,
                    "reiterate" | "reaffirm" | "affirm" | "reconfirm" | "confirm"
                );
                return Some(if said_again && force != Force::Concerned {
                    Force::Noted
                } else {
                    force
                });
            }
        }
        None
    }

    /// "asked Japan to align", "asked for time"; "asked what it would cost" is a
    /// question.
    pub(super) fn asks_for(&self, at: usize) -> bool {
        self.object_then_to(at) || (at..at + 4).any(|word| self.fold(word) == "for")
    }

    /// "all countries to refrain": an object with an infinitive behind it.
    pub(super) fn object_then_to(&self, at: usize) -> bool {
        for word in at..self.until.min(at + 14) {
            match self.fold(word) {
                "to" => return word > at,
                "of" | "through" | "by" | "in" | "." | ";" | "that" => return false,
                _ => {}
            }
        }
        false
    }

    /// "commits nobody", "expects a surplus", "wound up a visit", "admit to
    /// unease": an object that makes the verb no position of a government.
    pub(super) fn is_no_position(&self, base: &str, next: usize) -> bool {
        let near = |reach: usize, nouns: &[&str]| {
            (next..self.until.min(next + reach))
                .take_while(|at| !matches!(self.fold(*at), "," | ";" | "and" | "to" | "that"))
                .any(|at| nouns.contains(&self.fold(at)))
        };
        match base {
            "commit" | "bind" | "pledge" => matches!(self.fold(next), "nobody" | "nothing" | "no"),
            "admit" | "own" => self.fold(next) == "to",
            "expect" | "anticipate" | "foresee" => near(
                6,
                &[
                    "surplus",
                    "surpluses",
                    "deficit",
                    "deficits",
                    "shortage",
                    "shortages",
                    "shortfall",
                    "glut",
                    "growth",
                    "demand",
                    "prices",
                    "output",
                    "inflation",
                    "profit",
                    "profits",
                    "sales",
                    "rally",
                ],
            ),
            "wind" | "wrap" => near(
                7,
                &[
                    "conference",
                    "meeting",
                    "summit",
                    "visit",
                    "trip",
                    "tour",
                    "session",
                    "forum",
                ],
            ),
            _ => false,
        }
    }
}
