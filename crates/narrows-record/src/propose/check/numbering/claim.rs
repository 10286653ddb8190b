//! What a text says about the number of a meeting: a number, how many came
//! before it, how many there were so far, or a list of them.

use std::collections::BTreeSet;

use super::super::CheckText;
use super::super::event::EventDate;
use super::nouns::lemma;
use super::phrase::{Phrase, countries_of, phrases};
use super::standing::standing;
use super::when::{date_near, place_near};
use crate::propose::BlockKind;

/// Claims beyond which a text's others are not compared.
const MOST: usize = 120;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// "the fourth meeting", "for the fourth time", "Round 4"
    Number(u32),
    /// "had met only twice before"
    Before(u32),
    /// "the two dialogues held so far": with or without the one that is told.
    SoFar(u32),
    /// "in Astana in 2021 and in Seoul in 2022": how many came before at least;
    /// true where there were no others.
    Listed(u32, bool),
}

/// Where a claim stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The meeting that the text reports.
    Main,
    /// Not said which.
    Open,
    /// An earlier one.
    Past,
    /// "the previous one, the sixth"
    JustBefore,
    /// One to come.
    Ahead,
    /// "the next one": the one behind the text's own.
    Next,
}

#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) value: Value,
    pub(super) standing: Standing,
    /// What it is a number of.
    pub(super) phrase: Phrase,
    pub(super) date: Option<EventDate>,
    pub(super) place: Option<String>,
}

/// Reads all claims of a text.
pub(super) fn claims(text: &CheckText<'_>) -> Vec<Claim> {
    let mut reader = Reader {
        text,
        named: Vec::new(),
        claims: Vec::new(),
        text_sentences: 0,
        lead: None,
        countries: BTreeSet::new(),
    };
    for (number, sentence) in text.words.sentences.iter().enumerate() {
        if reader.claims.len() >= MOST {
            break;
        }
        let kind = text.words.kind_of(sentence);
        if kind.makes_statements() || kind == BlockKind::Heading {
            reader.sentence(number, (sentence.from, sentence.until), kind);
        }
    }
    reader.claims
}

/// A sentence that is read, with its phrases.
pub(super) struct Scope<'a> {
    pub(super) number: usize,
    pub(super) from: usize,
    pub(super) until: usize,
    /// One of those that tell of the text's own meeting.
    pub(super) early: bool,
    pub(super) here: &'a [Phrase],
}

pub(super) struct Reader<'a, 'b> {
    pub(super) text: &'a CheckText<'b>,
    /// Phrases read so far, with their series.
    pub(super) named: Vec<Phrase>,
    pub(super) claims: Vec<Claim>,
    text_sentences: usize,
    /// What the text opens with.
    pub(super) lead: Option<Phrase>,
    /// The economies that it opens with.
    countries: BTreeSet<String>,
}

impl Reader<'_, '_> {
    fn sentence(&mut self, number: usize, (from, until): (usize, usize), kind: BlockKind) {
        let text = self.text;
        let countries = countries_of(text, number);
        let mut here = phrases(text, number, (from, until), &countries);
        if self.lead.is_none() && self.text_sentences < 2 {
            self.lead = here.iter().find(|phrase| !phrase.is_bare()).cloned();
        }
        for index in 0..here.len() {
            let (done, rest) = here.split_at_mut(index);
            let Some(phrase) = rest.first_mut() else {
                continue;
            };
            if phrase.other {
                phrase.stand_alone();
                continue;
            }
            let owned = matches!(phrase.determiner.as_str(), "its" | "their" | "whose");
            if !(phrase.is_bare() || owned) {
                continue;
            }
            match self.antecedent(phrase, done) {
                Some(other) => phrase.take_series(&other),
                None if phrase.introduced || !phrase.economies.is_empty() => phrase.stand_alone(),
                None => {}
            }
        }
        let early =
            matches!(kind, BlockKind::Heading | BlockKind::Caption) || self.text_sentences < 2;
        if early {
            self.countries
                .extend(countries.into_iter().map(|country| country.code));
        }
        let scope = Scope {
            number,
            from,
            until,
            early,
            here: &here,
        };
        for at in from..until {
            let claim = self
                .number(&scope, at)
                .or_else(|| self.figure(&scope, at))
                .or_else(|| self.times(&scope, at))
                .or_else(|| self.adverb(&scope, at))
                .or_else(|| self.counted(&scope, at));
            if let Some(claim) = claim {
                self.add(claim);
            }
        }
        if let Some(claim) = self.listed(&scope) {
            self.add(claim);
        }
        self.named.extend(here);
        if kind != BlockKind::Heading && kind != BlockKind::Caption && until - from > 6 {
            self.text_sentences += 1;
        }
    }

    /// Keeps a claim, with the series that it is of.
    fn add(&mut self, mut claim: Claim) {
        let overlaps = self
            .claims
            .iter()
            .any(|known| known.from < claim.until && claim.from < known.until);
        if overlaps {
            return;
        }
        if claim.phrase.economies.is_empty() && claim.phrase.around.is_empty() {
            claim.phrase.around.clone_from(&self.countries);
        }
        if claim.phrase.series.is_none() {
            claim.phrase.series = Some(self.claims.len());
        }
        self.named.push(claim.phrase.clone());
        self.claims.push(claim);
    }

    pub(super) fn claim(
        &self,
        scope: &Scope<'_>,
        span: (usize, usize),
        value: Value,
        phrase: Phrase,
    ) -> Claim {
        Claim {
            sentence: scope.number,
            from: span.0,
            until: span.1,
            value,
            standing: standing(self.text, scope, span, &phrase),
            phrase,
            date: date_near(self.text, scope, span),
            place: place_near(self.text, scope, span),
        }
    }
}

/// True where one of the words stands at a place.
pub(super) fn is_one_of(text: &CheckText<'_>, at: usize, words: &[&str]) -> bool {
    words.contains(&text.fold(at))
}

/// True where a noun of a series stands there.
pub(super) fn is_noun(text: &CheckText<'_>, at: usize) -> bool {
    lemma(text.fold(at)).is_some()
}
