//! The official lists: read as they are published, kept vintage by vintage.
//!
//! [`load`] reads an original in one of the [`ListForm`]s into a
//! [`ListSnapshot`]; [`ListStore`] holds the snapshots inside the program and
//! those imported since; [`ChangeReport`] says what differs between two.

mod builder;
mod change;
mod consolidated_screening_list;
mod country;
mod delimited_text;
mod embedded;
mod error;
mod form;
mod original;
mod recipe;
mod registry_records;
mod snapshot;
mod store;
mod un_consolidated;
mod xml_records;

pub use builder::SetAside;
pub use change::{Amendment, ChangeReport};
pub(crate) use delimited_text::{Header, TextRow, rows};
pub use error::{ListError, Place};
pub use form::{ListForm, LoadRequest, load};
pub use original::Original;
pub(crate) use original::sha256;
pub use recipe::{ListRecipe, RecipeList};
pub use snapshot::{ListSnapshot, OriginalRef, SnapshotHeader};
pub use store::{HeldSnapshot, ImportOutcome, Layer, ListStore};
