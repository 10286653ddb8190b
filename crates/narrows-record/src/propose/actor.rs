//! Who acts: noun phrases that stand for states, governments, forums and the
//! people who speak for them.

use std::collections::BTreeSet;

use super::force::ForceLexicon;
use super::gazetteer::Gazetteer;
use super::mention::{Found, MentionType};
use super::words::{Shape, Words};

/// Who the parties of a text are, as far as it has told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parties {
    /// "We" and "the leaders": the parties to the text.
    pub(crate) text: Vec<String>,
    /// The last list of several economies, for "the two sides".
    pub(crate) last_group: Vec<String>,
    /// The last actor, for "it", "he", "they".
    pub(crate) last: Vec<String>,
    /// The economy of the last person, for "he" and "she".
    pub(crate) last_person: Vec<String>,
}

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

    fn mention_ending(&self, until: usize) -> Option<&Found> {
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
        let mut kind = match self
            .mention_ending(until)
            .map(|found| (found.kind, found.id.clone()))
        {
            Some((MentionType::Forum, _)) => ActorKind::Forum,
            Some((MentionType::Instr, _)) => ActorKind::Instrument,
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
            // "where the three signed"
            None if matches!(self.fold(head), "two" | "three" | "four")
                && head > self.from
                && self.fold(head - 1) == "the" =>
            {
                ActorKind::Group
            }
            None => return None,
        };
        let from = self.phrase_start(until)?;
        if !self.may_open(from) {
            return None;
        }
        let codes = self.codes(from, until, kind, parties);
        if kind == ActorKind::Group && self.names_third_party(from, until) {
            return None;
        }
        if kind == ActorKind::Instrument && codes.is_empty() {
            kind = ActorKind::Instrument;
        }
        Some(Actor {
            from,
            until,
            kind,
            codes,
        })
    }

    fn is_public_body(&self, until: usize) -> bool {
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

    /// "industry partners", "business leaders", "mining officials" are no states.
    fn names_third_party(&self, from: usize, until: usize) -> bool {
        (from..until).any(|at| {
            matches!(
                self.fold(at),
                "business"
                    | "private"
                    | "industry"
                    | "corporate"
                    | "company"
                    | "opposition"
                    | "third"
                    | "developing"
            )
        }) || (from > self.from
            && matches!(
                self.fold(from - 1),
                "business"
                    | "private"
                    | "industry"
                    | "corporate"
                    | "company"
                    | "opposition"
                    | "developing"
                    | "third"
            ))
    }

    /// True where a clause can begin: a noun right before ("agreements the
    /// President has secured") makes it a relative clause of that noun.
    fn may_open(&self, from: usize) -> bool {
        if from <= self.from {
            return true;
        }
        let before = from - 1;
        let fold = self.fold(before);
        // "To this end we will", "Through these consultations we intend"
        let opening = from - self.from <= 8
            && matches!(
                self.fold(self.from),
                "to" | "through"
                    | "on"
                    | "with"
                    | "in"
                    | "under"
                    | "for"
                    | "by"
                    | "at"
                    | "over"
                    | "during"
            );
        opening
            && !matches!(
                fold,
                "of" | "in" | "to" | "with" | "for" | "on" | "by" | "at" | "from"
            )
            || self.words.shape(before) != Shape::Lower
            || fold.ends_with("ly")
            || ForceLexicon::shipped().is_adverb(fold)
            || self.found.iter().any(|found| {
                found.until == from && matches!(found.kind, MentionType::Date | MentionType::Place)
            })
            || matches!(
                fold,
                "and"
                    | "but"
                    | "while"
                    | "as"
                    | "because"
                    | "since"
                    | "when"
                    | "that"
                    | "which"
                    | "whereas"
                    | "if"
                    | "after"
                    | "before"
                    | "said"
                    | "says"
                    | "where"
                    | "so"
                    | "then"
                    | "how"
                    | "whether"
                    | "although"
                    | "though"
                    | "for"
                    | "added"
                    | "told"
                    | "whom"
                    | "until"
                    | "once"
                    | "what"
                    | "today"
                    | "together"
                    | "here"
                    | "or"
                    | "following"
            )
    }

    /// Goes left over names, determiners, numerals, "and" and "of"; nothing
    /// where the phrase hangs on a preposition.
    fn phrase_start(&self, until: usize) -> Option<usize> {
        let lexicon = ForceLexicon::shipped();
        let mut start = until;
        while start > self.from {
            let before = start - 1;
            if let Some(found) = self.mention_ending(start) {
                start = found.from;
                continue;
            }
            let fold = self.fold(before);
            let word = lexicon.is_group(fold)
                || matches!(
                    fold,
                    "the"
                        | "our"
                        | "its"
                        | "their"
                        | "his"
                        | "her"
                        | "'s"
                        | "two"
                        | "three"
                        | "four"
                        | "both"
                        | "all"
                        | "each"
                        | "respective"
                        | "other"
                        | "relevant"
                        | "a"
                        | "an"
                        | "these"
                        | "those"
                        | "then"
                        | "former"
                        | "foreign"
                        | "defense"
                        | "finance"
                        | "trade"
                        | "commerce"
                        | "industry"
                        | "energy"
                        | "economic"
                        | "senior"
                        | "top"
                        | "appropriate"
                );
            if word {
                start = before;
                continue;
            }
            if matches!(fold, "and" | "," | "&") && start > self.from + 1 && start < until {
                let left = before;
                let ends_name = self
                    .mention_ending(left)
                    .is_some_and(|found| found.kind != MentionType::Instr)
                    || lexicon.is_group(self.fold(left.saturating_sub(1)))
                    || matches!(self.fold(left.saturating_sub(1)), "," | "we");
                if ends_name {
                    start = before;
                    continue;
                }
            }
            if matches!(fold, "of" | "from") && start < until && before > self.from {
                let left = before;
                let heads = self.mention_ending(left).is_some_and(|found| {
                    matches!(
                        found.kind,
                        MentionType::Per | MentionType::Role | MentionType::Forum
                    )
                }) || lexicon.is_group(self.fold(left - 1));
                if heads {
                    start = before;
                    continue;
                }
            }
            break;
        }
        // Behind a preposition the first name belongs to something else: "in
        // Seoul, and Japan will".
        loop {
            let before = if start > self.from {
                self.fold(start - 1)
            } else {
                ""
            };
            let bound = matches!(
                before,
                "in" | "of"
                    | "with"
                    | "to"
                    | "for"
                    | "on"
                    | "at"
                    | "by"
                    | "from"
                    | "between"
                    | "among"
                    | "against"
                    | "across"
                    | "under"
                    | "toward"
                    | "towards"
                    | "including"
                    | "as"
                    | "within"
                    | "including:"
            );
            if !bound {
                break;
            }
            match (start + 1..until).find(|at| self.fold(*at) == ",") {
                Some(comma) => start = comma + 1,
                None if matches!(before, "as" | "for" | "including") => break,
                None => return None,
            }
        }
        while start < until && matches!(self.fold(start), "and" | "," | "'s" | "of" | "from" | "&")
        {
            start += 1;
        }
        (start < until).then_some(start)
    }

    fn codes(&self, from: usize, until: usize, kind: ActorKind, parties: &Parties) -> Vec<String> {
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
                ActorKind::Named | ActorKind::Forum | ActorKind::Instrument => parties.text.clone(),
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

    fn fold_range(&self, from: usize, until: usize) -> Vec<&str> {
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

fn pronoun(fold: &str, parties: &Parties) -> Option<(ActorKind, Vec<String>)> {
    Some(match fold {
        "we" => (ActorKind::We, parties.text.clone()),
        "they" => (
            ActorKind::Pronoun,
            if parties.last.len() > 1 {
                parties.last.clone()
            } else {
                or(&parties.last_group, &parties.text)
            },
        ),
        "it" => (ActorKind::Pronoun, or(&parties.last, &parties.text)),
        "he" | "she" => (ActorKind::Pronoun, or(&parties.last_person, &parties.last)),
        _ => return None,
    })
}

fn or(first: &[String], second: &[String]) -> Vec<String> {
    if first.is_empty() {
        second.to_vec()
    } else {
        first.to_vec()
    }
}

/// "the two sides", "the three countries", "our leaders".
fn group(words: &[&str], parties: &Parties) -> Vec<String> {
    let wanted = words.iter().find_map(|word| match *word {
        "two" | "both" => Some(2),
        "three" => Some(3),
        "four" => Some(4),
        _ => None,
    });
    for group in [&parties.last_group, &parties.text] {
        if wanted.is_none_or(|count| group.len() == count) && !group.is_empty() {
            return group.clone();
        }
    }
    or(&parties.text, &parties.last_group)
}

/// The parties of a text: its forum, or the economies that its title or its
/// first sentences name.
pub(crate) fn parties_of(
    words: &Words<'_>,
    found: &[Vec<Found>],
    title: Option<&str>,
) -> Vec<String> {
    let gazetteer = Gazetteer::shipped();
    if let Some(title) = title {
        let lower = super::words::fold(title);
        for (mark, id) in [
            ("g7", "g7"),
            ("indo-pacific economic framework", "ipef"),
            ("ipef", "ipef"),
            ("quad ", "quad"),
        ] {
            if lower.contains(mark) && !lower.contains("fact sheet") {
                return vec![id.to_owned()];
            }
        }
        let codes = codes_of_text(title);
        if (2..=5).contains(&codes.len()) {
            return codes;
        }
        // A fact sheet on many partners speaks for who issues it.
        if lower.contains("fact sheet") && lower.contains("president") && codes.is_empty() {
            return vec!["USA".to_owned()];
        }
    }
    // The first list of countries: "Japan, South Korea and the United States".
    let listed = if title.is_none() { 8 } else { 0 };
    for (sentence, found) in words.sentences.iter().zip(found).take(listed) {
        let scene = ActorScene {
            words,
            found,
            from: sentence.from,
            until: sentence.until,
        };
        let mut list: Vec<String> = Vec::new();
        let mut end = None;
        for place in found
            .iter()
            .filter(|found| matches!(found.kind, MentionType::Place | MentionType::Norp))
        {
            let Some(code) = scene.code(place, gazetteer) else {
                continue;
            };
            let joined = end.is_some_and(|end| {
                place.from - end <= 3
                    && (end..place.from).all(|at| matches!(words.fold(at), "and" | "," | "the"))
            });
            if !joined {
                if list.len() >= 2 {
                    break;
                }
                list.clear();
            }
            if words.fold(place.until) != "'s" && !list.contains(&code) {
                list.push(code);
            }
            end = Some(place.until);
        }
        if list.len() >= 2 {
            list.sort();
            return list;
        }
    }
    let mut codes = BTreeSet::new();
    for (sentence, found) in words.sentences.iter().zip(found).take(4) {
        let scene = ActorScene {
            words,
            found,
            from: sentence.from,
            until: sentence.until,
        };
        for mention in found
            .iter()
            .filter(|found| matches!(found.kind, MentionType::Place | MentionType::Norp))
        {
            if let Some(code) = scene.code(mention, gazetteer) {
                codes.insert(code);
            }
        }
        if codes.len() >= 2 {
            break;
        }
    }
    codes.into_iter().collect()
}

/// The economies that a text names, also inside compounds such as "U.S.-Japan".
fn codes_of_text(text: &str) -> Vec<String> {
    let read = super::reading::read(text, Some(super::reading::TextForm::Plain));
    let words = Words::of(&read);
    let mut codes = BTreeSet::new();
    let mut hits = Vec::new();
    for sentence in &words.sentences {
        Gazetteer::shipped().hits(&words, sentence, &mut hits);
    }
    for hit in hits {
        let place = hit.kind == super::gazetteer::EntryKind::Mention(MentionType::Place);
        if place && hit.id.len() == 3 && words.shape(hit.from) != Shape::Lower {
            codes.insert(hit.id.to_owned());
        }
    }
    codes.into_iter().collect()
}
