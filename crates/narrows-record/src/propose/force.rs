//! How firmly: the forces, and the verbs that carry them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

/// How firmly a party stands behind what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Force {
    Signed,
    Agreed,
    Announced,
    Intends,
    Seeks,
    Requested,
    Expected,
    Discussed,
    Noted,
    Concerned,
}

impl Force {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Agreed => "agreed",
            Self::Announced => "announced",
            Self::Intends => "intends",
            Self::Seeks => "seeks",
            Self::Requested => "requested",
            Self::Expected => "expected",
            Self::Discussed => "discussed",
            Self::Noted => "noted",
            Self::Concerned => "concerned",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        use Force as F;
        [
            F::Signed,
            F::Agreed,
            F::Announced,
            F::Intends,
            F::Seeks,
            F::Requested,
            F::Expected,
            F::Discussed,
            F::Noted,
            F::Concerned,
        ]
        .into_iter()
        .find(|force| force.name() == name)
    }
}

/// The form a verb stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `agree`, `agrees`
    Present,
    /// `agreed`
    Past,
    /// `agreeing`
    Participle,
}

#[derive(Debug, Deserialize)]
struct ForceFile {
    signed: Vec<String>,
    agreed: Vec<String>,
    announced: Vec<String>,
    intends: Vec<String>,
    seeks: Vec<String>,
    requested: Vec<String>,
    expected: Vec<String>,
    discussed: Vec<String>,
    noted: Vec<String>,
    concerned: Vec<String>,
    phrases: Vec<[String; 3]>,
    expressed: Vec<[String; 2]>,
    states: Vec<[String; 2]>,
    deeds: Vec<String>,
    irregular: Vec<[String; 2]>,
    adverbs: HashSet<String>,
    groups: HashSet<String>,
    modifiers: HashSet<String>,
    outsiders: HashSet<String>,
    proceedings: HashSet<String>,
    actions: Vec<String>,
}

/// The lexicon of force.
#[derive(Debug)]
pub(crate) struct ForceLexicon {
    /// Any form of a verb: its base and form.
    forms: HashMap<String, (String, Form)>,
    force: HashMap<String, Force>,
    phrases: HashMap<(String, String), Force>,
    expressed: HashMap<String, Force>,
    states: HashMap<String, Force>,
    deeds: HashSet<String>,
    adverbs: HashSet<String>,
    groups: HashSet<String>,
    modifiers: HashSet<String>,
    outsiders: HashSet<String>,
    proceedings: HashSet<String>,
    actions: HashSet<String>,
}

static SHIPPED: LazyLock<ForceLexicon> = LazyLock::new(|| {
    let file: ForceFile = match toml::from_str(include_str!("../../data/lexicon/force.toml")) {
        Ok(file) => file,
        // Part of the program; every test reads it.
        Err(error) => unreachable!("data/lexicon/force.toml: {error}"),
    };
    ForceLexicon::new(file)
});

impl ForceLexicon {
    /// The lexicon that is part of the program.
    pub(crate) fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn new(file: ForceFile) -> Self {
        let mut force = HashMap::new();
        for (list, carried) in [
            (&file.signed, Force::Signed),
            (&file.agreed, Force::Agreed),
            (&file.announced, Force::Announced),
            (&file.intends, Force::Intends),
            (&file.seeks, Force::Seeks),
            (&file.requested, Force::Requested),
            (&file.expected, Force::Expected),
            (&file.discussed, Force::Discussed),
            (&file.noted, Force::Noted),
            (&file.concerned, Force::Concerned),
        ] {
            for verb in list {
                force.entry(verb.clone()).or_insert(carried);
            }
        }
        let mut forms = HashMap::new();
        let phrase_verbs = file.phrases.iter().map(|[verb, _, _]| verb);
        for verb in force
            .keys()
            .chain(phrase_verbs)
            .chain(&file.deeds)
            .chain(&file.actions)
        {
            for (text, form) in inflected(verb) {
                forms.entry(text).or_insert((verb.clone(), form));
            }
            forms.insert(verb.clone(), (verb.clone(), Form::Present));
        }
        for [verb, past] in &file.irregular {
            forms
                .entry(past.clone())
                .or_insert((verb.clone(), Form::Past));
        }
        let named = |pairs: Vec<[String; 2]>| -> HashMap<String, Force> {
            pairs
                .into_iter()
                .filter_map(|[word, name]| Force::from_name(&name).map(|force| (word, force)))
                .collect()
        };
        Self {
            forms,
            force,
            phrases: file
                .phrases
                .into_iter()
                .filter_map(|[verb, next, name]| {
                    Force::from_name(&name).map(|force| ((verb, next), force))
                })
                .collect(),
            expressed: named(file.expressed),
            states: named(file.states),
            deeds: file.deeds.into_iter().collect(),
            adverbs: file.adverbs,
            groups: file.groups,
            modifiers: file.modifiers,
            outsiders: file.outsiders,
            proceedings: file.proceedings,
            actions: file.actions.into_iter().collect(),
        }
    }

