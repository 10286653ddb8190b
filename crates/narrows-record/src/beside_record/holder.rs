//! A person told in a post, against the tenures of the record. Who follows in
//! a post is new and no contradiction.

use std::collections::BTreeSet;

use jiff::civil::Date;
use narrows_core::{Economy, fold_name};

use super::{Comparison, Difference, RecordedValue};
use crate::error::RecordError;
use crate::propose::date::{Resolved, edtf_bounds};
use crate::propose::mention::{Found, MentionType};
use crate::propose::words::Words;
use crate::questions::{Holder, WhoAnswer, WhoKnown};
use crate::record::Record;

/// Letters of two names that must agree, as a share, for one to be the other's
/// spelling.
const ALIKE: f64 = 0.75;

/// People in posts beyond which a text is not compared further.
const MOST_ASKED: usize = 1000;

/// A post of the record with the words of its titles.
struct KnownPost {
    post: Record,
    economy: Economy,
    titles: Vec<BTreeSet<String>>,
}

/// A person beside a post in one sentence.
struct Told {
    sentence: usize,
    name: (usize, usize),
    from: usize,
    until: usize,
    post: Record,
}

impl Comparison<'_> {
    pub(super) fn holders(&mut self) -> Result<(), RecordError> {
        let posts = self.index.records(
            "SELECT body, file FROM record WHERE kind = 'post' ORDER BY id",
            &[],
        )?;
        let posts: Vec<KnownPost> = posts
            .into_iter()
            .filter_map(|post| {
                let economy = post.economies("economy").next()?;
                Some(KnownPost {
                    titles: post
                        .names()
                        .into_iter()
                        .map(|title| title_words(title, economy))
                        .collect(),
                    economy,
                    post,
                })
            })
            .collect();
        let mut found = Vec::new();
        // What a text repeats is asked once, and a hostile text not for ever.
        let mut asked = BTreeSet::new();
        for told in self.told_holders(&posts) {
            let name = fold_name(self.words.quote(told.name.0, told.name.1));
            let days = self.possible_days(told.sentence);
            if !asked.insert((told.post.id.clone(), name, days)) {
                continue;
            }
            if asked.len() > MOST_ASKED || found.len() >= super::MOST {
                break;
            }
            found.extend(self.against_tenures(&told)?);
        }
        self.found.extend(found);
        Ok(())
    }

    fn told_holders(&self, posts: &[KnownPost]) -> Vec<Told> {
        let mut all = Vec::new();
        for (number, from, until) in self.sentences() {
            let found = &self.annotations.found[number];
            for person in found.iter().filter(|one| one.kind == MentionType::Per) {
                let Some(role) = found
                    .iter()
                    .filter(|one| one.kind == MentionType::Role)
                    .find(|role| self.belongs(role, person))
                else {
                    continue;
                };
                let low = role.from.saturating_sub(2).max(from);
                let past = (low..role.until.min(until)).any(|at| {
                    matches!(
                        self.fold(at),
                        "then"
                            | "former"
                            | "ex"
                            | "incoming"
                            | "outgoing"
                            | "next"
                            | "future"
                            | "late"
                            | "acting"
                            | "designate"
                            | "elect"
                            | "nominee"
                            | "predecessor"
                            | "successor"
                    )
                });
                if past {
                    continue;
                }
                if let Some(post) = self.post_of(role, found, posts) {
                    all.push(Told {
                        sentence: number,
                        name: (person.from, person.until),
                        from: role.from.min(person.from),
                        until: role.until.max(person.until),
                        post: post.clone(),
                    });
                }
            }
        }
        all
    }

    /// "Industry Minister Ken Saito"; "Ken Saito, Japan's industry minister".
    fn belongs(&self, role: &Found, person: &Found) -> bool {
        role.until == person.from
            || person.until < role.from
                && role.from - person.until <= 4
                && self.fold(person.until) == ","
                && (person.until + 1..role.from).all(|at| {
                    self.fold(at) == "the"
                        || self.fold(at) == "'s"
                        || self.fold(at) == "’s"
                        || self.words.is_capital(at)
                })
    }

    /// The one post of the record that a role's words mean.
    fn post_of<'p>(
        &self,
        role: &Found,
        found: &[Found],
        posts: &'p [KnownPost],
    ) -> Option<&'p Record> {
        let country = |one: &&Found| {
            matches!(one.kind, MentionType::Place | MentionType::Norp)
                && one.id.as_deref().is_some_and(|id| id != "city")
                && one.until <= role.until
                && one.until + 1 >= role.from
        };
        let countries: Vec<&Found> = found.iter().filter(country).collect();
        let core: BTreeSet<String> = (role.from..role.until)
            .filter(|at| !countries.iter().any(|c| c.from <= *at && *at < c.until))
            .map(|at| self.fold(at).to_owned())
            .filter(|word| is_telling(word))
            .collect();
        let mut fitting = posts.iter().filter(|known| {
            let here = countries.is_empty()
                || countries
                    .iter()
                    .any(|country| country.id.as_deref() == Some(known.economy.alpha3()));
            here && known.titles.contains(&core)
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(&first.post)
    }

    fn against_tenures(&self, told: &Told) -> Result<Option<Difference>, RecordError> {
        let days = self.possible_days(told.sentence);
        if days.is_empty() {
            return Ok(None);
        }
        let name = self.words.quote(told.name.0, told.name.1);
        let words = name_words(name);
        let mut answers: Vec<WhoAnswer> = Vec::new();
        for day in days {
            answers.push(self.inquiry.who(told.post.id.as_str(), day)?);
        }
        // Somebody who is known near that day, by another spelling.
        for answer in &answers {
            for holder in answer.holders.iter().chain(&answer.nearest) {
                let Some(person) = self.index.record(&holder.id)? else {
                    continue;
                };
                match same_name(&words, name, &person) {
                    Likeness::Same => {
                        let meant = answer.holders.iter().any(|one| one.id == holder.id);
                        if meant || !is_known(answer) {
                            return Ok(None);
                        }
                    }
                    Likeness::Spelling => {
                        let mut value = self.recorded(&person, "name")?;
                        value.value = person.names().join(", ");
                        return Ok(Some(Difference {
                            kind: "record_spelling",
                            severity: "warning",
                            from: told.name.0,
                            until: told.name.1,
                            confidence: 0.8,
                            reason: format!(
                                "The record spells the {} {} and has no spelling {name}.",
                                told.post.name(),
                                person.name()
                            ),
                            told: name.to_owned(),
                            record: vec![value],
                            dispute: self.dispute(&holder.id, "name")?,
                        }));
                    }
                    Likeness::Other => {}
                }
            }
        }
        // The record must know somebody else on each day that can be meant.
        if !answers.iter().all(is_known) {
            return Ok(None);
        }
        let Some(answer) = answers.first() else {
            return Ok(None);
        };
        let Some(holder) = answer.holders.first() else {
            return Ok(None);
        };
        let stated = answers.iter().all(|one| one.known == WhoKnown::Stated);
        Ok(Some(Difference {
            kind: "record_holder",
            severity: if stated { "error" } else { "warning" },
            from: told.from,
            until: told.until,
            confidence: match (stated, words.len() > 1) {
                (true, true) => 0.85,
                (true, false) | (false, true) => 0.65,
                (false, false) => 0.5,
            },
            reason: format!(
                "On {} the record has {} as {}, {}: {}.",
                answer.on,
                holder.name,
                answer.title,
                answer.economy.as_deref().unwrap_or("no economy"),
                holder.why
            ),
            told: name.to_owned(),
            record: vec![value_of(holder)],
            dispute: self.dispute(&holder.id, "tenure")?,
        }))
    }

    /// The days that a sentence may speak of: those that it tells as past, and
    /// the day of the text.
    fn possible_days(&self, sentence: usize) -> Vec<Date> {
        let mut days: Vec<Date> = self.annotations.dates[sentence]
            .iter()
            .filter(|date| !date.future)
            .filter_map(|date| match &date.resolved {
                Resolved::Edtf(edtf) => edtf_bounds(edtf)
                    .filter(|bounds| bounds.lower == bounds.upper)
                    .and_then(|bounds| bounds.lower),
                _ => None,
            })
            .chain(self.dateline)
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

fn is_known(answer: &WhoAnswer) -> bool {
    matches!(answer.known, WhoKnown::Stated | WhoKnown::Between)
}

fn value_of(holder: &Holder) -> RecordedValue {
    let source = holder.sources.first();
    RecordedValue {
        id: holder.id.clone(),
        property: "tenure".to_owned(),
        value: format!("{}, {}", holder.name, holder.why),
        source: source.map(|source| source.id.clone()),
        tier: source.map(|source| source.tier),
        basis: source.map(|source| source.basis),
    }
}

fn is_telling(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
        && !matches!(
            word,
            "of" | "for" | "the" | "and" | "to" | "s" | "'s" | "’s"
        )
}

/// The words of a title without those of its economy: a country stands in
/// front of a title or behind it, or is left out.
fn title_words(title: &str, economy: Economy) -> BTreeSet<String> {
    let name = Words::folds_of(economy.name());
    let of_economy = |word: &str| {
        let plain = word.replace('.', "");
        name.iter()
            .any(|part| part.chars().count() >= 4 && plain.chars().take(4).eq(part.chars().take(4)))
            || plain.len() == 2 && economy.alpha3().to_lowercase().starts_with(&plain)
    };
    Words::folds_of(title)
        .into_iter()
        .filter(|word| is_telling(word) && !of_economy(word))
        .collect()
}

fn name_words(name: &str) -> BTreeSet<String> {
    name.split(|c: char| c.is_whitespace() || c == ',')
        .map(fold_name)
        .filter(|word| word.chars().count() > 1 && word != "jr" && word != "sr")
        .collect()
}

enum Likeness {
    Same,
    Spelling,
    Other,
}

fn same_name(words: &BTreeSet<String>, name: &str, person: &Record) -> Likeness {
    let told = fold_name(name);
    let mut spelling = false;
    for known in person.names() {
        let known_words = name_words(known);
        // In another order, with a middle name more, the surname alone, or
        // written together.
        if known_words.is_subset(words) || words.is_subset(&known_words) || fold_name(known) == told
        {
            return Likeness::Same;
        }
        let sorted = |words: &BTreeSet<String>| words.iter().cloned().collect::<String>();
        let alike = strsim::normalized_levenshtein(&fold_name(known), &told).max(
            strsim::normalized_levenshtein(&sorted(&known_words), &sorted(words)),
        );
        // A whole word in common, or the same first letter of a name alone.
        let common = known_words.intersection(words).next().is_some();
        let first = words.len() == 1
            && told.chars().count() >= 5
            && known_words.iter().any(|word| {
                word.chars().next() == told.chars().next()
                    && strsim::normalized_levenshtein(word, &told) >= ALIKE
            });
        spelling |= first || words.len() > 1 && alike >= ALIKE && (common || alike >= 0.85);
    }
    if spelling {
        Likeness::Spelling
    } else {
        Likeness::Other
    }
}
