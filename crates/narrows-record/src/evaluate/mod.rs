//! Measures proposals against annotated texts.

mod gold;
mod passage;
mod report;
mod score;

pub use gold::{Gold, GoldError};
pub use passage::{Passage, PassageError, read_passages};
pub use report::to_text;
pub use score::{Evaluation, Score, evaluate};
