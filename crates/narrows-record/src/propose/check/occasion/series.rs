//! Of which forum or body a meeting is: named in its clause, or pointed at by
//! "the committee", "its third session", "It last met".

use super::super::CheckText;
use super::anchor::{Anchor, Telling};
use crate::propose::mention::{Found, MentionType};

/// Sentences over which "its session" still points at a forum.
const REACH: usize = 2;

/// Forums beyond which a text's others are not remembered.
const MOST_FORUMS: usize = 100;

/// What has been named so far.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// Key, noun by which the text points at it, sentence of the last mention.
    known: Vec<(String, Vec<String>, usize)>,
    last: Option<(String, usize)>,
    /// The forum that the text opens with.
    lead: Option<String>,
    /// The sentence that is read.
    now: usize,
    /// What each series calls its meetings: "summit", "round".
    called: Vec<(String, String)>,
}

/// Nouns that may point at any forum.
fn is_generic(fold: &str) -> bool {
    matches!(
        fold,
        "panel"
            | "body"
            | "track"
            | "format"
            | "forum"
            | "group"
            | "grouping"
            | "mechanism"
            | "platform"
    )
}

/// "on the margins of APEC week": another forum's meeting is near, not this one.
fn is_beside(text: &CheckText<'_>, forum: &Found) -> bool {
    (forum.from.saturating_sub(4)..forum.from).any(|at| {
        matches!(
            text.fold(at),
            "margins"
                | "margin"
                | "sidelines"
                | "edge"
                | "fringes"
                | "fringe"
                | "alongside"
                | "during"
                | "wake"
                | "outside"
        )
    })
}

/// Nouns by which a text points at a forum.
pub(super) fn is_body_noun(fold: &str) -> bool {
    matches!(
        fold,
        "committee"
            | "partnership"
            | "panel"
            | "network"
            | "framework"
            | "group"
            | "forum"
            | "council"
            | "body"
            | "dialogue"
            | "format"
            | "track"
            | "platform"
            | "board"
            | "initiative"
            | "alliance"
            | "grouping"
            | "mechanism"
    )
}

impl Naming {
    /// The forum that the text opens with.
    pub(super) fn lead(&self) -> Option<&String> {
        self.lead.as_ref()
    }

    /// Remembers the forums of a sentence.
    pub(super) fn read_sentence(&mut self, text: &CheckText<'_>, number: usize) {
        self.now = number + 1;
        for forum in text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
        {
            if let Some(key) = self.key(text, forum) {
                if self.lead.is_none() && number < 12 && !is_beside(text, forum) {
                    self.lead = Some(key.clone());
                }
                self.last = Some((key.clone(), number));
                self.remember(text, key, forum, number);
            }
        }
        let Some(sentence) = text.words.sentences.get(number) else {
            return;
        };
        for at in sentence.from..sentence.until {
            if !is_generic(text.fold(at))
                && let Some(key) = self.pointed_at(text, at)
            {
                self.last = Some((key, number));
            }
        }
    }

    fn remember(&mut self, text: &CheckText<'_>, key: String, forum: &Found, number: usize) {
        let nouns: Vec<String> = (forum.from..forum.until)
            .map(|at| text.fold(at).to_owned())
            .filter(|fold| is_body_noun(fold))
            .collect();
        if self.known.len() >= MOST_FORUMS {
            return;
        }
        match self.known.iter_mut().find(|(known, _, _)| *known == key) {
            Some((_, known, sentence)) => {
                known.extend(nouns);
                known.sort();
                known.dedup();
                *sentence = number;
            }
            None => self.known.push((key, nouns, number)),
        }
    }

    fn key(&self, text: &CheckText<'_>, forum: &Found) -> Option<String> {
        if let Some(id) = &forum.id {
            let economic = id == "scc"
                && (forum.from > 0 && text.fold(forum.from - 1) == "economic"
                    || self.known.iter().any(|(key, _, _)| key == "epcc"));
            return Some(if economic {
                "epcc".to_owned()
            } else {
                id.clone()
            });
        }
        if forum.len() == 1 {
            return self.pointed_at(text, forum.from);
        }
        Some(text.words.folded(forum.from, forum.until))
    }

