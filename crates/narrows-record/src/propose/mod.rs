//! From a text to proposals: what could be recorded, where it stands, how sure
//! the rule is, and why. Nothing here is accepted by itself.

mod acronym;
mod actor;
pub(crate) mod annotate;
pub(crate) mod check;
mod commitment;
mod cue;
pub(crate) mod date;
mod decoding;
mod force;
mod gazetteer;
mod good;
mod instrument;
mod lexicon;
mod meeting;
pub(crate) mod mention;
mod page;
mod person;
mod phrase;
mod proposal;
mod readable;
mod reading;
mod role;
mod scene;
mod terminal;
mod terminal_lines;
pub(crate) mod words;

pub use check::MeetingLevel;
pub use date::{DateBounds, edtf_bounds};
pub use decoding::{Decoded, LONGEST_FILE};
pub use mention::MentionType;
pub use page::to_html;
pub(crate) use proposal::Places;
pub use proposal::{
    CommitmentProposal, DocumentFacts, Evidence, InconsistencyProposal, MentionProposal, Proposals,
    ProposeRequest, UnclearProposal, propose, propose_beside_record,
};
pub use reading::{BlockKind, TextForm};
pub use terminal::to_terminal;
pub use terminal_lines::set_hanging;
