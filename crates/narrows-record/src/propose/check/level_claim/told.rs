//! The level that a meeting is told to have, as its name or of it.

use super::claim::{Claim, Sentence};
use super::noun::{is_meeting, is_paper};
use super::post::Post;
use crate::propose::check::rank::{DEPUTIES, DIRECTORS, EXPERTS, Rank};

impl Sentence<'_, '_> {
    /// Both bounds of a level told for a meeting.
    pub(super) fn bounds(post: &Post) -> (Option<Rank>, Option<Rank>) {
        if post.vague {
            (None, Some(DEPUTIES))
        } else if post.rank == EXPERTS {
            // A bureau chief comes to working-level talks too.
            (None, Some(DIRECTORS))
        } else {
            (Some(post.rank), Some(post.rank))
        }
    }

    pub(super) fn told_level(
        &self,
        span: (usize, usize),
        post: &Post,
        weight: i32,
    ) -> Option<Claim> {
        let (lower, upper) = Self::bounds(post);
        let mut claim = self.new_claim(span, lower, upper, weight)?;
        claim.level = true;
        claim.one_side = false;
        claim.vague = post.vague;
        Some(claim)
    }

    /// A level as part of what a meeting is called, unless it is said of one:
    /// "was a ministerial".
    pub(super) fn told_name(
        &self,
        span: (usize, usize),
        post: &Post,
        weight: i32,
    ) -> Option<Claim> {
        let series = matches!(
            self.fold(span.1 - 1),
            "meetings"
                | "exchanges"
                | "sessions"
                | "gatherings"
                | "rounds"
                | "contacts"
                | "dialogues"
                | "conversations"
                | "visits"
        );
        let said = (span.0.saturating_sub(5).max(self.from)..span.0).any(|at| {
            matches!(
                self.fold(at),
                "was" | "is" | "were" | "been" | "as" | "this" | "remained" | "mere"
            )
        });
        let mut claim = self.told_level(span, post, weight - i32::from(series) * 2)?;
        claim.named = !said;
        Some(claim)
    }

    /// "working-level talks", "at cabinet level", "the ministerial".
    pub(super) fn level(&self, post: &Post) -> Option<Claim> {
        let mut noun = post.until;
        while noun < self.until
            && noun < post.until + 4
            && !is_meeting(self.fold(noun))
            && (self.text.words.is_hyphen(noun)
                || self.text.words.is_capital(noun)
                || matches!(
                    self.fold(noun),
                    "policy"
                        | "trade"
                        | "economic"
                        | "security"
                        | "trilateral"
                        | "bilateral"
                        | "two"
                        | "three"
                        | "way"
                        | "day"
                        | "one"
                        | "annual"
                        | "industry"
                        | "joint"
                        | "mineral"
                        | "minerals"
                        | "preparatory"
                        | "video"
                        | "online"
                        | "and"
                        | "energy"
                        | "chip"
                        | "supply"
                        | "chain"
                        | "virtual"
                ))
        {
            noun += 1;
        }
        if is_meeting(self.fold(noun)) {
            if self.absence_before(post).is_some() {
                return None;
            }
            return self.told_name((post.from, noun + 1), post, 2);
        }
        let left = self.left_of(post.from);
        let lead = self.fold(left.wrapping_sub(1));
        let ends_level = matches!(self.fold(post.until - 1), "level" | "levels" | "rank");
        if ends_level {
            if let Some(claim) = self.absent(post) {
                return Some(claim);
            }
            if matches!(lead, "below" | "beneath" | "under")
                || lead == "of" && self.fold(left.wrapping_sub(2)) == "short"
            {
                let upper = post.rank.checked_sub(1)?;
                return self.new_claim((left - 1, post.until), None, Some(upper), 2);
            }
            let below = matches!(self.fold(post.until), "and" | "or")
                && matches!(self.fold(post.until + 1), "below" | "lower" | "under");
            let tied = below
                || matches!(lead, "to" | "below")
                || matches!(
                    lead,
                    "at" | "on" | "was" | "were" | "is" | "remained" | "stayed" | "of" | "purely"
                );
            return (tied && self.has_meeting())
                .then(|| {
                    self.told_level((left.saturating_sub(1).max(self.from), post.until), post, 2)
                })
                .flatten();
        }
        // "the ministerial", as a noun
        let noun = self.fold(post.until - 1) == "ministerial"
            && (post.until >= self.until
                || matches!(
                    self.fold(post.until),
                    "," | "."
                        | ";"
                        | ":"
                        | "in"
                        | "on"
                        | "at"
                        | "was"
                        | "is"
                        | "of"
                        | "held"
                        | "that"
                        | "which"
                        | "took"
                        | "and"
                        | "had"
                        | "with"
                        | "also"
                        | "chaired"
                        | ")"
                ));
        let article = (post.from.saturating_sub(8).max(self.from)..post.from).any(|at| {
            matches!(
                self.fold(at),
                "the" | "a" | "an" | "this" | "its" | "their" | "'s"
            )
        });
        (noun && article)
            .then(|| self.told_name((left, post.until), post, 2))
            .flatten()
    }

