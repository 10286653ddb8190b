//! [`Figure`]: the only form in which a number reaches a person or a file.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{SourceRef, Unit};

/// How a figure's value is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Status {
    /// Computed from reported data alone.
    Measured,
    /// The source estimated it, or an estimate went into it.
    Estimated,
    /// Only an interval can be given; there is no value.
    Bounded,
    /// Nothing can be said. Never zero.
    Unavailable {
        /// Why, in words for a reader.
        reason: String,
    },
}

/// The range in which the value lies, and what that range means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Interval {
    /// The value lies between `low` and `high` in the sense of `meaning`.
    Known {
        /// Lower end, in the figure's unit.
        low: f64,
        /// Upper end, in the figure's unit.
        high: f64,
        /// What varies between the ends.
        meaning: String,
    },
    /// No interval can be given.
    Unknown {
        /// Why not.
        reason: String,
    },
}

impl Interval {
    /// An interval with its ends in order.
    #[must_use]
    pub fn between(a: f64, b: f64, meaning: impl Into<String>) -> Self {
        // The sum of no flow is −0; nobody may read a sign into it.
        Self::Known {
            low: a.min(b) + 0.0,
            high: a.max(b) + 0.0,
            meaning: meaning.into(),
        }
    }

    /// No interval, and why.
    #[must_use]
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::Unknown {
            reason: reason.into(),
        }
    }

    /// The ends, where they are known.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Self::Known { low, high, .. } => Some((*low, *high)),
            Self::Unknown { .. } => None,
        }
    }
}

/// How much of what should stand behind a figure does stand behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Coverage {
    /// A share from 0 to 1 of `of`.
    Known {
        /// From 0 to 1.
        share: f64,
        /// Of what, for example `import value with a reported quantity`.
        of: String,
    },
    /// The share is not known.
    Unknown {
        /// Why not.
        reason: String,
    },
}

impl Coverage {
    /// A known share of something.
    #[must_use]
    pub fn known(share: f64, of: impl Into<String>) -> Self {
        Self::Known {
            share,
            of: of.into(),
        }
    }

    /// An unknown coverage, and why.
    #[must_use]
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::Unknown {
            reason: reason.into(),
        }
    }
}

/// A number with all that a reader needs to judge it.
///
/// The constructors keep the states apart: a measured or estimated figure has
/// a value, a bounded one has only an interval, an unavailable one has
/// neither. A value that is not finite cannot be made into a figure with a
/// value; it becomes an unavailable one.
///
/// ```
/// use narrows_core::{Coverage, Figure, Interval, SourceRef, Unit};
///
/// let reliance = Figure::bounded(
///     Unit::Share,
///     "net import reliance, of estimated consumption",
///     Interval::between(0.5, 1.0, "published as more than 50 %"),
///     Coverage::unknown("the source does not say"),
///     [SourceRef::new("usgs-mcs", "2026")],
/// );
/// assert_eq!(reliance.to_string(), "50–100 %");
/// assert_eq!(reliance.value(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    value: Option<f64>,
    interval: Interval,
    unit: Unit,
    basis: String,
    status: Status,
    coverage: Coverage,
    sources: Vec<SourceRef>,
}

impl Figure {
    fn new(
        value: Option<f64>,
        status: Status,
        unit: Unit,
        basis: impl Into<String>,
        interval: Interval,
        coverage: Coverage,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        let mut sources: Vec<SourceRef> = sources.into_iter().collect();
        sources.sort();
        sources.dedup();
        let finite = value.is_none_or(f64::is_finite)
            && interval
                .ends()
                .is_none_or(|(low, high)| low.is_finite() && high.is_finite());
        if finite {
            return Self {
                value,
                interval,
                unit,
                basis: basis.into(),
                status,
                coverage,
                sources,
            };
        }
        let reason = "the inputs give no finite number".to_owned();
        Self {
            value: None,
            interval: Interval::Unknown {
                reason: reason.clone(),
            },
            unit,
            basis: basis.into(),
            status: Status::Unavailable { reason },
            coverage,
            sources,
        }
    }

