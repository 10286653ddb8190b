//! Of which meeting a sentence tells, as evidence for "the same" or "another".

use std::collections::BTreeSet;

use super::noun::{is_meeting, is_paper, is_side};
use super::own::{Own, dates, is_short};
use super::shift::is_shift;
use crate::propose::check::CheckText;
use crate::propose::check::event::EventDate;
use crate::propose::check::party::state_of;
use crate::propose::mention::MentionType;

/// Sentences at the beginning that tell of the text's own meeting.
pub(super) const LEAD: usize = 2;

/// What a claim's sentence tells of its meeting.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    date: Option<EventDate>,
    places: BTreeSet<String>,
    nouns: BTreeSet<String>,
    states: BTreeSet<&'static str>,
    forum: Option<String>,
    words: BTreeSet<String>,
    /// "another", "earlier", "had met": not the one that the text goes on about.
    shifted: bool,
    /// "the session", "it", "Friday's talks": points at one told.
    definite: bool,
    lead: bool,
}

impl Setting {
    pub(super) fn of(
        text: &CheckText<'_>,
        (number, claim_from, claim_until): (usize, usize, usize),
        order: usize,
    ) -> Self {
        let sentence = &text.words.sentences[number];
        let (from, until) = clause(
            text,
            (sentence.from, sentence.until),
            (claim_from, claim_until),
        );
        let mut setting = Self {
            lead: order < LEAD,
            forum: text.occasions.forum_of_sentence(number).cloned(),
            ..Self::default()
        };
        setting.date = dates(text, number)
            .filter(|date| date.from >= from && date.until <= until)
            .min_by_key(|date| date.from.abs_diff(claim_from));
        for at in from..until {
            let fold = text.fold(at);
            if is_meeting(fold)
                || is_paper(fold)
                || is_side(fold) && !matches!(fold, "side" | "sides" | "half" | "party")
            {
                setting.nouns.insert(singular(fold));
                setting.definite |= at > from
                    && (at.saturating_sub(4).max(from)..at)
                        .any(|at| matches!(text.fold(at), "the" | "this" | "that" | "'s"));
            } else if is_telling(text, at) {
                setting.words.insert(singular(fold));
            }
            setting.definite |= matches!(fold, "it" | "there");
            if matches!(fold, "in" | "at") {
                let mut end = at + 1;
                while end < until && text.words.is_capital(end) && end < at + 4 {
                    end += 1;
                }
                if end > at + 1 && is_place(text, number, at + 1) {
                    setting.places.insert(text.words.folded(at + 1, end));
                }
            }
            setting.shifted |= is_shift(text, (from, until), at, (claim_from, claim_until));
            if matches!(fold, "here") {
                setting.definite = true;
            }
        }
        let start = sentence.from;
        setting.shifted |= (start..(start + 3).min(claim_from))
            .any(|at| is_shift(text, (start, until), at, (claim_from, claim_until)));
        // "The Honolulu round"
        for at in from..until {
            if text.words.is_capital(at)
                && at > from
                && text.fold(at - 1) == "the"
                && is_meeting(text.fold(at + 1))
            {
                setting.places.insert(text.fold(at).to_owned());
            }
        }
        for found in &text.annotations.found[number] {
            if found.from >= from
                && found.until <= until
                && let Some(state) = state_of(found)
            {
                setting.states.insert(state);
            }
        }
        setting
    }

