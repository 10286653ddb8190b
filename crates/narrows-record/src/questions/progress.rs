//! From a promise to numbers: what must be asked of the indicators. The numbers
//! themselves come from `narrows-exposure`, which this crate does not know.

use jiff::civil::Date;
use narrows_core::Economy;
use serde::Serialize;

use super::Inquiry;
use super::commitment_answer::CommitmentAnswer;
use crate::error::RecordError;
use crate::value::Value;
use crate::words::{Direction, Kind};

/// A commitment and the indicators that it should move.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgressQuestion {
    /// The commitment.
    pub commitment: CommitmentAnswer,
    /// The first day that it can have been made.
    pub made_on: Date,
    /// What it should move.
    pub indicators: Vec<IndicatorAsked>,
    /// Why nothing measures it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmeasured: Option<String>,
}

/// An indicator that a commitment should move.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorAsked {
    /// Id of the indicator.
    pub indicator: String,
    /// Whose exposure.
    pub importer: Economy,
    /// Id of the material.
    pub material: String,
    /// The supplier, of a share of imports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Economy>,
    /// Which way it should move.
    pub direction: Direction,
}

impl Inquiry<'_> {
    /// The indicators that a commitment should move.
    ///
    /// # Errors
    /// [`RecordError::Unknown`] for an id of no commitment,
    /// [`RecordError::NotDetermined`] for one without a force, an action or a
    /// day.
    pub fn progress(&self, id: &str) -> Result<ProgressQuestion, RecordError> {
        let record = self.index.required(id, Some(Kind::Commitment))?;
        let incomplete = || {
            RecordError::NotDetermined(format!(
                "{id} has no accepted statement of its force, action and day"
            ))
        };
        let commitment = CommitmentAnswer::of(self, &record)?.ok_or_else(incomplete)?;
        let made_on = commitment
            .made_on
            .earliest()
            .or(commitment.made_on.latest())
            .ok_or_else(incomplete)?;
        let indicators = record
            .all("indicator")
            .into_iter()
            .filter_map(|statement| match &statement.value {
                Value::Indicator(wanted) => Some(IndicatorAsked {
                    indicator: wanted.indicator.clone(),
                    importer: wanted.importer,
                    material: wanted.material.clone(),
                    partner: wanted.partner,
                    direction: wanted.direction,
                }),
                _ => None,
            })
            .collect();
        Ok(ProgressQuestion {
            commitment,
            made_on,
            indicators,
            unmeasured: record.text("unmeasured").map(str::to_owned),
        })
    }
}
