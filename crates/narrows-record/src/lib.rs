//! The policy record: who promised what, to whom, when, in which words, how
//! firmly, and what came of it.
//!
//! [`propose`](mod@propose) reads a text and proposes what could be recorded,
//! each time with the span, a confidence and a reason; [`review`] lets a person
//! decide, and only then is anything written; [`evaluate`] measures proposals
//! against texts that people have annotated.

pub mod evaluate;
pub mod propose;
pub mod review;
