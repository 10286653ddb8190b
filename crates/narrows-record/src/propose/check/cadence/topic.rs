//! What a rhythm or a round is told of: the body, the series or the people that
//! the words around it name, or that they point back at.

use std::collections::{BTreeMap, BTreeSet};

use super::super::CheckText;
use super::nouns::{body_at, people_at};
use crate::propose::mention::MentionType;

/// How many sentences back "it" and "the session" may point.
const REACH: usize = 5;

/// What is met or held.
#[derive(Debug, Clone, Default)]
pub(super) struct Topic {
    /// Nouns of bodies and series ("dialogue", "council") and ids of forums.
    pub(super) things: BTreeSet<String>,
    /// Ids of forums alone.
    forums: BTreeSet<String>,
    /// Nouns of those who meet: "officials".
    people: BTreeSet<String>,
    /// What the sentences before name, with how many of them name something nearer.
    back: BTreeMap<String, usize>,
    /// Those who meet, by the nearest sentence before that names any.
    back_people: BTreeSet<String>,
    /// "It", "that body": it points at what was told right before.
    pub(super) near: bool,
}

impl Topic {
    /// What is named at or nearest to a word: before it, else behind it.
    pub(super) fn of(text: &CheckText<'_>, sentence: usize, at: usize, end: usize) -> Self {
        let Some(own) = text.words.sentences.get(sentence) else {
            return Self::default();
        };
        let mut topic = Self::default();
        let start = clause_start(text, own.from, at);
        for here in (start..at).rev() {
            if topic.things.is_empty()
                && let Some(body) = body_at(text, here)
            {
                topic.things.insert(body);
                // "The dialogue, a forum of officials, meets …" has two nouns.
                let indefinite = (here.saturating_sub(4).max(start)..here)
                    .any(|at| matches!(text.fold(at), "a" | "an"));
                if indefinite {
                    topic
                        .things
                        .extend((start..here).find_map(|at| body_at(text, at)));
                }
            }
            if topic.people.is_empty() {
                topic.people.extend(people_at(text, here));
            }
        }
        topic.read_behind(text, at, end, own.until);
        topic.forums = forums(text, sentence, start, own.until);
        topic.things.extend(topic.forums.iter().cloned());
        topic.near = matches!(
            text.fold(start),
            "it" | "its" | "that" | "this" | "they" | "these" | "those"
        );
        if topic.things.is_empty() {
            topic.look_back(text, sentence, (own.from, start));
        }
        topic
    }

    /// What stands behind the words: "was held by the council".
    fn read_behind(&mut self, text: &CheckText<'_>, at: usize, end: usize, until: usize) {
        for here in at..(end + 9).min(until) {
            if matches!(text.fold(here), ";" | ":" | "but" | "while" | "whereas") {
                break;
            }
            if let Some(body) = body_at(text, here)
                && (self.things.is_empty() || here < end + 4 && here > at)
                && !(here > end && matches!(text.fold(here - 1), "by" | "under"))
            {
                if here <= end + 4 {
                    self.things.insert(body);
                }
                break;
            }
        }
        let reach = if self.people.is_empty() {
            end + 12
        } else {
            end
        };
        for here in at..reach.min(until) {
            if here > end && matches!(text.fold(here), ";" | "with" | "by" | "to") {
                break;
            }
            self.people.extend(people_at(text, here));
        }
    }

    /// "it", "they", "the session": what the sentences before tell of.
    fn look_back(&mut self, text: &CheckText<'_>, sentence: usize, own: (usize, usize)) {
        let mut nearer = 0;
        let mut read = |from: usize, until: usize, number: usize| {
            let mut found: BTreeSet<String> =
                (from..until).filter_map(|at| body_at(text, at)).collect();
            found.extend(forums(text, number, from, until));
            let any = !found.is_empty();
            for name in found {
                self.back.entry(name).or_insert(nearer);
            }
            nearer += usize::from(any);
            if self.back_people.is_empty() {
                self.back_people
                    .extend((from..until).filter_map(|at| people_at(text, at)));
            }
        };
        read(own.0, own.1, sentence);
        for before in (sentence.saturating_sub(REACH)..sentence).rev() {
            if let Some(earlier) = text.words.sentences.get(before) {
                read(earlier.from, earlier.until, before);
            }
        }
    }

    /// What the text opens with.
    pub(super) fn of_lead(text: &CheckText<'_>) -> Self {
        let mut topic = Self::default();
        for (number, from, until) in text.sentences().take(2) {
            for at in from..until {
                topic.things.extend(body_at(text, at));
            }
            topic.things.extend(forums(text, number, from, until));
        }
        topic
    }

