//! Controls on trade: who is listed by whom and under which rule, and whether a
//! name met in a transaction is one of theirs.
//!
//! [`lists`] reads the official lists as they are published, keeps every
//! vintage, and says what changed between two. [`screening`] finds a listed party
//! by a name written in any script and shows which word answers which.
//! [`ScreeningDesk`] puts both together as of a day; [`AuditLog`],
//! [`ClearedMatches`] and [`ScreenedRegister`] keep what was asked and decided.
//! Nothing here gives legal advice: an answer says what lists of stated dates
//! hold.
//!
//! ```
//! use narrows_controls::lists::ListStore;
//!
//! let store = ListStore::embedded();
//! let un = store.snapshot("un-consolidated", None)?;
//! assert!(un.parties.iter().any(|party| party.listing.list == "UNSC"));
//! # Ok::<(), narrows_controls::lists::ListError>(())
//! ```

mod audit_log;
mod cleared_matches;
#[doc(hidden)]
pub mod fuzzing;
mod kept_records;
mod listing;
pub mod lists;
pub mod ownership;
mod party;
mod party_file;
mod private_files;
mod safe_text;
mod screened_register;
pub mod screening;
mod screening_desk;
mod screening_table;

pub use audit_log::{AuditCheck, AuditEvent, AuditHead, AuditLog};
pub use cleared_matches::{Clearance, ClearanceState, ClearedMatches, party_state};
pub use listing::{Listing, Standing, Suspension};
pub use party::{Identifier, NameKind, Party, PartyName, PartyType};
pub use party_file::{FiledParty, PartyColumns, read_party_file};
pub use safe_text::{cell_text, json_text, terminal_text};
pub use screened_register::{RecordedMatch, RecordedScreening, ScreenedRegister, ScreeningChange};
pub use screening_desk::{
    AnswerStatus, DeskRequest, Matcher, PartyMatch, ScreeningAnswer, ScreeningDesk, TREASURY_LISTS,
    VintageUsed,
};
pub use screening_table::ScreeningTable;
