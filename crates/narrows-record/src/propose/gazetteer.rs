//! Names known beforehand, found in one pass whatever their number.
//!
//! The files under `data/gazetteer` hold public facts: forums, bodies,
//! companies, outlets, people in office, places, goods, technologies. A name is
//! compared word by word after folding, so that case, diacritics, hyphens and
//! the romanisations listed do not matter; a name with capitals is only found
//! where the text has a capital too.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use narrows_core::Economy;

use super::mention::MentionType;
use super::words::{Sentence, Shape, Words};

/// What the gazetteer says of a stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Mention(MentionType),
    /// A region: no mention, but a name that nothing may be cut out of.
    Region,
}

#[derive(Debug, Clone)]
struct Entry {
    kind: EntryKind,
    id: &'static str,
    /// How the words must be written.
    case: Case,
    words: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// `semiconductors`: any.
    Any,
    /// `Tokyo`: the first letter is a capital.
    Capital,
    /// `US`, `EU`: as listed.
    Exact(&'static str),
}

/// A name of the gazetteer at words `from..until`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) kind: EntryKind,
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) id: &'static str,
}

pub(crate) struct Gazetteer {
    automaton: AhoCorasick,
    entries: Vec<Vec<Entry>>,
    capitals: BTreeMap<&'static str, &'static str>,
    bodies: BTreeMap<&'static str, &'static str>,
    persons: BTreeMap<&'static str, &'static str>,
    forum_members: BTreeMap<&'static str, Vec<&'static str>>,
    posts: BTreeMap<&'static str, &'static str>,
}

static SHIPPED: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::build);

static FILES: [&str; 6] = [
    include_str!("../../data/gazetteer/forums.csv"),
    include_str!("../../data/gazetteer/organisations.csv"),
    include_str!("../../data/gazetteer/instruments.csv"),
    include_str!("../../data/gazetteer/places.csv"),
    include_str!("../../data/gazetteer/goods.csv"),
    include_str!("../../data/gazetteer/technologies.csv"),
];
static PERSONS: &str = include_str!("../../data/gazetteer/persons.csv");
static DEMONYMS: &str = include_str!("../../data/gazetteer/demonyms.csv");
static CAPITALS: &str = include_str!("../../data/gazetteer/capitals.csv");
static FORUM_MEMBERS: &str = include_str!("../../data/gazetteer/forum_members.csv");
static BODIES: &str = include_str!("../../data/gazetteer/public_bodies.csv");

impl Gazetteer {
    /// The gazetteer that is part of the program.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn build() -> Self {
        let mut builder = Builder::default();
        for file in FILES {
            for row in rows(file) {
                if let [id, kind, names] = row[..] {
                    let kind = match kind {
                        "REGION" => Some(EntryKind::Region),
                        name => MentionType::from_name(name).map(EntryKind::Mention),
                    };
                    if let Some(kind) = kind {
                        builder.names(kind, id, names);
                    }
                }
            }
        }
        for economy in Economy::all() {
            builder.name(
                EntryKind::Mention(MentionType::Place),
                economy.alpha3(),
                economy.name(),
            );
        }
        for row in rows(PERSONS) {
            if let [id, _, _, names] = row[..] {
                builder.names(EntryKind::Mention(MentionType::Per), id, names);
            }
        }
        for row in rows(DEMONYMS) {
            if let [id, names] = row[..] {
                builder.names(EntryKind::Mention(MentionType::Norp), id, names);
            }
        }
        builder.finish()
    }

    /// All names in a sentence, also those inside others.
    pub(crate) fn hits(&self, words: &Words<'_>, sentence: &Sentence, hits: &mut Vec<Hit>) {
        let mut line = String::with_capacity(8 * (sentence.until - sentence.from) + 2);
        let mut starts = Vec::with_capacity(sentence.until - sentence.from);
        line.push(' ');
        for at in sentence.from..sentence.until {
            starts.push(line.len() - 1);
            line.push_str(words.fold(at));
            line.push(' ');
        }
        for found in self.automaton.find_overlapping_iter(&line) {
            let Ok(first) = starts.binary_search(&found.start()) else {
                continue;
            };
            let from = sentence.from + first;
            for entry in &self.entries[found.pattern().as_usize()] {
                let until = from + entry.words;
                if entry.fits(words, from, until) {
                    hits.push(Hit {
                        kind: entry.kind,
                        from,
                        until,
                        id: entry.id,
                    });
                }
            }
        }
    }

    /// The economy whose government a capital stands for, by its folded name.
    pub(crate) fn capital_of(&self, fold: &str) -> Option<&'static str> {
        self.capitals.get(fold).copied()
    }

    /// The economy of a public body: empty where only the text can tell (a
    /// "foreign ministry"); nothing for companies and outlets.
    pub(crate) fn body_of(&self, id: &str) -> Option<&'static str> {
        self.bodies.get(id).copied()
    }

    /// The economies that meet in a forum of few; empty for others.
    pub(crate) fn members_of(&self, forum: &str) -> &[&'static str] {
        self.forum_members.get(forum).map_or(&[], Vec::as_slice)
    }

    /// The economy in whose service a person stands.
    pub(crate) fn person_of(&self, id: &str) -> Option<&'static str> {
        self.persons.get(id).copied()
    }

    /// The posts of a person with their terms, as the file has them.
    pub(crate) fn posts_of(&self, id: &str) -> Option<&'static str> {
        self.posts.get(id).copied()
    }
}

