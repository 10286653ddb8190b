//! What can go wrong when a briefing is composed.

use narrows_core::{InvalidGroup, UnknownName};
use narrows_exposure::ExposureError;
use narrows_lake::LakeError;
use thiserror::Error;

/// An error of this crate.
#[derive(Debug, Error)]
pub enum BriefError {
    /// A forum or material of that name does not exist.
    #[error(transparent)]
    Unknown(#[from] UnknownName),
    /// A forum file cannot be used.
    #[error(transparent)]
    Forum(#[from] InvalidGroup),
    /// The lake cannot be read.
    #[error(transparent)]
    Lake(#[from] LakeError),
    /// An exposure cannot be computed.
    #[error(transparent)]
    Exposure(#[from] ExposureError),
    /// The policy record cannot be read or asked.
    #[error(transparent)]
    Record(#[from] narrows_record::RecordError),
    /// The request asks for nothing.
    #[error("{0}")]
    Empty(String),
    /// A chart cannot be drawn.
    #[error("the chart {name:?} cannot be drawn: {reason}")]
    Chart {
        /// Its caption.
        name: String,
        /// The drawing library's words.
        reason: String,
    },
}
