//! What kind of party a listing names, and what kind of name it gives it.

/// What a listed or a screened party is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PartyType {
    /// A natural person.
    Person,
    /// A company, an office, an armed group: anything with members.
    Organisation,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
    /// The list does not say.
    Unknown,
}

/// How a list gives a name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// The name the entry stands under.
    Primary,
    /// Another name, which the list calls a good one or does not grade.
    Alias,
    /// A name that the list itself calls weak: a nickname, a common word.
    WeakAlias,
    /// A name the party no longer bears.
    Former,
}
