//! Goods and the classes that they belong to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::CheckText;
use super::member_class::{Member, MemberClass, member_class_at, union_name_at};

#[derive(Debug, Deserialize)]
struct ClassesFile {
    group: Vec<Group>,
    class: Vec<ClassEntry>,
}

#[derive(Debug, Deserialize)]
struct Group {
    name: String,
    goods: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct ClassEntry {
    names: Vec<String>,
    #[serde(default)]
    holds: Vec<String>,
    /// Groups about which usage differs.
    #[serde(default)]
    may: Vec<String>,
    /// Single goods of the class, whatever their group.
    #[serde(default)]
    also: Vec<String>,
    /// A wide class: only these are wrong in it.
    #[serde(default)]
    against: Vec<String>,
}

struct ClassTable {
    /// Name of a good, and its group.
    goods: BTreeMap<String, String>,
    classes: Vec<ClassEntry>,
    /// Name of a class, and its number.
    names: BTreeMap<String, usize>,
    /// First words of all names.
    first_words: BTreeSet<String>,
}

/// Words of the longest name.
const LONGEST_NAME: usize = 9;

/// Structures in nanometres below which a chip is of a leading node, and from
/// which on it is of an old one. What lies between is called both.
const LEADING_BELOW: f64 = 20.0;
const OLD_FROM: f64 = 28.0;

static TABLE: LazyLock<ClassTable> = LazyLock::new(|| {
    let file: ClassesFile = match toml::from_str(include_str!("../../../data/lexicon/classes.toml"))
    {
        Ok(classes) => classes,
        // Part of the program; every test reads it.
        Err(error) => unreachable!("data/lexicon/classes.toml: {error}"),
    };
    let mut goods = BTreeMap::new();
    for group in file.group {
        for good in group.goods {
            goods.insert(good, group.name.clone());
        }
    }
    let mut names = BTreeMap::new();
    for (number, class) in file.class.iter().enumerate() {
        for name in &class.names {
            names.insert(name.clone(), number);
        }
    }
    let first_words = goods
        .keys()
        .chain(names.keys())
        .filter_map(|name| name.split(' ').next())
        .flat_map(|word| [word.to_owned(), format!("{word}s")])
        .collect();
    ClassTable {
        goods,
        classes: file.class,
        names,
        first_words,
    }
});

/// A good that is named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Good {
    pub(super) from: usize,
    pub(super) until: usize,
    thing: Thing,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Thing {
    /// A good by its name, and its group.
    Good(&'static str, &'static str),
    Member(Member),
}

/// A class that is named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) from: usize,
    pub(super) until: usize,
    /// Told of more than one.
    pub(super) several: bool,
    kind: ClassKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClassKind {
    /// A class of goods, by its number.
    Goods(usize),
    /// Of countries or companies.
    Members(MemberClass),
}

impl Class {
    pub(super) fn is_region(&self) -> bool {
        matches!(self.kind, ClassKind::Members(MemberClass::Region(_)))
    }

    /// True where the union whose members are meant is named at a word.
    pub(super) fn names_union(&self, text: &CheckText<'_>, at: usize, until: usize) -> bool {
        matches!(self.kind, ClassKind::Members(class) if class.names_union(text, at, until))
    }

    pub(super) fn is_of_goods(&self) -> bool {
        matches!(self.kind, ClassKind::Goods(_))
    }

    /// True where a good is none of the class.
    pub(super) fn excludes(&self, good: &Good) -> bool {
        match (self.kind, good.thing) {
            (ClassKind::Goods(number), Thing::Good(name, group)) => {
                let class = &TABLE.classes[number];
                if class.also.iter().any(|also| also == name) {
                    return false;
                }
                let among = |list: &[String]| list.iter().any(|name| name == group);
                if class.against.is_empty() {
                    !among(&class.holds) && !among(&class.may)
                } else {
                    among(&class.against)
                }
            }
            (ClassKind::Members(class), Thing::Member(member)) => class.excludes(member),
            _ => false,
        }
    }

    /// True where a good belongs to the class without doubt, or names it.
    pub(super) fn holds(&self, good: &Good) -> bool {
        match (self.kind, good.thing) {
            (ClassKind::Goods(number), Thing::Good(name, group)) => {
                let class = &TABLE.classes[number];
                class.holds.iter().any(|holds| holds == group)
                    || class.also.iter().any(|also| also == name)
            }
            (ClassKind::Members(class), Thing::Member(member)) => !class.excludes(member),
            _ => false,
        }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind
    }

    /// What a class of this kind can hold, where its name begins at a word.
    pub(super) fn thing_at(&self, text: &CheckText<'_>, at: usize, until: usize) -> Option<Good> {
        self.find(text, at, until, false)
    }

    /// The same, wherever it is spoken of: "The Hague" and "Dutch" too.
    pub(super) fn mention_at(&self, text: &CheckText<'_>, at: usize, until: usize) -> Option<Good> {
        self.find(text, at, until, true)
    }

