//! Who was at a meeting, led it, or had it to themselves.

use super::claim::{Claim, Sentence};
use super::cue::{Cue, cue_at, excludes_others, is_alone};
use super::deed::{is_deed, present_cue};
use super::noun::{is_meeting, is_paper, is_side};
use super::post::Post;
use crate::propose::check::rank::{DEPUTIES, EXPERTS, MINISTERS};

impl Sentence<'_, '_> {
    /// "chaired by directors", "left to experts", "directors only".
    pub(super) fn exclusive(&self, post: &Post) -> Option<Claim> {
        if matches!(self.fold(post.until), "'" | "'s") {
            return None;
        }
        let left = self.left_of(post.from);
        let lead = left.checked_sub(1)?;
        let upper = if post.vague { DEPUTIES } else { post.rank };
        if lead >= self.from
            && let Some(cue) = excludes_others(self.text, self.from, lead)
            && (self.fold(lead) != "to" || self.is_of_meeting_before(lead))
        {
            let start = lead.saturating_sub(3).max(self.from);
            let lower = Some(post.rank).filter(|_| !post.vague);
            let upper = (cue == Cue::Led || post.plural || post.vague).then_some(upper);
            let weight = if cue == Cue::Deed { 1 } else { 2 };
            let mut claim = self.new_claim((start, post.until), lower, upper, weight)?;
            claim.vague = post.vague && cue != Cue::Led;
            return Some(claim);
        }
        // "for ministers only"
        if post.rank >= MINISTERS
            && post.plural
            && self.has_meeting()
            && (matches!(self.fold(post.until), "only" | "alone")
                && matches!(
                    self.fold(left.wrapping_sub(1)),
                    "for" | "between" | "among" | "by" | "of" | "was" | "is" | "were" | "are"
                )
                || self.fold(left.wrapping_sub(1)) == "only"
                    && self.fold(left.wrapping_sub(2)) != "the")
        {
            return self.told_level((post.from, post.until + 1), post, 2);
        }
        // "ministers-only"
        if self.text.words.is_hyphen(post.until) && self.fold(post.until + 1) == "only" {
            return self.told_level((post.from, post.until + 2), post, 2);
        }
        // "the most senior American was a desk officer"
        let top = (self.from..self.until).find(|at| {
            let word = self.fold(*at);
            let next = self.fold(at + 1);
            matches!(word, "highest" | "top")
                && (self.text.words.is_hyphen(at + 1)
                    && matches!(self.fold(at + 2), "ranking" | "level" | "ranked")
                    || next == "ranking")
                || word == "most" && matches!(next, "senior" | "high")
                || matches!(word, "ranking" | "senior")
                    && self.fold(at.wrapping_sub(1)) == "the"
                    && (matches!(
                        next,
                        "official" | "participant" | "figure" | "delegate" | "member" | "person"
                    ) || self.text.words.is_capital(at + 1) && post.from > at + 2)
        });
        if let Some(top) = top {
            let near = post.from.abs_diff(top) <= 18;
            let denied = (self.from..self.until).any(|at| self.fold(at) == "not");
            if near && !denied {
                let span = (
                    post.from.min(top),
                    post.until.max((top + 3).min(self.until)),
                );
                return self.new_claim(span, Some(post.rank), Some(upper), 2);
            }
        }
        if post.rank < MINISTERS
            && self.has_meeting()
            && is_alone(self.text, self.from, post.from, post.until, self.until)
        {
            return self.new_claim((post.from, post.until), None, Some(upper), 2);
        }
        None
    }

    /// "the call was left to": of a meeting, not of a policy.
    fn is_of_meeting_before(&self, at: usize) -> bool {
        (self.from..at).any(|at| {
            let fold = self.fold(at);
            is_meeting(fold) || is_paper(fold) || matches!(fold, "it" | "this" | "which" | "that")
        })
    }