    /// Evidence that both are of one meeting, less that against it.
    pub(super) fn likeness(&self, other: &Self, own: &Own) -> i32 {
        let mut score = match (&self.date, &other.date) {
            (Some(a), Some(b)) if a.excludes(b) => -6,
            (Some(a), Some(b)) if a.is_day() && b.is_day() => 2,
            (Some(a), Some(b)) => i32::from(a.month.is_some() && a.month == b.month),
            _ => 0,
        };
        let shares = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).count();
        if !self.places.is_empty() && !other.places.is_empty() {
            score += if shares(&self.places, &other.places) > 0 {
                2
            } else {
                -2
            };
        }
        score += i32::from(shares(&self.nouns, &other.nouns) > 0);
        score += i32::from(shares(&self.words, &other.words) > 0);
        if let (Some(a), Some(b)) = (&self.forum, &other.forum) {
            score += if a == b { 1 } else { -3 };
        }
        if self.states.len() > 1 && other.states.len() > 1 {
            let within =
                self.states.is_subset(&other.states) || other.states.is_subset(&self.states);
            score += if within { 1 } else { -2 };
        }
        score -= i32::from(self.shifted) * 5 + i32::from(other.shifted) * 5;
        let dated = matches!((&self.date, &other.date), (Some(a), Some(b)) if !a.excludes(b));
        let own_both = self.of_own(own).min(other.of_own(own));
        score + if dated { own_both.max(1) } else { own_both }
    }

    /// Evidence that it is of what the text is about.
    fn of_own(&self, own: &Own) -> i32 {
        let mut score = i32::from(self.lead) + i32::from(self.definite);
        match &self.date {
            Some(date) if !own.dates.is_empty() || own.month.is_some() => {
                let other_month = own.dates.is_empty()
                    && date.month.is_some()
                    && date.month != own.month
                    && !self.lead;
                let excluded =
                    !own.dates.is_empty() && own.dates.iter().all(|own| own.excludes(date));
                if excluded || other_month {
                    return -4;
                }
                score += if is_short(date) { 2 } else { 1 };
            }
            Some(date) if is_short(date) => {}
            _ => score += 1,
        }
        if !self.places.is_empty() {
            let shared = self.places.iter().any(|place| own.places.contains(place));
            score += if shared { 1 } else { -1 };
        }
        if !self.states.is_empty()
            && own.states.len() > 1
            && self.states.intersection(&own.states).next().is_none()
        {
            score -= 3;
        }
        score.min(3)
    }

    /// Whether both tell of people of one state.
    pub(super) fn shares_state(&self, other: &Self) -> bool {
        self.states.is_empty()
            || other.states.is_empty()
            || self.states.intersection(&other.states).next().is_some()
    }

    /// Only evidence for another meeting.
    pub(super) fn is_against(&self, other: &Self, own: &Own) -> bool {
        self.shifted
            || other.shifted
            || matches!((&self.date, &other.date), (Some(a), Some(b)) if a.excludes(b))
            || self.of_own(own) == -4 && other.date.is_none()
            || other.of_own(own) == -4 && self.date.is_none()
    }

    /// The day is behind that of the text.
    pub(super) fn is_ahead(&self, text: &CheckText<'_>) -> bool {
        let day = self.date.and_then(|date| date.bounds.lower);
        matches!((day, text.dateline), (Some(day), Some(dateline)) if day > dateline)
    }
}

/// The part of a sentence that a claim stands in.
fn clause(
    text: &CheckText<'_>,
    (from, until): (usize, usize),
    claim: (usize, usize),
) -> (usize, usize) {
    let parts = |at: usize| matches!(text.fold(at), ";" | "while" | "whereas" | "but");
    let start = (from..claim.0)
        .rev()
        .find(|at| parts(*at))
        .map_or(from, |at| at + 1);
    let end = (claim.1..until).find(|at| parts(*at)).unwrap_or(until);
    (start, end)
}

fn singular(fold: &str) -> String {
    fold.strip_suffix('s')
        .filter(|stem| stem.len() > 3)
        .unwrap_or(fold)
        .to_owned()
}

/// A word that few sentences of a text share.
fn is_telling(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    fold.len() >= 5
        && !text.words.is_capital(at)
        && fold.chars().all(char::is_alphabetic)
        && !matches!(
            fold,
            "minister"
                | "ministers"
                | "secretary"
                | "secretaries"
                | "officials"
                | "official"
                | "trade"
                | "industry"
                | "ministry"
                | "level"
                | "their"
                | "there"
                | "which"
                | "would"
                | "about"
                | "other"
                | "where"
                | "three"
                | "japanese"
                | "korean"
                | "american"
                | "foreign"
                | "economic"
                | "economy"
                | "commerce"
                | "working"
                | "director"
                | "directors"
                | "general"
                | "deputy"
                | "senior"
                | "after"
                | "before"
                | "those"
                | "these"
                | "first"
                | "second"
                | "agreed"
                | "countries"
                | "governments"
                | "supply"
                | "chain"
                | "chains"
                | "critical"
                | "minerals"
                | "mineral"
                | "security"
                | "experts"
                | "export"
                | "controls"
                | "national"
                | "leaders"
                | "president"
                | "prime"
                | "under"
                | "between"
                | "while"
                | "during"
                | "could"
                | "should"
                | "being"
                | "member"
                | "members"
                | "cabinet"
        )
}

/// A town behind "in" or "at", known or not.
fn is_place(text: &CheckText<'_>, number: usize, at: usize) -> bool {
    let dated = text.annotations.dates[number]
        .iter()
        .any(|date| date.from <= at && at < date.until);
    if dated {
        return false;
    }
    let mut covering = text.annotations.found[number]
        .iter()
        .filter(|found| found.from <= at && at < found.until);
    covering.all(|found| match found.kind {
        MentionType::Place => state_of(found).is_none(),
        kind => matches!(kind, MentionType::Meeting | MentionType::Date),
    })
}