    /// A figure computed from reported data alone.
    #[must_use]
    pub fn measured(
        value: f64,
        unit: Unit,
        basis: impl Into<String>,
        interval: Interval,
        coverage: Coverage,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        Self::new(
            Some(value + 0.0),
            Status::Measured,
            unit,
            basis,
            interval,
            coverage,
            sources,
        )
    }

    /// A figure that the source estimated, or that rests on an estimate.
    #[must_use]
    pub fn estimated(
        value: f64,
        unit: Unit,
        basis: impl Into<String>,
        interval: Interval,
        coverage: Coverage,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        Self::new(
            Some(value + 0.0),
            Status::Estimated,
            unit,
            basis,
            interval,
            coverage,
            sources,
        )
    }

    /// A figure of which only an interval is known.
    #[must_use]
    pub fn bounded(
        unit: Unit,
        basis: impl Into<String>,
        interval: Interval,
        coverage: Coverage,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        Self::new(
            None,
            Status::Bounded,
            unit,
            basis,
            interval,
            coverage,
            sources,
        )
    }

    /// A figure that cannot be given, and why.
    #[must_use]
    pub fn unavailable(
        unit: Unit,
        basis: impl Into<String>,
        reason: impl Into<String>,
        sources: impl IntoIterator<Item = SourceRef>,
    ) -> Self {
        let reason = reason.into();
        Self::new(
            None,
            Status::Unavailable {
                reason: reason.clone(),
            },
            unit,
            basis,
            Interval::Unknown {
                reason: reason.clone(),
            },
            Coverage::Unknown { reason },
            sources,
        )
    }

    /// The same figure as an estimate, unless it has no value.
    #[must_use]
    pub fn as_estimate(mut self) -> Self {
        if self.status == Status::Measured {
            self.status = Status::Estimated;
        }
        self
    }

    /// The value in [`Figure::unit`], unless bounded or unavailable.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.value
    }

    /// The interval, or why there is none.
    #[must_use]
    pub fn interval(&self) -> &Interval {
        &self.interval
    }

    /// The unit of the value and of the interval's ends.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// What is counted: value or quantity, gross or contained, which stage.
    #[must_use]
    pub fn basis(&self) -> &str {
        &self.basis
    }

    /// How the value is known.
    #[must_use]
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// What share of the whole is behind it.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Where it came from, sorted, without repeats.
    #[must_use]
    pub fn sources(&self) -> &[SourceRef] {
        &self.sources
    }

    /// The value alone with its unit, as `81.9 %`; for a bounded figure its
    /// interval; for an unavailable one `not available`.
    #[must_use]
    pub fn value_text(&self) -> String {
        match (self.value, self.interval.ends()) {
            (Some(value), _) => with_unit(&number(value, self.unit), self.unit),
            (None, Some((low, high))) => {
                let (low, high) = apart(low, high, self.unit);
                with_unit(&format!("{low}–{high}"), self.unit)
            }
            (None, None) => "not available".to_owned(),
        }
    }

    /// The interval as `[79.9, 83.4]`, in the figure's unit; an empty string
    /// where there is none. Ends that differ never read alike.
    #[must_use]
    pub fn interval_text(&self) -> String {
        match self.interval.ends() {
            Some((low, high)) => {
                let (low, high) = apart(low, high, self.unit);
                format!("[{low}, {high}]")
            }
            None => String::new(),
        }
    }

    /// One word for the status: `measured`, `estimated`, `bounded`,
    /// `unavailable`.
    #[must_use]
    pub fn status_word(&self) -> &'static str {
        match self.status {
            Status::Measured => "measured",
            Status::Estimated => "estimated",
            Status::Bounded => "bounded",
            Status::Unavailable { .. } => "unavailable",
        }
    }

    /// The coverage as `99.2 % of import value`, or `coverage unknown`.
    #[must_use]
    pub fn coverage_text(&self) -> String {
        match &self.coverage {
            // Rounding down keeps "100 %" for what is complete.
            Coverage::Known { share, of } => {
                format!(
                    "{} % of {of}",
                    trim(&format!("{:.1}", (share * 1000.0).floor() / 10.0))
                )
            }
            Coverage::Unknown { .. } => "coverage unknown".to_owned(),
        }
    }

    /// Why there is no value, no interval or no coverage: for notes below a
    /// table. Empty where all are known.
    #[must_use]
    pub fn gaps(&self) -> Vec<&str> {
        let mut gaps: Vec<&str> = Vec::new();
        if let Status::Unavailable { reason } = &self.status {
            gaps.push(reason);
        }
        if let Interval::Unknown { reason } = &self.interval {
            gaps.push(reason);
        }
        if let Coverage::Unknown { reason } = &self.coverage {
            gaps.push(reason);
        }
        gaps.dedup();
        gaps
    }
}

