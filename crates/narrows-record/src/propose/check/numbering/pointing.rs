//! Of which series a phrase, a verb or a number alone is told: what "the
//! committee", "it", "the fifth" point at.

use super::super::event::MeetingLevel;
use super::claim::{Claim, Reader, Scope, Value, is_noun, is_one_of};
use super::nouns::is_meeting;
use super::phrase::Phrase;
use crate::propose::mention::MentionType;
use crate::propose::words::Shape;

/// Sentences back over which "the committee" points at its naming.
const REACH: usize = 14;

impl Reader<'_, '_> {
    /// The phrase that "the committee", "this meeting" points at.
    pub(super) fn antecedent(&self, phrase: &Phrase, here: &[Phrase]) -> Option<Phrase> {
        let fits = |other: &Phrase| {
            let levels =
                phrase.level.is_none() || other.level.is_none() || phrase.level == other.level;
            let apart = !phrase.economies.is_empty()
                && !other.economies.is_empty()
                && phrase.economies.is_disjoint(&other.economies);
            levels && !apart
        };
        let back = || {
            here.iter()
                .rev()
                .chain(self.named.iter().rev())
                .filter(|other| phrase.sentence - other.sentence <= REACH && fits(other))
        };
        if phrase.other {
            return None;
        }
        // "A panel with Uzbekistan will have its second meeting."
        if matches!(phrase.determiner.as_str(), "its" | "their" | "whose")
            && !phrase.introduced
            && let Some(other) = here.iter().rfind(|other| !other.is_bare() && fits(other))
        {
            return Some(other.clone());
        }
        let same_noun = back().find(|other| {
            (!other.is_bare() || other.series.is_some()) && !other.heads.is_disjoint(&phrase.heads)
        });
        if let Some(other) = same_noun {
            return Some(other.clone());
        }
        if phrase.introduced {
            return None;
        }
        // "Officials met for the tenth time. … The committee": what had no noun yet.
        if phrase.determiner == "the"
            && let Some(other) = self
                .claims
                .last()
                .filter(|claim| claim.phrase.is_bare() && claim.phrase.heads.is_empty())
        {
            return Some(other.phrase.clone());
        }
        // "the gathering", "its third sitting": the one whose number was told, or
        // the one just told, or what the text opens with.
        let generic = phrase.heads.iter().all(|head| is_meeting(head))
            || matches!(
                phrase.determiner.as_str(),
                "its" | "their" | "this" | "that"
            );
        if !generic || matches!(phrase.determiner.as_str(), "a" | "an" | "another") {
            return None;
        }
        // Where the text tells of more than one series it is not sure which is meant.
        let kind = |claim: &Claim| (claim.phrase.series, claim.phrase.level);
        let many = self
            .claims
            .iter()
            .any(|claim| self.claims.first().map(kind) != Some(kind(claim)));
        let told = back().find(|other| other.series.is_some() || other.forum.is_some());
        let told = told.cloned().map(|other| Phrase {
            unsure: many && phrase.determiner != "this",
            ..other
        });
        told.or_else(|| {
            back()
                .find(|other| !other.is_bare() && phrase.sentence - other.sentence <= 2)
                .cloned()
        })
        .or_else(|| self.lead.clone().filter(|lead| fits(lead)))
    }

    /// The phrase that a verb is told of.
    pub(super) fn subject(&self, scope: &Scope<'_>, at: usize) -> Option<Phrase> {
        const WHO: [&str; 42] = [
            "it",
            "they",
            "both",
            "sides",
            "ministers",
            "leaders",
            "officials",
            "delegations",
            "governments",
            "countries",
            "two",
            "pair",
            "trio",
            "three",
            "experts",
            "negotiators",
            "members",
            "parties",
            "delegates",
            "four",
            "we",
            "chiefs",
            "directors",
            "deputies",
            "ministries",
            "agencies",
            "companies",
            "authorities",
            "regulators",
            "diplomats",
            "envoys",
            "teams",
            "capitals",
            "producers",
            "partners",
            "neighbours",
            "neighbors",
            "nations",
            "participants",
            "secretaries",
            "economies",
            "bureaus",
        ];
        let text = self.text;
        if let Some(phrase) = self.beside(scope, at) {
            return Some(phrase);
        }
        let who = (scope.from..at)
            .rev()
            .find(|at| is_one_of(text, *at, &WHO))?;
        // "The digital ministers": others than those told before.
        const PLAIN: [&str; 19] = [
            "the", "both", "two", "three", "four", "their", "its", "these", "those", "all", ",",
            "and", "that", "said", "when", "as", "where", "since", "after",
        ];
        let kind = who.checked_sub(1).filter(|before| {
            *before >= scope.from
                && text.words.shape(*before) != Shape::Sign
                && !is_one_of(text, *before, &PLAIN)
                && !is_one_of(text, who, &["it", "they", "we", "both"])
        });
        let level = (scope.from..at).find_map(|at| level_of_people(text.fold(at)));
        if let Some(kind) = kind
            && !self
                .lead
                .as_ref()
                .is_some_and(|lead| lead.keys.contains(text.fold(kind)))
        {
            let mut phrase = Phrase {
                sentence: scope.number,
                level,
                ..Phrase::default()
            };
            phrase.keys.insert(text.fold(kind).to_owned());
            return Some(phrase);
        }
        Some(())
            .map(|()| {
                self.just_told(scope.number, 2)
                    .or_else(|| self.last_told(scope.number))
                    .or_else(|| self.lead.clone())
                    .unwrap_or_else(|| Phrase {
                        sentence: scope.number,
                        ..Phrase::default()
                    })
            })
            .map(|phrase| Phrase {
                level: level.or(phrase.level),
                ..phrase
            })
    }