    /// The base and form of a verb.
    pub(crate) fn verb(&self, fold: &str) -> Option<(&str, Form)> {
        self.forms
            .get(fold)
            .map(|(base, form)| (base.as_str(), *form))
    }

    /// True for the base form of a verb.
    pub(crate) fn is_base(&self, fold: &str) -> bool {
        self.forms.get(fold).is_some_and(|(base, _)| base == fold)
    }

    /// The force of a verb by itself.
    pub(crate) fn force_of(&self, base: &str) -> Option<Force> {
        self.force.get(base).copied()
    }

    /// The force of a verb with the word behind it.
    pub(crate) fn phrase(&self, base: &str, next: &str) -> Option<Force> {
        self.phrases
            .get(&(base.to_owned(), next.to_owned()))
            .copied()
    }

    /// The force of what is expressed.
    pub(crate) fn expressed(&self, noun: &str) -> Option<Force> {
        self.expressed.get(noun).copied()
    }

    /// The force of "are committed" and its like.
    pub(crate) fn state(&self, adjective: &str) -> Option<Force> {
        self.states.get(adjective).copied()
    }

    pub(crate) fn is_deed(&self, base: &str) -> bool {
        self.deeds.contains(base)
    }

    pub(crate) fn is_adverb(&self, fold: &str) -> bool {
        self.adverbs.contains(fold)
    }

    pub(crate) fn is_group(&self, fold: &str) -> bool {
        self.groups.contains(fold)
    }

    /// True for a word that can stand before such a noun.
    pub(crate) fn is_modifier(&self, fold: &str) -> bool {
        self.modifiers.contains(fold)
    }

    /// True for a word that marks business, experts and other outsiders.
    pub(crate) fn is_outsider(&self, fold: &str) -> bool {
        self.outsiders.contains(fold)
    }

    /// True for what governments hold, draw up or send, and so expect.
    pub(crate) fn is_proceeding(&self, fold: &str) -> bool {
        self.proceedings.contains(fold)
    }

    /// True for a base verb that can open an item of a list.
    pub(crate) fn is_action(&self, fold: &str) -> bool {
        self.actions.contains(fold)
    }
}

/// The regular forms of a verb.
fn inflected(verb: &str) -> Vec<(String, Form)> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let letters: Vec<char> = verb.chars().collect();
    let last = letters.last().copied().unwrap_or(' ');
    let before = letters
        .len()
        .checked_sub(2)
        .and_then(|at| letters.get(at))
        .copied()
        .unwrap_or(' ');
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let doubled = |ending: &str| format!("{verb}{last}{ending}");
    // "commit" and "plan" double their last letter, "develop" and "open" do not.
    let doubles = !vowel(last)
        && vowel(before)
        && !letters.iter().rev().nth(2).copied().is_some_and(vowel)
        && !matches!(last, 'w' | 'x' | 'y' | 'h')
        && (letters.iter().filter(|c| vowel(**c)).count() == 1
            || verb.ends_with("mit")
            || verb.ends_with("fer") && !verb.ends_with("ffer"));
    let third = if verb.ends_with('y') && !vowel(before) {
        format!("{}ies", &verb[..verb.len() - 1])
    } else if ["s", "x", "ch", "sh"].iter().any(|end| verb.ends_with(end)) {
        format!("{verb}es")
    } else {
        format!("{verb}s")
    };
    let past = if verb.ends_with('e') {
        format!("{verb}d")
    } else if verb.ends_with('y') && !vowel(before) {
        format!("{}ied", &verb[..verb.len() - 1])
    } else if doubles {
        doubled("ed")
    } else {
        format!("{verb}ed")
    };
    let participle = if verb.ends_with('e') && !verb.ends_with("ee") {
        format!("{stem}ing")
    } else if doubles {
        doubled("ing")
    } else {
        format!("{verb}ing")
    };
    vec![
        (third, Form::Present),
        (past, Form::Past),
        (participle, Form::Participle),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_as_they_are_written() {
        let of = |verb: &str| -> Vec<String> {
            inflected(verb).into_iter().map(|(text, _)| text).collect()
        };
        assert_eq!(of("commit"), ["commits", "committed", "committing"]);
        assert_eq!(of("plan"), ["plans", "planned", "planning"]);
        assert_eq!(of("agree"), ["agrees", "agreed", "agreeing"]);
        assert_eq!(of("ratify"), ["ratifies", "ratified", "ratifying"]);
        assert_eq!(of("discuss"), ["discusses", "discussed", "discussing"]);
        assert_eq!(of("express"), ["expresses", "expressed", "expressing"]);
        assert_eq!(of("offer"), ["offers", "offered", "offering"]);
        assert_eq!(of("launch"), ["launches", "launched", "launching"]);
    }

    #[test]
    fn every_listed_force_has_a_name() {
        let file: ForceFile =
            toml::from_str(include_str!("../../data/lexicon/force.toml")).unwrap();
        for name in file
            .phrases
            .iter()
            .map(|phrase| &phrase[2])
            .chain(file.expressed.iter().map(|pair| &pair[1]))
            .chain(file.states.iter().map(|pair| &pair[1]))
        {
            assert!(Force::from_name(name).is_some(), "{name}");
        }
    }
}
