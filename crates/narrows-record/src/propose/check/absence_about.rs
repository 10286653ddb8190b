//! What a claim of absence is about: what is denied, and of whom.

use std::collections::{BTreeMap, BTreeSet};

use super::CheckText;
use super::absence_claim::Absence;
use super::absence_words::{Term, terms};
use super::party::Party;
use super::rank::Ranks;
use crate::propose::date::is_month_or_weekday;

/// What a claim is about.
pub(super) struct About {
    /// What is denied, with weights.
    pub(super) focus: BTreeMap<String, f64>,
    /// Of whom or what.
    pub(super) subject: BTreeMap<String, f64>,
    /// How the words of both begin, where a class stands for them.
    pub(super) stems: BTreeSet<String>,
    /// "outside the United States": a country that does not count.
    pub(super) outside: Option<String>,
    pub(super) party: Party,
}

impl About {
    pub(super) fn of(
        text: &CheckText<'_>,
        ranks: &Ranks,
        frequency: &BTreeMap<String, usize>,
        claim: &Absence,
    ) -> Self {
        let number = claim.sentence;
        let range = text.words.sentences[number];
        // The mark of "since" says when, not what.
        let edge = (claim.from..claim.until)
            .find(|at| *at > claim.from + 1 && text.fold(*at) == "since")
            .unwrap_or(claim.until);
        let weigh = |terms: Vec<Term>| -> BTreeMap<String, f64> {
            terms
                .into_iter()
                .map(|term| {
                    let weight = weight(&term.name, frequency);
                    (term.name, weight)
                })
                .collect()
        };
        // "the first such order in the history of the law"
        let edge = (claim.from..edge)
            .find(|at| {
                text.fold(*at) == "in"
                    && (text.fold(at + 1) == "history" || text.fold(at + 2) == "history")
                    || text.fold(*at) == "on"
                        && (text.fold(at + 2) == "day" || text.fold(at + 3) == "day")
            })
            .unwrap_or(edge);
        // "… for the first time, covering tungsten": what was denied stands before.
        let closes = text.fold(claim.from) == "first"
            && text.fold(claim.from + 1) == "time"
            && is_closed(text, claim.from + 2);
        let edge = if closes { claim.from + 2 } else { edge };
        let mut focus = weigh(terms(
            text,
            ranks,
            number,
            claim.from + 1,
            edge.max(claim.from + 1),
        ));
        let stems = terms(text, ranks, number, claim.subject, edge)
            .into_iter()
            .map(|term| term.stem)
            .collect();
        let outside = (claim.from..edge)
            .find(|at| matches!(text.fold(*at), "outside" | "beyond"))
            .and_then(|at| {
                terms(text, ranks, number, at, edge)
                    .into_iter()
                    .map(|term| term.name)
                    .find(|name| name.starts_with('@'))
            });
        if let Some(outside) = &outside {
            focus.remove(outside);
        }
        let mut subject = weigh(terms(text, ranks, number, claim.subject, claim.from));
        // "for the first time" stands behind what it denies.
        let negates = matches!(
            text.fold(claim.from),
            "not" | "no" | "n't" | "never" | "none" | "nobody"
        );
        let behind = (focus.is_empty() || edge <= claim.from + 3) && !negates;
        if behind {
            focus.append(&mut subject);
            if edge < range.until {
                let rest = terms(text, ranks, number, edge, range.until);
                subject = weigh(rest);
            }
        }
        // "there", "the country": the place of the sentences before.
        let points = (claim.subject..claim.until).any(|at| {
            text.fold(at) == "there" && !matches!(text.fold(at + 1), "is" | "was" | "were" | "are")
                || text.fold(at) == "the" && matches!(text.fold(at + 1), "country" | "capital")
        });
        if points {
            for back in number.saturating_sub(2)..number {
                let range = text.words.sentences[back];
                for term in terms(text, ranks, back, range.from, range.until) {
                    if term.name.starts_with('@') {
                        focus.insert(term.name, 0.5);
                    }
                }
            }
        }
        // "It was the first time": those of the sentence before.
        if let Some(before) = number.checked_sub(1)
            && matches!(
                text.fold(range.from),
                "it" | "this" | "that" | "they" | "he" | "she"
            )
        {
            let range = text.words.sentences[before];
            for term in terms(text, ranks, before, range.from, range.until) {
                if !focus.contains_key(&term.name) {
                    let weight = weight(&term.name, frequency) * 0.5;
                    subject.entry(term.name).or_insert(weight);
                }
            }
        }
        // "he", "his": the person told last.
        let pronoun = (claim.subject..claim.until)
            .any(|at| matches!(text.fold(at), "he" | "she" | "his" | "her" | "him"));
        let named = |terms: &BTreeMap<String, f64>| terms.keys().any(|name| name.starts_with('%'));
        if pronoun && !named(&focus) && !named(&subject) {
            let person = (number.saturating_sub(2)..=number).rev().find_map(|back| {
                let range = text.words.sentences[back];
                let until = range.until.min(claim.from);
                terms(text, ranks, back, range.from, until.max(range.from))
                    .into_iter()
                    .rfind(|term| term.name.starts_with('%'))
            });
            if let Some(person) = person {
                subject.insert(person.name, 0.6);
            }
        }
        // Who keeps away from a country does not visit it.
        if matches!(text.fold(claim.from), "kept" | "stayed" | "remained") {
            focus.insert("#visit".to_owned(), 1.0);
        }
        Self {
            focus,
            subject,
            stems,
            outside,
            party: Party::of(text, ranks, number, claim.subject, edge),
        }
    }
}

/// Nothing follows that would say what "the first time" is of.
fn is_closed(text: &CheckText<'_>, at: usize) -> bool {
    let fold = text.fold(at);
    is_month_or_weekday(fold)
        || !fold.chars().any(char::is_alphanumeric)
        || matches!(
            fold,
            "on" | "in"
                | "at"
                | "since"
                | "this"
                | "last"
                | "under"
                | "with"
                | "by"
                | "during"
                | "as"
                | "when"
                | "and"
                | "after"
                | "to"
                | "for"
                | "from"
                | "there"
                | "here"
        )
}

/// How much a term says: one that stands everywhere says little.
fn weight(name: &str, frequency: &BTreeMap<String, usize>) -> f64 {
    let often = frequency.get(name).copied().unwrap_or(1);
    match (name.as_bytes().first(), often) {
        (Some(b'#'), _) => 1.0,
        (Some(b'@'), 0..=3) => 0.6,
        (Some(b'@'), _) => 0.3,
        (Some(b'%'), _) => 0.6,
        (_, 0..=3) => 1.0,
        (_, 4..=6) => 0.8,
        _ => 0.6,
    }
}
