//! A listed party: names, type, countries, identifiers, and its listing.

use narrows_core::Economy;

use crate::Listing;

/// What kind of party it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PartyType {
    /// A human being.
    Person,
    /// A company, an authority, an institute, a group.
    Organisation,
    /// A ship.
    Vessel,
    /// An aeroplane.
    Aircraft,
    /// The list does not say.
    Unknown,
}

impl PartyType {
    /// The word for it in English, as options and tables use it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Vessel => "vessel",
            Self::Aircraft => "aircraft",
            Self::Unknown => "unknown",
        }
    }

    /// The type that a list's own word stands for; [`PartyType::Unknown`] for
    /// an empty word and for one that is not known here.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word.trim().to_lowercase().as_str() {
            "person" | "individual" | "individuals" | "p" | "natural person" | "個人" | "개인"
            | "个人" => Self::Person,
            "organisation" | "organization" | "entity" | "entities" | "company" | "enterprise"
            | "e" | "legalentity" | "publicbody" | "団体" | "法人" | "단체" | "법인" | "实体" => {
                Self::Organisation
            }
            "vessel" | "ship" | "ships" | "船舶" | "선박" => Self::Vessel,
            "aircraft" | "airplane" | "航空機" | "항공기" => Self::Aircraft,
            _ => Self::Unknown,
        }
    }
}

/// What a name is to its party.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// The name that the list puts first.
    Primary,
    /// Another name.
    Alias,
    /// A name that the list itself calls weak or of low quality.
    WeakAlias,
    /// A name that is no longer used.
    Former,
}

impl NameKind {
    /// The word for it in English.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary name",
            Self::Alias => "alias",
            Self::WeakAlias => "weak alias",
            Self::Former => "former name",
        }
    }
}

/// A name of a party as the list writes it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PartyName {
    /// The name, runs of white space made one space.
    pub text: String,
    /// What it is to the party.
    pub kind: NameKind,
}

/// A number that stands for the party in some register.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Identifier {
    /// Which register, in the list's words: `Passport`, `IMO`.
    pub kind: String,
    /// The number as written.
    pub number: String,
}

/// A party on one list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    /// `LIST:NUMBER`. The list's own number where it has one, so that the same
    /// party keeps it from one vintage to the next; otherwise digits made from
    /// its first name and its countries, so that a renamed party is a new one.
    pub id: String,
    /// Where it stands in the original: the list's own record number or the
    /// line. It may differ from one vintage to the next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub record: String,
    /// Its type.
    pub party_type: PartyType,
    /// Its names, at least one; the first is the primary name.
    pub names: Vec<PartyName>,
    /// Economies of its addresses, citizenship and registration.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Economy>,
    /// Words in the place of a country that stand for no known economy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// Numbers in registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Days, months or years of birth: `1971`, `1971-03-02`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub birth_dates: Vec<String>,
    /// Which list it is on, and what follows from that.
    pub listing: Listing,
}

impl Party {
    /// Its primary name.
    #[must_use]
    pub fn primary_name(&self) -> &str {
        self.names.first().map_or("", |name| name.text.as_str())
    }

    /// Whether everything but its place in the original is the same.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let bare = |party: &Self| {
            let mut bare = party.clone();
            bare.record.clear();
            bare.listing.snapshot.clear();
            bare
        };
        bare(self) == bare(other)
    }
}
