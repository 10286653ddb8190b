//! Who was not at a meeting: "no minister took part", "nobody above the rank of
//! director", "the minister stayed away".

use super::claim::{Claim, Sentence};
use super::post::Post;
use crate::propose::check::rank::{DEPUTIES, EXPERTS, MINISTERS};

impl Sentence<'_, '_> {
    /// The negation that a post stands under, if it does.
    pub(super) fn absence_before(&self, post: &Post) -> Option<(usize, bool)> {
        let mut above = false;
        for at in (post.from.saturating_sub(11).max(self.from)..post.from).rev() {
            let word = self.fold(at);
            match word {
                "no" | "nobody" | "none" | "without" | "never" | "neither" | "nor" | "nothing" => {
                    // "no longer", "no fewer than"
                    if matches!(self.fold(at + 1), "longer" | "fewer" | "less" | "doubt") {
                        return None;
                    }
                    return Some((at, above));
                }
                "before"
                    if !matches!(self.fold(at.wrapping_sub(1)), "laid" | "put" | "brought") =>
                {
                    return None;
                }
                "absence" => return Some((at, above)),
                "not" => {
                    let nobody = matches!(
                        self.fold(at + 1),
                        "a" | "one"
                            | "any"
                            | "for"
                            | "by"
                            | "include"
                            | "involve"
                            | "have"
                            | "bring"
                            | "send"
                            | "feature"
                            | "see"
                            | "draw"
                            | "attract"
                            | "comprise"
                    );
                    return nobody.then_some((at, above));
                }
                "above" | "higher" | "outranks" | "outranked" | "beyond" | "over" => above = true,
                "than" => {
                    if !matches!(
                        self.fold(at.wrapping_sub(1)),
                        "higher"
                            | "senior"
                            | "rank"
                            | "important"
                            | "ranking"
                            | "elevated"
                            | "exalted"
                            | "grander"
                    ) {
                        return None;
                    }
                    above = true;
                }
                "a" | "an" | "any" | "the" | "one" | "single" | "of" | "either" | "their"
                | "its" | "whom" | "them" | "which" | "rank" | "level" | "office" | "standing"
                | "member" | "members" | "cabinet" | "elected" | "senior" | "who" | "is"
                | "was" | "were" | "participation" | "presence" | "involvement" | "by" | "in"
                | "with" | "more" | "at" | "from" | "holding" | "anyone" | "anybody"
                | "country" | "side" | "us" | "ranked" | "ranking" | "so" | "much" | "as"
                | "three" | "two" | "four" | "these" | "those" | "or" | "countries"
                | "governments" | "person" | "being" | "including" | "anything" | "else" | "-"
                | "full" | "actual" | "government" | "laid" | "put" | "before" | "submitted"
                | "shown" | "below" | "include" | "included" | "involve" | "involved" | "bring"
                | "brought" | "send" | "sent" | "feature" | "featured" | "see" | "seen"
                | "draw" | "drew" | "attract" | "attracted" | "had" | "have" | "has" | "did"
                | "comprise" | "been" | "delegation" | "delegations" | "sides" | "participants" => {
                }
                _ if self.text.words.is_capital(at) => {}
                _ if above && !matches!(word, "," | ";" | "and" | "but") => {}
                _ => return None,
            }
        }
        None
    }