    fn find(&self, text: &CheckText<'_>, at: usize, until: usize, loose: bool) -> Option<Good> {
        match self.kind {
            ClassKind::Goods(_) => good_at(text, at, until),
            ClassKind::Members(class) => {
                let (end, member) = class.member_at(text, at, until, loose)?;
                Some(Good {
                    from: at,
                    until: end,
                    thing: Thing::Member(member),
                })
            }
        }
    }
}

/// Groups whose goods are no raw material.
const MADE_THINGS: &[&str] = &[
    "batteries",
    "chips",
    "chips of leading nodes",
    "chips of old nodes",
    "chip tools",
    "coal",
    "electronics",
    "farm goods",
    "magnets",
    "medicines",
    "oil and gas",
    "rare earths",
    "renewables",
    "steel",
    "vehicles",
];

impl Good {
    /// An element, a mineral or a gas, not what is made of it.
    pub(super) fn is_raw(&self) -> bool {
        matches!(self.thing, Thing::Good(_, group) if !MADE_THINGS.contains(&group))
    }

    /// The same country or company, or a good of the same name.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self.thing, other.thing) {
            (Thing::Member(one), Thing::Member(other)) => one == other,
            (Thing::Good(one, _), Thing::Good(other, _)) => one == other,
            _ => false,
        }
    }
}

/// The longest name from `at`, looked up by `of`; hyphens do not matter.
fn longest<T>(
    text: &CheckText<'_>,
    at: usize,
    until: usize,
    of: impl Fn(&str) -> Option<T>,
) -> Option<(usize, T)> {
    if !TABLE.first_words.contains(text.fold(at)) {
        return None;
    }
    let mut name = String::new();
    let mut best = None;
    for next in at..until.min(at + LONGEST_NAME) {
        if text.words.is_hyphen(next) {
            continue;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(text.fold(next));
        if let Some(value) = of(&name) {
            best = Some((next + 1, value));
        }
    }
    // "steel-making", "gold-plated"
    best.filter(|(end, _)| !text.words.is_hyphen(*end))
}

/// The good whose name begins at a word.
pub(super) fn good_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<Good> {
    if at > 0 && text.words.is_hyphen(at - 1) {
        return None;
    }
    if let Some((end, group)) = node_at(text, at, until) {
        return Some(Good {
            from: at,
            until: end,
            thing: Thing::Good(group, group),
        });
    }
    let (end, (name, group)) = longest(text, at, until, |name| {
        TABLE
            .goods
            .get_key_value(name)
            .or_else(|| TABLE.goods.get_key_value(name.strip_suffix('s')?))
            .map(|(name, group)| (name.as_str(), group.as_str()))
    })?;
    let other_thing = matches!(
        text.fold(end),
        "standard"
            | "medal"
            | "nitride"
            | "arsenide"
            | "carbide"
            | "phosphide"
            | "battery"
            | "batteries"
            | "alloy"
            | "alloys"
            | "wire"
            | "cans"
            | "electrodes"
            | "belt"
            | "anniversary"
    );
    (!other_thing).then_some(Good {
        from: at,
        until: end,
        thing: Thing::Good(name, group),
    })
}

/// The class whose name begins at a word of a sentence that begins at `from`.
pub(super) fn class_at(
    text: &CheckText<'_>,
    from: usize,
    at: usize,
    until: usize,
) -> Option<Class> {
    if let Some((end, class, several)) = member_class_at(text, from, at, until) {
        return Some(Class {
            from: at,
            until: end,
            several,
            kind: ClassKind::Members(class),
        });
    }
    let (end, number) = longest(text, at, until, |name| TABLE.names.get(name).copied())?;
    Some(Class {
        from: at,
        until: end,
        several: text.fold(end - 1).ends_with('s'),
        kind: ClassKind::Goods(number),
    })
}

/// A union whose name begins at a word, as the class of its members.
pub(super) fn union_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<Class> {
    let (end, class) = union_name_at(text, at, until)?;
    Some(Class {
        from: at,
        until: end,
        several: true,
        kind: ClassKind::Members(class),
    })
}

/// "3-nanometer processors", "chips of 5 nm": the structure decides the kind.
fn node_at(text: &CheckText<'_>, at: usize, until: usize) -> Option<(usize, &'static str)> {
    let word = text.fold(at);
    let (size, unit) = match word.strip_suffix("nm") {
        Some(size) if !size.is_empty() => (size, at),
        _ => (word, at + 1 + usize::from(text.words.is_hyphen(at + 1))),
    };
    let size: f64 = size.parse().ok()?;
    let is_unit = unit == at
        || unit < until
            && matches!(
                text.fold(unit),
                "nm" | "nanometer" | "nanometers" | "nanometre" | "nanometres"
            );
    if !is_unit {
        return None;
    }
    let mut end = unit + 1;
    if end < until
        && matches!(
            text.fold(end),
            "chip"
                | "chips"
                | "processor"
                | "processors"
                | "semiconductors"
                | "node"
                | "nodes"
                | "parts"
                | "circuits"
                | "process"
                | "wafers"
                | "logic"
                | "designs"
        )
    {
        end += 1;
    }
    if size < LEADING_BELOW {
        Some((end, "chips of leading nodes"))
    } else if size >= OLD_FROM {
        Some((end, "chips of old nodes"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_names_groups_that_exist() {
        let groups: BTreeSet<&String> = TABLE.goods.values().collect();
        for class in &TABLE.classes {
            for group in class.holds.iter().chain(&class.may).chain(&class.against) {
                assert!(groups.contains(group), "{:?}: {group}", class.names);
            }
            assert!(class.also.iter().all(|also| TABLE.goods.contains_key(also)));
            assert!(
                (class.holds.is_empty() && class.also.is_empty()) != class.against.is_empty(),
                "{:?}",
                class.names
            );
        }
    }
}
