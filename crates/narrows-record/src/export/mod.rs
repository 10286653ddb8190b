//! The record for other tools.

mod json_ld;
mod statements_csv;

pub use json_ld::to_json_ld;
pub use statements_csv::to_statements_csv;