impl Entry {
    fn fits(&self, words: &Words<'_>, from: usize, until: usize) -> bool {
        match self.case {
            Case::Any => true,
            // In a heading all in capitals, every word is one.
            Case::Capital => {
                words.is_capital(from)
                    || words.shape(from) == Shape::Number
                    || words.shape(from) == Shape::Caseless
            }
            Case::Exact(name) => words.quote(from, until) == name,
        }
    }
}

#[derive(Default)]
struct Builder {
    patterns: BTreeMap<String, Vec<Entry>>,
}

impl Builder {
    fn names(&mut self, kind: EntryKind, id: &'static str, names: &'static str) {
        for name in names.split('|') {
            self.name(kind, id, name.trim());
        }
    }

    fn name(&mut self, kind: EntryKind, id: &'static str, name: &'static str) {
        if name.is_empty() {
            return;
        }
        let words = Words::folds_of(name);
        let short = words.len() == 1 && name.chars().count() <= 4;
        let all_upper = name
            .chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase);
        let case = if !name.chars().any(char::is_uppercase) {
            Case::Any
        } else if short && all_upper {
            Case::Exact(name)
        } else {
            Case::Capital
        };
        self.add(words.clone(), kind, id, case);
        let plural_kind = matches!(
            kind,
            EntryKind::Mention(MentionType::Good | MentionType::Tech)
        );
        if plural_kind && let Some(plural) = words.last().and_then(|last| plural(last)) {
            let mut more = words.clone();
            more.pop();
            more.push(plural);
            let case = match case {
                Case::Exact(_) => Case::Capital,
                case => case,
            };
            self.add(more, kind, id, case);
        }
        // A given name of two syllables is written with a hyphen, in one, or in two words.
        if kind == EntryKind::Mention(MentionType::Per)
            && let Some(hyphen) = words.iter().position(|word| word == "-")
            && hyphen > 0
            && hyphen + 1 < words.len()
        {
            let mut apart = words.clone();
            apart.remove(hyphen);
            self.add(apart.clone(), kind, id, case);
            let second = apart.remove(hyphen);
            apart[hyphen - 1].push_str(&second);
            self.add(apart, kind, id, case);
        }
    }

    fn add(&mut self, words: Vec<String>, kind: EntryKind, id: &'static str, case: Case) {
        if words.is_empty() {
            return;
        }
        let entry = Entry {
            kind,
            id,
            case,
            words: words.len(),
        };
        let entries = self
            .patterns
            .entry(format!(" {} ", words.join(" ")))
            .or_default();
        if !entries.iter().any(|known| known.kind == kind) {
            entries.push(entry);
        }
    }

    fn finish(self) -> Gazetteer {
        let (patterns, entries): (Vec<String>, Vec<Vec<Entry>>) = self.patterns.into_iter().unzip();
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(&patterns);
        let automaton = match automaton {
            Ok(automaton) => automaton,
            // The files are part of the program and a test builds them.
            Err(error) => unreachable!("the shipped gazetteer: {error}"),
        };
        let pairs = |file: &'static str| -> BTreeMap<&'static str, &'static str> {
            rows(file)
                .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
                .collect()
        };
        Gazetteer {
            automaton,
            entries,
            capitals: pairs(CAPITALS),
            bodies: pairs(BODIES),
            persons: pairs(PERSONS),
            forum_members: pairs(FORUM_MEMBERS)
                .into_iter()
                .map(|(id, members)| (id, members.split('|').collect()))
                .collect(),
            posts: rows(PERSONS)
                .filter_map(|row| Some((*row.first()?, *row.get(2)?)))
                .collect(),
        }
    }
}

fn plural(word: &str) -> Option<String> {
    if word.ends_with('s')
        || word.chars().any(|c| c.is_ascii_digit())
        || !word.ends_with(|c: char| c.is_alphabetic())
    {
        return None;
    }
    Some(match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with("ch") || word.ends_with('x') || word.ends_with("sh") => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    })
}

/// Rows of a shipped CSV file, behind its head. The files hold no quotes inside
/// quotes, so fields can be borrowed.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .skip(1)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut fields = Vec::new();
            let mut rest = line;
            loop {
                if let Some(quoted) = rest.strip_prefix('"') {
                    let (field, behind) = quoted.split_once('"').unwrap_or((quoted, ""));
                    fields.push(field);
                    match behind.strip_prefix(',') {
                        Some(behind) => rest = behind,
                        None => break,
                    }
                } else if let Some((field, behind)) = rest.split_once(',') {
                    fields.push(field);
                    rest = behind;
                } else {
                    fields.push(rest);
                    break;
                }
            }
            fields
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_shipped_files_is_used() {
        for (number, file) in FILES.iter().enumerate() {
            for row in rows(file) {
                assert_eq!(row.len(), 3, "file {number}: {row:?}");
                assert!(
                    row[1] == "REGION" || MentionType::from_name(row[1]).is_some(),
                    "file {number}: {row:?}"
                );
            }
        }
        assert!(rows(PERSONS).all(|row| row.len() == 4), "persons");
        assert!(rows(DEMONYMS).all(|row| row.len() == 2), "demonyms");
        assert!(Gazetteer::shipped().entries.len() > 2000);
    }
}
