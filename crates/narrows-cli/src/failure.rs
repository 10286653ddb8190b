//! How a command ends when it does not end well.

use std::process::ExitCode;

use narrows_brief::BriefError;
use narrows_controls::lists::ListError;
use narrows_core::{InvalidGroup, UnknownName};
use narrows_exposure::ExposureError;
use narrows_lake::LakeError;
use narrows_record::RecordError;

/// Why a command failed, and with which exit status: 1 failed, 2 wrong usage,
/// 3 cannot be determined from the data.
#[derive(Debug)]
pub(crate) enum Failure {
    Usage(String),
    NotDetermined(String),
    Failed(String),
    Output(std::io::Error),
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Failed(_) | Self::Output(_) => 1,
            Self::Usage(_) => 2,
            Self::NotDetermined(_) => 3,
        })
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Usage(text) | Self::NotDetermined(text) | Self::Failed(text) => f.write_str(text),
            Self::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl From<UnknownName> for Failure {
    fn from(error: UnknownName) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<InvalidGroup> for Failure {
    fn from(error: InvalidGroup) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<LakeError> for Failure {
    fn from(error: LakeError) -> Self {
        match error {
            LakeError::Unstated { .. }
            | LakeError::NotFound { .. }
            | LakeError::UnknownVintage { .. } => Self::Usage(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<ExposureError> for Failure {
    fn from(error: ExposureError) -> Self {
        match error {
            ExposureError::Lake(error) => error.into(),
            ExposureError::NoData(reason) => Self::NotDetermined(reason),
            ExposureError::Table { .. } => Self::Failed(error.to_string()),
        }
    }
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        match error {
            ListError::Unstated { .. }
            | ListError::NotFound { .. }
            | ListError::NotRefusedBefore { .. } => Self::Usage(error.to_string()),
            _ => Self::Failed(error.to_string()),
        }
    }
}

impl From<BriefError> for Failure {
    fn from(error: BriefError) -> Self {
        match error {
            BriefError::Unknown(error) => error.into(),
            BriefError::Forum(error) => error.into(),
            BriefError::Lake(error) => error.into(),
            BriefError::Exposure(error) => error.into(),
            BriefError::Record(error) => error.into(),
            BriefError::Empty(reason) => Self::NotDetermined(reason),
            BriefError::Chart { .. } => Self::Failed(error.to_string()),
        }
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Unknown(words) => Self::Usage(words),
            RecordError::NotDetermined(words) => Self::NotDetermined(words),
            RecordError::Faults(_) | RecordError::File { .. } | RecordError::Index(_) => {
                Self::Failed(error.to_string())
            }
        }
    }
}
