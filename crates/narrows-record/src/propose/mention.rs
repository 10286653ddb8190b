//! What a text can mention, and a place where it does.

use serde::{Deserialize, Serialize};

/// The type of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum MentionType {
    /// A person's name, without title.
    Per,
    /// A post or title, with the country or body in it.
    Role,
    /// A body, company or outlet.
    Org,
    /// A standing forum, its acronym, or a definite reference to it.
    Forum,
    /// The noun phrase for one meeting or event.
    Meeting,
    /// An instrument or document.
    Instr,
    /// Materials, products, sectors as goods.
    Good,
    /// Technologies, and the controls on them as a topic.
    Tech,
    /// Countries and cities.
    Place,
    /// Adjectives of nationality.
    Norp,
    /// Absolute, relative or recurrent dates.
    Date,
}

impl MentionType {
    /// All types, in the order in which they are reported.
    pub const ALL: [Self; 11] = [
        Self::Per,
        Self::Role,
        Self::Org,
        Self::Forum,
        Self::Meeting,
        Self::Instr,
        Self::Good,
        Self::Tech,
        Self::Place,
        Self::Norp,
        Self::Date,
    ];

    /// The name used in files: `PER`, `ROLE` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Role => "ROLE",
            Self::Org => "ORG",
            Self::Forum => "FORUM",
            Self::Meeting => "MEETING",
            Self::Instr => "INSTR",
            Self::Good => "GOOD",
            Self::Tech => "TECH",
            Self::Place => "PLACE",
            Self::Norp => "NORP",
            Self::Date => "DATE",
        }
    }

    /// The type of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl std::fmt::Display for MentionType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A mention found by a rule: words `from..until`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) kind: MentionType,
    pub(crate) from: usize,
    pub(crate) until: usize,
    pub(crate) confidence: f64,
    pub(crate) reason: &'static str,
    /// Id in a gazetteer, or an EDTF date.
    pub(crate) id: Option<String>,
}

impl Found {
    pub(crate) fn new(
        kind: MentionType,
        from: usize,
        until: usize,
        confidence: f64,
        reason: &'static str,
    ) -> Self {
        Self {
            kind,
            from,
            until,
            confidence,
            reason,
            id: None,
        }
    }

    pub(crate) fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.from <= other.from && other.until <= self.until
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    pub(crate) fn len(&self) -> usize {
        self.until - self.from
    }
}
