//! Who acts: noun phrases that stand for states, governments, forums and the
//! people who speak for them.

mod noun_phrase;
mod parties;

use std::collections::BTreeSet;

use super::force::ForceLexicon;
use super::gazetteer::Gazetteer;
use super::lexicon::numeral;
use super::mention::{Found, MentionType};
use super::words::Words;
pub(crate) use parties::{Parties, parties_of, without_contraction};
use parties::{group, pronoun};

/// What kind of subject acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ActorKind {
    /// `we`
    We,
    /// `they`, `it`, `he`
    Pronoun,
    /// `the leaders`
    Group,
    /// Named states, bodies or people.
    Named,
    /// A forum.
    Forum,
    /// An instrument that speaks itself: "the agreement reaffirms".
    Instrument,
    /// What the parties wrote: "the statement", "a paragraph".
    Document,
}

/// A subject: words `from..until`.
#[derive(Debug, Clone)]
pub(crate) struct Actor {
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) kind: ActorKind,
    pub(crate) codes: Vec<String>,
}

/// A sentence with its mentions, under the search for subjects.
pub(crate) struct ActorScene<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) found: &'a [Found],
    pub(crate) from: usize,
    pub(crate) until: usize,
}

impl ActorScene<'_> {
    pub(crate) fn fold(&self, at: usize) -> &str {
        if at >= self.from && at < self.until {
            self.words.fold(at)
        } else {
            ""
        }
    }

    pub(super) fn mention_ending(&self, until: usize) -> Option<&Found> {
        self.found
            .iter()
            .filter(|found| {
                found.until == until
                    && matches!(
                        found.kind,
                        MentionType::Per
                            | MentionType::Place
                            | MentionType::Org
                            | MentionType::Forum
                            | MentionType::Role
                            | MentionType::Instr
                            | MentionType::Norp
                    )
            })
            .min_by_key(|found| found.from)
    }

    /// The subject whose noun phrase ends right before `until`.
    pub(crate) fn subject_before(&self, until: usize, parties: &Parties) -> Option<Actor> {
        let lexicon = ForceLexicon::shipped();
        let head = until.checked_sub(1).filter(|at| *at >= self.from)?;
        if let Some((kind, codes)) = pronoun(self.fold(head), parties) {
            // "to ensure that they are": no clause of its own.
            let inner = kind == ActorKind::Pronoun
                && head > self.from
                && self.fold(head - 1) == "that"
                && !self.is_reported();
            if inner || !self.may_open(head) {
                return None;
            }
            return Some(Actor {
                from: head,
                until,
                kind,
                codes,
            });
        }
        let kind = match self
            .mention_ending(until)
            .map(|found| (found.kind, found.id.clone()))
        {
            Some((MentionType::Forum, _)) => ActorKind::Forum,
            Some((MentionType::Instr, _)) if is_document(self.fold(head)) => ActorKind::Document,
            Some((MentionType::Instr, _)) => ActorKind::Instrument,
            // "the Americans proposed"
            Some((MentionType::Norp, _)) if head > self.from && self.fold(head - 1) == "the" => {
                ActorKind::Named
            }
            Some((MentionType::Norp, _)) => return None,
            Some((MentionType::Org, id)) => {
                let public = id
                    .as_deref()
                    .is_some_and(|id| Gazetteer::shipped().body_of(id).is_some())
                    || self.is_public_body(until);
                if !public {
                    return None;
                }
                ActorKind::Named
            }
            Some(_) => ActorKind::Named,
            None if lexicon.is_group(self.fold(head)) => ActorKind::Group,
            None if is_document(self.fold(head)) => ActorKind::Document,
            // "the meeting agreed", "its fourth ministerial meeting discussed"
            None if is_assembly(self.fold(head)) => {
                let mut from = self.meeting_ends(until).unwrap_or(head);
                if from > self.from && matches!(self.fold(from - 1), "the" | "its" | "their") {
                    from -= 1;
                }
                return self.may_open(from).then(|| Actor {
                    from,
                    until,
                    kind: ActorKind::Document,
                    codes: parties.text.clone(),
                });
            }
            // "Commerce will share its letters"
            None if matches!(self.fold(head), "commerce" | "treasury")
                && self.words.is_capital(head)
                && self.may_open(head)
                && !(head > self.from && self.words.is_capital(head - 1)) =>
            {
                return Some(Actor {
                    from: head,
                    until,
                    kind: ActorKind::Named,
                    codes: vec!["USA".to_owned()],
                });
            }
            // "where the three signed", "both agreed"
            None if self.is_counted_group(head) => ActorKind::Group,
            // "the three of us"
            None if self.fold(head) == "us"
                && head >= self.from + 2
                && self.fold(head - 1) == "of"
                && numeral(self.fold(head - 2)).is_some() =>
            {
                ActorKind::We
            }
            None => return None,
        };
        if kind == ActorKind::We {
            let from = head - 2;
            return Some(Actor {
                from: from - usize::from(from > self.from && self.fold(from - 1) == "the"),
                until,
                kind,
                codes: parties.text.clone(),
            });
        }
        let mut from = self.phrase_start(until)?;
        // "to emerging economies, and the United States": no list of two.
        if !self.may_open(from)
            && let Some(and) = (from + 1..until)
                .rev()
                .find(|at| self.fold(*at) == "and" && self.fold(at - 1) == ",")
        {
            from = and + 1;
        }
        let negative = from > self.from
            && matches!(
                self.fold(from - 1),
                "neither" | "no" | "none" | "nor" | "few"
            );
        if negative || !self.may_open(from) {
            return None;
        }
        let codes = self.codes(from, until, kind, parties);
        if kind == ActorKind::Group && self.names_third_party(from, until) {
            return None;
        }
        Some(Actor {
            from,
            until,
            kind,
            codes,
        })
    }

    /// The group or people that end right before `until`, wherever they stand in
    /// the sentence.
    pub(crate) fn subject_ending(&self, until: usize, parties: &Parties) -> Option<Actor> {
        let head = until.checked_sub(1).filter(|at| *at >= self.from)?;
        let mention = self.mention_ending(until);
        let named =
            mention.is_some_and(|found| matches!(found.kind, MentionType::Per | MentionType::Role));
        if !named && !ForceLexicon::shipped().is_group(self.fold(head)) {
            return None;
        }
        let from = mention.map_or(head, |found| found.from);
        if self.names_third_party(from, until) {
            return None;
        }
        Some(Actor {
            from,
            until,
            kind: ActorKind::Group,
            codes: self.codes(from, until, ActorKind::Group, parties),
        })
    }

    /// "the two", "all three", "both": a numeral that stands for a group, and
    /// "working groups".
    pub(super) fn is_counted_group(&self, head: usize) -> bool {
        let before = if head > self.from {
            self.fold(head - 1)
        } else {
            ""
        };
        match self.fold(head) {
            "two" | "three" | "four" | "five" | "pair" => matches!(before, "the" | "all"),
            "both" | "each" => matches!(before, "" | "," | "that" | "said" | "and" | "which" | ";"),
            "group" | "groups" => {
                matches!(
                    before,
                    "working" | "study" | "expert" | "experts" | "contact"
                )
            }
            _ => false,
        }
    }

    pub(super) fn is_public_body(&self, until: usize) -> bool {
        self.mention_ending(until).is_some_and(|found| {
            (found.from..found.until).any(|at| {
                matches!(
                    self.fold(at),
                    "ministry"
                        | "department"
                        | "government"
                        | "administration"
                        | "agency"
                        | "office"
                        | "commission"
                        | "council"
                        | "congress"
                )
            })
        })
    }

    pub(super) fn codes(
        &self,
        from: usize,
        until: usize,
        kind: ActorKind,
        parties: &Parties,
    ) -> Vec<String> {
        let mut codes = BTreeSet::new();
        let gazetteer = Gazetteer::shipped();
        for found in self
            .found
            .iter()
            .filter(|found| found.from >= from && found.until <= until)
        {
            if let Some(code) = self.code(found, gazetteer) {
                codes.insert(code);
            }
        }
        if codes.is_empty() {
            return match kind {
                ActorKind::Group => group(self.fold_range(from, until).as_slice(), parties),
                ActorKind::Named
                | ActorKind::Forum
                | ActorKind::Instrument
                | ActorKind::Document => parties.text.clone(),
                _ => Vec::new(),
            };
        }
        let bodies = self
            .found
            .iter()
            .filter(|found| {
                found.kind == MentionType::Org && found.from >= from && found.until <= until
            })
            .count();
        if kind == ActorKind::Named
            && bodies == 1
            && let Some(body) = self
                .mention_ending(until)
                .filter(|found| found.kind == MentionType::Org)
            && let Some(id) = &body.id
            && let Some(code) = gazetteer.body_of(id).filter(|code| !code.is_empty())
        {
            // "Japan's Ministry of …" and its like: the body decides.
            return vec![code.to_owned()];
        }
        codes.into_iter().collect()
    }

    pub(super) fn fold_range(&self, from: usize, until: usize) -> Vec<&str> {
        (from..until).map(|at| self.fold(at)).collect()
    }

    /// The economy or forum that a mention stands for.
    pub(crate) fn code(&self, found: &Found, gazetteer: &Gazetteer) -> Option<String> {
        let id = found.id.as_deref();
        match found.kind {
            MentionType::Place | MentionType::Norp => match id {
                Some("city") => gazetteer
                    .capital_of(&self.words.folded(found.from, found.until))
                    .map(str::to_owned),
                Some(id) if id.len() == 3 && id.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                    Some(id.to_owned())
                }
                _ => None,
            },
            MentionType::Per => id.and_then(|id| gazetteer.person_of(id)).map(str::to_owned),
            MentionType::Org => id
                .and_then(|id| gazetteer.body_of(id))
                .filter(|code| !code.is_empty())
                .map(str::to_owned),
            MentionType::Forum => match id {
                Some(
                    id @ ("jucip" | "epcc" | "dtpn" | "ipef" | "g7" | "g20" | "msp" | "quad"
                    | "asean" | "apec" | "sccd"),
                ) => Some(id.to_owned()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What parties write together.
pub(super) fn is_document(fold: &str) -> bool {
    matches!(
        fold,
        "statement"
            | "communique"
            | "declaration"
            | "text"
            | "document"
            | "paragraph"
            | "passage"
            | "readout"
            | "clause"
            | "pact"
            | "memorandum"
    )
}

/// What ministers sit in, and what then acts for them.
pub(super) fn is_assembly(fold: &str) -> bool {
    matches!(
        fold,
        "meeting" | "session" | "summit" | "gathering" | "conference" | "ministerial"
    )
}