    pub(super) fn points_back(&self) -> bool {
        self.things.is_empty()
    }

    /// Whether those who meet are told by both, and the same.
    pub(super) fn shares_people(&self, other: &Self) -> bool {
        self.people.intersection(&other.people).next().is_some()
    }

    /// Whether one of the things is named by both.
    pub(super) fn shares_thing(&self, other: &Self) -> bool {
        let has = |topic: &Self, name: &String| {
            topic.things.contains(name) || topic.back.contains_key(name)
        };
        self.things
            .iter()
            .chain(self.back.keys())
            .any(|name| has(other, name))
    }

    /// How much speaks for one thing told by both; negative for two things.
    pub(super) fn likeness(&self, other: &Self, lead: &Self) -> i32 {
        let shares =
            |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).next().is_some();
        let rank = |named: &Self, pointing: &Self| {
            named
                .things
                .iter()
                .filter_map(|name| pointing.back.get(name))
                .min()
                .copied()
        };
        let in_lead = |topic: &Self| shares(&topic.things, &lead.things);
        let by_rank = |rank: Option<usize>, near: bool, lead: bool| match rank {
            Some(0) => 3,
            Some(_) if near => 0,
            Some(_) => 2,
            None if lead && !near => 1,
            None => -1,
        };
        let same = shares(&self.things, &other.things);
        let mut score = match (self.points_back(), other.points_back()) {
            (false, false) if same => 3,
            (false, false) => {
                let two = !self.forums.is_empty()
                    && !other.forums.is_empty()
                    && !shares(&self.forums, &other.forums);
                if two { -5 } else { -2 }
            }
            (false, true) => by_rank(rank(self, other), other.near, in_lead(self)),
            (true, false) => by_rank(rank(other, self), self.near, in_lead(other)),
            (true, true) if self.back.is_empty() || other.back.is_empty() => 1,
            (true, true) => {
                let nearest = self
                    .back
                    .iter()
                    .filter_map(|(name, rank)| Some(rank + other.back.get(name)?))
                    .min();
                match nearest {
                    Some(0) => 2,
                    Some(_) => 1,
                    None => 0,
                }
            }
        };
        let people = |topic: &Self| {
            if topic.people.is_empty() {
                topic.back_people.clone()
            } else {
                topic.people.clone()
            }
        };
        let (mine, others) = (people(self), people(other));
        let told = !self.people.is_empty() && !other.people.is_empty();
        // "The ministers" may be the foreign ministers told before.
        let short = others
            .iter()
            .any(|name| mine.iter().any(|long| is_short_for(name, long)));
        if shares(&mine, &others) || short {
            score += match (told, self.points_back() && other.points_back()) {
                (true, true) => 2,
                (true, false) => 2,
                (false, true) if !self.people.is_empty() || !other.people.is_empty() => 1,
                _ => 0,
            };
        } else if mine.is_empty() && other.points_back() && !other.people.is_empty()
            || others.is_empty() && self.points_back() && !self.people.is_empty()
        {
            // "The ministers met": rather not what a fair does.
            score -= 2;
        } else if !mine.is_empty() && !others.is_empty() {
            // "Officials meet monthly": who meets is all that is told of it.
            let only_people = self.points_back() && !self.people.is_empty();
            score -= match (told, only_people) {
                (true, _) => 3,
                (false, true) => 2,
                (false, false) => 0,
            };
        }
        score
    }
}

/// "ministers" for "foreign ministers", but not for their deputies.
fn is_short_for(name: &str, long: &str) -> bool {
    long.strip_suffix(name).is_some_and(|rank| {
        matches!(
            rank,
            "defence " | "defense " | "foreign " | "finance " | "prime "
        )
    })
}

/// Where the clause of a word begins: behind ";" or "but".
fn clause_start(text: &CheckText<'_>, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|here| matches!(text.fold(*here), ";" | "but" | "while" | "whereas"))
        .map_or(from, |here| here + 1)
}

fn forums(text: &CheckText<'_>, sentence: usize, from: usize, until: usize) -> BTreeSet<String> {
    text.annotations
        .found
        .get(sentence)
        .into_iter()
        .flatten()
        .filter(|found| {
            found.kind == MentionType::Forum && found.from >= from && found.until <= until
        })
        .filter_map(|found| found.id.clone())
        .collect()
}