    /// "at the level of experts", "of the rank of director-general".
    pub(super) fn of_rank(&self, post: &Post) -> Option<Claim> {
        let of = (post.from.saturating_sub(5).max(self.from)..post.from)
            .rev()
            .find(|at| self.fold(*at) == "of")?;
        let level = of.checked_sub(1)?;
        if !matches!(self.fold(level), "level" | "rank" | "levels" | "grade") {
            return None;
        }
        let start = level.saturating_sub(3).max(self.from);
        // "below the rank of deputy minister"
        if (start..level).any(|at| matches!(self.fold(at), "below" | "beneath" | "under")) {
            let upper = post.rank.checked_sub(1)?;
            return self.new_claim((start, post.until), None, Some(upper), 2);
        }
        if (start..level).any(|at| matches!(self.fold(at), "above" | "over" | "beyond")) {
            return None;
        }
        self.has_meeting()
            .then(|| self.told_level((start, post.until), post, 3))
            .flatten()
    }

    /// "a gathering of directors", "talks between", "the trade ministers' conference".
    pub(super) fn meeting_of(&self, post: &Post) -> Option<Claim> {
        let mut noun = post.until;
        let owner = matches!(self.fold(noun), "'" | "'s" | "’");
        noun += usize::from(owner);
        let reach = if owner { 4 } else { 1 };
        let found = (noun..(noun + reach).min(self.until))
            .take_while(|at| {
                !matches!(
                    self.fold(*at),
                    "," | ";" | "and" | "in" | "to" | "of" | "for"
                )
            })
            .find(|at| is_meeting(self.fold(*at)) || owner && is_paper(self.fold(*at)));
        if let Some(noun) = found {
            // "the minister's visit" is hers alone.
            if owner && !post.plural || post.vague && !owner {
                return None;
            }
            let weight = if is_meeting(self.fold(noun)) { 2 } else { 1 };
            return self.told_name((post.from, noun + 1), post, weight);
        }
        if owner {
            return None;
        }
        let left = self.left_of(post.from);
        let of = left.checked_sub(1)?;
        let between = matches!(self.fold(of), "between" | "among" | "amongst");
        if !between && (self.fold(of) != "of" || !post.plural) {
            return None;
        }
        let noun = (self.from..of).rev().take(3).find(|at| {
            is_meeting(self.fold(*at)) && !matches!(self.fold(*at), "visit" | "review")
                || matches!(
                    self.fold(*at),
                    "body" | "club" | "party" | "circle" | "group" | "board"
                ) && post.rank < DEPUTIES
                || between
                    && matches!(
                        self.fold(*at),
                        "was" | "is" | "first" | "second" | "third" | "only" | "last" | "one"
                    )
        })?;
        let highest = self
            .posts
            .iter()
            .filter(|other| other.from >= post.from && other.from < post.until + 14)
            .max_by_key(|other| other.rank)
            .filter(|other| between && other.rank > post.rank && !other.vague)
            .unwrap_or(post);
        self.told_name((noun, post.until), highest, 3)
    }
}
