//! A person decides on each proposal; only then is anything written.
//!
//! A [`Session`] walks the proposals of a text. What is accepted becomes record
//! files, what is rejected is remembered and not asked again; both with who,
//! when and why. The session reads and writes nothing itself: it takes
//! commands and hands out what is to be written.

mod command;
mod decision;
mod draft;
mod session;

pub use command::{Command, CommandError};
pub use decision::{Decision, Decisions, DecisionsError, State};
pub use draft::{RecordFile, SourceFacts};
pub use session::{Item, ItemKind, Session};
