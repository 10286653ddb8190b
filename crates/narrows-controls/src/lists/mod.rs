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
mod ecfr_part_744;
mod embedded;
mod error;
mod eu_consolidated;
mod follow_the_money;
mod form;
mod mapped_list;
mod ofac_csv;
mod ofac_text;
mod ofac_xml;
mod original;
mod recipe;
mod registry_records;
mod snapshot;
mod store;
mod uk_sanctions;
mod un_consolidated;
mod xml_records;

pub use builder::SetAside;
pub use change::{Amendment, ChangeReport};
pub(crate) use delimited_text::{Header, TextRow, rows};
pub use error::{ListError, Place};
pub use form::{ListForm, LoadRequest, load};
pub use mapped_list::ListMapping;
pub use original::Original;
pub(crate) use original::sha256;
pub use recipe::{ListRecipe, RecipeList};
pub use snapshot::{ListSnapshot, OriginalRef, SnapshotHeader};
pub use store::{HeldSnapshot, ImportOutcome, Layer, ListStore};
