//! Measures proposals against annotated texts.

mod gold;
mod report;
mod score;

pub use gold::{Gold, GoldError};
pub use report::to_text;
pub use score::{Evaluation, Score, evaluate};
