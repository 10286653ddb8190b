//! A number as its source prints it: its value, and how far rounding reaches.

use crate::text::finite_number;

/// A printed number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PrintedNumber {
    pub(super) value: f64,
    /// Half a unit of the last printed digit that is not a trailing zero of a
    /// whole number; nothing for a printed zero, which says that there is none.
    pub(super) rounding: f64,
}

impl PrintedNumber {
    /// The number in another unit.
    pub(super) fn times(self, factor: f64) -> Self {
        Self {
            value: self.value * factor,
            rounding: self.rounding * factor,
        }
    }

    fn read(printed: &str) -> Option<Self> {
        let value = finite_number(printed)?;
        let (digits, exponent) = match printed.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.trim().parse().ok()?),
            None => (printed, 0_i32),
        };
        let places = match digits.split_once('.') {
            Some((_, fraction)) => -count(fraction.chars().filter(char::is_ascii_digit)),
            None => {
                let whole = digits.chars().filter(char::is_ascii_digit);
                count(whole.rev().take_while(|digit| *digit == '0'))
            }
        };
        Some(Self {
            value,
            rounding: if value == 0.0 {
                0.0
            } else {
                0.5 * 10_f64.powi(places.saturating_add(exponent))
            },
        })
    }
}

fn count(digits: impl Iterator<Item = char>) -> i32 {
    i32::try_from(digits.count()).unwrap_or(i32::MAX)
}

/// The value, where there is one.
pub(super) fn value(number: Option<PrintedNumber>) -> Option<f64> {
    number.map(|number| number.value)
}

/// The rounding, where there is a number.
pub(super) fn rounding(number: Option<PrintedNumber>) -> Option<f64> {
    number.map(|number| number.rounding)
}

/// A number; `None` where the cell is empty or `NA`, which is not zero.
pub(super) fn number_or_missing(printed: &str) -> Result<Option<PrintedNumber>, String> {
    if printed.is_empty() || printed.eq_ignore_ascii_case("na") {
        return Ok(None);
    }
    PrintedNumber::read(printed)
        .map(Some)
        .ok_or_else(|| "no number; leave the field empty, or NA, where it is not known".to_owned())
}

/// The same of a number that is not negative.
pub(super) fn amount_or_missing(printed: &str) -> Result<Option<PrintedNumber>, String> {
    match number_or_missing(printed)? {
        Some(number) if number.value < 0.0 => Err("negative".to_owned()),
        found => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn missing_is_not_zero_and_a_word_is_no_number() {
        let value = |found: Result<Option<PrintedNumber>, String>| {
            found.map(|found| found.map(|number| number.value))
        };
        assert_eq!(value(amount_or_missing("0")), Ok(Some(0.0)));
        assert_eq!(value(amount_or_missing("")), Ok(None));
        assert_eq!(value(amount_or_missing("NA")), Ok(None));
        assert_eq!(value(number_or_missing("-3")), Ok(Some(-3.0)));
        assert!(amount_or_missing("-3").is_err());
        assert!(number_or_missing("n.a.").is_err());
        assert!(number_or_missing("inf").is_err());
    }

    #[test]
    fn rounding_is_half_of_the_last_printed_digit() {
        for (printed, rounding) in [
            ("1.25", 0.005),
            ("0.50", 0.005),
            ("27,000", 500.0),
            ("27,001", 0.5),
            ("1000.0", 0.05),
            ("-40", 5.0),
            ("1.2e3", 50.0),
            ("2e6", 500_000.0),
            ("0", 0.0),
            ("0.0", 0.0),
        ] {
            let found = number_or_missing(printed).unwrap().unwrap();
            assert!(
                (found.rounding - rounding).abs() < 1e-9,
                "{printed}: {found:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_rounded_number_lies_within_its_rounding(value in 0.01_f64..1e6, places in 0_usize..4) {
            let printed = format!("{value:.places$}");
            let found = number_or_missing(&printed).unwrap().unwrap();
            if found.value > 0.0 {
                prop_assert!((found.value - value).abs() <= found.rounding * (1.0 + 1e-9), "{printed}");
            }
        }

        #[test]
        fn any_text_is_read_or_refused(printed in "\\PC{0,16}") {
            if let Ok(Some(found)) = number_or_missing(&printed) {
                prop_assert!(found.rounding >= 0.0);
            }
        }
    }
}