impl fmt::Display for Figure {
    /// The value with its interval, or the reason why there is none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Status::Unavailable { reason } = &self.status {
            return write!(f, "not available: {reason}");
        }
        f.write_str(&self.value_text())?;
        let interval = self.interval_text();
        if interval.is_empty() || self.value.is_none() {
            Ok(())
        } else {
            write!(f, " {interval}")
        }
    }
}

fn with_unit(number: &str, unit: Unit) -> String {
    match unit {
        Unit::Index01 | Unit::Ratio | Unit::Count => number.to_owned(),
        _ => format!("{number} {unit}"),
    }
}

/// Both ends with as many decimals as it takes to tell them apart.
fn apart(low: f64, high: f64, unit: Unit) -> (String, String) {
    let set = |extra| (number_to(low, unit, extra), number_to(high, unit, extra));
    // A spread of less than a ten-thousandth is no news to a reader.
    if high - low <= 1e-4 * high.abs() && number(low, unit) == number(high, unit) {
        return set(0);
    }
    (0..6)
        .map(set)
        .find(|(low, high)| low != high)
        .unwrap_or_else(|| set(0))
}

/// A number as people read it in this unit: shares in percent, thousands
/// grouped, never more digits than the sources carry.
fn number(value: f64, unit: Unit) -> String {
    number_to(value, unit, 0)
}

fn number_to(value: f64, unit: Unit, extra: usize) -> String {
    if value >= 0.0 || value.is_nan() {
        return positive_to(value, unit, extra);
    }
    // A little less than nothing is not nothing.
    let size = positive_to(-value, unit, extra);
    match size.strip_prefix('<') {
        Some(least) => format!(">−{least}"),
        None if size.chars().all(|c| !matches!(c, '1'..='9')) => size,
        None => format!("−{size}"),
    }
}

fn positive_to(value: f64, unit: Unit, extra: usize) -> String {
    match unit {
        Unit::Share => {
            let percent = value * 100.0;
            let decimals = 1 + extra;
            let shown = trim(&format!("{percent:.decimals$}"));
            // A small part of a whole is not nothing, and a little less than
            // the whole is not the whole.
            let least = 10_f64.powi(-i32::try_from(decimals).unwrap_or(1));
            if percent > 0.0 && percent < least / 2.0 {
                format!("<{least:.decimals$}")
            } else if percent < 100.0 && percent >= 100.0 - least / 2.0 {
                format!(">{:.decimals$}", 100.0 - least)
            } else {
                shown
            }
        }
        Unit::SharePoint => {
            let points = value * 100.0;
            let decimals = 1 + extra;
            let least = 10_f64.powi(-i32::try_from(decimals).unwrap_or(1));
            if points > 0.0 && points < least / 2.0 {
                format!("<{least:.decimals$}")
            } else {
                trim(&format!("{points:.decimals$}"))
            }
        }
        Unit::Index01 if value != 0.0 && value.abs() < 0.0005 => format!("{value:.1e}"),
        Unit::Index01 => {
            let decimals = 3 + extra;
            format!("{value:.decimals$}")
        }
        Unit::Count => grouped(value, extra),
        Unit::Tonne | Unit::KiloUsd => {
            let decimals = match value.abs() {
                v if v >= 100.0 || v == 0.0 => 0,
                v if v >= 10.0 => 1,
                _ => 2,
            };
            grouped(value, decimals + extra)
        }
        Unit::Ratio | Unit::UsdPerKilogram | Unit::CopperEquivalent => {
            if value != 0.0 && value.abs() < 0.01 {
                format!("{value:.1e}")
            } else if value.abs() >= 100.0 {
                grouped(value, extra)
            } else {
                grouped(value, 2 + extra)
            }
        }
    }
}