    /// "the committee": the forum of that kind of body that was named last.
    fn pointed_at(&self, text: &CheckText<'_>, at: usize) -> Option<String> {
        let fold = text.fold(at);
        let definite = at > 0
            && matches!(
                text.fold(at - 1),
                "the" | "this" | "that" | "joint" | "whose"
            )
            || at > 1 && text.fold(at - 2) == "the"
            || matches!(text.fold(at + 1), "ministers" | "members" | "'s" | "’s");
        if !is_body_noun(fold) || !definite {
            return None;
        }
        self.known
            .iter()
            .filter(|(_, nouns, _)| nouns.iter().any(|noun| noun == fold))
            .max_by_key(|(_, _, sentence)| *sentence)
            .filter(|_| !is_generic(fold))
            .or_else(|| {
                if !is_generic(fold) {
                    return None;
                }
                // One named a moment ago, else the one the text opens with;
                // "two-plus-two" may be said of the economic one before its name.
                let near = self
                    .last
                    .as_ref()
                    .filter(|(_, sentence)| self.now.saturating_sub(*sentence) <= 1)
                    .map(|(key, _)| key);
                let lead = self.lead.as_ref().map(|lead| {
                    self.known
                        .iter()
                        .map(|(key, _, _)| key)
                        .find(|key| lead == "scc" && *key == "epcc")
                        .unwrap_or(lead)
                });
                let key = near.or(lead)?;
                self.known.iter().find(|(known, _, _)| known == key)
            })
            .map(|(key, _, _)| key.clone())
            // A body that no list has: "the joint committee".
            .or_else(|| Some(format!("the {fold}")))
    }

    /// The forum that a sentence names or points at, also by "its" and "it".
    pub(super) fn forum_of(&self, text: &CheckText<'_>, number: usize) -> Option<String> {
        let sentence = text.words.sentences.get(number)?;
        text.annotations.found[number]
            .iter()
            .filter(|found| found.kind == MentionType::Forum)
            .find_map(|forum| self.key(text, forum))
            .or_else(|| (sentence.from..sentence.until).find_map(|at| self.pointed_at(text, at)))
            .or_else(|| {
                matches!(text.fold(sentence.from), "it" | "its")
                    .then_some(self.last.as_ref())
                    .flatten()
                    .filter(|(_, last)| number - last <= REACH)
                    .map(|(key, _)| key.clone())
            })
    }

    /// The series of a telling.
    pub(super) fn series_of(
        &mut self,
        text: &CheckText<'_>,
        number: usize,
        anchor: &Anchor,
        clause: (usize, usize),
    ) -> Option<String> {
        if matches!(anchor.telling, Telling::Signing | Telling::Outcome) {
            return None;
        }
        let series = self.find_series(text, number, anchor, clause);
        if let Some(key) = &series {
            self.last = Some((key.clone(), number));
            let noun = (text.fold(head(text, anchor)).to_owned(), key.clone());
            if self.called.len() < MOST_FORUMS && !self.called.contains(&noun) {
                self.called.push(noun);
            }
        }
        series
    }

    /// The one series that calls its meetings so.
    fn called_so(&self, noun: &str) -> Option<String> {
        let mut keys = self.called.iter().filter(|(known, _)| known == noun);
        let first = keys.next()?;
        keys.next().is_none().then(|| first.1.clone())
    }

