//! Who is listed by whom, and under which rule.
//!
//! [`lists`] reads the official lists as they are published, keeps every
//! vintage, and says what changed between two. [`screening`] finds the listed
//! parties that a name may stand for. Nothing here gives legal advice: an answer
//! says what a list of a stated date holds.
//!
//! ```
//! use narrows_controls::lists::ListStore;
//!
//! let store = ListStore::embedded();
//! let un = store.snapshot("un-consolidated", None)?;
//! assert!(un.parties.iter().any(|party| party.listing.list == "UNSC"));
//! # Ok::<(), narrows_controls::lists::ListError>(())
//! ```

mod listing;
pub mod lists;
mod party;
mod safe_text;
pub mod screening;

pub use listing::{Listing, Standing, Suspension};
pub use party::{Identifier, NameKind, Party, PartyName, PartyType};
pub use safe_text::{cell_text, json_text, terminal_text};
