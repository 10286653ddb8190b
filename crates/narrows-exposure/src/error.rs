//! What can go wrong when indicators are computed.

use narrows_lake::LakeError;
use thiserror::Error;

/// An error of this crate.
#[derive(Debug, Error)]
pub enum ExposureError {
    /// The lake could not be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// A table does not hold what its kind says.
    #[error("{table}: {reason}")]
    Table {
        /// The table.
        table: String,
        /// What is wrong.
        reason: String,
    },
    /// The question has no answer in the lake.
    #[error("{0}")]
    NoData(String),
}