    fn find_series(
        &self,
        text: &CheckText<'_>,
        number: usize,
        anchor: &Anchor,
        clause: (usize, usize),
    ) -> Option<String> {
        let forums = || {
            text.annotations.found[number]
                .iter()
                .filter(|found| found.kind == MentionType::Forum && !is_beside(text, found))
        };
        // "talks at the Business Forum": where they were, not whose.
        let venue = |forum: &Found| {
            forum.from >= anchor.from + 3
                && text.fold(forum.from - 1) == "the"
                && text.fold(forum.from - 2) == "at"
        };
        let inside = forums().find(|forum| {
            forum.from >= anchor.from && forum.until <= anchor.until && !venue(forum)
        });
        if let Some(forum) = inside {
            return self.key(text, forum);
        }
        // "the second round of a commercial partnership": one that is new.
        if text.fold(anchor.until) == "of" && matches!(text.fold(anchor.until + 1), "a" | "an") {
            return None;
        }
        // Behind: "of the JUCIP", "under the partnership".
        let behind = forums()
            .find(|forum| {
                forum.from >= anchor.until
                    && forum.from <= anchor.until + 8
                    && forum.from < clause.1
                    && (anchor.until..forum.from)
                        .any(|at| matches!(text.fold(at), "of" | "under" | "within" | "for"))
            })
            .and_then(|forum| self.key(text, forum));
        if behind.is_some() {
            return behind;
        }
        let time = text.fold(anchor.until - 1) == "time";
        let pointed = (anchor.until..clause.1.min(anchor.until + 6))
            .filter(|at| {
                time || (anchor.until..*at)
                    .any(|at| matches!(text.fold(at), "of" | "under" | "within"))
            })
            .find_map(|at| self.pointed_at(text, at));
        if pointed.is_some() {
            return pointed;
        }
        // Before: "the JUCIP ministers met", "The committee's second round".
        let before = forums()
            .rfind(|forum| forum.until <= anchor.from && forum.from >= clause.0)
            .and_then(|forum| self.key(text, forum))
            .or_else(|| {
                (clause.0..anchor.from)
                    .rev()
                    .find_map(|at| self.pointed_at(text, at))
            });
        let sentence = text.words.sentences.get(number)?;
        let article = anchor.from.checked_sub(1).map_or("", |at| text.fold(at));
        // "the panel's inaugural session"
        let owner = matches!(article, "s" | "'s" | "’s" | "'" | "’");
        let possessive = owner || matches!(article, "its" | "their" | "whose");
        let subject = (sentence.from..anchor.from)
            .take(3)
            .chain(anchor.from.saturating_sub(3).max(sentence.from)..anchor.from)
            .any(|at| matches!(text.fold(at), "it" | "its" | "they" | "their" | "there"));
        let definite = possessive
            || matches!(article, "the" | "that" | "this" | "a" | "'s" | "’s")
                && anchor.telling != Telling::Verb;
        // "The network was promised at the Camp David summit": another's meeting.
        let elsewhere = article == "the"
            && anchor.telling == Telling::Noun
            && anchor.from.checked_sub(2).is_some_and(|at| {
                matches!(
                    text.fold(at),
                    "at" | "of" | "from" | "since" | "after" | "by" | "to"
                )
            })
            && !(anchor.from..anchor.until)
                .any(|at| super::super::event::ordinal_of(text.fold(at)).is_some());
        let verbal = matches!(anchor.telling, Telling::Verb | Telling::Rounds);
        let owned = before.is_some() && !elsewhere && (verbal || possessive || definite);
        if owned {
            return before;
        }
        // "the trilateral talks" are of no forum named before.
        let counted =
            super::super::event::parties_of(text.words, anchor.from, anchor.until).is_some();
        let own = (sentence.from..anchor.from)
            .rev()
            .find_map(|at| self.pointed_at(text, at))
            .filter(|_| anchor.telling == Telling::Number || possessive);
        if own.is_some() {
            return own;
        }
        let numbered = !matches!(article, "only")
            && (anchor.telling == Telling::Number
                || matches!(article, "the" | "a")
                    && (anchor.from..anchor.until)
                        .any(|at| super::super::event::ordinal_of(text.fold(at)).is_some()));
        if elsewhere {
            return None;
        }
        let so = (numbered && !counted && !possessive)
            .then(|| self.called_so(text.fold(head(text, anchor))))
            .flatten();
        if so.is_some() {
            return so;
        }
        (!counted && (possessive || subject || numbered))
            .then(|| {
                self.last
                    .as_ref()
                    .filter(|(_, sentence)| number - sentence <= REACH)
                    .map(|(key, _)| key.clone())
                    .or_else(|| {
                        // "the third summit": of the one forum that the text is about.
                        (numbered && self.known.len() == 1)
                            .then(|| self.lead.clone())
                            .flatten()
                    })
            })
            .flatten()
    }
}

/// The noun of a telling: "summit" in "the second summit in Tokyo".
fn head(text: &CheckText<'_>, anchor: &Anchor) -> usize {
    (anchor.from..anchor.until)
        .find(|at| {
            super::is_meeting_noun(text.fold(*at))
                && !(text.fold(*at) == "ministerial" && super::is_meeting_noun(text.fold(*at + 1)))
        })
        .unwrap_or(anchor.from)
}
