//! The policy record: who promised what, to whom, when, how firmly, and what
//! came of it.
//!
//! A [`RecordSet`] holds one [`Record`] a TOML file. Every fact is a
//! [`Statement`] with its rank, its review and its sources; what contradicts
//! stays, and a dispute names it. [`validate`] checks what the files cannot
//! check one by one.
//!
//! [`propose`](mod@propose) reads a text and proposes what could be recorded,
//! each time with the span, a confidence and a reason; [`review`] lets a person
//! decide, and only then is anything written; [`evaluate`] measures proposals
//! against annotated texts.
//!
//! ```
//! use narrows_record::{RecordSet, validate};
//!
//! let record = RecordSet::shipped()?;
//! assert_eq!(validate(&record), []);
//! assert_eq!(record.get("jucip").map(|forum| forum.kind.as_str()), Some("forum"));
//! # Ok::<(), narrows_record::RecordError>(())
//! ```

pub mod evaluate;
pub mod propose;
pub mod review;

mod beside_record;
mod error;
mod expectations;
mod export;
mod forecast;
mod index;
mod index_build;
mod json_schema;
mod property;
mod questions;
mod read_json;
mod read_toml;
mod record;
mod record_date;
mod record_id;
mod record_set;
mod search_words;
mod span;
mod stamp;
mod validate;
mod value;
mod value_forms;
mod words;
mod write_toml;

pub use beside_record::{RecordFinding, RecordedDispute, RecordedValue};
pub use error::{Fault, RecordError};
pub use expectations::{OWN_HOLDER, ScoreAnswer, ScoredForecast, expectation, score};
pub use export::{to_json_ld, to_statements_csv};
pub use forecast::{
    FEWEST_INTERVALS, Forecast, HeldMeeting, TARGET, brier_score, forecast, intervals,
};
pub use index::Index;
pub use json_schema::record_schema;
pub use property::Property;
pub use questions::{
    AskAnswer, AskRequest, CommitmentAnswer, DisputeAnswer, DisputesAnswer, DueAnswer, DueRequest,
    FollowUpAnswer, Holder, IndicatorAsked, Inquiry, InstrumentAnswer, InstrumentStanding, MadeIn,
    MeetingAnswer, NextAnswer, ProgressQuestion, Rows, SeriesAnswer, ShowAnswer, SourceCited,
    Standing, StandingKind, StatementAnswer, TimelineAnswer, ValueAnswer, WhoAnswer, WhoKnown,
};
pub use read_toml::read_record;
pub use record::{Record, Review, SourceUse, Statement};
pub use record_date::{InvalidDate, RecordDate};
pub use record_id::RecordId;
pub use record_set::RecordSet;
pub use span::{
    Anchor, CONTEXT, LEAST_AGREEMENT, Span, byte_range, checksum, checksum_of_bytes, scalar_range,
};
pub use stamp::stamp;
pub use validate::validate;
pub use value::{Shape, Value};
pub use value_forms::{
    DisputedValue, FollowUp, IndicatorWanted, OtherName, Participant, Series, StatusSpan, Tenure,
};
pub use words::{
    Basis, Direction, DisputeState, FollowUpKind, Force, InstrumentKind, InstrumentStatus, Kind,
    Level, MeetingStatus, NameKind, Outcome, Rank, ReviewState,
};
pub use write_toml::write_record;