    /// People with a word for being there.
    pub(super) fn present(&self, index: usize, post: &Post) -> Option<Claim> {
        if matches!(self.fold(post.until), "'" | "'s" | "’") {
            return None;
        }
        if self.is_passing() {
            return None;
        }
        let left = self.left_of(post.from);
        let lead = self.fold(left.wrapping_sub(1));
        // "all three ministers seated", "saw the ambassadors at the keyboards"
        let object = matches!(
            lead,
            "to" | "for" | "from" | "under" | "than" | "behind" | "about" | "of" | "on" | "by"
        );
        let relative =
            (post.until..(post.until + 9).min(self.until)).any(|at| self.fold(at) == "who");
        if object
            && !relative
            && !self.is_caption()
            && self.cue_before(left, post).is_none()
            && self.quoted(post).is_none()
        {
            return None;
        }
        let end = (post.until + 18).min(self.until);
        let mut found: Option<(usize, Cue)> = None;
        for at in post.until..end {
            let word = self.fold(at);
            if matches!(
                word,
                ";" | "but"
                    | "while"
                    | "whereas"
                    | "although"
                    | "though"
                    | "said"
                    | "says"
                    | "told"
                    | "after"
                    | "before"
                    | "when"
            ) && !(word == "told" && cue_at(self.text, at, self.until).is_some())
            {
                break;
            }
            let cue = cue_at(self.text, at, self.until).or_else(|| {
                let near = at <= post.until + 8;
                (self.is_terse() && near)
                    .then(|| present_cue(self.fold(at)))
                    .flatten()
            });
            if let Some(cue) = cue {
                if self.is_denied(at) {
                    break;
                }
                if found.is_none_or(|(_, known)| known == Cue::Deed && cue != Cue::Deed) {
                    found = Some((at, cue));
                }
            }
        }
        if found.is_none_or(|(_, cue)| cue == Cue::Deed)
            && matches!(
                self.fold(self.from),
                "opening" | "chairing" | "addressing" | "closing" | "hosting" | "concluding"
            )
            && post.from <= self.from + 6
        {
            found = Some((post.from, Cue::Present));
        }
        let before = self.cue_before(left, post);
        let with = before.is_some_and(|(at, _)| {
            matches!(
                self.fold(at),
                "with" | "alongside" | "opposite" | "beside" | "facing"
            )
        });
        if let Some((before, cue)) = before
            && found.is_none_or(|(_, known)| known != Cue::Led)
        {
            found = Some((before, cue));
        }
        if found.is_none() {
            found = self.quoted(post);
        }
        if found.is_none() && self.is_caption() {
            found = Some((post.until - 1, Cue::Deed));
        }
        let (at, cue) = found.or_else(|| self.deed_behind(post).map(|at| (at, Cue::Deed)))?;
        if self.is_ahead(at, at + 1) && !self.is_ahead(post.from, post.until) {
            return None;
        }
        let joined = |from: usize, until: usize| {
            until.saturating_sub(from) <= 6
                && (from..until).any(|at| matches!(self.fold(at), "and" | "&" | "with" | ";"))
        };
        let listed = self.posts[index + 1..]
            .first()
            .is_some_and(|next| joined(post.until, next.from))
            || index > 0 && joined(self.posts[index - 1].until, post.from)
            || post.plural;
        let weight = match cue {
            Cue::Deed if !listed => return None,
            Cue::Deed => 1,
            Cue::Present | Cue::Led => 2,
        };
        // Ministers may have come with their leaders; low ranks that meet are all that met.
        let lows = !with
            && (post.plural || listed && cue != Cue::Deed)
            && post.rank < MINISTERS
            && !self.posts.iter().any(|other| other.rank > post.rank);
        let sent =
            post.rank < MINISTERS && matches!(self.fold(at), "sent" | "dispatched" | "fielded");
        let upper = (cue == Cue::Led && !post.plural || lows || sent).then_some(post.rank);
        let lower = Some(post.rank).filter(|rank| !post.vague && *rank > EXPERTS);
        if lower.is_none() && upper.is_none() {
            return None;
        }
        let span = (post.from.min(at), post.until.max(at + 1));
        let mut claim = self.new_claim(span, lower, upper, weight)?;
        claim.vague = post.vague;
        Some(claim)
    }

    /// Any verb of doing right behind people, of which they are the subject.
    pub(super) fn deed_behind(&self, post: &Post) -> Option<usize> {
        let mut at = post.until;
        let mut appositions = 0;
        while at < (post.until + 12).min(self.until) {
            match self.fold(at) {
                "," => appositions += 1,
                "who" | "and" | "also" | "both" | "all" | "then" | "themselves" | "himself"
                | "herself" | "of" | "for" | "from" | "the" | "in" | "on" | "at" | "around"
                | "jointly" | "together" | "personally" => {}
                word if is_deed(word) => {
                    return (!self.is_denied(at)).then_some(at);
                }
                _ if self.text.words.is_capital(at) => {}
                word if is_meeting(word) || is_side(word) || word == "board" => {}
                _ if appositions > 0 && appositions < 2 => {}
                _ => return None,
            }
            at += 1;
        }
        None
    }

    /// "I chaired the session myself," the minister said.
    pub(super) fn quoted(&self, post: &Post) -> Option<(usize, Cue)> {
        let says = |at: usize| {
            matches!(
                self.fold(at),
                "said" | "says" | "recalled" | "told" | "added"
            )
        };
        let speaker = (post.until..post.until + 3).any(says)
            || (post.from.saturating_sub(4)..post.from).any(says);
        if !speaker {
            return None;
        }
        (self.from..self.until)
            .filter(|at| matches!(self.fold(*at), "i" | "we"))
            .find_map(|at| {
                (at + 1..(at + 6).min(self.until)).find_map(|verb| {
                    let cue = cue_at(self.text, verb, self.until)?;
                    (cue != Cue::Deed && !self.is_denied(verb)).then_some((at, cue))
                })
            })
    }
}
