//! Whose exposure: an economy, or several that act as one.

use std::collections::BTreeSet;

use narrows_core::Economy;

/// An economy or a coalition. A coalition is one importer and one exporter:
/// trade between its members is netted out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    members: BTreeSet<Economy>,
}

impl Subject {
    /// One economy.
    #[must_use]
    pub fn economy(economy: Economy) -> Self {
        Self {
            members: BTreeSet::from([economy]),
        }
    }

    /// Several economies as one; `None` for none.
    #[must_use]
    pub fn coalition(members: &[Economy]) -> Option<Self> {
        let members: BTreeSet<Economy> = members.iter().copied().collect();
        (!members.is_empty()).then_some(Self { members })
    }

    /// The members, by alpha-3.
    pub fn members(&self) -> impl Iterator<Item = Economy> + '_ {
        self.members.iter().copied()
    }

    /// The only member, unless it is a coalition.
    #[must_use]
    pub fn single(&self) -> Option<Economy> {
        match self.members.len() {
            1 => self.members.first().copied(),
            _ => None,
        }
    }

    /// Whether the economy belongs to it.
    #[must_use]
    pub fn contains(&self, economy: Economy) -> bool {
        self.members.contains(&economy)
    }

    /// `Japan`, or `Japan + United States`.
    #[must_use]
    pub fn name(&self) -> String {
        let names: Vec<&str> = self.members.iter().map(|member| member.name()).collect();
        names.join(" + ")
    }

    /// `the United States`, or `Japan and the United States`.
    #[must_use]
    pub fn name_in_sentence(&self) -> String {
        let names: Vec<String> = self
            .members
            .iter()
            .map(|member| member.name_in_sentence())
            .collect();
        match names.as_slice() {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.join(""),
        }
    }

    /// `JPN`, or `JPN+USA`.
    #[must_use]
    pub fn code(&self) -> String {
        let codes: Vec<&str> = self.members.iter().map(|member| member.alpha3()).collect();
        codes.join("+")
    }
}
