//! A horizontal scale with round numbers at its grid lines.

use narrows_core::Unit;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{Area, FAINT, failed, ink};
use crate::terminal::whole_percent;

/// From values of one unit to places between two edges.
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    unit: Unit,
    edges: (i32, i32),
}

impl Scale {
    /// The scale that holds zero and all of the points. Shares and indices up
    /// to 1 get the whole of 0 to 1, so that two charts can be compared.
    pub(super) fn over(points: &[f64], unit: Unit, edges: (i32, i32)) -> Self {
        let finite = || points.iter().copied().filter(|point| point.is_finite());
        let low = finite().fold(0.0, f64::min);
        let most = finite().fold(0.0, f64::max);
        let high = match unit {
            Unit::Share | Unit::Index01 if most <= 1.0 => 1.0,
            _ if most > low => most,
            _ => low + 1.0,
        };
        Self {
            low,
            high,
            step: round_step((high - low) / 5.0),
            unit,
            edges,
        }
    }

    /// Where a value stands.
    pub(super) fn x(&self, value: f64) -> i32 {
        let part = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        let (left, right) = self.edges;
        left + (part * f64::from(right - left)).round() as i32
    }

    /// Lines at round values, and the values below them; the last with the unit.
    pub(super) fn draw_grid(&self, area: &Area<'_>, top: i32, bottom: i32) -> Result<(), String> {
        let first = (self.low / self.step).ceil() as i64;
        let last = (self.high / self.step + 1e-9).floor() as i64;
        for tick in first..=last {
            let value = tick as f64 * self.step;
            let at = self.x(value);
            area.draw(&PathElement::new(vec![(at, top), (at, bottom)], FAINT))
                .map_err(failed)?;
            let style = ink(12).pos(Pos::new(HPos::Center, VPos::Top));
            area.draw(&Text::new(
                self.label(value, tick == last),
                (at, bottom + 6),
                style,
            ))
            .map_err(failed)?;
        }
        Ok(())
    }

    fn label(&self, value: f64, with_unit: bool) -> String {
        if self.unit == Unit::Share {
            return whole_percent(value);
        }
        let places = (-self.step.log10().floor()).clamp(0.0, 9.0) as usize;
        let number = grouped(value, places);
        match self.unit {
            Unit::Index01 | Unit::Ratio | Unit::Count => number,
            unit if with_unit => format!("{number} {unit}"),
            _ => number,
        }
    }
}

/// The next of 1, 2 and 5 times a power of ten.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|factor| factor * power >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0);
    factor * power
}

/// A number with its thousands apart.
pub(super) fn grouped(value: f64, places: usize) -> String {
    let plain = format!("{:.places$}", value.abs());
    let (whole, rest) = match plain.split_once('.') {
        Some((whole, rest)) => (whole.to_owned(), format!(".{rest}")),
        None => (plain, String::new()),
    };
    let mut text = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{text}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_numbers_grouped() {
        assert_eq!(round_step(317_500.0), 500_000.0);
        assert!((round_step(0.013) - 0.02).abs() < 1e-12);
        assert_eq!(grouped(-1_270_000.0, 0), "−1,270,000");
        assert_eq!(grouped(1234.5, 1), "1,234.5");
        assert_eq!(grouped(0.25, 2), "0.25");
    }

    #[test]
    fn a_scale_holds_zero_and_every_point() {
        let scale = Scale::over(&[-50.0, 200.0, f64::INFINITY], Unit::Tonne, (100, 600));
        assert_eq!(
            (scale.x(-50.0), scale.x(0.0), scale.x(200.0)),
            (100, 200, 600)
        );
        let share = Scale::over(&[0.2], Unit::Share, (0, 100));
        assert_eq!(share.x(0.2), 20);
    }
}
