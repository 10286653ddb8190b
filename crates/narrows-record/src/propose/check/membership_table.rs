//! Countries, the regions and unions that they are of, companies with their
//! country and branch, and whose a public body is. Facts that a class of
//! countries or companies is held against.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::CheckText;

#[derive(Debug, Deserialize)]
struct MembershipsFile {
    countries: Vec<String>,
    regions: Vec<String>,
    unions: Vec<String>,
    companies: Vec<String>,
    branches: Vec<String>,
    bodies: Vec<String>,
    cities: Vec<String>,
}

/// What a name in a text can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    Country(usize),
    /// "Japanese": of a country.
    Adjective(usize),
    /// A capital, which may stand for its government.
    Capital(usize),
    Region(usize),
    RegionAdjective(usize),
    Union(usize),
    Company(usize),
    /// "chipmaker", "battery makers".
    Branch(usize),
    /// A ministry or agency of a country.
    Body(usize),
    /// A city that is no capital.
    City(usize),
}

#[derive(Debug)]
pub(super) struct Union {
    /// "the group", "the bloc".
    pub(super) short: Vec<String>,
    /// Its members are called partners as well.
    pub(super) partners: bool,
    members: BTreeSet<usize>,
    /// Members for some time only.
    changing: BTreeSet<usize>,
}

#[derive(Debug)]
struct Company {
    country: usize,
    branches: Vec<String>,
}

#[derive(Debug)]
struct Branch {
    name: String,
    /// Branches whose companies are called so as well.
    also: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Memberships {
    names: HashMap<String, Vec<Named>>,
    first_words: HashSet<String>,
    /// Regions of every country.
    regions_of: Vec<Vec<String>>,
    regions: Vec<String>,
    pub(super) unions: Vec<Union>,
    companies: Vec<Company>,
    branches: Vec<Branch>,
}

/// Words of the longest name.
const LONGEST_NAME: usize = 12;

static TABLE: LazyLock<Memberships> = LazyLock::new(|| {
    let file: MembershipsFile =
        match toml::from_str(include_str!("../../../data/lexicon/memberships.toml")) {
            Ok(file) => file,
            // Part of the program; every test reads it.
            Err(error) => unreachable!("data/lexicon/memberships.toml: {error}"),
        };
    Memberships::of(&file)
});

fn parts(row: &str) -> Vec<&str> {
    row.split('|').map(str::trim).collect()
}

fn names(part: Option<&&str>) -> Vec<String> {
    part.map_or_else(Vec::new, |part| {
        part.split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    })
}

impl Memberships {
    pub(super) fn shipped() -> &'static Self {
        &TABLE
    }

    fn of(file: &MembershipsFile) -> Self {
        let mut table = Self {
            names: HashMap::new(),
            first_words: HashSet::new(),
            regions_of: Vec::new(),
            regions: Vec::new(),
            unions: Vec::new(),
            companies: Vec::new(),
            branches: Vec::new(),
        };
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for (number, row) in file.countries.iter().enumerate() {
            let parts = parts(row);
            for name in names(parts.first()) {
                numbers.insert(name.clone(), number);
                table.name(name, Named::Country(number));
            }
            for name in names(parts.get(1)) {
                table.name(name, Named::Capital(number));
            }
            for name in names(parts.get(2)) {
                table.name(name, Named::Adjective(number));
            }
            table.regions_of.push(names(parts.get(3)));
        }
        for (number, row) in file.regions.iter().enumerate() {
            let parts = parts(row);
            table
                .regions
                .push(parts.first().copied().unwrap_or_default().to_owned());
            for name in names(parts.get(1)) {
                let bare = name.strip_prefix("the ").unwrap_or(&name).to_owned();
                table.name(bare, Named::Region(number));
            }
            for name in names(parts.get(2)) {
                table.name(name, Named::RegionAdjective(number));
            }
        }
        let members = |part: Option<&&str>| -> BTreeSet<usize> {
            names(part)
                .iter()
                .filter_map(|name| numbers.get(name).copied())
                .collect()
        };
        for (number, row) in file.unions.iter().enumerate() {
            let parts = parts(row);
            for name in names(parts.first()) {
                table.name(name, Named::Union(number));
            }
            table.unions.push(Union {
                short: names(parts.get(1)),
                partners: parts.get(2) == Some(&"yes"),
                members: members(parts.get(3)),
                changing: members(parts.get(4)),
            });
        }
        for row in &file.companies {
            let parts = parts(row);
            let country = parts.get(1).and_then(|name| numbers.get(*name));
            if let Some(country) = country {
                for name in names(parts.first()) {
                    table.name(name, Named::Company(table.companies.len()));
                }
                table.companies.push(Company {
                    country: *country,
                    branches: names(parts.get(2)),
                });
            }
        }
        for (number, row) in file.branches.iter().enumerate() {
            let parts = parts(row);
            for name in names(parts.get(1)) {
                let several = match name.strip_suffix('y') {
                    Some(stem) => format!("{stem}ies"),
                    None => format!("{name}s"),
                };
                table.name(name, Named::Branch(number));
                table.name(several, Named::Branch(number));
            }
            table.branches.push(Branch {
                name: parts.first().copied().unwrap_or_default().to_owned(),
                also: names(parts.get(2)),
            });
        }
        let of_country = |row: &String| {
            let parts = parts(row);
            let country = parts.get(1).and_then(|name| numbers.get(*name)).copied();
            (names(parts.first()), country)
        };
        for (rows, named) in [
            (&file.bodies, Named::Body as fn(usize) -> Named),
            (&file.cities, Named::City),
        ] {
            for (names, country) in rows.iter().map(of_country) {
                for name in names {
                    if let Some(country) = country {
                        table.name(name, named(country));
                    }
                }
            }
        }
        table
    }

