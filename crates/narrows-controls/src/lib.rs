//! Controls on trade: whose names stand on lists, and whether a name met in
//! a transaction is one of theirs.
//!
//! [`screening`] finds a listed party by a name written in any script, says
//! how well the two fit on a scale that means the same for every script, and
//! shows which word answers which.

mod party;
pub mod screening;

pub use party::{NameKind, PartyType};