    /// "no minister took part", "nobody above the rank of director", "the minister stayed away".
    pub(super) fn absent(&self, post: &Post) -> Option<Claim> {
        if let Some((no, above)) = self.absence_before(post) {
            let owned = matches!(self.fold(post.until), "'" | "'s");
            if owned || post.rank == EXPERTS && !above {
                return None;
            }
            let missing = matches!(self.fold(no), "without" | "absence" | "not")
                || self.fold(no + 1) == "of"
                || above
                || self.has_presence();
            if !missing {
                return None;
            }
            let upper = if above {
                post.rank
            } else {
                post.rank.checked_sub(1)?
            };
            return self.new_claim_even_denied((no, post.until), upper, 2);
        }
        let left = self.left_of(post.from);
        let lead = |step: usize| self.fold(left.wrapping_sub(step));
        // "officials below ministers"
        if matches!(lead(1), "below" | "beneath") && post.rank > EXPERTS {
            return self.new_claim_even_denied((left - 1, post.until), post.rank - 1, 2);
        }
        // "stood in for the minister", "on behalf of"
        let instead = lead(1) == "for"
            && matches!(
                lead(2),
                "in" | "deputised" | "deputized" | "substituted" | "substituting" | "deputising"
            )
            || lead(1) == "of" && matches!(lead(2), "behalf" | "place" | "instead" | "stead");
        if instead && post.rank >= DEPUTIES {
            return self.new_claim_even_denied(
                (left.saturating_sub(3).max(self.from), post.until),
                post.rank - 1,
                1,
            );
        }
        let end = (post.until + 9).min(self.until);
        let away = (post.until..end).find(|at| {
            let next = self.fold(at + 1);
            match self.fold(*at) {
                "stayed" | "kept" | "remained" => {
                    next == "out"
                        || matches!(next, "away" | "out" | "home" | "at" | "absent" | "outside")
                }
                "skipped" | "missed" | "absented" | "boycotted" => true,
                "excused" => matches!(next, "himself" | "herself" | "themselves"),
                "pulled" | "sat" => next == "out" || next == "it" && self.fold(at + 2) == "out",
                "took" | "had" | "played" => {
                    next == "no" && matches!(self.fold(at + 2), "part" | "role")
                }
                "never" => matches!(
                    next,
                    "came"
                        | "attended"
                        | "showed"
                        | "appeared"
                        | "set"
                        | "entered"
                        | "took"
                        | "joined"
                        | "went"
                        | "sat"
                        | "met"
                ),
                "failed" | "declined" => matches!(
                    self.fold(at + 2),
                    "appear" | "attend" | "come" | "show" | "join" | "turn"
                ),
                "sent" => {
                    matches!(
                        next,
                        "deputies"
                            | "regrets"
                            | "apologies"
                            | "excuses"
                            | "subordinates"
                            | "stand-ins"
                            | "substitutes"
                    ) || matches!(next, "their" | "his" | "her" | "a" | "only")
                        && matches!(
                            self.fold(at + 2),
                            "deputies"
                                | "deputy"
                                | "regrets"
                                | "apologies"
                                | "subordinates"
                                | "vice"
                        )
                }
                "'s" | "'" => next == "absence",
                "not" => matches!(next, "invited" | "attend" | "present" | "taking"),
                "was" | "were" => {
                    matches!(
                        next,
                        "absent"
                            | "missing"
                            | "elsewhere"
                            | "nowhere"
                            | "excluded"
                            | "barred"
                            | "represented"
                    ) && (next != "represented" || self.fold(at + 2) == "by")
                        || matches!(next, "kept" | "left" | "shut") && self.fold(at + 2) == "out"
                        || next == "conspicuous"
                        || next == "not"
                            && matches!(
                                self.fold(at + 2),
                                "present" | "there" | "in" | "at" | "invited" | "on"
                            )
                }
                "did" => {
                    next == "not"
                        && matches!(
                            self.fold(at + 2),
                            "attend"
                                | "take"
                                | "travel"
                                | "come"
                                | "join"
                                | "sit"
                                | "appear"
                                | "participate"
                                | "go"
                        )
                }
                _ => false,
            }
        })?;
        let some = (post.until..away).any(|at| matches!(self.fold(at), ";" | "who" | "that"));
        if some || post.rank < DEPUTIES {
            return None;
        }
        let mut claim =
            self.new_claim_even_denied((post.from, (away + 3).min(self.until)), post.rank - 1, 2)?;
        if !post.plural {
            claim.only_of = Some((post.from, post.until));
        }
        Some(claim)
    }

    pub(super) fn has_presence(&self) -> bool {
        (self.from..self.until).any(|at| {
            matches!(
                self.fold(at),
                "here"
                    | "there"
                    | "present"
                    | "attended"
                    | "attend"
                    | "attending"
                    | "came"
                    | "come"
                    | "part"
                    | "took"
                    | "table"
                    | "room"
                    | "sent"
                    | "seated"
                    | "joined"
                    | "join"
                    | "involved"
                    | "participated"
                    | "travelled"
                    | "traveled"
                    | "met"
                    | "sat"
                    | "see"
                    | "saw"
                    | "was"
                    | "were"
                    | "had"
                    | "planned"
                    | "seen"
            )
        })
    }

    /// "with nobody more senior in attendance": above those whom the sentence names.
    pub(super) fn nobody_higher(&self, claims: &mut Vec<Claim>) {
        for at in self.from..self.until {
            let no = matches!(
                self.fold(at),
                "nobody" | "none" | "no" | "without" | "nor" | "neither"
            );
            if !no {
                continue;
            }
            let Some(higher) = (at + 1..(at + 9).min(self.until)).find(|at| {
                matches!(self.fold(*at), "higher" | "above")
                    || self.fold(*at) == "senior" && self.fold(at - 1) == "more"
            }) else {
                continue;
            };
            if matches!(self.fold(higher + 1), "than" | "the" | "a")
                || self.fold(higher.wrapping_sub(1)) == "or"
            {
                continue;
            }
            let Some(post) = self
                .posts
                .iter()
                .filter(|post| post.rank < MINISTERS && post.until <= at && !post.vague)
                .max_by_key(|post| post.rank)
            else {
                continue;
            };
            if let Some(claim) = self.new_claim_even_denied((post.from, higher + 1), post.rank, 3) {
                claims.retain(|known| {
                    known.upper.is_none_or(|upper| upper >= post.rank) || known.lower.is_some()
                });
                claims.push(claim);
            }
        }
    }
}