    fn name(&mut self, name: String, named: Named) {
        if let Some(first) = name.split(' ').next() {
            self.first_words.insert(first.to_owned());
        }
        self.names.entry(name).or_default().push(named);
    }

    /// The longest name from `at` that stands for something wanted, and its
    /// end. Hyphens do not matter; names begin with a capital.
    pub(super) fn named_at<T>(
        &self,
        text: &CheckText<'_>,
        at: usize,
        until: usize,
        wanted: impl Fn(Named) -> Option<T>,
    ) -> Option<(usize, T)> {
        if !self.first_words.contains(text.fold(at)) {
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
            let Some(all) = self.names.get(&name) else {
                continue;
            };
            let found = all
                .iter()
                .filter(|named| matches!(named, Named::Branch(_)) || text.words.is_capital(at))
                .copied()
                .find_map(&wanted);
            if let Some(value) = found {
                best = Some((next + 1, value));
            } else if best.is_some() {
                // "Vale Indonesia", "Korea Zinc": a longer name of another thing.
                best = None;
            }
        }
        best
    }

    pub(super) fn in_region(&self, country: usize, region: usize) -> bool {
        self.regions_of[country]
            .iter()
            .any(|of| *of == self.regions[region])
            // "allies in Asia" are wide in the newspapers.
            || self.regions[region] == "asia"
                && self.regions_of[country].iter().any(|of| of == "oceania")
    }

    pub(super) fn in_union(&self, country: usize, union: usize) -> bool {
        self.unions[union].members.contains(&country)
            || self.unions[union].changing.contains(&country)
    }

    /// The country of an ISO code of three letters.
    pub(super) fn country_of(&self, code: &str) -> Option<usize> {
        let name = match code {
            "AUS" => "australia",
            "CAN" => "canada",
            "CHN" => "china",
            "DEU" => "germany",
            "FRA" => "france",
            "GBR" => "britain",
            "IDN" => "indonesia",
            "IND" => "india",
            "ITA" => "italy",
            "JPN" => "japan",
            "KOR" => "south korea",
            "MYS" => "malaysia",
            "NOR" => "norway",
            "PHL" => "philippines",
            "PRK" => "north korea",
            "RUS" => "russia",
            "SGP" => "singapore",
            "UKR" => "ukraine",
            "USA" => "united states",
            _ => return None,
        };
        self.names.get(name)?.iter().find_map(|named| match named {
            Named::Country(country) => Some(*country),
            _ => None,
        })
    }

    pub(super) fn home_of(&self, company: usize) -> usize {
        self.companies[company].country
    }

    /// True where a company may be called one of a branch.
    pub(super) fn is_of_branch(&self, company: usize, branch: usize) -> bool {
        let branch = &self.branches[branch];
        let of = &self.companies[company].branches;
        of.is_empty()
            || of
                .iter()
                .any(|name| *name == branch.name || branch.also.contains(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_used() {
        let table = Memberships::shipped();
        assert!(table.unions.iter().all(|union| union.members.len() > 2));
        assert!(table.companies.len() > 100);
        let regions: BTreeSet<&String> = table.regions.iter().collect();
        for of in table.regions_of.iter().flatten() {
            assert!(of == "americas" || regions.contains(of), "{of}");
        }
        let branches: BTreeSet<&String> =
            table.branches.iter().map(|branch| &branch.name).collect();
        assert!(branches.iter().all(|branch| {
            table
                .companies
                .iter()
                .any(|company| company.branches.contains(branch))
        }));
    }
}