    /// The series that a number alone is of: "the fifth".
    pub(super) fn series_of_number(&self, scope: &Scope<'_>, at: usize) -> Option<Phrase> {
        let text = self.text;
        // "At the second session they had agreed on a list, at the third on a plan."
        if let Some(told) = self.claims.last().filter(|claim| {
            claim.sentence == scope.number && matches!(claim.value, Value::Number(_))
        }) {
            return Some(Phrase {
                narrow: false,
                ..told.phrase.clone()
            });
        }
        if let Some(phrase) = self.beside(scope, at) {
            return Some(phrase);
        }
        let found = self
            .just_told(scope.number, 2)
            .or_else(|| self.last_told(scope.number))?;
        // "five chapters … the second", "Two loose ends … The first": of those.
        let since = text.words.sentences.get(found.sentence)?.from;
        let enumerated = (since..at).any(|at| {
            let counted = crate::propose::lexicon::numeral(text.fold(at))
                .is_some_and(|count| (2..20).contains(&count));
            counted
                && (at + 1..at + 3).any(|noun| {
                    let fold = text.fold(noun);
                    fold.ends_with('s')
                        && fold.len() > 3
                        && !is_noun(text, noun)
                        && !is_one_of(
                            text,
                            noun,
                            &[
                                "weeks",
                                "months",
                                "years",
                                "days",
                                "hours",
                                "sides",
                                "governments",
                                "countries",
                                "ministers",
                                "minutes",
                            ],
                        )
                })
        });
        (!enumerated).then_some(Phrase {
            narrow: false,
            ..found
        })
    }

    /// The phrase or forum before a place of the sentence, unless a pronoun stands
    /// between.
    fn beside(&self, scope: &Scope<'_>, at: usize) -> Option<Phrase> {
        let text = self.text;
        let before = scope.here.iter().rfind(|phrase| phrase.head < at);
        // "It met in Astana"
        let pronoun = (scope.from..at)
            .rev()
            .take_while(|at| !matches!(text.fold(*at), ";" | ":"))
            .find(|at| matches!(text.fold(*at), "it" | "they"));
        if let Some(phrase) = before
            && pronoun.is_none_or(|pronoun| pronoun < phrase.head)
        {
            return Some(phrase.clone());
        }
        // A forum named before it: "The Quad leaders met".
        let forum = text.annotations.found[scope.number]
            .iter()
            .rfind(|found| found.kind == MentionType::Forum && found.until <= at)?;
        let id = forum.id.as_ref()?;
        pronoun
            .is_none_or(|pronoun| pronoun < forum.from)
            .then(|| Phrase {
                sentence: scope.number,
                from: forum.from,
                head: forum.until.saturating_sub(1),
                forum: Some(id.clone()),
                level: (scope.from..at).find_map(|at| level_of_people(text.fold(at))),
                ..Phrase::default()
            })
    }

    /// The series told of in the last sentences.
    fn just_told(&self, number: usize, reach: usize) -> Option<Phrase> {
        let near = || {
            self.named
                .iter()
                .rev()
                .take_while(|other| number - other.sentence <= reach)
        };
        near()
            .find(|other| other.series.is_some())
            .or_else(|| near().find(|other| !other.is_bare()))
            .cloned()
    }

    /// The series whose number was told last.
    fn last_told(&self, number: usize) -> Option<Phrase> {
        self.claims
            .last()
            .filter(|claim| number - claim.sentence <= REACH)
            .map(|claim| claim.phrase.clone())
    }
}

/// The level at which such people meet.
fn level_of_people(fold: &str) -> Option<MeetingLevel> {
    match fold {
        "ministers" => Some(MeetingLevel::Ministerial),
        "leaders" | "presidents" => Some(MeetingLevel::Leaders),
        "deputies" | "vice" => Some(MeetingLevel::ViceMinisterial),
        _ => None,
    }
}