fn trim(number: &str) -> String {
    number.strip_suffix(".0").unwrap_or(number).to_owned()
}

/// Thousands set apart with commas, as the statistical offices of the three
/// capitals print them in English.
fn grouped(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    if value < 0.0 {
        text.insert(0, '−');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(value: f64, unit: Unit) -> Figure {
        Figure::measured(
            value,
            unit,
            "import value",
            Interval::unknown("test"),
            Coverage::known(1.0, "import value"),
            [],
        )
    }

    #[test]
    fn nothing_added_up_is_no_negative_share() {
        let nothing: f64 = [].iter().sum();
        let figure = Figure::measured(
            nothing,
            Unit::Share,
            "of imports",
            Interval::between(nothing, nothing, "test"),
            Coverage::known(1.0, "test"),
            [],
        );
        assert_eq!(figure.value_text(), "0 %");
        assert_eq!(figure.interval_text(), "[0, 0]");
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        for (value, unit, text) in [
            (0.819_35, Unit::Share, "81.9 %"),
            (1.0, Unit::Share, "100 %"),
            (0.999_9, Unit::Share, ">99.9 %"),
            (0.000_1, Unit::Share, "<0.1 %"),
            (0.0, Unit::Share, "0 %"),
            (0.019_4, Unit::SharePoint, "1.9 pp"),
            (-1.0, Unit::SharePoint, "−100 pp"),
            (0.000_1, Unit::SharePoint, "<0.1 pp"),
            (1_234_567.0, Unit::Tonne, "1,234,567 t"),
            (0.292_5, Unit::Index01, "0.292"),
            (0.000_261, Unit::Index01, "2.6e-4"),
            (439.0, Unit::UsdPerKilogram, "439 USD/kg"),
            (-0.25, Unit::Share, "−25 %"),
            (-0.000_1, Unit::Share, ">−0.1 %"),
            (-0.009, Unit::Index01, "−0.009"),
        ] {
            assert_eq!(measured(value, unit).value_text(), text);
        }
    }

    #[test]
    fn ends_that_differ_never_read_alike() {
        let figure = |low, high, unit| {
            Figure::bounded(
                unit,
                "test",
                Interval::between(low, high, "test"),
                Coverage::unknown("test"),
                [],
            )
            .interval_text()
        };
        assert_eq!(figure(847.5, 848.5, Unit::Tonne), "[847.5, 848.5]");
        assert_eq!(
            figure(0.978_81, 0.978_99, Unit::Index01),
            "[0.9788, 0.9790]"
        );
        assert_eq!(figure(0.5, 1.0, Unit::Share), "[50, 100]");
        assert_eq!(figure(0.3, 0.3, Unit::Index01), "[0.300, 0.300]");
    }

    #[test]
    fn what_is_not_finite_is_unavailable_not_a_number() {
        let figure = measured(f64::NAN, Unit::Share);
        assert_eq!(figure.value(), None);
        assert_eq!(figure.status_word(), "unavailable");
        assert!(figure.to_string().starts_with("not available: "));
    }

    #[test]
    fn missing_is_not_zero() {
        let figure = Figure::unavailable(Unit::Tonne, "imports", "no table has it", []);
        assert_eq!(figure.to_string(), "not available: no table has it");
        assert_ne!(figure.value(), Some(0.0));
    }
}
